//! From two profiles to the relation of the later to the earlier.

use sayso_domain::{Confidence, LinkReason, Relation};
use sayso_text::{Span, Spans};

use crate::{
    Finding, Linking,
    profile::{Number, Profile, Time},
    same::{AROUND, BOTH, Features, NUMBERS, OPPOSITE, RAREST, SHORTER, shared},
    speakers::Standing,
};

impl Linking {
    /// How `later` stands to `earlier`; `None` if they have no relation worth telling. Pure: the same pair gives the same.
    #[must_use]
    pub fn compare(&self, earlier: &Profile, later: &Profile) -> Option<Finding> {
        if !may_be_related(earlier, later) {
            return None;
        }
        let one_document = later.is_of_the_document_of(earlier);
        // One who tells what another said has not said it himself.
        if one_document && later.facts.content.overlaps(&earlier.facts.content) {
            return None;
        }
        // Telling sources apart takes longest: first what the words allow at best.
        let least = if one_document { LEAST_ABOUT_BESIDE } else { LEAST_ABOUT };
        if self.models.about.probability(&self.features_of(later, earlier, true)) < least {
            return None;
        }
        let standing = self.standing(earlier, later);
        let one_source = standing.is_one();
        if !one_source && earlier.is_of_another_thing(later) {
            return None;
        }
        let features = self.features_of(later, earlier, one_source);
        let about = self.models.about.probability(&features);
        if about < least {
            return None;
        }
        let same = self.models.same.probability(&features);
        let changed = change(earlier, later, &features, one_source);
        let later_day = earlier.facts.published < later.facts.published;
        // The words of a forecast, said again by him who made it, tell nothing of what came of it.
        let echoes = one_source && changed.is_none() && features.text[SHORTER] >= ECHO_SHARES;
        let relation = if one_document && one_source {
            return None;
        } else if earlier.facts.forecast && !later.facts.forecast && later_day && !echoes {
            Relation::BearsOn
        } else {
            match (changed.is_some(), one_source) {
                (true, true) if later_day => Relation::Updates,
                (true, true) => return None,
                (true, false)
                    if !one_document && days_apart(earlier, later).is_none_or(|days| days > CONTRADICTED_WITHIN) =>
                {
                    return None;
                }
                (true, false) => Relation::Contradicts,
                (false, _) if same < LEAST_SAME || !shares_words(&features) => return None,
                (false, true) => Relation::Repeats,
                (false, false)
                    if standing == Standing::Unknown
                        || same < LEAST_SAME_APART
                        || features.text[SHORTER] < APART_SHARES =>
                {
                    return None;
                }
                (false, false) => Relation::Corroborates,
            }
        };
        if features.text[BOTH] < least_shares(relation) {
            return None;
        }
        let mut reasons: Vec<LinkReason> = changed.into_iter().collect();
        reasons.extend(standing.reason().map(|message| LinkReason {
            message,
            from: later.facts.source.at.clone(),
            to: earlier.facts.source.at.clone(),
        }));
        reasons.push(words_in_common(earlier, later, &features));
        let confidence = Confidence::new(about.clamp(0.0, 1.0))?;
        Some(Finding { relation, confidence, reasons })
    }
}

/// The least probability that two claims answer one question for a relation to be told.
const LEAST_ABOUT: f32 = 0.35;
/// The same for claims of one document, most of which are about one matter.
const LEAST_ABOUT_BESIDE: f32 = 0.45;

/// The least probability of one proposition for an echo to be told.
const LEAST_SAME: f32 = 0.3;
/// The same for a corroboration: two sources seldom say one thing in other words.
const LEAST_SAME_APART: f32 = 0.65;

/// How much of the shorter's words a corroboration shares.
const APART_SHARES: f32 = 0.4;

/// What stands around two claims tells what they are about, not what they say: an echo shares words of its own.
fn shares_words(features: &Features) -> bool {
    features.text[SHORTER] >= 0.2 && features.values[RAREST] >= 0.35
}

/// How much of their words two claims must share, by weight, whatever else speaks for the relation: words of context and
/// opposites of other things mislead most where little is shared.
fn least_shares(relation: Relation) -> f32 {
    match relation {
        Relation::Repeats => 0.2,
        Relation::Corroborates => 0.4,
        Relation::Contradicts => 0.2,
        Relation::Updates => 0.12,
        Relation::BearsOn => 0.25,
        Relation::Unrelated => 0.0,
    }
}

