//! What each call of the queue does to the rows, within the transaction that the writer commits.

mod accept;
mod dead_letters;
mod leases;
mod overview;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use sayso_queue::{ItemId, ItemState, ItemStatus, QueueError, Settings};

use crate::writer::{call_failed, storage_failed};

pub(crate) use accept::TidyKey;
pub(crate) use dead_letters::DeadLetterKey;
pub(crate) use leases::LeaseKey;

/// Why an operation did not happen.
pub(crate) enum Failure {
    /// The queue's rules forbid it. Nothing had been written.
    Refused(QueueError),
    /// SQLite failed.
    Storage(rusqlite::Error),
    /// The operation panicked, with this message.
    Panicked(String),
}

impl Failure {
    fn panicked(panic: &(dyn Any + Send)) -> Self {
        let literal = panic.downcast_ref::<&str>().map(|message| (*message).to_owned());
        let message = literal.or_else(|| panic.downcast_ref::<String>().cloned());
        Self::Panicked(message.unwrap_or_else(|| "without a message".to_owned()))
    }
}

impl From<QueueError> for Failure {
    fn from(error: QueueError) -> Self {
        Self::Refused(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error)
    }
}

/// Sums over the rows that every put needs, kept beside the rows because this process alone changes them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Waiting and leased items.
    items: u64,
    /// Their payloads' bytes.
    bytes: u64,
    /// Dead letters.
    dead_items: u64,
    /// Their payloads' bytes.
    dead_bytes: u64,
    /// The latest `accepted_at` in microseconds.
    last_accepted: i64,
}

impl Tally {
    /// Counts dead letters out.
    fn free_dead(&mut self, items: u64, bytes: u64) {
        self.dead_items = self.dead_items.saturating_sub(items);
        self.dead_bytes = self.dead_bytes.saturating_sub(bytes);
    }
}

/// One transaction: the calls that are committed together, all at the same time.
pub(crate) struct Batch<'a> {
    connection: &'a Connection,
    settings: &'a Settings,
    /// Microseconds since the Unix epoch.
    now: i64,
    tally: &'a mut Tally,
    /// Whether an item may be due earlier than was known before, which who waits for one must learn.
    pub(crate) changed: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(
        connection: &'a Connection,
        settings: &'a Settings,
        now: Timestamp,
        tally: &'a mut Tally,
    ) -> Self {
        Self { connection, settings, now: now.as_microsecond(), tally, changed: false }
    }

    /// Opens the transaction and moves on what has run out, so that no operation meets an expired lease.
    pub(crate) fn begin(&mut self) -> rusqlite::Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        self.expire_leases()
    }

    /// Runs one operation so that it happens wholly or not at all, and the others in the batch regardless.
    pub(crate) fn attempt<T>(
        &mut self,
        name: &'static str,
        operation: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, QueueError> {
        let before = *self.tally;
        let result = self.within_savepoint(operation);
        result.map_err(|failure| {
            *self.tally = before;
            match failure {
                Failure::Refused(error) => error,
                Failure::Storage(error) => {
                    tracing::error!(%error, operation = name, "the queue's storage failed");
                    storage_failed()
                }
                Failure::Panicked(message) => {
                    tracing::error!(panic = message, operation = name, "a call of the queue panicked");
                    call_failed()
                }
            }
        })
    }

    fn within_savepoint<T>(&mut self, operation: impl FnOnce(&mut Self) -> Result<T, Failure>) -> Result<T, Failure> {
        if self.connection.is_autocommit() {
            // An error before this call ended the whole transaction; the batch as a whole will be answered as failed.
            return Err(storage_failed().into());
        }
        self.statement("SAVEPOINT operation", ())?;
        // A panic is an error of this operation alone: what it wrote is rolled back, and the caller restores the tally.
        let result = catch_unwind(AssertUnwindSafe(|| operation(self)))
            .unwrap_or_else(|panic| Err(Failure::panicked(panic.as_ref())));
        if result.is_err() && !self.connection.is_autocommit() {
            self.statement("ROLLBACK TO operation", ())?;
        }
        if !self.connection.is_autocommit() {
            self.statement("RELEASE operation", ())?;
        }
        result
    }

    /// Runs a statement; returns how many rows it changed.
    fn statement(&self, sql: &str, params: impl Params) -> rusqlite::Result<usize> {
        self.connection.prepare_cached(sql)?.execute(params)
    }

    /// The first row, if there is one.
    fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        self.connection.prepare_cached(sql)?.query_row(params, read).optional()
    }

    /// All rows.
    fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        self.connection.prepare_cached(sql)?.query_map(params, read)?.collect()
    }

    fn status_of(&self, accepted_at: i64) -> Result<ItemStatus, Failure> {
        let sql = "SELECT id, item_group, request_id, state, attempts, accepted_at, due_at, finished_at, last_error FROM item WHERE accepted_at = ?1";
        self.row(sql, [accepted_at], read_status)?.ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
    }

    /// Counts items in that begin to wait, or refuses them for want of room.
    fn take_room(&mut self, items: u64, bytes: u64) -> Result<(), QueueError> {
        let (items, bytes) = (self.tally.items + items, self.tally.bytes + bytes);
        if items > self.settings.max_pending_items || bytes > self.settings.max_pending_bytes {
            return Err(QueueError::Full { retry_after: self.settings.full_retry_after });
        }
        (self.tally.items, self.tally.bytes) = (items, bytes);
        Ok(())
    }

    /// Counts an item out that is done or dead.
    fn free_room(&mut self, bytes: u64) {
        self.tally.items = self.tally.items.saturating_sub(1);
        self.tally.bytes = self.tally.bytes.saturating_sub(bytes);
    }
}

