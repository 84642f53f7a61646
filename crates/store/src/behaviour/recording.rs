//! What is recorded is there, whole, once, and stays.

use std::sync::Arc;

use sayso_domain::{Claim, ClaimId, Document, DocumentId, DocumentParts, NoteCode, RevisionId};

use super::{
    Harness, changes_after, current,
    samples::{at, claim, document, full_recording, recording, sentences},
    told,
};
use crate::{Cursor, Query, Recorded, Recording, Resource, Store, StoreError, StoredClaim};

async fn assert_stored(store: &dyn Store, recording: &Recording) {
    let document = &recording.document;
    let stored = store.document(document.id(), Some(document.revision())).await.unwrap();
    assert_eq!(stored.document.revision(), document.revision());
    let parts = |document| DocumentParts::from(document);
    assert_eq!(parts(stored.document), parts(document.clone()));
    assert_eq!(stored.accepted_at, recording.accepted_at);
    assert_eq!(stored.language, recording.extraction.language);
    assert_eq!(stored.notes, recording.extraction.notes);
    for claim in &recording.extraction.claims {
        assert_claim(&store.claim(claim.id()).await.unwrap(), claim, recording);
    }
}

fn assert_claim(stored: &StoredClaim, claim: &Claim, recording: &Recording) {
    let (document, text) = (&recording.document, recording.document.text());
    assert_eq!(&stored.claim, claim);
    assert_eq!((&stored.document.id, &stored.document.revision), (document.id(), document.revision()));
    let without_text = DocumentParts { text: Arc::default(), ..document.clone().into() };
    assert_eq!(stored.document.parts, without_text);
    assert_eq!(stored.extractor, recording.extraction.extractor.to_string());
    assert_eq!(stored.words.source, claim.attribution().source().words(text).unwrap());
    assert_eq!(stored.words.cue, claim.attribution().cue().words(text).unwrap());
    assert_eq!(stored.words.content, claim.attribution().content().words(text).unwrap());
    assert_eq!(&*stored.text, text);
}

pub async fn what_is_recorded_comes_back_whole(harness: &dyn Harness) {
    let store = harness.store().await;
    let recording = full_recording();
    let recorded = store.record(recording.clone()).await.unwrap();
    assert_eq!(recorded, Recorded { new: true, revision_is_current: true, claims: 2 });
    assert_stored(&*store, &recording).await;

    let current = store.document(recording.document.id(), None).await.unwrap();
    assert!(current.current);
    // The publisher's own offset decides what day it was.
    let published = current.document.parts().published.as_ref().unwrap().to_string();
    assert_eq!(published, "2026-03-04T23:30:00-05:00");
    assert_eq!(current.revisions.len(), 1);
    assert_eq!(current.revisions[0].revision, *recording.document.revision());
    assert_eq!(current.revisions[0].accepted_at, recording.accepted_at);
    assert_eq!(current.revisions[0].extractors, ["sample/1.0.0+m1"]);
    assert!(store.claim(recording.extraction.claims[0].id()).await.unwrap().current);

    let found = store.search(&Query::default(), &crate::PageRequest::default()).await.unwrap().items;
    let changes = store.changes(Cursor::START, 10).await.unwrap();
    for claim in &recording.extraction.claims {
        let same = |stored: &&StoredClaim| stored.claim.id() == claim.id();
        assert_claim(found.iter().find(same).unwrap(), claim, &recording);
        assert_claim(changes.iter().map(|change| &change.claim).find(same).unwrap(), claim, &recording);
    }
}

pub async fn offsets_stay_exact_in_every_script(harness: &dyn Harness) {
    let store = harness.store().await;
    for (i, (text, words)) in [
        ("👮🏽👮🏽 сказав: «Ні 👩‍👩‍👧»!", ["👮🏽👮🏽", "сказав", "«Ні 👩‍👩‍👧»"]),
        ("e\u{301}tat: 'oui'\u{1}, dit-il", ["il", "dit", "'oui'"]),
        ("قال الوزير: «لا»", ["الوزير", "قال", "«لا»"]),
        ("大臣は「いいえ」と述べた", ["大臣", "述べた", "「いいえ」"]),
        ("\u{feff}a\r\n\u{2028}b said \"c\\\"", ["b", "said", "\"c\\\""]),
    ]
    .into_iter()
    .enumerate()
    {
        let document = document(&format!("d{i}"), text);
        let claim = claim(&document, words);
        store.record(recording(&document, 0, "1", vec![claim.clone()])).await.unwrap();
        let stored = store.claim(claim.id()).await.unwrap();
        assert_eq!([stored.words.source, stored.words.cue, stored.words.content], words);
        assert_eq!(stored.claim, claim);
        assert_eq!(store.document(document.id(), None).await.unwrap().document.text(), text);
    }
}

