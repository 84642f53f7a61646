//! The ledger of who claimed what: the [`Store`] trait and those above it, their values and their errors.
//!
//! A [`Recording`] is one revision of a document with the claims that one extractor found in it. It is written whole
//! or not at all, and writing it again changes nothing. Every document has one **current** revision, the one
//! accepted last, and every revision one current extraction, the one recorded last; the claims of that extraction of
//! that revision are the current claims. All others stay readable. The change feed says, in the order in
//! which it was committed, which claims became current, which ceased to be, and whose documents are known better.
//!
//! What is **derived** from the claims (links, clusters, source entities) and people's decisions about them are asked for
//! through [`Ledger`]; the linker, which derives it, reads and writes through [`LinkStore`].
//!
//! This crate also holds what every backend must do alike: how words are folded for search ([`searchable`]), what a
//! page token is ([`Position`]), and, with the feature `behaviour`, the tests that every backend passes.
//!
//! It does *not* know where the ledger is kept, who calls, or how claims are found in a text.
//!
//! ```
//! # use sayso_store::{Cursor, PageRequest, Query, Recording, Store, StoreError};
//! async fn retell(store: &dyn Store, recording: Recording) -> Result<(), StoreError> {
//!     let recorded = store.record(recording).await?;
//!     println!("{} claims", recorded.claims);
//!
//!     let query = Query { words: Some("dam \"will hold\"".into()), ..Query::default() };
//!     let page = store.search(&query, &PageRequest::default()).await?;
//!     for found in page.items {
//!         println!("{}: {}", found.words.source, found.words.content);
//!     }
//!     Ok(())
//! }
//! ```

mod admission;
mod changes;
mod copies;
mod days;
mod error;
mod ledger;
mod linking;
mod links;
mod page;
mod query;
mod recording;
mod relevance;
mod settlements;
mod stored;
mod wording;
mod words;

#[cfg(feature = "behaviour")]
pub mod behaviour;

use async_trait::async_trait;
use sayso_domain::{ClaimId, DocumentId, RevisionId};

pub use admission::{affiliations, said_on};
pub use changes::{BadCursor, Change, ChangeKind, Cursor, MAX_CHANGES};
pub use copies::{CopyOf, Earlier, original, published_order};
pub use days::{civil_seconds, today};
pub use error::{Resource, StoreError};
pub use ledger::Ledger;
pub use linking::{
    ClaimNumber, ClusterContents, ClusterNumber, ClusterSource, EntityUpdate, LinkStep, LinkStore, LinkUpdate,
    LinkedClaim, Linking, Links, Neighbours, Rank, SourceWording, hash,
};
pub use links::{
    ClusterPage, ClusterSummary, Dossier, ForecastQuery, ForecastState, IndependentSource, MAX_LINKS, MAX_OTHERS,
    SourceEntity, SourcePosition, SourcedClaim, Sourcing, SourcingSummary, StoredForecast, StoredLink,
};
pub use page::{
    DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, PAGE_BYTES, Page, PageRequest, Position, Resumption, fingerprint, read_token,
    write_token,
};
pub use query::{Circle, MAX_RADIUS_KM, MAX_RANKED, MAX_VALUES, MAX_WORDS_BYTES, Order, Query, Terms};
pub use recording::{MAX_CLAIMS, MAX_LIST, MAX_RECORDING_BYTES, Recorded, Recording};
pub use relevance::{Ranked, relevance};
pub use settlements::{
    Decision, MAX_EVIDENCE, MAX_EVIDENCE_BYTES, MAX_PERSON_BYTES, MAX_REASON_BYTES, Outcome, Settled, Settlement,
    SettlementQuery, Verdict, Withdrawal, check_request_id, check_withdrawal, is_address, saying,
};
pub use stored::{
    ClaimWords, DocumentSummary, MAX_EXTRACTORS, MAX_REVISIONS, RevisionSummary, StoredClaim, StoredDocument,
};
pub use wording::{Description, wording_hash};
pub use words::{Phrase, phrases, searchable};

/// The ledger.
///
/// Every method may fail with [`StoreError::Unavailable`] and [`StoreError::Internal`]; the other errors are named where they can arise. A method
/// that writes is durable when it returns; one whose future is dropped before may or may not have taken effect, and
/// can be repeated.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Writes a revision with its claims, all or nothing.
    ///
    /// Idempotent on (document, revision, extractor): for a known one nothing is written, even if the claims differ
    /// (the first ones count), except that the revision counts as accepted at the later of the two times. So a
    /// document that goes back to an old wording has that revision as its current one again; and what arrives late,
    /// accepted before the current revision, never becomes current. Of two revisions accepted at the same time the one
    /// with the greater id is current.
    ///
    /// A revision keeps the metadata that it was first recorded with. What was missing then (address, title, authors,
    /// site, publication time, language) is added by the first recording that has it, also one of a known key; the
    /// change feed tells so of each current claim. The claims themselves stay as their extractor made them: dates that
    /// it could not resolve without a publication time stay unresolved until another extractor reads the revision.
    ///
    /// A new text is compared with those recorded before. If it is a copy of one, in another
    /// document, that was not published later, it keeps which and how much they have in common ([`CopyOf`], [`original`]).
    /// If not, but a text recorded before is a copy of it and was published later, that one, unless it is known for a copy
    /// already, becomes a copy of this. A copy is looked for once for each revision, when it is first recorded, with the
    /// publication times known then.
    ///
    /// # Errors
    /// [`StoreError::BadRecording`], as [`Recording::check`] says.
    async fn record(&self, recording: Recording) -> Result<Recorded, StoreError>;

    /// A revision of a document; the current one if `revision` is `None`.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    async fn document(
        &self,
        document: &DocumentId,
        revision: Option<&RevisionId>,
    ) -> Result<StoredDocument, StoreError>;

    /// A claim, current or not. If several extractors found it, as the one recorded last has it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    async fn claim(&self, claim: &ClaimId) -> Result<StoredClaim, StoreError>;

    /// The claims that match, in the order that the query asks for.
    ///
    /// Paging goes on from the last claim given: rows that are added meanwhile neither repeat nor hide any; the claims
    /// of a document that gets its missing publication time meanwhile move with it. A
    /// page may hold fewer claims than asked for ([`PAGE_BYTES`]); it is the last one if it has no token.
    ///
    /// # Errors
    /// [`StoreError::BadQuery`]; [`StoreError::NotFound`] if there is no such document or source entity;
    /// [`StoreError::BadPageToken`].
    async fn search(&self, query: &Query, page: &PageRequest) -> Result<Page<StoredClaim>, StoreError>;

    /// Up to `limit` (1 to [`MAX_CHANGES`]; other values are moved into that range) changes after a cursor, in the
    /// order they were committed; fewer if they are large ([`PAGE_BYTES`]), none only if there are none yet.
    ///
    /// No change is ever committed before one that has already been given out. The claims are given as they are
    /// now, so one that was added may no longer be current: a later change will say so.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`] if the cursor lies beyond the last change: it was given by another store.
    async fn changes(&self, after: Cursor, limit: usize) -> Result<Vec<Change>, StoreError>;

    /// Returns when there is a change after the cursor: at once if there is one already.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`], as for [`Store::changes`].
    async fn wait_for_changes(&self, after: Cursor) -> Result<(), StoreError>;

    /// Fails while the store cannot be asked.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    async fn ready(&self) -> Result<(), StoreError>;
}
