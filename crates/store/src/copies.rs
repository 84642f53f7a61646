//! Which document a document is a copy of.

use std::cmp::Ordering;

use sayso_copies::Overlap;
use sayso_domain::{DocumentId, PublicationTime, RevisionId};

/// What one revision of a document is a copy of, worked out from fingerprints ([`sayso_copies`]).
#[derive(Debug, Clone, PartialEq)]
pub struct CopyOf {
    /// The document that came before. It may itself be a copy of another.
    pub document: DocumentId,
    /// Which of its revisions.
    pub revision: RevisionId,
    /// How much of all that stands in either text stands in both, 0 to 1.
    pub resemblance: f32,
    /// How much of the copy stands in what it was made from, 0 to 1.
    pub of_copy: f32,
    /// How much of what it was made from stands in the copy, 0 to 1.
    pub of_original: f32,
}

/// Of texts that have nearly as much in common with a copy, within this share, the earliest is the original: so much is
/// within the error of a fingerprint.
const AS_MUCH: f32 = 0.05;

/// A text that a new one and itself share wording with.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier<T> {
    /// What it is, in the backend.
    pub text: T,
    /// When it was published.
    pub published: Option<PublicationTime>,
    /// What the new text, as the one, and this, as the other, have in common.
    pub overlap: Overlap,
}

/// The original among texts that came before a copy, given in the order in which they were recorded: the one with the
/// largest overlap ([`Overlap::containment`]); of those that have about as much, the one published first; of those, the one
/// recorded first.
#[must_use]
pub fn original<T>(earlier: Vec<Earlier<T>>) -> Option<Earlier<T>> {
    let largest = earlier.iter().map(|text| text.overlap.containment()).fold(0.0, f32::max);
    let likely = earlier.into_iter().filter(|text| text.overlap.containment() >= largest - AS_MUCH);
    likely.reduce(|first, next| {
        let before = published_order(next.published.as_ref(), first.published.as_ref()) == Ordering::Less;
        if before { next } else { first }
    })
}

/// Which of two documents was published first; equal if that cannot be told.
///
/// Two moments are compared as such; else the days, each by its publisher's clock.
#[must_use]
pub fn published_order(one: Option<&PublicationTime>, other: Option<&PublicationTime>) -> Ordering {
    match (one, other) {
        (Some(PublicationTime::Time(one)), Some(PublicationTime::Time(other))) => {
            one.timestamp().cmp(&other.timestamp())
        }
        (Some(one), Some(other)) => one.date().cmp(&other.date()),
        _ => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(given: &str) -> Option<PublicationTime> {
        (!given.is_empty()).then(|| given.parse().unwrap())
    }

    #[test]
    fn what_was_published_first() {
        let check = |one: &str, other: &str, expected: Ordering| {
            let (one, other) = (time(one), time(other));
            assert_eq!(published_order(one.as_ref(), other.as_ref()), expected, "{one:?} {other:?}");
            assert_eq!(published_order(other.as_ref(), one.as_ref()), expected.reverse(), "{one:?} {other:?}");
        };
        check("2026-03-04", "2026-03-05", Ordering::Less);
        check("2026-03-04", "2026-03-04T08:00:00Z", Ordering::Equal);
        check("2026-03-04T09:00:00", "2026-03-04T08:00:00", Ordering::Equal);
        check("2026-03-04T09:00:00+02:00", "2026-03-04T08:00:00Z", Ordering::Less);
        check("2026-03-05T01:00:00+02:00", "2026-03-04T23:30:00Z", Ordering::Less);
        check("2026-03-04T08:00:00Z", "2026-03-04T10:00:00+02:00", Ordering::Equal);
        check("", "2026-03-04", Ordering::Equal);
        check("", "", Ordering::Equal);
    }

    #[test]
    fn the_original_overlaps_most_and_came_first() {
        let check = |texts: &[(f32, &str)], expected: Option<usize>| {
            let earlier = texts.iter().enumerate().map(|(text, (of_one, published))| {
                let overlap = Overlap { of_one: *of_one, ..Overlap::default() };
                Earlier { text, published: time(published), overlap }
            });
            assert_eq!(original(earlier.collect()).map(|found| found.text), expected, "{texts:?}");
        };
        check(&[], None);
        check(&[(0.7, "2026-03-04"), (0.9, "2026-03-05")], Some(1));
        check(&[(0.97, "2026-03-05"), (1.0, "2026-03-06"), (0.96, "2026-03-04"), (0.9, "2026-03-01")], Some(2));
        check(&[(1.0, ""), (1.0, "2026-03-04")], Some(0));
        check(&[(1.0, "2026-03-04"), (1.0, "2026-03-04")], Some(0));
    }
}
