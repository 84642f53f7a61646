//! How a phrase is built: a pronoun, a name, a noun with what belongs to it, or several joined by "and".

use std::ops::Range;

use sayso_domain::{NameKind, SourceKind};

use crate::{
    lexicon::{Noun, Pronoun},
    scene::Scene,
};

/// What a phrase is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Head {
    /// No word at all.
    Nothing,
    /// A pronoun, and which word it is.
    Pronoun(Pronoun, usize),
    /// A name, by its position in the list of names.
    Name(usize),
    /// A description.
    Noun(NounPhrase),
    /// Two or more phrases.
    List(Vec<Range<usize>>),
}

/// A description: "the two officials", "a spokesman for the ministry", "his campaign".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NounPhrase {
    /// All its words.
    pub(crate) words: Range<usize>,
    /// The word of its head.
    pub(crate) head: usize,
    /// What the head is used for, if the lists know it.
    pub(crate) noun: Option<Noun>,
    /// "the", "this": it may have been spoken of before.
    pub(crate) definite: bool,
    /// It means several people.
    pub(crate) plural: bool,
    /// It says itself which one is meant: "the head of the agency".
    pub(crate) complement: bool,
    /// The possessive pronoun that it begins with.
    pub(crate) possessor: Option<usize>,
}

impl NounPhrase {
    /// What it is by its head; `None` if the lists do not know it.
    pub(crate) fn kind(&self) -> Option<SourceKind> {
        let kind = self.noun.as_ref()?.kind;
        Some(match kind {
            SourceKind::Person if self.plural => SourceKind::Group,
            SourceKind::Group if !self.plural && self.noun.as_ref().is_some_and(|noun| noun.plural) => {
                SourceKind::Person
            }
            kind => kind,
        })
    }
}

/// Reads the phrase that the words of a source make.
pub(crate) fn read(scene: &Scene, words: Range<usize>) -> Head {
    let words = trimmed(scene, words);
    let page = &scene.page;
    if words.is_empty() {
        return Head::Nothing;
    }
    // "neither Trask nor Odell", "both Trask and Odell"
    let paired = matches!(page.lower(words.start), "neither" | "both" | "either") && words.len() > 1;
    if let Some(parts) = list(scene, words.start + usize::from(paired)..words.end) {
        return Head::List(parts);
    }
    let first = page.lower(words.start);
    let pronoun = scene.lexicon.pronoun(first).filter(|_| words.len() == 1 || !page.is_initial(words.start));
    let possessor = scene.lexicon.possessive.contains(first) && words.len() > 1 && first != "her";
    let her = first == "her" && page.words.get(words.start + 1).is_some_and(|next| words.len() > 1 && next.is_word);
    match pronoun {
        Some(pronoun) if words.len() == 1 => return Head::Pronoun(pronoun, words.start),
        // "he himself", "they both", "who, like others", but "that man".
        Some(pronoun)
            if !matches!(pronoun, Pronoun::Some)
                && !possessor
                && !her
                && !matches!(first, "that" | "which" | "whose") =>
        {
            return Head::Pronoun(pronoun, words.start);
        }
        Some(Pronoun::Some) if page.lower(words.start + 1) == "of" => {
            let rest = words.start + 2..words.end;
            if matches!(
                scene.lexicon.pronoun(page.lower(rest.start)),
                Some(Pronoun::They | Pronoun::We | Pronoun::Relative)
            ) {
                return Head::Pronoun(Pronoun::Some, words.start);
            }
            let single = matches!(first, "one" | "each" | "another" | "none" | "either" | "neither");
            return match noun(scene, words.clone(), rest.clone()) {
                Some(phrase) if !rest.is_empty() => {
                    Head::Noun(NounPhrase { plural: !single, definite: false, complement: true, ..phrase })
                }
                _ => Head::Pronoun(Pronoun::Some, words.start),
            };
        }
        _ => {}
    }
    if let Some(head) = share(scene, words.clone()) {
        return head;
    }
    let end = segment_end(scene, words.clone());
    let segment = words.start..end.max(words.start + 1);
    if let Some(name) = scene.name_at(segment.end - 1).filter(|name| is_head(scene, *name, &segment)) {
        return Head::Name(name);
    }
    let phrase = noun(scene, words.clone(), words.clone());
    let Some(phrase) = phrase.filter(|phrase| phrase.noun.is_some() || pronoun != Some(Pronoun::Some)) else {
        // "those under 30", "anyone who asks"
        return if pronoun.is_some() { Head::Pronoun(Pronoun::Some, words.start) } else { Head::Nothing };
    };
    if scene.lexicon.voices.contains(page.lower(phrase.head)) && phrase.head + 1 >= end {
        let owner = phrase.possessor.and_then(|at| Some(Head::Pronoun(scene.lexicon.pronoun(page.lower(at))?, at)));
        let named = (words.start..phrase.head)
            .rev()
            .filter(|at| page.words[*at].possessive || page.words[*at].lower.ends_with('s'));
        if let Some(owner) = owner.or_else(|| named.filter_map(|at| scene.name_at(at)).next().map(Head::Name)) {
            return owner;
        }
    }
    // "his campaign manager, Jane Roe,"
    let simple = end..words
        .clone()
        .find(|at| *at >= end && scene.lexicon.relatives.contains(page.lower(*at)))
        .unwrap_or(words.end);
    let apposed = simple.clone().filter(|at| page.lower(*at) == "," && at + 1 < words.end).find_map(|comma| {
        let next = segment_end(scene, comma + 1..words.end);
        scene.named(next.saturating_sub(1).max(comma + 1), NameKind::Person)
    });
    // "Director of Public Affairs Jane Roe"
    let titled = || {
        let last = simple.end.checked_sub(1).filter(|_| simple.end == words.end)?;
        let name = scene.named(last, NameKind::Person)?;
        let start = scene.names[name].words.start;
        let plain = simple.clone().all(|at| page.words[at].is_word && !page.words[at].possessive);
        let capital = start > simple.start + 1 && page.words[start - 1].capital;
        (plain && capital && scene.names[name].words.end == words.end).then_some(name)
    };
    match apposed.or_else(titled).or_else(|| first_name(scene, simple.end..words.end)) {
        Some(name) if matches!(phrase.kind(), None | Some(SourceKind::Person)) => Head::Name(name),
        _ => Head::Noun(phrase),
    }
}

