//! How far a source, and the reporter, stand behind a claim, and whether it is a forecast.
//!
//! [`Commitments::of_claim`] reads one attribution: what was done ([`Kind`]), how certain the source is of the content and
//! with which polarity (the values of FactBank, Saurí and Pustejovsky 2009), what the reporter's cue adds, which words hedge
//! and whose they are, what the claim hangs on, and, of a claim about the future, by when it can be checked.
//! [`Commitments::caveats`] finds the reporter's own reservations ("could not be independently verified") and the claims
//! that they cover.
//!
//! All words are in the files under `data/`, which also say how each of them is read. The rules find clauses by their
//! edges; there is no parse. Everything is total, pure and linear in the text.
//!
//! What is read how:
//!
//! - The certainty and the polarity are those of the main proposition: the main clause of the first sentence of the
//!   content that asserts something. What the cue says of the content ("denied", "doubts") works on what the content says.
//! - A content of several clauses ("had not been taken, and that 40 men had surrendered") has the polarity of the first main
//!   one.
//! - A mere noun phrase or pronoun ("criticised the death penalty", "mentioned all of this") states no proposition and is left
//!   open, also where it "is not disputed"; but who denies one ("any wrongdoing") puts it forward as not so.
//! - An obligation ("must resign") is put forward as certain; so is what "will" be.
//! - What is asked, ordered or wished for is left open (`UNDERSPECIFIED`), and so is the main clause of a condition. An
//!   intention to which the source binds itself ("vowed to", "plans to") is certain, and a forecast.
//! - Who "did not deny" or "has not ruled out" something takes it as possible; who "would not confirm" it leaves it open.
//! - Hedges and conditions are shown wherever in the content they stand, also where they do not touch the main proposition.
//!
//! This crate knows nothing of documents, of other claims' meaning, of the clock or of the wire.
//!
//! ```
//! use sayso_commitment::Commitments;
//! use sayso_domain::{Attribution, Certainty, Form, Polarity};
//! use sayso_text::Span;
//!
//! let text = "The mayor denied that the bridge would be closed.";
//! let part = |words| Span::of_first(text, words).unwrap().into();
//! let attribution =
//!     Attribution::new(text, part("The mayor"), part("denied"), part("that the bridge would be closed"))?;
//! let reading = Commitments::new().of_claim(text, &attribution, Form::Indirect, &[], None);
//! assert_eq!(reading.commitment.certainty, Certainty::Certain);
//! assert_eq!(reading.commitment.polarity, Polarity::Negative);
//! assert_eq!(reading.forecast.unwrap().basis.words(text).unwrap(), "would");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bare;
mod caveats;
mod clause;
mod cues;
mod deadlines;
mod factuality;
mod forecasts;
mod length;
mod modality;
mod phrases;
mod words;

use sayso_domain::{
    Attribution, Certainty, Commitment, Forecast, Form, Hedge, HedgedBy, Kind, PublicationTime, TimeExpression,
};
use sayso_text::{Span, Spans};

use crate::{
    caveats::Caveats,
    cues::{Cues, Meaning},
    factuality::Factuality,
    forecasts::Forecasts,
    modality::{Mark, Modality},
    words::{Sentence, Word, sentences, words_at},
};

const CUES: &str = include_str!("../data/cues.toml");
const MODALITY: &str = include_str!("../data/modality.toml");
const FORECASTS: &str = include_str!("../data/forecasts.toml");
const DEADLINES: &str = include_str!("../data/deadlines.toml");
const CAVEATS: &str = include_str!("../data/caveats.toml");

/// The longest stretch beside a cue, in bytes, whose adverbs belong to it.
const BESIDE: usize = 60;

/// Reads commitments. Built once, by reading the word lists; holds no state.
#[derive(Debug)]
pub struct Commitments {
    cues: Cues,
    modality: Modality,
    forecasts: Forecasts,
    caveats: Caveats,
}

