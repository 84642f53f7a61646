//! Text as every reader gives it out, and plain text documents.

use sayso_domain::{DocumentParts, MAX_TEXT_BYTES};

use crate::{Raw, ReadError, charset};

/// The longest line of metadata that a document takes, in bytes.
const MAX_LINE_BYTES: usize = 4096;

/// Reads a plain text: as it is, with its lines.
pub(crate) fn read(raw: &Raw<'_>) -> Result<DocumentParts, ReadError> {
    // UTF-16 is the widest way to write a text; beyond twice the limit no text comes under it.
    bounded(raw.bytes.len(), MAX_TEXT_BYTES * 2)?;
    let text = clean(&charset::decode(raw, None));
    document_text(&text)?;
    Ok(DocumentParts { uri: crate::address::absolute(raw.uri), ..DocumentParts::of_text(text) })
}

/// Holds a text against the limits of a document.
pub(crate) fn document_text(text: &str) -> Result<(), ReadError> {
    bounded(text.len(), MAX_TEXT_BYTES)?;
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(()) }
}

fn bounded(length: usize, limit: usize) -> Result<(), ReadError> {
    if length > limit { Err(ReadError::TooLong { limit, unit: "bytes" }) } else { Ok(()) }
}

/// A text whose lines end in a newline and that has no control character but newline and tab: other line ends become
/// newlines, the rest is left out.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.strip_prefix('\u{FEFF}').unwrap_or(text).chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\n' | '\t' => cleaned.push(character),
            _ if character.is_control() => {}
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// A line of metadata: white space of any kind and number is one space, control and invisible characters are left out,
/// and it is cut where it passes the limit of a document. `None` if nothing is left.
pub(crate) fn line(text: &str) -> Option<String> {
    let mut line = String::new();
    for character in text.chars() {
        if is_space(character) {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !character.is_control() && !is_invisible(character) {
            line.push(character);
        }
        if line.len() > MAX_LINE_BYTES - 4 {
            break;
        }
    }
    line.truncate(line.trim_end().len());
    (!line.is_empty()).then_some(line)
}

/// White space, the no-break space with it.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace()
}

/// Marks for where a line may break, and byte order marks: they are never seen and only cut words in two.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// How many words a text has: runs of letters and digits.
pub(crate) fn count_words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_left_out() {
        let check = |given: &str, expected: &str| assert_eq!(clean(given), expected, "{given:?}");
        check("\u{FEFF}One.\r\nTwo.\rThree.\n\n\tFour.", "One.\nTwo.\nThree.\n\n\tFour.");
        check("a\0b\u{7}c\u{1B}[1md\u{9B}e", "abc[1mde");
        check("a\u{85}b\u{2028}c\u{C}d", "a\nb\nc\nd");
    }

    #[test]
    fn lines_of_metadata_fit_a_document() {
        let check = |given: &str, expected: Option<&str>| assert_eq!(line(given).as_deref(), expected, "{given:?}");
        check(" The\n  bridge\u{A0}is\tshut\0 ", Some("The bridge is shut"));
        check("Donau\u{AD}dampf", Some("Donaudampf"));
        check(" \u{200B}\n", None);
        assert!(line(&"ї".repeat(9000)).is_some_and(|line| line.len() <= MAX_LINE_BYTES));
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        let check = |bytes: &[u8], expected: Result<&str, ReadError>| {
            let read = read(&Raw { bytes, media_type: None, uri: Some("file:///a/b.txt") });
            assert_eq!(read.map(|parts| parts.text.to_string()), expected.map(str::to_owned));
        };
        check(b"\xEF\xBB\xBFOne.\r\n\r\n  Two.\n", Ok("One.\n\n  Two.\n"));
        check(b" \n\t\0", Err(ReadError::Empty));
        check(b"", Err(ReadError::Empty));
        let long = vec![b'a'; MAX_TEXT_BYTES + 1];
        check(&long, Err(ReadError::TooLong { limit: MAX_TEXT_BYTES, unit: "bytes" }));
    }
}
