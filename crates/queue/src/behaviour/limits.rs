//! A queue holds no more than its settings allow, and tells how much it holds.

use super::{Harness, accept, bring_to, duplicate, id, item, lease_one, settings};
use crate::{Depth, ItemState, NewItem, QueueError, Settings};

fn full() -> QueueError {
    QueueError::Full { retry_after: settings().full_retry_after }
}

pub async fn too_many_items_are_refused(harness: &dyn Harness) {
    let queue = harness.queue(Settings { max_pending_items: 2, ..settings() }).await;
    accept(&*queue, "a", "x").await;
    accept(&*queue, "b", "x").await;
    assert_eq!(queue.put(item("c", "x")).await, Err(full()));
    assert_eq!(queue.status(&id("c", "x")).await.unwrap(), None);
    duplicate(&*queue, "b", "x").await;

    // A leased item may come back: it still takes its room.
    let lease = queue.lease(1).await.unwrap().remove(0);
    assert_eq!(queue.put(item("c", "x")).await, Err(full()));
    let queue = harness.reopen(queue).await;
    assert_eq!(queue.put(item("c", "x")).await, Err(full()));
    queue.acknowledge(&lease).await.unwrap();
    accept(&*queue, "c", "x").await;
    assert_eq!(queue.put(item("d", "x")).await, Err(full()));
}

pub async fn too_many_bytes_are_refused(harness: &dyn Harness) {
    let settings = Settings { max_pending_bytes: 10, max_payload_bytes: 10, ..settings() };
    let queue = harness.queue(settings).await;
    accept(&*queue, "a", "123456").await;
    assert_eq!(queue.put(item("b", "12345")).await, Err(full()));
    accept(&*queue, "b", "1234").await;
    assert_eq!(queue.put(item("c", "1")).await, Err(full()));

    // Done items and dead letters take no room.
    let leases = queue.lease(2).await.unwrap();
    queue.acknowledge(&leases[0]).await.unwrap();
    queue.reject(&leases[1], "no good").await.unwrap();
    accept(&*queue, "d", "1234567890").await;
}

pub async fn a_revival_needs_room(harness: &dyn Harness) {
    let queue = harness.queue(Settings { max_pending_items: 1, ..settings() }).await;
    accept(&*queue, "a", "x").await;
    bring_to(&*queue, ItemState::Dead).await;
    accept(&*queue, "b", "x").await;
    assert_eq!(queue.revive(&id("a", "x")).await, Err(full()));
    bring_to(&*queue, ItemState::Done).await;
    queue.revive(&id("a", "x")).await.unwrap();
    assert_eq!(lease_one(&*queue).await.group, "a");
}

pub async fn an_item_over_a_limit_is_refused(harness: &dyn Harness) {
    let queue = harness.queue(Settings { max_payload_bytes: 4, ..settings() }).await;
    let check = async |new: NewItem, field: &'static str, limit: usize| {
        assert_eq!(queue.put(new).await, Err(QueueError::Invalid { field, limit }));
    };
    check(item("a", "12345"), "payload", 4).await;
    check(NewItem { payload: Vec::new(), ..item("a", "x") }, "payload", 4).await;
    check(NewItem { group: String::new(), ..item("a", "x") }, "group", NewItem::MAX_GROUP_BYTES).await;
    let endless = "x".repeat(2000);
    check(NewItem { group: endless.clone(), ..item("a", "x") }, "group", NewItem::MAX_GROUP_BYTES).await;
    check(NewItem { request_id: endless, ..item("a", "x") }, "request_id", NewItem::MAX_REQUEST_ID_BYTES).await;
    assert_eq!(queue.depth().await.unwrap(), Depth::default());
    accept(&*queue, "a", "1234").await;
}

pub async fn depth_counts_every_state(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    assert_eq!(queue.depth().await.unwrap(), Depth::default());
    for (group, state) in [("a", ItemState::Done), ("b", ItemState::Dead)] {
        accept(&*queue, group, "xxxx").await;
        bring_to(&*queue, state).await;
    }
    let oldest = accept(&*queue, "c", "xxx").await;
    bring_to(&*queue, ItemState::Leased).await;
    accept(&*queue, "d", "xx").await;
    accept(&*queue, "e", "x").await;
    let expected = Depth { waiting: 2, leased: 1, dead: 1, pending_bytes: 6, oldest_accepted_at: Some(oldest) };
    assert_eq!(queue.depth().await.unwrap(), expected);

    harness.advance(settings().lease_duration).await;
    assert_eq!(queue.depth().await.unwrap(), Depth { waiting: 3, leased: 0, ..expected });
}
