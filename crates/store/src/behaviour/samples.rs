//! Invented reports and their claims.

use jiff::Timestamp;
use sayso_domain::{
    Approximation, Attribution, Certainty, Claim, Commitment, Confidence, Coordinates, Document, DocumentParts,
    Embedding, Extraction, Extractor, Forecast, Form, Gender, Hedge, HedgedBy, Interval, Kind, Mentions, Note,
    NoteCode, Place, PlacePrecision, Polarity, Quantity, Relay, Resolution, Source, SourceKind, Stance, TimeExpression,
    TimeType,
};
use sayso_text::{Span, Spans};

use crate::Recording;

/// The given number of seconds after a fixed moment.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_772_600_000 + seconds).unwrap()
}

pub(super) fn extractor(version: &str) -> Extractor {
    Extractor { name: "sample".into(), version: version.into(), model: "m1".into() }
}

pub(super) fn document(id: &str, text: &str) -> Document {
    published(id, text, None, None)
}

pub(super) fn published(id: &str, text: &str, day: Option<&str>, site: Option<&str>) -> Document {
    let parts = DocumentParts {
        id: Some(id.to_owned().try_into().unwrap()),
        published: day.map(|day| day.parse().unwrap()),
        site: site.map(Into::into),
        ..DocumentParts::of_text(text)
    };
    Document::new(parts).unwrap()
}

/// The claim whose parts are the first occurrences of these words; "" for no source or cue.
pub(super) fn claim(document: &Document, [source, cue, content]: [&str; 3]) -> Claim {
    claim_of(document, [source, cue, content], Form::Indirect, Kind::Statement)
}

pub(super) fn claim_of(document: &Document, parts: [&str; 3], form: Form, kind: Kind) -> Claim {
    let [source, cue, content] = parts.map(|words| spans(document.text(), words));
    let attribution = Attribution::new(document.text(), source, cue, content).unwrap();
    Claim::new(document, attribution, form, kind)
}

pub(super) fn spans(text: &str, words: &str) -> Spans {
    if words.is_empty() { Spans::default() } else { Span::of_first(text, words).unwrap().into() }
}

pub(super) fn recording(document: &Document, seconds: i64, version: &str, claims: Vec<Claim>) -> Recording {
    Recording {
        document: document.clone(),
        accepted_at: at(seconds),
        extraction: Extraction {
            extractor: extractor(version),
            language: Some("en".parse().unwrap()),
            claims,
            notes: Vec::new(),
            mentions: Mentions::default(),
        },
    }
}

/// A recording of a text whose sentences, each ended by a full stop, are all claims of nobody.
pub(super) fn sentences(id: &str, text: &str, seconds: i64, version: &str) -> Recording {
    let document = document(id, text);
    let claims = text.split_terminator(". ").map(|s| claim(&document, ["", "", s.trim_end_matches('.')])).collect();
    recording(&document, seconds, version, claims)
}

/// A report with a claim that has every part a claim can have.
pub(super) fn full_recording() -> Recording {
    let text = "КИЇВ 👮🏽 — “The dam,” he wrote to Агенція, “may hold until Friday at Нова-Гребля, if confirmed.”\n\
                Олена Гончар, head of the region, spoke on Tuesday.";
    let document = Document::new(DocumentParts {
        id: None,
        uri: Some("https://news.example/дамба?a=1&b=\"2\"".into()),
        title: Some("‘Dam may hold’ 👮🏽".into()),
        authors: vec!["O. Гончар".into(), "J. Sm'ith".into()],
        site: Some("Новини \"Сьогодні\"".into()),
        published: Some("2026-03-04T23:30:00-05:00".parse().unwrap()),
        language: Some("en-gb".parse().unwrap()),
        text: text.into(),
    })
    .unwrap();
    let span = |words| Span::of_first(text, words).unwrap();
    let content = vec![span("“The dam,”"), span("“may hold until Friday at Нова-Гребля, if confirmed.”")];
    let content = Spans::new(content).unwrap();
    // Not the one in "The".
    let he = span(" he ").trimmed(text).unwrap();
    let attribution = Attribution::new(text, he.into(), span("wrote").into(), content).unwrap();
    let friday = Interval::new("2026-03-06T00:00:00".parse().unwrap(), "2026-03-07T00:00:00".parse().unwrap()).unwrap();
    let mut claim = Claim::new(&document, attribution, Form::Mixed, Kind::Belief);
    claim.confidence = Confidence::new(0.8125);
    claim.source = Some(Source {
        entity: None,
        name: Some("Олена Гончар".into()),
        kind: Some(SourceKind::Person),
        anonymous: true,
        role: Some("head of the region".into()),
        affiliation: Some("Область".into()),
        antecedent: span("Олена Гончар").into(),
        anonymity_reason: span("if confirmed").into(),
        gender: Some(Gender::Female),
        resolution: Some(Resolution::Pronoun),
        confidence: Confidence::new(0.75),
    });
    claim.relayed_by = vec![
        Relay { name: "Агенція".into(), words: span("Агенція").into() },
        Relay { name: "Telegram".into(), words: Spans::default() },
    ];
    claim.commitment = Commitment {
        certainty: Certainty::Possible,
        polarity: Polarity::Positive,
        stance: Stance::Distancing,
        hedges: vec![Hedge { words: span("may").into(), by: HedgedBy::Source }],
        condition: span("if confirmed").into(),
        caveat: span("Tuesday").into(),
    };
    claim.times = vec![
        TimeExpression {
            words: span("Friday"),
            kind: TimeType::Date,
            value: Some("2026-03-06".into()),
            interval: Some(friday),
        },
        TimeExpression { words: span("Tuesday"), kind: TimeType::Set, value: None, interval: None },
    ];
    claim.places = vec![
        Place {
            words: span("Нова-Гребля"),
            geonames_id: Some(705_104),
            name: Some("Nova Hreblia".into()),
            coordinates: Coordinates::new(48.527_12, -37.706_5),
            country: Some("UA".into()),
            feature_class: Some('P'),
            precision: Some(PlacePrecision::Settlement),
        },
        Place {
            words: span("КИЇВ"),
            geonames_id: None,
            name: None,
            coordinates: None,
            country: None,
            feature_class: None,
            precision: None,
        },
    ];
    claim.forecast =
        Some(Forecast { due: Some(friday), deadline: span("until Friday").into(), basis: span("may").into() });
    claim.said = claim.times.first().cloned();
    claim.quantities = vec![Quantity {
        words: span("Friday"),
        value: 1.5,
        upper: Some(2.5),
        unit: Some("км".into()),
        approximation: Approximation::Nearly,
    }];
    claim.embedding = Embedding::new(vec![127, 0, -128]);

    let bare = claim_of(
        &document,
        ["Олена Гончар, head of the region", "spoke", "on Tuesday"],
        Form::Indirect,
        Kind::Statement,
    );
    let mut recording = recording(&document, 0, "1.0.0", vec![claim, bare]);
    recording.accepted_at = "2026-03-05T04:40:12.123456789Z".parse().unwrap();
    recording.extraction.notes = vec![
        Note {
            code: NoteCode::UnbalancedQuotation, message: "“ has no partner".into(), at: Some(span("“The dam,”"))
        },
        Note { code: NoteCode::LimitReached, message: "the rest was left out".into(), at: None },
    ];
    recording
}
