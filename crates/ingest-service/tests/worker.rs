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
        DeleteDeadLetterRequest, GetDeadLetterRequest, GetSubmissionRequest, ListDeadLettersRequest, RawDocument,
        RetryDeadLetterRequest, RetryDeadLettersRequest, Submission, SubmissionState, SubmitDocumentRequest,
        ingest_service_client::IngestServiceClient, submit_document_request::Content,
    },
};
use sayso_domain::{ClaimId, Document, DocumentId, Extraction, Extractor, Mentions, RevisionId};
use sayso_feeds_sqlite::SqliteFeeds;
use sayso_fetch::Fetcher;
use sayso_ingest_service::{DEFAULTS, FeedSettings, Feeds, IngestSettings, Pages, Reader, WORKER_HEALTH, Worker, add};
use sayso_queue_sqlite::SqliteQueue;
use sayso_rpc::{CallError, Extract, Failure, StoreClient};
use sayso_service::{
    CONNECTION_LOST, CallContext, Channel, ClientSettings, SERVER_DEFAULTS, Server, ServerSettings,
    config::{Layers, load},
    in_memory,
    status::details,
};
use sayso_store::{
    Change, Cursor, Page, PageRequest, Query, Recorded, Recording, Store, StoreError, StoredClaim, StoredDocument,
};
use serde::Deserialize;
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic_health::pb::{HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient};

#[derive(Deserialize)]
struct Settings {
    server: ServerSettings,
    queue: sayso_queue::Settings,
    ingest: IngestSettings,
    fetch: sayso_fetch::Settings,
    feeds: FeedSettings,
}

/// How one try to extract goes.
#[derive(Clone, Copy, Debug)]
enum Try {
    Fails(Failure),
    /// Refuses the document, naming a field of it.
    Refuses,
    Panics,
    /// Does not answer by the call's deadline.
    Late,
    /// Dies while it has the document.
    Dies,
    Hangs,
}

/// The extractor and the store at once: it fails as planned, then works, and writes down what came.
#[derive(Default)]
struct Script {
    extract: Mutex<VecDeque<Try>>,
    record: Mutex<VecDeque<StoreError>>,
    probes_that_fail: Mutex<usize>,
    /// They panic instead.
    probes_panic: bool,
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
            Some(Try::Refuses) => {
                let error = CallError::new(Failure::Invalid, "FIELD_TOO_LONG", "document.text: is too long");
                Err(CallError { field: Some("document.text".into()), ..error })
            }
            Some(Try::Panics) => panic!("as planned"),
            Some(Try::Late) => Err(CallError::new(Failure::Unavailable, "DEADLINE_EXCEEDED", "as planned")),
            Some(Try::Dies) => Err(CallError::new(Failure::Unavailable, CONNECTION_LOST, "as planned")),
            Some(Try::Hangs) => std::future::pending().await,
            None => {
                let extractor = Extractor { name: "script".into(), version: "1".into(), model: String::new() };
                Ok(Extraction {
                    extractor,
                    language: None,
                    claims: vec![],
                    notes: vec![],
                    mentions: Mentions::default(),
                })
            }
        }
    }

    async fn ready(&self) -> Result<(), CallError> {
        let mut left = self.probes_that_fail.lock().unwrap();
        match left.checked_sub(1) {
            Some(fewer) => *left = fewer,
            None => return Ok(()),
        }
        drop(left);
        assert!(!self.probes_panic, "as planned");
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
    health: HealthClient<Channel>,
    script: Arc<Script>,
    _stop: DropGuard,
}

fn ingest(script: Script, flags: &[(&str, &str)]) -> Ingest {
    let script = Arc::new(script);
    ingest_between(script.clone(), script, flags)
}

/// With a store apart from the script.
fn ingest_into(script: Script, store: Arc<dyn Store>, flags: &[(&str, &str)]) -> Ingest {
    ingest_between(Arc::new(script), store, flags)
}

