//! Every step ends in time, whatever the other side does.

use sayso_fetch::{FetchError, Settings, Step, Timeouts};

use crate::world::{Act, SECOND, World, answer, error, page, plain, raw, text};

const URL: &str = "http://norrfall.example/";

/// Checks at which step and after how many seconds a site that acts so is given up.
async fn check(name: &str, acts: Vec<Act>, step: Step, seconds: u64) {
    let world = World::with_site("norrfall.example", move |_| acts.clone());
    assert_eq!(error(&world.fetcher(plain()), URL).await, FetchError::Timeout { step }, "{name}");
    assert_eq!(world.elapsed().as_secs(), seconds, "{name}");
}

#[tokio::test(start_paused = true)]
async fn a_site_that_answers_slowly_is_given_up() {
    check("silence", vec![Act::Hang], Step::Head, 30).await;
    check("half a head", vec![raw("HTTP/1.1 200 OK\r\nX: "), Act::Hang], Step::Head, 30).await;
    check("head byte by byte", vec![raw("HTTP/1.1 200 OK\r\nX: "), Act::Repeat(vec![b'y'], SECOND)], Step::Head, 30)
        .await;
    let hint = b"HTTP/1.1 103 Early Hints\r\n\r\n".to_vec();
    check("hints for ever", vec![Act::Repeat(hint, SECOND)], Step::Head, 30).await;
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
    check("no body", vec![raw(head), Act::Hang], Step::Body, 15).await;
    check("half a body", vec![raw(head), raw("x"), Act::Wait(14 * SECOND), raw("x"), Act::Hang], Step::Body, 29).await;
    check("body byte by byte", vec![raw(head), Act::Repeat(vec![b'x'], 10 * SECOND)], Step::Total, 120).await;
    let chunk = b"1\r\nx\r\n".to_vec();
    let chunked = raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    check("chunks for ever", vec![chunked, Act::Repeat(chunk, SECOND)], Step::Total, 120).await;
}

#[tokio::test(start_paused = true)]
async fn hints_in_a_flood_end_in_time() {
    let hint = b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100);
    let world = World::with_site("norrfall.example", move |_| vec![Act::Repeat(hint.clone(), SECOND / 10)]);
    assert_eq!(error(&world.fetcher(plain()), URL).await, FetchError::Timeout { step: Step::Head });
}

#[tokio::test(start_paused = true)]
async fn a_name_or_address_that_does_not_answer_is_given_up() {
    let world = World::new();
    world.name_that_hangs("hanging.example");
    world.site_that_never_accepts("9.9.9.1:80");
    world.name("closed.example", &["9.9.9.3"]);
    world.name("empty.example", &[]);
    let fetcher = world.fetcher(plain());
    for (url, expected) in [
        ("http://hanging.example/", FetchError::Timeout { step: Step::Resolve }),
        ("http://9.9.9.1/", FetchError::Timeout { step: Step::Connect }),
        ("http://closed.example/", FetchError::Network { step: Step::Connect }),
        ("http://no-such.example/", FetchError::Network { step: Step::Resolve }),
        ("http://empty.example/", FetchError::Network { step: Step::Resolve }),
    ] {
        let error = error(&fetcher, url).await;
        assert_eq!((error, error.is_temporary()), (expected, true), "{url}");
    }
    assert_eq!(world.elapsed().as_secs(), 5 + 10);
}

#[tokio::test(start_paused = true)]
async fn the_next_address_is_tried_soon() {
    let world = World::new();
    world.site_that_never_accepts("[2606:4700::1]:80");
    world.site("9.9.9.1:80", |_| page("Norrfall"));
    world.name("norrfall.example", &["2606:4700::1", "9.9.9.1"]);
    assert_eq!(text(&world.fetcher(plain()), URL).await, "Norrfall");
    assert_eq!(world.elapsed().as_millis(), 250);
}

#[tokio::test(start_paused = true)]
async fn the_whole_is_bounded_over_redirects_but_not_by_waiting() {
    let slow = |seen: &crate::world::Seen| {
        [vec![Act::Wait(20 * SECOND)], answer(&format!("302 X\nLocation: {}x", seen.path()), "")].concat()
    };
    let world = World::with_site("norrfall.example", slow);
    let timeouts = Timeouts { total: 50 * SECOND, ..Timeouts::default() };
    let fetcher = world.fetcher(Settings { timeouts, host_delay: 100 * SECOND, ..plain() });
    assert_eq!(error(&fetcher, URL).await, FetchError::Timeout { step: Step::Total });
    assert_eq!(world.seconds(), [0, 100, 200]);
    assert_eq!(world.elapsed().as_secs(), 210);
}
