//! What is written to the ledger, and what must hold for it to be taken.

use std::collections::HashSet;

use jiff::Timestamp;
use sayso_domain::{Attribution, Claim, Document, Extraction, MAX_CLAIM_BYTES};

use crate::{ClaimWords, StoreError};

/// The most claims of one recording.
pub const MAX_CLAIMS: usize = 50_000;

/// The most bytes that the claims of one recording may have together ([`Claim::byte_len`]): 40 MiB. With a text and
/// notes at their own limits they fit a message of 64 MiB.
pub const MAX_RECORDING_BYTES: usize = 40 << 20;

/// The most entries of any list in a claim: pieces of one part, times, places, hedges, relays.
pub const MAX_LIST: usize = 1000;

const NUL: &str = "has a string with the character NUL in it: leave it out";

const OUTSIDE: &str = "has a span that does not fit the text";

const MAX_EXTRACTOR_BYTES: usize = 256;
const MAX_NOTES: usize = 10_000;
/// The most bytes that the notes of one recording may have together ([`sayso_domain::Note::byte_len`]).
const MAX_NOTES_BYTES: usize = 2 << 20;

/// One revision of a document with what one extractor found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// The document in this revision.
    pub document: Document,
    /// When the revision was accepted into the system; of a document's revisions the one accepted last is current.
    /// From 1970 to 2262, kept to the nanosecond.
    pub accepted_at: Timestamp,
    /// The claims, who found them, and what the reader should know about that.
    pub extraction: Extraction,
}

/// How a recording was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// True if it was written now; false if (document, revision, extractor) was known.
    pub new: bool,
    /// True if the revision is now the document's current one.
    pub revision_is_current: bool,
    /// How many claims stand recorded for (document, revision, extractor).
    pub claims: usize,
}

impl Recording {
    /// Checks everything that a backend relies on, and gives the words of each claim. Backends begin with this.
    ///
    /// # Errors
    /// [`StoreError::BadRecording`] if `accepted_at` is out of range; the extractor has no name or a very long one;
    /// there are more than [`MAX_CLAIMS`] claims, [`MAX_RECORDING_BYTES`] of them or too many notes; a claim has more
    /// than [`MAX_CLAIM_BYTES`] or a list of more than [`MAX_LIST`] entries, was made for another document or
    /// revision, has the same three parts as one before it, or has a span that does not fit the text.
    pub fn check(&self) -> Result<Vec<ClaimWords>, StoreError> {
        if self.accepted_at < Timestamp::UNIX_EPOCH || i64::try_from(self.accepted_at.as_nanosecond()).is_err() {
            return Err(bad("accepted_at", format!("is {}; it must lie between 1970 and 2262", self.accepted_at)));
        }
        let extractor = &self.extraction.extractor;
        let shown = extractor.to_string();
        if extractor.name.is_empty() || shown.len() > MAX_EXTRACTOR_BYTES || shown.contains(char::is_control) {
            let reason =
                format!("must have a name, be at most {MAX_EXTRACTOR_BYTES} bytes long and hold no control character");
            return Err(bad("extractor", reason));
        }
        self.check_notes()?;
        within("claims", self.extraction.claims.len(), MAX_CLAIMS)?;

        let mut ids = HashSet::with_capacity(self.extraction.claims.len());
        let mut words = Vec::with_capacity(self.extraction.claims.len());
        let mut bytes = 0;
        for (index, claim) in self.extraction.claims.iter().enumerate() {
            let field = || format!("claims[{index}]");
            bytes += check_size(claim, &field())?;
            if bytes > MAX_RECORDING_BYTES {
                return Err(bad(field(), format!("brings the claims over the limit of {MAX_RECORDING_BYTES} bytes")));
            }
            let claim_words = self.words(claim).map_err(|reason| bad(field(), reason))?;
            if !ids.insert(claim.id()) {
                return Err(bad(field(), "has the same source, cue and content as a claim before it"));
            }
            words.push(claim_words);
        }
        Ok(words)
    }

    fn check_notes(&self) -> Result<(), StoreError> {
        let notes = &self.extraction.notes;
        within("notes", notes.len(), MAX_NOTES)?;
        let bytes: usize = notes.iter().map(sayso_domain::Note::byte_len).sum();
        if bytes > MAX_NOTES_BYTES {
            return Err(bad("notes", format!("take {bytes} bytes with their words; the limit is {MAX_NOTES_BYTES}")));
        }
        if let Some(index) = notes.iter().position(|note| note.message.contains('\0')) {
            return Err(bad(format!("notes[{index}]"), NUL));
        }
        match notes.iter().position(|note| note.at.is_some_and(|at| at.words(self.document.text()).is_none())) {
            Some(index) => Err(bad(format!("notes[{index}]"), OUTSIDE)),
            None => Ok(()),
        }
    }

