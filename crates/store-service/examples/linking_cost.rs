//! What linking a claim costs as the ledger grows, and how many related claims its keys find.
//!
//! Records invented claims of stories as news has them: a story is born, told again by its source or others, or denied, for some days,
//! and dies; most are told once, few some hundreds of times. At 1,000, 10,000, 100,000, 300,000 and so on claims up to the number given it
//! links further documents one by one, as a running system does, and prints how long a claim took, and how large clusters are. At
//! 10,000 it also compares every claim with every other, and prints which share of the links so found the linker had.
//! With `worst` for the number, all of 5,000 claims tell one story.
//!
//! ```text
//! cargo run --release -p sayso-store-service --example linking_cost -- FOLDER [CLAIMS|worst]
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "it measures on data that it makes itself"
)]

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap, HashSet},
    fmt::Write,
    path::Path,
    sync::{Arc, LazyLock},
    time::Instant,
};

use jiff::{Timestamp, ToSpan, civil::Date};
use sayso_domain::{
    Attribution, Claim, Document, DocumentParts, Embedding, Extraction, Extractor, Form, Kind, LinkId, Mentions,
    Polarity, Source, SourceKind,
};
use sayso_linking::{EMBEDDING_COMPONENTS, EMBEDDING_MODEL, Linking, Profile};
use sayso_store::{ClaimNumber, Links, PageRequest, Query, Rank, Recording, Store};
use sayso_store_service::Linker;
use sayso_store_sqlite::SqliteStore;
use sayso_text::Span;

const CLAIMS_PER_DOCUMENT: usize = 10;
const DOCUMENTS_A_DAY: usize = 400;
const WORDS: f64 = 40_000.0;
const SOURCES: f64 = 5_000.0;
/// A story is told n times or more with the probability n to the minus this.
const TAIL: f64 = 1.5;
/// The most times that one is told.
const MOST_TOLD: f64 = 500.0;
/// Days after which it is told again: on average, and at most.
const DAYS: (f64, f64) = (1.0, 10.0);
/// How many claims tell one story in the worst case.
const WORST: usize = 5_000;
/// Documents that are linked one by one at each size.
const PROBES: usize = 200;

/// Numbers that look random and are the same every time (Steele et al., SplitMix, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mix = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mix = (mix ^ (mix >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mix ^ (mix >> 31)
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }

    /// A rank as words have it: of each size about as many.
    fn rank(&mut self, end: f64) -> usize {
        (end.ln() * self.share()).exp() as usize
    }
}

/// English words, the most frequent first, as the linker knows them.
static FREQUENT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let table = include_str!("../../linking/data/rarity.tsv");
    table.lines().filter_map(|line| line.split('\t').next()).collect()
});

/// A word of this rank: an English one, beyond those an invented one.
fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"];
    if let Some(word) = FREQUENT.get(rank) {
        return (*word).to_owned();
    }
    let mut word = String::new();
    let mut rest = rank + 16;
    while rest > 0 {
        word += SYLLABLES[rest % 16];
        rest /= 16;
    }
    word
}

/// What somebody said.
#[derive(Clone)]
struct Statement {
    source: usize,
    words: Vec<String>,
    meaning: Vec<f32>,
    negative: bool,
}

struct World {
    random: Random,
    documents: usize,
    claims_per_document: usize,
    /// How many claims were told.
    told: usize,
    /// Stories and when they are told again, counted in claims.
    due: BinaryHeap<Reverse<(usize, usize)>>,
    stories: HashMap<usize, (Statement, usize)>,
    numbers: Vec<ClaimNumber>,
}

impl World {
    fn new(claims_per_document: usize) -> Self {
        Self {
            random: Random(7),
            documents: 0,
            claims_per_document,
            told: 0,
            due: BinaryHeap::new(),
            stories: HashMap::new(),
            numbers: Vec::new(),
        }
    }

    fn new_statement(&mut self) -> Statement {
        let random = &mut self.random;
        let words = (0..8 + random.below(14)).map(|_| word(random.rank(WORDS))).collect();
        let meaning = (0..EMBEDDING_COMPONENTS).map(|_| (random.share() - 0.5) as f32).collect();
        Statement { source: random.rank(SOURCES), words, meaning, negative: false }
    }

    /// Begins a story that is told again `times` times.
    fn begin(&mut self, times: usize) -> Statement {
        let statement = self.new_statement();
        let day = (DOCUMENTS_A_DAY * self.claims_per_document) as f64;
        for _ in 0..times {
            let days = (-DAYS.0 * (1.0 - self.random.share()).ln()).min(DAYS.1);
            self.due.push(Reverse((self.told + 1 + (days * day) as usize, self.told)));
        }
        if times > 0 {
            self.stories.insert(self.told, (statement.clone(), times));
        }
        statement
    }

