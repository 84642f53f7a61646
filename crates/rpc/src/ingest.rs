//! The caller's side of the ingest service.

use sayso_contract::{
    document_to_wire,
    ingest::v1::{
        self as wire, DeleteDeadLetterRequest, GetDeadLetterRequest, GetSubmissionRequest, ListDeadLettersRequest,
        RetryDeadLetterRequest, RetryDeadLettersRequest, Submission, SubmitDocumentRequest, SubmitDocumentResponse,
        ingest_service_client::IngestServiceClient, submit_document_request::Content,
    },
};
use sayso_domain::Document;
use sayso_service::{Channel, ClientSettings, client_limits};

use crate::{CallError, Failure, calls::unary};

/// The ingest service behind a channel.
#[derive(Debug, Clone)]
pub struct IngestClient {
    client: IngestServiceClient<Channel>,
}

impl IngestClient {
    /// For the service at the other end of `channel`.
    #[must_use]
    pub fn new(channel: Channel, settings: &ClientSettings) -> Self {
        Self { client: client_limits!(IngestServiceClient::new(channel), settings) }
    }

    /// Submits a document; when this returns it is durable.
    ///
    /// # Errors
    /// [`CallError`]; a transient one may be tried again, since submitting is idempotent.
    pub async fn submit(&self, document: &Document) -> Result<SubmitDocumentResponse, CallError> {
        let request = SubmitDocumentRequest {
            content: Some(Content::Document(document_to_wire(document, true))),
            request_id: String::new(),
        };
        Ok(self.client.clone().submit_document(request).await?.into_inner())
    }

    unary! {
        /// A page of the submissions that were given up.
        list_dead_letters(ListDeadLettersRequest) -> ListDeadLettersResponse;
        /// A submission that was given up, with its document.
        get_dead_letter(GetDeadLetterRequest) -> GetDeadLetterResponse;
        /// Queues a submission that was given up again.
        retry_dead_letter(RetryDeadLetterRequest) -> RetryDeadLetterResponse;
        /// Queues submissions that were given up again.
        retry_dead_letters(RetryDeadLettersRequest) -> RetryDeadLettersResponse;
        /// Throws a submission that was given up away.
        delete_dead_letter(DeleteDeadLetterRequest) -> DeleteDeadLetterResponse;
    }

    /// How far a submission has come.
    ///
    /// # Errors
    /// [`CallError`], [`Failure::NotFound`] if there is none with this id.
    pub async fn submission(&self, id: &str) -> Result<Submission, CallError> {
        let request = GetSubmissionRequest { id: id.to_owned() };
        let answer = self.client.clone().get_submission(request).await?.into_inner();
        answer.submission.ok_or_else(|| CallError::new(Failure::Broken, "BAD_ANSWER", "the answer holds no submission"))
    }
}
