//! Documents and their revisions.

use std::{fmt, str::FromStr, sync::Arc};

use jiff::{
    Zoned,
    civil::{Date, DateTime},
    fmt::rfc2822,
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use crate::id::{DocumentId, RevisionId, stable_id};

/// The longest text of a document, in bytes of UTF-8: 16 MiB, some 2.5 million words.
pub const MAX_TEXT_BYTES: usize = 16 << 20;
/// The longest address of a document, in bytes.
pub const MAX_URI_BYTES: usize = 4096;
/// The longest other line of a document's metadata, in bytes: the title, the site, a name of an author.
pub const MAX_FIELD_BYTES: usize = 4096;
/// The most authors of a document.
pub const MAX_AUTHORS: usize = 64;

/// Why a document cannot be made of its parts. [`DocumentError::field`] names the part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The part is longer than its limit.
    #[error("{field} is {length} bytes long; the limit is {limit}")]
    TooLong {
        /// Name of the part, as in the contract.
        field: &'static str,
        /// Its length in bytes.
        length: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// More authors than a document may have.
    #[error("authors has {count} entries; the limit is {limit}")]
    TooManyAuthors {
        /// How many were given.
        count: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// The part holds a character that it must not hold. A text may hold any but NUL, which not every store can keep;
    /// a line of metadata no control character at all.
    #[error("{field} holds the control character U+{:04X} at byte {at}: leave it out", u32::from(*character))]
    ControlCharacter {
        /// Name of the part, as in the contract.
        field: &'static str,
        /// The character.
        character: char,
        /// Where it stands, in bytes.
        at: usize,
    },
    /// The address is no absolute URI.
    #[error("uri is no absolute URI, such as https://news.example/1: {reason}")]
    NotAbsolute {
        /// What is wrong with it.
        reason: url::ParseError,
    },
}

impl DocumentError {
    /// The part at fault, as it is named in the contract.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::TooLong { field, .. } | Self::ControlCharacter { field, .. } => field,
            Self::TooManyAuthors { .. } => "authors",
            Self::NotAbsolute { .. } => "uri",
        }
    }
}

/// When a document was published, as exactly as its publisher says.
///
/// A time keeps its UTC offset: it decides which day "Tuesday" is counted from. One that is given without an offset is
/// the publisher's local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PublicationTime {
    /// The day only.
    Date(Date),
    /// The moment, in the publisher's offset.
    Time(Box<Zoned>),
    /// The publisher's local time, whose offset is not known.
    LocalTime(DateTime),
}

/// A string that is neither a date nor a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is no date: write 2026-03-04 or 2026-03-04T08:15:00+02:00 (RFC 3339)")]
pub struct PublicationTimeError {
    given: String,
}

impl PublicationTime {
    /// The publisher's calendar day.
    #[must_use]
    pub fn date(&self) -> Date {
        match self {
            Self::Date(date) => *date,
            Self::Time(time) => time.date(),
            Self::LocalTime(time) => time.date(),
        }
    }

    /// The moment by the publisher's clock; the start of the day if only that is known.
    #[must_use]
    pub fn local(&self) -> DateTime {
        match self {
            Self::Date(date) => date.at(0, 0, 0, 0),
            Self::Time(time) => time.datetime(),
            Self::LocalTime(time) => *time,
        }
    }
}

impl FromStr for PublicationTime {
    type Err = PublicationTimeError;

