//! Words in lower case, cut finer than [`sayso_text::words`]: what patterns over words and numbers are matched with.

use std::borrow::Cow;

use sayso_text::Span;

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// Where it stands.
    pub span: Span,
    /// Its characters in lower case; typographic apostrophes, dashes and minus signs are `'` and `-`.
    pub lower: Cow<'t, str>,
    /// True if no white space stands before it.
    pub glued: bool,
    /// True if it begins with a capital letter.
    pub capital: bool,
}

impl Token<'_> {
    /// True if it begins with a digit.
    #[must_use]
    pub fn is_digits(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }

    /// True if it begins with a letter.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.lower.starts_with(char::is_alphabetic)
    }
}

/// The tokens of `text`, in order.
///
/// As [`sayso_text::words`], but numbers and letters are parted where a number comes first ("1990s", "5ft", "30a.m"),
/// so are the parts of a number with several points ("3.11.1998"), and "'s" is a token of its own.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::with_capacity(text.len() / 5);
    for span in sayso_text::words(text) {
        let word = &text[span.range()];
        let mut at = span.start();
        let mut rest = word;
        let points = word.bytes().filter(|byte| *byte == b'.').count();
        while !rest.is_empty() {
            let length = first_piece(rest, at > span.start(), points > 1);
            // Each piece is at least one character long and lies inside the word.
            let Some(piece) = Span::new(at, at + length) else { unreachable!() };
            out.push(Token {
                span: piece,
                lower: lower(&rest[..length]),
                glued: out.last().is_some_and(|last| last.span.end() == at),
                capital: rest.starts_with(char::is_uppercase),
            });
            at += length;
            rest = &rest[length..];
        }
    }
    out
}

/// The length in bytes of the first token of a word, or of what is left of one.
fn first_piece(word: &str, is_rest: bool, several_points: bool) -> usize {
    let run = |in_run: fn(char) -> bool| word.find(|c| !in_run(c)).unwrap_or(word.len());
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let all_digits = run(|c| c.is_ascii_digit());
        return if several_points { all_digits } else { run(|c| c.is_ascii_digit() || c == '.' || c == ',') };
    }
    if word.starts_with('.') {
        return 1;
    }
    if is_rest && word.starts_with(char::is_alphabetic) && word.ends_with(|c: char| c.is_ascii_digit()) {
        return run(char::is_alphabetic);
    }
    // "FY1999": a fiscal year.
    if let Some(year) = word.get(2..).filter(|_| word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("fy")))
        && !year.is_empty()
        && year.bytes().all(|byte| byte.is_ascii_digit())
    {
        return 2;
    }
    for possessive in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(possessive).filter(|stem| !stem.is_empty()) {
            return stem.len();
        }
    }
    word.len()
}

fn lower(word: &str) -> Cow<'_, str> {
    let same = |c: char| if c.is_ascii() { !c.is_ascii_uppercase() } else { !c.is_uppercase() && !is_variant(c) };
    if word.chars().all(same) {
        return Cow::Borrowed(word);
    }
    let plain = |c: char| match c {
        '’' | '‘' | 'ʼ' => '\'',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        other => other,
    };
    Cow::Owned(word.chars().map(plain).flat_map(char::to_lowercase).collect())
}

fn is_variant(c: char) -> bool {
    matches!(c, '’' | '‘' | 'ʼ' | '–' | '—' | '−' | '‐' | '‑')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_and_letters_are_parted() {
        let check = |text: &str, expected: &str| {
            let found: Vec<_> = tokens(text).into_iter().map(|token| token.lower).collect();
            assert_eq!(found.join(" "), expected, "{text:?}");
        };
        check("The ’90s", "the ' 90 s");
        check("12,000 on Friday’s 21st, 5ft at 9:30a.m.", "12,000 on friday 's 21 st , 5 ft at 9 : 30 a.m .");
        check("3.11.1998 1998-11-20T19:30", "3 . 11 . 1998 1998 - 11 - 20 t 19 : 30");
        check("$1.5bn–2", "$ 1.5 bn - 2");
        check("FY1999 F16", "fy 1999 f16");
        check("ÄRGER don’t", "ärger don't");
        check("", "");
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_cover_everything(text in any::<String>()) {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start() >= at);
                prop_assert!(text[at..token.span.start()].trim().is_empty());
                prop_assert!(token.span.words(&text).is_some());
                at = token.span.end();
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
