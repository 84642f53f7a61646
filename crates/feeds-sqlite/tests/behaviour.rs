//! The behaviour suite of feeds on a SQLite file, and what concerns the file itself.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use sayso_feeds::{FeedStore, Limits, behaviour::Harness};
use sayso_feeds_sqlite::{OpenError, SqliteFeeds};
use tempfile::TempDir;

struct SqliteHarness {
    folder: TempDir,
    /// The limits of the store opened last, and how many files there are; each store has its own.
    last: Mutex<(Limits, u32)>,
}

impl SqliteHarness {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), last: Mutex::new((Limits::default(), 0)) }
    }

    fn file(&self, number: u32) -> PathBuf {
        self.folder.path().join(format!("feeds-{number}.sqlite"))
    }

    fn log(&self, number: u32) -> PathBuf {
        self.folder.path().join(format!("feeds-{number}.sqlite-wal"))
    }

    fn open(&self, number: u32, limits: Limits) -> Arc<dyn FeedStore> {
        Arc::new(SqliteFeeds::open(self.file(number), limits).unwrap())
    }
}

#[async_trait]
impl Harness for SqliteHarness {
    async fn store(&self, limits: Limits) -> Arc<dyn FeedStore> {
        let number = {
            let mut last = self.last.lock().unwrap();
            *last = (limits.clone(), last.1 + 1);
            last.1
        };
        self.open(number, limits)
    }

    async fn reopen(&self, store: Arc<dyn FeedStore>) -> Arc<dyn FeedStore> {
        // What the files hold while the store is still open is what a crash would leave: no checkpoint, no clean-up.
        let (limits, old) = self.last.lock().unwrap().clone();
        std::fs::copy(self.file(old), self.file(old + 1)).unwrap();
        std::fs::copy(self.log(old), self.log(old + 1)).unwrap();
        drop(store);
        self.last.lock().unwrap().1 = old + 1;
        self.open(old + 1, limits)
    }
}

sayso_feeds::behaviour_suite!(SqliteHarness::new());

fn open(path: &std::path::Path) -> Result<SqliteFeeds, OpenError> {
    SqliteFeeds::open(path, Limits::default())
}

#[test]
fn a_file_belongs_to_one_store_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feeds.sqlite");
    let first = open(&path).unwrap();
    assert!(matches!(open(&path), Err(OpenError::InUse { .. })));
    drop(first);
    open(&path).unwrap();
}

#[test]
fn what_is_no_store_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feeds.sqlite");
    std::fs::write(&path, "no database".repeat(500)).unwrap();
    assert!(matches!(open(&path), Err(OpenError::Sqlite { .. })));
    assert!(matches!(open(&folder.path().join("none/feeds.sqlite")), Err(OpenError::Sqlite { .. })));
    let limits = Limits { max_feeds: 0, ..Limits::default() };
    assert!(matches!(SqliteFeeds::open_in_memory(limits), Err(OpenError::Limits(_))));
}

#[test]
fn a_file_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feeds.sqlite");
    drop(open(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    let sql = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (9, 'later', '2026-03-04T08:15:00Z', '1')";
    connection.execute(sql, ()).unwrap();
    drop(connection);
    assert!(matches!(open(&path), Err(OpenError::Schema { .. })));
}
