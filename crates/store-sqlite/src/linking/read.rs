//! What the linker reads.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Row, params};
use sayso_domain::{ClaimId, DocumentId, SourceId};
use sayso_store::{
    ClaimNumber, ClusterContents, ClusterNumber, ClusterSource, LinkedClaim, Neighbours, Rank, SourceWording,
    StoredLink,
};

use super::keys_from_bytes;
use crate::{failure::Failure, ledger::links};

/// The most sources that [`ClusterContents::sources`] lists.
const MAX_SOURCES: usize = 64;

fn rank(row: &Row<'_>) -> rusqlite::Result<Rank> {
    Ok(Rank { moment: row.get(0)?, claim: ClaimNumber(row.get(1)?) })
}

pub(super) fn neighbours(
    connection: &Connection,
    keys: &[(u64, Rank)],
    reach: usize,
) -> Result<Vec<Neighbours>, Failure> {
    let mut before = connection.prepare_cached(
        "SELECT moment, number FROM posting WHERE key = ?1 AND (moment, number) < (?2, ?3)
         ORDER BY moment DESC, number DESC LIMIT ?4",
    )?;
    let mut after = connection.prepare_cached(
        "SELECT moment, number FROM posting WHERE key = ?1 AND (moment, number) > (?2, ?3)
         ORDER BY moment, number LIMIT ?4",
    )?;
    let mut all = Vec::with_capacity(keys.len());
    for (key, Rank { moment, claim }) in keys {
        let values = params![key.cast_signed(), moment, claim.0, reach];
        all.push(Neighbours {
            before: before.query_map(values, rank)?.collect::<Result<_, _>>()?,
            after: after.query_map(values, rank)?.collect::<Result<_, _>>()?,
        });
    }
    Ok(all)
}

pub(super) fn claim(
    connection: &Connection,
    claim: ClaimNumber,
    with_keys: bool,
) -> Result<Option<LinkedClaim>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT moment, number, claim_id, document_id, cluster, source_hash, wording, keys, profile
         FROM linked WHERE number = ?1",
    )?;
    let mut rows = statement.query([claim.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let corrupt = Failure::corrupt("a linked claim");
    let keys = row.get_ref(7)?.as_blob().map_err(|error| corrupt(&error))?;
    Ok(Some(LinkedClaim {
        id: ClaimId::new(row.get::<_, String>(2)?).map_err(|error| corrupt(&error))?,
        rank: rank(row)?,
        document: DocumentId::new(row.get::<_, String>(3)?).map_err(|error| corrupt(&error))?,
        keys: if with_keys { keys_from_bytes(keys) } else { Vec::new() },
        profile: row.get(8)?,
        wording: row.get::<_, Option<i64>>(6)?.map(i64::cast_unsigned),
        source_hash: row.get::<_, i64>(5)?.cast_unsigned(),
        cluster: ClusterNumber(row.get(4)?),
    }))
}

pub(super) fn are_linked(connection: &Connection, pairs: &[(ClaimNumber, ClaimNumber)]) -> Result<Vec<bool>, Failure> {
    let mut linked = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM link WHERE from_number = ?1 AND to_number = ?2 AND relation IS NOT NULL)",
    )?;
    let one = |(later, earlier): &(ClaimNumber, ClaimNumber)| {
        linked.query_row([later.0, earlier.0], |row| row.get(0)).map_err(Failure::from)
    };
    pairs.iter().map(one).collect()
}

pub(super) fn links_of(connection: &Connection, claims: &[ClaimNumber]) -> Result<Vec<StoredLink>, Failure> {
    let mut seen = HashSet::new();
    let mut all = links::all_of(connection, claims.iter().map(|claim| claim.0))?;
    all.retain(|link| seen.insert(link.id()));
    Ok(all)
}

pub(super) fn members(connection: &Connection, cluster: ClusterNumber) -> rusqlite::Result<Vec<Rank>> {
    let mut statement =
        connection.prepare_cached("SELECT moment, number FROM linked WHERE cluster = ?1 ORDER BY moment, number")?;
    statement.query_map([cluster.0], rank)?.collect()
}

