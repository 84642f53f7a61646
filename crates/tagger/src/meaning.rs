//! What contents mean: a second, smaller network reads the pieces of a content by themselves and gives a sentence embedding
//! (Reimers and Gurevych, EMNLP 2019).
//!
//! It was trained together with a network that compares two embeddings: whether both contents mean the same, cannot both be so, or
//! neither.

use std::{borrow::Cow, sync::Arc};

use rten::NodeId;

use crate::network::{Network, Threads, numbers, tried};

/// The components that tell what a content is about, by their cosine; the others tell what it says of that, to whoever compares two.
const ABOUT: usize = 128;

/// Components of an embedding.
pub const EMBEDDING: usize = ABOUT + 64;

/// The most pieces of a content that are read.
const LONGEST: usize = 126;

pub(crate) struct Meaning {
    network: Network,
    output: [NodeId; 1],
}

impl Meaning {
    /// Reads an ONNX model and tries it on the longest content, of the last of a vocabulary of `vocabulary` pieces.
    pub(crate) fn new(onnx: Cow<'static, [u8]>, vocabulary: usize, threads: &Arc<Threads>) -> Result<Self, String> {
        let network = Network::new(onnx, &["ids"], threads)?;
        let output = network.outputs(["embedding"])?;
        let meaning = Self { network, output };
        let last = i32::try_from(vocabulary).map_err(|error| error.to_string())? - 1;
        let said = tried(|| meaning.said(&[last; LONGEST + 2]))?;
        if said.iter().all(|number| number.is_finite()) {
            Ok(meaning)
        } else {
            Err("what it says is no number".to_owned())
        }
    }

    /// The embedding of a content of these pieces, between the marks that begin and end a text: each part of length 1. Empty without a
    /// piece, or if it points nowhere.
    pub(crate) fn embedding(&self, [begin, end]: [i32; 2], pieces: impl Iterator<Item = i32>) -> Vec<f32> {
        let mut ids = vec![begin];
        ids.extend(pieces.take(LONGEST));
        if ids.len() == 1 {
            return Vec::new();
        }
        ids.push(end);
        // It was tried when it was loaded, with the last piece and the most of them: no input fails.
        self.said(&ids).map(units).unwrap_or_default()
    }

    fn said(&self, ids: &[i32]) -> Result<Vec<f32>, String> {
        let [embedding] = self.network.run(&[ids], self.output)?;
        numbers(embedding, "embedding", [1, EMBEDDING])
    }
}

/// Makes each part of length 1; empty if that cannot be.
fn units(mut components: Vec<f32>) -> Vec<f32> {
    let (about, says) = components.split_at_mut(ABOUT);
    for part in [about, says] {
        let length = part.iter().map(|component| component * component).sum::<f32>().sqrt();
        if length == 0.0 || !length.is_finite() {
            return Vec::new();
        }
        part.iter_mut().for_each(|component| *component /= length);
    }
    components
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::tests::embedded;

    #[test]
    fn each_part_is_made_of_length_one() {
        let part = |first: f32, second: f32, length: usize| {
            (0..length).map(move |at| [first, second].get(at).copied().unwrap_or(0.0))
        };
        let both = |one: [f32; 2], other: [f32; 2]| -> Vec<f32> {
            part(one[0], one[1], ABOUT).chain(part(other[0], other[1], EMBEDDING - ABOUT)).collect()
        };
        assert_eq!(units(both([3.0, 4.0], [0.0, -2.0])), both([0.6, 0.8], [0.0, -1.0]));
        for bad in [[0.0, 0.0], [f32::NAN, 1.0], [f32::INFINITY, 1.0], [f32::MAX, 1.0]] {
            assert_eq!(units(both(bad, [1.0, 0.0])), Vec::<f32>::new());
            assert_eq!(units(both([1.0, 0.0], bad)), Vec::<f32>::new());
        }
    }

    #[test]
    fn a_content_may_be_empty_or_longer_than_what_is_read() {
        let longest = "word ".repeat(LONGEST);
        assert_eq!(embedded().embedding(""), Vec::<f32>::new());
        assert_eq!(embedded().embedding(&longest), embedded().embedding(&format!("{longest} and more of it")));
    }

    #[test]
    fn a_content_means_the_same_wherever_it_stands() {
        let content = "the bridge over the river would be closed for repairs until autumn";
        let alone = embedded().embedding(content);
        for report in [format!("The mayor said {content}."), format!("It rained. On Monday, officials said {content}.")]
        {
            let found = embedded().tag(&report).attributions;
            let [only] = found.as_slice() else { panic!("{found:?}") };
            assert_eq!(only.content[0].words(&report), Some(content));
            assert_eq!(only.embedding, alone);
        }
    }

    /// The cosine of what the only contents of two texts are about.
    fn cosine(one: &str, other: &str) -> f32 {
        let [one, other] = [one, other].map(|text| {
            let found = embedded().tag(text).attributions;
            let [only] = found.as_slice() else { panic!("{text}: {found:?}") };
            only.embedding.clone()
        });
        one[..ABOUT].iter().zip(&other).map(|(one, other)| one * other).sum()
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
