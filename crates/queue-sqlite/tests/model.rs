//! Random sequences of calls, on a SQLite file and on a model of a few lines: both must answer the same.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use sayso_queue::{DeadLetter, Depth, ItemId, ItemState, ItemStatus, Lease, NewItem, Put, Queue, QueueError, Settings};
use sayso_queue_sqlite::{Clock, ManualClock, SqliteQueue};

const GROUPS: u8 = 2;
const CONTENTS: u8 = 3;
const MAX_PENDING: usize = 5;
const MAX_DEAD: usize = 4;

fn settings() -> Settings {
    Settings {
        max_pending_items: MAX_PENDING as u64,
        max_dead_items: MAX_DEAD as u64,
        lease_duration: Duration::from_secs(10),
        max_tries: 2,
        backoff_initial: Duration::from_secs(4),
        backoff_max: Duration::from_secs(8),
        retention: Duration::from_secs(30),
        ..Settings::default()
    }
}

#[derive(Debug, Clone)]
enum Call {
    Put {
        group: u8,
        content: u8,
    },
    Lease {
        max: usize,
    },
    /// Ends one of the leases given out so far, good or stale.
    End {
        lease: prop::sample::Index,
        how: End,
    },
    Revive {
        group: u8,
        content: u8,
    },
    Delete {
        group: u8,
        content: u8,
    },
    Advance {
        seconds: u64,
    },
    Tidy,
    Reopen,
}

#[derive(Debug, Clone, Copy)]
enum End {
    Acknowledge,
    Retry,
    Release,
    Reject,
    Extend,
}

fn call() -> impl Strategy<Value = Call> {
    let end = prop_oneof![
        3 => Just(End::Acknowledge), 3 => Just(End::Retry), 2 => Just(End::Release), 1 => Just(End::Reject), 1 => Just(End::Extend)
    ];
    prop_oneof![
        6 => (0..GROUPS, 0..CONTENTS).prop_map(|(group, content)| Call::Put { group, content }),
        5 => (0..4usize).prop_map(|max| Call::Lease { max }),
        5 => (any::<prop::sample::Index>(), end).prop_map(|(lease, how)| Call::End { lease, how }),
        2 => (0..GROUPS, 0..CONTENTS).prop_map(|(group, content)| Call::Revive { group, content }),
        1 => (0..GROUPS, 0..CONTENTS).prop_map(|(group, content)| Call::Delete { group, content }),
        4 => prop_oneof![Just(1u64), Just(4), Just(10), Just(40)].prop_map(|seconds| Call::Advance { seconds }),
        1 => Just(Call::Tidy),
        1 => Just(Call::Reopen),
    ]
}

fn new_item(group: u8, content: u8) -> NewItem {
    NewItem {
        id: ItemId::new(format!("{group}-{content}")).unwrap(),
        group: group.to_string(),
        request_id: format!("request {content}"),
        payload: vec![content; usize::from(content) + 1],
    }
}

/// One acceptance.
#[derive(Debug)]
struct Entry {
    item: NewItem,
    status: ItemStatus,
    /// The lease that may still be ended, by its place in the list of all leases.
    lease: Option<usize>,
    /// How often in a row a lease was released.
    releases: u32,
    /// When the lease runs out.
    lease_end: Timestamp,
}

/// All acceptances, in their order.
#[derive(Debug, Default)]
struct Model(Vec<Entry>);

impl Entry {
    fn pending(&self) -> bool {
        matches!(self.status.state, ItemState::Waiting | ItemState::Leased)
    }

    fn wait_until(&mut self, due: Timestamp) {
        self.status.state = ItemState::Waiting;
        self.status.next_attempt_at = Some(due);
    }

    fn finish(&mut self, state: ItemState, now: Timestamp, error: Option<&str>) {
        self.status.state = state;
        self.status.next_attempt_at = None;
        self.status.finished_at = Some(now);
        self.status.last_error = error.map(str::to_owned);
        self.lease = None;
    }
}

