//! How probable it is that two claims put forward the same proposition, whoever says it.

use sayso_domain::Polarity;
use serde::Deserialize;

use crate::{
    Linking,
    meaning::Likeness,
    profile::{Number, Outcome, Profile, Time},
};

/// The names of the features of a paraphrase, in the order of their weights: what two texts alone show.
pub const TEXT_FEATURES: [&str; 16] = [
    "overlap of the shorter",
    "overlap of both",
    "square of the overlap of both",
    "all words of the shorter",
    "all words of both",
    "neighbours of the fewer",
    "neighbours of both",
    "left over of the shorter",
    "left over of the longer",
    "length",
    "numbers agree",
    "numbers differ",
    "numbers on one side only",
    "polarity differs",
    "cosine",
    "square of the cosine",
];

/// The names of the features of a relation, in the order of their weights.
pub const FEATURES: [&str; 26] = [
    "paraphrase",
    "overlap of the shorter",
    "names of the fewer shared",
    "a name not shared on either side",
    "amount shared",
    "rarest word shared",
    "numbers agree",
    "numbers of one thing differ",
    "polarity differs",
    "same outcome",
    "opposite outcomes",
    "context known",
    "context shared",
    "one document",
    "neighbours in it",
    "one source",
    "times meet",
    "times differ",
    "places differ",
    "numbers differ, of one source",
    "numbers differ, at one time",
    "cosine",
    "square of the cosine",
    "meaning: the same",
    "meaning: opposed",
    "meaning: the same rather than opposed",
];

/// The features of a text by which grounds are told.
pub(crate) const SHORTER: usize = 0;
pub(crate) const BOTH: usize = 1;
pub(crate) const ALL_OF_SHORTER: usize = 3;
pub(crate) const ALL_WORDS: usize = 4;
/// Of a relation: numbers, polarity, outcomes, times and places in which two differ.
const DIFFERENCES: [usize; 5] = [7, POLARITY, OPPOSITE, 17, 18];
const POLARITY: usize = 8;
const OPPOSITE: usize = 10;

/// What two claims have in common, symmetric in them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// Of the texts, in the order of [`TEXT_FEATURES`].
    pub text: [f32; TEXT_FEATURES.len()],
    /// In the order of [`FEATURES`].
    pub values: [f32; FEATURES.len()],
    /// What their embeddings tell.
    likeness: Likeness,
    /// True if both have an embedding.
    pub embedded: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    bias: f32,
    weights: Vec<f32>,
}

/// The models of `data/model.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Models {
    /// Two texts say the same.
    paraphrase: Pair<Weights>,
    /// How two claims stand to each other.
    relation: Pair<Classes>,
}

/// A model for claims without embeddings, and one for claims with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair<M> {
    words: M,
    embedded: M,
}

impl<M> Pair<M> {
    fn of(&self, features: &Features) -> &M {
        if features.embedded { &self.embedded } else { &self.words }
    }
}

/// Log odds of each class against neither.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Classes {
    same: Weights,
    opposed: Weights,
}

/// How probable it is that two claims put forward the same proposition, or propositions that cannot both be so; whoever
/// puts them forward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Odds {
    pub(crate) same: f32,
    pub(crate) opposed: f32,
}

impl Odds {
    /// That both answer the same question, in whatever way.
    pub(crate) fn about(self) -> f32 {
        (self.same + self.opposed).min(1.0)
    }
}

impl Models {
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let models: Self = toml::from_str(data).map_err(|error| error.to_string())?;
        let text = [&models.paraphrase.words, &models.paraphrase.embedded];
        let relation = [&models.relation.words, &models.relation.embedded];
        let fits = text.iter().all(|weights| weights.weights.len() == TEXT_FEATURES.len())
            && relation.iter().flat_map(|of| [&of.same, &of.opposed]).all(|of| of.weights.len() == FEATURES.len());
        if fits { Ok(models) } else { Err("a model has not one weight per feature".to_owned()) }
    }

    /// A multinomial logistic model.
    pub(crate) fn odds(&self, features: &Features) -> Odds {
        let classes = self.relation.of(features);
        let [same, opposed] =
            [&classes.same, &classes.opposed].map(|of| of.log_odds(&features.values).clamp(-30.0, 30.0).exp());
        let all = 1.0 + same + opposed;
        Odds { same: same / all, opposed: opposed / all }
    }
}

impl Weights {
    fn log_odds(&self, values: &[f32]) -> f32 {
        self.weights.iter().zip(values).map(|(weight, value)| weight * value).sum::<f32>() + self.bias
    }
}

fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Log odds of a paraphrase beyond these tell no more.
const CERTAIN: f32 = 5.0;
/// The same for what embeddings tell: the network is surer of itself.
const SURE: f32 = 10.0;
/// The weight of what two claims share in them and around them to be about one thing: two of the rarest words.
const ONE_THING: u32 = 500;
/// Neighbours of so few words are about one thing: long ones hold opposites by chance.
const BRIEF: usize = 14;
/// Below so many bytes between them, claims of one document are neighbours.
const NEIGHBOURS_WITHIN: usize = 250;

/// The weight of what two ascending lists share.
pub(crate) fn shared(one: &[(u32, u8)], other: &[(u32, u8)]) -> u32 {
    let (mut a, mut b, mut sum) = (0, 0, 0);
    while let (Some((stem, weight)), Some((other_stem, other_weight))) = (one.get(a), other.get(b)) {
        if stem == other_stem {
            sum += u32::from(*weight.min(other_weight));
        }
        a += usize::from(stem <= other_stem);
        b += usize::from(other_stem <= stem);
    }
    sum
}

/// How many members of one ascending list another has.
fn count_shared<T: Ord>(one: &[T], other: &[T]) -> usize {
    one.iter().filter(|member| other.binary_search(member).is_ok()).count()
}

fn count_shared_stems(one: &[(u32, u8)], other: &[(u32, u8)]) -> usize {
    one.iter().filter(|(stem, _)| other.binary_search_by_key(stem, |(stem, _)| *stem).is_ok()).count()
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

impl Features {
    /// True if numbers, polarity, outcomes, times or places of the two differ.
    pub(crate) fn differ(&self) -> bool {
        DIFFERENCES.iter().any(|at| self.values[*at] > 0.0)
    }

    /// True if only one of the two denies it, or their outcomes are opposite.
    pub(crate) fn are_contrary(&self) -> bool {
        [POLARITY, OPPOSITE].iter().any(|at| self.values[*at] > 0.0)
    }

    pub(crate) fn cosine(&self) -> f32 {
        self.likeness.cosine
    }
}

impl Linking {
    /// How probable it is that both texts say the same, whoever says it and wherever; symmetric.
    #[must_use]
    pub fn same_proposition(&self, one: &Profile, other: &Profile) -> f32 {
        logistic(self.paraphrase(&self.text_features(one, other)))
    }

    fn text_features(&self, one: &Profile, other: &Profile) -> Features {
        let embeddings = one.facts.embedding.as_ref().zip(other.facts.embedding.as_ref());
        let likeness = embeddings.and_then(|(one, other)| self.meaning.compare(one, other));
        let text = one.text_features(other, likeness.unwrap_or_default().cosine);
        Features {
            text,
            values: [0.0; FEATURES.len()],
            likeness: likeness.unwrap_or_default(),
            embedded: likeness.is_some(),
        }
    }

    fn paraphrase(&self, features: &Features) -> f32 {
        self.models.paraphrase.of(features).log_odds(&features.text)
    }

    /// What two claims have in common; symmetric.
    #[must_use]
    pub fn features(&self, one: &Profile, other: &Profile) -> Features {
        self.features_of(one, other, self.standing(one, other).is_one())
    }

    /// What the two have in common, their sources being one or not.
    #[must_use]
    pub fn features_of(&self, one: &Profile, other: &Profile, one_source: bool) -> Features {
        let features = self.text_features(one, other);
        let paraphrase = self.paraphrase(&features).clamp(-CERTAIN, CERTAIN) / CERTAIN;
        Features { values: one.relation_features(other, paraphrase, one_source, features.likeness), ..features }
    }
}

impl Profile {
    /// What the two texts have in common.
    fn text_features(&self, other: &Self, cosine: f32) -> [f32; TEXT_FEATURES.len()] {
        let weight = shared(&self.stems, &other.stems) as f32;
        let (one, two) = (self.weight.max(1) as f32, other.weight.max(1) as f32);
        let overlap = 2.0 * weight / (one + two);
        let all =
            (count_shared_stems(&self.stems, &other.stems) + count_shared(&self.facts.rest, &other.facts.rest)) as f32;
        let lengths = [self, other].map(|of| (of.stems.len() + of.facts.rest.len()).max(1) as f32);
        let pairs = count_shared(&self.pairs, &other.pairs) as f32;
        let fewest_pairs = self.pairs.len().min(other.pairs.len()).max(1) as f32;
        let all_pairs = (self.pairs.len() + other.pairs.len()).max(1) as f32;
        let (agree, differ, alone) = self.compare_numbers(other);
        [
            weight / one.min(two),
            overlap,
            overlap * overlap,
            all / lengths[0].min(lengths[1]),
            2.0 * all / (lengths[0] + lengths[1]),
            pairs / fewest_pairs,
            2.0 * pairs / all_pairs,
            ((one.min(two) - weight) / 255.0).clamp(0.0, 6.0) / 6.0,
            ((one.max(two) - weight) / 255.0).clamp(0.0, 6.0) / 6.0,
            ((lengths[0] + lengths[1]) / 60.0).min(2.0),
            flag(agree),
            flag(differ && !agree),
            flag(alone),
            flag(self.is_denied_by(other)),
            cosine,
            cosine * cosine,
        ]
    }

    fn relation_features(
        &self,
        other: &Self,
        paraphrase: f32,
        one_source: bool,
        likeness: Likeness,
    ) -> [f32; FEATURES.len()] {
        let weight = shared(&self.stems, &other.stems) as f32;
        let (one, two) = (self.weight.max(1) as f32, other.weight.max(1) as f32);
        let (own, others) = (self.names(), other.names());
        let names = count_shared(&own, &others);
        let fewer = own.len().min(others.len());
        let apart = own.len() > names && others.len() > names;
        let (agree, differ, _) = self.compare_numbers(other);
        let one_document = self.is_of_the_document_of(other);
        let context = shared(&self.facts.around, &other.facts.around)
            + shared(&self.facts.around, &other.stems)
            + shared(&self.stems, &other.facts.around);
        // Of one document it tells nothing.
        let context = if one_document { 0 } else { context };
        let known = !one_document && !self.facts.around.is_empty() && !other.facts.around.is_empty();
        let neighbours = one_document && self.gap(other).is_some_and(|gap| gap < NEIGHBOURS_WITHIN);
        let brief = self.stems.len().max(other.stems.len()) <= BRIEF;
        let rarest = rarest_shared(&self.stems, &other.stems);
        let same_outcome = self.facts.outcomes.iter().any(|one| other.answers(one) == Some(true));
        let opposite = self.opposite(other).is_some();
        let overlap = 2.0 * weight / (one + two);
        // Two words that are opposites tell little of claims that share nothing else.
        let of_one_thing =
            rarest >= 150 && overlap >= 0.1 || context + weight as u32 >= ONE_THING || neighbours && brief;
        let numbers_differ = differ && !agree && of_one_thing;
        let times = self.times_meet(other);
        [
            paraphrase,
            weight / one.min(two),
            names as f32 / fewer.max(1) as f32,
            flag(apart),
            (weight / 255.0).min(9.0).sqrt() / 3.0,
            f32::from(rarest) / 255.0,
            flag(agree),
            flag(numbers_differ),
            flag(self.is_denied_by(other)),
            flag(same_outcome),
            flag(opposite && !same_outcome && of_one_thing),
            flag(known),
            (context as f32 / 255.0).min(9.0).sqrt() / 3.0,
            flag(one_document),
            flag(neighbours),
            flag(one_source),
            flag(times == Some(true)),
            flag(times == Some(false)),
            flag(self.is_elsewhere(other)),
            flag(numbers_differ && one_source),
            flag(numbers_differ && self.is_at_the_time_of(other)),
            likeness.cosine,
            likeness.cosine * likeness.cosine,
            likeness.same.clamp(-SURE, SURE) / SURE,
            likeness.opposed.clamp(-SURE, SURE) / SURE,
            (likeness.same - likeness.opposed).clamp(-SURE, SURE) / SURE,
        ]
    }

    /// True if both name somebody or something, but nothing that the other names or that stands around it: they are about two
    /// things, however alike their words.
    pub(crate) fn is_of_another_thing(&self, other: &Self) -> bool {
        let (own, others) = (self.names(), other.names());
        let knows = |of: &Self, names: &[u32]| {
            let holds = |list: &[(u32, u8)], name: &u32| list.binary_search_by_key(name, |(stem, _)| *stem).is_ok();
            names.iter().any(|name| holds(&of.stems, name) || holds(&of.facts.around, name))
        };
        !own.is_empty() && !others.is_empty() && !knows(other, &own) && !knows(self, &others)
    }

    /// How many bytes lie between the two contents of one document.
    fn gap(&self, other: &Self) -> Option<usize> {
        let (one, two) = (self.facts.content.hull()?, other.facts.content.hull()?);
        Some(two.start().saturating_sub(one.end()).max(one.start().saturating_sub(two.end())))
    }

    /// Whether numbers of the two agree, whether one differs from all that it can be compared with, and whether only one of
    /// the two gives any.
    fn compare_numbers(&self, other: &Self) -> (bool, bool, bool) {
        let (own, others) = (&self.facts.numbers, &other.facts.numbers);
        let comparable = |number: &Number| others.iter().filter(|other| other.is_comparable(number)).count() > 0;
        let agrees = |number: &Number| others.iter().any(|other| other.is_comparable(number) && other.agrees(number));
        let agree = own.iter().any(agrees);
        let differ = own.iter().any(|number| comparable(number) && !agrees(number));
        (agree, differ, own.is_empty() != others.is_empty())
    }

    /// Whether they speak of one time; `None` if one of the two tells none.
    pub(crate) fn times_meet(&self, other: &Self) -> Option<bool> {
        let (own, others) = (&self.facts.times, &other.facts.times);
        let meet = |a: &Time| others.iter().any(|b| a.first <= b.last && b.first <= a.last);
        (!own.is_empty() && !others.is_empty()).then(|| own.iter().any(meet))
    }

    /// True if both speak of one time: times in both that meet, else one day of publication or one document.
    pub(crate) fn is_at_the_time_of(&self, other: &Self) -> bool {
        let published = self.facts.published.is_some() && self.facts.published == other.facts.published;
        self.times_meet(other) == Some(true) || published || self.is_of_the_document_of(other)
    }

    /// True if both tell places, and no place of the one is told by the other.
    fn is_elsewhere(&self, other: &Self) -> bool {
        let (own, others) = (&self.facts.places, &other.facts.places);
        let shared = own.iter().any(|one| others.iter().any(|two| one.id == two.id));
        !own.is_empty() && !others.is_empty() && !shared
    }

    /// True if both stand in one document.
    pub(crate) fn is_of_the_document_of(&self, other: &Self) -> bool {
        !self.facts.document.is_empty() && self.facts.document == other.facts.document
    }

    /// The stems of the names, each once, ascending.
    fn names(&self) -> Vec<u32> {
        let mut names: Vec<u32> = self.facts.words.iter().filter(|w| w.is_name()).map(|w| w.stem).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Outcomes of the two of which only one can be.
    pub(crate) fn opposite<'a>(&'a self, other: &'a Self) -> Option<(&'a Outcome, &'a Outcome)> {
        self.facts.outcomes.iter().filter(|one| other.answers(one) == Some(false)).find_map(|one| {
            // One claim may answer a question twice: "signed, or refused to".
            let clear = self.facts.outcomes.iter().all(|own| own.agrees(one) != Some(false));
            let two = other.facts.outcomes.iter().find(|two| one.agrees(two) == Some(false))?;
            clear.then_some((one, two))
        })
    }

    /// Whether it gives the same answer; `None` if it gives none.
    fn answers(&self, outcome: &Outcome) -> Option<bool> {
        let mut answers = self.facts.outcomes.iter().filter_map(|own| own.agrees(outcome));
        let first = answers.next()?;
        Some(first || answers.any(|same| same))
    }

    /// True if one says that something is so, and the other that something is not so.
    pub(crate) fn is_denied_by(&self, other: &Self) -> bool {
        match (self.says_no(), other.says_no()) {
            // "Without warning" says no in other words.
            (Some(true), Some(false)) => !other.facts.negated,
            (Some(false), Some(true)) => !self.facts.negated,
            _ => false,
        }
    }

    /// True if the claim is that something is not so; `None` if that is open.
    fn says_no(&self) -> Option<bool> {
        match self.facts.polarity {
            Polarity::Positive => Some(false),
            Polarity::Negative => Some(true),
            Polarity::Underspecified => None,
        }
    }
}

fn rarest_shared(one: &[(u32, u8)], other: &[(u32, u8)]) -> u8 {
    let (mut a, mut b, mut rarest) = (0, 0, 0);
    while let (Some((stem, weight)), Some((other_stem, other_weight))) = (one.get(a), other.get(b)) {
        if stem == other_stem {
            rarest = rarest.max(*weight.min(other_weight));
        }
        a += usize::from(stem <= other_stem);
        b += usize::from(other_stem <= stem);
    }
    rarest
}
