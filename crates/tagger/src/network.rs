//! A network in ONNX, run by `rten`.
//!
//! A run uses one thread, so that results do not depend on the number of threads; whoever has many texts runs many.

use std::{
    borrow::Cow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
};

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::{NdTensor, NdTensorView, prelude::*};

/// Threads that run nothing at the moment: each run takes one and gives it back.
#[derive(Default)]
pub(crate) struct Threads(Mutex<Vec<Arc<ThreadPool>>>);

impl Threads {
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Arc<ThreadPool>>> {
        // Nothing can fail while it is locked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) struct Network {
    model: rten::Model,
    inputs: Vec<NodeId>,
    threads: Arc<Threads>,
}

impl Network {
    /// Reads a network whose only inputs are these, of one row of whole numbers each.
    pub(crate) fn new(onnx: Cow<'static, [u8]>, inputs: &[&str], threads: &Arc<Threads>) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match onnx {
            Cow::Borrowed(onnx) => options.load_static_slice(onnx),
            Cow::Owned(onnx) => options.load(onnx),
        };
        let model = model.map_err(|error| error.to_string())?;
        let ids = inputs.iter().map(|name| model.node_id(name).map_err(|error| error.to_string()));
        let ids: Vec<NodeId> = ids.collect::<Result<_, _>>()?;
        if model.input_ids().iter().any(|input| !ids.contains(input)) {
            return Err(format!("it has other inputs than {}", inputs.join(" and ")));
        }
        Ok(Self { model, inputs: ids, threads: Arc::clone(threads) })
    }

    /// The outputs with these names.
    pub(crate) fn outputs<const N: usize>(&self, names: [&str; N]) -> Result<[NodeId; N], String> {
        let mut ids = [self.inputs[0]; N];
        for (id, name) in ids.iter_mut().zip(names) {
            *id = self.model.node_id(name).map_err(|error| error.to_string())?;
        }
        Ok(ids)
    }

    /// Runs it on one row for each input.
    pub(crate) fn run<const N: usize>(&self, rows: &[&[i32]], outputs: [NodeId; N]) -> Result<[Value; N], String> {
        let rows = rows.iter().map(|row| NdTensorView::from_data([1, row.len()], *row).into());
        let inputs = self.inputs.iter().copied().zip(rows).collect();
        let thread = self.threads.idle().pop().unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&thread)));
        let run = self.model.run_n(inputs, outputs, Some(options));
        self.threads.idle().push(thread);
        run.map_err(|error| error.to_string())
    }
}

/// The numbers of an output of the given shape.
pub(crate) fn numbers<const N: usize>(output: Value, name: &str, shape: [usize; N]) -> Result<Vec<f32>, String> {
    let output: NdTensor<f32, N> = output.try_into().map_err(|error| format!("its output {name}: {error}"))?;
    if output.shape() != shape {
        return Err(format!("its output {name} has the shape {:?} where {shape:?} is needed", output.shape()));
    }
    Ok(output.into_data())
}

/// Tries a network on an input: on operators that do not fit each other rten panics here and there.
pub(crate) fn tried<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err("it fails on an input".to_owned()))
}
