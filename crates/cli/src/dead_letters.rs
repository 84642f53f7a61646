//! `sayso dead-letters`: the submissions that were given up, and what becomes of them.

use std::process::ExitCode;

use anyhow::Result;
use sayso_contract::ingest::v1::{
    DeleteDeadLetterRequest, GetDeadLetterRequest, ListDeadLettersRequest, RetryDeadLetterRequest,
    RetryDeadLettersRequest,
};
use sayso_rpc::{CallError, IngestClient};
use sayso_service::{ClientSettings, connect};

use crate::{
    args::DeadLetters,
    block_on, explain,
    output::{self, printable},
    store::{each, page_size, pages, with_patience},
};

pub(crate) fn run(arguments: &DeadLetters) -> Result<ExitCode> {
    block_on(async {
        let settings = ClientSettings::default();
        let client = IngestClient::new(connect(&arguments.server, &settings)?, &settings);
        let done = if arguments.retry_all {
            retry_all(&client, arguments.json).await.map(|()| ExitCode::SUCCESS)
        } else if arguments.ids.is_empty() {
            list(&client, arguments).await.map(|()| ExitCode::SUCCESS)
        } else {
            one_by_one(&client, arguments).await
        };
        done.map_err(|error| explain(error, "ingest", &arguments.server))
    })
}

async fn list(client: &IngestClient, arguments: &DeadLetters) -> Result<()> {
    let page_size = page_size(arguments.limit);
    let pages = pages(|page_token| client.list_dead_letters(ListDeadLettersRequest { page_size, page_token }));
    let mut printed = 0;
    let more = each(pages, arguments.limit, |submission| {
        let gap = if printed > 0 { "\n" } else { "" };
        printed += 1;
        if arguments.json {
            return output::print_json(&submission);
        }
        Ok(output::print(&format!("{gap}{}", output::dead_letter(&submission)))?)
    });
    if more.await? {
        eprintln!("there are more: ask with --limit 0 for all");
    } else if printed == 0 {
        eprintln!("no submission was given up");
    }
    Ok(())
}

/// Shows, retries or deletes those that are named. One that fails does not stop the others.
async fn one_by_one(client: &IngestClient, arguments: &DeadLetters) -> Result<ExitCode> {
    let mut failed = false;
    for id in &arguments.ids {
        if let Err(error) = one(client, id, arguments).await {
            if error.is_transient() {
                return Err(error.into());
            }
            eprintln!("sayso: {}", printable(&format!("{id}: {error}")));
            failed = true;
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn one(client: &IngestClient, id: &str, arguments: &DeadLetters) -> Result<(), CallError> {
    let id = id.to_owned();
    if arguments.retry {
        let request = RetryDeadLetterRequest { id, ..Default::default() };
        with_patience(|| client.retry_dead_letter(request.clone())).await?;
    } else if arguments.delete {
        let request = DeleteDeadLetterRequest { id, ..Default::default() };
        with_patience(|| client.delete_dead_letter(request.clone())).await?;
    } else {
        let request = GetDeadLetterRequest { id };
        let letter = with_patience(|| client.get_dead_letter(request.clone())).await?;
        // Nobody reads on where this fails: the pipe is closed.
        let _ = if arguments.json {
            output::print_json(&letter)
        } else {
            let submission = letter.submission.unwrap_or_default();
            let document = letter.document.unwrap_or_default();
            output::print(&output::dead_document(&submission, &document)).map_err(Into::into)
        };
    }
    Ok(())
}

/// Retries what has been given up until now, call by call, waiting where the queue is full.
async fn retry_all(client: &IngestClient, json: bool) -> Result<()> {
    let mut request = RetryDeadLettersRequest::default();
    let (mut retried, mut told) = (0, false);
    loop {
        let answer = match client.retry_dead_letters(request.clone()).await {
            Err(CallError { retry_after: Some(wait), message, .. }) => {
                if !told {
                    let said = printable(&format!("waiting for the ingest service to take more: {message}"));
                    eprintln!("sayso: {said}");
                    told = true;
                }
                tokio::time::sleep(wait).await;
                continue;
            }
            Err(error) => {
                if retried > 0 {
                    eprintln!("{retried} queued again before it failed");
                }
                return Err(error.into());
            }
            Ok(answer) => answer,
        };
        retried += u64::from(answer.retried_count);
        if !answer.more {
            break;
        }
        request.given_up_by = answer.given_up_by;
    }
    if json {
        return output::print_json(&serde_json::json!({ "retriedCount": retried }));
    }
    eprintln!("{retried} queued again");
    Ok(())
}
