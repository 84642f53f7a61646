//! `sayso.store.v1.StoreService` over a [`Store`].

use std::sync::Arc;

use jiff::civil::Date;
use sayso_contract::{
    DESCRIPTORS, FieldError, Offsets, Path, Reason, document_from_wire, extraction_from_wire,
    store::v1::{
        ExportRequest, ExportResponse, GetClaimRequest, GetClaimResponse, GetClusterRequest, GetClusterResponse,
        GetDocumentRequest, GetDocumentResponse, GetLinkingRequest, GetLinkingResponse, GetSettlementRequest,
        GetSettlementResponse, GetSourceRequest, GetSourceResponse, GetSourcingRequest, GetSourcingResponse,
        ListForecastsRequest, ListForecastsResponse, ListSettlementsRequest, ListSettlementsResponse,
        ListSourcesRequest, ListSourcesResponse, RecordRequest, RecordResponse, RelinkRequest, RelinkResponse,
        SearchClaimsRequest, SearchClaimsResponse, SettleRequest, SettleResponse, WatchClaimsRequest,
        WatchClaimsResponse, WithdrawSettlementRequest, WithdrawSettlementResponse,
        store_service_server::{StoreService, StoreServiceServer},
    },
    timestamp_from_wire, unit_from_wire, unit_to_wire,
};
use sayso_domain::{ClaimId, ClusterId, DocumentId, LinkId, RevisionId, SettlementId, SourceId};
use sayso_rpc::{
    Subject, date_from_wire, decision, invalid, order_from_wire, page_size, query_from_wire, settlement_to_wire,
    states_from_wire, store_error_to_status, subject_from_wire,
};
use sayso_service::{RequestId, Server, ServerSettings, server_limits, status};
use sayso_store::{
    Cursor, ForecastQuery, LinkStore, PageRequest, Query, Recording, SettlementQuery, StoreError, Verdict,
};
use sayso_text::OffsetUnit;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, codegen::BoxStream};

use crate::{
    linker::Linker,
    stream::{self, Watch},
    wire::{claims_to_wire, document_response, ledger},
};

/// Adds the service to a server. Streams of changes end when `shutdown` is cancelled.
pub fn add(
    server: Server,
    store: Arc<dyn LinkStore>,
    settings: &ServerSettings,
    shutdown: CancellationToken,
) -> Server {
    server.service(server_limits!(StoreServiceServer::new(Grpc { store, shutdown }), settings)).reflection(DESCRIPTORS)
}

/// Has a store linked while a server runs. One server at a time may do that for a store.
pub fn add_linker(server: Server, store: Arc<dyn LinkStore>) -> Server {
    let linker = Linker::new(store);
    server.background("linker", |stop| linker.run(stop))
}

struct Grpc {
    store: Arc<dyn LinkStore>,
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

fn optional<T, E: std::fmt::Display>(
    name: &'static str,
    given: String,
    read: impl FnOnce(String) -> Result<T, E>,
) -> Result<Option<T>, Status> {
    Some(given).filter(|given| !given.is_empty()).map(|given| id(name, read(given))).transpose()
}

fn day(name: &'static str, given: &str) -> Result<Option<Date>, Status> {
    date_from_wire(given, &Path::of(name)).map_err(field)
}

fn page(size: u32, token: String) -> PageRequest {
    PageRequest { size: page_size(size), token: Some(token).filter(|token| !token.is_empty()) }
}

/// What makes repeating a call safe (AIP-155): a UUID, or nothing.
fn request_id(given: &str) -> Result<Option<&str>, Status> {
    let digits = given.bytes().filter(u8::is_ascii_hexdigit).count();
    let form = given.len() == 36 && digits == 32 && [8, 13, 18, 23].iter().all(|at| given.as_bytes()[*at] == b'-');
    match given {
        "" => Ok(None),
        given if form => Ok(Some(given)),
        _ => Err(field(Path::of("request_id").error(Reason::Malformed, "it must be a UUID, or empty"))),
    }
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
    type ExportStream = BoxStream<ExportResponse>;
    type WatchClaimsStream = BoxStream<WatchClaimsResponse>;

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
        let mut query = query_from_wire(request.query, &Path::of("query")).map_err(field)?;
        query.order = order_from_wire(request.order, &Path::of("order")).map_err(field)?;
        let page = page(request.page_size, request.page_token);
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
        let query = request.query.map(|query| query_from_wire(Some(query), &Path::of("query"))).transpose();
        let query = query.map_err(field)?.map(|query| Query { include_superseded: true, ..query });
        query.iter().try_for_each(|query| query.terms().map(drop)).map_err(failed)?;
        // Asked once before the stream begins, so that a wrong cursor is an error of the call.
        self.store.changes(cursor, 1).await.map_err(failed)?;
        let watch = Watch { cursor, unit, until_caught_up: request.until_caught_up, query };
        Ok(Response::new(stream::watch(self.store.clone(), watch, self.shutdown.clone())))
    }

