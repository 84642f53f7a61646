//! Feeds are created, listed, deleted, and what is learnt of them is kept.

use std::time::Duration;

use super::{Harness, START, add, at, entry, feed, id, take, taken};
use crate::{Ended, FeedState, FeedsError, Hints, Limits, MAX_ERROR_BYTES, NewFeed, PageState, ReadSitemap};

pub async fn a_created_feed_is_due_at_once(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    assert_eq!(store.next_due().await.unwrap(), None);
    assert_eq!(store.get(&id("a")).await, Err(FeedsError::NotFound));
    let created = store.create(feed("a"), START).await.unwrap();
    assert_eq!((created.id.as_str(), created.url.as_str(), created.created_at), ("a", "https://a.example/feed", START));
    assert_eq!(created.state, FeedState::new("https://a.example/feed".to_owned(), START));
    assert_eq!((created.submitted, created.given_up, created.waiting), (0, 0, 0));
    assert_eq!(store.get(&id("a")).await.as_ref(), Ok(&created));
    assert_eq!(store.next_due().await.unwrap(), Some(START));
    assert_eq!(take(&*store, -1).await, None);
    assert_eq!(take(&*store, 0).await.unwrap().feed, created);
}

pub async fn creating_again_changes_only_the_interval(harness: &dyn Harness) {
    let store = harness.store(Limits { max_feeds: 1, ..Limits::default() }).await;
    let lease = taken(&*store, "a").await;
    let state = FeedState { title: Some("A".to_owned()), ..FeedState::new("https://b.example/".to_owned(), at(50)) };
    store.save(&lease, state.clone()).await.unwrap();
    let interval = Some(Duration::from_secs(900));
    let again = store.create(NewFeed { interval, ..feed("a") }, at(7)).await.unwrap();
    assert_eq!((again.created_at, again.interval, &again.state), (START, interval, &state));
    // Who has it goes on.
    store.finish(&lease, at(8)).await.unwrap();
    assert_eq!(store.next_due().await.unwrap(), Some(at(50)));
}

pub async fn a_shorter_interval_counts_at_once(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let of = |seconds: Option<u64>| NewFeed { interval: seconds.map(Duration::from_secs), ..feed("a") };
    let state = FeedState {
        next_fetch_at: Some(at(9000)),
        fetched_at: Some(START),
        pace: Duration::from_secs(9000),
        ..FeedState::new("https://a.example/feed".to_owned(), START)
    };
    store.create(of(Some(9000)), START).await.unwrap();
    let lease = take(&*store, 0).await.unwrap();
    store.save(&lease, state.clone()).await.unwrap();
    store.finish(&lease, at(1)).await.unwrap();
    store.create(of(Some(600)), at(60)).await.unwrap();
    assert_eq!((take(&*store, 599).await, store.next_due().await.unwrap()), (None, Some(at(600))));
    // Also while somebody has the feed, who does not know of it.
    let lease = take(&*store, 600).await.unwrap();
    store.create(of(Some(100)), at(601)).await.unwrap();
    let looked = FeedState { next_fetch_at: Some(at(1200)), fetched_at: Some(at(600)), ..state.clone() };
    store.save(&lease, looked.clone()).await.unwrap();
    store.finish(&lease, at(602)).await.unwrap();
    assert_eq!(store.next_due().await.unwrap(), Some(at(700)));
    assert_eq!(store.get(&id("a")).await.unwrap().state.pace, Duration::ZERO);
    // None is the shortest. What is due already stays so.
    store.create(of(None), at(610)).await.unwrap();
    assert_eq!(store.next_due().await.unwrap(), Some(at(610)));
    store.create(of(Some(9000)), at(611)).await.unwrap();
    assert_eq!(store.next_due().await.unwrap(), Some(at(610)));
}

pub async fn a_stopped_feed_goes_on_when_created_again(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    let stopped = FeedState { next_fetch_at: None, title: Some("A".to_owned()), ..lease.feed.state.clone() };
    let kept = |text: &str| Some(text.to_owned());
    let moved = FeedState {
        etag: kept("\"1\""),
        last_modified: kept("then"),
        location: "https://b.example/".to_owned(),
        ..stopped.clone()
    };
    store.save(&lease, moved).await.unwrap();
    store.finish(&lease, START).await.unwrap();
    assert_eq!(take(&*store, 1_000_000).await, None);
    let again = store.create(feed("a"), at(10)).await.unwrap();
    assert_eq!(again.state, FeedState { next_fetch_at: Some(at(10)), ..stopped });
    assert!(take(&*store, 10).await.is_some());
}

