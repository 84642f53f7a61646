//! Errors on the wire: a `tonic::Status` with the standard details of `google/rpc/error_details.proto`.
//!
//! Every error carries an `ErrorInfo` with a stable reason, so that callers never compare messages. Details travel in
//! the trailers, which peers bound (8 KiB is usual): the texts and the number of violations are cut to fit.

use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use crate::CallContext;

/// The `domain` of every `ErrorInfo`.
pub const DOMAIN: &str = "sayso";

/// The reason if a message is larger than the server takes.
pub const MESSAGE_TOO_LARGE: &str = "MESSAGE_TOO_LARGE";

/// The longest message, in bytes.
const MAX_MESSAGE_BYTES: usize = 512;
/// The longest field path or description, in bytes.
const MAX_DETAIL_BYTES: usize = 256;
/// The most field violations one error names.
const MAX_VIOLATIONS: usize = 5;

/// An error with a stable reason in UPPER_SNAKE_CASE.
#[must_use]
pub fn error(code: Code, reason: &'static str, message: impl Into<String>) -> Status {
    build(code, reason, message.into(), ErrorDetails::new())
}

/// An error that goes away by itself: try again after `delay`.
#[must_use]
pub fn retry_after(code: Code, reason: &'static str, message: impl Into<String>, delay: Duration) -> Status {
    build(code, reason, message.into(), ErrorDetails::with_retry_info(Some(delay)))
}

/// `NOT_FOUND` for the resource with this `id`, which a `ResourceInfo` names too.
#[must_use]
pub fn not_found(reason: &'static str, resource: &str, id: &str) -> Status {
    let id = cut(id.to_owned(), MAX_DETAIL_BYTES);
    let message = format!("there is no {resource} with the id {id}");
    build(Code::NotFound, reason, message, ErrorDetails::with_resource_info(resource, id, "", ""))
}

/// `INVALID_ARGUMENT` for one field: its path in the request as in `document.url`, and what is wrong with it.
#[must_use]
pub fn invalid_field(reason: &'static str, field: impl Into<String>, description: impl Into<String>) -> Status {
    invalid_fields(reason, [(field.into(), description.into())])
}

/// `INVALID_ARGUMENT` for fields, each with its path in the request and what is wrong with it. The first five are
/// named.
#[must_use]
pub fn invalid_fields(reason: &'static str, violations: impl IntoIterator<Item = (String, String)>) -> Status {
    let mut violations = violations.into_iter();
    let named: Vec<FieldViolation> = violations
        .by_ref()
        .take(MAX_VIOLATIONS)
        .map(|(field, description)| {
            FieldViolation::new(cut(field, MAX_DETAIL_BYTES), cut(description, MAX_DETAIL_BYTES))
        })
        .collect();
    let message = match (named.first(), named.len() - named.len().min(1) + violations.count()) {
        (None, _) => "the request is not valid".to_owned(),
        (Some(first), 0) => format!("{}: {}", first.field, first.description),
        (Some(first), more) => format!("{}: {} (and {more} more)", first.field, first.description),
    };
    build(Code::InvalidArgument, reason, message, ErrorDetails::with_bad_request(named))
}

/// `INTERNAL` that shows nothing of `error`, which goes to the log under the request id that the caller is told.
#[must_use]
pub fn internal(error: &dyn Error) -> Status {
    let mut causes = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        causes.push_str(": ");
        causes.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::error!(error = causes, "internal error");
    opaque()
}

/// `INTERNAL` without any detail.
pub(crate) fn opaque() -> Status {
    let message = CallContext::current().map_or_else(
        || "internal error".to_owned(),
        |context| format!("internal error; the log has more under request id {}", context.request_id),
    );
    error(Code::Internal, "INTERNAL", message)
}

