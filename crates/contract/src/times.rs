//! Moments and intervals to the wire and back.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use sayso_domain::Interval;

use crate::{FieldError, Path, Reason, claim::v1 as wire};

/// A moment as it is on the wire.
#[must_use]
pub fn timestamp_to_wire(at: Timestamp) -> pbjson_types::Timestamp {
    // jiff gives seconds and nanoseconds of one sign; protobuf wants nanoseconds counted forward.
    let (mut seconds, mut nanos) = (at.as_second(), at.subsec_nanosecond());
    if nanos < 0 {
        (seconds, nanos) = (seconds - 1, nanos + 1_000_000_000);
    }
    pbjson_types::Timestamp { seconds, nanos }
}

/// A moment from the wire.
///
/// # Errors
/// [`Reason::Required`] if it is absent, [`Reason::OutOfRange`] if it is no moment of the years -9999 to 9999.
pub fn timestamp_from_wire(at: Option<&pbjson_types::Timestamp>, path: &Path<'_>) -> Result<Timestamp, FieldError> {
    let at = at.ok_or_else(|| path.error(Reason::Required, "a time is needed"))?;
    Timestamp::new(at.seconds, at.nanos).map_err(|error| path.error(Reason::OutOfRange, error))
}

pub(crate) fn interval_to_wire(interval: Interval) -> wire::Interval {
    wire::Interval { start: interval.start().to_string(), end: interval.end().to_string() }
}

/// The first and the last day that an interval touches; `None` if it cannot be read, or is empty.
#[must_use]
pub fn days_of(interval: &wire::Interval) -> Option<(Date, Date)> {
    let (start, end) = (interval.start.parse().ok()?, interval.end.parse().ok()?);
    Interval::new(start, end).map(Interval::days)
}

pub(crate) fn interval_from_wire(
    interval: Option<&wire::Interval>,
    path: &Path<'_>,
) -> Result<Option<Interval>, FieldError> {
    let Some(interval) = interval else { return Ok(None) };
    let read = |text: &str, path: &Path<'_>| {
        text.parse::<DateTime>().map_err(|_| {
            let shown: String = text.chars().take(40).collect();
            path.error(Reason::Malformed, format!("{shown:?} is no local date-time such as 2026-03-04T00:00:00"))
        })
    };
    let (start, end) = (read(&interval.start, &path.field("start"))?, read(&interval.end, &path.field("end"))?);
    let made = Interval::new(start, end);
    made.map(Some).ok_or_else(|| path.error(Reason::OutOfRange, "it must start before it ends"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_survive_the_way_there_and_back() {
        for text in ["2026-03-04T08:15:00.123456789Z", "1969-12-31T23:59:59.25Z", "1970-01-01T00:00:00Z"] {
            let at: Timestamp = text.parse().unwrap();
            let wire = timestamp_to_wire(at);
            assert!(wire.nanos >= 0);
            assert_eq!(timestamp_from_wire(Some(&wire), &Path::of("at")), Ok(at));
        }
        let far = pbjson_types::Timestamp { seconds: i64::MAX, nanos: 0 };
        assert_eq!(timestamp_from_wire(Some(&far), &Path::of("at")).unwrap_err().reason, Reason::OutOfRange);
    }
}
