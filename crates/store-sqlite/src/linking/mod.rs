//! The linker's side of the ledger. Nothing here takes longer as the ledger grows, but for what is asked of whole clusters.

mod read;
#[cfg(test)]
mod tests;
mod write;

use async_trait::async_trait;
use sayso_domain::{ClaimId, LinkId};
use sayso_store::{
    ClaimNumber, ClusterContents, ClusterNumber, LinkStore, LinkUpdate, LinkedClaim, Neighbours, Rank, SourceWording,
    StoreError, StoredLink,
};

use crate::{SqliteStore, failure, ledger::settlements};

pub(crate) use write::forget;

#[async_trait]
impl LinkStore for SqliteStore {
    async fn neighbours(&self, keys: &[(u64, Rank)], reach: usize) -> Result<Vec<Neighbours>, StoreError> {
        let keys = keys.to_vec();
        self.readers.run(move |connection| read::neighbours(connection, &keys, reach)).await
    }

    async fn linked_claims(
        &self,
        claims: &[ClaimNumber],
        with_keys: bool,
    ) -> Result<Vec<Option<LinkedClaim>>, StoreError> {
        let claims = claims.to_vec();
        let read =
            move |connection: &_| claims.iter().map(|claim| read::claim(connection, *claim, with_keys)).collect();
        self.readers.run(read).await
    }

    async fn links_of(&self, claims: &[ClaimNumber]) -> Result<Vec<StoredLink>, StoreError> {
        let claims = claims.to_vec();
        self.readers.run(move |connection| read::links_of(connection, &claims)).await
    }

    async fn link_ends(&self, link: &LinkId) -> Result<(ClaimId, ClaimId), StoreError> {
        let link = link.clone();
        self.readers.run(move |connection| settlements::link_ends(connection, &link)).await
    }

    async fn members(&self, cluster: ClusterNumber) -> Result<Vec<Rank>, StoreError> {
        self.readers.run(move |connection| Ok(read::members(connection, cluster)?)).await
    }

    async fn cluster_contents(&self, clusters: &[ClusterNumber]) -> Result<Vec<Option<ClusterContents>>, StoreError> {
        let clusters = clusters.to_vec();
        let read = move |connection: &_| clusters.iter().map(|cluster| read::contents(connection, *cluster)).collect();
        self.readers.run(read).await
    }

    async fn wordings(&self, hashes: &[u64]) -> Result<Vec<Option<SourceWording>>, StoreError> {
        let hashes = hashes.to_vec();
        let read = move |connection: &_| hashes.iter().map(|hash| read::wording(connection, *hash)).collect();
        self.readers.run(read).await
    }

    async fn wordings_with(&self, keys: &[u64], limit: usize) -> Result<Vec<SourceWording>, StoreError> {
        let keys = keys.to_vec();
        self.readers.run(move |connection| read::wordings_with(connection, &keys, limit)).await
    }

    async fn are_linked(&self, pairs: &[(ClaimNumber, ClaimNumber)]) -> Result<Vec<bool>, StoreError> {
        let pairs = pairs.to_vec();
        self.readers.run(move |connection| read::are_linked(connection, &pairs)).await
    }

    async fn wait_for_work(&self) -> Result<(), StoreError> {
        let mut committed = self.writer.committed();
        committed.wait_for(|now| now.linked < now.last).await.map_err(|_| failure::stopped())?;
        Ok(())
    }

    async fn link(&self, update: LinkUpdate) -> Result<(), StoreError> {
        self.writer.run(move |connection| write::link(connection, &update)).await
    }
}

/// Keys as they are kept in one column.
fn keys_to_bytes(keys: &[u64]) -> Vec<u8> {
    keys.iter().flat_map(|key| key.to_be_bytes()).collect()
}

fn keys_from_bytes(bytes: &[u8]) -> Vec<u64> {
    bytes.as_chunks().0.iter().map(|key| u64::from_be_bytes(*key)).collect()
}

/// Links the claims of recordings as the claims of one cluster and one entity.
#[cfg(test)]
pub(crate) fn link_for_test(connection: &rusqlite::Connection, recordings: &[sayso_store::Recording]) {
    write::link(connection, &tests::step_of(recordings)).unwrap();
}
