//! JSON Feed (jsonfeed.org, versions 1 and 1.1). What has the wrong type is left out.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, SeqAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};

use super::{Cadence, Content, Entry, Feed, FeedLimits, links::Base};
use crate::{Raw, ReadError, charset, clean, dates::publication_time};

/// The members of the feed that are read; each is looked into only when it is small enough.
#[derive(Deserialize)]
struct Members<'j> {
    #[serde(borrow)]
    version: Option<&'j RawValue>,
    #[serde(borrow)]
    title: Option<&'j RawValue>,
    #[serde(borrow)]
    home_page_url: Option<&'j RawValue>,
    #[serde(borrow)]
    feed_url: Option<&'j RawValue>,
    #[serde(borrow)]
    language: Option<&'j RawValue>,
    #[serde(borrow)]
    expired: Option<&'j RawValue>,
    #[serde(borrow)]
    author: Option<&'j RawValue>,
    #[serde(borrow)]
    authors: Option<&'j RawValue>,
    #[serde(borrow)]
    items: Option<&'j RawValue>,
}

pub(super) fn read(raw: &Raw<'_>, limits: &FeedLimits) -> Result<Feed, ReadError> {
    let text = charset::decode(raw, None)?;
    let malformed = |error: serde_json::Error| ReadError::Malformed { kind: "JSON Feed", problem: error.to_string() };
    let members: Members<'_> = serde_json::from_str(&text).map_err(malformed)?;
    let value = |member: Option<&RawValue>| {
        let member = member.map(RawValue::get).filter(|json| json.len() <= limits.piece)?;
        serde_json::from_str::<Value>(member).ok()
    };
    let member = |raw: Option<&RawValue>| as_text(value(raw).as_ref());
    let items = match members.items {
        Some(items) => items.get(),
        None if member(members.version).is_some_and(|version| version.contains("jsonfeed.org")) => "[]",
        None => {
            let problem = "it has neither \"items\" nor the \"version\" of a JSON Feed".to_owned();
            return Err(ReadError::Malformed { kind: "JSON Feed", problem });
        }
    };

    let base = Base::new(raw.uri);
    let home = member(members.home_page_url).and_then(|link| base.link(&link));
    let base = base.or(member(members.feed_url).as_deref()).or(home.as_deref());
    let authors = names(value(members.authors).as_ref(), value(members.author).as_ref());
    let mut items = serde_json::Deserializer::from_str(items);
    let visitor = Items { base: &base, authors: &authors, limits };
    let (entries, left_out) = items.deserialize_seq(visitor).map_err(malformed)?;
    Ok(Feed {
        title: member(members.title).as_deref().and_then(clean::line),
        home,
        language: member(members.language).as_deref().and_then(clean::language),
        cadence: Cadence { expired: value(members.expired) == Some(Value::Bool(true)), ..Cadence::default() },
        entries,
        left_out,
        ..Feed::default()
    })
}

/// The items one by one: no more is in memory than is kept, and one besides.
struct Items<'f> {
    base: &'f Base,
    authors: &'f [String],
    limits: &'f FeedLimits,
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = (Vec<Entry>, usize);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let (mut entries, mut left_out) = (Vec::new(), 0);
        while entries.len() < self.limits.entries {
            let Some(item) = items.next_element::<&RawValue>()? else { return Ok((entries, left_out)) };
            let item = Some(item.get()).filter(|json| json.len() <= self.limits.piece);
            match item.map(serde_json::from_str::<Map<String, Value>>) {
                Some(Ok(item)) if !item.is_empty() => entries.push(entry(&item, self.base, self.authors)),
                Some(_) => {}
                None => left_out += 1,
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {
            left_out += 1;
        }
        Ok((entries, left_out))
    }
}

fn entry(item: &Map<String, Value>, base: &Base, feed_authors: &[String]) -> Entry {
    let text = |name: &str| as_text(item.get(name));
    let line = |name: &str| text(name).as_deref().and_then(clean::line);
    let link = |name: &str| text(name).and_then(|link| base.link(&link));
    let time = |name: &str| text(name).and_then(|time| publication_time(&time));
    let content = |name: &str, of: fn(String) -> Content| {
        let text = clean::text(text(name)?.into());
        (!text.trim().is_empty()).then(|| of(text.trim().to_owned()))
    };
    let authors = names(item.get("authors"), item.get("author"));
    Entry {
        id: line("id"),
        link: link("url").or_else(|| link("external_url")),
        title: line("title"),
        authors: if authors.is_empty() { feed_authors.to_vec() } else { authors },
        site: None,
        published: time("date_published"),
        updated: time("date_modified"),
        language: text("language").as_deref().and_then(clean::language),
        content: content("content_html", Content::Html).or_else(|| content("content_text", Content::Text)),
        summary: content("summary", Content::Text),
    }
}

/// A text, or a number that should be one.
fn as_text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The names in a list of authors (version 1.1) or in the one author (version 1).
fn names(authors: Option<&Value>, author: Option<&Value>) -> Vec<String> {
    let list = authors.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let names = list.iter().chain(author).filter_map(|author| match author {
        Value::String(name) => Some(name.as_str()),
        author => author.get("name")?.as_str(),
    });
    clean::authors(names)
}
