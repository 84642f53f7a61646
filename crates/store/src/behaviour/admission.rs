//! A search finds exactly what its query admits.

use jiff::{ToSpan, civil::Date};
use sayso_domain::{
    Certainty, Claim, Confidence, Coordinates, Document, DocumentId, DocumentParts, Forecast, Form, Interval, Kind,
    Place, Polarity, Source, SourceKind, TimeExpression, TimeType,
};
use sayso_text::Span;

use super::{
    Harness,
    samples::{claim_of, recording},
    search_all,
};
use crate::{Circle, ForecastState, Order, Query, Ranked, Recording, StoredClaim, phrases, relevance, searchable};

/// Numbers that look random and are the same every time (Steele et al., SplitMix, 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mix = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mix = (mix ^ (mix >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mix ^ (mix >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// True once in so many times.
    fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        let at = usize::try_from(self.below(list.len() as u64)).unwrap();
        list[at]
    }

    fn some<T: Copy>(&mut self, list: &[T]) -> Vec<T> {
        (0..1 + self.below(3)).map(|_| self.one(list)).collect()
    }
}

const NAMES: [&str; 4] = ["Olena Honchar", "Ministry of Roads", "Zdeněk Novák", "O'Brien"];
const ROLES: [&str; 4] = ["Minister of Roads", "head of the region", "Mayor", "spokesperson"];
const CUES: [&str; 3] = ["said", "denied", "told"];
const WORDS: [&str; 9] = ["dam", "the", "roads", "will", "hold", "Ёлка", "said", "region", "of"];
const SITES: [&str; 3] = ["Reuters", "reuters", "Новини"];
const CONFIDENCES: [f32; 8] = [0.0, 0.3, 0.5, 0.899_999_9, 0.9, 0.900_04, 0.999_99, 1.0];
/// With their countries: two that are near each other, two on both sides of the date line, a pole, and two that are
/// not known in full.
const PLACES: [(Option<[f64; 2]>, Option<&str>); 7] = [
    (Some([48.85, 37.6]), Some("UA")),
    (Some([48.87, 37.7]), Some("UA")),
    (Some([-17.0, 179.9]), Some("FJ")),
    (Some([-17.1, -179.9]), Some("FJ")),
    (Some([90.0, 0.0]), None),
    (None, Some("PL")),
    (None, None),
];

/// A day around the end of a year, seldom far away.
fn day(dice: &mut Dice) -> Date {
    match dice.below(40) {
        // The first that travels over the wire.
        0 => Date::constant(0, 1, 1),
        1 => Date::MAX,
        2 => Date::constant(1999, 12, 31),
        3 => Date::constant(2100, 1, 1),
        _ => Date::constant(2025, 12, 18).saturating_add(i64::try_from(dice.below(25)).unwrap().days()),
    }
}

fn interval(dice: &mut Dice) -> Option<Interval> {
    let (start, hours) = (day(dice), dice.one(&[0, 0, 0, 11]));
    let start = start.at(hours, 0, 0, 0);
    let length = dice.one(&[3, 24, 24, 24 * 7, 24 * 31, 24 * 365]);
    Interval::new(start, start.saturating_add(length.hours())).filter(|_| !dice.once_in(5))
}

fn time(dice: &mut Dice, words: Span) -> TimeExpression {
    TimeExpression { words, kind: TimeType::Date, value: None, interval: interval(dice) }
}

/// The id of the document with this number, which some share.
fn document_id(number: u64) -> DocumentId {
    DocumentId::new(format!("d{}", number - number % 3 / 2)).unwrap()
}

