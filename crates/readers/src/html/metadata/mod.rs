//! What a page says of its article: headline, authors, outlet, date, language and address.
//!
//! A page says the same thing in several places, and not all of them are kept with equal care. The order of trust:
//!
//! | | from first to last |
//! |---|---|
//! | title | JSON-LD `headline`, microdata, the `h1` that the page's title names, `og:title`, `title` without the site's name |
//! | authors | JSON-LD, `meta` (author, article:author, ...), microdata and `rel=author`, visible bylines |
//! | site | `og:site_name`, JSON-LD publisher, `application-name` |
//! | published | JSON-LD, `meta` (article:published_time, ...), microdata, `time` after the headline, visible dates after it, the day in the address |
//! | language | `html lang`, JSON-LD, `content-language`, `og:locale` |
//! | address | `link rel=canonical`, `og:url`, JSON-LD: only of the same site; else where the page was got |
//!
//! A date of change is never taken for the date of publication. Where the first source has the day only, and another has
//! a time on that day, the time is taken.

mod title;

use dom_query::{Document, NodeRef};
use sayso_domain::{Language, PublicationTime};
use url::Url;

use super::{
    byline, dates,
    linked_data::{self, LinkedData},
    tree, words,
};
use crate::{address, clean};

/// Names of what holds a byline or a date, by their words.
pub(super) const BYLINE_NAMES: &[&[&str]] = &[
    &["byline"],
    &["bylines"],
    &["author"],
    &["authors"],
    &["autor"],
    &["autoren"],
    &["auteur"],
    &["writer"],
    &["avtor"],
];
pub(super) const DATE_NAMES: &[&[&str]] = &[
    &["date"],
    &["dates"],
    &["datum"],
    &["published"],
    &["pubdate"],
    &["publish"],
    &["posted"],
    &["timestamp"],
    &["time"],
    &["dateline"],
    &["datetime"],
    &["fecha"],
    &["data"],
    &["meta"],
    &["byline"],
    &["created"],
];
const CHANGE_NAMES: &[&[&str]] = &[&["updated"], &["modified"], &["update"], &["changed"], &["aktualisiert"]];
/// The longest line that tells who wrote an article and when, in bytes.
const MAX_LINE_BYTES: usize = 240;
/// As many elements after the headline may be a date that nothing names.
const MAX_HEAD_ELEMENTS: usize = 60;
/// Words that a line about a change begins with.
const CHANGE_WORDS: &[&str] =
    &["updated", "last updated", "modified", "aktualisiert", "оновлено", "обновлено", "mis à jour"];

const AUTHOR_METAS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "dc:creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "cxenseparse:author",
    "weibo:article:author",
];
const DATE_METAS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "datepublished",
    "date.available",
    "dcterms.available",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "publication_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "pub_date",
    "citation_publication_date",
    "ptime",
    "date",
    "article.published",
    "weibo:article:create_at",
];

/// What a page says of its article.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) site: Option<String>,
    pub(crate) published: Option<PublicationTime>,
    pub(crate) language: Option<Language>,
    pub(crate) uri: Option<String>,
    /// Whether the page says that it is an article.
    pub(crate) is_article: bool,
    pub(crate) linked_data: LinkedData,
}

/// Reads the metadata of a page that was got from `uri`.
pub(crate) fn read(document: &Document, uri: Option<&str>) -> Metadata {
    let page = Page {
        metas: metas(document),
        linked_data: linked_data::read(document),
        after_headline: after_headline(document),
        document,
        uri: uri.and_then(|uri| Url::parse(uri).ok()),
    };
    let site = page.site();
    let open_graph_type = page.meta(&["og:type"]);
    let microdata = || document.select("[itemtype*='Article'], [itemtype*='BlogPosting']").exists();
    Metadata {
        title: page.title(site.as_deref()),
        authors: page.authors(site.as_deref()),
        published: page.published(),
        language: page.language(),
        uri: page.address(uri),
        is_article: page.linked_data.is_article
            || open_graph_type.as_deref().is_some_and(|kind| kind.ends_with("article"))
            || page.meta(&["article:published_time"]).is_some()
            || microdata(),
        site,
        linked_data: page.linked_data,
    }
}

