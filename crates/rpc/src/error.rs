//! Errors of calls: to `tonic::Status` with standard details on the server's side, and back on the caller's.

use std::time::Duration;

use sayso_contract::FieldError;
use sayso_service::status;
use tonic::{Code, Status};

/// A field of the request that cannot be taken, as `INVALID_ARGUMENT` with its path and stable reason.
#[must_use]
pub fn invalid(error: &FieldError) -> Status {
    status::invalid_field(error.reason.as_str(), &error.path, &error.message)
}

/// What a failed call means to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The request cannot be taken as it is; repeating it does not help.
    Invalid,
    /// What was asked for is not there.
    NotFound,
    /// The service has too much to do; try again later.
    Busy,
    /// The service cannot be reached, is stopping, or did not answer in time; try again.
    Unavailable,
    /// The service does not do this, or not for this caller.
    Refused,
    /// Something broke in the service; trying again may help.
    Broken,
}

/// A failed call: what it means, and what the service said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct CallError {
    /// What it means to the caller.
    pub failure: Failure,
    /// The stable reason, as in `google.rpc.ErrorInfo`; empty if the service gave none.
    pub reason: String,
    /// What the service said, for people.
    pub message: String,
    /// Path of the field at fault, if one is.
    pub field: Option<String>,
    /// When to try again, if the service said so.
    pub retry_after: Option<Duration>,
}

impl CallError {
    /// An error with a reason and a message and no details.
    #[must_use]
    pub fn new(failure: Failure, reason: &str, message: impl Into<String>) -> Self {
        Self { failure, reason: reason.to_owned(), message: message.into(), field: None, retry_after: None }
    }

    /// True if the same call may succeed later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self.failure {
            Failure::Busy | Failure::Unavailable | Failure::Broken => true,
            Failure::Invalid | Failure::NotFound | Failure::Refused => false,
        }
    }
}

/// What a status says; never empty, though the message may be, as when a server does not know the call.
pub(crate) fn message(status: &Status) -> String {
    match status.message() {
        "" => status.code().description().to_owned(),
        message => message.to_owned(),
    }
}

impl From<Status> for CallError {
    fn from(status: Status) -> Self {
        let failure = match status.code() {
            Code::InvalidArgument | Code::OutOfRange | Code::FailedPrecondition | Code::AlreadyExists => {
                Failure::Invalid
            }
            Code::NotFound => Failure::NotFound,
            Code::ResourceExhausted => Failure::Busy,
            Code::Unavailable | Code::DeadlineExceeded | Code::Cancelled | Code::Aborted => Failure::Unavailable,
            Code::Unimplemented | Code::PermissionDenied | Code::Unauthenticated => Failure::Refused,
            Code::Ok | Code::Unknown | Code::Internal | Code::DataLoss => Failure::Broken,
        };
        let details = status::details(&status);
        Self {
            failure,
            reason: details.reason,
            message: message(&status),
            field: details.violations.into_iter().next().map(|(field, _)| field),
            retry_after: details.retry_after,
        }
    }
}

impl From<&FieldError> for CallError {
    /// An answer that cannot be read: the service breaks its contract.
    fn from(error: &FieldError) -> Self {
        Self::new(Failure::Broken, "BAD_ANSWER", format!("the service's answer breaks the contract at {error}"))
    }
}

#[cfg(test)]
mod tests {
    use sayso_contract::{Path, Reason};

    use super::*;

    #[test]
    fn a_bad_field_survives_the_way_there_and_back() {
        for reason in Reason::ALL {
            let claims = Path::of("claims");
            let error = claims.index(3).error(reason, "it is wrong");
            let back = CallError::from(invalid(&error));
            assert_eq!(back.failure, Failure::Invalid);
            assert_eq!((back.reason.as_str(), back.field.as_deref()), (reason.as_str(), Some("claims[3]")));
            assert_eq!(back.message, "claims[3]: it is wrong");
        }
    }

    #[test]
    fn a_status_without_a_message_says_something() {
        for code in (1..=16).map(Code::from_i32) {
            assert_ne!(CallError::from(Status::new(code, "")).message, "", "{code:?}");
        }
    }

    #[test]
    fn a_busy_service_says_when_to_come_back() {
        let wait = Duration::from_secs(3);
        let error = CallError::from(status::retry_after(Code::ResourceExhausted, "QUEUE_FULL", "full", wait));
        assert_eq!((error.failure, error.retry_after), (Failure::Busy, Some(wait)));
        assert!(error.is_transient());
    }
}
