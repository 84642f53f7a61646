//! Feeds and pages through the whole system: real processes, a web server on this machine, and the `sayso` command.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    collections::HashMap,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures_util::StreamExt;
use sayso_contract::{
    ingest::v1::{Feed, SubmitUrlRequest},
    store::v1::{ClaimQuery, WatchClaimsRequest},
};
use sayso_service::status::details;
use sayso_tests::{
    Daemons, Deployment, Ran,
    commands::program,
    steps::{recorded, search, words},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    time::timeout,
};
use tonic::Code;

/// How long something may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(120);

/// A web server of an invented outlet, with pages that can be changed.
#[derive(Clone, Default)]
struct Outlet {
    pages: Arc<Mutex<HashMap<String, (&'static str, String)>>>,
}

impl Outlet {
    async fn open() -> (Self, SocketAddr) {
        let outlet = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = outlet.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(served.clone().answer(stream));
            }
        });
        (outlet, address)
    }

    fn put(&self, path: &str, media_type: &'static str, body: String) {
        self.pages.lock().unwrap().insert(path.to_owned(), (media_type, body));
    }

    async fn answer(self, mut stream: TcpStream) {
        let (from, mut to) = stream.split();
        let mut lines = BufReader::new(from).lines();
        let Ok(Some(first)) = lines.next_line().await else { return };
        while let Ok(Some(line)) = lines.next_line().await {
            if line.is_empty() {
                break;
            }
        }
        let path = first.split(' ').nth(1).unwrap_or_default();
        let page = self.pages.lock().unwrap().get(path).cloned();
        let (status, media_type, body) = match page {
            Some((media_type, body)) => ("200 OK", media_type, body),
            None => ("404 Not Found", "text/plain", String::new()),
        };
        let head = format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n", body.len());
        // Whoever asked may be gone.
        let _ = to.write_all(format!("{head}{body}").as_bytes()).await;
    }
}

fn article(title: &str, said: &str) -> String {
    format!(
        "<html lang=en><title>{title}</title><article><p>“{said},” said Mayor Ilse Brandt of Karsel on Tuesday.</p>
         <p>The river is still rising after a week of rain in the hills above the town.</p></article></html>"
    )
}

fn feed(address: SocketAddr, names: &[&str]) -> String {
    let item = |name: &&str| {
        format!(
            "<item><guid>http://{address}/{name}</guid><link>http://{address}/{name}</link><title>{name}</title>
             <pubDate>Wed, 04 Mar 2026 08:15:00 +0200</pubDate></item>"
        )
    };
    let items: String = names.iter().map(item).collect();
    format!("<rss version='2.0'><channel><title>Northwire</title>{items}</channel></rss>")
}

const HTML: &str = "text/html; charset=utf-8";
const RSS: &str = "application/rss+xml";

