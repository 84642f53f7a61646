//! The behaviour suite of the queue on a SQLite file, under a clock that only the suite moves.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use sayso_queue::behaviour::Harness;
use sayso_queue::{Queue, Settings};
use sayso_queue_sqlite::{ManualClock, SqliteQueue};
use tempfile::TempDir;

struct SqliteHarness {
    folder: TempDir,
    clock: Arc<ManualClock>,
    /// The settings of the queue opened last, and how many files there are; each queue has its own.
    last: Mutex<(Settings, u32)>,
}

impl SqliteHarness {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new("2026-03-01T12:00:00Z".parse::<Timestamp>().unwrap())),
            last: Mutex::new((Settings::default(), 0)),
        }
    }

    fn file(&self, number: u32) -> PathBuf {
        self.folder.path().join(format!("queue-{number}.sqlite"))
    }

    fn open(&self, number: u32, settings: Settings) -> Arc<dyn Queue> {
        Arc::new(SqliteQueue::open_with_clock(self.file(number), settings, self.clock.clone()).unwrap())
    }
}

fn log_of(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", file.display()))
}

#[async_trait]
impl Harness for SqliteHarness {
    async fn queue(&self, settings: Settings) -> Arc<dyn Queue> {
        let number = {
            let mut last = self.last.lock().unwrap();
            *last = (settings.clone(), last.1 + 1);
            last.1
        };
        self.open(number, settings)
    }

    async fn reopen(&self, queue: Arc<dyn Queue>) -> Arc<dyn Queue> {
        // What the files hold while the queue is still open is what a crash would leave: no checkpoint, no clean-up.
        let (settings, old) = self.last.lock().unwrap().clone();
        let new = old + 1;
        std::fs::copy(self.file(old), self.file(new)).unwrap();
        std::fs::copy(log_of(&self.file(old)), log_of(&self.file(new))).unwrap();
        drop(queue);
        self.last.lock().unwrap().1 = new;
        self.open(new, settings)
    }

    async fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }
}

sayso_queue::behaviour_suite!(SqliteHarness::new());
