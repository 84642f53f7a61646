//! Which names mean the same person, body or place.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use sayso_domain::{Gender, NameKind, SourceKind};
use sayso_text::Span;

use crate::{lexicon::Lexicon, names::Named, page::Page};

/// A person, body or place that the document names.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// The fullest name.
    pub(crate) name: String,
    /// The words of that name in small letters.
    pub(crate) words: Vec<String>,
    pub(crate) kind: SourceKind,
    /// "Jr.", "III".
    suffix: Option<String>,
    /// It is a place, and a body only where it speaks.
    pub(crate) place: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    /// Every word, in small letters, that titles and appositions describe it by.
    pub(crate) described: BTreeSet<String>,
    /// Its mentions, as positions in the list of names, in text order.
    pub(crate) mentions: Vec<usize>,
}

/// The entities of a document, and which of them each name means.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub(crate) all: Vec<Known>,
    /// Per name, its entity.
    pub(crate) of: Vec<usize>,
    /// The surnames that campaigns are called after.
    pub(crate) campaigns: BTreeSet<String>,
}

/// Puts the names into entities. Time is linear in the names, but for those that share a surname.
pub(crate) fn cluster(page: &Page, names: &[Named], lexicon: &Lexicon) -> Entities {
    let mut cluster = Cluster {
        page,
        names,
        lexicon,
        all: Vec::new(),
        of: vec![None; names.len()],
        by_word: HashMap::new(),
        counts: Vec::new(),
    };
    // Full names first: a surname may stand in the headline, before the name.
    for several in [true, false] {
        for (index, name) in names.iter().enumerate() {
            let person = name.kind == NameKind::Person;
            if cluster.of[index].is_none() && (!several || cluster.name_words(index).len() > 1 || !person) {
                if person { cluster.person(index) } else { cluster.other(index) }
            }
        }
    }
    let of = cluster.of.into_iter().map(Option::unwrap_or_default).collect();
    let called_after = |known: &Known| match known.words.as_slice() {
        [surname, noun] if noun == "campaign" => Some(surname.clone()),
        _ => None,
    };
    let campaigns = cluster.all.iter().filter_map(called_after).collect();
    let mut entities = Entities { of, all: cluster.all, campaigns };
    for (index, entity) in entities.of.iter().enumerate() {
        entities.all[*entity].mentions.push(index);
    }
    for known in &mut entities.all {
        finish(known, page, names, lexicon);
    }
    entities
}

struct Cluster<'p, 't> {
    page: &'p Page<'t>,
    names: &'p [Named],
    lexicon: &'p Lexicon,
    all: Vec<Known>,
    of: Vec<Option<usize>>,
    /// Per entity, the names that mean it so far.
    counts: Vec<usize>,
    /// Entities by a word of their names, in order of their making.
    by_word: HashMap<String, Vec<usize>>,
}

/// Entities with one word in common that are looked at for a name.
const MOST_COMPARED: usize = 32;

impl Cluster<'_, '_> {
    /// The words that tell a name from others: without suffix; a body's possessor by surname.
    fn name_words(&self, index: usize) -> Vec<String> {
        let name = &self.names[index];
        let mut words: Vec<String> = self.page.lowers(name.words.clone()).map(str::to_owned).collect();
        match name.kind {
            NameKind::Person => {
                while words.len() > 1 && words.last().is_some_and(|word| self.lexicon.name_suffixes.contains(word)) {
                    words.pop();
                }
            }
            NameKind::Organization if self.is_named_after(index) => {
                words.drain(..words.len() - 2);
            }
            _ => {}
        }
        words
    }

    /// True for "the Roe campaign": a body called after the name that is a part of it.
    fn is_named_after(&self, index: usize) -> bool {
        let next = self.names.get(index + 1);
        next.is_some_and(|next| next.part && next.words.start == self.names[index].words.start)
    }

    fn compared(&self, word: &str) -> Vec<usize> {
        self.by_word.get(word).map(|list| list.iter().rev().take(MOST_COMPARED).copied().collect()).unwrap_or_default()
    }

    /// "Jr." or the like at the end of a name.
    fn suffix(&self, index: usize) -> Option<&str> {
        let words = &self.names[index].words;
        let last = self.page.lower(words.end - 1);
        (words.len() > 1 && self.lexicon.name_suffixes.contains(last)).then_some(last)
    }

    /// What the title before a name says: man or woman.
    fn title_gender(&self, index: usize) -> Option<Gender> {
        let before = self.page.before(self.names[index].words.start);
        let courtesy = self.lexicon.courtesy.get(before).copied().flatten();
        courtesy.or_else(|| self.lexicon.person_noun(before)?.gender)
    }

