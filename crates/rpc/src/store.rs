//! The store service as a [`Store`].

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use futures_util::{Stream, StreamExt};
use sayso_contract::{
    FieldError, Offsets, Path, claim_from_wire, claim_to_wire, document_from_wire, document_metadata_from_wire,
    document_to_wire, extractor_to_wire, note_from_wire, note_to_wire,
    store::v1::{
        self as wire, ExportRequest, GetClaimRequest, GetClusterRequest, GetDocumentRequest, GetLinkingRequest,
        GetSourceRequest, GetSourcingRequest, ListForecastsRequest, ListSettlementsRequest, ListSourcesRequest,
        RecordRequest, RelinkRequest, SearchClaimsRequest, SettleRequest, WatchClaimsRequest,
        WithdrawSettlementRequest, store_service_client::StoreServiceClient, store_service_server::SERVICE_NAME,
    },
    timestamp_from_wire, timestamp_to_wire, unit_to_wire,
};
use sayso_domain::{ClaimId, ClusterId, Document, DocumentId, RevisionId};
use sayso_service::{Channel, ClientSettings, client_limits};
use sayso_store::{
    Change, ChangeKind, ClaimWords, CopyOf, Cursor, DocumentSummary, PAGE_BYTES, Page, PageRequest, Query, Recorded,
    Recording, RevisionSummary, Store, StoreError, StoredClaim, StoredDocument,
};
use sayso_text::OffsetUnit;
use tonic::{Status, Streaming};

use crate::{
    CallError,
    calls::unary,
    health::serves,
    queries::{order_to_wire, query_to_wire},
    settlements::settlement_from_wire,
    store_error::{broken, store_error_from_status},
};

/// The unit that this client counts in: the domain's own.
pub(crate) const UNIT: OffsetUnit = OffsetUnit::Utf8;

/// The store service behind a channel.
///
/// Claims travel without the text around them; where the trait promises it, each document is asked for once.
#[derive(Debug, Clone)]
pub struct StoreClient {
    pub(crate) client: StoreServiceClient<Channel>,
    channel: Channel,
}

impl StoreClient {
    /// For the service at the other end of `channel`.
    #[must_use]
    pub fn new(channel: Channel, settings: &ClientSettings) -> Self {
        Self { client: client_limits!(StoreServiceClient::new(channel.clone()), settings), channel }
    }

    /// A page of claims as it is on the wire, for callers that show it rather than work with it.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn search_claims(&self, request: SearchClaimsRequest) -> Result<wire::SearchClaimsResponse, CallError> {
        Ok(self.client.clone().search_claims(request).await?.into_inner())
    }

    unary! {
        /// A claim as it is on the wire.
        get_claim(GetClaimRequest) -> GetClaimResponse;
        /// A document as it is on the wire, with its text.
        get_document(GetDocumentRequest) -> GetDocumentResponse;
        /// A page of a cluster.
        get_cluster(GetClusterRequest) -> GetClusterResponse;
        /// A page of source entities.
        list_sources(ListSourcesRequest) -> ListSourcesResponse;
        /// The dossier of a source.
        get_source(GetSourceRequest) -> GetSourceResponse;
        /// A page of forecasts.
        list_forecasts(ListForecastsRequest) -> ListForecastsResponse;
        /// Records a person's decision.
        settle(SettleRequest) -> SettleResponse;
        /// Withdraws one.
        withdraw_settlement(WithdrawSettlementRequest) -> WithdrawSettlementResponse;
        /// A page of people's decisions.
        list_settlements(ListSettlementsRequest) -> ListSettlementsResponse;
        /// A page of the report on a document.
        get_sourcing(GetSourcingRequest) -> GetSourcingResponse;
        /// How far the ledger is linked.
        get_linking(GetLinkingRequest) -> GetLinkingResponse;
        /// Has everything linked anew.
        relink(RelinkRequest) -> RelinkResponse;
    }

    /// All claims that match a query, as they are on the wire.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn export(
        &self,
        request: ExportRequest,
    ) -> Result<impl Stream<Item = Result<wire::ExportResponse, CallError>> + use<>, CallError> {
        let claims = self.client.clone().export(request).await?.into_inner();
        Ok(claims.map(|claim| claim.map_err(CallError::from)))
    }

    /// The change feed as it is on the wire, in order. It ends with an error, or when the request says so.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn watch_claims(
        &self,
        request: WatchClaimsRequest,
    ) -> Result<impl Stream<Item = Result<wire::WatchClaimsResponse, CallError>> + use<>, CallError> {
        let changes = self.client.clone().watch_claims(request).await?.into_inner();
        Ok(changes.map(|change| change.map_err(CallError::from)))
    }

    async fn fetch_document(&self, id: &str, revision: &str) -> Result<wire::GetDocumentResponse, StoreError> {
        let request = GetDocumentRequest {
            id: id.to_owned(),
            revision: revision.to_owned(),
            offset_unit: unit_to_wire(UNIT).into(),
        };
        Ok(self.client.clone().get_document(request).await.map_err(store_error_from_status)?.into_inner())
    }

    async fn watch(
        &self,
        after: Cursor,
        until_caught_up: bool,
    ) -> Result<Streaming<wire::WatchClaimsResponse>, StoreError> {
        let request = WatchClaimsRequest {
            cursor: if after == Cursor::START { String::new() } else { after.to_string() },
            offset_unit: unit_to_wire(UNIT).into(),
            until_caught_up,
            query: None,
        };
        Ok(self.client.clone().watch_claims(request).await.map_err(store_error_from_status)?.into_inner())
    }
}

