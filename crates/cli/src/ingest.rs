//! `sayso ingest`: documents to a running system.

use std::{
    cell::Cell,
    iter::once,
    pin::pin,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use futures_util::{StreamExt, stream};
use indicatif::ProgressBar;
use sayso_contract::ingest::v1::{SubmissionState, SubmitDocumentResponse};
use sayso_domain::{Document, DocumentParts};
use sayso_rpc::{CallError, Failure, IngestClient};
use sayso_service::{ClientSettings, connect};

use crate::{
    args::Ingest,
    block_on, explain,
    inputs::{Input, Inputs, Lines, document_from_json, inputs},
    linking::linked,
    output::printable,
    progress::progress,
    store,
    turns::in_turn,
};

/// Calls under way at once: enough for the queue to write many documents to disk together.
const AT_ONCE: usize = 32;

/// How long a service that never answered is waited for, at most: it may be starting, or the address may be wrong.
const FIRST_PATIENCE: Duration = Duration::from_secs(5);

/// The wait after the first failure; it doubles up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// The exit code when `--wait` ran out of time.
const OUT_OF_TIME: u8 = 3;

/// A document with a name for messages, or why it cannot be read.
type Named = (String, Result<Document>);

/// How submissions ended, counted.
#[derive(Default)]
struct Summary {
    accepted: usize,
    duplicates: usize,
    failed: usize,
}

pub(crate) fn run(arguments: &Ingest) -> Result<ExitCode> {
    block_on(async {
        let settings = ClientSettings::default();
        let client = IngestClient::new(connect(&arguments.server, &settings)?, &settings);
        let away = |error| explain(error, "ingest", &arguments.server);
        let Inputs { found, missing } = inputs(&arguments.paths, &["txt", "jsonl"]);
        // A file of lines holds any number of documents.
        let bar =
            progress(if found.iter().any(|input| input.has_extension("jsonl")) { usize::MAX } else { found.len() });
        bar.set_length(found.len() as u64);
        let complain = |said: &str| bar.suspend(|| eprintln!("sayso: {}", printable(said)));
        for error in &missing {
            complain(&format!("{error:#}"));
        }
        let notice =
            || complain(&format!("the ingest service at {} does not answer; waiting for it", arguments.server));
        let patience = Duration::from_secs(arguments.patience.into());
        let submitter = Submitter::new(&client, patience, &notice);
        let mut summary = Summary { failed: missing.len(), ..Summary::default() };
        let mut submitted = Vec::new();
        let mut lost = None;
        // The order in which the revisions of a document are accepted says which of them is current.
        let id = |(_, document): &Named| document.as_ref().ok().map(|document| document.id().clone());
        let submit = |(name, document): Named| {
            let submitter = &submitter;
            async move {
                let answer = match document {
                    Ok(document) => submitter.submit(&document).await.map_err(Into::into),
                    Err(error) => Err(error),
                };
                (name, answer)
            }
        };
        let documents = documents(&found, arguments, &bar);
        let mut answers = pin!(in_turn(stream::iter(documents), AT_ONCE, id, submit));
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
                    complain(&format!("{name}: {error:#}"));
                }
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        let Summary { accepted, duplicates, failed } = summary;
        eprintln!("{accepted} accepted, {duplicates} already known, {failed} failed");
        if let Some(error) = lost {
            return Err(away(error))
                .context("not all documents were submitted; the same command goes on where it stopped");
        }
        if !arguments.wait {
            return Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        let count = submitted.len();
        let mut waited = Waited::default();
        let waiting = wait(&client, submitted, patience, &mut waited);
        let ended = match arguments.timeout {
            0 => Ok(waiting.await),
            seconds => tokio::time::timeout(Duration::from_secs(seconds.into()), waiting).await,
        };
        match ended {
            Ok(done) => done.map_err(away)?,
            Err(_) => {
                let left = count - waited.done;
                eprintln!("sayso: {left} of {count} documents are still under way after {} s", arguments.timeout);
                return Ok(ExitCode::from(OUT_OF_TIME));
            }
        }
        if arguments.linked {
            let away = |error: CallError| explain(error.into(), "store", &arguments.store);
            linked(&store::client(&arguments.store)?).await.map_err(away)?;
        }
        Ok(if failed + waited.dead == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}

/// The documents of the inputs, each read when its turn comes.
fn documents<'a>(inputs: &'a [Input], arguments: &'a Ingest, bar: &'a ProgressBar) -> impl Iterator<Item = Named> + 'a {
    inputs.iter().flat_map(move |input| -> Box<dyn Iterator<Item = Named> + 'a> {
        let name = input.name();
        match input {
            Input::File(path) if input.has_extension("jsonl") => match Lines::open(path) {
                Ok(lines) => Box::new(lines.enumerate().map(move |(i, (number, line))| {
                    // How many there are shows only at the end: the file has been counted as one.
                    bar.inc_length(u64::from(i > 0));
                    (format!("{name}, line {number}"), line.and_then(|line| document_from_json(&line, None)))
                })),
                Err(error) => Box::new(once((name, Err(error)))),
            },
            _ => Box::new(once((name, from_text(input, arguments)))),
        }
    })
}

/// A file is a document at its own address: a changed file is a new revision, and files of one name are two documents.
fn from_text(input: &Input, arguments: &Ingest) -> Result<Document> {
    let uri = match input {
        Input::Standard => None,
        Input::File(path) | Input::Line { path, .. } => Some(format!("file://{}", path.canonicalize()?.display())),
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

/// How far the waiting has come.
#[derive(Debug, Default)]
pub(crate) struct Waited {
    /// Submissions that are recorded or given up.
    pub(crate) done: usize,
    /// Those given up.
    pub(crate) dead: usize,
}

/// Waits until every submission is recorded or given up, also through times no longer than `patience` in which the
/// service is away or has too much to do.
pub(crate) async fn wait(
    client: &IngestClient,
    submitted: Vec<(String, String)>,
    patience: Duration,
    waited: &mut Waited,
) -> Result<()> {
    let bar = progress(submitted.len());
    for (name, id) in submitted {
        let (mut pause, mut answered) = (FIRST_WAIT / 10, Instant::now());
        let submission = loop {
            match client.submission(&id).await {
                Ok(submission) if matches!(submission.state(), SubmissionState::Recorded | SubmissionState::Dead) => {
                    break submission;
                }
                Ok(_) => answered = Instant::now(),
                Err(error) if error.is_transient() && answered.elapsed() < patience => {}
                Err(error) => return Err(error.into()),
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(FIRST_WAIT * 5);
        };
        if submission.state() == SubmissionState::Dead {
            waited.dead += 1;
            let said = printable(&format!("{name}: given up: {}", submission.last_error));
            bar.suspend(|| eprintln!("sayso: {said}"));
        }
        waited.done += 1;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}
