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

/// Positions of the input that a window answers for, paragraph by paragraph.
pub(crate) fn parts<'a>(window: &'a Window, input: &'a Input) -> impl Iterator<Item = Range<usize>> + 'a {
    let in_core = |piece: &Option<usize>| piece.is_some_and(|piece| window.core.contains(&piece));
    let mut start = 0;
    // A special piece parts two paragraphs.
    input.pieces.chunk_by(move |one, next| in_core(one) && in_core(next)).filter_map(move |part| {
        let positions = start..start + part.len();
        start = positions.end;
        in_core(&part[0]).then_some(positions)
    })
}

/// Where each word of a part begins.
pub(crate) fn words(pieces: &[Piece], input: &Input, part: &Range<usize>) -> Vec<usize> {
    let begins = |position: &usize| {
        *position == part.start || input.pieces[*position].is_some_and(|piece| pieces[piece].begins_word)
    };
    part.clone().filter(begins).collect()
}

/// The runs of words that a row of BIO tags marks: which B began it, and which words.
pub(crate) fn runs(tags: &[usize]) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    let begun = (0..tags.len()).filter(|word| tags[*word] % 2 == 1);
    begun.map(|first| {
        let more = tags[first + 1..].iter().take_while(|tag| **tag == tags[first] + 1).count();
        (tags[first], first..first + 1 + more)
    })
}

/// The spans of a window's core, in text order. `tags`: log probabilities, one row of [`TAGS`] a position.
pub(crate) fn spans(pieces: &[Piece], window: &Window, input: &Input, tags: &[[f32; TAGS]], bias: &Bias) -> Vec<Found> {
    parts(window, input).flat_map(|part| part_spans(pieces, input, part, tags, bias)).collect()
}

