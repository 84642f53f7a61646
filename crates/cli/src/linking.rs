//! Waiting until claims are linked, and `sayso relink`, which has all of them linked anew.

use std::{pin::pin, process::ExitCode, time::Duration};

use anyhow::Result;
use sayso_contract::store::v1::{GetLinkingRequest, GetLinkingResponse, RelinkRequest};
use sayso_rpc::{CallError, Failure, StoreClient};

use crate::{args::Relink, output, progress::counting_down, store::with_store};

/// How often the progress is looked at.
const LOOK: Duration = Duration::from_millis(250);

pub(crate) fn run(arguments: &Relink) -> Result<ExitCode> {
    with_store(&arguments.store, async |store| {
        store.relink(RelinkRequest {}).await?;
        let linked = linked(store).await?;
        if arguments.json {
            output::print_json(&linked)?;
        } else {
            eprintln!("all claims are linked anew");
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Waits until all that is recorded now is linked, and shows how far that has come.
///
/// # Errors
/// What the store says.
pub(crate) async fn linked(store: &StoreClient) -> Result<GetLinkingResponse, CallError> {
    let bar = counting_down();
    let mut waiting = pin!(wait(store));
    loop {
        tokio::select! {
            linked = &mut waiting => {
                bar.finish_and_clear();
                return linked;
            }
            () = tokio::time::sleep(LOOK), if !bar.is_hidden() => {
                // What fails here fails there as well, and there it counts.
                if let Ok(now) = store.get_linking(GetLinkingRequest { wait: false }).await {
                    let all = bar.length().unwrap_or_default().max(now.waiting);
                    bar.set_length(all);
                    bar.set_position(all - now.waiting);
                }
            }
        }
    }
}

/// The answer once all is linked. One call has a deadline, linking has none: while the store answers, it is asked again.
async fn wait(store: &StoreClient) -> Result<GetLinkingResponse, CallError> {
    loop {
        match store.get_linking(GetLinkingRequest { wait: true }).await {
            Err(CallError { failure: Failure::Unavailable, .. }) => {
                let now = store.get_linking(GetLinkingRequest { wait: false }).await?;
                if now.waiting == 0 {
                    return Ok(now);
                }
                tokio::time::sleep(LOOK).await;
            }
            answer => return answer,
        }
    }
}
