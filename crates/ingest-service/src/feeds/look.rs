//! One look at a feed: fetch it, read it, add its entries, and work out when the next is due.

use std::{collections::BTreeMap, time::Duration};

use jiff::Timestamp;
use sayso_domain::PublicationTime;
use sayso_feeds::{FeedState, FeedsError, Lease, ReadSitemap};
use sayso_fetch::{Answer, Body, Cadence, Conditions, FetchError, Fetched, PollHints, Polled};
use sayso_readers::{Raw, ReadError};

use super::{
    item,
    listing::{self, Listing, may_have_changed, not_skipped},
    poller::Poller,
};

/// Why a look came to nothing, or not all was read.
#[derive(Debug, thiserror::Error)]
enum LookError {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("it lists {entries} more than are read at one look (`feeds.max_listed`)")]
    LeftOut { entries: usize },
    #[error("{sitemaps} of its sitemaps are left for the next look (`feeds.max_sitemaps`)")]
    Sitemaps { sitemaps: usize },
    #[error("there is no room for {entries} of its entries until others are done (`feeds.limits`)")]
    NoRoom { entries: usize },
}

impl LookError {
    /// Whether the next look would find the same, as long as nothing changes.
    fn lasts(&self) -> bool {
        matches!(self, Self::LeftOut { .. })
    }
}

/// What came of the sitemaps of an index.
struct Sitemaps {
    /// How many entries are new.
    new: usize,
    /// Why not all was read.
    lack: Option<LookError>,
    /// The sources that were not read.
    skipped: Vec<String>,
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
                // What could not be read of it before still cannot.
                if state.failures > 0 {
                    state.last_error = None;
                }
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
        let mut listing = match self.read_listing("", bytes, content_type, answer.final_url.to_string()).await {
            Ok(listing) => listing,
            Err(error) => return Ok(Err(error.into())),
        };
        let is_index = !listing.sitemaps.is_empty();
        let (mut new, mut lack) = self.add(lease, &mut listing, now).await?;
        let sitemaps = self.sitemaps(lease, &mut state.sitemaps, std::mem::take(&mut listing.sitemaps), now).await?;
        new += sitemaps.new;
        lack = sitemaps.lack.or(lack);
        self.feeds.store.forget_entries(lease, sitemaps.skipped, now).await?;
        // An index may stay as it is while its sitemaps change; and what was not read whole is to come again.
        let keep = !is_index && lack.as_ref().is_none_or(LookError::lasts);
        (state.etag, state.last_modified) = if keep { (answer.etag, answer.last_modified) } else { (None, None) };
        (state.title, state.hints) = (listing.title, listing.hints);
        state.last_error = match lack {
            Some(error) => Some(format!("not all of it could be read: {error}")),
            None => listing.has_ended.then(|| "the feed says that it has ended: it is looked at no more".to_owned()),
        };
        tracing::info!(new, "looked at the feed");
        let polled = if new > 0 { Polled::News } else { Polled::NoNews };
        Ok(Ok(Read { polled, has_ended: listing.has_ended }))
    }

    /// Adds what was listed; returns how much of it is new, and why not all is there.
    async fn add(
        &self,
        lease: &Lease,
        listing: &mut Listing,
        now: Timestamp,
    ) -> Result<(usize, Option<LookError>), FeedsError> {
        let added = self.feeds.store.add_entries(lease, std::mem::take(&mut listing.entries), now).await?;
        let no_room = (added.left > 0).then_some(LookError::NoRoom { entries: added.left });
        let left_out = (listing.left_out > 0).then_some(LookError::LeftOut { entries: listing.left_out });
        Ok((added.new, listing.problem.take().map(LookError::from).or(no_room).or(left_out)))
    }

    /// Reads those sitemaps of an index that may have changed, as many as one look may, and adds their entries. `known` is
    /// what was read of them before, and then what is read of them now.
    async fn sitemaps(
        &self,
        lease: &Lease,
        known: &mut BTreeMap<String, ReadSitemap>,
        listed: Vec<(String, Option<PublicationTime>)>,
        now: Timestamp,
    ) -> Result<Sitemaps, FeedsError> {
        let before = std::mem::take(known);
        let (mut changed, mut skipped) = (Vec::new(), Vec::new());
        for (url, modified) in listed {
            let source = item::source(&url);
            let read = before.get(&source);
            if may_have_changed(modified.as_ref(), read) {
                changed.push((source.clone(), url, modified));
            } else {
                skipped.push(source.clone());
            }
            known.extend(read.map(|read| (source, read.clone())));
        }
        // Those that never say when they change take turns.
        changed.sort_by_key(|(source, _, modified)| match modified {
            Some(_) => None,
            None => known.get(source).map(|read| read.read_at),
        });
        let rest = changed.split_off(changed.len().min(self.settings.max_sitemaps));
        let (mut new, mut lack) = (0, (!rest.is_empty()).then_some(LookError::Sitemaps { sitemaps: rest.len() }));
        skipped.extend(rest.into_iter().map(|(source, ..)| source));
        for (source, url, modified) in changed {
            let error = match self.sitemap(&source, &url).await {
                Ok(mut listing) => {
                    let (more, error) = self.add(lease, &mut listing, now).await?;
                    new += more;
                    error
                }
                Err(error) => Some(error),
            };
            if error.as_ref().is_none_or(LookError::lasts) {
                known.insert(source, ReadSitemap { modified: modified.map(|time| time.to_string()), read_at: now });
            } else {
                skipped.push(source);
            }
            lack = error.or(lack);
        }
        Ok(Sitemaps { new, lack, skipped })
    }

    /// A sitemap of an index. Those that it names in its turn, which the protocol forbids, are left.
    async fn sitemap(&self, source: &str, url: &str) -> Result<Listing, LookError> {
        match self.pages.fetcher().get(url, &Conditions::default()).await? {
            Fetched::NotModified(_) => Ok(Listing::default()),
            Fetched::Body(Body { answer, content_type, bytes, .. }) => {
                Ok(self.read_listing(source, bytes, content_type, answer.final_url.to_string()).await?)
            }
        }
    }

    async fn read_listing(
        &self,
        source: &str,
        bytes: impl AsRef<[u8]> + Send + 'static,
        media_type: Option<String>,
        uri: String,
    ) -> Result<Listing, ReadError> {
        let (source, most) = (source.to_owned(), self.settings.max_listed);
        let read = move || {
            let raw = Raw { bytes: bytes.as_ref(), media_type: media_type.as_deref(), uri: Some(&uri) };
            listing::read(&raw, &source, most)
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
