//! Forecasts: whether a claim is about the future, which words show it, and by when it can be checked.

use std::ops::Range;

use jiff::civil::Date;
use sayso_domain::{Forecast, TimeExpression};
use sayso_text::Spans;
use serde::Deserialize;

use crate::{
    cues::Foresight,
    deadlines::{Deadline, Deadlines},
    modality::WordSet,
    phrases::{Found, Phrases},
    words::{Sentence, Word},
};

/// The most words between a marker that needs a deadline and that deadline.
const FURTHEST_DEADLINE: usize = 12;

/// How a marker makes a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    /// Wherever it stands.
    Future,
    /// In the reporter's words, with a condition or with a deadline.
    Would,
    /// With a deadline that lies ahead.
    Dated,
    /// "is meeting": with a deadline that lies ahead and is no length of time ("for years").
    Progressive,
    /// With a deadline that lies ahead and says "by" or the like.
    Strict,
    /// It only looks like one.
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForecastFile {
    markers: Markers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Markers {
    future: String,
    would: String,
    dated: String,
    strict: String,
    nothing: String,
    progressive: String,
    not_progressive: String,
    before_infinitives: String,
}

/// The words of forecasts, ready for look-up.
#[derive(Debug)]
pub(crate) struct Forecasts {
    markers: Phrases<Marker>,
    progressive: WordSet,
    not_progressive: WordSet,
    before_infinitives: WordSet,
    deadlines: Deadlines,
}

/// A claim, as far as its forecast depends on it.
pub(crate) struct Claim<'c> {
    pub(crate) text: &'c str,
    pub(crate) sentences: &'c [Sentence],
    /// For each sentence, whether it has a condition.
    pub(crate) conditional: &'c [bool],
    /// All of it stands in quotation marks.
    pub(crate) quoted: bool,
    /// Its first sentence has no verb: it is a noun phrase.
    pub(crate) begins_verbless: bool,
    /// The cue orders something: what ought to be is no forecast.
    pub(crate) decreed: bool,
    /// How the cue foresees the content, and by which words.
    pub(crate) foresight: Option<(Foresight, Spans)>,
    /// For each sentence, where hedges begin.
    pub(crate) hedged: &'c [Vec<usize>],
    /// By their start.
    pub(crate) times: &'c [&'c TimeExpression],
    pub(crate) published: Option<Date>,
}

impl Forecasts {
    /// Reads the lists.
    pub(crate) fn parse(data: &str, deadlines: &str) -> Result<Self, String> {
        let ForecastFile { markers } = toml::from_str(data).map_err(|error| error.to_string())?;
        Ok(Self {
            // Of two phrases of one length the first counts: what only looks like a marker comes first.
            markers: Phrases::parse([
                (markers.nothing.as_str(), Marker::Nothing),
                (&markers.future, Marker::Future),
                (&markers.would, Marker::Would),
                (&markers.dated, Marker::Dated),
                (&markers.strict, Marker::Strict),
            ])?,
            progressive: WordSet::new(&markers.progressive),
            not_progressive: WordSet::new(&markers.not_progressive),
            before_infinitives: WordSet::new(&markers.before_infinitives),
            deadlines: Deadlines::parse(deadlines)?,
        })
    }

    /// The words at the end of a cue that put its content into the future: "is set to".
    pub(crate) fn of_cue(&self, cue: &[Word], content: &[Word]) -> Option<Range<usize>> {
        // Some markers need the word behind them.
        let words: Vec<Word> = cue.iter().chain(content.iter().take(2)).cloned().collect();
        let found = self.markers.all(&words).into_iter().find(|found| {
            found.meaning == Marker::Future && found.range.start < cue.len() && found.shown.end >= cue.len()
        })?;
        Some(found.shown.start..found.shown.end.min(cue.len()))
    }

    /// The forecast that a claim makes: that of its first sentence with a deadline, else of the first that makes one.
    pub(crate) fn of(&self, claim: &Claim<'_>) -> Option<Forecast> {
        let mut first = None;
        let mut has_markers = false;
        for index in 0..claim.sentences.len() {
            let Some((forecast, dated)) = self.in_sentence(claim, index, &mut has_markers) else { continue };
            if dated {
                return Some(forecast);
            }
            first.get_or_insert(forecast);
        }
        first.or_else(|| if has_markers { None } else { self.foreseen(claim) })
    }

