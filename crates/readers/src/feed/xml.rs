//! RSS and Atom. Their names do not clash, so one walk reads all versions and the mixtures that are found.

use std::io::BufRead;

use super::{Content, Entry, Feed, FeedLimits, links::Base};
use crate::{
    Raw, ReadError, StreamError, charset, clean,
    dates::publication_time,
    html::without_tags,
    xml::{Element, Keep, Namespace, Settings, Token, Xml},
};

pub(super) fn read(raw: &Raw<'_>, limits: &FeedLimits) -> Result<Feed, ReadError> {
    // One byte in a legacy encoding is at most three in UTF-8.
    let bytes_as_utf8 = limits.bytes as u64 * 3;
    let encoding = raw.media_type.and_then(charset::in_media_type);
    let settings = Settings { kind: "feed", encoding, bytes: bytes_as_utf8, piece: limits.piece, html: true };
    let mut reader = Reader { feed: Feed::default(), period: None, frequency: None, limits: *limits };
    let mut xml = Xml::new(raw.bytes, settings).map_err(|error| refusal(error.into()))?;
    let root = xml.root().map_err(refusal)?;
    match root.name.to_ascii_lowercase().as_str() {
        "rss" | "rdf" | "feed" | "channel" => {}
        name => {
            let name: String = name.chars().take(40).collect();
            let problem = format!("its outermost element is <{name}>, not <rss>, <feed> or <rdf:RDF>");
            return Err(ReadError::Malformed { kind: "feed", problem });
        }
    }
    let base = Base::new(raw.uri).within(root.attribute("xml:base").as_deref());
    reader.feed.language = root.attribute("xml:lang").and_then(|given| clean::language(&given));
    let cut = || ReadError::Malformed { kind: "feed", problem: "it is cut off".to_owned() };
    reader.feed.problem = match reader.elements(&mut xml, root.depth, &base) {
        Ok(()) => (xml.depth() > 0).then(cut),
        Err(error) => Some(refusal(error)),
    };
    let Reader { mut feed, period, frequency, .. } = reader;
    feed.cadence.changes(period.as_deref(), frequency.as_deref());
    Ok(feed)
}

/// Bytes in memory give no I/O errors; were there one, the feed ends there.
fn refusal(error: StreamError) -> ReadError {
    match error {
        StreamError::Read(error) => error,
        StreamError::Io(error) => ReadError::Malformed { kind: "feed", problem: error.to_string() },
    }
}

struct Reader {
    feed: Feed,
    period: Option<String>,
    frequency: Option<String>,
    limits: FeedLimits,
}

impl Reader {
    /// What stands in the outermost element and in the channel, which in RSS 1.0 has its items beside it.
    fn elements<R: BufRead>(&mut self, xml: &mut Xml<R>, root: usize, base: &Base) -> Result<(), StreamError> {
        // The channel is left by reading on at the depth of the root.
        let (mut depth, mut within) = (root, base.clone());
        loop {
            let Some(child) = xml.child(depth)? else {
                if depth == root {
                    return Ok(());
                }
                (depth, within) = (root, base.clone());
                continue;
            };
            match child.is() {
                (Namespace::Core, "channel") if depth == root => {
                    (depth, within) = (child.depth, base.within(child.attribute("xml:base").as_deref()));
                    let stated = child.attribute("xml:lang").and_then(|given| clean::language(&given));
                    self.feed.language = stated.or(self.feed.language.take());
                }
                (Namespace::Core, "item" | "entry") => {
                    if self.feed.entries.len() < self.limits.entries {
                        let base = within.clone().or(self.feed.home.as_deref());
                        let entry = entry(xml, &child, &base)?;
                        // One that is open still is cut off, maybe in the midst of its text.
                        if xml.depth() < child.depth && entry != Entry::default() {
                            self.feed.entries.push(entry);
                        }
                    } else {
                        self.feed.left_out += 1;
                    }
                }
                _ => self.of_feed(xml, &child, &within)?,
            }
        }
    }

