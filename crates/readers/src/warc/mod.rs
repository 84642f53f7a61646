//! Web archives: WARC 1.0 and 1.1 (ISO 28500), as they are or as gzip with a member for each record, as Common Crawl
//! News is.
//!
//! A file streams through in flat memory: one record's page at a time, and no more of it than
//! [`WarcLimits::body_bytes`]. Behind every record [`Warc::position`] tells where to go on, in this process or another.
//! A bad record is reported and the next one looked for; one that is cut off by the end of the file is reported and not
//! passed, so that a file that has grown meanwhile is read on from there.
//!
//! A record is taken to be within one member. A whole file that was compressed as one member is read too; only going on
//! in its middle takes reading it again from the start.

mod fields;
mod http;
mod record;

use std::io::{self, Read, Seek, SeekFrom};

use jiff::Timestamp;

use self::record::{Failure, MARK, NO_RECORD, Record, find_member, find_record, read_record, skip_line_ends};
use crate::{
    Raw, ReadError, StreamError,
    gzip::{Bounds, CUT, Member, is_gzip},
    stream::{Input, read_at_most},
};

/// How much of each record is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WarcLimits {
    /// The most bytes of a page, as it was sent and as it is when decoded.
    pub body_bytes: usize,
    /// The most bytes of the fields before it, of the record and of HTTP each.
    pub header_bytes: usize,
}

impl Default for WarcLimits {
    fn default() -> Self {
        Self { body_bytes: 16 << 20, header_bytes: 256 << 10 }
    }
}

/// A place between two records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Where a record or a gzip member begins, in bytes from the start of the file.
    pub offset: u64,
    /// How many records of that member lie before the place: 0 where every record has a member of its own.
    pub records: u64,
}

/// A page as a server gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Where its record begins.
    pub position: Position,
    /// The page's address: absolute, http or https.
    pub uri: String,
    /// When it was fetched. That is not when it was published.
    pub fetched: Option<Timestamp>,
    /// The HTTP status.
    pub status: u16,
    /// The value of `Content-Type`.
    pub media_type: Option<String>,
    /// The body without transfer and content encoding.
    pub body: Vec<u8>,
    /// Whether all of the body is there: the crawler or the network may have cut it.
    pub whole: bool,
}

impl Response {
    /// The page to be read.
    #[must_use]
    pub fn raw(&self) -> Raw<'_> {
        Raw { bytes: &self.body, media_type: self.media_type.as_deref(), uri: Some(&self.uri) }
    }
}

/// A record that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the record at byte {} is lost: {reason}", position.offset)]
pub struct Lost {
    /// Where it begins, or where the bad bytes do.
    pub position: Position,
    /// The page's address, if that much could be read.
    pub uri: Option<String>,
    /// Why.
    pub reason: LostReason,
}

/// Why a record is lost.
#[derive(Debug, thiserror::Error)]
pub enum LostReason {
    /// The file cannot be read on. It is the last thing that the reader gives.
    #[error("the file cannot be read: {0}")]
    Source(io::Error),
    /// The file ends within the record. It is the last thing that the reader gives.
    #[error("the file is cut off")]
    Cut,
    /// It is no record, or a broken one; the reader goes on with the next that it finds.
    #[error("{0}")]
    Broken(String),
    /// The page is too long or its encoding is broken; the reader goes on with the next record.
    #[error("{0}")]
    Page(ReadError),
}

/// The pages of an archive, one by one.
pub struct Warc<R: Read> {
    source: Source<R>,
    limits: WarcLimits,
    gzip: bool,
    position: Position,
    /// Records to pass, to reach the place from which to go on.
    pass: u64,
    skipped: u64,
    /// What was lost behind the record that was given last.
    pending: Option<Lost>,
    /// How many bytes were read again in search of a record.
    again: u64,
    ended: bool,
}

enum Source<R: Read> {
    Plain(Input<R>),
    /// In a gzip member, and how many of its records were read.
    Member(Box<Input<Member<R>>>, u64),
    /// Only while it is put from one into the other.
    Moving,
}

const MEMBER_BUFFER_BYTES: usize = 16 << 10;
/// How many bytes may be looked through again in any file: a thousand broken members.
const MAX_AGAIN_BYTES: u64 = 64 << 20;

impl<R: Read> Warc<R> {
    /// Reads an archive from its start.
    ///
    /// # Errors
    /// [`StreamError`] if it cannot be read, is empty, or begins as neither WARC nor gzip does.
    pub fn new(reader: R, limits: WarcLimits) -> Result<Self, StreamError> {
        let mut input = Input::new(reader, 0);
        let head = input.peek(MARK.len())?;
        if head.is_empty() {
            return Err(ReadError::Empty.into());
        }
        if !is_gzip(head) && !head.starts_with(MARK) {
            let problem = "it begins neither with WARC/ nor as gzip".to_owned();
            return Err(ReadError::Malformed { kind: "WARC", problem }.into());
        }
        Ok(Self::of(input, limits, 0))
    }

