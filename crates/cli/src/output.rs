//! How the ledger is printed: for people, as brat standoff, as bare spans. (Proto JSON needs no code of ours.)

mod brat;
mod cluster;
mod dead_letters;
mod feeds;
mod forecasts;
mod links;
#[cfg(test)]
mod made_up;
mod people;
mod settlements;
mod sources;
mod sourcing;
mod spans;
mod text;

use std::io::Write;

use serde::Serialize;

pub(crate) use brat::brat;
pub(crate) use cluster::cluster;
pub(crate) use dead_letters::{dead_document, dead_letter};
pub(crate) use feeds::{feed, feed_followed};
pub(crate) use forecasts::{forecast, state_heading};
pub(crate) use links::{Known, ends};
pub(crate) use people::{Heading, claim, heading};
pub(crate) use settlements::{effect, news, settlement};
pub(crate) use sources::{STATES, dossier, source};
pub(crate) use sourcing::sourcing;
pub(crate) use spans::spans;
pub(crate) use text::{DIM, SECTION, counted, printable};

/// Prints text with styles, which stay only where a terminal shows them.
///
/// # Errors
/// If nobody takes it.
pub(crate) fn print(text: &str) -> std::io::Result<()> {
    write!(anstream::stdout().lock(), "{text}")
}

/// Prints a message as proto JSON on one line.
///
/// # Errors
/// If nobody takes it.
pub(crate) fn print_json(message: &impl Serialize) -> anyhow::Result<()> {
    Ok(writeln!(anstream::stdout().lock(), "{}", serde_json::to_string(message)?)?)
}
