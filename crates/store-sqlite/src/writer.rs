//! The thread that writes. What comes while it syncs is committed together.
//!
//! A commit is one sync of the disk, which costs more than the statements before it. The thread therefore takes all
//! that has come, commits once, and only then answers.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    thread::JoinHandle,
};

use rusqlite::{Connection, TransactionBehavior};
use sayso_store::{Linking, StoreError};
use tokio::sync::{mpsc, oneshot, watch};
use tracing::Span;

use crate::{
    database::OpenError,
    failure::{Failure, stopped},
    read,
};

/// The most writes that are committed together, and that wait for the thread before further callers have to.
const MAX_BATCH: usize = 64;

/// Something to write, and somebody who waits for it.
trait Job: Send {
    /// What it does inside the transaction: again, in a new one, if it failed together with others.
    fn write(&mut self, connection: &Connection) -> Result<(), Failure>;

    /// Answers with what was written, now that it is durable.
    fn succeed(self: Box<Self>);

    fn fail(self: Box<Self>, error: Failure);
}

struct Write<F, T> {
    write: F,
    /// What the last run of `write` gave.
    written: Option<T>,
    /// The caller's, for what is logged.
    span: Span,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T: Send, F: Fn(&Connection) -> Result<T, Failure> + Send> Job for Write<F, T> {
    fn write(&mut self, connection: &Connection) -> Result<(), Failure> {
        self.written = Some(self.span.in_scope(|| (self.write)(connection))?);
        Ok(())
    }

    fn succeed(self: Box<Self>) {
        if let Some(written) = self.written {
            // A caller that went away has no use for the answer.
            let _ = self.reply.send(Ok(written));
        }
    }

    fn fail(self: Box<Self>, error: Failure) {
        // What is logged of the error names the request that it is for.
        let error = self.span.in_scope(|| StoreError::from(error));
        let _ = self.reply.send(Err(error));
    }
}

/// A handle to the thread. Dropping it lets the thread end what it has begun and close the file.
pub(crate) struct Writer {
    // Taken only in `drop`.
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    committed: watch::Receiver<Linking>,
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
        let last = read::linking(&connection).map_err(StartFailure::Sqlite)?;
        let (sender, jobs) = mpsc::channel(MAX_BATCH);
        let (commit, committed) = watch::channel(last);
        let mut thread = Thread { connection, commit };
        let thread = std::thread::Builder::new()
            .name("sayso-store".to_owned())
            .spawn(move || thread.run(jobs))
            .map_err(StartFailure::Thread)?;
        Ok(Self { jobs: Some(sender), thread: Some(thread), committed })
    }

    /// The last change that is committed, and the last that is linked; ends with the thread.
    pub(crate) fn committed(&self) -> watch::Receiver<Linking> {
        self.committed.clone()
    }

    /// Returns what `write` gives once that is durable. It may run more than once; only its last run counts.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        write: impl Fn(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Write { write, written: None, span: Span::current(), reply });
        match &self.jobs {
            Some(jobs) if jobs.send(job).await.is_ok() => answer.await.unwrap_or_else(|_| Err(stopped())),
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
    commit: watch::Sender<Linking>,
}

impl Thread {
    fn run(&mut self, mut jobs: mpsc::Receiver<Box<dyn Job>>) {
        while let Some(first) = jobs.blocking_recv() {
            let rest = std::iter::from_fn(|| jobs.try_recv().ok());
            self.commit_together(std::iter::once(first).chain(rest).take(MAX_BATCH).collect());
        }
    }

    fn commit_together(&mut self, mut jobs: Vec<Box<dyn Job>>) {
        // A panic is an error of the job that it comes from. On its way it rolls the transaction back, and nothing
        // else outlives a batch.
        let written = catch_unwind(AssertUnwindSafe(|| self.write(&mut jobs)));
        match written.unwrap_or_else(|panic| Err(Failure::panicked(panic.as_ref()))) {
            Ok(now) => {
                self.commit.send_if_modified(|before| std::mem::replace(before, now) != now);
                jobs.into_iter().for_each(|job| job.succeed());
            }
            // Nothing was written. One of them may be what cannot be: the others must not fail with it.
            Err(error) if jobs.len() > 1 => {
                if !matches!(error, Failure::Answer(_)) {
                    tracing::warn!(%error, writes = jobs.len(), "writes could not be committed together");
                }
                jobs.into_iter().for_each(|job| self.commit_together(vec![job]));
            }
            Err(error) => {
                // It is the only one.
                if let Some(job) = jobs.pop() {
                    job.fail(error);
                }
            }
        }
    }

    fn write(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<Linking, Failure> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        jobs.iter_mut().try_for_each(|job| job.write(&transaction))?;
        let now = read::linking(&transaction)?;
        transaction.commit()?;
        Ok(now)
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
        let add = || writer.run(|connection| Ok(connection.execute(ADD, [])?));
        let (release, released) = mpsc::channel::<()>();
        // Keeps the thread until the others have come, so that they share a batch.
        let first = writer.run(move |_| Ok(released.recv().is_err()));
        let faulty = writer.run(|connection| -> Result<(), Failure> {
            connection.execute(ADD, [])?;
            panic!("a fault in a write")
        });
        let (first, before, faulty, after, ()) = tokio::join!(first, add(), faulty, add(), async { drop(release) });
        assert_eq!((first, before, after), (Ok(true), Ok(1), Ok(1)));
        assert!(matches!(faulty, Err(StoreError::Internal { .. })), "{faulty:?}");

        // The thread goes on, and nothing of the fault was written.
        let count = writer.run(|connection| {
            Ok(connection.query_row("SELECT count(*) FROM revision", [], |row| row.get::<_, i64>(0))?)
        });
        assert_eq!(count.await, Ok(2));
    }
}
