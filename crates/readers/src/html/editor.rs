//! Takes out of a page what is not its article, as a careful editor would: what no reader sees, what leads elsewhere, what
//! sells, and what tells about the article.
//!
//! A name such as "related" or "share" is only believed as far as it goes: what holds most of the page's running text
//! is kept whatever it is called.

use std::cell::Cell;

use dom_query::{Document, NodeRef};

use super::{
    dates, metadata,
    size::{Size, measure},
    tree::{self, following},
    walls,
    words::{self, Clutter},
};

/// Elements that hold nothing of an article.
const NEVER: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "button",
    "input",
    "select",
    "textarea",
    "dialog",
    "nav",
    "video",
    "audio",
    "figcaption",
    "link",
    "meta",
    "map",
    "datalist",
    "progress",
    "meter",
    "amp-ad",
    "amp-embed",
    "amp-sidebar",
    "amp-consent",
    "amp-social-share",
    "amp-analytics",
    "amp-iframe",
    "menu",
];
/// Roles (WAI-ARIA) of what is not an article.
const NEVER_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "tooltip",
    "form",
    "tablist",
];
/// What a line has at most, in words and in elements.
const MAX_LINE_WORDS: usize = 80;
const MAX_LINE_ELEMENTS: usize = 60;
/// So much running text is not clutter because of a name that wrappers have, too.
const MIN_TEXT_WORDS: usize = 120;
/// What a byline has at most, in words.
const MAX_BYLINE_WORDS: usize = 25;
/// Elements that are the page or its article whatever they are called.
const ALWAYS: &[&str] = &["html", "body", "main"];

/// Takes out of the page what is not its article; `title` is the headline, which is not part of the text. Returns how many
/// teasers of other articles it took out.
pub(crate) fn tidy(document: &Document, title: Option<&str>) -> usize {
    let Some(body) = document.body() else { return 0 };
    take_out_unseen(document);
    take_out_consent(&body);
    let sizes = measure(&body);
    let of = |node: &NodeRef<'_>| sizes.get(&node.id).copied().unwrap_or_default();
    let page = of(&body).running();
    take_out(&body, |node| {
        let clutter = Some(node).filter(|node| node.is_element()).and_then(foreign);
        let size = of(node);
        // Much text in few links is the article, or a part of it.
        let texts = size.running() >= MIN_TEXT_WORDS && size.linked * 5 < size.words;
        clutter.is_some_and(|clutter| size.running() * 3 <= page * 2 && !(clutter == Clutter::Mostly && texts))
    });
    take_out_headline(&body, title, of);
    let teasers = Cell::new(0);
    take_out(&body, |node| {
        node.is_element() && {
            let found = teasers_in(node, of);
            teasers.set(teasers.get() + found);
            found > 0 || is_foreign_line(node, of)
        }
    });
    take_out_repeated_quotes(&body, of);
    teasers.get()
}

/// Takes out of the page what nobody sees.
pub(crate) fn take_out_unseen(document: &Document) {
    if let Some(body) = document.body() {
        take_out(&body, |node| node.is_element() && is_unseen(node));
    }
}

/// Takes out of `body` what `is_gone` says, with what it holds.
fn take_out(body: &NodeRef<'_>, is_gone: impl Fn(&NodeRef<'_>) -> bool) {
    let mut next = body.first_child();
    while let Some(node) = next {
        let gone = is_gone(&node);
        next = following(&node, body, gone);
        if gone {
            node.remove_from_parent();
        }
    }
}

/// Whether nobody sees the element, or it holds nothing that is read.
fn is_unseen(node: &NodeRef<'_>) -> bool {
    NEVER.contains(&&*tree::name(node)) || is_hidden(node)
}

/// How surely an element is, by what it is called, not part of the article.
fn foreign(node: &NodeRef<'_>) -> Option<Clutter> {
    let name = tree::name(node);
    let name = &*name;
    if ALWAYS.contains(&name) {
        return None;
    }
    let role = node.attr("role").unwrap_or_default().to_ascii_lowercase();
    if NEVER_ROLES.contains(&role.as_str()) {
        return Some(Clutter::Always);
    }
    match name {
        // Who is quoted may stand in the footer of a quote.
        "footer" => (!inside(node, "blockquote")).then_some(Clutter::Always),
        "aside" => Some(Clutter::Always),
        // What these are called says where they stand, not what they hold.
        "article" | "td" | "tr" | "tbody" => None,
        _ => words::name_clutter(&words::names_of(node)),
    }
}

/// Whether nobody sees the element, or its publisher does not want it to be quoted.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    if node.has_attr("data-nosnippet") || node.attr("aria-hidden").is_some_and(|value| &*value == "true") {
        return true;
    }
    if node.attr("hidden").is_some_and(|value| &*value != "until-found") {
        return true;
    }
    let Some(style) = node.attr("style") else { return false };
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let value = value.trim().trim_end_matches("!important").trim_end();
        match property.trim() {
            property if property.eq_ignore_ascii_case("display") => value.eq_ignore_ascii_case("none"),
            property if property.eq_ignore_ascii_case("visibility") => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}

