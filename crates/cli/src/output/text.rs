//! Text on a terminal or in a pipe: wrapped at its width, in a few styles, and without anything that commands a terminal.

use anstyle::{AnsiColor, Style};
use sayso_contract::{claim::v1 as wire, days_of};
use textwrap::{Options, WordSeparator, WordSplitter};

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const SOURCE: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const MARKED: Style = AnsiColor::Yellow.on_default();
pub(crate) const SECTION: Style = Style::new().bold().underline();

/// The first and the last day of an interval.
pub(crate) fn days(interval: &wire::Interval) -> Option<(String, String)> {
    days_of(interval).map(|(first, last)| (first.to_string(), last.to_string()))
}

/// The name of a member of a closed set, without what all members begin with.
pub(crate) fn short(name: &str, prefix: &str) -> String {
    name.trim_start_matches(prefix).to_lowercase()
}

/// The words of all pieces on one line.
pub(crate) fn words(pieces: &[wire::TextSpan]) -> String {
    let pieces = pieces.iter().map(|piece| printable(&piece.text));
    pieces.collect::<Vec<_>>().join(" … ")
}

/// The text on one line, without what a terminal would take as a command: the control characters C0, DEL and C1, and
/// those that turn the direction of what follows (UAX #9), with which words can be made to show as others.
pub(crate) fn printable(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown: String = text.chars().map(|c| if c.is_control() || turns(c) { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Wraps a text in one style, all lines indented.
pub(crate) fn fill(text: &str, indent: &str, style: &Style) -> String {
    let options = options().initial_indent(indent).subsequent_indent(indent);
    let lines = textwrap::wrap(text, options).into_iter().map(|line| format!("{style}{line}{style:#}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Wraps a line that holds styles, which take no room.
pub(crate) fn wrap(line: &str, indent: &str) -> String {
    textwrap::wrap(line, options().subsequent_indent(indent)).join("\n")
}

/// Lines break at spaces alone, so that a date stays whole.
fn options<'o>() -> Options<'o> {
    Options::new(width()).word_splitter(WordSplitter::NoHyphenation).word_separator(WordSeparator::AsciiSpace)
}

/// Columns: of the terminal, but not so many that lines get hard to read; 80 in a pipe and in tests.
fn width() -> usize {
    if cfg!(test) { 80 } else { textwrap::termwidth().clamp(40, 100) }
}

/// "3 claims", "1 claim".
pub(crate) fn counted(count: u32, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_commands_the_terminal() {
        let check = |text: &str, expected: &str| assert_eq!(printable(text), expected, "{text:?}");
        check("plain “Ні” 👮🏽 שלום", "plain “Ні” 👮🏽 שלום");
        check("\u{1b}]0;owned\u{7}red\u{1b}[31m", "]0;owned red [31m");
        check("\u{9b}31m C1 \u{90}x\u{9c}", "31m C1 x");
        check("a\r\nb\tc\u{7f}d\u{85}e\u{2028}f", "a b c d e f");
        check("\u{202e}txt.exe\u{202c} \u{2066}x\u{2069}", "txt.exe x");
    }
}
