//! From signals to a token: the first SIGTERM or SIGINT asks the process to stop, a second one ends it at once.

use std::io;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A token that the first SIGTERM or SIGINT cancels. The second ends the process with 128 plus the signal's number,
/// as shells report it. For `main` only: everything else takes a token.
///
/// # Errors
/// When the operating system does not let the process listen for signals.
pub fn on_signals() -> io::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let token = CancellationToken::new();
    let stop = token.clone();
    tokio::spawn(async move {
        let mut next = async || {
            tokio::select! {
                _ = terminate.recv() => SignalKind::terminate(),
                _ = interrupt.recv() => SignalKind::interrupt(),
            }
        };
        next().await;
        tracing::info!("stopping; a second signal ends the process at once");
        stop.cancel();
        let second = next().await;
        tracing::warn!("ended by a second signal");
        std::process::exit(128 + second.as_raw_value());
    });
    Ok(token)
}
