//! One request and its answer, over a connection of its own to an address that was judged.
//!
//! HTTP/1.1 without reuse of connections: a polite fetcher asks a host too seldom to gain by it, and so each request is
//! certain to go to the address that was judged for it.

use std::{convert::Infallible, future::Future, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_util::future::select_ok;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Empty};
use hyper::{body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::time::{sleep, timeout};
use url::{Host, Position};

use crate::{
    decode::{self, Limits},
    error::{BadResponse, FetchError, Large, Refusal, Step},
    guard::{Guard, Passed, Target},
    network::{Network, Stream},
    settings::Timeouts,
    tls::Tls,
};

/// The most addresses of a name that are tried.
const MAX_ADDRESSES: usize = 8;

/// How much later than the one before it the next address is tried: the connection attempt delay of RFC 8305.
const ATTEMPT_DELAY: Duration = Duration::from_millis(250);

/// The most headers of an answer, and their most bytes.
const MAX_HEADERS: usize = 256;
const MAX_HEADER_BYTES: usize = 64 << 10;

/// What it takes to ask.
pub(crate) struct Exchange {
    pub(crate) guard: Guard,
    pub(crate) network: Arc<dyn Network>,
    pub(crate) tls: Tls,
    pub(crate) timeouts: Timeouts,
    pub(crate) user_agent: HeaderValue,
}

/// An answer. The body is empty unless the status is a success, and as it was before compression.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Exchange {
    /// Asks with GET. `headers` come beside those that every request has.
    pub(crate) async fn ask(&self, target: &Target, headers: HeaderMap, limits: Limits) -> Result<Reply, FetchError> {
        let request = self.request(target, headers)?;
        let stream = self.connect(target).await?;
        let mut builder = http1::Builder::new();
        builder.max_headers(MAX_HEADERS).max_header_size(MAX_HEADER_BYTES).ignore_invalid_headers_in_responses(true);
        let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(head_error)?;
        let answer = async {
            let response = within(Step::Head, self.timeouts.head, sender.send_request(request)).await?;
            let (parts, body) = response.map_err(head_error)?.into_parts();
            let sent = if parts.status.is_success() {
                self.receive(&parts.headers, body, limits).await?
            } else {
                Bytes::new()
            };
            Ok::<_, FetchError>((parts.status, parts.headers, sent))
        };
        let (status, headers, sent) = drive(connection, answer).await?;
        let body = match decode::encoding(&headers) {
            Ok(Some(encoding)) if !sent.is_empty() => {
                // Decompression of hostile bytes may take long, and must not hold up everything else. Should the
                // decoder panic, then on bytes that it cannot read.
                let decoded = tokio::task::spawn_blocking(move || decode::decode(encoding, &sent, limits)).await;
                decoded.unwrap_or(Err(FetchError::BadResponse { reason: BadResponse::Damaged }))?.into()
            }
            Err(error) if status.is_success() => return Err(error),
            _ => sent,
        };
        Ok(Reply { status, headers, body })
    }

    fn request(&self, target: &Target, mut headers: HeaderMap) -> Result<Request<Empty<Bytes>>, FetchError> {
        let url = &target.url;
        let value = |text: &str| HeaderValue::from_str(text).map_err(|_| FetchError::from(Refusal::NoUrl));
        headers.insert(header::HOST, value(&url[Position::BeforeHost..Position::AfterPort])?);
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        let path = url[Position::BeforePath..Position::AfterQuery].to_owned();
        let mut request =
            Request::builder().method(Method::GET).uri(path).body(Empty::new()).map_err(|_| Refusal::NoUrl)?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// Connects to one of the addresses of the host, each of which is judged here, just before.
    async fn connect(&self, target: &Target) -> Result<Box<dyn Stream>, FetchError> {
        let addresses = self.addresses(target).await?;
        let attempts = addresses.iter().zip(0..).map(|(address, number)| {
            Box::pin(async move {
                sleep(ATTEMPT_DELAY * number).await;
                self.network.connect(address.address()).await
            })
        });
        let connected = within(Step::Connect, self.timeouts.connect, select_ok(attempts)).await?;
        let (stream, _others) = connected.map_err(|_| FetchError::Network { step: Step::Connect })?;
        if target.is_secure() {
            within(Step::Tls, self.timeouts.tls, self.tls.connect(&target.host, stream)).await?
        } else {
            Ok(stream)
        }
    }

    /// The addresses that may be connected to, at least one. A name that also has others is not refused for them: they
    /// are left out.
    async fn addresses(&self, target: &Target) -> Result<Vec<Passed>, FetchError> {
        let found = match &target.host {
            Host::Domain(name) => {
                let found = within(Step::Resolve, self.timeouts.resolve, self.network.resolve(name)).await?;
                found.map_err(|_| FetchError::Network { step: Step::Resolve })?
            }
            Host::Ipv4(address) => vec![(*address).into()],
            Host::Ipv6(address) => vec![(*address).into()],
        };
        let judged = found.into_iter().take(MAX_ADDRESSES).map(|address| self.guard.pass(target, address));
        let (passed, refused): (Vec<_>, Vec<_>) = judged.partition(Result::is_ok);
        if passed.is_empty() {
            let refusal = refused.into_iter().find_map(Result::err);
            return Err(refusal.map_or(FetchError::Network { step: Step::Resolve }, FetchError::from));
        }
        Ok(passed.into_iter().flatten().collect())
    }

    /// The body as it is sent, whole, or up to the limit where it may be cut.
    async fn receive(&self, headers: &HeaderMap, mut body: Incoming, limits: Limits) -> Result<Bytes, FetchError> {
        let too_large = FetchError::TooLarge { what: Large::Sent };
        let stated = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if !limits.cut && stated.is_some_and(|length| length > limits.sent as u64) {
            return Err(too_large);
        }
        let mut sent = Vec::new();
        while let Some(frame) = within(Step::Body, self.timeouts.idle, body.frame()).await? {
            // Trailers say nothing about the body that is needed here.
            let Ok(data) = frame.map_err(|_| FetchError::Network { step: Step::Body })?.into_data() else { continue };
            let room = limits.sent - sent.len();
            if data.len() > room {
                if !limits.cut {
                    return Err(too_large);
                }
                sent.extend_from_slice(&data[..room]);
                break;
            }
            sent.extend_from_slice(&data);
        }
        Ok(sent.into())
    }
}

async fn within<T>(step: Step, span: Duration, future: impl Future<Output = T>) -> Result<T, FetchError> {
    timeout(span, future).await.map_err(|_| FetchError::Timeout { step })
}

/// Runs the connection for as long as the answer takes. Dropping both closes it.
async fn drive<T>(connection: impl Future<Output = hyper::Result<()>>, answer: impl Future<Output = T>) -> T {
    let connection = async {
        // What went wrong with the connection, the answer says too.
        let _ = connection.await;
        std::future::pending::<Infallible>().await
    };
    tokio::select! {
        answer = answer => answer,
        never = connection => match never {},
    }
}

fn head_error(error: hyper::Error) -> FetchError {
    if error.is_parse_too_large() {
        FetchError::TooLarge { what: Large::Headers }
    } else if error.is_parse() {
        FetchError::BadResponse { reason: BadResponse::NotHttp }
    } else {
        FetchError::Network { step: Step::Head }
    }
}
