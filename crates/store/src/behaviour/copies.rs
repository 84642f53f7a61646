//! Copies are found as they are recorded.

use std::ops::Range;

use sayso_copies::{Fingerprint, overlap};
use sayso_domain::{Document, DocumentId, DocumentParts};

use super::{
    Harness,
    samples::{extractor, recording},
};
use crate::{CopyOf, Recording, Store};

/// A text of different words.
fn words(numbers: Range<usize>) -> String {
    numbers.map(|number| format!("w{number} ")).collect()
}

/// A document without claims, published on a day if one is given.
fn text(id: &str, text: &str, published: &str, seconds: i64) -> Recording {
    let parts = DocumentParts {
        id: Some(id.to_owned().try_into().unwrap()),
        published: (!published.is_empty()).then(|| published.parse().unwrap()),
        ..DocumentParts::of_text(text)
    };
    recording(&Document::new(parts).unwrap(), seconds, "1", Vec::new())
}

async fn copy_of(store: &dyn Store, id: &str) -> Option<CopyOf> {
    store.document(&DocumentId::new(id).unwrap(), None).await.unwrap().copy_of
}

/// The document that this one is a copy of.
async fn original_of(store: &dyn Store, id: &str) -> Option<String> {
    copy_of(store, id).await.map(|copy| copy.document.to_string())
}

fn expected(copy: &Recording, original: &Recording) -> Option<CopyOf> {
    let [one, other] = [copy, original].map(|recording| Fingerprint::of(recording.document.text()));
    let found = overlap(&one, &other);
    Some(CopyOf {
        document: original.document.id().clone(),
        revision: original.document.revision().clone(),
        resemblance: found.resemblance,
        of_copy: found.of_one,
        of_original: found.of_other,
    })
}

pub async fn copies_name_their_original(harness: &dyn Harness) {
    let store = harness.store().await;
    let original = text("a", &words(0..400), "2026-03-04", 1);
    let another = text("b", &words(1_000..1_400), "2026-03-04", 2);
    for recording in [&original, &another] {
        store.record(recording.clone()).await.unwrap();
    }
    let copies = [
        text("same", &words(0..400).to_uppercase(), "2026-03-04", 3),
        text("trimmed", &words(0..120), "2026-03-05", 4),
        text("inside another text", &(words(2_000..2_700) + &words(0..400)), "2026-03-05", 5),
        text("re-ordered", &(words(200..400) + "– " + &words(0..200)), "", 6),
    ];
    for copy in &copies {
        store.record(copy.clone()).await.unwrap();
        assert_eq!(copy_of(&*store, copy.document.id().as_str()).await, expected(copy, &original));
    }
    // Half of it is new.
    store.record(text("update", &words(200..600), "2026-03-05", 7)).await.unwrap();
    for id in ["a", "b", "update"] {
        assert_eq!(copy_of(&*store, id).await, None, "{id}");
    }
    let kept = harness.reopen(store).await;
    for copy in &copies {
        assert_eq!(copy_of(&*kept, copy.document.id().as_str()).await, expected(copy, &original));
    }
}

pub async fn the_largest_overlap_and_the_earliest_count(harness: &dyn Harness) {
    let store = harness.store().await;
    let check = async |recording: Recording, original: Option<&str>| {
        let id = recording.document.id().to_string();
        store.record(recording).await.unwrap();
        assert_eq!(original_of(&*store, &id).await.as_deref(), original, "{id}");
    };
    // They have too little in common to be copies of each other.
    check(text("first", &words(0..300), "2026-03-04", 1), None).await;
    check(text("second", &words(150..450), "2026-03-02", 2), None).await;
    check(text("more of the first", &words(0..250), "2026-03-06", 3), Some("first")).await;
    check(text("more of the second", &words(200..450), "2026-03-06", 4), Some("second")).await;
    check(text("as much of both", &words(150..300), "2026-03-06", 5), Some("second")).await;
    // Between their days.
    check(text("before the first", &words(150..300), "2026-03-03", 6), Some("second")).await;
    check(text("without a day", &words(160..290), "", 7), Some("second")).await;
}

