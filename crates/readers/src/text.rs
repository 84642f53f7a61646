//! Plain text documents, and what holds of the text of every document.

use sayso_domain::{DocumentParts, MAX_TEXT_BYTES};

use crate::{Raw, ReadError, address, charset, clean};

/// Reads a plain text: as it is, with its lines.
pub(crate) fn read(raw: &Raw<'_>) -> Result<DocumentParts, ReadError> {
    // UTF-16 is the widest way to write a text; beyond twice the limit no text comes under it.
    bounded(raw.bytes.len(), MAX_TEXT_BYTES * 2)?;
    let text = clean::text(charset::decode(raw, None)?.into());
    document_text(&text)?;
    Ok(DocumentParts { uri: address::absolute(raw.uri), ..DocumentParts::of_text(text) })
}

/// Holds a text against the limits of a document.
pub(crate) fn document_text(text: &str) -> Result<(), ReadError> {
    bounded(text.len(), MAX_TEXT_BYTES)?;
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(()) }
}

fn bounded(length: usize, limit: usize) -> Result<(), ReadError> {
    if length > limit { Err(ReadError::TooLong { limit, unit: "bytes" }) } else { Ok(()) }
}

/// How many words a text has: runs of letters and digits.
pub(crate) fn count_words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_as_it_is() {
        let check = |bytes: &[u8], expected: Result<&str, ReadError>| {
            let read = read(&Raw { bytes, media_type: None, uri: Some("file:///a/b.txt") });
            assert_eq!(read.map(|parts| parts.text.to_string()), expected.map(str::to_owned));
        };
        check(b"\xEF\xBB\xBFOne.\r\n\r\n  Two.\n", Ok("One.\n\n  Two.\n"));
        check(b" \n\t\0", Err(ReadError::Empty));
        check(b"", Err(ReadError::Empty));
        let long = vec![b'a'; MAX_TEXT_BYTES + 1];
        check(&long, Err(ReadError::TooLong { limit: MAX_TEXT_BYTES, unit: "bytes" }));
    }
}
