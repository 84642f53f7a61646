//! Claims of the ledger as files: what [`StoredClaim`]s become in each [`Format`].
//!
//! A [`ClaimWriter`] takes one claim after the other and holds no more than a bounded number of them: memory does not
//! grow with the export. [`writer`] makes one; without a claim it writes a valid, empty file. All offsets are Unicode
//! code points, as the Web Annotation model counts and Python does: whoever asks the store for the claims asks for
//! them in this unit ([`OFFSET_UNIT`]).
//!
//! | format | a claim is | text, encoding |
//! |---|---|---|
//! | `jsonl` | a line: [`StoredClaim`] in proto JSON, with its links and people's decisions | JSON Lines |
//! | `csv` | a row of the columns below | RFC 4180: UTF-8, CRLF, a header |
//! | `parquet` | a row of the columns below | Apache Parquet, Snappy, key `sayso.offset_unit` |
//! | `jsonld` | a line: a JSON-LD document, context included | JSON-LD 1.1, schema.org, Web Annotation |
//! | `annotations` | an annotation on the page of one document | Web Annotation (W3C, 2017) |
//!
//! Where each field goes (`jsonl` has them all, under their names in the contract). "–" is left out; what was not worked
//! out is empty in CSV, null in Parquet and absent in JSON:
//!
//! | field | `csv` | `parquet` | `jsonld` | `annotations` |
//! |---|---|---|---|---|
//! | id | `claim_id` | same | `@id` `urn:sayso:claim:ID`, `identifier` | `id` |
//! | cluster | `cluster_id` | same | `isPartOf` `urn:sayso:cluster:ID` | in the JSON body |
//! | document | `document_id`, `revision`, `url`, `title`, `site`, `published_at` | same, and `authors`, `language` | `appearance`: a `NewsArticle` | `target.source`: its URI |
//! | kind, form | `kind`, `form` | same | `keywords` | bodies for `classifying` |
//! | words of the source | `source`, pieces joined by " … " | same, and `source_spans` | target of class `source` | same |
//! | who the source is | `source_id`, `source_name`, `source_kind`, `source_role`, `source_affiliation`, `anonymous` | same | `author` | body for `identifying`: the name |
//! | words of the cue | `cue` | same, and `cue_spans` | target of class `cue` | same |
//! | content | `content`, `content_start`, `content_end` (first to last character) | same, and `content_spans` | `text`, targets of class `content` | same targets |
//! | the source's own words | – | – | `hasPart`: `Quotation`s | – |
//! | when it was said | `said` (TIMEX3 value, else the words) | same | `dateCreated` | in the JSON body |
//! | times | `times` (same) | `times`: structs | `temporalCoverage`: intervals | in the JSON body |
//! | places | `places` (names), `geonames_ids` | `places`: structs | `spatialCoverage`: `Place` | in the JSON body |
//! | quantities | – | `quantities`: structs | – | in the JSON body |
//! | commitment | `certainty`, `polarity`, `stance` | same | `keywords` | in the JSON body |
//! | forecast | `forecast`, `due_first_day`, `due_last_day` (both belong to it) | same | `keywords` has `forecast` | in the JSON body |
//! | what a person decided on it | `outcome` | same | – | in the JSON body |
//! | links to and from other claims | – | – | – | in the JSON body |
//! | relays | `relayed_by` | list | – | in the JSON body |
//! | how sure | `confidence` | same | – | in the JSON body |
//! | extractor, current | `extractor`, `current` | same | – | `generator` |
//! | embedding, notes on the source, by whom and why it was decided | – | – | – | in the JSON body |
//!
//! Lists in CSV are joined by " | ", which is not undone if a name holds it; `places` and `geonames_ids` have an entry
//! for each place, empty where it could not be resolved. Words of enums are those of the contract without their prefix,
//! in lower case: `official_body`.
//!
//! This crate knows no store, no network and no file system.

mod annotations;
mod columns;
mod csv_table;
mod json_ld;
mod json_lines;
#[cfg(feature = "parquet")]
mod parquet_table;
mod reading;
mod selectors;

use std::{
    fmt,
    io::{self, Write},
    str::FromStr,
};

use sayso_contract::{claim::v1::OffsetUnit, document::v1::Document, store::v1::StoredClaim};
use sayso_text::OffsetMap;

pub use annotations::Annotations;
pub use csv_table::{Csv, unguarded};
pub use json_ld::JsonLd;
pub use json_lines::JsonLines;
#[cfg(feature = "parquet")]
pub use parquet_table::Parquet;

/// The unit in which claims must come.
pub const OFFSET_UNIT: OffsetUnit = OffsetUnit::CodePoint;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Proto JSON, one claim a line.
    #[default]
    JsonLines,
    /// RFC 4180.
    Csv,
    /// Apache Parquet.
    Parquet,
    /// JSON-LD in the words of schema.org, one document a line.
    JsonLd,
    /// A W3C Web Annotation page of one document.
    Annotations,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::JsonLines, Self::Csv, Self::Parquet, Self::JsonLd, Self::Annotations];

    /// True if what stands around the words of a claim is written with them.
    #[must_use]
    pub fn needs_text(self) -> bool {
        matches!(self, Self::JsonLd | Self::Annotations)
    }

    /// Its short name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::JsonLd => "jsonld",
            Self::Annotations => "annotations",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A name that is none of the formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is none of jsonl, csv, parquet, jsonld, annotations")]
pub struct UnknownFormat;

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| format.as_str() == name).ok_or(UnknownFormat)
    }
}

/// Writes claims in one format.
pub trait ClaimWriter {
    /// Writes one claim, or keeps it until enough have come to be written together. `text` is that of the claim's revision;
    /// only formats that [need it](Format::needs_text) look at it.
    ///
    /// # Errors
    /// That of the output; [`io::ErrorKind::InvalidData`] for a claim that is not whole, or does not fit the text or the
    /// document; [`io::ErrorKind::InvalidInput`] without a text that is needed.
    fn write(&mut self, claim: &StoredClaim, text: Option<&OffsetMap<'_>>) -> io::Result<()>;

    /// Writes what is left, and flushes the output. Without it the file is not whole.
    ///
    /// # Errors
    /// That of the output.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A writer of `format`. `document` is the one that annotations are on; other formats need none.
///
/// # Errors
/// That of the output; [`io::ErrorKind::Unsupported`] for Parquet where it was not compiled in;
/// [`io::ErrorKind::InvalidInput`] for annotations without a document.
pub fn writer<'d>(
    format: Format,
    output: impl Write + Send + 'd,
    document: Option<&'d Document>,
) -> io::Result<Box<dyn ClaimWriter + 'd>> {
    Ok(match (format, document) {
        (Format::JsonLines, _) => Box::new(JsonLines::new(output)),
        (Format::Csv, _) => Box::new(Csv::new(output)?),
        #[cfg(feature = "parquet")]
        (Format::Parquet, _) => Box::new(Parquet::new(output)?),
        #[cfg(not(feature = "parquet"))]
        (Format::Parquet, _) => {
            let message = "this program was built without Parquet (the feature `parquet`)";
            return Err(io::Error::new(io::ErrorKind::Unsupported, message));
        }
        (Format::JsonLd, _) => Box::new(JsonLd::new(output)),
        (Format::Annotations, Some(document)) => Box::new(Annotations::new(output, document)?),
        (Format::Annotations, None) => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "annotations need the document that they are on"));
        }
    })
}