pub async fn a_document_without_claims_is_kept(harness: &dyn Harness) {
    let store = harness.store().await;
    let mut recording = recording(&document("d", "Nihil novi."), 0, "1", Vec::new());
    recording.extraction.language = None;
    recording.extraction.notes = vec![sayso_domain::Note {
        code: NoteCode::LanguageNotSupported,
        message: "Latin is not read".into(),
        at: None,
    }];
    let recorded = store.record(recording.clone()).await.unwrap();
    assert_eq!(recorded, Recorded { new: true, revision_is_current: true, claims: 0 });
    assert_stored(&*store, &recording).await;
    assert_eq!(changes_after(&*store, Cursor::START).await, []);
}

pub async fn recording_again_changes_nothing(harness: &dyn Harness) {
    let store = harness.store().await;
    let first = sentences("d", "One. Two.", 10, "1");
    store.record(first.clone()).await.unwrap();

    let again = Recorded { new: false, revision_is_current: true, claims: 2 };
    assert_eq!(store.record(first.clone()).await.unwrap(), again);
    // Even if it comes with other claims, notes and metadata: the first recording counts.
    let mut other = first.clone();
    other.extraction.claims.pop();
    other.extraction.language = None;
    assert_eq!(store.record(other).await.unwrap(), again);

    assert_stored(&*store, &first).await;
    assert_eq!(told(&changes_after(&*store, Cursor::START).await), ["+One", "+Two"]);

    // It counts as accepted at the later time, whatever the order.
    for (seconds, expected) in [(20, 20), (15, 20)] {
        assert_eq!(store.record(Recording { accepted_at: at(seconds), ..first.clone() }).await.unwrap(), again);
        assert_eq!(store.document(first.document.id(), None).await.unwrap().accepted_at, at(expected));
    }
    assert_eq!(told(&changes_after(&*store, Cursor::START).await), ["+One", "+Two"]);
}

/// The recording with other metadata for its document.
fn with_metadata(recording: &Recording, change: impl FnOnce(&mut DocumentParts)) -> Recording {
    let mut parts = DocumentParts::from(recording.document.clone());
    change(&mut parts);
    Recording { document: Document::new(parts).unwrap(), ..recording.clone() }
}

pub async fn missing_metadata_is_added_and_told_once(harness: &dyn Harness) {
    let store = harness.store().await;
    let bare = sentences("d", "One. Two.", 10, "1");
    store.record(bare.clone()).await.unwrap();
    let titled = with_metadata(&bare, |parts| parts.title = Some("Bridge".into()));
    let full = with_metadata(&titled, |parts| {
        parts.uri = Some("https://a.example/1".into());
        parts.authors = vec!["A. Writer".into()];
        parts.site = Some("A".into());
        parts.published = Some("2026-03-04".parse().unwrap());
        parts.language = Some("en".parse().unwrap());
    });
    let other = with_metadata(&full, |parts| parts.title = Some("Another".into()));

    // What is there stays; what is missing is added, whoever has it first.
    for (recording, expected) in [(&titled, &titled), (&other, &full), (&full, &full), (&bare, &full), (&other, &full)]
    {
        let again = Recorded { new: false, revision_is_current: true, claims: 2 };
        assert_eq!(store.record(recording.clone()).await.unwrap(), again);
        assert_stored(&*store, expected).await;
    }
    let expected = ["+One", "+Two", "~One", "~Two", "~One", "~Two"];
    assert_eq!(told(&changes_after(&*store, Cursor::START).await), expected);

    // Also of a revision that is current no longer, but then there is no current claim to tell of.
    let old = sentences("d", "Three.", 5, "1");
    store.record(old.clone()).await.unwrap();
    let old = with_metadata(&old, |parts| parts.title = Some("Old".into()));
    store.record(old.clone()).await.unwrap();
    assert_stored(&*store, &old).await;
    assert_eq!(told(&changes_after(&*store, Cursor::START).await), expected);
}

pub async fn completed_claims_are_found_by_what_was_added(harness: &dyn Harness) {
    let store = harness.store().await;
    let bare = sentences("d", "One. Two.", 10, "1");
    store.record(bare.clone()).await.unwrap();
    store
        .record(with_metadata(&sentences("other", "Other.", 10, "1"), |parts| {
            parts.published = Some("2026-03-03".parse().unwrap());
        }))
        .await
        .unwrap();
    store
        .record(with_metadata(&bare, |parts| {
            parts.site = Some("A".into());
            parts.published = Some("2026-03-04".parse().unwrap());
        }))
        .await
        .unwrap();
    // A later extractor that knows less of the document does not lose it again.
    store.record(sentences("d", "One. Two.", 10, "2")).await.unwrap();
    for query in [
        Query { site: Some("A".into()), ..Query::default() },
        Query { published_from: Some("2026-03-04".parse().unwrap()), ..Query::default() },
    ] {
        let found = super::search_all(&*store, &query, 50).await;
        assert_eq!(super::contents(found), ["One", "Two"], "{query:?}");
    }
    let whole = super::search_all(&*store, &Query::default(), 1).await;
    let order: Vec<_> = whole.iter().map(|claim| claim.words.content.as_str()).collect();
    assert_eq!(order, ["Two", "One", "Other"]);
}

