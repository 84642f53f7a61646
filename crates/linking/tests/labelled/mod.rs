//! Labelled pairs of claims: read from their files, extracted as real reports are, and compared.

// Shared by a test and an example: a file that cannot be read ends both.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use std::{collections::HashMap, path::Path};

use sayso_domain::{Claim, Document, DocumentParts};
use sayso_extract::Extractor;
use sayso_linking::{Linking, Profile};
use serde::Deserialize;

/// A pair as a journalist writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    pub id: String,
    /// Of the later claim to the earlier: `REPEATS`, ..., or `NONE`.
    pub relation: String,
    pub why: String,
    pub earlier: Report,
    pub later: Report,
}

/// A report, and words inside the content of the claim that is meant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub published: Option<String>,
    pub site: Option<String>,
    pub title: Option<String>,
    /// True if the claim stands in the text of the earlier report.
    #[serde(default)]
    pub same_document: bool,
    pub claim: String,
    #[serde(default)]
    pub text: String,
}

#[derive(Deserialize)]
struct File {
    pair: Vec<Pair>,
}

/// The pairs of a file.
pub fn read(path: &Path) -> Vec<Pair> {
    let text = std::fs::read_to_string(path).unwrap();
    toml::from_str::<File>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).pair
}

/// Extracts reports, each once.
pub struct Reader {
    extractor: Extractor,
    pub linking: Linking,
    read: HashMap<String, (DocumentParts, Vec<Claim>)>,
}

impl Reader {
    pub fn new() -> Self {
        Self { extractor: Extractor::new(), linking: Linking::new(), read: HashMap::new() }
    }

    /// The profiles of the two claims; `None` for one that is not extracted.
    pub fn profiles(&mut self, pair: &Pair) -> [Option<Profile>; 2] {
        let later = if pair.later.same_document { &pair.earlier } else { &pair.later };
        [
            self.profile(&format!("{}-1", pair.id), &pair.earlier, &pair.earlier.claim),
            self.profile(
                &format!("{}-{}", pair.id, if pair.later.same_document { 1 } else { 2 }),
                later,
                &pair.later.claim,
            ),
        ]
    }

    fn profile(&mut self, id: &str, report: &Report, words: &str) -> Option<Profile> {
        let extractor = &self.extractor;
        let (parts, claims) = self.read.entry(id.to_owned()).or_insert_with(|| {
            let published = report.published.as_ref().map(|time| time.parse().unwrap());
            let (site, title) = (report.site.clone(), report.title.clone());
            let parts = DocumentParts {
                id: sayso_domain::DocumentId::new(id).ok(),
                published,
                site,
                title,
                ..DocumentParts::of_text(report.text.trim())
            };
            let document = Document::new(parts.clone()).unwrap();
            (parts, extractor.extract(&document).claims)
        });
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = &parts.text;
        let holds = |claim: &&Claim| {
            let pieces = claim.attribution().content().pieces();
            let all = text[pieces[0].start()..pieces[pieces.len() - 1].end()].to_owned();
            let content = claim.attribution().content().words(text).unwrap_or_default();
            plain(&content).contains(&plain(words)) || pieces.len() > 1 && plain(&all).contains(&plain(words))
        };
        let claim = claims
            .iter()
            .filter(holds)
            .min_by_key(|claim| claim.attribution().content().words(text).map(|w| w.len()))?;
        let made_by = &self.extractor.describe().model;
        Some(self.linking.profile(claim, parts, text, made_by))
    }

    /// The profiles of all claims of the two reports of a pair, as far as they were read.
    pub fn all_profiles(&self, pair: &Pair) -> Vec<Profile> {
        let documents = [1, 2].map(|which| self.read.get(&format!("{}-{which}", pair.id)));
        let made_by = &self.extractor.describe().model;
        let profile = |(parts, claims): &(DocumentParts, Vec<Claim>)| {
            claims.iter().map(|claim| self.linking.profile(claim, parts, &parts.text, made_by)).collect::<Vec<_>>()
        };
        documents.into_iter().flatten().flat_map(profile).collect()
    }
}
