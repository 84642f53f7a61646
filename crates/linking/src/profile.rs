//! What comparing needs of a claim, small enough to be kept beside it.

use jiff::civil::Date;
use sayso_domain::{Approximation, Certainty, DocumentId, Embedding, Gender, Kind, Polarity, SourceKind};
use sayso_text::{Span, Spans};
use serde::{Deserialize, Serialize};

/// The most words of a content that a profile keeps: what lies beyond is not compared.
pub(crate) const MAX_WORDS: usize = 256;
/// The most of each other list that a profile keeps.
pub(crate) const MAX_LIST: usize = 16;
/// The most characters of a name, a role or a phrase that a profile keeps.
pub(crate) const MAX_CHARS: usize = 80;
/// The most words from around a claim that a profile keeps.
pub(crate) const MAX_AROUND: usize = 24;
/// How many hashes tell whether two texts are copies.
pub(crate) const SKETCH: usize = 12;

/// A claim as the linker compares it. It names its document and its source, and holds stems and places of words, but not the
/// text.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    pub(crate) facts: Facts,
    /// The content's stems and weights, each once, in the order of the stems.
    pub(crate) stems: Vec<(u32, u8)>,
    /// Hashes of neighbouring stems, each once, ascending.
    pub(crate) pairs: Vec<u32>,
    /// The sum of the weights of `stems`.
    pub(crate) weight: u32,
}

/// What is kept of a profile; the rest is worked out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) document: String,
    pub(crate) published: Option<Date>,
    pub(crate) site: String,
    pub(crate) embedding: Option<Embedding>,
    pub(crate) source: Speaker,
    /// The outlets that the words came through.
    pub(crate) relayed_by: Vec<String>,
    pub(crate) kind: Kind,
    pub(crate) certainty: Certainty,
    pub(crate) polarity: Polarity,
    pub(crate) forecast: bool,
    pub(crate) content: Spans,
    pub(crate) words: Vec<Word>,
    /// Short hashes of the content's other words, each once, ascending: function words, numbers and times.
    pub(crate) rest: Vec<u16>,
    pub(crate) numbers: Vec<Number>,
    pub(crate) times: Vec<Time>,
    pub(crate) places: Vec<Place>,
    pub(crate) outcomes: Vec<Outcome>,
    /// True if a word such as "not" or "without" stands in it.
    pub(crate) negated: bool,
    /// Stems from around the claim, each once, ascending.
    pub(crate) around: Vec<(u32, u8)>,
    /// The least hashes of runs of words around the claim, ascending.
    pub(crate) sketch: Vec<u32>,
}

/// Who is behind a claim, as its document tells it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest name that the document gives; empty if it gives none.
    pub name: String,
    /// The words of the source span; may be empty.
    pub words: String,
    /// Where they stand.
    pub at: Spans,
    /// What it is; `None` if not worked out.
    pub kind: Option<SourceKind>,
    /// True if the document withholds the name.
    pub anonymous: bool,
    /// Male or female, where the document shows it.
    pub gender: Option<Gender>,
    /// "adviser to the head of X"; may be empty.
    pub role: String,
    /// The country or body it belongs to; may be empty.
    pub affiliation: String,
}

/// A word of a content that says something.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Word {
    pub(crate) stem: u32,
    pub(crate) weight: u8,
    /// Bit 0: it is a name. Bit 1: it neighbours the word kept before it.
    pub(crate) flags: u8,
    /// Where it starts, counted from the end of the one before.
    pub(crate) skip: u32,
    pub(crate) length: u16,
}

/// A quantity of a content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Number {
    pub(crate) words: String,
    pub(crate) at: Span,
    pub(crate) value: f64,
    pub(crate) upper: Option<f64>,
    pub(crate) approximation: Approximation,
    /// The hash of what is counted; 0 if that is not said.
    pub(crate) unit: u32,
    /// True for measures and money, which never count the same as things.
    pub(crate) measure: bool,
}

/// A time of a content, as days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Time {
    pub(crate) at: Span,
    pub(crate) first: Date,
    pub(crate) last: Date,
}

/// A place of a content, by its GeoNames id, or a hash of its name.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) at: Span,
    pub(crate) id: u64,
}

/// One side of a pair of opposites.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) question: u16,
    /// Which answer; turned round if it is negated.
    pub(crate) yes: bool,
    pub(crate) words: String,
    pub(crate) at: Span,
}

