//! From an address to what stands there: robots, turns, redirects, conditions.

use std::{collections::HashSet, fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use tokio::time::{Instant, timeout};
use url::Url;

use crate::{
    PRODUCT,
    decode::Limits,
    error::{BadRedirect, BadResponse, FetchError, Refusal, Step},
    exchange::{Exchange, Reply},
    guard::{Guard, Target},
    hints,
    hosts::{Hosts, NoTurn, Turn},
    network::{Network, SystemNetwork},
    robots::{MAX_ROBOTS_BYTES, Robots},
    robots_cache::{RobotsCache, Room, later},
    settings::{Settings, SettingsError},
    tls::Tls,
};

/// What is read gladly; any other kind of text is taken as well.
const ACCEPT: HeaderValue = HeaderValue::from_static(
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,\
     application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.5",
);
const ACCEPT_ENCODING: HeaderValue = HeaderValue::from_static("gzip, deflate, br");

/// How often a request for a robots.txt is sent elsewhere before it counts as missing (RFC 9309, section 2.3.1.2).
const MAX_ROBOTS_REDIRECTS: usize = 5;

/// Fetches. Cheap to clone; all clones keep the same pace.
#[derive(Clone)]
pub struct Fetcher(Arc<Inner>);

struct Inner {
    settings: Settings,
    exchange: Exchange,
    hosts: Hosts,
    robots: RobotsCache,
    clock: Clock,
}

/// What time it is, to tell when a host may be asked again. All waiting goes by tokio's clock.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What is known from the last answer, so that the same body need not come again (RFC 9110, section 13).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions {
    /// The [`Answer::etag`] of then.
    pub etag: Option<String>,
    /// The [`Answer::last_modified`] of then.
    pub last_modified: Option<String>,
}

/// What came.
#[derive(Debug, Clone, PartialEq)]
pub enum Fetched {
    /// Nothing has changed since the answer from which the [`Conditions`] are.
    NotModified(Answer),
    /// A body.
    Body(Body),
}

/// What the headers say, whether a body came with them or not.
///
/// Its debug form shows of addresses only scheme and host: the rest may hold what is secret.
#[derive(Clone, PartialEq)]
pub struct Answer {
    /// The address that answered in the end, without a fragment.
    pub final_url: Url,
    /// The redirects that led there, in their order.
    pub redirects: Vec<Redirect>,
    /// The entity tag, with its quotes.
    pub etag: Option<String>,
    /// The date of the last change, as the server wrote it.
    pub last_modified: Option<String>,
    /// How long the answer is fresh: zero if the server wants to be asked each time, `None` if it does not say.
    pub cache_max_age: Option<Duration>,
}

/// An answer with a body.
#[derive(Clone, PartialEq)]
pub struct Body {
    /// What the headers say.
    pub answer: Answer,
    /// The HTTP status: 200 to 299, but never 206.
    pub status: u16,
    /// The media type with its parameters, as the server wrote it.
    pub content_type: Option<String>,
    /// The whole body, as it was before compression.
    pub bytes: Bytes,
}

/// A redirect that was followed.
#[derive(Clone, PartialEq)]
pub struct Redirect {
    /// The address that sent the request elsewhere.
    pub from: Url,
    /// The HTTP status; 301 and 308 mean that the new address should be asked from now on.
    pub status: u16,
}

impl Redirect {
    /// True if the new address should be asked from now on.
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        matches!(self.status, 301 | 308)
    }
}

struct Place<'u>(&'u Url);

impl fmt::Debug for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}/...", self.0.scheme(), self.0.host_str().unwrap_or_default())
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("final_url", &Place(&self.final_url))
            .field("redirects", &self.redirects)
            .field("etag", &self.etag)
            .field("last_modified", &self.last_modified)
            .field("cache_max_age", &self.cache_max_age)
            .finish()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Body")
            .field("answer", &self.answer)
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

impl fmt::Debug for Redirect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Redirect").field("from", &Place(&self.from)).field("status", &self.status).finish()
    }
}

