//! Whether two sources are one, or depend on each other.

use std::{
    collections::{HashMap, HashSet, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use sayso_domain::{DocumentId, SourceKind};
use sayso_identity::{Appearance, Identifier};
use serde::Deserialize;

use crate::{
    Linking,
    profile::{Profile, Speaker},
    words::Lexicon,
};

/// How one source stands to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// One person, one body.
    Same(String),
    /// Of one organisation, or the one speaks for the other.
    Organisation(String),
    /// The one draws on the other.
    Relays(String),
    /// They may be one: nothing tells them apart.
    Perhaps(String),
    /// Nothing joins them.
    Independent,
    /// Nobody is named or described.
    Unknown,
}

/// Claims of one cluster whose sources are not independent of each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceGroup {
    /// Positions in the cluster, ascending.
    pub members: Vec<usize>,
    /// The names of its sources, each once.
    pub names: Vec<String>,
    /// Why they are taken for one, in words, each once.
    pub reasons: Vec<String>,
}

/// The words that tell how sources stand to each other, by their stems.
#[derive(Debug)]
pub(crate) struct Speakers {
    /// They say what somebody is to a body, and name none.
    offices: HashSet<u32>,
    /// They make a body of a description.
    bodies: HashSet<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    offices: String,
    bodies: String,
    #[serde(rename = "test")]
    _tests: Vec<toml::Table>,
}

impl Speakers {
    pub(crate) fn parse(data: &str, lexicon: &Lexicon, identifier: &Identifier) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| error.to_string())?;
        let stems = |words: &str| lexicon.stems(words, identifier).into_iter().collect();
        Ok(Self { offices: stems(&file.offices), bodies: stems(&file.bodies) })
    }
}

/// What was worked out about sources before: claims of one event compare the same few again and again. It changes no
/// answer; what is too much is forgotten.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    same: Mutex<HashMap<(u64, u64), bool>>,
    called: Mutex<HashMap<u64, Arc<Called>>>,
}

/// The most answers of each kind that are kept: some 10 MB.
const MAX_REMEMBERED: usize = 50_000;

impl Memory {
    fn same(&self, one: &Speaker, two: &Speaker, work_out: impl FnOnce() -> bool) -> bool {
        remembered(&self.same, (one.hash(), two.hash()), work_out)
    }

    fn called(&self, speaker: &Speaker, work_out: impl FnOnce() -> Called) -> Arc<Called> {
        remembered(&self.called, speaker.hash(), || Arc::new(work_out()))
    }
}

fn remembered<K: Eq + Hash, V: Clone>(memory: &Mutex<HashMap<K, V>>, key: K, work_out: impl FnOnce() -> V) -> V {
    // A panic while it was held left it as it was.
    let lock = || memory.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lock().get(&key) {
        return known.clone();
    }
    let value = work_out();
    let mut known = lock();
    if known.len() >= MAX_REMEMBERED {
        known.clear();
    }
    known.insert(key, value.clone());
    value
}

/// The stems of what is said of a source, ascending: what it is called without function words.
#[derive(Debug)]
struct Called {
    /// Of all its words.
    all: Vec<u32>,
    /// Of its name.
    name: HashSet<u32>,
    /// Without offices and its own personal name: the body that it is or belongs to, and where.
    body: Vec<u32>,
    /// True if a word makes a body of it.
    is_body: bool,
}

impl Speaker {
    /// The name to show: as the document gives it, else the words of the source.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.words } else { &self.name }
    }

    /// Of all that tells who it is.
    fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.name, &self.words, self.kind, self.anonymous, self.gender, &self.role, &self.affiliation)
            .hash(&mut hasher);
        hasher.finish()
    }

    fn appearance(&self, document: &str, number: u8) -> Option<Appearance> {
        let name = match self.kind {
            Some(SourceKind::Person | SourceKind::Group | SourceKind::Unstated | SourceKind::Author) => &self.name,
            _ if self.name.is_empty() => &self.role,
            _ => &self.name,
        };
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        // Two claims of one document are two appearances all the same.
        let document = DocumentId::new(format!("{document}-{number}")).ok()?;
        (!name.is_empty()).then(|| Appearance {
            kind: self.kind,
            gender: self.gender,
            role: some(&self.role),
            affiliation: some(&self.affiliation),
            ..Appearance::new(document, name.clone())
        })
    }
}

