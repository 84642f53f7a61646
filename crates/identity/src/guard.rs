//! The guard: what role, affiliation and gender say about whether two names mean one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sayso_domain::Gender;
use serde::Deserialize;

use crate::{
    bodies::{Bodies, BodyName, Country, folded_words},
    compare::Match,
    interner::Interner,
    letters::Letters,
};

/// What is known beside the names speaks for one bearer or against it; the columns of `data/guard.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Support {
    Against,
    Unknown,
    Country,
    Walk,
    Strong,
}

/// What is known of a bearer beside the name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) gender: Option<Gender>,
    pub(crate) countries: BTreeSet<Country>,
    /// Bodies that it belongs to, by their numbers.
    pub(crate) bodies: BTreeSet<u32>,
    /// Offices that tell who holds them, by their numbers.
    pub(crate) roles: BTreeSet<u32>,
    /// Walks of life, a bit each.
    pub(crate) walks: u32,
}

impl Facts {
    /// Takes over what is known of another appearance of the same bearer; the first gender stays.
    pub(crate) fn add(&mut self, other: &Self) {
        self.gender = self.gender.or(other.gender);
        self.countries.extend(&other.countries);
        self.bodies.extend(&other.bodies);
        self.roles.extend(&other.roles);
        self.walks |= other.walks;
    }

    /// How many of the five things are known.
    pub(crate) fn known(&self) -> usize {
        [
            self.gender.is_some(),
            !self.countries.is_empty(),
            !self.bodies.is_empty(),
            !self.roles.is_empty(),
            self.walks != 0,
        ]
        .into_iter()
        .filter(|known| *known)
        .count()
    }
}

/// The decision table and the words of roles, ready for look-up.
#[derive(Debug)]
pub(crate) struct Guard {
    rare: HashMap<Match, [f32; 5]>,
    common: HashMap<Match, [f32; 5]>,
    pub(crate) bearers: Bearers,
    walks: HashMap<String, u32>,
    together: Vec<u32>,
    plain: HashSet<String>,
    genders: HashMap<String, Gender>,
    sole: HashSet<String>,
    elsewhere: HashSet<String>,
}

/// From how many bearers on a name is common.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bearers {
    /// Given names that one family name stands with.
    pub(crate) surname: usize,
    /// Family names that one given name stands with.
    pub(crate) given: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rare: HashMap<Match, [f32; 5]>,
    common: HashMap<Match, [f32; 5]>,
    bearers: Bearers,
    walks: BTreeMap<String, String>,
    together: BTreeMap<String, String>,
    roles: Roles,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    plain: String,
    female: String,
    male: String,
    sole: String,
    elsewhere: String,
}

