//! Clusters, sources, forecasts and the sourcing report, as they are on the wire.

use std::collections::HashMap;

use sayso_contract::{Offsets, claim::v1::TextSpan, source_kind_to_wire, store::v1 as wire, unit_to_wire};
use sayso_domain::ClaimId;
use sayso_rpc::{outcome_to_wire, relation_to_wire, settlement_to_wire, state_to_wire};
use sayso_store::{
    ClusterPage, Dossier, IndependentSource, Page, Settled, Settlement, SourceEntity, SourcePosition, Sourcing,
    StoredClaim, StoredForecast, StoredLink,
};
use sayso_text::{OffsetUnit, Spans};

use super::{claims_to_wire, copy_to_wire};

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Links to the wire: their spans are counted in the texts of the claims that are at hand.
struct LinksToWire<'c> {
    unit: OffsetUnit,
    texts: HashMap<&'c ClaimId, &'c str>,
}

impl<'c> LinksToWire<'c> {
    fn new(unit: OffsetUnit, claims: impl IntoIterator<Item = &'c StoredClaim>) -> Self {
        let texts = claims.into_iter().map(|stored| (stored.claim.id(), &*stored.text)).collect();
        Self { unit, texts }
    }

    /// Spans of a claim that is not at hand are left out: without its text they say nothing.
    fn spans(&self, claim: &ClaimId, spans: &Spans) -> Vec<TextSpan> {
        let text = self.texts.get(claim).filter(|_| !spans.is_empty());
        let fits = |text: &&&str| spans.pieces().iter().all(|piece| piece.words(text).is_some());
        text.filter(fits).map(|text| Offsets::new(text, self.unit).spans_to_wire(spans)).unwrap_or_default()
    }

    fn convert(&self, link: &StoredLink) -> wire::Link {
        let found = link.found.as_ref();
        let reason = |reason: &sayso_domain::LinkReason| wire::LinkReason {
            message: reason.message.clone(),
            from: self.spans(&link.from, &reason.from),
            to: self.spans(&link.to, &reason.to),
        };
        wire::Link {
            id: link.id().to_string(),
            from_claim_id: link.from.to_string(),
            to_claim_id: link.to.to_string(),
            relation: found.map_or(wire::Relation::Unspecified, |found| relation_to_wire(found.relation)).into(),
            confidence: found.map_or(0.0, |found| found.confidence.get()),
            settlement: link.settlement.as_ref().map(settlement_to_wire),
            reasons: found.map(|found| found.reasons.iter().map(reason).collect()).unwrap_or_default(),
        }
    }

    fn all(&self, links: &[StoredLink]) -> Vec<wire::Link> {
        links.iter().map(|link| self.convert(link)).collect()
    }
}

/// A claim of an export: with its links, whose grounds are shown in its own text, and the decision on its forecast.
pub(crate) fn exported(
    claim: wire::StoredClaim,
    stored: &StoredClaim,
    links: &[StoredLink],
    settlement: Option<&Settlement>,
    unit: OffsetUnit,
) -> wire::ExportResponse {
    let links = LinksToWire::new(unit, [stored]).all(links);
    let settlement = settlement.map(settlement_to_wire);
    wire::ExportResponse {
        claim: Some(wire::StoredClaim { links, settlement, ..claim }),
        offset_unit: unit_to_wire(unit).into(),
    }
}

pub(crate) fn settle_response(settled: &Settled) -> wire::SettleResponse {
    wire::SettleResponse {
        settlement: Some(settlement_to_wire(&settled.settlement)),
        counts: settled.counts.as_ref().map(settlement_to_wire),
        overridden: settled.overridden.as_ref().map(settlement_to_wire),
        worked_out: settled.found.map_or(wire::Relation::Unspecified, relation_to_wire).into(),
    }
}

pub(crate) fn withdraw_response(settled: &Settled) -> wire::WithdrawSettlementResponse {
    let wire::SettleResponse { settlement, counts, overridden, worked_out } = settle_response(settled);
    wire::WithdrawSettlementResponse { settlement, counts, worked_out, overridden }
}

pub(crate) fn cluster_response(page: &ClusterPage, unit: OffsetUnit) -> wire::GetClusterResponse {
    let source = |source: &IndependentSource| wire::IndependentSource {
        origin_claim_id: source.origin.to_string(),
        names: source.names.clone(),
        appearances: count(source.appearances),
        reasons: source.reasons.clone(),
    };
    wire::GetClusterResponse {
        id: page.summary.id.to_string(),
        claims: claims_to_wire(&page.claims, unit),
        links: LinksToWire::new(unit, page.claims.iter().chain(&page.others)).all(&page.links),
        independent_sources: count(page.summary.independent_sources),
        offset_unit: unit_to_wire(unit).into(),
        next_page_token: page.next_token.clone().unwrap_or_default(),
        appearances: count(page.summary.appearances),
        documents: count(page.summary.documents),
        sources: page.summary.sources.iter().map(source).collect(),
        others: claims_to_wire(&page.others, unit),
    }
}

fn entity_to_wire(entity: &SourceEntity) -> wire::SourceEntity {
    wire::SourceEntity {
        id: entity.id.to_string(),
        name: entity.name.clone(),
        other_names: entity.other_names.clone(),
        kind: entity.kind.map_or(0, |kind| source_kind_to_wire(kind).into()),
        role: entity.role.clone().unwrap_or_default(),
        affiliation: entity.affiliation.clone().unwrap_or_default(),
        claims: count(entity.claims),
        documents: count(entity.documents),
    }
}

