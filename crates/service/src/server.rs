//! A gRPC server: services in, calls answered until told to stop, then a timed drain.

use std::io;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::time::Duration;

use futures_util::future::FusedFuture;
use futures_util::{FutureExt, Stream};
use http::{Request, Response};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tonic::server::NamedService;
use tonic::service::Routes;
use tonic::transport::server::Connected;
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;
use tower::Service;

use crate::BoxError;
use crate::accept::accept;
use crate::background::Background;
use crate::call::{CallLayer, Calls};
use crate::methods::Methods;

/// How long connections may take to close after their calls ended or were cut.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// The largest message that can be allowed, in bytes.
const MAX_MESSAGE_BYTES: usize = 2 << 30;

/// The most calls, streams or connections that can be allowed at once.
const MAX_AT_ONCE: usize = 1_000_000;

/// The section `[server]`; [`crate::SERVER_DEFAULTS`] documents every key.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSettings {
    /// Where to listen.
    pub address: SocketAddr,
    /// File that gets the address really bound.
    #[serde(with = "crate::config::optional")]
    pub address_file: Option<PathBuf>,
    /// The largest message, in bytes.
    #[serde(with = "crate::config::byte_size")]
    pub max_message_bytes: usize,
    /// The largest header list of one request, in bytes.
    #[serde(with = "crate::config::byte_size")]
    pub max_header_bytes: usize,
    /// Bytes of request messages in flight in the whole server; compressed ones may take as much again until they are
    /// unpacked.
    #[serde(with = "crate::config::byte_size")]
    pub max_request_bytes_in_flight: usize,
    /// Connections at once to the port of the server.
    pub max_connections: usize,
    /// Calls at once in the whole server, streams apart.
    pub max_concurrent_requests: usize,
    /// Streams at once in the whole server.
    pub max_open_streams: usize,
    /// Calls at once on one connection.
    pub max_concurrent_streams: u32,
    /// The longest time until an answer starts.
    #[serde(with = "crate::config::duration")]
    pub request_timeout: Duration,
    /// The longest time from the first byte of a message to its last.
    #[serde(with = "crate::config::duration")]
    pub message_timeout: Duration,
    /// The longest time that nothing moves on a call whose answer has begun.
    #[serde(with = "crate::config::duration")]
    pub idle_timeout: Duration,
    /// The longest time for running calls to end by themselves after the signal to stop.
    #[serde(with = "crate::config::duration")]
    pub drain_timeout: Duration,
    /// After how long an idle connection is pinged.
    #[serde(with = "crate::config::duration")]
    pub keepalive_interval: Duration,
    /// How long a ping may go unanswered.
    #[serde(with = "crate::config::duration")]
    pub keepalive_timeout: Duration,
}

impl ServerSettings {
    /// Whether the values make sense.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    pub fn check(&self) -> Result<(), String> {
        for (key, most) in [
            ("max_connections", self.max_connections),
            ("max_concurrent_requests", self.max_concurrent_requests),
            ("max_open_streams", self.max_open_streams),
        ] {
            if !(1..=MAX_AT_ONCE).contains(&most) {
                return Err(format!("`server.{key}` must be from 1 to {MAX_AT_ONCE}"));
            }
        }
        if self.max_concurrent_streams == 0 {
            return Err("`server.max_concurrent_streams` must be at least 1".to_owned());
        }
        if !(1..=MAX_MESSAGE_BYTES).contains(&self.max_message_bytes) {
            return Err("`server.max_message_bytes` must be from 1 to 2GiB".to_owned());
        }
        if !(self.max_message_bytes..=Semaphore::MAX_PERMITS).contains(&self.max_request_bytes_in_flight) {
            return Err("`server.max_request_bytes_in_flight` must be at least `server.max_message_bytes`, \
                        or the largest message would never be read"
                .to_owned());
        }
        if !(1024..=1 << 20).contains(&self.max_header_bytes) {
            return Err("`server.max_header_bytes` must be from 1KiB to 1MiB".to_owned());
        }
        for (key, duration) in [
            ("request_timeout", self.request_timeout),
            ("message_timeout", self.message_timeout),
            ("idle_timeout", self.idle_timeout),
            ("keepalive_interval", self.keepalive_interval),
            ("keepalive_timeout", self.keepalive_timeout),
        ] {
            if duration.is_zero() {
                return Err(format!("`server.{key}` must not be 0"));
            }
        }
        Ok(())
    }
}