    fn of_feed<R: BufRead>(&mut self, xml: &mut Xml<R>, child: &Element, base: &Base) -> Result<(), StreamError> {
        let feed = &mut self.feed;
        match child.is() {
            (Namespace::Core, "title") => set(&mut feed.title, || title(xml, child))?,
            (Namespace::DublinCore, "publisher") => set(&mut feed.site, || line(xml, child))?,
            (Namespace::Core, "link") => {
                if let Some((Relation::Article, link)) = link(xml, child, base)? {
                    feed.home.get_or_insert(link);
                }
            }
            (Namespace::Core | Namespace::DublinCore, "language") => {
                let stated = clean::language(&xml.content(child.depth, Keep::Text)?);
                feed.language = stated.or(feed.language.take());
            }
            (Namespace::Core, "lastBuildDate" | "updated" | "modified") | (Namespace::Terms, "modified") => {
                set(&mut feed.updated, || time(xml, child))?;
            }
            (Namespace::Core, "pubDate") | (Namespace::DublinCore, "date") => {
                set(&mut feed.updated, || time(xml, child))?;
            }
            (Namespace::Core, "ttl") => feed.cadence.keep_minutes(&xml.content(child.depth, Keep::Text)?),
            (Namespace::Syndication, "updatePeriod") => self.period = Some(xml.content(child.depth, Keep::Text)?),
            (Namespace::Syndication, "updateFrequency") => self.frequency = Some(xml.content(child.depth, Keep::Text)?),
            (Namespace::Core, "skipHours" | "skipDays") => {
                while let Some(part) = xml.child(child.depth)? {
                    let text = xml.content(part.depth, Keep::Text)?;
                    match part.name.as_str() {
                        "hour" => feed.cadence.skip_hour(&text),
                        "day" => feed.cadence.skip_day(&text),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// Sets what is not set: the first that says something counts.
fn set<T>(value: &mut Option<T>, read: impl FnOnce() -> Result<Option<T>, StreamError>) -> Result<(), StreamError> {
    if value.is_none() {
        *value = read()?;
    }
    Ok(())
}

fn line<R: BufRead>(xml: &mut Xml<R>, element: &Element) -> Result<Option<String>, StreamError> {
    Ok(clean::line(&xml.content(element.depth, Keep::Text)?))
}

/// A headline. Only Atom says whether it is HTML; RSS has it both ways.
fn title<R: BufRead>(xml: &mut Xml<R>, element: &Element) -> Result<Option<String>, StreamError> {
    let text = xml.content(element.depth, Keep::Text)?;
    Ok(match element.attribute("type").as_deref() {
        Some("text" | "xhtml" | "application/xhtml+xml" | "text/plain") => clean::line(&text),
        _ => clean::line(&without_tags(&text)),
    })
}

fn time<R: BufRead>(xml: &mut Xml<R>, element: &Element) -> Result<Option<sayso_domain::PublicationTime>, StreamError> {
    Ok(publication_time(&xml.content(element.depth, Keep::Text)?))
}

/// The HTML or text in an element. Without a type, Atom means text and RSS HTML.
fn content<R: BufRead>(xml: &mut Xml<R>, element: &Element) -> Result<Option<Content>, StreamError> {
    let kind = element.attribute("type");
    let atom = matches!(element.is(), (Namespace::Core, "content" | "summary"));
    let (keep, of): (Keep, fn(String) -> Content) = match kind.as_deref().map(str::trim) {
        Some("text" | "text/plain") => (Keep::Text, Content::Text),
        Some("xhtml" | "application/xhtml+xml") => (Keep::Xhtml, Content::Html),
        Some("html" | "text/html") => (Keep::Html, Content::Html),
        // Atom 0.3 named the way of writing apart.
        Some(_) if atom && element.attribute("mode").is_none() => return Ok(None),
        None if atom => (Keep::Text, Content::Text),
        _ => (Keep::Html, Content::Html),
    };
    let content = clean::text(xml.content(element.depth, keep)?.into());
    let trimmed = content.trim();
    let content = if trimmed.len() == content.len() { content } else { trimmed.to_owned() };
    Ok((!content.is_empty()).then(|| of(content)))
}

/// What a link leads to.
#[derive(PartialEq)]
enum Relation {
    Article,
    Other,
}

/// A link as the text of RSS or the attributes of Atom.
fn link<R: BufRead>(
    xml: &mut Xml<R>,
    element: &Element,
    base: &Base,
) -> Result<Option<(Relation, String)>, StreamError> {
    let base = base.within(element.attribute("xml:base").as_deref());
    if let Some(href) = element.attribute("href") {
        let html = element.attribute("type").is_none_or(|kind| kind.contains("html"));
        let relation = match element.attribute("rel").as_deref() {
            None | Some("" | "alternate") if html => Relation::Article,
            _ => Relation::Other,
        };
        return Ok(base.link(&href).map(|link| (relation, link)));
    }
    let text = xml.content(element.depth, Keep::Text)?;
    Ok(base.link(&text).map(|link| (Relation::Article, link)))
}

fn entry<R: BufRead>(xml: &mut Xml<R>, element: &Element, base: &Base) -> Result<Entry, StreamError> {
    let mut entry =
        Entry { language: element.attribute("xml:lang").and_then(|given| clean::language(&given)), ..Entry::default() };
    let base = base.within(element.attribute("xml:base").as_deref());
    let (mut authors, mut creators) = (Vec::new(), Vec::new());
    let (mut permanent, mut original, mut changed) = (None, None, None);
    while let Some(child) = xml.child(element.depth)? {
        match child.is() {
            (Namespace::Core, "title") => set(&mut entry.title, || title(xml, &child))?,
            (Namespace::Core, "link") => {
                if let Some((Relation::Article, link)) = link(xml, &child, &base)? {
                    entry.link.get_or_insert(link);
                }
            }
            (Namespace::FeedBurner, "origLink") => {
                original = base.link(&xml.content(child.depth, Keep::Text)?);
            }
            (Namespace::Core, "guid" | "id") => {
                let id = line(xml, &child)?;
                let is_link =
                    child.name == "guid" && child.attribute("isPermaLink").is_none_or(|is| is.trim() != "false");
                if let Some(id) = id.as_deref().filter(|_| is_link) {
                    // It is no link just because nobody said that it is none.
                    permanent = id.contains("://").then(|| base.link(id)).flatten();
                }
                set(&mut entry.id, || Ok(id))?;
            }
            (Namespace::Core, "author") => authors.extend(author(xml, &child)?),
            (Namespace::DublinCore, "creator") => creators.extend(line(xml, &child)?),
            (Namespace::Core, "pubDate" | "published" | "issued")
            | (Namespace::DublinCore, "date")
            | (Namespace::Terms, "issued" | "created" | "available" | "date") => {
                set(&mut entry.published, || time(xml, &child))?;
            }
            (Namespace::Core, "updated" | "modified") | (Namespace::Terms, "modified") => {
                set(&mut changed, || time(xml, &child))?;
            }
            (Namespace::Core | Namespace::DublinCore, "language") => {
                let stated = clean::language(&xml.content(child.depth, Keep::Text)?);
                entry.language = stated.or(entry.language.take());
            }
            (Namespace::Content, "encoded") | (Namespace::Core, "content") => {
                set(&mut entry.content, || content(xml, &child))?;
            }
            (Namespace::Yandex, "full-text") => {
                let text = xml.content(child.depth, Keep::Text)?;
                let text = clean::text(without_tags(&text)).trim().to_owned();
                set(&mut entry.content, || Ok((!text.is_empty()).then_some(Content::Text(text))))?;
            }
            (Namespace::Core, "description" | "summary") => set(&mut entry.summary, || content(xml, &child))?,
            (Namespace::Core, "source") | (Namespace::DublinCore, "publisher") => {
                set(&mut entry.site, || source(xml, &child))?;
            }
            _ => {}
        }
    }
    entry.updated = changed;
    entry.link = original.or(entry.link).or(permanent);
    entry.id = entry.id.or_else(|| element.attribute("rdf:about").and_then(|about| clean::line(&about)));
    // `author` is an address of mail more often than a name.
    let names = if creators.is_empty() { authors } else { creators };
    entry.authors = clean::authors(names);
    Ok(entry)
}

/// The name of an author: Atom has it in an element, RSS beside an address of mail, as in "desk@a.example (A. Writer)".
fn author<R: BufRead>(xml: &mut Xml<R>, element: &Element) -> Result<Option<String>, StreamError> {
    let (own, name) = with_child(xml, element, "name")?;
    if let Some(name) = name {
        return Ok(Some(name));
    }
    Ok(own.and_then(|text| match text.split_once('(').and_then(|(_, name)| name.split_once(')')) {
        Some((name, _)) if text.contains('@') => clean::line(name),
        _ if text.contains('@') => None,
        _ => Some(text),
    }))
}

/// The name of where an entry comes from: the title in Atom's `source`, the text of that in RSS.
fn source<R: BufRead>(xml: &mut Xml<R>, element: &Element) -> Result<Option<String>, StreamError> {
    let (own, title) = with_child(xml, element, "title")?;
    Ok(title.or(own))
}

/// An element's own text and that of its first child of a name.
fn with_child<R: BufRead>(
    xml: &mut Xml<R>,
    element: &Element,
    name: &str,
) -> Result<(Option<String>, Option<String>), StreamError> {
    let (mut own, mut child) = (String::new(), None);
    if xml.depth() < element.depth {
        return Ok((None, None));
    }
    loop {
        match xml.next()? {
            Token::Open(found) if found.depth == element.depth + 1 && found.name == name && child.is_none() => {
                child = clean::line(&xml.content(found.depth, Keep::Text)?);
                if xml.depth() < element.depth {
                    break;
                }
            }
            Token::Open(found) => {
                // The text of other children is not its own.
                xml.content(found.depth, Keep::Text)?;
                if xml.depth() < element.depth {
                    break;
                }
            }
            Token::Text(text) | Token::Verbatim(text) => own.push_str(&text),
            Token::Reference(name) => own.push_str(&crate::xml::unescaped(&format!("&{name};"), true)),
            Token::Close { depth, .. } if depth < element.depth => break,
            Token::End => break,
            Token::Close { .. } | Token::Other => {}
        }
    }
    Ok((clean::line(&own), child))
}
