//! Work beside the calls of a server, watched: it must not end before the server is told to stop.

use std::any::Any;
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

type Ended = Result<(), Box<dyn Any + Send>>;

/// Work that is not started yet.
#[derive(Default)]
pub(crate) struct Background {
    pub(crate) stop: CancellationToken,
    /// Each with its name; an error is a panic.
    pub(crate) works: Vec<(&'static str, BoxFuture<'static, Ended>)>,
}

/// Work that runs; dropped with this.
pub(crate) struct Running {
    stop: CancellationToken,
    tasks: JoinSet<(&'static str, Ended)>,
}

impl Background {
    pub(crate) fn start(self) -> Running {
        let tasks = self.works.into_iter().map(|(name, work)| async move { (name, work.await) }).collect();
        Running { stop: self.stop, tasks }
    }
}

impl Running {
    /// Completes with the name of what ended, and logs why; never if there is no work.
    pub(crate) async fn ended(&mut self) -> &'static str {
        match self.tasks.join_next().await {
            Some(Ok((name, ended))) => {
                match ended {
                    Ok(()) => tracing::error!(name, "work beside the calls ended unexpectedly"),
                    Err(panic) => log_panic(name, &panic),
                }
                name
            }
            // A task has nothing that could panic outside its work, and nobody cancels it.
            Some(Err(_)) | None => std::future::pending().await,
        }
    }

    /// Tells the work to end, and drops what has not ended after `timeout`.
    pub(crate) async fn finish(mut self, timeout: Duration) {
        self.stop.cancel();
        let all = async {
            while let Some(ended) = self.tasks.join_next().await {
                if let Ok((name, Err(panic))) = ended {
                    log_panic(name, &panic);
                }
            }
        };
        if tokio::time::timeout(timeout, all).await.is_err() {
            tracing::warn!(
                left = self.tasks.len(),
                "work beside the calls had not ended when the time to drain was over"
            );
        }
    }
}

fn log_panic(name: &'static str, panic: &Box<dyn Any + Send>) {
    tracing::error!(name, panic = panic_message(panic), "work beside the calls panicked");
}

/// What a panic said.
pub(crate) fn panic_message(panic: &Box<dyn Any + Send>) -> &str {
    let message = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    message.unwrap_or("unknown")
}