#[async_trait]
impl Store for StoreClient {
    async fn record(&self, recording: Recording) -> Result<Recorded, StoreError> {
        let Recording { document, accepted_at, extraction } = recording;
        let offsets = Offsets::new(document.text(), UNIT);
        let request = RecordRequest {
            document: Some(document_to_wire(&document, true)),
            accepted_at: Some(timestamp_to_wire(accepted_at)),
            extractor: Some(extractor_to_wire(&extraction.extractor)),
            offset_unit: offsets.wire_unit().into(),
            language: extraction.language.as_ref().map(|tag| tag.as_str().to_owned()).unwrap_or_default(),
            claims: extraction.claims.iter().map(|claim| claim_to_wire(claim, &offsets)).collect(),
            notes: extraction.notes.iter().map(|note| note_to_wire(note, &offsets)).collect(),
            request_id: String::new(),
        };
        let answer = self.client.clone().record(request).await.map_err(store_error_from_status)?.into_inner();
        Ok(Recorded { new: answer.recorded, revision_is_current: answer.current, claims: answer.claims as usize })
    }

    async fn document(
        &self,
        document: &DocumentId,
        revision: Option<&RevisionId>,
    ) -> Result<StoredDocument, StoreError> {
        let answer = self.fetch_document(document.as_str(), revision.map_or("", RevisionId::as_str)).await?;
        stored_document(answer).map_err(|error| broken(&error))
    }

    async fn claim(&self, claim: &ClaimId) -> Result<StoredClaim, StoreError> {
        let request = GetClaimRequest { id: claim.to_string(), offset_unit: unit_to_wire(UNIT).into() };
        let answer = self.client.clone().get_claim(request).await.map_err(store_error_from_status)?.into_inner();
        Documents::of(self).stored_claim(answer.claim, &Path::of("claim")).await
    }

    async fn search(&self, query: &Query, page: &PageRequest) -> Result<Page<StoredClaim>, StoreError> {
        let request = SearchClaimsRequest {
            query: Some(query_to_wire(query)),
            page_size: u32::try_from(page.limit()).unwrap_or(u32::MAX),
            page_token: page.token.clone().unwrap_or_default(),
            offset_unit: unit_to_wire(UNIT).into(),
            order: order_to_wire(query.order).into(),
        };
        let answer = self.client.clone().search_claims(request).await.map_err(store_error_from_status)?.into_inner();
        let (mut documents, mut items) = (Documents::of(self), Vec::with_capacity(answer.claims.len()));
        let claims = Path::of("claims");
        for (i, claim) in answer.claims.into_iter().enumerate() {
            items.push(documents.stored_claim(Some(claim), &claims.index(i)).await?);
        }
        Ok(Page { items, next_token: Some(answer.next_page_token).filter(|token| !token.is_empty()) })
    }

