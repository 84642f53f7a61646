//! A network in memory, with sites that answer by a script, and a queue in memory: nothing in them takes time by itself,
//! so that a test's clock stands unless somebody waits.

use std::{
    collections::{BTreeMap, HashMap},
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use sayso_fetch::{Fetcher, Network, Settings, Stream};
use sayso_ingest_service::{Pages, Reader};
use sayso_queue::{
    DeadItem, DeadLetterPage, Depth, ItemId, ItemState, ItemStatus, Lease, NewItem, Put, Queue, QueueError,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::Instant,
};

/// When the test begins, on the clock of the fetcher and the poller.
pub(crate) const BEGUN: Timestamp = Timestamp::constant(1_772_600_000, 0);

/// What a site does, one after the other; then it closes the connection properly.
#[derive(Clone)]
pub(crate) enum Act {
    Send(Vec<u8>),
    /// Sends the same without end, so long after each other.
    Repeat(Vec<u8>, Duration),
    Hang,
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) at: Duration,
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

/// What stands at a path: an answer with its status and headers, and its body.
#[derive(Clone)]
pub(crate) enum There {
    Answer(String, Vec<u8>),
    Acts(Vec<Act>),
}

#[derive(Default)]
struct State {
    names: HashMap<String, Vec<Vec<IpAddr>>>,
    pages: HashMap<(SocketAddr, String), There>,
    connected: Vec<SocketAddr>,
    seen: Vec<Seen>,
}

pub(crate) struct World {
    begun: Instant,
    state: Arc<Mutex<State>>,
}

/// The one public site of a world, `news.example`.
const SITE: &str = "9.9.9.1:80";

impl World {
    /// A world with a site at `news.example`, which has no pages yet.
    pub(crate) fn new() -> Arc<Self> {
        let world = Arc::new(Self { begun: Instant::now(), state: Arc::default() });
        world.name("news.example", &["9.9.9.1"]);
        world
    }

    /// A name that resolves to one address after the other, the last one for ever.
    pub(crate) fn name(&self, name: &str, addresses: &[&str]) {
        // Taken from the end.
        let addresses = addresses.iter().rev().map(|address| vec![address.parse().unwrap()]).collect();
        self.state.lock().unwrap().names.insert(name.to_owned(), addresses);
    }

    fn put(&self, path: &str, there: There) {
        self.state.lock().unwrap().pages.insert((SITE.parse().unwrap(), path.to_owned()), there);
    }

    /// From now on this answer stands at a path of the site; `head` has the status and the headers, a line each. An
    /// answer with an `ETag` is not sent again to who has it.
    pub(crate) fn answer(&self, path: &str, head: &str, body: impl AsRef<[u8]>) {
        self.put(path, There::Answer(head.to_owned(), body.as_ref().to_vec()));
    }

    /// From now on this page stands at a path of the site.
    pub(crate) fn page(&self, path: &str, html: &str) {
        self.answer(path, "200 OK\nContent-Type: text/html; charset=utf-8", html);
    }

    /// From now on this is done at a path of the site.
    pub(crate) fn acts(&self, path: &str, acts: Vec<Act>) {
        self.put(path, There::Acts(acts));
    }

    /// Every address to which a connection was asked for, in order.
    pub(crate) fn connected(&self) -> Vec<String> {
        self.state.lock().unwrap().connected.iter().map(SocketAddr::to_string).collect()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.state.lock().unwrap().seen.clone()
    }

    /// When a path was asked for, in whole seconds since the beginning.
    pub(crate) fn seconds(&self, path: &str) -> Vec<u64> {
        self.seen().iter().filter(|seen| seen.path() == path).map(|seen| seen.at.as_secs()).collect()
    }

    /// How often a path was asked for.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.seen().iter().filter(|seen| seen.path() == path).count()
    }

    pub(crate) fn now(&self) -> Timestamp {
        BEGUN.checked_add(self.begun.elapsed()).unwrap()
    }

    /// Fetches in this world, without robots.txt and without waiting between two requests.
    pub(crate) fn pages(self: &Arc<Self>) -> Pages {
        self.pages_with(Settings { robots: false, host_delay: Duration::ZERO, ..Settings::default() })
    }

    pub(crate) fn pages_with(self: &Arc<Self>, settings: Settings) -> Pages {
        let world = Arc::clone(self);
        let clock = Arc::new(move || world.now());
        Pages::new(Fetcher::on(settings, Arc::<Self>::clone(self), clock).unwrap(), Reader::default())
    }
}

#[async_trait]
impl Network for World {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let mut state = self.state.lock().unwrap();
        match state.names.get_mut(name) {
            None => Err(io::Error::other("no such name")),
            Some(answers) if answers.len() > 1 => Ok(answers.pop().unwrap()),
            Some(answers) => Ok(answers[0].clone()),
        }
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<Box<dyn Stream>> {
        self.state.lock().unwrap().connected.push(address);
        let (near, far) = tokio::io::duplex(64 << 10);
        tokio::spawn(serve(far, address, self.begun, Arc::clone(&self.state)));
        Ok(Box::new(near))
    }
}