pub(super) fn contents(connection: &Connection, cluster: ClusterNumber) -> Result<Option<ClusterContents>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT number, source_hash, document FROM linked WHERE cluster = ?1 ORDER BY moment, number",
    )?;
    let mut rows = statement.query([cluster.0])?;
    let mut claims = 0;
    let mut documents: HashSet<i64> = HashSet::new();
    // The first claim of each source with the number of its claims, the source that appears first first.
    let mut sources: Vec<(ClaimNumber, usize)> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    while let Some(row) = rows.next()? {
        claims += 1;
        documents.insert(row.get(2)?);
        let place = *places.entry(row.get(1)?).or_insert(sources.len());
        match sources.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => sources.push((ClaimNumber(row.get(0)?), 1)),
        }
    }
    sources.truncate(MAX_SOURCES);
    let mut found = Vec::with_capacity(sources.len());
    for (first, claims) in sources {
        // It is of the same state as the rows above.
        let first = claim(connection, first, false)?;
        found.extend(first.map(|first| ClusterSource { first, claims }));
    }
    Ok(found.first().map(|source| source.first.id.clone()).map(|first| ClusterContents {
        first,
        claims,
        documents: documents.len(),
        sources: found,
    }))
}

pub(super) fn wording(connection: &Connection, hash: u64) -> Result<Option<SourceWording>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT wording.claims, wording.documents, keys, description, entity_id
         FROM wording LEFT JOIN entity ON entity.number = wording.entity WHERE hash = ?1",
    )?;
    let mut rows = statement.query([hash.cast_signed()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let corrupt = Failure::corrupt("a wording");
    let keys = row.get_ref(2)?.as_blob().map_err(|error| corrupt(&error))?;
    let entity = row.get::<_, Option<String>>(4)?.map(SourceId::new).transpose().map_err(|error| corrupt(&error))?;
    let first = end_of_wording(
        connection,
        "SELECT moment, number, document_id FROM linked WHERE wording = ?1 ORDER BY moment, number LIMIT 1",
        hash,
    )?;
    let last = end_of_wording(
        connection,
        "SELECT moment, number, document_id FROM linked WHERE wording = ?1 ORDER BY moment DESC, number DESC LIMIT 1",
        hash,
    )?;
    Ok(Some(SourceWording {
        hash,
        description: row.get(3)?,
        keys: keys_from_bytes(keys),
        first,
        last: last.map(|(rank, _)| rank),
        claims: row.get(0)?,
        documents: row.get(1)?,
        entity,
    }))
}

fn end_of_wording(connection: &Connection, sql: &str, hash: u64) -> Result<Option<(Rank, DocumentId)>, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let end = statement.query_row([hash.cast_signed()], |row| Ok((rank(row)?, row.get::<_, String>(2)?))).optional()?;
    let Some((rank, document)) = end else { return Ok(None) };
    let document = DocumentId::new(document).map_err(|error| Failure::corrupt("a document id")(&error))?;
    Ok(Some((rank, document)))
}

pub(super) fn wordings_with(
    connection: &Connection,
    keys: &[u64],
    limit: usize,
) -> Result<Vec<SourceWording>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT wording.hash FROM wording_key CROSS JOIN wording ON wording.hash = wording_key.hash
         WHERE key = ?1 AND wording.claims > 0 AND wording_key.hash >= ?2 AND wording_key.hash <= ?3
         ORDER BY wording_key.hash LIMIT ?4",
    )?;
    let mut hashes = BTreeSet::new();
    for key in keys {
        // As numbers without a sign, the upper half comes last.
        for (least, greatest) in [(0, i64::MAX), (i64::MIN, -1)] {
            let found = statement.query_map(params![key.cast_signed(), least, greatest, limit], |row| row.get(0))?;
            for hash in found {
                hashes.insert(hash.map(i64::cast_unsigned)?);
            }
        }
    }
    let mut wordings = Vec::new();
    for hash in hashes.into_iter().take(limit) {
        wordings.extend(wording(connection, hash)?);
    }
    Ok(wordings)
}
