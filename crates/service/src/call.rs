//! One call, from its headers to its last frame: the tower layer around every service of a [`crate::Server`].
//!
//! It gives the call its request id, span and deadline, refuses it when too many run, bounds the memory of its messages,
//! answers for a handler that panics, cuts it when its time is up or the server stops, and logs one line when it is
//! over. tonic's own timeout would answer `CANCELLED` and its own limit counts per connection, so neither is used.

use std::any::Any;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body::Body as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;
use tonic::body::Body;
use tonic::transport::server::TcpConnectInfo;
use tonic::{Code, Status};
use tower::{Layer, Service};
use tracing::{Instrument, Span};

use crate::answer::{AnswerBody, CallLog, Held, Progress};
use crate::background::panic_message;
use crate::context::{REQUEST_ID_HEADER, timeout_from_headers};
use crate::messages::{MessageDeadline, Room, explain};
use crate::methods::{Methods, Streams};
use crate::{CallContext, RequestId, ServerSettings, status};

/// When an overloaded server asks to be called again.
const OVERLOAD_RETRY: Duration = Duration::from_secs(1);

/// How finely tokio measures time.
const TIMER_TICK: Duration = Duration::from_millis(1);

/// The longest method path that is logged, in bytes.
const MAX_LOGGED_METHOD: usize = 128;

/// The largest message to health and reflection, in bytes. These calls share no limit with others: they must be
/// answered when the server is full.
const INFRASTRUCTURE_MESSAGE_BYTES: usize = 16 << 10;

/// What all calls of one server share.
#[derive(Clone)]
pub(crate) struct Calls {
    methods: Arc<Methods>,
    /// Places for calls with one message each way.
    single: Arc<Semaphore>,
    /// Places for streams.
    streams: Arc<Semaphore>,
    room: Room,
    tracker: TaskTracker,
    request_timeout: Duration,
    idle_timeout: Duration,
    /// The server drains: calls that only watch it end.
    pub(crate) drain: CancellationToken,
    /// The time to drain is over: all calls end.
    pub(crate) cut: CancellationToken,
}

impl Calls {
    pub(crate) fn new(settings: &ServerSettings, methods: Methods) -> Self {
        Self {
            methods: Arc::new(methods),
            single: Arc::new(Semaphore::new(settings.max_concurrent_requests)),
            streams: Arc::new(Semaphore::new(settings.max_open_streams)),
            room: Room::new(settings),
            tracker: TaskTracker::new(),
            request_timeout: settings.request_timeout,
            idle_timeout: settings.idle_timeout,
            drain: CancellationToken::new(),
            cut: CancellationToken::new(),
        }
    }

    /// How many calls run, without those to health and reflection.
    pub(crate) fn running(&self) -> usize {
        self.tracker.len()
    }

    /// Completes when the server drains and no call runs any more.
    pub(crate) async fn finished(&self) {
        self.drain.cancelled().await;
        self.tracker.close();
        self.tracker.wait().await;
    }

    /// A place among the calls at once, or the answer that refuses one.
    fn admit(&self, streams: Streams) -> Result<Place, Status> {
        if self.drain.is_cancelled() {
            return Err(stopping());
        }
        let (places, message) = match streams.any() {
            true => (&self.streams, "the server has as many streams open as it may"),
            false => (&self.single, "the server runs as many calls as it may"),
        };
        let overloaded = |_| status::retry_after(Code::ResourceExhausted, "SERVER_OVERLOADED", message, OVERLOAD_RETRY);
        let permit = places.clone().try_acquire_owned().map_err(overloaded)?;
        Ok(Place { _permit: permit, _running: self.tracker.token() })
    }

    /// Completes with the answer for a call that must end now.
    async fn end(self, deadline: Option<Instant>, message: MessageDeadline, infrastructure: bool) -> Status {
        let expired = async {
            match deadline {
                Some(deadline) => tokio::time::sleep_until(deadline).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = expired => status::error(Code::DeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline of the call has passed"),
            status = message.passed() => status,
            () = self.cut.cancelled() => stopping(),
            () = self.drain.cancelled(), if infrastructure => stopping(),
        }
    }
}

/// Held until the call is over.
pub(crate) struct Place {
    _permit: OwnedSemaphorePermit,
    _running: TaskTrackerToken,
}

fn stopping() -> Status {
    status::retry_after(Code::Unavailable, "SERVER_STOPPING", "the server is stopping", OVERLOAD_RETRY)
}

#[derive(Clone)]
pub(crate) struct CallLayer(pub(crate) Calls);

impl<S> Layer<S> for CallLayer {
    type Service = CallService<S>;

    fn layer(&self, inner: S) -> CallService<S> {
        CallService { inner, calls: self.0.clone() }
    }
}

#[derive(Clone)]
pub(crate) struct CallService<S> {
    inner: S,
    calls: Calls,
}

impl<S> Service<Request<Body>> for CallService<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        // The service that was polled ready must take the call; its clone takes the next one.
        let clone = self.inner.clone();
        let ready = std::mem::replace(&mut self.inner, clone);
        answer(ready, self.calls.clone(), request, Instant::now()).map(Ok).boxed()
    }
}

