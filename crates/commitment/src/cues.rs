//! What cues mean, by their words: the act, the stance, and what the source says of the content.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

use sayso_domain::{Kind, Stance};
use serde::Deserialize;

use crate::{factuality::Factuality, words::Word};

/// How a cue makes a forecast of a content that has no word for the future of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foresight {
    /// An own act: only with an infinitive or a noun.
    Own,
    /// An own act: only with an infinitive.
    Act,
    /// Something that will come about.
    Foretold,
    /// Only with a deadline.
    Dated,
}

/// What one word of cues says; `None` where it says nothing in particular.
#[derive(Debug, Clone, Default)]
struct Entry {
    kind: Option<Kind>,
    stance: Option<Stance>,
    says: Option<Factuality>,
    negated: Option<Factuality>,
    foresight: Option<Foresight>,
    withholding: bool,
    light: bool,
    request: bool,
    posits: bool,
    predicates: bool,
}

/// What a cue says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// `None` if its words name no kind.
    pub(crate) kind: Option<Kind>,
    pub(crate) stance: Stance,
    /// What the source says of the content.
    pub(crate) says: Factuality,
    /// The cue is negated: it is not what its word names.
    pub(crate) negated: bool,
    /// Which words of the cue foresee something.
    pub(crate) foresight: Option<(Foresight, Range<usize>)>,
    /// A question that is a request if its content says what to do.
    pub(crate) request: bool,
    /// It puts forward what a noun phrase names: "alleged fraud".
    pub(crate) posits: bool,
    /// It says something of an object that its content may hold: "called | the vote a farce".
    pub(crate) predicates: bool,
}

/// The words of cues, ready for look-up.
#[derive(Debug)]
pub(crate) struct Cues {
    /// Forms of words, and of words with the particle that follows them: "ruled out".
    entries: HashMap<String, Entry>,
    adverbs: HashMap<String, Stance>,
    negations: HashSet<String>,
    nobody: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    negations: String,
    nobody: String,
    withholding: String,
    light: String,
    requests: String,
    posits: String,
    predicates: String,
    kinds: BTreeMap<Kind, String>,
    stances: BTreeMap<Stance, String>,
    adverbs: BTreeMap<Stance, String>,
    says: BTreeMap<Factuality, String>,
    negated: BTreeMap<Factuality, String>,
    forecasts: Forecasts,
    forms: BTreeMap<String, [String; 4]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forecasts {
    own: String,
    acts: String,
    foretold: String,
    dated: String,
}

impl Cues {
    /// Reads a cue list.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: CueFile = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut lemmas = BTreeMap::new();
        for (kind, words) in &file.kinds {
            set(&mut lemmas, words, |entry| entry.kind = Some(*kind));
        }
        for (stance, words) in &file.stances {
            set(&mut lemmas, words, |entry| entry.stance = Some(*stance));
        }
        for (value, words) in &file.says {
            set(&mut lemmas, words, |entry| entry.says = Some(*value));
        }
        for (value, words) in &file.negated {
            set(&mut lemmas, words, |entry| entry.negated = Some(*value));
        }
        set(&mut lemmas, &file.withholding, |entry| entry.withholding = true);
        set(&mut lemmas, &file.light, |entry| entry.light = true);
        set(&mut lemmas, &file.requests, |entry| entry.request = true);
        set(&mut lemmas, &file.posits, |entry| entry.posits = true);
        set(&mut lemmas, &file.predicates, |entry| entry.predicates = true);
        for (words, foresight) in [
            (&file.forecasts.own, Foresight::Own),
            (&file.forecasts.acts, Foresight::Act),
            (&file.forecasts.foretold, Foresight::Foretold),
            (&file.forecasts.dated, Foresight::Dated),
        ] {
            set(&mut lemmas, words, |entry| entry.foresight = Some(foresight));
        }
        for lemma in file.forms.keys() {
            if !lemmas.keys().any(|entry| entry.split('_').next() == Some(lemma)) {
                return Err(format!("{lemma:?} has forms but stands in no list"));
            }
        }
        // A base form counts before the other forms of another word: "saw", "considering".
        let mut entries: HashMap<String, Entry> =
            lemmas.iter().map(|(name, entry)| (name.replace('_', " "), entry.clone())).collect();
        for (name, entry) in lemmas {
            let (lemma, particle) = name.split_once('_').map_or((name, None), |(lemma, after)| (lemma, Some(after)));
            let [third, past, participle, ing] = file.forms.get(lemma).cloned().unwrap_or_else(|| regular(lemma));
            for form in [lemma.to_owned(), third, past, participle, ing] {
                let words = particle.map_or(form.clone(), |particle| format!("{form} {particle}"));
                entries.entry(words).or_insert_with(|| entry.clone());
            }
        }
        let mut adverbs = HashMap::new();
        for (stance, words) in &file.adverbs {
            adverbs.extend(words.split_whitespace().map(|word| (word.to_owned(), *stance)));
        }
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        let (negations, nobody) = (set(&file.negations), set(&file.nobody));
        Ok(Self { entries, adverbs, negations, nobody })
    }

