//! What the headers of an answer say about it: how long it holds, when to come back, what it is.

use std::time::{Duration, SystemTime};

use http::{
    HeaderMap, HeaderName,
    header::{AGE, CACHE_CONTROL, CONTENT_TYPE, DATE, ETAG, EXPIRES, LAST_MODIFIED, RETRY_AFTER},
};

/// The most bytes of a header's value that are given out; a longer one counts as absent.
const MAX_VALUE_BYTES: usize = 1024;

/// The value of a header as text: visible characters and spaces, up to [`MAX_VALUE_BYTES`].
fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let value = headers.get(name)?.as_bytes().trim_ascii();
    let value = std::str::from_utf8(value).ok().filter(|value| !value.is_empty() && value.len() <= MAX_VALUE_BYTES)?;
    (!value.contains(char::is_control)).then_some(value)
}

/// The media type with its parameters, as it was sent.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<String> {
    text(headers, CONTENT_TYPE).map(str::to_owned)
}

/// The entity tag with its quotes (RFC 9110, section 8.8.3). One without quotes, which some servers send, is given back
/// to them as it is.
pub(crate) fn etag(headers: &HeaderMap) -> Option<String> {
    text(headers, ETAG).map(str::to_owned)
}

/// The date of the last change, as it was sent: a server compares it letter by letter.
pub(crate) fn last_modified(headers: &HeaderMap) -> Option<String> {
    text(headers, LAST_MODIFIED).map(str::to_owned)
}

/// How much longer the answer is fresh (RFC 9111, section 4.2): `Cache-Control: max-age` less `Age`, else from `Date` to
/// `Expires`. Zero where the server wants to be asked each time; `None` where it says nothing.
pub(crate) fn cache_max_age(headers: &HeaderMap) -> Option<Duration> {
    let mut max_age = None;
    for value in headers.get_all(CACHE_CONTROL) {
        for directive in value.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
            let (name, value) = match directive.iter().position(|byte| *byte == b'=') {
                Some(at) => (&directive[..at], &directive[at + 1..]),
                None => (directive, [].as_slice()),
            };
            if name.eq_ignore_ascii_case(b"no-store") || name.eq_ignore_ascii_case(b"no-cache") {
                return Some(Duration::ZERO);
            }
            if name.eq_ignore_ascii_case(b"max-age") && max_age.is_none() {
                let value = value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\"")).unwrap_or(value);
                max_age = seconds(value);
            }
        }
    }
    if let Some(max_age) = max_age {
        let age = headers.get(AGE).and_then(|age| seconds(age.as_bytes())).unwrap_or_default();
        return Some(max_age.saturating_sub(age));
    }
    let expires = text(headers, EXPIRES)?;
    // What is no date, above all "0", means that it has expired.
    let Ok(expires) = httpdate::parse_http_date(expires) else { return Some(Duration::ZERO) };
    Some(expires.duration_since(date(headers)?).unwrap_or_default())
}

/// How long the server wants to be left alone (RFC 9110, section 10.2.3). A date counts from the server's own `Date`,
/// so that a clock that is wrong, there or here, does no harm; without one, from `now`.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER)?;
    seconds(value.as_bytes()).or_else(|| {
        let until = httpdate::parse_http_date(value).ok()?;
        Some(until.duration_since(date(headers).unwrap_or(now)).unwrap_or_default())
    })
}

fn date(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(text(headers, DATE)?).ok()
}

