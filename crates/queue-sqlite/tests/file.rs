//! What concerns the file itself: who may have it, what is refused, and what a killed process leaves in it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use sayso_queue::{ItemId, ItemState, NewItem, Queue, QueueError, Settings};
use sayso_queue_sqlite::{ManualClock, OpenError, SqliteQueue};

/// Tells the second process which file to fill.
const FILE_VARIABLE: &str = "SAYSO_TEST_QUEUE_FILE";

fn item(n: usize) -> NewItem {
    NewItem {
        id: ItemId::new(format!("item-{n}")).unwrap(),
        group: format!("group {n}"),
        request_id: String::new(),
        payload: format!("payload {n}").into_bytes(),
    }
}

fn open(path: &Path) -> Result<SqliteQueue, OpenError> {
    SqliteQueue::open(path, Settings::default())
}

#[track_caller]
fn assert_in_use(opened: Result<SqliteQueue, OpenError>) {
    match opened.map(drop) {
        Err(OpenError::InUse { .. }) => {}
        other => panic!("the file should be in use: {other:?}"),
    }
}

#[tokio::test]
async fn a_file_belongs_to_one_queue_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("queue.sqlite");
    let first = open(&path).unwrap();
    assert_in_use(open(&path));
    first.put(item(1)).await.unwrap();
    assert_in_use(open(&path));
    drop(first);
    assert_eq!(open(&path).unwrap().depth().await.unwrap().waiting, 1);
}

/// The second process of the next test: puts until it is killed, and says after each put that it was accepted.
#[test]
#[ignore = "run by `a_killed_process_loses_nothing_it_accepted`"]
fn puts_until_killed() {
    let Some(path) = std::env::var_os(FILE_VARIABLE).map(PathBuf::from) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let queue = open(&path).unwrap();
        for n in 0.. {
            queue.put(item(n)).await.unwrap();
            println!("accepted");
        }
    });
}

#[tokio::test]
async fn a_killed_process_loses_nothing_it_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("queue.sqlite");
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "puts_until_killed", "--ignored", "--nocapture"])
        .env(FILE_VARIABLE, &path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut accepted = lines.map_while(Result::ok).filter(|line| line.contains("accepted"));
    assert_eq!(accepted.by_ref().take(20).count(), 20);
    assert_in_use(open(&path));
    process.kill().unwrap();
    process.wait().unwrap();
    let accepted = 20 + accepted.count();

    let queue = open(&path).unwrap();
    for n in 0..accepted {
        let status = queue.status(&item(n).id).await.unwrap();
        assert_eq!(status.map(|status| status.state), Some(ItemState::Waiting), "item {n} of {accepted}");
    }
    let leases = queue.lease(accepted).await.unwrap();
    assert!(leases.iter().enumerate().all(|(n, lease)| lease.payload == item(n).payload));
}

#[tokio::test]
async fn leases_run_out_when_the_file_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("queue.sqlite");
    let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH + Duration::from_secs(1_000_000_000)));
    let open = || SqliteQueue::open_with_clock(&path, Settings::default(), clock.clone()).unwrap();
    let queue = open();
    queue.put(item(1)).await.unwrap();
    assert_eq!(queue.lease(1).await.unwrap()[0].attempt, 1);
    drop(queue);
    assert_eq!(open().lease(1).await.unwrap()[0].attempt, 2);
}

#[tokio::test]
async fn what_waits_since_the_clock_was_ahead_waits_no_longer_than_the_longest_backoff() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("queue.sqlite");
    let now = Timestamp::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let ahead = Arc::new(ManualClock::new(now + Duration::from_secs(365 * 86_400)));
    let settings = Settings::default();
    let open = |clock| SqliteQueue::open_with_clock(&path, settings.clone(), clock).unwrap();
    let queue = open(ahead);
    queue.put(item(1)).await.unwrap();
    let lease = queue.lease(1).await.unwrap().remove(0);
    queue.retry(&lease, "no good").await.unwrap();
    drop(queue);
    let clock = Arc::new(ManualClock::new(now));
    let queue = open(clock.clone());
    assert_eq!(queue.lease(1).await.unwrap(), []);
    clock.advance(settings.backoff_max);
    assert_eq!(queue.lease(1).await.unwrap()[0].attempt, 2);
}

#[tokio::test]
async fn a_late_worker_may_end_its_lease_until_the_item_is_handed_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
    let settings = Settings::default();
    let path = folder.path().join("queue.sqlite");
    let queue = SqliteQueue::open_with_clock(&path, settings.clone(), clock.clone()).unwrap();
    for n in 0..2 {
        queue.put(item(n)).await.unwrap();
    }
    let leases = queue.lease(2).await.unwrap();
    clock.advance(settings.lease_duration);
    assert_eq!(queue.depth().await.unwrap().waiting, 2);
    queue.acknowledge(&leases[0]).await.unwrap();
    queue.extend(&leases[1]).await.unwrap();
    assert_eq!(queue.lease(2).await.unwrap(), []);
    let last = queue.acknowledge(&leases[1]).await;
    assert_eq!((last, queue.depth().await.unwrap().waiting), (Ok(()), 0));
    assert_eq!(queue.acknowledge(&leases[1]).await, Err(QueueError::LeaseLost));
}

#[tokio::test]
async fn a_lease_from_before_is_lost_though_its_dead_letter_is_gone_and_the_clock_stands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("queue.sqlite");
    let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
    let open = || SqliteQueue::open_with_clock(&path, Settings::default(), clock.clone()).unwrap();
    let queue = open();
    queue.put(item(1)).await.unwrap();
    let stale = queue.lease(1).await.unwrap().remove(0);
    queue.reject(&stale, "no good").await.unwrap();
    queue.delete(&item(1).id).await.unwrap();
    drop(queue);
    let queue = open();
    queue.put(item(1)).await.unwrap();
    let lease = queue.lease(1).await.unwrap().remove(0);
    assert!(lease.accepted_at > stale.accepted_at);
    assert_eq!(queue.acknowledge(&stale).await, Err(QueueError::LeaseLost));
    queue.acknowledge(&lease).await.unwrap();
}

#[test]
fn a_file_that_is_no_queue_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |path: &Path, expected: &str| match open(path).map(drop) {
        Ok(()) => panic!("{} should not open", path.display()),
        Err(error) => assert!(error.to_string().contains(expected), "{error}"),
    };
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "the general said that the town would be cleared\n".repeat(100)).unwrap();
    refused(&text, "not a database");
    refused(&folder.path().join("missing").join("queue.sqlite"), "unable to open");
    refused(folder.path(), "unable to open");

    let newer = folder.path().join("newer.sqlite");
    open(&newer).unwrap();
    let connection = rusqlite::Connection::open(&newer).unwrap();
    connection
        .execute("INSERT INTO refinery_schema_history SELECT 1000, 'newer', applied_on, checksum FROM refinery_schema_history WHERE version = 1", ())
        .unwrap();
    drop(connection);
    refused(&newer, "does not fit this version");
}

#[test]
fn settings_that_cannot_be_are_refused() {
    let opened = SqliteQueue::open_in_memory(Settings { max_tries: 0, ..Settings::default() });
    assert!(matches!(opened, Err(OpenError::Settings(_))));
}