/// Waits until the store has a claim whose content holds `said`.
async fn until_claimed(deployment: &Deployment, said: &str) {
    let request = WatchClaimsRequest::default();
    let mut changes = deployment.raw_store().watch_claims(request).await.unwrap().into_inner();
    let seen = async {
        while let Some(change) = changes.next().await {
            if change.unwrap().claim.is_some_and(|claim| words(&claim)[2].contains(said)) {
                return;
            }
        }
        panic!("the changes end");
    };
    timeout(PATIENCE, seen).await.expect("the claim is recorded in time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_becomes_claims() {
    let (outlet, address) = Outlet::open().await;
    let allow = format!("fetch.allow_private={address}");
    let daemons = tokio::task::spawn_blocking(move || {
        let quick = ["fetch.host_delay=0s", "feeds.cadence.shortest=1s", "feeds.cadence.initial=1s"];
        Daemons::start_with(&[], &[&[allow.as_str()][..], &quick[..]].concat())
    });
    let daemons = daemons.await.unwrap();
    let server = daemons.ingest.address().to_string();
    let feeds = async |arguments: &[&str]| {
        Ran::of(program("sayso").arg("feeds").args(arguments).args(["--server", &server])).await
    };
    let url = format!("http://{address}/feed?key=hidden");
    outlet.put("/dam", HTML, article("Dam holds", "The dam will hold"));
    outlet.put("/feed?key=hidden", RSS, feed(address, &["dam"]));

    assert!(feeds(&[]).await.ok().is_empty());
    let added = feeds(&["add", &url]).await.ok();
    assert!(added.contains(&url) && added.contains("is followed"), "{added}");
    let log = daemons.folder().join("sayso-ingestd.log");
    let deployment = Deployment::of_daemons(daemons);
    until_claimed(&deployment, "The dam will hold").await;

    // It grows.
    outlet.put("/bridge", HTML, article("Bridge shut", "The bridge is shut"));
    outlet.put("/feed?key=hidden", RSS, feed(address, &["bridge", "dam"]));
    until_claimed(&deployment, "The bridge is shut").await;
    let found = search(&deployment, ClaimQuery { words: "dam".to_owned(), ..ClaimQuery::default() }).await;
    let [claim] = &found[..] else { panic!("{found:?}") };
    let document = claim.document.clone().unwrap();
    assert_eq!((document.title.as_str(), document.site.as_str()), ("Dam holds", "Northwire"));
    // The page does not say so, the feed does.
    assert_eq!(document.published_at, "2026-03-04T08:15:00+02:00");
    assert_eq!(document.uri, format!("http://{address}/dam"));

    let listed: Feed = serde_json::from_str(feeds(&["--json"]).await.ok().trim()).unwrap();
    assert_eq!(
        (listed.url.as_str(), listed.title.as_str(), listed.last_error.as_str()),
        (url.as_str(), "Northwire", "")
    );
    assert!(feeds(&[]).await.ok().contains("Northwire"));
    let refused = feeds(&["add", "http://169.254.169.254/feed", "feed"]).await.failed(1);
    assert!(refused.contains("not public") && refused.contains("no absolute address"), "{refused}");
    assert!(feeds(&["remove", &listed.id]).await.ok().is_empty());
    assert!(feeds(&["remove", &url]).await.failed(1).contains("no such feed"));
    assert!(feeds(&[]).await.ok().is_empty());
    assert_nothing_hidden(&log);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_becomes_claims() {
    let (outlet, address) = Outlet::open().await;
    outlet.put("/dam?token=hidden", HTML, article("Dam holds", "The dam will hold"));
    let allow = format!("fetch.allow_private={address}");
    let daemons = tokio::task::spawn_blocking(move || Daemons::start(&[&allow])).await.unwrap();
    let log = daemons.folder().join("sayso-ingestd.log");
    let deployment = Deployment::of_daemons(daemons);
    let submitted = deployment.ingest().submit_url(&format!("http://{address}/dam?token=hidden")).await.unwrap();
    recorded(&deployment, &submitted.submission.unwrap().id).await;
    let found = search(&deployment, ClaimQuery { words: "dam".to_owned(), ..ClaimQuery::default() }).await;
    assert_eq!(found.len(), 1);

    // Another port of the same machine is none that may be asked.
    let url = format!("http://127.0.0.1:{}/?token=hidden", address.port() ^ 1);
    let request = SubmitUrlRequest { url, request_id: String::new() };
    let refused = deployment.raw_ingest().submit_url(request).await.unwrap_err();
    assert_eq!((refused.code(), details(&refused).reason.as_str()), (Code::InvalidArgument, "ADDRESS_REFUSED"));
    assert_nothing_hidden(&log);
}

/// An address may hold a secret: the log shows none of it.
fn assert_nothing_hidden(log: &Path) {
    let logged = std::fs::read_to_string(log).unwrap();
    assert!(logged.contains("submitted"), "{logged}");
    assert!(!logged.contains("hidden"), "{logged}");
}
