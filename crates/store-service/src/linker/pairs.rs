//! Which claims are compared: those near each other under a key that both have.
//!
//! Under a key all claims stand in one order, by publication. Two are neighbours if fewer than `REACH` others stand between
//! them. Whichever claims come first, the pairs are the same in the end: a claim that comes between two may part them, and
//! one that goes may bring two together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sayso_store::{ClaimNumber, LinkedClaim, Links, Neighbours, Rank, StoreError};

use super::REACH;

/// Two claims, the earlier first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pair {
    pub(crate) earlier: Rank,
    pub(crate) later: Rank,
}

impl Pair {
    pub(crate) fn of(one: Rank, other: Rank) -> Self {
        Self { earlier: one.min(other), later: one.max(other) }
    }
}

/// Claims with their keys, and how many of them have each key.
struct Keyed<'a> {
    claims: Vec<&'a LinkedClaim>,
    count: HashMap<u64, usize>,
}

impl<'a> Keyed<'a> {
    fn of(claims: impl IntoIterator<Item = &'a LinkedClaim>) -> Self {
        let claims: Vec<_> = claims.into_iter().collect();
        let mut count = HashMap::new();
        claims.iter().flat_map(|claim| &claim.keys).for_each(|key| *count.entry(*key).or_default() += 1);
        Self { claims, count }
    }

    fn places(&self) -> Vec<(u64, Rank)> {
        self.claims.iter().flat_map(|claim| claim.keys.iter().map(|key| (*key, claim.rank))).collect()
    }
}

/// The pairs to compare after `added` came and `removed` went; and those that no longer are to be linked, because what came
/// parted them.
pub(crate) async fn changed(
    store: &dyn Links,
    added: &BTreeMap<ClaimNumber, LinkedClaim>,
    removed: &[LinkedClaim],
) -> Result<(BTreeSet<Pair>, Vec<(ClaimNumber, ClaimNumber)>), StoreError> {
    let mut pairs = BTreeSet::new();
    let added = Keyed::of(added.values());
    let places = added.places();
    let mut crowded = Vec::new();
    for ((key, rank), near) in places.iter().zip(store.neighbours(&places, REACH).await?) {
        pairs.extend(near.before.iter().chain(&near.after).map(|other| Pair::of(*rank, *other)));
        // Only where claims stand on both sides can one have been parted from another.
        if !near.after.is_empty() && near.before.len() + near.after.len() >= REACH {
            crowded.push((*key, *rank));
        }
    }
    pairs.extend(brought_together(store, removed).await?);
    let parted = parted(store, &crowded, &added.count, &pairs).await?;
    Ok((pairs, parted))
}

/// The pairs that `removed` stood between.
async fn brought_together(store: &dyn Links, removed: &[LinkedClaim]) -> Result<Vec<Pair>, StoreError> {
    let removed = Keyed::of(removed);
    let places = removed.places();
    let mut pairs = Vec::new();
    for ((key, _), Neighbours { before, after }) in places.iter().zip(store.neighbours(&places, REACH).await?) {
        let gone = removed.count[key];
        for (i, one) in before.iter().enumerate() {
            // So far apart are the two now: nearer ones were neighbours before as well.
            let others = after.iter().enumerate().filter(|(j, _)| i + j < REACH && i + j + gone >= REACH);
            pairs.extend(others.map(|(_, other)| Pair::of(*one, *other)));
        }
    }
    Ok(pairs)
}

/// The linked pairs that are neighbours no longer under any key.
async fn parted(
    store: &dyn Links,
    crowded: &[(u64, Rank)],
    added: &HashMap<u64, usize>,
    near: &BTreeSet<Pair>,
) -> Result<Vec<(ClaimNumber, ClaimNumber)>, StoreError> {
    if crowded.is_empty() {
        return Ok(Vec::new());
    }
    let widest = crowded.iter().map(|(key, _)| added[key]).max().unwrap_or_default();
    let around = store.neighbours(crowded, REACH + widest).await?;
    let mut apart: BTreeSet<Pair> = BTreeSet::new();
    for ((key, _), Neighbours { before, after }) in crowded.iter().zip(&around) {
        let came = added[key];
        for (i, one) in before.iter().enumerate() {
            // So far apart are the two now: those further apart were no neighbours before either.
            let others = after.iter().enumerate().filter(|(j, _)| i + j + 2 > REACH && i + j + 2 <= REACH + came);
            apart.extend(others.map(|(_, other)| Pair::of(*one, *other)).filter(|pair| !near.contains(pair)));
        }
    }
    let apart: Vec<Pair> = apart.into_iter().collect();
    let ends: Vec<_> = apart.iter().map(|pair| (pair.later.claim, pair.earlier.claim)).collect();
    let linked = store.are_linked(&ends).await?;
    let linked: Vec<Pair> = apart.into_iter().zip(linked).filter(|(_, linked)| *linked).map(|(pair, _)| pair).collect();
    let ends: BTreeSet<ClaimNumber> = linked.iter().flat_map(|pair| [pair.earlier.claim, pair.later.claim]).collect();
    let rows = store.linked_claims(&ends.into_iter().collect::<Vec<_>>(), true).await?.into_iter().flatten();
    let rows: HashMap<ClaimNumber, LinkedClaim> = rows.map(|row| (row.rank.claim, row)).collect();

    let mut cut = Vec::new();
    for pair in linked {
        let (Some(earlier), Some(later)) = (rows.get(&pair.earlier.claim), rows.get(&pair.later.claim)) else {
            continue;
        };
        if !neighbours(store, earlier, later).await? {
            cut.push((later.rank.claim, earlier.rank.claim));
        }
    }
    Ok(cut)
}

/// True if two claims are near each other under a key.
async fn neighbours(store: &dyn Links, earlier: &LinkedClaim, later: &LinkedClaim) -> Result<bool, StoreError> {
    let shared: Vec<(u64, Rank)> =
        later.keys.iter().filter(|key| earlier.keys.contains(key)).map(|key| (*key, later.rank)).collect();
    let near = store.neighbours(&shared, REACH).await?;
    Ok(near.iter().any(|near| near.before.contains(&earlier.rank)))
}
