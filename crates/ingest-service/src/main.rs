//! `sayso-ingestd`: the ingest service as a process, calling the other two over gRPC.

use std::{process::ExitCode, sync::Arc};

use sayso_feeds_sqlite::SqliteFeeds;
use sayso_fetch::Fetcher;
use sayso_ingest_service::{
    DEFAULTS, FeedSettings, Feeds, IngestSettings, Pages, Poller, Reader, Worker, add, check_fetch,
};
use sayso_queue_sqlite::SqliteQueue;
use sayso_rpc::{ExtractClient, StoreClient};
use sayso_service::{
    BoxError, CLIENT_DEFAULTS, ClientSettings, Daemon, DaemonSettings, LogSettings, SERVER_DEFAULTS, Server,
    ServerSettings, check_address, connect, run_daemon,
};
use serde::{Deserialize, Serialize};

/// Defaults of the sections that only this daemon has: where the other two services are.
const ADDRESSES: &str = r#"
[extract]
# The extract service, as HOST:PORT.
address = "127.0.0.1:7402"

[store]
# The store service, as HOST:PORT.
address = "127.0.0.1:7403"
"#;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    server: ServerSettings,
    log: LogSettings,
    client: ClientSettings,
    queue: sayso_queue::Settings,
    ingest: IngestSettings,
    fetch: sayso_fetch::Settings,
    feeds: FeedSettings,
    extract: Peer,
    store: Peer,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Peer {
    address: String,
}

impl DaemonSettings for Settings {
    fn server(&self) -> &ServerSettings {
        &self.server
    }

    fn log(&self) -> &LogSettings {
        &self.log
    }

    fn check(&self) -> Result<(), String> {
        self.ingest.check(&self.queue)?;
        check_fetch(&self.fetch)?;
        self.feeds.check()?;
        self.client.check()?;
        for (key, peer) in [("extract.address", &self.extract), ("store.address", &self.store)] {
            check_address(&peer.address).map_err(|error| format!("`{key}`: {error}"))?;
        }
        if self.client.request_timeout < self.ingest.attempt_timeout {
            return Err("`client.request_timeout` must be at least `ingest.attempt_timeout`, \
                        or a call would be given up while its try may go on"
                .to_owned());
        }
        Ok(())
    }
}

fn main() -> ExitCode {
    let daemon = Daemon {
        name: "sayso-ingestd",
        version: env!("CARGO_PKG_VERSION"),
        about: "The ingest service of sayso: takes documents in, and sees them through extraction into the store",
        defaults: &[SERVER_DEFAULTS, CLIENT_DEFAULTS, DEFAULTS, ADDRESSES],
    };
    run_daemon(&daemon, async |settings: Settings, listener, shutdown| {
        let queue = Arc::new(SqliteQueue::open(&settings.ingest.queue_path, settings.queue.clone())?);
        let client = &settings.client;
        let extract = ExtractClient::new(connect(&settings.extract.address, client)?, client);
        let store = StoreClient::new(connect(&settings.store.address, client)?, client);
        let pages = Pages::new(Fetcher::new(settings.fetch)?, Reader::default());
        let feeds = SqliteFeeds::open(&settings.feeds.path, settings.feeds.limits.clone())?;
        let feeds = Feeds::new(Arc::new(feeds));
        let server = Server::new(settings.server.clone());
        let server = add(server, queue.clone(), feeds.clone(), pages.clone(), &settings.server);
        let poller = Poller::new(feeds, queue.clone(), pages, settings.feeds);
        let worker = Worker::new(queue, Arc::new(extract), Arc::new(store), settings.ingest.clone());

        // A try that is cut when the daemon stops is made again after the next start: its lease runs out.
        let worker = worker.reporting(server.health());
        let server = server.background("worker", |stop| worker.run(stop)).background("poller", |stop| poller.run(stop));
        server.serve(listener, shutdown).await?;
        Ok::<(), BoxError>(())
    })
}
