//! What a feed says of one entry, as it is kept until the entry is done.

use sayso_domain::{DocumentId, DocumentParts, Language, PublicationTime, stable_id};
use sayso_feeds::{FeedId, NewEntry};
use sayso_readers::{Content, Entry, Feed, Location, address};
use serde::{Deserialize, Serialize};

/// What a feed says of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Item {
    /// Its page.
    pub(super) link: Option<String>,
    title: Option<String>,
    authors: Vec<String>,
    site: Option<String>,
    published: Option<PublicationTime>,
    language: Option<Language>,
    /// The whole article, if the feed holds it.
    pub(super) content: Option<Article>,
}

/// An article in a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Article {
    Html(String),
    Text(String),
}

impl Item {
    /// What counts more than what the page says.
    pub(super) fn over_page(&self) -> DocumentParts {
        DocumentParts { published: self.published.clone(), ..DocumentParts::default() }
    }

    /// What counts where the page says nothing.
    pub(super) fn under_page(&self) -> DocumentParts {
        DocumentParts {
            title: self.title.clone(),
            authors: self.authors.clone(),
            site: self.site.clone(),
            language: self.language.clone(),
            ..self.over_page()
        }
    }

    /// What is known of an article that the feed itself holds. Without an address, the entry's key tells it from others,
    /// so that its next version is a revision.
    pub(super) fn without_page(&self, feed: &FeedId, key: &str) -> DocumentParts {
        let id = match &self.link {
            Some(_) => None,
            None => DocumentId::new(stable_id("d", &[feed.as_str().as_bytes(), key.as_bytes()])).ok(),
        };
        DocumentParts { id, uri: address::absolute(self.link.as_deref()), ..self.under_page() }
    }
}

/// An entry of a feed, to be kept.
pub(super) fn of_entry(feed: &Feed, entry: Entry) -> NewEntry {
    let key = stable_id("e", &[entry.key().as_bytes()]);
    let changed = entry.updated.as_ref().or(entry.published.as_ref()).map(ToString::to_string).unwrap_or_default();
    let link = entry.link.as_deref().unwrap_or_default();
    // With a page, the feed's own text tells nothing: it may be cut, or hold counters and advertisements.
    let text = entry.content.as_ref().filter(|_| entry.link.is_none()).map_or("", Content::as_str);
    let version = stable_id("v", &[changed.as_bytes(), link.as_bytes(), text.as_bytes()]);
    let item = Item {
        link: entry.link,
        title: entry.title,
        authors: entry.authors,
        site: entry.site.or_else(|| feed.site.clone()),
        published: entry.published,
        language: entry.language.or_else(|| feed.language.clone()),
        content: entry.content.map(|content| match content {
            Content::Html(html) => Article::Html(html),
            Content::Text(text) => Article::Text(text),
        }),
    };
    kept(key, String::new(), version, &item)
}

/// What tells a sitemap of an index from the others.
pub(super) fn source(url: &str) -> String {
    stable_id("s", &[url.as_bytes()])
}

/// A page of a sitemap, to be kept. Two sitemaps that list the same page say different things of when it changed, so each
/// has an entry of its own.
pub(super) fn of_location(source: &str, location: Location) -> NewEntry {
    let key = stable_id("e", &[source.as_bytes(), location.uri.as_bytes()]);
    let news = location.news.unwrap_or_default();
    let changed = location.modified.as_ref().or(news.published.as_ref()).map(ToString::to_string).unwrap_or_default();
    let version = stable_id("v", &[changed.as_bytes()]);
    let item = Item {
        link: Some(location.uri),
        title: news.title,
        site: news.site,
        published: news.published,
        language: news.language,
        ..Item::default()
    };
    kept(key, source.to_owned(), version, &item)
}

fn kept(key: String, source: String, version: String, item: &Item) -> NewEntry {
    // Texts and lists of texts: writing them to memory cannot fail.
    let payload = serde_json::to_vec(item).unwrap_or_default();
    NewEntry { key, source, version, payload }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: Some("tag:news.example,2026:7".into()),
            link: Some("https://news.example/7".into()),
            published: Some("2026-03-04T08:15:00+02:00".parse().unwrap()),
            content: Some(Content::Html("<p>The dam will hold, she said.</p>".into())),
            ..Entry::default()
        }
    }

    #[test]
    fn an_entry_comes_back_as_it_was() {
        let feed = Feed { site: Some("Northwire".into()), ..Feed::default() };
        let kept = of_entry(&feed, entry());
        let item: Item = serde_json::from_slice(&kept.payload).unwrap();
        assert_eq!(item.link.as_deref(), Some("https://news.example/7"));
        assert_eq!(item.site.as_deref(), Some("Northwire"));
        assert_eq!(item.published.unwrap().to_string(), "2026-03-04T08:15:00+02:00");
        assert_eq!(item.content, Some(Article::Html("<p>The dam will hold, she said.</p>".into())));
    }

    #[test]
    fn a_version_changes_with_what_says_that_the_article_did() {
        let of = |change: fn(&mut Entry)| {
            let mut entry = entry();
            change(&mut entry);
            of_entry(&Feed::default(), entry)
        };
        let (first, later) = (of(|_| ()), "2026-03-05T08:15:00+02:00");
        let check = |change: fn(&mut Entry), changes: bool| {
            let other = of(change);
            assert_eq!((other.key == first.key, other.version != first.version), (true, changes));
        };
        check(|entry| entry.title = Some("Live: 12 updates".into()), false);
        check(|entry| entry.content = Some(Content::Html("12 people read this".into())), false);
        check(|entry| entry.updated = "2026-03-05T08:15:00+02:00".parse().ok(), true);
        check(|entry| entry.link = Some("https://news.example/7-a".into()), true);
        assert_ne!(of(|entry| entry.id = Some("8".into())).key, first.key);
        let alone = |text: &str| {
            let content = Some(Content::Text(text.into()));
            of_entry(&Feed::default(), Entry { link: None, content, ..entry() })
        };
        assert_ne!(alone("It holds.").version, alone("It held.").version);
        let location = |modified: &str| Location {
            uri: "https://news.example/7".into(),
            is_sitemap: false,
            modified: modified.parse().ok(),
            news: None,
        };
        let (a, b) = (of_location("s-1", location("2026-03-04")), of_location("s-1", location(later)));
        assert_eq!((a.key == b.key, a.version == b.version), (true, false));
        assert_ne!(a.key, of_location("s-2", location("2026-03-04")).key);
    }

    #[test]
    fn an_article_without_an_address_keeps_its_id_over_versions() {
        let feed = FeedId::new("f-1").unwrap();
        let item = Item { title: Some("Dam holds".into()), ..Item::default() };
        let id = |item: &Item, key: &str| item.without_page(&feed, key).id;
        assert_eq!(id(&item, "e-1"), id(&Item::default(), "e-1"));
        assert_ne!(id(&item, "e-1"), id(&item, "e-2"));
        assert_eq!(id(&Item { link: Some("https://news.example/7".into()), ..item }, "e-1"), None);
    }
}