fn document_recording(dice: &mut Dice, number: u64) -> Recording {
    let parts: Vec<[String; 3]> = (0..1 + dice.below(4))
        .map(|i| {
            let content: Vec<&str> = (0..3 + dice.below(8)).map(|_| dice.one(&WORDS)).collect();
            let source = if dice.once_in(4) { "he" } else { dice.one(&NAMES) };
            // The number keeps the places of the parts apart.
            [format!("{source} {i}"), format!("{} {i}", dice.one(&CUES)), format!("{} {i}", content.join(" "))]
        })
        .collect();
    let text: String = parts.iter().map(|parts| parts.join(" ") + ". ").collect();
    let document = Document::new(DocumentParts {
        // Some are revisions of others.
        id: Some(document_id(number)),
        // There is none before the first year.
        published: Some(day(dice)).filter(|_| !dice.once_in(6)).and_then(|day| day.to_string().parse().ok()),
        site: (!dice.once_in(4)).then(|| dice.one(&SITES).into()),
        ..DocumentParts::of_text(format!("{number}. {text}"))
    })
    .unwrap();
    let claims = parts.iter().map(|[source, cue, content]| {
        let (form, kind) = (dice.one(Form::ALL), dice.one(Kind::ALL));
        let mut claim = claim_of(&document, [source, cue, content], form, kind);
        let content = claim.attribution().content().pieces()[0];
        describe(dice, &mut claim, content);
        claim
    });
    recording(&document, i64::try_from(number).unwrap(), "1", claims.collect())
}

/// Adds all that a claim may have.
fn describe(dice: &mut Dice, claim: &mut Claim, words: Span) {
    claim.confidence = Confidence::new(dice.one(&CONFIDENCES)).filter(|_| !dice.once_in(5));
    claim.source = (!dice.once_in(4)).then(|| Source {
        name: (!dice.once_in(3)).then(|| dice.one(&NAMES).into()),
        kind: (!dice.once_in(3)).then(|| dice.one(SourceKind::ALL)),
        role: dice.once_in(2).then(|| dice.one(&ROLES).into()),
        affiliation: dice.once_in(2).then(|| dice.one(&NAMES).into()),
        ..Source::default()
    });
    claim.commitment.certainty = dice.one(Certainty::ALL);
    claim.commitment.polarity = dice.one(Polarity::ALL);
    claim.said = dice.once_in(3).then(|| time(dice, words));
    claim.times = (0..dice.below(3)).map(|_| time(dice, words)).collect();
    let places = (0..dice.below(3)).map(|_| dice.below(PLACES.len() as u64));
    let places: Vec<u64> = places.collect();
    claim.places = places
        .into_iter()
        .map(|number| {
            let (at, country) = PLACES[usize::try_from(number).unwrap()];
            Place {
                words,
                geonames_id: (!number.is_multiple_of(5)).then_some(number),
                name: None,
                coordinates: at.and_then(|[latitude, longitude]| Coordinates::new(latitude, longitude)),
                country: country.map(Into::into),
                feature_class: None,
                precision: None,
            }
        })
        .collect();
    claim.forecast = dice.once_in(2).then(|| Forecast { due: interval(dice), ..Forecast::default() });
}

fn some_words(dice: &mut Dice, list: &[&str]) -> String {
    let words = dice.some(list).join(" ");
    if dice.once_in(3) { format!("\"{words}\"") } else { words }
}

/// Two days, the first before the second, or one.
fn stretch(dice: &mut Dice) -> (Option<Date>, Option<Date>) {
    let (a, b) = (day(dice), day(dice));
    let (from, before) = (a.min(b), a.max(b));
    match dice.below(4) {
        0 => (Some(from), None),
        1 => (None, Some(before)),
        _ => (Some(from), Some(if from == before { before.saturating_add(1.day()) } else { before })),
    }
}

