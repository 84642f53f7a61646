//! The spans alone, one line a document, in code points: what scorers of attribution read.

use sayso_domain::{Claim, Document};
use sayso_text::{OffsetMap, OffsetUnit, Spans};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'d> {
    doc: &'d str,
    claims: Vec<Parts>,
    times: [(); 0],
    places: [(); 0],
}

#[derive(Serialize)]
struct Parts {
    source: Vec<(u64, u64)>,
    cue: Vec<(u64, u64)>,
    content: Vec<(u64, u64)>,
}

/// One line of JSON, without a line end: `{"doc": STEM, "claims": [{"source": [[s,e],..], "cue": .., "content": ..}], ..}`.
///
/// # Errors
/// None that these types can give.
pub(crate) fn spans(document: &Document, claims: &[Claim]) -> serde_json::Result<String> {
    let map = OffsetMap::new(document.text());
    let pairs = |spans: &Spans| -> Vec<_> {
        spans.pieces().iter().map(|piece| map.to_unit(*piece, OffsetUnit::CodePoint)).collect()
    };
    let parts = |claim: &Claim| {
        let attribution = claim.attribution();
        Parts {
            source: pairs(attribution.source()),
            cue: pairs(attribution.cue()),
            content: pairs(attribution.content()),
        }
    };
    let claims = claims.iter().map(parts).collect();
    serde_json::to_string(&Line { doc: document.id().as_str(), claims, times: [], places: [] })
}

#[cfg(test)]
mod tests {
    use sayso_domain::{Attribution, DocumentParts, Form, Kind};
    use sayso_text::Span;

    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = "👮 “Ні”, said the governor.";
        let document = Document::new(DocumentParts::of_text(text)).unwrap();
        let part = |words| Span::of_first(text, words).unwrap().into();
        let attribution = Attribution::new(text, part("the governor"), part("said"), part("“Ні”")).unwrap();
        let line = spans(&document, &[Claim::new(&document, attribution, Form::Direct, Kind::Statement)]).unwrap();
        let rest = r#""claims":[{"source":[[13,25]],"cue":[[8,12]],"content":[[2,6]]}],"times":[],"places":[]}"#;
        assert_eq!(line, format!("{{\"doc\":\"{}\",{rest}", document.id()));
    }
}
