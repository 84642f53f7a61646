//! What is in the queue and when the next item is due.

use jiff::Timestamp;
use sayso_queue::{Depth, ItemId, ItemStatus};

use super::{Batch, Failure, read_status, timestamp};

impl Batch<'_> {
    pub(crate) fn status(&mut self, id: &ItemId) -> Result<Option<ItemStatus>, Failure> {
        let sql = "SELECT id, item_group, request_id, state, attempts, accepted_at, due_at, finished_at, last_error
                   FROM item WHERE id = ?1 ORDER BY accepted_at DESC LIMIT 1";
        Ok(self.row(sql, [id.as_str()], read_status)?)
    }

    pub(crate) fn depth(&mut self) -> Result<Depth, Failure> {
        let depth = self.row(
            "SELECT COUNT(*) FILTER (WHERE state = 'waiting'), COUNT(*) FILTER (WHERE state = 'leased'), MIN(accepted_at),
                    (SELECT COUNT(*) FROM item WHERE state = 'dead' AND finished_at IS NOT NULL)
             FROM item WHERE due_at IS NOT NULL",
            (),
            |row| {
                Ok(Depth {
                    waiting: row.get(0)?,
                    leased: row.get(1)?,
                    dead: row.get(3)?,
                    pending_bytes: self.tally.bytes,
                    oldest_accepted_at: row.get::<_, Option<i64>>(2)?.map(timestamp).transpose()?,
                })
            },
        )?;
        Ok(depth.unwrap_or_default())
    }

    /// When the next item comes due or the next lease runs out; may lie in the past.
    pub(crate) fn next_due(&mut self) -> Result<Option<Timestamp>, Failure> {
        let earliest = self.row(
            "SELECT MIN(due_at) FROM (
                 SELECT MIN(due_at) AS due_at FROM item WHERE state = 'waiting' AND due_at IS NOT NULL
                 UNION ALL SELECT MIN(due_at) FROM item WHERE state = 'leased' AND due_at IS NOT NULL)",
            (),
            |row| row.get::<_, Option<i64>>(0),
        )?;
        Ok(earliest.flatten().map(timestamp).transpose()?)
    }
}
