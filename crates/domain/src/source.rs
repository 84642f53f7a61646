//! Who is behind a source span, and through whom the words came.

use sayso_text::{Span, Spans};
use serde::{Deserialize, Serialize};

use crate::{Confidence, id::SourceId, names::named};

named!(
    /// What a source is.
    SourceKind {
        /// One person.
        Person = "PERSON",
        /// A body that is neither of state nor an outlet: a company, a party, a charity.
        Organization = "ORGANIZATION",
        /// A text: a report, a letter, a court filing.
        Document = "DOCUMENT",
        /// People without a body: residents, two officials.
        Group = "GROUP",
        /// A body of state, or between states: a government, a ministry, an army, a court.
        OfficialBody = "OFFICIAL_BODY",
        /// A newspaper, a broadcaster, a news agency, a channel.
        MediaOutlet = "MEDIA_OUTLET",
        /// Nobody is named or described ("it was said", "reportedly").
        Unstated = "UNSTATED",
        /// Whoever wrote the document ("I asked", "as this newspaper found").
        Author = "AUTHOR",
    }
);

named!(
    /// Grammatical gender of a person, as the document shows it.
    Gender {
        /// She.
        Female = "FEMALE",
        /// He.
        Male = "MALE",
    }
);

named!(
    /// How a source span was resolved to what it means.
    Resolution {
        /// It holds the fullest name itself.
        FullName = "FULL_NAME",
        /// A part, a spelling or an abbreviation of a name that stands elsewhere in the document.
        ShortName = "SHORT_NAME",
        /// A pronoun of the third person.
        Pronoun = "PRONOUN",
        /// "I", "we", "my" inside a quotation: its speaker.
        FirstPerson = "FIRST_PERSON",
        /// A description: "the adviser", "the two officials".
        Nominal = "NOMINAL",
        /// A capital or a seat of government for the government, a document for its publisher.
        Metonym = "METONYM",
        /// The source is missing, and the words around tell it: the subject of the clause before, the speaker of the
        /// quotation that goes on.
        Implied = "IMPLIED",
    }
);

/// What is worked out about the source of a claim.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The entity across documents; set by the linker, never by an extractor.
    pub entity: Option<SourceId>,
    /// The fullest name that this document gives it; `None` if it stays unnamed.
    pub name: Option<String>,
    /// What it is; `None` if not worked out.
    pub kind: Option<SourceKind>,
    /// True if the document withholds the name ("an official who asked not to be named").
    pub anonymous: bool,
    /// The reason that the document gives for withholding the name; may be empty.
    pub anonymity_reason: Spans,
    /// Male or female, where the document shows it; `None` otherwise.
    pub gender: Option<Gender>,
    /// "adviser to the head of X".
    pub role: Option<String>,
    /// The country or body it belongs to.
    pub affiliation: Option<String>,
    /// Where the name stands, if the source span is a pronoun or a title; may be empty.
    pub antecedent: Spans,
    /// How the span was resolved; `None` if it was not.
    pub resolution: Option<Resolution>,
    /// How probable it is that name and kind are right; `None` if it was not resolved.
    pub confidence: Option<Confidence>,
}

/// A person, a body or a group that a document mentions, with what the document says of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The fullest name that the document gives it.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Male or female, where the document shows it; `None` otherwise.
    pub gender: Option<Gender>,
    /// "adviser to the head of X".
    pub role: Option<String>,
    /// The country or body it belongs to.
    pub affiliation: Option<String>,
    /// Where it is named, in text order; never empty.
    pub mentions: Vec<Span>,
}

named!(
    /// What a name is the name of.
    NameKind {
        /// One person.
        Person = "PERSON",
        /// A body of people.
        Organization = "ORGANIZATION",
        /// A place.
        Place = "PLACE",
        /// Something else: a people, a faith, an event, a work, a product.
        Other = "OTHER",
    }
);

/// A proper name in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    /// Where it stands.
    pub words: Span,
    /// What it is the name of.
    pub kind: NameKind,
}

/// An outlet or channel that the words came through ("told Reuters", "on Telegram").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relay {
    /// Its name as given.
    pub name: String,
    /// Where it is named.
    pub words: Spans,
}
