//! Any claim has a profile, profiles are read back as they were, and comparing is pure, symmetric where it should be, and
//! bounded.

use jiff::civil::date;
use proptest::prelude::*;
use sayso_domain::{
    Attribution, Claim, Document, DocumentId, DocumentParts, Embedding, Form, Kind, PublicationTime, Source, SourceKind,
};
use sayso_linking::{Linking, MAX_KEYS, Profile};
use sayso_quantities::Quantities;
use sayso_text::{Span, Spans};

struct Fixture {
    linking: Linking,
    quantities: Quantities,
}

impl Fixture {
    fn new() -> Self {
        Self { linking: Linking::new(), quantities: Quantities::new() }
    }

    /// The claim that is the whole text, made by the source named.
    fn profile(&self, id: &str, text: &str, name: &str) -> Option<Profile> {
        let published = Some(PublicationTime::Date(date(2026, 3, 4)));
        let parts = DocumentParts { id: DocumentId::new(id).ok(), published, ..DocumentParts::of_text(text) };
        let document = Document::new(parts.clone()).ok()?;
        let content = Span::new(0, text.len())?;
        let attribution = Attribution::new(text, Spans::default(), Spans::default(), content.into()).ok()?;
        let mut claim = Claim::new(&document, attribution, Form::Indirect, Kind::Statement);
        claim.quantities = self.quantities.find(text, &[content], &[]);
        claim.source = Some(Source { name: Some(name.into()), kind: Some(SourceKind::Person), ..Source::default() });
        claim.embedding = Embedding::new(text.bytes().take(64).map(|byte| byte as i8).collect());
        Some(self.linking.profile(&claim, &parts, text, "test"))
    }
}

/// Runs of words that the tables know, and of others.
fn news() -> impl Strategy<Value = String> {
    let words = "the bridge was not destroyed 12 at least 40 percent people killed alive Arnby road reopened still blocked \
        will be cleared within two days Khozhar signed , . \u{201c} no soldiers’ 7,000 half";
    prop::collection::vec(prop::sample::select(words.split(' ').collect::<Vec<_>>()), 1..30)
        .prop_map(|words| words.join(" "))
}

#[test]
fn what_the_two_put_forward_alike_is_symmetric_and_profiles_are_read_back() {
    let fixture = Fixture::new();
    let texts = prop_oneof![any::<String>(), news()];
    proptest!(ProptestConfig::with_cases(200), |(one in texts.clone(), two in texts, name in any::<String>())| {
        let pair = fixture.profile("1", &one, &name).zip(fixture.profile("2", &two, "Jane Roe"));
        let Some((one, two)) = pair else { return Ok(()) };
        let linking = &fixture.linking;
        prop_assert_eq!(linking.same_proposition(&one, &two), linking.same_proposition(&two, &one));
        prop_assert_eq!(linking.compare(&one, &two), linking.compare(&one, &two));
        let back = Profile::from_bytes(&one.to_bytes());
        prop_assert_eq!(back.as_ref(), Some(&one));
        prop_assert!(linking.compare(&one, &one).is_none());
        let keys = linking.keys(&one);
        prop_assert!(keys.len() <= MAX_KEYS);
        prop_assert!(keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key)));
        prop_assert_eq!(linking.independent(&[&one, &two, &one]).iter().map(|group| group.members.len()).sum::<usize>(), 3);
    });
}

#[test]
fn hostile_bytes_give_no_profile_or_a_sound_one() {
    let fixture = Fixture::new();
    let good = fixture.profile("1", "At least 40 people were killed in Arnby.", "Jane Roe").unwrap();
    let bytes = good.to_bytes();
    let any_bytes = prop::collection::vec(any::<u8>(), 0..200);
    proptest!(|(bytes in any_bytes)| {
        if let Some(profile) = Profile::from_bytes(&bytes) {
            let _ = (fixture.linking.compare(&profile, &good), fixture.linking.keys(&profile));
        }
    });
    proptest!(|(at in 0..bytes.len(), with in any::<u8>())| {
        let mut bytes = bytes.clone();
        bytes[at] = with;
        if let Some(profile) = Profile::from_bytes(&bytes) {
            let _ = (fixture.linking.compare(&profile, &good), fixture.linking.compare(&good, &profile));
            let _ = fixture.linking.keys(&profile);
        }
    });
    assert_eq!(Profile::from_bytes(&[bytes.as_slice(), &[0]].concat()), None);
    assert_eq!(Profile::from_bytes(&bytes[..bytes.len() - 1]), None);
}

#[test]
fn a_profile_of_a_huge_claim_is_small() {
    let fixture = Fixture::new();
    for text in ["Arnby bridge was destroyed 12 times ".repeat(30_000), "x".repeat(1 << 20), "1 ".repeat(1 << 19)] {
        let profile = fixture.profile("1", &text, &"long name ".repeat(10_000)).unwrap();
        assert!(profile.to_bytes().len() < 6_000, "{} bytes", profile.to_bytes().len());
        let _ = fixture.linking.compare(&profile, &fixture.profile("2", &text, "Jane Roe").unwrap());
    }
}

#[test]
fn dates_at_the_ends_of_the_calendar_are_compared() {
    let fixture = Fixture::new();
    let text = "The bridge at Arnby was destroyed by the flood.";
    let at = |day| {
        let published = Some(PublicationTime::Date(day));
        let id = DocumentId::new(day.to_string()).ok();
        let parts = DocumentParts { id, published, ..DocumentParts::of_text(text) };
        let document = Document::new(parts.clone()).unwrap();
        let content = Span::of_first(text, "The bridge at Arnby was destroyed").unwrap();
        let attribution = Attribution::new(text, Spans::default(), Spans::default(), content.into()).unwrap();
        fixture.linking.profile(&Claim::new(&document, attribution, Form::Direct, Kind::Statement), &parts, text, "")
    };
    let (first, last) = (at(date(-9999, 1, 1)), at(date(9999, 12, 31)));
    assert!(fixture.linking.compare(&first, &last).is_some());
}
