//! Redirects: followed with care, never for ever.

use sayso_fetch::{BadRedirect, Conditions, FetchError, Fetched, Refusal, Settings};

use crate::world::{Act, World, answer, body, error, page, plain, raw, text};

fn to(status: u16, location: &str) -> Vec<Act> {
    answer(&format!("{status} Elsewhere\nLocation: {location}"), "elsewhere")
}

fn bad(reason: BadRedirect) -> FetchError {
    FetchError::BadRedirect { reason }
}

#[tokio::test(start_paused = true)]
async fn every_kind_is_followed_and_told() {
    let world = World::with_site("norrfall.example", |seen| match seen.path() {
        "/301" => to(301, "302"),
        "/302" => to(302, "/303?x#part"),
        "/303?x" => to(303, "//norrfall.example/307"),
        "/307" => to(307, "http://norrfall.example/308"),
        "/308" => to(308, "/новини"),
        "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8" => page("Norrfall"),
        other => panic!("{other}"),
    });
    let body = body(&world.fetcher(plain()), "http://norrfall.example/301").await.unwrap();
    assert_eq!(body.bytes.as_ref(), b"Norrfall");
    assert_eq!(body.answer.final_url.path(), "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8");
    let trail: Vec<_> =
        body.answer.redirects.iter().map(|hop| (hop.from.path(), hop.status, hop.is_permanent())).collect();
    let expected =
        [("/301", 301, true), ("/302", 302, false), ("/303", 303, false), ("/307", 307, false), ("/308", 308, true)];
    assert_eq!(trail, expected);
}

#[tokio::test(start_paused = true)]
async fn circles_end() {
    let world = World::with_site("norrfall.example", |seen| match seen.path() {
        "/self" => to(302, "/self#other"),
        "/a" => to(302, "/b"),
        "/b" => to(302, "/a"),
        path => to(302, &format!("{path}x")),
    });
    let fetcher = world.fetcher(plain());
    assert_eq!(error(&fetcher, "http://norrfall.example/self").await, bad(BadRedirect::Loop));
    assert_eq!(world.seen().len(), 1);
    assert_eq!(error(&fetcher, "http://norrfall.example/a").await, bad(BadRedirect::Loop));
    assert_eq!(world.seen().len(), 3);
    assert_eq!(error(&fetcher, "http://norrfall.example/x").await, bad(BadRedirect::TooMany));
    assert_eq!(world.seen().len(), 3 + 6, "the first, and five more");
    let none = world.fetcher(Settings { max_redirects: 0, ..plain() });
    assert_eq!(error(&none, "http://norrfall.example/a").await, bad(BadRedirect::TooMany));
}

#[tokio::test(start_paused = true)]
async fn what_leads_nowhere_is_told() {
    let world = World::with_site("norrfall.example", |seen| match seen.path() {
        "/none" => answer("302 Found", ""),
        "/bytes" => vec![raw(b"HTTP/1.1 302 Found\r\nLocation: http://\xff.example/\r\nContent-Length: 0\r\n\r\n")],
        "/long" => to(302, &"/x".repeat(3000)),
        _ => to(302, "http://[::1"),
    });
    let fetcher = world.fetcher(plain());
    let long = error(&fetcher, "http://norrfall.example/long").await;
    assert_eq!(long, bad(BadRedirect::Address { reason: Refusal::TooLong }));
    for path in ["none", "bytes", "unreadable"] {
        let error = error(&fetcher, &format!("http://norrfall.example/{path}")).await;
        assert_eq!(error, bad(BadRedirect::NoLocation), "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn another_host_has_its_own_rules_and_pace() {
    let world = World::with_site("norrfall.example", |seen| match seen.path() {
        "/robots.txt" => answer("404 Not Found", ""),
        path => to(301, &format!("http://sund.example{path}")),
    });
    world.name("sund.example", &["9.9.9.2"]);
    world.site("9.9.9.2:80", |seen| match seen.path() {
        "/robots.txt" => answer("200 OK", "User-agent: *\nDisallow: /closed\nCrawl-delay: 20"),
        _ => page("Sund"),
    });
    let fetcher = world.fetcher(Settings::default());
    assert_eq!(error(&fetcher, "http://norrfall.example/closed").await, FetchError::NotAllowedByRobots);
    assert_eq!(text(&fetcher, "http://norrfall.example/open").await, "Sund");
    assert_eq!(text(&fetcher, "http://norrfall.example/open").await, "Sund");
    let seen: Vec<_> =
        world.seen().iter().map(|seen| (seen.address.to_string(), seen.path().to_owned(), seen.at.as_secs())).collect();
    let seen: Vec<_> = seen.iter().map(|(address, path, at)| (address.as_str(), path.as_str(), *at)).collect();
    assert_eq!(
        seen,
        [
            ("9.9.9.1:80", "/robots.txt", 0),
            ("9.9.9.1:80", "/closed", 0),
            ("9.9.9.2:80", "/robots.txt", 0),
            ("9.9.9.1:80", "/open", 1),
            ("9.9.9.2:80", "/open", 1),
            ("9.9.9.1:80", "/open", 2),
            ("9.9.9.2:80", "/open", 21),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn conditions_go_with_the_redirect() {
    let world = World::with_site("norrfall.example", |seen| match (seen.path(), seen.header("if-none-match")) {
        ("/feed", Some("\"a1\"")) => to(301, "/new"),
        ("/new", Some("\"a1\"")) => vec![raw("HTTP/1.1 304 Not Modified\r\n\r\n")],
        other => panic!("{other:?}"),
    });
    let conditions = Conditions { etag: Some("\"a1\"".to_owned()), last_modified: None };
    let fetched = world.fetcher(plain()).get("http://norrfall.example/feed", &conditions).await.unwrap();
    let Fetched::NotModified(answer) = fetched else { panic!("modified") };
    assert_eq!((answer.final_url.path(), answer.redirects.len()), ("/new", 1));
}
