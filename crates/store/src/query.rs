//! Which claims somebody looks for.

use jiff::civil::Date;
use sayso_domain::{Certainty, Coordinates, DocumentId, Form, Kind, Polarity, SourceId};
use serde::Serialize;

use crate::{ForecastState, Phrase, StoreError, page::fingerprint, phrases};

/// The most bytes that [`Query::words`] and [`Query::source`] may have each.
pub const MAX_WORDS_BYTES: usize = 1024;

/// The most values of [`Query::countries`] and [`Query::places`] each.
pub const MAX_VALUES: usize = 50;

/// The greatest radius of a [`Circle`], in kilometres.
pub const MAX_RADIUS_KM: f64 = 1000.0;

/// How many of the latest claims that match [`Order::Relevance`] looks at.
pub const MAX_RANKED: usize = 1000;

/// All that is no further from a point than this, on a sphere of 6,371 km.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Circle {
    /// The point.
    pub center: Coordinates,
    /// Kilometres, more than 0 and at most [`MAX_RADIUS_KM`].
    pub radius_km: f64,
}

/// The order of claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub enum Order {
    /// Those of the latest published documents first, undated ones last, and within a day those recorded last first.
    #[default]
    Latest,
    /// The other way round.
    Earliest,
    /// Those that fit [`Query::words`] best first, among the latest [`MAX_RANKED`] that match and were there when the
    /// first page was asked for.
    Relevance,
}

/// Which claims are meant. What is `None` or empty does not filter; a claim must pass all that is set.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
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
    /// The source entity, by any id that it has or had.
    pub entity: Option<SourceId>,
    /// Words that must all occur in the affiliation or the role of the source, or in its name if it is a body; as for
    /// `words`.
    pub affiliation: Option<String>,
    /// Any of these countries, as ISO 3166-1 alpha-2 codes: the claim names a place there. At most [`MAX_VALUES`].
    pub countries: Vec<String>,
    /// Any of these GeoNames ids: the claim names the place. At most [`MAX_VALUES`].
    pub places: Vec<u64>,
    /// The claim names a place that is located within the circle.
    pub near: Option<Circle>,
    /// Said on this day or later; where the document does not tell when, published on it or later. What was said on some
    /// day of a longer time matches if one of its days does.
    pub said_from: Option<Date>,
    /// Said before this day; where the document does not tell when, published before it.
    pub said_before: Option<Date>,
    /// Its content speaks of a time that ends after the start of this day. With `about_before`, one time must meet both.
    pub about_from: Option<Date>,
    /// Its content speaks of a time that begins before this day.
    pub about_before: Option<Date>,
    /// Any of these.
    pub certainties: Vec<Certainty>,
    /// Any of these.
    pub polarities: Vec<Polarity>,
    /// Forecasts in any of these states only.
    pub forecast_states: Vec<ForecastState>,
    /// The day on which the states of forecasts are meant; `None` for today (UTC).
    pub as_of: Option<Date>,
    /// At least this confidence, 0 to 1; what has none matches only 0.
    pub min_confidence: f32,
    /// In which order.
    pub order: Order,
}

/// The words of a query, made alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// What must occur anywhere; empty if nothing must.
    pub words: Vec<Phrase>,
    /// What must occur in the source; empty if nothing must.
    pub source: Vec<Phrase>,
    /// What must occur in the affiliation, the role or the name of a body; empty if nothing must.
    pub affiliation: Vec<Phrase>,
}

