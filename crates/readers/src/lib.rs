//! Readers: bytes in, documents out.
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
//! Those that give one by one take any [`std::io::Read`], hold one piece in memory, and tell a source that fails from
//! content that is broken.

mod clean;
mod dates;
mod error;
mod feed;
pub mod gzip;
mod lines;
mod sitemap;
mod stream;
mod warc;
mod xml;

pub use error::ReadError;
pub use feed::{Cadence, Content, Entry, Feed, FeedLimits, read_feed};
pub use lines::{Line, LineError, Lines, MAX_LINE_BYTES};
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
