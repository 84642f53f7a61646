//! Claims for people: who, how, what; wrapped, coloured on a terminal, plain in a pipe.

use anstyle::{AnsiColor, Style};
use sayso_contract::claim::v1 as wire;
use textwrap::Options;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const SOURCE: Style = AnsiColor::Cyan.on_default().bold();
const MARKED: Style = AnsiColor::Yellow.on_default();

/// What stands over the claims of one document.
pub(crate) struct Heading<'h> {
    /// The headline, or the document's id.
    pub(crate) title: &'h str,
    /// Outlet, publication time and whatever else is known.
    pub(crate) details: &'h [&'h str],
}

/// The lines over the claims of one document.
pub(crate) fn heading(heading: &Heading<'_>) -> String {
    let title = fill(&printable(heading.title), "", &BOLD);
    let details = heading.details.iter().map(|detail| printable(detail)).filter(|detail| !detail.is_empty());
    let details: Vec<String> = details.collect();
    if details.is_empty() { format!("{title}\n") } else { format!("{title}\n{DIM}{}{DIM:#}\n", details.join(" · ")) }
}

/// One claim: a line for who and how, and the content indented below.
pub(crate) fn claim(claim: &wire::Claim) -> String {
    let attribution = claim.attribution.clone().unwrap_or_default();
    let (source, cue) = (words(&attribution.source), words(&attribution.cue));
    let source = if source.is_empty() { "(no source named)".to_owned() } else { source };
    let mut marks = vec![short(claim.form().as_str_name(), "FORM_")];
    // Most claims are neutral statements: only what differs is worth a mark.
    if claim.kind() != wire::Kind::Statement {
        marks.push(short(claim.kind().as_str_name(), "KIND_"));
    }
    let stance = claim.commitment.as_ref().map_or(wire::Stance::Neutral, wire::Commitment::stance);
    if !matches!(stance, wire::Stance::Neutral | wire::Stance::Unspecified) {
        marks.push(short(stance.as_str_name(), "STANCE_"));
    }
    // What is more likely wrong than right must not look like the rest.
    if let Some(confidence) = claim.confidence.filter(|confidence| *confidence < 0.5) {
        marks.push(format!("{:.0}% sure", confidence * 100.0));
    }
    let marks = marks.join(", ");
    let line = format!("  {SOURCE}{source}{SOURCE:#}  {cue}  {MARKED}[{marks}]{MARKED:#}");
    format!("{}\n{}\n", wrap(&line, "    "), fill(&words(&attribution.content), "      ", &Style::new()))
}

fn short(name: &str, prefix: &str) -> String {
    name.trim_start_matches(prefix).to_lowercase()
}

/// The words of all pieces on one line.
fn words(pieces: &[wire::TextSpan]) -> String {
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

fn fill(text: &str, indent: &str, style: &Style) -> String {
    let options = Options::new(width()).initial_indent(indent).subsequent_indent(indent);
    let lines = textwrap::wrap(text, options).into_iter().map(|line| format!("{style}{line}{style:#}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Wraps a line that holds styles, which take no room.
fn wrap(line: &str, indent: &str) -> String {
    textwrap::wrap(line, Options::new(width()).subsequent_indent(indent)).join("\n")
}

/// Columns: of the terminal, but not so many that lines get hard to read; 80 in a pipe.
fn width() -> usize {
    textwrap::termwidth().clamp(40, 100)
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

    #[test]
    fn a_heading_commands_nothing_either() {
        let shown = heading(&Heading {
            title: "The \u{1b}[2J\u{202e}dam",
            details: &["North\u{9b}wire", "", "\u{7}", "file:///a\u{1b}]8;;x"],
        });
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert_eq!(plain, "The [2J dam\nNorth wire · file:///a ]8;;x\n");
        assert!(!shown.contains(['\u{7}', '\u{9b}', '\u{202e}']), "{shown:?}");
    }

    #[test]
    fn a_claim_reads_as_who_how_what() {
        let span = |text: &str| vec![wire::TextSpan { text: text.into(), ..Default::default() }];
        let shown = claim(&wire::Claim {
            attribution: Some(wire::Attribution {
                source: span("the \u{1b}[31mgovernor"),
                cue: span("denied"),
                content: span("that anyone\nhad touched the gate"),
            }),
            form: wire::Form::Indirect.into(),
            kind: wire::Kind::Denial.into(),
            confidence: Some(0.31),
            commitment: Some(wire::Commitment { stance: wire::Stance::Neutral.into(), ..Default::default() }),
            ..Default::default()
        });
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert_eq!(
            plain,
            "  the [31mgovernor  denied  [indirect, denial, 31% sure]\n      that anyone had touched the gate\n"
        );
    }
}
