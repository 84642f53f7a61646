//! How much a queue holds, how long a lease lasts, how failures are retried.

use std::fmt;
use std::time::Duration;

use jiff::fmt::serde::unsigned_duration::friendly::compact::required as friendly;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};

/// A queue's settings. Durations are written as `"90s"`, `"5m"`, `"720h"` in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The most items that are waiting or leased at a time; beyond it a put is refused. Default 100 000.
    pub max_pending_items: u64,
    /// The most payload bytes that are waiting or leased at a time; beyond it a put is refused. Default 1 GiB.
    #[serde(deserialize_with = "bytes")]
    pub max_pending_bytes: u64,
    /// The most dead letters that are kept; from then on a put is refused, since no dead letter is ever dropped unasked.
    /// Default 100 000.
    pub max_dead_items: u64,
    /// The same for their payload bytes. With [`Settings::max_pending_bytes`] it bounds what is stored. Default 1 GiB.
    #[serde(deserialize_with = "bytes")]
    pub max_dead_bytes: u64,
    /// The most bytes of one payload. Default 16 MiB.
    #[serde(deserialize_with = "bytes")]
    pub max_payload_bytes: usize,
    /// What a refused caller is told to wait. Default 5 s.
    #[serde(with = "friendly")]
    pub full_retry_after: Duration,
    /// How long a worker has an item before it is handed out again. Default 2 min.
    #[serde(with = "friendly")]
    pub lease_duration: Duration,
    /// How often an item is tried before it becomes a dead letter. Default 20: with the default backoff, about one hour.
    pub max_tries: u32,
    /// The longest wait after the first failed try; it doubles with every further one. Default 1 s.
    #[serde(with = "friendly")]
    pub backoff_initial: Duration,
    /// The longest wait after any failed try. Default 5 min.
    #[serde(with = "friendly")]
    pub backoff_max: Duration,
    /// How long a done item is remembered, which is how long a repeated put is known as a duplicate. Default 30 days.
    #[serde(with = "friendly")]
    pub retention: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            max_pending_items: 100_000,
            max_pending_bytes: 1 << 30,
            max_dead_items: 100_000,
            max_dead_bytes: 1 << 30,
            max_payload_bytes: 16 << 20,
            full_retry_after: Duration::from_secs(5),
            lease_duration: Duration::from_secs(120),
            max_tries: 20,
            backoff_initial: Duration::from_secs(1),
            backoff_max: Duration::from_secs(300),
            retention: Duration::from_hours(30 * 24),
        }
    }
}

/// Reads a number of bytes, also from text, as it comes from the environment.
fn bytes<'de, D: Deserializer<'de>, T: TryFrom<u64>>(deserializer: D) -> Result<T, D::Error> {
    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = u64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number of bytes without a unit, such as 18874368 for 18 MiB")
        }

        fn visit_u64<E: de::Error>(self, bytes: u64) -> Result<u64, E> {
            Ok(bytes)
        }

        fn visit_i64<E: de::Error>(self, bytes: i64) -> Result<u64, E> {
            u64::try_from(bytes).map_err(|_| E::invalid_value(de::Unexpected::Signed(bytes), &self))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<u64, E> {
            text.trim().parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }

    let bytes = deserializer.deserialize_any(Bytes)?;
    T::try_from(bytes).map_err(|_| de::Error::invalid_value(de::Unexpected::Unsigned(bytes), &Bytes))
}

/// A setting that no queue can work with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the queue's {setting} must be {rule}")]
pub struct InvalidSettings {
    /// The setting's name.
    pub setting: &'static str,
    /// What it must be.
    pub rule: &'static str,
}

impl Settings {
    /// Holds the settings against each other; every backend calls this when it opens.
    ///
    /// # Errors
    /// [`InvalidSettings`] names the first that cannot be.
    pub fn check(&self) -> Result<(), InvalidSettings> {
        const SHORTEST: Duration = Duration::from_millis(1);
        const LONGEST: Duration = Duration::from_hours(10 * 365 * 24);
        let span = |duration: Duration| (SHORTEST..=LONGEST).contains(&duration);
        let rules = [
            ("max_pending_items", "at least 1", self.max_pending_items >= 1),
            ("max_payload_bytes", "1 byte to 512 MiB", (1..=512 << 20).contains(&self.max_payload_bytes)),
            (
                "max_pending_bytes",
                "at least max_payload_bytes",
                self.max_pending_bytes >= self.max_payload_bytes as u64,
            ),
            ("max_dead_items", "at least 1", self.max_dead_items >= 1),
            ("max_dead_bytes", "at least 1", self.max_dead_bytes >= 1),
            ("full_retry_after", "1 ms to 10 years", span(self.full_retry_after)),
            ("lease_duration", "1 ms to 10 years", span(self.lease_duration)),
            ("max_tries", "at least 1", self.max_tries >= 1),
            ("backoff_initial", "1 ms to 10 years", span(self.backoff_initial)),
            (
                "backoff_max",
                "backoff_initial to 10 years",
                span(self.backoff_max) && self.backoff_max >= self.backoff_initial,
            ),
            ("retention", "1 ms to 10 years", span(self.retention)),
        ];
        match rules.into_iter().find(|(_, _, holds)| !holds) {
            Some((setting, rule, _)) => Err(InvalidSettings { setting, rule }),
            None => Ok(()),
        }
    }

