//! The sample reports: invented, about one invented event. They are part of the program, so that `demo` needs no file.

use anyhow::{Context, Result};
use sayso_domain::{Document, DocumentParts};
use serde::Deserialize;

/// One entry of `samples/index.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    url: String,
    title: String,
    authors: Vec<String>,
    site: String,
    published_at: String,
    language: String,
}

const INDEX: &str = include_str!("../samples/index.json");

macro_rules! texts {
    ($($file:literal),+ $(,)?) => { &[$(($file, include_str!(concat!("../samples/", $file)))),+] };
}

const TEXTS: &[(&str, &str)] = texts![
    "01-northwire-bridge-standoff.txt",
    "02-morningbasket-bridge-cleared.txt",
    "03-halverncourier-evacuation-order.txt",
    "04-dorrisktoday-sluices-opened.txt",
    "05-karseltledger-broken-seal.txt",
    "06-lowlanddispatch-ferryman.txt",
    "07-uprivertelegraph-adviser-interview.txt",
    "08-northwire-mission-gauges.txt",
    "09-dorrisktoday-displaced-figure.txt",
    "10-karseltledger-broken-seal-corrected.txt",
    "11-halverncourier-quiet-streets.txt",
    "12-farstrandpress-river-background.txt",
    "13-northwire-deadline-passes.txt",
    "14-uprivertelegraph-mill-street.txt",
    "15-lowlanddispatch-river-decree.txt",
    "16-farstrandpress-one-lane.txt",
];

/// The reports, in the order they were published.
pub(crate) fn documents() -> Result<Vec<Document>> {
    let entries: Vec<Entry> = serde_json::from_str(INDEX)?;
    entries.into_iter().map(document).collect()
}

fn document(entry: Entry) -> Result<Document> {
    let (_, text) = TEXTS
        .iter()
        .find(|(file, _)| *file == entry.file)
        .with_context(|| format!("there is no sample {}", entry.file))?;
    Ok(Document::new(DocumentParts {
        id: None,
        uri: Some(entry.url),
        title: Some(entry.title),
        authors: entry.authors,
        site: Some(entry.site),
        published: Some(entry.published_at.parse()?),
        language: Some(entry.language.parse()?),
        text: (*text).into(),
    })?)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_sample_is_a_document() {
        let documents = documents().unwrap();
        assert_eq!(documents.len(), TEXTS.len());
        assert!(documents.len() >= 12);
        // One report is a correction: the same address, another text.
        let ids: HashSet<_> = documents.iter().map(Document::id).collect();
        assert_eq!(ids.len(), documents.len() - 1);
        let sites: HashSet<_> = documents.iter().map(|document| &document.parts().site).collect();
        assert!(sites.len() >= 5);
    }
}
