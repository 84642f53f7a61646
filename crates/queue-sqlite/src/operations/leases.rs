//! Handing items out and ending their leases.

use jiff::Timestamp;
use rusqlite::{Row, params};
use sayso_queue::{ItemStatus, Lease, LeaseToken, MAX_LEASES, QueueError, bounded};

use super::{Batch, Failure, microseconds, read_id, read_time, timestamp};

/// Kept as the last error of an item whose lease ran out.
const LEASE_RAN_OUT: &str = "the lease ran out: the worker stopped or took too long";

/// Which lease of which acceptance; as a token, the two numbers with a point between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LeaseKey {
    accepted_at: i64,
    generation: i64,
}

impl LeaseKey {
    /// Reads a token; one that this queue did not make names no lease.
    pub(crate) fn parse(token: &LeaseToken) -> Result<Self, QueueError> {
        let key = || {
            let (accepted_at, generation) = token.as_str().split_once('.')?;
            Some(Self { accepted_at: accepted_at.parse().ok()?, generation: generation.parse().ok()? })
        };
        key().ok_or(QueueError::LeaseLost)
    }

    fn token(self) -> LeaseToken {
        LeaseToken::new(format!("{}.{}", self.accepted_at, self.generation))
    }
}

/// What ending a lease needs to know of the item.
struct Held {
    attempts: u32,
    releases: u32,
    payload_bytes: u64,
}

