//! Listing, reading, reviving and deleting dead letters.

use rusqlite::{Row, params};
use sayso_queue::{DeadItem, DeadLetter, DeadLetterPage, ItemId, MAX_PAGE_SIZE, QueueError};

use super::{Batch, Failure, read_id, read_time};

/// Where a page of dead letters ended; as a page token, the two numbers with a point between them.
///
/// New dead letters come after all earlier ones, so that a listing misses none that was there when it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DeadLetterKey {
    finished_at: i64,
    accepted_at: i64,
}

impl DeadLetterKey {
    pub(crate) fn parse(token: &str) -> Result<Self, QueueError> {
        let key = || {
            let (finished_at, accepted_at) = token.split_once('.')?;
            Some(Self { finished_at: finished_at.parse().ok()?, accepted_at: accepted_at.parse().ok()? })
        };
        key().ok_or(QueueError::BadPageToken)
    }

    fn of(letter: &DeadLetter) -> Self {
        Self { finished_at: letter.died_at.as_microsecond(), accepted_at: letter.accepted_at.as_microsecond() }
    }

    fn token(self) -> String {
        format!("{}.{}", self.finished_at, self.accepted_at)
    }
}

impl Batch<'_> {
    pub(crate) fn dead_letters(
        &mut self,
        page_size: usize,
        after: Option<DeadLetterKey>,
    ) -> Result<DeadLetterPage, Failure> {
        let page_size = page_size.clamp(1, MAX_PAGE_SIZE);
        let after = after.unwrap_or(DeadLetterKey { finished_at: i64::MIN, accepted_at: i64::MIN });
        let mut letters = self.rows(
            "SELECT id, item_group, request_id, accepted_at, finished_at, attempts, last_error, payload_bytes
             FROM item WHERE state = 'dead' AND finished_at >= ?1 AND (finished_at, accepted_at) > (?1, ?2)
             ORDER BY finished_at, accepted_at LIMIT ?3",
            params![after.finished_at, after.accepted_at, page_size + 1],
            read_letter,
        )?;
        let more = letters.len() > page_size;
        letters.truncate(page_size);
        let next_page_token = letters.last().filter(|_| more).map(|letter| DeadLetterKey::of(letter).token());
        Ok(DeadLetterPage { letters, next_page_token })
    }

    pub(crate) fn dead_letter(&mut self, id: &ItemId) -> Result<Option<DeadItem>, Failure> {
        let dead = self.row(
            "SELECT id, item_group, request_id, accepted_at, finished_at, attempts, last_error, payload_bytes, bytes
             FROM item JOIN payload USING (accepted_at) WHERE id = ?1 AND state = 'dead'
             ORDER BY accepted_at DESC LIMIT 1",
            [id.as_str()],
            |row| Ok(DeadItem { letter: read_letter(row)?, payload: row.get("bytes")? }),
        )?;
        Ok(dead)
    }

    pub(crate) fn revive(&mut self, id: &ItemId) -> Result<(), Failure> {
        let (items, bytes) = self.dead_under(id)?;
        self.take_room(items, bytes)?;
        self.tally.free_dead(items, bytes);
        self.statement(
            "UPDATE item SET state = 'waiting', attempts = 0, releases = 0, generation = generation + 1, due_at = ?2,
                 finished_at = NULL
             WHERE id = ?1 AND state = 'dead'",
            params![id.as_str(), self.now],
        )?;
        self.changed = true;
        Ok(())
    }

    pub(crate) fn delete(&mut self, id: &ItemId) -> Result<(), Failure> {
        let (items, bytes) = self.dead_under(id)?;
        self.statement(
            "UPDATE forgotten SET accepted_at =
                 MAX(accepted_at, (SELECT MAX(accepted_at) FROM item WHERE id = ?1 AND state = 'dead'))",
            [id.as_str()],
        )?;
        // The payload goes with it. An earlier item that is the latest of its group from here on was the last that
        // was processed, so that a return to its content is a duplicate indeed.
        self.statement("DELETE FROM item WHERE id = ?1 AND state = 'dead'", [id.as_str()])?;
        self.tally.free_dead(items, bytes);
        Ok(())
    }

    /// How many dead letters are under an id, and their payloads' bytes.
    fn dead_under(&self, id: &ItemId) -> Result<(u64, u64), Failure> {
        let found = self.row(
            "SELECT COUNT(*), COALESCE(SUM(payload_bytes), 0) FROM item WHERE id = ?1 AND state = 'dead'",
            [id.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        match found {
            None | Some((0, _)) => Err(QueueError::NotFound.into()),
            Some(found) => Ok(found),
        }
    }
}

fn read_letter(row: &Row<'_>) -> rusqlite::Result<DeadLetter> {
    Ok(DeadLetter {
        id: read_id(row)?,
        group: row.get("item_group")?,
        request_id: row.get("request_id")?,
        accepted_at: read_time(row, "accepted_at")?,
        died_at: read_time(row, "finished_at")?,
        attempts: row.get("attempts")?,
        error: row.get::<_, Option<String>>("last_error")?.unwrap_or_default(),
        payload_bytes: row.get("payload_bytes")?,
    })
}
