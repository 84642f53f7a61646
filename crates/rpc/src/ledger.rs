//! The store service as a [`Ledger`].

use std::collections::HashMap;

use async_trait::async_trait;
use jiff::civil::Date;
use sayso_contract::{
    FieldError, Offsets, Path, Reason, claim::v1::TextSpan, source_kind_from_wire, store::v1 as wire, unit_to_wire,
};
use sayso_domain::{ClaimId, ClusterId, Confidence, DocumentId, Link, LinkReason, SettlementId, SourceId};
use sayso_store::{
    ClusterPage, ClusterSummary, Cursor, Decision, Dossier, ForecastQuery, ForecastState, IndependentSource, Ledger,
    Linking, Outcome, Page, PageRequest, Settled, Settlement, SettlementQuery, SourceEntity, SourcePosition,
    SourcedClaim, Sourcing, SourcingSummary, StoreError, StoredClaim, StoredForecast, StoredLink, Verdict,
};
use sayso_text::Spans;
use tonic::Status;

use crate::{
    StoreClient, date_from_wire,
    queries::{state_to_wire, states_from_wire},
    settlements::{optional_settlement, outcome_from_wire, relation_from_wire, settlement_from_wire},
    store::{Documents, UNIT, copy_from_wire},
    store_error::{broken, store_error_from_status},
};

/// The answer to one call.
macro_rules! answer {
    ($client:expr, $call:ident, $request:expr) => {
        $client.client.clone().$call($request).await.map_err(store_error_from_status)?.into_inner()
    };
}

fn unit() -> i32 {
    unit_to_wire(UNIT).into()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Size and token of a page, as requests have them.
fn asked(page: &PageRequest) -> (u32, String) {
    (u32::try_from(page.limit()).unwrap_or(u32::MAX), page.token.clone().unwrap_or_default())
}

/// An id from the wire.
fn id<T, E: std::fmt::Display>(read: Result<T, E>, path: &Path<'_>) -> Result<T, StoreError> {
    read.map_err(|error| broken(&path.error(Reason::Malformed, error)))
}

fn cursor(given: &str, field: &'static str) -> Result<Cursor, StoreError> {
    id(given.parse::<Cursor>(), &Path::of(field))
}

/// Reads what may break the contract.
fn read<T>(read: Result<T, FieldError>) -> Result<T, StoreError> {
    read.map_err(|error| broken(&error))
}

impl StoreClient {
    /// The claims of a list, with their texts.
    async fn claims(
        &self,
        documents: &mut Documents<'_>,
        given: Vec<wire::StoredClaim>,
        field: &'static str,
    ) -> Result<Vec<StoredClaim>, StoreError> {
        let path = Path::of(field);
        let mut claims = Vec::with_capacity(given.len());
        for (i, claim) in given.into_iter().enumerate() {
            claims.push(documents.stored_claim(Some(claim), &path.index(i)).await?);
        }
        Ok(claims)
    }
}

/// Links from the wire, whose spans count in the texts of the claims that came with them.
struct LinksFromWire<'c>(HashMap<&'c ClaimId, Offsets<'c>>);

impl<'c> LinksFromWire<'c> {
    fn new(claims: impl IntoIterator<Item = &'c StoredClaim>) -> Self {
        Self(claims.into_iter().map(|stored| (stored.claim.id(), Offsets::new(&stored.text, UNIT))).collect())
    }

    fn spans(&self, claim: &ClaimId, given: &[TextSpan], path: &Path<'_>) -> Result<Spans, FieldError> {
        match self.0.get(claim) {
            Some(offsets) => offsets.spans_from_wire(given, path),
            None => Ok(Spans::default()),
        }
    }

    fn read(&self, given: wire::Link, path: &Path<'_>) -> Result<StoredLink, FieldError> {
        let claim = |id: &str, field: &'static str| {
            ClaimId::new(id).map_err(|error| path.field(field).error(Reason::Malformed, error))
        };
        let from = claim(&given.from_claim_id, "from_claim_id")?;
        let to = claim(&given.to_claim_id, "to_claim_id")?;
        let found = match given.relation() {
            wire::Relation::Unspecified => None,
            _ => {
                let reasons = path.field("reasons");
                let reason = |(i, reason): (usize, &wire::LinkReason)| {
                    let path = reasons.index(i);
                    Ok(LinkReason {
                        message: reason.message.clone(),
                        from: self.spans(&from, &reason.from, &path.field("from"))?,
                        to: self.spans(&to, &reason.to, &path.field("to"))?,
                    })
                };
                let probability = path.field("confidence");
                let confidence = Confidence::new(given.confidence)
                    .ok_or_else(|| probability.error(Reason::OutOfRange, "it must lie between 0 and 1"))?;
                Some(Link {
                    relation: relation_from_wire(given.relation, &path.field("relation"))?,
                    confidence,
                    reasons: given.reasons.iter().enumerate().map(reason).collect::<Result<_, FieldError>>()?,
                    from: from.clone(),
                    to: to.clone(),
                })
            }
        };
        let settlement = optional_settlement(given.settlement, &path.field("settlement"))?;
        Ok(StoredLink { from, to, found, settlement })
    }

    fn all(&self, given: Vec<wire::Link>, field: &'static str) -> Result<Vec<StoredLink>, StoreError> {
        let path = Path::of(field);
        given.into_iter().enumerate().map(|(i, link)| read(self.read(link, &path.index(i)))).collect()
    }
}

