//! A failed item is tried again, ever more slowly, until its tries are used up.

use std::time::Duration;

use super::{Harness, LEASE, accept, assert_nothing_due, id, lease_one, settings, status};
use crate::{ItemState, MAX_ERROR_BYTES, Settings};

pub async fn a_failed_item_comes_back_after_its_backoff(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    let lease = lease_one(&*queue).await;
    let failed = queue.retry(&lease, "the store is down").await.unwrap();
    assert_eq!((failed.state, failed.attempts), (ItemState::Waiting, 1));
    assert_eq!(failed.last_error.as_deref(), Some("the store is down"));
    assert!(failed.next_attempt_at.is_some());
    assert_eq!(failed, status(&*queue, "d", "a").await);

    // The first backoff is half to all of one second.
    assert_nothing_due(&*queue).await;
    harness.advance(Duration::from_secs(1)).await;
    let lease = lease_one(&*queue).await;
    assert_eq!((lease.attempt, lease.payload.as_slice()), (2, b"a".as_slice()));

    // The second one to two.
    queue.retry(&lease, "still down").await.unwrap();
    harness.advance(Duration::from_millis(500)).await;
    assert_nothing_due(&*queue).await;
    harness.advance(Duration::from_millis(1500)).await;
    assert_eq!(lease_one(&*queue).await.attempt, 3);
}

pub async fn the_backoff_is_capped(harness: &dyn Harness) {
    let queue = harness.queue(Settings { max_tries: 8, ..settings() }).await;
    accept(&*queue, "d", "a").await;
    for attempt in 1..8 {
        let lease = lease_one(&*queue).await;
        assert_eq!(lease.attempt, attempt);
        assert_eq!(queue.retry(&lease, "not now").await.unwrap().state, ItemState::Waiting);
        harness.advance(settings().backoff_max).await;
    }
    assert_eq!(lease_one(&*queue).await.attempt, 8);
}

pub async fn the_last_failed_try_makes_a_dead_letter(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    for attempt in 1..=3 {
        let lease = lease_one(&*queue).await;
        let failed = queue.retry(&lease, &format!("failure {attempt}")).await.unwrap();
        assert_eq!(failed.state, if attempt < 3 { ItemState::Waiting } else { ItemState::Dead });
        harness.advance(settings().backoff_max).await;
    }
    assert_nothing_due(&*queue).await;
    let dead = status(&*queue, "d", "a").await;
    assert_eq!((dead.state, dead.attempts), (ItemState::Dead, 3));
    assert_eq!((dead.last_error.as_deref(), dead.next_attempt_at), (Some("failure 3"), None));
    assert!(dead.finished_at.is_some());
}

pub async fn the_last_lost_lease_makes_a_dead_letter(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    for attempt in 1..=3 {
        assert_eq!(lease_one(&*queue).await.attempt, attempt);
        harness.advance(LEASE).await;
    }
    assert_nothing_due(&*queue).await;
    let dead = status(&*queue, "d", "a").await;
    assert_eq!((dead.state, dead.attempts), (ItemState::Dead, 3));
    assert!(dead.last_error.is_some_and(|error| !error.is_empty()));
}

pub async fn a_released_item_has_used_no_try(harness: &dyn Harness) {
    let mut queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    for _ in 0..2 * settings().max_tries {
        let lease = lease_one(&*queue).await;
        assert_eq!(lease.attempt, 1);
        let released = queue.release(&lease, "the store is away").await.unwrap();
        assert_eq!((released.state, released.attempts), (ItemState::Waiting, 0));
        assert_eq!(released.last_error.as_deref(), Some("the store is away"));
        assert!(released.next_attempt_at.is_some());
        assert_eq!(released, status(&*queue, "d", "a").await);
        assert_nothing_due(&*queue).await;
        queue = harness.reopen(queue).await;
        harness.advance(settings().backoff_max).await;
    }
    // The tries that count are all left.
    for attempt in 1..=3 {
        let lease = lease_one(&*queue).await;
        assert_eq!(lease.attempt, attempt);
        queue.retry(&lease, "failed").await.unwrap();
        harness.advance(settings().backoff_max).await;
    }
    assert_eq!(status(&*queue, "d", "a").await.state, ItemState::Dead);
}

pub async fn the_backoff_of_releases_grows(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    // The first is half to all of one second.
    queue.release(&lease_one(&*queue).await, "away").await.unwrap();
    harness.advance(Duration::from_secs(1)).await;
    // The second one to two.
    queue.release(&lease_one(&*queue).await, "away").await.unwrap();
    harness.advance(Duration::from_millis(500)).await;
    assert_nothing_due(&*queue).await;
    harness.advance(Duration::from_millis(1500)).await;
    // A try that was made ends the row.
    queue.retry(&lease_one(&*queue).await, "failed").await.unwrap();
    harness.advance(Duration::from_secs(1)).await;
    queue.release(&lease_one(&*queue).await, "away").await.unwrap();
    harness.advance(Duration::from_secs(1)).await;
    assert_eq!(lease_one(&*queue).await.attempt, 2);
}

pub async fn a_rejected_item_is_dead_at_once(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    let lease = lease_one(&*queue).await;
    queue.reject(&lease, "not a document").await.unwrap();
    let dead = status(&*queue, "d", "a").await;
    assert_eq!((dead.state, dead.attempts), (ItemState::Dead, 1));
    assert_eq!(dead.last_error.as_deref(), Some("not a document"));
    harness.advance(settings().backoff_max).await;
    assert_nothing_due(&*queue).await;
}

pub async fn kept_errors_are_bounded(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "a", "a").await;
    accept(&*queue, "b", "b").await;
    accept(&*queue, "c", "c").await;
    let leases = queue.lease(3).await.unwrap();
    let endless = "ї".repeat(MAX_ERROR_BYTES);
    let kept = &endless[..MAX_ERROR_BYTES];
    let retried = queue.retry(&leases[0], &endless).await.unwrap();
    assert_eq!(retried.last_error.as_deref(), Some(kept));
    let released = queue.release(&leases[2], &endless).await.unwrap();
    assert_eq!(released.last_error.as_deref(), Some(kept));
    queue.reject(&leases[1], &endless).await.unwrap();
    let dead = queue.dead_letter(&id("b", "b")).await.unwrap().unwrap();
    assert_eq!(dead.letter.error, kept);
}
