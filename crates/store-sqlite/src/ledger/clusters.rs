//! Clusters, page by page.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};
use sayso_domain::ClaimId;
use sayso_store::{ClaimNumber, ClusterPage, ClusterSummary, Resource, StoreError};

use super::{Asked, links};
use crate::{
    failure::Failure,
    read::{self, Claims},
};

pub(super) fn cluster(connection: &Connection, claim: &ClaimId, page: &Asked<2>) -> Result<ClusterPage, Failure> {
    let found = cluster_of(connection, claim)?;
    let cluster = found.ok_or_else(|| StoreError::NotFound { what: Resource::Cluster, id: claim.to_string() })?;
    let summary: String = connection
        .prepare_cached("SELECT summary FROM cluster WHERE number = ?1")?
        .query_row([cluster], |row| row.get(0))?;
    let summary: ClusterSummary =
        serde_json::from_str(&summary).map_err(|error| Failure::corrupt("a cluster")(&error))?;

    let (keys, ids) = claims_after(connection, cluster, page)?;
    let mut claims = Claims::new(connection);
    let mut items = Vec::new();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for id in ids.iter().take(page.limit) {
        let Some(claim) = claims.get(read::sequence_of(connection, id)?)? else { break };
        items.push(claim);
        for link in links::of(connection, id)? {
            if seen.insert(link.id()) {
                claims.add_bytes(links::byte_len(&link));
                found.push(link);
            }
        }
    }
    let elsewhere = |claim: &ClaimId| Ok(cluster_of(connection, claim)? != Some(cluster));
    let others = links::others(connection, &mut claims, &found, &items, elsewhere)?;
    let next_token = page.next_token(&items, &keys);
    Ok(ClusterPage { summary, claims: items, links: found, others, next_token })
}

/// The number of a claim's cluster; `None` if it is not linked.
fn cluster_of(connection: &Connection, claim: &ClaimId) -> Result<Option<i64>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT cluster.number FROM linked JOIN cluster ON cluster.number = linked.cluster
         WHERE linked.number = ?1 AND linked.claim_id = ?2",
    )?;
    Ok(statement.query_row(params![ClaimNumber::of(claim).0, claim.as_str()], |row| row.get(0)).optional()?)
}

/// The claims of a page by (moment, number), and one more if there is one.
fn claims_after(
    connection: &Connection,
    cluster: i64,
    page: &Asked<2>,
) -> Result<(Vec<[i64; 2]>, Vec<ClaimId>), Failure> {
    // No claim is at the least moment with a number below 0.
    let [moment, number] = page.after.unwrap_or([i64::MIN, -1]);
    let mut statement = connection.prepare_cached(
        "SELECT moment, number, claim_id FROM linked WHERE cluster = ?1 AND (moment, number) > (?2, ?3)
         ORDER BY moment, number LIMIT ?4",
    )?;
    let mut rows = statement.query(params![cluster, moment, number, page.limit + 1])?;
    let (mut keys, mut ids) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        keys.push([row.get(0)?, row.get(1)?]);
        ids.push(ClaimId::new(row.get::<_, String>(2)?).map_err(|error| Failure::corrupt("a claim id")(&error))?);
    }
    Ok((keys, ids))
}
