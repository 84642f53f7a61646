//! Any bytes as a settings file over the defaults: refused, or settings that can be printed and read again.
#![no_main]

use std::{fs, path::Path, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use sayso_service::{
    CLIENT_DEFAULTS, ClientSettings, LogSettings, SERVER_DEFAULTS, ServerSettings,
    config::{ConfigError, Layers, load, to_toml},
};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    server: ServerSettings,
    client: ClientSettings,
    log: LogSettings,
}

const DEFAULTS: &[&str] = &[SERVER_DEFAULTS, CLIENT_DEFAULTS];

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().expect("a temporary folder can be made"));

fuzz_target!(|bytes: &[u8]| {
    let file = FOLDER.path().join("given.toml");
    accepted_is_read_again(read(&file, bytes));

    // The same lines as flags and as environment variables, where values are read otherwise.
    let Ok(text) = str::from_utf8(bytes) else { return };
    let pairs = || text.lines().filter_map(|line| line.split_once('='));
    let flags = pairs().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    accepted_is_read_again(load(&Layers { defaults: DEFAULTS, flags, ..Layers::default() }));
    let environment = pairs().map(|(key, value)| (format!("SAYSO__{key}").into(), value.into())).collect();
    accepted_is_read_again(load(&Layers { defaults: DEFAULTS, environment, ..Layers::default() }));
});

fn read(file: &Path, bytes: &[u8]) -> Result<Settings, ConfigError> {
    fs::write(file, bytes).expect("a temporary file can be written");
    load(&Layers { defaults: DEFAULTS, file: Some(file), ..Layers::default() })
}

fn accepted_is_read_again(settings: Result<Settings, ConfigError>) {
    match settings {
        Ok(settings) => {
            let _ = settings.server.check();
            let printed = to_toml(&settings).expect("what was read can be printed");
            let file = FOLDER.path().join("printed.toml");
            let again = read(&file, printed.as_bytes()).expect("what was printed can be read");
            assert_eq!(to_toml(&again).expect("what was read can be printed"), printed);
        }
        Err(ConfigError::Defaults(reason)) => panic!("the defaults are broken: {reason}"),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
