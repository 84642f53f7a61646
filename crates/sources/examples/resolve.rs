//! Resolves the sources of annotated texts, for judging by hand.
//!
//! `resolve TEXTS ATTRIBUTIONS NAMES`: a folder of `<doc>.txt`, a folder of BRAT files `<doc>_<annotator>.ann` (or `<doc>.ann`)
//! with `Source`, `Cue` and `Content` spans, and a JSONL file with `{"doc", "names": [{"start", "end", "kind"}]}`, all offsets
//! in code points. Prints one JSON line per attribution; words per CPU second go to standard error.

use std::{collections::HashMap, fs, io::Write, path::Path, time::Instant};

use sayso_domain::{Attribution, Name};
use sayso_sources::{Context, Sources};
use sayso_text::{OffsetMap, OffsetUnit, Span, Spans};
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [texts, annotations, names] = arguments.as_slice() else {
        return Err("usage: resolve TEXTS ATTRIBUTIONS NAMES".into());
    };
    let names = read_names(names)?;
    let sources = Sources::new();
    let mut files: Vec<_> =
        fs::read_dir(annotations)?.collect::<Result<Vec<_>, _>>()?.iter().map(|entry| entry.path()).collect();
    files.sort();
    let mut out = std::io::stdout().lock();
    let (mut words, mut seconds) = (0, 0.0);
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "ann")) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let candidates = [stem, stem.rsplit_once('_').map_or(stem, |(doc, _)| doc)];
        let Some(doc) = candidates.into_iter().find(|doc| Path::new(texts).join(format!("{doc}.txt")).exists()) else {
            continue;
        };
        let text = fs::read_to_string(Path::new(texts).join(format!("{doc}.txt")))?;
        let offsets = OffsetMap::new(&text);
        let attributions = read_attributions(&text, &offsets, &fs::read_to_string(file)?);
        let found: Vec<Name> =
            names.get(doc).into_iter().flatten().filter_map(|name| name_at(&offsets, name)).collect();
        let start = Instant::now();
        let resolved = sources.resolve(&text, &found, &attributions, &Context::default());
        seconds += start.elapsed().as_secs_f64();
        words += sayso_text::words(&text).len();
        for (attribution, (source, relays)) in attributions.iter().zip(&resolved.sources) {
            let spans = if attribution.source().is_empty() { attribution.content() } else { attribution.source() };
            let Some((start, end)) = spans.hull().map(|hull| offsets.to_unit(hull, OffsetUnit::CodePoint)) else {
                continue;
            };
            let relayed: Vec<&str> = relays.iter().map(|relay| relay.name.as_str()).collect();
            let line = json!({
                "doc": doc, "start": start, "end": end,
                "source": attribution.source().words(&text), "cue": attribution.cue().words(&text),
                "content": attribution.content().words(&text).map(|words| words.chars().take(160).collect::<String>()),
                "name": source.name, "kind": source.kind, "resolution": source.resolution, "confidence": source.confidence,
                "role": source.role, "affiliation": source.affiliation, "gender": source.gender, "anonymous": source.anonymous,
                "anonymity_reason": source.anonymity_reason.words(&text), "antecedent": source.antecedent.words(&text),
                "relayed_by": relayed,
            });
            writeln!(out, "{line}")?;
        }
    }
    eprintln!("{words} words, {:.2} ms per 1,000", seconds * 1e6 / f64::from(u32::try_from(words.max(1))?));
    Ok(())
}

fn read_names(path: &str) -> Result<HashMap<String, Vec<Value>>, Failure> {
    let mut out = HashMap::new();
    for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
        let line: Value = serde_json::from_str(line)?;
        let names = line["names"].as_array().cloned().unwrap_or_default();
        out.insert(line["doc"].as_str().unwrap_or_default().to_owned(), names);
    }
    Ok(out)
}

fn name_at(offsets: &OffsetMap, name: &Value) -> Option<Name> {
    let words = offsets.from_unit(name["start"].as_u64()?, name["end"].as_u64()?, OffsetUnit::CodePoint).ok()?;
    Some(Name { words, kind: name["kind"].as_str()?.parse().ok()? })
}

/// The attributions of a BRAT file; those that are none (without content, overlapping) are left out.
fn read_attributions(text: &str, offsets: &OffsetMap, brat: &str) -> Vec<Attribution> {
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut events: Vec<&str> = Vec::new();
    for line in brat.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('E') {
            events.push(body);
        } else if let Some((_, places)) = body.split_once(' ') {
            let piece = |place: &str| {
                let (start, end) = place.split_once(' ')?;
                offsets.from_unit(start.parse().ok()?, end.parse().ok()?, OffsetUnit::CodePoint).ok()
            };
            spans.insert(id, places.split(';').filter_map(piece).collect());
        }
    }
    let attribution = |event: &&str| {
        let part = |name: &str| {
            let ids = event
                .split(' ')
                .filter_map(|pair| pair.split_once(':'))
                .filter(|(role, _)| role.trim_end_matches(char::is_numeric) == name);
            Spans::joined(ids.filter_map(|(_, id)| spans.get(id)).flatten().copied().collect())
        };
        Attribution::new(text, part("Source"), part("Cue"), part("Content")).ok()
    };
    events.iter().filter_map(attribution).collect()
}
