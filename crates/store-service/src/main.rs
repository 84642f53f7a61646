//! `sayso-stored`: the store service as a process, on a SQLite file.

use std::{process::ExitCode, sync::Arc};

use sayso_service::{
    BoxError, Daemon, DaemonSettings, LogSettings, SERVER_DEFAULTS, Server, ServerSettings, run_daemon,
};
use sayso_store_service::{DEFAULTS, StoreSettings, add, add_linker};
use sayso_store_sqlite::SqliteStore;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    server: ServerSettings,
    log: LogSettings,
    store: StoreSettings,
}

impl DaemonSettings for Settings {
    fn server(&self) -> &ServerSettings {
        &self.server
    }

    fn log(&self) -> &LogSettings {
        &self.log
    }
}

fn main() -> ExitCode {
    let daemon = Daemon {
        name: "sayso-stored",
        version: env!("CARGO_PKG_VERSION"),
        about: "The store service of sayso: the ledger of who claimed what",
        defaults: &[SERVER_DEFAULTS, DEFAULTS],
    };
    run_daemon(&daemon, async |settings: Settings, listener, shutdown| {
        let store = Arc::new(SqliteStore::open(&settings.store.path)?);
        let server = add_linker(Server::new(settings.server.clone()), store.clone());
        add(server, store, &settings.server, shutdown.clone()).serve(listener, shutdown).await?;
        Ok::<(), BoxError>(())
    })
}
