//! robots.txt: asked for once, kept, and obeyed.

use sayso_fetch::{FetchError, Settings};

use crate::world::{Act, BEGUN, SECOND, World, answer, error, get, page, raw, text};

/// A site whose robots.txt is answered so.
fn site(robots: impl Fn(usize) -> Vec<Act> + Send + Sync + 'static) -> std::sync::Arc<World> {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    World::with_site("norrfall.example", move |seen| match seen.path() {
        "/robots.txt" => robots(asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed)),
        _ => page("Norrfall"),
    })
}

const OPEN: &str = "http://norrfall.example/open";
const CLOSED: &str = "http://norrfall.example/closed?x";

#[tokio::test(start_paused = true)]
async fn rules_are_asked_for_once_a_day_and_obeyed() {
    let world = site(|_| answer("200 OK", "User-agent: sayso\nDisallow: /closed\n\nUser-agent: *\nDisallow: /"));
    let fetcher = world.fetcher(Settings::default());
    let all = futures_util::future::join_all((0..5).map(|_| get(&fetcher, OPEN))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(error(&fetcher, CLOSED).await, FetchError::NotAllowedByRobots);
    assert_eq!(world.paths(), ["/robots.txt", "/open", "/open", "/open", "/open", "/open"]);
    assert!(world.seen()[0].header("user-agent").unwrap().starts_with("sayso/"));
    tokio::time::advance(24 * 3600 * SECOND).await;
    text(&fetcher, OPEN).await;
    assert_eq!(world.paths()[6..], ["/robots.txt", "/open"]);
}

#[tokio::test(start_paused = true)]
async fn every_origin_has_its_own() {
    let world = World::with_site("norrfall.example", |_| answer("200 OK", "User-agent: *\nDisallow: /"));
    world.site("9.9.9.1:8080", |_| answer("404 Not Found", ""));
    let fetcher = world.fetcher(Settings { ports: vec![80, 8080], ..Settings::default() });
    assert_eq!(error(&fetcher, "http://norrfall.example/").await, FetchError::NotAllowedByRobots);
    assert_eq!(error(&fetcher, "http://norrfall.example:8080/").await, FetchError::NotFound);
    assert_eq!(error(&fetcher, "http://NORRFALL.example./1").await, FetchError::NotAllowedByRobots);
    assert_eq!(world.paths(), ["/robots.txt", "/robots.txt", "/"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_missing_allows_everything() {
    for status in ["400 X", "401 X", "403 X", "404 X", "410 X", "451 X"] {
        let world = site(move |_| answer(status, "User-agent: *\nDisallow: /"));
        assert_eq!(text(&world.fetcher(Settings::default()), CLOSED).await, "Norrfall", "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_broken_allows_nothing_for_a_while() {
    for (name, broken) in [
        ("500", answer("500 X", "")),
        ("502", answer("502 X", "")),
        ("cut", vec![raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nUser-agent: *"), Act::Cut]),
        ("noise", vec![raw("not http at all\r\n\r\n")]),
        ("closed", vec![Act::Cut]),
        ("elsewhere", answer("302 X\nLocation: http://10.0.0.7/", "")),
        ("where its name leads", answer("302 X\nLocation: http://intranet.example/", "")),
        ("of another scheme", answer("302 X\nLocation: ftp://sund.example/", "")),
    ] {
        let world = site(move |asked| if asked == 0 { broken.clone() } else { answer("404 X", "") });
        world.name("intranet.example", &["10.0.0.7"]);
        let fetcher = world.fetcher(Settings::default());
        let until = BEGUN.checked_add(300 * SECOND).unwrap();
        assert_eq!(error(&fetcher, OPEN).await, FetchError::RobotsUnavailable { until, asked: true }, "{name}");
        tokio::time::advance(100 * SECOND).await;
        assert_eq!(error(&fetcher, OPEN).await, FetchError::RobotsUnavailable { until, asked: false }, "{name}");
        assert_eq!(world.paths(), ["/robots.txt"], "{name}");
        tokio::time::advance(200 * SECOND).await;
        assert_eq!(text(&fetcher, OPEN).await, "Norrfall", "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_site_that_is_not_there_is_looked_for_once() {
    let world = World::new();
    let fetcher = world.fetcher(Settings::default());
    for _ in 0..2 {
        assert_eq!(error(&fetcher, "http://no-such.example/").await.reason(), "ROBOTS_UNAVAILABLE");
    }
    assert_eq!(world.resolved().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_busy_site_is_left_alone() {
    let world = site(|asked| if asked == 0 { answer("429 X\nRetry-After: 600", "") } else { answer("404 X", "") });
    let fetcher = world.fetcher(Settings::default());
    let until = BEGUN.checked_add(600 * SECOND).unwrap();
    assert_eq!(error(&fetcher, OPEN).await, FetchError::RetryAfter { until, asked: true });
    tokio::time::advance(400 * SECOND).await;
    assert_eq!(error(&fetcher, OPEN).await, FetchError::RetryAfter { until, asked: false });
    assert_eq!(world.paths().len(), 1);
    tokio::time::advance(200 * SECOND).await;
    assert_eq!(text(&fetcher, OPEN).await, "Norrfall");
}

#[tokio::test(start_paused = true)]
async fn redirects_are_followed_some_way_and_the_rules_hold_for_the_first_site() {
    let world = site(|_| answer("301 X\nLocation: http://sund.example/0", ""));
    world.name("sund.example", &["9.9.9.2"]);
    world.site("9.9.9.2:80", |seen| match seen.path() {
        "/4" => answer("200 OK", "User-agent: *\nDisallow: /closed"),
        path => answer(&format!("302 X\nLocation: /{}", path[1..].parse::<u8>().unwrap() + 1), ""),
    });
    let fetcher = world.fetcher(Settings::default());
    assert_eq!(error(&fetcher, CLOSED).await, FetchError::NotAllowedByRobots);
    assert_eq!(world.seen().len(), 6);
    let circle = site(|_| answer("301 X\nLocation: /robots.txt", ""));
    assert_eq!(text(&circle.fetcher(Settings::default()), CLOSED).await, "Norrfall", "counts as missing");
}

#[tokio::test(start_paused = true)]
async fn a_large_one_is_read_as_far_as_allowed() {
    let rules = "User-agent: *\nDisallow: /closed\n".to_owned() + &"#\n".repeat(1 << 20);
    let world = site(move |_| answer("200 OK", &rules));
    let fetcher = world.fetcher(Settings::default());
    assert_eq!(error(&fetcher, CLOSED).await, FetchError::NotAllowedByRobots);
    assert_eq!(text(&fetcher, OPEN).await, "Norrfall");
    let endless = site(|_| {
        vec![
            raw("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /closed\n"),
            Act::Repeat(vec![b'#'; 4096], SECOND / 100),
        ]
    });
    let fetcher = endless.fetcher(Settings::default());
    assert_eq!(error(&fetcher, CLOSED).await, FetchError::NotAllowedByRobots);
}

#[tokio::test(start_paused = true)]
async fn the_delay_it_asks_for_is_kept_up_to_a_limit() {
    for (asked, expected) in [("0.1", 1), ("7", 7), ("86400", 30)] {
        let world = site(move |_| answer("200 OK", format!("User-agent: *\nCrawl-delay: {asked}")));
        let fetcher = world.fetcher(Settings::default());
        for _ in 0..3 {
            text(&fetcher, OPEN).await;
        }
        assert_eq!(world.seconds(), [0, 0, expected, 2 * expected], "{asked}");
    }
}

#[tokio::test(start_paused = true)]
async fn it_can_be_turned_off() {
    let world = site(|_| answer("200 OK", "User-agent: *\nDisallow: /"));
    assert_eq!(text(&world.fetcher(Settings { robots: false, ..Settings::default() }), OPEN).await, "Norrfall");
    assert_eq!(world.paths(), ["/open"]);
}