    /// What a cue says, with the words of its source and the words that stand beside it.
    pub(crate) fn of(&self, cue: &[Word], source: &[Word], beside: &[Word]) -> Meaning {
        let (mut start, mut withheld) = (0, false);
        if let Some((range, _)) = self.first(cue, 0, |entry| entry.withholding) {
            // "refused to" alone withholds nothing that the cue names.
            if cue[range.end..].iter().any(|word| !word.is_mark() && word.lower != "to") {
                (withheld, start) = (true, range.end);
            }
        }
        let main = self.first(cue, start, |entry| !entry.light).or_else(|| self.first(cue, start, |_| true));
        let (range, entry) = main.unwrap_or_default();
        let is_negation = |at: usize| self.negations.contains(&cue[at].lower);
        // "vowed never | to surrender" negates the content, "did not vow" the cue; "pleaded not guilty" is one act.
        let last = cue.iter().rposition(|word| !word.is_mark() && word.lower != "to");
        let content_negated = last.filter(|last| range.end > 0 && *last >= range.end && is_negation(*last));
        let negated = withheld
            || source.first().is_some_and(|word| self.nobody.contains(&word.lower))
            || (0..cue.len()).any(|at| is_negation(at) && !range.contains(&at) && content_negated != Some(at));
        let adverb = cue.iter().chain(beside).find_map(|word| self.adverbs.get(&word.lower));
        let says =
            if negated { entry.negated.unwrap_or(Factuality::OPEN) } else { entry.says.unwrap_or(Factuality::FACT) };
        let says = if content_negated.is_some() { says.of(Factuality::COUNTERFACT) } else { says };
        Meaning {
            kind: entry.kind.filter(|kind| !(negated && *kind == Kind::Denial)),
            stance: match adverb {
                Some(adverb) => *adverb,
                None if negated => Stance::Neutral,
                None => entry.stance.unwrap_or(Stance::Neutral),
            },
            says,
            negated,
            foresight: entry.foresight.map(|foresight| (foresight, range)),
            request: entry.request,
            posits: entry.posits,
            predicates: entry.predicates,
        }
    }

    /// The first listed word from `start` on, with its particle, and where it stands.
    fn first(&self, cue: &[Word], start: usize, wanted: impl Fn(&Entry) -> bool) -> Option<(Range<usize>, Entry)> {
        (start..cue.len()).find_map(|at| {
            let with_particle =
                cue.get(at + 1).and_then(|next| self.entries.get(&format!("{} {}", cue[at].lower, next.lower)));
            let range = at..at + 1 + usize::from(with_particle.is_some());
            let entry = with_particle.or_else(|| self.entries.get(&cue[at].lower))?;
            wanted(entry).then(|| (range, entry.clone()))
        })
    }
}

fn set<'d>(lemmas: &mut BTreeMap<&'d str, Entry>, words: &'d str, change: impl Fn(&mut Entry)) {
    for word in words.split_whitespace() {
        change(lemmas.entry(word).or_default());
    }
}

/// Third person, past, participle and -ing of a regular verb.
fn regular(lemma: &str) -> [String; 4] {
    let consonant_y = lemma.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| lemma.ends_with(end));
    let stem = &lemma[..lemma.len() - usize::from(consonant_y || lemma.ends_with('e'))];
    let third = if consonant_y {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| lemma.ends_with(end)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    };
    let past = if consonant_y { format!("{stem}ied") } else { format!("{stem}ed") };
    let ing = if lemma.ends_with('e') { format!("{stem}ing") } else { format!("{lemma}ing") };
    [third, past.clone(), past, ing]
}

#[cfg(test)]
mod tests {
    use sayso_text::Span;

    use super::*;
    use crate::{CUES, words::words_at};

    fn meaning(cue: &str) -> Meaning {
        let words = Span::new(0, cue.len()).map(|span| words_at(cue, span)).unwrap_or_default();
        Cues::parse(CUES).unwrap().of(&words, &[], &[])
    }

    #[test]
    fn the_first_listed_word_decides() {
        let check = |cue: &str, kind: Option<Kind>, stance: Stance| {
            let meaning = meaning(cue);
            assert_eq!((meaning.kind, meaning.stance), (kind, stance), "{cue}");
        };
        check("said", None, Stance::Neutral);
        check("", None, Stance::Neutral);
        check("according to", None, Stance::Neutral);
        check("flatly Rejected", Some(Kind::Denial), Stance::Neutral);
        check("denies", Some(Kind::Denial), Stance::Neutral);
        check("claims", None, Stance::Distancing);
        check("rightly claims", None, Stance::Endorsing);
        check("has confirmed", None, Stance::Endorsing);
        check("thought", Some(Kind::Belief), Stance::Neutral);
        check("called for", Some(Kind::Decree), Stance::Neutral);
        check("called", None, Stance::Neutral);
        check("ruled", Some(Kind::Decree), Stance::Neutral);
        check("ruled out", Some(Kind::Denial), Stance::Neutral);
        check("found", Some(Kind::Perception), Stance::Endorsing);
        check("was asked", Some(Kind::Question), Stance::Neutral);
        check("vetoes", Some(Kind::Decree), Stance::Neutral);
        check("opted", Some(Kind::Intention), Stance::Neutral);
        check("refused", Some(Kind::Intention), Stance::Neutral);
    }

    #[test]
    fn a_negated_cue_denies_and_endorses_nothing() {
        let check = |cue: &str, kind: Option<Kind>| {
            let meaning = meaning(cue);
            assert_eq!((meaning.kind, meaning.stance, meaning.negated), (kind, Stance::Neutral, true), "{cue}");
        };
        check("did not deny", None);
        check("has not ruled out", None);
        check("refused to rule out", None);
        check("couldn’t confirm", None);
        check("declined to say", None);
        check("does not believe", Some(Kind::Belief));
    }

    #[test]
    fn a_list_that_says_nothing_is_refused() {
        let check = |from: &str, to: &str, expected: &str| {
            let error = Cues::parse(&CUES.replacen(from, to, 1)).err().unwrap_or_default();
            assert!(error.contains(expected), "{error}");
        };
        check("\nthink = [", "\nthing = [", "\"thing\" has forms but stands in no list");
        check("DENIAL =", "DENYAL =", "DENYAL");
        check("\"PR-\" =", "\"PX-\" =", "PX-");
        check("\n[forms]", "\n[forms", "TOML");
    }
}
