//! What the ledger gives out, as it is on the wire.

use std::ptr;

use sayso_contract::{
    Offsets, claim_to_wire, document::v1::Document, document_to_wire, note_to_wire, store::v1 as wire,
    timestamp_to_wire, unit_to_wire,
};
use sayso_store::{Change, ChangeKind, DocumentSummary, StoredClaim, StoredDocument};
use sayso_text::OffsetUnit;

/// Claims to the wire. Building the offsets takes a pass over the text, so neighbours that share one build them once.
pub(crate) struct ClaimsToWire<'c> {
    unit: OffsetUnit,
    latest: Option<Offsets<'c>>,
}

impl<'c> ClaimsToWire<'c> {
    pub(crate) fn new(unit: OffsetUnit) -> Self {
        Self { unit, latest: None }
    }

    pub(crate) fn convert(&mut self, stored: &'c StoredClaim) -> wire::StoredClaim {
        let known = self.latest.take().filter(|offsets| ptr::eq(offsets.text(), &*stored.text));
        let offsets = known.unwrap_or_else(|| Offsets::new(&stored.text, self.unit));
        let claim = claim_to_wire(&stored.claim, &offsets);
        self.latest = Some(offsets);
        wire::StoredClaim {
            claim: Some(claim),
            document: Some(summary_to_wire(&stored.document)),
            extractor: stored.extractor.clone(),
            current: stored.current,
        }
    }
}

/// All claims of a page.
pub(crate) fn claims_to_wire(claims: &[StoredClaim], unit: OffsetUnit) -> Vec<wire::StoredClaim> {
    let mut converter = ClaimsToWire::new(unit);
    claims.iter().map(|claim| converter.convert(claim)).collect()
}

/// All changes of a batch.
pub(crate) fn changes_to_wire(changes: &[Change], unit: OffsetUnit) -> Vec<wire::WatchClaimsResponse> {
    let mut converter = ClaimsToWire::new(unit);
    let change_to_wire = |change| {
        let Change { cursor, kind, claim }: &Change = change;
        wire::WatchClaimsResponse {
            cursor: cursor.to_string(),
            r#type: match kind {
                ChangeKind::ClaimAdded => wire::ChangeType::Added,
                ChangeKind::ClaimWithdrawn => wire::ChangeType::Withdrawn,
            }
            .into(),
            claim: Some(converter.convert(claim)),
            offset_unit: unit_to_wire(unit).into(),
        }
    };
    changes.iter().map(change_to_wire).collect()
}

/// A document with its text.
pub(crate) fn document_response(stored: &StoredDocument, unit: OffsetUnit) -> wire::GetDocumentResponse {
    let offsets = Offsets::new(stored.document.text(), unit);
    let summary = |summary: &sayso_store::RevisionSummary| wire::RevisionSummary {
        revision: summary.revision.to_string(),
        accepted_at: Some(timestamp_to_wire(summary.accepted_at)),
        extractors: summary.extractors.clone(),
    };
    wire::GetDocumentResponse {
        document: Some(document_to_wire(&stored.document, true)),
        accepted_at: Some(timestamp_to_wire(stored.accepted_at)),
        current: stored.current,
        revisions: stored.revisions.iter().map(summary).collect(),
        language: stored.language.as_ref().map(|tag| tag.as_str().to_owned()).unwrap_or_default(),
        notes: stored.notes.iter().map(|note| note_to_wire(note, &offsets)).collect(),
        offset_unit: unit_to_wire(unit).into(),
    }
}

fn summary_to_wire(summary: &DocumentSummary) -> Document {
    let parts = &summary.parts;
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    Document {
        id: summary.id.to_string(),
        revision: summary.revision.to_string(),
        uri: or_empty(&parts.uri),
        title: or_empty(&parts.title),
        authors: parts.authors.clone(),
        site: or_empty(&parts.site),
        published_at: parts.published.as_ref().map(ToString::to_string).unwrap_or_default(),
        language: parts.language.as_ref().map(|tag| tag.as_str().to_owned()).unwrap_or_default(),
        text: String::new(),
    }
}
