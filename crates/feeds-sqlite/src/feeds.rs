//! What each call does to the rows of feeds, within its transaction.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params, types::Type};
use sayso_feeds::{
    Feed, FeedId, FeedPage, FeedState, FeedsError, Lease, LeaseToken, Limits, MAX_PAGE_SIZE, NewFeed, bounded,
};
use serde_json::{from_str, to_string};

use crate::Failure;

/// A lease as the rows know it.
pub(crate) struct Held {
    pub(crate) feed: FeedId,
    generation: i64,
    /// The least time between two looks when the feed was taken.
    interval: Option<Duration>,
}

impl Held {
    pub(crate) fn of(lease: &Lease) -> Self {
        Self { feed: lease.feed.id.clone(), generation: lease.token.0, interval: lease.feed.interval }
    }

    /// Refuses a lease that is good no more.
    pub(crate) fn check(&self, connection: &Connection) -> Result<(), Failure> {
        let sql = "SELECT generation FROM feed WHERE id = ?1";
        let generation =
            connection.prepare_cached(sql)?.query_row([self.feed.as_str()], |row| row.get::<_, i64>(0)).optional()?;
        if generation == Some(self.generation) { Ok(()) } else { Err(FeedsError::LeaseLost.into()) }
    }
}

const COLUMNS: &str = "id, url, interval_seconds, created_at, state, submitted, given_up, last_entry_error, generation,
    (SELECT COUNT(*) FROM entry WHERE entry.feed = feed.id AND entry.due_at IS NOT NULL) AS waiting";

pub(crate) fn create(
    connection: &Connection,
    limits: &Limits,
    feed: &NewFeed,
    now: Timestamp,
) -> Result<Feed, Failure> {
    let interval = feed.interval.map(|interval| interval.as_secs());
    match get(connection, &feed.id) {
        Err(Failure::Refused(FeedsError::NotFound)) => {
            let sql = "SELECT COUNT(*) FROM feed";
            if connection.query_row(sql, (), |row| row.get::<_, u64>(0))? >= limits.max_feeds {
                return Err(FeedsError::TooMany { limit: limits.max_feeds }.into());
            }
            let state = written(&FeedState::new(feed.url.clone(), now))?;
            let sql =
                "INSERT INTO feed (id, url, interval_seconds, created_at, state, next_fetch_at, due_at, generation)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?4, ?6)";
            let generation = next_generation(connection)?;
            connection
                .execute(sql, params![feed.id.as_str(), feed.url, interval, microseconds(now), state, generation])?;
        }
        Err(error) => return Err(error),
        Ok(known) => {
            connection
                .execute("UPDATE feed SET interval_seconds = ?2 WHERE id = ?1", params![feed.id.as_str(), interval])?;
            let state = if known.state.next_fetch_at.is_none() {
                // As at first, but for what is known of its sitemaps.
                let new = FeedState::new(feed.url.clone(), now);
                FeedState {
                    etag: None,
                    last_modified: None,
                    location: new.location,
                    next_fetch_at: Some(now),
                    ..known.state
                }
            } else if feed.interval < known.interval {
                sooner(known.state, feed.interval, now)
            } else {
                return get(connection, &feed.id);
            };
            let sql = "UPDATE feed SET state = ?2, next_fetch_at = ?3, due_at = MIN(COALESCE(due_at, ?3), ?3)
                       WHERE id = ?1";
            let next = state.next_fetch_at.map(microseconds);
            connection.execute(sql, params![feed.id.as_str(), written(&state)?, next])?;
        }
    }
    get(connection, &feed.id)
}

/// The state of a feed of which is asked that it be looked at more often from now on: its pace is found anew.
fn sooner(state: FeedState, interval: Option<Duration>, now: Timestamp) -> FeedState {
    let last = state.fetched_at.unwrap_or(Timestamp::MIN);
    let due = last.checked_add(interval.unwrap_or_default()).unwrap_or(Timestamp::MAX).max(now);
    let next_fetch_at = state.next_fetch_at.map(|next| next.min(due));
    FeedState { next_fetch_at, pace: Duration::ZERO, ..state }
}

pub(crate) fn get(connection: &Connection, id: &FeedId) -> Result<Feed, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM feed WHERE id = ?1");
    let found = connection.prepare_cached(&sql)?.query_row([id.as_str()], read).optional()?;
    found.map(|(feed, _)| feed).ok_or_else(|| FeedsError::NotFound.into())
}

