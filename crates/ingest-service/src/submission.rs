//! A document as an item of the queue, and back.

use std::sync::Arc;

use prost::Message;
use sayso_contract::{
    FieldError, Path,
    document::v1 as wire,
    document_from_wire, document_to_wire,
    ingest::v1::{Submission, SubmissionState},
    timestamp_to_wire,
};
use sayso_domain::{Document, DocumentId, RevisionId, stable_id};
use sayso_queue::{DeadLetter, ItemId, ItemState, ItemStatus, NewItem};
use sayso_service::RequestId;

/// The item for a document: the same document with the same text always has the same id.
pub(crate) fn to_item(document: &Document, request_id: &RequestId) -> NewItem {
    NewItem {
        id: item_id(document.id(), document.revision()),
        group: document.id().as_str().to_owned(),
        request_id: request_id.as_str().to_owned(),
        payload: document_to_wire(document, true).encode_to_vec(),
    }
}

/// The document in an item's payload.
///
/// # Errors
/// If the payload is none that [`to_item`] made, which only a damaged queue explains.
pub(crate) fn from_payload(payload: &[u8]) -> Result<Arc<Document>, FieldError> {
    let path = Path::of("payload");
    let document = wire::Document::decode(payload)
        .map_err(|error| path.error(sayso_contract::Reason::Malformed, format!("no document: {error}")))?;
    document_from_wire(Some(document), &path).map(Arc::new)
}

/// The submission that an item stands for.
pub(crate) fn to_wire(status: &ItemStatus) -> Submission {
    Submission {
        id: status.id.to_string(),
        document_id: status.group.clone(),
        revision: revision(&status.id),
        state: match status.state {
            ItemState::Waiting => SubmissionState::Queued,
            ItemState::Leased => SubmissionState::Processing,
            ItemState::Done => SubmissionState::Recorded,
            ItemState::Dead => SubmissionState::Dead,
        }
        .into(),
        accepted_at: Some(timestamp_to_wire(status.accepted_at)),
        attempts: status.attempts,
        last_error: status.last_error.clone().unwrap_or_default(),
        request_id: status.request_id.clone(),
        next_attempt_at: status.next_attempt_at.map(timestamp_to_wire),
        given_up_at: status.finished_at.filter(|_| status.state == ItemState::Dead).map(timestamp_to_wire),
    }
}

/// The submission that a dead letter stands for.
pub(crate) fn dead_to_wire(letter: &DeadLetter) -> Submission {
    Submission {
        id: letter.id.to_string(),
        document_id: letter.group.clone(),
        revision: revision(&letter.id),
        state: SubmissionState::Dead.into(),
        accepted_at: Some(timestamp_to_wire(letter.accepted_at)),
        attempts: letter.attempts,
        last_error: letter.error.clone(),
        request_id: letter.request_id.clone(),
        next_attempt_at: None,
        given_up_at: Some(timestamp_to_wire(letter.died_at)),
    }
}

/// The revision's id stands at the end of the item's, so that a queue which knows no documents can still tell it.
fn item_id(document: &DocumentId, revision: &RevisionId) -> ItemId {
    let id = format!("{}-{}", stable_id("s", &[document.as_str().as_bytes()]), revision.as_str());
    // Both ids are short and of lower-case letters, digits and hyphens.
    let Ok(id) = ItemId::new(id) else { unreachable!() };
    id
}

fn revision(id: &ItemId) -> String {
    id.as_str().splitn(3, '-').nth(2).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use sayso_domain::DocumentParts;

    use super::*;

    #[test]
    fn a_document_survives_the_queue() {
        let parts = DocumentParts {
            uri: Some("https://a.example/1".into()),
            published: Some("2026-03-04T08:15:00+02:00".parse().unwrap()),
            ..DocumentParts::of_text("“Ні 👮”, he said.")
        };
        let document = Document::new(parts).unwrap();
        let item = to_item(&document, &RequestId::new());
        let back = from_payload(&item.payload).unwrap();
        assert_eq!((back.id(), back.revision(), back.text()), (document.id(), document.revision(), document.text()));
        assert_eq!(back.parts().published, document.parts().published);
        assert_eq!(revision(&item.id), document.revision().as_str());
        assert_eq!(to_item(&back, &RequestId::new()).id, item.id);
    }

    #[test]
    fn a_damaged_payload_is_an_error() {
        for payload in [&b"\xff\xff"[..], b"", b"\x0a\x03abc"] {
            assert!(from_payload(payload).is_err(), "{payload:?}");
        }
    }
}
