//! Errors of the store: one total mapping to statuses, and back.

use sayso_contract::FieldError;
use sayso_service::status;
use sayso_store::{Resource, StoreError};
use tonic::{Code, Status};

use crate::{CallError, Failure};

const DOCUMENT_NOT_FOUND: &str = "DOCUMENT_NOT_FOUND";
const REVISION_NOT_FOUND: &str = "REVISION_NOT_FOUND";
const CLAIM_NOT_FOUND: &str = "CLAIM_NOT_FOUND";
const QUERY_REFUSED: &str = "QUERY_REFUSED";
const RECORDING_REFUSED: &str = "RECORDING_REFUSED";
const PAGE_TOKEN_REFUSED: &str = "PAGE_TOKEN_REFUSED";
const CURSOR_REFUSED: &str = "CURSOR_REFUSED";
const STORE_UNAVAILABLE: &str = "STORE_UNAVAILABLE";

/// An error of the store as a status with standard details.
#[must_use]
pub fn store_error_to_status(error: &StoreError) -> Status {
    match error {
        StoreError::NotFound { what, id } => {
            let reason = match what {
                Resource::Document => DOCUMENT_NOT_FOUND,
                Resource::Revision => REVISION_NOT_FOUND,
                Resource::Claim => CLAIM_NOT_FOUND,
            };
            status::not_found(reason, &what.to_string(), id)
        }
        StoreError::BadRecording { field, reason } => status::invalid_field(RECORDING_REFUSED, field, reason),
        StoreError::BadQuery { field, reason } => {
            status::invalid_field(QUERY_REFUSED, format!("query.{field}"), reason)
        }
        StoreError::BadPageToken { reason } => status::invalid_field(PAGE_TOKEN_REFUSED, "page_token", reason),
        StoreError::BadCursor { reason } => status::invalid_field(CURSOR_REFUSED, "cursor", reason),
        StoreError::Unavailable { message } => status::error(Code::Unavailable, STORE_UNAVAILABLE, message),
        // The enum may grow; what is not mapped yet must not leak.
        error => status::internal(error),
    }
}

/// The error of the store that a status stands for. What the store itself never says counts as
/// [`StoreError::Unavailable`] if another try may help, and as [`StoreError::BadRecording`] if none does.
#[must_use]
pub fn store_error_from_status(status: Status) -> StoreError {
    let details = status::details(&status);
    let violation = details.violations.into_iter().next();
    let (field, reason) = violation.unwrap_or_else(|| (String::new(), status.message().to_owned()));
    let not_found = |what| StoreError::NotFound { what, id: details.resource.clone().unwrap_or_default() };
    match details.reason.as_str() {
        DOCUMENT_NOT_FOUND => not_found(Resource::Document),
        REVISION_NOT_FOUND => not_found(Resource::Revision),
        CLAIM_NOT_FOUND => not_found(Resource::Claim),
        QUERY_REFUSED => {
            StoreError::BadQuery { field: field.strip_prefix("query.").unwrap_or(&field).to_owned(), reason }
        }
        PAGE_TOKEN_REFUSED => StoreError::BadPageToken { reason },
        CURSOR_REFUSED => StoreError::BadCursor { reason },
        RECORDING_REFUSED => StoreError::BadRecording { field, reason },
        STORE_UNAVAILABLE => StoreError::Unavailable { message: status.message().to_owned() },
        _ => {
            let error = CallError::from(status);
            match error.failure {
                Failure::Busy | Failure::Unavailable | Failure::Broken => {
                    StoreError::Unavailable { message: error.message }
                }
                Failure::Invalid | Failure::NotFound | Failure::Refused => StoreError::BadRecording { field, reason },
            }
        }
    }
}

/// An answer that cannot be read: the service breaks its contract.
pub(crate) fn broken(error: &FieldError) -> StoreError {
    StoreError::Unavailable { message: CallError::from(error).message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_survives_the_way_there_and_back() {
        let text = String::from;
        let not_found = |what| StoreError::NotFound { what, id: text("c-1") };
        for error in [
            not_found(Resource::Document),
            not_found(Resource::Revision),
            not_found(Resource::Claim),
            StoreError::BadRecording { field: text("claims[3]"), reason: text("stands twice") },
            StoreError::BadQuery { field: text("words"), reason: text("is too long") },
            StoreError::BadPageToken { reason: text("is damaged") },
            StoreError::BadCursor { reason: text("lies beyond the last change") },
            StoreError::Unavailable { message: text("the disk is full") },
        ] {
            assert_eq!(store_error_from_status(store_error_to_status(&error)), error);
        }
    }

    #[test]
    fn what_the_store_never_says_is_sorted_by_whether_another_try_helps() {
        let check = |code: Code, transient: bool| {
            let error = store_error_from_status(Status::new(code, "no"));
            assert_eq!(matches!(error, StoreError::Unavailable { .. }), transient, "{code:?}");
        };
        check(Code::Unavailable, true);
        check(Code::DeadlineExceeded, true);
        check(Code::ResourceExhausted, true);
        check(Code::Internal, true);
        check(Code::OutOfRange, false);
        check(Code::Unimplemented, false);
    }
}
