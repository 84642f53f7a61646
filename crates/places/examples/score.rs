//! Finds the places of a folder of texts, for `score_places.py`.
//!
//! ```text
//! cargo run --release -p sayso-places --example score -- TEXTS [--names NAMES.jsonl] [--weights WEIGHTS.toml] [--only DOCS.txt] > PRED.jsonl
//! ```
//!
//! TEXTS holds `<doc>.txt` files. A line of NAMES is `{"doc": ..., "names": [{"start", "end", "kind"}]}` with the kinds of
//! `NameKind`. All offsets count code points. Places without coordinates are left out: the scorer cannot place them.

use std::{
    collections::{HashMap, HashSet},
    env,
    error::Error,
    fs,
    io::Write,
    path::Path,
};

use sayso_domain::{Name, NameKind};
use sayso_places::Places;
use sayso_text::{OffsetMap, OffsetUnit};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let option = |flag: &str| arguments.iter().position(|one| one == flag).and_then(|at| arguments.get(at + 1));
    let texts = arguments.first().ok_or("usage: score TEXTS [--names FILE] [--weights FILE] [--only FILE]")?;
    let places = match option("--weights") {
        Some(path) => Places::with_weights(&fs::read_to_string(path)?)?,
        None => Places::new(),
    };
    let mut names: HashMap<String, Value> = HashMap::new();
    if let Some(path) = option("--names") {
        for line in fs::read_to_string(path)?.lines() {
            let line: Value = serde_json::from_str(line)?;
            names.insert(line["doc"].as_str().unwrap_or_default().to_owned(), line["names"].clone());
        }
    }
    let only = option("--only").map(fs::read_to_string).transpose()?;
    let only: Option<HashSet<String>> = only.map(|only| only.lines().map(str::to_owned).collect());
    let mut files: Vec<_> =
        fs::read_dir(Path::new(texts))?.map(|file| Ok(file?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "txt"));
    files.sort();
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut words, mut time) = (0, std::time::Duration::ZERO);
    for file in files {
        let doc = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| !only.contains(&doc)) {
            continue;
        }
        let text = fs::read_to_string(&file)?;
        let map = OffsetMap::new(&text);
        let named = named(names.get(&doc), &map)?;
        let started = std::time::Instant::now();
        let found = places.find(&text, &named, None);
        time += started.elapsed();
        words += text.split_whitespace().count();
        let found: Vec<Value> = found
            .iter()
            .filter_map(|place| {
                let (start, end) = map.to_unit(place.words, OffsetUnit::CodePoint);
                let at = place.coordinates?;
                Some(json!({"start": start, "end": end, "phrase": &text[place.words.range()], "lat": at.latitude(),
                    "lon": at.longitude(), "geonames_id": place.geonames_id, "name": place.name, "country": place.country,
                    "class": place.feature_class, "precision": place.precision}))
            })
            .collect();
        writeln!(output, "{}", json!({"doc": doc, "places": found}))?;
    }
    eprintln!("{words} words, {:.2} ms per 1,000", time.as_secs_f64() * 1e6 / f64::from(u32::try_from(words.max(1))?));
    Ok(())
}

fn named(list: Option<&Value>, map: &OffsetMap) -> Result<Vec<Name>, Box<dyn Error>> {
    let mut names = Vec::new();
    for name in list.and_then(Value::as_array).into_iter().flatten() {
        let offset = |key: &str| name[key].as_u64().ok_or("no offset");
        let words = map
            .from_unit(offset("start")?, offset("end")?, OffsetUnit::CodePoint)
            .map_err(|error| error.to_string())?;
        let kind: NameKind = serde_json::from_value(name["kind"].clone())?;
        names.push(Name { words, kind });
    }
    names.sort_by_key(|name: &Name| name.words);
    Ok(names)
}
