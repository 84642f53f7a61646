//! What can go wrong with the ledger, as its caller needs to know it.

use std::fmt;

/// What was asked for by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// A document.
    Document,
    /// A revision of a document.
    Revision,
    /// A claim.
    Claim,
    /// A cluster: there is no such claim, or it is not linked yet.
    Cluster,
    /// A source entity.
    Source,
    /// A settlement.
    Settlement,
    /// A link.
    Link,
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Document => "document",
            Self::Revision => "revision",
            Self::Claim => "claim",
            Self::Cluster => "cluster",
            Self::Source => "source",
            Self::Settlement => "settlement",
            Self::Link => "link",
        })
    }
}

/// Why a call of the store failed.
///
/// What a backend knows beyond this goes to its log, never into these messages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The ledger holds nothing with this id.
    #[error("there is no {what} with the id {id}")]
    NotFound {
        /// What was asked for.
        what: Resource,
        /// The id.
        id: String,
    },
    /// The recording cannot be taken. Recording it again will fail again.
    #[error("{field} {reason}")]
    BadRecording {
        /// The part at fault, as it is named in the contract: `accepted_at`, `extractor`, `claims[3]`.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The query cannot be answered.
    #[error("{field} {reason}")]
    BadQuery {
        /// The field of [`crate::Query`] at fault.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The decision cannot be recorded.
    #[error("{field} {reason}")]
    BadDecision {
        /// The field at fault, as it is named in the contract: `reason`, `documents[3]`.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The decision does not fit what the ledger holds: a claim that makes no forecast, a settlement that is withdrawn.
    #[error("{reason}")]
    Conflict {
        /// What stands against it.
        reason: String,
    },
    /// The page token is not one that goes on from a page of this query.
    #[error("the page token {reason}: start again without one")]
    BadPageToken {
        /// What is wrong with it.
        reason: String,
    },
    /// The cursor was not given by this store.
    #[error("the cursor {reason}")]
    BadCursor {
        /// What is wrong with it.
        reason: String,
    },
    /// The store cannot be reached, read or written. Whether a write took effect is unknown; it may be repeated.
    #[error("the store is not available: {message}")]
    Unavailable {
        /// What to do about it, without internals.
        message: String,
    },
    /// The store has a fault that this call met: it will meet it again, other calls need not. A write had no effect.
    #[error("the store failed: {message}")]
    Internal {
        /// What to do about it, without internals.
        message: String,
    },
}
