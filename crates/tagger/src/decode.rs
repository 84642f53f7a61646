//! From tags to spans: the best sequence of tags in which a span is begun before it goes on (Viterbi over BIO tags).

use std::ops::Range;

use crate::{
    pieces::Piece,
    windows::{Input, Window},
};

/// Tags: O, then B and I of each role.
pub(crate) const TAGS: usize = 7;

/// What a span is in its attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Source,
    Cue,
    Content,
}

/// A span that a window answers for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) role: Role,
    /// Positions in the window's input, of all its pieces.
    pub(crate) positions: Range<usize>,
    /// Pieces of the text.
    pub(crate) pieces: Range<usize>,
    pub(crate) paragraph: u32,
    pub(crate) words: usize,
    /// Mean log probability of its tags.
    pub(crate) mean: f64,
    /// Mean log probability of the tag of its first word and of that of the word after it.
    pub(crate) edges: f64,
}

/// What is added to the log probabilities that the model gives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bias {
    /// To each tag.
    pub(crate) tags: [f32; TAGS],
    /// Where a content ends between two words with no mark at either: a phrase rarely ends there.
    pub(crate) content_end_inside: f32,
}

/// The spans of a window's core, in text order. `tags`: log probabilities, one row of [`TAGS`] a position.
pub(crate) fn spans(pieces: &[Piece], window: &Window, input: &Input, tags: &[[f32; TAGS]], bias: &Bias) -> Vec<Found> {
    let in_core = |piece: &Option<usize>| piece.is_some_and(|piece| window.core.contains(&piece));
    let mut out = Vec::new();
    let mut start = 0;
    // A special piece parts two paragraphs.
    for part in input.pieces.chunk_by(|one, next| in_core(one) && in_core(next)) {
        let end = start + part.len();
        if in_core(&part[0]) {
            part_spans(pieces, input, start..end, tags, bias, &mut out);
        }
        start = end;
    }
    out
}

/// The spans of one paragraph's part, at `positions` of the input.
fn part_spans(
    pieces: &[Piece],
    input: &Input,
    positions: Range<usize>,
    tags: &[[f32; TAGS]],
    bias: &Bias,
    out: &mut Vec<Found>,
) {
    let piece = |position: usize| input.pieces[position];
    let begins = |position: &usize| {
        *position == positions.start || piece(*position).is_some_and(|piece| pieces[piece].begins_word)
    };
    // Where each word begins, and where the last one ends.
    let mut words: Vec<usize> = positions.clone().filter(begins).collect();
    let is_mark = |position: usize| piece(position).is_some_and(|piece| pieces[piece].mark);
    let mut after_mark = true;
    let biased = |position: &usize| {
        let here = is_mark(*position);
        let before = std::mem::replace(&mut after_mark, here);
        Step {
            tags: std::array::from_fn(|tag| f64::from(tags[*position][tag] + bias.tags[tag])),
            content_ends: if before || here { 0.0 } else { f64::from(bias.content_end_inside) },
        }
    };
    let best = viterbi(&words.iter().map(biased).collect::<Vec<_>>());
    words.push(positions.end);
    let score = |word: usize| f64::from(tags[words[word]][best[word]]);
    let mut word = 0;
    while word < best.len() {
        let begun = best[word];
        let first = word;
        word += 1;
        let Some(role) = role_begun(begun) else { continue };
        while best.get(word) == Some(&(begun + 1)) {
            word += 1;
        }
        let (Some(start), Some(last)) = (piece(words[first]), piece(words[word] - 1)) else { continue };
        let after = (word < best.len()).then_some(word);
        let edges: Vec<f64> = std::iter::once(first).chain(after).map(score).collect();
        out.push(Found {
            role,
            positions: words[first]..words[word],
            pieces: start..last + 1,
            paragraph: pieces[start].paragraph,
            words: word - first,
            mean: (first..word).map(score).sum::<f64>() / (word - first) as f64,
            edges: edges.iter().sum::<f64>() / edges.len() as f64,
        });
    }
}

fn role_begun(tag: usize) -> Option<Role> {
    match tag {
        1 => Some(Role::Source),
        3 => Some(Role::Cue),
        5 => Some(Role::Content),
        _ => None,
    }
}

/// True if `next` may follow `tag`: what goes on must have begun, and no source or cue begins right behind another, no content
/// behind one of a single word.
fn may_follow(tag: usize, next: usize) -> bool {
    match next {
        0 => true,
        1 | 3 => tag != next && tag != next + 1,
        5 => tag != next,
        _ => tag == next || tag + 1 == next,
    }
}

