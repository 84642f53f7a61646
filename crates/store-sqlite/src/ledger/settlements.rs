//! People's decisions: recorded, withdrawn, and applied to what they are about.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use sayso_domain::{ClaimId, LinkId, SettlementId, stable_id};
use sayso_store::{
    ClaimNumber, Decision, PAGE_BYTES, Page, Resource, Settlement, SettlementQuery, StoreError, Verdict, Withdrawal,
};

use super::Asked;
use crate::{failure::Failure, prepared::json, read, search};

fn conflict(reason: impl Into<String>) -> Failure {
    StoreError::Conflict { reason: reason.into() }.into()
}

fn parse(json: &str) -> Result<Settlement, Failure> {
    serde_json::from_str(json).map_err(|error| Failure::corrupt("a settlement")(&error))
}

pub(super) fn settle(
    connection: &Connection,
    decision: &Decision,
    request_id: Option<&str>,
    now: Timestamp,
) -> Result<Settlement, Failure> {
    let known = request_id.map(|id| by(connection, "SELECT settlement FROM settlement WHERE request_id = ?1", id));
    if let Some(known) = known.transpose()?.flatten() {
        let same = known.decision == *decision;
        return if same { Ok(known) } else { Err(conflict("the request id was used for another decision")) };
    }
    let claims = decision.verdict.claims().into_iter();
    let sequences = claims.map(|claim| read::sequence_of(connection, claim)).collect::<Result<Vec<_>, _>>()?;
    let (claim, link) = subject(&decision.verdict);
    if let Some(claim) = claim {
        let forecast: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM forecast WHERE sequence = ?1)")?
            .query_row([sequences.first()], |row| row.get(0))?;
        if !forecast {
            return Err(conflict(format!("the claim {claim} makes no forecast")));
        }
    }
    let number: i64 = connection
        .prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM settlement")?
        .query_row([], |row| row.get(0))?;
    let made_of = (number, decision, now);
    let id = SettlementId::new(stable_id("x", &[json(&made_of).as_bytes()]));
    // 28 bytes of ASCII.
    let Ok(id) = id else { unreachable!() };
    let settlement = Settlement { id, decision: decision.clone(), settled_at: now, withdrawal: None };
    connection
        .prepare_cached(
            "INSERT INTO settlement (number, settlement_id, claim_id, link_id, request_id, settlement)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            number,
            settlement.id.as_str(),
            claim.map(ClaimId::as_str),
            link.as_ref().map(LinkId::as_str),
            request_id,
            json(&settlement),
        ])?;
    apply(connection, &settlement.decision.verdict)?;
    tell(connection, &sequences)?;
    Ok(settlement)
}

pub(super) fn withdraw(
    connection: &Connection,
    id: &SettlementId,
    withdrawal: &Withdrawal,
    request_id: Option<&str>,
) -> Result<Settlement, Failure> {
    let mut settlement = one(connection, id)?;
    let known = "SELECT settlement FROM settlement WHERE withdrawal_request_id = ?1";
    if let Some(known) = request_id.map(|id| by(connection, known, id)).transpose()?.flatten() {
        let same = known.id == *id;
        return if same { Ok(known) } else { Err(conflict("the request id was used for another settlement")) };
    }
    if settlement.withdrawal.is_some() {
        return Err(conflict(format!("the settlement {id} is withdrawn already")));
    }
    settlement.withdrawal = Some(withdrawal.clone());
    connection
        .prepare_cached(
            "UPDATE settlement SET stands = 0, withdrawal_request_id = ?2, settlement = ?3 WHERE settlement_id = ?1",
        )?
        .execute(params![id.as_str(), request_id, json(&settlement)])?;
    apply(connection, &settlement.decision.verdict)?;
    let claims = settlement.decision.verdict.claims().into_iter();
    let sequences = claims.map(|claim| read::sequence_of(connection, claim)).collect::<Result<Vec<_>, _>>()?;
    tell(connection, &sequences)?;
    Ok(settlement)
}

pub(super) fn one(connection: &Connection, id: &SettlementId) -> Result<Settlement, Failure> {
    let found = by(connection, "SELECT settlement FROM settlement WHERE settlement_id = ?1", id.as_str())?;
    Ok(found.ok_or_else(|| StoreError::NotFound { what: Resource::Settlement, id: id.to_string() })?)
}

fn by(connection: &Connection, sql: &str, value: &str) -> Result<Option<Settlement>, Failure> {
    let found: Option<String> = connection.prepare_cached(sql)?.query_row([value], |row| row.get(0)).optional()?;
    found.as_deref().map(parse).transpose()
}

