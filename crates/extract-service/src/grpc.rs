//! `sayso.extract.v1.ExtractService` over an [`Engine`].

use std::sync::Arc;

use futures_util::StreamExt;
use sayso_contract::{
    DESCRIPTORS, Offsets, Path, document_from_wire,
    extract::v1::{
        DescribeExtractorRequest, DescribeExtractorResponse, ExtractError, ExtractRequest, ExtractResponse,
        ExtractStreamRequest, ExtractStreamResponse,
        extract_service_server::{ExtractService, ExtractServiceServer},
        extract_stream_response::Result as StreamResult,
    },
    extraction_to_wire, extractor_to_wire, unit_from_wire,
};
use sayso_domain::MAX_TEXT_BYTES;
use sayso_rpc::{CallError, invalid};
use sayso_service::{Server, ServerSettings, server_limits, status};
use tonic::{Code, Request, Response, Status, Streaming, codegen::BoxStream};

use crate::{Engine, EngineError};

/// Documents of one stream that are worked on at once.
const STREAM_WINDOW: usize = 8;

/// Adds the service to a server.
pub fn add(server: Server, engine: Engine, settings: &ServerSettings) -> Server {
    server.service(server_limits!(ExtractServiceServer::new(Grpc { engine }), settings)).reflection(DESCRIPTORS)
}

#[derive(Clone)]
struct Grpc {
    engine: Engine,
}

impl Grpc {
    async fn answer(&self, request: ExtractRequest) -> Result<ExtractResponse, Status> {
        let unit = unit_from_wire(request.offset_unit, &Path::of("offset_unit")).map_err(|error| invalid(&error))?;
        let document = document_from_wire(request.document, &Path::of("document")).map_err(|error| invalid(&error))?;
        let document = Arc::new(document);
        let extraction = self.engine.run(Arc::clone(&document)).await.map_err(refused)?;
        Ok(extraction_to_wire(&document, &extraction, &Offsets::new(document.text(), unit)))
    }

    /// The answer in a stream, where an error must not end the others.
    async fn answer_in_stream(self, request: ExtractStreamRequest) -> ExtractStreamResponse {
        let answer = match request.request {
            Some(request) => self.answer(request).await,
            None => Err(status::invalid_field("FIELD_REQUIRED", "request", "a request is needed")),
        };
        let result = match answer {
            Ok(response) => StreamResult::Response(response),
            Err(status) => {
                let CallError { reason, message, field, .. } = status.into();
                StreamResult::Error(ExtractError { reason, message, field: field.unwrap_or_default() })
            }
        };
        ExtractStreamResponse { result: Some(result) }
    }
}

fn refused(error: EngineError) -> Status {
    match error {
        EngineError::Busy { retry_after } => {
            status::retry_after(Code::ResourceExhausted, "EXTRACTOR_BUSY", error.to_string(), retry_after)
        }
        EngineError::Failed => status::internal(&error),
    }
}

#[tonic::async_trait]
impl ExtractService for Grpc {
    async fn extract(&self, request: Request<ExtractRequest>) -> Result<Response<ExtractResponse>, Status> {
        self.answer(request.into_inner()).await.map(Response::new)
    }

    async fn extract_stream(
        &self,
        request: Request<Streaming<ExtractStreamRequest>>,
    ) -> Result<Response<BoxStream<ExtractStreamResponse>>, Status> {
        let service = self.clone();
        let answers = request
            .into_inner()
            .map(move |request| {
                let service = service.clone();
                async move { Ok(service.answer_in_stream(request?).await) }
            })
            .buffered(STREAM_WINDOW);
        Ok(Response::new(Box::pin(answers)))
    }

    async fn describe_extractor(
        &self,
        _: Request<DescribeExtractorRequest>,
    ) -> Result<Response<DescribeExtractorResponse>, Status> {
        let extractor = self.engine.extractor();
        Ok(Response::new(DescribeExtractorResponse {
            extractor: Some(extractor_to_wire(extractor.describe())),
            languages: extractor.languages().iter().map(|language| (*language).to_owned()).collect(),
            max_text_bytes: MAX_TEXT_BYTES as u64,
        }))
    }
}
