//! The work queue between accepting something and having it processed.
//!
//! An item is a payload with an id, in a group. Once [`Queue::put`] has returned [`Put::Accepted`] the item is
//! durable and is handed out until a worker acknowledges it, or until it has failed so often that it becomes a dead
//! letter, which is kept until somebody revives or deletes it. Every accepted item is therefore processed **at least once**, and a
//! worker's writes must be idempotent.
//!
//! This crate holds the contract: the [`Queue`] trait, its values, settings and errors, and, with the feature
//! `behaviour`, the tests that every backend passes.
//!
//! It does *not* know what a payload means (no documents, no claims), where items are kept, or who calls.
//!
//! # Acceptances, duplicates and reverts
//!
//! The caller derives the id from the group and the content, so that the same content of the same group always has the
//! same id. A put is a duplicate when the **latest** item of its group has the same id, whatever became of that item.
//! When a group goes from content A to B and back to A, the second A is accepted anew: it has its own `accepted_at`, its
//! own payload, its own tries, and is delivered besides the first A, even if that one still waits or is leased. So
//! nothing is lost, and a lease on one acceptance can never acknowledge another. What takes an id means the latest
//! acceptance under that id, except where it says otherwise.
//!
//! A done item is remembered for [`Settings::retention`] after it was finished. That is the window of de-duplication:
//! the same content put later is new work again. Dead letters are remembered until they are revived or deleted.
//!
//! # A worker
//!
//! ```
//! # use sayso_queue::{Queue, QueueError};
//! # async fn process(payload: &[u8]) -> Result<(), String> { Ok(()) }
//! async fn work(queue: &dyn Queue) -> Result<(), QueueError> {
//!     loop {
//!         queue.ready().await?;
//!         for lease in queue.lease(8).await? {
//!             let outcome = match process(&lease.payload).await {
//!                 Ok(()) => queue.acknowledge(&lease).await,
//!                 Err(error) => queue.retry(&lease, &error).await.map(drop),
//!             };
//!             match outcome {
//!                 // The lease ran out and another worker has the item now: nothing is left to do here.
//!                 Ok(()) | Err(QueueError::LeaseLost) => {}
//!                 Err(error) => return Err(error),
//!             }
//!         }
//!     }
//! }
//! ```

mod error;
mod item;
mod settings;

#[cfg(feature = "behaviour")]
pub mod behaviour;

use async_trait::async_trait;
use jiff::Timestamp;

pub use error::{MAX_ERROR_BYTES, QueueError, bounded};
pub use item::{
    DeadItem, DeadLetter, DeadLetterPage, Depth, InvalidItemId, ItemId, ItemState, ItemStatus, Lease, LeaseToken,
    NewItem, Put,
};
pub use settings::{InvalidSettings, Settings};

/// The most items that one call of [`Queue::lease`] hands out.
pub const MAX_LEASES: usize = 1000;

/// The most dead letters on one page.
pub const MAX_PAGE_SIZE: usize = 1000;

