//! From the queue through extraction into the store.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use sayso_queue::{Lease, Queue, QueueError};
use sayso_rpc::{CallError, Extract, Failure};
use sayso_service::{CONNECTION_LOST, CallContext, RequestId};
use sayso_store::{Recording, Store, StoreError};
use tokio::time::{Instant, sleep, timeout};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tonic_health::{ServingStatus, server::HealthReporter};
use tracing::Instrument;

use crate::{IngestSettings, submission, supervise::keep_going};

/// The first wait after a service could not be reached, and after the queue failed.
const FIRST_WAIT: Duration = Duration::from_millis(50);

/// How often the queue is asked to forget what is long done.
const TIDY_INTERVAL: Duration = Duration::from_secs(3600);

/// The name under which [`Worker::reporting`] tells whether extractor and store can be reached. It is apart
/// from the service's own: while the worker cannot go on, documents are still taken in.
pub const WORKER_HEALTH: &str = "sayso.ingest.worker";

/// Takes documents from the queue, has their claims extracted, records them, acknowledges. Cheap to clone.
#[derive(Clone)]
pub struct Worker {
    queue: Arc<dyn Queue>,
    extract: Arc<dyn Extract>,
    store: Arc<dyn Store>,
    settings: IngestSettings,
    health: Option<HealthReporter>,
}

/// How a try ended that did not end well.
#[derive(Debug)]
enum Failed {
    /// The extractor or the store cannot be reached, is overloaded or refuses the call: nothing is wrong with the
    /// document.
    Away(String),
    /// Something broke; another try may help.
    Retry(String),
    /// The extractor went away while it had this document, which may be what ended it.
    Lost(String),
    /// The document itself was refused; no further try helps.
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
        Self { queue, extract, store, settings, health: None }
    }

    /// Tells through `health`, as [`WORKER_HEALTH`], whether the services can be reached.
    #[must_use]
    pub fn reporting(mut self, health: HealthReporter) -> Self {
        self.health = Some(health);
        self
    }

    /// Works on up to [`IngestSettings::workers`] documents at once until told to stop; then ends the tries that run.
    pub async fn run(self, shutdown: CancellationToken) {
        self.report(ServingStatus::Serving).await;
        let tracker = TaskTracker::new();
        for _ in 0..self.settings.workers {
            let (worker, shutdown) = (self.clone(), shutdown.clone());
            // What a task that panics had leased comes back when the lease runs out.
            tracker.spawn(async move {
                keep_going("worker", worker.settings.probe_interval, &shutdown, || worker.work(&shutdown)).await;
            });
        }
        tracker.spawn(async move {
            let tidying = keep_going("tidying", self.settings.probe_interval, &shutdown, || self.tidy());
            shutdown.run_until_cancelled(tidying).await
        });
        tracker.close();
        tracker.wait().await;
    }

    async fn report(&self, status: ServingStatus) {
        if let Some(health) = &self.health {
            health.set_service_status(WORKER_HEALTH, status).await;
        }
    }

    async fn work(&self, shutdown: &CancellationToken) {
        // How long to wait after the queue failed, and after a service was away: longer each time it is so again.
        let (mut wait, mut away) = (FIRST_WAIT, FIRST_WAIT);
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
                        if self.process(lease).await.is_ok() {
                            away = FIRST_WAIT;
                            self.report(ServingStatus::Serving).await;
                            continue;
                        }
                        self.report(ServingStatus::NotServing).await;
                        let back = self.wait_until_back(away);
                        if shutdown.run_until_cancelled(back).await.is_none() {
                            return;
                        }
                        away = self.longer(away);
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "the queue failed");
                    if shutdown.run_until_cancelled(sleep(wait)).await.is_none() {
                        return;
                    }
                    wait = self.longer(wait);
                }
            }
        }
    }

    fn longer(&self, wait: Duration) -> Duration {
        (wait * 2).min(self.settings.probe_interval)
    }

    /// One try. An error means that a service is away.
    async fn process(&self, lease: Lease) -> Result<(), ()> {
        let request_id = lease.request_id.parse::<RequestId>().unwrap_or_default();
        let span = tracing::info_span!("document", %request_id, submission = %lease.id, attempt = lease.attempt);
        let deadline = Some(Instant::now() + self.settings.attempt_timeout);
        let context = CallContext { request_id, deadline };
        let tried = timeout(self.settings.attempt_timeout, AssertUnwindSafe(self.attempt(&lease)).catch_unwind());
        async {
            let failed = match context.scope(tried).await {
                Ok(Ok(Ok(claims))) => {
                    tracing::info!(claims, "recorded");
                    note(self.queue.acknowledge(&lease).await);
                    return Ok(());
                }
                Ok(Ok(Err(failed))) => failed,
                // What it says has gone to the log, and is not for those who ask how far the document has come.
                Ok(Err(_)) => Failed::Retry("the program failed on this document; its log says more".to_owned()),
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
                Failed::Lost(reason) => {
                    tracing::warn!(reason, "the extractor went away during the try");
                    note(self.queue.retry(&lease, &reason).await);
                    Err(())
                }
                Failed::Away(reason) => {
                    tracing::warn!(reason, "a service is away; the document waits");
                    note(self.queue.release(&lease, &reason).await);
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

    /// Returns when the extractor and the store both serve, after `wait` at the earliest. In an outage each worker so
    /// asks for one document once, instead of going through all of them.
    async fn wait_until_back(&self, mut wait: Duration) {
        loop {
            sleep(wait).await;
            let probe = async {
                self.extract.ready().await.map_err(|error| format!("extract: {error}"))?;
                self.store.ready().await.map_err(|error| format!("store: {error}"))
            };
            match timeout(self.settings.probe_interval, probe).await {
                Ok(Ok(())) => return,
                Ok(Err(reason)) => tracing::warn!(reason, "a service is still away"),
                Err(_) => tracing::warn!("a service does not answer the question whether it serves"),
            }
            wait = self.longer(wait);
        }
    }

    async fn tidy(&self) {
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
        // The extractor is there and does not get done with this document in time.
        Failure::Unavailable if error.reason == "DEADLINE_EXCEEDED" => Failed::Retry(message),
        // This costs a try: a document that ends every extractor must not come back for ever.
        Failure::Unavailable if error.reason == CONNECTION_LOST => Failed::Lost(message),
        Failure::Unavailable | Failure::Busy => Failed::Away(message),
        Failure::Refused => Failed::Away(format!("extract: it refuses the call: {error}")),
        Failure::Invalid if error.field.is_some() => Failed::Reject(message),
        // It says nothing about the document.
        Failure::Broken | Failure::Invalid | Failure::NotFound => Failed::Retry(message),
    }
}

fn store_failed(error: StoreError) -> Failed {
    let message = format!("store: {error}");
    match error {
        StoreError::Unavailable { .. } => Failed::Away(message),
        StoreError::BadRecording { .. } => Failed::Reject(message),
        // A store says nothing else of a recording.
        _ => Failed::Retry(message),
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
