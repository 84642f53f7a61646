//! Resolves the sources of annotated texts with the names that the tagger finds, for judging by hand.
//!
//! `sources FOLDER METADATA EVERY`: a folder with `text/<doc>.txt` and BRAT files `attributions/<doc>_<annotator>.ann`; a TSV
//! file with the columns `filename`, `publisher` and `author`; of every how many texts one is read. Prints one JSON line per
//! attribution of the first annotator whose source is a pronoun or a description, with the words around it.

use std::{
    collections::{HashMap, HashSet},
    fs,
    io::Write,
    path::Path,
    time::Instant,
};

use sayso_domain::{Attribution, Name, NameKind};
use sayso_places::Places;
use sayso_sources::{Context, Sources};
use sayso_tagger::Tagger;
use sayso_text::{OffsetMap, OffsetUnit, Span, Spans};
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

/// Bytes of text shown before and behind a source.
const AROUND: (usize, usize) = (700, 300);

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, metadata, every] = arguments.as_slice() else {
        return Err("usage: sources FOLDER METADATA EVERY".into());
    };
    let every: usize = every.parse()?;
    let folder = Path::new(folder);
    let table = fs::read_to_string(metadata)?;
    let columns: Vec<&str> = table.lines().next().unwrap_or_default().split('\t').collect();
    let column = |row: &[&str], name: &str| {
        let at = columns.iter().position(|column| *column == name)?;
        row.get(at).map(|value| (*value).to_owned()).filter(|value| !value.is_empty() && value != "None")
    };
    let rows: HashMap<String, Vec<&str>> = table
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter_map(|row| Some((column(&row, "filename")?, row)))
        .collect();
    let mut files: Vec<_> =
        fs::read_dir(folder.join("attributions"))?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let (tagger, places, sources) = (Tagger::embedded()?, Places::new(), Sources::new());
    let mut read = HashSet::new();
    let mut out = std::io::stdout().lock();
    let (mut words, mut seconds, mut texts) = (0, 0.0, 0);
    for file in files {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let doc = stem.rsplit_once('_').map_or(stem, |(doc, _)| doc);
        if !read.insert(doc.to_owned()) {
            continue;
        }
        texts += 1;
        let Ok(text) = fs::read_to_string(folder.join(format!("text/{doc}.txt"))) else { continue };
        if texts % every != 0 {
            continue;
        }
        let offsets = OffsetMap::new(&text);
        let attributions = read_attributions(&text, &offsets, &fs::read_to_string(&file)?);
        let names: Vec<Name> = tagger.tag(&text).names.iter().map(name).collect();
        let row = rows.get(doc).map(Vec::as_slice).unwrap_or_default();
        let (site, authors) = (column(row, "publisher"), Vec::from_iter(column(row, "author")));
        let found = places.find(&text, &names, site.as_deref());
        let start = Instant::now();
        let context = Context { authors: &authors, site: site.as_deref(), places: &found };
        let resolved = sources.resolve(&text, &names, &attributions, &context);
        seconds += start.elapsed().as_secs_f64();
        words += sayso_text::words(&text).len();
        for (attribution, (source, _)) in attributions.iter().zip(&resolved.sources) {
            let Some(hull) = attribution.source().hull() else { continue };
            let named = source.resolution.is_some_and(|how| matches!(how.as_str(), "FULL_NAME" | "SHORT_NAME"));
            if named && !hull.words(&text).is_some_and(|words| words.contains(" and ")) {
                continue;
            }
            let (before, behind) = around(&text, hull);
            let line = json!({
                "doc": doc, "at": hull.start(), "source": hull.words(&text), "before": before, "behind": behind,
                "name": source.name, "kind": source.kind, "resolution": source.resolution,
                "role": source.role, "affiliation": source.affiliation,
            });
            writeln!(out, "{line}")?;
        }
    }
    eprintln!("{words} words, {:.2} ms per 1,000", seconds * 1e6 / f64::from(u32::try_from(words.max(1))?));
    Ok(())
}

fn around(text: &str, hull: Span) -> (&str, &str) {
    let start = text.floor_char_boundary(hull.start().saturating_sub(AROUND.0));
    let end = text.floor_char_boundary(hull.end() + AROUND.1);
    (&text[start..hull.start()], &text[hull.end()..end.max(hull.end())])
}

fn name(found: &sayso_tagger::Name) -> Name {
    let kind = match found.kind {
        sayso_tagger::NameKind::Person => NameKind::Person,
        sayso_tagger::NameKind::Organization => NameKind::Organization,
        sayso_tagger::NameKind::Place => NameKind::Place,
        sayso_tagger::NameKind::Other => NameKind::Other,
    };
    Name { words: found.words, kind }
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
