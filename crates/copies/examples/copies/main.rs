//! How well copies are told from what only looks like one.
//!
//! Makes copies of invented articles in sixteen ways, and four kinds of texts that are no copies but near; chooses the
//! share that must be common on one half of the articles and measures on the other:
//!
//! ```text
//! cargo run --release -p sayso-copies --example copies [-- ARTICLES]
//! ```
//!
//! It prints, for each kind, how many are taken for a copy of their article when the two are compared, and how many when
//! they come one after the other into an index with all others.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it measures on data that it makes itself"
)]

mod changes;
mod corpus;
mod random;

use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
    time::Instant,
};

use changes::{ANOTHER_REPORT, CHANGES, in_frame_of};
use corpus::{Article, Story};
use random::Random;
use sayso_copies::{Fingerprint, Lookup, MAX_ROWS, Overlap, overlap};

/// A text that was made of an article.
struct Sample {
    article: usize,
    /// Which of [`CHANGES`].
    change: usize,
    fingerprint: Fingerprint,
}

fn articles(count: usize) -> Vec<Article> {
    let mut articles = corpus::written_by_hand();
    let random = &mut Random(5);
    for number in articles.len()..count {
        // From 60 words to 1,500, of each size about as many.
        let words = (60.0 * 25_f64.powf(random.share())) as usize;
        articles.push(Story::new(number).report(0, words));
    }
    articles
}

/// As an index keeps them, in memory.
#[derive(Default)]
struct Index {
    texts: Vec<Fingerprint>,
    rows: HashMap<u64, Vec<usize>>,
    compared: usize,
    added: usize,
}

impl Index {
    /// The text that this is a copy of, if there is one; then takes it in.
    fn take_in(&mut self, fingerprint: &Fingerprint) -> Option<usize> {
        let rows = |key| Ok::<_, Infallible>(self.rows.get(&key).cloned().unwrap_or_default());
        let Ok(lookup) = Lookup::new(fingerprint, rows);
        let candidates = lookup.candidates();
        self.compared += candidates.len();
        let copied = |number: usize| Some((number, lookup.copied(&self.texts[number])?));
        let found: Vec<(usize, Overlap)> = candidates.into_iter().filter_map(copied).collect();
        let same: HashSet<usize> =
            found.iter().filter(|(_, overlap)| overlap.is_close_copy()).map(|(number, _)| *number).collect();
        for key in lookup.new_keys(&same) {
            let rows = self.rows.entry(key).or_default();
            assert!(rows.len() < MAX_ROWS);
            rows.push(self.texts.len());
            self.added += 1;
        }
        self.texts.push(fingerprint.clone());
        let largest = found.iter().map(|(_, overlap)| overlap.containment()).fold(0.0, f32::max);
        found.iter().filter(|(_, overlap)| overlap.containment() >= largest - 0.05).map(|(number, _)| *number).min()
    }
}