pub(crate) fn sources_response(page: &Page<SourceEntity>) -> wire::ListSourcesResponse {
    wire::ListSourcesResponse {
        sources: page.items.iter().map(entity_to_wire).collect(),
        next_page_token: page.next_token.clone().unwrap_or_default(),
    }
}

pub(crate) fn source_response(dossier: &Dossier) -> wire::GetSourceResponse {
    let position = |position: &SourcePosition| {
        let day = |pick: fn(&(jiff::civil::Date, jiff::civil::Date)) -> jiff::civil::Date| {
            position.days.as_ref().map(|days| pick(days).to_string()).unwrap_or_default()
        };
        wire::Position {
            role: position.role.clone().unwrap_or_default(),
            affiliation: position.affiliation.clone().unwrap_or_default(),
            first_day: day(|days| days.0),
            last_day: day(|days| days.1),
            documents: count(position.documents),
        }
    };
    let forecasts = dossier.forecasts.iter();
    let outcomes = dossier.outcomes.iter();
    wire::GetSourceResponse {
        source: Some(entity_to_wire(&dossier.source)),
        forecasts: forecasts
            .map(|(state, number)| wire::ForecastCount { state: state_to_wire(*state).into(), count: count(*number) })
            .collect(),
        updated_claims: count(dossier.updated_claims),
        contradicted_claims: count(dossier.contradicted_claims),
        echoed_claims: count(dossier.echoed_claims),
        corroborated_claims: count(dossier.corroborated_claims),
        outcomes: outcomes
            .map(|(outcome, number)| wire::OutcomeCount {
                outcome: outcome_to_wire(*outcome).into(),
                count: count(*number),
            })
            .collect(),
        positions: dossier.positions.iter().map(position).collect(),
    }
}

pub(crate) fn forecasts_response(page: &Page<StoredForecast>, unit: OffsetUnit) -> wire::ListForecastsResponse {
    let forecast = |forecast: &StoredForecast| {
        let at_hand = std::iter::once(&forecast.claim).chain(&forecast.bearing_claims);
        wire::StoredForecast {
            claim: claims_to_wire(std::slice::from_ref(&forecast.claim), unit).pop(),
            state: state_to_wire(forecast.state).into(),
            settlement: forecast.settlement.as_ref().map(settlement_to_wire),
            bearing: LinksToWire::new(unit, at_hand).all(&forecast.bearing),
            bearing_claims: claims_to_wire(&forecast.bearing_claims, unit),
        }
    };
    wire::ListForecastsResponse {
        forecasts: page.items.iter().map(forecast).collect(),
        next_page_token: page.next_token.clone().unwrap_or_default(),
        offset_unit: unit_to_wire(unit).into(),
    }
}

pub(crate) fn sourcing_response(sourcing: &Sourcing, unit: OffsetUnit) -> wire::GetSourcingResponse {
    let summary = &sourcing.summary;
    let shares = |shares: &[(String, usize)]| {
        let share = |(name, claims): &(String, usize)| wire::ClaimShare { name: name.clone(), claims: count(*claims) };
        shares.iter().map(share).collect()
    };
    let links = LinksToWire::new(unit, sourcing.claims.iter().map(|sourced| &sourced.claim).chain(&sourcing.others));
    let claims: Vec<StoredClaim> = sourcing.claims.iter().map(|sourced| sourced.claim.clone()).collect();
    let claims = claims_to_wire(&claims, unit);
    let document = claims.first().and_then(|claim| claim.document.clone());
    let sourced = |(claim, sourced): (wire::StoredClaim, &sayso_store::SourcedClaim)| wire::SourcedClaim {
        cluster_id: claim.cluster_id.clone(),
        claim: Some(claim),
        independent_sources: count(sourced.independent_sources),
        links: links.all(&sourced.links),
        appearances: count(sourced.appearances),
    };
    wire::GetSourcingResponse {
        // A document without claims is named all the same.
        document: document.or_else(|| {
            Some(sayso_contract::document::v1::Document { id: sourcing.document.to_string(), ..Default::default() })
        }),
        claims: claims.into_iter().zip(&sourcing.claims).map(sourced).collect(),
        sources: sourcing.sources.iter().map(entity_to_wire).collect(),
        offset_unit: unit_to_wire(unit).into(),
        next_page_token: sourcing.next_token.clone().unwrap_or_default(),
        copy_of: sourcing.copy_of.as_ref().map(copy_to_wire),
        summary: Some(wire::SourcingSummary {
            claims: count(summary.claims),
            sources: count(summary.sources),
            anonymous_claims: count(summary.anonymous_claims),
            unstated_claims: count(summary.unstated_claims),
            single_source_claims: count(summary.single_source_claims),
            contradicted_claims: count(summary.contradicted_claims),
            echoed_claims: count(summary.echoed_claims),
            by_source: shares(&summary.by_source),
            by_affiliation: shares(&summary.by_affiliation),
            unlinked_claims: count(summary.unlinked_claims),
        }),
        others: claims_to_wire(&sourcing.others, unit),
    }
}