impl Linking {
    /// How the sources of two claims stand to each other; symmetric but for the names in it.
    pub(crate) fn standing(&self, earlier: &Profile, later: &Profile) -> Standing {
        let (one, two) = (&earlier.facts.source, &later.facts.source);
        let shown = || two.shown().to_owned();
        if is_copy(earlier, later) {
            return Standing::Relays("the same text".to_owned());
        }
        if [one, two].into_iter().any(is_unstated) {
            return Standing::Unknown;
        }
        if let Some(outlet) = relays(earlier, later).or_else(|| relays(later, earlier)) {
            return Standing::Relays(outlet.to_owned());
        }
        let (person, other_person) = (is_person(one), is_person(two));
        if let (Some(a), Some(b)) = (one.appearance("e", 1), two.appearance("l", 2))
            && person == other_person
        {
            let one_name = || {
                let same = self.identifier.identify(&[a, b], &[]).list().len() == 1;
                same || person && (self.share_a_family_name(one, two) || self.are_spelt_alike(one, two))
            };
            if self.memory.same(one, two, one_name) {
                return Standing::Same(shown());
            }
        }
        let (a, b) = (self.memory.called(one, || self.called(one)), self.memory.called(two, || self.called(two)));
        let named = |speaker: &Speaker| !speaker.name.is_empty();
        if let Some(body) = [(one, &a, two, &b), (two, &b, one, &a)]
            .into_iter()
            .find_map(|(of, named, speaker, called)| self.speaks_for(named, speaker, called).then_some(&of.name))
        {
            return Standing::Organisation(body.clone());
        }
        let (shared, fewer) = in_common(&a.body, &b.body);
        // Two descriptions of one body differ by words that only one of them has.
        let one_body = shared > 0 && shared == fewer && (a.is_body || !person) && (b.is_body || !other_person);
        match (person, other_person) {
            (false, false) if one_body && (shared > 1 || named(one) && named(two)) => Standing::Same(shown()),
            (false, false) if one_body && is_group(one) == is_group(two) => Standing::Perhaps(shown()),
            (false, false) => self.unnamed(one, two, &a, &b),
            (true, true) if named(one) && named(two) => {
                let both = a.is_body && b.is_body && shared * 10 >= a.body.len().max(b.body.len()) * 6;
                if both { Standing::Organisation(self.body_words(one)) } else { Standing::Independent }
            }
            (true, true) => {
                if a.is_body && b.is_body && shared * 10 >= a.body.len().max(b.body.len()) * 6 {
                    return Standing::Organisation(self.body_words(one));
                }
                let (named, unnamed, around) =
                    if named(one) { (&a, &b, &earlier.facts.around) } else { (&b, &a, &later.facts.around) };
                self.described(named, unnamed, around).unwrap_or_else(|| self.unnamed(one, two, &a, &b))
            }
            _ => {
                let (body, speaker) = if person { (&b, &a) } else { (&a, &b) };
                let (shared, _) = in_common(&body.body, &speaker.all);
                let covered = shared * 10 >= body.body.len() * 6 && shared > 0;
                let telling = shared > 1 || body.body.len() == 1;
                if covered && telling && !is_group(if person { two } else { one }) {
                    Standing::Organisation(if person { two.shown() } else { one.shown() }.to_owned())
                } else {
                    Standing::Independent
                }
            }
        }
    }

    /// A person with a name, and one who is only described: he may be the one if all that is said of him fits.
    fn described(&self, named: &Called, unnamed: &Called, around: &[(u32, u8)]) -> Option<Standing> {
        let office = unnamed.all.iter().any(|stem| self.speakers.offices.contains(stem) && named.all.contains(stem));
        let fits =
            |stem: &&u32| named.all.contains(stem) || around.binary_search_by_key(*stem, |(stem, _)| *stem).is_ok();
        let known = unnamed.body.iter().filter(fits).count();
        (office && known == unnamed.body.len()).then(|| Standing::Perhaps("described alike".to_owned()))
    }

