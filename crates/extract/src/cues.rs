//! The cue list: verbs, nouns and phrases that signal an attribution, with their forms and patterns.

use std::collections::{BTreeMap, HashMap};

use sayso_domain::{Kind, Stance};
use serde::Deserialize;

/// A pattern that a verb is used in; the data file says each with an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum Frame {
    Clause = 1,
    That = 2,
    Question = 4,
    Infinitive = 8,
    Object = 16,
    Addressee = 32,
    Seeming = 64,
    Expected = 128,
    Accused = 256,
    Document = 512,
    Bare = 1024,
}

const FRAMES: [(&str, u16); 11] = [
    ("clause", Frame::Clause as u16 | Frame::Bare as u16),
    ("speech", Frame::Clause as u16),
    ("that", Frame::That as u16),
    ("question", Frame::Question as u16),
    ("infinitive", Frame::Infinitive as u16),
    ("object", Frame::Object as u16),
    ("addressee", Frame::Addressee as u16),
    ("seeming", Frame::Seeming as u16),
    ("expected", Frame::Expected as u16),
    ("accused", Frame::Accused as u16),
    ("document", Frame::Document as u16),
];

/// A verb of the list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Verb {
    pub(crate) lemma: String,
    frames: u16,
    after: Vec<String>,
    /// Its base form or third person is also a common noun: "claim", "reports".
    pub(crate) also_noun: bool,
    pub(crate) kind: Option<Kind>,
    pub(crate) stance: Option<Stance>,
}

impl Verb {
    pub(crate) fn takes(&self, frame: Frame) -> bool {
        self.frames & frame as u16 != 0
    }

    pub(crate) fn takes_after(&self, word: &str) -> bool {
        self.after.iter().any(|w| w == word)
    }
}

/// Which form of its verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Base,
    Third,
    Past,
    Participle,
    Ing,
}

/// The cue list, ready for look-up.
#[derive(Debug)]
pub(crate) struct Cues {
    verbs: Vec<Verb>,
    forms: HashMap<String, (usize, Form)>,
    nouns: HashMap<String, Vec<String>>,
    /// Phrases that the source follows, as words; the longest first.
    pub(crate) phrases: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CueFile {
    frames: FrameLists,
    kinds: BTreeMap<Kind, String>,
    stances: BTreeMap<Stance, String>,
    forms: BTreeMap<String, [String; 4]>,
    also_nouns: String,
    nouns: BTreeMap<String, String>,
    phrases: Phrases,
}

#[derive(Deserialize)]
struct FrameLists {
    after: BTreeMap<String, String>,
    #[serde(flatten)]
    lists: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Phrases {
    source_follows: Vec<String>,
}

impl Cues {
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: CueFile = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut verbs: BTreeMap<String, Verb> = BTreeMap::new();
        let entry = |verbs: &mut BTreeMap<String, Verb>, lemma: &str, change: &dyn Fn(&mut Verb)| {
            let verb = verbs.entry(lemma.to_owned()).or_default();
            lemma.clone_into(&mut verb.lemma);
            change(verb);
        };
        for (name, lemmas) in &file.frames.lists {
            let (_, frame) = FRAMES.iter().find(|(key, _)| key == name).ok_or(format!("no pattern {name:?}"))?;
            for lemma in lemmas.split_whitespace() {
                entry(&mut verbs, lemma, &|verb| verb.frames |= *frame);
            }
        }
        for (word, lemmas) in &file.frames.after {
            for lemma in lemmas.split_whitespace() {
                entry(&mut verbs, lemma, &|verb| verb.after.push(word.clone()));
            }
        }
        for (kind, lemmas) in &file.kinds {
            for lemma in lemmas.split_whitespace() {
                known(&mut verbs, lemma)?.kind = Some(*kind);
            }
        }
        for (stance, lemmas) in &file.stances {
            for lemma in lemmas.split_whitespace() {
                known(&mut verbs, lemma)?.stance = Some(*stance);
            }
        }
        for lemma in file.also_nouns.split_whitespace() {
            known(&mut verbs, lemma)?.also_noun = true;
        }
        let verbs: Vec<Verb> = verbs.into_values().collect();
        let mut forms = HashMap::new();
        for (index, verb) in verbs.iter().enumerate() {
            let [third, past, participle, ing] = match file.forms.get(&verb.lemma) {
                Some(irregular) => irregular.clone(),
                None => regular(&verb.lemma),
            };
            for (form, word) in [
                (Form::Ing, ing),
                (Form::Participle, participle),
                (Form::Third, third),
                (Form::Past, past),
                (Form::Base, verb.lemma.clone()),
            ] {
                // Where two forms look the same, the past is meant far more often than the participle.
                if form != Form::Base || !forms.contains_key(&word) {
                    forms.insert(word, (index, form));
                }
            }
        }
        let mut nouns: HashMap<String, Vec<String>> = HashMap::new();
        for (word, lemmas) in &file.nouns {
            for lemma in lemmas.split_whitespace() {
                for noun in [lemma.to_owned(), format!("{lemma}s")] {
                    nouns.entry(noun).or_default().push(word.clone());
                }
            }
        }
        let mut phrases: Vec<Vec<String>> =
            file.phrases.source_follows.iter().map(|p| p.split(' ').map(str::to_owned).collect()).collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        Ok(Self { verbs, forms, nouns, phrases })
    }

