//! On whose say-so a document stands.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, Row, params};
use sayso_domain::{DocumentId, Relation, Source, SourceKind};
use sayso_store::{
    Resource, SourceEntity, SourcedClaim, Sourcing, SourcingSummary, StoreError, StoredClaim, searchable,
};
use sayso_text::Spans;
use serde::Deserialize;

use super::{
    Asked,
    links::{self, End, has_link},
    sources,
};
use crate::{copies, failure::Failure, read::Claims, write};

/// The most shares that a summary lists.
const MAX_SHARES: usize = 20;

pub(super) fn sourcing(connection: &Connection, document: &DocumentId, page: &Asked<1>) -> Result<Sourcing, Failure> {
    let not_found = || StoreError::NotFound { what: Resource::Document, id: document.to_string() };
    let current = write::current(connection, document.as_str())?.ok_or_else(not_found)?;
    let text: String = connection
        .prepare_cached("SELECT text FROM revision WHERE document_id = ?1 AND revision_id = ?2")?
        .query_row([document.as_str(), &current.revision_id], |row| row.get(0))?;
    let (first, end) = (current.first_sequence, current.first_sequence + current.claims);
    let figures = Figures::of(connection, &text, first, end)?;

    // A later extraction than that of the page before has greater numbers.
    let first = page.after.map_or(first, |[last]| first.max(last.saturating_add(1)));
    let keys: Vec<[i64; 1]> = (first..end).take(page.limit + 1).map(|sequence| [sequence]).collect();
    let mut reader = Claims::new(connection);
    let mut claims = Vec::new();
    for [sequence] in keys.iter().take(page.limit) {
        let Some(claim) = reader.get(*sequence)? else { break };
        let links = links::of(connection, claim.claim.id())?;
        reader.add_bytes(links.iter().map(links::byte_len).sum());
        let (independent_sources, appearances) = figures.clusters.get(sequence).copied().unwrap_or_default();
        claims.push(SourcedClaim { claim, independent_sources, appearances, links });
    }
    let found = claims.iter().flat_map(|claim| &claim.links);
    let others = links::others(connection, &mut reader, found, claims.iter().map(|claim| &claim.claim), |_| Ok(true))?;
    let sources = named_sources(connection, claims.iter().map(|claim| &claim.claim))?;
    let next_token = page.next_token(&claims, &keys);
    let copy_of = copies::copy_of(connection, document.as_str(), &current.revision_id)?;
    let summary = figures.summary();
    Ok(Sourcing { document: document.clone(), copy_of, summary, claims, sources, others, next_token })
}

/// The entities of claims, those with the most claims first.
fn named_sources<'c>(
    connection: &Connection,
    claims: impl Iterator<Item = &'c StoredClaim>,
) -> Result<Vec<SourceEntity>, Failure> {
    let ids: HashSet<_> = claims.filter_map(|claim| claim.claim.source.as_ref()?.entity.as_ref()).collect();
    let mut entities = Vec::new();
    for id in ids {
        let number = sources::number(connection, id)?;
        entities.extend(number.map(|number| sources::by_number(connection, number)).transpose()?.flatten());
    }
    entities.sort_unstable_by(|a: &SourceEntity, b| (b.claims, &a.id).cmp(&(a.claims, &b.id)));
    Ok(entities)
}

/// What the figures need of a claim.
#[derive(Deserialize)]
struct Part {
    attribution: SourceSpans,
    source: Option<Source>,
}

#[derive(Deserialize)]
struct SourceSpans {
    source: Spans,
}

/// Whose claims belong together.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Nobody,
    Entity(i64),
    /// A name or a description, folded.
    Words(String),
}

/// What is counted over a whole document.
#[derive(Default)]
struct Figures {
    counts: SourcingSummary,
    /// The name that is shown, and how many claims.
    sources: BTreeMap<Whose, (String, usize)>,
    affiliations: BTreeMap<String, (String, usize)>,
    /// Independent sources and appearances of the cluster of each claim that is linked.
    clusters: HashMap<i64, (usize, usize)>,
}

