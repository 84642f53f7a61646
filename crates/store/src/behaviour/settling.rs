//! People's decisions are kept, count, and can be taken back.

use std::sync::Arc;

use sayso_domain::{ClaimId, Forecast, Form, Interval, Kind, LinkId, Relation, SettlementId};

use super::{
    LedgerHarness, changes_after, contents, current_claims,
    derived::{Story, id, link, record},
    samples::{claim, claim_of, document, published, recording},
    search_all, told,
};
use crate::{
    Change, ClaimNumber, Decision, ForecastQuery, ForecastState, LinkStore, LinkUpdate, Outcome, PageRequest, Query,
    Resource, Settlement, SettlementQuery, StoreError, StoredLink, Verdict,
};

/// Ids of requests, in the form in which they travel.
const REQUEST: &str = "0198c6a2-3b1d-7c44-9a51-0d2f6f0e4b11";
const OTHER_REQUEST: &str = "0198c6a2-3b1d-7c44-9a51-0d2f6f0e4b12";

fn decision(verdict: Verdict, reason: &str) -> Decision {
    let documents = vec!["https://news.example/'\"👮".into()];
    Decision { verdict, decided_by: "Eva'; DROP TABLE settlement; --".into(), reason: reason.into(), documents }
}

fn on_link(from: &ClaimId, to: &ClaimId, relation: Relation) -> Decision {
    decision(Verdict::Link { from: from.clone(), to: to.clone(), relation }, "read both")
}

async fn settle(store: &dyn LinkStore, decision: Decision) -> Settlement {
    store.settle(decision, None).await.unwrap().settlement
}

fn on_forecast(claim: &ClaimId, outcome: Outcome) -> Decision {
    decision(Verdict::Forecast { claim: claim.clone(), outcome }, "seen")
}

/// The link between two claims, from both ends.
async fn between(store: &dyn LinkStore, one: &ClaimId, other: &ClaimId) -> Option<StoredLink> {
    let mut found = Vec::new();
    for claim in [one, other] {
        let links = store.links_of(&[ClaimNumber::of(claim)]).await.unwrap();
        found.push(links.into_iter().find(|link| link.id() == LinkId::between(one, other)));
    }
    assert_eq!(found[0], found[1]);
    found.remove(0)
}

pub async fn a_decision_counts_until_it_is_withdrawn(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let mut store = Arc::clone(&story.store);
    let (two, one) = (story.id(1), story.id(0));
    let found = link(two, one, Relation::Repeats, 0.5);
    let counts = async |store: &dyn LinkStore, settlement: Option<&Settlement>, relation| {
        let link = between(store, one, two).await.unwrap();
        assert_eq!((link.from.clone(), link.to.clone(), link.found.as_ref()), (two.clone(), one.clone(), Some(&found)));
        assert_eq!((link.settlement.as_ref(), link.relation()), (settlement, Some(relation)));
    };
    counts(&*store, None, Relation::Repeats).await;
    let rejected = settle(&*store, on_link(two, one, Relation::Unrelated)).await;
    counts(&*store, Some(&rejected), Relation::Unrelated).await;
    // The one recorded last counts, also with its ends the other way round.
    let last = settle(&*store, on_link(one, two, Relation::Corroborates)).await;
    counts(&*store, Some(&last), Relation::Corroborates).await;
    assert_ne!(last.id, rejected.id);
    store = harness.reopen(store).await;
    counts(&*store, Some(&last), Relation::Corroborates).await;
    // Working out again changes nothing of it.
    store.relink().await.unwrap();
    assert_eq!(between(&*store, one, two).await, None);
    store.link(story.update().await).await.unwrap();
    counts(&*store, Some(&last), Relation::Corroborates).await;

    let withdrawn = store.withdraw(&last.id, "Eva", "not so", None).await.unwrap().settlement;
    counts(&*store, Some(&rejected), Relation::Unrelated).await;
    assert_eq!(store.settlement(&last.id).await, Ok(withdrawn));
    store.withdraw(&rejected.id, "Eva", "not so", None).await.unwrap();
    counts(&*store, None, Relation::Repeats).await;
}

