//! The example files under `deploy/` are valid and fit together.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use jiff::SignedDuration;
use sayso_tests::daemons::binary;

const UNITS: [&str; 3] = ["sayso-ingestd", "sayso-extractd", "sayso-stored"];

fn deploy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy")
}

fn unit(name: &str) -> String {
    fs::read_to_string(deploy().join(format!("systemd/{name}.service"))).unwrap()
}

/// The example configuration of a daemon.
fn example(name: &str) -> PathBuf {
    deploy().join(format!("config/{}.toml", name.trim_start_matches("sayso-")))
}

/// The value of a key of a unit, if it has one.
fn value<'u>(unit: &'u str, key: &str) -> Option<&'u str> {
    unit.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
}

#[test]
fn every_example_configuration_is_valid() {
    let folder = deploy().join("config");
    let commands = [
        ("ingestd.toml", "sayso-ingestd", None),
        ("extractd.toml", "sayso-extractd", None),
        ("stored.toml", "sayso-stored", None),
        ("up.toml", "sayso", Some("up")),
    ];
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files.len(), commands.len(), "a file without a test: {files:?}");
    for (file, name, subcommand) in commands {
        let mut command = Command::new(binary(name));
        let output =
            command.args(subcommand).arg("--config").arg(folder.join(file)).arg("--check-config").output().unwrap();
        assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stdout), "configuration is valid\n");
    }
}

#[test]
fn every_unit_starts_a_daemon_with_its_example() {
    for name in UNITS {
        let config = example(name);
        let file = config.file_name().unwrap().to_str().unwrap();
        let command = format!("/usr/local/bin/{name} --config /etc/sayso/{file}");
        assert_eq!(value(&unit(name), "ExecStart"), Some(command.as_str()));
        assert!(config.is_file());
    }
}

/// A setting of a daemon with its example configuration.
fn setting(name: &str, key: &str) -> String {
    let mut command = Command::new(binary(name));
    let output = command.arg("--config").arg(example(name)).arg("--print-config").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let value = printed.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = ")).unwrap();
    value.trim_matches('"').to_owned()
}

#[test]
fn every_unit_may_open_more_files_than_its_daemon_has_connections() {
    for name in UNITS {
        let connections: u64 = setting(name, "max_connections").parse().unwrap();
        let files: u64 = value(&unit(name), "LimitNOFILE").unwrap().parse().unwrap();
        // Databases, pipes and what the runtime needs come on top.
        assert!(files >= connections + 256, "{name}: {files} files for {connections} connections");
    }
}

#[test]
fn every_unit_waits_longer_than_its_daemon_may_drain() {
    for name in UNITS {
        let drain: SignedDuration = setting(name, "drain_timeout").parse().unwrap();
        let stop: i64 = value(&unit(name), "TimeoutStopSec").unwrap().parse().unwrap();
        // What closing the connections and ending the threads may take comes on top.
        assert!(stop >= drain.as_secs() + 10, "{name}: stopped after {stop} s, but drains for {drain:#}");
    }
}

#[test]
fn every_daemon_keeps_its_data_in_a_folder_of_its_own() {
    let daemons: [(&str, &[&str]); 3] =
        [("sayso-ingestd", &["queue_path", "path"]), ("sayso-extractd", &[]), ("sayso-stored", &["path"])];
    for (name, keys) in daemons {
        let unit = unit(name);
        assert_eq!(value(&unit, "DynamicUser"), Some("yes"), "{name}");
        // A folder belongs to one dynamic user, and no other may write to it.
        assert_eq!(value(&unit, "StateDirectory"), (!keys.is_empty()).then_some(name));
        for key in keys {
            let config = fs::read_to_string(example(name)).unwrap();
            let path = config.lines().find_map(|line| line.strip_prefix(*key)?.strip_prefix(" = \"")).unwrap();
            assert!(path.starts_with(&format!("/var/lib/{name}/")), "{path}");
        }
    }
}