    /// Reads an RFC 3339 full-date or date-time, also without an offset or seconds (ISO 8601), or (from feeds and mail) an
    /// RFC 2822 date. A time in a zone whose name RFC 2822 does not define ("IST" is three) is a local time.
    fn from_str(given: &str) -> Result<Self, Self::Err> {
        let error = || PublicationTimeError { given: given.chars().take(40).collect() };
        if given.len() > 64 {
            return Err(error());
        }
        if given.len() == 10 {
            return given.parse().map(Self::Date).map_err(|_| error());
        }
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_timestamp(given);
        if pieces.is_ok() {
            // The timestamp is valid; the offset is read apart, since a timestamp forgets it.
            let offset = jiff::fmt::temporal::Pieces::parse(given).ok().and_then(|p| p.to_numeric_offset());
            let offset = offset.unwrap_or(jiff::tz::Offset::UTC);
            // RFC 3339 has no seconds in an offset: written again, they would be lost and the moment with them.
            if offset.seconds() % 60 != 0 {
                return Err(error());
            }
            let zone = TimeZone::fixed(offset);
            return pieces.map(|time| Self::Time(Box::new(time.to_zoned(zone)))).map_err(|_| error());
        }
        if let Some(local) = local_time(given) {
            return Ok(Self::LocalTime(local));
        }
        mail_time(given).ok_or_else(error)
    }
}

/// An ISO 8601 date-time without an offset: "2026-03-04T08:15" or with seconds.
fn local_time(given: &str) -> Option<DateTime> {
    let digits = given.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    let form: Vec<u8> = digits.collect();
    let known: [&[u8]; 4] = [b"0000-00-00T00:00", b"0000-00-00T00:00:00", b"0000-00-00 00:00", b"0000-00-00 00:00:00"];
    if known.contains(&form.as_slice()) { given.parse().ok() } else { None }
}

/// An RFC 2822 date-time.
fn mail_time(given: &str) -> Option<PublicationTime> {
    // Those of section 4.3, and UTC.
    const ZONES: [&str; 12] = ["UT", "UTC", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"];
    let time = rfc2822::parse(given).ok()?;
    let zone = given.split('(').next()?.split_ascii_whitespace().next_back()?;
    // The standard has all other names mean that the offset is not known; the parser takes them for UTC.
    let is_known = !zone.starts_with(|c: char| c.is_ascii_alphabetic())
        || ZONES.iter().any(|known| known.eq_ignore_ascii_case(zone));
    Some(if is_known { PublicationTime::Time(Box::new(time)) } else { PublicationTime::LocalTime(time.datetime()) })
}

impl fmt::Display for PublicationTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Time(time) => {
                write!(f, "{}", time.timestamp().display_with_offset(time.offset()))
            }
            Self::LocalTime(time) => write!(f, "{time}"),
        }
    }
}

impl TryFrom<String> for PublicationTime {
    type Error = PublicationTimeError;

    fn try_from(given: String) -> Result<Self, Self::Error> {
        given.parse()
    }
}

impl From<PublicationTime> for String {
    fn from(time: PublicationTime) -> Self {
        time.to_string()
    }
}

/// A language tag (BCP 47), lower case: "en", "uk", "pt-br".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// A string that is no language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is no language tag: write it as in BCP 47, such as en or pt-BR")]
pub struct LanguageError {
    given: String,
}

