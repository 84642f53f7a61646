//! From sources to jobs, on a thread that may block: opens files, tells what they are, and cuts up what holds many
//! documents or leads to them.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, Cursor, Read, Seek, SeekFrom},
    path::Path,
    sync::Arc,
};

use sayso_domain::{DocumentId, DocumentParts, MAX_TEXT_BYTES, stable_id};
use sayso_readers::{
    Content, FeedLimits, KIND_BYTES, Kind, Line, LineError, Lines, Location, Lost, LostReason, Raw, Response, Sitemap,
    SitemapLimits, Warc, WarcLimits, gzip, kind, read_at_most, read_feed,
};
use tokio::{
    runtime::Handle,
    sync::{Semaphore, mpsc},
};

use super::{
    Job, Known, MAX_FETCHED_BYTES, Many, Mark, Origin, Outcome, Part, Place, Reason, Shared, Source, Unread, Work,
    counted::Counted,
};

/// Nobody wants more.
#[derive(Debug)]
pub(super) struct Stop;

/// The most bytes of one document or feed: the longest text in the widest encoding.
const MAX_FILE_BYTES: usize = 2 * MAX_TEXT_BYTES;

pub(super) struct Feeder {
    pub(super) shared: Arc<Shared>,
    pub(super) jobs: mpsc::Sender<Job>,
    pub(super) room: Arc<Semaphore>,
    pub(super) handle: Handle,
}

impl Feeder {
    /// Hands on what takes `bytes` of room, once there is as much.
    fn put(&self, origin: Origin, mark: Option<Mark>, work: Work, bytes: usize) -> Result<(), Stop> {
        let bytes = u32::try_from(bytes.min(self.shared.room)).unwrap_or(u32::MAX);
        let room = self.handle.block_on(Arc::clone(&self.room).acquire_many_owned(bytes)).map_err(|_| Stop)?;
        self.jobs.blocking_send(Job { origin, mark, work, room: Some(room) }).map_err(|_| Stop)
    }

    fn unread(&self, origin: Origin, mark: Option<Mark>, unread: impl Into<Unread>) -> Result<(), Stop> {
        self.put(origin, mark, Work::Done(Outcome::Unread(unread.into())), 0)
    }

    pub(super) fn sources(&self, sources: &[Source]) -> Result<(), Stop> {
        sources.iter().try_for_each(|source| match source {
            Source::Standard => self.standard(),
            Source::File(path) => self.file(path, true),
            Source::Found(path) => self.file(path, false),
            Source::Address(url) => {
                let work = Work::Fetch { url: url.clone(), known: Box::default(), many: true };
                self.put(Origin::of_address(url), None, work, MAX_FETCHED_BYTES)
            }
        })
    }

    fn standard(&self) -> Result<(), Stop> {
        let origin = Origin { name: "standard input".into(), stem: "stdin".into(), part: None };
        let mut input = io::stdin().lock();
        let start = match read_at_most(&mut input, KIND_BYTES) {
            Ok((start, _)) => start,
            Err(error) => return self.unread(origin, None, error),
        };
        match kind(&Raw { bytes: &start, ..Raw::default() }, None) {
            Ok(kind) => self.contents(&origin, kind, Cursor::new(start).chain(input), None),
            Err(error) => self.unread(origin, None, error),
        }
    }

    /// A file, which may lead to the network if it is `named`.
    fn file(&self, path: &Path, named: bool) -> Result<(), Stop> {
        let origin = Origin::of_file(path);
        let opened = File::open(path).and_then(|file| {
            let mut file = Counted::new(file, Arc::clone(&self.shared.bytes_read));
            let (start, _) = read_at_most(&mut file, KIND_BYTES)?;
            file.rewind()?;
            // A handle of its own has a position of its own.
            Ok((file, start, Arc::new(File::open(path)?)))
        });
        let (file, start, again) = match opened {
            Ok(opened) => opened,
            Err(error) => return self.unread(origin, None, error),
        };
        let name = path.file_name().map(|name| name.to_string_lossy());
        match kind(&Raw { bytes: &start, ..Raw::default() }, name.as_deref()) {
            Ok(Kind::Feed | Kind::Sitemap) if !named => {
                self.put(origin, None, Work::Done(Outcome::LeftOut(Reason::Found, 1)), 0)
            }
            Ok(Kind::Warc) => match self.place(path, &again) {
                Some(Place::Record { offset, records }) => {
                    let position = sayso_readers::Position { offset, records };
                    match Warc::resume(file, position, WarcLimits::default()) {
                        Ok(warc) => self.archive(&origin, warc, Some((path.into(), again))),
                        Err(error) => self.unread(origin, None, error),
                    }
                }
                _ => match Warc::new(file, WarcLimits::default()) {
                    Ok(warc) => self.archive(&origin, warc, Some((path.into(), again))),
                    Err(error) => self.unread(origin, None, error),
                },
            },
            Ok(Kind::JsonLines) => self.lines_of_file(&origin, file, (path, again), gzip::is_gzip(&start)),
            Ok(kind) => self.contents(&origin, kind, file, Some(path)),
            Err(error) => self.unread(origin, None, error),
        }
    }

