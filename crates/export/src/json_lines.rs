//! JSON Lines: a claim a line, in proto JSON.

use std::io::{self, Write};

use sayso_contract::store::v1::StoredClaim;
use sayso_text::OffsetMap;

use crate::ClaimWriter;

/// Writes each [`StoredClaim`] as it is, in proto JSON, on a line of its own.
#[derive(Debug)]
pub struct JsonLines<W> {
    output: W,
}

impl<W: Write> JsonLines<W> {
    /// Nothing is written yet.
    pub fn new(output: W) -> Self {
        Self { output }
    }
}

impl<W: Write> ClaimWriter for JsonLines<W> {
    fn write(&mut self, claim: &StoredClaim, _: Option<&OffsetMap<'_>>) -> io::Result<()> {
        serde_json::to_writer(&mut self.output, claim)?;
        self.output.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.output.flush()
    }
}
