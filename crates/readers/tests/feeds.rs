//! Feeds of every kind, whole and as they are found. All outlets, people and places are invented.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::time::Duration;

use proptest::prelude::*;
use sayso_readers::{Content, Entry, Feed, FeedLimits, Raw, ReadError, read_feed};

fn raw(bytes: &[u8]) -> Raw<'_> {
    Raw { bytes, media_type: None, uri: Some("https://courier.example/feeds/world.xml") }
}

fn read(text: &str) -> Feed {
    read_feed(&raw(text.as_bytes()), &FeedLimits::default()).unwrap()
}

fn html(text: &str) -> Option<Content> {
    Some(Content::Html(text.to_owned()))
}

fn text(text: &str) -> Option<Content> {
    Some(Content::Text(text.to_owned()))
}

/// An entry, line by line, as far as it has something.
fn shown(entry: &Entry) -> String {
    let content = |name: &str, content: &Option<Content>| match content {
        Some(Content::Html(text)) => format!("{name} html {text}"),
        Some(Content::Text(text)) => format!("{name} text {text}"),
        None => String::new(),
    };
    let line = |name: &str, value: Option<String>| value.map(|value| format!("{name} {value}")).unwrap_or_default();
    let lines = [
        line("id", entry.id.clone()),
        line("link", entry.link.clone()),
        line("title", entry.title.clone()),
        line("by", (!entry.authors.is_empty()).then(|| entry.authors.join("; "))),
        line("site", entry.site.clone()),
        line("published", entry.published.as_ref().map(ToString::to_string)),
        line("updated", entry.updated.as_ref().map(ToString::to_string)),
        line("language", entry.language.as_ref().map(|language| language.as_str().to_owned())),
        content("content", &entry.content),
        content("summary", &entry.summary),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check_entries(feed: &str, expected: &[&str]) {
    let feed = read(feed);
    let entries: Vec<String> = feed.entries.iter().map(shown).collect();
    assert_eq!(entries, expected, "{:?}", feed.problem);
    assert_eq!(feed.problem, None);
}

const RSS_2: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel>
  <title>The Harbour Courier &#8211; World</title>
  <link>https://courier.example/world</link>
  <atom:link href="https://courier.example/feeds/world.xml" rel="self" type="application/rss+xml"/>
  <description>Reports from abroad</description>
  <image><title>Logo</title><url>https://courier.example/logo.png</url><link>https://courier.example/</link></image>
  <language>en-GB</language>
  <lastBuildDate>Wed, 04 Mar 2026 09:00:00 +0200</lastBuildDate>
  <ttl>30</ttl>
  <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
  <skipHours><hour>1</hour><hour>2</hour></skipHours><skipDays><day>Sunday</day></skipDays>
  <item>
    <title>Dam will hold, governor of Vessaly says</title>
    <link>https://courier.example/world/4711?utm_source=rss&amp;x=1</link>
    <guid isPermaLink="false">courier-4711</guid>
    <pubDate>Wed, 04 Mar 2026 08:15:00 +0200</pubDate>
    <dc:creator><![CDATA[Maren Okolie]]></dc:creator>
    <dc:creator>Piet Lund</dc:creator>
    <media:title>A picture</media:title>
    <description>&lt;p&gt;The dam &amp;amp; the bridge.&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>The dam will hold, the governor said.</p>]]></content:encoded>
  </item>
  <item>
    <title>Second</title>
    <guid>https://courier.example/world/4712</guid>
    <author>desk@courier.example (News Desk)</author>
    <source url="https://wire.example/rss">The Wire</source>
  </item>
</channel></rss>"#;