impl Query {
    /// The words to look for, after checking all fields. Backends begin with this.
    ///
    /// # Errors
    /// [`StoreError::BadQuery`], naming the field as the contract does, if words are too long or hold neither letter nor
    /// digit, if no day lies between two dates, if a list is too long, a country no code, or a number out of its
    /// range, and if the order is that of the relevance of no words.
    pub fn terms(&self) -> Result<Terms, StoreError> {
        let terms = Terms {
            words: read("words", self.words.as_deref())?,
            source: read("source", self.source.as_deref())?,
            affiliation: read("affiliation", self.affiliation.as_deref())?,
        };
        for (from, before, [from_name, before_name]) in [
            (self.published_from, self.published_before, ["published_from", "published_before"]),
            (self.said_from, self.said_before, ["said_from", "said_before"]),
            (self.about_from, self.about_before, ["about_from", "about_before"]),
        ] {
            if let (Some(from), Some(before)) = (from, before)
                && from >= before
            {
                return Err(bad(before_name, format!("must be later than {from_name}, which is {from}")));
            }
        }
        for (name, values) in [("countries", self.countries.len()), ("place_ids", self.places.len())] {
            if values > MAX_VALUES {
                return Err(bad(name, format!("has {values} values; the limit is {MAX_VALUES}")));
            }
        }
        if let Some(country) = self.countries.iter().find(|country| !is_country(country)) {
            let country: String = country.chars().take(20).collect();
            return Err(bad("countries", format!("{country:?} is no ISO 3166-1 alpha-2 code in capitals")));
        }
        if let Some(Circle { radius_km, .. }) = self.near
            && !(radius_km > 0.0 && radius_km <= MAX_RADIUS_KM)
        {
            return Err(bad(
                "near.radius_km",
                format!("is {radius_km}; it must be more than 0 and at most {MAX_RADIUS_KM}"),
            ));
        }
        if !(0.0..=1.0).contains(&self.min_confidence) {
            return Err(bad("min_confidence", format!("is {}; it must lie between 0 and 1", self.min_confidence)));
        }
        if self.order == Order::Relevance && terms.words.is_empty() {
            return Err(bad("order", "needs words to be relevant to"));
        }
        Ok(terms)
    }

    /// A number that tells queries apart: equal for queries that mean the same by lists in another order.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        fn sorted<T: Ord + Clone>(list: &mut Vec<T>) {
            list.sort_unstable();
            list.dedup();
        }
        let mut query = self.clone();
        sorted(&mut query.kinds);
        sorted(&mut query.forms);
        sorted(&mut query.countries);
        sorted(&mut query.places);
        sorted(&mut query.certainties);
        sorted(&mut query.polarities);
        sorted(&mut query.forecast_states);
        fingerprint("search", &query)
    }
}

/// Two capital letters.
fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
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
        let (from, before) = (day("2026-03-05"), day("2026-03-04"));
        check(Query { said_from: from, said_before: before, ..Query::default() }, Some("said_before"));
        check(Query { about_from: from, about_before: before, ..Query::default() }, Some("about_before"));
        check(Query { about_from: from, said_before: before, ..Query::default() }, None);
        check(Query { affiliation: Some("-".into()), ..Query::default() }, Some("affiliation"));
        let countries = |codes: &[&str]| Query {
            countries: codes.iter().map(|code| (*code).to_owned()).collect(),
            ..Query::default()
        };
        check(countries(&["UA", "PL"]), None);
        check(countries(&["UA"; MAX_VALUES]), None);
        check(countries(&["UA"; MAX_VALUES + 1]), Some("countries"));
        for code in ["", "ua", "UKR", "É", "U1"] {
            check(countries(&["UA", code]), Some("countries"));
        }
        check(Query { places: vec![7; MAX_VALUES + 1], ..Query::default() }, Some("place_ids"));
        let near = |radius_km| {
            let center = Coordinates::new(50.0, 30.0).unwrap();
            Query { near: Some(Circle { center, radius_km }), ..Query::default() }
        };
        check(near(0.1), None);
        check(near(MAX_RADIUS_KM), None);
        for radius in [0.0, -1.0, MAX_RADIUS_KM + 0.1, f64::NAN, f64::INFINITY] {
            check(near(radius), Some("near.radius_km"));
        }
        let confidence = |min_confidence| Query { min_confidence, ..Query::default() };
        check(confidence(1.0), None);
        for outside in [-0.1, 1.1, f32::NAN] {
            check(confidence(outside), Some("min_confidence"));
        }
        check(Query { order: Order::Relevance, ..words("dam") }, None);
        check(Query { order: Order::Relevance, source: Some("dam".into()), ..Query::default() }, Some("order"));
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
