//! The fingerprint of a text, and its bytes.

use std::fmt;

use crate::shingles::shingles;

/// The most hashes of a fingerprint. Shorter texts are kept whole; of longer ones, a share is estimated with a standard
/// error of at most 1 / (2 * sqrt(256)), about three hundredths.
pub(super) const SAMPLE: usize = 256;

/// Hashes are the upper bits of 64: two in a thousand million different shingles have one hash.
const HASH_BITS: u32 = 40;
const HASH_BYTES: usize = 5;

/// Which way of making fingerprints this is. Those of different ways tell nothing about each other, so it changes with
/// everything that changes a hash, and the parser refuses the others.
const VERSION: u8 = 1;

/// The most bytes of a fingerprint.
pub const MAX_BYTES: usize = 1 + SAMPLE * HASH_BYTES;

/// Texts with fewer different shingles than this have no keys and are never copies: a line and a footer are too little to
/// tell by.
pub(super) const MIN_SHINGLES: usize = 32;

/// A text is found under at least so many of its hashes, if it has them...
const MIN_KEYS: usize = 16;
/// ... and under all that are below this one: every 16th shingle of a long text, so that a short piece of it is found too.
const KEYS_BELOW: u64 = 1 << (HASH_BITS - 4);

/// The smallest hashes of a text's shingles: all of a short text's, a uniform sample of a long one's.
///
/// It depends on the folded words and their order only, and is the same on every machine.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// Ascending, each once.
    hashes: Box<[u64]>,
}

impl Fingerprint {
    /// The fingerprint of a text. Takes time in proportion to the text, and memory that does not depend on it.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut smallest = Vec::with_capacity(4 * SAMPLE);
        let mut limit = u64::MAX;
        for hash in shingles(text).map(|hash| hash >> (u64::BITS - HASH_BITS)) {
            if hash < limit {
                smallest.push(hash);
            }
            if smallest.len() == 4 * SAMPLE {
                limit = keep_smallest(&mut smallest).unwrap_or(limit);
            }
        }
        keep_smallest(&mut smallest);
        Self { hashes: smallest.into() }
    }

    /// How many different shingles the text has: exact below 256, else estimated from how close together the smallest
    /// hashes lie (Bar-Yossef et al., 2002).
    #[must_use]
    pub fn size(&self) -> usize {
        match self.limit() {
            Some(limit) => {
                // Below 2^48.
                let size = (SAMPLE as u64 - 1) << HASH_BITS;
                usize::try_from(size / limit.max(1)).unwrap_or(usize::MAX)
            }
            None => self.hashes.len(),
        }
    }

    /// What the text is found under in an index: up to 256 numbers below 2^40, ascending. None if it is too short to tell
    /// by.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        let enough = self.hashes.len() >= MIN_SHINGLES;
        let below = self.hashes.partition_point(|hash| *hash < KEYS_BELOW);
        let count = if enough { below.max(MIN_KEYS) } else { 0 };
        self.hashes.iter().take(count).copied()
    }

    pub(super) fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// The greatest hash of a sample that is full: those above were left out.
    pub(super) fn limit(&self) -> Option<u64> {
        self.hashes.last().copied().filter(|_| self.hashes.len() == SAMPLE)
    }

    /// The version, then each hash in five bytes, the most significant first. At most [`MAX_BYTES`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let skipped = size_of::<u64>() - HASH_BYTES;
        let hashes = self.hashes.iter().flat_map(|hash| hash.to_be_bytes().into_iter().skip(skipped));
        std::iter::once(VERSION).chain(hashes).collect()
    }

    /// Reads what [`Fingerprint::to_bytes`] gave.
    ///
    /// # Errors
    /// [`BadFingerprint`], for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadFingerprint> {
        let (version, bytes) = bytes.split_first().ok_or(BadFingerprint::Length)?;
        if *version != VERSION {
            return Err(BadFingerprint::Version { version: *version });
        }
        let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
        if hashes.len() > SAMPLE || !rest.is_empty() {
            return Err(BadFingerprint::Length);
        }
        let number = |bytes: &[u8; HASH_BYTES]| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let hashes: Box<[u64]> = hashes.iter().map(number).collect();
        if hashes.is_sorted_by(|one, next| one < next) { Ok(Self { hashes }) } else { Err(BadFingerprint::Order) }
    }
}

/// Sorts the hashes and leaves the smallest [`SAMPLE`] different ones. Gives the greatest of them if there are so many.
fn keep_smallest(hashes: &mut Vec<u64>) -> Option<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SAMPLE);
    hashes.last().copied().filter(|_| hashes.len() == SAMPLE)
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({} hashes", self.hashes.len())?;
        self.hashes.first().map_or(Ok(()), |first| write!(f, ", from {first:x}"))?;
        f.write_str(")")
    }
}

