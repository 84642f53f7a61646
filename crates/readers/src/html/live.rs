//! Live blogs: a page of many posts, each with its time.
//!
//! Readability takes the longest run of paragraphs; of a live blog that is one long post. Here the posts are found by what
//! they have in common: they are children of one element, and each has a time.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::{dates, linked_data::Post, metadata::Metadata, render, tree, words};

/// Names of live blogs, by their words.
const LIVE_NAMES: &[&[&str]] = &[
    &["liveblog"],
    &["live", "blog"],
    &["liveticker"],
    &["live", "ticker"],
    &["newsticker"],
    &["live", "updates"],
    &["live", "feed"],
    &["live", "stream"],
    &["live", "posts"],
    &["onlinetranslation"],
];
/// Names of what holds the time of a post.
const TIME_NAMES: &[&[&str]] = &[&["time"], &["timestamp"], &["date"], &["datetime"], &["zeit"], &["uhrzeit"]];
/// How far above its time a post may begin, in elements.
const MAX_ANCESTORS: usize = 8;
/// How few posts make a live blog.
const MIN_POSTS: usize = 3;
/// The longest time, in bytes, as a page shows it.
const MAX_TIME_BYTES: usize = 60;

/// The posts of a live blog, in the order of the page: the element of each, and when it was published.
pub(crate) struct LiveBlog {
    posts: Vec<(NodeId, String)>,
}

