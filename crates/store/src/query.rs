//! Which claims somebody looks for.

use jiff::civil::Date;
use sayso_domain::{DocumentId, Form, Kind};
use serde::Serialize;

use crate::{Phrase, StoreError, phrases};

/// The most bytes that [`Query::words`] and [`Query::source`] may have each.
pub const MAX_WORDS_BYTES: usize = 1024;

/// Which claims are meant. What is `None` or empty does not filter; a claim must pass all that is set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Query {
    /// Words that must all occur in the source (as written, or its resolved name), the cue or the content;
    /// `"words in quotation marks"` must stand together. At most [`MAX_WORDS_BYTES`]. Case, accents and
    /// apostrophes do not matter.
    pub words: Option<String>,
    /// Words that must all occur in the source, as written or as its resolved name; as for `words`.
    pub source: Option<String>,
    /// The document.
    pub document: Option<DocumentId>,
    /// Published on this day or later, by the publisher's calendar. Undated documents do not match.
    pub published_from: Option<Date>,
    /// Published before this day. Undated documents do not match.
    pub published_before: Option<Date>,
    /// Any of these kinds.
    pub kinds: Vec<Kind>,
    /// Any of these forms.
    pub forms: Vec<Form>,
    /// The name of the outlet, exactly.
    pub site: Option<String>,
    /// Also claims that are not current: those of older revisions and older extractions.
    pub include_superseded: bool,
}

/// The words of a query, made alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// What must occur anywhere; empty if nothing must.
    pub words: Vec<Phrase>,
    /// What must occur in the source; empty if nothing must.
    pub source: Vec<Phrase>,
}

impl Query {
    /// The words to look for, after checking all fields. Backends begin with this.
    ///
    /// # Errors
    /// [`StoreError::BadQuery`] if words are too long or hold neither letter nor digit, or if no day lies between
    /// the two dates.
    pub fn terms(&self) -> Result<Terms, StoreError> {
        if let (Some(from), Some(before)) = (self.published_from, self.published_before)
            && from >= before
        {
            return Err(bad("published_before", format!("must be later than published_from, which is {from}")));
        }
        Ok(Terms { words: read("words", self.words.as_deref())?, source: read("source", self.source.as_deref())? })
    }

    /// A number that tells queries apart: equal for queries that mean the same by kinds and forms in another order.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut query = self.clone();
        query.kinds.sort_unstable();
        query.kinds.dedup();
        query.forms.sort_unstable();
        query.forms.dedup();
        // Strings, dates, lists and a flag: nothing that JSON cannot hold.
        let Ok(json) = serde_json::to_vec(&query) else { unreachable!() };
        let hash = blake3::hash(&json);
        hash.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

fn bad(field: &str, reason: impl Into<String>) -> StoreError {
    StoreError::BadQuery { field: field.into(), reason: reason.into() }
}

fn read(field: &str, words: Option<&str>) -> Result<Vec<Phrase>, StoreError> {
    let Some(words) = words else { return Ok(Vec::new()) };
    if words.len() > MAX_WORDS_BYTES {
        return Err(bad(field, format!("is {} bytes long; the limit is {MAX_WORDS_BYTES}", words.len())));
    }
    match phrases(words) {
        phrases if phrases.is_empty() => Err(bad(field, "holds neither a letter nor a digit to look for")),
        phrases => Ok(phrases),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_checked() {
        let check = |query: Query, expected: Option<&str>| {
            let field = query.terms().err().map(|error| match error {
                StoreError::BadQuery { field, .. } => field,
                other => panic!("{other}"),
            });
            assert_eq!(field.as_deref(), expected, "{query:?}");
        };
        let words = |words: &str| Query { words: Some(words.into()), ..Query::default() };
        let day = |day: &str| Some(day.parse().unwrap());
        check(Query::default(), None);
        check(words("dam"), None);
        check(words(&"x".repeat(MAX_WORDS_BYTES)), None);
        check(words(&"x".repeat(MAX_WORDS_BYTES + 1)), Some("words"));
        check(words(""), Some("words"));
        check(words("* 👮 \""), Some("words"));
        check(Query { source: Some("-".into()), ..Query::default() }, Some("source"));
        let days = |from, before| Query { published_from: from, published_before: before, ..Query::default() };
        check(days(day("2026-03-04"), day("2026-03-05")), None);
        check(days(day("2026-03-04"), day("2026-03-04")), Some("published_before"));
    }

    #[test]
    fn fingerprints_tell_queries_apart() {
        let kinds = |kinds: &[Kind]| Query { kinds: kinds.to_vec(), ..Query::default() }.fingerprint();
        assert_eq!(kinds(&[Kind::Denial, Kind::Belief]), kinds(&[Kind::Belief, Kind::Denial, Kind::Belief]));
        assert_ne!(kinds(&[Kind::Denial]), kinds(&[]));
        let words = |words: &str| Query { words: Some(words.into()), ..Query::default() }.fingerprint();
        assert_ne!(words("a"), words("b"));
        assert_ne!(words("a"), Query { source: Some("a".into()), ..Query::default() }.fingerprint());
    }
}