pub async fn an_original_may_arrive_late(harness: &dyn Harness) {
    let store = harness.store().await;
    let copy = text("copy", &words(0..200), "2026-03-05", 1);
    store.record(copy.clone()).await.unwrap();
    let second = text("second copy", &words(0..190), "2026-03-06", 2);
    store.record(second.clone()).await.unwrap();
    // From an archive.
    let original = text("original", &words(0..400), "2026-03-04", 3);
    store.record(original.clone()).await.unwrap();
    assert_eq!(copy_of(&*store, "second copy").await, expected(&second, &copy));
    assert_eq!(copy_of(&*store, "original").await, None);
    assert_eq!(copy_of(&*store, "copy").await, expected(&copy, &original));
    // What is known for a copy stays what it is.
    store.record(text("older still", &words(0..300), "2026-03-01", 4)).await.unwrap();
    assert_eq!(original_of(&*store, "copy").await.as_deref(), Some("original"));
    assert_eq!(original_of(&*store, "original").await.as_deref(), Some("older still"));
    assert_eq!(copy_of(&*store, "older still").await, None);

    // What was recorded first and has no day counts as earlier.
    let store = harness.store().await;
    store.record(text("undated", &words(0..200), "", 1)).await.unwrap();
    store.record(original.clone()).await.unwrap();
    assert_eq!(original_of(&*store, "original").await.as_deref(), Some("undated"));
    assert_eq!(copy_of(&*store, "undated").await, None);
}

pub async fn revisions_of_one_document_are_no_copies(harness: &dyn Harness) {
    let store = harness.store().await;
    let revisions = [words(0..300), words(0..310), words(0..150) + &words(500..800)];
    let revisions: Vec<Recording> =
        (1..).zip(&revisions).map(|(seconds, words)| text("d", words, "2026-03-04", seconds)).collect();
    for revision in &revisions {
        store.record(revision.clone()).await.unwrap();
        assert_eq!(copy_of(&*store, "d").await, None);
    }
    // A copy names the revision that it was made from.
    for (id, copied) in [("early", words(100..300)), ("late", words(520..800))] {
        let copy = text(id, &copied, "2026-03-04", 9);
        store.record(copy.clone()).await.unwrap();
        let wanted = if id == "early" { &revisions[0] } else { &revisions[2] };
        assert_eq!(copy_of(&*store, id).await, expected(&copy, wanted), "{id}");
    }
    // A revision is a copy for itself: this document was once its own text.
    store.record(text("e", &words(900..1_200), "2026-03-04", 10)).await.unwrap();
    let rewritten = text("e", &words(520..800), "2026-03-04", 11);
    store.record(rewritten.clone()).await.unwrap();
    assert_eq!(copy_of(&*store, "e").await, expected(&rewritten, &revisions[2]));
    let first = text("e", &words(900..1_200), "2026-03-04", 10);
    let stored = store.document(first.document.id(), Some(first.document.revision())).await.unwrap();
    assert_eq!(stored.copy_of, None);
}

pub async fn a_copy_is_looked_for_once(harness: &dyn Harness) {
    let store = harness.store().await;
    let original = text("a", &words(0..300), "2026-03-04", 1);
    let copy = text("b", &words(0..200), "2026-03-04", 2);
    store.record(original.clone()).await.unwrap();
    store.record(copy.clone()).await.unwrap();
    assert_eq!(copy_of(&*store, "b").await, expected(&copy, &original));
    // Neither an earlier original nor another extractor changes anything.
    store.record(text("earlier", &words(0..290), "2026-03-01", 1)).await.unwrap();
    let mut again = copy.clone();
    again.extraction.extractor = extractor("2");
    store.record(again).await.unwrap();
    store.record(original.clone()).await.unwrap();
    assert_eq!(copy_of(&*store, "b").await, expected(&copy, &original));
    assert_eq!(original_of(&*store, "a").await.as_deref(), Some("earlier"));
    store.record(text("c", &words(700..900), "2026-03-04", 3)).await.unwrap();
    assert_eq!(copy_of(&*store, "c").await, None);
}

pub async fn what_is_short_or_common_makes_no_copies(harness: &dyn Harness) {
    let store = harness.store().await;
    for id in ["a", "b"] {
        store.record(text(id, "Read more. Subscribe to our letter.", "", 1)).await.unwrap();
        store.record(text(&format!("one word, {id}"), &"word ".repeat(5_000), "", 1)).await.unwrap();
    }
    for id in ["a", "b", "one word, b"] {
        assert_eq!(copy_of(&*store, id).await, None, "{id}");
    }
    // Two thirds of each are the same footer, which is learned.
    for number in 0..160 {
        let own = words(1_000 + number * 100..1_040 + number * 100);
        store.record(text(&format!("d{number}"), &(own + &words(90_000..90_080)), "", 2)).await.unwrap();
    }
    for number in 150..160 {
        assert_eq!(copy_of(&*store, &format!("d{number}")).await, None, "{number}");
    }
    store.record(text("copy", &(words(16_900..16_940) + &words(90_000..90_080)), "", 3)).await.unwrap();
    assert_eq!(original_of(&*store, "copy").await.as_deref(), Some("d159"));
}
