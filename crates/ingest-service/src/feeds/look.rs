//! One look at a feed: fetch it, read it, add its entries, and work out when the next is due.

use std::time::Duration;

use jiff::Timestamp;
use sayso_feeds::{Added, FeedState, FeedsError, Lease};
use sayso_fetch::{Answer, Body, Cadence, Conditions, FetchError, Fetched, PollHints, Polled};
use sayso_readers::{Raw, ReadError};

use super::{
    listing::{self, Listing, may_have_changed, not_skipped},
    poller::Poller,
};

/// Why a look came to nothing.
#[derive(Debug, thiserror::Error)]
enum LookError {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A feed that was read.
struct Read {
    polled: Polled,
    /// It says that it will never change again.
    has_ended: bool,
}

impl Poller {
    /// Looks at a feed that is to be fetched now, and saves what came of it.
    pub(super) async fn look(&self, lease: &Lease) -> Result<(), FeedsError> {
        let now = self.pages.now();
        let mut state = lease.feed.state.clone();
        let conditions = Conditions { etag: state.etag.clone(), last_modified: state.last_modified.clone() };
        let fetched = self.pages.fetcher().get(&state.location, &conditions).await;
        let mut has_ended = false;
        let (polled, max_age, failed) = match fetched {
            Ok(Fetched::NotModified(answer)) => {
                state.last_error = None;
                state.read_at = Some(now);
                (Polled::NoNews, follow(&mut state, &answer), None)
            }
            Ok(Fetched::Body(body)) => {
                let answer = body.answer.clone();
                match self.read(lease, &mut state, body, now).await? {
                    Ok(read) => {
                        has_ended = read.has_ended;
                        (read.polled, follow(&mut state, &answer), None)
                    }
                    Err(error) => (Polled::Failed, None, Some(error)),
                }
            }
            Err(error) => (Polled::Failed, None, Some(error.into())),
        };
        state.fetched_at = Some(now);
        let retry_at = match &failed {
            Some(LookError::Fetch(error)) => error.retry_at(),
            _ => None,
        };
        let cadence = self.settings.cadence_with(lease.feed.interval);
        let hints = PollHints { ttl: state.hints.interval, max_age, retry_at };
        let pace = Cadence { interval: state.pace, failures: state.failures };
        let (pace, next) = pace.after(&cadence, lease.feed.id.as_str(), now, polled, &hints);
        (state.pace, state.failures) = (pace.interval, pace.failures);
        if let Some(error) = &failed {
            tracing::warn!(%error, failures = state.failures, "the feed could not be looked at");
            state.last_error = Some(error.to_string());
        }
        let stops = has_ended || matches!(failed, Some(LookError::Fetch(FetchError::Gone)));
        // However many hours and days it leaves out, it is asked within the longest interval.
        let latest = now.checked_add(cadence.longest).unwrap_or(Timestamp::MAX).max(next);
        state.next_fetch_at = (!stops).then(|| not_skipped(next, &state.hints).min(latest));
        self.feeds.store.save(lease, state).await
    }

    /// Reads what came, and the sitemaps that an index names, and adds the entries.
    async fn read(
        &self,
        lease: &Lease,
        state: &mut FeedState,
        body: Body,
        now: Timestamp,
    ) -> Result<Result<Read, LookError>, FeedsError> {
        let Body { answer, content_type, bytes, .. } = body;
        let mut listing = match self.read_listing(bytes, content_type, answer.final_url.to_string()).await {
            Ok(listing) => listing,
            Err(error) => return Ok(Err(error.into())),
        };
        let is_index = !listing.sitemaps.is_empty();
        let mut problem = listing.problem.take().map(LookError::from);
        let mut added = self.add(lease, &mut listing, now).await?;
        let changed =
            listing.sitemaps.iter().filter(|(_, modified)| may_have_changed(modified.as_ref(), state.read_at));
        for (url, _) in changed.take(self.settings.max_sitemaps) {
            match self.sitemap(url).await {
                Ok(mut listing) => {
                    let more = self.add(lease, &mut listing, now).await?;
                    added = Added { taken: added.taken + more.taken, left: added.left + more.left };
                    problem = listing.problem.map(LookError::from).or(problem);
                }
                Err(error) => problem = Some(error),
            }
        }
        if added.left > 0 {
            tracing::warn!(entries = added.left, "no room for more entries of the feed until some are done");
        }
        let complete = problem.is_none() && added.left == 0;
        if complete {
            state.read_at = Some(now);
        }
        // An index may stay as it is while its sitemaps change; and what was not read whole is to come again.
        let keep = complete && !is_index;
        (state.etag, state.last_modified) = if keep { (answer.etag, answer.last_modified) } else { (None, None) };
        (state.title, state.hints) = (listing.title, listing.hints);
        state.last_error = match problem {
            Some(error) => Some(format!("not all of it could be read: {error}")),
            None => listing.has_ended.then(|| "the feed says that it has ended: it is looked at no more".to_owned()),
        };
        tracing::info!(entries = added.taken, "looked at the feed");
        let polled = if added.taken > 0 { Polled::News } else { Polled::NoNews };
        Ok(Ok(Read { polled, has_ended: listing.has_ended }))
    }

    async fn add(&self, lease: &Lease, listing: &mut Listing, now: Timestamp) -> Result<Added, FeedsError> {
        self.feeds.store.add_entries(lease, std::mem::take(&mut listing.entries), now).await
    }

    /// A sitemap of an index. Those that it names in its turn, which the protocol forbids, are left.
    async fn sitemap(&self, url: &str) -> Result<Listing, LookError> {
        match self.pages.fetcher().get(url, &Conditions::default()).await? {
            Fetched::NotModified(_) => Ok(Listing::default()),
            Fetched::Body(Body { answer, content_type, bytes, .. }) => {
                Ok(self.read_listing(bytes, content_type, answer.final_url.to_string()).await?)
            }
        }
    }

    async fn read_listing(
        &self,
        bytes: impl AsRef<[u8]> + Send + 'static,
        media_type: Option<String>,
        uri: String,
    ) -> Result<Listing, ReadError> {
        let most = self.settings.max_listed;
        let read = move || {
            let raw = Raw { bytes: bytes.as_ref(), media_type: media_type.as_deref(), uri: Some(&uri) };
            listing::read(&raw, most)
        };
        self.pages.reader().run(read).await
    }
}

/// Notes what an answer says of where the feed is, and returns for how long it is good. Only an answer that could be read
/// is believed: a site in disorder sends everybody to its front page.
fn follow(state: &mut FeedState, answer: &Answer) -> Option<Duration> {
    if let Some(location) = moved_to(answer)
        && location != state.location
    {
        tracing::info!("the feed has moved for good");
        state.location = location;
    }
    answer.cache_max_age
}

/// Where the feed is from now on: as far as the redirects, from the first on, are for good.
fn moved_to(answer: &Answer) -> Option<String> {
    let permanent = answer.redirects.iter().take_while(|redirect| redirect.is_permanent()).count();
    match (permanent, answer.redirects.get(permanent)) {
        (0, _) => None,
        (_, Some(redirect)) => Some(redirect.from.to_string()),
        (_, None) => Some(answer.final_url.to_string()),
    }
}
