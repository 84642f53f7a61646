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
use sayso_store::{Store, behaviour::Harness};
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

    fn open(&self, path: &Path) -> Arc<dyn Store> {
        Arc::new(SqliteStore::open(path).unwrap())
    }
}

#[async_trait]
impl Harness for Folder {
    async fn store(&self) -> Arc<dyn Store> {
        let number = self.stores.fetch_add(1, Ordering::Relaxed);
        self.open(&self.path(number))
    }

    /// Opens copies of the files as they are now, with the log that closing would have folded in.
    async fn reopen(&self, store: Arc<dyn Store>) -> Arc<dyn Store> {
        let next = self.stores.fetch_add(1, Ordering::Relaxed);
        let (old, new) = (self.path(next - 1), self.path(next));
        let log = |path: &Path| path.with_extension("sqlite-wal");
        fs::copy(&old, &new).unwrap();
        fs::copy(log(&old), log(&new)).unwrap();
        drop(store);
        self.open(&new)
    }
}

sayso_store::behaviour_suite!(Folder::new());