pub(super) fn list(
    connection: &Connection,
    query: &SettlementQuery,
    page: &Asked<1>,
) -> Result<Page<Settlement>, Failure> {
    let SettlementQuery { claim, link, include_withdrawn } = query;
    let mut sql = "SELECT number, settlement FROM settlement WHERE number < ?1".to_owned();
    // The index is chosen by what is given; both together are few.
    sql += if link.is_some() { " AND link_id = ?3" } else { " AND ?3 IS NULL" };
    sql += if claim.is_some() { " AND claim_id = ?4" } else { " AND ?4 IS NULL" };
    sql += if *include_withdrawn { "" } else { " AND stands = 1" };
    sql += " ORDER BY number DESC LIMIT ?2";
    let [before] = page.after.unwrap_or([i64::MAX]);
    let mut statement = connection.prepare_cached(&sql)?;
    let (link, claim) = (link.as_ref().map(LinkId::as_str), claim.as_ref().map(ClaimId::as_str));
    let mut rows = statement.query(params![before, page.limit + 1, link, claim])?;
    let (mut keys, mut items, mut bytes) = (Vec::new(), Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let json = row.get_ref(1)?.as_str().map_err(|error| Failure::corrupt("a settlement")(&error))?;
        bytes += json.len();
        keys.push([row.get(0)?]);
        if keys.len() > page.limit || (bytes > PAGE_BYTES && !items.is_empty()) {
            break;
        }
        items.push(parse(json)?);
    }
    let next_token = page.next_token(&items, &keys);
    Ok(Page { items, next_token })
}

/// The claims of a link that was settled, also if that was withdrawn, or worked out.
pub(super) fn link_ends(connection: &Connection, link: &LinkId) -> Result<(ClaimId, ClaimId), Failure> {
    let settled: Option<String> = connection
        .prepare_cached("SELECT settlement FROM settlement WHERE link_id = ?1 ORDER BY number DESC LIMIT 1")?
        .query_row([link.as_str()], |row| row.get(0))
        .optional()?;
    if let Some(json) = settled
        && let Verdict::Link { from, to, .. } = parse(&json)?.decision.verdict
    {
        return Ok((from, to));
    }
    let ends: Option<(String, String)> = connection
        .prepare_cached(
            "SELECT one.claim_id, other.claim_id FROM link CROSS JOIN linked AS one ON one.number = from_number
             CROSS JOIN linked AS other ON other.number = to_number WHERE link_id = ?1",
        )?
        .query_row([link.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (from, to) = ends.ok_or_else(|| StoreError::NotFound { what: Resource::Link, id: link.to_string() })?;
    let claim = |id| ClaimId::new(id).map_err(|error| Failure::corrupt("a link")(&error));
    Ok((claim(from)?, claim(to)?))
}

/// The claim or the link that a verdict is about.
fn subject(verdict: &Verdict) -> (Option<&ClaimId>, Option<LinkId>) {
    match verdict {
        Verdict::Forecast { claim, .. } => (Some(claim), None),
        Verdict::Link { from, to, .. } => (None, Some(LinkId::between(from, to))),
    }
}

/// The settlement of a claim's forecast that counts.
pub(super) fn standing_on_forecast(connection: &Connection, claim: &ClaimId) -> Result<Option<Settlement>, Failure> {
    let sql = "SELECT settlement FROM settlement WHERE claim_id = ?1 AND stands = 1 ORDER BY number DESC LIMIT 1";
    by(connection, sql, claim.as_str())
}

/// Brings what a verdict is about into line with the settlement of it that counts now, if any.
fn apply(connection: &Connection, verdict: &Verdict) -> Result<(), Failure> {
    let (from, to) = match verdict {
        Verdict::Forecast { claim, .. } => {
            let settled = standing_on_forecast(connection, claim)?.is_some();
            let mut made = connection.prepare_cached("SELECT sequence FROM claim WHERE claim_id = ?1")?;
            let made: Vec<i64> = made.query_map([claim.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
            made.into_iter().try_for_each(|sequence| search::set_settled(connection, sequence, settled))?;
            return Ok(());
        }
        Verdict::Link { from, to, .. } => (from, to),
    };
    let standing: Option<(i64, String)> = connection
        .prepare_cached(
            "SELECT number, settlement FROM settlement WHERE link_id = ?1 AND stands = 1 ORDER BY number DESC LIMIT 1",
        )?
        .query_row([LinkId::between(from, to).as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (one, other) = (ClaimNumber::of(from).0, ClaimNumber::of(to).0);
    let both = [[one, other], [other, one]];
    for ends in both {
        // One that only people spoke of is made anew, with the ends that the last of them gave it.
        connection
            .prepare_cached("DELETE FROM link WHERE from_number = ?1 AND to_number = ?2 AND relation IS NULL")?
            .execute(ends)?;
    }
    let standing = standing.map(|(number, json)| Ok::<_, Failure>((number, parse(&json)?))).transpose()?;
    let decided = standing.as_ref().and_then(|(_, settlement)| settlement.relation());
    let decided = decided.map(sayso_domain::Relation::as_str);
    let number = standing.as_ref().map(|(number, _)| number);
    for ends in both {
        let known = connection
            .prepare_cached("UPDATE link SET decided = ?3, settlement = ?4 WHERE from_number = ?1 AND to_number = ?2")?
            .execute(params![ends[0], ends[1], decided, number])?;
        if known > 0 {
            return Ok(());
        }
    }
    if let Some((number, settlement)) = &standing
        && let Verdict::Link { from, to, .. } = &settlement.decision.verdict
    {
        connection
            .prepare_cached("INSERT INTO link (from_number, to_number, decided, settlement) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![ClaimNumber::of(from).0, ClaimNumber::of(to).0, decided, number])?;
    }
    Ok(())
}

fn tell(connection: &Connection, sequences: &[i64]) -> rusqlite::Result<()> {
    let mut tell = connection.prepare_cached("INSERT INTO change (kind, sequence) VALUES ('SETTLED', ?1)")?;
    sequences.iter().try_for_each(|sequence| tell.execute([sequence]).map(drop))
}
