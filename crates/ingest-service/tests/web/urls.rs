//! `SubmitUrl`: what comes of a page, and what its caller is told if nothing does.

use std::{sync::Arc, time::Duration};

use sayso_contract::{
    Path,
    document::v1::Document as WireDocument,
    document_from_wire,
    ingest::v1::{SubmitUrlRequest, SubmitUrlResponse, ingest_service_client::IngestServiceClient},
};
use sayso_domain::Document;
use sayso_feeds_sqlite::SqliteFeeds;
use sayso_fetch::Settings;
use sayso_ingest_service::{Feeds, Pages, add};
use sayso_queue::NewItem;
use sayso_service::{Channel, ClientSettings, Server, in_memory, status::details};
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic::{Code, Status};

use crate::{
    settings,
    world::{Act, FULL_RETRY, MemoryQueue, World},
};

const ARTICLE: &str = "<html lang=en><title>Dam holds</title><p>The dam will hold, the governor of Karsel said.</p>
    <p>The river is still rising, she said.</p>";

/// The service over a world's pages.
struct Served {
    client: IngestServiceClient<Channel>,
    queue: Arc<MemoryQueue>,
    _stop: DropGuard,
}

fn serve(pages: Pages) -> Served {
    let (queue, shutdown, client) =
        (Arc::new(MemoryQueue::default()), CancellationToken::new(), ClientSettings::default());
    let (channel, incoming) = in_memory(&client);
    let settings = settings();
    let feeds = Feeds::new(Arc::new(SqliteFeeds::open_in_memory(settings.feeds.limits).unwrap()));
    let server = Server::new(settings.server.clone());
    let server = add(server, queue.clone(), feeds, pages, &settings.server);
    tokio::spawn(server.serve_stream(incoming, shutdown.clone()));
    Served { client: IngestServiceClient::new(channel), queue, _stop: shutdown.drop_guard() }
}

impl Served {
    async fn submit(&mut self, url: &str) -> Result<SubmitUrlResponse, Status> {
        let request = SubmitUrlRequest { url: url.to_owned(), request_id: "request-7".to_owned() };
        Ok(self.client.submit_url(request).await?.into_inner())
    }
}

