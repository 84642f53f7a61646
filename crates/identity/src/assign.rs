//! Which appearances are one: each is given to the identity that its name and what is known of it fit best, or begins one.
//!
//! The fullest names with most known of them come first, so that an identity stands before the short names that may mean
//! it ask for it. An appearance is compared with identities as wholes: one name or fact of an identity that contradicts it
//! keeps it out, so a chain of small steps never joins what does not belong together. Identities that fit equally well
//! get it neither of them.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use jiff::civil::Date;
use sayso_domain::SourceId;

use crate::{
    Reason,
    compare::{Match, Relation},
    decisions::Settled,
    guard::{Facts, body_support},
    names::{Class, Names, Tables, reason},
};

/// Identities under one key that an appearance is compared with at most: the first ones, which have most known of them.
const MAX_CANDIDATES: usize = 256;
/// Different names of one identity that an appearance is compared with at most.
const MAX_NAMES: usize = 64;

/// One name in one document.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) key: SourceId,
    pub(crate) published: Option<Date>,
    /// Its names as places in the list of names, its own first.
    pub(crate) names: Vec<usize>,
    pub(crate) facts: Facts,
}

/// Why a unit is where it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Join {
    pub(crate) reason: Reason,
    pub(crate) score: f32,
    /// The name it matched.
    pub(crate) of: Option<usize>,
}

/// Units that are one.
#[derive(Debug, Default)]
pub(crate) struct Cluster {
    pub(crate) units: Vec<(usize, Join)>,
    pub(crate) names: Vec<usize>,
    pub(crate) facts: Facts,
    /// The groups of units that people's decisions made one.
    groups: Vec<usize>,
    /// It was begun because several others fitted equally well.
    undecided: bool,
}

/// A cluster that a group of units fits.
#[derive(Debug, Clone, Copy)]
struct Fit {
    cluster: usize,
    unit: usize,
    join: Join,
}

/// Puts the units together.
pub(crate) fn assign(units: &[Unit], names: &Names, tables: &Tables, settled: &mut Settled) -> Vec<Cluster> {
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for unit in 0..units.len() {
        groups.entry(settled.group(unit)).or_default().push(unit);
    }
    let split_off = settled.split_off();
    let rank = |unit: &usize| {
        let unit = &units[*unit];
        let (whole, all) = names.list[unit.names[0]].words();
        Reverse((whole, all, unit.facts.known()))
    };
    let age = |unit: &usize| (units[*unit].published.is_none(), units[*unit].published, &units[*unit].key);
    let mut groups: Vec<(usize, Vec<usize>)> = groups.into_iter().collect();
    groups.iter_mut().for_each(|(_, members)| members.sort_by_cached_key(|unit| (rank(unit), age(unit))));
    groups.sort_by_cached_key(|(group, members)| (rank(&members[0]), split_off.contains(group), age(&members[0])));
    let index = vec![Vec::new(); names.interner.len()];
    let home = vec![None; units.len()];
    let mut work = Assignment { units, names, tables, clusters: Vec::new(), index, home };
    for (group, members) in groups {
        let apart: BTreeSet<usize> = settled.apart(group).filter_map(|other| work.home[other]).collect();
        work.place(group, &members, &apart, settled);
    }
    work.clusters
}

struct Assignment<'a> {
    units: &'a [Unit],
    names: &'a Names,
    tables: &'a Tables,
    clusters: Vec<Cluster>,
    /// Clusters by the numbers of their names' keys, in ascending order.
    index: Vec<Vec<usize>>,
    /// The cluster of each group of units placed so far.
    home: Vec<Option<usize>>,
}