/// Finds the posts of a page that is a live blog, and takes their times out of the page.
pub(crate) fn find(document: &Document, metadata: &Metadata) -> Option<LiveBlog> {
    let body = document.body()?;
    if !metadata.linked_data.is_live && !looks_live(&body) {
        return None;
    }
    // Children with a time, by their parent.
    let mut families: HashMap<NodeId, Vec<(NodeId, NodeRef<'_>)>> = HashMap::new();
    for time in body.descendants().into_iter().filter(is_time) {
        let mut child = time;
        for _ in 0..MAX_ANCESTORS {
            let Some(parent) = child.parent() else { break };
            let family = families.entry(parent.id).or_default();
            // The first time of a post is its own.
            if family.last().is_none_or(|(last, _)| *last != child.id) {
                family.push((child.id, time));
            }
            if parent.has_name("body") {
                break;
            }
            child = parent;
        }
    }
    // Of several with as many children the first in the page holds the posts, not their times' wrappers.
    let most = families.values().map(Vec::len).max()?;
    let family = families.into_iter().filter(|(_, family)| family.len() == most).min_by_key(|(parent, _)| *parent)?.1;
    if family.len() < MIN_POSTS {
        return None;
    }
    // A post is kept as it is: its headline may be a link, as a teaser's is.
    let posts = family.into_iter().map(|(post, time)| {
        let shown = shown_time(&time);
        if post != time.id {
            time.remove_from_parent();
        }
        (post, shown)
    });
    Some(LiveBlog { posts: posts.collect() })
}

/// The text of a live blog: each post with its time on a line of its own before it.
pub(crate) fn text(document: &Document, blog: Option<&LiveBlog>, told: &[Post]) -> Option<String> {
    let in_page = blog
        .map(|blog| {
            blog.posts
                .iter()
                .filter_map(|(id, time)| {
                    let post = NodeRef::new(*id, &document.tree);
                    // What was taken out of the page is no post.
                    let attached = post.ancestors_it(None).any(|ancestor| ancestor.has_name("body"));
                    let text = render::text(&post);
                    (attached && !text.is_empty()).then(|| join(Some(time), None, &text))
                })
                .collect::<Vec<_>>()
        })
        .unwrap_or_default();
    if in_page.len() >= told.len().max(MIN_POSTS) {
        return Some(in_page.join("\n\n"));
    }
    if told.len() < 2 {
        return None;
    }
    let told = told.iter().filter(|post| !post.text.is_empty()).map(|post| {
        let time = post.published.as_deref().and_then(dates::machine).map(|time| in_minutes(&time));
        join(time.as_deref(), post.headline.as_deref(), &post.text)
    });
    Some(told.collect::<Vec<_>>().join("\n\n"))
}

fn join(time: Option<&str>, headline: Option<&str>, text: &str) -> String {
    let headline = headline.filter(|headline| !text.starts_with(headline));
    [time, headline, Some(text)].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn looks_live(body: &NodeRef<'_>) -> bool {
    let marked = |node: &NodeRef<'_>| {
        node.attr("itemtype").is_some_and(|kind| kind.ends_with("LiveBlogPosting"))
            || words::name_any(&words::names_of(node), LIVE_NAMES)
    };
    body.descendants_it().any(|node| node.is_element() && marked(&node))
}

fn is_time(node: &NodeRef<'_>) -> bool {
    if !node.is_element() {
        return false;
    }
    let named = node.has_name("time") || words::name_any(&words::names_of(node), TIME_NAMES);
    named
        && (tree::attribute(node, "datetime").is_some()
            || tree::short_line_of(node, MAX_TIME_BYTES)
                .is_some_and(|line| line.contains(|c: char| c.is_ascii_digit())))
}

/// When a post was published: by the machine-readable time, else as the page shows it.
fn shown_time(node: &NodeRef<'_>) -> String {
    let said = tree::attribute(node, "datetime").and_then(|said| dates::machine(&said));
    let inner = || {
        node.descendants_it()
            .take(20)
            .find_map(|inner| tree::attribute(&inner, "datetime"))
            .and_then(|said| dates::machine(&said))
    };
    match said.or_else(inner) {
        Some(time) => in_minutes(&time),
        None => tree::short_line_of(node, MAX_TIME_BYTES).unwrap_or_default(),
    }
}

/// A time as people write it: "2026-03-04 08:15", by the publisher's clock.
fn in_minutes(time: &sayso_domain::PublicationTime) -> String {
    match time {
        sayso_domain::PublicationTime::Date(date) => date.to_string(),
        time => time.local().strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::html::{editor, metadata};

    fn of(html: &str) -> Option<String> {
        let document = tree::parse(html).unwrap();
        let metadata = metadata::read(&document, None);
        let blog = find(&document, &metadata);
        editor::tidy(&document, None);
        text(&document, blog.as_ref(), &metadata.linked_data.posts)
    }

    #[test]
    fn posts_are_given_in_order_with_their_times() {
        let post = |time: &str, text: &str| {
            format!("<li><header><time datetime={time}>x</time></header><p>{text}</p><div class=share>Share</div></li>")
        };
        let posts = post("2026-03-04T10:05:00+02:00", "Three.")
            + &post("2026-03-04T09:30:00+02:00", "Two.")
            + &post("2026-03-04T09:00:00+02:00", "One.");
        let expected = "2026-03-04 10:05\n\nThree.\n\n2026-03-04 09:30\n\nTwo.\n\n2026-03-04 09:00\n\nOne.";
        assert_eq!(of(&format!("<div class=live-blog><ul>{posts}</ul></div>")).as_deref(), Some(expected));
        // The same page that does not say that it is live is read as others are.
        assert_eq!(of(&format!("<ul>{posts}</ul>")), None);
    }

    #[test]
    fn times_without_a_machine_are_as_shown() {
        let post = |time: &str, text: &str| {
            format!("<div class=post><span class=post-time>{time}</span><div>{text}</div></div>")
        };
        let posts = post("10:05", "Three.") + &post("09:30", "Two.") + &post("09:00", "One.");
        let expected = "10:05\n\nThree.\n\n09:30\n\nTwo.\n\n09:00\n\nOne.";
        assert_eq!(of(&format!("<main id=liveticker>{posts}</main>")).as_deref(), Some(expected));
    }

    #[test]
    fn posts_that_the_page_does_not_show_are_taken_from_its_data() {
        let update = |time: &str, text: &str| {
            format!(
                r#"{{"@type":"BlogPosting","headline":"{text}!","datePublished":"2026-03-04T{time}Z","articleBody":"{text}."}}"#
            )
        };
        let data = format!(
            r#"{{"@type":"LiveBlogPosting","headline":"Dam","liveBlogUpdate":[{},{}]}}"#,
            update("10:05", "Two"),
            update("09:00", "One")
        );
        let expected = "2026-03-04 10:05\n\nTwo!\n\nTwo.\n\n2026-03-04 09:00\n\nOne!\n\nOne.";
        assert_eq!(
            of(&format!(r#"<script type="application/ld+json">{data}</script><p>Loading</p>"#)).as_deref(),
            Some(expected)
        );
    }
}
