//! The filters of claims, which all commands that choose claims share, and the query that they make.

use anyhow::Result;
use clap::Args;
use sayso_contract::{
    certainty_to_wire,
    claim::v1::Coordinates,
    form_to_wire, kind_to_wire, polarity_to_wire,
    store::v1::{self as wire, Circle, ClaimQuery},
};
use sayso_domain::{Certainty, Form, Kind, Polarity};
use sayso_places::KnownPlace;

use crate::{
    AskedWrongly,
    args::{
        State,
        values::{Meant, country, day, kilometres, place, share},
    },
};

/// The most GeoNames ids that the store takes.
const MAX_PLACES: usize = 50;

#[derive(Debug, Clone, Args)]
pub(crate) struct Filters {
    /// Words that must all occur; "words in quotation marks" must stand together
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// Words that must occur in the source
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// Only claims of this source, as `sayso sources` gives its id
    #[arg(long, value_name = "ID")]
    source_id: Option<String>,
    /// Words that must occur in the role or the affiliation of the source
    #[arg(long, value_name = "WORDS")]
    affiliation: Option<String>,
    /// Only claims of this document
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Name of the outlet, exactly
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
    /// Published on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<String>,
    /// Published before this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    before: Option<String>,
    /// Said on this day or later; where the report does not tell when, published
    #[arg(long, value_name = "DAY", value_parser = day)]
    said_from: Option<String>,
    /// Said before this day; where the report does not tell when, published
    #[arg(long, value_name = "DAY", value_parser = day)]
    said_before: Option<String>,
    /// Speaks of a time on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    about_from: Option<String>,
    /// Speaks of a time before this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    about_before: Option<String>,
    /// Names this place, in any spelling; of several places of that name any. Given several times: any of them
    #[arg(long, value_name = "NAME|GEONAMES_ID", value_parser = place)]
    place: Vec<Meant>,
    /// With --place: or names a place no further away than this, such as 30km; of several places of that name the largest is
    /// meant
    #[arg(long, value_name = "DISTANCE", requires = "place", value_parser = kilometres)]
    within: Option<f64>,
    /// Names a place in any of these countries: names or ISO 3166-1 codes, such as UA
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',', value_parser = country)]
    country: Vec<String>,
    /// Any of these kinds: statement, denial, belief, intention, perception, decree, question
    #[arg(long, value_delimiter = ',')]
    kind: Vec<Kind>,
    /// Any of these forms: direct, indirect, mixed
    #[arg(long, value_delimiter = ',')]
    form: Vec<Form>,
    /// Any of these, as the source puts it: certain, probable, possible, underspecified
    #[arg(long, value_delimiter = ',')]
    certainty: Vec<Certainty>,
    /// Any of these: positive, negative, underspecified
    #[arg(long, value_delimiter = ',')]
    polarity: Vec<Polarity>,
    /// Only forecasts in any of these states
    #[arg(long, value_enum, value_name = "STATE", value_delimiter = ',')]
    forecast: Vec<State>,
    /// The day on which the states of forecasts are meant; today (UTC) if not given
    #[arg(long, value_name = "DAY", value_parser = day)]
    as_of: Option<String>,
    /// At least this probable to be an attribution with these parts, 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = share)]
    min_confidence: f32,
}

impl Filters {
    /// The query that they make.
    ///
    /// # Errors
    /// [`AskedWrongly`] if places and distance cannot be one circle, or mean too many places.
    pub(crate) fn query(&self) -> Result<ClaimQuery> {
        let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
        let near = match (self.within, &self.place[..]) {
            (None, _) | (_, []) => None,
            (Some(radius_km), [place]) => Some(circle(place, radius_km)),
            (Some(_), _) => return Err(AskedWrongly("--within takes one --place".into()).into()),
        };
        Ok(ClaimQuery {
            words: self.words.iter().map(|word| phrase(word)).collect::<Vec<_>>().join(" "),
            source: or_empty(&self.source),
            document_id: or_empty(&self.document),
            published_from: or_empty(&self.from),
            published_before: or_empty(&self.before),
            kinds: self.kind.iter().map(|kind| kind_to_wire(*kind).into()).collect(),
            forms: self.form.iter().map(|form| form_to_wire(*form).into()).collect(),
            site: or_empty(&self.site),
            include_superseded: false,
            source_id: or_empty(&self.source_id),
            affiliation: or_empty(&self.affiliation),
            countries: self.country.clone(),
            place_ids: if near.is_some() { Vec::new() } else { ids(&self.place)? },
            near,
            said_from: or_empty(&self.said_from),
            said_before: or_empty(&self.said_before),
            about_from: or_empty(&self.about_from),
            about_before: or_empty(&self.about_before),
            certainties: self.certainty.iter().map(|certainty| certainty_to_wire(*certainty).into()).collect(),
            polarities: self.polarity.iter().map(|polarity| polarity_to_wire(*polarity).into()).collect(),
            forecast_states: self.forecast.iter().map(|state| wire::ForecastState::from(*state).into()).collect(),
            as_of: or_empty(&self.as_of),
            min_confidence: self.min_confidence,
        })
    }

