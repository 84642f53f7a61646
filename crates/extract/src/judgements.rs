//! Judgements by hand on real news: sources that are pronouns or descriptions, and how sure a source is of what it says.
//!
//! The judgements were made by reading the articles of PolNeAR's dev split, before any output was seen, on attributions
//! drawn at random from its annotations (`tests/judgements/`: offsets in code points, of the source's hull or the
//! content's). The articles are not ours to keep here: `SAYSO_TEST_POLNEAR` names a folder with them (`dev/text`,
//! `dev/attributions`, `metadata.tsv`); without it these tests say so and check nothing.

use std::{collections::BTreeMap, env, fs, path::Path, path::PathBuf, sync::LazyLock};

use sayso_domain::{Claim, Document, DocumentParts};
use sayso_text::{OffsetMap, OffsetUnit, Span, Spans};
use serde_json::Value;

use crate::{Extractor, form, quotes::quotes};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

/// The most of 100 sources that may be wrong.
const WRONG_SOURCES: usize = 15;

/// Of 40 claims, how many must be read as people read them; many of the rest are no sentences, where readers differ too.
const LEAST_READ_ALIKE: [(&str, usize); 4] = [("certainty", 34), ("polarity", 28), ("stance", 37), ("forecast", 33)];

fn corpus() -> Option<PathBuf> {
    let folder = env::var_os("SAYSO_TEST_POLNEAR").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("NOT CHECKED: SAYSO_TEST_POLNEAR names no corpus");
    }
    folder
}

fn judgements(json_lines: &str) -> BTreeMap<String, Vec<Value>> {
    let mut by_article: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in json_lines.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        by_article.entry(row["doc"].as_str().unwrap().to_owned()).or_default().push(row);
    }
    by_article
}

/// The document with what the corpus says of its publication.
fn document(corpus: &Path, article: &str) -> Document {
    let text = fs::read_to_string(corpus.join(format!("dev/text/{article}.txt"))).unwrap();
    let table = fs::read_to_string(corpus.join("metadata.tsv")).unwrap();
    let columns: Vec<&str> = table.lines().next().unwrap().split('\t').collect();
    let row = table.lines().find(|row| row.contains(article)).map(|row| row.split('\t').collect::<Vec<_>>());
    let value = |column: &str| {
        let at = columns.iter().position(|name| *name == column)?;
        row.as_ref()?.get(at).map(|value| (*value).to_owned()).filter(|value| !value.is_empty())
    };
    Document::new(DocumentParts {
        published: value("publication_date").and_then(|date| date.parse().ok()),
        site: value("publisher"),
        authors: value("author").into_iter().collect(),
        language: Some("en".parse().unwrap()),
        ..DocumentParts::of_text(text.as_str())
    })
    .unwrap()
}

/// The attributions of the first annotator, as claims with all that is worked out about them.
fn claims(corpus: &Path, article: &str) -> (Document, Vec<Claim>) {
    let document = document(corpus, article);
    let text = document.text();
    let map = OffsetMap::new(text);
    let mut files: Vec<PathBuf> =
        fs::read_dir(corpus.join("dev/attributions")).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let of_article = |path: &&PathBuf| {
        let stem = path.file_stem().unwrap().to_string_lossy();
        stem.rsplit_once('_').is_some_and(|(name, annotator)| name == article && annotator.len() == 4)
    };
    let annotations = fs::read_to_string(files.iter().find(of_article).unwrap()).unwrap();
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let rows = || annotations.split('\n').map(|row| row.split('\t').collect::<Vec<_>>());
    for row in rows().filter(|row| row[0].starts_with('T')) {
        let (_, offsets) = row[1].split_once(' ').unwrap();
        let pieces = offsets.split(';').map(|piece| {
            let (start, end) = piece.split_once(' ').unwrap();
            map.from_unit(start.parse().unwrap(), end.parse().unwrap(), OffsetUnit::CodePoint).unwrap()
        });
        spans.insert(row[0], pieces.collect());
    }
    let quotes = quotes(text).all;
    let mut claims = Vec::new();
    for row in rows().filter(|row| row[0].starts_with('E')) {
        let part = |role: &str| {
            let arguments = row[1].split(' ').skip(1).filter_map(|argument| argument.split_once(':'));
            let of_role = arguments.filter(|(name, _)| name.trim_end_matches(char::is_numeric) == role);
            Spans::joined(of_role.flat_map(|(_, id)| spans[id].clone()).collect())
        };
        let content = part("Content");
        let Ok(attribution) = sayso_domain::Attribution::new(text, part("Source"), part("Cue"), content.clone()) else {
            continue;
        };
        let form = form(text, content.pieces(), &quotes);
        claims.push(Claim::new(&document, attribution, form, sayso_domain::Kind::Statement));
    }
    claims.sort_by_key(|claim| (claim.attribution().hull(), claim.attribution().cue().hull()));
    let tags = EXTRACTOR.tagger.tag(text);
    EXTRACTOR.resolvers.resolve(&document, text, &tags, &mut claims, &mut || true).unwrap();
    (document, claims)
}

