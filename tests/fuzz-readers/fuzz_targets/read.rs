//! Any bytes as a page, a text, an e-mail: refused, or a document whose text is clean; the second time is the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_domain::Document;
use sayso_readers::{Raw, read};

const MEDIA_TYPES: [Option<&str>; 6] = [
    None,
    Some("text/html"),
    Some("text/html; charset=windows-1251"),
    Some("text/plain; charset=utf-16"),
    Some("message/rfc822"),
    Some("application/xhtml+xml"),
];

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, bytes) = input;
    let media_type = MEDIA_TYPES[usize::from(choice) % MEDIA_TYPES.len()];
    let raw = Raw { bytes, media_type, uri: Some("https://courier.example/2026/03/04/dam") };
    let parts = read(&raw);
    assert_eq!(parts, read(&raw), "the second time differs");
    match parts {
        Ok(parts) => {
            assert!(!parts.text.trim().is_empty());
            assert!(!parts.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{:?}", parts.text);
            Document::new(parts).expect("what is read fits a document");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
