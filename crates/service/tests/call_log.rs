//! The line that the log gets for each call. A process of its own: the log's subscriber must be there before any
//! other test touches the places that log.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "service/support.rs"]
mod support;

use std::sync::{Arc, Mutex};

use futures_util::{StreamExt, stream};
use sayso_service::REQUEST_ID_HEADER;
use tonic::{Request, Status};

use support::{Probe, call, open_stream, settings, start};

fn with_id(id: &'static str, text: &str) -> Request<String> {
    let mut request = Request::new(text.to_owned());
    request.metadata_mut().insert(REQUEST_ID_HEADER, id.parse().unwrap());
    request
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn each_call_is_logged_once_with_its_id_and_code() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("sayso_service=info")
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _log = tracing::subscriber::set_default(subscriber);

    let probe = Probe {
        unary: Probe::unary(|request| async move {
            match request.into_inner().as_str() {
                "ping" => Ok("pong".to_owned()),
                _ => Err(Status::data_loss("gone")),
            }
        })
        .unary,
        ..Probe::stream(|_| async {
            Ok(stream::iter(["a", "b"]).map(|word| Ok(word.to_owned())).chain(stream::pending()).boxed())
        })
    };
    let running = start(settings(), probe);
    call(running.channel.clone(), with_id("call-1", "ping")).await.unwrap();
    call(running.channel.clone(), with_id("call-2", "fail")).await.unwrap_err();
    let mut answers = open_stream(running.channel.clone(), with_id("call-3", "ping")).await.unwrap();
    answers.message().await.unwrap();
    drop(answers);
    running.shutdown.cancel();
    running.server.await.unwrap().unwrap();

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let lines = |id: &str| text.lines().filter(|line| line.contains(id)).collect::<Vec<_>>();
    let check = |id: &str, parts: &[&str]| match lines(id).as_slice() {
        [line] => parts.iter().for_each(|part| assert!(line.contains(part), "{line:?} lacks {part:?}")),
        other => panic!("{id}: {other:?}"),
    };
    check("call-1", &["INFO", "method=\"/test.Probe/Unary\"", "code=Ok", "milliseconds="]);
    check("call-2", &["WARN", "code=DataLoss"]);
    check("call-3", &["INFO", "method=\"/test.Probe/Stream\"", "code=Cancelled"]);
}