pub async fn concurrent_recordings_of_one_key_write_once(harness: &dyn Harness) {
    let store = harness.store().await;
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.record(sentences("d", "One. Two. Three.", 0, "1")).await.unwrap() })
        })
        .collect();
    let mut new = 0;
    for call in calls {
        let recorded = call.await.unwrap();
        assert_eq!((recorded.revision_is_current, recorded.claims), (true, 3));
        new += usize::from(recorded.new);
    }
    assert_eq!(new, 1);
    assert_eq!(told(&changes_after(&*store, Cursor::START).await), ["+One", "+Two", "+Three"]);
    assert_eq!(current(&*store).await, ["One", "Three", "Two"]);
}

pub async fn what_is_recorded_survives_a_crash(harness: &dyn Harness) {
    let store = harness.store().await;
    let recording = full_recording();
    store.record(recording.clone()).await.unwrap();

    let store = harness.reopen(store).await;
    assert_stored(&*store, &recording).await;
    // The caller did not hear of it and tries again.
    let again = Recorded { new: false, revision_is_current: true, claims: 2 };
    assert_eq!(store.record(recording).await.unwrap(), again);
    assert_eq!(changes_after(&*store, Cursor::START).await.len(), 2);
    let query = Query { words: Some("hold until friday".into()), ..Query::default() };
    assert_eq!(super::search_all(&*store, &query, 50).await.len(), 1);
}

pub async fn a_dropped_call_writes_all_or_nothing(harness: &dyn Harness) {
    let store = harness.store().await;
    let recordings: Vec<_> = (0..20).map(|i| sentences(&format!("d{i}"), "One. Two. Three.", 0, "1")).collect();
    for recording in &recordings {
        tokio::select! {
            biased;
            recorded = store.record(recording.clone()) => drop(recorded.unwrap()),
            // Gives the call a little way to go, and then leaves it.
            () = tokio::task::yield_now() => {}
        }
    }
    // Whatever still runs is ended by the crash or comes before this one.
    store.record(sentences("last", "Four.", 0, "1")).await.unwrap();
    let store = harness.reopen(store).await;
    for recording in &recordings {
        match store.document(recording.document.id(), None).await {
            Ok(_) => assert_stored(&*store, recording).await,
            Err(StoreError::NotFound { what: Resource::Document, .. }) => {
                let claim = store.claim(recording.extraction.claims[0].id()).await;
                assert!(matches!(claim, Err(StoreError::NotFound { .. })), "{claim:?}");
            }
            Err(error) => panic!("{error}"),
        }
    }
    for recording in &recordings {
        store.record(recording.clone()).await.unwrap();
    }
    assert_eq!(changes_after(&*store, Cursor::START).await.len(), 61);
    assert_eq!(current(&*store).await.len(), 61);
}

pub async fn bad_recordings_are_refused_whole(harness: &dyn Harness) {
    let store = harness.store().await;
    let check = async |change: fn(&mut Recording), expected: &str| {
        let mut recording = sentences("d", "One. Two.", 0, "1");
        change(&mut recording);
        match store.record(recording).await {
            Err(StoreError::BadRecording { field, .. }) => assert_eq!(field, expected),
            other => panic!("{expected}: {other:?}"),
        }
    };
    check(|r| r.extraction.claims.push(r.extraction.claims[0].clone()), "claims[2]").await;
    check(|r| r.accepted_at = "1969-07-20T20:17:40Z".parse().unwrap(), "accepted_at").await;
    check(|r| r.extraction.extractor.model = "m".repeat(1000), "extractor").await;
    assert_eq!(current(&*store).await, [] as [&str; 0]);
    let document = store.document(&DocumentId::new("d").unwrap(), None).await;
    assert!(matches!(document, Err(StoreError::NotFound { .. })));
}

pub async fn what_is_not_there_is_not_found(harness: &dyn Harness) {
    let store = harness.store().await;
    let recording = sentences("d", "One.", 0, "1");
    store.record(recording.clone()).await.unwrap();
    let missing = |what, id: &str| StoreError::NotFound { what, id: id.into() };

    let id = DocumentId::new("немає 👮").unwrap();
    assert_eq!(store.document(&id, None).await, Err(missing(Resource::Document, id.as_str())));
    let revision = RevisionId::new("r-none").unwrap();
    let known = recording.document.id();
    assert_eq!(store.document(known, Some(&revision)).await, Err(missing(Resource::Revision, "r-none")));
    assert_eq!(store.document(&id, Some(&revision)).await, Err(missing(Resource::Document, id.as_str())));
    let id = ClaimId::new("c-none").unwrap();
    assert_eq!(store.claim(&id).await, Err(missing(Resource::Claim, "c-none")));
}
