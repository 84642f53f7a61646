//! Names of bodies and outlets as sets of words, and the countries that names, roles and affiliations speak of.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Deserialize;

use crate::letters::Letters;

/// A country, by its place in the table.
pub(crate) type Country = u16;

/// The name of a body or an outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BodyName {
    /// As written, white space made one.
    pub(crate) display: String,
    /// Skeletons of its words but countries, legal forms and little words.
    pub(crate) words: BTreeSet<String>,
    /// The countries that it names.
    pub(crate) countries: BTreeSet<Country>,
    /// True if all words are ones that many bodies share.
    pub(crate) generic: bool,
    /// True if some words are.
    pub(crate) partly_generic: bool,
    /// True if it is written as letters for words.
    pub(crate) acronym: bool,
}

impl BodyName {
    /// The words as one key.
    pub(crate) fn key(&self) -> String {
        self.words.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// The words of bodies and countries, ready for look-up.
#[derive(Debug)]
pub(crate) struct Bodies {
    legal: HashSet<String>,
    dropped: HashSet<String>,
    tails: Vec<Vec<String>>,
    generic: HashSet<String>,
    words: HashMap<String, Vec<String>>,
    /// Runs of words by the first.
    phrases: HashMap<String, Vec<Phrase>>,
    acronyms: HashMap<String, Vec<String>>,
    countries: Countries,
}

/// A run of words, and the words that stand for it.
type Phrase = (Vec<String>, Vec<String>);

/// Runs of words that mean a country, by the first word.
#[derive(Debug, Default)]
struct Countries {
    by_first: HashMap<String, Vec<(Vec<String>, Country, Means)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    Country,
    /// A part of a country or its seat of government: a body's name keeps it.
    Part,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    legal: String,
    dropped: String,
    tails: Vec<String>,
    generic: String,
    words: BTreeMap<String, String>,
    phrases: BTreeMap<String, String>,
    acronyms: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryFile {
    countries: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    seats: BTreeMap<String, String>,
}

fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

impl Bodies {
    pub(crate) fn parse_lists(bodies: &str, countries: &str, letters: &Letters) -> Result<Self, String> {
        let file: File = toml::from_str(bodies).map_err(|error| error.to_string())?;
        let mut phrases: HashMap<String, Vec<_>> = HashMap::new();
        for (from, to) in &file.phrases {
            for from in letters.folds(from) {
                let from = split(&from);
                let first = from.first().ok_or("an empty phrase")?.clone();
                phrases.entry(first).or_default().push((from, split(to)));
            }
        }
        phrases.values_mut().for_each(|list| list.sort_by_key(|(from, _)| std::cmp::Reverse(from.len())));
        Ok(Self {
            legal: split(&file.legal).into_iter().collect(),
            dropped: split(&file.dropped).into_iter().collect(),
            tails: file.tails.iter().map(|tail| split(tail)).collect(),
            generic: split(&file.generic).iter().map(|word| letters.skeleton(word)).collect(),
            words: file.words.iter().flat_map(|(from, to)| letters.folds(from).map(|from| (from, split(to)))).collect(),
            phrases,
            acronyms: file.acronyms.iter().map(|(from, to)| (from.clone(), split(to))).collect(),
            countries: Countries::parse(countries, letters)?,
        })
    }

    /// Takes a name apart; any text gives a name.
    pub(crate) fn parse(&self, raw: &str, letters: &Letters) -> BodyName {
        let display = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut words = folded_words(&display, letters);
        let acronym = matches!(words.as_slice(), [word] if self.acronyms.contains_key(word))
            || !display.contains(' ') && display.chars().all(|c| c.is_uppercase() || c == '.');
        if let Some(tail) = self.tails.iter().find(|tail| words.len() > tail.len() && words.ends_with(tail)) {
            words.truncate(words.len() - tail.len());
        }
        words = replaced(words, &self.acronyms);
        while words.len() > 1 && words.last().is_some_and(|last| self.legal.contains(last)) {
            words.pop();
        }
        let words = replaced(words, &self.words);
        let words = self.with_phrases(words);
        let (mut countries, mut rest) = (BTreeSet::new(), BTreeSet::new());
        let mut at = 0;
        while at < words.len() {
            if let Some((length, country, Means::Country)) = self.countries.at(&words[at..]) {
                countries.insert(country);
                at += length;
            } else {
                if !self.dropped.contains(&words[at]) {
                    rest.insert(letters.skeleton(&words[at]));
                }
                at += 1;
            }
        }
        if rest.is_empty() && countries.is_empty() {
            rest.extend(if words.is_empty() { vec![letters.fold(&display)] } else { words });
        }
        let generic = !rest.is_empty() && rest.iter().all(|word| self.generic.contains(word));
        let partly_generic = rest.iter().any(|word| self.generic.contains(word));
        BodyName { display, words: rest, countries, generic, partly_generic, acronym }
    }

    fn with_phrases(&self, words: Vec<String>) -> Vec<String> {
        let mut out = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let found = self
                .phrases
                .get(&words[at])
                .and_then(|list| list.iter().find(|(from, _)| words[at..].starts_with(from)));
            if let Some((from, to)) = found {
                out.extend(to.iter().cloned());
                at += from.len();
            } else {
                out.push(words[at].clone());
                at += 1;
            }
        }
        out
    }

    /// True if the name looks like one of a body: it holds a word that bodies share, a legal form or is an acronym.
    pub(crate) fn is_likely(&self, name: &BodyName, letters: &Letters) -> bool {
        let legal = || folded_words(&name.display, letters).iter().skip(1).any(|word| self.legal.contains(word));
        name.partly_generic || name.acronym && name.display.len() > 1 || legal()
    }

    /// The countries, parts and seats that words speak of, but for those behind a word of `elsewhere`; and the other words.
    pub(crate) fn countries(&self, words: &[String], elsewhere: &HashSet<String>) -> (BTreeSet<Country>, Vec<String>) {
        let (mut countries, mut rest) = (BTreeSet::new(), Vec::new());
        let (mut at, mut away) = (0, false);
        while at < words.len() {
            if let Some((length, country, _)) = self.countries.at(&words[at..]) {
                if !away {
                    countries.insert(country);
                } else {
                    rest.extend_from_slice(&words[at..at + length]);
                }
                at += length;
            } else {
                // An article does not end what a preposition began: "ambassador to the United States".
                away = elsewhere.contains(&words[at]) || away && words[at] == "the";
                rest.push(words[at].clone());
                at += 1;
            }
        }
        (countries, rest)
    }
}

fn replaced(words: Vec<String>, by: &HashMap<String, Vec<String>>) -> Vec<String> {
    words.into_iter().flat_map(|word| by.get(&word).cloned().unwrap_or_else(|| vec![word])).collect()
}

impl Countries {
    fn parse(data: &str, letters: &Letters) -> Result<Self, String> {
        let file: CountryFile = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut countries = Self::default();
        let codes: Vec<&String> = file.countries.keys().collect();
        for (list, means) in [(&file.countries, Means::Country), (&file.parts, Means::Part), (&file.seats, Means::Part)]
        {
            for (code, names) in list {
                let known =
                    codes.iter().position(|known| *known == code).ok_or_else(|| format!("no country {code}"))?;
                let country = Country::try_from(known).map_err(|_| "too many countries".to_owned())?;
                for name in names.split_whitespace() {
                    for name in letters.folds(name) {
                        let words: Vec<_> = name.split('-').map(str::to_owned).collect();
                        countries.by_first.entry(words[0].clone()).or_default().push((words, country, means));
                    }
                }
            }
        }
        countries.by_first.values_mut().for_each(|list| list.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len())));
        Ok(countries)
    }

