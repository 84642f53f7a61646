//! How two claims stand to each other: echo, corroboration, contradiction, update, or what came of a forecast.
//!
//! A claim is read once into a [`Profile`] of some hundred bytes: stems of its words, its numbers, times, places and
//! outcomes, its embedding and its source. Two profiles are then compared without their texts: [`Linking::compare`] tells the
//! [`Relation`] of the later claim to the earlier with a confidence and reasons. [`Linking::keys`] gives the keys under
//! which claims that may be related meet, so that a ledger compares a claim with few others.
//!
//! It is pure: what a pair gives depends on the pair alone, never on what else a ledger holds. It is total: any claim of any
//! text has a profile.
//!
//! This crate knows nothing of storage, async code, clocks or files; all tables are compiled in.
//!
//! ```
//! use sayso_domain::{Attribution, Claim, Document, DocumentId, DocumentParts, Form, Kind, Relation, Source, SourceKind};
//! use sayso_linking::Linking;
//! use sayso_text::Span;
//!
//! let linking = Linking::new();
//! let profile = |id: &str, text: &str, name: &str, content: &str| {
//!     let parts = DocumentParts { id: DocumentId::new(id).ok(), ..DocumentParts::of_text(text) };
//!     let document = Document::new(parts.clone()).unwrap();
//!     let span = |words| Span::of_first(text, words).unwrap().into();
//!     let attribution = Attribution::new(text, span(name), span("said"), span(content)).unwrap();
//!     let mut claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
//!     let (name, kind) = (Some(name.to_owned()), Some(SourceKind::Person));
//!     claim.source = Some(Source { name, kind, ..Source::default() });
//!     linking.profile(&claim, &parts, text, "")
//! };
//! let text = "Jane Roe said the dam at Arnby would be repaired.";
//! let earlier = profile("1", text, "Jane Roe", "the dam at Arnby would be repaired");
//! let text = "The dam at Arnby would be repaired, Jane Roe said.";
//! let later = profile("2", text, "Jane Roe", "The dam at Arnby would be repaired");
//! let finding = linking.compare(&earlier, &later).unwrap();
//! assert_eq!(finding.relation, Relation::Repeats);
//! assert!(linking.keys(&earlier).iter().any(|key| linking.keys(&later).contains(key)));
//! ```

mod compare;
mod keys;
mod meaning;
mod numbers;
mod opposites;
mod phrases;
mod profile;
mod read;
mod same;
mod speakers;
mod words;

use sayso_domain::{Claim, Confidence, DocumentParts, LinkReason, Relation};
use sayso_identity::Identifier;

pub use keys::MAX_KEYS;
pub use meaning::{EMBEDDING_COMPONENTS, EMBEDDING_MODEL};
pub use profile::{Profile, Speaker};
pub use same::{FEATURES, Features, TEXT_FEATURES};
pub use speakers::SourceGroup;

use crate::{
    meaning::Meaning,
    opposites::Opposites,
    same::Models,
    speakers::{Memory, Speakers},
    words::Lexicon,
};

/// How a later claim stands to an earlier one, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The relation.
    pub relation: Relation,
    /// How probable it is.
    pub confidence: Confidence,
    /// The grounds, the weightiest first.
    pub reasons: Vec<LinkReason>,
}

/// Compares claims; holds the tables. Build it once.
#[derive(Debug)]
pub struct Linking {
    identifier: Identifier,
    lexicon: Lexicon,
    opposites: Opposites,
    speakers: Speakers,
    models: Models,
    meaning: Meaning,
    memory: Memory,
}

impl Default for Linking {
    fn default() -> Self {
        Self::new()
    }
}

impl Linking {
    /// Reads the tables that come with the crate.
    #[must_use]
    pub fn new() -> Self {
        // The tables are part of the crate, and its tests read them.
        Self::with_tables().unwrap_or_else(|error| unreachable!("{error}"))
    }

    fn with_tables() -> Result<Self, String> {
        let identifier = Identifier::new();
        let (rarity, words) = (include_str!("../data/rarity.tsv"), include_str!("../data/words.toml"));
        let lexicon = Lexicon::parse(rarity, words, &identifier)?;
        let opposites = Opposites::parse(include_str!("../data/opposites.toml"), &lexicon, &identifier)?;
        let speakers = Speakers::parse(include_str!("../data/speakers.toml"), &lexicon, &identifier)?;
        let models = Models::parse(include_str!("../data/model.toml"))?;
        let meaning = Meaning::parse(include_bytes!("../data/meaning.f32"))?;
        Ok(Self { identifier, lexicon, opposites, speakers, models, meaning, memory: Memory::default() })
    }

    /// What comparing needs of a claim of `document`, whose spans count in `text`; `extractor` names the model that
    /// made the claim's embedding: that of any other than [`EMBEDDING_MODEL`] is left out.
    #[must_use]
    pub fn profile(&self, claim: &Claim, document: &DocumentParts, text: &str, extractor: &str) -> Profile {
        self.read(claim, document, text, extractor)
    }
}

#[cfg(test)]
mod tests;