#[test]
fn rss_2_is_read() {
    check_entries(
        RSS_2,
        &[
            "id courier-4711\nlink https://courier.example/world/4711?utm_source=rss&x=1\n\
             title Dam will hold, governor of Vessaly says\nby Maren Okolie; Piet Lund\n\
             published 2026-03-04T08:15:00+02:00\ncontent html <p>The dam will hold, the governor said.</p>\n\
             summary html <p>The dam &amp; the bridge.</p>",
            "id https://courier.example/world/4712\nlink https://courier.example/world/4712\ntitle Second\nby News Desk\n\
             site The Wire",
        ],
    );
    let feed = read(RSS_2);
    assert_eq!(feed.title.as_deref(), Some("The Harbour Courier – World"));
    assert_eq!(feed.site, feed.title);
    assert_eq!(feed.home.as_deref(), Some("https://courier.example/world"));
    assert_eq!(feed.language.unwrap().as_str(), "en-gb");
    assert_eq!(feed.updated.unwrap().to_string(), "2026-03-04T09:00:00+02:00");
    assert_eq!(feed.cadence.keep, Some(Duration::from_secs(1800)));
    assert_eq!(feed.cadence.period, Some(Duration::from_secs(900)));
    assert_eq!((feed.cadence.skip_hours, feed.cadence.skip_days), (0b110, 0b100_0000));
}

#[test]
fn old_rss_is_read() {
    check_entries(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
             xmlns:dc="http://purl.org/dc/elements/1.1/">
           <channel rdf:about="https://courier.example/"><title>Courier</title><link>https://courier.example/</link>
             <items><rdf:Seq><rdf:li resource="https://courier.example/1"/></rdf:Seq></items></channel>
           <item rdf:about="https://courier.example/1"><title>One</title><link>https://courier.example/1</link>
             <dc:date>2026-03-04T08:15+02:00</dc:date><dc:creator>Maren Okolie</dc:creator></item>
           </rdf:RDF>"#,
        &["id https://courier.example/1\nlink https://courier.example/1\ntitle One\nby Maren Okolie\n\
           published 2026-03-04T08:15:00+02:00"],
    );
    check_entries(
        r#"<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
           <rss version="0.91"><channel><title>Courier</title><item><title>One</title>
           <link>http://courier.example/1</link><description>Short.</description></item></channel></rss>"#,
        &["link http://courier.example/1\ntitle One\nsummary html Short."],
    );
}

#[test]
fn atom_is_read() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk" xml:base="https://kurier.example/">
      <title type="html">&lt;b&gt;Кур’єр&lt;/b&gt;</title><updated>2026-03-04T09:00:00Z</updated>
      <link rel="self" href="/atom.xml"/><link href="/"/>
      <author><name>Desk</name></author>
      <entry xml:lang="en">
        <id>tag:kurier.example,2026:1</id><title>5 &lt; 6</title>
        <link rel="enclosure" type="audio/mpeg" href="/1.mp3"/>
        <link rel="alternate" type="text/html" href="articles/1"/>
        <author><name>Maren Okolie</name><email>m@kurier.example</email></author>
        <published>2026-03-04T08:15:00+02:00</published><updated>2026-03-04T08:30:00+02:00</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Dam &lt; bridge</p></div></content>
        <summary>Plain &amp; short</summary>
        <source><title>The Wire</title><id>x</id></source>
      </entry>
      <entry><id>2</id><content type="html">&lt;p&gt;Yes&lt;/p&gt;</content></entry>
      <entry><id>3</id><content type="application/pdf" src="/3.pdf"/></entry>
    </feed>"#;
    check_entries(
        atom,
        &[
            "id tag:kurier.example,2026:1\nlink https://kurier.example/articles/1\ntitle 5 < 6\nby Maren Okolie\n\
             site The Wire\npublished 2026-03-04T08:15:00+02:00\nupdated 2026-03-04T08:30:00+02:00\nlanguage en\n\
             content html <div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Dam &lt; bridge</p></div>\n\
             summary text Plain & short",
            "id 2\ncontent html <p>Yes</p>",
            "id 3",
        ],
    );
    let feed = read(atom);
    assert_eq!(feed.title.as_deref(), Some("Кур’єр"));
    assert_eq!(feed.home.as_deref(), Some("https://kurier.example/"));
    assert_eq!(feed.language.unwrap().as_str(), "uk");
}