/// The sums over a file that was just opened. Nobody holds its leases any more: they run out now. Nothing waits longer
/// than the longest backoff, which it would if the clock was ahead when the wait began.
pub(crate) fn take_over(connection: &Connection, settings: &Settings, now: Timestamp) -> rusqlite::Result<Tally> {
    let now = now.as_microsecond();
    let latest = now + microseconds(settings.backoff_max);
    for (state, due) in [("leased", now), ("waiting", latest)] {
        let sql = "UPDATE item SET due_at = ?2 WHERE state = ?1 AND due_at > ?2";
        connection.execute(sql, params![state, due])?;
    }
    let sum = |of: &str| {
        let sql = format!("SELECT COUNT(*), COALESCE(SUM(payload_bytes), 0) FROM item WHERE {of}");
        connection.query_row(&sql, (), |row| Ok((row.get(0)?, row.get(1)?)))
    };
    let (items, bytes) = sum("due_at IS NOT NULL")?;
    let (dead_items, dead_bytes) = sum("state = 'dead' AND finished_at IS NOT NULL")?;
    let last_accepted = connection.query_row(
        "SELECT MAX(forgotten.accepted_at, (SELECT COALESCE(MAX(accepted_at), 0) FROM item)) FROM forgotten",
        (),
        |row| row.get(0),
    )?;
    Ok(Tally { items, bytes, dead_items, dead_bytes, last_accepted })
}

/// A duration as the rows count it; [`Settings::check`] keeps it small.
fn microseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn timestamp(microseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(microseconds)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, Box::new(error)))
}

fn read_time(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    timestamp(row.get(column)?)
}

fn read_optional_time(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(column)?.map(timestamp).transpose()
}