pub async fn people_link_what_was_not_linked(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let store = &story.store;
    let (four, one) = (story.id(4), story.id(1));
    let check = async |found: bool, settlement: Option<&Settlement>| {
        let link = between(&**store, four, one).await;
        let seen = link.as_ref().map(|link| (link.found.is_some(), link.settlement.as_ref()));
        assert_eq!(seen, (found || settlement.is_some()).then_some((found, settlement)));
    };
    check(false, None).await;
    let settlement = settle(&**store, on_link(four, one, Relation::Contradicts)).await;
    check(false, Some(&settlement)).await;
    let page = store.cluster(one, &PageRequest::default()).await.unwrap();
    assert!(page.links.iter().any(|link| link.found.is_none() && link.confidence() == 1.0));
    // It is found too, whichever comes first, and lost again.
    for (from, to) in [(four, one), (one, four)] {
        let links = vec![link(from, to, Relation::Updates, 0.5)];
        store.link(LinkUpdate { links, ..LinkUpdate::default() }).await.unwrap();
        check(true, Some(&settlement)).await;
        let cut = vec![(ClaimNumber::of(one), ClaimNumber::of(four))];
        store.link(LinkUpdate { cut, ..LinkUpdate::default() }).await.unwrap();
        check(false, Some(&settlement)).await;
    }
    // A link between claims of which one is not linked does not show, and comes back with it.
    let removed = vec![ClaimNumber::of(four)];
    store.link(LinkUpdate { removed, ..LinkUpdate::default() }).await.unwrap();
    check(false, None).await;
    store.link(story.update().await).await.unwrap();
    check(false, Some(&settlement)).await;
    store.relink().await.unwrap();
    check(false, None).await;
    store.link(story.update().await).await.unwrap();
    check(false, Some(&settlement)).await;
    store.withdraw(&settlement.id, "Eva", "not so", None).await.unwrap();
    check(false, None).await;
    store.link(story.update().await).await.unwrap();
    check(false, None).await;
}

pub async fn decisions_are_told_in_the_change_feed(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    record(&*store, "d", None, "A. B.", &[["", ""], ["", ""]]).await;
    record(&*store, "e", None, "C.", &[]).await;
    let claims = current_claims(&*store).await;
    let id = |words: &str| claims.iter().find(|claim| claim.words.content == words).unwrap().claim.id();
    let mut after = changes_after(&*store, crate::Cursor::START).await.last().unwrap().cursor;
    let mut check = async |expected: &[&str]| {
        let changes = changes_after(&*store, after).await;
        assert_eq!(told(&changes), expected);
        after = changes.last().map_or(after, |change| change.cursor);
        changes
    };
    // With the decision, as it stands when it is read.
    let decided = |changes: &[Change]| -> Vec<_> { changes.iter().map(|change| change.settlement.clone()).collect() };
    let forecast = store.settle(on_forecast(id("B"), Outcome::DidNot), Some(REQUEST)).await.unwrap().settlement;
    assert_eq!(decided(&check(&["!B"]).await), [Some(forecast.clone())]);
    let link = settle(&*store, on_link(id("C"), id("A"), Relation::Updates)).await;
    assert_eq!(decided(&check(&["!C", "!A"]).await), [Some(link.clone()), Some(link.clone())]);
    store.settle(on_forecast(id("B"), Outcome::DidNot), Some(REQUEST)).await.unwrap();
    check(&[]).await;
    // Also of claims that are not current any longer.
    store.record(super::samples::sentences("d", "D.", 9, "1")).await.unwrap();
    assert_eq!(decided(&check(&["-A", "-B", "+D"]).await), [None, None, None]);
    let forecast = store.withdraw(&forecast.id, "Eva", "no", None).await.unwrap().settlement;
    let link = store.withdraw(&link.id, "Eva", "no", None).await.unwrap().settlement;
    let expected = [Some(forecast), Some(link.clone()), Some(link)];
    assert_eq!(decided(&check(&["!B", "!C", "!A"]).await), expected);
}

pub async fn a_decision_says_what_it_overrides(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let store = &story.store;
    record(&**store, "f", None, "It will rain.", &[["", ""]]).await;
    let rain = current_claims(&**store).await.into_iter().find(|claim| claim.claim.forecast.is_some()).unwrap();
    let rain = rain.claim.id();
    let verdicts = [Outcome::DidNot, Outcome::InPart, Outcome::CameAbout].map(|outcome| on_forecast(rain, outcome));
    let relations = [Relation::Unrelated, Relation::Updates, Relation::Contradicts];
    let on_links = relations.map(|relation| on_link(story.id(1), story.id(0), relation));
    for ([one, two, three], found) in [(verdicts, None), (on_links, Some(Relation::Repeats))] {
        let first = store.settle(one, None).await.unwrap();
        assert_eq!((first.counts.as_ref(), first.overridden, first.found), (Some(&first.settlement), None, found));
        let first = first.settlement;
        let second = store.settle(two, None).await.unwrap();
        assert_eq!((second.counts.as_ref(), second.overridden), (Some(&second.settlement), Some(first.clone())));
        let second = second.settlement;
        let third = store.settle(three, None).await.unwrap().settlement;
        // One in the middle goes: nothing changes.
        let gone = store.withdraw(&second.id, "Eva", "no", None).await.unwrap();
        assert_eq!((gone.counts, gone.overridden, gone.found), (Some(third.clone()), Some(first.clone()), found));
        let gone = store.withdraw(&third.id, "Eva", "no", None).await.unwrap();
        assert_eq!((gone.counts, gone.overridden), (Some(first.clone()), Some(first.clone())));
        let gone = store.withdraw(&first.id, "Eva", "no", None).await.unwrap();
        assert_eq!((gone.counts, gone.overridden, gone.found), (None, None, found));
    }
}

