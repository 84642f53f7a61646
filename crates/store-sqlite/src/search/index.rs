//! The rows that claims are found by.
//!
//! Current claims and the others have an index each, so that what is superseded costs nothing when nobody asks for it. The
//! number of a row is its place in the order of results.

use std::ops::Range;

use jiff::civil::Date;
use rusqlite::{Connection, params};
use sayso_domain::{Claim, DocumentParts};
use sayso_store::{Position, wording_hash};

use super::facets::{add_decided, facets};
use crate::{failure::Failure, ledger::settlements};

/// The index of the current claims, and that of the others.
pub(super) const TABLES: [&str; 2] = ["claim_terms", "superseded_terms"];

fn table(current: bool) -> &'static str {
    TABLES[usize::from(!current)]
}

/// How many bits of a place are the sequence.
const SEQUENCE_BITS: u32 = 40;

/// The place of a claim in the order of results: the number of its publication day, from 1 for the first day of the
/// calendar, 0 without one; then its sequence.
pub(crate) fn place(published_day: Option<Date>, sequence: i64) -> i64 {
    // Three million seven hundred thousand days each way: 23 bits.
    let days = published_day.map_or(0, |day| 1 + i64::from((day - Date::MIN).get_days()));
    days << SEQUENCE_BITS | sequence
}

/// The place of a position.
pub(super) fn place_of(position: Position) -> i64 {
    place(Position::date(position.published_day), position.sequence.cast_signed())
}

/// The sequence of the claim at a place.
pub(super) fn sequence_at(place: i64) -> i64 {
    place & ((1 << SEQUENCE_BITS) - 1)
}

/// The position that a place is of.
pub(super) fn position_at(place: i64) -> Position {
    let days = place >> SEQUENCE_BITS;
    let day = (days > 0).then(|| Date::MIN.saturating_add(jiff::Span::new().days(days - 1)));
    Position { published_day: Position::day(day), sequence: sequence_at(place).cast_unsigned() }
}

/// The terms of a claim's words: of the source as written, its resolved name, the cue and the content.
pub(crate) type Words = [String; 4];

/// Adds the row of a claim.
pub(crate) fn add(
    connection: &Connection,
    current: bool,
    place: i64,
    facets: &str,
    [source, name, cue, content]: &Words,
) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO {} (rowid, facets, source, name, cue, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        table(current)
    );
    connection.prepare_cached(&sql)?.execute(params![place, facets, source, name, cue, content])?;
    Ok(())
}

/// Keeps what ranking looks at, and what its row is made of when it is added again.
pub(crate) fn add_words(
    connection: &Connection,
    sequence: i64,
    claim: &Claim,
    [source, name, cue, content]: &Words,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO claim_words (sequence, wording, source, name, cue, content, confidence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let wording = claim.source.as_ref().and_then(wording_hash).map(u64::cast_signed);
    let confidence = claim.confidence.map(|confidence| confidence.get());
    statement.execute(params![sequence, wording, source, name, cue, content, confidence])?;
    Ok(())
}

/// Takes claims out, as long as the table of claims says what it said when they were added.
pub(crate) fn remove(connection: &Connection, sequences: Range<i64>) -> rusqlite::Result<()> {
    let mut claims = connection
        .prepare_cached("SELECT sequence, published_day, current FROM claim WHERE sequence >= ?1 AND sequence < ?2")?;
    let mut rows = claims.query([sequences.start, sequences.end])?;
    while let Some(row) = rows.next()? {
        let (sequence, published_day, current) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let sql = format!("DELETE FROM {} WHERE rowid = ?1", table(current));
        connection.prepare_cached(&sql)?.execute([place(Position::date(published_day), sequence)])?;
    }
    Ok(())
}

/// Adds claims that were [removed](remove), as the tables have them now.
pub(crate) fn add_again(connection: &Connection, sequences: Range<i64>) -> Result<(), Failure> {
    let mut claims = connection.prepare_cached(
        "SELECT sequence, current, claim, parts, source, name, cue, content, saying
         FROM claim JOIN claim_words USING (sequence) JOIN extraction ON extraction.id = extraction_id
              JOIN revision ON revision.document_id = claim.document_id AND revision.revision_id = extraction.revision_id
         WHERE sequence >= ?1 AND sequence < ?2",
    )?;
    let corrupt = Failure::corrupt("a claim");
    let mut rows = claims.query([sequences.start, sequences.end])?;
    while let Some(row) = rows.next()? {
        let json = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let claim: Claim = serde_json::from_str(json(2)?).map_err(|error| corrupt(&error))?;
        let parts: DocumentParts = serde_json::from_str(json(3)?).map_err(|error| corrupt(&error))?;
        let words = [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?];
        let mut facets = facets(&claim, &parts);
        if claim.forecast.is_some() && settlements::was_decided(connection, row.get(8)?)? {
            add_decided(&mut facets);
        }
        let published = parts.published.as_ref().map(|published| published.date());
        add(connection, row.get(1)?, place(published, row.get(0)?), &facets, &words)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_the_order_of_positions() {
        let day = |day: &str| Some(day.parse().unwrap());
        let days = [None, Some(Date::MIN), day("-000001-12-31"), day("0000-01-01"), day("2026-03-04"), Some(Date::MAX)];
        let positions: Vec<Position> = days
            .into_iter()
            .flat_map(|day| [1, 2, 1 << 39].map(|sequence| Position { published_day: Position::day(day), sequence }))
            .collect();
        assert!(positions.is_sorted());
        let places: Vec<i64> = positions.iter().map(|position| place_of(*position)).collect();
        assert!(places.is_sorted() && places[0] > 0, "{places:?}");
        assert_eq!(places.into_iter().map(position_at).collect::<Vec<_>>(), positions);
    }
}
