//! Queries as SQL.
//!
//! A search first finds the keys of a page, in order, and then reads the claims behind them. The index is
//! chosen here rather than by SQLite's planner, which has no statistics to go by: the words if there are any, else the
//! narrowest filter. All indexes but that of the words are in the order of the results, so that a page is
//! read from where the last one ended.

use rusqlite::{Connection, ToSql, params_from_iter};
use sayso_domain::{Form, Kind};
use sayso_store::{Page, Phrase, Position, Query, StoredClaim, Terms};

use crate::{failure::Failure, read::Claims};

pub(crate) fn search(
    connection: &Connection,
    query: &Query,
    terms: &Terms,
    after: Option<Position>,
    limit: usize,
) -> Result<Page<StoredClaim>, Failure> {
    // One more tells whether there is another page.
    let mut keys: Vec<Position> = Vec::new();
    for part in Part::after(after, terms) {
        let statement = Statement::new(query, terms, part, limit + 1 - keys.len());
        let mut prepared = connection.prepare_cached(&statement.sql)?;
        let found = prepared.query_map(params_from_iter(&statement.values), |row| {
            Ok(Position { published_day: row.get(0)?, sequence: row.get(1)? })
        })?;
        for key in found {
            keys.push(key?);
        }
        if keys.len() > limit {
            break;
        }
    }

    let mut claims = Claims::new(connection);
    let mut items = Vec::new();
    for key in keys.iter().take(limit) {
        let Some(claim) = claims.get(key.sequence.cast_signed())? else { break };
        items.push(claim);
    }
    let last = items.len().checked_sub(1).map(|last| keys[last]);
    let next_token = last.filter(|_| items.len() < keys.len()).map(|last| last.token(query));
    Ok(Page { items, next_token })
}

/// A stretch of the results.
#[derive(Debug, Clone, Copy)]
enum Part {
    All,
    After(Position),
    /// Those of the position's day that come after it.
    RestOfDay(Position),
    /// Those of the days before this one.
    DaysBefore(i32),
}

impl Part {
    /// The stretches that together come after a position.
    ///
    /// SQLite can start in the middle of a day only if the day is given, and many a day, above all the one of undated
    /// documents, is long. Words are looked up once, since their claims are sorted anyway.
    fn after(position: Option<Position>, terms: &Terms) -> Vec<Self> {
        match position {
            None => vec![Self::All],
            Some(position) if *terms != Terms::default() => vec![Self::After(position)],
            Some(position) => vec![Self::RestOfDay(position), Self::DaysBefore(position.published_day)],
        }
    }
}

/// A SELECT of (published_day, sequence) with its values.
struct Statement {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Statement {
    fn new(query: &Query, terms: &Terms, part: Part, limit: usize) -> Self {
        let kinds = names(&query.kinds, Kind::ALL, Kind::as_str);
        let forms = names(&query.forms, Form::ALL, Form::as_str);
        let matching = match_expression(terms);
        let index = if query.document.is_some() {
            "claim_by_document"
        } else if query.site.is_some() {
            "claim_by_site"
        } else if !kinds.is_empty() {
            "claim_by_kind"
        } else if !forms.is_empty() {
            "claim_by_form"
        } else {
            "claim_by_day"
        };
        let tables = if matching.is_some() {
            // CROSS keeps the order: the words first.
            "claim_terms CROSS JOIN claim ON claim.sequence = claim_terms.rowid".to_owned()
        } else {
            format!("claim INDEXED BY {index}")
        };
        let sql = format!("SELECT claim.published_day, claim.sequence FROM {tables} WHERE TRUE");
        let mut statement = Self { sql, values: Vec::new() };
        if let Some(matching) = matching {
            statement.and("claim_terms MATCH", [matching]);
        }
        if let Some(document) = &query.document {
            statement.and("claim.document_id =", [document.as_str().to_owned()]);
        }
        if let Some(site) = &query.site {
            statement.and("claim.site =", [site.clone()]);
        }
        if !kinds.is_empty() {
            statement.and("claim.kind IN", kinds);
        }
        if !forms.is_empty() {
            statement.and("claim.form IN", forms);
        }
        if !query.include_superseded {
            statement.sql += " AND claim.current = 1";
        }
        // Undated documents match no bound.
        let least = match query.published_from {
            Some(from) => Some(Position::day(Some(from))),
            None => query.published_before.map(|_| i32::MIN + 1),
        };
        if let Some(least) = least {
            statement.and("claim.published_day >=", [least]);
        }
        match part {
            Part::All => {
                if let Some(before) = query.published_before {
                    statement.and("claim.published_day <", [Position::day(Some(before))]);
                }
            }
            // What comes after a claim that matches is before the bound as that claim is.
            Part::After(Position { published_day, sequence }) => {
                statement
                    .and("(claim.published_day, claim.sequence) <", [i64::from(published_day), sequence.cast_signed()]);
            }
            Part::RestOfDay(Position { published_day, sequence }) => {
                statement.and("claim.published_day =", [published_day]);
                statement.and("claim.sequence <", [sequence.cast_signed()]);
            }
            Part::DaysBefore(day) => statement.and("claim.published_day <", [day]),
        }
        statement.sql += " ORDER BY claim.published_day DESC, claim.sequence DESC LIMIT ?";
        statement.values.push(Box::new(limit));
        statement
    }

    /// Adds a condition on one value, or on a list of them.
    fn and<T: ToSql + 'static>(&mut self, condition: &str, values: impl IntoIterator<Item = T>) {
        let before = self.values.len();
        self.values.extend(values.into_iter().map(|value| Box::new(value) as Box<dyn ToSql>));
        let marks = vec!["?"; self.values.len() - before].join(", ");
        self.sql += &format!(" AND {condition} ({marks})");
    }
}

