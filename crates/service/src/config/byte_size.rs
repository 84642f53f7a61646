//! Sizes in bytes as text, for `#[serde(with = "sayso_service::config::byte_size")]` on a [`usize`].
//!
//! A size is a whole number and a unit: none or `B` for bytes, `KiB`, `MiB`, `GiB` (powers of 1024, IEC 80000-13) or
//! `KB`, `MB`, `GB` (powers of 1000). Upper and lower case are alike.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::ser::Serializer;

const UNITS: [(&str, u64); 8] = [
    ("", 1),
    ("b", 1),
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
];

/// Writes the size in the largest binary unit that divides it.
///
/// # Errors
/// Whatever the serializer reports.
pub fn serialize<S: Serializer>(bytes: &usize, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format(*bytes))
}

/// Reads a size from text or from a number of bytes.
///
/// # Errors
/// When the text is no size, or the size does not fit a `usize`.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    deserializer.deserialize_any(SizeVisitor)
}

fn format(bytes: usize) -> String {
    [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        .into_iter()
        .find(|(_, factor)| bytes != 0 && bytes.is_multiple_of(*factor))
        .map_or_else(|| bytes.to_string(), |(unit, factor)| format!("{}{unit}", bytes / factor))
}

fn parse(text: &str) -> Option<usize> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim_start().to_ascii_lowercase();
    let (_, factor) = UNITS.into_iter().find(|(name, _)| *name == unit)?;
    usize::try_from(number.parse::<u64>().ok()?.checked_mul(factor)?).ok()
}

struct SizeVisitor;

impl Visitor<'_> for SizeVisitor {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a size such as \"64KiB\" or \"16MiB\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<usize, E> {
        parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    fn visit_u64<E: de::Error>(self, bytes: u64) -> Result<usize, E> {
        usize::try_from(bytes).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(bytes), &self))
    }

    fn visit_i64<E: de::Error>(self, bytes: i64) -> Result<usize, E> {
        usize::try_from(bytes).map_err(|_| E::invalid_value(de::Unexpected::Signed(bytes), &self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{format, parse};

    #[test]
    fn sizes() {
        let check = |text: &str, expected: Option<usize>| assert_eq!(parse(text), expected, "{text:?}");
        check("0", Some(0));
        check("512", Some(512));
        check("512B", Some(512));
        check("64KiB", Some(65_536));
        check("16 mib", Some(16 << 20));
        check("2GiB", Some(2 << 30));
        check("1kb", Some(1_000));
        check(" 3MB ", Some(3_000_000));
        check("", None);
        check("MiB", None);
        check("-1", None);
        check("1.5MiB", None);
        check("1 XiB", None);
        check("16 MiB extra", None);
        check("٣", None);
        check("99999999999999999999", None);
        check("18446744073709551615GiB", None);
    }

    proptest! {
        #[test]
        fn a_size_written_is_read_back(bytes: usize) {
            prop_assert_eq!(parse(&format(bytes)), Some(bytes));
        }

        #[test]
        fn any_text_is_answered(text: String) {
            let _ = parse(&text);
        }
    }
}
