//! Parity with training: pieces, windows, spans and attributions of `tests/reference.jsonl`, which the training code
//! wrote (`train/`), must come out the same here.
//!
//! Pieces and windows are equal. The model's activations are rounded to eight bits, so that the last bit of a sum, which
//! differs between engines and processors, turns a close decision here and there: of the spans and attributions of
//! natural text one in a hundred or so may differ. The long texts say the same sentences over and over, and nearly every
//! decision in them is close.

use std::fmt::Debug;

use sayso_text::{OffsetMap, OffsetUnit, Span};
use serde::Deserialize;

use crate::{
    characters::{Part, Treatment, parts, treatment},
    pieces::pieces,
    tagger::tests::embedded,
    windows::windows,
};

const ROLES: [&str; 3] = ["source", "cue", "content"];

/// The share of spans that may differ, in texts of one window and in longer ones.
const SPANS: [f64; 2] = [0.01, 0.1];
/// The share of attributions; one of three spans or so makes an attribution differ.
const ATTRIBUTIONS: [f64; 2] = [0.03, 0.3];
/// How far confidences may lie apart on average.
const CONFIDENCE: f32 = 0.01;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    text: String,
    /// Number, start, end, row of the feature table; offsets in code points.
    pieces: Vec<(u16, u64, u64, i32)>,
    /// First and end of what is read, first and end of the core.
    windows: Vec<[usize; 4]>,
    spans: Vec<(String, u64, u64)>,
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    source: Vec<(u64, u64)>,
    cue: Vec<(u64, u64)>,
    content: Vec<(u64, u64)>,
    confidence: f32,
}

fn references() -> Vec<Reference> {
    include_str!("../tests/reference.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The span with these offsets, and the accents after it: the training code's tokenizer leaves them out.
fn span(text: &str, map: &OffsetMap<'_>, (start, end): (u64, u64)) -> Span {
    let span = map.from_unit(start, end, OffsetUnit::CodePoint).unwrap();
    let is_accent = |c: &char| {
        let mut accent = treatment(*c) == Treatment::Written;
        parts(*c, |part| accent &= part == Part::Accent);
        accent
    };
    let accents: usize = text[span.end()..].chars().take_while(is_accent).map(char::len_utf8).sum();
    Span::new(span.start(), span.end() + accents).unwrap()
}

/// Holds that `found` gives of every text what is `expected`, but for the shares of `turned` of all of it.
fn check<T: PartialEq + Debug>(
    turned: [f64; 2],
    found: impl Fn(&str) -> Vec<T>,
    expected: impl Fn(&Reference, &dyn Fn((u64, u64)) -> Span) -> Vec<T>,
) {
    let (mut all, mut differ) = ([0; 2], [(); 2].map(|()| Vec::new()));
    for (line, reference) in references().into_iter().enumerate() {
        let map = OffsetMap::new(&reference.text);
        let expected = expected(&reference, &|offsets| span(&reference.text, &map, offsets));
        let found = found(&reference.text);
        let long = usize::from(reference.windows.len() > 1);
        all[long] += expected.len();
        let missing = expected.iter().filter(|item| !found.contains(item)).map(|item| ("missing", item));
        let more = found.iter().filter(|item| !expected.contains(item)).map(|item| ("more", item));
        differ[long].extend(missing.chain(more).map(|(what, item)| format!("line {}: {what} {item:?}", line + 1)));
    }
    for ((all, differ), turned) in all.into_iter().zip(differ).zip(turned) {
        // What differs is missing there and more here.
        let share = differ.len() as f64 / 2.0 / all as f64;
        assert!(all > 0 && share <= turned, "{share} of {all} differ:\n{}", differ.join("\n"));
    }
}

#[test]
fn pieces_are_those_of_training() {
    let found = |text: &str| -> Vec<_> {
        let pieces = pieces(text, embedded().vocabulary());
        pieces.into_iter().map(|piece| (piece.id, piece.span, piece.feature.row())).collect()
    };
    check([0.0; 2], found, |reference, span| {
        let pieces = reference.pieces.iter();
        pieces.map(|(id, start, end, feature)| (*id, span((*start, *end)), *feature)).collect()
    });
}

#[test]
fn windows_are_those_of_training() {
    let found = |text: &str| -> Vec<_> {
        let vocabulary = embedded().vocabulary();
        let windows = windows(&pieces(text, vocabulary), vocabulary, embedded().sizes());
        windows.into_iter().map(|w| [w.read.start, w.read.end, w.core.start, w.core.end]).collect()
    };
    check([0.0; 2], found, |reference, _| reference.windows.clone());
}

#[test]
fn spans_are_those_of_training() {
    let sorted = |mut spans: Vec<(&'static str, Span)>| {
        spans.sort_unstable_by_key(|(_, span)| *span);
        spans
    };
    let name = |role| ROLES[role as usize];
    let found =
        |text: &str| sorted(embedded().spans(text).into_iter().map(|(role, span)| (name(role), span)).collect());
    check(SPANS, found, |reference, span| {
        let role = |named: &str| *ROLES.iter().find(|role| **role == named).unwrap();
        let spans = reference.spans.iter();
        sorted(spans.map(|(named, start, end)| (role(named), span((*start, *end)))).collect())
    });
}

#[test]
fn attributions_are_those_of_training() {
    let found = |text: &str| -> Vec<_> {
        embedded().tag(text).into_iter().map(|one| [one.source, one.cue, one.content]).collect()
    };
    check(ATTRIBUTIONS, found, |reference, span| {
        let spans = |offsets: &Vec<(u64, u64)>| offsets.iter().map(|offsets| span(*offsets)).collect();
        reference.claims.iter().map(|claim| [&claim.source, &claim.cue, &claim.content].map(spans)).collect()
    });
}

#[test]
fn confidences_are_those_of_training() {
    let (mut count, mut apart) = (0, 0.0);
    for reference in references() {
        let map = OffsetMap::new(&reference.text);
        for found in embedded().tag(&reference.text) {
            let spans = |offsets: &Vec<(u64, u64)>| -> Vec<_> {
                offsets.iter().map(|offsets| span(&reference.text, &map, *offsets)).collect()
            };
            let same = |claim: &&Claim| {
                [&claim.source, &claim.cue, &claim.content].map(spans)
                    == [&found.source, &found.cue, &found.content].map(Clone::clone)
            };
            if let Some(claim) = reference.claims.iter().find(same) {
                count += 1;
                apart += (found.confidence - claim.confidence).abs();
            }
        }
    }
    assert!(count > 100, "only {count} attributions are the same");
    assert!(apart / count as f32 <= CONFIDENCE, "{} apart on average", apart / count as f32);
}
