//! From a claim and its text to its profile.

use sayso_domain::{Claim, DocumentParts, Interval, Quantity};
use sayso_text::{Span, Spans};

use crate::{
    Linking,
    meaning::Meaning,
    profile::{
        Facts, MAX_AROUND, MAX_CHARS, MAX_LIST, MAX_WORDS, Number, Outcome, Place, Profile, SKETCH, Speaker, Time, Word,
    },
    words::{Token, hash},
};

/// How far around a claim its context is read, in bytes on each side.
const AROUND: usize = 600;
/// The words of a run that tells copies.
const RUN: usize = 4;

impl Linking {
    pub(crate) fn read(&self, claim: &Claim, document: &DocumentParts, text: &str, extractor: &str) -> Profile {
        let attribution = claim.attribution();
        let tokens = self.lexicon.tokens_in(text, attribution.content().pieces(), &self.identifier, 2 * MAX_WORDS);
        let (around, sketch) = self.around(claim, document, text, &tokens);
        let (words, rest) = self.content_words(claim, &tokens);
        Profile::new(Facts {
            document: document.id.as_ref().map(ToString::to_string).unwrap_or_default(),
            published: document.published.as_ref().map(sayso_domain::PublicationTime::date),
            site: cut(document.site.as_deref().unwrap_or_default()),
            embedding: claim.embedding.clone().filter(|embedding| Meaning::reads(embedding, extractor)),
            source: speaker(claim, text),
            relayed_by: claim.relayed_by.iter().take(MAX_LIST).map(|relay| cut(&relay.name)).collect(),
            kind: claim.kind,
            certainty: claim.commitment.certainty,
            polarity: claim.commitment.polarity,
            forecast: claim.forecast.is_some(),
            content: Spans::joined(attribution.content().pieces().iter().take(MAX_LIST).copied().collect()),
            words,
            rest,
            numbers: claim.quantities.iter().take(MAX_LIST).map(|quantity| self.number(quantity, text)).collect(),
            times: claim
                .times
                .iter()
                .filter_map(|time| Some((time.words, time.interval?)))
                .take(MAX_LIST)
                .map(days)
                .collect(),
            places: self.places(claim, text),
            outcomes: self.outcomes(&tokens, text),
            negated: tokens.iter().any(|token| token.negator),
            around,
            sketch,
        })
    }

    /// The telling words: no function words, no numbers and no times, which are compared by their values; of the others
    /// short hashes of their stems, each once, ascending.
    fn content_words(&self, claim: &Claim, tokens: &[Token]) -> (Vec<Word>, Vec<u16>) {
        let timed = |token: &Token| claim.times.iter().any(|time| time.words.overlaps(token.words));
        let (kept, others): (Vec<Token>, Vec<Token>) = tokens.iter().partition(|token| !timed(token) && !token.number);
        let short = |token: &Token| token.stem as u16;
        let mut rest: Vec<u16> = others.iter().map(short).collect();
        let mut at = claim.attribution().content().hull().map_or(0, Span::start);
        let mut words: Vec<Word> = Vec::new();
        let mut next = false;
        for token in self.lexicon.meanings(&kept) {
            if token.weight < LEAST_WEIGHT {
                rest.push(short(&token));
                continue;
            }
            if words.len() == MAX_WORDS {
                break;
            }
            let skip = u32::try_from(token.words.start().saturating_sub(at)).unwrap_or(u32::MAX);
            at = token.words.end();
            next &= !token.after_mark;
            let flags = u8::from(token.name) * Word::NAME + u8::from(next) * Word::NEXT;
            let length = u16::try_from(at - token.words.start()).unwrap_or(u16::MAX);
            words.push(Word { stem: token.stem, weight: token.weight, flags, skip, length });
            next = true;
        }
        rest.sort_unstable();
        rest.dedup();
        (words, rest)
    }

    fn number(&self, quantity: &Quantity, text: &str) -> Number {
        let unit = quantity.unit.as_deref().unwrap_or_default();
        let measure = unit.chars().any(|c| !c.is_alphanumeric()) && !unit.contains(' ') || is_symbol(unit);
        let noun = || self.lexicon.noun(unit, &self.identifier);
        Number {
            words: cut(quantity.words.words(text).unwrap_or_default()),
            at: quantity.words,
            value: quantity.value,
            upper: quantity.upper,
            approximation: quantity.approximation,
            unit: if unit.is_empty() { 0 } else { Some(hash(unit)).filter(|_| measure).or_else(noun).unwrap_or(0) },
            measure,
        }
    }

    fn places(&self, claim: &Claim, text: &str) -> Vec<Place> {
        let content = claim.attribution().content();
        let inside =
            claim.places.iter().filter(|place| content.pieces().iter().any(|piece| piece.contains(place.words)));
        let place = |place: &sayso_domain::Place| {
            let words = place.words.words(text)?;
            let named =
                || self.lexicon.stems(words, &self.identifier).iter().fold(1 << 40, |id, stem| id ^ u64::from(*stem));
            Some(Place { at: place.words, id: place.geonames_id.unwrap_or_else(named) })
        };
        inside.filter_map(place).take(MAX_LIST).collect()
    }

