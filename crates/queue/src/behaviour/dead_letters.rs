//! Dead letters can be listed, read, revived and deleted.

use std::time::Duration;

use super::{Harness, accept, assert_nothing_due, bring_to, duplicate, id, item, lease_one, settings, status};
use crate::{ItemState, MAX_PAGE_SIZE, Queue, QueueError, Settings};

async fn kill(queue: &dyn Queue, group: &str, content: &str) {
    accept(queue, group, content).await;
    bring_to(queue, ItemState::Dead).await;
}

async fn groups(queue: &dyn Queue, page_size: usize) -> Vec<Vec<String>> {
    let (mut pages, mut token) = (Vec::new(), None);
    loop {
        let page = queue.dead_letters(page_size, token.as_deref()).await.unwrap();
        pages.push(page.letters.into_iter().map(|letter| letter.group).collect());
        token = page.next_page_token;
        if token.is_none() {
            return pages;
        }
    }
}

pub async fn dead_letters_come_in_pages(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    assert_eq!(groups(&*queue, 2).await, [Vec::<String>::new()]);
    for group in ["e", "b", "d", "a", "c"] {
        kill(&*queue, group, "x").await;
        if group == "d" {
            harness.advance(Duration::from_secs(1)).await;
        }
    }
    assert_eq!(groups(&*queue, 2).await, [vec!["e", "b"], vec!["d", "a"], vec!["c"]]);
    assert_eq!(groups(&*queue, 5).await, [["e", "b", "d", "a", "c"]]);
    assert_eq!(groups(&*queue, 0).await, [["e"], ["b"], ["d"], ["a"], ["c"]]);
    assert_eq!(groups(&*queue, usize::MAX).await.len(), 1);
    const { assert!(MAX_PAGE_SIZE >= 5) };

    // A letter that is revived between two pages neither hides nor repeats another.
    let first = queue.dead_letters(2, None).await.unwrap();
    queue.revive(&id("b", "x")).await.unwrap();
    let second = queue.dead_letters(2, first.next_page_token.as_deref()).await.unwrap();
    assert_eq!(second.letters.iter().map(|letter| letter.group.as_str()).collect::<Vec<_>>(), ["d", "a"]);
}

pub async fn a_made_up_page_token_is_refused(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    for token in ["", "0", "next", "1.2.3", "-", "\u{0}", "999999999999999999999999.1", "é"] {
        let page = queue.dead_letters(2, Some(token)).await;
        assert_eq!(page, Err(QueueError::BadPageToken), "{token:?}");
    }
}

pub async fn a_dead_letter_can_be_read(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    assert_eq!(queue.dead_letter(&id("d", "a")).await.unwrap(), None);
    let accepted_at = accept(&*queue, "d", "a").await;
    assert_eq!(queue.dead_letter(&id("d", "a")).await.unwrap(), None);
    bring_to(&*queue, ItemState::Dead).await;

    let dead = queue.dead_letter(&id("d", "a")).await.unwrap().unwrap();
    assert_eq!(dead.payload, b"a");
    let letter = dead.letter;
    assert_eq!((letter.id.clone(), letter.group.as_str()), (id("d", "a"), "d"));
    assert_eq!((letter.request_id.as_str(), letter.error.as_str()), ("request-a", "no good"));
    assert_eq!((letter.attempts, letter.payload_bytes, letter.accepted_at), (1, 1, accepted_at));
    assert_eq!(Some(letter.died_at), status(&*queue, "d", "a").await.finished_at);
    assert_eq!(queue.dead_letters(10, None).await.unwrap().letters, [letter]);
}

pub async fn a_revived_item_has_all_its_tries(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    let accepted_at = accept(&*queue, "d", "a").await;
    bring_to(&*queue, ItemState::Dead).await;
    queue.revive(&id("d", "a")).await.unwrap();
    let revived = status(&*queue, "d", "a").await;
    assert_eq!((revived.state, revived.attempts, revived.finished_at), (ItemState::Waiting, 0, None));
    assert_eq!(queue.dead_letter(&id("d", "a")).await.unwrap(), None);
    for attempt in 1..=3 {
        let lease = lease_one(&*queue).await;
        assert_eq!((lease.attempt, lease.accepted_at), (attempt, accepted_at));
        assert_eq!(lease.payload, b"a");
        queue.retry(&lease, "not now").await.unwrap();
        harness.advance(settings().backoff_max).await;
    }
    assert_eq!(status(&*queue, "d", "a").await.state, ItemState::Dead);

    queue.revive(&id("d", "a")).await.unwrap();
    bring_to(&*queue, ItemState::Done).await;
    assert_eq!(status(&*queue, "d", "a").await.state, ItemState::Done);
}

