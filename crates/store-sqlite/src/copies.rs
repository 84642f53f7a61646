//! Which recorded text a new one is a copy of. Everything here that writes runs inside the writer's transaction.
//!
//! What it costs does not grow with the ledger: up to 256 keys are looked up, and a few texts compared.

use std::{cmp::Ordering, collections::HashSet};

use rusqlite::{Connection, OptionalExtension, params};
use sayso_copies::{Fingerprint, Lookup, MAX_ROWS, Overlap};
use sayso_domain::{DocumentId, DocumentParts, PublicationTime, RevisionId};
use sayso_store::{CopyOf, Earlier, original, published_order};

use crate::failure::Failure;

/// The most revisions of one document that a new text is compared with, those recorded last.
const MAX_COMPARED: usize = 8;

/// A text that the new one is a copy of, or the other way round.
struct Copied {
    /// The numbers of its document and of itself.
    document: i64,
    revision: i64,
    published: Option<PublicationTime>,
    /// Of the new text, as the one, and this.
    overlap: Overlap,
}

/// Takes in the fingerprint of a revision, unless it has one already.
pub(crate) fn record(
    connection: &Connection,
    document_id: &str,
    revision_id: &str,
    fingerprint: &Fingerprint,
    parts: &DocumentParts,
) -> Result<(), Failure> {
    if fingerprint.keys().next().is_none() {
        return Ok(());
    }
    let (revision, known) = connection
        .prepare_cached(
            "SELECT number, EXISTS (SELECT * FROM fingerprint WHERE revision = number)
             FROM revision WHERE document_id = ?1 AND revision_id = ?2",
        )?
        .query_row([document_id, revision_id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)))?;
    if known {
        return Ok(());
    }
    let document = document_number(connection, document_id)?.unwrap_or(revision);

    let lookup = Lookup::new(fingerprint, |key| documents(connection, key))?;
    let others = lookup.candidates().into_iter().filter(|candidate| *candidate != document);
    let mut found = Vec::new();
    for other in others {
        add_copied(connection, &lookup, other, &mut found)?;
    }
    found.sort_unstable_by_key(|copied| copied.revision);
    let is_later =
        |copied: &Copied| published_order(copied.published.as_ref(), parts.published.as_ref()) == Ordering::Greater;
    let (later, earlier): (Vec<_>, Vec<_>) = found.into_iter().partition(is_later);
    let close = earlier.iter().filter(|copied| copied.overlap.is_close_copy()).map(|copied| copied.document);
    let same: HashSet<i64> = close.chain([document]).collect();
    match original(earlier.into_iter().map(earlier_text).collect()) {
        Some(original) => add_copy(connection, revision, original.text, original.overlap)?,
        None => {
            for copied in later {
                let Overlap { of_one, of_other, .. } = copied.overlap;
                let turned = Overlap { of_one: of_other, of_other: of_one, ..copied.overlap };
                add_copy(connection, copied.revision, revision, turned)?;
            }
        }
    }

    connection
        .prepare_cached("INSERT INTO fingerprint (revision, document, fingerprint) VALUES (?1, ?2, ?3)")?
        .execute(params![revision, document, fingerprint.to_bytes()])?;
    let mut add_key = connection.prepare_cached("INSERT INTO fingerprint_key (key, document) VALUES (?1, ?2)")?;
    for key in lookup.new_keys(&same) {
        add_key.execute(params![key, document])?;
    }
    Ok(())
}

fn earlier_text(copied: Copied) -> Earlier<i64> {
    Earlier { text: copied.revision, published: copied.published, overlap: copied.overlap }
}

/// `None` if no revision of it has a fingerprint.
fn document_number(connection: &Connection, document_id: &str) -> rusqlite::Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT fingerprint.document FROM revision JOIN fingerprint ON fingerprint.revision = revision.number
         WHERE revision.document_id = ?1 LIMIT 1",
    )?;
    statement.query_row([document_id], |row| row.get(0)).optional()
}

fn documents(connection: &Connection, key: u64) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection.prepare_cached("SELECT document FROM fingerprint_key WHERE key = ?1 LIMIT ?2")?;
    statement.query_map(params![key, MAX_ROWS], |row| row.get(0))?.collect()
}