/// The name in "who gave only his first name, Oleh" and "who gave his name as Oleh".
fn first_name(scene: &Scene, clause: Range<usize>) -> Option<usize> {
    let page = &scene.page;
    let gives = |at: &usize| matches!(page.lower(*at), "gave" | "gives" | "giving" | "identified" | "introduced");
    let gave = clause.clone().find(gives)?;
    let last = gave + clause.end.saturating_sub(gave).min(8);
    let before = (gave + 1..last).find(|at| matches!(page.lower(*at), "," | "as"))?;
    let told = (gave + 1..before).any(|at| matches!(page.lower(at), "name" | "himself" | "herself"));
    let at = before + 1 + usize::from(page.lower(before + 1) == "only");
    scene.named(at, NameKind::Person).filter(|_| told && at < clause.end)
}

/// A share of people: "58 percent of voters", "a handful of aides", "one in five".
fn share(scene: &Scene, words: Range<usize>) -> Option<Head> {
    let page = &scene.page;
    let part = words.clone().take(5).find(|at| scene.lexicon.shares.contains(page.lower(*at)))?;
    if words.clone().take_while(|at| *at < part).any(|at| scene.name_at(at).is_some() || page.words[at].possessive) {
        return None;
    }
    let next = part + 1 + usize::from(matches!(page.lower(part + 1), "five" | "four" | "three" | "two" | "six"));
    let of = matches!(page.lower(next), "of" | "in" | "among") && next + 1 < words.end;
    if !of {
        // "42 percent", but not "the majority leader".
        return (part + 1 == words.end).then_some(Head::Pronoun(Pronoun::Some, words.start));
    }
    match noun(scene, words.clone(), next + 1..words.end) {
        Some(phrase) if phrase.noun.is_some() => {
            Some(Head::Noun(NounPhrase { plural: true, definite: false, complement: true, ..phrase }))
        }
        _ => Some(Head::Pronoun(Pronoun::Some, words.start)),
    }
}

/// True if a name that covers the last word of a segment is what the segment is about.
fn is_head(scene: &Scene, name: usize, segment: &Range<usize>) -> bool {
    let found = &scene.names[name];
    let last = scene.page.lower(segment.end - 1);
    // "three Republicans": a people or a party is a description.
    let described = found.kind == NameKind::Other && scene.lexicon.noun(last).is_some()
        || found.words.len() == 1
            && scene.lexicon.noun(last).is_some_and(|noun| noun.plural && noun.kind == SourceKind::Group);
    found.words.end >= segment.end && !described
}

/// The words without marks and small words at their ends.
fn trimmed(scene: &Scene, mut words: Range<usize>) -> Range<usize> {
    let page = &scene.page;
    let small = |at: usize| {
        let lower = page.lower(at);
        !page.words[at].is_word
            || scene.lexicon.prepositions.contains(lower)
            || scene.lexicon.conjunctions.contains(lower)
            || matches!(
                lower,
                "while" | "as" | "when" | "because" | "even" | "only" | "just" | "also" | "although" | "though" | "if"
            )
    };
    while words.len() > 1 && small(words.start) {
        words.start += 1;
    }
    while words.len() > 1 && !page.words[words.end - 1].is_word {
        words.end -= 1;
    }
    words
}

