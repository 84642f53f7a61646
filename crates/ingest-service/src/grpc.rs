//! `sayso.ingest.v1.IngestService` over a queue.

use std::sync::Arc;

use futures_util::StreamExt;
use jiff::Timestamp;
use sayso_contract::{
    DESCRIPTORS, Path, Reason, document_from_wire, document_to_wire,
    ingest::v1::{
        CreateFeedRequest, CreateFeedResponse, DeleteDeadLetterRequest, DeleteDeadLetterResponse, DeleteFeedRequest,
        DeleteFeedResponse, GetDeadLetterRequest, GetDeadLetterResponse, GetFeedRequest, GetFeedResponse,
        GetSubmissionRequest, GetSubmissionResponse, ListDeadLettersRequest, ListDeadLettersResponse, ListFeedsRequest,
        ListFeedsResponse, RetryDeadLetterRequest, RetryDeadLetterResponse, RetryDeadLettersRequest,
        RetryDeadLettersResponse, Submission, SubmitDocumentRequest, SubmitDocumentResponse, SubmitDocumentsRequest,
        SubmitDocumentsResponse, SubmitError, SubmitUrlRequest, SubmitUrlResponse,
        ingest_service_server::{IngestService, IngestServiceServer},
        submit_document_request::Content,
        submit_documents_response::Result as StreamResult,
    },
    timestamp_from_wire, timestamp_to_wire,
};
use sayso_domain::{Document, DocumentParts};
use sayso_fetch::Conditions;
use sayso_queue::{ItemId, ItemStatus, MAX_PAGE_SIZE, Put, Queue, QueueError};
use sayso_rpc::{CallError, invalid, page_size};
use sayso_service::{CallContext, MessageRoom, RequestId, Server, ServerSettings, server_limits, status};
use tonic::{Code, Request, Response, Status, Streaming, codegen::BoxStream};

use crate::{Feeds, Page, Pages, feeds::FeedCalls, page_status::page_status, submission};

/// Documents of one stream that are put at once: enough to share one write to disk.
const STREAM_WINDOW: usize = 32;

/// Adds the service to a server. Pages are fetched and documents read with `pages`; `feeds` are those of a
/// [`Poller`](crate::Poller).
pub fn add(server: Server, queue: Arc<dyn Queue>, feeds: Feeds, pages: Pages, settings: &ServerSettings) -> Server {
    let feeds = FeedCalls { feeds, pages: pages.clone() };
    let service = IngestServiceServer::new(Grpc { queue, feeds, pages });
    server.service(server_limits!(service, settings)).reflection(DESCRIPTORS)
}

#[derive(Clone)]
struct Grpc {
    queue: Arc<dyn Queue>,
    feeds: FeedCalls,
    pages: Pages,
}

impl Grpc {
    async fn submit(&self, request: SubmitDocumentRequest) -> Result<SubmitDocumentResponse, Status> {
        let request_id = request_id(&request.request_id)?;
        let (document, fields) = match request.content {
            Some(Content::Document(document)) => {
                (document_from_wire(Some(document), &Path::of("document")), ["document", "document.id"])
            }
            Some(Content::Raw(raw)) => {
                (self.pages.reader().read_raw(raw, &Path::of("raw")).await, ["raw", "raw.metadata.id"])
            }
            None => return Err(invalid(&Path::of("content").error(Reason::Required, "a document is needed"))),
        };
        let document = document.map_err(|error| invalid(&error))?;
        let (submission, duplicate) = self.put(&document, &request_id, fields).await?;
        Ok(SubmitDocumentResponse { submission: Some(submission), duplicate })
    }

    /// Puts a document into the queue, whose refusal names `fields` of the request: that of the document and that of its
    /// id. Returns the submission, and whether it was there already.
    async fn put(
        &self,
        document: &Document,
        request_id: &RequestId,
        fields: [&str; 2],
    ) -> Result<(Submission, bool), Status> {
        let item = submission::to_item(document, request_id);
        let id = item.id.clone();
        let put = self.queue.put(item).await.map_err(|error| put_status(error, fields))?;
        let duplicate = matches!(put, Put::Duplicate(_));
        tracing::info!(submission = %id, document = %document.id(), duplicate, %request_id, "submitted");
        let status = match put {
            Put::Duplicate(status) => status,
            Put::Accepted { .. } => self.status(&id).await?,
        };
        Ok((submission::to_wire(&status), duplicate))
    }

