//! What goes in: named sources in documents, and what people decided about them.

use jiff::civil::Date;
use sayso_domain::{DocumentId, Gender, SourceId, SourceKind};
use serde::{Deserialize, Serialize};

/// One named source in one document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Appearance {
    /// The document.
    pub document: DocumentId,
    /// When it was published; `None` if that is not known.
    pub published: Option<Date>,
    /// The fullest name that the document gives.
    pub name: String,
    /// Other full names and abbreviations that the document gives; may be empty.
    pub aliases: Vec<String>,
    /// What it is; `None` if not worked out: then a name with a word such as "ministry" or "Ltd." is a body's, any
    /// other a person's. `UNSTATED` and `AUTHOR` never get an identity.
    pub kind: Option<SourceKind>,
    /// Male or female, where the document shows it.
    pub gender: Option<Gender>,
    /// "adviser to the head of X".
    pub role: Option<String>,
    /// The country or body it belongs to.
    pub affiliation: Option<String>,
    /// How many claims of the document it is the source of.
    pub claims: u32,
}

impl Appearance {
    /// An appearance of which nothing but the name is known.
    #[must_use]
    pub fn new(document: DocumentId, name: impl Into<String>) -> Self {
        Self {
            document,
            published: None,
            name: name.into(),
            aliases: Vec::new(),
            kind: None,
            gender: None,
            role: None,
            affiliation: None,
            claims: 0,
        }
    }
}

/// What a person decided about two appearances, or two identities; an identity's id is the key of one of its appearances.
///
/// Decisions stand in a list in the order in which they were taken. One that is taken back is left out of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Decision {
    /// The two are one, whatever their names say.
    Same(SourceId, SourceId),
    /// The two are not one, whatever their names say: the second is split off. What fits both equally well stays with the
    /// first.
    Different(SourceId, SourceId),
}
