//! The word lists: what titles, nouns, outlets, seats of government and small words say.

use std::collections::{HashMap, HashSet};

use crate::lists::{BodiesFile, GivenNamesFile, GrammarFile, PeopleFile, Seat, Weights};
use sayso_domain::{Gender, SourceKind};

const PEOPLE: &str = include_str!("../data/people.toml");
const BODIES: &str = include_str!("../data/bodies.toml");
const GRAMMAR: &str = include_str!("../data/grammar.toml");
const GIVEN_NAMES: &str = include_str!("../data/given-names.toml");
const WEIGHTS: &str = include_str!("../data/weights.toml");

/// What a noun is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noun {
    /// A person, a group, a body of one of three kinds, or a document.
    pub(crate) kind: SourceKind,
    /// "officials", "police".
    pub(crate) plural: bool,
    pub(crate) gender: Option<Gender>,
    /// The noun that roles are compared by: "congressman" and "representative" have one.
    pub(crate) base: String,
}

/// A pronoun of the third, first or second person, or a word that stands for people of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Pronoun {
    He,
    She,
    They,
    It,
    I,
    We,
    You,
    Relative,
    Some,
}

/// A list of names, each of one or more words, for finding them at a place in a text.
#[derive(Debug, Default)]
pub(crate) struct Phrases(HashMap<String, Vec<Vec<String>>>);

impl Phrases {
    fn new(names: &str) -> Self {
        let mut phrases = Self::default();
        for name in names.split_whitespace() {
            phrases.add(&name.replace('_', " "));
        }
        phrases
    }

    fn add(&mut self, name: &str) {
        let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        let list = self.0.entry(words[0].clone()).or_default();
        list.push(words);
        list.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }

    /// How many of `words` the longest name at their start takes; 0 if there is none.
    pub(crate) fn at<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        let Some(first) = words.clone().next() else { return 0 };
        let fits = |name: &&Vec<String>| {
            let mut words = words.clone();
            name.iter().all(|word| words.next() == Some(word.as_str()))
        };
        self.0.get(first).and_then(|names| names.iter().find(fits)).map_or(0, Vec::len)
    }
}

/// A set of words.
type Words = HashSet<String>;

fn words(list: &str) -> Words {
    list.split_whitespace().map(str::to_owned).collect()
}

/// All word lists, ready for look-up.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) courtesy: HashMap<String, Option<Gender>>,
    /// "sen" -> "senator"
    pub(crate) abbreviations: HashMap<String, String>,
    pub(crate) name_suffixes: Words,
    pub(crate) name_particles: Words,
    nouns: HashMap<String, Noun>,
    covers: HashMap<String, Words>,
    /// Nouns that take up a person of any description.
    pub(crate) epithets: Words,
    /// Those of them that rather mean somebody named than somebody unnamed.
    pub(crate) standing: Words,
    /// Words for a party before a noun that varies on somebody named.
    pub(crate) party_words: Words,
    /// Nouns that in the plural may be two people named together.
    pub(crate) rivals: Words,
    pub(crate) spoken_for: Words,
    pub(crate) withheld: Words,
    pub(crate) always_withheld: Words,
    /// Nouns whose bodies have names that go on behind "of" and "for".
    pub(crate) long_named: Words,
    /// Nouns that make a name of capital words behind an article: "the River Guard".
    pub(crate) capital_bodies: Words,
    given_names: HashMap<String, Gender>,
    /// Body nouns that take up a body of any name.
    pub(crate) general_bodies: Words,
    pub(crate) companies: Words,
    official_names: Phrases,
    outlet_words: Words,
    pub(crate) outlets: Phrases,
    /// Outlets without a name: "state media".
    pub(crate) unnamed_outlets: Phrases,
    pub(crate) channels: Phrases,
    pub(crate) seats: HashMap<String, Seat>,
    pub(crate) seat_phrases: Phrases,
    pub(crate) capitals: HashMap<String, String>,
    pub(crate) parties: HashMap<String, String>,
    pronouns: HashMap<String, Pronoun>,
    pub(crate) determiners: Words,
    pub(crate) definite: Words,
    pub(crate) possessive: Words,
    pub(crate) prepositions: Words,
    pub(crate) relatives: Words,
    pub(crate) conjunctions: Words,
    pub(crate) subordinators: Words,
    pub(crate) breakers: Words,
    /// What stands behind the "of" of an office: "secretary of state".
    pub(crate) offices: Words,
    /// Nouns for a number of people: "a handful of aides".
    pub(crate) shares: Words,
    /// Nouns whose owner is the one who speaks: "her words".
    pub(crate) voices: Words,
    pub(crate) definitions: Words,
    pub(crate) auxiliaries: Words,
    pub(crate) inverting: Words,
    pub(crate) impersonal: Words,
    pub(crate) adjectives: Words,
    /// "heads" -> "head"
    pub(crate) heads: HashMap<String, String>,
    pub(crate) weights: Weights,
}

