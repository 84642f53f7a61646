//! Errors of the store: one total mapping to statuses, and back.

use sayso_contract::FieldError;
use sayso_service::status;
use sayso_store::{Resource, StoreError};
use tonic::{Code, Status};

use crate::{CallError, Failure, error::message};

const DOCUMENT_NOT_FOUND: &str = "DOCUMENT_NOT_FOUND";
const REVISION_NOT_FOUND: &str = "REVISION_NOT_FOUND";
const CLAIM_NOT_FOUND: &str = "CLAIM_NOT_FOUND";
const CLUSTER_NOT_FOUND: &str = "CLUSTER_NOT_FOUND";
const SOURCE_NOT_FOUND: &str = "SOURCE_NOT_FOUND";
const SETTLEMENT_NOT_FOUND: &str = "SETTLEMENT_NOT_FOUND";
const LINK_NOT_FOUND: &str = "LINK_NOT_FOUND";
const DECISION_REFUSED: &str = "DECISION_REFUSED";
const DECISION_CONFLICTS: &str = "DECISION_CONFLICTS";
const QUERY_REFUSED: &str = "QUERY_REFUSED";
const RECORDING_REFUSED: &str = "RECORDING_REFUSED";
const PAGE_TOKEN_REFUSED: &str = "PAGE_TOKEN_REFUSED";
const CURSOR_REFUSED: &str = "CURSOR_REFUSED";
const STORE_UNAVAILABLE: &str = "STORE_UNAVAILABLE";
const STORE_FAILED: &str = "STORE_FAILED";

/// An error of the store as a status with standard details.
#[must_use]
pub fn store_error_to_status(error: &StoreError) -> Status {
    match error {
        StoreError::NotFound { what, id } => {
            let reason = match what {
                Resource::Document => DOCUMENT_NOT_FOUND,
                Resource::Revision => REVISION_NOT_FOUND,
                Resource::Claim => CLAIM_NOT_FOUND,
                Resource::Cluster => CLUSTER_NOT_FOUND,
                Resource::Source => SOURCE_NOT_FOUND,
                Resource::Settlement => SETTLEMENT_NOT_FOUND,
                Resource::Link => LINK_NOT_FOUND,
            };
            status::not_found(reason, &what.to_string(), id)
        }
        StoreError::BadRecording { field, reason } => status::invalid_field(RECORDING_REFUSED, field, reason),
        StoreError::BadQuery { field, reason } => {
            status::invalid_field(QUERY_REFUSED, format!("query.{field}"), reason)
        }
        StoreError::BadDecision { field, reason } => status::invalid_field(DECISION_REFUSED, field, reason),
        StoreError::Conflict { reason } => status::error(Code::FailedPrecondition, DECISION_CONFLICTS, reason),
        StoreError::BadPageToken { reason } => status::invalid_field(PAGE_TOKEN_REFUSED, "page_token", reason),
        StoreError::BadCursor { reason } => status::invalid_field(CURSOR_REFUSED, "cursor", reason),
        StoreError::Unavailable { message } => status::error(Code::Unavailable, STORE_UNAVAILABLE, message),
        StoreError::Internal { message } => status::error(Code::Internal, STORE_FAILED, message),
        // The enum may grow; what is not mapped yet must not leak.
        error => status::internal(error),
    }
}

