//! One step of the linker: some changes in, what they come to written whole.
//!
//! The store finds what is near a claim only once the claim is there, so a step reads what it has written. All of it is in one
//! transaction: what is interrupted, by a crash or a failure, was never there, and is done again.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use sayso_domain::Link;
use sayso_store::{Change, ClaimNumber, Cursor, LinkUpdate, LinkedClaim, Links, StoreError};

use super::{Linker, claims::Effect, clusters, clusters::Ends, pairs, pairs::Pair, profiles::Ready, sources};

impl Linker {
    /// Links some changes that follow `linked`. Does nothing if somebody let all be forgotten meanwhile.
    ///
    /// # Errors
    /// The store's; nothing is changed then.
    pub(crate) async fn step(&mut self, linked: Cursor, changes: &[Change]) -> Result<(), StoreError> {
        let Some(last) = changes.last().map(|change| change.cursor) else { return Ok(()) };
        let (tables, changes) = (Arc::clone(&self.tables), changes.to_vec());
        let effect = off_the_reactor(move || Effect::of(&changes, &tables)).await?;
        let store = Arc::clone(&self.store);
        let step = store.begin().await?;
        if step.linked() == linked {
            self.write(step.as_ref(), &effect).await?;
            step.link(LinkUpdate { linked: Some(last), ..LinkUpdate::default() }).await?;
            step.commit().await?;
        }
        Ok(())
    }

    async fn write(&mut self, store: &dyn Links, effect: &Effect) -> Result<(), StoreError> {
        // What is linked already is taken out first, also what comes back changed.
        let numbers: Vec<ClaimNumber> = effect.linked.keys().chain(&effect.gone).copied().collect();
        let before: Vec<LinkedClaim> = store.linked_claims(&numbers, true).await?.into_iter().flatten().collect();
        let wordings: BTreeSet<u64> =
            before.iter().filter_map(|claim| claim.wording).chain(effect.wordings.keys().copied()).collect();
        let known = sources::known(store, &wordings).await?;
        let mut regroup: BTreeSet<_> = before.iter().map(|claim| claim.cluster).collect();
        let claims = LinkUpdate {
            removed: before.iter().map(|claim| claim.rank.claim).collect(),
            claims: effect.linked.values().cloned().collect(),
            wordings: effect.wordings.values().cloned().collect(),
            ..LinkUpdate::default()
        };
        store.link(claims).await?;

        let gone: Vec<LinkedClaim> = before.into_iter().filter(|claim| moved(claim, &effect.linked)).collect();
        let (near, cut) = pairs::changed(store, &effect.linked, &gone).await?;
        let links = self.compare(store, near).await?;
        let made: BTreeSet<Ends> =
            links.iter().map(|link| (ClaimNumber::of(&link.from), ClaimNumber::of(&link.to))).collect();
        let loosened = clusters::loosened(store, &cut).await?;
        // What went may have brought two others together.
        let ends = made.iter().flat_map(|(later, earlier)| [*later, *earlier]);
        let joined: BTreeSet<ClaimNumber> = ends.filter(|end| !effect.linked.contains_key(end)).collect();
        if !links.is_empty() || !cut.is_empty() {
            store.link(LinkUpdate { cut, links, ..LinkUpdate::default() }).await?;
        }

        let mut touched: BTreeSet<ClaimNumber> = effect.settled.iter().copied().collect();
        // Decisions count from the other end as well.
        for link in store.links_of(&touched.iter().copied().collect::<Vec<_>>()).await? {
            touched.extend([ClaimNumber::of(&link.from), ClaimNumber::of(&link.to)]);
        }
        touched.extend(loosened);
        let rows = store.linked_claims(&touched.into_iter().collect::<Vec<_>>(), false).await?;
        regroup.extend(rows.into_iter().flatten().map(|claim| claim.cluster));
        let changed: BTreeSet<ClaimNumber> =
            effect.linked.keys().chain(&effect.settled).chain(&joined).copied().collect();
        let changed: Vec<ClaimNumber> = changed.into_iter().collect();
        let grouping = clusters::group(store, &changed, &made, regroup).await?;
        if !grouping.merged.is_empty() || !grouping.moved.is_empty() {
            let clusters = LinkUpdate { merged: grouping.merged, moved: grouping.moved, ..LinkUpdate::default() };
            store.link(clusters).await?;
        }
        let (clusters, emptied) = self.summaries(store, &grouping.clusters).await?;
        let entities = sources::changed(store, &self.tables, &known, &wordings).await?;
        store.link(LinkUpdate { clusters, emptied, entities, ..LinkUpdate::default() }).await
    }

    /// The links that hold of these pairs.
    async fn compare(&mut self, store: &dyn Links, pairs: BTreeSet<Pair>) -> Result<Vec<Link>, StoreError> {
        let ends: BTreeSet<ClaimNumber> =
            pairs.iter().flat_map(|pair| [pair.earlier.claim, pair.later.claim]).collect();
        let ready = self.profiles.get(store, &ends.into_iter().collect::<Vec<_>>()).await?;
        let tables = Arc::clone(&self.tables);
        off_the_reactor(move || {
            let both = |pair: &Pair| Some((ready.get(&pair.earlier.claim)?, ready.get(&pair.later.claim)?));
            let link = |(earlier, later): (&Ready, &Ready)| {
                let finding = tables.linking.compare(&earlier.profile, &later.profile)?;
                let (from, to) = (later.id.clone(), earlier.id.clone());
                Some(Link {
                    from,
                    to,
                    relation: finding.relation,
                    confidence: finding.confidence,
                    reasons: finding.reasons,
                })
            };
            pairs.iter().filter_map(both).filter_map(link).collect()
        })
        .await
    }
}

/// True unless the claim stays where it was, with the keys it had.
fn moved(claim: &LinkedClaim, linked: &BTreeMap<ClaimNumber, LinkedClaim>) -> bool {
    linked.get(&claim.rank.claim).is_none_or(|now| now.rank != claim.rank || now.keys != claim.keys)
}

/// Runs what computes on a thread that may. A panic is an error of this step.
pub(crate) async fn off_the_reactor<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| {
        tracing::error!(%error, "linking failed");
        StoreError::Internal { message: "linking failed: its log says why".into() }
    })
}
