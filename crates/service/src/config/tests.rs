//! Layers and refusals of the settings.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{ConfigError, Layers, load, to_toml};

const DEFAULTS: &str = r#"
name = "sample"
[server]
port = 1
timeout = "30s"
limit = "16MiB"
file = ""
[store]
url = "sqlite"
user = ""
verbose = false
"#;

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    name: String,
    server: Server,
    store: Store,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Server {
    port: u16,
    #[serde(with = "super::duration")]
    timeout: Duration,
    #[serde(with = "super::byte_size")]
    limit: usize,
    #[serde(with = "super::optional")]
    file: Option<PathBuf>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Store {
    url: String,
    user: String,
    verbose: bool,
}

fn read(file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]) -> Result<Settings, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sayso.toml");
    std::fs::write(&path, file).unwrap();
    load(&Layers {
        defaults: &[DEFAULTS],
        file: Some(&path),
        environment: environment.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))).collect(),
        flags: flags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
    })
}

#[test]
fn a_higher_layer_wins() {
    let port = |file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]| {
        read(file, environment, flags).unwrap().server.port
    };
    assert_eq!(port("", &[], &[]), 1);
    assert_eq!(port("[server]\nport = 2", &[], &[]), 2);
    assert_eq!(port("[server]\nport = 2", &[("SAYSO__SERVER__PORT", "3")], &[]), 3);
    assert_eq!(port("[server]\nport = 2", &[("SAYSO__SERVER__PORT", "3")], &[("server.port", "4")]), 4);
    assert_eq!(
        port("", &[("OTHER__SERVER__PORT", "3"), ("SAYSO_CONFIG", "x")], &[("server.port", "4"), ("server.port", "5")]),
        5
    );
}

#[test]
fn later_defaults_override_earlier_ones() {
    let defaults = &[DEFAULTS, "[server]\nport = 9"];
    let settings: Settings = load(&Layers { defaults, ..Layers::default() }).unwrap();
    assert_eq!((settings.server.port, settings.name.as_str()), (9, "sample"));
}

#[test]
fn text_becomes_the_type_of_its_key() {
    let settings = read(
        "",
        &[
            ("SAYSO__STORE__USER", "007"),
            ("SAYSO__STORE__VERBOSE", "true"),
            ("SAYSO__SERVER__TIMEOUT", "250ms"),
            ("SAYSO__SERVER__LIMIT", "64KiB"),
            ("SAYSO__SERVER__FILE", "address"),
        ],
        &[("name", "a=b")],
    )
    .unwrap();
    assert_eq!(settings.store.user, "007");
    assert!(settings.store.verbose);
    assert_eq!(settings.server.timeout, Duration::from_millis(250));
    assert_eq!(settings.server.limit, 65_536);
    assert_eq!(settings.server.file.as_deref(), Some(Path::new("address")));
    assert_eq!(settings.name, "a=b");
}

#[test]
fn text_that_looks_like_toml_stays_text() {
    let check = |text: &str| {
        let settings = read("", &[("SAYSO__STORE__USER", text)], &[("store.url", text)]).unwrap();
        assert_eq!((settings.store.user.as_str(), settings.store.url.as_str()), (text, text));
    };
    check("[::1]:7000");
    check("[");
    check("[\"a\"]");
    check("{}");
    check("");
}

#[test]
fn refusals_name_the_key_and_where_it_came_from() {
    let check = |file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)], parts: &[&str]| {
        let message = read(file, environment, flags).unwrap_err().to_string();
        for part in parts {
            assert!(message.contains(part), "{message:?} lacks {part:?}");
        }
        assert!(!message.contains('\n'), "{message:?} is more than one line");
    };
    check(
        "[server]\nprot = 2",
        &[],
        &[],
        &["unknown key `server.prot`", "sayso.toml", "[server] has file, limit, port, timeout"],
    );
    check("[sever]\nport = 2", &[], &[], &["unknown key `sever.port`", "the sections are name, server, store"]);
    check("server = 3", &[], &[], &["unknown key `server`"]);
    check("[server.port]\nx = 3", &[], &[], &["unknown key `server.port.x`"]);
    check("", &[("SAYSO__SERVER__PROT", "1")], &[], &["`server.prot`", "environment variable SAYSO__SERVER__PROT"]);
    check("", &[("SAYSO__", "1")], &[], &["unknown key ``"]);
    check("", &[], &[("server", "1")], &["unknown key `server`", "the flag --set"]);
    check("", &[], &[("server.port", "many")], &["`server.port`", "the flag --set", "many"]);
    check("[server]\nport = 70000", &[], &[], &["`server.port`", "sayso.toml", "70000"]);
    check("[server]\ntimeout = \"soon\"", &[], &[], &["`server.timeout`", "sayso.toml"]);
    check("[server]\ntimeout = 30", &[], &[], &["`server.timeout`"]);
    check("[server]\nlimit = \"big\"", &[], &[], &["`server.limit`", "16MiB"]);
    check("\n[server\n", &[], &[], &["sayso.toml, line 2"]);
}

#[test]
fn a_broken_line_is_not_shown() {
    let message = read("[store]\nuser = \"hunter2", &[], &[]).unwrap_err().to_string();
    assert!(message.contains("line 2") && !message.contains("hunter2"), "{message}");
}

#[test]
fn a_missing_file_is_named() {
    let file = Some(Path::new("absent/sayso.toml"));
    let error = load::<Settings>(&Layers { defaults: &[DEFAULTS], file, ..Layers::default() }).unwrap_err();
    assert!(error.to_string().contains("absent/sayso.toml"), "{error}");
}

#[test]
fn what_is_printed_is_read_back() {
    let printed = to_toml(&read("", &[], &[]).unwrap()).unwrap();
    let again = read(&printed, &[], &[]).unwrap();
    assert_eq!(again.server.timeout, Duration::from_secs(30));
    assert_eq!((again.server.limit, again.server.file), (16 << 20, None));
}
