//! The lists around numbers: approximations, units, currencies, vague numbers.

use std::collections::{BTreeMap, HashMap, HashSet};

use sayso_domain::Approximation;
use serde::Deserialize;

use crate::{Token, tokens};

/// Phrases with a meaning, by their first word; the longest first.
#[derive(Debug)]
pub(crate) struct Phrases<T>(HashMap<String, Vec<(Vec<String>, T)>>);

/// Everything in the file of lists.
#[derive(Debug)]
pub(crate) struct QuantityWords {
    pub(crate) before: Phrases<Approximation>,
    pub(crate) after: Phrases<Approximation>,
    pub(crate) units: Phrases<String>,
    pub(crate) signs: Phrases<String>,
    pub(crate) currencies: Phrases<String>,
    pub(crate) vague: Phrases<f64>,
    pub(crate) plurals: HashSet<String>,
    pub(crate) not_plurals: HashSet<String>,
    pub(crate) stops: HashSet<String>,
    pub(crate) determiners: HashSet<String>,
    pub(crate) labels: HashSet<String>,
    pub(crate) capital_labels: HashSet<String>,
    pub(crate) changes: HashSet<String>,
    pub(crate) before_pronouns: HashSet<String>,
    pub(crate) dimensions: HashSet<String>,
    pub(crate) streets: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuantityFile {
    approximations: BTreeMap<Approximation, String>,
    after: BTreeMap<Approximation, String>,
    units: BTreeMap<String, String>,
    currency_signs: BTreeMap<String, String>,
    currency_names: BTreeMap<String, String>,
    vague: BTreeMap<String, String>,
    dimensions: Dimensions,
    nouns: Nouns,
    not: Not,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dimensions {
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    plurals: String,
    not_plurals: String,
    stops: String,
    determiners: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Not {
    labels: String,
    capital_labels: String,
    changes: String,
    before_pronouns: String,
    streets: String,
}

impl<T: Clone> Phrases<T> {
    fn new<'f>(lists: impl Iterator<Item = (T, &'f str)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (meaning, phrases) in lists {
            for phrase in phrases.split(',') {
                let mut words: Vec<String> = tokens(phrase.trim()).into_iter().map(|t| t.lower.into_owned()).collect();
                if !words.is_empty() {
                    let first = words.remove(0);
                    by_first.entry(first).or_default().push((words, meaning.clone()));
                }
            }
        }
        by_first.values_mut().for_each(|phrases| phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        Self(by_first)
    }

    /// The longest phrase that `tokens` begin with: its meaning and how many tokens it has.
    pub(crate) fn at(&self, tokens: &[Token<'_>]) -> Option<(&T, usize)> {
        let (first, behind) = tokens.split_first()?;
        let phrases = self.0.get(&*first.lower)?;
        let fits = |rest: &[String]| {
            rest.len() <= behind.len() && rest.iter().zip(behind).all(|(word, token)| *word == token.lower)
        };
        phrases.iter().find(|(rest, _)| fits(rest)).map(|(rest, meaning)| (meaning, rest.len() + 1))
    }
}

impl QuantityWords {
    /// Reads a file of lists.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: QuantityFile = toml::from_str(data).map_err(|error| error.to_string())?;
        fn named(lists: &BTreeMap<String, String>) -> Phrases<String> {
            Phrases::new(lists.iter().map(|(name, phrases)| (name.clone(), phrases.as_str())))
        }
        let approximations = |lists: &BTreeMap<Approximation, String>| {
            Phrases::new(lists.iter().map(|(approximation, phrases)| (*approximation, phrases.as_str())))
        };
        let vague: Result<Vec<(f64, &str)>, String> = file
            .vague
            .iter()
            .map(|(value, phrases)| {
                Ok((value.parse().map_err(|_| format!("{value:?} is no number"))?, phrases.as_str()))
            })
            .collect();
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            before: approximations(&file.approximations),
            after: approximations(&file.after),
            units: named(&file.units),
            signs: named(&file.currency_signs),
            currencies: named(&file.currency_names),
            vague: Phrases::new(vague?.into_iter()),
            plurals: set(&file.nouns.plurals),
            not_plurals: set(&file.nouns.not_plurals),
            stops: set(&file.nouns.stops),
            determiners: set(&file.nouns.determiners),
            labels: set(&file.not.labels),
            capital_labels: set(&file.not.capital_labels),
            changes: set(&file.not.changes),
            before_pronouns: set(&file.not.before_pronouns),
            dimensions: set(&file.dimensions.words),
            streets: set(&file.not.streets),
        })
    }
}