fn entity(given: wire::SourceEntity, path: &Path<'_>) -> Result<SourceEntity, StoreError> {
    Ok(SourceEntity {
        id: id(SourceId::new(given.id.as_str()), &path.field("id"))?,
        name: given.name,
        other_names: given.other_names,
        kind: read(source_kind_from_wire(given.kind, &path.field("kind")))?,
        role: filled(given.role),
        affiliation: filled(given.affiliation),
        claims: given.claims as usize,
        documents: given.documents as usize,
    })
}

fn entities(given: Vec<wire::SourceEntity>) -> Result<Vec<SourceEntity>, StoreError> {
    let path = Path::of("sources");
    given.into_iter().enumerate().map(|(i, given)| entity(given, &path.index(i))).collect()
}

fn position(given: wire::Position, path: &Path<'_>) -> Result<SourcePosition, StoreError> {
    let first = read(date_from_wire(&given.first_day, &path.field("first_day")))?;
    let last = read(date_from_wire(&given.last_day, &path.field("last_day")))?;
    Ok(SourcePosition {
        role: filled(given.role),
        affiliation: filled(given.affiliation),
        days: first.zip(last),
        documents: given.documents as usize,
    })
}

fn state(given: i32, path: &Path<'_>) -> Result<ForecastState, StoreError> {
    let unspecified = || broken(&path.error(Reason::UnknownValue, "it must not be unspecified"));
    read(states_from_wire(&[given], path))?.pop().ok_or_else(unspecified)
}

fn summary(given: wire::SourcingSummary) -> SourcingSummary {
    let shares =
        |shares: Vec<wire::ClaimShare>| shares.into_iter().map(|share| (share.name, share.claims as usize)).collect();
    SourcingSummary {
        claims: given.claims as usize,
        sources: given.sources as usize,
        anonymous_claims: given.anonymous_claims as usize,
        unstated_claims: given.unstated_claims as usize,
        single_source_claims: given.single_source_claims as usize,
        contradicted_claims: given.contradicted_claims as usize,
        echoed_claims: given.echoed_claims as usize,
        unlinked_claims: given.unlinked_claims as usize,
        by_source: shares(given.by_source),
        by_affiliation: shares(given.by_affiliation),
    }
}

