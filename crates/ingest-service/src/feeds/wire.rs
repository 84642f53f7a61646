//! The calls about feeds.

use std::time::Duration;

use sayso_contract::{
    Path, Reason,
    ingest::v1::{
        CreateFeedRequest, CreateFeedResponse, DeleteFeedRequest, DeleteFeedResponse, Feed as WireFeed, GetFeedRequest,
        GetFeedResponse, ListFeedsRequest, ListFeedsResponse,
    },
    timestamp_to_wire,
};
use sayso_domain::stable_id;
use sayso_feeds::{Feed, FeedId, FeedsError, NewFeed};
use sayso_fetch::FetchError;
use sayso_rpc::{invalid, page_size};
use sayso_service::{RequestId, status};
use tonic::{Code, Status};

use super::Feeds;
use crate::{Pages, page_status::fetch_status};

/// The seconds that may be asked for between two looks.
const INTERVALS: std::ops::RangeInclusive<u32> = 60..=365 * 24 * 3600;

/// Answers the calls about feeds.
#[derive(Clone)]
pub(crate) struct FeedCalls {
    pub(crate) feeds: Feeds,
    pub(crate) pages: Pages,
}

impl FeedCalls {
    pub(crate) async fn create(
        &self,
        request: CreateFeedRequest,
        request_id: &RequestId,
    ) -> Result<CreateFeedResponse, Status> {
        let path = Path::of("feed");
        let Some(wire) = request.feed else { return Err(invalid(&path.error(Reason::Required, "a feed is needed"))) };
        if wire.url.is_empty() {
            return Err(invalid(&path.field("url").error(Reason::Required, "the address of a feed is needed")));
        }
        let now = self.pages.now();
        let url = self.pages.fetcher().check(&wire.url);
        let url = url.map_err(|reason| fetch_status(&FetchError::Refused { reason }, "feed.url", now))?;
        let interval = match wire.interval_seconds {
            0 => None,
            seconds if INTERVALS.contains(&seconds) => Some(Duration::from_secs(seconds.into())),
            _ => {
                let rule = format!("it must be from {} to {}, or 0", INTERVALS.start(), INTERVALS.end());
                return Err(invalid(&path.field("interval_seconds").error(Reason::OutOfRange, rule)));
            }
        };
        let new = NewFeed { id: feed_id(&stable_id("f", &[url.as_str().as_bytes()]))?, url: url.into(), interval };
        let feed = self.feeds.store.create(new, now).await.map_err(feeds_status)?;
        self.feeds.changed.notify_one();
        tracing::info!(feed = %feed.id, %request_id, "followed");
        Ok(CreateFeedResponse { feed: Some(to_wire(feed)) })
    }

    pub(crate) async fn get(&self, request: &GetFeedRequest) -> Result<GetFeedResponse, Status> {
        let feed = self.feeds.store.get(&feed_id(&request.id)?).await.map_err(feeds_status)?;
        Ok(GetFeedResponse { feed: Some(to_wire(feed)) })
    }

    pub(crate) async fn list(&self, request: &ListFeedsRequest) -> Result<ListFeedsResponse, Status> {
        let token = Some(request.page_token.as_str()).filter(|token| !token.is_empty());
        let page = self.feeds.store.list(page_size(request.page_size), token).await.map_err(feeds_status)?;
        Ok(ListFeedsResponse {
            feeds: page.feeds.into_iter().map(to_wire).collect(),
            next_page_token: page.next_page_token.unwrap_or_default(),
        })
    }

    pub(crate) async fn delete(
        &self,
        request: &DeleteFeedRequest,
        request_id: &RequestId,
    ) -> Result<DeleteFeedResponse, Status> {
        let id = feed_id(&request.id)?;
        self.feeds.store.delete(&id).await.map_err(feeds_status)?;
        tracing::info!(feed = %id, %request_id, "followed no longer");
        Ok(DeleteFeedResponse {})
    }
}

fn feed_id(given: &str) -> Result<FeedId, Status> {
    FeedId::new(given).map_err(|_| {
        let message = "it is no id of a feed: take it from the answer to CreateFeed or ListFeeds";
        invalid(&Path::of("id").error(Reason::Malformed, message))
    })
}

fn to_wire(feed: Feed) -> WireFeed {
    let Feed { id, url, interval, created_at, state, submitted, given_up, waiting, last_entry_error } = feed;
    WireFeed {
        id: id.to_string(),
        moved_to: if state.location == url { String::new() } else { state.location },
        url,
        interval_seconds: interval.map_or(0, |interval| u32::try_from(interval.as_secs()).unwrap_or(u32::MAX)),
        fetched_at: state.fetched_at.map(timestamp_to_wire),
        last_error: state.last_error.unwrap_or_default(),
        title: state.title.unwrap_or_default(),
        stopped: state.next_fetch_at.is_none(),
        next_fetch_at: state.next_fetch_at.map(timestamp_to_wire),
        created_at: Some(timestamp_to_wire(created_at)),
        entries_submitted: submitted,
        entries_given_up: given_up,
        entries_waiting: waiting,
        last_entry_error: last_entry_error.unwrap_or_default(),
    }
}

fn feeds_status(error: FeedsError) -> Status {
    match error {
        FeedsError::TooMany { .. } => status::error(Code::ResourceExhausted, "TOO_MANY_FEEDS", error.to_string()),
        FeedsError::NotFound => status::error(Code::NotFound, "FEED_NOT_FOUND", error.to_string()),
        FeedsError::BadPageToken => status::invalid_field("FIELD_MALFORMED", "page_token", error.to_string()),
        FeedsError::Unavailable { .. } => status::error(Code::Unavailable, "FEEDS_UNAVAILABLE", error.to_string()),
        // Only a poller has leases.
        error => status::internal(&error),
    }
}

#[cfg(test)]
mod tests {
    use sayso_service::status::details;

    use super::*;

    #[test]
    fn every_error_has_a_stable_reason() {
        let check = |error: FeedsError, code: Code, reason: &str| {
            let status = feeds_status(error);
            assert_eq!((status.code(), details(&status).reason.as_str()), (code, reason));
        };
        check(FeedsError::TooMany { limit: 7 }, Code::ResourceExhausted, "TOO_MANY_FEEDS");
        check(FeedsError::NotFound, Code::NotFound, "FEED_NOT_FOUND");
        check(FeedsError::BadPageToken, Code::InvalidArgument, "FIELD_MALFORMED");
        check(FeedsError::Unavailable { message: "away".into() }, Code::Unavailable, "FEEDS_UNAVAILABLE");
        check(FeedsError::LeaseLost, Code::Internal, "INTERNAL");
    }
}
