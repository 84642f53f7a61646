//! Bytes that mean harm, and any bytes at all: an answer in bounded time and memory, never a panic, and a text that every
//! store can keep.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;

use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder},
};
use proptest::{prelude::*, sample::select};
use sayso_domain::Document;
use sayso_readers::{FeedLimits, Raw, ReadError, Sitemap, SitemapLimits, StreamError, read, read_feed};

const URI: Option<&str> = Some("https://www.northwire.example/2026/03/04/dam");

fn of(bytes: &[u8], media_type: &str) -> Result<String, ReadError> {
    read(&Raw { bytes, media_type: Some(media_type), uri: URI }).map(|parts| parts.text.to_string())
}

#[test]
fn what_is_too_much_is_named() {
    let check = |bytes: &[u8], media_type: &str, expected: &str| {
        let error = of(bytes, media_type).unwrap_err();
        let ReadError::TooLong { unit, .. } = error else { panic!("{error:?} for {expected}") };
        assert_eq!(unit, expected);
    };
    let megabytes = |count: usize| vec![b'a'; count << 20];
    check(&megabytes(50), "text/plain", "bytes");
    check(&megabytes(50), "text/html", "bytes");
    check(&megabytes(50), "message/rfc822", "bytes");
    check(&megabytes(17), "text/plain", "bytes");
    check(&megabytes(15), "text/html", "bytes of text");
    check("<div>".repeat(100_000).as_bytes(), "text/html", "levels of elements");
    check("<i>a".repeat(1_000_000).as_bytes(), "text/html", "levels of elements");
    check("<br>".repeat(3_000_000).as_bytes(), "text/html", "elements");
    check("<p>".repeat(1_000_000).as_bytes(), "text/html", "elements");
    check("<table><tr><td>a<td>".repeat(1_000).as_bytes(), "text/html", "levels of elements");
    check("<blockquote>".repeat(1_000_000).as_bytes(), "text/html", "levels of elements");
    let attributes: String = (0..100_000).map(|number| format!(" a{number}=1")).collect();
    check(format!("<p{attributes}>").as_bytes(), "text/html", "pairs of attributes of one element");
    check("<!--".repeat(1_000_000).as_bytes(), "text/html", "mistakes in its markup");
    check("Content-Type: message/rfc822\r\n\r\n".repeat(100_000).as_bytes(), "message/rfc822", "parts");
    // An e-mail is no way around the limits of pages.
    let mail = format!("From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n{}", "<div>".repeat(100_000));
    check(mail.as_bytes(), "message/rfc822", "levels of elements");
}

#[test]
fn what_is_huge_but_harmless_is_read() {
    let text = "<p>The mayor of Karsel said on Tuesday that the bridge would stay shut until the spring.</p>".repeat(3);
    let check = |html: String| {
        let found = of(html.as_bytes(), "text/html").unwrap();
        assert!(found.contains("until the spring") && found.len() < 1000, "{found}");
    };
    check(format!("<img src='data:image/png;base64,{}'>{text}", "iVBOR".repeat(1 << 20)));
    check(format!("<script>var a = '{}';</script>{text}", "x ".repeat(3 << 20)));
    check(format!("<!--{}-->{text}", "<div>".repeat(500_000)));
    check(format!("<script type='application/ld+json'>{}</script>{text}", "[".repeat(3 << 20)));
    check(format!("{}{text}", "<!-- a -->".repeat(500_000)));
    check(format!("<p title='{}'>{text}", "&amp;".repeat(500_000)));
    // As deep as a page may be.
    check(format!("{}{text}", "<div>".repeat(500)));
    check(format!("<style>{}</style><div title='{}'>{text}</div>", "a{}".repeat(1 << 20), "t".repeat(1 << 20)));
}

#[test]
fn a_text_full_of_references_is_read() {
    let count = 400_000;
    let page = format!("<p>The mayor of Karsel said so on Tuesday. {}</p>", "&amp;".repeat(count));
    assert!(of(page.as_bytes(), "text/html").is_ok_and(|text| text.ends_with(&"&".repeat(count))));
}

