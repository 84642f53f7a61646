//! Paragraphs: lines, and lines put together again that were wrapped at a width.

use crate::Span;

/// Lines that end because they are full have lengths like these, in characters.
const FULL: std::ops::RangeInclusive<usize> = 40..=120;

/// The paragraphs of `text`, in order: what stands between line feeds, with white space around it.
///
/// A line that begins with a small letter goes on from the line before. In a wrapped text every line goes on from a full
/// one; a text is taken for wrapped if at least a third of the lines behind full ones begin with a small letter. An empty
/// line always parts two paragraphs. Time is linear in the text.
///
/// ```
/// let text = "The ministry, said Dr.\nQuill and others\nin the north, denied it.\nNobody believed that.";
/// let found: Vec<_> = sayso_text::paragraphs(text).map(|paragraph| &text[paragraph.range()]).collect();
/// assert_eq!(found, ["The ministry, said Dr.", "Quill and others\nin the north, denied it.", "Nobody believed that."]);
/// ```
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let wrapped = is_wrapped(text);
    let mut start = 0;
    std::iter::from_fn(move || {
        // Nothing is no paragraph.
        start += text[start.min(text.len())..].find(|c| c != '\n')?;
        let goes_on = |end: usize| {
            let (line, next) = around(text, end);
            begins_small(next) || wrapped && is_full(line) && !is_blank(next)
        };
        let end = feeds(text, start).find(|end| !goes_on(*end)).unwrap_or(text.len());
        let paragraph = Span::new(start, end);
        start = end + 1;
        paragraph
    })
}

fn is_wrapped(text: &str) -> bool {
    let (mut full, mut small) = (0usize, 0usize);
    for end in feeds(text, 0) {
        let (line, next) = around(text, end);
        if is_full(line) && !is_blank(next) {
            full += 1;
            small += usize::from(begins_small(next));
        }
    }
    small > 0 && small * 3 >= full
}

/// The line feeds from `start` on.
fn feeds(text: &str, start: usize) -> impl Iterator<Item = usize> {
    text[start..].match_indices('\n').map(move |(at, _)| start + at)
}

/// The line before the line feed at `end`, and the one after it.
fn around(text: &str, end: usize) -> (&str, &str) {
    let (before, after) = (&text[..end], &text[end + 1..]);
    (&before[before.rfind('\n').map_or(0, |at| at + 1)..], &after[..after.find('\n').unwrap_or(after.len())])
}

fn trimmed(line: &str) -> &str {
    line.trim_matches([' ', '\t', '\r'])
}

fn is_blank(line: &str) -> bool {
    trimmed(line).is_empty()
}

fn begins_small(line: &str) -> bool {
    trimmed(line).starts_with(char::is_lowercase)
}

fn is_full(line: &str) -> bool {
    FULL.contains(&trimmed(line).chars().count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).map(|paragraph| &text[paragraph.range()]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_small_letter_goes_on_from_the_line_before() {
        check("", &[]);
        check("A", &["A"]);
        check("A b\nc\r\n\td\nE", &["A b\nc\r\n\td", "E"]);
        check("A\n\nb\n \nC", &["A", "b", " ", "C"]);
        check("A\n", &["A"]);
    }

    #[test]
    fn in_a_wrapped_text_all_lines_go_on_from_full_ones() {
        let text = "Bridge shut\nOpposition leader Tom Beck denied on Thursday that\nhe had leaked the report, and the prime \
                    minister,\nJane Marsh, said that nobody had believed him.\nThe inquiry goes on.\n\nIt ends in May.";
        let (head, rest) = text.split_once('\n').unwrap();
        let (body, last) = rest.split_once("\n\n").unwrap();
        check(text, &[head, body, last]);
        // Without a line that begins small nothing is wrapped.
        let lines =
            "Opposition leader Tom Beck denied it on Thursday.\nThe prime minister, Jane Marsh, believed him not.";
        check(lines, &lines.split('\n').collect::<Vec<_>>());
    }

    #[test]
    fn hostile_text_is_cut_in_linear_time() {
        let long = "x".repeat(60);
        for text in
            ["\n".repeat(500_000), "a\n".repeat(200_000), format!("{long}\nA").repeat(20_000), "x".repeat(1 << 20)]
        {
            let parts: usize = paragraphs(&text).map(|paragraph| paragraph.range().len()).sum();
            assert!(parts <= text.len() && (parts > 0 || text.starts_with('\n')));
        }
    }

    proptest! {
        #[test]
        fn paragraphs_and_their_ends_cover_the_text(text in "[a-cA-C \t\r\n—中]{0,80}|([A-Za-z ]{35,50}\n){0,6}") {
            let mut at = 0;
            for paragraph in paragraphs(&text) {
                prop_assert!(text[at..paragraph.start()].chars().all(|c| c == '\n'));
                at = paragraph.end();
                prop_assert!(at == text.len() || text[at..].starts_with('\n'));
            }
            prop_assert!(text[at..].chars().all(|c| c == '\n'));
        }
    }
}
