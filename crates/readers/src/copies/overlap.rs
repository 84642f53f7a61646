//! How much two texts have in common, and when that makes one a copy.

use super::fingerprint::{Fingerprint, MIN_SHINGLES};

/// The least share of one text that stands in the other if one of them is a copy.
const COPIED: f32 = 0.6;

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