impl Fetcher {
    /// A fetcher on the system's network and clock.
    ///
    /// # Errors
    /// [`SettingsError`] for settings out of range, or a file of certificates that cannot be read.
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        Self::on(settings, Arc::new(SystemNetwork::default()), Arc::new(Timestamp::now))
    }

    /// A fetcher on another network and clock, such as those of a test. The rules are the same.
    ///
    /// # Errors
    /// As for [`Fetcher::new`].
    pub fn on(settings: Settings, network: Arc<dyn Network>, clock: Clock) -> Result<Self, SettingsError> {
        settings.check()?;
        let user_agent = HeaderValue::from_str(&settings.user_agent())
            .map_err(|_| SettingsError::Invalid { setting: "contact", rule: "printable ASCII" })?;
        let exchange = Exchange {
            guard: Guard::new(&settings),
            network,
            tls: Tls::new(settings.ca_file.as_deref())?,
            timeouts: settings.timeouts.clone(),
            user_agent,
        };
        let hosts = Hosts::new(settings.concurrency, settings.host_concurrency, settings.max_hosts, settings.max_wait);
        let robots = RobotsCache::new(Room::default(), settings.robots_retry);
        Ok(Self(Arc::new(Inner { settings, exchange, hosts, robots, clock })))
    }

    /// The most requests at a time.
    #[must_use]
    pub fn concurrency(&self) -> usize {
        self.0.settings.concurrency
    }

    /// What time it is by the fetcher's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0.clock)()
    }

    /// The address as it is asked for, without a fragment, if its text alone does not tell that it must not be asked. Where
    /// its name leads is judged when it is fetched.
    ///
    /// # Errors
    /// [`Refusal`] says what is wrong with it.
    pub fn check(&self, url: &str) -> Result<Url, Refusal> {
        Ok(self.0.exchange.guard.read(url)?.url)
    }

    /// Fetches what stands at `url`, following redirects; waits for its turn at each host.
    ///
    /// Dropping the future closes the connection and gives the turn back.
    ///
    /// # Errors
    /// See [`FetchError`]. A body is whole or an error, with one exception: where an unencrypted answer without a stated
    /// length is ended by closing the connection, as in HTTP/1.0, nobody can tell that more should have come.
    pub async fn get(&self, url: &str, conditions: &Conditions) -> Result<Fetched, FetchError> {
        self.0.get(url, conditions).await
    }
}