    /// Says on standard error which of several places of one name `--within` took.
    pub(crate) fn explain_place(&self) {
        if let (Some(_), [Meant { given, places }]) = (self.within, &self.place[..])
            && places.len() > 1
            && let Some(taken) = central(places)
        {
            eprintln!(
                "{} places are called {given}; around {} (give a GeoNames id for another)",
                places.len(),
                described(taken)
            );
        }
    }
}

/// The shell has taken the quotation marks off an argument of several words: they stood together.
fn phrase(word: &str) -> String {
    if word.contains(' ') && !word.contains(['"', '“', '”', '«', '»']) {
        format!("\"{word}\"")
    } else {
        word.to_owned()
    }
}

/// The largest place that is no region or country: the middle of such is not where its name is looked for.
fn central(places: &[KnownPlace]) -> Option<&KnownPlace> {
    places.iter().find(|place| place.region.is_some()).or_else(|| places.first())
}

/// Around the largest place that is meant.
fn circle(meant: &Meant, radius_km: f64) -> Circle {
    let center = central(&meant.places)
        .map(|place| Coordinates { latitude: place.coordinates.latitude(), longitude: place.coordinates.longitude() });
    Circle { center, radius_km }
}

/// The ids of all places that are meant.
fn ids(meant: &[Meant]) -> Result<Vec<u64>> {
    let mut ids = Vec::new();
    for Meant { given, places } in meant {
        let found: Vec<u64> = places.iter().filter_map(|place| place.geonames_id).collect();
        if found.is_empty() {
            return Err(AskedWrongly(format!("{given} has no GeoNames id: ask with --within")).into());
        }
        ids.extend(found);
    }
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MAX_PLACES {
        let names: Vec<&str> = meant.iter().map(|meant| meant.given.as_str()).collect();
        let count = ids.len();
        let message = format!(
            "{count} places are called {}, {MAX_PLACES} at most: give GeoNames ids, or --within",
            names.join(" or ")
        );
        return Err(AskedWrongly(message).into());
    }
    Ok(ids)
}

/// "Kostyantynivka (Donetsk, UA, 705104)"
fn described(place: &KnownPlace) -> String {
    let id = place.geonames_id.map(|id| id.to_string());
    let details: Vec<&str> = [&place.region, &place.country, &id].into_iter().flatten().map(String::as_str).collect();
    format!("{} ({})", place.name, details.join(", "))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        filters: Filters,
    }

    fn query(arguments: &[&str]) -> Result<ClaimQuery, String> {
        let line = Line::try_parse_from([&["claims"], arguments].concat()).map_err(|error| error.to_string())?;
        line.filters.query().map_err(|error| error.to_string())
    }

    #[test]
    fn no_argument_filters_nothing() {
        assert_eq!(query(&[]), Ok(ClaimQuery::default()));
    }

    #[test]
    fn words_of_one_argument_stand_together() {
        let words = |arguments: &[&str]| query(arguments).unwrap().words;
        assert_eq!(words(&["within a day", "bridge"]), "\"within a day\" bridge");
        assert_eq!(words(&["the \"day or two\""]), "the \"day or two\"");
    }

    #[test]
    fn a_place_is_meant_in_any_spelling() {
        let town = query(&["--place", "Konstantinovka"]).unwrap();
        assert!(town.place_ids.contains(&705_104) && town.near.is_none(), "{town:?}");
        let two = query(&["--place", "705104", "--place", "703448"]).unwrap();
        assert_eq!(two.place_ids, [703_448, 705_104]);
        let unknown = query(&["--place", "Lysquen"]).unwrap_err();
        assert!(unknown.contains("sayso claims '\"Lysquen\"'"), "{unknown}");
    }

    #[test]
    fn a_distance_makes_a_circle_around_one_place() {
        let query_near = query(&["--place", "705104", "--within", "30km"]).unwrap();
        let Circle { center, radius_km } = query_near.near.unwrap();
        assert!((center.unwrap().latitude - 48.53).abs() < 0.1);
        assert!((radius_km - 30.0).abs() < 1e-9 && query_near.place_ids.is_empty());
        let two = query(&["--place", "705104", "--place", "703448", "--within", "30km"]);
        assert_eq!(two, Err("--within takes one --place".into()));
        assert!(query(&["--within", "30km"]).is_err());
    }

    #[test]
    fn every_other_filter_reaches_the_query() {
        let found = query(&[
            "--source-id=s-1",
            "--affiliation=river guard",
            "--country=Ukraine,pl",
            "--said-from=2026-03-01",
            "--said-before=2026-03-02",
            "--about-from=2026-03-03",
            "--about-before=2026-03-04",
            "--certainty=probable,possible",
            "--polarity=negative",
            "--forecast=due,overdue",
            "--as-of=2026-03-12",
            "--min-confidence=0.5",
        ]);
        let expected = ClaimQuery {
            source_id: "s-1".into(),
            affiliation: "river guard".into(),
            countries: vec!["UA".into(), "PL".into()],
            said_from: "2026-03-01".into(),
            said_before: "2026-03-02".into(),
            about_from: "2026-03-03".into(),
            about_before: "2026-03-04".into(),
            certainties: vec![2, 3],
            polarities: vec![2],
            forecast_states: vec![2, 3],
            as_of: "2026-03-12".into(),
            min_confidence: 0.5,
            ..ClaimQuery::default()
        };
        assert_eq!(found, Ok(expected));
    }
}
