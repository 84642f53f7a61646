//! Claims survive the way to the wire and back in every unit, and a bad field is named by its path.

use proptest::prelude::*;
use sayso_domain::{
    Approximation, DocumentParts, Embedding, Form, Gender, HedgedBy, Interval, Kind, PlacePrecision, Relay, Resolution,
    SourceKind, TimeExpression, TimeType,
};
use sayso_text::{OffsetUnit, Span, Spans};

use super::*;

const TEXT: &str = "👮 “Міст буде within a day or two at Karst”, the governor told Northwire, if confirmed.";
const UNITS: [OffsetUnit; 3] = [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::CodePoint];

fn span(words: &str) -> Span {
    Span::of_first(TEXT, words).unwrap()
}

fn document() -> Document {
    Document::new(DocumentParts::of_text(TEXT)).unwrap()
}

/// A claim with every part set.
fn full_claim() -> Claim {
    let (source, cue, content) = (span("the governor"), span("told"), span("“Міст буде within a day or two at Karst”"));
    let attribution = Attribution::new(TEXT, source.into(), cue.into(), content.into()).unwrap();
    let due = Interval::new("2026-03-04T00:00:00".parse().unwrap(), "2026-03-06T00:00:00".parse().unwrap());
    let mut claim = Claim::new(&document(), attribution, Form::Direct, Kind::Intention);
    claim.confidence = Confidence::new(0.75);
    claim.source = Some(Source {
        entity: Some(SourceId::new("s-1").unwrap()),
        name: Some("Ilsabet Korrane".into()),
        kind: Some(SourceKind::Person),
        anonymous: true,
        role: Some("governor".into()),
        affiliation: Some("Halvern".into()),
        antecedent: span("the governor").into(),
        anonymity_reason: span("if confirmed").into(),
        gender: Some(Gender::Female),
        resolution: Some(Resolution::Nominal),
        confidence: Confidence::new(0.5),
    });
    claim.relayed_by = vec![
        Relay { name: "Northwire".into(), words: span("Northwire").into() },
        Relay { name: "Telegram".into(), words: Spans::default() },
    ];
    claim.commitment = Commitment {
        certainty: Certainty::Probable,
        polarity: Polarity::Negative,
        stance: Stance::Distancing,
        hedges: vec![Hedge { words: span("буде").into(), by: HedgedBy::Source }],
        condition: span("if confirmed").into(),
        caveat: span("if confirmed").into(),
    };
    claim.times = vec![TimeExpression {
        words: span("within a day or two"),
        kind: TimeType::Duration,
        value: Some("P2D".into()),
        interval: due,
    }];
    claim.places = vec![Place {
        words: span("Karst"),
        geonames_id: Some(705_104),
        name: Some("Karst".into()),
        coordinates: Coordinates::new(48.5, 37.7),
        country: Some("UA".into()),
        feature_class: Some('P'),
        precision: Some(PlacePrecision::Settlement),
    }];
    claim.forecast =
        Some(Forecast { due, deadline: span("within a day or two").into(), basis: span("буде").into() });
    claim.said = claim.times.first().cloned();
    claim.quantities = vec![Quantity {
        words: span("a day or two"),
        value: 1.0,
        upper: Some(2.0),
        unit: Some("day".into()),
        approximation: Approximation::About,
    }];
    claim.embedding = Embedding::new(vec![127, 0, -128]);
    claim
}

#[test]
fn a_full_claim_survives_in_every_unit() {
    for unit in UNITS {
        let offsets = Offsets::new(TEXT, unit);
        let wire = claim_to_wire(&full_claim(), &offsets);
        assert_eq!(wire.attribution.as_ref().unwrap().cue[0].text, "told");
        assert_eq!(claim_from_wire(&wire, &document(), &offsets, &Path::of("claim")), Ok(full_claim()), "{unit:?}");
    }
}

#[test]
fn a_claim_survives_json() {
    let wire = claim_to_wire(&full_claim(), &Offsets::new(TEXT, OffsetUnit::CodePoint));
    let json = serde_json::to_string(&wire).unwrap();
    assert!(json.contains("\"form\":\"FORM_DIRECT\""), "{json}");
    assert_eq!(serde_json::from_str::<wire::Claim>(&json).unwrap(), wire);
}

