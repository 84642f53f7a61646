//! The `sayso` command: the whole system in one process, the extractor without any server, and a client of the
//! services. [`system`] is the whole system as a value, which the system's tests use as well.

mod args;
mod claims;
mod demo;
mod extract;
mod ingest;
mod inputs;
mod output;
mod progress;
mod samples;
pub mod system;
mod up;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use sayso_rpc::{CallError, Failure};

/// Runs the command line of this process: 0 if all went well, 1 if something failed, 2 if it was asked wrongly.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Up(arguments) => up::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Ingest(arguments) => ingest::run(&arguments),
        Command::Claims(arguments) => claims::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        // A pipe that nobody reads any more, as with `| head`, is no failure.
        let closed = error.downcast_ref::<std::io::Error>();
        if closed.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        eprintln!("sayso: {error:#}");
        ExitCode::from(if error.is::<sayso_service::config::ConfigError>() { 2 } else { 1 })
    })
}

/// Says which service did not answer, and what to do about it; other errors stay as they are.
fn explain(error: anyhow::Error, service: &str, address: &str) -> anyhow::Error {
    match error.downcast_ref::<CallError>() {
        Some(CallError { failure: Failure::Unavailable, .. }) => error.context(format!(
            "the {service} service at {address} does not answer; `sayso up` runs all services, --server names another address"
        )),
        _ => error,
    }
}

/// Runs a future to its end on a runtime of its own.
fn block_on<T>(future: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(future)
}
