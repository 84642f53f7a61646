//! What a page says of itself in JSON-LD (schema.org): the article among the things that it describes.

use std::collections::HashMap;

use dom_query::Document;
use serde_json::{Map, Value};

use super::{inline::without_tags, render, tree};
use crate::{clean, clean::line};

/// The longest block of JSON-LD that is read, in bytes; the most of all blocks of a page.
const MAX_BLOCK_BYTES: usize = 4 << 20;
const MAX_PAGE_BYTES: usize = 8 << 20;
/// The most things of a page that are looked at.
const MAX_THINGS: usize = 20_000;

/// The types of articles (schema.org), without those that end in "Article" or "Posting".
const ARTICLE_TYPES: &[&str] = &["Report", "APIReference", "CreativeWork", "PressRelease"];
/// Types of pages that lead to articles.
const LISTING_TYPES: &[&str] = &["CollectionPage", "SearchResultsPage", "ItemList"];

/// What is said of the article.
#[derive(Debug, Default)]
pub(crate) struct LinkedData {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    /// The text, with empty lines between its paragraphs if its publisher parted them.
    pub(crate) body: Option<String>,
    /// Whether it can be read without paying, if that is said.
    pub(crate) free: Option<bool>,
    /// Whether there is an article at all.
    pub(crate) is_article: bool,
    /// Whether the page is said to be a list of others.
    pub(crate) is_listing: bool,
    /// Whether the article is a live blog, and its posts.
    pub(crate) is_live: bool,
    pub(crate) posts: Vec<Post>,
}

/// A post of a live blog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) headline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) text: String,
}

/// Reads the JSON-LD of a page; what is malformed is passed over.
pub(crate) fn read(document: &Document) -> LinkedData {
    let mut left = MAX_PAGE_BYTES;
    let mut blocks = Vec::new();
    for script in document.select(r#"script[type^="application/ld+json" i]"#).nodes() {
        let text = script.text();
        if text.len() > MAX_BLOCK_BYTES.min(left) {
            continue;
        }
        left -= text.len();
        blocks.extend(parse(&text));
    }
    let things = things(&blocks);
    let by_id: HashMap<&str, &Map<String, Value>> = things
        .iter()
        .filter(|thing| thing.len() > 1)
        .filter_map(|thing| Some((thing.get("@id")?.as_str()?, *thing)))
        .collect();
    let is_listing = things.iter().any(|thing| LISTING_TYPES.iter().any(|listing| has_type(thing, listing)));
    // Pages also describe articles that they link to: the one that is described best is the page's own.
    let article = things.iter().filter(|thing| is_article(thing)).max_by_key(|thing| {
        let known =
            ["headline", "author", "datePublished", "articleBody", "liveBlogUpdate", "mainEntityOfPage", "publisher"];
        let specific = !has_type(thing, "CreativeWork");
        (specific, known.iter().filter(|key| thing.contains_key(**key)).count())
    });
    match article {
        Some(article) => Reader { by_id }.article(article, is_listing),
        None => LinkedData { is_listing, ..LinkedData::default() },
    }
}

/// Parses a block; repairs what often is wrong with it: line breaks inside strings, comments and CDATA around it.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

/// Everything that is described, in the order of the page: also what stands in `@graph`, in lists and inside others.
fn things(blocks: &[Value]) -> Vec<&Map<String, Value>> {
    let mut things = Vec::new();
    let mut open: Vec<&Value> = blocks.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(thing) => {
                things.push(thing);
                let nested =
                    ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "publisher", "author"];
                open.extend(nested.iter().rev().filter_map(|key| thing.get(*key)));
            }
            _ => {}
        }
        if things.len() >= MAX_THINGS {
            break;
        }
    }
    things
}

fn has_type(thing: &Map<String, Value>, wanted: &str) -> bool {
    types(thing).any(|name| name == wanted)
}