#[test]
fn a_bad_field_is_named_by_its_path() {
    let check = |path: &str, reason: Reason, spoil: fn(&mut wire::Claim)| {
        let offsets = Offsets::new(TEXT, OffsetUnit::CodePoint);
        let mut wire = claim_to_wire(&full_claim(), &offsets);
        spoil(&mut wire);
        let claims = Path::of("claims");
        let error = claim_from_wire(&wire, &document(), &offsets, &claims.index(3)).unwrap_err();
        assert_eq!((error.path.as_str(), error.reason), (format!("claims[3].{path}").as_str(), reason), "{error}");
    };
    check("attribution", Reason::Required, |c| c.attribution = None);
    check("attribution.content", Reason::Required, |c| c.attribution.as_mut().unwrap().content.clear());
    check("attribution.content[0]", Reason::OutOfRange, |c| c.attribution.as_mut().unwrap().content[0].end = 9999);
    check("attribution.content[0]", Reason::OutOfRange, |c| c.attribution.as_mut().unwrap().content[0].end = 0);
    check("attribution.cue[0].text", Reason::Mismatch, |c| c.attribution.as_mut().unwrap().cue[0].start += 1);
    check("attribution.source", Reason::OutOfRange, |c| {
        let attribution = c.attribution.as_mut().unwrap();
        attribution.source = attribution.cue.clone();
    });
    check("form", Reason::UnknownValue, |c| c.form = 0);
    check("form", Reason::UnknownValue, |c| c.form = 99);
    check("kind", Reason::UnknownValue, |c| c.kind = -1);
    check("confidence", Reason::OutOfRange, |c| c.confidence = Some(f32::NAN));
    check("source.kind", Reason::UnknownValue, |c| c.source.as_mut().unwrap().kind = 77);
    check("source.entity_id", Reason::Malformed, |c| c.source.as_mut().unwrap().entity_id = " ".into());
    check("relayed_by[1].name", Reason::Required, |c| c.relayed_by[1].name.clear());
    check("commitment.hedges[0].by", Reason::UnknownValue, |c| c.commitment.as_mut().unwrap().hedges[0].by = 0);
    check("commitment.stance", Reason::UnknownValue, |c| c.commitment.as_mut().unwrap().stance = 9);
    check("times[0].words", Reason::Required, |c| c.times[0].words = None);
    check("times[0].type", Reason::UnknownValue, |c| c.times[0].r#type = 0);
    check("times[0].interval.start", Reason::Malformed, |c| {
        c.times[0].interval.as_mut().unwrap().start = "soon".into();
    });
    check("times[0].interval", Reason::OutOfRange, |c| {
        let interval = c.times[0].interval.as_mut().unwrap();
        interval.end.clone_from(&interval.start);
    });
    check("places[0].coordinates", Reason::OutOfRange, |c| {
        c.places[0].coordinates.as_mut().unwrap().latitude = 91.0;
    });
    check("places[0].country", Reason::Malformed, |c| c.places[0].country = "Ukraine".into());
    check("places[0].feature_class", Reason::Malformed, |c| c.places[0].feature_class = "PPL".into());
    check("embedding", Reason::OutOfRange, |c| c.embedding = vec![0; 3]);
    check("forecast.deadline[0]", Reason::OutOfRange, |c| c.forecast.as_mut().unwrap().deadline[0].start = 5000);
}

proptest! {
    #[test]
    fn spans_of_any_text_survive_in_every_unit(text in "[a-zé中👮 ]{1,60}", cut in any::<prop::sample::Index>()) {
        let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        let content = Spans::from(Span::new(*cut.get(&bounds), text.len()).unwrap());
        let document = Document::new(DocumentParts::of_text(text.as_str())).unwrap();
        let attribution = Attribution::new(&text, Spans::default(), Spans::default(), content).unwrap();
        let claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
        for unit in UNITS {
            let offsets = Offsets::new(&text, unit);
            let wire = claim_to_wire(&claim, &offsets);
            prop_assert_eq!(claim_from_wire(&wire, &document, &offsets, &Path::of("claim")), Ok(claim.clone()));
        }
    }

    #[test]
    fn no_offsets_from_outside_panic(start in 0u32..200, end in 0u32..200, unit in 0i32..3) {
        let offsets = Offsets::new(TEXT, unit_from_wire(unit, &Path::of("offset_unit")).unwrap());
        let span = wire::TextSpan { start, end, text: String::new() };
        if let Ok(span) = offsets.span_from_wire(&span, &Path::of("span")) {
            prop_assert!(span.words(TEXT).is_some());
        }
    }
}
