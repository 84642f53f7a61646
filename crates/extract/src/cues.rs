//! What cues mean: which kind of act a cue names and which stance it adds, by its words.

use std::collections::{BTreeMap, HashMap};

use sayso_domain::{Kind, Stance};
use serde::Deserialize;

/// What one word of a cue says; `None` where it says nothing in particular.
#[derive(Debug, Clone, Default)]
struct Meaning {
    kind: Option<Kind>,
    stance: Option<Stance>,
}

/// The words of cues, ready for look-up.
#[derive(Debug)]
pub(crate) struct Cues {
    /// Forms of words in lower case, and of words with the particle that follows them: "ruled out".
    meanings: HashMap<String, Meaning>,
    negations: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    negations: String,
    kinds: BTreeMap<Kind, String>,
    stances: BTreeMap<Stance, String>,
    forms: BTreeMap<String, [String; 4]>,
}

impl Cues {
    /// Reads a cue list.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: CueFile = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut entries: BTreeMap<&str, Meaning> = BTreeMap::new();
        for (kind, words) in &file.kinds {
            words.split_whitespace().for_each(|word| entries.entry(word).or_default().kind = Some(*kind));
        }
        for (stance, words) in &file.stances {
            words.split_whitespace().for_each(|word| entries.entry(word).or_default().stance = Some(*stance));
        }
        for lemma in file.forms.keys() {
            if !entries.keys().any(|entry| entry.split('_').next() == Some(lemma)) {
                return Err(format!("{lemma:?} has forms but stands in no list"));
            }
        }
        let mut meanings = HashMap::new();
        for (entry, meaning) in entries {
            let (lemma, particle) = entry.split_once('_').map_or((entry, None), |(lemma, after)| (lemma, Some(after)));
            let [third, past, participle, ing] = file.forms.get(lemma).cloned().unwrap_or_else(|| regular(lemma));
            for form in [lemma.to_owned(), third, past, participle, ing] {
                let words = particle.map_or(form.clone(), |particle| format!("{form} {particle}"));
                meanings.insert(words, meaning.clone());
            }
        }
        let negations = file.negations.split_whitespace().map(str::to_owned).collect();
        Ok(Self { meanings, negations })
    }

    /// The kind and the stance of a cue; those of a plain statement if it names none.
    pub(crate) fn of(&self, cue: &str) -> (Kind, Stance) {
        let lower = cue.to_lowercase().replace('’', "'");
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
        let meaning = |at: usize| {
            let with_particle = words.get(at + 1).and_then(|next| self.meanings.get(&format!("{} {next}", words[at])));
            with_particle.or_else(|| self.meanings.get(words[at]))
        };
        let meaning = (0..words.len()).find_map(meaning).cloned().unwrap_or_default();
        let kind = meaning.kind.unwrap_or(Kind::Statement);
        let stance = meaning.stance.unwrap_or(Stance::Neutral);
        let negated = words.iter().any(|word| word.ends_with("n't") || self.negations.iter().any(|no| no == word));
        match (negated, kind) {
            (true, Kind::Denial) => (Kind::Statement, Stance::Neutral),
            (true, kind) => (kind, Stance::Neutral),
            (false, kind) => (kind, stance),
        }
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
    use super::*;

    #[test]
    fn the_first_listed_word_decides() {
        let cues = Cues::parse(crate::CUES).unwrap();
        let check = |cue: &str, kind: Kind, stance: Stance| assert_eq!(cues.of(cue), (kind, stance), "{cue}");
        check("said", Kind::Statement, Stance::Neutral);
        check("", Kind::Statement, Stance::Neutral);
        check("according to", Kind::Statement, Stance::Neutral);
        check("flatly Rejected", Kind::Denial, Stance::Neutral);
        check("denies", Kind::Denial, Stance::Neutral);
        check("claims", Kind::Statement, Stance::Distancing);
        check("has confirmed", Kind::Statement, Stance::Endorsing);
        check("thought", Kind::Belief, Stance::Neutral);
        check("declined to say", Kind::Intention, Stance::Neutral);
        check("called for", Kind::Decree, Stance::Neutral);
        check("called", Kind::Statement, Stance::Neutral);
        check("ruled", Kind::Decree, Stance::Neutral);
        check("ruled out", Kind::Denial, Stance::Neutral);
        check("found", Kind::Perception, Stance::Endorsing);
        check("was asked", Kind::Question, Stance::Neutral);
        check("vetoes", Kind::Decree, Stance::Neutral);
        check("is decreeing", Kind::Decree, Stance::Neutral);
        check("opted", Kind::Intention, Stance::Neutral);
    }

    #[test]
    fn a_negated_cue_denies_and_endorses_nothing() {
        let cues = Cues::parse(crate::CUES).unwrap();
        let check = |cue: &str, kind: Kind| assert_eq!(cues.of(cue), (kind, Stance::Neutral), "{cue}");
        check("did not deny", Kind::Statement);
        check("has not ruled out", Kind::Statement);
        check("couldn’t confirm", Kind::Statement);
        check("does not believe", Kind::Belief);
    }

    #[test]
    fn a_list_that_says_nothing_is_refused() {
        let check = |from: &str, to: &str, expected: &str| {
            let error = Cues::parse(&crate::CUES.replacen(from, to, 1)).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        check("think = [", "thing = [", "\"thing\" has forms but stands in no list");
        check("DENIAL =", "DENYAL =", "DENYAL");
        check("[forms]", "[forms", "TOML");
    }
}