fn types(thing: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let named = match thing.get("@type") {
        Some(Value::Array(names)) => names.as_slice(),
        Some(name) => std::slice::from_ref(name),
        None => &[],
    };
    named.iter().filter_map(Value::as_str).map(|name| name.rsplit(['/', '#', ':']).next().unwrap_or(name))
}

fn is_article(thing: &Map<String, Value>) -> bool {
    let article = |name: &str| name.ends_with("Article") || name.ends_with("Posting") || ARTICLE_TYPES.contains(&name);
    // Items of a list are teasers: they say nothing of when and by whom.
    types(thing).any(article)
        && thing.contains_key("headline") | thing.contains_key("datePublished") | thing.contains_key("articleBody")
}

struct Reader<'v> {
    by_id: HashMap<&'v str, &'v Map<String, Value>>,
}

impl<'v> Reader<'v> {
    fn article(&self, article: &'v Map<String, Value>, is_listing: bool) -> LinkedData {
        let string = |key: &str| article.get(key).and_then(first_string).and_then(plain_line);
        let authors =
            ["author", "creator"].iter().filter_map(|key| article.get(*key)).flat_map(|value| self.names(value));
        let is_live = has_type(article, "LiveBlogPosting") || article.contains_key("liveBlogUpdate");
        LinkedData {
            headline: string("headline").or_else(|| string("name")),
            authors: authors.collect(),
            publisher: article.get("publisher").and_then(|value| self.names(value).into_iter().next()),
            published: string("datePublished").or_else(|| string("dateCreated")),
            language: article
                .get("inLanguage")
                .and_then(|value| match value {
                    Value::Object(language) => {
                        language.get("alternateName").or(language.get("name")).and_then(first_string)
                    }
                    other => first_string(other),
                })
                .and_then(line),
            url: article
                .get("url")
                .and_then(first_string)
                .or_else(|| match article.get("mainEntityOfPage")? {
                    Value::Object(page) => page.get("@id").and_then(first_string),
                    other => first_string(other),
                })
                .map(str::to_owned),
            body: article
                .get("articleBody")
                .or(article.get("text"))
                .and_then(first_string)
                .map(plain_text)
                .filter(|body| !body.is_empty()),
            free: article.get("isAccessibleForFree").and_then(boolean),
            is_article: !has_type(article, "CreativeWork") || !is_listing,
            is_listing,
            is_live,
            posts: article.get("liveBlogUpdate").map(posts).unwrap_or_default(),
        }
    }

    /// The names of people or organisations: strings, things with a name, or references to such things.
    fn names(&self, value: &Value) -> Vec<String> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            other => std::slice::from_ref(other),
        };
        let name = |thing: &Map<String, Value>| thing.get("name").and_then(first_string).and_then(plain_line);
        let of = |value: &Value| match value {
            Value::String(name) => plain_line(name),
            Value::Object(thing) => name(thing).or_else(|| {
                let id = thing.get("@id")?.as_str()?;
                name(self.by_id.get(id)?)
            }),
            _ => None,
        };
        values.iter().take(64).filter_map(of).collect()
    }
}

fn posts(value: &Value) -> Vec<Post> {
    let values = match value {
        Value::Array(values) => values.as_slice(),
        other => std::slice::from_ref(other),
    };
    let post = |value: &Value| {
        let post = value.as_object()?;
        let text = post.get("articleBody").or(post.get("text")).and_then(first_string).map(plain_text)?;
        let string = |key: &str| post.get(key).and_then(first_string).and_then(plain_line);
        Some(Post { headline: string("headline"), published: string("datePublished"), text })
    };
    values.iter().filter_map(post).collect()
}

fn first_string(value: &Value) -> Option<&str> {
    match value {
        Value::String(string) => Some(string),
        Value::Array(values) => values.first().and_then(Value::as_str),
        Value::Object(value) => value.get("@value").and_then(Value::as_str),
        _ => None,
    }
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(free) => Some(*free),
        Value::String(free) if free.eq_ignore_ascii_case("true") => Some(true),
        Value::String(free) if free.eq_ignore_ascii_case("false") => Some(false),
        Value::String(free) => Some(!free.ends_with("/False")),
        _ => None,
    }
}

