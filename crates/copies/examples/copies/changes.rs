//! What becomes of a text when others take it over, and what only looks as if it had been taken over.

use crate::{
    corpus::{Article, FRAMES, Story},
    random::Random,
};

/// How a text was made of an article.
pub(crate) struct Change {
    pub(crate) name: &'static str,
    /// True if the result is a copy of the article.
    pub(crate) copy: bool,
    pub(crate) make: fn(&Article, &mut Random) -> String,
}

pub(crate) const ANOTHER_REPORT: &str = "another report on it";

pub(crate) const CHANGES: &[Change] = &[
    Change { name: "other marks and case", copy: true, make: |article, _| other_marks(&article.text()) },
    Change { name: "trimmed to 90 %", copy: true, make: |article, _| trimmed(article, 0.9).text() },
    Change { name: "trimmed to 70 %", copy: true, make: |article, _| trimmed(article, 0.7).text() },
    Change { name: "trimmed to 50 %", copy: true, make: |article, _| trimmed(article, 0.5).text() },
    Change { name: "trimmed to 30 %", copy: true, make: |article, _| trimmed(article, 0.3).text() },
    Change {
        name: "sentences left out, 40 %",
        copy: true,
        make: |article, random| thinned(article, 0.4, random).text(),
    },
    Change { name: "paragraphs added, +30 %", copy: true, make: |article, random| added(article, 0.3, random).text() },
    Change { name: "paragraphs added, +60 %", copy: true, make: |article, random| added(article, 0.6, random).text() },
    Change {
        name: "inside a text 4 x as long",
        copy: true,
        make: |article, random| added(article, 3.0, random).text(),
    },
    Change { name: "paragraphs re-ordered", copy: true, make: |article, random| reordered(article, random).text() },
    Change { name: "other headline, dateline", copy: true, make: |article, random| headed(article, random) },
    Change { name: "framed by the outlet", copy: true, make: |article, random| framed(&article.text(), random) },
    Change {
        name: "reworded, 3 % of words",
        copy: true,
        make: |article, random| reworded(&article.text(), 0.03, random),
    },
    Change {
        name: "reworded, 6 % of words",
        copy: true,
        make: |article, random| reworded(&article.text(), 0.06, random),
    },
    Change {
        name: "reworded, 10 % of words",
        copy: true,
        make: |article, random| reworded(&article.text(), 0.1, random),
    },
    Change {
        name: "headed, 50 %, framed, 3 %",
        copy: true,
        make: |article, random| {
            let headed = headed(&trimmed(article, 0.5), random);
            framed(&reworded(&headed, 0.03, random), random)
        },
    },
    Change { name: ANOTHER_REPORT, copy: false, make: another_report },
    Change {
        name: "another, framed alike",
        copy: false,
        make: |article, random| {
            let other = unrelated(article.words(), random);
            in_frame_of(article, &other.text())
        },
    },
    Change {
        name: "a brief, framed alike",
        copy: false,
        make: |article, random| {
            let words = 25 + random.below(60);
            in_frame_of(article, &unrelated(words, random).text())
        },
    },
    Change { name: "an update that keeps half", copy: false, make: |article, random| updated(article, random).text() },
];

/// Each article stands in the frame of one outlet.
pub(crate) fn in_frame_of(article: &Article, text: &str) -> String {
    let (head, foot) = FRAMES[article.headline.len() % FRAMES.len()];
    format!("{head}\n\n{text}\n\n{foot}")
}

fn framed(text: &str, random: &mut Random) -> String {
    let (head, foot) = FRAMES[random.below(FRAMES.len())];
    format!("{head}\n\n{text}\n\n{foot}")
}

fn other_marks(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .enumerate()
        .map(|(at, word)| if at % 9 == 0 { word.to_uppercase() } else { word.to_owned() })
        .collect();
    words.join(" ").replace(['“', '”'], "\"").replace('’', "'").replace('–', "-").replace(", ", " – ")
}

fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split_inclusive(". ").map(str::trim)
}

fn with(article: &Article, paragraphs: Vec<String>) -> Article {
    Article { paragraphs, ..article.clone() }
}