impl Word {
    pub(crate) const NAME: u8 = 1;
    pub(crate) const NEXT: u8 = 2;

    pub(crate) fn is_name(self) -> bool {
        self.flags & Self::NAME != 0
    }
}

impl Default for Facts {
    /// Of a claim of which nothing is known.
    fn default() -> Self {
        Self {
            document: String::new(),
            published: None,
            site: String::new(),
            embedding: None,
            source: Speaker::default(),
            relayed_by: Vec::new(),
            kind: Kind::Statement,
            certainty: Certainty::Underspecified,
            polarity: Polarity::Underspecified,
            forecast: false,
            content: Spans::default(),
            words: Vec::new(),
            rest: Vec::new(),
            numbers: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
            outcomes: Vec::new(),
            negated: false,
            around: Vec::new(),
            sketch: Vec::new(),
        }
    }
}

impl Outcome {
    /// Whether both give the same answer; `None` if they answer different questions.
    pub(crate) fn agrees(&self, other: &Self) -> Option<bool> {
        (self.question == other.question).then_some(self.yes == other.yes)
    }
}

impl Profile {
    pub(crate) fn new(facts: Facts) -> Self {
        let mut stems: Vec<_> = facts.words.iter().map(|word| (word.stem, word.weight)).collect();
        // Of one stem the heaviest.
        stems.sort_unstable_by_key(|(stem, weight)| (*stem, std::cmp::Reverse(*weight)));
        stems.dedup_by_key(|(stem, _)| *stem);
        let next = facts.words.windows(2).filter(|two| two[1].flags & Word::NEXT != 0);
        let mut pairs: Vec<_> = next.map(|two| two[0].stem.rotate_left(5) ^ two[1].stem).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let weight = stems.iter().map(|(_, weight)| u32::from(*weight)).sum();
        Self { facts, stems, pairs, weight }
    }

    /// The profile as bytes (postcard 1).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Nothing in a profile can fail to be written: it holds no map, and no list without a length.
        let Ok(bytes) = postcard::to_allocvec(&self.facts) else { unreachable!() };
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) gave; `None` for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (facts, rest) = postcard::take_from_bytes::<Facts>(bytes).ok()?;
        (rest.is_empty() && facts.is_sound()).then(|| Self::new(facts))
    }

    /// Who is behind the claim.
    #[must_use]
    pub fn source(&self) -> &Speaker {
        &self.facts.source
    }

    /// The document; `None` if it had no id.
    #[must_use]
    pub fn document(&self) -> Option<DocumentId> {
        DocumentId::new(&self.facts.document).ok()
    }

    /// The day on which the document was published; `None` if that is not known.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.facts.published
    }

    /// Where the content stands in its text.
    #[must_use]
    pub fn content(&self) -> &Spans {
        &self.facts.content
    }

    /// True if the claim is about the future.
    #[must_use]
    pub fn is_forecast(&self) -> bool {
        self.facts.forecast
    }

    /// Where words with these stems (ascending) stand in the content.
    pub(crate) fn spans_of(&self, stems: &[u32]) -> Spans {
        let mut at = self.facts.content.hull().map_or(0, Span::start);
        let mut found = Vec::new();
        for word in &self.facts.words {
            let start = at.saturating_add(word.skip as usize);
            at = start.saturating_add(usize::from(word.length));
            if stems.binary_search(&word.stem).is_ok() {
                found.extend(Span::new(start, at));
            }
        }
        Spans::joined(found)
    }
}

impl Facts {
    /// True if it keeps the limits and orders that making one keeps.
    fn is_sound(&self) -> bool {
        let finite = |number: &Number| number.value.is_finite() && number.upper.is_none_or(f64::is_finite);
        let short = [
            self.relayed_by.len(),
            self.numbers.len(),
            self.times.len(),
            self.places.len(),
            self.outcomes.len(),
            self.sketch.len(),
            self.content.pieces().len(),
        ];
        self.words.len() <= MAX_WORDS
            && self.rest.len() <= 2 * MAX_WORDS
            && self.rest.is_sorted_by(|a, b| a < b)
            && self.around.len() <= MAX_AROUND
            && short.iter().all(|length| *length <= MAX_LIST)
            && self.numbers.iter().all(finite)
            && self.around.is_sorted_by(|a, b| a.0 < b.0)
            && self.sketch.is_sorted_by(|a, b| a < b)
    }
}
