//! Invented reports with the expected sources: `tests/tables/*.toml`.
//!
//! In a text, `[s1:…]`, `[c1:…]` and `[t1:…]` mark the source, the cue and the content of claim 1 (in several pieces where they
//! repeat); `[P:…]`, `[O:…]`, `[L:…]`, `[X:…]` mark names of persons, organizations, places and others, as they may have been found;
//! `[=Ukraine:…]` marks a country or its people. Marks may hold marks. Each line of `expect` reads
//! `claim | name | kind | resolution | key=value | …`, with `-` for none; keys are those of `check`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, fs, path::Path};

use sayso_domain::{Attribution, Name, NameKind, Place, PlacePrecision, Relay, Source};
use sayso_sources::{Context, Sources};
use sayso_text::{Span, Spans};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    article: Vec<Article>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    text: String,
    #[serde(default)]
    authors: Vec<String>,
    site: Option<String>,
    expect: Vec<String>,
}

/// A marked text without its marks, and what they marked.
#[derive(Default)]
struct Marked {
    text: String,
    claims: BTreeMap<usize, [Vec<Span>; 3]>,
    names: Vec<Name>,
    places: Vec<Place>,
}

impl Marked {
    fn parse(marked: &str) -> Self {
        let mut out = Self::default();
        let mut open: Vec<(String, usize)> = Vec::new();
        let mut rest = marked;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '[' => {
                    let (mark, after) = rest.split_once(':').unwrap();
                    open.push((mark.to_owned(), out.text.len()));
                    rest = after;
                }
                ']' => {
                    let (mark, start) = open.pop().unwrap();
                    let span = Span::new(start, out.text.len()).unwrap();
                    out.close(&mark, span);
                }
                c => out.text.push(c),
            }
        }
        assert!(open.is_empty(), "a mark is not closed in {marked:?}");
        out
    }

    fn close(&mut self, mark: &str, words: Span) {
        let mut name = |kind| self.names.push(Name { words, kind });
        match mark {
            "P" => name(NameKind::Person),
            "O" => name(NameKind::Organization),
            "L" => name(NameKind::Place),
            "X" => name(NameKind::Other),
            _ => {
                if let Some(country) = mark.strip_prefix('=') {
                    self.places.push(Place {
                        words,
                        geonames_id: None,
                        name: Some(country.to_owned()),
                        coordinates: None,
                        country: None,
                        feature_class: None,
                        precision: Some(PlacePrecision::Country),
                    });
                    return;
                }
                let part = ["s", "c", "t"].iter().position(|part| mark.starts_with(part)).unwrap();
                self.claims.entry(mark[1..].parse().unwrap()).or_default()[part].push(words);
            }
        }
    }
}

fn shown<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// What is wrong with a claim, against its line; empty if nothing is.
fn check(text: &str, line: &str, source: &Source, relays: &[Relay]) -> Vec<String> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let names: Vec<&str> = relays.iter().map(|relay| relay.name.as_str()).collect();
    let found = |key: &str| match key {
        "name" => shown(source.name.as_ref()),
        "kind" => shown(source.kind),
        "resolution" => shown(source.resolution),
        "role" => shown(source.role.as_ref()),
        "affiliation" => shown(source.affiliation.as_ref()),
        "gender" => shown(source.gender),
        "anonymous" => source.anonymous.to_string(),
        "reason" => source.anonymity_reason.words(text).unwrap(),
        "antecedent" => source.antecedent.words(text).unwrap(),
        "relays" => names.join(", "),
        _ => panic!("{key:?} is no key: {line:?}"),
    };
    let mut expected: Vec<(&str, &str)> =
        ["name", "kind", "resolution"].into_iter().zip(fields[1..].iter().copied()).collect();
    expected.extend(fields[4..].iter().map(|field| field.split_once('=').unwrap()));
    let differs = |(key, value): &(&str, &str)| found(key) != *value;
    expected
        .iter()
        .filter(|pair| differs(pair))
        .map(|(key, value)| format!("{key}: {:?} instead of {value:?}", found(key)))
        .collect()
}

#[test]
fn sources_of_invented_reports() {
    let sources = Sources::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    let (mut claims, mut failures) = (0, Vec::new());
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let table: Table =
            toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap_or_else(|error| panic!("{file:?}: {error}"));
        for article in table.article {
            let marked = Marked::parse(&article.text);
            let attribution = |parts: &[Vec<Span>; 3]| {
                let [source, cue, content] = parts.clone().map(Spans::joined);
                Attribution::new(&marked.text, source, cue, content)
                    .unwrap_or_else(|error| panic!("{error}: {:?}", article.text))
            };
            let attributions: Vec<Attribution> = marked.claims.values().map(attribution).collect();
            let context = Context { authors: &article.authors, site: article.site.as_deref(), places: &marked.places };
            let resolved = sources.resolve(&marked.text, &marked.names, &attributions, &context);
            let found: BTreeMap<_, _> = marked.claims.keys().zip(&resolved.sources).collect();
            for line in &article.expect {
                claims += 1;
                let number: usize = line.split('|').next().unwrap().trim().parse().unwrap();
                let (source, relays) =
                    found.get(&number).unwrap_or_else(|| panic!("no claim {number} in {:?}", article.text));
                let wrong = check(&marked.text, line, source, relays);
                if !wrong.is_empty() {
                    failures.push(format!("{line}\n    {}\n    in: {:.150}", wrong.join("; "), marked.text));
                }
            }
        }
    }
    assert!(claims >= 150, "only {claims} claims were checked");
    assert!(failures.is_empty(), "{} of {claims} claims:\n\n{}", failures.len(), failures.join("\n"));
}