#[test]
fn compressed_bombs_are_no_documents() {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(&vec![b'a'; 64 << 20]).unwrap();
    let deflated = deflate.finish().unwrap();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&vec![b'a'; 64 << 20]).unwrap();
    // A local file header (APPNOTE.TXT, 4.3.7) with no sums and sizes, and a name of one letter.
    let header = b"PK\x03\x04\x14\0\x08\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0a";
    let check = |bytes: &[u8], expected: &str| {
        for kind in KINDS {
            let error = read(&Raw { bytes, media_type: *kind, uri: URI }).unwrap_err();
            assert_eq!(error, ReadError::UnknownMediaType(expected.to_owned()), "{kind:?}");
        }
    };
    check(&[&header[..], &deflated].concat(), "application/zip");
    check(&gzip.finish().unwrap(), "application/gzip");
}

#[test]
fn entities_of_a_document_are_not_expanded() {
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let laughs = format!("<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a0 \"ha\">{entities}]>");
    let page = format!("{laughs}<html><p>The mayor said so on Tuesday, in the town hall: &a9;</p></html>");
    for media_type in ["application/xhtml+xml", "text/xml", "text/html"] {
        let text = of(page.as_bytes(), media_type).unwrap();
        assert!(text.ends_with("in the town hall: &a9;") && text.len() < 2000, "{media_type}: {text}");
    }
}

#[test]
fn bytes_that_cannot_be_decoded_are_refused_by_every_reader() {
    let said = "Міст закрито до весни, сказала мерка Карселя. ".repeat(20);
    // A stray byte costs a character; bytes in another encoding behind a mark of UTF-8 cost the document.
    let stray = |text: &str| [text.as_bytes(), b"\xFF".as_slice(), text.as_bytes()].concat();
    let (broken, _, _) = encoding_rs::WINDOWS_1251.encode(&said);
    let wrapped =
        |before: &str, text: &[u8], after: &str| [b"\xEF\xBB\xBF", before.as_bytes(), text, after.as_bytes()].concat();
    let malformed = |error: &ReadError| matches!(error, ReadError::Malformed { kind: "text", .. });
    for (media_type, before, after) in [("text/plain", "", ""), ("text/html", "<p>", "</p>")] {
        let text = of(&wrapped(before, &stray(&said), after), media_type).unwrap();
        assert_eq!(text.matches('\u{FFFD}').count(), 1, "{text}");
        assert!(malformed(&of(&wrapped(before, &broken, after), media_type).unwrap_err()), "{media_type}");
    }
    let mail = |body: &[u8]| [b"From: a@b.example\r\nSubject: x\r\n\r\n".as_slice(), body].concat();
    assert_eq!(of(&mail(&stray(&said)), "message/rfc822").unwrap().matches('\u{FFFD}').count(), 1);
    assert!(malformed(&of(&mail(&wrapped("", &broken, "")), "message/rfc822").unwrap_err()));

    let feed = |bytes: Vec<u8>| read_feed(&Raw { bytes: &bytes, ..Raw::default() }, &FeedLimits::default());
    let (rss, end) = ("<rss><channel><item><description>", "</description></item></channel></rss>");
    let found = feed(wrapped(rss, &stray(&said), end)).unwrap();
    assert_eq!((found.entries.len(), found.problem), (1, None));
    let found = feed(wrapped(rss, &broken.repeat(20), end));
    assert!(found.as_ref().is_err_and(malformed), "{found:?}");
    let json = ("{\"items\": [{\"summary\": \"", "\"}]}");
    assert_eq!(feed(wrapped(json.0, &stray(&said), json.1)).unwrap().entries.len(), 1);
    assert!(feed(wrapped(json.0, &broken, json.1)).is_err_and(|error| malformed(&error)));

    let map = wrapped("<urlset><url><loc>https://a.example/", &broken.repeat(20), "</loc></url></urlset>");
    let mut found = Sitemap::new(&map[..], SitemapLimits::default()).and_then(|mut map| map.next().unwrap());
    assert!(matches!(&mut found, Err(StreamError::Read(error)) if malformed(error)), "{found:?}");
}

#[test]
fn an_unknown_kind_is_refused() {
    for (bytes, media_type) in
        [(&b"%PDF-1.7"[..], "application/pdf"), (b"\x89PNG\r\n\x1A\n", "text/html"), (b"{}", "application/json")]
    {
        assert!(matches!(of(bytes, media_type), Err(ReadError::UnknownMediaType(_))), "{media_type}");
    }
}

