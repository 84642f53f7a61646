//! JSON Lines, whole and hostile. All texts are invented.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{self, Read, Write};

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use sayso_domain::{Document, DocumentParts};
use sayso_readers::{Line, LineError, Lines};

fn read(bytes: &[u8]) -> Vec<Line> {
    Lines::new(bytes).unwrap().collect()
}

fn only(json: &str) -> Result<DocumentParts, String> {
    let mut lines = read(json.as_bytes());
    assert_eq!(lines.len(), 1);
    lines.remove(0).parts.map_err(|error| error.to_string())
}

#[test]
fn both_kinds_of_names_are_read() {
    let plain = r#"{"id": "courier-1", "text": "The dam holds.", "url": "https://courier.example/1", "title": "Dam\n holds",
        "published_at": "2026-03-04T08:15:00+02:00", "authors": ["Maren Okolie", "", "Piet Lund"], "site": "The Courier",
        "language": "en_GB", "unknown": {"a": [1]}}"#
        .replace('\n', " ");
    let proto =
        r#"{"id": "courier-1", "text": "The dam holds.", "uri": "https://courier.example/1", "title": "Dam holds",
        "publishedAt": "2026-03-04T08:15:00+02:00", "authors": ["Maren Okolie", "Piet Lund"], "site": "The Courier",
        "language": "en-GB", "revision": "r-1"}"#
            .replace('\n', " ");
    let read =
        r#"{"doc": "courier-1", "title": "Dam holds", "authors": ["Maren Okolie", "Piet Lund"], "site": "The Courier",
        "published_at": "2026-03-04T08:15:00+02:00", "language": "en-gb", "url": "https://courier.example/1",
        "text": "The dam holds."}"#
            .replace('\n', " ");
    let parts = only(&plain).unwrap();
    assert_eq!(only(&proto), Ok(parts.clone()));
    // What has an address is known by that: `doc` may be the name of a file.
    assert_eq!(only(&read), Ok(DocumentParts { id: None, ..parts.clone() }));
    let id = |json: &str| only(json).unwrap().id.map(|id| id.to_string());
    assert_eq!(id(r#"{"doc": "bridge", "url": null, "text": "A"}"#).as_deref(), Some("bridge"));
    assert_eq!(id(r#"{"doc": "bridge", "id": "courier-1", "text": "A"}"#).as_deref(), Some("courier-1"));
    assert_eq!(parts.id.as_ref().unwrap().as_str(), "courier-1");
    assert_eq!(parts.uri.as_deref(), Some("https://courier.example/1"));
    assert_eq!(parts.title.as_deref(), Some("Dam holds"));
    assert_eq!(parts.authors, ["Maren Okolie", "Piet Lund"]);
    assert_eq!(parts.site.as_deref(), Some("The Courier"));
    assert_eq!(parts.published.as_ref().unwrap().to_string(), "2026-03-04T08:15:00+02:00");
    assert_eq!(parts.language.as_ref().unwrap().as_str(), "en-gb");
    assert_eq!(&*parts.text, "The dam holds.");
    assert!(Document::new(parts).is_ok());
}

#[test]
fn what_is_not_said_is_left_out() {
    let bare = Ok(DocumentParts::of_text("The dam holds."));
    assert_eq!(only(r#"{"text": "The dam holds."}"#), bare);
    let empty = r#"{"text": "The dam holds.", "url": null, "title": "", "authors": [], "site": " ", "published_at": "", "id": null}"#;
    assert_eq!(only(empty), bare);
    assert_eq!(only(r#"{"text": "A", "authors": "Maren Okolie"}"#).unwrap().authors, ["Maren Okolie"]);
    let many = format!(
        "{{\"text\": \"A\", \"authors\": [{}\"Z\"]}}",
        (0..1000).map(|n| format!("\"A {n}\",")).collect::<String>()
    );
    assert_eq!(only(&many).unwrap().authors.len(), 64);
    assert_eq!(only(r#"{"text": "A", "id": 17}"#).unwrap().id.unwrap().as_str(), "17");
    assert_eq!(&*only(r#"{"text": "One\r\ntwo\u0000 \u0007three\t."}"#).unwrap().text, "One\r\ntwo \u{7}three\t.");
}

#[test]
fn bad_lines_are_errors_of_their_own() {
    let check = |json: &str, expected: &str| {
        let lines = read(format!("{{\"text\": \"One.\"}}\n{json}\n{{\"text\": \"Three.\"}}").as_bytes());
        let parts: Vec<_> = lines.iter().map(|line| line.parts.as_ref().map_err(ToString::to_string)).collect();
        let error = parts[1].clone().unwrap_err();
        assert!(error.contains(expected), "{json}: {error}");
        assert!(parts.len() == 3 && parts[0].is_ok() && parts[2].is_ok());
    };
    check("{", "no document in JSON");
    check("text", "no document in JSON");
    check("[1]", "no document in JSON");
    check("{\"text\": 5}", "no document in JSON");
    check("{\"text\": \"a\", \"text\": \"b\"}", "duplicate field");
    check("{\"text\": \"a\", \"url\": \"https://a.example\", \"uri\": \"https://a.example\"}", "duplicate field");
    check("{\"text\": \"\\ud800\"}", "no document in JSON");
    check("{\"title\": \"No text\"}", "text: it is empty");
    check("{\"text\": \" \"}", "text: it is empty");
    check("{\"text\": \"a\", \"published_at\": \"tomorrow\"}", "published_at: \"tomorrow\" is no date");
    check("{\"text\": \"a\", \"language\": \"Klingon tongue\"}", "language:");
    check("{\"text\": \"a\", \"url\": \"/1\"}", "url: it is no absolute address");
    check("{\"text\": \"a\", \"url\": \"https://a.\\r\\nexample/1\"}", "url: it holds a control character");
    let long = format!("https://a.example/{}", "x".repeat(4096));
    check(&format!("{{\"text\": \"a\", \"url\": \"{long}\"}}"), "url: it has more than 4096 bytes");
    check("{\"text\": \"a\", \"id\": \"\\u0001\"}", "id:");
    check("{\"text\": \"a\", \"id\": [1]}", "expected an id that is a text or a number");
    check("{\"text\": \"a\", \"authors\": [[\"b\"]]}", "expected a string");
    check("{\"text\": \"a\", \"authors\": 1}", "expected a name or a list of names");
    check(&"[".repeat(100_000), "no document in JSON");
    check(&format!("{{\"text\": \"a\", \"b\": {}", "[".repeat(100_000)), "no document in JSON");
}

#[test]
fn numbers_and_places_count_every_line() {
    let text = "\u{feff}{\"text\": \"One.\"}\r\n\n   \n{bad}\n{\"text\": \"Five.\"}";
    let lines = read(text.as_bytes());
    let places: Vec<_> =
        lines.iter().map(|line| (line.number, &text[line.start as usize..][..line.length as usize])).collect();
    assert_eq!(places, [(1, "\u{feff}{\"text\": \"One.\"}\r\n"), (4, "{bad}\n"), (5, "{\"text\": \"Five.\"}")]);
    assert_eq!(lines.iter().map(|line| line.parts.is_ok()).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(lines.iter().map(|line| line.ended).collect::<Vec<_>>(), [true, true, false]);
    // Going on behind the second.
    let behind = lines[1].start + lines[1].length;
    let rest: Vec<_> = Lines::resume(&text.as_bytes()[behind as usize..], 5, behind).unwrap().collect();
    assert_eq!((rest.len(), rest[0].number, rest[0].start), (1, 5, behind));
}

#[test]
fn lines_that_are_too_long_are_passed() {
    let long = format!("{{\"text\": \"{}\"}}", "x".repeat(100));
    let bytes = format!("{{\"text\": \"One.\"}}\n{long}\n{{\"text\": \"Three.\"}}\n{long}");
    let lines: Vec<_> = Lines::with_limit(bytes.as_bytes(), 50).unwrap().collect();
    let shown: Vec<_> = lines.iter().map(|line| (line.number, line.length, line.parts.is_ok())).collect();
    assert_eq!(shown, [(1, 17, true), (2, 113, false), (3, 19, true), (4, 112, false)]);
    assert!(matches!(lines[1].parts, Err(LineError::TooLong { limit: 50 })));

    // 50 MB in a single line: within the limit of lines, beyond that of texts; and without an end at all.
    let huge =
        format!("{{\"text\": \"One.\"}}\n{{\"text\": \"{}\"}}\n{{\"text\": \"Three.\"}}", "x".repeat(50_000_000));
    let lines = read(huge.as_bytes());
    assert!(lines.len() == 3 && lines[2].parts.is_ok());
    assert_eq!(
        lines[1].parts.as_ref().unwrap_err().to_string(),
        "text: it has more than 16777216 bytes, the most that are read"
    );
    let endless = b"{\"text\": \"".chain(io::repeat(b'x'));
    let lines: Vec<_> = Lines::with_limit(endless, 1000).unwrap().collect();
    assert!(matches!(lines[..], [Line { length: 1_073_742_825, parts: Err(LineError::TooLong { limit: 1000 }), .. }]));
}

#[test]
fn gzip_is_read_and_bombs_are_not() {
    let gzip = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let lines = read(&gzip(b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"));
    assert_eq!(lines.iter().filter(|line| line.parts.is_ok()).count(), 2);
    let bomb = gzip(&[b"{\"text\": \"One.\"}\n".to_vec(), vec![b' '; 200 << 20]].concat());
    let lines = read(&bomb);
    assert!(lines[0].parts.is_ok());
    let error = lines[1].parts.as_ref().unwrap_err();
    assert!(
        matches!(error, LineError::Stream(_)) && error.to_string().contains("out of each compressed byte"),
        "{error}"
    );
    let whole = gzip(b"{\"text\": \"One.\"}\n");
    let error = read(&whole[..whole.len() - 9]).pop().unwrap().parts.unwrap_err().to_string();
    assert!(error.contains("cut off"), "{error}");
}

proptest! {
    #[test]
    fn any_bytes_are_lines(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let lines = read(&bytes);
        for pair in lines.windows(2) {
            prop_assert!(pair[0].number < pair[1].number && pair[0].start + pair[0].length <= pair[1].start);
        }
    }

    #[test]
    fn what_is_read_can_be_a_document(text in "\\PC{1,50}", title in any::<String>(), authors in prop::collection::vec(any::<String>(), 0..4)) {
        let json = serde_json::json!({"text": text, "title": title, "authors": authors}).to_string();
        if let Ok(parts) = only(&json) {
            prop_assert!(Document::new(parts).is_ok());
        }
    }
}
