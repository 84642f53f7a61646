//! E-mails: press releases as `.eml` files (RFC 5322, MIME).
//!
//! The subject is the title, the sender the author, the date the publication time in the sender's offset, the message id
//! the address (`mid:`, RFC 2392) where there is no other. Of a message in two forms the plain one is read, unless it
//! only says that there is another. An e-mail is one text: nothing in it is taken for clutter but what is not seen and
//! what stands below the signature's mark.
//!
//! mail-parser takes the message apart. The bodies are decoded here, since mails lie about their charsets as pages do.

use mail_parser::{
    Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};
use sayso_domain::DocumentParts;

use crate::{Raw, ReadError, address, charset, clean, dates, html, text};

/// The longest message that is read, in bytes: a press release with its pictures.
const MAX_BYTES: usize = 32 << 20;
/// The most parts, by the fields that begin them. A message inside a message is held by it, and so on: what drops them
/// calls itself for each.
const MAX_PARTS: usize = 200;

/// The longest header, in bytes, and the most lines that may begin a field or a part: each is kept with what it means.
const MAX_HEADER_BYTES: usize = 1 << 20;
const MAX_FIELDS: usize = 50_000;

/// Reads a message.
pub(crate) fn read(raw: &Raw<'_>) -> Result<DocumentParts, ReadError> {
    if raw.bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLong { limit: MAX_BYTES, unit: "bytes" });
    }
    if raw.bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    if count(raw.bytes, b"content-type") > MAX_PARTS {
        return Err(ReadError::TooLong { limit: MAX_PARTS, unit: "parts" });
    }
    if header_length(raw.bytes) > MAX_HEADER_BYTES {
        return Err(ReadError::TooLong { limit: MAX_HEADER_BYTES, unit: "bytes of header" });
    }
    if raw.bytes.split(|byte| *byte == b'\n').filter(|line| begins_field(line)).count() > MAX_FIELDS {
        return Err(ReadError::TooLong { limit: MAX_FIELDS, unit: "fields and parts" });
    }
    let malformed = |problem: &str| ReadError::Malformed { kind: "e-mail", problem: problem.to_owned() };
    let message = MessageParser::default().parse(raw.bytes);
    let message = message.ok_or_else(|| malformed("it has no header"))?;
    if message.from().is_none() && message.date().is_none() && message.subject().is_none() {
        return Err(malformed("it has neither From nor Date nor Subject"));
    }
    let (text, html_title) = body(raw, &message)?;
    text::document_text(&text)?;
    let id = message.message_id().map(|id| format!("mid:{id}"));
    Ok(DocumentParts {
        id: None,
        uri: address::absolute(raw.uri).or_else(|| address::absolute(id.as_deref())),
        title: message.subject().and_then(clean::line).or(html_title),
        authors: clean::authors(message.from().into_iter().flat_map(|from| from.iter()).filter_map(|from| from.name())),
        site: None,
        published: message.header_raw(HeaderName::Date).and_then(dates::publication_time),
        language: None,
        text: text.into(),
    })
}

fn header_length(bytes: &[u8]) -> usize {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines.take_while(|line| !line.trim_ascii().is_empty()).map(<[u8]>::len).sum()
}

/// Whether a line may begin a field of a header (a name without spaces and a colon), or a part.
fn begins_field(line: &[u8]) -> bool {
    let name = line.iter().position(|byte| !byte.is_ascii_graphic() || *byte == b':');
    line.starts_with(b"--") || name.is_some_and(|end| line.get(end) == Some(&b':'))
}

/// How often the bytes occur, in any case.
fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|window| window.eq_ignore_ascii_case(wanted)).count()
}