impl Lexicon {
    /// Reads the lists that are compiled in.
    pub(crate) fn parse() -> Result<Self, toml::de::Error> {
        let people: PeopleFile = toml::from_str(PEOPLE)?;
        let bodies: BodiesFile = toml::from_str(BODIES)?;
        let grammar: GrammarFile = toml::from_str(GRAMMAR)?;
        let given: GivenNamesFile = toml::from_str(GIVEN_NAMES)?;
        let weights = toml::from_str(WEIGHTS)?;
        let nouns = nouns(&people, &bodies);
        let mut courtesy = HashMap::new();
        for (list, gender) in [
            (&people.courtesy_male, Some(Gender::Male)),
            (&people.courtesy_female, Some(Gender::Female)),
            (&people.courtesy, None),
        ] {
            courtesy.extend(list.split_whitespace().map(|word| (word.to_owned(), gender)));
        }
        let mut given_names = HashMap::new();
        for (list, gender) in [(&given.female, Gender::Female), (&given.male, Gender::Male)] {
            given_names.extend(list.split_whitespace().map(|word| (word.to_owned(), gender)));
        }
        let mut seat_phrases = Phrases::default();
        bodies.seats.keys().chain(bodies.capitals.keys()).for_each(|name| seat_phrases.add(name));
        let mut pronouns = HashMap::new();
        let lists = grammar.pronouns;
        for (list, pronoun) in [
            (lists.some, Pronoun::Some),
            (lists.he, Pronoun::He),
            (lists.she, Pronoun::She),
            (lists.they, Pronoun::They),
            (lists.it, Pronoun::It),
            (lists.i, Pronoun::I),
            (lists.we, Pronoun::We),
            (lists.you, Pronoun::You),
            (lists.relative, Pronoun::Relative),
        ] {
            pronouns.extend(list.split_whitespace().map(|word| (word.to_owned(), pronoun)));
        }
        let small = grammar.words;
        Ok(Self {
            courtesy,
            abbreviations: people.abbreviations,
            name_suffixes: words(&people.name_suffixes),
            name_particles: words(&people.name_particles),
            nouns,
            covers: people.covers.iter().map(|(noun, list)| (noun.clone(), words(list))).collect(),
            epithets: words(&people.epithets.nouns),
            standing: words(&people.epithets.standing),
            party_words: words(&people.epithets.parties),
            rivals: words(&people.epithets.rivals),
            spoken_for: words(&people.voices.spoken_for),
            withheld: words(&people.voices.withheld),
            always_withheld: words(&people.voices.always_withheld),
            long_named: words(&bodies.named.long),
            capital_bodies: words(&bodies.named.capital),
            given_names,
            general_bodies: words(&bodies.organization.general),
            companies: words(&bodies.organization.company),
            official_names: Phrases::new(&bodies.official.names),
            outlet_words: words(&bodies.outlet.name_words),
            outlets: Phrases::new(&bodies.outlet.names),
            unnamed_outlets: Phrases::new(&bodies.outlet.unnamed),
            channels: Phrases::new(&bodies.channel.names),
            seats: bodies.seats,
            seat_phrases,
            capitals: bodies.capitals,
            parties: bodies.parties,
            pronouns,
            determiners: words(&small.determiners),
            definite: words(&small.definite),
            possessive: words(&small.possessive),
            prepositions: words(&small.prepositions),
            relatives: words(&small.relatives),
            conjunctions: words(&small.conjunctions),
            subordinators: words(&small.subordinators),
            breakers: words(&small.breakers),
            offices: words(&small.offices),
            shares: words(&small.shares),
            voices: words(&small.voices),
            definitions: words(&small.definitions),
            auxiliaries: words(&small.auxiliaries),
            inverting: words(&small.inverting),
            impersonal: words(&small.impersonal),
            adjectives: words(&small.adjectives),
            heads: grammar.heads,
            weights,
        })
    }

