//! How far `ingest` came in archives and files of lines, kept so that a run that was cut short goes on there.
//!
//! A small file for each file and service, in a folder of the user's, written anew after some documents and whole or not
//! at all. It holds a place only when everything before it is durable at the service, so a crash at any point leads to
//! some documents being submitted again, which is a duplicate and no work, and to none being lost. When a run has come
//! to its end its files are removed, save those of files that are cut off: what is added to them is read another time.
//!
//! A file counts as the same if it begins with the same bytes, has the same bytes before the place, and is as long as
//! it was and not written since, or longer. Otherwise it is read from its start. Where nobody knows at which byte the
//! place is, as in lines that are packed, all that the file had counts as before it. What is written down is of the file
//! that is being read, whatever has come to its path meanwhile.

use std::{
    collections::{HashMap, HashSet},
    env, fs,
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use sayso_domain::stable_id;
use serde::{Deserialize, Serialize};

use crate::reading::{Mark, Place};

/// After how many documents the place is written down, or after how long.
const EVERY: u32 = 64;
const EVERY_SO_OFTEN: Duration = Duration::from_secs(1);
/// How many bytes at the start, and before the place, must be the same.
const COMPARED_BYTES: u64 = 4096;

/// What is written down.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Saved {
    /// Where everything before is durable.
    place: Place,
    /// Of the file, in bytes.
    length: u64,
    /// When the file was written last, in nanoseconds since 1970.
    modified: Option<u128>,
    /// Of its beginning, and of what is before the place.
    digests: [String; 2],
}

/// The places of one run.
#[derive(Debug)]
pub(crate) struct Places {
    /// Where they are kept; `None` if nowhere.
    folder: Option<PathBuf>,
    server: String,
    /// Of each file that is read.
    files: HashMap<Arc<Path>, Progress>,
    /// Files of which something failed that may succeed another time, so that their places stay before it.
    held: HashSet<Arc<Path>>,
    /// Whether something could not be written.
    failed: Option<io::Error>,
}

#[derive(Debug)]
struct Progress {
    place: Place,
    /// What is read; `None` once it is at its end.
    file: Option<Arc<File>>,
    unsaved: u32,
    saved_at: Instant,
    cut: bool,
}

impl Places {
    /// The places of a run that submits to `server`, kept in `folder`, else in that of the user.
    pub(crate) fn new(folder: Option<PathBuf>, server: &str) -> Self {
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let of_user = || {
            let state = set("XDG_STATE_HOME").or_else(|| set("HOME").map(|home| home.join(".local/state")));
            state.map(|state| state.join("sayso"))
        };
        Self {
            folder: folder.or_else(of_user),
            server: server.to_owned(),
            files: HashMap::new(),
            held: HashSet::new(),
            failed: None,
        }
    }

    /// What an earlier run wrote down of a file, if that is still the same.
    pub(crate) fn of(&self, path: &Path) -> Option<Saved> {
        let saved: Saved = serde_json::from_slice(&fs::read(self.note(path)?).ok()?).ok()?;
        saved.place_in(&File::open(path).ok()?).map(|_| saved)
    }

    /// Everything before the mark is durable.
    pub(crate) fn passed(&mut self, mark: &Mark) {
        let Mark { path, place, file } = mark;
        if self.held.contains(path) {
            return;
        }
        let progress = self.files.entry(Arc::clone(path)).or_insert_with(|| Progress {
            place: *place,
            file: None,
            unsaved: 0,
            saved_at: Instant::now(),
            cut: false,
        });
        progress.place = *place;
        progress.file.get_or_insert_with(|| Arc::clone(file));
        progress.unsaved += 1;
        if progress.unsaved >= EVERY || progress.saved_at.elapsed() >= EVERY_SO_OFTEN {
            self.save(path);
        }
    }

    /// What is before the mark failed, and may succeed another time: the place in the file stays before it.
    pub(crate) fn hold(&mut self, mark: &Mark) {
        self.save(&mark.path);
        self.held.insert(Arc::clone(&mark.path));
    }

    /// A file was read to its end, and all is durable.
    pub(crate) fn ended(&mut self, mark: &Mark, cut: bool) {
        self.passed(mark);
        // The other files of the run may take long.
        self.save(&mark.path);
        if let Some(progress) = self.files.get_mut(&mark.path) {
            progress.cut = cut;
            // There may be more of them than may be open.
            progress.file = None;
        }
    }