impl Figures {
    /// The figures of the claims from `first` up to, and without, `end`.
    fn of(connection: &Connection, text: &str, first: i64, end: i64) -> Result<Self, Failure> {
        let sql = format!(
            "SELECT claim.sequence, claim.claim, linked.number IS NOT NULL, independent, appearances,
                    entity.number, entity.entity ->> '$.name', {} OR {}, {}
             FROM claim LEFT JOIN linked ON linked.claim_id = claim.claim_id
             LEFT JOIN cluster ON cluster.number = linked.cluster
             LEFT JOIN wording ON wording.hash = linked.wording
             LEFT JOIN entity ON entity.number = wording.entity
             WHERE claim.sequence >= ?1 AND claim.sequence < ?2 ORDER BY claim.sequence",
            has_link("linked.number", End::From, Relation::Contradicts),
            has_link("linked.number", End::To, Relation::Contradicts),
            has_link("linked.number", End::From, Relation::Repeats),
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![first, end])?;
        let mut figures = Self::default();
        while let Some(row) = rows.next()? {
            figures.add(row, text)?;
        }
        Ok(figures)
    }

    fn add(&mut self, row: &Row<'_>, text: &str) -> Result<(), Failure> {
        let corrupt = Failure::corrupt("a claim");
        let json = row.get_ref(1)?.as_str().map_err(|error| corrupt(&error))?;
        let part: Part = serde_json::from_str(json).map_err(|error| corrupt(&error))?;
        let words = part.attribution.source.words(text).unwrap_or_default();
        let source = part.source.unwrap_or_default();

        let counts = &mut self.counts;
        counts.claims += 1;
        counts.anonymous_claims += usize::from(source.anonymous);
        counts.unlinked_claims += usize::from(!row.get::<_, bool>(2)?);
        counts.contradicted_claims += row.get::<_, usize>(7)?;
        counts.echoed_claims += row.get::<_, usize>(8)?;
        if let Some(independent) = row.get::<_, Option<usize>>(3)? {
            counts.single_source_claims += usize::from(independent == 1);
            self.clusters.insert(row.get(0)?, (independent, row.get(4)?));
        }

        let (whose, name) = match (row.get::<_, Option<i64>>(5)?, row.get::<_, Option<String>>(6)?) {
            (Some(entity), Some(name)) => (Whose::Entity(entity), name),
            _ if source.kind == Some(SourceKind::Unstated) => (Whose::Nobody, String::new()),
            _ => {
                let name = source.name.unwrap_or(words);
                match searchable(&name) {
                    folded if folded.is_empty() => (Whose::Nobody, String::new()),
                    folded => (Whose::Words(folded), name),
                }
            }
        };
        counts.unstated_claims += usize::from(whose == Whose::Nobody);
        self.sources.entry(whose).or_insert((name, 0)).1 += 1;
        let affiliation = source.affiliation.unwrap_or_default();
        self.affiliations.entry(searchable(&affiliation)).or_insert((affiliation, 0)).1 += 1;
        Ok(())
    }

    fn summary(self) -> SourcingSummary {
        let nobody = usize::from(self.sources.contains_key(&Whose::Nobody));
        SourcingSummary {
            sources: self.sources.len() - nobody,
            by_source: shares(self.sources.into_values()),
            by_affiliation: shares(self.affiliations.into_values()),
            ..self.counts
        }
    }
}

/// The largest shares; of equal ones the first by name.
fn shares(all: impl Iterator<Item = (String, usize)>) -> Vec<(String, usize)> {
    let mut shares: Vec<_> = all.collect();
    shares.sort_unstable_by(|(a, more), (b, fewer)| (fewer, a).cmp(&(more, b)));
    shares.truncate(MAX_SHARES);
    shares
}
