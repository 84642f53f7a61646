//! What a step of the linker changes in the tables. Everything here runs inside the writer's transaction.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};
use sayso_domain::{Link, SourceId};
use sayso_store::{
    ClaimNumber, ClusterNumber, ClusterSummary, EntityUpdate, LinkUpdate, LinkedClaim, SourceWording, hash, searchable,
};

use super::{keys_from_bytes, keys_to_bytes};
use crate::{failure::Failure, prepared::json};

pub(super) fn link(connection: &Connection, update: &LinkUpdate) -> Result<(), Failure> {
    for claim in &update.removed {
        remove_claim(connection, *claim)?;
    }
    for wording in &update.wordings {
        put_wording(connection, wording)?;
    }
    for claim in &update.claims {
        put_claim(connection, claim)?;
    }
    for (one, other) in &update.cut {
        cut(connection, *one, *other)?;
    }
    for link in &update.links {
        put_link(connection, link)?;
    }
    for (from, to) in &update.merged {
        connection.prepare_cached("UPDATE linked SET cluster = ?2 WHERE cluster = ?1")?.execute([from.0, to.0])?;
    }
    for (claim, cluster) in &update.moved {
        connection.prepare_cached("UPDATE linked SET cluster = ?2 WHERE number = ?1")?.execute([claim.0, cluster.0])?;
    }
    for (number, summary) in &update.clusters {
        put_cluster(connection, *number, summary)?;
    }
    for ClusterNumber(number) in update.emptied.iter().chain(update.merged.iter().map(|(from, _)| from)) {
        connection
            .prepare_cached(
                "DELETE FROM cluster WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM linked WHERE cluster = ?1)",
            )?
            .execute([number])?;
    }
    put_entities(connection, &update.entities)?;
    if let Some(linked) = update.linked {
        connection.prepare_cached("UPDATE linker SET linked = ?1")?.execute([linked.number()])?;
    }
    Ok(())
}

/// Forgets all that is derived. What people decided on links stays.
pub(crate) fn forget(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "
        DELETE FROM linked;
        DELETE FROM posting;
        DELETE FROM link WHERE decided IS NULL;
        UPDATE link SET link_id = NULL, relation = NULL, confidence = NULL, reasons = NULL;
        DELETE FROM cluster;
        DELETE FROM wording;
        DELETE FROM wording_key;
        DELETE FROM wording_document;
        DELETE FROM entity;
        DELETE FROM entity_document;
        DELETE FROM entity_id;
        DELETE FROM entity_name;
        INSERT INTO entity_name_terms (entity_name_terms) VALUES ('delete-all');
        UPDATE linker SET linked = 0;
        ",
    )
}

/// What a claim that is there already leaves in other tables.
struct Traces {
    moment: i64,
    document: i64,
    wording: Option<i64>,
    keys: Vec<u64>,
}

fn traces(connection: &Connection, claim: ClaimNumber) -> rusqlite::Result<Option<Traces>> {
    connection
        .prepare_cached("SELECT moment, document, wording, keys FROM linked WHERE number = ?1")?
        .query_row([claim.0], |row| {
            let keys = keys_from_bytes(row.get_ref(3)?.as_blob()?);
            Ok(Traces { moment: row.get(0)?, document: row.get(1)?, wording: row.get(2)?, keys })
        })
        .optional()
}

/// Takes back the postings and the counts of a claim.
fn erase_traces(connection: &Connection, claim: ClaimNumber) -> rusqlite::Result<()> {
    let Some(Traces { moment, document, wording, keys }) = traces(connection, claim)? else { return Ok(()) };
    let mut delete = connection.prepare_cached("DELETE FROM posting WHERE key = ?1 AND moment = ?2 AND number = ?3")?;
    for key in keys {
        delete.execute([key.cast_signed(), moment, claim.0])?;
    }
    wording.map_or(Ok(()), |wording| count(connection, wording, document, -1))
}

