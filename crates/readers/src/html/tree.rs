//! A page as a tree, within bounds that are held while it is built.
//!
//! The parser (html5ever) follows the HTML Standard, which has no limits: its time grows with the square of how deep
//! elements are nested and of how many attributes a tag has, a formatting element that is not closed is built anew
//! in every paragraph after it, and what walks the finished tree calls itself once for every level. So it is fed in
//! small pieces, what it builds is counted as it builds it ([`Bounded`]), and the first piece that breaks a bound is
//! the last that it gets.

use dom_query::{Document, NodeRef};
use html5ever::{
    ParseOpts, parse_document,
    tendril::{StrTendril, TendrilSink},
    tree_builder::TreeBuilderOpts,
};

use super::bounded::Bounded;
use crate::{ReadError, clean};

/// The longest page that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 16 << 20;
/// The most elements of a page. Live blogs of a long day have some 50,000.
pub(crate) const MAX_ELEMENTS: usize = 150_000;
/// How deep elements may be nested: at this depth browsers stop nesting, too.
pub(crate) const MAX_DEPTH: usize = 512;

/// The depths of all nodes together: what looks at everything below each element, as Readability does, takes so many steps.
/// 150,000 nodes may be 40 levels deep, which they are on no real page.
const MAX_LEVELS: usize = 6_000_000;

/// The longest value of an attribute that is kept, in bytes: as long as an address may be. Longer ones are pictures, styles
/// and data, which nobody looks into. A text that is longer is kept in parts.
pub(super) const MAX_VALUE_BYTES: usize = 4096;

/// How much the parser is fed before what it built is looked at, in bytes.
const PIECE_BYTES: usize = 512;
/// Mistakes in the markup: each costs the parser a search through the open elements.
const MAX_MISTAKES: usize = 500_000;
/// The parser holds each attribute against all earlier ones of its tag: the most comparisons that it is let make.
const MAX_COMPARISONS: usize = 1 << 30;

/// Parses a page.
///
/// # Errors
/// [`ReadError::TooLong`] names the bound that the page breaks.
pub(crate) fn parse(html: &str) -> Result<Document, ReadError> {
    let too_long = |limit, unit| Err(ReadError::TooLong { limit, unit });
    if html.len() > MAX_BYTES {
        return too_long(MAX_BYTES, "bytes");
    }
    // Scripts do not run here, so what a page shows without them is what it shows.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = parse_document(Bounded::default(), options);
    let mut comparisons = 0_usize;
    let mut gaps = 0_usize;
    for piece in pieces(html) {
        let built = parser.tokenizer.sink.sink.built.get();
        parser.process(StrTendril::from_slice(piece));
        let sink = &parser.tokenizer.sink.sink;
        // As long as nothing is built, the parser may be inside one tag, and every gap may part two attributes.
        gaps = if sink.built.get() == built { gaps + count_gaps(piece) } else { count_gaps(piece) };
        if sink.built.get() == built && gaps > 2048 {
            comparisons += gaps * count_gaps(piece);
        }
        if sink.elements.get() > MAX_ELEMENTS {
            return too_long(MAX_ELEMENTS, "elements");
        }
        if sink.deepest.get() > MAX_DEPTH {
            return too_long(MAX_DEPTH, "levels of elements");
        }
        if sink.mistakes.get() > MAX_MISTAKES {
            return too_long(MAX_MISTAKES, "mistakes in its markup");
        }
        if comparisons > MAX_COMPARISONS {
            return too_long(MAX_COMPARISONS, "pairs of attributes of one element");
        }
    }
    let document = parser.finish();
    // Elements that were moved after they were nested are counted where they ended up.
    match depth(&document) {
        (deepest, _) if deepest > MAX_DEPTH => too_long(MAX_DEPTH, "levels of elements"),
        (_, levels) if levels > MAX_LEVELS => too_long(MAX_LEVELS, "levels of all its nodes together"),
        _ => Ok(document),
    }
}

