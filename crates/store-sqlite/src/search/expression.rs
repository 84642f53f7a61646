//! Queries in the query language of FTS5.
//!
//! Every filter but those on the publication day becomes a condition on terms. FTS5 walks the lists of all terms side by
//! side, in the order of the results, and skips in each what the others rule out, so that the rarest one sets the pace.
//!
//! Terms hold no quotation marks: nothing in them can end those around them.

use std::collections::HashSet;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};
use sayso_domain::{Certainty, Form, Kind, Polarity, SourceId};
use sayso_store::{DEFAULT_PAGE_SIZE, ForecastState, MAX_RANKED, Order, Phrase, Query, Terms};

use super::{
    cells::Cover,
    days,
    facets::{self, ABOUT, DECIDED, DUE_FIRST, DUE_LAST, FORECAST, MARK, SAID, WITHOUT_DEADLINE},
};

/// What a claim must have. One that has it may still have a little less confidence than is asked for.
#[derive(Debug, Default)]
pub(super) struct Expression {
    /// In the query language; empty if it must have nothing.
    pub(super) matching: String,
    /// True if claims outside the circle may match too.
    pub(super) near_inexact: bool,
    /// True if forecasts in other states may match too: those that a person decided on.
    pub(super) states_inexact: bool,
    /// The hashes of wordings of which a claim must have one, where it was left out of what is matched.
    pub(super) wordings: Option<HashSet<i64>>,
}

impl Expression {
    /// `None` if no claim can match.
    pub(super) fn new(
        connection: &Connection,
        query: &Query,
        terms: &Terms,
        today: Date,
    ) -> rusqlite::Result<Option<Self>> {
        let mut expression = Self::default();
        // The narrow ones first.
        if let Some(document) = &query.document {
            expression.and_any([facets::document(document.as_str())]);
        }
        expression.and(all("", &terms.words));
        expression.and(all("{source name} : ", &terms.source));
        expression.and(affiliation(&terms.affiliation));
        if !query.places.is_empty() {
            expression.and_any(query.places.iter().map(|id| facets::geonames(*id)));
        }
        if let Some(site) = &query.site {
            expression.and_any([facets::site(site)]);
        }
        if let Some(circle) = &query.near {
            let cover = Cover::of(connection, circle)?;
            expression.near_inexact = cover.inexact;
            expression.and_any(cover.terms);
        }
        if !query.countries.is_empty() {
            expression.and_any(query.countries.iter().map(|code| facets::country(code)));
        }
        expression.and_named('k', &query.kinds, Kind::ALL, Kind::as_str);
        expression.and_named('f', &query.forms, Form::ALL, Form::as_str);
        expression.and_named('c', &query.certainties, Certainty::ALL, Certainty::as_str);
        expression.and_named('p', &query.polarities, Polarity::ALL, Polarity::as_str);
        expression.and(forecasts(&query.forecast_states, query.as_of.unwrap_or(today)));
        expression.states_inexact = !ForecastState::ALL.iter().all(|state| query.forecast_states.contains(state))
            && !query.forecast_states.is_empty();
        expression.and_between(query.about_from, query.about_before, ABOUT);
        expression.and_between(query.said_from, query.said_before, SAID);
        if query.min_confidence > 0.0 {
            expression.and_any(facets::at_least(query.min_confidence));
        }
        if let Some(entity) = &query.entity {
            let wordings = wordings(connection, entity)?;
            if !expression.matching.is_empty() && is_checked_faster(connection, entity, wordings.len(), query.order)? {
                expression.wordings = Some(wordings);
            } else {
                expression.and_any(wordings.into_iter().map(|hash| facets::wording(hash.cast_unsigned())));
            }
        }
        Ok(Some(expression).filter(|expression| !expression.matching.contains(NOTHING)))
    }

    fn and(&mut self, condition: String) {
        if condition.is_empty() {
            return;
        }
        if !self.matching.is_empty() {
            self.matching += " AND ";
        }
        self.matching += &condition;
    }

