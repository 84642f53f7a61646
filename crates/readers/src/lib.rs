//! Readers: bytes in, documents out.

mod address;
mod charset;
mod error;
mod html;
mod mail;
mod media_type;
mod text;

pub use error::ReadError;
use sayso_domain::DocumentParts;

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
