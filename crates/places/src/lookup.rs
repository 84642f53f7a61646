//! The gazetteer as a book to look things up in: by name in any spelling it knows, or by id.

use sayso_domain::Coordinates;

use crate::{Gazetteer, format::fold, gazetteer::Record};

/// A place of the gazetteer.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownPlace {
    /// Its GeoNames id; `None` if the gazetteer has it from elsewhere.
    pub geonames_id: Option<u64>,
    /// Its usual name in English.
    pub name: String,
    /// The first-level region that it lies in; `None` for countries, such regions themselves and what lies in several.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country that it is or lies in.
    pub country: Option<String>,
    /// Where it is; for what is large, a point in the middle.
    pub coordinates: Coordinates,
}

impl Gazetteer {
    /// All places that go by a name, the most populous first: in any case, with or without accents, by any of their
    /// spellings, and in other romanisations of Ukrainian, Russian and Belarusian. Empty if there is none.
    ///
    /// ```
    /// let places = sayso_places::Gazetteer::embedded().places_named("Konstantinovka");
    /// assert!(places.iter().any(|place| place.geonames_id == Some(705_104)));
    /// ```
    #[must_use]
    pub fn places_named(&self, name: &str) -> Vec<KnownPlace> {
        let value = self.named(name).or_else(|| self.named_roughly(&fold(name)));
        let found = value.into_iter().flat_map(|value| self.candidates(value));
        found.filter_map(|candidate| self.known(candidate.record)).collect()
    }

    /// The place of a GeoNames id. Looks at every place: a question of a millisecond.
    #[must_use]
    pub fn place_with_id(&self, geonames_id: u64) -> Option<KnownPlace> {
        self.known(self.records().find(|record| self.id(*record) == Some(geonames_id))?)
    }

    fn known(&self, record: Record) -> Option<KnownPlace> {
        let region = self.state_of(record).filter(|region| *region != record);
        Some(KnownPlace {
            geonames_id: self.id(record),
            name: self.name(record).to_owned(),
            region: region.map(|region| self.name(region).to_owned()),
            country: self.code(record).map(str::to_owned),
            coordinates: self.coordinates(record)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_place_is_found_by_any_of_its_spellings() {
        let gazetteer = Gazetteer::embedded();
        let check = |name: &str, id: u64| {
            let found = gazetteer.places_named(name);
            assert!(found.iter().any(|place| place.geonames_id == Some(id)), "{name}: {found:?}");
        };
        for spelling in ["Kostiantynivka", "Konstantinovka", "KONSTANTINOVKA", "Kostyantynivka"] {
            check(spelling, 705_104);
        }
        for spelling in ["Kyiv", "Kiev"] {
            check(spelling, 703_448);
        }
        check("são paulo", 3_448_439);
        check("Sao Paulo", 3_448_439);
        check("Ukraine", 690_791);
        check("St. Petersburg", 498_817);
        for unknown in ["", " ", "-", "Grenholt Dam", "👮🏽", "x".repeat(10_000).as_str()] {
            assert_eq!(gazetteer.places_named(unknown), [], "{unknown}");
        }
    }

    #[test]
    fn the_largest_place_of_a_name_comes_first_with_where_it_lies() {
        let gazetteer = Gazetteer::embedded();
        assert_eq!(gazetteer.places_named("Paris")[0].country.as_deref(), Some("FR"));
        let town = gazetteer.place_with_id(705_104).unwrap();
        assert!((town.coordinates.latitude() - 48.53).abs() < 0.1, "{town:?}");
        let oblast = gazetteer.place_with_id(709_716).unwrap();
        assert_eq!((town.country.as_deref(), town.region.as_ref()), (Some("UA"), Some(&oblast.name)));
        assert_eq!(oblast.region, None);
        for unknown in [0, u64::MAX] {
            assert_eq!(gazetteer.place_with_id(unknown), None);
        }
    }

    proptest! {
        #[test]
        fn any_name_has_an_answer(name in any::<String>()) {
            let gazetteer = Gazetteer::embedded();
            for place in gazetteer.places_named(&name) {
                prop_assert!(!place.name.is_empty());
            }
        }
    }
}
