//! The text of a page's article, or the reason why it has none.
//!
//! Three ways lead to the text, and the first that holds is taken:
//!
//! 1. the posts of a live blog;
//! 2. the element that the page itself marks as the article's text, where it holds about as much as
//! 3. what Readability (the algorithm of Firefox's reader view) takes for it.
//!
//! Where all of them give a stub, the text in the page's JSON-LD is taken, if there is one. A page whose text is a wall, a
//! list of other pages or a handful of words has no article: text is never made up from what else stands there.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{
    editor, live,
    metadata::Metadata,
    render,
    size::{self, Size},
    tree,
    walls::{self, Wall},
    words,
};
use crate::{ReadError, address, text::count_words};

/// The longest text of a page that is looked through for its article, in bytes.
const MAX_PAGE_TEXT_BYTES: usize = 4 << 20;
/// So many words an article has at least, and one that says that it is one.
const MIN_WORDS: usize = 25;
const MIN_DECLARED_WORDS: usize = 6;
/// What is cut off by a paywall before it has so many words is a stub.
const MIN_STUB_WORDS: usize = 40;
/// So many linked headings make a list of articles, if each has fewer words than this.
const MIN_TEASERS: usize = 4;
const MAX_TEASER_WORDS: usize = 80;

const FRONT_PAGE: &str = "it is a front page or a list of articles";
const NO_TEXT: &str = "there is no running text in it";

/// The text of the article of a page that was got from `uri`.
///
/// # Errors
/// [`ReadError::NoArticle`] with the reason; [`ReadError::TooLong`] if the page has more text than is looked through.
pub(crate) fn text(document: &Document, metadata: &Metadata, uri: Option<&str>) -> Result<String, ReadError> {
    let Some(body) = document.body() else { return Err(ReadError::NoArticle(NO_TEXT)) };
    let mut whole = render::text(&body);
    if whole.len() > MAX_PAGE_TEXT_BYTES {
        return Err(ReadError::TooLong { limit: MAX_PAGE_TEXT_BYTES, unit: "bytes of text" });
    }
    // What a page says where scripts do not run.
    for without_scripts in body.find(&["noscript"]).iter().take(20) {
        whole.extend(["\n\n", &without_scripts.text()]);
    }
    let blog = live::find(document, metadata);
    let teasers = editor::tidy(document, metadata.title.as_deref());
    let posts = live::text(document, blog.as_ref(), &metadata.linked_data.posts);
    let found = match posts {
        Some(text) => Found { text, ..Found::default() },
        None => Found { elsewhere: teasers, ..found(document, &body) },
    };
    judged(found, metadata, &whole, uri)
}

/// A text and what tells an article from a list of articles.
#[derive(Debug, Default)]
struct Found {
    text: String,
    words: usize,
    /// Words in links.
    linked: usize,
    /// Headings that are links as a whole.
    teasers: usize,
    /// Teasers that stood elsewhere in the page.
    elsewhere: usize,
}