impl Language {
    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first subtag: the language without script and region.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(given: &str) -> Result<Self, Self::Err> {
        let subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        let primary = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
        let valid = given.len() <= 35 && given.split('-').all(subtag) && given.split('-').next().is_some_and(primary);
        if valid {
            Ok(Self(given.to_ascii_lowercase()))
        } else {
            Err(LanguageError { given: given.chars().take(40).collect() })
        }
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(given: String) -> Result<Self, Self::Error> {
        given.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

/// What a document is made of. Only the text is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentParts {
    /// The publisher's or caller's own id. Without it, one is made: from the address if there is one,
    /// else from site, title, publication time and text.
    pub id: Option<DocumentId>,
    /// Where it was published: an absolute URI, at most 4,096 bytes. Like the other lines of metadata (title, authors,
    /// site) it holds no control character.
    pub uri: Option<String>,
    /// The headline, at most 4,096 bytes. Not part of `text`.
    pub title: Option<String>,
    /// Names of the authors, at most 64.
    pub authors: Vec<String>,
    /// Name of the outlet or channel, at most 4,096 bytes.
    pub site: Option<String>,
    /// When it was published. Relative dates are counted from here, never from the clock.
    pub published: Option<PublicationTime>,
    /// The language that its publisher states.
    pub language: Option<Language>,
    /// The article, at most [`MAX_TEXT_BYTES`], without NUL. All spans count in it.
    pub text: Arc<str>,
}

impl DocumentParts {
    /// A document that is nothing but its text.
    #[must_use]
    pub fn of_text(text: impl Into<Arc<str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// These parts with those that they lack taken from `other`; `None` if that adds nothing. What they have stays,
    /// and so do the id and the text, which tell a document and its revision.
    #[must_use]
    pub fn completed_by(&self, other: &Self) -> Option<Self> {
        fn or<T: Clone>(one: &Option<T>, other: &Option<T>) -> Option<T> {
            one.as_ref().or(other.as_ref()).cloned()
        }
        let completed = Self {
            id: self.id.clone(),
            uri: or(&self.uri, &other.uri),
            title: or(&self.title, &other.title),
            authors: if self.authors.is_empty() { &other.authors } else { &self.authors }.clone(),
            site: or(&self.site, &other.site),
            published: or(&self.published, &other.published),
            language: or(&self.language, &other.language),
            text: Arc::clone(&self.text),
        };
        (completed != *self).then_some(completed)
    }
}

/// One revision of a document. The text may be empty; the services refuse that at their edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "DocumentParts", into = "DocumentParts")]
pub struct Document {
    id: DocumentId,
    revision: RevisionId,
    parts: DocumentParts,
}

impl Document {
    /// Checks the limits and makes the ids.
    ///
    /// # Errors
    /// [`DocumentError`] if a part is over its limit or holds a character that it must not, or the address is no
    /// absolute URI.
    pub fn new(parts: DocumentParts) -> Result<Self, DocumentError> {
        let within = |field, value: &str, limit| match value.len() {
            length if length > limit => Err(DocumentError::TooLong { field, length, limit }),
            _ => Ok(()),
        };
        let without =
            |field, value: &str, forbidden: fn(char) -> bool| match value.char_indices().find(|c| forbidden(c.1)) {
                Some((at, character)) => Err(DocumentError::ControlCharacter { field, character, at }),
                None => Ok(()),
            };
        let line = |field, value: &str, limit| {
            within(field, value, limit)?;
            without(field, value, char::is_control)
        };
        within("text", &parts.text, MAX_TEXT_BYTES)?;
        without("text", &parts.text, |c| c == '\0')?;
        if let Some(uri) = &parts.uri {
            line("uri", uri, MAX_URI_BYTES)?;
            url::Url::parse(uri).map_err(|reason| DocumentError::NotAbsolute { reason })?;
        }
        line("title", parts.title.as_deref().unwrap_or_default(), MAX_FIELD_BYTES)?;
        line("site", parts.site.as_deref().unwrap_or_default(), MAX_FIELD_BYTES)?;
        if parts.authors.len() > MAX_AUTHORS {
            return Err(DocumentError::TooManyAuthors { count: parts.authors.len(), limit: MAX_AUTHORS });
        }
        parts.authors.iter().try_for_each(|author| line("authors", author, MAX_FIELD_BYTES))?;

        let revision = stable_id("r", &[parts.text.as_bytes()]);
        let id = match (&parts.id, &parts.uri) {
            (Some(id), _) => id.as_str().to_owned(),
            (None, Some(uri)) => stable_id("d", &[uri.as_bytes()]),
            (None, None) => {
                let published = parts.published.as_ref().map(ToString::to_string).unwrap_or_default();
                let of = |part: &Option<String>| part.clone().unwrap_or_default();
                let (site, title) = (of(&parts.site), of(&parts.title));
                stable_id("d", &[site.as_bytes(), title.as_bytes(), published.as_bytes(), parts.text.as_bytes()])
            }
        };
        // Both are ASCII and 28 bytes long, or an id that was checked before.
        let (Ok(id), Ok(revision)) = (DocumentId::new(id), RevisionId::new(revision)) else { unreachable!() };
        Ok(Self { id, revision, parts })
    }

    /// The document's id, the same for all its revisions.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// The id of this wording.
    #[must_use]
    pub fn revision(&self) -> &RevisionId {
        &self.revision
    }

    /// The article.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.parts.text
    }

    /// What the document was made of.
    #[must_use]
    pub fn parts(&self) -> &DocumentParts {
        &self.parts
    }
}

impl TryFrom<DocumentParts> for Document {
    type Error = DocumentError;

    fn try_from(parts: DocumentParts) -> Result<Self, Self::Error> {
        Self::new(parts)
    }
}

impl From<Document> for DocumentParts {
    /// The parts with the id filled in, so that the way back gives the same document.
    fn from(document: Document) -> Self {
        Self { id: Some(document.id), ..document.parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publication_times_keep_their_offset() {
        let check = |given: &str, shown: &str, date: &str| {
            let time: PublicationTime = given.parse().unwrap();
            assert_eq!((time.to_string().as_str(), time.date().to_string().as_str()), (shown, date), "{given}");
            assert_eq!(shown.parse::<PublicationTime>().unwrap().to_string(), shown);
        };
        check("2026-03-04", "2026-03-04", "2026-03-04");
        check("2026-03-04T23:30:00-05:00", "2026-03-04T23:30:00-05:00", "2026-03-04");
        check("2026-03-04T23:30:00Z", "2026-03-04T23:30:00+00:00", "2026-03-04");
        check("Wed, 4 Mar 2026 08:15:00 +0200", "2026-03-04T08:15:00+02:00", "2026-03-04");
        check("Wed, 4 Mar 2026 08:15:00 +0200 (EET)", "2026-03-04T08:15:00+02:00", "2026-03-04");
        check("4 Mar 2026 08:15 GMT", "2026-03-04T08:15:00+00:00", "2026-03-04");
        check("Wed, 4 Mar 2026 23:15:00 est", "2026-03-04T23:15:00-05:00", "2026-03-04");
        for unknown in ["IST", "XYZ", "CET", "B", "IST (India)"] {
            check(&format!("Wed, 4 Mar 2026 08:15:00 {unknown}"), "2026-03-04T08:15:00", "2026-03-04");
        }
        check("2026-03-04T08:15", "2026-03-04T08:15:00", "2026-03-04");
        check("2026-03-04 23:59:30", "2026-03-04T23:59:30", "2026-03-04");
        check("0001-01-01T00:00", "0001-01-01T00:00:00", "0001-01-01");
        let (seconds_in_offset, long) = ("2026-03-04T10:00:00-05:05:30", "9".repeat(99));
        let bad_times = ["2026-03-04T25:00:00Z", "2026-03-04T25:00", "2026-02-30T10:00:00", seconds_in_offset];
        for bad in ["", "yesterday", "2026-02-30", &long].into_iter().chain(bad_times) {
            assert!(bad.parse::<PublicationTime>().is_err(), "{bad}");
        }
    }

    #[test]
    fn language_tags_are_checked() {
        assert_eq!("pt-BR".parse::<Language>().unwrap().as_str(), "pt-br");
        assert_eq!("pt-BR".parse::<Language>().unwrap().primary(), "pt");
        for bad in ["", "e", "en_US", "english language", "-en", "12"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
    }

    #[test]
    fn ids_follow_the_address_and_revisions_the_text() {
        let make = |uri: Option<&str>, text: &str| {
            Document::new(DocumentParts { uri: uri.map(Into::into), ..DocumentParts::of_text(text) }).unwrap()
        };
        let (first, changed) = (make(Some("https://a.example/1"), "one"), make(Some("https://a.example/1"), "two"));
        assert_eq!(first.id(), changed.id());
        assert_ne!(first.revision(), changed.revision());
        assert_eq!(first.revision(), make(None, "one").revision());
        assert_ne!(make(None, "one").id(), make(None, "two").id());
        assert_eq!(first, make(Some("https://a.example/1"), "one"));
    }

    #[test]
    fn parts_are_completed_and_never_replaced() {
        let bare = DocumentParts::of_text("one");
        let full = DocumentParts {
            id: Some("d".to_owned().try_into().unwrap()),
            uri: Some("https://a.example/1".into()),
            title: Some("Bridge".into()),
            authors: vec!["A. Writer".into()],
            site: Some("A".into()),
            published: Some("2026-03-04".parse().unwrap()),
            language: Some("en".parse().unwrap()),
            text: "two".into(),
        };
        let completed = DocumentParts { id: None, text: "one".into(), ..full.clone() };
        assert_eq!(bare.completed_by(&full), Some(completed.clone()));
        let other = DocumentParts { title: Some("Dam".into()), site: Some("B".into()), ..full.clone() };
        let titled = DocumentParts { title: Some("Bridge".into()), ..bare.clone() };
        assert_eq!(titled.completed_by(&other), Some(DocumentParts { site: Some("B".into()), ..completed.clone() }));
        for other in [&bare, &full, &other] {
            assert_eq!(completed.completed_by(other), None);
        }
    }

    #[test]
    fn parts_over_their_limit_are_named() {
        let parts = DocumentParts { title: Some("x".repeat(5000)), ..DocumentParts::of_text("a") };
        let error = Document::new(parts).unwrap_err();
        assert_eq!(error.field(), "title");
        assert_eq!(error.to_string(), "title is 5000 bytes long; the limit is 4096");
    }

    #[test]
    fn parts_that_no_store_should_keep_are_named() {
        let check = |spoil: fn(&mut DocumentParts), expected: Option<(&str, &str)>| {
            let mut parts = DocumentParts::of_text("One\r\n\ttwo\u{85}.");
            spoil(&mut parts);
            let error = Document::new(parts).err();
            let error = error.as_ref().map(|error| (error.field(), error.to_string()));
            match (&error, expected) {
                (None, None) => {}
                (Some((field, message)), Some((bad_field, words))) => {
                    assert_eq!(*field, bad_field);
                    assert!(message.contains(words), "{message}");
                }
                _ => panic!("{error:?}, not {expected:?}"),
            }
        };
        check(|_| {}, None);
        check(|p| p.text = "Ні\0".into(), Some(("text", "U+0000 at byte 4")));
        check(|p| p.title = Some("One\ntwo".into()), Some(("title", "U+000A at byte 3")));
        check(|p| p.site = Some("\u{92}".into()), Some(("site", "U+0092")));
        check(|p| p.authors = vec!["A".into(), "B\0".into()], Some(("authors", "U+0000")));
        check(|p| p.uri = Some("https://a.example/\t1".into()), Some(("uri", "U+0009")));
        for absolute in ["https://news.example/дамба?a=1&b=\"2\"", "file:///tmp/a b.txt", "urn:isbn:0451450523"] {
            let parts = DocumentParts { uri: Some(absolute.into()), ..DocumentParts::of_text("One.") };
            assert_eq!(Document::new(parts).map(drop), Ok(()), "{absolute}");
        }
        for relative in ["", "news/1", "/news/1", "//news.example/1", "news.example", "https://", "?a=1"] {
            let parts = DocumentParts { uri: Some(relative.into()), ..DocumentParts::of_text("One.") };
            assert_eq!(Document::new(parts).unwrap_err().field(), "uri", "{relative}");
        }
    }

    #[test]
    fn a_document_survives_json() {
        let parts = DocumentParts {
            published: Some("2026-03-04".parse().unwrap()),
            language: Some("en".parse().unwrap()),
            ..DocumentParts::of_text("“Yes”, he said.")
        };
        let document = Document::new(parts).unwrap();
        let json = serde_json::to_string(&document).unwrap();
        let back: Document = serde_json::from_str(&json).unwrap();
        assert_eq!((back.id(), back.revision()), (document.id(), document.revision()));
    }
}
