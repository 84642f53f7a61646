//! The robots.txt of each site, kept for a day, and asked for once however many wait for it.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use tokio::time::Instant;

use crate::{
    error::{FetchError, Step},
    robots::Robots,
};

/// How long a robots.txt is kept (RFC 9309, section 2.4).
const KEPT: Duration = Duration::from_hours(24);

/// How much is kept, and of how many sites.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) sites: usize,
    pub(crate) bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { sites: 10_000, bytes: 32 << 20 }
    }
}

/// What is known of the robots.txt of sites.
pub(crate) struct RobotsCache {
    room: Room,
    retry: Duration,
    sites: Mutex<Sites>,
}

#[derive(Default)]
struct Sites {
    by_origin: HashMap<String, Site>,
    bytes: usize,
}

struct Site {
    /// Held while the site is asked, so that the others wait for the one who asks.
    known: Arc<tokio::sync::Mutex<Option<Known>>>,
    bytes: usize,
    until: Instant,
}

#[derive(Clone)]
struct Known {
    /// The last rules that could be read; `None` if there never were any.
    robots: Option<Arc<Robots>>,
    until: Instant,
}

impl RobotsCache {
    /// `retry` is how long a robots.txt that could not be read is not asked for again.
    pub(crate) fn new(room: Room, retry: Duration) -> Self {
        Self { room, retry, sites: Mutex::default() }
    }

    /// The rules of a site: those that are kept, or what `ask` brings.
    ///
    /// While a robots.txt cannot be read, the rules that were read before still hold (RFC 9309, section 2.4); without
    /// any, nothing of the site may be read (section 2.3.1.4).
    ///
    /// # Errors
    /// [`FetchError::RobotsUnavailable`] until it is time to ask again; at once that of `ask` where the site is not to blame,
    /// or another part remembers it.
    pub(crate) async fn rules(
        &self,
        origin: &str,
        now: impl Fn() -> Timestamp,
        ask: impl Future<Output = Result<Robots, FetchError>>,
    ) -> Result<Arc<Robots>, FetchError> {
        let site = self.site(origin);
        let mut known = site.lock().await;
        let before = known.clone();
        if let Some(kept) = before.clone().filter(|kept| kept.until > Instant::now()) {
            let left = kept.until.saturating_duration_since(Instant::now());
            return kept
                .robots
                .ok_or_else(|| FetchError::RobotsUnavailable { until: later(now(), left), asked: false });
        }
        let before = before.and_then(|before| before.robots);
        let (robots, span) = match ask.await {
            Ok(robots) => (Some(Arc::new(robots)), KEPT),
            // Not the site's doing, or remembered elsewhere: the next who comes may ask at once.
            Err(
                error @ (FetchError::Refused { .. }
                | FetchError::Timeout { step: Step::Turn }
                | FetchError::RetryAfter { .. }),
            ) => return before.ok_or(error),
            Err(_) => (before, self.retry),
        };
        let until = Instant::now() + span;
        *known = Some(Known { robots: robots.clone(), until });
        self.keep(origin, robots.as_ref().map_or(0, |robots| robots.size()), until);
        robots.ok_or_else(|| FetchError::RobotsUnavailable { until: later(now(), span), asked: true })
    }

    fn site(&self, origin: &str) -> Arc<tokio::sync::Mutex<Option<Known>>> {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(site) = sites.by_origin.get(origin) {
            return Arc::clone(&site.known);
        }
        sites.make_room(Room { sites: self.room.sites - 1, ..self.room });
        let known = Arc::default();
        let site = Site { known: Arc::clone(&known), bytes: 0, until: Instant::now() };
        sites.by_origin.insert(origin.to_owned(), site);
        known
    }

    fn keep(&self, origin: &str, bytes: usize, until: Instant) {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(site) = sites.by_origin.get_mut(origin) else { return };
        site.until = until;
        let before = std::mem::replace(&mut site.bytes, bytes);
        sites.bytes = sites.bytes + bytes - before;
        sites.make_room(self.room);
    }
}

impl Sites {
    /// Forgets sites that nobody asks just now, those first that are kept shortest, until a tenth of the room is free.
    fn make_room(&mut self, room: Room) {
        if self.by_origin.len() <= room.sites && self.bytes <= room.bytes {
            return;
        }
        let idle = self.by_origin.iter().filter(|(_, site)| Arc::strong_count(&site.known) == 1);
        let mut idle: Vec<_> = idle.map(|(origin, site)| (site.until, origin.clone())).collect();
        idle.sort_unstable();
        for (_, origin) in idle {
            if self.by_origin.len() <= room.sites - room.sites / 10 && self.bytes <= room.bytes - room.bytes / 10 {
                break;
            }
            self.bytes -= self.by_origin.remove(&origin).map_or(0, |site| site.bytes);
        }
    }
}

