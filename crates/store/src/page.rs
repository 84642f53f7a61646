//! Pages of search results, and the tokens that lead from one to the next.
//!
//! A token names the last claim of a page by its place in the order (keyset paging), not by a count, so that rows added
//! meanwhile shift nothing. It also carries a fingerprint of the query, as AIP-158 asks for: with another query
//! it is refused. The page size may change from page to page. Tokens are checked against damage, not against forgery: a
//! forged one leads to another place in the same results, which its maker may read anyway.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::civil::Date;

use crate::{Query, StoreError};

/// The size of a page for which none is asked for.
pub const DEFAULT_PAGE_SIZE: usize = 50;

/// The most items on one page; a greater size counts as this one.
pub const MAX_PAGE_SIZE: usize = 1000;

/// A page, of claims or of changes, ends before the claim that would bring it over this many bytes
/// ([`crate::StoredClaim::byte_len`]), or that needs a further text when it has read this many bytes of texts: 8 MiB.
/// The first claim is always on it: one claim takes far less ([`sayso_domain::MAX_CLAIM_BYTES`]).
pub const PAGE_BYTES: usize = 8 << 20;

/// Which page is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// How many items at most: 1 to [`MAX_PAGE_SIZE`]; 0 for [`DEFAULT_PAGE_SIZE`].
    pub size: usize,
    /// [`Page::next_token`] of the page before, with the same query; `None` for the first page.
    pub token: Option<String>,
}

impl PageRequest {
    /// How many items at most, with the default and the cap applied.
    #[must_use]
    pub fn limit(&self) -> usize {
        if self.size == 0 { DEFAULT_PAGE_SIZE } else { self.size.min(MAX_PAGE_SIZE) }
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// What to ask the next page with; `None` if this is the last one.
    pub next_token: Option<String>,
}

/// A claim's place in the order of [`crate::Store::search`]: the last comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// [`Position::day`] of the document's publication.
    pub published_day: i32,
    /// The number of the claim in the ledger, in the order they were recorded.
    pub sequence: u64,
}

const VERSION: u8 = 1;

impl Position {
    /// A day as a number in the order of days, such as 20260304; [`i32::MIN`] without a day.
    #[must_use]
    pub fn day(date: Option<Date>) -> i32 {
        date.map_or(i32::MIN, |date| {
            i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day())
        })
    }

    /// The token that goes on after this place in the results of `query`.
    #[must_use]
    pub fn token(self, query: &Query) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend(query.fingerprint().to_be_bytes());
        bytes.extend(self.published_day.to_be_bytes());
        bytes.extend(self.sequence.to_be_bytes());
        bytes.extend(check(&bytes));
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The place that a token of `query` names.
    ///
    /// # Errors
    /// [`StoreError::BadPageToken`] if the token is damaged, of another version, or of another query.
    pub fn from_token(token: &str, query: &Query) -> Result<Self, StoreError> {
        let bad = |reason: &str| StoreError::BadPageToken { reason: reason.into() };
        let damaged = || bad("is damaged");
        // Twice what any version needs: nothing longer is looked at.
        if token.len() > 68 {
            return Err(damaged());
        }
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).map_err(|_| damaged())?;
        let (body, sum) = bytes.split_last_chunk::<4>().ok_or_else(damaged)?;
        if check(body) != *sum {
            return Err(damaged());
        }
        let (version, body) = body.split_first().ok_or_else(damaged)?;
        if *version != VERSION {
            return Err(bad("is of another version of the store"));
        }
        let (fingerprint, body) = body.split_first_chunk().ok_or_else(damaged)?;
        let (published_day, body) = body.split_first_chunk().ok_or_else(damaged)?;
        let sequence = body.try_into().map_err(|_| damaged())?;
        if u64::from_be_bytes(*fingerprint) != query.fingerprint() {
            return Err(bad("is of another query"));
        }
        let position =
            Self { published_day: i32::from_be_bytes(*published_day), sequence: u64::from_be_bytes(sequence) };
        // No backend counts further.
        if i64::try_from(position.sequence).is_ok() { Ok(position) } else { Err(damaged()) }
    }
}

fn check(bytes: &[u8]) -> [u8; 4] {
    let hash = blake3::hash(bytes);
    let [a, b, c, d, ..] = *hash.as_bytes();
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reason(token: &str, query: &Query) -> String {
        match Position::from_token(token, query) {
            Err(StoreError::BadPageToken { reason }) => reason,
            other => panic!("{token:?}: {other:?}"),
        }
    }

    #[test]
    fn sizes_have_a_default_and_a_cap() {
        for (size, expected) in [(0, 50), (1, 1), (1000, 1000), (1001, 1000), (usize::MAX, 1000)] {
            assert_eq!(PageRequest { size, token: None }.limit(), expected, "{size}");
        }
    }

    #[test]
    fn days_are_in_order_and_no_day_is_before_all() {
        let day = |date: &str| Position::day(Some(date.parse().unwrap()));
        let days = [
            Position::day(None),
            Position::day(Some(Date::MIN)),
            day("-000001-12-31"),
            day("0000-01-01"),
            day("2026-02-28"),
            day("2026-03-01"),
            Position::day(Some(Date::MAX)),
        ];
        assert!(days.is_sorted(), "{days:?}");
        assert_eq!(day("2026-03-04"), 20_260_304);
    }

    #[test]
    fn tokens_of_another_query_or_version_are_refused_as_such() {
        let query = Query { site: Some("Reuters".into()), ..Query::default() };
        let token = Position { published_day: 20_260_304, sequence: 7 }.token(&query);
        assert_eq!(reason(&token, &Query::default()), "is of another query");

        let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(&token).unwrap();
        bytes.truncate(bytes.len() - 4);
        bytes[0] = VERSION + 1;
        bytes.extend(check(&bytes));
        assert_eq!(reason(&BASE64_URL_SAFE_NO_PAD.encode(bytes), &query), "is of another version of the store");
    }

    #[test]
    fn no_change_of_one_character_goes_unnoticed() {
        let query = Query::default();
        let token = Position { published_day: 20_260_304, sequence: 7 }.token(&query);
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(reason(str::from_utf8(&bytes).unwrap(), &query), "is damaged", "at {at}");
            assert_eq!(reason(&token[..at], &query), "is damaged");
        }
    }

    proptest! {
        #[test]
        fn tokens_lead_back_to_their_position(published_day: i32, sequence in 0..=i64::MAX as u64) {
            let position = Position { published_day, sequence };
            let query = Query::default();
            prop_assert_eq!(Position::from_token(&position.token(&query), &query), Ok(position));
        }

        #[test]
        fn any_other_string_is_refused(token in prop_oneof![any::<String>(), "[A-Za-z0-9_-]{0,80}"]) {
            prop_assert_eq!(reason(&token, &Query::default()), "is damaged");
        }
    }
}
