//! Pages of search results, and the tokens that lead from one to the next.
//!
//! A token names the last claim of a page by its place in the order (keyset paging), not by a count, so that rows added
//! meanwhile shift nothing. It also carries a fingerprint of the query, as AIP-158 asks for: with another query
//! it is refused. The page size may change from page to page. Tokens are checked against damage, not against forgery: a
//! forged one leads to another place in the same results, which its maker may read anyway.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::civil::Date;
use serde::Serialize;

use crate::{Query, StoreError, linking::first_64_bits};

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

const VERSION: u8 = 2;

/// The most numbers that a token carries.
const MAX_NUMBERS: usize = 8;

/// A number that tells apart what is asked for: a query with all its fields, under the name of the call.
#[must_use]
pub fn fingerprint(call: &str, asked: &impl Serialize) -> u64 {
    // Strings, numbers, dates, lists and flags: nothing that JSON cannot hold.
    let Ok(json) = serde_json::to_vec(&(call, asked)) else { unreachable!() };
    first_64_bits(&blake3::hash(&json))
}

/// The token that goes on after the place that `numbers` (at most 8) name, for whoever asks for the same.
#[must_use]
pub fn write_token(fingerprint: u64, numbers: &[i64]) -> String {
    let mut bytes = vec![VERSION];
    bytes.extend(fingerprint.to_be_bytes());
    bytes.extend(numbers.iter().take(MAX_NUMBERS).flat_map(|number| number.to_be_bytes()));
    bytes.extend(check(&bytes));
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The numbers of a token.
///
/// # Errors
/// [`StoreError::BadPageToken`] if the token is damaged, of another version, or was given for something else.
pub fn read_token<const N: usize>(token: &str, asked: u64) -> Result<[i64; N], StoreError> {
    let bad = |reason: &str| StoreError::BadPageToken { reason: reason.into() };
    let damaged = || bad("is damaged");
    // Twice what any version needs: nothing longer is looked at.
    if token.len() > 256 {
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
    let (given, body) = body.split_first_chunk().ok_or_else(damaged)?;
    if u64::from_be_bytes(*given) != asked {
        return Err(bad("is of another query"));
    }
    let (numbers, rest) = body.as_chunks::<8>();
    let numbers: Vec<i64> = numbers.iter().map(|number| i64::from_be_bytes(*number)).collect();
    if rest.is_empty() { numbers.try_into().map_err(|_| damaged()) } else { Err(damaged()) }
}

impl Position {
    /// A day as a number in the order of days, such as 20260304; [`i32::MIN`] without a day.
    #[must_use]
    pub fn day(date: Option<Date>) -> i32 {
        date.map_or(i32::MIN, |date| {
            i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day())
        })
    }

    /// The day that [`Position::day`] made a number of; `None` for the number without a day, and for one that is none.
    #[must_use]
    pub fn date(day: i32) -> Option<Date> {
        let part = |number: i32| i8::try_from(number).ok();
        let (year, rest) = (i16::try_from(day.div_euclid(10_000)).ok()?, day.rem_euclid(10_000));
        Date::new(year, part(rest / 100)?, part(rest % 100)?).ok()
    }
}

/// Where a search goes on: what the token of a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resumption {
    /// The last claim of the page before.
    pub after: Position,
    /// The day that the first page took for today: the states of forecasts are those of one day on all pages.
    pub today: Date,
    /// [`crate::relevance`] of the last claim; 0 in other orders.
    pub score: i64,
    /// The last claim of the ledger when [`crate::Order::Relevance`] looked at the first page; 0 in other orders.
    pub newest: u64,
}

impl Resumption {
    /// The token for the next page of `query`.
    #[must_use]
    pub fn token(self, query: &Query) -> String {
        let Position { published_day, sequence } = self.after;
        let (sequence, newest) = (sequence.cast_signed(), self.newest.cast_signed());
        let today = Position::day(Some(self.today));
        write_token(query.fingerprint(), &[published_day.into(), sequence, today.into(), self.score, newest])
    }

    /// What a token of `query` says.
    ///
    /// # Errors
    /// [`StoreError::BadPageToken`], as for [`read_token`].
    pub fn from_token(token: &str, query: &Query) -> Result<Self, StoreError> {
        let [day, sequence, today, score, newest] = read_token(token, query.fingerprint())?;
        let read = || {
            let published_day = i32::try_from(day).ok()?;
            let after = Position { published_day, sequence: sequence.try_into().ok()? };
            let today = Position::date(today.try_into().ok()?)?;
            Some(Self { after, today, score, newest: newest.try_into().ok()? })
        };
        read().ok_or_else(|| StoreError::BadPageToken { reason: "is damaged".into() })
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

    fn at(published_day: i32, sequence: u64) -> Resumption {
        let after = Position { published_day, sequence };
        Resumption { after, today: "2026-03-04".parse().unwrap(), score: 7, newest: sequence }
    }

    fn reason(token: &str, query: &Query) -> String {
        match Resumption::from_token(token, query) {
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
        assert_eq!(days.map(|day| Position::day(Position::date(day))), days);
        assert_eq!([i32::MAX, 20_260_230, 0, -1].map(Position::date), [None; 4]);
        assert_eq!(day("2026-03-04"), 20_260_304);
    }

    #[test]
    fn tokens_of_another_query_or_version_are_refused_as_such() {
        let query = Query { site: Some("Reuters".into()), ..Query::default() };
        let token = at(20_260_304, 7).token(&query);
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
        let token = at(20_260_304, 7).token(&query);
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
            let (place, query) = (at(published_day, sequence), Query::default());
            prop_assert_eq!(Resumption::from_token(&place.token(&query), &query), Ok(place));
        }

        #[test]
        fn any_other_string_is_refused(token in prop_oneof![any::<String>(), "[A-Za-z0-9_-]{0,80}"]) {
            prop_assert_eq!(reason(&token, &Query::default()), "is damaged");
        }
    }
}
