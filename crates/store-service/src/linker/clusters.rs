//! Clusters: what hangs together by links between claims that put forward the same proposition, as people's decisions
//! leave them.
//!
//! Of the links by which a claim puts forward what earlier ones do, only the most probable leads it back, beside those that
//! a person decided: if all did, one link too many among the many of a story would join it with another, and with enough
//! stories all would hang together (percolation).

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use sayso_domain::{ClusterId, Relation};
use sayso_linking::Profile;
use sayso_store::{
    ClaimNumber, ClusterContents, ClusterNumber, ClusterSummary, IndependentSource, Links, StoreError, StoredLink,
};

use super::{Linker, step::off_the_reactor};

/// The most groups of sources that a summary names.
const MAX_SOURCES: usize = 100;
/// The most names of one group.
const MAX_NAMES: usize = 20;

/// How claims change their clusters.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Grouping {
    /// Clusters that become part of another.
    pub(crate) merged: Vec<(ClusterNumber, ClusterNumber)>,
    /// Claims that go elsewhere.
    pub(crate) moved: Vec<(ClaimNumber, ClusterNumber)>,
    /// All clusters of which something changed, also those that are empty now.
    pub(crate) clusters: BTreeSet<ClusterNumber>,
}

/// A later and an earlier claim.
pub(crate) type Ends = (ClaimNumber, ClaimNumber);

fn ends(link: &StoredLink) -> Ends {
    (ClaimNumber::of(&link.from), ClaimNumber::of(&link.to))
}

/// The links that put their two claims into one cluster, of those given.
fn ways_back(links: &[StoredLink], counts: impl Fn(&Ends) -> bool) -> BTreeSet<Ends> {
    let mut ways = BTreeSet::new();
    let mut best: BTreeMap<ClaimNumber, (&StoredLink, Ends)> = BTreeMap::new();
    let same = |link: &&StoredLink| link.relation().is_some_and(Relation::same_proposition);
    for (link, ends) in links.iter().filter(same).map(|link| (link, ends(link))).filter(|(_, ends)| counts(ends)) {
        if link.settlement.is_some() {
            ways.insert(ends);
        }
        let better = |(other, other_ends): &(&StoredLink, Ends)| {
            link.weight().total_cmp(&other.weight()).then(ends.1.cmp(&other_ends.1)).is_gt()
        };
        if best.get(&ends.0).is_none_or(better) {
            best.insert(ends.0, (link, ends));
        }
    }
    ways.extend(best.into_values().map(|(_, ends)| ends));
    ways
}

/// The claims that links which are to be cut lead back.
pub(crate) async fn loosened(store: &dyn Links, cut: &[Ends]) -> Result<BTreeSet<ClaimNumber>, StoreError> {
    let claims: BTreeSet<ClaimNumber> = cut.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let links = store.links_of(&claims.into_iter().collect::<Vec<_>>()).await?;
    let ways = ways_back(&links, |_| true);
    let is_cut = |(later, earlier): &&Ends| cut.contains(&(*later, *earlier)) || cut.contains(&(*earlier, *later));
    Ok(ways.iter().filter(is_cut).map(|(later, _)| *later).collect())
}