#[test]
fn json_feed_is_read() {
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "home_page_url": "https://courier.example/",
      "language": "en", "expired": true, "authors": [{"name": "Desk"}], "_own": {"a": [1, 2, {"b": null}]},
      "items": [
        {"id": 1, "url": "/1", "title": "One", "content_html": "<p>Yes</p>", "content_text": "Yes", "summary": "Short",
         "date_published": "2026-03-04T08:15:00+02:00", "date_modified": "2026-03-05", "language": "en_US",
         "authors": [{"name": "Maren Okolie"}, {"url": "https://x.example"}, "Piet Lund"]},
        {"id": "2", "external_url": "https://wire.example/2", "content_text": "Text\u0000 only", "title": ["no"],
         "author": {"name": "One Only"}},
        {}, 5, null,
        {"id": "3", "date_published": "soon", "url": "javascript:alert(1)"}
      ]}"#;
    check_entries(
        json,
        &[
            "id 1\nlink https://courier.example/1\ntitle One\nby Maren Okolie; Piet Lund\n\
             published 2026-03-04T08:15:00+02:00\nupdated 2026-03-05\nlanguage en-us\ncontent html <p>Yes</p>\n\
             summary text Short",
            "id 2\nlink https://wire.example/2\nby One Only\ncontent text Text only",
            "id 3\nby Desk",
        ],
    );
    let feed = read(json);
    assert!(feed.cadence.expired);
    assert_eq!((feed.title.as_deref(), feed.home.as_deref()), (Some("Courier"), Some("https://courier.example/")));
    assert_eq!(read(r#"{"version": "https://jsonfeed.org/version/1", "title": "None yet"}"#).entries, []);
}

fn item(inner: &str) -> String {
    format!("<rss><channel><title>Courier</title><item>{inner}</item></channel></rss>")
}

#[test]
fn broken_entries_are_read_where_that_is_safe() {
    let check = |inner: &str, expected: &str| check_entries(&item(inner), &[expected]);
    // Names of characters that XML does not know.
    check("<title>Caf&eacute;&nbsp;&rsquo;s &unknown; AT&T</title>", "title Café ’s &unknown; AT&T");
    // Escaped twice.
    check("<title>Dam &amp;amp; bridge &amp;#8217;</title>", "title Dam & bridge ’");
    check("<title>Profit &lt; 5 and &gt; 3</title>", "title Profit < 5 and > 3");
    // Tags that were not escaped, not ended, not begun.
    check(
        "<description><p>One<br>two</p></i></description><title>T</title>",
        "title T\nsummary html <p>One<br>two</p>",
    );
    check("<description><p>One<b>two</description><title>T</title>", "title T\nsummary html <p>One<b>two");
    // An end that is missing.
    check("<link>https://courier.example/1</link><title>T", "link https://courier.example/1\ntitle T");
    // Links.
    check("<link>/1</link>", "link https://courier.example/1");
    check("<link> 2 </link><guid isPermaLink='true'>x</guid>", "id x\nlink https://courier.example/feeds/2");
    check("<guid>not a link</guid>", "id not a link");
    check("<guid isPermaLink='false'>https://courier.example/g</guid>", "id https://courier.example/g");
    check("<link>javascript:alert(1)</link><title>T</title>", "title T");
    check("<link href='https://courier.example/1'/>", "link https://courier.example/1");
    check(
        "<link>https://proxy.example/1</link><feedburner:origLink>https://courier.example/1</feedburner:origLink>",
        "link https://courier.example/1",
    );
    // Dates.
    check("<pubDate>yesterday</pubDate><title>T</title>", "title T");
    check("<pubDate>yesterday</pubDate><dc:date>2026-03-04</dc:date>", "published 2026-03-04");
    check("<pubDate>Tue, 04 Mar 2026 8:15 EET</pubDate>", "published 2026-03-04T08:15:00+02:00");
    check("<pubDate>04 Mar 2026 08:15:00</pubDate>", "published 2026-03-04T08:15:00");
    // Authors.
    check("<author>desk@courier.example</author><title>T</title>", "title T");
    check("<author>Maren Okolie</author><author>Maren  Okolie</author>", "by Maren Okolie");
    check("<author>A. Desk</author><dc:creator>Maren Okolie</dc:creator>", "by Maren Okolie");
    // The whole article as Yandex takes it, and a title on several lines with control characters.
    check("<yandex:full-text>The dam holds.</yandex:full-text>", "content text The dam holds.");
    check("<title>One\r\n\u{1}\u{7}  two</title>", "title One two");
}

#[test]
fn charsets_are_found_whoever_names_them() {
    let check = |bytes: &[u8], media_type: Option<&str>| {
        let feed = read_feed(&Raw { bytes, media_type, uri: None }, &FeedLimits::default()).unwrap();
        assert_eq!(feed.entries[0].title.as_deref(), Some("Дамба устоит"), "{media_type:?}");
    };
    let named = |encoding: &str| {
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", item("<title>Дамба устоит</title>"))
    };
    let in_1251 = |text: &str| -> Vec<u8> {
        let letter = |c: char| match c as u32 {
            0x410..=0x44f => (c as u32 - 0x410 + 0xc0) as u8,
            ascii => ascii as u8,
        };
        text.chars().map(letter).collect()
    };
    check(named("UTF-8").as_bytes(), None);
    check(format!("\u{feff}{}", named("windows-1251")).as_bytes(), None);
    check(named("windows-1251").as_bytes(), Some("text/xml; charset=koi8-r"));
    check(&in_1251(&named("windows-1251")), None);
    check(&in_1251(&named("windows-1251")), Some("application/rss+xml; charset=UTF-8"));
    check(&in_1251(&named("UTF-8")), Some("text/xml; charset=windows-1251"));
    let utf16: Vec<u8> = named("UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&utf16, None);
    check(&[&[0xff, 0xfe], &utf16[..]].concat(), Some("text/xml; charset=utf-8"));
}

#[test]
fn keys_tell_entries_apart() {
    let key = |inner: &str| read(&item(inner)).entries[0].key();
    assert_eq!(key("<guid>a</guid><link>https://a.example/</link>"), "a");
    assert_eq!(key("<link>https://a.example/</link><title>T</title>"), "https://a.example/");
    let (one, other) = (key("<title>T</title><pubDate>2026-03-04</pubDate>"), key("<title>T</title>"));
    assert!(one.starts_with("e-") && other.starts_with("e-") && one != other);
    assert_eq!(other, key("<title> T </title>"));
}

#[test]
fn what_came_before_a_break_is_kept() {
    let check = |text: String, entries: usize, problem: &str| {
        let feed = read(&text);
        let found = feed.problem.unwrap().to_string();
        assert_eq!((feed.entries.len(), found.contains(problem)), (entries, true), "{found}");
    };
    let items = "<item><title>One</title></item><item><title>Two</title></item>";
    check(format!("<rss><channel>{items}<item><title>Thr"), 2, "cut off");
    check(format!("<rss><channel>{items}<item><title>Three</title><descr"), 2, "no feed");
    check(format!("<rss><channel>{items}<item><![CDATA[ never ends"), 2, "no feed");
    check(format!("<rss><channel>{items}<item>{}", "<a>".repeat(100_000)), 2, "256 elements in one another");
    check(format!("<rss><channel>{items}<item><title>{}</title>", "x".repeat(9 << 20)), 2, "bytes in one piece");
}

#[test]
fn entries_beyond_the_limit_are_counted() {
    let limits = FeedLimits { entries: 3, ..FeedLimits::default() };
    let counts = |text: &str| {
        let feed = read_feed(&raw(text.as_bytes()), &limits).unwrap();
        (feed.entries.len(), feed.left_out)
    };
    let items = |count| (0..count).map(|n| format!("<item><guid>{n}</guid></item>")).collect::<String>();
    assert_eq!(counts(&format!("<rss><channel>{}</channel></rss>", items(3))), (3, 0));
    assert_eq!(counts(&format!("<rss><channel>{}</channel></rss>", items(10))), (3, 7));
    let json = (0..10).map(|n| format!("{{\"id\": {n}}}")).collect::<Vec<_>>().join(",");
    assert_eq!(counts(&format!("{{\"items\": [{json}]}}")), (3, 7));
}

#[test]
fn what_is_no_feed_is_refused() {
    let check = |bytes: &[u8], expected: &str| {
        let error = read_feed(&raw(bytes), &FeedLimits::default()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check(b"", "empty");
    check(b" \n\xef\xbb\xbf", "empty");
    check(b"<!DOCTYPE html><html><body>Not found</body></html>", "<html>, not <rss>");
    check(b"Not found", "there is no element");
    check(b"PK\x03\x04 a zip file named feed.xml", "there is no element");
    check(b"{\"error\": \"not found\"}", "neither \"items\" nor");
    check(b"{\"items\": 5}", "expected a list of items");
    check(b"{\"items\": [", "no JSON Feed");
    check(b"{\"items\": [{}], \"items\": []}", "duplicate field");
    check(&[b"{\"items\": [".to_vec(), b"[".repeat(100_000)].concat(), "no JSON Feed");
    check("<a>".repeat(100_000).as_bytes(), "<a>, not <rss>");
    check(format!("<rss>{}", "<a>".repeat(100_000)).as_bytes(), "256 elements in one another");
    let laughs: String =
        (1..30).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let laughs = format!("<!DOCTYPE rss [<!ENTITY a0 \"ha\">{laughs}]>{}", item("<title>&a29;</title>"));
    assert_eq!(read(&laughs).entries[0].title.as_deref(), Some("&a29;"));
}

#[test]
fn a_feed_that_never_ends_is_left() {
    let limits = FeedLimits { bytes: 1 << 20, ..FeedLimits::default() };
    let endless = std::io::Read::chain(&b"<rss><channel>"[..], Endless(b"<item><guid>1</guid></item>".repeat(100), 0));
    let (bytes, more) = sayso_readers::read_at_most(endless, limits.bytes + 1).unwrap();
    assert!(more);
    let feed = read_feed(&raw(&bytes), &limits).unwrap();
    assert_eq!(feed.problem, Some(ReadError::TooLong { limit: 1 << 20, unit: "bytes" }));
    assert_eq!((feed.entries.len(), feed.left_out > 30_000), (2000, true));
    // One whose first entry never ends, in both kinds.
    for start in ["<rss><channel><item><title>", "{\"items\": [{\"title\": \""] {
        let bytes = [start.as_bytes(), &b"x".repeat(2 << 20)].concat();
        let error = read_feed(&raw(&bytes), &limits).unwrap_err();
        assert_eq!(error, ReadError::TooLong { limit: 1 << 20, unit: "bytes" }, "{start}");
    }
}

/// Gives the same bytes again and again.
struct Endless(Vec<u8>, usize);

impl std::io::Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let rest = &self.0[self.1..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.1 = (self.1 + count) % self.0.len();
        Ok(count)
    }
}

#[test]
fn whole_articles_are_kept_apart_from_summaries() {
    let feed =
        read(&item("<description>Short.</description><content:encoded>&lt;p&gt;Long.&lt;/p&gt;</content:encoded>"));
    assert_eq!((&feed.entries[0].summary, &feed.entries[0].content), (&html("Short."), &html("<p>Long.</p>")));
    let atom = read("<feed><entry><summary>Short.</summary><content>Long &lt; longer.</content></entry></feed>");
    assert_eq!((&atom.entries[0].summary, &atom.entries[0].content), (&text("Short."), &text("Long < longer.")));
}

const PIECES: &[&str] = &[
    "<rss>",
    "</rss>",
    "<channel>",
    "</channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link>",
    "</link>",
    "<guid>",
    "</guid>",
    "<author>",
    "<name>",
    "</name>",
    "<source>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>",
    "</entry>",
    "<content type='xhtml'>",
    "</content>",
    "<skipHours>",
    "<hour>",
    "5",
    "&amp;",
    "&",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<br>",
    "<br/>",
    "text",
    "<x a='",
    "'>",
    "\"",
    "https://a.example/",
    "\u{1}",
    "Д",
];

proptest! {
    #[test]
    fn any_mixture_is_read_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text = format!("<rss>{}", pieces.concat());
        if let Ok(feed) = read_feed(&raw(text.as_bytes()), &FeedLimits::default()) {
            let lines = |entry: &Entry| [entry.title.clone(), entry.id.clone(), entry.site.clone()];
            for line in feed.entries.iter().flat_map(lines).flatten() {
                prop_assert!(!line.is_empty() && !line.contains(char::is_control), "{line:?}");
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_feed(&raw(&bytes), &FeedLimits::default());
        let _ = read_feed(&raw(&[&b"{\"items\":"[..], &bytes].concat()), &FeedLimits::default());
    }
}
