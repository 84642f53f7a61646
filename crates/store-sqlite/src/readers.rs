//! Connections that read beside the writer, off the async threads.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::Connection;
use sayso_store::StoreError;
use tokio::sync::Semaphore;
use tracing::Span;

use crate::{
    database,
    failure::{Failure, stopped},
};

/// How many reads run at a time; further ones wait their turn.
const MAX_READERS: usize = 4;

/// After about this many instructions of SQLite's machine a read looks whether anybody waits for it: well under a
/// millisecond.
const INSTRUCTIONS_BETWEEN_LOOKS: i32 = 10_000;

pub(crate) struct Readers {
    path: PathBuf,
    turns: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    /// Connections are opened when they are first needed.
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf(), turns: Arc::new(Semaphore::new(MAX_READERS)), idle: Arc::default() }
    }

    /// Runs `read` on one state of the ledger, with no later commit in it. When the future is dropped, because the
    /// caller went away or its time is up, a read that waits is not begun, and one that runs is stopped.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| stopped())?;
        let (path, idle) = (self.path.clone(), Arc::clone(&self.idle));
        // Dropped with this future.
        let caller = Arc::new(());
        let waiting = Arc::downgrade(&caller);
        let given_up = move || waiting.strong_count() == 0;
        off_the_reactor(move || {
            // Kept until the end, also when nobody waits for the answer any more.
            let _turn = turn;
            if given_up() {
                return Err(Failure::GivenUp.into());
            }
            let connection = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = connection.map_or_else(|| database::open_reader(&path), Ok).map_err(Failure::from)?;
            // Replaces the one of the read before.
            connection.progress_handler(INSTRUCTIONS_BETWEEN_LOOKS, Some(given_up)).map_err(Failure::from)?;
            let result = in_transaction(&connection, read);
            // One that is still in a transaction would keep its old state for ever.
            if connection.is_autocommit() {
                idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            }
            Ok(result?)
        })
        .await
    }
}

fn in_transaction<T>(
    connection: &Connection,
    read: impl FnOnce(&Connection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    // Dropped, it rolls back, which ends a read as well as a commit does.
    let _transaction = connection.unchecked_transaction()?;
    read(connection)
}

/// Runs `work` on a thread that may block and compute, within the caller's span, so that what is logged there names the
/// request that it is for. A panic is an error of this call alone.
pub(crate) async fn off_the_reactor<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let span = Span::current();
    match tokio::task::spawn_blocking(move || span.in_scope(work)).await {
        Ok(result) => result,
        // The runtime is shutting down.
        Err(error) if error.is_cancelled() => Err(stopped()),
        Err(error) => Err(Failure::panicked(error.into_panic().as_ref()).into()),
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use tokio::sync::oneshot;

    use super::*;

    const ENDLESS: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

    fn readers() -> (tempfile::TempDir, Readers) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger");
        database::open(&path).unwrap();
        (folder, Readers::new(&path))
    }

    /// Returns when no read runs. The limit only keeps a read that never stops from hanging the test.
    async fn all_ended(readers: &Readers) {
        let all = readers.turns.acquire_many(MAX_READERS as u32);
        let _turns = tokio::time::timeout(Duration::from_secs(30), all).await.expect("every read should end").unwrap();
    }

    #[tokio::test]
    async fn a_read_stops_when_its_caller_goes() {
        let (_folder, readers) = readers();
        let (begin, begun) = oneshot::channel();
        let read = readers.run(move |connection| {
            begin.send(()).unwrap();
            Ok(connection.query_row(ENDLESS, [], |row| row.get::<_, i64>(0))?)
        });
        tokio::select! {
            read = read => panic!("{read:?}"),
            begun = begun => begun.unwrap(),
        }
        all_ended(&readers).await;
        // The connection is as good as before.
        assert_eq!(readers.run(|connection| Ok(connection.query_row("SELECT 1", [], |row| row.get(0))?)).await, Ok(1));
    }

    #[test]
    fn a_read_that_waits_is_not_begun_for_a_caller_that_went() {
        // One thread for all that blocks, so that the read has to wait for it.
        let runtime =
            tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let (_folder, readers) = readers();
            let (release, released) = mpsc::channel::<()>();
            let busy = tokio::task::spawn_blocking(move || released.recv());
            let (begin, begun) = oneshot::channel::<()>();
            tokio::select! {
                biased;
                read = readers.run(move |_| Ok(begin.send(()))) => panic!("{read:?}"),
                () = std::future::ready(()) => {}
            }
            release.send(()).unwrap();
            busy.await.unwrap().unwrap();
            // The read is dropped with its end of the channel, without a word.
            assert!(begun.await.is_err());
        });
    }

    #[tokio::test]
    async fn a_panic_fails_its_own_read_only() {
        let (_folder, readers) = readers();
        let read = readers.run(|_| -> Result<(), Failure> { panic!("a fault in a read") }).await;
        assert!(matches!(read, Err(StoreError::Internal { .. })), "{read:?}");
        all_ended(&readers).await;
        assert_eq!(readers.run(|connection| Ok(connection.query_row("SELECT 1", [], |row| row.get(0))?)).await, Ok(1));
    }
}
