//! The example files under `deploy/` are valid.

use std::{fs, path::Path, process::Command};

use sayso_tests::daemons::binary;

#[test]
fn every_example_configuration_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/config");
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
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy");
    for name in ["sayso-ingestd", "sayso-extractd", "sayso-stored"] {
        let unit = fs::read_to_string(deploy.join(format!("systemd/{name}.service"))).unwrap();
        let config = format!("{}.toml", name.trim_start_matches("sayso-"));
        assert!(unit.contains(&format!("ExecStart=/usr/local/bin/{name} --config /etc/sayso/{config}\n")), "{unit}");
        assert!(deploy.join("config").join(config).is_file());
    }
}
