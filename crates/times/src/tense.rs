//! Whether the words around a time speak of what is behind or ahead, without a parser: the nearest word that tells.

use std::collections::HashSet;

use sayso_quantities::Token;
use serde::Deserialize;

/// Behind or ahead of the publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    /// "To meet", "could meet": ahead, unless the day was just before the publication.
    PerhapsFuture,
    Future,
}

impl Tense {
    pub(crate) fn is_ahead(self) -> bool {
        self != Self::Past
    }
}

/// The words that tell.
#[derive(Debug)]
pub(crate) struct Tenses {
    future: HashSet<String>,
    perhaps_future: HashSet<String>,
    /// Each a row of words.
    right_before_future: Vec<Vec<String>>,
    right_before_perhaps: Vec<Vec<String>>,
    past: HashSet<String>,
    not_past: HashSet<String>,
    past_infinitive: HashSet<String>,
    not_infinitive: HashSet<String>,
    articles: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TenseFile {
    future: String,
    perhaps_future: String,
    right_before_future: String,
    right_before_perhaps: String,
    past: String,
    not_past: String,
    past_infinitive: String,
    not_infinitive: String,
    articles: String,
}

/// How many words to look back, and ahead if those before do not tell.
const BACK: usize = 24;
const AHEAD: usize = 16;

impl Tenses {
    /// Reads a list of words.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: TenseFile = toml::from_str(data).map_err(|error| error.to_string())?;
        let words = |row: &str| row.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let set = |row: &str| words(row).into_iter().collect();
        Ok(Self {
            future: set(&file.future),
            perhaps_future: set(&file.perhaps_future),
            right_before_future: file.right_before_future.split(',').map(words).collect(),
            right_before_perhaps: file.right_before_perhaps.split(',').map(words).collect(),
            past: set(&file.past),
            not_past: set(&file.not_past),
            past_infinitive: set(&file.past_infinitive),
            not_infinitive: set(&file.not_infinitive),
            articles: set(&file.articles),
        })
    }