    /// Where to go on in a file.
    fn place(&self, path: &Path, file: &File) -> Option<Place> {
        self.shared.how.places.get(path)?.place_in(file)
    }

    fn lines_of_file(
        &self,
        origin: &Origin,
        mut file: impl Read + Seek,
        (path, again): (&Path, Arc<File>),
        packed: bool,
    ) -> Result<(), Stop> {
        let (lines, from) = match self.place(path, &again) {
            Some(Place::Line { number, start }) if !packed => match file.seek(SeekFrom::Start(start)) {
                Ok(_) => (Lines::resume(file, number, start), number),
                Err(error) => return self.unread(origin.clone(), None, error),
            },
            Some(Place::PackedLine { number }) if packed => (Lines::new(file), number),
            _ => (Lines::new(file), 0),
        };
        match lines {
            Ok(lines) => self.lines(origin, lines, from, Some((path.into(), again, packed))),
            Err(error) => self.unread(origin.clone(), None, error),
        }
    }

    /// What was fetched.
    pub(super) fn many(&self, origin: &Origin, kind: Kind, many: Many) -> Result<(), Stop> {
        match kind {
            Kind::Feed => self.feed(origin, &many.bytes, many.media_type.as_deref(), Some(&many.uri)),
            _ => self.contents(origin, kind, Cursor::new(many.bytes), None),
        }
    }

    /// What is in a stream of a known kind.
    fn contents(&self, origin: &Origin, kind: Kind, mut stream: impl Read, path: Option<&Path>) -> Result<(), Stop> {
        match kind {
            Kind::Warc => match Warc::new(stream, WarcLimits::default()) {
                Ok(warc) => self.archive(origin, warc, None),
                Err(error) => self.unread(origin.clone(), None, error),
            },
            Kind::JsonLines => match Lines::new(stream) {
                Ok(lines) => self.lines(origin, lines, 0, None),
                Err(error) => self.unread(origin.clone(), None, error),
            },
            Kind::Sitemap => match Sitemap::new(stream, SitemapLimits::default()) {
                Ok(sitemap) => self.sitemap(origin, sitemap),
                Err(error) => self.unread(origin.clone(), None, error),
            },
            Kind::Feed | Kind::Text | Kind::Page | Kind::Mail => {
                // What is longer is refused by whoever reads it.
                let bytes = match read_at_most(&mut stream, MAX_FILE_BYTES + 1) {
                    Ok((bytes, _)) if gzip::is_gzip(&bytes) => match gzip::decompress(&bytes, gzip::Bounds::PAGE) {
                        Ok(bytes) => bytes,
                        Err(error) => return self.unread(origin.clone(), None, error),
                    },
                    Ok((bytes, _)) => bytes,
                    Err(error) => return self.unread(origin.clone(), None, error),
                };
                if kind == Kind::Feed {
                    return self.feed(origin, &bytes, None, None);
                }
                let uri = path.filter(|_| self.shared.how.file_addresses).and_then(|path| path.canonicalize().ok());
                let uri = uri.map(|path| format!("file://{}", path.display()));
                let less = DocumentParts { uri, ..DocumentParts::default() };
                let known = Box::new(Known { less, ..Known::default() });
                let length = bytes.len();
                let work = Work::Read { bytes, media_type: None, uri: None, known, archived: false };
                self.put(origin.clone(), None, work, length)
            }
        }
    }

