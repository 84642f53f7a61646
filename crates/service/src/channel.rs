//! The client's side: a channel that carries the request id and deadline of the running call to the next server.

use std::io;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::{HeaderValue, Request, Response};
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use serde::{Deserialize, Serialize};
use tokio::io::DuplexStream;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::body::Body;
use tonic::transport::Endpoint;
use tonic::{Code, Status, TimeoutExpired};
use tower::Service;

use crate::context::{REQUEST_ID_HEADER, shorten_timeout};
use crate::{BoxError, CallContext, status};

/// The bytes in flight each way on a connection in memory.
const IN_MEMORY_BUFFER: usize = 256 * 1024;

/// The reason of an `UNAVAILABLE` whose connection was lost when the request was under way, as when the server died of it.
pub const CONNECTION_LOST: &str = "CONNECTION_LOST";

/// The section `[client]`; [`crate::CLIENT_DEFAULTS`] documents every key.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClientSettings {
    /// The longest time to make a connection.
    #[serde(with = "crate::config::duration")]
    pub connect_timeout: Duration,
    /// The longest time until an answer starts.
    #[serde(with = "crate::config::duration")]
    pub request_timeout: Duration,
    /// The largest message accepted, in bytes.
    #[serde(with = "crate::config::byte_size")]
    pub max_message_bytes: usize,
    /// Whether messages are compressed.
    pub gzip: bool,
    /// After how long a connection is pinged.
    #[serde(with = "crate::config::duration")]
    pub keepalive_interval: Duration,
    /// How long a ping may go unanswered.
    #[serde(with = "crate::config::duration")]
    pub keepalive_timeout: Duration,
}

impl Default for ClientSettings {
    /// The values of [`crate::CLIENT_DEFAULTS`], which a test holds.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            request_timeout: Duration::from_secs(60),
            max_message_bytes: 64 << 20,
            gzip: true,
            keepalive_interval: Duration::from_secs(30),
            keepalive_timeout: Duration::from_secs(10),
        }
    }
}

impl ClientSettings {
    /// Whether the values make sense.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    pub fn check(&self) -> Result<(), String> {
        for (key, duration) in [
            ("connect_timeout", self.connect_timeout),
            ("request_timeout", self.request_timeout),
            ("keepalive_interval", self.keepalive_interval),
            ("keepalive_timeout", self.keepalive_timeout),
        ] {
            if duration.is_zero() {
                return Err(format!("`client.{key}` must be longer than 0"));
            }
        }
        if self.max_message_bytes == 0 {
            return Err("`client.max_message_bytes` must be at least 1".to_owned());
        }
        Ok(())
    }
}

/// An address that cannot be called.
#[derive(Debug, thiserror::Error)]
pub enum ChannelError {
    /// Not an address.
    #[error("`{0}` is no server address; write HOST:PORT or http://HOST:PORT")]
    Address(String),
    /// TLS was asked for.
    #[error("`{0}` asks for TLS, which this program does not support; write http://HOST:PORT")]
    Tls(String),
}

/// A connection to one server, for the generated clients; cheap to clone. It connects when first used, and again
/// after it broke.
///
/// Within a [`CallContext`] each call sends its request id, and what is left of its deadline as `grpc-timeout`. A
/// timeout on this side is `DEADLINE_EXCEEDED`, and a server that stops or dies is `UNAVAILABLE`, before its answer
/// and in the middle of it.
#[derive(Clone, Debug)]
pub struct Channel {
    inner: tonic::transport::Channel,
}

/// The server's end of [`in_memory`].
pub type Incoming = ReceiverStream<io::Result<DuplexStream>>;

/// A channel to `address`, as `HOST:PORT` or `http://HOST:PORT`. Nothing is sent before the first call. Must be called
/// within a tokio runtime.
///
/// # Errors
/// When the address is none.
pub fn connect(address: &str, settings: &ClientSettings) -> Result<Channel, ChannelError> {
    let endpoint = configure(Endpoint::from(parse(address)?), settings);
    Ok(Channel { inner: endpoint.connect_lazy() })
}

/// Whether [`connect`] takes `address`. Calls nobody, and needs no runtime.
///
/// # Errors
/// When the address is none.
pub fn check_address(address: &str) -> Result<(), ChannelError> {
    parse(address).map(drop)
}

fn parse(address: &str) -> Result<http::Uri, ChannelError> {
    if address.starts_with("https://") {
        return Err(ChannelError::Tls(address.to_owned()));
    }
    let invalid = || ChannelError::Address(address.to_owned());
    let uri = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let uri: http::Uri = uri.parse().map_err(|_| invalid())?;
    let names_a_server = uri.scheme_str() == Some("http") && uri.port_u16().is_some() && uri.path() == "/";
    if !names_a_server || uri.host().is_none_or(str::is_empty) {
        return Err(invalid());
    }
    Ok(uri)
}