impl Found {
    fn in_nodes(nodes: &[NodeRef<'_>]) -> Self {
        let mut found = Self::default();
        let mut texts = Vec::new();
        for node in nodes {
            texts.push(render::text(node));
            let sizes = size::measure(node);
            let of = |node: &NodeRef<'_>| sizes.get(&node.id).copied().unwrap_or_default();
            found.words += of(node).words;
            found.linked += of(node).linked;
            found.teasers += node.descendants_it().filter(|inner| is_teaser(inner, of(inner))).count();
        }
        texts.retain(|text| !text.is_empty());
        found.text = texts.join("\n\n");
        found
    }

    fn running(&self) -> usize {
        self.words.saturating_sub(self.linked)
    }
}

fn is_teaser(node: &NodeRef<'_>, size: Size) -> bool {
    matches!(&*tree::name(node), "h1" | "h2" | "h3" | "h4") && size.words > 2 && size.linked == size.words
}

fn found(document: &Document, body: &NodeRef<'_>) -> Found {
    let marked = marked(body);
    let lead = lead(body);
    let read = readable(document);
    let mut found = match read {
        Some(read) if read.running() > marked.running() * 3 / 2 => read,
        _ if marked.running() >= MIN_WORDS => marked,
        Some(read) => read,
        None => marked,
    };
    if let Some(lead) = lead.filter(|lead| !same_begin(&found.text, lead)) {
        found.words += count_words(&lead);
        found.text = format!("{lead}\n\n{}", found.text);
    }
    found
}

/// What the page marks as the article's text: by microdata, else by the names that editing systems give it.
fn marked(body: &NodeRef<'_>) -> Found {
    let mut best: Option<(usize, usize, NodeRef<'_>)> = None;
    let mut bodies: Vec<NodeRef<'_>> = Vec::new();
    let sizes = size::measure(body);
    let mut next = Some(*body);
    while let Some(node) = next {
        let marked = node.is_element()
            && node.attr("itemprop").is_some_and(|value| value.split(' ').any(|part| part == "articleBody"));
        if marked {
            bodies.push(node);
        } else if node.is_element() {
            let rank = match &*tree::name(&node) {
                "article" => Some(100),
                "main" => Some(101),
                _ => words::name_content(&words::names_of(&node)),
            };
            let running = sizes.get(&node.id).copied().unwrap_or_default().running();
            if let Some(rank) = rank.filter(|_| running >= MIN_WORDS)
                && best.as_ref().is_none_or(|(other, most, _)| rank < *other || (rank == *other && running > *most))
            {
                best = Some((rank, running, node));
            }
        }
        next = tree::following(&node, body, marked);
    }
    if !bodies.is_empty() {
        let found = Found::in_nodes(&bodies);
        if found.running() >= MIN_WORDS {
            return found;
        }
    }
    best.map(|(_, _, node)| Found::in_nodes(&[node])).unwrap_or_default()
}

/// What Readability takes for the article.
fn readable(document: &Document) -> Option<Found> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let document = document.clone();
    tree::part_long_texts(&document);
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let content = tree::parse(&article.content).ok()?;
    Some(Found::in_nodes(&[content.body()?]))
}

/// The paragraph between headline and text that many pages keep apart from the text.
fn lead(body: &NodeRef<'_>) -> Option<String> {
    const NAMES: &[&[&str]] = &[
        &["lead"],
        &["lede"],
        &["standfirst"],
        &["dek"],
        &["intro"],
        &["kicker", "text"],
        &["subheadline"],
        &["article", "summary"],
        &["article", "subtitle"],
        &["article", "intro"],
        &["teaser", "text"],
        &["vorspann"],
        &["chapo"],
        &["anons"],
    ];
    const BYTES: std::ops::Range<usize> = 40..1200;
    let elements = body.descendants_it().filter(NodeRef::is_element).take(5000);
    let leads = elements.filter(|node| {
        !matches!(&*tree::name(node), "body" | "main" | "article") && words::name_any(&words::names_of(node), NAMES)
    });
    let in_article =
        |node: &NodeRef<'_>| node.ancestors_it(None).any(|above| matches!(&*tree::name(&above), "article" | "main"));
    let lead = leads.filter(in_article).find_map(|node| Some((tree::short_line_of(&node, BYTES.end)?, node)));
    let (line, node) = lead.filter(|(line, _)| BYTES.contains(&line.len()))?;
    // A line of links is no lead.
    let size = size::measure(&node).get(&node.id).copied().unwrap_or_default();
    (size.linked * 3 < size.words).then_some(line)
}

/// Whether a text has a line near its beginning.
fn same_begin(text: &str, line: &str) -> bool {
    let letters = |text: &str, count: usize| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(count).collect::<String>()
    };
    letters(text, 4000).contains(&letters(line, 60))
}

/// The text, if it is an article's.
fn judged(found: Found, metadata: &Metadata, whole: &str, uri: Option<&str>) -> Result<String, ReadError> {
    let told = metadata.linked_data.body.as_ref();
    let words = count_words(&found.text);
    let instead = |reason: &'static str| match told.filter(|told| count_words(told) >= MIN_DECLARED_WORDS) {
        Some(told) => Ok(told.clone()),
        None => Err(ReadError::NoArticle(reason)),
    };
    if told.is_some_and(|told| count_words(told) > words * 3 / 2 && count_words(told) >= MIN_WORDS) {
        return instead(NO_TEXT);
    }
    if let Some(wall) = walls::wall(&found.text) {
        return instead(wall.reason());
    }
    // A page that says that it is an article, or that says hardly anything else, may be a line of breaking news.
    let alone = count_words(whole) * 4 <= words * 5;
    let least = if metadata.is_article || alone { MIN_DECLARED_WORDS } else { MIN_WORDS };
    let locked = metadata.linked_data.free == Some(false) || whole.split("\n\n").any(walls::is_lock);
    if words < least || (locked && words < MIN_STUB_WORDS) {
        let listing = metadata.linked_data.is_listing || found.elsewhere >= MIN_TEASERS;
        let front = listing && !metadata.is_article;
        return match walls::wall(whole) {
            _ if locked => instead(Wall::Locked.reason()),
            Some(wall) => instead(wall.reason()),
            None => instead(if front { FRONT_PAGE } else { NO_TEXT }),
        };
    }
    let at_root =
        uri.and_then(|uri| url::Url::parse(uri).ok()).is_some_and(|uri| uri.has_host() && !address::is_article(&uri));
    let teasers = if at_root { MIN_TEASERS / 2 } else { MIN_TEASERS };
    let teasing = found.teasers >= teasers && found.words < found.teasers * MAX_TEASER_WORDS;
    let linking = found.words > 0 && found.linked * 2 > found.words;
    let listing = metadata.linked_data.is_listing && !metadata.linked_data.is_article;
    if (teasing && !metadata.linked_data.is_article) || linking || (listing && found.teasers > 1) {
        return instead(FRONT_PAGE);
    }
    Ok(found.text)
}
