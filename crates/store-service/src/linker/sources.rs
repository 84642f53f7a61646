//! Source entities: what `sayso_identity` makes of the wordings in which documents name and describe sources.
//!
//! Identities are worked out anew for wordings that may find each other, directly or by way of others, and only when one of them is
//! new, gone, or appears first elsewhere than before. The entity is then the same as if all had been looked at.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use sayso_domain::{DocumentId, SourceId};
use sayso_identity::{Appearance, Identities};
use sayso_store::{Description, EntityUpdate, Links, SourceEntity, SourcePosition, SourceWording, StoreError, hash};

use super::{Tables, step::off_the_reactor};

/// The most wordings that are looked at together. What hangs together in greater numbers is cut there: in practice the
/// wordings of some very common family name.
const MAX_TOGETHER: usize = 1000;
/// The most other names of an entity.
const MAX_NAMES: usize = 100;
/// The most positions of an entity.
const MAX_POSITIONS: usize = 100;

/// The key of a wording that others find under this name key.
pub(crate) fn found_under(key: &str) -> u64 {
    hash(&["wording", key]) & !1
}

/// What a wording looks under has the key that the ones so found have, with the last bit turned; and the other way round.
pub(crate) fn other_side(key: u64) -> u64 {
    key ^ 1
}

/// The description as a wording keeps it.
pub(crate) fn to_bytes(description: &Description) -> Vec<u8> {
    // Strings and names of members: nothing that JSON cannot hold.
    let Ok(json) = serde_json::to_vec(description) else { unreachable!() };
    json
}

/// The source as it appears in a document.
pub(crate) fn appearance(description: &Description, first: Option<&SourceWording>) -> Option<Appearance> {
    let seen = first.and_then(|wording| wording.first.as_ref());
    let document = seen.map_or_else(|| DocumentId::new("none").ok(), |(_, document)| Some(document.clone()))?;
    Some(Appearance {
        published: seen.and_then(|(rank, _)| day(rank.moment)),
        kind: description.kind,
        gender: description.gender,
        role: description.role.clone(),
        affiliation: description.affiliation.clone(),
        claims: first.map_or(0, |wording| u32::try_from(wording.claims).unwrap_or(u32::MAX)),
        ..Appearance::new(document, description.name.clone())
    })
}

