//! Numbers in figures and in words: "12,500", "1.5bn", "two and a half million", "a hundred", "twenty-first".

use std::collections::HashMap;

use serde::Deserialize;

use crate::Token;

/// The number words of English, ready for look-up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWords {
    small: HashMap<String, f64>,
    scales: HashMap<String, f64>,
    short_scales: HashMap<String, f64>,
    ordinals: HashMap<String, u32>,
    fractions: HashMap<String, f64>,
    fraction_signs: HashMap<String, f64>,
}

/// A number that was read, and how many tokens it took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The number; finite and not negative.
    pub value: f64,
    /// How many tokens it is written with; at least 1.
    pub used: usize,
}

/// Beyond this a row of words is no number anybody wrote.
const LONGEST: usize = 16;

impl NumberWords {
    /// The list that comes with this crate.
    #[must_use]
    #[allow(clippy::missing_panics_doc)]
    pub fn new() -> Self {
        // The file is part of the program, and a test reads it.
        let Ok(words) = toml::from_str(include_str!("../data/numbers.toml")) else { unreachable!() };
        words
    }

    /// The longest cardinal number that `tokens` begin with, in figures or words.
    ///
    /// ```
    /// use sayso_quantities::{NumberWords, tokens};
    ///
    /// let words = NumberWords::new();
    /// let read = |text| words.cardinal(&tokens(text)).map(|reading| reading.value);
    /// assert_eq!(read("two and a half million people"), Some(2_500_000.0));
    /// assert_eq!(read("12,500 people"), Some(12_500.0));
    /// assert_eq!(read("people"), None);
    /// ```
    #[must_use]
    pub fn cardinal(&self, tokens: &[Token<'_>]) -> Option<Reading> {
        let tokens = &tokens[..tokens.len().min(LONGEST)];
        let reading = self.figures(tokens).or_else(|| self.in_words(tokens))?;
        (reading.value.is_finite()).then_some(reading)
    }

    /// The ordinal number that `tokens` begin with: "third", "twenty-first", "21st".
    #[must_use]
    pub fn ordinal(&self, tokens: &[Token<'_>]) -> Option<(u32, usize)> {
        let first = tokens.first()?;
        if let Some(value) = self.ordinals.get(&*first.lower) {
            return Some((*value, 1));
        }
        if first.is_digits() {
            let suffix = tokens.get(1).filter(|token| token.glued)?;
            let value = first.lower.parse().ok()?;
            return matches!(&*suffix.lower, "st" | "nd" | "rd" | "th").then_some((value, 2));
        }
        let tens = *self.small.get(&*first.lower).filter(|tens| **tens >= 20.0)?;
        let at = if tokens.get(1)?.lower == "-" { 2 } else { 1 };
        let ones = self.ordinals.get(&*tokens.get(at)?.lower).filter(|ones| **ones < 10)?;
        Some((tens as u32 + ones, at + 1))
    }

    /// A plain number word below a hundred ("nineteen", "ninety-five"), as years are spoken with.
    #[must_use]
    pub fn below_hundred(&self, tokens: &[Token<'_>]) -> Option<(u32, usize)> {
        let first = *self.small.get(&*tokens.first()?.lower)?;
        if first >= 20.0 {
            let at = if tokens.get(1).is_some_and(|token| token.lower == "-") { 2 } else { 1 };
            let ones = tokens.get(at).and_then(|token| self.small.get(&*token.lower)).copied();
            if let Some(ones) = ones.filter(|ones| (1.0..10.0).contains(ones)) {
                return Some(((first + ones) as u32, at + 1));
            }
        }
        Some((first as u32, 1))
    }

    /// The words that a number in words can begin with: "twenty", "third", "half", "a".
    pub fn beginnings(&self) -> impl Iterator<Item = &str> {
        let words = self.small.keys().chain(self.ordinals.keys()).chain(self.fraction_signs.keys());
        words.map(String::as_str).chain(["a", "half"])
    }

    /// The lower part of a fraction ("third" 3, "quarters" 4).
    #[must_use]
    pub fn denominator(&self, token: &Token<'_>) -> Option<f64> {
        self.fractions.get(&*token.lower).copied()
    }

    /// The scale that a word names: "million".
    #[must_use]
    pub fn scale(&self, token: &Token<'_>) -> Option<f64> {
        self.scales.get(&*token.lower).copied()
    }

    fn figures(&self, tokens: &[Token<'_>]) -> Option<Reading> {
        let mut reading = match self.fraction_signs.get(&*tokens.first()?.lower) {
            Some(value) => Reading { value: *value, used: 1 },
            None => Reading { value: digits(&tokens[0].lower)?, used: 1 },
        };
        let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.lower == word);
        let whole = |at: usize| tokens.get(at).and_then(|token| token.lower.parse::<u32>().ok());
        // "1/2", "2 1/2", "2½".
        let slash = |at: usize| {
            let (upper, lower) = (whole(at)?, whole(at + 2)?);
            let glued = tokens[at + 1].glued && tokens[at + 2].glued;
            (is(at + 1, "/") && glued && upper < lower && lower <= 16).then(|| f64::from(upper) / f64::from(lower))
        };
        if let Some(value) = slash(0) {
            reading = Reading { value, used: 3 };
        } else if let Some(part) = slash(1).filter(|_| reading.value.fract() == 0.0) {
            reading = Reading { value: reading.value + part, used: 4 };
        } else if let Some(part) = tokens.get(1).and_then(|token| self.fraction_signs.get(&*token.lower)) {
            reading = Reading { value: reading.value + part, used: 2 };
        }
        let Some(next) = tokens.get(reading.used) else { return Some(reading) };
        if let Some(scale) = self.short_scales.get(&*next.lower).filter(|_| next.glued) {
            return Some(Reading { value: reading.value * scale, used: reading.used + 1 });
        }
        let at = if next.lower == "-" && next.glued { reading.used + 1 } else { reading.used };
        if let Some(scale) = tokens.get(at).and_then(|token| self.scales.get(&*token.lower)) {
            reading = Reading { value: reading.value * scale, used: at + 1 };
        }
        Some(reading)
    }

    fn in_words(&self, tokens: &[Token<'_>]) -> Option<Reading> {
        let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.lower == word);
        let scale = |at: usize| tokens.get(at).and_then(|token| self.scales.get(&*token.lower)).copied();
        // "a hundred", "half a million", "a half-dozen".
        let half = usize::from(is(0, "a") && is(1, "half"));
        if is(half, "half") {
            let skip = half + 1 + usize::from(is(half + 1, "a") || is(half + 1, "-"));
            return scale(skip).map(|scale| Reading { value: scale / 2.0, used: skip + 1 });
        }
        let (mut total, mut group, mut used) = (0.0, 0.0, 0);
        let mut at = 0;
        if is(0, "a") {
            scale(1)?;
            group = 1.0;
            at = 1;
        }
        let mut lowest = f64::INFINITY;
        while at < tokens.len() {
            let token = &tokens[at];
            if let Some(value) = self.small.get(&*token.lower) {
                // "twenty five" is one number, "five twenty" is two.
                let fits = if *value >= 20.0 {
                    group % 100.0 == 0.0
                } else {
                    group % 100.0 == 0.0
                        || *value < 10.0 && *value > 0.0 && group % 100.0 >= 20.0 && group % 10.0 == 0.0
                };
                if !fits || used > 0 && group == 0.0 && total == 0.0 {
                    break;
                }
                group += value;
                at += 1;
                used = at;
            } else if let Some(scale) = self.scales.get(&*token.lower) {
                if group == 0.0 || *scale >= lowest {
                    break;
                }
                at += 1;
                used = at;
                if *scale <= 100.0 {
                    group *= scale;
                } else {
                    total += group * scale;
                    group = 0.0;
                    lowest = *scale;
                }
            } else if used > 0 && token.lower == "and" && is(at + 1, "a") && is(at + 2, "half") {
                // "two and a half million", "a million and a half".
                let last = tokens.get(used - 1).and_then(|last| self.scales.get(&*last.lower));
                match (scale(at + 3), last) {
                    (Some(scale), None) if total == 0.0 => {
                        return Some(Reading { value: (group + 0.5) * scale, used: at + 4 });
                    }
                    (_, Some(scale)) => return Some(Reading { value: total + group + scale / 2.0, used: at + 3 }),
                    _ => return Some(Reading { value: total + group + 0.5, used: at + 3 }),
                }
            } else if used > 0 && (token.lower == "-" || token.lower == "and") {
                let after_scale = self.scales.contains_key(&*tokens[used - 1].lower);
                let next = tokens.get(at + 1).and_then(|next| self.small.get(&*next.lower));
                let joins = match next {
                    Some(value) if token.lower == "-" => !after_scale && group % 100.0 >= 20.0 && *value < 10.0,
                    Some(_) => after_scale && group + total >= 100.0,
                    None => token.lower == "-" && scale(at + 1).is_some(),
                };
                if !joins {
                    break;
                }
                at += 1;
            } else {
                break;
            }
        }
        (used > 0).then_some(Reading { value: total + group, used })
    }
}

impl Default for NumberWords {
    fn default() -> Self {
        Self::new()
    }
}

/// "1,234.5", without what is no number ("1,2,3").
fn digits(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) || word.len() > 24 {
        return None;
    }
    let (whole, part) = word.split_once('.').unwrap_or((word, "0"));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| first.len() <= 3 || first.len() == whole.len())?;
    let three = groups.all(|group| group.len() == 3);
    if !three || first.is_empty() || part.is_empty() || part.contains(',') {
        return None;
    }
    word.replace(',', "").parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    #[test]
    fn cardinals() {
        let words = NumberWords::new();
        let check = |text: &str, value: f64, used: &str| {
            let tokens = tokens(text);
            let reading = words.cardinal(&tokens).unwrap_or_else(|| panic!("{text:?} is no number"));
            let end = tokens[reading.used - 1].span.end();
            assert_eq!((reading.value, &text[..end]), (value, used), "{text:?}");
        };
        check("7 men", 7.0, "7");
        check("12,500.5 tons", 12_500.5, "12,500.5");
        check("1.5bn people", 1.5e9, "1.5bn");
        check("40 million people", 4e7, "40 million");
        check("2-million people", 2e6, "2-million");
        check("2 1/2 years", 2.5, "2 1/2");
        check("2½ years", 2.5, "2½");
        check("1/2 mile", 0.5, "1/2");
        check("twenty-five men", 25.0, "twenty-five");
        check("twenty five men", 25.0, "twenty five");
        check("five twenty", 5.0, "five");
        check("two hundred and fifty thousand men", 250_000.0, "two hundred and fifty thousand");
        check("three thousand four hundred and two", 3402.0, "three thousand four hundred and two");
        check("two and a half million", 2.5e6, "two and a half million");
        check("two and a half years", 2.5, "two and a half");
        check("a million and a half people", 1.5e6, "a million and a half");
        check("half a million people", 5e5, "half a million");
        check("a half-dozen men", 6.0, "a half-dozen");
        check("a hundred men", 100.0, "a hundred");
        check("a dozen men", 12.0, "a dozen");
        check("two dozen men", 24.0, "two dozen");
        check("one hundred", 100.0, "one hundred");
        check("zero casualties", 0.0, "zero");
        check("one and two", 1.0, "one");
        check("three million five hundred thousand", 3.5e6, "three million five hundred thousand");
        check("1,200-strong", 1200.0, "1,200");
        for none in ["men", "a man", "half", "1,2,3", "hundred", "", "million", "-"] {
            assert_eq!(words.cardinal(&tokens(none)), None, "{none:?}");
        }
    }

    #[test]
    fn ordinals() {
        let words = NumberWords::new();
        let check = |text: &str, expected: Option<u32>| {
            assert_eq!(words.ordinal(&tokens(text)).map(|o| o.0), expected, "{text}")
        };
        check("third", Some(3));
        check("21st", Some(21));
        check("twenty-first", Some(21));
        check("thirty first", Some(31));
        check("21", None);
        check("twenty", None);
        check("99999999999th", None);
    }
}