/// What counts for the tag of one word.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// What each tag scores.
    tags: [f64; TAGS],
    /// What it adds that a content ends before the word.
    content_ends: f64,
}

/// True if a content ends between the two tags.
fn content_ends(tag: usize, next: usize) -> bool {
    matches!(tag, 5 | 6) && next != 6
}

/// The best row of tags; of equal ones that with the lower tags.
fn viterbi(steps: &[Step]) -> Vec<usize> {
    // Before the first word is O.
    let mut best: [f64; TAGS] = [f64::NEG_INFINITY; TAGS];
    best[0] = 0.0;
    let mut back = Vec::with_capacity(steps.len());
    for step in steps {
        let mut from = [0; TAGS];
        let mut next_best = [f64::NEG_INFINITY; TAGS];
        for next in 0..TAGS {
            for tag in (0..TAGS).filter(|tag| may_follow(*tag, next)) {
                let score = best[tag] + if content_ends(tag, next) { step.content_ends } else { 0.0 };
                if score > next_best[next] {
                    (next_best[next], from[next]) = (score, tag);
                }
            }
            next_best[next] += step.tags[next];
        }
        best = next_best;
        back.push(from);
    }
    let mut tag = (0..TAGS).fold(0, |highest, tag| if best[tag] > best[highest] { tag } else { highest });
    let mut out: Vec<usize> = back
        .iter()
        .rev()
        .map(|from| {
            let here = tag;
            tag = from[here];
            here
        })
        .collect();
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(tags: [f64; TAGS]) -> Step {
        Step { tags, content_ends: 0.0 }
    }

    /// Scores that favour `tags`, each by `margin`.
    fn favour(tags: &[(usize, f64)]) -> Vec<Step> {
        let row = |(tag, margin): &(usize, f64)| std::array::from_fn(|t| if t == *tag { *margin } else { 0.0 });
        tags.iter().map(row).map(plain).collect()
    }

    #[test]
    fn a_span_is_begun_before_it_goes_on() {
        let check = |scores: &[(usize, f64)], expected: &[usize]| assert_eq!(viterbi(&favour(scores)), expected);
        check(&[], &[]);
        check(&[(1, 1.0), (2, 1.0), (0, 1.0), (3, 1.0)], &[1, 2, 0, 3]);
        check(&[(1, 1.0), (4, 2.0)], &[3, 4]);
        check(&[(0, 3.0), (2, 1.0)], &[0, 0]);
        check(&[(5, 1.0), (6, 1.0), (5, 1.0)], &[5, 6, 5]);
    }

    #[test]
    fn what_is_no_number_begins_nothing() {
        assert_eq!(viterbi(&[plain([f64::NAN; TAGS]); 3]), [0, 0, 0]);
    }

    #[test]
    fn a_content_goes_on_to_where_it_may_end() {
        let mut steps = favour(&[(5, 2.0), (6, 2.0), (0, 0.5), (0, 0.5), (0, 2.0)]);
        assert_eq!(viterbi(&steps), [5, 6, 0, 0, 0]);
        steps[2].content_ends = -1.5;
        steps[3].content_ends = -1.5;
        assert_eq!(viterbi(&steps), [5, 6, 6, 6, 0]);
    }

    proptest! {
        #[test]
        fn the_best_allowed_row_is_found(
            steps in prop::collection::vec((prop::array::uniform7(-4i8..4), -2i8..1), 1..5),
        ) {
            let step = |(row, ends): &([i8; TAGS], i8)| Step { tags: row.map(f64::from), content_ends: f64::from(*ends) };
            let steps: Vec<Step> = steps.iter().map(step).collect();
            let value = |tags: &[usize]| {
                let mut last = 0;
                tags.iter().zip(&steps).map(|(tag, step)| {
                    let before = std::mem::replace(&mut last, *tag);
                    let ends = if content_ends(before, *tag) { step.content_ends } else { 0.0 };
                    if may_follow(before, *tag) { step.tags[*tag] + ends } else { f64::NEG_INFINITY }
                }).sum::<f64>()
            };
            let count = steps.len() as u32;
            let row = |n: usize| (0..count).map(|k| n / TAGS.pow(k) % TAGS).collect::<Vec<_>>();
            let highest = (0..TAGS.pow(count)).map(|n| value(&row(n))).fold(f64::NEG_INFINITY, f64::max);
            prop_assert_eq!(value(&viterbi(&steps)), highest);
        }
    }
}
