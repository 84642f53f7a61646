//! Contents that state nothing: noun phrases, pronouns, requests.

use crate::{
    modality::{Modality, first_word},
    words::Sentence,
};

impl Modality {
    /// True if the sentences are a noun phrase, a pronoun or the like, which states nothing. `predicates` says that the cue
    /// says something of what stands first: then only what holds nothing else states nothing.
    ///
    /// Infinitives and clauses in -ing are none. Without a parse, a long stretch without a verb is rather one whose verb is
    /// not known.
    pub(crate) fn is_bare(&self, sentences: &[Sentence], predicates: bool) -> bool {
        const LONGEST: usize = 8;
        let length = sentences.iter().flat_map(|sentence| &sentence.words).filter(|word| !word.is_mark()).count();
        if length == 0 || length > LONGEST || sentences.iter().any(|sentence| self.has_verb_form(sentence)) {
            return false;
        }
        let first = sentences.first().and_then(|sentence| sentence.words.first());
        let of_object = first.is_some_and(|word| word.is_quote() || matches!(word.lower.as_str(), "a" | "an"));
        !predicates || of_object || length <= 2
    }

    /// True if some word is a verb, finite or not.
    fn has_verb_form(&self, sentence: &Sentence) -> bool {
        let words = &sentence.words;
        let start = first_word(words, &self.openers);
        (0..words.len()).any(|at| {
            let word = &words[at];
            let before = at.checked_sub(1).map(|before| &words[before]).filter(|word| !word.is_mark());
            let next = words.get(at + 1).map_or("", |next| next.lower.as_str());
            let begins =
                at == start || before.is_some_and(|before| self.prepositions.has(before) || before.lower == "not");
            let infinitive = at == start && (word.lower == "to" || word.lower == "not" && next == "to");
            let ing = begins && word.lower.len() > 4 && word.lower.ends_with("ing") && !word.capital;
            let subject = self.subjects.has(word) && at + 1 < words.len() && !next.is_empty() && word.lower != "you";
            let is_short = word.lower.ends_with("'s") && matches!(next, "a" | "an" | "the" | "not" | "been" | "going");
            let follows = before.filter(|before| !begins && !self.determiners.has(before));
            let plain = follows.is_some_and(|before| {
                let plural = before.lower.ends_with('s') || self.plurals.has(before);
                let stem = word.lower.strip_suffix('s').unwrap_or_default();
                plural && self.plain_verbs.has(word)
                    || before.capital && !word.capital && self.plain_verbs.has_form(stem)
                    || self.singular_verbs.has(word)
            });
            let plain = plain || self.pasts.has(word) && before.is_none_or(|before| !self.determiners.has(before));
            let finite = !sentence.is_name(at) && self.is_verb(words, at);
            infinitive || ing || subject || is_short || plain || finite
        })
    }

    /// True if what is asked is to do something: "not to be named", "for help", "the crew to leave".
    pub(crate) fn is_request(&self, sentences: &[Sentence]) -> bool {
        let Some(sentence) = sentences.first().filter(|sentence| !sentence.is_question()) else { return false };
        let mut words = sentence.words.iter().filter(|word| !word.is_mark());
        let Some(first) = words.next().filter(|first| !self.questioning.has(first)) else { return false };
        matches!(first.lower.as_str(), "to" | "for" | "that") || words.any(|word| word.lower == "to")
    }
}
