//! Any bytes as a request to record: refused, or a recording that goes to the wire and back unchanged in every unit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use prost::Message;
use sayso_contract::{
    FieldError, Offsets, Path, document_from_wire, document_to_wire, extraction_from_wire, extraction_to_wire,
    store::v1::RecordRequest, timestamp_from_wire, timestamp_to_wire, unit_from_wire,
};
use sayso_store::Recording;
use sayso_text::OffsetUnit;

fuzz_target!(|bytes: &[u8]| {
    let Ok(request) = RecordRequest::decode(bytes) else { return };
    let Ok(recording) = from_wire(request) else { return };
    for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::CodePoint] {
        let sent = to_wire(&recording, unit).encode_to_vec();
        let request = RecordRequest::decode(&*sent).expect("what was encoded decodes");
        let back = from_wire(request).expect("what was accepted is accepted again");
        assert_eq!(back.document.id(), recording.document.id());
        assert_eq!(back.document.revision(), recording.document.revision());
        assert_eq!(back.accepted_at, recording.accepted_at);
        assert_eq!(back.extraction, recording.extraction);
        assert_eq!(to_wire(&back, unit).encode_to_vec(), sent);
    }
    let _ = recording.check();
});

/// As the store service reads it.
fn from_wire(request: RecordRequest) -> Result<Recording, FieldError> {
    let accepted_at = timestamp_from_wire(request.accepted_at.as_ref(), &Path::of("accepted_at"))?;
    let unit = unit_from_wire(request.offset_unit, &Path::of("offset_unit"))?;
    let document = document_from_wire(request.document, &Path::of("document"))?;
    let extraction = extraction_from_wire(
        &document,
        request.extractor.as_ref(),
        &request.language,
        &request.claims,
        &request.notes,
        &Offsets::new(document.text(), unit),
    )?;
    Ok(Recording { document, accepted_at, extraction })
}

/// As the ingest service sends it.
fn to_wire(recording: &Recording, unit: OffsetUnit) -> RecordRequest {
    let offsets = Offsets::new(recording.document.text(), unit);
    let response = extraction_to_wire(&recording.document, &recording.extraction, &offsets);
    RecordRequest {
        document: Some(document_to_wire(&recording.document, true)),
        accepted_at: Some(timestamp_to_wire(recording.accepted_at)),
        extractor: response.extractor,
        offset_unit: response.offset_unit,
        language: response.language,
        claims: response.claims,
        notes: response.notes,
        request_id: String::new(),
    }
}
