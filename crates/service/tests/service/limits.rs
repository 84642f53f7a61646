//! What calls may take: the memory of messages, streams open at once, and time in which nothing moves.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Stream, StreamExt, stream};
use http_body_util::{BodyExt, Full, StreamBody};
use sayso_service::status::details;
use sayso_service::{Channel, CompressionEncoding, ServerSettings};
use tokio::sync::{Notify, mpsc};
use tonic::body::Body;
use tonic::{Code, Request, Status};
use tower::{Service, ServiceExt};

use crate::support::{Probe, call, open_echo, open_stream, ping, settings, start};

/// A stream that says one word and is silent from then on.
fn silent() -> Probe {
    Probe::stream(|_| async { Ok(stream::iter([Ok("first".to_owned())]).chain(stream::pending()).boxed()) })
}

/// Answers with the length of the request, once it is told to finish.
fn waiting() -> (Probe, mpsc::UnboundedReceiver<()>, Arc<Notify>) {
    let (started, calls) = mpsc::unbounded_channel();
    let finish = Arc::new(Notify::new());
    let waits = finish.clone();
    let probe = Probe::unary(move |request| {
        let (started, waits) = (started.clone(), waits.clone());
        async move {
            started.send(()).unwrap();
            waits.notified().await;
            Ok(request.get_ref().len().to_string())
        }
    });
    (probe, calls, finish)
}

fn large(bytes: usize) -> Request<String> {
    Request::new("x".repeat(bytes))
}

#[tokio::test(start_paused = true)]
async fn messages_share_one_room() {
    let (probe, mut calls, finish) = waiting();
    let limits = ServerSettings { max_message_bytes: 1000, max_request_bytes_in_flight: 1500, ..settings() };
    let running = start(limits, probe);
    let first = tokio::spawn(call(running.channel.clone(), large(900)));
    calls.recv().await.unwrap();

    // Small ones fit beside it; a large one waits, and is refused when no room comes.
    let small = tokio::spawn(call(running.channel.clone(), large(100)));
    calls.recv().await.unwrap();
    let refused = call(running.channel.clone(), large(900)).await.unwrap_err();
    assert_eq!((refused.code(), details(&refused).reason.as_str()), (Code::ResourceExhausted, "SERVER_OVERLOADED"));
    assert!(details(&refused).retry_after.is_some());

    let patient = tokio::spawn(call(running.channel.clone(), large(900)));
    finish.notify_waiters();
    for (call, length) in [(first, "900"), (small, "100")] {
        assert_eq!(call.await.unwrap().unwrap().into_inner(), length);
    }
    calls.recv().await.unwrap();
    finish.notify_one();
    assert_eq!(patient.await.unwrap().unwrap().into_inner(), "900");
}

#[tokio::test]
async fn a_stream_gives_room_back_message_by_message() {
    let limits = ServerSettings { max_message_bytes: 1000, max_request_bytes_in_flight: 1000, ..settings() };
    let running = start(limits, silent());
    let messages = stream::iter(0..20).map(|_| "x".repeat(900));
    let answers = open_echo(running.channel, messages).await.unwrap();
    let answers: Vec<String> = answers.map(Result::unwrap).collect().await;
    assert_eq!(answers, ["900"; 20]);
}

#[tokio::test]
async fn streams_have_places_of_their_own() {
    let limits = ServerSettings { max_concurrent_requests: 1, max_open_streams: 2, ..settings() };
    let running = start(limits, silent());
    let mut open = Vec::new();
    for _ in 0..2 {
        let mut answers = open_stream(running.channel.clone(), ping()).await.unwrap();
        assert_eq!(answers.message().await.unwrap().unwrap(), "first");
        open.push(answers);
    }
    let refused = open_stream(running.channel.clone(), ping()).await.unwrap_err();
    assert_eq!((refused.code(), details(&refused).reason.as_str()), (Code::ResourceExhausted, "SERVER_OVERLOADED"));
    assert_eq!(call(running.channel, ping()).await.unwrap().into_inner(), "pong");
}