/// The text of the message, and the title that its HTML has.
fn body(raw: &Raw<'_>, message: &Message<'_>) -> Result<(String, Option<String>), ReadError> {
    let plain = message.text_bodies().filter(|part| matches!(part.body, PartType::Text(_)));
    let mut plain = plain.map(|part| plain_text(raw, part)).collect::<Result<Vec<_>, _>>()?;
    plain.retain(|text| !text.is_empty());
    let plain = plain.join("\n\n");
    let (mut marked, mut title) = (Vec::new(), None);
    for part in message.html_bodies().filter(|part| matches!(part.body, PartType::Html(_))) {
        let bytes = decoded(raw, part);
        let media_type = media_type(part);
        let raw = Raw { bytes: &bytes, media_type: media_type.as_deref(), uri: None };
        let html = charset::decode(&raw, charset::declared_in(&bytes))?;
        let (text, its_title) = html::shown(&html)?;
        marked.push(text);
        title = title.or(its_title);
    }
    let marked = marked.join("\n\n");
    // A plain form that has not half the words of the other says "your program cannot show this message".
    if text::count_words(&plain) * 2 >= text::count_words(&marked) { Ok((plain, title)) } else { Ok((marked, title)) }
}

fn plain_text(raw: &Raw<'_>, part: &MessagePart<'_>) -> Result<String, ReadError> {
    let bytes = decoded(raw, part);
    let media_type = media_type(part);
    let raw = Raw { bytes: &bytes, media_type: media_type.as_deref(), uri: None };
    let text = clean::text(charset::decode(&raw, None)?.into());
    let flowed = part.content_type().and_then(|kind| kind.attribute("format"));
    let text = if flowed.is_some_and(|format| format.eq_ignore_ascii_case("flowed")) { unwrapped(&text) } else { text };
    Ok(without_signature(&text).trim().to_owned())
}

/// The media type of a part, as its header has it.
fn media_type(part: &MessagePart<'_>) -> Option<String> {
    let charset = part.content_type()?.attribute("charset")?;
    Some(format!("text/plain; charset=\"{charset}\""))
}

/// The bytes of a part without their transfer encoding.
fn decoded(raw: &Raw<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let bounds = part.offset_body as usize..part.offset_end as usize;
    let body = raw.bytes.get(bounds).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => None,
        Encoding::QuotedPrintable => quoted_printable_decode(body),
        Encoding::Base64 => base64_decode(body),
    };
    decoded.unwrap_or_else(|| body.to_vec())
}

/// Paragraphs that were wrapped for sending (RFC 3676): a line that ends in a space goes on in the next.
fn unwrapped(text: &str) -> String {
    let mut unwrapped = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        // The mark of a signature ends in a space, too.
        if content.ends_with(' ') && content != "-- " {
            unwrapped.push_str(content);
        } else {
            unwrapped.push_str(line);
        }
    }
    unwrapped
}