struct Page<'d> {
    document: &'d Document,
    /// Names in lower case and values, in the order of the page.
    metas: Vec<(String, String)>,
    linked_data: LinkedData,
    /// The elements that may say who wrote the article and when: those after the headline, without asides.
    after_headline: Vec<NodeRef<'d>>,
    uri: Option<Url>,
}

fn metas(document: &Document) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for meta in document.select("meta[content]").nodes() {
        let Some(content) = tree::attribute(meta, "content") else { continue };
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = tree::attribute(meta, attribute) {
                metas.push((name.to_lowercase(), content.clone()));
            }
        }
    }
    metas
}

/// The elements after the first `h1` (or, without one, of the first `article` or `main`) outside asides, navigation and footers.
fn after_headline(document: &Document) -> Vec<NodeRef<'_>> {
    /// As far as the head of an article reaches on any page.
    const MAX_ELEMENTS: usize = 3000;
    let Some(body) = document.body() else { return Vec::new() };
    let start = ["h1", "[itemprop='headline']", "article", "main"]
        .iter()
        .find_map(|selector| document.select_single(selector).nodes().first().map(|n| n.id));
    let (mut found, mut started) = (Vec::new(), start.is_none());
    let mut next = body.first_child();
    while let Some(node) = next {
        started = started || Some(node.id) == start;
        let skipped =
            matches!(&*tree::name(&node), "aside" | "nav" | "footer" | "script" | "style" | "noscript" | "template")
                || words::name_any(
                    &words::names_of(&node),
                    &[
                        &["related"],
                        &["comments"],
                        &["comment"],
                        &["sidebar"],
                        &["recommended"],
                        &["popular"],
                        &["trending"],
                    ],
                );
        if started && node.is_element() && !skipped {
            found.push(node);
        }
        if found.len() >= MAX_ELEMENTS {
            break;
        }
        next = node.first_child().filter(|_| !skipped);
        let mut up = Some(node);
        while next.is_none() {
            let Some(node) = up else { break };
            next = node.next_sibling();
            up = node.parent();
        }
    }
    found
}

