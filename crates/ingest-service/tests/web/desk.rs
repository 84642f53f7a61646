//! What the tests of feeds share: a poller over a world, and the feeds and pages of an invented outlet.

use std::{path::PathBuf, sync::Arc, time::Duration};

use sayso_domain::Document;
use sayso_feeds::{Feed, FeedId, FeedStore, NewFeed};
use sayso_feeds_sqlite::SqliteFeeds;
use sayso_fetch::CadenceSettings;
use sayso_ingest_service::{FeedSettings, Feeds, Poller};
use tempfile::TempDir;
use tokio::{task::JoinHandle, time::sleep};
use tokio_util::sync::CancellationToken;

use crate::{
    settings,
    urls::document,
    world::{MemoryQueue, World},
};

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const HOUR: Duration = Duration::from_secs(3600);

/// A poller that runs, with its feeds in a file.
pub(crate) struct Desk {
    pub(crate) world: Arc<World>,
    pub(crate) queue: Arc<MemoryQueue>,
    pub(crate) store: Arc<dyn FeedStore>,
    settings: FeedSettings,
    folder: TempDir,
    /// How many files there are; the last one is in use.
    files: u32,
    poller: JoinHandle<()>,
    stop: CancellationToken,
}

/// The documented defaults, without chance.
pub(crate) fn feed_settings() -> FeedSettings {
    let settings = settings().feeds;
    FeedSettings { cadence: CadenceSettings { jitter_percent: 0, ..settings.cadence }, ..settings }
}

impl Desk {
    pub(crate) fn open(world: &Arc<World>) -> Self {
        Self::with(world, feed_settings())
    }

    pub(crate) fn with(world: &Arc<World>, settings: FeedSettings) -> Self {
        Self::begin(world.clone(), Arc::default(), settings, tempfile::tempdir().unwrap(), 0)
    }

    fn begin(world: Arc<World>, queue: Arc<MemoryQueue>, settings: FeedSettings, folder: TempDir, files: u32) -> Self {
        let file = folder.path().join(format!("feeds-{files}.sqlite"));
        let store: Arc<dyn FeedStore> = Arc::new(SqliteFeeds::open(file, settings.limits.clone()).unwrap());
        let stop = CancellationToken::new();
        let poller = Poller::new(Feeds::new(store.clone()), queue.clone(), world.pages(), settings.clone());
        let poller = tokio::spawn(poller.run(stop.clone()));
        Self { world, queue, store, settings, folder, files, poller, stop }
    }

    /// Another poller beside the first, on the same feeds, until the test ends.
    pub(crate) fn another(&self) {
        let feeds = Feeds::new(self.store.clone());
        let poller = Poller::new(feeds, self.queue.clone(), self.world.pages(), self.settings.clone());
        tokio::spawn(poller.run(self.stop.clone()));
    }

    async fn stopped(self) -> (Arc<World>, Arc<MemoryQueue>, FeedSettings, TempDir, u32) {
        self.stop.cancel();
        self.poller.await.unwrap();
        (self.world, self.queue, self.settings, self.folder, self.files)
    }

    /// Tells the poller to stop, which it must, and starts another on the same file.
    pub(crate) async fn restart(self) -> Self {
        let (world, queue, settings, folder, files) = self.stopped().await;
        Self::begin(world, queue, settings, folder, files)
    }

    /// Starts another poller on what the files held in the midst of the first one's work, as after a crash.
    pub(crate) async fn crash(self) -> Self {
        let file =
            |number: u32, end: &str| -> PathBuf { self.folder.path().join(format!("feeds-{number}.sqlite{end}")) };
        for end in ["", "-wal"] {
            std::fs::copy(file(self.files, end), file(self.files + 1, end)).unwrap();
        }
        let (world, queue, settings, folder, files) = self.stopped().await;
        Self::begin(world, queue, settings, folder, files + 1)
    }

    /// Follows a feed of the site from now on.
    pub(crate) async fn follow(&self, path: &str) -> FeedId {
        self.follow_at(&format!("http://news.example{path}"), None).await
    }

    pub(crate) async fn follow_at(&self, url: &str, interval: Option<Duration>) -> FeedId {
        let id = FeedId::new(format!("f{}", url.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))).unwrap();
        let new = NewFeed { id: id.clone(), url: url.to_owned(), interval };
        self.store.create(new, self.world.now()).await.unwrap();
        // No bell rings for who writes past the service: the poller looks by itself.
        sleep(self.settings.probe_interval + SECOND).await;
        id
    }

    pub(crate) async fn feed(&self, id: &FeedId) -> Feed {
        self.store.get(id).await.unwrap()
    }

    /// The texts of the documents that were accepted, in order, each by its first words.
    pub(crate) fn submitted(&self) -> Vec<String> {
        let first = |document: &Document| document.text().split('.').next().unwrap().to_owned();
        self.documents().iter().map(first).collect()
    }

    pub(crate) fn documents(&self) -> Vec<Document> {
        self.queue.accepted().iter().map(document).collect()
    }
}

/// An entry of an Atom feed: its page, and when it was changed.
pub(crate) type Listed<'l> = (&'l str, &'l str);

/// An Atom feed of the site.
pub(crate) fn atom(entries: &[Listed<'_>]) -> String {
    let entry = |(name, updated): &Listed<'_>| {
        format!(
            "<entry><id>tag:news.example,2026:{name}</id><title>Feed says {name}</title>
             <link href='http://news.example/{name}'/><author><name>Ines Varga</name></author>
             <published>2026-03-04T06:15:00+02:00</published><updated>{updated}</updated></entry>"
        )
    };
    let entries: String = entries.iter().map(entry).collect();
    format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Northwire</title>{entries}</feed>")
}

pub(crate) const ATOM: &str = "200 OK\nContent-Type: application/atom+xml";

/// A page whose article begins with `words`; it says itself that it was published on another day than the feed says.
pub(crate) fn article(words: &str) -> String {
    format!(
        "<html lang=en><title>Page says {words}</title><meta name=date content=2026-03-01>
         <p>{words}. The dam will hold, the governor of Karsel said on Tuesday.</p><p>The river is still rising.</p></html>"
    )
}

pub(crate) const MORNING: &str = "2026-03-04T08:00:00Z";
pub(crate) const NOON: &str = "2026-03-04T12:00:00Z";
