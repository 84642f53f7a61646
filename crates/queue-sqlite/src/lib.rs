//! The work queue in one SQLite file, for a system in one process.
//!
//! What was put is on the disk, synced, before [`put`](Queue::put) returns. One thread has the file; calls that come
//! while it syncs are committed together, so that many callers at once cost little more than one. The file belongs
//! to one open queue at a time: a second one, in whatever process, gets [`OpenError::InUse`].
//!
//! It does *not* know what a payload means, nor anything of gRPC or of other backends.
//!
//! A crash of the process loses no item. Leases that were held then run out when the file is opened again, because
//! the workers were in the same process; the tries count.
//!
//! ```
//! use sayso_queue::{ItemId, NewItem, Put, Queue, Settings};
//! use sayso_queue_sqlite::SqliteQueue;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let queue = SqliteQueue::open_in_memory(Settings::default())?;
//! let item = NewItem {
//!     id: ItemId::new("report-v1")?,
//!     group: "report".into(),
//!     request_id: "request-7".into(),
//!     payload: b"the general said".to_vec(),
//! };
//! assert!(matches!(queue.put(item).await?, Put::Accepted { .. }));
//!
//! let leases = queue.lease(1).await?;
//! assert_eq!(leases[0].payload, b"the general said");
//! queue.acknowledge(&leases[0]).await?;
//! # Ok(())
//! # }
//! ```

mod clock;
mod database;
mod operations;
mod writer;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use rusqlite::Connection;
use sayso_queue::{
    DeadItem, DeadLetterPage, Depth, ItemId, ItemStatus, Lease, NewItem, Put, Queue, QueueError, Settings,
};

pub use clock::{Clock, ManualClock, SystemClock};
pub use database::OpenError;

use operations::{DeadLetterKey, LeaseKey, TidyKey};
use writer::Writer;

/// A queue in a SQLite file. Dropping it waits for the commit that is under way and lets go of the file.
pub struct SqliteQueue {
    writer: Writer,
    settings: Settings,
    clock: Arc<dyn Clock>,
}

impl SqliteQueue {
    /// Opens the file at `path`, or makes it; its folder must exist. Reads and writes the disk before it returns.
    ///
    /// # Errors
    /// [`OpenError`] says which.
    pub fn open(path: impl AsRef<Path>, settings: Settings) -> Result<Self, OpenError> {
        Self::open_with_clock(path, settings, Arc::new(SystemClock))
    }

    /// As [`SqliteQueue::open`], with another clock than the machine's.
    ///
    /// # Errors
    /// [`OpenError`] says which.
    pub fn open_with_clock(
        path: impl AsRef<Path>,
        settings: Settings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OpenError> {
        settings.check()?;
        Self::start(database::open(Some(path.as_ref()))?, settings, clock)
    }

    /// A queue that is gone when it is dropped, for tests.
    ///
    /// # Errors
    /// [`OpenError`] says which.
    pub fn open_in_memory(settings: Settings) -> Result<Self, OpenError> {
        settings.check()?;
        Self::start(database::open(None)?, settings, Arc::new(SystemClock))
    }

    fn start(connection: Connection, settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let tally = operations::take_over(&connection, &settings, clock.now())
            .map_err(|source| OpenError::Sqlite { path: connection.path().unwrap_or_default().into(), source })?;
        let writer = Writer::start(connection, settings.clone(), Arc::clone(&clock), tally)?;
        Ok(Self { writer, settings, clock })
    }
}

#[async_trait]
impl Queue for SqliteQueue {
    async fn put(&self, item: NewItem) -> Result<Put, QueueError> {
        item.check(&self.settings)?;
        self.writer.run("put", move |batch| batch.put(&item)).await
    }

    async fn lease(&self, max: usize) -> Result<Vec<Lease>, QueueError> {
        self.writer.run("lease", move |batch| batch.lease(max)).await
    }

    async fn extend(&self, lease: &Lease) -> Result<Timestamp, QueueError> {
        let lease = LeaseKey::parse(&lease.token)?;
        self.writer.run("extend", move |batch| batch.extend(lease)).await
    }

    async fn acknowledge(&self, lease: &Lease) -> Result<(), QueueError> {
        let lease = LeaseKey::parse(&lease.token)?;
        self.writer.run("acknowledge", move |batch| batch.acknowledge(lease)).await
    }

    async fn retry(&self, lease: &Lease, error: &str) -> Result<ItemStatus, QueueError> {
        let lease = LeaseKey::parse(&lease.token)?;
        let error = sayso_queue::bounded(error).to_owned();
        let jitter = rand::random::<f64>();
        self.writer.run("retry", move |batch| batch.retry(lease, &error, jitter)).await
    }

    async fn release(&self, lease: &Lease, error: &str) -> Result<ItemStatus, QueueError> {
        let lease = LeaseKey::parse(&lease.token)?;
        let error = sayso_queue::bounded(error).to_owned();
        let jitter = rand::random::<f64>();
        self.writer.run("release", move |batch| batch.release(lease, &error, jitter)).await
    }

    async fn reject(&self, lease: &Lease, error: &str) -> Result<(), QueueError> {
        let lease = LeaseKey::parse(&lease.token)?;
        let error = sayso_queue::bounded(error).to_owned();
        self.writer.run("reject", move |batch| batch.reject(lease, &error)).await
    }

    async fn status(&self, id: &ItemId) -> Result<Option<ItemStatus>, QueueError> {
        let id = id.clone();
        self.writer.run("status", move |batch| batch.status(&id)).await
    }

    async fn dead_letters(&self, page_size: usize, page_token: Option<&str>) -> Result<DeadLetterPage, QueueError> {
        let after = page_token.map(DeadLetterKey::parse).transpose()?;
        self.writer.run("dead_letters", move |batch| batch.dead_letters(page_size, after)).await
    }

    async fn dead_letter(&self, id: &ItemId) -> Result<Option<DeadItem>, QueueError> {
        let id = id.clone();
        self.writer.run("dead_letter", move |batch| batch.dead_letter(&id)).await
    }

    async fn revive(&self, id: &ItemId) -> Result<(), QueueError> {
        let id = id.clone();
        self.writer.run("revive", move |batch| batch.revive(&id)).await
    }

    async fn delete(&self, id: &ItemId) -> Result<(), QueueError> {
        let id = id.clone();
        self.writer.run("delete", move |batch| batch.delete(&id)).await
    }

    async fn depth(&self) -> Result<Depth, QueueError> {
        self.writer.run("depth", |batch| batch.depth()).await
    }

    async fn ready(&self) -> Result<(), QueueError> {
        loop {
            // Taken before the question, so that no change between the two is missed.
            let mut changes = self.writer.changes();
            let due = self.writer.run("ready", |batch| batch.next_due()).await?;
            let changed = match due {
                Some(due) if due <= self.clock.now() => return Ok(()),
                Some(due) => tokio::select! {
                    changed = changes.changed() => changed,
                    () = self.clock.sleep_until(due) => return Ok(()),
                },
                None => changes.changed().await,
            };
            if changed.is_err() {
                return Err(writer::stopped());
            }
        }
    }

    async fn tidy(&self) -> Result<u64, QueueError> {
        let (mut dropped, mut next) = (0, Some(TidyKey::START));
        while let Some(after) = next {
            // Other calls get their turn between two rounds.
            let (some, further) = self.writer.run("tidy", move |batch| batch.tidy(after)).await?;
            dropped += some as u64;
            next = further;
        }
        Ok(dropped)
    }
}