    fn person(&mut self, index: usize) {
        let words = self.name_words(index);
        let Some(last) = words.last() else { return };
        let title = self.title_gender(index);
        let suffix = self.suffix(index).map(str::to_owned);
        let agrees = |known: &Known| {
            let genders = matches!((title, known.gender), (Some(one), Some(other)) if one != other);
            // "John Roe Jr." is the son of "John Roe"; but "Joe Roe" may be "Joseph Roe Jr.".
            let full = words.len() > 1 && known.words.len() > 1 && words[0] == known.words[0];
            let suffixes = suffix != known.suffix && (full || suffix.is_some() && known.suffix.is_some());
            !genders && !suffixes
        };
        let candidates: Vec<usize> =
            self.compared(last).into_iter().filter(|id| self.all[*id].kind == SourceKind::Person).collect();
        let found = if words.len() > 1 {
            candidates.into_iter().find(|id| same_person(&self.all[*id].words, &words) && agrees(&self.all[*id]))
        } else {
            let agreeing: Vec<usize> = candidates.into_iter().filter(|id| agrees(&self.all[*id])).collect();
            let same = |id: &usize| suffix.is_some() && self.all[*id].suffix == suffix;
            let list = if agreeing.iter().any(same) { agreeing.into_iter().filter(same).collect() } else { agreeing };
            self.of_one_word(index, last, list)
        };
        let entity = found.unwrap_or_else(|| self.add(&words, SourceKind::Person, false));
        let given = (words.len() > 1).then(|| self.lexicon.given_name(&words[0])).flatten();
        let surname = || self.lexicon.surname(last);
        let known = &mut self.all[entity];
        known.suffix = known.suffix.take().or(suffix);
        known.gender = title.or(known.gender).or(given).or_else(surname);
        if words.len() > known.words.len() {
            self.renamed(entity, &words);
        }
        self.of[index] = Some(entity);
        self.counts[entity] += 1;
    }

    /// Whom a single word means: a surname before a given name, the one named last before the one named often.
    fn of_one_word(&self, index: usize, word: &str, candidates: Vec<usize>) -> Option<usize> {
        let at = &self.page.words[self.names[index].words.start];
        let (surnamed, called): (Vec<usize>, Vec<usize>) =
            candidates.into_iter().partition(|id| self.all[*id].words.last().is_some_and(|last| last == word));
        let list = if surnamed.is_empty() { called } else { surnamed };
        if list.len() < 2 {
            return list.first().copied();
        }
        let mut best: Option<(usize, (bool, usize))> = None;
        for id in list {
            // The full name in this paragraph or the last, or the more frequent full name.
            let near = (0..index).rev().take(40).any(|before| {
                self.of[before] == Some(id)
                    && self.names[before].words.len() > 1
                    && self.page.words[self.names[before].words.start].paragraph + 1 >= at.paragraph
            });
            let count = self.counts[id];
            if best.is_none_or(|(_, score)| (near, count) > score) {
                best = Some((id, (near, count)));
            }
        }
        best.map(|(id, _)| id)
    }

    fn other(&mut self, index: usize) {
        let words = self.name_words(index);
        let place = self.names[index].kind == NameKind::Place;
        let mut found = None;
        for word in [words.first(), words.last()].into_iter().flatten() {
            let fits = |id: &usize| {
                let known = &self.all[*id];
                known.kind != SourceKind::Person
                    && (known.place == place || known.words == words)
                    && same_body(&known.words, &words)
            };
            found = found.or_else(|| self.compared(word).into_iter().find(fits));
        }
        let acronym = || {
            let letters = (words.len() == 1 && self.is_acronym(index)).then(|| words[0].replace('.', ""))?;
            let initial = |id: &usize| initials(&self.all[*id].words).any(|initials| initials == letters);
            (0..self.all.len()).rev().take(200).find(initial)
        };
        let entity = found.or_else(acronym).unwrap_or_else(|| {
            let kind = self.lexicon.kind_of_body(words.iter().map(String::as_str));
            self.add(&words, kind, place)
        });
        if words.len() > self.all[entity].words.len() {
            self.renamed(entity, &words);
        }
        self.of[index] = Some(entity);
        self.counts[entity] += 1;
    }

    fn is_acronym(&self, index: usize) -> bool {
        let words = self.page.words_of(self.names[index].words.clone());
        (2..=8).contains(&words.len()) && words.chars().all(|c| c.is_uppercase() || c == '.')
    }

    fn add(&mut self, words: &[String], kind: SourceKind, place: bool) -> usize {
        let known = Known {
            name: String::new(),
            words: Vec::new(),
            kind,
            suffix: None,
            place,
            gender: None,
            role: None,
            affiliation: None,
            described: BTreeSet::new(),
            mentions: Vec::new(),
        };
        self.all.push(known);
        self.counts.push(0);
        self.renamed(self.all.len() - 1, words);
        self.all.len() - 1
    }

    fn renamed(&mut self, entity: usize, words: &[String]) {
        for word in words {
            let list = self.by_word.entry(word.clone()).or_default();
            if list.last() != Some(&entity) {
                list.push(entity);
            }
        }
        let known = &mut self.all[entity];
        known.words = words.to_vec();
        if known.kind != SourceKind::Person {
            known.kind = self.lexicon.kind_of_body(words.iter().map(String::as_str));
        }
    }
}

