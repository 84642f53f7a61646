//! The change feed as the store's client gives it: what it holds at once is bounded.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use sayso_domain::{Attribution, Claim, Document, DocumentParts, Extraction, Extractor, Form, Kind, Mentions};
use sayso_store::{Cursor, MAX_CHANGES, PAGE_BYTES, Recording, Store};
use sayso_tests::{Deployment, Way};
use sayso_text::Span;

const DOCUMENTS: usize = 6;

/// A document with one claim, whose source is the gate with this number.
fn long_recording(number: usize) -> Recording {
    let gate = format!("gate {number}");
    let text = format!("“Shut,” says {gate}.\n\n{}", "x".repeat(PAGE_BYTES * 2 / 5));
    let part = |words: &str| Span::of_first(&text, words).unwrap().into();
    let attribution = Attribution::new(&text, part(&gate), part("says"), part("“Shut,”")).unwrap();
    let document = Document::new(DocumentParts::of_text(text.as_str())).unwrap();
    let claims = vec![Claim::new(&document, attribution, Form::Direct, Kind::Statement)];
    let extractor = Extractor { name: "by-hand".into(), version: "1".into(), model: String::new() };
    let extraction = Extraction { extractor, language: None, claims, notes: Vec::new(), mentions: Mentions::default() };
    Recording { document, accepted_at: "2026-03-04T08:00:00Z".parse().unwrap(), extraction }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_long_documents_come_in_parts() {
    let deployment = Deployment::start(Way::InMemory).await;
    let store = deployment.store();
    for number in 0..DOCUMENTS {
        store.record(long_recording(number)).await.unwrap();
    }
    let (mut after, mut seen) = (Cursor::START, Vec::new());
    while seen.len() < DOCUMENTS {
        let changes = store.changes(after, MAX_CHANGES).await.unwrap();
        let bytes: usize = changes.iter().map(|change| change.claim.text.len()).sum();
        assert!(!changes.is_empty() && bytes < 2 * PAGE_BYTES, "{} changes of {bytes} bytes", changes.len());
        after = changes.last().unwrap().cursor;
        seen.extend(changes.into_iter().map(|change| change.claim.words.source));
    }
    assert_eq!(seen, (0..DOCUMENTS).map(|number| format!("gate {number}")).collect::<Vec<_>>());
}
