//! Clusters, sources, forecasts and the sourcing of documents.

use std::collections::BTreeMap;

use sayso_domain::{ClusterId, DocumentId, Relation, SourceId, SourceKind};

use super::{
    LedgerHarness, contents, current_claims,
    derived::{Story, entity, id, link, linked, linked_claim, record, summary, wording},
    samples::{claim, document, recording, sentences},
    search_all,
};
use crate::{
    ClaimNumber, ClusterNumber, Decision, ForecastQuery, ForecastState, LinkStore, LinkUpdate, LinkedClaim, MAX_LINKS,
    Order, Outcome, PageRequest, Query, Resource, SourceEntity, StoreError, StoredClaim, StoredForecast, Verdict, hash,
};

/// A day after all on which these tests may run.
const LATER: &str = "2999-01-01";

fn first_page() -> PageRequest {
    PageRequest::default()
}

pub async fn what_is_not_derived_is_not_found(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    store.record(sentences("d", "A.", 1, "1")).await.unwrap();
    let claim = current_claims(&*store).await.remove(0);
    for claim in [&id("c-none"), claim.claim.id()] {
        let missing = store.cluster(claim, &first_page()).await;
        assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Cluster, .. })), "{missing:?}");
    }
    let missing = store.source(&SourceId::new("s-none").unwrap(), None).await;
    assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Source, .. })), "{missing:?}");
    let missing = store.sourcing(&DocumentId::new("none").unwrap(), &first_page()).await;
    assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Document, .. })), "{missing:?}");
    let nobody = ForecastQuery { entity: Some(SourceId::new("s-none").unwrap()), ..ForecastQuery::default() };
    let missing = store.forecasts(&nobody, &first_page()).await;
    assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Source, .. })), "{missing:?}");
    assert_eq!(store.forecasts(&ForecastQuery::default(), &first_page()).await.unwrap().items, []);
    for order in [Order::Latest, Order::Relevance] {
        let query = Query { words: Some("A".into()), order, ..Query::default() };
        let nobody = Query { entity: Some(SourceId::new("s-none").unwrap()), ..query.clone() };
        let missing = store.search(&nobody, &first_page()).await;
        assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Source, .. })), "{missing:?}");
        let nowhere = Query { document: Some(DocumentId::new("none").unwrap()), ..query };
        let missing = store.search(&nowhere, &first_page()).await;
        assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Document, .. })), "{missing:?}");
    }
    assert_eq!(store.sources(None, &first_page()).await.unwrap().items, []);
}

pub async fn claims_are_given_with_cluster_and_entity(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let check = async |claim: usize, expected: Option<(usize, &str)>| {
        let id = story.id(claim);
        let stored = story.store.claim(id).await.unwrap();
        let entity = stored.claim.source.and_then(|source| source.entity);
        let found = stored.cluster.zip(entity);
        let expected =
            expected.map(|(first, entity)| (ClusterId::of(story.id(first)), SourceId::new(entity.to_owned()).unwrap()));
        assert_eq!(found, expected, "claim {claim}");
    };
    for (claim, expected) in [(0, (0, "s-Ada")), (1, (0, "s-Ada")), (3, (0, "s-Ben")), (4, (4, "s-Carl"))] {
        check(claim, Some(expected)).await;
    }
    // A later revision supersedes the claim: it has neither, linked or not.
    story.store.record(sentences("d1", "Nothing.", 9, "1")).await.unwrap();
    check(1, None).await;
    check(0, Some((0, "s-Ada"))).await;
}

pub async fn clusters_are_given_page_by_page(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let all: Vec<_> = (0..4).map(|claim| story.id(claim).clone()).collect();
    for (asked, size) in [(0, 0), (2, 1), (3, 3), (1, 4)] {
        let mut page = PageRequest { size, token: None };
        let (mut claims, mut links, mut others) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            let answer = story.store.cluster(story.id(asked), &page).await.unwrap();
            assert_eq!(answer.summary, summary(story.id(0), 4, 2));
            claims.extend(answer.claims.iter().map(|claim| claim.claim.id().clone()));
            links.extend(answer.links.iter().map(|link| (link.from.clone(), link.to.clone())));
            others.extend(answer.others.iter().map(|claim| claim.claim.id().clone()));
            let Some(token) = answer.next_token else { break };
            page.token = Some(token);
        }
        assert_eq!(claims, all, "by {size}");
        assert_eq!(others, [story.id(4).clone()]);
        links.sort_unstable();
        links.dedup();
        assert_eq!(links.len(), 4);
    }
    let page = PageRequest { size: 1, token: None };
    let token = story.store.cluster(story.id(0), &page).await.unwrap().next_token;
    for (claim, page) in [(1, PageRequest { size: 1, token }), (0, PageRequest { size: 1, token: Some("x".into()) })] {
        let refused = story.store.cluster(story.id(claim), &page).await;
        assert!(matches!(refused, Err(StoreError::BadPageToken { .. })), "{refused:?}");
    }
}

