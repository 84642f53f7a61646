//! Parity with training: what the training code (`train/`) says of the texts in `tests/reference.jsonl`.
//!
//! Pieces, windows and, from what the network said there (`tests/reference.f16`), tags, links and confidences must be
//! **equal** here. The network itself runs in another engine there: its activations are rounded to eight bits, so that the
//! last bit of a sum turns a close decision here and there. Of the attributions of natural text a few in a hundred may
//! differ; the long texts say the same sentences over and over, and nearly every decision in them is close.

use sayso_text::{OffsetMap, OffsetUnit, Span};
use serde::Deserialize;

use crate::{
    Attribution,
    characters::{Part, Treatment, parts, treatment},
    decode::TAGS,
    link::POINTERS,
    model::Output,
    names::{KINDS, NAME_TAGS, Name},
    pieces::pieces,
    tagger::tests::embedded,
    windows::windows,
};

/// The share of attributions that may differ for the engine's sake, in texts of one window and in longer ones.
const TURNED: [f64; 2] = [0.03, 0.3];
/// The share of positions whose most probable tag may differ for the engine's sake.
const TAGS_TURNED: f64 = 0.01;
/// How far confidences may lie apart where the network said the same.
const CONFIDENCE: f32 = 1e-4;
/// The least cosine of two embeddings of the same content, of two engines.
const SAME_EMBEDDING: f32 = 0.98;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    text: String,
    /// Number, start, end, row of the feature table; offsets in code points.
    pieces: Vec<(u16, u64, u64, i32)>,
    /// First and end of what is read, first and end of the core.
    windows: Vec<[usize; 4]>,
    /// Per window, its positions in `reference.f16`.
    lengths: Vec<usize>,
    claims: Vec<Claim>,
    /// Start, end and kind.
    names: Vec<(u64, u64, String)>,
    /// What the network said, from `reference.f16`.
    #[serde(skip)]
    outputs: Vec<Output>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    source: Vec<(u64, u64)>,
    cue: Vec<(u64, u64)>,
    content: Vec<(u64, u64)>,
    confidence: f32,
    /// In steps of 1/127 of its largest component.
    embedding: Vec<i8>,
}

fn references() -> Vec<Reference> {
    let (numbers, _) = include_bytes!("../tests/reference.f16").as_chunks::<2>();
    let mut numbers = numbers.iter().map(|bytes| half(u16::from_le_bytes(*bytes)));
    let mut references: Vec<Reference> =
        include_str!("../tests/reference.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for reference in &mut references {
        for length in &reference.lengths {
            let tags: Vec<f32> = numbers.by_ref().take(length * TAGS).collect();
            let pointers: Vec<f32> = numbers.by_ref().take(length * POINTERS).collect();
            let names: Vec<f32> = numbers.by_ref().take(length * NAME_TAGS).collect();
            assert_eq!(names.len(), length * NAME_TAGS);
            reference.outputs.push(Output::new(&tags, pointers, &names));
        }
    }
    assert_eq!(numbers.next(), None);
    references
}

/// A number of 16 bits (IEEE 754 binary16, finite).
fn half(bits: u16) -> f32 {
    let (sign, exponent, fraction) = (bits >> 15, i32::from(bits >> 10 & 31), f32::from(bits & 0x3ff) / 1024.0);
    let size = if exponent == 0 { fraction * 2f32.powi(-14) } else { (1.0 + fraction) * 2f32.powi(exponent - 15) };
    if sign == 1 { -size } else { size }
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

impl Reference {
    fn attributions(&self) -> Vec<Attribution> {
        let map = OffsetMap::new(&self.text);
        let spans = |all: &Vec<(u64, u64)>| all.iter().map(|offsets| span(&self.text, &map, *offsets)).collect();
        let attribution = |claim: &Claim| Attribution {
            source: spans(&claim.source),
            cue: spans(&claim.cue),
            content: spans(&claim.content),
            confidence: claim.confidence,
            embedding: claim.embedding.iter().map(|step| f32::from(*step)).collect(),
        };
        self.claims.iter().map(attribution).collect()
    }
}

/// 1 if there is none on either side.
fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    assert_eq!(one.len(), other.len());
    if one.is_empty() { 1.0 } else { dot(one, other) / (dot(one, one) * dot(other, other)).sqrt() }
}

fn parts_of(one: &Attribution) -> [&[Span]; 3] {
    [&one.source, &one.cue, &one.content]
}