/// Adds the texts of a document that one of them and the new text is a copy of the other.
fn add_copied(
    connection: &Connection,
    lookup: &Lookup<'_, i64>,
    document: i64,
    found: &mut Vec<Copied>,
) -> Result<(), Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT revision, fingerprint FROM fingerprint WHERE document = ?1 ORDER BY revision DESC LIMIT ?2",
    )?;
    let mut rows = statement.query(params![document, MAX_COMPARED])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().map_err(|error| Failure::corrupt("a fingerprint")(&error))?;
        // One that another version made tells nothing.
        let Ok(other) = Fingerprint::from_bytes(bytes) else { continue };
        if let Some(overlap) = lookup.copied(&other) {
            let revision = row.get(0)?;
            found.push(Copied { document, revision, published: published(connection, revision)?, overlap });
        }
    }
    Ok(())
}

fn published(connection: &Connection, revision: i64) -> Result<Option<PublicationTime>, Failure> {
    let parts: String = connection
        .prepare_cached("SELECT parts FROM revision WHERE number = ?1")?
        .query_row([revision], |row| row.get(0))?;
    let parts: DocumentParts = serde_json::from_str(&parts).map_err(|error| Failure::corrupt("a document")(&error))?;
    Ok(parts.published)
}

/// Keeps what a text is a copy of, if that is not known.
fn add_copy(connection: &Connection, copy: i64, original: i64, overlap: Overlap) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO copy (revision, original, resemblance, of_copy, of_original) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING",
    )?;
    statement.execute(params![copy, original, overlap.resemblance, overlap.of_one, overlap.of_other])?;
    Ok(())
}

/// What a revision is a copy of.
pub(crate) fn copy_of(connection: &Connection, document: &str, revision: &str) -> Result<Option<CopyOf>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT original.document_id, original.revision_id, resemblance, of_copy, of_original
         FROM revision JOIN copy ON copy.revision = revision.number
         JOIN revision AS original ON original.number = copy.original
         WHERE revision.document_id = ?1 AND revision.revision_id = ?2",
    )?;
    let mut rows = statement.query([document, revision])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let corrupt = Failure::corrupt("an id");
    Ok(Some(CopyOf {
        document: DocumentId::new(row.get::<_, String>(0)?).map_err(|error| corrupt(&error))?,
        revision: RevisionId::new(row.get::<_, String>(1)?).map_err(|error| corrupt(&error))?,
        resemblance: row.get(2)?,
        of_copy: row.get(3)?,
        of_original: row.get(4)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plans::assert_no_scan;

    fn run_all(connection: &Connection) {
        let words = |numbers: std::ops::Range<u32>| numbers.map(|number| format!("w{number} ")).collect::<String>();
        // An original, an update of it, a copy, and an original that comes late.
        let texts = [
            ("a", words(0..300), "2026-03-04"),
            ("a", words(0..310), "2026-03-04"),
            ("b", words(0..200), "2026-03-05"),
            ("c", words(0..400), "2026-03-01"),
        ];
        for (number, (id, text, day)) in texts.iter().enumerate() {
            let parts = DocumentParts { published: Some(day.parse().unwrap()), ..DocumentParts::default() };
            let revision = format!("r-{number}");
            connection
                .execute(
                    "INSERT INTO revision (document_id, revision_id, accepted_at, parts, text) VALUES (?1, ?2, 0, ?3, '')",
                    params![id, revision, serde_json::to_string(&parts).unwrap()],
                )
                .unwrap();
            for _ in 0..2 {
                record(connection, id, &revision, &Fingerprint::of(text), &parts).unwrap();
            }
        }
        let copy = |document: &str, revision: &str| {
            copy_of(connection, document, revision).unwrap().map(|copy| copy.revision.to_string())
        };
        assert_eq!(copy("a", "r-0"), Some("r-3".to_owned()));
        assert_eq!(copy("a", "r-1"), Some("r-3".to_owned()));
        assert_eq!(copy("b", "r-2"), Some("r-0".to_owned()));
        assert_eq!(copy("c", "r-3"), None);
    }

    #[test]
    fn no_copy_is_looked_for_in_a_whole_table() {
        let statements = assert_no_scan(run_all);
        assert!(statements >= 8, "{statements}");
    }
}
