//! Every accepted item is handed out until it is acknowledged, to one worker at a time.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Harness, LEASE, accept, assert_nothing_due, id, item, lease_one, settings, status};
use crate::{Depth, ItemState, Put, QueueError};

pub async fn an_item_goes_all_the_way(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    assert_eq!(queue.status(&id("d", "a")).await.unwrap(), None);

    let accepted_at = accept(&*queue, "d", "a").await;
    let waiting = status(&*queue, "d", "a").await;
    assert_eq!((waiting.state, waiting.attempts), (ItemState::Waiting, 0));
    assert_eq!((waiting.accepted_at, waiting.finished_at, waiting.last_error), (accepted_at, None, None));
    assert!(waiting.next_attempt_at.is_some());

    let lease = lease_one(&*queue).await;
    assert_eq!((lease.id.clone(), lease.group.as_str()), (id("d", "a"), "d"));
    assert_eq!((lease.request_id.as_str(), lease.payload.as_slice()), ("request-a", b"a".as_slice()));
    assert_eq!((lease.attempt, lease.accepted_at), (1, accepted_at));
    let leased = status(&*queue, "d", "a").await;
    assert_eq!((leased.state, leased.attempts, leased.next_attempt_at), (ItemState::Leased, 1, None));

    queue.acknowledge(&lease).await.unwrap();
    let done = status(&*queue, "d", "a").await;
    assert_eq!((done.state, done.attempts, done.accepted_at), (ItemState::Done, 1, accepted_at));
    assert_eq!((done.next_attempt_at, done.last_error), (None, None));
    assert!(done.finished_at.is_some());
    assert_nothing_due(&*queue).await;
    assert_eq!(queue.depth().await.unwrap(), Depth::default());
}

pub async fn accepted_items_survive_a_crash(harness: &dyn Harness) {
    let mut queue = harness.queue(settings()).await;
    let mut accepted = Vec::new();
    for content in ["a", "b", "c"] {
        accepted.push(accept(&*queue, content, content).await);
        queue = harness.reopen(queue).await;
    }
    let leases = queue.lease(10).await.unwrap();
    assert_eq!(leases.iter().map(|lease| lease.accepted_at).collect::<Vec<_>>(), accepted);
    assert_eq!(leases.iter().map(|lease| lease.payload.as_slice()).collect::<Vec<_>>(), [b"a", b"b", b"c"]);
}

pub async fn outcomes_survive_a_crash(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    for content in ["done", "dead", "backoff"] {
        accept(&*queue, content, content).await;
    }
    let leases = queue.lease(3).await.unwrap();
    queue.acknowledge(&leases[0]).await.unwrap();
    queue.reject(&leases[1], "no good").await.unwrap();
    let backoff = queue.retry(&leases[2], "not now").await.unwrap();
    let before = [status(&*queue, "done", "done").await, status(&*queue, "dead", "dead").await, backoff];

    let queue = harness.reopen(queue).await;
    let after = [
        status(&*queue, "done", "done").await,
        status(&*queue, "dead", "dead").await,
        status(&*queue, "backoff", "backoff").await,
    ];
    assert_eq!(after, before);
    assert_eq!(before.map(|status| status.state), [ItemState::Done, ItemState::Dead, ItemState::Waiting]);
    let depth = queue.depth().await.unwrap();
    assert_eq!((depth.waiting, depth.leased, depth.dead, depth.pending_bytes), (1, 0, 1, 7));
}

pub async fn a_leased_item_comes_back_after_a_crash(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    lease_one(&*queue).await;

    let queue = harness.reopen(queue).await;
    harness.advance(LEASE).await;
    let lease = lease_one(&*queue).await;
    assert_eq!((lease.payload.as_slice(), lease.attempt), (b"a".as_slice(), 2));
}

pub async fn leases_are_exclusive(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    for content in ["a", "b", "c"] {
        accept(&*queue, content, content).await;
    }
    assert_eq!(queue.lease(0).await.unwrap(), []);
    assert_eq!(queue.lease(2).await.unwrap().len(), 2);
    assert_eq!(lease_one(&*queue).await.id, id("c", "c"));
    assert_nothing_due(&*queue).await;
}

