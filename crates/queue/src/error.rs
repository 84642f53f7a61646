//! What can go wrong with a queue, as its caller needs to know it.

use std::time::Duration;

/// Why a call of the queue failed.
///
/// What a backend knows beyond this goes to its log, never into these messages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueueError {
    /// A part of the item is empty or too long. Putting it again will fail again.
    #[error("the item's {field} must be 1 to {limit} bytes long")]
    Invalid {
        /// `group`, `request_id` or `payload`.
        field: &'static str,
        /// The most bytes it may have.
        limit: usize,
    },
    /// The queue holds as much as its settings allow; nothing was accepted.
    #[error("the queue is full: try again in {} s", retry_after.as_secs_f32())]
    Full {
        /// When it is worth trying again.
        retry_after: Duration,
    },
    /// As many dead letters are kept as the settings allow, and nothing is accepted that might become another: reviving
    /// or deleting some makes room.
    #[error("too many documents that failed are kept: retry or delete some, then try again")]
    DeadLettersFull {
        /// When it is worth trying again.
        retry_after: Duration,
    },
    /// The lease ran out and the item has gone on (to another worker, or to the dead letters), or it was already
    /// ended. Nothing was changed.
    #[error("the lease was lost: drop the work, the item is in other hands or finished")]
    LeaseLost,
    /// No dead letter has this id.
    #[error("no dead letter has this id")]
    NotFound,
    /// The page token was not made by this queue.
    #[error("the page token is not one that this queue gave out: start again without one")]
    BadPageToken,
    /// The queue cannot be reached or cannot write. Whether the call took effect is unknown; it may be repeated.
    #[error("the queue is not available: {message}")]
    Unavailable {
        /// What to do about it, without internals.
        message: String,
    },
}

/// The most bytes of an error message that a queue keeps.
pub const MAX_ERROR_BYTES: usize = 1024;

/// The first [`MAX_ERROR_BYTES`] bytes of a message, cut between characters.
#[must_use]
pub fn bounded(error: &str) -> &str {
    &error[..error.floor_char_boundary(MAX_ERROR_BYTES)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_cut_between_characters() {
        let check = |error: &str, bytes: usize| assert_eq!(bounded(error).len(), bytes, "{}", error.len());
        check("", 0);
        check("short", 5);
        check(&"x".repeat(MAX_ERROR_BYTES + 1), MAX_ERROR_BYTES);
        check(&"ї".repeat(MAX_ERROR_BYTES), MAX_ERROR_BYTES);
        check(&format!("x{}", "ї".repeat(MAX_ERROR_BYTES)), MAX_ERROR_BYTES - 1);
    }
}