fn remove_claim(connection: &Connection, claim: ClaimNumber) -> rusqlite::Result<()> {
    erase_traces(connection, claim)?;
    connection.prepare_cached("DELETE FROM linked WHERE number = ?1")?.execute([claim.0])?;
    connection.prepare_cached("DELETE FROM link WHERE from_number = ?1 AND decided IS NULL")?.execute([claim.0])?;
    connection.prepare_cached("DELETE FROM link WHERE to_number = ?1 AND decided IS NULL")?.execute([claim.0])?;
    // What a person decided holds again if the claims are linked again.
    connection
        .prepare_cached(
            "UPDATE link SET link_id = NULL, relation = NULL, confidence = NULL, reasons = NULL
             WHERE (from_number = ?1 OR to_number = ?1) AND relation IS NOT NULL",
        )?
        .execute([claim.0])?;
    Ok(())
}

fn put_claim(connection: &Connection, claim: &LinkedClaim) -> rusqlite::Result<()> {
    erase_traces(connection, claim.rank.claim)?;
    let (moment, number) = (claim.rank.moment, claim.rank.claim.0);
    let document = hash(&[claim.document.as_str()]).cast_signed();
    let wording = claim.wording.map(u64::cast_signed);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO linked
             (number, claim_id, moment, document_id, document, cluster, source_hash, wording, keys, profile)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            number,
            claim.id.as_str(),
            moment,
            claim.document.as_str(),
            document,
            claim.cluster.0,
            claim.source_hash.cast_signed(),
            wording,
            keys_to_bytes(&claim.keys),
            claim.profile,
        ])?;
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO posting (key, moment, number) VALUES (?1, ?2, ?3)")?;
    for key in &claim.keys {
        insert.execute([key.cast_signed(), moment, number])?;
    }
    wording.map_or(Ok(()), |wording| count(connection, wording, document, 1))
}

/// Counts that `claims` more (or, below zero, fewer) claims of a document have a wording.
fn count(connection: &Connection, wording: i64, document: i64, claims: i64) -> rusqlite::Result<()> {
    let documents = count_in_document(connection, Counted::Wording, wording, document, claims)?;
    let entity: Option<Option<i64>> = connection
        .prepare_cached(
            "UPDATE wording SET claims = claims + ?2, documents = documents + ?3 WHERE hash = ?1 RETURNING entity",
        )?
        .query_row([wording, claims, documents], |row| row.get(0))
        .optional()?;
    entity.flatten().map_or(Ok(()), |entity| count_of_entity(connection, entity, document, claims))
}

fn count_of_entity(connection: &Connection, entity: i64, document: i64, claims: i64) -> rusqlite::Result<()> {
    let documents = count_in_document(connection, Counted::Entity, entity, document, claims)?;
    connection
        .prepare_cached("UPDATE entity SET claims = claims + ?2, documents = documents + ?3 WHERE number = ?1")?
        .execute([entity, claims, documents])?;
    Ok(())
}

#[derive(Clone, Copy)]
enum Counted {
    Wording,
    Entity,
}

/// Counts claims of one document. Gives by how much the number of documents changes.
fn count_in_document(
    connection: &Connection,
    counted: Counted,
    number: i64,
    document: i64,
    claims: i64,
) -> rusqlite::Result<i64> {
    let (add, delete) = match counted {
        Counted::Wording => (
            "INSERT INTO wording_document (wording, document, claims) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET claims = claims + excluded.claims RETURNING claims",
            "DELETE FROM wording_document WHERE wording = ?1 AND document = ?2",
        ),
        Counted::Entity => (
            "INSERT INTO entity_document (entity, document, claims) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET claims = claims + excluded.claims RETURNING claims",
            "DELETE FROM entity_document WHERE entity = ?1 AND document = ?2",
        ),
    };
    let now: i64 = connection.prepare_cached(add)?.query_row([number, document, claims], |row| row.get(0))?;
    if now == 0 {
        connection.prepare_cached(delete)?.execute([number, document])?;
        return Ok(-1);
    }
    Ok(i64::from(now == claims))
}