async fn serve(mut stream: impl Stream, address: SocketAddr, begun: Instant, state: Arc<Mutex<State>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let seen = Seen { at: begun.elapsed(), head: String::from_utf8(head).unwrap() };
    let there = {
        let mut state = state.lock().unwrap();
        state.seen.push(seen.clone());
        state.pages.get(&(address, seen.path().to_owned())).cloned()
    };
    let acts = match there {
        Some(There::Acts(acts)) => acts,
        Some(There::Answer(head, body)) => answer(&seen, &head, &body),
        None => answer(&seen, "404 Not Found", b""),
    };
    for act in acts {
        match act {
            Act::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::Repeat(bytes, span) => loop {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
                if !span.is_zero() {
                    tokio::time::sleep(span).await;
                }
            },
            Act::Hang => std::future::pending().await,
        }
    }
    let _ = stream.shutdown().await;
}

fn answer(seen: &Seen, head: &str, body: &[u8]) -> Vec<Act> {
    let tag = head.lines().find_map(|line| line.strip_prefix("ETag: "));
    let unchanged = tag.is_some() && seen.header("If-None-Match") == tag;
    let (head, body) = if unchanged { ("304 Not Modified", &b""[..]) } else { (head, body) };
    let lines: String = head.lines().map(|line| format!("{}\r\n", line.trim())).collect();
    let head = format!("HTTP/1.1 {lines}Content-Length: {}\r\n\r\n", body.len());
    vec![Act::Send([head.as_bytes(), body].concat())]
}

/// A queue that only takes, and refuses when it is full.
#[derive(Default)]
pub(crate) struct MemoryQueue {
    state: Mutex<QueueState>,
}

#[derive(Default)]
struct QueueState {
    accepted: Vec<NewItem>,
    /// The latest item of each group.
    latest: BTreeMap<String, ItemId>,
    puts: usize,
    room: Option<usize>,
    panics: bool,
}

/// What a full queue tells its callers to wait.
pub(crate) const FULL_RETRY: Duration = Duration::from_secs(5);

impl MemoryQueue {
    /// Room for so many further items.
    pub(crate) fn set_room(&self, room: usize) {
        self.state.lock().unwrap().room = Some(room);
    }

    /// Panics at the next put, once.
    pub(crate) fn panic_once(&self) {
        self.state.lock().unwrap().panics = true;
    }

    /// The items that were accepted, in order.
    pub(crate) fn accepted(&self) -> Vec<NewItem> {
        self.state.lock().unwrap().accepted.clone()
    }

    /// How often something was put or tried to.
    pub(crate) fn puts(&self) -> usize {
        self.state.lock().unwrap().puts
    }
}

fn status_of(item: &NewItem) -> ItemStatus {
    ItemStatus {
        id: item.id.clone(),
        group: item.group.clone(),
        request_id: item.request_id.clone(),
        state: ItemState::Waiting,
        attempts: 0,
        accepted_at: BEGUN,
        next_attempt_at: Some(BEGUN),
        finished_at: None,
        last_error: None,
    }
}

#[async_trait]
impl Queue for MemoryQueue {
    async fn put(&self, item: NewItem) -> Result<Put, QueueError> {
        let panics = std::mem::take(&mut self.state.lock().unwrap().panics);
        assert!(!panics, "as planned");
        let mut state = self.state.lock().unwrap();
        state.puts += 1;
        if state.latest.get(&item.group) == Some(&item.id) {
            return Ok(Put::Duplicate(status_of(&item)));
        }
        match &mut state.room {
            Some(0) => return Err(QueueError::Full { retry_after: FULL_RETRY }),
            Some(room) => *room -= 1,
            None => {}
        }
        state.latest.insert(item.group.clone(), item.id.clone());
        state.accepted.push(item);
        Ok(Put::Accepted { accepted_at: BEGUN })
    }

    async fn status(&self, id: &ItemId) -> Result<Option<ItemStatus>, QueueError> {
        Ok(self.state.lock().unwrap().accepted.iter().find(|item| item.id == *id).map(status_of))
    }

    async fn lease(&self, _: usize) -> Result<Vec<Lease>, QueueError> {
        unreachable!("nothing is taken")
    }

    async fn extend(&self, _: &Lease) -> Result<Timestamp, QueueError> {
        unreachable!("nothing is taken")
    }

    async fn acknowledge(&self, _: &Lease) -> Result<(), QueueError> {
        unreachable!("nothing is taken")
    }

    async fn retry(&self, _: &Lease, _: &str) -> Result<ItemStatus, QueueError> {
        unreachable!("nothing is taken")
    }

    async fn release(&self, _: &Lease, _: &str) -> Result<ItemStatus, QueueError> {
        unreachable!("nothing is taken")
    }

    async fn reject(&self, _: &Lease, _: &str) -> Result<(), QueueError> {
        unreachable!("nothing is taken")
    }

    async fn dead_letters(&self, _: usize, _: Option<&str>) -> Result<DeadLetterPage, QueueError> {
        unreachable!("nothing dies")
    }

    async fn dead_letter(&self, _: &ItemId) -> Result<Option<DeadItem>, QueueError> {
        unreachable!("nothing dies")
    }

    async fn revive(&self, _: &ItemId) -> Result<(), QueueError> {
        unreachable!("nothing dies")
    }

    async fn delete(&self, _: &ItemId) -> Result<(), QueueError> {
        unreachable!("nothing dies")
    }

    async fn depth(&self) -> Result<Depth, QueueError> {
        unreachable!("nobody asks")
    }

    async fn ready(&self) -> Result<(), QueueError> {
        unreachable!("nothing is taken")
    }

    async fn tidy(&self) -> Result<u64, QueueError> {
        unreachable!("nothing ends")
    }
}