pub async fn only_dead_letters_are_revived(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    assert_eq!(queue.revive(&id("d", "a")).await, Err(QueueError::NotFound));
    for state in [ItemState::Done, ItemState::Leased, ItemState::Waiting] {
        let group = format!("{state:?}");
        accept(&*queue, &group, "a").await;
        bring_to(&*queue, state).await;
        assert_eq!(queue.revive(&id(&group, "a")).await, Err(QueueError::NotFound), "{state:?}");
        assert_eq!(status(&*queue, &group, "a").await.state, state);
    }
}

pub async fn every_dead_acceptance_of_an_id_is_revived(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    for content in ["a", "b", "a"] {
        kill(&*queue, "d", content).await;
    }
    queue.revive(&id("d", "a")).await.unwrap();
    let leases = queue.lease(10).await.unwrap();
    assert_eq!(leases.iter().map(|lease| lease.payload.as_slice()).collect::<Vec<_>>(), [b"a", b"a"]);
    assert!(leases[0].accepted_at < leases[1].accepted_at);
    for lease in &leases {
        queue.acknowledge(lease).await.unwrap();
    }
    assert_nothing_due(&*queue).await;
    assert_eq!(queue.depth().await.unwrap().dead, 1);
}

pub async fn a_deleted_dead_letter_is_forgotten(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    for content in ["a", "b", "a"] {
        kill(&*queue, "d", content).await;
    }
    queue.delete(&id("d", "a")).await.unwrap();
    let queue = harness.reopen(queue).await;
    assert_eq!(queue.dead_letter(&id("d", "a")).await.unwrap(), None);
    assert_eq!(queue.status(&id("d", "a")).await.unwrap(), None);
    assert_eq!(groups(&*queue, 10).await, [["d"]]);
    assert_eq!(queue.delete(&id("d", "a")).await, Err(QueueError::NotFound));
    assert_eq!(queue.revive(&id("d", "a")).await, Err(QueueError::NotFound));
    // It is new work again, and nothing else is.
    accept(&*queue, "d", "a").await;
    assert_eq!(lease_one(&*queue).await.payload, b"a");
}

pub async fn only_dead_letters_are_deleted(harness: &dyn Harness) {
    let queue = harness.queue(settings()).await;
    assert_eq!(queue.delete(&id("d", "a")).await, Err(QueueError::NotFound));
    for state in [ItemState::Done, ItemState::Leased, ItemState::Waiting] {
        let group = format!("{state:?}");
        accept(&*queue, &group, "a").await;
        bring_to(&*queue, state).await;
        assert_eq!(queue.delete(&id(&group, "a")).await, Err(QueueError::NotFound), "{state:?}");
        assert_eq!(status(&*queue, &group, "a").await.state, state);
    }
}

pub async fn too_many_dead_letters_stop_the_intake(harness: &dyn Harness) {
    let full = || Err(QueueError::DeadLettersFull { retry_after: settings().full_retry_after });
    let check = async |limits: Settings| {
        let queue = harness.queue(limits).await;
        kill(&*queue, "a", "x").await;
        accept(&*queue, "b", "x").await;
        // What was accepted may still die.
        bring_to(&*queue, ItemState::Dead).await;
        assert_eq!(queue.put(item("c", "x")).await, full());
        duplicate(&*queue, "b", "x").await;
        let queue = harness.reopen(queue).await;
        assert_eq!(queue.put(item("c", "x")).await, full());

        queue.revive(&id("a", "x")).await.unwrap();
        accept(&*queue, "c", "x").await;
        for lease in queue.lease(10).await.unwrap() {
            queue.reject(&lease, "no good").await.unwrap();
        }
        assert_eq!(queue.put(item("d", "x")).await, full());
        for group in ["a", "b"] {
            queue.delete(&id(group, "x")).await.unwrap();
        }
        accept(&*queue, "d", "x").await;
    };
    check(Settings { max_dead_items: 2, ..settings() }).await;
    check(Settings { max_dead_bytes: 2, ..settings() }).await;
}
