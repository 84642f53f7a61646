//! Any bytes as a fingerprint, and any text and a piece of it as texts that one is made of: what is read is written as it
//! was, and what is said of two texts is a share, the same from both sides.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_copies::{Fingerprint, MAX_BYTES, Overlap, overlap};

fuzz_target!(|input: (u16, &[u8])| {
    let (cut, bytes) = input;
    let stored = Fingerprint::from_bytes(bytes);
    if let Ok(stored) = &stored {
        assert_eq!(stored.to_bytes(), bytes);
    }

    let text = String::from_utf8_lossy(bytes);
    let piece = &text[text.floor_char_boundary(usize::from(cut))..];
    let (whole, part) = (Fingerprint::of(&text), Fingerprint::of(piece));
    for one in [&whole, &part].into_iter().chain(&stored) {
        let written = one.to_bytes();
        assert!(written.len() <= MAX_BYTES);
        assert_eq!(Fingerprint::from_bytes(&written).as_ref(), Ok(one));
        let keys: Vec<u64> = one.keys().collect();
        assert!(keys.is_sorted_by(|one, next| one < next) && keys.iter().all(|key| *key < 1 << 40));
        assert!(overlap(one, one).containment() == 1.0 || one.size() == 0);
        for other in [&whole, &part].into_iter().chain(&stored) {
            let (there, back) = (overlap(one, other), overlap(other, one));
            assert!(
                [there.resemblance, there.of_one, there.of_other].iter().all(|share| (0.0..=1.0).contains(share)),
                "{there:?}"
            );
            assert_eq!(Overlap { of_one: there.of_other, of_other: there.of_one, ..there }, back);
        }
    }
});
