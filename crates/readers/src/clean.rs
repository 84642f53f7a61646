//! Texts and lines of metadata as every reader gives them out: clean, and within a document's limits.

use std::borrow::Cow;

use sayso_domain::{Language, MAX_AUTHORS, MAX_FIELD_BYTES};

/// A text whose lines end in a newline and that has no control character but newline and tab: other line ends become
/// newlines, the rest is left out.
pub(crate) fn text(given: Cow<'_, str>) -> String {
    let begins_with_mark = given.starts_with('\u{FEFF}');
    let is_odd = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{2028}' | '\u{2029}');
    if !begins_with_mark && !given.contains(is_odd) {
        return given.into_owned();
    }
    let mut text = String::with_capacity(given.len());
    let mut characters = given.chars().skip(usize::from(begins_with_mark)).peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                text.push('\n');
            }
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            _ if is_odd(character) => {}
            _ => text.push(character),
        }
    }
    text
}

/// A line of metadata: white space of any kind and number is one space, control and invisible characters are left out,
/// and it is cut where it passes the limit of a document. `None` if nothing is left.
pub(crate) fn line(given: &str) -> Option<String> {
    let mut line = String::new();
    for character in given.chars() {
        let character = match character {
            _ if character.is_whitespace() && (line.is_empty() || line.ends_with(' ')) => continue,
            _ if character.is_whitespace() => ' ',
            _ if character.is_control() || is_invisible(character) => continue,
            _ => character,
        };
        if line.len() + character.len_utf8() > MAX_FIELD_BYTES {
            break;
        }
        line.push(character);
    }
    line.truncate(line.trim_end().len());
    (!line.is_empty()).then_some(line)
}

/// Marks for where a line may break, and byte order marks: they are never seen and only cut words in two.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// The names that are not empty, each once whatever its case, as many as a document may have.
pub(crate) fn authors(names: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    let mut known = Vec::new();
    for name in names.into_iter().filter_map(|name| line(name.as_ref())) {
        let folded = name.to_lowercase();
        if !known.contains(&folded) {
            authors.push(name);
            known.push(folded);
        }
        if authors.len() == MAX_AUTHORS {
            break;
        }
    }
    authors
}

/// A language as it is written in the wild: also `en_US`, and several of which the first counts.
pub(crate) fn language(given: &str) -> Option<Language> {
    given.split([',', ';']).next()?.trim().replace('_', "-").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_lines_and_tabs() {
        let check = |given: &str, expected: &str| assert_eq!(text(given.into()), expected, "{given:?}");
        check("One.\n\tTwo.", "One.\n\tTwo.");
        check("\u{FEFF}One.\r\nTwo.\rThree.\n\n\tFour.", "One.\nTwo.\nThree.\n\n\tFour.");
        check("One\r\n\r\rtwo\0\u{7f}\u{92}.\r", "One\n\n\ntwo.\n");
        check("a\0b\u{7}c\u{1B}[1md\u{9B}e", "abc[1mde");
        check("a\u{85}b\u{2028}c\u{C}d", "a\nb\nc\nd");
        check("a\u{FEFF}b", "a\u{FEFF}b");
    }

    #[test]
    fn lines_fit_a_document() {
        let check = |given: &str, expected: Option<&str>| assert_eq!(line(given).as_deref(), expected, "{given:?}");
        check("", None);
        check(" \n\0\u{85}\u{200B} ", None);
        check("  The\tdam\r\n\0 holds \u{a0} still\0 ", Some("The dam holds still"));
        check("Donau\u{AD}dampf", Some("Donaudampf"));
        check(&"ї".repeat(3000), Some(&"ї".repeat(2048)));
        check(&"x ".repeat(3000), Some("x ".repeat(2048).trim()));
    }

    #[test]
    fn authors_are_counted_once() {
        assert_eq!(authors(["A. Writer", " ", "A.  WRITER", "B"]), ["A. Writer", "B"]);
        assert_eq!(authors((0..100).map(|number| number.to_string())).len(), MAX_AUTHORS);
    }

    #[test]
    fn languages_are_read_as_they_are_written() {
        let check = |given: &str, expected: Option<&str>| {
            assert_eq!(language(given).as_ref().map(Language::as_str), expected, "{given:?}");
        };
        check(" uk_UA ", Some("uk-ua"));
        check("en-GB, de", Some("en-gb"));
        check("de;q=1", Some("de"));
        check("english language", None);
        check("", None);
    }
}
