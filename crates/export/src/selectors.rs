//! Where words stand, in the terms of the W3C Web Annotation Data Model, and names for what has no address.
//! <https://www.w3.org/TR/annotation-model/>

use std::{fmt::Write, io};

use sayso_contract::claim::v1::TextSpan;
use sayso_text::{OffsetMap, OffsetUnit};
use serde_json::{Value, json};

use crate::reading::{Reading, broken};

/// How many code points before and after the words a quote selector shows.
const AROUND: usize = 32;

/// One target for each piece of a claim: where it stands in the document, by position and by quotation, with the part
/// that it belongs to (`content`, `source` or `cue`) as its class. Two selectors of one target select the same words. A
/// quotation comes with what stands around it, so that it is found again where positions have moved.
///
/// # Errors
/// If the words are not what the text has at these offsets.
pub(crate) fn targets(reading: Reading<'_>, text: &OffsetMap<'_>) -> io::Result<Vec<Value>> {
    let source = document_iri(reading);
    let target = |(part, piece): (&str, &TextSpan)| {
        let position = json!({ "type": "TextPositionSelector", "start": piece.start, "end": piece.end });
        let (prefix, suffix) = around(piece, text).ok_or_else(|| {
            let [id, start, end] = [&reading.claim.id, &piece.start.to_string(), &piece.end.to_string()];
            broken(&format!("claim {id}: the text has other words at {start} to {end} than the claim"))
        })?;
        let quote = json!({ "type": "TextQuoteSelector", "exact": piece.text, "prefix": prefix, "suffix": suffix });
        Ok(json!({
            "type": "SpecificResource",
            "source": source,
            "styleClass": part,
            "selector": [position, quote],
        }))
    };
    reading.pieces().map(target).collect()
}

/// The text of a claim's revision, which a format cannot do without.
pub(crate) fn given<'m, 't>(text: Option<&'m OffsetMap<'t>>) -> io::Result<&'m OffsetMap<'t>> {
    text.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this format needs the text that claims stand in"))
}

/// What stands before and after words; `None` if they do not stand there.
fn around<'t>(piece: &TextSpan, text: &OffsetMap<'t>) -> Option<(&'t str, &'t str)> {
    let span = text.from_unit(piece.start.into(), piece.end.into(), OffsetUnit::CodePoint).ok()?;
    let text = text.text();
    let (before, after) = (&text[..span.start()], &text[span.end()..]);
    let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (span.words(text)? == piece.text).then_some((&before[from..], &after[..to]))
}

/// The address of a claim's document, or its name if it has none.
pub(crate) fn document_iri(reading: Reading<'_>) -> String {
    match reading.document.uri.as_str() {
        "" => name("document", &reading.document.id),
        uri => iri(uri),
    }
}

/// A name for a thing of the ledger: `urn:sayso:KIND:ID`. It is no address.
pub(crate) fn name(kind: &str, id: &str) -> String {
    let mut name = format!("urn:sayso:{kind}:");
    escape(&mut name, id, |c| c.is_ascii_alphanumeric() || "-._~:@!$&'()*+,;=".contains(c));
    name
}

/// An address with what must not stand in an IRI (RFC 3987) percent-encoded.
pub(crate) fn iri(address: &str) -> String {
    let mut iri = String::with_capacity(address.len());
    escape(&mut iri, address, |c| !c.is_control() && !c.is_whitespace() && !"<>\"{}|\\^`".contains(c));
    iri
}

fn escape(to: &mut String, text: &str, allowed: impl Fn(char) -> bool) {
    for c in text.chars() {
        if allowed(c) {
            to.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string does not fail.
                let _ = write!(to, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_is_cut_at_code_points() {
        let text = format!("{}A👩‍👩‍👧 said “x”.\n", "é".repeat(40));
        let map = OffsetMap::new(&text);
        let start = text.chars().take_while(|c| *c != '“').count() as u32;
        let piece = TextSpan { start, end: start + 3, text: "“x”".to_owned() };
        let (before, after) = around(&piece, &map).unwrap();
        assert_eq!(before.chars().count(), 32);
        assert!(before.ends_with("A👩‍👩‍👧 said "), "{before:?}");
        assert_eq!(after, ".\n");
        assert_eq!(around(&TextSpan { start: start + 1, ..piece.clone() }, &map), None, "other words");
        assert_eq!(around(&TextSpan { start: 9000, end: 9003, ..piece }, &map), None, "beyond the text");
        let first = TextSpan { start: 0, end: 1, text: "é".to_owned() };
        assert_eq!(around(&first, &map).unwrap().0, "");
    }

    #[test]
    fn names_and_addresses_are_iris() {
        assert_eq!(name("claim", "c-7km14rvp2k4"), "urn:sayso:claim:c-7km14rvp2k4");
        assert_eq!(name("document", "dé 1/#?%"), "urn:sayso:document:d%C3%A9%201%2F%23%3F%25");
        assert_eq!(iri("https://a.example/ü x?q={\"y\"}#z%20"), "https://a.example/ü%20x?q=%7B%22y%22%7D#z%20");
    }
}