impl Page<'_> {
    fn meta(&self, names: &[&str]) -> Option<String> {
        self.all_metas(names).next().map(str::to_owned)
    }

    /// The values under these names, those of the first name first.
    fn all_metas(&self, names: &[&str]) -> impl Iterator<Item = &str> {
        names
            .iter()
            .flat_map(|wanted| self.metas.iter().filter(move |(name, _)| name == wanted))
            .map(|(_, value)| value.as_str())
    }

    fn site(&self) -> Option<String> {
        let named = self.meta(&["og:site_name"]).or_else(|| self.linked_data.publisher.clone());
        let named = named.or_else(|| self.meta(&["application-name", "dc.publisher", "apple-mobile-web-app-title"]));
        named.and_then(|name| linked_data::plain_line(&name))
    }

    fn authors(&self, site: Option<&str>) -> Vec<String> {
        let names = |lines: &[String]| byline::names(lines.iter().map(String::as_str), site);
        let said = names(&self.linked_data.authors);
        if !said.is_empty() {
            return said;
        }
        let metas: Vec<String> = self.all_metas(AUTHOR_METAS).filter_map(linked_data::plain_line).collect();
        let said = names(&metas);
        if !said.is_empty() {
            return said;
        }
        let marked = |node: &NodeRef<'_>| {
            let marked = tree::attribute(node, "itemprop")
                .is_some_and(|value| value.split(' ').any(|part| part == "author" || part == "creator"));
            let linked =
                tree::attribute(node, "rel").is_some_and(|value| value.split(' ').any(|part| part == "author"));
            marked || linked
        };
        let marked: Vec<String> = self.after_headline.iter().filter(|node| marked(node)).filter_map(name_in).collect();
        let said = names(&marked);
        if !said.is_empty() {
            return said;
        }
        let visible = |node: &&NodeRef<'_>| words::name_any(&words::names_of(node), BYLINE_NAMES);
        let lines = self.after_headline.iter().filter(visible).filter_map(name_in);
        lines.map(|line| names(&[line])).find(|names| !names.is_empty()).unwrap_or_default()
    }

    fn published(&self) -> Option<PublicationTime> {
        let mut found = Vec::new();
        found.extend(self.linked_data.published.as_deref().and_then(dates::machine));
        found.extend(self.all_metas(DATE_METAS).filter_map(dates::machine));
        let marked = self.document.select("[itemprop~='datePublished'], [itemprop~='dateCreated']");
        found.extend(marked.nodes().iter().take(20).filter_map(date_in));
        if !self.linked_data.is_live {
            let is_change = |node: &&NodeRef<'_>| words::name_any(&words::names_of(node), CHANGE_NAMES);
            let nodes = || self.after_headline.iter().filter(|node| !is_change(node));
            let time = nodes().filter(|node| node.has_name("time") && !after_change(node)).find_map(date_in);
            found.extend(time);
            let visible = |node: &&NodeRef<'_>| words::name_any(&words::names_of(node), DATE_NAMES);
            let line =
                |node: &NodeRef<'_>| tree::short_line_of(node, MAX_LINE_BYTES).filter(|line| !tells_change(line));
            found.extend(nodes().filter(visible).filter_map(line).find_map(|line| dates::written(&line)));
            // A line right after the headline that is nothing but a date.
            let bare = nodes().take(MAX_HEAD_ELEMENTS).filter_map(line).filter(|line| dates::is_bare(line));
            found.extend(bare.filter_map(|line| dates::written(&line)).next());
        }
        found.extend(self.uri.as_ref().and_then(|uri| dates::in_path(uri.path())));
        let first = found.first()?;
        let vague = |time: &PublicationTime| matches!(time, PublicationTime::Date(_));
        let closer = found.iter().find(|time| vague(first) && !vague(time) && time.date() == first.date());
        Some(closer.unwrap_or(first).clone())
    }

    fn language(&self) -> Option<Language> {
        let html = self.document.select_single("html");
        let html = html.nodes().first();
        let said = [
            html.and_then(|html| tree::attribute(html, "lang")),
            html.and_then(|html| tree::attribute(html, "xml:lang")),
            self.linked_data.language.clone(),
            self.meta(&["content-language", "language", "dc.language", "og:locale"]),
        ];
        said.iter().flatten().find_map(|tag| clean::language(tag))
    }

    fn address(&self, uri: Option<&str>) -> Option<String> {
        let canonical = self.document.select("link[rel~='canonical' i][href]");
        let canonical = canonical.nodes().first().and_then(|link| tree::attribute(link, "href"));
        let said = [canonical, self.meta(&["og:url"]), self.linked_data.url.clone()];
        said.iter().flatten().find_map(|said| address::canonical(said, uri)).or_else(|| address::absolute(uri))
    }
}

/// The name that an element gives: its own `name` in microdata, its content, or its text.
fn name_in(node: &NodeRef<'_>) -> Option<String> {
    let named = |inner: &NodeRef<'_>| inner.attr("itemprop").is_some_and(|value| &*value == "name");
    let name = node.descendants_it().take(100).find(named);
    let node = name.as_ref().unwrap_or(node);
    tree::attribute(node, "content").or_else(|| tree::short_parts_of(node, MAX_LINE_BYTES))
}

/// The date that an element gives: for machines, else for people.
fn date_in(node: &NodeRef<'_>) -> Option<PublicationTime> {
    let said = ["datetime", "content", "title"].iter().filter_map(|name| tree::attribute(node, name));
    let said = said.into_iter().find_map(|said| dates::machine(&said));
    said.or_else(|| dates::written(&tree::short_line_of(node, MAX_LINE_BYTES)?))
}