    /// What a noun in small letters is used for; of a compound with hyphens the last part counts.
    pub(crate) fn noun(&self, word: &str) -> Option<&Noun> {
        self.nouns.get(word).or_else(|| self.nouns.get(word.rsplit_once('-')?.1))
    }

    /// A noun for one person that is not a document or a body as well.
    pub(crate) fn person_noun(&self, word: &str) -> Option<&Noun> {
        self.noun(word).filter(|noun| noun.kind == SourceKind::Person && !noun.plural)
    }

    /// True if somebody called by the noun `base` may be called by the noun `other` as well.
    pub(crate) fn covers(&self, base: &str, other: &str) -> bool {
        base == other || self.covers.get(base).is_some_and(|list| list.contains(other))
    }

    pub(crate) fn pronoun(&self, word: &str) -> Option<Pronoun> {
        self.pronouns.get(word).copied()
    }

    /// A title that stands right before a name, with the noun it stands for: "sen", "president".
    pub(crate) fn title(&self, word: &str) -> Option<&str> {
        let noun = self.abbreviations.get(word).map(String::as_str);
        noun.or_else(|| self.person_noun(word).map(|noun| noun.base.as_str()))
    }

    /// Whether bearers of a given name, in small letters, are women or men.
    pub(crate) fn given_name(&self, name: &str) -> Option<Gender> {
        let parts = || name.split('-').next();
        self.given_names.get(name).or_else(|| self.given_names.get(parts()?)).copied()
    }

    /// Whether a surname has a form that only women or only men bear.
    pub(crate) fn surname(&self, name: &str) -> Option<Gender> {
        const FEMALE: [&str; 7] = ["ova", "eva", "ska", "skaya", "skaia", "ина", "ова"];
        const MALE: [&str; 5] = ["sky", "skyi", "skiy", "skyy", "enkov"];
        if name.chars().count() < 6 {
            return None;
        }
        let ends = |list: &[&str]| list.iter().any(|end| name.ends_with(end));
        if ends(&FEMALE) { Some(Gender::Female) } else { ends(&MALE).then_some(Gender::Male) }
    }

    /// The kind of a body by its name: words in small letters, without article.
    pub(crate) fn kind_of_body<'w>(&self, name: impl Iterator<Item = &'w str> + Clone) -> SourceKind {
        let count = name.clone().count();
        let Some(last) = name.clone().last() else { return SourceKind::Organization };
        let plain = last.replace('.', "");
        let whole = |phrases: &Phrases| {
            count > 0 && phrases.at(name.clone()) == count
                || count == 1 && phrases.at(std::iter::once(plain.as_str())) == 1
        };
        if whole(&self.official_names)
            || whole(&self.seat_phrases)
                && count > 0
                && self.seats.contains_key(&name.clone().collect::<Vec<_>>().join(" "))
        {
            return SourceKind::OfficialBody;
        }
        if whole(&self.outlets) || self.outlet_words.contains(last) || is_site(last) {
            return SourceKind::MediaOutlet;
        }
        // "Donetsk News Agency"
        if last == "agency" && name.clone().nth(count.saturating_sub(2)) == Some("news") {
            return SourceKind::MediaOutlet;
        }
        let kind =
            |word: &str| self.nouns.get(word).filter(|noun| !noun.plural || noun.base == word).map(|noun| noun.kind);
        // The last noun says what it is ("Army Museum"), or the one before "of" ("Ministry of Defence").
        let before_of =
            name.clone().zip(name.clone().skip(1)).find(|(_, next)| matches!(*next, "of" | "for")).map(|pair| pair.0);
        for word in [before_of, Some(last)].into_iter().flatten() {
            match kind(word) {
                Some(kind @ (SourceKind::OfficialBody | SourceKind::Organization)) => return kind,
                Some(SourceKind::MediaOutlet) => return SourceKind::MediaOutlet,
                _ => {}
            }
        }
        let first = self.outlets.at(name.clone());
        if first > 0 && count == first + 1 {
            return SourceKind::MediaOutlet;
        }
        let official = self.official_names.at(name.clone());
        if official > 0 && (count <= 3 || name.clone().nth(official) == Some("of")) {
            return SourceKind::OfficialBody;
        }
        SourceKind::Organization
    }
}

