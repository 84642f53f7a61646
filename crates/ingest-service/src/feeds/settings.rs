//! The section `[feeds]`; `defaults/ingest.toml` documents every key.

use std::{path::PathBuf, time::Duration};

use sayso_feeds::Limits;
use sayso_fetch::CadenceSettings;
use serde::{Deserialize, Serialize};

/// The section `[feeds]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FeedSettings {
    /// The file of the feeds.
    pub path: PathBuf,
    /// Feeds that are worked on at once.
    pub feeds_at_once: usize,
    /// The most entries of a feed that are read at one look.
    pub max_listed: usize,
    /// The most sitemaps of an index that are read at one look.
    pub max_sitemaps: usize,
    /// How often an entry is tried whose page is away.
    pub max_tries: u32,
    /// How long a feed is in the hands of one poller that does not say that it still has it.
    #[serde(with = "sayso_service::config::duration")]
    pub lease_duration: Duration,
    /// The longest wait between two looks at what is due.
    #[serde(with = "sayso_service::config::duration")]
    pub probe_interval: Duration,
    /// How often feeds are asked.
    pub cadence: CadenceSettings,
    /// How much is kept.
    pub limits: Limits,
}

impl FeedSettings {
    /// Whether the values make sense.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    pub fn check(&self) -> Result<(), String> {
        self.cadence.check().map_err(|error| format!("`feeds.cadence.{}` must be {}", error.setting, error.rule))?;
        self.limits.check().map_err(|error| format!("`feeds.limits.{}` must be {}", error.limit, error.rule))?;
        let hour = Duration::from_secs(3600);
        let rules = [
            ("feeds_at_once", "from 1 to 1024", (1..=1024).contains(&self.feeds_at_once)),
            ("max_listed", "from 1 to 50000", (1..=50_000).contains(&self.max_listed)),
            ("max_sitemaps", "from 1 to 1000", (1..=1000).contains(&self.max_sitemaps)),
            (
                "limits.max_entries",
                "at least max_listed * (max_sitemaps + 1), so that what one look lists is remembered",
                self.max_listed.saturating_mul(self.max_sitemaps.saturating_add(1))
                    <= usize::try_from(self.limits.max_entries).unwrap_or(usize::MAX),
            ),
            ("max_tries", "from 1 to 1000", (1..=1000).contains(&self.max_tries)),
            ("lease_duration", "from 1s to 1h", (Duration::from_secs(1)..=hour).contains(&self.lease_duration)),
            ("probe_interval", "from 10ms to 1h", (Duration::from_millis(10)..=hour).contains(&self.probe_interval)),
        ];
        match rules.into_iter().find(|(_, _, holds)| !holds) {
            Some((key, rule, _)) => Err(format!("`feeds.{key}` must be {rule}")),
            None => Ok(()),
        }
    }

    /// The cadence of a feed of which was asked that it be looked at no more often than `least`: the longer of that and
    /// what holds for all counts.
    pub(super) fn cadence_with(&self, least: Option<Duration>) -> CadenceSettings {
        let CadenceSettings { shortest, longest, initial, jitter_percent } = self.cadence;
        let shortest = shortest.max(least.unwrap_or_default());
        CadenceSettings { shortest, longest: longest.max(shortest), initial: initial.max(shortest), jitter_percent }
    }
}
