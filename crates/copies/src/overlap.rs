//! How much two texts have in common, and when that makes one a copy.

use crate::fingerprint::{Fingerprint, MIN_SHINGLES};

/// The least share of one text that stands in the other if one of them is a copy. Chosen by the example `copies` on one half
/// of its texts: an update that keeps half of a report is none, a copy with each tenth word replaced is one.
const COPIED: f32 = 0.6;

/// From here on what is common is not just what an outlet puts around each of its texts.
const CLOSE: f32 = 0.8;

/// So many shingles of the sample must be common: a share of fewer is chance.
const MIN_SHARED: usize = 12;

/// What two texts have in common, in shares of their different shingles, 0 to 1. Exact for texts of up to 255 shingles, else
/// estimated.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Overlap {
    /// How much of all that stands in either text stands in both (Jaccard's coefficient).
    pub resemblance: f32,
    /// How much of the one text stands in the other.
    pub of_one: f32,
    /// How much of the other text stands in the one.
    pub of_other: f32,
    /// How many shingles of the sample are common.
    pub shared: usize,
    /// True if both texts are long enough to tell by.
    pub enough: bool,
}

impl Overlap {
    /// The greater of the shares: nearly 1 if one text is a piece of the other.
    #[must_use]
    pub fn containment(&self) -> f32 {
        self.of_one.max(self.of_other)
    }

    /// True if one of the texts is a copy of the other, whichever came first.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        self.is_copy_at(COPIED)
    }

    /// True if nearly all of one of the texts stands in the other: if what is common cannot well be a footer.
    #[must_use]
    pub fn is_close_copy(&self) -> bool {
        self.is_copy_at(CLOSE)
    }

    /// As [`Overlap::is_copy`], for another least share.
    #[must_use]
    pub fn is_copy_at(&self, share: f32) -> bool {
        self.enough && self.shared >= MIN_SHARED && self.containment() >= share
    }
}

/// Compares two texts by their fingerprints.
#[must_use]
pub fn overlap(one: &Fingerprint, other: &Fingerprint) -> Overlap {
    // Up to here both samples are complete.
    let limit = one.limit().unwrap_or(u64::MAX).min(other.limit().unwrap_or(u64::MAX));
    let within = |fingerprint: &Fingerprint| fingerprint.hashes().partition_point(|hash| *hash <= limit);
    let [a, b] = [one, other].map(|fingerprint| &fingerprint.hashes()[..within(fingerprint)]);
    let shared = common(a, b);
    let share = |of: usize| if of == 0 { 0.0 } else { shared as f32 / of as f32 };
    Overlap {
        resemblance: share(a.len() + b.len() - shared),
        of_one: share(a.len()),
        of_other: share(b.len()),
        shared,
        enough: one.hashes().len().min(other.hashes().len()) >= MIN_SHINGLES,
    }
}

/// How many numbers stand in both lists, which ascend.
fn common(mut a: &[u64], mut b: &[u64]) -> usize {
    let mut count = 0;
    while let ([first, a_rest @ ..], [other, b_rest @ ..]) = (a, b) {
        count += usize::from(first == other);
        (a, b) = (if first <= other { a_rest } else { a }, if other <= first { b_rest } else { b });
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text of different words.
    fn words(numbers: std::ops::Range<usize>) -> String {
        numbers.map(|number| format!("w{number} ")).collect()
    }

    fn compare(one: &str, other: &str) -> Overlap {
        overlap(&Fingerprint::of(one), &Fingerprint::of(other))
    }

    #[test]
    fn what_short_texts_share_is_exact() {
        let check = |one: &str, other: &str, expected: [f32; 3], copy: bool| {
            let found = compare(one, other);
            assert_eq!([found.resemblance, found.of_one, found.of_other], expected, "{one:?} {other:?}");
            assert_eq!(found.is_copy(), copy, "{one:?} {other:?}");
        };
        // So many words have three shingles less.
        let whole = words(0..103);
        check(&whole, &whole, [1.0; 3], true);
        check(&whole, &whole.to_uppercase().replace(' ', " – "), [1.0; 3], true);
        check(&words(0..53), &whole, [0.5, 1.0, 0.5], true);
        check(&whole, &words(20..63), [0.4, 0.4, 1.0], true);
        check(&words(0..203), &words(50..253), [0.6, 0.75, 0.75], true);
        check(&whole, &words(50..153), [1.0 / 3.0, 0.5, 0.5], false);
        check(&whole, &words(500..600), [0.0; 3], false);
        // Too short to tell by.
        check(&words(0..34), &words(0..34), [1.0; 3], false);
        check(&words(0..34), &whole, [0.31, 1.0, 0.31], false);
        check("", &whole, [0.0; 3], false);
        check("", "", [0.0; 3], false);
        check(&"word ".repeat(1000), &"word ".repeat(5000), [1.0; 3], false);
    }

    #[test]
    fn what_long_texts_share_is_near() {
        let check = |one: &str, other: &str, expected: [f32; 3], copy: bool| {
            let found = compare(one, other);
            let errors = [found.resemblance, found.of_one, found.of_other].map(f32::abs);
            let near = errors.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 0.1);
            assert!(near && found.is_copy() == copy, "{found:?}, not {expected:?}");
        };
        let whole = words(0..4_000);
        check(&whole, &words(0..2_000), [0.5, 0.5, 1.0], true);
        check(&words(1_000..2_200), &whole, [0.3, 1.0, 0.3], true);
        check(&whole, &words(2_000..6_000), [0.33, 0.5, 0.5], false);
        check(&whole, &words(0..100_000), [0.04, 1.0, 0.04], true);
        check(&whole, &words(5_000..9_000), [0.0; 3], false);
    }

    #[test]
    fn a_few_common_shingles_of_a_sample_are_chance() {
        // All ten or so that the sample of the long text has left of the short one.
        let found = compare(&words(0..103), &words(0..2_500));
        assert!((1..MIN_SHARED).contains(&found.shared) && found.containment() > 0.99, "{found:?}");
        assert!(!found.is_copy());
    }

    proptest! {
        #[test]
        fn overlap_is_symmetric_and_a_share(
            one in prop::collection::vec("[a-d]{1,2}", 0..900),
            other in prop::collection::vec("[a-d]{1,2}", 0..900),
            cut in 0_usize..900,
        ) {
            // With a common beginning.
            let one_text = one.join(" ");
            let other_text = format!("{} {}", one[..cut.min(one.len())].join(" "), other.join(" "));
            let (there, back) = (compare(&one_text, &other_text), compare(&other_text, &one_text));
            prop_assert_eq!(Overlap { of_one: there.of_other, of_other: there.of_one, ..there }, back);
            for share in [there.resemblance, there.of_one, there.of_other] {
                prop_assert!((0.0..=1.0).contains(&share));
                prop_assert!(there.resemblance <= share);
            }
            let same = compare(&one_text, &one_text);
            prop_assert!(same.resemblance == 1.0 || same.shared == 0);
        }

        #[test]
        fn any_two_texts_are_compared(one in any::<String>(), other in any::<String>()) {
            prop_assert!(compare(&one, &other).containment() <= 1.0);
        }
    }
}
