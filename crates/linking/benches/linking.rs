//! How long it takes to read a claim, to make its keys and to compare claims.

use divan::{Bencher, black_box};
use sayso_domain::{Attribution, Claim, Document, DocumentId, DocumentParts, Form, Kind, Source, SourceKind};
use sayso_linking::{Linking, Profile};
use sayso_text::Span;

fn main() {
    divan::main();
}

const ONE: &str =
    "The bridge over the Sarn at Arnby had been destroyed by retreating troops during the night, mayor Ida Berg said.";
const SAME: &str = "Retreating soldiers destroyed the Arnby bridge overnight, Berg told reporters.";
const OTHER: &str =
    "The central bank would raise its main rate by half a point in April, economists at Kell Bank predicted.";

fn claim(id: &str, text: &'static str, name: &str) -> (Claim, DocumentParts) {
    let parts = DocumentParts { id: DocumentId::new(id).ok(), ..DocumentParts::of_text(text) };
    let end = text.rfind(',').unwrap_or(text.len());
    // The texts above are not empty, and their spans fit them.
    let (Ok(document), Some(content)) = (Document::new(parts.clone()), Span::new(0, end)) else { unreachable!() };
    let attribution = Attribution::new(text, Default::default(), Default::default(), content.into());
    let Ok(attribution) = attribution else { unreachable!() };
    let mut claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
    claim.source = Some(Source { name: Some(name.to_owned()), kind: Some(SourceKind::Person), ..Source::default() });
    (claim, parts)
}

fn read(linking: &Linking, id: &str, text: &'static str, name: &str) -> Profile {
    let (claim, parts) = claim(id, text, name);
    linking.profile(&claim, &parts, text, "bench")
}

/// Read the tables.
#[divan::bench]
fn tables() -> Linking {
    Linking::new()
}

#[divan::bench]
fn profile(bencher: Bencher<'_, '_>) {
    let linking = Linking::new();
    let (claim, parts) = claim("1", ONE, "Ida Berg");
    bencher.bench_local(|| linking.profile(black_box(&claim), &parts, ONE, "bench"));
}

#[divan::bench]
fn keys(bencher: Bencher<'_, '_>) {
    let linking = Linking::new();
    let profile = read(&linking, "1", ONE, "Ida Berg");
    bencher.bench_local(|| linking.keys(black_box(&profile)));
}

#[divan::bench]
fn compare_unrelated(bencher: Bencher<'_, '_>) {
    let linking = Linking::new();
    let (one, two) = (read(&linking, "1", ONE, "Ida Berg"), read(&linking, "2", OTHER, "Tom Horn"));
    bencher.bench_local(|| linking.compare(black_box(&one), black_box(&two)));
}

#[divan::bench]
fn compare_related(bencher: Bencher<'_, '_>) {
    let linking = Linking::new();
    let (one, two) = (read(&linking, "1", ONE, "Ida Berg"), read(&linking, "2", SAME, "Berg"));
    bencher.bench_local(|| linking.compare(black_box(&one), black_box(&two)));
}

#[divan::bench]
fn bytes(bencher: Bencher<'_, '_>) {
    let linking = Linking::new();
    let profile = read(&linking, "1", ONE, "Ida Berg");
    bencher.bench_local(|| Profile::from_bytes(&black_box(&profile).to_bytes()));
}
