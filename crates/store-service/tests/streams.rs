//! What streams of changes and exports hold, through gRPC.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod served;

use futures_util::StreamExt;
use jiff::civil::date;
use sayso_contract::store::v1 as wire;
use sayso_domain::{
    Attribution, Claim, ClaimId, Document, DocumentParts, Extraction, Extractor, Forecast, Form, Interval, Kind,
    Mentions, Relation,
};
use sayso_rpc::StoreClient;
use sayso_store::{Decision, Ledger, Links, Outcome, Recording, Store, Verdict};
use sayso_store_service::Linker;
use sayso_text::Span;
use served::Served;

const SAID: &str = "Ormund Bridge will be cleared of all lorries by Friday";

/// A report in which somebody foretells that the bridge will be cleared; returns the claim.
async fn record(store: &dyn Store, id: &str, source: &str) -> ClaimId {
    let text = format!("{SAID}, {source} said.");
    let parts = DocumentParts {
        id: Some(id.to_owned().try_into().unwrap()),
        published: Some("2026-03-04".parse().unwrap()),
        ..DocumentParts::of_text(text.as_str())
    };
    let document = Document::new(parts).unwrap();
    let part = |words: &str| Span::of_first(&text, words).unwrap().into();
    let attribution = Attribution::new(&text, part(source), part("said"), part(SAID)).unwrap();
    let mut claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
    let due = Interval::new(date(2026, 3, 6).at(0, 0, 0, 0), date(2026, 3, 7).at(0, 0, 0, 0));
    claim.forecast = Some(Forecast { due, ..Forecast::default() });
    let claim_id = claim.id().clone();
    let extractor = Extractor { name: "by-hand".into(), version: "1".into(), model: String::new() };
    let claims = vec![claim];
    let extraction = Extraction { extractor, language: None, claims, notes: Vec::new(), mentions: Mentions::default() };
    let accepted_at = "2026-03-04T08:00:00Z".parse().unwrap();
    store.record(Recording { document, accepted_at, extraction }).await.unwrap();
    claim_id
}

fn decision(verdict: Verdict) -> Decision {
    Decision { verdict, decided_by: "Ada".into(), reason: "seen".into(), documents: Vec::new() }
}

async fn watch(client: &StoreClient, cursor: &str, query: wire::ClaimQuery) -> Vec<wire::WatchClaimsResponse> {
    let (cursor, query) = (cursor.to_owned(), Some(query));
    let request = wire::WatchClaimsRequest { cursor, until_caught_up: true, query, ..Default::default() };
    client.watch_claims(request).await.unwrap().map(Result::unwrap).collect().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_is_told_outcomes_and_how_far_the_rest_was_passed_over() {
    let served = Served::new();
    let (client, _store) = served.open();
    let claim = record(&client, "a", "the general").await;
    let verdict = Verdict::Forecast { claim, outcome: Outcome::DidNot };
    let settlement = client_settle(&client, verdict).await;
    let of = |document: &str| wire::ClaimQuery { document_id: document.into(), ..Default::default() };

    let told = watch(&client, "", of("a")).await;
    let types: Vec<_> = told.iter().map(wire::WatchClaimsResponse::r#type).collect();
    assert_eq!(types, [wire::ChangeType::Added, wire::ChangeType::Settled]);
    assert_eq!(told[0].settlement, None);
    let decided = told[1].settlement.clone().unwrap();
    assert_eq!((decided.id, decided.outcome), (settlement.id.to_string(), wire::Outcome::DidNot.into()));

    // A document that is not there yet may be waited for.
    let passed = watch(&client, "", of("b")).await;
    assert_eq!(passed.len(), 1);
    let end = &passed[0];
    assert_eq!((end.r#type(), &end.cursor, &end.claim), (wire::ChangeType::PassedOver, &told[1].cursor, &None));
    assert_eq!(watch(&client, &end.cursor, of("b")).await, []);
    record(&client, "b", "the mayor").await;
    record(&client, "c", "the mayor").await;
    let told = watch(&client, &end.cursor, of("b")).await;
    let types: Vec<_> = told.iter().map(wire::WatchClaimsResponse::r#type).collect();
    assert_eq!(types, [wire::ChangeType::Added, wire::ChangeType::PassedOver]);
}

async fn client_settle(client: &StoreClient, verdict: Verdict) -> sayso_store::Settlement {
    Ledger::settle(client, decision(verdict), None).await.unwrap().settlement
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_links_and_decisions() {
    let served = Served::new();
    let (client, store) = served.open();
    let (first, second) = (record(&client, "a", "the general").await, record(&client, "b", "the mayor").await);
    let third = record(&client, "c", "a spokesman").await;
    Linker::new(store.clone()).catch_up().await.unwrap();
    let found = store.links_of(&[sayso_store::ClaimNumber::of(&second)]).await.unwrap();
    assert!(found.iter().any(|link| [&link.from, &link.to].contains(&&first)), "{found:?}");
    let did_not = client_settle(&client, Verdict::Forecast { claim: first.clone(), outcome: Outcome::DidNot }).await;
    let ends = (third.clone(), first.clone());
    let rejected = Verdict::Link { from: ends.0, to: ends.1, relation: Relation::Unrelated };
    let rejected = client_settle(&client, rejected).await;

    let request = wire::ExportRequest { query: None, ..Default::default() };
    let exported: Vec<_> = client.export(request).await.unwrap().map(Result::unwrap).collect().await;
    let of = |claim: &ClaimId| {
        let stored = exported.iter().filter_map(|row| row.claim.as_ref());
        stored.into_iter().find(|stored| stored.claim.as_ref().unwrap().id == claim.as_str()).unwrap()
    };
    let settlement = of(&first).settlement.as_ref().unwrap();
    assert_eq!((settlement.id.as_str(), settlement.outcome()), (did_not.id.as_str(), wire::Outcome::DidNot));
    assert_eq!(of(&second).settlement, None);
    let links = &of(&first).links;
    assert_eq!(links.len(), 2);
    // What a person rejected comes last, with the decision; what was found with its grounds, in the claim's own text.
    assert_eq!(links[1].settlement.as_ref().unwrap().id, rejected.id.as_str());
    let link = &links[0];
    assert!(link.settlement.is_none() && link.confidence > 0.0 && !link.reasons.is_empty(), "{link:?}");
    let own = if link.from_claim_id == first.as_str() { 0 } else { 1 };
    let text = format!("{SAID}, the general said.");
    for reason in &link.reasons {
        let spans = [&reason.from, &reason.to];
        assert!(spans[1 - own].is_empty() && spans[own].iter().all(|span| text.contains(&span.text)), "{reason:?}");
    }
    assert!(of(&third).links.iter().any(|link| link.settlement.is_some()));

    // An unknown document is no empty export.
    let query = Some(wire::ClaimQuery { document_id: "none".into(), ..Default::default() });
    let missing = client.export(wire::ExportRequest { query, ..Default::default() }).await.unwrap();
    let missing: Vec<_> = missing.collect().await;
    assert!(matches!(&missing[..], [Err(error)] if error.failure == sayso_rpc::Failure::NotFound), "{missing:?}");
}
