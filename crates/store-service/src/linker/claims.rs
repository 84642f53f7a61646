//! What a step does to single claims: which are linked from now on, and which no longer.

use std::collections::{BTreeMap, BTreeSet};

use sayso_domain::{Claim, ClaimId};
use sayso_store::{
    Change, ChangeKind, ClaimNumber, ClusterNumber, Description, LinkedClaim, Rank, SourceWording, StoredClaim, hash,
};

use super::Tables;

/// What the changes of a step come to, each claim once.
#[derive(Default)]
pub(crate) struct Effect {
    /// Claims that are current, as they are now.
    pub(crate) linked: BTreeMap<ClaimNumber, LinkedClaim>,
    /// The wordings of their sources.
    pub(crate) wordings: BTreeMap<u64, SourceWording>,
    /// Claims that are current no longer.
    pub(crate) gone: BTreeSet<ClaimNumber>,
    /// Claims about which a person decided something.
    pub(crate) settled: BTreeSet<ClaimNumber>,
}

impl Effect {
    /// What these changes come to. Reads every claim, which computes.
    pub(crate) fn of(changes: &[Change], tables: &Tables) -> Self {
        let mut effect = Self::default();
        let mut latest: BTreeMap<&ClaimId, &StoredClaim> = BTreeMap::new();
        for change in changes {
            let id = change.claim.claim.id();
            if change.kind == ChangeKind::ClaimSettled {
                effect.settled.insert(ClaimNumber::of(id));
            }
            // Several extractions may have found a claim; one of them at most is current.
            let known = latest.entry(id).or_insert(&change.claim);
            if change.claim.current || !known.current {
                *known = &change.claim;
            }
        }
        for (id, stored) in latest {
            let number = ClaimNumber::of(id);
            if stored.current {
                let (claim, wording) = linked(stored, tables);
                if let Some(wording) = wording {
                    effect.wordings.insert(wording.hash, wording);
                }
                effect.linked.insert(number, claim);
            } else {
                effect.gone.insert(number);
            }
        }
        // A decision alone changes nothing about the claim itself.
        let told: BTreeSet<ClaimNumber> = changes
            .iter()
            .filter(|change| change.kind != ChangeKind::ClaimSettled)
            .map(|change| ClaimNumber::of(change.claim.claim.id()))
            .collect();
        effect.linked.retain(|number, _| told.contains(number));
        effect.gone.retain(|number| told.contains(number));
        effect
    }
}

/// A claim by itself, in a cluster of its own, and the wording of its source.
fn linked(stored: &StoredClaim, tables: &Tables) -> (LinkedClaim, Option<SourceWording>) {
    let (claim, parts) = (&stored.claim, &stored.document.parts);
    let profile = tables.linking.profile(claim, parts, &stored.text, &stored.extractor);
    let rank = Rank::new(claim.id(), parts.published.as_ref());
    let description = claim.source.as_ref().and_then(Description::of);
    let linked = LinkedClaim {
        id: claim.id().clone(),
        rank,
        document: stored.document.id.clone(),
        keys: tables.linking.keys(&profile),
        profile: profile.to_bytes(),
        wording: description.as_ref().map(Description::hash),
        source_hash: source_hash(claim, &stored.words.source),
        cluster: ClusterNumber(rank.claim.0),
    };
    (linked, description.map(|description| wording(&description, tables)))
}

fn wording(description: &Description, tables: &Tables) -> SourceWording {
    let appearance = super::sources::appearance(description, None);
    let keys = appearance.map(|appearance| tables.identifier.meeting_keys(&appearance)).unwrap_or_default();
    let found = keys.found_under.iter().map(|key| super::sources::found_under(key));
    let looks = keys.looks_under.iter().map(|key| super::sources::other_side(super::sources::found_under(key)));
    SourceWording {
        hash: description.hash(),
        description: super::sources::to_bytes(description),
        keys: found.chain(looks).collect(),
        first: None,
        last: None,
        claims: 0,
        documents: 0,
        entity: None,
    }
}

/// The same for claims whose sources are named, described and relayed alike.
fn source_hash(claim: &Claim, words: &str) -> u64 {
    let source = claim.source.clone().unwrap_or_default();
    let name = source.name.as_deref().unwrap_or(words).to_lowercase();
    let (kind, anonymous) =
        (source.kind.map_or("", |kind| kind.as_str()), if source.anonymous { "anonymous" } else { "" });
    let mut parts = vec![name.as_str(), kind, anonymous];
    parts.extend([source.role.as_deref().unwrap_or_default(), source.affiliation.as_deref().unwrap_or_default()]);
    parts.extend(claim.relayed_by.iter().map(|relay| relay.name.as_str()));
    hash(&parts)
}
