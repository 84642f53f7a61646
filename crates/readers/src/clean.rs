//! What goes into a document's metadata and text: no control characters, bounded lines.

use std::borrow::Cow;

/// The most bytes of a line of metadata, as a document may have.
const MAX_LINE_BYTES: usize = 4096;
/// The most authors that a document may have.
const MAX_AUTHORS: usize = 64;

/// One line: white space is one space, control characters are gone, and it is cut after 4,096 bytes. `None` if nothing
/// is left.
pub(crate) fn line(given: &str) -> Option<String> {
    let mut line = String::new();
    for word in given.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let space = usize::from(!line.is_empty());
        let room = MAX_LINE_BYTES.saturating_sub(line.len() + space);
        let cut = &word[..word.floor_char_boundary(room)];
        if !cut.is_empty() {
            line.extend(std::iter::repeat_n(' ', space));
            line.push_str(cut);
        }
        if cut.len() < word.len() {
            break;
        }
    }
    (!line.is_empty()).then_some(line)
}

/// The names that are not empty, each once, as many as a document may have.
pub(crate) fn authors<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    for name in names.into_iter().filter_map(line) {
        if authors.len() < MAX_AUTHORS && !authors.contains(&name) {
            authors.push(name);
        }
    }
    authors
}

/// A text: every line ends with a line feed, and of the control characters only it and the tab are left.
pub(crate) fn text(given: Cow<'_, str>) -> String {
    let unwanted = |c: char| c.is_control() && c != '\n' && c != '\t';
    if !given.contains(unwanted) {
        return given.into_owned();
    }
    let mut text = String::with_capacity(given.len());
    let mut characters = given.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => text.push('\n'),
            _ if unwanted(character) => {}
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_bounded_and_clean() {
        let check = |given: &str, expected: Option<&str>| assert_eq!(line(given).as_deref(), expected, "{given:?}");
        check("", None);
        check(" \n\0\u{85} ", None);
        check("  The\tdam\r\n\0 holds \u{a0} still", Some("The dam holds still"));
        check(&"ї".repeat(3000), Some(&"ї".repeat(2048)));
        check(&"x ".repeat(3000), Some("x ".repeat(2048).trim()));
    }

    #[test]
    fn authors_are_counted_once() {
        assert_eq!(authors(["A. Writer", " ", "A.  Writer", "B"]), ["A. Writer", "B"]);
        let many: Vec<String> = (0..100).map(|n| n.to_string()).collect();
        assert_eq!(authors(many.iter().map(String::as_str)).len(), MAX_AUTHORS);
    }

    #[test]
    fn texts_keep_lines_and_tabs() {
        let check = |given: &str, expected: &str| assert_eq!(text(given.into()), expected, "{given:?}");
        check("One\n\ttwo.", "One\n\ttwo.");
        check("One\r\n\r\rtwo\0\u{7f}\u{92}.\r", "One\n\n\ntwo.\n");
    }
}