fn ingest_between(script: Arc<Script>, store: Arc<dyn Store>, flags: &[(&str, &str)]) -> Ingest {
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

    let queue = Arc::new(SqliteQueue::open_in_memory(settings.queue.clone()).unwrap());
    let shutdown = CancellationToken::new();
    let worker = Worker::new(queue.clone(), script.clone(), store, settings.ingest);
    let client = ClientSettings::default();
    let (channel, incoming) = in_memory(&client);
    let feeds = Feeds::new(Arc::new(SqliteFeeds::open_in_memory(settings.feeds.limits).unwrap()));
    let pages = Pages::new(Fetcher::new(settings.fetch).unwrap(), Reader::default());
    let server = add(Server::new(settings.server.clone()), queue, feeds, pages, &settings.server);
    tokio::spawn(worker.reporting(server.health()).run(shutdown.clone()));
    tokio::spawn(server.serve_stream(incoming, shutdown.clone()));
    let health = HealthClient::new(channel.clone());
    Ingest { client: IngestServiceClient::new(channel), health, script, _stop: shutdown.drop_guard() }
}

impl Ingest {
    async fn submit(&mut self, text: &str) -> Submission {
        let document = WireDocument { text: text.into(), id: "report".into(), ..Default::default() };
        let request =
            SubmitDocumentRequest { content: Some(Content::Document(document)), request_id: "request-7".into() };
        self.client.submit_document(request).await.unwrap().into_inner().submission.unwrap()
    }

    async fn until_worker_is(&mut self, status: ServingStatus) {
        let request = HealthCheckRequest { service: WORKER_HEALTH.to_owned() };
        let mut told = self.health.watch(request).await.unwrap().into_inner();
        let told = async { while told.message().await.unwrap().unwrap().status() != status {} };
        // The limit only keeps a status that never comes from hanging the test.
        tokio::time::timeout(Duration::from_secs(60), told).await.unwrap();
    }

    /// The submission once it is in `state`.
    async fn until(&mut self, id: &str, state: SubmissionState) -> Submission {
        self.until_it(id, |submission| submission.state() == state).await
    }

    /// The submission once a try has failed.
    async fn until_failed(&mut self, id: &str) -> Submission {
        self.until_it(id, |submission| {
            submission.state() != SubmissionState::Processing && !submission.last_error.is_empty()
        })
        .await
    }

