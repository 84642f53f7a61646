//! An ingest service before an extractor that is slower than ours, to see what that does to memory and to whoever
//! submits: `slow_extractor FOLDER TIMES ROOM`. The real extractor reads every document, and then as long again as makes
//! it TIMES slower passes before it takes the next; ROOM is how many documents may wait. Data and `ingest.address` are
//! in FOLDER. Ends with Ctrl-C, and says then what was done and in how much memory.
#![allow(clippy::print_stdout, reason = "an example shows what it measures")]

use std::{env, error::Error, fs, path::PathBuf, sync::Arc, time::Instant};

use async_trait::async_trait;
use sayso_cli::system::Settings;
use sayso_domain::{Document, Extraction};
use sayso_extract_service::Engine;
use sayso_feeds_sqlite::SqliteFeeds;
use sayso_fetch::Fetcher;
use sayso_ingest_service::{Feeds, Pages, Reader, Worker};
use sayso_queue::Queue;
use sayso_queue_sqlite::SqliteQueue;
use sayso_rpc::{CallError, Extract};
use sayso_service::{
    Server, bind,
    config::{Layers, load},
    shutdown,
};
use sayso_store_sqlite::SqliteStore;
use tokio::sync::Semaphore;

/// An extractor that takes longer.
struct Slow {
    engine: Engine,
    times: u32,
    /// As many as the engine has threads: who holds one is being worked on.
    threads: Semaphore,
}

#[async_trait]
impl Extract for Slow {
    async fn extract(&self, document: Arc<Document>) -> Result<Extraction, CallError> {
        let thread = self.threads.acquire().await;
        let begun = Instant::now();
        let extraction = Extract::extract(&self.engine, document).await;
        tokio::time::sleep(begun.elapsed() * self.times.saturating_sub(1)).await;
        drop(thread);
        extraction
    }

    async fn ready(&self) -> Result<(), CallError> {
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("give a folder")?);
    let times = arguments.next().ok_or("give how many times slower")?.parse()?;
    let room = arguments.next().ok_or("give how many documents may wait")?;
    fs::create_dir_all(&folder)?;

    let defaults = Settings::defaults();
    let defaults: Vec<&str> = defaults.iter().map(String::as_str).collect();
    let flags = vec![
        ("ingest_server.address".to_owned(), "127.0.0.1:0".to_owned()),
        ("ingest_server.address_file".to_owned(), folder.join("ingest.address").display().to_string()),
        ("queue.max_pending_items".to_owned(), room),
        // A document takes long, and must not be taken for lost.
        ("queue.lease_duration".to_owned(), "1h".to_owned()),
        ("ingest.attempt_timeout".to_owned(), "50m".to_owned()),
    ];
    let settings: Settings = load(&Layers { defaults: &defaults, flags, ..Layers::default() })?;
    let queue = Arc::new(SqliteQueue::open(folder.join("queue.sqlite"), settings.queue)?);
    let store = Arc::new(SqliteStore::open(folder.join("store.sqlite"))?);
    let engine = Engine::new(settings.extract.extractor()?, &settings.extract);
    let slow = Slow { engine, times, threads: Semaphore::new(settings.extract.threads()) };
    let worker = Worker::new(queue.clone(), Arc::new(slow), store, settings.ingest);

    let stop = shutdown::on_signals()?;
    let working = tokio::spawn(worker.run(stop.clone()));
    let limits = settings.ingest_server;
    let listener = bind(limits.address, "ingest_server.address").await?;
    let followed = SqliteFeeds::open(folder.join("feeds.sqlite"), settings.feeds.limits)?;
    let pages = Pages::new(Fetcher::new(settings.fetch)?, Reader::default());
    let server = Server::new(limits.clone());
    let server = sayso_ingest_service::add(server, queue.clone(), Feeds::new(Arc::new(followed)), pages, &limits);
    server.serve(listener, stop).await?;
    // What is under way would take long to end.
    working.abort();
    let depth = queue.depth().await?;
    println!("{} waiting, {} under way, {} given up", depth.waiting, depth.leased, depth.dead);
    // Linux only; elsewhere there is no such file.
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}
