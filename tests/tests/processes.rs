//! The programs as processes: their settings in layers, what they say when they cannot start, how they stop, and that
//! they start again on the data they left.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, net::TcpListener, path::Path};

use sayso_cli::system::System;
use sayso_contract::{
    extract::v1::DescribeExtractorRequest,
    ingest::v1::{ListDeadLettersRequest, ingest_service_client::IngestServiceClient},
    store::v1::{
        GetDocumentRequest, SearchClaimsRequest, WatchClaimsRequest, store_service_client::StoreServiceClient,
    },
};
use sayso_service::{Channel, ClientSettings, connect, status::details};
use sayso_tests::{
    Daemons, Deployment, Ran, Up, Way,
    commands::program,
    deployment::settings,
    steps::{document, record, recorded, submit, submit_request},
};
use tempfile::TempDir;
use tokio::{process::Command, task::block_in_place};
use tokio_util::sync::CancellationToken;
use tonic::{Code, Response};

const TEXT: &str = "“The bridge is shut,” said the mayor.";

/// A program that serves.
#[derive(Clone, Copy)]
struct Served {
    program: &'static str,
    /// Further words before the flags.
    words: &'static [&'static str],
    /// The section of (one of) its server.
    server: &'static str,
}

const SERVED: [Served; 4] = [
    Served { program: "sayso-ingestd", words: &[], server: "server" },
    Served { program: "sayso-extractd", words: &[], server: "server" },
    Served { program: "sayso-stored", words: &[], server: "server" },
    Served { program: "sayso", words: &["up"], server: "ingest_server" },
];

impl Served {
    /// The command with flags, in a folder.
    fn command(self, folder: &Path, flags: &[&str]) -> Command {
        let mut command = program(self.program);
        command.args(self.words).args(flags).current_dir(folder);
        command
    }