    async fn until_it(&mut self, id: &str, wanted: impl Fn(&Submission) -> bool) -> Submission {
        let mut looks = tokio::time::interval(Duration::from_millis(2));
        let look = async {
            loop {
                looks.tick().await;
                let request = GetSubmissionRequest { id: id.to_owned() };
                let answer = self.client.get_submission(request).await.unwrap().into_inner().submission.unwrap();
                if wanted(&answer) {
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
async fn what_is_too_long_for_the_queue_is_named_as_it_was_sent() {
    let mut ingest = ingest(Script::default(), &[("queue.max_payload_bytes", "100")]);
    let text = "No. ".repeat(100);
    let raw = RawDocument { content: text.clone().into(), media_type: "text/plain".into(), metadata: None };
    let document = WireDocument { text, ..Default::default() };
    for (content, field) in [(Content::Raw(raw), "raw"), (Content::Document(document), "document")] {
        let request = SubmitDocumentRequest { content: Some(content), ..Default::default() };
        let refused = details(&ingest.client.submit_document(request).await.unwrap_err());
        assert_eq!((refused.reason.as_str(), refused.violations[0].0.as_str()), ("FIELD_TOO_LONG", field));
    }
}

#[tokio::test]
async fn a_failed_try_is_made_again() {
    for failure in [Failure::Broken, Failure::Invalid, Failure::NotFound] {
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
async fn a_try_that_panics_is_made_again_by_the_same_worker() {
    // The only worker.
    let mut ingest = ingest(extract_fails([Try::Panics]), &[]);
    let submitted = ingest.submit("text").await;
    assert_eq!(ingest.until(&submitted.id, SubmissionState::Recorded).await.attempts, 2);
}

#[tokio::test]
async fn a_panic_outside_a_try_does_not_end_the_worker() {
    let script = Script { probes_that_fail: Mutex::new(1), probes_panic: true, ..Script::default() };
    let mut ingest = ingest(Script { extract: Mutex::new([Try::Fails(Failure::Busy)].into()), ..script }, &[]);
    let submitted = ingest.submit("text").await;
    ingest.until(&submitted.id, SubmissionState::Recorded).await;
}

#[tokio::test]
async fn a_store_that_is_away_is_asked_again() {
    let away = StoreError::Unavailable { message: "the disk is full".into() };
    let script = Script { record: Mutex::new(vec![away; 10].into()), ..Script::default() };
    let mut ingest = ingest(script, &[]);
    let submitted = ingest.submit("text").await;
    assert_eq!(ingest.until(&submitted.id, SubmissionState::Recorded).await.attempts, 1);
}

#[tokio::test]
async fn an_outage_is_met_by_one_document_however_long_it_lasts() {
    // The service stays away for fifty looks.
    let script = Script { probes_that_fail: Mutex::new(50), ..extract_fails([Try::Fails(Failure::Unavailable)]) };
    let mut ingest = ingest(script, &[]);
    let submitted = ingest.submit("text").await;
    ingest.until(&submitted.id, SubmissionState::Recorded).await;
    assert_eq!(*ingest.script.tries.lock().unwrap(), 2);
}

#[tokio::test]
async fn outages_and_overload_cost_no_try() {
    // Three tries would make a dead letter.
    for failure in [Failure::Unavailable, Failure::Busy, Failure::Refused] {
        let mut ingest = ingest(extract_fails([Try::Fails(failure); 10]), &[]);
        let submitted = ingest.submit("text").await;
        let ended = ingest.until(&submitted.id, SubmissionState::Recorded).await;
        assert_eq!((ended.attempts, *ingest.script.tries.lock().unwrap()), (1, 11), "{failure:?}");
    }
}

#[tokio::test]
async fn a_document_that_takes_too_long_uses_up_its_tries() {
    let mut ingest = ingest(extract_fails([Try::Late; 3]), &[]);
    let submitted = ingest.submit("text").await;
    assert_eq!(ingest.until(&submitted.id, SubmissionState::Dead).await.attempts, 3);
}

#[tokio::test]
async fn a_document_that_ends_the_extractor_uses_up_its_tries() {
    let mut ingest = ingest(extract_fails([Try::Dies; 3]), &[]);
    let submitted = ingest.submit("text").await;
    let dead = ingest.until(&submitted.id, SubmissionState::Dead).await;
    assert_eq!((dead.attempts, *ingest.script.tries.lock().unwrap()), (3, 3));
}

#[tokio::test]
async fn an_extractor_that_died_is_waited_for() {
    // One that stays away costs the document no further try.
    let script = Script { probes_that_fail: Mutex::new(50), ..extract_fails([Try::Dies]) };
    let mut ingest = ingest(script, &[]);
    let submitted = ingest.submit("text").await;
    let ended = ingest.until(&submitted.id, SubmissionState::Recorded).await;
    assert_eq!((ended.attempts, *ingest.script.probes_that_fail.lock().unwrap()), (2, 0));
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
async fn all_dead_letters_are_retried_as_the_queue_has_room() {
    let fails = (0..4 * 3).map(|_| Try::Fails(Failure::Invalid)).chain([Try::Hangs]);
    let mut ingest = ingest(extract_fails(fails), &[("queue.max_pending_items", "3")]);
    let mut given_up = Vec::new();
    for text in ["one", "two", "three", "four"] {
        let submitted = ingest.submit(text).await;
        given_up.push(ingest.until(&submitted.id, SubmissionState::Dead).await.given_up_at.unwrap());
    }
    let up_to = |by: Option<_>| RetryDeadLettersRequest { given_up_by: by, ..Default::default() };
    // From here on nothing leaves the queue.
    let hangs = ingest.submit("it hangs").await;
    ingest.until(&hangs.id, SubmissionState::Processing).await;
    let first = ingest.client.retry_dead_letters(up_to(Some(given_up[0]))).await.unwrap().into_inner();
    assert_eq!((first.retried_count, first.more, first.given_up_by), (1, false, Some(given_up[0])));
    let second = ingest.client.retry_dead_letters(up_to(None)).await.unwrap().into_inner();
    assert_eq!((second.retried_count, second.more), (1, true));
    let full = ingest.client.retry_dead_letters(up_to(second.given_up_by)).await.unwrap_err();
    assert_eq!(details(&full).reason, "QUEUE_FULL");
    let left = ingest.client.list_dead_letters(ListDeadLettersRequest::default()).await.unwrap().into_inner();
    let left: Vec<_> = left.submissions.iter().map(|submission| submission.given_up_at.unwrap()).collect();
    assert_eq!(left, given_up[2..]);
}

#[tokio::test]
async fn a_dead_letter_can_be_thrown_away_and_its_text_submitted_again() {
    let mut ingest = ingest(extract_fails([Try::Fails(Failure::Broken); 3]), &[]);
    let submitted = ingest.submit("text").await;
    let dead = ingest.until(&submitted.id, SubmissionState::Dead).await;

    let thrown = DeleteDeadLetterRequest { id: dead.id.clone(), ..Default::default() };
    ingest.client.delete_dead_letter(thrown.clone()).await.unwrap();
    assert_eq!(ingest.client.delete_dead_letter(thrown).await.unwrap_err().code() as i32, 5, "NOT_FOUND");
    let listed = ingest.client.list_dead_letters(ListDeadLettersRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.submissions, []);

    let again = ingest.submit("text").await;
    ingest.until(&again.id, SubmissionState::Recorded).await;
}

#[tokio::test]
async fn a_service_of_another_kind_or_version_makes_no_document_dead() {
    // At the store's address is a server that knows neither the store's calls nor its health.
    let client = ClientSettings::default();
    let (channel, incoming) = in_memory(&client);
    let defaults = Layers { defaults: &[SERVER_DEFAULTS, DEFAULTS], ..Layers::default() };
    let settings = load::<Settings>(&defaults).unwrap();
    let stop = CancellationToken::new();
    tokio::spawn(Server::new(settings.server).serve_stream(incoming, stop.clone()));
    let store = StoreClient::new(channel, &client);

    let error = store.ready().await.unwrap_err();
    assert!(error.to_string().contains("another service answers where sayso.store.v1.StoreService should"), "{error}");
    let mut ingest = ingest_into(Script::default(), Arc::new(store), &[]);
    let submitted = ingest.submit("text").await;
    let ended = ingest.until_failed(&submitted.id).await;
    assert_eq!(ended.state(), SubmissionState::Queued, "{ended:?}");
    let reason = ended.last_error.strip_prefix("store: the store is not available: it refuses the call: ");
    assert!(reason.is_some_and(|reason| !reason.is_empty()), "{ended:?}");
    // Told just after the try is seen to have failed.
    ingest.until_worker_is(ServingStatus::NotServing).await;
    stop.cancel();
}

#[tokio::test]
async fn the_worker_is_healthy_while_the_services_can_be_reached() {
    let script = extract_fails([Try::Fails(Failure::Refused)]);
    let mut ingest = ingest(Script { probes_that_fail: Mutex::new(usize::MAX), ..script }, &[]);
    let submitted = ingest.submit("text").await;
    ingest.until_worker_is(ServingStatus::NotServing).await;
    *ingest.script.probes_that_fail.lock().unwrap() = 0;
    ingest.until(&submitted.id, SubmissionState::Recorded).await;
    // Told just after the document is seen to be recorded.
    ingest.until_worker_is(ServingStatus::Serving).await;
}

#[tokio::test]
async fn what_can_never_be_processed_is_a_dead_letter_at_once() {
    let refused = StoreError::BadRecording { field: "claims[3]".into(), reason: "stands twice".into() };
    for script in [extract_fails([Try::Refuses]), Script { record: Mutex::new([refused].into()), ..Script::default() }]
    {
        let mut ingest = ingest(script, &[]);
        let submitted = ingest.submit("text").await;
        assert_eq!(ingest.until(&submitted.id, SubmissionState::Dead).await.attempts, 1);
    }
}
