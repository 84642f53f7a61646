//! How far `ingest` came in archives and files of lines, kept so that a run that was cut short goes on there.
//!
//! A small file for each file and service, in a folder of the user's, written anew after some documents and whole or not
//! at all. It holds a place only when everything before it is durable at the service, so a crash at any point leads to
//! some documents being submitted again, which is a duplicate and no work, and to none being lost. When a run has come
//! to its end its files are removed, save those of files that are cut off: what is added to them is read another time.
//!
//! A file counts as the same if it begins with the same bytes, has the same bytes before the place, and is as long as
//! it was and not written since, or longer. Otherwise it is read from its start.

use std::{
    collections::HashMap,
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
struct Saved {
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
    /// Whether something could not be written.
    failed: Option<io::Error>,
}

#[derive(Debug)]
struct Progress {
    place: Place,
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
        Self { folder: folder.or_else(of_user), server: server.to_owned(), files: HashMap::new(), failed: None }
    }

    /// Where an earlier run left a file.
    pub(crate) fn of(&self, path: &Path) -> Option<Place> {
        let saved: Saved = serde_json::from_slice(&fs::read(self.file(path)?).ok()?).ok()?;
        let now = Saved::of(path, saved.place).ok()?;
        let untouched = now.length == saved.length && now.modified == saved.modified;
        let same = now.digests == saved.digests && (untouched || now.length > saved.length);
        same.then_some(saved.place)
    }

    /// Everything before the mark is durable.
    pub(crate) fn passed(&mut self, mark: &Mark) {
        let Mark { path, place } = mark;
        let progress = self.files.entry(Arc::clone(path)).or_insert_with(|| Progress {
            place: *place,
            unsaved: 0,
            saved_at: Instant::now(),
            cut: false,
        });
        progress.place = *place;
        progress.unsaved += 1;
        if progress.unsaved >= EVERY || progress.saved_at.elapsed() >= EVERY_SO_OFTEN {
            progress.unsaved = 0;
            progress.saved_at = Instant::now();
            self.save(path, *place);
        }
    }

    /// A file was read to its end, and all is durable.
    pub(crate) fn ended(&mut self, mark: &Mark, cut: bool) {
        self.passed(mark);
        if let Some(progress) = self.files.get_mut(&mark.path) {
            progress.cut = cut;
        }
        // The other files of the run may take long.
        self.save(&mark.path, mark.place);
    }

    /// The run is cut short: writes down what is not yet.
    pub(crate) fn stop(&mut self) -> Option<io::Error> {
        let unsaved: Vec<_> = self.files.iter().filter(|(_, progress)| progress.unsaved > 0).collect();
        let unsaved: Vec<_> = unsaved.into_iter().map(|(path, progress)| (Arc::clone(path), progress.place)).collect();
        unsaved.into_iter().for_each(|(path, place)| self.save(&path, place));
        self.failed.take()
    }

    /// The run has come to its end: forgets all but the places in files that are cut off.
    pub(crate) fn finish(&mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) {
        for path in paths {
            let path = path.as_ref();
            if !self.files.get(path).is_some_and(|progress| progress.cut)
                && let Some(file) = self.file(path)
            {
                // There is none, as a rule.
                let _ = fs::remove_file(file);
            }
        }
    }

    fn save(&mut self, path: &Path, place: Place) {
        if let Err(error) = self.try_save(path, place) {
            self.failed = Some(error);
        }
    }

    fn try_save(&self, path: &Path, place: Place) -> io::Result<()> {
        let (Some(folder), Some(file)) = (&self.folder, self.file(path)) else { return Ok(()) };
        let saved = serde_json::to_vec(&Saved::of(path, place)?)?;
        fs::create_dir_all(folder)?;
        let mut written = tempfile::NamedTempFile::new_in(folder)?;
        written.write_all(&saved)?;
        written.persist(file)?;
        Ok(())
    }

    fn file(&self, path: &Path) -> Option<PathBuf> {
        let path = path.canonicalize().ok()?;
        let name = stable_id("ingest", &[path.as_os_str().as_encoded_bytes(), self.server.as_bytes()]);
        Some(self.folder.as_ref()?.join(name + ".json"))
    }
}

impl Saved {
    /// The file as it is now.
    fn of(path: &Path, place: Place) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        let end = match place {
            Place::Record { offset, .. } => offset,
            Place::Line { start, .. } => start,
            // Where that is in the file nobody knows.
            Place::PackedLine { .. } => 0,
        };
        let mut digest = |from: u64, to: u64| {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(from))?;
            (&mut file).take(to - from).read_to_end(&mut bytes)?;
            io::Result::Ok(stable_id("b", &[&bytes]))
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

    /// A folder, a file in it of so many letters, and places.
    fn scene(length: usize) -> (tempfile::TempDir, Arc<Path>, Places) {
        let folder = tempfile::tempdir().unwrap();
        let path: Arc<Path> = folder.path().join("a.jsonl").into();
        fs::write(&path, "x".repeat(length)).unwrap();
        let places = Places::new(Some(folder.path().join("state")), "127.0.0.1:7401");
        (folder, path, places)
    }

    fn mark(path: &Arc<Path>, place: Place) -> Mark {
        Mark { path: Arc::clone(path), place }
    }

    #[test]
    fn a_run_that_was_cut_short_goes_on_where_it_was() {
        let (folder, path, mut places) = scene(20_000);
        assert_eq!(places.of(&path), None);
        for number in 1..=EVERY.into() {
            places.passed(&mark(&path, Place::Line { number, start: 100 * number }));
        }
        let reached = Place::Line { number: EVERY.into(), start: 100 * u64::from(EVERY) };
        let next = |server: &str| Places::new(Some(folder.path().join("state")), server);
        assert_eq!(next("127.0.0.1:7401").of(&path), Some(reached));
        assert_eq!(next("elsewhere:7401").of(&path), None, "another service has none of it");
        places.passed(&mark(&path, LINE));
        assert_eq!(places.of(&path), Some(reached), "one more is not written down at once");
        assert!(places.stop().is_none());
        assert_eq!(places.of(&path), Some(LINE));
        places.finish([&path]);
        assert_eq!(places.of(&path), None);
        assert_eq!(fs::read_dir(folder.path().join("state")).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_is_cut_off_is_kept_in_mind() {
        let (_folder, path, mut places) = scene(20_000);
        places.ended(&mark(&path, LINE), true);
        places.finish([&path]);
        assert_eq!(places.of(&path), Some(LINE));
        places.ended(&mark(&path, LINE), false);
        places.finish([&path]);
        assert_eq!(places.of(&path), None);
    }

    #[test]
    fn another_file_of_the_same_name_is_read_from_its_start() {
        let check = |change: fn(&Path), expected: Option<Place>| {
            let (_folder, path, mut places) = scene(20_000);
            places.ended(&mark(&path, LINE), false);
            change(&path);
            assert_eq!(places.of(&path), expected);
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
        let note = places.file(&path).unwrap();
        for damaged in [&b""[..], b"{", b"{\"place\": 3}"] {
            fs::write(&note, damaged).unwrap();
            assert_eq!(places.of(&path), None);
        }
    }
}