    /// The story that is due, told again by its source, another one, or denied; or a new one.
    fn statement(&mut self) -> Statement {
        self.told += 1;
        let story = match self.due.peek() {
            Some(Reverse((due, story))) if *due <= self.told => *story,
            _ => {
                let times = (1.0 - self.random.share()).powf(-1.0 / TAIL).min(MOST_TOLD) as usize;
                return self.begin(times - 1);
            }
        };
        self.due.pop();
        let (first, left) = self.stories.get_mut(&story).unwrap();
        let mut said = first.clone();
        *left -= 1;
        if *left == 0 {
            self.stories.remove(&story);
        }
        for _ in 0..1 + said.words.len() / 5 {
            let at = self.random.below(said.words.len());
            said.words[at] = word(self.random.rank(WORDS));
        }
        said.meaning.iter_mut().for_each(|value| *value += 0.15 * (self.random.share() - 0.5) as f32);
        let kind = self.random.below(100);
        if kind < 30 {
            said.source = self.random.rank(SOURCES);
            said.negative = kind < 12;
        }
        said
    }

    fn recording(&mut self) -> Recording {
        let number = self.documents;
        self.documents += 1;
        let said: Vec<Statement> = (0..self.claims_per_document).map(|_| self.statement()).collect();
        let (mut text, mut spans) = (String::new(), Vec::new());
        for statement in &said {
            let mut add = |words: &str| {
                let start = text.len();
                let _ = write!(text, "{words} ");
                Span::new(start, text.len() - 1).unwrap()
            };
            let (who, cue) = (add(&name(statement.source)), add("said"));
            let negation = if statement.negative { "not " } else { "" };
            spans.push((who, cue, add(&format!("{negation}{}", statement.words.join(" ")))));
        }
        let day = Date::constant(2020, 1, 1) + ((number / DOCUMENTS_A_DAY) as i64).days();
        let document = Document::new(DocumentParts {
            id: Some(format!("d{number}").try_into().unwrap()),
            published: Some(day.to_string().parse().unwrap()),
            site: Some(format!("Site {}", number % 97)),
            ..DocumentParts::of_text(text.as_str())
        })
        .unwrap();
        let claims = said.iter().zip(spans).map(|(statement, (who, cue, content))| {
            let attribution = Attribution::new(&text, who.into(), cue.into(), content.into()).unwrap();
            let mut claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
            claim.source = Some(Source {
                name: Some(name(statement.source)),
                kind: Some(SourceKind::Person),
                affiliation: Some(word(600 + statement.source % 90)),
                ..Source::default()
            });
            claim.embedding = Embedding::from_components(&statement.meaning);
            claim.commitment.polarity = if statement.negative { Polarity::Negative } else { Polarity::Positive };
            claim
        });
        let claims: Vec<Claim> = claims.collect();
        self.numbers.extend(claims.iter().map(|claim| ClaimNumber::of(claim.id())));
        let extractor = Extractor { name: "invented".into(), version: "1.0.0".into(), model: EMBEDDING_MODEL.into() };
        Recording {
            accepted_at: Timestamp::from_second(1_577_836_800 + number as i64).unwrap(),
            extraction: Extraction {
                extractor,
                language: None,
                claims,
                notes: Vec::new(),
                mentions: Mentions::default(),
            },
            document,
        }
    }
}

/// One of 4,800 family names with one of 40 given names, each as different from the others as names are.
fn name(source: usize) -> String {
    const GIVEN: [&str; 40] = [
        "Anna", "Boris", "Carla", "Dmytro", "Elena", "Farid", "Greta", "Hakan", "Irina", "Jonas", "Kateryna", "Lukas",
        "Mira", "Nikola", "Olga", "Pavlo", "Quentin", "Rosa", "Stefan", "Tamara", "Ulrich", "Vera", "Walter", "Xenia",
        "Yusuf", "Zofia", "Ahmed", "Beatrix", "Cyril", "Daria", "Emil", "Fatima", "Gustav", "Helga", "Igor", "Jelena",
        "Karim", "Ludmila", "Marek", "Nadia",
    ];
    const BEGIN: [&str; 20] = [
        "Bar", "Vosk", "Trem", "Kal", "Drin", "Holl", "Mest", "Pru", "Zan", "Gor", "Fen", "Lyb", "Shev", "Cor", "Wend",
        "Osk", "Arn", "Jad", "Rump", "Thal",
    ];
    const MIDDLE: [&str; 20] = [
        "ada", "ber", "chi", "dol", "emi", "fur", "gan", "hov", "ist", "jan", "kar", "lem", "mon", "nad", "orl", "pes",
        "ris", "sim", "tur", "vez",
    ];
    const END: [&str; 12] =
        ["enko", "sky", "ovich", "son", "mann", "escu", "ak", "ini", "dottir", "wicz", "berg", "ades"];
    let number = source % (20 * 20 * 12);
    let given = GIVEN[Random(source as u64).below(GIVEN.len())];
    format!("{given} {}{}{}", BEGIN[number % 20], MIDDLE[number / 20 % 20], END[number / 400])
}

