//! Readers: bytes in, documents out.
//!
//! [`read`] makes one document of bytes that are one: a plain text, a page, an e-mail. What it gives out is the text as an
//! editor would take it (its paragraphs parted by empty lines, without what sells, shares and leads elsewhere) and what its
//! publisher says of it; [`sayso_domain::Document::new`] takes it as it is.
//!
//! ```
//! use sayso_readers::{Raw, read};
//!
//! let page = "<title>Bridge shut | Northwire</title><meta name=date content=2026-03-04>
//!     <nav><a href=/>Home</a></nav><p>The bridge is shut, the mayor of Karsel said.</p><p>It will open in May.</p>";
//! let uri = Some("https://northwire.example/bridge?utm_source=feed");
//! let parts = read(&Raw { bytes: page.as_bytes(), media_type: Some("text/html"), uri })?;
//! assert_eq!(&*parts.text, "The bridge is shut, the mayor of Karsel said.\n\nIt will open in May.");
//! assert_eq!(parts.title.as_deref(), Some("Bridge shut"));
//! assert_eq!(parts.published.map(|time| time.to_string()).as_deref(), Some("2026-03-04"));
//! assert_eq!(parts.uri.as_deref(), Some("https://northwire.example/bridge"));
//! # Ok::<(), sayso_readers::ReadError>(())
//! ```
//!
//! Nothing is guessed: a page without an article is [`ReadError::NoArticle`] with the reason, a date that can be read in two
//! ways is none, a time in a zone of many meanings has no offset, an address of another site is not believed. A byte that
//! cannot be decoded costs one character; bytes that mostly cannot are [`ReadError::Malformed`].
//!
//! Every input may be hostile. Bytes, elements, levels and attributes are bounded before anything is done whose time grows
//! faster than they do, comments and long values of attributes are not even kept, no entity of a document is expanded, what
//! calls itself for each level of a page (a part of Readability does) has at most 512 of them, and no text has a control
//! character but newline and tab.
//!
//! What holds many documents or points to them is read here too:
//!
//! | what | by | gives |
//! |---|---|---|
//! | RSS, Atom, JSON Feed | [`read_feed`] | a [`Feed`] with its entries |
//! | sitemaps, news sitemaps, indexes | [`Sitemap`] | [`Location`]s, one by one |
//! | WARC | [`Warc`] | [`Response`]s, one by one, and where to go on behind each |
//! | JSON Lines | [`Lines`] | [`Line`]s with the parts of a document, one by one |
//! | gzip | [`gzip::decompress`] | what it holds, within bounds |
//!
//! [`kind`] tells which of these bytes are, by how they begin.
//!
//! Those that give one by one take any [`std::io::Read`], hold one piece in memory, and tell a source that fails from content that is
//! broken.
//!
//! Each rule that all of them follow stands in one place: which encoding bytes are in (`charset`), dates for machines
//! (`dates`), addresses (`address`), and clean lines and texts within a document's limits (`clean`).
//!
//! This crate knows no network, no files, no clock and no store.

pub mod address;
mod charset;
mod clean;
mod dates;
mod error;
mod feed;
pub mod gzip;
mod html;
mod kind;
mod lines;
mod mail;
mod media_type;
mod sitemap;
mod stream;
mod text;
mod warc;
mod xml;

pub use error::ReadError;
pub use feed::{Cadence, Content, Entry, Feed, FeedLimits, read_feed};
pub use kind::{KIND_BYTES, Kind, kind};
pub use lines::{Line, LineError, Lines, MAX_LINE_BYTES};
use sayso_domain::DocumentParts;
pub use sitemap::{Location, News, Sitemap, SitemapLimits};
pub use stream::{StreamError, read_at_most};
pub use warc::{Lost, LostReason, Position, Response, Warc, WarcLimits};

/// Bytes as a file, a server or an archive gave them, with what it said of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw<'b> {
    /// The body, without any transfer or content encoding.
    pub bytes: &'b [u8],
    /// The value of `Content-Type`, with its charset if it has one; `None` if nobody said.
    pub media_type: Option<&'b str>,
    /// Where it was got: an absolute URI.
    pub uri: Option<&'b str>,
}

/// Reads one document: a plain text, the article of a page, an e-mail.
///
/// # Errors
/// [`ReadError`] says why the bytes make no document.
pub fn read(raw: &Raw<'_>) -> Result<DocumentParts, ReadError> {
    match media_type::kind(raw)? {
        media_type::Kind::PlainText => text::read(raw),
        media_type::Kind::Html => html::read(raw),
        media_type::Kind::Mail => mail::read(raw),
    }
}
