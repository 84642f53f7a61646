//! Queries to the wire and back.

use jiff::civil::Date;
use sayso_contract::{
    FieldError, Path, Reason, form_from_wire, form_to_wire, kind_from_wire, kind_to_wire, store::v1 as wire,
};
use sayso_domain::DocumentId;
use sayso_store::Query;

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
    }
}

/// A query from the wire; an absent one asks for everything.
///
/// # Errors
/// Names the field that cannot be read.
pub fn query_from_wire(query: Option<wire::ClaimQuery>, path: &Path<'_>) -> Result<Query, FieldError> {
    let query = query.unwrap_or_default();
    let filled = |value: String| (!value.is_empty()).then_some(value);
    let document = path.field("document_id");
    Ok(Query {
        words: filled(query.words),
        source: filled(query.source),
        document: filled(query.document_id)
            .map(|id| DocumentId::new(id).map_err(|error| document.error(Reason::Malformed, error)))
            .transpose()?,
        published_from: date(&query.published_from, &path.field("published_from"))?,
        published_before: date(&query.published_before, &path.field("published_before"))?,
        kinds: members(&query.kinds, &path.field("kinds"), kind_from_wire)?,
        forms: members(&query.forms, &path.field("forms"), form_from_wire)?,
        site: filled(query.site),
        include_superseded: query.include_superseded,
    })
}

fn date(given: &str, path: &Path<'_>) -> Result<Option<Date>, FieldError> {
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
    use sayso_domain::{Form, Kind};

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
        check("query.forms[0]", Reason::UnknownValue, |q| q.forms = vec![0]);
    }
}
