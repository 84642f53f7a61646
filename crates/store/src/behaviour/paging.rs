//! Pages hold every claim once, and tokens lead nowhere else.

use std::collections::HashSet;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use sayso_domain::{Document, DocumentParts, Form, Kind, TimeExpression, TimeType};
use sayso_text::Span;

use super::{
    Harness,
    samples::{claim_of, document, published, recording, sentences},
    search_all,
};
use crate::{Order, PAGE_BYTES, PageRequest, Query, Recording, Store, StoreError, StoredClaim};

/// The `i`th of many documents: three claims, a date that repeats, or none.
fn numbered(i: usize) -> Recording {
    let text = format!("First {i}. Second {i}. Third {i}.");
    let day = (!i.is_multiple_of(5)).then(|| format!("2026-03-{:02}", 1 + i % 4));
    let document = published(&format!("d{i}"), &text, day.as_deref(), None);
    let claims = ["First", "Second", "Third"]
        .into_iter()
        .zip([Kind::Statement, Kind::Denial, Kind::Belief])
        .map(|(word, kind)| claim_of(&document, ["", "", &format!("{word} {i}")], Form::Direct, kind))
        .collect();
    recording(&document, 0, "1", claims)
}

async fn fill(store: &dyn Store, documents: std::ops::Range<usize>) {
    for i in documents {
        store.record(numbered(i)).await.unwrap();
    }
}

fn queries() -> [Query; 7] {
    let second = Query { words: Some("second".into()), ..Query::default() };
    [
        Query::default(),
        second.clone(),
        Query { kinds: vec![Kind::Denial, Kind::Belief], ..Query::default() },
        Query { published_from: Some("2026-03-02".parse().unwrap()), ..Query::default() },
        Query { said_before: Some("2026-03-04".parse().unwrap()), order: Order::Earliest, ..Query::default() },
        Query { include_superseded: true, order: Order::Earliest, ..second.clone() },
        Query { order: Order::Relevance, ..second },
    ]
}

pub async fn pages_hold_every_claim_once(harness: &dyn Harness) {
    let store = harness.store().await;
    fill(&*store, 0..20).await;
    for (query, count) in queries().into_iter().zip([60, 20, 40, 36, 36, 20, 20]) {
        let whole = search_all(&*store, &query, 1000).await;
        assert_eq!(whole.len(), count, "{query:?}");
        for size in [1, 7, 20] {
            assert_eq!(search_all(&*store, &query, size).await, whole, "{query:?} by {size}");
        }
    }
    // No page follows one that holds just the last claims.
    let page = store.search(&Query::default(), &PageRequest { size: 60, token: None }).await.unwrap();
    assert_eq!((page.items.len(), page.next_token), (60, None));
}

pub async fn pages_stay_right_while_claims_are_added(harness: &dyn Harness) {
    let store = harness.store().await;
    fill(&*store, 0..12).await;
    for (query, added) in queries().into_iter().zip((20..).step_by(10).map(|i| i..i + 4)) {
        let before = search_all(&*store, &query, 1000).await;
        let mut found = Vec::new();
        let mut page = PageRequest { size: 5, token: None };
        let mut more = added;
        loop {
            let answer = store.search(&query, &page).await.unwrap();
            found.extend(answer.items);
            let Some(token) = answer.next_token else { break };
            page.token = Some(token);
            // New documents come before, among and after what has been read.
            fill(&*store, more.next().map_or(0..0, |i| i..i + 1)).await;
        }
        let ids: Vec<_> = found.iter().map(|claim| claim.claim.id()).collect();
        let distinct: HashSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "no claim comes twice: {query:?}");
        for claim in &before {
            assert!(distinct.contains(&claim.claim.id()), "no claim is passed over: {query:?}");
        }
    }
}

pub async fn tokens_of_another_query_are_refused(harness: &dyn Harness) {
    let store = harness.store().await;
    fill(&*store, 0..4).await;
    for (i, query) in queries().into_iter().enumerate() {
        let first = store.search(&query, &PageRequest { size: 1, token: None }).await.unwrap();
        let page = PageRequest { size: 2, token: first.next_token };
        for (j, other) in queries().into_iter().enumerate() {
            match store.search(&other, &page).await {
                Ok(_) if i == j => {}
                Err(StoreError::BadPageToken { reason }) if i != j => assert_eq!(reason, "is of another query"),
                result => panic!("{query:?}, {other:?}: {result:?}"),
            }
        }
    }
}

pub async fn damaged_tokens_are_refused(harness: &dyn Harness) {
    let store = harness.store().await;
    fill(&*store, 0..2).await;
    let refused = async |token: String| {
        let page = PageRequest { size: 0, token: Some(token.clone()) };
        let result = store.search(&Query::default(), &page).await;
        assert!(matches!(result, Err(StoreError::BadPageToken { .. })), "{token:?}: {result:?}");
    };
    let page = PageRequest { size: 1, token: None };
    let token = store.search(&Query::default(), &page).await.unwrap().next_token.unwrap();
    refused(format!("{token}A")).await;
    refused(token[1..].to_owned()).await;
    refused(token.to_ascii_lowercase()).await;
    refused("x".repeat(100_000)).await;

    let mut runner = TestRunner::deterministic();
    for strategy in [any::<String>().boxed(), "[A-Za-z0-9_-]{1,60}".boxed()] {
        for _ in 0..50 {
            let token = strategy.new_tree(&mut runner).unwrap().current();
            // Over the wire, no token is an empty one.
            if !token.is_empty() {
                refused(token).await;
            }
        }
    }
}