/// A durable work queue with leases, retries and dead letters.
///
/// Every method may fail with [`QueueError::Unavailable`]; the other errors are named where they can arise. A method
/// whose future is dropped before it ends may or may not have taken effect.
#[async_trait]
pub trait Queue: Send + Sync + 'static {
    /// Accepts an item, or says that it is a duplicate of the latest item in its group.
    ///
    /// The item is durable when this returns. `accepted_at` increases strictly within a group.
    ///
    /// # Errors
    /// [`QueueError::Invalid`] if a part is empty or too long; [`QueueError::Full`] if the queue holds as many
    /// unfinished items or bytes as [`Settings`] allow; [`QueueError::DeadLettersFull`] if it holds as many dead ones.
    /// A duplicate is never refused for want of room.
    async fn put(&self, item: NewItem) -> Result<Put, QueueError>;

    /// Hands out up to `max` (at most [`MAX_LEASES`]) items that are due, for [`Settings::lease_duration`]; the
    /// one that has been due longest first. An empty list means that nothing is due now; see [`Queue::ready`].
    ///
    /// An item whose lease ran out is due again at once, and the try counts; when that was its last try it becomes a
    /// dead letter, so that an item that kills its worker does not go round for ever.
    async fn lease(&self, max: usize) -> Result<Vec<Lease>, QueueError>;

    /// Lets a lease last for another [`Settings::lease_duration`] from now; returns when it now runs out.
    ///
    /// # Errors
    /// [`QueueError::LeaseLost`].
    async fn extend(&self, lease: &Lease) -> Result<Timestamp, QueueError>;

    /// The item has been processed: its payload is dropped, its status stays for [`Settings::retention`].
    ///
    /// # Errors
    /// [`QueueError::LeaseLost`].
    async fn acknowledge(&self, lease: &Lease) -> Result<(), QueueError>;

    /// The item could not be processed now. It is due again after [`Settings::backoff`], or, when this was the last of
    /// [`Settings::max_tries`], it becomes a dead letter; the status returned says which. Of `error`, the first
    /// [`MAX_ERROR_BYTES`] bytes are kept.
    ///
    /// # Errors
    /// [`QueueError::LeaseLost`].
    async fn retry(&self, lease: &Lease, error: &str) -> Result<ItemStatus, QueueError>;

    /// The item was not at fault: what processes it is away or has too much to do. It is due again after a
    /// [`Settings::backoff`] that grows with each release in a row, and the try does not count, so that no outage,
    /// however long, makes a dead letter. Of `error`, the first [`MAX_ERROR_BYTES`] bytes are kept.
    ///
    /// # Errors
    /// [`QueueError::LeaseLost`].
    async fn release(&self, lease: &Lease, error: &str) -> Result<ItemStatus, QueueError>;

    /// The item can never be processed: it becomes a dead letter at once.
    ///
    /// # Errors
    /// [`QueueError::LeaseLost`].
    async fn reject(&self, lease: &Lease, error: &str) -> Result<(), QueueError>;

    /// What became of the latest item accepted under this id; `None` if there is none or it is forgotten.
    async fn status(&self, id: &ItemId) -> Result<Option<ItemStatus>, QueueError>;

    /// A page of at most `page_size` (1 to [`MAX_PAGE_SIZE`]; other values are moved into that range) dead letters, those
    /// that died first coming first. `page_token` is the previous page's `next_page_token`.
    ///
    /// # Errors
    /// [`QueueError::BadPageToken`].
    async fn dead_letters(&self, page_size: usize, page_token: Option<&str>) -> Result<DeadLetterPage, QueueError>;

    /// The latest dead letter under this id, with its payload.
    async fn dead_letter(&self, id: &ItemId) -> Result<Option<DeadItem>, QueueError>;

    /// Puts every dead letter under this id back to wait, due now, with all its tries before it. Each keeps its
    /// `accepted_at`.
    ///
    /// # Errors
    /// [`QueueError::NotFound`] if no dead letter has this id; [`QueueError::Full`] as for [`Queue::put`].
    async fn revive(&self, id: &ItemId) -> Result<(), QueueError>;

    /// Forgets every dead letter under this id, payload and all, as if it had never been put. It cannot be undone.
    ///
    /// # Errors
    /// [`QueueError::NotFound`] if no dead letter has this id.
    async fn delete(&self, id: &ItemId) -> Result<(), QueueError>;

    /// How much is in the queue.
    async fn depth(&self) -> Result<Depth, QueueError>;

    /// Returns when there may be something to lease: at once if an item is due, else when one is put, comes due
    /// after its backoff, or its lease runs out. May return too early, never too late.
    async fn ready(&self) -> Result<(), QueueError>;

    /// Forgets done items that were finished longer than [`Settings::retention`] ago, oldest of a group first, and
    /// returns how many. To be called now and then, for example every hour.
    async fn tidy(&self) -> Result<u64, QueueError>;
}
