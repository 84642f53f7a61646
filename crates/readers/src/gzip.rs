//! Decompression with a limit: gzip (RFC 1952) of one member or several, in bounded time and memory.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use crate::{
    ReadError,
    stream::{Input, refused},
};

/// How much may come out of compressed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The most bytes in all.
    pub bytes: u64,
    /// The most bytes for each compressed one, beyond the first mebibyte. DEFLATE gives at most 1,032.
    pub ratio: u64,
}

impl Bounds {
    /// For one page or feed: 64 MiB, 200 to one.
    pub const PAGE: Self = Self { bytes: 64 << 20, ratio: 200 };
    /// For a file that is read as it comes: 1 TiB, 200 to one.
    pub const STREAM: Self = Self { bytes: 1 << 40, ratio: 200 };

    /// Bytes that may come out whatever went in: so little is no bomb.
    const FREE: u64 = 1 << 20;

    /// Whether `given` bytes may have come out of `taken`.
    pub(crate) fn check(&self, given: u64, taken: u64) -> Result<(), ReadError> {
        if given > self.bytes {
            let limit = usize::try_from(self.bytes).unwrap_or(usize::MAX);
            return Err(ReadError::TooLong { limit, unit: "bytes when decompressed" });
        }
        if given > Self::FREE.saturating_add(taken.saturating_mul(self.ratio)) {
            let limit = usize::try_from(self.ratio).unwrap_or(usize::MAX);
            return Err(ReadError::TooLong { limit, unit: "bytes out of each compressed byte" });
        }
        Ok(())
    }
}

/// Every member needs a decoder of its own, whatever is in it.
const MAX_MEMBERS: usize = 100_000;

/// Whether bytes begin as a gzip file does.
#[must_use]
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// What a gzip file holds; whatever follows its last member is left out.
///
/// # Errors
/// [`ReadError::TooLong`] if there is more than `bounds` allow, [`ReadError::Malformed`] if it is cut or no gzip.
pub fn decompress(bytes: &[u8], bounds: Bounds) -> Result<Vec<u8>, ReadError> {
    let (out, error) = decompress_some(bytes, bounds);
    error.map_or(Ok(out), Err)
}

/// What could be decompressed, and why no more could.
pub(crate) fn decompress_some(bytes: &[u8], bounds: Bounds) -> (Vec<u8>, Option<ReadError>) {
    let mut out = Vec::new();
    let error = Gunzip::new(bytes, bounds).read_to_end(&mut out).err();
    (out, error.map(|error| error.downcast().unwrap_or_else(|error| malformed(&error))))
}

/// The first `limit` bytes of what a gzip file holds, or as many as there are in `bytes`, the beginning of it.
pub(crate) fn beginning(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    // What is cut off, or broken further on, has begun all the same.
    let _ = Gunzip::new(bytes, Bounds::STREAM).take(limit as u64).read_to_end(&mut out);
    out
}

/// The problem of a file that ends in the middle.
pub(crate) const CUT: &str = "it is cut off";

fn malformed(error: &io::Error) -> ReadError {
    let problem = match error.kind() {
        io::ErrorKind::UnexpectedEof => CUT.to_owned(),
        _ => error.to_string(),
    };
    ReadError::Malformed { kind: "gzip", problem }
}

/// One member: ends where the member does and leaves the input right behind it.
#[derive(Debug)]
pub(crate) struct Member<R: Read> {
    decoder: GzDecoder<Input<R>>,
    start: u64,
    given: u64,
    bounds: Bounds,
}

impl<R: Read> Member<R> {
    /// The member that begins where `input` stands.
    pub(crate) fn new(input: Input<R>, bounds: Bounds) -> Self {
        let start = input.position();
        Self { decoder: GzDecoder::new(input), start, given: 0, bounds }
    }

    /// The offset of the member's first byte.
    pub(crate) fn start(&self) -> u64 {
        self.start
    }

    /// The input that it reads from.
    pub(crate) fn input(&self) -> &Input<R> {
        self.decoder.get_ref()
    }

    /// The input, behind what was taken from it.
    pub(crate) fn into_input(self) -> Input<R> {
        self.decoder.into_inner()
    }
}

impl<R: Read> Read for Member<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = match self.decoder.read(into) {
            Err(error) if !self.input().failed() => return Err(refused(malformed(&error))),
            read => read?,
        };
        self.given += count as u64;
        let taken = self.decoder.get_ref().position() - self.start;
        self.bounds.check(self.given, taken).map_err(refused)?;
        Ok(count)
    }
}

/// All members, one after the other.
#[derive(Debug)]
struct Gunzip<R: Read> {
    /// `None` after the last one.
    member: Option<Member<R>>,
    members: usize,
    /// Where the first member begins.
    start: u64,
    given: u64,
    bounds: Bounds,
}

impl<R: Read> Gunzip<R> {
    fn new(reader: R, bounds: Bounds) -> Self {
        Self::of(Input::new(reader, 0), bounds)
    }

