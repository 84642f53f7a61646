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
    let title = fill(heading.title, "", &BOLD);
    let details: Vec<&str> = heading.details.iter().copied().filter(|detail| !detail.is_empty()).collect();
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

/// The text on one line, without what a terminal would take as a command.
fn printable(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
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
            commitment: Some(wire::Commitment { stance: wire::Stance::Neutral.into(), ..Default::default() }),
            ..Default::default()
        });
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert_eq!(plain, "  the [31mgovernor  denied  [indirect, denial]\n      that anyone had touched the gate\n");
    }
}
