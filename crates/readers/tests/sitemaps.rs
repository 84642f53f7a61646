//! Sitemaps, whole and hostile. All outlets and articles are invented.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{self, Read, Write};

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use sayso_readers::{Location, ReadError, Sitemap, SitemapLimits, StreamError};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn shown(location: &Location) -> String {
    let of = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let mut shown = format!("{} {}", location.uri, of(location.modified.as_ref().map(ToString::to_string)));
    if let Some(news) = &location.news {
        let published = of(news.published.as_ref().map(ToString::to_string));
        let language = of(news.language.as_ref().map(|language| language.as_str().to_owned()));
        shown += &format!(" | {} | {language} | {published} | {}", of(news.site.clone()), of(news.title.clone()));
    }
    if location.is_sitemap { format!("sitemap {shown}") } else { shown }
}

/// The entries, and at the end why there are no more.
fn read(reader: impl Read) -> (Vec<String>, Option<String>) {
    match Sitemap::new(reader, SitemapLimits::default()) {
        Ok(sitemap) => {
            let (mut entries, mut problem) = (Vec::new(), None);
            for location in sitemap {
                match location {
                    Ok(location) => entries.push(shown(&location)),
                    Err(error) => problem = Some(error.to_string()),
                }
            }
            (entries, problem)
        }
        Err(error) => (Vec::new(), Some(error.to_string())),
    }
}

const NEWS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc> https://courier.example/1?a=1&amp;b=2 </loc><lastmod>2026-03-04</lastmod>
    <image:image><image:loc>https://courier.example/1.jpg</image:loc><image:title>No</image:title></image:image>
    <news:news><news:publication><news:name>The Harbour Courier</news:name><news:language>en</news:language></news:publication>
      <news:publication_date>2026-03-04T08:15:00+02:00</news:publication_date>
      <news:title><![CDATA[Dam will hold & stand]]></news:title></news:news></url>
  <url><loc>/relative</loc></url>
  <url><lastmod>2026-03-04</lastmod></url>
  <url><loc>https://courier.example/2</loc><lastmod>someday</lastmod></url>
</urlset>"#;

#[test]
fn news_sitemaps_are_read() {
    let expected = [
        "https://courier.example/1?a=1&b=2 2026-03-04 | The Harbour Courier | en | 2026-03-04T08:15:00+02:00 | \
         Dam will hold & stand",
        "https://courier.example/2 -",
    ];
    for bytes in [NEWS.as_bytes().to_vec(), gzip(NEWS.as_bytes()), format!("\u{feff}{NEWS}").into_bytes()] {
        assert_eq!(read(&bytes[..]), (expected.map(str::to_owned).to_vec(), None));
    }
    let mut sitemap = Sitemap::new(NEWS.as_bytes(), SitemapLimits::default()).unwrap();
    assert_eq!((sitemap.by_ref().count(), sitemap.left_out()), (2, 2));
}

#[test]
fn indexes_are_read() {
    let index = "<sitemapindex xmlns='http://www.google.com/schemas/sitemap/0.84'><sitemap><loc>https://courier.example/s.xml.gz\
        </loc><lastmod>2026-03-04T08:15:00Z</lastmod></sitemap></sitemapindex>";
    let expected = "sitemap https://courier.example/s.xml.gz 2026-03-04T08:15:00+00:00";
    assert_eq!(read(index.as_bytes()), (vec![expected.to_owned()], None));
}

#[test]
fn hostile_sitemaps_are_left_where_they_go_wrong() {
    let check = |bytes: Vec<u8>, entries: usize, expected: &str| {
        let (found, problem) = read(&bytes[..]);
        let problem = problem.unwrap_or_default();
        assert_eq!((found.len(), problem.contains(expected)), (entries, true), "{problem:?}");
    };
    let urls = |count: usize| "<url><loc>https://courier.example/1</loc></url>".repeat(count);
    let start = |inner: &str| format!("<urlset>{}{inner}", urls(2));
    check(start("").into_bytes(), 2, "cut off");
    check(start("<url><loc>https://cour").into_bytes(), 2, "cut off");
    check(start("<url><lo").into_bytes(), 2, "no sitemap");
    check(gzip(start("</urlset>").as_bytes())[..60].to_vec(), 0, "gzip");
    check(start(&"<a>".repeat(100_000)).into_bytes(), 2, "256 elements in one another");
    check(
        start(&format!("<url><loc>https://a.example/{}", "x".repeat(50 << 20))).into_bytes(),
        2,
        "65536 bytes in one piece",
    );
    check(start(&urls(60_000)).into_bytes(), 50_000, "50000 entries");
    check(b"PK\x03\x04 a zip file named sitemap.xml.gz".to_vec(), 0, "no element");
    check(b"<html><body>Not found</body></html>".to_vec(), 0, "<html>");
    check(b"".to_vec(), 0, "no element");
    let bomb = format!("<urlset>{}", format!("<a/>{}", " ".repeat(60_000)).repeat(1000));
    check(gzip(bomb.as_bytes()), 0, "out of each compressed byte");
    check(gzip(&gzip(start("</urlset>").as_bytes())), 0, "no element");

    let laughs: String =
        (1..30).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let news = "<news:news><news:title>&a29; &eacute; &amp;</news:title></news:news>";
    let text = format!(
        "<!DOCTYPE u [<!ENTITY a0 \"ha\">{laughs}]><urlset><url><loc>https://a.example/</loc>{news}</url></urlset>"
    );
    let (entries, problem) = read(text.as_bytes());
    assert_eq!((entries[0].as_str(), problem), ("https://a.example/ - | - | - | - | &a29; &eacute; &", None));
}

#[test]
fn one_that_never_ends_is_left() {
    let limits = SitemapLimits { bytes: 1 << 20, entries: usize::MAX };
    let check = |endless: &mut dyn Read, expected: ReadError| {
        let mut sitemap = Sitemap::new(endless, limits).unwrap();
        let problem = sitemap.by_ref().find_map(Result::err).unwrap();
        assert!(matches!(&problem, StreamError::Read(error) if *error == expected), "{problem}");
        assert!(sitemap.next().is_none());
    };
    let spaces = ReadError::TooLong { limit: 65_536, unit: "bytes in one piece" };
    check(&mut b"<urlset>".chain(io::repeat(b' ')), spaces);
    let entries = b"<url><loc>https://courier.example/1</loc></url>".repeat(50_000);
    check(&mut b"<urlset>".chain(&entries[..]), ReadError::TooLong { limit: 1 << 20, unit: "bytes" });
}

#[test]
fn a_source_that_fails_is_told_from_a_bad_sitemap() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::ConnectionReset, "reset by peer"))
        }
    }
    let compressed = gzip(NEWS.as_bytes());
    for start in [NEWS.as_bytes()[..600].to_vec(), compressed[..compressed.len() / 2].to_vec()] {
        let sitemap = Sitemap::new(start.chain(Failing), SitemapLimits::default());
        let last = match sitemap {
            Ok(sitemap) => sitemap.last().unwrap().unwrap_err(),
            Err(error) => error,
        };
        assert!(matches!(&last, StreamError::Io(error) if error.kind() == io::ErrorKind::ConnectionReset), "{last:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&bytes[..]);
        read(&[&b"<urlset><url>"[..], &bytes].concat()[..]);
    }
}
