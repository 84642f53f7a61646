//! How much is kept of feeds.

use std::time::Duration;

use jiff::fmt::serde::unsigned_duration::friendly::compact::required as friendly;
use serde::{Deserialize, Serialize};

/// How much a store keeps. Durations are written as `"90s"`, `"5m"`, `"720h"` in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The most feeds. Default 10 000.
    pub max_feeds: u64,
    /// The most entries of one feed that are remembered; those that left it first are forgotten first. Default 50 000.
    pub max_entries: u64,
    /// The most entries of one feed that wait. Default 5 000.
    pub max_waiting_entries: u64,
    /// The most bytes of their payloads. Default 64 MiB.
    pub max_waiting_bytes: u64,
    /// How long an entry is remembered after it was last listed. Default 30 days.
    #[serde(with = "friendly")]
    pub retention: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_feeds: 10_000,
            max_entries: 50_000,
            max_waiting_entries: 5_000,
            max_waiting_bytes: 64 << 20,
            retention: Duration::from_hours(30 * 24),
        }
    }
}

/// Limits by which nothing can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{limit} must be {rule}")]
pub struct InvalidLimits {
    /// The limit's name.
    pub limit: &'static str,
    /// What it must be.
    pub rule: &'static str,
}

impl Limits {
    /// Holds the limits against each other.
    ///
    /// # Errors
    /// [`InvalidLimits`] names the first that cannot be.
    pub fn check(&self) -> Result<(), InvalidLimits> {
        let retention = Duration::from_secs(1)..=Duration::from_hours(10 * 366 * 24);
        let rules = [
            ("max_feeds", "1 to 10000000", (1..=10_000_000).contains(&self.max_feeds)),
            ("max_entries", "1 to 10000000", (1..=10_000_000).contains(&self.max_entries)),
            ("max_waiting_entries", "1 to max_entries", (1..=self.max_entries).contains(&self.max_waiting_entries)),
            ("max_waiting_bytes", "1 MiB to 1 TiB", (1 << 20..=1 << 40).contains(&self.max_waiting_bytes)),
            ("retention", "1 s to 10 years", retention.contains(&self.retention)),
        ];
        match rules.into_iter().find(|(_, _, holds)| !holds) {
            Some((limit, rule, _)) => Err(InvalidLimits { limit, rule }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn limits_out_of_range_are_named() {
        assert_eq!(Limits::default().check(), Ok(()));
        let check = |set: fn(&mut Limits), name: &str| {
            let mut limits = Limits::default();
            set(&mut limits);
            assert_eq!(limits.check().unwrap_err().limit, name);
        };
        check(|limits| limits.max_feeds = 0, "max_feeds");
        check(|limits| limits.max_entries = 0, "max_entries");
        check(|limits| limits.max_waiting_entries = limits.max_entries + 1, "max_waiting_entries");
        check(|limits| limits.max_waiting_bytes = 0, "max_waiting_bytes");
        check(|limits| limits.retention = Duration::ZERO, "retention");
    }
}
