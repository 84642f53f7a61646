//! How often a feed says that it should be asked.

use std::time::Duration;

/// What a feed says of when it changes. How it was served (`Cache-Control`, `Retry-After`) counts besides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cadence {
    /// How long it may be kept: `ttl` of RSS.
    pub keep: Option<Duration>,
    /// How often it changes: `sy:updatePeriod` by `sy:updateFrequency`.
    pub period: Option<Duration>,
    /// The hours of the day, UTC, in which it does not change: bit 0 is midnight to one.
    pub skip_hours: u32,
    /// The days of the week, UTC, on which it does not change: bit 0 is Monday.
    pub skip_days: u8,
    /// It will never change again: `expired` of JSON Feed.
    pub expired: bool,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// The longest time that is believed.
const LONGEST: Duration = Duration::from_secs(366 * DAY);

impl Cadence {
    /// The time between two changes that the feed names: the longer, if it names two. At most a year.
    #[must_use]
    pub fn interval(&self) -> Option<Duration> {
        self.keep.max(self.period)
    }

    pub(super) fn keep_minutes(&mut self, text: &str) {
        let minutes = text.trim().parse::<u64>().ok().filter(|minutes| *minutes > 0);
        self.keep =
            minutes.map(|minutes| Duration::from_secs(minutes.saturating_mul(MINUTE)).min(LONGEST)).or(self.keep);
    }

    pub(super) fn changes(&mut self, period: Option<&str>, frequency: Option<&str>) {
        let period = match period.map(|period| period.trim().to_ascii_lowercase()).as_deref() {
            Some("hourly") => HOUR,
            // The module's default, also where only the frequency is given.
            Some("daily") => DAY,
            None if frequency.is_some() => DAY,
            Some("weekly") => 7 * DAY,
            Some("monthly") => 30 * DAY,
            Some("yearly") => 365 * DAY,
            _ => return,
        };
        let frequency =
            frequency.and_then(|text| text.trim().parse().ok()).filter(|times: &u64| *times > 0).unwrap_or(1);
        self.period = Some(Duration::from_secs((period / frequency).max(1)));
    }

    pub(super) fn skip_hour(&mut self, text: &str) {
        // 24 is midnight too, in early versions.
        if let Some(hour) = text.trim().parse::<u32>().ok().filter(|hour| *hour <= 24) {
            self.skip_hours |= 1 << (hour % 24);
        }
    }

    pub(super) fn skip_day(&mut self, text: &str) {
        const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        if let Some(day) = DAYS.iter().position(|day| day.eq_ignore_ascii_case(text.trim())) {
            self.skip_days |= 1 << day;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_divided_by_their_frequency() {
        let check = |period: Option<&str>, frequency: Option<&str>, seconds: Option<u64>| {
            let mut cadence = Cadence::default();
            cadence.changes(period, frequency);
            assert_eq!(cadence.period.map(|period| period.as_secs()), seconds, "{period:?} {frequency:?}");
        };
        check(Some("hourly"), Some("2"), Some(1800));
        check(Some(" Daily "), None, Some(86_400));
        check(None, Some("4"), Some(21_600));
        check(Some("weekly"), Some("0"), Some(604_800));
        check(Some("hourly"), Some("99999999"), Some(1));
        check(Some("often"), Some("2"), None);
        check(None, None, None);
    }

    #[test]
    fn hours_and_days_are_bits() {
        let mut cadence = Cadence::default();
        ["0", " 3", "23", "24", "25", "-1", "x"].iter().for_each(|hour| cadence.skip_hour(hour));
        ["Sunday", "monday ", "Someday"].iter().for_each(|day| cadence.skip_day(day));
        assert_eq!((cadence.skip_hours, cadence.skip_days), (0b1000_0000_0000_0000_0000_1001, 0b100_0001));
    }

    #[test]
    fn the_longer_time_counts_up_to_a_year() {
        let check = |minutes: &str, period: Option<&str>, seconds: Option<u64>| {
            let mut cadence = Cadence::default();
            cadence.keep_minutes(minutes);
            cadence.changes(period, None);
            assert_eq!(cadence.interval().map(|interval| interval.as_secs()), seconds, "{minutes}");
        };
        check("60", None, Some(3600));
        check("60", Some("daily"), Some(86_400));
        check("0", None, None);
        check("-5", None, None);
        check("18446744073709551615", None, Some(LONGEST.as_secs()));
    }
}
