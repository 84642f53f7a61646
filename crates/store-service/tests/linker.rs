//! The linker on a ledger: what it makes depends on what is recorded and decided, not on the order in which it came.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking; its name says what it tests")]

use std::{collections::BTreeMap, future::poll_fn, pin::pin, sync::Arc, task::Poll};

use jiff::Timestamp;
use sayso_domain::{
    Attribution, Claim, ClaimId, Document, DocumentParts, Extraction, Extractor, Form, Kind, Mentions, Relation,
    Source, SourceKind,
};
use sayso_store::{ClaimNumber, Decision, Ledger, Links, PageRequest, Query, Recording, Store, StoredClaim, Verdict};
use sayso_store_service::Linker;
use sayso_store_sqlite::SqliteStore;
use sayso_text::{Span, Spans};
use tempfile::TempDir;

const EVERYTHING: PageRequest = PageRequest { size: 1000, token: None };

struct World {
    _folder: TempDir,
    store: Arc<SqliteStore>,
    linker: Linker,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteStore::open(folder.path().join("ledger.sqlite")).unwrap());
        let linker = Linker::new(store.clone());
        Self { _folder: folder, store, linker }
    }

    /// Records reports one by one; links after each if `singly`, else at the end.
    async fn tell(&mut self, reports: &[&Report], singly: bool) {
        for report in reports {
            self.store.record(report.recording()).await.unwrap();
            if singly {
                self.linker.catch_up().await.unwrap();
            }
        }
        self.linker.catch_up().await.unwrap();
    }

    async fn claims(&self) -> Vec<StoredClaim> {
        let mut claims = Vec::new();
        let mut page = EVERYTHING;
        loop {
            let found = self.store.search(&Query::default(), &page).await.unwrap();
            claims.extend(found.items);
            match found.next_token {
                Some(token) => page.token = Some(token),
                None => return claims,
            }
        }
    }

    async fn claim(&self, content: &str, document: &str) -> ClaimId {
        let claims = self.claims().await;
        let wanted =
            |stored: &&StoredClaim| stored.words.content.contains(content) && stored.document.id.as_str() == document;
        claims.iter().find(wanted).unwrap_or_else(|| panic!("{content} in {document}")).claim.id().clone()
    }

    /// All that is derived, in words: of each claim that is linked its cluster with its figures, its entity and its links.
    async fn state(&self) -> BTreeMap<String, String> {
        let mut state = BTreeMap::new();
        for stored in self.claims().await {
            let id = stored.claim.id();
            if stored.cluster.is_none() {
                state.insert(id.to_string(), "not linked".to_owned());
                continue;
            }
            let cluster = self.store.cluster(id, &EVERYTHING).await.unwrap().summary;
            let mut links: Vec<String> = self
                .store
                .links_of(&[ClaimNumber::of(id)])
                .await
                .unwrap()
                .iter()
                .map(|link| format!("{} {:?} {} {:.3}", link.from, link.relation(), link.to, link.confidence()))
                .collect();
            links.sort();
            let entity = stored.claim.source.as_ref().and_then(|source| source.entity.clone());
            state.insert(id.to_string(), format!("{cluster:?}\n{entity:?}\n{}", links.join("\n")));
        }
        state
    }

    async fn figures(&self, claim: &ClaimId) -> (usize, usize) {
        let summary = self.store.cluster(claim, &EVERYTHING).await.unwrap().summary;
        (summary.appearances, summary.independent_sources)
    }

    async fn relations(&self, claim: &ClaimId) -> Vec<Relation> {
        let links = self.store.links_of(&[ClaimNumber::of(claim)]).await.unwrap();
        let mut relations: Vec<_> = links.iter().filter_map(|link| link.relation()).collect();
        relations.sort();
        relations
    }
}

/// An invented report: sentences of the form "NAME said that WORDS."
#[derive(Clone)]
struct Report {
    id: String,
    day: String,
    said: Vec<(String, String)>,
    /// The revision: a later one is accepted later.
    accepted: i64,
}