/// What an error says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The stable reason; empty when the error came from elsewhere and has none.
    pub reason: String,
    /// The fields at fault, each with its path in the request and what is wrong with it.
    pub violations: Vec<(String, String)>,
    /// When to try again, if that may help.
    pub retry_after: Option<Duration>,
    /// The id of what is not there.
    pub resource: Option<String>,
}

/// Reads the details of an error; details that cannot be read count as absent.
#[must_use]
pub fn details(status: &Status) -> Details {
    let details = status.get_error_details();
    Details {
        reason: details
            .error_info()
            .filter(|info| info.domain == DOMAIN)
            .map_or_else(String::new, |info| info.reason.clone()),
        violations: details.bad_request().map_or_else(Vec::new, |bad| {
            bad.field_violations
                .iter()
                .map(|violation| (violation.field.clone(), violation.description.clone()))
                .collect()
        }),
        retry_after: details.retry_info().and_then(|info| info.retry_delay),
        resource: details.resource_info().map(|info| info.resource_name.clone()),
    }
}

fn build(code: Code, reason: &'static str, message: String, mut details: ErrorDetails) -> Status {
    details.set_error_info(reason, DOMAIN, HashMap::new());
    Status::with_error_details(code, cut(message, MAX_MESSAGE_BYTES), details)
}

fn cut(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        const ELLIPSIS: &str = "…";
        text.truncate(text.floor_char_boundary(limit - ELLIPSIS.len()));
        text.push_str(ELLIPSIS);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_tells_its_reason() {
        let status = error(Code::NotFound, "DOCUMENT_NOT_FOUND", "no such document");
        assert_eq!((status.code(), status.message()), (Code::NotFound, "no such document"));
        assert_eq!(details(&status), Details { reason: "DOCUMENT_NOT_FOUND".into(), ..Details::default() });
    }

    #[test]
    fn what_is_not_there_is_named() {
        let status = not_found("CLAIM_NOT_FOUND", "claim", "c-1");
        assert_eq!((status.code(), status.message()), (Code::NotFound, "there is no claim with the id c-1"));
        assert_eq!(details(&status).resource.as_deref(), Some("c-1"));
    }

    #[test]
    fn an_error_tells_when_to_try_again() {
        let status = retry_after(Code::ResourceExhausted, "QUEUE_FULL", "full", Duration::from_millis(1500));
        assert_eq!(details(&status).retry_after, Some(Duration::from_millis(1500)));
    }

    #[test]
    fn an_error_names_the_fields() {
        let status = invalid_field("INVALID_DOCUMENT", "document.url", "is not absolute");
        assert_eq!(status.message(), "document.url: is not absolute");
        assert_eq!(details(&status).violations, [("document.url".to_owned(), "is not absolute".to_owned())]);
        let many = (0..9).map(|n| (format!("items[{n}]"), "is empty".to_owned()));
        let status = invalid_fields("INVALID_ITEMS", many);
        assert_eq!(status.message(), "items[0]: is empty (and 8 more)");
        assert_eq!(details(&status).violations.len(), MAX_VIOLATIONS);
        assert_eq!(invalid_fields("INVALID", []).message(), "the request is not valid");
    }

    #[test]
    fn details_fit_the_trailers_of_any_peer() {
        let long = "\u{1F30D}".repeat(5_000);
        let status = invalid_fields("INVALID_DOCUMENT", vec![(long.clone(), long); 100]);
        let response = status.into_http::<tonic::body::Body>();
        let size: usize = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 32).sum();
        assert!(size < 8 * 1024, "{size} bytes");
    }

    #[test]
    fn an_internal_error_shows_nothing() {
        let status = internal(&std::io::Error::other("password hunter2"));
        assert_eq!((status.code(), status.message()), (Code::Internal, "internal error"));
    }

    #[test]
    fn a_foreign_error_has_no_details() {
        assert_eq!(details(&Status::unknown("x")), Details::default());
        assert_eq!(details(&Status::with_details(Code::Unknown, "x", vec![255, 255].into())), Details::default());
    }
}