pub async fn the_most_probable_links_are_given(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let text: String = (0..20).map(|i| format!("Claim {i}. ")).collect();
    record(&*store, "d", None, text.trim_end(), &[]).await;
    let claims = current_claims(&*store).await;
    let links: Vec<_> = (1..20)
        .map(|i| link(claims[i].claim.id(), claims[0].claim.id(), Relation::Corroborates, i as f32 / 20.0))
        .collect();
    let cluster = ClusterNumber(ClaimNumber::of(claims[0].claim.id()).0);
    let update = LinkUpdate {
        claims: vec![linked_claim(&claims[0], &claims[0])],
        clusters: vec![(cluster, summary(claims[0].claim.id(), 1, 1))],
        ..LinkUpdate::default()
    };
    store.link(update).await.unwrap();
    let rest = claims[1..].iter().map(|claim| linked_claim(claim, claim)).collect();
    store.link(LinkUpdate { claims: rest, links, ..LinkUpdate::default() }).await.unwrap();
    let page = store.cluster(claims[0].claim.id(), &first_page()).await.unwrap();
    let confidences: Vec<_> = page.links.iter().map(|link| link.confidence()).collect();
    assert_eq!((confidences.len(), confidences[0], page.others.len()), (MAX_LINKS, 0.95, MAX_LINKS));
    assert!(confidences.is_sorted_by(|a, b| a > b), "{confidences:?}");
}

/// The names and counts of all sources that have the words, over pages.
async fn sources(store: &dyn LinkStore, words: Option<&str>, size: usize) -> Vec<(String, usize, usize)> {
    let mut page = PageRequest { size, token: None };
    let mut found = Vec::new();
    loop {
        let answer = store.sources(words, &page).await.unwrap();
        found.extend(answer.items.into_iter().map(|entity| (entity.name, entity.claims, entity.documents)));
        let Some(token) = answer.next_token else { return found };
        page.token = Some(token);
    }
}