fn pieces(mut html: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (piece, rest) = html.split_at(html.floor_char_boundary(PIECE_BYTES));
        html = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

fn count_gaps(piece: &str) -> usize {
    let separates = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
    piece.bytes().zip(piece.bytes().skip(1)).filter(|(one, next)| separates(*one) && !separates(*next)).count()
}

/// How deep the deepest node stands, and the depths of all nodes together.
fn depth(document: &Document) -> (usize, usize) {
    let (mut deepest, mut levels) = (0, 0);
    let mut depth = 0_usize;
    let mut next = document.root().first_child();
    while let Some(node) = next {
        deepest = deepest.max(depth);
        levels += depth;
        if let Some(child) = node.first_child() {
            depth += 1;
            next = Some(child);
            continue;
        }
        let mut node = node;
        next = loop {
            if let Some(sibling) = node.next_sibling() {
                break Some(sibling);
            }
            let Some(parent) = node.parent() else { break None };
            depth = depth.saturating_sub(1);
            node = parent;
        };
    }
    (deepest, levels)
}

/// Parts long texts into several. What writes a tree as HTML, as Readability does at its end, looks through the rest of a
/// text at each `&` in it.
pub(crate) fn part_long_texts(document: &Document) {
    let is_long = |node: &NodeRef<'_>| node.is_text() && node.text().len() > MAX_VALUE_BYTES;
    for node in document.root().descendants().into_iter().filter(is_long) {
        let text = node.text();
        let mut rest = &*text;
        while !rest.is_empty() {
            let end = rest.floor_char_boundary(MAX_VALUE_BYTES);
            // Where a word ends, if there is a near one.
            let end = rest[..end].rfind(char::is_whitespace).filter(|space| *space > end / 2).unwrap_or(end);
            let (part, behind) = rest.split_at(end);
            node.insert_before(&document.tree.new_text(part));
            rest = behind;
        }
        node.remove_from_parent();
    }
}

/// The next node in the order of the page, within `root`; past the node's content if that is skipped.
pub(super) fn following<'d>(node: &NodeRef<'d>, root: &NodeRef<'d>, skip_content: bool) -> Option<NodeRef<'d>> {
    if let Some(child) = node.first_child().filter(|_| !skip_content) {
        return Some(child);
    }
    let mut node = *node;
    loop {
        if node.id == root.id {
            return None;
        }
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent()?;
    }
}

/// The element's local name; nothing for other nodes.
pub(crate) fn name(node: &NodeRef<'_>) -> StrTendril {
    node.node_name().filter(|_| node.is_element()).unwrap_or_default()
}

/// The text in a node, as a line.
pub(crate) fn line_of(node: &NodeRef<'_>) -> Option<String> {
    clean::line(&node.text())
}

/// The texts in a node as a line, as [`short_line_of`] has it, without times; texts of different elements that nothing
/// parts are parted by a bar.
pub(crate) fn short_parts_of(node: &NodeRef<'_>, limit: usize) -> Option<String> {
    let mut parts = String::new();
    for (count, piece) in node.descendants_it().enumerate() {
        if count > MAX_PIECES || parts.len() > limit * 8 {
            return None;
        }
        if piece.is_text() && !piece.parent().is_some_and(|parent| parent.has_name("time")) {
            let text = piece.text();
            if parts.ends_with(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric) {
                parts.push_str(" | ");
            }
            parts.push_str(&text);
        }
    }
    clean::line(&parts).filter(|line| line.len() <= limit)
}

/// More pieces than this no short line has.
const MAX_PIECES: usize = 200;

/// The text in a node as a line, if it is not longer than `limit` bytes; a longer one is not even put together.
pub(crate) fn short_line_of(node: &NodeRef<'_>, limit: usize) -> Option<String> {
    let mut text = String::new();
    for (count, piece) in node.descendants_it().enumerate() {
        if piece.is_text() && !piece.parent().is_some_and(|parent| matches!(&*name(&parent), "script" | "style")) {
            text.push_str(&piece.text());
        }
        // Indentation is not text: it may be longer than the line.
        if text.len() > limit * 8 || count > MAX_PIECES {
            return None;
        }
    }
    clean::line(&text).filter(|line| line.len() <= limit)
}

/// The value of an attribute, trimmed; `None` if it is not there or empty.
pub(crate) fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    let value = node.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_held_while_the_tree_is_built() {
        let check = |html: String, unit: Option<&str>| {
            let start = html.chars().take(20).collect::<String>();
            let found = match parse(&html) {
                Ok(_) => None,
                Err(ReadError::TooLong { unit, .. }) => Some(unit),
                Err(error) => panic!("{error}"),
            };
            assert_eq!(found, unit, "{start}");
        };
        check("<div>".repeat(100_000), Some("levels of elements"));
        check("<ul><li>".repeat(100_000), Some("levels of elements"));
        check("<b>".repeat(100_000), Some("levels of elements"));
        check("<table><td>".repeat(100_000), Some("levels of elements"));
        check("<template>".repeat(100_000), Some("levels of elements"));
        check("<svg><g>".repeat(100_000), Some("levels of elements"));
        check("<br>".repeat(2_000_000), Some("elements"));
        check("<p>".repeat(2_000_000), Some("elements"));
        check("</nav>a".repeat(1_000_000), Some("mistakes in its markup"));
        check("<p>a".repeat(MAX_BYTES / 4 + 1), Some("bytes"));
        let formatting: String = (0..400).map(|number| format!("<b id={number}>")).collect();
        check(format!("<p>{formatting}") + &"<p>a".repeat(100_000), Some("elements"));
        let attributes = |count: usize| (0..count).map(|number| format!(" a{number}")).collect::<String>();
        check(format!("<p{}>One.", attributes(500_000)), Some("pairs of attributes of one element"));
        check(format!("<p{}>One.", attributes(1000)), None);
        check(format!("<p title=\"{}\">One.", "a b ".repeat(20_000)), None);
        check(format!("<p title=\"{}\">One.", "a".repeat(8 << 20)), None);
        check(format!("<!--{}--><p>One.", " a b\n".repeat(20_000)), None);
        check("<div>".repeat(MAX_DEPTH - 3) + "a", None);
        check("<div>".repeat(400) + &"<br>".repeat(20_000), Some("levels of all its nodes together"));
        check("a &amp b".repeat(50_000), None);
        check("<!-- a -->".repeat(200_000), None);
    }

    #[test]
    fn comments_are_left_out_and_long_values_cut() {
        let page =
            format!("<!--a--><p title='{}'>a<!--b-->b</p><table><!--c--><tr><td>c</table><!--d-->", "ї".repeat(9000));
        let document = parse(&page).unwrap();
        assert!(document.root().descendants().iter().all(|node| !node.is_comment()));
        assert_eq!(document.body().unwrap().text().as_ref(), "abc");
        assert_eq!(document.select("p").attr("title").unwrap().len(), MAX_VALUE_BYTES);
    }

    #[test]
    fn long_texts_are_parted() {
        let text = format!("{} {}", "word ".repeat(2000), "&".repeat(9000));
        let document = parse(&format!("<p>{}</p>", text.replace('&', "&amp;"))).unwrap();
        part_long_texts(&document);
        let parts = document.select("p").nodes()[0].descendants();
        assert!(parts.len() > 4 && parts.iter().all(|part| part.text().len() <= MAX_VALUE_BYTES));
        assert_eq!(document.select("p").text().as_ref(), text);
    }

    #[test]
    fn the_depth_is_that_of_the_finished_tree() {
        assert_eq!(depth(&Document::default()), (0, 0));
        // html, head and body, p and p, a and b and c, b.
        assert_eq!(depth(&parse("<p>a<b>b</b></p><p>c").unwrap()), (4, 1 + 1 + 2 + 2 + 3 + 3 + 3 + 4));
    }
}
