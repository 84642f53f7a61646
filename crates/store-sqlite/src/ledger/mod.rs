//! Questions about what is derived from the claims, and people's decisions.

mod clusters;
pub(crate) mod forecasts;
pub(crate) mod links;
pub(crate) mod settlements;
pub(crate) mod sources;
mod sourcing;
#[cfg(test)]
mod tests;

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date};
use sayso_domain::{ClaimId, DocumentId, SettlementId, SourceId};
use sayso_store::{
    ClusterPage, Cursor, Decision, Dossier, ForecastQuery, Ledger, Linking, Page, PageRequest, Query, Settled,
    Settlement, SettlementQuery, SourceEntity, Sourcing, StoreError, StoredForecast, Withdrawal, check_request_id,
    check_withdrawal, fingerprint, read_token, today,
};

use crate::{SqliteStore, failure, linking, read};
use forecasts::Day;

#[async_trait]
impl Ledger for SqliteStore {
    async fn cluster(&self, claim: &ClaimId, page: &PageRequest) -> Result<ClusterPage, StoreError> {
        let asked = fingerprint("cluster", claim);
        let (claim, page) = (claim.clone(), Asked::new(asked, page)?);
        self.readers.run(move |connection| clusters::cluster(connection, &claim, &page)).await
    }

    async fn sources(&self, words: Option<&str>, page: &PageRequest) -> Result<Page<SourceEntity>, StoreError> {
        // Words are checked as those of any query.
        let query = Query { words: words.map(Into::into), ..Query::default() };
        let words = query.terms()?.words;
        let page = Asked::new(fingerprint("sources", &query.words), page)?;
        self.readers.run(move |connection| sources::list(connection, &words, &page)).await
    }

    async fn source(&self, id: &SourceId, as_of: Option<Date>) -> Result<Dossier, StoreError> {
        let (id, day) = (id.clone(), Day::new(as_of, today()));
        self.readers.run(move |connection| sources::dossier(connection, &id, day)).await
    }

    async fn forecasts(&self, query: &ForecastQuery, page: &PageRequest) -> Result<Page<StoredForecast>, StoreError> {
        let mut query = query.clone();
        query.states.sort_unstable();
        query.states.dedup();
        let page = Asked::new(fingerprint("forecasts", &query), page)?;
        self.readers.run(move |connection| forecasts::list(connection, &query, &page)).await
    }

    async fn settle(&self, decision: Decision, request_id: Option<&str>) -> Result<Settled, StoreError> {
        decision.check()?;
        check_request_id(request_id)?;
        let (request_id, now) = (request_id.map(str::to_owned), Timestamp::now());
        self.writer.run(move |connection| settlements::settle(connection, &decision, request_id.as_deref(), now)).await
    }

    async fn withdraw(
        &self,
        settlement: &SettlementId,
        withdrawn_by: &str,
        reason: &str,
        request_id: Option<&str>,
    ) -> Result<Settled, StoreError> {
        check_withdrawal(withdrawn_by, reason)?;
        check_request_id(request_id)?;
        let withdrawal = Withdrawal {
            withdrawn_by: withdrawn_by.to_owned(),
            reason: reason.to_owned(),
            withdrawn_at: Timestamp::now(),
        };
        let (settlement, request_id) = (settlement.clone(), request_id.map(str::to_owned));
        self.writer
            .run(move |connection| settlements::withdraw(connection, &settlement, &withdrawal, request_id.as_deref()))
            .await
    }

    async fn settlement(&self, settlement: &SettlementId) -> Result<Settlement, StoreError> {
        let settlement = settlement.clone();
        self.readers.run(move |connection| settlements::one(connection, &settlement)).await
    }

    async fn settlements(&self, query: &SettlementQuery, page: &PageRequest) -> Result<Page<Settlement>, StoreError> {
        let (query, page) = (query.clone(), Asked::new(fingerprint("settlements", query), page)?);
        self.readers.run(move |connection| settlements::list(connection, &query, &page)).await
    }

    async fn sourcing(&self, document: &DocumentId, page: &PageRequest) -> Result<Sourcing, StoreError> {
        let (document, page) = (document.clone(), Asked::new(fingerprint("sourcing", document), page)?);
        self.readers.run(move |connection| sourcing::sourcing(connection, &document, &page)).await
    }

    async fn linking(&self) -> Result<Linking, StoreError> {
        self.readers.run(|connection| Ok(read::linking(connection)?)).await
    }

    async fn wait_for_linking(&self, until: Cursor) -> Result<(), StoreError> {
        let mut committed = self.writer.committed();
        let last = self.readers.run(|connection| Ok(read::last_change(connection)?)).await?;
        let until = until.within(last)?;
        committed.wait_for(|now| until <= now.linked).await.map_err(|_| failure::stopped())?;
        Ok(())
    }

    async fn relink(&self) -> Result<Cursor, StoreError> {
        self.writer
            .run(|connection| {
                linking::forget(connection)?;
                Ok(read::last_change(connection)?)
            })
            .await
    }
}

/// Which page of what is asked for.
struct Asked<const N: usize> {
    fingerprint: u64,
    /// The place after which the page begins.
    after: Option<[i64; N]>,
    limit: usize,
}

impl<const N: usize> Asked<N> {
    fn new(fingerprint: u64, page: &PageRequest) -> Result<Self, StoreError> {
        let after = page.token.as_deref().map(|token| read_token(token, fingerprint)).transpose()?;
        Ok(Self { fingerprint, after, limit: page.limit() })
    }

    /// The token of the page after the one with these items, which begin with those at `keys`; `None` if there is none.
    fn next_token<T>(&self, items: &[T], keys: &[[i64; N]]) -> Option<String> {
        let last = items.len().checked_sub(1).and_then(|last| keys.get(last))?;
        (items.len() < keys.len()).then(|| sayso_store::write_token(self.fingerprint, last))
    }
}
