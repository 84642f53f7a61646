//! A server's life: bind, serve, tell about itself, drain.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use sayso_service::config::{Layers, load};
use sayso_service::status::details;
use sayso_service::{
    CONNECTION_LOST, ClientSettings, Drained, LogSettings, SERVER_DEFAULTS, ServeError, Server, ServerSettings, bind,
    client_limits, connect, in_memory, server_limits,
};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tonic::Code;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::support::{Probe, call, open_stream, ping, settings, start};

fn pong() -> Probe {
    Probe::unary(|_| async { Ok("pong".to_owned()) })
}

#[test]
fn the_documented_defaults_are_the_settings() {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Settings {
        server: ServerSettings,
        #[expect(dead_code, reason = "only read")]
        log: LogSettings,
    }
    let settings: Settings = load(&Layers { defaults: &[SERVER_DEFAULTS], ..Layers::default() }).unwrap();
    settings.server.check().unwrap();
    assert_eq!(settings.server.max_message_bytes, 16 << 20);
    assert_eq!(settings.server.address_file, None);
}

#[test]
fn settings_without_sense_are_refused() {
    let check = |change: fn(&mut ServerSettings), key: &str| {
        let mut settings = settings();
        change(&mut settings);
        let message = settings.check().unwrap_err();
        assert!(message.contains(key), "{message:?} lacks {key:?}");
    };
    check(|settings| settings.max_connections = 0, "server.max_connections");
    check(|settings| settings.max_concurrent_requests = 0, "server.max_concurrent_requests");
    check(|settings| settings.max_concurrent_requests = usize::MAX, "server.max_concurrent_requests");
    check(|settings| settings.max_concurrent_streams = 0, "server.max_concurrent_streams");
    check(|settings| settings.max_message_bytes = 0, "server.max_message_bytes");
    check(|settings| settings.max_header_bytes = 10, "server.max_header_bytes");
    check(|settings| settings.request_timeout = Duration::ZERO, "server.request_timeout");
    check(|settings| settings.message_timeout = Duration::ZERO, "server.message_timeout");
    check(|settings| settings.keepalive_interval = Duration::ZERO, "keepalive_interval");
}

#[tokio::test]
async fn a_port_in_use_names_the_address_and_the_key() {
    let first = bind(settings().address, "server.address").await.unwrap();
    let address = first.local_addr().unwrap();
    let error = bind(address, "server.address").await.unwrap_err();
    assert!(matches!(error, ServeError::AddressInUse { .. }));
    let message = error.to_string();
    assert!(message.contains(&address.to_string()) && message.contains("`server.address`"), "{message}");
}

#[tokio::test]
async fn a_server_on_a_port_writes_its_address_and_takes_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("address");
    let settings = ServerSettings { address_file: Some(file.clone()), ..settings() };
    let listener = bind(settings.address, "server.address").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = CancellationToken::new();
    // The health handle reports before and while the server runs.
    let server = Server::new(settings).service(pong());
    let health = server.health();
    let server = tokio::spawn(server.serve(listener, shutdown.clone()));

    let channel = connect(&address.to_string(), &ClientSettings::default()).unwrap();
    assert_eq!(call(channel.clone(), ping()).await.unwrap().into_inner(), "pong");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), format!("{address}\n"));
    health.set_service_status("test.Probe", tonic_health::ServingStatus::NotServing).await;
    let request = HealthCheckRequest { service: "test.Probe".to_owned() };
    let answer = HealthClient::new(channel.clone()).check(request).await.unwrap().into_inner();
    assert_eq!(answer.status(), ServingStatus::NotServing);

    shutdown.cancel();
    assert_eq!(server.await.unwrap().unwrap(), Drained { cut: 0 });
    assert!(!file.exists());
    assert_eq!(call(channel, ping()).await.unwrap_err().code(), Code::Unavailable);
}

#[tokio::test]
async fn health_knows_each_service_and_the_whole() {
    let running = start(settings(), pong());
    let mut health = HealthClient::new(running.channel);
    for service in ["", "test.Probe"] {
        let request = HealthCheckRequest { service: service.to_owned() };
        assert_eq!(health.check(request).await.unwrap().into_inner().status(), ServingStatus::Serving, "{service:?}");
    }
    let request = HealthCheckRequest { service: "test.Absent".to_owned() };
    assert_eq!(health.check(request).await.unwrap_err().code(), Code::NotFound);
}