/// True for the name of a web site: "aif.ru".
pub(crate) fn is_site(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, end)| {
        name.len() > 2
            && (2..=4).contains(&end.len())
            && end.chars().all(|c| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_alphanumeric() || c == '-')
    })
}

/// The plural of a noun, after the rules.
fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("man") {
        return format!("{stem}men");
    }
    if noun == "wife" {
        return "wives".to_owned();
    }
    let consonant_y = noun.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| noun.ends_with(end));
    if consonant_y {
        format!("{}ies", &noun[..noun.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) {
        format!("{noun}es")
    } else {
        format!("{noun}s")
    }
}

/// All nouns in singular and plural. Where lists disagree, people go before documents, and these before bodies.
fn nouns(people: &PeopleFile, bodies: &BodiesFile) -> HashMap<String, Noun> {
    let mut nouns = HashMap::new();
    let mut add = |list: &str, kind: SourceKind, gender: Option<Gender>| {
        for word in list.split_whitespace() {
            let base = people.same.get(word).map_or(word, String::as_str).to_owned();
            let several = if kind == SourceKind::Person { SourceKind::Group } else { kind };
            let many = Noun { kind: several, plural: true, gender: None, base: base.clone() };
            nouns.insert(plural(word), many);
            nouns.insert(word.to_owned(), Noun { kind, plural: false, gender, base });
        }
    };
    add(&bodies.organization.general, SourceKind::Organization, None);
    add(&bodies.organization.nouns, SourceKind::Organization, None);
    add(&bodies.official.nouns, SourceKind::OfficialBody, None);
    add(&bodies.outlet.nouns, SourceKind::MediaOutlet, None);
    add(&bodies.document.nouns, SourceKind::Document, None);
    add(&people.person, SourceKind::Person, None);
    add(&people.female, SourceKind::Person, Some(Gender::Female));
    add(&people.male, SourceKind::Person, Some(Gender::Male));
    for word in people.groups.plural.split_whitespace() {
        let base = word.strip_suffix('s').unwrap_or(word).to_owned();
        nouns.insert(word.to_owned(), Noun { kind: SourceKind::Group, plural: true, gender: None, base });
    }
    for word in people.groups.collective.split_whitespace() {
        let noun = Noun { kind: SourceKind::Group, plural: false, gender: None, base: word.to_owned() };
        nouns.insert(word.to_owned(), noun);
    }
    // The police are many people and a body of state at once: as a source they are the body.
    let police = Noun { kind: SourceKind::OfficialBody, plural: true, gender: None, base: "police".to_owned() };
    nouns.insert("police".to_owned(), police);
    nouns
}

impl Lexicon {
    /// True if a name is that of an outlet, an official body or a seat of government.
    pub(crate) fn is_listed<'w>(&self, name: impl Iterator<Item = &'w str> + Clone) -> bool {
        let count = name.clone().count();
        self.listed_body(name.clone()) == count || self.seat_phrases.at(name) == count
    }

    /// True if the last word of a name is a noun for a body: "Harbour Museum".
    pub(crate) fn names_body<'w>(&self, name: impl Iterator<Item = &'w str>) -> bool {
        let noun = name.last().and_then(|last| self.nouns.get(last));
        noun.is_some_and(|noun| {
            matches!(noun.kind, SourceKind::Organization | SourceKind::OfficialBody | SourceKind::MediaOutlet)
        })
    }

    /// How many of `words` the name of an outlet or official body takes at their start; 0 if there is none.
    pub(crate) fn listed_body<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        [&self.outlets, &self.official_names, &self.channels]
            .iter()
            .map(|names| names.at(words.clone()))
            .max()
            .unwrap_or(0)
    }

    /// Verbs and other words between two phrases.
    pub(crate) fn is_verbal(&self, word: &str) -> bool {
        [&self.auxiliaries, &self.inverting, &self.prepositions, &self.conjunctions, &self.relatives]
            .iter()
            .any(|list| list.contains(word))
    }

    /// Words of grammar, which are no part of a name.
    pub(crate) fn is_small_word(&self, word: &str) -> bool {
        self.pronouns.contains_key(word)
            || self.courtesy.contains_key(word)
            || [
                &self.determiners,
                &self.prepositions,
                &self.conjunctions,
                &self.subordinators,
                &self.auxiliaries,
                &self.relatives,
                &self.inverting,
                &self.adjectives,
            ]
            .iter()
            .any(|list| list.contains(word))
    }
}
