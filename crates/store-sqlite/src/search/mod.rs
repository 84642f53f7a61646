//! Finds claims.
//!
//! Everything that claims are filtered by is a term in one full-text index: the terms of their words, and those of what
//! they are. Its rows are numbered in the order of results, so that a search walks them from where the last page ended
//! and stops when it has enough.

mod cells;
mod days;
mod expression;
mod facets;
mod index;

use std::iter::Peekable;

use jiff::civil::Date;
use rusqlite::{CachedStatement, Connection, MappedRows, Row, named_params};
use sayso_domain::Place;
use sayso_store::{
    MAX_RANKED, Order, Page, Query, Ranked, Resource, Resumption, StoreError, StoredClaim, Terms, relevance,
};
use serde::Deserialize;

use crate::{
    failure::Failure,
    ledger::{
        forecasts::{self, Day},
        sources,
    },
    read::Claims,
    write,
};
use expression::Expression;

pub(crate) use cells::add_point;
pub(crate) use facets::{add_decided, facets};
pub(crate) use index::{Words, add, add_again, add_words, place, remove};

/// A page of the claims that match. `today` counts for the first page, and what its token says for the others.
pub(crate) fn search(
    connection: &Connection,
    query: &Query,
    terms: &Terms,
    today: Date,
    after: Option<Resumption>,
    limit: usize,
) -> Result<Page<StoredClaim>, Failure> {
    let today = after.map_or(today, |after| after.today);
    if let Some(document) = &query.document
        && write::current(connection, document.as_str())?.is_none()
    {
        return Err(StoreError::NotFound { what: Resource::Document, id: document.to_string() }.into());
    }
    query.entity.as_ref().map(|entity| sources::known(connection, entity)).transpose()?;
    let Some(expression) = Expression::new(connection, query, terms, today)? else {
        return Ok(Page { items: Vec::new(), next_token: None });
    };
    let day = Day::new(query.as_of, today);
    let search = Search { connection, query, terms, today, day, after, limit, expression };
    match query.order {
        Order::Latest | Order::Earliest => search.in_order(),
        Order::Relevance => search.by_relevance(),
    }
}

struct Search<'s> {
    connection: &'s Connection,
    query: &'s Query,
    terms: &'s Terms,
    today: Date,
    /// The day on which states of forecasts are meant.
    day: Day,
    after: Option<Resumption>,
    limit: usize,
    expression: Expression,
}