/// The spans of one paragraph's part, at `positions` of the input.
fn part_spans(
    pieces: &[Piece],
    input: &Input,
    positions: Range<usize>,
    tags: &[[f32; TAGS]],
    bias: &Bias,
) -> Vec<Found> {
    let piece = |position: usize| input.pieces[position];
    let mut words = words(pieces, input, &positions);
    let is_mark = |position: &usize| piece(*position).is_some_and(|piece| pieces[piece].mark);
    let mark: Vec<bool> = words.iter().map(is_mark).collect();
    let biased = |position: &usize| std::array::from_fn(|tag| f64::from(tags[*position][tag] + bias.tags[tag]));
    let between = |word: usize, tag: usize, next: usize| {
        if !may_follow(tag, next) {
            f64::NEG_INFINITY
        } else if content_ends(tag, next) && word > 0 && !mark[word - 1] && !mark[word] {
            f64::from(bias.content_end_inside)
        } else {
            0.0
        }
    };
    let best = viterbi(&words.iter().map(biased).collect::<Vec<[f64; TAGS]>>(), between);
    // Where the last word ends.
    words.push(positions.end);
    let score = |word: usize| f64::from(tags[words[word]][best[word]]);
    let found = runs(&best).filter_map(|(begun, run)| {
        let role = role_begun(begun)?;
        let (start, last) = (piece(words[run.start])?, piece(words[run.end] - 1)?);
        let after = (run.end < best.len()).then_some(run.end);
        let edges: Vec<f64> = std::iter::once(run.start).chain(after).map(score).collect();
        Some(Found {
            role,
            positions: words[run.start]..words[run.end],
            pieces: start..last + 1,
            paragraph: pieces[start].paragraph,
            words: run.len(),
            mean: run.clone().map(score).sum::<f64>() / run.len() as f64,
            edges: edges.iter().sum::<f64>() / edges.len() as f64,
        })
    });
    found.collect()
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

/// True if a content ends between the two tags.
fn content_ends(tag: usize, next: usize) -> bool {
    matches!(tag, 5 | 6) && next != 6
}

/// The best row of tags, one a word; of equal ones that with the lower tags. `scores`: what each tag scores at each word;
/// `between(word, tag, next)`: what it adds that `tag` stands before the word and `next` at it, negative infinity if they
/// may not follow. Before the first word is O.
pub(crate) fn viterbi<const N: usize>(scores: &[[f64; N]], between: impl Fn(usize, usize, usize) -> f64) -> Vec<usize> {
    let mut best: [f64; N] = [f64::NEG_INFINITY; N];
    best[0] = 0.0;
    let mut back = Vec::with_capacity(scores.len());
    for (word, scores) in scores.iter().enumerate() {
        let mut from = [0; N];
        let mut next_best = [f64::NEG_INFINITY; N];
        for next in 0..N {
            for (tag, best) in best.iter().enumerate() {
                let score = best + between(word, tag, next);
                if score > next_best[next] {
                    (next_best[next], from[next]) = (score, tag);
                }
            }
            next_best[next] += scores[next];
        }
        best = next_best;
        back.push(from);
    }
    let mut tag = (0..N).fold(0, |highest, tag| if best[tag] > best[highest] { tag } else { highest });
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

    fn allowed(_: usize, tag: usize, next: usize) -> f64 {
        if may_follow(tag, next) { 0.0 } else { f64::NEG_INFINITY }
    }

    /// Scores that favour `tags`, each by `margin`.
    fn favour(tags: &[(usize, f64)]) -> Vec<[f64; TAGS]> {
        let row = |(tag, margin): &(usize, f64)| std::array::from_fn(|t| if t == *tag { *margin } else { 0.0 });
        tags.iter().map(row).collect()
    }

    #[test]
    fn a_span_is_begun_before_it_goes_on() {
        let check =
            |scores: &[(usize, f64)], expected: &[usize]| assert_eq!(viterbi(&favour(scores), allowed), expected);
        check(&[], &[]);
        check(&[(1, 1.0), (2, 1.0), (0, 1.0), (3, 1.0)], &[1, 2, 0, 3]);
        check(&[(1, 1.0), (4, 2.0)], &[3, 4]);
        check(&[(0, 3.0), (2, 1.0)], &[0, 0]);
        check(&[(5, 1.0), (6, 1.0), (5, 1.0)], &[5, 6, 5]);
    }

    #[test]
    fn runs_are_of_one_kind() {
        let check = |tags: &[usize], expected: &[(usize, Range<usize>)]| {
            assert_eq!(runs(tags).collect::<Vec<_>>(), expected, "{tags:?}");
        };
        check(&[], &[]);
        check(&[0, 1, 2, 2, 3, 0, 5], &[(1, 1..4), (3, 4..5), (5, 6..7)]);
        check(&[1, 1, 2, 4], &[(1, 0..1), (1, 1..3)]);
    }

    #[test]
    fn what_is_no_number_begins_nothing() {
        assert_eq!(viterbi(&[[f64::NAN; TAGS]; 3], allowed), [0, 0, 0]);
    }

    #[test]
    fn a_content_goes_on_to_where_it_may_end() {
        let scores = favour(&[(5, 2.0), (6, 2.0), (0, 0.5), (0, 0.5), (0, 2.0)]);
        let costly = |from: usize| {
            move |word, tag, next| {
                let ends = content_ends(tag, next) && word >= from && word < 4;
                allowed(word, tag, next) - if ends { 1.5 } else { 0.0 }
            }
        };
        assert_eq!(viterbi(&scores, costly(4)), [5, 6, 0, 0, 0]);
        assert_eq!(viterbi(&scores, costly(2)), [5, 6, 6, 6, 0]);
    }

    proptest! {
        #[test]
        fn the_best_allowed_row_is_found(
            steps in prop::collection::vec((prop::array::uniform7(-4i8..4), -2i8..1), 1..5),
        ) {
            let scores: Vec<[f64; TAGS]> = steps.iter().map(|(row, _)| row.map(f64::from)).collect();
            let between = |word: usize, tag, next| {
                let ends = if content_ends(tag, next) { f64::from(steps[word].1) } else { 0.0 };
                allowed(word, tag, next) + ends
            };
            let value = |tags: &[usize]| {
                let mut last = 0;
                tags.iter().enumerate().map(|(word, tag)| {
                    let before = std::mem::replace(&mut last, *tag);
                    scores[word][*tag] + between(word, before, *tag)
                }).sum::<f64>()
            };
            let count = steps.len() as u32;
            let row = |n: usize| (0..count).map(|k| n / TAGS.pow(k) % TAGS).collect::<Vec<_>>();
            let highest = (0..TAGS.pow(count)).map(|n| value(&row(n))).fold(f64::NEG_INFINITY, f64::max);
            prop_assert_eq!(value(&viterbi(&scores, between)), highest);
        }
    }
}
