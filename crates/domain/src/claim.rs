//! Claims: attributions with all that is worked out about them.

use std::fmt;

use sayso_text::{Span, Spans};
use serde::{Deserialize, Serialize};

use crate::{
    Commitment, Document, Embedding, Forecast, Place, Quantity, Relay, Source, TimeExpression,
    id::{ClaimId, stable_id},
    names::named,
};

named!(
    /// How the words are given.
    Form {
        /// The source's own words, in quotation marks.
        Direct = "DIRECT",
        /// The reporter's words for what the source put forward.
        Indirect = "INDIRECT",
        /// The reporter's words with some of the source's own in quotation marks.
        Mixed = "MIXED",
    }
);

named!(
    /// What the cue says was done.
    Kind {
        /// Said, wrote, told.
        Statement = "STATEMENT",
        /// Denied, rejected.
        Denial = "DENIAL",
        /// Believes, thinks, fears.
        Belief = "BELIEF",
        /// Plans, wants, vowed.
        Intention = "INTENTION",
        /// Saw, heard, noticed.
        Perception = "PERCEPTION",
        /// Ordered, ruled, called on somebody to act.
        Decree = "DECREE",
        /// Asked, wondered.
        Question = "QUESTION",
    }
);

named!(
    /// The three parts of an attribution.
    Part {
        /// Who put it forward.
        Source = "source",
        /// The words that signal it.
        Cue = "cue",
        /// What was put forward.
        Content = "content",
    }
);

/// Why three sets of spans are no attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttributionError {
    /// A piece lies outside the text or cuts a character.
    #[error("piece {index} of the {part} does not fit the text")]
    OutsideText {
        /// The part.
        part: Part,
        /// Position of the piece in it, from 0.
        index: usize,
    },
    /// There is no content.
    #[error("the content is empty: an attribution must say what was put forward")]
    NoContent,
    /// Two parts share characters.
    #[error("the {first} and the {second} overlap: each character has one part in an attribution at most")]
    Overlap {
        /// One of the two.
        first: Part,
        /// The other.
        second: Part,
    },
}

/// Who put forward what, as three sets of spans (PARC 3.0; PolNeAR, Newell et al., LREC 2018).
///
/// The source may be missing, and so may the cue (a quotation that stands alone); the content never is.
/// No two of them overlap, and all fit the text they were made with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attribution {
    source: Spans,
    cue: Spans,
    content: Spans,
}

impl Attribution {
    /// Checks the spans against `text`.
    ///
    /// # Errors
    /// [`AttributionError`] if a piece does not fit the text, two parts overlap or the content is empty.
    pub fn new(text: &str, source: Spans, cue: Spans, content: Spans) -> Result<Self, AttributionError> {
        let parts = [(Part::Source, &source), (Part::Cue, &cue), (Part::Content, &content)];
        for (part, spans) in parts {
            if let Some(index) = spans.pieces().iter().position(|piece| piece.words(text).is_none()) {
                return Err(AttributionError::OutsideText { part, index });
            }
        }
        if content.is_empty() {
            return Err(AttributionError::NoContent);
        }
        for (i, (first, one)) in parts.into_iter().enumerate() {
            for (second, other) in parts.into_iter().skip(i + 1) {
                if one.overlaps(other) {
                    return Err(AttributionError::Overlap { first, second });
                }
            }
        }
        Ok(Self { source, cue, content })
    }

    /// Who put it forward; may be empty.
    #[must_use]
    pub fn source(&self) -> &Spans {
        &self.source
    }

    /// The words that signal the attribution; may be empty.
    #[must_use]
    pub fn cue(&self) -> &Spans {
        &self.cue
    }

    /// What was put forward; never empty.
    #[must_use]
    pub fn content(&self) -> &Spans {
        &self.content
    }

    /// From the first to the last character of the three parts.
    #[must_use]
    pub fn hull(&self) -> Span {
        let pieces = [&self.source, &self.cue, &self.content].map(Spans::pieces).concat();
        // The content is never empty, so there is a first and a last piece.
        let Some(hull) = Spans::joined(pieces).hull() else { unreachable!() };
        hull
    }
}

/// A probability, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f32", into = "f32")]
pub struct Confidence(f32);

impl Confidence {
    /// `None` unless 0 ≤ `probability` ≤ 1.
    #[must_use]
    pub fn new(probability: f32) -> Option<Self> {
        (0.0..=1.0).contains(&probability).then_some(Self(probability))
    }

    /// The probability.
    #[must_use]
    pub fn get(self) -> f32 {
        self.0
    }
}

impl TryFrom<f32> for Confidence {
    type Error = &'static str;

    fn try_from(probability: f32) -> Result<Self, Self::Error> {
        Self::new(probability).ok_or("a confidence lies between 0 and 1")
    }
}

