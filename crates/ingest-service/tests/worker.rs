//! From the queue into the store, with an extractor and a store that fail as they are told.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use sayso_contract::{
    document::v1::Document as WireDocument,
    ingest::v1::{
        GetDeadLetterRequest, GetSubmissionRequest, ListDeadLettersRequest, RetryDeadLetterRequest, Submission,
        SubmissionState, SubmitDocumentRequest, ingest_service_client::IngestServiceClient,
        submit_document_request::Content,
    },
};
use sayso_domain::{ClaimId, Document, DocumentId, Extraction, Extractor, RevisionId};
use sayso_ingest_service::{DEFAULTS, IngestSettings, Worker, add};
use sayso_queue_sqlite::SqliteQueue;
use sayso_rpc::{CallError, Extract, Failure};
use sayso_service::{
    CallContext, Channel, ClientSettings, SERVER_DEFAULTS, Server, ServerSettings,
    config::{Layers, load},
    in_memory,
};
use sayso_store::{
    Change, Cursor, Page, PageRequest, Query, Recorded, Recording, Store, StoreError, StoredClaim, StoredDocument,
};
use serde::Deserialize;
use tokio_util::sync::{CancellationToken, DropGuard};

#[derive(Deserialize)]
struct Settings {
    server: ServerSettings,
    queue: sayso_queue::Settings,
    ingest: IngestSettings,
}

/// How one try to extract goes.
#[derive(Clone, Copy, Debug)]
enum Try {
    Fails(Failure),
    Hangs,
}

/// The extractor and the store at once: it fails as planned, then works, and writes down what came.
#[derive(Default)]
struct Script {
    extract: Mutex<VecDeque<Try>>,
    record: Mutex<VecDeque<StoreError>>,
    probes_that_fail: Mutex<usize>,
    tries: Mutex<usize>,
    recorded: Mutex<Vec<(Recording, String)>>,
}

#[async_trait]
impl Extract for Script {
    async fn extract(&self, _: Arc<Document>) -> Result<Extraction, CallError> {
        *self.tries.lock().unwrap() += 1;
        let next = self.extract.lock().unwrap().pop_front();
        match next {
            Some(Try::Fails(failure)) => Err(CallError::new(failure, "PLANNED", "as planned")),
            Some(Try::Hangs) => std::future::pending().await,
            None => {
                let extractor = Extractor { name: "script".into(), version: "1".into(), model: String::new() };
                Ok(Extraction { extractor, language: None, claims: vec![], notes: vec![] })
            }
        }
    }

    async fn ready(&self) -> Result<(), CallError> {
        let mut left = self.probes_that_fail.lock().unwrap();
        match left.checked_sub(1) {
            Some(fewer) => *left = fewer,
            None => return Ok(()),
        }
        Err(CallError::new(Failure::Unavailable, "PLANNED", "as planned"))
    }
}

#[async_trait]
impl Store for Script {
    async fn record(&self, recording: Recording) -> Result<Recorded, StoreError> {
        if let Some(error) = self.record.lock().unwrap().pop_front() {
            return Err(error);
        }
        let request_id = CallContext::current().unwrap().request_id.to_string();
        self.recorded.lock().unwrap().push((recording, request_id));
        Ok(Recorded { new: true, revision_is_current: true, claims: 0 })
    }

    async fn ready(&self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn document(&self, _: &DocumentId, _: Option<&RevisionId>) -> Result<StoredDocument, StoreError> {
        unreachable!("the worker only writes")
    }

    async fn claim(&self, _: &ClaimId) -> Result<StoredClaim, StoreError> {
        unreachable!("the worker only writes")
    }

    async fn search(&self, _: &Query, _: &PageRequest) -> Result<Page<StoredClaim>, StoreError> {
        unreachable!("the worker only writes")
    }

    async fn changes(&self, _: Cursor, _: usize) -> Result<Vec<Change>, StoreError> {
        unreachable!("the worker only writes")
    }

    async fn wait_for_changes(&self, _: Cursor) -> Result<(), StoreError> {
        unreachable!("the worker only writes")
    }
}

/// The ingest service over a script, with waits so short that no test notices them.
struct Ingest {
    client: IngestServiceClient<Channel>,
    script: Arc<Script>,
    _stop: DropGuard,
}

fn ingest(script: Script, flags: &[(&str, &str)]) -> Ingest {
    let quick = [
        ("queue.backoff_initial", "2ms"),
        ("queue.backoff_max", "5ms"),
        ("queue.max_tries", "3"),
        ("ingest.workers", "1"),
        ("ingest.probe_interval", "10ms"),
    ];
    let flags = quick.iter().chain(flags).map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let layers = Layers { defaults: &[SERVER_DEFAULTS, DEFAULTS], flags, ..Layers::default() };
    let settings: Settings = load(&layers).unwrap();
    settings.ingest.check(&settings.queue).unwrap();

    let script = Arc::new(script);
    let queue = Arc::new(SqliteQueue::open_in_memory(settings.queue.clone()).unwrap());
    let shutdown = CancellationToken::new();
    let worker = Worker::new(queue.clone(), script.clone(), script.clone(), settings.ingest);
    tokio::spawn(worker.run(shutdown.clone()));
    let client = ClientSettings::default();
    let (channel, incoming) = in_memory(&client);
    let server = add(Server::new(settings.server.clone()), queue, &settings.server);
    tokio::spawn(server.serve_stream(incoming, shutdown.clone()));
    Ingest { client: IngestServiceClient::new(channel), script, _stop: shutdown.drop_guard() }
}

impl Ingest {
    async fn submit(&mut self, text: &str) -> Submission {
        let document = WireDocument { text: text.into(), id: "report".into(), ..Default::default() };
        let request =
            SubmitDocumentRequest { content: Some(Content::Document(document)), request_id: "request-7".into() };
        self.client.submit_document(request).await.unwrap().into_inner().submission.unwrap()
    }

