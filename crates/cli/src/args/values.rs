//! What arguments may be: closed sets of words, and values that are looked up or checked while the line is read.

use clap::ValueEnum;
use sayso_contract::{Path, store::v1 as wire};
use sayso_places::{Gazetteer, KnownPlace};
use sayso_rpc::date_from_wire;

/// The order of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Order {
    /// Those of the latest published documents first
    #[default]
    Latest,
    /// Those of the earliest first
    Earliest,
    /// Those that fit the words best first
    Relevance,
}

/// How a forecast stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum State {
    /// Its time has not come, or it names none
    Open,
    /// Its time has come and is not over
    Due,
    /// Its time is over and nobody has settled it
    Overdue,
    /// A person has settled it
    Settled,
}

/// How a forecast turned out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Outcome {
    /// It came about
    CameTrue,
    /// It did not
    DidNot,
    /// In part, or late
    Partly,
    /// Nobody can tell
    CannotTell,
}

/// How one claim stands to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Relation {
    /// The same, from the same source or from one that draws on it
    Repeats,
    /// The same, from a source of its own
    Corroborates,
    /// They cannot both be so
    Contradicts,
    /// The same source, changed
    Updates,
    /// It tells how a forecast turned out, or may have
    BearsOn,
    /// They have nothing to do with each other
    Unrelated,
}

impl From<Order> for wire::SearchOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Latest => Self::Latest,
            Order::Earliest => Self::Earliest,
            Order::Relevance => Self::Relevance,
        }
    }
}

impl From<State> for wire::ForecastState {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Due => Self::Due,
            State::Overdue => Self::Overdue,
            State::Settled => Self::Settled,
        }
    }
}

impl From<Outcome> for wire::Outcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::CameTrue => Self::CameAbout,
            Outcome::DidNot => Self::DidNot,
            Outcome::Partly => Self::InPart,
            Outcome::CannotTell => Self::CannotBeTold,
        }
    }
}

impl From<Relation> for wire::Relation {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Repeats => Self::Repeats,
            Relation::Corroborates => Self::Corroborates,
            Relation::Contradicts => Self::Contradicts,
            Relation::Updates => Self::Updates,
            Relation::BearsOn => Self::BearsOn,
            Relation::Unrelated => Self::Unrelated,
        }
    }
}

/// All that a name or a GeoNames id may mean, the most populous first; never empty.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meant {
    /// As it was given.
    pub(crate) given: String,
    /// What goes by it.
    pub(crate) places: Vec<KnownPlace>,
}

/// Looks up a name or a GeoNames id.
pub(crate) fn place(given: &str) -> Result<Meant, String> {
    let gazetteer = Gazetteer::embedded();
    let id = given.parse::<u64>();
    let places = match id {
        Ok(id) => gazetteer.place_with_id(id).into_iter().collect(),
        Err(_) => gazetteer.places_named(given),
    };
    match (places.is_empty(), id) {
        (false, _) => Ok(Meant { given: given.to_owned(), places }),
        (true, Ok(_)) => Err("the gazetteer has no place of this GeoNames id".to_owned()),
        (true, Err(_)) => Err(format!(
            "the gazetteer knows no place of this name; look for the words instead: sayso claims '\"{given}\"'"
        )),
    }
}

/// The ISO 3166-1 alpha-2 code of a country, given by code or name.
pub(crate) fn country(given: &str) -> Result<String, String> {
    let gazetteer = Gazetteer::embedded();
    let known = gazetteer.country(&given.to_uppercase()).or_else(|| gazetteer.country(given));
    known.map(|country| country.code.to_owned()).ok_or_else(|| {
        "no country is called so; write its name in English or its ISO 3166-1 code, such as UA".to_owned()
    })
}

/// Kilometres: "30km", "30 km" or "30".
pub(crate) fn kilometres(given: &str) -> Result<f64, String> {
    let number = given.trim().trim_end_matches("km").trim_end().parse::<f64>().ok();
    number
        .filter(|km| *km > 0.0 && *km <= 1000.0)
        .ok_or_else(|| "write a distance of more than 0 and at most 1000 kilometres, such as 30km".to_owned())
}

/// A day, as the store takes it.
pub(crate) fn day(given: &str) -> Result<String, String> {
    match date_from_wire(given, &Path::of("day")) {
        Ok(Some(_)) => Ok(given.to_owned()),
        _ => Err("write a day as 2026-03-04".to_owned()),
    }
}

/// A probability.
pub(crate) fn share(given: &str) -> Result<f32, String> {
    let share = given.parse::<f32>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "write a number from 0 to 1, such as 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_looked_up() {
        let ids = |given: &str| {
            let places = place(given).unwrap().places;
            places.into_iter().filter_map(|place| place.geonames_id).collect::<Vec<_>>()
        };
        assert!(ids("Konstantinovka").contains(&705_104));
        assert_eq!(ids("705104"), [705_104]);
        let error = place("Lysquen").unwrap_err();
        assert!(error.ends_with("look for the words instead: sayso claims '\"Lysquen\"'"), "{error}");
        assert!(place("18446744073709551615").unwrap_err().contains("GeoNames id"));
    }

    #[test]
    fn countries_distances_days_and_shares_are_checked() {
        for given in ["UA", "ua", "Ukraine", "ukraine"] {
            assert_eq!(country(given).as_deref(), Ok("UA"), "{given}");
        }
        assert!(country("Halvern").is_err());
        for given in ["30km", "30 km", "30", " 30km "] {
            assert_eq!(kilometres(given), Ok(30.0), "{given}");
        }
        for given in ["", "km", "0", "-3", "1001", "inf", "NaN", "30 miles"] {
            assert!(kilometres(given).is_err(), "{given}");
        }
        assert_eq!(day("2026-03-04").as_deref(), Ok("2026-03-04"));
        for given in ["", "March", "2026-3-4", "2026-02-30", "2026-03-04T10:00:00Z", "tomorrow"] {
            assert!(day(given).is_err(), "{given}");
        }
        assert_eq!(share("0.5"), Ok(0.5));
        for given in ["", "1.1", "-0.1", "NaN", "50%"] {
            assert!(share(given).is_err(), "{given}");
        }
    }
}