pub async fn a_page_with_large_texts_ends_early(harness: &dyn Harness) {
    let store = harness.store().await;
    // Four texts, of which three are more than a page holds.
    let padding = "x".repeat(PAGE_BYTES * 2 / 5);
    for i in 0..4 {
        let document = document(&format!("d{i}"), &format!("Words {i}. {padding}"));
        let claims = vec![claim_of(&document, ["", "", &format!("Words {i}")], Form::Direct, Kind::Statement)];
        store.record(recording(&document, 0, "1", claims)).await.unwrap();
    }
    store.record(sentences("small", "Small.", 0, "1")).await.unwrap();
    let found = search_all(&*store, &Query::default(), 50).await;
    let found: Vec<_> = found.iter().map(|claim| claim.words.content.as_str()).collect();
    assert_eq!(found, ["Small", "Words 3", "Words 2", "Words 1", "Words 0"]);
    assert_eq!(super::changes_after(&*store, crate::Cursor::START).await.len(), 5);
}

pub async fn claims_of_a_long_text_fill_a_page(harness: &dyn Harness) {
    let store = harness.store().await;
    let words: String = (0..40).map(|i| format!("Words {i}. ")).collect();
    let document = document("long", &format!("{words}{}", "x".repeat(PAGE_BYTES)));
    let claim = |i| claim_of(&document, ["", "", &format!("Words {i}.")], Form::Direct, Kind::Statement);
    store.record(recording(&document, 0, "1", (0..40).map(claim).collect())).await.unwrap();
    let page = store.search(&Query::default(), &PageRequest { size: 30, token: None }).await.unwrap();
    assert_eq!(page.items.len(), 30);
    assert_eq!(store.changes(crate::Cursor::START, 30).await.unwrap().len(), 30);
}

pub async fn a_page_with_large_summaries_ends_early(harness: &dyn Harness) {
    let store = harness.store().await;
    let words: String = (0..100).map(|i| format!("Words {i}. ")).collect();
    let authors = vec!["x".repeat(4096); 64];
    let parts = DocumentParts { authors, ..document("signed", &words).into() };
    let document = Document::new(parts).unwrap();
    let claim = |i| claim_of(&document, ["", "", &format!("Words {i}.")], Form::Direct, Kind::Statement);
    store.record(recording(&document, 0, "1", (0..100).map(claim).collect())).await.unwrap();
    // Each claim travels with what its document says of itself, 256 KiB here.
    let page = store.search(&Query::default(), &PageRequest { size: 100, token: None }).await.unwrap();
    assert!((10..90).contains(&page.items.len()), "{}", page.items.len());
    assert_eq!(search_all(&*store, &Query::default(), 100).await.len(), 100);
}

pub async fn a_page_with_many_long_spans_ends_early(harness: &dyn Harness) {
    let store = harness.store().await;
    let words: String = (0..30).map(|i| format!("Words {i}. ")).collect();
    let document = document("long", &format!("{words}{}", "x".repeat(50_000)));
    // Every span travels with its words: half a megabyte for each claim.
    let long = TimeExpression {
        words: Span::new(0, document.text().len()).unwrap(),
        kind: TimeType::Duration,
        value: None,
        interval: None,
    };
    let claims = (0..30).map(|i| {
        let mut claim = claim_of(&document, ["", "", &format!("Words {i}.")], Form::Direct, Kind::Statement);
        claim.times = vec![long.clone(); 10];
        claim
    });
    store.record(recording(&document, 0, "1", claims.collect())).await.unwrap();

    let fits = |claims: &[&StoredClaim]| claims.iter().map(|claim| claim.byte_len()).sum::<usize>() <= PAGE_BYTES;
    let (mut page, mut found) = (PageRequest { size: 100, token: None }, 0);
    loop {
        let answer = store.search(&Query::default(), &page).await.unwrap();
        assert!(fits(&answer.items.iter().collect::<Vec<_>>()), "{} claims", answer.items.len());
        found += answer.items.len();
        page.token = answer.next_token;
        if page.token.is_none() {
            break;
        }
    }
    assert_eq!(found, 30);
    assert_eq!(super::changes_after(&*store, crate::Cursor::START).await.len(), 30);
}

pub async fn a_claim_too_large_for_a_page_is_refused(harness: &dyn Harness) {
    let store = harness.store().await;
    let document = document("d", &format!("Words. {}", "x".repeat(50_000)));
    let mut claim = claim_of(&document, ["", "", "Words"], Form::Direct, Kind::Statement);
    let words = Span::new(0, document.text().len()).unwrap();
    claim.times = vec![TimeExpression { words, kind: TimeType::Duration, value: None, interval: None }; 500];
    let refused = store.record(recording(&document, 0, "1", vec![claim])).await;
    assert!(matches!(&refused, Err(StoreError::BadRecording { field, .. }) if field == "claims[0]"), "{refused:?}");
    assert_eq!(search_all(&*store, &Query::default(), 50).await, []);
}