    /// The answer in a stream, where a refusal must not end the others.
    async fn submit_in_stream(self, request: SubmitDocumentsRequest) -> SubmitDocumentsResponse {
        let answer = match request.request {
            Some(request) => self.submit(request).await,
            None => Err(status::invalid_field("FIELD_REQUIRED", "request", "a request is needed")),
        };
        let result = match answer {
            Ok(response) => StreamResult::Response(response),
            Err(status) => {
                let CallError { reason, message, field, retry_after, .. } = status.into();
                let retry_after_millis =
                    retry_after.map_or(0, |wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
                StreamResult::Error(SubmitError {
                    reason,
                    message,
                    field: field.unwrap_or_default(),
                    retry_after_millis,
                })
            }
        };
        SubmitDocumentsResponse { result: Some(result) }
    }

    async fn status(&self, id: &ItemId) -> Result<ItemStatus, Status> {
        let status = self.queue.status(id).await.map_err(queue_status)?;
        status.ok_or_else(|| not_found("SUBMISSION_NOT_FOUND", "no submission has this id, or it ended too long ago"))
    }
}

/// The caller's name for the request: from the message, else from the call.
fn request_id(given: &str) -> Result<RequestId, Status> {
    if given.is_empty() {
        return Ok(CallContext::current().map_or_else(RequestId::new, |context| context.request_id));
    }
    given.parse().map_err(|error| invalid(&Path::of("request_id").error(Reason::Malformed, error)))
}

fn item_id(given: &str) -> Result<ItemId, Status> {
    ItemId::new(given).map_err(|_| {
        let message = "it is no id of a submission: take it from the answer to SubmitDocument";
        invalid(&Path::of("id").error(Reason::Malformed, message))
    })
}

fn not_found(reason: &'static str, message: &str) -> Status {
    status::error(Code::NotFound, reason, message)
}

/// What the queue does not take is named as in the request: the document and its id are the fields `document` and `id`.
fn put_status(error: QueueError, [document, id]: [&str; 2]) -> Status {
    match error {
        QueueError::Invalid { field, limit } => {
            let field = match field {
                "group" => id,
                "request_id" => "request_id",
                // The payload: all of it.
                _ => document,
            };
            status::invalid_field("FIELD_TOO_LONG", field, format!("it is too long: the queue takes {limit} bytes"))
        }
        error => queue_status(error),
    }
}

fn queue_status(error: QueueError) -> Status {
    match error {
        QueueError::Full { retry_after } => {
            status::retry_after(Code::ResourceExhausted, "QUEUE_FULL", error.to_string(), retry_after)
        }
        QueueError::DeadLettersFull { retry_after } => {
            status::retry_after(Code::ResourceExhausted, "DEAD_LETTERS_FULL", error.to_string(), retry_after)
        }
        QueueError::BadPageToken => status::invalid_field("FIELD_MALFORMED", "page_token", error.to_string()),
        QueueError::NotFound => not_found("DEAD_LETTER_NOT_FOUND", "no submission that was given up has this id"),
        QueueError::Unavailable { .. } => status::error(Code::Unavailable, "QUEUE_UNAVAILABLE", error.to_string()),
        // Only a put names a field, and only a worker has leases.
        error => status::internal(&error),
    }
}

#[tonic::async_trait]
impl IngestService for Grpc {
    type SubmitDocumentsStream = BoxStream<SubmitDocumentsResponse>;

    async fn submit_document(
        &self,
        request: Request<SubmitDocumentRequest>,
    ) -> Result<Response<SubmitDocumentResponse>, Status> {
        self.submit(request.into_inner()).await.map(Response::new)
    }

