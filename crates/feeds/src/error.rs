//! What can go wrong with a store of feeds, as its caller needs to know it.

/// Why a call of the store failed.
///
/// What a backend knows beyond this goes to its log, never into these messages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FeedsError {
    /// As many feeds are followed as the limits allow.
    #[error("{limit} feeds are followed, the most that may be: delete some, then try again")]
    TooMany {
        /// The most feeds.
        limit: u64,
    },
    /// No feed has this id, or no entry that waits this key.
    #[error("no feed has this id")]
    NotFound,
    /// Another has taken the feed since, or it was given back or deleted. Nothing was changed.
    #[error("the lease was lost: leave the feed, it is in other hands or gone")]
    LeaseLost,
    /// The page token was not made by this store.
    #[error("the page token is not one that was given out: start again without one")]
    BadPageToken,
    /// The store cannot be reached or cannot write. Whether the call took effect is unknown; it may be repeated.
    #[error("what is known of feeds is not available: {message}")]
    Unavailable {
        /// What to do about it, without internals.
        message: String,
    },
}

/// The most bytes of an error message that a store keeps.
pub const MAX_ERROR_BYTES: usize = 1024;

/// The first [`MAX_ERROR_BYTES`] bytes of a message, cut between characters.
#[must_use]
pub fn bounded(error: &str) -> &str {
    &error[..error.floor_char_boundary(MAX_ERROR_BYTES)]
}