    /// The longest country that the words begin with, and its number of words.
    fn at(&self, words: &[String]) -> Option<(usize, Country, Means)> {
        let list = self.by_first.get(words.first()?)?;
        list.iter()
            .find(|(name, ..)| words.starts_with(name))
            .map(|(name, country, means)| (name.len(), *country, *means))
    }
}

/// The folded words of a text: letters and digits; the full stops of "U.S." joined, possessive endings dropped.
pub(crate) fn folded_words(text: &str, letters: &Letters) -> Vec<String> {
    let fold = letters.fold(text).replace(['’', 'ʼ', '‘'], "'");
    let mut words = Vec::new();
    for word in fold.split_whitespace() {
        let word = word.strip_prefix("www.").unwrap_or(word);
        let dotted = word.split('.').all(|part| part.chars().count() <= 1);
        let word = if dotted { word.replace('.', "") } else { word.to_owned() };
        for part in word.split(|c: char| !(c.is_alphanumeric() || c == '\'')) {
            let part = part.trim_matches('\'');
            let part = part.strip_suffix("'s").unwrap_or(part).replace('\'', "");
            if !part.is_empty() {
                words.push(part);
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies() -> (Bodies, Letters) {
        let letters = Letters::parse(include_str!("../data/romanisation.toml")).unwrap();
        let (bodies, countries) = (include_str!("../data/bodies.toml"), include_str!("../data/countries.toml"));
        (Bodies::parse_lists(bodies, countries, &letters).unwrap(), letters)
    }

    #[test]
    fn bodies_are_sets_of_words() {
        let (bodies, letters) = bodies();
        let same = |a: &str, b: &str| {
            let (a_name, b_name) = (bodies.parse(a, &letters), bodies.parse(b, &letters));
            assert_eq!((&a_name.words, &a_name.countries), (&b_name.words, &b_name.countries), "{a} / {b}");
        };
        same("Ministry of Defence of Ukraine", "Ukraine’s Defense Ministry");
        same("the United Nations", "U.N.");
        same("U.S. Justice Department", "Department of Justice of the United States");
        same("Apple Inc.", "Apple");
        same("Reuters", "Reuters news agency");
        same("Міністерство оборони України", "Ukrainian Defence Ministry");
        assert!(bodies.parse("Foreign Ministry", &letters).generic);
        assert!(!bodies.parse("Human Rights Watch", &letters).generic);
        for odd in ["", "...", "👮", "the", "Inc.", "'s", "of the"] {
            assert!(!bodies.parse(odd, &letters).words.is_empty(), "{odd:?}");
        }
    }

    #[test]
    fn a_country_elsewhere_is_not_ones_own() {
        let (bodies, letters) = bodies();
        let elsewhere: HashSet<_> = ["to", "for"].map(str::to_owned).into();
        let check = |text: &str, count: usize| {
            let words = folded_words(text, &letters);
            assert_eq!(bodies.countries(&words, &elsewhere).0.len(), count, "{text}");
        };
        check("Russian foreign minister", 1);
        check("ambassador to Ukraine", 0);
        check("U.S. ambassador to the United Kingdom", 1);
        check("mayor of Leeds", 0);
        check("Texas rancher", 1);
    }
}
