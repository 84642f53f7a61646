//! What is known of feeds that are followed: where they are, how far they were read, and which of their entries are still
//! to be fetched.
//!
//! This crate holds the contract: the [`FeedStore`] trait, its values, limits and errors, and, with the feature `behaviour`,
//! the tests that every backend passes. It does *not* know how a feed is fetched or read, what an entry's payload means, or
//! where anything is kept. It has no clock: who calls says what time it is.
//!
//! # How an entry gets through
//!
//! Whoever follows feeds takes one that is due under a [`Lease`], so that nobody else does; fetches it; adds its entries,
//! which are then durable and wait; saves what was learnt of the feed itself; goes through the entries that wait, one by
//! one, and says how each ended; and finishes. A crash at any point loses nothing: the lease runs out, somebody takes the
//! feed again, and what waits still waits. An entry may then be gone through twice, never not at all.
//!
//! An entry is told from others by its key, and whether it changed by its version. One that is listed again with another
//! version waits again.

mod entry;
mod error;
mod feed;
mod limits;

#[cfg(feature = "behaviour")]
pub mod behaviour;

use async_trait::async_trait;
use jiff::Timestamp;

pub use entry::{Added, Ended, Entry, NewEntry, PageState};
pub use error::{FeedsError, MAX_ERROR_BYTES, bounded};
pub use feed::{Feed, FeedId, FeedPage, FeedState, Hints, InvalidFeedId, Lease, LeaseToken, NewFeed, ReadSitemap};
pub use limits::{InvalidLimits, Limits};

/// The most feeds on one page.
pub const MAX_PAGE_SIZE: usize = 1000;

/// Feeds and their entries, durable.
///
/// Every method may fail with [`FeedsError::Unavailable`]; the other errors are named where they can arise. A method whose
/// future is dropped before it ends may or may not have taken effect. `now` is the time by the caller's clock.
#[async_trait]
pub trait FeedStore: Send + Sync + 'static {
    /// Follows a feed, which is due at once. One that is followed already gets the new interval: a shorter one counts from
    /// the last look on, also if a look is just going on. If it had stopped, it goes on where it was at first, on no
    /// conditions. All else of it stays.
    ///
    /// # Errors
    /// [`FeedsError::TooMany`] if it is new and as many are followed as [`Limits`] allow.
    async fn create(&self, feed: NewFeed, now: Timestamp) -> Result<Feed, FeedsError>;

    /// One feed.
    ///
    /// # Errors
    /// [`FeedsError::NotFound`].
    async fn get(&self, id: &FeedId) -> Result<Feed, FeedsError>;

    /// A page of at most `page_size` (1 to [`MAX_PAGE_SIZE`]; other values are moved into that range) feeds, by id.
    /// `page_token` is the previous page's `next_page_token`.
    ///
    /// # Errors
    /// [`FeedsError::BadPageToken`].
    async fn list(&self, page_size: usize, page_token: Option<&str>) -> Result<FeedPage, FeedsError>;

    /// Forgets a feed and its entries, also while somebody has it under a lease, which is then lost.
    ///
    /// # Errors
    /// [`FeedsError::NotFound`].
    async fn delete(&self, id: &FeedId) -> Result<(), FeedsError>;

    /// Takes the feed that has been due longest and that nobody has, until `until`. `None` if there is none; see
    /// [`FeedStore::next_due`].
    async fn take(&self, now: Timestamp, until: Timestamp) -> Result<Option<Lease>, FeedsError>;

    /// Lets a lease last until `until`.
    ///
    /// # Errors
    /// [`FeedsError::LeaseLost`].
    async fn extend(&self, lease: &Lease, until: Timestamp) -> Result<(), FeedsError>;

    /// Adds the entries that a feed lists, in the order in which they are to be gone through. Those that are new, and those
    /// that changed, wait from now on, as far as [`Limits`] have room; of others only is noted that they are still listed.
    /// Of two with the same key, the first counts.
    ///
    /// # Errors
    /// [`FeedsError::LeaseLost`].
    async fn add_entries(&self, lease: &Lease, entries: Vec<NewEntry>, now: Timestamp) -> Result<Added, FeedsError>;

    /// Forgets entries that have long left the feed, and those that left it first if more are known than [`Limits`] allow;
    /// none that waits, nor one that was added at `now`. To be called once all that a look brought is added. What the
    /// sources `skipped` list was not looked at, so that time alone does not make it forgotten, and room only after all else.
    ///
    /// # Errors
    /// [`FeedsError::LeaseLost`].
    async fn forget_entries(&self, lease: &Lease, skipped: Vec<String>, now: Timestamp) -> Result<(), FeedsError>;

    /// Saves what was learnt of the feed itself.
    ///
    /// # Errors
    /// [`FeedsError::LeaseLost`].
    async fn save(&self, lease: &Lease, state: FeedState) -> Result<(), FeedsError>;

    /// The entry of the feed that has waited longest of those that are due.
    ///
    /// # Errors
    /// [`FeedsError::LeaseLost`].
    async fn next_entry(&self, lease: &Lease, now: Timestamp) -> Result<Option<Entry>, FeedsError>;

    /// Says how an entry ended, which waits no more unless it is to be tried again.
    ///
    /// # Errors
    /// [`FeedsError::LeaseLost`]; [`FeedsError::NotFound`] if no such entry waits.
    async fn end_entry(&self, lease: &Lease, key: &str, ended: Ended) -> Result<(), FeedsError>;

    /// Gives the feed back. It is due again when it is to be fetched, or when the first of its entries that wait is due.
    ///
    /// # Errors
    /// [`FeedsError::LeaseLost`].
    async fn finish(&self, lease: &Lease, now: Timestamp) -> Result<(), FeedsError>;

    /// When the next feed can be taken, if none is taken or created before. `None` if there is none.
    async fn next_due(&self) -> Result<Option<Timestamp>, FeedsError>;
}