#[tokio::test]
async fn a_drain_lets_a_running_call_finish_and_refuses_new_ones() {
    let (started, mut running_calls) = mpsc::unbounded_channel();
    let finish = Arc::new(Notify::new());
    let probe = {
        let finish = finish.clone();
        Probe::unary(move |_| {
            let (started, finish) = (started.clone(), finish.clone());
            async move {
                started.send(()).unwrap();
                finish.notified().await;
                Ok("done".to_owned())
            }
        })
    };
    let running = start(settings(), probe);
    let mut health =
        HealthClient::new(running.channel.clone()).watch(HealthCheckRequest::default()).await.unwrap().into_inner();
    assert_eq!(health.message().await.unwrap().unwrap().status(), ServingStatus::Serving);
    let accepted = tokio::spawn(call(running.channel.clone(), ping()));
    running_calls.recv().await.unwrap();

    running.shutdown.cancel();
    assert_eq!(health.message().await.unwrap().unwrap().status(), ServingStatus::NotServing);
    assert_eq!(health.message().await.unwrap_err().code(), Code::Unavailable, "a watch ends with the drain");
    let error = call(running.channel, ping()).await.unwrap_err();
    assert_eq!(error.code(), Code::Unavailable, "{error}");
    assert!(!running.server.is_finished());

    finish.notify_one();
    assert_eq!(accepted.await.unwrap().unwrap().into_inner(), "done");
    assert_eq!(running.server.await.unwrap().unwrap(), Drained { cut: 0 });
}

