//! The labelled pairs of `tests/pairs`, as real reports: both texts extracted, the claims found, compared in their order.

mod labelled;

use std::{collections::BTreeMap, path::Path};

use labelled::Reader;

/// What each set holds: precision and recall of a relation. Of those held out the aims are .85 and .75 for echoes, .80 and
/// .60 for contradictions. Nobody may read the rows of a file that is held out to make the linker better.
const FLOORS: &[(&str, &str, f64, f64)] = &[
    ("tune", "REPEATS", 0.91, 0.71),
    ("tune", "CONTRADICTS", 0.83, 0.35),
    ("tune", "UPDATES", 0.70, 0.66),
    ("tune", "NONE", 0.29, 0.85),
    ("heldout", "REPEATS", 0.91, 0.64),
    ("heldout", "CONTRADICTS", 0.75, 0.33),
    ("heldout", "UPDATES", 0.70, 0.66),
];

#[test]
fn the_model_that_makes_embeddings_is_the_one_that_the_network_of_meanings_was_trained_on() {
    assert_eq!(sayso_extract::Extractor::new().describe().model, sayso_linking::EMBEDDING_MODEL);
}

#[test]
fn pairs_are_linked_as_an_editor_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut reader = Reader::new();
    let mut failures = Vec::new();
    let mut sets: BTreeMap<&str, BTreeMap<(String, String), usize>> = BTreeMap::new();
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let set = if name.ends_with("heldout") { "heldout" } else { "tune" };
        for pair in labelled::read(&file) {
            let [earlier, later] = reader.profiles(&pair);
            let found = match (&earlier, &later) {
                (Some(earlier), Some(later)) => {
                    let finding = reader.linking.compare(earlier, later);
                    finding.map_or("NONE".to_owned(), |finding| finding.relation.to_string())
                }
                _ => "MISSED".to_owned(),
            };
            // Who has read a row that is held out can no longer be measured on it.
            if found != pair.relation && set != "heldout" {
                println!("{set} {}: {} found as {found}: {}", pair.id, pair.relation, pair.why);
            }
            *sets.entry(set).or_default().entry((pair.relation, found)).or_default() += 1;
        }
    }
    for (set, matrix) in &sets {
        println!("\n{set}: label, found, pairs");
        for ((label, found), count) in matrix {
            println!("{label:13} {found:13} {count}");
        }
        for relation in ["REPEATS", "CORROBORATES", "CONTRADICTS", "UPDATES", "BEARS_ON", "NONE"] {
            let count = |is: fn(&str, &str, &str) -> bool| {
                matrix
                    .iter()
                    .filter(|((label, found), _)| is(label, found, relation))
                    .map(|(_, count)| count)
                    .sum::<usize>()
            };
            let right = count(|label, found, relation| label == relation && found == relation) as f64;
            let precision = right / (count(|_, found, relation| found == relation).max(1) as f64);
            let recall = right / (count(|label, _, relation| label == relation).max(1) as f64);
            println!("{set} {relation:13} precision {precision:.3} recall {recall:.3}");
            for (of, floor_relation, least_precision, least_recall) in FLOORS {
                if of == set && *floor_relation == relation && (precision < *least_precision || recall < *least_recall)
                {
                    failures.push(format!("{set} {relation}: precision {precision:.3}, recall {recall:.3}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "below the floor: {failures:#?}");
}
