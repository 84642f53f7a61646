//! Document in, claims out: who put forward what, when, where, and how sure.
//!
//! An [`Extractor`] reads English news prose: the tagger finds the attributions and the names, the quotation marks say how
//! the words are given, and the resolvers what they mean: whom "he" is, which day "Tuesday" is counted from the
//! publication, where "Konstantinovka" lies, how certain the source is and by when a forecast is due. It is **total**: any
//! Unicode text gives claims and notes, never an error and never a panic. It is **pure and deterministic**: what a document
//! gives depends on the document alone. Its time and memory are linear in the text, up to a limit that a note names.
//!
//! It works within one document: which claims of others repeat or contradict it, and who is the same across documents,
//! stays open.
//!
//! This crate knows nothing of files, clocks, networks, storage or async code; all word lists are compiled in.
//!
//! ```
//! use sayso_domain::{Certainty, Document, DocumentParts};
//! use sayso_extract::Extractor;
//!
//! let text = "“The road is open,” the mayor said.";
//! let extraction = Extractor::new().extract(&Document::new(DocumentParts::of_text(text))?);
//! let attribution = extraction.claims[0].attribution();
//! assert_eq!(attribution.source().words(text).as_deref(), Some("the mayor"));
//! assert_eq!(attribution.cue().words(text).as_deref(), Some("said"));
//! assert_eq!(attribution.content().words(text).as_deref(), Some("“The road is open,”"));
//! assert_eq!(extraction.claims[0].commitment.certainty, Certainty::Certain);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod language;
mod quotes;
mod resolve;

use std::sync::Arc;

use sayso_domain::{
    Attribution, Claim, Confidence, Document, Embedding, Extraction, Form, Kind, MAX_CLAIM_BYTES, Mentions, Note,
    NoteCode,
};
use sayso_tagger::{Tagger, Tags, WeightsError};
use sayso_text::{Span, Spans};

use crate::{
    language::{Reading, reading},
    quotes::quotes,
    resolve::Resolvers,
};

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

/// The most times, places, quantities and relays of one claim that are kept each (`claim.proto`).
const MAX_LIST: usize = 1_000;

/// The most mentions of each sort, of entities, times and places, that are listed for a document.
const MAX_MENTIONS: usize = 20_000;

/// The longest place that a note travels with.
const MAX_NOTED_BYTES: usize = 4096;

/// Finds the claims of documents. Built once; a clone shares the model and the word lists.
#[derive(Debug, Clone)]
pub struct Extractor {
    description: sayso_domain::Extractor,
    tagger: Tagger,
    resolvers: Arc<Resolvers>,
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
        let description = sayso_domain::Extractor {
            name: tagger.name().to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: tagger.hash()[..16].to_owned(),
        };
        Self { description, tagger, resolvers: Arc::new(Resolvers::new()) }
    }

    /// Name, version, which rises with the word lists too, and a hash of the model.
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
        let (mut claims, mut mentions) = (Vec::new(), Mentions::default());
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
                let (mut found, tags, unread) = self.claims(document, &quotes.all, MAX_WINDOWS, &mut go_on)?;
                let read = unread.map_or(text, |rest| &text[..rest.start()]);
                mentions = self.resolvers.resolve(document, read, &tags, &mut found, &mut go_on)?;
                let left_out;
                (claims, left_out) = within_limits(found.into_iter());
                notes.extend(left_out);
                notes.extend(mentions_within_limits(&mut mentions));
                notes.extend(unread.map(|rest| beyond(text, rest)));
                notes.extend(unbalanced(&quotes.unpaired));
            }
        }
        if document.parts().published.is_none() {
            let message = "The publication time is not known; relative dates stay unresolved.";
            notes.push(note(NoteCode::NoPublicationTime, message, None));
        }
        Some(Extraction { extractor: self.description.clone(), language, claims, notes, mentions })
    }

    /// The claims in text order, with nothing worked out about them; the names; and what was not read of the text. `None` if
    /// it was not to go on.
    fn claims(
        &self,
        document: &Document,
        quotes: &[Span],
        windows: usize,
        go_on: &mut impl FnMut() -> bool,
    ) -> Option<(Vec<Claim>, Tags, Option<Span>)> {
        let text = document.text();
        let mut reading = self.tagger.read(text, windows);
        let (mut claims, mut tags) = (Vec::new(), Tags::default());
        loop {
            if !go_on() {
                return None;
            }
            let Some(mut found) = reading.next() else { break };
            let attributions = std::mem::take(&mut found.attributions);
            claims.extend(attributions.into_iter().filter_map(|found| claim(document, found, quotes)));
            tags.extend(found);
        }
        claims.sort_by_key(|claim| (claim.attribution().hull(), claim.attribution().cue().hull()));
        Some((claims, tags, reading.unread()))
    }
}

