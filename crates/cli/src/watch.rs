//! `sayso watch`: what a running system records, as it comes.

use std::{io::Write, process::ExitCode};

use anyhow::Result;
use futures_util::StreamExt;
use sayso_contract::store::v1::{ChangeType, WatchClaimsRequest};
use sayso_rpc::{CallError, StoreClient};
use sayso_service::{ClientSettings, connect};

use crate::{args::Watch, block_on, claims::Printer, explain};

pub(crate) fn run(arguments: &Watch) -> Result<ExitCode> {
    block_on(async {
        let settings = ClientSettings::default();
        let client = StoreClient::new(connect(&arguments.server, &settings)?, &settings);
        let request = WatchClaimsRequest {
            cursor: arguments.cursor.clone().unwrap_or_default(),
            until_caught_up: arguments.until_caught_up,
            ..Default::default()
        };
        let away = |error: CallError| explain(error.into(), "store", &arguments.server);
        let mut changes = client.watch_claims(request).await.map_err(away)?;
        let mut printer = Printer::new(false);
        let mut cursor = String::new();
        while let Some(change) = changes.next().await {
            let change = change.map_err(away)?;
            cursor.clone_from(&change.cursor);
            if arguments.json {
                writeln!(anstream::stdout().lock(), "{}", serde_json::to_string(&change)?)?;
            } else if let Some(claim) = &change.claim {
                let remark = match change.r#type() {
                    ChangeType::Withdrawn => "  withdrawn:\n",
                    ChangeType::Updated => "  with more of its document:\n",
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
