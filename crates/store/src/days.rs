//! Days and moments as all backends count them.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// The day that counts as today where nobody names one, in UTC.
#[must_use]
pub fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// Seconds from 1970 to a moment by the publisher's clock.
#[must_use]
pub fn civil_seconds(moment: DateTime) -> i64 {
    moment.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs()
}
