//! The three ways to run the whole system, alike to whoever calls its services.

use std::{net::SocketAddr, sync::Arc};

use sayso_cli::system::{Settings, System};
use sayso_contract::{
    extract::v1::extract_service_client::ExtractServiceClient, ingest::v1::ingest_service_client::IngestServiceClient,
    store::v1::store_service_client::StoreServiceClient,
};
use sayso_extract_service::Engine;
use sayso_feeds_sqlite::SqliteFeeds;
use sayso_fetch::Fetcher;
use sayso_ingest_service::{Feeds, Pages, Poller, Reader, Worker};
use sayso_queue_sqlite::SqliteQueue;
use sayso_rpc::{ExtractClient, IngestClient, StoreClient};
use sayso_service::{
    Channel, ClientSettings, Server,
    config::{Layers, load},
    connect, in_memory,
};
use sayso_store_sqlite::SqliteStore;
use tempfile::TempDir;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::Daemons;

/// A way to run the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One process: the parts call each other directly.
    InProcess,
    /// Three services in this process that call each other by gRPC, over connections in memory.
    InMemory,
    /// Three processes that call each other by gRPC over TCP.
    Processes,
}

/// A running system.
pub struct Deployment {
    /// To the ingest service.
    pub ingest: Channel,
    /// To the extract service.
    pub extract: Channel,
    /// To the store service.
    pub store: Channel,
    /// The limits on calls.
    pub client: ClientSettings,
    _running: Running,
}

/// What ends the system when it is dropped.
enum Running {
    Here { _stop: DropGuard, _system: Option<System>, _data: TempDir },
    Processes { _daemons: Box<Daemons> },
}

impl Deployment {
    /// Starts the system.
    ///
    /// # Panics
    /// If it cannot be started.
    pub async fn start(way: Way) -> Self {
        match way {
            Way::InProcess => Self::in_process(client()).await,
            Way::InMemory => Self::in_memory(client()),
            Way::Processes => {
                let daemons = tokio::task::spawn_blocking(|| Daemons::start(&[])).await;
                Self::of_daemons(daemons.expect("the daemons start"))
            }
        }
    }

    /// Daemons that run already.
    ///
    /// # Panics
    /// If one was never started.
    #[must_use]
    pub fn of_daemons(daemons: Daemons) -> Self {
        let client = client();
        Self {
            ingest: to(daemons.ingest.address(), &client),
            extract: to(daemons.extract.address(), &client),
            store: to(daemons.store.address(), &client),
            client,
            _running: Running::Processes { _daemons: Box::new(daemons) },
        }
    }

    async fn in_process(client: ClientSettings) -> Self {
        let data = tempfile::tempdir().expect("there is room for data");
        let shutdown = CancellationToken::new();
        let system = System::start(settings(&data), shutdown.clone()).await.expect("the system starts");
        let addresses = system.addresses();
        Self {
            ingest: to(addresses.ingest, &client),
            extract: to(addresses.extract, &client),
            store: to(addresses.store, &client),
            client,
            _running: Running::Here { _stop: shutdown.drop_guard(), _system: Some(system), _data: data },
        }
    }

    fn in_memory(client: ClientSettings) -> Self {
        let data = tempfile::tempdir().expect("there is room for data");
        let settings = settings(&data);
        let shutdown = CancellationToken::new();
        let [(ingest, ingest_incoming), (extract, extract_incoming), (store, store_incoming)] =
            [0, 1, 2].map(|_| in_memory(&client));

        let queue = SqliteQueue::open(data.path().join("queue.sqlite"), settings.queue.clone());
        let queue = Arc::new(queue.expect("the queue opens"));
        let ledger = Arc::new(SqliteStore::open(data.path().join("store.sqlite")).expect("the store opens"));
        let engine = Engine::new(settings.extract.extractor().expect("the model is in the program"), &settings.extract);
        let worker = Worker::new(
            queue.clone(),
            Arc::new(ExtractClient::new(extract.clone(), &client)),
            Arc::new(StoreClient::new(store.clone(), &client)),
            settings.ingest.clone(),
        );
        tokio::spawn(worker.run(shutdown.clone()));

        let fetcher = Fetcher::new(settings.fetch.clone()).expect("the defaults are valid");
        let pages = Pages::new(fetcher, Reader::default());
        let limits = &settings.ingest_server;
        let feeds = SqliteFeeds::open(data.path().join("feeds.sqlite"), settings.feeds.limits.clone());
        let feeds = Feeds::new(Arc::new(feeds.expect("the feeds open")));
        let poller = Poller::new(feeds.clone(), queue.clone(), pages.clone(), settings.feeds.clone());
        tokio::spawn(poller.run(shutdown.clone()));
        let server = sayso_ingest_service::add(Server::new(limits.clone()), queue, feeds, pages, limits);
        tokio::spawn(server.serve_stream(ingest_incoming, shutdown.clone()));
        let limits = &settings.extract_server;
        let server = sayso_extract_service::add(Server::new(limits.clone()), engine, limits);
        tokio::spawn(server.serve_stream(extract_incoming, shutdown.clone()));
        let limits = &settings.store_server;
        let server = sayso_store_service::add_linker(Server::new(limits.clone()), ledger.clone());
        let server = sayso_store_service::add(server, ledger, limits, shutdown.clone());
        tokio::spawn(server.serve_stream(store_incoming, shutdown.clone()));

        let running = Running::Here { _stop: shutdown.drop_guard(), _system: None, _data: data };
        Self { ingest, extract, store, client, _running: running }
    }

    /// A client of the ingest service, without any help of ours.
    #[must_use]
    pub fn raw_ingest(&self) -> IngestServiceClient<Channel> {
        sayso_service::client_limits!(IngestServiceClient::new(self.ingest.clone()), self.client)
    }

    /// A client of the extract service, without any help of ours.
    #[must_use]
    pub fn raw_extract(&self) -> ExtractServiceClient<Channel> {
        sayso_service::client_limits!(ExtractServiceClient::new(self.extract.clone()), self.client)
    }

    /// A client of the store service, without any help of ours.
    #[must_use]
    pub fn raw_store(&self) -> StoreServiceClient<Channel> {
        sayso_service::client_limits!(StoreServiceClient::new(self.store.clone()), self.client)
    }

    /// A client of the ingest service.
    #[must_use]
    pub fn ingest(&self) -> IngestClient {
        IngestClient::new(self.ingest.clone(), &self.client)
    }

    /// A client of the store service.
    #[must_use]
    pub fn store(&self) -> StoreClient {
        StoreClient::new(self.store.clone(), &self.client)
    }
}

/// Larger than the servers' limits, so that what is too large reaches them.
fn client() -> ClientSettings {
    ClientSettings { max_message_bytes: 128 << 20, ..ClientSettings::default() }
}

fn to(address: SocketAddr, client: &ClientSettings) -> Channel {
    connect(&address.to_string(), client).expect("an address")
}

/// The default settings on any free ports, with their data in `data`.
///
/// # Panics
/// If the defaults are broken.
#[must_use]
pub fn settings(data: &TempDir) -> Settings {
    let defaults = Settings::defaults();
    let defaults: Vec<&str> = defaults.iter().map(String::as_str).collect();
    let any = |key: &str| (format!("{key}.address"), "127.0.0.1:0".to_owned());
    let folder = ("data".to_owned(), data.path().display().to_string());
    let flags = vec![any("ingest_server"), any("extract_server"), any("store_server"), folder];
    load(&Layers { defaults: &defaults, flags, ..Layers::default() }).expect("the defaults are valid")
}
