//! Queries to the wire and back.

use jiff::civil::Date;
use sayso_contract::{
    FieldError, Path, Reason, certainty_from_wire, certainty_to_wire, claim::v1::Coordinates as WireCoordinates,
    form_from_wire, form_to_wire, kind_from_wire, kind_to_wire, polarity_from_wire, polarity_to_wire,
    store::v1 as wire,
};
use sayso_domain::{Coordinates, DocumentId, SourceId};
use sayso_store::{Circle, ForecastState, Order, Query};

/// A query as it is on the wire.
#[must_use]
pub fn query_to_wire(query: &Query) -> wire::ClaimQuery {
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    wire::ClaimQuery {
        words: or_empty(&query.words),
        source: or_empty(&query.source),
        document_id: query.document.as_ref().map(ToString::to_string).unwrap_or_default(),
        published_from: date(query.published_from),
        published_before: date(query.published_before),
        kinds: query.kinds.iter().map(|kind| kind_to_wire(*kind).into()).collect(),
        forms: query.forms.iter().map(|form| form_to_wire(*form).into()).collect(),
        site: or_empty(&query.site),
        include_superseded: query.include_superseded,
        source_id: query.entity.as_ref().map(ToString::to_string).unwrap_or_default(),
        affiliation: or_empty(&query.affiliation),
        countries: query.countries.clone(),
        place_ids: query.places.clone(),
        near: query.near.map(|circle| wire::Circle {
            center: Some(WireCoordinates { latitude: circle.center.latitude(), longitude: circle.center.longitude() }),
            radius_km: circle.radius_km,
        }),
        said_from: date(query.said_from),
        said_before: date(query.said_before),
        about_from: date(query.about_from),
        about_before: date(query.about_before),
        certainties: query.certainties.iter().map(|certainty| certainty_to_wire(*certainty).into()).collect(),
        polarities: query.polarities.iter().map(|polarity| polarity_to_wire(*polarity).into()).collect(),
        forecast_states: query.forecast_states.iter().map(|state| state_to_wire(*state).into()).collect(),
        as_of: date(query.as_of),
        min_confidence: query.min_confidence,
    }
}

/// The state of a forecast as it is on the wire.
#[must_use]
pub fn state_to_wire(state: ForecastState) -> wire::ForecastState {
    match state {
        ForecastState::Open => wire::ForecastState::Open,
        ForecastState::Due => wire::ForecastState::Due,
        ForecastState::Overdue => wire::ForecastState::Overdue,
        ForecastState::Settled => wire::ForecastState::Settled,
    }
}

/// The states of forecasts from the wire.
///
/// # Errors
/// Names the entry that is unspecified or unknown.
pub fn states_from_wire(given: &[i32], path: &Path<'_>) -> Result<Vec<ForecastState>, FieldError> {
    members(given, path, |value, path| match wire::ForecastState::try_from(value) {
        Ok(wire::ForecastState::Unspecified) => Ok(None),
        Ok(wire::ForecastState::Open) => Ok(Some(ForecastState::Open)),
        Ok(wire::ForecastState::Due) => Ok(Some(ForecastState::Due)),
        Ok(wire::ForecastState::Overdue) => Ok(Some(ForecastState::Overdue)),
        Ok(wire::ForecastState::Settled) => Ok(Some(ForecastState::Settled)),
        Err(_) => Err(path.error(Reason::UnknownValue, format!("{value} is no state that this version knows"))),
    })
}

/// The order as it is on the wire.
#[must_use]
pub fn order_to_wire(order: Order) -> wire::SearchOrder {
    match order {
        Order::Latest => wire::SearchOrder::Latest,
        Order::Earliest => wire::SearchOrder::Earliest,
        Order::Relevance => wire::SearchOrder::Relevance,
    }
}

/// The order from the wire; unspecified counts as the latest first.
///
/// # Errors
/// [`Reason::UnknownValue`].
pub fn order_from_wire(given: i32, path: &Path<'_>) -> Result<Order, FieldError> {
    match wire::SearchOrder::try_from(given) {
        Ok(wire::SearchOrder::Unspecified | wire::SearchOrder::Latest) => Ok(Order::Latest),
        Ok(wire::SearchOrder::Earliest) => Ok(Order::Earliest),
        Ok(wire::SearchOrder::Relevance) => Ok(Order::Relevance),
        Err(_) => Err(path.error(Reason::UnknownValue, format!("{given} is no order that this version knows"))),
    }
}

/// A query from the wire; an absent one asks for everything, the latest first.
///
/// # Errors
/// Names the field that cannot be read.
pub fn query_from_wire(query: Option<wire::ClaimQuery>, path: &Path<'_>) -> Result<Query, FieldError> {
    let query = query.unwrap_or_default();
    let filled = |value: String| (!value.is_empty()).then_some(value);
    let (document, source) = (path.field("document_id"), path.field("source_id"));
    Ok(Query {
        words: filled(query.words),
        source: filled(query.source),
        document: filled(query.document_id)
            .map(|id| DocumentId::new(id).map_err(|error| document.error(Reason::Malformed, error)))
            .transpose()?,
        published_from: date_from_wire(&query.published_from, &path.field("published_from"))?,
        published_before: date_from_wire(&query.published_before, &path.field("published_before"))?,
        kinds: members(&query.kinds, &path.field("kinds"), kind_from_wire)?,
        forms: members(&query.forms, &path.field("forms"), form_from_wire)?,
        site: filled(query.site),
        include_superseded: query.include_superseded,
        entity: filled(query.source_id)
            .map(|id| SourceId::new(id).map_err(|error| source.error(Reason::Malformed, error)))
            .transpose()?,
        affiliation: filled(query.affiliation),
        countries: query.countries,
        places: query.place_ids,
        near: query.near.map(|circle| circle_from_wire(&circle, &path.field("near"))).transpose()?,
        said_from: date_from_wire(&query.said_from, &path.field("said_from"))?,
        said_before: date_from_wire(&query.said_before, &path.field("said_before"))?,
        about_from: date_from_wire(&query.about_from, &path.field("about_from"))?,
        about_before: date_from_wire(&query.about_before, &path.field("about_before"))?,
        certainties: members(&query.certainties, &path.field("certainties"), certainty_from_wire)?,
        polarities: members(&query.polarities, &path.field("polarities"), polarity_from_wire)?,
        forecast_states: states_from_wire(&query.forecast_states, &path.field("forecast_states"))?,
        as_of: date_from_wire(&query.as_of, &path.field("as_of"))?,
        min_confidence: query.min_confidence,
        order: Order::default(),
    })
}

