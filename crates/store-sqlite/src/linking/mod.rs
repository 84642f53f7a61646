//! The linker's side of the ledger. Nothing here takes longer as the ledger grows, but for what is asked of whole clusters.

mod read;
#[cfg(test)]
mod tests;
mod write;

use async_trait::async_trait;
use sayso_domain::{ClaimId, LinkId};
use sayso_store::{
    ClaimNumber, ClusterContents, ClusterNumber, Cursor, LinkStep, LinkStore, LinkUpdate, LinkedClaim, Links,
    Neighbours, Rank, SourceWording, StoreError, StoredLink,
};

use crate::{SqliteStore, failure, ledger::settlements, writer::Step};

pub(crate) use write::forget;

/// The same for the ledger, which reads beside the writer, and for a step, which reads and writes in its own transaction:
/// `$read` and `$write` run a closure on the connection for it.
macro_rules! links {
    ($of:ty, |$this:ident| read $read:expr, write $write:expr) => {
        #[async_trait]
        impl Links for $of {
            async fn neighbours(&self, keys: &[(u64, Rank)], reach: usize) -> Result<Vec<Neighbours>, StoreError> {
                let ($this, keys) = (self, keys.to_vec());
                $read.run(move |connection| read::neighbours(connection, &keys, reach)).await
            }

            async fn linked_claims(
                &self,
                claims: &[ClaimNumber],
                with_keys: bool,
            ) -> Result<Vec<Option<LinkedClaim>>, StoreError> {
                let ($this, claims) = (self, claims.to_vec());
                let read = move |connection: &_| {
                    claims.iter().map(|claim| read::claim(connection, *claim, with_keys)).collect()
                };
                $read.run(read).await
            }

            async fn links_of(&self, claims: &[ClaimNumber]) -> Result<Vec<StoredLink>, StoreError> {
                let ($this, claims) = (self, claims.to_vec());
                $read.run(move |connection| read::links_of(connection, &claims)).await
            }

            async fn are_linked(&self, pairs: &[(ClaimNumber, ClaimNumber)]) -> Result<Vec<bool>, StoreError> {
                let ($this, pairs) = (self, pairs.to_vec());
                $read.run(move |connection| read::are_linked(connection, &pairs)).await
            }

            async fn members(&self, cluster: ClusterNumber) -> Result<Vec<Rank>, StoreError> {
                let $this = self;
                $read.run(move |connection| Ok(read::members(connection, cluster)?)).await
            }

            async fn cluster_contents(
                &self,
                clusters: &[ClusterNumber],
            ) -> Result<Vec<Option<ClusterContents>>, StoreError> {
                let ($this, clusters) = (self, clusters.to_vec());
                let read =
                    move |connection: &_| clusters.iter().map(|cluster| read::contents(connection, *cluster)).collect();
                $read.run(read).await
            }

            async fn wordings(&self, hashes: &[u64]) -> Result<Vec<Option<SourceWording>>, StoreError> {
                let ($this, hashes) = (self, hashes.to_vec());
                let read = move |connection: &_| hashes.iter().map(|hash| read::wording(connection, *hash)).collect();
                $read.run(read).await
            }

            async fn wordings_with(&self, keys: &[u64], limit: usize) -> Result<Vec<SourceWording>, StoreError> {
                let ($this, keys) = (self, keys.to_vec());
                $read.run(move |connection| read::wordings_with(connection, &keys, limit)).await
            }

            async fn link(&self, update: LinkUpdate) -> Result<(), StoreError> {
                let $this = self;
                $write.run(move |connection| write::link(connection, &update)).await
            }
        }
    };
}

links!(SqliteStore, |store| read store.readers, write store.writer);
links!(Step<'_>, |step| read step, write step);

#[async_trait]
impl LinkStore for SqliteStore {
    async fn begin(&self) -> Result<Box<dyn LinkStep + '_>, StoreError> {
        Ok(Box::new(self.writer.begin().await?))
    }

    async fn link_ends(&self, link: &LinkId) -> Result<(ClaimId, ClaimId), StoreError> {
        let link = link.clone();
        self.readers.run(move |connection| settlements::link_ends(connection, &link)).await
    }

    async fn wait_for_work(&self) -> Result<(), StoreError> {
        let mut committed = self.writer.committed();
        committed.wait_for(|now| now.linked < now.last).await.map_err(|_| failure::stopped())?;
        Ok(())
    }
}

#[async_trait]
impl LinkStep for Step<'_> {
    fn linked(&self) -> Cursor {
        self.before().linked
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.end().await
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