/// The document that an item carries.
pub(crate) fn document(item: &NewItem) -> Document {
    let wire: WireDocument = prost::Message::decode(&item.payload[..]).unwrap();
    document_from_wire(Some(wire), &Path::of("payload")).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_page_is_submitted_once() {
    let world = World::new();
    world.page("/dam?token=secret", ARTICLE);
    let mut served = serve(world.pages());
    let first = served.submit("http://news.example/dam?token=secret#top").await.unwrap();
    let again = served.submit("http://news.example/dam?token=secret").await.unwrap();
    assert_eq!((first.duplicate, again.duplicate), (false, true));
    let submission = first.submission.unwrap();
    assert_eq!((&submission.id, submission.request_id.as_str()), (&again.submission.unwrap().id, "request-7"));
    let accepted = served.queue.accepted();
    let [item] = &accepted[..] else { panic!("{accepted:?}") };
    let document = document(item);
    assert_eq!(document.parts().title.as_deref(), Some("Dam holds"));
    assert_eq!(document.id().as_str(), submission.document_id);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_page_is_named() {
    let world = World::new();
    world.name("rebound.example", &["127.0.0.1"]);
    world.page("/front", "<nav><a href=/>Home</a></nav>");
    world.answer("/report.pdf", "200 OK\nContent-Type: application/pdf", "%PDF-1.7");
    world.answer("/away", "302 Found\nLocation: http://169.254.169.254/latest/meta-data/", "");
    world.answer("/files", "302 Found\nLocation: ftp://news.example/secret", "");
    world.answer("/gone", "410 Gone", "");
    world.answer("/staff", "403 Forbidden", "");
    world.answer("/busy", "429 Too Many Requests\nRetry-After: 90", "");
    let mut served = serve(world.pages_with(Settings { robots: false, ..Settings::default() }));
    let mut check = async |url: &str, code: Code, reason: &str, retry_after: Option<u64>| {
        let error = served.submit(url).await.unwrap_err();
        let told = details(&error);
        assert_eq!((error.code(), told.reason.as_str()), (code, reason), "{url}");
        let field = told.violations.first().map(|(field, _)| field.as_str());
        assert_eq!(field, (code == Code::InvalidArgument).then_some("url"), "{url}");
        assert_eq!(told.retry_after, retry_after.map(Duration::from_secs), "{url}");
        assert!(!error.message().contains("secret"), "{}", error.message());
    };
    let invalid = Code::InvalidArgument;
    check("", invalid, "FIELD_REQUIRED", None).await;
    check("news", invalid, "FIELD_MALFORMED", None).await;
    check("ftp://news.example/secret", invalid, "FIELD_MALFORMED", None).await;
    check("http://user:secret@news.example/", invalid, "FIELD_MALFORMED", None).await;
    check(&format!("http://news.example/{}", "a".repeat(5000)), invalid, "FIELD_TOO_LONG", None).await;
    check("http://127.0.0.1/secret", invalid, "ADDRESS_REFUSED", None).await;
    check("http://localhost/secret", invalid, "ADDRESS_REFUSED", None).await;
    check("http://rebound.example/secret", invalid, "ADDRESS_REFUSED", None).await;
    check("http://news.example/away", invalid, "ADDRESS_REFUSED", None).await;
    check("http://news.example/files", Code::FailedPrecondition, "BAD_REDIRECT", None).await;
    check("http://news.example/front", invalid, "NO_ARTICLE", None).await;
    check("http://news.example/report.pdf", invalid, "UNKNOWN_MEDIA_TYPE", None).await;
    check("http://news.example/gone", Code::NotFound, "PAGE_GONE", None).await;
    check("http://news.example/nothing?secret", Code::NotFound, "PAGE_NOT_FOUND", None).await;
    check("http://news.example/staff", Code::FailedPrecondition, "SITE_REFUSED", None).await;
    check("http://nowhere.example/secret", Code::Unavailable, "SITE_UNREACHABLE", None).await;
    check("http://news.example/busy", Code::Unavailable, "SITE_BUSY", Some(90)).await;
    assert!(world.connected().iter().all(|address| address == "9.9.9.1:80"), "{:?}", world.connected());
    assert_eq!(served.queue.puts(), 0);
}

#[tokio::test(start_paused = true)]
async fn robots_are_kept() {
    let world = World::new();
    world.page("/private/dam", ARTICLE);
    world.answer("/robots.txt", "200 OK\nContent-Type: text/plain", "User-agent: *\nDisallow: /private/");
    let error =
        serve(world.pages_with(Settings::default())).submit("http://news.example/private/dam").await.unwrap_err();
    assert_eq!((error.code(), details(&error).reason.as_str()), (Code::FailedPrecondition, "NOT_ALLOWED_BY_ROBOTS"));
    assert_eq!(world.asked("/private/dam"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_full_queue_is_told() {
    let world = World::new();
    world.page("/dam", ARTICLE);
    let mut served = serve(world.pages());
    served.queue.set_room(0);
    let error = served.submit("http://news.example/dam").await.unwrap_err();
    let told = details(&error);
    assert_eq!(
        (error.code(), told.reason.as_str(), told.retry_after),
        (Code::ResourceExhausted, "QUEUE_FULL", Some(FULL_RETRY))
    );
}

#[tokio::test(start_paused = true)]
async fn a_slow_site_is_left_at_the_deadline() {
    let world = World::new();
    let drop_by_drop = Act::Repeat(b" ".to_vec(), Duration::from_secs(1));
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".to_vec();
    world.acts("/slow", vec![Act::Send(head), drop_by_drop]);
    world.acts("/silent", vec![Act::Hang]);
    let mut served = serve(world.pages());
    for path in ["slow", "silent"] {
        let mut request =
            tonic::Request::new(SubmitUrlRequest { url: format!("http://news.example/{path}"), ..Default::default() });
        request.set_timeout(Duration::from_secs(5));
        let error = served.client.submit_url(request).await.unwrap_err();
        assert_eq!(error.code(), Code::DeadlineExceeded, "{path}");
    }
    assert_eq!(served.queue.puts(), 0);
}
