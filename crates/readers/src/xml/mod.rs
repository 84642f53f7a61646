//! XML as it is found: a pull reader that is bounded in bytes, depth and the size of each piece, expands no entity of
//! the document's own, and reads on over tags that do not match. Nothing here recurses.

mod decode;
mod open;
mod references;

use std::{borrow::Cow, io, io::BufRead};

use encoding_rs::Encoding;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
    name::{NamespaceResolver, ResolveResult},
};

pub(crate) use self::references::unescaped;
use self::{decode::Utf8, open::Open};
use crate::{ReadError, StreamError};

/// The most elements that stand in one another.
const MAX_DEPTH: usize = 256;
/// The most namespaces at a place: each name is looked up among them.
const MAX_NAMESPACES: usize = 64;

/// What a name belongs to. Feeds and sitemaps of all versions are one: their names do not clash, and many a feed has
/// the namespace of another version or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Namespace {
    /// RSS, Atom, sitemaps.
    Core,
    /// Dublin Core elements.
    DublinCore,
    /// Dublin Core terms.
    Terms,
    /// `content:encoded` of RSS.
    Content,
    /// The syndication module of RSS.
    Syndication,
    /// FeedBurner's.
    FeedBurner,
    /// Yandex news.
    Yandex,
    /// Google's news sitemaps.
    News,
    /// Any other.
    Other,
}

impl Namespace {
    /// By the URI, else by the prefix that is usual for it: URIs are mistyped and left out.
    fn of(uri: Option<&str>, prefix: Option<&str>) -> Self {
        let known = match uri.unwrap_or_default().trim_end_matches(['/', '#']) {
            "http://www.w3.org/2005/Atom"
            | "http://purl.org/atom/ns"
            | "http://purl.org/rss/1.0"
            | "http://my.netscape.com/rdf/simple/0.9"
            | "http://channel.netscape.com/rdf/simple/0.9"
            | "http://www.sitemaps.org/schemas/sitemap/0.9"
            | "http://www.google.com/schemas/sitemap/0.84"
            | "http://www.w3.org/1999/02/22-rdf-syntax-ns" => Self::Core,
            "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/elements/1.0" => Self::DublinCore,
            "http://purl.org/dc/terms" => Self::Terms,
            "http://purl.org/rss/1.0/modules/content" => Self::Content,
            "http://purl.org/rss/1.0/modules/syndication" => Self::Syndication,
            "http://rssnamespace.org/feedburner/ext/1.0" => Self::FeedBurner,
            "http://news.yandex.ru" => Self::Yandex,
            "http://www.google.com/schemas/sitemap-news/0.9" => Self::News,
            _ => Self::Other,
        };
        if known != Self::Other {
            return known;
        }
        match prefix {
            None | Some("atom" | "rss" | "rdf") => Self::Core,
            Some("dc") => Self::DublinCore,
            Some("dcterms") => Self::Terms,
            Some("content") => Self::Content,
            Some("sy") => Self::Syndication,
            Some("feedburner") => Self::FeedBurner,
            Some("yandex") => Self::Yandex,
            Some("news") => Self::News,
            Some(_) => Self::Other,
        }
    }
}

/// The start of an element.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) namespace: Namespace,
    /// The name without its prefix.
    pub(crate) name: String,
    /// How many elements are open, this one included.
    pub(crate) depth: usize,
    start: BytesStart<'static>,
    html: bool,
}

impl Element {
    /// The value of the attribute that is written so, prefix included.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.html_attributes();
        let attributes = attributes.with_checks(false);
        let found = attributes.flatten().find(|attribute| attribute.key.as_ref() == name)?;
        Some(unescaped(&found.value, self.html).into_owned())
    }

    /// Namespace and name, to match on.
    pub(crate) fn is(&self) -> (Namespace, &str) {
        (self.namespace, &self.name)
    }
}

