//! `sayso ingest`: documents to a running system.

use std::{pin::pin, process::ExitCode, time::Duration};

use anyhow::{Context, Result};
use futures_util::StreamExt;
use sayso_contract::ingest::v1::SubmitDocumentResponse;
use sayso_domain::DocumentParts;
use sayso_rpc::{CallError, Failure, IngestClient};
use sayso_service::{ClientSettings, connect, shutdown};
use tokio_util::sync::CancellationToken;

use crate::{
    args::Ingest,
    block_on, explain,
    linking::linked,
    output::printable,
    progress,
    reading::{How, MAX_FETCHED_BYTES, Outcome, Piece, Reading, Reason, Sources, Tally, sources},
    resume::Places,
    store,
    submit::{Holdup, Submitter, Waited, stops, wait},
    turns::in_turn,
};

/// Calls under way at once: enough for the queue to write many documents to disk together.
const AT_ONCE: usize = 32;

/// The exit code when `--wait` ran out of time.
const OUT_OF_TIME: u8 = 3;
/// The exit code when the user stopped it, as shells have it.
const INTERRUPTED: u8 = 130;

/// How submissions ended, counted.
#[derive(Default)]
struct Summary {
    accepted: u64,
    duplicates: u64,
    failed: Tally,
    left_out: Tally,
    /// Names and ids of submissions, if somebody waits for them.
    submitted: Vec<(String, String)>,
    /// Whether a run that was cut short has a place in its files from which to go on.
    goes_on: bool,
}

/// Why not all was read.
enum CutShort {
    Interrupted,
    Lost(CallError),
}