pub async fn concurrent_workers_share_no_item(harness: &dyn Harness) {
    const ITEMS: usize = 100;
    let queue = harness.queue(settings()).await;
    for n in 0..ITEMS {
        accept(&*queue, &format!("d{n}"), "a").await;
    }
    let workers: Vec<_> = (1..=16)
        .map(|most| {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move {
                let mut handed = Vec::new();
                loop {
                    let leases = queue.lease(most % 3 + 1).await.unwrap();
                    if leases.is_empty() {
                        return handed;
                    }
                    handed.extend(leases.into_iter().map(|lease| lease.id));
                }
            })
        })
        .collect();
    let mut handed = Vec::new();
    for worker in workers {
        handed.extend(worker.await.unwrap());
    }
    assert_eq!(handed.len(), ITEMS);
    assert_eq!(handed.into_iter().collect::<BTreeSet<_>>().len(), ITEMS);
}

pub async fn due_items_come_first_in_first_out(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    let contents = ["e", "b", "d", "a", "c"];
    for content in contents {
        accept(&*queue, content, content).await;
    }
    let mut order = Vec::new();
    for _ in contents {
        order.extend(queue.lease(1).await.unwrap().into_iter().map(|lease| lease.group));
    }
    assert_eq!(order, contents);
}

pub async fn an_expired_lease_is_handed_out_again(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    let first = lease_one(&*queue).await;
    harness.advance(LEASE / 2).await;
    assert_nothing_due(&*queue).await;

    harness.advance(LEASE).await;
    let second = lease_one(&*queue).await;
    assert_eq!((second.attempt, second.accepted_at), (2, first.accepted_at));
    assert_eq!(second.payload, first.payload);
    assert_ne!(second.token, first.token);
    queue.acknowledge(&second).await.unwrap();
}

pub async fn a_stale_lease_changes_nothing(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    let stale = lease_one(&*queue).await;
    harness.advance(LEASE).await;
    let current = lease_one(&*queue).await;
    let before = status(&*queue, "d", "a").await;

    assert_eq!(queue.acknowledge(&stale).await, Err(QueueError::LeaseLost));
    assert_eq!(queue.extend(&stale).await, Err(QueueError::LeaseLost));
    assert_eq!(queue.retry(&stale, "late").await, Err(QueueError::LeaseLost));
    assert_eq!(queue.release(&stale, "late").await, Err(QueueError::LeaseLost));
    assert_eq!(queue.reject(&stale, "late").await, Err(QueueError::LeaseLost));
    assert_eq!(status(&*queue, "d", "a").await, before);
    queue.acknowledge(&current).await.unwrap();
}

pub async fn an_ended_lease_is_lost(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    for content in ["a", "b", "c", "d"] {
        accept(&*queue, content, content).await;
    }
    let leases = queue.lease(4).await.unwrap();
    queue.acknowledge(&leases[0]).await.unwrap();
    queue.retry(&leases[1], "not now").await.unwrap();
    queue.reject(&leases[2], "no good").await.unwrap();
    queue.release(&leases[3], "nobody there").await.unwrap();
    for lease in &leases {
        let before = status(&*queue, &lease.group, &lease.group).await;
        assert_eq!(queue.acknowledge(lease).await, Err(QueueError::LeaseLost), "{lease:?}");
        assert_eq!(queue.retry(lease, "again").await, Err(QueueError::LeaseLost), "{lease:?}");
        assert_eq!(status(&*queue, &lease.group, &lease.group).await, before);
    }

    queue.revive(&id("c", "c")).await.unwrap();
    assert_eq!(queue.acknowledge(&leases[2]).await, Err(QueueError::LeaseLost));
    lease_one(&*queue).await;
    assert_eq!(queue.acknowledge(&leases[2]).await, Err(QueueError::LeaseLost));
}

pub async fn an_extended_lease_lasts(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    let lease = lease_one(&*queue).await;
    for _ in 0..3 {
        harness.advance(LEASE / 2).await;
        assert!(queue.extend(&lease).await.unwrap() > lease.expires_at);
        assert_nothing_due(&*queue).await;
    }
    assert_eq!(status(&*queue, "d", "a").await.attempts, 1);
    harness.advance(LEASE).await;
    assert_eq!(lease_one(&*queue).await.attempt, 2);
}

pub async fn concurrent_puts_of_one_item_accept_it_once(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    let puts: Vec<_> = (0..16)
        .map(|_| {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move { queue.put(item("d", "a")).await.unwrap() })
        })
        .collect();
    let mut accepted = 0;
    for put in puts {
        accepted += usize::from(matches!(put.await.unwrap(), Put::Accepted { .. }));
    }
    assert_eq!(accepted, 1);
    lease_one(&*queue).await;
}