/// Where the part of a phrase ends in which its head stands: before a preposition, a relative clause, a comma.
fn segment_end(scene: &Scene, words: Range<usize>) -> usize {
    let (page, lexicon) = (&scene.page, scene.lexicon);
    let breaks = |at: &usize| {
        let word = &page.words[*at];
        let lower = word.lower.as_str();
        let inside = scene.name_at(*at).is_some_and(|name| scene.names[name].words.start < *at);
        let mark = !word.is_word && !matches!(lower, "&" | "/" | "-" | "'" | "’" | "“" | "”" | "\"");
        let quantity = *at == words.start || page.lower(at - 1) == "more" || page.lower(at - 1) == "less";
        !inside
            && (mark
                || lexicon.prepositions.contains(lower) && !quantity && !scene.is_bound(*at)
                || lexicon.relatives.contains(lower) && *at > words.start
                || *at > words.start && lexicon.breakers.contains(lower) && lexicon.noun(page.lower(at + 1)).is_none())
    };
    words.clone().find(breaks).unwrap_or(words.end)
}

/// The description whose head stands in `inner`, a part of `words`.
fn noun(scene: &Scene, words: Range<usize>, inner: Range<usize>) -> Option<NounPhrase> {
    let (page, lexicon) = (&scene.page, scene.lexicon);
    let end = segment_end(scene, inner.clone());
    let segment = inner.start..end.max(inner.start + 1).min(inner.end.max(inner.start));
    let is_noun = |at: &usize| {
        let name = scene.name_at(*at).map(|name| &scene.names[name]);
        let in_name = name.is_some_and(|name| name.kind != NameKind::Other);
        !in_name && !page.words[*at].possessive && lexicon.noun(page.lower(*at)).is_some()
    };
    let aged = |at: &usize| page.lower(*at).ends_with("-year-old");
    let word = |at: &usize| page.words[*at].is_word;
    // The head of "the secretary of state" stands before its "of".
    let bound = segment.clone().find(|at| *at > segment.start && scene.is_bound(*at));
    let segment = segment.start..bound.unwrap_or(segment.end);
    let last = segment.clone().rev().find(word);
    let known = segment.clone().rev().find(is_noun);
    // An unknown plural or an age at the end is the head, rather than a noun before it.
    let head = match (known, last) {
        (Some(known), Some(last)) if known < last && aged(&last) => last,
        (Some(known), Some(last)) if known + 1 == last && looks_plural(page.lower(last)) => last,
        (Some(known), _) => known,
        (None, last) => last?,
    };
    let lower = page.lower(head);
    let noun = lexicon.noun(lower).cloned();
    let first = page.lower(words.start);
    let person_aged = lower.ends_with("-year-old");
    let plural = noun.as_ref().map_or_else(|| looks_plural(lower), |noun| noun.plural);
    let noun = noun.or_else(|| {
        (person_aged || looks_personal(lower)).then(|| Noun {
            kind: if plural { SourceKind::Group } else { SourceKind::Person },
            plural,
            gender: None,
            base: lower.to_owned(),
        })
    });
    Some(NounPhrase {
        head,
        noun,
        definite: lexicon.definite.contains(first),
        plural,
        complement: words.clone().skip_while(|at| *at <= head).any(|at| page.words[at].is_word),
        possessor: lexicon.possessive.contains(first).then_some(words.start),
        words,
    })
}

pub(crate) fn looks_plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is")
}

/// True for a noun that the lists lack but whose ending makes it a person: "a canvasser", "two archivists".
fn looks_personal(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    singular.len() > 4
        && ["er", "or", "ist", "ian", "man", "woman", "ee", "men", "women", "ster"]
            .iter()
            .any(|end| singular.ends_with(end))
}