#[tokio::test(start_paused = true)]
async fn a_stream_on_which_nothing_moves_is_ended() {
    let running = start(ServerSettings { idle_timeout: Duration::from_secs(7), ..settings() }, silent());
    let begun = tokio::time::Instant::now();
    let (messages, requests) = mpsc::unbounded_channel();
    let requests = tokio_stream::wrappers::UnboundedReceiverStream::new(requests);
    let mut answers = open_echo(running.channel, requests).await.unwrap();
    for _ in 0..3 {
        // Each message begins the time anew.
        tokio::time::sleep(Duration::from_secs(5)).await;
        messages.send("ping".to_owned()).unwrap();
        assert_eq!(answers.message().await.unwrap().unwrap(), "4");
    }
    let ended = answers.message().await.unwrap_err();
    assert_eq!((ended.code(), details(&ended).reason.as_str()), (Code::Aborted, "CALL_IDLE"));
    assert_eq!(begun.elapsed().as_secs(), 22, "on the paused clock of this test");
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_answers_alone_may_be_silent() {
    let running = start(ServerSettings { idle_timeout: Duration::from_secs(7), ..settings() }, silent());
    let mut answers = open_stream(running.channel, ping()).await.unwrap();
    assert_eq!(answers.message().await.unwrap().unwrap(), "first");
    let silence = tokio::time::timeout(Duration::from_secs(3600), answers.message()).await;
    assert!(silence.is_err(), "{silence:?}");
}

/// Tells when it is dropped.
struct Dropped(mpsc::UnboundedSender<()>);

impl Drop for Dropped {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

/// A stream without end of which the caller takes nothing.
fn not_taken() -> (Probe, mpsc::UnboundedReceiver<()>) {
    let (sender, dropped) = mpsc::unbounded_channel();
    let probe = Probe::stream(move |_| {
        let held = Arc::new(Dropped(sender.clone()));
        async move {
            let words = stream::repeat_with(move || {
                let _held = &held;
                Ok("x".repeat(10_000))
            });
            Ok(words.boxed())
        }
    });
    (probe, dropped)
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_taken_is_let_go() {
    let (probe, mut dropped) = not_taken();
    let limits = ServerSettings { idle_timeout: Duration::from_secs(7), max_open_streams: 1, ..settings() };
    let running = start(limits, probe);
    let _answers = open_stream(running.channel.clone(), ping()).await.unwrap();
    dropped.recv().await.unwrap();
    open_stream(running.channel, ping()).await.expect("the place is free");
}

#[tokio::test(start_paused = true)]
async fn a_deadline_ends_an_answer_that_is_not_taken() {
    let (probe, mut dropped) = not_taken();
    let running = start(settings(), probe);
    let mut request = ping();
    request.set_timeout(Duration::from_secs(2));
    let begun = tokio::time::Instant::now();
    let _answers = open_stream(running.channel, request).await.unwrap();
    dropped.recv().await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(3), "on the paused clock of this test: {:?}", begun.elapsed());
}

async fn call_compressed(channel: Channel, request: Request<String>) -> Result<String, Status> {
    let mut client = tonic::client::Grpc::new(channel).send_compressed(CompressionEncoding::Gzip);
    client.ready().await.unwrap();
    let path = http::uri::PathAndQuery::from_static("/test.Probe/Unary");
    let codec = tonic_prost::ProstCodec::<String, String>::default();
    client.unary(request, path, codec).await.map(tonic::Response::into_inner)
}

#[tokio::test]
async fn compressed_messages_are_read_and_bounded_by_what_they_unpack_to() {
    let limits = ServerSettings { max_message_bytes: 100_000, max_request_bytes_in_flight: 100_000, ..settings() };
    let running = start(limits, Probe::unary(|request| async move { Ok(request.get_ref().len().to_string()) }));
    let send = |bytes| call_compressed(running.channel.clone(), large(bytes));
    // Twice, so that what one took is given back.
    for _ in 0..2 {
        assert_eq!(send(0).await.unwrap(), "0");
        assert_eq!(send(99_000).await.unwrap(), "99000");
    }
    let refused = send(100_001).await.unwrap_err();
    assert_eq!((refused.code(), details(&refused).reason.as_str()), (Code::InvalidArgument, "MESSAGE_TOO_LARGE"));
    assert!(refused.message().contains("the limit is 100000 bytes"), "{refused}");
}

#[tokio::test(start_paused = true)]
async fn a_compressed_message_takes_no_more_room_than_it_needs() {
    let (probe, mut calls, finish) = waiting();
    let limits = ServerSettings { max_message_bytes: 100_000, max_request_bytes_in_flight: 100_000, ..settings() };
    let running = start(limits, probe);
    // While it comes in, there is room for another; and so there is when both are unpacked, though they could have
    // unpacked to much more.
    let slow = trickle(b"\x01\0\0\x03\xe8").take(5).chain(stream::pending());
    let slow = tokio::spawn(send_raw(running.channel.clone(), "Unary", slow, Some("gzip")));
    let first = tokio::spawn(call_compressed(running.channel.clone(), large(55_000)));
    tokio::time::timeout(Duration::from_secs(20), calls.recv()).await.expect("there is room");
    let second = tokio::spawn(call_compressed(running.channel.clone(), large(40_000)));
    tokio::time::timeout(Duration::from_secs(20), calls.recv()).await.expect("there is room");
    // A third has to wait.
    let refused = call_compressed(running.channel.clone(), large(40_000)).await.unwrap_err();
    assert_eq!(details(&refused).reason, "SERVER_OVERLOADED", "{refused}");
    finish.notify_waiters();
    assert_eq!(first.await.unwrap().unwrap(), "55000");
    assert_eq!(second.await.unwrap().unwrap(), "40000");
    assert_eq!(details(&slow.await.unwrap()).reason, "MESSAGE_TOO_SLOW");
}

/// Sends the bytes of a request as they are; returns how the call ended.
async fn send_raw(
    mut channel: Channel,
    method: &str,
    parts: impl Stream<Item = &'static [u8]> + Send + 'static,
    encoding: Option<&'static str>,
) -> Status {
    let frames = parts.map(|part| Ok::<_, Infallible>(http_body::Frame::data(part.into())));
    let body = StreamBody::new(frames).map_err(|never| match never {});
    let mut request = http::Request::post(format!("http://in-memory/test.Probe/{method}")).header("te", "trailers");
    request = request.header("content-type", "application/grpc");
    if let Some(encoding) = encoding {
        request = request.header("grpc-encoding", encoding);
    }
    let request = request.body(Body::new(body)).unwrap();
    let answer = channel.ready().await.unwrap().call(request).await.unwrap();
    if let Some(status) = Status::from_header_map(answer.headers()) {
        return status;
    }
    let body = answer.into_body().collect().await.unwrap();
    Status::from_header_map(body.trailers().unwrap()).unwrap()
}

/// Some bytes, and then one more each second for ever.
fn trickle(begin: &'static [u8]) -> impl Stream<Item = &'static [u8]> + Send + 'static {
    let ticks = tokio::time::interval(Duration::from_secs(1));
    let bytes = tokio_stream::wrappers::IntervalStream::new(ticks).map(|_| &b"x"[..]);
    stream::iter([begin]).chain(bytes)
}

#[tokio::test(start_paused = true)]
async fn a_message_that_comes_too_slowly_ends_its_call() {
    let limits = ServerSettings {
        max_message_bytes: 1000,
        max_request_bytes_in_flight: 1000,
        message_timeout: Duration::from_secs(10),
        ..settings()
    };
    let running = start(limits, Probe::unary(|request| async move { Ok(request.get_ref().len().to_string()) }));
    let check = async |method, begin, encoding| {
        let begun = tokio::time::Instant::now();
        let status = send_raw(running.channel.clone(), method, trickle(begin), encoding).await;
        let found = (status.code(), details(&status).reason);
        assert_eq!(found, (Code::Aborted, "MESSAGE_TOO_SLOW".to_owned()), "{method}: {status}");
        assert_eq!(begun.elapsed().as_secs(), 10, "on the paused clock of this test");
        // What it took is given back.
        assert_eq!(call(running.channel.clone(), large(990)).await.unwrap().into_inner(), "990");
    };
    for method in ["Unary", "Stream", "Echo"] {
        check(method, b"\0\0\0\x03\xe8", None).await;
        check(method, b"\x01\0\0\x03\xe8", Some("gzip")).await;
    }
    // The message before was whole.
    check("Echo", b"\0\0\0\0\x03\x0a\x01x\0\0\0\x03\xe8", None).await;
}

#[tokio::test(start_paused = true)]
async fn time_between_messages_is_not_theirs() {
    let running = start(ServerSettings { message_timeout: Duration::from_secs(1), ..settings() }, silent());
    let parts: [&[u8]; 3] = [b"\0\0\0\0\x03", b"\x0a\x01x", b"\0\0\0\0\0"];
    let ticks = tokio_stream::wrappers::IntervalStream::new(tokio::time::interval(Duration::from_millis(900)));
    let parts = stream::iter(parts).zip(ticks).map(|(part, _)| part);
    let pause = stream::once(tokio::time::sleep(Duration::from_secs(60))).map(|()| &b""[..]);
    let status = send_raw(running.channel, "Echo", parts.chain(pause), None).await;
    assert_eq!(status.code(), Code::Ok, "{status}");
}

/// A message of the string "abc" in gzip, but for the last four bytes: its length of five bytes.
const PACKED: &[u8] =
    b"\x01\x00\x00\x00\x19\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xe3\x62\x4e\x4c\x4a\x06\x00\x82\xd8\x42\x54";

#[tokio::test]
async fn what_is_no_message_is_refused_with_a_reason() {
    let limits = ServerSettings { max_message_bytes: 64, ..settings() };
    let running = start(limits, Probe::unary(|_| async { Ok("pong".to_owned()) }));
    let check = async |parts: &[&'static [u8]], encoding, reason: &str, says: &str| {
        let sent = stream::iter(parts.to_vec());
        let status = send_raw(running.channel.clone(), "Unary", sent, encoding).await;
        let found = (status.code(), details(&status).reason);
        assert_eq!(found, (Code::InvalidArgument, reason.to_owned()), "{parts:?}: {status}");
        assert!(status.message().contains(says), "{status}");
    };
    let malformed = "MESSAGE_MALFORMED";
    check(&[b"\0\0\0\0\x41"], None, "MESSAGE_TOO_LARGE", "the limit is 64 bytes").await;
    check(&[], None, malformed, "no message").await;
    check(&[b"\0\0\0"], None, malformed, "in the middle").await;
    check(&[b"\0\0\0\0\x05", b"\x0a\x03"], None, malformed, "in the middle").await;
    check(&[b"\0\0\0\0\0", b"\0\0\0\0\0"], None, malformed, "more than one message").await;
    check(&[b"\x01\0\0\0\x05abc"], Some("gzip"), malformed, "in the middle").await;
    check(&[b"\x01\0\0\0\x03abc"], Some("gzip"), malformed, "gzip").await;
    // It says that it unpacks to less than it does, and to more.
    check(&[PACKED, b"\x04\0\0\0"], Some("gzip"), malformed, "gzip").await;
    check(&[PACKED, b"\0\0\0\xff"], Some("gzip"), malformed, "gzip").await;
    check(&[b"\x01\0\0\0\x03abc"], None, malformed, "grpc-encoding").await;
    check(&[b"\x07\0\0\0\x03abc"], None, malformed, "neither 0 nor 1").await;
    check(&[b"\0\0\0\0\x03\x0a\x01\xff"], None, malformed, "not UTF-8").await;
    check(&[b"\0\0\0\0\x03\xff\xff\xff"], None, malformed, "does not decode").await;

    // A message may come in any pieces.
    let pieces: Vec<&[u8]> = vec![b"\0\0", b"\0\0\x05\x0a", b"\x03a", b"bc"];
    let read = send_raw(running.channel.clone(), "Unary", stream::iter(pieces), None).await;
    assert_eq!(read.code(), Code::Ok);
    let pieces: Vec<&[u8]> = vec![PACKED, b"\x05\0", b"\0\0"];
    let read = send_raw(running.channel.clone(), "Unary", stream::iter(pieces), Some("gzip")).await;
    assert_eq!(read.code(), Code::Ok, "{read}");
}

#[tokio::test]
async fn health_takes_no_large_messages() {
    let running = start(settings(), silent());
    let mut request = http::Request::post("http://in-memory/grpc.health.v1.Health/Check").header("te", "trailers");
    request = request.header("content-type", "application/grpc");
    let body = Full::new(bytes::Bytes::from_static(b"\0\0\x10\0\0")).map_err(|never| match never {});
    let mut channel = running.channel;
    let answer = channel.ready().await.unwrap().call(request.body(Body::new(body)).unwrap()).await.unwrap();
    let status = Status::from_header_map(answer.headers()).unwrap();
    assert_eq!(details(&status).reason, "MESSAGE_TOO_LARGE", "{status}");
}

#[tokio::test]
async fn reflection_answers_any_number_of_questions_on_one_stream() {
    use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;
    use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
    let running = start(settings(), silent());
    let question = || tonic_reflection::pb::v1::ServerReflectionRequest {
        host: "x".repeat(1000),
        message_request: Some(MessageRequest::ListServices(String::new())),
    };
    // Together more than one question may be long.
    let questions = stream::repeat_with(question).take(50);
    let answers = ServerReflectionClient::new(running.channel).server_reflection_info(questions).await.unwrap();
    assert_eq!(answers.into_inner().map(Result::unwrap).count().await, 50);
}