/// Pieces of which pages consist, whole and broken.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "<div class='article-body'>",
    "</div>",
    "<h1>",
    "</h1>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=7>",
    "<b>",
    "</b>",
    "<a href='/x'>",
    "</a>",
    "<br>",
    "<pre>",
    "</pre>",
    "<q>",
    "</q>",
    "<select>",
    "<option>",
    "<template>",
    "</template>",
    "<svg>",
    "<math>",
    "<annotation-xml encoding='text/html'>",
    "<foreignObject>",
    "<frameset>",
    "<noscript>",
    "<img>",
    "</noscript>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<blockquote>",
    "<article>",
    "</article>",
    "<main>",
    "<form>",
    "</form>",
    "<body class='x'>",
    "</body>",
    "<html lang='uk'>",
    "<head>",
    "<title>Dam | Northwire</title>",
    "<base href='x'>",
    "<link rel=canonical href='https://www.northwire.example/dam'>",
    "<link rel=canonical href='/\u{1}'>",
    "<meta charset=koi8-r>",
    "<meta property='og:title' content='a\u{0}b'>",
    "<meta name=author content='By A, B and C'>",
    "<meta name=date content='2026-03-04T08'>",
    "<time datetime='2026-03-04T10:05Z'>10:05</time>",
    "<div class='live-blog'>",
    "<span class=time>10:05</span>",
    "<h2><a href=x>One two three</a></h2>",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"articleBody\":\"<p>a\"}</script>",
    "<script type='application/ld+json'>[{\"@graph\":[",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&#x85;",
    "&nbsp",
    "<",
    ">",
    "=",
    "\"",
    "'",
    "\u{0}",
    "\u{7}",
    "\u{85}",
    "\u{FEFF}",
    "\u{AD}",
    "\r",
    "\n",
    "\t",
    " ",
    "The mayor of Karsel said on Tuesday, in the town hall, that the bridge would stay shut until the spring. ",
    "«Ми не можемо ризикувати людьми», — заявила вона. ",
    "We value your privacy. ",
    "Subscribe to continue reading. ",
    "قال ",
    "2026 ",
    "Updated ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600), kind in select(KINDS)) {
        holds(&bytes, kind)?;
    }

    #[test]
    fn any_page_gives_an_answer(pieces in prop::collection::vec(select(PIECES), 0..120), kind in select(KINDS)) {
        holds(pieces.concat().as_bytes(), kind)?;
    }

    #[test]
    fn any_mail_gives_an_answer(pieces in prop::collection::vec(select(MAIL_PIECES), 0..60)) {
        holds(pieces.concat().as_bytes(), Some("message/rfc822"))?;
    }
}

const KINDS: &[Option<&str>] = &[
    None,
    Some("text/html"),
    Some("text/html; charset=windows-1251"),
    Some("text/plain"),
    Some("text/plain; charset=utf-16le"),
    Some("message/rfc822"),
    Some("application/xhtml+xml; charset=\"gb18030\""),
    Some(""),
    Some("; charset"),
];

const MAIL_PIECES: &[&str] = &[
    "From: A <a@b.example>\r\n",
    "From: =?utf-8?q?=00?= <a>\r\n",
    "Subject: =?koi8-r?B?8NLJ18XU?=\r\n",
    "Subject: x\u{7}\r\n",
    "Date: 4 Mar 2026 08:15 +0200\r\n",
    "Date: 99 Mar 99999 99:99 +9999\r\n",
    "Message-ID: <\u{1}a b>\r\n",
    "MIME-Version: 1.0\r\n",
    "Content-Type: text/plain; charset=utf-7\r\n",
    "Content-Type: text/html; charset=\"\r\n",
    "Content-Type: multipart/alternative; boundary=a\r\n",
    "Content-Type: multipart/mixed; boundary=\"\"\r\n",
    "Content-Type: message/rfc822\r\n",
    "Content-Type: text/plain; format=flowed\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n",
    "\r\n",
    "\r\n\r\n",
    "--a\r\n",
    "--a--\r\n",
    "--\r\n",
    "-- \r\n",
    "=C3=BC=\r\n",
    "zO7x8g==",
    "One. ",
    "\n",
    "\u{0}",
    "<p>One.",
    " \r\n",
    "Ї",
];

/// What holds of every answer: the text is clean and the document can be made.
fn holds(bytes: &[u8], media_type: Option<&str>) -> Result<(), TestCaseError> {
    if let Ok(parts) = read(&Raw { bytes, media_type, uri: URI }) {
        let unclean = parts.text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        prop_assert_eq!(unclean, None);
        prop_assert!(!parts.text.trim().is_empty());
        let document = Document::new(parts);
        prop_assert!(document.is_ok(), "{:?}", document);
    }
    Ok(())
}