/// What is read of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What the cue says was done.
    pub kind: Kind,
    /// How far source and reporter stand behind it; its caveat is empty (see [`Commitments::caveats`]).
    pub commitment: Commitment,
    /// Set if it is about the future.
    pub forecast: Option<Forecast>,
}

impl Default for Commitments {
    fn default() -> Self {
        Self::new()
    }
}

impl Commitments {
    /// The word lists, ready for use. Takes about a millisecond.
    #[must_use]
    pub fn new() -> Self {
        // The lists are part of the program, and every test reads them.
        Self::parse().unwrap_or_else(|error| unreachable!("{error}"))
    }

    /// The word lists in the program, which tell one version's readings from another's.
    #[must_use]
    pub fn lists() -> [&'static str; 5] {
        [CUES, MODALITY, FORECASTS, DEADLINES, CAVEATS]
    }

    fn parse() -> Result<Self, String> {
        Ok(Self {
            cues: Cues::parse(CUES)?,
            modality: Modality::parse(MODALITY)?,
            forecasts: Forecasts::parse(FORECASTS, DEADLINES)?,
            caveats: Caveats::parse(CAVEATS)?,
        })
    }

    /// What the words of one attribution say.
    ///
    /// `times` are the time expressions of its content, in any order. Lengths of time are counted from the day of
    /// `published`, which stands for the moment of saying; without it no deadline is resolved, only its words are given.
    /// Time is linear in the attribution (n log n in its times).
    #[must_use]
    pub fn of_claim(
        &self,
        text: &str,
        attribution: &Attribution,
        form: Form,
        times: &[TimeExpression],
        published: Option<&PublicationTime>,
    ) -> Reading {
        let flat = |spans: &Spans| spans.pieces().iter().flat_map(|piece| words_at(text, *piece)).collect::<Vec<_>>();
        let (cue, source) = (flat(attribution.cue()), flat(attribution.source()));
        let beside = beside(text, attribution);
        let sentences = sentences(text, attribution.content());
        let meaning = self.cues.of(&cue, &source, &beside);
        let quoted = form == Form::Direct;

        let marks: Vec<_> = sentences.iter().map(|sentence| self.modality.marks(sentence, quoted)).collect();
        let conditions: Vec<_> = sentences.iter().map(|sentence| self.modality.conditions(sentence)).collect();
        let main = self.modality.main(&sentences, quoted);
        let said = main.map_or(Factuality::FACT, |main| {
            self.modality.judge(&sentences[main], &marks[main], &conditions[main], quoted)
        });

        let mut hedges: Vec<Hedge> = Vec::new();
        let mut hedged = Vec::new();
        for (sentence, marks) in sentences.iter().zip(&marks) {
            let reported = self.modality.reported(sentence);
            hedges.extend(reported.into_iter().map(|found| {
                let by = if quoted || sentence.words[found.range.start].quoted {
                    HedgedBy::Source
                } else {
                    HedgedBy::Reporter
                };
                Hedge { words: sentence.spans(found.shown, text), by }
            }));
            let hedging = marks.iter().filter(|mark| matches!(mark.meaning, Mark::Hedge(_) | Mark::Predicate(_)));
            let shown = hedging.clone().map(|mark| sentence.spans(mark.shown.clone(), text));
            hedges.extend(shown.map(|words| Hedge { words, by: HedgedBy::Source }));
            hedged.push(hedging.map(|mark| mark.range.start).collect::<Vec<_>>());
        }
        let cue_sentence = Sentence::of(cue);
        for words in [&cue_sentence, &Sentence::of(beside)] {
            let found = self.modality.beside_cue(&words.words).into_iter();
            hedges.extend(found.map(|found| Hedge { words: words.spans(found.shown, text), by: HedgedBy::Reporter }));
        }
        hedges.sort_by_key(|hedge| hedge.words.hull());

        let first: &[Word] = sentences.first().map_or(&[], |sentence| &sentence.words);
        let set_ahead = self.forecasts.of_cue(&cue_sentence.words, first);
        let nothing = set_ahead.is_none() && self.states_nothing(&meaning, said, &sentences);
        let value = if nothing { Factuality::OPEN } else { meaning.says.of(said) };
        let bound = !meaning.negated || meaning.says != Factuality::OPEN;
        let foresight = meaning.foresight.clone().filter(|_| bound);
        let foresight = foresight.or_else(|| set_ahead.clone().map(|range| (cues::Foresight::Foretold, range)));
        let requested = meaning.request && self.modality.is_request(&sentences);
        let kind = meaning.kind.map(|kind| if requested { Kind::Decree } else { kind });
        let kind = kind.or(set_ahead.map(|_| Kind::Intention)).unwrap_or(Kind::Statement);
        let mut by_start: Vec<&TimeExpression> = times.iter().collect();
        by_start.sort_by_key(|time| time.words);
        let conditional: Vec<bool> = conditions.iter().map(|conditions| !conditions.is_empty()).collect();
        // What a source would not say, or asks, it does not foretell.
        let open = meaning.negated && meaning.says == Factuality::OPEN || kind == Kind::Question;
        let forecast = self.forecasts.of(&forecasts::Claim {
            text,
            sentences: &sentences,
            conditional: &conditional,
            quoted,
            begins_verbless: sentences.first().is_some_and(|sentence| !self.modality.has_verb(sentence)),
            decreed: kind == Kind::Decree,
            foresight: foresight.map(|(foresight, range)| (foresight, cue_sentence.spans(range, text))),
            hedged: &hedged,
            times: &by_start,
            published: published.map(PublicationTime::date),
        });
        let forecast = forecast.filter(|_| !open);
        let condition = sentences.iter().zip(&conditions).flat_map(|(sentence, ranges)| {
            ranges.iter().flat_map(|range| sentence.spans(range.clone(), text).pieces().to_vec())
        });
        let commitment = Commitment {
            certainty: value.certainty,
            polarity: value.polarity,
            stance: meaning.stance,
            hedges,
            condition: Spans::joined(condition.collect()),
            caveat: Spans::default(),
        };
        Reading { kind, commitment, forecast }
    }

