//! What each call does to the rows of entries, within its transaction.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params, types::Type};
use sayso_feeds::{Added, Ended, Entry, FeedsError, Limits, NewEntry, PageState, bounded};
use serde_json::{from_str, to_string};

use crate::{
    Failure,
    feeds::{Held, microseconds},
};

pub(crate) fn add(
    connection: &Connection,
    limits: &Limits,
    lease: &Held,
    entries: &[NewEntry],
    now: Timestamp,
) -> Result<Added, Failure> {
    lease.check(connection)?;
    let (feed, at) = (lease.feed.as_str(), microseconds(now));
    let sql = "SELECT COUNT(*), COALESCE(SUM(LENGTH(payload)), 0) FROM entry WHERE feed = ?1 AND due_at IS NOT NULL";
    let (mut waiting, mut bytes): (u64, u64) =
        connection.query_row(sql, [feed], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (mut added, mut keys) = (Added::default(), HashSet::new());
    let mut known =
        connection.prepare_cached("SELECT version, LENGTH(payload) FROM entry WHERE feed = ?1 AND key = ?2")?;
    let mut seen = connection.prepare_cached("UPDATE entry SET seen_at = ?3 WHERE feed = ?1 AND key = ?2")?;
    let mut put = connection.prepare_cached(
        "INSERT INTO entry (feed, key, version, seen_at, due_at, tries, payload, source)
         VALUES (?1, ?2, ?3, ?4, ?4, 0, ?5, ?6)
         ON CONFLICT (feed, key) DO UPDATE SET version = ?3, seen_at = ?4, due_at = ?4, tries = 0, payload = ?5,
             source = ?6",
    )?;
    for entry in entries.iter().filter(|entry| keys.insert(entry.key.as_str())) {
        let row = known
            .query_row(params![feed, entry.key], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<u64>>(1)?)))
            .optional()?;
        let is_new = row.is_none();
        let before = match row {
            Some((version, _)) if version == entry.version => {
                seen.execute(params![feed, entry.key, at])?;
                continue;
            }
            Some((_, before)) => before,
            None => None,
        };
        // A version that waits gives its room to the next.
        let others = (waiting - u64::from(before.is_some()), bytes - before.unwrap_or_default());
        let with = (others.0 + 1, others.1 + entry.payload.len() as u64);
        if with.0 > limits.max_waiting_entries || with.1 > limits.max_waiting_bytes {
            seen.execute(params![feed, entry.key, at])?;
            added.left += 1;
            continue;
        }
        (waiting, bytes) = with;
        put.execute(params![feed, entry.key, entry.version, at, entry.payload, entry.source])?;
        added.taken += 1;
        added.new += usize::from(is_new);
    }
    Ok(added)
}

pub(crate) fn forget(
    connection: &Connection,
    limits: &Limits,
    lease: &Held,
    skipped: &[String],
    now: Timestamp,
) -> Result<(), Failure> {
    lease.check(connection)?;
    let feed = lease.feed.as_str();
    let skipped = to_string(skipped).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let before = now.checked_sub(limits.retention).unwrap_or(Timestamp::MIN);
    let sql = "DELETE FROM entry WHERE feed = ?1 AND due_at IS NULL AND seen_at < ?2
                   AND source NOT IN (SELECT value FROM json_each(?3))";
    connection.execute(sql, params![feed, microseconds(before), skipped])?;
    let count: u64 = connection.query_row("SELECT COUNT(*) FROM entry WHERE feed = ?1", [feed], |row| row.get(0))?;
    let surplus = count.saturating_sub(limits.max_entries);
    let sql = "DELETE FROM entry WHERE number IN (
                   SELECT number FROM entry WHERE feed = ?1 AND due_at IS NULL AND seen_at < ?2
                   ORDER BY source IN (SELECT value FROM json_each(?4)), seen_at LIMIT ?3
               )";
    connection.execute(sql, params![feed, microseconds(now), surplus, skipped])?;
    Ok(())
}

pub(crate) fn next(connection: &Connection, lease: &Held, now: Timestamp) -> Result<Option<Entry>, Failure> {
    lease.check(connection)?;
    let sql =
        "SELECT key, payload, tries, page FROM entry WHERE feed = ?1 AND due_at <= ?2 ORDER BY due_at, number LIMIT 1";
    let row = connection.prepare_cached(sql)?.query_row(params![lease.feed.as_str(), microseconds(now)], |row| {
        let page = row.get::<_, Option<String>>(3)?.map(|page| from_str::<PageState>(&page)).transpose();
        let page = page.map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, Type::Text, error.into()))?;
        Ok(Entry { key: row.get(0)?, payload: row.get(1)?, tries: row.get(2)?, page })
    });
    Ok(row.optional()?)
}

pub(crate) fn end(connection: &Connection, lease: &Held, key: &str, ended: &Ended) -> Result<(), Failure> {
    lease.check(connection)?;
    let feed = lease.feed.as_str();
    let changed = match ended {
        Ended::Done { page, .. } => {
            let page = page.as_ref().map(to_string).transpose();
            let page = page.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
            let sql = "UPDATE entry SET due_at = NULL, payload = NULL, page = COALESCE(?3, page)
                       WHERE feed = ?1 AND key = ?2 AND due_at IS NOT NULL";
            connection.prepare_cached(sql)?.execute(params![feed, key, page])?
        }
        Ended::GivenUp { .. } => {
            let sql = "UPDATE entry SET due_at = NULL, payload = NULL
                       WHERE feed = ?1 AND key = ?2 AND due_at IS NOT NULL";
            connection.prepare_cached(sql)?.execute([feed, key])?
        }
        Ended::Later { due_at, tried, .. } => {
            let sql = "UPDATE entry SET due_at = ?3, tries = tries + ?4
                       WHERE feed = ?1 AND key = ?2 AND due_at IS NOT NULL";
            connection.prepare_cached(sql)?.execute(params![feed, key, microseconds(*due_at), tried])?
        }
    };
    if changed == 0 {
        return Err(FeedsError::NotFound.into());
    }
    let (submitted, given_up, error) = match ended {
        Ended::Done { submitted, .. } => (u8::from(*submitted), 0, None),
        Ended::GivenUp { error } => (0, 1, Some(bounded(error))),
        Ended::Later { error, .. } => (0, 0, Some(bounded(error))),
    };
    let sql = "UPDATE feed SET submitted = submitted + ?2, given_up = given_up + ?3,
                               last_entry_error = COALESCE(?4, last_entry_error) WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![feed, submitted, given_up, error])?;
    Ok(())
}
