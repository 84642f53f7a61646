//! What bytes hold: one document, many, or where some are to be found.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};

use crate::{Raw, ReadError, gzip, media_type};

/// What bytes hold, and who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A plain text, for [`read`](crate::read).
    Text,
    /// A page, for [`read`](crate::read).
    Page,
    /// An e-mail, for [`read`](crate::read).
    Mail,
    /// RSS, Atom or JSON Feed, for [`read_feed`](crate::read_feed).
    Feed,
    /// A sitemap or an index of sitemaps, for [`Sitemap`](crate::Sitemap).
    Sitemap,
    /// A web archive, for [`Warc`](crate::Warc).
    Warc,
    /// Documents as JSON Lines, for [`Lines`](crate::Lines).
    JsonLines,
}

/// How many bytes from the start tell what there is; more are not looked at.
pub const KIND_BYTES: usize = 64 << 10;

/// What bytes hold, by how they begin ([`KIND_BYTES`] are enough), what is said of them, and what they are called: the
/// name of the file, or the last part of the address. What cannot be mistaken counts most, since many servers call a feed
/// a page and an archive a stream of bytes; then the media type, then the name. Gzip is looked into.
///
/// # Errors
/// [`ReadError::UnknownMediaType`] if nobody reads such a thing.
pub fn kind(start: &Raw<'_>, name: Option<&str>) -> Result<Kind, ReadError> {
    let bytes = start.bytes.get(..KIND_BYTES).unwrap_or(start.bytes);
    let packed = gzip::is_gzip(bytes);
    let bytes = if packed { &gzip::beginning(bytes, KIND_BYTES) } else { bytes };
    let said = start.media_type.filter(|said| !(packed && media_type::essence(said).ends_with("gzip")));
    let essence = said.map(media_type::essence).unwrap_or_default();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let named = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let lines = named(&[".jsonl", ".ndjson", ".jsonlines"]);
    if let Some(kind) = unmistakable(bytes, lines) {
        return Ok(kind);
    }
    match essence.as_str() {
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" | "application/feed+json" => {
            return Ok(Kind::Feed);
        }
        "application/warc" | "application/warc-fields" => return Ok(Kind::Warc),
        "application/jsonl" | "application/x-jsonlines" | "application/x-ndjson" | "application/ndjson" => {
            return Ok(Kind::JsonLines);
        }
        "text/html" | "application/xhtml+xml" => {}
        _ if named(&[".warc"]) => return Ok(Kind::Warc),
        _ if lines || begins_with_object(bytes) => return Ok(Kind::JsonLines),
        _ => {}
    }
    Ok(match media_type::kind(&Raw { bytes, media_type: said, uri: None })? {
        media_type::Kind::PlainText => Kind::Text,
        media_type::Kind::Html => Kind::Page,
        media_type::Kind::Mail => Kind::Mail,
    })
}

/// What begins as nothing else does; of what is called `lines` each may say anything.
fn unmistakable(bytes: &[u8], lines: bool) -> Option<Kind> {
    if bytes.starts_with(b"WARC/") {
        return Some(Kind::Warc);
    }
    // In UTF-16 every other byte of a name is zero.
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let narrow: Vec<u8> = if wide { bytes[2..].iter().copied().filter(|byte| *byte != 0).collect() } else { vec![] };
    let bytes = if wide { &narrow } else { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) };
    match root(bytes)?.to_ascii_lowercase().as_slice() {
        b"rss" | b"feed" | b"rdf" | b"channel" => Some(Kind::Feed),
        b"urlset" | b"sitemapindex" => Some(Kind::Sitemap),
        b"{" if !lines && is_json_feed(bytes) => Some(Kind::Feed),
        _ => None,
    }
}

/// Whether the "version" of an object, which may be cut off behind it, is one of JSON Feed.
fn is_json_feed(bytes: &[u8]) -> bool {
    struct Version<'f>(&'f mut bool);
    impl<'de> Visitor<'de> for Version<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
            while let Some(name) = fields.next_key::<Cow<'_, str>>()? {
                if name == "version" {
                    let version: Cow<'_, str> = fields.next_value()?;
                    *self.0 = version.contains("//jsonfeed.org/version/");
                } else {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
            Ok(())
        }
    }
    let mut found = false;
    // What is cut off, or not JSON, is an error after what was found.
    let _ = serde_json::Deserializer::from_slice(bytes).deserialize_map(Version(&mut found));
    found
}

