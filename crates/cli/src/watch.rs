//! `sayso watch`: what a running system records, as it comes.

use std::process::ExitCode;

use anyhow::Result;
use futures_util::StreamExt;
use sayso_contract::store::v1::{ChangeType, ClaimQuery, WatchClaimsRequest};

use crate::{args::Watch, claims::Printer, output, store::with_store};

pub(crate) fn run(arguments: &Watch) -> Result<ExitCode> {
    let query = arguments.filters.query()?;
    arguments.filters.explain_place();
    with_store(&arguments.store, async |store| {
        let request = WatchClaimsRequest {
            cursor: arguments.cursor.clone().unwrap_or_default(),
            until_caught_up: arguments.until_caught_up,
            query: (query != ClaimQuery::default()).then_some(query),
            ..Default::default()
        };
        let mut changes = store.watch_claims(request).await?;
        let mut printer = Printer::new(false);
        let mut cursor = String::new();
        while let Some(change) = changes.next().await {
            let change = change?;
            cursor.clone_from(&change.cursor);
            if arguments.json {
                output::print_json(&change)?;
            } else if let Some(claim) = &change.claim {
                let remark = match change.r#type() {
                    ChangeType::Withdrawn => "  withdrawn:\n",
                    ChangeType::Updated => "  with more of its document:\n",
                    ChangeType::Settled => "  a person decided on it:\n",
                    ChangeType::Added => "",
                    // Of a later version: shown for what it is.
                    ChangeType::Unspecified => "  changed in a way that this version does not know:\n",
                };
                printer.print(claim, remark)?;
            }
        }
        if !arguments.json && !cursor.is_empty() {
            eprintln!("go on from here with --cursor {cursor}");
        }
        Ok(ExitCode::SUCCESS)
    })
}