/// A decision to record, as it is on the wire.
fn decision_to_wire(decision: Decision) -> wire::Settlement {
    use wire::settlement::Subject;
    let (subject, outcome, relation) = match decision.verdict {
        Verdict::Forecast { claim, outcome } => {
            (Subject::ClaimId(claim.to_string()), crate::outcome_to_wire(outcome), wire::Relation::Unspecified)
        }
        Verdict::Link { from, to, relation } => {
            let ends = wire::LinkEnds { from_claim_id: from.to_string(), to_claim_id: to.to_string() };
            (Subject::Ends(ends), wire::Outcome::Unspecified, crate::relation_to_wire(relation))
        }
    };
    wire::Settlement {
        subject: Some(subject),
        outcome: outcome.into(),
        relation: relation.into(),
        decided_by: decision.decided_by,
        reason: decision.reason,
        documents: decision.documents,
        ..wire::Settlement::default()
    }
}

/// Why a decision was not taken: also what the service refuses before the store sees it.
fn refused(status: Status) -> StoreError {
    match store_error_from_status(status) {
        StoreError::BadRecording { field, reason } => StoreError::BadDecision { field, reason },
        error => error,
    }
}

fn settled(answer: wire::SettleResponse) -> Result<Settled, StoreError> {
    let path = Path::of("settlement");
    let required = || broken(&path.error(Reason::Required, "a settlement is needed"));
    let found = match answer.worked_out() {
        wire::Relation::Unspecified => None,
        _ => Some(read(relation_from_wire(answer.worked_out, &Path::of("worked_out")))?),
    };
    Ok(Settled {
        settlement: read(optional_settlement(answer.settlement, &path))?.ok_or_else(required)?,
        counts: read(optional_settlement(answer.counts, &Path::of("counts")))?,
        overridden: read(optional_settlement(answer.overridden, &Path::of("overridden")))?,
        found,
    })
}

#[async_trait]
impl Ledger for StoreClient {
    async fn cluster(&self, claim: &ClaimId, page: &PageRequest) -> Result<ClusterPage, StoreError> {
        let (page_size, page_token) = asked(page);
        let request = wire::GetClusterRequest { id: claim.to_string(), offset_unit: unit(), page_size, page_token };
        let answer = answer!(self, get_cluster, request);
        let mut documents = Documents::of(self);
        let claims = self.claims(&mut documents, answer.claims, "claims").await?;
        let others = self.claims(&mut documents, answer.others, "others").await?;
        let links = LinksFromWire::new(claims.iter().chain(&others)).all(answer.links, "links")?;
        let sources = Path::of("sources");
        let source = |(i, source): (usize, wire::IndependentSource)| {
            let origin = id(ClaimId::new(source.origin_claim_id), &sources.index(i).field("origin_claim_id"))?;
            let (names, reasons) = (source.names, source.reasons);
            Ok(IndependentSource { origin, names, appearances: source.appearances as usize, reasons })
        };
        let summary = ClusterSummary {
            id: id(ClusterId::new(answer.id), &Path::of("id"))?,
            appearances: answer.appearances as usize,
            documents: answer.documents as usize,
            independent_sources: answer.independent_sources as usize,
            sources: answer.sources.into_iter().enumerate().map(source).collect::<Result<_, StoreError>>()?,
        };
        Ok(ClusterPage { summary, claims, links, others, next_token: filled(answer.next_page_token) })
    }

    async fn sources(&self, words: Option<&str>, page: &PageRequest) -> Result<Page<SourceEntity>, StoreError> {
        let (page_size, page_token) = asked(page);
        let words = words.unwrap_or_default().to_owned();
        let answer = answer!(self, list_sources, wire::ListSourcesRequest { words, page_size, page_token });
        Ok(Page { items: entities(answer.sources)?, next_token: filled(answer.next_page_token) })
    }

