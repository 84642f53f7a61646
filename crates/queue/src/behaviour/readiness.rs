//! A worker that waits is woken by whatever makes an item due.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;

use super::{Harness, LEASE, accept, bring_to, id, lease_one, settings};
use crate::{ItemState, Lease, Queue, QueueError};

type Worker = JoinHandle<Result<Lease, QueueError>>;

/// A worker that waits until it gets an item, with its question already asked.
async fn waiting_worker(queue: &Arc<dyn Queue>) -> Worker {
    let worker = tokio::spawn({
        let queue = Arc::clone(queue);
        async move {
            loop {
                queue.ready().await?;
                if let Some(lease) = queue.lease(1).await?.pop() {
                    return Ok(lease);
                }
            }
        }
    });
    // Each call lets the worker's own question through.
    for _ in 0..20 {
        queue.depth().await.unwrap();
        tokio::task::yield_now().await;
    }
    worker
}

/// The worker must wake; the limit only keeps a broken backend from hanging the test.
async fn woken(worker: Worker) -> Lease {
    tokio::time::timeout(Duration::from_secs(30), worker).await.expect("the worker should wake").unwrap().unwrap()
}

pub async fn ready_returns_at_once_when_an_item_is_due(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    woken(waiting_worker(&queue).await).await;
}

pub async fn a_put_makes_ready(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    let workers = [waiting_worker(&queue).await, waiting_worker(&queue).await];
    assert!(workers.iter().all(|worker| !worker.is_finished()));
    accept(&*queue, "d", "a").await;
    accept(&*queue, "e", "a").await;
    for worker in workers {
        assert_eq!(woken(worker).await.attempt, 1);
    }
}

pub async fn a_backoff_that_ends_makes_ready(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    // One worker waits from before the failure, one from after it.
    let early = waiting_worker(&queue).await;
    accept(&*queue, "d", "a").await;
    let lease = woken(early).await;
    accept(&*queue, "e", "a").await;
    let other = lease_one(&*queue).await;
    let early = waiting_worker(&queue).await;
    queue.retry(&lease, "not now").await.unwrap();
    queue.retry(&other, "not now").await.unwrap();
    let late = waiting_worker(&queue).await;
    assert!(!early.is_finished() && !late.is_finished());
    harness.advance(settings().backoff_initial).await;
    assert_eq!(woken(early).await.attempt, 2);
    assert_eq!(woken(late).await.attempt, 2);
}

pub async fn a_lease_that_runs_out_makes_ready(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    bring_to(&*queue, ItemState::Leased).await;
    let worker = waiting_worker(&queue).await;
    assert!(!worker.is_finished());
    harness.advance(LEASE).await;
    assert_eq!(woken(worker).await.attempt, 2);
}

pub async fn a_revival_makes_ready(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    bring_to(&*queue, ItemState::Dead).await;
    let worker = waiting_worker(&queue).await;
    assert!(!worker.is_finished());
    queue.revive(&id("d", "a")).await.unwrap();
    assert_eq!(woken(worker).await.attempt, 1);
}