/// `None` if the model saw a cue without content, or a content without a word.
fn claim(document: &Document, found: sayso_tagger::Attribution, quotes: &[Span]) -> Option<Claim> {
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
    let (source, content) = (Spans::new(found.source).ok()?, Spans::new(content).ok()?);
    let attribution = Attribution::new(text, source, cue, content).ok()?;
    let mut claim = Claim::new(document, attribution, form, Kind::Statement);
    claim.confidence = Confidence::new(found.confidence);
    claim.embedding = Embedding::from_components(&found.embedding);
    Some(claim)
}

fn beyond(text: &str, rest: Span) -> Note {
    let message = "The text is longer than what is read; from here on it is left out.";
    // Of the rest, as much as a note travels with.
    let end = text.floor_char_boundary(rest.end().min(rest.start() + MAX_NOTED_BYTES));
    note(NoteCode::LimitReached, message, Span::new(rest.start(), end))
}

fn note(code: NoteCode, message: &str, at: Option<Span>) -> Note {
    Note { code, message: message.to_owned(), at }
}

/// The first claims, as many as the limits allow, and what is to be noted if these are not all.
fn within_limits(found: impl Iterator<Item = Claim>) -> (Vec<Claim>, Vec<Note>) {
    let (mut claims, mut notes, mut bytes) = (Vec::new(), Vec::new(), 0);
    let (mut shortened, mut left_out) = (false, false);
    let limit = |message, claim: &Claim| {
        let at = claim.attribution().hull();
        note(NoteCode::LimitReached, message, Some(at).filter(|at| at.end() - at.start() <= MAX_NOTED_BYTES))
    };
    for mut claim in found {
        let Claim { times, places, quantities, relayed_by, .. } = &mut claim;
        let longest = times.len().max(places.len()).max(quantities.len()).max(relayed_by.len());
        times.truncate(MAX_LIST);
        places.truncate(MAX_LIST);
        quantities.truncate(MAX_LIST);
        relayed_by.truncate(MAX_LIST);
        if longest > MAX_LIST && !shortened {
            shortened = true;
            notes.push(limit("This claim speaks of more times, places or quantities than are kept.", &claim));
        }
        let length = claim.byte_len();
        if length > MAX_CLAIM_BYTES {
            // One such note tells enough.
            if !left_out {
                left_out = true;
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

/// Leaves out mentions beyond the limits, with a note if there are any.
fn mentions_within_limits(mentions: &mut Mentions) -> Option<Note> {
    let Mentions { entities, times, places } = mentions;
    let mut room = MAX_MENTIONS;
    entities.truncate(MAX_MENTIONS);
    let kept = entities.iter().take_while(|entity| {
        let fits = entity.mentions.len() <= room;
        room = room.saturating_sub(entity.mentions.len());
        fits
    });
    let (kept, found) = (kept.count(), entities.len());
    let over = kept < found || times.len() > MAX_MENTIONS || places.len() > MAX_MENTIONS;
    entities.truncate(kept);
    times.truncate(MAX_MENTIONS);
    places.truncate(MAX_MENTIONS);
    let message =
        "The text mentions more people, times or places than are listed; the claims have theirs all the same.";
    over.then(|| note(NoteCode::LimitReached, message, None))
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
mod judgements;
#[cfg(test)]
mod tests;
