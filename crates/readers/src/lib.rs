//! Readers: bytes in, documents out.

pub mod copies;
mod error;

pub use error::ReadError;

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
