//! The `sayso` command: the whole system in one process, the extractor without any server, and a client of the
//! services. [`system`] is the whole system as a value, which the system's tests use as well.

mod args;
mod claims;
mod cluster;
mod dead_letters;
mod demo;
mod export;
mod extract;
mod feeds;
mod flags;
mod forecasts;
mod identities;
mod ingest;
mod inputs;
mod linking;
mod output;
mod progress;
mod read;
mod reading;
mod resume;
mod samples;
mod settle;
mod sources;
mod sourcing;
mod store;
mod submit;
pub mod system;
mod turns;
mod up;
mod watch;

use std::{process::ExitCode, time::Duration};

use clap::Parser;

use args::{Arguments, Command};
use sayso_fetch::SettingsError;
use sayso_rpc::{CallError, Failure};
use sayso_service::{ChannelError, config::ConfigError};

/// How long a command that is done waits for threads that hang, as in a call to a disk that does not answer.
const RUNTIME_SHUTDOWN: Duration = Duration::from_secs(1);

/// Runs the command line of this process: 0 if all went well, 1 if something failed, 2 if it was asked wrongly, 3 if
/// `ingest --wait` ran out of time, 130 if `ingest` was interrupted.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Up(arguments) => up::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Ingest(arguments) => ingest::run(&arguments),
        Command::Feeds(arguments) => feeds::run(&arguments),
        Command::Claims(arguments) => claims::run(&arguments),
        Command::Cluster(arguments) => cluster::run(&arguments),
        Command::Sources(arguments) => sources::run(&arguments),
        Command::Source(arguments) => sources::run_one(&arguments),
        Command::Forecasts(arguments) => forecasts::run(&arguments),
        Command::Settle(arguments) => settle::run(&arguments),
        Command::Sourcing(arguments) => sourcing::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Relink(arguments) => linking::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::DeadLetters(arguments) => dead_letters::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        // A pipe that nobody reads any more, as with `| head`, is no failure.
        let closed = error.downcast_ref::<std::io::Error>();
        if closed.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        eprintln!("sayso: {}", output::printable(&format!("{error:#}")));
        let asked_wrongly = [
            error.is::<ConfigError>(),
            error.is::<ChannelError>(),
            error.is::<SettingsError>(),
            error.is::<AskedWrongly>(),
        ]
        .contains(&true);
        ExitCode::from(if asked_wrongly { 2 } else { 1 })
    })
}

/// Arguments that do not go together.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct AskedWrongly(String);

/// Says which service did not answer, and what to do about it; other errors stay as they are.
fn explain(error: anyhow::Error, service: &str, address: &str) -> anyhow::Error {
    match error.downcast_ref::<CallError>() {
        Some(CallError { failure: Failure::Unavailable, .. }) => error.context(format!(
            "the {service} service at {address} does not answer; `sayso up` runs all services, --server names another address"
        )),
        _ => error,
    }
}

/// Runs a future to its end on a runtime of its own. What else still runs there then is left behind.
fn block_on<T>(future: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(future);
    runtime.shutdown_timeout(RUNTIME_SHUTDOWN);
    result
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn what_hangs_on_the_runtime_does_not_keep_the_command() {
        let (release, held) = mpsc::channel::<()>();
        let answer = block_on(async move {
            let (begun, begins) = tokio::sync::oneshot::channel();
            tokio::task::spawn_blocking(move || {
                let _ = begun.send(());
                let _ = held.recv();
            });
            begins.await?;
            Ok(7)
        });
        assert_eq!(answer.unwrap(), 7);
        // Held until here: the thread had not ended.
        release.send(()).unwrap();
    }
}
