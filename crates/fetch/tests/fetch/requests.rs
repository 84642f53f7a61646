//! What is sent, what comes back, and what never leaves.

use std::{error::Error, time::Duration};

use sayso_fetch::{Conditions, FetchError, Fetched, Settings};

use crate::world::{Act, SECOND, World, answer, body, error, page, plain, raw, text};

#[tokio::test(start_paused = true)]
async fn a_request_says_who_asks_and_nothing_else() {
    let world = World::with_site("norrfall.example", |_| page("Norrfall"));
    let contact = Some("https://desk.example/bot".to_owned());
    let fetcher = world.fetcher(Settings { contact, ..plain() });
    text(&fetcher, "HTTP://Norrfall.Example:80/a b/ї?q=ї&x='|{}#part").await;
    let version = env!("CARGO_PKG_VERSION");
    let seen = world.seen().remove(0);
    let mut lines: Vec<&str> = seen.head.trim_end().split("\r\n").collect();
    assert_eq!(lines.remove(0), "GET /a%20b/%D1%97?q=%D1%97&x=%27|{} HTTP/1.1");
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "accept-encoding: gzip, deflate, br",
            "accept: text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,\
             application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.5",
            "connection: close",
            "host: norrfall.example",
            format!("user-agent: sayso/{version} (+https://desk.example/bot)").as_str(),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn the_host_is_named_with_its_port() {
    let world = World::new();
    world.site("9.9.9.1:8080", |_| page(""));
    world.site("[2606:4700::1]:80", |_| page(""));
    let fetcher = world.fetcher(Settings { ports: vec![80, 8080], ..plain() });
    text(&fetcher, "http://9.9.9.1:8080/").await;
    text(&fetcher, "http://[2606:4700::1]/").await;
    let hosts: Vec<_> = world.seen().iter().map(|seen| seen.header("host").unwrap().to_owned()).collect();
    assert_eq!(hosts, ["9.9.9.1:8080", "[2606:4700::1]"]);
}

#[tokio::test(start_paused = true)]
async fn an_answer_comes_with_what_its_headers_say() {
    let world = World::with_site("norrfall.example", |_| {
        answer(
            "203 Changed\nContent-Type: text/html; charset=koi8-u\nETag: W/\"a1\"\nCache-Control: max-age=600\n\
             Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\nSet-Cookie: a=b\nX-Other: \u{457}",
            "Norrfall",
        )
    });
    let body = body(&world.fetcher(plain()), "http://norrfall.example/1#part").await.unwrap();
    assert_eq!((body.status, body.bytes.as_ref()), (203, b"Norrfall".as_slice()));
    assert_eq!(body.content_type.as_deref(), Some("text/html; charset=koi8-u"));
    assert_eq!(body.answer.final_url.as_str(), "http://norrfall.example/1");
    assert_eq!(body.answer.redirects, []);
    assert_eq!(body.answer.etag.as_deref(), Some("W/\"a1\""));
    assert_eq!(body.answer.last_modified.as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
    assert_eq!(body.answer.cache_max_age, Some(Duration::from_secs(600)));
}

#[tokio::test(start_paused = true)]
async fn conditions_are_sent_and_not_modified_is_told() {
    let world = World::with_site("norrfall.example", |seen| match seen.header("if-none-match") {
        Some("\"a1\"") => vec![raw("HTTP/1.1 304 Not Modified\r\nETag: \"a1\"\r\nCache-Control: max-age=60\r\n\r\n")],
        _ => answer("200 OK\nETag: \"a1\"", "Norrfall"),
    });
    let fetcher = world.fetcher(plain());
    let url = "http://norrfall.example/feed";
    let first = body(&fetcher, url).await.unwrap().answer;
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let conditions = Conditions { etag: first.etag, last_modified: Some(date.to_owned()) };
    let Fetched::NotModified(answer) = fetcher.get(url, &conditions).await.unwrap() else { panic!("modified") };
    assert_eq!((answer.etag.as_deref(), answer.cache_max_age), (Some("\"a1\""), Some(60 * SECOND)));
    assert_eq!(world.seen()[0].header("if-none-match"), None);
    assert_eq!(world.seen()[1].header("if-modified-since"), Some(date));
    let changed = Conditions { etag: Some("\"a0\"".to_owned()), ..Conditions::default() };
    assert!(matches!(fetcher.get(url, &changed).await, Ok(Fetched::Body(_))));
}

#[tokio::test(start_paused = true)]
async fn conditions_that_are_no_header_are_left_out() {
    let world = World::with_site("norrfall.example", |_| page("Norrfall"));
    let fetcher = world.fetcher(plain());
    let conditions =
        Conditions { etag: Some("\"a\"\r\nX-Smuggled: 1".to_owned()), last_modified: Some("\0".to_owned()) };
    assert!(matches!(fetcher.get("http://norrfall.example/", &conditions).await, Ok(Fetched::Body(_))));
    assert!(!world.seen()[0].head.to_lowercase().contains("smuggled"));
}

#[tokio::test(start_paused = true)]
async fn statuses_are_told_apart() {
    let world = World::with_site("norrfall.example", |seen| answer(&format!("{} X", &seen.path()[1..]), "no"));
    let fetcher = world.fetcher(plain());
    for (status, expected) in [
        (404, FetchError::NotFound),
        (410, FetchError::Gone),
        (401, FetchError::Status { status: 401 }),
        (403, FetchError::Status { status: 403 }),
        (451, FetchError::Status { status: 451 }),
        (500, FetchError::Status { status: 500 }),
        (502, FetchError::Status { status: 502 }),
        (300, FetchError::Status { status: 300 }),
        (999, FetchError::Status { status: 999 }),
    ] {
        assert_eq!(error(&fetcher, &format!("http://norrfall.example/{status}")).await, expected);
    }
    let connected = world.connected().len();
    assert_eq!(connected, 9, "none is tried again here");
}

#[tokio::test(start_paused = true)]
async fn what_is_secret_reaches_no_message() {
    let world = World::with_site("norrfall.example", |seen| match seen.path() {
        path if path.starts_with("/redirect") => answer("302 Found\nLocation: https://9.9.9.1:22/?key=s3cret", ""),
        path if path.starts_with("/circle") => answer("302 Found\nLocation: /circle?key=s3cret", ""),
        path if path.starts_with("/cut") => vec![raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ns3cret"), Act::Cut],
        path if path.starts_with("/noise") => vec![raw("s3cret s3cret s3cret\r\n\r\n")],
        path if path.starts_with("/page") => answer("200 OK\nSet-Cookie: s3cret", "s3cret"),
        path if path.starts_with("/moved") => answer("301 Moved\nLocation: /page?key=s3cret", ""),
        _ => answer("500 s3cret\nX-Key: s3cret", "s3cret"),
    });
    let fetcher = world.fetcher(plain());
    for url in [
        "http://reader:s3cret@norrfall.example/",
        "http://s3cret@norrfall.example/",
        "http://norrfall.example:22/?key=s3cret",
        "s3cret",
        "http://s3cret/",
        "http://no-such.example/s3cret",
        "http://norrfall.example/redirect?key=s3cret",
        "http://norrfall.example/circle?key=s3cret",
        "http://norrfall.example/cut?key=s3cret",
        "http://norrfall.example/noise?key=s3cret",
        "http://norrfall.example/500?key=s3cret",
    ] {
        let error = error(&fetcher, url).await;
        let mut said = format!("{error} {error:?}");
        let mut source = error.source();
        while let Some(error) = source {
            said.push_str(&format!("{error} {error:?}"));
            source = error.source();
        }
        assert!(!said.contains("s3cret"), "{url}: {said}");
    }
    for url in ["http://norrfall.example/page?key=s3cret", "http://norrfall.example/moved?key=s3cret"] {
        let body = body(&fetcher, url).await.unwrap();
        assert_eq!(body.bytes.as_ref(), b"s3cret");
        let said = format!("{body:?} {:?}", Fetched::Body(body.clone()));
        assert!(!said.contains("s3cret") && said.contains("http://norrfall.example/..."), "{said}");
    }
}
