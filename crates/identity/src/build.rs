//! From clusters of appearances to identities: the id, the name to show, aliases, positions.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

use jiff::civil::Date;
use sayso_domain::Confidence;

use crate::{
    Alias, Appearance, Identities, Identity, Link, Position,
    assign::{Cluster, Unit},
    decisions::Settled,
    names::{Name, Names, is_latin},
};

/// What the identities are made from; `members` gives each unit's appearances.
pub(crate) struct Parts<'a> {
    pub(crate) appearances: &'a [Appearance],
    pub(crate) units: &'a [Unit],
    pub(crate) members: &'a [Vec<usize>],
    pub(crate) names: Names,
    pub(crate) settled: Settled,
}

/// Makes the identities, sorted by their ids.
pub(crate) fn build(mut clusters: Vec<Cluster>, parts: Parts<'_>) -> Identities {
    let age = |unit: &usize| {
        let unit = &parts.units[*unit];
        (unit.published.is_none(), unit.published, &unit.key)
    };
    for cluster in &mut clusters {
        cluster.units.sort_by_key(|(unit, _)| age(unit));
    }
    // Every cluster has the unit that it was begun with.
    clusters.sort_by_key(|cluster| &parts.units[cluster.units[0].0].key);
    let links = vec![None; parts.appearances.len()];
    let bearers = vec![Vec::new(); parts.names.interner.len()];
    let mut out = Identities { links, bearers, ..Identities::default() };
    for (at, cluster) in clusters.iter().enumerate() {
        let identity = identity(cluster, &parts);
        for (unit, join) in &cluster.units {
            let unit_of = &parts.units[*unit];
            out.by_key.insert(unit_of.key.clone(), at);
            // The table's numbers were checked when it was read.
            let Some(score) = Confidence::new(join.score) else { unreachable!() };
            let of = join.of.map(|name| parts.names.list[name].display().to_owned()).unwrap_or_default();
            for appearance in &parts.members[*unit] {
                out.links[*appearance] = Some(Link {
                    key: unit_of.key.clone(),
                    identity: identity.id.clone(),
                    reason: join.reason,
                    of: of.clone(),
                    score,
                });
            }
            for name in &unit_of.names {
                for key in &parts.names.keys[*name].found_under {
                    let list = &mut out.bearers[*key as usize];
                    if list.last() != Some(&at) {
                        list.push(at);
                    }
                }
            }
        }
        out.list.push(identity);
    }
    out.keys = parts.names.interner;
    out.overruled = parts.settled.overruled;
    out.unknown = parts.settled.unknown;
    out
}

fn identity(cluster: &Cluster, parts: &Parts<'_>) -> Identity {
    let units: Vec<usize> = cluster.units.iter().map(|(unit, _)| *unit).collect();
    let mut appearances: Vec<usize> = units.iter().flat_map(|unit| &parts.members[*unit]).copied().collect();
    appearances.sort_unstable();
    let of = || appearances.iter().map(|at| &parts.appearances[*at]);
    let mut shown: HashMap<&str, (u32, &Name)> = HashMap::new();
    for unit in &units {
        for name in &parts.units[*unit].names {
            let name = &parts.names.list[*name];
            shown.entry(name.display()).or_insert((0, name)).0 += 1;
        }
    }
    let best = shown.iter().max_by_key(|(display, (count, name))| {
        let capitals = display.chars().count() > 1 && !display.contains(char::is_lowercase);
        (is_latin(display), name.full(), !capitals, *count, name.words(), Reverse(**display))
    });
    let mut aliases: Vec<_> =
        shown.iter().map(|(name, (count, _))| Alias { name: (*name).to_owned(), appearances: *count }).collect();
    aliases.sort_by(|a, b| (Reverse(a.appearances), &a.name).cmp(&(Reverse(b.appearances), &b.name)));
    Identity {
        id: parts.units[units[0]].key.clone(),
        // Every unit has a name.
        name: best.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
        aliases,
        kind: most(of().filter_map(|appearance| appearance.kind)),
        gender: most(of().filter_map(|appearance| appearance.gender)).or(cluster.facts.gender),
        positions: positions(of()),
        claims: of().map(|appearance| u64::from(appearance.claims)).sum(),
        appearances,
    }
}

fn most<T: Ord + Hash + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.into_iter().max_by_key(|(value, count)| (*count, Reverse(*value))).map(|(value, _)| value)
}

fn positions<'a>(appearances: impl Iterator<Item = &'a Appearance>) -> Vec<Position> {
    type Found<'a> = BTreeMap<(Option<&'a str>, Option<&'a str>), (Option<(Date, Date)>, u32)>;
    let mut found = Found::new();
    for appearance in appearances {
        let position = (appearance.role.as_deref(), appearance.affiliation.as_deref());
        if position != (None, None) {
            let (days, count) = found.entry(position).or_default();
            *count += 1;
            if let Some(day) = appearance.published {
                *days = Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            }
        }
    }
    let mut positions: Vec<_> = found
        .into_iter()
        .map(|((role, affiliation), (days, appearances))| Position {
            role: role.map(str::to_owned),
            affiliation: affiliation.map(str::to_owned),
            days,
            appearances,
        })
        .collect();
    positions.sort_by_key(|position| (position.days.is_none(), position.days));
    positions
}
