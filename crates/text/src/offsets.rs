//! Offsets in the units that callers count in, to byte spans and back.

use crate::Span;

/// The unit in which offsets are counted, as in the Google Natural Language API's `EncodingType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OffsetUnit {
    /// UTF-8 bytes (Rust, Go, C).
    #[default]
    Utf8,
    /// UTF-16 code units (JavaScript, Java, C#).
    Utf16,
    /// Unicode code points (Python).
    CodePoint,
}

/// Why a pair of offsets is no span of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OffsetError {
    /// The span is empty or reversed.
    #[error("start {start} is not before end {end}")]
    Empty {
        /// The given start.
        start: u64,
        /// The given end.
        end: u64,
    },
    /// The offset lies past the end of the text.
    #[error("offset {offset} is past the end of the text, which is {length} long in this unit")]
    PastEnd {
        /// The given offset.
        offset: u64,
        /// Length of the text in the unit asked for.
        length: u64,
    },
    /// The offset lies inside a code point (UTF-8 and UTF-16 only).
    #[error("offset {offset} lies inside a character")]
    InsideCharacter {
        /// The given offset.
        offset: u64,
    },
}

/// Bytes between two checkpoints: a lookup walks at most this far.
const STRIDE: usize = 256;

/// The offsets of one text in every unit.
///
/// Building takes one pass over the text; a lookup takes a binary search and at most 256 bytes of walking.
/// For ASCII text all units agree and nothing is stored.
#[derive(Debug, Clone)]
pub struct OffsetMap<'t> {
    text: &'t str,
    /// Empty for ASCII text; else (byte, utf16, code point) at the first boundary at or after each stride.
    checkpoints: Vec<[usize; 3]>,
    /// Length of the text in the three units.
    length: [usize; 3],
}

fn column(unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Utf8 => 0,
        OffsetUnit::Utf16 => 1,
        OffsetUnit::CodePoint => 2,
    }
}

impl<'t> OffsetMap<'t> {
    /// The map of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, checkpoints: Vec::new(), length: [text.len(); 3] };
        }
        let (mut at, mut checkpoints, mut next) = ([0; 3], Vec::with_capacity(text.len() / STRIDE + 1), 0);
        for c in text.chars() {
            if at[0] >= next {
                checkpoints.push(at);
                next = at[0] + STRIDE;
            }
            step(&mut at, c);
        }
        Self { text, checkpoints, length: at }
    }

    /// The text that the offsets point into.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// A byte span as (start, end) in `unit`.
    ///
    /// An end that does not fit the text (see [`Span::words`]) is moved to the next boundary before it.
    #[must_use]
    pub fn to_unit(&self, span: Span, unit: OffsetUnit) -> (u64, u64) {
        let at = |byte: usize| self.walk(byte.min(self.text.len()), 0)[column(unit)] as u64;
        (at(span.start()), at(span.end()))
    }

    /// The byte span of (start, end) counted in `unit`.
    ///
    /// # Errors
    /// [`OffsetError`] if the two are not in order, leave the text or cut a character.
    pub fn from_unit(&self, start: u64, end: u64, unit: OffsetUnit) -> Result<Span, OffsetError> {
        let byte = |offset: u64| {
            let length = self.length[column(unit)] as u64;
            let wanted = usize::try_from(offset).ok().filter(|_| offset <= length);
            let wanted = wanted.ok_or(OffsetError::PastEnd { offset, length })?;
            let found = self.walk(wanted, column(unit));
            if found[column(unit)] == wanted { Ok(found[0]) } else { Err(OffsetError::InsideCharacter { offset }) }
        };
        let (first, last) = (byte(start)?, byte(end)?);
        Span::new(first, last).ok_or(OffsetError::Empty { start, end })
    }

    /// The last code-point boundary at or before `wanted`, which is counted in the unit of `column`.
    fn walk(&self, wanted: usize, column: usize) -> [usize; 3] {
        if self.checkpoints.is_empty() {
            return [wanted; 3];
        }
        let after = self.checkpoints.partition_point(|at| at[column] <= wanted);
        // The first checkpoint is [0, 0, 0], so `after` is at least 1.
        let mut at = self.checkpoints[after.saturating_sub(1)];
        for c in self.text[at[0]..].chars() {
            let mut next = at;
            step(&mut next, c);
            if next[column] > wanted {
                break;
            }
            at = next;
        }
        at
    }
}

fn step(at: &mut [usize; 3], c: char) {
    at[0] += c.len_utf8();
    at[1] += c.len_utf16();
    at[2] += 1;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UNITS: [OffsetUnit; 3] = [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::CodePoint];

    #[test]
    fn the_same_words_in_three_units() {
        let check = |text: &str, words: &str, utf8, utf16, code_points| {
            let (map, span) = (OffsetMap::new(text), Span::of_first(text, words).unwrap());
            for (unit, expected) in UNITS.into_iter().zip([utf8, utf16, code_points]) {
                assert_eq!(map.to_unit(span, unit), expected, "{text:?} {unit:?}");
                assert_eq!(map.from_unit(expected.0, expected.1, unit), Ok(span), "{text:?} {unit:?}");
            }
        };
        check("he said", "said", (3, 7), (3, 7), (3, 7));
        check("“no”, he said", "said", (13, 17), (9, 13), (9, 13));
        check("👮🏽 said", "said", (9, 13), (5, 9), (3, 7));
        check("Міністр сказав", "сказав", (15, 27), (8, 14), (8, 14));
    }

    #[test]
    fn offsets_that_point_nowhere_are_refused() {
        let map = OffsetMap::new("a👮b");
        for (start, end, unit, expected) in [
            (2, 2, OffsetUnit::CodePoint, OffsetError::Empty { start: 2, end: 2 }),
            (2, 1, OffsetUnit::CodePoint, OffsetError::Empty { start: 2, end: 1 }),
            (0, 4, OffsetUnit::CodePoint, OffsetError::PastEnd { offset: 4, length: 3 }),
            (0, u64::MAX, OffsetUnit::Utf8, OffsetError::PastEnd { offset: u64::MAX, length: 6 }),
            (0, 2, OffsetUnit::Utf16, OffsetError::InsideCharacter { offset: 2 }),
            (3, 6, OffsetUnit::Utf8, OffsetError::InsideCharacter { offset: 3 }),
        ] {
            assert_eq!(map.from_unit(start, end, unit), Err(expected));
        }
    }

    proptest! {
        #[test]
        fn every_span_of_every_text_survives_the_round_trip(text in "[a-zé中👮\u{301}\n ]{0,700}", a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
            let mut bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
            bounds.push(text.len());
            let (a, b) = (*a.get(&bounds), *b.get(&bounds));
            if let Some(span) = Span::new(a.min(b), a.max(b)) {
                let map = OffsetMap::new(&text);
                for unit in UNITS {
                    let (start, end) = map.to_unit(span, unit);
                    prop_assert_eq!(map.from_unit(start, end, unit), Ok(span));
                }
                let (start, end) = map.to_unit(span, OffsetUnit::CodePoint);
                prop_assert_eq!((end - start) as usize, span.words(&text).unwrap().chars().count());
            }
        }

        #[test]
        fn no_pair_of_offsets_panics(text in "[aé👮]{0,300}", start in 0u64..2000, end in 0u64..2000) {
            let map = OffsetMap::new(&text);
            for unit in UNITS {
                if let Ok(span) = map.from_unit(start, end, unit) {
                    prop_assert!(span.words(&text).is_some());
                }
            }
        }
    }
}
