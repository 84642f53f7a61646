//! Submitting documents and waiting for what becomes of them, also while the service is full or away.

use std::{
    cell::{Cell, RefCell},
    time::{Duration, Instant},
};

use anyhow::Result;
use sayso_contract::ingest::v1::{SubmissionState, SubmitDocumentResponse};
use sayso_domain::Document;
use sayso_rpc::{CallError, Failure, IngestClient};

use crate::{output::printable, progress::progress};

/// How long a service that never answered is waited for, at most: it may be starting, or the address may be wrong.
const FIRST_PATIENCE: Duration = Duration::from_secs(5);

/// The wait after the first failure; it doubles up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Why a submission is waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holdup {
    /// The service does not answer.
    Away,
    /// The service takes nothing for now, and says why.
    Full(String),
}

/// Submits documents, again and again while the service is full or away. All calls share one patience with a service
/// that is away. One that is full works, so it is waited for as long as it takes: what was read is not dropped, and
/// nothing more is read meanwhile.
pub(crate) struct Submitter<'a> {
    client: &'a IngestClient,
    /// How long to go on without success: for all while the service is away, for a document while it breaks on that.
    /// With none at all nothing is waited for.
    patience: Duration,
    /// Called each time the service goes away, and once for each reason why it is full.
    notice: &'a dyn Fn(&Holdup),
    answered: Cell<bool>,
    away_since: Cell<Option<Instant>>,
    full_for: RefCell<Vec<String>>,
}

impl<'a> Submitter<'a> {
    pub(crate) fn new(client: &'a IngestClient, patience: Duration, notice: &'a dyn Fn(&Holdup)) -> Self {
        let (answered, away_since) = (Cell::new(false), Cell::new(None));
        Self { client, patience, notice, answered, away_since, full_for: RefCell::default() }
    }

    /// # Errors
    /// What the service says of this document; [`stops`] tells whether the next would fare better.
    pub(crate) async fn submit(&self, document: &Document) -> Result<SubmitDocumentResponse, CallError> {
        let (mut begun, mut wait) = (Instant::now(), FIRST_WAIT);
        loop {
            let answer = self.client.submit(document).await;
            let patient = match &answer {
                Err(error) if error.failure == Failure::Unavailable => self.waits_for_service(),
                answer => {
                    self.answered.set(true);
                    self.away_since.set(None);
                    match answer {
                        Err(error) if error.failure == Failure::Busy => self.waits_for_room(error),
                        _ => begun.elapsed() < self.patience,
                    }
                }
            };
            match answer {
                Err(error) if error.is_transient() && patient => {
                    tokio::time::sleep(error.retry_after.unwrap_or(wait)).await;
                    if error.failure != Failure::Broken {
                        // Waiting for the service is no time in which it broke on this document.
                        begun = Instant::now();
                    }
                    wait = (wait * 2).min(LONGEST_WAIT);
                }
                answer => return answer,
            }
        }
    }

    fn waits_for_room(&self, error: &CallError) -> bool {
        let mut told = self.full_for.borrow_mut();
        if !self.patience.is_zero() && !told.contains(&error.reason) {
            told.push(error.reason.clone());
            (self.notice)(&Holdup::Full(error.message.clone()));
        }
        !self.patience.is_zero()
    }

    fn waits_for_service(&self) -> bool {
        let patience = if self.answered.get() { self.patience } else { self.patience.min(FIRST_PATIENCE) };
        match self.away_since.get() {
            Some(since) => since.elapsed() < patience,
            None if patience.is_zero() => false,
            None => {
                self.away_since.set(Some(Instant::now()));
                (self.notice)(&Holdup::Away);
                true
            }
        }
    }
}

/// True if no other document would fare better: the service cannot be reached, or takes none.
pub(crate) fn stops(error: &CallError) -> bool {
    matches!(error.failure, Failure::Unavailable | Failure::Busy)
}

/// How far the waiting has come.
#[derive(Debug, Default)]
pub(crate) struct Waited {
    /// Submissions that are recorded or given up.
    pub(crate) done: usize,
    /// Those given up.
    pub(crate) dead: usize,
}

/// Waits until every submission is recorded or given up, also through times no longer than `patience` in which the
/// service is away or has too much to do.
pub(crate) async fn wait(
    client: &IngestClient,
    submitted: Vec<(String, String)>,
    patience: Duration,
    waited: &mut Waited,
) -> Result<()> {
    let bar = progress(submitted.len());
    for (name, id) in submitted {
        let (mut pause, mut answered) = (FIRST_WAIT / 10, Instant::now());
        let submission = loop {
            match client.submission(&id).await {
                Ok(submission) if matches!(submission.state(), SubmissionState::Recorded | SubmissionState::Dead) => {
                    break submission;
                }
                Ok(_) => answered = Instant::now(),
                Err(error) if error.is_transient() && answered.elapsed() < patience => {}
                Err(error) => return Err(error.into()),
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(FIRST_WAIT * 5);
        };
        if submission.state() == SubmissionState::Dead {
            waited.dead += 1;
            let said = printable(&format!("{name}: given up: {}", submission.last_error));
            bar.suspend(|| eprintln!("sayso: {said}"));
        }
        waited.done += 1;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}
