//! Spans: half-open byte ranges of a text, alone and in ordered sets.

use std::{fmt, ops::Range};

use serde::{Deserialize, Serialize};

/// A non-empty, half-open range of UTF-8 byte offsets into a text.
///
/// A span does not hold its text. Code that makes one guarantees that both ends are code-point boundaries of
/// the text it points into; code that takes one from outside checks it with [`Span::words`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` to `end` (bytes, end exclusive); `None` if it is empty, reversed or past 4 GiB.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Option<Self> {
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        (start < end).then_some(Self { start, end })
    }

    /// Where `words` first stands in `text`.
    #[must_use]
    pub fn of_first(text: &str, words: &str) -> Option<Self> {
        let start = text.find(words)?;
        Self::new(start, start + words.len())
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The span as a range, for indexing its text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words that the span covers; `None` if it leaves the text or cuts a code point.
    #[must_use]
    pub fn words(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// True if the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True if `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span without white space at its ends; `None` if nothing else is in it or it does not fit `text`.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Option<Self> {
        let words = self.words(text)?;
        let start = self.start() + (words.len() - words.trim_start().len());
        Self::new(start, start + words.trim().len())
    }
}

impl TryFrom<(u32, u32)> for Span {
    type Error = &'static str;

    fn try_from((start, end): (u32, u32)) -> Result<Self, Self::Error> {
        Self::new(start as usize, end as usize).ok_or("a span must start before it ends")
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Why a list of spans is no [`Spans`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpansError {
    /// The piece at `index` starts before the one before it ends.
    #[error("piece {index} starts before the piece before it ends: give the pieces in order, without overlap")]
    OutOfOrder {
        /// Position of the offending piece, from 0.
        index: usize,
    },
}

/// Words that may lie in several pieces: spans in text order that do not overlap. May be empty.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "Vec<Span>", into = "Vec<Span>")]
pub struct Spans(Vec<Span>);

impl Spans {
    /// Takes the pieces as they are.
    ///
    /// # Errors
    /// [`SpansError::OutOfOrder`] if they overlap or are not in text order.
    pub fn new(pieces: Vec<Span>) -> Result<Self, SpansError> {
        match pieces.windows(2).position(|pair| pair[1].start < pair[0].end) {
            Some(before) => Err(SpansError::OutOfOrder { index: before + 1 }),
            None => Ok(Self(pieces)),
        }
    }

    /// The pieces in any order, sorted, with those that overlap or touch joined into one.
    #[must_use]
    pub fn joined(mut pieces: Vec<Span>) -> Self {
        pieces.sort_unstable();
        let mut out: Vec<Span> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match out.last_mut() {
                Some(last) if piece.start <= last.end => last.end = last.end.max(piece.end),
                _ => out.push(piece),
            }
        }
        Self(out)
    }

    /// The pieces, in text order.
    #[must_use]
    pub fn pieces(&self) -> &[Span] {
        &self.0
    }

    /// True if there is no piece.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// From the start of the first piece to the end of the last; `None` if there is no piece.
    #[must_use]
    pub fn hull(&self) -> Option<Span> {
        Some(Span { start: self.0.first()?.start, end: self.0.last()?.end })
    }

    /// True if any piece of one overlaps any piece of the other. Time is linear in the pieces of both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let (mut ours, mut theirs) = (self.0.as_slice(), other.0.as_slice());
        while let ([a, our_rest @ ..], [b, their_rest @ ..]) = (ours, theirs) {
            if a.overlaps(*b) {
                return true;
            }
            // The one that ends first lies before all that is left of the other.
            if a.end <= b.start { ours = our_rest } else { theirs = their_rest }
        }
        false
    }

    /// The words, the pieces joined by " … "; `None` if a piece does not fit `text`.
    #[must_use]
    pub fn words(&self, text: &str) -> Option<String> {
        let pieces: Option<Vec<&str>> = self.0.iter().map(|piece| piece.words(text)).collect();
        Some(pieces?.join(" … "))
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        Self(vec![span])
    }
}

impl TryFrom<Vec<Span>> for Spans {
    type Error = SpansError;

    fn try_from(pieces: Vec<Span>) -> Result<Self, Self::Error> {
        Self::new(pieces)
    }
}

impl From<Spans> for Vec<Span> {
    fn from(spans: Spans) -> Self {
        spans.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn empty_and_reversed_spans_cannot_be_made() {
        for (start, end) in [(0, 0), (5, 4), (usize::MAX, usize::MAX)] {
            assert_eq!(Span::new(start, end), None, "{start}..{end}");
        }
        assert!(serde_json::from_str::<Span>("[3,3]").is_err());
        assert_eq!(serde_json::from_str::<Span>("[3,4]").unwrap(), span(3, 4));
    }

    #[test]
    fn words_are_refused_outside_the_text_and_inside_a_code_point() {
        let text = "é!";
        assert_eq!(span(0, 2).words(text), Some("é"));
        assert_eq!(span(0, 1).words(text), None);
        assert_eq!(span(0, 9).words(text), None);
    }

    #[test]
    fn trimming_keeps_the_words() {
        let check = |text: &str, expected: Option<&str>| {
            let whole = span(0, text.len());
            assert_eq!(whole.trimmed(text).map(|s| &text[s.range()]), expected, "{text:?}");
        };
        check("  he said\n", Some("he said"));
        check("\u{a0}а\u{2003}", Some("а"));
        check(" \t ", None);
    }

    #[test]
    fn pieces_must_be_in_order_and_apart() {
        assert!(Spans::new(vec![span(0, 2), span(2, 4)]).is_ok());
        assert_eq!(Spans::new(vec![span(0, 3), span(2, 4)]), Err(SpansError::OutOfOrder { index: 1 }));
        assert!(serde_json::from_str::<Spans>("[[4,5],[0,1]]").is_err());
    }

    #[test]
    fn joining_sorts_and_merges() {
        let joined = Spans::joined(vec![span(8, 9), span(0, 3), span(3, 5), span(4, 6)]);
        assert_eq!(joined.pieces(), [span(0, 6), span(8, 9)]);
        assert_eq!(joined.hull(), Some(span(0, 9)));
        assert_eq!(joined.words("abcdef--i").unwrap(), "abcdef … i");
    }

    fn apart() -> impl Strategy<Value = Spans> {
        prop::collection::vec((0usize..4, 1usize..4), 0..6).prop_map(|steps| {
            let mut at = 0;
            let mut piece = |(gap, length)| {
                let start = at + gap;
                at = start + length;
                span(start, at)
            };
            Spans::new(steps.into_iter().map(&mut piece).collect()).unwrap()
        })
    }

    proptest! {
        #[test]
        fn sets_overlap_if_two_of_their_pieces_do(one in apart(), other in apart()) {
            let expected = one.pieces().iter().any(|a| other.pieces().iter().any(|b| a.overlaps(*b)));
            prop_assert_eq!(one.overlaps(&other), expected);
        }
    }
}
