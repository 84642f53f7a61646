//! The ledger in one SQLite file, for a system in one process.
//!
//! What was recorded is on the disk, synced, before [`record`](Store::record) returns. One thread writes; recordings
//! that come while it syncs are committed together. Reads run beside it on connections of their own, off the async
//! threads, each on one consistent state of the ledger. The file belongs to one open store at a time: a second one,
//! in whatever process, gets [`OpenError::InUse`]. That one process writes is also what puts the change feed in
//! the order of commits and lets it wake those who wait.
//!
//! It does *not* know anything of gRPC or of other backends, nor how claims are found.
//!
//! ```
//! use sayso_domain::{Document, DocumentParts, Extraction, Extractor, Mentions};
//! use sayso_store::{Recording, Store};
//! use sayso_store_sqlite::SqliteStore;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let store = SqliteStore::open(folder.path().join("ledger.sqlite"))?;
//! let document = Document::new(DocumentParts::of_text("The dam will hold, the governor said."))?;
//! let extractor = Extractor { name: "by-hand".into(), version: "1.0.0".into(), model: String::new() };
//! let extraction = Extraction { extractor, language: None, claims: Vec::new(), notes: Vec::new(), mentions: Mentions::default() };
//! let recording = Recording { document, accepted_at: "2026-03-04T08:15:00Z".parse()?, extraction };
//!
//! assert!(store.record(recording.clone()).await?.new);
//! assert!(!store.record(recording).await?.new);
//! # Ok(())
//! # }
//! ```

mod copies;
mod database;
mod failure;
mod ledger;
mod linking;
#[cfg(test)]
mod plans;
mod prepared;
mod read;
mod readers;
mod search;
mod write;
mod writer;

use std::path::Path;

use async_trait::async_trait;
use sayso_domain::{ClaimId, DocumentId, RevisionId};
use sayso_store::{
    Change, Cursor, MAX_CHANGES, Page, PageRequest, Query, Recorded, Recording, Resumption, Store, StoreError,
    StoredClaim, StoredDocument,
};

pub use database::OpenError;

use prepared::Prepared;
use readers::Readers;
use writer::Writer;

/// A ledger in a SQLite file. Dropping it waits for the commits that are under way and lets go of the file.
pub struct SqliteStore {
    // Dropped in this order: the lock goes last.
    readers: Readers,
    writer: Writer,
    _lock: database::Lock,
}

impl SqliteStore {
    /// Opens the file at `path`, or makes it; its folder must exist. Reads and writes the disk before it returns.
    ///
    /// # Errors
    /// [`OpenError`] says which.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let lock = database::Lock::take(path)?;
        let connection = database::open(path)?;
        let writer = Writer::start(connection).map_err(|failure| failure.at(path))?;
        Ok(Self { readers: Readers::new(path), writer, _lock: lock })
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn record(&self, recording: Recording) -> Result<Recorded, StoreError> {
        let prepared = readers::off_the_reactor(move || Prepared::new(recording)).await?;
        self.writer.run(move |connection| write::record(connection, &prepared)).await
    }

    async fn document(
        &self,
        document: &DocumentId,
        revision: Option<&RevisionId>,
    ) -> Result<StoredDocument, StoreError> {
        let (document, revision) = (document.clone(), revision.cloned());
        self.readers.run(move |connection| read::document(connection, &document, revision.as_ref())).await
    }

    async fn claim(&self, claim: &ClaimId) -> Result<StoredClaim, StoreError> {
        let claim = claim.clone();
        self.readers.run(move |connection| read::claim(connection, &claim)).await
    }

    async fn search(&self, query: &Query, page: &PageRequest) -> Result<Page<StoredClaim>, StoreError> {
        let terms = query.terms()?;
        let after = page.token.as_deref().map(|token| Resumption::from_token(token, query)).transpose()?;
        let (query, limit) = (query.clone(), page.limit());
        let today = sayso_store::today();
        self.readers.run(move |connection| search::search(connection, &query, &terms, today, after, limit)).await
    }

    async fn changes(&self, after: Cursor, limit: usize) -> Result<Vec<Change>, StoreError> {
        let limit = limit.clamp(1, MAX_CHANGES);
        self.readers.run(move |connection| read::changes(connection, after, limit)).await
    }

    async fn wait_for_changes(&self, after: Cursor) -> Result<(), StoreError> {
        // Subscribed before reading: a change that comes between the two ends the wait as well.
        let mut committed = self.writer.committed();
        let last = self.readers.run(|connection| Ok(read::last_change(connection)?)).await?;
        if after.within(last)? < last {
            return Ok(());
        }
        committed.wait_for(|now| after < now.last).await.map_err(|_| failure::stopped())?;
        Ok(())
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.readers.run(|connection| Ok(read::last_change(connection)?)).await.map(drop)
    }
}
