//! Pairs of names that people would join or keep apart: `pairs.tsv`, which rules are made from, and `held_aside.tsv`, whose
//! rows are judged but never chased one by one: some of them stay wrong.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sayso_domain::{DocumentId, SourceKind};
use sayso_identity::{Appearance, Identifier};

struct Row<'a> {
    line: &'a str,
    one: bool,
    expected: bool,
}

fn rows<'a>(table: &'a str, identifier: &Identifier) -> Vec<Row<'a>> {
    let lines = table.lines().skip(1).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[kind, name_a, role_a, affiliation_a, name_b, role_b, affiliation_b, expected, _why] =
                cells.as_slice()
            else {
                panic!("not nine cells: {line}")
            };
            let kind = match kind {
                "person" => SourceKind::Person,
                "body" => SourceKind::OfficialBody,
                "outlet" => SourceKind::MediaOutlet,
                other => panic!("no kind {other:?}: {line}"),
            };
            let appearance = |document: &str, name: &str, role: &str, affiliation: &str| Appearance {
                kind: Some(kind),
                role: (!role.is_empty()).then(|| role.to_owned()),
                affiliation: (!affiliation.is_empty()).then(|| affiliation.to_owned()),
                ..Appearance::new(DocumentId::new(document).unwrap(), name)
            };
            let pair = [appearance("a", name_a, role_a, affiliation_a), appearance("b", name_b, role_b, affiliation_b)];
            let one = identifier.identify(&pair, &[]).list().len() == 1;
            let swapped = [pair[1].clone(), pair[0].clone()];
            assert_eq!(identifier.identify(&swapped, &[]).list().len() == 1, one, "order matters: {line}");
            assert!(["same", "different"].contains(&expected), "neither same nor different: {line}");
            Row { line, one, expected: expected == "same" }
        })
        .collect()
}

/// Precision and recall of "same", and the rows that came out otherwise.
fn score(rows: &[Row<'_>]) -> (f64, f64, Vec<String>) {
    let count =
        |one: bool, expected: bool| rows.iter().filter(|row| row.one == one && row.expected == expected).count();
    let (right, wrong, missed) = (count(true, true) as f64, count(true, false) as f64, count(false, true) as f64);
    let failing = rows.iter().filter(|row| row.one != row.expected).map(|row| row.line.replace('\t', " | ")).collect();
    (right / (right + wrong), right / (right + missed), failing)
}

#[test]
fn names_are_joined_and_kept_apart_as_people_would() {
    let rows = rows(include_str!("pairs.tsv"), &Identifier::new());
    let (.., failing) = score(&rows);
    assert!(failing.is_empty(), "{} of {} rows came out otherwise:\n{}", failing.len(), rows.len(), failing.join("\n"));
}

#[test]
fn names_held_aside_are_mostly_judged_right() {
    let rows = rows(include_str!("held_aside.tsv"), &Identifier::new());
    let (precision, recall, failing) = score(&rows);
    let figures =
        format!("precision {precision:.3}, recall {recall:.3}, of {} rows:\n{}", rows.len(), failing.join("\n"));
    assert!(precision > 0.9 && recall > 0.8, "{figures}");
    println!("{figures}");
}
