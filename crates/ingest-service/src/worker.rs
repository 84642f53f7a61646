//! From the queue through extraction into the store.

use std::{sync::Arc, time::Duration};

use sayso_queue::{Lease, Queue, QueueError};
use sayso_rpc::{CallError, Extract, Failure};
use sayso_service::{CallContext, RequestId};
use sayso_store::{Recording, Store, StoreError};
use tokio::time::{Instant, sleep, timeout};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

use crate::{IngestSettings, submission};

/// The first wait after a service could not be reached, and after the queue failed.
const FIRST_WAIT: Duration = Duration::from_millis(50);

/// How often the queue is asked to forget what is long done.
const TIDY_INTERVAL: Duration = Duration::from_secs(3600);

/// Takes documents from the queue, has their claims extracted, records them, acknowledges. Cheap to clone.
#[derive(Clone)]
pub struct Worker {
    queue: Arc<dyn Queue>,
    extract: Arc<dyn Extract>,
    store: Arc<dyn Store>,
    settings: IngestSettings,
}

/// How a try ended that did not end well.
#[derive(Debug)]
enum Failed {
    /// The extractor or the store cannot be reached or is overloaded: nothing is wrong with the document.
    Away(String),
    /// Something broke; another try may help.
    Retry(String),
    /// No further try helps.
    Reject(String),
}

impl Worker {
    /// A worker between these three.
    #[must_use]
    pub fn new(
        queue: Arc<dyn Queue>,
        extract: Arc<dyn Extract>,
        store: Arc<dyn Store>,
        settings: IngestSettings,
    ) -> Self {
        Self { queue, extract, store, settings }
    }

    /// Works on up to [`IngestSettings::workers`] documents at once until told to stop; then ends the tries that run.
    pub async fn run(self, shutdown: CancellationToken) {
        let tracker = TaskTracker::new();
        for _ in 0..self.settings.workers {
            tracker.spawn(self.clone().work(shutdown.clone()));
        }
        tracker.spawn(shutdown.clone().run_until_cancelled_owned(self.tidy()));
        tracker.close();
        tracker.wait().await;
    }

    async fn work(self, shutdown: CancellationToken) {
        let mut wait = FIRST_WAIT;
        loop {
            // A lease must not be lost between the queue and this loop, so only the waiting is cut short.
            let Some(ready) = shutdown.run_until_cancelled(self.queue.ready()).await else { return };
            let leases = match ready {
                Ok(()) => self.queue.lease(1).await,
                Err(error) => Err(error),
            };
            match leases {
                Ok(leases) => {
                    wait = FIRST_WAIT;
                    for lease in leases {
                        if self.process(lease).await.is_err()
                            && shutdown.run_until_cancelled(self.wait_until_back()).await.is_none()
                        {
                            return;
                        }
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "the queue failed");
                    if shutdown.run_until_cancelled(sleep(wait)).await.is_none() {
                        return;
                    }
                    wait = (wait * 2).min(self.settings.probe_interval);
                }
            }
        }
    }

    /// One try. An error means that a service is away.
    async fn process(&self, lease: Lease) -> Result<(), ()> {
        let request_id = lease.request_id.parse::<RequestId>().unwrap_or_default();
        let span = tracing::info_span!("document", %request_id, submission = %lease.id, attempt = lease.attempt);
        let deadline = Some(Instant::now() + self.settings.attempt_timeout);
        let context = CallContext { request_id, deadline };
        let tried = timeout(self.settings.attempt_timeout, self.attempt(&lease));
        async {
            let failed = match context.scope(tried).await {
                Ok(Ok(claims)) => {
                    tracing::info!(claims, "recorded");
                    note(self.queue.acknowledge(&lease).await);
                    return Ok(());
                }
                Ok(Err(failed)) => failed,
                Err(_) => Failed::Retry("the try took too long".to_owned()),
            };
            match failed {
                Failed::Reject(reason) => {
                    tracing::error!(reason, "given up");
                    note(self.queue.reject(&lease, &reason).await);
                    Ok(())
                }
                Failed::Retry(reason) => {
                    tracing::warn!(reason, "the try failed");
                    note(self.queue.retry(&lease, &reason).await);
                    Ok(())
                }
                Failed::Away(reason) => {
                    tracing::warn!(reason, "a service is away");
                    note(self.queue.retry(&lease, &reason).await);
                    Err(())
                }
            }
        }
        .instrument(span)
        .await
    }

    async fn attempt(&self, lease: &Lease) -> Result<usize, Failed> {
        let document = submission::from_payload(&lease.payload).map_err(|error| Failed::Reject(error.to_string()))?;
        let extraction = self.extract.extract(Arc::clone(&document)).await.map_err(extract_failed)?;
        let document = Arc::unwrap_or_clone(document);
        let recording = Recording { document, accepted_at: lease.accepted_at, extraction };
        Ok(self.store.record(recording).await.map_err(store_failed)?.claims)
    }

    /// Returns when the extractor and the store both answer. In an outage each worker so fails one document once,
    /// instead of failing all documents until they are dead letters.
    async fn wait_until_back(&self) {
        let mut wait = FIRST_WAIT;
        loop {
            sleep(wait).await;
            let probe = async { self.extract.ready().await.is_ok() && self.store.ready().await.is_ok() };
            if timeout(self.settings.probe_interval, probe).await.unwrap_or(false) {
                return;
            }
            wait = (wait * 2).min(self.settings.probe_interval);
        }
    }

    async fn tidy(self) {
        loop {
            match self.queue.tidy().await {
                Ok(0) => {}
                Ok(forgotten) => tracing::info!(forgotten, "forgot documents that were recorded long ago"),
                Err(error) => tracing::error!(%error, "the queue could not be tidied"),
            }
            sleep(TIDY_INTERVAL).await;
        }
    }
}

fn extract_failed(error: CallError) -> Failed {
    let message = format!("extract: {error}");
    match error.failure {
        Failure::Unavailable | Failure::Busy => Failed::Away(message),
        Failure::Broken => Failed::Retry(message),
        Failure::Invalid | Failure::NotFound | Failure::Refused => Failed::Reject(message),
    }
}

fn store_failed(error: StoreError) -> Failed {
    let message = format!("store: {error}");
    match error {
        StoreError::Unavailable { .. } => Failed::Away(message),
        _ => Failed::Reject(message),
    }
}

/// What the queue says to the end of a try. A lost lease is no harm: another worker has the document, and recording
/// is idempotent. If the queue fails the lease runs out, and the document is tried again.
fn note<T>(ended: Result<T, QueueError>) {
    match ended {
        Ok(_) => {}
        Err(QueueError::LeaseLost) => tracing::warn!("the lease ran out before the try ended"),
        Err(error) => tracing::error!(%error, "the end of the try could not be noted"),
    }
}
