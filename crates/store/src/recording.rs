//! What is written to the ledger, and what must hold for it to be taken.

use std::{collections::HashSet, io};

use jiff::Timestamp;
use sayso_domain::{Attribution, Claim, Document, Extraction};
use sayso_text::Spans;

use crate::{ClaimWords, StoreError};

/// The most claims of one recording.
pub const MAX_CLAIMS: usize = 50_000;

/// The most bytes that the claims of one recording may have together, written as JSON and with their words: 64 MiB.
pub const MAX_RECORDING_BYTES: usize = 64 << 20;

const MAX_EXTRACTOR_BYTES: usize = 256;
const MAX_NOTES: usize = 10_000;

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
    /// there are more than [`MAX_CLAIMS`] claims or [`MAX_RECORDING_BYTES`] of them; a claim was made for another
    /// document or revision, has the same three parts as one before it, or has a span that does not fit the text.
    pub fn check(&self) -> Result<Vec<ClaimWords>, StoreError> {
        if self.accepted_at < Timestamp::UNIX_EPOCH || i64::try_from(self.accepted_at.as_nanosecond()).is_err() {
            return Err(bad("accepted_at", format!("is {}; it must lie between 1970 and 2262", self.accepted_at)));
        }
        let extractor = &self.extraction.extractor;
        if extractor.name.is_empty() || extractor.to_string().len() > MAX_EXTRACTOR_BYTES {
            let reason = format!("must have a name and be at most {MAX_EXTRACTOR_BYTES} bytes long");
            return Err(bad("extractor", reason));
        }
        within("notes", self.extraction.notes.len(), MAX_NOTES)?;
        within("claims", self.extraction.claims.len(), MAX_CLAIMS)?;

        let mut ids = HashSet::with_capacity(self.extraction.claims.len());
        let mut words = Vec::with_capacity(self.extraction.claims.len());
        let mut bytes = Bytes { count: 0 };
        for (index, claim) in self.extraction.claims.iter().enumerate() {
            let field = || format!("claims[{index}]");
            let claim_words = self.words(claim).map_err(|reason| bad(field(), reason))?;
            if !ids.insert(claim.id()) {
                return Err(bad(field(), "has the same source, cue and content as a claim before it"));
            }
            bytes.count += claim_words.byte_len();
            // A claim is made of strings, numbers and lists: nothing that JSON cannot hold, and counting cannot fail.
            let _ = serde_json::to_writer(&mut bytes, claim);
            if bytes.count > MAX_RECORDING_BYTES {
                return Err(bad(field(), format!("brings the claims over the limit of {MAX_RECORDING_BYTES} bytes")));
            }
            words.push(claim_words);
        }
        Ok(words)
    }

    /// The words of a claim if it is one of this document and its spans all fit; else what is wrong.
    fn words(&self, claim: &Claim) -> Result<ClaimWords, &'static str> {
        const OUTSIDE: &str = "has a span that does not fit the text";
        let text = self.document.text();
        let parts = claim.attribution();
        let attribution = Attribution::new(text, parts.source().clone(), parts.cue().clone(), parts.content().clone())
            .map_err(|_| OUTSIDE)?;
        if Claim::new(&self.document, attribution, claim.form, claim.kind).id() != claim.id() {
            return Err("is a claim of another document or revision");
        }
        let lists: Vec<&Spans> = claim
            .source
            .iter()
            .map(|source| &source.antecedent)
            .chain(claim.relayed_by.iter().map(|relay| &relay.words))
            .chain(claim.forecast.iter().map(|forecast| &forecast.deadline))
            .chain([&claim.commitment.condition])
            .chain(claim.commitment.hedges.iter().map(|hedge| &hedge.words))
            .collect();
        let mut spans = lists
            .into_iter()
            .flat_map(|spans| spans.pieces())
            .chain(claim.times.iter().map(|time| &time.words))
            .chain(claim.places.iter().map(|place| &place.words));
        if spans.any(|span| span.words(text).is_none()) {
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

/// Counts what is written to it.
struct Bytes {
    count: usize,
}

impl io::Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.count += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use sayso_domain::{DocumentParts, Extractor, Form, Kind, TimeExpression, TimeType};
    use sayso_text::Span;

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
            extraction: Extraction { extractor, language: None, claims: Vec::new(), notes: Vec::new() },
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
            |r| r.extraction.claims = vec![claim(&r.document, "One"); MAX_CLAIMS + 1],
            Some(("claims", "the limit is 50000")),
        );
    }

    #[test]
    fn claims_are_bounded_in_bytes() {
        let mut recording = recording(&"x".repeat(8 << 20));
        let claims = (1..9).map(|start| {
            let content = Span::new(start, 8 << 20).unwrap().into();
            let text = recording.document.text();
            let attribution = Attribution::new(text, Spans::default(), Spans::default(), content).unwrap();
            Claim::new(&recording.document, attribution, Form::Direct, Kind::Statement)
        });
        recording.extraction.claims = claims.collect();
        let error = recording.check().unwrap_err();
        assert_eq!(error.to_string(), "claims[7] brings the claims over the limit of 67108864 bytes");
    }

    #[test]
    fn the_words_of_each_claim_are_given() {
        let mut recording = recording("Один 👮. Два.");
        recording.extraction.claims = vec![claim(&recording.document, "Один 👮")];
        assert_eq!(recording.check().unwrap()[0].content, "Один 👮");
    }
}
