//! A recording made ready to be written: checked, serialised and folded before it takes the writer's time.

use std::sync::Arc;

use sayso_domain::DocumentParts;
use sayso_store::{Recording, StoreError, searchable};
use serde::Serialize;

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
}

pub(crate) struct PreparedClaim {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) form: &'static str,
    /// JSON.
    pub(crate) claim: String,
    /// The terms of the source as written, its resolved name, the cue and the content.
    pub(crate) terms: [String; 4],
}

impl Prepared {
    /// # Errors
    /// [`StoreError::BadRecording`].
    pub(crate) fn new(recording: &Recording) -> Result<Self, StoreError> {
        let words = recording.check()?;
        let Recording { document, accepted_at, extraction } = recording;
        let parts = document.parts();
        let claims = extraction.claims.iter().zip(&words).map(|(claim, words)| PreparedClaim {
            id: claim.id().to_string(),
            kind: claim.kind.as_str(),
            form: claim.form.as_str(),
            claim: json(claim),
            terms: [
                searchable(&words.source),
                searchable(claim.source.as_ref().and_then(|source| source.name.as_deref()).unwrap_or_default()),
                searchable(&words.cue),
                searchable(&words.content),
            ],
        });
        Ok(Self {
            document_id: document.id().to_string(),
            revision_id: document.revision().to_string(),
            // The check has bounded it.
            accepted_at: i64::try_from(accepted_at.as_nanosecond()).unwrap_or(i64::MAX),
            parts: DocumentParts { id: Some(document.id().clone()), text: Arc::default(), ..parts.clone() },
            text: Arc::clone(&parts.text),
            extractor: extraction.extractor.to_string(),
            language: extraction.language.as_ref().map(|language| language.as_str().to_owned()),
            notes: json(&extraction.notes),
            claims: claims.collect(),
        })
    }
}

pub(crate) fn json(value: &impl Serialize) -> String {
    // Types of the domain: strings, numbers and lists, nothing that JSON cannot hold.
    let Ok(json) = serde_json::to_string(value) else { unreachable!() };
    json
}