    /// The run is cut short: writes down what is not yet. Returns whether the next one has a place to go on from.
    ///
    /// # Errors
    /// What kept a place from being written down.
    pub(crate) fn stop(&mut self) -> io::Result<bool> {
        let paths: Vec<_> = self.files.keys().cloned().collect();
        paths.iter().for_each(|path| self.save(path));
        match self.failed.take() {
            Some(error) => Err(error),
            None => Ok(self.folder.is_some() && !self.files.is_empty()),
        }
    }

    /// The run has come to its end: forgets all but the places in files that are cut off, and those before failures.
    pub(crate) fn finish(&mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) {
        for path in paths {
            let path = path.as_ref();
            if !self.held.contains(path)
                && !self.files.get(path).is_some_and(|progress| progress.cut)
                && let Some(note) = self.note(path)
            {
                // There is none, as a rule.
                let _ = fs::remove_file(note);
            }
        }
    }

    fn save(&mut self, path: &Path) {
        let Some(Progress { place, file: Some(file), unsaved: 1.., .. }) = self.files.get(path) else { return };
        let saved = self.try_save(path, *place, file);
        if let Some(progress) = self.files.get_mut(path) {
            progress.unsaved = 0;
            progress.saved_at = Instant::now();
        }
        if let Err(error) = saved {
            self.failed = Some(error);
        }
    }

    fn try_save(&self, path: &Path, place: Place, file: &File) -> io::Result<()> {
        let (Some(folder), Some(note)) = (&self.folder, self.note(path)) else { return Ok(()) };
        let saved = serde_json::to_vec(&Saved::of(file, place, None)?)?;
        fs::create_dir_all(folder)?;
        let mut written = tempfile::NamedTempFile::new_in(folder)?;
        written.write_all(&saved)?;
        written.persist(note)?;
        Ok(())
    }

    fn note(&self, path: &Path) -> Option<PathBuf> {
        let path = path.canonicalize().ok()?;
        let name = stable_id("ingest", &[path.as_os_str().as_encoded_bytes(), self.server.as_bytes()]);
        Some(self.folder.as_ref()?.join(name + ".json"))
    }
}

impl Saved {
    /// Where to go on in a file, if it is the one of which this was written down.
    pub(crate) fn place_in(&self, file: &File) -> Option<Place> {
        let now = Self::of(file, self.place, Some(self.length)).ok()?;
        let untouched = now.length == self.length && now.modified == self.modified;
        let same = now.digests == self.digests && (untouched || now.length > self.length);
        same.then_some(self.place)
    }

    /// The file as it is now, compared as far as it went when it was `length` bytes long, else as it is now. Fails if it
    /// does not reach as far.
    fn of(mut file: &File, place: Place, length: Option<u64>) -> io::Result<Self> {
        let metadata = file.metadata()?;
        let end = match place {
            Place::Record { offset, records: 0 } => offset,
            Place::Line { start, .. } => start,
            // Where that is in the file nobody knows.
            Place::Record { .. } | Place::PackedLine { .. } => length.unwrap_or(metadata.len()),
        };
        let mut digest = |from: u64, to: u64| {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(from))?;
            file.take(to - from).read_to_end(&mut bytes)?;
            if bytes.len() as u64 != to - from {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file became shorter"));
            }
            Ok(stable_id("b", &[&bytes]))
        };
        let digests = [digest(0, COMPARED_BYTES.min(end))?, digest(end.saturating_sub(COMPARED_BYTES), end)?];
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        Ok(Self { place, length: metadata.len(), modified: modified.map(|time| time.as_nanos()), digests })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Place = Place::Line { number: 3, start: 9000 };
    const PACKED: Place = Place::PackedLine { number: 3 };

    /// A folder, a file in it of so many letters, and places.
    fn scene(length: usize) -> (tempfile::TempDir, Arc<Path>, Places) {
        let folder = tempfile::tempdir().unwrap();
        let path: Arc<Path> = folder.path().join("a.jsonl").into();
        fs::write(&path, "x".repeat(length)).unwrap();
        let places = Places::new(Some(folder.path().join("state")), "127.0.0.1:7401");
        (folder, path, places)
    }

    fn mark(path: &Arc<Path>, place: Place) -> Mark {
        Mark { path: Arc::clone(path), place, file: Arc::new(File::open(path).unwrap()) }
    }

    /// Where an earlier run left a file.
    fn left(places: &Places, path: &Path) -> Option<Place> {
        places.of(path).map(|saved| saved.place)
    }

