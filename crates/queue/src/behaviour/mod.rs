//! What every backend must do, as tests over a [`Harness`].
//!
//! A backend's integration test implements [`Harness`] and names it once:
//!
//! ```text
//! sayso_queue::behaviour_suite!(MyHarness::new());
//! ```
//!
//! No behaviour looks at the wall clock: time passes only through [`Harness::advance`].
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(missing_docs, reason = "the name of a behaviour says what it asks")]

mod dead_letters;
mod delivery;
mod duplicates;
mod limits;
mod readiness;
mod retries;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use crate::{ItemId, ItemState, ItemStatus, Lease, NewItem, Put, Queue, Settings};

pub use dead_letters::*;
pub use delivery::*;
pub use duplicates::*;
pub use limits::*;
pub use readiness::*;
pub use retries::*;

/// A backend under test. Each behaviour has a harness of its own.
#[async_trait]
pub trait Harness: Send + Sync {
    /// An empty queue.
    async fn queue(&self, settings: Settings) -> Arc<dyn Queue>;

    /// Ends the queue as a crash would, without letting it close, and opens what it had stored, with the same settings.
    async fn reopen(&self, queue: Arc<dyn Queue>) -> Arc<dyn Queue>;

    /// Lets time pass for the queue.
    async fn advance(&self, by: Duration);
}

/// Makes one test of each behaviour. The argument is an expression that gives a new [`Harness`].
#[macro_export]
macro_rules! behaviour_suite {
    ($harness:expr) => {
        $crate::behaviour_suite! { $harness;
            an_item_goes_all_the_way
            accepted_items_survive_a_crash
            outcomes_survive_a_crash
            a_leased_item_comes_back_after_a_crash
            leases_are_exclusive
            concurrent_workers_share_no_item
            due_items_come_first_in_first_out
            an_expired_lease_is_handed_out_again
            a_stale_lease_changes_nothing
            an_ended_lease_is_lost
            an_extended_lease_lasts
            a_put_again_is_a_duplicate_in_every_state
            concurrent_puts_of_one_item_accept_it_once
            a_revert_is_accepted_anew_in_every_state
            a_lease_acknowledges_only_its_own_acceptance
            acceptance_times_increase_within_a_group
            a_done_item_is_forgotten_after_the_retention
            what_is_not_done_is_never_forgotten
            a_group_forgets_its_oldest_items_first
            a_failed_item_comes_back_after_its_backoff
            the_backoff_is_capped
            the_last_failed_try_makes_a_dead_letter
            the_last_lost_lease_makes_a_dead_letter
            a_released_item_has_used_no_try
            the_backoff_of_releases_grows
            a_rejected_item_is_dead_at_once
            kept_errors_are_bounded
            dead_letters_come_in_pages
            a_made_up_page_token_is_refused
            a_dead_letter_can_be_read
            a_revived_item_has_all_its_tries
            only_dead_letters_are_revived
            every_dead_acceptance_of_an_id_is_revived
            a_deleted_dead_letter_is_forgotten
            only_dead_letters_are_deleted
            too_many_dead_letters_stop_the_intake
            too_many_items_are_refused
            too_many_bytes_are_refused
            a_revival_needs_room
            an_item_over_a_limit_is_refused
            depth_counts_every_state
            ready_returns_at_once_when_an_item_is_due
            a_put_makes_ready
            a_backoff_that_ends_makes_ready
            a_lease_that_runs_out_makes_ready
            a_revival_makes_ready
        }
    };
    ($harness:expr; $($name:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                $crate::behaviour::$name(&$harness).await;
            }
        )*
    };
}

/// The lease duration of [`settings`].
const LEASE: Duration = Duration::from_secs(2);

/// Short enough for a harness that really waits.
fn settings() -> Settings {
    Settings {
        lease_duration: LEASE,
        max_tries: 3,
        backoff_initial: Duration::from_secs(1),
        backoff_max: Duration::from_secs(2),
        retention: Duration::from_secs(6),
        ..Settings::default()
    }
}

/// An item of the given group with the given content.
fn item(group: &str, content: &str) -> NewItem {
    NewItem {
        id: id(group, content),
        group: group.to_owned(),
        request_id: format!("request-{content}"),
        payload: content.as_bytes().to_vec(),
    }
}

fn id(group: &str, content: &str) -> ItemId {
    ItemId::new(format!("{group}-{content}")).unwrap()
}

/// Puts an item that must be accepted; returns when it was.
async fn accept(queue: &dyn Queue, group: &str, content: &str) -> jiff::Timestamp {
    match queue.put(item(group, content)).await.unwrap() {
        Put::Accepted { accepted_at } => accepted_at,
        Put::Duplicate(status) => panic!("{group} {content} should be accepted, is a duplicate of {status:?}"),
    }
}

/// Puts an item that must be a duplicate; returns of what.
async fn duplicate(queue: &dyn Queue, group: &str, content: &str) -> ItemStatus {
    match queue.put(item(group, content)).await.unwrap() {
        Put::Duplicate(status) => status,
        Put::Accepted { .. } => panic!("{group} {content} should be a duplicate, was accepted"),
    }
}

/// Leases the one item that must be due.
async fn lease_one(queue: &dyn Queue) -> Lease {
    let mut leases = queue.lease(10).await.unwrap();
    assert_eq!(leases.len(), 1, "{leases:?}");
    leases.remove(0)
}

async fn assert_nothing_due(queue: &dyn Queue) {
    assert_eq!(queue.lease(10).await.unwrap(), [], "nothing should be due");
}

async fn status(queue: &dyn Queue, group: &str, content: &str) -> ItemStatus {
    queue.status(&id(group, content)).await.unwrap().expect("the item should be known")
}

/// Brings an item that was just put, and is the only one due, into a state.
async fn bring_to(queue: &dyn Queue, state: ItemState) -> Option<Lease> {
    if state == ItemState::Waiting {
        return None;
    }
    let lease = lease_one(queue).await;
    match state {
        ItemState::Done => queue.acknowledge(&lease).await.unwrap(),
        ItemState::Dead => queue.reject(&lease, "no good").await.unwrap(),
        ItemState::Waiting | ItemState::Leased => {}
    }
    Some(lease)
}

const STATES: [ItemState; 4] = [ItemState::Waiting, ItemState::Leased, ItemState::Done, ItemState::Dead];
