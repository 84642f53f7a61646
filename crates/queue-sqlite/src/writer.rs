//! The thread that has the connection. Calls that come while it syncs are committed together.
//!
//! A commit is one sync of the disk, which costs far more than the statements before it. The thread therefore takes
//! all calls that have come, runs each under its own savepoint, commits once, and only then answers.

use std::sync::Arc;
use std::thread::JoinHandle;

use rusqlite::Connection;
use sayso_queue::{QueueError, Settings};
use tokio::sync::{mpsc, oneshot, watch};
use tracing::Span;

use crate::clock::Clock;
use crate::database::OpenError;
use crate::operations::{Batch, Failure, Tally};

/// The most calls that are committed together, and that wait for the thread before further callers have to.
const MAX_BATCH: usize = 256;

/// Does one call's work and returns how to answer it, which takes whether the work was committed.
type Job = Box<dyn FnOnce(&mut Batch<'_>) -> Answer + Send>;
type Answer = Box<dyn FnOnce(bool)>;

/// A handle to the thread. Dropping it lets the thread end what it has begun and close the file.
pub(crate) struct Writer {
    // Taken only in `drop`.
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    changed: watch::Receiver<()>,
}

impl Writer {
    pub(crate) fn start(
        connection: Connection,
        settings: Settings,
        clock: Arc<dyn Clock>,
        tally: Tally,
    ) -> Result<Self, OpenError> {
        let (sender, jobs) = mpsc::channel(MAX_BATCH);
        let (change, changed) = watch::channel(());
        let mut owner = Thread { connection, settings, clock, tally, change };
        let thread = std::thread::Builder::new()
            .name("sayso-queue".to_owned())
            .spawn(move || owner.run(jobs))
            .map_err(OpenError::Thread)?;
        Ok(Self { jobs: Some(sender), thread: Some(thread), changed })
    }

    /// Changes after each commit that may have made an item due earlier; ends with the thread.
    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        let mut changed = self.changed.clone();
        changed.mark_unchanged();
        changed
    }

    /// Runs `operation` on the thread and returns its result once it is durable. `name` is for the log.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        name: &'static str,
        operation: impl FnOnce(&mut Batch<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, QueueError> {
        let (reply, answer) = oneshot::channel();
        let span = Span::current();
        let job: Job = Box::new(move |batch| {
            if reply.is_closed() {
                // Nobody waits any more; a lease taken now would only have to run out.
                return Box::new(|_| ());
            }
            // What is logged there names the request that it is for.
            let result = span.in_scope(|| batch.attempt(name, operation));
            Box::new(move |committed| {
                // A caller that went away has no use for the answer.
                let _ = reply.send(if committed { result } else { Err(storage_failed()) });
            })
        });
        match &self.jobs {
            Some(jobs) if jobs.send(job).await.is_ok() => answer.await.unwrap_or_else(|_| Err(stopped())),
            _ => Err(stopped()),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        // Waits for at most one commit, so that the file is free once the queue is gone.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Thread {
    connection: Connection,
    settings: Settings,
    clock: Arc<dyn Clock>,
    tally: Tally,
    change: watch::Sender<()>,
}

impl Thread {
    fn run(&mut self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(first) = jobs.blocking_recv() {
            let rest = std::iter::from_fn(|| jobs.try_recv().ok());
            self.commit_together(std::iter::once(first).chain(rest).take(MAX_BATCH));
        }
    }

    fn commit_together(&mut self, jobs: impl Iterator<Item = Job>) {
        let before = self.tally;
        let mut batch = Batch::new(&self.connection, &self.settings, self.clock.now(), &mut self.tally);
        let begun = batch.begin();
        let answers: Vec<_> = jobs.map(|job| job(&mut batch)).collect();
        let changed = batch.changed;
        let committed = match begun.and_then(|()| self.connection.execute_batch("COMMIT")) {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(%error, calls = answers.len(), "the queue could not commit");
                self.tally = before;
                if !self.connection.is_autocommit()
                    && let Err(error) = self.connection.execute_batch("ROLLBACK")
                {
                    tracing::error!(%error, "the queue could not roll back");
                }
                false
            }
        };
        if committed && changed {
            self.change.send_replace(());
        }
        for answer in answers {
            answer(committed);
        }
    }
}

pub(crate) fn storage_failed() -> QueueError {
    QueueError::Unavailable { message: "its storage failed; try again later".to_owned() }
}

pub(crate) fn call_failed() -> QueueError {
    QueueError::Unavailable { message: "it failed at this call; see its log".to_owned() }
}

pub(crate) fn stopped() -> QueueError {
    QueueError::Unavailable { message: "it has stopped; restart it".to_owned() }
}