impl Guard {
    pub(crate) fn parse(data: &str, letters: &Letters) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| error.to_string())?;
        if !file.rare.values().chain(file.common.values()).flatten().all(|score| (0.0..=1.0).contains(score)) {
            return Err("a number of the decision table lies outside 0 to 1".to_owned());
        }
        let names: Vec<&String> = file.walks.keys().collect();
        let bit = |name: &str| {
            let at = names.iter().position(|known| *known == name).ok_or_else(|| format!("no walk {name:?}"))?;
            1_u32.checked_shl(u32::try_from(at).unwrap_or(u32::MAX)).ok_or_else(|| "too many walks".to_owned())
        };
        let mut walks = HashMap::new();
        for (name, words) in &file.walks {
            for word in words.split_whitespace() {
                *walks.entry(letters.fold(word)).or_default() |= bit(name)?;
            }
        }
        let together =
            file.together.values().map(|list| list.split_whitespace().try_fold(0, |bits, name| Ok(bits | bit(name)?)));
        let genders = [(&file.roles.female, Gender::Female), (&file.roles.male, Gender::Male)];
        let genders = genders
            .into_iter()
            .flat_map(|(words, gender)| words.split_whitespace().map(move |word| (word.to_owned(), gender)));
        let genders = genders.collect();
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            together: together.collect::<Result<_, String>>()?,
            walks,
            rare: file.rare,
            common: file.common,
            bearers: file.bearers,
            genders,
            plain: set(&file.roles.plain),
            sole: set(&file.roles.sole),
            elsewhere: set(&file.roles.elsewhere),
        })
    }

    /// How sure it is that names that match so, with such support, mean one; `None` if they are kept apart.
    pub(crate) fn score(&self, common: bool, found: Match, support: Support) -> Option<f32> {
        let table = if common { &self.common } else { &self.rare };
        table.get(&found).map(|row| row[support as usize]).filter(|score| *score > 0.0)
    }

    /// What role and affiliation say of a bearer.
    pub(crate) fn facts(
        &self,
        role: Option<&str>,
        affiliation: Option<&str>,
        (bodies, letters): (&Bodies, &Letters),
        interner: &mut Interner,
    ) -> Facts {
        let mut facts = Facts::default();
        if let Some(affiliation) = affiliation {
            let body = bodies.parse(affiliation, letters);
            facts.countries = bodies.countries(&folded_words(affiliation, letters), &HashSet::new()).0;
            facts.bodies.extend(body_key(&body).map(|key| interner.number(&key)));
        }
        if let Some(role) = role {
            let (countries, words) = bodies.countries(&folded_words(role, letters), &self.elsewhere);
            facts.countries.extend(countries);
            let head = words.iter().take_while(|word| *word != "of" && !self.elsewhere.contains(*word));
            facts.gender = head.filter_map(|word| self.genders.get(word)).next().copied();
            facts.walks = words.iter().filter_map(|word| self.walks.get(word)).fold(0, |walks, walk| walks | walk);
            let telling: BTreeSet<&str> =
                words.iter().map(String::as_str).filter(|word| !self.plain.contains(*word)).collect();
            match Vec::from_iter(telling).as_slice() {
                [] => {}
                [sole] if self.sole.contains(*sole) => {
                    facts
                        .roles
                        .extend(facts.countries.iter().map(|country| interner.number(&format!("{sole} {country}"))));
                }
                [_] => {}
                office => {
                    facts.roles.insert(interner.number(&office.join(" ")));
                }
            }
        }
        facts
    }

    /// What is known of a person in two places, compared; `None` if it cannot be one person.
    pub(crate) fn support(&self, a: &Facts, b: &Facts) -> Option<Support> {
        let genders_differ = a.gender.zip(b.gender).is_some_and(|(a, b)| a != b);
        let same_country = !a.countries.is_disjoint(&b.countries);
        let countries_differ = !a.countries.is_empty() && !b.countries.is_empty() && !same_country;
        if genders_differ || countries_differ {
            return None;
        }
        let same_body = !a.bodies.is_disjoint(&b.bodies);
        let bodies_differ = !a.bodies.is_empty() && !b.bodies.is_empty() && !same_body;
        if same_body || !bodies_differ && !a.roles.is_disjoint(&b.roles) {
            return Some(Support::Strong);
        }
        let same_walk = a.walks & b.walks != 0;
        let go_together = self.together.iter().any(|walks| a.walks & walks != 0 && b.walks & walks != 0);
        let apart = a.walks != 0 && b.walks != 0 && !same_walk && !go_together;
        Some(match (apart, same_country) {
            (true, _) => Support::Against,
            (false, true) if same_walk => Support::Walk,
            (false, true) => Support::Country,
            (false, false) => Support::Unknown,
        })
    }
}

/// A body as an affiliation: one of generic words alone means nothing without its country, a country alone is no body.
fn body_key(body: &BodyName) -> Option<String> {
    if body.words.is_empty() || body.generic && body.countries.is_empty() {
        return None;
    }
    let countries =
        if body.generic { body.countries.iter().map(|country| format!(" {country}")).collect() } else { String::new() };
    Some(body.key() + &countries)
}

