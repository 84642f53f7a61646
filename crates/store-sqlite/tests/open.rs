//! Opening a ledger, and refusing to.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;

use sayso_store::{Cursor, Store};
use sayso_store_sqlite::{OpenError, SqliteStore};

fn error(result: Result<SqliteStore, OpenError>) -> OpenError {
    result.err().expect("opening should fail")
}

#[tokio::test]
async fn a_file_belongs_to_one_open_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let store = SqliteStore::open(&path).unwrap();
    for _ in 0..3 {
        let refused = error(SqliteStore::open(&path));
        assert!(matches!(refused, OpenError::InUse { .. }), "{refused}");
        assert!(refused.to_string().ends_with("stop that one or choose another file"));
    }
    // The refused ones have not taken anything from it.
    assert_eq!(store.changes(Cursor::START, 10).await, Ok(Vec::new()));
    drop(store);
    SqliteStore::open(&path).unwrap();
}

#[test]
fn two_ledgers_fit_in_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let open = |name: &str| SqliteStore::open(folder.path().join(name)).unwrap();
    let _both = (open("one.sqlite"), open("two.sqlite"));
}

#[test]
fn what_is_no_ledger_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing").join("ledger.sqlite");
    assert!(matches!(error(SqliteStore::open(missing)), OpenError::Lock { .. }));
    assert!(matches!(error(SqliteStore::open(folder.path())), OpenError::Sqlite { .. }));

    let path = folder.path().join("notes.txt");
    let notes = "Not a database, but long enough to look at. ".repeat(100);
    fs::write(&path, &notes).unwrap();
    assert!(matches!(error(SqliteStore::open(&path)), OpenError::Sqlite { .. }));
    assert_eq!(fs::read_to_string(&path).unwrap(), notes);
}

#[test]
fn a_ledger_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    drop(SqliteStore::open(&path).unwrap());
    let newer = "INSERT INTO refinery_schema_history VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')";
    rusqlite::Connection::open(&path).unwrap().execute(newer, []).unwrap();
    let refused = error(SqliteStore::open(&path));
    assert!(matches!(refused, OpenError::Schema { .. }), "{refused}");
}
