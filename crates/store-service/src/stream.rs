//! Answers that stream: the change feed and the export.

use std::{collections::HashMap, sync::Arc};

use jiff::civil::Date;
use sayso_contract::store::v1::{ChangeType, ExportResponse, WatchClaimsResponse};
use sayso_rpc::store_error_to_status;
use sayso_service::status;
use sayso_store::{
    Change, ClaimNumber, Cursor, LinkStore, MAX_CHANGES, MAX_LINKS, MAX_PAGE_SIZE, PageRequest, Query, Settlement,
    SettlementQuery, StoreError, StoredClaim, StoredLink, today,
};
use sayso_text::OffsetUnit;
use tokio::sync::mpsc::{self, Sender};
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::{Code, Status, codegen::BoxStream};

use crate::wire::{changes_to_wire, claims_to_wire, ledger};

/// Messages made before the caller has taken the last one.
const AHEAD: usize = 16;

/// Why a stream ends early.
enum End {
    /// The caller is gone.
    Gone,
    /// The caller is told this.
    Status(Status),
}

/// Which changes are asked for.
pub(crate) struct Watch {
    /// Those after this one.
    pub(crate) cursor: Cursor,
    /// The unit of the offsets.
    pub(crate) unit: OffsetUnit,
    /// True if the stream ends when all that are there have been sent.
    pub(crate) until_caught_up: bool,
    /// Only those of claims that it admits; `None` for all.
    pub(crate) query: Option<Query>,
}

/// Changes in order; the stream ends as `watch` says, else only with the caller or the server.
pub(crate) fn watch(
    store: Arc<dyn LinkStore>,
    watch: Watch,
    shutdown: CancellationToken,
) -> BoxStream<WatchClaimsResponse> {
    stream(shutdown, |sender| async move {
        let mut cursor = watch.cursor;
        loop {
            let mut changes = store.changes(cursor, MAX_CHANGES).await.map_err(failed)?;
            match changes.last() {
                Some(last) => cursor = last.cursor,
                None if watch.until_caught_up => return Ok(()),
                None => {
                    store.wait_for_changes(cursor).await.map_err(failed)?;
                    continue;
                }
            }
            if let Some(query) = &watch.query {
                changes = admitted(store.as_ref(), query, changes, cursor).await.map_err(failed)?;
            }
            let told = changes.last().is_some_and(|last| last.cursor == cursor);
            let passed_over = (!told).then(|| WatchClaimsResponse {
                cursor: cursor.to_string(),
                r#type: ChangeType::PassedOver.into(),
                ..WatchClaimsResponse::default()
            });
            send_all(&sender, changes_to_wire(&changes, watch.unit).into_iter().chain(passed_over)).await?;
        }
    })
}

