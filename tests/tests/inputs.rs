//! `sayso read` and `sayso ingest` on archives, lines, feeds and sitemaps: nothing lost, nothing done twice, and no more
//! read than there is room for, whatever is slow, full, cut off or killed. All pages are invented.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use sayso_domain::{Document, DocumentId, Extraction, Extractor, Mentions};
use sayso_feeds_sqlite::SqliteFeeds;
use sayso_fetch::Fetcher;
use sayso_ingest_service::{Feeds, Pages, Reader, Worker};
use sayso_queue::Queue;
use sayso_queue_sqlite::SqliteQueue;
use sayso_rpc::{CallError, Extract};
use sayso_service::{Server, bind};
use sayso_store::Store;
use sayso_store_sqlite::SqliteStore;
use sayso_tests::{Ran, commands::program, deployment::settings};
use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    process::{Child, Command},
    sync::Semaphore,
};
use tokio_util::sync::{CancellationToken, DropGuard};

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

async fn in_time<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.unwrap_or_else(|_| panic!("in time: {what}"))
}

/// An archive of invented pages; the addresses of those that are articles, in their order.
fn archive(path: &Path, pages: usize) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("make_warc.py");
    let manifest = path.with_extension("manifest");
    let mut command = std::process::Command::new("python3");
    command.arg(script).arg(path).arg("--pages").arg(pages.to_string()).arg("--manifest").arg(&manifest);
    assert!(command.status().expect("python3 is needed").success());
    let entries = fs::read_to_string(&manifest).unwrap();
    fs::remove_file(manifest).unwrap();
    let entries = entries.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    entries.filter(|entry| entry["kind"] == "article").map(|entry| entry["uri"].as_str().unwrap().to_owned()).collect()
}

fn sayso(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = program("sayso");
    command.args(arguments).current_dir(folder);
    command
}