    /// How long an item waits after its `attempt`th try (from 1) failed: `w/2 + jitter * w/2`, where `w` is
    /// [`Settings::backoff_initial`] doubled `attempt - 1` times, at most [`Settings::backoff_max`].
    ///
    /// `jitter` is a random number in 0..1; it keeps items that failed together from coming back together. This
    /// is the "equal jitter" of M. Brooker, *Exponential Backoff And Jitter* (AWS Architecture Blog, 2015).
    #[must_use]
    pub fn backoff(&self, attempt: u32, jitter: f64) -> Duration {
        let doublings = attempt.saturating_sub(1).min(31);
        let half = self.backoff_initial.saturating_mul(1 << doublings).min(self.backoff_max) / 2;
        half + half.mul_f64(jitter.clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn backoff_doubles_up_to_its_cap() {
        let settings = Settings::default();
        let check = |attempt, jitter, expected_millis| {
            let expected = Duration::from_millis(expected_millis);
            assert_eq!(settings.backoff(attempt, jitter), expected, "attempt {attempt}, jitter {jitter}");
        };
        check(1, 0.0, 500);
        check(1, 1.0, 1_000);
        check(2, 0.5, 1_500);
        check(3, 1.0, 4_000);
        check(9, 1.0, 256_000);
        check(10, 1.0, 300_000);
        check(10, 0.0, 150_000);
        check(u32::MAX, 1.0, 300_000);
    }

    proptest! {
        #[test]
        fn backoff_stays_between_its_bounds(attempt: u32, jitter in 0.0..1.0f64, initial in 1u64..1 << 40, cap in 1u64..1 << 40) {
            let settings = Settings {
                backoff_initial: Duration::from_millis(initial.min(cap)),
                backoff_max: Duration::from_millis(cap),
                ..Settings::default()
            };
            let wait = settings.backoff(attempt, jitter);
            prop_assert!(wait >= settings.backoff_initial / 2);
            prop_assert!(wait <= settings.backoff_max);
        }
    }

    #[test]
    fn settings_that_cannot_be_are_named() {
        let check = |change: fn(&mut Settings), expected: Option<&str>| {
            let mut settings = Settings::default();
            change(&mut settings);
            assert_eq!(settings.check().err().map(|error| error.setting), expected);
        };
        check(|_| {}, None);
        check(|s| s.max_pending_items = 0, Some("max_pending_items"));
        check(|s| s.max_payload_bytes = 0, Some("max_payload_bytes"));
        check(|s| s.max_pending_bytes = s.max_payload_bytes as u64 - 1, Some("max_pending_bytes"));
        check(|s| s.max_dead_items = 0, Some("max_dead_items"));
        check(|s| s.max_dead_bytes = 0, Some("max_dead_bytes"));
        check(|s| s.full_retry_after = Duration::MAX, Some("full_retry_after"));
        check(|s| s.lease_duration = Duration::ZERO, Some("lease_duration"));
        check(|s| s.max_tries = 0, Some("max_tries"));
        check(|s| s.backoff_initial = Duration::ZERO, Some("backoff_initial"));
        check(|s| s.backoff_max = s.backoff_initial / 2, Some("backoff_max"));
        check(|s| s.retention = Duration::MAX, Some("retention"));
    }

    #[test]
    fn a_size_with_a_unit_is_told_how_to_be_written() {
        for key in ["max_payload_bytes", "max_pending_bytes", "max_dead_bytes"] {
            let error = serde_json::from_str::<Settings>(&format!(r#"{{"{key}": "18MiB"}}"#)).unwrap_err().to_string();
            assert!(
                error.contains("expected a number of bytes without a unit, such as 18874368 for 18 MiB"),
                "{error}"
            );
        }
    }

    #[test]
    fn settings_are_read_as_people_write_them() {
        let check = |json: &str, expected: Option<Settings>| {
            assert_eq!(serde_json::from_str::<Settings>(json).ok(), expected, "{json}");
        };
        check("{}", Some(Settings::default()));
        check(
            r#"{"lease_duration": "90s", "retention": "48h"}"#,
            Some(Settings {
                lease_duration: Duration::from_secs(90),
                retention: Duration::from_hours(48),
                ..Settings::default()
            }),
        );
        check(
            r#"{"max_payload_bytes": "1024", "max_dead_bytes": 2048}"#,
            Some(Settings { max_payload_bytes: 1024, max_dead_bytes: 2048, ..Settings::default() }),
        );
        check(r#"{"lease_duration": "-1s"}"#, None);
        check(r#"{"max_pending_bytes": -1}"#, None);
        check(r#"{"lease": "1s"}"#, None);

        let written = serde_json::to_string(&Settings::default()).unwrap();
        check(&written, Some(Settings::default()));
    }
}