    async fn source(&self, id: &SourceId, as_of: Option<Date>) -> Result<Dossier, StoreError> {
        let answer = answer!(self, get_source, wire::GetSourceRequest { id: id.to_string(), as_of: day(as_of) });
        let source = Path::of("source");
        let required = || broken(&source.error(Reason::Required, "a source is needed"));
        let positions = Path::of("positions");
        let positions = answer.positions.into_iter().enumerate().map(|(i, given)| position(given, &positions.index(i)));
        let (states, outcomes) = (Path::of("forecasts"), Path::of("outcomes"));
        let count = |(i, counted): (usize, wire::ForecastCount)| {
            Ok((state(counted.state, &states.index(i).field("state"))?, counted.count as usize))
        };
        let outcome = |(i, counted): (usize, wire::OutcomeCount)| -> Result<(Outcome, usize), StoreError> {
            let outcome = outcome_from_wire(counted.outcome, &outcomes.index(i).field("outcome"));
            Ok((read(outcome)?, counted.count as usize))
        };
        Ok(Dossier {
            source: entity(answer.source.ok_or_else(required)?, &source)?,
            positions: positions.collect::<Result<_, _>>()?,
            forecasts: answer.forecasts.into_iter().enumerate().map(count).collect::<Result<_, StoreError>>()?,
            outcomes: answer.outcomes.into_iter().enumerate().map(outcome).collect::<Result<_, _>>()?,
            updated_claims: answer.updated_claims as usize,
            contradicted_claims: answer.contradicted_claims as usize,
            echoed_claims: answer.echoed_claims as usize,
            corroborated_claims: answer.corroborated_claims as usize,
        })
    }

    async fn forecasts(&self, query: &ForecastQuery, page: &PageRequest) -> Result<Page<StoredForecast>, StoreError> {
        let (page_size, page_token) = asked(page);
        let request = wire::ListForecastsRequest {
            states: query.states.iter().map(|state| state_to_wire(*state).into()).collect(),
            due_before: day(query.due_before),
            page_size,
            page_token,
            offset_unit: unit(),
            as_of: day(query.as_of),
            source_id: query.entity.as_ref().map(ToString::to_string).unwrap_or_default(),
            include_superseded: query.include_superseded,
        };
        let answer = answer!(self, list_forecasts, request);
        let (mut documents, mut items) = (Documents::of(self), Vec::with_capacity(answer.forecasts.len()));
        let forecasts = Path::of("forecasts");
        for (i, given) in answer.forecasts.into_iter().enumerate() {
            let path = forecasts.index(i);
            let claim = documents.stored_claim(given.claim, &path.field("claim")).await?;
            let bearing_claims = self.claims(&mut documents, given.bearing_claims, "bearing_claims").await?;
            let links = LinksFromWire::new(std::iter::once(&claim).chain(&bearing_claims));
            let bearing = links.all(given.bearing, "bearing")?;
            let state = state(given.state, &path.field("state"))?;
            let settlement = read(optional_settlement(given.settlement, &path.field("settlement")))?;
            items.push(StoredForecast { claim, state, settlement, bearing, bearing_claims });
        }
        Ok(Page { items, next_token: filled(answer.next_page_token) })
    }

    /// The service takes UUIDs alone for request ids.
    async fn settle(&self, decision: Decision, request_id: Option<&str>) -> Result<Settled, StoreError> {
        let settlement = Some(decision_to_wire(decision));
        let request_id = request_id.unwrap_or_default().to_owned();
        let answer = self.client.clone().settle(wire::SettleRequest { settlement, request_id }).await;
        settled(answer.map_err(refused)?.into_inner())
    }

    async fn withdraw(
        &self,
        settlement: &SettlementId,
        withdrawn_by: &str,
        reason: &str,
        request_id: Option<&str>,
    ) -> Result<Settled, StoreError> {
        let request = wire::WithdrawSettlementRequest {
            id: settlement.to_string(),
            withdrawn_by: withdrawn_by.to_owned(),
            reason: reason.to_owned(),
            request_id: request_id.unwrap_or_default().to_owned(),
        };
        let answer = self.client.clone().withdraw_settlement(request).await.map_err(refused)?.into_inner();
        settled(answer.into())
    }

