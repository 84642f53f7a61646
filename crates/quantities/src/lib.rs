//! Quantities in English news, and the number words that they and times are written with.
//!
//! [`Quantities`] finds numbers with what approximates them and what they count: "almost 25,000 soldiers" is 25,000
//! "soldiers", NEARLY; "$1.5 billion" is 1.5 billion "USD". Measures have a symbol, never a conversion. Numbers that count
//! nothing are left out: times, ordinals, scores, telephone numbers, addresses, names with a number. What the words mean
//! stands in `data/`.
//!
//! [`NumberWords`] reads a number in figures or words, [`tokens`] cuts a text into what it reads.
//!
//! This crate knows nothing of claims, files or the clock. It does not know whose quantity it is, nor whether it is right.
//!
//! ```
//! use sayso_quantities::Quantities;
//! use sayso_text::Span;
//!
//! let quantities = Quantities::new();
//! let text = "Nearly 90 percent voted.";
//! let found = quantities.find(text, &[Span::new(0, text.len()).unwrap()], &[]);
//! assert_eq!((found[0].value, found[0].unit.as_deref()), (90.0, Some("%")));
//! ```

mod find;
mod names;
mod numbers;
mod tokens;
mod words;

use sayso_domain::{Quantity, TimeExpression};
use sayso_text::Span;

pub use numbers::{NumberWords, Reading};
pub use tokens::{Token, tokens};

use crate::{find::Finder, words::QuantityWords};

/// The lists, read once.
#[derive(Debug)]
pub struct Quantities {
    numbers: NumberWords,
    words: QuantityWords,
}

impl Default for Quantities {
    fn default() -> Self {
        Self::new()
    }
}

impl Quantities {
    /// The lists that come with this crate.
    #[must_use]
    pub fn new() -> Self {
        let words = match QuantityWords::parse(include_str!("../data/quantities.toml")) {
            Ok(words) => words,
            // The file is part of the program, and a test reads it.
            Err(error) => unreachable!("{error}"),
        };
        Self { numbers: NumberWords::new(), words }
    }

    /// Every quantity in the pieces `within` of `text`, in the order of the pieces. `times` are the time expressions of
    /// the text, in text order: a number in one of them is no quantity.
    ///
    /// Of a share ("a third of voters", "one in five voters") the value is the fraction and the unit what it is a share of. Vague numbers have
    /// the least value that the word can mean ("dozens" 24) and are ABOUT.
    #[must_use]
    pub fn find(&self, text: &str, within: &[Span], times: &[TimeExpression]) -> Vec<Quantity> {
        within
            .iter()
            .filter_map(|piece| Some((piece, piece.words(text)?)))
            .flat_map(|(piece, words)| {
                let mut tokens = tokens(words);
                for token in &mut tokens {
                    // The piece fits the text, and so does what lies in it.
                    let moved = Span::new(token.span.start() + piece.start(), token.span.end() + piece.start());
                    token.span = moved.unwrap_or(token.span);
                }
                let mut next = times.partition_point(|time| time.words.end() <= piece.start());
                let is_time: Vec<bool> = tokens
                    .iter()
                    .map(|token| {
                        while times.get(next).is_some_and(|time| time.words.end() <= token.span.start()) {
                            next += 1;
                        }
                        times.get(next).is_some_and(|time| time.words.overlaps(token.span))
                    })
                    .collect();
                Finder { numbers: &self.numbers, words: &self.words, tokens: &tokens, is_time: &is_time }.all()
            })
            .collect()
    }
}
