//! How fast a large ledger is written and searched.
//!
//! Records invented claims and prints how many a second of processor time writes, how large the file is, and how long
//! searches of many kinds take:
//!
//! ```text
//! cargo run --release -p sayso-store-sqlite --example million -- FOLDER [CLAIMS]
//! ```
//!
//! A ledger that is in the folder already is only searched.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "it measures on data that it makes itself"
)]

use std::{
    fmt::Write,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{ToSpan, civil::Date};
use sayso_domain::{
    Attribution, Certainty, Claim, Confidence, Coordinates, Document, DocumentParts, Embedding, Extraction, Extractor,
    Forecast, Form, Gender, Interval, Kind, Mentions, Place, PlacePrecision, Polarity, Source, SourceKind,
    TimeExpression, TimeType,
};
use sayso_store::{Circle, ForecastState, Order, PageRequest, Query, Recording, Store, wording_hash};
use sayso_store_sqlite::SqliteStore;
use sayso_text::Span;

const WORDS: usize = 50_000;
const SOURCES: usize = 2_000;
const SITES: usize = 300;
const PLACES: usize = 5_000;
const DAYS: usize = 3 * 365;
const CLAIMS_PER_DOCUMENT: usize = 20;
const SEARCHES: usize = 200;

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

    /// A rank below `end`: of each size about as many.
    fn rank(&mut self, end: usize) -> usize {
        (((end as f64).ln() * self.share()).exp() as usize).min(end - 1)
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Ranks that occur as words do (Zipf).
struct Zipf(Vec<f64>);

impl Zipf {
    fn new(count: usize) -> Self {
        let mut sum = 0.0;
        Self(
            (1..=count)
                .map(|rank| {
                    sum += 1.0 / rank as f64;
                    sum
                })
                .collect(),
        )
    }

    fn draw(&self, random: &mut Random) -> usize {
        let at = random.share() * self.0[self.0.len() - 1];
        self.0.partition_point(|sum| *sum < at).min(self.0.len() - 1)
    }
}

fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"];
    let mut word = String::new();
    let mut rest = rank + 16;
    while rest > 0 {
        word += SYLLABLES[rest % 16];
        rest /= 16;
    }
    word
}

fn first_day() -> Date {
    Date::constant(2023, 1, 1)
}

fn day(number: usize) -> Date {
    first_day() + (number as i64).days()
}

fn source(number: usize) -> Source {
    let kind = if number.is_multiple_of(3) { SourceKind::OfficialBody } else { SourceKind::Person };
    Source {
        name: Some(format!("{} {}", word(40_000 + number / 40), word(42_000 + number % 977))),
        kind: Some(kind),
        gender: (kind == SourceKind::Person).then_some(Gender::Female),
        role: Some(format!("{} of {}", word(100 + number % 60), word(200 + number % 300))),
        affiliation: Some(word(600 + number % 90)),
        ..Source::default()
    }
}

/// Places come in crowds, as towns do.
fn place(number: usize) -> (Coordinates, String, u64) {
    let mut random = Random(number as u64 + 77);
    let crowd = number % 60;
    let mut of_crowd = Random(crowd as u64 + 7_777);
    let (latitude, longitude) = (of_crowd.share() * 110.0 - 45.0, of_crowd.share() * 350.0 - 175.0);
    let at = Coordinates::new(latitude + random.share() * 10.0 - 5.0, longitude + random.share() * 10.0 - 5.0).unwrap();
    let country = [b'A' + (crowd % 26) as u8, b'A' + (crowd / 26) as u8];
    (at, String::from_utf8(country.to_vec()).unwrap(), 100_000 + number as u64)
}

/// Draws the parameters of one kind of query.
type MakeQuery = Box<dyn Fn(&mut Random) -> Query>;

struct World {
    words: Zipf,
    sources: Zipf,
    sites: Zipf,
    places: Zipf,
}

impl World {
    fn new() -> Self {
        let [words, sources, sites, places] = [WORDS, SOURCES, SITES, PLACES].map(Zipf::new);
        Self { words, sources, sites, places }
    }

    /// The `number`th document: most come in the order of their days, some from archives.
    fn recording(&self, number: usize, documents: usize, version: &str) -> Recording {
        let mut random = Random(number as u64);
        let published = if random.below(5) == 0 {
            random.below(DAYS)
        } else {
            (number * DAYS / documents + random.below(4)).min(DAYS - 1)
        };
        let (mut text, mut spans) = (String::new(), Vec::new());
        for _ in 0..CLAIMS_PER_DOCUMENT {
            let of = self.sources.draw(&mut random);
            let mut add = |words: &str| {
                let start = text.len();
                text += words;
                let span = Span::new(start, text.len()).unwrap();
                text += " ";
                span
            };
            let name = source(of).name.unwrap_or_default();
            let who = add(if random.below(2) == 0 { &name } else { "he" });
            let cue = add(random.one(&["said", "told", "insisted", "denied", "warned"]));
            let mut content = String::new();
            for _ in 0..15 + random.below(20) {
                let _ = write!(content, "{} ", word(self.words.draw(&mut random)));
            }
            let content = add(content.trim_end());
            spans.push((of, who, cue, content));
        }
        let document = Document::new(DocumentParts {
            id: Some(format!("d{number}").try_into().unwrap()),
            published: Some(day(published).to_string().parse().unwrap()),
            site: Some(format!("Site {}", self.sites.draw(&mut random))),
            title: Some("A title of the usual length for a report".into()),
            ..DocumentParts::of_text(text.as_str())
        })
        .unwrap();
        let claims = spans.into_iter().map(|(of, who, cue, content)| {
            let attribution = Attribution::new(&text, who.into(), cue.into(), content.into()).unwrap();
            self.claim(&document, attribution, of, published, content, &mut random)
        });
        let claims: Vec<Claim> = claims.collect();
        let extractor = Extractor { name: "invented".into(), version: version.into(), model: String::new() };
        let language = Some("en".parse().unwrap());
        let extraction = Extraction { extractor, language, claims, notes: Vec::new(), mentions: Mentions::default() };
        let accepted_at = "2026-03-04T00:00:00Z".parse().unwrap();
        Recording { document, accepted_at, extraction }
    }

    fn claim(
        &self,
        document: &Document,
        attribution: Attribution,
        of: usize,
        published: usize,
        content: Span,
        random: &mut Random,
    ) -> Claim {
        let (form, kind) = (random.one(&[Form::Direct, Form::Indirect, Form::Indirect, Form::Mixed]), kind(random));
        let mut claim = Claim::new(document, attribution, form, kind);
        claim.confidence = Confidence::new(1.0 - random.share().powi(3) as f32 * 0.8);
        claim.source = Some(source(of));
        claim.commitment.certainty =
            random.one(&[Certainty::Certain, Certainty::Certain, Certainty::Probable, Certainty::Possible]);
        claim.commitment.polarity = if random.below(8) == 0 { Polarity::Negative } else { Polarity::Positive };
        let time = |first: Date, days: i64| TimeExpression {
            words: content,
            kind: TimeType::Date,
            value: Some(first.to_string()),
            interval: Interval::new(first.at(0, 0, 0, 0), (first + days.days()).at(0, 0, 0, 0)),
        };
        if random.below(3) == 0 {
            claim.said = Some(time(day(published) - (random.below(8) as i64).days(), 1));
        }
        if random.below(2) == 0 {
            let first = day(published) + (random.below(60) as i64 - 30).days();
            claim.times.push(match random.below(4) {
                0 => time(first.first_of_month(), i64::from(first.days_in_month())),
                1 => time(first.first_of_year(), i64::from(first.days_in_year())),
                _ => time(first, 1),
            });
        }
        if random.below(6) == 0 {
            let days = random.below(90) as i64;
            let due = time(day(published) + days.days(), 1 + days / 3).interval;
            claim.forecast = Some(Forecast { due: due.filter(|_| days > 9), ..Forecast::default() });
        }
        for _ in 0..random.below(3) {
            let (at, country, id) = place(self.places.draw(random));
            claim.places.push(Place {
                words: content,
                geonames_id: Some(id),
                name: Some(word(id as usize % 1000)),
                coordinates: Some(at),
                country: Some(country),
                feature_class: Some('P'),
                precision: Some(PlacePrecision::Settlement),
            });
        }
        claim.embedding = Embedding::new((0..256).map(|_| random.next() as i8 | 1).collect());
        claim
    }

    fn queries() -> Vec<(&'static str, MakeQuery)> {
        fn none() -> Query {
            Query::default()
        }
        let some_word = |random: &mut Random| word(random.rank(WORDS));
        let common = |random: &mut Random| word(random.rank(30));
        let words = |words: String| Query { words: Some(words), ..none() };
        let country = |random: &mut Random| vec![place(random.below(PLACES)).1];
        let site = |random: &mut Random| Some(format!("Site {}", random.rank(SITES)));
        let from = |random: &mut Random| {
            let first = day(random.below(DAYS));
            (Some(first), Some(first + (1 + random.rank(400) as i64).days()))
        };
        let states = |random: &mut Random| match random.below(5) {
            4 => vec![ForecastState::Open, ForecastState::Overdue],
            state => vec![ForecastState::ALL[state]],
        };
        let near = |random: &mut Random| {
            let radius_km = (random.share() * 1000_f64.ln()).exp();
            Some(Circle { center: place(random.below(PLACES)).0, radius_km })
        };
        let confidence = |random: &mut Random| (0.3 + 0.7 * random.share()) as f32;
        let certainties = vec![Certainty::Possible];
        vec![
            ("no filter", Box::new(|_| none())),
            ("a word", Box::new(move |random| words(some_word(random)))),
            ("two words", Box::new(move |random| words(format!("{} {}", some_word(random), some_word(random))))),
            (
                "common and rare word",
                Box::new(move |random| words(format!("{} {}", common(random), word(5_000 + random.below(40_000))))),
            ),
            (
                "phrase of two words",
                Box::new(move |random| words(format!("\"{} {}\"", word(random.rank(300)), word(random.rank(300))))),
            ),
            (
                "five common words",
                Box::new(move |random| words((0..5).map(|_| common(random)).collect::<Vec<_>>().join(" "))),
            ),
            ("source words", Box::new(|random| Query { source: source(random.rank(SOURCES)).name, ..none() })),
            (
                "affiliation",
                Box::new(move |random| Query {
                    affiliation: source(random.below(SOURCES)).role,
                    words: Some(common(random)),
                    ..none()
                }),
            ),
            ("entity", Box::new(|random| Query { entity: Some(entity(random.rank(SOURCES / 2))), ..none() })),
            (
                "entity and word",
                Box::new(move |random| Query {
                    entity: Some(entity(random.rank(SOURCES / 2))),
                    ..words(some_word(random))
                }),
            ),
            ("site", Box::new(move |random| Query { site: site(random), ..none() })),
            (
                "site, kind, negative",
                Box::new(move |random| Query {
                    site: site(random),
                    kinds: vec![kind(random)],
                    polarities: vec![Polarity::Negative],
                    ..none()
                }),
            ),
            (
                "kind, form, certainty",
                Box::new(move |random| Query {
                    kinds: vec![kind(random), kind(random)],
                    forms: vec![Form::Mixed],
                    certainties: certainties.clone(),
                    ..none()
                }),
            ),
            (
                "country and word",
                Box::new(move |random| Query { countries: country(random), ..words(some_word(random)) }),
            ),
            (
                "places",
                Box::new(|random| Query { places: (0..5).map(|_| place(random.below(PLACES)).2).collect(), ..none() }),
            ),
            ("circle", Box::new(move |random| Query { near: near(random), ..none() })),
            ("circle and word", Box::new(move |random| Query { near: near(random), ..words(some_word(random)) })),
            (
                "published and word",
                Box::new(move |random| {
                    let (published_from, published_before) = from(random);
                    Query { published_from, published_before, ..words(some_word(random)) }
                }),
            ),
            (
                "said",
                Box::new(move |random| {
                    let (said_from, said_before) = from(random);
                    Query { said_from, said_before, ..none() }
                }),
            ),
            (
                "said and word",
                Box::new(move |random| {
                    let (said_from, said_before) = from(random);
                    Query { said_from, said_before, ..words(some_word(random)) }
                }),
            ),
            (
                "about",
                Box::new(move |random| {
                    let (about_from, about_before) = from(random);
                    Query { about_from, about_before, ..none() }
                }),
            ),
            (
                "about and kind",
                Box::new(move |random| {
                    let (about_from, about_before) = from(random);
                    Query { about_from, about_before, kinds: vec![kind(random)], ..none() }
                }),
            ),
            (
                "forecast states",
                Box::new(move |random| Query {
                    forecast_states: states(random),
                    as_of: Some(day(random.below(DAYS))),
                    ..none()
                }),
            ),
            (
                "forecasts and word",
                Box::new(move |random| Query {
                    forecast_states: states(random),
                    as_of: Some(day(random.below(DAYS))),
                    ..words(some_word(random))
                }),
            ),
            ("confidence", Box::new(move |random| Query { min_confidence: confidence(random), ..none() })),
            (
                "confidence and word",
                Box::new(move |random| Query { min_confidence: confidence(random), ..words(some_word(random)) }),
            ),
            (
                "nearly all at once",
                Box::new(move |random| {
                    let ((said_from, said_before), (about_from, about_before)) = (from(random), from(random));
                    Query {
                        said_from,
                        said_before,
                        about_from,
                        about_before,
                        site: Some(format!("Site {}", random.rank(20))),
                        kinds: vec![Kind::Statement, Kind::Denial],
                        near: near(random),
                        min_confidence: confidence(random),
                        ..words(common(random))
                    }
                }),
            ),
            (
                "earliest of a word",
                Box::new(move |random| Query { order: Order::Earliest, ..words(some_word(random)) }),
            ),
            ("superseded too", Box::new(move |random| Query { include_superseded: true, ..words(some_word(random)) })),
            (
                "relevance, a word",
                Box::new(move |random| Query { order: Order::Relevance, ..words(some_word(random)) }),
            ),
            (
                "relevance, two common",
                Box::new(move |random| Query {
                    order: Order::Relevance,
                    ..words(format!("{} {}", common(random), common(random)))
                }),
            ),
            (
                "document",
                Box::new(|random| Query {
                    document: Some(format!("d{}", random.below(1000)).try_into().unwrap()),
                    ..none()
                }),
            ),
        ]
    }
}

fn kind(random: &mut Random) -> Kind {
    let common = [Kind::Statement, Kind::Statement, Kind::Statement, Kind::Belief, Kind::Intention];
    if random.below(4) > 0 { random.one(&common) } else { random.one(Kind::ALL) }
}

/// Entities of two wordings each; the first ones of 200.
fn entity(number: usize) -> sayso_domain::SourceId {
    // The first two hundred wordings are of the first.
    let number = if number < 100 { 0 } else { number };
    sayso_domain::SourceId::new(format!("s{number}")).unwrap()
}

fn add_entities(path: &Path) {
    let mut connection = rusqlite::Connection::open(path).unwrap();
    let transaction = connection.transaction().unwrap();
    for number in 0..SOURCES {
        let entity = if number < 200 { 0 } else { number / 2 };
        let hash = wording_hash(&source(number)).unwrap().cast_signed();
        let wording = "INSERT INTO wording (hash, entity, keys, description) VALUES (?1, ?2, x'', x'')";
        transaction.execute(wording, (hash, entity)).unwrap();
        let id = format!("s{entity}");
        transaction.execute("INSERT OR IGNORE INTO entity_id (id, entity) VALUES (?1, ?2)", (id, entity)).unwrap();
    }
    let counted = "INSERT INTO entity (number, entity_id, claims, entity, positions)
                   SELECT wording.entity, 's' || wording.entity, count(*), '', ''
                   FROM claim JOIN claim_words USING (sequence) JOIN wording ON wording.hash = claim_words.wording
                   WHERE claim.current = 1 GROUP BY wording.entity";
    transaction.execute(counted, ()).unwrap();
    transaction.commit().unwrap();
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

async fn fill(path: &Path, claims: usize) {
    let store = Arc::new(SqliteStore::open(path).unwrap());
    let world = Arc::new(World::new());
    let documents = claims / CLAIMS_PER_DOCUMENT;
    // How long it takes to invent them.
    let before = processor_seconds();
    let sample = 200.min(documents);
    (0..sample).for_each(|number| drop(world.recording(number, documents, "1")));
    let inventing = (processor_seconds() - before) / sample as f64;
    // A twentieth of them is read anew by another extractor, which supersedes the claims that are there.
    for (version, count) in [("1", documents), ("2", documents / 20)] {
        let (started, before) = (Instant::now(), processor_seconds());
        for first in (0..count).step_by(32) {
            let mut calls = tokio::task::JoinSet::new();
            for number in first..(first + 32).min(count) {
                let (store, world) = (Arc::clone(&store), Arc::clone(&world));
                calls.spawn(async move { store.record(world.recording(number, documents, version)).await.unwrap() });
            }
            calls.join_all().await;
            if first.is_multiple_of(3_200) {
                eprintln!("{first} of {count} documents, {:.0} s", started.elapsed().as_secs_f64());
            }
        }
        let seconds = processor_seconds() - before - inventing * count as f64;
        let claims = count * CLAIMS_PER_DOCUMENT;
        println!(
            "version {version}: {claims} claims in {:.0} s; {:.0} a second of processor time without inventing them",
            started.elapsed().as_secs_f64(),
            claims as f64 / seconds
        );
    }
    drop(store);
    add_entities(path);
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    let claims = arguments.next().map_or(1_000_000, |claims| claims.parse().unwrap());
    let path = Path::new(&folder).join("ledger.sqlite");
    if !path.exists() {
        fill(&path, claims).await;
    }
    println!("{} MB", path.metadata().unwrap().len() / 1_000_000);

    let store = SqliteStore::open(&path).unwrap();
    println!("{:24} {:>8} {:>8} {:>8} {:>8} {:>8}", "milliseconds", "p50", "p99", "most", "p99 cpu", "claims");
    for (name, query) in World::queries() {
        let mut random = Random(name.len() as u64);
        let (mut times, mut processor, mut found) = (Vec::new(), Vec::new(), 0);
        let mut slowest = (Duration::ZERO, String::new());
        for _ in 0..SEARCHES {
            let query = query(&mut random);
            let mut page = PageRequest::default();
            // The first page, and the one after.
            for _ in 0..2 {
                let before = processor_seconds();
                let started = Instant::now();
                let answer = store.search(&query, &page).await.unwrap();
                let elapsed = started.elapsed();
                let taken = Duration::from_secs_f64((processor_seconds() - before).max(0.0));
                times.push(elapsed);
                processor.push(taken);
                if taken > slowest.0 {
                    slowest = (taken, format!("{query:?}"));
                }
                found += answer.items.len();
                page.token = answer.next_token;
                if page.token.is_none() {
                    break;
                }
            }
        }
        times.sort_unstable();
        processor.sort_unstable();
        let at =
            |times: &[Duration], share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
        let [median, p99, most] = [0.5, 0.99, 1.0].map(|share| at(&times, share));
        let (p99_cpu, mean) = (at(&processor, 0.99), found as f64 / times.len() as f64);
        println!("{name:24} {median:8.2} {p99:8.2} {most:8.2} {p99_cpu:8.2} {mean:8.1}");
        if slowest.0 > Duration::from_millis(50) {
            println!("    {:?}: {}", slowest.0, slowest.1);
        }
    }
}
