//! Which claims a query finds, and in what order.

use sayso_domain::{Coordinates, DocumentId, Form, Kind, Source, SourceKind};

use super::{
    Harness, contents, current,
    samples::{claim, claim_of, document, published, recording, sentences},
    search_all,
};
use crate::{
    Circle, MAX_RADIUS_KM, MAX_RANKED, MAX_VALUES, MAX_WORDS_BYTES, Order, PageRequest, Query, Store, StoreError,
};

/// Three documents, two with dates and sites, with claims of several kinds and forms.
async fn fill(store: &dyn Store) {
    let first = published(
        "first",
        "The dam will hold, Governor Olena Honchar said. “We never shelled Слов’янськ”, he insisted.",
        Some("2026-03-04"),
        Some("Reuters"),
    );
    let mut denial = claim_of(&first, ["he", "insisted", "“We never shelled Слов’янськ”"], Form::Direct, Kind::Denial);
    denial.source = Some(Source {
        name: Some("Zdeněk Zelenský".into()),
        kind: Some(SourceKind::Person),
        role: Some("head of repairs".into()),
        affiliation: Some("Ministry of Roads".into()),
        ..Source::default()
    });
    let mut hold = claim(&first, ["Governor Olena Honchar", "said", "The dam will hold"]);
    hold.source = Some(Source {
        name: Some("Honchar’s office".into()),
        kind: Some(SourceKind::OfficialBody),
        ..Source::default()
    });
    store.record(recording(&first, 0, "1", vec![hold, denial])).await.unwrap();

    let second = published(
        "second",
        "Residents fear that the “old dam” will not hold. The ministry asked who will pay.",
        Some("2026-03-05T00:30:00+02:00"),
        Some("aif.ru"),
    );
    let fear = claim_of(&second, ["Residents", "fear", "that the “old dam” will not hold"], Form::Mixed, Kind::Belief);
    let ask = claim_of(&second, ["The ministry", "asked", "who will pay"], Form::Indirect, Kind::Question);
    store.record(recording(&second, 0, "1", vec![fear, ask])).await.unwrap();

    let third = document("third", "Ёлка упала, — сообщил С. Йовович из U.S. Army.");
    let tree = claim(&third, ["С. Йовович из U.S. Army", "сообщил", "Ёлка упала"]);
    store.record(recording(&third, 0, "1", vec![tree])).await.unwrap();
}

const HOLD: &str = "The dam will hold";
const SHELLED: &str = "“We never shelled Слов’янськ”";
const FEAR: &str = "that the “old dam” will not hold";
const PAY: &str = "who will pay";
const TREE: &str = "Ёлка упала";