/// A line whose markup and references are resolved: many publishers put HTML into JSON.
pub(crate) fn plain_line(value: &str) -> Option<String> {
    line(&without_tags(value))
}

/// A text whose markup and references are resolved; its own line breaks part its paragraphs.
fn plain_text(value: &str) -> String {
    if value.contains('<') {
        return unmarked(value);
    }
    let unescaped = if value.contains('&') { value.replace('\n', "<p>") } else { return paragraphs(value) };
    unmarked(&unescaped)
}

fn paragraphs(value: &str) -> String {
    let cleaned = clean::text(value.into());
    let paragraphs: Vec<String> = cleaned.split('\n').filter_map(line).collect();
    paragraphs.join("\n\n")
}

fn unmarked(value: &str) -> String {
    let Ok(document) = tree::parse(value) else { return String::new() };
    render::text(&document.root())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn of(json: &str) -> LinkedData {
        let page = format!(r#"<script type="application/ld+json">{json}</script>"#);
        read(&tree::parse(&page).unwrap())
    }

    #[test]
    fn the_article_is_found_wherever_it_stands() {
        let article = r##"{"@type": "NewsArticle", "headline": "Dam &amp; bridge", "author": {"@id": "#a"}}"##;
        let author = r##"{"@id": "#a", "@type": "Person", "name": "Olha Revenko"}"##;
        for json in [
            format!("[{article}, {author}]"),
            format!(r#"{{"@context": "https://schema.org", "@graph": [{author}, {{"@type": "WebPage"}}, {article}]}}"#),
            format!(r#"{{"@type": "WebPage", "mainEntity": [{article}], "author": {author}}}"#),
            format!("<!-- [{article}, {author}] -->"),
        ] {
            let read = of(&json);
            assert_eq!(read.headline.as_deref(), Some("Dam & bridge"), "{json}");
            assert_eq!(read.authors, ["Olha Revenko"], "{json}");
            assert!(read.is_article);
        }
    }

    #[test]
    fn authors_are_told_in_many_ways() {
        let check = |author: &str, expected: &[&str]| {
            let read = of(&format!(r#"{{"@type": ["NewsArticle"], "headline": "x", "author": {author}}}"#));
            assert_eq!(read.authors, expected, "{author}");
        };
        check(r#""A. Writer""#, &["A. Writer"]);
        check(r#"["A. Writer", {"name": "B. Writer"}]"#, &["A. Writer", "B. Writer"]);
        check(r#"[{"name": ["A. Writer"]}, {"@id": "nowhere"}, 7]"#, &["A. Writer"]);
        check("null", &[]);
    }

    #[test]
    fn other_things_are_no_article() {
        for json in [
            r#"{"@type": "WebSite", "name": "Northwire"}"#,
            r#"{"@type": "NewsArticle"}"#,
            r#"{"@type": "Organization", "headline": "x"}"#,
            "{broken",
            "",
            "[[[[",
        ] {
            assert!(!of(json).is_article, "{json}");
        }
        assert!(of(r#"{"@type": "CollectionPage"}"#).is_listing);
        assert!(!of(&("[".repeat(100_000) + &"]".repeat(100_000))).is_article);
    }

    #[test]
    fn bodies_are_text() {
        let check = |body: &str, expected: &str| {
            let read = of(&format!("{{\"@type\": \"NewsArticle\", \"articleBody\": \"{body}\"}}"));
            assert_eq!(read.body.as_deref(), Some(expected), "{body}");
        };
        check(r"One.\n\nTwo.", "One.\n\nTwo.");
        check("<p>One.<p>Two &amp; three.", "One.\n\nTwo & three.");
        check(r"One &amp; two.\nThree.", "One & two.\n\nThree.");
        check("One\n two.", "One two.");
    }
}