/// A channel and the connections it makes, for [`crate::Server::serve_stream`] in the same process. Must be called
/// within a tokio runtime.
#[must_use]
pub fn in_memory(settings: &ClientSettings) -> (Channel, Incoming) {
    let (connections, incoming) = mpsc::channel(16);
    let connector = tower::service_fn(move |_: http::Uri| {
        let connections = connections.clone();
        async move {
            let (client, server) = tokio::io::duplex(IN_MEMORY_BUFFER);
            let refused = |_| io::Error::new(io::ErrorKind::ConnectionRefused, "the server in memory has stopped");
            connections.send(Ok(server)).await.map_err(refused)?;
            Ok::<_, io::Error>(TokioIo::new(client))
        }
    });
    let endpoint = configure(Endpoint::from_static("http://in-memory"), settings);
    let inner = endpoint.connect_with_connector_lazy(connector);
    (Channel { inner }, ReceiverStream::new(incoming))
}

fn configure(endpoint: Endpoint, settings: &ClientSettings) -> Endpoint {
    endpoint
        .connect_timeout(settings.connect_timeout)
        .timeout(settings.request_timeout)
        .http2_keep_alive_interval(settings.keepalive_interval)
        .keep_alive_timeout(settings.keepalive_timeout)
        .keep_alive_while_idle(true)
}

impl Service<Request<Body>> for Channel {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Response<Body>, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        if let Some(context) = CallContext::current() {
            let headers = request.headers_mut();
            if let Ok(id) = HeaderValue::from_str(context.request_id.as_str()) {
                headers.entry(REQUEST_ID_HEADER).or_insert(id);
            }
            if let Some(deadline) = context.deadline {
                shorten_timeout(headers, deadline.saturating_duration_since(tokio::time::Instant::now()));
            }
        }
        let answer = self.inner.call(request);
        async move {
            match answer.await {
                Ok(response) => Ok(response.map(|body| Body::new(body.map_err(|status| mend(status.into()))))),
                Err(error) => Err(mend(error.into()).into()),
            }
        }
        .boxed()
    }
}

/// The status of a call that ended without one from the server. tonic says `CANCELLED` for its own timeout and for a
/// connection that closed before the request was sent, and `UNKNOWN` for one that broke, as when the server was killed.
fn mend(error: BoxError) -> Status {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error.as_ref());
    while let Some(error) = cause {
        if error.is::<TimeoutExpired>() {
            return status::error(
                Code::DeadlineExceeded,
                "DEADLINE_EXCEEDED",
                "no answer came within the time allowed",
            );
        }
        cause = error.source();
    }
    let lost = Status::from_error(error);
    match lost.code() {
        Code::Cancelled => {
            let message = format!("the server closed the connection: {}", lost.message());
            status::error(Code::Unavailable, "CONNECTION_CLOSED", message)
        }
        Code::Unknown => {
            let message = format!("the connection to the server was lost: {}", lost.message());
            status::error(Code::Unavailable, CONNECTION_LOST, message)
        }
        _ => lost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Layers, load};

    #[test]
    fn the_defaults_in_code_are_those_documented() {
        #[derive(Deserialize)]
        struct Settings {
            client: ClientSettings,
        }
        let layers = Layers { defaults: &[crate::CLIENT_DEFAULTS], ..Layers::default() };
        let documented = load::<Settings>(&layers).unwrap().client;
        assert_eq!(format!("{documented:?}"), format!("{:?}", ClientSettings::default()));
    }

    #[test]
    fn settings_without_sense_are_refused() {
        let check = |change: fn(&mut ClientSettings), key: &str| {
            let mut settings = ClientSettings::default();
            settings.check().unwrap();
            change(&mut settings);
            let message = settings.check().unwrap_err();
            assert!(message.contains(key), "{message:?} lacks {key:?}");
        };
        check(|settings| settings.connect_timeout = Duration::ZERO, "`client.connect_timeout`");
        check(|settings| settings.request_timeout = Duration::ZERO, "`client.request_timeout`");
        check(|settings| settings.max_message_bytes = 0, "`client.max_message_bytes`");
        check(|settings| settings.keepalive_interval = Duration::ZERO, "`client.keepalive_interval`");
        check(|settings| settings.keepalive_timeout = Duration::ZERO, "`client.keepalive_timeout`");
    }

    #[test]
    fn addresses() {
        let check = |address: &str, valid: bool| assert_eq!(check_address(address).is_ok(), valid, "{address:?}");
        check("127.0.0.1:7401", true);
        check("[::1]:7401", true);
        check("store.internal:7401", true);
        check("http://localhost:7401", true);
        check("https://localhost:7401", false);
        check("localhost", false);
        check("", false);
        check("http://", false);
        check("ftp://localhost:21", false);
        check("two words:1", false);
        check("localhost:99999", false);
        check("localhost:7401/path", false);
    }
}
