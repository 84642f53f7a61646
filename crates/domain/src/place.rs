//! Places named in claims.

use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::names::named;

named!(
    /// How exactly a place is known.
    PlacePrecision {
        /// A building, a bridge, a street.
        Site = "SITE",
        /// A town, a village, a district of a city.
        Settlement = "SETTLEMENT",
        /// A county, a province, a sea.
        Region = "REGION",
        /// A country.
        Country = "COUNTRY",
    }
);

/// A point on the globe, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "(f64, f64)", into = "(f64, f64)")]
pub struct Coordinates {
    latitude: f64,
    longitude: f64,
}

/// The mean radius of the Earth, in kilometres.
pub const EARTH_KM: f64 = 6371.0;

impl Coordinates {
    /// Degrees north (-90 to 90) and east (-180 to 180); `None` outside.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let inside = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        inside.then_some(Self { latitude, longitude })
    }

    /// Degrees north.
    #[must_use]
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east.
    #[must_use]
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// The great-circle distance to another point in kilometres, by the haversine formula, on a sphere with the mean radius
    /// of the Earth ([`EARTH_KM`]).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_chord = |angle: f64| (angle / 2.0).sin().powi(2);
        let turn = (other.longitude - self.longitude).to_radians();
        let chord = half_chord(to - from) + from.cos() * to.cos() * half_chord(turn);
        2.0 * EARTH_KM * chord.sqrt().min(1.0).asin()
    }
}

impl TryFrom<(f64, f64)> for Coordinates {
    type Error = &'static str;

    fn try_from((latitude, longitude): (f64, f64)) -> Result<Self, Self::Error> {
        Self::new(latitude, longitude).ok_or("coordinates are degrees: -90 to 90 north, -180 to 180 east")
    }
}

impl From<Coordinates> for (f64, f64) {
    fn from(at: Coordinates) -> Self {
        (at.latitude, at.longitude)
    }
}

/// A place named in a claim, resolved as far as it could be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Where it is named.
    pub words: Span,
    /// Its GeoNames id; `None` while it cannot be resolved.
    pub geonames_id: Option<u64>,
    /// Its usual name in English; `None` while it cannot be resolved.
    pub name: Option<String>,
    /// Where it is.
    pub coordinates: Option<Coordinates>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<String>,
    /// GeoNames feature class: A, H, L, P, R, S, T, U or V.
    pub feature_class: Option<char>,
    /// How exactly it is known.
    pub precision: Option<PlacePrecision>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_globe() {
        let at = |latitude, longitude| Coordinates::new(latitude, longitude).unwrap();
        let check = |a: Coordinates, b: Coordinates, expected: f64| {
            let found = a.distance_km(b);
            assert!((found - expected).abs() < 1.0, "{a:?} {b:?}: {found}");
            assert!((found - b.distance_km(a)).abs() < 1e-9);
        };
        check(at(0.0, 0.0), at(0.0, 1.0), 111.2);
        check(at(0.0, 179.5), at(0.0, -179.5), 111.2);
        check(at(50.45, 30.52), at(50.45, 30.52), 0.0);
        check(at(50.45, 30.52), at(49.99, 36.23), 409.0);
        check(at(90.0, 0.0), at(90.0, 120.0), 0.0);
        check(at(90.0, 0.0), at(-90.0, 0.0), 20_015.0);
        check(at(0.0, 0.0), at(0.0, 180.0), 20_015.0);
    }
}