/// Why bytes are no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFingerprint {
    /// It was made in another way.
    #[error("is of version {version}; only version {VERSION} can be compared: make it anew from the text")]
    Version {
        /// Which way that was.
        version: u8,
    },
    /// It is too short or too long.
    #[error("must be the version and up to {SAMPLE} hashes of {HASH_BYTES} bytes each")]
    Length,
    /// The hashes are not in order, or one stands twice.
    #[error("must have its hashes in ascending order, each once")]
    Order,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text of different words.
    fn numbered(count: usize) -> String {
        (0..count).map(|number| format!("w{number} ")).collect()
    }

    #[test]
    fn sizes_are_exact_below_the_sample_and_near_above() {
        let check = |text: &str, expected: usize, within: f64| {
            let size = Fingerprint::of(text).size();
            let error = (size as f64 - expected as f64).abs();
            assert!(error <= expected as f64 * within, "{size} for {expected}");
        };
        check("", 0, 0.0);
        check("one two three", 0, 0.0);
        check("one two three four", 1, 0.0);
        check(&"word ".repeat(1000), 1, 0.0);
        check(&numbered(100), 97, 0.0);
        check(&numbered(258), 255, 0.0);
        check(&numbered(1_003), 1_000, 0.2);
        check(&numbered(100_003), 100_000, 0.2);
    }

    #[test]
    fn keys_grow_with_the_text_up_to_a_limit() {
        let check = |words: usize, expected: std::ops::RangeInclusive<usize>| {
            let fingerprint = Fingerprint::of(&numbered(words));
            let keys: Vec<u64> = fingerprint.keys().collect();
            assert!(expected.contains(&keys.len()), "{} keys of {words} words", keys.len());
            assert!(keys.is_sorted() && keys.iter().all(|key| *key < 1 << HASH_BITS));
        };
        check(0, 0..=0);
        check(34, 0..=0);
        check(35, 16..=16);
        check(150, 16..=22);
        check(1_600, 70..=130);
        check(100_000, 256..=256);
    }

    #[test]
    fn only_bytes_of_a_fingerprint_are_read() {
        let check = |bytes: &[u8], expected: Result<usize, BadFingerprint>| {
            assert_eq!(Fingerprint::from_bytes(bytes).map(|read| read.hashes.len()), expected, "{bytes:?}");
        };
        check(&[1], Ok(0));
        check(&[1, 0, 0, 0, 0, 0], Ok(1));
        check(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], Ok(2));
        check(&[], Err(BadFingerprint::Length));
        check(&[0], Err(BadFingerprint::Version { version: 0 }));
        check(&[2, 0, 0, 0, 0, 0], Err(BadFingerprint::Version { version: 2 }));
        check(&[1, 0, 0, 0, 0], Err(BadFingerprint::Length));
        check(&[1; 1 + 5 * 257], Err(BadFingerprint::Length));
        check(&[1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], Err(BadFingerprint::Order));
        check(&[1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1], Err(BadFingerprint::Order));
    }

    #[test]
    fn a_long_text_has_a_small_fingerprint() {
        for text in [
            numbered(200_000),
            "x".repeat(10 << 20),
            "word ".repeat(2 << 20),
            "a\u{301}'".repeat(1 << 20),
            "\u{fdfa} ".repeat(1 << 16),
        ] {
            let fingerprint = Fingerprint::of(&text);
            assert!(fingerprint.to_bytes().len() <= MAX_BYTES);
            assert!(fingerprint.hashes.is_sorted_by(|one, next| one < next));
        }
    }

    proptest! {
        #[test]
        fn bytes_round_trip(words in prop::collection::vec("[a-c]{1,2}", 0..600)) {
            let fingerprint = Fingerprint::of(&words.join(" "));
            let bytes = fingerprint.to_bytes();
            prop_assert!(bytes.len() <= MAX_BYTES);
            prop_assert_eq!(Fingerprint::from_bytes(&bytes), Ok(fingerprint));
        }

        #[test]
        fn what_is_read_gives_the_same_bytes(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let bytes = [&[VERSION], bytes.as_slice()].concat();
            if let Ok(read) = Fingerprint::from_bytes(&bytes) {
                prop_assert_eq!(read.to_bytes(), bytes);
            }
        }

        #[test]
        fn any_text_has_one(text in any::<String>()) {
            let fingerprint = Fingerprint::of(&text);
            prop_assert_eq!(Fingerprint::of(&text.to_uppercase().to_lowercase()).hashes.len(), fingerprint.hashes.len());
            prop_assert!(fingerprint.keys().count() <= fingerprint.hashes.len());
        }

        #[test]
        fn it_is_the_smallest_of_all_hashes(count in 0_usize..3000, words in 1_usize..400) {
            let text: String = (0..count).map(|number| format!("w{} ", number * number % words)).collect();
            let mut all: Vec<u64> = shingles(&text).map(|hash| hash >> (u64::BITS - HASH_BITS)).collect();
            all.sort_unstable();
            all.dedup();
            all.truncate(SAMPLE);
            prop_assert_eq!(Fingerprint::of(&text).hashes.into_vec(), all);
        }
    }
}
