//! A claim of the ledger with its parts at hand.

use std::io;

use sayso_contract::{
    claim::v1::{
        Attribution, Certainty, Claim, Form, Place, Polarity, Source, SourceKind, Stance, TextSpan, TimeExpression,
    },
    document::v1::Document,
    store::v1::{Outcome, StoredClaim},
};

/// A claim that has what every claim has.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'c> {
    pub(crate) stored: &'c StoredClaim,
    pub(crate) claim: &'c Claim,
    pub(crate) attribution: &'c Attribution,
    pub(crate) document: &'c Document,
}

impl<'c> Reading<'c> {
    pub(crate) fn new(stored: &'c StoredClaim) -> io::Result<Self> {
        let missing = |part: &str| broken(&format!("a claim without its {part} came from the store"));
        let claim = stored.claim.as_ref().ok_or_else(|| missing("parts"))?;
        let attribution = claim.attribution.as_ref().filter(|attribution| !attribution.content.is_empty());
        let attribution = attribution.ok_or_else(|| missing("content"))?;
        let document = stored.document.as_ref().ok_or_else(|| missing("document"))?;
        Ok(Self { stored, claim, attribution, document })
    }

    /// A field of the source behind the source span; empty if that was not worked out.
    pub(crate) fn source(self, field: impl Fn(&'c Source) -> &'c str) -> &'c str {
        self.claim.source.as_ref().map(field).unwrap_or_default()
    }

    pub(crate) fn source_kind(self) -> SourceKind {
        self.claim.source.as_ref().map_or(SourceKind::Unspecified, Source::kind)
    }

    pub(crate) fn kind(self) -> String {
        word("KIND_", self.claim.kind().as_str_name())
    }

    pub(crate) fn form(self) -> String {
        word("FORM_", self.claim.form().as_str_name())
    }

    pub(crate) fn certainty(self) -> String {
        let value = self.claim.commitment.as_ref().map_or(Certainty::Unspecified, |all| all.certainty());
        word("CERTAINTY_", value.as_str_name())
    }

    pub(crate) fn polarity(self) -> String {
        let value = self.claim.commitment.as_ref().map_or(Polarity::Unspecified, |all| all.polarity());
        word("POLARITY_", value.as_str_name())
    }

    pub(crate) fn stance(self) -> String {
        let value = self.claim.commitment.as_ref().map_or(Stance::Unspecified, |all| all.stance());
        word("STANCE_", value.as_str_name())
    }

    /// What a person decided on its forecast; empty if nobody did.
    pub(crate) fn outcome(self) -> String {
        let value = self.stored.settlement.as_ref().map_or(Outcome::Unspecified, |decision| decision.outcome());
        word("OUTCOME_", value.as_str_name())
    }

    /// True if all or some of the content is in the source's own words.
    pub(crate) fn is_quoted(self) -> bool {
        matches!(self.claim.form(), Form::Direct | Form::Mixed)
    }

    /// The pieces of its parts, each with the name of the part.
    pub(crate) fn pieces(self) -> impl Iterator<Item = (&'static str, &'c TextSpan)> {
        let of = |part, pieces: &'c [TextSpan]| pieces.iter().map(move |piece| (part, piece));
        let Attribution { source, cue, content } = self.attribution;
        of("content", content).chain(of("source", source)).chain(of("cue", cue))
    }
}

/// The error for what no store should send.
pub(crate) fn broken(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// A value of an enum as a word: without `prefix`, in lower case. Empty for unspecified.
pub(crate) fn word(prefix: &str, name: &str) -> String {
    match name.strip_prefix(prefix).unwrap_or(name) {
        "UNSPECIFIED" => String::new(),
        value => value.to_ascii_lowercase(),
    }
}

/// The words of a part, as the ledger joins them.
pub(crate) fn words(pieces: &[TextSpan]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" … ")
}

/// What a time is: its TIMEX3 value, else its words.
pub(crate) fn time(time: &TimeExpression) -> &str {
    let words = time.words.as_ref().map(|words| words.text.as_str()).unwrap_or_default();
    if time.value.is_empty() { words } else { &time.value }
}

/// The name of a place, else its words.
pub(crate) fn place(place: &Place) -> &str {
    let words = place.words.as_ref().map(|words| words.text.as_str()).unwrap_or_default();
    if place.name.is_empty() { words } else { &place.name }
}
