//! The neural network, run by `rten`: a transformer encoder with heads for tags, pointers, names and embeddings.
//!
//! A run uses one thread, so that results do not depend on the number of threads; whoever has many texts runs many.

use std::{
    borrow::Cow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
};

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::{NdTensor, NdTensorView, prelude::*};

use crate::{WeightsError, decode::TAGS, embedding::EMBEDDING, features::Feature, link::POINTERS, names::NAME_TAGS};

pub(crate) struct Model {
    network: rten::Model,
    inputs: [NodeId; 2],
    outputs: [NodeId; 4],
    /// The same from softmax in full: what the others say is no number where an attention score is beyond what `exp` takes.
    safe_outputs: [NodeId; 4],
    /// Threads that run nothing at the moment: each run takes one and gives it back.
    idle: Mutex<Vec<Arc<ThreadPool>>>,
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
    /// Per position, what its piece adds to the embedding of a content that it is in.
    pub(crate) embeddings: Vec<[f32; EMBEDDING]>,
}

impl Output {
    /// From what the heads give: a score for each tag a position, the pointers, the scores of names, and the embeddings.
    pub(crate) fn new(tags: &[f32], pointers: Vec<f32>, names: &[f32], embeddings: &[f32]) -> Self {
        let (tags, _) = tags.as_chunks();
        let (names, _) = names.as_chunks();
        let (embeddings, _) = embeddings.as_chunks();
        let tags = tags.iter().map(log_softmax).collect();
        Self { tags, pointers, names: names.to_vec(), embeddings: embeddings.to_vec() }
    }

    /// Itself, or what `safe` gives if there is something in it that is no number.
    fn or_safe(self, safe: impl FnOnce() -> Result<Self, String>) -> Result<Self, String> {
        if self.is_finite() { Ok(self) } else { safe() }
    }

    fn is_finite(&self) -> bool {
        let rows =
            [self.tags.as_flattened(), &self.pointers, self.names.as_flattened(), self.embeddings.as_flattened()];
        rows.into_iter().flatten().all(|number| number.is_finite())
    }
}

impl Model {
    /// Reads an ONNX model and tries it: with the last number of a vocabulary of `vocabulary` pieces, with all features,
    /// and with a window of `longest` positions.
    pub(crate) fn new(onnx: Cow<'static, [u8]>, vocabulary: usize, longest: usize) -> Result<Self, WeightsError> {
        let wrong = |error: &dyn std::fmt::Display| WeightsError::Model(error.to_string());
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let network = match onnx {
            Cow::Borrowed(onnx) => options.load_static_slice(onnx),
            Cow::Owned(onnx) => options.load(onnx),
        };
        let network = network.map_err(|error| wrong(&error))?;
        let node = |name| network.node_id(name).map_err(|error| wrong(&error));
        let inputs = [node("ids")?, node("feats")?];
        // Names and embeddings first: then their part of each layer is worked out before the next, and nothing is kept for it.
        let outputs = [node("names")?, node("embed")?, node("tags")?, node("ptr")?];
        let safe_outputs = [node("names_safe")?, node("embed_safe")?, node("tags_safe")?, node("ptr_safe")?];
        if network.input_ids().iter().any(|input| !inputs.contains(input)) {
            return Err(wrong(&"it has other inputs than ids and feats"));
        }
        let model = Self { network, inputs, outputs, safe_outputs, idle: Mutex::default() };
        let last = i32::try_from(vocabulary).map_err(|error| wrong(&error))? - 1;
        // On operators that do not fit each other rten panics here and there.
        let tried = |outputs, ids: &[i32]| {
            let features: Vec<i32> = (0..=Feature::SPECIAL.row()).cycle().take(ids.len()).collect();
            let run = catch_unwind(AssertUnwindSafe(|| model.outputs(outputs, ids, &features)));
            let output = run.unwrap_or_else(|_| Err("it fails on a window".to_owned()))?;
            if output.is_finite() { Ok(()) } else { Err("what it says is no number".to_owned()) }
        };
        tried(outputs, &vec![last; longest]).map_err(WeightsError::Model)?;
        // Its own part of the network is little more than that of the others: a short window is enough.
        tried(safe_outputs, &[last]).map_err(WeightsError::Model)?;
        if tried(outputs, &[last + 1]).is_ok() {
            return Err(wrong(&format!("it knows more pieces than the {vocabulary} of vocab.txt")));
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

    fn outputs(&self, outputs: [NodeId; 4], ids: &[i32], features: &[i32]) -> Result<Output, String> {
        let shape = [1, ids.len()];
        let ids = NdTensorView::from_data(shape, ids);
        let features = NdTensorView::from_data(shape, features);
        let thread = self.idle().pop().unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&thread)));
        let inputs = vec![(self.inputs[0], ids.into()), (self.inputs[1], features.into())];
        let run = self.network.run_n(inputs, outputs, Some(options));
        self.idle().push(thread);
        let [names, embeddings, tags, pointers] = run.map_err(|error| error.to_string())?;
        let tags = rows(tags, "tags", [1, ids.len(), TAGS])?;
        let pointers = rows(pointers, "ptr", [1, ids.len(), POINTERS])?;
        let names = rows(names, "names", [1, ids.len(), NAME_TAGS])?;
        let embeddings = rows(embeddings, "embed", [1, ids.len(), EMBEDDING])?;
        Ok(Output::new(&tags, pointers, &names, &embeddings))
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Arc<ThreadPool>>> {
        // Nothing can fail while it is locked.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The numbers of an output of the given shape.
fn rows(output: Value, name: &str, shape: [usize; 3]) -> Result<Vec<f32>, String> {
    let output: NdTensor<f32, 3> = output.try_into().map_err(|error| format!("its output {name}: {error}"))?;
    if output.shape() != shape {
        return Err(format!("its output {name} has the shape {:?} where {shape:?} is needed", output.shape()));
    }
    Ok(output.into_data())
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
        assert_eq!(plain.embeddings.len(), safe.embeddings.len());
    }

    #[test]
    fn what_is_no_number_is_asked_for_again() {
        let output = |number| Output::new(&[0.0; TAGS], vec![number; POINTERS], &[0.0; NAME_TAGS], &[0.0; EMBEDDING]);
        let check = |first: f32, expected: f32| {
            assert_eq!(output(first).or_safe(|| Ok(output(2.0))).unwrap().pointers[0], expected);
        };
        check(1.0, 1.0);
        check(f32::NAN, 2.0);
        check(f32::INFINITY, 2.0);
    }
}