/// The names of the members asked for, each once; none if that is all of them.
fn names<T: Copy + Ord>(wanted: &[T], all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.len() == all.len() { Vec::new() } else { wanted.into_iter().map(name).collect() }
}

/// The terms in the query language of FTS5. A phrase holds letters, digits and spaces only: nothing in it can end the
/// quotation marks.
fn match_expression(terms: &Terms) -> Option<String> {
    let all = |phrases: &[Phrase]| {
        let quoted: Vec<_> = phrases.iter().map(|phrase| format!("\"{}\"", phrase.as_str())).collect();
        quoted.join(" AND ")
    };
    match (terms.words.as_slice(), terms.source.as_slice()) {
        ([], []) => None,
        (words, []) => Some(all(words)),
        ([], source) => Some(format!("{{source name}} : ({})", all(source))),
        (words, source) => Some(format!("({}) AND {{source name}} : ({})", all(words), all(source))),
    }
}

#[cfg(test)]
mod tests {
    use sayso_domain::DocumentId;

    use super::*;
    use crate::database;

    /// The lines of EXPLAIN QUERY PLAN for the first page and for each part of the next.
    fn plans(connection: &Connection, query: &Query) -> Vec<String> {
        let terms = query.terms().unwrap();
        let after = Position { published_day: 20_260_304, sequence: 7 };
        let parts = [Part::after(None, &terms), Part::after(Some(after), &terms)].concat();
        let plan = |part| {
            let statement = Statement::new(query, &terms, part, 50);
            let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).unwrap();
            let lines = explain.query_map(params_from_iter(&statement.values), |row| row.get::<_, String>(3)).unwrap();
            lines.collect::<Result<Vec<_>, _>>().unwrap().join("; ")
        };
        parts.into_iter().map(plan).collect()
    }

    #[test]
    fn every_filter_has_its_index() {
        let folder = tempfile::tempdir().unwrap();
        let connection = database::open(&folder.path().join("ledger")).unwrap();
        let check = |query: Query, expected: &[&str]| {
            assert_eq!(plans(&connection, &query), expected, "{query:?}");
        };
        let day = |day: &str| Some(day.parse().unwrap());
        let some = |words: &str| Some(words.to_owned());
        let none = Query::default;

        // Without a filter, from the top and as far as the page reaches.
        let by_day = [
            "SCAN claim USING INDEX claim_by_day",
            "SEARCH claim USING INDEX claim_by_day (published_day=? AND rowid<?)",
            "SEARCH claim USING INDEX claim_by_day (published_day<?)",
        ];
        check(none(), &by_day);
        let covering = by_day.map(|plan| plan.replace("INDEX", "COVERING INDEX"));
        check(Query { include_superseded: true, ..none() }, &covering.each_ref().map(String::as_str));
        check(Query { kinds: Kind::ALL.to_vec(), forms: Form::ALL.to_vec(), ..none() }, &by_day);
        let between = "SEARCH claim USING INDEX claim_by_day (published_day>? AND published_day<?)";
        check(
            Query { published_from: day("2026-03-04"), ..none() },
            &["SEARCH claim USING INDEX claim_by_day (published_day>?)", by_day[1], between],
        );
        check(Query { published_before: day("2026-03-04"), ..none() }, &[between, by_day[1], between]);

        // With one, always a search, in the order of the results.
        let by = |filter: &str| {
            let (index, column) = filter.split_once(' ').unwrap_or((filter, filter));
            ["", " AND published_day=? AND rowid<?", " AND published_day<?"]
                .map(|more| format!("SEARCH claim USING INDEX claim_by_{index} ({column}=?{more})"))
        };
        let check_by = |query: Query, filter: &str| check(query, &by(filter).each_ref().map(String::as_str));
        let document = Some(DocumentId::new("d").unwrap());
        check_by(Query { document: document.clone(), ..none() }, "document document_id");
        check_by(Query { document, site: some("Reuters"), forms: vec![Form::Mixed], ..none() }, "document document_id");
        check_by(Query { site: some("Reuters"), kinds: vec![Kind::Denial], ..none() }, "site");
        check_by(Query { kinds: vec![Kind::Denial], forms: vec![Form::Mixed], ..none() }, "kind");
        check_by(Query { forms: vec![Form::Mixed], ..none() }, "form");

        // With several values of one, or with words, what matches is sorted.
        let sorted = "; USE TEMP B-TREE FOR ORDER BY";
        let kinds = Query { kinds: vec![Kind::Denial, Kind::Decree], ..none() };
        assert_eq!(plans(&connection, &kinds)[0], format!("{}{sorted}", by("kind")[0]));
        for query in [
            Query { words: some("dam"), ..none() },
            Query { source: some("he"), kinds: vec![Kind::Denial], published_from: day("2026-03-04"), ..none() },
        ] {
            let words = "SCAN claim_terms VIRTUAL TABLE INDEX 0:M4; SEARCH claim USING INTEGER PRIMARY KEY (rowid=?)";
            check(query, &[format!("{words}{sorted}").as_str(); 2]);
        }
    }

    #[test]
    fn phrases_are_quoted() {
        let check = |words: &str, source: &str, expected: &str| {
            let some = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
            let query = Query { words: some(words), source: some(source), ..Query::default() };
            assert_eq!(match_expression(&query.terms().unwrap()).unwrap_or_default(), expected);
        };
        check("", "", "");
        check("Dam \"will hold\"", "", "\"dam\" AND \"will hold\"");
        check("", "NEAR(he", "{source name} : (\"near he\")");
        check("a OR b", "c d", "(\"a\" AND \"or\" AND \"b\") AND {source name} : (\"c\" AND \"d\")");
    }
}