/// A piece of a document.
#[derive(Debug)]
pub(crate) enum Token<'x> {
    /// An element begins.
    Open(Element),
    /// An element ends, with all in it that were not ended.
    Close {
        /// Its name without prefix.
        name: String,
        /// How many elements are open now.
        depth: usize,
    },
    /// Text without references.
    Text(Cow<'x, str>),
    /// Text in which nothing is a reference.
    Verbatim(Cow<'x, str>),
    /// A reference without its `&` and `;`.
    Reference(Cow<'x, str>),
    /// What means nothing here: comments, declarations, the end of what was never begun.
    Other,
    /// There is no more.
    End,
}

/// What is kept of what stands in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The text without tags.
    Text,
    /// HTML that is written as text; tags that were not escaped are kept too.
    Html,
    /// XHTML: the tags, and the text as it is written.
    Xhtml,
}

/// Elements that HTML never ends.
const VOID: &[&str] = &["area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"];

/// What a document is read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// What it should be, for messages.
    pub(crate) kind: &'static str,
    /// The encoding that the server named.
    pub(crate) encoding: Option<&'static Encoding>,
    /// The most bytes in all, as UTF-8.
    pub(crate) bytes: u64,
    /// The most bytes of one tag or text.
    pub(crate) piece: usize,
    /// Whether HTML's names of characters (`&nbsp;`) are known, besides XML's five.
    pub(crate) html: bool,
}

/// A document being read.
pub(crate) struct Xml<R> {
    reader: Reader<Utf8<R>>,
    namespaces: NamespaceResolver,
    open: Open,
    buffer: Vec<u8>,
    kind: &'static str,
    piece: usize,
    html: bool,
}

impl<R: BufRead> Xml<R> {
    pub(crate) fn new(reader: R, settings: Settings) -> io::Result<Self> {
        let mut reader = Reader::from_reader(Utf8::new(reader, settings.encoding, settings.bytes)?);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        config.expand_empty_elements = true;
        let mut namespaces = NamespaceResolver::default();
        namespaces.set_max_namespace_bindings(MAX_NAMESPACES);
        let Settings { kind, piece, html, .. } = settings;
        Ok(Self { reader, namespaces, open: Open::default(), buffer: Vec::new(), kind, piece, html })
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.depth()
    }

