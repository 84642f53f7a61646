//! What the ledger gives out, as it is on the wire.

pub(crate) mod ledger;

use std::ptr;

use sayso_contract::{
    Offsets, claim_to_wire, document::v1::Document, document_to_wire, note_to_wire, store::v1 as wire,
    timestamp_to_wire, unit_to_wire,
};
use sayso_rpc::settlement_to_wire;
use sayso_store::{Change, ChangeKind, CopyOf, DocumentSummary, StoredClaim, StoredDocument};
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
            cluster_id: stored.cluster.as_ref().map(ToString::to_string).unwrap_or_default(),
            links: Vec::new(),
            settlement: None,
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
        let Change { cursor, kind, claim, settlement }: &Change = change;
        wire::WatchClaimsResponse {
            cursor: cursor.to_string(),
            r#type: match kind {
                ChangeKind::ClaimAdded => wire::ChangeType::Added,
                ChangeKind::ClaimWithdrawn => wire::ChangeType::Withdrawn,
                ChangeKind::ClaimUpdated => wire::ChangeType::Updated,
                ChangeKind::ClaimSettled => wire::ChangeType::Settled,
            }
            .into(),
            claim: Some(converter.convert(claim)),
            offset_unit: unit_to_wire(unit).into(),
            settlement: settlement.as_ref().map(settlement_to_wire),
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
        revision_count: u32::try_from(stored.revision_count).unwrap_or(u32::MAX),
        copy_of: stored.copy_of.as_ref().map(copy_to_wire),
    }
}

pub(super) fn copy_to_wire(copy: &CopyOf) -> wire::CopyOf {
    wire::CopyOf {
        document_id: copy.document.to_string(),
        revision: copy.revision.to_string(),
        resemblance: copy.resemblance,
        of_copy: copy.of_copy,
        of_original: copy.of_original,
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use prost::Message;
    use sayso_domain::{
        Approximation, Attribution, Claim, ClusterId, Confidence, Coordinates, DocumentParts, Forecast, Form, Gender,
        Hedge, HedgedBy, Interval, Kind, Note, NoteCode, Place, PlacePrecision, Quantity, Relay, Resolution, Source,
        SourceId, SourceKind, TimeExpression, TimeType,
    };
    use sayso_store::ClaimWords;
    use sayso_text::{Span, Spans};

    use super::*;

    /// A claim with every part, its lists of this length and its strings of this many bytes.
    fn stored(entries: usize, bytes: usize) -> StoredClaim {
        let text = format!("{} 👮 {}", "é".repeat(100_000), "x ".repeat(1000));
        let string = "s".repeat(bytes);
        let parts = DocumentParts {
            id: Some("d".repeat(256).try_into().unwrap()),
            uri: Some(format!("https://a.example/{string}")),
            title: Some(string.clone()),
            authors: vec![string.clone(); entries],
            site: Some(string.clone()),
            published: Some("2026-03-04T08:15:00.123456789+02:00".parse().unwrap()),
            language: Some("en-gb".parse().unwrap()),
            text: text.as_str().into(),
        };
        let document = sayso_domain::Document::new(parts).unwrap();
        // Far into the text, where offsets are large.
        let piece = |i: usize| Span::new(200_010 + 2 * i, 200_011 + 2 * i).unwrap();
        let spans = || Spans::new((1..=entries).map(piece).collect()).unwrap();
        let attribution = Attribution::new(&text, Spans::default(), Spans::default(), piece(0).into()).unwrap();
        let mut claim = Claim::new(&document, attribution, Form::Mixed, Kind::Question);
        let due = Interval::new("-009999-01-01T00:00:00".parse().unwrap(), "9999-12-31T23:59:59".parse().unwrap());
        let name = || Some(string.clone());
        claim.confidence = Confidence::new(0.75);
        claim.source = Some(Source {
            entity: Some(SourceId::new("e".repeat(256)).unwrap()),
            name: name(),
            kind: Some(SourceKind::Group),
            anonymous: true,
            role: name(),
            affiliation: name(),
            antecedent: spans(),
            anonymity_reason: spans(),
            gender: Some(Gender::Male),
            resolution: Some(Resolution::Implied),
            confidence: Confidence::new(0.75),
        });
        claim.relayed_by = vec![Relay { name: string.clone(), words: spans() }; entries];
        claim.commitment.hedges = vec![Hedge { words: spans(), by: HedgedBy::Reporter }; entries];
        claim.commitment.condition = spans();
        claim.commitment.caveat = spans();
        let time = TimeExpression { words: piece(3), kind: TimeType::Set, value: name(), interval: due };
        claim.said = Some(time.clone());
        claim.times = vec![time; entries];
        let quantity = Quantity {
            words: piece(5),
            value: 0.1,
            upper: Some(1e300),
            unit: name(),
            approximation: Approximation::AtMost,
        };
        claim.quantities = vec![quantity; entries];
        let place = Place {
            words: piece(4),
            geonames_id: Some(u64::MAX),
            name: name(),
            coordinates: Coordinates::new(48.5, -37.7),
            country: Some("UA".into()),
            feature_class: Some('P'),
            precision: Some(PlacePrecision::Country),
        };
        claim.places = vec![place; entries];
        claim.forecast = Some(Forecast { due, deadline: spans(), basis: spans() });
        StoredClaim {
            words: ClaimWords::new(&claim, &text).unwrap(),
            claim,
            document: DocumentSummary::new(&document),
            text: Arc::clone(&document.parts().text),
            extractor: string,
            current: true,
            cluster: Some(ClusterId::new("k".repeat(256)).unwrap()),
        }
    }

    const UNITS: [OffsetUnit; 3] = [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::CodePoint];

    #[test]
    fn a_claim_takes_no_more_than_it_counts_for() {
        for (entries, bytes) in [(0, 0), (1, 0), (0, 4000), (3, 1), (30, 200)] {
            let stored = stored(entries, bytes);
            for unit in UNITS {
                // As an entry of a list, with its tag and length.
                let claims = claims_to_wire(std::slice::from_ref(&stored), unit);
                let page = wire::SearchClaimsResponse { claims, ..Default::default() };
                let (taken, counted) = (page.encoded_len(), stored.byte_len());
                assert!(taken <= counted, "{entries} × {bytes}: {taken} > {counted}");
                assert!(counted < 2 * taken + 1000, "{entries} × {bytes}: {counted} is far more than {taken}");
            }
        }
    }

    #[test]
    fn a_note_takes_no_more_than_it_counts_for() {
        let stored = stored(0, 0);
        for (message, at) in [("", None), ("Something", Some(stored.claim.attribution().hull()))] {
            let note = Note { code: NoteCode::LimitReached, message: message.into(), at };
            let notes = vec![note_to_wire(&note, &Offsets::new(&stored.text, OffsetUnit::Utf8))];
            let response = wire::GetDocumentResponse { notes, ..Default::default() };
            assert!(response.encoded_len() <= note.byte_len(), "{note:?}");
        }
    }
}
