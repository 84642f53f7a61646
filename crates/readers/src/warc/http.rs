//! The HTTP response in a record: its status, and its body as the page was meant to be.
//!
//! Archives keep bodies as they came over the wire, or decoded but with the fields that say they are not, or (Common
//! Crawl) decoded and with those fields renamed. So an encoding counts only where the bytes can be in it.

use std::io::{BufRead, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::fields::{Fields, Found};
use crate::{
    ReadError,
    gzip::{Bounds, decompress_some, is_gzip},
};

/// What stands before the body.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) media_type: Option<String>,
    chunked: bool,
    /// In the order in which they were applied, lower case.
    encodings: Vec<String>,
}

/// More than one after the other is hardly ever found.
const MAX_ENCODINGS: usize = 3;

impl Head {
    /// Takes the status line and the fields; `None` if it is no HTTP.
    pub(super) fn read(block: &mut impl BufRead, limit: usize) -> std::io::Result<Option<Self>> {
        let Found::Fields(fields) = Fields::read(block, limit)? else { return Ok(None) };
        let mut words = fields.first.split_ascii_whitespace();
        let version = words.next().unwrap_or_default();
        let status = words.next().and_then(|status| status.parse().ok());
        let (true, Some(status)) = (version.starts_with("HTTP/"), status) else { return Ok(None) };
        let list = |name: &str| -> Vec<String> {
            let values = fields.all(name).flat_map(|value| value.split(','));
            values.map(|value| value.trim().to_ascii_lowercase()).filter(|value| !value.is_empty()).collect()
        };
        Ok(Some(Self {
            status,
            media_type: fields.get("content-type").filter(|value| !value.is_empty()).map(str::to_owned),
            chunked: list("transfer-encoding").iter().any(|encoding| encoding == "chunked"),
            encodings: list("content-encoding"),
        }))
    }

    /// The body without its encodings, and whether it is whole.
    pub(super) fn decode(&self, body: Vec<u8>, limit: usize) -> Result<(Vec<u8>, bool), ReadError> {
        let (mut body, mut whole) = match self.chunked.then(|| without_chunks(&body)).flatten() {
            Some(unchunked) => unchunked,
            None => (body, true),
        };
        if self.encodings.len() > MAX_ENCODINGS {
            return Err(ReadError::TooLong { limit: MAX_ENCODINGS, unit: "content encodings" });
        }
        let bounds = Bounds { bytes: limit as u64, ..Bounds::PAGE };
        for encoding in self.encodings.iter().rev() {
            let (decoded, error) = match encoding.as_str() {
                "gzip" | "x-gzip" if is_gzip(&body) => decompress_some(&body, bounds),
                "deflate" if is_zlib(&body) => all_of(ZlibDecoder::new(&body[..]), body.len(), bounds),
                "deflate" if !is_text(&body) => all_of(DeflateDecoder::new(&body[..]), body.len(), bounds),
                "br" if has_large_window(&body) => return Err(unknown("br with a large window")),
                "br" if !is_text(&body) => {
                    all_of(brotli_decompressor::Decompressor::new(&body[..], 4096), body.len(), bounds)
                }
                "identity" | "none" | "gzip" | "x-gzip" | "deflate" | "br" => continue,
                "zstd" if !body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => continue,
                other => return Err(unknown(other)),
            };
            match error {
                None => {}
                Some(error @ ReadError::TooLong { .. }) => return Err(error),
                // What was cut off in the crawl or on the way is read as far as it goes.
                Some(_) if !decoded.is_empty() => whole = false,
                Some(error) => return Err(error),
            }
            body = decoded;
        }
        Ok((body, whole))
    }
}

fn unknown(encoding: &str) -> ReadError {
    let name: String = encoding.chars().filter(|c| !c.is_control()).take(40).collect();
    ReadError::Malformed { kind: "page", problem: format!("its content encoding {name:?} cannot be read") }
}