    /// The next piece. After an error there is none.
    pub(crate) fn next(&mut self) -> Result<Token<'_>, StreamError> {
        self.buffer.clear();
        self.reader.get_mut().allow(self.piece);
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                let refusal = error.get_ref().and_then(|error| error.downcast_ref::<ReadError>());
                return Err(match refusal {
                    Some(refusal) => StreamError::Read(refusal.clone()),
                    None => StreamError::Io(io::Error::new(error.kind(), error.to_string())),
                });
            }
            Err(error) => {
                let problem = format!("{error}, at byte {}", self.reader.error_position());
                return Err(ReadError::Malformed { kind: self.kind, problem }.into());
            }
        };
        Ok(match event {
            Event::Start(start) | Event::Empty(start) => {
                if self.open.depth() == MAX_DEPTH {
                    return Err(ReadError::TooLong { limit: MAX_DEPTH, unit: "elements in one another" }.into());
                }
                self.namespaces.set_level(self.open.depth() as u16);
                // What cannot be declared is not known.
                let _ = self.namespaces.push(&start);
                let prefix = start.name().prefix();
                let prefix = prefix.as_ref().map(AsRef::as_ref);
                let namespace = match self.namespaces.resolve_element(start.name()).0 {
                    ResolveResult::Bound(uri) => Namespace::of(Some(uri.as_ref()), prefix),
                    _ => Namespace::of(None, prefix),
                };
                self.open.push(start.name().as_ref());
                let name = start.local_name().as_ref().to_owned();
                let (depth, html) = (self.open.depth(), self.html);
                Token::Open(Element { namespace, name, depth, start: start.into_owned(), html })
            }
            Event::End(end) if self.open.end(end.name().as_ref()) => {
                Token::Close { name: end.local_name().as_ref().to_owned(), depth: self.open.depth() }
            }
            Event::Text(text) => Token::Text(text.into_inner()),
            Event::CData(text) => Token::Verbatim(text.into_inner()),
            Event::GeneralRef(name) => Token::Reference(name.into_inner()),
            Event::End(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Token::Other,
            Event::Eof => Token::End,
        })
    }

    /// The outermost element.
    pub(crate) fn root(&mut self) -> Result<Element, StreamError> {
        loop {
            match self.next()? {
                Token::Open(element) => return Ok(element),
                Token::End => {
                    let problem = "there is no element in it".to_owned();
                    return Err(ReadError::Malformed { kind: self.kind, problem }.into());
                }
                _ => {}
            }
        }
    }

    /// The next element right in the one at `depth`, whatever of the one before was read; `None` behind the last.
    pub(crate) fn child(&mut self, depth: usize) -> Result<Option<Element>, StreamError> {
        if self.open.depth() < depth {
            return Ok(None);
        }
        loop {
            match self.next()? {
                Token::Open(element) if element.depth == depth + 1 => return Ok(Some(element)),
                Token::Close { depth: now, .. } if now < depth => return Ok(None),
                Token::End => return Ok(None),
                _ => {}
            }
        }
    }

    /// What stands in the element at `depth`.
    pub(crate) fn content(&mut self, depth: usize, keep: Keep) -> Result<String, StreamError> {
        let mut content = String::new();
        if self.open.depth() < depth {
            return Ok(content);
        }
        let html = self.html;
        loop {
            match self.next()? {
                Token::Text(text) => content.push_str(&text),
                Token::Verbatim(text) if keep == Keep::Xhtml => content.push_str(&quick_xml::escape::escape(text)),
                Token::Verbatim(text) => content.push_str(&text),
                Token::Reference(name) if keep != Keep::Xhtml => references::push(&mut content, &name, html),
                Token::Reference(name) => content.extend(["&", &name, ";"]),
                Token::Open(element) => {
                    if keep != Keep::Text {
                        content.extend(["<", &element.name, element.start.attributes_raw(), ">"]);
                    }
                    // Nobody ends those, and a long text with many would seem to be deep.
                    if VOID.contains(&element.name.as_str()) {
                        self.open.pop();
                    }
                }
                Token::Close { depth: now, .. } if now < depth => break,
                Token::Close { name, .. } if keep != Keep::Text => content.extend(["</", &name, ">"]),
                Token::Close { .. } | Token::Other => {}
                Token::End => break,
            }
        }
        Ok(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings = Settings { kind: "test", encoding: None, bytes: 8 << 20, piece: 1 << 20, html: true };

    fn read(text: &str, keep: Keep) -> Result<String, StreamError> {
        let mut xml = Xml::new(text.as_bytes(), SETTINGS).unwrap();
        let root = xml.root()?;
        let child = xml.child(root.depth)?.unwrap();
        xml.content(child.depth, keep)
    }

    #[test]
    fn content_is_kept_as_asked() {
        let check = |inner: &str, keep: Keep, expected: &str| {
            assert_eq!(read(&format!("<r><c>{inner}</c><d>no</d></r>"), keep).unwrap(), expected, "{inner} {keep:?}");
        };
        check("a &amp; b &#8217;&nbsp;&#146; &nothing; & c", Keep::Text, "a & b ’\u{a0}’ &nothing; & c");
        check("<![CDATA[<p>a &amp; b</p>]]>", Keep::Html, "<p>a &amp; b</p>");
        check("&lt;p&gt;a &amp;amp; b", Keep::Html, "<p>a &amp; b");
        check("<p class=x>a<br>b <b>c</p><br/>", Keep::Html, "<p class=x>a<br>b <b>c</p><br>");
        check("<p>a<br/>b</p>", Keep::Text, "ab");
        check("<x:p xmlns:x='u'>a &lt; <![CDATA[<b>]]></x:p>", Keep::Xhtml, "<p xmlns:x='u'>a &lt; &lt;b&gt;</p>");
        check("a</z>b", Keep::Text, "ab");
        check("a<z>b", Keep::Text, "ab");
        check("<!-- no -->a<?no?>", Keep::Html, "a");
    }

    #[test]
    fn children_are_found_whatever_was_read_of_them() {
        let mut xml = Xml::new("<r>x<a><b/></a><c><d><e></c><f>g</f></r><h/>".as_bytes(), SETTINGS).unwrap();
        let root = xml.root().unwrap();
        let mut names = Vec::new();
        while let Some(child) = xml.child(root.depth).unwrap() {
            names.push(child.name);
        }
        assert_eq!((names.join(" "), xml.depth()), ("a c f".to_owned(), 0));
    }

    #[test]
    fn attributes_are_unescaped() {
        let mut xml = Xml::new("<a href='?a=1&amp;b=&#50;&eacute;' xml:lang=en b>".as_bytes(), SETTINGS).unwrap();
        let root = xml.root().unwrap();
        assert_eq!(root.attribute("href").as_deref(), Some("?a=1&b=2é"));
        assert_eq!(root.attribute("xml:lang").as_deref(), Some("en"));
        assert_eq!(root.attribute("none"), None);
    }

    #[test]
    fn namespaces_are_known_by_uri_or_usual_prefix() {
        let check = |tag: &str, expected: Namespace| {
            let text = format!("<{tag}/>");
            assert_eq!(Xml::new(text.as_bytes(), SETTINGS).unwrap().root().unwrap().namespace, expected, "{tag}");
        };
        check("a", Namespace::Core);
        check("a xmlns='http://www.w3.org/2005/Atom'", Namespace::Core);
        check("a xmlns='http://purl.org/dc/elements/1.1/'", Namespace::DublinCore);
        check("q:a xmlns:q='http://purl.org/dc/elements/1.1/'", Namespace::DublinCore);
        check("content:a xmlns:content='http://purl.org/rss/1.0/modules/content'", Namespace::Content);
        check("dc:a", Namespace::DublinCore);
        check("media:a", Namespace::Other);
        check("xml:a xmlns:xml='no'", Namespace::Other);
    }

    #[test]
    fn nothing_of_the_documents_own_is_expanded() {
        let mut laughs = String::from("<!DOCTYPE r [<!ENTITY a0 \"ha\">");
        for n in 1..10 {
            laughs += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
        }
        laughs += "<!ENTITY file SYSTEM \"file:///etc/hosts\">]><r><c>&a9;&file;</c></r>";
        assert_eq!(read(&laughs, Keep::Text).unwrap(), "&a9;&file;");
    }

    #[test]
    fn what_is_too_much_is_refused() {
        let check = |text: String, unit: &str| match read(&text, Keep::Html) {
            Err(StreamError::Read(ReadError::TooLong { unit: found, .. })) => assert_eq!(found, unit),
            other => panic!("{other:?}"),
        };
        check("<a>".repeat(100_000), "elements in one another");
        check(format!("<r><c>{}</c></r>", "<div>".repeat(100_000)), "elements in one another");
        check(format!("<r><c>{}</c></r>", "x".repeat(2 << 20)), "bytes in one piece");
        check(format!("<r><c a='{}'/></r>", "x".repeat(2 << 20)), "bytes in one piece");
        check(format!("<r><!--{}--><c/></r>", "x".repeat(2 << 20)), "bytes in one piece");
        check(format!("<r><c>{}</c></r>", "<p>Word</p>".repeat(1 << 20)), "bytes");
        // Many line breaks that nobody ended are no depth.
        let breaks = format!("<r><c>{}</c></r>", "a<br>".repeat(1000));
        assert_eq!(read(&breaks, Keep::Text).unwrap().len(), 1000);
    }
}