impl Batch<'_> {
    /// Moves items whose lease has run out on: back to wait, or to the dead letters after their last try.
    ///
    /// An item that only waits keeps its generation: until it is handed out again, its worker may still end the lease.
    pub(super) fn expire_leases(&mut self) -> rusqlite::Result<()> {
        let expired: Vec<(i64, u32, u64)> = self.rows(
            "SELECT accepted_at, attempts, payload_bytes FROM item WHERE state = 'leased' AND due_at <= ?1",
            [self.now],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        for (accepted_at, attempts, payload_bytes) in expired {
            if attempts >= self.settings.max_tries {
                self.bury(accepted_at, payload_bytes, LEASE_RAN_OUT)?;
            } else {
                self.statement(
                    "UPDATE item SET state = 'waiting', last_error = ?2 WHERE accepted_at = ?1",
                    params![accepted_at, LEASE_RAN_OUT],
                )?;
            }
        }
        Ok(())
    }

    pub(crate) fn lease(&mut self, max: usize) -> Result<Vec<Lease>, Failure> {
        let due: Vec<i64> = self.rows(
            "SELECT accepted_at FROM item WHERE state = 'waiting' AND due_at <= ?1 ORDER BY due_at, accepted_at LIMIT ?2",
            params![self.now, max.min(MAX_LEASES)],
            |row| row.get(0),
        )?;
        let expires_at = self.lease_end();
        let mut leases = Vec::with_capacity(due.len());
        for accepted_at in due {
            self.statement(
                "UPDATE item SET state = 'leased', attempts = attempts + 1, generation = generation + 1, due_at = ?2
                 WHERE accepted_at = ?1",
                params![accepted_at, expires_at],
            )?;
            let lease = self.row(
                "SELECT id, item_group, request_id, attempts, generation, accepted_at, due_at, bytes
                 FROM item JOIN payload USING (accepted_at) WHERE accepted_at = ?1",
                [accepted_at],
                read_lease,
            )?;
            leases.push(lease.ok_or(rusqlite::Error::QueryReturnedNoRows)?);
        }
        Ok(leases)
    }

    pub(crate) fn extend(&mut self, lease: LeaseKey) -> Result<Timestamp, Failure> {
        self.held(lease)?;
        let expires_at = self.lease_end();
        self.statement(
            "UPDATE item SET state = 'leased', due_at = ?2 WHERE accepted_at = ?1",
            params![lease.accepted_at, expires_at],
        )?;
        Ok(timestamp(expires_at)?)
    }

    pub(crate) fn acknowledge(&mut self, lease: LeaseKey) -> Result<(), Failure> {
        let held = self.held(lease)?;
        self.statement(
            "UPDATE item SET state = 'done', generation = generation + 1, due_at = NULL, finished_at = ?2, last_error = NULL
             WHERE accepted_at = ?1",
            [lease.accepted_at, self.now],
        )?;
        self.statement("DELETE FROM payload WHERE accepted_at = ?1", [lease.accepted_at])?;
        self.free_room(held.payload_bytes);
        Ok(())
    }

    /// `jitter` is a random number in 0..1.
    pub(crate) fn retry(&mut self, lease: LeaseKey, error: &str, jitter: f64) -> Result<ItemStatus, Failure> {
        let held = self.held(lease)?;
        if held.attempts >= self.settings.max_tries {
            self.bury(lease.accepted_at, held.payload_bytes, error)?;
        } else {
            let due_at = self.now + microseconds(self.settings.backoff(held.attempts, jitter));
            self.statement(
                "UPDATE item SET state = 'waiting', generation = generation + 1, releases = 0, due_at = ?2, last_error = ?3
                 WHERE accepted_at = ?1",
                params![lease.accepted_at, due_at, bounded(error)],
            )?;
            self.changed = true;
        }
        self.status_of(lease.accepted_at)
    }

    /// `jitter` is a random number in 0..1.
    pub(crate) fn release(&mut self, lease: LeaseKey, error: &str, jitter: f64) -> Result<ItemStatus, Failure> {
        let held = self.held(lease)?;
        let due_at = self.now + microseconds(self.settings.backoff(held.releases.saturating_add(1), jitter));
        self.statement(
            "UPDATE item SET state = 'waiting', attempts = attempts - 1, generation = generation + 1,
                 releases = releases + 1, due_at = ?2, last_error = ?3
             WHERE accepted_at = ?1",
            params![lease.accepted_at, due_at, bounded(error)],
        )?;
        self.changed = true;
        self.status_of(lease.accepted_at)
    }

    pub(crate) fn reject(&mut self, lease: LeaseKey, error: &str) -> Result<(), Failure> {
        let held = self.held(lease)?;
        Ok(self.bury(lease.accepted_at, held.payload_bytes, error)?)
    }

    /// Makes a pending item a dead letter.
    fn bury(&mut self, accepted_at: i64, payload_bytes: u64, error: &str) -> rusqlite::Result<()> {
        self.statement(
            "UPDATE item SET state = 'dead', generation = generation + 1, due_at = NULL, finished_at = ?2, last_error = ?3
             WHERE accepted_at = ?1",
            params![accepted_at, self.now, bounded(error)],
        )?;
        self.free_room(payload_bytes);
        self.tally.dead_items += 1;
        self.tally.dead_bytes += payload_bytes;
        Ok(())
    }

    /// The item, if the lease on it is still good. Whatever ends a lease raises the generation, so that an item of the
    /// lease's generation is leased, or waits after that lease ran out.
    fn held(&self, lease: LeaseKey) -> Result<Held, Failure> {
        self.row(
            "SELECT attempts, releases, payload_bytes FROM item WHERE accepted_at = ?1 AND generation = ?2",
            [lease.accepted_at, lease.generation],
            |row| Ok(Held { attempts: row.get(0)?, releases: row.get(1)?, payload_bytes: row.get(2)? }),
        )?
        .ok_or(Failure::Refused(QueueError::LeaseLost))
    }

    fn lease_end(&self) -> i64 {
        self.now + microseconds(self.settings.lease_duration)
    }
}

fn read_lease(row: &Row<'_>) -> rusqlite::Result<Lease> {
    let key = LeaseKey { accepted_at: row.get("accepted_at")?, generation: row.get("generation")? };
    Ok(Lease {
        token: key.token(),
        id: read_id(row)?,
        group: row.get("item_group")?,
        request_id: row.get("request_id")?,
        payload: row.get("bytes")?,
        attempt: row.get("attempts")?,
        accepted_at: read_time(row, "accepted_at")?,
        expires_at: read_time(row, "due_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tokens_of_this_queue_are_read() {
        let check = |token: &str, expected: Option<LeaseKey>| {
            assert_eq!(LeaseKey::parse(&LeaseToken::new(token.to_owned())).ok(), expected, "{token:?}");
        };
        let key = LeaseKey { accepted_at: 1_763_800_000_000_000, generation: 3 };
        check(key.token().as_str(), Some(key));
        for token in ["", ".", "1", "1.", ".1", "1.2.3", "a.b", "99999999999999999999.1"] {
            check(token, None);
        }
    }
}
