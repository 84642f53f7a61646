//! What a document says of people: their roles and whom they belong to, by titles, appositions and "who heads".

use std::ops::Range;

use sayso_domain::{NameKind, SourceKind};

use crate::scene::Scene;

/// A role and whom it ties a person to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Description {
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    /// Every word of the description, in small letters.
    pub(crate) words: Vec<String>,
}

/// Words in a description at most.
const LONGEST: usize = 30;

/// Gives every named person the first role and affiliation that the document shows, and all words that describe it.
pub(crate) fn describe_all(scene: &mut Scene) {
    tie_bodies(scene);
    for index in 0..scene.names.len() {
        if scene.names[index].kind != NameKind::Person || scene.names[index].part {
            continue;
        }
        let found = descriptions(scene, index);
        let known = &mut scene.entities.all[scene.entities.of[index]];
        for description in found {
            known.described.extend(description.words);
            // The role and the affiliation belong together: of a later description only what is missing is taken.
            if known.role.is_none() && description.role.is_some() {
                known.role = description.role;
                known.affiliation = description.affiliation.or_else(|| known.affiliation.take());
            } else if known.affiliation.is_none() {
                known.affiliation = description.affiliation;
            }
        }
        if known.gender.is_none() {
            let lexicon = scene.lexicon;
            known.gender = known
                .described
                .iter()
                .filter(|word| !word.ends_with("man"))
                .find_map(|word| lexicon.person_noun(word)?.gender);
        }
    }
}

/// Ties the bodies whose name ends with a country to it: "the Academy of Arts of Ukraine".
fn tie_bodies(scene: &mut Scene) {
    for index in 0..scene.names.len() {
        let words = scene.names[index].words.clone();
        let of = (words.start + 1..words.end).rev().find(|at| scene.page.lower(*at) == "of");
        let country = of.and_then(|of| {
            let at = of + 1 + usize::from(scene.page.lower(of + 1) == "the");
            scene.country_at(at).filter(|(length, _)| at + length == words.end).map(|(_, country)| country.to_owned())
        });
        let known = &mut scene.entities.all[scene.entities.of[index]];
        if known.kind != SourceKind::Person && known.affiliation.is_none() && !known.place {
            known.affiliation = country;
        }
    }
}

/// What stands around a person's name, in order of trust.
pub(crate) fn descriptions(scene: &Scene, name: usize) -> Vec<Description> {
    let words = scene.names[name].words.clone();
    [after(scene, words.clone()), before(scene, words.clone()), ahead(scene, words)].into_iter().flatten().collect()
}

/// The description in a noun phrase such as "a former adviser to the ministry" or "the army's spokesman".
pub(crate) fn of_phrase(scene: &Scene, range: Range<usize>) -> Description {
    let page = &scene.page;
    // An aside is no part of the role: "an official, who spoke", "experts such as Roe".
    let aside = |at: &usize| {
        let lower = page.lower(*at);
        *at > range.start
            && scene.name_at(*at).is_none()
            && (matches!(lower, "," | "(" | "including" | "like" | "–" | "—" | ";")
                || scene.lexicon.relatives.contains(lower)
                || matches!(lower, "reached" | "contacted" | "interviewed")
                || lower == "such" && page.lower(at + 1) == "as")
    };
    let range = range.start..range.clone().find(aside).unwrap_or(range.end);
    let words = page.lowers(range.clone()).map(str::to_owned).collect();
    let mut start = range.start;
    // "one of the advisers"
    if page.lower(start + 1) == "of" && scene.lexicon.pronoun(page.lower(start)).is_some() && start + 2 < range.end {
        start += 2;
    }
    while start < range.end && (is_article(page.lower(start)) || scene.lexicon.possessive.contains(page.lower(start))) {
        start += 1;
    }
    let preposition = (start..range.end).find(|at| {
        scene.lexicon.prepositions.contains(page.lower(*at))
            && !inside_name(scene, *at, start..range.end)
            && !scene.is_bound(*at)
    });
    let (mut pieces, mut affiliation) = (Vec::new(), None);
    let head_end = preposition.unwrap_or(range.end);
    let mut at = start;
    while at < head_end {
        // What stands before the head and names a body, a place or a possessor, is whom the head belongs to.
        let taken = owner_at(scene, at, head_end);
        if let Some((length, owner)) = taken.filter(|(length, _)| at + length < head_end && affiliation.is_none()) {
            affiliation = Some(owner);
            at += length;
            continue;
        }
        pieces.push(at);
        at += 1;
    }
    if let Some(preposition) = preposition {
        let rest = preposition + 1..range.end;
        let ties = matches!(page.lower(preposition), "of" | "for" | "at" | "with" | "from" | "by" | "to");
        let inside = page.lower(preposition) == "in" && scene.name_at(rest.start).is_some();
        // "at the scene", "with a beard": only a body or a name is somebody's.
        let loose = matches!(page.lower(preposition), "at" | "with" | "from" | "by");
        let ties = ties && (!loose || rest.clone().any(|at| is_body_or_name(scene, at)));
        affiliation = affiliation.or_else(|| (ties || inside).then(|| object(scene, rest)).flatten());
    }
    // "a police officer" is of the police.
    if affiliation.is_none() && pieces.len() > 1 {
        let force = |at: &&usize| matches!(page.lower(**at), "police" | "army" | "navy");
        affiliation = pieces[..pieces.len() - 1].iter().find(force).map(|at| page.lower(*at).to_owned());
    }
    let mut role = joined(scene, &pieces);
    if let Some(preposition) = preposition.filter(|_| !role.is_empty()) {
        role = format!("{role} {}", page.words_of(preposition..range.end));
    }
    let role = (!role.is_empty()).then(|| role.trim_end_matches([',', ' ']).to_owned());
    Description { role, affiliation, words }
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "one" | "another" | "some" | "this" | "that" | "these" | "those")
}