pub async fn sources_are_counted_and_found_by_name(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    const NAMES: [&str; 5] = ["Олена Гончар", "O. Honchar", "Ministry \"of\" Dams; --", "Ada*", "Ben AND NOT"];
    let claims: Vec<_> = (0..15)
        .map(|i| LinkedClaim {
            wording: Some(hash(&[NAMES[[0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4][i]]])),
            ..linked(&format!("c-{i}"), 0, ["d", "e"][i % 2])
        })
        .collect();
    let wordings = NAMES.map(|name| wording(name, &[])).to_vec();
    let entities = vec![
        entity("s-1", &NAMES[..1], &[]),
        entity("s-2", &NAMES[1..2], &["s-old"]),
        entity("s-3", &NAMES[2..3], &[]),
        entity("s-4", &NAMES[3..], &[]),
    ];
    store.link(LinkUpdate { claims, wordings, entities, ..LinkUpdate::default() }).await.unwrap();
    let row = |name: &str, claims, documents| (name.to_owned(), claims, documents);
    let check = async |words: Option<&str>, expected: &[(String, usize, usize)]| {
        let mut expected = expected.to_vec();
        for size in [0, 1, 2] {
            let mut found = sources(&*store, words, size).await;
            assert!(found.is_sorted_by(|a, b| a.1 >= b.1), "{found:?}");
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{words:?} by {size}");
        }
    };
    let (one, two) = (row(NAMES[0], 5, 2), row(NAMES[1], 4, 2));
    let (three, four) = (row(NAMES[2], 3, 2), row(NAMES[3], 3, 2));
    check(None, &[one.clone(), two.clone(), three.clone(), four.clone()]).await;
    check(Some("гончар"), std::slice::from_ref(&one)).await;
    check(Some("dams MINISTRY"), std::slice::from_ref(&three)).await;
    check(Some("\"ben and not\""), std::slice::from_ref(&four)).await;
    // One name has them all.
    check(Some("Ada Ben"), &[]).await;
    check(Some("гончар honchar"), &[]).await;
    for words in ["*", "\" --"] {
        let refused = store.sources(Some(words), &first_page()).await;
        assert!(matches!(refused, Err(StoreError::BadQuery { .. })), "{words:?}: {refused:?}");
    }

    // The second turns out to be the first, with a claim less.
    let update = LinkUpdate {
        removed: vec![ClaimNumber::of(&id("c-5"))],
        entities: vec![entity("s-1", &NAMES[..2], &["s-2", "s-old"])],
        ..LinkUpdate::default()
    };
    store.link(update).await.unwrap();
    let both = row(NAMES[0], 8, 2);
    check(None, &[both.clone(), three.clone(), four.clone()]).await;
    for words in ["гончар", "HONCHAR"] {
        check(Some(words), std::slice::from_ref(&both)).await;
    }
    for id in ["s-1", "s-2", "s-old"] {
        let dossier = store.source(&SourceId::new(id).unwrap(), None).await.unwrap();
        let expected = SourceEntity { claims: 8, documents: 2, ..entity("s-1", &NAMES[..2], &[]).entity };
        assert_eq!(dossier.source, expected);
    }
    // And the last is nobody's any longer; nor does one without claims show.
    let gone = (9..12).map(|i| ClaimNumber::of(&id(&format!("c-{i}")))).collect();
    let entities = vec![entity("s-4", &[], &[])];
    store.link(LinkUpdate { removed: gone, entities, ..LinkUpdate::default() }).await.unwrap();
    check(None, &[both]).await;
    check(Some("ada"), &[]).await;
    for id in ["s-3", "s-4"] {
        let missing = store.source(&SourceId::new(id).unwrap(), None).await;
        assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Source, .. })), "{missing:?}");
    }
}

pub async fn dossiers_count_what_became_of_claims(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let check = async |entity: &str, expected: [usize; 4]| {
        let dossier = story.store.source(&SourceId::new(entity.to_owned()).unwrap(), None).await.unwrap();
        let found =
            [dossier.updated_claims, dossier.contradicted_claims, dossier.echoed_claims, dossier.corroborated_claims];
        assert_eq!(found, expected, "{entity}");
    };
    check("s-Ada", [0, 1, 1, 1]).await;
    check("s-Ben", [1, 0, 0, 1]).await;
    check("s-Carl", [0, 1, 0, 0]).await;
    // What people decide counts instead, until they take it back.
    let verdict = |from: usize, to: usize, relation| Verdict::Link {
        from: story.id(from).clone(),
        to: story.id(to).clone(),
        relation,
    };
    let decide = async |verdict| {
        let decision =
            Decision { verdict, decided_by: "Eva".into(), reason: "read both".into(), documents: Vec::new() };
        story.store.settle(decision, None).await.unwrap().settlement
    };
    let rejected = decide(verdict(4, 0, Relation::Unrelated)).await;
    decide(verdict(4, 3, Relation::Contradicts)).await;
    check("s-Ada", [0, 0, 1, 1]).await;
    check("s-Ben", [1, 1, 0, 1]).await;
    check("s-Carl", [0, 1, 0, 0]).await;
    story.store.withdraw(&rejected.id, "Eva", "read again", None).await.unwrap();
    check("s-Ada", [0, 1, 1, 1]).await;
}

/// (words, state) of all forecasts, over pages.
async fn forecasts(store: &dyn LinkStore, query: &ForecastQuery, size: usize) -> Vec<StoredForecast> {
    let mut page = PageRequest { size, token: None };
    let mut found = Vec::new();
    loop {
        let answer = store.forecasts(query, &page).await.unwrap();
        found.extend(answer.items);
        let Some(token) = answer.next_token else { return found };
        page.token = Some(token);
    }
}

