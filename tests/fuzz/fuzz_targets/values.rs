//! Any text as each value that is read from text: refused, or written and read back the same.
#![no_main]

use std::{fmt::Display, str::FromStr};

use libfuzzer_sys::fuzz_target;
use sayso_domain::{
    Certainty, ClaimId, DocumentId, Form, HedgedBy, IdError, Kind, Language, NoteCode, PlacePrecision, Polarity,
    PublicationTime, RevisionId, SourceId, SourceKind, Stance, TimeType,
};

fuzz_target!(|text: &str| {
    if let Ok(published) = text.parse::<PublicationTime>() {
        // Two moments are equal whatever their offsets: the day tells those apart.
        let back = written_and_read(&published);
        assert_eq!(back, published);
        assert_eq!(back.date(), published.date());
    }
    if let Ok(language) = text.parse::<Language>() {
        assert_eq!(language.as_str().parse().as_ref(), Ok(&language));
        assert!(language.as_str().starts_with(language.primary()));
    }
    id(text, DocumentId::new(text));
    id(text, RevisionId::new(text));
    id(text, ClaimId::new(text));
    id(text, SourceId::new(text));
    name::<Certainty>(text);
    name::<Form>(text);
    name::<HedgedBy>(text);
    name::<Kind>(text);
    name::<NoteCode>(text);
    name::<PlacePrecision>(text);
    name::<Polarity>(text);
    name::<SourceKind>(text);
    name::<Stance>(text);
    name::<TimeType>(text);
});

fn written_and_read<T: Display + FromStr>(value: &T) -> T {
    let written = value.to_string();
    let Ok(back) = written.parse::<T>() else { panic!("{written:?} was written and cannot be read") };
    assert_eq!(back.to_string(), written);
    back
}

fn id<T: Display>(given: &str, id: Result<T, IdError>) {
    if let Ok(id) = id {
        assert_eq!(id.to_string(), given);
    }
}

fn name<T: Display + FromStr>(given: &str) {
    if let Ok(member) = given.parse::<T>() {
        written_and_read(&member);
        assert!(member.to_string().eq_ignore_ascii_case(given));
    }
}
