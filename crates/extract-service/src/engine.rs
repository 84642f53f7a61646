//! Extraction on threads of its own, so that the reactor never computes.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use async_trait::async_trait;
use sayso_domain::{Document, Extraction};
use sayso_extract::Extractor;
use sayso_rpc::{CallError, Extract, Failure};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError, oneshot};
use tracing::Span;

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
/// What nobody waits for any more is dropped when its turn comes, or soon after if it is being worked on.
#[derive(Clone)]
pub struct Engine {
    extractor: Arc<Extractor>,
    jobs: mpsc::Sender<Job>,
    /// A permit for each byte that may wait.
    room: Arc<Semaphore>,
    limit: usize,
}

/// A document's share of the bytes that may wait, held from submission until a thread is done with it.
type Room = OwnedSemaphorePermit;

type Job = Box<dyn FnOnce(&Extractor) + Send>;

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
                    job(&extractor);
                }
            });
        }
        let limit = settings.max_waiting_bytes.min(Semaphore::MAX_PERMITS);
        Self { extractor, jobs, room: Arc::new(Semaphore::new(limit)), limit }
    }

    /// The extractor that the threads use.
    #[must_use]
    pub fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// Extracts on one of the threads, as [`Engine::compute`].
    ///
    /// # Errors
    /// [`EngineError::Failed`] if the extractor panicked.
    pub async fn run(&self, document: Arc<Document>) -> Result<Extraction, EngineError> {
        self.compute(document.text().len(), move |extractor, wanted| extractor.extract_while(&document, wanted)).await
    }

    /// Does work on one of the threads that reads a text of `bytes` bytes, when there is room: for callers that hold
    /// back further documents meanwhile. The work can ask whether its caller still waits, and be `None` if not.
    ///
    /// # Errors
    /// [`EngineError::Failed`] if the work panicked.
    pub async fn compute<T: Send + 'static>(
        &self,
        bytes: usize,
        work: impl FnOnce(&Extractor, &dyn Fn() -> bool) -> Option<T> + Send + 'static,
    ) -> Result<T, EngineError> {
        let room = Arc::clone(&self.room).acquire_many_owned(self.size(bytes)).await;
        // The semaphore is never closed.
        self.compute_in(room.map_err(|_| EngineError::Failed)?, work).await
    }

    /// Does work on one of the threads that reads a text of `bytes` bytes, as [`Engine::compute`], if there is room now.
    ///
    /// # Errors
    /// [`EngineError::Busy`] at once if too much waits; [`EngineError::Failed`] if the work panicked.
    pub async fn try_compute<T: Send + 'static>(
        &self,
        bytes: usize,
        work: impl FnOnce(&Extractor, &dyn Fn() -> bool) -> Option<T> + Send + 'static,
    ) -> Result<T, EngineError> {
        let room = match Arc::clone(&self.room).try_acquire_many_owned(self.size(bytes)) {
            Ok(room) => room,
            Err(TryAcquireError::NoPermits) => return Err(EngineError::Busy { retry_after: BUSY_RETRY }),
            Err(TryAcquireError::Closed) => return Err(EngineError::Failed),
        };
        self.compute_in(room, work).await
    }

    /// The room that a text takes: a longer one than there is room for takes all of it.
    fn size(&self, bytes: usize) -> u32 {
        u32::try_from(bytes.min(self.limit)).unwrap_or(u32::MAX)
    }

    async fn compute_in<T: Send + 'static>(
        &self,
        room: Room,
        work: impl FnOnce(&Extractor, &dyn Fn() -> bool) -> Option<T> + Send + 'static,
    ) -> Result<T, EngineError> {
        let (answer, answered) = oneshot::channel();
        let span = Span::current();
        let job: Job = Box::new(move |extractor| {
            let wanted = || !answer.is_closed();
            if !wanted() {
                return;
            }
            let _entered = span.entered();
            let done = catch_unwind(AssertUnwindSafe(|| work(extractor, &wanted))).map_err(|_| {
                tracing::error!("the extractor panicked");
                EngineError::Failed
            });
            // Whoever has the answer finds the room free.
            drop(room);
            // Nobody waits any more: nothing to do.
            if let Some(done) = done.transpose() {
                let _ = answer.send(done);
            }
        });
        // The threads live as long as `self`; both errors mean that they are gone, which only a panic in them explains.
        self.jobs.send(job).map_err(|_| EngineError::Failed)?;
        answered.await.unwrap_or(Err(EngineError::Failed))
    }
}

#[async_trait]
impl Extract for Engine {
    async fn extract(&self, document: Arc<Document>) -> Result<Extraction, CallError> {
        let failed = |error: EngineError| CallError::new(Failure::Broken, "EXTRACTOR_FAILED", error.to_string());
        self.run(document).await.map_err(failed)
    }

    async fn ready(&self) -> Result<(), CallError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use sayso_domain::DocumentParts;

    use super::*;

    static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

    fn engine(threads: usize, max_waiting_bytes: usize) -> Engine {
        let settings = ExtractSettings { threads, max_waiting_bytes, weights: None };
        Engine::new(EXTRACTOR.clone(), &settings)
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
            let alone = EXTRACTOR.extract(&document(text));
            assert_eq!(extraction, Ok(alone));
        }
    }

    #[tokio::test]
    async fn what_nobody_waits_for_is_left_undone() {
        let engine = engine(1, 1 << 24);
        // Far more text than the test could wait for.
        let long = document(&"The mayor said that the road was open.\n".repeat(200_000));
        {
            let run = engine.run(Arc::clone(&long));
            // Polled once, so that it is handed to the thread, and dropped.
            assert!(futures_util::poll!(std::pin::pin!(run)).is_pending());
        }
        assert!(engine.run(document("short")).await.is_ok());
        assert_eq!(engine.room.available_permits(), 1 << 24);
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_and_the_thread_goes_on() {
        let engine = engine(1, 1 << 20);
        assert_eq!(engine.compute(1, |_, _| panic!("it broke")).await, Err::<(), _>(EngineError::Failed));
        assert_eq!(engine.compute(1, |_, _| Some("works")).await, Ok("works"));
    }

    #[tokio::test]
    async fn too_much_waiting_is_refused_and_room_comes_back() {
        let engine = engine(1, 10);
        let taken = Arc::clone(&engine.room).acquire_many_owned(6).await.unwrap();
        let refused = engine.try_compute(5, |_, _| Some(())).await;
        assert_eq!(refused, Err(EngineError::Busy { retry_after: BUSY_RETRY }));
        drop(taken);
        assert_eq!(engine.try_compute(5, |_, _| Some(())).await, Ok(()));
        assert_eq!(engine.room.available_permits(), 10);
    }

    #[tokio::test]
    async fn who_waits_for_room_gets_it() {
        let engine = engine(1, 10);
        // One is longer than all the room.
        let texts = ["short", "shorter", "short", "far more than ten bytes", "short"];
        let extractions = futures_util::future::join_all(texts.map(|text| engine.run(document(text)))).await;
        assert!(extractions.iter().all(Result::is_ok), "{extractions:?}");
        assert_eq!(engine.room.available_permits(), 10);
    }
}