pub async fn decisions_count_on_what_a_corrected_report_says_as_well(harness: &dyn LedgerHarness) {
    let mut story = Story::new(harness.store().await).await;
    let due = ["2026-03-01T00:00:00", "2026-03-02T00:00:00"];
    record(&*story.store, "f", None, "Ada: it will rain. Ben: it will snow.", &[due, due]).await;
    let store = Arc::clone(&story.store);
    let named = async |words: &str| {
        let claims = current_claims(&*store).await;
        claims.into_iter().find(|claim| claim.words.content == words).unwrap().claim.id().clone()
    };
    let (rain, snow) = (named("Ada: it will rain").await, named("Ben: it will snow").await);
    let did_not = settle(&*store, on_forecast(&rain, Outcome::DidNot)).await;
    let unrelated = settle(&*store, on_link(story.id(1), story.id(0), Relation::Unrelated)).await;
    let added = settle(&*store, on_link(story.id(4), story.id(1), Relation::Contradicts)).await;

    // The report is corrected: the first forecast stays, the other goes; so does the second report of the story.
    let document = document("f", "A correction. Ada: it will  rain. Ben: it may snow.");
    let claims = ["Ada: it will  rain", "Ben: it may snow"].map(|words| {
        let mut claim = claim(&document, ["", "", words]);
        claim.forecast = Some(Forecast {
            due: Interval::new(due[0].parse().unwrap(), due[1].parse().unwrap()),
            ..Default::default()
        });
        claim
    });
    store.record(recording(&document, 9, "1", claims.to_vec())).await.unwrap();
    let new = named("Ada: it will  rain").await;
    assert_ne!(new, rain);
    let forecasts = async |include_superseded: bool| {
        let query = ForecastQuery { include_superseded, ..ForecastQuery::default() };
        let mut found = Vec::new();
        let mut page = PageRequest { size: 1, token: None };
        loop {
            let answer = store.forecasts(&query, &page).await.unwrap();
            found.extend(answer.items.into_iter().map(|one| (one.claim.claim.id().clone(), one.state, one.settlement)));
            let Some(token) = answer.next_token else { return found };
            page.token = Some(token);
        }
    };
    let may_snow = named("Ben: it may snow").await;
    let settled = (new.clone(), ForecastState::Settled, Some(did_not.clone()));
    let overdue = |claim: &ClaimId| (claim.clone(), ForecastState::Overdue, None);
    assert_eq!(forecasts(false).await, [settled.clone(), overdue(&may_snow)]);
    // What the report does not say any longer is listed when asked for, and what it still says only once.
    assert_eq!(forecasts(true).await, [overdue(&snow), settled, overdue(&may_snow)]);
    let states = Query { forecast_states: vec![ForecastState::Settled], ..Query::default() };
    assert_eq!(contents(search_all(&*store, &states, 50).await), ["Ada: it will  rain"]);
    for claim in [&rain, &new] {
        let query = SettlementQuery { claim: Some(claim.clone()), ..SettlementQuery::default() };
        let listed = store.settlements(&query, &PageRequest::default()).await.unwrap().items;
        assert_eq!(listed, std::slice::from_ref(&did_not));
    }
    let after = store.linking().await.unwrap().last;
    store.withdraw(&did_not.id, "Eva", "not so", None).await.unwrap();
    assert_eq!(told(&changes_after(&*store, after).await), ["!Ada: it will rain", "!Ada: it will  rain"]);
    assert_eq!(forecasts(false).await, [overdue(&new), overdue(&may_snow)]);
    // The decision can be made anew on either.
    settle(&*store, on_forecast(&new, Outcome::InPart)).await;
    assert_eq!(forecasts(false).await[0].1, ForecastState::Settled);

    // The second report of the story gets another revision, with the same claim: what was decided on its links holds.
    let old = story.id(1).clone();
    let again = published("d1", "Corrected. Ada: the dam holds, again.", Some("2026-03-02"), None);
    let claims = vec![claim_of(&again, ["", "", "Ada: the dam holds, again"], Form::Indirect, Kind::Statement)];
    store.record(recording(&again, 9, "1", claims)).await.unwrap();
    let claims = current_claims(&*store).await;
    story.claims[1] = claims.into_iter().find(|claim| claim.document.id.as_str() == "d1").unwrap();
    assert_ne!(*story.id(1), old);
    let removed = vec![ClaimNumber::of(&old)];
    store.link(LinkUpdate { removed, ..LinkUpdate::default() }).await.unwrap();
    store.link(story.update().await).await.unwrap();
    let counts = async |one: &ClaimId, other: &ClaimId| {
        let link = between(&*store, one, other).await.unwrap();
        (link.from.clone(), link.found.is_some(), link.settlement)
    };
    let (zero, one, four) = (story.id(0), story.id(1), story.id(4));
    assert_eq!(counts(one, zero).await, (one.clone(), true, Some(unrelated.clone())));
    assert_eq!(counts(four, one).await, (four.clone(), false, Some(added.clone())));
    let query = SettlementQuery { link: Some(LinkId::between(one, zero)), ..SettlementQuery::default() };
    let listed = store.settlements(&query, &PageRequest::default()).await.unwrap().items;
    assert_eq!(listed, std::slice::from_ref(&unrelated));
    let after = store.linking().await.unwrap().last;
    for settlement in [unrelated, added] {
        store.withdraw(&settlement.id, "Eva", "not so", None).await.unwrap();
    }
    assert_eq!(changes_after(&*store, after).await.len(), 6, "the two named, and the one that says the same");
    assert_eq!(counts(one, zero).await, (one.clone(), true, None));
    assert_eq!(between(&*store, four, one).await, None);
}