    async fn submit_documents(
        &self,
        request: Request<Streaming<SubmitDocumentsRequest>>,
    ) -> Result<Response<BoxStream<SubmitDocumentsResponse>>, Status> {
        let (service, room) = (self.clone(), MessageRoom::of(&request));
        let answers = request
            .into_inner()
            .map(move |request| {
                let (service, held) = (service.clone(), room.next());
                async move {
                    let answer = service.submit_in_stream(request?).await;
                    drop(held);
                    Ok(answer)
                }
            })
            .buffered(STREAM_WINDOW);
        Ok(Response::new(Box::pin(answers)))
    }

    async fn submit_url(&self, request: Request<SubmitUrlRequest>) -> Result<Response<SubmitUrlResponse>, Status> {
        let request = request.into_inner();
        let request_id = request_id(&request.request_id)?;
        if request.url.is_empty() {
            return Err(invalid(&Path::of("url").error(Reason::Required, "the address of a page is needed")));
        }
        // The server drops this with the call's deadline, and with it the connection to the site.
        let page = self.pages.get(&request.url, DocumentParts::default(), &Conditions::default()).await;
        let document = match page {
            Ok(Page::Document(document, _)) => document,
            // Nothing was asked for on a condition.
            Ok(Page::NotModified(_)) => return Err(status::error(Code::Internal, "INTERNAL", "internal error")),
            Err(error) => return Err(page_status(&error, "url", self.pages.now())),
        };
        let (submission, duplicate) = self.put(&document, &request_id, ["url", "url"]).await?;
        Ok(Response::new(SubmitUrlResponse { submission: Some(submission), duplicate }))
    }

    async fn get_submission(
        &self,
        request: Request<GetSubmissionRequest>,
    ) -> Result<Response<GetSubmissionResponse>, Status> {
        let status = self.status(&item_id(&request.get_ref().id)?).await?;
        Ok(Response::new(GetSubmissionResponse { submission: Some(submission::to_wire(&status)) }))
    }

    async fn create_feed(&self, request: Request<CreateFeedRequest>) -> Result<Response<CreateFeedResponse>, Status> {
        let request = request.into_inner();
        let request_id = request_id(&request.request_id)?;
        self.feeds.create(request, &request_id).await.map(Response::new)
    }

    async fn get_feed(&self, request: Request<GetFeedRequest>) -> Result<Response<GetFeedResponse>, Status> {
        self.feeds.get(request.get_ref()).await.map(Response::new)
    }

    async fn list_feeds(&self, request: Request<ListFeedsRequest>) -> Result<Response<ListFeedsResponse>, Status> {
        self.feeds.list(request.get_ref()).await.map(Response::new)
    }

    async fn delete_feed(&self, request: Request<DeleteFeedRequest>) -> Result<Response<DeleteFeedResponse>, Status> {
        let request_id = request_id(&request.get_ref().request_id)?;
        self.feeds.delete(request.get_ref(), &request_id).await.map(Response::new)
    }

    async fn list_dead_letters(
        &self,
        request: Request<ListDeadLettersRequest>,
    ) -> Result<Response<ListDeadLettersResponse>, Status> {
        let request = request.into_inner();
        let token = Some(request.page_token.as_str()).filter(|token| !token.is_empty());
        let page = self.queue.dead_letters(page_size(request.page_size), token).await.map_err(queue_status)?;
        Ok(Response::new(ListDeadLettersResponse {
            submissions: page.letters.iter().map(submission::dead_to_wire).collect(),
            next_page_token: page.next_page_token.unwrap_or_default(),
        }))
    }

    async fn get_dead_letter(
        &self,
        request: Request<GetDeadLetterRequest>,
    ) -> Result<Response<GetDeadLetterResponse>, Status> {
        let item = self.queue.dead_letter(&item_id(&request.get_ref().id)?).await.map_err(queue_status)?;
        let item = item.ok_or_else(|| queue_status(QueueError::NotFound))?;
        let document = submission::from_payload(&item.payload).map_err(|error| status::internal(&error))?;
        Ok(Response::new(GetDeadLetterResponse {
            submission: Some(submission::dead_to_wire(&item.letter)),
            document: Some(document_to_wire(&document, true)),
        }))
    }

