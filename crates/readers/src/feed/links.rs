//! Addresses in a feed: absolute, on the web, and as short as a document's.

use url::Url;

use crate::address;

/// What relative links are relative to.
#[derive(Debug, Clone, Default)]
pub(super) struct Base(Option<Url>);

impl Base {
    pub(super) fn new(uri: Option<&str>) -> Self {
        Self(uri.and_then(|uri| Url::parse(uri).ok()))
    }

    /// The base within an element with `xml:base`.
    pub(super) fn within(&self, xml_base: Option<&str>) -> Self {
        xml_base
            .and_then(|base| address::web(base, self.0.as_ref()))
            .map_or_else(|| self.clone(), |url| Self(Some(url)))
    }

    /// The absolute http or https address that a link means.
    pub(super) fn link(&self, link: &str) -> Option<String> {
        address::web(link, self.0.as_ref()).map(String::from)
    }

    /// What home page there is, if the feed was not got from anywhere.
    pub(super) fn or(self, home: Option<&str>) -> Self {
        if self.0.is_some() { self } else { Self::new(home) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_absolute_and_on_the_web() {
        let check = |base: Option<&str>, link: &str, expected: Option<&str>| {
            assert_eq!(Base::new(base).link(link).as_deref(), expected, "{base:?} {link}");
        };
        let base = Some("https://news.example/feeds/world.xml");
        check(base, " https://other.example/1\n", Some("https://other.example/1"));
        check(base, "/1", Some("https://news.example/1"));
        check(base, "1?a=b", Some("https://news.example/feeds/1?a=b"));
        check(base, "//cdn.example/1", Some("https://cdn.example/1"));
        check(base, "javascript:alert(1)", None);
        check(base, "file:///etc/hosts", None);
        check(base, "", None);
        check(base, "https://", None);
        check(base, &format!("/{}", "x".repeat(5000)), None);
        check(None, "/1", None);
        check(Some("urn:feed:1"), "/1", None);
        check(Some("feed.xml"), "https://a.example", Some("https://a.example/"));
    }

    #[test]
    fn bases_stand_in_one_another() {
        let feed = Base::new(Some("https://a.example/x/")).within(Some("y/"));
        assert_eq!(feed.link("1").as_deref(), Some("https://a.example/x/y/1"));
        assert_eq!(feed.within(Some("https://b.example/")).link("1").as_deref(), Some("https://b.example/1"));
        assert_eq!(feed.within(Some("mailto:a@b")).link("1").as_deref(), Some("https://a.example/x/y/1"));
        assert_eq!(Base::new(None).or(Some("https://a.example/")).link("1").as_deref(), Some("https://a.example/1"));
    }
}
