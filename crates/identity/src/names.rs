//! Names of any kind, taken apart once each, with the keys under which they meet.

use std::collections::{BTreeSet, HashMap, HashSet};

use sayso_domain::SourceKind;

use crate::{
    Reason,
    bodies::{Bodies, BodyName},
    compare::{Keys, Match, Relation, compare, given_keys, keys, surname_key},
    given::GivenNames,
    guard::{Bearers, Facts, Guard, compare_bodies},
    interner::Interner,
    letters::Letters,
    person::{PersonName, Persons},
};

/// The tables that names are read with.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) letters: Letters,
    pub(crate) persons: Persons,
    pub(crate) bodies: Bodies,
    pub(crate) guard: Guard,
}

/// Names of different classes never mean one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    Person,
    Body,
    Document,
    Group,
}

impl Class {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::Document => "document",
            Self::Group => "group",
        }
    }
}

/// A name in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Parts {
    Person(PersonName),
    Body(BodyName),
}

/// A name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) class: Class,
    pub(crate) parts: Parts,
    /// Many people bear it, or it consists of words that many bodies share.
    pub(crate) common: bool,
}

/// Names, each once, with the numbers of the keys under which they meet.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) list: Vec<Name>,
    pub(crate) keys: Vec<KeyNumbers>,
    pub(crate) interner: Interner,
}

/// The keys of a name as numbers.
#[derive(Debug, Default)]
pub(crate) struct KeyNumbers {
    pub(crate) found_under: Vec<u32>,
    pub(crate) looks_under: Vec<u32>,
}

impl Names {
    /// Adds a name and gives its place.
    pub(crate) fn add(&mut self, (name, keys): (Name, Keys)) -> usize {
        let mut numbers = |keys: &BTreeSet<String>| keys.iter().map(|key| self.interner.number(key)).collect();
        let (found_under, looks_under) = (numbers(&keys.found_under), numbers(&keys.looks_under));
        self.keys.push(KeyNumbers { found_under, looks_under });
        self.list.push(name);
        self.list.len() - 1
    }
}

impl Name {
    pub(crate) fn display(&self) -> &str {
        match &self.parts {
            Parts::Person(name) => &name.display,
            Parts::Body(name) => &name.display,
        }
    }

    /// How many words are no initials, and how many there are at all.
    pub(crate) fn words(&self) -> (usize, usize) {
        match &self.parts {
            Parts::Person(name) => (name.whole_words(), name.words.len()),
            Parts::Body(name) => (name.words.len() + name.countries.len(), name.words.len()),
        }
    }

    /// What the name itself tells: a title the gender, "Ukrainian" the country.
    pub(crate) fn add_to(&self, facts: &mut Facts) {
        match &self.parts {
            Parts::Person(name) => facts.gender = facts.gender.or(name.gender),
            Parts::Body(name) if name.countries.is_empty() => {}
            // The name of a body says better whose it is than anything around it.
            Parts::Body(name) => facts.countries.clone_from(&name.countries),
        }
    }

    /// A person's given name and family name, a body's name in words.
    pub(crate) fn full(&self) -> bool {
        match &self.parts {
            Parts::Person(name) => name.whole_words() > 1 || name.office,
            Parts::Body(name) => !name.acronym,
        }
    }
}

impl Tables {
    /// Reads the tables that come with the crate.
    pub(crate) fn read() -> Result<Self, String> {
        let letters = Letters::parse(include_str!("../data/romanisation.toml"))?;
        let given = GivenNames::parse(include_str!("../data/given_names.toml"), &letters)?;
        let (bodies, countries) = (include_str!("../data/bodies.toml"), include_str!("../data/countries.toml"));
        Ok(Self {
            persons: Persons::parse_lists(include_str!("../data/persons.toml"), given, &letters)?,
            bodies: Bodies::parse_lists(bodies, countries, &letters)?,
            guard: Guard::parse(include_str!("../data/guard.toml"), &letters)?,
            letters,
        })
    }

