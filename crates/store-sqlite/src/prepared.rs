//! A recording made ready to be written: checked, serialised and folded before it takes the writer's time.

use std::sync::Arc;

use sayso_copies::Fingerprint;
use sayso_domain::{Claim, DocumentParts, Interval};
use sayso_store::{Recording, StoreError, civil_seconds, saying, searchable};
use serde::Serialize;

use crate::search::{self, Words};

/// The rows of a recording.
pub(crate) struct Prepared {
    pub(crate) document_id: String,
    pub(crate) revision_id: String,
    /// Nanoseconds since the Unix epoch.
    pub(crate) accepted_at: i64,
    /// With the id, without the text.
    pub(crate) parts: DocumentParts,
    pub(crate) text: Arc<str>,
    pub(crate) extractor: String,
    pub(crate) language: Option<String>,
    /// JSON.
    pub(crate) notes: String,
    pub(crate) claims: Vec<PreparedClaim>,
    pub(crate) fingerprint: Fingerprint,
}

pub(crate) struct PreparedClaim {
    pub(crate) claim: Claim,
    /// JSON.
    pub(crate) json: String,
    /// The same for claims of the document that say the same.
    pub(crate) saying: i64,
    /// What it is found by, if nothing else is known of its document.
    pub(crate) facets: String,
    pub(crate) words: Words,
}

impl Prepared {
    /// # Errors
    /// [`StoreError::BadRecording`].
    pub(crate) fn new(recording: Recording) -> Result<Self, StoreError> {
        let words = recording.check()?;
        let Recording { document, accepted_at, extraction } = recording;
        let parts = DocumentParts { id: Some(document.id().clone()), text: Arc::default(), ..document.parts().clone() };
        let claims = extraction.claims.into_iter().zip(&words).map(|(claim, words)| PreparedClaim {
            json: json(&claim),
            saying: saying(document.id(), &words.source, &words.content),
            facets: search::facets(&claim, &parts),
            words: [
                searchable(&words.source),
                searchable(claim.source.as_ref().and_then(|source| source.name.as_deref()).unwrap_or_default()),
                searchable(&words.cue),
                searchable(&words.content),
            ],
            claim,
        });
        Ok(Self {
            document_id: document.id().to_string(),
            revision_id: document.revision().to_string(),
            // The check has bounded it.
            accepted_at: i64::try_from(accepted_at.as_nanosecond()).unwrap_or(i64::MAX),
            text: Arc::clone(&document.parts().text),
            extractor: extraction.extractor.to_string(),
            language: extraction.language.as_ref().map(|language| language.as_str().to_owned()),
            notes: json(&extraction.notes),
            claims: claims.collect(),
            fingerprint: Fingerprint::of(document.text()),
            parts,
        })
    }
}

/// Start and end of a deadline in [`civil_seconds`].
pub(crate) fn due_seconds(due: Interval) -> [i64; 2] {
    // A part of a second belongs to the interval.
    let end = civil_seconds(due.end()) + i64::from(due.end().subsec_nanosecond() > 0);
    [civil_seconds(due.start()), end]
}

pub(crate) fn json(value: &impl Serialize) -> String {
    // Types of the domain: strings, numbers and lists, nothing that JSON cannot hold.
    let Ok(json) = serde_json::to_string(value) else { unreachable!() };
    json
}
