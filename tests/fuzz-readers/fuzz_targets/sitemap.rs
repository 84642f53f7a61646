//! Any bytes as a sitemap, gzip or not: refused, or addresses that can be asked for, and an end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_readers::{Sitemap, SitemapLimits};

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut sitemap) = Sitemap::new(bytes, SitemapLimits { bytes: 1 << 20, entries: 100 }) else { return };
    let mut count = 0;
    for location in sitemap.by_ref().map_while(Result::ok) {
        assert!(location.uri.starts_with("http://") || location.uri.starts_with("https://"), "{}", location.uri);
        if let Some(news) = location.news {
            for line in news.title.iter().chain(&news.site) {
                assert!(!line.is_empty() && !line.contains(char::is_control), "{line:?}");
            }
        }
        count += 1;
    }
    assert!(count <= 100);
    assert!(sitemap.next().is_none());
});
