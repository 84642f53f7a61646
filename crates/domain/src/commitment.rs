//! How far a source, and the reporter, stand behind a claim.

use sayso_text::Spans;
use serde::{Deserialize, Serialize};

use crate::names::named;

named!(
    /// How certain the source is, after FactBank (Saurí and Pustejovsky 2009).
    Certainty {
        /// Certain.
        Certain = "CERTAIN",
        /// Probable.
        Probable = "PROBABLE",
        /// Possible.
        Possible = "POSSIBLE",
        /// The source does not commit itself, or it was not worked out.
        Underspecified = "UNDERSPECIFIED",
    }
);

named!(
    /// Whether the source puts it forward as so or as not so, after FactBank.
    Polarity {
        /// It is so.
        Positive = "POSITIVE",
        /// It is not so.
        Negative = "NEGATIVE",
        /// The source does not commit itself, or it was not worked out.
        Underspecified = "UNDERSPECIFIED",
    }
);

named!(
    /// What the reporter's cue adds.
    Stance {
        /// Said, told.
        Neutral = "NEUTRAL",
        /// Claimed, alleged: the reporter keeps away from it.
        Distancing = "DISTANCING",
        /// Revealed, confirmed: the reporter takes it as so.
        Endorsing = "ENDORSING",
    }
);

named!(
    /// Whose hedge it is.
    HedgedBy {
        /// The source's own ("may", in the content).
        Source = "SOURCE",
        /// The reporter's ("reportedly", in the cue).
        Reporter = "REPORTER",
    }
);

/// A word that weakens a claim, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// The hedging words.
    pub words: Spans,
    /// Whose they are.
    pub by: HedgedBy,
}

/// How far the source and the reporter stand behind a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// As the source puts it.
    pub certainty: Certainty,
    /// As the source puts it.
    pub polarity: Polarity,
    /// What the reporter's cue adds.
    pub stance: Stance,
    /// The hedging words, in text order.
    pub hedges: Vec<Hedge>,
    /// What the claim hangs on ("if confirmed"); may be empty.
    pub condition: Spans,
    /// The reporter's own reservation ("could not be independently verified"), which may stand outside the claim; may
    /// be empty.
    #[serde(default)]
    pub caveat: Spans,
}

impl Default for Commitment {
    fn default() -> Self {
        Self {
            certainty: Certainty::Underspecified,
            polarity: Polarity::Underspecified,
            stance: Stance::Neutral,
            hedges: Vec::new(),
            condition: Spans::default(),
            caveat: Spans::default(),
        }
    }
}
