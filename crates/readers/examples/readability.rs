//! Scores the reading of pages against what their test set says is the article: token F1 of the text.
//!
//! `cargo run --release -p sayso-readers --example readability -- FOLDER...` reads folders laid out as the test pages of
//! Mozilla's Readability are: in each, folders with `source.html` and `expected.html`, the article as HTML. Where there is an
//! `expected-metadata.json`, titles and bylines that differ are printed, too. The pages are not part of this repository.
#![allow(clippy::print_stdout, reason = "it prints its measurements")]

use std::{
    collections::HashMap,
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use sayso_readers::{Raw, read};

fn main() -> std::io::Result<()> {
    let mut scores = Vec::new();
    let mut spent = Duration::ZERO;
    for folder in env::args_os().skip(1) {
        let mut pages: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        pages.retain(|page| page.join("source.html").exists() && page.join("expected.html").exists());
        pages.sort();
        for page in pages {
            let (score, time) = score(&page)?;
            spent += time;
            scores.push(score);
        }
    }
    scores.sort_by(|one, other| one.f1.total_cmp(&other.f1));
    for Score { page, f1, precision, recall, note } in &scores {
        println!("{f1:.3}  precision {precision:.3}  recall {recall:.3}  {page} {note}");
    }
    let count = scores.len().max(1);
    let mean = scores.iter().map(|score| score.f1).sum::<f64>() / count as f64;
    println!(
        "{} pages, mean token F1 {mean:.4}, {:.2} ms a page",
        scores.len(),
        spent.as_secs_f64() * 1e3 / count as f64
    );
    Ok(())
}

struct Score {
    page: String,
    f1: f64,
    precision: f64,
    recall: f64,
    note: String,
}

fn score(folder: &Path) -> std::io::Result<(Score, Duration)> {
    let source = fs::read(folder.join("source.html"))?;
    let expected = fs::read_to_string(folder.join("expected.html"))?;
    let page = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let uri = format!("http://fakehost/test/{page}.html");
    let raw = Raw { bytes: &source, media_type: Some("text/html"), uri: Some(&uri) };
    let start = Instant::now();
    let found = read(&raw);
    let time = start.elapsed();
    let (text, note) = match found {
        Ok(parts) => {
            compare_metadata(folder, &page, &parts);
            (parts.text.to_string(), String::new())
        }
        Err(error) => (String::new(), error.to_string()),
    };
    let (found, wanted) = (tokens(&text), tokens(&dom_query::Document::from(expected.as_str()).formatted_text()));
    let shared: usize = wanted.iter().map(|(word, count)| found.get(word).copied().unwrap_or(0).min(*count)).sum();
    let share = |of: &HashMap<String, usize>| shared as f64 / of.values().sum::<usize>().max(1) as f64;
    let (precision, recall) = (share(&found), share(&wanted));
    let f1 = if shared == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    Ok((Score { page, f1, precision, recall, note }, time))
}

/// Prints where title and authors differ from what the test set has.
fn compare_metadata(folder: &Path, page: &str, parts: &sayso_domain::DocumentParts) {
    let Ok(expected) = fs::read(folder.join("expected-metadata.json")) else { return };
    let expected: serde_json::Value = serde_json::from_slice(&expected).unwrap_or_default();
    let (title, authors) = (parts.title.clone().unwrap_or_default(), parts.authors.join(", "));
    for (key, found) in [("title", title), ("byline", authors)] {
        let wanted = expected[key].as_str().unwrap_or_default();
        if wanted != found {
            println!("{page}: {key} is {found:?}, not {wanted:?}");
        }
    }
}

/// How often each word occurs: runs of letters and digits, in lower case.
fn tokens(text: &str) -> HashMap<String, usize> {
    let mut tokens = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *tokens.entry(word.to_lowercase()).or_default() += 1;
    }
    tokens
}
