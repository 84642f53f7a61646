//! Answers that stream: the change feed and the export.

use std::sync::Arc;

use sayso_contract::store::v1::{ExportResponse, WatchClaimsResponse};
use sayso_contract::unit_to_wire;
use sayso_rpc::store_error_to_status;
use sayso_service::status;
use sayso_store::{
    Change, Cursor, LinkStore, MAX_CHANGES, MAX_PAGE_SIZE, PageRequest, Query, SettlementQuery, Store, StoreError,
    today,
};
use sayso_text::OffsetUnit;
use tokio::sync::mpsc::{self, Sender};
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::{Code, Status, codegen::BoxStream};

use crate::wire::{changes_to_wire, claims_to_wire};

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
            send_all(&sender, changes_to_wire(&changes, watch.unit)).await?;
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
        let settled = !query.forecast_states.is_empty() && change.claim.claim.forecast.is_some() && {
            let decided = SettlementQuery { claim: Some(change.claim.claim.id().clone()), ..Default::default() };
            !store.settlements(&decided, &PageRequest { size: 1, token: None }).await?.items.is_empty()
        };
        if query.admits(&change.claim, settled, today) {
            admitted.push(change);
        }
    }
    Ok(admitted)
}

/// All claims that match.
pub(crate) fn export(
    store: Arc<dyn Store>,
    query: Query,
    unit: OffsetUnit,
    shutdown: CancellationToken,
) -> BoxStream<ExportResponse> {
    stream(shutdown, |sender| async move {
        let mut page = PageRequest { size: MAX_PAGE_SIZE, token: None };
        loop {
            let found = store.search(&query, &page).await.map_err(failed)?;
            let claims = claims_to_wire(&found.items, unit).into_iter();
            let response = |claim| ExportResponse { claim: Some(claim), offset_unit: unit_to_wire(unit).into() };
            send_all(&sender, claims.map(response)).await?;
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