/// The local name of the outermost element of XML, or the brace that opens JSON.
fn root(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'{', ..] => return rest.get(..1),
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'!', ..] => {
                // A document type may hold declarations in brackets.
                let end = rest.iter().position(|byte| matches!(byte, b'>' | b'['))?;
                if rest.get(end) == Some(&b'[') { b"]>" } else { b">" }
            }
            [b'<', tag @ ..] => {
                let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))?;
                return tag.get(..end)?.rsplit(|byte| *byte == b':').next();
            }
            _ => return None,
        };
        rest = rest.get(find(rest, end)? + end.len()..)?.trim_ascii_start();
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Whether the first line is a JSON object, or the beginning of one that is longer than what there is.
fn begins_with_object(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if !line.starts_with(b"{") {
        return false;
    }
    match serde_json::from_slice::<IgnoredAny>(line) {
        Ok(_) => true,
        Err(error) => error.is_eof() && line.len() == bytes.len() && line.len() + 8 > KIND_BYTES,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    #[test]
    fn kinds_are_told() {
        let check = |media_type: &str, name: &str, bytes: &str, expected: Result<Kind, &str>| {
            let media_type = Some(media_type).filter(|given| !given.is_empty());
            let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
            gzip.write_all(bytes.as_bytes()).unwrap();
            // What is in gzip is told as what is not.
            let packed = (gzip.finish().unwrap(), format!("{name}.gz"));
            for (bytes, name) in [(bytes.as_bytes(), name), (&packed.0, &packed.1)] {
                let found = kind(&Raw { bytes, media_type, uri: None }, Some(name));
                let expected = expected.map_err(|unknown| ReadError::UnknownMediaType(unknown.to_owned()));
                assert_eq!(found, expected, "{media_type:?} {name:?}");
            }
        };
        check("", "a.txt", "The dam holds.", Ok(Kind::Text));
        check("", "", "", Ok(Kind::Text));
        check("text/html; charset=utf-8", "", "The dam holds.", Ok(Kind::Page));
        check("", "a.html", "<!DOCTYPE html><title>Dam</title>", Ok(Kind::Page));
        check("", "a.eml", "From: a@b.example\nDate: x\nSubject: y\n\nThe dam holds.", Ok(Kind::Mail));
        check("application/pdf", "a.pdf", "x", Err("application/pdf"));

        let rss = "<?xml version='1.0'?>\n<!-- of the desk -->\n<!DOCTYPE rss [<!ENTITY a '>'>]>\n<rss version='2.0'>";
        for media_type in ["application/rss+xml", "text/xml", "text/html", "application/octet-stream", ""] {
            check(media_type, "news", rss, Ok(Kind::Feed));
        }
        check("", "a.xml", "\u{feff}<feed xmlns='http://www.w3.org/2005/Atom'>", Ok(Kind::Feed));
        check("", "a.rdf", "<rdf:RDF xmlns:rdf='x'>", Ok(Kind::Feed));
        check("application/atom+xml", "", "nothing of the kind", Ok(Kind::Feed));
        check(
            "application/json",
            "",
            r#"{"version": "https://jsonfeed.org/version/1.1", "items": []}"#,
            Ok(Kind::Feed),
        );
        let feed = r#"{"title": "a", "version": "https:\/\/jsonfeed.org\/version\/1.1", "items": ["#;
        check("application/json", "", feed, Ok(Kind::Feed));
        check("", "a.jsonl", feed, Ok(Kind::JsonLines));
        check("", "a", r#"{"text": "As //jsonfeed.org/version/1 says"}"#, Ok(Kind::JsonLines));
        check("", "a", r#"{"a": {"version": "https://jsonfeed.org/version/1"}}"#, Ok(Kind::JsonLines));
        check("text/xml", "", "<?xml version='1.0'?><urlset xmlns='x'>", Ok(Kind::Sitemap));
        check("", "map.xml", "<sitemapindex>", Ok(Kind::Sitemap));
        check("text/xml", "", "<?xml version='1.0'?><svg>", Err("application/xml"));

        check("", "news.warc", "", Ok(Kind::Warc));
        check("application/octet-stream", "", "WARC/1.1\r\n", Ok(Kind::Warc));
        check("application/warc", "", "?", Ok(Kind::Warc));

        check("", "a.jsonl", "", Ok(Kind::JsonLines));
        check("text/plain", "a.NDJSON", "no JSON at all", Ok(Kind::JsonLines));
        check("application/x-ndjson", "", "", Ok(Kind::JsonLines));
        check("", "a", "{\"text\": \"The dam holds.\"}\n{\"text\"", Ok(Kind::JsonLines));
        check("", "a", &format!("{{\"text\": \"{}\"}}", "x".repeat(KIND_BYTES)), Ok(Kind::JsonLines));
        check("", "a", "{ braces }\nare no JSON", Ok(Kind::Text));
        check("", "a", "{\"text\":\n", Ok(Kind::Text));
    }

    #[test]
    fn wide_letters_are_told_too() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let bytes = wide("\u{feff}<?xml version='1.0' encoding='utf-16'?><rss>");
        assert_eq!(kind(&Raw { bytes: &bytes, ..Raw::default() }, None), Ok(Kind::Feed));
    }

    #[test]
    fn bombs_are_looked_into_as_far_as_need_be() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&vec![b'x'; 50 << 20]).unwrap();
        let bytes = gzip.finish().unwrap();
        assert_eq!(kind(&Raw { bytes: &bytes, ..Raw::default() }, None), Ok(Kind::Text));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_told_or_refused(bytes in ".{0,60}", name in ".{0,20}") {
            let _ = kind(&Raw { bytes: bytes.as_bytes(), ..Raw::default() }, Some(&name));
            let _ = kind(&Raw { bytes: format!("<!{bytes}").as_bytes(), ..Raw::default() }, Some(&name));
        }
    }
}