/// The first sentences, at least one.
fn trimmed(article: &Article, share: f64) -> Article {
    let limit = (article.words() as f64 * share) as usize;
    let (mut words, mut out) = (0, Vec::new());
    for paragraph in &article.paragraphs {
        let kept: Vec<&str> = sentences(paragraph)
            .take_while(|sentence| {
                let fits = words < limit;
                words += sentence.split_whitespace().count();
                fits
            })
            .collect();
        if !kept.is_empty() {
            out.push(kept.join(" "));
        }
    }
    with(article, out)
}

fn thinned(article: &Article, share: f64, random: &mut Random) -> Article {
    let paragraphs = article
        .paragraphs
        .iter()
        .map(|paragraph| sentences(paragraph).filter(|_| random.share() >= share).collect::<Vec<_>>().join(" "));
    with(article, paragraphs.filter(|paragraph| !paragraph.is_empty()).collect())
}

fn unrelated(words: usize, random: &mut Random) -> Article {
    Story::new(10_000 + random.below(1 << 30)).report(random.next(), words)
}

fn added(article: &Article, share: f64, random: &mut Random) -> Article {
    let more = unrelated((article.words() as f64 * share) as usize, random).paragraphs;
    let mut paragraphs = article.paragraphs.clone();
    for paragraph in more {
        paragraphs.insert(random.below(paragraphs.len() + 1), paragraph);
    }
    with(article, paragraphs)
}

fn reordered(article: &Article, random: &mut Random) -> Article {
    let mut paragraphs = article.paragraphs.clone();
    random.shuffle(&mut paragraphs);
    with(article, paragraphs)
}

fn headed(article: &Article, random: &mut Random) -> String {
    let other = unrelated(1, random);
    format!("{}\n\nBy our correspondent\n\n{} – {}", other.headline, other.dateline, article.paragraphs.join("\n\n"))
}

/// Words that an editor leaves out, adds or replaces.
fn reworded(text: &str, share: f64, random: &mut Random) -> String {
    const OTHERS: &[&str] = &[
        "also",
        "however",
        "reportedly",
        "large",
        "early",
        "officials",
        "stated",
        "meanwhile",
        "nearly",
        "again",
        "town",
        "moved",
        "group",
        "later",
        "several",
        "kept",
        "began",
        "close",
        "local",
        "new",
    ];
    let mut words = Vec::new();
    for word in text.split(' ') {
        if random.share() >= share {
            words.push(word);
            continue;
        }
        match random.below(4) {
            0 => {}
            1 => words.extend([word, random.one(OTHERS)]),
            _ => words.push(random.one(OTHERS)),
        }
    }
    words.join(" ")
}

/// By somebody else, on the same event, with the same names and quotations.
fn another_report(article: &Article, random: &mut Random) -> String {
    let written = crate::corpus::written_by_hand();
    let other = written.into_iter().find(|other| other.story == article.story && other.headline != article.headline);
    let other = other.or_else(|| {
        let number = article.story.strip_prefix("story ")?.parse().ok()?;
        Some(Story::new(number).report(random.next(), article.words()))
    });
    // Of a story that only one reported on, something else.
    other.unwrap_or_else(|| unrelated(article.words(), random)).text()
}

/// Half of the sentences as they were, and as much that is new.
fn updated(article: &Article, random: &mut Random) -> Article {
    let mut all: Vec<&str> = article.paragraphs.iter().flat_map(|paragraph| sentences(paragraph)).collect();
    random.shuffle(&mut all);
    let half = article.words() / 2;
    let mut words = 0;
    all.retain(|sentence| {
        let count = sentence.split_whitespace().count();
        let kept = words + count <= half;
        words += if kept { count } else { 0 };
        kept
    });
    let new = match article.story.strip_prefix("story ").and_then(|number| number.parse().ok()) {
        Some(number) => Story::new(number).report(random.next(), words),
        None => unrelated(words, random),
    };
    // The sentences keep their order.
    let kept = article
        .paragraphs
        .iter()
        .map(|paragraph| sentences(paragraph).filter(|sentence| all.contains(sentence)).collect::<Vec<_>>().join(" "));
    let kept = kept.filter(|paragraph| !paragraph.is_empty());
    with(article, new.paragraphs.into_iter().chain(kept).collect())
}
