//! What a recording changes in the tables. Everything here runs inside the writer's transaction.

use rusqlite::{Connection, OptionalExtension, params};
use sayso_store::Recorded;

use crate::prepared::Prepared;

/// An extraction, and where its claims are.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Extraction {
    id: i64,
    revision_id: String,
    first_sequence: i64,
    claims: i64,
}

pub(crate) fn record(connection: &Connection, prepared: &Prepared) -> rusqlite::Result<Recorded> {
    let before = current(connection, &prepared.document_id)?;
    accept_revision(connection, prepared)?;
    let known = claims_of_known(connection, prepared)?;
    if known.is_none() {
        add_extraction(connection, prepared)?;
    }
    let after = current(connection, &prepared.document_id)?;
    if before != after {
        if let Some(before) = before {
            set_current(connection, &before, false)?;
        }
        if let Some(after) = &after {
            set_current(connection, after, true)?;
        }
    }
    Ok(Recorded {
        new: known.is_none(),
        revision_is_current: after.is_some_and(|after| after.revision_id == prepared.revision_id),
        claims: known.unwrap_or(prepared.claims.len()),
    })
}

/// The current extraction of the document's current revision; `None` if the document is new.
fn current(connection: &Connection, document_id: &str) -> rusqlite::Result<Option<Extraction>> {
    let mut statement = connection.prepare_cached(
        "SELECT extraction.id, revision_id, first_sequence, claims
         FROM revision JOIN extraction USING (document_id, revision_id)
         WHERE document_id = ?1
         ORDER BY accepted_at DESC, revision_id DESC, extraction.id DESC LIMIT 1",
    )?;
    statement
        .query_row([document_id], |row| {
            Ok(Extraction {
                id: row.get(0)?,
                revision_id: row.get(1)?,
                first_sequence: row.get(2)?,
                claims: row.get(3)?,
            })
        })
        .optional()
}

fn accept_revision(connection: &Connection, prepared: &Prepared) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO revision (document_id, revision_id, accepted_at, parts, text) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET accepted_at = excluded.accepted_at WHERE accepted_at < excluded.accepted_at",
    )?;
    let Prepared { document_id, revision_id, accepted_at, parts, text, .. } = prepared;
    statement.execute(params![document_id, revision_id, accepted_at, parts, text]).map(drop)
}

/// How many claims are recorded for (document, revision, extractor); `None` if it is new.
fn claims_of_known(connection: &Connection, prepared: &Prepared) -> rusqlite::Result<Option<usize>> {
    let mut statement = connection.prepare_cached(
        "SELECT claims FROM extraction WHERE document_id = ?1 AND revision_id = ?2 AND extractor = ?3",
    )?;
    statement
        .query_row([&prepared.document_id, &prepared.revision_id, &prepared.extractor], |row| row.get(0))
        .optional()
}

fn add_extraction(connection: &Connection, prepared: &Prepared) -> rusqlite::Result<()> {
    let first_sequence: i64 = connection
        .prepare_cached("SELECT coalesce(max(sequence), 0) + 1 FROM claim")?
        .query_row([], |row| row.get(0))?;
    connection
        .prepare_cached(
            "INSERT INTO extraction (document_id, revision_id, extractor, language, notes, first_sequence, claims)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            prepared.document_id,
            prepared.revision_id,
            prepared.extractor,
            prepared.language,
            prepared.notes,
            first_sequence,
            prepared.claims.len(),
        ])?;
    let extraction_id = connection.last_insert_rowid();

    let mut add_claim = connection.prepare_cached(
        "INSERT INTO claim (sequence, claim_id, extraction_id, document_id, published_day, site, kind, form, current, claim)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)",
    )?;
    let mut add_terms = connection
        .prepare_cached("INSERT INTO claim_terms (rowid, source, name, cue, content) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (sequence, claim) in (first_sequence..).zip(&prepared.claims) {
        add_claim.execute(params![
            sequence,
            claim.id,
            extraction_id,
            prepared.document_id,
            prepared.published_day,
            prepared.site,
            claim.kind,
            claim.form,
            claim.claim,
        ])?;
        let [source, name, cue, content] = &claim.terms;
        add_terms.execute(params![sequence, source, name, cue, content])?;
    }
    Ok(())
}

/// Marks the claims of an extraction and tells so in the change feed.
fn set_current(connection: &Connection, extraction: &Extraction, current: bool) -> rusqlite::Result<()> {
    let end = extraction.first_sequence + extraction.claims;
    connection
        .prepare_cached("UPDATE claim SET current = ?1 WHERE sequence >= ?2 AND sequence < ?3")?
        .execute(params![current, extraction.first_sequence, end])?;
    let mut tell = connection.prepare_cached("INSERT INTO change (kind, sequence) VALUES (?1, ?2)")?;
    let kind = if current { "ADDED" } else { "WITHDRAWN" };
    (extraction.first_sequence..end).try_for_each(|sequence| tell.execute(params![kind, sequence]).map(drop))
}