    /// The words of a claim if it is one of this document and its spans all fit; else what is wrong.
    fn words(&self, claim: &Claim) -> Result<ClaimWords, &'static str> {
        let text = self.document.text();
        let parts = claim.attribution();
        let attribution = Attribution::new(text, parts.source().clone(), parts.cue().clone(), parts.content().clone())
            .map_err(|_| OUTSIDE)?;
        if Claim::new(&self.document, attribution, claim.form, claim.kind).id() != claim.id() {
            return Err("is a claim of another document or revision");
        }
        if claim.spans().any(|span| span.words(text).is_none()) {
            return Err(OUTSIDE);
        }
        ClaimWords::new(claim, text).ok_or(OUTSIDE)
    }
}

fn bad(field: impl Into<String>, reason: impl Into<String>) -> StoreError {
    StoreError::BadRecording { field: field.into(), reason: reason.into() }
}

fn within(field: &str, count: usize, limit: usize) -> Result<(), StoreError> {
    if count > limit { Err(bad(field, format!("has {count} entries; the limit is {limit}"))) } else { Ok(()) }
}

/// How many bytes the claim has, if these and its lists are within their limits.
fn check_size(claim: &Claim, field: &str) -> Result<usize, StoreError> {
    let pieces = claim.span_lists().map(|spans| spans.pieces().len()).max().unwrap_or_default();
    for (list, count) in [
        ("pieces of one part", pieces),
        ("times", claim.times.len()),
        ("places", claim.places.len()),
        ("relays", claim.relayed_by.len()),
        ("hedges", claim.commitment.hedges.len()),
    ] {
        if count > MAX_LIST {
            return Err(bad(field, format!("has {count} {list}; the limit is {MAX_LIST}")));
        }
    }
    // Not every backend can keep one. The text has none, so neither have the words.
    if claim.strings().any(|string| string.contains('\0')) {
        return Err(bad(field, NUL));
    }
    let bytes = claim.byte_len();
    if bytes > MAX_CLAIM_BYTES {
        let reason = format!("takes {bytes} bytes with the words of all its spans; the limit is {MAX_CLAIM_BYTES}");
        return Err(bad(field, reason));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use sayso_domain::{
        DocumentParts, Extractor, Form, Kind, Mentions, Note, NoteCode, Source, TimeExpression, TimeType,
    };
    use sayso_text::{Span, Spans};

    use super::*;

    fn document(text: &str) -> Document {
        Document::new(DocumentParts::of_text(text)).unwrap()
    }

    fn claim(document: &Document, content: &str) -> Claim {
        let content = Span::of_first(document.text(), content).unwrap().into();
        let attribution = Attribution::new(document.text(), Spans::default(), Spans::default(), content).unwrap();
        Claim::new(document, attribution, Form::Direct, Kind::Statement)
    }

    fn recording(text: &str) -> Recording {
        let extractor = Extractor { name: "e".into(), version: "1.0.0".into(), model: String::new() };
        Recording {
            document: document(text),
            accepted_at: "2026-03-04T08:00:00Z".parse().unwrap(),
            extraction: Extraction {
                extractor,
                language: None,
                claims: Vec::new(),
                notes: Vec::new(),
                mentions: Mentions::default(),
            },
        }
    }

    #[test]
    fn recordings_are_checked() {
        let check = |change: fn(&mut Recording), expected: Option<(&str, &str)>| {
            let mut recording = recording("One. Two. Три 👮.");
            change(&mut recording);
            match (recording.check(), expected) {
                (Ok(_), None) => {}
                (Err(StoreError::BadRecording { field, reason }), Some((bad_field, bad_reason))) => {
                    assert_eq!(field, bad_field);
                    assert!(reason.contains(bad_reason), "{reason}");
                }
                (result, expected) => panic!("{result:?}, not {expected:?}"),
            }
        };
        check(|_| {}, None);
        check(|r| r.accepted_at = Timestamp::MAX, Some(("accepted_at", "between 1970")));
        check(|r| r.accepted_at = "1969-12-31T23:59:59Z".parse().unwrap(), Some(("accepted_at", "between 1970")));
        check(|r| r.extraction.extractor.name.clear(), Some(("extractor", "name")));
        check(|r| r.extraction.extractor.model = "x".repeat(257), Some(("extractor", "256")));
        check(|r| r.extraction.extractor.model = "x\0".into(), Some(("extractor", "control")));
        check(
            |r| {
                let mut claim = claim(&r.document, "One");
                claim.source = Some(Source { role: Some("adviser\0".into()), ..Source::default() });
                r.extraction.claims = vec![claim];
            },
            Some(("claims[0]", "NUL")),
        );
        check(
            |r| {
                let message = "one\0".into();
                r.extraction.notes = vec![Note { code: NoteCode::LimitReached, message, at: None }];
            },
            Some(("notes[0]", "NUL")),
        );
        check(|r| r.extraction.claims = vec![claim(&r.document, "One"), claim(&r.document, "Три 👮")], None);
        check(
            |r| r.extraction.claims = vec![claim(&r.document, "One"), claim(&r.document, "One")],
            Some(("claims[1]", "same source")),
        );
        check(
            |r| r.extraction.claims = vec![claim(&document("One. Other."), "One")],
            Some(("claims[0]", "another document")),
        );
        check(
            |r| r.extraction.claims = vec![claim(&document(&"x".repeat(99)), &"x".repeat(99))],
            Some(("claims[0]", "fit")),
        );
        check(
            |r| {
                let mut claim = claim(&r.document, "One");
                let words = Span::new(0, 999).unwrap();
                claim.times = vec![TimeExpression { words, kind: TimeType::Date, value: None, interval: None }];
                r.extraction.claims = vec![claim];
            },
            Some(("claims[0]", "fit")),
        );
        check(
            |r| {
                let mut claim = claim(&r.document, "One");
                let words = Span::new(0, 3).unwrap();
                claim.times =
                    vec![TimeExpression { words, kind: TimeType::Date, value: None, interval: None }; MAX_LIST + 1];
                r.extraction.claims = vec![claim];
            },
            Some(("claims[0]", "1001 times")),
        );
        check(
            |r| {
                let at = Span::new(0, 999);
                r.extraction.notes = vec![Note { code: NoteCode::LimitReached, message: String::new(), at }];
            },
            Some(("notes[0]", "fit")),
        );
        check(
            |r| r.extraction.claims = vec![claim(&r.document, "One"); MAX_CLAIMS + 1],
            Some(("claims", "the limit is 50000")),
        );
    }

    fn recording_of_content(length: usize, claims: usize) -> Recording {
        let mut recording = recording(&"x".repeat(length + claims));
        let claims = (0..claims).map(|start| {
            let content = Span::new(start, start + length).unwrap().into();
            let text = recording.document.text();
            let attribution = Attribution::new(text, Spans::default(), Spans::default(), content).unwrap();
            Claim::new(&recording.document, attribution, Form::Direct, Kind::Statement)
        });
        recording.extraction.claims = claims.collect();
        recording
    }

    #[test]
    fn claims_are_bounded_in_bytes() {
        let check = |recording: Recording, expected: &str| {
            assert_eq!(recording.check().unwrap_err().to_string(), expected);
        };
        let large = recording_of_content(MAX_CLAIM_BYTES - 1000, 41);
        check(large, "claims[40] brings the claims over the limit of 41943040 bytes");
        let one = recording_of_content(MAX_CLAIM_BYTES, 1);
        check(one, "claims[0] takes 1048848 bytes with the words of all its spans; the limit is 1048576");
        // Each span is given out with its words, so each counts.
        let mut whole = recording_of_content(10_000, 1);
        let words = Span::new(0, 10_000).unwrap();
        whole.extraction.claims[0].times =
            vec![TimeExpression { words, kind: TimeType::Date, value: None, interval: None }; 200];
        check(whole, "claims[0] takes 2039072 bytes with the words of all its spans; the limit is 1048576");
        let mut notes = recording_of_content(10_000, 1);
        notes.extraction.notes =
            vec![Note { code: NoteCode::LimitReached, message: String::new(), at: Some(words) }; 300];
        check(notes, "notes take 3016800 bytes with their words; the limit is 2097152");
    }

    #[test]
    fn the_words_of_each_claim_are_given() {
        let mut recording = recording("Один 👮. Два.");
        recording.extraction.claims = vec![claim(&recording.document, "Один 👮")];
        assert_eq!(recording.check().unwrap()[0].content, "Один 👮");
    }
}
