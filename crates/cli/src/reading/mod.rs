//! The one way from what a command is given to documents: files, folders, standard input, addresses, feeds, sitemaps,
//! archives and lines become one stream of [`Piece`]s, in the order of the input.
//!
//! ```text
//! feeder (a thread that may block)     tasks, several at once             the command
//! opens, tells kinds, cuts up   --->   fetches, reads pages on        --->   prints or submits,
//! archives and lines                   threads of their own                one after the other
//! ```
//!
//! A piece takes its room, in bytes, before it is cut from its file, and gives it back when the command is done with it.
//! So whoever is slow in the end slows the feeder in the beginning, and memory holds no more than [`IN_FLIGHT`] pieces
//! and [`IN_FLIGHT_BYTES`] of them at each level: what is fetched may turn out to be a feed, whose own pieces are a level
//! of their own.

mod counted;
mod feeder;
mod sources;
#[cfg(test)]
mod tests;
mod unread;

use std::{
    collections::HashMap,
    fs::File,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock, atomic::AtomicU64},
};

use futures_util::{
    FutureExt, StreamExt,
    stream::{self, BoxStream},
};
use sayso_domain::{Document, DocumentParts};
use sayso_fetch::{Conditions, Fetched, Fetcher, Settings};
use sayso_ingest_service::Reader;
use sayso_readers::{KIND_BYTES, Kind, Position, Raw, kind};
use serde::{Deserialize, Serialize};
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
};
use tokio_util::task::AbortOnDropHandle;

use self::feeder::{Feeder, Stop};
pub(crate) use self::{
    sources::{Source, Sources, sources},
    unread::{Reason, Tally, Unread},
};
use crate::resume::Saved;

/// Pieces that may be read ahead of the one that comes next.
pub(crate) const IN_FLIGHT: usize = 32;
/// Bytes of pieces that are under way, whatever number they are.
pub(crate) const IN_FLIGHT_BYTES: usize = 64 << 20;
/// The most bytes that are fetched at once; a fetch takes this much room until it is over.
pub(crate) const MAX_FETCHED_BYTES: usize = 8 << 20;
/// An address may lead to an index of sitemaps, that to sitemaps, and those to pages.
const LEVELS: usize = 2;

/// What came of one thing that there was to read.
pub(crate) struct Piece {
    pub(crate) origin: Origin,
    pub(crate) outcome: Outcome,
    /// Where to go on behind it.
    pub(crate) mark: Option<Mark>,
    /// Its share of the bytes under way.
    _room: Option<OwnedSemaphorePermit>,
}

/// Where a piece comes from.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// The file or address, for messages: without what may be secret in it.
    pub(crate) name: Arc<str>,
    /// The name without folder and extension; of a page to which a feed or sitemap leads, that page's.
    pub(crate) stem: Arc<str>,
    /// Which of those that are in one file it is.
    pub(crate) part: Option<Part>,
}

/// One of many in a file.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// "line", "record", "entry".
    pub(crate) what: &'static str,
    /// Its number, from 1.
    pub(crate) number: u64,
    /// Its address, for messages.
    pub(crate) address: Option<String>,
    /// Whether it is a page of its own, to which a feed or sitemap leads.
    pub(crate) is_page: bool,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)?;
        if let Some(Part { what, number, address, .. }) = &self.part {
            write!(f, ", {what} {number}")?;
            if let Some(address) = address {
                write!(f, " ({address})")?;
            }
        }
        Ok(())
    }
}

/// What came of a piece.
pub(crate) enum Outcome {
    Document(Box<Document>),
    /// It should have been one.
    Unread(Unread),
    /// So many things of an archive that need not be documents, as pictures and pages that were not found.
    LeftOut(Reason, u64),
    /// A file came to its end; whether there may be more of it, since it is cut off.
    End {
        cut: bool,
    },
}

/// Where to go on in a file of many documents.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) path: Arc<Path>,
    pub(crate) place: Place,
    /// The file as it was opened to be read; its path may lead to another one by now.
    pub(crate) file: Arc<File>,
}

/// A place between two documents of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// In an archive.
    Record { offset: u64, records: u64 },
    /// Where a line of a plain file begins.
    Line { number: u64, start: u64 },
    /// Before a line of a file in gzip, whose lines before it are read again and passed.
    PackedLine { number: u64 },
}