/// The error of the store that a status stands for. What the store itself never says counts as
/// [`StoreError::BadRecording`] if it names a field of the request or its size, as [`StoreError::Internal`] if
/// something broke or took too long, and else as [`StoreError::Unavailable`]: a wrong service, or one of another version, says nothing
/// about what it was sent.
#[must_use]
pub fn store_error_from_status(status: Status) -> StoreError {
    let details = status::details(&status);
    let violation = details.violations.into_iter().next();
    let names_a_field = violation.is_some();
    let (field, reason) = violation.unwrap_or_default();
    let field = if field.is_empty() { "the request".to_owned() } else { field };
    let reason = if reason.is_empty() { message(&status) } else { reason };
    let not_found = |what| StoreError::NotFound { what, id: details.resource.clone().unwrap_or_default() };
    match details.reason.as_str() {
        DOCUMENT_NOT_FOUND => not_found(Resource::Document),
        REVISION_NOT_FOUND => not_found(Resource::Revision),
        CLAIM_NOT_FOUND => not_found(Resource::Claim),
        CLUSTER_NOT_FOUND => not_found(Resource::Cluster),
        SOURCE_NOT_FOUND => not_found(Resource::Source),
        SETTLEMENT_NOT_FOUND => not_found(Resource::Settlement),
        LINK_NOT_FOUND => not_found(Resource::Link),
        DECISION_REFUSED => StoreError::BadDecision { field, reason },
        DECISION_CONFLICTS => StoreError::Conflict { reason: message(&status) },
        QUERY_REFUSED => {
            StoreError::BadQuery { field: field.strip_prefix("query.").unwrap_or(&field).to_owned(), reason }
        }
        PAGE_TOKEN_REFUSED => StoreError::BadPageToken { reason },
        CURSOR_REFUSED => StoreError::BadCursor { reason },
        RECORDING_REFUSED => StoreError::BadRecording { field, reason },
        STORE_UNAVAILABLE => StoreError::Unavailable { message: message(&status) },
        STORE_FAILED => StoreError::Internal { message: message(&status) },
        _ => {
            // A message that is larger than its receiver takes: nothing in it is named. Tonic says OUT_OF_RANGE.
            let too_large = status.code() == Code::OutOfRange || details.reason == status::MESSAGE_TOO_LARGE;
            let took_too_long = status.code() == Code::DeadlineExceeded;
            let error = CallError::from(status);
            match error.failure {
                Failure::Invalid if names_a_field || too_large => StoreError::BadRecording { field, reason },
                // It may be the recording that takes so long, so this is not an outage that passes.
                _ if took_too_long => StoreError::Internal { message: error.message },
                Failure::Broken => StoreError::Internal { message: error.message },
                Failure::Refused => {
                    StoreError::Unavailable { message: format!("it refuses the call: {}", error.message) }
                }
                _ => StoreError::Unavailable { message: error.message },
            }
        }
    }
}

/// An answer that cannot be read: the service breaks its contract.
pub(crate) fn broken(error: &FieldError) -> StoreError {
    StoreError::Internal { message: CallError::from(error).message }
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
            not_found(Resource::Cluster),
            not_found(Resource::Source),
            not_found(Resource::Settlement),
            not_found(Resource::Link),
            StoreError::BadDecision { field: text("reason"), reason: text("must not be empty") },
            StoreError::Conflict { reason: text("the settlement is withdrawn already") },
            StoreError::BadRecording { field: text("claims[3]"), reason: text("stands twice") },
            StoreError::BadQuery { field: text("words"), reason: text("is too long") },
            StoreError::BadPageToken { reason: text("is damaged") },
            StoreError::BadCursor { reason: text("lies beyond the last change") },
            StoreError::Unavailable { message: text("the disk is full") },
            StoreError::Internal { message: text("see its log") },
        ] {
            assert_eq!(store_error_from_status(store_error_to_status(&error)), error);
        }
    }

    #[test]
    fn what_the_store_never_says_is_sorted_by_whether_it_names_what_was_sent() {
        let check = |status: Status, expected: &str| {
            let error = store_error_from_status(status.clone());
            let kind = match error {
                StoreError::BadRecording { field, reason } => {
                    assert!(!field.is_empty() && !reason.is_empty(), "{status:?}");
                    "refused"
                }
                StoreError::Unavailable { message } => {
                    assert!(!message.is_empty(), "{status:?}");
                    "away"
                }
                StoreError::Internal { message } => {
                    assert!(!message.is_empty(), "{status:?}");
                    "broken"
                }
                other => panic!("{other:?}"),
            };
            assert_eq!(kind, expected, "{status:?}");
        };
        for code in (1..=16).map(Code::from_i32) {
            let expected = match code {
                Code::OutOfRange => "refused",
                Code::Internal | Code::Unknown | Code::DataLoss | Code::DeadlineExceeded => "broken",
                _ => "away",
            };
            check(Status::new(code, "no"), expected);
            check(Status::new(code, ""), expected);
        }
        check(status::invalid_field("FIELD_TOO_LONG", "document.text", "is too long"), "refused");
        check(status::error(Code::InvalidArgument, status::MESSAGE_TOO_LARGE, "the limit is 64 MiB"), "refused");
        check(status::error(Code::InvalidArgument, "MESSAGE_MALFORMED", "no message"), "away");
        check(status::invalid_field(RECORDING_REFUSED, "", ""), "refused");
    }
}
