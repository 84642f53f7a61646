//! The same content again is no new work; a group that goes back to an earlier content is.

use std::time::Duration;

use super::{Harness, STATES, accept, assert_nothing_due, bring_to, duplicate, id, item, lease_one, settings, status};
use crate::{ItemState, Put, QueueError};

pub async fn a_put_again_is_a_duplicate_in_every_state(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    for (n, state) in STATES.into_iter().enumerate().rev() {
        let group = format!("d{n}");
        let accepted_at = accept(&*queue, &group, "a").await;
        bring_to(&*queue, state).await;
        let found = duplicate(&*queue, &group, "a").await;
        assert_eq!((found.state, found.accepted_at), (state, accepted_at));
        assert_eq!(found, status(&*queue, &group, "a").await);
    }
    // The one that was left waiting is still there, once.
    lease_one(&*queue).await;
}

pub async fn a_revert_is_accepted_anew_in_every_state(harness: &dyn Harness) {
    for first_state in STATES {
        let queue = harness.queue(settings()).await;
        let first = accept(&*queue, "d", "a").await;
        let lease = bring_to(&*queue, first_state).await;
        let second = accept(&*queue, "d", "b").await;
        let third = accept(&*queue, "d", "a").await;
        assert!(first < second && second < third);
        let latest = status(&*queue, "d", "a").await;
        assert_eq!((latest.state, latest.attempts), (ItemState::Waiting, 0), "{first_state:?}");
        assert_eq!(latest.accepted_at, third, "{first_state:?}");
        assert_eq!(duplicate(&*queue, "d", "a").await.accepted_at, third);

        // What had not been processed of the first acceptance still is, besides the others.
        if let (ItemState::Leased, Some(lease)) = (first_state, lease) {
            queue.acknowledge(&lease).await.unwrap();
        }
        let expected: &[_] = if first_state == ItemState::Waiting { &[first, second, third] } else { &[second, third] };
        let leases = queue.lease(10).await.unwrap();
        assert_eq!(leases.iter().map(|lease| lease.accepted_at).collect::<Vec<_>>(), expected, "{first_state:?}");
        for lease in &leases {
            let content: &[u8] = if lease.accepted_at == second { b"b" } else { b"a" };
            assert_eq!(lease.payload, content);
            queue.acknowledge(lease).await.unwrap();
        }
        let depth = queue.depth().await.unwrap();
        assert_eq!((depth.waiting, depth.leased), (0, 0));
        assert_eq!(depth.dead, u64::from(first_state == ItemState::Dead));
    }
}

pub async fn a_lease_acknowledges_only_its_own_acceptance(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    let old = lease_one(&*queue).await;
    accept(&*queue, "d", "b").await;
    let third = accept(&*queue, "d", "a").await;

    queue.acknowledge(&old).await.unwrap();
    assert_eq!(queue.acknowledge(&old).await, Err(QueueError::LeaseLost));
    let latest = status(&*queue, "d", "a").await;
    assert_eq!((latest.state, latest.accepted_at), (ItemState::Waiting, third));
    assert_eq!(queue.lease(10).await.unwrap().len(), 2);
}

pub async fn acceptance_times_increase_within_a_group(harness: &dyn Harness) {
    let mut queue = harness.queue(settings()).await;
    let mut last = None;
    for round in 0..3 {
        for content in ["a", "b", "c"] {
            let accepted_at = accept(&*queue, "d", content).await;
            assert!(Some(accepted_at) > last, "{content} in round {round}");
            last = Some(accepted_at);
        }
        queue = harness.reopen(queue).await;
    }
}

pub async fn a_done_item_is_forgotten_after_the_retention(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    let accepted_at = accept(&*queue, "d", "a").await;
    bring_to(&*queue, ItemState::Done).await;
    assert_eq!(queue.tidy().await.unwrap(), 0);
    assert_eq!(duplicate(&*queue, "d", "a").await.state, ItemState::Done);

    harness.advance(settings().retention + Duration::from_secs(1)).await;
    assert_eq!(queue.tidy().await.unwrap(), 1);
    assert_eq!(queue.status(&id("d", "a")).await.unwrap(), None);
    assert!(accept(&*queue, "d", "a").await > accepted_at);
}

pub async fn what_is_not_done_is_never_forgotten(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "dead", "a").await;
    bring_to(&*queue, ItemState::Dead).await;
    accept(&*queue, "waiting", "a").await;
    harness.advance(settings().retention * 2).await;
    assert_eq!(queue.tidy().await.unwrap(), 0);
    assert_eq!(status(&*queue, "dead", "a").await.state, ItemState::Dead);
    assert_eq!(lease_one(&*queue).await.group, "waiting");
}

pub async fn a_group_forgets_its_oldest_items_first(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    accept(&*queue, "d", "a").await;
    bring_to(&*queue, ItemState::Dead).await;
    accept(&*queue, "d", "b").await;
    bring_to(&*queue, ItemState::Done).await;
    harness.advance(settings().retention + Duration::from_secs(1)).await;

    // Were "b" forgotten before "a", a return to "a" would pass for a duplicate and be lost.
    queue.tidy().await.unwrap();
    let put = queue.put(item("d", "a")).await.unwrap();
    assert!(matches!(put, Put::Accepted { .. }), "{put:?}");
    lease_one(&*queue).await;
    assert_nothing_due(&*queue).await;
}
