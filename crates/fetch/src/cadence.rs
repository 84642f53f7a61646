//! When a feed is polled next. Pure: no network, no clock, no chance.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::serde::unsigned_duration::friendly::compact::required as friendly;
use serde::{Deserialize, Serialize};

/// How often feeds are polled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CadenceSettings {
    /// The shortest time between two polls. Default 5 min.
    #[serde(with = "friendly")]
    pub shortest: Duration,
    /// The longest. Default 24 h.
    #[serde(with = "friendly")]
    pub longest: Duration,
    /// The time before the second poll of a feed of which nothing is known. Default 30 min.
    #[serde(with = "friendly")]
    pub initial: Duration,
    /// How many per cent later than worked out a poll may be, so that feeds which came together do not stay together:
    /// 0 to 100. Default 10.
    pub jitter_percent: u32,
}

impl Default for CadenceSettings {
    fn default() -> Self {
        Self {
            shortest: Duration::from_secs(5 * 60),
            longest: Duration::from_hours(24),
            initial: Duration::from_secs(30 * 60),
            jitter_percent: 10,
        }
    }
}

/// Settings by which no feed can be polled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cadence's {setting} must be {rule}")]
pub struct InvalidCadence {
    /// The setting's name.
    pub setting: &'static str,
    /// What it must be.
    pub rule: &'static str,
}

impl CadenceSettings {
    /// Holds the settings against each other.
    ///
    /// # Errors
    /// [`InvalidCadence`] names the first that cannot be.
    pub fn check(&self) -> Result<(), InvalidCadence> {
        let rules = [
            ("shortest", "at least 1 s", self.shortest >= Duration::from_secs(1)),
            ("longest", "shortest to 1 year", (self.shortest..=Duration::from_hours(365 * 24)).contains(&self.longest)),
            ("initial", "shortest to longest", (self.shortest..=self.longest).contains(&self.initial)),
            ("jitter_percent", "at most 100", self.jitter_percent <= 100),
        ];
        match rules.into_iter().find(|(_, _, holds)| !holds) {
            Some((setting, rule, _)) => Err(InvalidCadence { setting, rule }),
            None => Ok(()),
        }
    }
}

/// The pace of one feed: what is to be kept of it between polls. Starts with [`Cadence::default`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cadence {
    /// The time between two polls, as the news had it so far; zero before the first poll.
    #[serde(with = "friendly")]
    pub interval: Duration,
    /// Polls that failed since the last that did not.
    pub failures: u32,
}

/// How a poll went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polled {
    /// The feed had entries that were not there before.
    News,
    /// The feed was read, or not modified, and had none.
    NoNews,
    /// The feed could not be fetched or read. After [`FetchError::Gone`](crate::FetchError::Gone) it should be polled no
    /// more.
    Failed,
}

/// What the feed or its server said about the next poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PollHints {
    /// How long the feed itself says that it may be kept (`ttl` of RSS, `sy:updatePeriod`).
    pub ttl: Option<Duration>,
    /// [`Answer::cache_max_age`](crate::Answer::cache_max_age).
    pub max_age: Option<Duration>,
    /// [`FetchError::retry_at`](crate::FetchError::retry_at).
    pub retry_at: Option<Timestamp>,
}

impl Cadence {
    /// The pace after a poll, and when the next is due. The same call has the same result, wherever and whenever.
    ///
    /// - News halves the interval, no news lengthens it by a quarter, between [`CadenceSettings::shortest`] and
    ///   [`CadenceSettings::longest`]. It comes to rest where about every fourth poll brings news (the rate p at which
    ///   `0.5^p * 1.25^(1-p) = 1` is 0.24), so that news is seen after an eighth of the usual time between two.
    /// - A failure leaves the interval as it is. The wait doubles with each failure in a row, up to the longest.
    /// - The feed is never polled before the hints allow, as long as they do not go beyond the longest interval: one
    ///   that claims to be good for a year is asked all the same.
    /// - Then comes the jitter, always later, never earlier, from `feed`: the feed's id or address.
    #[must_use]
    pub fn after(
        self,
        settings: &CadenceSettings,
        feed: &str,
        polled_at: Timestamp,
        polled: Polled,
        hints: &PollHints,
    ) -> (Self, Timestamp) {
        let bounded = |span: Duration| span.max(settings.shortest).min(settings.longest);
        let now = if self.interval.is_zero() { settings.initial } else { bounded(self.interval) };
        let pace = match polled {
            Polled::News => Self { interval: bounded(now / 2), failures: 0 },
            Polled::NoNews if self.interval.is_zero() => Self { interval: now, failures: 0 },
            Polled::NoNews => Self { interval: bounded(now.saturating_mul(5) / 4), failures: 0 },
            Polled::Failed => Self { interval: now, failures: self.failures.saturating_add(1) },
        };
        let worked_out = match pace.failures {
            0 => pace.interval,
            failures => bounded(pace.interval.saturating_mul(1 << failures.min(20))),
        };
        let retry_in = hints.retry_at.and_then(|at| polled_at.duration_until(at).try_into().ok());
        let hinted = [hints.ttl, hints.max_age, retry_in].into_iter().flatten().max().unwrap_or_default();
        let wait = worked_out.max(hinted.min(settings.longest));
        let jitter = wait.mul_f64(f64::from(settings.jitter_percent) / 100.0 * fraction(feed, pace.failures));
        (pace, polled_at.checked_add(wait + jitter).unwrap_or(Timestamp::MAX))
    }
}

