//! Time expressions of English news: where they stand, their TIMEX3 type and value, the interval they denote, and which of
//! them say when a claim was made.
//!
//! Types and values follow TIMEX3 (ISO 24617-1) as TempEval-3 uses it (UzZaman et al., SemEval 2013):
//!
//! | words, in a text of 2013-03-20 | type | value | interval |
//! |---|---|---|---|
//! | "on Tuesday", "yesterday", "March 19" | `DATE` | `2013-03-19` | that day |
//! | "last week", "this weekend" | `DATE` | `2013-W11`, `2013-W12-WE` | Monday to Sunday (ISO 8601); the two days |
//! | "the third quarter", "last summer", "the 1990s", "the 20th century" | `DATE` | `2012-Q3`, `2012-SU`, `199`, `19` | all of it |
//! | "7:15 p.m. Tuesday", "last night" | `TIME` | `2013-03-19T19:15`, `2013-03-19TNI` | that minute; 8 p.m. to 6 a.m. |
//! | "two weeks ago", "two years ago" | `DATE` | `2013-W10`, `2011` | as coarse as the unit |
//! | "two years", "several weeks", "recent weeks" | `DURATION` | `P2Y`, `PXW`, `PXW` | none |
//! | "the past two months", "the next 48 hours" | `DURATION` | `P2M`, `PT48H` | up to, or from, the publication |
//! | "every Friday", "daily" | `SET` | `XXXX-WXX-5`, `P1D` | none |
//! | "recently", "recent years", "now", "the coming weeks" | `DATE` | `PAST_REF`, `PAST_REF`, `PRESENT_REF`, `FUTURE_REF` | none |
//!
//! Choices where the standard leaves one:
//! - "early", "late", "the end of" belong to the words; value and interval are those of the whole ("the end of June" is June).
//! - "two to three weeks" and "a day or two" are the longer: only when that is over has it been too long.
//! - Decades and centuries of duration are years, quarters are months, as ISO 8601 has no unit for them; without a number they
//!   are `PXDE`, `PXCE` and `PXQ`, as in TimeBank.
//! - Both ends of a range are times of their own ("3-5 May").
//! - A fiscal year or quarter has the value of the calendar's and no interval, since its months are not said.
//! - Winter has the year that it begins in. Seasons are those of the northern half of the world, from the first of March.
//! - A sports season is past, present or future: which months it has is not said.
//! - "The first week of April" is that which holds its first Thursday (ISO 8601).
//! - A time zone belongs to the words and is not counted with: the interval is in the time that the text gives.
//!
//! Relative times are counted from the publication, or, where the words say so ("a day earlier", "the next day"), from the
//! time that was last spoken of. Without a publication time the former are found all the same, without value and interval.
//! A weekday or a month without a year is behind or ahead by the words around it ("will", "said"); `data/tense.toml` lists them.
//! The weekdays of the last two days are ahead only by a plain future ("will", "is expected to"), or by a modal with "by"
//! ("could arrive by Friday").
//!
//! The patterns are data (`data/rules.toml`), compiled once; at each word the longest match wins. A pattern has no loops, so
//! that time and memory are linear in the text.
//!
//! This crate knows nothing of the clock, of files, or of people and places. No text makes it fail.
//!
//! ```
//! use sayso_times::Times;
//!
//! let times = Times::new();
//! let found = times.find("The court will rule on Friday.", &[], "2013-03-20".parse().ok().as_ref());
//! assert_eq!(found[0].value.as_deref(), Some("2013-03-22"));
//! ```

mod calendar;
mod captures;
mod claims;
mod holidays;
mod lengths;
mod matcher;
mod names;
mod ranges;
mod resolve;
mod rules;
mod tense;

use jiff::civil::DateTime;
use sayso_domain::{Attribution, Name, PublicationTime, TimeExpression};
use sayso_quantities::NumberWords;
use sayso_text::Span;

pub use claims::ClaimTimes;

use crate::{
    calendar::Unit,
    claims::ClaimWords,
    holidays::Holidays,
    matcher::{Match, Words},
    names::NamesWithTimes,
    resolve::Anchors,
    rules::{Means, Rules},
    tense::Tenses,
};

/// The rules, read once.
#[derive(Debug)]
pub struct Times {
    rules: Rules,
    holidays: Holidays,
    tenses: Tenses,
    numbers: NumberWords,
    claim_words: ClaimWords,
}

impl Default for Times {
    fn default() -> Self {
        Self::new()
    }
}

impl Times {
    /// The rules that come with this crate.
    #[must_use]
    pub fn new() -> Self {
        // The files are part of the program, and a test reads them.
        let Ok(holidays) = Holidays::parse(include_str!("../data/holidays.toml")) else { unreachable!() };
        let Ok(tenses) = Tenses::parse(include_str!("../data/tense.toml")) else { unreachable!() };
        let Ok(claim_words) = ClaimWords::parse(include_str!("../data/claims.toml")) else { unreachable!() };
        let numbers = NumberWords::new();
        let rules = match Rules::parse(
            include_str!("../data/words.toml"),
            include_str!("../data/rules.toml"),
            &holidays,
            &numbers,
        ) {
            Ok(rules) => rules,
            Err(error) => unreachable!("{error}"),
        };
        Self { rules, holidays, tenses, numbers, claim_words }
    }

