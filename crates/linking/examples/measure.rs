//! Measures the linker, and writes what its models are fitted on.
//!
//! `measure msrp TSV`: the sentences of the Microsoft Research Paraphrase Corpus as claims; writes their features, and
//! accuracy and F1 of "same proposition". `measure pairs TOML...`: labelled pairs, then all pairs of claims of different
//! labelled pairs, which have no relation; writes features, the relation found and whether a key is shared.
//! `measure apart FOLDER`: claims of
//! one text by different sources, and a sample of claims of different texts, nearly all of which have no relation; writes
//! features. `measure keys FOLDER`: the claims of plain texts; writes how many related pairs share a key, and how full keys are.

#[path = "../tests/labelled/mod.rs"]
mod labelled;

use std::{
    collections::HashMap,
    fs,
    io::{BufWriter, Write},
    path::Path,
};

use labelled::Reader;
use sayso_domain::{Attribution, Claim, Document, DocumentId, DocumentParts, Embedding, Form, Kind};
use sayso_extract::Extractor;
use sayso_linking::{Features, Linking, Profile};
use sayso_quantities::Quantities;
use sayso_tagger::Tagger;
use sayso_text::Span;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["msrp", file] => msrp(file),
        ["groups", files @ ..] if !files.is_empty() => groups(files),
        ["pairs", files @ ..] if !files.is_empty() => pairs(files),
        ["keys", folder] => keys(folder),
        ["apart", folder] => apart(folder),
        _ => Err("usage: measure msrp TSV | groups TXT... | pairs TOML... | apart FOLDER | keys FOLDER".into()),
    }
}

fn shown(features: &Features) -> String {
    let values: Vec<String> = features.text.iter().chain(&features.values).map(|value| format!("{value:.4}")).collect();
    format!("{}\t{}", u8::from(features.embedded), values.join("\t"))
}