impl From<Confidence> for f32 {
    fn from(confidence: Confidence) -> Self {
        confidence.0
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

/// One attribution of one revision, with all that is worked out about it.
///
/// What has not been worked out is `None`, empty or `UNDERSPECIFIED`, never guessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    id: ClaimId,
    attribution: Attribution,
    /// How the words are given.
    pub form: Form,
    /// What the cue says was done.
    pub kind: Kind,
    /// How probable it is that this is an attribution with these parts; `None` if the extractor does not say.
    pub confidence: Option<Confidence>,
    /// The source behind the source span.
    pub source: Option<Source>,
    /// The outlets and channels that the words came through, from the source to the report.
    pub relayed_by: Vec<Relay>,
    /// How certain, and whose hedges.
    pub commitment: Commitment,
    /// When it was said; `None` if the document does not tell.
    #[serde(default)]
    pub said: Option<TimeExpression>,
    /// The times that its content speaks of, in text order.
    pub times: Vec<TimeExpression>,
    /// Places named inside the claim, in text order.
    pub places: Vec<Place>,
    /// Quantities in its content, in text order.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// Set if the claim is about the future.
    pub forecast: Option<Forecast>,
    /// What its content means; `None` if the extractor does not say.
    #[serde(default)]
    pub embedding: Option<Embedding>,
}

impl Claim {
    /// A claim of `document` about which nothing more is worked out yet.
    #[must_use]
    pub fn new(document: &Document, attribution: Attribution, form: Form, kind: Kind) -> Self {
        let mut spans = Vec::new();
        for part in [&attribution.source, &attribution.cue, &attribution.content] {
            for piece in part.pieces() {
                spans.extend_from_slice(&(piece.start() as u64).to_le_bytes());
                spans.extend_from_slice(&(piece.end() as u64).to_le_bytes());
            }
            // No piece has this as its start: it keeps the parts apart.
            spans.extend_from_slice(&u64::MAX.to_le_bytes());
        }
        let id = stable_id("c", &[document.id().as_str().as_bytes(), document.revision().as_str().as_bytes(), &spans]);
        // 28 bytes of ASCII.
        let Ok(id) = ClaimId::new(id) else { unreachable!() };
        Self {
            id,
            attribution,
            form,
            kind,
            confidence: None,
            source: None,
            relayed_by: Vec::new(),
            commitment: Commitment::default(),
            said: None,
            times: Vec::new(),
            places: Vec::new(),
            quantities: Vec::new(),
            forecast: None,
            embedding: None,
        }
    }

    /// Stable for the same document, revision and spans.
    #[must_use]
    pub fn id(&self) -> &ClaimId {
        &self.id
    }

    /// The three parts in the text.
    #[must_use]
    pub fn attribution(&self) -> &Attribution {
        &self.attribution
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DocumentParts;

    const TEXT: &str = "“Ні 👮”, said the governor.";

    fn spans(words: &[&str]) -> Spans {
        Spans::new(words.iter().map(|w| Span::of_first(TEXT, w).unwrap()).collect()).unwrap()
    }

    #[test]
    fn attributions_are_checked_against_their_text() {
        let check = |source: Spans, cue: Spans, content: Spans, expected: Result<(), AttributionError>| {
            assert_eq!(Attribution::new(TEXT, source, cue, content).map(drop), expected);
        };
        let none = Spans::default;
        check(spans(&["the governor"]), spans(&["said"]), spans(&["“Ні 👮”"]), Ok(()));
        check(none(), none(), spans(&["Ні"]), Ok(()));
        check(spans(&["the governor"]), spans(&["said"]), none(), Err(AttributionError::NoContent));
        check(
            spans(&["said the"]),
            spans(&["said"]),
            spans(&["Ні"]),
            Err(AttributionError::Overlap { first: Part::Source, second: Part::Cue }),
        );
        for (start, end) in [(0, 1), (0, 999)] {
            let content = Span::new(start, end).unwrap().into();
            check(none(), none(), content, Err(AttributionError::OutsideText { part: Part::Content, index: 0 }));
        }
    }

    #[test]
    fn claim_ids_are_stable_and_tell_parts_apart() {
        let document = Document::new(DocumentParts::of_text(TEXT)).unwrap();
        let claim = |source: Spans, cue: Spans| {
            let attribution = Attribution::new(TEXT, source, cue, spans(&["Ні"])).unwrap();
            Claim::new(&document, attribution, Form::Direct, Kind::Statement)
        };
        let first = claim(spans(&["the governor"]), Spans::default());
        assert_eq!(first.id(), claim(spans(&["the governor"]), Spans::default()).id());
        assert_ne!(first.id(), claim(Spans::default(), spans(&["the governor"])).id());
    }

    #[test]
    fn a_confidence_is_a_probability() {
        for bad in [-0.1, 1.1, f32::NAN] {
            assert_eq!(Confidence::new(bad), None);
        }
        assert_eq!(Confidence::new(0.5).map(Confidence::get), Some(0.5));
    }
}
