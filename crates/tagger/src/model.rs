//! The neural network that marks: a transformer encoder with heads for tags, pointers and names.

use std::{borrow::Cow, sync::Arc};

use rten::NodeId;

use crate::{
    decode::TAGS,
    features::Feature,
    link::POINTERS,
    names::NAME_TAGS,
    network::{Network, Threads, numbers, tried},
};

pub(crate) struct Model {
    network: Network,
    outputs: [NodeId; 3],
    /// The same from softmax in full: what the others say is no number where an attention score is beyond what `exp` takes.
    safe_outputs: [NodeId; 3],
}

/// What the model says of one window.
#[derive(Debug)]
pub(crate) struct Output {
    /// Per position, the log probability of each tag.
    pub(crate) tags: Vec<[f32; TAGS]>,
    /// Per position, [`POINTERS`] numbers.
    pub(crate) pointers: Vec<f32>,
    /// Per position, a score for each tag of names.
    pub(crate) names: Vec<[f32; NAME_TAGS]>,
}

impl Output {
    /// From what the heads give: a score for each tag a position, the pointers, and the scores of names.
    pub(crate) fn new(tags: &[f32], pointers: Vec<f32>, names: &[f32]) -> Self {
        let (tags, _) = tags.as_chunks();
        let (names, _) = names.as_chunks();
        let tags = tags.iter().map(log_softmax).collect();
        Self { tags, pointers, names: names.to_vec() }
    }

    /// Itself, or what `safe` gives if there is something in it that is no number.
    fn or_safe(self, safe: impl FnOnce() -> Result<Self, String>) -> Result<Self, String> {
        if self.is_finite() { Ok(self) } else { safe() }
    }

    fn is_finite(&self) -> bool {
        [self.tags.as_flattened(), &self.pointers, self.names.as_flattened()]
            .into_iter()
            .flatten()
            .all(|number| number.is_finite())
    }
}

impl Model {
    /// Reads an ONNX model and tries it: with the last number of a vocabulary of `vocabulary` pieces, with all features,
    /// and with a window of `longest` positions.
    pub(crate) fn new(
        onnx: Cow<'static, [u8]>,
        vocabulary: usize,
        longest: usize,
        threads: &Arc<Threads>,
    ) -> Result<Self, String> {
        let network = Network::new(onnx, &["ids", "feats"], threads)?;
        // Names first: then their part of each layer is worked out before the next, and nothing is kept for it.
        let outputs = network.outputs(["names", "tags", "ptr"])?;
        let safe_outputs = network.outputs(["names_safe", "tags_safe", "ptr_safe"])?;
        let model = Self { network, outputs, safe_outputs };
        let last = i32::try_from(vocabulary).map_err(|error| error.to_string())? - 1;
        let try_on = |outputs, ids: &[i32]| {
            let features: Vec<i32> = (0..=Feature::SPECIAL.row()).cycle().take(ids.len()).collect();
            let output = tried(|| model.outputs(outputs, ids, &features))?;
            if output.is_finite() { Ok(()) } else { Err("what it says is no number".to_owned()) }
        };
        try_on(outputs, &vec![last; longest])?;
        // Its own part of the network is little more than that of the others: a short window is enough.
        try_on(safe_outputs, &[last])?;
        if try_on(outputs, &[last + 1]).is_ok() {
            return Err(format!("it knows more pieces than the {vocabulary} of vocab.txt"));
        }
        Ok(model)
    }

    /// Runs the model on one window.
    ///
    /// # Errors
    /// A message if the numbers are not ones that the model knows, or it is no model of the tagger.
    pub(crate) fn run(&self, ids: &[i32], features: &[i32]) -> Result<Output, String> {
        self.outputs(self.outputs, ids, features)?.or_safe(|| self.outputs(self.safe_outputs, ids, features))
    }

    fn outputs(&self, outputs: [NodeId; 3], ids: &[i32], features: &[i32]) -> Result<Output, String> {
        let [names, tags, pointers] = self.network.run(&[ids, features], outputs)?;
        let tags = numbers(tags, "tags", [1, ids.len(), TAGS])?;
        let pointers = numbers(pointers, "ptr", [1, ids.len(), POINTERS])?;
        let names = numbers(names, "names", [1, ids.len(), NAME_TAGS])?;
        Ok(Output::new(&tags, pointers, &names))
    }
}

fn log_softmax(row: &[f32; TAGS]) -> [f32; TAGS] {
    let highest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total = row.iter().map(|score| (score - highest).exp()).sum::<f32>().ln();
    row.map(|score| score - highest - total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::tests::embedded;

    #[test]
    fn the_safe_outputs_say_the_same() {
        let model = embedded().model();
        let ids: Vec<i32> = (0..200).map(|i| 1000 + i * 31 % 9_000).collect();
        let features = vec![0; 200];
        let [plain, safe] = [model.outputs, model.safe_outputs].map(|o| model.outputs(o, &ids, &features).unwrap());
        let apart = |(one, other): (&f32, &f32)| (one - other).abs();
        let furthest = plain.tags.as_flattened().iter().zip(safe.tags.as_flattened()).map(apart).fold(0.0, f32::max);
        // Rounding to eight bits turns on the last bit of a sum.
        assert!(furthest < 1.0, "{furthest}");
        assert_ne!(plain.pointers, safe.pointers);
        assert_eq!(plain.names.len(), safe.names.len());
    }

    #[test]
    fn what_is_no_number_is_asked_for_again() {
        let output = |number| Output::new(&[0.0; TAGS], vec![number; POINTERS], &[0.0; NAME_TAGS]);
        let check = |first: f32, expected: f32| {
            assert_eq!(output(first).or_safe(|| Ok(output(2.0))).unwrap().pointers[0], expected);
        };
        check(1.0, 1.0);
        check(f32::NAN, 2.0);
        check(f32::INFINITY, 2.0);
    }
}