fn cut(connection: &Connection, one: ClaimNumber, other: ClaimNumber) -> rusqlite::Result<()> {
    for ends in [[one.0, other.0], [other.0, one.0]] {
        connection
            .prepare_cached("DELETE FROM link WHERE from_number = ?1 AND to_number = ?2 AND decided IS NULL")?
            .execute(ends)?;
        connection
            .prepare_cached(
                "UPDATE link SET link_id = NULL, relation = NULL, confidence = NULL, reasons = NULL
                 WHERE from_number = ?1 AND to_number = ?2",
            )?
            .execute(ends)?;
    }
    Ok(())
}

fn put_link(connection: &Connection, link: &Link) -> rusqlite::Result<()> {
    let (from, to) = (ClaimNumber::of(&link.from).0, ClaimNumber::of(&link.to).0);
    // What was decided on the two holds, whichever was taken for the later.
    let decided: Option<(Option<String>, Option<i64>)> = connection
        .prepare_cached("DELETE FROM link WHERE from_number = ?1 AND to_number = ?2 RETURNING decided, settlement")?
        .query_row([to, from], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (decided, settlement) = decided.unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT INTO link (from_number, to_number, relation, confidence, reasons, decided, settlement, link_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT DO UPDATE SET
             relation = excluded.relation, confidence = excluded.confidence, reasons = excluded.reasons,
             link_id = excluded.link_id",
        )?
        .execute(params![
            from,
            to,
            link.relation.as_str(),
            link.confidence.get(),
            json(&link.reasons),
            decided,
            settlement,
            link.id().as_str(),
        ])?;
    Ok(())
}

fn put_cluster(connection: &Connection, number: ClusterNumber, summary: &ClusterSummary) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO cluster (number, cluster_id, independent, appearances, summary)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            number.0,
            summary.id.as_str(),
            summary.independent_sources,
            summary.appearances,
            json(summary)
        ])?;
    Ok(())
}

fn put_wording(connection: &Connection, wording: &SourceWording) -> rusqlite::Result<()> {
    let hash = wording.hash.cast_signed();
    let known: Option<Vec<u64>> = connection
        .prepare_cached("SELECT keys FROM wording WHERE hash = ?1")?
        .query_row([hash], |row| Ok(keys_from_bytes(row.get_ref(0)?.as_blob()?)))
        .optional()?;
    for key in known.unwrap_or_default() {
        connection
            .prepare_cached("DELETE FROM wording_key WHERE key = ?1 AND hash = ?2")?
            .execute([key.cast_signed(), hash])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO wording (hash, keys, description) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET keys = excluded.keys, description = excluded.description",
        )?
        .execute(params![hash, keys_to_bytes(&wording.keys), wording.description])?;
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO wording_key (key, hash) VALUES (?1, ?2)")?;
    wording.keys.iter().try_for_each(|key| insert.execute([key.cast_signed(), hash]).map(drop))
}

/// The number of an entity.
fn entity_number(id: &SourceId) -> i64 {
    (hash(&[id.as_str()]) >> 1).cast_signed()
}

fn put_entities(connection: &Connection, updates: &[EntityUpdate]) -> rusqlite::Result<()> {
    let mut left: Vec<i64> = Vec::new();
    for update in updates {
        put_entity(connection, update)?;
        left.push(entity_number(&update.entity.id));
        give_wordings(connection, update, &mut left)?;
    }
    // Those that have lost all their wordings.
    left.sort_unstable();
    left.dedup();
    for entity in left {
        let empty = connection
            .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM wording WHERE entity = ?1 AND claims > 0)")?
            .query_row([entity], |row| row.get(0))?;
        if empty {
            put_names(connection, entity, HashSet::new())?;
            connection.prepare_cached("UPDATE wording SET entity = NULL WHERE entity = ?1")?.execute([entity])?;
            connection.prepare_cached("DELETE FROM entity WHERE number = ?1")?.execute([entity])?;
            connection.prepare_cached("DELETE FROM entity_id WHERE entity = ?1")?.execute([entity])?;
        }
    }
    updates.iter().try_for_each(|update| lead_former_ids(connection, update))
}

