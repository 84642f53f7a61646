//! Time expressions, the intervals they denote, and forecasts.

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};
use sayso_text::{Span, Spans};
use serde::{Deserialize, Serialize};

use crate::names::named;

named!(
    /// The type of a time expression (TIMEX3, ISO 24617-1).
    TimeType {
        /// A calendar time of a day or longer.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A repeated time.
        Set = "SET",
    }
);

/// From a local date and time up to, and without, another. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(DateTime, DateTime)", into = "(DateTime, DateTime)")]
pub struct Interval {
    start: DateTime,
    end: DateTime,
}

impl Interval {
    /// `None` unless `start` is before `end`.
    #[must_use]
    pub fn new(start: DateTime, end: DateTime) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The first moment in it.
    #[must_use]
    pub fn start(self) -> DateTime {
        self.start
    }

    /// The first moment after it.
    #[must_use]
    pub fn end(self) -> DateTime {
        self.end
    }

    /// The first and the last day on which it falls.
    #[must_use]
    pub fn days(self) -> (Date, Date) {
        // It ends after it starts, so there is a moment before its end.
        let last = self.end.checked_sub(1.nanosecond()).unwrap_or(self.end);
        (self.start.date(), last.date())
    }
}

impl TryFrom<(DateTime, DateTime)> for Interval {
    type Error = &'static str;

    fn try_from((start, end): (DateTime, DateTime)) -> Result<Self, Self::Error> {
        Self::new(start, end).ok_or("an interval must start before it ends")
    }
}

impl From<Interval> for (DateTime, DateTime) {
    fn from(interval: Interval) -> Self {
        (interval.start, interval.end)
    }
}

/// A time expression, with its value counted from the document's publication time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Where it stands.
    pub words: Span,
    /// Its TIMEX3 type.
    pub kind: TimeType,
    /// Its TIMEX3 value ("2026-03-04", "P2D"); `None` while it cannot be resolved.
    pub value: Option<String>,
    /// The interval it denotes, in the publisher's local time; `None` while it cannot be resolved.
    pub interval: Option<Interval>,
}

/// What makes a claim a forecast.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// The interval by which it can be checked; `None` for a forecast without a deadline.
    pub due: Option<Interval>,
    /// The words that set the deadline; may be empty.
    pub deadline: Spans,
    /// The words that show that it is about the future ("will", "is about to"); may be empty.
    #[serde(default)]
    pub basis: Spans,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_falls_on_the_days_it_touches() {
        let check = |start: &str, end: &str, expected: [&str; 2]| {
            let interval = Interval::new(start.parse().unwrap(), end.parse().unwrap()).unwrap();
            let days = expected.map(|day| day.parse().unwrap());
            assert_eq!(interval.days(), days.into());
        };
        check("2026-03-04T00:00", "2026-03-05T00:00", ["2026-03-04"; 2]);
        check("2026-03-04T00:00", "2026-03-05T00:01", ["2026-03-04", "2026-03-05"]);
        check("2026-03-04T18:00", "2026-03-04T19:00", ["2026-03-04"; 2]);
        check("2026-01-01T00:00", "2027-01-01T00:00", ["2026-01-01", "2026-12-31"]);
        check("-009999-01-01T00:00", "9999-12-31T23:59", ["-009999-01-01", "9999-12-31"]);
    }

    #[test]
    fn an_interval_never_ends_before_it_starts() {
        let at = |text: &str| text.parse::<DateTime>().unwrap();
        let (first, last) = (at("2026-03-04T00:00:00"), at("2026-03-05T00:00:00"));
        assert!(Interval::new(first, last).is_some());
        assert!(Interval::new(last, first).is_none());
        assert!(Interval::new(first, first).is_none());
        assert!(serde_json::from_str::<Interval>("[\"2026-03-05T00:00:00\",\"2026-03-04T00:00:00\"]").is_err());
    }
}
