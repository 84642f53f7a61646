//! JSON-LD in the words of schema.org: a document a line, each with its context, so that no reader needs the network.
//! <https://schema.org/Claim>, <https://schema.org/Quotation>
//!
//! Where the words stand is a Web Annotation whose body is the claim.

use std::io::{self, Write};

use sayso_contract::{
    claim::v1::{Form, Gender, Interval, Place, SourceKind},
    store::v1::StoredClaim,
};
use sayso_text::OffsetMap;
use serde_json::{Map, Value, json};

use crate::{
    ClaimWriter,
    reading::{Reading, place, words},
    selectors::{document_iri, given, name, targets},
};

/// Writes each claim as a `Claim`.
pub struct JsonLd<W> {
    output: W,
    context: Value,
}

impl<W: Write> JsonLd<W> {
    /// Nothing is written yet.
    pub fn new(output: W) -> Self {
        Self { output, context: context() }
    }
}

impl<W: Write> ClaimWriter for JsonLd<W> {
    fn write(&mut self, claim: &StoredClaim, text: Option<&OffsetMap<'_>>) -> io::Result<()> {
        let reading = Reading::new(claim)?;
        let mut node = claim_node(reading, given(text)?)?;
        node.insert("@context".to_owned(), self.context.clone());
        serde_json::to_writer(&mut self.output, &node)?;
        self.output.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.output.flush()
    }
}

/// schema.org for all terms but those of the Web Annotation vocabulary.
fn context() -> Value {
    let link = |term: &str| json!({ "@id": term, "@type": "@id" });
    let count = |term: &str| json!({ "@id": term, "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger" });
    json!({
        "@vocab": "https://schema.org/",
        "oa": "http://www.w3.org/ns/oa#",
        "type": "@type",
        "url": { "@type": "@id" },
        "sameAs": { "@type": "@id" },
        "additionalType": { "@type": "@id" },
        "gender": { "@type": "@id" },
        "annotation": { "@reverse": "oa:hasBody" },
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "motivation": link("oa:motivatedBy"),
        "target": link("oa:hasTarget"),
        "source": link("oa:hasSource"),
        "selector": link("oa:hasSelector"),
        "styleClass": "oa:styleClass",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": count("oa:start"),
        "end": count("oa:end"),
    })
}

fn claim_node(reading: Reading<'_>, text: &OffsetMap<'_>) -> io::Result<Map<String, Value>> {
    let id = name("claim", &reading.claim.id);
    let mut node = Node::new("Claim");
    node.set("@id", id.as_str());
    node.set("identifier", reading.claim.id.as_str());
    if !reading.stored.cluster_id.is_empty() {
        node.set("isPartOf", json!({ "@id": name("cluster", &reading.stored.cluster_id) }));
    }
    node.set("text", words(&reading.attribution.content));
    let source = author(reading, &id);
    if let Some(source) = &source {
        node.set("author", source.clone());
    }
    node.set("appearance", article(reading));
    node.set("datePublished", reading.document.published_at.as_str());
    if let Some(said) = reading.claim.said.as_ref().and_then(|said| said.interval.as_ref()) {
        node.set("dateCreated", said.start.as_str());
    }
    let times = reading.claim.times.iter().filter_map(|time| time.interval.as_ref()).map(interval);
    node.set("temporalCoverage", times.collect::<Vec<_>>());
    node.set("spatialCoverage", reading.claim.places.iter().map(place_node).collect::<Vec<_>>());
    let quotations = quotations(reading).into_iter().enumerate().map(|(i, quotation)| {
        let mut node = Node::new("Quotation");
        node.set("@id", format!("{id}#quotation-{}", i + 1));
        node.set("text", quotation);
        if let Some(source) = &source {
            node.set("spokenByCharacter", json!({ "@id": source["@id"] }));
        }
        node.set("isPartOf", json!({ "@id": document_iri(reading) }));
        node.into_value()
    });
    node.set("hasPart", quotations.collect::<Vec<_>>());
    let forecast = reading.claim.forecast.as_ref().map(|_| "forecast".to_owned());
    let keywords = [
        ("kind", reading.kind()),
        ("form", reading.form()),
        ("certainty", reading.certainty()),
        ("polarity", reading.polarity()),
        ("stance", reading.stance()),
    ];
    let keywords = keywords.into_iter().filter(|(_, value)| !value.is_empty());
    let keywords = keywords.map(|(set, value)| format!("{set}: {value}")).chain(forecast);
    node.set("keywords", keywords.collect::<Vec<_>>());
    node.set(
        "annotation",
        json!({
            "@id": format!("{id}#annotation"),
            "@type": "Annotation",
            "motivation": "oa:identifying",
            "target": targets(reading, text)?,
        }),
    );
    Ok(node.0)
}

