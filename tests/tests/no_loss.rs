//! No loss, no doubles: while documents come in, each of the three processes is killed again and again, and in the
//! end every accepted document is recorded exactly once.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    collections::{HashMap, HashSet},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use sayso_contract::store::v1::{ChangeType, GetDocumentRequest};
use sayso_rpc::IngestClient;
use sayso_service::{ClientSettings, connect};
use sayso_tests::{
    Daemons, Deployment,
    steps::{changes, document, recorded, search},
};
use tokio::sync::watch;

/// Documents that are submitted; each has two claims.
const DOCUMENTS: usize = 300;

/// Every process is killed at least this often.
const KILLS_OF_EACH: usize = 4;

/// The longest that the submitting may take.
const PATIENCE: Duration = Duration::from_secs(180);

fn text(number: usize) -> String {
    format!("“The bridge is shut,” said Officer {number}.\n\nThe mayor denied that lorry {number} was there.")
}

#[test]
fn every_accepted_document_is_recorded_exactly_once() {
    // More tries than there are kills, and short waits, so that the test is quick.
    let mut daemons = Daemons::start(&[
        "queue.max_tries=1000",
        "queue.backoff_initial=10ms",
        "queue.backoff_max=200ms",
        "queue.lease_duration=3s",
        "ingest.attempt_timeout=2s",
        "ingest.probe_interval=100ms",
    ]);
    let (accepted, acceptances) = mpsc::channel();
    let (up, is_up) = watch::channel(true);
    let address = daemons.ingest.address().to_string();
    let submitting = thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(submit_all(&address, accepted, is_up))
    });

    // The kills are spread over the submissions: the next one comes when some more documents are in.
    let seed = rand::random();
    eprintln!("seed of the kills: {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let (mut kills, mut done) = ([0; 3], false);
    while !done || kills.iter().any(|kills| *kills < KILLS_OF_EACH) {
        let victim = random.random_range(0..3);
        let daemon = match victim {
            0 => &mut daemons.ingest,
            1 => &mut daemons.extract,
            _ => &mut daemons.store,
        };
        // Those that were accepted meanwhile do not count.
        acceptances.try_iter().for_each(drop);
        for _ in 0..random.random_range(0..12) {
            match acceptances.recv_timeout(PATIENCE) {
                Ok(()) => {}
                Err(RecvTimeoutError::Disconnected) => done = true,
                Err(RecvTimeoutError::Timeout) => panic!("nothing is accepted any more:\n{}", daemon.logged()),
            }
        }
        up.send_replace(victim != 0);
        daemon.kill();
        daemon.start();
        up.send_replace(true);
        kills[victim] += 1;
    }
    let submissions = submitting.join().unwrap();
    eprintln!("killed: ingest {}, extract {}, store {}", kills[0], kills[1], kills[2]);
    assert_eq!(submissions.len(), DOCUMENTS);

    tokio::runtime::Runtime::new().unwrap().block_on(check(daemons, submissions));
}

/// Submits all documents, each again whenever the service is up until it is accepted; returns document and submission
/// ids.
async fn submit_all(address: &str, accepted: Sender<()>, mut up: watch::Receiver<bool>) -> HashMap<String, String> {
    let settings = ClientSettings { connect_timeout: Duration::from_secs(1), ..ClientSettings::default() };
    let client = IngestClient::new(connect(address, &settings).unwrap(), &settings);
    let mut ids = HashMap::new();
    for number in 0..DOCUMENTS {
        let wire = document(&format!("https://northwire.example/{number}"), "2026-03-03", &text(number));
        let path = sayso_contract::Path::of("document");
        let document = sayso_contract::document_from_wire(Some(wire), &path).unwrap();
        let begun = Instant::now();
        let answer = loop {
            match client.submit(&document).await {
                Ok(answer) => break answer,
                Err(error) => {
                    assert!(error.is_transient(), "{error:?}");
                    assert!(begun.elapsed() < PATIENCE, "{error:?}");
                    up.wait_for(|up| *up).await.unwrap();
                }
            }
        };
        ids.insert(document.id().to_string(), answer.submission.unwrap().id);
        // The kills may be over.
        let _ = accepted.send(());
    }
    ids
}

async fn check(daemons: Daemons, submissions: HashMap<String, String>) {
    let deployment = Deployment::of_daemons(daemons);
    for id in submissions.values() {
        recorded(&deployment, id).await;
    }
    for id in submissions.keys() {
        let request = GetDocumentRequest { id: id.clone(), ..Default::default() };
        let stored = deployment.raw_store().get_document(request).await.unwrap().into_inner();
        assert_eq!((stored.revisions.len(), stored.revisions[0].extractors.len()), (1, 1), "{id}");
    }
    // Exactly the claims that there should be, once in the ledger and once in the change feed.
    let claims = search(&deployment, Default::default()).await;
    let ids: HashSet<String> = claims.iter().map(|stored| stored.claim.as_ref().unwrap().id.clone()).collect();
    assert_eq!((claims.len(), ids.len()), (2 * DOCUMENTS, 2 * DOCUMENTS));
    let changes = changes(&deployment, "").await;
    assert!(changes.iter().all(|change| change.r#type() == ChangeType::Added));
    assert_eq!(changes.len(), 2 * DOCUMENTS);
}
