//! One list of scenarios, run on each of the three ways to run the system.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::HashSet;

use sayso_contract::{
    claim::v1::{Claim, Form, Kind, NoteCode, OffsetUnit, TextSpan},
    extract::v1::{DescribeExtractorRequest, ExtractRequest, ExtractStreamRequest, extract_stream_response},
    ingest::v1::{SubmitDocumentsRequest, submit_documents_response},
    store::v1::{
        ChangeType, ClaimQuery, ExportRequest, GetClaimRequest, GetDocumentRequest, GetLinkingRequest,
        SearchClaimsRequest,
    },
};
use sayso_tests::{
    Deployment, Way,
    steps::{changes, document, record, recorded, search, submit, submit_request, words},
};
use tokio_stream::StreamExt;

const DENIAL: &str = "KARSELT, March 3 (Northwire) — The governor of Halvern denied that anyone had touched the gate.\n\n\
                      “We did not invite them,” said Lt. Gen. A. R. Vossarin.";
const SHORT: &str = "“The bridge is shut,” said the mayor.";

macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => {
        /// The list: each scenario with its name.
        async fn run_all(way: Way) {
            let deployment = Deployment::start(way).await;
            $(
                eprintln!("{way:?}: {}", stringify!($name));
                $name(&deployment).await;
            )+
        }
    };
}

scenarios![
    a_report_can_be_asked_for,
    the_same_text_again_is_a_duplicate,
    a_changed_text_is_a_new_revision,
    a_text_that_comes_back_is_current_again,
    a_language_that_is_not_read_is_kept_without_claims,
    extraction_alone_gives_the_claims_that_are_recorded,
    offsets_are_exact_in_every_unit,
    a_stream_of_documents_survives_a_bad_one,
    a_stream_of_extractions_survives_a_bad_one,
    filters_select,
    pages_are_complete,
    an_export_is_complete,
    changes_go_on_after_a_cursor,
    a_watcher_is_told_of_what_comes,
    health_and_reflection_answer,
];

