//! What can go wrong inside, and what of it the caller gets to know.

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
}

impl Failure {
    pub(crate) fn corrupt(what: &'static str) -> impl Fn(&dyn std::fmt::Display) -> Self {
        move |detail| Self::Corrupt { what, detail: detail.to_string() }
    }
}

impl From<Failure> for StoreError {
    /// Logs what the caller does not get to know.
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Answer(error) => error,
            Failure::Sqlite(_) => {
                tracing::error!(error = %failure, "the ledger could not be read or written");
                Self::Unavailable { message: "its storage failed; try again later".to_owned() }
            }
            Failure::Corrupt { .. } => {
                tracing::error!(error = %failure, "the ledger is damaged");
                Self::Unavailable { message: "its storage is damaged; see its log".to_owned() }
            }
        }
    }
}

pub(crate) fn stopped() -> StoreError {
    StoreError::Unavailable { message: "it has stopped; restart it".to_owned() }
}
