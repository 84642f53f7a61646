//! Shows what is read of the attributions of a folder of reports with BRAT annotations, a paragraph each.
//!
//! `show FOLDER [EVERY]`: FOLDER holds `text/*.txt` and `attributions/<report>_<annotator>.ann` with spans `Source`, `Cue`,
//! `Content` and events that join them, as PolNeAR has them (offsets count code points); of every EVERY-th attribution the
//! reading is shown. `show FOLDER time` says how long all take.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::{collections::HashMap, env, fs, path::Path, time::Instant};

use sayso_commitment::Commitments;
use sayso_domain::{Attribution, Form, PublicationTime};
use sayso_text::{OffsetMap, OffsetUnit, Span, Spans};

fn main() {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| panic!("name a folder"));
    let how = arguments.next().unwrap_or_else(|| "1".to_owned());
    let mut files: Vec<_> =
        fs::read_dir(Path::new(&folder).join("attributions")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let commitments = Commitments::new();
    let published: PublicationTime = "2016-06-15".parse().unwrap();
    let (mut count, mut words, mut text_words, mut spent, mut spent_on_caveats) = (0, 0, 0, 0.0, 0.0);
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let report = name.rsplit_once('_').unwrap().0;
        let text = fs::read_to_string(Path::new(&folder).join("text").join(format!("{report}.txt"))).unwrap();
        let attributions = read(&text, &fs::read_to_string(&file).unwrap());
        let started = Instant::now();
        let caveats = commitments.caveats(&text, &attributions);
        spent_on_caveats += started.elapsed().as_secs_f64();
        text_words += text.split_whitespace().count();
        let started = Instant::now();
        for (attribution, caveat) in attributions.iter().zip(&caveats) {
            let content = attribution.content().words(&text).unwrap();
            let form =
                match (content.starts_with(['“', '"', '\'']), content.contains(['“', '"']) || content.contains("''"))
                {
                    (true, _) => Form::Direct,
                    (_, true) => Form::Mixed,
                    _ => Form::Indirect,
                };
            let reading = commitments.of_claim(&text, attribution, form, &[], Some(&published));
            (count, words) = (count + 1, words + content.split_whitespace().count());
            if how != "time" && count % how.parse::<usize>().unwrap() == 0 {
                let shown = |spans: &Spans| spans.words(&text).unwrap().replace('\n', " ");
                let commitment = &reading.commitment;
                let hedges: Vec<_> =
                    commitment.hedges.iter().map(|hedge| format!("{}:{}", hedge.by, shown(&hedge.words))).collect();
                println!(
                    "<{}> {{{}}} [{}]\n  {} {} {} {}{}{}{}{}",
                    shown(attribution.source()),
                    shown(attribution.cue()),
                    shown(attribution.content()),
                    commitment.certainty,
                    commitment.polarity,
                    reading.kind,
                    commitment.stance,
                    if hedges.is_empty() { String::new() } else { format!("\n  hedges: {}", hedges.join("; ")) },
                    if commitment.condition.is_empty() {
                        String::new()
                    } else {
                        format!("\n  if: {}", shown(&commitment.condition))
                    },
                    reading.forecast.map_or(String::new(), |forecast| format!(
                        "\n  forecast: {} | {} | {:?}",
                        shown(&forecast.basis),
                        shown(&forecast.deadline),
                        forecast.due.map(|due| (due.start().to_string(), due.end().to_string()))
                    )),
                    if caveat.is_empty() { String::new() } else { format!("\n  caveat: {}", shown(caveat)) },
                );
            }
        }
        spent += started.elapsed().as_secs_f64();
    }
    if how == "time" {
        println!("{count} claims: {:.3} ms per 1,000 of {words} words of content", spent * 1e6 / words as f64);
        println!(
            "caveats: {:.3} ms per 1,000 of {text_words} words of text",
            spent_on_caveats * 1e6 / text_words as f64
        );
    }
}

fn read(text: &str, annotations: &str) -> Vec<Attribution> {
    let map = OffsetMap::new(text);
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    for line in annotations.lines().filter(|line| line.starts_with('T')) {
        let mut columns = line.split('\t');
        let id = columns.next().unwrap();
        let Some((_, offsets)) = columns.next().and_then(|place| place.split_once(' ')) else { continue };
        let pieces = offsets.split(';').filter_map(|piece| {
            let (start, end) = piece.split_once(' ')?;
            map.from_unit(start.parse().ok()?, end.parse().ok()?, OffsetUnit::CodePoint).ok()
        });
        spans.insert(id, pieces.collect());
    }
    let mut out = Vec::new();
    for line in annotations.lines().filter(|line| line.starts_with('E')) {
        let (mut source, mut cue, mut content) = (Vec::new(), Vec::new(), Vec::new());
        for role in line.split(['\t', ' ']).skip(1) {
            let Some((name, id)) = role.split_once(':') else { continue };
            let Some(pieces) = spans.get(id) else { continue };
            match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => source.extend(pieces),
                "Content" => content.extend(pieces),
                _ => cue.extend(pieces),
            }
        }
        let parts = [source, cue, content].map(Spans::joined);
        let [source, cue, content] = parts;
        out.extend(Attribution::new(text, source, cue, content));
    }
    out
}
