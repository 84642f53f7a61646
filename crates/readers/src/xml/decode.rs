//! XML's bytes as UTF-8: which encoding they are in, whatever is said of it, and no more of them than are wanted.

use std::io::{self, BufRead, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{ReadError, stream::refused};

/// The encoding of a text by its first bytes (or all of them) and the charset that the server named.
///
/// A byte order mark decides. Then what is valid UTF-8 beyond ASCII is UTF-8, since hardly any other text looks like it
/// by chance; then the server's and the XML declaration's word count if it can be true; else it is guessed.
pub(crate) fn encoding_of(head: &[u8], charset: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    match head {
        [0, b'<' | b'{', ..] => return UTF_16BE,
        [b'<' | b'{', 0, ..] => return UTF_16LE,
        _ => {}
    }
    let by_label = |label: &str| Encoding::for_label(label.trim().as_bytes());
    let declared = charset.and_then(by_label).into_iter().chain(declaration(head).and_then(|label| by_label(&label)));
    // Bytes in which ASCII is ASCII are no UTF-16, whatever they say.
    let declared: Vec<&Encoding> = declared.filter(|encoding| encoding.is_ascii_compatible()).collect();
    let invalid = match str::from_utf8(head) {
        Ok(text) if !text.is_ascii() => return UTF_8,
        Ok(_) => return declared.first().copied().unwrap_or(UTF_8),
        Err(error) => error,
    };
    // The head may end within a character.
    let cut = invalid.error_len().is_none();
    if cut && (declared == [UTF_8] || !head[..invalid.valid_up_to()].is_ascii()) {
        return UTF_8;
    }
    if let Some(encoding) = declared.into_iter().find(|encoding| *encoding != UTF_8) {
        return encoding;
    }
    // A bad byte here and there spoils no UTF-8.
    let (bad, good) = head.utf8_chunks().fold((0, 0), |(bad, good), chunk| {
        let beyond_ascii = chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        (bad + usize::from(!chunk.invalid().is_empty()), good + beyond_ascii)
    });
    if good > bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding that the XML declaration names.
fn declaration(head: &[u8]) -> Option<String> {
    let head = &head[..head.len().min(256)];
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let declaration = head[start..].strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|byte| *byte == b'>')?;
    let declaration = str::from_utf8(&declaration[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

/// The charset of a `Content-Type`.
pub(crate) fn charset(media_type: &str) -> Option<&str> {
    let parameters = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.next().map(|(_, value)| value.trim().trim_matches(['"', '\'']))
}

/// How many bytes are decoded at once.
const CHUNK_BYTES: usize = 8 << 10;

/// A reader of UTF-8 over bytes in some encoding; bad ones become U+FFFD. After [`Utf8::allow`] no more than so many
/// bytes are given out, and after `limit` in all none: then it fails with [`ReadError::TooLong`].
pub(crate) struct Utf8<R> {
    inner: R,
    decoder: Decoder,
    decoded: String,
    at: usize,
    allowed: usize,
    allowance: usize,
    left: u64,
    limit: u64,
}

impl<R: BufRead> Utf8<R> {
    pub(crate) fn new(mut inner: R, charset: Option<&str>, limit: u64) -> io::Result<Self> {
        let decoder = encoding_of(inner.fill_buf()?, charset).new_decoder();
        Ok(Self { inner, decoder, decoded: String::new(), at: 0, allowed: 0, allowance: 0, left: limit, limit })
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
            let (result, read, _) = self.decoder.decode_to_string(bytes, &mut self.decoded, last);
            self.inner.consume(read);
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

    fn decoded(bytes: &[u8], charset: Option<&str>) -> String {
        let mut text = String::new();
        let mut reader = Utf8::new(bytes, charset, u64::MAX).unwrap();
        reader.allow(usize::MAX);
        reader.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn encodings_are_found() {
        let check = |bytes: &[u8], charset: Option<&str>, expected: &str| {
            assert_eq!(decoded(bytes, charset), expected, "{bytes:?} {charset:?}");
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
        check("Дамба\u{0} стоїть".replace('\0', "").as_bytes(), None, "Дамба стоїть");
        check(&["Дамба ".as_bytes(), b"\xff", "стоїть".as_bytes()].concat(), None, "Дамба \u{fffd}стоїть");
    }

    #[test]
    fn charsets_are_parameters() {
        let check =
            |media_type: &str, expected: Option<&str>| assert_eq!(charset(media_type), expected, "{media_type}");
        check("text/xml", None);
        check("text/xml; charset=utf-8", Some("utf-8"));
        check("text/xml;boundary=a; Charset=\"Windows-1251\" ", Some("Windows-1251"));
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
            let mut reader = Utf8::new(io::BufReader::with_capacity(cut, text.as_bytes()), Some("utf-8"), u64::MAX).unwrap();
            reader.allow(usize::MAX);
            let mut found = String::new();
            reader.read_to_string(&mut found).unwrap();
            prop_assert_eq!(found, text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}
