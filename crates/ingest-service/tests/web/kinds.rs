//! Every kind of feed, and entries that have no page.

use std::io::Write;

use sayso_ingest_service::FeedSettings;
use tokio::time::sleep;

use crate::{
    desk::{ATOM, Desk, HOUR, MORNING, NOON, article, atom, feed_settings},
    world::World,
};

const XML: &str = "200 OK\nContent-Type: application/xml";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test(start_paused = true)]
async fn every_kind_of_feed_is_followed() {
    let rss = "<rss version='2.0'><channel><title>Northwire</title><item><title>Feed says Alpha</title>
        <link>http://news.example/Alpha</link><pubDate>Wed, 04 Mar 2026 06:15:00 +0200</pubDate></item></channel></rss>";
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Northwire", "items": [{"id": "1",
        "url": "http://news.example/Alpha", "date_published": "2026-03-04T06:15:00+02:00"}]}"#;
    let news = format!(
        "<urlset xmlns='{SITEMAP}' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>
         <loc>http://news.example/Alpha</loc><news:news><news:publication><news:name>Northwire</news:name>
         <news:language>en</news:language></news:publication>
         <news:publication_date>2026-03-04T06:15:00+02:00</news:publication_date><news:title>Feed says Alpha</news:title>
         </news:news></url></urlset>"
    );
    let atom = atom(&[("Alpha", MORNING)]);
    let check = async |head: &str, body: &[u8]| {
        let world = World::new();
        world.page("/Alpha", &article("Alpha"));
        world.answer("/feed", head, body);
        let desk = Desk::open(&world);
        let id = desk.follow("/feed").await;
        assert_eq!(desk.submitted(), ["Alpha"], "{head}: {:?}", desk.feed(&id).await);
        let document = &desk.documents()[0];
        assert_eq!(document.parts().published.as_ref().unwrap().to_string(), "2026-03-04T06:15:00+02:00");
        assert_eq!(document.parts().site.as_deref(), Some("Northwire"));
    };
    check("200 OK\nContent-Type: application/rss+xml", rss.as_bytes()).await;
    check(ATOM, atom.as_bytes()).await;
    check("200 OK\nContent-Type: application/feed+json", json.as_bytes()).await;
    check(XML, news.as_bytes()).await;
    check("200 OK\nContent-Type: application/gzip", &gzip(&news)).await;
    check("200 OK\nContent-Type: application/x-gzip", &gzip(rss)).await;
    check("200 OK", atom.as_bytes()).await;
}