/// A number of whole seconds, at most 2^31 (RFC 9111, section 1.2.2).
fn seconds(digits: &[u8]) -> Option<Duration> {
    const MOST: u64 = 1 << 31;
    let digits = digits.trim_ascii();
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digit = |seconds: u64, digit: &u8| (seconds * 10 + u64::from(digit - b'0')).min(MOST);
    Some(Duration::from_secs(digits.iter().fold(0, digit)))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let value = |value: &str| HeaderValue::from_bytes(value.as_bytes()).unwrap();
        lines.iter().map(|(name, text)| (HeaderName::from_static(name), value(text))).collect()
    }

    #[test]
    fn freshness_is_read() {
        let check = |lines: &[(&'static str, &str)], expected: Option<u64>| {
            assert_eq!(cache_max_age(&headers(lines)), expected.map(Duration::from_secs), "{lines:?}");
        };
        check(&[], None);
        check(&[("cache-control", "max-age=600")], Some(600));
        check(&[("cache-control", "public, Max-Age=\"600\"")], Some(600));
        check(&[("cache-control", "public"), ("cache-control", "max-age=5")], Some(5));
        check(&[("cache-control", "max-age=600, max-age=5")], Some(600));
        check(&[("cache-control", "s-maxage=600")], None);
        check(&[("cache-control", "max-age=600"), ("age", "100")], Some(500));
        check(&[("cache-control", "max-age=600"), ("age", "1000")], Some(0));
        check(&[("cache-control", "max-age=600, no-cache")], Some(0));
        check(&[("cache-control", "no-store")], Some(0));
        check(&[("cache-control", "max-age=99999999999999999999999999")], Some(1 << 31));
        check(&[("cache-control", "max-age=-1")], None);
        check(&[("cache-control", "max-age=")], None);
        check(&[("cache-control", "max-age=soon")], None);
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        check(&[date, ("expires", "Sun, 06 Nov 1994 08:59:37 GMT")], Some(600));
        check(&[date, ("expires", "Sun, 06 Nov 1994 08:00:00 GMT")], Some(0));
        check(&[date, ("expires", "0")], Some(0));
        check(&[("expires", "Sun, 06 Nov 1994 08:59:37 GMT")], None);
        check(&[date, ("expires", "Sun, 06 Nov 1994 08:59:37 GMT"), ("cache-control", "max-age=5")], Some(5));
    }

    #[test]
    fn the_time_to_come_back_is_read() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:50:00 GMT").unwrap();
        let check = |lines: &[(&'static str, &str)], expected: Option<u64>| {
            assert_eq!(retry_after(&headers(lines), now), expected.map(Duration::from_secs), "{lines:?}");
        };
        check(&[], None);
        check(&[("retry-after", "120")], Some(120));
        check(&[("retry-after", " 0 ")], Some(0));
        check(&[("retry-after", "4294967296")], Some(1 << 31));
        check(&[("retry-after", "-5")], None);
        check(&[("retry-after", "1.5")], None);
        check(&[("retry-after", "later")], None);
        check(&[("retry-after", "Sun, 06 Nov 1994 08:51:00 GMT")], Some(60));
        check(&[("retry-after", "Sunday, 06-Nov-94 08:51:00 GMT")], Some(60));
        check(&[("retry-after", "Sun Nov  6 08:51:00 1994")], Some(60));
        check(&[("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")], Some(0));
        let date = ("date", "Sun, 06 Nov 1994 08:49:00 GMT");
        check(&[date, ("retry-after", "Sun, 06 Nov 1994 08:51:00 GMT")], Some(120));
    }

    #[test]
    fn values_are_clean_and_short_text() {
        let check = |value: &str, expected: Option<&str>| {
            let headers = headers(&[("etag", value), ("content-type", value), ("last-modified", value)]);
            for given in [etag(&headers), content_type(&headers), last_modified(&headers)] {
                assert_eq!(given.as_deref(), expected, "{value:?}");
            }
        };
        check("\"a1\"", Some("\"a1\""));
        check(" W/\"a1\" ", Some("W/\"a1\""));
        check("", None);
        check("a\tb", None);
        check("ключ", Some("ключ"));
        check(&"x".repeat(MAX_VALUE_BYTES), Some(&"x".repeat(MAX_VALUE_BYTES)));
        check(&"x".repeat(MAX_VALUE_BYTES + 1), None);
        let latin1 = [(ETAG, HeaderValue::from_bytes(b"\"\xe9\"").unwrap())].into_iter().collect();
        assert_eq!(etag(&latin1), None);
    }

    proptest! {
        #[test]
        fn any_value_is_read(value in "[ -~ї]{0,60}") {
            let names = ["cache-control", "age", "expires", "date", "retry-after", "etag"];
            let headers = headers(&names.map(|name| (name, value.as_str())));
            cache_max_age(&headers);
            retry_after(&headers, SystemTime::UNIX_EPOCH);
            prop_assert!(etag(&headers).is_none_or(|tag| tag.trim() == tag));
        }
    }
}
