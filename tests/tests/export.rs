//! `sayso export` as a user runs it. What is in the files is read back by programs of others: see `tests/readers`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{collections::HashSet, fs, path::Path};

use sayso_contract::store::v1::StoredClaim;
use sayso_tests::{Ran, Up, commands::program, daemons::binary};
use tempfile::TempDir;
use tokio::{net::TcpSocket, process::Command};

async fn sayso(folder: &Path, arguments: &[&str]) -> Ran {
    Ran::of(program("sayso").args(arguments).current_dir(folder)).await
}

/// A running system that holds the sample reports.
async fn filled(folder: &TempDir) -> Up {
    let up = Up::start(folder.path()).await;
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/cli/samples");
    let samples = samples.to_str().unwrap();
    let dated = ["--published", "2026-03-04"];
    let ingest = [&["ingest", samples, "--wait", "--server", &up.ingest][..], &dated].concat();
    let _ = sayso(folder.path(), &ingest).await.ok();
    up
}

/// What stands under "## Exporting" in the README, command by command.
fn commands_of_the_readme() -> Vec<String> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let (_, section) = readme.split_once("\n## Exporting\n").unwrap();
    let (_, commands) = section.split_once("\n```sh\n").unwrap();
    let (commands, _) = commands.split_once("\n```\n").unwrap();
    commands.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn the_commands_of_the_readme_do_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let up = filled(&folder).await;
    let all = sayso(folder.path(), &["export", "--server", &up.store]).await;
    assert_eq!(all.stderr, format!("{} claims\n", all.stdout.lines().count()));
    let all: Vec<StoredClaim> = all.ok().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(all.len() > 50, "only {} claims", all.len());
    let document = all[0].document.as_ref().unwrap().id.clone();

    let commands = commands_of_the_readme();
    assert_eq!(commands.iter().filter(|command| command.starts_with("sayso export ")).count(), commands.len());
    let program = binary("sayso");
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    for command in &commands {
        let mut shell = Command::new("sh");
        shell.args(["-e", "-c", &command.replace("DOCUMENT", &document)]);
        shell.current_dir(folder.path()).env("PATH", &path).env("SAYSO_STORE", &up.store);
        let _ = Ran::of(&mut shell).await.ok();
    }
    let written = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let lines = |name: &str| String::from_utf8(written(name)).unwrap().lines().count();
    assert_eq!(lines("claims.jsonl"), all.len());
    assert!((2..all.len()).contains(&lines("denials.csv")));
    assert!(written("claims.parquet").starts_with(b"PAR1") && written("claims.parquet").ends_with(b"PAR1"));
    assert!(written("claims.jsonld.gz").starts_with(&[0x1f, 0x8b]));
    let page: serde_json::Value = serde_json::from_slice(&written("page.json")).unwrap();
    let of_document = |claim: &&StoredClaim| claim.document.as_ref().unwrap().id == document;
    assert_eq!(page["items"].as_array().unwrap().len(), all.iter().filter(of_document).count());
    assert!(up.stop().await.success());
}

#[tokio::test]
async fn an_export_of_nothing_is_a_valid_file() {
    let folder = tempfile::tempdir().unwrap();
    let up = filled(&folder).await;
    let nothing = ["export", "xylophone", "--server", &up.store];
    for (format, least) in [("jsonl", 0), ("csv", 1), ("jsonld", 0)] {
        let ran = sayso(folder.path(), &[&nothing[..], &["--format", format]].concat()).await;
        assert_eq!(ran.stderr, "0 claims\n");
        assert_eq!(ran.ok().lines().count(), least, "{format}");
    }
    // No text, so to a file.
    let parquet = ["--format", "parquet", "--output", "none.parquet"];
    let _ = sayso(folder.path(), &[&nothing[..], &parquet].concat()).await.ok();
    assert!(fs::read(folder.path().join("none.parquet")).unwrap().ends_with(b"PAR1"));
    assert!(up.stop().await.success());
}

#[tokio::test]
async fn an_export_that_fails_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("claims.csv"), "before").unwrap();
    // Bound, so that nobody else gets the port, but not listening.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let arguments = ["export", "--format", "csv", "--output", "claims.csv", "--server", &address];
    let said = sayso(folder.path(), &arguments).await.failed(1);
    assert!(said.contains("does not answer"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("claims.csv")).unwrap(), "before");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn wrong_uses_say_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path()).await;
    let check = async |arguments: &[&str], code: i32, says: &str| {
        let arguments = [&["export", "--server", &up.store], arguments].concat();
        let said = sayso(folder.path(), &arguments).await.failed(code);
        assert!(said.contains(says), "{arguments:?}: {said}");
    };
    check(&["--format", "xml"], 2, "none of jsonl, csv, parquet, jsonld, annotations").await;
    check(&["--format", "annotations"], 2, "--document").await;
    check(&["--format", "annotations", "--document", "d", "--superseded"], 2, "current text").await;
    check(&["--format", "annotations", "--document", "d"], 1, "no document").await;
    check(&["--output", "none/claims.jsonl"], 1, "cannot write none/claims.jsonl").await;
    check(&["--output", "."], 1, "is no file").await;
    check(&["--from", "March"], 2, "--from").await;
    check(&["--from", "2026-03-04", "--before", "2026-03-04"], 1, "--before").await;
    check(&["--document", "d"], 1, "no document").await;
    let left: HashSet<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("export")), "{left:?}");
    assert!(up.stop().await.success());
}
