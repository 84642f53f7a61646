//! Entries wait until they are done, come back when they change, and are forgotten when they have long left.

use super::{DAY, Harness, START, add, at, done, entry, go_through, id, taken};
use crate::{Added, Ended, FeedsError, Limits, NewEntry, PageState};

pub async fn entries_wait_in_their_order(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    assert_eq!(
        add(&*store, &lease, &[("z", "1"), ("x", "1"), ("y", "1")], 0).await,
        Added { taken: 3, new: 3, left: 0 }
    );
    assert_eq!(store.get(&id("a")).await.unwrap().waiting, 3);
    assert_eq!(go_through(&*store, &lease, 0).await, ["z 1", "x 1", "y 1"]);
    let feed = store.get(&id("a")).await.unwrap();
    assert_eq!((feed.waiting, feed.submitted, feed.given_up), (0, 3, 0));
}

pub async fn what_waits_survives_a_crash(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    add(&*store, &lease, &[("x", "1"), ("y", "1"), ("z", "1")], 0).await;
    store.end_entry(&lease, "y", done()).await.unwrap();
    let store = harness.reopen(store).await;
    let lease = super::take(&*store, 100).await.unwrap();
    assert_eq!(go_through(&*store, &lease, 100).await, ["x 1", "z 1"]);
    assert_eq!(add(&*store, &lease, &[("x", "1"), ("y", "1"), ("z", "1")], 100).await, Added::default());
}

pub async fn an_entry_listed_again_changes_nothing(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    for _ in 0..2 {
        add(&*store, &lease, &[("x", "1"), ("y", "1")], 0).await;
    }
    store.end_entry(&lease, "x", Ended::GivenUp { error: "no article".to_owned() }).await.unwrap();
    assert_eq!(go_through(&*store, &lease, 0).await, ["y 1"]);
    assert_eq!(add(&*store, &lease, &[("x", "1"), ("y", "1")], 9).await, Added::default());
    assert_eq!(go_through(&*store, &lease, 9).await, [""; 0]);
}

pub async fn an_entry_that_changed_waits_again(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    let page = PageState {
        url: "https://a.example/x".to_owned(),
        etag: Some("\"1\"".to_owned()),
        last_modified: Some("Wed, 04 Mar 2026 08:15:00 GMT".to_owned()),
    };
    add(&*store, &lease, &[("x", "1"), ("y", "1")], 0).await;
    store.end_entry(&lease, "x", Ended::Done { page: Some(page.clone()), submitted: true }).await.unwrap();
    store.end_entry(&lease, "y", Ended::GivenUp { error: "no article".to_owned() }).await.unwrap();
    assert_eq!(add(&*store, &lease, &[("x", "2"), ("y", "2")], 9).await.taken, 2);
    let again = store.next_entry(&lease, at(9)).await.unwrap().unwrap();
    assert_eq!((again.payload.as_slice(), again.tries, again.page), (&b"x 2"[..], 0, Some(page.clone())));
    // What was known of the page stays where nothing new is.
    store.end_entry(&lease, "x", done()).await.unwrap();
    add(&*store, &lease, &[("x", "3")], 9).await;
    assert_eq!(store.next_entry(&lease, at(9)).await.unwrap().unwrap().page, Some(page));
}

pub async fn an_entry_that_changes_while_it_waits_waits_once(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    add(&*store, &lease, &[("x", "1")], 0).await;
    store
        .end_entry(&lease, "x", Ended::Later { due_at: at(500), error: "away".to_owned(), tried: true })
        .await
        .unwrap();
    assert_eq!(add(&*store, &lease, &[("x", "2")], 9).await.taken, 1);
    assert_eq!(store.next_entry(&lease, at(9)).await.unwrap().unwrap().tries, 0);
    assert_eq!(go_through(&*store, &lease, 9).await, ["x 2"]);
}

