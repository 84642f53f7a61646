//! What a claim means, as a point on a sphere: near points mean about the same.

use serde::{Deserialize, Serialize};

/// A sentence embedding (Reimers and Gurevych, EMNLP 2019) of a claim's content, of length 1, in steps of 1/127 of its
/// largest component.
///
/// Embeddings tell something about each other only if one model made both.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<i8>", into = "Vec<i8>")]
pub struct Embedding(Vec<i8>);

/// The most components of an embedding.
pub const MAX_EMBEDDING: usize = 1024;

impl Embedding {
    /// Takes components as they were quantised; `None` unless there are 1 to [`MAX_EMBEDDING`] of them, not all zero.
    #[must_use]
    pub fn new(components: Vec<i8>) -> Option<Self> {
        let whole = components.len() <= MAX_EMBEDDING && components.iter().any(|component| *component != 0);
        whole.then_some(Self(components))
    }

    /// Quantises a vector of any length but zero; `None` as for [`Embedding::new`], or if a component is not finite.
    #[must_use]
    pub fn from_components(components: &[f32]) -> Option<Self> {
        let largest = components.iter().fold(0.0_f32, |largest, component| largest.max(component.abs()));
        if !components.iter().all(|component| component.is_finite()) || largest == 0.0 {
            return None;
        }
        // Within ±127, so the conversion cuts nothing off.
        #[allow(clippy::cast_possible_truncation)]
        let quantised = components.iter().map(|component| (component / largest * 127.0).round() as i8);
        Self::new(quantised.collect())
    }

    /// The components.
    #[must_use]
    pub fn components(&self) -> &[i8] {
        &self.0
    }

    /// The cosine of the angle between two, -1 to 1; `None` if they have different numbers of components.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> Option<f32> {
        let dot = |a: &[i8], b: &[i8]| a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>() as f32;
        (self.0.len() == other.0.len()).then(|| {
            let norms = dot(&self.0, &self.0).sqrt() * dot(&other.0, &other.0).sqrt();
            (dot(&self.0, &other.0) / norms).clamp(-1.0, 1.0)
        })
    }
}

impl TryFrom<Vec<i8>> for Embedding {
    type Error = &'static str;

    fn try_from(components: Vec<i8>) -> Result<Self, Self::Error> {
        Self::new(components).ok_or("an embedding has 1 to 1,024 components, not all zero")
    }
}

impl From<Embedding> for Vec<i8> {
    fn from(embedding: Embedding) -> Self {
        embedding.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_points_nowhere_is_no_embedding() {
        for bad in [&[][..], &[0.0, -0.0], &[f32::NAN, 1.0], &[f32::INFINITY, 1.0], &[1.0; MAX_EMBEDDING + 1]] {
            assert_eq!(Embedding::from_components(bad), None);
        }
        assert!(serde_json::from_str::<Embedding>("[0,0]").is_err());
    }

    #[test]
    fn only_embeddings_of_one_length_are_compared() {
        let of = |components: &[f32]| Embedding::from_components(components).unwrap();
        assert_eq!(of(&[1.0, 0.0]).cosine(&of(&[0.0, 2.0])), Some(0.0));
        assert_eq!(of(&[1.0, 0.0]).cosine(&of(&[-3.0, 0.0])), Some(-1.0));
        assert_eq!(of(&[1.0]).cosine(&of(&[1.0, 1.0])), None);
    }

    proptest! {
        #[test]
        fn quantising_hardly_turns_it(components in proptest::collection::vec(-10.0_f32..10.0, 128)) {
            prop_assume!(components.iter().any(|component| component.abs() > 1.0));
            let embedding = Embedding::from_components(&components).unwrap();
            let back: Vec<f32> = embedding.components().iter().map(|component| f32::from(*component)).collect();
            let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
            let norms = dot(&components, &components).sqrt() * dot(&back, &back).sqrt();
            prop_assert!(dot(&components, &back) / norms > 0.999);
            prop_assert!((embedding.cosine(&embedding).unwrap() - 1.0).abs() < 1e-5);
        }
    }
}
