//! People's decisions: recorded, withdrawn, and applied to what they are about.
//!
//! A decision is kept under what its claims say ([`sayso_store::saying`]), so that it counts on the claims of a later revision
//! that say the same.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use sayso_domain::{ClaimId, LinkId, Relation, SettlementId, stable_id};
use sayso_store::{
    ClaimNumber, Decision, PAGE_BYTES, Page, Resource, Settled, Settlement, SettlementQuery, StoreError, Verdict,
    Withdrawal, is_address,
};

use super::Asked;
use crate::{failure::Failure, prepared::json, read, search, write};

/// Of a document that says the same more often, the first claims that do are enough.
const MAX_SAME: usize = 16;

/// After all moments.
pub(super) const NOW: i64 = i64::MAX;

/// A condition: the settlement was recorded, and not withdrawn, before a moment in the seconds of the table.
pub(super) fn stood(before: &str) -> String {
    format!(
        "settlement.settled_at < {before} AND (settlement.withdrawn_at IS NULL OR settlement.withdrawn_at >= {before})"
    )
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// What the claim that makes the forecast says.
    Forecast(i64),
    /// What the later and the earlier claim of a link say, whichever of them is which.
    Link(i64, i64),
}

impl Subject {
    fn of(connection: &Connection, verdict: &Verdict) -> Result<Self, Failure> {
        Ok(match verdict {
            Verdict::Forecast { claim, .. } => Self::Forecast(saying_of(connection, claim)?),
            Verdict::Link { from, to, .. } => Self::Link(saying_of(connection, from)?, saying_of(connection, to)?),
        })
    }

    /// A condition on settlements, with the values of its parameters ?2 and ?3.
    fn condition(self) -> (&'static str, [i64; 2]) {
        match self {
            Self::Forecast(saying) => ("saying = ?2 AND other_saying IS NULL AND ?3 IS NOT NULL", [saying, 0]),
            Self::Link(one, other) => {
                ("((saying = ?2 AND other_saying = ?3) OR (saying = ?3 AND other_saying = ?2))", [one, other])
            }
        }
    }
}

/// A settlement with its number.
type Numbered = (i64, Settlement);

fn conflict(reason: impl Into<String>) -> Failure {
    StoreError::Conflict { reason: reason.into() }.into()
}

/// A settlement as it is kept.
pub(crate) fn parse(json: &str) -> Result<Settlement, Failure> {
    serde_json::from_str(json).map_err(|error| Failure::corrupt("a settlement")(&error))
}

fn saying_of(connection: &Connection, claim: &ClaimId) -> Result<i64, Failure> {
    let sequence = read::sequence_of(connection, claim)?;
    let mut statement = connection.prepare_cached("SELECT saying FROM claim WHERE sequence = ?1")?;
    Ok(statement.query_row([sequence], |row| row.get(0))?)
}

pub(super) fn settle(
    connection: &Connection,
    decision: &Decision,
    request_id: Option<&str>,
    now: Timestamp,
) -> Result<Settled, Failure> {
    let known =
        request_id.map(|id| by(connection, "SELECT number, settlement FROM settlement WHERE request_id = ?1", id));
    if let Some(known) = known.transpose()?.flatten() {
        let same = known.1.decision == *decision;
        return if same {
            settled(connection, known)
        } else {
            Err(conflict("the request id was used for another decision"))
        };
    }
    let subject = Subject::of(connection, &decision.verdict)?;
    if let Verdict::Forecast { claim, .. } = &decision.verdict {
        let forecast: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM forecast WHERE sequence = ?1)")?
            .query_row([read::sequence_of(connection, claim)?], |row| row.get(0))?;
        if !forecast {
            return Err(conflict(format!("the claim {claim} makes no forecast")));
        }
    }
    check_evidence(connection, decision)?;
    let number: i64 = connection
        .prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM settlement")?
        .query_row([], |row| row.get(0))?;
    let made_of = (number, decision, now);
    let id = SettlementId::new(stable_id("x", &[json(&made_of).as_bytes()]));
    // 28 bytes of ASCII.
    let Ok(id) = id else { unreachable!() };
    let settlement = Settlement { id, decision: decision.clone(), settled_at: now, withdrawal: None };
    let (saying, other_saying) = match subject {
        Subject::Forecast(saying) => (saying, None),
        Subject::Link(saying, other) => (saying, Some(other)),
    };
    let first = !was_decided(connection, saying)?;
    connection
        .prepare_cached(
            "INSERT INTO settlement
             (number, settlement_id, saying, other_saying, link_id, settled_at, request_id, settlement)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            number,
            settlement.id.as_str(),
            saying,
            other_saying,
            link(&decision.verdict).as_ref().map(LinkId::as_str),
            now.as_second(),
            request_id,
            json(&settlement),
        ])?;
    if first && matches!(subject, Subject::Forecast(_)) {
        find_as_decided(connection, saying)?;
    }
    let claims = apply(connection, &settlement.decision.verdict)?;
    tell(connection, &claims, number)?;
    settled(connection, (number, settlement))
}

