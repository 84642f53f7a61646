//! `sayso.store.v1.StoreService` over a [`Store`].

use std::sync::Arc;

use sayso_contract::{
    DESCRIPTORS, FieldError, Offsets, Path, Reason, document_from_wire, extraction_from_wire,
    store::v1::{
        ExportRequest, ExportResponse, GetClaimRequest, GetClaimResponse, GetDocumentRequest, GetDocumentResponse,
        RecordRequest, RecordResponse, SearchClaimsRequest, SearchClaimsResponse, WatchClaimsRequest,
        WatchClaimsResponse,
        store_service_server::{StoreService, StoreServiceServer},
    },
    timestamp_from_wire, unit_from_wire, unit_to_wire,
};
use sayso_domain::{ClaimId, DocumentId, RevisionId};
use sayso_rpc::{invalid, page_size, query_from_wire, store_error_to_status};
use sayso_service::{RequestId, Server, ServerSettings, server_limits, status};
use sayso_store::{Cursor, PageRequest, Recording, Store, StoreError};
use sayso_text::OffsetUnit;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, codegen::BoxStream};

use crate::{
    stream,
    wire::{claims_to_wire, document_response},
};

/// Adds the service to a server. Streams of changes end when `shutdown` is cancelled.
pub fn add(server: Server, store: Arc<dyn Store>, settings: &ServerSettings, shutdown: CancellationToken) -> Server {
    server.service(server_limits!(StoreServiceServer::new(Grpc { store, shutdown }), settings)).reflection(DESCRIPTORS)
}

struct Grpc {
    store: Arc<dyn Store>,
    shutdown: CancellationToken,
}

fn field(error: FieldError) -> Status {
    invalid(&error)
}

fn failed(error: StoreError) -> Status {
    store_error_to_status(&error)
}

fn unit(given: i32) -> Result<OffsetUnit, Status> {
    unit_from_wire(given, &Path::of("offset_unit")).map_err(field)
}

fn id<T, E: std::fmt::Display>(name: &'static str, read: Result<T, E>) -> Result<T, Status> {
    read.map_err(|error| field(Path::of(name).error(Reason::Malformed, error)))
}

fn recording(request: RecordRequest) -> Result<Recording, FieldError> {
    if !request.request_id.is_empty() {
        let request_id = request.request_id.parse::<RequestId>();
        request_id.map_err(|error| Path::of("request_id").error(Reason::Malformed, error))?;
    }
    let accepted_at = timestamp_from_wire(request.accepted_at.as_ref(), &Path::of("accepted_at"))?;
    let unit = unit_from_wire(request.offset_unit, &Path::of("offset_unit"))?;
    let document = document_from_wire(request.document, &Path::of("document"))?;
    let extraction = extraction_from_wire(
        &document,
        request.extractor.as_ref(),
        &request.language,
        &request.claims,
        &request.notes,
        &Offsets::new(document.text(), unit),
    )?;
    Ok(Recording { document, accepted_at, extraction })
}

#[tonic::async_trait]
impl StoreService for Grpc {
    async fn record(&self, request: Request<RecordRequest>) -> Result<Response<RecordResponse>, Status> {
        let request = request.into_inner();
        let request_id = Some(request.request_id.clone()).filter(|id| !id.is_empty());
        // Converting a large recording takes long enough to hold up other calls.
        let recording = tokio::task::spawn_blocking(move || recording(request)).await;
        let recording = recording.map_err(|error| status::internal(&error))?.map_err(field)?;
        let (document, revision) = (recording.document.id().clone(), recording.document.revision().clone());
        let recorded = self.store.record(recording).await.map_err(failed)?;
        tracing::info!(%document, %revision, claims = recorded.claims, new = recorded.new, request_id, "recorded");
        Ok(Response::new(RecordResponse {
            recorded: recorded.new,
            current: recorded.revision_is_current,
            claims: u32::try_from(recorded.claims).unwrap_or(u32::MAX),
        }))
    }

    async fn get_document(
        &self,
        request: Request<GetDocumentRequest>,
    ) -> Result<Response<GetDocumentResponse>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let document = id("id", DocumentId::new(request.id))?;
        let revision = match request.revision.as_str() {
            "" => None,
            revision => Some(id("revision", RevisionId::new(revision))?),
        };
        let stored = self.store.document(&document, revision.as_ref()).await.map_err(failed)?;
        Ok(Response::new(document_response(&stored, unit)))
    }

    async fn get_claim(&self, request: Request<GetClaimRequest>) -> Result<Response<GetClaimResponse>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let stored = self.store.claim(&id("id", ClaimId::new(request.id))?).await.map_err(failed)?;
        let claim = claims_to_wire(&[stored], unit).pop();
        Ok(Response::new(GetClaimResponse { claim, offset_unit: unit_to_wire(unit).into() }))
    }

    async fn search_claims(
        &self,
        request: Request<SearchClaimsRequest>,
    ) -> Result<Response<SearchClaimsResponse>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let query = query_from_wire(request.query, &Path::of("query")).map_err(field)?;
        let token = Some(request.page_token).filter(|token| !token.is_empty());
        let page = PageRequest { size: page_size(request.page_size), token };
        let found = self.store.search(&query, &page).await.map_err(failed)?;
        Ok(Response::new(SearchClaimsResponse {
            claims: claims_to_wire(&found.items, unit),
            next_page_token: found.next_token.unwrap_or_default(),
            offset_unit: unit_to_wire(unit).into(),
        }))
    }

    async fn watch_claims(
        &self,
        request: Request<WatchClaimsRequest>,
    ) -> Result<Response<BoxStream<WatchClaimsResponse>>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let cursor = match request.cursor.as_str() {
            "" => Cursor::START,
            cursor => id("cursor", cursor.parse::<Cursor>())?,
        };
        // Asked once before the stream begins, so that a wrong cursor is an error of the call.
        self.store.changes(cursor, 1).await.map_err(failed)?;
        let (store, shutdown) = (Arc::clone(&self.store), self.shutdown.clone());
        Ok(Response::new(stream::watch(store, cursor, unit, request.until_caught_up, shutdown)))
    }

    async fn export(&self, request: Request<ExportRequest>) -> Result<Response<BoxStream<ExportResponse>>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let query = query_from_wire(request.query, &Path::of("query")).map_err(field)?;
        query.terms().map_err(failed)?;
        Ok(Response::new(stream::export(Arc::clone(&self.store), query, unit, self.shutdown.clone())))
    }
}
