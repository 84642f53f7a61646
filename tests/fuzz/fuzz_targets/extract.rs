//! Any text through the extractor: what it finds fits the text, stands in order, can be recorded, and is found again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sayso_domain::{Document, DocumentParts, Language};
use sayso_extract::Extractor;
use sayso_store::Recording;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fuzz_target!(|text: &str| {
    for language in [None, "en".parse::<Language>().ok()] {
        let parts = DocumentParts { language, ..DocumentParts::of_text(text) };
        // A text with NUL is none.
        let Ok(document) = Document::new(parts) else { return };

        let extraction = EXTRACTOR.extract(&document);
        assert_eq!(&extraction.extractor, EXTRACTOR.describe());
        assert_eq!(extraction, EXTRACTOR.extract(&document), "the second time differs");

        let starts: Vec<usize> = extraction.claims.iter().map(|claim| claim.attribution().hull().start()).collect();
        assert!(starts.is_sorted(), "the claims start at {starts:?}");
        for note in &extraction.notes {
            assert!(note.at.is_none_or(|span| span.words(text).is_some()), "{note:?}");
        }
        // Every span of every claim fits, and no two claims have the same parts.
        let recording = Recording { document, accepted_at: Default::default(), extraction };
        recording.check().expect("the store takes what the extractor finds");
    }
});
