//! The thread that writes. What comes while it syncs is committed together.
//!
//! A commit is one sync of the disk, which costs more than the statements before it. The thread therefore takes all
//! that has come, commits once, and only then answers.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    thread::JoinHandle,
};

use rusqlite::{Connection, Transaction, TransactionBehavior};
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

/// What the thread does in turn.
enum Work {
    /// Something to write, together with others.
    Write(Box<dyn Job>),
    /// A step. The thread says how far the ledger is linked, and then does what comes until it ends.
    Step(oneshot::Sender<Result<Linking, StoreError>>, mpsc::Receiver<Call>),
}

/// Part of a step.
enum Call {
    /// Reads or writes within its transaction, and answers. False if that failed: some of it may be written all the same.
    Run(Box<dyn FnOnce(&Connection) -> bool + Send>),
    /// Ends the step; what it wrote is durable when this is answered.
    Commit(oneshot::Sender<Result<(), StoreError>>),
}

/// A step under way, in a transaction of its own. Dropped without [`Step::end`] it leaves nothing behind.
pub(crate) struct Step<'w> {
    calls: mpsc::Sender<Call>,
    before: Linking,
    /// The thread waits for the step, and dropping the writer for the thread.
    _writer: &'w Writer,
}

impl Step<'_> {
    /// How far the ledger was linked when it began.
    pub(crate) fn before(&self) -> Linking {
        self.before
    }

    /// Returns what `work` gives, within the step's transaction.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let span = Span::current();
        let call = Call::Run(Box::new(move |connection| {
            let done = catch_unwind(AssertUnwindSafe(|| span.in_scope(|| work(connection))));
            let done = done.unwrap_or_else(|panic| Err(Failure::panicked(panic.as_ref())));
            let whole = done.is_ok();
            let _ = reply.send(span.in_scope(|| done.map_err(StoreError::from)));
            whole
        }));
        self.calls.send(call).await.map_err(|_| stopped())?;
        answer.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Commits what the step wrote.
    pub(crate) async fn end(self) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        self.calls.send(Call::Commit(reply)).await.map_err(|_| stopped())?;
        answer.await.unwrap_or_else(|_| Err(stopped()))
    }
}

/// A handle to the thread. Dropping it lets the thread end what it has begun and close the file.
pub(crate) struct Writer {
    // Taken only in `drop`.
    work: Option<mpsc::Sender<Work>>,
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
        let (sender, work) = mpsc::channel(MAX_BATCH);
        let (commit, committed) = watch::channel(last);
        let mut thread = Thread { connection, commit };
        let thread = std::thread::Builder::new()
            .name("sayso-store".to_owned())
            .spawn(move || thread.run(work))
            .map_err(StartFailure::Thread)?;
        Ok(Self { work: Some(sender), thread: Some(thread), committed })
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
        self.hand_over(Work::Write(job)).await?;
        answer.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Begins a step once what came before is written.
    pub(crate) async fn begin(&self) -> Result<Step<'_>, StoreError> {
        let ((reply, begun), (calls, to_do)) = (oneshot::channel(), mpsc::channel(1));
        self.hand_over(Work::Step(reply, to_do)).await?;
        let before = begun.await.unwrap_or_else(|_| Err(stopped()))?;
        Ok(Step { calls, before, _writer: self })
    }

    async fn hand_over(&self, work: Work) -> Result<(), StoreError> {
        match &self.work {
            Some(thread) => thread.send(work).await.map_err(|_| stopped()),
            None => Err(stopped()),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.work = None;
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
    fn run(&mut self, mut work: mpsc::Receiver<Work>) {
        let mut next = work.blocking_recv();
        while let Some(now) = next.take() {
            match now {
                Work::Step(begun, calls) => self.step(begun, calls),
                Work::Write(first) => {
                    let mut jobs = vec![first];
                    while jobs.len() < MAX_BATCH {
                        match work.try_recv() {
                            Ok(Work::Write(job)) => jobs.push(job),
                            Ok(step) => {
                                next = Some(step);
                                break;
                            }
                            Err(_) => break,
                        }
                    }
                    self.commit_together(jobs);
                }
            }
            next = next.or_else(|| work.blocking_recv());
        }
    }

    fn step(&mut self, begun: oneshot::Sender<Result<Linking, StoreError>>, mut calls: mpsc::Receiver<Call>) {
        let (transaction, before) = match begin(&mut self.connection) {
            Ok(begun) => begun,
            Err(failure) => {
                let _ = begun.send(Err(failure.into()));
                return;
            }
        };
        let _ = begun.send(Ok(before));
        // Without a commit the transaction is rolled back where it is dropped.
        let mut whole = true;
        let reply = loop {
            match calls.blocking_recv() {
                Some(Call::Run(call)) => whole &= call(&transaction),
                Some(Call::Commit(reply)) => break reply,
                None => return,
            }
        };
        if !whole {
            let message = "a part of the step failed: nothing of it is written".to_owned();
            let _ = reply.send(Err(StoreError::Internal { message }));
            return;
        }
        let end = || -> Result<_, Failure> {
            let now = read::linking(&transaction)?;
            transaction.commit()?;
            Ok(now)
        };
        let ended = end().map(|now| {
            self.commit.send_if_modified(|before| std::mem::replace(before, now) != now);
        });
        let _ = reply.send(ended.map_err(StoreError::from));
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

fn begin(connection: &mut Connection) -> Result<(Transaction<'_>, Linking), Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = read::linking(&transaction)?;
    Ok((transaction, before))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::database;

    #[tokio::test]
    async fn a_step_of_which_a_part_failed_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let Ok(writer) = Writer::start(database::open(&folder.path().join("ledger")).unwrap()) else { panic!() };
        const LINKED: &str = "UPDATE linker SET linked = 7";
        for fails in [true, false] {
            let step = writer.begin().await.unwrap();
            assert_eq!(step.before().linked.number(), 0);
            step.run(|connection| Ok(connection.execute(LINKED, [])?)).await.unwrap();
            if fails {
                let failed = step.run(|_| -> Result<(), Failure> { panic!("a fault in a step") }).await;
                assert!(matches!(failed, Err(StoreError::Internal { .. })), "{failed:?}");
            }
            assert_eq!(step.end().await.is_ok(), !fails);
            let linked = writer.committed().borrow().linked.number();
            assert_eq!(linked, if fails { 0 } else { 7 });
        }
    }

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
