//! A walk along the main clause of a sentence.
//!
//! Without a parse, the clause is found by its edges: what leads up to it (openers, subordinate clauses up to their comma),
//! relative clauses inside it, and where it ends (a conjunction, a relative pronoun, "because" behind the verb). The hedges
//! and negations in it decide, each working on what the others give. A complement is looked through where the words before
//! it only say how certain it is: "it is possible that", "I think".

use crate::{
    factuality::Factuality,
    modality::{Mark, Modality},
    phrases::Found,
    words::{Sentence, Word},
};

/// Walks along a clause.
pub(crate) struct Clause<'c> {
    modality: &'c Modality,
    words: &'c [Word],
    marks: &'c [Found<Mark>],
    start: usize,
    at: usize,
    /// The sentence has a verb.
    has_verb: bool,
    /// The main verb has come.
    verb: bool,
    value: Factuality,
}

impl<'c> Clause<'c> {
    /// How the main clause of a sentence puts its proposition, and at which word it ends. `start` is its first word.
    pub(crate) fn read(
        modality: &'c Modality,
        sentence: &'c Sentence,
        marks: &'c [Found<Mark>],
        start: usize,
    ) -> (Factuality, usize) {
        let (words, has_verb) = (&sentence.words[..], modality.has_verb(sentence));
        let mut clause =
            Self { modality, words, marks, start, at: start, has_verb, verb: false, value: Factuality::FACT };
        clause.lead();
        while clause.at < words.len() && clause.step() {}
        (clause.value, clause.at)
    }

    /// Passes over the clauses before the main one.
    fn lead(&mut self) {
        while let Some(word) = self.words.get(self.at) {
            if word.is_mark() || self.modality.openers.has(word) {
                self.at += 1;
                continue;
            }
            if self.mark(self.at).is_some() {
                break;
            }
            let subordinate = self.modality.subordinators.has(word);
            if !subordinate && !self.modality.openings.has(word) {
                break;
            }
            let Some(comma) = self.comma() else { break };
            if !subordinate && (self.at..comma).any(|at| self.modality.auxiliaries.has(&self.words[at])) {
                break;
            }
            self.at = comma + 1;
        }
        self.start = self.at;
    }

    fn comma(&self) -> Option<usize> {
        self.words[self.at + 1..].iter().position(|word| word.lower == ",").map(|n| self.at + 1 + n)
    }

    fn mark(&self, at: usize) -> Option<&Found<Mark>> {
        let index = self.marks.partition_point(|mark| mark.range.start < at);
        self.marks.get(index).filter(|mark| mark.range.start == at)
    }

    /// Takes in what stands next; false where the clause ends.
    fn step(&mut self) -> bool {
        let word = &self.words[self.at];
        if let Some(found) = self.modality.transparent.at(self.words, self.at)
            && !(found.meaning && self.verb)
        {
            // The marks in it still count.
            for at in found.range.clone() {
                let Some(mark) = self.mark(at) else { continue };
                let mark = mark.clone();
                if !self.take(&mark) {
                    return false;
                }
            }
            (self.at, self.start, self.verb) = (found.range.end, found.range.end, false);
            return true;
        }
        if let Some(mark) = self.mark(self.at) {
            let mark = mark.clone();
            if !self.take(&mark) {
                return false;
            }
            self.verb |= mark.range.clone().any(|at| self.modality.is_verb(self.words, at));
            self.at = mark.range.end;
            let opinion = matches!(mark.meaning, Mark::Hedge(_))
                && mark.range.len() > 1
                && self.words[mark.range.start].is_pronoun();
            if opinion || self.words[mark.range.end - 1].lower == "that" {
                (self.start, self.verb) = (self.at, false);
            }
            return true;
        }
        match word.lower.as_str() {
            "," => return self.at_comma(),
            ";" | "—" | "–" | ":" | "..." | "…" if self.verb => return false,
            _ => {}
        }
        if self.modality.relatives.has(word) && self.at > self.start {
            return !self.verb && self.pass_relative();
        }
        // A complement without "that": "make sure | they do not".
        if self.verb && self.modality.subjects.has(word) {
            return false;
        }
        if self.verb && (self.modality.subordinators.has(word) || matches!(word.lower.as_str(), "and" | "but" | "or")) {
            return false;
        }
        self.verb |=
            self.at > self.start && self.modality.is_verb(self.words, self.at) || self.modality.auxiliaries.has(word);
        self.at += 1;
        true
    }