    /// Sources without names: those that are called alike may be the same.
    fn unnamed(&self, one: &Speaker, two: &Speaker, a: &Called, b: &Called) -> Standing {
        let unnamed = one.name.is_empty() && two.name.is_empty();
        let (shared, fewer) = in_common(&a.all, &b.all);
        let alike = shared * 2 > fewer;
        let withheld = one.anonymous && two.anonymous && in_common(&a.body, &b.body).1 == 0;
        if unnamed && (alike || withheld) { Standing::Perhaps(two.shown().to_owned()) } else { Standing::Independent }
    }

    /// The family name alone, beside a full name that ends with it, and nothing against it.
    fn share_a_family_name(&self, one: &Speaker, two: &Speaker) -> bool {
        let stems = |name: &str| {
            let words = name.split(|c: char| c.is_whitespace()).filter(|word| word.chars().count() > 2);
            words.map(|word| self.identifier.skeleton(word)).collect::<Vec<_>>()
        };
        let (a, b) = (stems(&one.name), stems(&two.name));
        let same_end = a.last().is_some() && a.last() == b.last();
        same_end && (a.len() == 1 || b.len() == 1 || a == b) && may_be_of_one_gender(one, two)
    }

    /// True if a person speaks for a source with a name: holds an office, and is said to hold it in that name.
    fn speaks_for(&self, named: &Called, speaker: &Speaker, called: &Called) -> bool {
        let holds = |stem: &u32| called.all.binary_search(stem).is_ok() && !called.name.contains(stem);
        let office =
            || called.all.iter().any(|stem| self.speakers.offices.contains(stem) && !called.name.contains(stem));
        !named.name.is_empty() && is_person(speaker) && named.name.iter().all(holds) && office()
    }

    /// Names whose words have the same consonants, as spellings of one name in Latin letters have: "Yerlan Dzhaksybaev", "Erlan
    /// Jaqsybayev". A word alone tells too little.
    fn are_spelt_alike(&self, one: &Speaker, two: &Speaker) -> bool {
        let consonants = |name: &str| -> Vec<String> {
            let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
            words.map(|word| consonants(&self.identifier.skeleton(word))).collect()
        };
        let (a, b) = (consonants(&one.name), consonants(&two.name));
        a.len() > 1 && a == b && may_be_of_one_gender(one, two)
    }

    fn called(&self, speaker: &Speaker) -> Called {
        let words =
            [&speaker.words, &speaker.role, &speaker.affiliation, &speaker.name].map(String::as_str).join(" / ");
        let tokens = self.lexicon.tokens(&words, &self.identifier);
        let name: HashSet<u32> = self.lexicon.stems(&speaker.name, &self.identifier).into_iter().collect();
        let person = is_person(speaker);
        let mut all: Vec<u32> = tokens.iter().filter(|token| token.weight >= 30).map(|token| token.stem).collect();
        all.sort_unstable();
        all.dedup();
        let offices = &self.speakers.offices;
        let body: Vec<u32> =
            all.iter().filter(|s| !(offices.contains(s) || person && name.contains(s))).copied().collect();
        let is_body = body.iter().any(|stem| self.speakers.bodies.contains(stem));
        Called { all, name, body, is_body }
    }

    fn body_words(&self, speaker: &Speaker) -> String {
        [&speaker.affiliation, &speaker.role, &speaker.words]
            .into_iter()
            .find(|w| !w.is_empty())
            .cloned()
            .unwrap_or_default()
    }

    /// Puts together the claims of a cluster whose sources are not independent of each other: one source, one organisation,
    /// one that relays the other, unnamed ones that may be one. Groups stand in the order of their first members; each claim
    /// is in one group.
    #[must_use]
    pub fn independent(&self, cluster: &[&Profile]) -> Vec<SourceGroup> {
        let mut groups: Vec<SourceGroup> = Vec::new();
        for (at, profile) in cluster.iter().enumerate() {
            let mut joined = SourceGroup { members: vec![at], names: Vec::new(), reasons: Vec::new() };
            let shown = profile.source().shown();
            if !shown.is_empty() {
                joined.names.push(shown.to_owned());
            }
            let mut apart = Vec::with_capacity(groups.len() + 1);
            for group in groups {
                let reason = group.members.iter().find_map(|member| self.standing(cluster[*member], profile).reason());
                match reason {
                    Some(reason) => {
                        joined.members.extend(group.members);
                        joined.names.extend(group.names);
                        joined.reasons.extend(group.reasons.into_iter().chain([reason]));
                    }
                    None => apart.push(group),
                }
            }
            for list in [&mut joined.names, &mut joined.reasons] {
                list.sort_unstable();
                list.dedup();
            }
            joined.members.sort_unstable();
            apart.push(joined);
            groups = apart;
        }
        groups.sort_by_key(|group| group.members[0]);
        groups
    }
}