impl Search<'_> {
    fn in_order(&self) -> Result<Page<StoredClaim>, Failure> {
        let (mut least, mut most) = bounds(self.query);
        let earliest = self.query.order == Order::Earliest;
        if let Some(after) = self.after {
            let after = index::place_of(after.after);
            if earliest {
                least = least.max(after + 1);
            } else {
                most = most.min(after - 1);
            }
        }
        let mut statements = self.statements(earliest)?;
        let mut places = Places::new(&mut statements, &self.expression, least, most, earliest)?;
        let mut claims = Claims::new(self.connection);
        let mut items = Vec::new();
        // The last claim that was looked at: the next page goes on after it.
        let mut last = None;
        while let Some(place) = places.next()? {
            let sequence = index::sequence_at(place);
            if !self.admits_source(sequence)? || !self.admits_state(sequence)? {
                last = Some(place);
                continue;
            }
            let Some(claim) = claims.get(sequence)? else { return Ok(self.page(items, last, 0, 0)) };
            if self.admits(&claim) {
                // A page that is full only has to know whether there is another claim.
                if items.len() == self.limit {
                    return Ok(self.page(items, last, 0, 0));
                }
                items.push(claim);
            }
            last = Some(place);
        }
        Ok(Page { items, next_token: None })
    }

    /// Ranks the latest claims that match and puts them in order anew for every page: a later page has those that come
    /// after the last one of the page before.
    fn by_relevance(&self) -> Result<Page<StoredClaim>, Failure> {
        let newest = match self.after {
            Some(after) => after.newest,
            None => self
                .connection
                .prepare_cached("SELECT coalesce(max(sequence), 0) FROM claim")?
                .query_row([], |row| row.get(0))?,
        };
        let (least, most) = bounds(self.query);
        let mut statements = self.statements(false)?;
        let mut places = Places::new(&mut statements, &self.expression, least, most, false)?;
        let mut ranked = Vec::new();
        while ranked.len() < MAX_RANKED
            && let Some(place) = places.next()?
        {
            let sequence = index::sequence_at(place);
            if sequence.cast_unsigned() <= newest
                && self.admits_source(sequence)?
                && self.admits_state(sequence)?
                && let Some(score) = self.score(sequence)?
            {
                ranked.push((score, place));
            }
        }
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        if let Some(after) = self.after {
            let after = (after.score, index::place_of(after.after));
            ranked.retain(|place| *place < after);
        }
        let mut claims = Claims::new(self.connection);
        let mut items = Vec::new();
        let mut last = None;
        for (score, place) in ranked {
            if items.len() == self.limit {
                return Ok(self.ranked_page(items, last, newest));
            }
            let Some(claim) = claims.get(index::sequence_at(place))? else {
                return Ok(self.ranked_page(items, last, newest));
            };
            items.push(claim);
            last = Some((score, place));
        }
        Ok(Page { items, next_token: None })
    }

    fn ranked_page(&self, items: Vec<StoredClaim>, last: Option<(i64, i64)>, newest: u64) -> Page<StoredClaim> {
        self.page(items, last.map(|(_, place)| place), last.map_or(0, |(score, _)| score), newest)
    }

    /// A page that is not the last one.
    fn page(&self, items: Vec<StoredClaim>, last: Option<i64>, score: i64, newest: u64) -> Page<StoredClaim> {
        let resumption =
            last.map(|place| Resumption { after: index::position_at(place), today: self.today, score, newest });
        Page { items, next_token: resumption.map(|resumption| resumption.token(self.query)) }
    }

    /// Checks what the terms of a claim cannot tell exactly.
    fn admits(&self, found: &StoredClaim) -> bool {
        let near = || self.query.near.is_none_or(|near| is_near(&near, &found.claim.places));
        let confidence = found.claim.confidence.map_or(0.0, |confidence| confidence.get());
        self.query.min_confidence <= confidence && (!self.expression.near_inexact || near())
    }

    /// Checks the wording of the source, where it was left out of what is matched.
    fn admits_source(&self, sequence: i64) -> rusqlite::Result<bool> {
        let Some(wordings) = &self.expression.wordings else { return Ok(true) };
        let mut statement = self.connection.prepare_cached("SELECT wording FROM claim_words WHERE sequence = ?1")?;
        let wording: Option<i64> = statement.query_row([sequence], |row| row.get(0))?;
        Ok(wording.is_some_and(|wording| wordings.contains(&wording)))
    }

    /// Checks the state of a forecast, which decisions of people change from day to day.
    fn admits_state(&self, sequence: i64) -> rusqlite::Result<bool> {
        if !self.expression.states_inexact {
            return Ok(true);
        }
        let state = forecasts::state_of(self.connection, sequence, self.day)?;
        Ok(state.is_some_and(|state| self.query.forecast_states.contains(&state)))
    }

    /// How well a claim fits the words; `None` if it does not match.
    fn score(&self, sequence: i64) -> Result<Option<i64>, Failure> {
        /// Longer contents count as empty: their words are too far apart to tell anything.
        const MAX_CONTENT: usize = 1 << 16;
        let mut statement = self.connection.prepare_cached(
            "SELECT source, name, cue, iif(octet_length(content) <= :most, content, ''), confidence
             FROM claim_words WHERE sequence = :sequence",
        )?;
        let score = statement.query_row(named_params! {":most": MAX_CONTENT, ":sequence": sequence}, |row| {
            let words = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            let confidence: Option<f32> = row.get(4)?;
            let claim = Ranked { source: words(0)?, name: words(1)?, cue: words(2)?, content: words(3)?, confidence };
            let sure = self.query.min_confidence <= confidence.unwrap_or(0.0);
            Ok(sure.then(|| relevance(&self.terms.words, claim)))
        })?;
        let matches = score.is_some() && (!self.expression.near_inexact || self.is_near(sequence)?);
        Ok(score.filter(|_| matches))
    }

    fn is_near(&self, sequence: i64) -> Result<bool, Failure> {
        #[derive(Deserialize)]
        struct Places {
            places: Vec<Place>,
        }
        let Some(near) = self.query.near else { return Ok(true) };
        let mut statement = self.connection.prepare_cached("SELECT claim FROM claim WHERE sequence = ?1")?;
        let places = statement.query_row([sequence], |row| {
            let json = row.get_ref(0)?.as_str()?;
            Ok(serde_json::from_str::<Places>(json))
        })?;
        let places = places.map_err(|error| Failure::corrupt("a claim")(&error))?;
        Ok(is_near(&near, &places.places))
    }

    /// A statement for each index that the query looks at.
    fn statements(&self, earliest: bool) -> rusqlite::Result<Vec<CachedStatement<'_>>> {
        let tables = if self.query.include_superseded { &index::TABLES[..] } else { &index::TABLES[..1] };
        let matching = if self.expression.matching.is_empty() { "?1 = ''" } else { "TABLE MATCH ?1" };
        let direction = if earliest { "ASC" } else { "DESC" };
        let sql = format!(
            "SELECT rowid FROM TABLE WHERE {matching} AND rowid >= ?2 AND rowid <= ?3 ORDER BY rowid {direction}"
        );
        tables.iter().map(|table| self.connection.prepare_cached(&sql.replace("TABLE", table))).collect()
    }
}

