//! The form of the gazetteer's two files, and of the names by which it is searched.
//!
//! `cargo run -p xtask -- gazetteer` compiles this file too, so that what it writes is what [`crate::Gazetteer`] reads.
//!
//! `names.fst` maps a folded name to the places that have it. A value is `place << 1` for one place, or
//! `offset << 1 | 1` for several, where `offset` counts bytes into the lists. A place in either is
//! `record << 1 | alternate`: `alternate` is 1 if this is not the name it usually goes by.
//!
//! `places.bin`, little-endian:
//!
//! | part | bytes |
//! |---|---|
//! | [`MAGIC`] | 16 |
//! | number of records, bytes of lists, bytes of names | 4 each |
//! | ISO 3166-1 alpha-2 codes; the first records are the countries, in this order | 2 × [`COUNTRIES`] |
//! | records | [`RECORD`] each |
//! | lists: a count (1 byte), then that many places (3 bytes each), the most populous first | |
//! | names: a length (1 byte), then UTF-8 | |
//!
//! A record: GeoNames id (4; 0 for none), latitude and longitude (3 each, see [`degrees`]), population (1, see
//! [`crowd`]), feature (1, an index into [`FEATURES`]), the record of the region it lies in (2; [`NOWHERE`] for none),
//! the record of its country (1; 255 for none), the offset of its name (3).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

pub(crate) const MAGIC: &[u8; 16] = b"sayso places 1\n\0";
pub(crate) const COUNTRIES: usize = 255;
#[allow(dead_code)] // only the reader needs it
pub(crate) const RECORD: usize = 18;
pub(crate) const NOWHERE: u16 = u16::MAX;
/// What comes before the fallback keys of names ([`rough`]): no folded name begins with it.
pub(crate) const ROUGH: char = '~';

/// The GeoNames feature classes and codes that are told apart.
#[rustfmt::skip]
pub(crate) const FEATURES: &[(char, &str)] = &[
    ('A', "PCLI"), ('A', "ADM1"), ('A', "ADM2"), ('P', "PPL"), ('P', "PPLA"), ('P', "PPLA2"), ('P', "PPLA3"),
    ('P', "PPLA4"), ('P', "PPLC"), ('P', "PPLX"), ('P', "PPLL"), ('L', "CONT"), ('L', "RGN"), ('H', "SEA"),
    ('H', "STM"), ('H', "LK"), ('T', "MTS"), ('T', "ISL"), ('A', "PCLX"), ('A', "ADMD"), ('T', "MT"), ('S', "PRT"),
];

/// The code of a feature; `None` for one that is not in [`FEATURES`].
#[allow(dead_code)] // only the writer needs it
pub(crate) fn feature(code: &str) -> Option<u8> {
    FEATURES.iter().position(|(_, known)| *known == code).and_then(|at| u8::try_from(at).ok())
}

/// Degrees between `-range` and `range` as 24 bits, and back: steps of 2 m at most.
#[allow(dead_code, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // each side uses one; 0 ≤ share ≤ 1
pub(crate) fn packed(degrees: f64, range: f64) -> u32 {
    let share = ((degrees + range) / (2.0 * range)).clamp(0.0, 1.0);
    (share * f64::from(0x00FF_FFFF)).round() as u32
}

/// What [`packed`] packed.
#[allow(dead_code)] // only the reader needs it
pub(crate) fn degrees(packed: u32, range: f64) -> f64 {
    let exact = f64::from(packed) / f64::from(0x00FF_FFFF) * (2.0 * range) - range;
    (exact * 1e5).round() / 1e5
}

/// A population as 8 times its binary logarithm, rounded: 0 for nobody, 242 for 1.3 thousand million.
#[allow(dead_code, clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
pub(crate) fn crowd(population: u64) -> u8 {
    ((population.saturating_add(1) as f64).log2() * 8.0).round().min(255.0) as u8
}