impl Standing {
    /// True if the two are not independent of each other.
    pub(crate) fn is_one(&self) -> bool {
        matches!(self, Self::Same(_) | Self::Organisation(_) | Self::Relays(_) | Self::Perhaps(_))
    }

    /// Why the two are not independent, in words; `None` if they are, or nothing is known.
    pub(crate) fn reason(&self) -> Option<String> {
        match self {
            Self::Same(name) => Some(format!("same source: {name}")),
            Self::Organisation(name) => Some(format!("same organisation: {name}")),
            Self::Relays(name) => Some(format!("draws on {name}")),
            Self::Perhaps(name) => Some(format!("may be the same source: {name}")),
            Self::Independent | Self::Unknown => None,
        }
    }
}

fn is_person(speaker: &Speaker) -> bool {
    match speaker.kind {
        Some(SourceKind::Person) => true,
        Some(_) => false,
        None => !speaker.name.is_empty(),
    }
}

fn may_be_of_one_gender(one: &Speaker, two: &Speaker) -> bool {
    one.gender.zip(two.gender).is_none_or(|(a, b)| a == b)
}

fn is_group(speaker: &Speaker) -> bool {
    speaker.kind == Some(SourceKind::Group)
}

fn is_unstated(speaker: &Speaker) -> bool {
    matches!(speaker.kind, Some(SourceKind::Unstated | SourceKind::Author))
        || speaker.name.is_empty() && speaker.words.is_empty() && speaker.role.is_empty()
}

/// What is left of the skeleton of a name without what its spellings differ in beyond it: vowels, a `v` between them ("Dawud",
/// "Daoud"), the `d` of "dzh". All of it if nothing is left.
fn consonants(skeleton: &str) -> String {
    let letters: Vec<char> = skeleton.replace("di", "i").chars().collect();
    let vowel = |at: usize| letters.get(at).is_some_and(|letter| "aeiou".contains(*letter));
    let between = |at: usize| at > 0 && vowel(at - 1) && vowel(at + 1);
    let heard = (0..letters.len()).filter(|at| !(vowel(*at) || letters[*at] == 'v' && between(*at)));
    let mut heard: Vec<char> = heard.map(|at| letters[at]).collect();
    heard.dedup();
    if heard.is_empty() { skeleton.to_owned() } else { heard.into_iter().collect() }
}

/// How many stems two ascending lists share, and how many the shorter has.
fn in_common(one: &[u32], other: &[u32]) -> (usize, usize) {
    (one.iter().filter(|stem| other.binary_search(stem).is_ok()).count(), one.len().min(other.len()))
}

/// True if the text around both is the same but for little: most of the least hashes are shared.
pub(crate) fn is_copy(one: &Profile, other: &Profile) -> bool {
    let (one, other) = (&one.facts, &other.facts);
    let least = one.sketch.len().min(other.sketch.len());
    let shared = one.sketch.iter().filter(|hash| other.sketch.binary_search(hash).is_ok()).count();
    one.document != other.document && least >= 4 && shared * 10 >= least * 6
}

/// The outlet by which `later` has it, if that published or relayed `earlier`.
fn relays<'p>(earlier: &'p Profile, later: &Profile) -> Option<&'p str> {
    let (before, after) = (&earlier.facts, &later.facts);
    let outlet = after.source.kind == Some(SourceKind::MediaOutlet);
    let by = [before.site.as_str()].into_iter().chain(before.relayed_by.iter().map(String::as_str));
    by.filter(|name| !name.is_empty()).find(|name| outlet && after.source.shown().eq_ignore_ascii_case(name))
}
