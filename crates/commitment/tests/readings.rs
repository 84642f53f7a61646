//! The tables of sentences in `data/`: what is read of a claim must be what stands there.

mod table;

use sayso_commitment::Commitments;
use table::{Row, rows};

/// At least 99 of 100 sentences must be right in every field; those that are not are shown.
#[test]
fn every_sentence_is_read_as_the_tables_say() {
    let commitments = Commitments::new();
    for (name, data, wanted) in [
        ("readings.txt", include_str!("../data/readings.txt"), 0.99),
        ("held-out.txt", include_str!("../data/held-out.txt"), 0.99),
    ] {
        let rows = rows(data);
        let faults: Vec<String> = rows.iter().filter_map(|row| fault(&commitments, row)).collect();
        let right = rows.len() - faults.len();
        eprintln!("{name}: {right} of {} right\n{}", rows.len(), faults.join("\n"));
        assert!(right as f64 >= wanted * rows.len() as f64, "{name}: {} wrong\n{}", faults.len(), faults.join("\n"));
    }
}

/// Which claims a caveat covers, and its words.
#[test]
fn caveats_cover_the_claims_that_the_table_marks() {
    let commitments = Commitments::new();
    let data = include_str!("../data/caveats.txt");
    let lines = data.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut faults = Vec::new();
    for (index, line) in lines {
        let (text, attributions, expected) = table::caveats(&line.replace("\\n", "\n"));
        let found = commitments.caveats(&text, &attributions);
        let found: Vec<String> = found.iter().map(|spans| spans.words(&text).unwrap()).collect();
        if found != expected {
            faults.push(format!("line {}: {text}\n    {found:?}, not {expected:?}", index + 1));
        }
    }
    assert!(faults.is_empty(), "{} wrong\n{}", faults.len(), faults.join("\n"));
}

fn fault(commitments: &Commitments, row: &Row) -> Option<String> {
    let found = row.read(commitments);
    (found != row.expected).then(|| {
        let differs: Vec<String> = row
            .expected
            .iter()
            .map(|(name, expected)| (name, expected, &found[name]))
            .filter(|(_, expected, found)| expected != found)
            .map(|(name, expected, found)| format!("    {name}: {found:?}, not {expected:?}"))
            .collect();
        format!("line {}: {}\n{}", row.line, row.text, differs.join("\n"))
    })
}
