//! JSON Lines: a document a line, with the plain names of fields or those of the contract's proto JSON.
//!
//! | field | also | value |
//! |---|---|---|
//! | `text` | | the article; the only one that is needed |
//! | `url` | `uri` | where it was published |
//! | `published_at` | `publishedAt` | a date or time |
//! | `title` | | |
//! | `authors` | | names, or one name |
//! | `site` | | |
//! | `language` | | BCP 47 |
//! | `id` | | the publisher's or caller's own id |
//! | `doc` | | the id where there is neither an `id` nor a `url`; else no more than a name |
//!
//! The text stays as it is given, line ends and all, so that offsets are those of whoever gave it; NUL alone, which no document
//! may hold, is left out. Other fields are left out, and so are those that are null or empty. A line that is no document is an error of that
//! line only; the ones after it are read.

use std::{
    fmt,
    io::{self, BufRead, Read},
};

use sayso_domain::{DocumentId, DocumentParts, MAX_AUTHORS, MAX_TEXT_BYTES, MAX_URI_BYTES};
use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess, Visitor},
};

use crate::{
    ReadError, StreamError, clean,
    dates::publication_time,
    gzip::{Bounds, Opened},
};

/// The most bytes of a line: a text of the longest kind takes up to this much as JSON, save one that is mostly escapes.
pub const MAX_LINE_BYTES: usize = 4 * MAX_TEXT_BYTES;

/// The most bytes that are passed in search of the end of a line that is too long.
const MAX_PASSED_BYTES: u64 = 1 << 30;

/// A line and what it holds.
#[derive(Debug)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Where it begins, in bytes from the start of the file, when decompressed.
    pub start: u64,
    /// Its length in bytes with its end; of one that cannot be read, what came of it.
    pub length: u64,
    /// Whether its end is there. It is not where the last line is still being written, nor where it is cut off; of a
    /// line that is too long nobody looks.
    pub ended: bool,
    /// The document, or why it is none.
    pub parts: Result<DocumentParts, LineError>,
}

/// Why a line is no document.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// It cannot be read, and nothing behind it. It is the last line.
    #[error(transparent)]
    Stream(StreamError),
    /// It is too long.
    #[error("the line is longer than {limit} bytes, the most it may have")]
    TooLong {
        /// How much is read.
        limit: usize,
    },
    /// It is no JSON object with fields of the right types.
    #[error("the line is no document in JSON: {0}")]
    Json(String),
    /// A field does not mean what it should.
    #[error("{field}: {problem}")]
    Field {
        /// Its plain name.
        field: &'static str,
        /// What is wrong with its value.
        problem: String,
    },
}

/// The lines of a file, plain or gzip, that are not empty; one in memory at a time.
pub struct Lines<R: Read> {
    reader: Opened<R>,
    limit: usize,
    number: u64,
    start: u64,
    line: Vec<u8>,
    ended: bool,
}

impl<R: Read> Lines<R> {
    /// Reads lines of at most [`MAX_LINE_BYTES`].
    ///
    /// # Errors
    /// The reader's own.
    pub fn new(reader: R) -> Result<Self, StreamError> {
        Self::with_limit(reader, MAX_LINE_BYTES)
    }

    /// Reads lines of at most `limit` bytes.
    ///
    /// # Errors
    /// The reader's own.
    pub fn with_limit(reader: R, limit: usize) -> Result<Self, StreamError> {
        let reader = Opened::new(reader, Bounds::STREAM)?;
        Ok(Self { reader, limit, number: 0, start: 0, line: Vec::new(), ended: false })
    }

    /// Goes on at the line `number` that begins at `start` of a plain file, from where the reader reads.
    ///
    /// # Errors
    /// The reader's own.
    pub fn resume(reader: R, number: u64, start: u64) -> Result<Self, StreamError> {
        Ok(Self { number: number.saturating_sub(1), start, ..Self::new(reader)? })
    }

    /// Takes a line into the buffer; returns its length with its end, 0 at the end of the file.
    fn take_line(&mut self) -> io::Result<u64> {
        self.line.clear();
        // One byte more than allowed tells that there is more, if it does not end the line.
        let most = self.limit as u64 + 1;
        let mut length = self.reader.by_ref().take(most).read_until(b'\n', &mut self.line)? as u64;
        if self.line.len() > self.limit && !self.line.ends_with(b"\n") {
            let passed = self.reader.by_ref().take(MAX_PASSED_BYTES).skip_until(b'\n')? as u64;
            // What is no line has none behind it.
            self.ended = passed == MAX_PASSED_BYTES;
            length += passed;
        }
        Ok(length)
    }

