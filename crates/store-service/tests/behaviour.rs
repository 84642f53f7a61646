//! The behaviour that every ledger has, through gRPC: a client of the service on a SQLite file.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use sayso_rpc::StoreClient;
use sayso_service::{
    ClientSettings, SERVER_DEFAULTS, Server, ServerSettings,
    config::{Layers, load},
    in_memory,
};
use sayso_store::{Store, behaviour::Harness};
use sayso_store_service::{DEFAULTS, add};
use sayso_store_sqlite::SqliteStore;
use serde::Deserialize;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

#[derive(Deserialize)]
struct Settings {
    server: ServerSettings,
}

/// Ledgers in a folder of their own, numbered, each behind a server in memory that runs as long as the test.
struct Served {
    folder: TempDir,
    stores: AtomicUsize,
}

impl Served {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), stores: AtomicUsize::new(0) }
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("ledger-{number}.sqlite"))
    }

    fn serve(&self, number: usize) -> Arc<dyn Store> {
        let settings: Settings = load(&Layers { defaults: &[SERVER_DEFAULTS, DEFAULTS], ..Layers::default() }).unwrap();
        let client = ClientSettings { max_message_bytes: settings.server.max_message_bytes, ..Default::default() };
        let (channel, incoming) = in_memory(&client);
        let store = Arc::new(SqliteStore::open(self.path(number)).unwrap());
        let shutdown = CancellationToken::new();
        let server = add(Server::new(settings.server.clone()), store, &settings.server, shutdown.clone());
        tokio::spawn(server.serve_stream(incoming, shutdown));
        Arc::new(StoreClient::new(channel, &client))
    }
}

#[async_trait]
impl Harness for Served {
    async fn store(&self) -> Arc<dyn Store> {
        self.serve(self.stores.fetch_add(1, Ordering::Relaxed))
    }

    /// Serves copies of the files as they are now, with the log that closing would have folded in.
    async fn reopen(&self, _store: Arc<dyn Store>) -> Arc<dyn Store> {
        let next = self.stores.fetch_add(1, Ordering::Relaxed);
        for extension in ["sqlite", "sqlite-wal"] {
            let file = |number| self.path(number).with_extension(extension);
            fs::copy(file(next - 1), file(next)).unwrap();
        }
        self.serve(next)
    }
}

sayso_store::behaviour_suite!(Served::new());