/// Those of the changes up to `last` whose claims the query admits.
async fn admitted(
    store: &dyn LinkStore,
    query: &Query,
    mut changes: Vec<Change>,
    last: Cursor,
) -> Result<Vec<Change>, StoreError> {
    let mut query = query.clone();
    if let Some(entity) = &query.entity {
        // Who is behind a claim is known once it is linked; then it is read again.
        store.wait_for_linking(last).await?;
        match store.source(entity, None).await {
            Ok(dossier) => query.entity = Some(dossier.source.id),
            Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
        for change in &mut changes {
            if change.claim.current {
                change.claim = store.claim(change.claim.claim.id()).await?;
            }
        }
    }
    let today = today();
    let mut admitted = Vec::new();
    for change in changes {
        let settled =
            !query.forecast_states.is_empty() && decision_on(store, &change.claim, query.as_of).await?.is_some();
        if query.admits(&change.claim, settled, today) {
            admitted.push(change);
        }
    }
    Ok(admitted)
}

/// The decision that counts on the forecast of a claim, or counted on a day.
async fn decision_on(
    store: &dyn LinkStore,
    stored: &StoredClaim,
    as_of: Option<Date>,
) -> Result<Option<Settlement>, StoreError> {
    if stored.claim.forecast.is_none() {
        return Ok(None);
    }
    let claim = Some(stored.claim.id().clone());
    let query = SettlementQuery { claim, include_withdrawn: as_of.is_some(), ..SettlementQuery::default() };
    let mut page = PageRequest { size: if as_of.is_some() { MAX_PAGE_SIZE } else { 1 }, token: None };
    loop {
        let found = store.settlements(&query, &page).await?;
        let mut settlements = found.items.into_iter();
        let counts = settlements.find(|settlement| as_of.is_none_or(|day| settlement.stands_on(day)));
        match found.next_token {
            Some(token) if counts.is_none() => page.token = Some(token),
            _ => return Ok(counts),
        }
    }
}

/// How many claims have their links read at once.
const LINKED_AT_ONCE: usize = 50;

/// Claims with their links, those that people decided and the most probable first, and with the decisions on their forecasts.
async fn with_links(
    store: &dyn LinkStore,
    claims: &[StoredClaim],
    unit: OffsetUnit,
) -> Result<Vec<ExportResponse>, StoreError> {
    let numbers: Vec<ClaimNumber> = claims.iter().map(|stored| ClaimNumber::of(stored.claim.id())).collect();
    let mut links: HashMap<ClaimNumber, Vec<StoredLink>> = numbers.iter().map(|number| (*number, Vec::new())).collect();
    for link in store.links_of(&numbers).await? {
        for end in [&link.from, &link.to] {
            if let Some(of_claim) = links.get_mut(&ClaimNumber::of(end)) {
                of_claim.push(link.clone());
            }
        }
    }
    let mut exported = Vec::with_capacity(claims.len());
    for (stored, claim) in claims.iter().zip(claims_to_wire(claims, unit)) {
        let mut links = links.get(&ClaimNumber::of(stored.claim.id())).cloned().unwrap_or_default();
        links.sort_by(|one, other| {
            other.weight().total_cmp(&one.weight()).then_with(|| (&one.from, &one.to).cmp(&(&other.from, &other.to)))
        });
        links.truncate(MAX_LINKS);
        let settlement = decision_on(store, stored, None).await?;
        exported.push(ledger::exported(claim, stored, &links, settlement.as_ref(), unit));
    }
    Ok(exported)
}

/// All claims that match.
pub(crate) fn export(
    store: Arc<dyn LinkStore>,
    query: Query,
    unit: OffsetUnit,
    shutdown: CancellationToken,
) -> BoxStream<ExportResponse> {
    stream(shutdown, |sender| async move {
        let mut page = PageRequest { size: MAX_PAGE_SIZE, token: None };
        loop {
            let found = store.search(&query, &page).await.map_err(failed)?;
            for claims in found.items.chunks(LINKED_AT_ONCE) {
                send_all(&sender, with_links(store.as_ref(), claims, unit).await.map_err(failed)?).await?;
            }
            match found.next_token {
                Some(token) => page.token = Some(token),
                None => return Ok(()),
            }
        }
    })
}

fn failed(error: StoreError) -> End {
    End::Status(store_error_to_status(&error))
}

async fn send_all<T>(sender: &Sender<Result<T, Status>>, messages: impl IntoIterator<Item = T>) -> Result<(), End> {
    for message in messages {
        sender.send(Ok(message)).await.map_err(|_| End::Gone)?;
    }
    Ok(())
}

/// What `produce` sends, until it is done, the caller is gone, or the server stops.
fn stream<T, F>(shutdown: CancellationToken, produce: impl FnOnce(Sender<Result<T, Status>>) -> F) -> BoxStream<T>
where
    T: Send + 'static,
    F: Future<Output = Result<(), End>> + Send + 'static,
{
    let (sender, receiver) = mpsc::channel(AHEAD);
    let producing = produce(sender.clone());
    tokio::spawn(async move {
        let end = tokio::select! {
            end = producing => end,
            () = sender.closed() => Err(End::Gone),
            () = shutdown.cancelled() => {
                Err(End::Status(status::error(Code::Unavailable, "SERVER_STOPPING", "the server is stopping")))
            }
        };
        if let Err(End::Status(status)) = end {
            // The caller may be gone as well.
            let _ = sender.send(Err(status)).await;
        }
    });
    Box::pin(ReceiverStream::new(receiver))
}