    fn of(input: Input<R>, bounds: Bounds) -> Self {
        let start = input.position();
        Self { member: Some(Member::new(input, bounds)), members: 1, start, given: 0, bounds }
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        while let Some(member) = &mut self.member {
            let count = member.read(into)?;
            if count > 0 {
                self.given += count as u64;
                self.bounds.check(self.given, member.input().position() - self.start).map_err(refused)?;
                return Ok(count);
            }
            let Some(mut input) = self.member.take().map(Member::into_input) else { break };
            // Some programs fill the end of the file up with something else.
            if is_gzip(input.peek(2)?) {
                if self.members == MAX_MEMBERS {
                    return Err(refused(ReadError::TooLong { limit: MAX_MEMBERS, unit: "gzip members" }));
                }
                self.members += 1;
                self.member = Some(Member::new(input, self.bounds));
            }
        }
        Ok(0)
    }
}

/// A file as it is or, if it begins like gzip, what it holds.
#[derive(Debug)]
pub(crate) struct Opened<R: Read>(Inner<R>);

#[derive(Debug)]
enum Inner<R: Read> {
    Plain(Input<R>),
    Gzip(Box<BufReader<Gunzip<R>>>),
}

impl<R: Read> Opened<R> {
    pub(crate) fn new(reader: R, bounds: Bounds) -> io::Result<Self> {
        let mut input = Input::new(reader, 0);
        Ok(Self(if is_gzip(input.peek(2)?) {
            Inner::Gzip(Box::new(BufReader::new(Gunzip::of(input, bounds))))
        } else {
            Inner::Plain(input)
        }))
    }
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Inner::Plain(input) => input.read(into),
            Inner::Gzip(gzip) => gzip.read(into),
        }
    }
}

impl<R: Read> BufRead for Opened<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.0 {
            Inner::Plain(input) => input.fill_buf(),
            Inner::Gzip(gzip) => gzip.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        match &mut self.0 {
            Inner::Plain(input) => input.consume(count),
            Inner::Gzip(gzip) => gzip.consume(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};
    use proptest::prelude::*;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_are_joined() {
        let check = |bytes: &[u8], expected: Result<&[u8], &str>| {
            let found = decompress(bytes, Bounds::PAGE);
            match (&found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected),
                (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
                _ => panic!("{found:?}, not {expected:?}"),
            }
        };
        let (one, two) = (gzip(b"The dam "), gzip(b"holds."));
        check(&one, Ok(b"The dam "));
        check(&[&one[..], &two].concat(), Ok(b"The dam holds."));
        check(&[&one[..], &gzip(b""), &two, &[0; 512]].concat(), Ok(b"The dam holds."));
        check(&[&one[..], b"trailing"].concat(), Ok(b"The dam "));
        check(&[&one[..], &two[..9]].concat(), Err("cut off"));
        check(&one[..one.len() - 3], Err("cut off"));
        check(b"PK\x03\x04 a zip file", Err("invalid gzip header"));
        check(b"", Err("cut off"));
        let mut wrong_sum = one.clone();
        wrong_sum[one.len() - 6] ^= 1;
        check(&wrong_sum, Err("corrupt"));
    }

    #[test]
    fn bombs_are_refused() {
        let bomb = gzip(&vec![0; 80 << 20]);
        assert!(bomb.len() < 100_000, "{}", bomb.len());
        let by_ratio = ReadError::TooLong { limit: 200, unit: "bytes out of each compressed byte" };
        assert_eq!(decompress(&bomb, Bounds::PAGE), Err(by_ratio));
        let bounds = Bounds { bytes: 4 << 20, ratio: 2000 };
        let by_bytes = ReadError::TooLong { limit: 4 << 20, unit: "bytes when decompressed" };
        assert_eq!(decompress(&bomb, bounds), Err(by_bytes));
        // What came out before is no more than was allowed, and one buffer.
        assert!(decompress_some(&bomb, bounds).0.len() <= 8 << 20);
        // Many small members add up.
        let members = gzip(&vec![b'x'; 900_000]).repeat(20);
        assert!(matches!(decompress(&members, Bounds::PAGE), Err(ReadError::TooLong { .. })));
        // A page of one letter is small enough whatever its ratio.
        assert_eq!(decompress(&gzip(&vec![b'x'; 900_000]), Bounds::PAGE).map(|out| out.len()), Ok(900_000));
        let empty = gzip(b"").repeat(MAX_MEMBERS + 1);
        let many = ReadError::TooLong { limit: MAX_MEMBERS, unit: "gzip members" };
        assert_eq!(decompress(&empty, Bounds::PAGE), Err(many));
    }

    #[test]
    fn files_are_opened_either_way() {
        for bytes in [b"The dam holds.".to_vec(), gzip(b"The dam holds.")] {
            let mut text = String::new();
            Opened::new(&bytes[..], Bounds::STREAM).unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "The dam holds.");
        }
    }

    proptest! {
        #[test]
        fn what_was_compressed_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..2000), cut in 0..2000_usize) {
            let cut = cut.min(bytes.len());
            let members = [gzip(&bytes[..cut]), gzip(&bytes[cut..])].concat();
            prop_assert_eq!(decompress(&members, Bounds::PAGE), Ok(bytes));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decompress(&[&[0x1f, 0x8b, 8][..], &bytes].concat(), Bounds::PAGE);
        }
    }
}
