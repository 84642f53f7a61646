//! Whether two quantities can be of one thing at one time.

use sayso_domain::Approximation;

use crate::profile::Number;

impl Number {
    /// True if both may count or measure the same: the same unit, or one that is not named.
    pub(crate) fn is_comparable(&self, other: &Self) -> bool {
        let share = self.is_share() && other.is_share();
        share || self.unit == other.unit || !self.measure && !other.measure && (self.unit == 0 || other.unit == 0)
    }

    /// True if both can be so, with what "about", "at least" and round numbers allow.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let ((low, high), (other_low, other_high)) = (self.range(), other.range());
        low <= other_high && other_low <= high
    }

    /// A percentage, or a part of one.
    fn is_share(&self) -> bool {
        self.value > 0.0 && (self.words.contains('%') || self.words.contains("per") || self.value < 1.0)
    }

    /// The least and the most that the words allow.
    fn range(&self) -> (f64, f64) {
        let scale = if self.is_share() && self.value < 1.0 { 100.0 } else { 1.0 };
        let value = self.value * scale;
        let upper = self.upper.map_or(value, |upper| upper * scale);
        let (low, high) = match self.approximation {
            Approximation::Exact => (1.0, 1.0),
            Approximation::About => (0.85, 1.15),
            Approximation::Nearly => (0.85, 1.0),
            Approximation::AtLeast => (1.0, 1.34),
            Approximation::AtMost => (0.67, 1.0),
        };
        // A round number stands for those near it.
        let round = if value.abs() >= 1000.0 && value % 100.0 == 0.0 { 0.02 } else { 1e-9 } * value.abs();
        (value * low - round, upper * high + round)
    }
}
