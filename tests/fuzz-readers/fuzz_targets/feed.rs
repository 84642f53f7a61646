//! Any bytes as a feed: refused, or entries that can become documents; the second time is the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_domain::{Document, DocumentParts};
use sayso_readers::{Feed, FeedLimits, Raw, read_feed};

const LIMITS: FeedLimits = FeedLimits { bytes: 64 << 10, entries: 20, piece: 16 << 10 };

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, bytes) = input;
    let media_types =
        [None, Some("text/xml; charset=windows-1251"), Some("application/feed+json"), Some(";charset=utf-16")];
    let media_type = media_types[usize::from(choice) % media_types.len()];
    let raw = Raw { bytes, media_type, uri: Some("https://courier.example/feeds/world.xml") };
    let feed = read_feed(&raw, &LIMITS);
    assert_eq!(feed, read_feed(&raw, &LIMITS), "the second time differs");
    if let Ok(feed) = feed {
        check(feed);
    }
});

fn check(feed: Feed) {
    assert!(feed.entries.len() <= LIMITS.entries);
    for entry in feed.entries {
        assert!(!entry.key().is_empty());
        for content in entry.content.iter().chain(&entry.summary) {
            let text = content.as_str();
            assert!(!text.is_empty() && text.trim() == text, "{text:?}");
            assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{text:?}");
        }
        let parts = DocumentParts {
            uri: entry.link,
            title: entry.title,
            authors: entry.authors,
            site: entry.site.or_else(|| feed.site.clone()),
            published: entry.published,
            language: entry.language,
            ..DocumentParts::of_text(entry.summary.as_ref().map(|summary| summary.as_str()).unwrap_or_default())
        };
        Document::new(parts).expect("what is read of an entry fits a document");
    }
}