/// # Errors
/// [`StoreError::BadDecision`] if it rests on what is neither a document of the ledger nor an address.
fn check_evidence(connection: &Connection, decision: &Decision) -> Result<(), Failure> {
    for (index, document) in decision.documents.iter().enumerate() {
        if !is_address(document) && write::current(connection, document)?.is_none() {
            let shown: String = document.chars().take(80).collect();
            let reason =
                format!("is no document of the ledger, and no address such as https://news.example/a: {shown}");
            return Err(StoreError::BadDecision { field: format!("documents[{index}]"), reason }.into());
        }
    }
    Ok(())
}

pub(super) fn withdraw(
    connection: &Connection,
    id: &SettlementId,
    withdrawal: &Withdrawal,
    request_id: Option<&str>,
) -> Result<Settled, Failure> {
    let (number, mut settlement) = numbered(connection, id)?;
    let known = "SELECT number, settlement FROM settlement WHERE withdrawal_request_id = ?1";
    if let Some(known) = request_id.map(|id| by(connection, known, id)).transpose()?.flatten() {
        let same = known.1.id == *id;
        return if same {
            settled(connection, known)
        } else {
            Err(conflict("the request id was used for another settlement"))
        };
    }
    if settlement.withdrawal.is_some() {
        return Err(conflict(format!("the settlement {id} is withdrawn already")));
    }
    settlement.withdrawal = Some(withdrawal.clone());
    connection
        .prepare_cached(
            "UPDATE settlement SET withdrawn_at = ?2, withdrawal_request_id = ?3, settlement = ?4 WHERE number = ?1",
        )?
        .execute(params![number, withdrawal.withdrawn_at.as_second(), request_id, json(&settlement)])?;
    let claims = apply(connection, &settlement.decision.verdict)?;
    tell(connection, &claims, number)?;
    settled(connection, (number, settlement))
}

/// What a decision leads to, as all is recorded now.
fn settled(connection: &Connection, (number, settlement): Numbered) -> Result<Settled, Failure> {
    let verdict = &settlement.decision.verdict;
    let subject = Subject::of(connection, verdict)?;
    let counts = standing(connection, subject, NOW, i64::MAX)?;
    let overridden = standing(connection, subject, NOW, number)?;
    let found = match verdict {
        Verdict::Forecast { .. } => None,
        Verdict::Link { from, to, .. } => found(connection, from, to)?,
    };
    let [counts, overridden] = [counts, overridden].map(|found| found.map(|(_, settlement)| settlement));
    Ok(Settled { settlement, counts, overridden, found })
}

/// How two claims stand to each other as it was worked out.
fn found(connection: &Connection, from: &ClaimId, to: &ClaimId) -> Result<Option<Relation>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT relation FROM link WHERE from_number = ?1 AND to_number = ?2")?;
    let (one, other) = (ClaimNumber::of(from).0, ClaimNumber::of(to).0);
    for ends in [[one, other], [other, one]] {
        let relation = statement.query_row(ends, |row| row.get::<_, Option<String>>(0)).optional()?.flatten();
        if let Some(relation) = relation {
            return Ok(Some(relation.parse().map_err(|error| Failure::corrupt("a link")(&error))?));
        }
    }
    Ok(None)
}

pub(super) fn one(connection: &Connection, id: &SettlementId) -> Result<Settlement, Failure> {
    Ok(numbered(connection, id)?.1)
}

fn numbered(connection: &Connection, id: &SettlementId) -> Result<Numbered, Failure> {
    let found = by(connection, "SELECT number, settlement FROM settlement WHERE settlement_id = ?1", id.as_str())?;
    Ok(found.ok_or_else(|| StoreError::NotFound { what: Resource::Settlement, id: id.to_string() })?)
}

fn by(connection: &Connection, sql: &str, value: &str) -> Result<Option<Numbered>, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([value], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
    found.map(|(number, json)| Ok((number, parse(&json)?))).transpose()
}

