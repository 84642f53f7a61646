//! The extractor as a whole: the examples of the cue list, notes, and what must hold for any text.

use proptest::prelude::*;
use sayso_domain::{Certainty, DocumentParts, Kind, Stance};
use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    claims: Vec<[String; 3]>,
}

fn extract(parts: DocumentParts) -> Extraction {
    Extractor::new().extract(&Document::new(parts).unwrap())
}

fn english(text: &str) -> DocumentParts {
    DocumentParts { language: Some("en".parse().unwrap()), ..DocumentParts::of_text(text) }
}

fn claims(text: &str) -> Vec<[String; 3]> {
    let words = |spans: &Spans| spans.words(text).unwrap();
    let parts = |claim: &Claim| {
        let attribution = claim.attribution();
        [attribution.source(), attribution.cue(), attribution.content()].map(words)
    };
    extract(english(text)).claims.iter().map(parts).collect()
}

#[test]
fn the_examples_of_the_cue_list() {
    let file: Examples = toml::from_str(include_str!("../data/examples.toml")).unwrap();
    let wrong: Vec<String> = file
        .examples
        .iter()
        .map(|example| (example, claims(&example.text)))
        .filter(|(example, found)| example.claims != *found)
        .map(|(example, found)| format!("{}\n  expected {:?}\n  found    {found:?}", example.text, example.claims))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotations_over_several_paragraphs_are_one_claim() {
    let text = "“The dam will hold.\n\n“Nobody needs to leave,” Reyes said.\n\n“We are ready.”\n\nBuses stood by.";
    let expected = "“The dam will hold. … “Nobody needs to leave,” … “We are ready.”";
    assert_eq!(claims(text), [["Reyes", "said", expected]].map(|claim| claim.map(str::to_owned)));
}

#[test]
fn form_kind_and_stance_come_from_marks_and_cue() {
    let check = |text: &str, form: Form, kind: Kind, stance: Stance| {
        let extraction = extract(english(text));
        let Some(claim) = extraction.claims.first() else { panic!("no claim in {text}") };
        assert_eq!((claim.form, claim.kind, claim.commitment.stance), (form, kind, stance), "{text}");
        assert_eq!(claim.commitment.certainty, Certainty::Underspecified);
    };
    check("“It holds,” she said.", Form::Direct, Kind::Statement, Stance::Neutral);
    check("She claimed that it “holds well” today.", Form::Mixed, Kind::Statement, Stance::Distancing);
    check("He denied that it fell.", Form::Indirect, Kind::Denial, Stance::Neutral);
    check("He believes that it fell.", Form::Indirect, Kind::Belief, Stance::Neutral);
    check("The army confirmed that it fell.", Form::Indirect, Kind::Statement, Stance::Endorsing);
    check("The army vowed to return.", Form::Indirect, Kind::Intention, Stance::Neutral);
    check("She asked whether it fell.", Form::Indirect, Kind::Question, Stance::Neutral);
}

#[test]
fn notes_say_what_the_reader_should_know() {
    let check = |parts: DocumentParts, claims: usize, expected: &[NoteCode]| {
        let extraction = extract(parts.clone());
        let codes: Vec<NoteCode> = extraction.notes.iter().map(|note| note.code).collect();
        assert_eq!((extraction.claims.len(), codes.as_slice()), (claims, expected), "{:?}", parts.text);
    };
    let dated = |text: &str| DocumentParts { published: Some("2026-03-04".parse().unwrap()), ..english(text) };
    check(dated("She said it fell."), 1, &[]);
    check(english("She said it fell."), 1, &[NoteCode::NoPublicationTime]);
    check(dated(" \n"), 0, &[NoteCode::EmptyText]);
    let ukrainian = DocumentParts {
        language: Some("uk".parse().unwrap()), ..dated("Вона сказала, що місто стоїть.")
    };
    check(ukrainian, 0, &[NoteCode::LanguageNotSupported]);
    check(dated("“It fell, she said.\n\nHe said it stood."), 1, &[NoteCode::UnbalancedQuotation]);
    let many = extract(dated(&"no” ".repeat(40)));
    assert_eq!(many.notes.len(), NOTED_MARKS + 1);
    assert_eq!(many.notes[NOTED_MARKS].message, "24 more quotation marks have no partner.");
}

#[test]
fn the_description_tells_word_lists_apart() {
    let extractor = Extractor::new();
    assert_eq!(extractor.describe().name, "sayso-rules");
    assert_eq!(extractor.describe().model.len(), 16);
    assert_eq!(extractor.languages(), ["en"]);
}

/// What must hold for the extraction of any text.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let extraction = extract(english(text));
    let mut last = 0;
    let mut seen = std::collections::HashSet::new();
    for claim in &extraction.claims {
        let attribution = claim.attribution();
        prop_assert!(attribution.hull().start() >= last, "claims are in text order");
        last = attribution.hull().start();
        prop_assert!(seen.insert(claim.id().clone()), "no claim stands twice");
        for part in [attribution.source(), attribution.cue(), attribution.content()] {
            for piece in part.pieces() {
                // Nothing is cut inside a word.
                let inside = |at: usize| {
                    let (before, after) = text.split_at(at);
                    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    word(before.chars().next_back()) && word(after.chars().next())
                };
                let latin = text.chars().all(|c| c.is_ascii() || !c.is_alphanumeric());
                prop_assert!(!latin || !inside(piece.start()) && !inside(piece.end()), "{:?}", piece.words(text));
            }
        }
    }
    for note in &extraction.notes {
        prop_assert!(note.at.is_none_or(|at| at.words(text).is_some()));
    }
    prop_assert_eq!(extraction, extract(english(text)));
    Ok(())
}

proptest! {
    #[test]
    fn any_text_gives_an_extraction(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn any_run_of_words_and_marks_gives_an_extraction(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "said", "told", "the court", "Reyes", "he", "that", "according to", "in", "poll", "“", "”", "\"", "'", "’",
                "''", "«", "»", ",", ".", ":", ";", "—", " - ", "(", ")", "\n", "\n\n", "to", "seems", "was", "asked",
                "about", "vowed", "claim", "his", "as", "reported", "by", "and", "saying", "Mr.", "U.S.", "adding", "not",
                "is expected", "called", "for", "Tuesday", "👮", "ні", "who", "?", "it's", "went on to", "say",
            ]),
            0..60,
        ),
        tight in any::<bool>(),
    ) {
        holds(&words.join(if tight { "" } else { " " }))?;
    }
}
