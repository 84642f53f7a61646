//! A feed is in the hands of one at a time.

use super::{Harness, START, add, at, entry, feed, id, take, taken};
use crate::{Ended, FeedState, FeedStore, FeedsError, Lease, Limits};

/// Every call that needs the lease says that it is lost.
async fn assert_lost(store: &dyn FeedStore, lease: &Lease) {
    let lost = Err(FeedsError::LeaseLost);
    assert_eq!(store.extend(lease, at(500)).await, lost);
    assert_eq!(store.save(lease, lease.feed.state.clone()).await, lost);
    assert_eq!(store.finish(lease, START).await, lost);
    assert_eq!(store.end_entry(lease, "x", Ended::GivenUp { error: String::new() }).await, lost);
    assert_eq!(store.add_entries(lease, vec![entry("x", "1")], START).await, Err(FeedsError::LeaseLost));
    assert_eq!(store.forget_entries(lease, Vec::new(), START).await, lost);
    assert_eq!(store.next_entry(lease, START).await, Err(FeedsError::LeaseLost));
}

pub async fn a_feed_is_taken_by_one_at_a_time(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    taken(&*store, "a").await;
    assert_eq!(take(&*store, 0).await, None);
    assert_eq!(take(&*store, 99).await, None);
    assert_eq!(store.next_due().await.unwrap(), Some(at(100)));
    assert!(take(&*store, 100).await.is_some());
}

pub async fn concurrent_takers_share_no_feed(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    for n in 0..20 {
        store.create(feed(&format!("feed-{n}")), START).await.unwrap();
    }
    let takers = (0..4).map(|_| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut ids = Vec::new();
            while let Some(lease) = take(&*store, 0).await {
                ids.push(lease.feed.id);
            }
            ids
        })
    });
    let mut taken = Vec::new();
    for taker in takers.collect::<Vec<_>>() {
        taken.extend(taker.await.unwrap());
    }
    assert_eq!(taken.len(), 20);
    taken.sort();
    taken.dedup();
    assert_eq!(taken.len(), 20);
}

pub async fn the_feed_that_was_due_first_is_taken_first(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    for (name, seconds) in [("a", 5), ("b", 3), ("c", 4)] {
        store.create(feed(name), at(seconds)).await.unwrap();
    }
    let mut order = Vec::new();
    while let Some(lease) = take(&*store, 5).await {
        order.push(lease.feed.id.to_string());
    }
    assert_eq!(order, ["b", "c", "a"]);
}

pub async fn a_lease_that_ran_out_is_lost_when_another_takes_the_feed(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let old = taken(&*store, "a").await;
    let new = take(&*store, 100).await.unwrap();
    assert_lost(&*store, &old).await;
    store.extend(&new, at(300)).await.unwrap();
}

pub async fn an_extended_lease_lasts(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    store.extend(&lease, at(200)).await.unwrap();
    assert_eq!(take(&*store, 150).await, None);
    assert!(take(&*store, 200).await.is_some());
}

pub async fn a_given_back_lease_is_lost(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    store.finish(&lease, START).await.unwrap();
    assert_lost(&*store, &lease).await;
}

pub async fn a_lease_ends_with_its_feed(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    store.delete(&id("a")).await.unwrap();
    assert_lost(&*store, &lease).await;
    // Also when the feed is created anew.
    store.create(feed("a"), START).await.unwrap();
    assert_lost(&*store, &lease).await;
    assert!(take(&*store, 0).await.is_some());
    assert_lost(&*store, &lease).await;
}

pub async fn a_taken_feed_can_be_taken_after_a_crash(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    taken(&*store, "a").await;
    let store = harness.reopen(store).await;
    // At the latest when the lease has run out.
    assert!(take(&*store, 100).await.is_some());
}

pub async fn a_given_back_feed_is_due_when_it_has_something_to_do(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    let next = |seconds| FeedState { next_fetch_at: Some(at(seconds)), ..lease.feed.state.clone() };
    store.save(&lease, next(60)).await.unwrap();
    store.finish(&lease, at(1)).await.unwrap();
    assert_eq!((take(&*store, 59).await, store.next_due().await.unwrap()), (None, Some(at(60))));

    // An entry that is to be tried before.
    let lease = take(&*store, 60).await.unwrap();
    store.save(&lease, next(120)).await.unwrap();
    add(&*store, &lease, &[("x", "1")], 60).await;
    store.end_entry(&lease, "x", Ended::Later { due_at: at(90), error: "away".to_owned(), tried: true }).await.unwrap();
    store.finish(&lease, at(61)).await.unwrap();
    assert_eq!((take(&*store, 89).await, store.next_due().await.unwrap()), (None, Some(at(90))));

    // What is left of what was due comes after others.
    let lease = take(&*store, 90).await.unwrap();
    store.create(feed("b"), at(95)).await.unwrap();
    store.finish(&lease, at(96)).await.unwrap();
    assert_eq!(take(&*store, 96).await.unwrap().feed.id, id("b"));
    assert_eq!(take(&*store, 96).await.unwrap().feed.id, id("a"));
}

pub async fn a_stopped_feed_is_never_due(harness: &dyn Harness) {
    let store = harness.store(Limits::default()).await;
    let lease = taken(&*store, "a").await;
    add(&*store, &lease, &[("x", "1")], 0).await;
    store.save(&lease, FeedState { next_fetch_at: None, ..lease.feed.state.clone() }).await.unwrap();
    store.finish(&lease, at(1)).await.unwrap();
    // But what waits is still gone through.
    let lease = take(&*store, 1).await.unwrap();
    store.end_entry(&lease, "x", super::done()).await.unwrap();
    store.finish(&lease, at(2)).await.unwrap();
    assert_eq!(store.next_due().await.unwrap(), None);
}