pub async fn filters_find_what_they_say(harness: &dyn Harness) {
    let store = harness.store().await;
    fill(&*store).await;
    let check = async |query: Query, expected: &[&str]| {
        let found = contents(search_all(&*store, &query, 50).await);
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{query:?}");
    };
    let words = |words: &str| Query { words: Some(words.into()), ..Query::default() };
    let source = |words: &str| Query { source: Some(words.into()), ..Query::default() };
    let day = |day: &str| Some(day.parse().unwrap());

    check(Query::default(), &[HOLD, SHELLED, FEAR, PAY, TREE]).await;
    // Words: all must occur, in any part, in any order, whatever their case.
    check(words("dam"), &[HOLD, FEAR]).await;
    check(words("HOLD dam"), &[HOLD, FEAR]).await;
    check(words("dam said"), &[HOLD]).await;
    check(words("residents dam"), &[FEAR]).await;
    check(words("dam tree"), &[]).await;
    check(words("da"), &[]).await;
    check(words("\"dam will hold\""), &[HOLD]).await;
    check(words("\"will dam hold\""), &[]).await;
    check(words("will \"not hold\" the"), &[FEAR]).await;
    check(words("“old dam"), &[FEAR]).await;
    // Accents, apostrophes and full stops do not matter.
    check(words("Слов'янськ"), &[SHELLED]).await;
    check(words("словʼянськ shelled"), &[SHELLED]).await;
    check(words("елка"), &[TREE]).await;
    check(words("US army"), &[TREE]).await;
    check(words("и\u{306}ович"), &[]).await;
    check(words("И\u{306}ович Йовович"), &[]).await;
    check(words("Й\u{306}ОВОВИЧ"), &[TREE]).await;
    // The source: as written or as resolved, and nowhere else.
    check(source("honchar"), &[HOLD]).await;
    check(source("Honchar Governor"), &[HOLD]).await;
    check(source("\"governor honchar\""), &[]).await;
    check(source("zelensky"), &[SHELLED]).await;
    check(source("he Zdenek"), &[SHELLED]).await;
    check(words("zelensky shelled"), &[SHELLED]).await;
    check(source("dam"), &[]).await;
    check(Query { source: Some("residents".into()), ..words("dam") }, &[FEAR]).await;
    check(Query { source: Some("ministry".into()), ..words("dam") }, &[]).await;
    // The affiliation, the role, and the name of a body; each by itself.
    let affiliation = |words: &str| Query { affiliation: Some(words.into()), ..Query::default() };
    check(affiliation("roads repairs"), &[SHELLED]).await;
    check(affiliation("\"of roads\" \"head of\""), &[SHELLED]).await;
    check(affiliation("\"roads head\""), &[]).await;
    check(affiliation("zelensky"), &[]).await;
    check(affiliation("honchar OFFICE"), &[HOLD]).await;
    check(words("roads"), &[]).await;
    check(source("roads"), &[]).await;
    // The document, the outlet.
    let of = |id: &str| Query { document: Some(DocumentId::new(id).unwrap()), ..Query::default() };
    check(of("second"), &[FEAR, PAY]).await;
    let site = |site: &str| Query { site: Some(site.into()), ..Query::default() };
    check(site("Reuters"), &[HOLD, SHELLED]).await;
    check(site("aif.ru"), &[FEAR, PAY]).await;
    check(site("aif"), &[]).await;
    check(site("Reuters' OR '1'='1"), &[]).await;
    // Publication, by the publisher's calendar, the second day left out.
    let days = |from, before| Query { published_from: from, published_before: before, ..Query::default() };
    check(days(day("2026-03-05"), None), &[FEAR, PAY]).await;
    check(days(None, day("2026-03-05")), &[HOLD, SHELLED]).await;
    check(days(day("2026-03-04"), day("2026-03-06")), &[HOLD, SHELLED, FEAR, PAY]).await;
    check(days(None, day("2026-03-04")), &[]).await;
    check(days(day("2026-03-06"), None), &[]).await;
    // Kinds and forms: any of those given.
    let kinds = |kinds: &[Kind]| Query { kinds: kinds.to_vec(), ..Query::default() };
    check(kinds(&[Kind::Denial]), &[SHELLED]).await;
    check(kinds(&[Kind::Question, Kind::Belief, Kind::Question]), &[FEAR, PAY]).await;
    check(kinds(&[Kind::Decree]), &[]).await;
    check(kinds(Kind::ALL), &[HOLD, SHELLED, FEAR, PAY, TREE]).await;
    let forms = |forms: &[Form]| Query { forms: forms.to_vec(), ..Query::default() };
    check(forms(&[Form::Mixed]), &[FEAR]).await;
    check(forms(&[Form::Direct, Form::Mixed]), &[SHELLED, FEAR]).await;
    // All together.
    let all = Query {
        words: Some("dam \"not hold\"".into()),
        source: Some("residents".into()),
        document: Some(DocumentId::new("second").unwrap()),
        published_from: day("2026-03-05"),
        published_before: day("2026-03-06"),
        kinds: vec![Kind::Belief],
        forms: vec![Form::Mixed],
        site: Some("aif.ru".into()),
        include_superseded: true,
        ..Query::default()
    };
    check(all.clone(), &[FEAR]).await;
    check(Query { forms: vec![Form::Direct], ..all.clone() }, &[]).await;
    check(Query { document: Some(DocumentId::new("first").unwrap()), ..all.clone() }, &[]).await;
    check(Query { published_from: day("2026-03-05"), ..all.clone() }, &[FEAR]).await;
    check(Query { site: Some("Reuters".into()), ..all }, &[]).await;
}

