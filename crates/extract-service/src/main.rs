//! `sayso-extractd`: the extract service as a process.

use std::process::ExitCode;

use sayso_extract_service::{DEFAULTS, Engine, ExtractSettings, add};
use sayso_service::{
    BoxError, Daemon, DaemonSettings, LogSettings, SERVER_DEFAULTS, Server, ServerSettings, run_daemon,
};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    server: ServerSettings,
    log: LogSettings,
    extract: ExtractSettings,
}

impl DaemonSettings for Settings {
    fn server(&self) -> &ServerSettings {
        &self.server
    }

    fn log(&self) -> &LogSettings {
        &self.log
    }

    fn check(&self) -> Result<(), String> {
        self.extract.check()
    }
}

fn main() -> ExitCode {
    let daemon = Daemon {
        name: "sayso-extractd",
        version: env!("CARGO_PKG_VERSION"),
        about: "The extract service of sayso: documents in, claims out",
        defaults: &[SERVER_DEFAULTS, DEFAULTS],
    };
    run_daemon(&daemon, async |settings: Settings, listener, shutdown| {
        let engine = Engine::new(settings.extract.extractor()?, &settings.extract);
        add(Server::new(settings.server.clone()), engine, &settings.server).serve(listener, shutdown).await?;
        Ok::<(), BoxError>(())
    })
}
