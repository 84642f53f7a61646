//! Sitemaps (sitemaps.org 0.9) with Google's news extension, and indexes of sitemaps; as they are or as gzip.
//!
//! They are read as they come: memory holds one entry at a time, however long the file is.

use std::io::Read;

use sayso_domain::{Language, PublicationTime};

use crate::{
    ReadError, StreamError, address, clean,
    dates::publication_time,
    gzip::{Bounds, Opened},
    xml::{Element, Keep, Namespace, Settings, Xml},
};

/// How much of a sitemap is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SitemapLimits {
    /// The most bytes, when decompressed. The protocol allows 50 MiB.
    pub bytes: u64,
    /// The most entries. The protocol allows 50,000.
    pub entries: usize,
}

impl Default for SitemapLimits {
    fn default() -> Self {
        Self { bytes: 64 << 20, entries: 50_000 }
    }
}

/// The most bytes of one tag or text: the longest is an address.
const MAX_PIECE_BYTES: usize = 64 << 10;

/// An entry of a sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The page's or sitemap's address: absolute, http or https.
    pub uri: String,
    /// Whether it is another sitemap, from an index.
    pub is_sitemap: bool,
    /// When it was last changed.
    pub modified: Option<PublicationTime>,
    /// What a news sitemap says of the article.
    pub news: Option<News>,
}

/// What a news sitemap says of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// Name of the outlet.
    pub site: Option<String>,
    /// The outlet's language.
    pub language: Option<Language>,
    /// When the article was published.
    pub published: Option<PublicationTime>,
    /// The headline.
    pub title: Option<String>,
}

/// The entries of a sitemap, one by one. After an error there are no more: those before it stand.
pub struct Sitemap<R: Read> {
    xml: Xml<Opened<R>>,
    depth: usize,
    entries: usize,
    left_out: usize,
    limits: SitemapLimits,
    ended: bool,
}

impl<R: Read> Sitemap<R> {
    /// Reads a sitemap, gzip or not.
    ///
    /// # Errors
    /// [`StreamError`] if it cannot be read or is no sitemap.
    pub fn new(reader: R, limits: SitemapLimits) -> Result<Self, StreamError> {
        let opened = Opened::new(reader, Bounds { bytes: limits.bytes, ..Bounds::STREAM })?;
        let SitemapLimits { bytes, .. } = limits;
        let settings = Settings { kind: KIND, encoding: None, bytes, piece: MAX_PIECE_BYTES, html: false };
        let mut xml = Xml::new(opened, settings)?;
        let root = xml.root()?;
        if root.namespace != Namespace::Core || !matches!(root.name.as_str(), "urlset" | "sitemapindex") {
            let name: String = root.name.chars().take(40).collect();
            let problem = format!("its outermost element is <{name}>, not <urlset> or <sitemapindex>");
            return Err(ReadError::Malformed { kind: KIND, problem }.into());
        }
        Ok(Self { xml, depth: root.depth, entries: 0, left_out: 0, limits, ended: false })
    }

    /// How many entries had no address that can be asked for.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    fn read(&mut self) -> Result<Option<Location>, StreamError> {
        while let Some(child) = self.xml.child(self.depth)? {
            if !matches!(child.is(), (Namespace::Core, "url" | "sitemap")) {
                continue;
            }
            if self.entries == self.limits.entries {
                return Err(ReadError::TooLong { limit: self.limits.entries, unit: "entries" }.into());
            }
            self.entries += 1;
            let location = location(&mut self.xml, &child)?;
            if self.xml.depth() >= child.depth {
                // It is open still, maybe in the midst of its address.
                break;
            }
            match location {
                Some(location) => return Ok(Some(location)),
                None => self.left_out += 1,
            }
        }
        if self.xml.depth() > 0 {
            return Err(ReadError::Malformed { kind: KIND, problem: "it is cut off".to_owned() }.into());
        }
        Ok(None)
    }
}

const KIND: &str = "sitemap";

impl<R: Read> Iterator for Sitemap<R> {
    type Item = Result<Location, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let location = self.read().transpose();
        self.ended = !matches!(location, Some(Ok(_)));
        location
    }
}

type Opening<R> = Xml<Opened<R>>;

fn text<R: Read>(xml: &mut Opening<R>, element: &Element) -> Result<String, StreamError> {
    xml.content(element.depth, Keep::Text)
}

fn location<R: Read>(xml: &mut Opening<R>, element: &Element) -> Result<Option<Location>, StreamError> {
    let (mut uri, mut modified, mut news) = (None, None, None);
    while let Some(child) = xml.child(element.depth)? {
        match child.is() {
            (Namespace::Core, "loc") => uri = uri.or(address::web(&text(xml, &child)?, None).map(String::from)),
            (Namespace::Core, "lastmod") => modified = publication_time(&text(xml, &child)?),
            (Namespace::News, "news") if news.is_none() => news = Some(news_of(xml, &child)?),
            _ => {}
        }
    }
    let is_sitemap = element.name == "sitemap";
    Ok(uri.map(|uri| Location { uri, is_sitemap, modified, news }))
}

fn news_of<R: Read>(xml: &mut Opening<R>, element: &Element) -> Result<News, StreamError> {
    let mut news = News::default();
    while let Some(child) = xml.child(element.depth)? {
        match child.name.as_str() {
            "publication" => {
                while let Some(part) = xml.child(child.depth)? {
                    match part.name.as_str() {
                        "name" => news.site = clean::line(&text(xml, &part)?),
                        "language" => news.language = clean::language(&text(xml, &part)?),
                        _ => {}
                    }
                }
            }
            "publication_date" => news.published = publication_time(&text(xml, &child)?),
            "title" => news.title = clean::line(&text(xml, &child)?),
            _ => {}
        }
    }
    Ok(news)
}
