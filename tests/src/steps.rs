//! The steps that tests are told in: submit, wait until recorded, ask.

use std::time::Duration;

use futures_util::StreamExt;
use sayso_contract::{
    document::v1::Document,
    ingest::v1::{
        GetSubmissionRequest, Submission, SubmissionState, SubmitDocumentRequest, SubmitDocumentResponse,
        submit_document_request::Content,
    },
    store::v1::{ClaimQuery, SearchClaimsRequest, StoredClaim, WatchClaimsRequest, WatchClaimsResponse},
};
use tonic::Status;

use crate::Deployment;

/// How long a document may take to be recorded before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A document at an address.
#[must_use]
pub fn document(uri: &str, published_at: &str, text: &str) -> Document {
    Document {
        uri: uri.to_owned(),
        site: "Northwire".to_owned(),
        published_at: published_at.to_owned(),
        text: text.to_owned(),
        ..Document::default()
    }
}

/// A request to submit `document`.
#[must_use]
pub fn submit_request(document: Document) -> SubmitDocumentRequest {
    SubmitDocumentRequest { content: Some(Content::Document(document)), request_id: String::new() }
}

/// Submits a document.
///
/// # Errors
/// What the service answers.
pub async fn submit(deployment: &Deployment, document: Document) -> Result<SubmitDocumentResponse, Status> {
    Ok(deployment.raw_ingest().submit_document(submit_request(document)).await?.into_inner())
}

/// Submits a document and waits until it is recorded.
///
/// # Panics
/// If it is refused, given up or takes too long.
pub async fn record(deployment: &Deployment, document: Document) -> Submission {
    let submitted = submit(deployment, document).await.expect("the document is accepted");
    recorded(deployment, &submitted.submission.expect("a submission").id).await
}

/// Waits until a submission is recorded.
///
/// # Panics
/// If it is given up or takes too long.
pub async fn recorded(deployment: &Deployment, id: &str) -> Submission {
    let look = async {
        let mut looks = tokio::time::interval(Duration::from_millis(5));
        loop {
            looks.tick().await;
            let request = GetSubmissionRequest { id: id.to_owned() };
            let answer = deployment.raw_ingest().get_submission(request).await.expect("the submission is known");
            let submission = answer.into_inner().submission.expect("a submission");
            match submission.state() {
                SubmissionState::Recorded => return submission,
                SubmissionState::Dead => panic!("given up: {}", submission.last_error),
                _ => {}
            }
        }
    };
    tokio::time::timeout(PATIENCE, look).await.expect("the document is recorded in time")
}

/// All claims that match, page by page.
///
/// # Panics
/// If the service refuses.
pub async fn search(deployment: &Deployment, query: ClaimQuery) -> Vec<StoredClaim> {
    let (mut found, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = SearchClaimsRequest { query: Some(query.clone()), page_token, ..Default::default() };
        let page = deployment.raw_store().search_claims(request).await.expect("a page").into_inner();
        found.extend(page.claims);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return found;
        }
    }
}

/// All changes after a cursor that are there now.
///
/// # Panics
/// If the service refuses.
pub async fn changes(deployment: &Deployment, cursor: &str) -> Vec<WatchClaimsResponse> {
    let request = WatchClaimsRequest { cursor: cursor.to_owned(), until_caught_up: true, ..Default::default() };
    let changes = deployment.raw_store().watch_claims(request).await.expect("a stream").into_inner();
    changes.map(|change| change.expect("a change")).collect().await
}

/// The words of a claim: source, cue and content, pieces joined by a space.
#[must_use]
pub fn words(claim: &StoredClaim) -> [String; 3] {
    let attribution = claim.claim.as_ref().and_then(|claim| claim.attribution.clone()).unwrap_or_default();
    [attribution.source, attribution.cue, attribution.content]
        .map(|pieces| pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" "))
}
