//! When a host may be asked: the delay between starts, the number at a time, and hosts that want to be left alone.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, sleep_until, timeout},
};

/// The pace of every host that is, or was not long ago, asked.
pub(crate) struct Hosts {
    all: Arc<Semaphore>,
    at_a_time: usize,
    max_hosts: usize,
    max_wait: Duration,
    known: Mutex<HashMap<String, Arc<Host>>>,
}

struct Host {
    running: Arc<Semaphore>,
    /// Held by the first of those who wait, so that they start in the order in which they came.
    line: tokio::sync::Mutex<()>,
    pace: Mutex<Pace>,
}

/// The earliest times of the next request; in the past when nothing holds it back.
#[derive(Clone, Copy)]
struct Pace {
    /// By the delay between starts.
    next_start: Instant,
    /// By what the host said.
    left_alone_until: Instant,
}

/// The permission to send one request to a host, until it is dropped.
pub(crate) struct Turn {
    host: Arc<Host>,
    _running: Option<OwnedSemaphorePermit>,
    _all: OwnedSemaphorePermit,
}

/// Why there is no turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoTurn {
    /// The host is left alone.
    LeftAlone { until: Instant },
    /// The wait was longer than allowed.
    TooLong,
}

impl Hosts {
    pub(crate) fn new(all: usize, at_a_time: usize, max_hosts: usize, max_wait: Duration) -> Self {
        Self { all: Arc::new(Semaphore::new(all)), at_a_time, max_hosts, max_wait, known: Mutex::default() }
    }

    /// Waits for a turn at the host. Those who wait for the same host start in the order in which they came, each at least
    /// `delay` after the one before. Only the first of them takes part in the wait for the turns of all, so that a host
    /// with many who wait keeps no other host back.
    pub(crate) async fn turn(&self, name: &str, delay: Duration) -> Result<Turn, NoTurn> {
        let host = self.host(name);
        host.check()?;
        let wait = async {
            let _first = host.line.lock().await;
            let running = permit(&host.running).await?;
            sleep_until(host.pace().next_start).await;
            let all = permit(&self.all).await?;
            host.check()?;
            host.set_pace(|pace| pace.next_start = Instant::now() + delay);
            Ok(Turn { host: Arc::clone(&host), _running: Some(running), _all: all })
        };
        timeout(self.max_wait, wait).await.unwrap_or(Err(NoTurn::TooLong))
    }

    /// A turn for a robots.txt: out of line, since those in the line wait for it, and without the delay, since it is
    /// asked for once a day.
    pub(crate) async fn turn_aside(&self, name: &str) -> Result<Turn, NoTurn> {
        let host = self.host(name);
        host.check()?;
        let all = timeout(self.max_wait, permit(&self.all)).await.map_err(|_| NoTurn::TooLong)??;
        host.check()?;
        Ok(Turn { host, _running: None, _all: all })
    }

    fn host(&self, name: &str) -> Arc<Host> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = known.get(name) {
            return Arc::clone(host);
        }
        if known.len() >= self.max_hosts {
            forget(&mut known, self.max_hosts);
        }
        let now = Instant::now();
        let host = Arc::new(Host {
            running: Arc::new(Semaphore::new(self.at_a_time)),
            line: tokio::sync::Mutex::default(),
            pace: Mutex::new(Pace { next_start: now, left_alone_until: now }),
        });
        known.insert(name.to_owned(), Arc::clone(&host));
        host
    }
}

/// Forgets hosts that nobody waits for, those first that may be asked soonest, until a tenth of the room is free. More
/// than `max` are known only while more than `max` are asked or waited for.
fn forget(known: &mut HashMap<String, Arc<Host>>, max: usize) {
    let mut idle: Vec<(Instant, String)> = known
        .iter()
        // The map's own is the only one left, and others are made under the map's lock alone.
        .filter(|(_, host)| Arc::strong_count(host) == 1)
        .map(|(name, host)| (host.pace().free_at(), name.clone()))
        .collect();
    idle.sort_unstable();
    let now = Instant::now();
    let mut surplus = (known.len() + 1).saturating_sub(max - max / 10);
    for (free_at, name) in idle {
        if surplus == 0 && free_at > now {
            break;
        }
        known.remove(&name);
        surplus = surplus.saturating_sub(1);
    }
}

