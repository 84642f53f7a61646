//! Ledgers on SQLite files, each behind a server in memory.

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use sayso_rpc::StoreClient;
use sayso_service::{
    ClientSettings, SERVER_DEFAULTS, Server, ServerSettings,
    config::{Layers, load},
    in_memory,
};
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
pub(crate) struct Served {
    folder: TempDir,
    stores: AtomicUsize,
}

impl Served {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), stores: AtomicUsize::new(0) }
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("ledger-{number}.sqlite"))
    }

    /// A client of an empty ledger, and what it is a client of.
    pub(crate) fn open(&self) -> (StoreClient, Arc<SqliteStore>) {
        self.serve(self.stores.fetch_add(1, Ordering::Relaxed))
    }

    /// Serves copies of the last files as they are now, with the log that closing would have folded in.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub(crate) fn copy(&self) -> (StoreClient, Arc<SqliteStore>) {
        let next = self.stores.fetch_add(1, Ordering::Relaxed);
        for extension in ["sqlite", "sqlite-wal"] {
            let file = |number| self.path(number).with_extension(extension);
            fs::copy(file(next - 1), file(next)).unwrap();
        }
        self.serve(next)
    }

    fn serve(&self, number: usize) -> (StoreClient, Arc<SqliteStore>) {
        let settings: Settings = load(&Layers { defaults: &[SERVER_DEFAULTS, DEFAULTS], ..Layers::default() }).unwrap();
        let client = ClientSettings { max_message_bytes: settings.server.max_message_bytes, ..Default::default() };
        let (channel, incoming) = in_memory(&client);
        let store = Arc::new(SqliteStore::open(self.path(number)).unwrap());
        let shutdown = CancellationToken::new();
        let server = add(Server::new(settings.server.clone()), store.clone(), &settings.server, shutdown.clone());
        tokio::spawn(server.serve_stream(incoming, shutdown));
        (StoreClient::new(channel, &client), store)
    }
}
