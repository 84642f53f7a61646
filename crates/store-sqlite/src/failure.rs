//! What can go wrong inside, and what of it the caller gets to know.

use std::any::Any;

use rusqlite::ErrorCode;
use sayso_store::StoreError;

/// Why a read or write failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// An answer for the caller, such as "not found".
    #[error(transparent)]
    Answer(#[from] StoreError),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// A row holds what this version cannot have written.
    #[error("the ledger holds {what} that cannot be read: {detail}")]
    Corrupt { what: &'static str, detail: String },
    /// Nobody waits for the answer any more.
    #[error("the call was given up")]
    GivenUp,
    #[error("a panic: {0}")]
    Panicked(String),
}

impl Failure {
    pub(crate) fn corrupt(what: &'static str) -> impl Fn(&dyn std::fmt::Display) -> Self {
        move |detail| Self::Corrupt { what, detail: detail.to_string() }
    }

    pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Self {
        let literal = panic.downcast_ref::<&str>().map(|message| (*message).to_owned());
        let message = literal.or_else(|| panic.downcast_ref::<String>().cloned());
        Self::Panicked(message.unwrap_or_else(|| "without a message".to_owned()))
    }

    /// True if SQLite was told to stop.
    fn is_interruption(error: &rusqlite::Error) -> bool {
        error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted)
    }
}

impl From<Failure> for StoreError {
    /// Logs what the caller does not get to know.
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Answer(error) => error,
            // Whoever asked does not hear it.
            Failure::GivenUp => Self::Unavailable { message: failure.to_string() },
            Failure::Sqlite(error) if Failure::is_interruption(&error) => Failure::GivenUp.into(),
            Failure::Panicked(_) => {
                tracing::error!(error = %failure, "a call of the store panicked");
                Self::Internal { message: "it failed at this call; see its log".to_owned() }
            }
            Failure::Sqlite(_) => {
                tracing::error!(error = %failure, "the ledger could not be read or written");
                Self::Unavailable { message: "its storage failed; try again later".to_owned() }
            }
            Failure::Corrupt { .. } => {
                tracing::error!(error = %failure, "the ledger is damaged");
                Self::Internal { message: "its storage is damaged; see its log".to_owned() }
            }
        }
    }
}

pub(crate) fn stopped() -> StoreError {
    StoreError::Unavailable { message: "it has stopped; restart it".to_owned() }
}