    fn of(input: Input<R>, limits: WarcLimits, pass: u64) -> Self {
        let position = Position { offset: input.position(), records: 0 };
        let source = Source::Plain(input);
        Self { source, limits, gzip: false, position, pass, skipped: 0, pending: None, again: 0, ended: false }
    }

    /// The place behind the last record that was given, skipped or reported as lost; before it, if it may be whole when
    /// the file is read again.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// How many records were no web pages: requests, notes about the crawl, pages that were seen before.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// Goes to the next record, through empty lines and the ends of members; `false` at the end of the file.
    fn advance(&mut self) -> io::Result<bool> {
        loop {
            self.settle()?;
            if matches!(self.source, Source::Member(..)) {
                return Ok(true);
            }
            let Source::Plain(input) = &mut self.source else { return Ok(false) };
            let head = input.peek(2)?;
            if head.is_empty() {
                return Ok(false);
            }
            // One byte is all that is there of a member that is cut off.
            if !is_gzip(head) && head != [0x1f] {
                return Ok(true);
            }
            self.gzip = true;
            if let Source::Plain(input) = std::mem::replace(&mut self.source, Source::Moving) {
                let member = Member::new(input, Bounds::STREAM);
                self.source = Source::Member(Box::new(Input::with_capacity(MEMBER_BUFFER_BYTES, member, 0)), 0);
            }
        }
    }

    /// Takes the empty lines behind a record, and leaves the member if it ends there: then its checksum is right.
    fn settle(&mut self) -> io::Result<()> {
        match &mut self.source {
            Source::Plain(input) => {
                skip_line_ends(input)?;
                self.position = Position { offset: input.position(), records: 0 };
            }
            Source::Member(input, records) => {
                skip_line_ends(input)?;
                self.position = Position { offset: input.get_ref().start(), records: *records };
                if input.peek(1)?.is_empty() {
                    self.leave_member();
                }
            }
            Source::Moving => {}
        }
        Ok(())
    }

    /// Goes from within a member to where its compressed bytes were taken up to.
    fn leave_member(&mut self) {
        self.source = match std::mem::replace(&mut self.source, Source::Moving) {
            Source::Member(input, _) => Source::Plain(input.into_inner().into_input()),
            source => source,
        };
        if let Source::Plain(input) = &self.source {
            self.position = Position { offset: input.position(), records: 0 };
        }
    }

    /// Reads the record that begins here, to its end.
    fn record(&mut self) -> Result<Record, Failure> {
        let (position, wanted) = (self.position, self.pass == 0);
        match &mut self.source {
            Source::Plain(input) => {
                let record = read_record(input, position, wanted, self.limits)?;
                self.position = Position { offset: input.position(), records: 0 };
                Ok(record)
            }
            Source::Member(input, records) => {
                let record = read_record(input, position, wanted, self.limits)?;
                *records += 1;
                self.pass = self.pass.saturating_sub(1);
                skip_line_ends(input)?;
                let head = input.peek(MARK.len())?;
                if !head.is_empty() && !head.starts_with(MARK) {
                    // Before the record is given, what follows tells whether the member is whole.
                    let position = Position { records: *records, ..position };
                    find_record(input)?;
                    *records += 1;
                    if self.pass == 0 {
                        let reason = LostReason::Broken(NO_RECORD.to_owned());
                        self.pending = Some(Lost { position, uri: None, reason });
                    }
                    self.pass = self.pass.saturating_sub(1);
                }
                self.settle()?;
                Ok(record)
            }
            Source::Moving => Err(Failure::Ended),
        }
    }

    /// Why there is no record, after going on to where the next one may begin.
    fn lost(&mut self, position: Position, failure: Failure) -> Lost {
        // A member that cannot be decompressed is broken up to its end.
        let broken_member = matches!((&failure, &self.source), (Failure::Io(_), Source::Member(..)));
        let mut reason = self.reason(failure);
        let found = match &reason {
            LostReason::Source(_) => Ok(()),
            LostReason::Broken(_) if !broken_member => self.find_next(),
            LostReason::Cut if !broken_member => Ok(()),
            // It may only seem to be cut: what is broken may go on through all members behind it.
            reason_so_far => {
                let cut = matches!(reason_so_far, LostReason::Cut);
                self.find_member_behind().map(|found| {
                    if found && cut {
                        reason = LostReason::Broken("its gzip member is broken".to_owned());
                    }
                })
            }
        };
        if let Err(error) = found {
            reason = self.reason(Failure::Io(error));
        }
        if matches!(reason, LostReason::Source(_) | LostReason::Cut) {
            self.ended = true;
            self.position = position;
        }
        Lost { position, uri: None, reason }
    }

