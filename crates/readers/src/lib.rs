//! Readers: bytes in, documents out.

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