pub async fn a_request_id_makes_repeating_safe(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let store = &story.store;
    let first = on_link(story.id(1), story.id(0), Relation::Unrelated);
    let other = on_link(story.id(2), story.id(0), Relation::Unrelated);
    let recorded = store.settle(first.clone(), Some(REQUEST)).await.unwrap();
    assert_eq!(store.settle(first.clone(), Some(REQUEST)).await, Ok(recorded.clone()));
    let recorded = recorded.settlement;
    let refused = store.settle(other.clone(), Some(REQUEST)).await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    // Without one, or with another, it is another decision.
    let again = settle(&**store, first.clone()).await;
    let third = store.settle(first.clone(), Some(OTHER_REQUEST)).await.unwrap().settlement;
    assert!(recorded.id != again.id && again.id != third.id);

    let withdrawn = store.withdraw(&again.id, "Eva", "no", Some(REQUEST)).await.unwrap();
    assert_eq!(store.withdraw(&again.id, "Eva", "no", Some(REQUEST)).await, Ok(withdrawn));
    for (id, request) in [(&again.id, None), (&again.id, Some(OTHER_REQUEST)), (&third.id, Some(REQUEST))] {
        let refused = store.withdraw(id, "Eva", "no", request).await;
        assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    }
    // What was recorded is given as it is now.
    let withdrawn = store.withdraw(&recorded.id, "Eva", "no", None).await;
    assert_eq!(store.settle(first, Some(REQUEST)).await, withdrawn);
    let long = "r".repeat(300);
    for bad in [" ", "a\0", &long] {
        let refused = store.settle(other.clone(), Some(bad)).await;
        assert!(matches!(refused, Err(StoreError::BadDecision { .. })), "{bad:?}: {refused:?}");
    }
}

pub async fn concurrent_decisions_of_one_request_write_once(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let decision = on_link(story.id(1), story.id(0), Relation::Unrelated);
    let settling: Vec<_> = (0..8)
        .map(|_| {
            let (store, decision) = (Arc::clone(&story.store), decision.clone());
            tokio::spawn(async move { store.settle(decision, Some(OTHER_REQUEST)).await.unwrap().settlement })
        })
        .collect();
    let mut settled = Vec::new();
    for one in settling {
        settled.push(one.await.unwrap());
    }
    assert!(settled.iter().all(|settlement| *settlement == settled[0]));
    let all = story.store.settlements(&SettlementQuery::default(), &PageRequest::default()).await.unwrap();
    assert_eq!(all.items, settled[..1]);
}

