//! Extractions to the wire and back.

use std::str::FromStr;

use sayso_domain::{Claim, Document, Extraction, Extractor, Mentions, Note};

use crate::{
    FieldError, Offsets, Path, Reason,
    claim::v1 as wire,
    claims::{claim_from_wire, claim_to_wire, each, entity_to_wire, place_to_wire, time_to_wire},
    documents::{document_to_wire, read},
    enums::{note_code_from_wire, note_code_to_wire},
    extract::v1::ExtractResponse,
};

/// An extraction of `document` as it is on the wire; `offsets` must be those of the document's text.
#[must_use]
pub fn extraction_to_wire(document: &Document, extraction: &Extraction, offsets: &Offsets<'_>) -> ExtractResponse {
    ExtractResponse {
        document: Some(document_to_wire(document, false)),
        extractor: Some(extractor_to_wire(&extraction.extractor)),
        offset_unit: offsets.wire_unit().into(),
        language: extraction.language.as_ref().map(|language| language.as_str().to_owned()).unwrap_or_default(),
        claims: extraction.claims.iter().map(|claim| claim_to_wire(claim, offsets)).collect(),
        notes: extraction.notes.iter().map(|note| note_to_wire(note, offsets)).collect(),
        entities: extraction.mentions.entities.iter().map(|entity| entity_to_wire(entity, offsets)).collect(),
        times: extraction.mentions.times.iter().map(|time| time_to_wire(time, offsets)).collect(),
        places: extraction.mentions.places.iter().map(|place| place_to_wire(place, offsets)).collect(),
    }
}

/// An extraction of `document` from the fields that the extract response and the record request share; without what the
/// text mentions beside its claims, which is for those who call the extract service themselves.
///
/// # Errors
/// Names the field that is absent, malformed, out of range or contradicts the text.
pub fn extraction_from_wire(
    document: &Document,
    extractor: Option<&wire::Extractor>,
    language: &str,
    claims: &[wire::Claim],
    notes: &[wire::Note],
    offsets: &Offsets<'_>,
) -> Result<Extraction, FieldError> {
    let claims: Vec<Claim> =
        each(claims, &Path::of("claims"), |claim, path| claim_from_wire(claim, document, offsets, path))?;
    Ok(Extraction {
        extractor: extractor_from_wire(extractor, &Path::of("extractor"))?,
        language: read(language, &Path::of("language"), FromStr::from_str)?,
        claims,
        notes: each(notes, &Path::of("notes"), |note, path| note_from_wire(note, offsets, path))?,
        mentions: Mentions::default(),
    })
}

/// An extractor as it is on the wire.
#[must_use]
pub fn extractor_to_wire(extractor: &Extractor) -> wire::Extractor {
    let Extractor { name, version, model } = extractor.clone();
    wire::Extractor { name, version, model }
}

/// An extractor from the wire.
///
/// # Errors
/// Names the part that is empty or holds control characters. How long it may be is for who keeps it to say.
pub fn extractor_from_wire(extractor: Option<&wire::Extractor>, path: &Path<'_>) -> Result<Extractor, FieldError> {
    let extractor = extractor.ok_or_else(|| path.error(Reason::Required, "an extractor is needed"))?;
    let part = |value: &str, field, required| {
        let path = path.field(field);
        if required && value.is_empty() {
            Err(path.error(Reason::Required, "it must not be empty"))
        } else if value.chars().any(char::is_control) {
            Err(path.error(Reason::Malformed, "it must not hold control characters"))
        } else {
            Ok(value.to_owned())
        }
    };
    Ok(Extractor {
        name: part(&extractor.name, "name", true)?,
        version: part(&extractor.version, "version", true)?,
        model: part(&extractor.model, "model", false)?,
    })
}

/// A note as it is on the wire.
#[must_use]
pub fn note_to_wire(note: &Note, offsets: &Offsets<'_>) -> wire::Note {
    wire::Note {
        code: note_code_to_wire(note.code).into(),
        message: note.message.clone(),
        at: note.at.map(|span| offsets.span_to_wire(span)),
    }
}

/// A note from the wire.
///
/// # Errors
/// Names the field that is malformed or out of range.
pub fn note_from_wire(note: &wire::Note, offsets: &Offsets<'_>, path: &Path<'_>) -> Result<Note, FieldError> {
    Ok(Note {
        code: note_code_from_wire(note.code),
        message: note.message.clone(),
        at: offsets.optional_span_from_wire(note.at.as_ref(), &path.field("at"))?,
    })
}

#[cfg(test)]
mod tests {
    use sayso_domain::{DocumentParts, NoteCode};
    use sayso_text::OffsetUnit;

    use super::*;

    #[test]
    fn a_note_of_a_kind_not_known_keeps_its_message() {
        let document = Document::new(DocumentParts::of_text("Ні.")).unwrap();
        let offsets = Offsets::new(document.text(), OffsetUnit::Utf8);
        let extractor = wire::Extractor { name: "later".into(), version: "9".into(), model: String::new() };
        for (code, expected) in [
            (0, NoteCode::Unspecified),
            (5, NoteCode::LimitReached),
            (99, NoteCode::Unspecified),
            (-1, NoteCode::Unspecified),
        ] {
            let notes = [wire::Note { code, message: "Something new.".into(), at: None }];
            let read = extraction_from_wire(&document, Some(&extractor), "", &[], &notes, &offsets).unwrap();
            let note = Note { code: expected, message: "Something new.".into(), at: None };
            assert_eq!(read.notes, [note], "{code}");
        }
    }

    #[test]
    fn note_codes_survive_the_way_there_and_back() {
        for code in NoteCode::ALL {
            assert_eq!(note_code_from_wire(note_code_to_wire(*code).into()), *code);
        }
    }
}
