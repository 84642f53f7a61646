//! What finding copies costs in a large ledger, and how many are found there.
//!
//! Records invented texts without claims, a fifth of them copies of others: trimmed, framed by their outlet, or inside
//! another text. As the ledger grows it prints, at each size, what a document takes and how many copies are found among those
//! recorded last:
//!
//! ```text
//! cargo run --release -p sayso-store-sqlite --example copies -- FOLDER [DOCUMENTS]
//! ```
//!
//! A ledger that is in the folder already is gone on with.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it measures on data that it makes itself"
)]

use std::{
    fmt::Write,
    ops::Range,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use sayso_copies::{Fingerprint, overlap};
use sayso_domain::{Document, DocumentId, DocumentParts, Extraction, Extractor, Mentions};
use sayso_store::{Recording, Store};
use sayso_store_sqlite::SqliteStore;

const VOCABULARY: usize = 50_000;
const SITES: usize = 300;
/// A copy is made of one of so many texts before it.
const REACH: usize = 20_000;
/// So many documents are recorded one by one at each size.
const MEASURED: usize = 1_000;

/// Numbers that look random and are the same every time (Steele et al., SplitMix, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mix = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mix = (mix ^ (mix >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mix ^ (mix >> 31)
    }

    /// From 0 up to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }
}

struct World {
    /// Sums of the frequencies of words, which occur as words do (Zipf).
    sums: Vec<f64>,
}

impl World {
    fn new() -> Self {
        let sums = (1..=VOCABULARY).scan(0.0, |sum, rank| {
            *sum += 1.0 / rank as f64;
            Some(*sum)
        });
        Self { sums: sums.collect() }
    }

    fn words(&self, count: usize, random: &mut Random) -> Vec<usize> {
        let total = self.sums[VOCABULARY - 1];
        let draw = |_| {
            let at = random.share() * total;
            self.sums.partition_point(|sum| *sum < at).min(VOCABULARY - 1)
        };
        (0..count).map(draw).collect()
    }

    /// What document `number` would be if it were no copy: 60 to 1,200 words, of each length about as many.
    fn own_words(&self, number: usize) -> Vec<usize> {
        let random = &mut Random(number as u64);
        let count = (60.0 * 20_f64.powf(random.share())) as usize;
        self.words(count, random)
    }

    /// The document that `number` is a copy of.
    fn original(number: usize) -> Option<usize> {
        let random = &mut Random(number as u64 + (1 << 40));
        let original = number.saturating_sub(1 + random.below(REACH));
        let copies = random.below(5) == 0 && original > 0 && !Self::is_copy(original);
        copies.then_some(original)
    }

    fn is_copy(number: usize) -> bool {
        let random = &mut Random(number as u64 + (1 << 40));
        let _ = random.next();
        random.below(5) == 0
    }

    fn text(&self, number: usize) -> String {
        let random = &mut Random(number as u64 + (1 << 41));
        let mut words = self.own_words(number);
        if let Some(original) = Self::original(number) {
            let copied = self.own_words(original);
            let kept = (copied.len() as f64 * (0.3 + 0.7 * random.share())) as usize;
            words = match random.below(4) {
                0 => [words, copied].concat(),
                1 => copied[copied.len() - kept..].to_vec(),
                _ => copied[..kept].to_vec(),
            };
        }
        // Half of the outlets put something around their texts.
        let site = random.below(SITES);
        if site.is_multiple_of(2) {
            let of_site = &mut Random(site as u64 + (1 << 42));
            let count = 10 + of_site.below(60);
            words.extend(self.words(count, of_site));
        }
        words.iter().fold(String::new(), |mut text, word| {
            // The rarer a word, the longer it is.
            let _ = write!(text, "{}{word:x} ", if *word > 2_000 { "quon" } else { "w" });
            text
        })
    }

    /// True if the one is taken for a copy of the other when they are compared.
    fn is_told(&self, copy: usize, original: usize) -> bool {
        let [copy, original] = [copy, original].map(|number| Fingerprint::of(&self.text(number)));
        overlap(&copy, &original).is_copy()
    }

    fn recording(&self, number: usize) -> Recording {
        let text = self.text(number);
        let parts = DocumentParts { id: Some(id(number)), ..DocumentParts::of_text(text.as_str()) };
        let extractor = Extractor { name: "none".into(), version: "1".into(), model: String::new() };
        Recording {
            document: Document::new(parts).unwrap(),
            accepted_at: jiff::Timestamp::from_second(1_772_600_000 + number as i64).unwrap(),
            extraction: Extraction {
                extractor,
                language: None,
                claims: Vec::new(),
                notes: Vec::new(),
                mentions: Mentions::default(),
            },
        }
    }
}