pub(super) fn list(
    connection: &Connection,
    query: &SettlementQuery,
    page: &Asked<1>,
) -> Result<Page<Settlement>, Failure> {
    let SettlementQuery { claim, link, include_withdrawn } = query;
    let claim = claim.as_ref().map(|claim| saying_of(connection, claim)).transpose()?;
    let link = match link {
        Some(link) => {
            let (from, to) = link_ends(connection, link)?;
            Some((saying_of(connection, &from)?, saying_of(connection, &to)?))
        }
        None => None,
    };
    let subject = match (claim, link) {
        // No decision is about both.
        (Some(_), Some(_)) => return Ok(Page { items: Vec::new(), next_token: None }),
        (Some(saying), None) => Some(Subject::Forecast(saying)),
        (None, Some((one, other))) => Some(Subject::Link(one, other)),
        (None, None) => None,
    };
    let (condition, [one, other]) = subject.map_or(("?2 IS NOT NULL AND ?3 IS NOT NULL", [0, 0]), Subject::condition);
    let mut sql = format!("SELECT number, settlement FROM settlement WHERE number < ?1 AND {condition}");
    sql += if *include_withdrawn { "" } else { " AND withdrawn_at IS NULL" };
    sql += " ORDER BY number DESC LIMIT ?4";
    let [before] = page.after.unwrap_or([i64::MAX]);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![before, one, other, page.limit + 1])?;
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
pub(crate) fn link_ends(connection: &Connection, link: &LinkId) -> Result<(ClaimId, ClaimId), Failure> {
    let settled = "SELECT number, settlement FROM settlement WHERE link_id = ?1 ORDER BY number DESC LIMIT 1";
    if let Some((_, settlement)) = by(connection, settled, link.as_str())?
        && let Verdict::Link { from, to, .. } = settlement.decision.verdict
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
    Ok((claim_id(from)?, claim_id(to)?))
}

/// The link that a verdict is about.
fn link(verdict: &Verdict) -> Option<LinkId> {
    match verdict {
        Verdict::Forecast { .. } => None,
        Verdict::Link { from, to, .. } => Some(LinkId::between(from, to)),
    }
}

/// True if a person ever decided on the forecast of claims that say this.
pub(crate) fn was_decided(connection: &Connection, saying: i64) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM settlement WHERE saying = ?1 AND other_saying IS NULL)";
    connection.prepare_cached(sql)?.query_row([saying], |row| row.get(0))
}