/// True if two names of persons, each in words, can be one: the same surname, and given names of which one begins the other.
fn same_person(one: &[String], other: &[String]) -> bool {
    let (Some(one_last), Some(other_last)) = (one.last(), other.last()) else { return false };
    if one_last != other_last {
        // Of one part of a double surname, or with the surname first.
        return one.len() == other.len() && one.iter().all(|word| other.contains(word));
    }
    let (one_first, other_first) = (one[0].trim_end_matches('.'), other[0].trim_end_matches('.'));
    let short = |one: &str, other: &str| other.starts_with(one) || one.chars().count() > 2 && nickname(one, other);
    one.len() == 1
        || other.len() == 1
        || short(one_first, other_first)
        || short(other_first, one_first)
        || one.len() > 2 && one[1..one.len() - 1].iter().any(|middle| middle == other_first)
        || other.len() > 2 && other[1..other.len() - 1].iter().any(|middle| middle == one_first)
}

/// True if two given names share their first three letters: "Bernie" and "Bernard", "Mike" and "Michael" do not all.
fn nickname(one: &str, other: &str) -> bool {
    const PAIRS: [(&str, &str); 12] = [
        ("bill", "william"),
        ("bob", "robert"),
        ("dick", "richard"),
        ("jim", "james"),
        ("mike", "michael"),
        ("jeb", "john"),
        ("ted", "edward"),
        ("ted", "rafael"),
        ("rick", "richard"),
        ("jack", "john"),
        ("liz", "elizabeth"),
        ("tony", "anthony"),
    ];
    let stem = |name: &str| name.chars().take(3).collect::<String>();
    stem(one) == stem(other) && one.len().min(other.len()) <= 6
        || PAIRS.contains(&(one, other))
        || PAIRS.contains(&(other, one))
}

/// True if two names of bodies, each in words, can be one: the shorter begins or ends the longer.
fn same_body(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short == long
        || short.len() * 3 >= long.len()
            && short.len() + 3 >= long.len()
            && long.starts_with(short)
            && short[0].len() > 3
        || long.len() == short.len() + 1 && long.ends_with(short) && short.len() > 1
        || long.len() == short.len() + 2 && long.ends_with(short) && short[0] == "times"
}

/// The initials of a name, with and without its small words.
fn initials(words: &[String]) -> impl Iterator<Item = String> {
    let of = |small: bool| {
        let words = words.iter().filter(|word| small || !matches!(word.as_str(), "of" | "the" | "and" | "for" | "&"));
        words.flat_map(|word| word.split('-')).filter_map(|word| word.chars().next()).collect::<String>()
    };
    [of(true), of(false)].into_iter().filter(|initials| initials.len() > 1)
}

/// The fullest name as it is written, with preference for the first that is not all in capitals.
fn finish(known: &mut Known, page: &Page, names: &[Named], lexicon: &Lexicon) {
    let mut best: Option<(String, (usize, bool))> = None;
    for mention in known.mentions.iter().take(200) {
        let words = names[*mention].words.clone();
        let name = written(page, words.clone());
        let shouted = name.len() > 5 && !name.contains(char::is_lowercase);
        let rank = (words.len(), !shouted);
        if best
            .as_ref()
            .is_none_or(|(_, best)| (rank.1 && !best.1 && rank.0 >= best.0) || rank.0 > best.0 && (rank.1 || !best.1))
        {
            best = Some((name, rank));
        }
    }
    let Some((mut name, (_, calm))) = best else { return };
    if !calm && known.kind == SourceKind::Person {
        name = in_title_case(&name);
    }
    // "Jane Roe's campaign" is the Roe campaign.
    if known.kind != SourceKind::Person && known.words.len() == 2 && name.split(' ').count() > 2 {
        let tail: Vec<&str> = name.rsplitn(3, ' ').take(2).collect();
        if tail.first().is_some_and(|noun| *noun == known.words[1]) {
            name = tail.into_iter().rev().collect::<Vec<_>>().join(" ");
        }
    }
    // "Sen" is no title at the end of a name; its full stop ends the sentence.
    if let Some(stem) = name.strip_suffix('.') {
        let last = stem.rsplit(' ').next().unwrap_or(stem).to_lowercase();
        if lexicon.abbreviations.contains_key(&last) {
            name.pop();
        }
    }
    known.name = name;
    if known.gender.is_none() && known.kind == SourceKind::Person && known.words.len() == 1 {
        known.gender = lexicon.given_name(&known.words[0]).filter(|_| known.mentions.len() < 200);
    }
}

/// The words of a name as they stand, without possessive endings.
fn written(page: &Page, words: Range<usize>) -> String {
    let words = &page.words[words];
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| Span::new(words[before].span.end(), word.span.start()));
        if before.and_then(|gap| gap.words(page.text)).is_some_and(|gap| gap.contains(char::is_whitespace)) {
            out.push(' ');
        }
        out.push_str(word.span.words(page.text).unwrap_or_default());
    }
    out
}

/// A name all in capitals as it is written elsewhere: "JANE B. ROE" is "Jane B. Roe".
pub(crate) fn in_title_case(name: &str) -> String {
    name.split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        start = !c.is_alphanumeric();
    }
    out
}