pub async fn superseded_claims_are_found_only_when_asked_for(harness: &dyn Harness) {
    let store = harness.store().await;
    store.record(sentences("d", "Old words. Same words.", 1, "1")).await.unwrap();
    store.record(sentences("d", "New words. Same words.", 2, "1")).await.unwrap();
    for query in [
        Query::default(),
        Query { words: Some("words".into()), ..Query::default() },
        Query { document: Some(DocumentId::new("d").unwrap()), ..Query::default() },
        Query { kinds: vec![Kind::Statement], ..Query::default() },
    ] {
        let found = search_all(&*store, &query, 50).await;
        assert!(found.iter().all(|claim| claim.current));
        assert_eq!(contents(found), ["New words", "Same words"], "{query:?}");
        let all = search_all(&*store, &Query { include_superseded: true, ..query }, 50).await;
        assert_eq!(all.iter().filter(|claim| claim.current).count(), 2);
        assert_eq!(contents(all), ["New words", "Old words", "Same words", "Same words"]);
    }
}

pub async fn hostile_words_are_only_words(harness: &dyn Harness) {
    let store = harness.store().await;
    let text = "1 OR 1 = 1. NEAR the dam. source cue content.";
    store.record(sentences("d", text, 0, "1")).await.unwrap();
    // As many as there is room for: all different, all the same.
    let many: String = (0..250).map(|i| format!("{i:x} ")).collect();
    let long = "dam ".repeat(250);
    let check = async |words: &str, expected: &[&str]| {
        let query = Query { words: Some(words.into()), ..Query::default() };
        assert_eq!(contents(search_all(&*store, &query, 50).await), expected, "{words:?}");
    };
    check("\" OR 1=1 --", &["1 OR 1 = 1"]).await;
    check("' OR '1'='1", &["1 OR 1 = 1"]).await;
    check("dam OR 1", &[]).await;
    check("NEAR(", &["NEAR the dam"]).await;
    check("NEAR(the dam, 5)", &[]).await;
    check("dam*", &["NEAR the dam"]).await;
    check("da*", &[]).await;
    check("^dam", &["NEAR the dam"]).await;
    check("NOT dam", &[]).await;
    check("dam AND the", &[]).await;
    check("content : dam", &[]).await;
    check("{source cue} : dam", &[]).await;
    check("-dam +the", &["NEAR the dam"]).await;
    check("\"the dam", &["NEAR the dam"]).await;
    check("'the' \"dam\"\"\"", &["NEAR the dam"]).await;
    check("dam 👮🏽", &["NEAR the dam"]).await;
    check("dam\u{0}", &["NEAR the dam"]).await;
    check("'; DROP TABLE claim; --", &[]).await;
    check(&long, &["NEAR the dam"]).await;
    check(&many, &[]).await;
    check(&"a".repeat(MAX_WORDS_BYTES), &[]).await;
    assert_eq!(current(&*store).await.len(), 3);
}

pub async fn bad_queries_are_refused(harness: &dyn Harness) {
    let store = harness.store().await;
    let check = async |query: Query, expected: &str| match store.search(&query, &PageRequest::default()).await {
        Err(StoreError::BadQuery { field, .. }) => assert_eq!(field, expected, "{query:?}"),
        other => panic!("{query:?}: {other:?}"),
    };
    let words = |words: &str| Query { words: Some(words.into()), ..Query::default() };
    for nothing in ["*", "\"", "'", "👮🏽", "%_", "(", " "] {
        check(words(nothing), "words").await;
        check(Query { source: Some(nothing.into()), ..Query::default() }, "source").await;
    }
    check(words(&"dam ".repeat(2500)), "words").await;
    check(Query { source: Some("x".repeat(MAX_WORDS_BYTES + 1)), ..Query::default() }, "source").await;
    let day = Some("2026-03-04".parse().unwrap());
    check(Query { published_from: day, published_before: day, ..Query::default() }, "published_before").await;
    check(Query { said_from: day, said_before: day, ..Query::default() }, "said_before").await;
    check(Query { about_from: day, about_before: day, ..Query::default() }, "about_before").await;
    check(Query { affiliation: Some("*".into()), ..Query::default() }, "affiliation").await;
    check(Query { countries: vec!["Ukraine".into()], ..Query::default() }, "countries").await;
    check(Query { places: vec![1; MAX_VALUES + 1], ..Query::default() }, "place_ids").await;
    let center = Coordinates::new(50.0, 30.0).unwrap();
    let near = |radius_km| Query { near: Some(Circle { center, radius_km }), ..Query::default() };
    check(near(0.0), "near.radius_km").await;
    check(near(MAX_RADIUS_KM * 1.01), "near.radius_km").await;
    check(Query { min_confidence: 1.5, ..Query::default() }, "min_confidence").await;
    check(Query { order: Order::Relevance, ..Query::default() }, "order").await;
}