/// A number in 0..1 that looks like chance, but is the same on every machine and in every version.
fn fraction(feed: &str, failures: u32) -> f64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(feed.as_bytes()).update(&failures.to_le_bytes());
    let [a, b, c, d, ..] = *hasher.finalize().as_bytes();
    f64::from(u32::from_le_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    const START: Timestamp = Timestamp::UNIX_EPOCH;

    fn exact() -> CadenceSettings {
        CadenceSettings { jitter_percent: 0, ..CadenceSettings::default() }
    }

    fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(60 * minutes)
    }

    /// The minutes until the next poll after each of some polls, at which the server says the same.
    fn waits(polls: &[Polled], hints: PollHints) -> Vec<i64> {
        let mut pace = Cadence::default();
        let mut next = |polled: &Polled| {
            let due;
            (pace, due) = pace.after(&exact(), "feed", START, *polled, &hints);
            START.duration_until(due).as_mins()
        };
        polls.iter().map(&mut next).collect()
    }

    #[test]
    fn the_pace_follows_the_news() {
        use Polled::{Failed, News, NoNews};
        let check = |polls: &[Polled], expected: &[i64]| {
            assert_eq!(waits(polls, PollHints::default()), expected, "{polls:?}");
        };
        check(&[NoNews], &[30]);
        check(&[News, News, News, News], &[15, 7, 5, 5]);
        check(&[NoNews, NoNews, NoNews], &[30, 37, 46]);
        check(&[NoNews, NoNews, News], &[30, 37, 18]);
        check(&[Failed, Failed, Failed], &[60, 120, 240]);
        check(&[News, Failed, Failed, NoNews], &[15, 30, 60, 18]);
        check(&[NoNews, Failed, News, Failed], &[30, 60, 15, 30]);
        assert_eq!(waits(&[NoNews; 60], PollHints::default()).last(), Some(&(24 * 60)));
        assert_eq!(waits(&[Failed; 60], PollHints::default()).last(), Some(&(24 * 60)));
    }

    #[test]
    fn hints_hold_a_poll_back_within_bounds() {
        let check = |polled: Polled, hints: PollHints, expected: i64| {
            assert_eq!(waits(&[polled], hints), [expected], "{polled:?} {hints:?}");
        };
        let none = PollHints::default();
        check(Polled::NoNews, none, 30);
        check(Polled::NoNews, PollHints { ttl: Some(minutes(60)), ..none }, 60);
        check(Polled::NoNews, PollHints { ttl: Some(minutes(10)), ..none }, 30);
        check(Polled::NoNews, PollHints { ttl: Some(Duration::MAX), ..none }, 24 * 60);
        check(Polled::NoNews, PollHints { max_age: Some(minutes(45)), ..none }, 45);
        check(Polled::NoNews, PollHints { max_age: Some(Duration::ZERO), ..none }, 30);
        check(Polled::NoNews, PollHints { ttl: Some(minutes(60)), max_age: Some(minutes(90)), ..none }, 90);
        check(Polled::Failed, PollHints { retry_at: Some(START + minutes(300)), ..none }, 300);
        check(Polled::Failed, PollHints { retry_at: Some(START + minutes(1)), ..none }, 60);
        check(Polled::Failed, PollHints { retry_at: Some(START - minutes(300)), ..none }, 60);
        check(Polled::Failed, PollHints { retry_at: Some(Timestamp::MAX), ..none }, 24 * 60);
        check(Polled::Failed, PollHints { retry_at: Some(Timestamp::MIN), ..none }, 60);
    }

    #[test]
    fn the_jitter_is_the_feeds_own_and_never_early() {
        let settings = CadenceSettings::default();
        let due = |feed: &str| {
            let (_, due) = Cadence::default().after(&settings, feed, START, Polled::NoNews, &PollHints::default());
            START.duration_until(due)
        };
        let all: Vec<SignedDuration> = (0..1000).map(|number| due(&format!("feed-{number}"))).collect();
        let least = SignedDuration::from_mins(30);
        assert!(all.iter().all(|wait| *wait >= least && *wait < least + least / 10));
        let late = all.iter().filter(|wait| **wait >= least + least / 20).count();
        assert!((450..550).contains(&late), "{late} of 1000 in the later half");
        assert_eq!(due("https://norrfall.example/feed").as_millis(), 1_968_467, "the same in every version");
    }

    /// Polls a feed that has news every so many minutes for thirty days; the share of polls with news in the second half,
    /// and how many minutes news waits in the mean.
    fn simulate(every: u64) -> (f64, f64) {
        let (mut pace, mut now, mut seen) = (Cadence::default(), START, 0);
        let (mut polls, mut with_news, mut waited, mut news) = (0.0, 0.0, 0.0, 0.0);
        while now < START + minutes(30 * 24 * 60) {
            let passed = START.duration_until(now).as_mins().unsigned_abs() / every;
            let late = now > START + minutes(15 * 24 * 60);
            for number in seen..passed {
                let published = START + minutes((number + 1) * every);
                if late {
                    waited += published.duration_until(now).as_secs_f64() / 60.0;
                    news += 1.0;
                }
            }
            if late {
                polls += 1.0;
                with_news += f64::from(passed > seen);
            }
            let polled = if passed > seen { Polled::News } else { Polled::NoNews };
            seen = passed;
            (pace, now) = pace.after(&CadenceSettings::default(), "feed", now, polled, &PollHints::default());
        }
        (with_news / polls, waited / news)
    }

    #[test]
    fn the_pace_comes_to_rest_where_some_polls_bring_news() {
        for every in [60, 180, 600] {
            let (share, waited) = simulate(every);
            assert!((0.15..0.4).contains(&share), "news every {every} min: {share}");
            assert!(waited < every as f64 / 4.0, "news every {every} min: {waited}");
        }
        assert!(simulate(1).0 > 0.99, "news all the time");
    }

    #[test]
    fn settings_that_cannot_be_are_named() {
        let check = |set: fn(&mut CadenceSettings), expected: Option<&str>| {
            let mut settings = CadenceSettings::default();
            set(&mut settings);
            assert_eq!(settings.check().err().map(|error| error.setting), expected);
        };
        check(|_| {}, None);
        check(|settings| settings.shortest = Duration::ZERO, Some("shortest"));
        check(|settings| settings.longest = minutes(1), Some("longest"));
        check(|settings| settings.longest = Duration::MAX, Some("longest"));
        check(|settings| settings.initial = minutes(1), Some("initial"));
        check(|settings| settings.jitter_percent = 101, Some("jitter_percent"));
    }

    #[test]
    fn the_pace_is_written_and_read_back() {
        let pace = Cadence { interval: minutes(17), failures: 3 };
        let text = serde_json::to_string(&pace).unwrap();
        assert_eq!(text, r#"{"interval":"17m","failures":3}"#);
        assert_eq!(serde_json::from_str::<Cadence>(&text).unwrap(), pace);
    }

    proptest! {
        #[test]
        fn the_next_poll_is_always_within_bounds(
            interval: Duration,
            failures: u32,
            ttl: Option<Duration>,
            max_age: Option<Duration>,
            seconds in -377_705_023_201_i64..=253_402_207_200,
            kind in 0..3,
        ) {
            let settings = CadenceSettings::default();
            let polled = [Polled::News, Polled::NoNews, Polled::Failed][kind as usize];
            let at = Timestamp::from_second(seconds).unwrap();
            let hints = PollHints { ttl, max_age, retry_at: Some(at) };
            let (pace, due) = Cadence { interval, failures }.after(&settings, "feed", START, polled, &hints);
            prop_assert!(pace.interval >= settings.shortest && pace.interval <= settings.longest);
            let wait = START.duration_until(due).unsigned_abs();
            prop_assert!(wait >= settings.shortest && wait <= settings.longest.mul_f64(1.1));
        }
    }
}
