//! A feed that is followed. Its addresses do not appear in any `Debug` output: they may hold a secret.

use std::{collections::BTreeMap, fmt, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The id of a feed: 1 to 128 ASCII letters, digits, `-` and `_`, so that every backend can use it as a key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeedId(String);

/// The string is no id of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a feed's id is 1 to {} ASCII letters, digits, '-' and '_'", FeedId::MAX_BYTES)]
pub struct InvalidFeedId;

impl FeedId {
    /// The most bytes of an id.
    pub const MAX_BYTES: usize = 128;

    /// Takes a string as an id.
    ///
    /// # Errors
    /// [`InvalidFeedId`] if it is empty, too long, or has another character.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidFeedId> {
        let id = id.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let valid = (1..=Self::MAX_BYTES).contains(&id.len()) && id.bytes().all(allowed);
        if valid { Ok(Self(id)) } else { Err(InvalidFeedId) }
    }

    /// The id as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A feed to follow.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFeed {
    /// Made from the address.
    pub id: FeedId,
    /// Where it is.
    pub url: String,
    /// The least time between two looks that was asked for; `None` if none was.
    pub interval: Option<Duration>,
}

impl fmt::Debug for NewFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewFeed").field("id", &self.id).field("interval", &self.interval).finish_non_exhaustive()
    }
}

/// A feed that is followed.
#[derive(Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its id.
    pub id: FeedId,
    /// Where it was when it was created.
    pub url: String,
    /// The least time between two looks that was asked for last.
    pub interval: Option<Duration>,
    /// When it was created.
    pub created_at: Timestamp,
    /// What was learnt of it.
    pub state: FeedState,
    /// Entries that became durable submissions; each version of an entry counts.
    pub submitted: u64,
    /// Entries that were given up; each version of an entry counts.
    pub given_up: u64,
    /// Entries that wait.
    pub waiting: u64,
    /// Why an entry failed last.
    pub last_entry_error: Option<String>,
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed")
            .field("id", &self.id)
            .field("interval", &self.interval)
            .field("created_at", &self.created_at)
            .field("state", &self.state)
            .field("submitted", &self.submitted)
            .field("given_up", &self.given_up)
            .field("waiting", &self.waiting)
            .field("last_entry_error", &self.last_entry_error)
            .finish_non_exhaustive()
    }
}

/// What was learnt of a feed by looking at it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedState {
    /// Where it is now: another address than at first if it has moved for good.
    pub location: String,
    /// What it is called.
    pub title: Option<String>,
    /// When it is to be fetched next; `None` if it never is again.
    pub next_fetch_at: Option<Timestamp>,
    /// When it was fetched last, or tried to.
    pub fetched_at: Option<Timestamp>,
    /// Of an index: its sitemaps that were read, each by the [`source`](crate::NewEntry::source) of its entries.
    pub sitemaps: BTreeMap<String, ReadSitemap>,
    /// Why the last look failed, if it did; at most [`MAX_ERROR_BYTES`](crate::MAX_ERROR_BYTES) are kept.
    pub last_error: Option<String>,
    /// The entity tag of what was read last.
    pub etag: Option<String>,
    /// When that was changed, as the server wrote it.
    pub last_modified: Option<String>,
    /// The time between two looks, as the news had it so far; zero before the first look.
    pub pace: Duration,
    /// Looks that failed since the last that did not.
    pub failures: u32,
    /// What the feed itself says of how often it should be asked.
    pub hints: Hints,
}

impl FeedState {
    /// Of a feed at `location` that was never looked at and is to be fetched at `next_fetch_at`.
    #[must_use]
    pub fn new(location: String, next_fetch_at: Timestamp) -> Self {
        Self {
            location,
            title: None,
            next_fetch_at: Some(next_fetch_at),
            fetched_at: None,
            sitemaps: BTreeMap::new(),
            last_error: None,
            etag: None,
            last_modified: None,
            pace: Duration::ZERO,
            failures: 0,
            hints: Hints::default(),
        }
    }
}

impl fmt::Debug for FeedState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeedState")
            .field("title", &self.title)
            .field("next_fetch_at", &self.next_fetch_at)
            .field("fetched_at", &self.fetched_at)
            .field("sitemaps", &self.sitemaps.len())
            .field("last_error", &self.last_error)
            .field("etag", &self.etag)
            .field("last_modified", &self.last_modified)
            .field("pace", &self.pace)
            .field("failures", &self.failures)
            .field("hints", &self.hints)
            .finish_non_exhaustive()
    }
}

/// A sitemap of an index as it was when all of it was last read and added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadSitemap {
    /// When it was changed, as the index said.
    pub modified: Option<String>,
    /// When the look began at which it was read.
    pub read_at: Timestamp,
}

/// What a feed says of when it changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hints {
    /// The time between two changes.
    pub interval: Option<Duration>,
    /// The hours of the day, UTC, in which it does not change: bit 0 is midnight to one.
    pub skip_hours: u32,
    /// The days of the week, UTC, on which it does not change: bit 0 is Monday.
    pub skip_days: u8,
}

/// Names one taking of one feed. Only the backend that made it can read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LeaseToken(pub i64);

/// A feed in the hands of one that follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Names this lease to the store.
    pub token: LeaseToken,
    /// The feed as it was when it was taken.
    pub feed: Feed,
}

/// Some of the feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedPage {
    /// By id.
    pub feeds: Vec<Feed>,
    /// Gives the next page; `None` on the last.
    pub next_page_token: Option<String>,
}
