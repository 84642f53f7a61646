//! The whole system in one process: queue, extractor and store behind their traits, and the three gRPC ports open.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::{Context, Result};
use sayso_extract_service::{Engine, ExtractSettings};
use sayso_feeds_sqlite::SqliteFeeds;
use sayso_fetch::Fetcher;
use sayso_ingest_service::{FeedSettings, Feeds, IngestSettings, Pages, Poller, Reader, Worker, check_fetch};
use sayso_queue_sqlite::SqliteQueue;
use sayso_service::{LogSettings, SERVER_DEFAULTS, Server, ServerSettings, bind};
use sayso_store_service::StoreSettings;
use sayso_store_sqlite::SqliteStore;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Default of the one key that only the whole system has.
const DATA_DEFAULT: &str = r#"
# The folder for all data; made if need be. Relative paths of queue, feeds and store are in it.
data = "sayso-data"
"#;

/// The settings of the whole system: those of the three daemons, with a server section for each.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The folder for all data.
    pub data: PathBuf,
    /// The log.
    pub log: LogSettings,
    /// Where and how the ingest service listens.
    pub ingest_server: ServerSettings,
    /// Where and how the extract service listens.
    pub extract_server: ServerSettings,
    /// Where and how the store service listens.
    pub store_server: ServerSettings,
    /// The queue.
    pub queue: sayso_queue::Settings,
    /// The worker.
    pub ingest: IngestSettings,
    /// How pages are fetched.
    pub fetch: sayso_fetch::Settings,
    /// The feeds.
    pub feeds: FeedSettings,
    /// The extractor.
    pub extract: ExtractSettings,
    /// The store.
    pub store: StoreSettings,
}

impl Settings {
    /// The documented defaults, as layers for `sayso_service::config::load`.
    #[must_use]
    pub fn defaults() -> Vec<String> {
        let services = [
            ("[ingest_server]", sayso_ingest_service::DEFAULTS),
            ("[extract_server]", sayso_extract_service::DEFAULTS),
            ("[store_server]", sayso_store_service::DEFAULTS),
        ];
        let own = std::iter::once(DATA_DEFAULT.to_owned());
        let layers = services.iter().flat_map(|(section, defaults)| {
            [SERVER_DEFAULTS, defaults].map(|layer| layer.replace("[server]", section))
        });
        own.chain(layers).collect()
    }

    /// Whether the values make sense together.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    pub fn check(&self) -> Result<(), String> {
        for (section, server) in [
            ("ingest_server", &self.ingest_server),
            ("extract_server", &self.extract_server),
            ("store_server", &self.store_server),
        ] {
            server.check().map_err(|error| error.replace("`server.", &format!("`{section}.")))?;
        }
        self.ingest.check(&self.queue)?;
        check_fetch(&self.fetch)?;
        self.feeds.check()?;
        self.extract.check()
    }
}

/// Where the three services of a running system listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addresses {
    /// The ingest service.
    pub ingest: SocketAddr,
    /// The extract service.
    pub extract: SocketAddr,
    /// The store service.
    pub store: SocketAddr,
}

/// A running system.
#[derive(Debug)]
pub struct System {
    addresses: Addresses,
    tasks: JoinSet<Result<()>>,
    shutdown: CancellationToken,
}

impl System {
    /// Binds the ports, opens the data and starts everything. It runs until `shutdown` is cancelled.
    ///
    /// # Errors
    /// A port in use, a model that cannot be read, a folder that cannot be made, data that cannot be opened; the message
    /// says what to change.
    pub async fn start(settings: Settings, shutdown: CancellationToken) -> Result<Self> {
        let Settings {
            data,
            ingest_server,
            extract_server,
            store_server,
            queue,
            ingest,
            fetch,
            feeds,
            extract,
            store,
            ..
        } = settings;
        let pages = Pages::new(Fetcher::new(fetch)?, Reader::default());
        let ingest_listener = bind(ingest_server.address, "ingest_server.address").await?;
        let extract_listener = bind(extract_server.address, "extract_server.address").await?;
        let store_listener = bind(store_server.address, "store_server.address").await?;
        let addresses = Addresses {
            ingest: ingest_listener.local_addr()?,
            extract: extract_listener.local_addr()?,
            store: store_listener.local_addr()?,
        };

        // Before any data is opened or made. Reading the model computes, which the reactor must not.
        let limits = extract.clone();
        let extractor = tokio::task::spawn_blocking(move || extract.extractor()).await?.map_err(anyhow::Error::msg)?;
        let engine = Engine::new(extractor, &limits);
        std::fs::create_dir_all(&data).with_context(|| format!("cannot make the data folder {}", data.display()))?;
        let queue = Arc::new(SqliteQueue::open(data.join(&ingest.queue_path), queue)?);
        let store = Arc::new(SqliteStore::open(data.join(&store.path))?);
        let followed = SqliteFeeds::open(data.join(&feeds.path), feeds.limits.clone())?;
        let followed = Feeds::new(Arc::new(followed));
        let poller = Poller::new(followed.clone(), queue.clone(), pages.clone(), feeds);
        let worker = Worker::new(queue.clone(), Arc::new(engine.clone()), store.clone(), ingest);
        let server = Server::new(ingest_server.clone());
        let server = sayso_ingest_service::add(server, queue, followed, pages, &ingest_server);

        // A try that is cut when the system stops is made again after the next start.
        let worker = worker.reporting(server.health());
        let server = server.background("worker", |stop| worker.run(stop)).background("poller", |stop| poller.run(stop));
        let linked = sayso_store_service::add_linker(Server::new(store_server.clone()), store.clone());
        let mut tasks = JoinSet::new();
        let servers = [
            (server, ingest_listener),
            (
                sayso_extract_service::add(Server::new(extract_server.clone()), engine, &extract_server),
                extract_listener,
            ),
            (sayso_store_service::add(linked, store, &store_server, shutdown.clone()), store_listener),
        ];
        for (server, listener) in servers {
            let shutdown = shutdown.clone();
            tasks.spawn(async move {
                server.serve(listener, shutdown).await?;
                Ok(())
            });
        }
        Ok(Self { addresses, tasks, shutdown })
    }

    /// Where the services listen.
    #[must_use]
    pub fn addresses(&self) -> Addresses {
        self.addresses
    }

    /// Waits until all is stopped. If one part fails, the others are stopped as well.
    ///
    /// # Errors
    /// The first failure.
    pub async fn stopped(mut self) -> Result<()> {
        let mut result = Ok(());
        while let Some(ended) = self.tasks.join_next().await {
            let ended = ended.map_err(anyhow::Error::from).and_then(|ended| ended);
            self.shutdown.cancel();
            if result.is_ok() {
                result = ended;
            }
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use sayso_service::config::{Layers, load};

    use super::*;

    #[test]
    fn the_defaults_are_whole() {
        let defaults = Settings::defaults();
        let defaults: Vec<&str> = defaults.iter().map(String::as_str).collect();
        let settings: Settings = load(&Layers { defaults: &defaults, ..Layers::default() }).unwrap();
        settings.check().unwrap();
        let ports = [&settings.ingest_server, &settings.extract_server, &settings.store_server];
        assert_eq!(ports.map(|server| server.address.port()), [7401, 7402, 7403]);
    }
}