fn inside(node: &NodeRef<'_>, name: &str) -> bool {
    node.ancestors_it(None).any(|ancestor| ancestor.has_name(name))
}

/// The headline: the `h1`, or what repeats the title as a heading.
fn take_out_headline(body: &NodeRef<'_>, title: Option<&str>, size: impl Fn(&NodeRef<'_>) -> Size) {
    let title = title.map(words::simple);
    let is_heading =
        |node: &NodeRef<'_>| matches!(&*tree::name(node), "h1" | "h2") && size(node).words <= MAX_LINE_WORDS;
    let headings: Vec<NodeRef<'_>> = body.descendants().into_iter().filter(is_heading).collect();
    let single = headings.iter().filter(|node| node.has_name("h1")).count() == 1;
    for heading in headings {
        let same = title.as_deref().is_some_and(|title| words::simple(&heading.text()) == *title);
        if same || (single && heading.has_name("h1")) {
            heading.remove_from_parent();
        }
    }
}

/// Takes out what asks for consent, whatever it is called: the outermost elements that hardly say anything else.
fn take_out_consent(body: &NodeRef<'_>) {
    /// The most elements that are looked into because they have a phrase in them.
    const MAX_SUSPECTS: usize = 300;
    let sizes = measure(body);
    let mut suspects = 0;
    let mut next = body.first_child();
    while let Some(node) = next {
        let words = sizes.get(&node.id).map_or(0, |size| size.words);
        let (mut gone, mut skipped) = (false, words == 0 && node.is_element());
        if (1..=walls::MAX_WALL_WORDS).contains(&words) {
            let text = node.text();
            skipped = walls::consent_phrases(&text) == 0;
            gone = !skipped && walls::asks_for_consent(&text);
            suspects += usize::from(!skipped);
        }
        if suspects > MAX_SUSPECTS {
            return;
        }
        next = following(&node, body, gone || skipped);
        if gone {
            node.remove_from_parent();
        }
    }
}

/// How many teasers an element lists, if it lists teasers: children that each have a heading that is a link, and few
/// words besides.
fn teasers_in(node: &NodeRef<'_>, size: impl Fn(&NodeRef<'_>) -> Size) -> usize {
    const MAX_TEASER_WORDS: usize = 60;
    let is_heading = |node: &NodeRef<'_>| {
        let heading = matches!(&*tree::name(node), "h2" | "h3" | "h4" | "h5");
        heading && size(node).words > 2 && size(node).linked == size(node).words
    };
    let is_teaser = |child: &NodeRef<'_>| {
        let short = (3..=MAX_TEASER_WORDS).contains(&size(child).words) && size(child).elements <= MAX_LINE_ELEMENTS;
        short && !is_heading(child) && child.descendants_it().any(|inner| is_heading(&inner))
    };
    let (mut teasers, mut others) = (0, 0);
    for child in node.children_it(false).filter(NodeRef::is_element) {
        match size(&child).words {
            0 => {}
            _ if is_teaser(&child) => teasers += 1,
            words => others += words,
        }
    }
    // A heading before the list is part of it.
    if teasers > 1 && others <= 12 { teasers } else { 0 }
}

/// Whether an element is a line that is no part of the text: "Advertisement", "Read more: ...", a prompt to pay or to agree,
/// a byline or a date, a picture's description, a list of links.
fn is_foreign_line(node: &NodeRef<'_>, of: impl Fn(&NodeRef<'_>) -> Size) -> bool {
    let size = of(node);
    let name = tree::name(node);
    let block = matches!(
        &*name,
        "p" | "div" | "li" | "h2" | "h3" | "h4" | "h5" | "h6" | "section" | "aside" | "figure" | "address" | "header"
    );
    let short = size.words <= MAX_LINE_WORDS && size.elements <= MAX_LINE_ELEMENTS;
    if !short || size.words == 0 {
        return false;
    }
    match &*name {
        "figure" if is_picture(node) || size.linked * 2 >= size.words => return true,
        "ul" | "ol" if size.linked == size.words => return true,
        _ => {}
    }
    if is_about_article(node, of) {
        return true;
    }
    if !(block || matches!(&*name, "strong" | "span" | "a")) || !is_leaf(node) {
        return false;
    }
    let Some(line) = tree::line_of(node) else { return false };
    let led = || words::leads_elsewhere(&line) && size.linked * 2 >= size.words;
    let linked =
        || size.linked == size.words && node.descendants_it().filter(|inner| inner.has_name("a")).nth(1).is_some();
    words::is_clutter_line(&line) || led() || (block && (walls::is_prompt(&line) || dates::is_bare(&line) || linked()))
}

/// Whether a figure shows a picture and no words of the article.
fn is_picture(figure: &NodeRef<'_>) -> bool {
    let has = |names: &[&str]| figure.descendants_it().any(|inner| names.contains(&&*tree::name(&inner)));
    has(&["img", "picture", "amp-img"]) && !has(&["blockquote", "table", "pre"])
}

