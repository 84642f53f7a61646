//! The linker's side of a ledger: what it keeps beside the claims, and how it reads and writes it.
//!
//! All of it is derived from claims and settlements and can be forgotten and made anew. One linker at a time writes it,
//! so that what it has read does not change before it writes.

use std::fmt;

use async_trait::async_trait;
use sayso_domain::{ClaimId, DocumentId, Link, LinkId, PublicationTime, SourceId};

use crate::{ClusterSummary, Cursor, Ledger, SourceEntity, SourcePosition, StoreError, StoredLink, civil_seconds};

/// A claim in the linker's tables: made from its id, the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimNumber(pub i64);

impl ClaimNumber {
    /// The number of a claim: the first 63 bits of the BLAKE3 hash of its id. That two of a hundred million claims share
    /// one has a probability of 0.05 %; only one of the two is linked then.
    #[must_use]
    pub fn of(claim: &ClaimId) -> Self {
        Self((hash(&[claim.as_str()]) >> 1).cast_signed())
    }
}

/// The first 64 bits of the BLAKE3 hash of strings, each with its length before it.
#[must_use]
pub fn hash(parts: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    first_64_bits(&hasher.finalize())
}

/// The first 64 bits of a hash as a number.
pub(crate) fn first_64_bits(hash: &blake3::Hash) -> u64 {
    hash.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// A claim's rank in time: all claims have one order, whichever came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank {
    /// Seconds from 1970 to the publication, by the publisher's clock; the least number if that is not known.
    pub moment: i64,
    /// The claim.
    pub claim: ClaimNumber,
}

impl Rank {
    /// The rank of a claim in a document published then.
    #[must_use]
    pub fn new(claim: &ClaimId, published: Option<&PublicationTime>) -> Self {
        let moment = published.map_or(i64::MIN, |time| civil_seconds(time.local()));
        Self { moment, claim: ClaimNumber::of(claim) }
    }
}

/// The neighbours of a rank under a key: other claims that have the key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Those before it, the nearest first.
    pub before: Vec<Rank>,
    /// Those after it, the nearest first.
    pub after: Vec<Rank>,
}

/// A set of claims in the linker's tables that hang together. Its number is that of one of its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterNumber(pub i64);

/// What the linker keeps of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedClaim {
    /// Its id.
    pub id: ClaimId,
    /// Its rank in time.
    pub rank: Rank,
    /// Its document.
    pub document: DocumentId,
    /// The keys under which it meets others; distinct.
    pub keys: Vec<u64>,
    /// What comparing needs of it, as the linker wrote it; at most 64 KiB.
    pub profile: Vec<u8>,
    /// The wording of its source; `None` if that names nobody.
    pub wording: Option<u64>,
    /// The same for claims whose sources need no telling apart: named, described and relayed alike.
    pub source_hash: u64,
    /// Its cluster.
    pub cluster: ClusterNumber,
}

/// One way in which documents name and describe a source. Documents that do it alike share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceWording {
    /// Made from all of it: the same everywhere.
    pub hash: u64,
    /// What it is, as the linker wrote it.
    pub description: Vec<u8>,
    /// The keys under which it meets others; distinct.
    pub keys: Vec<u64>,
    /// The earliest claim with it, and its document; `None` if it is on no claim.
    pub first: Option<(Rank, DocumentId)>,
    /// The latest such claim.
    pub last: Option<Rank>,
    /// How many claims have it.
    pub claims: usize,
    /// In how many documents.
    pub documents: usize,
    /// The entity that it belongs to; `None` until the linker says so.
    pub entity: Option<SourceId>,
}

/// A source entity and the wordings that mean it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityUpdate {
    /// The entity; the store keeps `claims` and `documents` up to date by itself.
    pub entity: SourceEntity,
    /// What it was.
    pub positions: Vec<SourcePosition>,
    /// The hashes of its wordings.
    pub wordings: Vec<u64>,
    /// Other ids that lead to it: those that it or its wordings had or might have.
    pub former_ids: Vec<SourceId>,
}

/// The claims of a cluster that have one source hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterSource {
    /// The earliest of them.
    pub first: LinkedClaim,
    /// How many there are.
    pub claims: usize,
}

/// What a cluster consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterContents {
    /// The claim that comes first.
    pub first: ClaimId,
    /// How many claims it has.
    pub claims: usize,
    /// In how many documents.
    pub documents: usize,
    /// Its sources, those that appear first first; the first 64 of them: comparing each with each takes long.
    pub sources: Vec<ClusterSource>,
}

