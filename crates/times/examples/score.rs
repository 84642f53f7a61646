//! Writes the time expressions of a corpus: `score FOLDER_OF_TEXTS GOLD.jsonl > PREDICTED.jsonl`.
//!
//! A line of the gold file is `{"doc": ..., "published": "1998-11-20T19:30"}`; the text is `FOLDER/<doc>.txt`. A line
//! of the output is `{"doc": ..., "times": [{"start", "end", "type", "value"}]}`, in code points.
#![allow(clippy::print_stdout)]

use std::{error::Error, fs, path::Path, time::Instant};

use sayso_domain::PublicationTime;
use sayso_text::{OffsetMap, OffsetUnit};
use sayso_times::Times;

fn main() -> Result<(), Box<dyn Error>> {
    let [folder, gold] = &std::env::args().skip(1).collect::<Vec<_>>()[..] else {
        return Err("usage: score FOLDER_OF_TEXTS GOLD.jsonl".into());
    };
    let times = Times::new();
    let (mut spent, mut words) = (0.0, 0);
    for line in fs::read_to_string(gold)?.lines().filter(|line| !line.trim().is_empty()) {
        let gold: serde_json::Value = serde_json::from_str(line)?;
        let doc = gold["doc"].as_str().ok_or("a line has no \"doc\"")?;
        let text = fs::read_to_string(Path::new(folder).join(format!("{doc}.txt")))?;
        // Times without a UTC offset are no publication times: the day is.
        let published: Option<PublicationTime> =
            gold["published"].as_str().and_then(|time| time.get(..10)).and_then(|day| day.parse().ok());
        let start = Instant::now();
        let found = times.find(&text, &[], published.as_ref());
        spent += start.elapsed().as_secs_f64();
        words += text.split_whitespace().count();
        let map = OffsetMap::new(&text);
        let found: Vec<_> = found
            .iter()
            .map(|time| {
                let (start, end) = map.to_unit(time.words, OffsetUnit::CodePoint);
                serde_json::json!({"start": start, "end": end, "type": time.kind, "value": time.value})
            })
            .collect();
        println!("{}", serde_json::json!({"doc": doc, "times": found}));
    }
    eprintln!("{:.3} ms per 1,000 words", spent * 1e6 / words.max(1) as f64);
    Ok(())
}
