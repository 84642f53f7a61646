//! What a call carries along through all servers: its request id and its deadline.
//!
//! Both are task-local. A task that a handler spawns does not inherit them: take [`CallContext::current`] before, and
//! [`CallContext::scope`] the new task's future with it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use tokio::time::Instant;

/// The metadata key of the request id.
pub const REQUEST_ID_HEADER: &str = "x-request-id";

const TIMEOUT_HEADER: &str = "grpc-timeout";

/// Names one request in the logs of every server it passes: 1 to 64 visible ASCII characters.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RequestId(Arc<str>);

/// A text that is no [`RequestId`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a request id has 1 to 64 visible ASCII characters")]
pub struct InvalidRequestId;

impl RequestId {
    /// A new id, a UUID of version 7.
    #[must_use]
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7().to_string().into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id a peer sent, or a new one when it sent none or none that may be logged.
    pub(crate) fn from_headers(headers: &HeaderMap) -> Self {
        let sent = headers.get(REQUEST_ID_HEADER).and_then(|value| value.to_str().ok());
        sent.and_then(|text| text.parse().ok()).unwrap_or_default()
    }
}

impl Default for RequestId {
    fn default() -> Self {
        Self::new()
    }
}

impl std::str::FromStr for RequestId {
    type Err = InvalidRequestId;

    fn from_str(text: &str) -> Result<Self, InvalidRequestId> {
        let valid = (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if valid { Ok(Self(text.into())) } else { Err(InvalidRequestId) }
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The request id and the deadline of the call being answered; a [`crate::Channel`] passes both on.
#[derive(Clone, Debug)]
pub struct CallContext {
    /// The id of the request.
    pub request_id: RequestId,
    /// When nobody waits for the answer any more; `None` when somebody always does.
    pub deadline: Option<Instant>,
}

tokio::task_local! {
    static CURRENT: CallContext;
}

impl CallContext {
    /// A context without a deadline, as for work that no caller waits for.
    #[must_use]
    pub fn new(request_id: RequestId) -> Self {
        Self { request_id, deadline: None }
    }

    /// The context of the running call, if there is one.
    #[must_use]
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Clone::clone).ok()
    }

    /// Runs `future` with this context as the current one.
    pub fn scope<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
        CURRENT.scope(self, future)
    }

    /// Runs `work` with this context as the current one.
    pub(crate) fn sync_scope<T>(&self, work: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(self.clone(), work)
    }
}

/// Reads `grpc-timeout` as the gRPC specification of HTTP/2 writes it: up to eight digits and a unit. Anything else
/// counts as no timeout, as in other implementations.
pub(crate) fn timeout_from_headers(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(TIMEOUT_HEADER)?.to_str().ok()?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if digits.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let amount: u64 = digits.parse().ok()?;
    Some(match unit {
        "H" => Duration::from_secs(amount * 3600),
        "M" => Duration::from_secs(amount * 60),
        "S" => Duration::from_secs(amount),
        "m" => Duration::from_millis(amount),
        "u" => Duration::from_micros(amount),
        "n" => Duration::from_nanos(amount),
        _ => return None,
    })
}

/// Writes the shorter of the timeout already set and `timeout`, in the finest unit that fits eight digits.
pub(crate) fn shorten_timeout(headers: &mut HeaderMap, timeout: Duration) {
    let timeout = timeout_from_headers(headers).map_or(timeout, |set| set.min(timeout));
    let units = [("n", 1), ("u", 1_000), ("m", 1_000_000), ("S", 1_000_000_000)];
    let (amount, unit) = units
        .into_iter()
        .map(|(unit, nanoseconds)| (timeout.as_nanos() / nanoseconds, unit))
        .find(|(amount, _)| *amount < 100_000_000)
        .unwrap_or((99_999_999, "S"));
    if let Ok(value) = format!("{amount}{unit}").try_into() {
        headers.insert(TIMEOUT_HEADER, value);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn timeout(text: &str) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(TIMEOUT_HEADER, text.try_into().ok()?);
        timeout_from_headers(&headers)
    }

    #[test]
    fn request_ids() {
        let check = |text: &str, valid: bool| assert_eq!(text.parse::<RequestId>().is_ok(), valid, "{text:?}");
        check("a", true);
        check("3f1c/Z~!", true);
        check(&"x".repeat(64), true);
        check(&"x".repeat(65), false);
        check("", false);
        check("two words", false);
        check("line\nbreak", false);
        check("é", false);
        check(RequestId::new().as_str(), true);
    }

    #[test]
    fn timeouts() {
        assert_eq!(timeout("2H"), Some(Duration::from_secs(7200)));
        assert_eq!(timeout("3M"), Some(Duration::from_secs(180)));
        assert_eq!(timeout("5S"), Some(Duration::from_secs(5)));
        assert_eq!(timeout("5m"), Some(Duration::from_millis(5)));
        assert_eq!(timeout("5u"), Some(Duration::from_micros(5)));
        assert_eq!(timeout("99999999n"), Some(Duration::from_nanos(99_999_999)));
        for malformed in ["", "S", "5", "5s", "+5S", "-5S", "123456789S", "é"] {
            assert_eq!(timeout(malformed), None, "{malformed:?}");
        }
    }

    #[test]
    fn the_shorter_timeout_is_kept() {
        let check = |set: Option<&'static str>, timeout: Duration, expected: &str| {
            let mut headers = HeaderMap::new();
            if let Some(set) = set {
                headers.insert(TIMEOUT_HEADER, http::HeaderValue::from_static(set));
            }
            shorten_timeout(&mut headers, timeout);
            assert_eq!(headers[TIMEOUT_HEADER], expected);
        };
        check(None, Duration::from_millis(1), "1000000n");
        check(None, Duration::from_secs(1), "1000000u");
        check(None, Duration::from_secs(3600), "3600000m");
        check(None, Duration::from_secs(1_000_000), "1000000S");
        check(None, Duration::MAX, "99999999S");
        check(Some("1S"), Duration::from_secs(5), "1000000u");
        check(Some("9S"), Duration::from_secs(5), "5000000u");
    }

    proptest! {
        #[test]
        fn a_timeout_written_is_never_longer(milliseconds in 0u64..1 << 40) {
            let meant = Duration::from_millis(milliseconds);
            let mut headers = HeaderMap::new();
            shorten_timeout(&mut headers, meant);
            let written = timeout_from_headers(&headers).unwrap();
            prop_assert!(written <= meant);
            prop_assert!(meant - written < Duration::from_secs(1) || written.as_secs() == 99_999_999);
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,12}") {
            let _ = timeout(&text);
        }
    }
}
