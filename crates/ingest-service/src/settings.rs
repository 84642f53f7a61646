//! The settings of the ingest service; `defaults/ingest.toml` documents every key.

use std::{path::PathBuf, time::Duration};

use sayso_fetch::SettingsError;
use serde::{Deserialize, Serialize};

/// The section `[ingest]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IngestSettings {
    /// The file of the queue.
    pub queue_path: PathBuf,
    /// Documents that are worked on at once.
    pub workers: usize,
    /// The longest that one try may take.
    #[serde(with = "sayso_service::config::duration")]
    pub attempt_timeout: Duration,
    /// The longest wait between two looks at whether a service is back.
    #[serde(with = "sayso_service::config::duration")]
    pub probe_interval: Duration,
}

impl IngestSettings {
    /// Whether the values make sense, also beside those of the section `[queue]`.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    pub fn check(&self, queue: &sayso_queue::Settings) -> Result<(), String> {
        queue.check().map_err(|error| error.to_string())?;
        if !(1..=1024).contains(&self.workers) {
            return Err("`ingest.workers` must be from 1 to 1024".to_owned());
        }
        if self.attempt_timeout.is_zero() || self.attempt_timeout >= queue.lease_duration {
            return Err("`ingest.attempt_timeout` must be longer than 0 and shorter than `queue.lease_duration`, \
                        or two workers would try one document at once"
                .to_owned());
        }
        if self.probe_interval.is_zero() {
            return Err("`ingest.probe_interval` must be longer than 0".to_owned());
        }
        Ok(())
    }
}

/// Whether the section `[fetch]` makes sense.
///
/// # Errors
/// A sentence that names the key at fault.
pub fn check_fetch(fetch: &sayso_fetch::Settings) -> Result<(), String> {
    fetch.check().map_err(|error| match error {
        SettingsError::Invalid { setting, rule } => format!("`fetch.{setting}` must be {rule}"),
        SettingsError::CaFile => format!("`fetch.ca_file`: {error}"),
    })
}
