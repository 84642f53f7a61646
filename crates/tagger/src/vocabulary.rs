//! The vocabulary: word pieces and their numbers, as BERT's `vocab.txt` lists them, one piece a line.

use std::collections::HashMap;

use crate::WeightsError;

/// What a piece that goes on in a word is marked with.
const CONTINUES: &str = "##";

/// Word pieces and their numbers.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Pieces that words begin with.
    first: HashMap<Box<str>, u16>,
    /// Pieces that words go on with, without their mark.
    later: HashMap<Box<str>, u16>,
    /// Bytes of the longest piece.
    longest: usize,
    size: usize,
    pub(crate) unknown: u16,
    pub(crate) class: u16,
    pub(crate) separator: u16,
    pub(crate) full_stop: u16,
}

impl Vocabulary {
    /// Reads the lines of a `vocab.txt`: the number of a piece is its line, from 0.
    pub(crate) fn parse(lines: &str) -> Result<Self, WeightsError> {
        let (mut first, mut later) = (HashMap::<Box<str>, u16>::new(), HashMap::<Box<str>, u16>::new());
        let mut size = 0;
        for (number, line) in lines.lines().enumerate() {
            let number =
                u16::try_from(number).map_err(|_| WeightsError::Vocabulary("it has more than 65,536 lines"))?;
            match line.strip_prefix(CONTINUES) {
                Some(piece) if !piece.is_empty() => later.insert(piece.into(), number),
                _ => first.insert(line.into(), number),
            };
            size += 1;
        }
        let longest = first.keys().chain(later.keys()).map(|piece| piece.len()).max().unwrap_or(0);
        let named = |piece: &str, missing| first.get(piece).copied().ok_or(WeightsError::Vocabulary(missing));
        Ok(Self {
            unknown: named("[UNK]", "it has no [UNK]")?,
            class: named("[CLS]", "it has no [CLS]")?,
            separator: named("[SEP]", "it has no [SEP]")?,
            full_stop: named(".", "it has no full stop")?,
            first,
            later,
            longest,
            size,
        })
    }

    /// How many numbers there are.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// The longest piece that `rest` of a word begins with, as its number and its bytes. `begins`: the rest is the
    /// whole word.
    pub(crate) fn longest_match(&self, rest: &str, begins: bool) -> Option<(u16, usize)> {
        let pieces = if begins { &self.first } else { &self.later };
        let mut end = rest.floor_char_boundary(self.longest);
        while end > 0 {
            if let Some(number) = pieces.get(&rest[..end]) {
                return Some((*number, end));
            }
            end = rest.floor_char_boundary(end - 1);
        }
        None
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A vocabulary of the special pieces and `pieces`, which are numbered from 4.
    pub(crate) fn of(pieces: &[&str]) -> Vocabulary {
        Vocabulary::parse(
            &["[UNK]", "[CLS]", "[SEP]", "."].iter().chain(pieces).copied().collect::<Vec<_>>().join("\n"),
        )
        .unwrap()
    }

    #[test]
    fn the_longest_piece_wins() {
        let vocabulary = of(&["spokes", "spokesman", "##man", "##m", "é"]);
        assert_eq!(vocabulary.longest_match("spokesmen", true), Some((4, 6)));
        assert_eq!(vocabulary.longest_match("spokesman", true), Some((5, 9)));
        assert_eq!(vocabulary.longest_match("men", false), Some((7, 1)));
        assert_eq!(vocabulary.longest_match("man", true), None);
        assert_eq!(vocabulary.longest_match("éa", true), Some((8, 2)));
        assert_eq!(vocabulary.size(), 9);
    }

    #[test]
    fn what_is_no_vocabulary_is_refused() {
        let check = |lines: &str, expected: &str| {
            assert_eq!(Vocabulary::parse(lines).unwrap_err().to_string(), expected);
        };
        check("[UNK]\n[CLS]\n.", "vocab.txt is no vocabulary of the tagger: it has no [SEP]");
        check(&"a\n".repeat(65_537), "vocab.txt is no vocabulary of the tagger: it has more than 65,536 lines");
    }
}
