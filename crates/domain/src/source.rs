//! Who is behind a source span, and through whom the words came.

use sayso_text::Spans;
use serde::{Deserialize, Serialize};

use crate::{id::SourceId, names::named};

named!(
    /// What a source is.
    SourceKind {
        /// One person.
        Person = "PERSON",
        /// A body: a ministry, an army, a company, an outlet.
        Organization = "ORGANIZATION",
        /// A text: a report, a letter, a court filing.
        Document = "DOCUMENT",
        /// People without a body: residents, two officials.
        Group = "GROUP",
    }
);

/// What is worked out about the source of a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The entity across documents; set by the linker, never by an extractor.
    pub entity: Option<SourceId>,
    /// The fullest name that this document gives it; `None` if it stays unnamed.
    pub name: Option<String>,
    /// What it is; `None` if not worked out.
    pub kind: Option<SourceKind>,
    /// True if the document withholds the name ("an official who asked not to be named").
    pub anonymous: bool,
    /// "adviser to the head of X".
    pub role: Option<String>,
    /// The country or body it belongs to.
    pub affiliation: Option<String>,
    /// Where the name stands, if the source span is a pronoun or a title; may be empty.
    pub antecedent: Spans,
}

/// An outlet or channel that the words came through ("told Reuters", "on Telegram").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relay {
    /// Its name as given.
    pub name: String,
    /// Where it is named.
    pub words: Spans,
}
