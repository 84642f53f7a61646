//! `sayso ingest`: documents to a running system.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use futures_util::{StreamExt, stream};
use sayso_contract::{
    Path,
    document::v1 as wire,
    document_from_wire,
    ingest::v1::{Submission, SubmissionState, SubmitDocumentResponse},
};
use sayso_domain::{Document, DocumentParts};
use sayso_rpc::{CallError, IngestClient};
use sayso_service::{ClientSettings, connect};

use crate::{
    args::Ingest,
    block_on, explain,
    inputs::{Input, inputs},
    progress::progress,
};

/// Calls under way at once: enough for the queue to write many documents to disk together.
const AT_ONCE: usize = 32;

/// How long to go on when the service is full or away, before a document counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// The wait after the first failure; it doubles up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How submissions ended, counted.
#[derive(Default)]
struct Summary {
    accepted: usize,
    duplicates: usize,
    failed: usize,
}

pub(crate) fn run(arguments: &Ingest) -> Result<ExitCode> {
    let documents = documents(arguments)?;
    block_on(async {
        let settings = ClientSettings::default();
        let client = IngestClient::new(connect(&arguments.server, &settings)?, &settings);
        let away = |error| explain(error, "ingest", &arguments.server);
        let bar = progress(documents.len());
        let mut summary = Summary::default();
        let mut submitted = Vec::new();
        let mut answers = stream::iter(documents)
            .map(|(name, document)| {
                let client = &client;
                async move {
                    let answer = match document {
                        Ok(document) => submit(client, &document).await.map_err(|error| away(error.into())),
                        Err(error) => Err(error),
                    };
                    (name, answer)
                }
            })
            .buffered(AT_ONCE);
        while let Some((name, answer)) = answers.next().await {
            match answer {
                Ok(SubmitDocumentResponse { duplicate, submission }) => {
                    if duplicate {
                        summary.duplicates += 1
                    } else {
                        summary.accepted += 1
                    }
                    submitted.extend(submission.map(|submission| (name, submission.id)));
                }
                Err(error) => {
                    summary.failed += 1;
                    bar.suspend(|| eprintln!("sayso: {name}: {error:#}"));
                }
            }
            bar.inc(1);
        }
        drop(answers);
        bar.finish_and_clear();
        let Summary { accepted, duplicates, failed } = summary;
        eprintln!("{accepted} accepted, {duplicates} already known, {failed} failed");
        let dead = if arguments.wait { wait(&client, submitted).await.map_err(away)? } else { 0 };
        Ok(if failed + dead == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}

/// Each document with a name for messages, or why it cannot be read. Only a path that does not exist ends it.
fn documents(arguments: &Ingest) -> Result<Vec<(String, Result<Document>)>> {
    let mut documents = Vec::new();
    for input in inputs(&arguments.paths, &["txt", "jsonl"])? {
        if input.has_extension("jsonl") {
            match input.text() {
                Ok(text) => documents.extend(
                    text.lines()
                        .enumerate()
                        .filter(|(_, line)| !line.is_empty())
                        .map(|(i, line)| (format!("{}, line {}", input.name(), i + 1), from_json(line))),
                ),
                Err(error) => documents.push((input.name(), Err(error))),
            }
        } else {
            documents.push((input.name(), from_text(&input, arguments)));
        }
    }
    Ok(documents)
}

fn from_json(line: &str) -> Result<Document> {
    let document: wire::Document = serde_json::from_str(line).context("it is no document in proto JSON")?;
    Ok(document_from_wire(Some(document), &Path::of("document"))?)
}

/// A file is a document at its own address: a changed file is a new revision, and files of one name are two documents.
fn from_text(input: &Input, arguments: &Ingest) -> Result<Document> {
    let uri = match input {
        Input::Standard => None,
        Input::File(path) => Some(format!("file://{}", path.canonicalize()?.display())),
    };
    let text = input.text()?;
    if text.trim().is_empty() {
        bail!("it is empty: there is nothing to read");
    }
    Ok(Document::new(DocumentParts {
        uri,
        site: arguments.site.clone(),
        published: arguments.published.clone(),
        ..DocumentParts::of_text(text)
    })?)
}

/// Submits, again and again while the service is full or away.
pub(crate) async fn submit(client: &IngestClient, document: &Document) -> Result<SubmitDocumentResponse, CallError> {
    let (begun, mut wait) = (Instant::now(), FIRST_WAIT);
    loop {
        match client.submit(document).await {
            Err(error) if error.is_transient() && begun.elapsed() < PATIENCE => {
                tokio::time::sleep(error.retry_after.unwrap_or(wait)).await;
                wait = (wait * 2).min(LONGEST_WAIT);
            }
            answer => return answer,
        }
    }
}

/// Waits until every submission is recorded or given up; returns how many were given up.
pub(crate) async fn wait(client: &IngestClient, submitted: Vec<(String, String)>) -> Result<usize> {
    let bar = progress(submitted.len());
    let mut dead = 0;
    for (name, id) in submitted {
        let mut pause = FIRST_WAIT / 10;
        let submission = loop {
            let submission = client.submission(&id).await?;
            match submission.state() {
                SubmissionState::Recorded | SubmissionState::Dead => break submission,
                _ => tokio::time::sleep(pause).await,
            }
            pause = (pause * 2).min(FIRST_WAIT * 5);
        };
        if let Submission { last_error, .. } = &submission
            && submission.state() == SubmissionState::Dead
        {
            dead += 1;
            bar.suspend(|| eprintln!("sayso: {name}: given up: {last_error}"));
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(dead)
}