fn without_signature(text: &str) -> &str {
    text.find("\n-- \n").and_then(|at| text.get(..at)).unwrap_or(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn of(message: impl AsRef<[u8]>) -> Result<DocumentParts, ReadError> {
        read(&Raw { bytes: message.as_ref(), media_type: Some("message/rfc822"), uri: None })
    }

    const HEADER: &str = "From: =?utf-8?B?0J/RgNC10YEt0YHQu9GD0LbQsdCw?= <press@water.example>\r\n\
        Date: Wed, 04 Mar 2026 08:15:00 +0200\r\nSubject: =?utf-8?Q?Dam_gates_=E2=80=9Copen=E2=80=9D?=\r\n\
        Message-ID: <77@water.example>\r\nMIME-Version: 1.0\r\n";

    #[test]
    fn the_header_is_the_metadata() {
        let read =
            of(format!("{HEADER}\r\nThe gates are open.\r\n\r\nThe ministry said so.\r\n-- \r\nPress office\r\n"))
                .unwrap();
        assert_eq!(read.title.as_deref(), Some("Dam gates “open”"));
        assert_eq!(read.authors, ["Прес-служба"]);
        assert_eq!(read.published.unwrap().to_string(), "2026-03-04T08:15:00+02:00");
        assert_eq!(read.uri.as_deref(), Some("mid:77@water.example"));
        assert_eq!(&*read.text, "The gates are open.\n\nThe ministry said so.");
    }

    #[test]
    fn dates_keep_their_offset_and_are_not_guessed() {
        let check = |date: &str, expected: Option<&str>| {
            let read = of(format!("From: a@b.example\r\nDate: {date}\r\n\r\nThe gates are open.")).unwrap();
            assert_eq!(read.published.map(|time| time.to_string()).as_deref(), expected, "{date}");
        };
        check("Wed, 4 Mar 2026 08:15:00 +0200 (EET)", Some("2026-03-04T08:15:00+02:00"));
        check("Wed,  4 Mar 2026\r\n 08:15 EST", Some("2026-03-04T08:15:00-05:00"));
        check("Wed, 4 Mar 2026 08:15:00 IST", Some("2026-03-04T08:15:00"));
        check("4 Mar 26 08:15:00 -0000", Some("2026-03-04T08:15:00+00:00"));
        check("yesterday", None);
    }

    #[test]
    fn bodies_are_decoded() {
        let check = |fields: &str, body: &[u8], expected: &str| {
            let mut message = format!("{HEADER}{fields}\r\n\r\n").into_bytes();
            message.extend(body);
            assert_eq!(&*of(&message).unwrap().text, expected, "{fields}");
        };
        check(
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable",
            b"Die Br=C3=BCcke ist =\r\noffen.",
            "Die Brücke ist offen.",
        );
        check(
            "Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: base64",
            b"zO7x8iDu8urw+/Iu",
            "Мост открыт.",
        );
        // Labels that lie.
        check(
            "Content-Type: text/plain; charset=iso-8859-1",
            "Міст відкрито, сказав мер.".as_bytes(),
            "Міст відкрито, сказав мер.",
        );
        check("Content-Type: text/plain; charset=us-ascii", "Die Brücke.".as_bytes(), "Die Brücke.");
        check("Content-Type: text/plain; format=flowed", b"One \r\ntwo.\r\nThree.", "One two.\nThree.");
        check(
            "Content-Type: text/html; charset=utf-8",
            "<style>p{}</style><p>One &amp; two.<p hidden>x<p>Three.".as_bytes(),
            "One & two.\n\nThree.",
        );
    }

    #[test]
    fn the_fuller_form_is_read() {
        let check = |plain: &str, html: &str, expected: &str| {
            let part =
                |kind: &str, body: &str| format!("--b\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{body}\r\n");
            let message = format!(
                "{HEADER}Content-Type: multipart/alternative; boundary=b\r\n\r\n{}{}--b--\r\n",
                part("plain", plain),
                part("html", html)
            );
            assert_eq!(&*of(message).unwrap().text, expected);
        };
        check(
            "The gates are open, the ministry said.",
            "<p>The gates are <b>open</b>, the ministry said.",
            "The gates are open, the ministry said.",
        );
        check(
            "View in browser",
            "<p>The gates are <b>open</b>, the ministry said.",
            "The gates are open, the ministry said.",
        );
    }

    #[test]
    fn hostile_messages_are_refused() {
        let check = |message: String, expected: ReadError| assert_eq!(of(message), Err(expected));
        check(" \r\n".into(), ReadError::Empty);
        check(format!("{HEADER}\r\n \r\n"), ReadError::Empty);
        let parts = || ReadError::TooLong { limit: MAX_PARTS, unit: "parts" };
        check("Content-Type: message/rfc822\r\n\r\n".repeat(100_000), parts());
        check("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(100_000), parts());
        check(" ".repeat(MAX_BYTES + 1), ReadError::TooLong { limit: MAX_BYTES, unit: "bytes" });
        let fields = ReadError::TooLong { limit: MAX_FIELDS, unit: "fields and parts" };
        let kind = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        check(format!("{HEADER}{kind}{}", "--b\r\n\r\nOne.\r\n".repeat(MAX_FIELDS + 1)), fields.clone());
        check(format!("{HEADER}{kind}--b\r\n{}\r\nOne.", "X: y\r\n".repeat(MAX_FIELDS + 1)), fields);
        let header = ReadError::TooLong { limit: MAX_HEADER_BYTES, unit: "bytes of header" };
        check(format!("{HEADER}To: {}\r\n\r\nOne.", "<a@b>,".repeat(MAX_HEADER_BYTES / 6)), header);
        assert!(matches!(of("no header at all"), Err(ReadError::Malformed { kind: "e-mail", .. })));
        let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(MAX_PARTS) + HEADER + "\r\nOne.";
        assert!(of(nested).is_err());
    }
}