/// What `sayso read` prints.
fn documents(printed: &str) -> Vec<Value> {
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The first number before some words.
fn count(said: &str, words: &str) -> usize {
    let before = said.split(words).next().filter(|before| *before != said).unwrap_or_else(|| panic!("{words}: {said}"));
    before.rsplit(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty()).unwrap().parse().unwrap()
}

/// An extractor that finds nothing, and takes as many documents as it is allowed to.
struct Gate {
    allowed: Semaphore,
    extracted: Mutex<HashSet<DocumentId>>,
}

#[async_trait]
impl Extract for Gate {
    async fn extract(&self, document: Arc<Document>) -> Result<Extraction, CallError> {
        self.allowed.acquire().await.unwrap().forget();
        self.extracted.lock().unwrap().insert(document.id().clone());
        let extractor = Extractor { name: "gate".into(), version: "1.0.0".into(), model: String::new() };
        Ok(Extraction { extractor, language: None, claims: vec![], notes: vec![], mentions: Mentions::default() })
    }

    async fn ready(&self) -> Result<(), CallError> {
        Ok(())
    }
}

/// An ingest service with little room, before an extractor that waits to be allowed.
struct Scene {
    folder: TempDir,
    queue: Arc<SqliteQueue>,
    store: Arc<SqliteStore>,
    gate: Arc<Gate>,
    address: String,
    _stop: DropGuard,
}

impl Scene {
    async fn start(room: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = settings(&folder);
        settings.queue.max_pending_items = room;
        settings.queue.full_retry_after = Duration::from_millis(10);
        settings.ingest.attempt_timeout = PATIENCE;
        let queue = Arc::new(SqliteQueue::open_in_memory(settings.queue.clone()).unwrap());
        let store = Arc::new(SqliteStore::open(folder.path().join("store.sqlite")).unwrap());
        let gate = Arc::new(Gate { allowed: Semaphore::new(0), extracted: Mutex::default() });
        let (shutdown, limits) = (CancellationToken::new(), settings.ingest_server.clone());
        let worker = Worker::new(queue.clone(), gate.clone(), store.clone(), settings.ingest);
        tokio::spawn(worker.run(shutdown.clone()));
        let listener = bind(limits.address, "ingest_server.address").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let feeds = SqliteFeeds::open(folder.path().join("feeds.sqlite"), settings.feeds.limits).unwrap();
        let pages = Pages::new(Fetcher::new(settings.fetch).unwrap(), Reader::default());
        let server = Server::new(limits.clone());
        let server = sayso_ingest_service::add(server, queue.clone(), Feeds::new(Arc::new(feeds)), pages, &limits);
        tokio::spawn(server.serve(listener, shutdown.clone()));
        Self { folder, queue, store, gate, address, _stop: shutdown.drop_guard() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn ingest(&self, inputs: &[&str]) -> Command {
        sayso(self.folder.path(), &[&["ingest", "--server", &self.address], inputs].concat())
    }

    /// Starts an ingest, and returns when it waits for room.
    async fn until_full(&self, inputs: &[&str]) -> Child {
        let mut child = self.ingest(inputs).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = child.stderr.as_mut().unwrap();
        // A byte at a time, so that nothing is taken from whoever reads on.
        let mut said = String::new();
        while !said.contains("waiting for the ingest service to take more") {
            let byte = in_time("the queue is full", stderr.read_u8()).await;
            said.push(char::from(byte.unwrap_or_else(|_| panic!("it ended: {said}"))));
        }
        child
    }

    /// Lets the extractor go on; returns when all that was accepted is recorded: the ids of the documents.
    async fn recorded(&self) -> HashSet<DocumentId> {
        self.gate.allowed.add_permits(1 << 20);
        let empty = async {
            let mut looks = tokio::time::interval(Duration::from_millis(5));
            while {
                let depth = self.queue.depth().await.unwrap();
                assert_eq!(depth.dead, 0);
                depth.waiting + depth.leased > 0
            } {
                looks.tick().await;
            }
        };
        in_time("all is recorded", empty).await;
        let ids = self.gate.extracted.lock().unwrap().clone();
        for id in &ids {
            assert_eq!(self.store.document(id, None).await.unwrap().revisions.len(), 1, "{id}");
        }
        ids
    }
}

/// Waits for a child to end; its exit code and the rest of what it said.
async fn ended(child: Child) -> (Option<i32>, String) {
    let output = in_time("it ends", child.wait_with_output()).await.unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_is_read_in_order_and_what_is_no_article_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let articles = archive(&folder.path().join("news.warc.gz"), 200);
    let ran = Ran::of(&mut sayso(folder.path(), &["read", "news.warc.gz"])).await;
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let read = documents(&ran.stdout);
    let urls: Vec<&str> = read.iter().map(|document| document["url"].as_str().unwrap()).collect();
    assert_eq!(urls, articles);
    let names: HashSet<&str> = read.iter().map(|document| document["doc"].as_str().unwrap()).collect();
    assert_eq!(names.len(), read.len());
    assert!(read.iter().all(|document| document["published_at"].is_string() && document["title"].is_string()));
    let said = ran.stderr;
    assert!(said.starts_with(&format!("{} documents, 0 could not be read\nleft out: ", read.len())), "{said}");
    let left_out = ["with an HTTP status", "of a kind that is not read", "without an article"];
    let left_out: usize = left_out.iter().map(|words| count(&said, words)).sum();
    assert_eq!(left_out + read.len(), 200, "{said}");

    // What was printed is lines of documents, so it can be read again.
    fs::write(folder.path().join("again.jsonl"), &ran.stdout).unwrap();
    let again = Ran::of(&mut sayso(folder.path(), &["read", "again.jsonl"])).await;
    // Each has an address, so its name is that of its place in a file.
    let unnamed = |mut documents: Vec<Value>| {
        documents.iter_mut().for_each(|document| document["doc"] = Value::Null);
        documents
    };
    assert_eq!(unnamed(documents(&again.ok())), unnamed(read));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_holds_the_reader_back_and_nothing_is_dropped() {
    let scene = Scene::start(40).await;
    let articles = archive(&scene.path("news.warc.gz"), 300);
    let child = scene.until_full(&["news.warc.gz", "--patience", "1"]).await;
    // The queue takes no more than it may, and whoever waits goes on reading only as far as there is room: were all of
    // the archive read, its last documents would be waiting as well.
    assert_eq!(scene.queue.depth().await.unwrap().waiting + scene.queue.depth().await.unwrap().leased, 40);
    assert_eq!(scene.gate.extracted.lock().unwrap().len(), 0);
    // A few at a time, as a slow extractor does.
    for _ in 0..20 {
        let before = scene.gate.extracted.lock().unwrap().len();
        scene.gate.allowed.add_permits(3);
        let some = async {
            let mut looks = tokio::time::interval(Duration::from_millis(5));
            while scene.gate.extracted.lock().unwrap().len() < before + 3 {
                looks.tick().await;
            }
        };
        in_time("some are extracted", some).await;
        let depth = scene.queue.depth().await.unwrap();
        assert!(depth.waiting + depth.leased <= 40, "{depth:?}");
    }
    scene.gate.allowed.add_permits(1 << 20);
    let (code, said) = ended(child).await;
    assert_eq!((code, count(&said, " accepted")), (Some(0), articles.len()), "{said}");
    assert_eq!(scene.recorded().await.len(), articles.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_killed_goes_on_and_loses_nothing() {
    for (kill, exit) in [("-KILL", None), ("-INT", Some(130))] {
        let scene = Scene::start(150).await;
        let articles = archive(&scene.path("news.warc.gz"), 300);
        let child = scene.until_full(&["news.warc.gz"]).await;
        let id = child.id().unwrap().to_string();
        assert!(Command::new("kill").args([kill, &id]).status().await.unwrap().success());
        let (code, said) = ended(child).await;
        assert_eq!(code, exit, "{said}");
        assert_eq!(said.contains("the same command goes on where it stopped"), exit.is_some(), "{said}");
        scene.gate.allowed.add_permits(1 << 20);

        let ran = Ran::of(&mut scene.ingest(&["news.warc.gz"])).await;
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let said = ran.stderr;
        assert!(said.starts_with("sayso: news.warc.gz: goes on where an earlier run was cut short"), "{said}");
        let (accepted, known) = (count(&said, " accepted"), count(&said, " already known"));
        assert_eq!(accepted, articles.len() - 150, "{said}");
        // Those since the place was written down, and those whose answer was under way.
        assert!(known < 64 + 32, "{said}");
        assert_eq!(scene.recorded().await.len(), articles.len());

        // It came to its end, so the next run begins anew: all is known, and nothing is done again.
        let said = Ran::of(&mut scene.ingest(&["news.warc.gz"])).await;
        assert_eq!(said.code, 0);
        let expected = format!("0 accepted, {} already known, 0 failed\n", articles.len());
        assert!(said.stderr.starts_with(&expected), "{}", said.stderr);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_go_on_where_they_were_left_packed_or_not() {
    let text = |number: usize| serde_json::json!({"url": format!("https://a.example/{number}"), "text": format!("Report {number}.")});
    let lines: String = (0..300).map(|number| format!("{}\n", text(number))).collect();
    for name in ["lines.jsonl", "lines.jsonl.gz"] {
        let scene = Scene::start(150).await;
        fs::write(scene.path("lines.jsonl"), &lines).unwrap();
        if name.ends_with("gz") {
            assert!(Command::new("gzip").arg(scene.path("lines.jsonl")).status().await.unwrap().success());
        }
        let child = scene.until_full(&[name]).await;
        let id = child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-KILL", &id]).status().await.unwrap().success());
        ended(child).await;
        scene.gate.allowed.add_permits(1 << 20);

        let said = Ran::of(&mut scene.ingest(&[name])).await;
        assert_eq!((said.code, count(&said.stderr, " accepted")), (0, 150), "{}", said.stderr);
        assert!(count(&said.stderr, " already known") < 64 + 32, "{}", said.stderr);
        assert_eq!(scene.recorded().await.len(), 300);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_is_cut_off_is_read_on_when_the_rest_is_there() {
    let scene = Scene::start(1000).await;
    scene.gate.allowed.add_permits(1 << 20);
    let articles = archive(&scene.path("whole.warc.gz"), 200);
    let whole = fs::read(scene.path("whole.warc.gz")).unwrap();
    fs::write(scene.path("news.warc.gz"), &whole[..whole.len() * 6 / 10]).unwrap();
    let said = Ran::of(&mut scene.ingest(&["news.warc.gz"])).await.failed(1);
    assert!(said.contains("the file is cut off") && said.contains("failed: 1 lost records"), "{said}");
    let first = count(&said, " accepted");

    fs::write(scene.path("news.warc.gz"), &whole).unwrap();
    let ran = Ran::of(&mut scene.ingest(&["news.warc.gz"])).await;
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(first + count(&ran.stderr, " accepted"), articles.len());
    assert_eq!(count(&ran.stderr, " already known"), 0);
    assert_eq!(scene.recorded().await.len(), articles.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_can_be_interrupted() {
    let scene = Scene::start(1000).await;
    fs::write(scene.path("a.txt"), "The dam holds.").unwrap();
    let mut child = scene.ingest(&["a.txt", "--wait"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    assert_eq!(in_time("it waits", said.next_line()).await.unwrap().unwrap(), "1 accepted, 0 already known, 0 failed");
    assert!(Command::new("kill").args(["-INT", &child.id().unwrap().to_string()]).status().await.unwrap().success());
    let said = in_time("it ends", said.next_line()).await.unwrap().unwrap();
    assert_eq!(said, "sayso: interrupted; what was accepted is recorded all the same");
    assert_eq!(in_time("it ends", child.wait()).await.unwrap().code(), Some(130));
    assert_eq!(scene.recorded().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_reads_all_of_it() {
    let scene = Scene::start(50).await;
    let articles = archive(&scene.path("news.warc.gz"), 200);
    let child = scene.until_full(&["news.warc.gz"]).await;
    assert!(Command::new("kill").arg(child.id().unwrap().to_string()).status().await.unwrap().success());
    let (code, said) = ended(child).await;
    assert_eq!(code, Some(130), "SIGTERM ends it as Ctrl-C does: {said}");
    scene.gate.allowed.add_permits(1 << 20);
    let ran = Ran::of(&mut scene.ingest(&["news.warc.gz", "--restart"])).await;
    let all = count(&ran.stderr, " accepted") + count(&ran.stderr, " already known");
    assert_eq!((ran.code, all), (0, articles.len()), "{}", ran.stderr);
}

/// A site that answers with what stands at each path; returns its address.
async fn site(pages: impl Fn(&str) -> Vec<(&'static str, &'static str, String)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let pages: HashMap<&str, _> = pages(&address).into_iter().map(|(path, kind, body)| (path, (kind, body))).collect();
    let pages = Arc::new(pages);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let pages = Arc::clone(&pages);
            tokio::spawn(async move {
                let (read, mut write) = stream.split();
                let mut lines = BufReader::new(read).lines();
                let first = lines.next_line().await.unwrap().unwrap_or_default();
                while lines.next_line().await.unwrap().is_some_and(|line| !line.is_empty()) {}
                let path = first.split(' ').nth(1).unwrap_or_default();
                let (status, kind, body) = match pages.get(path) {
                    Some((kind, body)) => ("200 OK", *kind, body.as_str()),
                    None => ("404 Not Found", "text/plain", "no such page"),
                };
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
                );
                // Whoever asked may be gone.
                let _ = write.write_all(format!("{head}{body}").as_bytes()).await;
            });
        }
    });
    address
}

fn page(what: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>{what}</title><meta name=date content=2026-03-01></head><body><article>
        <h1>{what}</h1><p>The {what} will hold, the governor of Karsel said on Tuesday in front of the town hall.</p>
        <p>The river is still rising, and nobody knows for how long it will go on doing so.</p></article></body></html>"
    )
}

/// Pages, a feed that leads to two of them and to one that is gone, and sitemaps.
async fn news_site() -> String {
    site(|address| {
        let feed = format!(
            r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Karsel Wire</title><language>en</language>
            <item><title>Dam</title><link>http://{address}/dam.html</link><pubDate>Wed, 4 Mar 2026 08:15:00 +0200</pubDate></item>
            <item><title>Gone</title><link>http://{address}/gone.html?key=secret</link></item>
            <item><title>Note</title><guid>n-1</guid><pubDate>Thu, 5 Mar 2026 08:00:00 +0200</pubDate>
              <content:encoded>&lt;p&gt;The ferry will not sail, the harbour master said on Thursday morning, since the wind is too strong.&lt;/p&gt;</content:encoded></item>
            <item><title>Bridge</title><link>http://{address}/bridge.html</link></item>
            </channel></rss>"#
        );
        let index = format!("<sitemapindex><sitemap><loc>http://{address}/map.xml</loc></sitemap></sitemapindex>");
        let map = format!(
            "<urlset><url><loc>http://{address}/bridge.html</loc></url><url><loc>http://{address}/dam.html</loc></url></urlset>"
        );
        vec![
            ("/dam.html", "text/html", page("dam")),
            ("/bridge.html", "text/html; charset=utf-8", page("bridge")),
            ("/feed", "text/html", feed),
            ("/index.xml", "application/xml", index),
            ("/map.xml", "text/xml", map),
        ]
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn feeds_and_sitemaps_lead_to_their_pages() {
    let address = news_site().await;
    let folder = tempfile::tempdir().unwrap();
    let read = async |inputs: &[&str]| {
        let fetching = ["read", "--allow-private", &address, "--host-delay", "0s"];
        Ran::of(&mut sayso(folder.path(), &[&fetching[..], inputs].concat())).await
    };
    let at = |path: &str| format!("http://{address}/{path}");
    let names = |printed: &str| -> Vec<String> {
        documents(printed).iter().map(|document| document["doc"].as_str().unwrap().to_owned()).collect()
    };

    let ran = read(&[&at("feed")]).await;
    let found = documents(&ran.stdout);
    let fields = |name: &str| found.iter().map(|document| document[name].clone()).collect::<Vec<_>>();
    assert_eq!(fields("title"), ["dam", "Note", "bridge"]);
    assert_eq!(fields("published_at"), ["2026-03-04T08:15:00+02:00", "2026-03-05T08:00:00+02:00", "2026-03-01"]);
    assert_eq!(fields("site"), ["Karsel Wire"; 3]);
    assert_eq!(fields("url"), [Value::from(at("dam.html")), Value::Null, Value::from(at("bridge.html"))]);
    let said = ran.failed(1);
    assert!(said.contains("entry 2 (") && said.contains("/gone.html): there is no such page (status 404)"), "{said}");
    assert!(!said.contains("secret") && said.contains("3 documents, 1 could not be read"), "{said}");

    // An index leads to sitemaps, those to pages; a page and a feed in a file are read as well, all in their order.
    fs::write(folder.path().join("own.html"), page("mill")).unwrap();
    fs::write(
        folder.path().join("b.xml"),
        format!("<rss><channel><item><link>{}</link></item></channel></rss>", at("dam.html")),
    )
    .unwrap();
    let ran = read(&[&at("index.xml"), "own.html", &at("bridge.html"), "b.xml"]).await;
    let titles: Vec<Value> = documents(&ran.stdout).iter().map(|document| document["title"].clone()).collect();
    assert_eq!(titles, ["bridge", "dam", "mill", "bridge", "dam"], "{}", ran.stderr);
    assert_eq!(names(&ran.ok()), ["bridge", "dam", "own", "bridge-2", "dam-2"]);

    // What is not allowed is not asked.
    let refused = Ran::of(&mut sayso(folder.path(), &["read", &at("dam.html")])).await.failed(1);
    assert!(refused.contains("the address is refused"), "{refused}");
    let wrong = Ran::of(&mut sayso(folder.path(), &["read", "own.html", "--contact", "night desk"])).await.failed(2);
    assert!(wrong.contains("contact"), "{wrong}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_is_ingested_with_its_dates() {
    let address = news_site().await;
    let scene = Scene::start(1000).await;
    scene.gate.allowed.add_permits(1 << 20);
    let fetching = ["--allow-private", &address, "--host-delay", "0s"];
    for expected in ["3 accepted, 0 already known, 1 failed\n", "0 accepted, 3 already known, 1 failed\n"] {
        let feed = format!("http://{address}/feed");
        let said = Ran::of(&mut scene.ingest(&[&fetching[..], &[&feed]].concat())).await.failed(1);
        assert!(said.contains(&format!("{expected}failed: 1 could not be fetched\n")), "{said}");
    }
    assert_eq!(scene.recorded().await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let http = "HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n\r\nfilm";
    let page_that_cannot_be_unpacked = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/1\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    for (name, bytes) in [
        ("a.html", page("dam").as_bytes()),
        ("b.html", b"<html><nav><a href=/>Home</a></nav></html>"),
        ("c.txt", b"\xc4\xe0, \xee\xed \xf1\xea\xe0\xe7\xe0\xeb."),
        ("d.eml", b"From: a@b.example\nDate: Wed, 4 Mar 2026 08:15:00 +0200\nSubject: Dam\n\nThe dam holds.\n"),
        ("e.pdf", b"%PDF-1.7"),
        ("f.jsonl", b"{\"text\": \"One said.\"}\nnonsense\n"),
        ("g.warc", b"no archive"),
        // As a film that is too long, it is none that must be a document.
        ("i.warc", page_that_cannot_be_unpacked.as_bytes()),
        ("h.txt", b"<rss><channel><item><link>https://courier.invalid/1</link></item></channel></rss>"),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let ran = Ran::of(&mut sayso(folder.path(), &["read", ".", "e.pdf", "none"])).await;
    let names: Vec<Value> = documents(&ran.stdout).iter().map(|document| document["doc"].clone()).collect();
    assert_eq!(names, ["a", "c", "d", "f-1"]);
    let said = ran.failed(1);
    for expected in [
        "cannot read none: ",
        "./b.html: the page has no article: ",
        "./f.jsonl, line 2: the line is no document in JSON: ",
        "./g.warc: it is no WARC: ",
        "e.pdf: \"application/pdf\" cannot be read; ",
        "4 documents, 5 could not be read\nleft out: 1 malformed, 1 feeds or sitemaps in folders",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}
