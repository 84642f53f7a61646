//! No statement behind what people ask and decide reads a whole table.

use jiff::{Timestamp, civil::date};
use rusqlite::Connection;
use sayso_domain::{
    Attribution, Claim, Document, DocumentParts, Extraction, Extractor, Forecast, Form, Interval, Kind, LinkId,
    Mentions, Relation, SourceId,
};
use sayso_store::{
    Decision, ForecastQuery, ForecastState, Outcome, PageRequest, Recording, SettlementQuery, Verdict, Withdrawal,
    phrases,
};
use sayso_text::{Span, Spans};

use super::{Asked, Day, clusters, forecasts, settlements, sources, sourcing};
use crate::{linking::link_for_test, plans::assert_no_scan, prepared::Prepared, read, write};

/// A document of two claims that are forecasts, one of them without a day.
fn recording(id: &str) -> Recording {
    let parts = DocumentParts { id: Some(id.to_owned().try_into().unwrap()), ..DocumentParts::of_text("One. Two.") };
    let document = Document::new(parts).unwrap();
    let claim = |words: &str| {
        let content = Span::of_first(document.text(), words).unwrap().into();
        let attribution = Attribution::new(document.text(), Spans::default(), Spans::default(), content).unwrap();
        Claim::new(&document, attribution, Form::Direct, Kind::Statement)
    };
    let mut claims = vec![claim("One"), claim("Two")];
    let due = Interval::new(date(2026, 3, 4).at(0, 0, 0, 0), date(2026, 3, 5).at(0, 0, 0, 0));
    claims[0].forecast = Some(Forecast { due, ..Forecast::default() });
    claims[1].forecast = Some(Forecast::default());
    let extractor = Extractor { name: "sample".into(), version: "1".into(), model: String::new() };
    let extraction = Extraction { extractor, language: None, claims, notes: Vec::new(), mentions: Mentions::default() };
    Recording { document, accepted_at: Timestamp::UNIX_EPOCH, extraction }
}

/// The first page with one item, and the next two.
fn pages<const N: usize>(mut read: impl FnMut(Asked<N>) -> Option<String>) {
    let mut page = PageRequest { size: 1, token: None };
    for _ in 0..3 {
        let Some(token) = read(Asked::new(0, &page).unwrap()) else { return };
        page.token = Some(token);
    }
}

fn run_all(connection: &Connection) {
    let recordings = ["d", "e"].map(recording);
    for recording in &recordings {
        write::record(connection, &Prepared::new(recording.clone()).unwrap()).unwrap();
    }
    link_for_test(connection, &recordings);
    let claims: Vec<_> = recordings.iter().flat_map(|recording| &recording.extraction.claims).collect();
    let (one, other) = (claims[0].id().clone(), claims[2].id().clone());
    let withdrawal =
        Withdrawal { withdrawn_by: "Eva".into(), reason: "no".into(), withdrawn_at: Timestamp::UNIX_EPOCH };
    for verdict in [
        Verdict::Forecast { claim: one.clone(), outcome: Outcome::DidNot },
        Verdict::Link { from: one.clone(), to: other.clone(), relation: Relation::Repeats },
        Verdict::Link { from: other.clone(), to: one.clone(), relation: Relation::Updates },
    ] {
        let decision = Decision { verdict, decided_by: "Eva".into(), reason: "seen".into(), documents: Vec::new() };
        let settlement = settlements::settle(connection, &decision, None, Timestamp::UNIX_EPOCH).unwrap().settlement;
        settlements::settle(connection, &decision, Some(settlement.id.as_str()), Timestamp::UNIX_EPOCH).unwrap();
        settlements::withdraw(connection, &settlement.id, &withdrawal, Some(settlement.id.as_str())).unwrap();
    }

    let day = date(2026, 3, 4);
    let entity = SourceId::new("s-1").unwrap();
    for query in [
        ForecastQuery::default(),
        ForecastQuery { states: vec![ForecastState::Due, ForecastState::Open], ..ForecastQuery::default() },
        ForecastQuery { due_before: Some(day), ..ForecastQuery::default() },
        ForecastQuery { entity: Some(entity.clone()), ..ForecastQuery::default() },
        ForecastQuery { include_superseded: true, as_of: Some(day), ..ForecastQuery::default() },
    ] {
        pages(|page| forecasts::list(connection, &query, &page).unwrap().next_token);
    }
    let link = LinkId::between(&one, &other);
    for (claim, link) in [(None, None), (Some(one.clone()), None), (None, Some(link))] {
        for include_withdrawn in [false, true] {
            let query = SettlementQuery { claim: claim.clone(), link: link.clone(), include_withdrawn };
            pages(|page| settlements::list(connection, &query, &page).unwrap().next_token);
        }
    }
    for words in ["", "ada"] {
        pages(|page| sources::list(connection, &phrases(words), &page).unwrap().next_token);
    }
    assert_eq!(sources::dossier(connection, &entity, Day::new(Some(day), day)).unwrap().source.claims, 4);
    pages(|page| clusters::cluster(connection, &one, &page).unwrap().next_token);
    let document = recordings[0].document.id();
    pages(|page| sourcing::sourcing(connection, document, &page).unwrap().next_token);
    read::linking(connection).unwrap();
}

#[test]
fn no_answer_reads_a_whole_table() {
    let statements = assert_no_scan(run_all);
    assert!(statements > 60, "{statements}");
}
