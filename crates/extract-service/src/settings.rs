//! The settings of the extract service; `defaults/extract.toml` documents every key.

use std::{num::NonZero, path::PathBuf, thread};

use sayso_extract::Extractor;
use sayso_tagger::Tagger;
use serde::{Deserialize, Serialize};

/// The section `[extract]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExtractSettings {
    /// Threads that extract; 0 takes one for each core.
    pub threads: usize,
    /// Bytes of text that may wait for a thread; a longer text takes all the room.
    #[serde(with = "sayso_service::config::byte_size")]
    pub max_waiting_bytes: usize,
    /// A folder with another model than the one in the program.
    #[serde(with = "sayso_service::config::optional")]
    pub weights: Option<PathBuf>,
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

    /// The extractor with the model that is asked for.
    ///
    /// # Errors
    /// A sentence that names the key at fault, if the folder holds no model, or a damaged one.
    pub fn extractor(&self) -> Result<Extractor, String> {
        let tagger = self.weights.as_ref().map_or_else(Tagger::embedded, Tagger::load);
        tagger.map(Extractor::with).map_err(|error| format!("`extract.weights`: {error}"))
    }

    /// Whether the values make sense. Reads the model, if it is another than the one in the program.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    pub fn check(&self) -> Result<(), String> {
        if self.threads > 1024 {
            return Err("`extract.threads` must be at most 1024".to_owned());
        }
        if self.max_waiting_bytes == 0 {
            return Err("`extract.max_waiting_bytes` must be at least 1".to_owned());
        }
        if self.weights.is_some() {
            self.extractor()?;
        }
        Ok(())
    }
}
