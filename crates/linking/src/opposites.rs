//! Outcomes of which only one can be: captured or held, open or blocked, dead or alive.

use sayso_identity::Identifier;
use serde::Deserialize;

use crate::{
    phrases::Phrases,
    words::{Lexicon, Token},
};

/// One side of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) question: u16,
    pub(crate) yes: bool,
}

/// The table of opposites.
#[derive(Debug)]
pub(crate) struct Opposites {
    phrases: Phrases<Side>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    opposites: Vec<Row>,
    /// Checked by the tests: sentences that cannot both be so, and some that can.
    #[serde(rename = "test")]
    _tests: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    yes: String,
    no: String,
}

impl Opposites {
    pub(crate) fn parse(data: &str, lexicon: &Lexicon, identifier: &Identifier) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut phrases = Phrases::default();
        for (row, question) in file.opposites.iter().zip(0..) {
            for (list, yes) in [(&row.yes, true), (&row.no, false)] {
                for phrase in list.split(',') {
                    let stems = lexicon.stems(phrase, identifier);
                    if stems.is_empty() {
                        return Err(format!("{list:?} has an empty phrase"));
                    }
                    phrases.add(stems, Side { question, yes });
                }
            }
        }
        Ok(Self { phrases })
    }

    /// The sides whose words begin at `at`: of each question the longest phrase.
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Vec<(usize, Side)> {
        let mut found: Vec<(usize, Side)> = Vec::new();
        for (length, side) in self.phrases.all_at(tokens, at) {
            if found.iter().all(|(_, other)| other.question != side.question) {
                found.push((length, *side));
            }
        }
        found
    }
}
