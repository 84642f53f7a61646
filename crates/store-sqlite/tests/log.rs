//! What the log says of a call that failed. A process of its own: the subscriber is that of all its threads.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};

use sayso_domain::{Document, DocumentParts, Extraction, Extractor, Mentions};
use sayso_store::{Recording, Store, StoreError};
use sayso_store_sqlite::SqliteStore;
use tracing::{Instrument, info_span};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_fails_is_logged_with_the_request_that_it_failed() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).with_ansi(false).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let store = SqliteStore::open(&path).unwrap();
    let document = Document::new(DocumentParts::of_text("The dam will hold, the governor said.")).unwrap();
    let extractor = Extractor { name: "by-hand".into(), version: "1.0.0".into(), model: String::new() };
    let extraction =
        Extraction { extractor, language: None, claims: Vec::new(), notes: Vec::new(), mentions: Mentions::default() };
    let id = document.id().clone();
    let recording = Recording { document, accepted_at: "2026-03-04T08:15:00Z".parse().unwrap(), extraction };
    // Behind the store's back.
    rusqlite::Connection::open(&path).unwrap().execute_batch("ALTER TABLE revision RENAME TO lost").unwrap();

    let written = store.record(recording).instrument(info_span!("rpc", request_id = "report-17")).await;
    assert!(matches!(written, Err(StoreError::Unavailable { .. })), "{written:?}");
    let read = store.document(&id, None).instrument(info_span!("rpc", request_id = "report-18")).await;
    assert!(matches!(read, Err(StoreError::Unavailable { .. })), "{read:?}");
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for request_id in ["report-17", "report-18"] {
        assert!(logged.lines().any(|line| line.contains(request_id) && line.contains("no such table")), "{logged}");
    }
}