fn is_body_or_name(scene: &Scene, at: usize) -> bool {
    let word = &scene.page.words[at];
    let body = scene.lexicon.noun(&word.lower).is_some_and(|noun| {
        matches!(noun.kind, SourceKind::Organization | SourceKind::OfficialBody | SourceKind::MediaOutlet)
    });
    body || word.capital || scene.name_at(at).is_some() || scene.country_at(at).is_some()
}

fn inside_name(scene: &Scene, at: usize, range: Range<usize>) -> bool {
    scene.name_at(at).is_some_and(|name| {
        let words = &scene.names[name].words;
        range.start <= words.start && words.end <= range.end && words.start < at
    })
}

/// A body, a country or a possessor before a noun, and how many words it takes.
fn owner_at(scene: &Scene, at: usize, end: usize) -> Option<(usize, String)> {
    // "the Russian-installed governor" is not Russia's.
    if scene.page.lower(at).rsplit_once('-').is_some_and(|(_, last)| last.len() > 3 && last.ends_with("ed")) {
        return None;
    }
    if let Some((length, country)) = scene.country_at(at) {
        return Some((length, country.to_owned()));
    }
    if let Some(name) = scene.name_at(at) {
        let found = &scene.names[name];
        let length = found.words.end.checked_sub(at)?;
        // A party's or a people's name is part of the role ("Republican strategist").
        let owner = found.words.start == at && found.kind != NameKind::Other && found.words.end <= end;
        return owner.then(|| (length, scene.full_name(name)));
    }
    // "the army's spokesman"
    let possessor = (at..end).take(4).find(|at| scene.page.words[*at].possessive)?;
    Some((possessor + 1 - at, scene.page.words_of(at..possessor + 1)))
}

/// Whom a phrase behind "of", "for", "at" names: the first body, place or person in it, or all of it.
fn object(scene: &Scene, range: Range<usize>) -> Option<String> {
    let page = &scene.page;
    for at in range.clone() {
        if let Some((_, country)) = scene.country_at(at) {
            return Some(country.to_owned());
        }
        if let Some(name) = scene.name_at(at).filter(|name| scene.names[*name].kind != NameKind::Other) {
            let next = scene.names[name].words.end;
            // "for Roe's lawyers", "of the Acme board": the name is not all of it.
            let whole = next >= range.end || !page.words[next].is_word || scene.lexicon.is_small_word(page.lower(next));
            let mut start = range.start;
            while start < at && (is_article(page.lower(start)) || scene.lexicon.possessive.contains(page.lower(start)))
            {
                start += 1;
            }
            if whole || scene.names[name].kind == NameKind::Person || start < at {
                return Some(scene.full_name(name));
            }
            return Some(page.words_of(start..range.end));
        }
    }
    let mut start = range.start;
    while start < range.end && (is_article(page.lower(start)) || scene.lexicon.pronoun(page.lower(start)).is_some()) {
        start += 1;
    }
    (start < range.end).then(|| page.words_of(start..range.end))
}