/// Seconds of processor time that this process has used.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "linking-cost".into());
    let most = arguments.next().unwrap_or_else(|| "100000".into());
    std::fs::create_dir_all(&folder).unwrap();
    let path = Path::new(&folder).join("ledger.sqlite");
    let store = Arc::new(SqliteStore::open(&path).unwrap());
    let mut linker = Linker::new(store.clone());
    println!(
        "{:>10} {:>10} {:>10} {:>10} {:>14} {:>12}  claims in clusters of 1, 2-9, 10-99, more; the largest",
        "claims", "p50 ms", "p99 ms", "mean ms", "CPU ms/claim", "file MB"
    );
    let worst = most == "worst";
    let mut world = World::new(if worst { 1 } else { CLAIMS_PER_DOCUMENT });
    let (most, mut size) = if worst { (WORST, WORST) } else { (most.parse().unwrap(), 1_000) };
    if worst {
        world.begin(2 * WORST);
    }
    let mut processor = processor_seconds();
    let mut counted = 0;
    while size <= most {
        while world.told < size {
            // As many as one step of the linker takes at most.
            for _ in 0..(250 / world.claims_per_document).min((size - world.told) / world.claims_per_document) {
                store.record(world.recording()).await.unwrap();
            }
            linker.catch_up().await.unwrap();
        }
        let bulk = (processor_seconds() - processor) * 1000.0 / (world.told - counted) as f64;
        let mut times = Vec::new();
        for _ in 0..PROBES {
            store.record(world.recording()).await.unwrap();
            let begun = Instant::now();
            linker.catch_up().await.unwrap();
            times.push(begun.elapsed().as_secs_f64() * 1000.0 / world.claims_per_document as f64);
        }
        times.sort_by(f64::total_cmp);
        let mean = times.iter().sum::<f64>() / PROBES as f64;
        let megabytes = std::fs::metadata(&path).unwrap().len() / 1_000_000;
        println!(
            "{size:>10} {:>10.2} {:>10.2} {mean:>10.2} {bulk:>14.2} {megabytes:>12}  {}",
            times[PROBES / 2],
            times[PROBES * 99 / 100],
            clusters(store.as_ref(), &world.numbers).await
        );
        if size == 10_000 {
            recall(store.as_ref()).await;
        }
        (processor, counted) = (processor_seconds(), world.told);
        size = match size {
            100_000 => 300_000,
            300_000 => 1_000_000,
            size => size * 10,
        };
    }
}

/// Which share of claims is in clusters of which size.
async fn clusters(store: &SqliteStore, claims: &[ClaimNumber]) -> String {
    let mut sizes: HashMap<_, usize> = HashMap::new();
    for claims in claims.chunks(1000) {
        let rows = store.linked_claims(claims, false).await.unwrap();
        rows.iter().flatten().for_each(|row| *sizes.entry(row.cluster).or_default() += 1);
    }
    let within = |least: usize, most: usize| {
        let claims_of = sizes.values().filter(|size| (least..=most).contains(*size)).sum::<usize>();
        format!("{:.1} %", claims_of as f64 * 100.0 / claims.len() as f64)
    };
    let shares = [within(1, 1), within(2, 9), within(10, 99), within(100, usize::MAX)].join(", ");
    format!("{shares}; {}", sizes.values().max().unwrap_or(&0))
}

/// Compares all claims with all others, and counts the links that the linker has of those.
async fn recall(store: &SqliteStore) {
    let linking = Linking::new();
    let mut claims: Vec<(Rank, sayso_domain::ClaimId, Profile)> = Vec::new();
    let mut page = PageRequest { size: 1000, token: None };
    loop {
        let found = store.search(&Query::default(), &page).await.unwrap();
        for stored in &found.items {
            let parts = &stored.document.parts;
            let profile = linking.profile(&stored.claim, parts, &stored.text, &stored.extractor);
            claims.push((Rank::new(stored.claim.id(), parts.published.as_ref()), stored.claim.id().clone(), profile));
        }
        match found.next_token {
            Some(token) => page.token = Some(token),
            None => break,
        }
    }
    claims.sort_by_key(|(rank, ..)| *rank);
    let mut all = HashSet::new();
    for (at, (_, later, profile)) in claims.iter().enumerate() {
        for (_, earlier, other) in &claims[..at] {
            if linking.compare(other, profile).is_some() {
                all.insert(LinkId::between(later, earlier));
            }
        }
    }
    let numbers: Vec<ClaimNumber> = claims.iter().map(|(rank, ..)| rank.claim).collect();
    let linked: HashSet<LinkId> =
        store.links_of(&numbers).await.unwrap().iter().map(sayso_store::StoredLink::id).collect();
    let found = all.intersection(&linked).count();
    println!(
        "of {} links between {} claims the linker has {found}, and {} more",
        all.len(),
        claims.len(),
        linked.difference(&all).count()
    );
}