    fn in_sentence(&self, claim: &Claim<'_>, index: usize, has_markers: &mut bool) -> Option<(Forecast, bool)> {
        let sentence = &claim.sentences[index];
        if sentence.is_question() {
            return None;
        }
        let mut markers = self.markers(sentence, &claim.hedged[index]);
        let firm = |found: &Found<Marker>| found.meaning == Marker::Future || found.meaning == Marker::Would;
        let is_firm = markers.iter().any(firm);
        *has_markers |= is_firm;
        if is_firm {
            markers.retain(firm);
        } else if claim.foresight.as_ref().is_some_and(|(foresight, _)| *foresight != Foresight::Dated) {
            // The cue says it better.
            return None;
        }
        let from = markers.first()?.shown.start;
        let would = markers.iter().any(|found| found.meaning == Marker::Would);
        let deadline = self.deadlines.of(sentence, claim.times, claim.published, from, would);
        let dated = deadline.as_ref().is_some_and(|deadline| deadline.dated);
        let strict = deadline.as_ref().is_some_and(|deadline| deadline.strict);
        let counted = deadline.as_ref().is_some_and(|deadline| deadline.counted && !deadline.strict);
        // A time far from a mere "may" belongs to something else.
        let near = |found: &Found<Marker>| {
            let start = deadline.as_ref().map_or(0, |deadline| deadline.words.start);
            (found.range.start..found.range.end + FURTHEST_DEADLINE).contains(&start)
        };
        let counts = |found: &Found<Marker>| match found.meaning {
            Marker::Future => true,
            Marker::Would => !claim.quoted || claim.conditional[index] || dated,
            Marker::Dated => dated && near(found) && !claim.decreed,
            Marker::Progressive => dated && near(found) && !counted && !claim.decreed,
            Marker::Strict => strict && near(found) && !claim.decreed,
            Marker::Nothing => false,
        };
        markers.retain(counts);
        if markers.is_empty() {
            return None;
        }
        let basis = markers.iter().flat_map(|found| sentence.spans(found.shown.clone(), claim.text).pieces().to_vec());
        Some((forecast(claim.text, sentence, Spans::joined(basis.collect()), deadline), dated))
    }

    /// The markers of a sentence.
    fn markers(&self, sentence: &Sentence, hedged: &[usize]) -> Vec<Found<Marker>> {
        let words = &sentence.words;
        let (mut out, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let found = self.markers.at(words, at).or_else(|| self.progressive(words, at));
            // The plain present alone: not in "might meet", "to leave".
            let follows = at > 0 && self.before_infinitives.has(&words[at - 1]);
            let found = found.filter(|found| !(found.meaning == Marker::Dated && follows));
            let Some(found) = found else {
                at += 1;
                continue;
            };
            at = found.range.end;
            let word = &words[found.range.start];
            // "should" and the like foretell where they hedge; else they say what ought to be.
            let ought = word.lower == "should" && hedged.binary_search(&found.range.start).is_err();
            if found.meaning != Marker::Nothing && !ought && !sentence.is_name(found.range.start) {
                out.push(found);
            }
        }
        out
    }

    /// "is meeting", "are not leaving".
    fn progressive(&self, words: &[Word], at: usize) -> Option<Found<Marker>> {
        if !self.progressive.has(&words[at]) {
            return None;
        }
        let adverb = words.get(at + 1).is_some_and(|word| word.lower == "not" || word.lower.ends_with("ly"));
        let end = at + 1 + usize::from(adverb);
        let word = words.get(end).filter(|word| word.lower.len() > 4 && word.lower.ends_with("ing"))?;
        let range = at..end + 1;
        (!self.not_progressive.has(word)).then(|| Found {
            range: range.clone(),
            shown: range,
            meaning: Marker::Progressive,
        })
    }

    /// The forecast that the cue makes of a content without words for the future.
    fn foreseen(&self, claim: &Claim<'_>) -> Option<Forecast> {
        let (foresight, basis) = claim.foresight.as_ref()?;
        let sentence = claim.sentences.first()?;
        let deadline = self.deadlines.of(sentence, claim.times, claim.published, 0, false);
        let first = sentence.words.iter().find(|word| !word.is_mark());
        let infinitive = first.is_some_and(|word| matches!(word.lower.as_str(), "to" | "not" | "never"));
        let counts = match foresight {
            Foresight::Own => infinitive || claim.begins_verbless,
            Foresight::Act => infinitive,
            Foresight::Foretold => true,
            Foresight::Dated => deadline
                .as_ref()
                .is_some_and(|deadline| deadline.dated && (infinitive || deadline.strict || !deadline.counted)),
        };
        counts.then(|| forecast(claim.text, sentence, basis.clone(), deadline))
    }
}

fn forecast(text: &str, sentence: &Sentence, basis: Spans, deadline: Option<Deadline>) -> Forecast {
    let due = deadline.as_ref().and_then(|deadline| deadline.due);
    let deadline = deadline.map(|deadline| sentence.spans(deadline.words, text)).unwrap_or_default();
    Forecast { due, deadline, basis }
}
