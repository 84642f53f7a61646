//! How certain a proposition is put, and with which polarity, as one value.

use sayso_domain::{Certainty, Polarity};
use serde::Deserialize;

/// A value of FactBank: a certainty with a polarity.
///
/// In the data files it is written as FactBank writes it: `CT+`, `CT-`, `PR+`, `PR-`, `PS+`, `PS-` and `UU`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Factuality {
    pub(crate) certainty: Certainty,
    pub(crate) polarity: Polarity,
}

impl Factuality {
    /// It is certainly so.
    pub(crate) const FACT: Self = Self { certainty: Certainty::Certain, polarity: Polarity::Positive };
    /// It is certainly not so.
    pub(crate) const COUNTERFACT: Self = Self { certainty: Certainty::Certain, polarity: Polarity::Negative };
    /// Nothing is said about whether it is so.
    pub(crate) const OPEN: Self = Self { certainty: Certainty::Underspecified, polarity: Polarity::Underspecified };

    /// What holds of the inner proposition if this is said of it: the weaker certainty, the product of the polarities.
    pub(crate) fn of(self, inner: Self) -> Self {
        if self == Self::OPEN || inner == Self::OPEN {
            return Self::OPEN;
        }
        let polarity = if self.polarity == inner.polarity { Polarity::Positive } else { Polarity::Negative };
        Self { certainty: self.certainty.max(inner.certainty), polarity }
    }
}

impl TryFrom<String> for Factuality {
    type Error = String;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        if code == "UU" {
            return Ok(Self::OPEN);
        }
        let (certainty, polarity) = code.split_at_checked(2).unwrap_or_default();
        let certainty = match certainty {
            "CT" => Certainty::Certain,
            "PR" => Certainty::Probable,
            "PS" => Certainty::Possible,
            _ => return Err(format!("{code:?} is no value of FactBank")),
        };
        let polarity = match polarity {
            "+" => Polarity::Positive,
            "-" => Polarity::Negative,
            _ => return Err(format!("{code:?} is no value of FactBank")),
        };
        Ok(Self { certainty, polarity })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weaker_certainty_and_the_product_of_polarities() {
        let check = |outer: &str, inner: &str, expected: &str| {
            let value = |code: &str| Factuality::try_from(code.to_owned()).unwrap();
            assert_eq!(value(outer).of(value(inner)), value(expected), "{outer} of {inner}");
        };
        check("CT+", "PS-", "PS-");
        check("CT-", "CT-", "CT+");
        check("PR-", "PS+", "PS-");
        check("UU", "CT-", "UU");
        check("PR+", "UU", "UU");
        for bad in ["", "CT", "XX+", "ÄÖ+", "CT+ "] {
            assert!(Factuality::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