    /// True if a content is a mere noun phrase that the cue only says, knows or does not dispute.
    fn states_nothing(&self, meaning: &Meaning, said: Factuality, sentences: &[Sentence]) -> bool {
        let says = matches!(meaning.kind, None | Some(Kind::Statement | Kind::Belief))
            && (meaning.says == Factuality::FACT || meaning.negated && meaning.says.certainty == Certainty::Possible);
        says && said == Factuality::FACT && !meaning.posits && self.modality.is_bare(sentences, meaning.predicates)
    }

    /// For each attribution, the reporter's reservations that cover it ("The claim could not be verified"); empty for most.
    ///
    /// One in the sentence of a claim covers that claim, or all claims of the sentence if it speaks of several ("figures
    /// that"); so does one at the end of a claim's content that only the reporter can say ("..., offering no evidence").
    /// One in a sentence of its own covers the claims before it: of "the claims", all of its paragraph and of the one
    /// before it (of the two before it if it has none) since the last caveat; of "it" or "the claim", the last and those of the same source right before it. Time is n log n in the
    /// text.
    #[must_use]
    pub fn caveats(&self, text: &str, attributions: &[Attribution]) -> Vec<Spans> {
        self.caveats.of(text, attributions)
    }
}

/// The words between the parts of an attribution, where its adverbs stand.
fn beside(text: &str, attribution: &Attribution) -> Vec<Word> {
    let parts = [attribution.source(), attribution.cue(), attribution.content()].map(Spans::pieces).concat();
    let joined = Spans::joined(parts);
    let gaps = joined.pieces().windows(2).filter_map(|pair| Span::new(pair[0].end(), pair[1].start()));
    gaps.filter(|gap| gap.range().len() <= BESIDE).flat_map(|gap| words_at(text, gap)).collect()
}