/// Lets other ids lead to an entity, except those of entities that there are.
fn lead_former_ids(connection: &Connection, update: &EntityUpdate) -> rusqlite::Result<()> {
    let number = entity_number(&update.entity.id);
    let mut lead = connection.prepare_cached(
        "INSERT INTO entity_id (id, entity)
         SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM entity WHERE number = ?2)
         AND NOT EXISTS (SELECT 1 FROM entity WHERE number = ?3 AND entity_id = ?1)
         ON CONFLICT DO UPDATE SET entity = excluded.entity WHERE entity <> excluded.entity",
    )?;
    update.former_ids.iter().try_for_each(|id| lead.execute(params![id.as_str(), number, entity_number(id)]).map(drop))
}

fn put_entity(connection: &Connection, update: &EntityUpdate) -> rusqlite::Result<()> {
    let EntityUpdate { entity, positions, .. } = update;
    let number = entity_number(&entity.id);
    connection
        .prepare_cached(
            "INSERT INTO entity (number, entity_id, entity, positions) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entity = excluded.entity, positions = excluded.positions",
        )?
        .execute(params![number, entity.id.as_str(), json(entity), json(positions)])?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO entity_id (id, entity) VALUES (?1, ?2)")?
        .execute(params![entity.id.as_str(), number])?;
    let names = entity.other_names.iter().chain([&entity.name]).map(|name| searchable(name));
    put_names(connection, number, names.filter(|name| !name.is_empty()).collect())
}

/// Makes these the names that an entity is found by.
fn put_names(connection: &Connection, entity: i64, mut names: HashSet<String>) -> rusqlite::Result<()> {
    let mut known = connection.prepare_cached("SELECT number, name FROM entity_name WHERE entity = ?1")?;
    let known: Vec<(i64, String)> =
        known.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (number, name) in known {
        if !names.remove(&name) {
            connection.prepare_cached("DELETE FROM entity_name WHERE number = ?1")?.execute([number])?;
            connection.prepare_cached("DELETE FROM entity_name_terms WHERE rowid = ?1")?.execute([number])?;
        }
    }
    for name in names {
        connection
            .prepare_cached("INSERT INTO entity_name (entity, name) VALUES (?1, ?2)")?
            .execute(params![entity, name])?;
        connection
            .prepare_cached("INSERT INTO entity_name_terms (rowid, name) VALUES (last_insert_rowid(), ?1)")?
            .execute([name])?;
    }
    Ok(())
}

/// Makes these the wordings of an entity. Adds the entities that lose one to `left`.
fn give_wordings(connection: &Connection, update: &EntityUpdate, left: &mut Vec<i64>) -> rusqlite::Result<()> {
    let number = entity_number(&update.entity.id);
    let given: HashSet<i64> = update.wordings.iter().map(|wording| wording.cast_signed()).collect();
    let mut known = connection.prepare_cached("SELECT hash FROM wording WHERE entity = ?1")?;
    let known: HashSet<i64> = known.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for wording in known.difference(&given) {
        move_wording(connection, *wording, Some(number), None)?;
    }
    for wording in given.difference(&known) {
        let before: Option<Option<i64>> = connection
            .prepare_cached("SELECT entity FROM wording WHERE hash = ?1")?
            .query_row([wording], |row| row.get(0))
            .optional()?;
        let Some(before) = before else { continue };
        left.extend(before);
        move_wording(connection, *wording, before, Some(number))?;
    }
    Ok(())
}

/// Gives a wording to another entity, with the claims and documents that it counts.
fn move_wording(connection: &Connection, wording: i64, from: Option<i64>, to: Option<i64>) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE wording SET entity = ?2 WHERE hash = ?1")?.execute(params![wording, to])?;
    let mut counts = connection.prepare_cached("SELECT document, claims FROM wording_document WHERE wording = ?1")?;
    let mut rows = counts.query([wording])?;
    while let Some(row) = rows.next()? {
        let (document, claims): (i64, i64) = (row.get(0)?, row.get(1)?);
        if let Some(from) = from {
            count_of_entity(connection, from, document, -claims)?;
        }
        if let Some(to) = to {
            count_of_entity(connection, to, document, claims)?;
        }
    }
    Ok(())
}
