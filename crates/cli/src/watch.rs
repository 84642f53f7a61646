//! `sayso watch`: what a running system records, as it comes.

use std::{pin::pin, process::ExitCode};

use anyhow::Result;
use futures_util::{Stream, StreamExt};
use sayso_contract::store::v1::{ChangeType, ClaimQuery, WatchClaimsRequest, WatchClaimsResponse};
use sayso_rpc::CallError;
use sayso_service::shutdown;

use crate::{args::Watch, claims::Printer, output, store::with_store};

pub(crate) fn run(arguments: &Watch) -> Result<ExitCode> {
    let query = arguments.filters.query()?;
    arguments.filters.explain_place();
    with_store(&arguments.store, async |store| {
        let mut cursor = arguments.cursor.clone().unwrap_or_default();
        let request = WatchClaimsRequest {
            cursor: cursor.clone(),
            until_caught_up: arguments.until_caught_up,
            query: (query != ClaimQuery::default()).then_some(query),
            ..Default::default()
        };
        let stop = shutdown::on_signals()?;
        let changes = store.watch_claims(request).await?;
        let ended = tokio::select! {
            ended = follow(changes, arguments.json, &mut cursor) => ended,
            () = stop.cancelled() => Ok(()),
        };
        // However it ends: who goes on from here misses nothing and is told nothing twice.
        if !arguments.json && !cursor.is_empty() {
            eprintln!("go on from here with --cursor {}", output::printable(&cursor));
        }
        ended.map(|()| ExitCode::SUCCESS)
    })
}

/// Prints changes until they end; `cursor` is that of the last one.
async fn follow(
    changes: impl Stream<Item = Result<WatchClaimsResponse, CallError>>,
    json: bool,
    cursor: &mut String,
) -> Result<()> {
    let mut changes = pin!(changes);
    let mut printer = Printer::new(false);
    while let Some(change) = changes.next().await {
        let change = change?;
        if json {
            output::print_json(&change)?;
        } else if let Some(claim) = &change.claim {
            printer.print(claim, &remark(&change))?;
        }
        cursor.clone_from(&change.cursor);
    }
    Ok(())
}

/// What stands before the claim.
fn remark(change: &WatchClaimsResponse) -> String {
    match (change.r#type(), &change.settlement) {
        (ChangeType::Added, _) => String::new(),
        (ChangeType::Withdrawn, _) => "  withdrawn:\n".to_owned(),
        (ChangeType::Updated, _) => "  with more of its document:\n".to_owned(),
        (ChangeType::Settled, Some(settlement)) => output::news(settlement) + "\n",
        (ChangeType::Settled, None) => "  a person decided on it:\n".to_owned(),
        // Of a later version: shown for what it is.
        (ChangeType::Unspecified | ChangeType::PassedOver, _) => {
            "  changed in a way that this version does not know:\n".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;
    use sayso_contract::store::v1::{Outcome, Settlement};
    use sayso_rpc::Failure;

    use super::*;

    #[tokio::test]
    async fn what_is_passed_over_moves_the_cursor_on_also_before_a_failure() {
        let passed = |cursor: &str| WatchClaimsResponse {
            cursor: cursor.into(),
            r#type: ChangeType::PassedOver.into(),
            ..Default::default()
        };
        let away = Err(CallError::new(Failure::Unavailable, "", "it is stopping"));
        for (changes, failed) in [(vec![Ok(passed("7"))], false), (vec![Ok(passed("5")), Ok(passed("7")), away], true)]
        {
            let mut cursor = "3".to_owned();
            let ended = follow(stream::iter(changes), false, &mut cursor).await;
            assert_eq!((ended.is_err(), cursor.as_str()), (failed, "7"));
        }
    }

    #[test]
    fn a_decision_is_told_with_its_outcome() {
        let settlement = Settlement {
            outcome: Outcome::DidNot.into(),
            decided_by: "Ada".into(),
            reason: "still shut".into(),
            ..Default::default()
        };
        let change = WatchClaimsResponse {
            r#type: ChangeType::Settled.into(),
            settlement: Some(settlement),
            ..Default::default()
        };
        let shown = anstream::adapter::strip_str(&remark(&change)).to_string();
        assert_eq!(shown, "  a person decided: did not come true, decided by Ada: “still shut”\n");
    }
}
