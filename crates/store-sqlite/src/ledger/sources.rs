//! Source entities and their dossiers.

use rusqlite::{Connection, OptionalExtension, Row, params};
use sayso_domain::{Relation, SourceId};
use sayso_store::{Dossier, ForecastState, Outcome, PAGE_BYTES, Page, Phrase, Resource, SourceEntity, StoreError};

use super::{
    Asked,
    forecasts::{self, Day},
    links::{End, has_link},
    settlements,
};
use crate::failure::Failure;

const COLUMNS: &str = "entity.claims, entity.number, entity.documents, entity.entity";

/// The entity in [`COLUMNS`], with its key and how many bytes it takes.
fn entity(row: &Row<'_>) -> Result<([i64; 2], usize, SourceEntity), Failure> {
    let corrupt = Failure::corrupt("a source");
    let json = row.get_ref(3)?.as_str().map_err(|error| corrupt(&error))?;
    let mut entity: SourceEntity = serde_json::from_str(json).map_err(|error| corrupt(&error))?;
    (entity.claims, entity.documents) = (row.get(0)?, row.get(2)?);
    Ok(([row.get(0)?, row.get(1)?], json.len(), entity))
}

pub(super) fn list(connection: &Connection, words: &[Phrase], page: &Asked<2>) -> Result<Page<SourceEntity>, Failure> {
    // Every number is above this one; no entity has so many claims.
    let [claims, number] = page.after.unwrap_or([i64::MAX, -1]);
    let matching: Vec<_> = words.iter().map(|phrase| format!("\"{}\"", phrase.as_str())).collect();
    let matching = Some(matching.join(" AND ")).filter(|matching| !matching.is_empty());
    // One that no current claim has is as if it were not there.
    let parts = if matching.is_some() {
        vec![format!(
            "SELECT DISTINCT {COLUMNS} FROM entity_name_terms
             CROSS JOIN entity_name ON entity_name.number = entity_name_terms.rowid
             CROSS JOIN entity ON entity.number = entity_name.entity
             WHERE entity_name_terms MATCH ?4 AND claims > 0 AND (claims < ?1 OR (claims = ?1 AND entity.number > ?2))
             ORDER BY claims DESC, entity.number LIMIT ?3"
        )]
    } else {
        let part = |condition: &str| {
            format!(
                "SELECT {COLUMNS} FROM entity INDEXED BY entity_by_claims
                 WHERE {condition} AND ?4 IS NULL ORDER BY claims DESC, number LIMIT ?3"
            )
        };
        // SQLite can begin among those with as many claims only if that is given.
        vec![part("claims = ?1 AND number > ?2"), part("claims < ?1 AND claims > 0")]
    };
    let (mut keys, mut items, mut bytes) = (Vec::new(), Vec::new(), 0);
    for part in parts {
        let mut statement = connection.prepare_cached(&part)?;
        let mut rows = statement.query(params![claims, number, page.limit + 1 - keys.len(), matching])?;
        while let Some(row) = rows.next()? {
            let (key, length, entity) = entity(row)?;
            bytes += length;
            keys.push(key);
            if keys.len() > page.limit || (bytes > PAGE_BYTES && !items.is_empty()) {
                let next_token = page.next_token(&items, &keys);
                return Ok(Page { items, next_token });
            }
            items.push(entity);
        }
    }
    Ok(Page { items, next_token: None })
}

/// The number of an entity by any of its ids; `None` if there is none.
pub(super) fn number(connection: &Connection, id: &SourceId) -> rusqlite::Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT entity FROM entity_id WHERE id = ?1")?;
    statement.query_row([id.as_str()], |row| row.get(0)).optional()
}

/// The number of an entity by any of its ids.
///
/// # Errors
/// [`StoreError::NotFound`].
pub(crate) fn known(connection: &Connection, id: &SourceId) -> Result<i64, Failure> {
    Ok(number(connection, id)?.ok_or_else(|| not_found(id))?)
}