/// Puts `changed` claims, which are new or have new links or which somebody decided about, where they belong, and works out
/// anew what clusters have become that lost a claim or a link. `made` are the links that were not there before.
pub(crate) async fn group(
    store: &dyn Links,
    changed: &[ClaimNumber],
    made: &BTreeSet<Ends>,
    mut regroup: BTreeSet<ClusterNumber>,
) -> Result<Grouping, StoreError> {
    // A way back counts among all links of the later claim.
    let mut links = store.links_of(changed).await?;
    let later: BTreeSet<ClaimNumber> = links.iter().map(|link| ends(link).0).chain(changed.iter().copied()).collect();
    let known: BTreeSet<ClaimNumber> = changed.iter().copied().collect();
    links.extend(store.links_of(&later.difference(&known).copied().collect::<Vec<_>>()).await?);
    let of_later = |ends: &Ends| later.contains(&ends.0);
    let ways = ways_back(&links, of_later);
    let before = ways_back(&links, |ends| of_later(ends) && !made.contains(ends));
    let numbers: BTreeSet<ClaimNumber> = ways.iter().flat_map(|(one, other)| [*one, *other]).chain(later).collect();
    let mut clusters = clusters_of(store, &numbers.into_iter().collect::<Vec<_>>()).await?;
    regroup.extend(before.difference(&ways).filter_map(|(later, _)| clusters.get(later)));
    // What has lost its way back may have found another one that leads out of its cluster.
    let others = ways_of_members(store, &regroup).await?;
    let numbers: BTreeSet<ClaimNumber> = others.iter().flat_map(|(one, other)| [*one, *other]).collect();
    clusters.extend(clusters_of(store, &numbers.into_iter().collect::<Vec<_>>()).await?);

    // Clusters that hang together now.
    let mut sets = Sets::default();
    clusters.values().chain(&regroup).for_each(|cluster| sets.add(cluster.0));
    for (one, other) in ways.iter().chain(&others) {
        if let (Some(one), Some(other)) = (clusters.get(one), clusters.get(other)) {
            sets.join(one.0, other.0);
        }
    }
    let joined = sets.list();

    let mut grouping = Grouping::default();
    let own: BTreeSet<ClusterNumber> = changed.iter().filter_map(|claim| clusters.get(claim)).copied().collect();
    for set in joined {
        let set: Vec<ClusterNumber> = set.into_iter().map(ClusterNumber).collect();
        if set.iter().any(|cluster| regroup.contains(cluster)) {
            regrouped(store, &set, &mut grouping).await?;
        } else if let [only] = set[..] {
            // Links other than those that join touch nothing but the claims themselves.
            if own.contains(&only) {
                grouping.clusters.insert(only);
            }
        } else {
            let contents = store.cluster_contents(&set).await?;
            let sizes = contents.iter().map(|contents| contents.as_ref().map_or(0, |contents| contents.claims));
            // The largest keeps its number, so that the fewest claims change theirs.
            let largest = set.iter().zip(sizes).max_by_key(|(cluster, size)| (*size, **cluster));
            let Some((target, _)) = largest else { continue };
            grouping.merged.extend(set.iter().filter(|cluster| *cluster != target).map(|cluster| (*cluster, *target)));
            grouping.clusters.extend(set.iter().copied());
        }
    }
    Ok(grouping)
}

/// Works out from all members of some clusters what they have become.
async fn regrouped(store: &dyn Links, clusters: &[ClusterNumber], grouping: &mut Grouping) -> Result<(), StoreError> {
    let mut members: BTreeMap<ClaimNumber, ClusterNumber> = BTreeMap::new();
    let mut ranks = BTreeMap::new();
    for cluster in clusters {
        for rank in store.members(*cluster).await? {
            members.insert(rank.claim, *cluster);
            ranks.insert(rank, rank.claim);
        }
    }
    let mut sets = Sets::default();
    members.keys().for_each(|claim| sets.add(claim.0));
    let numbers: Vec<ClaimNumber> = members.keys().copied().collect();
    for (one, other) in ways_back(&store.links_of(&numbers).await?, |(later, _)| members.contains_key(later)) {
        sets.join(one.0, other.0);
    }
    grouping.clusters.extend(clusters.iter().copied());
    for set in sets.list() {
        let set: BTreeSet<ClaimNumber> = set.into_iter().map(ClaimNumber).collect();
        // A number that one of them had, if the claim that it comes from is among them: else another cluster may bear it.
        let kept = clusters.iter().find(|cluster| set.contains(&ClaimNumber(cluster.0)));
        let first = ranks.values().find(|claim| set.contains(claim)).map(|claim| ClusterNumber(claim.0));
        let Some(cluster) = kept.copied().or(first) else { continue };
        grouping.clusters.insert(cluster);
        grouping.moved.extend(set.iter().filter(|claim| members[claim] != cluster).map(|claim| (*claim, cluster)));
    }
    Ok(())
}

/// The ways back of all members of some clusters.
async fn ways_of_members(store: &dyn Links, clusters: &BTreeSet<ClusterNumber>) -> Result<BTreeSet<Ends>, StoreError> {
    let mut members = BTreeSet::new();
    for cluster in clusters {
        members.extend(store.members(*cluster).await?.into_iter().map(|rank| rank.claim));
    }
    let links = store.links_of(&members.iter().copied().collect::<Vec<_>>()).await?;
    Ok(ways_back(&links, |(later, _)| members.contains(later)))
}

