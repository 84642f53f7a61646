//! The `sayso` command as a user runs it: what it prints, what it writes, and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use sayso_contract::{
    claim::v1::{Form, Kind, OffsetUnit, TextSpan},
    extract::v1::ExtractResponse,
    store::v1::{ChangeType, StoredClaim, WatchClaimsResponse},
};
use sayso_tests::{Daemons, Ran, Up, commands::program, steps::words};
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::net::TcpSocket;

const SHUT: &str = "“The bridge is shut,” said the mayor.";

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/cli/samples").canonicalize().unwrap()
}

/// The sample reports, in the order of their names.
fn sample_texts() -> Vec<(String, String)> {
    let entries = fs::read_dir(samples()).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|ext| ext == "txt")).collect();
    texts.sort();
    let stem = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    texts.into_iter().map(|path| (stem(&path), fs::read_to_string(&path).unwrap())).collect()
}

fn folder_of(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Runs `sayso` with arguments, in a folder.
async fn sayso(folder: &Path, arguments: &[&str]) -> Ran {
    Ran::of(program("sayso").args(arguments).current_dir(folder)).await
}

/// One message of the contract a line, in proto JSON.
fn lines<T: DeserializeOwned>(printed: &str) -> Vec<T> {
    printed.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// The text on one line, however it was wrapped.
fn unwrapped(printed: &str) -> String {
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Quotations of the sample reports that no reader would miss: source, cue, and how the words begin.
const QUOTED: [[&str; 3]; 6] = [
    ["Vossarin", "said", "\"They came at about 11 p.m., without lights,\""],
    ["the governor", "said", "“No house is worth a child,”"],
    ["Quillane", "said", "«We counted them at breakfast,»"],
    ["Governor Ilsabet Korrane", "told", "“Not one person has been driven out,”"],
    ["he", "told", "\"I was an optimist on Tuesday,\""],
    ["Governor Ilsabet Korrane", "said", "\"We opened it, because we could,\""],
];

#[tokio::test]
async fn the_demo_goes_the_whole_way() {
    let folder = folder_of(&[]);
    let ran = sayso(folder.path(), &["demo"]).await;
    assert!(ran.stderr.contains("16 invented reports are submitted, extracted and recorded"), "{}", ran.stderr);
    let shown = unwrapped(&ran.ok());
    assert!(!shown.contains('\u{1b}'), "a pipe gets no colours");
    for [source, cue, content] in QUOTED {
        for expected in [format!("{source} {cue}"), format!("[direct] {content}")] {
            assert!(shown.contains(&expected), "{expected}\n{shown}");
        }
    }
    for heading in ["Who claimed what:", "Who denied what?", "Northwire · 2026-03-03 · https://northwire.example/"] {
        assert!(shown.contains(heading), "{heading}\n{shown}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "the demo leaves nothing behind");
}

#[tokio::test]
async fn the_readme_shows_what_the_demo_prints() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let (_, shown) = readme.split_once("\n```text\n").unwrap();
    let (shown, _) = shown.split_once("\n```\n").unwrap();
    let mut printed = sayso(folder_of(&[]).path(), &["demo"]).await.ok();
    for part in shown.split("\n…\n") {
        let at = printed.find(part).unwrap_or_else(|| panic!("the demo does not print, here or at all:\n{part}"));
        printed.drain(..at + part.len());
    }
}

#[tokio::test]
async fn the_demo_prints_json() {
    let claims: Vec<StoredClaim> = lines(&sayso(&samples(), &["demo", "--json"]).await.ok());
    let found: Vec<[String; 3]> = claims.iter().map(words).collect();
    for [source, cue, content] in QUOTED {
        let quoted =
            |claim: &[String; 3]| claim[0] == source && claim[1].starts_with(cue) && claim[2].starts_with(content);
        assert!(found.iter().any(quoted), "{source} {cue} {content}");
    }
    let ids: HashSet<&str> = claims.iter().map(|claim| claim.claim.as_ref().unwrap().id.as_str()).collect();
    assert_eq!(ids.len(), claims.len());
    // One report is corrected: what counts are the claims of its second revision.
    assert!(claims.iter().all(|claim| claim.current));
}

#[tokio::test]
async fn claims_are_printed_for_people() {
    let folder = folder_of(&[("a.txt", SHUT.as_bytes()), ("b.txt", b"The ferry leaves at noon.")]);
    let ran = sayso(folder.path(), &["extract", "--published", "2026-03-04", "."]).await;
    assert!(ran.stderr.contains("2 documents, 1 claim, 0 could not be read"), "{}", ran.stderr);
    assert_eq!(ran.ok(), "a\n1 claim\n\n  the mayor  said  [direct]\n      “The bridge is shut,”\n\nb\n0 claims\n\n");
}

#[tokio::test]
async fn spans_are_what_the_scorers_read() {
    let folder = folder_of(&[
        ("b.txt", "👮🏽\n\n“The Міст is shut,” said the mayor. ".as_bytes()),
        ("a.v2.txt", SHUT.as_bytes()),
        ("c.txt", b"The ferry leaves at noon."),
    ]);
    let printed = sayso(folder.path(), &["extract", ".", "--format", "spans"]).await.ok();
    let expected = concat!(
        r#"{"doc":"a.v2","claims":[{"source":[[27,36]],"cue":[[22,26]],"content":[[0,21]]}],"times":[],"places":[]}"#,
        "\n",
        r#"{"doc":"b","claims":[{"source":[[29,38]],"cue":[[24,28]],"content":[[4,23]]}],"times":[],"places":[]}"#,
        "\n",
        r#"{"doc":"c","claims":[],"times":[{"start":20,"end":24,"type":"TIME"}],"places":[]}"#,
        "\n",
    );
    assert_eq!(printed, expected);
}

#[tokio::test]
async fn what_read_writes_is_extracted() {
    let page = "<title>Bridge</title><p>The bridge is shut, the mayor of Karsel said on Tuesday.</p><p>It may open in May.</p>";
    let folder = folder_of(&[("bridge.html", page.as_bytes())]);
    let read = sayso(folder.path(), &["read", "bridge.html"]).await.ok();
    fs::write(folder.path().join("read.jsonl"), read).unwrap();
    let arguments = ["extract", "read.jsonl", "--published", "2026-03-05", "--format", "jsonl"];
    let answers: Vec<ExtractResponse> = lines(&sayso(folder.path(), &arguments).await.ok());
    let [answer] = &answers[..] else { panic!("{answers:?}") };
    let document = answer.document.as_ref().unwrap();
    assert_eq!((document.id.as_str(), document.published_at.as_str()), ("bridge", "2026-03-05"));
    assert_eq!(answer.claims.len(), 1);
}

#[tokio::test]
async fn lines_of_documents_are_read_with_what_they_say_of_themselves() {
    let lines = concat!(
        "\u{feff}",
        r#"{"id":"one","text":"Oleh Lipovoy, the mayor of Karst, said on Tuesday that it fell.","publishedAt":"2026-03-05"}"#,
        "\n\n",
        r#"{"id":"two","text":"“It stood,” said Oleh Lipovoi, the mayor of Karst.","publishedAt":"2026-03-06T10:00"}"#,
        "\nno json\n",
    );
    let folder = folder_of(&[("a.jsonl", lines.as_bytes())]);
    let ran = sayso(folder.path(), &["extract", "a.jsonl", "--format", "jsonl"]).await;
    assert!(ran.stderr.contains("a.jsonl, line 4: it is no document in proto JSON"), "{}", ran.stderr);
    let answers: Vec<serde_json::Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["claims"][0]["said"]["value"], "2026-03-03");
    assert_eq!(answers[1]["document"]["id"], "two");

    // One source under two spellings, until somebody says that they are two.
    let sources = sayso(folder.path(), &["extract", "a.jsonl", "--format", "sources"]).await;
    let found: Vec<serde_json::Value> =
        sources.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [source] = found.as_slice() else { panic!("{found:?}") };
    let key = |at: usize| source["appearances"][at]["key"].as_str().unwrap();
    let decision = format!("{{\"different\": [\"{}\", \"{}\"]}}\n", key(0), key(1));
    fs::write(folder.path().join("decisions.jsonl"), decision).unwrap();
    let decided = ["extract", "a.jsonl", "--format", "sources", "--decisions", "decisions.jsonl"];
    assert_eq!(sayso(folder.path(), &decided).await.stdout.lines().count(), 2);
}

/// What stands at offsets counted in a unit.
fn cut(text: &str, unit: OffsetUnit, start: u32, end: u32) -> String {
    let (start, end) = (start as usize, end as usize);
    match unit {
        OffsetUnit::Utf16 => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
        OffsetUnit::CodePoint => text.chars().skip(start).take(end - start).collect(),
        OffsetUnit::Utf8 | OffsetUnit::Unspecified => text[start..end].to_owned(),
    }
}

#[tokio::test]
async fn json_has_exact_offsets_in_the_unit_asked_for() {
    for (argument, unit) in
        [("utf8", OffsetUnit::Utf8), ("utf16", OffsetUnit::Utf16), ("codepoint", OffsetUnit::CodePoint)]
    {
        let arguments = ["extract", ".", "--format", "jsonl", "--offsets", argument, "--published", "2026-03-08"];
        let answers: Vec<ExtractResponse> = lines(&sayso(&samples(), &arguments).await.ok());
        let texts = sample_texts();
        assert_eq!(answers.len(), texts.len());
        let mut spans = 0;
        for (answer, (stem, text)) in answers.into_iter().zip(texts) {
            let document = answer.document.as_ref().unwrap();
            assert_eq!((&document.id, document.published_at.as_str()), (&stem, "2026-03-08"));
            assert_eq!(answer.offset_unit(), unit);
            for attribution in answer.claims.into_iter().map(|claim| claim.attribution.unwrap()) {
                for TextSpan { start, end, text: words } in
                    [attribution.source, attribution.cue, attribution.content].into_iter().flatten()
                {
                    assert_eq!(cut(&text, unit, start, end), words, "{stem}");
                    spans += 1;
                }
            }
        }
        assert!(spans > 100, "only {spans} spans were checked");
    }
}

#[tokio::test]
async fn brat_files_fit_their_texts() {
    let out = folder_of(&[]);
    let to = out.path().join("new/annotated");
    let arguments = ["extract", ".", "--format", "brat", "--out", to.to_str().unwrap()];
    assert_eq!(sayso(&samples(), &arguments).await.ok(), "");
    let mut bound = 0;
    for (stem, text) in sample_texts() {
        assert_eq!(fs::read_to_string(to.join(format!("{stem}.txt"))).unwrap(), text);
        let annotation = fs::read_to_string(to.join(format!("{stem}.ann"))).unwrap();
        let mut names = HashSet::new();
        for line in annotation.lines() {
            let mut fields = line.split('\t');
            let (name, label) = (fields.next().unwrap(), fields.next().unwrap());
            if name.starts_with('E') {
                // An event names text-bound annotations that stand before it.
                for argument in label.split(' ') {
                    assert!(names.contains(argument.split_once(':').unwrap().1), "{stem}: {line}");
                }
                continue;
            }
            let (kind, offsets) = label.split_once(' ').unwrap();
            assert!(["Attribution", "Source", "Cue", "Content"].contains(&kind), "{stem}: {line}");
            let piece = |piece: &str| {
                let (start, end) = piece.split_once(' ').unwrap();
                cut(&text, OffsetUnit::CodePoint, start.parse().unwrap(), end.parse().unwrap())
            };
            let pieces: Vec<String> = offsets.split(';').map(piece).collect();
            assert_eq!(fields.next(), Some(pieces.join(" ").as_str()), "{stem}: {line}");
            assert!(names.insert(name), "{stem}: {name} stands twice");
            bound += 1;
        }
    }
    assert!(bound > 100, "only {bound} annotations were checked");
}

#[tokio::test]
async fn the_order_does_not_hang_on_the_threads() {
    // Long and short by turns, so that the short ones are done first.
    let files: Vec<(String, String)> = (0..20)
        .map(|i| (format!("{i:02}.txt"), format!("{SHUT}\n\n").repeat(if i % 2 == 0 { 40 } else { 1 })))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder_of(&files);
    let run =
        async |threads| sayso(folder.path(), &["extract", ".", "--format", "spans", "--threads", threads]).await.ok();
    let one = run("1").await;
    let stems: Vec<String> = one.lines().map(|line| line[8..10].to_owned()).collect();
    assert_eq!(stems, (0..20).map(|i| format!("{i:02}")).collect::<Vec<_>>());
    for threads in ["2", "7", "64"] {
        assert_eq!(run(threads).await, one, "{threads} threads");
    }
}

#[tokio::test]
async fn standard_input_is_read() {
    let folder = folder_of(&[("a.txt", SHUT.as_bytes())]);
    let mut command = program("sayso");
    command
        .args(["extract", "-", "--format", "spans"])
        .stdin(Stdio::from(fs::File::open(folder.path().join("a.txt")).unwrap()));
    let printed = Ran::of(&mut command).await.ok();
    assert!(printed.starts_with(r#"{"doc":"stdin","claims":[{"source":[[27,36]]"#), "{printed}");
}

#[tokio::test]
async fn one_bad_file_does_not_stop_the_others() {
    let folder = folder_of(&[("a.txt", SHUT.as_bytes()), ("bad.txt", b"caf\xe9"), ("c.txt", SHUT.as_bytes())]);
    let ran = sayso(folder.path(), &["extract", ".", "--format", "spans"]).await;
    let docs: Vec<&str> = ran.stdout.lines().map(|line| &line[..10]).collect();
    assert_eq!(docs, [r#"{"doc":"a""#, r#"{"doc":"c""#]);
    let said = ran.failed(1);
    assert!(said.contains("bad.txt: it is no UTF-8: the first bad byte is at offset 3"), "{said}");
    assert!(said.contains("2 documents, 2 claims, 1 could not be read"), "{said}");
}

#[tokio::test]
async fn of_pages_the_article_is_read_and_its_text_given() {
    let page = format!(
        "<title>Bridge</title><meta name=date content=2026-03-04><nav>Home</nav><article><p>{SHUT}</p></article>"
    );
    let folder = folder_of(&[("a.html", page.as_bytes()), ("b.txt", SHUT.as_bytes())]);
    let ran = sayso(folder.path(), &["extract", ".", "--format", "jsonl", "--published", "2026-03-09"]).await;
    let [page, text]: [ExtractResponse; 2] = lines(&ran.ok()).try_into().unwrap();
    assert_eq!(page.claims[0].attribution, text.claims[0].attribution);
    let (page, text) = (page.document.unwrap(), text.document.unwrap());
    assert_eq!((page.id.as_str(), page.text.as_str(), page.published_at.as_str()), ("a", SHUT, "2026-03-04"));
    assert_eq!((text.id.as_str(), text.text.as_str(), text.published_at.as_str()), ("b", "", "2026-03-09"));
}

#[tokio::test]
async fn one_missing_path_does_not_stop_the_others() {
    let folder = folder_of(&[("a.txt", SHUT.as_bytes()), ("c.txt", SHUT.as_bytes())]);
    let ran = sayso(folder.path(), &["extract", "a.txt", "none.txt", "c.txt", "--format", "spans"]).await;
    let docs: Vec<&str> = ran.stdout.lines().map(|line| &line[..10]).collect();
    assert_eq!(docs, [r#"{"doc":"a""#, r#"{"doc":"c""#]);
    let said = ran.failed(1);
    assert!(said.starts_with("sayso: cannot read none.txt: "), "{said}");
    assert!(said.contains("2 documents, 2 claims, 1 could not be read"), "{said}");
}

#[tokio::test]
async fn the_last_revision_in_the_input_is_the_current_one() {
    let folder = folder_of(&[]);
    let up = Up::start(folder.path()).await;
    let revision = |number: usize| {
        // The last but one is long, so that the last would overtake it were both under way at once.
        let more = "The ferry leaves at noon.\n".repeat(if number == 28 { 1_000 } else { 0 });
        let text = format!("“The bridge is shut,” said Officer Number {number}.\n{more}");
        format!("{}\n", serde_json::json!({"uri": "https://northwire.example/live", "language": "en", "text": text}))
    };
    fs::write(folder.path().join("live.jsonl"), (0..30).map(revision).collect::<String>()).unwrap();
    let ran = sayso(folder.path(), &["ingest", "live.jsonl", "--server", &up.ingest, "--wait"]).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "30 accepted, 0 already known, 0 failed\n"));
    let claims: Vec<StoredClaim> =
        lines(&sayso(folder.path(), &["claims", "--server", &up.store, "--json", "officer"]).await.ok());
    assert_eq!(claims.iter().map(|claim| words(claim)[0].clone()).collect::<Vec<_>>(), ["Officer Number 29"]);
    assert!(up.stop().await.success());
}

#[tokio::test]
async fn waiting_ends_and_the_exit_code_says_so() {
    // Without the extractor nothing is ever recorded.
    let folder = folder_of(&[("a.txt", SHUT.as_bytes()), ("b.txt", SHUT.as_bytes())]);
    let daemons = tokio::task::spawn_blocking(|| {
        let mut daemons = Daemons::start(&[]);
        daemons.extract.kill();
        daemons
    });
    let daemons = daemons.await.unwrap();
    let address = daemons.ingest.address().to_string();
    let arguments = ["ingest", ".", "--server", &address, "--wait", "--timeout", "1"];
    let said = sayso(folder.path(), &arguments).await.failed(3);
    let expected = "2 accepted, 0 already known, 0 failed\nsayso: 2 of 2 documents are still under way after 1 s\n";
    assert_eq!(said, expected);
}

#[tokio::test]
async fn wrong_uses_say_what_is_wrong() {
    let folder = folder_of(&[("a.txt", SHUT.as_bytes()), ("page.html", b"<p>")]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let check = async |arguments: &[&str], code: i32, says: &str| {
        let said = sayso(folder.path(), arguments).await.failed(code);
        assert!(said.contains(says), "{arguments:?}: {said}");
    };
    check(&["extract", "a.txt", "none.txt"], 1, "cannot read none.txt").await;
    check(&["extract", "a.txt", "none.txt"], 1, "1 document, 1 claim, 1 could not be read").await;
    check(&["extract", "empty"], 1, "there is no .txt or .jsonl or .html or .htm or .xhtml or .eml file in empty")
        .await;
    check(&["extract", "a.txt", "--published", "yesterday"], 2, "RFC 3339").await;
    check(&["extract", "a.txt", "--format", "brat"], 2, "--out").await;
    check(&["extract", "a.txt", "--format", "xml"], 2, "jsonl").await;
    check(&["extract", "a.txt", "--threads", "0"], 2, "1..=1024").await;
    check(&["extract"], 2, "PATH").await;
    check(&["claims", "--kind", "rumour"], 2, "none of STATEMENT").await;
    for command in [&["claims"][..], &["watch"], &["ingest", "a.txt"]] {
        check(&[command, &["--server", "nowhere"]].concat(), 2, "`nowhere` is no server address").await;
    }
    check(&["ingest", "none.txt"], 1, "cannot read none.txt").await;
}

#[tokio::test]
async fn a_service_that_is_not_there_is_named() {
    let folder = folder_of(&[("a.txt", SHUT.as_bytes()), ("b.txt", SHUT.as_bytes())]);
    // Bound, so that nobody else gets the port, but not listening.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap().to_string();
    for command in ["claims", "watch"] {
        let said = sayso(folder.path(), &[command, "--server", &address]).await.failed(1);
        let expected = format!("sayso: the store service at {address} does not answer; `sayso up` runs all services");
        assert!(said.starts_with(&expected), "{said}");
    }
    let ran = sayso(folder.path(), &["ingest", ".", "--server", &address, "--patience", "0"]).await;
    let expected = format!(
        "0 accepted, 0 already known, 0 failed\nsayso: not all documents were submitted; the same command begins anew, and \
         what was accepted is known then: the ingest service at {address} does not answer;"
    );
    let said = ran.failed(1);
    assert!(said.starts_with(&expected), "{said}");
}

/// The sample reports as paths.
fn sample_paths() -> Vec<String> {
    let path = |(stem, _): (String, String)| samples().join(format!("{stem}.txt")).display().to_string();
    sample_texts().into_iter().map(path).collect()
}

#[tokio::test]
async fn a_running_system_is_fed_and_asked() {
    let folder = folder_of(&[]);
    let up = Up::start(folder.path()).await;
    files_are_ingested_once(folder.path(), &up).await;
    lines_are_documents(folder.path(), &up).await;
    claims_are_selected(folder.path(), &up).await;
    changes_are_watched(folder.path(), &up).await;
    assert!(up.stop().await.success());
}

async fn files_are_ingested_once(folder: &Path, up: &Up) {
    let paths = sample_paths();
    let mut arguments =
        vec!["ingest", "--server", &up.ingest, "--wait", "--site", "Samples", "--published", "2026-03-09"];
    arguments.extend(paths.iter().map(String::as_str));
    let count = paths.len();
    for said in [
        format!("{count} accepted, 0 already known, 0 failed\n"),
        format!("0 accepted, {count} already known, 0 failed\n"),
    ] {
        let ran = sayso(folder, &arguments).await;
        assert_eq!((ran.code, ran.stdout.as_str(), &ran.stderr), (0, "", &said));
    }
}

async fn lines_are_documents(folder: &Path, up: &Up) {
    let wire =
        |id: &str| format!(r#"{{"id": "{id}", "site": "Lines", "publishedAt": "2026-03-04", "text": "{SHUT}"}}"#);
    let broken = format!("{}\n\n{}\n{{\"text\": 1}}\n{{\"text\": \" \"}}\n", wire("line/1"), wire("line/2"));
    fs::write(folder.join("lines.jsonl"), broken).unwrap();
    let ran = sayso(folder, &["ingest", "lines.jsonl", "--server", &up.ingest, "--wait"]).await;
    let said = ran.failed(1);
    assert!(said.contains("lines.jsonl, line 4: the line is no document in JSON: "), "{said}");
    assert!(said.contains("lines.jsonl, line 5: text: it is empty"), "{said}");
    assert!(said.contains("2 accepted, 0 already known, 2 failed\nfailed: 2 malformed\n"), "{said}");

    // A text on standard input, and a file that is none.
    fs::write(folder.join("empty.txt"), " \n").unwrap();
    let said = sayso(folder, &["ingest", "empty.txt", "--server", &up.ingest]).await.failed(1);
    assert!(
        said.contains("empty.txt: it is empty") && said.contains("0 accepted, 0 already known, 1 failed"),
        "{said}"
    );
}

async fn claims_are_selected(folder: &Path, up: &Up) {
    let ask = async |arguments: &[&str]| {
        let ran =
            sayso(folder, &[&["claims", "--server", &up.store, "--json", "--limit", "0"], arguments].concat()).await;
        lines::<StoredClaim>(&ran.ok())
    };
    let kind = |stored: &StoredClaim| stored.claim.as_ref().unwrap().kind();
    let site = |stored: &StoredClaim| stored.document.as_ref().unwrap().site.clone();
    let all = ask(&[]).await;
    let samples = ask(&["--site", "Samples"]).await;
    assert!(samples.len() > 50, "only {} claims", samples.len());
    assert_eq!(all.len(), samples.len() + 2);
    assert!(samples.iter().all(|stored| site(stored) == "Samples"));

    let of_line = ask(&["--document", "line/1"]).await;
    assert_eq!(of_line.iter().map(words).collect::<Vec<_>>(), [["the mayor", "said", "“The bridge is shut,”"]]);

    let denials = ask(&["--kind", "denial"]).await;
    assert!(!denials.is_empty() && denials.iter().all(|stored| kind(stored) == Kind::Denial));
    let two = ask(&["--kind", "denial,statement"]).await;
    assert!(two.len() > denials.len() && two.len() < all.len());
    let direct = ask(&["--form", "direct", "--source", "vossarin"]).await;
    assert!(!direct.is_empty());
    for stored in &direct {
        assert_eq!(stored.claim.as_ref().unwrap().form(), Form::Direct);
        // "He" is found by the name that it stands for.
        let name = stored.claim.as_ref().unwrap().source.as_ref().map(|source| source.name.clone()).unwrap_or_default();
        assert!(words(stored)[0].contains("Vossarin") || name.contains("Vossarin"), "{:?} {name}", words(stored));
    }
    // The days of the lines and of the samples.
    assert_eq!(ask(&["--before", "2026-03-09"]).await.len(), 2);
    assert_eq!(ask(&["--from", "2026-03-09"]).await.len(), samples.len());
    // Words in one argument stand together.
    let together = ask(&["within a day or two"]).await;
    assert!(together.iter().any(|stored| words(stored)[2].contains("within a day or two")));
    assert!(ask(&["two or day a within"]).await.is_empty());
    assert!(ask(&["two", "or", "day", "a", "within"]).await.len() >= together.len());

    let claims =
        async |arguments: &[&str]| sayso(folder, &[&["claims", "--server", &up.store], arguments].concat()).await;
    let shown = claims(&["--document", "line/2"]).await.ok();
    assert_eq!(shown, "line/2\nLines · 2026-03-04\n\n  the mayor  said  [direct]\n      “The bridge is shut,”\n");
    let none = claims(&["xylophone"]).await;
    assert_eq!((none.code, none.stdout.as_str(), none.stderr.as_str()), (0, "", "no claim matches\n"));
    let some = claims(&["--limit", "1", "--json"]).await;
    assert_eq!(
        (some.stdout.lines().count(), some.stderr.as_str()),
        (1, "there are more: ask with --limit 0 for all\n")
    );
    let refused = claims(&["--from", "March"]).await.failed(2);
    assert!(refused.contains("invalid value 'March' for '--from <DAY>': write a day as 2026-03-04"), "{refused}");
    let refused = claims(&["--from", "2026-03-05", "--before", "2026-03-04"]).await.failed(1);
    assert!(refused.starts_with("sayso: --before") && refused.contains("than --from, which"), "{refused}");
    for (flag, what) in [("--document", "document"), ("--source-id", "source")] {
        let missing = claims(&[flag, "none"]).await.failed(1);
        assert!(missing.contains(&format!("no {what}")), "{missing}");
    }
}

async fn changes_are_watched(folder: &Path, up: &Up) {
    let watch = async |arguments: &[&str]| {
        sayso(folder, &[&["watch", "--server", &up.store, "--until-caught-up"], arguments].concat()).await
    };
    let changes: Vec<WatchClaimsResponse> = lines(&watch(&["--json"]).await.ok());
    let current: Vec<StoredClaim> =
        lines(&sayso(folder, &["claims", "--server", &up.store, "--json", "--limit", "0"]).await.ok());
    assert_eq!(changes.len(), current.len());
    assert!(changes.iter().all(|change| change.r#type() == ChangeType::Added));

    let [.., before, last] = &changes[..] else { panic!("too few changes") };
    let rest: Vec<WatchClaimsResponse> = lines(&watch(&["--json", "--cursor", &before.cursor]).await.ok());
    assert_eq!(rest, std::slice::from_ref(last));
    assert_eq!(watch(&["--json", "--cursor", &last.cursor]).await.ok(), "");
    // What is passed over needs not be looked at again; neither does what was seen.
    let passed: Vec<WatchClaimsResponse> = lines(&watch(&["--json", "xylophone"]).await.ok());
    let end = passed.last().unwrap();
    assert_eq!((end.r#type(), &end.cursor, passed.len()), (ChangeType::PassedOver, &last.cursor, 1));
    for arguments in [&["xylophone"][..], &["--cursor", &last.cursor]] {
        let ran = watch(arguments).await;
        let go_on = format!("go on from here with --cursor {}\n", last.cursor);
        assert_eq!((ran.code, ran.stdout.as_str(), &ran.stderr), (0, "", &go_on));
    }
    let shown = unwrapped(&watch(&[]).await.ok());
    assert!(shown.contains("the mayor said [direct] “The bridge is shut,”"), "{shown}");
    let refused = watch(&["--cursor", "yesterday"]).await.failed(1);
    assert!(refused.starts_with("sayso: --cursor: a cursor is what a change was given with"), "{refused}");
}