    /// The verb that a lower-case word is a form of.
    pub(crate) fn verb(&self, word: &str) -> Option<(&Verb, Form)> {
        let (index, form) = self.forms.get(word)?;
        Some((&self.verbs[*index], *form))
    }

    /// True if `noun` followed by `word` is a cue: "claim that".
    pub(crate) fn noun(&self, noun: &str, word: &str) -> bool {
        self.nouns.get(noun).is_some_and(|words| words.iter().any(|w| w == word))
    }
}

/// The verb of a list that only adds to verbs with a pattern.
fn known<'v>(verbs: &'v mut BTreeMap<String, Verb>, lemma: &str) -> Result<&'v mut Verb, String> {
    verbs.get_mut(lemma).ok_or(format!("the verb {lemma:?} has no pattern"))
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

    fn cues() -> Cues {
        Cues::parse(crate::CUES).unwrap()
    }

    #[test]
    fn forms_are_found() {
        let cues = cues();
        let check = |word: &str, lemma: &str, expected: Form| {
            let (verb, form) = cues.verb(word).unwrap_or_else(|| panic!("{word} is unknown"));
            assert_eq!((verb.lemma.as_str(), form), (lemma, expected), "{word}");
        };
        check("said", "say", Form::Past);
        check("denies", "deny", Form::Third);
        check("denied", "deny", Form::Past);
        check("writing", "write", Form::Ing);
        check("written", "write", Form::Participle);
        check("tweeted", "tweet", Form::Past);
        check("admitting", "admit", Form::Ing);
        check("vow", "vow", Form::Base);
        assert!(cues.verb("table").is_none());
        assert!(cues.noun("claims", "that") && !cues.noun("claims", "of"));
    }

    #[test]
    fn patterns_kinds_and_stances_come_from_the_lists() {
        let cues = cues();
        let verb = |word: &str| cues.verb(word).unwrap().0;
        assert!(verb("said").takes(Frame::Clause) && verb("said").takes(Frame::Bare));
        assert!(verb("added").takes(Frame::Clause) && !verb("added").takes(Frame::Bare));
        assert!(verb("spoke").takes_after("about") && !verb("spoke").takes_after("with"));
        assert_eq!(verb("denied").kind, Some(Kind::Denial));
        assert_eq!(verb("claimed").stance, Some(Stance::Distancing));
        assert_eq!((verb("said").kind, verb("said").stance), (None, None));
    }

    #[test]
    fn a_list_that_names_nothing_is_refused() {
        let check = |from: &str, to: &str, expected: &str| {
            let error = Cues::parse(&crate::CUES.replacen(from, to, 1)).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        check("seeming =", "semming =", "no pattern \"semming\"");
        check("QUESTION = \"ask", "QUESTION = \"aks", "\"aks\" has no pattern");
        check("[phrases]", "[phrases", "TOML");
    }
}