    async fn settlement(&self, settlement: &SettlementId) -> Result<Settlement, StoreError> {
        let answer = answer!(self, get_settlement, wire::GetSettlementRequest { id: settlement.to_string() });
        let path = Path::of("settlement");
        let required = || broken(&path.error(Reason::Required, "a settlement is needed"));
        read(optional_settlement(answer.settlement, &path))?.ok_or_else(required)
    }

    async fn settlements(&self, query: &SettlementQuery, page: &PageRequest) -> Result<Page<Settlement>, StoreError> {
        let (page_size, page_token) = asked(page);
        let request = wire::ListSettlementsRequest {
            claim_id: query.claim.as_ref().map(ToString::to_string).unwrap_or_default(),
            link_id: query.link.as_ref().map(ToString::to_string).unwrap_or_default(),
            include_withdrawn: query.include_withdrawn,
            page_size,
            page_token,
        };
        let answer = answer!(self, list_settlements, request);
        let path = Path::of("settlements");
        let settlements = answer.settlements.into_iter().enumerate();
        let items = settlements.map(|(i, given)| read(settlement_from_wire(given, &path.index(i))));
        Ok(Page { items: items.collect::<Result<_, _>>()?, next_token: filled(answer.next_page_token) })
    }

    async fn sourcing(&self, document: &DocumentId, page: &PageRequest) -> Result<Sourcing, StoreError> {
        let (page_size, page_token) = asked(page);
        let document_id = document.to_string();
        let request = wire::GetSourcingRequest { document_id, offset_unit: unit(), page_size, page_token };
        let answer = answer!(self, get_sourcing, request);
        let mut documents = Documents::of(self);
        let others = self.claims(&mut documents, answer.others, "others").await?;
        let path = Path::of("claims");
        let (mut claims, mut links) = (Vec::new(), Vec::new());
        for (i, sourced) in answer.claims.into_iter().enumerate() {
            claims.push(SourcedClaim {
                claim: documents.stored_claim(sourced.claim, &path.index(i)).await?,
                independent_sources: sourced.independent_sources as usize,
                appearances: sourced.appearances as usize,
                links: Vec::new(),
            });
            links.push(sourced.links);
        }
        let at_hand = LinksFromWire::new(claims.iter().map(|sourced| &sourced.claim).chain(&others));
        let links: Vec<_> = links.into_iter().map(|links| at_hand.all(links, "links")).collect::<Result<_, _>>()?;
        for (sourced, links) in claims.iter_mut().zip(links) {
            sourced.links = links;
        }
        Ok(Sourcing {
            copy_of: read(answer.copy_of.map(|copy| copy_from_wire(&copy, &Path::of("copy_of"))).transpose())?,
            document: document.clone(),
            summary: summary(answer.summary.unwrap_or_default()),
            claims,
            sources: entities(answer.sources)?,
            others,
            next_token: filled(answer.next_page_token),
        })
    }

    async fn linking(&self) -> Result<Linking, StoreError> {
        let answer = answer!(self, get_linking, wire::GetLinkingRequest { wait: false });
        let linked = cursor(&answer.linked_cursor, "linked_cursor")?;
        Ok(Linking { linked, last: cursor(&answer.last_cursor, "last_cursor")? })
    }

    /// Waits for all changes that are recorded now, if this one is not linked yet.
    async fn wait_for_linking(&self, until: Cursor) -> Result<(), StoreError> {
        let linking = self.linking().await?;
        if until.within(linking.last)? > linking.linked {
            answer!(self, get_linking, wire::GetLinkingRequest { wait: true });
        }
        Ok(())
    }

    async fn relink(&self) -> Result<Cursor, StoreError> {
        cursor(&answer!(self, relink, wire::RelinkRequest {}).last_cursor, "last_cursor")
    }
}
