//! Why nothing was fetched: a small set of reasons with stable meanings.
//!
//! No error carries an address, a header or a body: what a site or a caller keeps secret in them cannot reach a log.

use std::fmt;

use jiff::Timestamp;

/// Why nothing was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The address must not be asked. Nothing was sent to it.
    #[error("the address is refused: {reason}")]
    Refused {
        /// What is wrong with it.
        reason: Refusal,
    },
    /// The site's robots.txt keeps this program from the page.
    #[error("the site's robots.txt does not allow this page: read it in another way, or leave it")]
    NotAllowedByRobots,
    /// The site's robots.txt could not be read, which by RFC 9309 forbids everything for now.
    #[error("the site's robots.txt could not be read: try again after {until:.0}")]
    RobotsUnavailable {
        /// When it is asked for again.
        until: Timestamp,
        /// Whether it was asked for now; if not, it could not be read a while ago.
        asked: bool,
    },
    /// Status 404.
    #[error("there is no such page (status 404): check the address")]
    NotFound,
    /// Status 410: what was there is gone for good.
    #[error("the page is gone for good (status 410): ask for it no more")]
    Gone,
    /// Any other status that is no success.
    #[error("the site answered with status {status}")]
    Status {
        /// The HTTP status, 300 to 999.
        status: u16,
    },
    /// The site asked to be left alone (status 429 or 503), now or a while ago. No request to the host is made until then.
    #[error("the site asks to be left alone: try again after {until:.0}")]
    RetryAfter {
        /// When it may be asked again.
        until: Timestamp,
        /// Whether it said so now.
        asked: bool,
    },
    /// The answer is larger than [`Settings`](crate::Settings) allow.
    #[error("the answer is too large: more than the allowed {what}")]
    TooLarge {
        /// What of it.
        what: Large,
    },
    /// A step took longer than [`Settings`](crate::Settings) allow.
    #[error("timed out: {step} took too long")]
    Timeout {
        /// Which step.
        step: Step,
    },
    /// The site sent the request elsewhere, in a way that is not followed.
    #[error("the redirect is not followed: {reason}")]
    BadRedirect {
        /// What is wrong with it.
        reason: BadRedirect,
    },
    /// The connection failed.
    #[error("the connection failed: {step}")]
    Network {
        /// In which step.
        step: Step,
    },
    /// The site did not prove who it is, or no TLS was agreed on.
    #[error("no secure connection: {reason}")]
    Tls {
        /// What is wrong.
        reason: TlsProblem,
    },
    /// The answer is no HTTP answer that can be read.
    #[error("the answer cannot be read: {reason}")]
    BadResponse {
        /// What is wrong with it.
        reason: BadResponse,
    },
}

impl FetchError {
    /// True if the same request may succeed later; see [`FetchError::retry_at`] for when.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::RobotsUnavailable { .. } | Self::RetryAfter { .. } | Self::Timeout { .. } | Self::Network { .. } => {
                true
            }
            // Not implemented, and a version of HTTP that is not spoken: no waiting mends these.
            Self::Status { status: 501 | 505 } => false,
            Self::Status { status } => matches!(status, 408 | 425 | 500..),
            Self::Refused { .. }
            | Self::NotAllowedByRobots
            | Self::NotFound
            | Self::Gone
            | Self::TooLarge { .. }
            | Self::BadRedirect { .. }
            | Self::Tls { .. }
            | Self::BadResponse { .. } => false,
        }
    }

    /// When it is worth trying again, if the site or its robots.txt decides that.
    #[must_use]
    pub fn retry_at(&self) -> Option<Timestamp> {
        match self {
            Self::RobotsUnavailable { until, .. } | Self::RetryAfter { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// False if the site was not asked for anything, because it wants to be left alone, its robots.txt could not be read a
    /// while ago, or there was no turn.
    #[must_use]
    pub fn was_asked(&self) -> bool {
        match self {
            Self::RobotsUnavailable { asked, .. } | Self::RetryAfter { asked, .. } => *asked,
            Self::Timeout { step: Step::Turn } | Self::Refused { .. } => false,
            _ => true,
        }
    }

    /// The short name of the error, which never changes.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "REFUSED",
            Self::NotAllowedByRobots => "NOT_ALLOWED_BY_ROBOTS",
            Self::RobotsUnavailable { .. } => "ROBOTS_UNAVAILABLE",
            Self::NotFound => "NOT_FOUND",
            Self::Gone => "GONE",
            Self::Status { .. } => "STATUS",
            Self::RetryAfter { .. } => "RETRY_AFTER",
            Self::TooLarge { .. } => "TOO_LARGE",
            Self::Timeout { .. } => "TIMEOUT",
            Self::BadRedirect { .. } => "BAD_REDIRECT",
            Self::Network { .. } => "NETWORK",
            Self::Tls { .. } => "TLS",
            Self::BadResponse { .. } => "BAD_RESPONSE",
        }
    }
}

impl From<Refusal> for FetchError {
    fn from(reason: Refusal) -> Self {
        Self::Refused { reason }
    }
}

