//! Forecasts in the order in which they come due.

use std::sync::LazyLock;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use sayso_store::{ForecastQuery, ForecastState, Page, Position, StoredForecast, civil_seconds, today};

use super::{Asked, links, settlements, sources};
use crate::{
    failure::Failure,
    read::{self, Claims},
};

/// The day on which forecasts are meant, in the seconds of the table, and what is known of them then.
#[derive(Clone, Copy)]
pub(crate) struct Day {
    pub(super) date: Date,
    pub(super) start: i64,
    /// The start of the next day.
    pub(super) end: i64,
    /// Decisions count that are made before this moment.
    pub(super) decided_before: i64,
    /// What is published on this day or before it is known, as [`Position::day`] writes days.
    pub(super) published_until: i32,
}

impl Day {
    /// The day that is asked for, with what was known on it; else `today`, with all that is known.
    pub(crate) fn new(as_of: Option<Date>, today: Date) -> Self {
        let date = as_of.unwrap_or(today);
        let start = civil_seconds(date.at(0, 0, 0, 0));
        let end = start + 24 * 60 * 60;
        let (decided_before, published_until) =
            if as_of.is_some() { (end, Position::day(Some(date))) } else { (settlements::NOW, i32::MAX) };
        Self { date, start, end, decided_before, published_until }
    }
}

/// The place of a forecast's state in [`ForecastState::ALL`] on the day from ?1 to ?2, as [`ForecastState::on`] says, with the
/// decisions made before ?3.
pub(super) static STATE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM settlement WHERE settlement.saying = claim.saying
                           AND settlement.other_saying IS NULL AND {}) THEN 3
         WHEN forecast.due_end <= ?1 THEN 2 WHEN forecast.due_start < ?2 THEN 1 ELSE 0 END",
        settlements::stood("?3")
    )
});

/// The state of one forecast: a search asks for that of each claim it finds.
static STATE_OF: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {} FROM forecast CROSS JOIN claim USING (sequence) WHERE sequence = ?4", *STATE));

/// The state of the forecast with this sequence; `None` if the claim makes none.
pub(crate) fn state_of(connection: &Connection, sequence: i64, day: Day) -> rusqlite::Result<Option<ForecastState>> {
    let mut statement = connection.prepare_cached(&STATE_OF)?;
    let values = params![day.start, day.end, day.decided_before, sequence];
    let place: Option<usize> = statement.query_row(values, |row| row.get(0)).optional()?;
    Ok(place.and_then(|place| ForecastState::ALL.get(place).copied()))
}

/// The forecasts of entities, with their claims.
pub(super) const OF_ENTITY: &str = "wording CROSS JOIN linked ON linked.wording = wording.hash
    CROSS JOIN claim ON claim.claim_id = linked.claim_id
    CROSS JOIN forecast ON forecast.sequence = claim.sequence";

/// A condition on a forecast's claim that is not current: no current claim of the document says the same, nor does a later one.
const LAST_OF_ITS_KIND: &str = "NOT EXISTS (SELECT 1 FROM claim AS later WHERE later.saying = claim.saying
    AND (later.current = 1 OR later.sequence > claim.sequence))";

/// All forecasts, with their claims.
const ALL: &str = "forecast INDEXED BY forecast_by_due CROSS JOIN claim ON claim.sequence = forecast.sequence";

/// Stands for no deadline in a key: after all others.
const NEVER: i64 = i64::MAX;

pub(super) fn list(
    connection: &Connection,
    query: &ForecastQuery,
    page: &Asked<2>,
) -> Result<Page<StoredForecast>, Failure> {
    let day = Day::new(query.as_of, today());
    let entity = query.entity.as_ref().map(|id| sources::known(connection, id)).transpose()?;
    let keys = keys(connection, query, entity, day, page)?;
    let mut claims = Claims::new(connection);
    let mut items = Vec::new();
    for [_, sequence] in keys.iter().take(page.limit) {
        let Some(claim) = claims.get(*sequence)? else { break };
        let settlement = settlements::on_forecast(connection, claim.claim.id(), day.decided_before)?;
        let due = claim.claim.forecast.as_ref().and_then(|forecast| forecast.due);
        let state = ForecastState::on(day.date, due, settlement.is_some());
        let mut bearing = links::bearing_on(connection, claim.claim.id(), query.as_of.map(|_| day))?;
        claims.add_bytes(bearing.iter().map(links::byte_len).sum());
        // Those that do not fit are left out, and the page ends here.
        let mut bearing_claims = Vec::new();
        for link in &bearing {
            let Some(claim) = claims.get(read::sequence_of(connection, &link.from)?)? else { break };
            bearing_claims.push(claim);
        }
        bearing.truncate(bearing_claims.len());
        items.push(StoredForecast { claim, state, settlement, bearing, bearing_claims });
    }
    let next_token = page.next_token(&items, &keys);
    Ok(Page { items, next_token })
}

/// The (end of the deadline, sequence) of the forecasts of a page, and of one more if there is one.
fn keys(
    connection: &Connection,
    query: &ForecastQuery,
    entity: Option<i64>,
    day: Day,
    page: &Asked<2>,
) -> Result<Vec<[i64; 2]>, Failure> {
    let [due, sequence] = page.after.unwrap_or([i64::MIN, 0]);
    // SQLite can begin in the middle of a deadline only if that is given.
    let parts: &[&str] = match page.after {
        None => &["due_end IS NOT NULL", "due_end IS NULL"],
        Some([NEVER, _]) => &["due_end IS NULL AND forecast.sequence > ?5"],
        Some(_) => &["due_end = ?4 AND forecast.sequence > ?5", "due_end > ?4", "due_end IS NULL"],
    };
    let states = ForecastState::ALL.iter().enumerate().filter(|(_, state)| query.states.contains(state));
    let states: Vec<_> = states.map(|(place, _)| place.to_string()).collect();
    let mut conditions = String::new();
    if !states.is_empty() && states.len() < ForecastState::ALL.len() {
        conditions += &format!(" AND {} IN ({})", *STATE, states.join(", "));
    }
    if query.due_before.is_some() {
        conditions += " AND due_end <= ?6";
    }
    if entity.is_some() {
        conditions += " AND wording.entity = ?7";
    }
    let tables = if entity.is_some() { OF_ENTITY } else { ALL };
    let due_before = query.due_before.map(|day| civil_seconds(day.at(0, 0, 0, 0)));
    let current = match query.include_superseded {
        true => format!("(claim.current = 1 OR {LAST_OF_ITS_KIND})"),
        false => "claim.current = 1".to_owned(),
    };
    let mut keys = Vec::new();
    for part in parts {
        let sql = format!(
            "SELECT due_end, forecast.sequence FROM {tables} WHERE {part} AND {current}
             AND claim.published_day <= ?8{conditions}
             ORDER BY due_end, forecast.sequence LIMIT ?9"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let limit = page.limit + 1 - keys.len();
        let values = params![
            day.start,
            day.end,
            day.decided_before,
            due,
            sequence,
            due_before,
            entity,
            day.published_until,
            limit
        ];
        let found =
            statement.query_map(values, |row| Ok([row.get::<_, Option<i64>>(0)?.unwrap_or(NEVER), row.get(1)?]))?;
        for key in found {
            keys.push(key?);
        }
        if keys.len() > page.limit {
            break;
        }
    }
    Ok(keys)
}
