//! Takes feeds that are due, several at once, and works on each until there is nothing to do.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use jiff::Timestamp;
use sayso_feeds::{FeedsError, Lease};
use sayso_queue::Queue;
use tokio::{
    sync::Semaphore,
    time::{Instant, sleep},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;
use url::Url;

use super::{FeedSettings, Feeds};
use crate::{Pages, supervise::keep_going};

/// Entries of a feed that are gone through before others have their turn.
const TURN: usize = 50;

/// How long that may take, but for the last of them.
const TURN_TIME: Duration = Duration::from_secs(60);

/// Follows feeds. Cheap to clone.
#[derive(Clone)]
pub struct Poller {
    pub(super) feeds: Feeds,
    pub(super) queue: Arc<dyn Queue>,
    pub(super) pages: Pages,
    pub(super) settings: Arc<FeedSettings>,
}

/// How a turn ended.
enum Ended {
    /// All was done, or as much as one turn may.
    Done,
    /// It was cut, because all stops.
    Cut,
    /// Another has the feed, or it is gone.
    Lost,
    /// It came to nothing; the feed is taken again when the lease has run out.
    Broken,
}

impl Poller {
    /// Follows `feeds`: what they list is fetched and read with `pages` and put into `queue`.
    #[must_use]
    pub fn new(feeds: Feeds, queue: Arc<dyn Queue>, pages: Pages, settings: FeedSettings) -> Self {
        Self { feeds, queue, pages, settings: Arc::new(settings) }
    }

    /// Works on up to [`FeedSettings::feeds_at_once`] feeds until told to stop; then gives back what it has.
    pub async fn run(self, shutdown: CancellationToken) {
        keep_going("poller", self.settings.probe_interval, &shutdown, || self.poll(&shutdown)).await;
    }

    async fn poll(&self, shutdown: &CancellationToken) {
        let (places, turns) = (Arc::new(Semaphore::new(self.settings.feeds_at_once)), TaskTracker::new());
        loop {
            // The semaphore is never closed.
            let place = shutdown.run_until_cancelled(Arc::clone(&places).acquire_owned()).await;
            let Some(Ok(place)) = place else { break };
            match self.take().await {
                Ok(Some(lease)) => {
                    let (poller, shutdown) = (self.clone(), shutdown.clone());
                    turns.spawn(async move {
                        poller.turn(lease, &shutdown).await;
                        drop(place);
                        // The feed may be due earlier than any that was known to be.
                        poller.feeds.changed.notify_one();
                    });
                    continue;
                }
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "no feed could be taken"),
            }
            drop(place);
            tokio::select! {
                () = shutdown.cancelled() => break,
                () = self.feeds.changed.notified() => {}
                () = self.until_next_due() => {}
            }
        }
        turns.close();
        turns.wait().await;
    }

    async fn take(&self) -> Result<Option<Lease>, FeedsError> {
        let now = self.pages.now();
        self.feeds.store.take(now, self.lease_end(now)).await
    }

    fn lease_end(&self, now: Timestamp) -> Timestamp {
        now.checked_add(self.settings.lease_duration).unwrap_or(Timestamp::MAX)
    }

    /// Waits until a feed is due, as far as is known now, and no longer than [`FeedSettings::probe_interval`]: another
    /// process may have given one back, and clocks are set.
    async fn until_next_due(&self) {
        let due = self.feeds.store.next_due().await.ok().flatten();
        let wait = due.and_then(|due| Duration::try_from(self.pages.now().duration_until(due)).ok());
        // Where it is due at once and yet was not to be had, the store failed.
        sleep(wait.unwrap_or(self.settings.probe_interval).min(self.settings.probe_interval).max(MOMENT)).await;
    }

    async fn turn(&self, lease: Lease, shutdown: &CancellationToken) {
        let span = tracing::info_span!("feed", id = %lease.feed.id, site = site(&lease.feed.state.location));
        async {
            // Given up in this order: what is lost is not worked on, and what stops does not begin anew.
            let ended = tokio::select! {
                biased;
                () = shutdown.cancelled() => Ended::Cut,
                ended = self.keep(&lease) => ended,
                worked = AssertUnwindSafe(self.work(&lease)).catch_unwind() => match worked {
                    Ok(Ok(())) => Ended::Done,
                    Ok(Err(FeedsError::LeaseLost)) => Ended::Lost,
                    Ok(Err(error)) => {
                        tracing::error!(%error, "the feed could not be worked on");
                        Ended::Broken
                    }
                    Err(_) => {
                        tracing::error!("the poller panicked over the feed");
                        Ended::Broken
                    }
                },
            };
            match ended {
                Ended::Done | Ended::Cut => match self.feeds.store.finish(&lease, self.pages.now()).await {
                    Ok(()) | Err(FeedsError::LeaseLost) => {}
                    Err(error) => tracing::error!(%error, "the feed could not be given back"),
                },
                Ended::Lost => tracing::info!("the feed is in other hands or gone"),
                Ended::Broken => {}
            }
        }
        .instrument(span)
        .await;
    }

    /// Extends the lease for as long as it can be.
    async fn keep(&self, lease: &Lease) -> Ended {
        loop {
            sleep(self.settings.lease_duration / 3).await;
            match self.feeds.store.extend(lease, self.lease_end(self.pages.now())).await {
                Ok(()) => {}
                Err(FeedsError::LeaseLost) => return Ended::Lost,
                Err(error) => tracing::warn!(%error, "the lease of the feed could not be extended"),
            }
        }
    }

    /// Looks at the feed if that is due, and goes through its entries that are.
    async fn work(&self, lease: &Lease) -> Result<(), FeedsError> {
        if lease.feed.state.next_fetch_at.is_some_and(|at| at <= self.pages.now()) {
            self.look(lease).await?;
        }
        let end = Instant::now() + TURN_TIME;
        for _ in 0..TURN {
            if Instant::now() >= end {
                break;
            }
            let Some(entry) = self.feeds.store.next_entry(lease, self.pages.now()).await? else { break };
            let ended = self.submit(lease, &entry).await;
            match &ended {
                sayso_feeds::Ended::Done { .. } => {}
                sayso_feeds::Ended::Later { error, .. } => tracing::info!(error, "an entry is tried again later"),
                sayso_feeds::Ended::GivenUp { error } => tracing::warn!(error, "an entry was given up"),
            }
            self.feeds.store.end_entry(lease, &entry.key, ended).await?;
        }
        Ok(())
    }
}

/// The least wait between two questions to the store.
const MOMENT: Duration = Duration::from_millis(10);

/// What may be logged of an address: scheme and host.
fn site(url: &str) -> String {
    let url = Url::parse(url).ok();
    url.map(|url| format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default())).unwrap_or_default()
}