pub async fn forecasts_come_in_the_order_they_are_due(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let [early, middle, late] = [
        ["2026-03-01T00:00:00", "2026-03-03T00:00:00"],
        ["2026-03-02T12:00:00", "2026-03-05T00:00:00"],
        ["2026-03-04T00:00:00", "2026-03-05T00:00:00"],
    ];
    let ages = [["-009999-01-02T00:00:00", "9999-12-30T00:00:00"], ["0001-01-01T00:00:00", "0001-01-02T00:00:00"]];
    record(&*store, "d", None, "Never. Late. Early. Middle.", &[["", ""], late, early, middle]).await;
    record(&*store, "e", None, "Ages. Long ago. None. Not a forecast.", &[ages[0], ages[1], ["", ""]]).await;
    // A superseded one does not show.
    record(&*store, "f", None, "Superseded.", &[early]).await;
    store.record(sentences("f", "Nothing.", 9, "1")).await.unwrap();

    let day = |day: &str| Some(day.parse().unwrap());
    let check = async |query: ForecastQuery, expected: &[&str]| {
        for size in [0, 1, 2, 5] {
            let found = forecasts(&*store, &query, size).await;
            let found: Vec<_> = found.iter().map(|f| format!("{} {:?}", f.claim.words.content, f.state)).collect();
            assert_eq!(found, expected, "{query:?} by {size}");
        }
    };
    let on = |date: &str| ForecastQuery { as_of: day(date), ..ForecastQuery::default() };
    check(
        on("2026-03-03"),
        &["Long ago Overdue", "Early Overdue", "Late Open", "Middle Due", "Ages Due", "Never Open", "None Open"],
    )
    .await;
    check(
        on("2026-03-05"),
        &["Long ago Overdue", "Early Overdue", "Late Overdue", "Middle Overdue", "Ages Due", "Never Open", "None Open"],
    )
    .await;
    let states = |states: &[ForecastState], date| ForecastQuery { states: states.to_vec(), ..on(date) };
    use ForecastState::{Due, Open, Overdue, Settled};
    check(states(&[Due, Due], "2026-03-02"), &["Early Due", "Middle Due", "Ages Due"]).await;
    check(states(&[Open], "2026-03-01"), &["Late Open", "Middle Open", "Never Open", "None Open"]).await;
    check(states(&[Overdue], "2026-03-04"), &["Long ago Overdue", "Early Overdue"]).await;
    check(
        ForecastQuery { due_before: day("2026-03-05"), ..states(&[Overdue, Due], "2026-03-04") },
        &["Long ago Overdue", "Early Overdue", "Late Due", "Middle Due"],
    )
    .await;
    check(ForecastQuery { due_before: day("2026-03-04"), ..on("2026-03-03") }, &["Long ago Overdue", "Early Overdue"])
        .await;
    check(states(&[Settled], "2026-03-04"), &[]).await;

    // A person settles one, and takes it back.
    let early = forecasts(&*store, &on("2026-03-03"), 0).await.remove(1).claim;
    let verdict = Verdict::Forecast { claim: early.claim.id().clone(), outcome: Outcome::InPart };
    let decision = Decision { verdict, decided_by: "Eva".into(), reason: "seen".into(), documents: Vec::new() };
    let settlement = store.settle(decision, None).await.unwrap().settlement;
    let found = forecasts(&*store, &states(&[Settled], LATER), 0).await;
    assert_eq!(
        found.iter().map(|f| (f.state, f.settlement.clone())).collect::<Vec<_>>(),
        [(Settled, Some(settlement.clone()))]
    );
    check(states(&[Overdue], LATER), &["Long ago Overdue", "Late Overdue", "Middle Overdue"]).await;
    // What was decided later was not known on the day.
    check(states(&[Settled], "2026-03-04"), &[]).await;
    check(states(&[Overdue], "2026-03-04"), &["Long ago Overdue", "Early Overdue"]).await;
    let search = async |expected: &[&str]| {
        for (as_of, expected) in [(None, expected), (day(LATER), expected), (day("2026-03-04"), &[])] {
            let query = Query { forecast_states: vec![Settled], as_of, ..Query::default() };
            assert_eq!(contents(search_all(&*store, &query, 50).await), expected);
            let words = Some("Early".into());
            let query = Query { words, order: Order::Relevance, ..query };
            assert_eq!(contents(search_all(&*store, &query, 50).await), expected);
        }
        let overdue = Query { forecast_states: vec![Overdue], as_of: day(LATER), ..Query::default() };
        let overdue = contents(search_all(&*store, &overdue, 1).await);
        assert_ne!(overdue.contains(&"Early".into()), expected.contains(&"Early"), "{overdue:?}");
    };
    search(&["Early"]).await;
    // It stays settled when another extractor finds it.
    let again = document("d", "Never. Late. Early. Middle.");
    let mut claim = claim(&again, ["", "", "Early"]);
    claim.forecast = early.claim.forecast.clone();
    store.record(recording(&again, 0, "2", vec![claim])).await.unwrap();
    check(states(&[Overdue, Settled], LATER), &["Long ago Overdue", "Early Settled"]).await;
    search(&["Early"]).await;
    store.withdraw(&settlement.id, "Eva", "not so", None).await.unwrap();
    check(states(&[Overdue, Settled], LATER), &["Long ago Overdue", "Early Overdue"]).await;
    search(&[]).await;
}