    fn and_any(&mut self, terms: impl IntoIterator<Item = String>) {
        self.and(any(terms));
    }

    /// Any of the values; no condition if that is none or all of them.
    fn and_named<T: Copy + Ord>(&mut self, letter: char, wanted: &[T], all: &[T], name: fn(T) -> &'static str) {
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        if !wanted.is_empty() && wanted.len() < all.len() {
            self.and_any(wanted.into_iter().map(|value| facets::named(letter, name(value))));
        }
    }

    /// A time that meets what lies between two days.
    fn and_between(&mut self, from: Option<Date>, before: Option<Date>, field: &str) {
        if from.is_some() || before.is_some() {
            self.and(stretch(from, before).map_or(NOTHING.to_owned(), |days| any(days::sharing_a_day(days, field))));
        }
    }
}

/// What no claim has.
const NOTHING: &str = "\"§\"";

/// From the first to the last day of a stretch without an end or two; `None` if it has no day.
fn stretch(from: Option<Date>, before: Option<Date>) -> Option<(Date, Date)> {
    let last = before.map_or(Ok(Date::MAX), Date::yesterday).ok()?;
    Some((from.unwrap_or(Date::MIN), last))
}

/// Any of these terms.
fn any(terms: impl IntoIterator<Item = String>) -> String {
    let terms: Vec<_> = terms.into_iter().map(|term| format!("\"{MARK}{term}\"")).collect();
    match terms.as_slice() {
        [] => NOTHING.to_owned(),
        [term] => term.clone(),
        terms => format!("({})", terms.join(" OR ")),
    }
}

/// All phrases, in the columns given.
fn all(columns: &str, phrases: &[Phrase]) -> String {
    let quoted: Vec<_> = phrases.iter().map(|phrase| format!("{columns}\"{}\"", phrase.as_str())).collect();
    quoted.join(" AND ")
}

fn affiliation(phrases: &[Phrase]) -> String {
    let marked = |phrase: &Phrase| {
        let terms: Vec<_> =
            phrase.as_str().split(' ').map(|term| format!("{MARK}{}", facets::affiliation(term))).collect();
        format!("\"{}\"", terms.join(" "))
    };
    phrases.iter().map(marked).collect::<Vec<_>>().join(" AND ")
}

/// Forecasts in any of these states on a day, if a decision that a person ever made on them stands then or does not.
fn forecasts(states: &[ForecastState], day: Date) -> String {
    let has = |state| states.contains(&state);
    if states.is_empty() {
        return String::new();
    }
    let term = |term: &str| format!("\"{MARK}{term}\"");
    let among = |from, before, field| {
        stretch(from, before).map_or(NOTHING_ELSE.to_owned(), |days| any(days::among(days, field)))
    };
    let tomorrow = day.tomorrow().ok();
    let unsettled = [ForecastState::Open, ForecastState::Due, ForecastState::Overdue];
    let mut conditions = Vec::new();
    if unsettled.into_iter().all(has) {
        conditions.push(term(FORECAST));
    } else {
        if has(ForecastState::Open) {
            conditions.push(term(WITHOUT_DEADLINE));
            conditions.extend(tomorrow.map(|tomorrow| among(Some(tomorrow), None, DUE_FIRST)));
        }
        if has(ForecastState::Due) {
            let begun = among(None, tomorrow, DUE_FIRST);
            conditions.push(format!("({begun} AND {})", among(Some(day), None, DUE_LAST)));
        }
        if has(ForecastState::Overdue) {
            conditions.push(among(None, Some(day), DUE_LAST));
        }
    }
    if has(ForecastState::Settled) {
        conditions.push(term(DECIDED));
    }
    match conditions.as_slice() {
        [one] => one.clone(),
        all => format!("({})", all.join(" OR ")),
    }
}

/// What no claim has, among other things that a claim may have.
const NOTHING_ELSE: &str = "\"§0\"";

