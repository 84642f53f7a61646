//! Questions about what is derived from the claims, and people's decisions.

use async_trait::async_trait;
use jiff::civil::Date;
use sayso_domain::{ClaimId, DocumentId, SettlementId, SourceId};

use crate::{
    ClusterPage, Cursor, Decision, Dossier, ForecastQuery, Linking, Page, PageRequest, Settled, Settlement,
    SettlementQuery, SourceEntity, Sourcing, Store, StoreError, StoredForecast,
};

/// The ledger beyond the single claim.
///
/// Derived data follows the change feed at some distance; [`Ledger::linking`] says how far. Methods may fail as those of
/// [`Store`] do.
#[async_trait]
pub trait Ledger: Store {
    /// A page of the cluster that a claim belongs to.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such claim, or it is not linked yet; [`StoreError::BadPageToken`].
    async fn cluster(&self, claim: &ClaimId, page: &PageRequest) -> Result<ClusterPage, StoreError>;

    /// Source entities, those with the most claims first; with `words`, those of which one name has them all
    /// ([`crate::phrases`]).
    ///
    /// # Errors
    /// [`StoreError::BadQuery`]; [`StoreError::BadPageToken`].
    async fn sources(&self, words: Option<&str>, page: &PageRequest) -> Result<Page<SourceEntity>, StoreError>;

    /// The dossier of a source, by any id that it has or had. Of its forecasts it counts those that [`ForecastQuery::as_of`]
    /// admits, as they stood on that day.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    async fn source(&self, id: &SourceId, as_of: Option<Date>) -> Result<Dossier, StoreError>;

    /// The current claims that are forecasts, those due first first, those without a day last.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such entity; [`StoreError::BadPageToken`].
    async fn forecasts(&self, query: &ForecastQuery, page: &PageRequest) -> Result<Page<StoredForecast>, StoreError>;

    /// Records a person's decision, and tells so in the change feed of each claim that it is about. With a request id that was
    /// used before, nothing is written and what was recorded then is given.
    ///
    /// # Errors
    /// [`StoreError::BadDecision`], also if it rests on what is neither a document of the ledger nor an address;
    /// [`StoreError::NotFound`] if there is no such claim; [`StoreError::Conflict`] if the claim makes no forecast, or the
    /// request id was used for another decision.
    async fn settle(&self, decision: Decision, request_id: Option<&str>) -> Result<Settled, StoreError>;

    /// Withdraws a settlement, and tells so in the change feed. With a request id that was used for it before, nothing is
    /// written.
    ///
    /// # Errors
    /// [`StoreError::BadDecision`]; [`StoreError::NotFound`]; [`StoreError::Conflict`] if it is withdrawn already.
    async fn withdraw(
        &self,
        settlement: &SettlementId,
        withdrawn_by: &str,
        reason: &str,
        request_id: Option<&str>,
    ) -> Result<Settled, StoreError>;

    /// A settlement, withdrawn or not.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    async fn settlement(&self, settlement: &SettlementId) -> Result<Settlement, StoreError>;

    /// Settlements, those recorded last first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such claim or link; [`StoreError::BadPageToken`].
    async fn settlements(&self, query: &SettlementQuery, page: &PageRequest) -> Result<Page<Settlement>, StoreError>;

    /// On whose say-so a document stands.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::BadPageToken`].
    async fn sourcing(&self, document: &DocumentId, page: &PageRequest) -> Result<Sourcing, StoreError>;

    /// How far the ledger is linked.
    async fn linking(&self) -> Result<Linking, StoreError>;

    /// Returns when all changes up to this one are linked.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`] if the cursor lies beyond the last change.
    async fn wait_for_linking(&self, until: Cursor) -> Result<(), StoreError>;

    /// Forgets all that is derived. The linker begins again with the first change. Returns the last change there is.
    async fn relink(&self) -> Result<Cursor, StoreError>;
}
