//! Feeds over hours: what comes, what changes, what is away for a while, and what restarts.

use std::time::Duration;

use sayso_ingest_service::FeedSettings;
use tokio::time::sleep;

use crate::{
    desk::{ATOM, Desk, HOUR, MINUTE, MORNING, NOON, SECOND, article, atom, feed_settings},
    world::{FULL_RETRY, World},
};

#[tokio::test(start_paused = true)]
async fn a_feed_that_grows_is_submitted_entry_by_entry() {
    let world = World::new();
    ["Alpha", "Bravo", "Charlie"].iter().for_each(|name| world.page(&format!("/{name}"), &article(name)));
    world.answer("/feed", &format!("{ATOM}\nETag: \"1\""), atom(&[("Bravo", MORNING), ("Alpha", MORNING)]));
    let desk = Desk::open(&world);
    let id = desk.follow("/feed").await;
    assert_eq!(desk.submitted(), ["Bravo", "Alpha"]);
    let document = &desk.documents()[0];
    let parts = document.parts();
    // When it was published is told by the feed, what it is called by the page, and who wrote it by who says so.
    assert_eq!(parts.published.as_ref().unwrap().to_string(), "2026-03-04T06:15:00+02:00");
    assert_eq!(parts.title.as_deref(), Some("Page says Bravo"));
    assert_eq!(parts.authors, ["Ines Varga"]);
    assert_eq!(parts.site.as_deref(), Some("Northwire"));
    assert_eq!(parts.uri.as_deref(), Some("http://news.example/Bravo"));

    sleep(HOUR).await;
    let asked = world.asked("/feed");
    assert!(asked > 1, "{asked}");
    let with_tag = world.seen().iter().filter(|seen| seen.header("If-None-Match") == Some("\"1\"")).count();
    assert_eq!(with_tag, asked - 1, "every look but the first is on condition");
    assert_eq!(desk.queue.puts(), 2);

    let grown = atom(&[("Charlie", NOON), ("Bravo", MORNING), ("Alpha", MORNING)]);
    world.answer("/feed", &format!("{ATOM}\nETag: \"2\""), grown);
    sleep(HOUR).await;
    assert_eq!(desk.submitted(), ["Bravo", "Alpha", "Charlie"]);
    assert_eq!([world.asked("/Alpha"), world.asked("/Bravo"), world.asked("/Charlie")], [1, 1, 1]);
    let feed = desk.feed(&id).await;
    assert_eq!((feed.submitted, feed.given_up, feed.waiting), (3, 0, 0));
    assert_eq!((feed.state.title.as_deref(), feed.state.last_error.as_deref()), (Some("Northwire"), None));
}

