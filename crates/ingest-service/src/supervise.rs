//! Tasks that must not end.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures_util::FutureExt;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// Begins a task again, after `wait`, whenever it panics, until told to stop.
pub(crate) async fn keep_going<F: Future<Output = ()>>(
    name: &'static str,
    wait: Duration,
    shutdown: &CancellationToken,
    task: impl Fn() -> F,
) {
    while AssertUnwindSafe(task()).catch_unwind().await.is_err() {
        tracing::error!(task = name, "it panicked; it begins again");
        if shutdown.run_until_cancelled(sleep(wait)).await.is_none() {
            return;
        }
    }
}
