//! What kind of document bytes are: by what is said of them, else by how they begin.

use crate::{Raw, ReadError};

/// The kinds of single documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    PlainText,
    Html,
    Mail,
}

/// How far into the bytes is looked, as in the WHATWG MIME Sniffing Standard.
const SNIFF_BYTES: usize = 1445;
/// How far the header of an e-mail is looked for: a message collects long lines on its way.
const MAIL_HEADER_BYTES: usize = 32 << 10;

/// Tags that a page may begin with (MIME Sniffing Standard, 7.1), and those that pieces of pages do.
const PAGE_STARTS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "script",
    "iframe",
    "h1",
    "div",
    "font",
    "table",
    "a",
    "style",
    "title",
    "b",
    "body",
    "br",
    "p",
    "!--",
    "meta",
    "link",
    "main",
    "article",
    "section",
    "header",
    "h2",
    "span",
    "ul",
    "ol",
    "nav",
    "center",
    "img",
    "blockquote",
    "pre",
];

/// Beginnings of files that have no text in them, with their media types (MIME Sniffing Standard, 6).
const BINARY_STARTS: &[(&[u8], &str)] = &[
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1A\n", "image/png"),
    (b"\xFF\xD8\xFF", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1F\x8B\x08", "application/gzip"),
    (b"\xD0\xCF\x11\xE0", "application/msword"),
];

/// The kind of a document.
///
/// # Errors
/// [`ReadError::UnknownMediaType`] if nobody reads this kind.
pub(crate) fn kind(raw: &Raw<'_>) -> Result<Kind, ReadError> {
    let essence = essence(raw.media_type.unwrap_or_default());
    let kind = match essence.as_str() {
        "text/html" | "application/xhtml+xml" | "application/vnd.wap.xhtml+xml" => Kind::Html,
        "message/rfc822" | "message/global" | "application/mbox" => Kind::Mail,
        "text/plain" | "text/markdown" | "text/x-markdown" => Kind::PlainText,
        // What servers say when they do not know; XML may be XHTML.
        ""
        | "*/*"
        | "application/octet-stream"
        | "application/unknown"
        | "unknown/unknown"
        | "binary/octet-stream"
        | "text/xml"
        | "application/xml" => return sniffed(raw.bytes, &essence),
        _ => return Err(ReadError::UnknownMediaType(essence.chars().take(100).collect())),
    };
    match binary(raw.bytes) {
        Some(binary) => Err(ReadError::UnknownMediaType(binary.to_owned())),
        None => Ok(kind),
    }
}

/// The type and subtype of a media type, without its parameters and in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn sniffed(bytes: &[u8], essence: &str) -> Result<Kind, ReadError> {
    if let Some(binary) = binary(bytes) {
        return Err(ReadError::UnknownMediaType(binary.to_owned()));
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let start = start.get(..SNIFF_BYTES).unwrap_or(start);
    let xml = start.starts_with(b"<?xml");
    if begins_as_page(start) || (xml && is_xhtml(start)) {
        Ok(Kind::Html)
    } else if xml || essence.ends_with("xml") {
        Err(ReadError::UnknownMediaType("application/xml".to_owned()))
    } else if begins_as_mail(bytes) {
        Ok(Kind::Mail)
    } else {
        Ok(Kind::PlainText)
    }
}

fn begins_as_page(start: &[u8]) -> bool {
    let Some(tag) = start.strip_prefix(b"<") else { return false };
    PAGE_STARTS.iter().any(|name| {
        let same = tag.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name.as_bytes()));
        let end = tag.get(name.len());
        same && (*name == "!--" || end.is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')))
    })
}

fn is_xhtml(start: &[u8]) -> bool {
    let has = |words: &[u8]| start.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words));
    has(b"<html") || has(b"<!doctype html")
}

/// Whether it begins with the fields of a message: RFC 5322 asks for `From` and `Date`, and `Subject` is always there.
fn begins_as_mail(bytes: &[u8]) -> bool {
    let header = bytes.get(..MAIL_HEADER_BYTES).unwrap_or(bytes);
    let (mut from, mut others) = (false, 0);
    for (number, line) in header.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // "From " without a colon opens each message of a mailbox file.
        if (number == 0 && line.starts_with(b"From "))
            || (number > 0 && line.first().is_some_and(|b| b" \t".contains(b)))
        {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { break };
        let name = line.get(..colon).unwrap_or_default();
        if name.is_empty() || !name.iter().all(|byte| byte.is_ascii_graphic()) {
            break;
        }
        match name.to_ascii_lowercase().as_slice() {
            b"from" => from = true,
            b"date" | b"subject" | b"message-id" | b"mime-version" | b"received" | b"return-path" | b"to" => {
                others += 1
            }
            _ => {}
        }
    }
    from && others >= 2
}

/// The media type of a file that holds no text; `None` for text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, media_type)) = BINARY_STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(media_type);
    }
    if encoding_rs::Encoding::for_bom(bytes).is_some() {
        return None;
    }
    // Bytes that no text has (MIME Sniffing Standard, 3); a few stray ones do not make a text unreadable.
    let start = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let odd = |byte: &&u8| matches!(**byte, 0x00..=0x08 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F);
    (start.iter().filter(odd).count() * 50 > start.len()).then_some("application/octet-stream")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_and_sniffed() {
        let check = |media_type: Option<&str>, bytes: &[u8], expected: Result<Kind, &str>| {
            let found = kind(&Raw { bytes, media_type, uri: None });
            let expected = expected.map_err(|unknown| ReadError::UnknownMediaType(unknown.to_owned()));
            assert_eq!(found, expected, "{media_type:?} {:?}", String::from_utf8_lossy(bytes));
        };
        check(Some("text/html; charset=utf-8"), b"x", Ok(Kind::Html));
        check(Some("TEXT/HTML"), b"x", Ok(Kind::Html));
        check(Some("text/plain"), b"<html>", Ok(Kind::PlainText));
        check(Some("message/rfc822"), b"x", Ok(Kind::Mail));
        check(Some("image/svg+xml"), b"<svg>", Err("image/svg+xml"));
        check(Some("text/html"), b"%PDF-1.7 ...", Err("application/pdf"));
        check(Some("application/octet-stream"), b" \n<!DOCTYPE html><html>", Ok(Kind::Html));
        check(Some("application/xml"), b"<?xml version='1.0'?><!DOCTYPE html PUBLIC ''>", Ok(Kind::Html));
        check(Some("application/xml"), b"<?xml version='1.0'?><rss/>", Err("application/xml"));
        check(None, b"\xEF\xBB\xBF<!-- x --><html>", Ok(Kind::Html));
        check(None, b"<p>One.</p>", Ok(Kind::Html));
        check(None, b"<party> of five", Ok(Kind::PlainText));
        check(None, b"a < b", Ok(Kind::PlainText));
        check(None, b"", Ok(Kind::PlainText));
        check(None, b"Received: by x\r\n\tfor y\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nOne.", Ok(Kind::Mail));
        check(None, b"From: our correspondent\nThe date: unknown\n", Ok(Kind::PlainText));
        check(None, b"\x00\x01\x02\x03 binary", Err("application/octet-stream"));
        check(None, b"\xFF\xFEa\x00b\x00", Ok(Kind::PlainText));
    }
}
