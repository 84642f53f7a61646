//! What the spans mean: the resolvers, one after the other, each given what those before it found.

use sayso_commitment::Commitments;
use sayso_domain::{Attribution, Claim, Document, Mentions, Name, NameKind, PublicationTime};
use sayso_places::Places;
use sayso_quantities::Quantities;
use sayso_sources::{Context, Sources};
use sayso_tagger::Tags;
use sayso_text::{Span, Spans};
use sayso_times::Times;

/// The resolvers with their word lists, ready for use.
#[derive(Debug)]
pub(crate) struct Resolvers {
    commitments: Commitments,
    places: Places,
    quantities: Quantities,
    sources: Sources,
    times: Times,
}

impl Resolvers {
    pub(crate) fn new() -> Self {
        Self {
            commitments: Commitments::new(),
            places: Places::new(),
            quantities: Quantities::new(),
            sources: Sources::new(),
            times: Times::new(),
        }
    }

    /// Fills in `claims`, which are of `document`, and gives what the text mentions. `text`: as much of it as the tagger
    /// read; `tags`: the names that it found. `None` if it was not to go on.
    pub(crate) fn resolve(
        &self,
        document: &Document,
        text: &str,
        tags: &Tags,
        claims: &mut [Claim],
        go_on: &mut impl FnMut() -> bool,
    ) -> Option<Mentions> {
        let parts = document.parts();
        let published = parts.published.as_ref();
        let names: Vec<Name> = tags.names.iter().map(name).collect();
        let attributions: Vec<Attribution> = claims.iter().map(|claim| claim.attribution().clone()).collect();

        let times = self.times.find(text, &names, published);
        let places = self.places.find(text, &names, parts.site.as_deref());
        if !go_on() {
            return None;
        }
        let context = Context { authors: &parts.authors, site: parts.site.as_deref(), places: &places };
        let resolved = self.sources.resolve(text, &names, &attributions, &context);
        let caveats = self.commitments.caveats(text, &attributions);
        for (((claim, attribution), (source, relays)), caveat) in
            claims.iter_mut().zip(&attributions).zip(resolved.sources).zip(caveats)
        {
            if !go_on() {
                return None;
            }
            let hull = attribution.hull();
            // A time stands near the claim or in it.
            let of_claim = self.times.of_claim(text, attribution, &times, published);
            // A deadline is counted from when it was set.
            let said = of_claim.said.as_ref().and_then(|time| time.interval);
            let said = said.map(|interval| PublicationTime::Date(interval.start().date()));
            let reading = self.commitments.of_claim(
                text,
                attribution,
                claim.form,
                &of_claim.content,
                said.as_ref().or(published),
            );
            claim.kind = reading.kind;
            claim.commitment = reading.commitment;
            claim.commitment.caveat = caveat;
            claim.forecast = reading.forecast;
            claim.source = Some(source);
            claim.relayed_by = relays;
            claim.quantities = self.quantities.find(text, attribution.content().pieces(), &of_claim.content);
            let named = inside(&places, hull, |place| place.words).iter();
            claim.places = named.filter(|place| in_parts(attribution, place.words)).cloned().collect();
            claim.said = of_claim.said;
            claim.times = of_claim.content;
        }
        Some(Mentions { entities: resolved.entities, times, places })
    }
}

fn name(found: &sayso_tagger::Name) -> Name {
    let kind = match found.kind {
        sayso_tagger::NameKind::Person => NameKind::Person,
        sayso_tagger::NameKind::Organization => NameKind::Organization,
        sayso_tagger::NameKind::Place => NameKind::Place,
        sayso_tagger::NameKind::Other => NameKind::Other,
    };
    Name { words: found.words, kind }
}

/// Those of `all`, which are in text order and do not overlap, that touch the hull.
fn inside<T>(all: &[T], hull: Span, words: impl Fn(&T) -> Span) -> &[T] {
    let first = all.partition_point(|one| words(one).end() <= hull.start());
    let count = all[first..].partition_point(|one| words(one).start() < hull.end());
    &all[first..first + count]
}

fn in_parts(attribution: &Attribution, words: Span) -> bool {
    let parts = [attribution.source(), attribution.cue(), attribution.content()];
    parts.into_iter().flat_map(Spans::pieces).any(|piece| piece.overlaps(words))
}
