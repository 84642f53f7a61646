//! Bodies as they were before compression (RFC 9110, section 8.4.1), bounded in bytes and in ratio.

use std::io::{self, Read};

use brotli_decompressor::{BrotliDecoderParameter, Decompressor};
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use http::{HeaderMap, header::CONTENT_ENCODING};

use crate::error::{BadResponse, FetchError, Large};

/// Below this many bytes no ratio is too large: a short page of one repeated word is harmless.
const RATIO_FREE_BYTES: usize = 1 << 20;

/// The most pieces of which a gzip body may consist; each costs a decompressor of its own.
const MAX_GZIP_MEMBERS: usize = 100;

/// How a body is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Gzip,
    Deflate,
    Brotli,
}

/// How large a body may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The most bytes as they are sent.
    pub(crate) sent: usize,
    /// The most bytes after decompression.
    pub(crate) decompressed: usize,
    /// The most bytes after decompression for each byte sent.
    pub(crate) ratio: usize,
    /// What is beyond the limits is left out, instead of being an error.
    pub(crate) cut: bool,
}

/// The one compression that the headers name; `None` if the body is as it is.
///
/// # Errors
/// [`BadResponse::Encoding`] for one that was not offered, or several: each more multiplies what a byte may become.
pub(crate) fn encoding(headers: &HeaderMap) -> Result<Option<Encoding>, FetchError> {
    let mut found = None;
    for value in headers.get_all(CONTENT_ENCODING) {
        for name in value.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
            let encoding = match name.to_ascii_lowercase().as_slice() {
                b"" | b"identity" => continue,
                b"gzip" | b"x-gzip" => Encoding::Gzip,
                b"deflate" => Encoding::Deflate,
                b"br" => Encoding::Brotli,
                _ => return Err(FetchError::BadResponse { reason: BadResponse::Encoding }),
            };
            if found.replace(encoding).is_some() {
                return Err(FetchError::BadResponse { reason: BadResponse::Encoding });
            }
        }
    }
    Ok(found)
}

/// The body before compression.
///
/// # Errors
/// [`FetchError::TooLarge`] as soon as a limit is passed; [`BadResponse::Damaged`] if it is not whole. With
/// [`Limits::cut`] what came before is the body.
pub(crate) fn decode(encoding: Encoding, sent: &[u8], limits: Limits) -> Result<Vec<u8>, FetchError> {
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let by_ratio = sent.len().saturating_mul(limits.ratio).max(RATIO_FREE_BYTES);
    let mut output = Output { bytes: Vec::new(), limit: by_ratio.min(limits.decompressed) };
    let outcome = match encoding {
        Encoding::Gzip => gzip(sent, &mut output),
        Encoding::Deflate if is_zlib(sent) => output.take_all(&mut ZlibDecoder::new(sent)),
        Encoding::Deflate => output.take_all(&mut DeflateDecoder::new(sent)),
        Encoding::Brotli => brotli(sent, &mut output),
    };
    match outcome {
        Ok(()) => Ok(output.bytes),
        Err(_) if limits.cut => Ok(output.bytes),
        Err(Fault::Limit) if by_ratio < limits.decompressed => Err(FetchError::TooLarge { what: Large::Ratio }),
        Err(Fault::Limit) => Err(FetchError::TooLarge { what: Large::Decompressed }),
        Err(Fault::Damaged) => Err(FetchError::BadResponse { reason: BadResponse::Damaged }),
    }
}

enum Fault {
    Limit,
    Damaged,
}

impl From<io::Error> for Fault {
    fn from(_: io::Error) -> Self {
        Self::Damaged
    }
}

struct Output {
    bytes: Vec<u8>,
    limit: usize,
}

impl Output {
    /// Reads to the end, or to one byte more than the limit.
    fn take_all(&mut self, from: &mut impl Read) -> Result<(), Fault> {
        let left = self.limit - self.bytes.len();
        let read = from.take(left as u64 + 1).read_to_end(&mut self.bytes);
        if self.bytes.len() > self.limit {
            self.bytes.truncate(self.limit);
            return Err(Fault::Limit);
        }
        read?;
        Ok(())
    }
}