    /// The class of an appearance; `None` for a kind that names nobody.
    pub(crate) fn class(&self, kind: Option<SourceKind>, name: &str) -> Option<Class> {
        match kind {
            Some(SourceKind::Person) => Some(Class::Person),
            Some(SourceKind::Organization | SourceKind::OfficialBody | SourceKind::MediaOutlet) => Some(Class::Body),
            Some(SourceKind::Document) => Some(Class::Document),
            Some(SourceKind::Group) => Some(Class::Group),
            Some(SourceKind::Unstated | SourceKind::Author) => None,
            None => {
                let likely = self.bodies.is_likely(&self.bodies.parse(name, &self.letters), &self.letters);
                Some(if likely { Class::Body } else { Class::Person })
            }
        }
    }

    /// Takes a name apart, and makes the keys under which it meets others.
    pub(crate) fn name(&self, class: Class, raw: &str) -> (Name, Keys) {
        if class == Class::Person {
            let name = self.persons.parse(raw, &self.letters);
            let keys = keys(&name, &self.persons);
            return (Name { class, common: name.common, parts: Parts::Person(name) }, keys);
        }
        let name = self.bodies.parse(raw, &self.letters);
        let key = format!("{} {}", class.as_str(), name.key());
        let keys = Keys { found_under: [key.clone()].into(), looks_under: [key].into() };
        (Name { class, common: name.generic, parts: Parts::Body(name) }, keys)
    }

    /// Compares two names of any kind.
    pub(crate) fn compare(&self, a: &Name, b: &Name) -> Relation {
        match (&a.parts, &b.parts) {
            _ if a.class != b.class => Relation::Unrelated,
            (Parts::Person(a), Parts::Person(b)) => compare(a, b, &self.persons),
            (Parts::Body(a), Parts::Body(b)) => compare_bodies(a, b).map_or(Relation::Unrelated, Relation::Match),
            _ => Relation::Unrelated,
        }
    }

    /// Marks the full names whose family name and given name each have many partners among the names themselves.
    pub(crate) fn mark_common(&self, names: &mut [Name]) {
        let Bearers { surname: surnames, given: givens } = self.guard.bearers;
        let parts: Vec<Option<(String, String)>> = names.iter().map(|name| self.ends(name)).collect();
        let mut given_of: HashMap<&str, HashSet<&str>> = HashMap::new();
        let mut surnames_of: HashMap<&str, HashSet<&str>> = HashMap::new();
        for (surname, given) in parts.iter().flatten() {
            given_of.entry(surname).or_default().insert(given);
            surnames_of.entry(given).or_default().insert(surname);
        }
        for (name, ends) in names.iter_mut().zip(&parts) {
            if let Some((surname, given)) = ends {
                name.common |=
                    given_of[surname.as_str()].len() >= surnames && surnames_of[given.as_str()].len() >= givens;
            }
        }
    }

    /// The keys of a person's family name and given name.
    fn ends(&self, name: &Name) -> Option<(String, String)> {
        let Parts::Person(name) = &name.parts else { return None };
        let (first, last) = (&name.words[0], name.surname());
        (name.full() && !first.initial).then(|| Some((surname_key(last, &self.persons), given_keys(first).next()?)))?
    }
}

/// Why names that match so mean one.
pub(crate) fn reason(found: Match, a: &Name, b: &Name) -> Reason {
    match (&a.parts, &b.parts) {
        (Parts::Body(a), Parts::Body(b)) if a.acronym != b.acronym => Reason::Acronym,
        (Parts::Body(a), Parts::Body(b)) if is_latin(&a.display) != is_latin(&b.display) => Reason::Transliteration,
        _ => Reason::of(found),
    }
}

/// True if all letters are Latin, with accents or without.
pub(crate) fn is_latin(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(|c| matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'))
}