impl Report {
    fn new(id: &str, day: &str, said: &[(&str, &str)]) -> Self {
        let said = said.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned())).collect();
        Self { id: id.to_owned(), day: day.to_owned(), said, accepted: 0 }
    }

    fn recording(&self) -> Recording {
        let text: String = self.said.iter().map(|(name, words)| format!("{name} said that {words}.\n\n")).collect();
        let parts = DocumentParts {
            id: Some(self.id.clone().try_into().unwrap()),
            published: Some(self.day.parse().unwrap()),
            ..DocumentParts::of_text(text.as_str())
        };
        let document = Document::new(parts).unwrap();
        let mut start = 0;
        let claims = self.said.iter().map(|(name, words)| {
            let span = |start: usize, length: usize| Spans::from(Span::new(start, start + length).unwrap());
            let cue = start + name.len() + 1;
            let content = cue + "said ".len();
            let parts = (span(start, name.len()), span(cue, "said".len()), span(content, "that ".len() + words.len()));
            start = content + "that ".len() + words.len() + 3;
            let attribution = Attribution::new(document.text(), parts.0, parts.1, parts.2).unwrap();
            let mut claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
            let (name, kind) = (Some(name.clone()), Some(SourceKind::Person));
            claim.source = Some(Source { name, kind, ..Source::default() });
            claim
        });
        let claims = claims.collect();
        Recording {
            accepted_at: Timestamp::from_second(1_772_600_000 + self.accepted).unwrap(),
            extraction: Extraction {
                extractor: Extractor { name: "by-hand".into(), version: "1.0.0".into(), model: String::new() },
                language: None,
                claims,
                notes: Vec::new(),
                mentions: Mentions::default(),
            },
            document,
        }
    }
}

const REOPENED: &str = "the ferry terminal at Dosk had reopened after the storm";
const CLOSED: &str = "the ferry terminal at Dosk had not reopened after the storm";

/// One event, told by several.
fn event() -> Vec<Report> {
    let report = Report::new;
    vec![
        report("a", "2026-03-03", &[("Ilse Brannik", REOPENED), ("Ilse Brannik", "pilots would be paid until May")]),
        report("b", "2026-03-03", &[("Ilse Brannik", REOPENED), ("Oren Tavish", CLOSED)]),
        report("c", "2026-03-03", &[("Brannik", REOPENED)]),
        report("d", "2026-03-04", &[("Mira Solent", REOPENED)]),
        report("e", "2026-03-04", &[("Oren Tavish", "grain prices in Hallby rose by 12 percent")]),
    ]
}

/// A fixed order that looks random.
fn shuffled<T>(mut items: Vec<T>, seed: u64) -> Vec<T> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for at in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
    }
    items
}

#[tokio::test]
async fn echoes_and_contradictions_are_linked() {
    let mut world = World::new();
    world.tell(&event().iter().collect::<Vec<_>>(), true).await;
    let claim = world.claim("had reopened", "a").await;
    let relations = world.relations(&claim).await;
    assert!(relations.contains(&Relation::Repeats), "{relations:?}");
    assert!(relations.contains(&Relation::Contradicts), "{relations:?}");
    // One text with another name in it is a copy: it makes no second source.
    assert_eq!(world.figures(&claim).await, (4, 1));
    let page = world.store.cluster(&claim, &EVERYTHING).await.unwrap();
    assert!(page.others.iter().any(|other| other.words.content.contains("not reopened")), "the other side is given");
    let other = world.claim("grain prices", "e").await;
    assert_eq!((world.figures(&other).await, world.relations(&other).await), ((1, 1), vec![]));
}

#[tokio::test]
async fn the_order_of_arrival_does_not_matter() {
    let reports = event();
    let mut expected = None;
    for seed in 0..6 {
        let mut world = World::new();
        let order = shuffled(reports.iter().collect(), seed);
        world.tell(&order, seed % 2 == 0).await;
        let state = world.state().await;
        assert_eq!(expected.get_or_insert_with(|| state.clone()), &state, "order {seed}");
    }
}

/// More claims under one key than are compared with each other: whichever come first, the same are linked in the end.
#[tokio::test]
async fn crowded_keys_do_not_make_the_order_matter() {
    let names: Vec<String> = (0..48).map(|i| format!("Ann{} Person{}", char::from(b'a' + i % 26), i)).collect();
    let report = |(i, name): (usize, &String)| {
        let day = format!("2026-03-{:02}", 1 + i % 3);
        Report::new(&format!("d{i}"), &day, &[(name, REOPENED)])
    };
    let reports: Vec<Report> = names.iter().enumerate().map(report).collect();
    let mut expected = None;
    for seed in 0..3 {
        let mut world = World::new();
        world.tell(&shuffled(reports.iter().collect(), seed), seed == 0).await;
        let state = world.state().await;
        assert_eq!(expected.get_or_insert_with(|| state.clone()), &state, "order {seed}");
    }
}

#[tokio::test]
async fn a_correction_takes_its_claims_out_and_brings_others_in() {
    let mut world = World::new();
    let reports = event();
    world.tell(&reports.iter().collect::<Vec<_>>(), true).await;
    let mut corrected = reports[0].clone();
    corrected.said[0].1 = "the museum at Tarn would close".into();
    corrected.accepted = 60;
    world.tell(&[&corrected], true).await;
    let claim = world.claim("had reopened", "b").await;
    assert_eq!(world.figures(&claim).await, (3, 1));

    // The same as if the first wording had never been linked.
    let mut other = World::new();
    let mut order: Vec<&Report> = reports.iter().collect();
    order.insert(1, &corrected);
    other.tell(&order, false).await;
    assert_eq!(world.state().await, other.state().await);
}

