//! Any bytes as a request to submit: refused, or a document that comes out of the queue as it was put in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use prost::Message;
use sayso_contract::{
    Path,
    document::v1 as wire,
    document_from_wire, document_metadata_from_wire, document_to_wire,
    ingest::v1::{SubmitDocumentRequest, submit_document_request::Content},
};
use sayso_domain::{Document, DocumentParts};
use sayso_service::RequestId;

fuzz_target!(|bytes: &[u8]| {
    let Ok(request) = SubmitDocumentRequest::decode(bytes) else { return };
    if let Ok(id) = request.request_id.parse::<RequestId>() {
        assert_eq!(id.as_str(), request.request_id);
    }
    let Some(document) = document(request) else { return };
    let queued = document_to_wire(&document, true).encode_to_vec();
    let payload = wire::Document::decode(&*queued).expect("what was encoded decodes");
    let back = document_from_wire(Some(payload), &Path::of("payload")).expect("what was accepted is accepted again");
    assert_eq!((back.id(), back.revision(), back.text()), (document.id(), document.revision(), document.text()));
    assert_eq!(document_to_wire(&back, true).encode_to_vec(), queued);
});

/// As the ingest service reads it; media types, which are its own, are left out.
fn document(request: SubmitDocumentRequest) -> Option<Document> {
    match request.content? {
        Content::Document(document) => document_from_wire(Some(document), &Path::of("document")).ok(),
        Content::Raw(raw) => {
            let parts = document_metadata_from_wire(raw.metadata.unwrap_or_default(), &Path::of("metadata")).ok()?;
            let text = String::from_utf8(raw.content).ok().filter(|text| !text.trim().is_empty())?;
            Document::new(DocumentParts { text: text.into(), ..parts }).ok()
        }
    }
}
