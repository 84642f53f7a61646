//! The spans alone, one line a document, in code points: what scorers of attributions, times and places read.

use sayso_domain::{Claim, Document, Extraction, Place};
use sayso_text::{OffsetMap, OffsetUnit, Span, Spans};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'d> {
    doc: &'d str,
    claims: Vec<Parts>,
    times: Vec<Time<'d>>,
    places: Vec<Located>,
}

#[derive(Serialize)]
struct Time<'d> {
    start: u64,
    end: u64,
    #[serde(rename = "type")]
    kind: &'static str,
    /// Absent while it cannot be resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'d str>,
}

#[derive(Serialize)]
struct Located {
    start: u64,
    end: u64,
    lat: f64,
    lon: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    geonames_id: Option<u64>,
}

#[derive(Serialize)]
struct Parts {
    source: Vec<(u64, u64)>,
    cue: Vec<(u64, u64)>,
    content: Vec<(u64, u64)>,
}

/// One line of JSON, without a line end: `{"doc": STEM, "claims": [{"source": [[s,e],..], "cue": .., "content": ..}],
/// "times": [{"start", "end", "type", "value"}], "places": [{"start", "end", "lat", "lon", "geonames_id"}]}`. Places that
/// could not be located are left out.
///
/// # Errors
/// None that these types can give.
pub(crate) fn spans(document: &Document, extraction: &Extraction) -> serde_json::Result<String> {
    let map = OffsetMap::new(document.text());
    let pair = |span: Span| map.to_unit(span, OffsetUnit::CodePoint);
    let pairs = |spans: &Spans| -> Vec<_> { spans.pieces().iter().map(|piece| pair(*piece)).collect() };
    let located = |place: &Place| {
        let (start, end) = pair(place.words);
        let at = place.coordinates?;
        Some(Located { start, end, lat: at.latitude(), lon: at.longitude(), geonames_id: place.geonames_id })
    };
    let parts = |claim: &Claim| {
        let attribution = claim.attribution();
        Parts {
            source: pairs(attribution.source()),
            cue: pairs(attribution.cue()),
            content: pairs(attribution.content()),
        }
    };
    let times = extraction.mentions.times.iter().map(|expression| {
        let (start, end) = pair(expression.words);
        Time { start, end, kind: expression.kind.as_str(), value: expression.value.as_deref() }
    });
    serde_json::to_string(&Line {
        doc: document.id().as_str(),
        claims: extraction.claims.iter().map(parts).collect(),
        times: times.collect(),
        places: extraction.mentions.places.iter().filter_map(located).collect(),
    })
}

#[cfg(test)]
mod tests {
    use sayso_domain::{
        Attribution, Coordinates, DocumentParts, Extractor, Form, Kind, Mentions, TimeExpression, TimeType,
    };

    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = "👮 “Ні”, said the governor of Karst and Orle on Monday, Easter.";
        let document = Document::new(DocumentParts::of_text(text)).unwrap();
        let span = |words| Span::of_first(text, words).unwrap();
        let part = |words| span(words).into();
        let attribution = Attribution::new(text, part("the governor"), part("said"), part("“Ні”")).unwrap();
        let time = |words, value: Option<&str>| TimeExpression {
            words: span(words),
            kind: TimeType::Date,
            value: value.map(str::to_owned),
            interval: None,
        };
        let place = |words, coordinates: Option<Coordinates>| Place {
            words: span(words),
            geonames_id: coordinates.map(|_| 7),
            name: None,
            coordinates,
            country: None,
            feature_class: None,
            precision: None,
        };
        let extraction = Extraction {
            extractor: Extractor { name: "sample".into(), version: "1".into(), model: String::new() },
            language: None,
            claims: vec![Claim::new(&document, attribution, Form::Direct, Kind::Statement)],
            notes: Vec::new(),
            mentions: Mentions {
                entities: Vec::new(),
                times: vec![time("Monday", Some("2026-03-02")), time("Easter", None)],
                places: vec![place("Karst", Coordinates::new(48.5, -37.25)), place("Orle", None)],
            },
        };
        let claims = r#""claims":[{"source":[[13,25]],"cue":[[8,12]],"content":[[2,6]]}]"#;
        let monday = r#"{"start":47,"end":53,"type":"DATE","value":"2026-03-02"}"#;
        let easter = r#"{"start":55,"end":61,"type":"DATE"}"#;
        let karst = r#"{"start":29,"end":34,"lat":48.5,"lon":-37.25,"geonames_id":7}"#;
        let id = document.id();
        assert_eq!(
            spans(&document, &extraction).unwrap(),
            format!("{{\"doc\":\"{id}\",{claims},\"times\":[{monday},{easter}],\"places\":[{karst}]}}")
        );
    }
}