fn main() {
    let count = std::env::args().nth(1).map_or(1_000, |count| count.parse().unwrap());
    let articles = articles(count);
    let random = &mut Random(9);
    let mut originals = Vec::new();
    let mut samples = Vec::new();
    let (mut bytes, mut sizes, started) = (0, 0, Instant::now());
    for (number, article) in articles.iter().enumerate() {
        // Every other one comes in the frame of its outlet.
        let text = if number % 4 < 2 { article.text() } else { in_frame_of(article, &article.text()) };
        originals.push(Fingerprint::of(&text));
        for (change, of) in CHANGES.iter().enumerate() {
            let text = (of.make)(article, random);
            bytes += text.len();
            let fingerprint = Fingerprint::of(&text);
            sizes += fingerprint.to_bytes().len();
            samples.push(Sample { article: number, change, fingerprint });
        }
    }
    let texts = samples.len();
    println!(
        "{count} articles, {texts} texts of {} bytes, fingerprints of {} bytes; made in {:.0} s",
        bytes / texts,
        sizes / texts,
        started.elapsed().as_secs_f64()
    );

    // Compared with the article they were made of.
    let overlaps: Vec<Overlap> =
        samples.iter().map(|sample| overlap(&sample.fingerprint, &originals[sample.article])).collect();
    let counts = |half: usize, is_copy: &dyn Fn(&Overlap) -> bool| {
        let mut counts = [0; 4];
        for (sample, overlap) in samples.iter().zip(&overlaps).filter(|(sample, _)| sample.article % 2 == half) {
            let wanted = CHANGES[sample.change].copy;
            counts[usize::from(wanted) * 2 + usize::from(is_copy(overlap))] += 1;
        }
        counts
    };
    let rates = |[_, wrong, missed, right]: [usize; 4]| {
        (right as f64 / (right + wrong).max(1) as f64, right as f64 / (right + missed).max(1) as f64)
    };
    println!("\nshare   precision  recall   on the half for choosing");
    for hundredths in (40..=80).step_by(2) {
        let at = |overlap: &Overlap| overlap.is_copy_at(hundredths as f32 / 100.0);
        let (precision, recall) = rates(counts(0, &at));
        println!("{:5.2} {precision:10.4} {recall:8.4}", f64::from(hundredths) / 100.0);
    }
    let (precision, recall) = rates(counts(1, &Overlap::is_copy));
    println!("on the other half, at the share that was chosen: precision {precision:.4}, recall {recall:.4}");

    // One after the other into an index.
    let mut index = Index::default();
    let mut of = Vec::new();
    let mut originals_found = 0;
    for (number, original) in originals.iter().enumerate() {
        originals_found += usize::from(index.take_in(original).is_some());
        of.push(number);
    }
    println!("\n{originals_found} of {count} articles are taken for a copy of another");
    // What is the other article of its story, word for word, stands in the index already.
    let hand_written = corpus::written_by_hand().len();
    samples.retain(|sample| CHANGES[sample.change].name != ANOTHER_REPORT || sample.article >= hand_written);
    random.shuffle(&mut samples);
    let mut found: Vec<[usize; 3]> = vec![[0; 3]; CHANGES.len()];
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let started = Instant::now();
    for sample in &samples {
        let original = index.take_in(&sample.fingerprint);
        let change = sample.change;
        of.push(sample.article);
        if sample.article % 2 == 0 {
            continue;
        }
        let is_right = original.is_some_and(|original| of[original] == sample.article);
        found[change][0] += usize::from(is_right);
        found[change][1] += usize::from(original.is_some() && !is_right);
        found[change][2] += 1;
        let copy = CHANGES[change].copy;
        right += usize::from(copy && is_right);
        missed += usize::from(copy && !is_right);
        wrong += usize::from(original.is_some() && !(copy && is_right));
    }
    println!(
        "\n{:28} {:>9} {:>9} {:>9} {:>6}",
        "per cent taken for a copy", "compared", "by index", "of others", "texts"
    );
    for (number, change) in CHANGES.iter().enumerate() {
        // In the order in which they were made, those of the second half.
        let pairs = overlaps.chunks(CHANGES.len()).skip(1).step_by(2);
        let taken = 100.0 * pairs.clone().filter(|of| of[number].is_copy()).count() as f64 / pairs.len() as f64;
        let [own, others, all] = found[number];
        let percent = |count: usize| 100.0 * count as f64 / all as f64;
        let sign = if change.copy { ' ' } else { '!' };
        println!("{sign}{:27} {:9.1} {:9.1} {:9.1} {all:6}", change.name, taken, percent(own), percent(others));
    }
    let texts = index.texts.len();
    println!(
        "by index: precision {:.4}, recall {:.4}; {:.1} rows added and {:.1} texts compared a text, {:.0} µs",
        right as f64 / (right + wrong) as f64,
        right as f64 / (right + missed) as f64,
        index.added as f64 / texts as f64,
        index.compared as f64 / texts as f64,
        started.elapsed().as_secs_f64() * 1e6 / samples.len() as f64
    );
}
