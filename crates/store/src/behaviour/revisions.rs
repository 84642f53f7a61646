//! Which revision, and which extraction of it, is current.

use sayso_domain::DocumentId;

use super::{
    Harness, changes_after, contents, current,
    samples::{at, sentences},
    search_all, told,
};
use crate::{Cursor, MAX_EXTRACTORS, Query, Recorded, Store};

async fn current_text(store: &dyn Store) -> String {
    let stored = store.document(&DocumentId::new("d").unwrap(), None).await.unwrap();
    assert!(stored.current);
    stored.document.text().to_owned()
}

pub async fn the_revision_accepted_last_is_current(harness: &dyn Harness) {
    let store = harness.store().await;
    let (first, second, third) =
        (sentences("d", "A. B.", 1, "1"), sentences("d", "A. C.", 2, "1"), sentences("d", "D.", 3, "1"));
    let new = |revision_is_current, claims| Recorded { new: true, revision_is_current, claims };

    assert_eq!(store.record(first.clone()).await.unwrap(), new(true, 2));
    assert_eq!(store.record(third.clone()).await.unwrap(), new(true, 1));
    // Accepted before what is there, it arrives late.
    assert_eq!(store.record(second.clone()).await.unwrap(), new(false, 2));
    assert_eq!(store.record(first.clone()).await.unwrap(), Recorded { new: false, ..new(false, 2) });

    assert_eq!(current_text(&*store).await, "D.");
    assert_eq!(current(&*store).await, ["D"]);
    assert_eq!(told(&changes_after(&*store, Cursor::START).await), ["+A", "+B", "-A", "-B", "+D"]);

    // The others stay readable.
    for (recording, is_current) in [(&first, false), (&second, false), (&third, true)] {
        let document = &recording.document;
        let stored = store.document(document.id(), Some(document.revision())).await.unwrap();
        assert_eq!((stored.document.text(), stored.current), (document.text(), is_current));
        let revisions: Vec<_> = stored.revisions.iter().map(|r| (&r.revision, r.accepted_at)).collect();
        let expected = [&third, &second, &first].map(|r| (r.document.revision(), r.accepted_at));
        assert_eq!(revisions, expected);
        for claim in &recording.extraction.claims {
            assert_eq!(store.claim(claim.id()).await.unwrap().current, is_current);
        }
    }
}

pub async fn of_two_accepted_at_once_the_greater_id_is_current(harness: &dyn Harness) {
    let (one, two) = (sentences("d", "A.", 1, "1"), sentences("d", "B.", 1, "1"));
    let greater = if one.document.revision() > two.document.revision() { "A" } else { "B" };
    for (first, second) in [(&one, &two), (&two, &one)] {
        let store = harness.store().await;
        store.record(first.clone()).await.unwrap();
        store.record(second.clone()).await.unwrap();
        assert_eq!(current(&*store).await, [greater]);
    }
}

pub async fn a_revert_makes_the_old_revision_current(harness: &dyn Harness) {
    let store = harness.store().await;
    store.record(sentences("d", "A. B.", 1, "1")).await.unwrap();
    store.record(sentences("d", "A. C.", 2, "1")).await.unwrap();
    let again = store.record(sentences("d", "A. B.", 3, "1")).await.unwrap();
    assert_eq!(again, Recorded { new: false, revision_is_current: true, claims: 2 });

    assert_eq!(current_text(&*store).await, "A. B.");
    assert_eq!(current(&*store).await, ["A", "B"]);
    let stored = store.document(&DocumentId::new("d").unwrap(), None).await.unwrap();
    assert_eq!(stored.revisions.iter().map(|r| r.accepted_at).collect::<Vec<_>>(), [at(3), at(2)]);
    let expected = ["+A", "+B", "-A", "-B", "+A", "+C", "-A", "-C", "+A", "+B"];
    assert_eq!(told(&changes_after(&*store, Cursor::START).await), expected);
}