    async fn retry_dead_letter(
        &self,
        request: Request<RetryDeadLetterRequest>,
    ) -> Result<Response<RetryDeadLetterResponse>, Status> {
        let request = request.into_inner();
        request_id(&request.request_id)?;
        let id = item_id(&request.id)?;
        self.queue.revive(&id).await.map_err(queue_status)?;
        tracing::info!(submission = %id, "queued again");
        Ok(Response::new(RetryDeadLetterResponse { submission: Some(submission::to_wire(&self.status(&id).await?)) }))
    }

    async fn retry_dead_letters(
        &self,
        request: Request<RetryDeadLettersRequest>,
    ) -> Result<Response<RetryDeadLettersResponse>, Status> {
        let request = request.into_inner();
        request_id(&request.request_id)?;
        let by = match &request.given_up_by {
            Some(by) => timestamp_from_wire(Some(by), &Path::of("given_up_by")).map_err(|error| invalid(&error))?,
            None => Timestamp::now(),
        };
        let page = self.queue.dead_letters(MAX_PAGE_SIZE, None).await.map_err(queue_status)?;
        let letters = page.letters.iter().take_while(|letter| letter.died_at <= by);
        let mut more = page.next_page_token.is_some() && page.letters.iter().all(|letter| letter.died_at <= by);
        let mut retried_count = 0;
        for letter in letters {
            match self.queue.revive(&letter.id).await {
                Ok(()) => retried_count += 1,
                // Somebody else has retried or deleted it, or it had died twice.
                Err(QueueError::NotFound) => {}
                Err(QueueError::Full { .. }) if retried_count > 0 => {
                    more = true;
                    break;
                }
                Err(error) => return Err(queue_status(error)),
            }
        }
        tracing::info!(retried_count, more, "queued again");
        let given_up_by = Some(timestamp_to_wire(by));
        Ok(Response::new(RetryDeadLettersResponse { retried_count, more, given_up_by }))
    }

    async fn delete_dead_letter(
        &self,
        request: Request<DeleteDeadLetterRequest>,
    ) -> Result<Response<DeleteDeadLetterResponse>, Status> {
        let request = request.into_inner();
        request_id(&request.request_id)?;
        let id = item_id(&request.id)?;
        self.queue.delete(&id).await.map_err(queue_status)?;
        tracing::info!(submission = %id, "thrown away");
        Ok(Response::new(DeleteDeadLetterResponse {}))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use sayso_service::status::details;

    use super::*;

    #[test]
    fn what_the_queue_does_not_take_is_named_as_in_the_request() {
        let retry_after = Duration::from_secs(5);
        let invalid = |field| QueueError::Invalid { field, limit: 7 };
        let check = |error: QueueError, code: Code, reason: &str, field: Option<&str>| {
            let status = put_status(error, ["raw", "raw.metadata.id"]);
            let told = details(&status);
            let named = told.violations.first().map(|(field, _)| field.as_str());
            assert_eq!((status.code(), told.reason.as_str(), named), (code, reason, field));
        };
        check(invalid("group"), Code::InvalidArgument, "FIELD_TOO_LONG", Some("raw.metadata.id"));
        check(invalid("request_id"), Code::InvalidArgument, "FIELD_TOO_LONG", Some("request_id"));
        check(invalid("payload"), Code::InvalidArgument, "FIELD_TOO_LONG", Some("raw"));
        check(QueueError::BadPageToken, Code::InvalidArgument, "FIELD_MALFORMED", Some("page_token"));
        check(QueueError::Full { retry_after }, Code::ResourceExhausted, "QUEUE_FULL", None);
        check(QueueError::DeadLettersFull { retry_after }, Code::ResourceExhausted, "DEAD_LETTERS_FULL", None);
        check(QueueError::NotFound, Code::NotFound, "DEAD_LETTER_NOT_FOUND", None);
    }
}
