//! Any text, cut into attributions and names anywhere, through the resolvers: what they find fits the text and stands in
//! order, and the second time is the same. (`extract` goes through the tagger, which cuts more sensibly and slowly.)
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sayso_commitment::Commitments;
use sayso_domain::{Attribution, DocumentId, Form, Name, NameKind, PublicationTime};
use sayso_identity::{Appearance, Identifier};
use sayso_places::Places;
use sayso_quantities::Quantities;
use sayso_sources::{Context, Sources};
use sayso_text::{Span, Spans};
use sayso_times::Times;

static COMMITMENTS: LazyLock<Commitments> = LazyLock::new(Commitments::new);
static IDENTIFIER: LazyLock<Identifier> = LazyLock::new(Identifier::new);
static PLACES: LazyLock<Places> = LazyLock::new(Places::new);
static QUANTITIES: LazyLock<Quantities> = LazyLock::new(Quantities::new);
static SOURCES: LazyLock<Sources> = LazyLock::new(Sources::new);
static TIMES: LazyLock<Times> = LazyLock::new(Times::new);

/// Spans between the places that the numbers name, in text order.
fn spans(text: &str, cuts: &[u8]) -> Vec<Span> {
    let mut places: Vec<usize> =
        cuts.iter().map(|cut| text.floor_char_boundary(text.len() * usize::from(*cut) / 255)).collect();
    places.sort_unstable();
    places.windows(2).filter_map(|pair| Span::new(pair[0], pair[1])).collect()
}

fuzz_target!(|input: (&str, [u8; 9], [u8; 6], u8)| {
    let (text, cuts, name_cuts, day) = input;
    let published: Option<PublicationTime> = format!("2026-03-{:02}", day % 40).parse().ok();
    let kinds = NameKind::ALL.iter().cycle();
    let names: Vec<Name> = spans(text, &name_cuts)
        .into_iter()
        .step_by(2)
        .zip(kinds)
        .map(|(words, kind)| Name { words, kind: *kind })
        .collect();
    let parts = spans(text, &cuts);
    let attributions: Vec<Attribution> = parts
        .chunks_exact(3)
        .filter_map(|part| {
            let [source, cue, content] = [part[0], part[1], part[2]].map(Spans::from);
            Attribution::new(text, source, cue, content).ok()
        })
        .collect();

    let times = TIMES.find(text, &names, published.as_ref());
    assert_eq!(times, TIMES.find(text, &names, published.as_ref()), "the second time differs");
    assert!(times.is_sorted_by(|one, next| one.words.end() <= next.words.start()), "{times:?}");
    assert!(times.iter().all(|time| time.words.words(text).is_some()), "{times:?}");

    let places = PLACES.find(text, &names, None);
    assert!(places.is_sorted_by(|one, next| one.words.end() <= next.words.start()), "{places:?}");
    assert!(places.iter().all(|place| place.words.words(text).is_some()), "{places:?}");

    let context = Context { authors: &[], site: None, places: &places };
    let resolved = SOURCES.resolve(text, &names, &attributions, &context);
    assert_eq!(resolved, SOURCES.resolve(text, &names, &attributions, &context), "the second time differs");
    assert_eq!(resolved.sources.len(), attributions.len());
    for (source, relays) in &resolved.sources {
        let found =
            [&source.antecedent, &source.anonymity_reason].into_iter().chain(relays.iter().map(|one| &one.words));
        assert!(found.flat_map(Spans::pieces).all(|piece| piece.words(text).is_some()), "{source:?} {relays:?}");
    }
    for entity in &resolved.entities {
        assert!(entity.mentions.iter().all(|words| words.words(text).is_some()), "{entity:?}");
    }
    let document = || DocumentId::new("d").expect("an id");
    let appearances = resolved.entities.iter().map(|entity| Appearance {
        kind: Some(entity.kind),
        gender: entity.gender,
        role: entity.role.clone(),
        affiliation: entity.affiliation.clone(),
        ..Appearance::new(document(), entity.name.clone())
    });
    let appearances: Vec<Appearance> = appearances.collect();
    assert_eq!(IDENTIFIER.identify(&appearances, &[]).links().len(), appearances.len());

    let caveats = COMMITMENTS.caveats(text, &attributions);
    assert_eq!(caveats.len(), attributions.len());
    for attribution in &attributions {
        let of_claim = TIMES.of_claim(text, attribution, &times, published.as_ref());
        for form in Form::ALL {
            let reading = COMMITMENTS.of_claim(text, attribution, *form, &of_claim.content, published.as_ref());
            let commitment = &reading.commitment;
            let hedges = commitment.hedges.iter().map(|hedge| &hedge.words).chain([&commitment.condition]);
            let forecast = reading.forecast.iter().flat_map(|forecast| [&forecast.deadline, &forecast.basis]);
            assert!(
                hedges.chain(forecast).flat_map(Spans::pieces).all(|piece| piece.words(text).is_some()),
                "{reading:?}"
            );
        }
        let quantities = QUANTITIES.find(text, attribution.content().pieces(), &of_claim.content);
        assert!(
            quantities.iter().all(|one| one.value.is_finite() && one.words.words(text).is_some()),
            "{quantities:?}"
        );
    }
});
