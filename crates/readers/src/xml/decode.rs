//! XML's bytes as UTF-8, and no more of them than are wanted.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use crate::{
    ReadError,
    charset::{self, Damage},
    stream::refused,
};

/// How many bytes are decoded at once.
const CHUNK_BYTES: usize = 8 << 10;
/// From so many characters on it tells something that some cannot be decoded, before the end is reached.
const TELLING_CHARACTERS: usize = 1000;

/// A reader of UTF-8 over bytes in some encoding; bad ones become U+FFFD, and it fails where they are too many. After [`Utf8::allow`] no more than so many
/// bytes are given out, and after `limit` in all none: then it fails with [`ReadError::TooLong`].
pub(crate) struct Utf8<R> {
    inner: R,
    encoding: &'static Encoding,
    decoder: Decoder,
    damage: Damage,
    decoded: String,
    at: usize,
    allowed: usize,
    allowance: usize,
    left: u64,
    limit: u64,
}

impl<R: BufRead> Utf8<R> {
    /// Reads from `inner`; `in_header` is the encoding that the server named.
    pub(crate) fn new(mut inner: R, in_header: Option<&'static Encoding>, limit: u64) -> io::Result<Self> {
        let head = inner.fill_buf()?;
        let encoding = charset::encoding_of(head, in_header, charset::declared_in(head), None);
        let decoder = encoding.new_decoder_with_bom_removal();
        let (damage, decoded) = (Damage::default(), String::new());
        Ok(Self { inner, encoding, decoder, damage, decoded, at: 0, allowed: 0, allowance: 0, left: limit, limit })
    }

    /// From now on `bytes` may be taken.
    pub(crate) fn allow(&mut self, bytes: usize) {
        (self.allowed, self.allowance) = (bytes, bytes);
    }
}

impl<R: BufRead> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.decoded.len() {
            self.decoded.clear();
            self.at = 0;
        }
        while self.decoded.is_empty() {
            let bytes = self.inner.fill_buf()?;
            let last = bytes.is_empty();
            let bytes = &bytes[..bytes.len().min(CHUNK_BYTES)];
            let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(4 * CHUNK_BYTES);
            self.decoded.reserve(room);
            let (result, read, broken) = self.decoder.decode_to_string(bytes, &mut self.decoded, last);
            self.inner.consume(read);
            self.damage.add(&self.decoded, broken);
            if last || self.damage.characters() >= TELLING_CHARACTERS {
                self.damage.bearable(self.encoding).map_err(refused)?;
            }
            if last && result == CoderResult::InputEmpty {
                // A decoder that was told of the end must not be used again.
                self.decoder = UTF_8.new_decoder_without_bom_handling();
                break;
            }
        }
        let rest = &self.decoded.as_bytes()[self.at..];
        if !rest.is_empty() && self.left == 0 {
            let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
            return Err(refused(ReadError::TooLong { limit, unit: "bytes" }));
        }
        if !rest.is_empty() && self.allowed == 0 {
            return Err(refused(ReadError::TooLong { limit: self.allowance, unit: "bytes in one piece" }));
        }
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        Ok(&rest[..rest.len().min(self.allowed).min(left)])
    }

    fn consume(&mut self, count: usize) {
        let count = count.min(self.decoded.len() - self.at);
        self.at += count;
        self.allowed = self.allowed.saturating_sub(count);
        self.left = self.left.saturating_sub(count as u64);
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(reader: impl BufRead, charset: Option<&str>) -> io::Result<String> {
        let mut text = String::new();
        let in_header = charset.and_then(|charset| Encoding::for_label(charset.as_bytes()));
        let mut reader = Utf8::new(reader, in_header, u64::MAX)?;
        reader.allow(usize::MAX);
        reader.read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn encodings_are_found() {
        let check = |bytes: &[u8], charset: Option<&str>, expected: &str| {
            assert_eq!(decoded(bytes, charset).unwrap(), expected, "{bytes:?} {charset:?}");
        };
        check("Дамба".as_bytes(), None, "Дамба");
        check("\u{feff}Дамба".as_bytes(), Some("windows-1251"), "Дамба");
        // What is valid UTF-8 is UTF-8, whatever the server says.
        check("Дамба".as_bytes(), Some("windows-1251"), "Дамба");
        check("Дамба".as_bytes(), Some("iso-8859-1"), "Дамба");
        check(b"\xc4\xe0\xec\xe1\xe0", Some("windows-1251"), "Дамба");
        check(
            b"<?xml version='1.0' encoding='windows-1251'?>\xc4",
            None,
            "<?xml version='1.0' encoding='windows-1251'?>Д",
        );
        // The server says UTF-8 and is wrong; the document is right.
        let both = b"<?xml version=\"1.0\" encoding=\"windows-1251\"?>\xc4\xe0";
        check(both, Some("UTF-8"), "<?xml version=\"1.0\" encoding=\"windows-1251\"?>Да");
        check(b"caf\xe9", None, "café");
        check("Дамба \u{0}".as_bytes(), Some("nonsense"), "Дамба \0");
        check(b"<\0a\0>\0", None, "<a>");
        check(b"\0<\0a\0>", Some("utf-8"), "<a>");
        check(b"\xff\xfe<\0a\0>\0", None, "<a>");
        // A declaration that cannot be true.
        check(b"<?xml encoding='UTF-16'?>a", None, "<?xml encoding='UTF-16'?>a");
        // One bad byte in much good text.
        check(&["Дамба ".as_bytes(), b"\xff", "стоїть".as_bytes()].concat(), None, "Дамба \u{fffd}стоїть");
    }

    #[test]
    fn what_is_mostly_broken_is_refused() {
        let check = |bytes: Vec<u8>| {
            let error = decoded(io::BufReader::new(&bytes[..]), None).unwrap_err().downcast::<ReadError>().unwrap();
            assert!(matches!(error, ReadError::Malformed { kind: "text", .. }), "{error}");
        };
        check(b"\xEF\xBB\xBF<a>Br\xFCcke f\xFChrt</a>".to_vec());
        // In ASCII as far as is looked for its encoding.
        let ascii = "<a>The dam holds.</a>".repeat(10_000).into_bytes();
        check([&ascii[..], &b"Br\xFCcke f\xFChrt ".repeat(1_000)].concat());
    }

    #[test]
    fn no_more_is_given_than_allowed() {
        let check = |limit: u64, allowed: usize, unit: &str| {
            let mut reader = Utf8::new(&b"0123456789"[..], None, limit).unwrap();
            reader.allow(allowed);
            let error = reader.read_to_end(&mut Vec::new()).unwrap_err().downcast::<ReadError>().unwrap();
            assert!(matches!(error, ReadError::TooLong { limit: 5, unit: found } if found == unit), "{error}");
        };
        check(5, 9, "bytes");
        check(9, 5, "bytes in one piece");
        let mut reader = Utf8::new(&b"0123456789"[..], None, 10).unwrap();
        reader.allow(10);
        assert_eq!(reader.read_to_end(&mut Vec::new()).unwrap(), 10);
    }

    proptest! {
        #[test]
        fn text_comes_back_however_it_is_cut(text in "\\PC{0,200}", cut in 1..50_usize) {
            let mut reader = Utf8::new(io::BufReader::with_capacity(cut, text.as_bytes()), Some(UTF_8), u64::MAX).unwrap();
            reader.allow(usize::MAX);
            let mut found = String::new();
            reader.read_to_string(&mut found).unwrap();
            prop_assert_eq!(found, text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}
