//! One identity across documents: who is the same behind the names of many documents' sources.
//!
//! In go named sources, one per document ([`Appearance`]), and what people decided ([`Decision`]); out come
//! [`Identities`]. They are derived: the same appearances and decisions give the same identities, in any order, and
//! building them again from all appearances is what updating them means. People's word wins over anything worked out.
//!
//! Names are compared by their parts: alphabets and spellings fall together (`data/romanisation.toml`), so do the forms
//! and pet names of a given name (`data/given_names.toml`), initials, family names alone, and the wordings of a body's
//! name (`data/bodies.toml`). What role, affiliation, country and gender say then decides whether one name is one bearer:
//! the decision table is `data/guard.toml`. Where it stays open, two identities are kept rather than one; a person can
//! join them.
//!
//! A document gives one name to one source: appearances of one document with one name are taken for one.
//!
//! This crate knows nothing of texts and spans, storage, async code or clocks.
//!
//! ```
//! use sayso_domain::DocumentId;
//! use sayso_identity::{Appearance, Identifier};
//!
//! let identifier = Identifier::new();
//! let appearance = |document: &str, name: &str| Appearance::new(DocumentId::new(document).unwrap(), name);
//! let appearances = [appearance("1", "Gen. Oleksandr Syrskyi"), appearance("2", "Сирський"), appearance("3", "Olena Bila")];
//! let identities = identifier.identify(&appearances, &[]);
//! assert_eq!(identities.list().len(), 2);
//! let [(syrskyi, _)] = identifier.find(&identities, "Syrsky", None)[..] else { panic!() };
//! assert_eq!(syrskyi.name, "Oleksandr Syrskyi");
//! assert_eq!(syrskyi.appearances, [0, 1]);
//! ```

mod appearance;
mod assign;
mod bodies;
mod build;
mod compare;
mod decisions;
mod given;
mod guard;
mod identities;
mod interner;
mod letters;
mod names;
mod person;
mod pieces;

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

pub use appearance::{Appearance, Decision};
pub use identities::{Alias, Identities, Identity, Link, Position, Reason};
use sayso_domain::{SourceId, SourceKind, stable_id};

use crate::{
    assign::{Unit, assign},
    build::{Parts, build},
    compare::Relation,
    decisions::Settled,
    guard::Facts,
    interner::Interner,
    names::{Class, Names, Tables, reason},
};

/// How appearances meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingKeys {
    /// Others find it under these.
    pub found_under: BTreeSet<String>,
    /// It looks for others under these.
    pub looks_under: BTreeSet<String>,
}

/// Tells who is the same; holds the tables that names are read with. Build it once.
#[derive(Debug)]
pub struct Identifier {
    tables: Tables,
}

impl Default for Identifier {
    fn default() -> Self {
        Self::new()
    }
}

impl Identifier {
    /// Reads the tables that come with the crate.
    #[must_use]
    pub fn new() -> Self {
        // The tables are part of the crate, and its tests read them.
        let Ok(tables) = Tables::read() else { unreachable!() };
        Self { tables }
    }

    /// The key of an appearance, by which decisions name it: made from its document, its class and its name without regard
    /// to case and accents, so that it survives whatever else becomes known of it. `None` if it gets no identity.
    #[must_use]
    pub fn key(&self, appearance: &Appearance) -> Option<SourceId> {
        self.key_in(self.tables.class(appearance.kind, &appearance.name)?, appearance)
    }

    fn key_in(&self, class: Class, appearance: &Appearance) -> Option<SourceId> {
        let name = appearance.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let fold = self.tables.letters.fold(&name);
        let parts = [class.as_str(), appearance.document.as_str(), &fold];
        // An id from a hash is never empty, too long or odd.
        (!name.is_empty()).then(|| SourceId::new(stable_id("s", &parts.map(str::as_bytes))).ok())?
    }

    /// Tells which appearances are one; `decisions` in the order in which they were taken.
    ///
    /// A later decision overrules earlier ones that contradict it: of "A is B", "B is C" and at last "A is not C" the first
    /// gives way. What hung together only through a decision that is gone is worked out anew.
    ///
    /// Takes time about in proportion to the number of appearances.
    #[must_use]
    pub fn identify(&self, appearances: &[Appearance], decisions: &[Decision]) -> Identities {
        let mut reader = Reader::new(&self.tables);
        let mut by_key: HashMap<SourceId, (Class, Vec<usize>)> = HashMap::new();
        for (at, appearance) in appearances.iter().enumerate() {
            if let Some(class) = reader.class(appearance)
                && let Some(key) = self.key_in(class, appearance)
            {
                by_key.entry(key).or_insert((class, Vec::new())).1.push(at);
            }
        }
        let mut keyed: Vec<_> = by_key.into_iter().collect();
        keyed.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut units = Vec::with_capacity(keyed.len());
        let mut members = Vec::with_capacity(keyed.len());
        for (key, (class, mut list)) in keyed {
            list.sort_by_key(|at| &appearances[*at]);
            units.push(reader.unit(key, class, list.iter().map(|at| &appearances[*at])));
            members.push(list);
        }
        let mut names = reader.names;
        self.tables.mark_common(&mut names.list);
        let unit_of: HashMap<SourceId, usize> = units.iter().map(|unit| unit.key.clone()).zip(0..).collect();
        let mut settled = Settled::new(units.len(), decisions, &unit_of);
        let clusters = assign(&units, &names, &self.tables, &mut settled);
        build(clusters, Parts { appearances, units: &units, members: &members, names, settled })
    }