/// The words at some places, with titles written out and courtesy left out.
fn joined(scene: &Scene, places: &[usize]) -> String {
    let mut out = String::new();
    for at in places {
        let word = &scene.page.words[*at];
        if scene.lexicon.courtesy.contains_key(&word.lower) {
            continue;
        }
        let written = word.span.words(scene.page.text).unwrap_or_default();
        let full = scene.lexicon.abbreviations.get(&word.lower);
        if !out.is_empty() && (word.is_word || word.lower == "&") {
            out.push(' ');
        }
        match full {
            Some(noun) if written.ends_with('.') || word.lower.len() < 5 => {
                let mut letters = noun.chars();
                out.extend(letters.next().map(|c| if word.capital { c.to_ascii_uppercase() } else { c }));
                out.push_str(letters.as_str());
            }
            _ => out.push_str(written),
        }
        if word.possessive && Some(at) != places.last() {
            out.push_str("'s");
        }
    }
    out
}

/// What stands right before a name: "U.S. Secretary of State", "Acme chief executive", "the AP's".
fn before(scene: &Scene, name: Range<usize>) -> Option<Description> {
    let (page, lexicon) = (&scene.page, scene.lexicon);
    let sentence = page.words[name.start].sentence;
    let mut start = name.start;
    let is_role = |at: usize| {
        let lower = page.lower(at);
        !lexicon.courtesy.contains_key(lower)
            && (lexicon.abbreviations.contains_key(lower) || lexicon.person_noun(lower).is_some())
    };
    let first_of_sentence =
        |at: usize| at == 0 || page.words[at - 1].sentence != sentence || !page.words[at - 1].is_word;
    let mut role = false;
    while start > 0 && name.start - start < LONGEST / 2 {
        let at = start - 1;
        let word = &page.words[at];
        if word.sentence != sentence || !word.is_word && word.lower != "&" {
            break;
        }
        let lower = word.lower.as_str();
        let earlier_role = at > 0 && is_role(at - 1);
        let named = scene.name_at(at);
        let fits = if word.possessive {
            true
        } else if let Some(name) = named {
            role && scene.names[name].words.end == start
        } else if lexicon.courtesy.contains_key(lower) || is_role(at) {
            true
        } else if lower == "of" || lower == "and" && role {
            // "Secretary of State Roe", but not "an aide of President Roe".
            let bound = start < name.start && !is_role(start) && !lexicon.courtesy.contains_key(page.lower(start));
            earlier_role && if lower == "of" { bound } else { page.words[start].capital }
        } else if lower == "the" && at > 1 && page.lower(at - 1) == "of" {
            is_role(at - 2)
        } else if role
            && (lexicon.adjectives.contains(lower)
                || word.capital && !lexicon.is_small_word(lower) && !first_of_sentence(at))
        {
            true
        } else if !role && word.capital && (page.lower(at.saturating_sub(1)) == "of") {
            // "Secretary of State Roe"
            at > 1 && is_role(at - 2)
        } else {
            // "to challenge former governor Roe": an adjective opens a phrase.
            let opened = lexicon.adjectives.contains(page.lower(start));
            role && !opened
                && !word.capital
                && !lexicon.is_small_word(lower)
                && !["ed", "ing", "ly"].iter().any(|end| lower.ends_with(end))
        };
        if !fits {
            break;
        }
        role |= is_role(at);
        start = named.map_or(at, |name| scene.names[name].words.start.min(at));
        if word.possessive {
            break;
        }
    }
    if start == name.start || !role && !page.words[name.start - 1].possessive {
        return None;
    }
    if !role {
        // "the AP's Jane Roe": a body, but no role.
        let owner = scene.named(name.start - 1, NameKind::Organization)?;
        return Some(Description { affiliation: Some(scene.full_name(owner)), ..Description::default() });
    }
    let description = of_phrase(scene, start..name.start);
    Some(Description { affiliation: description.affiliation.or_else(|| party(scene, name.end)), ..description })
}

/// "(R-Ohio)", ", D-Calif.,": the party behind a name.
fn party(scene: &Scene, at: usize) -> Option<String> {
    if !matches!(scene.page.lower(at), "(" | ",") {
        return None;
    }
    let (letter, _) = scene.page.lower(at + 1).split_once('-')?;
    scene.page.words[at + 1].capital.then(|| scene.lexicon.parties.get(letter).cloned()).flatten()
}

