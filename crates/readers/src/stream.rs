//! Bytes as they come: a counted, failing, possibly endless source.

use std::io::{self, BufRead, Read};

use crate::ReadError;

/// Why a stream cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The bytes cannot be got.
    #[error("the rest cannot be read: {0}")]
    Io(io::Error),
    /// The bytes are not what they should be, or too many.
    #[error(transparent)]
    Read(ReadError),
}

impl From<ReadError> for StreamError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<io::Error> for StreamError {
    /// What a reader of this crate refused comes out of `std::io` as it went in.
    fn from(error: io::Error) -> Self {
        error.downcast::<ReadError>().map_or_else(Self::Io, Self::Read)
    }
}

/// A refusal as an error of `std::io`; [`StreamError::from`] gets it back.
pub(crate) fn refused(error: ReadError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// At most `limit` bytes of a stream, and whether there was more. What gives bytes for ever is left after `limit`.
///
/// # Errors
/// The stream's own.
pub fn read_at_most(stream: impl Read, limit: usize) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells that there is more.
    stream.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    let more = bytes.len() > limit;
    bytes.truncate(limit);
    Ok((bytes, more))
}

/// How much is read at once.
pub(crate) const BUFFER_BYTES: usize = 64 << 10;

/// A buffered reader that knows how many bytes were taken from it, can look ahead, and remembers that it failed, so
/// that a broken source is told from broken content.
#[derive(Debug)]
pub(crate) struct Input<R> {
    inner: R,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    position: u64,
    failed: bool,
}

impl<R: Read> Input<R> {
    /// Reads from `inner`, whose first byte has the offset `position`.
    pub(crate) fn new(inner: R, position: u64) -> Self {
        Self::with_capacity(BUFFER_BYTES, inner, position)
    }

    /// As [`Input::new`], with room for so many bytes.
    pub(crate) fn with_capacity(capacity: usize, inner: R, position: u64) -> Self {
        let buffer = vec![0; capacity].into_boxed_slice();
        Self { inner, buffer, start: 0, end: 0, position, failed: false }
    }

    /// What it reads from.
    pub(crate) fn get_ref(&self) -> &R {
        &self.inner
    }

    /// What it reads from; bytes that were read and not taken are lost.
    pub(crate) fn into_inner(self) -> R {
        self.inner
    }

    /// The offset of the next byte.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// Whether the source itself gave an error.
    pub(crate) fn failed(&self) -> bool {
        self.failed
    }

    /// Goes back to the offset `position`, or as near to it as what was read is still at hand; returns by how many
    /// bytes.
    pub(crate) fn go_back(&mut self, position: u64) -> u64 {
        let wanted = usize::try_from(self.position.saturating_sub(position)).unwrap_or(usize::MAX);
        let back = wanted.min(self.start);
        self.start -= back;
        self.position -= back as u64;
        back as u64
    }

    /// The next bytes without taking them: `count` (less than there is room for) or more, fewer only at the end.
    pub(crate) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.end - self.start < count {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.end, 0);
                (self.start, self.end) = (0, self.end - self.start);
            }
            if self.fill()? == 0 {
                break;
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn fill(&mut self) -> io::Result<usize> {
        loop {
            match self.inner.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.end += count;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed = true;
                    return Err(error);
                }
            }
        }
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            // At the end what was read stays at hand.
            if self.end == self.buffer.len() {
                (self.start, self.end) = (0, 0);
            }
            self.fill()?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        self.start += count;
        self.position += count as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_is_left() {
        let (bytes, more) = read_at_most(io::repeat(b'x'), 1000).unwrap();
        assert_eq!((bytes.len(), more), (1000, true));
        assert_eq!(read_at_most(&b"abc"[..], 3).unwrap(), (b"abc".to_vec(), false));
        assert_eq!(read_at_most(&b"abc"[..], 2).unwrap(), (b"ab".to_vec(), true));
    }

    #[test]
    fn bytes_are_counted_and_looked_at_ahead() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| n as u8).collect();
        let mut input = Input::new(&bytes[..], 7);
        let (mut taken, mut steps) = (Vec::<u8>::new(), [1, 5000, 65_530, 3].into_iter().cycle());
        loop {
            let ahead = input.peek(10).unwrap().to_vec();
            assert!(bytes[taken.len()..].starts_with(&ahead));
            assert_eq!(ahead.len().min(10), (bytes.len() - taken.len()).min(10));
            assert_eq!(input.position(), 7 + taken.len() as u64);
            let mut part = vec![0; steps.next().unwrap()];
            let count = input.read(&mut part).unwrap();
            if count == 0 {
                break;
            }
            taken.extend(&part[..count]);
        }
        assert!(taken == bytes);
    }

    #[test]
    fn what_is_at_hand_is_gone_back_to() {
        let mut input = Input::with_capacity(8, &b"0123456789"[..], 100);
        input.read_exact(&mut [0; 6]).unwrap();
        assert_eq!((input.go_back(102), input.position()), (4, 102));
        assert_eq!(input.peek(2).unwrap(), b"234567");
        io::copy(&mut input, &mut io::sink()).unwrap();
        assert_eq!((input.go_back(0), input.position()), (2, 108));
        assert_eq!(input.fill_buf().unwrap(), b"89");
        assert_eq!(input.go_back(200), 0);
    }

    #[test]
    fn a_refusal_comes_back_out_of_an_io_error() {
        let error = ReadError::TooLong { limit: 3, unit: "bytes" };
        assert!(matches!(StreamError::from(refused(error.clone())), StreamError::Read(back) if back == error));
        assert!(matches!(StreamError::from(io::Error::other("gone")), StreamError::Io(_)));
    }
}
