//! One request id through all three processes: from the caller's header or message, through the queue, into the logs
//! of the ingest, the extract and the store service.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::time::Duration;

use sayso_contract::ingest::v1::{SubmitDocumentRequest, SubmitDocumentResponse};
use sayso_service::{REQUEST_ID_HEADER, connect};
use sayso_tests::{
    Daemons,
    daemons::Daemon,
    steps::{document, submit_request},
};
use serde_json::Value;
use tonic::{Request, Response};

/// How long a line may take to reach its log before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

const TEXT: &str = "“The bridge is shut,” said the mayor.";

fn request(address: &str) -> SubmitDocumentRequest {
    submit_request(document(&format!("https://northwire.example/{address}"), "2026-03-03", TEXT))
}

async fn submit(
    daemons: &Daemons,
    request: impl tonic::IntoRequest<SubmitDocumentRequest>,
) -> Response<SubmitDocumentResponse> {
    let channel = connect(&daemons.ingest.address().to_string(), &Default::default()).unwrap();
    let client = sayso_contract::ingest::v1::ingest_service_client::IngestServiceClient::new(channel);
    client.clone().submit_document(request).await.unwrap()
}

fn with_header(address: &str, id: &'static str) -> Request<SubmitDocumentRequest> {
    let mut request = Request::new(request(address));
    request.metadata_mut().insert(REQUEST_ID_HEADER, id.parse().unwrap());
    request
}

/// The lines of a log that belong to a request: those that have its id, themselves or by a span around them.
fn lines_of(daemon: &Daemon, id: &str) -> Vec<Value> {
    let logged = daemon.logged();
    // The last line may be half written.
    let whole = logged.rfind('\n').map_or("", |end| &logged[..end]);
    let lines = whole.lines().map(|line| serde_json::from_str::<Value>(line).expect("each line is JSON"));
    let of_request = |line: &Value| {
        let spans = line["spans"].as_array().into_iter().flatten();
        spans.chain([line]).any(|part| part["request_id"] == id)
    };
    lines.filter(of_request).collect()
}

/// Waits for a line of a request that says `message`.
async fn line(daemon: &Daemon, id: &str, message: &str) -> Value {
    let look = async {
        let mut looks = tokio::time::interval(Duration::from_millis(5));
        loop {
            looks.tick().await;
            if let Some(line) = lines_of(daemon, id).into_iter().find(|line| line["message"] == message) {
                return line;
            }
        }
    };
    let found = tokio::time::timeout(PATIENCE, look).await;
    found.unwrap_or_else(|_| panic!("no line {message:?} of request {id}:\n{}", daemon.logged()))
}

/// The method of the call that a line belongs to.
fn method(line: &Value) -> &str {
    let mut spans = line["spans"].as_array().unwrap().iter();
    spans.find_map(|span| span["method"].as_str()).unwrap_or_default()
}

/// The steps of one document in the three logs, all under the id of its request.
async fn check_logs(daemons: &Daemons, id: &str, submission: &str, document: &str) {
    let worked = line(&daemons.ingest, id, "recorded").await;
    assert_eq!((&worked["span"]["submission"], &worked["claims"]), (&submission.into(), &1.into()));

    let extracted = line(&daemons.extract, id, "call finished").await;
    assert_eq!(method(&extracted), "/sayso.extract.v1.ExtractService/Extract");

    let stored = line(&daemons.store, id, "recorded").await;
    assert_eq!((method(&stored), &stored["document"]), ("/sayso.store.v1.StoreService/Record", &document.into()));
    assert_eq!(stored.get("request_id"), None, "the message names no request, so the line has no field for it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_id_is_in_the_logs_of_all_three() {
    let daemons = Daemons::start_with(&["log.format=json"], &[]);

    // Two requests at once, so that none gets the other's lines.
    let [first, second] = [("first", "trace-me-1"), ("second", "trace-me-2")];
    let (one, two) = tokio::join!(
        submit(&daemons, with_header(first.0, first.1)),
        submit(&daemons, with_header(second.0, second.1)),
    );
    for (answer, id) in [(one, first.1), (two, second.1)] {
        assert_eq!(answer.metadata().get(REQUEST_ID_HEADER).unwrap(), id);
        let submission = answer.into_inner().submission.unwrap();
        assert_eq!(submission.request_id, id);
        let submitted = line(&daemons.ingest, id, "submitted").await;
        assert_eq!(method(&submitted), "/sayso.ingest.v1.IngestService/SubmitDocument");
        assert_eq!(submitted["document"], submission.document_id);
        check_logs(&daemons, id, &submission.id, &submission.document_id).await;
        // One document is recorded once, and under no other id.
        let recorded = lines_of(&daemons.store, id);
        assert_eq!(recorded.iter().filter(|line| line["message"] == "recorded").count(), 1);
    }

    // The id in the message stands over that of the call, which has its own: one line has both.
    let named = SubmitDocumentRequest { request_id: "trace-me-3".into(), ..request("third") };
    let answer = submit(&daemons, named).await;
    let of_call = answer.metadata().get(REQUEST_ID_HEADER).unwrap().to_str().unwrap().to_owned();
    let submission = answer.into_inner().submission.unwrap();
    assert_eq!(submission.request_id, "trace-me-3");
    let submitted = line(&daemons.ingest, "trace-me-3", "submitted").await;
    assert_eq!(submitted["span"]["request_id"], of_call);
    check_logs(&daemons, "trace-me-3", &submission.id, &submission.document_id).await;

    // Without any, one is made and told.
    let answer = submit(&daemons, request("fourth")).await;
    let id = answer.metadata().get(REQUEST_ID_HEADER).unwrap().to_str().unwrap().to_owned();
    let submission = answer.into_inner().submission.unwrap();
    assert_eq!(submission.request_id, id);
    check_logs(&daemons, &id, &submission.id, &submission.document_id).await;
}
