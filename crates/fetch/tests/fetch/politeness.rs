//! The pace at a host, and hosts that want to be left alone.

use futures_util::future::join_all;
use sayso_fetch::{FetchError, Settings, Step};

use crate::world::{Act, BEGUN, SECOND, World, answer, error, get, page, plain, text};

#[tokio::test(start_paused = true)]
async fn requests_to_a_host_are_spaced_and_others_do_not_wait() {
    let world = World::with_site("norrfall.example", |_| page("Norrfall"));
    world.name("sund.example", &["9.9.9.2"]);
    world.site("9.9.9.2:80", |_| page("Sund"));
    let fetcher = world.fetcher(plain());
    let urls = [
        "http://norrfall.example/1",
        "http://norrfall.example/2",
        "http://norrfall.example/3",
        "http://sund.example/4",
    ];
    join_all(urls.iter().map(|url| text(&fetcher, url))).await;
    let mut seen: Vec<_> = world.seen().iter().map(|seen| (seen.at.as_secs(), seen.path().to_owned())).collect();
    seen.sort();
    assert_eq!(seen, [(0, "/1".to_owned()), (0, "/4".to_owned()), (1, "/2".to_owned()), (2, "/3".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn clones_keep_the_same_pace() {
    let world = World::with_site("norrfall.example", |_| page("Norrfall"));
    let fetcher = world.fetcher(plain());
    text(&fetcher, "http://norrfall.example/").await;
    let clone = fetcher.clone();
    tokio::spawn(async move { text(&clone, "http://norrfall.example/").await }).await.unwrap();
    assert_eq!(world.seconds(), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_slow_host_is_asked_no_more_often_at_a_time() {
    let world = World::with_site("norrfall.example", |_| [vec![Act::Wait(10 * SECOND)], page("Norrfall")].concat());
    let fetcher = world.fetcher(plain());
    join_all((0..4).map(|_| text(&fetcher, "http://norrfall.example/"))).await;
    assert_eq!(world.seconds(), [0, 1, 10, 11]);
}

#[tokio::test(start_paused = true)]
async fn no_more_requests_run_than_allowed() {
    let world = World::new();
    let fetcher = world.fetcher(Settings { concurrency: 3, ..plain() });
    let urls: Vec<String> = (1..=9).map(|number| format!("http://9.9.9.{number}/")).collect();
    for number in 1..=9 {
        let slow = |_: &_| [vec![Act::Wait(10 * SECOND)], page("")].concat();
        world.site(&format!("9.9.9.{number}:80"), slow);
    }
    join_all(urls.iter().map(|url| text(&fetcher, url))).await;
    assert_eq!(world.seconds(), [0, 0, 0, 10, 10, 10, 20, 20, 20]);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_request_gives_its_turn_back() {
    let world = World::with_site("norrfall.example", |seen| match seen.path() {
        "/hangs" => vec![Act::Hang],
        _ => page("Norrfall"),
    });
    let fetcher = world.fetcher(Settings { concurrency: 1, host_concurrency: 1, ..plain() });
    let hanging = tokio::time::timeout(5 * SECOND, get(&fetcher, "http://norrfall.example/hangs"));
    let (dropped, page) = tokio::join!(hanging, text(&fetcher, "http://norrfall.example/"));
    assert!(dropped.is_err());
    assert_eq!((page.as_str(), world.seconds()), ("Norrfall", vec![0, 5]));
}

#[tokio::test(start_paused = true)]
async fn a_wait_for_a_turn_ends() {
    let world = World::with_site("norrfall.example", |_| vec![Act::Hang]);
    let fetcher = world.fetcher(Settings { host_concurrency: 1, max_wait: 10 * SECOND, ..plain() });
    let (first, second) =
        tokio::join!(error(&fetcher, "http://norrfall.example/"), error(&fetcher, "http://norrfall.example/"));
    assert_eq!(first, FetchError::Timeout { step: Step::Head });
    assert_eq!(second, FetchError::Timeout { step: Step::Turn });
    assert_eq!(world.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_host_is_left_alone_as_long_as_it_says() {
    // 1 700 000 000 is 2023-11-14 22:13:20 UTC.
    for (head, seconds) in [
        ("429 X\nRetry-After: 120", 120),
        ("503 X\nRetry-After: 120", 120),
        ("503 X\nRetry-After: Tue, 14 Nov 2023 22:15:20 GMT", 120),
        ("503 X\nDate: Tue, 14 Nov 2023 20:00:00 GMT\nRetry-After: Tue, 14 Nov 2023 20:02:00 GMT", 120),
        ("503 X\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ("503 X\nRetry-After: 99999999999", 24 * 3600),
        ("503 X\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT", 24 * 3600),
        ("503 X\nRetry-After: soon", 60),
        ("503 X", 60),
        ("429 X", 60),
    ] {
        let world = World::with_site("norrfall.example", move |seen| match seen.path() {
            "/busy" => answer(head, ""),
            _ => page("Norrfall"),
        });
        world.name("sund.example", &["9.9.9.2"]);
        world.site("9.9.9.2:80", |_| page("Sund"));
        let fetcher = world.fetcher(Settings { host_delay: SECOND / 1000, ..plain() });
        let until = BEGUN.checked_add(seconds * SECOND).unwrap();
        let said = error(&fetcher, "http://norrfall.example/busy").await;
        assert_eq!((said, said.retry_at()), (FetchError::RetryAfter { until, asked: true }, Some(until)), "{head}");
        if seconds > 0 {
            tokio::time::advance((seconds - 1) * SECOND).await;
            assert_eq!(
                error(&fetcher, "http://norrfall.example/").await,
                FetchError::RetryAfter { until, asked: false },
                "{head}"
            );
            assert_eq!(world.seen().len(), 1, "{head}");
            assert_eq!(text(&fetcher, "http://sund.example/").await, "Sund");
            tokio::time::advance(SECOND).await;
        }
        assert_eq!(text(&fetcher, "http://norrfall.example/").await, "Norrfall", "{head}");
    }
}
