//! How long it takes to tell who is the same: 100,000 appearances of invented names, as they are spread in news (a few
//! names in very many documents, most in one or two), and the worst that one name can do.

use divan::{Bencher, black_box};
use sayso_domain::DocumentId;
use sayso_identity::{Appearance, Identifier};

fn main() {
    divan::main();
}

/// A fixed sequence of numbers that look random (splitmix64).
fn number(at: u64) -> u64 {
    let mut z = at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn pick<'a>(from: &[&'a str], by: u64) -> &'a str {
    from[usize::try_from(by % from.len() as u64).unwrap_or(0)]
}

fn appearance(at: u64, name: String, role: &str, affiliation: &str) -> Appearance {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    // An id made from a number is a good one.
    let Ok(document) = DocumentId::new(format!("d{at}")) else { unreachable!() };
    Appearance { role: some(role), affiliation: some(affiliation), ..Appearance::new(document, name) }
}

fn news(count: u64) -> Vec<Appearance> {
    let given =
        ["Oleksandr", "Olena", "Serhii", "Maria", "John", "Ahmed", "Piotr", "Anna", "Viktor", "Jane", "O.", "V."];
    let syllables = ["za", "ko", "vy", "ren", "tu", "mil", "sha", "bor", "ly", "dre", "pon", "hri"];
    let ends = ["enko", "sky", "skyi", "ov", "son", "uk", "man", "ez", "i", "er"];
    let roles = ["", "", "president", "mayor of Leeds", "spokesman", "farmer", "foreign minister", "army general"];
    let affiliations = ["", "", "Ukraine", "Russia", "United States", "Tesla", "Ministry of Defence of Ukraine"];
    let bodies = ["Ministry of Defence", "Foreign Ministry", "United Nations", "Reuters", "Zarnitsa Ltd.", "police"];
    let one = |at| {
        let person = number(at) % (1 + number(at + count) % 30_000);
        let surname = format!(
            "{}{}{}",
            pick(&syllables, number(person)),
            pick(&syllables, number(person) / 12),
            pick(&ends, number(person) / 144)
        );
        let name = match number(at) % 10 {
            0 => pick(&bodies, number(person)).to_owned(),
            1 | 2 => surname,
            _ => format!("{} {surname}", pick(&given, number(person) / 1440)),
        };
        appearance(at, name, pick(&roles, number(at) / 7), pick(&affiliations, number(person) / 11))
    };
    (0..count).map(one).collect()
}

/// Read the tables.
#[divan::bench]
fn tables() -> Identifier {
    Identifier::new()
}

/// Names as spread in news.
#[divan::bench(args = [10_000, 100_000], sample_count = 5)]
fn names_of_news(bencher: Bencher<'_, '_>, count: u64) {
    let (identifier, appearances) = (Identifier::new(), news(count));
    bencher.bench_local(|| identifier.identify(black_box(&appearances), &[]));
}

/// One family name with as many given names as there are appearances, and the family name alone.
#[divan::bench(args = [10_000, 100_000], sample_count = 3)]
fn one_family_name(bencher: Bencher<'_, '_>, count: u64) {
    let name = |at| if at % 2 == 0 { format!("G{}q Zahrai", number(at)) } else { "Zahrai".to_owned() };
    let appearances: Vec<_> = (0..count).map(|at| appearance(at, name(at), "", "")).collect();
    let identifier = Identifier::new();
    bencher.bench_local(|| identifier.identify(black_box(&appearances), &[]));
}

/// One common name of which each document says something else.
#[divan::bench(args = [10_000, 100_000], sample_count = 3)]
fn one_common_name(bencher: Bencher<'_, '_>, count: u64) {
    let appearances: Vec<_> =
        (0..count).map(|at| appearance(at, "John Smith".to_owned(), "", &format!("Company {at}"))).collect();
    let identifier = Identifier::new();
    bencher.bench_local(|| identifier.identify(black_box(&appearances), &[]));
}

/// One rare name in every document.
#[divan::bench(args = [10_000, 100_000], sample_count = 3)]
fn one_rare_name(bencher: Bencher<'_, '_>, count: u64) {
    let appearances: Vec<_> =
        (0..count).map(|at| appearance(at, "Olena Zahrai".to_owned(), "", &format!("Company {at}"))).collect();
    let identifier = Identifier::new();
    bencher.bench_local(|| identifier.identify(black_box(&appearances), &[]));
}