impl Model {
    fn expire(&mut self, now: Timestamp) {
        const ERROR: &str = "the lease ran out: the worker stopped or took too long";
        for entry in self.0.iter_mut().filter(|e| e.status.state == ItemState::Leased && e.lease_end <= now) {
            if entry.status.attempts == settings().max_tries {
                entry.finish(ItemState::Dead, now, Some(ERROR));
            } else {
                entry.wait_until(entry.lease_end);
                entry.status.last_error = Some(ERROR.to_owned());
            }
        }
    }

    fn latest_of_group(&self, group: &str) -> Option<&Entry> {
        self.0.iter().rev().find(|entry| entry.item.group == group)
    }

    fn latest(&self, id: &ItemId) -> Option<&Entry> {
        self.0.iter().rev().find(|entry| entry.item.id == *id)
    }

    fn pending(&self) -> usize {
        self.0.iter().filter(|entry| entry.pending()).count()
    }

    /// The places of the items to lease, in their order.
    fn due(&self, now: Timestamp, max: usize) -> Vec<usize> {
        let due_at = |place: &usize| self.0[*place].status.next_attempt_at;
        let mut due: Vec<_> = (0..self.0.len()).filter(|place| due_at(place).is_some_and(|due| due <= now)).collect();
        due.sort_by_key(due_at);
        due.truncate(max);
        due
    }

    fn tidy(&mut self, now: Timestamp) -> u64 {
        let mut dropped = 0;
        while let Some(place) = (0..self.0.len()).find(|&place| {
            let entry = &self.0[place];
            entry.status.state == ItemState::Done
                && entry.status.finished_at.is_some_and(|finished| finished + settings().retention < now)
                && !self.0[..place].iter().any(|older| older.item.group == entry.item.group)
        }) {
            self.0.remove(place);
            dropped += 1;
        }
        dropped
    }

    fn depth(&self) -> Depth {
        let count = |state| self.0.iter().filter(|entry| entry.status.state == state).count() as u64;
        let pending = || self.0.iter().filter(|entry| entry.pending());
        Depth {
            waiting: count(ItemState::Waiting),
            leased: count(ItemState::Leased),
            dead: count(ItemState::Dead),
            pending_bytes: pending().map(|entry| entry.item.payload.len() as u64).sum(),
            oldest_accepted_at: pending().map(|entry| entry.status.accepted_at).min(),
        }
    }

    fn dead_letters(&self) -> Vec<DeadLetter> {
        let dead = self.0.iter().filter(|entry| entry.status.state == ItemState::Dead);
        let mut letters: Vec<_> = dead
            .map(|Entry { item, status, .. }| DeadLetter {
                id: item.id.clone(),
                group: item.group.clone(),
                request_id: item.request_id.clone(),
                accepted_at: status.accepted_at,
                died_at: status.finished_at.unwrap(),
                attempts: status.attempts,
                error: status.last_error.clone().unwrap(),
                payload_bytes: item.payload.len() as u64,
            })
            .collect();
        letters.sort_by_key(|letter| letter.died_at);
        letters
    }
}

async fn all_dead_letters(queue: &SqliteQueue) -> Vec<DeadLetter> {
    let (mut letters, mut token) = (Vec::new(), None);
    loop {
        let page = queue.dead_letters(2, token.as_deref()).await.unwrap();
        letters.extend(page.letters);
        token = page.next_page_token;
        if token.is_none() {
            return letters;
        }
    }
}

/// The queue, the model, and what the caller remembers.
struct Both {
    folder: tempfile::TempDir,
    clock: Arc<ManualClock>,
    queue: Option<SqliteQueue>,
    model: Model,
    leases: Vec<Lease>,
}