/// Whether what stands before an element in its line says that it is the date of a change.
fn after_change(node: &NodeRef<'_>) -> bool {
    let line = |node: NodeRef<'_>| tree::short_line_of(&node, MAX_LINE_BYTES);
    let before = node.prev_sibling().filter(NodeRef::is_text).and_then(|text| clean::line(&text.text()));
    before.or_else(|| node.parent().and_then(line)).is_some_and(|before| tells_change(&before))
}

fn tells_change(line: &str) -> bool {
    let simple = words::simple(line);
    CHANGE_WORDS.iter().any(|word| simple.starts_with(word))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn of(html: &str) -> Metadata {
        read(&tree::parse(html).unwrap(), Some("https://www.northwire.example/2026/03/04/dam?utm_source=x"))
    }

    #[test]
    fn dates_are_of_publication() {
        let check = |html: &str, expected: Option<&str>| {
            let found = read(&tree::parse(html).unwrap(), None).published.map(|time| time.to_string());
            assert_eq!(found.as_deref(), expected, "{html}");
        };
        let ld = |date: &str| {
            format!(
                r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"x","datePublished":"{date}"}}</script>"#
            )
        };
        check(
            &format!(
                "{}<meta property=article:published_time content=2026-03-05T10:00:00Z>",
                ld("2026-03-04T08:15:00+02:00")
            ),
            Some("2026-03-04T08:15:00+02:00"),
        );
        check(
            &format!("{}<meta property=article:published_time content=2026-03-04T10:00:00Z>", ld("2026-03-04")),
            Some("2026-03-04T10:00:00+00:00"),
        );
        check(
            &format!("{}<meta property=article:published_time content=2026-03-05T10:00:00Z>", ld("2026-03-04")),
            Some("2026-03-04"),
        );
        check("<meta property=article:modified_time content=2026-03-05T10:00:00Z>", None);
        check(
            "<time datetime=2026-01-01>1</time><h1>x</h1><time class=updated datetime=2026-03-05>x</time><time datetime=2026-03-04>y</time>",
            Some("2026-03-04"),
        );
        check("<h1>x</h1><p>Updated: <time datetime=2026-03-05>x</time></p>", None);
        check("<h1>x</h1><div class=article-date>4. März 2026, 08:15 Uhr</div>", Some("2026-03-04T08:15:00"));
        check("<h1>x</h1><aside><time datetime=2026-03-05>x</time></aside>", None);
        check("<h1>x</h1><div class=date>Updated 5 March 2026</div>", None);
        assert_eq!(of("<h1>x</h1>").published.map(|time| time.to_string()).as_deref(), Some("2026-03-04"));
    }

    #[test]
    fn authors_are_found_in_order_of_trust() {
        let check = |html: &str, expected: &[&str]| assert_eq!(of(html).authors, expected, "{html}");
        check("<meta name=author content='Tam Weller'><h1>x</h1><p class=byline>By Olha Revenko", &["Tam Weller"]);
        check(
            "<meta property=article:author content='https://fb.example/tam'><h1>x</h1><p class=byline>By Olha Revenko",
            &["Olha Revenko"],
        );
        check(
            "<h1>x</h1><span itemprop=author><a><span itemprop=name>Tam Weller</span></a> Karsel</span>",
            &["Tam Weller"],
        );
        check("<h1>x</h1><a rel=author>Tam Weller</a><a rel=author>Olha Revenko</a>", &["Tam Weller", "Olha Revenko"]);
        check("<p class=author>Somebody Else</p><h1>x</h1><p>One.", &[]);
    }

    #[test]
    fn languages_and_addresses_are_said_by_the_page() {
        let page = of("<html lang=uk_UA><link rel=canonical href=/news/dam><title>x</title>");
        assert_eq!(page.language.unwrap().as_str(), "uk-ua");
        assert_eq!(page.uri.as_deref(), Some("https://www.northwire.example/news/dam"));
        let page = of("<meta property=og:locale content=de_DE><link rel=canonical href=https://other.example/x>");
        assert_eq!(page.language.unwrap().as_str(), "de-de");
        assert_eq!(page.uri.as_deref(), Some("https://www.northwire.example/2026/03/04/dam"));
    }
}
