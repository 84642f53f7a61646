//! What a recording changes in the tables. Everything here runs inside the writer's transaction.

use rusqlite::{Connection, OptionalExtension, params};
use sayso_domain::DocumentParts;
use sayso_store::{Position, Recorded};

use crate::{
    failure::Failure,
    prepared::{Prepared, json},
};

/// An extraction, and where its claims are.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Extraction {
    id: i64,
    revision_id: String,
    first_sequence: i64,
    claims: i64,
}

pub(crate) fn record(connection: &Connection, prepared: &Prepared) -> Result<Recorded, Failure> {
    let before = current(connection, &prepared.document_id)?;
    let metadata = accept_revision(connection, prepared)?;
    let known = claims_of_known(connection, prepared)?;
    if known.is_none() {
        add_extraction(connection, prepared, &metadata.parts)?;
    }
    let after = current(connection, &prepared.document_id)?;
    if before == after {
        if let Some(current) = after.as_ref().filter(|_| metadata.completed)
            && current.revision_id == prepared.revision_id
        {
            tell(connection, current, "UPDATED")?;
        }
    } else {
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

/// What is known of a revision besides its text.
struct Metadata {
    parts: DocumentParts,
    /// True if parts were missing before.
    completed: bool,
}

fn accept_revision(connection: &Connection, prepared: &Prepared) -> Result<Metadata, Failure> {
    let Prepared { document_id, revision_id, accepted_at, parts, text, .. } = prepared;
    let known: Option<String> = connection
        .prepare_cached("SELECT parts FROM revision WHERE document_id = ?1 AND revision_id = ?2")?
        .query_row([document_id, revision_id], |row| row.get(0))
        .optional()?;
    let Some(known) = known else {
        connection
            .prepare_cached(
                "INSERT INTO revision (document_id, revision_id, accepted_at, parts, text) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![document_id, revision_id, accepted_at, json(parts), text])?;
        return Ok(Metadata { parts: parts.clone(), completed: false });
    };
    connection
        .prepare_cached(
            "UPDATE revision SET accepted_at = ?3 WHERE document_id = ?1 AND revision_id = ?2 AND accepted_at < ?3",
        )?
        .execute(params![document_id, revision_id, accepted_at])?;
    let known: DocumentParts = serde_json::from_str(&known).map_err(|error| Failure::corrupt("a document")(&error))?;
    let Some(completed) = known.completed_by(parts) else { return Ok(Metadata { parts: known, completed: false }) };
    complete_revision(connection, prepared, &completed)?;
    Ok(Metadata { parts: completed, completed: true })
}

/// Writes the completed metadata of a revision, also to the claims that are found by it.
fn complete_revision(connection: &Connection, prepared: &Prepared, parts: &DocumentParts) -> rusqlite::Result<()> {
    let key = [&prepared.document_id, &prepared.revision_id];
    connection
        .prepare_cached("UPDATE revision SET parts = ?3 WHERE document_id = ?1 AND revision_id = ?2")?
        .execute(params![key[0], key[1], json(parts)])?;
    let mut extractions = connection
        .prepare_cached("SELECT first_sequence, claims FROM extraction WHERE document_id = ?1 AND revision_id = ?2")?;
    let mut complete = connection
        .prepare_cached("UPDATE claim SET published_day = ?3, site = ?4 WHERE sequence >= ?1 AND sequence < ?1 + ?2")?;
    let mut rows = extractions.query(key)?;
    while let Some(row) = rows.next()? {
        let (first_sequence, claims): (i64, i64) = (row.get(0)?, row.get(1)?);
        complete.execute(params![first_sequence, claims, published_day(parts), parts.site])?;
    }
    Ok(())
}

fn published_day(parts: &DocumentParts) -> i32 {
    Position::day(parts.published.as_ref().map(|published| published.date()))
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

fn add_extraction(connection: &Connection, prepared: &Prepared, parts: &DocumentParts) -> rusqlite::Result<()> {
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
            published_day(parts),
            parts.site,
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
    tell(connection, extraction, if current { "ADDED" } else { "WITHDRAWN" })
}

/// Tells in the change feed what became of the claims of an extraction.
fn tell(connection: &Connection, extraction: &Extraction, kind: &str) -> rusqlite::Result<()> {
    let mut tell = connection.prepare_cached("INSERT INTO change (kind, sequence) VALUES (?1, ?2)")?;
    let end = extraction.first_sequence + extraction.claims;
    (extraction.first_sequence..end).try_for_each(|sequence| tell.execute(params![kind, sequence]).map(drop))
}
