//! The extractor as a whole: claims, notes, and what must hold for any text.

use std::sync::LazyLock;

use proptest::prelude::*;
use sayso_domain::{DocumentParts, Entity, Gender, Kind, Resolution, SourceKind, Stance, TimeExpression, TimeType};

use super::*;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fn extract(parts: DocumentParts) -> Extraction {
    EXTRACTOR.extract(&Document::new(parts).unwrap())
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

/// A claim of `bytes` bytes ([`Claim::byte_len`]), of a text of its own.
fn claim_of(bytes: usize) -> Claim {
    let build = |content: usize| {
        let text = format!("{} he said", "x".repeat(content));
        let document = Document::new(DocumentParts::of_text(text.as_str())).unwrap();
        let part = |start: usize, end: usize| Spans::from(Span::new(start, end).unwrap());
        let attribution =
            Attribution::new(&text, part(content + 1, content + 3), part(content + 4, content + 8), part(0, content));
        Claim::new(&document, attribution.unwrap(), Form::Indirect, Kind::Statement)
    };
    let rest = build(1).byte_len() - 1;
    build(bytes - rest)
}

#[test]
fn claims_beyond_a_limit_are_left_out_with_a_note() {
    let check = |bytes: usize, found: usize, kept: usize| {
        let claim = claim_of(bytes);
        assert_eq!(claim.byte_len(), bytes);
        let (claims, notes) = within_limits(std::iter::repeat_n(claim.clone(), found));
        assert_eq!(claims.len(), kept, "{found} claims of {bytes} bytes");
        // The place is told only if its words are short enough to be repeated.
        let at = Some(claim.attribution().hull()).filter(|at| at.end() - at.start() <= MAX_NOTED_BYTES);
        let expected: Vec<_> = (kept < found).then_some((NoteCode::LimitReached, at)).into_iter().collect();
        assert_eq!(notes.into_iter().map(|note| (note.code, note.at)).collect::<Vec<_>>(), expected);
    };
    check(500, 0, 0);
    check(500, 1, 1);
    check(500, MAX_CLAIMS, MAX_CLAIMS);
    check(500, MAX_CLAIMS + 1, MAX_CLAIMS);
    let most = MAX_CLAIMS_BYTES / MAX_CLAIM_BYTES;
    check(MAX_CLAIM_BYTES, most, most);
    check(MAX_CLAIM_BYTES, most + 1, most);
    check(MAX_CLAIM_BYTES + 1, 2, 0);
}

#[test]
fn claims_have_their_parts() {
    let check = |text: &str, expected: &[[&str; 3]]| assert_eq!(claims(text), expected, "{text}");
    check("The governor said the dam would hold.", &[["The governor", "said", "the dam would hold"]]);
    check("“The dam will hold,” Reyes said.", &[["Reyes", "said", "“The dam will hold,”"]]);
    check("According to the ministry, the roads are cut.", &[["the ministry", "According to", "the roads are cut"]]);
    check(
        "The Ministry of Transport denied that the bridge fell.",
        &[["The Ministry of Transport", "denied", "that the bridge fell"]],
    );
    check("Buses stood by. The streets were quiet.", &[]);
}

#[test]
fn claims_say_how_probable_they_are() {
    let extraction = extract(english("The governor said the dam would hold."));
    assert!(extraction.claims[0].confidence.is_some_and(|confidence| confidence.get() > 0.5));
}

#[test]
fn claims_say_what_their_content_means() {
    let of = |text: &str| extract(english(text)).claims[0].embedding.clone().unwrap();
    let dam = of("The governor said the dam would hold.");
    let (same, other) =
        (of("“The dam will hold,” Reyes said."), of("Police said that two men were arrested in March."));
    assert!(dam.cosine(&same).unwrap() > dam.cosine(&other).unwrap() + 0.4);
}

#[test]
fn what_lies_beyond_the_limit_is_left_out_with_a_note() {
    let text = "The mayor said the road was open.\n".repeat(100);
    let document = Document::new(english(&text)).unwrap();
    let read = |windows| EXTRACTOR.claims(&document, &[], windows, &mut || true).unwrap();
    let (some, _, rest) = read(1);
    let note = beyond(&text, rest.unwrap());
    let rest = note.at.unwrap();
    assert_eq!(note.code, NoteCode::LimitReached);
    assert!(some.last().unwrap().attribution().hull().end() <= rest.start());
    assert!(text[rest.range()].starts_with("The mayor said") && rest.end() - rest.start() <= MAX_NOTED_BYTES);
    let (all, _, none) = read(100);
    assert_eq!((all.len(), none), (100, None));
    assert_eq!(all[..some.len()], some);
}

#[test]
fn what_is_not_to_go_on_stops_between_windows() {
    let document = Document::new(english(&"The mayor said the road was open.\n".repeat(200))).unwrap();
    let mut asked = 0;
    let stopped = EXTRACTOR.extract_while(&document, || {
        asked += 1;
        asked < 3
    });
    assert_eq!((stopped, asked), (None, 3));
    assert_eq!(EXTRACTOR.extract_while(&document, || true), Some(EXTRACTOR.extract(&document)));
}

#[test]
fn form_kind_and_stance_come_from_marks_and_cue() {
    let check = |text: &str, form: Form, kind: Kind, stance: Stance| {
        let extraction = extract(english(text));
        let Some(claim) = extraction.claims.first() else { panic!("no claim in {text}") };
        assert_eq!((claim.form, claim.kind, claim.commitment.stance), (form, kind, stance), "{text}");
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
fn what_a_claim_means_is_worked_out() {
    let text = "KYIV (Reuters) - Maria Kovalenko, the mayor of Kostiantynivka, told Interfax on Tuesday that the bridge \
        would probably be repaired within two weeks if the shelling stopped.\n\n“Almost 25,000 people are without water,” \
        she said. The claim could not be independently verified.";
    let published = Some("2026-03-05".parse().unwrap());
    let extraction = extract(DocumentParts { published, ..english(text) });
    let words = |span: Span| &text[span.range()];
    let [told, said] = extraction.claims.as_slice() else { panic!("{:?}", extraction.claims) };

    let source = told.source.clone().unwrap();
    assert_eq!(source.name.as_deref(), Some("Maria Kovalenko"));
    assert_eq!((source.kind, source.gender), (Some(SourceKind::Person), Some(Gender::Female)));
    assert!(source.role.is_some_and(|role| role.contains("mayor")));
    assert_eq!(told.relayed_by.iter().map(|relay| relay.name.as_str()).collect::<Vec<_>>(), ["Interfax"]);
    assert_eq!(told.said.as_ref().and_then(|time| time.value.as_deref()), Some("2026-03-03"));
    assert_eq!(
        told.commitment.hedges.iter().map(|hedge| hedge.words.words(text).unwrap()).collect::<Vec<_>>(),
        ["probably"]
    );
    assert!(told.commitment.condition.words(text).unwrap().starts_with("if the shelling stopped"));
    let due = told.forecast.as_ref().unwrap().due.unwrap();
    assert_eq!(
        (due.start().date().to_string(), due.end().date().to_string()),
        ("2026-03-03".into(), "2026-03-18".into())
    );
    assert!(extraction.mentions.places.iter().any(|place| place.geonames_id == Some(705_104)));

    let source = said.source.clone().unwrap();
    assert_eq!((source.name.as_deref(), source.resolution), (Some("Maria Kovalenko"), Some(Resolution::Pronoun)));
    let [quantity] = said.quantities.as_slice() else { panic!("{:?}", said.quantities) };
    assert_eq!((words(quantity.words), quantity.value), ("Almost 25,000 people", 25_000.0));
    assert_eq!(said.commitment.caveat.words(text).as_deref(), Some("The claim could not be independently verified"));
    assert!(extraction.mentions.entities.iter().any(|entity| entity.name == "Maria Kovalenko"));
}

#[test]
fn mentions_beyond_a_limit_are_left_out_with_a_note() {
    let check = |times: usize, mentions: &[usize], kept: usize, noted: bool| {
        let span = Span::new(0, 1).unwrap();
        let time = TimeExpression { words: span, kind: TimeType::Date, value: None, interval: None };
        let entity = |count: &usize| Entity {
            name: "A".into(),
            kind: SourceKind::Person,
            gender: None,
            role: None,
            affiliation: None,
            mentions: vec![span; *count],
        };
        let entities = mentions.iter().map(entity).collect();
        let mut mentions = Mentions { entities, times: vec![time; times], places: Vec::new() };
        let note = mentions_within_limits(&mut mentions);
        assert_eq!((mentions.entities.len(), note.is_some()), (kept, noted));
        assert!(mentions.times.len() <= MAX_MENTIONS);
    };
    check(MAX_MENTIONS, &[MAX_MENTIONS], 1, false);
    check(MAX_MENTIONS + 1, &[1, 2], 2, true);
    check(0, &[1, MAX_MENTIONS, 1], 1, true);
}

#[test]
fn form_is_direct_if_no_word_stands_outside_the_marks() {
    let check = |text: &str, expected: Form| {
        let content = [Span::new(0, text.len()).unwrap()];
        assert_eq!(form(text, &content, &quotes(text).all), expected, "{text}");
    };
    check("“It holds.”", Form::Direct);
    check("“It holds.” “It will hold.”", Form::Direct);
    check("“It holds,” … “and will”.", Form::Direct);
    check("“It holds” and “will hold”", Form::Mixed);
    check("that it “holds”", Form::Mixed);
    check("that it holds", Form::Indirect);
    check("that the drivers' strike of the '90s was over", Form::Indirect);
    check("”", Form::Indirect);
    // Pieces: the second is a stray mark.
    let text = "“It holds,” he said ''";
    let pieces = [Span::of_first(text, "“It holds,”").unwrap(), Span::of_first(text, "''").unwrap()];
    assert_eq!(form(text, &pieces, &quotes(text).all), Form::Direct);
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
fn the_description_tells_models_apart() {
    let extractor = &EXTRACTOR;
    assert_eq!(extractor.describe().name, "sayso-tagger");
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
        let components = claim.embedding.as_ref().map(|embedding| embedding.components().len());
        prop_assert_eq!(components, Some(sayso_tagger::EMBEDDING), "{:?}", claim.attribution());
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

#[test]
fn a_claim_too_long_to_keep_is_left_out_alone() {
    let text = format!("{}. It fell.", "x".repeat(MAX_CLAIM_BYTES));
    let document = Document::new(DocumentParts::of_text(text.as_str())).unwrap();
    let claim = |words| {
        let content = Span::of_first(&text, words).unwrap().into();
        let attribution = Attribution::new(&text, Spans::default(), Spans::default(), content).unwrap();
        Claim::new(&document, attribution, Form::Direct, Kind::Statement)
    };
    let (long, short) = (claim(&text[..MAX_CLAIM_BYTES]), claim("It fell"));
    let (kept, notes) = within_limits([long.clone(), short.clone(), long].into_iter());
    assert_eq!(kept, [short]);
    assert_eq!(notes.iter().map(|note| (note.code, note.at)).collect::<Vec<_>>(), [(NoteCode::LimitReached, None)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

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