pub async fn of_two_entries_with_one_key_the_first_counts(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    for seconds in [0, 9] {
        add(&*store, &lease, &[("x", "1"), ("x", "2")], seconds).await;
    }
    assert_eq!(go_through(&*store, &lease, 9).await, ["x 1"]);
}

pub async fn an_entry_that_failed_comes_back_when_it_is_due(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    add(&*store, &lease, &[("x", "1"), ("y", "1")], 0).await;
    for tries in 0..3 {
        let now = at(i64::from(tries) * 10);
        let entry = store.next_entry(&lease, now).await.unwrap().unwrap();
        assert_eq!((entry.key.as_str(), entry.tries), ("x", tries));
        let later = Ended::Later { due_at: at(i64::from(tries + 1) * 10), error: format!("away {tries}"), tried: true };
        store.end_entry(&lease, "x", later).await.unwrap();
        if tries == 0 {
            assert_eq!(go_through(&*store, &lease, 9).await, ["y 1"]);
        }
    }
    // What was not tried is no try.
    let later = Ended::Later { due_at: at(31), error: "away 2".to_owned(), tried: false };
    store.end_entry(&lease, "x", later).await.unwrap();
    assert_eq!(store.next_entry(&lease, at(31)).await.unwrap().unwrap().tries, 3);
    // Listing it again does not hurry it.
    add(&*store, &lease, &[("x", "1")], 29).await;
    assert_eq!(store.next_entry(&lease, at(29)).await.unwrap(), None);
    let feed = store.get(&id("a")).await.unwrap();
    assert_eq!((feed.waiting, feed.given_up, feed.last_entry_error.as_deref()), (1, 0, Some("away 2")));
}

pub async fn an_entry_ends_once(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    add(&*store, &lease, &[("x", "1")], 0).await;
    store.end_entry(&lease, "x", done()).await.unwrap();
    let later = Ended::Later { due_at: START, error: String::new(), tried: true };
    for ended in [done(), Ended::GivenUp { error: String::new() }, later] {
        assert_eq!(store.end_entry(&lease, "x", ended.clone()).await, Err(FeedsError::NotFound));
        assert_eq!(store.end_entry(&lease, "never", ended).await, Err(FeedsError::NotFound));
    }
    let feed = store.get(&id("a")).await.unwrap();
    assert_eq!((feed.submitted, feed.given_up, feed.waiting), (1, 0, 0));
}

pub async fn entries_beyond_the_limit_are_left(harness: &dyn Harness) {
    let store = harness.store(Limits { max_waiting_entries: 2, ..Limits::default() }).await;
    let lease = taken(&*store, "a").await;
    let listed = [("x", "1"), ("y", "1"), ("z", "1")];
    assert_eq!(add(&*store, &lease, &listed, 0).await, Added { taken: 2, new: 2, left: 1 });
    // A change needs no more room than what it replaces.
    assert_eq!(add(&*store, &lease, &[("y", "2")], 0).await, Added { taken: 1, new: 0, left: 0 });
    assert_eq!(go_through(&*store, &lease, 0).await, ["x 1", "y 2"]);
    assert_eq!(
        add(&*store, &lease, &[("x", "1"), ("y", "2"), ("z", "1")], 0).await,
        Added { taken: 1, new: 1, left: 0 }
    );
    assert_eq!(go_through(&*store, &lease, 0).await, ["z 1"]);
}

pub async fn entries_beyond_the_limit_of_bytes_are_left(harness: &dyn Harness) {
    let store = harness.store(Limits { max_waiting_bytes: 1 << 20, ..Limits::default() }).await;
    let lease = taken(&*store, "a").await;
    let large = |key: &str, bytes| NewEntry { payload: vec![b'x'; bytes], ..entry(key, "1") };
    let listed = vec![large("x", 1 << 19), large("y", 1 << 20), large("z", 1 << 19)];
    let added = store.add_entries(&lease, listed, START).await.unwrap();
    assert_eq!(added, Added { taken: 2, new: 2, left: 1 });
    go_through(&*store, &lease, 0).await;
    assert_eq!(store.add_entries(&lease, vec![large("y", 1 << 20)], START).await.unwrap().taken, 1);
}

