//! The behaviour that every ledger has, on SQLite.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use sayso_store::{
    LinkStore, Store,
    behaviour::{Harness, LedgerHarness},
};
use sayso_store_sqlite::SqliteStore;
use tempfile::TempDir;

/// Stores in a folder of their own, numbered.
struct Folder {
    folder: TempDir,
    stores: AtomicUsize,
}

impl Folder {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), stores: AtomicUsize::new(0) }
    }

    fn path(&self, number: usize) -> std::path::PathBuf {
        self.folder.path().join(format!("ledger-{number}.sqlite"))
    }

    fn open(&self, number: usize) -> Arc<SqliteStore> {
        Arc::new(SqliteStore::open(self.path(number)).unwrap())
    }

    fn new_store(&self) -> Arc<SqliteStore> {
        self.open(self.stores.fetch_add(1, Ordering::Relaxed))
    }

    /// Opens copies of the files of the last store as they are now, with the log that closing would have folded in.
    fn copy(&self) -> Arc<SqliteStore> {
        let next = self.stores.fetch_add(1, Ordering::Relaxed);
        let (old, new) = (self.path(next - 1), self.path(next));
        let log = |path: &Path| path.with_extension("sqlite-wal");
        fs::copy(&old, &new).unwrap();
        fs::copy(log(&old), log(&new)).unwrap();
        self.open(next)
    }
}

#[async_trait]
impl Harness for Folder {
    async fn store(&self) -> Arc<dyn Store> {
        self.new_store()
    }

    async fn reopen(&self, _store: Arc<dyn Store>) -> Arc<dyn Store> {
        self.copy()
    }
}

#[async_trait]
impl LedgerHarness for Folder {
    async fn store(&self) -> Arc<dyn LinkStore> {
        self.new_store()
    }

    async fn reopen(&self, _store: Arc<dyn LinkStore>) -> Arc<dyn LinkStore> {
        self.copy()
    }
}

sayso_store::behaviour_suite!(Folder::new());
sayso_store::ledger_behaviour_suite!(Folder::new());