/// The hull of a row's offsets.
fn hull(map: &OffsetMap<'_>, row: &Value) -> Span {
    let at = |field: &str| row[field].as_u64().unwrap();
    map.from_unit(at("start"), at("end"), OffsetUnit::CodePoint).unwrap()
}

#[test]
fn pronouns_and_descriptions_are_resolved_to_who_is_meant() {
    let Some(corpus) = corpus() else { return };
    let mut wrong = Vec::new();
    let (mut all, mut kinds) = (0, 0);
    for (article, rows) in judgements(include_str!("../tests/judgements/sources.jsonl")) {
        let (document, claims) = claims(&corpus, &article);
        let map = OffsetMap::new(document.text());
        for row in rows {
            all += 1;
            let words = hull(&map, &row);
            let claim = claims.iter().find(|claim| claim.attribution().source().hull() == Some(words));
            let source = claim.unwrap_or_else(|| panic!("no claim at {words:?} of {article}")).source.clone().unwrap();
            let same = |expected: &str, found: &str| expected.eq_ignore_ascii_case(found);
            let accepted = row["accept"].as_array().unwrap().iter().filter_map(Value::as_str);
            let right = match (row["entity"].as_str(), source.name.as_deref()) {
                (None, None) => true,
                (entity, Some(found)) => entity.into_iter().chain(accepted).any(|expected| same(expected, found)),
                (Some(_), None) => false,
            };
            kinds += usize::from(source.kind.is_some_and(|kind| row["kind"].as_str() == Some(kind.as_str())));
            if !right {
                let words = words.words(document.text()).unwrap();
                wrong.push(format!("{article} {words:?}: {:?}, not {}", source.name, row["entity"]));
            }
        }
    }
    eprintln!("{} of {all} sources right, {kinds} kinds", all - wrong.len());
    wrong.iter().for_each(|line| eprintln!("{line}"));
    assert!(all == 100 && wrong.len() <= WRONG_SOURCES, "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn certainty_is_as_people_read_it() {
    let Some(corpus) = corpus() else { return };
    let (mut right, mut all, mut shown) = (BTreeMap::<&str, usize>::new(), 0, String::new());
    for (article, rows) in judgements(include_str!("../tests/judgements/claims.jsonl")) {
        let (document, claims) = claims(&corpus, &article);
        let map = OffsetMap::new(document.text());
        for row in rows {
            all += 1;
            let words = hull(&map, &row);
            let claim = claims.iter().find(|claim| claim.attribution().content().hull() == Some(words));
            let claim = claim.unwrap_or_else(|| panic!("no claim at {words:?} of {article}"));
            let commitment = &claim.commitment;
            for (field, found) in [
                ("certainty", commitment.certainty.as_str()),
                ("polarity", commitment.polarity.as_str()),
                ("stance", commitment.stance.as_str()),
            ] {
                let same = row[field].as_str() == Some(found);
                *right.entry(field).or_default() += usize::from(same);
                if !same {
                    let content = claim.attribution().content().words(document.text()).unwrap();
                    shown += &format!("{field} {found}, not {}: {content:.90?}\n", row[field]);
                }
            }
            *right.entry("forecast").or_default() +=
                usize::from(row["forecast"].as_bool() == Some(claim.forecast.is_some()));
        }
    }
    eprintln!("of {all}: {right:?}\n{shown}");
    assert_eq!(all, 40);
    for (field, least) in LEAST_READ_ALIKE {
        assert!(right[field] >= least, "{field}: {} of {all}\n{shown}", right[field]);
    }
}
