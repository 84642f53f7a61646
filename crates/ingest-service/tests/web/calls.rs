//! The calls about feeds, and that the poller hears of a new one at once.

use std::sync::Arc;

use sayso_contract::ingest::v1::{
    CreateFeedRequest, DeleteFeedRequest, Feed, GetFeedRequest, ListFeedsRequest,
    ingest_service_client::IngestServiceClient,
};
use sayso_feeds_sqlite::SqliteFeeds;
use sayso_ingest_service::{Feeds, Poller, add};
use sayso_service::{Channel, ClientSettings, Server, in_memory, status::details};
use tokio::time::sleep;
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic::{Code, Status};

use crate::{
    desk::{ATOM, MORNING, SECOND, article, atom, feed_settings},
    settings,
    world::{MemoryQueue, World},
};

struct Served {
    client: IngestServiceClient<Channel>,
    queue: Arc<MemoryQueue>,
    _stop: DropGuard,
}

fn serve(world: &Arc<World>) -> Served {
    let (settings, feed_settings) = (settings(), feed_settings());
    let (queue, shutdown, client) =
        (Arc::new(MemoryQueue::default()), CancellationToken::new(), ClientSettings::default());
    let (channel, incoming) = in_memory(&client);
    let limits = sayso_feeds::Limits { max_feeds: 3, ..feed_settings.limits.clone() };
    let feeds = Feeds::new(Arc::new(SqliteFeeds::open_in_memory(limits).unwrap()));
    let server = Server::new(settings.server.clone());
    let server = add(server, queue.clone(), feeds.clone(), world.pages(), &settings.server);
    tokio::spawn(server.serve_stream(incoming, shutdown.clone()));
    tokio::spawn(Poller::new(feeds, queue.clone(), world.pages(), feed_settings).run(shutdown.clone()));
    Served { client: IngestServiceClient::new(channel), queue, _stop: shutdown.drop_guard() }
}

impl Served {
    async fn create(&mut self, url: &str, interval_seconds: u32) -> Result<Feed, Status> {
        let feed = Feed { url: url.to_owned(), interval_seconds, ..Feed::default() };
        let request = CreateFeedRequest { feed: Some(feed), request_id: String::new() };
        Ok(self.client.create_feed(request).await?.into_inner().feed.unwrap())
    }

    async fn list(&mut self, page_size: u32, page_token: &str) -> Result<(Vec<Feed>, String), Status> {
        let request = ListFeedsRequest { page_size, page_token: page_token.to_owned() };
        let page = self.client.list_feeds(request).await?.into_inner();
        Ok((page.feeds, page.next_page_token))
    }
}

#[tokio::test(start_paused = true)]
async fn a_feed_goes_its_way() {
    let world = World::new();
    world.page("/Alpha", &article("Alpha"));
    world.answer("/feed?key=secret", ATOM, atom(&[("Alpha", MORNING)]));
    let mut served = serve(&world);
    // Long enough that the poller has nothing more to look for by itself.
    sleep(SECOND).await;
    let created = served.create("http://news.example/feed?key=secret#top", 900).await.unwrap();
    assert_eq!((created.url.as_str(), created.interval_seconds), ("http://news.example/feed?key=secret", 900));
    assert!(created.fetched_at.is_none() && created.created_at.is_some() && !created.stopped);
    sleep(SECOND).await;
    assert_eq!(served.queue.accepted().len(), 1, "the bell has rung");

    let request = GetFeedRequest { id: created.id.clone() };
    let feed = served.client.get_feed(request.clone()).await.unwrap().into_inner().feed.unwrap();
    assert_eq!((feed.title.as_str(), feed.last_error.as_str(), feed.entries_submitted), ("Northwire", "", 1));
    let seconds = |at: Option<pbjson_types::Timestamp>| at.unwrap().seconds;
    assert_eq!(seconds(feed.next_fetch_at) - seconds(feed.fetched_at), 900);
    assert_eq!(served.list(0, "").await.unwrap(), (vec![feed], String::new()));

    // Again: the same feed, with another interval.
    assert_eq!(served.create("http://news.example/feed?key=secret", 0).await.unwrap().interval_seconds, 0);
    assert_eq!(served.list(0, "").await.unwrap().0.len(), 1);

    let delete = DeleteFeedRequest { id: created.id, request_id: String::new() };
    served.client.delete_feed(delete.clone()).await.unwrap();
    let errors =
        [served.client.delete_feed(delete).await.unwrap_err(), served.client.get_feed(request).await.unwrap_err()];
    for error in errors {
        assert_eq!((error.code(), details(&error).reason.as_str()), (Code::NotFound, "FEED_NOT_FOUND"));
    }
    assert_eq!(served.list(0, "").await.unwrap().0, []);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_feed_is_refused() {
    let mut served = serve(&World::new());
    let mut check = async |url: &str, interval: u32, field: &str, reason: &str| {
        let error = served.create(url, interval).await.unwrap_err();
        let told = details(&error);
        let named = told.violations.first().map(|(field, _)| field.as_str());
        assert_eq!((error.code(), named, told.reason.as_str()), (Code::InvalidArgument, Some(field), reason), "{url}");
        assert!(!error.message().contains("secret"));
    };
    check("", 0, "feed.url", "FIELD_REQUIRED").await;
    check("news", 0, "feed.url", "FIELD_MALFORMED").await;
    check("ftp://news.example/secret", 0, "feed.url", "FIELD_MALFORMED").await;
    check("http://user:secret@news.example/", 0, "feed.url", "FIELD_MALFORMED").await;
    check("http://127.0.0.1/secret", 0, "feed.url", "ADDRESS_REFUSED").await;
    check("http://169.254.169.254/secret", 0, "feed.url", "ADDRESS_REFUSED").await;
    check("http://news.example:22/secret", 0, "feed.url", "ADDRESS_REFUSED").await;
    check(&format!("http://news.example/{}", "a".repeat(5000)), 0, "feed.url", "FIELD_TOO_LONG").await;
    check("http://news.example/", 59, "feed.interval_seconds", "FIELD_OUT_OF_RANGE").await;
    check("http://news.example/", u32::MAX, "feed.interval_seconds", "FIELD_OUT_OF_RANGE").await;
    let none = served.client.create_feed(CreateFeedRequest::default()).await.unwrap_err();
    assert_eq!(details(&none).reason, "FIELD_REQUIRED");
    let bad_id = DeleteFeedRequest { id: "a b".to_owned(), request_id: String::new() };
    assert_eq!(details(&served.client.delete_feed(bad_id).await.unwrap_err()).reason, "FIELD_MALFORMED");
    assert_eq!(details(&served.list(0, "a b").await.unwrap_err()).reason, "FIELD_MALFORMED");
}

#[tokio::test(start_paused = true)]
async fn feeds_come_in_pages_and_not_without_end() {
    let mut served = serve(&World::new());
    for n in 0..3 {
        served.create(&format!("http://news.example/{n}"), 0).await.unwrap();
    }
    let error = served.create("http://news.example/3", 0).await.unwrap_err();
    assert_eq!((error.code(), details(&error).reason.as_str()), (Code::ResourceExhausted, "TOO_MANY_FEEDS"));
    let (first, token) = served.list(2, "").await.unwrap();
    let (second, end) = served.list(2, &token).await.unwrap();
    assert_eq!((first.len(), second.len(), end.as_str()), (2, 1, ""));
    assert!(first[0].id < first[1].id && first[1].id < second[0].id);
}
