//! Document in, claims out: who put forward what.
//!
//! An [`Extractor`] reads English news prose: the tagger finds the attributions, the quotation marks say how the words
//! are given, a list of cue words says what was done. It is **total**: any Unicode text gives claims and notes, never
//! an error and never a panic. It is **pure and deterministic**: what a document gives depends on the document alone.
//! Its time and memory are linear in the text, up to a limit that a note names.
//!
//! It resolves nothing: whom "he" means, which day "Tuesday" is and how certain a claim is stay open.
//!
//! This crate knows nothing of files, clocks, networks, storage or async code; its word list is part of it.
//!
//! ```
//! use sayso_domain::{Document, DocumentParts};
//! use sayso_extract::Extractor;
//!
//! let text = "“The road is open,” the mayor said.";
//! let extraction = Extractor::new().extract(&Document::new(DocumentParts::of_text(text))?);
//! let attribution = extraction.claims[0].attribution();
//! assert_eq!(attribution.source().words(text).as_deref(), Some("the mayor"));
//! assert_eq!(attribution.cue().words(text).as_deref(), Some("said"));
//! assert_eq!(attribution.content().words(text).as_deref(), Some("“The road is open,”"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cues;
mod language;
mod quotes;

use std::sync::Arc;

use sayso_domain::{
    Attribution, Claim, Confidence, Document, Extraction, Form, MAX_CLAIM_BYTES, Mentions, Note, NoteCode,
};
use sayso_tagger::{Tagger, WeightsError};
use sayso_text::{Span, Spans};

use crate::{
    cues::Cues,
    language::{Reading, reading},
    quotes::quotes,
};

const CUES: &str = include_str!("../data/cues.toml");

/// The most windows of one document that are read: some 170,000 words, a long book, and half a minute of work. What lies
/// beyond is left out with a note.
const MAX_WINDOWS: usize = 1_000;

/// The most quotation marks without a partner that are noted one by one.
const NOTED_MARKS: usize = 16;

/// The most claims of one document that are kept.
const MAX_CLAIMS: usize = 50_000;

/// The most bytes of all claims of one document that are kept: claims can overlap, so without a limit their words
/// could outgrow the text many times.
const MAX_CLAIMS_BYTES: usize = 24 << 20;

/// The longest place that a note travels with.
const MAX_NOTED_BYTES: usize = 4096;

/// Finds the claims of documents. Built once; a clone shares the model and the word list.
#[derive(Debug, Clone)]
pub struct Extractor {
    description: sayso_domain::Extractor,
    tagger: Tagger,
    cues: Arc<Cues>,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// The extractor with the model in the program. Takes about a tenth of a second.
    #[must_use]
    pub fn new() -> Self {
        // The model is part of the program, and a test loads it.
        Self::with(Tagger::embedded().unwrap_or_else(|error: WeightsError| unreachable!("{error}")))
    }

    /// The extractor with a model of the caller's.
    #[must_use]
    pub fn with(tagger: Tagger) -> Self {
        // The list is part of the program, and a test reads it.
        let cues = Cues::parse(CUES).unwrap_or_else(|error| unreachable!("{error}"));
        let model = blake3::Hasher::new().update(tagger.hash().as_bytes()).update(CUES.as_bytes()).finalize();
        let description = sayso_domain::Extractor {
            name: tagger.name().to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: model.to_hex()[..16].to_owned(),
        };
        Self { description, tagger, cues: Arc::new(cues) }
    }

    /// Name, version, and a hash of the model and the word list.
    #[must_use]
    pub fn describe(&self) -> &sayso_domain::Extractor {
        &self.description
    }

    /// The languages that it reads (BCP 47).
    #[must_use]
    pub fn languages(&self) -> &[String] {
        self.tagger.languages()
    }