#[tokio::test(flavor = "multi_thread")]
async fn in_one_process() {
    run_all(Way::InProcess).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_three_services_in_memory() {
    run_all(Way::InMemory).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_three_processes() {
    run_all(Way::Processes).await;
}

/// Scenarios share a system, so each has addresses of its own.
fn address(scenario: &str) -> String {
    format!("https://northwire.example/{scenario}")
}

fn of_document(id: &str) -> ClaimQuery {
    ClaimQuery { document_id: id.to_owned(), ..ClaimQuery::default() }
}

async fn a_report_can_be_asked_for(deployment: &Deployment) {
    let submission = record(deployment, document(&address("asked"), "2026-03-03T08:15:00+02:00", DENIAL)).await;
    // Once it is linked, nothing about it changes any more.
    let linked = GetLinkingRequest { wait: true };
    deployment.raw_store().get_linking(linked).await.unwrap();
    let claims = search(deployment, of_document(&submission.document_id)).await;
    let found: HashSet<[String; 3]> = claims.iter().map(words).collect();
    let expected = [
        ["The governor of Halvern", "denied", "that anyone had touched the gate"],
        ["Lt. Gen. A. R. Vossarin", "said", "“We did not invite them,”"],
    ];
    assert_eq!(found, expected.map(|parts| parts.map(String::from)).into());
    for stored in &claims {
        let claim = stored.claim.as_ref().unwrap();
        let denial = words(stored)[1] == "denied";
        assert_eq!(claim.kind(), if denial { Kind::Denial } else { Kind::Statement });
        assert_eq!(claim.form(), if denial { Form::Indirect } else { Form::Direct });
        let summary = stored.document.as_ref().unwrap();
        assert_eq!((summary.site.as_str(), summary.published_at.as_str()), ("Northwire", "2026-03-03T08:15:00+02:00"));
        assert!(stored.current && summary.text.is_empty());

        let request = GetClaimRequest { id: claim.id.clone(), ..Default::default() };
        let alone = deployment.raw_store().get_claim(request).await.unwrap().into_inner().claim;
        assert_eq!(alone.as_ref(), Some(stored));
    }
    let request = GetDocumentRequest { id: submission.document_id.clone(), ..Default::default() };
    let stored = deployment.raw_store().get_document(request).await.unwrap().into_inner();
    assert_eq!(stored.document.unwrap().text, DENIAL);
    assert_eq!(stored.accepted_at, submission.accepted_at);
    assert!(stored.current && stored.revisions.len() == 1 && stored.language == "en");
}

async fn the_same_text_again_is_a_duplicate(deployment: &Deployment) {
    let report = document(&address("duplicate"), "2026-03-03", SHORT);
    let first = record(deployment, report.clone()).await;
    let again = submit(deployment, report).await.unwrap();
    assert!(again.duplicate);
    assert_eq!(again.submission.unwrap(), first);
    assert_eq!(search(deployment, of_document(&first.document_id)).await.len(), 1);
}

async fn a_changed_text_is_a_new_revision(deployment: &Deployment) {
    let first = record(deployment, document(&address("revised"), "2026-03-05", SHORT)).await;
    let changed = SHORT.replace("shut", "open");
    let second = record(deployment, document(&address("revised"), "2026-03-05", &changed)).await;
    assert_eq!(first.document_id, second.document_id);
    assert_ne!(first.revision, second.revision);

    let current = search(deployment, of_document(&first.document_id)).await;
    assert_eq!(current.iter().map(|claim| words(claim)[2].clone()).collect::<Vec<_>>(), ["“The bridge is open,”"]);
    let all = ClaimQuery { include_superseded: true, ..of_document(&first.document_id) };
    assert_eq!(search(deployment, all).await.len(), 2);

    let request = GetDocumentRequest { id: first.document_id, revision: first.revision, ..Default::default() };
    let old = deployment.raw_store().get_document(request).await.unwrap().into_inner();
    assert_eq!((old.document.unwrap().text.as_str(), old.current, old.revisions.len()), (SHORT, false, 2));
}

async fn a_text_that_comes_back_is_current_again(deployment: &Deployment) {
    let report = |text: &str| document(&address("back"), "2026-03-05", text);
    let first = record(deployment, report(SHORT)).await;
    record(deployment, report(&SHORT.replace("shut", "open"))).await;
    let third = submit(deployment, report(SHORT)).await.unwrap();
    assert!(!third.duplicate);
    recorded(deployment, &third.submission.unwrap().id).await;
    let current = search(deployment, of_document(&first.document_id)).await;
    assert_eq!(current.iter().map(|claim| words(claim)[2].clone()).collect::<Vec<_>>(), ["“The bridge is shut,”"]);
}

async fn a_language_that_is_not_read_is_kept_without_claims(deployment: &Deployment) {
    let text = "«Міст закрито, і ніхто не знає, коли його відкриють», — сказав мер міста журналістам у вівторок.";
    let submission = record(deployment, document(&address("ukrainian"), "2026-03-05", text)).await;
    let request = GetDocumentRequest { id: submission.document_id.clone(), ..Default::default() };
    let stored = deployment.raw_store().get_document(request).await.unwrap().into_inner();
    assert_eq!(stored.document.unwrap().text, text);
    assert!(stored.notes.iter().any(|note| note.code() == NoteCode::LanguageNotSupported), "{:?}", stored.notes);
    assert!(search(deployment, of_document(&submission.document_id)).await.is_empty());
}

async fn extraction_alone_gives_the_claims_that_are_recorded(deployment: &Deployment) {
    let report = document(&address("alone"), "2026-03-03", DENIAL);
    let request = ExtractRequest { document: Some(report.clone()), ..Default::default() };
    let alone = deployment.raw_extract().extract(request).await.unwrap().into_inner();
    let submission = record(deployment, report).await;
    let mut kept = search(deployment, of_document(&submission.document_id)).await;
    kept.sort_by_key(|stored| stored.claim.as_ref().unwrap().attribution.as_ref().unwrap().content[0].start);
    // Which entity the source is, only the linker says.
    let as_extracted = |mut claim: Claim| {
        claim.source.iter_mut().for_each(|source| source.entity_id.clear());
        claim
    };
    let kept: Vec<_> = kept.into_iter().filter_map(|stored| stored.claim).map(as_extracted).collect();
    assert_eq!(alone.claims, kept);
    let summary = alone.document.unwrap();
    assert_eq!((summary.id, summary.revision), (submission.document_id, submission.revision));

    let described =
        deployment.raw_extract().describe_extractor(DescribeExtractorRequest {}).await.unwrap().into_inner();
    assert_eq!(described.extractor, alone.extractor);
    assert!(described.languages.contains(&"en".to_owned()));
}

async fn offsets_are_exact_in_every_unit(deployment: &Deployment) {
    let text = "👮🏽 “The Міст is shut 🌉,” said Mayor Zoë Ångström. She denied that the “café” was closed.";
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let cut = |unit: OffsetUnit, span: &TextSpan| {
        let (start, end) = (span.start as usize, span.end as usize);
        match unit {
            OffsetUnit::Utf16 => String::from_utf16(&utf16[start..end]).unwrap(),
            OffsetUnit::CodePoint => text.chars().skip(start).take(end - start).collect(),
            OffsetUnit::Utf8 | OffsetUnit::Unspecified => text[start..end].to_owned(),
        }
    };
    let submission = record(deployment, document(&address("units"), "2026-03-03", text)).await;
    for unit in [OffsetUnit::Unspecified, OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::CodePoint] {
        let request = SearchClaimsRequest {
            query: Some(of_document(&submission.document_id)),
            offset_unit: unit.into(),
            ..Default::default()
        };
        let found = deployment.raw_store().search_claims(request).await.unwrap().into_inner();
        assert!(!found.claims.is_empty());
        for stored in found.claims {
            let attribution = stored.claim.unwrap().attribution.unwrap();
            for span in [attribution.source, attribution.cue, attribution.content].iter().flatten() {
                assert_eq!(cut(unit, span), span.text, "{unit:?}");
            }
        }
    }
}

async fn a_stream_of_documents_survives_a_bad_one(deployment: &Deployment) {
    use submit_documents_response::Result::{Error, Response};
    let report = |text: &str| SubmitDocumentsRequest {
        request: Some(submit_request(document(&address(&format!("stream-{}", text.len())), "2026-03-03", text))),
    };
    let requests = vec![report(SHORT), report(" "), report(DENIAL)];
    let answers = deployment.raw_ingest().submit_documents(tokio_stream::iter(requests)).await.unwrap().into_inner();
    let answers: Vec<_> = answers.map(|answer| answer.unwrap().result.unwrap()).collect().await;
    let [Response(first), Error(second), Response(third)] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!((second.reason.as_str(), second.field.as_str()), ("FIELD_REQUIRED", "document.text"));
    for answer in [first, third] {
        recorded(deployment, &answer.submission.as_ref().unwrap().id).await;
    }
}

async fn a_stream_of_extractions_survives_a_bad_one(deployment: &Deployment) {
    use extract_stream_response::Result::{Error, Response};
    let request = |text: &str| ExtractStreamRequest {
        request: Some(ExtractRequest { document: Some(document("", "2026-03-03", text)), ..Default::default() }),
    };
    let requests = vec![request(SHORT), request(""), request(DENIAL)];
    let answers = deployment.raw_extract().extract_stream(tokio_stream::iter(requests)).await.unwrap().into_inner();
    let answers: Vec<_> = answers.map(|answer| answer.unwrap().result.unwrap()).collect().await;
    let [Response(first), Error(second), Response(third)] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!((first.claims.len(), third.claims.len()), (1, 2));
    assert_eq!((second.reason.as_str(), second.field.as_str()), ("FIELD_REQUIRED", "document.text"));
}

async fn filters_select(deployment: &Deployment) {
    let mut report = document(&address("filters"), "2026-07-03T23:30:00-05:00", DENIAL);
    report.site = "Filter Gazette".into();
    record(deployment, report).await;
    let base = || ClaimQuery { site: "Filter Gazette".into(), ..ClaimQuery::default() };
    let check = async |expected: usize, query: ClaimQuery| {
        let shown = format!("{query:?}");
        assert_eq!(search(deployment, query).await.len(), expected, "{shown}");
    };
    check(2, base()).await;
    check(1, ClaimQuery { words: "invite".into(), ..base() }).await;
    check(1, ClaimQuery { words: "\"touched the gate\" governor".into(), ..base() }).await;
    check(0, ClaimQuery { words: "\"gate the touched\"".into(), ..base() }).await;
    check(1, ClaimQuery { source: "vossarin".into(), ..base() }).await;
    check(1, ClaimQuery { kinds: vec![Kind::Denial.into()], ..base() }).await;
    check(2, ClaimQuery { kinds: vec![Kind::Denial.into(), Kind::Statement.into()], ..base() }).await;
    check(1, ClaimQuery { forms: vec![Form::Direct.into()], ..base() }).await;
    // The publisher's own calendar day counts, not that of Greenwich.
    check(2, ClaimQuery { published_from: "2026-07-03".into(), ..base() }).await;
    check(0, ClaimQuery { published_from: "2026-07-04".into(), ..base() }).await;
    check(0, ClaimQuery { published_before: "2026-07-03".into(), ..base() }).await;
    check(0, ClaimQuery { site: "Gazette".into(), ..ClaimQuery::default() }).await;
}

async fn pages_are_complete(deployment: &Deployment) {
    let paragraphs: Vec<String> = (0..7).map(|i| format!("“The bridge is shut,” said Officer {i}.")).collect();
    let submission = record(deployment, document(&address("pages"), "2026-03-03", &paragraphs.join("\n\n"))).await;
    let (mut seen, mut page_token, mut sizes) = (HashSet::new(), String::new(), Vec::new());
    loop {
        let query = Some(of_document(&submission.document_id));
        let request = SearchClaimsRequest { query, page_size: 3, page_token, ..Default::default() };
        let page = deployment.raw_store().search_claims(request).await.unwrap().into_inner();
        sizes.push(page.claims.len());
        seen.extend(page.claims.into_iter().map(|stored| stored.claim.unwrap().id));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!((seen.len(), sizes), (7, vec![3, 3, 1]));
}

async fn an_export_is_complete(deployment: &Deployment) {
    let query = ClaimQuery { site: "Northwire".into(), ..ClaimQuery::default() };
    let found: HashSet<String> =
        search(deployment, query.clone()).await.into_iter().map(|stored| stored.claim.unwrap().id).collect();
    let request = ExportRequest { query: Some(query), ..Default::default() };
    let exported = deployment.raw_store().export(request).await.unwrap().into_inner();
    let exported: Vec<String> = exported.map(|row| row.unwrap().claim.unwrap().claim.unwrap().id).collect().await;
    assert_eq!(exported.len(), found.len());
    assert_eq!(exported.into_iter().collect::<HashSet<_>>(), found);
}

async fn changes_go_on_after_a_cursor(deployment: &Deployment) {
    record(deployment, document(&address("cursor"), "2026-03-05", SHORT)).await;
    let before = changes(deployment, "").await;
    let cursor = &before.last().unwrap().cursor;
    assert!(changes(deployment, cursor).await.is_empty());

    record(deployment, document(&address("cursor"), "2026-03-05", &SHORT.replace("shut", "open"))).await;
    let after: Vec<(ChangeType, String)> = changes(deployment, cursor)
        .await
        .into_iter()
        .map(|change| (change.r#type(), words(change.claim.as_ref().unwrap())[2].clone()))
        .collect();
    let expected = [(ChangeType::Withdrawn, "“The bridge is shut,”"), (ChangeType::Added, "“The bridge is open,”")];
    assert_eq!(after, expected.map(|(change, words)| (change, words.to_owned())));
    assert_eq!(changes(deployment, "").await.len(), before.len() + 2);
}

async fn a_watcher_is_told_of_what_comes(deployment: &Deployment) {
    let cursor = changes(deployment, "").await.last().unwrap().cursor.clone();
    let request = sayso_contract::store::v1::WatchClaimsRequest { cursor, ..Default::default() };
    let mut watched = deployment.raw_store().watch_claims(request).await.unwrap().into_inner();
    let submission = record(deployment, document(&address("watched"), "2026-03-05", DENIAL)).await;
    for _ in 0..2 {
        let change = watched.message().await.unwrap().unwrap();
        assert_eq!(change.r#type(), ChangeType::Added);
        assert_eq!(change.claim.unwrap().document.unwrap().id, submission.document_id);
    }
}

async fn health_and_reflection_answer(deployment: &Deployment) {
    use tonic_health::pb::{HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient};
    for (channel, service) in [
        (&deployment.ingest, "sayso.ingest.v1.IngestService"),
        (&deployment.extract, "sayso.extract.v1.ExtractService"),
        (&deployment.store, "sayso.store.v1.StoreService"),
    ] {
        for service in [service, ""] {
            let request = HealthCheckRequest { service: service.to_owned() };
            let health = HealthClient::new(channel.clone()).check(request).await.unwrap().into_inner();
            assert_eq!(health.status(), ServingStatus::Serving);
        }
        assert!(reflected(channel).await.contains(&service.to_owned()));
    }
}

/// The services that a server's reflection lists.
async fn reflected(channel: &sayso_service::Channel) -> Vec<String> {
    use tonic_reflection::pb::v1::{
        ServerReflectionRequest, server_reflection_client::ServerReflectionClient,
        server_reflection_request::MessageRequest, server_reflection_response::MessageResponse,
    };
    let request = ServerReflectionRequest {
        host: String::new(),
        message_request: Some(MessageRequest::ListServices(String::new())),
    };
    let mut client = ServerReflectionClient::new(channel.clone());
    let answer =
        client.server_reflection_info(tokio_stream::iter([request])).await.unwrap().into_inner().message().await;
    match answer.unwrap().unwrap().message_response {
        Some(MessageResponse::ListServicesResponse(list)) => {
            list.service.into_iter().map(|service| service.name).collect()
        }
        other => panic!("{other:?}"),
    }
}