#[tokio::test]
async fn a_persons_word_counts_until_it_is_withdrawn_and_survives_relinking() {
    let mut world = World::new();
    world.tell(&event().iter().collect::<Vec<_>>(), true).await;
    let (claim, corroborating) = (world.claim("had reopened", "a").await, world.claim("had reopened", "d").await);
    let decide = |from: &ClaimId, to: &ClaimId, relation| Decision {
        verdict: Verdict::Link { from: from.clone(), to: to.clone(), relation },
        decided_by: "Ada".into(),
        reason: "another terminal".into(),
        documents: Vec::new(),
    };
    let before = world.state().await;
    // Rejecting every link of it takes it out of the cluster.
    let mut settlements = Vec::new();
    for link in world.store.links_of(&[ClaimNumber::of(&corroborating)]).await.unwrap() {
        if link.relation().is_some_and(Relation::same_proposition) {
            let rejected = decide(&link.from, &link.to, Relation::Unrelated);
            settlements.push(world.store.settle(rejected, None).await.unwrap().settlement.id);
        }
    }
    world.linker.catch_up().await.unwrap();
    assert_eq!(world.figures(&corroborating).await, (1, 1));
    assert_eq!(world.figures(&claim).await, (3, 1));

    // Adding one where none was worked out joins two clusters.
    let grain = world.claim("grain prices", "e").await;
    let added = decide(&grain, &corroborating, Relation::Corroborates);
    settlements.push(world.store.settle(added, None).await.unwrap().settlement.id);
    world.linker.catch_up().await.unwrap();
    assert_eq!(world.figures(&corroborating).await, (2, 2));
    let decided = world.state().await;
    world.store.relink().await.unwrap();
    world.linker.catch_up().await.unwrap();
    assert_eq!(world.state().await, decided, "what people decided holds when all is made anew");

    for settlement in settlements {
        world.store.withdraw(&settlement, "Ada", "mistaken", None).await.unwrap();
    }
    world.linker.catch_up().await.unwrap();
    assert_eq!(world.state().await, before);
}

/// What a future gives if it does so within this many turns; then it is dropped.
async fn within<F: Future>(turns: usize, future: F) -> Option<F::Output> {
    let (mut future, mut left) = (pin!(future), turns);
    poll_fn(|context| match left.checked_sub(1) {
        Some(less) => {
            left = less;
            future.as_mut().poll(context).map(Some)
        }
        None => Poll::Ready(None),
    })
    .await
}

#[tokio::test]
async fn a_step_that_is_broken_off_anywhere_was_never_there() {
    let reports = event();
    let (first, rest) = reports.split_at(reports.len() - 2);
    let mut corrected = reports[0].clone();
    corrected.said[0].1 = "the museum at Tarn would close".into();
    corrected.accepted = 60;
    let first: Vec<&Report> = first.iter().collect();
    let rest: Vec<&Report> = rest.iter().chain([&corrected]).collect();
    let mut undisturbed = World::new();
    undisturbed.tell(&first, false).await;
    undisturbed.tell(&rest, false).await;

    let mut world = World::new();
    world.tell(&first, false).await;
    for report in rest {
        world.store.record(report.recording()).await.unwrap();
    }
    let (before, linked) = (world.state().await, world.store.linking().await.unwrap().linked);
    let mut turns = 1;
    while within(turns, world.linker.catch_up()).await.is_none() {
        if world.store.linking().await.unwrap().linked > linked {
            // It was committed; only the word of it was missed.
            break;
        }
        assert_eq!(world.state().await, before, "after {turns} turns");
        turns += 1;
    }
    assert!(turns > 20, "{turns}");
    world.linker.catch_up().await.unwrap();
    assert_eq!(world.state().await, undisturbed.state().await);
}

#[tokio::test]
async fn relinking_gives_the_same() {
    let mut world = World::new();
    world.tell(&shuffled(event().iter().collect(), 3), true).await;
    let before = world.state().await;
    world.store.relink().await.unwrap();
    assert!(world.store.cluster(&world.claim("had reopened", "a").await, &EVERYTHING).await.is_err());
    world.linker.catch_up().await.unwrap();
    assert_eq!(world.state().await, before);
}

#[tokio::test]
async fn one_person_is_one_source_however_she_is_named() {
    let mut world = World::new();
    world.tell(&event().iter().collect::<Vec<_>>(), true).await;
    let sources = world.store.sources(Some("brannik"), &EVERYTHING).await.unwrap().items;
    assert_eq!(sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>(), ["Ilse Brannik"]);
    assert_eq!((sources[0].claims, sources[0].documents), (4, 3));
    let dossier = world.store.source(&sources[0].id, None).await.unwrap();
    assert_eq!((dossier.contradicted_claims > 0, dossier.echoed_claims > 0), (true, true));
}
