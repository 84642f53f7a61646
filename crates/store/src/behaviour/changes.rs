//! The change feed is whole, in order, and wakes those who wait.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use super::{
    Harness, changes_after, contents,
    samples::{at, sentences},
    search_all, told,
};
use crate::{Change, ChangeKind, Cursor, Query, Recording, Store, StoreError};

/// What is current after all these changes: each must add what is not there or withdraw what is.
fn replay(changes: &[Change]) -> Vec<String> {
    let mut current = BTreeSet::new();
    for change in changes {
        let key = (change.claim.claim.id().to_string(), change.claim.extractor.clone());
        let changed = match change.kind {
            ChangeKind::ClaimAdded => current.insert(key),
            ChangeKind::ClaimWithdrawn => current.remove(&key),
            ChangeKind::ClaimUpdated | ChangeKind::ClaimSettled => current.contains(&key),
        };
        assert!(changed, "{:?} at {}", change.kind, change.cursor);
    }
    current.into_iter().map(|(claim, extractor)| format!("{claim} {extractor}")).collect()
}

pub async fn changes_come_in_order_and_in_pieces(harness: &dyn Harness) {
    let store = harness.store().await;
    assert_eq!(store.changes(Cursor::START, 10).await.unwrap(), []);
    store.record(sentences("d", "A. B. C.", 1, "1")).await.unwrap();
    store.record(sentences("e", "D.", 1, "1")).await.unwrap();
    store.record(sentences("d", "E.", 2, "1")).await.unwrap();

    let whole = changes_after(&*store, Cursor::START).await;
    assert_eq!(told(&whole), ["+A", "+B", "+C", "+D", "-A", "-B", "-C", "+E"]);
    assert!(whole.is_sorted_by(|a, b| a.cursor < b.cursor));
    for (i, change) in whole.iter().enumerate() {
        // A cursor survives being written down.
        let cursor: Cursor = change.cursor.to_string().parse().unwrap();
        assert_eq!(store.changes(cursor, 1000).await.unwrap(), whole[i + 1..]);
    }
    for (limit, count) in [(0, 1), (1, 1), (3, 3), (8, 8), (1000, 8)] {
        assert_eq!(store.changes(Cursor::START, limit).await.unwrap(), whole[..count]);
    }
}

pub async fn changes_lead_to_what_is_current(harness: &dyn Harness) {
    let store = harness.store().await;
    let texts = ["A. B.", "A. C.", "D.", "A. B. C. D."];
    // Every revision, by two extractors, in an order that supersedes, comes late and goes back.
    for (text, seconds, version) in [
        (0, 1, "1"),
        (1, 2, "1"),
        (0, 3, "1"),
        (2, 1, "2"),
        (2, 4, "1"),
        (3, 4, "1"),
        (0, 5, "2"),
        (0, 2, "1"),
        (1, 6, "2"),
    ] {
        store.record(sentences("d", texts[text], seconds, version)).await.unwrap();
        store.record(sentences("e", texts[text], -seconds, version)).await.unwrap();
        let current = search_all(&*store, &Query::default(), 1000).await;
        let mut expected: Vec<_> = current.iter().map(|c| format!("{} {}", c.claim.id(), c.extractor)).collect();
        expected.sort_unstable();
        assert_eq!(replay(&changes_after(&*store, Cursor::START).await), expected);
    }
}

