//! The entries of a feed. Neither payloads nor addresses appear in any `Debug` output.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An entry that a feed lists.
#[derive(Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// What tells it from the others of its feed, the next time too; short, such as a hash.
    pub key: String,
    /// Which of the sitemaps of an index lists it; short, such as a hash. Empty for what the feed itself lists.
    pub source: String,
    /// Another one whenever the feed says that the entry has changed; short.
    pub version: String,
    /// What is needed to go through it.
    pub payload: Vec<u8>,
}

impl fmt::Debug for NewEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = format_args!("{} bytes", self.payload.len()).to_string();
        f.debug_struct("NewEntry")
            .field("key", &self.key)
            .field("version", &self.version)
            .field("payload", &bytes)
            .finish()
    }
}

/// What became of entries that were added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Those that wait now: new or changed.
    pub taken: usize,
    /// Those of them that were not known before.
    pub new: usize,
    /// New or changed ones for which there was no room. They are taken when they are added again.
    pub left: usize,
}

/// An entry that waits.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// What was added.
    pub payload: Vec<u8>,
    /// How often it was tried in this version.
    pub tries: u32,
    /// Its page as it was when an earlier version of it was done.
    pub page: Option<PageState>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = format_args!("{} bytes", self.payload.len()).to_string();
        f.debug_struct("Entry").field("key", &self.key).field("payload", &bytes).field("tries", &self.tries).finish()
    }
}

/// A page as it was when it was got, so that it need not come again if it has not changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageState {
    /// Where it was asked for.
    pub url: String,
    /// The entity tag.
    pub etag: Option<String>,
    /// When it was changed, as the server wrote it.
    pub last_modified: Option<String>,
}

impl fmt::Debug for PageState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageState").finish_non_exhaustive()
    }
}

/// How an entry ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// What it stands for is durable elsewhere.
    Done {
        /// The page that it came from; `None` keeps what was known of it.
        page: Option<PageState>,
        /// Whether a submission came of it; not so if its page had not changed.
        submitted: bool,
    },
    /// Nothing will ever come of this version of it.
    GivenUp {
        /// Why; at most [`MAX_ERROR_BYTES`](crate::MAX_ERROR_BYTES) are kept.
        error: String,
    },
    /// It failed, and is to be tried again.
    Later {
        /// When.
        due_at: Timestamp,
        /// Why it failed.
        error: String,
        /// Whether that counts as a try; it does not where nothing was asked.
        tried: bool,
    },
}