/// RFC 1950: method 8, and a header that is divisible by 31.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 0xf == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Whether it begins as a page or JSON does, so that nothing is left to decode.
fn is_text(body: &[u8]) -> bool {
    let head = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    head.iter().find(|byte| !byte.is_ascii_whitespace()).is_none_or(|byte| matches!(byte, b'<' | b'{' | b'['))
}

/// Windows of up to a gibibyte, which RFC 7932 does not know.
fn has_large_window(body: &[u8]) -> bool {
    body.first().is_some_and(|byte| byte & 0x7f == 0x11)
}

/// All that comes out, within bounds, and why no more did.
fn all_of(mut decoder: impl Read, taken: usize, bounds: Bounds) -> (Vec<u8>, Option<ReadError>) {
    let (mut out, mut part) = (Vec::new(), [0; 8192]);
    loop {
        match decoder.read(&mut part) {
            Ok(0) => return (out, None),
            Ok(count) => out.extend_from_slice(&part[..count]),
            Err(error) => {
                let problem = format!("its encoding is broken: {error}");
                return (out, Some(ReadError::Malformed { kind: "page", problem }));
            }
        }
        if let Err(error) = bounds.check(out.len() as u64, taken as u64) {
            return (out, Some(error));
        }
    }
}

/// A body of chunks (RFC 9112, 7.1) put together, and whether the last one was there; `None` if it is not in chunks.
fn without_chunks(body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let (mut out, mut rest) = (Vec::with_capacity(body.len()), body);
    loop {
        let size = rest.iter().take(1024).position(|byte| *byte == b'\n').and_then(|end| {
            let line = str::from_utf8(&rest[..end]).ok()?;
            let digits = line.split(';').next()?.trim();
            let size = usize::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
            Some((size, end + 1))
        });
        match size {
            Some((0, _)) => return Some((out, true)),
            Some((size, start)) => {
                let chunk = &rest[start..];
                let Some((chunk, behind)) = chunk.split_at_checked(size) else {
                    out.extend_from_slice(chunk);
                    return Some((out, false));
                };
                out.extend_from_slice(chunk);
                rest = behind.strip_prefix(b"\r").unwrap_or(behind);
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            }
            None if out.is_empty() => return None,
            None => return Some((out, false)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{
        Compression,
        write::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };
    use proptest::prelude::*;

    use super::*;

    const PAGE: &[u8] = b"<p>The dam holds.</p>";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// RFC 7932 with the bytes as they are: a window of 16 bits, one meta-block that is not compressed, an empty last
    /// one.
    fn brotli(bytes: &[u8]) -> Vec<u8> {
        let length = bytes.len() as u32 - 1;
        // WBITS 0; ISLAST 0; MNIBBLES 4; MLEN - 1 in 16 bits; ISUNCOMPRESSED 1.
        let bits = length << 4 | 1 << 20;
        [&bits.to_le_bytes()[..3], bytes, &[3]].concat()
    }

    fn chunked(bytes: &[u8]) -> Vec<u8> {
        let chunks = bytes
            .chunks(7)
            .flat_map(|chunk| [format!("{:X};a=b\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat());
        chunks.chain(*b"0\r\n\r\n").collect()
    }

    fn head(fields: &str) -> Head {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n");
        Head::read(&mut head.as_bytes(), 1000).unwrap().unwrap()
    }

    #[test]
    fn bodies_are_decoded() {
        let check = |fields: &str, body: &[u8], expected: Result<(&[u8], bool), &str>| {
            let found = head(fields).decode(body.to_vec(), 1 << 20);
            match (&found, expected) {
                (Ok((found, whole)), Ok(expected)) => assert_eq!((&found[..], *whole), expected, "{fields}"),
                (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
                _ => panic!("{fields}: {found:?}, not {expected:?}"),
            }
        };
        let whole = Ok((PAGE, true));
        check("", PAGE, whole);
        check("Transfer-Encoding: chunked\r\n", &chunked(PAGE), whole);
        check("Content-Encoding: gzip\r\n", &gzip(PAGE), whole);
        check("Content-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n", &chunked(&gzip(PAGE)), whole);
        check("Content-Encoding: deflate\r\n", &zlib(PAGE), whole);
        check("Content-Encoding: deflate\r\n", &deflate(PAGE), whole);
        check("Content-Encoding: BR\r\n", &brotli(PAGE), whole);
        check("Content-Encoding: deflate, gzip\r\n", &gzip(&zlib(PAGE)), whole);
        check("Content-Encoding: identity\r\n", PAGE, whole);
        check("X-Crawl-Content-Encoding: br\r\nX-Crawl-Transfer-Encoding: chunked\r\n", PAGE, whole);
        // Decoded already, though the fields say otherwise.
        for encoding in ["gzip", "deflate", "br", "zstd"] {
            check(&format!("Content-Encoding: {encoding}\r\nTransfer-Encoding: chunked\r\n"), PAGE, whole);
        }
        // Cut.
        let compressed = gzip(PAGE);
        check("Content-Encoding: gzip\r\n", &compressed[..compressed.len() - 4], Ok((PAGE, false)));
        check("Transfer-Encoding: chunked\r\n", &chunked(PAGE)[..24], Ok((&PAGE[..8], false)));
        check("Content-Encoding: gzip\r\n", &compressed[..11], Err("cut off"));
        // What cannot be read.
        check("Content-Encoding: zstd\r\n", &[0x28, 0xb5, 0x2f, 0xfd, 1], Err("\"zstd\" cannot be read"));
        check("Content-Encoding: exi\r\n", PAGE, Err("\"exi\" cannot be read"));
        check("Content-Encoding: br\r\n", &[0x11, 0x22, 0x33], Err("large window"));
        check("Content-Encoding: br\r\n", b"\xff\xff\xff\xff", Err("encoding is broken"));
        check("Content-Encoding: gzip, gzip, gzip, gzip\r\n", PAGE, Err("3 content encodings"));
        let bomb = gzip(&vec![0; 20 << 20]);
        check("Content-Encoding: gzip\r\n", &bomb, Err("1048576 bytes when decompressed"));
        check("Content-Encoding: deflate\r\n", &zlib(&vec![0; 20 << 20]), Err("1048576 bytes when decompressed"));
        check("Content-Encoding: gzip, gzip\r\n", &gzip(&bomb), Err("1048576 bytes when decompressed"));
    }

    #[test]
    fn heads_are_read() {
        let check = |text: &str, expected: Option<(u16, Option<&str>)>| {
            let head = Head::read(&mut text.as_bytes(), 1000).unwrap();
            assert_eq!(head.as_ref().map(|head| (head.status, head.media_type.as_deref())), expected, "{text}");
        };
        check(
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
            Some((404, Some("text/html; charset=utf-8"))),
        );
        check("HTTP/2 200\n\n", Some((200, None)));
        check("HTTP/1.0  200 OK\r\ncontent-type:\r\n\r\n", Some((200, None)));
        check("ICY 200 OK\r\n\r\n", None);
        check("HTTP/1.1\r\n\r\n", None);
        check("HTTP/1.1 200 OK\r\nContent-Type: a", None);
        check("<html>", None);
    }

    proptest! {
        #[test]
        fn chunks_come_back(bytes in prop::collection::vec(any::<u8>(), 1..300)) {
            prop_assert_eq!(without_chunks(&chunked(&bytes)), Some((bytes, true)));
        }

        #[test]
        fn any_body_is_decoded_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
            fields in prop::sample::select(vec!["gzip", "deflate", "br", "gzip, br", "zstd"]),
        ) {
            let head = head(&format!("Transfer-Encoding: chunked\r\nContent-Encoding: {fields}\r\n"));
            let _ = head.decode(bytes, 1 << 16);
        }
    }
}