fn read_id(row: &Row<'_>) -> rusqlite::Result<ItemId> {
    ItemId::new(row.get::<_, String>("id")?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

fn read_status(row: &Row<'_>) -> rusqlite::Result<ItemStatus> {
    let state = match row.get_ref("state")?.as_str()? {
        "waiting" => ItemState::Waiting,
        "leased" => ItemState::Leased,
        "done" => ItemState::Done,
        // The schema allows no fifth.
        _ => ItemState::Dead,
    };
    Ok(ItemStatus {
        id: read_id(row)?,
        group: row.get("item_group")?,
        request_id: row.get("request_id")?,
        state,
        attempts: row.get("attempts")?,
        accepted_at: read_time(row, "accepted_at")?,
        next_attempt_at: read_optional_time(row, "due_at")?.filter(|_| state == ItemState::Waiting),
        finished_at: read_optional_time(row, "finished_at")?,
        last_error: row.get("last_error")?,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, mpsc};

    use sayso_queue::{NewItem, Put};
    use tracing::Instrument;

    use super::*;
    use crate::clock::SystemClock;
    use crate::database;
    use crate::writer::Writer;

    fn writer(prepare: &str) -> Writer {
        let connection = database::open(None).unwrap();
        connection.execute_batch(prepare).unwrap();
        let settings = Settings::default();
        let tally = take_over(&connection, &settings, Timestamp::now()).unwrap();
        Writer::start(connection, settings, Arc::new(SystemClock), tally).unwrap()
    }

    fn item(n: usize, payload_bytes: usize) -> NewItem {
        NewItem {
            id: ItemId::new(n.to_string()).unwrap(),
            group: n.to_string(),
            request_id: String::new(),
            payload: vec![1; payload_bytes],
        }
    }

    async fn put(writer: &Writer, item: NewItem) -> Result<Put, QueueError> {
        writer.run("put", move |batch| batch.put(&item)).await
    }

    /// Waiting items and their bytes.
    async fn depth(writer: &Writer) -> (u64, u64) {
        let depth = writer.run("depth", |batch| batch.depth()).await.unwrap();
        (depth.waiting, depth.pending_bytes)
    }

    #[tokio::test]
    async fn an_operation_that_fails_halfway_leaves_nothing() {
        let writer = writer("");
        let failed = writer
            .run("test", |batch| -> Result<(), Failure> {
                batch.put(&item(1, 10))?;
                Err(rusqlite::Error::InvalidQuery.into())
            })
            .await;
        assert_eq!(failed, Err(storage_failed()));
        assert_eq!(depth(&writer).await, (0, 0));
        assert!(matches!(put(&writer, item(1, 10)).await, Ok(Put::Accepted { .. })));
    }

    #[tokio::test]
    async fn a_panic_fails_its_own_call_only() {
        let writer = writer("");
        // The first call holds the thread until the others have come, so that all are in one batch.
        let (release, held) = mpsc::channel::<()>();
        let (first, before, faulty, after, ()) = tokio::join!(
            writer.run("test", move |_| {
                let _ = held.recv();
                Ok(())
            }),
            put(&writer, item(1, 10)),
            writer.run("test", |batch| -> Result<(), Failure> {
                batch.put(&item(2, 10))?;
                panic!("a fault in an operation")
            }),
            put(&writer, item(3, 10)),
            async { release.send(()).unwrap() },
        );
        assert_eq!((first, faulty), (Ok(()), Err(call_failed())));
        assert!(before.is_ok() && after.is_ok(), "{before:?} {after:?}");
        // The thread goes on, and nothing of the fault was written.
        assert_eq!(depth(&writer).await, (2, 20));
        assert!(matches!(put(&writer, item(2, 10)).await, Ok(Put::Accepted { .. })));
    }

    #[tokio::test]
    async fn what_fails_is_logged_with_the_request_that_it_failed() {
        // For all threads, since the queue has one of its own; other tests may log too.
        let log = Arc::new(Mutex::new(Vec::new()));
        let lines = log.clone();
        let subscriber = tracing_subscriber::fmt().with_writer(move || Lines(lines.clone())).with_ansi(false).finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        let writer = writer("");
        for (request_id, panics) in [("report-17", false), ("report-18", true)] {
            let failed = writer.run("test", move |_| -> Result<(), Failure> {
                assert!(!panics, "a fault in an operation");
                Err(rusqlite::Error::InvalidQuery.into())
            });
            failed.instrument(tracing::info_span!("rpc", request_id)).await.unwrap_err();
            let logged = String::from_utf8(log.lock().unwrap().clone()).unwrap();
            assert!(logged.lines().any(|line| line.contains(request_id)), "{logged}");
        }
    }

    /// Keeps what is logged.
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_batch_that_is_not_committed_is_answered_as_failed() {
        let writer = writer("");
        put(&writer, item(0, 5)).await.unwrap();
        // The first call holds the thread until the others have come, so that all are in one batch.
        let (release, held) = mpsc::channel::<()>();
        let (first, before, broken, after, ()) = tokio::join!(
            writer.run("test", move |_| {
                let _ = held.recv();
                Ok(())
            }),
            put(&writer, item(1, 10)),
            writer.run("test", |batch| Ok(batch.connection.execute_batch("ROLLBACK")?)),
            put(&writer, item(2, 10)),
            async { release.send(()).unwrap() },
        );
        assert_eq!((first, broken), (Err(storage_failed()), Err(storage_failed())));
        assert_eq!((before, after), (Err(storage_failed()), Err(storage_failed())));
        assert_eq!(depth(&writer).await, (1, 5));
        for n in [1, 2] {
            assert!(matches!(put(&writer, item(n, 10)).await, Ok(Put::Accepted { .. })));
        }
    }

    #[tokio::test]
    async fn tidying_takes_few_rounds_however_the_items_lie_in_groups() {
        const ITEMS: usize = 5_000;
        // `group` is the name of the group of the item with this `number`; all were done long ago.
        let done = |group: &str| {
            format!(
                "WITH RECURSIVE series(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM series LIMIT {ITEMS})
                 INSERT INTO item SELECT number, number, {group}, '', 1, 'done', 1, 2, NULL, number, NULL, 0 FROM series;"
            )
        };
        let check = async |rows: &str, expected: usize| {
            let writer = writer(rows);
            let (mut dropped, mut next, mut rounds) = (0, Some(TidyKey::START), 0);
            while let Some(after) = next {
                let (some, further) = writer.run("tidy", move |batch| batch.tidy(after)).await.unwrap();
                (dropped, next, rounds) = (dropped + some, further, rounds + 1);
            }
            assert_eq!(dropped, expected, "{rows}");
            assert!(rounds <= 2 * (ITEMS / 1000 + 1), "{rounds} rounds: {rows}");
        };
        check(&done("'one'"), ITEMS).await;
        check(&done("number"), ITEMS).await;
        check(&done("number % 7"), ITEMS).await;
        // Nothing of a group is dropped before its dead letter.
        let dead = "INSERT INTO item VALUES (0, 'dead', 'one', '', 1, 'dead', 1, 2, NULL, 1, 'no good', 0);";
        check(&format!("{dead}{}", done("'one'")), 0).await;
    }

    #[tokio::test]
    async fn a_full_disk_refuses_items_and_loses_none() {
        const BYTES: usize = 50_000;
        let writer = writer("PRAGMA max_page_count = 100");
        let mut accepted = 0;
        while put(&writer, item(accepted, BYTES)).await.is_ok() {
            accepted += 1;
        }
        assert!(accepted > 0);
        assert_eq!(put(&writer, item(accepted, BYTES)).await, Err(storage_failed()));
        assert_eq!(depth(&writer).await, (accepted as u64, (accepted * BYTES) as u64));

        let leases = writer.run("lease", |batch| batch.lease(100)).await.unwrap();
        assert_eq!(leases.len(), accepted);
        let done = LeaseKey::parse(&leases[0].token).unwrap();
        writer.run("acknowledge", move |batch| batch.acknowledge(done)).await.unwrap();
        assert!(matches!(put(&writer, item(accepted, BYTES)).await, Ok(Put::Accepted { .. })));
    }
}