    async fn changes(&self, after: Cursor, limit: usize) -> Result<Vec<Change>, StoreError> {
        let mut stream = self.watch(after, true).await?.take(limit.clamp(1, sayso_store::MAX_CHANGES));
        let (mut documents, mut changes) = (Documents::of(self), Vec::new());
        let mut words = 0;
        while words < PAGE_BYTES
            && let Some(change) = stream.next().await
        {
            let change = change.map_err(store_error_from_status)?;
            if documents.bytes >= PAGE_BYTES && !documents.hold(change.claim.as_ref()) {
                break;
            }
            let cursor = Path::of("cursor");
            let malformed = |error| broken(&cursor.error(sayso_contract::Reason::Malformed, error));
            let settlement = change.settlement;
            let settlement = settlement.map(|given| settlement_from_wire(given, &Path::of("settlement")));
            changes.push(Change {
                cursor: change.cursor.parse().map_err(malformed)?,
                kind: change_kind(change.r#type).map_err(|error| broken(&error))?,
                claim: documents.stored_claim(change.claim, &Path::of("claim")).await?,
                settlement: settlement.transpose().map_err(|error| broken(&error))?,
            });
            let last = changes.last().map(|change: &Change| &change.claim.words);
            words += last.map_or(0, |words| words.source.len() + words.cue.len() + words.content.len());
        }
        Ok(changes)
    }

    async fn wait_for_changes(&self, after: Cursor) -> Result<(), StoreError> {
        match self.watch(after, false).await?.next().await {
            Some(Ok(_)) => Ok(()),
            Some(Err(status)) => Err(store_error_from_status(status)),
            None => Err(store_error_from_status(Status::unavailable("the stream of changes ended"))),
        }
    }

    async fn ready(&self) -> Result<(), StoreError> {
        serves(&self.channel, SERVICE_NAME).await.map_err(|error| StoreError::Unavailable { message: error.message })
    }
}

/// Who follows the changes keeps a copy: one that is not known must not pass for another, nor be passed over.
fn change_kind(given: i32) -> Result<ChangeKind, FieldError> {
    match wire::ChangeType::try_from(given) {
        Ok(wire::ChangeType::Added) => Ok(ChangeKind::ClaimAdded),
        Ok(wire::ChangeType::Withdrawn) => Ok(ChangeKind::ClaimWithdrawn),
        Ok(wire::ChangeType::Updated) => Ok(ChangeKind::ClaimUpdated),
        Ok(wire::ChangeType::Settled) => Ok(ChangeKind::ClaimSettled),
        // None is passed over where all are asked for.
        Ok(wire::ChangeType::Unspecified | wire::ChangeType::PassedOver) | Err(_) => {
            let message = format!("{given} is no type of change that this version knows: update it");
            Err(Path::of("type").error(sayso_contract::Reason::UnknownValue, message))
        }
    }
}

fn stored_document(answer: wire::GetDocumentResponse) -> Result<StoredDocument, FieldError> {
    let document = document_from_wire(answer.document, &Path::of("document"))?;
    let offsets = Offsets::new(document.text(), UNIT);
    let (notes, revisions) = (Path::of("notes"), Path::of("revisions"));
    let notes = answer.notes.iter().enumerate().map(|(i, note)| note_from_wire(note, &offsets, &notes.index(i)));
    let summary = |(i, summary): (usize, &wire::RevisionSummary)| {
        let path = revisions.index(i);
        Ok(RevisionSummary {
            revision: RevisionId::new(&*summary.revision)
                .map_err(|error| path.field("revision").error(sayso_contract::Reason::Malformed, error))?,
            accepted_at: timestamp_from_wire(summary.accepted_at.as_ref(), &path.field("accepted_at"))?,
            extractors: summary.extractors.clone(),
        })
    };
    Ok(StoredDocument {
        accepted_at: timestamp_from_wire(answer.accepted_at.as_ref(), &Path::of("accepted_at"))?,
        current: answer.current,
        language: match answer.language.as_str() {
            "" => None,
            tag => Some(
                tag.parse().map_err(|error| Path::of("language").error(sayso_contract::Reason::Malformed, error))?,
            ),
        },
        notes: notes.collect::<Result<_, _>>()?,
        revisions: answer.revisions.iter().enumerate().map(summary).collect::<Result<_, FieldError>>()?,
        revision_count: answer.revision_count as usize,
        copy_of: answer.copy_of.map(|copy| copy_from_wire(&copy, &Path::of("copy_of"))).transpose()?,
        document,
    })
}

pub(crate) fn copy_from_wire(copy: &wire::CopyOf, path: &Path<'_>) -> Result<CopyOf, FieldError> {
    Ok(CopyOf {
        document: DocumentId::new(&*copy.document_id)
            .map_err(|error| path.field("document_id").error(sayso_contract::Reason::Malformed, error))?,
        revision: RevisionId::new(&*copy.revision)
            .map_err(|error| path.field("revision").error(sayso_contract::Reason::Malformed, error))?,
        resemblance: copy.resemblance,
        of_copy: copy.of_copy,
        of_original: copy.of_original,
    })
}

/// The documents of the claims of one answer, each asked for once.
pub(crate) struct Documents<'c> {
    client: &'c StoreClient,
    known: HashMap<(String, String), Document>,
    /// The bytes of their texts.
    bytes: usize,
}

