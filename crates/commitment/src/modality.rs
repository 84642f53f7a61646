//! How certain a content puts its main proposition, and with which polarity.
//!
//! The marks of a sentence (hedges, negations) and its conditions are found here; which of them touch the main proposition
//! is found by walking along its main clause ([`Clause`]).

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use serde::Deserialize;

use crate::{
    clause::Clause,
    factuality::Factuality,
    phrases::{Found, Phrases},
    words::{Sentence, Word},
};

/// What a phrase does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It weakens.
    Hedge(Factuality),
    /// It weakens the main proposition as a predicate, else only its noun.
    Predicate(Factuality),
    /// The source leaves it open.
    Open,
    /// It turns it into its opposite.
    Negation,
    /// It only looks like one of these.
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModalityFile {
    hedges: BTreeMap<Factuality, String>,
    predicates: BTreeMap<Factuality, String>,
    open: Patterns,
    negations: FirstWords,
    nothing: Patterns,
    transparent: Transparent,
    reporter: Reporter,
    conditions: ConditionWords,
    clauses: ClauseWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patterns {
    patterns: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstWords {
    patterns: String,
    first: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Transparent {
    patterns: String,
    nouns: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reporter {
    patterns: String,
    cue: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionWords {
    triggers: String,
    first: String,
    nothing: String,
    asking: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseWords {
    subordinators: String,
    openings: String,
    subjects: String,
    relatives: String,
    coordinators: String,
    auxiliaries: String,
    verbs: String,
    determiners: String,
    imperatives: String,
    openers: String,
    plain_verbs: String,
    plurals: String,
    singular_verbs: String,
    pasts: String,
    questioning: String,
    prepositions: String,
}

/// A set of words.
#[derive(Debug)]
pub(crate) struct WordSet(HashSet<String>);

impl WordSet {
    pub(crate) fn new(words: &str) -> Self {
        Self(words.split_whitespace().map(str::to_owned).collect())
    }

    pub(crate) fn has(&self, word: &Word) -> bool {
        self.has_form(&word.lower)
    }

    pub(crate) fn has_form(&self, form: &str) -> bool {
        self.0.contains(form)
    }
}

/// The words of modality, ready for look-up.
#[derive(Debug)]
pub(crate) struct Modality {
    marks: Phrases<Mark>,
    /// What is looked through; true for nouns, which are only before the verb has come.
    pub(crate) transparent: Phrases<bool>,
    /// True for those that are the reporter's only in or beside the cue.
    reporter: Phrases<bool>,
    /// False for what is no condition.
    conditions: Phrases<bool>,
    first_negations: WordSet,
    first_conditions: WordSet,
    asking: WordSet,
    pub(crate) subordinators: WordSet,
    pub(crate) openings: WordSet,
    pub(crate) subjects: WordSet,
    pub(crate) relatives: WordSet,
    pub(crate) coordinators: WordSet,
    pub(crate) auxiliaries: WordSet,
    verbs: WordSet,
    pub(crate) determiners: WordSet,
    imperatives: WordSet,
    pub(crate) openers: WordSet,
    pub(crate) plain_verbs: WordSet,
    pub(crate) plurals: WordSet,
    pub(crate) singular_verbs: WordSet,
    pub(crate) pasts: WordSet,
    pub(crate) questioning: WordSet,
    pub(crate) prepositions: WordSet,
}

impl Modality {
    /// Reads the lists.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: ModalityFile = toml::from_str(data).map_err(|error| error.to_string())?;
        // Of two phrases of one length the first counts: what only looks like a mark comes first.
        let mut marks = vec![(file.nothing.patterns.as_str(), Mark::Nothing), (&file.open.patterns, Mark::Open)];
        marks.extend(file.hedges.iter().map(|(value, list)| (list.as_str(), Mark::Hedge(*value))));
        marks.extend(file.predicates.iter().map(|(value, list)| (list.as_str(), Mark::Predicate(*value))));
        marks.push((&file.negations.patterns, Mark::Negation));
        let words = WordSet::new;
        Ok(Self {
            marks: Phrases::parse(marks)?,
            transparent: Phrases::parse([
                (file.transparent.patterns.as_str(), false),
                (file.transparent.nouns.as_str(), true),
            ])?,
            reporter: Phrases::parse([(file.reporter.patterns.as_str(), false), (file.reporter.cue.as_str(), true)])?,
            conditions: Phrases::parse([
                (file.conditions.nothing.as_str(), false),
                (file.conditions.triggers.as_str(), true),
            ])?,
            first_negations: words(&file.negations.first),
            first_conditions: words(&file.conditions.first),
            asking: words(&file.conditions.asking),
            subordinators: words(&file.clauses.subordinators),
            openings: words(&file.clauses.openings),
            subjects: words(&file.clauses.subjects),
            relatives: words(&file.clauses.relatives),
            coordinators: words(&file.clauses.coordinators),
            auxiliaries: words(&file.clauses.auxiliaries),
            verbs: words(&file.clauses.verbs),
            determiners: words(&file.clauses.determiners),
            imperatives: words(&file.clauses.imperatives),
            openers: words(&file.clauses.openers),
            plain_verbs: words(&file.clauses.plain_verbs),
            plurals: words(&file.clauses.plurals),
            singular_verbs: words(&file.clauses.singular_verbs),
            pasts: words(&file.clauses.pasts),
            questioning: words(&file.clauses.questioning),
            prepositions: words(&file.clauses.prepositions),
        })
    }

    /// The reporter's hedges among words in or beside a cue.
    pub(crate) fn beside_cue(&self, words: &[Word]) -> Vec<Found<bool>> {
        self.reporter.all(words)
    }

    /// The words in a sentence of the content that are hedges of the reporter's, unless they stand in quotation marks.
    pub(crate) fn reported(&self, sentence: &Sentence) -> Vec<Found<bool>> {
        let mut found = self.reporter.all(&sentence.words);
        found.retain(|found| !found.meaning);
        found
    }

    /// The marks of a sentence. In the source's own words "he thinks" is no hedge: it is about another.
    pub(crate) fn marks(&self, sentence: &Sentence, is_quoted: bool) -> Vec<Found<Mark>> {
        let words = &sentence.words;
        let mut marks = self.marks.all(words);
        marks.retain(|mark| {
            let first = &words[mark.range.start];
            let other = mark.range.len() > 1 && matches!(first.lower.as_str(), "he" | "she" | "they" | "it");
            let other = other && matches!(mark.meaning, Mark::Hedge(_)) && (is_quoted || first.quoted);
            !other && !sentence.is_name(mark.range.start)
        });
        let first = first_word(words, &self.openers);
        if words.get(first).is_some_and(|word| self.first_negations.has(word)) {
            let at = marks.partition_point(|mark| mark.range.start < first);
            if marks.get(at).is_none_or(|mark| mark.range.start > first) {
                marks.insert(at, Found { range: first..first + 1, shown: first..first + 1, meaning: Mark::Negation });
            }
        }
        marks
    }

    /// Where the conditions of a sentence stand.
    pub(crate) fn conditions(&self, sentence: &Sentence) -> Vec<Range<usize>> {
        let words = &sentence.words;
        let start = first_word(words, &self.openers);
        let closes = words.iter().rposition(|word| !word.is_mark()).map_or(0, |last| last + 1);
        let (mut out, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let inverted = at == start && self.is_inverted(sentence, at);
            let found = self.conditions.at(words, at);
            let is_trigger = found.as_ref().map_or(inverted, |found| found.meaning);
            if !is_trigger {
                at = found.map_or(at + 1, |found| found.range.end);
                continue;
            }
            let shown = found.map_or(at, |found| found.shown.start);
            let end = Self::condition_end(words, shown, start, closes);
            let is_asked = words[shown].lower == "if"
                && (shown > 0 && self.asking.has(&words[shown - 1])
                    || shown == start && words[end..].iter().all(Word::is_mark));
            let is_clause = words[shown..end].iter().filter(|word| !word.is_mark()).nth(1).is_some();
            if is_clause && !is_asked && !(inverted && words[end..].iter().all(Word::is_mark)) {
                out.push(shown..end);
            }
            at = end.max(at + 1);
        }
        out
    }

    /// "Should the talks fail, ...": a subject follows, and a comma.
    fn is_inverted(&self, sentence: &Sentence, at: usize) -> bool {
        let words = &sentence.words;
        if !self.first_conditions.has(&words[at]) || sentence.is_question() {
            return false;
        }
        let subject =
            words.get(at + 1).is_some_and(|next| next.capital || self.determiners.has(next) || next.is_pronoun());
        subject && words[at..].iter().any(|word| word.lower == ",")
    }

    /// A condition runs to the next comma or other mark; one that begins the sentence without a comma, to the pronoun that
    /// stands before the next clause's modal verb.
    fn condition_end(words: &[Word], from: usize, start: usize, closes: usize) -> usize {
        let ends = |word: &Word| matches!(word.lower.as_str(), "," | ";" | "—" | "–" | ":" | "?" | "!");
        let end = words[from..].iter().position(ends).map_or(words.len(), |n| from + n);
        let end = end.min(closes.max(from + 1));
        let has_comma = words.get(end).is_some_and(|word| word.lower == ",");
        if from == start && !has_comma {
            let modal = |at: &usize| {
                matches!(words[*at].lower.as_str(), "will" | "would" | "shall" | "may" | "might" | "could" | "can")
                    && words[*at - 1].is_pronoun()
            };
            if let Some(at) = (from + 3..end).find(modal) {
                return at - 1;
            }
        }
        end
    }

    /// The sentence that carries the main proposition: the first that asserts something and is more than a word.
    pub(crate) fn main(&self, sentences: &[Sentence], is_quoted: bool) -> Option<usize> {
        let asserts = |sentence: &Sentence| {
            let long = sentence.words.iter().filter(|word| !word.is_mark()).nth(1).is_some();
            let start = first_word(&sentence.words, &self.openers);
            long && !sentence.is_question() && !self.is_imperative(&sentence.words, start, is_quoted)
        };
        sentences.iter().position(asserts).or(if sentences.is_empty() { None } else { Some(0) })
    }

    /// How the main proposition of a sentence is put, given its marks and conditions: open if it hangs on a condition that
    /// stands before it or where its clause ends.
    pub(crate) fn judge(
        &self,
        sentence: &Sentence,
        marks: &[Found<Mark>],
        conditions: &[Range<usize>],
        is_quoted: bool,
    ) -> Factuality {
        let words = &sentence.words;
        let start = first_word(words, &self.openers);
        if sentence.is_question() || self.is_imperative(words, start, is_quoted) {
            return Factuality::OPEN;
        }
        if words.get(start).is_some_and(|word| word.lower == "whether")
            && marks.iter().all(|mark| mark.range.start != start)
        {
            return Factuality::OPEN;
        }
        let (value, end) = Clause::read(self, sentence, marks, start);
        let reached =
            |condition: &Range<usize>| words[end.min(condition.start)..condition.start].iter().all(Word::is_mark);
        let hangs = conditions.iter().any(reached);
        if hangs { Factuality::OPEN } else { value }
    }

    fn is_imperative(&self, words: &[Word], start: usize, is_quoted: bool) -> bool {
        let Some(first) = words.get(start).filter(|word| self.imperatives.has(word)) else { return false };
        if !is_quoted && !first.quoted {
            return false;
        }
        let next = words.get(start + 1);
        match first.lower.as_str() {
            "do" => next.is_some_and(|next| next.lower == "not"),
            "please" => true,
            _ => next.is_some_and(|next| next.lower != "," && next.lower != "-" && !self.is_verb(words, start + 1)),
        }
    }

    /// True if some word can be a finite verb.
    pub(crate) fn has_verb(&self, sentence: &Sentence) -> bool {
        (0..sentence.words.len()).any(|at| self.is_verb(&sentence.words, at))
    }

    /// A word that can be a finite verb.
    pub(crate) fn is_verb(&self, words: &[Word], at: usize) -> bool {
        let word = &words[at];
        if self.auxiliaries.has(word) {
            return true;
        }
        let determined = at > 0 && self.determiners.has(&words[at - 1]);
        let looks_past = word.lower.len() > 4 && word.lower.ends_with("ed") && !word.capital;
        !determined && (looks_past || self.verbs.has(word))
    }
}

/// The first word that is part of a clause.
pub(crate) fn first_word(words: &[Word], openers: &WordSet) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let interjection = word.lower == "no" && words.get(at + 1).is_some_and(|next| next.lower == ",");
        if !word.is_mark() && !openers.has(word) && !interjection {
            break;
        }
        at += 1;
    }
    at
}