pub async fn forecasts_are_given_with_what_bears_on_them(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let due = ["2026-03-02T00:00:00", "2026-03-03T00:00:00"];
    record(
        &*store,
        "d0",
        Some("2026-03-01"),
        "Ada: the dam will break. Ada: the road too. Ben: it will hold.",
        &[due, ["", ""], due],
    )
    .await;
    record(&*store, "d1", Some("2026-03-02"), "The dam broke. The dam is full.", &[]).await;
    let claims: BTreeMap<_, _> =
        current_claims(&*store).await.into_iter().map(|claim| (claim.words.content.clone(), claim)).collect();
    let ids = |words: &str| claims[words].claim.id().clone();
    let forecast = ids("Ada: the dam will break");
    let update = LinkUpdate {
        claims: claims
            .values()
            .map(|claim| LinkedClaim {
                wording: claim.claim.source.as_ref().map(|source| hash(&[source.name.as_deref().unwrap()])),
                ..linked_claim(claim, claim)
            })
            .collect(),
        wordings: vec![wording("Ada", &[]), wording("Ben", &[])],
        entities: vec![entity("s-Ada", &["Ada"], &["s-old"]), entity("s-Ben", &["Ben"], &[])],
        links: vec![
            link(&ids("The dam is full"), &forecast, Relation::BearsOn, 0.5),
            link(&ids("The dam broke"), &forecast, Relation::BearsOn, 0.75),
            link(&ids("Ben: it will hold"), &forecast, Relation::Contradicts, 0.9),
        ],
        ..LinkUpdate::default()
    };
    store.link(update).await.unwrap();
    let query = ForecastQuery {
        entity: Some(SourceId::new("s-old").unwrap()),
        as_of: Some("2026-03-02".parse().unwrap()),
        ..ForecastQuery::default()
    };
    for size in [0, 1] {
        let found = forecasts(&*store, &query, size).await;
        let words: Vec<_> = found.iter().map(|forecast| forecast.claim.words.content.as_str()).collect();
        assert_eq!(words, ["Ada: the dam will break", "Ada: the road too"]);
        let bearing: Vec<_> = found[0].bearing_claims.iter().map(|claim| claim.words.content.as_str()).collect();
        assert_eq!(bearing, ["The dam broke", "The dam is full"]);
        assert_eq!(found[0].bearing.iter().map(|link| link.confidence()).collect::<Vec<_>>(), [0.75, 0.5]);
        assert_eq!((found[1].bearing.len(), found[1].bearing_claims.len()), (0, 0));
    }
    let verdict = Verdict::Forecast { claim: forecast, outcome: Outcome::CameAbout };
    let decision = Decision { verdict, decided_by: "Eva".into(), reason: "seen".into(), documents: Vec::new() };
    store.settle(decision, None).await.unwrap();
    for (as_of, states, outcomes) in [
        (Some(LATER), &[(ForecastState::Open, 1), (ForecastState::Settled, 1)][..], &[(Outcome::CameAbout, 1)][..]),
        (None, &[(ForecastState::Open, 1), (ForecastState::Settled, 1)], &[(Outcome::CameAbout, 1)]),
        (Some("2026-03-02"), &[(ForecastState::Open, 1), (ForecastState::Due, 1)], &[]),
        (Some("2026-02-28"), &[], &[]),
    ] {
        let as_of = as_of.map(|day| day.parse().unwrap());
        let dossier = store.source(&SourceId::new("s-Ada").unwrap(), as_of).await.unwrap();
        assert_eq!((dossier.forecasts.as_slice(), dossier.outcomes.as_slice()), (states, outcomes), "{as_of:?}");
    }
}

