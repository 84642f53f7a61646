//! A network in memory: names, addresses, and sites that answer by a script.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use sayso_fetch::{Body, Conditions, FetchError, Fetched, Fetcher, Network, Settings, Stream};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::Instant,
};
use tokio_rustls::TlsAcceptor;

pub(crate) const SECOND: Duration = Duration::from_secs(1);

/// When the test begins, on the clock that the fetcher is given.
pub(crate) const BEGUN: Timestamp = Timestamp::constant(1_700_000_000, 0);

/// What a site does, one after the other; then it closes the connection properly.
#[derive(Clone)]
pub(crate) enum Act {
    Send(Vec<u8>),
    Wait(Duration),
    /// Sends the same without end, so long after each other.
    Repeat(Vec<u8>, Duration),
    Hang,
    /// Drops the connection.
    Cut,
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) at: Duration,
    pub(crate) address: SocketAddr,
    /// Request line and headers.
    pub(crate) head: String,
}

impl Seen {
    pub(crate) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

type Script = Arc<dyn Fn(&Seen) -> Vec<Act> + Send + Sync>;

enum Name {
    /// Each answer is given once, the last one for ever.
    Is(Vec<Vec<IpAddr>>),
    Hangs,
}

#[derive(Clone)]
enum Site {
    Open(Script),
    Secure(TlsAcceptor, Script),
    NeverAccepts,
}

#[derive(Default)]
struct State {
    names: HashMap<String, Name>,
    sites: HashMap<SocketAddr, Site>,
    resolved: Vec<String>,
    connected: Vec<SocketAddr>,
    seen: Vec<Seen>,
}

pub(crate) struct World {
    begun: Instant,
    state: Arc<Mutex<State>>,
}

impl World {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self { begun: Instant::now(), state: Arc::default() })
    }

    /// A site under a name, with an address of its own, that answers every request on port 80 in the same way.
    pub(crate) fn with_site(name: &str, script: impl Fn(&Seen) -> Vec<Act> + Send + Sync + 'static) -> Arc<Self> {
        let world = Self::new();
        world.name(name, &["9.9.9.1"]);
        world.site("9.9.9.1:80", script);
        world
    }

    pub(crate) fn name(&self, name: &str, addresses: &[&str]) {
        self.name_in_turn(name, &[addresses]);
    }

    /// A name that resolves to something else each time.
    pub(crate) fn name_in_turn(&self, name: &str, answers: &[&[&str]]) {
        let parse = |answer: &&[&str]| answer.iter().map(|address| address.parse().unwrap()).collect();
        // Taken from the end.
        let answers = answers.iter().rev().map(parse).collect();
        self.state.lock().unwrap().names.insert(name.to_owned(), Name::Is(answers));
    }

    pub(crate) fn name_that_hangs(&self, name: &str) {
        self.state.lock().unwrap().names.insert(name.to_owned(), Name::Hangs);
    }

    pub(crate) fn site(&self, address: &str, script: impl Fn(&Seen) -> Vec<Act> + Send + Sync + 'static) {
        self.put(address, Site::Open(Arc::new(script)));
    }

    pub(crate) fn secure_site(
        &self,
        address: &str,
        acceptor: TlsAcceptor,
        script: impl Fn(&Seen) -> Vec<Act> + Send + Sync + 'static,
    ) {
        self.put(address, Site::Secure(acceptor, Arc::new(script)));
    }

    pub(crate) fn site_that_never_accepts(&self, address: &str) {
        self.put(address, Site::NeverAccepts);
    }

    fn put(&self, address: &str, site: Site) {
        self.state.lock().unwrap().sites.insert(address.parse().unwrap(), site);
    }

    /// Every address to which a connection was asked for, in order.
    pub(crate) fn connected(&self) -> Vec<String> {
        self.state.lock().unwrap().connected.iter().map(SocketAddr::to_string).collect()
    }

    /// Every name that was resolved, in order.
    pub(crate) fn resolved(&self) -> Vec<String> {
        self.state.lock().unwrap().resolved.clone()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.state.lock().unwrap().seen.clone()
    }

    /// The paths that were asked for, in order.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.seen().iter().map(|seen| seen.path().to_owned()).collect()
    }

    /// The seconds at which requests arrived.
    pub(crate) fn seconds(&self) -> Vec<u64> {
        self.seen().iter().map(|seen| seen.at.as_secs()).collect()
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    pub(crate) fn fetcher(self: &Arc<Self>, settings: Settings) -> Fetcher {
        let begun = self.begun;
        let clock = move || BEGUN.checked_add(begun.elapsed()).unwrap();
        Fetcher::on(settings, Arc::<Self>::clone(self), Arc::new(clock)).unwrap()
    }
}