fn day(moment: i64) -> Option<jiff::civil::Date> {
    let timestamp = jiff::Timestamp::from_second(moment).ok()?;
    (moment != i64::MIN).then(|| timestamp.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// The wordings as they are now.
pub(crate) async fn known(
    store: &dyn Links,
    hashes: &BTreeSet<u64>,
) -> Result<HashMap<u64, SourceWording>, StoreError> {
    let hashes: Vec<u64> = hashes.iter().copied().collect();
    let rows = store.wordings(&hashes).await?.into_iter().flatten();
    Ok(rows.map(|wording| (wording.hash, wording)).collect())
}

/// The entities that are others than `before`, now that the claims with these wordings have changed.
pub(crate) async fn changed(
    store: &dyn Links,
    tables: &Arc<Tables>,
    before: &HashMap<u64, SourceWording>,
    hashes: &BTreeSet<u64>,
) -> Result<Vec<EntityUpdate>, StoreError> {
    let now = known(store, hashes).await?;
    let other = |wording: &&SourceWording| {
        let was = before.get(&wording.hash);
        was.is_none_or(|was| was.first != wording.first) || wording.entity.is_none() && wording.first.is_some()
    };
    let others: Vec<&SourceWording> = now.values().filter(other).collect();
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let mut updates: Vec<EntityUpdate> = Vec::new();
    let mut seen: BTreeSet<u64> = BTreeSet::new();
    let mut ordered = others;
    ordered.sort_unstable_by_key(|wording| wording.hash);
    for wording in ordered {
        if !seen.contains(&wording.hash) {
            let together = together(store, wording).await?;
            seen.extend(together.keys());
            seen.insert(wording.hash);
            let tables = Arc::clone(tables);
            updates.extend(off_the_reactor(move || entities(&together, &tables)).await?);
        }
    }
    Ok(updates)
}

/// All wordings that this one may be one with, directly or by way of others; those that are on a claim.
async fn together(store: &dyn Links, wording: &SourceWording) -> Result<BTreeMap<u64, SourceWording>, StoreError> {
    let mut found: BTreeMap<u64, SourceWording> = BTreeMap::new();
    let mut asked: BTreeSet<u64> = BTreeSet::new();
    let mut keys: Vec<u64> = wording.keys.iter().map(|key| other_side(*key)).collect();
    if wording.first.is_some() {
        found.insert(wording.hash, wording.clone());
    }
    while !keys.is_empty() && found.len() < MAX_TOGETHER {
        asked.extend(&keys);
        let met = store.wordings_with(&keys, MAX_TOGETHER).await?;
        let others = met.iter().flat_map(|wording| &wording.keys).map(|key| other_side(*key));
        keys = others.filter(|key| !asked.contains(key)).collect();
        keys.sort_unstable();
        keys.dedup();
        found.extend(met.into_iter().map(|wording| (wording.hash, wording)));
    }
    Ok(found)
}

fn entities(together: &BTreeMap<u64, SourceWording>, tables: &Tables) -> Vec<EntityUpdate> {
    let read = together.values().filter_map(|wording| {
        let description: Description = serde_json::from_slice(&wording.description).ok()?;
        Some((wording, appearance(&description, Some(wording))?, description))
    });
    let read: Vec<(&SourceWording, Appearance, Description)> = read.collect();
    let appearances: Vec<Appearance> = read.iter().map(|(_, appearance, _)| appearance.clone()).collect();
    let identities: Identities = tables.identifier.identify(&appearances, &[]);
    let of = |identity: &sayso_identity::Identity| {
        let members: Vec<_> = identity.appearances.iter().filter_map(|at| read.get(*at)).collect();
        let mut former: BTreeSet<SourceId> =
            members.iter().filter_map(|(wording, ..)| wording.entity.clone()).collect();
        former.extend(members.iter().filter_map(|(_, appearance, _)| tables.identifier.key(appearance)));
        former.remove(&identity.id);
        let positions = positions(&members);
        let last = |pick: fn(&Description) -> &Option<String>| {
            let told = members.iter().filter(|(.., description)| pick(description).is_some());
            told.max_by_key(|(wording, ..)| (wording.last, wording.hash)).and_then(|(.., found)| pick(found).clone())
        };
        let others = identity.aliases.iter().map(|alias| &alias.name).filter(|name| **name != identity.name);
        EntityUpdate {
            entity: SourceEntity {
                id: identity.id.clone(),
                name: identity.name.clone(),
                other_names: others.take(MAX_NAMES).cloned().collect(),
                kind: identity.kind,
                role: last(|description| &description.role),
                affiliation: last(|description| &description.affiliation),
                claims: 0,
                documents: 0,
            },
            positions,
            wordings: members.iter().map(|(wording, ..)| wording.hash).collect(),
            former_ids: former.into_iter().collect(),
        }
    };
    identities.list().iter().map(of).collect()
}

/// What the wordings say that the source was, the earliest first.
fn positions(members: &[&(&SourceWording, Appearance, Description)]) -> Vec<SourcePosition> {
    let mut positions: BTreeMap<(Option<String>, Option<String>), SourcePosition> = BTreeMap::new();
    for (wording, _, description) in members {
        if description.role.is_none() && description.affiliation.is_none() {
            continue;
        }
        let days = wording
            .first
            .as_ref()
            .zip(wording.last)
            .and_then(|((first, _), last)| Some((day(first.moment)?, day(last.moment)?)));
        let key = (description.role.clone(), description.affiliation.clone());
        let position = positions.entry(key).or_insert_with(|| SourcePosition {
            role: description.role.clone(),
            affiliation: description.affiliation.clone(),
            days: None,
            documents: 0,
        });
        position.documents += wording.documents;
        position.days = match (position.days, days) {
            (Some((first, last)), Some((other_first, other_last))) => {
                Some((first.min(other_first), last.max(other_last)))
            }
            (one, other) => one.or(other),
        };
    }
    let mut positions: Vec<SourcePosition> = positions.into_values().collect();
    positions.sort_by(|a, b| {
        (a.days.is_none(), a.days, &a.role, &a.affiliation).cmp(&(b.days.is_none(), b.days, &b.role, &b.affiliation))
    });
    positions.truncate(MAX_POSITIONS);
    positions
}
