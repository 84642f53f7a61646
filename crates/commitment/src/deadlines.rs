//! Deadlines: which time expression of a sentence says by when it can be checked, and the interval that it gives.

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::{Date, DateTime};
use sayso_domain::{Interval, TimeExpression, TimeType};
use serde::Deserialize;

use crate::{
    length::{Length, LengthFile, Lengths},
    modality::WordSet,
    phrases::Phrases,
    words::{Sentence, Word},
};

/// How the words before a time expression are read; see the data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Within,
    Before,
    At,
    Open,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeadlineFile {
    within: Patterns,
    before: Patterns,
    at: Patterns,
    open: Patterns,
    endings: Endings,
    vague: Patterns,
    pairs: BTreeMap<String, String>,
    alternatives: Alternatives,
    lasting: Lasting,
    not: Not,
    lengths: LengthFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patterns {
    patterns: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Endings {
    within: String,
    open: String,
    not_with: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alternatives {
    words: String,
    between: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lasting {
    verbs: String,
    approximators: String,
    modals: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Not {
    after: String,
    before: String,
}

/// A deadline in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Deadline {
    /// Its words, with those before the time expression that it is read by.
    pub(crate) words: Range<usize>,
    /// `None` if the words do not tell, or the publication time is not known.
    pub(crate) due: Option<Interval>,
    /// It lies wholly before the publication.
    pub(crate) past: bool,
    /// It has words such as "by" and "before", which make a past time a deadline too.
    pub(crate) strict: bool,
    /// A length of time, unless the words say that it lies ahead.
    pub(crate) counted: bool,
    /// A time or a length of time, not a mere "soon".
    pub(crate) dated: bool,
}

/// The words of deadlines, ready for look-up.
#[derive(Debug)]
pub(crate) struct Deadlines {
    readings: Phrases<Reading>,
    endings: Phrases<Reading>,
    without_endings: WordSet,
    vague: Phrases<()>,
    pairs: BTreeMap<String, WordSet>,
    alternatives: WordSet,
    between_alternatives: WordSet,
    lasting: WordSet,
    approximators: WordSet,
    modals: WordSet,
    not_after: WordSet,
    not_before: WordSet,
    lengths: Lengths,
}

/// The denotation of a time expression.
#[derive(Debug, Clone, Copy)]
enum Time {
    Anchored(Interval),
    Length(Length),
    Unresolved,
}

impl Deadlines {
    /// Reads the lists.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: DeadlineFile = toml::from_str(data).map_err(|error| error.to_string())?;
        Ok(Self {
            readings: Phrases::parse([
                (file.within.patterns.as_str(), Reading::Within),
                (file.before.patterns.as_str(), Reading::Before),
                (file.at.patterns.as_str(), Reading::At),
                (file.open.patterns.as_str(), Reading::Open),
            ])?,
            endings: Phrases::parse([
                (file.endings.within.as_str(), Reading::Within),
                (file.endings.open.as_str(), Reading::Open),
            ])?,
            without_endings: WordSet::new(&file.endings.not_with),
            vague: Phrases::parse([(file.vague.patterns.as_str(), ())])?,
            pairs: file.pairs.iter().map(|(first, second)| (first.clone(), WordSet::new(second))).collect(),
            alternatives: WordSet::new(&file.alternatives.words),
            between_alternatives: WordSet::new(&file.alternatives.between),
            lasting: WordSet::new(&file.lasting.verbs),
            approximators: WordSet::new(&file.lasting.approximators),
            modals: WordSet::new(&file.lasting.modals),
            not_after: WordSet::new(&file.not.after),
            not_before: WordSet::new(&file.not.before),
            lengths: Lengths::new(file.lengths),
        })
    }

    /// The deadline of a forecast, given the times of the claim by their start. The words for the future begin at word
    /// `from`; it is the first time that follows them and can be one, else the last before them. `would` lets a strict one
    /// lie in the past.
    pub(crate) fn of(
        &self,
        sentence: &Sentence,
        times: &[&TimeExpression],
        published: Option<Date>,
        from: usize,
        would: bool,
    ) -> Option<Deadline> {
        let candidates = self.candidates(&sentence.words, times, published);
        let eligible = |deadline: &&Deadline| !deadline.past || would && deadline.strict;
        let after = candidates.iter().filter(eligible).find(|deadline| deadline.words.start >= from);
        let before = || candidates.iter().rev().filter(eligible).find(|deadline| !deadline.counted || deadline.strict);
        let dated = after.or_else(before).cloned();
        dated.or_else(|| {
            let vague = (0..sentence.words.len()).find_map(|at| self.vague.at(&sentence.words, at))?;
            Some(Deadline { words: vague.range, due: None, past: false, strict: false, counted: false, dated: false })
        })
    }

    fn candidates(&self, words: &[Word], times: &[&TimeExpression], published: Option<Date>) -> Vec<Deadline> {
        let mut found = self.expressions(words, times);
        self.add_lengths(words, &mut found);
        let mut out = Vec::new();
        let mut skip = false;
        for (index, (range, time)) in found.iter().enumerate() {
            if std::mem::take(&mut skip) || self.is_none(words, range) {
                continue;
            }
            // "between 3 and 5 May", "in May or June": one deadline, from the first to the second.
            let pair = self.pair(words, range, *time, found.get(index + 1));
            skip = pair.is_some();
            let (range, time) = pair.as_ref().map_or((range, *time), |(range, time)| (range, *time));
            out.extend(self.deadline(words, range.clone(), time, published));
        }
        out
    }

    /// The time expressions in the sentence, as ranges of its words.
    fn expressions(&self, words: &[Word], times: &[&TimeExpression]) -> Vec<(Range<usize>, Time)> {
        let mut out: Vec<(Range<usize>, Time)> = Vec::new();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return out };
        let from = times.partition_point(|time| time.words.start() < first.span.start());
        for expression in times[from..].iter().take_while(|time| time.words.start() < last.span.end()) {
            let start = words.partition_point(|word| word.span.end() <= expression.words.start());
            let end = words.partition_point(|word| word.span.start() < expression.words.end());
            if start >= end || out.last().is_some_and(|(last, _)| start < last.end) {
                continue;
            }
            // "every day", "recently", "now".
            if expression.kind == TimeType::Set
                || matches!(expression.value.as_deref(), Some("PAST_REF" | "PRESENT_REF"))
            {
                continue;
            }
            // The words may say more than the expression takes in: "two to" before "three weeks"; or the expression may
            // take in words that the deadline is read by: "no more than two weeks".
            let length = (start.saturating_sub(3)..end)
                .filter(|from| out.last().is_none_or(|(last, _)| last.end <= *from))
                .find_map(|from| {
                    self.lengths.at(words, from).filter(|(to, _)| *to >= end).map(|(to, length)| (from..to, length))
                });
            let time = match (expression.interval, expression.value.as_deref().and_then(Length::of_value)) {
                (Some(interval), _) => Time::Anchored(interval),
                (None, Some(length)) => Time::Length(length),
                (None, None) => Time::Unresolved,
            };
            out.push(length.map_or((start..end, time), |(range, length)| (range, Time::Length(length))));
        }
        out
    }

    /// Lengths of time that no expression covers.
    fn add_lengths(&self, words: &[Word], found: &mut Vec<(Range<usize>, Time)>) {
        let mut more = Vec::new();
        let mut covered = found.iter().map(|(range, _)| range.clone()).peekable();
        let mut at = 0;
        while at < words.len() {
            while covered.next_if(|range| range.end <= at).is_some() {}
            let limit = covered.peek().map_or(usize::MAX, |range| range.start);
            if at >= limit {
                at += 1;
                continue;
            }
            match self.lengths.at(words, at).filter(|(end, _)| *end <= limit) {
                Some((end, length)) => {
                    more.push((at..end, Time::Length(length)));
                    at = end;
                }
                None => at += 1,
            }
        }
        found.extend(more);
        found.sort_by_key(|(range, _)| range.start);
    }

    fn is_none(&self, words: &[Word], range: &Range<usize>) -> bool {
        let after = words.get(range.end).is_some_and(|word| self.not_after.has(word));
        let inside = words[range.clone()].iter().any(|word| self.not_before.has(word) || word.lower == "ago");
        let before = |back: usize| range.start.checked_sub(back).and_then(|at| words.get(at));
        let lasts =
            before(1).is_some_and(|word| self.lasting.has(word)) && before(2).is_some_and(|word| self.modals.has(word));
        after || inside || before(1).is_some_and(|word| self.not_before.has(word)) && !lasts
    }

    fn pair(
        &self,
        words: &[Word],
        range: &Range<usize>,
        time: Time,
        next: Option<&(Range<usize>, Time)>,
    ) -> Option<(Range<usize>, Time)> {
        let (Time::Anchored(first), (next, Time::Anchored(second))) = (time, next?) else { return None };
        let between = words.get(range.end..next.start)?;
        let (joint, rest) = between.split_first()?;
        let before = range.start.checked_sub(1).and_then(|at| words.get(at));
        let spans = before
            .and_then(|before| self.pairs.get(&before.lower))
            .is_some_and(|seconds| seconds.has(joint) && rest.is_empty());
        let either = self.alternatives.has(joint) && rest.iter().all(|word| self.between_alternatives.has(word));
        if !spans && !either {
            return None;
        }
        Some((range.start..next.end, Time::Anchored(Interval::new(first.start(), second.end())?)))
    }

    /// "take", "last about" before word `start`.
    fn lasts(&self, words: &[Word], start: usize) -> bool {
        let before = |back: usize| start.checked_sub(back).and_then(|at| words.get(at));
        let approximated = before(1).is_some_and(|word| self.approximators.has(word));
        before(1 + usize::from(approximated)).is_some_and(|word| self.lasting.has(word))
    }

    fn deadline(&self, words: &[Word], range: Range<usize>, time: Time, published: Option<Date>) -> Option<Deadline> {
        // A determiner may stand outside the expression.
        let determined =
            range.start > 0 && matches!(words[range.start - 1].lower.as_str(), "the" | "this" | "next" | "coming");
        let before = self.readings.before(words, range.start);
        let before = before.or_else(|| if determined { self.readings.before(words, range.start - 1) } else { None });
        let mut reading = before.as_ref().map(|found| found.meaning);
        let start = before.map_or(range.start, |found| found.range.start);
        let ending = self.endings.at(words, range.end).filter(|_| !self.without_endings.has(&words[start]));
        reading = ending.as_ref().map(|found| found.meaning).or(reading);
        let shown = start..ending.map_or(range.end, |found| found.range.end);
        let counted = matches!(time, Time::Length(length) if !length.ahead);
        let whole =
            |due, past, strict| Some(Deadline { words: shown.clone(), due, past, strict, counted, dated: true });
        match time {
            // "the future of the town" is no time by which something is due.
            Time::Unresolved if reading.is_none() || words.get(shown.end).is_some_and(|word| word.lower == "of") => {
                None
            }
            Time::Unresolved => {
                let dated = published.is_none();
                Some(Deadline { words: shown, due: None, past: false, strict: false, counted: false, dated })
            }
            Time::Length(length) => {
                if length.ahead {
                    reading = Some(Reading::Within);
                }
                if reading.is_none() && !self.lasts(words, start) {
                    return None;
                }
                let within = reading == Some(Reading::Within);
                // "within hours of the attack" counts from the attack, which may lie behind.
                if within && !length.ahead && words.get(range.end).is_some_and(|word| word.lower == "of") {
                    return None;
                }
                let due = published.filter(|_| reading != Some(Reading::Open)).and_then(|said| {
                    let first = if within { said } else { length.least_after(said)? };
                    Interval::new(first.into(), length.most_after(said)?.tomorrow().ok()?.into())
                });
                whole(due, false, within)
            }
            Time::Anchored(time) => {
                let Some(said) = published.map(DateTime::from) else { return whole(None, false, false) };
                let to_end = words[range].iter().any(|word| word.lower == "end");
                let past = time.end() <= said;
                let first = if past { time.start() } else { said };
                let due = match reading {
                    Some(Reading::Open) => None,
                    Some(Reading::Before) if !to_end => Interval::new(first, time.start()),
                    Some(Reading::Within | Reading::Before) => Interval::new(first, time.end()),
                    Some(Reading::At) | None => Interval::new(first.max(time.start()), time.end()),
                };
                whole(due, past, matches!(reading, Some(Reading::Within | Reading::Before)))
            }
        }
    }
}