fn circle_from_wire(circle: &wire::Circle, path: &Path<'_>) -> Result<Circle, FieldError> {
    let center = path.field("center");
    let given = circle.center.as_ref().ok_or_else(|| center.error(Reason::Required, "a point is needed"))?;
    let error = || center.error(Reason::OutOfRange, "degrees: -90 to 90 north and -180 to 180 east");
    let center = Coordinates::new(given.latitude, given.longitude).ok_or_else(error)?;
    Ok(Circle { center, radius_km: circle.radius_km })
}

/// A date from the wire; `None` if it is empty.
///
/// # Errors
/// [`Reason::Malformed`].
pub fn date_from_wire(given: &str, path: &Path<'_>) -> Result<Option<Date>, FieldError> {
    let error = || {
        let shown: String = given.chars().take(40).collect();
        path.error(Reason::Malformed, format!("{shown:?} is no date: write it as 2026-03-04"))
    };
    if given.is_empty() {
        return Ok(None);
    }
    // A full date-time would parse as well, its time silently dropped.
    if given.len() != 10 {
        return Err(error());
    }
    given.parse().map(Some).map_err(|_| error())
}

fn members<T>(
    given: &[i32],
    path: &Path<'_>,
    read: impl Fn(i32, &Path<'_>) -> Result<Option<T>, FieldError>,
) -> Result<Vec<T>, FieldError> {
    let member = |(i, value): (usize, &i32)| {
        let path = path.index(i);
        read(*value, &path)?.ok_or_else(|| path.error(Reason::UnknownValue, "it must not be unspecified"))
    };
    given.iter().enumerate().map(member).collect()
}

#[cfg(test)]
mod tests {
    use sayso_domain::{Certainty, Form, Kind, Polarity};

    use super::*;

    #[test]
    fn a_query_survives_the_way_there_and_back() {
        let query = Query {
            words: Some("\"will hold\" dam".into()),
            source: Some("governor".into()),
            document: Some(DocumentId::new("d-1").unwrap()),
            published_from: Some("2026-03-04".parse().unwrap()),
            published_before: Some("2026-03-09".parse().unwrap()),
            kinds: vec![Kind::Denial, Kind::Belief],
            forms: vec![Form::Mixed],
            site: Some("Northwire".into()),
            include_superseded: true,
            entity: Some(SourceId::new("s-1").unwrap()),
            affiliation: Some("ministry".into()),
            countries: vec!["UA".into()],
            places: vec![705_104],
            near: Coordinates::new(48.5, 37.7).map(|center| Circle { center, radius_km: 30.0 }),
            said_from: Some("2026-03-01".parse().unwrap()),
            said_before: Some("2026-03-02".parse().unwrap()),
            about_from: Some("2026-04-01".parse().unwrap()),
            about_before: Some("2026-04-02".parse().unwrap()),
            certainties: vec![Certainty::Probable],
            polarities: vec![Polarity::Negative],
            forecast_states: ForecastState::ALL.to_vec(),
            as_of: Some("2026-05-01".parse().unwrap()),
            min_confidence: 0.5,
            order: Order::default(),
        };
        for query in [query, Query::default()] {
            assert_eq!(query_from_wire(Some(query_to_wire(&query)), &Path::of("query")), Ok(query));
        }
        assert_eq!(query_from_wire(None, &Path::of("query")), Ok(Query::default()));
    }

    #[test]
    fn a_bad_filter_is_named() {
        let check = |path: &str, reason: Reason, spoil: fn(&mut wire::ClaimQuery)| {
            let mut query = wire::ClaimQuery::default();
            spoil(&mut query);
            let error = query_from_wire(Some(query), &Path::of("query")).unwrap_err();
            assert_eq!((error.path.as_str(), error.reason), (path, reason), "{error}");
        };
        check("query.document_id", Reason::Malformed, |q| q.document_id = " ".into());
        check("query.published_from", Reason::Malformed, |q| q.published_from = "March".into());
        check("query.published_before", Reason::Malformed, |q| q.published_before = "2026-03-04T10:00:00Z".into());
        check("query.kinds[1]", Reason::UnknownValue, |q| q.kinds = vec![1, 99]);
        check("query.near.center", Reason::Required, |q| q.near = Some(wire::Circle::default()));
        check("query.forecast_states[0]", Reason::UnknownValue, |q| q.forecast_states = vec![0]);
        check("query.forms[0]", Reason::UnknownValue, |q| q.forms = vec![0]);
    }
}