    #[test]
    fn a_run_that_was_cut_short_goes_on_where_it_was() {
        let (folder, path, mut places) = scene(20_000);
        assert_eq!(left(&places, &path), None);
        for number in 1..=EVERY.into() {
            places.passed(&mark(&path, Place::Line { number, start: 100 * number }));
        }
        let reached = Place::Line { number: EVERY.into(), start: 100 * u64::from(EVERY) };
        let next = |server: &str| Places::new(Some(folder.path().join("state")), server);
        assert_eq!(left(&next("127.0.0.1:7401"), &path), Some(reached));
        assert_eq!(left(&next("elsewhere:7401"), &path), None, "another service has none of it");
        places.passed(&mark(&path, LINE));
        assert_eq!(left(&places, &path), Some(reached), "one more is not written down at once");
        assert!(places.stop().unwrap());
        assert_eq!(left(&places, &path), Some(LINE));
        places.finish([&path]);
        assert_eq!(left(&places, &path), None);
        assert_eq!(fs::read_dir(folder.path().join("state")).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_is_cut_off_is_kept_in_mind() {
        let (_folder, path, mut places) = scene(20_000);
        places.ended(&mark(&path, LINE), true);
        places.finish([&path]);
        assert_eq!(left(&places, &path), Some(LINE));
        places.ended(&mark(&path, LINE), false);
        places.finish([&path]);
        assert_eq!(left(&places, &path), None);
    }

    #[test]
    fn a_place_stays_before_what_failed() {
        let (_folder, path, mut places) = scene(20_000);
        places.passed(&mark(&path, LINE));
        let behind = mark(&path, Place::Line { number: 5, start: 9500 });
        places.hold(&behind);
        places.passed(&behind);
        places.ended(&behind, false);
        places.finish([&path]);
        assert_eq!(left(&places, &path), Some(LINE));
    }

    #[test]
    fn what_comes_to_the_path_meanwhile_is_another_file() {
        for (place, length) in [(LINE, 30_000), (PACKED, 30_000), (LINE, 9_001)] {
            let (folder, path, mut places) = scene(20_000);
            let mark = mark(&path, place);
            let other = folder.path().join("other");
            fs::write(&other, "y".repeat(length)).unwrap();
            fs::rename(other, &path).unwrap();
            places.ended(&mark, false);
            assert_eq!(left(&places, &path), None, "{place:?}");
        }
        // Nor is a place written down that the file does not reach.
        let (_folder, path, mut places) = scene(8_000);
        places.passed(&mark(&path, LINE));
        assert!(places.stop().is_err());
        assert_eq!(left(&places, &path), None);
    }

    #[test]
    fn another_file_of_the_same_name_is_read_from_its_start() {
        for place in [LINE, PACKED, Place::Record { offset: 0, records: 3 }] {
            changed(place);
        }
    }

    fn changed(place: Place) {
        let check = |change: fn(&Path), expected: Option<Place>| {
            let (_folder, path, mut places) = scene(20_000);
            places.ended(&mark(&path, place), false);
            change(&path);
            assert_eq!(left(&places, &path), expected.map(|_| place), "{place:?}");
        };
        fn edit(path: &Path, change: fn(&mut Vec<u8>)) {
            let mut bytes = fs::read(path).unwrap();
            change(&mut bytes);
            fs::write(path, bytes).unwrap();
        }
        check(|_| (), Some(LINE));
        check(|path| edit(path, |bytes| bytes.extend(b"more")), Some(LINE));
        check(|path| edit(path, |bytes| bytes.truncate(19_000)), None);
        check(|path| edit(path, |bytes| bytes.truncate(100)), None);
        check(
            |path| {
                edit(path, |bytes| {
                    bytes[0] = b'y';
                    bytes.push(b'z')
                })
            },
            None,
        );
        check(
            |path| {
                edit(path, |bytes| {
                    bytes[8999] = b'y';
                    bytes[19_999] = b'y';
                    bytes.push(b'z')
                })
            },
            None,
        );
        check(|path| fs::remove_file(path).unwrap(), None);
        // Written anew, and as long as before.
        check(
            |path| {
                let later = SystemTime::now() + Duration::from_secs(60);
                File::options().write(true).open(path).unwrap().set_modified(later).unwrap();
            },
            None,
        );
    }

    #[test]
    fn a_damaged_note_is_none() {
        let (_folder, path, mut places) = scene(20_000);
        places.ended(&mark(&path, LINE), false);
        let note = places.note(&path).unwrap();
        for damaged in [&b""[..], b"{", b"{\"place\": 3}"] {
            fs::write(&note, damaged).unwrap();
            assert_eq!(left(&places, &path), None);
        }
    }
}
