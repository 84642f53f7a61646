//! An archive of invented news pages, as the script writes it, against its manifest.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    fs::{self, File},
    path::Path,
    process::Command,
};

use sayso_readers::{Position, Warc, WarcLimits};
use serde_json::Value;

/// Writes an archive into a folder; gives its manifest.
fn make(folder: &Path, name: &str, arguments: &[&str]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/make_warc.py");
    let manifest = folder.join("manifest.jsonl");
    let mut command = Command::new("python3");
    command.arg(script).arg(folder.join(name)).arg("--manifest").arg(&manifest).args(arguments);
    assert!(command.status().expect("python3 is needed").success());
    let manifest = fs::read_to_string(manifest).unwrap();
    manifest.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_few_hundred_pages_are_read_as_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    for (name, arguments) in [("news.warc.gz", &["--pages", "300"][..]), ("news.warc", &["--pages", "300", "--plain"])]
    {
        let manifest = make(folder.path(), name, arguments);
        let path = folder.path().join(name);
        let mut warc = Warc::new(File::open(&path).unwrap(), WarcLimits::default()).unwrap();
        let mut behind = vec![Position::default()];
        for entry in &manifest {
            let page = warc.next().unwrap().unwrap();
            assert_eq!(page.uri, entry["uri"].as_str().unwrap());
            assert_eq!(u64::from(page.status), entry["status"].as_u64().unwrap());
            assert_eq!(page.body.len() as u64, entry["bytes"].as_u64().unwrap(), "{}", page.uri);
            let html = page.media_type.as_deref() == Some("text/html; charset=utf-8");
            assert_eq!(html, entry["kind"] != "picture");
            if entry["kind"] == "article" {
                let text = str::from_utf8(&page.body).unwrap();
                let paragraphs = text.lines().filter(|line| line.starts_with("<p>")).count();
                assert_eq!(paragraphs as u64, entry["paragraphs"].as_u64().unwrap());
            }
            behind.push(warc.position());
        }
        assert!(warc.next().is_none());
        assert_eq!(warc.position().offset, path.metadata().unwrap().len());

        // From wherever reading was left, the same pages follow.
        for count in (0..manifest.len()).step_by(37) {
            let rest = Warc::resume(File::open(&path).unwrap(), behind[count], WarcLimits::default()).unwrap();
            let rest: Vec<String> = rest.map(|page| page.unwrap().uri).collect();
            let expected: Vec<&str> = manifest[count..].iter().map(|entry| entry["uri"].as_str().unwrap()).collect();
            assert_eq!(rest, expected);
        }
        let kinds = |kind: &str| manifest.iter().filter(|entry| entry["kind"] == kind).count();
        assert!(kinds("missing") > 0 && kinds("picture") > 0 && kinds("front page") > 0);
        assert!(manifest.iter().any(|entry| entry.get("copy_of").is_some()));
    }
}
