//! Links as they count: what was worked out, unless a person decided otherwise.

use std::collections::HashSet;

use rusqlite::{Connection, Row, params};
use sayso_domain::{ClaimId, Confidence, Link, Relation};
use sayso_store::{ClaimNumber, MAX_LINKS, MAX_OTHERS, Position, StoredClaim, StoredLink};

use super::{forecasts::Day, settlements};
use crate::{
    failure::Failure,
    read::{self, Claims},
};

/// Which end of a link a claim is.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// The later claim.
    From,
    /// The earlier claim.
    To,
}

impl End {
    fn columns(self) -> (&'static str, &'static str) {
        match self {
            Self::From => ("from_number", "to_number"),
            Self::To => ("to_number", "from_number"),
        }
    }
}

/// An SQL condition: the claim with the number that the expression `claim` gives is this end of a link with this
/// relation.
pub(super) fn has_link(claim: &str, end: End, relation: Relation) -> String {
    let (own, other) = end.columns();
    format!(
        "EXISTS (SELECT 1 FROM link CROSS JOIN linked AS other ON other.number = link.{other}
                 WHERE link.{own} = {claim} AND link.counts = '{relation}')"
    )
}

/// The links of which a claim, ?1, is this end, and whose both ends are linked.
fn select(end: End) -> String {
    let (own, _) = end.columns();
    format!(
        "SELECT one.claim_id, other.claim_id, relation, confidence, reasons, settlement.settlement,
                weight, from_number, to_number
         FROM link CROSS JOIN linked AS one ON one.number = from_number
         CROSS JOIN linked AS other ON other.number = to_number
         LEFT JOIN settlement ON settlement.number = link.settlement
         WHERE link.{own} = ?1"
    )
}

const MOST_PROBABLE: &str = "ORDER BY 7 DESC, 8, 9 LIMIT ?2";

/// All links from and to claims; one between two of them comes twice.
pub(crate) fn all_of(connection: &Connection, claims: impl Iterator<Item = i64>) -> Result<Vec<StoredLink>, Failure> {
    let sql = format!("{} UNION ALL {} {MOST_PROBABLE}", select(End::From), select(End::To));
    let mut links = Vec::new();
    for claim in claims {
        read_links(connection, &sql, claim, usize::MAX >> 1, &mut links)?;
    }
    Ok(links)
}

/// The links from and to a claim, those that people decided and the most probable first, at most [`MAX_LINKS`].
pub(super) fn of(connection: &Connection, claim: &ClaimId) -> Result<Vec<StoredLink>, Failure> {
    let sql = format!("{} UNION ALL {} {MOST_PROBABLE}", select(End::From), select(End::To));
    let mut links = Vec::new();
    read_links(connection, &sql, ClaimNumber::of(claim).0, MAX_LINKS, &mut links)?;
    Ok(links)
}

/// The links from later claims that bear on a forecast, in the same order; with a day, as all was known on it.
pub(super) fn bearing_on(
    connection: &Connection,
    claim: &ClaimId,
    day: Option<Day>,
) -> Result<Vec<StoredLink>, Failure> {
    if let Some(day) = day {
        return bearing_on_day(connection, claim, day);
    }
    let sql = format!("{} AND counts = '{}' {MOST_PROBABLE}", select(End::To), Relation::BearsOn);
    let mut links = Vec::new();
    read_links(connection, &sql, ClaimNumber::of(claim).0, MAX_LINKS, &mut links)?;
    Ok(links)
}