impl Both {
    fn new() -> Self {
        let start = "2026-03-01T12:00:00Z".parse().unwrap();
        let mut both = Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new(start)),
            queue: None,
            model: Model::default(),
            leases: Vec::new(),
        };
        both.open();
        both
    }

    fn open(&mut self) {
        self.queue = None;
        let path = self.folder.path().join("queue.sqlite");
        self.queue = Some(SqliteQueue::open_with_clock(path, settings(), self.clock.clone()).unwrap());
    }

    fn queue(&self) -> &SqliteQueue {
        self.queue.as_ref().unwrap()
    }

    async fn make(&mut self, call: &Call) {
        let now = self.clock.now();
        match call {
            Call::Put { group, content } => self.put(&new_item(*group, *content), now).await,
            Call::Lease { max } => self.lease(*max, now).await,
            Call::End { lease, how } if !self.leases.is_empty() => {
                self.end(lease.index(self.leases.len()), *how, now).await
            }
            Call::End { .. } => {}
            Call::Revive { group, content } => self.revive(&new_item(*group, *content).id, now).await,
            Call::Delete { group, content } => self.delete(&new_item(*group, *content).id).await,
            Call::Advance { seconds } => self.clock.advance(Duration::from_secs(*seconds)),
            Call::Tidy => assert_eq!(self.queue().tidy().await.unwrap(), self.model.tidy(now)),
            Call::Reopen => {
                self.open();
                for entry in &mut self.model.0 {
                    entry.lease_end = entry.lease_end.min(now);
                }
            }
        }
        self.model.expire(self.clock.now());
    }

    async fn put(&mut self, item: &NewItem, now: Timestamp) {
        let put = self.queue().put(item.clone()).await;
        match self.model.latest_of_group(&item.group) {
            Some(latest) if latest.item.id == item.id => assert_eq!(put, Ok(Put::Duplicate(latest.status.clone()))),
            _ if self.model.dead_letters().len() >= MAX_DEAD => {
                assert!(matches!(put, Err(QueueError::DeadLettersFull { .. })), "{put:?}");
            }
            _ if self.model.pending() == MAX_PENDING => assert!(matches!(put, Err(QueueError::Full { .. })), "{put:?}"),
            latest => {
                let Ok(Put::Accepted { accepted_at }) = put else { panic!("should be accepted: {put:?}") };
                assert!(accepted_at >= now && latest.is_none_or(|latest| accepted_at > latest.status.accepted_at));
                self.model.0.push(Entry {
                    item: item.clone(),
                    status: ItemStatus {
                        id: item.id.clone(),
                        group: item.group.clone(),
                        request_id: item.request_id.clone(),
                        state: ItemState::Waiting,
                        attempts: 0,
                        accepted_at,
                        next_attempt_at: Some(now),
                        finished_at: None,
                        last_error: None,
                    },
                    lease: None,
                    releases: 0,
                    lease_end: now,
                });
            }
        }
    }

    async fn lease(&mut self, max: usize, now: Timestamp) {
        let leases = self.queue().lease(max).await.unwrap();
        let due = self.model.due(now, max);
        assert_eq!(leases.len(), due.len());
        for (lease, place) in leases.into_iter().zip(due) {
            let entry = &mut self.model.0[place];
            entry.status.state = ItemState::Leased;
            entry.status.next_attempt_at = None;
            entry.status.attempts += 1;
            entry.lease = Some(self.leases.len());
            entry.lease_end = now + settings().lease_duration;
            let expected = Lease {
                token: lease.token.clone(),
                id: entry.item.id.clone(),
                group: entry.item.group.clone(),
                request_id: entry.item.request_id.clone(),
                payload: entry.item.payload.clone(),
                attempt: entry.status.attempts,
                accepted_at: entry.status.accepted_at,
                expires_at: entry.lease_end,
            };
            assert_eq!(lease, expected);
            self.leases.push(lease);
        }
    }

    async fn end(&mut self, lease: usize, how: End, now: Timestamp) {
        let held = &self.leases[lease];
        let (ended, status) = match how {
            End::Acknowledge => (self.queue().acknowledge(held).await, None),
            End::Reject => (self.queue().reject(held, "no good").await, None),
            End::Extend => (self.queue().extend(held).await.map(drop), None),
            End::Retry => match self.queue().retry(held, "not now").await {
                Ok(status) => (Ok(()), Some(status)),
                Err(error) => (Err(error), None),
            },
            End::Release => match self.queue().release(held, "not now").await {
                Ok(status) => (Ok(()), Some(status)),
                Err(error) => (Err(error), None),
            },
        };
        let Some(entry) = self.model.0.iter_mut().find(|entry| entry.lease == Some(lease)) else {
            assert_eq!(ended, Err(QueueError::LeaseLost));
            return;
        };
        assert_eq!(ended, Ok(()));
        match how {
            End::Acknowledge => entry.finish(ItemState::Done, now, None),
            End::Reject => entry.finish(ItemState::Dead, now, Some("no good")),
            End::Extend => {
                entry.status.state = ItemState::Leased;
                entry.status.next_attempt_at = None;
                entry.lease_end = now + settings().lease_duration;
            }
            End::Retry if entry.status.attempts == settings().max_tries => {
                entry.finish(ItemState::Dead, now, Some("not now"));
            }
            End::Retry | End::Release => {
                let nth = if let End::Release = how {
                    entry.status.attempts -= 1;
                    entry.releases += 1;
                    entry.releases
                } else {
                    entry.releases = 0;
                    entry.status.attempts
                };
                // Which moment it is, within the backoff's bounds, is chance.
                let due = status.and_then(|status| status.next_attempt_at).unwrap();
                let (least, most) = (settings().backoff(nth, 0.0), settings().backoff(nth, 1.0));
                assert!((now + least - 1.microsecond()..=now + most).contains(&due), "{due}");
                entry.lease = None;
                entry.wait_until(due);
                entry.status.last_error = Some("not now".to_owned());
            }
        }
    }

    async fn revive(&mut self, id: &ItemId, now: Timestamp) {
        let revived = self.queue().revive(id).await;
        let pending = self.model.pending();
        let mut dead: Vec<_> =
            self.model.0.iter_mut().filter(|e| e.item.id == *id && e.status.state == ItemState::Dead).collect();
        if dead.is_empty() {
            assert_eq!(revived, Err(QueueError::NotFound));
        } else if pending + dead.len() > MAX_PENDING {
            assert!(matches!(revived, Err(QueueError::Full { .. })), "{revived:?}");
        } else {
            assert_eq!(revived, Ok(()));
            for entry in &mut dead {
                entry.wait_until(now);
                entry.status.attempts = 0;
                entry.releases = 0;
                entry.status.finished_at = None;
            }
        }
    }

    async fn delete(&mut self, id: &ItemId) {
        let deleted = self.queue().delete(id).await;
        let dead = |entry: &Entry| entry.item.id == *id && entry.status.state == ItemState::Dead;
        let expected = if self.model.0.iter().any(dead) { Ok(()) } else { Err(QueueError::NotFound) };
        assert_eq!(deleted, expected);
        self.model.0.retain(|entry| !dead(entry));
    }

    async fn compare(&self) {
        assert_eq!(self.queue().depth().await.unwrap(), self.model.depth());
        for item in (0..GROUPS).flat_map(|group| (0..CONTENTS).map(move |content| new_item(group, content))) {
            let expected = self.model.latest(&item.id).map(|entry| entry.status.clone());
            assert_eq!(self.queue().status(&item.id).await.unwrap(), expected);
            let dead = self.queue().dead_letter(&item.id).await.unwrap();
            let expected = self
                .model
                .dead_letters()
                .into_iter()
                .filter(|letter| letter.id == item.id)
                .max_by_key(|l| l.accepted_at);
            assert_eq!(dead.as_ref().map(|dead| &dead.payload), expected.as_ref().map(|_| &item.payload));
            assert_eq!(dead.map(|dead| dead.letter), expected);
        }
        assert_eq!(all_dead_letters(self.queue()).await, self.model.dead_letters());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_queue_answers_as_its_model(calls in prop::collection::vec(call(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut both = Both::new();
            for call in &calls {
                both.make(call).await;
                both.compare().await;
            }
        });
    }
}
