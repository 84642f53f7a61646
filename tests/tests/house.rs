//! Rules of the house that no compiler holds: the layers of the crates, and how files begin and how long they may be.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// The layers, lowest first. A crate may use crates of lower layers only. What tests alone need does not count.
const LAYERS: &[&[&str]] = &[
    &["sayso-text"],
    &["sayso-domain", "sayso-tagger"],
    &["sayso-quantities", "sayso-places", "sayso-commitment", "sayso-identity"],
    &["sayso-sources", "sayso-times", "sayso-linking"],
    &["sayso-extract", "sayso-copies", "sayso-readers", "sayso-fetch"],
    &["sayso-contract"],
    &["sayso-queue", "sayso-feeds", "sayso-store", "sayso-export"],
    &["sayso-queue-sqlite", "sayso-feeds-sqlite", "sayso-store-sqlite"],
    &["sayso-service"],
    &["sayso-rpc"],
    &["sayso-ingest-service", "sayso-extract-service", "sayso-store-service"],
    &["sayso-cli"],
    &["sayso-tests"],
];

/// What a crate must not use although its layer would allow it.
const NEVER: &[(&str, &[&str])] = &[
    ("sayso-queue", &["sayso-domain", "sayso-text", "sayso-contract"]),
    ("sayso-queue-sqlite", &["sayso-domain", "sayso-text", "sayso-contract", "sayso-store"]),
    ("sayso-feeds", &["sayso-domain", "sayso-text", "sayso-contract", "sayso-readers", "sayso-fetch"]),
    ("sayso-feeds-sqlite", &["sayso-domain", "sayso-text", "sayso-contract", "sayso-readers", "sayso-fetch"]),
    ("sayso-store", &["sayso-extract", "sayso-contract"]),
    ("sayso-store-sqlite", &["sayso-extract", "sayso-contract", "sayso-queue"]),
    ("sayso-contract", &["sayso-extract"]),
    ("sayso-service", &["sayso-text", "sayso-domain", "sayso-contract", "sayso-queue", "sayso-store"]),
    ("sayso-rpc", &["sayso-extract", "sayso-queue", "sayso-queue-sqlite", "sayso-store-sqlite"]),
    ("sayso-export", &["sayso-domain", "sayso-extract", "tokio", "tracing"]),
    ("sayso-extract", &["tokio", "tracing", "jiff"]),
    ("sayso-linking", &["tokio", "tracing"]),
    ("sayso-tagger", &["tokio", "tracing"]),
    ("sayso-readers", &["tokio", "tracing"]),
    ("sayso-fetch", &["sayso-domain", "sayso-text"]),
    ("sayso-domain", &["tokio", "tracing"]),
    ("sayso-text", &["tokio", "tracing"]),
];

/// The only crates that may name tonic or prost.
const SPEAK_GRPC: &[&str] = &[
    "sayso-contract",
    "sayso-service",
    "sayso-rpc",
    "sayso-ingest-service",
    "sayso-extract-service",
    "sayso-store-service",
    "sayso-tests",
    "xtask",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The crates of the workspace with what they use outside tests.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let uses = |package: &Value| {
        let all = package["dependencies"].as_array().unwrap().iter();
        all.filter(|dependency| dependency["kind"].as_str() != Some("dev")).map(|used| text(&used["name"])).collect()
    };
    let packages = metadata["packages"].as_array().unwrap();
    packages.iter().map(|package| (text(&package["name"]), uses(package))).collect()
}

#[test]
fn crates_use_lower_layers_only() {
    let layer = |name: &str| LAYERS.iter().position(|layer| layer.contains(&name));
    for (name, uses) in dependencies() {
        if name == "xtask" {
            assert!(!uses.iter().any(|used| used.starts_with("sayso")), "xtask must use no crate of the workspace");
            continue;
        }
        let own = layer(&name).unwrap_or_else(|| panic!("{name} has no layer: give it one here and in the README"));
        for used in &uses {
            if let Some(other) = layer(used) {
                assert!(other < own, "{name} must not use {used}: it is in the same layer or a higher one");
            }
            let never = NEVER.iter().find(|(crate_name, _)| *crate_name == name);
            assert!(!never.is_some_and(|(_, never)| never.contains(&used.as_str())), "{name} must not know {used}");
            let grpc = ["tonic", "prost"].iter().any(|part| used.starts_with(part));
            assert!(!grpc || SPEAK_GRPC.contains(&name.as_str()), "{name} must not name {used}");
        }
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_short() {
    let mut folders = vec![root().join("crates"), root().join("tests")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("generated") && !path.ends_with("target") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                assert!(text.starts_with("//! "), "{} must open with //! and what it is for", path.display());
                let lines = text.lines().count();
                assert!(lines <= 800, "{} has {lines} lines: cut it in two", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "only {seen} files were found");
}
