//! What is derived from the claims: links, clusters and source entities, as the ledger gives them out.

use jiff::civil::Date;
use sayso_domain::{ClaimId, ClusterId, DocumentId, Link, LinkId, Relation, SourceId, SourceKind};
use serde::{Deserialize, Serialize};

use crate::{CopyOf, Outcome, Settlement, StoredClaim};

/// The most links that are given with one claim.
pub const MAX_LINKS: usize = 10;

/// The most claims of other clusters or documents that are given with a page.
pub const MAX_OTHERS: usize = 100;

/// The link between two claims: what was worked out, and what a person decided.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredLink {
    /// The later claim.
    pub from: ClaimId,
    /// The earlier claim.
    pub to: ClaimId,
    /// What was worked out; `None` if only a person says so. Its ends are those above.
    pub found: Option<Link>,
    /// The decision that counts instead, if a person made one.
    pub settlement: Option<Settlement>,
}

impl StoredLink {
    /// The id of the link.
    #[must_use]
    pub fn id(&self) -> LinkId {
        LinkId::between(&self.from, &self.to)
    }

    /// The relation that counts.
    #[must_use]
    pub fn relation(&self) -> Option<Relation> {
        let decided = self.settlement.as_ref().and_then(|settlement| settlement.relation());
        decided.or_else(|| self.found.as_ref().map(|link| link.relation))
    }

    /// How probable it is; 1 if a person decided it.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        match (&self.settlement, &self.found) {
            (Some(_), _) => 1.0,
            (None, Some(found)) => found.confidence.get(),
            (None, None) => 0.0,
        }
    }

    /// What links are put in order by, the greatest first: how probable it is, 1 if a person decided it, 0 if a person
    /// rejected it.
    #[must_use]
    pub fn weight(&self) -> f32 {
        let rejected = self.settlement.is_some() && self.relation() == Some(Relation::Unrelated);
        if rejected { 0.0 } else { self.confidence() }
    }
}

/// Sources that draw on one another, and count as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndependentSource {
    /// The claim with which they appear first.
    pub origin: ClaimId,
    /// Their names or descriptions, at most 20.
    pub names: Vec<String>,
    /// How many claims of the cluster are theirs.
    pub appearances: usize,
    /// Why they count as one, in words; empty if it is one source.
    pub reasons: Vec<String>,
}

/// What is known of a whole cluster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClusterSummary {
    /// Its id, made from the claim that comes first in it.
    pub id: ClusterId,
    /// How many claims it has.
    pub appearances: usize,
    /// How many documents these stand in.
    pub documents: usize,
    /// How many sources put it forward independently of each other.
    pub independent_sources: usize,
    /// The sources, those that are not independent of each other together, those that appear first first; at most 100.
    pub sources: Vec<IndependentSource>,
}

/// A page of a cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterPage {
    /// The whole cluster.
    pub summary: ClusterSummary,
    /// Its claims, the earliest published first, and within one moment in the order of their ids' hashes.
    pub claims: Vec<StoredClaim>,
    /// The links from these claims and to them; of each at most [`MAX_LINKS`], the most probable first.
    pub links: Vec<StoredLink>,
    /// Claims of other clusters that the links lead to or come from, at most [`MAX_OTHERS`].
    pub others: Vec<StoredClaim>,
    /// What to ask the next page with; `None` if this is the last one.
    pub next_token: Option<String>,
}

/// One person, body, document or group across documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceEntity {
    /// Its id.
    pub id: SourceId,
    /// The name it is best known by.
    pub name: String,
    /// Other names and spellings met, at most 100, those met most often first.
    pub other_names: Vec<String>,
    /// What it is; `None` if that is not known.
    pub kind: Option<SourceKind>,
    /// What it was to others last.
    pub role: Option<String>,
    /// The country or body it belonged to last.
    pub affiliation: Option<String>,
    /// How many current claims it is the source of.
    pub claims: usize,
    /// In how many documents.
    pub documents: usize,
}

/// What a source was, for whom, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcePosition {
    /// What it was to others.
    pub role: Option<String>,
    /// The country or body it belonged to.
    pub affiliation: Option<String>,
    /// The first and the last day on which a document says so; `None` if no document has a date.
    pub days: Option<(Date, Date)>,
    /// How many documents say so.
    pub documents: usize,
}

/// How a forecast stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ForecastState {
    /// Its interval has not begun, or it has none.
    Open,
    /// Its interval has begun and not ended.
    Due,
    /// Its interval has ended and nobody has settled it.
    Overdue,
    /// A person has settled it.
    Settled,
}

impl ForecastState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Due, Self::Overdue, Self::Settled];

    /// How a forecast stands on a day.
    #[must_use]
    pub fn on(day: Date, due: Option<sayso_domain::Interval>, settled: bool) -> Self {
        match due {
            _ if settled => Self::Settled,
            Some(due) if due.end() <= day.at(0, 0, 0, 0) => Self::Overdue,
            Some(due) if due.start().date() <= day => Self::Due,
            _ => Self::Open,
        }
    }
}