    fn reason(&self, failure: Failure) -> LostReason {
        let failed = match &self.source {
            Source::Plain(input) => input.failed(),
            Source::Member(input, _) => input.get_ref().input().failed(),
            Source::Moving => false,
        };
        match failure {
            Failure::Ended if matches!(self.source, Source::Member(..)) => {
                LostReason::Broken("its gzip member ends within it".to_owned())
            }
            Failure::Ended => LostReason::Cut,
            Failure::Broken(problem) => LostReason::Broken(problem.to_owned()),
            Failure::Io(error) if failed => LostReason::Source(error),
            Failure::Io(error) => match StreamError::from(error) {
                StreamError::Read(error) if is_cut(&error) => LostReason::Cut,
                error => LostReason::Broken(error.to_string()),
            },
        }
    }

    /// Goes on to what looks like the start of a record or a member, or to the end.
    fn find_next(&mut self) -> io::Result<()> {
        if let Source::Member(input, records) = &mut self.source {
            match find_record(input) {
                Ok(true) => {
                    // What was lost counts, so that whoever goes on from here comes here.
                    *records += 1;
                    self.position.records = *records;
                    self.pass = self.pass.saturating_sub(1);
                    return Ok(());
                }
                Err(error) if input.get_ref().input().failed() => return Err(error),
                Err(_) => return self.find_member_behind().map(drop),
                Ok(false) => self.leave_member(),
            }
        }
        if let Source::Plain(input) = &mut self.source {
            if self.gzip {
                find_member(input)?;
            } else {
                find_record(input)?;
            }
            self.position = Position { offset: input.position(), records: 0 };
        }
        Ok(())
    }
}

impl<R: Read> Warc<R> {
    /// Goes from a broken member to the next, if there is one. What is broken may have been taken for more than it was,
    /// so that bytes still at hand are looked through again: no more of them than are read at all, and some.
    fn find_member_behind(&mut self) -> io::Result<bool> {
        let start = self.position_of_member();
        self.leave_member();
        let Source::Plain(input) = &mut self.source else { return Ok(false) };
        if self.again <= input.position().saturating_add(MAX_AGAIN_BYTES) {
            self.again += input.go_back(start + 1);
        }
        find_member(input)?;
        self.position = Position { offset: input.position(), records: 0 };
        Ok(!input.peek(1)?.is_empty())
    }

    fn position_of_member(&self) -> u64 {
        match &self.source {
            Source::Member(input, _) => input.get_ref().start(),
            _ => self.position.offset,
        }
    }
}

impl<R: Read + Seek> Warc<R> {
    /// Goes on behind a record, at the [`Warc::position`] that a reader of the same file was at.
    ///
    /// # Errors
    /// The reader's own.
    pub fn resume(mut reader: R, position: Position, limits: WarcLimits) -> io::Result<Self> {
        // How a file begins tells what to look for where it is broken.
        reader.rewind()?;
        let (head, _) = read_at_most(&mut reader, 2)?;
        reader.seek(SeekFrom::Start(position.offset))?;
        let warc = Self::of(Input::new(reader, position.offset), limits, position.records);
        Ok(Self { gzip: is_gzip(&head), ..warc })
    }
}

impl<R: Read> Iterator for Warc<R> {
    type Item = Result<Response, Lost>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lost) = self.pending.take() {
                return Some(Err(lost));
            }
            if self.ended {
                return None;
            }
            let passing = self.pass > 0;
            let begun = self.advance();
            let position = self.position;
            let record = match begun {
                Ok(true) => self.record(),
                Ok(false) => {
                    self.ended = true;
                    return None;
                }
                Err(error) => Err(Failure::Io(error)),
            };
            let lost = match record {
                Ok(_) if passing => continue,
                Ok(Record::Other) => {
                    self.skipped += 1;
                    continue;
                }
                Ok(Record::Response(response)) => return Some(Ok(response)),
                Ok(Record::Lost(uri, error)) => Lost { position, uri: Some(uri), reason: LostReason::Page(error) },
                Err(failure) => self.lost(position, failure),
            };
            if !passing || self.ended {
                return Some(Err(lost));
            }
        }
    }
}

/// Whether a member is whole as far as it goes: then it is the file that is cut.
fn is_cut(error: &ReadError) -> bool {
    matches!(error, ReadError::Malformed { problem, .. } if problem == CUT)
}