fn query(dice: &mut Dice) -> Query {
    let mut query = Query { as_of: Some(day(dice)), include_superseded: dice.once_in(3), ..Query::default() };
    query.order = dice.one(&[Order::Latest, Order::Earliest, Order::Relevance]);
    if query.order == Order::Relevance {
        query.words = Some(some_words(dice, &WORDS));
    }
    for _ in 0..dice.one(&[1, 1, 1, 2, 3]) {
        match dice.below(16) {
            0 => query.words = Some(some_words(dice, &[&WORDS[..], &NAMES, &CUES].concat())),
            1 => query.source = Some(some_words(dice, &NAMES)),
            2 => query.affiliation = Some(some_words(dice, &[ROLES, NAMES, ["roads", "of", "the", "region"]].concat())),
            3 => query.document = Some(document_id(dice.below(30))),
            4 => (query.published_from, query.published_before) = stretch(dice),
            5 => query.kinds = dice.some(Kind::ALL),
            6 => query.forms = dice.some(Form::ALL),
            7 => query.site = Some(dice.one(&SITES).into()),
            8 => query.countries = dice.some(&["UA", "FJ", "PL", "XX"]).into_iter().map(Into::into).collect(),
            9 => query.places = dice.some(&[1, 2, 3, 4, 6, 77]),
            10 => {
                let (latitude, longitude) = dice.one(&[(48.86, 37.65), (-17.0, 180.0), (89.9, -90.0), (48.85, 37.6)]);
                let center = Coordinates::new(latitude, longitude).unwrap();
                query.near = Some(Circle { center, radius_km: dice.one(&[0.001, 5.0, 15.0, 300.0, 1000.0]) });
            }
            11 => (query.said_from, query.said_before) = stretch(dice),
            12 => (query.about_from, query.about_before) = stretch(dice),
            13 => query.certainties = dice.some(Certainty::ALL),
            14 => query.forecast_states = dice.some(&ForecastState::ALL),
            _ if dice.once_in(2) => query.polarities = dice.some(Polarity::ALL),
            _ => query.min_confidence = dice.one(&CONFIDENCES),
        }
    }
    query
}

/// What of `all`, the latest first, the query admits, in the order that it asks for.
fn admitted(all: &[StoredClaim], query: &Query) -> Vec<StoredClaim> {
    let admitted = all.iter().filter(|claim| query.admits(claim, false, Date::constant(1970, 1, 1)));
    let mut admitted: Vec<StoredClaim> = admitted.cloned().collect();
    match query.order {
        Order::Latest => {}
        Order::Earliest => admitted.reverse(),
        Order::Relevance => {
            let phrases = phrases(query.words.as_deref().unwrap_or_default());
            admitted.sort_by_cached_key(|claim| {
                let name = claim.claim.source.as_ref().and_then(|source| source.name.as_deref()).unwrap_or_default();
                let words = [&claim.words.source, name, &claim.words.cue, &claim.words.content].map(searchable);
                let [source, name, cue, content] = words.each_ref().map(String::as_str);
                let confidence = claim.claim.confidence.map(Confidence::get);
                -relevance(&phrases, Ranked { source, name, cue, content, confidence })
            });
        }
    }
    admitted
}

pub async fn search_finds_what_the_query_admits(harness: &dyn Harness) {
    let store = harness.store().await;
    let mut dice = Dice(1);
    for number in 0..120 {
        let recorded = document_recording(&mut dice, number);
        // Some get their publication time later.
        if dice.once_in(4) {
            let parts = DocumentParts { published: None, site: None, ..recorded.document.parts().clone() };
            let bare = Document::new(parts).unwrap();
            store.record(Recording { document: bare, ..recorded.clone() }).await.unwrap();
        }
        store.record(recorded).await.unwrap();
    }
    let all = search_all(&*store, &Query { include_superseded: true, ..Query::default() }, 1000).await;
    assert!(all.len() > 200 && all.iter().any(|claim| !claim.current), "{}", all.len());
    let mut with_results = 0;
    for i in 0..400 {
        let query = query(&mut dice);
        let found = search_all(&*store, &query, dice.one(&[1000, 1000, 7])).await;
        let expected = admitted(&all, &query);
        let contents = |claims: &[StoredClaim]| {
            let line = |claim: &StoredClaim| format!("{} {}", claim.claim.id(), claim.words.content);
            claims.iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(contents(&found), contents(&expected), "the query {i}, {query:#?}");
        with_results += usize::from(!found.is_empty());
    }
    assert!(with_results > 130, "{with_results} of 400 queries find something");
}