fn is_near(circle: &sayso_store::Circle, places: &[Place]) -> bool {
    places.iter().filter_map(|place| place.coordinates).any(|at| circle.contains(at))
}

/// The first and the last place of the days that a query asks for.
fn bounds(query: &Query) -> (i64, i64) {
    // Undated documents match no bound.
    let least = match query.published_from {
        None if query.published_before.is_none() => 0,
        from => place(Some(from.unwrap_or(Date::MIN)), 0),
    };
    let most = query.published_before.map_or(i64::MAX, |before| place(Some(before), 0) - 1);
    (least, most)
}

/// Places in order, read as far as they are asked for.
struct Places<'r> {
    streams: Vec<Peekable<Stream<'r>>>,
    earliest: bool,
}

type Stream<'r> = MappedRows<'r, fn(&Row<'_>) -> rusqlite::Result<i64>>;

impl<'r> Places<'r> {
    fn new(
        statements: &'r mut [CachedStatement<'_>],
        expression: &Expression,
        least: i64,
        most: i64,
        earliest: bool,
    ) -> rusqlite::Result<Self> {
        let read: fn(&Row<'_>) -> rusqlite::Result<i64> = |row| row.get(0);
        let streams = statements
            .iter_mut()
            .map(|statement| Ok(statement.query_map((&expression.matching, least, most), read)?.peekable()))
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { streams, earliest })
    }

    fn next(&mut self) -> rusqlite::Result<Option<i64>> {
        // An error comes before all places.
        let rank = |head: &rusqlite::Result<i64>| match head {
            Err(_) => i64::MIN,
            Ok(place) => {
                if self.earliest {
                    *place
                } else {
                    -place
                }
            }
        };
        let heads = self.streams.iter_mut().enumerate();
        let next = heads.filter_map(|(i, stream)| Some((rank(stream.peek()?), i))).min();
        next.and_then(|(_, i)| self.streams[i].next()).transpose()
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::params;
    use sayso_domain::{
        Attribution, Claim, Document, DocumentParts, Extraction, Extractor, Forecast, Mentions, Source, SourceId,
    };
    use sayso_store::{Recording, wording_hash};
    use sayso_text::Span;

    use super::*;
    use crate::{database, prepared::Prepared, write};

    fn today() -> Date {
        Date::constant(2026, 3, 4)
    }

    fn ledger() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let connection = database::open(&folder.path().join("ledger")).unwrap();
        (folder, connection)
    }

    fn governor() -> Source {
        Source { name: Some("Olena Honchar".into()), role: Some("governor".into()), ..Source::default() }
    }

    /// Records a document of one claim, a forecast of the governor.
    fn record(connection: &Connection, id: &str) {
        record_of(connection, id, governor());
    }

    /// Records a document of one claim, a forecast.
    fn record_of(connection: &Connection, id: &str, source: Source) {
        let text = format!("The dam will hold in {id}, the governor said.");
        let parts =
            DocumentParts { id: Some(id.to_owned().try_into().unwrap()), ..DocumentParts::of_text(text.as_str()) };
        let document = Document::new(parts).unwrap();
        let part = |words| Span::of_first(&text, words).unwrap().into();
        let content = format!("The dam will hold in {id}");
        let attribution = Attribution::new(&text, part("the governor"), part("said"), part(&content)).unwrap();
        let (form, kind) = (sayso_domain::Form::Indirect, sayso_domain::Kind::Statement);
        let mut claim = Claim::new(&document, attribution, form, kind);
        claim.source = Some(source);
        claim.forecast = Some(Forecast::default());
        let extractor = Extractor { name: "sample".into(), version: "1".into(), model: String::new() };
        let claims = vec![claim];
        let extraction =
            Extraction { extractor, language: None, claims, notes: Vec::new(), mentions: Mentions::default() };
        let recording = Recording { document, accepted_at: "2026-03-04T00:00:00Z".parse().unwrap(), extraction };
        write::record(connection, &Prepared::new(recording).unwrap()).unwrap();
    }

    fn found(connection: &Connection, query: &Query) -> usize {
        search(connection, query, &query.terms().unwrap(), today(), None, 50).unwrap().items.len()
    }

    #[test]
    fn an_entity_is_found_by_its_wordings_and_any_of_its_ids() {
        let (_folder, connection) = ledger();
        record(&connection, "a");
        record(&connection, "b");
        let of = |id: &str| {
            let entity = Some(SourceId::new(id).unwrap());
            found(&connection, &Query { entity, ..Query::default() })
        };
        let missing = |id: &str| {
            let query = Query { entity: Some(SourceId::new(id).unwrap()), ..Query::default() };
            search(&connection, &query, &query.terms().unwrap(), today(), None, 50).is_err()
        };
        assert!(missing("s1"));
        let hash = wording_hash(&governor()).unwrap().cast_signed();
        let wordings = "INSERT INTO wording (hash, entity, keys, description)
                        VALUES (?1, 7, x'', x''), (12, 8, x'', x'')";
        connection.execute(wordings, [hash]).unwrap();
        connection.execute("INSERT INTO entity_id (id, entity) VALUES ('s1', 7), ('s0', 7), ('s2', 8)", []).unwrap();
        assert_eq!([of("s1"), of("s0"), of("s2")], [2, 2, 0]);
        assert!(missing("s3"));
    }

    #[test]
    fn an_entity_of_many_wordings_and_claims_is_looked_up() {
        let (_folder, connection) = ledger();
        let named = |name: String| Source { name: Some(name), ..Source::default() };
        for number in 0..100 {
            // Of every five claims one is somebody else's.
            let name = if number % 5 == 0 { "Other".to_owned() } else { format!("Ada {}", number % 50) };
            record_of(&connection, &format!("n{number}"), named(name));
        }
        let wording = "INSERT INTO wording (hash, entity, keys, description) VALUES (?1, 7, x'', x'')";
        for number in (0..50).filter(|number| number % 5 != 0) {
            let hash = wording_hash(&named(format!("Ada {number}"))).unwrap().cast_signed();
            connection.execute(wording, [hash]).unwrap();
        }
        let known = "INSERT INTO entity (number, entity_id, claims, entity, positions) VALUES (7, 's1', ?1, '', '')";
        connection.execute(known, [80]).unwrap();
        connection.execute("INSERT INTO entity_id (id, entity) VALUES ('s1', 7)", []).unwrap();
        let of = |words: &str, order| Query {
            entity: Some(SourceId::new("s1").unwrap()),
            words: Some(words.to_owned()),
            order,
            ..Query::default()
        };
        let is_looked_up = |query: &Query| {
            let terms = query.terms().unwrap();
            Expression::new(&connection, query, &terms, today()).unwrap().unwrap().wordings.is_some()
        };
        let count = |query: &Query| {
            search(&connection, query, &query.terms().unwrap(), today(), None, 100).unwrap().items.len()
        };
        for order in [Order::Latest, Order::Earliest, Order::Relevance] {
            let check = |words: &str, expected: usize| {
                let query = of(words, order);
                assert_eq!((is_looked_up(&query), count(&query)), (true, expected), "{words} {order:?}");
            };
            check("dam", 80);
            check("n7", 1);
            check("n10", 0);
        }
        // Few claims are walked instead.
        connection.execute("UPDATE entity SET claims = 2", []).unwrap();
        let query = of("dam", Order::Latest);
        assert_eq!((is_looked_up(&query), count(&query)), (false, 80));
    }

    #[test]
    fn nothing_is_sorted() {
        let (_folder, connection) = ledger();
        let words = Query { words: Some("dam".into()), ..Query::default() };
        for query in [Query::default(), words.clone(), Query { order: Order::Earliest, ..words }] {
            let terms = query.terms().unwrap();
            let expression = Expression::new(&connection, &query, &terms, today()).unwrap().unwrap();
            let (limit, connection) = (1, &connection);
            let day = Day::new(query.as_of, today());
            let (query, terms) = (&query, &terms);
            let search = Search { connection, query, terms, today: today(), day, after: None, limit, expression };
            let earliest = query.order == Order::Earliest;
            for statement in search.statements(earliest).unwrap() {
                let sql = format!("EXPLAIN QUERY PLAN {}", statement.expanded_sql().unwrap());
                let mut explain = connection.prepare(&sql).unwrap();
                let plan = explain.query_map(params![], |row| row.get::<_, String>(3)).unwrap();
                let plan: Vec<String> = plan.collect::<Result<_, _>>().unwrap();
                assert_eq!(plan.len(), 1, "{plan:?}");
                assert!(plan[0].starts_with("SCAN claim_terms VIRTUAL TABLE"), "{plan:?}");
            }
        }
    }
}