/// The hashes of the wordings of a source entity, by any id that leads to it.
fn wordings(connection: &Connection, entity: &SourceId) -> rusqlite::Result<HashSet<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT wording.hash FROM entity_id JOIN wording ON wording.entity = entity_id.entity WHERE entity_id.id = ?1",
    )?;
    statement.query_map([entity.as_str()], |row| row.get(0))?.collect()
}

/// True if it takes less to look up the wording of each claim that matches all else than to match the wordings too.
///
/// FTS5 moves on the list of every wording at every claim that either side leads it to: at most as often as the entity has
/// claims. A look-up takes as long as moving some 16 lists, and claims of the entity are as frequent among those that match
/// as among all, as far as one can tell beforehand.
fn is_checked_faster(
    connection: &Connection,
    entity: &SourceId,
    wordings: usize,
    order: Order,
) -> rusqlite::Result<bool> {
    const LOOK_UP: u64 = 16;
    if wordings as u64 <= LOOK_UP {
        return Ok(false);
    }
    let mut statement = connection.prepare_cached(
        "SELECT entity.claims, (SELECT coalesce(max(sequence), 0) FROM claim)
         FROM entity_id JOIN entity ON entity.number = entity_id.entity WHERE entity_id.id = ?1",
    )?;
    let counts = statement.query_row([entity.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (claims, all): (u64, u64) = counts.unwrap_or_default();
    let wanted = if order == Order::Relevance { MAX_RANKED } else { DEFAULT_PAGE_SIZE } as u64;
    let looked_up = (wanted.min(claims).saturating_mul(all) / claims.max(1)).saturating_mul(LOOK_UP);
    Ok(looked_up < claims.saturating_mul(wordings as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database;

    #[test]
    fn filters_become_conditions() {
        let folder = tempfile::tempdir().unwrap();
        let connection = database::open(&folder.path().join("ledger")).unwrap();
        let today = "2026-03-04".parse().unwrap();
        let check = |query: Query, expected: Option<&str>| {
            let found = Expression::new(&connection, &query, &query.terms().unwrap(), today).unwrap();
            assert_eq!(found.map(|found| found.matching).as_deref(), expected, "{query:?}");
        };
        let none = Query::default;
        let some = |words: &str| Some(words.to_owned());
        let day = |day: &str| Some(day.parse().unwrap());
        check(none(), Some(""));
        check(Query { kinds: Kind::ALL.to_vec(), published_from: day("2026-03-04"), ..none() }, Some(""));
        check(Query { words: some("Dam \"will hold\""), ..none() }, Some("\"dam\" AND \"will hold\""));
        check(
            Query { words: some("a OR"), source: some("c d"), affiliation: some("\"e f\""), ..none() },
            Some("\"a\" AND \"or\" AND {source name} : \"c\" AND {source name} : \"d\" AND \"§ie §if\""),
        );
        check(
            Query { kinds: vec![Kind::Denial, Kind::Belief, Kind::Denial], countries: vec!["UA".into()], ..none() },
            Some("\"§nua\" AND (\"§kdenial\" OR \"§kbelief\")"),
        );
        check(
            Query { said_from: day("2026-03-01"), said_before: day("2026-04-01"), ..none() },
            Some("(\"§swm144314\" OR \"§sxc120\" OR \"§sxe1202\" OR \"§sxk12\" OR \"§sxy12026\")"),
        );
        check(Query { about_before: Some(Date::MIN), ..none() }, None);
        check(Query { entity: Some(SourceId::new("s").unwrap()), ..none() }, None);
        check(
            Query { forecast_states: vec![ForecastState::Settled, ForecastState::Settled], ..none() },
            Some("\"§x\""),
        );
        let unsettled = vec![ForecastState::Open, ForecastState::Due, ForecastState::Overdue];
        check(Query { forecast_states: unsettled, ..none() }, Some("\"§y\""));
        check(Query { forecast_states: ForecastState::ALL.to_vec(), ..none() }, Some("(\"§y\" OR \"§x\")"));
    }
}
