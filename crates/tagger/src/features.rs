//! What the uncased vocabulary leaves out and the model is told piece by piece: letter case, and whether a quotation
//! is open.

use crate::characters::{is_alphanumeric, is_title_case};

/// A row of the model's feature table: the case times two, plus one inside a quotation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Feature(u8);

impl Feature {
    /// The row of the pieces that are not in the text, \[CLS\] and \[SEP\].
    pub(crate) const SPECIAL: Self = Self(6);

    pub(crate) fn new(case: Case, quoted: bool) -> Self {
        Self(case as u8 * 2 + u8::from(quoted))
    }

    /// The number of the row.
    pub(crate) fn row(self) -> i32 {
        i32::from(self.0)
    }
}

/// How a run of letters and digits is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Case {
    /// It begins with no capital letter.
    #[default]
    Lower,
    /// It begins with a capital letter.
    Capital,
    /// All its letters are capitals, and it is longer than one character.
    Upper,
}

/// The case of the run that a place stands in. Places must be asked for in text order, so that every run is read once.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    start: usize,
    end: usize,
    case: Case,
}

impl Cases {
    /// The case of the run of letters and digits around byte `at` of `text`, which must not lie before the last one.
    pub(crate) fn at(&mut self, text: &str, at: usize) -> Case {
        if (self.start..self.end).contains(&at) {
            return self.case;
        }
        let before = &text[self.end.min(at)..at];
        let start = at - before.chars().rev().take_while(|c| is_alphanumeric(*c)).map(char::len_utf8).sum::<usize>();
        let run = &text[start..];
        let run = &run[..run.find(|c| !is_alphanumeric(c)).unwrap_or(run.len())];
        *self = Self { start, end: start + run.len(), case: case(run) };
        // A place between two runs stands in none.
        if self.end <= at { Case::Lower } else { self.case }
    }
}

fn case(run: &str) -> Case {
    let mut characters = run.chars();
    if !characters.next().is_some_and(char::is_uppercase) {
        return Case::Lower;
    }
    let upper = !characters.as_str().is_empty() && !characters.any(|c| c.is_lowercase() || is_title_case(c));
    if upper { Case::Upper } else { Case::Capital }
}

/// Whether a quotation is open, read from the double marks of one paragraph.
#[derive(Debug, Default)]
pub(crate) struct Quotation {
    open: bool,
}

impl Quotation {
    /// Whether a quotation is open from the piece at byte `at` of `text` on; its own mark counts.
    pub(crate) fn at(&mut self, text: &str, at: usize) -> bool {
        match text[at..].chars().next() {
            Some('“') => self.open = true,
            Some('”') => self.open = false,
            Some('"') => self.open = !self.open,
            _ => {}
        }
        self.open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_is_that_of_the_run() {
        let check = |text: &str, expected: &str| {
            let mut cases = Cases::default();
            let found: String =
                text.char_indices().map(|(at, _)| ["l", "C", "U"][cases.at(text, at) as usize]).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("Mr. de Vries", "CClllllCCCCC");
        check("NATO’s U.S. X", "UUUUlllClCllC");
        check("3M iPhone A1", "llllllllllUU");
        check("Ǆabc ǅ ÉCOLE", "CCCClllUUUUU");
    }

    #[test]
    fn runs_are_found_again_after_a_gap() {
        let text = "One TWO three";
        let mut cases = Cases::default();
        assert_eq!(cases.at(text, 5), Case::Upper);
        assert_eq!(cases.at(text, 6), Case::Upper);
        assert_eq!(cases.at(text, 9), Case::Lower);
    }

    #[test]
    fn quotations_open_and_close() {
        let check = |text: &str, expected: &str| {
            let mut quotation = Quotation::default();
            let found: String =
                text.char_indices().map(|(at, _)| if quotation.at(text, at) { '1' } else { '0' }).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("a “b” c", "0011000");
        check("\"a\" “b \"c", "110011100");
    }
}
