//! Extraction on threads of its own, so that the reactor never computes.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use async_trait::async_trait;
use sayso_domain::{Document, Extraction};
use sayso_extract::Extractor;
use sayso_rpc::{CallError, Extract, Failure};
use tokio::sync::oneshot;

use crate::ExtractSettings;

/// When to come back if too much waits: about what a full queue of news takes to work off.
const BUSY_RETRY: Duration = Duration::from_secs(1);

/// Why a document was not extracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// Too much text waits for a thread.
    #[error("too many documents are waiting to be extracted; try again later")]
    Busy {
        /// When to try again.
        retry_after: Duration,
    },
    /// The extractor panicked on this document.
    #[error("the extractor failed on this document")]
    Failed,
}

/// Threads that extract, fed by a queue bounded in bytes of text. Cheap to clone; the threads end with the last clone.
///
/// What nobody waits for any more is dropped when its turn comes.
#[derive(Clone)]
pub struct Engine {
    extractor: Arc<Extractor>,
    jobs: mpsc::Sender<Job>,
    waiting: Arc<AtomicUsize>,
    limit: usize,
}

struct Job {
    document: Arc<Document>,
    answer: oneshot::Sender<Result<Extraction, EngineError>>,
    /// Held from submission until a thread is done with the job.
    waiting: Waiting,
}

/// A document's share of the bytes that wait.
struct Waiting {
    bytes: usize,
    total: Arc<AtomicUsize>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.total.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

impl Engine {
    /// Starts the threads.
    #[must_use]
    pub fn new(extractor: Extractor, settings: &ExtractSettings) -> Self {
        let extractor = Arc::new(extractor);
        let (jobs, receiver) = mpsc::channel::<Job>();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..settings.threads() {
            let (extractor, receiver) = (Arc::clone(&extractor), Arc::clone(&receiver));
            thread::spawn(move || {
                loop {
                    // A panic cannot happen while the lock is held, so poison means nothing here.
                    let job = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(job) = job else { return };
                    run(&extractor, job);
                }
            });
        }
        Self { extractor, jobs, waiting: Arc::default(), limit: settings.max_waiting_bytes }
    }

    /// The extractor that the threads use.
    #[must_use]
    pub fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// Extracts on one of the threads.
    ///
    /// # Errors
    /// [`EngineError::Busy`] at once if too much waits; [`EngineError::Failed`] if the extractor panicked.
    pub async fn run(&self, document: Arc<Document>) -> Result<Extraction, EngineError> {
        let bytes = document.text().len();
        let waiting = Waiting { bytes, total: Arc::clone(&self.waiting) };
        if self.waiting.fetch_add(bytes, Ordering::Relaxed) + bytes > self.limit {
            return Err(EngineError::Busy { retry_after: BUSY_RETRY });
        }
        let (answer, answered) = oneshot::channel();
        // The threads live as long as `self`; both errors mean that they are gone, which only a panic in them explains.
        self.jobs.send(Job { document, answer, waiting }).map_err(|_| EngineError::Failed)?;
        answered.await.unwrap_or(Err(EngineError::Failed))
    }
}

fn run(extractor: &Extractor, Job { document, answer, waiting }: Job) {
    if answer.is_closed() {
        return;
    }
    let extracted = catch_unwind(AssertUnwindSafe(|| extractor.extract(&document)));
    let extracted = extracted.map_err(|_| {
        tracing::error!(document = %document.id(), revision = %document.revision(), "the extractor panicked");
        EngineError::Failed
    });
    // Whoever has the answer finds the room free.
    drop(waiting);
    // Nobody waits any more: nothing to do.
    let _ = answer.send(extracted);
}

#[async_trait]
impl Extract for Engine {
    async fn extract(&self, document: Arc<Document>) -> Result<Extraction, CallError> {
        self.run(document).await.map_err(|error| match error {
            EngineError::Busy { retry_after } => CallError {
                retry_after: Some(retry_after),
                ..CallError::new(Failure::Busy, "EXTRACTOR_BUSY", error.to_string())
            },
            EngineError::Failed => CallError::new(Failure::Broken, "EXTRACTOR_FAILED", error.to_string()),
        })
    }

    async fn ready(&self) -> Result<(), CallError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use sayso_domain::DocumentParts;

    use super::*;

    fn engine(threads: usize, max_waiting_bytes: usize) -> Engine {
        Engine::new(Extractor::new(), &ExtractSettings { threads, max_waiting_bytes })
    }

    fn document(text: &str) -> Arc<Document> {
        Arc::new(Document::new(DocumentParts::of_text(text)).unwrap())
    }

    #[tokio::test]
    async fn many_at_once_get_each_their_own_claims() {
        let engine = engine(2, 1 << 20);
        let texts: Vec<String> = (0..50).map(|i| format!("“The bridge is shut,” said Officer Number {i}.")).collect();
        let runs = texts.iter().map(|text| engine.run(document(text)));
        let extractions = futures_util::future::join_all(runs).await;
        for (text, extraction) in texts.iter().zip(extractions) {
            let alone = Extractor::new().extract(&document(text));
            assert_eq!(extraction, Ok(alone));
        }
    }

    #[tokio::test]
    async fn too_much_waiting_is_refused_and_room_comes_back() {
        let engine = engine(1, 10);
        let refused = engine.run(document("far more than ten bytes")).await;
        assert_eq!(refused, Err(EngineError::Busy { retry_after: BUSY_RETRY }));
        assert!(engine.run(document("short")).await.is_ok());
        assert_eq!(engine.waiting.load(Ordering::Relaxed), 0);
    }
}