pub async fn bad_decisions_are_refused(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let store = &story.store;
    let none = id("c-none");
    for (decision, expected) in [
        (on_link(story.id(1), &none, Relation::Repeats), "there is no claim with the id c-none"),
        (on_link(&none, story.id(1), Relation::Repeats), "there is no claim with the id c-none"),
        (on_forecast(&none, Outcome::DidNot), "there is no claim with the id c-none"),
        (on_forecast(story.id(0), Outcome::DidNot), "makes no forecast"),
        (on_link(story.id(1), story.id(1), Relation::Repeats), "two different claims"),
        (Decision { reason: String::new(), ..on_forecast(story.id(0), Outcome::DidNot) }, "must not be empty"),
    ] {
        let error = store.settle(decision, Some(OTHER_REQUEST)).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    for (document, good) in [("d1", true), ("https://a.example/b", true), ("d-none", false), ("see d1", false)] {
        let documents = vec!["d0".to_owned(), document.to_owned()];
        let decision = Decision { documents, ..on_link(story.id(1), story.id(0), Relation::Repeats) };
        match store.settle(decision, None).await {
            Ok(settled) if good => drop(store.withdraw(&settled.settlement.id, "Eva", "no", None).await.unwrap()),
            Err(StoreError::BadDecision { field, reason }) if !good => {
                assert!(field == "documents[1]" && reason.contains(document), "{field} {reason}");
            }
            other => panic!("{document}: {other:?}"),
        }
    }
    let missing = SettlementId::new("x-none").unwrap();
    for error in
        [store.settlement(&missing).await.unwrap_err(), store.withdraw(&missing, "Eva", "no", None).await.unwrap_err()]
    {
        assert!(matches!(error, StoreError::NotFound { what: Resource::Settlement, .. }), "{error}");
    }
    let refused = store.withdraw(&missing, "Eva", "", None).await;
    assert!(matches!(refused, Err(StoreError::BadDecision { .. })), "{refused:?}");
    let all = store.settlements(&SettlementQuery::default(), &PageRequest::default()).await.unwrap();
    assert_eq!(all.items, []);
}

pub async fn settlements_are_listed_the_last_first(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let store = &story.store;
    record(&**store, "f", None, "It will rain.", &[["", ""]]).await;
    let forecast = current_claims(&**store).await.into_iter().find(|claim| claim.claim.forecast.is_some()).unwrap();
    let forecast = forecast.claim.id();
    let (link, other) = ((story.id(1), story.id(0)), (story.id(2), story.id(1)));
    let mut all = Vec::new();
    for decision in [
        on_link(link.0, link.1, Relation::Unrelated),
        on_forecast(forecast, Outcome::DidNot),
        on_link(other.0, other.1, Relation::Updates),
        on_link(link.1, link.0, Relation::Updates),
        on_forecast(forecast, Outcome::CannotBeTold),
    ] {
        all.push(settle(&**store, decision).await);
    }
    for i in [1, 3] {
        all[i] = store.withdraw(&all[i].id, "Eva", "no", None).await.unwrap().settlement;
    }
    let query = SettlementQuery::default;
    let with_withdrawn = || SettlementQuery { include_withdrawn: true, ..query() };
    let of_link = Some(LinkId::between(link.0, link.1));
    let unknown = SettlementQuery { claim: Some(id("c-none")), ..query() };
    let missing = store.settlements(&unknown, &PageRequest::default()).await;
    assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Claim, .. })), "{missing:?}");
    let unknown = SettlementQuery { link: Some(LinkId::new("l-none").unwrap()), ..query() };
    let missing = store.settlements(&unknown, &PageRequest::default()).await;
    assert!(matches!(missing, Err(StoreError::NotFound { what: Resource::Link, .. })), "{missing:?}");
    for (query, expected) in [
        (query(), &[4, 2, 0][..]),
        (with_withdrawn(), &[4, 3, 2, 1, 0]),
        (SettlementQuery { claim: Some(forecast.clone()), ..query() }, &[4]),
        (SettlementQuery { claim: Some(forecast.clone()), ..with_withdrawn() }, &[4, 1]),
        (SettlementQuery { link: of_link.clone(), ..query() }, &[0]),
        (SettlementQuery { link: of_link.clone(), ..with_withdrawn() }, &[3, 0]),
        (SettlementQuery { link: of_link, claim: Some(forecast.clone()), ..query() }, &[]),
        (SettlementQuery { claim: Some(story.id(0).clone()), ..query() }, &[]),
    ] {
        for size in [0, 1, 2] {
            let mut page = PageRequest { size, token: None };
            let mut found = Vec::new();
            loop {
                let answer = store.settlements(&query, &page).await.unwrap();
                found.extend(answer.items);
                let Some(token) = answer.next_token else { break };
                page.token = Some(token);
            }
            let expected: Vec<_> = expected.iter().map(|i| all[*i].clone()).collect();
            assert_eq!(found, expected, "{query:?} by {size}");
        }
    }
}