pub async fn claims_come_in_the_order_of_publication(harness: &dyn Harness) {
    let store = harness.store().await;
    for (id, day) in [
        ("b", Some("2026-03-04")),
        ("none", None),
        ("a", Some("2026-03-04")),
        ("late", Some("2026-03-05T01:00:00+02:00")),
        ("early", Some("1999-12-31")),
        ("nothing", None),
    ] {
        let document = published(id, id, day, Some("Site"));
        let claims = vec![claim_of(&document, ["", "", id], Form::Direct, Kind::Statement)];
        store.record(recording(&document, 0, "1", claims)).await.unwrap();
    }
    let expected = ["late", "a", "b", "early", "nothing", "none"];
    for query in [
        Query::default(),
        Query { kinds: vec![Kind::Statement, Kind::Denial], ..Query::default() },
        Query { forms: vec![Form::Direct], ..Query::default() },
        Query { site: Some("Site".into()), ..Query::default() },
    ] {
        for size in [0, 1, 4] {
            let found = search_all(&*store, &query, size).await;
            let found: Vec<_> = found.iter().map(|claim| claim.words.content.as_str()).collect();
            assert_eq!(found, expected, "{query:?}");
        }
    }
}

pub async fn the_most_relevant_claims_come_first(harness: &dyn Harness) {
    let store = harness.store().await;
    let text = "Nobody at the station and in all the rooms of the dam slept. The old dam broke. Dam. \
                The dam broke. The dam that they say never broke. It holds.";
    store.record(sentences("d", text, 0, "1")).await.unwrap();
    let found = async |words: &str| {
        let query = Query { words: Some(words.into()), order: Order::Relevance, ..Query::default() };
        let by_pages = search_all(&*store, &query, 2).await;
        assert_eq!(by_pages, search_all(&*store, &query, 50).await);
        by_pages.into_iter().map(|claim| claim.words.content).collect::<Vec<_>>()
    };
    let broke = ["The dam broke", "The old dam broke", "The dam that they say never broke"];
    assert_eq!(found("broke dam").await, broke);
    assert_eq!(found("dam").await[..2], ["Dam", "The dam broke"]);
    assert_eq!(found("rooms").await.len(), 1);

    // Only the latest are looked at, and none that came after the first page was asked for.
    let many: String = (0..MAX_RANKED + 10).map(|i| format!("Old gate {i}. ")).collect();
    store.record(sentences("many", &many, 1, "1")).await.unwrap();
    let query = Query { words: Some("gate".into()), order: Order::Relevance, ..Query::default() };
    assert_eq!(search_all(&*store, &query, 400).await.len(), MAX_RANKED);
    let mut page = PageRequest { size: 400, token: None };
    let mut found = Vec::new();
    loop {
        let answer = store.search(&query, &page).await.unwrap();
        found.extend(answer.items);
        let Some(token) = answer.next_token else { break };
        page.token = Some(token);
        let id = format!("late {}", found.len());
        store.record(sentences(&id, "Gate. The gate gate.", 2, "1")).await.unwrap();
    }
    assert_eq!(found.len(), MAX_RANKED);
    assert!(found.iter().all(|claim| claim.words.content.starts_with("Old gate")));
}