fn id(number: usize) -> DocumentId {
    DocumentId::new(format!("d{number}")).unwrap()
}

/// Seconds of processor time that the threads of this process have taken; 0 where the system does not tell (Linux does).
fn processor_seconds() -> f64 {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return 0.0 };
    let nanoseconds = |thread: std::fs::DirEntry| {
        let times = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        times.split(' ').next()?.parse::<f64>().ok()
    };
    threads.flatten().filter_map(nanoseconds).sum::<f64>() / 1e9
}

/// How many documents a ledger holds. All were recorded in their order but for a few at the end.
fn documents_in(path: &Path) -> usize {
    let last = "SELECT coalesce(max(number), 0) FROM revision";
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.query_row(last, [], |row| row.get::<_, usize>(0)).unwrap().saturating_sub(64)
}

fn megabytes(path: &Path) -> u64 {
    path.metadata().unwrap().len() / 1_000_000
}

/// Records documents, 32 at a time, up to a number.
async fn fill(store: &Arc<SqliteStore>, world: &Arc<World>, from: usize, to: usize) {
    for first in (from..to).step_by(32) {
        let mut calls = tokio::task::JoinSet::new();
        for number in first..(first + 32).min(to) {
            let (store, world) = (Arc::clone(store), Arc::clone(world));
            calls.spawn(async move { store.record(world.recording(number)).await.unwrap() });
        }
        calls.join_all().await;
    }
}

/// Records documents one by one. Gives how long each took, and the processor time of all.
async fn one_by_one(store: &SqliteStore, recordings: Vec<Recording>) -> (Vec<Duration>, f64) {
    let before = processor_seconds();
    let mut times = Vec::new();
    for recording in recordings {
        let started = Instant::now();
        store.record(recording).await.unwrap();
        times.push(started.elapsed());
    }
    times.sort_unstable();
    (times, processor_seconds() - before)
}

/// How many copies are found among some documents; how many are told for copies if they are compared with their original,
/// and how many there are; and for how many another original is given.
async fn found(store: &SqliteStore, world: &World, numbers: Range<usize>) -> [usize; 4] {
    let mut counts = [0; 4];
    for number in numbers {
        let found = store.document(&id(number), None).await.unwrap().copy_of.map(|copy| copy.document);
        let wanted = World::original(number).map(id);
        counts[0] += usize::from(found.is_some() && found == wanted);
        counts[1] += usize::from(World::original(number).is_some_and(|original| world.is_told(number, original)));
        counts[2] += usize::from(wanted.is_some());
        counts[3] += usize::from(found.is_some() && found != wanted);
    }
    counts
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    let most = arguments.next().map_or(100_000, |documents| documents.parse().unwrap());
    let path = Path::new(&folder).join("ledger.sqlite");
    let store = Arc::new(SqliteStore::open(&path).unwrap());
    let world = Arc::new(World::new());

    let texts: Vec<String> = (0..2_000).map(|number| world.text(number)).collect();
    let started = Instant::now();
    let bytes: usize = texts.iter().map(|text| Fingerprint::of(text).to_bytes().len()).sum();
    println!(
        "a fingerprint takes {:.0} µs and {} bytes, of a text of {} bytes",
        started.elapsed().as_secs_f64() * 1e6 / texts.len() as f64,
        bytes / texts.len(),
        texts.iter().map(String::len).sum::<usize>() / texts.len()
    );

    let held = documents_in(&path);
    let mut from = held;
    println!("documents    file MB   ms CPU a document    p50 ms    p99 ms    copies found, told, all, wrong");
    let sizes = [1_000, 10_000, 100_000, 1_000_000].into_iter().filter(|documents| *documents < most).chain([most]);
    for documents in sizes.skip_while(|documents| *documents < held) {
        fill(&store, &world, from, documents).await;
        from = documents + MEASURED;
        let recordings = (documents..from).map(|number| world.recording(number)).collect();
        let (times, processor) = one_by_one(&store, recordings).await;
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!(
            "{documents:9} {:10} {:19.3} {:9.2} {:9.2}    {:?}",
            megabytes(&path),
            processor * 1e3 / MEASURED as f64,
            at(0.5),
            at(0.99),
            found(&store, &world, documents..from).await
        );
    }
}
