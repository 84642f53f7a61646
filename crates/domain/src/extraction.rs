//! What an extractor gives for one document.

use std::fmt;

use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::{Claim, Entity, Language, Place, TimeExpression, names::named};

named!(
    /// What a note is about.
    NoteCode {
        /// None of these, or one that this version does not know: the message says it.
        Unspecified = "UNSPECIFIED",
        /// The text is empty or white space.
        EmptyText = "EMPTY_TEXT",
        /// The language is not one that the extractor reads; there are no claims.
        LanguageNotSupported = "LANGUAGE_NOT_SUPPORTED",
        /// A quotation mark has no partner.
        UnbalancedQuotation = "UNBALANCED_QUOTATION",
        /// No publication time: relative dates stay unresolved.
        NoPublicationTime = "NO_PUBLICATION_TIME",
        /// The text is beyond a limit of the extractor; the note says what was left out.
        LimitReached = "LIMIT_REACHED",
    }
);

/// Something the reader of the claims should know about how they came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about.
    pub code: NoteCode,
    /// One sentence for people.
    pub message: String,
    /// Where in the text, if anywhere.
    pub at: Option<Span>,
}

/// Which extractor made the claims. Two extractors that can differ in one claim differ in this.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extractor {
    /// Short name, such as `sayso-tagger`.
    pub name: String,
    /// Version of its code (semantic versioning).
    pub version: String,
    /// Hash of its weights or word lists; may be empty.
    pub model: String,
}

impl fmt::Display for Extractor {
    /// `name/version+model`: the extractor version in (document, revision, extractor version).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.name, self.version)?;
        if self.model.is_empty() { Ok(()) } else { write!(f, "+{}", self.model) }
    }
}

/// All that one extractor gives for one revision of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// Who made it.
    pub extractor: Extractor,
    /// The language the text was read as; `None` if undecided.
    pub language: Option<Language>,
    /// The claims, in text order.
    pub claims: Vec<Claim>,
    /// What the reader should know.
    pub notes: Vec<Note>,
    /// What the whole text mentions, claimed or not. A ledger does not keep it.
    #[serde(default, skip_serializing)]
    pub mentions: Mentions,
}

/// The people, bodies, groups, times and places that a text mentions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Mentions {
    /// People, bodies and groups, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Time expressions, in text order.
    pub times: Vec<TimeExpression>,
    /// Places, in text order.
    pub places: Vec<Place>,
}