impl From<Position> for Place {
    fn from(Position { offset, records }: Position) -> Self {
        Self::Record { offset, records }
    }
}

/// What is known of a document besides what it says itself.
#[derive(Debug, Default)]
struct Known {
    /// Counts more than what it says.
    more: DocumentParts,
    /// Counts where it says nothing.
    less: DocumentParts,
}

/// What a thing needs to become a document.
enum Work {
    Done(Outcome),
    Parts(Box<DocumentParts>),
    Read {
        bytes: Vec<u8>,
        media_type: Option<String>,
        uri: Option<String>,
        known: Box<Known>,
        /// Whether it need not be a document.
        archived: bool,
    },
    Fetch {
        url: String,
        known: Box<Known>,
        /// Whether it may be many.
        many: bool,
    },
}

struct Job {
    origin: Origin,
    mark: Option<Mark>,
    work: Work,
    room: Option<OwnedSemaphorePermit>,
}

/// What came of a job: a piece, or something that holds more.
enum Answer {
    One(Piece),
    Many(Origin, Kind, Many),
}

/// What was fetched and holds many documents or leads to them.
struct Many {
    bytes: Vec<u8>,
    media_type: Option<String>,
    uri: String,
    /// Its share of the bytes under way, until all of it is cut up.
    _room: Option<OwnedSemaphorePermit>,
}

/// What a feeder does.
type Feed = Box<dyn FnOnce(&Feeder) -> Result<(), Stop> + Send>;

/// How a command reads.
#[derive(Debug, Default)]
pub(crate) struct How {
    pub(crate) fetching: Settings,
    /// What documents have that do not say so themselves.
    pub(crate) defaults: DocumentParts,
    /// Whether a file is the address of what is in it, if it names no better one.
    pub(crate) file_addresses: bool,
    /// Where to go on in files that were read in part, by path as it was given, if they are the same when opened.
    pub(crate) places: HashMap<PathBuf, Saved>,
}

/// Reads for one command. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Reading(Arc<Shared>);

struct Shared {
    how: How,
    /// The most bytes under way at each level.
    room: usize,
    reader: Reader,
    fetcher: OnceLock<Result<Fetcher, String>>,
    bytes_read: Arc<AtomicU64>,
}

impl Reading {
    pub(crate) fn new(how: How) -> Self {
        Self::with_room(how, IN_FLIGHT_BYTES)
    }

    fn with_room(how: How, room: usize) -> Self {
        Self(Arc::new(Shared {
            how,
            room,
            reader: Reader::default(),
            fetcher: OnceLock::new(),
            bytes_read: Arc::new(AtomicU64::new(0)),
        }))
    }

