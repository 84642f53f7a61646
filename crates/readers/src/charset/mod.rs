//! Bytes to text: which character encoding they are in, by what is said of them and by what they are.
//!
//! Labels and decoders are those of the WHATWG Encoding Standard, which browsers follow. The order of trust is
//!
//! 1. a byte order mark, as in every browser;
//! 2. the bytes themselves where they leave no doubt: text beyond ASCII that is valid UTF-8 *is* UTF-8, whatever a
//!    label says. Browsers obey the label and show "GrÃ¼ÃŸe"; here nobody looks at the page and reloads it, and text
//!    in another encoding is valid UTF-8 by chance only if it is a few characters long. Labels of East Asian
//!    encodings are obeyed, for there two or three characters do make valid UTF-8;
//! 3. the label in `Content-Type`, then the one in the page ([`declared_in`]), as browsers rank them, except where
//!    the bytes are not valid in it, or where it is the Western European default that servers add by themselves and
//!    the letters are plainly not Western European;
//! 4. what the bytes look like (chardetng, the detector of Firefox, which also looks at the top-level domain).
//!
//! A byte that cannot be decoded costs a character, which becomes U+FFFD, and not the document. Where that happens to more
//! than a few ([`Damage`]), the text is refused: it is in an encoding that nobody named, or in several.

mod declared;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_1252,
};

pub(crate) use self::declared::{declared_in, in_media_type};
use crate::{Raw, ReadError};

/// How much of the bytes the detector looks at.
const DETECTION_BYTES: usize = 256 << 10;

/// Decodes the bytes. `in_document` is the label that the document itself carries.
///
/// # Errors
/// [`ReadError::Malformed`] if too much of it cannot be decoded.
pub(crate) fn decode(raw: &Raw<'_>, in_document: Option<&'static Encoding>) -> Result<String, ReadError> {
    let encoding = encoding_of(raw.bytes, raw.media_type.and_then(in_media_type), in_document, raw.uri);
    let (text, broken) = encoding.decode_with_bom_removal(raw.bytes);
    if broken {
        let mut damage = Damage::default();
        damage.add(&text, true);
        damage.bearable(encoding)?;
    }
    Ok(text.into_owned())
}

/// How much of a text could not be decoded.
#[derive(Debug, Default)]
pub(crate) struct Damage {
    characters: usize,
    beyond_ascii: usize,
    broken: usize,
}

impl Damage {
    /// Takes in a part of a text; if it is `broken`, U+FFFD stands for what could not be decoded.
    pub(crate) fn add(&mut self, decoded: &str, broken: bool) {
        for character in decoded.chars() {
            self.characters += 1;
            self.beyond_ascii += usize::from(!character.is_ascii());
            self.broken += usize::from(broken && character == '\u{FFFD}');
        }
    }

    /// Of how many characters it knows.
    pub(crate) fn characters(&self) -> usize {
        self.characters
    }

    /// One character may be broken in any text, and one in ten of those beyond ASCII, which are what an encoding is about,
    /// or one in a thousand of all: a long text with some stray bytes can be read.
    ///
    /// # Errors
    /// [`ReadError::Malformed`] if there are more.
    pub(crate) fn bearable(&self, encoding: &'static Encoding) -> Result<(), ReadError> {
        if self.broken <= 1.max(self.beyond_ascii / 10).max(self.characters / 1000) {
            return Ok(());
        }
        let problem = format!(
            "{} of its {} characters beyond ASCII cannot be decoded as {}; name the charset that it is in",
            self.broken,
            self.beyond_ascii,
            encoding.name()
        );
        Err(ReadError::Malformed { kind: "text", problem })
    }
}

/// The encoding of a text by its first bytes, or all of them, what is said of it, and where it was got.
pub(crate) fn encoding_of(
    bytes: &[u8],
    in_header: Option<&'static Encoding>,
    in_document: Option<&'static Encoding>,
    uri: Option<&str>,
) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // A tag or an object in UTF-16.
    match bytes {
        [0, b'<' | b'{', ..] => return UTF_16BE,
        [b'<' | b'{', 0, ..] => return UTF_16LE,
        _ => {}
    }
    // Bytes in which ASCII is ASCII are no UTF-16, whatever they say.
    let labels = || {
        let possible = |label: &&'static Encoding| !utf16(label) || bytes.contains(&0);
        in_header.into_iter().chain(in_document).filter(possible)
    };
    if is_utf8(bytes) {
        // ISO-2022-JP is ASCII with escapes: valid UTF-8, but nothing that a reader would want.
        let other = labels()
            .next()
            .filter(|label| utf16(label) || if bytes.is_ascii() { *label == ISO_2022_JP } else { east_asian(label) });
        return other.filter(|label| decodes(label, bytes)).unwrap_or(UTF_8);
    }
    let guess = detect(bytes, uri);
    for label in labels() {
        let western_default = label == WINDOWS_1252 && guess != WINDOWS_1252;
        if western_default && mostly_high_letters(bytes) {
            continue;
        }
        // Where header and page disagree, the one that the bytes look like is right.
        if labels().any(|other| other != label && other == guess) && decodes(guess, bytes) {
            return guess;
        }
        if decodes(label, bytes) || (label == UTF_8 && mostly_utf8(bytes)) {
            return label;
        }
    }
    if guess != UTF_8 && mostly_utf8(bytes) { UTF_8 } else { guess }
}