    /// The outcomes that the words tell, turned round where they are negated.
    pub(crate) fn outcomes(&self, tokens: &[Token], text: &str) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = Vec::new();
        // Of each question, up to where the phrases found so far go: words inside a longer phrase say nothing of their own.
        let mut taken: Vec<(u16, usize)> = Vec::new();
        for at in 0..tokens.len() {
            for (length, side) in self.opposites.at(tokens, at) {
                if taken.iter().any(|(question, end)| *question == side.question && at < *end) {
                    continue;
                }
                taken.push((side.question, at + length));
                // A negator in the same clause, a few words before.
                let before = tokens[..=at].iter().rev().take(NEGATED_WITHIN);
                let mut clause_ends = false;
                let negated = before
                    .take_while(|token| {
                        let goes_on = !clause_ends;
                        clause_ends = token.after_mark;
                        goes_on
                    })
                    .skip(1)
                    .filter(|token| token.negator)
                    .count()
                    % 2
                    == 1;
                let (first, last) = (tokens[at].words, tokens[at + length - 1].words);
                // "A gate does not open itself" tells who opened it.
                let reflexive = negated
                    && tokens.get(at + length).is_some_and(|next| {
                        !next.after_mark && next.words.words(text).is_some_and(|next| REFLEXIVE.contains(&next))
                    });
                if reflexive {
                    continue;
                }
                let Some(words) = Span::new(first.start(), last.end()) else { continue };
                if outcomes.len() < MAX_LIST {
                    let said = words.words(text).unwrap_or_default();
                    outcomes.push(Outcome {
                        question: side.question,
                        yes: side.yes != negated,
                        words: if negated { cut(&format!("not {said}")) } else { cut(said) },
                        at: words,
                    });
                }
            }
        }
        outcomes
    }

    /// The rarest words around the claim that are not its own, and a sketch that near copies share (Broder 1997: the least
    /// hashes of runs of words).
    fn around(&self, claim: &Claim, document: &DocumentParts, text: &str, own: &[Token]) -> (Vec<(u32, u8)>, Vec<u32>) {
        let hull = claim.attribution().hull();
        let start = text.floor_char_boundary(hull.start().saturating_sub(AROUND));
        let end =
            text.floor_char_boundary(hull.end().min(hull.start() + AROUND).saturating_add(AROUND).min(text.len()));
        let pieces: Vec<Span> = Span::new(start, end.max(start)).into_iter().collect();
        let tokens = self.lexicon.tokens_in(text, &pieces, &self.identifier, 4 * MAX_WORDS);
        let title = document.title.as_deref().unwrap_or_default();
        let title = self.lexicon.tokens(&title[..title.floor_char_boundary(400.min(title.len()))], &self.identifier);
        let mut around: Vec<(u32, u8)> = tokens
            .iter()
            .chain(&title)
            .filter(|token| {
                token.weight >= LEAST_AROUND && !token.number && own.iter().all(|own| own.stem != token.stem)
            })
            .map(|token| (token.stem, token.weight))
            .collect();
        around.sort_unstable();
        around.dedup_by_key(|(stem, _)| *stem);
        around.sort_by_key(|(stem, weight)| (std::cmp::Reverse(*weight), *stem));
        around.truncate(MAX_AROUND);
        around.sort_unstable();
        let runs = tokens.windows(RUN).filter(|run| run.iter().any(|token| hull.contains(token.words)));
        let mut sketch: Vec<u32> = runs
            .map(|run| {
                run.iter().fold(0_u64, |run, token| run.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(token.stem))
            })
            .map(|run| (run.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32)
            .collect();
        sketch.sort_unstable();
        sketch.dedup();
        sketch.truncate(SKETCH);
        (around, sketch)
    }
}

/// Below it stand function words.
const LEAST_WEIGHT: u8 = 30;
/// What is less rare tells nothing of what a text is about.
const LEAST_AROUND: u8 = 150;
/// How many words before an outcome a negator may stand.
const NEGATED_WITHIN: usize = 7;

/// What is not done so may be done by others.
const REFLEXIVE: [&str; 4] = ["itself", "himself", "herself", "themselves"];

fn is_symbol(unit: &str) -> bool {
    matches!(unit, "km" | "m" | "cm" | "kg" | "t" | "h" | "min")
        || unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase())
}

/// The beginning of a text, at most as long as is kept.
fn cut(text: &str) -> String {
    let words = text.chars().take(MAX_CHARS).map(|c| if c.is_whitespace() { ' ' } else { c });
    words.collect()
}

fn days((at, interval): (Span, Interval)) -> Time {
    let (first, last) = interval.days();
    Time { at, first, last }
}

fn speaker(claim: &Claim, text: &str) -> Speaker {
    let source = claim.source.clone().unwrap_or_default();
    let at = claim.attribution().source();
    let at = Spans::joined(at.pieces().iter().take(MAX_LIST).copied().collect());
    Speaker {
        name: cut(source.name.as_deref().unwrap_or_default()),
        words: cut(&at.words(text).unwrap_or_default()),
        at,
        kind: source.kind,
        anonymous: source.anonymous,
        gender: source.gender,
        role: cut(source.role.as_deref().unwrap_or_default()),
        affiliation: cut(source.affiliation.as_deref().unwrap_or_default()),
    }
}