/// Who put the claim forward, as the `author` of it. `None` if nobody is named or described.
fn author(reading: Reading<'_>, claim: &str) -> Option<Value> {
    let kind = reading.source_kind();
    let [known_as, role, affiliation, entity] = [
        reading.source(|source| &source.name),
        reading.source(|source| &source.role),
        reading.source(|source| &source.affiliation),
        reading.source(|source| &source.entity_id),
    ];
    let described = words(&reading.attribution.source);
    if kind == SourceKind::Unstated || (known_as.is_empty() && described.is_empty()) {
        return None;
    }
    // schema.org knows persons and organizations only as authors.
    let mut node = Node::new(match kind {
        SourceKind::Person | SourceKind::Author => "Person",
        SourceKind::OfficialBody => "GovernmentOrganization",
        SourceKind::MediaOutlet => "NewsMediaOrganization",
        SourceKind::Document => "CreativeWork",
        SourceKind::Organization | SourceKind::Group => "Organization",
        SourceKind::Unspecified | SourceKind::Unstated => "Thing",
    });
    node.set("@id", if entity.is_empty() { format!("{claim}#source") } else { name("source", entity) });
    if kind == SourceKind::Group {
        node.set("additionalType", "http://xmlns.com/foaf/0.1/Group");
    }
    node.set("name", known_as);
    if known_as.is_empty() {
        node.set("description", described);
    }
    let is_person = matches!(kind, SourceKind::Person | SourceKind::Author);
    node.set(if is_person { "jobTitle" } else { "disambiguatingDescription" }, role);
    if !affiliation.is_empty() {
        let body = json!({ "@type": "Organization", "name": affiliation });
        node.set(if is_person { "affiliation" } else { "parentOrganization" }, body);
    }
    match reading.claim.source.as_ref().map(|source| source.gender()) {
        Some(Gender::Female) => node.set("gender", "https://schema.org/Female"),
        Some(Gender::Male) => node.set("gender", "https://schema.org/Male"),
        Some(Gender::Unspecified) | None => {}
    }
    Some(node.into_value())
}

fn article(reading: Reading<'_>) -> Value {
    let document = reading.document;
    let mut node = Node::new("NewsArticle");
    node.set("@id", document_iri(reading));
    node.set("identifier", document.id.as_str());
    node.set("version", document.revision.as_str());
    if !document.uri.is_empty() {
        node.set("url", document_iri(reading));
    }
    node.set("headline", document.title.as_str());
    node.set("datePublished", document.published_at.as_str());
    node.set("inLanguage", document.language.as_str());
    let person = |name: &String| json!({ "@type": "Person", "name": name });
    node.set("author", document.authors.iter().map(person).collect::<Vec<_>>());
    if !document.site.is_empty() {
        node.set("publisher", json!({ "@type": "Organization", "name": document.site }));
    }
    node.into_value()
}

/// ISO 8601 has no interval without its last moment: `end` is the first one after it, as in the contract.
fn interval(interval: &Interval) -> String {
    format!("{}/{}", interval.start, interval.end)
}

fn place_node(found: &Place) -> Value {
    let mut node = Node::new("Place");
    node.set("name", place(found));
    if found.geonames_id != 0 {
        node.set("sameAs", format!("https://sws.geonames.org/{}/", found.geonames_id));
    }
    if let Some(point) = &found.coordinates {
        let geo = json!({ "@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude });
        node.set("geo", geo);
    }
    if !found.country.is_empty() {
        node.set("address", json!({ "@type": "PostalAddress", "addressCountry": found.country }));
    }
    node.into_value()
}

/// The source's own words: all of a direct claim, of a mixed one what stands in quotation marks.
fn quotations(reading: Reading<'_>) -> Vec<String> {
    if !reading.is_quoted() {
        return Vec::new();
    }
    if reading.claim.form() == Form::Direct {
        return vec![words(&reading.attribution.content)];
    }
    let pieces = reading.attribution.content.iter();
    pieces.flat_map(|piece| quoted(&piece.text)).map(str::to_owned).collect()
}

/// The stretches of `text` in double quotation marks, marks included; one that does not end there goes to the end.
/// Single marks are left: an apostrophe looks the same.
fn quoted(text: &str) -> Vec<&str> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some((start, open)) = text[from..].char_indices().find(|(_, c)| matches!(c, '"' | '“' | '„' | '«')) {
        let start = from + start;
        let after = start + open.len_utf8();
        let closes = |c: char| match open {
            '"' => c == '"',
            '“' => c == '”',
            '„' => matches!(c, '“' | '”'),
            _ => c == '»',
        };
        let end = text[after..].char_indices().find(|(_, c)| closes(*c));
        from = end.map_or(text.len(), |(at, close)| after + at + close.len_utf8());
        found.push(&text[start..from]);
    }
    found
}

/// A node that leaves out what is not known.
struct Node(Map<String, Value>);

impl Node {
    fn new(type_name: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), type_name.into())]))
    }

    /// Sets a property, unless the value is empty.
    fn set(&mut self, property: &str, value: impl Into<Value>) {
        let value = value.into();
        let empty = match &value {
            Value::String(text) => text.is_empty(),
            Value::Array(all) => all.is_empty(),
            _ => false,
        };
        if !empty {
            self.0.insert(property.to_owned(), value);
        }
    }

    fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_mixed_content_the_quoted_stretches_are_the_sources_own() {
        let check = |text: &str, expected: &[&str]| assert_eq!(quoted(text), expected, "{text}");
        check("will be cleared \"within a day,\" and «soon» 👮", &["\"within a day,\"", "«soon»"]);
        check("the “grave” matter of „Eid“ and “no end", &["“grave”", "„Eid“", "“no end"]);
        check("the men's own, it's ‘so’", &[]);
        check("", &[]);
        check("“", &["“"]);
    }
}
