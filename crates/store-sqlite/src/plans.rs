//! Watches which statements a test runs, and asks SQLite how it goes about each.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use rusqlite::{
    Connection,
    trace::{TraceEvent, TraceEventCodes},
};

use crate::database;

/// Runs `work` on a new ledger. Fails if a statement of it reads the whole of a table or index that grows. Gives how
/// many different ones there were.
pub(crate) fn assert_no_scan(work: impl FnOnce(&Connection)) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = database::open(&folder.path().join("ledger")).unwrap();
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let traced = Arc::clone(&seen);
    let trace = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(statement, _) = event {
            traced.lock().unwrap().insert(statement.sql().to_string());
        }
    };
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(trace)).unwrap();
    work(&connection);
    connection.trace_v2(TraceEventCodes::empty(), None::<fn(TraceEvent<'_>)>).unwrap();

    let mut seen = std::mem::take(&mut *seen.lock().unwrap());
    // The full-text index sees to tables of its own.
    seen.retain(|sql| !sql.contains("'main'.'"));
    for sql in &seen {
        let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = explain.raw_query();
        while let Some(row) = rows.next().unwrap() {
            let line: String = row.get(3).unwrap();
            // No table; the one row of the linker's place; rows of the full-text index by number or by words.
            let full_text = ["VIRTUAL TABLE INDEX 0:=", "VIRTUAL TABLE INDEX 0:M"];
            let few = ["SCAN linker", "SCAN CONSTANT ROW"].contains(&line.as_str())
                || full_text.iter().any(|index| line.contains(index));
            assert!(!line.starts_with("SCAN") || few, "{line}\nin {sql}");
        }
    }
    seen.len()
}
