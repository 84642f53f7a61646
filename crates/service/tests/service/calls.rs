//! What every call gets: a request id, a deadline, a place under the limit, an answer when its handler panics.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use sayso_service::status::details;
use sayso_service::{CallContext, REQUEST_ID_HEADER, RequestId, ServerSettings};
use tokio::sync::{Notify, mpsc};
use tonic::{Code, Request, Status};

use crate::support::{Probe, call, open_stream, ping, settings, start};

fn current_id() -> String {
    CallContext::current().map_or_else(|| "none".to_owned(), |context| context.request_id.to_string())
}

fn with_id(id: &'static str) -> Request<String> {
    let mut request = ping();
    request.metadata_mut().insert(REQUEST_ID_HEADER, id.parse().unwrap());
    request
}

#[tokio::test]
async fn a_request_id_reaches_the_handler_and_comes_back() {
    let running = start(settings(), Probe::unary(|_| async { Ok(current_id()) }));
    let answer = call(running.channel.clone(), with_id("report-17")).await.unwrap();
    assert_eq!(answer.metadata().get(REQUEST_ID_HEADER).unwrap(), "report-17");
    assert_eq!(answer.into_inner(), "report-17");
}

#[tokio::test]
async fn a_request_without_a_valid_id_gets_a_new_one() {
    let running = start(settings(), Probe::unary(|_| async { Ok(current_id()) }));
    for request in [ping(), with_id("two words"), with_id("")] {
        let answer = call(running.channel.clone(), request).await.unwrap();
        let id = answer.metadata().get(REQUEST_ID_HEADER).unwrap().to_str().unwrap().to_owned();
        assert_eq!(id.len(), 36, "{id}");
        assert_eq!(answer.into_inner(), id);
    }
}

#[tokio::test]
async fn an_error_has_the_request_id_too() {
    let running = start(settings(), Probe::unary(|_| async { Err(Status::not_found("no such thing")) }));
    let error = call(running.channel, with_id("report-17")).await.unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    assert_eq!(error.metadata().get(REQUEST_ID_HEADER).unwrap(), "report-17");
}

#[tokio::test]
async fn the_request_id_follows_a_call_through_two_servers() {
    let second = start(settings(), Probe::unary(|_| async { Ok(current_id()) }));
    let to_second = second.channel.clone();
    let first = start(
        settings(),
        Probe::unary(move |_| {
            let to_second = to_second.clone();
            async { Ok(call(to_second, ping()).await?.into_inner()) }
        }),
    );
    let answer = call(first.channel, with_id("report-17")).await.unwrap();
    assert_eq!(answer.into_inner(), "report-17");
}

#[tokio::test]
async fn work_outside_a_call_can_name_its_request() {
    let running = start(settings(), Probe::unary(|_| async { Ok(current_id()) }));
    let id: RequestId = "job-4".parse().unwrap();
    let answer = CallContext::new(id).scope(call(running.channel, ping())).await.unwrap();
    assert_eq!(answer.into_inner(), "job-4");
}

#[tokio::test]
async fn a_stream_keeps_its_request_id() {
    let running =
        start(settings(), Probe::stream(|_| async { Ok(stream::iter(0..3).map(|_| Ok(current_id())).boxed()) }));
    let answers = open_stream(running.channel, with_id("report-17")).await.unwrap();
    let answers: Vec<String> = answers.map(Result::unwrap).collect().await;
    assert_eq!(answers, ["report-17"; 3]);
}

/// A handler that never answers, and tells when it is given up.
fn endless() -> (Probe, mpsc::UnboundedReceiver<()>) {
    struct GivenUp(mpsc::UnboundedSender<()>);
    impl Drop for GivenUp {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }
    let (sender, receiver) = mpsc::unbounded_channel();
    let probe = Probe::unary(move |_| {
        let given_up = GivenUp(sender.clone());
        async move {
            let _given_up = given_up;
            std::future::pending().await
        }
    });
    (probe, receiver)
}

#[tokio::test(start_paused = true)]
async fn the_server_ends_a_call_over_its_limit() {
    let (probe, mut given_up) = endless();
    let running = start(ServerSettings { request_timeout: Duration::from_secs(2), ..settings() }, probe);
    let error = call(running.channel, ping()).await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Code::DeadlineExceeded, "the deadline of the call has passed"));
    assert_eq!(details(&error).reason, "DEADLINE_EXCEEDED");
    assert!(given_up.recv().await.is_some());
}

#[tokio::test(start_paused = true)]
async fn the_deadline_of_the_caller_is_honoured() {
    let (probe, mut given_up) = endless();
    let running = start(settings(), probe);
    let mut request = ping();
    request.set_timeout(Duration::from_millis(500));
    let error = call(running.channel, request).await.unwrap_err();
    // In the server's words: the client would say that no answer came.
    assert_eq!((error.code(), error.message()), (Code::DeadlineExceeded, "the deadline of the call has passed"));
    assert_eq!(details(&error).reason, "DEADLINE_EXCEEDED");
    assert!(given_up.recv().await.is_some());
}