/// Two names of bodies with the same words, compared; `None` if they cannot be one body.
///
/// Only names of generic words ask whose they are: "Ministry of Defence" is one body in each country.
pub(crate) fn body_support(generic: bool, a: &Facts, b: &Facts) -> Option<Support> {
    if !generic {
        return Some(Support::Unknown);
    }
    if !a.countries.is_empty() && !b.countries.is_empty() {
        return (!a.countries.is_disjoint(&b.countries)).then_some(Support::Strong);
    }
    let whose = a.countries.is_empty() && b.countries.is_empty() && !a.bodies.is_disjoint(&b.bodies);
    Some(if whose { Support::Strong } else { Support::Unknown })
}

/// Two names of bodies: how the one may mean the other; `None` if it does not.
pub(crate) fn compare_bodies(a: &BodyName, b: &BodyName) -> Option<Match> {
    if a.words != b.words {
        None
    } else if a.countries == b.countries || a.generic {
        Some(Match::Same)
    } else {
        // "State Department" needs no country, "Amnesty International UK" is not all of Amnesty International.
        (a.partly_generic && (a.countries.is_empty() || b.countries.is_empty())).then_some(Match::Shortened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_and_affiliations_are_weighed() {
        let letters = Letters::parse(include_str!("../data/romanisation.toml")).unwrap();
        let (bodies, countries) = (include_str!("../data/bodies.toml"), include_str!("../data/countries.toml"));
        let bodies = Bodies::parse_lists(bodies, countries, &letters).unwrap();
        let guard = Guard::parse(include_str!("../data/guard.toml"), &letters).unwrap();
        let interner = std::cell::RefCell::new(Interner::default());
        let facts = |role: &str, affiliation: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let (role, affiliation) = (some(role), some(affiliation));
            guard.facts(role.as_deref(), affiliation.as_deref(), (&bodies, &letters), &mut interner.borrow_mut())
        };
        let check = |a: (&str, &str), b: (&str, &str), expected: Option<Support>| {
            assert_eq!(guard.support(&facts(a.0, a.1), &facts(b.0, b.1)), expected, "{a:?} / {b:?}");
            assert_eq!(guard.support(&facts(b.0, b.1), &facts(a.0, a.1)), expected, "{b:?} / {a:?}");
        };
        check(("foreign secretary", "United Kingdom"), ("prime minister", "Britain"), Some(Support::Walk));
        check(("mayor of Leeds", ""), ("Texas rancher", ""), Some(Support::Against));
        check(("mayor of Leeds", ""), ("mayor of Leeds", ""), Some(Support::Strong));
        check(("engineer", "Tesla"), ("clerk", "Tesla, Inc."), Some(Support::Strong));
        check(("chief engineer", "Tesla"), ("chief engineer", "Ford"), Some(Support::Unknown));
        check(("", "Ukraine"), ("", "Ukrainian army"), Some(Support::Country));
        check(("", "Ukraine"), ("", "Russia"), None);
        check(("Russian foreign minister", ""), ("", "Russia"), Some(Support::Country));
        check(("US ambassador to Ukraine", ""), ("", "Ukraine"), None);
        check(("adviser", "White House"), ("", "United States"), Some(Support::Country));
        check(("", ""), ("", ""), Some(Support::Unknown));
        check(("", "army"), ("", "army"), Some(Support::Unknown));
        check(("first lady", ""), ("husband of the president", ""), None);
        check(("adviser to the queen", ""), ("king", ""), Some(Support::Unknown));
    }

    #[test]
    fn a_table_that_makes_no_sense_is_refused() {
        let letters = Letters::parse(include_str!("../data/romanisation.toml")).unwrap();
        let check = |from: &str, to: &str| {
            let data = include_str!("../data/guard.toml").replacen(from, to, 1);
            assert!(Guard::parse(&data, &letters).is_err(), "{from} -> {to}");
        };
        check("[0.80,", "[1.80,");
        check("public = \"state", "public = \"stait");
        check("spelling", "speling");
    }
}
