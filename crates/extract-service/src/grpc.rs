//! `sayso.extract.v1.ExtractService` over an [`Engine`].

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
use sayso_extract::Extractor;
use sayso_rpc::{CallError, invalid};
use sayso_service::{MessageRoom, Server, ServerSettings, server_limits, status};
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
    /// The answer in a stream, where an error must not end the others. It waits for room: while it does, the stream is
    /// not read further than its window.
    async fn answer_in_stream(self, request: ExtractStreamRequest) -> ExtractStreamResponse {
        let answer = match request.request {
            Some(request) => {
                let answered =
                    self.engine.compute(text_bytes(&request), |by, wanted| answer(by, wanted, request)).await;
                answered.map_err(refused).flatten()
            }
            None => Err(status::invalid_field("FIELD_REQUIRED", "request", "a request is needed")),
        };
        let result = match answer {
            Ok(response) => StreamResult::Response(response),
            Err(status) => {
                let CallError { reason, message, field, retry_after, .. } = status.into();
                let retry_after_millis =
                    retry_after.map_or(0, |wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
                let field = field.unwrap_or_default();
                StreamResult::Error(ExtractError { reason, message, field, retry_after_millis })
            }
        };
        ExtractStreamResponse { result: Some(result) }
    }
}

fn text_bytes(request: &ExtractRequest) -> usize {
    request.document.as_ref().map_or(0, |document| document.text.len())
}

/// From the wire to the wire; `None` if the answer was not wanted any more. Converting a large document takes so long
/// that it belongs on the engine's threads too.
fn answer(
    extractor: &Extractor,
    wanted: &dyn Fn() -> bool,
    request: ExtractRequest,
) -> Option<Result<ExtractResponse, Status>> {
    let unit = unit_from_wire(request.offset_unit, &Path::of("offset_unit"));
    let document = document_from_wire(request.document, &Path::of("document"));
    let (unit, document) = match (unit, document) {
        (Ok(unit), Ok(document)) => (unit, document),
        (Err(error), _) | (_, Err(error)) => return Some(Err(invalid(&error))),
    };
    let extraction = extractor.extract_while(&document, wanted)?;
    Some(Ok(extraction_to_wire(&document, &extraction, &Offsets::new(document.text(), unit))))
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
    type ExtractStreamStream = BoxStream<ExtractStreamResponse>;

    async fn extract(&self, request: Request<ExtractRequest>) -> Result<Response<ExtractResponse>, Status> {
        let request = request.into_inner();
        let answered = self.engine.try_compute(text_bytes(&request), |by, wanted| answer(by, wanted, request)).await;
        answered.map_err(refused).flatten().map(Response::new)
    }

    async fn extract_stream(
        &self,
        request: Request<Streaming<ExtractStreamRequest>>,
    ) -> Result<Response<BoxStream<ExtractStreamResponse>>, Status> {
        let (service, room) = (self.clone(), MessageRoom::of(&request));
        let answers = request
            .into_inner()
            .map(move |request| {
                let (service, held) = (service.clone(), room.next());
                async move {
                    let answer = service.answer_in_stream(request?).await;
                    drop(held);
                    Ok(answer)
                }
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
            languages: extractor.languages().to_vec(),
            max_text_bytes: MAX_TEXT_BYTES as u64,
        }))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;
    use sayso_contract::{document::v1 as wire, extract::v1::extract_service_client::ExtractServiceClient};
    use sayso_service::{
        ClientSettings, SERVER_DEFAULTS,
        config::{Layers, load},
        in_memory,
    };
    use serde::Deserialize;
    use tokio_util::sync::CancellationToken;

    use super::*;
    use crate::{DEFAULTS, ExtractSettings};

    #[derive(Deserialize)]
    struct Settings {
        server: ServerSettings,
    }

    #[tokio::test]
    async fn a_stream_is_not_refused_for_its_own_documents() {
        let text = "“The bridge is shut,” said the mayor.";
        // Room for one of the documents that a stream has under way.
        let settings = ExtractSettings { threads: 1, max_waiting_bytes: text.len() + 10, weights: None };
        let engine = Engine::new(Extractor::new(), &settings);
        let layers = Layers { defaults: &[SERVER_DEFAULTS, DEFAULTS], ..Layers::default() };
        let limits = load::<Settings>(&layers).unwrap().server;
        let (channel, incoming) = in_memory(&ClientSettings::default());
        let stop = CancellationToken::new();
        let _stop = stop.clone().drop_guard();
        tokio::spawn(add(Server::new(limits.clone()), engine, &limits).serve_stream(incoming, stop));

        let document = wire::Document { text: text.into(), language: "en".into(), ..Default::default() };
        let request = ExtractRequest { document: Some(document), ..Default::default() };
        let requests = (0..100).map(move |_| ExtractStreamRequest { request: Some(request.clone()) });
        let answers = ExtractServiceClient::new(channel).extract_stream(stream::iter(requests)).await.unwrap();
        let answers: Vec<_> = answers.into_inner().map(|answer| answer.unwrap().result.unwrap()).collect().await;
        let claims = |answer: &StreamResult| match answer {
            StreamResult::Response(response) => response.claims.len(),
            StreamResult::Error(error) => panic!("{error:?}"),
        };
        assert_eq!(answers.iter().map(claims).collect::<Vec<_>>(), [1; 100]);
    }
}
