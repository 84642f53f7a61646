//! What every backend must do, as tests over a [`Harness`].
//!
//! A backend's integration test implements [`Harness`] and names it once:
//!
//! ```text
//! sayso_feeds::behaviour_suite!(MyHarness::new());
//! ```
//!
//! No behaviour looks at a clock: each says itself what time it is.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(missing_docs, reason = "the name of a behaviour says what it asks")]

mod entries;
mod feeds;
mod leases;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Added, Ended, FeedId, FeedStore, Lease, Limits, NewEntry, NewFeed};

pub use entries::*;
pub use feeds::*;
pub use leases::*;

/// A backend under test. Each behaviour has a harness of its own.
#[async_trait]
pub trait Harness: Send + Sync {
    /// An empty store.
    async fn store(&self, limits: Limits) -> Arc<dyn FeedStore>;

    /// Ends the store as a crash would, without letting it close, and opens what it had kept, with the same limits.
    async fn reopen(&self, store: Arc<dyn FeedStore>) -> Arc<dyn FeedStore>;
}

/// Makes one test of each behaviour. The argument is an expression that gives a new [`Harness`].
#[macro_export]
macro_rules! behaviour_suite {
    ($harness:expr) => {
        $crate::behaviour_suite! { $harness;
            a_created_feed_is_due_at_once
            creating_again_changes_only_the_interval
            a_shorter_interval_counts_at_once
            a_stopped_feed_goes_on_when_created_again
            too_many_feeds_are_refused
            feeds_come_in_pages
            a_made_up_page_token_is_refused
            a_deleted_feed_is_gone_with_its_entries
            what_was_learnt_survives_a_crash
            kept_errors_are_bounded
            addresses_do_not_show_in_debug_output
            a_feed_is_taken_by_one_at_a_time
            concurrent_takers_share_no_feed
            the_feed_that_was_due_first_is_taken_first
            a_lease_that_ran_out_is_lost_when_another_takes_the_feed
            an_extended_lease_lasts
            a_given_back_lease_is_lost
            a_lease_ends_with_its_feed
            a_taken_feed_can_be_taken_after_a_crash
            a_given_back_feed_is_due_when_it_has_something_to_do
            a_stopped_feed_is_never_due
            entries_wait_in_their_order
            what_waits_survives_a_crash
            an_entry_listed_again_changes_nothing
            an_entry_that_changed_waits_again
            an_entry_that_changes_while_it_waits_waits_once
            of_two_entries_with_one_key_the_first_counts
            an_entry_that_failed_comes_back_when_it_is_due
            an_entry_ends_once
            entries_beyond_the_limit_are_left
            entries_beyond_the_limit_of_bytes_are_left
            an_entry_that_left_long_ago_is_forgotten
            entries_that_left_first_are_forgotten_first
            of_what_was_not_looked_at_only_room_makes_forgotten
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

/// When a behaviour begins.
const START: Timestamp = Timestamp::constant(1_772_600_000, 0);

/// So many seconds after the start.
fn at(seconds: i64) -> Timestamp {
    START + jiff::SignedDuration::from_secs(seconds)
}

fn id(name: &str) -> FeedId {
    FeedId::new(name).unwrap()
}

fn feed(name: &str) -> NewFeed {
    NewFeed { id: id(name), url: format!("https://{name}.example/feed"), interval: None }
}

fn entry(key: &str, version: &str) -> NewEntry {
    NewEntry {
        key: key.to_owned(),
        source: String::new(),
        version: version.to_owned(),
        payload: format!("{key} {version}").into_bytes(),
    }
}

/// Creates a feed and takes it, under a lease of 100 seconds.
async fn taken(store: &dyn FeedStore, name: &str) -> Lease {
    store.create(feed(name), START).await.unwrap();
    take(store, 0).await.expect("the feed is due")
}

/// Takes what is due, under a lease of 100 seconds.
async fn take(store: &dyn FeedStore, seconds: i64) -> Option<Lease> {
    store.take(at(seconds), at(seconds + 100)).await.unwrap()
}

/// Adds entries, each as a key and a version, as all that a look brought.
async fn add(store: &dyn FeedStore, lease: &Lease, entries: &[(&str, &str)], seconds: i64) -> Added {
    let entries = entries.iter().map(|(key, version)| entry(key, version)).collect();
    let added = store.add_entries(lease, entries, at(seconds)).await.unwrap();
    store.forget_entries(lease, Vec::new(), at(seconds)).await.unwrap();
    added
}

/// Goes through all that is due, and returns the payloads in their order.
async fn go_through(store: &dyn FeedStore, lease: &Lease, seconds: i64) -> Vec<String> {
    let mut payloads = Vec::new();
    while let Some(entry) = store.next_entry(lease, at(seconds)).await.unwrap() {
        store.end_entry(lease, &entry.key, done()).await.unwrap();
        payloads.push(String::from_utf8(entry.payload).unwrap());
    }
    payloads
}

fn done() -> Ended {
    Ended::Done { page: None, submitted: true }
}

const DAY: Duration = Duration::from_hours(24);
