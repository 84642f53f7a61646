//! What a recording changes in the tables. Everything here runs inside the writer's transaction.

use std::{borrow::Cow, ops::Range};

use rusqlite::{Connection, OptionalExtension, params};
use sayso_domain::{Claim, DocumentParts};
use sayso_store::{Position, Recorded};

use crate::{
    copies,
    failure::Failure,
    ledger::settlements,
    prepared::{Prepared, PreparedClaim, due_seconds, json},
    search,
};

/// An extraction, and where its claims are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Extraction {
    id: i64,
    pub(crate) revision_id: String,
    pub(crate) first_sequence: i64,
    pub(crate) claims: i64,
}

impl Extraction {
    fn sequences(&self) -> Range<i64> {
        self.first_sequence..self.first_sequence + self.claims
    }
}

pub(crate) fn record(connection: &Connection, prepared: &Prepared) -> Result<Recorded, Failure> {
    let before = current(connection, &prepared.document_id)?;
    let metadata = accept_revision(connection, prepared)?;
    let Prepared { document_id, revision_id, fingerprint, .. } = prepared;
    copies::record(connection, document_id, revision_id, fingerprint, &metadata.parts)?;
    let known = claims_of_known(connection, prepared)?;
    let added = match known {
        None => Some(add_extraction(connection, prepared, &metadata.parts)?),
        Some(_) => None,
    };
    let after = current(connection, &prepared.document_id)?;
    if let Some(added) = &added {
        add_to_search(connection, prepared, &metadata.parts, added, after.as_ref() == Some(added))?;
    }
    if before == after {
        if let Some(current) = after.as_ref().filter(|_| metadata.completed)
            && current.revision_id == prepared.revision_id
        {
            tell(connection, current, "UPDATED")?;
        }
    } else {
        if let Some(before) = &before {
            search::remove(connection, before.sequences())?;
            set_current(connection, before, false)?;
            search::add_again(connection, before.sequences())?;
        }
        if let Some(after) = &after {
            // What was added now is found as it is to be.
            let again = added.as_ref() != Some(after);
            if again {
                search::remove(connection, after.sequences())?;
            }
            set_current(connection, after, true)?;
            if again {
                search::add_again(connection, after.sequences())?;
            }
        }
    }
    // What people decided on the links of an earlier revision holds on those of the one that is current now.
    if let Some(after) = after.as_ref().filter(|after| before.as_ref() != Some(*after)) {
        settlements::apply_to(connection, after.sequences())?;
    }
    Ok(Recorded {
        new: known.is_none(),
        revision_is_current: after.is_some_and(|after| after.revision_id == prepared.revision_id),
        claims: known.unwrap_or(prepared.claims.len()),
    })
}

/// The current extraction of the document's current revision; `None` if the document is new.
pub(crate) fn current(connection: &Connection, document_id: &str) -> rusqlite::Result<Option<Extraction>> {
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
fn complete_revision(connection: &Connection, prepared: &Prepared, parts: &DocumentParts) -> Result<(), Failure> {
    let key = [&prepared.document_id, &prepared.revision_id];
    connection
        .prepare_cached("UPDATE revision SET parts = ?3 WHERE document_id = ?1 AND revision_id = ?2")?
        .execute(params![key[0], key[1], json(parts)])?;
    let mut extractions = connection
        .prepare_cached("SELECT first_sequence, claims FROM extraction WHERE document_id = ?1 AND revision_id = ?2")?;
    let mut complete =
        connection.prepare_cached("UPDATE claim SET published_day = ?3 WHERE sequence >= ?1 AND sequence < ?2")?;
    let mut rows = extractions.query(key)?;
    while let Some(row) = rows.next()? {
        let first_sequence: i64 = row.get(0)?;
        let sequences = first_sequence..first_sequence + row.get::<_, i64>(1)?;
        search::remove(connection, sequences.clone())?;
        complete.execute(params![sequences.start, sequences.end, published_day(parts)])?;
        search::add_again(connection, sequences)?;
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

fn add_extraction(connection: &Connection, prepared: &Prepared, parts: &DocumentParts) -> rusqlite::Result<Extraction> {
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
        "INSERT INTO claim (sequence, claim_id, extraction_id, document_id, published_day, current, saying, claim)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7)",
    )?;
    for (sequence, PreparedClaim { claim, json, saying, .. }) in (first_sequence..).zip(&prepared.claims) {
        add_claim.execute(params![
            sequence,
            claim.id().as_str(),
            extraction_id,
            prepared.document_id,
            published_day(parts),
            saying,
            json,
        ])?;
        add_forecast(connection, sequence, claim)?;
    }
    Ok(Extraction {
        id: extraction_id,
        revision_id: prepared.revision_id.clone(),
        first_sequence,
        // As many as fit a recording.
        claims: prepared.claims.len().try_into().unwrap_or(i64::MAX),
    })
}

/// Makes the claims of an extraction found.
fn add_to_search(
    connection: &Connection,
    prepared: &Prepared,
    parts: &DocumentParts,
    added: &Extraction,
    current: bool,
) -> rusqlite::Result<()> {
    let published = parts.published.as_ref().map(|published| published.date());
    // A revision that was known already keeps what its document said of itself then.
    let same = *parts == prepared.parts;
    for (sequence, claim) in added.sequences().zip(&prepared.claims) {
        let mut facets =
            if same { Cow::Borrowed(&claim.facets) } else { Cow::Owned(search::facets(&claim.claim, parts)) };
        if claim.claim.forecast.is_some() && settlements::was_decided(connection, claim.saying)? {
            search::add_decided(facets.to_mut());
        }
        search::add(connection, current, search::place(published, sequence), &facets, &claim.words)?;
        search::add_words(connection, sequence, &claim.claim, &claim.words)?;
        for at in claim.claim.places.iter().filter_map(|place| place.coordinates) {
            search::add_point(connection, at)?;
        }
    }
    Ok(())
}

fn add_forecast(connection: &Connection, sequence: i64, claim: &Claim) -> rusqlite::Result<()> {
    let Some(forecast) = &claim.forecast else { return Ok(()) };
    let due = forecast.due.map(due_seconds);
    connection
        .prepare_cached("INSERT INTO forecast (sequence, due_start, due_end) VALUES (?1, ?2, ?3)")?
        .execute(params![sequence, due.map(|[start, _]| start), due.map(|[_, end]| end)])?;
    Ok(())
}

/// Marks the claims of an extraction and tells so in the change feed.
fn set_current(connection: &Connection, extraction: &Extraction, current: bool) -> rusqlite::Result<()> {
    let Range { start, end } = extraction.sequences();
    connection
        .prepare_cached("UPDATE claim SET current = ?1 WHERE sequence >= ?2 AND sequence < ?3")?
        .execute(params![current, start, end])?;
    tell(connection, extraction, if current { "ADDED" } else { "WITHDRAWN" })
}

/// Tells in the change feed what became of the claims of an extraction.
fn tell(connection: &Connection, extraction: &Extraction, kind: &str) -> rusqlite::Result<()> {
    let mut tell = connection.prepare_cached("INSERT INTO change (kind, sequence) VALUES (?1, ?2)")?;
    extraction.sequences().try_for_each(|sequence| tell.execute(params![kind, sequence]).map(drop))
}