#[tokio::test(start_paused = true)]
async fn an_article_that_changes_is_a_new_revision() {
    let world = World::new();
    world.answer("/feed", ATOM, atom(&[("Alpha", MORNING)]));
    let tagged = |tag: u32| format!("200 OK\nContent-Type: text/html\nETag: \"{tag}\"");
    world.answer("/Alpha", &tagged(1), article("Alpha"));
    let desk = Desk::open(&world);
    let id = desk.follow("/feed").await;

    // The feed says that it has changed, but the page has not.
    world.answer("/feed", ATOM, atom(&[("Alpha", NOON)]));
    sleep(HOUR).await;
    let tags: Vec<_> = world
        .seen()
        .iter()
        .filter(|seen| seen.path() == "/Alpha")
        .map(|seen| seen.header("If-None-Match").map(str::to_owned))
        .collect();
    assert_eq!(tags, [None, Some("\"1\"".to_owned())]);
    assert_eq!((desk.queue.puts(), desk.feed(&id).await.submitted), (1, 1));

    // Now both have.
    world.answer("/feed", ATOM, atom(&[("Alpha", "2026-03-04T13:00:00Z")]));
    world.answer("/Alpha", &tagged(2), article("Alpha, updated"));
    sleep(HOUR).await;
    assert_eq!(desk.submitted(), ["Alpha", "Alpha, updated"]);
    let documents = desk.documents();
    assert_eq!(documents[0].id(), documents[1].id());
    assert_ne!(documents[0].revision(), documents[1].revision());
    assert_eq!(desk.feed(&id).await.submitted, 2);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_is_away_for_a_while_is_tried_again() {
    let world = World::new();
    world.answer("/feed", ATOM, atom(&[("Alpha", MORNING), ("Bravo", MORNING)]));
    world.answer("/Alpha", "500 Internal Server Error", "");
    world.page("/Bravo", &article("Bravo"));
    let desk = Desk::open(&world);
    let id = desk.follow("/feed").await;
    sleep(12 * MINUTE).await;
    assert_eq!((desk.submitted(), world.asked("/Alpha")), (vec!["Bravo".to_owned()], 2));
    let feed = desk.feed(&id).await;
    assert_eq!((feed.waiting, feed.last_entry_error.as_deref()), (1, Some("the site answered with status 500")));
    // It has left the feed before its page is back.
    world.answer("/feed", ATOM, atom(&[("Bravo", MORNING)]));
    sleep(HOUR).await;
    world.page("/Alpha", &article("Alpha"));
    sleep(2 * HOUR).await;
    assert_eq!(desk.submitted(), ["Bravo", "Alpha"]);
    assert_eq!(desk.feed(&id).await.waiting, 0);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_stays_away_is_given_up() {
    let world = World::new();
    world.answer("/feed", ATOM, atom(&[("Alpha", MORNING)]));
    world.answer("/Alpha", "500 Internal Server Error", "");
    let desk = Desk::with(&world, FeedSettings { max_tries: 3, ..feed_settings() });
    let id = desk.follow("/feed").await;
    sleep(10 * HOUR).await;
    // Five minutes after the first try, ten after the second.
    let tries = world.seconds("/Alpha");
    assert_eq!(tries.len(), 3);
    assert!((300..=331).contains(&(tries[1] - tries[0])) && (600..=631).contains(&(tries[2] - tries[1])), "{tries:?}");
    let feed = desk.feed(&id).await;
    assert_eq!((feed.waiting, feed.given_up, feed.submitted), (0, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn what_was_not_asked_was_not_tried() {
    let world = World::new();
    world.answer("/feed", ATOM, atom(&[("Alpha", MORNING), ("Bravo", MORNING)]));
    world.answer("/Alpha", "503 Service Unavailable\nRetry-After: 7200", "");
    world.page("/Bravo", &article("Bravo"));
    let desk = Desk::with(&world, FeedSettings { max_tries: 2, ..feed_settings() });
    let id = desk.follow("/feed").await;
    assert_eq!(world.asked("/Bravo"), 0);
    world.page("/Alpha", &article("Alpha"));
    sleep(5 * HOUR).await;
    let feed = desk.feed(&id).await;
    assert_eq!((desk.submitted().len(), feed.given_up), (2, 0), "{feed:?}");
}

#[tokio::test(start_paused = true)]
async fn a_restart_in_the_middle_loses_and_doubles_nothing() {
    let names = ["Alpha", "Bravo", "Charlie", "Delta", "Echo"];
    for crash in [false, true] {
        let world = World::new();
        names.iter().for_each(|name| world.page(&format!("/{name}"), &article(name)));
        world.answer("/feed", &format!("{ATOM}\nETag: \"1\""), atom(&names.map(|name| (name, MORNING))));
        let desk = Desk::open(&world);
        // It stops with the third in its hands.
        desk.queue.set_room(2);
        let id = desk.follow("/feed").await;
        assert_eq!((desk.submitted().len(), world.asked("/Charlie"), world.asked("/Delta")), (2, 1, 0));
        let desk = if crash { desk.crash().await } else { desk.restart().await };
        desk.queue.set_room(100);
        sleep(MINUTE).await;
        assert_eq!(desk.submitted(), names, "crash: {crash}");
        let feed = desk.feed(&id).await;
        assert_eq!((feed.submitted, feed.waiting), (5, 0));
        // The feed was not asked again for that.
        assert_eq!(world.asked("/feed"), 1);
        // What is known is known after the next restart too.
        let desk = desk.restart().await;
        let puts = desk.queue.puts();
        sleep(5 * HOUR).await;
        assert_eq!(desk.queue.puts(), puts);
        assert!(world.asked("/feed") > 1);
        assert_eq!(names.map(|name| world.asked(&format!("/{name}"))), [1, 1, 2, 1, 1]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_queue_stops_the_fetching() {
    let world = World::new();
    for feed in 0..20 {
        let names = [format!("{feed}a"), format!("{feed}b")];
        names.iter().for_each(|name| world.page(&format!("/{name}"), &article(&format!("Number {name}"))));
        let listed: Vec<_> = names.iter().map(|name| (name.as_str(), MORNING)).collect();
        world.answer(&format!("/feed{feed}"), ATOM, atom(&listed));
    }
    let desk = Desk::with(&world, FeedSettings { feeds_at_once: 3, ..feed_settings() });
    desk.queue.set_room(0);
    for feed in 0..20 {
        desk.follow(&format!("/feed{feed}")).await;
    }
    sleep(5 * HOUR).await;
    // Each of the three that are worked on at once waits with the first of its entries.
    assert_eq!(world.seen().len(), 6);
    let before = desk.queue.puts();
    sleep(FULL_RETRY * 10).await;
    assert_eq!(desk.queue.puts() - before, 30);
    desk.queue.set_room(1000);
    sleep(HOUR).await;
    assert_eq!(desk.submitted().len(), 40);
    let mut asked: Vec<_> =
        world.seen().iter().map(|seen| seen.path().to_owned()).filter(|path| !path.starts_with("/feed")).collect();
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), 40);
}

#[tokio::test(start_paused = true)]
async fn two_pollers_share_the_work() {
    let world = World::new();
    for feed in 0..10 {
        world.page(&format!("/{feed}"), &article(&format!("Number {feed}")));
        world.answer(&format!("/feed{feed}"), ATOM, atom(&[(&feed.to_string(), MORNING)]));
    }
    let desk = Desk::with(&world, FeedSettings { feeds_at_once: 2, ..feed_settings() });
    desk.another();
    for feed in 0..10 {
        desk.follow(&format!("/feed{feed}")).await;
    }
    assert_eq!((desk.submitted().len(), world.seen().len()), (10, 20));
}

#[tokio::test(start_paused = true)]
async fn a_feed_that_is_gone_is_asked_no_more() {
    let world = World::new();
    world.answer("/feed", "410 Gone", "");
    let desk = Desk::open(&world);
    let id = desk.follow("/feed").await;
    sleep(30 * HOUR).await;
    assert_eq!(world.asked("/feed"), 1);
    let feed = desk.feed(&id).await;
    assert_eq!(feed.state.next_fetch_at, None);
    assert!(feed.state.last_error.unwrap().contains("gone for good"));
    // Until somebody says that it is back.
    world.answer("/feed", ATOM, atom(&[("Alpha", MORNING)]));
    world.page("/Alpha", &article("Alpha"));
    desk.follow("/feed").await;
    assert_eq!(desk.submitted(), ["Alpha"]);
    assert_eq!(desk.feed(&id).await.state.last_error, None);
}

#[tokio::test(start_paused = true)]
async fn a_feed_that_moves_for_good_is_followed() {
    let world = World::new();
    world.answer("/old", "301 Moved Permanently\nLocation: /new", "");
    world.answer("/today", "302 Found\nLocation: /new", "");
    world.answer("/lost", "301 Moved Permanently\nLocation: /front", "");
    world.page("/front", "<html><title>Northwire</title><p>Welcome</p></html>");
    world.answer("/new", ATOM, atom(&[]).replace("<title>", "<updated>2026-03-04T08:00:00Z</updated><title>"));
    let desk = Desk::open(&world);
    let (old, today) = (desk.follow("/old").await, desk.follow("/today").await);
    let lost = desk.follow("/lost").await;
    sleep(5 * HOUR).await;
    assert_eq!(desk.feed(&old).await.state.location, "http://news.example/new");
    assert_eq!(world.asked("/old"), 1);
    assert_eq!(desk.feed(&today).await.state.location, "http://news.example/today");
    assert!(world.asked("/today") > 3);
    // Where no feed is, it has not moved.
    assert_eq!(desk.feed(&lost).await.state.location, "http://news.example/lost");
    assert!(world.asked("/lost") > 1);
}

#[tokio::test(start_paused = true)]
async fn a_feed_is_asked_no_more_often_than_anybody_wants() {
    let world = World::new();
    world.answer("/plain", ATOM, atom(&[]));
    world.answer("/kept", &format!("{ATOM}\nCache-Control: max-age=10000"), atom(&[]));
    let ttl = "<rss version='2.0'><channel><title>N</title><ttl>180</ttl></channel></rss>";
    world.answer("/ttl", "200 OK\nContent-Type: application/rss+xml", ttl);
    world.answer("/busy", "503 Service Unavailable\nRetry-After: 9000", "");
    let desk = Desk::open(&world);
    desk.follow_at("http://news.example/plain", Some(2 * HOUR)).await;
    for path in ["/kept", "/ttl"] {
        desk.follow(path).await;
    }
    sleep(10 * HOUR).await;
    let check = |path: &str, least: u64| {
        let times = world.seconds(path);
        assert!(times.len() > 2, "{path} {times:?}");
        let shortest = times.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap();
        assert!((least..=least + 31).contains(&shortest), "{path} {times:?}");
    };
    check("/plain", 7200);
    check("/kept", 10_000);
    check("/ttl", 10_800);
    // A host that asks to be left alone is, by all its feeds.
    desk.follow("/busy").await;
    let before = world.seen().len();
    sleep(Duration::from_secs(8000)).await;
    assert_eq!(world.seen().len(), before);
}

#[tokio::test(start_paused = true)]
async fn a_deleted_feed_is_left_in_the_middle() {
    let world = World::new();
    world.answer("/feed", ATOM, atom(&[("Alpha", MORNING), ("Bravo", MORNING)]));
    ["Alpha", "Bravo"].iter().for_each(|name| world.page(&format!("/{name}"), &article(name)));
    let desk = Desk::open(&world);
    desk.queue.set_room(0);
    let id = desk.follow("/feed").await;
    desk.store.delete(&id).await.unwrap();
    // Who has it learns so when it says that it still has it.
    sleep(feed_settings().lease_duration).await;
    desk.queue.set_room(10);
    sleep(10 * HOUR).await;
    assert_eq!((desk.submitted(), world.asked("/Bravo"), world.asked("/feed")), (vec![], 0, 1));
}

#[tokio::test(start_paused = true)]
async fn what_panics_is_begun_again() {
    let world = World::new();
    world.answer("/feed", ATOM, atom(&[("Alpha", MORNING), ("Bravo", MORNING)]));
    ["Alpha", "Bravo"].iter().for_each(|name| world.page(&format!("/{name}"), &article(name)));
    let desk = Desk::open(&world);
    desk.queue.panic_once();
    desk.follow("/feed").await;
    assert_eq!(desk.submitted(), [""; 0]);
    sleep(feed_settings().lease_duration + feed_settings().probe_interval + SECOND).await;
    assert_eq!(desk.submitted(), ["Alpha", "Bravo"]);
}
