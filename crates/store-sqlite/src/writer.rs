//! The thread that writes. Recordings that come while it syncs are committed together.
//!
//! A commit is one sync of the disk, which costs more than the statements before it. The thread therefore takes all
//! recordings that have come, commits once, and only then answers.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    thread::JoinHandle,
};

use rusqlite::{Connection, TransactionBehavior};
use sayso_store::{Cursor, Recorded, StoreError};
use tokio::sync::{mpsc, oneshot, watch};
use tracing::Span;

use crate::{
    database::OpenError,
    failure::{Failure, stopped},
    prepared::Prepared,
    read, write,
};

/// The most recordings that are committed together, and that wait for the thread before further callers have to.
const MAX_BATCH: usize = 64;

/// What a job does inside the transaction: again, in a new one, if it failed together with others.
type Write = Box<dyn Fn(&Connection) -> Result<Recorded, Failure> + Send>;

struct Job {
    write: Write,
    /// The caller's, for what is logged.
    span: Span,
    reply: oneshot::Sender<Result<Recorded, StoreError>>,
}

/// A handle to the thread. Dropping it lets the thread end what it has begun and close the file.
pub(crate) struct Writer {
    // Taken only in `drop`.
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    committed: watch::Receiver<Cursor>,
}

/// Why the thread could not be started.
pub(crate) enum StartFailure {
    Sqlite(rusqlite::Error),
    Thread(std::io::Error),
}

impl StartFailure {
    pub(crate) fn at(self, path: &std::path::Path) -> OpenError {
        match self {
            Self::Sqlite(source) => OpenError::Sqlite { path: path.to_path_buf(), source },
            Self::Thread(error) => OpenError::Thread(error),
        }
    }
}

impl Writer {
    pub(crate) fn start(connection: Connection) -> Result<Self, StartFailure> {
        let last = read::last_change(&connection).map_err(StartFailure::Sqlite)?;
        let (sender, jobs) = mpsc::channel(MAX_BATCH);
        let (commit, committed) = watch::channel(last);
        let mut thread = Thread { connection, commit };
        let thread = std::thread::Builder::new()
            .name("sayso-store".to_owned())
            .spawn(move || thread.run(jobs))
            .map_err(StartFailure::Thread)?;
        Ok(Self { jobs: Some(sender), thread: Some(thread), committed })
    }

    /// The last change that is committed; ends with the thread.
    pub(crate) fn committed(&self) -> watch::Receiver<Cursor> {
        self.committed.clone()
    }

    /// Returns once the recording is durable.
    pub(crate) async fn record(&self, prepared: Prepared) -> Result<Recorded, StoreError> {
        self.run(Box::new(move |connection| write::record(connection, &prepared))).await
    }

    async fn run(&self, write: Write) -> Result<Recorded, StoreError> {
        let (reply, answer) = oneshot::channel();
        match &self.jobs {
            Some(jobs) if jobs.send(Job { write, span: Span::current(), reply }).await.is_ok() => {
                answer.await.unwrap_or_else(|_| Err(stopped()))
            }
            _ => Err(stopped()),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        // Waits for what has been handed over, so that the file is free once the store is gone.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Thread {
    connection: Connection,
    commit: watch::Sender<Cursor>,
}

impl Thread {
    fn run(&mut self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(first) = jobs.blocking_recv() {
            let rest = std::iter::from_fn(|| jobs.try_recv().ok());
            self.commit_together(std::iter::once(first).chain(rest).take(MAX_BATCH).collect());
        }
    }

    fn commit_together(&mut self, jobs: Vec<Job>) {
        // A panic is an error of the recording that it comes from. On its way it rolls the transaction back, and
        // nothing else outlives a batch.
        let written = catch_unwind(AssertUnwindSafe(|| self.write(&jobs)));
        match written.unwrap_or_else(|panic| Err(Failure::panicked(panic.as_ref()))) {
            Ok((last, recorded)) => {
                self.commit.send_if_modified(|cursor| std::mem::replace(cursor, last) != last);
                for (job, recorded) in jobs.into_iter().zip(recorded) {
                    // A caller that went away has no use for the answer.
                    let _ = job.reply.send(Ok(recorded));
                }
            }
            // Nothing was written. One of them may be what cannot be: the others must not fail with it.
            Err(error) if jobs.len() > 1 => {
                tracing::warn!(%error, recordings = jobs.len(), "recordings could not be committed together");
                jobs.into_iter().for_each(|job| self.commit_together(vec![job]));
            }
            Err(error) => {
                // It is the only one. What is logged of the error names the request that it is for.
                if let Some(job) = jobs.into_iter().next() {
                    let error = job.span.in_scope(|| StoreError::from(error));
                    let _ = job.reply.send(Err(error));
                }
            }
        }
    }

    fn write(&mut self, jobs: &[Job]) -> Result<(Cursor, Vec<Recorded>), Failure> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let recorded: Result<Vec<_>, Failure> =
            jobs.iter().map(|job| job.span.in_scope(|| (job.write)(&transaction))).collect();
        let recorded = recorded?;
        let last = read::last_change(&transaction)?;
        transaction.commit()?;
        Ok((last, recorded))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::database;

    #[tokio::test]
    async fn a_panic_fails_its_own_recording_only() {
        let folder = tempfile::tempdir().unwrap();
        let Ok(writer) = Writer::start(database::open(&folder.path().join("ledger")).unwrap()) else { panic!() };
        const ADD: &str = "INSERT INTO revision (document_id, revision_id, accepted_at, parts, text)
                           SELECT 'd', count(*), 0, '{}', '' FROM revision";
        let recorded = Recorded { new: true, revision_is_current: true, claims: 0 };
        let add = || {
            writer.run(Box::new(move |connection: &Connection| {
                connection.execute(ADD, [])?;
                Ok(recorded)
            }))
        };
        let (release, released) = mpsc::channel::<()>();
        // Keeps the thread until the others have come, so that they share a batch.
        let first = writer.run(Box::new(move |_| {
            let _ = released.recv();
            Ok(recorded)
        }));
        let faulty = writer.run(Box::new(|connection: &Connection| {
            connection.execute(ADD, [])?;
            panic!("a fault in a write")
        }));
        let (first, before, faulty, after, ()) = tokio::join!(first, add(), faulty, add(), async { drop(release) });
        assert_eq!([first, before, after], [Ok(recorded), Ok(recorded), Ok(recorded)]);
        assert!(matches!(faulty, Err(StoreError::Internal { .. })), "{faulty:?}");

        // The thread goes on, and nothing of the fault was written.
        let count = writer.run(Box::new(move |connection: &Connection| {
            let claims = connection.query_row("SELECT count(*) FROM revision", [], |row| row.get(0))?;
            Ok(Recorded { claims, ..recorded })
        }));
        assert_eq!(count.await.map(|recorded| recorded.claims), Ok(2));
    }
}