    /// Lets a mark work; false if nothing is left to be said.
    fn take(&mut self, mark: &Found<Mark>) -> bool {
        match mark.meaning {
            Mark::Nothing => {}
            Mark::Open => {
                self.value = Factuality::OPEN;
                return false;
            }
            Mark::Negation => {
                if self.negates(mark) {
                    self.value = Factuality::COUNTERFACT.of(self.value);
                }
            }
            Mark::Hedge(value) => {
                // "a potentially fatal error": it hedges the adjective.
                let at = mark.range.start;
                let attributive = mark.range.len() == 1 && at > 0 && self.modality.determiners.has(&self.words[at - 1]);
                if !attributive {
                    self.value = self.value.of(value);
                }
            }
            Mark::Predicate(value) => {
                if self.is_predicative(mark) {
                    self.value = self.value.of(value);
                }
            }
        }
        true
    }

    /// Not in "told not to leave", "hurt, not killed".
    fn negates(&self, mark: &Found<Mark>) -> bool {
        let at = mark.range.start;
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        let is_not = self.words[at].lower == "not" || self.words[at].lower == "never";
        let infinitive = self.words.get(at + 1).is_some_and(|next| next.lower == "to");
        let of_be = before.is_some_and(|word| self.modality.auxiliaries.has(word) || word.lower == "ought");
        let contrast =
            before.is_some_and(|word| word.lower == "," && self.verb || matches!(word.lower.as_str(), "but" | "and"));
        !(is_not && (infinitive && !of_be && self.verb || contrast))
    }

    fn at_comma(&mut self) -> bool {
        let Some(next) = self.words.get(self.at + 1) else { return false };
        let leaves = self.modality.relatives.has(next) || self.modality.subordinators.has(next);
        let participle = next.lower.len() > 4 && next.lower.ends_with("ing");
        if self.verb {
            let aside = self.mark(self.at + 1).is_some_and(|mark| {
                let closed = self.words.get(mark.range.end).is_some_and(|word| word.lower == ",");
                matches!(mark.meaning, Mark::Hedge(_) | Mark::Predicate(_)) && !closed
            });
            if leaves || participle || aside || self.modality.coordinators.has(next) || next.lower == "not" {
                return false;
            }
        } else if leaves || participle {
            self.at += 1;
            let Some(comma) = self.comma() else { return false };
            self.at = comma;
        }
        self.at += 1;
        true
    }

    /// Passes over a relative clause inside the subject: its auxiliaries and the word behind them.
    fn pass_relative(&mut self) -> bool {
        self.at += 1;
        if self.words.get(self.at).is_some_and(Word::is_pronoun) {
            self.at += 2;
        }
        while let Some(word) = self.words.get(self.at) {
            let adverb = word.lower.len() > 3 && word.lower.ends_with("ly");
            if !self.modality.auxiliaries.has(word) && !adverb && !matches!(word.lower.as_str(), "not" | "never") {
                break;
            }
            self.at += 1;
        }
        self.at += 1;
        true
    }

    /// A predicate, and not beside some other noun.
    fn is_predicative(&self, mark: &Found<Mark>) -> bool {
        let words = self.words;
        if mark.range.len() > 1 {
            return true;
        }
        let at = mark.range.start;
        let before = at.saturating_sub(3)..at;
        let is_be = |word: &Word| matches!(word.lower.as_str(), "is" | "was" | "are" | "were" | "be" | "been" | "'s");
        let direct = words[before.clone()].iter().any(is_be)
            && !words[before].iter().any(|word| self.modality.determiners.has(word));
        let complement =
            words.get(at + 1).is_some_and(|next| matches!(next.lower.as_str(), "that" | "to" | "," | "." | "if"));
        (direct && (complement || at + 1 == words.len())) || !self.has_verb
    }
}
