//! What two embeddings tell: whether the contents mean the same, or cannot both be so.
//!
//! A small network on the products and the distances of the components of both (the comparison of Conneau et al., EMNLP 2017),
//! which was trained together with the embeddings on groups of propositions that were written for it: `train/README.md`.

use sayso_domain::Embedding;

/// The model whose embeddings are read, as an extraction names it: others would mean something else.
pub const EMBEDDING_MODEL: &str = "757bb51811bc775c";

/// The components that tell what a content is about, by their cosine; the others tell what it says of that.
pub(crate) const MEANING: usize = 128;
/// How many components they have.
pub const EMBEDDING_COMPONENTS: usize = MEANING + 64;
const COMPONENTS: usize = EMBEDDING_COMPONENTS;
const HIDDEN: usize = 32;
const CLASSES: usize = 3;
const WEIGHTS: usize = HIDDEN * (2 * COMPONENTS + 1) + CLASSES * (HIDDEN + 1);

/// The trained network.
#[derive(Debug)]
pub(crate) struct Meaning {
    /// Of each hidden unit one weight per product, one per distance, and its bias; then of each class one weight per unit
    /// and its bias.
    weights: Vec<f32>,
}

/// Log odds against claims that have nothing to do with each other, or are compatible.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Likeness {
    pub(crate) cosine: f32,
    pub(crate) same: f32,
    pub(crate) opposed: f32,
}

impl Meaning {
    /// Reads little-endian numbers of 32 bits.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let (numbers, rest) = bytes.as_chunks::<4>();
        let weights: Vec<f32> = numbers.iter().map(|number| f32::from_le_bytes(*number)).collect();
        let whole = weights.len() == WEIGHTS && rest.is_empty() && weights.iter().all(|weight| weight.is_finite());
        if whole { Ok(Self { weights }) } else { Err(format!("the network of meanings has not {WEIGHTS} numbers")) }
    }

    /// True for embeddings that the network was trained on.
    pub(crate) fn reads(embedding: &Embedding, extractor: &str) -> bool {
        extractor == EMBEDDING_MODEL && embedding.components().len() == COMPONENTS
    }

    /// How alike two are; symmetric.
    pub(crate) fn compare(&self, one: &Embedding, other: &Embedding) -> Option<Likeness> {
        let (one, other) = (units(one)?, units(other)?);
        let (first, last) = self.weights.split_at(HIDDEN * (2 * COMPONENTS + 1));
        let mut classes = [0.0; CLASSES];
        let (scale, root) = (MEANING as f32, (MEANING as f32).sqrt());
        let mut inputs = [0.0; 2 * COMPONENTS];
        let (products, distances) = inputs.split_at_mut(COMPONENTS);
        for at in 0..COMPONENTS {
            products[at] = one[at] * other[at] * scale;
            distances[at] = (one[at] - other[at]).abs() * root;
        }
        for (class, weights) in classes.iter_mut().zip(last.chunks_exact(HIDDEN + 1)) {
            *class = weights[HIDDEN];
        }
        for (at, weights) in first.chunks_exact(2 * COMPONENTS + 1).enumerate() {
            let sum: f32 = weights.iter().zip(&inputs).map(|(weight, input)| weight * input).sum();
            let active = (sum + weights[2 * COMPONENTS]).max(0.0);
            for (class, weights) in classes.iter_mut().zip(last.chunks_exact(HIDDEN + 1)) {
                *class += active * weights[at];
            }
        }
        let cosine = one[..MEANING].iter().zip(&other).map(|(a, b)| a * b).sum::<f32>().clamp(-1.0, 1.0);
        let [same, opposed, neither] = classes;
        Some(Likeness { cosine, same: same - neither, opposed: opposed - neither })
    }
}

/// The components, each part made a vector of length 1.
fn units(embedding: &Embedding) -> Option<[f32; COMPONENTS]> {
    let components: &[i8; COMPONENTS] = embedding.components().try_into().ok()?;
    let mut vector = components.map(f32::from);
    let (meaning, stance) = vector.split_at_mut(MEANING);
    for part in [meaning, stance] {
        let length = part.iter().map(|component| component * component).sum::<f32>().sqrt().max(1.0);
        part.iter_mut().for_each(|component| *component /= length);
    }
    Some(vector)
}

/// The cosine of what two embeddings are about; `None` if they are not of the trained kind.
pub(crate) fn cosine(one: &Embedding, other: &Embedding) -> Option<f32> {
    let meaning = |embedding: &Embedding| -> Option<[i32; MEANING]> {
        embedding.components().get(..MEANING)?.try_into().ok().map(|part: [i8; MEANING]| part.map(i32::from))
    };
    let dot =
        |one: &[i32; MEANING], other: &[i32; MEANING]| one.iter().zip(other).map(|(a, b)| a * b).sum::<i32>() as f32;
    let (one, other) = (meaning(one)?, meaning(other)?);
    let lengths = (dot(&one, &one) * dot(&other, &other)).sqrt();
    (lengths > 0.0).then(|| dot(&one, &other) / lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedding(first: usize) -> Embedding {
        let component = |at: usize| if at % MEANING == first { 100 } else { (at % 7) as i8 };
        Embedding::new((0..COMPONENTS).map(component).collect()).unwrap()
    }

    #[test]
    fn comparing_is_symmetric_and_tells_cosines() {
        let meaning = Meaning::parse(include_bytes!("../data/meaning.f32")).unwrap();
        let (one, other) = (embedding(3), embedding(40));
        let likeness = meaning.compare(&one, &other).unwrap();
        assert_eq!(meaning.compare(&other, &one), Some(likeness));
        assert!((likeness.cosine - cosine(&one, &other).unwrap()).abs() < 1e-5);
        assert!((meaning.compare(&one, &one).unwrap().cosine - 1.0).abs() < 1e-5);
        assert!(likeness.cosine < 0.5 && likeness.same.is_finite() && likeness.opposed.is_finite());
    }

    #[test]
    fn what_is_no_network_or_no_embedding_of_the_model_is_refused() {
        assert!(Meaning::parse(&[0; 4 * WEIGHTS - 4]).is_err());
        assert!(Meaning::parse(&[0; 4 * WEIGHTS + 1]).is_err());
        assert!(Meaning::parse(&f32::NAN.to_le_bytes().repeat(WEIGHTS)).is_err());
        let short = Embedding::new(vec![1; MEANING - 1]).unwrap();
        assert_eq!(cosine(&short, &short), None);
        assert!(!Meaning::reads(&short, EMBEDDING_MODEL) && !Meaning::reads(&embedding(1), "another"));
        assert!(Meaning::reads(&embedding(1), EMBEDDING_MODEL));
        // No part has to point anywhere.
        let half = Embedding::new((0..COMPONENTS).map(|at| i8::from(at == 0)).collect()).unwrap();
        let meaning = Meaning::parse(include_bytes!("../data/meaning.f32")).unwrap();
        assert!(meaning.compare(&half, &embedding(1)).unwrap().same.is_finite());
    }
}
