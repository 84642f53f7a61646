//! Feeds that are followed, in one SQLite file, for a system in one process.
//!
//! What a call wrote is on the disk, synced, before it returns. The file belongs to one open store at a time: a second one,
//! in whatever process, gets [`OpenError::InUse`]. Leases that were held when the process ended are free when the file is
//! opened again, because who held them was in the same process.
//!
//! It does *not* know how a feed is read, what an entry's payload means, nor anything of gRPC or of other backends.

mod database;
mod entries;
mod feeds;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use sayso_feeds::{
    Added, Ended, Entry, Feed, FeedId, FeedPage, FeedState, FeedStore, FeedsError, Lease, Limits, NewEntry, NewFeed,
};

pub use database::OpenError;

/// Feeds in a SQLite file. Cheap to clone; the file is let go of with the last clone.
#[derive(Clone)]
pub struct SqliteFeeds {
    connection: Arc<Mutex<Connection>>,
    limits: Arc<Limits>,
}

/// Why a transaction came to nothing.
enum Failure {
    /// The store's rules forbid it.
    Refused(FeedsError),
    /// SQLite failed.
    Storage(rusqlite::Error),
}

impl From<FeedsError> for Failure {
    fn from(error: FeedsError) -> Self {
        Self::Refused(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error)
    }
}

impl SqliteFeeds {
    /// Opens the file at `path`, or makes it; its folder must exist. Reads and writes the disk before it returns.
    ///
    /// # Errors
    /// [`OpenError`] says which.
    pub fn open(path: impl AsRef<Path>, limits: Limits) -> Result<Self, OpenError> {
        Self::with(database::open(Some(path.as_ref()))?, limits)
    }

    /// A store that is gone when it is dropped, for tests.
    ///
    /// # Errors
    /// [`OpenError`] says which.
    pub fn open_in_memory(limits: Limits) -> Result<Self, OpenError> {
        Self::with(database::open(None)?, limits)
    }

    fn with(connection: Connection, limits: Limits) -> Result<Self, OpenError> {
        limits.check()?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)), limits: Arc::new(limits) })
    }

    /// Runs `work` in a transaction, on a thread that may wait, and commits it. `name` is for the log.
    async fn run<T: Send + 'static>(
        &self,
        name: &'static str,
        work: impl FnOnce(&Transaction<'_>, &Limits) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, FeedsError> {
        let (connection, limits) = (Arc::clone(&self.connection), Arc::clone(&self.limits));
        let span = tracing::Span::current();
        let ran = tokio::task::spawn_blocking(move || {
            let _entered = span.enter();
            // A panic while it was held rolled its transaction back.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction, &limits)?;
            transaction.commit()?;
            Ok(value)
        });
        match ran.await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(Failure::Refused(error))) => Err(error),
            Ok(Err(Failure::Storage(error))) => {
                tracing::error!(%error, operation = name, "the storage of feeds failed");
                Err(FeedsError::Unavailable { message: "its storage failed; try again later".to_owned() })
            }
            Err(error) => {
                tracing::error!(%error, operation = name, "a call of the store of feeds panicked");
                Err(FeedsError::Unavailable { message: "it failed at this call; see its log".to_owned() })
            }
        }
    }
}

#[async_trait]
impl FeedStore for SqliteFeeds {
    async fn create(&self, feed: NewFeed, now: Timestamp) -> Result<Feed, FeedsError> {
        self.run("create", move |transaction, limits| feeds::create(transaction, limits, &feed, now)).await
    }

    async fn get(&self, id: &FeedId) -> Result<Feed, FeedsError> {
        let id = id.clone();
        self.run("get", move |transaction, _| feeds::get(transaction, &id)).await
    }

    async fn list(&self, page_size: usize, page_token: Option<&str>) -> Result<FeedPage, FeedsError> {
        let after = page_token.map(|token| FeedId::new(token).map_err(|_| FeedsError::BadPageToken)).transpose()?;
        self.run("list", move |transaction, _| feeds::list(transaction, page_size, after.as_ref())).await
    }

    async fn delete(&self, id: &FeedId) -> Result<(), FeedsError> {
        let id = id.clone();
        self.run("delete", move |transaction, _| feeds::delete(transaction, &id)).await
    }

    async fn take(&self, now: Timestamp, until: Timestamp) -> Result<Option<Lease>, FeedsError> {
        self.run("take", move |transaction, _| feeds::take(transaction, now, until)).await
    }

    async fn extend(&self, lease: &Lease, until: Timestamp) -> Result<(), FeedsError> {
        let lease = feeds::Held::of(lease);
        self.run("extend", move |transaction, _| feeds::extend(transaction, &lease, until)).await
    }

    async fn add_entries(&self, lease: &Lease, entries: Vec<NewEntry>, now: Timestamp) -> Result<Added, FeedsError> {
        let lease = feeds::Held::of(lease);
        self.run("add_entries", move |transaction, limits| entries::add(transaction, limits, &lease, &entries, now))
            .await
    }

    async fn forget_entries(&self, lease: &Lease, skipped: Vec<String>, now: Timestamp) -> Result<(), FeedsError> {
        let lease = feeds::Held::of(lease);
        self.run("forget_entries", move |transaction, limits| {
            entries::forget(transaction, limits, &lease, &skipped, now)
        })
        .await
    }

    async fn save(&self, lease: &Lease, state: FeedState) -> Result<(), FeedsError> {
        let lease = feeds::Held::of(lease);
        self.run("save", move |transaction, _| feeds::save(transaction, &lease, state)).await
    }

    async fn next_entry(&self, lease: &Lease, now: Timestamp) -> Result<Option<Entry>, FeedsError> {
        let lease = feeds::Held::of(lease);
        self.run("next_entry", move |transaction, _| entries::next(transaction, &lease, now)).await
    }

    async fn end_entry(&self, lease: &Lease, key: &str, ended: Ended) -> Result<(), FeedsError> {
        let (lease, key) = (feeds::Held::of(lease), key.to_owned());
        self.run("end_entry", move |transaction, _| entries::end(transaction, &lease, &key, &ended)).await
    }

    async fn finish(&self, lease: &Lease, now: Timestamp) -> Result<(), FeedsError> {
        let lease = feeds::Held::of(lease);
        self.run("finish", move |transaction, _| feeds::finish(transaction, &lease, now)).await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, FeedsError> {
        self.run("next_due", |transaction, _| feeds::next_due(transaction)).await
    }
}
