//! Whether a claim is what a query asks for, told from the claim alone.
//!
//! This is what the filters of [`Query`] mean; a backend's index must come to the same. A stream of changes is filtered
//! with it.

use jiff::civil::Date;
use sayso_domain::{Coordinates, Interval, Place, Source, SourceKind};

use crate::{Circle, ClaimWords, ForecastState, Phrase, Query, StoredClaim, Terms, searchable};

impl Circle {
    /// True if the point is no further from the center than the radius.
    #[must_use]
    pub fn contains(&self, point: Coordinates) -> bool {
        self.center.distance_km(point) <= self.radius_km
    }
}

/// When a claim was said, from the first to the last day: as the claim tells, else the day of its publication.
#[must_use]
pub fn said_on(claim: &sayso_domain::Claim, published: Option<Date>) -> Option<(Date, Date)> {
    let said = claim.said.as_ref().and_then(|said| said.interval);
    said.map(Interval::days).or(published.map(|day| (day, day)))
}

/// Affiliation and role of a source, and its name if it is a body: what [`Query::affiliation`] is looked for in.
pub fn affiliations(source: &Source) -> impl Iterator<Item = &str> {
    let body =
        matches!(source.kind, Some(SourceKind::Organization | SourceKind::OfficialBody | SourceKind::MediaOutlet));
    let name = source.name.as_deref().filter(|_| body);
    [source.affiliation.as_deref(), source.role.as_deref(), name].into_iter().flatten()
}

impl Query {
    /// True if the query asks for this claim: exactly what [`crate::Store::search`] finds, except that the entity is
    /// compared with [`Source::entity`] only and not with ids that it had before.
    ///
    /// `settled` says whether a decision on its forecast counts, `today` is the day that counts without
    /// [`Query::as_of`]. A query that cannot be answered ([`Query::terms`]) admits nothing.
    #[must_use]
    pub fn admits(&self, claim: &StoredClaim, settled: bool, today: Date) -> bool {
        let Ok(terms) = self.terms() else { return false };
        let source = claim.claim.source.as_ref();
        let entity = source.and_then(|source| source.entity.as_ref());
        self.entity.as_ref().is_none_or(|wanted| entity == Some(wanted))
            && self.admits_values(claim, settled, today)
            && terms.admit(&claim.words, source)
    }

    /// [`Query::admits`] without the words and the entity.
    fn admits_values(&self, stored: &StoredClaim, settled: bool, today: Date) -> bool {
        let (claim, parts) = (&stored.claim, &stored.document.parts);
        let published = parts.published.as_ref().map(|published| published.date());
        let any_place = |matches: &dyn Fn(&Place) -> bool| claim.places.iter().any(matches);
        let times = || claim.times.iter().filter_map(|time| time.interval).map(Interval::days);

        (self.include_superseded || stored.current)
            && self.document.as_ref().is_none_or(|document| *document == stored.document.id)
            && within(self.published_from, self.published_before, published.map(|day| (day, day)))
            && is_any(&self.kinds, &claim.kind)
            && is_any(&self.forms, &claim.form)
            && self.site.as_ref().is_none_or(|site| parts.site.as_ref() == Some(site))
            && (self.countries.is_empty()
                || any_place(&|place| place.country.as_ref().is_some_and(|country| self.countries.contains(country))))
            && (self.places.is_empty()
                || any_place(&|place| place.geonames_id.is_some_and(|id| self.places.contains(&id))))
            && self.near.is_none_or(|near| any_place(&|place| place.coordinates.is_some_and(|at| near.contains(at))))
            && within(self.said_from, self.said_before, said_on(claim, published))
            && ((self.about_from.is_none() && self.about_before.is_none())
                || times().any(|days| within(self.about_from, self.about_before, Some(days))))
            && is_any(&self.certainties, &claim.commitment.certainty)
            && is_any(&self.polarities, &claim.commitment.polarity)
            && (self.forecast_states.is_empty()
                || claim.forecast.as_ref().is_some_and(|forecast| {
                    let state = ForecastState::on(self.as_of.unwrap_or(today), forecast.due, settled);
                    self.forecast_states.contains(&state)
                }))
            && (self.min_confidence <= 0.0
                || claim.confidence.is_some_and(|confidence| confidence.get() >= self.min_confidence))
    }
}

impl Terms {
    /// True if all phrases stand where they must.
    fn admit(&self, words: &ClaimWords, source: Option<&Source>) -> bool {
        if *self == Self::default() {
            return true;
        }
        let name = source.and_then(|source| source.name.as_deref()).unwrap_or_default();
        let sources = [searchable(&words.source), searchable(name)];
        let others = [searchable(&words.cue), searchable(&words.content)];
        let affiliations: Vec<String> = source.into_iter().flat_map(affiliations).map(searchable).collect();
        self.source.iter().all(|phrase| sources.iter().any(|terms| phrase.stands_in(terms)))
            && self.affiliation.iter().all(|phrase| affiliations.iter().any(|terms| phrase.stands_in(terms)))
            && self.words.iter().all(|phrase| sources.iter().chain(&others).any(|terms| phrase.stands_in(terms)))
    }
}

impl Phrase {
    /// True if its terms stand next to each other in these terms, which have single spaces between them.
    fn stands_in(&self, terms: &str) -> bool {
        format!(" {terms} ").contains(&format!(" {} ", self.as_str()))
    }
}

/// True if the list asks for nothing, or for this.
fn is_any<T: PartialEq>(wanted: &[T], value: &T) -> bool {
    wanted.is_empty() || wanted.contains(value)
}

/// True if a stretch of days meets what lies from one day up to another; what is on no day meets only no bounds.
fn within(from: Option<Date>, before: Option<Date>, days: Option<(Date, Date)>) -> bool {
    match days {
        None => from.is_none() && before.is_none(),
        Some((first, last)) => from.is_none_or(|from| from <= last) && before.is_none_or(|before| first < before),
    }
}