/// The last settlement recorded before the one with the number `below` that stood before a moment.
fn standing(connection: &Connection, subject: Subject, before: i64, below: i64) -> Result<Option<Numbered>, Failure> {
    let (condition, [one, other]) = subject.condition();
    let sql = format!(
        "SELECT number, settlement FROM settlement WHERE {} AND {condition} AND number < ?4
         ORDER BY number DESC LIMIT 1",
        stood("?1")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let values = params![before, one, other, below];
    let found = statement.query_row(values, |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
    let Some((number, json)) = found else { return Ok(None) };
    // One that was withdrawn later was not then.
    Ok(Some((number, Settlement { withdrawal: None, ..parse(&json)? })))
}

/// The settlement of a claim's forecast that counted before a moment.
pub(super) fn on_forecast(
    connection: &Connection,
    claim: &ClaimId,
    before: i64,
) -> Result<Option<Settlement>, Failure> {
    let subject = Subject::Forecast(saying_of(connection, claim)?);
    Ok(standing(connection, subject, before, i64::MAX)?.map(|(_, settlement)| settlement))
}

/// The settlement of how two claims stand to each other that counted before a moment.
pub(super) fn on_link(
    connection: &Connection,
    from: &ClaimId,
    to: &ClaimId,
    before: i64,
) -> Result<Option<Settlement>, Failure> {
    let subject = Subject::Link(saying_of(connection, from)?, saying_of(connection, to)?);
    Ok(standing(connection, subject, before, i64::MAX)?.map(|(_, settlement)| settlement))
}

/// Lets the forecasts of claims that say this be found as decided on.
fn find_as_decided(connection: &Connection, saying: i64) -> Result<(), Failure> {
    let sequences: Vec<i64> = connection
        .prepare_cached(
            "SELECT sequence FROM claim CROSS JOIN forecast USING (sequence) WHERE saying = ?1 ORDER BY sequence",
        )?
        .query_map([saying], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for sequence in sequences {
        search::remove(connection, sequence..sequence + 1)?;
        search::add_again(connection, sequence..sequence + 1)?;
    }
    Ok(())
}

/// Brings what a verdict is about into line with the settlement of it that counts now, if any. Gives the claims that are
/// concerned: those named first.
fn apply(connection: &Connection, verdict: &Verdict) -> Result<Vec<i64>, Failure> {
    let mut claims = Vec::new();
    let mut ends = Vec::new();
    for named in verdict.claims() {
        let same = same(connection, named)?;
        claims.push(read::sequence_of(connection, named)?);
        ends.push(same);
    }
    if let [from, to] = ends.as_slice() {
        for from in from {
            to.iter().try_for_each(|to| apply_to_link(connection, from, to))?;
        }
    }
    for end in ends.iter().flatten() {
        let sequence = read::sequence_of(connection, end)?;
        if !claims.contains(&sequence) {
            claims.push(sequence);
        }
    }
    Ok(claims)
}

/// A claim, and the current claims that say the same.
fn same(connection: &Connection, claim: &ClaimId) -> Result<Vec<ClaimId>, Failure> {
    let mut claims = vec![claim.clone()];
    claims.extend(claims_saying(connection, saying_of(connection, claim)?)?.into_iter().filter(|same| same != claim));
    Ok(claims)
}

/// The current claims that say this.
fn claims_saying(connection: &Connection, saying: i64) -> Result<Vec<ClaimId>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT claim_id FROM claim WHERE saying = ?1 AND current = 1 LIMIT ?2")?;
    let mut rows = statement.query(params![saying, MAX_SAME])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(claim_id(row.get(0)?)?);
    }
    Ok(claims)
}

fn claim_id(id: String) -> Result<ClaimId, Failure> {
    ClaimId::new(id).map_err(|error| Failure::corrupt("a claim id")(&error))
}

/// Applies the decisions on links that are about claims in a range that has become current.
pub(crate) fn apply_to(connection: &Connection, sequences: std::ops::Range<i64>) -> Result<(), Failure> {
    let mut decided = BTreeSet::new();
    for (own, other) in [("saying", "other_saying"), ("other_saying", "saying")] {
        let sql = format!(
            "SELECT claim_id, settlement.{other} FROM claim CROSS JOIN settlement ON settlement.{own} = claim.saying
             WHERE claim.sequence >= ?1 AND claim.sequence < ?2 AND settlement.other_saying IS NOT NULL"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([sequences.start, sequences.end])?;
        while let Some(row) = rows.next()? {
            decided.insert((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
        }
    }
    for (one, saying) in decided {
        let one = claim_id(one)?;
        for other in claims_saying(connection, saying)? {
            apply_to_link(connection, &one, &other)?;
        }
    }
    Ok(())
}

/// Brings the link between two claims into line with the settlement that counts on it now, if any.
fn apply_to_link(connection: &Connection, one: &ClaimId, other: &ClaimId) -> Result<(), Failure> {
    if one == other {
        return Ok(());
    }
    let sayings = (saying_of(connection, one)?, saying_of(connection, other)?);
    let standing = standing(connection, Subject::Link(sayings.0, sayings.1), NOW, i64::MAX)?;
    let numbers = (ClaimNumber::of(one).0, ClaimNumber::of(other).0);
    let both = [[numbers.0, numbers.1], [numbers.1, numbers.0]];
    for ends in both {
        // One that only people spoke of is made anew, with the ends that the last of them gave it.
        connection
            .prepare_cached("DELETE FROM link WHERE from_number = ?1 AND to_number = ?2 AND relation IS NULL")?
            .execute(ends)?;
    }
    let decided = standing.as_ref().and_then(|(_, settlement)| settlement.relation()).map(Relation::as_str);
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
        && let Verdict::Link { from, .. } = &settlement.decision.verdict
    {
        let forward = from != other && saying_of(connection, from)? == sayings.0;
        let [from, to] = both[usize::from(!forward)];
        connection
            .prepare_cached("INSERT INTO link (from_number, to_number, decided, settlement) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![from, to, decided, number])?;
    }
    Ok(())
}

/// Tells in the change feed that a decision about these claims was recorded or withdrawn.
fn tell(connection: &Connection, claims: &[i64], settlement: i64) -> rusqlite::Result<()> {
    let mut tell =
        connection.prepare_cached("INSERT INTO change (kind, sequence, settlement) VALUES ('SETTLED', ?1, ?2)")?;
    claims.iter().try_for_each(|sequence| tell.execute([sequence, &settlement]).map(drop))
}
