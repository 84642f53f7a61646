//! Forecasts in the order in which they come due.

use jiff::civil::Date;
use rusqlite::{Connection, params};
use sayso_store::{ForecastQuery, ForecastState, Page, StoredForecast, civil_seconds};

use super::{Asked, links, settlements, sources};
use crate::{
    failure::Failure,
    read::{self, Claims},
};

/// A day in the seconds of the table.
#[derive(Clone, Copy)]
pub(super) struct Day {
    pub(super) start: i64,
    /// The start of the next day.
    pub(super) end: i64,
}

impl Day {
    pub(super) fn new(day: Date) -> Self {
        let start = civil_seconds(day.at(0, 0, 0, 0));
        Self { start, end: start + 24 * 60 * 60 }
    }
}

/// The place of a forecast's state in [`ForecastState::ALL`] on the day from ?1 to ?2, as [`ForecastState::on`] says.
pub(super) const STATE: &str = "CASE WHEN forecast.settled THEN 3
    WHEN forecast.due_end <= ?1 THEN 2 WHEN forecast.due_start < ?2 THEN 1 ELSE 0 END";

/// The forecasts of entities, with their claims.
pub(super) const OF_ENTITY: &str = "wording CROSS JOIN linked ON linked.wording = wording.hash
    CROSS JOIN claim ON claim.claim_id = linked.claim_id
    CROSS JOIN forecast ON forecast.sequence = claim.sequence";

/// All forecasts, with their claims.
const ALL: &str = "forecast INDEXED BY forecast_by_due CROSS JOIN claim ON claim.sequence = forecast.sequence";

/// Stands for no deadline in a key: after all others.
const NEVER: i64 = i64::MAX;

pub(super) fn list(
    connection: &Connection,
    query: &ForecastQuery,
    day: Date,
    page: &Asked<2>,
) -> Result<Page<StoredForecast>, Failure> {
    let entity = match &query.entity {
        Some(id) => match sources::number(connection, id)? {
            Some(number) => Some(number),
            None => return Ok(Page { items: Vec::new(), next_token: None }),
        },
        None => None,
    };
    let keys = keys(connection, query, entity, Day::new(day), page)?;
    let mut claims = Claims::new(connection);
    let mut items = Vec::new();
    for [_, sequence] in keys.iter().take(page.limit) {
        let Some(claim) = claims.get(*sequence)? else { break };
        let settlement = settlements::standing_on_forecast(connection, claim.claim.id())?;
        let due = claim.claim.forecast.as_ref().and_then(|forecast| forecast.due);
        let state = ForecastState::on(day, due, settlement.is_some());
        let mut bearing = links::bearing_on(connection, claim.claim.id())?;
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
        Some([NEVER, _]) => &["due_end IS NULL AND forecast.sequence > ?4"],
        Some(_) => &["due_end = ?3 AND forecast.sequence > ?4", "due_end > ?3", "due_end IS NULL"],
    };
    let states = ForecastState::ALL.iter().enumerate().filter(|(_, state)| query.states.contains(state));
    let states: Vec<_> = states.map(|(place, _)| place.to_string()).collect();
    let mut conditions = String::new();
    if !states.is_empty() && states.len() < ForecastState::ALL.len() {
        conditions += &format!(" AND {STATE} IN ({})", states.join(", "));
    }
    if query.due_before.is_some() {
        conditions += " AND due_end <= ?5";
    }
    if entity.is_some() {
        conditions += " AND wording.entity = ?6";
    }
    let tables = if entity.is_some() { OF_ENTITY } else { ALL };
    let due_before = query.due_before.map(|day| civil_seconds(day.at(0, 0, 0, 0)));
    let mut keys = Vec::new();
    for part in parts {
        let sql = format!(
            "SELECT due_end, forecast.sequence FROM {tables} WHERE {part} AND claim.current = 1{conditions}
             ORDER BY due_end, forecast.sequence LIMIT ?7"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let limit = page.limit + 1 - keys.len();
        let values = params![day.start, day.end, due, sequence, due_before, entity, limit];
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