    fn archive(
        &self,
        of: &Origin,
        mut warc: Warc<impl Read>,
        file: Option<(Arc<Path>, Arc<File>)>,
    ) -> Result<(), Stop> {
        let mut cut = false;
        let mark = |place: Place| file.clone().map(|(path, file)| Mark { path, place, file });
        for number in 1.. {
            let Some(found) = warc.next() else { break };
            let place = Place::from(warc.position());
            let part = |uri: Option<&str>| of.part("record", number, uri);
            match found {
                Ok(response) => {
                    let (origin, length) = (part(Some(&response.uri)), response.body.len());
                    self.put(origin, mark(place), of_response(response), length)?;
                }
                // Nobody knows whether it is one that should be a document, as most that are so long are not.
                Err(Lost { reason: LostReason::Page(error), uri, .. }) => {
                    let left_out = Work::Done(Outcome::LeftOut(Unread::from(error).reason, 1));
                    self.put(part(uri.as_deref()), mark(place), left_out, 0)?;
                }
                Err(lost) => {
                    cut = matches!(lost.reason, LostReason::Cut | LostReason::Source(_));
                    let unread = Unread::new(Reason::Lost, &lost);
                    self.unread(part(lost.uri.as_deref()), mark(place), unread)?;
                }
            }
        }
        let others = Work::Done(Outcome::LeftOut(Reason::OtherRecord, warc.skipped()));
        self.put(of.clone(), None, others, 0)?;
        self.put(of.clone(), mark(warc.position().into()), Work::Done(Outcome::End { cut }), 0)
    }

    /// The lines from a number on.
    fn lines(
        &self,
        of: &Origin,
        lines: Lines<impl Read>,
        from: u64,
        file: Option<(Arc<Path>, Arc<File>, bool)>,
    ) -> Result<(), Stop> {
        let mark = |number, start| {
            file.clone().map(|(path, file, packed)| {
                let place = if packed { Place::PackedLine { number } } else { Place::Line { number, start } };
                Mark { path, place, file }
            })
        };
        let (mut end, mut cut) = (None, false);
        for Line { number, start, length, ended, parts } in lines {
            if number < from {
                continue;
            }
            // The rest of a line without an end may still be written.
            let mark = if ended { mark(number + 1, start + length) } else { mark(number, start) };
            let origin = of.part("line", number, None);
            match parts {
                Ok(parts) => {
                    end.clone_from(&mark);
                    let length = parts.text.len();
                    self.put(origin, mark, Work::Parts(Box::new(parts)), length)?;
                }
                // The rest may be read another time.
                Err(error @ LineError::Stream(_)) => {
                    cut = true;
                    self.unread(origin, None, error)?;
                }
                Err(error) => {
                    end.clone_from(&mark);
                    self.unread(origin, mark, error)?;
                }
            }
        }
        self.put(of.clone(), end, Work::Done(Outcome::End { cut }), 0)
    }

    fn feed(&self, of: &Origin, bytes: &[u8], media_type: Option<&str>, uri: Option<&str>) -> Result<(), Stop> {
        let feed = match read_feed(&Raw { bytes, media_type, uri }, &FeedLimits::default()) {
            Ok(feed) => feed,
            Err(error) => return self.unread(of.clone(), None, error),
        };
        let mut seen = HashSet::new();
        for (entry, number) in feed.entries.into_iter().zip(1..) {
            // Some feeds give an entry twice.
            if !seen.insert(entry.key()) {
                continue;
            }
            let origin = match &entry.link {
                Some(link) => of.page(number, link),
                None => of.part("entry", number, None),
            };
            let less = DocumentParts {
                title: entry.title.clone(),
                authors: entry.authors.clone(),
                site: entry.site.clone().or_else(|| feed.site.clone()),
                language: entry.language.clone().or_else(|| feed.language.clone()),
                ..DocumentParts::default()
            };
            let more = DocumentParts { published: entry.published.clone(), ..DocumentParts::default() };
            match (&entry.link, &entry.content) {
                (Some(url), _) => self.page(origin, url, Known { more, less })?,
                (None, Some(content)) => {
                    // The feed is asked for by the same name the next time, and the entry has the same key in it.
                    let key = entry.key();
                    let id = stable_id("e", &[uri.unwrap_or(&of.name).as_bytes(), key.as_bytes()]);
                    let more = DocumentParts { id: DocumentId::new(id).ok(), ..more };
                    self.content(origin, content, Known { more, less })?;
                }
                (None, None) => {
                    let unread = Unread::new(Reason::Empty, "the entry has neither an address nor the article");
                    self.unread(origin, None, unread)?;
                }
            }
        }
        if feed.left_out > 0 {
            let message = format!("{} entries are left out: it has too many", feed.left_out);
            self.unread(of.clone(), None, Unread::new(Reason::TooLong, message))?;
        }
        feed.problem.map_or(Ok(()), |problem| self.unread(of.clone(), None, problem))
    }

