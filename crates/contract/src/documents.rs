//! Documents to the wire and back.

use std::str::FromStr;

use sayso_domain::{Document, DocumentError, DocumentId, DocumentParts};

use crate::{FieldError, Path, Reason, document::v1 as wire};

/// A document as it is on the wire, with or without its text.
#[must_use]
pub fn document_to_wire(document: &Document, with_text: bool) -> wire::Document {
    let parts = document.parts();
    wire::Document {
        id: document.id().to_string(),
        revision: document.revision().to_string(),
        uri: parts.uri.clone().unwrap_or_default(),
        title: parts.title.clone().unwrap_or_default(),
        authors: parts.authors.clone(),
        site: parts.site.clone().unwrap_or_default(),
        published_at: parts.published.as_ref().map(ToString::to_string).unwrap_or_default(),
        language: parts.language.as_ref().map(|language| language.as_str().to_owned()).unwrap_or_default(),
        text: if with_text { document.text().to_owned() } else { String::new() },
    }
}

/// A document with its text from the wire.
///
/// # Errors
/// Names the field that is absent, empty, malformed or over its limit.
pub fn document_from_wire(document: Option<wire::Document>, path: &Path<'_>) -> Result<Document, FieldError> {
    let mut document = document.ok_or_else(|| path.error(Reason::Required, "a document is needed"))?;
    let text = std::mem::take(&mut document.text);
    if text.trim().is_empty() {
        return Err(path.field("text").error(Reason::Required, "the text is empty: there is nothing to read"));
    }
    let parts = DocumentParts { text: text.into(), ..document_metadata_from_wire(document, path)? };
    Document::new(parts).map_err(|error| path.field(error.field()).error(Reason::from(&error), error))
}

/// What a wire document says of itself, without its text, which must be empty.
///
/// # Errors
/// Names the field that is malformed, or `text` if it is not empty.
pub fn document_metadata_from_wire(document: wire::Document, path: &Path<'_>) -> Result<DocumentParts, FieldError> {
    if !document.text.is_empty() {
        return Err(path.field("text").error(Reason::Mismatch, "leave it empty: the text is in the bytes"));
    }
    Ok(DocumentParts {
        id: read(&document.id, &path.field("id"), |id| DocumentId::new(id))?,
        uri: filled(document.uri),
        title: filled(document.title),
        authors: document.authors,
        site: filled(document.site),
        published: read(&document.published_at, &path.field("published_at"), FromStr::from_str)?,
        language: read(&document.language, &path.field("language"), FromStr::from_str)?,
        text: "".into(),
    })
}

impl From<&DocumentError> for Reason {
    fn from(error: &DocumentError) -> Self {
        match error {
            DocumentError::TooLong { .. } | DocumentError::TooManyAuthors { .. } => Self::TooLong,
            DocumentError::ControlCharacter { .. } | DocumentError::NotAbsolute { .. } => Self::Malformed,
        }
    }
}

/// `None` for the empty string, which is how proto3 says "not given".
pub(crate) fn filled(value: String) -> Option<String> {
    (!value.is_empty()).then_some(value)
}

/// `None` for the empty string, else what `parse` makes of it.
pub(crate) fn read<T, E: std::fmt::Display>(
    value: &str,
    path: &Path<'_>,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, FieldError> {
    if value.is_empty() {
        return Ok(None);
    }
    parse(value).map(Some).map_err(|error| path.error(Reason::Malformed, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wire_document() -> wire::Document {
        wire::Document {
            id: "a/1".into(),
            uri: "https://a.example/1".into(),
            title: "Bridge".into(),
            authors: vec!["A. Writer".into()],
            site: "A".into(),
            published_at: "2026-03-04T08:15:00+02:00".into(),
            language: "en".into(),
            text: "“Ні 👮”, he said.".into(),
            revision: String::new(),
        }
    }

    #[test]
    fn a_document_survives_the_way_there_and_back() {
        let document = document_from_wire(Some(wire_document()), &Path::of("document")).unwrap();
        let back = document_to_wire(&document, true);
        assert_eq!(back.revision, document.revision().as_str());
        assert_eq!(wire::Document { revision: String::new(), ..back.clone() }, wire_document());
        assert_eq!(document_from_wire(Some(back), &Path::of("document")).unwrap(), document);
        assert_eq!(document_to_wire(&document, false).text, "");
    }

    #[test]
    fn a_bad_field_is_named() {
        let check = |spoil: fn(&mut wire::Document), path: &str, reason: Reason| {
            let mut document = wire_document();
            spoil(&mut document);
            let error = document_from_wire(Some(document), &Path::of("document")).unwrap_err();
            assert_eq!((error.path.as_str(), error.reason), (path, reason), "{error}");
        };
        check(|d| d.text = " \n".into(), "document.text", Reason::Required);
        check(|d| d.text = "x".repeat(sayso_domain::MAX_TEXT_BYTES + 1), "document.text", Reason::TooLong);
        check(|d| d.id = "a\u{0}".into(), "document.id", Reason::Malformed);
        check(|d| d.published_at = "Tuesday".into(), "document.published_at", Reason::Malformed);
        check(|d| d.language = "English!".into(), "document.language", Reason::Malformed);
        check(|d| d.title = "x".repeat(5000), "document.title", Reason::TooLong);
        check(|d| d.text.push('\0'), "document.text", Reason::Malformed);
        check(|d| d.site.push('\n'), "document.site", Reason::Malformed);
        check(|d| d.uri = "news/1".into(), "document.uri", Reason::Malformed);
        check(|d| d.authors = vec![String::new(); 65], "document.authors", Reason::TooLong);
        let error = document_from_wire(None, &Path::of("document")).unwrap_err();
        assert_eq!((error.path.as_str(), error.reason), ("document", Reason::Required));
    }
}
