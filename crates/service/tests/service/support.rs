//! A small gRPC service whose handlers a test gives it, its client, and a server in memory around it.

#![allow(clippy::expect_used, reason = "tests")]

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use futures_util::{FutureExt, Stream, StreamExt};
use prost::Message;
use prost_types::{FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto, ServiceDescriptorProto};
use sayso_service::{
    Channel, ClientSettings, CompressionEncoding, Drained, MessageRoom, ServeError, Server, ServerSettings, in_memory,
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tonic::{Request, Response, Status, Streaming};
use tonic_prost::ProstCodec;

type Handler<T> = Arc<dyn Fn(Request<String>) -> BoxFuture<'static, Result<Response<T>, Status>> + Send + Sync>;
type Answers = BoxStream<'static, Result<String, Status>>;

/// Serves `/test.Probe/Unary`, `/test.Probe/Stream` and `/test.Probe/Echo` with strings both ways. The last answers
/// each message with its length.
#[derive(Clone)]
pub(crate) struct Probe {
    pub(crate) unary: Handler<String>,
    pub(crate) stream: Handler<Answers>,
}

fn handler_of<T, F>(handler: impl Fn(Request<String>) -> F + Send + Sync + 'static) -> Handler<T>
where
    T: 'static,
    F: Future<Output = Result<T, Status>> + Send + 'static,
{
    Arc::new(move |request| {
        let answer = handler(request);
        async { Ok(Response::new(answer.await?)) }.boxed()
    })
}

impl Probe {
    pub(crate) fn unary<F>(handler: impl Fn(Request<String>) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<String, Status>> + Send + 'static,
    {
        Self { unary: handler_of(handler), stream: handler_of(|_| async { Err(Status::unimplemented("no stream")) }) }
    }

    pub(crate) fn stream<F>(handler: impl Fn(Request<String>) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Answers, Status>> + Send + 'static,
    {
        Self { unary: handler_of(|_| async { Ok("pong".to_owned()) }), stream: handler_of(handler) }
    }
}

impl tonic::server::NamedService for Probe {
    const NAME: &'static str = "test.Probe";
}

impl tower::Service<http::Request<Body>> for Probe {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let mut grpc = tonic::server::Grpc::new(ProstCodec::<String, String>::default());
        let Self { unary, stream } = self.clone();
        async move {
            grpc = grpc.accept_compressed(CompressionEncoding::Gzip);
            Ok(match request.uri().path() {
                "/test.Probe/Unary" => grpc.unary(tower::service_fn(move |request| unary(request)), request).await,
                "/test.Probe/Stream" => {
                    grpc.server_streaming(tower::service_fn(move |request| stream(request)), request).await
                }
                "/test.Probe/Echo" => grpc.streaming(tower::service_fn(echo), request).await,
                _ => Status::unimplemented("no such method").into_http(),
            })
        }
        .boxed()
    }
}

async fn echo(request: Request<Streaming<String>>) -> Result<Response<Answers>, Status> {
    let room = MessageRoom::of(&request);
    let answers = request.into_inner().map(move |message| {
        let _held = room.next().expect("each message has room");
        Ok(message?.len().to_string())
    });
    Ok(Response::new(answers.boxed()))
}

/// What a contract would say of the methods.
fn descriptors() -> &'static [u8] {
    let method = |name: &str, requests, answers| MethodDescriptorProto {
        name: Some(name.to_owned()),
        client_streaming: Some(requests),
        server_streaming: Some(answers),
        ..Default::default()
    };
    let service = ServiceDescriptorProto {
        name: Some("Probe".to_owned()),
        method: vec![method("Unary", false, false), method("Stream", false, true), method("Echo", true, true)],
        ..Default::default()
    };
    let file = FileDescriptorProto {
        name: Some("probe.proto".to_owned()),
        package: Some("test".to_owned()),
        service: vec![service],
        ..Default::default()
    };
    FileDescriptorSet { file: vec![file] }.encode_to_vec().leak()
}

async fn client(channel: Channel) -> tonic::client::Grpc<Channel> {
    let mut grpc = tonic::client::Grpc::new(channel);
    grpc.ready().await.unwrap();
    grpc
}

pub(crate) async fn call(channel: Channel, request: Request<String>) -> Result<Response<String>, Status> {
    let path = http::uri::PathAndQuery::from_static("/test.Probe/Unary");
    client(channel).await.unary(request, path, ProstCodec::<String, String>::default()).await
}

pub(crate) async fn open_stream(channel: Channel, request: Request<String>) -> Result<Streaming<String>, Status> {
    let path = http::uri::PathAndQuery::from_static("/test.Probe/Stream");
    let codec = ProstCodec::<String, String>::default();
    Ok(client(channel).await.server_streaming(request, path, codec).await?.into_inner())
}

#[allow(dead_code, reason = "not every test binary needs it")]
pub(crate) async fn open_echo(
    channel: Channel,
    requests: impl Stream<Item = String> + Send + 'static,
) -> Result<Streaming<String>, Status> {
    let path = http::uri::PathAndQuery::from_static("/test.Probe/Echo");
    let codec = ProstCodec::<String, String>::default();
    Ok(client(channel).await.streaming(Request::new(requests), path, codec).await?.into_inner())
}

#[allow(dead_code, reason = "not every test binary needs it")]
pub(crate) fn ping() -> Request<String> {
    Request::new("ping".to_owned())
}

pub(crate) fn settings() -> ServerSettings {
    ServerSettings {
        address: ([127, 0, 0, 1], 0).into(),
        address_file: None,
        max_message_bytes: 1 << 20,
        max_header_bytes: 16 << 10,
        max_request_bytes_in_flight: 4 << 20,
        max_connections: 16,
        max_concurrent_requests: 16,
        max_open_streams: 16,
        max_concurrent_streams: 16,
        request_timeout: Duration::from_secs(60),
        message_timeout: Duration::from_secs(30),
        idle_timeout: Duration::from_secs(300),
        drain_timeout: Duration::from_secs(20),
        keepalive_interval: Duration::from_secs(3600),
        keepalive_timeout: Duration::from_secs(20),
    }
}

/// A server in memory.
pub(crate) struct Running {
    pub(crate) channel: Channel,
    pub(crate) shutdown: CancellationToken,
    pub(crate) server: JoinHandle<Result<Drained, ServeError>>,
}

pub(crate) fn start(settings: ServerSettings, probe: Probe) -> Running {
    let client = ClientSettings { keepalive_interval: Duration::from_secs(3600), ..ClientSettings::default() };
    let (channel, incoming) = in_memory(&client);
    let shutdown = CancellationToken::new();
    let server = tokio::spawn(
        Server::new(settings).service(probe).reflection(descriptors()).serve_stream(incoming, shutdown.clone()),
    );
    Running { channel, shutdown, server }
}
