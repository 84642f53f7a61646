//! Numbers that name or date something ("F-16", "10 Downing Street", a score of 3-2) and so are no quantities.

use crate::{
    Token,
    find::{Finder, Number},
};

impl Finder<'_, '_> {
    /// True for numbers that name or date something and count nothing.
    pub(crate) fn is_named_or_dated(&self, at: usize, number: &Number, start: usize, money: bool) -> bool {
        let first = &self.tokens[at];
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let next = self.tokens.get(number.end);
        let figures = first.is_digits();
        // "F-16", "3-2" seen from the second figure, "1.2.3", "11/3".
        let joined = |token: &Token<'_>| matches!(&*token.lower, "-" | "." | "/" | ":" | "_" | "@" | "#");
        if at == start
            && first.glued
            && before.is_some_and(|token| joined(token) || token.is_word() || token.is_digits())
        {
            return true;
        }
        if figures && next.is_some_and(|token| token.glued && matches!(&*token.lower, "st" | "nd" | "rd" | "th")) {
            return true;
        }
        let glued_figures = |at: usize| {
            self.tokens.get(at).is_some_and(|mark| mark.glued && matches!(&*mark.lower, "-" | "." | "/" | ":"))
                && self.tokens.get(at + 1).is_some_and(|next| next.glued && next.is_digits())
        };
        if figures && !money && glued_figures(number.end) {
            let dash = self.is(number.end, "-");
            let second = self.number(number.end + 1);
            let rises = second.as_ref().is_some_and(|second| second.value > number.value);
            // "555-0123-4", "3-2"; but "5-10 people".
            let counted = |second: &Number| {
                let (unit, _) = self.unit(second.end, None, second, Some(second.value));
                unit.is_some() && !glued_figures(second.end)
            };
            if !dash || !rises || !second.as_ref().is_some_and(counted) {
                return true;
            }
        }
        let is_label = |token: &Token<'_>| {
            let word = &*token.lower;
            word == "+" || self.words.labels.contains(word) || token.capital && self.words.capital_labels.contains(word)
        };
        // "Gate No. 4"; but the dot behind "the war. 12 soldiers died" ends a sentence.
        let is_abbreviation = |dot: &Token<'_>| {
            let label = at.checked_sub(2).map(|label| format!("{}.", self.tokens[label].lower));
            dot.glued && dot.lower == "." && label.is_some_and(|label| self.words.labels.contains(&*label))
        };
        if before.is_some_and(|token| is_label(token) || is_abbreviation(token)) {
            return true;
        }
        // "44 123 4567"; "one in five".
        let counts = |at: usize| self.tokens.get(at).is_some_and(Token::is_digits) && !self.is_time[at];
        if figures && (counts(number.end) || at > 0 && counts(at - 1)) {
            return true;
        }
        // "one of", "no one", "the one".
        if number.value == 1.0 && !figures && !number.share {
            let pronoun = self.is(number.end, "of")
                || before.is_some_and(|token| self.words.before_pronouns.contains(&*token.lower));
            if pronoun {
                return true;
            }
        }
        // "10 Downing Street".
        let address = |from: usize| {
            let names = self.rest(from).iter().take(3).take_while(|token| token.capital).count();
            (1..=names).any(|at| self.words.streets.contains(&*self.tokens[from + at - 1].lower))
        };
        figures && !number.vague && address(number.end)
    }

    /// True if a number without a unit is a quantity all the same.
    pub(crate) fn stands_alone(&self, at: usize, start: usize, number: &Number, approximated: bool) -> bool {
        // "Dozens were killed", but not "several" or "a few" alone.
        if approximated || number.vague || number.share {
            return if number.vague { number.value >= 20.0 } else { number.value != 1.0 };
        }
        let first = &self.tokens[at];
        // "Boeing 737", "Apollo 11"; not "Another 12", "On Monday 12".
        let is_name = |before: usize| {
            let token = &self.tokens[before];
            token.capital && !self.is_time[before] && !self.words.stops.contains(&*token.lower)
        };
        if first.is_digits() && at == start && at.checked_sub(1).is_some_and(is_name) {
            return false;
        }
        // "Ann Gray, 43, said", "the suspect, 23, fled": an age.
        let comma = |at: usize| self.is(at, ",");
        if at >= 2 && comma(at - 1) && comma(number.end) && self.tokens[at - 2].is_word() {
            return false;
        }
        let next_word = self.tokens.get(number.end).filter(|next| next.lower == "-");
        if next_word.is_some_and(|next| next.glued) {
            return self.is(number.end + 1, "strong");
        }
        let figures = first.lower.len() == 4 && first.lower.bytes().all(|byte| byte.is_ascii_digit());
        let year = figures && number.end == at + 1 && (1000.0..2100.0).contains(&number.value);
        let leading_zero = first.lower.len() > 1 && first.lower.starts_with('0') && !first.lower.contains('.');
        !year && !leading_zero && number.value != 1.0
    }
}
