//! Connections that read beside the writer, off the async threads.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::Connection;
use sayso_store::StoreError;
use tokio::sync::Semaphore;

use crate::{
    database,
    failure::{Failure, stopped},
};

/// How many reads run at a time; further ones wait their turn.
const MAX_READERS: usize = 4;

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

    /// Runs `read` on one state of the ledger, with no later commit in it.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| stopped())?;
        let (path, idle) = (self.path.clone(), Arc::clone(&self.idle));
        off_the_reactor(move || {
            // Kept until the end, also when nobody waits for the answer any more.
            let _turn = turn;
            let connection = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = connection.map_or_else(|| database::open_reader(&path), Ok).map_err(Failure::from)?;
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

/// Runs `work` on a thread that may block and compute.
pub(crate) async fn off_the_reactor<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        // The runtime is shutting down.
        Err(error) if error.is_cancelled() => Err(stopped()),
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
