//! From two profiles to the relation of the later to the earlier.

use sayso_domain::{Confidence, Kind, LinkReason, Relation};
use sayso_text::{Span, Spans};

use crate::{
    Finding, Linking,
    meaning::cosine,
    profile::Profile,
    same::{ALL_OF_SHORTER, ALL_WORDS, BOTH, Features, Odds, SHORTER, shared},
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
        let odds = |one_source| {
            let features = self.features_of(later, earlier, one_source);
            let odds = self.models.odds(&features);
            // Word for word the same is the same, whatever the models, which saw few of these, make of it.
            // So is a piece of it from the same source.
            let piece = one_source
                && features.text[ALL_OF_SHORTER] >= SAME_WORDS
                && earlier.stems.len().min(later.stems.len()) >= PIECE;
            let same_words = (features.text[ALL_WORDS] >= SAME_WORDS || piece) && !features.differ();
            (if same_words { Odds { same: odds.same.max(CERTAIN), opposed: 0.0 } } else { odds }, features)
        };
        let (of_two, of_one) = (odds(false), odds(true));
        if of_two.0.about().max(of_one.0.about()) < LEAST_ABOUT {
            return None;
        }
        let standing = self.standing(earlier, later);
        let one_source = standing.is_one();
        if one_document && one_source || !one_source && earlier.is_of_another_thing(later) {
            return None;
        }
        let (odds, features) = if one_source { of_one } else { of_two };
        let later_day = earlier.facts.published < later.facts.published;
        let differ = odds.opposed > odds.same;
        // The words of a forecast, said again by him who made it, tell nothing of what came of it.
        let echoes =
            one_source && !differ && (features.text[SHORTER] >= ECHO_SHARES || features.cosine() >= ECHO_COSINE);
        let asks = [earlier, later].iter().any(|profile| profile.facts.kind == Kind::Question);
        let (relation, probability) = if earlier.facts.forecast && !later.facts.forecast && later_day && !echoes {
            (Relation::BearsOn, odds.about())
        } else {
            match (differ, one_source) {
                (true, true) if later_day => (Relation::Updates, odds.opposed),
                (true, false) if !asks && (one_document || are_near(earlier, later)) => {
                    (Relation::Contradicts, odds.opposed)
                }
                (true, _) => return None,
                (false, true) => (Relation::Repeats, odds.same),
                (false, false) if standing == Standing::Unknown => return None,
                (false, false) => (Relation::Corroborates, odds.same),
            }
        };
        if probability < least(relation) || !says_alike(relation, &features) {
            return None;
        }
        let mut reasons = Vec::new();
        if differ {
            reasons.push(self.difference(earlier, later, one_source));
        }
        reasons.extend(standing.reason().map(|message| LinkReason {
            message,
            from: later.facts.source.at.clone(),
            to: earlier.facts.source.at.clone(),
        }));
        reasons.push(in_common(earlier, later, &features));
        let confidence = Confidence::new(probability.clamp(0.0, 1.0))?;
        Some(Finding { relation, confidence, reasons })
    }

    /// Why both cannot be so, or what has changed.
    fn difference(&self, earlier: &Profile, later: &Profile, one_source: bool) -> LinkReason {
        let at = |span: Span| Spans::from(span);
        if let Some((one, other)) = earlier.opposite(later) {
            let message = format!("opposite outcomes: {}, {}", one.words, other.words);
            return LinkReason { message, from: at(other.at), to: at(one.at) };
        }
        for one in &earlier.facts.numbers {
            let comparable = || later.facts.numbers.iter().filter(|other| other.is_comparable(one));
            if let Some(other) = comparable().next()
                && !comparable().any(|other| other.agrees(one))
            {
                let message = format!("numbers differ: {}, {}", one.words, other.words);
                return LinkReason { message, from: at(other.at), to: at(one.at) };
            }
        }
        if later.times_meet(earlier) == Some(false)
            && one_source
            && let (Some(one), Some(other)) = (earlier.facts.times.first(), later.facts.times.first())
        {
            return LinkReason { message: "another time".to_owned(), from: at(other.at), to: at(one.at) };
        }
        let message = if earlier.is_denied_by(later) {
            "one says so, the other says not so"
        } else {
            "what the words mean is opposed"
        };
        LinkReason { message: message.to_owned(), from: later.facts.content.clone(), to: earlier.facts.content.clone() }
    }
}