pub async fn too_many_feeds_are_refused(harness: &dyn Harness) {
    let store = harness.store(Limits { max_feeds: 2, ..Limits::default() }).await;
    store.create(feed("a"), START).await.unwrap();
    store.create(feed("b"), START).await.unwrap();
    assert_eq!(store.create(feed("c"), START).await, Err(FeedsError::TooMany { limit: 2 }));
    store.delete(&id("a")).await.unwrap();
    store.create(feed("c"), START).await.unwrap();
}

pub async fn feeds_come_in_pages(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    for name in ["c", "a", "d", "b"] {
        store.create(feed(name), START).await.unwrap();
    }
    let (mut listed, mut token) = (Vec::new(), None);
    loop {
        let page = store.list(3, token.as_deref()).await.unwrap();
        listed.push(page.feeds.iter().map(|feed| feed.id.to_string()).collect::<Vec<_>>());
        token = page.next_page_token;
        if token.is_none() {
            break;
        }
    }
    assert_eq!(listed, [vec!["a", "b", "c"], vec!["d"]]);
    assert_eq!(store.list(0, None).await.unwrap().feeds.len(), 1);
    assert_eq!(store.list(4, None).await.unwrap().next_page_token, None);
}

pub async fn a_made_up_page_token_is_refused(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    assert_eq!(store.list(3, Some("' OR 1")).await, Err(FeedsError::BadPageToken));
}

pub async fn a_deleted_feed_is_gone_with_its_entries(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    add(&*store, &lease, &[("x", "1")], 0).await;
    store.delete(&id("a")).await.unwrap();
    assert_eq!(store.delete(&id("a")).await, Err(FeedsError::NotFound));
    assert_eq!(store.next_due().await.unwrap(), None);
    let lease = taken(&*store, "a").await;
    assert_eq!((lease.feed.waiting, store.next_entry(&lease, START).await.unwrap()), (0, None));
    assert_eq!(add(&*store, &lease, &[("x", "1")], 0).await.taken, 1);
}

pub async fn what_was_learnt_survives_a_crash(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    let state = FeedState {
        location: "https://moved.example/feed?key=1".to_owned(),
        title: Some("Карсель".to_owned()),
        next_fetch_at: Some(at(300)),
        fetched_at: Some(at(1)),
        sitemaps: [("s-1".to_owned(), ReadSitemap { modified: Some("2026-03-04".to_owned()), read_at: at(0) })].into(),
        last_error: Some("it was away".to_owned()),
        etag: Some("\"7\"".to_owned()),
        last_modified: Some("Wed, 04 Mar 2026 08:15:00 GMT".to_owned()),
        pace: Duration::from_millis(1_234_567),
        failures: 3,
        hints: Hints { interval: Some(Duration::from_secs(60)), skip_hours: 1 << 23, skip_days: 1 << 6 },
    };
    store.save(&lease, state.clone()).await.unwrap();
    store.add_entries(&lease, vec![entry("x", "1"), entry("y", "1"), entry("z", "1")], START).await.unwrap();
    store.end_entry(&lease, "x", Ended::Done { page: None, submitted: true }).await.unwrap();
    let page = PageState { url: "https://a.example/y".to_owned(), etag: None, last_modified: None };
    store.end_entry(&lease, "y", Ended::Done { page: Some(page), submitted: false }).await.unwrap();
    store.end_entry(&lease, "z", Ended::GivenUp { error: "no article".to_owned() }).await.unwrap();
    let store = harness.reopen(store).await;
    let feed = store.get(&id("a")).await.unwrap();
    assert_eq!(feed.state, state);
    assert_eq!((feed.submitted, feed.given_up, feed.waiting), (1, 1, 0));
    assert_eq!(feed.last_entry_error.as_deref(), Some("no article"));
}

pub async fn kept_errors_are_bounded(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    let long = "ї".repeat(MAX_ERROR_BYTES);
    add(&*store, &lease, &[("x", "1")], 0).await;
    store.save(&lease, FeedState { last_error: Some(long.clone()), ..lease.feed.state.clone() }).await.unwrap();
    store.end_entry(&lease, "x", Ended::GivenUp { error: long }).await.unwrap();
    let feed = store.get(&id("a")).await.unwrap();
    for kept in [feed.state.last_error, feed.last_entry_error] {
        assert_eq!(kept.map(|error| error.len()), Some(MAX_ERROR_BYTES));
    }
}

pub async fn addresses_do_not_show_in_debug_output(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let new = NewFeed { url: "https://a.example/?secret".to_owned(), ..feed("a") };
    let shown = format!("{new:?} {:?}", store.create(new.clone(), START).await.unwrap());
    assert!(!shown.contains("secret"), "{shown}");
}