#[tokio::test]
async fn work_that_ends_or_panics_takes_the_server_with_it() {
    for panics in [true, false] {
        let end = Arc::new(Notify::new());
        let told = end.clone();
        let (channel, incoming) = in_memory(&ClientSettings::default());
        let server = Server::new(settings()).service(pong()).background("worker", |_| async move {
            told.notified().await;
            assert!(!panics, "it broke");
        });
        let server = tokio::spawn(server.serve_stream(incoming, CancellationToken::new()));
        let mut health = HealthClient::new(channel).watch(HealthCheckRequest::default()).await.unwrap().into_inner();
        assert_eq!(health.message().await.unwrap().unwrap().status(), ServingStatus::Serving);
        end.notify_one();
        assert_eq!(health.message().await.unwrap().unwrap().status(), ServingStatus::NotServing);
        let error = server.await.unwrap().unwrap_err();
        assert!(matches!(error, ServeError::Background { name: "worker" }), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn work_is_told_to_stop_and_waited_for_as_long_as_calls() {
    let check = async |needs: Duration, done: bool| {
        let (ended, mut has_ended) = oneshot::channel();
        let (_channel, incoming) = in_memory(&ClientSettings::default());
        let settings = ServerSettings { drain_timeout: Duration::from_secs(20), ..settings() };
        let server = Server::new(settings).service(pong()).background("worker", |stop| async move {
            stop.cancelled().await;
            tokio::time::sleep(needs).await;
            ended.send(()).unwrap();
        });
        let shutdown = CancellationToken::new();
        let server = tokio::spawn(server.serve_stream(incoming, shutdown.clone()));
        shutdown.cancel();
        assert_eq!(server.await.unwrap().unwrap(), Drained { cut: 0 });
        assert_eq!(has_ended.try_recv().is_ok(), done, "{needs:?}");
    };
    check(Duration::from_secs(19), true).await;
    check(Duration::from_secs(21), false).await;
}

#[tokio::test(start_paused = true)]
async fn a_silent_connection_does_not_hold_up_the_drain() {
    let (_silent, connection) = tokio::io::duplex(1024);
    let shutdown = CancellationToken::new();
    let (accepted, was_accepted) = oneshot::channel();
    let incoming = stream::once(async {
        accepted.send(()).unwrap();
        Ok(connection)
    })
    .chain(stream::pending());
    let settings = ServerSettings { drain_timeout: Duration::from_secs(3600), ..settings() };
    let server = tokio::spawn(Server::new(settings).service(pong()).serve_stream(incoming, shutdown.clone()));
    was_accepted.await.unwrap();
    let started = tokio::time::Instant::now();
    shutdown.cancel();
    assert_eq!(server.await.unwrap().unwrap(), Drained { cut: 0 });
    assert!(started.elapsed() < Duration::from_secs(60), "on the paused clock of this test: {:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn calls_that_do_not_end_are_cut_after_the_time_to_drain() {
    let probe = Probe::stream(|_| async {
        let endless = stream::iter(["first"]).map(|word| Ok(word.to_owned())).chain(stream::pending());
        Ok(endless.boxed())
    });
    let running = start(settings(), probe);
    let mut answers = open_stream(running.channel, ping()).await.unwrap();
    assert_eq!(answers.message().await.unwrap().unwrap(), "first");
    running.shutdown.cancel();
    let error = answers.message().await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Code::Unavailable, "the server is stopping"));
    assert_eq!(running.server.await.unwrap().unwrap(), Drained { cut: 1 });
}

#[tokio::test]
async fn a_server_that_dies_is_unavailable_before_and_in_the_middle_of_an_answer() {
    let (started, mut running_calls) = mpsc::unbounded_channel();
    let probe = Probe {
        unary: Probe::unary(move |_| {
            started.send(()).unwrap();
            std::future::pending()
        })
        .unary,
        ..Probe::stream(|_| async {
            Ok(stream::once(async { Ok("first".to_owned()) }).chain(stream::pending()).boxed())
        })
    };
    let settings = settings();
    let listener = bind(settings.address, "server.address").await.unwrap();
    let channel = connect(&listener.local_addr().unwrap().to_string(), &ClientSettings::default()).unwrap();
    // Its own runtime, so that all its connections can be dropped at once.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let listener = listener.into_std().unwrap();
    runtime.spawn(async {
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        Server::new(settings).service(probe).serve(listener, CancellationToken::new()).await
    });
    let mut answers = open_stream(channel.clone(), ping()).await.unwrap();
    assert_eq!(answers.message().await.unwrap().unwrap(), "first");
    let unanswered = tokio::spawn(call(channel.clone(), ping()));
    running_calls.recv().await.unwrap();

    // Waited for: a listener that is not closed yet would take the last call below.
    tokio::task::spawn_blocking(move || drop(runtime)).await.unwrap();
    assert_eq!(answers.message().await.unwrap_err().code(), Code::Unavailable);
    let lost = unanswered.await.unwrap().unwrap_err();
    assert_eq!((lost.code(), details(&lost).reason.as_str()), (Code::Unavailable, CONNECTION_LOST), "{lost}");
    let unreachable = call(channel, ping()).await.unwrap_err();
    assert_eq!(unreachable.code(), Code::Unavailable);
    assert_ne!(details(&unreachable).reason, CONNECTION_LOST, "{unreachable}");
}

#[tokio::test]
async fn a_connection_that_is_closed_before_the_request_is_not_lost_with_it() {
    // As a proxy does whose server is away.
    let proxy = bind(settings().address, "server.address").await.unwrap();
    let channel = connect(&proxy.local_addr().unwrap().to_string(), &ClientSettings::default()).unwrap();
    tokio::spawn(async move { while proxy.accept().await.is_ok() {} });
    for _ in 0..20 {
        let closed = call(channel.clone(), ping()).await.unwrap_err();
        assert_eq!(closed.code(), Code::Unavailable, "{closed}");
        assert_ne!(details(&closed).reason, CONNECTION_LOST, "{closed}");
    }
}

#[tokio::test]
async fn reflection_answers_on_both_versions() {
    macro_rules! services {
        ($version:ident, $channel:expr) => {{
            use tonic_reflection::pb::$version::server_reflection_client::ServerReflectionClient;
            use tonic_reflection::pb::$version::server_reflection_request::MessageRequest;
            use tonic_reflection::pb::$version::server_reflection_response::MessageResponse;
            let request = tonic_reflection::pb::$version::ServerReflectionRequest {
                host: String::new(),
                message_request: Some(MessageRequest::ListServices(String::new())),
            };
            let answers = ServerReflectionClient::new($channel).server_reflection_info(stream::iter([request])).await;
            match answers.unwrap().into_inner().message().await.unwrap().unwrap().message_response {
                Some(MessageResponse::ListServicesResponse(list)) => {
                    list.service.into_iter().map(|service| service.name).collect::<Vec<_>>()
                }
                other => panic!("{other:?}"),
            }
        }};
    }
    let running = start(settings(), pong());
    let v1 = services!(v1, running.channel.clone());
    assert!(v1.contains(&"grpc.health.v1.Health".to_owned()), "{v1:?}");
    let v1alpha = services!(v1alpha, running.channel.clone());
    assert!(v1alpha.contains(&"grpc.health.v1.Health".to_owned()), "{v1alpha:?}");
}

#[tokio::test]
async fn a_message_over_the_limit_is_refused_with_the_limit() {
    let settings = ServerSettings { max_message_bytes: 64, ..settings() };
    let client = ClientSettings { max_message_bytes: 64, gzip: false, ..ClientSettings::default() };
    let (_, health) = tonic_health::server::health_reporter();
    let (channel, incoming) = in_memory(&client);
    let service = server_limits!(health, settings);
    tokio::spawn(tonic::transport::Server::builder().add_service(service).serve_with_incoming(incoming));

    let named = |bytes: usize| HealthCheckRequest { service: "x".repeat(bytes) };
    let mut limited = client_limits!(HealthClient::new(channel.clone()), client);
    assert_eq!(limited.check(named(8)).await.unwrap_err().code(), Code::NotFound);
    let error = limited.check(named(65)).await.unwrap_err();
    assert!(error.code() == Code::OutOfRange && error.message().contains("64"), "{error}");

    // What is small on the wire but large when unpacked is refused too.
    let gzip = ClientSettings { max_message_bytes: 1 << 20, gzip: true, ..client };
    let error = client_limits!(HealthClient::new(channel), gzip).check(named(10_000)).await.unwrap_err();
    assert!(error.code() == Code::ResourceExhausted && error.message().contains("64"), "{error}");
}
