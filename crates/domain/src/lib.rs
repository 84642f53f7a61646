//! The words of sayso as types: documents, claims and everything that is worked out about a claim.
//!
//! Constructors keep the invariants, so that a value of these types is always whole: an [`Attribution`]'s spans
//! lie inside its text and never overlap, an id is never empty, a due interval never ends before it starts.
//! Ids are stable: the same input gives the same id, on any machine, at any time.
//!
//! This crate knows nothing of the wire, storage, async code or clocks.
//!
//! ```
//! use sayso_domain::{Attribution, Claim, Document, DocumentParts, Form, Kind};
//! use sayso_text::Span;
//!
//! let text = "The dam will hold, the governor said.";
//! let document = Document::new(DocumentParts::of_text(text))?;
//! let part = |words| Span::of_first(text, words).unwrap().into();
//! let attribution = Attribution::new(text, part("the governor"), part("said"), part("The dam will hold"))?;
//! let claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
//! assert!(claim.id().as_str().starts_with("c-"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod claim;
mod commitment;
mod document;
mod embedding;
mod extraction;
mod id;
mod link;
mod names;
mod place;
mod quantity;
mod size;
mod source;
mod time;

pub use claim::{Attribution, AttributionError, Claim, Confidence, Form, Kind, Part};
pub use commitment::{Certainty, Commitment, Hedge, HedgedBy, Polarity, Stance};
pub use document::{
    Document, DocumentError, DocumentParts, Language, MAX_AUTHORS, MAX_FIELD_BYTES, MAX_TEXT_BYTES, MAX_URI_BYTES,
    PublicationTime,
};
pub use embedding::{Embedding, MAX_EMBEDDING};
pub use extraction::{Extraction, Extractor, Mentions, Note, NoteCode};
pub use id::{ClaimId, ClusterId, DocumentId, IdError, LinkId, RevisionId, SettlementId, SourceId, stable_id};
pub use link::{Link, LinkReason, Relation};
pub use names::UnknownName;
pub use place::{Coordinates, EARTH_KM, Place, PlacePrecision};
pub use quantity::{Approximation, Quantity};
pub use size::MAX_CLAIM_BYTES;
pub use source::{Entity, Gender, Name, NameKind, Relay, Resolution, Source, SourceKind};
pub use time::{Forecast, Interval, TimeExpression, TimeType};
