//! Document in, claims out: who put forward what, found by rules.
//!
//! An [`Extractor`] reads English news prose with a cue list and the quotation marks. It is **total**: any Unicode
//! text gives claims and notes, never an error and never a panic. It is **pure and deterministic**: the same
//! document gives the same extraction, on any machine, at any time. Its time is linear in the text.
//!
//! It resolves nothing: whom "he" means, which day "Tuesday" is and how certain a claim is stay open.
//!
//! This crate knows nothing of files, clocks, networks, storage or async code; its word lists are part of it.
//!
//! ```
//! use sayso_domain::{Document, DocumentParts};
//! use sayso_extract::Extractor;
//!
//! let text = "“The road is open,” the mayor told reporters.";
//! let extraction = Extractor::new().extract(&Document::new(DocumentParts::of_text(text))?);
//! let attribution = extraction.claims[0].attribution();
//! assert_eq!(attribution.source().words(text).as_deref(), Some("the mayor"));
//! assert_eq!(attribution.cue().words(text).as_deref(), Some("told"));
//! assert_eq!(attribution.content().words(text).as_deref(), Some("“The road is open,”"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attribution;
mod cues;
mod extent;
mod language;
mod quotes;
mod sentence;
mod source;
mod words;

use std::sync::Arc;

use sayso_domain::{Attribution, Claim, Document, Extraction, Form, Note, NoteCode};
use sayso_text::{Span, Spans};

use crate::{
    attribution::{Found, attributions},
    cues::Cues,
    language::{Reading, reading},
    quotes::Quote,
    words::Grammar,
};

const CUES: &str = include_str!("../data/cues.toml");
const GRAMMAR: &str = include_str!("../data/grammar.toml");

/// The most quotation marks without a partner that are noted one by one.
const NOTED_MARKS: usize = 16;

/// The most claims of one document that are kept.
const MAX_CLAIMS: usize = 50_000;

/// The most bytes of words, over all claims of one document, that are kept: claims can overlap, so without a limit
/// their words could outgrow the text many times.
const MAX_CLAIM_BYTES: usize = 24 << 20;

/// Finds the claims of documents. Built once; a clone shares the word lists.
#[derive(Debug, Clone)]
pub struct Extractor {
    description: sayso_domain::Extractor,
    lists: Arc<(Cues, Grammar)>,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// Reads the word lists that the crate carries.
    #[must_use]
    pub fn new() -> Self {
        // The lists are part of the program, and a test reads them.
        let (Ok(cues), Ok(grammar)) = (Cues::parse(CUES), Grammar::parse(GRAMMAR)) else { unreachable!() };
        let model = blake3::Hasher::new().update(CUES.as_bytes()).update(GRAMMAR.as_bytes()).finalize();
        let description = sayso_domain::Extractor {
            name: "sayso-rules".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: model.to_hex()[..16].to_owned(),
        };
        Self { description, lists: Arc::new((cues, grammar)) }
    }

    /// Name, version, and a hash of the word lists.
    #[must_use]
    pub fn describe(&self) -> &sayso_domain::Extractor {
        &self.description
    }

    /// The languages that it reads (BCP 47).
    #[must_use]
    pub fn languages(&self) -> &'static [&'static str] {
        &["en"]
    }

    /// The claims of `document`, in text order, and what its reader should know about them.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Extraction {
        let text = document.text();
        let mut notes = Vec::new();
        let mut claims = Vec::new();
        let mut language = document.parts().language.clone();
        if text.trim().is_empty() {
            notes.push(note(NoteCode::EmptyText, "The text is empty.", None));
        } else {
            let read = reading(document);
            language = read.language();
            if matches!(read, Reading::Unsupported(_)) {
                let message = format!("The text is read as {}; only English is supported.", read.name());
                notes.push(note(NoteCode::LanguageNotSupported, &message, None));
            } else {
                let findings = attributions(text, &self.lists.0, &self.lists.1);
                let found = findings.found.into_iter().filter_map(|found| claim(document, found, &findings.quotes));
                let left_out;
                (claims, left_out) = within_limits(found);
                notes.extend(left_out);
                notes.extend(unbalanced(&findings.unpaired));
            }
        }
        if document.parts().published.is_none() {
            let message = "The publication time is not known; relative dates stay unresolved.";
            notes.push(note(NoteCode::NoPublicationTime, message, None));
        }
        Extraction { extractor: self.description.clone(), language, claims, notes }
    }
}

fn note(code: NoteCode, message: &str, at: Option<Span>) -> Note {
    Note { code, message: message.to_owned(), at }
}

/// The first claims, as many as the limits allow, and a note if that is not all.
fn within_limits(found: impl Iterator<Item = Claim>) -> (Vec<Claim>, Option<Note>) {
    let (mut claims, mut bytes) = (Vec::new(), 0);
    for claim in found {
        let attribution = claim.attribution();
        let parts = [attribution.source(), attribution.cue(), attribution.content()];
        bytes += parts.iter().flat_map(|part| part.pieces()).map(|piece| piece.end() - piece.start()).sum::<usize>();
        if claims.len() == MAX_CLAIMS || bytes > MAX_CLAIM_BYTES {
            let message = "The text holds more claims than are kept; from here on they are left out.";
            return (claims, Some(note(NoteCode::LimitReached, message, Some(attribution.hull()))));
        }
        claims.push(claim);
    }
    (claims, None)
}

/// A note for each mark without a partner, up to a limit, and one that counts the rest.
fn unbalanced(marks: &[Span]) -> Vec<Note> {
    let one = |mark: &Span| note(NoteCode::UnbalancedQuotation, "This quotation mark has no partner.", Some(*mark));
    let mut notes: Vec<Note> = marks.iter().take(NOTED_MARKS).map(one).collect();
    if let Some(more) = marks.len().checked_sub(NOTED_MARKS).filter(|more| *more > 0) {
        let message = format!("{more} more quotation marks have no partner.");
        notes.push(note(NoteCode::UnbalancedQuotation, &message, None));
    }
    notes
}

/// `None` only if the spans do not make an attribution, which the rules rule out.
fn claim(document: &Document, found: Found, quotes: &[Quote]) -> Option<Claim> {
    let form = form(document.text(), &found.content, quotes);
    let source = found.source.map(Spans::from).unwrap_or_default();
    let content = Spans::new(found.content).ok()?;
    let attribution = Attribution::new(document.text(), source, found.cue.into(), content).ok()?;
    let mut claim = Claim::new(document, attribution, form, found.kind);
    claim.commitment.stance = found.stance;
    Some(claim)
}

/// Direct if all words of the content stand in quotation marks, mixed if some do.
fn form(text: &str, content: &[Span], quotes: &[Quote]) -> Form {
    let mark = |c: char| !c.is_alphanumeric();
    let (mut inside, mut outside) = (false, false);
    for piece in content {
        let words = &text[piece.range()];
        let start = piece.start() + (words.len() - words.trim_start_matches(mark).len());
        let end = piece.start() + words.trim_end_matches(mark).len();
        let first = quotes.partition_point(|q| q.span.end() <= start);
        match quotes.get(first).filter(|q| q.span.start() < end) {
            Some(quote) => {
                inside = true;
                outside |= quote.span.start() > start || quote.span.end() < end;
            }
            None => outside = true,
        }
    }
    match (inside, outside) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}

#[cfg(test)]
mod tests;