    /// How many bytes of files have been read.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.0.bytes_read.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// All that there is in the sources, in their order. To be used on a runtime.
    pub(crate) fn pieces(&self, sources: Vec<Source>) -> BoxStream<'static, Piece> {
        self.level(LEVELS, Box::new(move |feeder| feeder.sources(&sources)))
    }

    /// What a feeder finds; what turns out to be many things is cut up by a feeder of its own, `levels` deep.
    fn level(&self, levels: usize, feed: Feed) -> BoxStream<'static, Piece> {
        // Jobs have taken their room already, so none need wait in the channel.
        let (jobs, mut next_job) = mpsc::channel(1);
        let feeder = Feeder {
            shared: Arc::clone(&self.0),
            jobs,
            room: Arc::new(Semaphore::new(self.0.room)),
            handle: Handle::current(),
        };
        let fed = tokio::task::spawn_blocking(move || {
            // It stops early when nobody wants more.
            let _ = feed(&feeder);
        });
        let broken = fed.into_stream().filter_map(async |fed| fed.is_err().then(Piece::broken));
        let reading = self.clone();
        let answers = stream::poll_fn(move |context| next_job.poll_recv(context)).map(move |job: Job| {
            let origin = job.origin.clone();
            // A task of its own goes on while the command waits for something else.
            let task = AbortOnDropHandle::new(tokio::spawn(reading.clone().answer(job, levels)));
            task.map(|answer| answer.unwrap_or_else(|_| Answer::One(Piece { origin, ..Piece::broken() })))
        });
        let reading = self.clone();
        let pieces = answers.buffered(IN_FLIGHT).flat_map(move |answer| match answer {
            Answer::One(piece) => stream::once(std::future::ready(piece)).boxed(),
            Answer::Many(origin, kind, many) => {
                reading.level(levels.saturating_sub(1), Box::new(move |feeder| feeder.many(&origin, kind, many)))
            }
        });
        pieces.chain(broken).boxed()
    }

    async fn answer(self, Job { origin, mark, work, room }: Job, levels: usize) -> Answer {
        let outcome = match work {
            Work::Done(outcome) => outcome,
            Work::Parts(parts) => self.document(*parts, Known::default()),
            Work::Read { bytes, media_type, uri, known, archived } => {
                match self.0.reader.read(bytes, media_type, uri).await {
                    Ok(parts) => self.document(parts, *known),
                    Err(error) if archived => Outcome::LeftOut(Unread::from(error).reason, 1),
                    Err(error) => Outcome::Unread(error.into()),
                }
            }
            Work::Fetch { url, known, many } => match self.fetched(&url, *known, many && levels > 0).await {
                Ok(Ok(outcome)) => outcome,
                Ok(Err((kind, many))) => {
                    // What a sitemap leads to goes by its own address.
                    let origin = if origin.part.is_some() { Origin::of_address(&many.uri) } else { origin };
                    return Answer::Many(origin, kind, Many { _room: room, ..many });
                }
                Err(unread) => Outcome::Unread(unread),
            },
        };
        Answer::One(Piece { origin, outcome, mark, _room: room })
    }

    /// What stands at an address: a document, or many if that is allowed.
    async fn fetched(&self, url: &str, known: Known, many: bool) -> Result<Result<Outcome, (Kind, Many)>, Unread> {
        let fetcher =
            self.0.fetcher.get_or_init(|| Fetcher::new(self.0.how.fetching.clone()).map_err(|error| error.to_string()));
        let fetcher = fetcher.as_ref().map_err(|error| Unread::new(Reason::Unfetched, error))?;
        let body = match fetcher.get(url, &Conditions::default()).await? {
            Fetched::Body(body) => body,
            // Nothing was said of what is known, so no server can say that it is the same.
            Fetched::NotModified(_) => return Err(Unread::new(Reason::Unfetched, "the site sent no page")),
        };
        let uri = body.answer.final_url.to_string();
        let start = body.bytes.get(..KIND_BYTES).unwrap_or(&body.bytes);
        let name = body.answer.final_url.path_segments().and_then(Iterator::last).map(str::to_owned);
        let told = kind(&Raw { bytes: start, media_type: body.content_type.as_deref(), uri: None }, name.as_deref())?;
        match told {
            Kind::Text | Kind::Page | Kind::Mail => {
                let parts = self.0.reader.read(body.bytes, body.content_type, Some(uri)).await?;
                Ok(Ok(self.document(parts, known)))
            }
            _ if many => {
                let bytes = body.bytes.into();
                Ok(Err((told, Many { bytes, media_type: body.content_type, uri, _room: None })))
            }
            _ => Err(Unread::new(Reason::Kind, "it is no page, but a feed, a sitemap, an archive or lines")),
        }
    }

    fn document(&self, read: DocumentParts, known: Known) -> Outcome {
        let mut parts = DocumentParts { text: Arc::clone(&read.text), ..known.more };
        for less in [&read, &known.less, &self.0.how.defaults] {
            parts.id = parts.id.or_else(|| less.id.clone());
            parts = parts.completed_by(less).unwrap_or(parts);
        }
        if parts.text.trim().is_empty() {
            return Outcome::Unread(sayso_readers::ReadError::Empty.into());
        }
        match Document::new(parts) {
            Ok(document) => Outcome::Document(Box::new(document)),
            Err(error) => Outcome::Unread(error.into()),
        }
    }
}

impl Piece {
    /// What stands for something on which the program failed.
    fn broken() -> Self {
        let origin = Origin { name: "the input".into(), stem: "input".into(), part: None };
        let outcome = Outcome::Unread(Unread::new(Reason::Failed, "the program failed on it"));
        Self { origin, outcome, mark: None, _room: None }
    }
}