impl Assignment<'_> {
    fn place(&mut self, group: usize, members: &[usize], apart: &BTreeSet<usize>, settled: &Settled) {
        let mut fits: Vec<Fit> = Vec::new();
        for cluster in self.candidates(members).into_iter().filter(|cluster| !apart.contains(cluster)) {
            let best = members.iter().filter_map(|unit| self.fit(*unit, cluster)).reduce(better);
            fits.extend(best);
        }
        let best = fits.iter().map(|fit| fit.join.score).fold(0.0, f32::max);
        fits.retain(|fit| fit.join.score == best);
        let chosen = self.choose(&fits, settled);
        let cluster = chosen.map_or_else(
            || {
                self.clusters.push(Cluster { undecided: fits.len() > 1, ..Cluster::default() });
                self.clusters.len() - 1
            },
            |fit| fit.cluster,
        );
        self.home[group] = Some(cluster);
        self.clusters[cluster].groups.push(group);
        let decided = Join { reason: Reason::Decided, score: 1.0, of: None };
        let first = Join { reason: Reason::First, ..decided };
        for (at, unit) in members.iter().enumerate() {
            let join = match chosen {
                Some(fit) if fit.unit == *unit => fit.join,
                None if at == 0 => first,
                _ => decided,
            };
            self.add(*unit, join, cluster);
        }
    }

    /// The only one that fits best. Of several, those that a person's decision alone keeps apart give it to the first, and
    /// others to the one that was begun over the same doubt.
    fn choose(&self, fits: &[Fit], settled: &Settled) -> Option<Fit> {
        let [first, rest @ ..] = fits else { return None };
        let decided_apart = |other: &Fit| {
            let mut apart = self.clusters[first.cluster].groups.iter().flat_map(|group| settled.apart(*group));
            apart.any(|group| self.home[group] == Some(other.cluster))
        };
        if rest.is_empty() || rest.iter().all(decided_apart) {
            return Some(*first);
        }
        fits.iter().find(|fit| self.clusters[fit.cluster].undecided).copied()
    }

    fn candidates(&self, members: &[usize]) -> Vec<usize> {
        let names = members.iter().flat_map(|unit| &self.units[*unit].names);
        let keys = names.flat_map(|name| &self.names.keys[*name].looks_under);
        let lists = keys.map(|key| &self.index[*key as usize]);
        let mut candidates: Vec<usize> = lists.flat_map(|list| list.iter().take(MAX_CANDIDATES)).copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    /// How well a unit fits a cluster; `None` if something keeps it out, or nothing speaks for it.
    fn fit(&self, unit: usize, cluster: usize) -> Option<Fit> {
        let (of, facts) = (&self.units[unit], &self.clusters[cluster].facts);
        let mut best: Option<(Match, usize, usize)> = None;
        let mut conflict = false;
        for own in &of.names {
            for other in self.clusters[cluster].names.iter().take(MAX_NAMES) {
                if own == other {
                    best = Some((Match::Same, *own, *other));
                    continue;
                }
                match self.tables.compare(&self.names.list[*own], &self.names.list[*other]) {
                    Relation::Match(found) if best.is_none_or(|(best, ..)| found < best) => {
                        best = Some((found, *own, *other))
                    }
                    Relation::Conflict => conflict = true,
                    _ => {}
                }
            }
        }
        // A name that the identity has already is no contradiction, whatever other names people gave it.
        let (found, own, other) = best.filter(|(found, ..)| *found == Match::Same || !conflict)?;
        let name = &self.names.list[own];
        let support = match name.class {
            Class::Person => self.tables.guard.support(&of.facts, facts)?,
            _ => body_support(name.common, &of.facts, facts)?,
        };
        let score = self.tables.guard.score(name.common, found, support)?;
        let reason = if own == of.names[0] { reason(found, name, &self.names.list[other]) } else { Reason::Acronym };
        Some(Fit { cluster, unit, join: Join { reason, score, of: Some(other) } })
    }

    fn add(&mut self, unit: usize, join: Join, cluster: usize) {
        let of = &self.units[unit];
        let into = &mut self.clusters[cluster];
        into.units.push((unit, join));
        into.facts.add(&of.facts);
        for name in &of.names {
            let known = into.names.contains(name);
            // A common name of which nothing is known can be joined by nothing: it need not be found.
            if known
                || (self.names.list[*name].common && into.facts == Facts::default() && join.reason == Reason::First)
            {
                continue;
            }
            into.names.push(*name);
            for key in &self.names.keys[*name].found_under {
                let list = &mut self.index[*key as usize];
                if let Err(at) = list.binary_search(&cluster) {
                    list.insert(at, cluster);
                }
            }
        }
    }
}

fn better(a: Fit, b: Fit) -> Fit {
    if b.join.score > a.join.score { b } else { a }
}