/// Why a server could not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another process listens on the address.
    #[error("cannot listen on {address}: it is in use; set `{key}` to another address, or to port 0 for any free port")]
    AddressInUse {
        /// The address asked for.
        address: SocketAddr,
        /// The key to change.
        key: String,
    },
    /// The address cannot be bound.
    #[error("cannot listen on {address}: {error}; set `{key}` to another address")]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// The key to change.
        key: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// The address bound cannot be written to its file.
    #[error("cannot write the address file {path}: {error}")]
    AddressFile {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        error: io::Error,
    },
    /// A descriptor set for reflection cannot be read.
    #[error("a file descriptor set for reflection is broken: {0}")]
    Reflection(BoxError),
    /// Work beside the calls ended before the server was told to stop.
    #[error("the {name} ended unexpectedly; the log says why")]
    Background {
        /// What ended.
        name: &'static str,
    },
    /// The transport failed.
    #[error("the server failed: {0}")]
    Transport(#[from] tonic::transport::Error),
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drained {
    /// The calls that still ran when the time to drain was over, and were cut with `UNAVAILABLE`.
    pub cut: usize,
}

/// Binds `address`; `key` is the setting that an error tells to change. Port 0 takes any free port.
///
/// # Errors
/// [`ServeError::AddressInUse`] or [`ServeError::Bind`].
pub async fn bind(address: SocketAddr, key: &str) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::AddressInUse { address, key: key.to_owned() },
        _ => ServeError::Bind { address, key: key.to_owned(), error },
    })
}

/// A server to which services are added, and which then serves them beside health and reflection.
///
/// Every call gets a request id, a span, a deadline, a place under the limit of calls at once and room for its
/// messages. Handlers that are sent a stream should give the room back with [`crate::MessageRoom`]. Handlers of streams
/// without an end should watch the token given to [`Server::serve`], or they are cut when the time to drain is over.
#[must_use]
pub struct Server {
    settings: ServerSettings,
    routes: Routes,
    names: Vec<&'static str>,
    descriptors: Vec<&'static [u8]>,
    health: HealthReporter,
    background: Background,
}

impl Server {
    /// A server with these limits and no service yet.
    pub fn new(settings: ServerSettings) -> Self {
        Self {
            settings,
            routes: Routes::default(),
            names: Vec::new(),
            descriptors: vec![
                tonic_health::pb::FILE_DESCRIPTOR_SET,
                tonic_reflection::pb::v1::FILE_DESCRIPTOR_SET,
                tonic_reflection::pb::v1alpha::FILE_DESCRIPTOR_SET,
            ],
            health: HealthReporter::new(),
            background: Background::default(),
        }
    }

