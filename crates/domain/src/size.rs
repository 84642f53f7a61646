//! How much room claims, notes and documents take in a message: the words of every span anew, all strings, and what
//! stands around them. Never less than the protobuf form of the contracts takes, and little more.

use sayso_text::{Span, Spans};

use crate::{Claim, DocumentParts, Note};

/// The most bytes that one claim may take ([`Claim::byte_len`]): 1 MiB.
pub const MAX_CLAIM_BYTES: usize = 1 << 20;

/// Two offsets, the length of the words, and the message around them.
const SPAN: usize = 32;
/// The length of a string and its tag.
const STRING: usize = 8;
/// The numbers of a time expression, and two local date-times.
const TIME: usize = 112;
/// The numbers of a place.
const PLACE: usize = 64;
/// The numbers of a quantity.
const QUANTITY: usize = 32;
/// A hedge or a relay but for its words.
const ENTRY: usize = 16;
/// The id, the numbers and the parts of a claim, with the interval of a forecast.
const CLAIM: usize = 240;
/// The numbers of a note.
const NOTE: usize = 16;
/// The revision, the publication time and the language of a document.
const DOCUMENT: usize = 160;

fn span(span: Span) -> usize {
    SPAN + span.end() - span.start()
}

fn string(text: &str) -> usize {
    STRING + text.len()
}

impl Claim {
    /// Every list of spans in it, those of its three parts first.
    pub fn span_lists(&self) -> impl Iterator<Item = &Spans> {
        let attribution = self.attribution();
        let commitment = [&self.commitment.condition, &self.commitment.caveat];
        [attribution.source(), attribution.cue(), attribution.content()]
            .into_iter()
            .chain(commitment)
            .chain(self.source.iter().flat_map(|source| [&source.antecedent, &source.anonymity_reason]))
            .chain(self.relayed_by.iter().map(|relay| &relay.words))
            .chain(self.commitment.hedges.iter().map(|hedge| &hedge.words))
            .chain(self.forecast.iter().flat_map(|forecast| [&forecast.deadline, &forecast.basis]))
    }

    /// Every span in it, those of its three parts first.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.span_lists()
            .flat_map(|spans| spans.pieces().iter().copied())
            .chain(self.said.iter().chain(&self.times).map(|time| time.words))
            .chain(self.quantities.iter().map(|quantity| quantity.words))
            .chain(self.places.iter().map(|place| place.words))
    }

    /// Every string in it: names, roles, values; not its own id, and not the words of its spans.
    pub fn strings(&self) -> impl Iterator<Item = &str> {
        let source = self.source.iter().flat_map(|source| {
            let entity = source.entity.as_ref().map(crate::SourceId::as_str);
            [entity, source.name.as_deref(), source.role.as_deref(), source.affiliation.as_deref()]
        });
        let places = self.places.iter().flat_map(|place| [place.name.as_deref(), place.country.as_deref()]);
        source
            .chain(self.relayed_by.iter().map(|relay| Some(relay.name.as_str())))
            .chain(self.said.iter().chain(&self.times).map(|time| time.value.as_deref()))
            .chain(self.quantities.iter().map(|quantity| quantity.unit.as_deref()))
            .chain(places)
            .flatten()
    }

    /// How many bytes it takes in a message.
    #[must_use]
    pub fn byte_len(&self) -> usize {
        let entries = self.relayed_by.len() + self.commitment.hedges.len();
        CLAIM
            + self.spans().map(span).sum::<usize>()
            + self.strings().map(string).sum::<usize>()
            + entries * ENTRY
            + (self.times.len() + usize::from(self.said.is_some())) * TIME
            + self.quantities.len() * QUANTITY
            + self.places.len() * PLACE
            + self.embedding.as_ref().map_or(0, |embedding| STRING + embedding.components().len())
    }
}

impl Note {
    /// How many bytes it takes in a message.
    #[must_use]
    pub fn byte_len(&self) -> usize {
        NOTE + string(&self.message) + self.at.map_or(0, span)
    }
}

impl DocumentParts {
    /// How many bytes they take in a message without the text.
    #[must_use]
    pub fn metadata_byte_len(&self) -> usize {
        let id = self.id.as_ref().map(crate::DocumentId::as_str);
        let single = [id, self.uri.as_deref(), self.title.as_deref(), self.site.as_deref()];
        let strings = single.into_iter().flatten().chain(self.authors.iter().map(String::as_str));
        DOCUMENT + strings.map(string).sum::<usize>()
    }
}
