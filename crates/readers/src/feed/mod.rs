//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom (RFC 4287 and 0.3) and JSON Feed 1.1, as one [`Feed`].
//!
//! Feeds are read as they are found: dates of many forms, entries without an id, relative links, HTML's names of
//! characters in XML, tags that were not escaped or do not match, a charset that is not the one that is named. What
//! cannot be read for certain is left out, never guessed. When a feed is broken, cut or too long in its middle, the
//! entries before that place are kept and [`Feed::problem`] says what happened.
//!
//! A published time keeps its offset and its precision ([`sayso_domain::PublicationTime`]): both decide what "Tuesday"
//! is in an article.

mod cadence;
mod json;
mod links;
mod xml;

use sayso_domain::{Language, PublicationTime, stable_id};

use crate::{Raw, ReadError};

pub use cadence::Cadence;

/// How much of a feed is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedLimits {
    /// The most bytes of the feed.
    pub bytes: usize,
    /// The most entries; those behind them are counted.
    pub entries: usize,
    /// The most bytes of one tag or text: more than the longest article.
    pub piece: usize,
}

impl Default for FeedLimits {
    fn default() -> Self {
        Self { bytes: 32 << 20, entries: 2000, piece: 8 << 20 }
    }
}

/// What a text is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// HTML, maybe of a part of a page, and not safe to show.
    Html(String),
    /// Plain text.
    Text(String),
}

impl Content {
    /// The text as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Html(text) | Self::Text(text) => text,
        }
    }
}

/// A feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// What it is called.
    pub title: Option<String>,
    /// The outlet: its publisher, else its title.
    pub site: Option<String>,
    /// The page that it belongs to: an absolute http or https address.
    pub home: Option<String>,
    /// The language of its entries, unless they say otherwise.
    pub language: Option<Language>,
    /// When it was changed.
    pub updated: Option<PublicationTime>,
    /// What it says of how often it should be asked.
    pub cadence: Cadence,
    /// Its entries in its own order.
    pub entries: Vec<Entry>,
    /// How many entries came behind [`FeedLimits::entries`].
    pub left_out: usize,
    /// Why not all of it could be read.
    pub problem: Option<ReadError>,
}

/// An entry of a feed. Lines hold no control characters and are no longer than those of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The publisher's own id: `guid`, `id`.
    pub id: Option<String>,
    /// The article: an absolute http or https address.
    pub link: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// The outlet, where it is not that of the feed.
    pub site: Option<String>,
    /// When it was published.
    pub published: Option<PublicationTime>,
    /// When it was changed.
    pub updated: Option<PublicationTime>,
    /// Its language, if it says so itself.
    pub language: Option<Language>,
    /// The whole article, if the feed says that this is it.
    pub content: Option<Content>,
    /// What stands for it: a description, a summary. Some feeds put the whole article here.
    pub summary: Option<Content>,
}

impl Entry {
    /// What tells the entry from the others of its feed, the next time too: its id, else its link, else its title and
    /// when it was published.
    #[must_use]
    pub fn key(&self) -> String {
        self.id.clone().or_else(|| self.link.clone()).unwrap_or_else(|| {
            let published = self.published.as_ref().map(ToString::to_string).unwrap_or_default();
            let of = |content: &Option<Content>| content.as_ref().map(|c| c.as_str().to_owned()).unwrap_or_default();
            let (title, summary) = (self.title.clone().unwrap_or_default(), of(&self.summary));
            stable_id("e", &[title.as_bytes(), published.as_bytes(), summary.as_bytes()])
        })
    }
}

/// Reads a feed.
///
/// # Errors
/// [`ReadError::Empty`]; [`ReadError::Malformed`] if it is no feed of a known kind; [`ReadError::TooLong`] or
/// [`ReadError::Malformed`] if nothing could be read of it before it went wrong.
pub fn read_feed(raw: &Raw<'_>, limits: &FeedLimits) -> Result<Feed, ReadError> {
    let bytes = &raw.bytes[..raw.bytes.len().min(limits.bytes)];
    let kept = Raw { bytes, ..*raw };
    let more = raw.bytes.len() > bytes.len();
    let too_long = || ReadError::TooLong { limit: limits.bytes, unit: "bytes" };
    // The first sign, whatever the encoding.
    let first =
        bytes.iter().find(|byte| !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff) && !byte.is_ascii_whitespace());
    let mut feed = match first {
        None if more => return Err(too_long()),
        None => return Err(ReadError::Empty),
        Some(b'{') if more => return Err(too_long()),
        Some(b'{') => json::read(&kept, limits)?,
        Some(_) => xml::read(&kept, limits)?,
    };
    if more {
        feed.problem = Some(too_long());
    }
    if feed.entries.is_empty()
        && let Some(problem) = feed.problem
    {
        return Err(problem);
    }
    feed.site = feed.site.or_else(|| feed.title.clone());
    Ok(feed)
}