/// A name as the gazetteer's key: small letters without accents and apostrophes, one space where hyphens, stops or
/// spaces stand, and "saint", "mount" and "fort" abbreviated. Empty if nothing is left.
///
/// A stop between or behind letters goes without a trace: "U.S." is "us".
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut word = String::new();
    for c in name.chars().chain(std::iter::once(' ')) {
        match c {
            '.' | '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ' | '′' | '\u{ad}' => {}
            c if c.is_alphanumeric() || is_combining_mark(c) => fold_letter(c, &mut word),
            _ if word.is_empty() => {}
            _ => {
                if !folded.is_empty() {
                    folded.push(' ');
                }
                folded.push_str(match word.as_str() {
                    "saint" => "st",
                    "sainte" => "ste",
                    "mount" => "mt",
                    "fort" => "ft",
                    other => other,
                });
                word.clear();
            }
        }
    }
    folded
}

fn fold_letter(c: char, word: &mut String) {
    if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'ø' => word.push('o'),
            'ł' => word.push('l'),
            'đ' | 'ð' => word.push('d'),
            'þ' => word.push_str("th"),
            'ı' => word.push('i'),
            c if c.is_alphanumeric() => word.push(c),
            _ => {}
        }
    }
}

/// What the romanisations of one Ukrainian, Russian or Belarusian name have in common: "kostyantynivka" and
/// "kostiantynivka" both give "kostiantinivka". For names that the gazetteer lacks in the spelling of a text.
pub(crate) fn rough(folded: &str) -> String {
    let mut text = folded.to_owned();
    for (from, to) in [
        ("shch", "sc"),
        ("sch", "sc"),
        ("szcz", "sc"),
        ("tch", "c"),
        ("ch", "c"),
        ("cz", "c"),
        ("sh", "s"),
        ("sz", "s"),
        ("zh", "z"),
        ("kh", "h"),
        ("ts", "c"),
        ("tz", "c"),
        ("w", "v"),
        ("j", "i"),
        ("y", "i"),
        ("g", "h"),
        ("ck", "k"),
        ("x", "ks"),
    ] {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let mut rough = String::with_capacity(text.len());
    for c in text.chars() {
        if !rough.ends_with(c) {
            rough.push(c);
        }
    }
    for (from, to) in [("ie", "e"), ("io", "o")] {
        if rough.contains(from) {
            rough = rough.replace(from, to);
        }
    }
    rough
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_accents_and_marks_fold_to_one() {
        let check = |name: &str, expected: &str| assert_eq!(fold(name), expected, "{name}");
        check("São Paulo", "sao paulo");
        check("Ivano-Frankivsk", "ivano frankivsk");
        check("Donets’k", "donetsk");
        check("Saint  Mary's", "st marys");
        check("U.S.", "us");
        check("Łódź", "lodz");
        check("Straße", "strasse");
        check("Київ", "киів");
        check(" - ", "");
        check("", "");
    }

    #[test]
    fn romanisations_of_one_name_are_roughly_one() {
        let same = |names: &[&str]| {
            let roughs: Vec<String> = names.iter().map(|name| rough(name)).collect();
            assert!(roughs.iter().all(|one| *one == roughs[0]), "{roughs:?}");
        };
        same(&["kostyantynivka", "kostiantynivka", "kostjantyniwka", "kostjantynivka"]);
        same(&["kharkiv", "harkiv", "kharkiw"]);
        same(&["horlivka", "gorlivka"]);
        assert_ne!(rough("kharkiv"), rough("kherson"));
    }

    #[test]
    fn coordinates_and_populations_survive_packing() {
        for at in [-90.0, -33.868_82, 0.0, 51.508_53, 90.0] {
            assert!((degrees(packed(at, 90.0), 90.0) - at).abs() < 2e-5, "{at}");
        }
        assert_eq!(crowd(0), 0);
        assert_eq!(crowd(u64::from(u32::MAX)), 255);
        assert_eq!(crowd(1023), 80);
    }
}