/// Whether the bytes are UTF-8. They may be cut within a character, unless that is the only one beyond ASCII.
fn is_utf8(bytes: &[u8]) -> bool {
    match str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !bytes[..error.valid_up_to()].is_ascii(),
    }
}

fn utf16(encoding: &'static Encoding) -> bool {
    [UTF_16BE, UTF_16LE].contains(&encoding)
}

fn detect(bytes: &[u8], uri: Option<&str>) -> &'static Encoding {
    let sample = bytes.get(..DETECTION_BYTES).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let host = uri.and_then(|uri| url::Url::parse(uri).ok()).and_then(|uri| uri.domain().map(str::to_owned));
    // Hosts of the `url` crate are in lower-case ASCII, which is what the detector asks for.
    let domain = host.as_deref().and_then(|host| host.rsplit('.').next()).filter(|label| !label.is_empty());
    detector.guess(domain.map(str::as_bytes), Utf8Detection::Allow)
}

fn east_asian(encoding: &'static Encoding) -> bool {
    [BIG5, EUC_JP, EUC_KR, GB18030, GBK, ISO_2022_JP, SHIFT_JIS].contains(&encoding)
}

/// Whether the bytes are valid in an encoding, as far as they go.
fn decodes(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut decoded, mut rest) = ([0; 4096], bytes);
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut decoded, false);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return true,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => return false,
        }
    }
}

/// Whether a third of the letters are beyond ASCII: in Western European languages one in eight is already much.
fn mostly_high_letters(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0xC0).count();
    let low = words_outside_tags(bytes);
    high > 16 && high * 2 > low
}

/// How many ASCII letters stand outside tags: the tags are ASCII in every language.
fn words_outside_tags(bytes: &[u8]) -> usize {
    let mut inside = false;
    let mut letters = 0;
    for byte in bytes {
        match byte {
            b'<' => inside = true,
            b'>' => inside = false,
            _ if !inside && byte.is_ascii_alphabetic() => letters += 1,
            _ => {}
        }
    }
    letters
}

