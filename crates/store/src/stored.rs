//! What the ledger holds, as it gives it out.

use std::sync::Arc;

use jiff::Timestamp;
use sayso_domain::{Claim, ClusterId, Document, DocumentId, DocumentParts, Language, Note, RevisionId};

use crate::CopyOf;

/// The most revisions that [`StoredDocument::revisions`] lists.
pub const MAX_REVISIONS: usize = 1000;

/// The most extractors that [`RevisionSummary::extractors`] lists.
pub const MAX_EXTRACTORS: usize = 16;

/// One revision of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDocument {
    /// The document in this revision.
    pub document: Document,
    /// When this revision was accepted last.
    pub accepted_at: Timestamp,
    /// True if it is the document's current revision.
    pub current: bool,
    /// The document's revisions, the one accepted last first; the first [`MAX_REVISIONS`] of them.
    pub revisions: Vec<RevisionSummary>,
    /// How many revisions it has, also those that are not listed.
    pub revision_count: usize,
    /// The language that the text was read as by the revision's current extraction; `None` if undecided.
    pub language: Option<Language>,
    /// The notes of the revision's current extraction.
    pub notes: Vec<Note>,
    /// What this revision is a copy of; `None` if no earlier document is known that it is.
    pub copy_of: Option<CopyOf>,
}

/// One revision, in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionSummary {
    /// Its id.
    pub revision: RevisionId,
    /// When it was accepted last.
    pub accepted_at: Timestamp,
    /// The extractors that claims are recorded of, written as [`sayso_domain::Extractor`]s are, in the order they were
    /// recorded: the last one's extraction is the revision's current one. The last [`MAX_EXTRACTORS`] of them.
    pub extractors: Vec<String>,
}

/// What a claim's document is, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSummary {
    /// The document's id.
    pub id: DocumentId,
    /// The revision that the claim belongs to.
    pub revision: RevisionId,
    /// Address, title, authors, site, publication time and language. Its text is empty, its id the one above.
    pub parts: DocumentParts,
}

impl DocumentSummary {
    /// The summary of a document.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let parts = DocumentParts {
            id: Some(document.id().clone()),
            text: Arc::default(),
            uri: document.parts().uri.clone(),
            title: document.parts().title.clone(),
            authors: document.parts().authors.clone(),
            site: document.parts().site.clone(),
            published: document.parts().published.clone(),
            language: document.parts().language.clone(),
        };
        Self { id: document.id().clone(), revision: document.revision().clone(), parts }
    }
}

/// The words of a claim's three parts; pieces are joined by " … ".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimWords {
    /// Who put it forward; may be empty.
    pub source: String,
    /// The words that signal it; may be empty.
    pub cue: String,
    /// What was put forward.
    pub content: String,
}

impl ClaimWords {
    /// The words of `claim` in the text of its revision; `None` if its spans do not fit `text`.
    #[must_use]
    pub fn new(claim: &Claim, text: &str) -> Option<Self> {
        let attribution = claim.attribution();
        Some(Self {
            source: attribution.source().words(text)?,
            cue: attribution.cue().words(text)?,
            content: attribution.content().words(text)?,
        })
    }
}

/// A claim as it stands in the ledger. [`sayso_domain::Source::entity`] is set once it is linked.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredClaim {
    /// The claim. Its spans count in the text of the revision that `document` names.
    pub claim: Claim,
    /// The document and revision it belongs to.
    pub document: DocumentSummary,
    /// Its words.
    pub words: ClaimWords,
    /// The text of the revision, shared by all its claims in one answer: for showing what stands around the claim and
    /// for counting offsets in other units.
    pub text: Arc<str>,
    /// The extractor that made it, written as [`sayso_domain::Extractor`]s are.
    pub extractor: String,
    /// True if it belongs to the current extraction of its document's current revision.
    pub current: bool,
    /// Its cluster; `None` while it is not linked, and if it is not current.
    pub cluster: Option<ClusterId>,
}

impl StoredClaim {
    /// How many bytes it takes in a message: the words of all its spans, and its document without the text.
    #[must_use]
    pub fn byte_len(&self) -> usize {
        /// The numbers and the messages around.
        const AROUND: usize = 64;
        /// The ids of cluster and entity, which come later.
        const LINKED: usize = 80;
        AROUND + LINKED + self.claim.byte_len() + self.document.parts.metadata_byte_len() + self.extractor.len()
    }
}