pub async fn an_entry_that_left_long_ago_is_forgotten(harness: &dyn Harness) {
    let store = harness.store(Limits { retention: DAY, ..Limits::default() }).await;
    let lease = taken(&*store, "a").await;
    let day = i64::try_from(DAY.as_secs()).unwrap();
    add(&*store, &lease, &[("left", "1"), ("stays", "1"), ("waits", "1")], 0).await;
    for key in ["left", "stays"] {
        store.end_entry(&lease, key, done()).await.unwrap();
    }
    // Known until a day has passed since it was listed last.
    add(&*store, &lease, &[("stays", "1")], day).await;
    assert_eq!(add(&*store, &lease, &[("left", "1")], day).await, Added::default());
    add(&*store, &lease, &[("stays", "1")], 2 * day + 1).await;
    assert_eq!(add(&*store, &lease, &[("left", "1"), ("stays", "1")], 2 * day + 1).await.taken, 1);
    // What waits is never forgotten.
    assert_eq!(go_through(&*store, &lease, 2 * day + 1).await, ["waits 1", "left 1"]);
}

pub async fn entries_that_left_first_are_forgotten_first(harness: &dyn Harness) {
    let limits = Limits { max_entries: 3, max_waiting_entries: 3, ..Limits::default() };
    let store = harness.store(limits).await;
    let lease = taken(&*store, "a").await;
    for (seconds, listed) in [(0, ["x", "y"]), (1, ["y", "z"]), (2, ["z", "v"])] {
        add(&*store, &lease, &listed.map(|key| (key, "1")), seconds).await;
        go_through(&*store, &lease, seconds).await;
    }
    // Of the four, the one that left first is forgotten; the others are known.
    assert_eq!(add(&*store, &lease, &[("y", "1"), ("z", "1"), ("v", "1")], 3).await, Added::default());
    assert_eq!(add(&*store, &lease, &[("x", "1"), ("y", "1"), ("z", "1"), ("v", "1")], 3).await.taken, 1);
}

pub async fn of_what_was_not_looked_at_only_room_makes_forgotten(harness: &dyn Harness) {
    let limits = Limits { max_entries: 3, max_waiting_entries: 3, retention: DAY, ..Limits::default() };
    let store = harness.store(limits).await;
    let lease = taken(&*store, "a").await;
    let from = |source: &str, key: &str| NewEntry { source: source.to_owned(), ..entry(key, "1") };
    let look = async |listed: &[(&str, &str)], skipped: &[&str], days: i64| {
        let now = at(days * i64::try_from(DAY.as_secs()).unwrap());
        let listed = listed.iter().map(|(source, key)| from(source, key)).collect();
        let added = store.add_entries(&lease, listed, now).await.unwrap();
        while let Some(entry) = store.next_entry(&lease, now).await.unwrap() {
            store.end_entry(&lease, &entry.key, done()).await.unwrap();
        }
        store.forget_entries(&lease, skipped.iter().map(|&source| source.to_owned()).collect(), now).await.unwrap();
        added.new
    };
    assert_eq!(look(&[("old", "x"), ("new", "y")], &[], 0).await, 2);
    assert_eq!(look(&[("new", "z")], &["old"], 9).await, 1);
    assert_eq!(look(&[("old", "x"), ("new", "z")], &[], 18).await, 0, "x was skipped, z listed");
    assert_eq!(look(&[("new", "y")], &["old"], 19).await, 1, "y had left for long");
    // There is room for three: first goes z, which has left, then x.
    assert_eq!(look(&[("new", "v")], &["old"], 19).await, 1);
    assert_eq!(look(&[("old", "x")], &[], 19).await, 0);
    assert_eq!(look(&[("new", "u"), ("new", "w"), ("new", "y")], &["old"], 20).await, 2);
    assert_eq!(look(&[("old", "x")], &[], 20).await, 1);
}
