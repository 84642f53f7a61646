//! What every backend must do, as tests over a [`Harness`].
//!
//! A backend's integration test implements [`Harness`] and names it once:
//!
//! ```ignore
//! sayso_store::behaviour_suite!(MyHarness::new());
//! ```
//!
//! The suite also runs on a client of the store service: it asks for nothing that does not travel over the wire.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a test fails by panicking; its name says what it tests"
)]

mod admission;
mod changes;
mod copies;
mod derived;
mod ledger;
mod linking;
mod paging;
mod recording;
mod revisions;
mod samples;
mod search;
mod settling;

use std::sync::Arc;

use async_trait::async_trait;

use crate::{Change, ChangeKind, Cursor, LinkStore, PageRequest, Query, Store, StoredClaim};

pub use admission::*;
pub use changes::*;
pub use copies::*;
pub use ledger::*;
pub use linking::*;
pub use paging::*;
pub use recording::*;
pub use revisions::*;
pub use search::*;
pub use settling::*;

/// A backend under test. Each behaviour has a harness of its own.
#[async_trait]
pub trait Harness: Send + Sync {
    /// An empty store.
    async fn store(&self) -> Arc<dyn Store>;

    /// Ends the store as a crash would, without letting it close, and opens what it had written.
    async fn reopen(&self, store: Arc<dyn Store>) -> Arc<dyn Store>;
}

/// A backend that also keeps what is derived.
#[async_trait]
pub trait LedgerHarness: Send + Sync {
    /// An empty store, without a linker.
    async fn store(&self) -> Arc<dyn LinkStore>;

    /// As [`Harness::reopen`].
    async fn reopen(&self, store: Arc<dyn LinkStore>) -> Arc<dyn LinkStore>;
}

/// Makes one test of each behaviour of a [`LinkStore`]. The argument is an expression that gives a new
/// [`LedgerHarness`].
#[macro_export]
macro_rules! ledger_behaviour_suite {
    ($harness:expr) => {
        $crate::behaviour_suite! { $harness;
            neighbours_come_nearest_first_on_both_sides
            linked_claims_come_back_whole
            a_replaced_claim_leaves_no_traces
            two_claims_have_one_link
            clusters_merge_move_and_empty
            contents_list_the_first_64_sources
            wordings_are_counted_and_found_by_key
            a_step_is_written_whole_or_not_at_all
            waiting_ends_when_all_is_linked
            relinking_forgets_all_that_is_derived
            what_is_not_derived_is_not_found
            claims_are_given_with_cluster_and_entity
            clusters_are_given_page_by_page
            the_most_probable_links_are_given
            sources_are_counted_and_found_by_name
            dossiers_count_what_became_of_claims
            forecasts_come_in_the_order_they_are_due
            forecasts_are_given_with_what_bears_on_them
            a_day_knows_nothing_of_later_days
            the_report_on_a_copy_names_its_original
            documents_are_reported_on_whose_say_so_they_stand
            a_decision_counts_until_it_is_withdrawn
            a_decision_says_what_it_overrides
            decisions_count_on_what_a_corrected_report_says_as_well
            people_link_what_was_not_linked
            decisions_are_told_in_the_change_feed
            a_request_id_makes_repeating_safe
            concurrent_decisions_of_one_request_write_once
            bad_decisions_are_refused
            settlements_are_listed_the_last_first
        }
    };
}

/// Makes one test of each behaviour. The argument is an expression that gives a new [`Harness`].
#[macro_export]
macro_rules! behaviour_suite {
    ($harness:expr) => {
        $crate::behaviour_suite! { $harness;
            what_is_recorded_comes_back_whole
            offsets_stay_exact_in_every_script
            a_document_without_claims_is_kept
            recording_again_changes_nothing
            missing_metadata_is_added_and_told_once
            completed_claims_are_found_by_what_was_added
            concurrent_recordings_of_one_key_write_once
            what_is_recorded_survives_a_crash
            a_dropped_call_writes_all_or_nothing
            bad_recordings_are_refused_whole
            what_is_not_there_is_not_found
            the_revision_accepted_last_is_current
            of_two_accepted_at_once_the_greater_id_is_current
            a_revert_makes_the_old_revision_current
            the_extraction_recorded_last_is_current
            extractions_of_old_revisions_are_never_current
            a_document_with_many_extractions_lists_the_last_of_them
            copies_name_their_original
            the_largest_overlap_and_the_earliest_count
            an_original_may_arrive_late
            revisions_of_one_document_are_no_copies
            a_copy_is_looked_for_once
            what_is_short_or_common_makes_no_copies
            filters_find_what_they_say
            superseded_claims_are_found_only_when_asked_for
            hostile_words_are_only_words
            bad_queries_are_refused
            claims_come_in_the_order_of_publication
            search_finds_what_the_query_admits
            the_most_relevant_claims_come_first
            pages_hold_every_claim_once
            pages_stay_right_while_claims_are_added
            tokens_of_another_query_are_refused
            damaged_tokens_are_refused
            a_page_with_large_texts_ends_early
            claims_of_a_long_text_fill_a_page
            a_page_with_large_summaries_ends_early
            a_page_with_many_long_spans_ends_early
            a_claim_too_large_for_a_page_is_refused
            changes_come_in_order_and_in_pieces
            changes_lead_to_what_is_current
            no_change_is_skipped_with_many_recorders
            a_cursor_of_another_store_is_refused
            waiting_ends_at_once_when_there_is_a_change
            waiting_ends_when_a_change_comes
            the_feed_goes_on_after_a_crash
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

/// All claims that match, over all pages, of the given size.
async fn search_all(store: &dyn Store, query: &Query, size: usize) -> Vec<StoredClaim> {
    let mut found = Vec::new();
    let mut page = PageRequest { size, token: None };
    loop {
        let answer = store.search(query, &page).await.unwrap();
        assert!(answer.items.len() <= page.limit());
        found.extend(answer.items);
        match answer.next_token {
            Some(token) => page.token = Some(token),
            None => return found,
        }
    }
}

async fn current_claims(store: &dyn Store) -> Vec<StoredClaim> {
    search_all(store, &Query::default(), 1000).await
}

/// The contents of all current claims, sorted.
async fn current(store: &dyn Store) -> Vec<String> {
    contents(current_claims(store).await)
}

fn contents(claims: Vec<StoredClaim>) -> Vec<String> {
    let mut contents: Vec<String> = claims.into_iter().map(|claim| claim.words.content).collect();
    contents.sort_unstable();
    contents
}

/// All changes after a cursor.
async fn changes_after(store: &dyn Store, mut cursor: Cursor) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    loop {
        let some = store.changes(cursor, 1000).await.unwrap();
        let Some(last) = some.last() else { return all };
        cursor = last.cursor;
        all.extend(some);
    }
}

/// The changes as words: "+content", "-content" and "~content" and "!content".
fn told(changes: &[Change]) -> Vec<String> {
    let sign = |kind| match kind {
        ChangeKind::ClaimAdded => '+',
        ChangeKind::ClaimWithdrawn => '-',
        ChangeKind::ClaimUpdated => '~',
        ChangeKind::ClaimSettled => '!',
    };
    changes.iter().map(|change| format!("{}{}", sign(change.kind), change.claim.words.content)).collect()
}