/// The dossier of a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The source.
    pub source: SourceEntity,
    /// What it was, the earliest first, those without a date last; at most 100.
    pub positions: Vec<SourcePosition>,
    /// How many of its forecasts stand in each state; states with none are left out.
    pub forecasts: Vec<(ForecastState, usize)>,
    /// What people decided on its forecasts; outcomes with none are left out.
    pub outcomes: Vec<(Outcome, usize)>,
    /// How many of its claims it changed later.
    pub updated_claims: usize,
    /// How many of its claims another source contradicts.
    pub contradicted_claims: usize,
    /// How many of its claims are echoes of earlier ones.
    pub echoed_claims: usize,
    /// How many of its claims another source corroborates.
    pub corroborated_claims: usize,
}

/// Which forecasts are meant. What is `None` or empty does not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ForecastQuery {
    /// Any of these states.
    pub states: Vec<ForecastState>,
    /// Due before this day: the interval ends on it or earlier.
    pub due_before: Option<Date>,
    /// Those of this source entity, by any id that it has or had. What is superseded has none.
    pub entity: Option<SourceId>,
    /// Also those of earlier revisions that no current claim of the document repeats, each as the last revision had it.
    pub include_superseded: bool,
    /// The day on which they are meant: what is published after it, as far as that is known, and what is decided after it
    /// (UTC) is left out, and of what bears on a forecast what has no date. `None` for today (UTC) and all that is known.
    pub as_of: Option<Date>,
}

/// A forecast in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredForecast {
    /// The claim that makes it.
    pub claim: StoredClaim,
    /// How it stands on the day that the query means.
    pub state: ForecastState,
    /// The decision that counts, if a person made one.
    pub settlement: Option<Settlement>,
    /// Later claims that bear on it, at most [`MAX_LINKS`], the most probable first.
    pub bearing: Vec<StoredLink>,
    /// The later claims of `bearing`, in the same order.
    pub bearing_claims: Vec<StoredClaim>,
}

/// A claim of a document, and how it is sourced.
#[derive(Debug, Clone, PartialEq)]
pub struct SourcedClaim {
    /// The claim.
    pub claim: StoredClaim,
    /// How many sources put it forward independently of each other, in all documents; 0 while it is not linked.
    pub independent_sources: usize,
    /// How many claims put it forward, in all documents; 0 while it is not linked.
    pub appearances: usize,
    /// The links from and to it, at most [`MAX_LINKS`], the most probable first.
    pub links: Vec<StoredLink>,
}

/// Figures on how a document is sourced. They are no judgement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourcingSummary {
    /// How many current claims it has.
    pub claims: usize,
    /// How many sources are behind them: entities, and unnamed sources by their description.
    pub sources: usize,
    /// How many are by sources whose name is withheld.
    pub anonymous_claims: usize,
    /// How many name nobody.
    pub unstated_claims: usize,
    /// How many rest on one source alone, in all documents.
    pub single_source_claims: usize,
    /// How many are contradicted in this or other documents.
    pub contradicted_claims: usize,
    /// How many are echoes of earlier ones in other documents.
    pub echoed_claims: usize,
    /// How many are not linked yet.
    pub unlinked_claims: usize,
    /// Claims by source, those with the most first, at most 20; an empty name for those that name nobody.
    pub by_source: Vec<(String, usize)>,
    /// Claims by affiliation, those with the most first, at most 20; an empty name for those without one.
    pub by_affiliation: Vec<(String, usize)>,
}

/// On whose say-so a document stands: a page of its current claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourcing {
    /// The document's id.
    pub document: DocumentId,
    /// What its current revision is a copy of; `None` if no earlier document is known that it is.
    pub copy_of: Option<CopyOf>,
    /// Figures on the whole document.
    pub summary: SourcingSummary,
    /// Its current claims, in the order they were recorded, which is that of the text.
    pub claims: Vec<SourcedClaim>,
    /// The named sources of these claims, those with the most claims first.
    pub sources: Vec<SourceEntity>,
    /// Claims that the links lead to or come from and that are not on the page, at most [`MAX_OTHERS`].
    pub others: Vec<StoredClaim>,
    /// What to ask the next page with; `None` if this is the last one.
    pub next_token: Option<String>,
}

#[cfg(test)]
mod tests {
    use sayso_domain::Interval;

    use super::*;

    #[test]
    fn a_forecast_is_open_then_due_then_overdue_unless_settled() {
        let due = |start: &str, end: &str| Interval::new(start.parse().unwrap(), end.parse().unwrap());
        let days = due("2026-03-04T00:00:00", "2026-03-06T00:00:00");
        let check = |day: &str, due, settled, expected| {
            assert_eq!(ForecastState::on(day.parse().unwrap(), due, settled), expected, "{day}");
        };
        check("2026-03-03", days, false, ForecastState::Open);
        check("2026-03-04", days, false, ForecastState::Due);
        check("2026-03-05", days, false, ForecastState::Due);
        check("2026-03-06", days, false, ForecastState::Overdue);
        check("2026-03-06", days, true, ForecastState::Settled);
        check("2026-03-06", None, false, ForecastState::Open);
        let noon = due("2026-03-04T12:00:00", "2026-03-04T18:00:00");
        check("2026-03-04", noon, false, ForecastState::Due);
        check("2026-03-05", noon, false, ForecastState::Overdue);
    }
}