/// Part of what a step of the linker changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LinkUpdate {
    /// Claims that are linked no longer. Everything that the tables hold of them goes, with their links.
    pub removed: Vec<ClaimNumber>,
    /// Claims that are linked, each with its keys and its cluster. One that is there already is replaced; its links stay.
    pub claims: Vec<LinkedClaim>,
    /// Wordings of sources that are met for the first time, no later than their first claim; counts, ends and entity do not
    /// matter. One that is there already gets this description and these keys.
    pub wordings: Vec<SourceWording>,
    /// Links that do not hold any longer, whichever claim of the two comes first here.
    pub cut: Vec<(ClaimNumber, ClaimNumber)>,
    /// Links that hold. One between the same claims is replaced.
    pub links: Vec<Link>,
    /// Clusters that become part of another: all claims of the first get the second.
    pub merged: Vec<(ClusterNumber, ClusterNumber)>,
    /// Claims that change their cluster, after `merged`.
    pub moved: Vec<(ClaimNumber, ClusterNumber)>,
    /// What is known of clusters, after all that.
    pub clusters: Vec<(ClusterNumber, ClusterSummary)>,
    /// Clusters that have no claims any longer.
    pub emptied: Vec<ClusterNumber>,
    /// Entities, each with all its wordings: one that has lost all of them goes.
    pub entities: Vec<EntityUpdate>,
    /// All changes up to this one are linked. `None` leaves it where it is.
    pub linked: Option<Cursor>,
}

/// How far the ledger is linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linking {
    /// The last change that is linked.
    pub linked: Cursor,
    /// The last change that is recorded.
    pub last: Cursor,
}

impl fmt::Display for ClusterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// What is derived of the claims, as the linker reads and writes it: in the ledger, where what is written holds at once,
/// or in a step of its own ([`LinkStep`]).
///
/// Every method may fail as those of [`crate::Store`] do.
#[async_trait]
pub trait Links: Send + Sync {
    /// For each key and rank, the up to `reach` nearest claims before and after the rank that have the key; a claim of
    /// this very rank is not among them. In the order given.
    async fn neighbours(&self, keys: &[(u64, Rank)], reach: usize) -> Result<Vec<Neighbours>, StoreError>;

    /// What is kept of claims, in the order given; `None` for one that is not linked. Without its keys unless
    /// `with_keys`.
    async fn linked_claims(
        &self,
        claims: &[ClaimNumber],
        with_keys: bool,
    ) -> Result<Vec<Option<LinkedClaim>>, StoreError>;

    /// All links from and to claims, of those whose both ends are linked, also those that a person only decided; each once.
    async fn links_of(&self, claims: &[ClaimNumber]) -> Result<Vec<StoredLink>, StoreError>;

    /// Of each pair of a later and an earlier claim, in the order given, whether a link was worked out between them.
    async fn are_linked(&self, pairs: &[(ClaimNumber, ClaimNumber)]) -> Result<Vec<bool>, StoreError>;

    /// The ranks of all claims of a cluster, the earliest first.
    async fn members(&self, cluster: ClusterNumber) -> Result<Vec<Rank>, StoreError>;

    /// What clusters consist of, in the order given; `None` for one without claims.
    async fn cluster_contents(&self, clusters: &[ClusterNumber]) -> Result<Vec<Option<ClusterContents>>, StoreError>;

    /// The wordings with these hashes, in the order given.
    async fn wordings(&self, hashes: &[u64]) -> Result<Vec<Option<SourceWording>>, StoreError>;

    /// The wordings that have any of these keys and are on a claim, each once, in the order of their hashes; at most `limit`.
    async fn wordings_with(&self, keys: &[u64], limit: usize) -> Result<Vec<SourceWording>, StoreError>;

    /// Writes this, whole or not at all.
    async fn link(&self, update: LinkUpdate) -> Result<(), StoreError>;
}

/// The linker's side of a ledger.
#[async_trait]
pub trait LinkStore: Ledger + Links {
    /// Begins a step. Until it is committed or dropped, it alone writes what is derived; recordings and decisions may have to
    /// wait for it.
    ///
    /// # Errors
    /// As [`Links`].
    async fn begin(&self) -> Result<Box<dyn LinkStep + '_>, StoreError>;

    /// The two claims of a link that was worked out or settled: the later, and the earlier.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    async fn link_ends(&self, link: &LinkId) -> Result<(ClaimId, ClaimId), StoreError>;

    /// Returns when there are changes that are not linked: new ones, or all after [`Ledger::relink`].
    async fn wait_for_work(&self) -> Result<(), StoreError>;
}

/// A step of the linker: it reads what it has written, nobody else does, and when it is dropped before it is committed, or
/// the program dies, nothing of it was ever there.
#[async_trait]
pub trait LinkStep: Links {
    /// How far the ledger was linked when the step began.
    fn linked(&self) -> Cursor;

    /// Makes what the step wrote hold, durably.
    ///
    /// # Errors
    /// As [`Links`]; nothing of it holds then.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