/// What bore on a forecast as it was known on a day: what people decided later does not count, nor what was published later,
/// or nobody knows when.
fn bearing_on_day(connection: &Connection, claim: &ClaimId, day: Day) -> Result<Vec<StoredLink>, Failure> {
    let sql = format!(
        "{} AND EXISTS (SELECT 1 FROM claim WHERE claim.claim_id = one.claim_id AND claim.current = 1
                        AND claim.published_day > ?3 AND claim.published_day <= ?4) {MOST_PROBABLE}",
        select(End::To)
    );
    let mut links = Vec::new();
    let mut statement = connection.prepare_cached(&sql)?;
    let (all, undated) = (usize::MAX >> 1, Position::day(None));
    let mut rows = statement.query(params![ClaimNumber::of(claim).0, all, undated, day.published_until])?;
    while let Some(row) = rows.next()? {
        let mut link = link(row)?;
        link.settlement = settlements::on_link(connection, &link.from, &link.to, day.decided_before)?;
        if link.relation() == Some(Relation::BearsOn) {
            links.push(link);
        }
    }
    // The order of the statement is that of the decisions that count now.
    links.sort_by(|one, other| other.confidence().total_cmp(&one.confidence()));
    links.truncate(MAX_LINKS);
    Ok(links)
}

fn read_links(
    connection: &Connection,
    sql: &str,
    claim: i64,
    limit: usize,
    links: &mut Vec<StoredLink>,
) -> Result<(), Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![claim, limit])?;
    while let Some(row) = rows.next()? {
        links.push(link(row)?);
    }
    Ok(())
}

fn link(row: &Row<'_>) -> Result<StoredLink, Failure> {
    let corrupt = Failure::corrupt("a link");
    let claim = |column: usize| -> Result<ClaimId, Failure> {
        ClaimId::new(row.get::<_, String>(column)?).map_err(|error| corrupt(&error))
    };
    let (from, to) = (claim(0)?, claim(1)?);
    let found =
        match (row.get::<_, Option<String>>(2)?, row.get::<_, Option<f32>>(3)?, row.get::<_, Option<String>>(4)?) {
            (Some(relation), Some(confidence), Some(reasons)) => Some(Link {
                from: from.clone(),
                to: to.clone(),
                relation: relation.parse().map_err(|error| corrupt(&error))?,
                confidence: Confidence::new(confidence).ok_or_else(|| corrupt(&"its confidence is no probability"))?,
                reasons: serde_json::from_str(&reasons).map_err(|error| corrupt(&error))?,
            }),
            _ => None,
        };
    let settlement = row.get::<_, Option<String>>(5)?;
    let settlement = settlement.as_deref().map(settlements::parse).transpose()?;
    Ok(StoredLink { from, to, found, settlement })
}

/// About how many bytes a link takes in a message.
pub(super) fn byte_len(link: &StoredLink) -> usize {
    const AROUND: usize = 200;
    let reasons = link.found.iter().flat_map(|found| &found.reasons);
    let reasons: usize = reasons
        .map(|reason| AROUND + reason.message.len() + 20 * (reason.from.pieces().len() + reason.to.pieces().len()))
        .sum();
    let decision = link.settlement.as_ref().map(|settlement| &settlement.decision);
    let decision = decision.map_or(0, |decision| {
        let documents: usize = decision.documents.iter().map(String::len).sum();
        AROUND + decision.reason.len() + decision.decided_by.len() + documents
    });
    AROUND + reasons + decision
}

/// The claims at the other ends of links, without those in `shown`; at most [`MAX_OTHERS`], and as many as fit the answer.
pub(super) fn others<'l>(
    connection: &Connection,
    claims: &mut Claims<'_>,
    links: impl IntoIterator<Item = &'l StoredLink>,
    shown: impl IntoIterator<Item = &'l StoredClaim>,
    wanted: impl Fn(&ClaimId) -> Result<bool, Failure>,
) -> Result<Vec<StoredClaim>, Failure> {
    let mut known: HashSet<&ClaimId> = shown.into_iter().map(|claim| claim.claim.id()).collect();
    let mut others = Vec::new();
    for end in links.into_iter().flat_map(|link| [&link.from, &link.to]) {
        if others.len() == MAX_OTHERS {
            break;
        }
        if known.insert(end) && wanted(end)? {
            let Some(claim) = claims.get(read::sequence_of(connection, end)?)? else { break };
            others.push(claim);
        }
    }
    Ok(others)
}
