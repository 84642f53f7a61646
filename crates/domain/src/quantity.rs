//! Quantities in the content of claims.

use sayso_text::Span;
use serde::{Deserialize, Serialize};

use crate::names::named;

named!(
    /// How a quantity relates to the number that is given.
    Approximation {
        /// "25,000".
        Exact = "EXACT",
        /// "about", "some", "roughly"; also vague words such as "dozens".
        About = "ABOUT",
        /// "nearly", "almost": a little less.
        Nearly = "NEARLY",
        /// "more than", "at least", "over".
        AtLeast = "AT_LEAST",
        /// "up to", "no more than", "fewer than".
        AtMost = "AT_MOST",
    }
);

/// A quantity named in a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words, with what approximates them and with their unit: "almost 25,000 soldiers".
    pub words: Span,
    /// The number; of a range its lower end. Finite.
    pub value: f64,
    /// The upper end of a range ("two to three weeks"); `None` if it is none. Finite and more than `value`.
    pub upper: Option<f64>,
    /// What is counted or measured: a unit symbol for measures ("%", "km", "USD"), else the counted noun in lower case
    /// as it stands ("soldiers"); `None` if nothing is named.
    pub unit: Option<String>,
    /// How it relates to the number.
    pub approximation: Approximation,
}
