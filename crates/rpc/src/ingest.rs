//! The caller's side of the ingest service.

use sayso_contract::{
    document_to_wire,
    ingest::v1::{
        self as wire, CreateFeedRequest, DeleteDeadLetterRequest, DeleteFeedRequest, Feed, GetDeadLetterRequest,
        GetFeedRequest, GetSubmissionRequest, ListDeadLettersRequest, ListFeedsRequest, ListFeedsResponse,
        RetryDeadLetterRequest, RetryDeadLettersRequest, Submission, SubmitDocumentRequest, SubmitDocumentResponse,
        SubmitUrlRequest, SubmitUrlResponse, ingest_service_client::IngestServiceClient,
        submit_document_request::Content,
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

    /// Has a page fetched and submits the article in it; when this returns it is durable. The service waits for the site, for
    /// as long as the call may take.
    ///
    /// # Errors
    /// [`CallError`]; a transient one may be tried again, since submitting is idempotent.
    pub async fn submit_url(&self, url: &str) -> Result<SubmitUrlResponse, CallError> {
        let request = SubmitUrlRequest { url: url.to_owned(), request_id: String::new() };
        Ok(self.client.clone().submit_url(request).await?.into_inner())
    }

    /// Has a feed followed, looked at no more often than every `interval_seconds` (0 for the service's own least). One
    /// that is followed already gets that interval, and goes on if it had stopped.
    ///
    /// # Errors
    /// [`CallError`]; a transient one may be tried again.
    pub async fn create_feed(&self, url: &str, interval_seconds: u32) -> Result<Feed, CallError> {
        let feed = Feed { url: url.to_owned(), interval_seconds, ..Feed::default() };
        let request = CreateFeedRequest { feed: Some(feed), request_id: String::new() };
        the_feed(self.client.clone().create_feed(request).await?.into_inner().feed)
    }

    /// A feed that is followed.
    ///
    /// # Errors
    /// [`CallError`], [`Failure::NotFound`] if there is none with this id.
    pub async fn feed(&self, id: &str) -> Result<Feed, CallError> {
        let request = GetFeedRequest { id: id.to_owned() };
        the_feed(self.client.clone().get_feed(request).await?.into_inner().feed)
    }

    /// A page of the feeds that are followed.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn list_feeds(&self, request: ListFeedsRequest) -> Result<ListFeedsResponse, CallError> {
        Ok(self.client.clone().list_feeds(request).await?.into_inner())
    }

    /// Has a feed followed no longer.
    ///
    /// # Errors
    /// [`CallError`], [`Failure::NotFound`] if there is none with this id.
    pub async fn delete_feed(&self, id: &str) -> Result<(), CallError> {
        let request = DeleteFeedRequest { id: id.to_owned(), request_id: String::new() };
        self.client.clone().delete_feed(request).await?;
        Ok(())
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

fn the_feed(feed: Option<Feed>) -> Result<Feed, CallError> {
    feed.ok_or_else(|| CallError::new(Failure::Broken, "BAD_ANSWER", "the answer holds no feed"))
}