    /// The tense around the tokens `start..end`, within the sentence `from..to`; `None` if no word tells.
    pub(crate) fn around(
        &self,
        tokens: &[Token<'_>],
        (from, to): (usize, usize),
        (start, end): (usize, usize),
    ) -> Option<Tense> {
        let ends_with = |row: &Vec<String>| {
            let last = start.checked_sub(row.len()).filter(|first| *first >= from).map(|first| &tokens[first..start]);
            last.is_some_and(|last| last.iter().map(|token| &*token.lower).eq(row.iter()))
        };
        if self.right_before_future.iter().any(ends_with) {
            return Some(Tense::Future);
        }
        let first = from.max(start.saturating_sub(BACK));
        // What is said in quotation marks has its own tense.
        let same_speech = |at: &usize| !matches!(&*tokens[*at].lower, "\"" | "“" | "”" | "«" | "»");
        let before = (first..start).rev().take_while(same_speech).find_map(|at| self.of(tokens, at));
        let ahead = end..to.min(end + AHEAD);
        let tense = before.or_else(|| ahead.take_while(same_speech).find_map(|at| self.of(tokens, at)));
        match tense {
            // "Could come by Friday" is surely ahead.
            Some(tense) if tense.is_ahead() && self.right_before_perhaps.iter().any(ends_with) => Some(Tense::Future),
            _ if self.right_before_perhaps.iter().any(ends_with) => Some(Tense::PerhapsFuture),
            tense => tense,
        }
    }

    fn of(&self, tokens: &[Token<'_>], at: usize) -> Option<Tense> {
        let word = &*tokens[at].lower;
        let before = |back: usize| at.checked_sub(back).map_or("", |at| &*tokens[at].lower);
        if self.is_future(tokens, at) {
            let was_ahead = before(1) == "been" && before(2) == "had";
            return Some(if was_ahead { Tense::Past } else { Tense::Future });
        }
        if self.perhaps_future.contains(word) {
            return Some(Tense::PerhapsFuture);
        }
        if word == "to" {
            let next = tokens.get(at + 1)?;
            // "To understanding"; "to spring" is one.
            let is_noun = next.lower.len() > 6 && next.lower.ends_with("ing");
            let listed = self.not_infinitive.contains(&*next.lower);
            let infinitive = next.is_word() && !next.capital && !is_noun && !listed;
            let tense = if self.past_infinitive.contains(before(1)) {
                Tense::Past
            } else if matches!(before(1), "is" | "are") {
                Tense::Future
            } else {
                // "Expected to"; "had been expected to".
                let of_verb = at.checked_sub(1).filter(|verb| self.is_future(tokens, *verb));
                of_verb.and_then(|verb| self.of(tokens, verb)).unwrap_or(Tense::PerhapsFuture)
            };
            return infinitive.then_some(tense);
        }
        // "They have until Friday" is no perfect.
        if matches!(word, "have" | "has") {
            return (at + 1..tokens.len().min(at + 4)).any(|at| self.is_past(&tokens[at])).then_some(Tense::Past);
        }
        // "To hit", "will hit", "would be held", "will soon be released": the words before tell. "Is closed" is present.
        let is_after_future = at.checked_sub(1).is_some_and(|before| self.is_future(tokens, before));
        let is_open = matches!(before(1), "to" | "be" | "is" | "are")
            || before(2) == "be"
            || is_after_future
            || self.perhaps_future.contains(before(1));
        (self.is_past(&tokens[at]) && !is_open).then_some(Tense::Past)
    }

    fn is_future(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let word = &*tokens[at].lower;
        let is_noun = || at.checked_sub(1).is_some_and(|before| self.articles.contains(&*tokens[before].lower));
        self.future.contains(word) && !is_noun() || word.ends_with("'ll")
    }

    fn is_past(&self, token: &Token<'_>) -> bool {
        let word = &*token.lower;
        let regular = word.len() > 3 && word.ends_with("ed") && !self.not_past.contains(word) && token.is_word();
        self.past.contains(word) || regular && !token.capital
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_tells() {
        let tenses = Tenses::parse(include_str!("../data/tense.toml")).unwrap();
        let check = |text: &str, expected: Option<Tense>| {
            let tokens = sayso_quantities::tokens(text);
            let at = tokens.iter().position(|token| token.lower == "friday").unwrap();
            assert_eq!(tenses.around(&tokens, (0, tokens.len()), (at, at + 1)), expected, "{text}");
        };
        check("He will leave on Friday", Some(Tense::Future));
        check("He said he'll leave on Friday", Some(Tense::Future));
        check("He said on Friday he will leave", Some(Tense::Past));
        check("On Friday she will speak", Some(Tense::Future));
        check("He agreed to leave on Friday", Some(Tense::PerhapsFuture));
        check("He drove to London on Friday", Some(Tense::Past));
        check("The trial is scheduled for Friday", Some(Tense::Future));
        check("The United team, Friday", None);
        check("It would be held on Friday", Some(Tense::PerhapsFuture));
        check("It should be finally closed on Friday", Some(Tense::PerhapsFuture));
        check("It opened as soon as Friday", Some(Tense::Future));
        check("It was closed on Friday", Some(Tense::Past));
        check("They rejected the plan on Friday", Some(Tense::Past));
        check("She must be gone by Friday", Some(Tense::Future));
        check("She will be gone by Friday", Some(Tense::Future));
        check("The plan failed on Friday", Some(Tense::Past));
        check("It is expected to hit the coast on Friday", Some(Tense::Future));
        check("It had been due on Friday", Some(Tense::Past));
        check("It had been due to close on Friday", Some(Tense::Past));
        check("She is to appear on Friday", Some(Tense::Future));
        check("They failed to agree on Friday", Some(Tense::Past));
        check("It is closed on Friday", None);
        check("A key to understanding it on Friday", None);
        check("They have until Friday to agree", Some(Tense::Future));
        check("They have not met since Friday", Some(Tense::Past));
    }
}
