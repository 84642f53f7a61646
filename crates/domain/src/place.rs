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
