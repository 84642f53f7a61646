//! Answers that stream: the change feed and the export.

use std::sync::Arc;

use sayso_contract::store::v1::{ExportResponse, WatchClaimsResponse};
use sayso_contract::unit_to_wire;
use sayso_rpc::store_error_to_status;
use sayso_service::status;
use sayso_store::{Cursor, MAX_CHANGES, MAX_PAGE_SIZE, PageRequest, Query, Store};
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

/// Changes after `cursor`, in order; ends when all have been sent if `until_caught_up`, else only with the caller or
/// the server.
pub(crate) fn watch(
    store: Arc<dyn Store>,
    cursor: Cursor,
    unit: OffsetUnit,
    until_caught_up: bool,
    shutdown: CancellationToken,
) -> BoxStream<WatchClaimsResponse> {
    stream(shutdown, |sender| async move {
        let mut cursor = cursor;
        loop {
            let changes = store.changes(cursor, MAX_CHANGES).await.map_err(failed)?;
            send_all(&sender, changes_to_wire(&changes, unit)).await?;
            match changes.last() {
                Some(last) => cursor = last.cursor,
                None if until_caught_up => return Ok(()),
                None => store.wait_for_changes(cursor).await.map_err(failed)?,
            }
        }
    })
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

fn failed(error: sayso_store::StoreError) -> End {
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