/// What stands behind a name: ", an adviser to the ministry,", ", 45, of Leeds", ", who heads the agency".
fn after(scene: &Scene, name: Range<usize>) -> Option<Description> {
    let (page, lexicon) = (&scene.page, scene.lexicon);
    if page.words[name.end - 1].possessive {
        return None;
    }
    if let Some(party) = party(scene, name.end) {
        let words = vec![page.lower(name.end + 1).to_owned()];
        return Some(Description { affiliation: Some(party), words, ..Description::default() });
    }
    let mut at = name.end;
    let comma = matches!(page.lower(at), "," | "(" | "–" | "—");
    if !comma && !matches!(page.lower(at), "is" | "was" | "became" | "who") {
        return None;
    }
    let copula = !comma && page.lower(at) != "who";
    // What somebody says that another is, is no description by the document.
    if copula && page.words[at].contents > 0 {
        return None;
    }
    at += usize::from(comma || copula);
    // An age stands between commas.
    if comma && page.lower(at).parse::<u8>().is_ok() && page.lower(at + 1) == "," {
        at += 2;
    }
    let first = page.words.get(at).filter(|word| word.sentence == page.words[name.start].sentence)?;
    let end = scene.part_end(at + 1..page.words.len().min(at + LONGEST));
    if first.lower == "who" {
        let role = lexicon.heads.get(page.lower(at + 1))?;
        let end = scene.part_end(at + 2..page.words.len().min(at + LONGEST));
        return Some(Description {
            role: Some(format!("{role} of {}", page.words_of(at + 2..end))),
            // "runs a bakery": one of many is no body that somebody is known by.
            affiliation: (!matches!(page.lower(at + 2), "a" | "an")).then(|| object(scene, at + 2..end)).flatten(),
            words: vec![role.clone()],
        });
    }
    if matches!(first.lower.as_str(), "of" | "from") && comma {
        let affiliation = object(scene, at + 1..end);
        return Some(Description { affiliation, ..Description::default() });
    }
    let determined = lexicon.determiners.contains(&first.lower) || lexicon.possessive.contains(&first.lower);
    if copula && !determined {
        return None;
    }
    let head_end = (at..end)
        .find(|at| {
            lexicon.prepositions.contains(page.lower(*at)) && scene.name_at(*at).is_none() && !scene.is_bound(*at)
        })
        .unwrap_or(end);
    // A person's name at its end makes it one more person of a list; a copula or a verb makes it a clause.
    let person = head_end > at
        && scene.named(head_end - 1, NameKind::Person).is_some_and(|_| !page.words[head_end - 1].possessive);
    let role = (at..head_end).rev().find(|at| lexicon.person_noun(page.lower(*at)).is_some())?;
    let clause = (at..role).any(|word| {
        let lower = page.lower(word);
        let opens = word == at && (determined || lexicon.adjectives.contains(lower));
        if word == at && lower.ends_with("ing") && lexicon.noun(lower).is_none() && !lexicon.adjectives.contains(lower)
        {
            return true;
        }
        lexicon.is_small_word(lower)
            && !opens
            && !lexicon.adjectives.contains(lower)
            && !matches!(lower, "and" | "of" | "the" | "&")
    });
    let inverted = lexicon.inverting.contains(page.lower(role + 1)) && !determined && page.lower(end) != ",";
    if person || clause || inverted || role + 1 < head_end {
        return None;
    }
    Some(of_phrase(scene, at..end))
}

/// A description with the name behind it: "The secretary of the treasury, Jane Roe,".
fn ahead(scene: &Scene, name: Range<usize>) -> Option<Description> {
    let (page, lexicon) = (&scene.page, scene.lexicon);
    let comma = name.start.checked_sub(1).filter(|at| page.lower(*at) == ",")?;
    let next = page.lower(name.end);
    if !matches!(next, "," | "." | ")" | "”" | "\"") {
        return None;
    }
    let sentence = page.words[name.start].sentence;
    let mut start = comma;
    while start > 0 && comma - start < 12 {
        let word = &page.words[start - 1];
        if !word.is_word || word.sentence != sentence {
            return None;
        }
        start -= 1;
        if matches!(word.lower.as_str(), "the" | "a" | "an")
            && page.before(start) != "of"
            && page.before(start) != "for"
            || matches!(word.lower.as_str(), "his" | "her" | "their" | "its")
            || word.possessive
        {
            break;
        }
    }
    let head_end = (start..comma)
        .find(|at| lexicon.prepositions.contains(page.lower(*at)) && scene.name_at(*at).is_none())
        .unwrap_or(comma);
    let person = (start..head_end).next_back().is_some_and(|at| lexicon.person_noun(page.lower(at)).is_some());
    person.then(|| of_phrase(scene, start..comma))
}
