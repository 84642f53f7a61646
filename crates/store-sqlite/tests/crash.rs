//! What is left of a ledger whose process died in the middle of a write.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use sayso_domain::{Attribution, Claim, Document, DocumentParts, Extraction, Extractor, Form, Kind, Mentions};
use sayso_store::{ChangeKind, Cursor, PageRequest, Query, Recording, Store, StoreError};
use sayso_store_sqlite::SqliteStore;
use sayso_text::{Span, Spans};

/// The `i`th of many documents, with the claims "one`i`", "two`i`" and "three`i`".
fn recording(i: i64) -> Recording {
    let text = format!("one{i} two{i} three{i}");
    let parts =
        DocumentParts { id: Some(format!("d{i}").try_into().unwrap()), ..DocumentParts::of_text(text.as_str()) };
    let document = Document::new(parts).unwrap();
    let claim = |words: &str| {
        let content = Span::of_first(&text, words).unwrap().into();
        let attribution = Attribution::new(&text, Spans::default(), Spans::default(), content).unwrap();
        Claim::new(&document, attribution, Form::Direct, Kind::Statement)
    };
    let claims = text.split(' ').map(claim).collect();
    let extractor = Extractor { name: "sample".into(), version: "1".into(), model: String::new() };
    let extraction = Extraction { extractor, language: None, claims, notes: Vec::new(), mentions: Mentions::default() };
    Recording { document, accepted_at: jiff::Timestamp::from_second(i).unwrap(), extraction }
}

/// The documents that are there; fails unless each of them is whole.
async fn whole_documents(store: &SqliteStore, of: i64) -> Vec<i64> {
    let mut whole = Vec::new();
    let changes = store.changes(Cursor::START, 1000).await.unwrap();
    assert!(changes.iter().all(|change| change.kind == ChangeKind::ClaimAdded && change.claim.current));
    for i in 0..of {
        let recording = recording(i);
        let added = changes.iter().filter(|change| change.claim.document.id == *recording.document.id()).count();
        let query = Query { document: Some(recording.document.id().clone()), ..Query::default() };
        let listed = match store.search(&query, &PageRequest::default()).await {
            Err(StoreError::NotFound { .. }) => 0,
            found => found.unwrap().items.len(),
        };
        let mut found = 0;
        for word in recording.document.text().split(' ') {
            let query = Query { words: Some(word.into()), ..Query::default() };
            found += store.search(&query, &PageRequest::default()).await.unwrap().items.len();
        }
        match store.document(recording.document.id(), None).await {
            Ok(stored) => {
                assert_eq!(stored.document.text(), recording.document.text());
                assert_eq!((added, listed, found), (3, 3, 3), "document {i}");
                whole.push(i);
            }
            Err(StoreError::NotFound { .. }) => assert_eq!((added, listed, found), (0, 0, 0), "document {i}"),
            Err(error) => panic!("{error}"),
        }
    }
    whole
}

#[tokio::test]
async fn a_log_cut_anywhere_leaves_whole_documents() {
    const DOCUMENTS: i64 = 8;
    let folder = tempfile::tempdir().unwrap();
    let log = |path: &Path| path.with_extension("sqlite-wal");
    let path = folder.path().join("ledger.sqlite");
    // A first store makes the schema and closes, so that the log holds nothing but the recordings.
    drop(SqliteStore::open(&path).unwrap());
    let store = SqliteStore::open(&path).unwrap();
    let mut ends = Vec::new();
    for i in 0..DOCUMENTS {
        store.record(recording(i)).await.unwrap();
        ends.push(fs::metadata(log(&path)).unwrap().len());
    }
    let (file, whole_log) = (fs::read(&path).unwrap(), fs::read(log(&path)).unwrap());

    // At the end of each commit, around it, and at odd places between.
    let odd = (0..12).map(|i| i * whole_log.len() as u64 / 12 + 7);
    let cuts =
        ends.iter().flat_map(|end| [end - 1, *end, end + 1]).chain(odd).filter(|cut| *cut <= whole_log.len() as u64);
    for (number, cut) in cuts.enumerate() {
        let path = folder.path().join(format!("cut-{number}.sqlite"));
        fs::write(&path, &file).unwrap();
        let mut log_left = whole_log[..cut as usize].to_vec();
        // What the disk held there before may be anything.
        log_left.extend([0xa5; 5000]);
        fs::write(log(&path), log_left).unwrap();

        let left = SqliteStore::open(&path).unwrap();
        let committed = ends.iter().filter(|end| **end <= cut).count() as i64;
        assert_eq!(whole_documents(&left, DOCUMENTS).await, (0..committed).collect::<Vec<_>>(), "cut at {cut}");
        // It goes on from there.
        for i in 0..DOCUMENTS {
            assert_eq!(left.record(recording(i)).await.unwrap().new, i >= committed);
        }
        assert_eq!(whole_documents(&left, DOCUMENTS).await.len(), DOCUMENTS as usize);
    }
}