#[test]
fn pieces_are_those_of_training() {
    for reference in references() {
        let map = OffsetMap::new(&reference.text);
        let found = pieces(&reference.text, embedded().vocabulary(), usize::MAX);
        let found: Vec<_> = found.into_iter().map(|piece| (piece.id, piece.span, piece.feature.row())).collect();
        let expected = reference.pieces.iter();
        let expected: Vec<_> =
            expected.map(|(id, start, end, row)| (*id, span(&reference.text, &map, (*start, *end)), *row)).collect();
        assert_eq!(found, expected, "{:?}", reference.text);
    }
}

#[test]
fn windows_are_those_of_training() {
    for reference in references() {
        let vocabulary = embedded().vocabulary();
        let windows = windows(&pieces(&reference.text, vocabulary, usize::MAX), vocabulary, embedded().sizes());
        let found: Vec<_> = windows.into_iter().map(|w| [w.read.start, w.read.end, w.core.start, w.core.end]).collect();
        assert_eq!(found, reference.windows, "{:?}", reference.text);
    }
}

#[test]
fn tags_links_confidences_and_embeddings_are_those_of_training() {
    let mut count = 0;
    for reference in references() {
        let found = embedded().decode(&reference.text, &reference.outputs).attributions;
        let expected = reference.attributions();
        let parts = |all: &[Attribution]| all.iter().map(|one| parts_of(one).map(<[Span]>::to_vec)).collect::<Vec<_>>();
        assert_eq!(parts(&found), parts(&expected), "{:?}", reference.text);
        for (found, expected) in found.iter().zip(&expected) {
            assert!((found.confidence - expected.confidence).abs() < CONFIDENCE, "{found:?} {}", expected.confidence);
            assert!(cosine(&found.embedding, &expected.embedding) > SAME_EMBEDDING, "{:?}", parts_of(found));
        }
        count += found.len();
    }
    assert!(count > 80, "only {count} attributions");
}

#[test]
fn names_are_those_of_training() {
    let mut count = 0;
    for reference in references() {
        let map = OffsetMap::new(&reference.text);
        let found = embedded().decode(&reference.text, &reference.outputs);
        let name = |(start, end, kind): &(u64, u64, String)| {
            let words = span(&reference.text, &map, (*start, *end));
            Name { words, kind: *KINDS.iter().find(|one| format!("{one:?}").to_uppercase() == *kind).unwrap() }
        };
        assert_eq!(found.names, reference.names.iter().map(name).collect::<Vec<_>>(), "{:?}", reference.text);
        count += found.names.len();
    }
    assert!(count > 20, "only {count} names");
}

#[test]
fn the_network_says_what_it_says_in_training() {
    let most_probable = |row: &[f32; TAGS]| (0..TAGS).max_by(|one, other| row[*one].total_cmp(&row[*other]));
    let (mut all, mut turned) = (0, 0);
    for reference in references() {
        for (found, expected) in embedded().outputs(&reference.text).iter().zip(&reference.outputs) {
            assert_eq!(found.tags.len(), expected.tags.len());
            all += found.tags.len();
            let rows = found.tags.iter().zip(&expected.tags);
            turned += rows.filter(|(found, expected)| most_probable(found) != most_probable(expected)).count();
        }
    }
    let share = turned as f64 / all as f64;
    assert!(all > 1_000 && share <= TAGS_TURNED, "{share} of {all} differ");
}

#[test]
fn attributions_are_those_of_training_but_for_the_engine() {
    let (mut all, mut differ) = ([0; 2], [(); 2].map(|()| Vec::new()));
    for (line, reference) in references().iter().enumerate() {
        let (found, expected) = (embedded().tag(&reference.text).attributions, reference.attributions());
        for one in &found {
            for other in expected.iter().filter(|other| parts_of(one) == parts_of(other)) {
                assert!(cosine(&one.embedding, &other.embedding) > SAME_EMBEDDING, "{one:?}");
            }
        }
        let stands_in =
            |one: &Attribution, all: &[Attribution]| all.iter().any(|other| parts_of(one) == parts_of(other));
        let long = usize::from(reference.windows.len() > 1);
        all[long] += expected.len();
        let missing = expected.iter().filter(|one| !stands_in(one, &found)).map(|one| ("missing", one));
        let more = found.iter().filter(|one| !stands_in(one, &expected)).map(|one| ("more", one));
        differ[long].extend(missing.chain(more).map(|(what, one)| format!("line {}: {what} {one:?}", line + 1)));
    }
    for ((all, differ), turned) in all.into_iter().zip(differ).zip(TURNED) {
        // What differs is missing there and more here.
        let share = differ.len() as f64 / 2.0 / f64::from(all as u32);
        assert!(all > 0 && share <= turned, "{share} of {all} differ:\n{}", differ.join("\n"));
    }
}
