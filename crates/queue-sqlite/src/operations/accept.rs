//! Taking items in, and forgetting those long done.

use rusqlite::params;
use sayso_queue::{NewItem, Put};

use super::{Batch, Failure, microseconds, timestamp};

/// The most rows that one call of [`Batch::tidy`] drops, so that other calls do not wait long.
const TIDY_ROWS: usize = 1000;

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

    /// Drops up to [`TIDY_ROWS`] done items past the retention; returns how many.
    pub(crate) fn tidy(&mut self) -> Result<usize, Failure> {
        // Only a group's oldest item is ever dropped. Were a later one dropped first, an earlier one would become the
        // latest, and a return to its content would pass for a duplicate.
        let dropped = self.statement(
            "DELETE FROM item WHERE accepted_at IN (
                 SELECT old.accepted_at FROM item AS old
                 WHERE old.state = 'done' AND old.finished_at < ?1 AND NOT EXISTS (
                     SELECT 1 FROM item AS older
                     WHERE older.item_group = old.item_group AND older.accepted_at < old.accepted_at)
                 LIMIT ?2)",
            params![self.now - microseconds(self.settings.retention), TIDY_ROWS],
        )?;
        Ok(dropped)
    }
}