    /// Runs it to its end.
    async fn run(self, folder: &Path, flags: &[&str]) -> Ran {
        Ran::of(&mut self.command(folder, flags)).await
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn entries(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[tokio::test]
async fn a_valid_configuration_is_said_to_be_and_nothing_is_touched() {
    for served in SERVED {
        let folder = folder();
        let said = served.run(folder.path(), &["--check-config"]).await.ok();
        assert_eq!(said, "configuration is valid\n", "{}", served.program);
        assert_eq!(entries(folder.path()), 0);
    }
}

#[tokio::test]
async fn printed_settings_are_a_file_that_means_the_same() {
    for served in SERVED {
        let folder = folder();
        let level = ["--set", "log.level=info,h2=warn", "--print-config"];
        let printed = served.run(folder.path(), &level).await.ok();
        assert!(printed.contains("level = \"info,h2=warn\"\n"), "{printed}");
        assert_eq!(entries(folder.path()), 0);
        fs::write(folder.path().join("printed.toml"), &printed).unwrap();
        let again = served.run(folder.path(), &["--config", "printed.toml", "--print-config"]).await.ok();
        assert_eq!(again, printed, "{}", served.program);
    }
}

#[tokio::test]
async fn a_client_takes_what_the_servers_may_send() {
    let folder = folder();
    let limit = async |served: Served, section: &str| {
        let printed = served.run(folder.path(), &["--print-config"]).await.ok();
        let keys = printed.split_once(section).unwrap().1;
        keys.lines().find(|line| line.starts_with("max_message_bytes = ")).unwrap().to_owned()
    };
    let [ingest, extract, store, _] = SERVED;
    let client = limit(ingest, "[client]").await;
    assert_eq!(limit(extract, "[server]").await, client);
    assert_eq!(limit(store, "[server]").await, client);
}

#[tokio::test]
async fn a_flag_stands_over_the_environment_and_that_over_the_file() {
    for served in SERVED {
        let folder = folder();
        fs::write(folder.path().join("file.toml"), "[log]\nlevel = \"error\"\n").unwrap();
        let (file, flag) = (["--config", "file.toml"], ["--set", "log.level=trace"]);
        let check = async |flags: &[&str], environment: Option<&str>, expected: &str| {
            let mut command = served.command(folder.path(), flags);
            command.arg("--print-config").envs(environment.map(|level| ("SAYSO__LOG__LEVEL", level)));
            let printed = Ran::of(&mut command).await.ok();
            assert!(printed.contains(&format!("level = \"{expected}\"\n")), "{} {flags:?}: {printed}", served.program);
        };
        check(&[], None, "info,refinery_core=warn").await;
        check(&file, None, "error").await;
        check(&file, Some("debug"), "debug").await;
        check(&[file, flag].concat(), Some("debug"), "trace").await;
        check(&flag, None, "trace").await;
    }
}

#[tokio::test]
async fn an_unknown_key_is_named_with_the_place_it_came_from() {
    for served in SERVED {
        let folder = folder();
        let key = format!("{}.adress", served.server);
        fs::write(folder.path().join("bad.toml"), format!("[{}]\nadress = \"127.0.0.1:0\"\n", served.server)).unwrap();
        let variable = format!("SAYSO__{}__ADRESS", served.server.to_uppercase());
        let flag = format!("{key}=127.0.0.1:0");
        let check = async |flags: &[&str], environment: Option<&str>, origin: &str| {
            // Checked when it starts, and when it is only asked to check.
            for check in [&[][..], &["--check-config"]] {
                let mut command = served.command(folder.path(), &[flags, check].concat());
                command.envs(environment.map(|variable| (variable, "127.0.0.1:0")));
                let said = Ran::of(&mut command).await.failed(2);
                let expected =
                    format!("{}: unknown key `{key}` in {origin}; [{}] has address,", served.program, served.server);
                assert!(said.starts_with(&expected) && said.lines().count() == 1, "{said}");
            }
        };
        check(&["--config", "bad.toml"], None, "bad.toml").await;
        check(&[], Some(&variable), &format!("the environment variable {variable}")).await;
        check(&["--set", &flag], None, "the flag --set").await;
        assert_eq!(entries(folder.path()), 1, "nothing but our own file");
    }
}

#[tokio::test]
async fn a_bad_value_is_named_with_the_place_it_came_from() {
    for served in SERVED {
        let folder = folder();
        fs::write(folder.path().join("broken.toml"), "[log]\nlevel = \n").unwrap();
        let check = async |flags: &[&str], parts: &[&str]| {
            let said = served.run(folder.path(), flags).await.failed(2);
            for part in parts {
                assert!(said.contains(part) && said.lines().count() == 1, "{}: {said}", served.program);
            }
        };
        let address = format!("{}.address=nowhere", served.server);
        check(&["--set", &address], &[&format!("`{}.address` in the flag --set", served.server)]).await;
        let none = format!("{}.max_concurrent_streams=0", served.server);
        check(&["--set", &none], &[&format!("`{}.max_concurrent_streams` must be at least 1", served.server)]).await;
        check(&["--set", "log.level=loud"], &["`log.level` in the flag --set", "no log level"]).await;
        if served.program == "sayso-ingestd" {
            check(&["--set", "client.request_timeout=0s"], &["`client.request_timeout` must be longer than 0"]).await;
            check(&["--set", "extract.address=nowhere"], &["`extract.address`: `nowhere` is no server address"]).await;
            let short = ["--set", "client.request_timeout=59s", "--check-config"];
            check(&short, &["`client.request_timeout` must be at least `ingest.attempt_timeout`"]).await;
        }
        check(&["--config", "none.toml"], &["none.toml", "cannot read"]).await;
        check(&["--config", "broken.toml"], &["broken.toml, line 2"]).await;
    }
}

#[tokio::test]
async fn a_folder_without_a_model_is_refused_before_any_data_is_made() {
    let [_, extract, _, up] = SERVED;
    for served in [extract, up] {
        let folder = folder();
        for check in [&[][..], &["--check-config"]] {
            let flags = [&["--set", "extract.weights=none"], check].concat();
            let said = served.run(folder.path(), &flags).await.failed(2);
            let expected = format!("{}: `extract.weights`: ", served.program);
            assert!(said.starts_with(&expected) && said.lines().count() == 1, "{said}");
        }
        assert_eq!(entries(folder.path()), 0);
    }
}

#[tokio::test]
async fn the_whole_system_reads_its_model_before_it_makes_data() {
    let folder = folder();
    let mut settings = settings(&folder);
    settings.data = folder.path().join("data");
    // It was there when the settings were checked.
    settings.extract.weights = Some(folder.path().join("gone"));
    let error = System::start(settings, CancellationToken::new()).await.unwrap_err();
    assert!(error.to_string().starts_with("`extract.weights`: "), "{error}");
    assert_eq!(entries(folder.path()), 0);
}

#[tokio::test]
async fn a_port_in_use_is_named_with_the_key_to_change() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    for served in SERVED {
        let folder = folder();
        let key = format!("{}.address", served.server);
        let said = served.run(folder.path(), &["--set", &format!("{key}={address}")]).await.failed(1);
        let expected = format!(
            "{}: cannot listen on {address}: it is in use; set `{key}` to another address, or to port 0 for any free port",
            served.program
        );
        assert_eq!(said.lines().last(), Some(expected.as_str()), "{said}");
        assert_eq!(entries(folder.path()), 0, "no data is made before the port is had");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn data_in_use_is_refused_with_the_file() {
    let daemons = Daemons::start(&[]);
    for (name, file) in [("sayso-ingestd", "sayso-queue.sqlite"), ("sayso-stored", "sayso-store.sqlite")] {
        let mut second = program(name);
        second.current_dir(daemons.folder()).args(["--set", "server.address=127.0.0.1:0"]);
        let said = Ran::of(&mut second).await.failed(1);
        let last = said.lines().last().unwrap();
        assert!(last.starts_with(&format!("{name}: ")) && last.contains(file) && last.contains("in use"), "{said}");
    }
    // The first ones did not notice.
    record(&Deployment::of_daemons(daemons), document("https://northwire.example/1", "2026-03-03", TEXT)).await;

    let folder = folder();
    let up = Up::start(folder.path()).await;
    let mut second = program("sayso");
    second.arg("up").arg("--data").arg(folder.path().join("data"));
    for section in ["ingest_server", "extract_server", "store_server"] {
        second.args(["--set", &format!("{section}.address=127.0.0.1:0")]);
    }
    let said = Ran::of(&mut second).await.failed(1);
    let last = said.lines().last().unwrap();
    assert!(last.starts_with("sayso: ") && last.contains("in use"), "{said}");
    assert!(up.stop().await.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_ends_them_cleanly_and_nothing_accepted_is_lost() {
    let mut daemons = Daemons::start(&["queue.backoff_initial=10ms", "ingest.probe_interval=100ms"]);
    let ingest = channel(&daemons.ingest.address().to_string());
    let store = channel(&daemons.store.address().to_string());

    // Without the extract service what is accepted stays in the queue.
    assert_eq!(block_in_place(|| daemons.extract.stop()).code(), Some(0));
    let request = submit_request(document("https://northwire.example/waits", "2026-03-03", TEXT));
    let accepted = IngestServiceClient::new(ingest).submit_document(request).await.unwrap().into_inner();
    assert_eq!(block_in_place(|| daemons.ingest.stop()).code(), Some(0));

    let watched = StoreServiceClient::new(store).watch_claims(WatchClaimsRequest::default()).await;
    let mut watched = watched.unwrap().into_inner();
    assert_eq!(block_in_place(|| daemons.store.stop()).code(), Some(0));
    let ended = watched.message().await.unwrap_err();
    assert_eq!((ended.code(), details(&ended).reason.as_str()), (Code::Unavailable, "SERVER_STOPPING"), "{ended}");

    block_in_place(|| {
        daemons.store.start();
        daemons.extract.start();
        daemons.ingest.start();
    });
    let deployment = Deployment::of_daemons(daemons);
    let submission = recorded(&deployment, &accepted.submission.unwrap().id).await;
    let request = GetDocumentRequest { id: submission.document_id, ..Default::default() };
    let stored = deployment.raw_store().get_document(request).await.unwrap().into_inner();
    assert_eq!(stored.document.unwrap().text, TEXT);
}

#[tokio::test(flavor = "multi_thread")]
async fn they_start_again_on_the_data_they_left() {
    let mut daemons = Daemons::start(&[]);
    let report = || document("https://northwire.example/kept", "2026-03-03", TEXT);
    let mut ingest = IngestServiceClient::new(channel(&daemons.ingest.address().to_string()));
    let first = ingest.submit_document(submit_request(report())).await.unwrap().into_inner().submission.unwrap();
    block_in_place(|| {
        for daemon in [&mut daemons.ingest, &mut daemons.store, &mut daemons.extract] {
            assert!(daemon.stop().success());
            daemon.start();
        }
    });
    let deployment = Deployment::of_daemons(daemons);
    let kept = recorded(&deployment, &first.id).await;
    let again = submit(&deployment, report()).await.unwrap();
    assert!(again.duplicate);
    assert_eq!((again.submission.unwrap().id, kept.accepted_at), (first.id, first.accepted_at));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_system_stops_and_starts_like_its_parts() {
    let folder = folder();
    let up = Up::start(folder.path()).await;
    let watched = StoreServiceClient::new(channel(&up.store)).watch_claims(WatchClaimsRequest::default()).await;
    let mut watched = watched.unwrap().into_inner();
    let mut ids = Vec::new();
    for number in 0..20 {
        let report = document(&format!("https://northwire.example/{number}"), "2026-03-03", TEXT);
        let answer = IngestServiceClient::new(channel(&up.ingest)).submit_document(submit_request(report)).await;
        ids.push(answer.unwrap().into_inner().submission.unwrap().document_id);
    }
    assert_eq!(up.stop().await.code(), Some(0));
    let ended = loop {
        match watched.message().await {
            Ok(change) => assert!(change.is_some(), "the stream ended without an error"),
            Err(status) => break status,
        }
    };
    assert_eq!((ended.code(), details(&ended).reason.as_str()), (Code::Unavailable, "SERVER_STOPPING"), "{ended}");

    let up = Up::start(folder.path()).await;
    let mut store = StoreServiceClient::new(channel(&up.store));
    let mut watched = store.watch_claims(WatchClaimsRequest::default()).await.unwrap().into_inner();
    let mut left: std::collections::HashSet<String> = ids.into_iter().collect();
    while !left.is_empty() {
        let change = watched.message().await.unwrap().unwrap();
        let document = change.claim.unwrap().document.unwrap().id;
        assert!(left.remove(&document), "{document} comes twice");
    }
    assert!(up.stop().await.success());
}

fn channel(address: &str) -> Channel {
    connect(address, &ClientSettings::default()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_compressed_for_those_who_take_them_so() {
    fn encoding<T>(answer: &Response<T>) -> Option<&str> {
        answer.metadata().get("grpc-encoding").map(|encoding| encoding.to_str().unwrap())
    }
    let mut deployment = Deployment::start(Way::Processes).await;
    for (gzip, expected) in [(true, Some("gzip")), (false, None)] {
        deployment.client.gzip = gzip;
        let listed = deployment.raw_ingest().list_dead_letters(ListDeadLettersRequest::default()).await.unwrap();
        let described = deployment.raw_extract().describe_extractor(DescribeExtractorRequest {}).await.unwrap();
        let found = deployment.raw_store().search_claims(SearchClaimsRequest::default()).await.unwrap();
        let watch = WatchClaimsRequest { until_caught_up: true, ..Default::default() };
        let watched = deployment.raw_store().watch_claims(watch).await.unwrap();
        let encodings = [encoding(&listed), encoding(&described), encoding(&found), encoding(&watched)];
        assert_eq!(encodings, [expected; 4], "gzip: {gzip}");
    }
}
