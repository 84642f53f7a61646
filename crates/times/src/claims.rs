//! Which times belong to a claim: when it was said, and those that it speaks of.

use std::collections::HashSet;

use sayso_domain::{Attribution, PublicationTime, TimeExpression, TimeType};
use sayso_quantities::{Token, tokens};
use sayso_text::{Span, Spans};
use serde::Deserialize;

/// The times of a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimTimes {
    /// When it was said, if the words beside the cue tell; `None` otherwise, never guessed.
    pub said: Option<TimeExpression>,
    /// The times that its content speaks of, in text order.
    pub content: Vec<TimeExpression>,
}

/// The words that decide.
#[derive(Debug)]
pub(crate) struct ClaimWords {
    barriers: HashSet<String>,
    openers: HashSet<String>,
    prepositions: HashSet<String>,
    verbs: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimFile {
    barriers: String,
    openers: String,
    prepositions: String,
    verbs: String,
}

/// How far from the cue a time may stand, in bytes and in words.
const REACH: usize = 160;
const WORDS: usize = 10;

impl ClaimWords {
    /// Reads a list of words.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: ClaimFile = toml::from_str(data).map_err(|error| error.to_string())?;
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            barriers: set(&file.barriers),
            openers: set(&file.openers),
            prepositions: set(&file.prepositions),
            verbs: set(&file.verbs),
        })
    }

    /// The times of the claim with this attribution. `times` are those of the text, in text order.
    pub(crate) fn of_claim(
        &self,
        text: &str,
        attribution: &Attribution,
        times: &[TimeExpression],
        published: Option<&PublicationTime>,
    ) -> ClaimTimes {
        let said = self.said(text, attribution, times, published);
        let content = attribution.content().pieces().iter().flat_map(|piece| {
            let first = times.partition_point(|time| time.words.end() <= piece.start());
            times[first..].iter().take_while(|time| time.words.start() < piece.end())
        });
        let mut content: Vec<TimeExpression> =
            content.filter(|time| said.as_ref().is_none_or(|said| said.words != time.words)).cloned().collect();
        content.dedup_by_key(|time| time.words);
        ClaimTimes { said, content }
    }

    fn said(
        &self,
        text: &str,
        attribution: &Attribution,
        times: &[TimeExpression],
        published: Option<&PublicationTime>,
    ) -> Option<TimeExpression> {
        let hull = |spans: &Spans| spans.hull().filter(|hull| hull.words(text).is_some());
        let (source, cue) = (hull(attribution.source()), hull(attribution.cue()));
        let anchor = cue.or(source)?;
        let first = times.partition_point(|time| time.words.end() + REACH < anchor.start());
        let near = times[first..].iter().take_while(|time| time.words.start() <= anchor.end() + REACH);
        let past = |time: &&TimeExpression| could_be_said(time, published);
        near.filter(past)
            .filter_map(|time| Some((self.rank(text, attribution.content(), source, anchor, time.words)?, time)))
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, time)| time.clone())
    }

    /// How surely a time says when the claim was made: the least rank is the best; `None` if it does not.
    fn rank(&self, text: &str, content: &Spans, source: Option<Span>, cue: Span, time: Span) -> Option<usize> {
        if time.overlaps(cue) {
            return Some(0);
        }
        let first = source.map_or(cue, |source| if source.start() < cue.start() { source } else { cue });
        if source.is_some_and(|source| source.overlaps(time)) {
            return None;
        }
        let in_content = content.overlaps(&time.into());
        if time.start() >= cue.end() {
            // "said Tuesday that": the tagger may count the day to the content.
            let gap = text.get(cue.end()..time.start())?;
            if in_content {
                let before = tokens(gap);
                let adverbial = before.iter().all(|token| self.prepositions.contains(&*token.lower));
                return (adverbial && before.len() <= 2 && self.goes_on_apart(text, time)).then_some(2);
            }
            return (self.is_open(gap) && !overlaps_gap(content, cue.end(), time.start())).then(|| 1 + gap.len());
        }
        if in_content {
            return None;
        }
        if time.start() >= first.end() {
            // "The minister on Tuesday said".
            let gap = text.get(time.end()..cue.start())?;
            let before = text.get(first.end()..time.start())?;
            return (self.is_open(gap) && self.is_open(before)).then(|| 1 + gap.len());
        }
        // "On Tuesday he told": the time begins the clause.
        let gap = text.get(time.end()..first.start())?;
        let opens = self.opens_clause(text, time);
        (opens && self.is_open(gap) && !overlaps_gap(content, time.end(), first.start())).then(|| REACH + gap.len())
    }

    /// True if words do not part a time from the cue.
    fn is_open(&self, gap: &str) -> bool {
        if gap.len() > REACH {
            return false;
        }
        let words = tokens(gap);
        let full_stop = |at: usize| {
            let stop = matches!(&*words[at].lower, "." | "!" | "?" | ";" | ":" | "\"" | "”" | "“" | "''" | "``" | "»");
            // "Mr." and "U.S." end nothing.
            let abbreviation = words[at].lower == "."
                && at.checked_sub(1).is_some_and(|before| {
                    let word = &words[before].lower;
                    words[at].glued && words[before].capital && (word.len() <= 3 || word.contains('.'))
                });
            stop && !abbreviation
        };
        let count = words.iter().filter(|word| word.is_word()).count();
        count <= WORDS
            && !gap.contains("\n\n")
            && !(0..words.len()).any(|at| full_stop(at) || self.barriers.contains(&*words[at].lower))
    }

    /// True if a clause begins with this time: only a preposition stands before it.
    fn opens_clause(&self, text: &str, time: Span) -> bool {
        let mut from = time.start().saturating_sub(REACH);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = tokens(&text[from..time.start()]);
        let words: Vec<&Token<'_>> = before.iter().rev().collect();
        let skipped = words.iter().take_while(|word| self.prepositions.contains(&*word.lower)).count();
        match words.get(skipped) {
            None => true,
            Some(word) => self.openers.contains(&*word.lower),
        }
    }

    /// True if what follows a time goes on without it: "Tuesday that the", not "Tuesday was", "Tuesday's".
    fn goes_on_apart(&self, text: &str, time: Span) -> bool {
        let mut to = (time.end() + 40).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let rest = &text[time.end()..to];
        !rest.starts_with(['-', '’', '\''])
            && tokens(rest).first().is_some_and(|next| !self.verbs.contains(&*next.lower))
    }
}

/// True if a piece of the content lies between two places.
fn overlaps_gap(content: &Spans, start: usize, end: usize) -> bool {
    Span::new(start, end).is_some_and(|gap| content.overlaps(&gap.into()))
}

/// Words were said on a day or at a time that is not after the publication.
fn could_be_said(time: &TimeExpression, published: Option<&PublicationTime>) -> bool {
    let dated = matches!(time.kind, TimeType::Date | TimeType::Time);
    let vague = time.value.as_deref().is_some_and(|value| value.ends_with("_REF"));
    let ahead = || Some(time.interval?.start().date() > published?.date());
    dated && !vague && ahead() != Some(true)
}
