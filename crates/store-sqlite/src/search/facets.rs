//! The terms under which a claim is found by what it is, beside those of its words.
//!
//! Each begins with a mark that no term of a text holds, and with a letter that says what it is about.

use std::collections::HashSet;

use sayso_domain::{Claim, DocumentParts, Interval};
use sayso_store::{affiliations, hash, said_on, searchable, wording_hash};

use super::{cells, days};

/// What every such term begins with: neither letter nor digit, so that no text has it, and not ASCII, so that the
/// tokenizer takes it for part of the term.
pub(super) const MARK: char = '§';

/// Where times stand in terms: when it was said, what it speaks of, and from when to when a forecast is due.
pub(super) const SAID: &str = "s";
pub(super) const ABOUT: &str = "a";
pub(super) const DUE_FIRST: &str = "b";
pub(super) const DUE_LAST: &str = "e";

/// A forecast, one without a deadline, and one that a person decided on, whether or not that was withdrawn.
pub(super) const FORECAST: &str = "y";
pub(super) const WITHOUT_DEADLINE: &str = "z";
pub(super) const DECIDED: &str = "x";

/// The steps of a confidence are thousandths.
const STEPS: u16 = 1000;

/// How many steps the terms of a confidence stand for, with their letters: each for ten of those before.
const SCALES: [(char, u16); 3] = [('r', 1), ('q', 10), ('v', 100)];

pub(super) fn document(document: &str) -> String {
    format!("d{:x}", hash(&[document]))
}

pub(super) fn site(site: &str) -> String {
    format!("h{:x}", hash(&[site]))
}

pub(super) fn wording(wording: u64) -> String {
    format!("w{wording:x}")
}

/// One of the values that have names: a kind, a form and so on, told apart by the letter.
pub(super) fn named(letter: char, name: &str) -> String {
    format!("{letter}{}", name.to_ascii_lowercase())
}

pub(super) fn country(code: &str) -> String {
    named('n', code)
}

pub(super) fn geonames(id: u64) -> String {
    format!("g{id}")
}

/// The term that stands for a term of an affiliation, and without one, between two affiliations.
pub(super) fn affiliation(term: &str) -> String {
    format!("i{term}")
}

/// How many steps a confidence has reached.
fn step(confidence: f32) -> u16 {
    // The step before the one that rounding might have gone over by.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let near = (confidence * f32::from(STEPS)) as u16;
    let reached = |step: &u16| *step <= STEPS && at_step(*step) <= confidence;
    (near.saturating_sub(1)..=near + 1).rev().find(reached).unwrap_or(0)
}

fn at_step(step: u16) -> f32 {
    f32::from(step) / f32::from(STEPS)
}

/// The terms of which each claim with at least this confidence has one. If it lies between two steps, others that have
/// reached the step before it have one too.
pub(super) fn at_least(confidence: f32) -> Vec<String> {
    let mut terms = Vec::new();
    let mut first = step(confidence);
    for (letter, scale) in SCALES {
        // As far as the next one of ten times the scale, if there is that scale.
        let end = if scale == 100 { STEPS + 1 } else { first.next_multiple_of(scale * 10).min(STEPS + 1) };
        terms.extend((first..end).step_by(scale.into()).map(|step| confidence_term(letter, scale, step)));
        first = end;
    }
    terms
}

fn confidence_term(letter: char, scale: u16, step: u16) -> String {
    format!("{letter}{}", step / scale)
}

/// The terms of a claim, by what it and its document are, with single spaces between them; of one that nobody decided on.
pub(crate) fn facets(claim: &Claim, parts: &DocumentParts) -> String {
    let mut terms = String::new();
    let mut seen = HashSet::new();
    let mut add = |term: &str| {
        if seen.insert(term.to_owned()) {
            push(&mut terms, term);
        }
    };
    if let Some(id) = &parts.id {
        add(&document(id.as_str()));
    }
    if let Some(name) = &parts.site {
        add(&site(name));
    }
    add(&named('k', claim.kind.as_str()));
    add(&named('f', claim.form.as_str()));
    add(&named('c', claim.commitment.certainty.as_str()));
    add(&named('p', claim.commitment.polarity.as_str()));
    if let Some(said) = said_on(claim, parts.published.as_ref().map(|published| published.date())) {
        days::terms(said, SAID, &mut add);
    }
    claim.times.iter().filter_map(|time| time.interval).for_each(|time| days::terms(time.days(), ABOUT, &mut add));
    for place in &claim.places {
        if let Some(code) = &place.country {
            // Another is none that can be asked for.
            if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                add(&country(code));
            }
        }
        if let Some(id) = place.geonames_id {
            add(&geonames(id));
        }
        if let Some(at) = place.coordinates {
            cells::terms(at, &mut add);
        }
    }
    if let Some(confidence) = claim.confidence {
        let step = step(confidence.get());
        SCALES.iter().for_each(|(letter, scale)| add(&confidence_term(*letter, *scale, step)));
    }
    if let Some(forecast) = &claim.forecast {
        add(FORECAST);
        match forecast.due.map(Interval::days) {
            Some((first, last)) => {
                days::terms((first, first), DUE_FIRST, &mut add);
                days::terms((last, last), DUE_LAST, &mut add);
            }
            None => add(WITHOUT_DEADLINE),
        }
    }
    if let Some(source) = &claim.source {
        if let Some(hash) = wording_hash(source) {
            add(&wording(hash));
        }
        // In order and as often as they stand there, for phrases.
        for words in affiliations(source) {
            push(&mut terms, &affiliation(""));
            searchable(words)
                .split(' ')
                .filter(|term| !term.is_empty())
                .for_each(|term| push(&mut terms, &affiliation(term)));
        }
    }
    terms
}

/// Adds to the terms of a forecast that a person decided on it.
pub(crate) fn add_decided(terms: &mut String) {
    push(terms, DECIDED);
}

fn push(terms: &mut String, term: &str) {
    if !terms.is_empty() {
        terms.push(' ');
    }
    terms.push(MARK);
    terms.push_str(term);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidence_has_a_term_of_all_that_it_reaches() {
        let confidences: Vec<f32> = (0..=1000)
            .map(at_step)
            .flat_map(|step| [step - 1e-7, step, step + 1e-7, step + 0.0004])
            .filter(|confidence| (0.0..=1.0).contains(confidence))
            .collect();
        for least in confidences.iter().step_by(13) {
            let (terms, between) = (at_least(*least), at_step(step(*least)) < *least);
            assert!(terms.len() <= 28, "{terms:?}");
            for confidence in &confidences {
                let step = step(*confidence);
                let has = SCALES.map(|(letter, scale)| confidence_term(letter, scale, step));
                let found = terms.iter().any(|term| has.contains(term));
                let reached = confidence >= least;
                assert!(found == reached || (found && between), "{confidence} and {least}: {found}");
            }
        }
        for thousandths in [0.5_f32, 0.9, 0.95, 0.999, 1.0, 0.123] {
            assert_eq!(at_step(step(thousandths)), thousandths);
        }
    }
}