    /// The keys under which others find an appearance, and those under which it looks for others. Two of which neither looks
    /// under a key that finds the other, not even by way of others, are never one. None if it gets no identity.
    #[must_use]
    pub fn meeting_keys(&self, appearance: &Appearance) -> MeetingKeys {
        let mut all = MeetingKeys::default();
        let Some(class) = self.tables.class(appearance.kind, &appearance.name) else { return all };
        for name in std::iter::once(&appearance.name).chain(&appearance.aliases) {
            let (_, keys) = self.tables.name(class, name);
            let of_class = |key: String| format!("{} {key}", class.as_str());
            all.found_under.extend(keys.found_under.into_iter().map(of_class));
            all.looks_under.extend(keys.looks_under.into_iter().map(of_class));
        }
        all
    }

    /// What the usual spellings of one word of a name have in common ("Lipovoy", "Lipovoi", "Липовой"): equal for words that
    /// may be one. Folds loosely, so that other words may share it.
    #[must_use]
    pub fn skeleton(&self, word: &str) -> String {
        let letters = &self.tables.letters;
        letters.loose(&letters.skeleton(&letters.fold(word)))
    }

    /// The identities that a name may mean, and how their name matches: the best match first, then those with most claims.
    #[must_use]
    pub fn find<'a>(
        &self,
        identities: &'a Identities,
        name: &str,
        kind: Option<SourceKind>,
    ) -> Vec<(&'a Identity, Reason)> {
        let Some(class) = self.tables.class(kind, name) else { return Vec::new() };
        let (name, keys) = self.tables.name(class, name);
        let numbers = keys.looks_under.iter().filter_map(|key| identities.keys.get(key));
        let places: BTreeSet<usize> = numbers.flat_map(|key| &identities.bearers[key as usize]).copied().collect();
        let mut found: Vec<_> = places
            .into_iter()
            .filter_map(|at| {
                let identity = &identities.list[at];
                let names = identity.aliases.iter().map(|alias| self.tables.name(class, &alias.name).0);
                let best = names.filter_map(|other| match self.tables.compare(&name, &other) {
                    Relation::Match(found) => Some((found, reason(found, &name, &other))),
                    _ => None,
                });
                best.min().map(|(found, reason)| (found, identity, reason))
            })
            .collect();
        found.sort_by_key(|(found, identity, _)| (*found, Reverse(identity.claims), &identity.id));
        found.into_iter().map(|(_, identity, reason)| (identity, reason)).collect()
    }
}

/// Reads each different name, role and affiliation once.
struct Reader<'a> {
    tables: &'a Tables,
    classes: HashMap<(Option<SourceKind>, &'a str), Option<Class>>,
    names: Names,
    known: HashMap<(Class, &'a str), usize>,
    facts: HashMap<(Option<&'a str>, Option<&'a str>), Facts>,
    interner: Interner,
}

impl<'a> Reader<'a> {
    fn new(tables: &'a Tables) -> Self {
        let (classes, known, facts) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { tables, classes, names: Names::default(), known, facts, interner: Interner::default() }
    }

    fn class(&mut self, appearance: &'a Appearance) -> Option<Class> {
        let (kind, name) = (appearance.kind, appearance.name.as_str());
        *self.classes.entry((kind, name)).or_insert_with(|| self.tables.class(kind, name))
    }

    fn name(&mut self, class: Class, raw: &'a str) -> usize {
        *self.known.entry((class, raw)).or_insert_with(|| self.names.add(self.tables.name(class, raw)))
    }

    fn unit(&mut self, key: SourceId, class: Class, appearances: impl Iterator<Item = &'a Appearance>) -> Unit {
        let mut unit = Unit { key, published: None, names: Vec::new(), facts: Facts::default() };
        for appearance in appearances {
            let own = self.name(class, &appearance.name);
            let aliases = appearance.aliases.iter().filter(|alias| !alias.trim().is_empty());
            let aliases: Vec<_> = aliases.map(|alias| self.name(class, alias)).collect();
            // A family name alone says nothing beside the full name.
            let telling = aliases.into_iter().filter(|alias| self.names.list[*alias].full() || class != Class::Person);
            for name in std::iter::once(own).chain(telling.collect::<Vec<_>>()) {
                if !unit.names.contains(&name) {
                    unit.names.push(name);
                }
            }
            unit.published = [unit.published, appearance.published].into_iter().flatten().min();
            let position = (appearance.role.as_deref(), appearance.affiliation.as_deref());
            let Tables { guard, bodies, letters, .. } = self.tables;
            let facts = self
                .facts
                .entry(position)
                .or_insert_with(|| guard.facts(position.0, position.1, (bodies, letters), &mut self.interner));
            unit.facts.gender = unit.facts.gender.or(appearance.gender);
            unit.facts.add(facts);
            self.names.list[own].add_to(&mut unit.facts);
        }
        unit
    }
}
