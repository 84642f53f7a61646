//! The linker: follows the change feed in order, and keeps links, clusters and source entities up to date.
//!
//! What it makes is a function of the current claims and people's decisions alone, so that forgetting it and following the
//! feed from the start gives the same. Two claims are compared if they are near each other under a key that both have
//! (`REACH`); how they stand to each other depends on the two alone; clusters are what hangs together by links; entities
//! are what `sayso_identity` makes of the wordings that share keys.
//!
//! One linker writes at a time. A step that is interrupted was never there ([`LinkStep`](sayso_store::LinkStep)).

mod claims;
mod clusters;
mod pairs;
mod profiles;
mod sources;
mod step;

use std::{sync::Arc, time::Duration};

use sayso_identity::Identifier;
use sayso_linking::Linking;
use sayso_store::{Change, Cursor, LinkStore, LinkUpdate, StoreError};
use tokio_util::sync::CancellationToken;

use profiles::Profiles;

/// Under each of its keys a claim is compared with this many before it and after it.
pub(crate) const REACH: usize = 32;

/// The most changes of one step.
const MAX_STEP: usize = 256;

/// How often a step is tried that the store has a fault with, before it is taken apart, and its change passed over.
const TRIES: u32 = 3;

/// How long the linker waits after a failure, at first and at most.
const PAUSE: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(30));

/// Follows the change feed of one store.
pub struct Linker {
    store: Arc<dyn LinkStore>,
    tables: Arc<Tables>,
    profiles: Profiles,
}

/// What claims and sources are compared with.
pub(crate) struct Tables {
    pub(crate) linking: Linking,
    pub(crate) identifier: Identifier,
}

impl Linker {
    /// A linker of this store. Reads tables, which takes some milliseconds.
    #[must_use]
    pub fn new(store: Arc<dyn LinkStore>) -> Self {
        let tables = Arc::new(Tables { linking: Linking::new(), identifier: Identifier::new() });
        Self { store, tables, profiles: Profiles::default() }
    }

    /// Links what is there and what comes, until `shutdown` is cancelled.
    pub async fn run(mut self, shutdown: CancellationToken) {
        let mut failures = Failures::default();
        loop {
            tokio::select! {
                biased;
                () = shutdown.cancelled() => return,
                work = self.store.wait_for_work() => if work.is_err() { tokio::time::sleep(PAUSE.0).await },
            }
            let outcome = self.next(failures.batch()).await;
            let Err((error, step)) = outcome else {
                failures = Failures::default();
                continue;
            };
            let pause = failures.count(&error, step.is_some());
            if failures.hopeless()
                && let Some((linked, change)) = step
            {
                tracing::error!(%error, cursor = %change, "a change cannot be linked and is passed over");
                if self.pass_over(linked, change).await.is_ok() {
                    failures = Failures::default();
                    continue;
                }
            }
            tracing::warn!(%error, "changes could not be linked; they are tried again");
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = shutdown.cancelled() => return,
            }
        }
    }

    /// Links all changes that are there. For tests and tools; a running system has [`Linker::run`].
    ///
    /// # Errors
    /// The store's.
    pub async fn catch_up(&mut self) -> Result<(), StoreError> {
        loop {
            let linked = self.store.linking().await?.linked;
            let changes = self.store.changes(linked, MAX_STEP).await?;
            if changes.is_empty() {
                return Ok(());
            }
            self.step(linked, &changes).await?;
        }
    }

    /// Goes on behind a change that cannot be linked, unless somebody let all be forgotten meanwhile.
    async fn pass_over(&self, linked: Cursor, change: Cursor) -> Result<(), StoreError> {
        let step = self.store.begin().await?;
        if step.linked() == linked {
            step.link(LinkUpdate { linked: Some(change), ..LinkUpdate::default() }).await?;
            step.commit().await?;
        }
        Ok(())
    }

    /// Links up to `limit` changes, if there are any. The error of a step comes with how far all was linked before it, and its
    /// last change.
    async fn next(&mut self, limit: usize) -> Result<(), (StoreError, Option<(Cursor, Cursor)>)> {
        let alone = |error| (error, None);
        let linked = self.store.linking().await.map_err(alone)?.linked;
        let changes = self.store.changes(linked, limit).await.map_err(alone)?;
        let Some(last) = changes.last().map(|change: &Change| change.cursor) else { return Ok(()) };
        self.step(linked, &changes).await.map_err(|error| (error, Some((linked, last))))
    }
}

/// Failures since something was linked last.
#[derive(Default)]
struct Failures {
    /// All of them.
    in_a_row: u32,
    /// Those that the store has a fault with, of the same step.
    faults: u32,
    /// True when steps hold one change each.
    singly: bool,
}

impl Failures {
    fn batch(&self) -> usize {
        if self.singly { 1 } else { MAX_STEP }
    }

    /// Counts one, and says how long to wait.
    fn count(&mut self, error: &StoreError, in_a_step: bool) -> Duration {
        self.in_a_row += 1;
        if in_a_step && !matches!(error, StoreError::Unavailable { .. }) {
            self.faults += 1;
            if self.faults >= TRIES && !self.singly {
                (self.singly, self.faults) = (true, 0);
            }
        }
        let (first, most) = PAUSE;
        first.saturating_mul(1 << self.in_a_row.min(10)).min(most)
    }

    /// True if one change alone has failed as often as it may.
    fn hopeless(&self) -> bool {
        self.singly && self.faults >= TRIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_always_fails_is_taken_apart_and_its_change_passed_over() {
        let fault = StoreError::Internal { message: String::new() };
        let away = StoreError::Unavailable { message: String::new() };
        let mut failures = Failures::default();
        for _ in 0..100 {
            failures.count(&away, true);
        }
        assert!(!failures.hopeless() && failures.batch() == MAX_STEP, "an outage is waited for");
        for _ in 0..TRIES {
            failures.count(&fault, true);
        }
        assert!(!failures.hopeless() && failures.batch() == 1);
        for _ in 0..TRIES {
            failures.count(&fault, true);
        }
        assert!(failures.hopeless());
    }
}