#[async_trait]
impl Network for World {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let answer = {
            let mut state = self.state.lock().unwrap();
            state.resolved.push(name.to_owned());
            match state.names.get_mut(name) {
                None => return Err(io::Error::other("no such name")),
                Some(Name::Is(answers)) if answers.len() > 1 => answers.pop(),
                Some(Name::Is(answers)) => answers.last().cloned(),
                Some(Name::Hangs) => None,
            }
        };
        match answer {
            Some(answer) => Ok(answer),
            None => std::future::pending().await,
        }
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<Box<dyn Stream>> {
        let site = {
            let mut state = self.state.lock().unwrap();
            state.connected.push(address);
            state.sites.get(&address).cloned()
        };
        let (near, far) = tokio::io::duplex(64 << 10);
        let (begun, state) = (self.begun, Arc::clone(&self.state));
        match site {
            None => return Err(io::ErrorKind::ConnectionRefused.into()),
            Some(Site::NeverAccepts) => return std::future::pending().await,
            Some(Site::Open(script)) => {
                tokio::spawn(serve(far, address, begun, state, script));
            }
            Some(Site::Secure(acceptor, script)) => {
                tokio::spawn(async move {
                    if let Ok(far) = acceptor.accept(far).await {
                        serve(far, address, begun, state, script).await;
                    }
                });
            }
        }
        Ok(Box::new(near))
    }
}

async fn serve(mut stream: impl Stream, address: SocketAddr, begun: Instant, state: Arc<Mutex<State>>, script: Script) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let seen = Seen { at: begun.elapsed(), address, head: String::from_utf8(head).unwrap() };
    let acts = script(&seen);
    state.lock().unwrap().seen.push(seen);
    for act in acts {
        match act {
            Act::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::Wait(span) => tokio::time::sleep(span).await,
            Act::Repeat(bytes, span) => loop {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
                if !span.is_zero() {
                    tokio::time::sleep(span).await;
                }
            },
            Act::Hang => std::future::pending().await,
            Act::Cut => return,
        }
    }
    let _ = stream.shutdown().await;
}

/// A whole answer; `head` has the status and the headers, a line each.
pub(crate) fn answer(head: &str, body: impl AsRef<[u8]>) -> Vec<Act> {
    let body = body.as_ref();
    let lines: String = head.lines().map(|line| format!("{}\r\n", line.trim())).collect();
    let head = format!("HTTP/1.1 {lines}Content-Length: {}\r\n\r\n", body.len());
    vec![Act::Send([head.as_bytes(), body].concat())]
}

pub(crate) fn page(body: &str) -> Vec<Act> {
    answer("200 OK\nContent-Type: text/html", body)
}

/// Exactly these bytes.
pub(crate) fn raw(bytes: impl AsRef<[u8]>) -> Act {
    Act::Send(bytes.as_ref().to_vec())
}

/// Settings without robots.txt, for what has nothing to do with it.
pub(crate) fn plain() -> Settings {
    Settings { robots: false, ..Settings::default() }
}

pub(crate) async fn get(fetcher: &Fetcher, url: &str) -> Result<Fetched, FetchError> {
    fetcher.get(url, &Conditions::default()).await
}

pub(crate) async fn body(fetcher: &Fetcher, url: &str) -> Result<Body, FetchError> {
    match get(fetcher, url).await? {
        Fetched::Body(body) => Ok(body),
        other => panic!("{other:?}"),
    }
}

/// The body of a page that is there, as text.
pub(crate) async fn text(fetcher: &Fetcher, url: &str) -> String {
    String::from_utf8(body(fetcher, url).await.unwrap().bytes.to_vec()).unwrap()
}

/// Why there is none.
pub(crate) async fn error(fetcher: &Fetcher, url: &str) -> FetchError {
    get(fetcher, url).await.unwrap_err()
}
