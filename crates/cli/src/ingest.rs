//! `sayso ingest`: documents to a running system.

use std::{
    cell::Cell,
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
use sayso_rpc::{CallError, Failure, IngestClient};
use sayso_service::{ClientSettings, connect};

use crate::{
    args::Ingest,
    block_on, explain,
    inputs::{Input, inputs},
    progress::progress,
};

/// Calls under way at once: enough for the queue to write many documents to disk together.
const AT_ONCE: usize = 32;

/// How long a service that never answered is waited for, at most: it may be starting, or the address may be wrong.
const FIRST_PATIENCE: Duration = Duration::from_secs(5);

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
        let notice = || {
            bar.suspend(|| {
                eprintln!("sayso: the ingest service at {} does not answer; waiting for it", arguments.server)
            })
        };
        let patience = Duration::from_secs(arguments.patience.into());
        let submitter = Submitter::new(&client, patience, &notice);
        let mut summary = Summary::default();
        let mut submitted = Vec::new();
        let mut lost = None;
        let mut answers = stream::iter(documents)
            .map(|(name, document)| {
                let submitter = &submitter;
                async move {
                    let answer = match document {
                        Ok(document) => submitter.submit(&document).await.map_err(Into::into),
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
                // Nothing that follows would fare better.
                Err(error) if unavailable(&error) => {
                    lost = Some(error);
                    break;
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
        if let Some(error) = lost {
            return Err(away(error))
                .context("not all documents were submitted; the same command goes on where it stopped");
        }
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

/// True if the service cannot be reached.
fn unavailable(error: &anyhow::Error) -> bool {
    error.downcast_ref::<CallError>().is_some_and(|error| error.failure == Failure::Unavailable)
}

/// Submits documents, again and again while the service is full or away. All calls share one patience with a service
/// that is away.
pub(crate) struct Submitter<'a> {
    client: &'a IngestClient,
    /// How long to go on without success, for a document while the service is full, for all while it is away.
    patience: Duration,
    /// Called once each time the service goes away.
    notice: &'a dyn Fn(),
    answered: Cell<bool>,
    away_since: Cell<Option<Instant>>,
}

impl<'a> Submitter<'a> {
    pub(crate) fn new(client: &'a IngestClient, patience: Duration, notice: &'a dyn Fn()) -> Self {
        Self { client, patience, notice, answered: Cell::new(false), away_since: Cell::new(None) }
    }

    /// # Errors
    /// What the service says of this document, or [`Failure::Unavailable`] once the patience is used up.
    pub(crate) async fn submit(&self, document: &Document) -> Result<SubmitDocumentResponse, CallError> {
        let (begun, mut wait) = (Instant::now(), FIRST_WAIT);
        loop {
            let answer = self.client.submit(document).await;
            let patient = match &answer {
                Err(error) if error.failure == Failure::Unavailable => self.waits_for_service(),
                _ => {
                    self.answered.set(true);
                    self.away_since.set(None);
                    begun.elapsed() < self.patience
                }
            };
            match answer {
                Err(error) if error.is_transient() && patient => {
                    tokio::time::sleep(error.retry_after.unwrap_or(wait)).await;
                    wait = (wait * 2).min(LONGEST_WAIT);
                }
                answer => return answer,
            }
        }
    }

    fn waits_for_service(&self) -> bool {
        let patience = if self.answered.get() { self.patience } else { self.patience.min(FIRST_PATIENCE) };
        match self.away_since.get() {
            Some(since) => since.elapsed() < patience,
            None if patience.is_zero() => false,
            None => {
                self.away_since.set(Some(Instant::now()));
                (self.notice)();
                true
            }
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