pub async fn the_extraction_recorded_last_is_current(harness: &dyn Harness) {
    let store = harness.store().await;
    let first = sentences("d", "A. B.", 5, "1");
    store.record(first.clone()).await.unwrap();
    // Another extractor reads the same revision, accepted once: it finds one of the two claims.
    let mut second = sentences("d", "A. B.", 5, "2");
    second.extraction.claims.remove(0);
    second.extraction.language = Some("uk".parse().unwrap());
    let recorded = store.record(second.clone()).await.unwrap();
    assert_eq!(recorded, Recorded { new: true, revision_is_current: true, claims: 1 });

    assert_eq!(current(&*store).await, ["B"]);
    assert_eq!(told(&changes_after(&*store, Cursor::START).await), ["+A", "+B", "-A", "-B", "+B"]);
    let stored = store.document(first.document.id(), None).await.unwrap();
    assert_eq!(stored.revisions[0].extractors, ["sample/1+m1", "sample/2+m1"]);
    assert_eq!(stored.language, second.extraction.language);
    assert_eq!(stored.revision_count, 1);

    // The claim that both found has one id; it is given as the later extractor has it.
    let [gone, kept] = [0, 1].map(|i| first.extraction.claims[i].id().clone());
    assert_eq!(kept, *second.extraction.claims[0].id());
    let (gone, kept) = (store.claim(&gone).await.unwrap(), store.claim(&kept).await.unwrap());
    assert_eq!((gone.current, gone.extractor.as_str()), (false, "sample/1+m1"));
    assert_eq!((kept.current, kept.extractor.as_str()), (true, "sample/2+m1"));

    // Recording the first one again does not bring it back.
    assert!(!store.record(first).await.unwrap().new);
    assert_eq!(current(&*store).await, ["B"]);
    let all = search_all(&*store, &Query { include_superseded: true, ..Query::default() }, 2).await;
    assert_eq!(contents(all), ["A", "B", "B"]);
}

pub async fn extractions_of_old_revisions_are_never_current(harness: &dyn Harness) {
    let store = harness.store().await;
    store.record(sentences("d", "A.", 1, "1")).await.unwrap();
    store.record(sentences("d", "B.", 2, "1")).await.unwrap();
    let cursor = changes_after(&*store, Cursor::START).await.last().unwrap().cursor;

    // The old revision is read again by a later extractor.
    let recorded = store.record(sentences("d", "A.", 1, "2")).await.unwrap();
    assert_eq!(recorded, Recorded { new: true, revision_is_current: false, claims: 1 });
    assert_eq!(current(&*store).await, ["B"]);
    assert_eq!(changes_after(&*store, cursor).await, []);

    // When the document goes back to it, the later extraction counts, whoever brings it back.
    store.record(sentences("d", "A.", 3, "1")).await.unwrap();
    let claims = search_all(&*store, &Query::default(), 50).await;
    assert_eq!(claims.len(), 1);
    assert_eq!((claims[0].words.content.as_str(), claims[0].extractor.as_str()), ("A", "sample/2+m1"));
    assert_eq!(told(&changes_after(&*store, cursor).await), ["-B", "+A"]);
}

pub async fn a_document_with_many_extractions_lists_the_last_of_them(harness: &dyn Harness) {
    let store = harness.store().await;
    for i in 0..MAX_EXTRACTORS + 2 {
        store.record(sentences("d", "A.", 1, &i.to_string())).await.unwrap();
    }
    store.record(sentences("d", "B.", 2, "1")).await.unwrap();
    let stored = store.document(&DocumentId::new("d").unwrap(), None).await.unwrap();
    assert_eq!((stored.revisions.len(), stored.revision_count), (2, 2));
    let expected: Vec<_> = (2..MAX_EXTRACTORS + 2).map(|i| format!("sample/{i}+m1")).collect();
    assert_eq!(stored.revisions[1].extractors, expected);
}
