//! Why there is no document at an address, as the status of a call. No message holds the address: it may hold a secret.

use std::time::Duration;

use jiff::Timestamp;
use sayso_fetch::{FetchError, Refusal, Step};
use sayso_readers::ReadError;
use sayso_service::status;
use tonic::{Code, Status};

use crate::PageError;

/// What the error is to a caller who named the page in the request's field `field`. `now` is when the call is answered,
/// from which is counted when to try again.
pub(crate) fn page_status(error: &PageError, field: &str, now: Timestamp) -> Status {
    let invalid = |reason| status::invalid_field(reason, field, error.to_string());
    match error {
        PageError::NoAddress => invalid("FIELD_REQUIRED"),
        PageError::Fetch(error) => fetch_status(error, field, now),
        PageError::Read(ReadError::Empty | ReadError::NoArticle(_)) => invalid("NO_ARTICLE"),
        PageError::Read(ReadError::UnknownMediaType(_)) => invalid("UNKNOWN_MEDIA_TYPE"),
        PageError::Read(ReadError::TooLong { .. }) => invalid("PAGE_TOO_LARGE"),
        PageError::Read(ReadError::Malformed { .. }) | PageError::Document(_) => invalid("PAGE_MALFORMED"),
    }
}

/// The same for what could not be fetched.
pub(crate) fn fetch_status(error: &FetchError, field: &str, now: Timestamp) -> Status {
    let message = error.to_string();
    let away = |reason| match error.retry_at() {
        Some(until) => {
            let wait = Duration::try_from(now.duration_until(until)).unwrap_or_default();
            status::retry_after(Code::Unavailable, reason, message.clone(), wait)
        }
        None => status::error(Code::Unavailable, reason, message.clone()),
    };
    let refused = |reason| status::error(Code::FailedPrecondition, reason, message.clone());
    match error {
        FetchError::Refused { reason } => {
            let stable = match reason {
                Refusal::NoUrl | Refusal::Scheme | Refusal::Credentials => "FIELD_MALFORMED",
                Refusal::TooLong => "FIELD_TOO_LONG",
                Refusal::Port | Refusal::LocalName | Refusal::NotPublic { .. } => "ADDRESS_REFUSED",
            };
            status::invalid_field(stable, field, message)
        }
        FetchError::TooLarge { .. } => status::invalid_field("PAGE_TOO_LARGE", field, message),
        FetchError::NotFound => status::error(Code::NotFound, "PAGE_NOT_FOUND", message),
        FetchError::Gone => status::error(Code::NotFound, "PAGE_GONE", message),
        FetchError::NotAllowedByRobots => refused("NOT_ALLOWED_BY_ROBOTS"),
        FetchError::RobotsUnavailable { .. } => away("ROBOTS_UNAVAILABLE"),
        FetchError::RetryAfter { .. } | FetchError::Timeout { step: Step::Turn } => away("SITE_BUSY"),
        FetchError::Timeout { .. } => away("SITE_TIMEOUT"),
        FetchError::Network { .. } => away("SITE_UNREACHABLE"),
        FetchError::Status { .. } if error.is_temporary() => away("SITE_FAILED"),
        FetchError::Status { .. } => refused("SITE_REFUSED"),
        FetchError::BadRedirect { .. } => refused("BAD_REDIRECT"),
        FetchError::Tls { .. } => refused("SITE_NOT_SECURE"),
        FetchError::BadResponse { .. } => refused("BAD_RESPONSE"),
    }
}

#[cfg(test)]
mod tests {
    use sayso_fetch::{BadRedirect, Large};
    use sayso_service::status::details;

    use super::*;

    #[test]
    fn every_error_has_a_stable_reason() {
        let until = Timestamp::UNIX_EPOCH + Duration::from_secs(90);
        let check = |error: PageError, code: Code, reason: &str, retry_after: Option<u64>| {
            let status = page_status(&error, "url", Timestamp::UNIX_EPOCH);
            let told = details(&status);
            let named = told.violations.first().map(|(field, _)| field.as_str());
            assert_eq!((status.code(), told.reason.as_str()), (code, reason), "{error}");
            assert_eq!(named, (code == Code::InvalidArgument).then_some("url"), "{error}");
            assert_eq!(told.retry_after, retry_after.map(Duration::from_secs), "{error}");
        };
        let refusal = |reason| PageError::Fetch(FetchError::Refused { reason });
        check(refusal(Refusal::NoUrl), Code::InvalidArgument, "FIELD_MALFORMED", None);
        check(refusal(Refusal::Credentials), Code::InvalidArgument, "FIELD_MALFORMED", None);
        check(refusal(Refusal::TooLong), Code::InvalidArgument, "FIELD_TOO_LONG", None);
        check(refusal(Refusal::NotPublic { what: "loopback" }), Code::InvalidArgument, "ADDRESS_REFUSED", None);
        let fetch = |error, code, reason, retry_after| check(PageError::Fetch(error), code, reason, retry_after);
        fetch(FetchError::NotAllowedByRobots, Code::FailedPrecondition, "NOT_ALLOWED_BY_ROBOTS", None);
        fetch(FetchError::RobotsUnavailable { until, asked: true }, Code::Unavailable, "ROBOTS_UNAVAILABLE", Some(90));
        fetch(FetchError::RetryAfter { until, asked: true }, Code::Unavailable, "SITE_BUSY", Some(90));
        fetch(FetchError::Timeout { step: Step::Turn }, Code::Unavailable, "SITE_BUSY", None);
        fetch(FetchError::Timeout { step: Step::Body }, Code::Unavailable, "SITE_TIMEOUT", None);
        fetch(FetchError::Network { step: Step::Connect }, Code::Unavailable, "SITE_UNREACHABLE", None);
        fetch(FetchError::Status { status: 502 }, Code::Unavailable, "SITE_FAILED", None);
        fetch(FetchError::Status { status: 403 }, Code::FailedPrecondition, "SITE_REFUSED", None);
        fetch(FetchError::NotFound, Code::NotFound, "PAGE_NOT_FOUND", None);
        fetch(FetchError::Gone, Code::NotFound, "PAGE_GONE", None);
        fetch(FetchError::BadRedirect { reason: BadRedirect::Loop }, Code::FailedPrecondition, "BAD_REDIRECT", None);
        fetch(FetchError::TooLarge { what: Large::Sent }, Code::InvalidArgument, "PAGE_TOO_LARGE", None);
        let read = |error, reason| check(PageError::Read(error), Code::InvalidArgument, reason, None);
        read(ReadError::Empty, "NO_ARTICLE");
        read(ReadError::NoArticle("it is a stub"), "NO_ARTICLE");
        read(ReadError::UnknownMediaType("application/pdf".into()), "UNKNOWN_MEDIA_TYPE");
        read(ReadError::TooLong { limit: 1, unit: "bytes" }, "PAGE_TOO_LARGE");
        read(ReadError::Malformed { kind: "page", problem: "cut".into() }, "PAGE_MALFORMED");
    }

    #[test]
    fn a_time_that_has_passed_means_at_once() {
        let error = FetchError::RetryAfter { until: Timestamp::UNIX_EPOCH, asked: true };
        let status = fetch_status(&error, "url", Timestamp::UNIX_EPOCH + Duration::from_secs(5));
        assert_eq!(details(&status).retry_after, Some(Duration::ZERO));
    }
}