/// Why an address must not be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No absolute address, as the URL standard (WHATWG) reads it.
    #[error("it is no absolute address, such as https://news.example/1")]
    NoUrl,
    /// Longer than [`MAX_URL_BYTES`](crate::MAX_URL_BYTES).
    #[error("it is longer than {} bytes", crate::MAX_URL_BYTES)]
    TooLong,
    /// Neither http nor https.
    #[error("only http and https are fetched")]
    Scheme,
    /// A user name or a password stands in it.
    #[error("it holds a user name or a password: leave them out")]
    Credentials,
    /// A port that is neither in [`Settings::ports`](crate::Settings::ports) nor in
    /// [`Settings::allow_private`](crate::Settings::allow_private).
    #[error("its port is not among those allowed (setting `ports`; `allow_private` takes HOST:PORT)")]
    Port,
    /// A name that means something on one network or machine only.
    #[error("it names something local, not a public site (setting `allow_private`)")]
    LocalName,
    /// An address that is not public, as it stands or as the name resolves.
    #[error("it leads to an address that is not public: {what} (setting `allow_private`)")]
    NotPublic {
        /// What the address is for.
        what: &'static str,
    },
}

/// What of an answer is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Large {
    /// The status line and the headers, in bytes or in number.
    Headers,
    /// The body as it was sent.
    Sent,
    /// The body after decompression.
    Decompressed,
    /// The body after decompression, against the body as it was sent.
    Ratio,
}

impl fmt::Display for Large {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Headers => "headers",
            Self::Sent => "bytes (setting `max_sent_bytes`)",
            Self::Decompressed => "bytes after decompression (setting `max_bytes`)",
            Self::Ratio => "bytes for what was sent (setting `max_ratio`)",
        })
    }
}

/// A step of a request, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Waiting for this program's own turn at the host: nothing was sent.
    Turn,
    /// Finding the addresses of the name.
    Resolve,
    /// Opening the connection.
    Connect,
    /// Agreeing on TLS.
    Tls,
    /// Sending the request and receiving status and headers.
    Head,
    /// Receiving the body.
    Body,
    /// All from finding the address to the end of the body, redirects included.
    Total,
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Turn => "waiting for a turn at the host",
            Self::Resolve => "finding the address of the name",
            Self::Connect => "connecting",
            Self::Tls => "agreeing on TLS",
            Self::Head => "waiting for the headers",
            Self::Body => "receiving the body",
            Self::Total => "the whole request",
        })
    }
}

/// Why a redirect is not followed. A redirect to a place that must not be asked is [`FetchError::Refused`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRedirect {
    /// It leads back to an address that was already asked.
    #[error("it leads in a circle")]
    Loop,
    /// More than [`Settings::max_redirects`](crate::Settings::max_redirects).
    #[error("there are too many (setting `max_redirects`)")]
    TooMany,
    /// No `Location`, or one that cannot be read.
    #[error("it does not say where to")]
    NoLocation,
    /// To what is no address that any site could be asked for: of another scheme, with a password, too long.
    #[error("where it leads cannot be asked for: {reason}")]
    Address {
        /// What is wrong with it.
        reason: Refusal,
    },
    /// From https to http: the text could be changed on its way, and the record would still name the secure address.
    #[error("it leads from https to http")]
    Downgrade,
}

/// Why there is no secure connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TlsProblem {
    /// This machine knows no certificate authority at all.
    #[error("no certificate authorities are known: install ca-certificates, or set `ca_file`")]
    NoAuthorities,
    /// The certificate is not, or no longer, valid.
    #[error("the certificate has expired or is not valid yet")]
    Expired,
    /// The certificate was issued by nobody who is trusted.
    #[error("the certificate's issuer is not trusted (setting `ca_file`)")]
    UnknownIssuer,
    /// The certificate is for other names.
    #[error("the certificate is for another name")]
    WrongName,
    /// Any other fault of the certificate.
    #[error("the certificate is not valid")]
    Certificate,
    /// No version or cipher in common, or no TLS at all.
    #[error("the site and this program could not agree on TLS")]
    Handshake,
}

/// Why an answer cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadResponse {
    /// Not HTTP/1.1 or HTTP/1.0.
    #[error("it is not HTTP")]
    NotHttp,
    /// A status that does not answer the request: part of a body, or "not modified" to one without conditions.
    #[error("its status does not answer the request")]
    UnaskedStatus,
    /// A compression that was not offered, or several.
    #[error("it is compressed in a way that was not offered")]
    Encoding,
    /// The compressed body is damaged or ends too early.
    #[error("its compressed body is damaged")]
    Damaged,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_succeed_later_is_temporary() {
        let until = Timestamp::UNIX_EPOCH;
        let check = |error: FetchError, temporary| assert_eq!(error.is_temporary(), temporary, "{error:?}");
        check(FetchError::Refused { reason: Refusal::Port }, false);
        check(FetchError::NotAllowedByRobots, false);
        check(FetchError::RobotsUnavailable { until, asked: true }, true);
        check(FetchError::NotFound, false);
        check(FetchError::Gone, false);
        check(FetchError::RetryAfter { until, asked: true }, true);
        check(FetchError::TooLarge { what: Large::Sent }, false);
        check(FetchError::Timeout { step: Step::Turn }, true);
        check(FetchError::BadRedirect { reason: BadRedirect::Loop }, false);
        check(FetchError::Network { step: Step::Resolve }, true);
        check(FetchError::Tls { reason: TlsProblem::Expired }, false);
        check(FetchError::BadResponse { reason: BadResponse::Damaged }, false);
        for status in [400, 401, 402, 403, 405, 451, 501, 505] {
            check(FetchError::Status { status }, false);
        }
        for status in [408, 425, 500, 502, 504, 520, 599] {
            check(FetchError::Status { status }, true);
        }
    }
}