async fn answer<S>(mut inner: S, calls: Calls, request: Request<Body>, started: Instant) -> Response<Body>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let request_id = RequestId::from_headers(request.headers());
    let span = open_span(&request, &request_id);
    let infrastructure = is_infrastructure(request.uri().path());
    let streams = calls.methods.streams(request.uri().path());
    // A moment early, so that tonic's own clock for the same timeout never answers first.
    let caller_timeout = timeout_from_headers(request.headers()).map(|timeout| timeout.saturating_sub(TIMER_TICK));
    let caller_deadline = caller_timeout.and_then(|timeout| started.checked_add(timeout));
    let limit = started.checked_add(calls.request_timeout);
    let deadline = match infrastructure {
        // Who watches the health of a server may do so for ever.
        true => caller_deadline,
        false => caller_deadline.into_iter().chain(limit).min(),
    };

    let mut log = CallLog::new(span.clone(), started, infrastructure);
    let place = match infrastructure {
        true => None,
        false => match calls.admit(streams) {
            Ok(place) => Some(place),
            Err(refusal) => return finish(refusal.into_http(), &request_id, &mut log),
        },
    };

    let room = match infrastructure {
        true => calls.room.unshared(INFRASTRUCTURE_MESSAGE_BYTES),
        false => calls.room.clone(),
    };
    let progress = Progress::default();
    let arrived = progress.clone();
    let (request, messages, message_deadline) = room.read(request, streams.requests, move || arrived.note());

    let context = CallContext { request_id: request_id.clone(), deadline };
    let handler = AssertUnwindSafe(async move { inner.call(request).await }).catch_unwind();
    let handled = async {
        tokio::select! {
            biased;
            handled = handler => match handled {
                Ok(Ok(response)) => response,
                Ok(Err(never)) => match never {},
                Err(panic) => panicked(&panic).into_http(),
            },
            end = calls.clone().end(deadline, message_deadline.clone(), infrastructure) => end.into_http(),
        }
    };
    let response = context.scope(handled).instrument(span.clone()).await;
    let response = finish(response, &request_id, &mut log);
    if !log.is_open() {
        return response;
    }
    if !streams.requests && streams.answers {
        // Its one request is worked off, and the stream of answers may go on for ever.
        messages.clear();
    }
    // The limit of the server is for the start of an answer only, lest it cut a stream; the caller's is for all of it.
    let context = CallContext { request_id, deadline: caller_deadline };
    let end = calls.clone().end(caller_deadline, message_deadline, infrastructure);
    let (held, idle) = (Held { place, messages }, (streams, calls.idle_timeout));
    response.map(|body| Body::new(AnswerBody::new(body, context, log, held, progress, idle, end)))
}

/// Adds the request id to the answer, and closes the log when the answer has no more to come.
fn finish(mut response: Response<Body>, request_id: &RequestId, log: &mut CallLog) -> Response<Body> {
    if let Ok(value) = HeaderValue::from_str(request_id.as_str()) {
        response.headers_mut().insert(REQUEST_ID_HEADER, value);
    }
    explain(response.headers_mut());
    if let Some(code) = grpc_code(response.headers()) {
        log.close(code);
    } else if response.body().is_end_stream() {
        log.close(Code::Unknown);
    }
    response
}

/// Health and reflection: they must answer on a full server, and end when it drains.
fn is_infrastructure(path: &str) -> bool {
    path.starts_with("/grpc.health.") || path.starts_with("/grpc.reflection.")
}

fn open_span(request: &Request<Body>, request_id: &RequestId) -> Span {
    let path = request.uri().path();
    let method = &path[..path.floor_char_boundary(MAX_LOGGED_METHOD)];
    let peer = request.extensions().get::<TcpConnectInfo>().and_then(TcpConnectInfo::remote_addr);
    // At the level of errors, so that every line inside has the request id at any log level.
    tracing::error_span!("rpc", method, %request_id, peer = peer.map(tracing::field::display))
}

pub(crate) fn panicked(panic: &Box<dyn Any + Send>) -> Status {
    tracing::error!(panic = panic_message(panic), "a handler panicked");
    status::opaque()
}

pub(crate) fn grpc_code(headers: &HeaderMap) -> Option<Code> {
    headers.get("grpc-status").map(|value| Code::from_bytes(value.as_bytes()))
}

/// Whether a call that ended with `code` counts as the server's fault, as the OpenTelemetry semantic conventions for
/// gRPC server spans have it.
#[must_use]
pub fn is_server_fault(code: Code) -> bool {
    matches!(
        code,
        Code::Unknown
            | Code::DeadlineExceeded
            | Code::Unimplemented
            | Code::Internal
            | Code::Unavailable
            | Code::DataLoss
    )
}
