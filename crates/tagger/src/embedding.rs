//! Sentence embeddings of contents: the sum of the vectors that the network gives for the pieces, made one of length 1 (Reimers
//! and Gurevych, EMNLP 2019; there every piece weighs the same, here the network has weighted them).

use std::ops::Range;

/// Components of an embedding: the cosine of the first 128 tells how near two contents are in what they are about; the other 64 tell
/// what they say of it, to a network that was trained to compare two.
pub const EMBEDDING: usize = 192;

/// The embedding of what stands at these positions of a window; empty if there is nothing, or it points nowhere.
pub(crate) fn pooled(rows: &[[f32; EMBEDDING]], positions: impl Iterator<Item = Range<usize>>) -> Vec<f32> {
    let mut sum = [0.0_f32; EMBEDDING];
    for row in positions.flat_map(|positions| &rows[positions]) {
        sum.iter_mut().zip(row).for_each(|(sum, component)| *sum += component);
    }
    let length = sum.iter().map(|component| component * component).sum::<f32>().sqrt();
    let points = length > 0.0 && length.is_finite();
    if points { sum.iter().map(|component| component / length).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::tests::embedded;

    /// A row whose first two components are these.
    fn row(first: f32, second: f32) -> [f32; EMBEDDING] {
        std::array::from_fn(|at| [first, second].get(at).copied().unwrap_or(0.0))
    }

    #[test]
    fn all_pieces_of_a_content_are_pooled() {
        let rows = [row(2.0, 0.0), row(9.0, 9.0), row(1.0, 0.0), row(0.0, 4.0)];
        let found = pooled(&rows, [0..1, 2..4].into_iter());
        assert_eq!(found, row(0.6, 0.8));
    }

    #[test]
    fn what_points_nowhere_has_no_embedding() {
        let nothing = Vec::<f32>::new();
        assert_eq!(pooled(&[], std::iter::empty()), nothing);
        for bad in [row(0.0, 0.0), row(f32::NAN, 1.0), row(f32::INFINITY, 1.0), row(f32::MAX, 1.0)] {
            assert_eq!(pooled(&[bad], std::iter::once(0..1)), nothing);
        }
    }

    /// The cosine of the embeddings of the only contents of two texts.
    fn cosine(one: &str, other: &str) -> f32 {
        let [one, other] = [one, other].map(|text| {
            let found = embedded().tag(text).attributions;
            let [only] = found.as_slice() else { panic!("{text}: {found:?}") };
            only.embedding.clone()
        });
        one.iter().zip(&other).map(|(one, other)| one * other).sum()
    }

    #[test]
    fn contents_that_say_the_same_are_nearer_than_others() {
        let base = "The mayor said that the bridge over the river would be closed for repairs until autumn.";
        let check = |text: &str, expected: std::ops::RangeInclusive<f32>| {
            let found = cosine(base, text);
            assert!(expected.contains(&found), "{found} {text}");
        };
        check("“The bridge over the river will be closed for repairs until autumn,” the mayor said.", 0.85..=1.0);
        check("According to officials, repairs will keep the river bridge shut until autumn.", 0.7..=1.0);
        check("The minister said that the army had shot down nine drones over the capital.", -1.0..=0.3);
    }
}