impl<'c> Documents<'c> {
    pub(crate) fn of(client: &'c StoreClient) -> Self {
        Self { client, known: HashMap::new(), bytes: 0 }
    }

    /// True if the document of a claim has been asked for.
    fn hold(&self, stored: Option<&wire::StoredClaim>) -> bool {
        let document = stored.and_then(|stored| stored.document.as_ref());
        document.is_some_and(|document| self.known.contains_key(&(document.id.clone(), document.revision.clone())))
    }

    pub(crate) async fn stored_claim(
        &mut self,
        stored: Option<wire::StoredClaim>,
        path: &Path<'_>,
    ) -> Result<StoredClaim, StoreError> {
        let required = || broken(&path.error(sayso_contract::Reason::Required, "a claim with its document is needed"));
        let stored = stored.ok_or_else(required)?;
        let (claim, summary) = stored.claim.zip(stored.document).ok_or_else(required)?;
        let key = (summary.id.clone(), summary.revision.clone());
        if !self.known.contains_key(&key) {
            let answer = self.client.fetch_document(&key.0, &key.1).await?;
            let document =
                document_from_wire(answer.document, &Path::of("document")).map_err(|error| broken(&error))?;
            self.bytes += document.text().len();
            self.known.insert(key.clone(), document);
        }
        let document = &self.known[&key];
        let offsets = Offsets::new(document.text(), UNIT);
        let claim = claim_from_wire(&claim, document, &offsets, path).map_err(|error| broken(&error))?;
        let parts = document_metadata_from_wire(summary, path).map_err(|error| broken(&error))?;
        // The conversion has checked that the spans fit the text.
        let words = ClaimWords::new(&claim, document.text()).unwrap_or_default();
        let cluster = Some(stored.cluster_id).filter(|id| !id.is_empty()).map(ClusterId::new).transpose();
        let cluster = cluster
            .map_err(|error| broken(&path.field("cluster_id").error(sayso_contract::Reason::Malformed, error)))?;
        Ok(StoredClaim {
            words,
            claim,
            document: DocumentSummary { id: document.id().clone(), revision: document.revision().clone(), parts },
            text: Arc::clone(&document.parts().text),
            extractor: stored.extractor,
            current: stored.current,
            cluster,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_type_not_known_passes_for_no_other() {
        let check = |given: i32, expected: Option<ChangeKind>| assert_eq!(change_kind(given).ok(), expected, "{given}");
        check(wire::ChangeType::Added.into(), Some(ChangeKind::ClaimAdded));
        check(wire::ChangeType::Withdrawn.into(), Some(ChangeKind::ClaimWithdrawn));
        check(wire::ChangeType::Updated.into(), Some(ChangeKind::ClaimUpdated));
        for unknown in [0, wire::ChangeType::PassedOver.into(), 99, -1] {
            check(unknown, None);
        }
    }
}