    /// Adds a generated service, on which [`crate::server_limits`] should have put the limits.
    pub fn service<S>(mut self, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<Body>, Error = std::convert::Infallible>
            + NamedService
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
    {
        self.names.push(S::NAME);
        self.routes = self.routes.add_service(service);
        self
    }

    /// Adds an encoded `google.protobuf.FileDescriptorSet` to what reflection tells. It also says which methods stream:
    /// those without a descriptor have the limits of a call with one message each way.
    pub fn reflection(mut self, descriptors: &'static [u8]) -> Self {
        self.descriptors.push(descriptors);
        self
    }

    /// Adds work that must go on as long as the server serves, and should end when the token given to it is cancelled.
    /// If it ends earlier, or panics, the server reports itself as not serving, drains and fails. When the server is
    /// told to stop, the work has as long to end as the calls have; then it is dropped.
    pub fn background<F>(mut self, name: &'static str, work: impl FnOnce(CancellationToken) -> F) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let work = AssertUnwindSafe(work(self.background.stop.clone())).catch_unwind();
        self.background.works.push((name, work.boxed()));
        self
    }

    /// The handle to report a service's health with, while the server runs.
    #[must_use]
    pub fn health(&self) -> HealthReporter {
        self.health.clone()
    }

    /// Serves on `listener` until `shutdown`, then drains. Writes the address file, if set, while it serves.
    ///
    /// # Errors
    /// Any [`ServeError`] but those of [`bind`].
    pub async fn serve(self, listener: TcpListener, shutdown: CancellationToken) -> Result<Drained, ServeError> {
        let file = self.settings.address_file.clone();
        if let Ok(address) = listener.local_addr() {
            if let Some(path) = &file {
                write_address(path, address).map_err(|error| ServeError::AddressFile { path: path.clone(), error })?;
            }
            // Whoever reads this line finds the file.
            tracing::info!(%address, services = ?self.names, "listening");
        }
        let connections = accept(listener, self.settings.max_connections);
        let served = self.serve_stream(connections, shutdown).await;
        if let Some(path) = file {
            // The file may be gone already; nothing is lost with it.
            let _ = std::fs::remove_file(path);
        }
        served
    }

    /// Serves connections that come from anywhere, as from [`crate::in_memory`], until `shutdown`, then drains.
    /// Returns also when no more connections come and all are closed.
    ///
    /// # Errors
    /// Any [`ServeError`] but those of [`bind`].
    pub async fn serve_stream<I, IO>(mut self, incoming: I, shutdown: CancellationToken) -> Result<Drained, ServeError>
    where
        I: Stream<Item = io::Result<IO>>,
        IO: AsyncRead + AsyncWrite + Connected + Unpin + Send + 'static,
    {
        let names: Vec<&str> = self.names.iter().copied().chain([""]).collect();
        for name in &names {
            self.health.set_service_status(name, ServingStatus::Serving).await;
        }
        let methods = Methods::read(self.descriptors.iter().copied());
        let methods = methods.map_err(|error| ServeError::Reflection(error.into()))?;
        let calls = Calls::new(&self.settings, methods);
        let routes = self.routes()?;
        let serving = pin!(
            transport(&self.settings)
                .layer(CallLayer(calls.clone()))
                .add_routes(routes)
                .serve_with_incoming_shutdown(incoming, calls.drain.clone().cancelled_owned())
        );
        let mut background = std::mem::take(&mut self.background).start();
        let mut serving = serving.fuse();
        let ended = tokio::select! {
            served = &mut serving => {
                served?;
                None
            }
            () = shutdown.cancelled() => None,
            name = background.ended() => Some(name),
        };

        // Watchers of the health are told before their streams end with the drain.
        for name in &names {
            self.health.set_service_status(name, ServingStatus::NotServing).await;
        }
        let timeout = self.settings.drain_timeout;
        let (drained, ()) = tokio::join!(drain(serving, calls, timeout), background.finish(timeout));
        match ended {
            Some(name) => Err(ServeError::Background { name }),
            None => drained,
        }
    }

    fn routes(&self) -> Result<Routes, ServeError> {
        let configure = || {
            self.descriptors.iter().fold(tonic_reflection::server::Builder::configure(), |builder, descriptors| {
                builder.register_encoded_file_descriptor_set(descriptors)
            })
        };
        let broken = |error: tonic_reflection::server::Error| ServeError::Reflection(error.into());
        let health = tonic_health::server::HealthService::from_health_reporter(self.health.clone());
        // Tools still ask by v1alpha first, some by nothing else.
        Ok(self
            .routes
            .clone()
            .add_service(tonic_health::pb::health_server::HealthServer::new(health))
            .add_service(configure().build_v1().map_err(broken)?)
            .add_service(configure().build_v1alpha().map_err(broken)?))
    }
}

/// Lets the calls that run end, and cuts them after `timeout`.
async fn drain(
    mut serving: impl FusedFuture<Output = Result<(), tonic::transport::Error>> + Unpin,
    calls: Calls,
    timeout: Duration,
) -> Result<Drained, ServeError> {
    if serving.is_terminated() {
        return Ok(Drained { cut: 0 });
    }
    tracing::info!(running = calls.running(), ?timeout, "draining");
    calls.drain.cancel();
    let finished = async {
        calls.finished().await;
        // The answers are out or on their way; a connection that stays silent must not hold up the end.
        tokio::time::sleep(CLOSE_TIMEOUT).await;
    };
    tokio::select! {
        served = &mut serving => {
            served?;
            tracing::info!("drained");
            return Ok(Drained { cut: 0 });
        }
        () = finished => {
            tracing::info!("drained; connections that did not close were left");
            calls.cut.cancel();
            return Ok(Drained { cut: 0 });
        }
        () = tokio::time::sleep(timeout) => {}
    }
    let cut = calls.running();
    calls.cut.cancel();
    tracing::warn!(cut, "the time to drain is over; calls still running were cut");
    if let Ok(served) = tokio::time::timeout(CLOSE_TIMEOUT, serving).await {
        served?;
    }
    Ok(Drained { cut })
}

fn transport(settings: &ServerSettings) -> tonic::transport::Server {
    tonic::transport::Server::builder()
        .max_concurrent_streams(settings.max_concurrent_streams)
        .http2_max_header_list_size(u32::try_from(settings.max_header_bytes).unwrap_or(u32::MAX))
        .http2_keepalive_interval(Some(settings.keepalive_interval))
        .http2_keepalive_timeout(Some(settings.keepalive_timeout))
}

/// Writes the address in one step, so that a reader never sees half of it.
fn write_address(path: &Path, address: SocketAddr) -> io::Result<()> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    std::fs::write(&partial, format!("{address}\n"))?;
    std::fs::rename(&partial, path)
}