#[tokio::test(start_paused = true)]
async fn the_sitemaps_of_an_index_are_read_when_they_change() {
    let world = World::new();
    for name in ["Alpha", "Bravo", "Charlie"] {
        world.page(&format!("/{name}"), &article(name));
    }
    let sitemap = |names: &[&str]| {
        let page = |name: &&str| format!("<url><loc>http://news.example/{name}</loc></url>");
        format!("<urlset xmlns='{SITEMAP}'>{}</urlset>", names.iter().map(page).collect::<String>())
    };
    let index = |of: &[(&str, &str)]| {
        let one = |(name, modified): &(&str, &str)| {
            format!("<sitemap><loc>http://news.example/{name}</loc><lastmod>{modified}</lastmod></sitemap>")
        };
        format!("<sitemapindex xmlns='{SITEMAP}'>{}</sitemapindex>", of.iter().map(one).collect::<String>())
    };
    world.answer("/index", XML, index(&[("old.xml", "2026-01-01T00:00:00Z"), ("new.xml.gz", "2026-03-04T04:00:00Z")]));
    world.answer("/old.xml", XML, sitemap(&["Alpha"]));
    world.answer("/new.xml.gz", "500 Internal Server Error", "");
    let desk = Desk::open(&world);
    let id = desk.follow("/index").await;
    assert_eq!(desk.submitted(), ["Alpha"]);
    assert!(desk.feed(&id).await.state.last_error.unwrap().contains("status 500"));

    // What failed is asked for again, though it has not changed since.
    world.answer("/new.xml.gz", "200 OK\nContent-Type: application/gzip", gzip(&sitemap(&["Bravo"])));
    sleep(HOUR).await;
    assert_eq!(desk.submitted(), ["Alpha", "Bravo"]);
    assert_eq!(desk.feed(&id).await.state.last_error, None);

    // From then on, what has not changed is left alone.
    sleep(HOUR).await;
    let asked = world.asked("/old.xml");
    let later = world.now().to_string();
    world.answer("/index", XML, index(&[("old.xml", "2026-01-01T00:00:00Z"), ("new.xml.gz", &later)]));
    world.answer("/new.xml.gz", "200 OK\nContent-Type: application/gzip", gzip(&sitemap(&["Charlie", "Bravo"])));
    sleep(2 * HOUR).await;
    assert_eq!(desk.submitted(), ["Alpha", "Bravo", "Charlie"]);
    assert_eq!(world.asked("/old.xml"), asked);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_two_sitemaps_list_is_fetched_once_for_each() {
    let world = World::new();
    world.page("/Alpha", &article("Alpha"));
    let index = ["all.xml", "news.xml"].map(|name| format!("<sitemap><loc>http://news.example/{name}</loc></sitemap>"));
    world.answer("/index", XML, format!("<sitemapindex xmlns='{SITEMAP}'>{}</sitemapindex>", index.concat()));
    let list = |of_page: &str| {
        format!(
            "<urlset xmlns='{SITEMAP}' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>
             <url><loc>http://news.example/Alpha</loc>{of_page}</url></urlset>"
        )
    };
    world.answer("/all.xml", XML, list("<lastmod>2026-03-04</lastmod>"));
    let published = "<news:publication_date>2026-03-03T06:15:00Z</news:publication_date>";
    world.answer("/news.xml", XML, list(&format!("<news:news>{published}</news:news>")));
    let desk = Desk::open(&world);
    let id = desk.follow("/index").await;
    sleep(5 * HOUR).await;
    assert!(world.asked("/all.xml") > 2);
    assert_eq!((world.asked("/Alpha"), desk.feed(&id).await.waiting), (2, 0));
}

#[tokio::test(start_paused = true)]
async fn what_one_look_leaves_is_named_and_read_at_the_next() {
    let world = World::new();
    let names = ["Alpha", "Bravo", "Charlie"];
    let list = |names: &[&str]| {
        let page = |name: &&str| format!("<url><loc>http://news.example/{name}</loc></url>");
        format!("<urlset xmlns='{SITEMAP}'>{}</urlset>", names.iter().map(page).collect::<String>())
    };
    for modified in ["", "<lastmod>2026-01-01T00:00:00Z</lastmod>"] {
        for name in names {
            world.page(&format!("/{name}"), &article(name));
            world.answer(&format!("/{name}.xml"), XML, list(&[name]));
        }
        let one = |name| format!("<sitemap><loc>http://news.example/{name}.xml</loc>{modified}</sitemap>");
        world.answer(
            "/index",
            XML,
            format!("<sitemapindex xmlns='{SITEMAP}'>{}</sitemapindex>", names.map(one).concat()),
        );
        let desk = Desk::with(&world, FeedSettings { max_sitemaps: 2, ..feed_settings() });
        let id = desk.follow("/index").await;
        assert_eq!(desk.submitted(), ["Alpha", "Bravo"]);
        assert!(desk.feed(&id).await.state.last_error.unwrap().contains("1 of its sitemaps"));
        sleep(HOUR).await;
        assert_eq!(desk.submitted(), names);
        assert_eq!(desk.feed(&id).await.state.last_error.is_none(), !modified.is_empty());
    }
    world.answer("/long.xml", XML, list(&names));
    let desk = Desk::with(&world, FeedSettings { max_listed: 2, ..feed_settings() });
    let id = desk.follow("/long.xml").await;
    sleep(5 * HOUR).await;
    assert_eq!(desk.submitted(), names[..2]);
    assert!(desk.feed(&id).await.state.last_error.unwrap().contains("1 more than"));
}

/// An RSS feed with one entry that holds its article.
fn with_content(link: &str, date: &str, html: &str) -> String {
    format!(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Northwire</title>
         <item><guid isPermaLink='false'>7</guid><title>Dam holds</title>{link}<pubDate>{date}</pubDate>
         <content:encoded><![CDATA[{html}]]></content:encoded></item></channel></rss>"
    )
}

const WEDNESDAY: &str = "Wed, 04 Mar 2026 06:15:00 +0200";

#[tokio::test(start_paused = true)]
async fn an_entry_without_a_page_is_read_from_the_feed() {
    let world = World::new();
    let html = "<p>The dam will hold, the governor of Karsel said.</p><p>The river is still rising, she said.</p>";
    world.answer("/feed", XML, with_content("", WEDNESDAY, html));
    let desk = Desk::open(&world);
    desk.follow("/feed").await;
    world.answer("/feed", XML, with_content("", WEDNESDAY, &html.replace("will hold", "held")));
    sleep(2 * HOUR).await;
    let documents = desk.documents();
    let [first, second] = &documents[..] else { panic!("{documents:?}") };
    assert_eq!(first.text(), "The dam will hold, the governor of Karsel said.\n\nThe river is still rising, she said.");
    assert_eq!(first.parts().title.as_deref(), Some("Dam holds"));
    assert_eq!(first.parts().published.as_ref().unwrap().to_string(), "2026-03-04T06:15:00+02:00");
    assert_eq!(first.id(), second.id());
    assert_ne!(first.revision(), second.revision());
}

#[tokio::test(start_paused = true)]
async fn where_there_is_no_way_to_the_page_the_feed_is_read() {
    let html = "<p>The dam will hold, the governor of Karsel said.</p><p>The river is still rising, she said.</p>";
    let check = async |answer: &str, page: &str, from_feed: bool, tries: usize| {
        let world = World::new();
        world.answer("/dam?utm_source=feed", answer, page);
        world.answer(
            "/feed",
            XML,
            with_content("<link>http://news.example/dam?utm_source=feed</link>", WEDNESDAY, html),
        );
        let desk = Desk::open(&world);
        let id = desk.follow("/feed").await;
        // Whether it stays so is seen in a quarter of an hour.
        sleep(HOUR).await;
        assert_eq!(world.asked("/dam?utm_source=feed"), tries, "{answer}");
        let documents = desk.documents();
        assert_eq!(documents.len(), 1, "{answer}: {:?}", desk.feed(&id).await);
        assert_eq!(
            documents[0].text().starts_with("The dam will hold, the governor of Karsel said.\n"),
            from_feed,
            "{answer}"
        );
        assert_eq!(documents[0].parts().uri.as_deref(), Some("http://news.example/dam"));
    };
    check("403 Forbidden", "", true, 3).await;
    check("404 Not Found", "", true, 3).await;
    check("302 Found\nLocation: http://169.254.169.254/", "", true, 1).await;
    check("200 OK\nContent-Type: text/html", "<nav><a href=/>Subscribe to read</a></nav>", true, 1).await;
    check("200 OK\nContent-Type: text/html", &article("Alpha"), false, 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_page_that_may_come_back_is_waited_for() {
    let world = World::new();
    world.answer("/dam", "500 Internal Server Error", "");
    let html = "<p>The dam will hold, the governor of Karsel said.</p><p>The river is still rising, she said.</p>";
    world.answer("/feed", XML, with_content("<link>http://news.example/dam</link>", WEDNESDAY, html));
    let desk = Desk::open(&world);
    desk.follow("/feed").await;
    assert_eq!(desk.submitted(), [""; 0]);
    // It does not: what the feed holds is better than nothing.
    sleep(50 * HOUR).await;
    assert_eq!(desk.submitted(), ["The dam will hold, the governor of Karsel said"]);
}

#[tokio::test(start_paused = true)]
async fn a_feed_that_says_that_it_has_ended_is_left() {
    let world = World::new();
    world.page("/Alpha", &article("Alpha"));
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Northwire", "expired": true, "items": [{"id": "1",
        "url": "http://news.example/Alpha"}]}"#;
    world.answer("/feed", "200 OK\nContent-Type: application/feed+json", json);
    world.answer("/later", ATOM, atom(&[("Alpha", NOON)]));
    let desk = Desk::open(&world);
    let id = desk.follow("/feed").await;
    sleep(30 * HOUR).await;
    assert_eq!((desk.submitted(), world.asked("/feed")), (vec!["Alpha".to_owned()], 1));
    let state = desk.feed(&id).await.state;
    assert_eq!(state.next_fetch_at, None);
    assert!(state.last_error.unwrap().contains("ended"));
}