    /// Every time expression of `text`, in text order, without overlap. Relative ones are counted from `published`.
    ///
    /// What lies within a longer name of a person or an organization, of which `names` are those of the text, is no
    /// time: "the Sunday Times".
    #[must_use]
    pub fn find(&self, text: &str, names: &[Name], published: Option<&PublicationTime>) -> Vec<TimeExpression> {
        let names = NamesWithTimes::new(names);
        let words = Words::new(text, &self.rules);
        let sentences = sayso_text::sentences(text);
        let moment: Option<DateTime> = match published {
            Some(PublicationTime::Time(time)) => Some(time.datetime()),
            _ => None,
        };
        let mut anchors = Anchors { published: published.map(PublicationTime::date), moment, ..Anchors::default() };
        let mut out: Vec<TimeExpression> = Vec::new();
        let (mut at, mut sentence) = (0, Sentences { spans: &sentences, index: 0, tokens: (0, 0) });
        let (mut quarter, mut quarter_sentence) = (None, 0);
        while at < words.tokens.len() {
            let Some(mut found) = matcher::longest(&self.rules, &self.numbers, &words, at) else {
                at += 1;
                continue;
            };
            // "in [May]" gives way to "[May 5]".
            if found.start > at
                && let Some(longer) = matcher::longest(&self.rules, &self.numbers, &words, found.start)
                && longer.reach > found.reach
            {
                found = longer;
            }
            // "The Sunday" of the Sunday Times.
            let article = found.end > found.start + 1 && words.tokens[found.start].lower == "the";
            if names.hold(words.span(&Match { start: found.start + usize::from(article), ..found })) {
                at = found.end.max(at + 1);
                continue;
            }
            if sentence.advance(&words, found.start) {
                anchors.same_sentence = false;
                anchors.quarter_is_near = sentence.index <= quarter_sentence + 3;
            }
            let Some(time) = self.resolved(&words, &found, &mut anchors, &sentence) else {
                // An age is no time, and neither is the "May" of the 32nd of May.
                let is_whole = found.means == Means::Nothing || found.captures.day.is_some();
                at = if is_whole { found.end.max(at + 1) } else { at + 1 };
                continue;
            };
            out.push(time);
            at = found.end;
            if let Some(second) = ranges::second_end(&words, &found) {
                out.extend(self.resolved(&words, &second, &mut anchors, &sentence));
                at = second.end;
            }
            if anchors.quarter != quarter {
                (quarter, quarter_sentence) = (anchors.quarter, sentence.index);
            }
        }
        out
    }

    /// The times of a claim, of which `times` are all those of the text, as [`Times::find`] gives them.
    ///
    /// A time says when the claim was made if it stands by the cue and outside the content ("said on Tuesday", "on
    /// Tuesday he told"); the tagger may also have counted it to the cue, or to the content as its first words ("said
    /// Tuesday that"). It is never after the publication.
    #[must_use]
    pub fn of_claim(
        &self,
        text: &str,
        attribution: &Attribution,
        times: &[TimeExpression],
        published: Option<&PublicationTime>,
    ) -> ClaimTimes {
        self.claim_words.of_claim(text, attribution, times, published)
    }

    /// What a match means here, which is then what later times are counted from.
    fn resolved(
        &self,
        words: &Words<'_>,
        found: &Match,
        anchors: &mut Anchors,
        sentence: &Sentences<'_>,
    ) -> Option<TimeExpression> {
        let joined = found.start.checked_sub(1).is_some_and(|before| {
            matches!(&*words.tokens[before].lower, "to" | "through" | "-") && anchors.last_end == before
        });
        anchors.ends_range = joined;
        anchors.last_end = found.end;
        anchors.tense = self.tenses.around(&words.tokens, sentence.tokens, (found.start, found.end));
        let meaning = resolve::resolve(found, anchors, &self.holidays)?;
        if let Some(when) = meaning.when {
            anchors.running = Some(when);
            anchors.same_sentence = true;
            if when.unit() == Unit::Quarter {
                anchors.quarter = Some(when);
                anchors.quarter_is_near = true;
            }
        }
        Some(TimeExpression {
            words: words.span(found),
            kind: meaning.kind,
            value: meaning.value,
            interval: meaning.interval,
        })
    }
}

/// The sentence that the scan is in.
struct Sentences<'s> {
    spans: &'s [Span],
    index: usize,
    /// Its first token and that behind its last.
    tokens: (usize, usize),
}

impl Sentences<'_> {
    /// Moves on to the sentence of the token `at`; true if it is another.
    fn advance(&mut self, words: &Words<'_>, at: usize) -> bool {
        let moved = at >= self.tokens.1;
        while at >= self.tokens.1 && self.index < self.spans.len() {
            let end = self.spans[self.index].end();
            let mut last = self.tokens.1;
            while last < words.tokens.len() && words.tokens[last].span.start() < end {
                last += 1;
            }
            self.tokens = (self.tokens.1, last);
            self.index += 1;
        }
        moved
    }
}