/// The time so much later, or the last that there is.
pub(crate) fn later(now: Timestamp, span: Duration) -> Timestamp {
    now.checked_add(span).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const RETRY: Duration = Duration::from_secs(300);
    const BROKEN: FetchError = FetchError::Status { status: 500 };

    fn cache(sites: usize, bytes: usize) -> RobotsCache {
        RobotsCache::new(Room { sites, bytes }, RETRY)
    }

    fn rules(number: usize) -> Robots {
        Robots::parse(format!("User-agent: *\nCrawl-delay: {number}\nDisallow: /").as_bytes(), "sayso")
    }

    /// What the cache says when the site would answer so, and whether it was asked.
    async fn ask(
        cache: &RobotsCache,
        origin: &str,
        answer: Result<Robots, FetchError>,
    ) -> (Result<Robots, FetchError>, bool) {
        let mut asked = false;
        let ask = async {
            asked = true;
            answer
        };
        let found = cache.rules(origin, || Timestamp::UNIX_EPOCH, ask).await;
        (found.map(|robots| (*robots).clone()), asked)
    }

    #[tokio::test(start_paused = true)]
    async fn rules_are_kept_for_a_day() {
        let cache = cache(10, 10_000);
        assert_eq!(ask(&cache, "a", Ok(rules(1))).await, (Ok(rules(1)), true));
        assert_eq!(ask(&cache, "b", Ok(rules(2))).await, (Ok(rules(2)), true), "another origin");
        tokio::time::advance(KEPT - SECOND).await;
        assert_eq!(ask(&cache, "a", Ok(rules(3))).await, (Ok(rules(1)), false));
        tokio::time::advance(2 * SECOND).await;
        assert_eq!(ask(&cache, "a", Ok(rules(3))).await, (Ok(rules(3)), true));
    }

    #[tokio::test(start_paused = true)]
    async fn what_cannot_be_read_forbids_everything_for_a_while() {
        let cache = cache(10, 10_000);
        let until = later(Timestamp::UNIX_EPOCH, RETRY);
        let unavailable = Err(FetchError::RobotsUnavailable { until, asked: true });
        assert_eq!(ask(&cache, "a", Err(BROKEN)).await, (unavailable, true));
        tokio::time::advance(RETRY - SECOND).await;
        let until = later(Timestamp::UNIX_EPOCH, SECOND);
        assert_eq!(
            ask(&cache, "a", Ok(rules(1))).await,
            (Err(FetchError::RobotsUnavailable { until, asked: false }), false)
        );
        tokio::time::advance(SECOND).await;
        assert_eq!(ask(&cache, "a", Ok(rules(1))).await, (Ok(rules(1)), true));
        tokio::time::advance(KEPT).await;
        assert_eq!(ask(&cache, "a", Err(BROKEN)).await, (Ok(rules(1)), true), "the rules of before still hold");
        assert_eq!(ask(&cache, "a", Ok(rules(2))).await, (Ok(rules(1)), false));
        tokio::time::advance(RETRY).await;
        assert_eq!(ask(&cache, "a", Ok(rules(2))).await, (Ok(rules(2)), true));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_remembered_elsewhere_or_not_the_sites_doing_is_not_kept() {
        let cache = cache(10, 10_000);
        for error in [
            FetchError::Refused { reason: crate::error::Refusal::NotPublic { what: "private" } },
            FetchError::Timeout { step: Step::Turn },
            FetchError::RetryAfter { until: Timestamp::UNIX_EPOCH, asked: true },
        ] {
            assert_eq!(ask(&cache, "a", Err(error)).await, (Err(error), true));
        }
        assert_eq!(ask(&cache, "a", Ok(rules(1))).await, (Ok(rules(1)), true));
    }

    #[tokio::test(start_paused = true)]
    async fn a_site_is_asked_once_however_many_wait() {
        let cache = cache(10, 10_000);
        let asked = AtomicUsize::new(0);
        let one = || {
            let ask = async {
                asked.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(SECOND).await;
                Ok(rules(1))
            };
            cache.rules("a", || Timestamp::UNIX_EPOCH, ask)
        };
        let gives_up = tokio::time::timeout(SECOND / 2, one());
        let (gave_up, all) = tokio::join!(gives_up, futures_util::future::join_all((0..20).map(|_| one())));
        assert!(gave_up.is_err());
        assert!(all.into_iter().all(|found| found.is_ok()));
        assert_eq!(asked.into_inner(), 2, "the one who gave up, and the next in line");
    }

    #[tokio::test(start_paused = true)]
    async fn memory_is_bounded() {
        let size = rules(1).size();
        let cache = cache(20, 10 * size);
        for number in 0..100 {
            ask(&cache, &format!("https://{number}.example:443"), Ok(rules(number))).await.0.unwrap();
            let sites = cache.sites.lock().unwrap();
            assert!(
                sites.by_origin.len() <= 20 && sites.bytes <= 10 * size,
                "{} {}",
                sites.by_origin.len(),
                sites.bytes
            );
            assert_eq!(sites.bytes, sites.by_origin.values().map(|site| site.bytes).sum::<usize>());
        }
        for number in 100..200 {
            ask(&cache, &format!("https://{number}.example:443"), Err(BROKEN)).await.0.unwrap_err();
            assert!(cache.sites.lock().unwrap().by_origin.len() <= 20);
        }
        assert!(!ask(&cache, "https://199.example:443", Ok(rules(1))).await.1, "the latest are known");
    }
}