pub(crate) fn list(connection: &Connection, page_size: usize, after: Option<&FeedId>) -> Result<FeedPage, Failure> {
    let size = page_size.clamp(1, MAX_PAGE_SIZE);
    let sql = format!("SELECT {COLUMNS} FROM feed WHERE id > ?1 ORDER BY id LIMIT ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    // One more tells that there is another page. Every id is greater than the empty text.
    let rows = statement.query_map(params![after.map_or("", FeedId::as_str), size + 1], read)?;
    let mut feeds = rows.map(|row| Ok(row?.0)).collect::<rusqlite::Result<Vec<Feed>>>()?;
    let more = feeds.len() > size;
    feeds.truncate(size);
    let last = feeds.last().filter(|_| more);
    Ok(FeedPage { next_page_token: last.map(|feed| feed.id.to_string()), feeds })
}

pub(crate) fn delete(connection: &Connection, id: &FeedId) -> Result<(), Failure> {
    match connection.execute("DELETE FROM feed WHERE id = ?1", [id.as_str()])? {
        0 => Err(FeedsError::NotFound.into()),
        _ => Ok(()),
    }
}

pub(crate) fn take(connection: &Connection, now: Timestamp, until: Timestamp) -> Result<Option<Lease>, Failure> {
    // Looked for first, so that nothing is written where nothing is due.
    let sql = "SELECT id FROM feed WHERE due_at <= ?1 AND (leased_until IS NULL OR leased_until <= ?1)
               ORDER BY due_at, id LIMIT 1";
    let due =
        connection.prepare_cached(sql)?.query_row([microseconds(now)], |row| row.get::<_, String>(0)).optional()?;
    let Some(id) = due else { return Ok(None) };
    let sql = "UPDATE feed SET leased_until = ?2, generation = ?3 WHERE id = ?1";
    let generation = next_generation(connection)?;
    connection.prepare_cached(sql)?.execute(params![id, microseconds(until), generation])?;
    let sql = format!("SELECT {COLUMNS} FROM feed WHERE id = ?1");
    let (feed, generation) = connection.prepare_cached(&sql)?.query_row([id], read)?;
    Ok(Some(Lease { token: LeaseToken(generation), feed }))
}

pub(crate) fn extend(connection: &Connection, lease: &Held, until: Timestamp) -> Result<(), Failure> {
    lease.check(connection)?;
    let sql = "UPDATE feed SET leased_until = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![lease.feed.as_str(), microseconds(until)])?;
    Ok(())
}

pub(crate) fn save(connection: &Connection, lease: &Held, state: FeedState) -> Result<(), Failure> {
    lease.check(connection)?;
    let last_error = state.last_error.as_deref().map(|error| bounded(error).to_owned());
    let mut state = FeedState { last_error, ..state };
    let sql = "SELECT interval_seconds FROM feed WHERE id = ?1";
    let seconds: Option<u64> = connection.prepare_cached(sql)?.query_row([lease.feed.as_str()], |row| row.get(0))?;
    let interval = seconds.map(Duration::from_secs);
    // It was worked out with the interval of when the feed was taken.
    if let Some(fetched_at) = state.fetched_at.filter(|_| interval < lease.interval) {
        state = sooner(state, interval, fetched_at);
    }
    let sql = "UPDATE feed SET state = ?2, next_fetch_at = ?3 WHERE id = ?1";
    let next = state.next_fetch_at.map(microseconds);
    connection.prepare_cached(sql)?.execute(params![lease.feed.as_str(), written(&state)?, next])?;
    Ok(())
}

pub(crate) fn finish(connection: &Connection, lease: &Held, now: Timestamp) -> Result<(), Failure> {
    lease.check(connection)?;
    // What is due already is due now, behind those that have waited for longer. The scalar MAX of NULL is NULL.
    let sql = "UPDATE feed SET leased_until = NULL, generation = ?3, due_at = MAX(?2, (
                   SELECT MIN(at) FROM (
                       SELECT next_fetch_at AS at
                       UNION ALL SELECT MIN(entry.due_at) FROM entry WHERE entry.feed = ?1 AND entry.due_at IS NOT NULL
                   )
               )) WHERE id = ?1";
    let generation = next_generation(connection)?;
    connection.prepare_cached(sql)?.execute(params![lease.feed.as_str(), microseconds(now), generation])?;
    Ok(())
}

pub(crate) fn next_due(connection: &Connection) -> Result<Option<Timestamp>, Failure> {
    let sql = "SELECT MIN(MAX(due_at, COALESCE(leased_until, due_at))) FROM feed WHERE due_at IS NOT NULL";
    let due = connection.prepare_cached(sql)?.query_row((), |row| row.get::<_, Option<i64>>(0))?;
    Ok(due.map(timestamp).transpose()?)
}

fn next_generation(connection: &Connection) -> rusqlite::Result<i64> {
    let sql = "UPDATE generation SET last = last + 1 RETURNING last";
    connection.prepare_cached(sql)?.query_row((), |row| row.get(0))
}

fn read(row: &Row<'_>) -> rusqlite::Result<(Feed, i64)> {
    let wrong = |error: Box<dyn std::error::Error + Send + Sync>| {
        rusqlite::Error::FromSqlConversionFailure(0, Type::Text, error)
    };
    let feed = Feed {
        id: FeedId::new(row.get::<_, String>("id")?).map_err(|error| wrong(error.into()))?,
        url: row.get("url")?,
        interval: row.get::<_, Option<u64>>("interval_seconds")?.map(Duration::from_secs),
        created_at: timestamp(row.get("created_at")?)?,
        state: from_str(&row.get::<_, String>("state")?).map_err(|error| wrong(error.into()))?,
        submitted: row.get("submitted")?,
        given_up: row.get("given_up")?,
        waiting: row.get("waiting")?,
        last_entry_error: row.get("last_entry_error")?,
    };
    Ok((feed, row.get("generation")?))
}

fn written(state: &FeedState) -> rusqlite::Result<String> {
    to_string(state).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(crate) fn microseconds(at: Timestamp) -> i64 {
    at.as_microsecond()
}

fn timestamp(microseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(microseconds)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, Box::new(error)))
}