pub async fn no_change_is_skipped_with_many_recorders(harness: &dyn Harness) {
    const RECORDERS: usize = 6;
    const DOCUMENTS: usize = 12;
    let store = harness.store().await;
    let recorders: Vec<_> = (0..RECORDERS)
        .map(|recorder| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                for i in 0..DOCUMENTS {
                    // Half of the documents are one that all write at; the others are a recorder's own.
                    let id = if i % 2 == 0 { "shared".to_owned() } else { format!("d{recorder}-{i}") };
                    let text = format!("One {recorder} {i}. Two {recorder} {i}.");
                    let seconds = (recorder * 7 + i * 5) % 31;
                    store.record(sentences(&id, &text, seconds as i64, "1")).await.unwrap();
                }
            })
        })
        .collect();

    // Follows while they write, always from the last change seen, until it has seen every recorder's last document.
    let mut seen: Vec<Change> = Vec::new();
    let own = RECORDERS * DOCUMENTS / 2 * 2;
    let follow = async {
        while seen.iter().filter(|change| change.claim.document.id.as_str() != "shared").count() < own {
            let after = seen.last().map_or(Cursor::START, |change| change.cursor);
            store.wait_for_changes(after).await.unwrap();
            seen.extend(store.changes(after, 7).await.unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(60), follow).await.expect("every change should be seen");
    for recorder in recorders {
        recorder.await.unwrap();
    }
    let after = seen.last().map_or(Cursor::START, |change| change.cursor);
    seen.extend(changes_after(&*store, after).await);

    let whole = changes_after(&*store, Cursor::START).await;
    let cursors = |changes: &[Change]| changes.iter().map(|change| change.cursor).collect::<Vec<_>>();
    assert_eq!(cursors(&seen), cursors(&whole));
    assert_eq!(replay(&seen).len(), own + 2);
    assert_eq!(contents(search_all(&*store, &Query::default(), 50).await).len(), own + 2);
}

pub async fn a_cursor_of_another_store_is_refused(harness: &dyn Harness) {
    let store = harness.store().await;
    let beyond = Cursor::after(1);
    assert!(matches!(store.changes(beyond, 10).await, Err(StoreError::BadCursor { .. })));
    assert!(matches!(store.wait_for_changes(beyond).await, Err(StoreError::BadCursor { .. })));
    store.record(sentences("d", "A.", 1, "1")).await.unwrap();
    let last = changes_after(&*store, Cursor::START).await.last().unwrap().cursor;
    assert_eq!(store.changes(last, 10).await, Ok(Vec::new()));
    for number in [last.number() + 1, i64::MAX as u64] {
        let beyond = Cursor::after(number);
        assert!(matches!(store.changes(beyond, 10).await, Err(StoreError::BadCursor { .. })));
        assert!(matches!(store.wait_for_changes(beyond).await, Err(StoreError::BadCursor { .. })));
    }
}

/// The limit only keeps a broken backend from hanging the test.
async fn wait(store: &dyn Store, after: Cursor) {
    let waiting = store.wait_for_changes(after);
    tokio::time::timeout(Duration::from_secs(30), waiting).await.expect("waiting should end").unwrap();
}

pub async fn waiting_ends_at_once_when_there_is_a_change(harness: &dyn Harness) {
    let store = harness.store().await;
    store.record(sentences("d", "A. B.", 1, "1")).await.unwrap();
    let changes = changes_after(&*store, Cursor::START).await;
    wait(&*store, Cursor::START).await;
    wait(&*store, changes[0].cursor).await;
}

pub async fn waiting_ends_when_a_change_comes(harness: &dyn Harness) {
    let store = harness.store().await;
    let mut last = Cursor::START;
    for i in 0..10 {
        let waiting: Vec<_> = (0..3)
            .map(|_| {
                let store = Arc::clone(&store);
                tokio::spawn(async move { wait(&*store, last).await })
            })
            .collect();
        // Lets them get some way; wherever they are, they must not miss what is recorded now.
        for _ in 0..i {
            tokio::task::yield_now().await;
        }
        // What changes no claim wakes nobody.
        let mut nothing = Recording { accepted_at: at(i), ..sentences("none", "Nothing.", 0, "1") };
        nothing.extraction.claims.clear();
        store.record(nothing).await.unwrap();
        assert!(waiting.iter().all(|waiting| !waiting.is_finished()));

        store.record(sentences(&format!("d{i}"), "A.", 1, "1")).await.unwrap();
        for waiting in waiting {
            waiting.await.unwrap();
        }
        last = changes_after(&*store, last).await.last().unwrap().cursor;
    }
}

pub async fn the_feed_goes_on_after_a_crash(harness: &dyn Harness) {
    let store = harness.store().await;
    store.record(sentences("d", "A.", 1, "1")).await.unwrap();
    let before = changes_after(&*store, Cursor::START).await;
    let store = harness.reopen(store).await;
    assert_eq!(changes_after(&*store, Cursor::START).await, before);
    let last = before.last().unwrap().cursor;
    assert_eq!(store.changes(last, 10).await.unwrap(), []);
    store.record(sentences("d", "B.", 2, "1")).await.unwrap();
    wait(&*store, last).await;
    assert_eq!(told(&changes_after(&*store, last).await), ["-A", "+B"]);
}