/// Whether an element tells who wrote the article or when, on a line of its own: in a sentence such an element is part
/// of the sentence.
fn is_about_article(node: &NodeRef<'_>, of: impl Fn(&NodeRef<'_>) -> Size) -> bool {
    if of(node).words > MAX_BYLINE_WORDS
        || !(node.has_name("time") || node.has_attr("class") || node.has_attr("data-testid"))
    {
        return false;
    }
    let names = words::names_of(node);
    let called = node.has_name("time")
        || words::name_any(&names, metadata::BYLINE_NAMES)
        || words::name_any(&names, metadata::DATE_NAMES);
    called && !words::name_any(&names, &[&["dateline"]]) && {
        let mut around = node.ancestors_it(Some(3)).take_while(|above| !above.has_name("body"));
        let in_text =
            |above: &NodeRef<'_>| matches!(&*tree::name(above), "p" | "li" | "blockquote" | "h2" | "h3" | "h4");
        !around.any(|above| in_text(&above)) && node.parent().is_none_or(|parent| of(&parent).own < 3)
    }
}

/// Whether an element holds no block.
fn is_leaf(node: &NodeRef<'_>) -> bool {
    const BLOCKS: &[&str] =
        &["p", "div", "li", "ul", "ol", "table", "blockquote", "section", "article", "h2", "h3", "h4"];
    !node.descendants_it().any(|inner| BLOCKS.contains(&&*tree::name(&inner)))
}

/// Pull quotes repeat a sentence of the article in large type: the sentence stands in the article.
fn take_out_repeated_quotes(body: &NodeRef<'_>, size: impl Fn(&NodeRef<'_>) -> Size) {
    let is_pulled = |node: &NodeRef<'_>| {
        let names = words::names_of(node);
        let short = (1..=MAX_LINE_WORDS).contains(&size(node).words);
        short && words::name_any(&names, &[&["pullquote"], &["pull", "quote"], &["quote", "box"]])
    };
    let elements = body.descendants().into_iter().filter(NodeRef::is_element);
    let pulled: Vec<NodeRef<'_>> = elements.filter(is_pulled).take(32).collect();
    if pulled.is_empty() {
        return;
    }
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let all = letters(&body.text());
    for node in pulled {
        let quote = letters(&node.text());
        if !quote.is_empty() && all.match_indices(&quote).nth(1).is_some() {
            node.remove_from_parent();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::html::render;

    #[test]
    fn what_is_not_the_article_is_taken_out() {
        let running =
            "<p>The mayor of Karsel said on Tuesday that the bridge would stay shut until the spring.</p>".repeat(3);
        let check = |html: &str, kept: &str| {
            let document = tree::parse(&format!("<body>{running}<section>{html}</section>")).unwrap();
            tidy(&document, Some("Bridge shut"));
            let section = document.select_single("section");
            let text = section.nodes().first().map(render::text).unwrap_or_default();
            assert_eq!(text, kept, "{html}");
        };
        check(
            "<p hidden>a</p><p aria-hidden=true>b</p><p style='color:red; DISPLAY : none !important'>c</p><p>d</p>",
            "d",
        );
        check("<p hidden=until-found>a</p><p style='display:block'>b</p>", "a\n\nb");
        check("<div data-nosnippet>a</div>b<!-- c -->", "b");
        check("<nav>a</nav><div role=navigation>b</div><footer>c</footer><aside>d</aside>", "");
        check("<blockquote>Never.<footer>The mayor</footer></blockquote>", "Never.\n\nThe mayor");
        check("<div class=social-share>a</div><div class='story shareholders'>b</div>", "b");
        check("<figure><img><figcaption>a</figcaption></figure><p>b</p>", "b");
        check("<h1>a</h1><h2>Bridge shut</h2><h2>What next</h2>", "What next");
        check(
            "<p>Advertisement</p><p>Read more: <a href=x>The dam</a></p><p>Read more books, he said.</p>",
            "Read more books, he said.",
        );
        check(
            "<p>Subscribe to continue reading</p><p>He said he would subscribe to the theory.</p>",
            "He said he would subscribe to the theory.",
        );
        check(
            "<p>“It will not stand another winter,” he said.</p><div class=pull-quote>It will not stand another winter</div>",
            "“It will not stand another winter,” he said.",
        );
        check("<div class=pullquote>Nobody asked us</div>", "Nobody asked us");
    }

    #[test]
    fn a_name_does_not_condemn_the_article() {
        let running =
            "<p>The mayor of Karsel said on Tuesday that the bridge would stay shut until the spring.</p>".repeat(3);
        let document =
            tree::parse(&format!("<div class=has-sidebar><div class='related share'>{running}</div></div>")).unwrap();
        tidy(&document, None);
        assert_eq!(document.select("p").length(), 3);
    }
}