async fn clusters_of(
    store: &dyn Links,
    claims: &[ClaimNumber],
) -> Result<HashMap<ClaimNumber, ClusterNumber>, StoreError> {
    let rows = store.linked_claims(claims, false).await?.into_iter().flatten();
    Ok(rows.map(|row| (row.rank.claim, row.cluster)).collect())
}

impl Linker {
    /// What is known of clusters now, and which of them are empty.
    pub(crate) async fn summaries(
        &self,
        store: &dyn Links,
        clusters: &BTreeSet<ClusterNumber>,
    ) -> Result<(Vec<(ClusterNumber, ClusterSummary)>, Vec<ClusterNumber>), StoreError> {
        let numbers: Vec<ClusterNumber> = clusters.iter().copied().collect();
        let contents = store.cluster_contents(&numbers).await?;
        let tables = Arc::clone(&self.tables);
        off_the_reactor(move || {
            let (mut known, mut emptied) = (Vec::new(), Vec::new());
            for (number, contents) in numbers.into_iter().zip(contents) {
                match contents {
                    Some(contents) => known.push((number, summary(&contents, &tables.linking))),
                    None => emptied.push(number),
                }
            }
            (known, emptied)
        })
        .await
    }
}

fn summary(contents: &ClusterContents, linking: &sayso_linking::Linking) -> ClusterSummary {
    let read: Vec<_> = contents
        .sources
        .iter()
        .filter_map(|source| Some((source, Profile::from_bytes(&source.first.profile)?)))
        .collect();
    let profiles: Vec<&Profile> = read.iter().map(|(_, profile)| profile).collect();
    let groups = linking.independent(&profiles);
    // Nobody can say of a source that is not named or described that it is another one.
    let stated = groups.iter().filter(|group| !group.names.is_empty());
    let sources = stated.clone().take(MAX_SOURCES).filter_map(|group| {
        let first = group.members.first().and_then(|member| read.get(*member))?;
        let members = group.members.iter().filter_map(|member| read.get(*member));
        Some(IndependentSource {
            origin: first.0.first.id.clone(),
            names: group.names.iter().take(MAX_NAMES).cloned().collect(),
            appearances: members.map(|(source, _)| source.claims).sum(),
            reasons: group.reasons.iter().take(MAX_NAMES).cloned().collect(),
        })
    });
    ClusterSummary {
        id: ClusterId::of(&contents.first),
        appearances: contents.claims,
        documents: contents.documents,
        independent_sources: stated.clone().count(),
        sources: sources.collect(),
    }
}

/// Disjoint sets of numbers (union by size, path halving).
#[derive(Default)]
struct Sets {
    place: BTreeMap<i64, usize>,
    parent: Vec<usize>,
    size: Vec<usize>,
}

impl Sets {
    fn add(&mut self, number: i64) {
        let next = self.parent.len();
        if *self.place.entry(number).or_insert(next) == next {
            self.parent.push(next);
            self.size.push(1);
        }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Joins the sets of two numbers that were added.
    fn join(&mut self, one: i64, other: i64) {
        let (Some(one), Some(other)) = (self.place.get(&one).copied(), self.place.get(&other).copied()) else { return };
        let (one, other) = (self.root(one), self.root(other));
        let (small, large) = if self.size[one] < self.size[other] { (one, other) } else { (other, one) };
        if small != large {
            self.parent[small] = large;
            self.size[large] += self.size[small];
        }
    }

    /// The sets, each in the order of its numbers.
    fn list(mut self) -> Vec<Vec<i64>> {
        let mut sets: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        for (number, at) in self.place.clone() {
            sets.entry(self.root(at)).or_default().push(number);
        }
        sets.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_joined_by_any_two_of_their_numbers() {
        let mut sets = Sets::default();
        (0..6).for_each(|number| sets.add(number));
        sets.add(3);
        sets.join(0, 1);
        sets.join(4, 5);
        sets.join(5, 1);
        sets.join(9, 2);
        let mut list = sets.list();
        list.sort();
        assert_eq!(list, [vec![0, 1, 4, 5], vec![2], vec![3]]);
    }
}
