//! What BERT's uncased tokenizer sees in a character.

use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// What becomes of a character of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// It is left out and parts nothing: NUL, U+FFFD, control and format characters.
    Dropped,
    /// It parts words.
    Space,
    /// A word by itself: a CJK ideograph.
    Ideograph,
    /// Its parts are looked at one by one.
    Written,
}

/// What becomes of `c`.
pub(crate) fn treatment(c: char) -> Treatment {
    match c {
        '!'..='~' => Treatment::Written,
        ' ' | '\t' | '\n' | '\r' => Treatment::Space,
        '\0' | '\u{fffd}' => Treatment::Dropped,
        _ if is_ideograph(c) => Treatment::Ideograph,
        _ => match c.general_category() {
            GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::PrivateUse => Treatment::Dropped,
            _ if c.is_whitespace() => Treatment::Space,
            _ => Treatment::Written,
        },
    }
}

/// A part of a written character: decomposed (NFD) and in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// A mark that is left out, but belongs to the character before it.
    Accent,
    /// Parts words.
    Space,
    /// A word by itself.
    Punctuation(char),
    /// Belongs to a word.
    Letter(char),
}

/// Gives `see` the parts of `c`.
pub(crate) fn parts(c: char, mut see: impl FnMut(Part)) {
    if c.is_ascii() {
        let c = c.to_ascii_lowercase();
        return see(if c.is_ascii_punctuation() { Part::Punctuation(c) } else { Part::Letter(c) });
    }
    decompose_canonical(c, |c| match c.general_category() {
        GeneralCategory::NonspacingMark => see(Part::Accent),
        _ if c.is_whitespace() => see(Part::Space),
        _ if c.is_ascii_punctuation() => see(Part::Punctuation(c)),
        _ if c.general_category_group() == GeneralCategoryGroup::Punctuation => see(Part::Punctuation(c)),
        _ => c.to_lowercase().for_each(|c| see(Part::Letter(c))),
    });
}

/// A letter or a number.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

/// Neither upper nor lower case: ǅ.
pub(crate) fn is_title_case(c: char) -> bool {
    !c.is_ascii() && c.general_category() == GeneralCategory::TitlecaseLetter
}

/// The blocks that BERT's tokenizer sets apart.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}'
        | '\u{2b920}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_treated_by_kind() {
        let check = |characters: &str, expected: Treatment| {
            for c in characters.chars() {
                assert_eq!(treatment(c), expected, "{c:?}");
            }
        };
        check("\0\u{fffd}\u{b}\u{1f}\u{85}\u{ad}\u{200b}\u{200d}\u{feff}\u{e000}", Treatment::Dropped);
        check(" \t\r\n\u{a0}\u{2003}\u{2028}\u{3000}", Treatment::Space);
        check("中㐀豈", Treatment::Ideograph);
        check("aZ7.!“ї한ー👮\u{301}", Treatment::Written);
    }

    #[test]
    fn parts_are_decomposed_and_lower_case() {
        let check = |c: char, expected: &[Part]| {
            let mut found = Vec::new();
            parts(c, |part| found.push(part));
            assert_eq!(found, expected, "{c:?}");
        };
        check('Q', &[Part::Letter('q')]);
        check('É', &[Part::Letter('e'), Part::Accent]);
        check('Ї', &[Part::Letter('і'), Part::Accent]);
        check('İ', &[Part::Letter('i'), Part::Accent]);
        check('ß', &[Part::Letter('ß')]);
        check('$', &[Part::Punctuation('$')]);
        check('”', &[Part::Punctuation('”')]);
        check('\u{37e}', &[Part::Punctuation(';')]);
        check('€', &[Part::Letter('€')]);
        check('\u{fe0f}', &[Part::Accent]);
        check('한', &[Part::Letter('ᄒ'), Part::Letter('ᅡ'), Part::Letter('ᆫ')]);
    }
}