    fn parts(&self) -> Result<DocumentParts, LineError> {
        let line = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        if line.len() > self.limit {
            return Err(LineError::TooLong { limit: self.limit });
        }
        // Some programs begin a file with a byte order mark.
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let fields: Fields = serde_json::from_slice(line).map_err(|error| LineError::Json(error.to_string()))?;
        fields.parts()
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.ended {
            let (number, start) = (self.number + 1, self.start);
            let length = match self.take_line() {
                Ok(0) => break,
                Ok(length) => length,
                Err(error) => {
                    self.ended = true;
                    let length = self.line.len() as u64;
                    let parts = Err(LineError::Stream(error.into()));
                    return Some(Line { number, start, length, ended: false, parts });
                }
            };
            (self.number, self.start) = (number, start + length);
            if self.line.len() > self.limit || !self.line.trim_ascii().is_empty() {
                let parts = self.parts();
                let ended = self.line.len() > self.limit || self.line.ends_with(b"\n");
                return Some(Line { number, start, length, ended, parts });
            }
        }
        self.ended = true;
        None
    }
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    text: Option<String>,
    #[serde(default, alias = "uri")]
    url: Option<String>,
    #[serde(default, alias = "publishedAt")]
    published_at: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    authors: Option<Names>,
    #[serde(default)]
    site: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    doc: Option<Id>,
}

/// A name or several, of which no more are kept than a document may have: a line has room for millions.
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Given;
        impl<'de> Visitor<'de> for Given {
            type Value = Names;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Names, E> {
                Ok(Names(vec![name.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut given: A) -> Result<Names, A::Error> {
                let mut names: Vec<String> = Vec::new();
                while let Some(name) = given.next_element::<String>()? {
                    if names.len() < MAX_AUTHORS && !name.trim().is_empty() {
                        names.push(name);
                    }
                }
                Ok(Names(names))
            }
        }
        deserializer.deserialize_any(Given)
    }
}

/// A text, or a number that should be one.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Given;
        impl Visitor<'_> for Given {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id that is a text or a number")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                Ok(Id(text.to_owned()))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }
        }
        deserializer.deserialize_any(Given)
    }
}

impl Fields {
    fn parts(self) -> Result<DocumentParts, LineError> {
        let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let problem = |field, error: &dyn ToString| LineError::Field { field, problem: error.to_string() };
        let text = given(self.text).ok_or_else(|| problem("text", &ReadError::Empty))?;
        if text.len() > MAX_TEXT_BYTES {
            return Err(problem("text", &ReadError::TooLong { limit: MAX_TEXT_BYTES, unit: "bytes" }));
        }
        let published = given(self.published_at).map(|given| {
            publication_time(&given).ok_or_else(|| {
                let given: String = given.chars().take(40).collect();
                problem("published_at", &format!("{given:?} is no date; write 2026-03-04 or 2026-03-04T08:15:00+02:00"))
            })
        });
        let language = given(self.language)
            .map(|given| given.trim().replace('_', "-").parse().map_err(|error| problem("language", &error)));
        let uri = given(self.url).map(|given| {
            let given = given.trim();
            // Url::parse leaves out line ends and tabs, so that they must be looked for before.
            if given.contains(char::is_control) {
                return Err(problem("url", &"it holds a control character: leave it out"));
            }
            if given.len() > MAX_URI_BYTES {
                return Err(problem("url", &ReadError::TooLong { limit: MAX_URI_BYTES, unit: "bytes" }));
            }
            match url::Url::parse(given) {
                Ok(_) => Ok(given.to_owned()),
                Err(error) => Err(problem("url", &format!("it is no absolute address: {error}"))),
            }
        });
        // What `sayso read` calls a page that has an address is made from the name of its file.
        let doc = self.doc.filter(|_| uri.is_none());
        let id = given(self.id.map(|id| id.0))
            .or_else(|| given(doc.map(|doc| doc.0)))
            .map(|given| DocumentId::new(given.trim()).map_err(|error| problem("id", &error)));
        Ok(DocumentParts {
            id: id.transpose()?,
            uri: uri.transpose()?,
            title: self.title.as_deref().and_then(clean::line),
            authors: clean::authors(self.authors.map(|names| names.0).unwrap_or_default()),
            site: self.site.as_deref().and_then(clean::line),
            published: published.transpose()?,
            language: language.transpose()?,
            text: text.replace('\0', "").into(),
        })
    }
}
