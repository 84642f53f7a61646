//! Any bytes in an archive: read to the end, and going on from any place gives what comes behind it.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use sayso_readers::{LostReason, Response, Warc, WarcLimits};

const LIMITS: WarcLimits = WarcLimits { body_bytes: 64 << 10, header_bytes: 1024 };

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut warc) = Warc::new(bytes, LIMITS) else { return };
    let (mut pages, mut behind, mut ended) = (Vec::new(), Vec::new(), false);
    while let Some(outcome) = warc.next() {
        assert!(!ended, "the last was not the last");
        assert!(warc.position().offset <= bytes.len() as u64);
        match outcome {
            Ok(page) => {
                assert!(page.body.len() <= LIMITS.body_bytes);
                pages.push(page);
                behind.push(warc.position());
            }
            Err(lost) => ended = matches!(lost.reason, LostReason::Cut | LostReason::Source(_)),
        }
    }
    assert!(ended || warc.position().offset == bytes.len() as u64);

    for (count, position) in behind.into_iter().enumerate().step_by(3) {
        assert_eq!(from(bytes, position), pages[count + 1..], "behind {position:?}");
    }
});

fn from(bytes: &[u8], position: sayso_readers::Position) -> Vec<Response> {
    Warc::resume(Cursor::new(bytes), position, LIMITS).expect("memory can be sought in").flatten().collect()
}
