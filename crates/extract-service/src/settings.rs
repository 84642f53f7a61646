//! The settings of the extract service; `defaults/extract.toml` documents every key.

use std::{num::NonZero, thread};

use serde::{Deserialize, Serialize};

/// The section `[extract]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExtractSettings {
    /// Threads that extract; 0 takes one for each core.
    pub threads: usize,
    /// Bytes of text that may wait for a thread.
    #[serde(with = "sayso_service::config::byte_size")]
    pub max_waiting_bytes: usize,
}

impl ExtractSettings {
    /// The number of threads to start.
    #[must_use]
    pub fn threads(&self) -> usize {
        match self.threads {
            0 => thread::available_parallelism().map_or(1, NonZero::get),
            threads => threads,
        }
    }

    /// Whether the values make sense.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    pub fn check(&self) -> Result<(), String> {
        if self.threads > 1024 {
            return Err("`extract.threads` must be at most 1024".to_owned());
        }
        if self.max_waiting_bytes < sayso_domain::MAX_TEXT_BYTES {
            return Err("`extract.max_waiting_bytes` must be at least 16MiB, the longest text".to_owned());
        }
        Ok(())
    }
}
