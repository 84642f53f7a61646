//! How words are made alike for search, in the same way by every backend.
//!
//! A text becomes **terms**: its words (UAX #29) in compatibility decomposition (UAX #15), without the accents of Latin,
//! Greek and Cyrillic script, in small letters. So "Zelenský" is found by "zelensky", "ёлка" by "елка", and a letter by
//! itself whether it came composed or not. Apostrophes inside a word and the full stops of an abbreviation are
//! dropped ("Слов'янськ", "Словʼянськ"; "U.S."), the English possessive "'s" too. Any other mark stands between two terms.
//!
//! A term holds no space and no mark that means anything to a query language.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Terms that stand next to each other, with one space between two. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase(String);

impl Phrase {
    /// The phrase that a text is; `None` if there is no term in it.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        Some(searchable(text)).filter(|terms| !terms.is_empty()).map(Self)
    }

    /// The terms, with one space between two.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The terms of a text, with one space between two. Empty if there is none.
#[must_use]
pub fn searchable(text: &str) -> String {
    let mut terms = String::with_capacity(text.len());
    for word in sayso_text::words(text) {
        fold(&mut terms, without_possessive(&text[word.range()]));
    }
    terms
}

/// What somebody looks for: phrases that must all occur, each once. Words between quotation marks ("", “”, «», „“) are
/// one phrase, and so is what stands between two spaces ("vice-president"). A mark that is not closed reaches to the end.
#[must_use]
pub fn phrases(words: &str) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::new();
    let mut add = |part: &str| out.extend(Phrase::new(part).filter(|phrase| !out.contains(phrase)));
    for (i, part) in words.split(['"', '“', '”', '„', '«', '»']).enumerate() {
        if i % 2 == 1 {
            add(part);
        } else {
            part.split_whitespace().for_each(&mut add);
        }
    }
    out
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '′')
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix(['s', 'S']).and_then(|stem| stem.strip_suffix(is_apostrophe)).unwrap_or(word)
}

/// Adds the terms of one word.
fn fold(terms: &mut String, word: &str) {
    let mut inside = false;
    let mut last = ' ';
    for c in word.nfkd() {
        if is_accent(c) || is_apostrophe(c) {
            // Both may count as letters; neither makes or ends a term.
        } else if c.is_alphanumeric() {
            if !inside && !terms.is_empty() {
                terms.push(' ');
            }
            inside = true;
            // By way of the capital: "ς" and "σ" have one, as "ß" and "ss" do. Some leave an accent behind.
            let small = c.to_uppercase().flat_map(char::to_lowercase);
            terms.extend(small.filter(|c| !is_accent(*c)));
        } else if is_combining_mark(c) {
            // Vowel signs of Indic scripts and the like belong to the word.
            if inside {
                terms.push(c);
            }
        } else if !(c == '.' && last.is_alphabetic()) {
            inside = false;
        }
        last = c;
    }
}

/// The block of combining diacritical marks, which Latin, Greek and Cyrillic letters are written with.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_made_alike() {
        let check = |text: &str, expected: &str| assert_eq!(searchable(text), expected, "{text:?}");
        check("The Dam  WILL hold!", "the dam will hold");
        check("Zelenský, Zelenskyy", "zelensky zelenskyy");
        check("Слов'янськ Слов’янськ Словʼянськ", "словянськ словянськ словянськ");
        check("ёлка е\u{308}лка за́мок", "елка елка замок");
        check("Йод и\u{306}од", "иод иод");
        check("U.S. US e.g.", "us us eg");
        check("Putin's O’Brien don't", "putin obrien dont");
        check("vice-president, 3.5 and 12,000", "vice president 3 5 and 12 000");
        check("ΣΟΦΟΣ σοφός", "σοφοσ σοφοσ");
        check("Straße STRASSE", "strasse strasse");
        check("İstanbul ﬁn Ａ", "istanbul fin a");
        check("किताब", "किताब");
        check("日本 👮🏽 — …", "日 本");
        check("\" OR 1=1 -- * NEAR(", "or 1 1 near");
        check("a \u{363} b", "a b");
        check("'s ''' \u{301}", "s");
    }

    #[test]
    fn quotation_marks_hold_phrases_together() {
        let check = |words: &str, expected: &[&str]| {
            let found = phrases(words);
            assert_eq!(found.iter().map(Phrase::as_str).collect::<Vec<_>>(), expected, "{words:?}");
        };
        check("dam hold", &["dam", "hold"]);
        check("the \"dam will\" hold", &["the", "dam will", "hold"]);
        check("«гребля вистоїть»", &["гребля вистоіть"]);
        check("vice-president", &["vice president"]);
        check("\"never closed", &["never closed"]);
        check("a\"\"b \" \"", &["a", "b"]);
        check("Dam dam \"dam\"", &["dam"]);
        check("* — 👮 \"", &[]);
    }

    proptest! {
        #[test]
        fn terms_are_plain(text in any::<String>()) {
            let terms = searchable(&text);
            prop_assert_eq!(terms.trim(), &terms);
            prop_assert!(!terms.contains("  "));
            prop_assert!(terms.chars().all(|c| c == ' ' || c.is_alphanumeric() || is_combining_mark(c)), "{:?}", terms);
        }

        #[test]
        fn a_text_is_found_by_its_own_words(text in "[a-zA-Zа-яїєґА-Я’'.0-9 -]{0,40}") {
            let terms = format!(" {} ", searchable(&text));
            for phrase in phrases(&text) {
                let wanted = format!(" {} ", phrase.as_str());
                prop_assert!(terms.contains(&wanted), "{:?} in {:?}", wanted, terms);
            }
        }
    }
}