pub async fn a_day_knows_nothing_of_later_days(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    record(&*store, "d0", Some("2026-03-01"), "The dam will break.", &[["2026-03-02T00:00:00", "2026-03-05T00:00:00"]])
        .await;
    record(&*store, "d1", Some("2026-03-03"), "The dam broke.", &[]).await;
    record(&*store, "d2", Some("2026-03-04"), "It broke at noon.", &[]).await;
    record(&*store, "d3", None, "The dam is broken.", &[]).await;
    let claims = current_claims(&*store).await;
    let id = |words: &str| claims.iter().find(|claim| claim.words.content == words).unwrap().claim.id();
    let forecast = id("The dam will break");
    let links = [("The dam broke", 0.5), ("It broke at noon", 0.75), ("The dam is broken", 0.9)]
        .map(|(words, confidence)| link(id(words), forecast, Relation::BearsOn, confidence));
    let claims = claims.iter().map(|claim| linked_claim(claim, claim)).collect();
    store.link(LinkUpdate { claims, links: links.to_vec(), ..LinkUpdate::default() }).await.unwrap();
    let check = async |as_of: Option<&str>, expected: Option<&[&str]>| {
        let as_of = as_of.map(|day| day.parse().unwrap());
        let query = ForecastQuery { as_of, ..ForecastQuery::default() };
        let found = forecasts(&*store, &query, 0).await;
        let found: Vec<_> = found.iter().map(|forecast| contents_of(&forecast.bearing_claims)).collect();
        assert_eq!(found, Vec::from_iter(expected.map(<[_]>::to_vec)), "{as_of:?}");
    };
    check(Some("2026-02-28"), None).await;
    check(Some("2026-03-01"), Some(&[])).await;
    check(Some("2026-03-03"), Some(&["The dam broke"])).await;
    check(Some("2026-03-04"), Some(&["It broke at noon", "The dam broke"])).await;
    check(Some(LATER), Some(&["It broke at noon", "The dam broke"])).await;
    check(None, Some(&["The dam is broken", "It broke at noon", "The dam broke"])).await;
    // Nor what people decided about links.
    let (from, to) = (id("It broke at noon").clone(), forecast.clone());
    let verdict = Verdict::Link { from, to, relation: Relation::Unrelated };
    let decision = Decision { verdict, decided_by: "Eva".into(), reason: "another dam".into(), documents: Vec::new() };
    store.settle(decision, None).await.unwrap();
    check(Some("2026-03-04"), Some(&["It broke at noon", "The dam broke"])).await;
    check(Some(LATER), Some(&["The dam broke"])).await;
    check(None, Some(&["The dam is broken", "The dam broke"])).await;
}

fn contents_of(claims: &[StoredClaim]) -> Vec<&str> {
    claims.iter().map(|claim| claim.words.content.as_str()).collect()
}

pub async fn the_report_on_a_copy_names_its_original(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let words = |until: usize| (0..until).map(|number| format!("w{number} ")).collect::<String>();
    record(&*store, "original", Some("2026-03-02"), &words(300), &[]).await;
    record(&*store, "copy", Some("2026-03-03"), &words(200), &[]).await;
    for (id, original) in [("original", None), ("copy", Some("original"))] {
        let id = DocumentId::new(id).unwrap();
        let copy = store.sourcing(&id, &first_page()).await.unwrap().copy_of;
        assert_eq!(copy.as_ref().map(|copy| copy.document.as_str()), original, "{id}");
        assert_eq!(copy, store.document(&id, None).await.unwrap().copy_of);
    }
}