/// Whether what is beyond ASCII is UTF-8 more often than not: a page in UTF-8 that was cut, or into which a byte of
/// another encoding slipped.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > broken * 4
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use encoding_rs::{KOI8_R, WINDOWS_1251, WINDOWS_1256};

    use super::*;

    const RUSSIAN: &str = "Губернатор Карселя заявил, что мост через реку Вель будет открыт к пятнице, 6 марта. \
        «Мы сделали всё возможное», — сказал он журналистам.";
    const GERMAN: &str =
        "Die Brücke über die Wehle wird „spätestens am Freitag“ geöffnet, erklärte Bürgermeister Groß.";
    const ARABIC: &str =
        "قال المحافظ إن الجسر فوق النهر سيفتح أمام حركة المرور يوم الجمعة المقبل بعد انتهاء أعمال الصيانة.";

    fn decoded(bytes: &[u8], media_type: Option<&str>) -> String {
        decode(&Raw { bytes, media_type, uri: None }, declared_in(bytes)).unwrap()
    }

    #[test]
    fn every_source_of_the_encoding_is_used() {
        let check = |text: &str, encoding: &'static Encoding, media_type: Option<&str>, meta: &str| {
            let page = format!("<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>");
            let bytes = encoding.encode(&page).0;
            assert_eq!(decoded(&bytes, media_type), page, "{} {media_type:?} {meta}", encoding.name());
        };
        let equiv = r#"<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">"#;
        check(RUSSIAN, WINDOWS_1251, Some("text/html; charset=windows-1251"), "");
        check(RUSSIAN, WINDOWS_1251, Some("text/html"), equiv);
        check(RUSSIAN, WINDOWS_1251, None, "<meta charset='cp1251'>");
        check(RUSSIAN, WINDOWS_1251, None, "");
        let plain = RUSSIAN.replace(['«', '»', '—'], "");
        check(&plain, KOI8_R, None, "<meta charset=koi8-r />");
        check(ARABIC, WINDOWS_1256, None, "<META CHARSET=windows-1256>");
        check(GERMAN, WINDOWS_1252, Some("text/html; charset=\"iso-8859-1\""), "");
        check(GERMAN, WINDOWS_1252, None, "");
        // Labels that lie.
        check(RUSSIAN, UTF_8, Some("text/html; charset=iso-8859-1"), "");
        check(GERMAN, UTF_8, None, "<meta charset=windows-1251>");
        check(RUSSIAN, WINDOWS_1251, Some("text/html; charset=ISO-8859-1"), equiv);
        check(RUSSIAN, WINDOWS_1251, Some("text/html; charset=ISO-8859-1"), "");
        check(RUSSIAN, WINDOWS_1251, Some("text/html; charset=utf-8"), equiv);
        check(GERMAN, WINDOWS_1252, Some("text/html; charset=utf-8"), "<meta charset=utf-8>");
    }

    #[test]
    fn a_byte_order_mark_wins() {
        let text = "Мост";
        let little = text.encode_utf16().flat_map(u16::to_le_bytes);
        let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(little).collect();
        assert_eq!(decoded(&bytes, Some("text/plain; charset=utf-8")), text);
        assert_eq!(decoded("\u{FEFF}Мост".as_bytes(), Some("text/plain; charset=windows-1252")), text);
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        let check = |text: &str, media_type: Option<&str>| {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decoded(&bytes, media_type), text, "{media_type:?}");
        };
        check("<a>Мост</a>", None);
        check("Bridge", Some("text/plain; charset=utf-16be"));
        check(RUSSIAN, Some("text/plain; charset=utf-16be"));
        assert_eq!(decoded(b"Bridge", Some("text/plain; charset=utf-16")), "Bridge");
    }

    #[test]
    fn a_broken_byte_costs_a_character() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.insert("Губернатор ".len(), 0xE9);
        let text = decoded(&bytes, None);
        assert_eq!(text, RUSSIAN.replacen("Губернатор ", "Губернатор \u{FFFD}", 1));
        // Cut in the middle of a character.
        let cut = &RUSSIAN.as_bytes()[..100];
        assert!(str::from_utf8(cut).is_err());
        assert!(decoded(cut, None).starts_with("Губернатор Карселя"));
    }

    #[test]
    fn what_is_mostly_broken_is_refused() {
        let check = |bytes: &[u8], media_type: Option<&str>, expected: Result<usize, &str>| {
            let found = decode(&Raw { bytes, media_type, uri: None }, None);
            match (&found, expected) {
                (Ok(text), Ok(broken)) => assert_eq!(text.matches('\u{FFFD}').count(), broken, "{text}"),
                (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
                _ => panic!("{found:?}, not {expected:?}"),
            }
        };
        let with = |text: &str, broken: usize| {
            let size = text.len() / (broken + 1);
            let parts = text.as_bytes().chunks(size).map(|part| String::from_utf8_lossy(part).replace('\u{FFFD}', ""));
            parts.map(String::into_bytes).collect::<Vec<_>>().join(&b'\xFF')
        };
        let utf8 = Some("text/plain; charset=utf-8");
        let marked = |bytes: &[u8]| [b"\xEF\xBB\xBF", bytes].concat();
        check(&with(RUSSIAN, 1), utf8, Ok(1));
        check(&with(RUSSIAN, 8), utf8, Ok(9));
        check(&with(RUSSIAN, 20), utf8, Err("characters beyond ASCII cannot be decoded as UTF-8; name the charset"));
        // A mark that lies: the bytes are in windows-1252.
        check(&marked(b"Br\xFCcke"), None, Ok(1));
        check(&marked(b"Br\xFCcke f\xFChrt"), None, Err("it is no text: 2 of its 2 characters"));
        check(&marked(&b"The bridge is shut, he said. ".repeat(100)), None, Ok(0));
        check(&marked(&[b"\x93Shut\x94 ".to_vec(), b"it is shut, he said. ".repeat(100)].concat()), None, Ok(2));
        check(b"\xFF\xFEA\0\0\xD8B\0\0\xD8C\0", None, Err("decoded as UTF-16LE"));
        // What was published with the character for what is broken is not broken here.
        check("Br\u{FFFD}cke f\u{FFFD}hrt \u{FFFD}".as_bytes(), None, Ok(3));
    }

    #[test]
    fn east_asian_labels_are_obeyed() {
        // In GBK these two characters are valid UTF-8 by chance.
        let (bytes, _, _) = GBK.encode("一一");
        assert!(str::from_utf8(&bytes).is_ok());
        assert_eq!(decoded(&bytes, Some("text/plain; charset=gb2312")), "一一");
    }
}
