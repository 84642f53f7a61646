//! The words of a text as the search for places sees them.

use sayso_text::{Span, sentences, words};

use crate::format::fold;

/// What stands between a word and the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// White space; a single line break counts, a blank line does not.
    Space,
    Hyphen,
    /// A full stop and white space.
    Stop,
    /// A comma, perhaps behind a full stop, and white space.
    Comma,
    /// White space and an opening bracket.
    Bracket,
    Other,
}

/// A word: letters and digits with what stands between them.
#[derive(Debug, Clone)]
pub(crate) struct Token<'t> {
    /// Without a possessive ending.
    pub(crate) span: Span,
    pub(crate) text: &'t str,
    pub(crate) folded: String,
    /// Where the word ends with it: "Halver's" goes on with an s.
    pub(crate) whole_end: usize,
    /// It begins with a capital letter, or a letter that is neither capital nor small.
    pub(crate) capital: bool,
    pub(crate) gap: Gap,
    pub(crate) starts_sentence: bool,
    pub(crate) starts_line: bool,
    /// It stands in a sentence all in capitals.
    pub(crate) shouted: bool,
}

/// The words of `text`, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut end = 0;
    for span in words(text) {
        let word = &text[span.range()];
        if !word.starts_with(char::is_alphanumeric) {
            continue;
        }
        let stem = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        // The stem is a prefix of the word, and not empty, because the word begins with a letter or digit.
        let Some(stem_span) = Span::new(span.start(), span.start() + stem.len()) else { continue };
        let between = &text[end..span.start()];
        tokens.push(Token {
            span: stem_span,
            text: stem,
            folded: fold(stem),
            whole_end: span.end(),
            capital: stem.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()),
            gap: gap(between),
            starts_sentence: false,
            starts_line: tokens.is_empty() || between.contains('\n'),
            shouted: false,
        });
        end = span.end();
    }
    mark_sentences(text, &mut tokens);
    tokens
}

fn gap(between: &str) -> Gap {
    match between.trim() {
        _ if between.matches('\n').count() > 1 => Gap::Other,
        "" => Gap::Space,
        "-" | "–" | "‐" | "‑" if !between.contains(char::is_whitespace) => Gap::Hyphen,
        "." => Gap::Stop,
        "," | ".," => Gap::Comma,
        "(" | "[" | ".(" => Gap::Bracket,
        _ => Gap::Other,
    }
}

fn mark_sentences(text: &str, tokens: &mut [Token<'_>]) {
    let mut rest = tokens;
    for sentence in sentences(text) {
        let here = rest.partition_point(|token| token.span.start() < sentence.end());
        let (inside, behind) = rest.split_at_mut(here);
        let shouted = inside.len() > 2
            && inside.iter().all(|token| !token.text.contains(char::is_lowercase))
            && inside.iter().any(|token| token.text.len() > 3);
        for (at, token) in inside.iter_mut().enumerate() {
            token.starts_sentence = at == 0;
            token.shouted = shouted;
        }
        rest = behind;
    }
}
