//! Any bytes as JSON Lines, gzip or not: every line in its place, and what is read can be a document.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_domain::Document;
use sayso_readers::{LineError, Lines};

fuzz_target!(|bytes: &[u8]| {
    let Ok(lines) = Lines::with_limit(bytes, 4096) else { return };
    let (mut number, mut end, mut ended) = (0, 0, false);
    for line in lines {
        assert!(!ended && line.number > number && line.start >= end);
        // Of a line whose compression is broken there may be nothing.
        assert!(line.length > 0 || matches!(line.parts, Err(LineError::Stream(_))));
        (number, end) = (line.number, line.start + line.length);
        match line.parts {
            Ok(parts) => drop(Document::new(parts).expect("what is read fits a document")),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                ended = matches!(error, LineError::Stream(_));
            }
        }
    }
});
