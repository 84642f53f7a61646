//! Any bytes as a search: as the words of one, as a page token, as a cursor, and as a whole request.
#![no_main]

use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;
use prost::Message;
use sayso_contract::{Path, store::v1::SearchClaimsRequest};
use sayso_rpc::{page_size, query_from_wire, query_to_wire};
use sayso_store::{Cursor, MAX_PAGE_SIZE, Phrase, Position, Query, Resumption, phrases, searchable};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = str::from_utf8(bytes) {
        words(text);
        token(text, &Query::default());
        if let Ok(cursor) = text.parse::<Cursor>() {
            assert_eq!(cursor.to_string(), text);
        }
    }
    if let Ok(request) = SearchClaimsRequest::decode(bytes) {
        assert!((1..=MAX_PAGE_SIZE).contains(&page_size(request.page_size)));
        let Ok(query) = query_from_wire(request.query, &Path::of("query")) else { return };
        let wire = query_to_wire(&query);
        // By its fingerprint: a confidence that is no number is not even itself.
        let back = query_from_wire(Some(wire), &Path::of("query")).map(|back| back.fingerprint());
        assert_eq!(back, Ok(query.fingerprint()));
        let _ = query.terms();
        token(&request.page_token, &query);
        let after = Position { published_day: 20_260_304, sequence: 7 };
        let place = Resumption { after, today: Date::constant(2026, 3, 4), score: -1, newest: 9 };
        assert_eq!(Resumption::from_token(&place.token(&query), &query), Ok(place));
    }
});

/// What a query language could take for a mark of its own never comes through.
fn words(text: &str) {
    let phrases = phrases(text);
    for (i, phrase) in phrases.iter().enumerate() {
        assert!(plain(phrase.as_str()), "{phrase:?}");
        assert!(!phrases[..i].contains(phrase), "{phrase:?} comes twice");
    }
    let terms = searchable(text);
    assert_eq!(Phrase::new(text).is_none(), terms.is_empty());
    assert!(terms.is_empty() || plain(&terms), "{terms:?}");
}

/// Terms with one space between two; in none of them a mark of ASCII or a control character.
fn plain(terms: &str) -> bool {
    let mark = |c: char| c.is_control() || c.is_whitespace() || c.is_ascii_punctuation();
    terms.split(' ').all(|term| !term.is_empty() && !term.contains(mark))
}

/// A token is refused, or it is the one token of its place.
fn token(given: &str, query: &Query) {
    if let Ok(place) = Resumption::from_token(given, query) {
        assert_eq!(place.token(query), given);
    }
}
