//! The flat columns of a claim: the one table from which CSV and Parquet come.

use sayso_contract::{claim::v1::Place, days_of};

use crate::reading::{Reading, place, time, word, words};

/// A column.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) read: Read,
}

/// How a column is read from a claim.
pub(crate) enum Read {
    /// A text; empty if there is none.
    Text(fn(Reading<'_>) -> String),
    /// Yes or no.
    Flag(fn(Reading<'_>) -> bool),
    /// A probability, if there is one.
    Number(fn(Reading<'_>) -> Option<f32>),
    /// A place in the text, in code points.
    Offset(fn(Reading<'_>) -> u32),
    /// Any number of texts.
    Texts(fn(Reading<'_>) -> Vec<String>),
    /// The gist of what a nested format keeps whole, in its own columns.
    Gist(fn(Reading<'_>) -> Vec<String>),
}

const fn column(name: &'static str, read: Read) -> Column {
    Column { name, read }
}

/// All columns, in their order.
pub(crate) const COLUMNS: &[Column] = &[
    column("claim_id", Read::Text(|reading| reading.claim.id.clone())),
    column("cluster_id", Read::Text(|reading| reading.stored.cluster_id.clone())),
    column("document_id", Read::Text(|reading| reading.document.id.clone())),
    column("revision", Read::Text(|reading| reading.document.revision.clone())),
    column("url", Read::Text(|reading| reading.document.uri.clone())),
    column("title", Read::Text(|reading| reading.document.title.clone())),
    column("site", Read::Text(|reading| reading.document.site.clone())),
    column("published_at", Read::Text(|reading| reading.document.published_at.clone())),
    column("kind", Read::Text(|reading| reading.kind())),
    column("form", Read::Text(|reading| reading.form())),
    column("source", Read::Text(|reading| words(&reading.attribution.source))),
    column("source_id", Read::Text(|reading| reading.source(|source| &source.entity_id).to_owned())),
    column("source_name", Read::Text(|reading| reading.source(|source| &source.name).to_owned())),
    column("source_kind", Read::Text(|reading| word("SOURCE_KIND_", reading.source_kind().as_str_name()))),
    column("source_role", Read::Text(|reading| reading.source(|source| &source.role).to_owned())),
    column("source_affiliation", Read::Text(|reading| reading.source(|source| &source.affiliation).to_owned())),
    column("anonymous", Read::Flag(|reading| reading.claim.source.as_ref().is_some_and(|source| source.anonymous))),
    column("cue", Read::Text(|reading| words(&reading.attribution.cue))),
    column("content", Read::Text(|reading| words(&reading.attribution.content))),
    column("said", Read::Text(|reading| reading.claim.said.as_ref().map(time).unwrap_or_default().to_owned())),
    column("times", Read::Gist(|reading| reading.claim.times.iter().map(|found| time(found).to_owned()).collect())),
    column("places", Read::Gist(|reading| reading.claim.places.iter().map(|found| place(found).to_owned()).collect())),
    column("geonames_ids", Read::Gist(|reading| reading.claim.places.iter().map(geonames_id).collect())),
    column("certainty", Read::Text(|reading| reading.certainty())),
    column("polarity", Read::Text(|reading| reading.polarity())),
    column("stance", Read::Text(|reading| reading.stance())),
    column("forecast", Read::Flag(|reading| reading.claim.forecast.is_some())),
    column("due_first_day", Read::Text(|reading| due(reading).map(|[first, _]| first).unwrap_or_default())),
    column("due_last_day", Read::Text(|reading| due(reading).map(|[_, last]| last).unwrap_or_default())),
    column("outcome", Read::Text(|reading| reading.outcome())),
    column("relayed_by", Read::Texts(|reading| reading.claim.relayed_by.iter().map(|by| by.name.clone()).collect())),
    column("confidence", Read::Number(|reading| reading.claim.confidence)),
    column("extractor", Read::Text(|reading| reading.stored.extractor.clone())),
    column("current", Read::Flag(|reading| reading.stored.current)),
    column("content_start", Read::Offset(|reading| reading.attribution.content.first().map_or(0, |span| span.start))),
    column("content_end", Read::Offset(|reading| reading.attribution.content.last().map_or(0, |span| span.end))),
];

fn geonames_id(place: &Place) -> String {
    if place.geonames_id == 0 { String::new() } else { place.geonames_id.to_string() }
}

/// The first and the last day on which a forecast can be checked.
fn due(reading: Reading<'_>) -> Option<[String; 2]> {
    let (first, last) = days_of(reading.claim.forecast.as_ref()?.due.as_ref()?)?;
    Some([first, last].map(|day| day.to_string()))
}
