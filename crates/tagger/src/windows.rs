//! Windows: the parts of a text that the model reads at a time.
//!
//! Whole paragraphs are packed into a window's core, which the window answers for; some pieces to the left and to the
//! right of it are read with it. A paragraph that is longer than a core is cut, after a full stop where there is one.
//! The cores cover every piece once. A window is one run of the model, so what it says depends on nothing else.

use std::ops::Range;

use crate::{pieces::Piece, vocabulary::Vocabulary};

/// How windows are cut, in pieces. The model was trained with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sizes {
    pub(crate) core: usize,
    /// Context before the core.
    pub(crate) left: usize,
    /// Context after the core.
    pub(crate) right: usize,
    /// The longest window, with its special pieces.
    pub(crate) longest: usize,
}

/// Ranges of a text's pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// What the model reads.
    pub(crate) read: Range<usize>,
    /// What it answers for.
    pub(crate) core: Range<usize>,
}

/// What the model is given: the window's pieces between \[CLS\] and \[SEP\], with a \[SEP\] at every change of paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) ids: Vec<i32>,
    pub(crate) features: Vec<i32>,
    /// Per position, the piece there; `None` for a special piece.
    pub(crate) pieces: Vec<Option<usize>>,
}

/// The windows of a text, in order.
pub(crate) fn windows(pieces: &[Piece], vocabulary: &Vocabulary, sizes: Sizes) -> Vec<Window> {
    let mut out = Vec::new();
    let mut units = units(pieces, vocabulary, sizes.core).into_iter().peekable();
    while let Some(mut core) = units.next() {
        let mut used = core.len();
        // One for the [SEP] between two paragraphs.
        while let Some(next) = units.next_if(|next| used + next.len() < sizes.core) {
            used += next.len() + 1;
            core.end = next.end;
        }
        out.push(Window { read: context(pieces, &core, sizes), core });
    }
    out
}

/// The core with its context, cut evenly where the window would be longer than the longest.
fn context(pieces: &[Piece], core: &Range<usize>, sizes: Sizes) -> Range<usize> {
    let (mut start, mut end) = (core.start.saturating_sub(sizes.left), pieces.len().min(core.end + sizes.right));
    let changes = |start: usize, end: usize| (pieces[end - 1].paragraph - pieces[start].paragraph) as usize;
    while end - start + 2 + changes(start, end) > sizes.longest && (start < core.start || end > core.end) {
        if start < core.start && core.start - start >= end - core.end {
            start += 1;
        } else {
            end -= 1;
        }
    }
    start..end
}

/// The paragraphs, and the parts of those that are longer than `longest`.
fn units(pieces: &[Piece], vocabulary: &Vocabulary, longest: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for paragraph in pieces.chunk_by(|one, next| one.paragraph == next.paragraph) {
        let end = start + paragraph.len();
        while end - start > longest {
            let limit = start + longest;
            let after_stop = (start + longest / 2 + 1..limit).rev().find(|at| pieces[*at].id == vocabulary.full_stop);
            // A word is much shorter than a core, so one begins inside it.
            let before_word = || (start + 1..=limit).rev().find(|at| pieces[*at].begins_word);
            let cut = after_stop.map(|at| at + 1).or_else(before_word).unwrap_or(limit);
            out.push(start..cut);
            start = cut;
        }
        out.push(start..end);
        start = end;
    }
    out.retain(|unit| !unit.is_empty());
    out
}

impl Input {
    /// What the model is given for `window`.
    pub(crate) fn new(pieces: &[Piece], window: &Window, vocabulary: &Vocabulary) -> Self {
        let mut input = Self::default();
        input.special(vocabulary.class);
        let mut paragraph = pieces[window.read.start].paragraph;
        for at in window.read.clone() {
            let piece = &pieces[at];
            if piece.paragraph != paragraph {
                paragraph = piece.paragraph;
                input.special(vocabulary.separator);
            }
            input.push(piece.id, piece.feature, Some(at));
        }
        input.special(vocabulary.separator);
        input
    }

    fn special(&mut self, id: u16) {
        self.push(id, crate::features::Feature::SPECIAL, None);
    }

    fn push(&mut self, id: u16, feature: crate::features::Feature, piece: Option<usize>) {
        self.ids.push(i32::from(id));
        self.features.push(feature.row());
        self.pieces.push(piece);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{pieces, vocabulary::tests::of};

    const SMALL: Sizes = Sizes { core: 8, left: 3, right: 2, longest: 15 };

    /// The windows of `text`, as "context[core]context" of the words' first letters, paragraphs parted by `/`.
    fn cut(text: &str) -> Vec<String> {
        let vocabulary = of(&[]);
        let all = pieces::pieces(text, &vocabulary, usize::MAX);
        let show = |window: Window| {
            let mut out = String::new();
            for at in window.read.clone() {
                let changes = at > window.read.start && all[at].paragraph != all[at - 1].paragraph;
                out += if changes { "/" } else { "" };
                out += if at == window.core.start { "[" } else { "" };
                out.push(text[all[at].span.range()].chars().next().unwrap());
                out += if at + 1 == window.core.end { "]" } else { "" };
            }
            out
        };
        windows(&all, &vocabulary, SMALL).into_iter().map(show).collect()
    }

    #[test]
    fn paragraphs_are_packed_and_long_ones_cut_after_a_full_stop() {
        let check = |text: &str, expected: &[&str]| assert_eq!(cut(text), expected, "{text:?}");
        check("", &[]);
        check("\n \n", &[]);
        check("a b c", &["[abc]"]);
        check("a b c\n\nd e f\nG h", &["[abc/def]/Gh", "def/[Gh]"]);
        check("a b c d e f . h i j k", &["[abcdef.]hi", "ef.[hijk]"]);
        check("a b . d e f g h i j k", &["[ab.defgh]ij", "fgh[ijk]"]);
    }

    #[test]
    fn context_gives_way_when_separators_make_the_window_too_long() {
        let longest = cut("a\n\nb\n\nc\n\nd\n\ne f g h i j k l\n\nm\n\nn").into_iter().nth(1).unwrap();
        assert_eq!(longest, "d/[efghijkl]/m");
    }

    #[test]
    fn the_model_reads_separators_between_paragraphs() {
        let vocabulary = of(&["one", "two"]);
        let all = pieces::pieces("one\nTwo", &vocabulary, usize::MAX);
        let input = Input::new(&all, &Window { read: 0..2, core: 0..2 }, &vocabulary);
        assert_eq!(input.ids, [1, 4, 2, 5, 2]);
        assert_eq!(input.features, [6, 0, 6, 2, 6]);
        assert_eq!(input.pieces, [None, Some(0), None, Some(1), None]);
    }

    proptest! {
        #[test]
        fn cores_cover_every_piece_once(words in prop::collection::vec("[a-cA-C.\n]|\n\n", 0..200)) {
            let text = words.join(" ");
            let vocabulary = of(&["a"]);
            let all = pieces::pieces(&text, &vocabulary, usize::MAX);
            let mut at = 0;
            for window in windows(&all, &vocabulary, SMALL) {
                prop_assert_eq!(window.core.start, at);
                prop_assert!(window.core.len() <= SMALL.core && !window.core.is_empty());
                prop_assert!(window.read.start <= window.core.start && window.core.end <= window.read.end);
                prop_assert!(Input::new(&all, &window, &vocabulary).ids.len() <= SMALL.longest);
                at = window.core.end;
            }
            prop_assert_eq!(at, all.len());
        }
    }
}
