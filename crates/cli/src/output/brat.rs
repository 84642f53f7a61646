//! Standoff annotation of the brat tool (Stenetorp et al., EACL 2012), in the types that PolNeAR uses.

use std::fmt::Write;

use sayso_domain::{Claim, Document};
use sayso_text::{OffsetMap, OffsetUnit, Span};

/// The annotation of a text: text-bound lines for each part, and one event line for each claim. Offsets count code points.
pub(crate) fn brat(document: &Document, claims: &[Claim]) -> String {
    let (text, map) = (document.text(), OffsetMap::new(document.text()));
    let (mut out, mut bound) = (String::new(), 0);
    for (number, claim) in claims.iter().enumerate() {
        let attribution = claim.attribution();
        let mut event = Vec::new();
        // The event is anchored at its cue, or at its content where there is none.
        let anchor = if attribution.cue().is_empty() { attribution.content() } else { attribution.cue() };
        let parts = [
            ("Attribution", anchor),
            ("Source", attribution.source()),
            ("Cue", attribution.cue()),
            ("Content", attribution.content()),
        ];
        for (name, spans) in parts {
            let pieces: Vec<Span> = spans.pieces().iter().flat_map(|piece| lines(text, *piece)).collect();
            if pieces.is_empty() {
                continue;
            }
            bound += 1;
            let offsets: Vec<String> = pieces
                .iter()
                .map(|piece| map.to_unit(*piece, OffsetUnit::CodePoint))
                .map(|(start, end)| format!("{start} {end}"))
                .collect();
            let words: Vec<&str> = pieces.iter().filter_map(|piece| piece.words(text)).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(out, "T{bound}\t{name} {}\t{}", offsets.join(";"), words.join(" "));
            event.push(format!("{name}:T{bound}"));
        }
        let _ = writeln!(out, "E{}\t{}", number + 1, event.join(" "));
    }
    out
}

/// The pieces of a span between line ends: a line of brat holds none.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let words = span.words(text).unwrap_or_default();
    let mut at = span.start();
    let pieces = words.split_inclusive(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).filter_map(|line| {
        let piece = Span::new(at, at + line.len());
        at += line.len();
        piece?.trimmed(text)
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use sayso_domain::{Attribution, DocumentParts, Form, Kind};

    use super::*;

    #[test]
    fn a_content_over_two_paragraphs_is_one_annotation_of_two_pieces() {
        let text = "👮 “One.\n\n“Two,” he said.";
        let document = Document::new(DocumentParts::of_text(text)).unwrap();
        let part = |words| Span::of_first(text, words).unwrap().into();
        let attribution = Attribution::new(text, part("he"), part("said"), part("“One.\n\n“Two,”")).unwrap();
        let claims = [Claim::new(&document, attribution, Form::Direct, Kind::Statement)];
        let expected = "T1\tAttribution 19 23\tsaid\nT2\tSource 16 18\the\nT3\tCue 19 23\tsaid\n\
                        T4\tContent 2 7;9 15\t“One. “Two,”\nE1\tAttribution:T1 Source:T2 Cue:T3 Content:T4\n";
        assert_eq!(brat(&document, &claims), expected);
    }
}
