//! Submissions that were given up, for people.

use sayso_contract::{Path, document::v1::Document, ingest::v1::Submission, timestamp_from_wire};

use super::text::{BOLD, DIM, counted, fill, printable, wrap};

/// Why it was given up, when, and the ids that commands take.
pub(crate) fn dead_letter(submission: &Submission) -> String {
    let when = timestamp_from_wire(submission.given_up_at.as_ref(), &Path::of("given_up_at"));
    let when = when.map(|time| format!("{:.0}, ", time)).unwrap_or_default();
    let why = wrap(&format!("{BOLD}{}{BOLD:#}", printable(&submission.last_error)), "  ");
    let about = format!(
        "{when}after {}; document {}, revision {}",
        counted(submission.attempts, "try").replace("trys", "tries"),
        printable(&submission.document_id),
        printable(&submission.revision)
    );
    format!("{why}\n{}\n{}\n", fill(&about, "  ", &DIM), fill(&submission.id, "  ", &DIM))
}

/// The same, with the document.
pub(crate) fn dead_document(submission: &Submission, document: &Document) -> String {
    let lines = [
        ("title", printable(&document.title)),
        ("site", printable(&document.site)),
        ("published", printable(&document.published_at)),
        ("address", printable(&document.uri)),
    ];
    let lines = lines.iter().filter(|(_, value)| !value.is_empty());
    let lines: String = lines.map(|(name, value)| wrap(&format!("  {name}: {value}\n"), "    ")).collect();
    let paragraphs = document.text.lines().map(printable).filter(|line| !line.is_empty());
    let text: Vec<String> = paragraphs.map(|line| wrap(&line, "")).collect();
    format!("{}{lines}\n{}\n", dead_letter(submission), text.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn submission() -> Submission {
        Submission {
            id: "s-1-r-2".into(),
            document_id: "d\u{1b}[31m".into(),
            revision: "r-2".into(),
            attempts: 1,
            last_error: "extract: the text is too long\nfor it".into(),
            given_up_at: Some(sayso_contract::timestamp_to_wire("2026-03-04T08:15:00.5Z".parse().unwrap())),
            ..Default::default()
        }
    }

    #[test]
    fn why_comes_first_and_nothing_commands_the_terminal() {
        let shown = anstream::adapter::strip_str(&dead_letter(&submission())).to_string();
        let expected = "extract: the text is too long for it\n  2026-03-04T08:15:00Z, after 1 try; document d [31m, revision r-2\n  s-1-r-2\n";
        assert_eq!(shown, expected);
        let more = Submission { attempts: 20, given_up_at: None, ..submission() };
        assert!(dead_letter(&more).contains("  after 20 tries; document"));
    }

    #[test]
    fn the_document_is_shown_with_what_is_known_of_it() {
        let document = Document { title: "Dam holds".into(), text: "One.\n\nTwo.\u{7}".into(), ..Default::default() };
        let shown = anstream::adapter::strip_str(&dead_document(&submission(), &document)).to_string();
        assert!(shown.ends_with("  s-1-r-2\n  title: Dam holds\n\nOne.\n\nTwo.\n"), "{shown}");
    }
}
