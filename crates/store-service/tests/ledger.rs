//! The behaviour that every ledger has, through gRPC: a client of the service on a SQLite file. The linker's side has no
//! calls: it writes to the file.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod served;

use std::sync::Arc;

use async_trait::async_trait;
use jiff::civil::Date;
use sayso_domain::{ClaimId, DocumentId, LinkId, RevisionId, SettlementId, SourceId};
use sayso_rpc::StoreClient;
use sayso_store::{behaviour::LedgerHarness, *};
use sayso_store_sqlite::SqliteStore;
use served::Served;

/// A ledger that is asked through gRPC, and linked without.
struct Asked {
    client: Arc<StoreClient>,
    store: Arc<SqliteStore>,
}

/// Passes all calls of a trait on.
macro_rules! delegate {
    ($trait:ident to $side:ident { $($call:ident($($name:ident: $type:ty),*) -> $answer:ty;)+ }) => {
        #[async_trait]
        impl $trait for Asked {
            $(async fn $call(&self, $($name: $type),*) -> Result<$answer, StoreError> {
                $trait::$call(self.$side.as_ref(), $($name),*).await
            })+
        }
    };
}

delegate! {
    Store to client {
        record(recording: Recording) -> Recorded;
        document(document: &DocumentId, revision: Option<&RevisionId>) -> StoredDocument;
        claim(claim: &ClaimId) -> StoredClaim;
        search(query: &Query, page: &PageRequest) -> Page<StoredClaim>;
        changes(after: Cursor, limit: usize) -> Vec<Change>;
        wait_for_changes(after: Cursor) -> ();
        ready() -> ();
    }
}

delegate! {
    Ledger to client {
        cluster(claim: &ClaimId, page: &PageRequest) -> ClusterPage;
        sources(words: Option<&str>, page: &PageRequest) -> Page<SourceEntity>;
        source(id: &SourceId, as_of: Option<Date>) -> Dossier;
        forecasts(query: &ForecastQuery, page: &PageRequest) -> Page<StoredForecast>;
        settle(decision: Decision, request_id: Option<&str>) -> Settled;
        withdraw(id: &SettlementId, by: &str, reason: &str, request_id: Option<&str>) -> Settled;
        settlement(id: &SettlementId) -> Settlement;
        settlements(query: &SettlementQuery, page: &PageRequest) -> Page<Settlement>;
        sourcing(document: &DocumentId, page: &PageRequest) -> Sourcing;
        linking() -> Linking;
        wait_for_linking(until: Cursor) -> ();
        relink() -> Cursor;
    }
}

delegate! {
    Links to store {
        neighbours(keys: &[(u64, Rank)], reach: usize) -> Vec<Neighbours>;
        linked_claims(claims: &[ClaimNumber], with_keys: bool) -> Vec<Option<LinkedClaim>>;
        links_of(claims: &[ClaimNumber]) -> Vec<StoredLink>;
        are_linked(pairs: &[(ClaimNumber, ClaimNumber)]) -> Vec<bool>;
        members(cluster: ClusterNumber) -> Vec<Rank>;
        cluster_contents(clusters: &[ClusterNumber]) -> Vec<Option<ClusterContents>>;
        wordings(hashes: &[u64]) -> Vec<Option<SourceWording>>;
        wordings_with(keys: &[u64], limit: usize) -> Vec<SourceWording>;
        link(update: LinkUpdate) -> ();
    }
}

#[async_trait]
impl LinkStore for Asked {
    async fn begin(&self) -> Result<Box<dyn LinkStep + '_>, StoreError> {
        self.store.begin().await
    }

    async fn link_ends(&self, link: &LinkId) -> Result<(ClaimId, ClaimId), StoreError> {
        self.store.link_ends(link).await
    }

    async fn wait_for_work(&self) -> Result<(), StoreError> {
        self.store.wait_for_work().await
    }
}

#[async_trait]
impl LedgerHarness for Served {
    async fn store(&self) -> Arc<dyn LinkStore> {
        let (client, store) = self.open();
        Arc::new(Asked { client: Arc::new(client), store })
    }

    async fn reopen(&self, _store: Arc<dyn LinkStore>) -> Arc<dyn LinkStore> {
        let (client, store) = self.copy();
        Arc::new(Asked { client: Arc::new(client), store })
    }
}

sayso_store::ledger_behaviour_suite!(Served::new());