impl Inner {
    async fn get(&self, url: &str, conditions: &Conditions) -> Result<Fetched, FetchError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, ACCEPT);
        headers.insert(header::ACCEPT_ENCODING, ACCEPT_ENCODING);
        let conditional = add(&mut headers, header::IF_NONE_MATCH, conditions.etag.as_deref())
            | add(&mut headers, header::IF_MODIFIED_SINCE, conditions.last_modified.as_deref());
        let limits = Limits {
            sent: self.settings.max_sent_bytes,
            decompressed: self.settings.max_bytes,
            ratio: self.settings.max_ratio,
            cut: false,
        };
        let mut target = self.exchange.guard.read(url)?;
        let mut trail = Trail::default();
        let mut left = self.settings.timeouts.total;
        loop {
            let delay = self.delay(&target).await?;
            let turn = self.turn(self.hosts.turn(&target.host_name(), delay).await)?;
            let started = Instant::now();
            let reply = self.ask(&turn, &target, headers.clone(), limits, left).await?;
            drop(turn);
            left = left.saturating_sub(started.elapsed());
            match reply.status {
                StatusCode::NOT_MODIFIED if conditional => {
                    return Ok(Fetched::NotModified(answer(target, trail, &reply.headers)));
                }
                StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT => {
                    return Err(FetchError::BadResponse { reason: BadResponse::UnaskedStatus });
                }
                status if status.is_success() => {
                    return Ok(Fetched::Body(Body {
                        status: status.as_u16(),
                        content_type: hints::content_type(&reply.headers),
                        answer: answer(target, trail, &reply.headers),
                        bytes: reply.body,
                    }));
                }
                status if is_redirect(status) => {
                    target = self.next(target, &reply, &mut trail, self.settings.max_redirects)?;
                }
                StatusCode::NOT_FOUND => return Err(FetchError::NotFound),
                StatusCode::GONE => return Err(FetchError::Gone),
                status => return Err(FetchError::Status { status: status.as_u16() }),
            }
        }
    }

    /// One request in its turn. A host that asks to be left alone is.
    async fn ask(
        &self,
        turn: &Turn,
        target: &Target,
        headers: HeaderMap,
        limits: Limits,
        left: Duration,
    ) -> Result<Reply, FetchError> {
        let reply = timeout(left, self.exchange.ask(target, headers, limits)).await;
        let reply = reply.map_err(|_| FetchError::Timeout { step: Step::Total })??;
        if !matches!(reply.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            return Ok(reply);
        }
        let now = (self.clock)();
        let said = hints::retry_after(&reply.headers, now.into());
        let span = said.unwrap_or(self.settings.retry_after_default).min(self.settings.retry_after_max);
        turn.leave_alone(span);
        Err(FetchError::RetryAfter { until: later(now, span), asked: true })
    }

    fn turn(&self, turn: Result<Turn, NoTurn>) -> Result<Turn, FetchError> {
        turn.map_err(|none| match none {
            NoTurn::TooLong => FetchError::Timeout { step: Step::Turn },
            NoTurn::LeftAlone { until } => {
                let left = until.saturating_duration_since(Instant::now());
                FetchError::RetryAfter { until: later((self.clock)(), left), asked: false }
            }
        })
    }

    /// Where the redirect leads, if it may be followed.
    fn next(&self, from: Target, reply: &Reply, trail: &mut Trail, most: usize) -> Result<Target, FetchError> {
        let bad = |reason| Err(FetchError::BadRedirect { reason });
        if trail.redirects.len() >= most {
            return bad(BadRedirect::TooMany);
        }
        let location = reply.headers.get(header::LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        let Some(url) = location.and_then(|location| from.url.join(location).ok()) else {
            return bad(BadRedirect::NoLocation);
        };
        let to = match self.exchange.guard.target(url) {
            Ok(to) => to,
            Err(reason @ (Refusal::NoUrl | Refusal::TooLong | Refusal::Scheme | Refusal::Credentials)) => {
                return bad(BadRedirect::Address { reason });
            }
            Err(reason) => return Err(reason.into()),
        };
        if from.is_secure() && !to.is_secure() {
            return bad(BadRedirect::Downgrade);
        }
        trail.seen.insert(from.url.clone());
        trail.redirects.push(Redirect { from: from.url, status: reply.status.as_u16() });
        if trail.seen.contains(&to.url) {
            return bad(BadRedirect::Loop);
        }
        Ok(to)
    }

    /// The delay after the request, if the site's robots.txt allows it.
    async fn delay(&self, target: &Target) -> Result<Duration, FetchError> {
        let delay = self.settings.host_delay;
        if !self.settings.robots {
            return Ok(delay);
        }
        let robots = self.robots.rules(&target.origin(), || (self.clock)(), self.ask_robots(target)).await?;
        let path = &target.url[url::Position::BeforePath..url::Position::AfterQuery];
        if !robots.allows(path) {
            return Err(FetchError::NotAllowedByRobots);
        }
        let asked_for = robots.crawl_delay.unwrap_or_default().min(self.settings.max_crawl_delay);
        Ok(delay.max(asked_for))
    }

    /// Asks for the robots.txt of the site (RFC 9309, section 2.3): what is missing allows everything, what is broken
    /// nothing. Redirects may lead to other hosts; the rules are for this one all the same. That one leads where nobody may
    /// ask is the robots.txt's fault, not the page's.
    async fn ask_robots(&self, target: &Target) -> Result<Robots, FetchError> {
        let limits = Limits {
            sent: MAX_ROBOTS_BYTES,
            decompressed: MAX_ROBOTS_BYTES,
            ratio: self.settings.max_ratio,
            cut: true,
        };
        let mut url = target.url.clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        let mut target = self.exchange.guard.target(url)?;
        let mut trail = Trail::default();
        let mut left = self.settings.timeouts.total;
        loop {
            let turn = self.turn(self.hosts.turn_aside(&target.host_name()).await)?;
            let started = Instant::now();
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static("text/plain,*/*;q=0.5"));
            let reply = match self.ask(&turn, &target, headers, limits, left).await {
                Err(FetchError::Refused { .. }) if !trail.redirects.is_empty() => return Err(self.no_robots()),
                reply => reply?,
            };
            drop(turn);
            left = left.saturating_sub(started.elapsed());
            match reply.status {
                status if status.is_success() => return Ok(Robots::parse(&reply.body, PRODUCT)),
                status if is_redirect(status) => {
                    target = match self.next(target, &reply, &mut trail, MAX_ROBOTS_REDIRECTS) {
                        Err(FetchError::BadRedirect {
                            reason: BadRedirect::Loop | BadRedirect::TooMany | BadRedirect::NoLocation,
                        }) => return Ok(Robots::default()),
                        next => next.map_err(|_| self.no_robots())?,
                    };
                }
                status if status.is_server_error() => {
                    return Err(self.no_robots());
                }
                _ => return Ok(Robots::default()),
            }
        }
    }

    fn no_robots(&self) -> FetchError {
        FetchError::RobotsUnavailable { until: later((self.clock)(), self.settings.robots_retry), asked: true }
    }
}

/// Where a request has been.
#[derive(Default)]
struct Trail {
    seen: HashSet<Url>,
    redirects: Vec<Redirect>,
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Adds a condition; true if there is one. What cannot stand in a header was never sent by a server either.
fn add(headers: &mut HeaderMap, name: HeaderName, value: Option<&str>) -> bool {
    let value = value.and_then(|value| HeaderValue::from_str(value).ok());
    value.is_some_and(|value| headers.insert(name, value).is_none())
}

fn answer(target: Target, trail: Trail, headers: &HeaderMap) -> Answer {
    Answer {
        final_url: target.url,
        redirects: trail.redirects,
        etag: hints::etag(headers),
        last_modified: hints::last_modified(headers),
        cache_max_age: hints::cache_max_age(headers),
    }
}