/// The parts of a list of sources; `None` if the phrase is none.
fn list(scene: &Scene, words: Range<usize>) -> Option<Vec<Range<usize>>> {
    let (page, lexicon) = (&scene.page, scene.lexicon);
    let outside = |at: usize| scene.name_at(at).is_none_or(|name| scene.names[name].words.start == at);
    let (mut parts, mut start, mut joined, mut loose) = (Vec::new(), words.start, false, false);
    let mut at = words.start;
    while at < words.end {
        let lower = page.lower(at);
        if !outside(at) {
            at += 1;
            continue;
        }
        if lexicon.relatives.contains(lower) && at > words.start
            || matches!(lower, "(" | ";" | ":" | "–" | "—" | "including" | "like" | "such")
        {
            break;
        }
        if lexicon.prepositions.contains(lower) && at > words.start {
            loose = true;
        }
        let and = matches!(lower, "and" | "&" | "nor");
        if (and || lower == ",") && at > start {
            let next = at + 1 + usize::from(lower == "," && matches!(page.lower(at + 1), "and" | "&"));
            if next >= words.end || lexicon.relatives.contains(page.lower(next)) {
                break;
            }
            let and = and || next > at + 1;
            let opens = starts_a_part(scene, next, words.end);
            if and && !opens || and && loose && !named_within(scene, next, words.end, 5, true) {
                if joined { break } else { return None }
            }
            if and || opens && named_within(scene, next, words.end, 4, false) {
                parts.push(start..at);
                start = next;
                joined |= and;
                loose = false;
            } else if !and {
                // An apposition.
                loose = true;
            }
            at = next;
            continue;
        }
        at += 1;
    }
    if !joined || parts.is_empty() {
        return None;
    }
    let ends = |at: &usize| {
        matches!(page.lower(*at), "," | "(" | ";") || lexicon.relatives.contains(page.lower(*at)) && *at > start
    };
    let end = (start..words.end).find(ends).unwrap_or(words.end);
    parts.push(start..end);
    // A first part that is only a modifier: "human rights and democracy activists".
    let whole = |part: &Range<usize>| {
        let end = segment_end(scene, part.clone());
        let named = end.checked_sub(1).and_then(|last| scene.name_at(last));
        named.is_some_and(|name| scene.names[name].kind != NameKind::Other)
            || lexicon.determiners.contains(page.lower(part.start))
            || lexicon.pronoun(page.lower(part.start)).is_some()
            || part.clone().any(|at| lexicon.noun(page.lower(at)).is_some_and(|noun| noun.plural))
    };
    parts.iter().all(whole).then_some(parts)
}

fn starts_a_part(scene: &Scene, at: usize, end: usize) -> bool {
    let lexicon = scene.lexicon;
    let lower = scene.page.lower(at);
    lexicon.determiners.contains(lower)
        || lexicon.possessive.contains(lower)
        || lexicon.pronoun(lower).is_some()
        || scene.name_at(at).is_some()
        || named_within(scene, at, end, 5, false)
        || (at..end.min(at + 3)).any(|at| lexicon.noun(scene.page.lower(at)).is_some_and(|noun| noun.plural))
}

/// True if within some words a person is named, or a body unless only persons count.
fn named_within(scene: &Scene, at: usize, end: usize, words: usize, persons: bool) -> bool {
    let determined = scene.lexicon.determiners.contains(scene.page.lower(at));
    !determined
        && (at..end.min(at + words))
            .take_while(|at| {
                scene.page.words[*at].is_word && !scene.lexicon.prepositions.contains(scene.page.lower(*at))
            })
            .any(|at| {
                scene
                    .named(at, NameKind::Person)
                    .or_else(|| scene.named(at, NameKind::Organization).filter(|_| !persons))
                    .is_some()
            })
}

/// A description that ends with the noun at `at`, wherever it stands in the text; `None` if the noun is no head of one.
pub(crate) fn noun_phrase_at(scene: &Scene, at: usize) -> Option<NounPhrase> {
    let (page, lexicon) = (&scene.page, scene.lexicon);
    let noun = lexicon.noun(page.lower(at))?;
    let covered = scene.name_at(at).is_some_and(|name| scene.names[name].kind != NameKind::Other);
    if covered || page.words[at].possessive {
        return None;
    }
    let next = page.words.get(at + 1).filter(|next| next.sentence == page.words[at].sentence);
    let goes_on = next.is_some_and(|next| {
        scene.name_at(at + 1).is_some()
            || lexicon
                .noun(&next.lower)
                .is_some_and(|after| after.kind != SourceKind::Document || noun.kind == SourceKind::Document)
    });
    if goes_on {
        return None;
    }
    let mut start = at;
    let mut found = false;
    while start > 0 && at - start < 7 {
        let word = &page.words[start - 1];
        let lower = word.lower.as_str();
        if !word.is_word || word.sentence != page.words[at].sentence {
            break;
        }
        if lexicon.determiners.contains(lower) || lexicon.possessive.contains(lower) {
            found = true;
            start -= 1;
            break;
        }
        if lexicon.is_small_word(lower) && !lexicon.adjectives.contains(lower) {
            break;
        }
        start = scene.name_at(start - 1).map_or(start - 1, |name| scene.names[name].words.start.min(start - 1));
        if word.possessive {
            found = true;
        }
    }
    let start = if found || noun.plural { if found { start } else { at } } else { return None };
    let first = page.lower(start);
    Some(NounPhrase {
        words: start..at + 1,
        head: at,
        noun: Some(noun.clone()),
        definite: lexicon.definite.contains(first),
        plural: noun.plural,
        complement: matches!(page.lower(at + 1), "of" | "for" | "at" | "from" | "who" | "in" | "with"),
        possessor: lexicon.possessive.contains(first).then_some(start),
    })
}