    async fn export(&self, request: Request<ExportRequest>) -> Result<Response<BoxStream<ExportResponse>>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let query = query_from_wire(request.query, &Path::of("query")).map_err(field)?;
        query.terms().map_err(failed)?;
        Ok(Response::new(stream::export(self.store.clone(), query, unit, self.shutdown.clone())))
    }

    async fn get_cluster(&self, request: Request<GetClusterRequest>) -> Result<Response<GetClusterResponse>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let claim = match request.id.starts_with("k-") {
            true => id("id", ClusterId::new(request.id))?.first_claim(),
            false => id("id", ClaimId::new(request.id))?,
        };
        let page = self.store.cluster(&claim, &page(request.page_size, request.page_token)).await.map_err(failed)?;
        Ok(Response::new(ledger::cluster_response(&page, unit)))
    }

    async fn list_sources(
        &self,
        request: Request<ListSourcesRequest>,
    ) -> Result<Response<ListSourcesResponse>, Status> {
        let request = request.into_inner();
        let words = Some(request.words).filter(|words| !words.is_empty());
        let page = page(request.page_size, request.page_token);
        let found = self.store.sources(words.as_deref(), &page).await.map_err(failed)?;
        Ok(Response::new(ledger::sources_response(&found)))
    }

    async fn get_source(&self, request: Request<GetSourceRequest>) -> Result<Response<GetSourceResponse>, Status> {
        let request = request.into_inner();
        let as_of = day("as_of", &request.as_of)?;
        let dossier = self.store.source(&id("id", SourceId::new(request.id))?, as_of).await.map_err(failed)?;
        Ok(Response::new(ledger::source_response(&dossier)))
    }

    async fn list_forecasts(
        &self,
        request: Request<ListForecastsRequest>,
    ) -> Result<Response<ListForecastsResponse>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let query = ForecastQuery {
            states: states_from_wire(&request.states, &Path::of("states")).map_err(field)?,
            due_before: day("due_before", &request.due_before)?,
            entity: optional("source_id", request.source_id, SourceId::new)?,
            include_superseded: request.include_superseded,
            as_of: day("as_of", &request.as_of)?,
        };
        let page = page(request.page_size, request.page_token);
        let found = self.store.forecasts(&query, &page).await.map_err(failed)?;
        Ok(Response::new(ledger::forecasts_response(&found, unit)))
    }

    async fn settle(&self, request: Request<SettleRequest>) -> Result<Response<SettleResponse>, Status> {
        let request = request.into_inner();
        let path = Path::of("settlement");
        let given = request.settlement.ok_or_else(|| field(path.error(Reason::Required, "a decision is needed")))?;
        let request_id = request_id(&request.request_id)?;
        let verdict = match subject_from_wire(&given, &path).map_err(field)? {
            Subject::Verdict(verdict) => verdict,
            Subject::Link(link, relation) => {
                let (from, to) = self.store.link_ends(&link).await.map_err(failed)?;
                Verdict::Link { from, to, relation }
            }
        };
        let settled = self.store.settle(decision(given, verdict), request_id).await.map_err(failed)?;
        tracing::info!(settlement = %settled.settlement.id, "settled");
        Ok(Response::new(ledger::settle_response(&settled)))
    }

    async fn withdraw_settlement(
        &self,
        request: Request<WithdrawSettlementRequest>,
    ) -> Result<Response<WithdrawSettlementResponse>, Status> {
        let request = request.into_inner();
        let settlement = id("id", SettlementId::new(request.id))?;
        let request_id = request_id(&request.request_id)?;
        let withdrawn = self.store.withdraw(&settlement, &request.withdrawn_by, &request.reason, request_id);
        let withdrawn = withdrawn.await.map_err(failed)?;
        tracing::info!(settlement = %withdrawn.settlement.id, "withdrawn");
        Ok(Response::new(ledger::withdraw_response(&withdrawn)))
    }

    async fn get_settlement(
        &self,
        request: Request<GetSettlementRequest>,
    ) -> Result<Response<GetSettlementResponse>, Status> {
        let settlement = id("id", SettlementId::new(request.into_inner().id))?;
        let settlement = self.store.settlement(&settlement).await.map_err(failed)?;
        Ok(Response::new(GetSettlementResponse { settlement: Some(settlement_to_wire(&settlement)) }))
    }

    async fn list_settlements(
        &self,
        request: Request<ListSettlementsRequest>,
    ) -> Result<Response<ListSettlementsResponse>, Status> {
        let request = request.into_inner();
        let query = SettlementQuery {
            claim: optional("claim_id", request.claim_id, ClaimId::new)?,
            link: optional("link_id", request.link_id, LinkId::new)?,
            include_withdrawn: request.include_withdrawn,
        };
        let page = page(request.page_size, request.page_token);
        let found = self.store.settlements(&query, &page).await.map_err(failed)?;
        Ok(Response::new(ListSettlementsResponse {
            settlements: found.items.iter().map(settlement_to_wire).collect(),
            next_page_token: found.next_token.unwrap_or_default(),
        }))
    }

    async fn get_sourcing(
        &self,
        request: Request<GetSourcingRequest>,
    ) -> Result<Response<GetSourcingResponse>, Status> {
        let request = request.into_inner();
        let unit = unit(request.offset_unit)?;
        let document = id("document_id", DocumentId::new(request.document_id))?;
        let page = page(request.page_size, request.page_token);
        let sourcing = self.store.sourcing(&document, &page).await.map_err(failed)?;
        Ok(Response::new(ledger::sourcing_response(&sourcing, unit)))
    }

    async fn get_linking(&self, request: Request<GetLinkingRequest>) -> Result<Response<GetLinkingResponse>, Status> {
        let mut linking = self.store.linking().await.map_err(failed)?;
        if request.into_inner().wait {
            self.store.wait_for_linking(linking.last).await.map_err(failed)?;
            linking = self.store.linking().await.map_err(failed)?;
        }
        Ok(Response::new(GetLinkingResponse {
            linked_cursor: linking.linked.to_string(),
            last_cursor: linking.last.to_string(),
            waiting: linking.last.number().saturating_sub(linking.linked.number()),
        }))
    }

    async fn relink(&self, _: Request<RelinkRequest>) -> Result<Response<RelinkResponse>, Status> {
        let last = self.store.relink().await.map_err(failed)?;
        tracing::info!(%last, "all links are forgotten and worked out anew");
        Ok(Response::new(RelinkResponse { last_cursor: last.to_string() }))
    }
}