fn msrp(file: &str) -> Result<(), Failure> {
    let (linking, quantities, tagger) = (Linking::new(), Quantities::new(), Tagger::embedded()?);
    let profile = |text: &str| {
        let parts = DocumentParts::of_text(text);
        let document = Document::new(parts.clone())?;
        let content = Span::new(0, text.len()).ok_or("an empty sentence")?;
        let attribution = Attribution::new(text, Default::default(), Default::default(), content.into())?;
        let mut claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
        claim.quantities = quantities.find(text, &[content], &[]);
        claim.embedding = Embedding::from_components(&tagger.embedding(text));
        Ok::<_, Failure>(linking.profile(&claim, &parts, text, sayso_linking::EMBEDDING_MODEL))
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut counts = [[0_usize; 2]; 2];
    let mut before: Option<Profile> = None;
    for line in fs::read_to_string(file)?.lines().skip(1) {
        let [label, _, _, one, two] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let (one, two) = (profile(one)?, profile(two)?);
        let found = linking.same_proposition(&one, &two) >= 0.5;
        counts[usize::from(label == "1")][usize::from(found)] += 1;
        writeln!(out, "{label}\t{}", shown(&linking.features(&one, &two)))?;
        // Sentences of two rows have nothing in common.
        if let Some(before) = before.replace(one) {
            writeln!(out, "-\t{}", shown(&linking.features(&before, &two)))?;
        }
    }
    let [[right_no, wrong_yes], [wrong_no, right_yes]] = counts.map(|row| row.map(|count| count as f64));
    let accuracy = (right_no + right_yes) / (right_no + wrong_yes + wrong_no + right_yes);
    eprintln!("accuracy {accuracy:.4}, F1 {:.4}", 2.0 * right_yes / (2.0 * right_yes + wrong_yes + wrong_no));
    Ok(())
}

/// Groups of propositions, as `train/README.md` tells them, each told by a report of its own and extracted. One group in
/// `HELD_BACK` only, those that training does not see.
fn groups(files: &[&str]) -> Result<(), Failure> {
    let (linking, extractor) = (Linking::new(), Extractor::new());
    let made_by = extractor.describe().model.clone();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut number = 0_usize;
    for file in files {
        for group in fs::read_to_string(file)?.split("\n\n") {
            let lines = group.lines().filter_map(|line| Some((line.get(..1)?, line.get(2..)?.trim())));
            let lines: Vec<(&str, &str)> = lines.collect();
            let Some((_, anchor)) = lines.iter().find(|(sort, _)| *sort == "@") else { continue };
            if !crc32(anchor).is_multiple_of(HELD_BACK) {
                continue;
            }
            let mut profiles = Vec::new();
            for (sort, line) in lines {
                number += 1;
                let said = if line.starts_with(['"', '\u{201c}']) {
                    format!("{line}, the spokesman told reporters on Tuesday.")
                } else {
                    format!("The spokesman said on Tuesday that {line}.")
                };
                let parts =
                    DocumentParts { id: DocumentId::new(format!("g{number}")).ok(), ..DocumentParts::of_text(said) };
                let document = Document::new(parts.clone())?;
                let claims = extractor.extract(&document).claims;
                let whole = |claim: &&Claim| {
                    claim.attribution().content().pieces().iter().map(|piece| piece.range().len()).sum::<usize>() * 10
                        > line.len() * 8
                };
                if let Some(claim) = claims.iter().find(whole) {
                    profiles.push((sort, linking.profile(claim, &parts, document.text(), &made_by)));
                }
            }
            for (at, (sort, one)) in profiles.iter().enumerate() {
                for (other_sort, two) in &profiles[at + 1..] {
                    let label = match (*sort, *other_sort) {
                        ("@" | "=", "@" | "=") => "SAME",
                        ("@" | "=", "!") | ("!", "@" | "=") => "OPPOSED",
                        ("@" | "=", "~") | ("~", "@" | "=" | "~") => "NEITHER",
                        _ => continue,
                    };
                    for one_source in [false, true] {
                        let features = shown(&linking.features_of(one, two, one_source));
                        writeln!(out, "{label}\t{features}")?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Of how many groups one is held back.
const HELD_BACK: u32 = 8;

/// The checksum by which both programs divide the groups (CRC-32, ISO 3309).
fn crc32(text: &str) -> u32 {
    !text.bytes().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

fn share_a_key(linking: &Linking, one: &Profile, two: &Profile) -> bool {
    let keys = linking.keys(one);
    linking.keys(two).iter().any(|key| keys.contains(key))
}

fn pairs(files: &[&str]) -> Result<(), Failure> {
    let mut reader = Reader::new();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut all: Vec<(String, Profile)> = Vec::new();
    let (mut related, mut met) = (0_usize, 0_usize);
    for file in files {
        for pair in labelled::read(Path::new(file)) {
            let [Some(earlier), Some(later)] = reader.profiles(&pair) else { continue };
            let finding = reader.linking.compare(&earlier, &later);
            let found = finding.map_or("NONE".to_owned(), |finding| finding.relation.to_string());
            let key = share_a_key(&reader.linking, &earlier, &later);
            if pair.relation != "NONE" {
                related += 1;
                met += usize::from(key);
            }
            let features = shown(&reader.linking.features(&earlier, &later));
            writeln!(out, "{}\t{}\t{found}\t{}\t{features}", pair.id, pair.relation, u8::from(key))?;
            let others = reader.all_profiles(&pair);
            for (at, one) in others.iter().enumerate() {
                for two in &others[at + 1..] {
                    let meant = [&earlier, &later].map(|meant| meant == one || meant == two);
                    let one_voice = one.document() == two.document() && one.source().shown() == two.source().shown();
                    let nested = one.document() == two.document() && one.content().overlaps(two.content());
                    if meant != [true, true] && !one_voice && !nested {
                        writeln!(out, "{}\tNONE\t~\t0\t{}", pair.id, shown(&reader.linking.features(one, two)))?;
                    }
                }
            }
            all.push((pair.id.clone(), earlier));
            all.push((pair.id, later));
        }
    }
    let mut wrong: HashMap<String, usize> = HashMap::new();
    let mut compared = 0_usize;
    for (at, (id, one)) in all.iter().enumerate() {
        for (other, two) in &all[at + 1..] {
            if id == other {
                continue;
            }
            compared += 1;
            let (earlier, later) = if one.published() <= two.published() { (one, two) } else { (two, one) };
            if let Some(finding) = reader.linking.compare(earlier, later) {
                *wrong.entry(finding.relation.to_string()).or_default() += 1;
                eprintln!(
                    "{id} {other}: {} {:?}",
                    finding.relation,
                    finding.reasons.iter().map(|r| &r.message).collect::<Vec<_>>()
                );
            }
            if compared.is_multiple_of(11) {
                writeln!(out, "{id}-{other}\tNONE\t-\t0\t{}", shown(&reader.linking.features(earlier, later)))?;
            }
        }
    }
    eprintln!(
        "keys shared by {met} of {related} related pairs; of {compared} pairs that have nothing in common: {wrong:?}"
    );
    Ok(())
}

/// The profiles of the claims of each text of a folder.
fn read_folder(folder: &str, linking: &Linking) -> Result<Vec<Vec<Profile>>, Failure> {
    let extractor = Extractor::new();
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, Failure>>()?;
    files.sort();
    let read = |file| {
        let text = fs::read_to_string(&file)?;
        let id = Path::new(&file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let parts = DocumentParts { id: DocumentId::new(id).ok(), ..DocumentParts::of_text(text) };
        let document = Document::new(parts.clone())?;
        let made_by = &extractor.describe().model;
        let claims = extractor.extract(&document).claims;
        Ok(claims.iter().map(|claim| linking.profile(claim, &parts, document.text(), made_by)).collect())
    };
    files.into_iter().map(read).collect()
}

fn apart(folder: &str) -> Result<(), Failure> {
    let linking = Linking::new();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let all: Vec<Profile> = read_folder(folder, &linking)?.into_iter().flatten().collect();
    let mut elsewhere = 0_usize;
    for (at, one) in all.iter().enumerate() {
        for two in &all[at + 1..] {
            let one_document = one.document() == two.document();
            let one_voice = two.source().shown() == one.source().shown() || two.content().overlaps(one.content());
            elsewhere += usize::from(!one_document);
            if one_document && one_voice || !one_document && !elsewhere.is_multiple_of(ELSEWHERE) {
                continue;
            }
            let found = linking.compare(one, two).map_or("NONE".to_owned(), |finding| {
                let reasons: Vec<_> = finding.reasons.iter().map(|reason| reason.message.as_str()).collect();
                eprintln!(
                    "{}: {} / {}: {}",
                    finding.relation,
                    one.source().shown(),
                    two.source().shown(),
                    reasons.join("; ")
                );
                finding.relation.to_string()
            });
            let place = if one_document { "beside" } else { "elsewhere" };
            writeln!(out, "{place}\tNONE\t{found}\t0\t{}", shown(&linking.features(one, two)))?;
        }
    }
    Ok(())
}

/// Of how many pairs of claims of different texts one is written.
const ELSEWHERE: usize = 8;

fn keys(folder: &str) -> Result<(), Failure> {
    let linking = Linking::new();
    let mut out = std::io::stdout().lock();
    let profiles: Vec<Profile> = read_folder(folder, &linking)?.into_iter().flatten().collect();
    let bytes: usize = profiles.iter().map(|profile| profile.to_bytes().len()).sum();
    let keys: Vec<Vec<u64>> = profiles.iter().map(|profile| linking.keys(profile)).collect();
    let mut buckets: HashMap<u64, usize> = HashMap::new();
    for key in keys.iter().flatten() {
        *buckets.entry(*key).or_default() += 1;
    }
    let (mut related, mut met) = (0_usize, 0_usize);
    let mut relations: HashMap<String, usize> = HashMap::new();
    for (at, one) in profiles.iter().enumerate() {
        for (other, two) in profiles.iter().enumerate().skip(at + 1) {
            let Some(finding) = linking.compare(one, two) else { continue };
            related += 1;
            *relations.entry(finding.relation.to_string()).or_default() += 1;
            met += usize::from(keys[at].iter().any(|key| keys[other].contains(key)));
        }
    }
    let entries: usize = buckets.values().sum();
    let full: usize = buckets.values().map(|count| count * count).sum();
    writeln!(
        out,
        "{} claims, {:.0} bytes each, {relations:?}",
        profiles.len(),
        bytes as f64 / profiles.len().max(1) as f64
    )?;
    writeln!(out, "keys shared by {met} of {related} related pairs")?;
    writeln!(
        out,
        "{:.1} keys a claim; a key leads to {:.2} claims, the fullest to {}",
        entries as f64 / profiles.len().max(1) as f64,
        full as f64 / entries.max(1) as f64,
        buckets.values().max().unwrap_or(&0)
    )?;
    Ok(())
}