#[tokio::test(start_paused = true)]
async fn the_deadline_of_the_caller_is_passed_on() {
    let left = |request: &Request<String>| request.metadata().get("grpc-timeout").is_some();
    let second = start(settings(), Probe::unary(move |request| async move { Ok(left(&request).to_string()) }));
    let to_second = second.channel.clone();
    let context = CallContext {
        deadline: Some(tokio::time::Instant::now() + Duration::from_secs(5)),
        ..CallContext::new(RequestId::new())
    };
    assert_eq!(context.scope(call(to_second.clone(), ping())).await.unwrap().into_inner(), "true");
    assert_eq!(call(to_second, ping()).await.unwrap().into_inner(), "false");
}

#[tokio::test(start_paused = true)]
async fn a_stream_outlives_the_limit_of_the_server_but_not_the_deadline_of_its_caller() {
    let probe = Probe::stream(|_| async {
        let ticks = stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((Ok("tick".to_owned()), ()))
        });
        Ok(ticks.boxed())
    });
    let running = start(ServerSettings { request_timeout: Duration::from_secs(2), ..settings() }, probe);
    let answers = open_stream(running.channel.clone(), ping()).await.unwrap();
    assert_eq!(answers.take(10).map(Result::unwrap).count().await, 10);

    let mut request = ping();
    request.set_timeout(Duration::from_millis(3500));
    let answers: Vec<_> = open_stream(running.channel, request).await.unwrap().take(10).collect().await;
    let (last, before) = answers.split_last().unwrap();
    assert_eq!(before.len(), 3);
    assert_eq!(last.as_ref().unwrap_err().code(), Code::DeadlineExceeded);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_does_not_answer_is_given_up_with_a_clear_code() {
    let client = sayso_service::ClientSettings { request_timeout: Duration::from_secs(3), ..Default::default() };
    // Nobody serves the other end.
    let (channel, _incoming) = sayso_service::in_memory(&client);
    let error = call(channel, ping()).await.unwrap_err();
    assert_eq!(error.code(), Code::DeadlineExceeded, "{error}");
}

#[tokio::test]
async fn a_full_server_refuses_at_once_and_says_when_to_try_again() {
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
    let running = start(ServerSettings { max_concurrent_requests: 2, ..settings() }, probe);
    let calls: Vec<_> = (0..2).map(|_| tokio::spawn(call(running.channel.clone(), ping()))).collect();
    for _ in 0..2 {
        running_calls.recv().await.unwrap();
    }

    let error = call(running.channel.clone(), ping()).await.unwrap_err();
    assert_eq!(error.code(), Code::ResourceExhausted);
    assert_eq!(details(&error).reason, "SERVER_OVERLOADED");
    assert_eq!(details(&error).retry_after, Some(Duration::from_secs(1)));
    let mut health = tonic_health::pb::health_client::HealthClient::new(running.channel.clone());
    health.check(tonic_health::pb::HealthCheckRequest::default()).await.expect("health answers on a full server");

    finish.notify_waiters();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().into_inner(), "done");
    }
    finish.notify_one();
    assert_eq!(call(running.channel, ping()).await.unwrap().into_inner(), "done");
}

#[tokio::test]
async fn a_panic_is_an_internal_error_that_shows_nothing() {
    let running = start(settings(), Probe::unary(|_| async { panic!("hunter2") }));
    let error = call(running.channel.clone(), with_id("report-17")).await.unwrap_err();
    assert_eq!(error.code(), Code::Internal);
    assert!(error.message().contains("report-17") && !error.message().contains("hunter2"), "{error}");

    let probe = Probe::stream(|_| async {
        let answers = stream::iter([1, 0]).then(|n| async move {
            // Lets the first answer go out before the second is asked for.
            tokio::task::yield_now().await;
            Ok((1 / n).to_string())
        });
        Ok(answers.boxed())
    });
    let running = start(settings(), probe);
    let answers: Vec<_> = open_stream(running.channel, ping()).await.unwrap().collect().await;
    assert_eq!(answers[0].as_ref().unwrap(), "1");
    assert_eq!(answers[1].as_ref().unwrap_err().code(), Code::Internal);
}

#[tokio::test]
async fn an_unknown_method_is_unimplemented() {
    let running = start(settings(), Probe::unary(|_| async { Ok("pong".to_owned()) }));
    let error = open_stream(running.channel.clone(), ping()).await.unwrap_err();
    assert_eq!((error.code(), details(&error).reason.as_str()), (Code::Unimplemented, "UNIMPLEMENTED"));

    let mut client = tonic::client::Grpc::new(running.channel);
    client.ready().await.unwrap();
    let path = http::uri::PathAndQuery::from_static("/test.Absent/Method");
    let codec = tonic_prost::ProstCodec::<String, String>::default();
    let error = client.unary(ping(), path, codec).await.unwrap_err();
    assert_eq!((error.code(), details(&error).reason.as_str()), (Code::Unimplemented, "UNIMPLEMENTED"));
    assert_eq!(error.message(), "this server has no such method");
}