/// RFC 1952: one member after the other. What follows them and is none is left out, as browsers do.
fn gzip(sent: &[u8], output: &mut Output) -> Result<(), Fault> {
    let mut rest = sent;
    for _ in 0..MAX_GZIP_MEMBERS {
        let mut member = GzDecoder::new(rest);
        output.take_all(&mut member)?;
        rest = member.into_inner();
        if !rest.starts_with(&[0x1f, 0x8b]) {
            return Ok(());
        }
    }
    Err(Fault::Damaged)
}

/// True for the header of RFC 1950. What HTTP calls deflate should have it, and often has not.
fn is_zlib(sent: &[u8]) -> bool {
    matches!(sent, [first, second, ..] if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0)
}

/// RFC 7932, without the extension to windows of up to 1 GiB, which the decoder would allocate on the word of a header.
fn brotli(sent: &[u8], output: &mut Output) -> Result<(), Fault> {
    const BUFFER_BYTES: usize = 64 << 10;
    let mut decoder = Decompressor::new(sent, BUFFER_BYTES);
    if !decoder.set_parameter(BrotliDecoderParameter::BROTLI_DECODER_PARAM_LARGE_WINDOW, 0) {
        return Err(Fault::Damaged);
    }
    output.take_all(&mut decoder)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{
        Compression,
        write::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits { sent: 1 << 20, decompressed: 4 << 20, ratio: 200, cut: false };

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// "The bridge at Norrfall is closed." 40 times, written by the reference encoder.
    const BROTLI: &[u8] = include_bytes!("../tests/data/norrfall.br");

    fn damaged() -> Result<Vec<u8>, FetchError> {
        Err(FetchError::BadResponse { reason: BadResponse::Damaged })
    }

    #[test]
    fn headers_name_one_compression_or_none() {
        let check = |values: &[&str], expected: Result<Option<Encoding>, ()>| {
            let headers =
                values.iter().map(|value| (CONTENT_ENCODING, HeaderValue::from_str(value).unwrap())).collect();
            assert_eq!(encoding(&headers).map_err(drop), expected, "{values:?}");
        };
        check(&[], Ok(None));
        check(&["identity"], Ok(None));
        check(&[""], Ok(None));
        check(&["gzip"], Ok(Some(Encoding::Gzip)));
        check(&["X-GZip"], Ok(Some(Encoding::Gzip)));
        check(&[" deflate "], Ok(Some(Encoding::Deflate)));
        check(&["identity, br"], Ok(Some(Encoding::Brotli)));
        check(&["gzip, gzip"], Err(()));
        check(&["gzip", "br"], Err(()));
        check(&["zstd"], Err(()));
        check(&["aes128gcm"], Err(()));
    }

    #[test]
    fn each_compression_is_undone() {
        let text = "The bridge at Norrfall is closed.\n".repeat(40).into_bytes();
        let check =
            |encoding, sent: &[u8]| assert_eq!(decode(encoding, sent, LIMITS), Ok(text.clone()), "{encoding:?}");
        check(Encoding::Gzip, &gzipped(&text));
        check(Encoding::Deflate, &zlib(&text));
        check(Encoding::Deflate, &deflated(&text));
        check(Encoding::Brotli, BROTLI);
        let (first, second) = text.split_at(100);
        check(Encoding::Gzip, &[gzipped(first), gzipped(second)].concat());
        check(Encoding::Gzip, &[gzipped(&text), vec![0; 64]].concat());
        for encoding in [Encoding::Gzip, Encoding::Deflate, Encoding::Brotli] {
            assert_eq!(decode(encoding, b"", LIMITS), Ok(Vec::new()));
        }
    }

    #[test]
    fn a_body_that_ends_too_early_is_damaged() {
        let text = "The bridge at Norrfall is closed.\n".repeat(40).into_bytes();
        for (encoding, sent) in [
            (Encoding::Gzip, gzipped(&text)),
            (Encoding::Deflate, zlib(&text)),
            (Encoding::Deflate, deflated(&text)),
            (Encoding::Brotli, BROTLI.to_vec()),
        ] {
            for length in 1..sent.len() {
                assert_eq!(decode(encoding, &sent[..length], LIMITS), damaged(), "{encoding:?} {length}");
            }
            let cut = decode(encoding, &sent[..sent.len() - 1], Limits { cut: true, ..LIMITS }).unwrap();
            assert!(text.starts_with(&cut), "{encoding:?}");
        }
    }

    #[test]
    fn what_is_not_compressed_is_damaged() {
        for encoding in [Encoding::Gzip, Encoding::Deflate, Encoding::Brotli] {
            assert_eq!(
                decode(encoding, b"<html><p>The bridge at Norrfall is closed.", LIMITS),
                damaged(),
                "{encoding:?}"
            );
        }
        let mut wrong_sum = gzipped(b"The bridge at Norrfall is closed.");
        let at = wrong_sum.len() - 8;
        wrong_sum[at] ^= 1;
        assert_eq!(decode(Encoding::Gzip, &wrong_sum, LIMITS), damaged());
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let wide = Limits { ratio: 1_000_000, ..LIMITS };
        let zeros = vec![0; 64 << 20];
        for (encoding, bomb) in [
            (Encoding::Gzip, gzipped(&zeros)),
            (Encoding::Deflate, zlib(&zeros)),
            (Encoding::Brotli, include_bytes!("../tests/data/zeros_64_mib.br").to_vec()),
        ] {
            let check = |limits: Limits, what: Large| {
                let length = decode(encoding, &bomb, limits).map(|bytes| bytes.len());
                assert_eq!(length, Err(FetchError::TooLarge { what }), "{encoding:?}");
            };
            check(wide, Large::Decompressed);
            check(Limits { decompressed: 1 << 30, ..LIMITS }, Large::Ratio);
            let cut = decode(encoding, &bomb, Limits { cut: true, ..wide }).unwrap();
            assert_eq!(cut.len(), wide.decompressed);
            assert!(cut.capacity() <= 2 * wide.decompressed + 64, "{}", cut.capacity());
        }
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        let text = vec![b'a'; 5000];
        let check = |decompressed, expected: bool| {
            let limits = Limits { decompressed, ..LIMITS };
            assert_eq!(decode(Encoding::Gzip, &gzipped(&text), limits).is_ok(), expected, "{decompressed}");
        };
        check(4999, false);
        check(5000, true);
        check(5001, true);
    }

    #[test]
    fn many_gzip_members_are_refused() {
        let member = gzipped(b"");
        assert_eq!(decode(Encoding::Gzip, &member.repeat(MAX_GZIP_MEMBERS), LIMITS), Ok(Vec::new()));
        assert_eq!(decode(Encoding::Gzip, &member.repeat(MAX_GZIP_MEMBERS + 1), LIMITS), damaged());
    }

    #[test]
    fn a_brotli_window_beyond_the_standard_is_refused() {
        let large_window: &[u8] = include_bytes!("../tests/data/norrfall_large_window.br");
        let mut text = String::new();
        Decompressor::new(large_window, 64).read_to_string(&mut text).expect("the decoder itself would read it");
        assert_eq!(decode(Encoding::Brotli, large_window, LIMITS), damaged());
    }

    proptest! {
        #[test]
        fn any_bytes_end_within_the_limit(bytes: Vec<u8>, cut: bool) {
            let limits = Limits { decompressed: 1000, cut, ..LIMITS };
            for encoding in [Encoding::Gzip, Encoding::Deflate, Encoding::Brotli] {
                if let Ok(decoded) = decode(encoding, &bytes, limits) {
                    prop_assert!(decoded.len() <= 1000);
                }
            }
        }

        #[test]
        fn compressed_bytes_come_back(bytes: Vec<u8>) {
            prop_assert_eq!(decode(Encoding::Gzip, &gzipped(&bytes), LIMITS), Ok(bytes.clone()));
            prop_assert_eq!(decode(Encoding::Deflate, &zlib(&bytes), LIMITS), Ok(bytes));
        }
    }
}