/// The least probability that two claims answer one question for their sources to be looked at.
const LEAST_ABOUT: f32 = 0.35;

/// How many of their words two claims share that are told in the same ones, and how probable it is then that they say the same.
const SAME_WORDS: f32 = 0.95;
/// The fewest words with a meaning of their own that a piece of a claim is known by.
const PIECE: usize = 3;
const CERTAIN: f32 = 0.95;

/// The least probability of a relation to be told.
fn least(relation: Relation) -> f32 {
    match relation {
        Relation::Repeats => 0.35,
        Relation::Corroborates => 0.45,
        Relation::Contradicts => 0.5,
        Relation::Updates => 0.4,
        Relation::BearsOn => 0.45,
        Relation::Unrelated => 1.0,
    }
}

/// What stands around two claims tells what they are about, not what they say: those that say the same share words of their
/// own, or lie near each other in meaning; of two sources more so, since they put it in words of their own by chance, and
/// what only one of them denies neither bears the other out. What is opposed, or bears on a forecast, has a little in common,
/// too: opposites such as "open" and "blocks" alone are of two things.
fn says_alike(relation: Relation, features: &Features) -> bool {
    let of_two = relation == Relation::Corroborates;
    let (words, cosine) = match relation {
        Relation::Corroborates => (0.45, 0.62),
        Relation::Repeats => (0.2, 0.5),
        _ => (0.2, 0.2),
    };
    !(of_two && features.are_contrary()) && (features.text[BOTH] >= words || features.cosine() >= cosine)
}

/// How much of the shorter's words an echo of a forecast shares, or else how near it is in meaning.
const ECHO_SHARES: f32 = 0.7;
const ECHO_COSINE: f32 = 0.7;

/// How many days after a claim another source can contradict it: later, or without dates, the matter may have changed.
const CONTRADICTED_WITHIN: i32 = 7;

/// The least cosine of claims that share no word.
const NEAR: f32 = 0.3;

/// False for nearly all pairs that have nothing to do with each other, and cheap for most.
fn may_be_related(earlier: &Profile, later: &Profile) -> bool {
    let embeddings = earlier.facts.embedding.as_ref().zip(later.facts.embedding.as_ref());
    shared(&earlier.stems, &later.stems) > 0
        || embeddings.and_then(|(one, other)| cosine(one, other)).is_some_and(|cosine| cosine > NEAR)
        || earlier.opposite(later).is_some()
}

/// True if both were published within a few days.
fn are_near(earlier: &Profile, later: &Profile) -> bool {
    let days = earlier.facts.published.zip(later.facts.published);
    // Two dates lie less than four million days apart.
    let days = days.and_then(|(one, other)| one.until(other).ok()).map(|span| span.get_days().abs());
    days.is_some_and(|days| days <= CONTRADICTED_WITHIN)
}

fn in_common(earlier: &Profile, later: &Profile, features: &Features) -> LinkReason {
    let stems: Vec<u32> = later
        .stems
        .iter()
        .map(|(stem, _)| *stem)
        .filter(|stem| earlier.stems.binary_search_by_key(stem, |(stem, _)| *stem).is_ok())
        .collect();
    let share = (features.text[BOTH] * 100.0).round();
    let cosine = (features.cosine() * 100.0).round();
    let message = if share >= 75.0 {
        format!("nearly the same words ({share} %)")
    } else if cosine > share {
        format!("near in meaning (cosine {cosine} %, words in common {share} %)")
    } else {
        format!("words in common ({share} %)")
    };
    LinkReason { message, from: later.spans_of(&stems), to: earlier.spans_of(&stems) }
}