    fn content(&self, origin: Origin, content: &Content, known: Known) -> Result<(), Stop> {
        let (media_type, text) = match content {
            Content::Html(text) => ("text/html; charset=utf-8", text),
            Content::Text(text) => ("text/plain; charset=utf-8", text),
        };
        let (bytes, media_type) = (text.as_bytes().to_vec(), Some(media_type.to_owned()));
        let length = bytes.len();
        let work = Work::Read { bytes, media_type, uri: None, known: Box::new(known), archived: false };
        self.put(origin, None, work, length)
    }

    fn page(&self, origin: Origin, url: &str, known: Known) -> Result<(), Stop> {
        let work = Work::Fetch { url: url.to_owned(), known: Box::new(known), many: false };
        self.put(origin, None, work, MAX_FETCHED_BYTES)
    }

    fn sitemap(&self, of: &Origin, sitemap: Sitemap<impl Read>) -> Result<(), Stop> {
        for (location, number) in sitemap.zip(1..) {
            let Location { uri, is_sitemap, news, .. } = match location {
                Ok(location) => location,
                Err(error) => return self.unread(of.clone(), None, error),
            };
            let news = news.unwrap_or_default();
            let less = DocumentParts {
                title: news.title,
                site: news.site,
                language: news.language,
                ..DocumentParts::default()
            };
            let more = DocumentParts { published: news.published, ..DocumentParts::default() };
            let origin = of.page(number, &uri);
            let work = Work::Fetch { url: uri, known: Box::new(Known { more, less }), many: is_sitemap };
            self.put(origin, None, work, MAX_FETCHED_BYTES)?;
        }
        Ok(())
    }
}

/// What there is to do with a page of an archive, in which much need not be a document.
fn of_response(response: Response) -> Work {
    let left_out = |reason| Work::Done(Outcome::LeftOut(reason, 1));
    if !(200..300).contains(&response.status) {
        return left_out(Reason::Status);
    }
    match kind(&response.raw(), None) {
        Ok(Kind::Page) => Work::Read {
            bytes: response.body,
            media_type: response.media_type,
            uri: Some(response.uri),
            known: Box::default(),
            archived: true,
        },
        _ => left_out(Reason::Kind),
    }
}

impl Origin {
    fn of_file(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let plain = name.strip_suffix(".gz").unwrap_or(&name);
        let stem = Path::new(plain).file_stem().unwrap_or_default().to_string_lossy();
        Self { name: path.display().to_string().into(), stem: stem.into(), part: None }
    }

    pub(super) fn of_address(url: &str) -> Self {
        let name = shown(url);
        let (_, place) = name.split_once("://").unwrap_or(("", &name));
        let last = place.split('/').rfind(|part| !part.is_empty()).unwrap_or("page");
        let stem = match last.rsplit_once('.') {
            // The end of a host is no extension.
            Some((stem, _)) if !stem.is_empty() && place.contains('/') && !place.starts_with(last) => stem,
            _ => last,
        };
        Self { stem: stem.into(), name: name.into(), part: None }
    }

    fn part(&self, what: &'static str, number: u64, address: Option<&str>) -> Self {
        let part = Part { what, number, address: address.map(shown), is_page: false };
        Self { part: Some(part), ..self.clone() }
    }

    /// A page to which an entry leads.
    fn page(&self, number: u64, address: &str) -> Self {
        let part = Part { what: "entry", number, address: Some(shown(address)), is_page: true };
        Self { part: Some(part), name: Arc::clone(&self.name), stem: Self::of_address(address).stem }
    }
}

/// An address as messages show it: without its user, its query and its fragment, which may hold what is secret.
fn shown(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "an address".to_owned() };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_stems_and_keep_their_secrets() {
        let check = |url: &str, name: &str, stem: &str| {
            let origin = Origin::of_address(url);
            assert_eq!((&*origin.name, &*origin.stem), (name, stem), "{url}");
        };
        check("https://a.example/2026/bridge.html?key=s#x", "https://a.example/2026/bridge.html", "bridge");
        check("https://me:secret@a.example/bridge/", "https://a.example/bridge/", "bridge");
        check("https://a.example/", "https://a.example/", "a.example");
        check("https://a.example?token=s", "https://a.example", "a.example");
    }

    #[test]
    fn files_have_stems() {
        let check = |path: &str, stem: &str| assert_eq!(&*Origin::of_file(Path::new(path)).stem, stem, "{path}");
        check("a/b.txt", "b");
        check("a/news.warc.gz", "news");
        check("a/news.2026.jsonl", "news.2026");
        check("a/b", "b");
    }
}