    /// The claims of `document`, in text order, and what its reader should know about them.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Extraction {
        // Nothing stops it.
        self.extract_while(document, || true).unwrap_or_else(|| unreachable!())
    }

    /// As [`extract`](Self::extract), but asks before each window of the text, some hundredths of a second of work,
    /// whether to go on; `None` if not.
    pub fn extract_while(&self, document: &Document, mut go_on: impl FnMut() -> bool) -> Option<Extraction> {
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
                let quotes = quotes(text);
                let (found, unread) = self.claims(document, &quotes.all, MAX_WINDOWS, &mut go_on)?;
                let left_out;
                (claims, left_out) = within_limits(found.into_iter());
                notes.extend(left_out);
                notes.extend(unread);
                notes.extend(unbalanced(&quotes.unpaired));
            }
        }
        if document.parts().published.is_none() {
            let message = "The publication time is not known; relative dates stay unresolved.";
            notes.push(note(NoteCode::NoPublicationTime, message, None));
        }
        Some(Extraction { extractor: self.description.clone(), language, claims, notes, mentions: Mentions::default() })
    }

    /// The claims in text order, and a note if not all of the text was read; `None` if it was not to go on.
    fn claims(
        &self,
        document: &Document,
        quotes: &[Span],
        windows: usize,
        go_on: &mut impl FnMut() -> bool,
    ) -> Option<(Vec<Claim>, Option<Note>)> {
        let text = document.text();
        let mut reading = self.tagger.read(text, windows);
        let mut claims = Vec::new();
        loop {
            if !go_on() {
                return None;
            }
            let Some(found) = reading.next() else { break };
            claims.extend(found.into_iter().filter_map(|found| self.claim(document, found, quotes)));
        }
        let unread = reading.unread().map(|rest| {
            let message = "The text is longer than what is read; from here on it is left out.";
            // Of the rest, as much as a note travels with.
            let end = text.floor_char_boundary(rest.end().min(rest.start() + MAX_NOTED_BYTES));
            note(NoteCode::LimitReached, message, Span::new(rest.start(), end))
        });
        claims.sort_by_key(|claim| (claim.attribution().hull(), claim.attribution().cue().hull()));
        Some((claims, unread))
    }

    /// `None` if the model saw a cue without content, or a content without a word.
    fn claim(&self, document: &Document, found: sayso_tagger::Attribution, quotes: &[Span]) -> Option<Claim> {
        let text = document.text();
        // What only a paragraph's end parts is one piece: it goes on there.
        let content = found.content.into_iter().fold(Vec::new(), |mut pieces: Vec<Span>, piece| {
            let goes_on = pieces.pop_if(|last| text[last.end()..piece.start()].trim().is_empty());
            pieces.extend(goes_on.map_or(Some(piece), |last| Span::new(last.start(), piece.end())));
            pieces
        });
        let has_word = |piece: &Span| text[piece.range()].contains(char::is_alphanumeric);
        if !content.iter().any(has_word) {
            return None;
        }
        let form = form(text, &content, quotes);
        let cue = Spans::new(found.cue).ok()?;
        let (kind, stance) = self.cues.of(&cue.words(text)?);
        let (source, content) = (Spans::new(found.source).ok()?, Spans::new(content).ok()?);
        let attribution = Attribution::new(text, source, cue, content).ok()?;
        let mut claim = Claim::new(document, attribution, form, kind);
        claim.commitment.stance = stance;
        claim.confidence = Confidence::new(found.confidence);
        Some(claim)
    }
}

fn note(code: NoteCode, message: &str, at: Option<Span>) -> Note {
    Note { code, message: message.to_owned(), at }
}

/// The first claims, as many as the limits allow, and what is to be noted if these are not all.
fn within_limits(found: impl Iterator<Item = Claim>) -> (Vec<Claim>, Vec<Note>) {
    let (mut claims, mut notes, mut bytes) = (Vec::new(), Vec::new(), 0);
    let limit = |message, claim: &Claim| {
        let at = claim.attribution().hull();
        note(NoteCode::LimitReached, message, Some(at).filter(|at| at.end() - at.start() <= MAX_NOTED_BYTES))
    };
    for claim in found {
        let length = claim.byte_len();
        if length > MAX_CLAIM_BYTES {
            // One such note tells enough.
            if notes.is_empty() {
                notes.push(limit("The text holds a claim that is longer than is kept; it is left out.", &claim));
            }
            continue;
        }
        bytes += length;
        if claims.len() == MAX_CLAIMS || bytes > MAX_CLAIMS_BYTES {
            let message = "The text holds more claims than are kept; from here on they are left out.";
            notes.push(limit(message, &claim));
            break;
        }
        claims.push(claim);
    }
    (claims, notes)
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

/// Direct if all words of the content stand in quotation marks, mixed if some do.
fn form(text: &str, content: &[Span], quotes: &[Span]) -> Form {
    let has_word = |start: usize, end: usize| start < end && text[start..end].contains(char::is_alphanumeric);
    let (mut inside, mut outside) = (false, false);
    for piece in content {
        let mut at = piece.start();
        let first = quotes.partition_point(|quote| quote.end() <= piece.start());
        for quote in quotes[first..].iter().take_while(|quote| quote.start() < piece.end()) {
            outside |= has_word(at, quote.start());
            inside |= has_word(at.max(quote.start()), quote.end().min(piece.end()));
            at = quote.end();
        }
        outside |= has_word(at, piece.end());
    }
    match (inside, outside) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}

#[cfg(test)]
mod tests;