pub(crate) fn run(arguments: &Ingest) -> Result<ExitCode> {
    let fetching = arguments.fetching.settings(MAX_FETCHED_BYTES)?;
    let settings = ClientSettings::default();
    block_on(async {
        let client = IngestClient::new(connect(&arguments.server, &settings)?, &settings);
        let sources = sources(&arguments.inputs);
        let interrupted = shutdown::on_signals()?;
        let (summary, cut_short) = submit_all(arguments, &sources, fetching, &client, &interrupted).await?;
        let Summary { accepted, duplicates, failed, left_out, submitted, goes_on } = summary;
        let failures = failed.total();
        let next =
            if goes_on { "goes on where it stopped" } else { "begins anew, and what was accepted is known then" };
        eprintln!("{accepted} accepted, {duplicates} already known, {failures} failed");
        eprint!("{}{}", failed.line("failed"), left_out.line("left out"));
        match cut_short {
            None => {}
            Some(CutShort::Interrupted) => {
                eprintln!("sayso: interrupted; the same command {next}");
                return Ok(ExitCode::from(INTERRUPTED));
            }
            Some(CutShort::Lost(error)) => {
                return Err(explain(error.into(), "ingest", &arguments.server))
                    .with_context(|| format!("not all documents were submitted; the same command {next}"));
            }
        }
        if !arguments.wait {
            return Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        let waiting = wait_for_all(arguments, &client, submitted);
        match interrupted.run_until_cancelled(waiting).await {
            Some(Ok(Some(dead))) if failures + dead == 0 => Ok(ExitCode::SUCCESS),
            Some(Ok(Some(_))) => Ok(ExitCode::FAILURE),
            Some(Ok(None)) => Ok(ExitCode::from(OUT_OF_TIME)),
            Some(Err(error)) => Err(error),
            None => {
                eprintln!("sayso: interrupted; what was accepted is recorded all the same");
                Ok(ExitCode::from(INTERRUPTED))
            }
        }
    })
}

/// Waits until all is recorded, and linked if that is asked for; returns how many were given up, `None` when time is up.
async fn wait_for_all(
    arguments: &Ingest,
    client: &IngestClient,
    submitted: Vec<(String, String)>,
) -> Result<Option<u64>> {
    let count = submitted.len();
    let mut waited = Waited::default();
    let waiting = wait(client, submitted, Duration::from_secs(arguments.patience.into()), &mut waited);
    let ended = match arguments.timeout {
        0 => Ok(waiting.await),
        seconds => tokio::time::timeout(Duration::from_secs(seconds.into()), waiting).await,
    };
    match ended {
        Ok(done) => done.map_err(|error| explain(error, "ingest", &arguments.server))?,
        Err(_) => {
            let left = count - waited.done;
            eprintln!("sayso: {left} of {count} documents are still under way after {} s", arguments.timeout);
            return Ok(None);
        }
    }
    if arguments.linked {
        let away = |error: CallError| explain(error.into(), "store", &arguments.store);
        linked(&store::client(&arguments.store)?).await.map_err(away)?;
    }
    Ok(Some(waited.dead as u64))
}

/// Reads all sources and submits what is in them; returns what came of it, and what cut it short.
async fn submit_all(
    arguments: &Ingest,
    sources: &Sources,
    fetching: sayso_fetch::Settings,
    client: &IngestClient,
    interrupted: &CancellationToken,
) -> Result<(Summary, Option<CutShort>)> {
    let bar = std::cell::RefCell::new(progress::Reading::new(sources.bytes()));
    let complain = |said: &str| bar.borrow().suspend(|| eprintln!("sayso: {}", printable(said)));
    let mut summary = Summary::default();
    for error in &sources.missing {
        summary.failed.add(Reason::Unopened, 1);
        complain(&format!("{error:#}"));
    }
    let mut places = Places::new(arguments.state.clone(), &arguments.server);
    let mut how = How {
        fetching,
        defaults: DocumentParts {
            site: arguments.site.clone(),
            published: arguments.published.clone(),
            ..DocumentParts::default()
        },
        file_addresses: true,
        ..How::default()
    };
    if !arguments.restart {
        let left = |path: &std::path::Path| Some((path.to_owned(), places.of(path)?));
        how.places = sources.files().filter_map(left).collect();
    }
    for path in how.places.keys() {
        let said = "goes on where an earlier run was cut short; --restart reads all of it";
        complain(&format!("{}: {said}", path.display()));
    }
    let notice = |holdup: &Holdup| match holdup {
        Holdup::Away => {
            complain(&format!("the ingest service at {} does not answer; waiting for it", arguments.server));
        }
        Holdup::Full(why) => complain(&format!("waiting for the ingest service to take more: {why}")),
    };
    let submitter = &Submitter::new(client, Duration::from_secs(arguments.patience.into()), &notice);
    let submit = |piece: Piece| async move {
        let answer = match &piece.outcome {
            Outcome::Document(document) => Some(submitter.submit(document).await),
            Outcome::Unread(_) | Outcome::LeftOut(..) | Outcome::End { .. } => None,
        };
        (piece, answer)
    };
    // The order in which the revisions of a document are accepted says which of them is current.
    let id = |piece: &Piece| match &piece.outcome {
        Outcome::Document(document) => Some(document.id().clone()),
        Outcome::Unread(_) | Outcome::LeftOut(..) | Outcome::End { .. } => None,
    };
    let reading = Reading::new(how);
    let mut answers = pin!(in_turn(reading.pieces(sources.found.clone()), AT_ONCE, id, submit));
    let cut_short = loop {
        let next = tokio::select! {
            next = answers.next() => next,
            () = interrupted.cancelled() => break Some(CutShort::Interrupted),
        };
        // Answers come in the order of the pieces, so all before this one is durable.
        let Some((piece, answer)) = next else { break None };
        match (&piece.outcome, answer) {
            (_, Some(Err(error))) if stops(&error) => break Some(CutShort::Lost(error)),
            (_, Some(Err(error))) => {
                let refused = matches!(error.failure, Failure::Invalid | Failure::Refused | Failure::NotFound);
                summary.failed.add(if refused { Reason::Refused } else { Reason::Failed }, 1);
                if let Some(mark) = piece.mark.as_ref().filter(|_| !refused) {
                    places.hold(mark);
                }
                complain(&format!("{}: {error}", piece.origin));
            }
            (_, Some(Ok(SubmitDocumentResponse { duplicate, submission }))) => {
                *(if duplicate { &mut summary.duplicates } else { &mut summary.accepted }) += 1;
                if let Some(submission) = submission.filter(|_| arguments.wait) {
                    summary.submitted.push((piece.origin.to_string(), submission.id));
                }
                bar.borrow_mut().done(1, reading.bytes_read());
            }
            (Outcome::Unread(unread), None) => {
                summary.failed.add(unread.reason, 1);
                complain(&format!("{}: {}", piece.origin, unread.message));
            }
            (Outcome::LeftOut(reason, count), None) => summary.left_out.add(*reason, *count),
            (Outcome::Document(_) | Outcome::End { .. }, None) => {}
        }
        match (&piece.outcome, &piece.mark) {
            (Outcome::End { cut }, Some(mark)) => places.ended(mark, *cut),
            (_, Some(mark)) => places.passed(mark),
            (_, None) => {}
        }
    };
    bar.borrow().finish();
    if cut_short.is_none() {
        places.finish(sources.files());
    } else {
        match places.stop() {
            // Of what is not in files nobody keeps how far it came.
            Ok(noted) => summary.goes_on = noted && sources.bytes().is_some(),
            Err(error) => complain(&format!("how far it came could not be written down: {error}")),
        }
    }
    Ok((summary, cut_short))
}
