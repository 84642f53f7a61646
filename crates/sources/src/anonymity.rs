//! Sources whose name the document withholds, and why.
//!
//! Anonymous is an unnamed individual, or unnamed individuals who are singled out, inside a body or close to a matter:
//! "a senior official", "two aides", "people familiar with the talks", and whoever the document says asked not to be
//! named. A body's voice is not ("a spokesman for the ministry": the body answers), nor a plain group ("residents",
//! "critics", "officials said").

use std::ops::Range;

use sayso_domain::SourceKind;
use sayso_text::Spans;
use serde::Deserialize;

use crate::{page::Page, pattern::Pattern, phrase::NounPhrase, scene::Scene};

const ANONYMITY: &str = include_str!("../data/anonymity.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnonymityFile {
    withholding: Vec<String>,
    reasons: Vec<String>,
    descriptions: Vec<String>,
    described: String,
    singling: String,
    offices: String,
}

/// The phrases of withholding, ready for use.
#[derive(Debug)]
pub(crate) struct Anonymity {
    withholding: Vec<Pattern>,
    reasons: Vec<Pattern>,
    descriptions: Vec<Pattern>,
    described: Vec<String>,
    singling: Vec<String>,
    offices: Vec<String>,
}

impl Anonymity {
    pub(crate) fn parse() -> Result<Self, toml::de::Error> {
        let file: AnonymityFile = toml::from_str(ANONYMITY)?;
        let patterns = |list: &[String]| list.iter().map(|pattern| Pattern::parse(pattern)).collect();
        let words = |list: &str| list.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            withholding: patterns(&file.withholding),
            reasons: patterns(&file.reasons),
            descriptions: patterns(&file.descriptions),
            described: words(&file.described),
            singling: words(&file.singling),
            offices: words(&file.offices),
        })
    }

    /// Whether the description of an unnamed source withholds the name by itself.
    pub(crate) fn is_withheld(&self, scene: &Scene, phrase: &NounPhrase) -> bool {
        let (page, lexicon) = (&scene.page, scene.lexicon);
        let Some(noun) =
            phrase.noun.as_ref().filter(|noun| matches!(noun.kind, SourceKind::Person | SourceKind::Group))
        else {
            return false;
        };
        let lower = page.lower(phrase.head);
        let base = noun.base.as_str();
        let is = |list: &std::collections::HashSet<String>| list.contains(lower) || list.contains(base);
        if is(&lexicon.always_withheld) {
            return true;
        }
        let near = phrase.head + 1..phrase.words.end.min(phrase.head + 6);
        let described = first_fit(page, near, &self.descriptions).is_some() && page.lower(phrase.head + 1) != ",";
        if described && (is(&lexicon.withheld) || self.described.iter().any(|word| word == lower)) {
            return true;
        }
        // "The mayor" has one bearer, who can be looked up; "a mayor" may be any.
        if !phrase.plural && self.offices.iter().any(|office| office == base) {
            return matches!(page.lower(phrase.words.start), "a" | "an" | "one" | "another" | "some");
        }
        let singled =
            page.lowers(phrase.words.start..phrase.head).any(|word| self.singling.iter().any(|single| single == word));
        is(&lexicon.withheld) && !is(&lexicon.spoken_for) && (!phrase.plural || singled)
    }

    /// The words with which the document withholds the name of the source of a claim, and the reason it gives; `near` are
    /// the words to look at, of which those in `own` (the content) do not count. `None` if it says nothing of the kind.
    pub(crate) fn withholding(&self, scene: &Scene, near: Range<usize>, own: &[Range<usize>]) -> Option<Spans> {
        let page = &scene.page;
        let end = near.clone().rev().find_map(|at| {
            let inside = own.iter().any(|range| range.contains(&at));
            (!inside && first_fit(page, at.saturating_sub(12).max(near.start)..at + 1, &self.withholding)? == at + 1)
                .then_some(at + 1)
        })?;
        let length =
            self.withholding.iter().filter_map(|pattern| fit_at(page, end, near.start, pattern)).max().unwrap_or(1);
        let stop = (end..near.end)
            .find(|at| !page.words[*at].is_word || own.iter().any(|range| range.contains(at)))
            .unwrap_or(near.end);
        let begins = |at: &usize| self.reasons.iter().any(|pattern| reason_at(page, *at, stop, pattern));
        // The reason stands behind the words of withholding, or begins shortly before them.
        let behind = (end..stop.min(end + 4)).find(begins);
        let ahead = ((end - length).saturating_sub(6).max(near.start)..end - length)
            .find(|at| begins(at) || page.lower(*at) == "who");
        // "on condition of anonymity" is the reason where no other is given.
        let whole = (end - length)
            .checked_sub(1)
            .filter(|at| *at >= near.start && matches!(page.lower(*at), "on" | "under"))
            .unwrap_or(end - length);
        let start = behind.or(ahead).unwrap_or(whole);
        Some(page.span(start..stop).map(Spans::from).unwrap_or_default())
    }
}

fn reason_at(page: &Page, at: usize, end: usize, pattern: &Pattern) -> bool {
    (1..=3).any(|length| at + length <= end && fit_at(page, at + length, at, pattern) == Some(length))
}

/// How many words before `end`, none before `start`, a pattern takes.
fn fit_at(page: &Page, end: usize, start: usize, pattern: &Pattern) -> Option<usize> {
    let words: Vec<&str> = (start..end).rev().take(12).map(|at| page.lower(at)).collect();
    pattern.length_backwards(&words)
}

/// Where the first of the patterns that fits inside `range` ends.
fn first_fit(page: &Page, range: Range<usize>, patterns: &[Pattern]) -> Option<usize> {
    range
        .clone()
        .map(|at| at + 1)
        .rev()
        .find(|end| patterns.iter().any(|pattern| fit_at(page, *end, range.start, pattern).is_some()))
}