impl Host {
    fn pace(&self) -> Pace {
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_pace(&self, set: impl FnOnce(&mut Pace)) {
        set(&mut self.pace.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn check(&self) -> Result<(), NoTurn> {
        let until = self.pace().left_alone_until;
        if until > Instant::now() { Err(NoTurn::LeftAlone { until }) } else { Ok(()) }
    }
}

impl Pace {
    fn free_at(self) -> Instant {
        self.next_start.max(self.left_alone_until)
    }
}

impl Turn {
    /// No request is sent to the host for so long.
    pub(crate) fn leave_alone(&self, span: Duration) {
        let until = Instant::now() + span;
        self.host.set_pace(|pace| pace.left_alone_until = pace.left_alone_until.max(until));
    }
}

async fn permit(semaphore: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, NoTurn> {
    // No semaphore of this module is ever closed, which would be the only error.
    Arc::clone(semaphore).acquire_owned().await.map_err(|_| NoTurn::TooLong)
}

#[cfg(test)]
mod tests {
    use std::future::Future;

    use futures_util::{FutureExt, future::join_all};

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn hosts(all: usize, at_a_time: usize) -> Hosts {
        Hosts::new(all, at_a_time, 100, 1000 * SECOND)
    }

    /// Takes a turn, works for a while, and says at which second it started.
    async fn work(hosts: &Hosts, begun: Instant, name: &str, work: Duration) -> u64 {
        let turn = hosts.turn(name, SECOND).await.ok().unwrap();
        let started = begun.elapsed().as_secs();
        tokio::time::sleep(work).await;
        drop(turn);
        started
    }

    /// At which seconds each of `jobs`, a host and the seconds of its work, starts.
    async fn starts(hosts: &Hosts, jobs: &[(&str, u64)]) -> Vec<u64> {
        let begun = Instant::now();
        join_all(jobs.iter().map(|(name, seconds)| work(hosts, begun, name, SECOND * u32::try_from(*seconds).unwrap())))
            .await
    }

    fn now<T>(future: impl Future<Output = T>) -> Option<T> {
        future.now_or_never()
    }

    #[tokio::test(start_paused = true)]
    async fn starts_are_spaced_in_the_order_of_arrival() {
        assert_eq!(starts(&hosts(10, 10), &[("a", 0), ("a", 0), ("b", 0), ("a", 0), ("b", 0)]).await, [0, 1, 0, 2, 1]);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_run_than_allowed() {
        assert_eq!(starts(&hosts(10, 1), &[("a", 5), ("a", 5), ("a", 5)]).await, [0, 5, 10], "at a host");
        assert_eq!(starts(&hosts(10, 2), &[("a", 5), ("a", 5), ("a", 5), ("a", 5)]).await, [0, 1, 5, 6], "at a host");
        assert_eq!(starts(&hosts(1, 9), &[("a", 5), ("b", 5), ("c", 5)]).await, [0, 5, 10], "at all");
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_with_a_long_line_keeps_no_other_back() {
        let jobs = [vec![("a", 3); 20], vec![("b", 3), ("c", 3)]].concat();
        let starts = starts(&hosts(2, 2), &jobs).await;
        assert!(starts[20] <= 3 && starts[21] <= 6, "{starts:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_takes_no_turn() {
        let hosts = hosts(10, 1);
        let first = hosts.turn("a", SECOND).await.ok().unwrap();
        assert!(now(hosts.turn("a", SECOND)).is_none(), "one at a time");
        drop(first);
        let begun = Instant::now();
        assert_eq!(work(&hosts, begun, "a", SECOND).await, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_is_left_alone_until_the_time_it_said() {
        let hosts = hosts(10, 1);
        let turn = hosts.turn("a", SECOND).await.ok().unwrap();
        let waiting = async {
            let waited = hosts.turn("a", SECOND).await.err();
            (waited, Instant::now())
        };
        let begun = Instant::now();
        let speaking = async {
            turn.leave_alone(10 * SECOND);
            turn.leave_alone(SECOND);
            drop(turn);
        };
        let ((waited, at), ()) = tokio::join!(waiting, speaking);
        let expected = Some(NoTurn::LeftAlone { until: begun + 10 * SECOND });
        assert_eq!(waited, expected, "who was in the line already");
        assert!(at < begun + 10 * SECOND, "and is told before");
        assert_eq!(now(hosts.turn("a", SECOND)).unwrap().err(), expected);
        assert_eq!(now(hosts.turn_aside("a")).unwrap().err(), expected);
        assert!(now(hosts.turn("b", SECOND)).unwrap().is_ok(), "another host");
        tokio::time::advance(10 * SECOND).await;
        assert!(now(hosts.turn("a", SECOND)).unwrap().is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn who_stands_aside_hears_it_too() {
        let hosts = hosts(1, 2);
        let turn = hosts.turn("a", SECOND).await.ok().unwrap();
        let speaking = async {
            turn.leave_alone(10 * SECOND);
            drop(turn);
        };
        let (waited, ()) = tokio::join!(hosts.turn_aside("a"), speaking);
        assert!(matches!(waited.err(), Some(NoTurn::LeftAlone { .. })));
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_ends() {
        let hosts = Hosts::new(1, 1, 100, 5 * SECOND);
        let _first = hosts.turn("a", SECOND).await;
        assert_eq!(hosts.turn("a", SECOND).await.err(), Some(NoTurn::TooLong));
        assert_eq!(hosts.turn("b", SECOND).await.err(), Some(NoTurn::TooLong));
        assert_eq!(hosts.turn_aside("b").await.err(), Some(NoTurn::TooLong));
    }

    #[tokio::test(start_paused = true)]
    async fn hosts_are_forgotten_but_not_what_they_said() {
        let hosts = Hosts::new(1000, 1, 10, SECOND);
        hosts.turn("said", SECOND).await.ok().unwrap().leave_alone(1000 * SECOND);
        let held = hosts.turn("held", SECOND).await.ok().unwrap();
        for number in 0..1000 {
            hosts.turn(&format!("host-{number}"), 100 * SECOND).await.ok().unwrap();
            let known = hosts.known.lock().unwrap().len();
            assert!(known <= 10, "{known} after {number}");
        }
        assert!(matches!(now(hosts.turn("said", SECOND)), Some(Err(NoTurn::LeftAlone { .. }))));
        assert!(now(hosts.turn("held", SECOND)).is_none(), "one at a time");
        drop(held);
        let many: Vec<_> = join_all((0..50).map(|number| {
            let hosts = &hosts;
            async move { hosts.turn(&format!("busy-{number}"), SECOND).await.ok().unwrap() }
        }))
        .await;
        assert_eq!(many.len(), 50, "who is asked is never forgotten");
        drop(many);
        hosts.turn("one more", SECOND).await.ok().unwrap();
        assert!(hosts.known.lock().unwrap().len() <= 10);
    }
}