pub async fn documents_are_reported_on_whose_say_so_they_stand(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let store = &story.store;
    let text = "Ada: one. Ada: two. ADA: three. It was said. An official: four. Ben: five.";
    let document = document("own", text);
    let mut claims: Vec<_> = text
        .split_terminator(". ")
        .map(|sentence| {
            let (source, content) = sentence.trim_end_matches('.').split_once(": ").unwrap_or(("", sentence));
            claim(&document, [source, "", content])
        })
        .collect();
    for (claim, (name, affiliation)) in claims.iter_mut().zip([
        (Some("Ada"), Some("Dams")),
        (Some("Ada"), Some("dams")),
        (None, None),
        (None, None),
        (None, Some("Ministry")),
        (Some("Ben"), None),
    ]) {
        claim.source = Some(sayso_domain::Source {
            name: name.map(Into::into),
            affiliation: affiliation.map(Into::into),
            ..Default::default()
        });
    }
    claims[3].source.as_mut().unwrap().kind = Some(SourceKind::Unstated);
    claims[4].source.as_mut().unwrap().anonymous = true;
    store.record(recording(&document, 0, "1", claims)).await.unwrap();
    let query = Query { document: Some(document.id().clone()), ..Query::default() };
    let mut own = store.search(&query, &first_page()).await.unwrap().items;
    own.reverse();

    // Before it is linked.
    let report = store.sourcing(document.id(), &first_page()).await.unwrap();
    let figures = &report.summary;
    assert_eq!((figures.claims, figures.unlinked_claims, figures.sources), (6, 6, 3));
    assert_eq!((figures.anonymous_claims, figures.unstated_claims, figures.single_source_claims), (1, 1, 0));
    let shares = |shares: &[(&str, usize)]| shares.iter().map(|(n, c)| ((*n).to_owned(), *c)).collect::<Vec<_>>();
    assert_eq!(figures.by_source, shares(&[("Ada", 3), ("", 1), ("An official", 1), ("Ben", 1)]));
    assert_eq!(figures.by_affiliation, shares(&[("", 3), ("Dams", 2), ("Ministry", 1)]));
    assert_eq!((report.sources.len(), report.others.len()), (0, 0));

    // Two of Ada's and Ben's are linked, one in the great cluster.
    let names = [Some("Ada"), Some("Ada"), None, None, None, Some("Ben")];
    let cluster = |claim: usize| ClusterNumber(ClaimNumber::of(own[claim].claim.id()).0);
    let linked = own.iter().zip(names).enumerate().filter(|(_, (_, name))| name.is_some());
    let update = LinkUpdate {
        claims: linked
            .map(|(i, (claim, name))| LinkedClaim {
                wording: name.map(|name| hash(&[name])),
                ..linked_claim(claim, if i == 1 { &story.claims[0] } else { claim })
            })
            .collect(),
        links: vec![
            link(own[1].claim.id(), story.id(0), Relation::Repeats, 0.5),
            link(own[5].claim.id(), story.id(4), Relation::Contradicts, 0.5),
            link(own[0].claim.id(), own[5].claim.id(), Relation::Contradicts, 0.75),
        ],
        clusters: vec![
            (cluster(0), summary(own[0].claim.id(), 1, 1)),
            (cluster(5), summary(own[5].claim.id(), 1, 1)),
            (ClusterNumber(ClaimNumber::of(story.id(0)).0), summary(story.id(0), 5, 2)),
        ],
        ..LinkUpdate::default()
    };
    store.link(update).await.unwrap();
    let report = store.sourcing(document.id(), &first_page()).await.unwrap();
    let figures = &report.summary;
    assert_eq!((figures.claims, figures.unlinked_claims, figures.sources), (6, 3, 4));
    assert_eq!((figures.single_source_claims, figures.contradicted_claims, figures.echoed_claims), (2, 2, 1));
    let rows: Vec<_> = report.claims.iter().map(|c| (c.independent_sources, c.appearances, c.links.len())).collect();
    assert_eq!(rows, [(1, 1, 1), (2, 5, 1), (0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 1, 2)]);
    let sources: Vec<_> = report.sources.iter().map(|source| (source.name.as_str(), source.claims)).collect();
    assert_eq!(sources, [("Ada", 4), ("Ben", 3)]);
    let others: Vec<_> = report.others.iter().map(|claim| claim.claim.id()).collect();
    assert_eq!(others, [story.id(0), story.id(4)]);

    // Page by page, with the same figures on each.
    let mut page = PageRequest { size: 4, token: None };
    let first = store.sourcing(document.id(), &page).await.unwrap();
    page.token = first.next_token;
    let second = store.sourcing(document.id(), &page).await.unwrap();
    assert_eq!((first.summary, second.summary, second.next_token), (report.summary.clone(), report.summary, None));
    assert_eq!([first.claims, second.claims].concat(), report.claims);
    let refused = store.sourcing(&DocumentId::new("d0").unwrap(), &page).await;
    assert!(matches!(refused, Err(StoreError::BadPageToken { .. })), "{refused:?}");
}
