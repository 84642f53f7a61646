//! The time as the queue sees it, so that a test can move it.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::watch;

/// Tells the time and waits for it.
#[async_trait]
pub trait Clock: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Returns when [`Clock::now`] has reached `time`.
    async fn sleep_until(&self, time: Timestamp);
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep_until(&self, time: Timestamp) {
        // The clock may be set while we sleep, so it is looked at again now and then.
        const LONGEST: Duration = Duration::from_secs(60);
        loop {
            match Duration::try_from(time.duration_since(self.now())) {
                Ok(left) if !left.is_zero() => tokio::time::sleep(left.min(LONGEST)).await,
                _ => return,
            }
        }
    }
}

/// A clock that stands still until it is told to advance, for tests.
#[derive(Debug)]
pub struct ManualClock(watch::Sender<Timestamp>);

impl ManualClock {
    /// A clock that stands at `start`.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self(watch::Sender::new(start))
    }

    /// Lets time pass and wakes who slept until then. Stops at the last timestamp there is.
    pub fn advance(&self, by: Duration) {
        self.0.send_modify(|now| *now = now.saturating_add(by).unwrap_or(Timestamp::MAX));
    }
}

#[async_trait]
impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.0.borrow()
    }

    async fn sleep_until(&self, time: Timestamp) {
        // The sender lives as long as self, so the wait cannot fail.
        let _ = self.0.subscribe().wait_for(|now| *now >= time).await;
    }
}
