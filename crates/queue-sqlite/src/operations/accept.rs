//! Taking items in, and forgetting those long done.

use rusqlite::params;
use sayso_queue::{NewItem, Put, QueueError};

use super::{Batch, Failure, microseconds, timestamp};

/// The most rows that one call of [`Batch::tidy`] looks at, and the most it drops, so that other calls do not wait long.
const TIDY_ROWS: usize = 1000;

/// How far a tidying has come: all items finished up to this one have been looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TidyKey {
    finished_at: i64,
    accepted_at: i64,
}

impl TidyKey {
    pub(crate) const START: Self = Self { finished_at: i64::MIN, accepted_at: i64::MIN };
}

impl Batch<'_> {
    pub(crate) fn put(&mut self, item: &NewItem) -> Result<Put, Failure> {
        let latest = self.row(
            "SELECT accepted_at, id FROM item WHERE item_group = ?1 ORDER BY accepted_at DESC LIMIT 1",
            [&item.group],
            |row| Ok((row.get::<_, i64>(0)?, row.get_ref(1)?.as_str()? == item.id.as_str())),
        )?;
        if let Some((accepted_at, true)) = latest {
            return Ok(Put::Duplicate(self.status_of(accepted_at)?));
        }

        if self.tally.dead_items >= self.settings.max_dead_items
            || self.tally.dead_bytes >= self.settings.max_dead_bytes
        {
            return Err(QueueError::DeadLettersFull { retry_after: self.settings.full_retry_after }.into());
        }
        self.take_room(1, item.payload.len() as u64)?;
        // Increasing even when the clock stands still or is set back.
        let accepted_at = self.now.max(self.tally.last_accepted + 1);
        self.tally.last_accepted = accepted_at;
        self.statement(
            "INSERT INTO item (accepted_at, id, item_group, request_id, payload_bytes, state, attempts, generation, due_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, 0, ?6)",
            params![accepted_at, item.id.as_str(), item.group, item.request_id, item.payload.len(), self.now],
        )?;
        self.statement("INSERT INTO payload (accepted_at, bytes) VALUES (?1, ?2)", params![accepted_at, item.payload])?;
        self.changed = true;
        Ok(Put::Accepted { accepted_at: timestamp(accepted_at)? })
    }

    /// Looks at the next [`TIDY_ROWS`] done items past the retention, and drops them with what their groups hold before
    /// them, if all of that is past it too. Returns how many it dropped, and where to go on if that is not all.
    ///
    /// Each item is looked at once in a tidying, and dropped in a few steps through an index.
    pub(crate) fn tidy(&mut self, after: TidyKey) -> Result<(usize, Option<TidyKey>), Failure> {
        let before = self.now - microseconds(self.settings.retention);
        let old: Vec<(TidyKey, String)> = self.rows(
            "SELECT finished_at, accepted_at, item_group FROM item
             WHERE state = 'done' AND finished_at >= ?1 AND finished_at < ?3 AND (finished_at, accepted_at) > (?1, ?2)
             ORDER BY finished_at, accepted_at LIMIT ?4",
            params![after.finished_at, after.accepted_at, before, TIDY_ROWS],
            |row| Ok((TidyKey { finished_at: row.get(0)?, accepted_at: row.get(1)? }, row.get(2)?)),
        )?;
        let (mut dropped, mut looked_at) = (0, after);
        for (key, group) in &old {
            while self.drop_oldest(group, before)? {
                dropped += 1;
                if dropped == TIDY_ROWS {
                    // The group may hold more.
                    return Ok((dropped, Some(looked_at)));
                }
            }
            looked_at = *key;
        }
        Ok((dropped, Some(looked_at).filter(|_| old.len() == TIDY_ROWS)))
    }

    /// Drops a group's oldest item, if it was done before a time. Were a later one dropped first, an earlier one would
    /// become the latest, and a return to its content would pass for a duplicate.
    fn drop_oldest(&mut self, group: &str, before: i64) -> rusqlite::Result<bool> {
        let dropped = self.statement(
            "DELETE FROM item WHERE state = 'done' AND finished_at < ?2 AND accepted_at =
                 (SELECT accepted_at FROM item WHERE item_group = ?1 ORDER BY accepted_at LIMIT 1)",
            params![group, before],
        )?;
        Ok(dropped == 1)
    }
}