    /// The submission once it is in `state`.
    async fn until(&mut self, id: &str, state: SubmissionState) -> Submission {
        let mut looks = tokio::time::interval(Duration::from_millis(2));
        let look = async {
            loop {
                looks.tick().await;
                let request = GetSubmissionRequest { id: id.to_owned() };
                let answer = self.client.get_submission(request).await.unwrap().into_inner().submission.unwrap();
                if answer.state() == state {
                    return answer;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(60), look).await.unwrap()
    }
}

/// The script's first tries end like this, in this order.
fn extract_fails(tries: impl IntoIterator<Item = Try>) -> Script {
    Script { extract: Mutex::new(tries.into_iter().collect()), ..Script::default() }
}

#[tokio::test]
async fn what_is_recorded_is_what_was_submitted() {
    let mut ingest = ingest(Script::default(), &[]);
    let submitted = ingest.submit("“No,” he said.").await;
    let ended = ingest.until(&submitted.id, SubmissionState::Recorded).await;
    assert_eq!((ended.attempts, ended.last_error.as_str(), ended.request_id.as_str()), (1, "", "request-7"));
    let recorded = ingest.script.recorded.lock().unwrap();
    let [(recording, request_id)] = &recorded[..] else { panic!("{} recordings", recorded.len()) };
    assert_eq!((recording.document.id().as_str(), recording.document.text()), ("report", "“No,” he said."));
    assert_eq!(recording.document.revision().as_str(), submitted.revision);
    assert_eq!(sayso_contract::timestamp_to_wire(recording.accepted_at), submitted.accepted_at.unwrap());
    assert_eq!(request_id, "request-7");
}

#[tokio::test]
async fn a_failed_try_is_made_again() {
    for failure in [Failure::Broken, Failure::Unavailable, Failure::Busy] {
        let mut ingest = ingest(extract_fails([Try::Fails(failure), Try::Fails(failure)]), &[]);
        let submitted = ingest.submit("text").await;
        let ended = ingest.until(&submitted.id, SubmissionState::Recorded).await;
        assert_eq!((ended.attempts, ingest.script.recorded.lock().unwrap().len()), (3, 1), "{failure:?}");
    }
}

#[tokio::test]
async fn a_try_that_hangs_is_given_up_and_made_again() {
    let mut ingest = ingest(extract_fails([Try::Hangs]), &[("ingest.attempt_timeout", "20ms")]);
    let submitted = ingest.submit("text").await;
    assert_eq!(ingest.until(&submitted.id, SubmissionState::Recorded).await.attempts, 2);
}

#[tokio::test]
async fn a_store_that_is_away_is_asked_again() {
    let away = StoreError::Unavailable { message: "the disk is full".into() };
    let script = Script { record: Mutex::new([away].into()), ..Script::default() };
    let mut ingest = ingest(script, &[]);
    let submitted = ingest.submit("text").await;
    assert_eq!(ingest.until(&submitted.id, SubmissionState::Recorded).await.attempts, 2);
}

#[tokio::test]
async fn an_outage_costs_one_try_however_long_it_lasts() {
    // Three tries would be a dead letter; the service stays away for fifty looks.
    let script = Script { probes_that_fail: Mutex::new(50), ..extract_fails([Try::Fails(Failure::Unavailable)]) };
    let mut ingest = ingest(script, &[]);
    let submitted = ingest.submit("text").await;
    assert_eq!(ingest.until(&submitted.id, SubmissionState::Recorded).await.attempts, 2);
    assert_eq!(*ingest.script.tries.lock().unwrap(), 2);
}

#[tokio::test]
async fn what_fails_too_often_is_a_dead_letter_that_can_be_read_and_tried_again() {
    let mut ingest = ingest(extract_fails([Try::Fails(Failure::Broken); 3]), &[]);
    let submitted = ingest.submit("“No,” he said.").await;
    let dead = ingest.until(&submitted.id, SubmissionState::Dead).await;
    assert_eq!((dead.attempts, dead.last_error.as_str()), (3, "extract: as planned"));

    let listed = ingest.client.list_dead_letters(ListDeadLettersRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.submissions, std::slice::from_ref(&dead));
    let request = GetDeadLetterRequest { id: dead.id.clone() };
    let read = ingest.client.get_dead_letter(request.clone()).await.unwrap().into_inner();
    assert_eq!(read.document.unwrap().text, "“No,” he said.");
    assert!(ingest.script.recorded.lock().unwrap().is_empty());

    let again = RetryDeadLetterRequest { id: dead.id.clone(), ..Default::default() };
    ingest.client.retry_dead_letter(again.clone()).await.unwrap();
    ingest.until(&dead.id, SubmissionState::Recorded).await;
    assert_eq!(ingest.script.recorded.lock().unwrap().len(), 1);
    assert_eq!(ingest.client.retry_dead_letter(again).await.unwrap_err().code() as i32, 5, "NOT_FOUND");
    assert_eq!(ingest.client.get_dead_letter(request).await.unwrap_err().code() as i32, 5, "NOT_FOUND");
}

#[tokio::test]
async fn what_can_never_be_processed_is_a_dead_letter_at_once() {
    let refused = StoreError::BadRecording { field: "claims[3]".into(), reason: "stands twice".into() };
    for script in [
        extract_fails([Try::Fails(Failure::Invalid)]),
        Script { record: Mutex::new([refused].into()), ..Script::default() },
    ] {
        let mut ingest = ingest(script, &[]);
        let submitted = ingest.submit("text").await;
        assert_eq!(ingest.until(&submitted.id, SubmissionState::Dead).await.attempts, 1);
    }
}