fn not_found(id: &SourceId) -> StoreError {
    StoreError::NotFound { what: Resource::Source, id: id.to_string() }
}

/// An entity that is the source of a current claim.
pub(super) fn by_number(connection: &Connection, number: i64) -> Result<Option<SourceEntity>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM entity WHERE number = ?1 AND claims > 0");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([number])?;
    Ok(rows.next()?.map(entity).transpose()?.map(|(_, _, entity)| entity))
}

pub(super) fn dossier(connection: &Connection, id: &SourceId, day: Day) -> Result<Dossier, Failure> {
    let number = known(connection, id)?;
    let source = by_number(connection, number)?.ok_or_else(|| not_found(id))?;
    let positions: String = connection
        .prepare_cached("SELECT positions FROM entity WHERE number = ?1")?
        .query_row([number], |row| row.get(0))?;

    let either = |relation| {
        let has = |end| has_link("linked.number", end, relation);
        format!("({} OR {})", has(End::From), has(End::To))
    };
    let counts = [
        has_link("linked.number", End::To, Relation::Updates),
        either(Relation::Contradicts),
        has_link("linked.number", End::From, Relation::Repeats),
        either(Relation::Corroborates),
    ];
    let counts = counts.map(|count| format!("coalesce(sum({count}), 0)")).join(", ");
    let sql = format!(
        "SELECT {counts} FROM wording CROSS JOIN linked ON linked.wording = wording.hash WHERE wording.entity = ?1"
    );
    let [updated_claims, contradicted_claims, echoed_claims, corroborated_claims] = connection
        .prepare_cached(&sql)?
        .query_row([number], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
    Ok(Dossier {
        source,
        positions: serde_json::from_str(&positions).map_err(|error| Failure::corrupt("positions")(&error))?,
        forecasts: states(connection, number, day)?,
        outcomes: outcomes(connection, number, day)?,
        updated_claims,
        contradicted_claims,
        echoed_claims,
        corroborated_claims,
    })
}

/// How many forecasts of an entity stand in each state.
fn states(connection: &Connection, entity: i64, day: Day) -> Result<Vec<(ForecastState, usize)>, Failure> {
    let sql = format!(
        "SELECT {}, count(*) FROM {}
         WHERE wording.entity = ?4 AND claim.current = 1 AND claim.published_day <= ?5 GROUP BY 1",
        *forecasts::STATE,
        forecasts::OF_ENTITY,
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![day.start, day.end, day.decided_before, entity, day.published_until])?;
    let mut states = Vec::new();
    while let Some(row) = rows.next()? {
        // The expression gives the place of one of them.
        let state = ForecastState::ALL.get(row.get::<_, usize>(0)?).copied();
        states.extend(state.map(|state| Ok::<_, Failure>((state, row.get(1)?))).transpose()?);
    }
    Ok(states)
}

/// What people decided on the forecasts of an entity.
fn outcomes(connection: &Connection, entity: i64, day: Day) -> Result<Vec<(Outcome, usize)>, Failure> {
    let sql = format!(
        "SELECT (SELECT settlement FROM settlement WHERE settlement.saying = claim.saying
                 AND settlement.other_saying IS NULL AND {} ORDER BY number DESC LIMIT 1) AS decided
         FROM {} WHERE wording.entity = ?2 AND claim.current = 1 AND claim.published_day <= ?3 AND decided IS NOT NULL",
        settlements::stood("?1"),
        forecasts::OF_ENTITY,
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![day.decided_before, entity, day.published_until])?;
    let mut counts = Outcome::ALL.map(|outcome| (outcome, 0));
    while let Some(row) = rows.next()? {
        let settlement = settlements::parse(&row.get::<_, String>(0)?)?;
        let count = counts.iter_mut().find(|(outcome, _)| Some(*outcome) == settlement.outcome());
        count.into_iter().for_each(|(_, count)| *count += 1);
    }
    Ok(counts.into_iter().filter(|(_, count)| *count > 0).collect())
}
