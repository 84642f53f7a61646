//! Feeds and pages that mean harm, or are badly broken: they end in bounded time, are named, and harm no other feed.

use std::time::Duration;

use tokio::time::sleep;

use crate::{
    desk::{ATOM, Desk, HOUR, MINUTE, MORNING, article, atom},
    world::{Act, World},
};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/atom+xml\r\n\r\n";
const METADATA: &str = "302 Found\nLocation: http://169.254.169.254/latest/meta-data/";

/// Follows `/bad`, and a feed that is well besides; returns the error of the bad one.
async fn error_beside_a_good_feed(world: &std::sync::Arc<World>, wait: Duration) -> String {
    world.answer("/good", ATOM, atom(&[("Alpha", MORNING)]));
    world.page("/Alpha", &article("Alpha"));
    let desk = Desk::open(world);
    let bad = desk.follow("/bad").await;
    desk.follow("/good").await;
    assert_eq!(desk.submitted(), ["Alpha"]);
    sleep(wait).await;
    let feed = desk.feed(&bad).await;
    assert_eq!((feed.submitted, feed.waiting), (0, 0));
    assert!(feed.state.next_fetch_at > feed.state.fetched_at);
    feed.state.last_error.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_redirect_to_the_metadata_service_is_refused() {
    let world = World::new();
    world.answer("/bad", METADATA, "");
    let error = error_beside_a_good_feed(&world, MINUTE).await;
    assert!(error.contains("not public"), "{error}");

    let world = World::new();
    world.answer("/feed", ATOM, atom(&[("Alpha", MORNING), ("Bravo", MORNING)]));
    world.answer("/Alpha", METADATA, "");
    world.page("/Bravo", &article("Bravo"));
    let desk = Desk::open(&world);
    let id = desk.follow("/feed").await;
    let feed = desk.feed(&id).await;
    assert_eq!((desk.submitted(), feed.given_up), (vec!["Bravo".to_owned()], 1));
    assert!(feed.last_entry_error.unwrap().contains("not public"));
    assert!(world.connected().iter().all(|address| address == "9.9.9.1:80"), "{:?}", world.connected());
}

#[tokio::test(start_paused = true)]
async fn entries_that_lead_to_private_addresses_are_refused() {
    let world = World::new();
    world.name("intranet.example", &["10.0.0.7"]);
    let links = [
        "http://127.0.0.1/a",
        "http://[::1]/b",
        "http://localhost/c",
        "http://intranet.example/d",
        "file:///etc/passwd",
    ];
    let entry = |link: &&str| format!("<item><guid>{link}</guid><link>{link}</link><title>T</title></item>");
    let items: String = links.iter().map(entry).collect();
    let feed = format!("<rss version='2.0'><channel><title>N</title>{items}</channel></rss>");
    world.answer("/feed", "200 OK\nContent-Type: application/rss+xml", feed);
    let desk = Desk::open(&world);
    let id = desk.follow("/feed").await;
    let feed = desk.feed(&id).await;
    assert_eq!((feed.given_up, feed.waiting, feed.submitted), (5, 0, 0));
    assert_eq!(world.connected(), ["9.9.9.1:80"]);
}

#[tokio::test(start_paused = true)]
async fn a_name_that_resolves_to_a_private_address_later_is_refused_then() {
    let world = World::new();
    world.name("rebound.example", &["9.9.9.1", "127.0.0.1"]);
    world.answer("/feed", ATOM, atom(&[]).replace("<title>", "<updated>2026-03-04T08:00:00Z</updated><title>"));
    let desk = Desk::open(&world);
    let id = desk.follow_at("http://rebound.example/feed", None).await;
    assert_eq!(desk.feed(&id).await.state.last_error, None);
    sleep(2 * HOUR).await;
    let error = desk.feed(&id).await.state.last_error.unwrap();
    assert!(error.contains("not public"), "{error}");
    assert_eq!(world.connected(), ["9.9.9.1:80"]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_sends_drop_by_drop_is_left() {
    let world = World::new();
    world.acts("/bad", vec![Act::Send(HEAD.to_vec()), Act::Repeat(b" ".to_vec(), Duration::from_secs(1))]);
    let error = error_beside_a_good_feed(&world, 3 * MINUTE).await;
    assert!(error.contains("timed out"), "{error}");
    let world = World::new();
    world.acts("/bad", vec![Act::Hang]);
    let error = error_beside_a_good_feed(&world, MINUTE).await;
    assert!(error.contains("timed out"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_feed_that_never_ends_is_left() {
    let world = World::new();
    let entry = b"<entry><id>x</id><title>and another</title></entry>".repeat(100);
    world.acts(
        "/bad",
        vec![Act::Send(HEAD.to_vec()), Act::Send(b"<feed>".to_vec()), Act::Repeat(entry, Duration::ZERO)],
    );
    let error = error_beside_a_good_feed(&world, MINUTE).await;
    assert!(error.contains("too large"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_billion_laughs_are_not_told() {
    let world = World::new();
    let laugh = |n: u32| format!("<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10));
    let laughs: String = (1..10).map(laugh).collect();
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE feed [<!ENTITY l0 'lol'>{laughs}]><feed xmlns='http://www.w3.org/2005/Atom'>
         <title>&l9;</title><entry><id>1</id><title>&l9;</title></entry></feed>"
    );
    world.answer("/bad", ATOM, feed);
    world.answer("/good", ATOM, atom(&[("Alpha", MORNING)]));
    world.page("/Alpha", &article("Alpha"));
    let desk = Desk::open(&world);
    let bad = desk.follow("/bad").await;
    desk.follow("/good").await;
    assert_eq!(desk.submitted(), ["Alpha"]);
    let feed = desk.feed(&bad).await;
    // Whether the feed is refused or read without its entities: nothing has grown.
    assert_eq!(feed.submitted, 0);
    assert!(feed.state.title.unwrap_or_default().len() < 100);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_feed_is_named() {
    let check = async |head: &str, body: &[u8]| {
        let world = World::new();
        world.answer("/bad", head, body);
        let error = error_beside_a_good_feed(&world, MINUTE).await;
        assert!(!error.is_empty());
    };
    check("200 OK\nContent-Type: text/html", article("Alpha").as_bytes()).await;
    check(ATOM, b"").await;
    check(ATOM, b"\x1f\x8b\x08\x00cut").await;
    check(ATOM, &[0xff; 100]).await;
    check("404 Not Found", b"").await;
    check("500 Internal Server Error", b"").await;
}

#[tokio::test(start_paused = true)]
async fn a_feed_that_makes_up_entries_stays_within_its_room() {
    let world = World::new();
    world.answer("/missing", "404 Not Found", "");
    let settings = {
        let mut settings = crate::desk::feed_settings();
        (settings.limits.max_entries, settings.limits.max_waiting_entries, settings.max_listed) = (60, 30, 40);
        settings
    };
    let desk = Desk::with(&world, settings);
    let fresh = |from: usize| {
        let names: Vec<_> = (from..from + 100).map(|n| format!("made-up-{n}")).collect();
        atom(&names.iter().map(|name| (name.as_str(), MORNING)).collect::<Vec<_>>())
    };
    world.answer("/feed", ATOM, fresh(0));
    let id = desk.follow("/feed").await;
    for round in 1..10 {
        world.answer("/feed", ATOM, fresh(round * 1000));
        sleep(HOUR).await;
    }
    let feed = desk.feed(&id).await;
    assert_eq!((feed.submitted, feed.waiting), (0, 0));
    assert!(feed.given_up > 100, "{}", feed.given_up);
}