/// How much of the shorter's words an echo of a forecast shares.
const ECHO_SHARES: f32 = 0.7;

/// How many days after a claim another source can contradict it: later, or without dates, the matter may have changed.
const CONTRADICTED_WITHIN: i32 = 7;

/// How much of their words two claims must share for a negation in one of them to turn round the other; of two sources half
/// as much, if two of the rarest words stand around both.
const NEGATION_SHARES: f32 = 0.45;
const NEGATION_CONTEXT: f32 = 0.45;

/// False for nearly all pairs that have nothing to do with each other, and cheap for most.
fn may_be_related(earlier: &Profile, later: &Profile) -> bool {
    shared(&earlier.stems, &later.stems) > 0
        || later.cosine(earlier).is_some_and(|cosine| cosine > 0.4)
        || earlier.opposite(later).is_some()
}

/// What cannot both be so, or has changed.
fn change(earlier: &Profile, later: &Profile, features: &Features, one_source: bool) -> Option<LinkReason> {
    let at = |span: Span| Spans::from(span);
    if let Some((one, other)) = earlier.opposite(later).filter(|_| features.values[OPPOSITE] > 0.0) {
        let message = format!("opposite outcomes: {}, {}", one.words, other.words);
        return Some(LinkReason { message, from: at(other.at), to: at(one.at) });
    }
    // Of growing counts each day has its own: of two sources they contradict each other only for one time.
    let numbers: &[Number] = if one_source || features.values[NUMBERS] > 0.0 && at_one_time(earlier, later) {
        &earlier.facts.numbers
    } else {
        &[]
    };
    for one in numbers {
        let comparable = || later.facts.numbers.iter().filter(|other| other.is_comparable(one));
        if let Some(other) = comparable().next()
            && !comparable().any(|other| other.agrees(one))
        {
            let message = format!("numbers differ: {}, {}", one.words, other.words);
            return Some(LinkReason { message, from: at(other.at), to: at(one.at) });
        }
    }
    // Another time for the same thing: of one source it is a change. It may be for one of several things that it said then.
    let (before, after) = (&earlier.facts.times, &later.facts.times);
    if one_source && let (Some(one), Some(other)) = (before.first(), after.first()) {
        let meet = |a: &Time| after.iter().any(|b| a.first <= b.last && b.first <= a.last);
        if !before.iter().any(meet) {
            return Some(LinkReason { message: "another time".to_owned(), from: at(other.at), to: at(one.at) });
        }
    }
    let in_context = !one_source && features.values[AROUND] >= NEGATION_CONTEXT;
    let least = if in_context { NEGATION_SHARES / 2.0 } else { NEGATION_SHARES };
    (earlier.is_denied_by(later) && features.text[BOTH] >= least).then(|| LinkReason {
        message: "one says so, the other says not so".to_owned(),
        from: later.facts.content.clone(),
        to: earlier.facts.content.clone(),
    })
}

/// The days between the publications; `None` if one is not known.
fn days_apart(earlier: &Profile, later: &Profile) -> Option<i32> {
    let (one, other) = earlier.facts.published.zip(later.facts.published)?;
    // Two dates lie less than four million days apart.
    one.until(other).ok().map(|span| span.get_days().abs())
}

/// True if both speak of one time: times in both that meet, else one day of publication or one document.
fn at_one_time(earlier: &Profile, later: &Profile) -> bool {
    let (one, other) = (&earlier.facts.times, &later.facts.times);
    let meet = |a: &Time| other.iter().any(|b| a.first <= b.last && b.first <= a.last);
    let published = earlier.facts.published.is_some() && earlier.facts.published == later.facts.published;
    one.iter().any(meet) || published || later.is_of_the_document_of(earlier)
}

fn words_in_common(earlier: &Profile, later: &Profile, features: &Features) -> LinkReason {
    let stems: Vec<u32> = later
        .stems
        .iter()
        .map(|(stem, _)| *stem)
        .filter(|stem| earlier.stems.binary_search_by_key(stem, |(stem, _)| *stem).is_ok())
        .collect();
    let share = (features.text[BOTH] * 100.0).round();
    let message = if share >= 75.0 {
        format!("nearly the same words ({share} %)")
    } else {
        format!("words in common ({share} %)")
    };
    LinkReason { message, from: later.spans_of(&stems), to: earlier.spans_of(&stems) }
}
