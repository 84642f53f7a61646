//! CSV (RFC 4180): a header, and a row a claim.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and runs it, also if the cell is
//! quoted; what a hostile page says can be such a cell (CWE-1236). So every cell that begins with one of these, with
//! white space that a spreadsheet skips, or with an apostrophe gets an apostrophe before it. That is undone by taking
//! one apostrophe away from every cell that begins with one ([`unguarded`]).

use std::{
    borrow::Cow,
    io::{self, Write},
};

use ::csv::{Terminator, WriterBuilder};
use sayso_contract::store::v1::StoredClaim;
use sayso_text::OffsetMap;

use crate::{
    ClaimWriter,
    columns::{COLUMNS, Read},
    reading::Reading,
};

/// Stands between the entries of a list in one cell.
const BETWEEN: &str = " | ";

/// What no cell may begin with: the list of OWASP, with the wide forms that some spreadsheets take for the same, and
/// the apostrophe itself.
const GUARDED: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\''];

/// Writes a row for each claim.
pub struct Csv<W: Write> {
    rows: ::csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// That of the output.
    pub fn new(output: W) -> io::Result<Self> {
        let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(output);
        rows.write_record(COLUMNS.iter().map(|column| column.name))?;
        Ok(Self { rows })
    }
}

impl<W: Write> ClaimWriter for Csv<W> {
    fn write(&mut self, claim: &StoredClaim, _: Option<&OffsetMap<'_>>) -> io::Result<()> {
        let reading = Reading::new(claim)?;
        for column in COLUMNS {
            let cell = match column.read {
                Read::Text(read) => read(reading),
                Read::Flag(read) => read(reading).to_string(),
                Read::Number(read) => read(reading).map(|number| number.to_string()).unwrap_or_default(),
                Read::Offset(read) => read(reading).to_string(),
                Read::Texts(read) | Read::Gist(read) => read(reading).join(BETWEEN),
            };
            self.rows.write_field(guarded(&cell).as_bytes())?;
        }
        self.rows.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.rows.flush()
    }
}

fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(GUARDED) { format!("'{cell}").into() } else { cell.into() }
}

/// The text of a cell as it was before it was guarded against spreadsheets.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let check = |cell: &str, expected: &str| assert_eq!(guarded(cell), expected);
        check("=HYPERLINK(\"https://evil.example\")", "'=HYPERLINK(\"https://evil.example\")");
        check("-2+3", "'-2+3");
        check("＝1", "'＝1");
        check("\t=1", "'\t=1");
        check("'tis", "''tis");
        check("2026-03-04", "2026-03-04");
        check("", "");
    }

    proptest! {
        #[test]
        fn the_guard_can_be_undone(cell in "['=+@\\-\\PC]{0,3}.*") {
            let guarded = guarded(&cell);
            prop_assert_eq!(unguarded(&guarded), &cell);
        }
    }
}
