//! One record: its fields, its block, and where the next may begin when it is broken.

use std::io::{self, BufRead, Read};

use super::{
    Position, Response, WarcLimits,
    fields::{Fields, Found},
    http::Head,
};
use crate::{
    ReadError, address,
    stream::{Input, read_at_most},
};

/// How every record begins.
pub(super) const MARK: &[u8] = b"WARC/";
pub(super) const NO_RECORD: &str = "no record begins with WARC/ here";
/// The most bytes that are passed in search of a record before the caller hears of it.
const MAX_SEARCH_BYTES: u64 = 64 << 20;

/// A record as it was read.
pub(super) enum Record {
    Response(Response),
    Other,
    Lost(String, ReadError),
}

/// Why no record could be read: nothing behind it is where it should be.
pub(super) enum Failure {
    Io(io::Error),
    Ended,
    Broken(&'static str),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

pub(super) fn skip_line_ends(input: &mut Input<impl Read>) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let count = buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if count == 0 {
            return Ok(());
        }
        input.consume(count);
    }
}

/// Goes to a line that begins as a record does, which may be this one, or as far as is searched; `false` if there is
/// none.
pub(super) fn find_record(input: &mut Input<impl Read>) -> io::Result<bool> {
    let end = input.position().saturating_add(MAX_SEARCH_BYTES);
    loop {
        let head = input.peek(MARK.len())?;
        if head.is_empty() {
            return Ok(false);
        }
        if head.starts_with(MARK) {
            return Ok(true);
        }
        if input.position() >= end {
            return Ok(true);
        }
        let left = end - input.position();
        input.by_ref().take(left).skip_until(b'\n')?;
    }
}

/// Goes to bytes that begin as a gzip member does, which may be these, or to the end, or as far as is searched.
pub(super) fn find_member(input: &mut Input<impl Read>) -> io::Result<()> {
    let end = input.position().saturating_add(MAX_SEARCH_BYTES);
    while input.position() < end {
        let head = input.peek(10)?;
        let next = match head {
            [] => return Ok(()),
            // RFC 1952: deflate, no reserved flags, a known hint at how it was compressed and on which system.
            [0x1f, 0x8b, 8, flags, _, _, _, _, 0 | 2 | 4, 0..=13 | 255, ..] if flags & 0xe0 == 0 => return Ok(()),
            [_, rest @ ..] => 1 + rest.iter().position(|byte| *byte == 0x1f).unwrap_or(rest.len()),
        };
        input.consume(next);
    }
    Ok(())
}

pub(super) fn read_record<S: Read>(
    input: &mut Input<S>,
    position: Position,
    wanted: bool,
    limits: WarcLimits,
) -> Result<Record, Failure> {
    let head = input.peek(MARK.len())?;
    if !head.starts_with(MARK) {
        if MARK.starts_with(head) {
            return Err(Failure::Ended);
        }
        // So that looking for the next record gets on.
        input.consume(1);
        return Err(Failure::Broken(NO_RECORD));
    }
    let fields = match Fields::read(input, limits.header_bytes)? {
        Found::Fields(fields) => fields,
        Found::Ended => return Err(Failure::Ended),
        Found::TooLong => return Err(Failure::Broken("its fields are too long")),
    };
    let Some(length) = fields.get("content-length").and_then(|length| length.parse().ok()) else {
        return Err(Failure::Broken("its Content-Length is missing or no number"));
    };
    let mut block = input.take(length);
    let record = if wanted { read_block(&fields, &mut block, position, limits)? } else { Record::Other };
    io::copy(&mut block, &mut io::sink())?;
    if block.limit() > 0 {
        return Err(Failure::Ended);
    }
    Ok(record)
}

/// What a record holds, if that is a web page.
fn read_block(fields: &Fields, block: &mut impl BufRead, position: Position, limits: WarcLimits) -> io::Result<Record> {
    let is = |name: &str, value: &str| {
        fields
            .get(name)
            .is_none_or(|found| found.get(..value.len()).is_some_and(|start| start.eq_ignore_ascii_case(value)))
    };
    let Some(uri) = fields.get("warc-target-uri").and_then(page_address) else { return Ok(Record::Other) };
    if fields.get("warc-type").is_none() || !is("warc-type", "response") || !is("content-type", "application/http") {
        return Ok(Record::Other);
    }
    let Some(head) = Head::read(block, limits.header_bytes)? else {
        let problem = "it does not begin with a status line and fields".to_owned();
        return Ok(Record::Lost(uri, ReadError::Malformed { kind: "HTTP response", problem }));
    };
    let (body, more) = read_at_most(block, limits.body_bytes)?;
    if more {
        return Ok(Record::Lost(uri, ReadError::TooLong { limit: limits.body_bytes, unit: "bytes" }));
    }
    Ok(match head.decode(body, limits.body_bytes) {
        Ok((body, decoded)) => {
            let cut = fields.get("warc-truncated").is_some() || fields.get("warc-segment-number").is_some();
            let fetched = fields.get("warc-date").and_then(|date| date.parse().ok());
            let Head { status, media_type, .. } = head;
            Record::Response(Response { position, uri, fetched, status, media_type, body, whole: decoded && !cut })
        }
        Err(error) => Record::Lost(uri, error),
    })
}

/// The address of a page. Early writers put it in angle brackets, as the standard's grammar said.
fn page_address(given: &str) -> Option<String> {
    address::web(given.trim_start_matches('<').trim_end_matches('>'), None).map(String::from)
}
