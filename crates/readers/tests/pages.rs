//! Pages with the structures of real sites, read and held against what an editor would take from them.
//!
//! `tests/pages/` holds, for each, the page (`.html`), what is said of it and expected of it (`.json`), and the text that is
//! expected (`.txt`). Texts, places, people and outlets are invented; only the structures are real. Pages are kept in UTF-8
//! and encoded as their `.json` says before they are read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::{collections::HashMap, fs, path::Path};

use sayso_readers::{Raw, ReadError, read};
use serde_json::{Value, json};

/// What is reached, rounded down.
const MEAN_F1: f64 = 0.999;
const MIN_F1: f64 = 0.99;

struct Page {
    name: String,
    bytes: Vec<u8>,
    about: Value,
}

impl Page {
    fn text(&self, key: &str) -> Option<&str> {
        self.about[key].as_str()
    }

    fn raw(&self) -> Raw<'_> {
        Raw { bytes: &self.bytes, media_type: self.text("media_type"), uri: self.text("uri") }
    }

    fn expected(&self) -> String {
        fs::read_to_string(folder().join(format!("{}.txt", self.name))).unwrap().trim_end().to_owned()
    }
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages"))
}

fn pages() -> Vec<Page> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<Page> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .map(|path| {
            let html = fs::read_to_string(&path).unwrap();
            let about: Value = serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
            let charset = about["charset"].as_str().unwrap_or("utf-8");
            let (bytes, _, lossy) = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap().encode(&html);
            assert!(!lossy, "{} cannot be written in {charset}", path.display());
            Page { name: path.file_stem().unwrap().to_string_lossy().into_owned(), bytes: bytes.into_owned(), about }
        })
        .collect();
    pages.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(pages.len() >= 38, "pages are missing");
    pages
}

#[test]
fn the_text_is_that_of_the_article() {
    let mut scores = Vec::new();
    for page in pages().iter().filter(|page| page.text("error").is_none()) {
        let found = read(&page.raw()).map(|parts| parts.text.to_string());
        let found = found.unwrap_or_else(|error| panic!("{}: {error}", page.name));
        let f1 = f1(&found, &page.expected());
        println!("{f1:.3} {}", page.name);
        if f1 < MIN_F1 {
            println!("{found}");
        }
        scores.push((page.name.clone(), f1));
    }
    let mean = scores.iter().map(|(_, f1)| f1).sum::<f64>() / scores.len() as f64;
    let worst = scores.iter().min_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
    println!("mean {mean:.4}, worst {worst:?}");
    assert!(mean >= MEAN_F1, "the mean token F1 has fallen to {mean:.4}");
    assert!(worst.1 >= MIN_F1, "the token F1 of {} has fallen to {:.4}", worst.0, worst.1);
}

/// Paragraphs, lists and tables are parted as they are seen, not only their words found.
#[test]
fn the_text_is_parted_as_the_page_is() {
    let exact =
        pages().iter().filter(|page| page.text("error").is_none()).fold((0, Vec::new()), |(count, mut rest), page| {
            let same = read(&page.raw()).is_ok_and(|parts| *parts.text == *page.expected());
            if !same {
                rest.push(page.name.clone());
            }
            (count + usize::from(same), rest)
        });
    assert!(exact.1.is_empty(), "these differ from what is expected: {:?}", exact.1);
}

#[test]
fn the_metadata_is_what_the_page_says() {
    let mut wrong = Vec::new();
    for page in pages().iter().filter(|page| page.text("error").is_none()) {
        let parts = read(&page.raw()).unwrap();
        let found = json!({
            "address": parts.uri,
            "title": parts.title,
            "authors": parts.authors,
            "site": parts.site,
            "published": parts.published.map(|time| time.to_string()),
            "language": parts.language.as_ref().map(|language| language.as_str()),
        });
        for (key, found) in found.as_object().unwrap() {
            if page.about[key] != *found {
                wrong.push(format!("{}: {key} is {found}, not {}", page.name, page.about[key]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_without_an_article_say_why() {
    for page in pages() {
        let Some(reason) = page.text("error") else { continue };
        match read(&page.raw()) {
            Err(ReadError::NoArticle(found)) => assert!(found.contains(reason), "{}: {found}, not {reason}", page.name),
            other => panic!("{}: {other:?}", page.name),
        }
    }
}

fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (tokens(found), tokens(expected));
    let shared: usize = expected.iter().map(|(word, count)| found.get(word).copied().unwrap_or(0).min(*count)).sum();
    2.0 * shared as f64 / (found.values().sum::<usize>() + expected.values().sum::<usize>()) as f64
}

/// How often each word occurs: runs of letters and digits, in lower case.
fn tokens(text: &str) -> HashMap<String, usize> {
    let mut tokens = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *tokens.entry(word.to_lowercase()).or_default() += 1;
    }
    tokens
}
