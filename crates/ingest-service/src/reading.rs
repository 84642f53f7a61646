//! Bytes to documents: plain text for now.

use sayso_contract::{FieldError, Path, Reason, document_metadata_from_wire, ingest::v1::RawDocument};
use sayso_domain::{Document, DocumentParts, MAX_TEXT_BYTES};

/// The media types that can be read, for messages.
const KNOWN: &str = "text/plain (charset utf-8 or us-ascii)";

/// Reads a document from its bytes.
///
/// # Errors
/// Names the field: an unknown media type, bytes that are no text, nothing in them, or more than the limit.
pub(crate) fn read(raw: RawDocument, path: &Path<'_>) -> Result<Document, FieldError> {
    let parts = document_metadata_from_wire(raw.metadata.unwrap_or_default(), &path.field("metadata"))?;
    let (media_type, content) = (path.field("media_type"), path.field("content"));
    check_media_type(&raw.media_type, &media_type)?;
    if raw.content.len() > MAX_TEXT_BYTES {
        let message = format!("it is {} bytes long; the limit is {MAX_TEXT_BYTES}", raw.content.len());
        return Err(content.error(Reason::TooLong, message));
    }
    let text = String::from_utf8(raw.content).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        content.error(Reason::Malformed, format!("it is no UTF-8: the first bad byte is at offset {at}"))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim().is_empty() {
        return Err(content.error(Reason::Required, "it is empty: there is nothing to read"));
    }
    Document::new(DocumentParts { text: text.into(), ..parts }).map_err(|error| {
        let (metadata, reason) = (path.field("metadata"), Reason::from(&error));
        let field = if error.field() == "text" { content } else { metadata.field(error.field()) };
        field.error(reason, error)
    })
}

fn check_media_type(given: &str, path: &Path<'_>) -> Result<(), FieldError> {
    if given.is_empty() {
        return Err(path.error(Reason::Required, format!("it must be one of: {KNOWN}")));
    }
    let mut parts = given.split(';').map(str::trim);
    let plain = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("text/plain"));
    let readable = parts.all(|parameter| match parameter.split_once('=') {
        Some((name, charset)) if name.trim().eq_ignore_ascii_case("charset") => {
            let charset = charset.trim().trim_matches('"');
            ["utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known))
        }
        // Others, such as format=flowed, do not change how bytes become text.
        _ => true,
    });
    if plain && readable {
        return Ok(());
    }
    let shown: String = given.chars().take(60).collect();
    Err(path.error(Reason::UnknownValue, format!("{shown:?} cannot be read; known is: {KNOWN}")))
}

#[cfg(test)]
mod tests {
    use sayso_contract::document::v1 as wire;

    use super::*;

    fn raw(content: &[u8], media_type: &str) -> RawDocument {
        RawDocument { content: content.to_vec(), media_type: media_type.into(), metadata: None }
    }

    #[test]
    fn plain_text_is_read() {
        let check = |content: &[u8], media_type: &str, text: &str| {
            assert_eq!(read(raw(content, media_type), &Path::of("raw")).unwrap().text(), text, "{media_type}");
        };
        check("“Ні”, he said.".as_bytes(), "text/plain", "“Ні”, he said.");
        check(b"\xef\xbb\xbfHe said.", "Text/Plain; charset=\"UTF-8\"", "He said.");
        check(b"He said.", "text/plain;format=flowed; charset=us-ascii", "He said.");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let check = |raw: RawDocument, path: &str, reason: Reason| {
            let error = read(raw, &Path::of("raw")).unwrap_err();
            assert_eq!((error.path.as_str(), error.reason), (path, reason), "{error}");
        };
        check(raw(b"a", ""), "raw.media_type", Reason::Required);
        check(raw(b"a", "application/pdf"), "raw.media_type", Reason::UnknownValue);
        check(raw(b"a", "text/plain; charset=windows-1251"), "raw.media_type", Reason::UnknownValue);
        check(raw(b"caf\xe9", "text/plain"), "raw.content", Reason::Malformed);
        check(raw(b" \n", "text/plain"), "raw.content", Reason::Required);
        check(raw(&vec![b'a'; MAX_TEXT_BYTES + 1], "text/plain"), "raw.content", Reason::TooLong);
        let with_text = wire::Document { text: "b".into(), ..Default::default() };
        check(
            RawDocument { metadata: Some(with_text), ..raw(b"a", "text/plain") },
            "raw.metadata.text",
            Reason::Mismatch,
        );
        let long_title = wire::Document { title: "x".repeat(5000), ..Default::default() };
        check(
            RawDocument { metadata: Some(long_title), ..raw(b"a", "text/plain") },
            "raw.metadata.title",
            Reason::TooLong,
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_and_no_media_type_panic(content: Vec<u8>, media_type: String) {
            let _ = read(raw(&content, &media_type), &Path::of("raw"));
        }
    }
}
