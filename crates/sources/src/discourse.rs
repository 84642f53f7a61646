//! Whom each name, description and pronoun of a document means, in text order.

use std::{collections::HashMap, ops::Range};

use sayso_domain::{Attribution, Gender, NameKind, SourceKind};

use crate::{
    lexicon::Pronoun,
    phrase::{self, Head, NounPhrase},
    relay::Relays,
    scene::Scene,
};

/// Somebody or something that is spoken of.
#[derive(Debug, Clone)]
pub(crate) struct Referent {
    /// The entity, if it is named.
    pub(crate) entity: Option<usize>,
    /// The name that its words make, if it is no entity: "government of Ukraine".
    pub(crate) called: Option<String>,
    /// The two people that it is, named together.
    pub(crate) pair: Option<(usize, usize)>,
    pub(crate) kind: SourceKind,
    pub(crate) place: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) plural: bool,
    /// The noun that it goes by, if it is not named.
    pub(crate) base: String,
    /// The words that first spoke of it.
    pub(crate) words: Range<usize>,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) mentions: f32,
}

/// One mention of a referent.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) at: usize,
    pub(crate) who: usize,
    pub(crate) weight: f32,
    pub(crate) contents: u32,
    pub(crate) quoted: bool,
    pub(crate) source: bool,
}

/// Whom some words mean, and how that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Link {
    pub(crate) who: usize,
    /// The share of the best candidate in the salience of the two best, 0.5 to 1.
    pub(crate) margin: f32,
    /// A description was taken up by its own words, rather than as anything salient.
    pub(crate) matched: bool,
    /// These words are the first to speak of it.
    pub(crate) fresh: bool,
}

/// The referents of a document, and whom the words at a place mean.
pub(crate) struct Discourse<'s, 'a> {
    pub(crate) scene: &'a Scene<'s>,
    pub(crate) referents: Vec<Referent>,
    /// By the first word of a name, the head of a description, or the word of a pronoun.
    pub(crate) links: HashMap<usize, Link>,
    pub(crate) events: Vec<Event>,
    /// Per claim, the words that name its source.
    pub(crate) spoken: Vec<Range<usize>>,
    /// Per claim, what its source is about.
    pub(crate) heads: Vec<Head>,
    /// The claims whose source has its head at a word.
    sources: HashMap<usize, usize>,
    /// Per claim, the words of its content.
    pub(crate) contents: Vec<Vec<Range<usize>>>,
    /// By the words of a base noun, the last referent without a name that goes by it.
    pub(crate) unnamed: HashMap<(String, bool), usize>,
    /// Two people who were named together, and the referent that they are.
    pub(crate) pairs: HashMap<(usize, usize), usize>,
    /// Per claim, the claims whose content holds its source, innermost first.
    pub(crate) outer: Vec<Vec<usize>>,
}

/// Claims around one another that are followed at most.
pub(crate) const DEEPEST: usize = 4;

impl<'s, 'a> Discourse<'s, 'a> {
    /// Reads the document from its first word to its last.
    pub(crate) fn read(scene: &'a Scene<'s>, attributions: &[Attribution], relays: &Relays) -> Self {
        let page = &scene.page;
        let spoken: Vec<Range<usize>> =
            attributions.iter().map(|attribution| relays.source_words(scene, attribution)).collect();
        let heads: Vec<Head> = spoken.iter().map(|words| phrase::read(scene, words.clone())).collect();
        let contents: Vec<Vec<Range<usize>>> = attributions
            .iter()
            .map(|attribution| attribution.content().pieces().iter().map(|piece| page.range(*piece)).collect())
            .collect();
        let referents = scene.entities.all.iter().map(|known| Referent {
            entity: Some(usize::MAX),
            called: None,
            pair: None,
            kind: known.kind,
            place: known.place,
            gender: known.gender,
            plural: known.words.last().is_some_and(|last| known.kind == SourceKind::Group && last.ends_with('s')),
            base: String::new(),
            words: known.mentions.first().map_or(0..0, |first| scene.names[*first].words.clone()),
            role: known.role.clone(),
            affiliation: known.affiliation.clone(),
            mentions: 0.0,
        });
        let referents = referents.enumerate().map(|(id, referent)| Referent { entity: Some(id), ..referent }).collect();
        let mut discourse = Self {
            scene,
            referents,
            links: HashMap::new(),
            events: Vec::new(),
            sources: HashMap::new(),
            outer: outer_claims(scene, attributions, &contents),
            spoken,
            heads,
            contents,
            unnamed: HashMap::new(),
            pairs: HashMap::new(),
        };
        for (claim, head) in discourse.heads.iter().enumerate() {
            let at = match head {
                Head::Name(name) => Some(scene.names[*name].words.start),
                Head::Noun(phrase) => Some(phrase.head),
                Head::Pronoun(_, at) => Some(*at),
                Head::Nothing | Head::List(_) => None,
            };
            discourse.sources.extend(at.map(|at| (at, claim)));
        }
        discourse.walk();
        discourse
    }

    /// Whom the words at a place mean: the first word of a name, the head of a description, a pronoun.
    pub(crate) fn link(&self, at: usize) -> Option<Link> {
        self.links.get(&at).copied()
    }

    /// The referent of a name.
    pub(crate) fn of_name(&self, name: usize) -> usize {
        self.scene.entities.of[name]
    }

    fn walk(&mut self) {
        let page = &self.scene.page;
        let mut at = 0;
        while at < page.words.len() {
            if !page.words[at].is_word {
                at += 1;
                continue;
            }
            if let Some(name) = self.scene.name_at(at).filter(|name| self.scene.names[*name].words.start == at) {
                let words = self.scene.names[name].words.clone();
                if self.scene.names[name].kind != NameKind::Other {
                    let who = self.of_name(name);
                    self.mention(who, self.scene.phrase_start(at), words.clone());
                    self.links.insert(at, Link { who, margin: 1.0, matched: true, fresh: false });
                    self.pair(name);
                    at = words.end;
                    continue;
                }
            }
            let claim = self.sources.get(&at).copied();
            match self.scene.lexicon.pronoun(page.lower(at)) {
                Some(pronoun @ (Pronoun::He | Pronoun::She)) => self.pronoun(at, pronoun, claim),
                Some(pronoun @ (Pronoun::They | Pronoun::It)) if claim.is_some() => self.pronoun(at, pronoun, claim),
                Some(pronoun @ Pronoun::They) if self.scene.lexicon.possessive.contains(page.lower(at)) => {
                    self.pronoun(at, pronoun, claim);
                }
                Some(Pronoun::Relative) if claim.is_some() => self.relative(at, claim),
                Some(Pronoun::Some) if claim.is_some() => self.member(at, claim),
                Some(_) => {}
                None => {
                    self.force_of_officer(at);
                    self.description(at, claim);
                }
            }
            at += 1;
        }
    }

    /// Notes a mention by a phrase that begins at `start` with the words `words`.
    pub(crate) fn mention(&mut self, who: usize, start: usize, words: Range<usize>) {
        let (page, lexicon, weights) = (&self.scene.page, self.scene.lexicon, &self.scene.lexicon.weights.salience);
        let last = &page.words[words.end - 1];
        let before = page.before(start);
        let after = page.lower(words.end);
        let mut weight = weights.mention;
        // "As for Roe, he said"
        let topical = before == "for" && start > 1 && page.lower(start - 2) == "as";
        let oblique = lexicon.prepositions.contains(before) && !page.opens(start) && !topical;
        let owner = last.possessive || lexicon.possessive.contains(page.lower(words.start));
        if owner && page.opens(start) && !oblique {
            weight += weights.opening_possessive;
        } else if owner || self.modifies(&words) {
            weight += weights.possessive;
        } else if oblique {
            weight += weights.oblique;
        } else if page.opens(start)
            || lexicon.conjunctions.contains(before)
            || lexicon.subordinators.contains(before)
            || topical
            || lexicon.relatives.contains(before)
            || lexicon.inverting.contains(before)
            || lexicon.auxiliaries.contains(after)
            || lexicon.inverting.contains(after)
        {
            weight += weights.subject;
        }
        let opens_sentence = start == 0 || page.words[start - 1].sentence != page.words[start].sentence;
        if opens_sentence {
            weight += weights.opening;
        }
        let source = self.sources.contains_key(&words.start) || self.sources.contains_key(&(words.end - 1));
        if source {
            weight += weights.source;
        }
        self.referents[who].mentions += 1.0;
        let (contents, quoted) = (page.words[words.start].contents, page.words[words.start].quoted);
        self.events.push(Event { at: words.start, who, weight: weight.max(0.1), contents, quoted, source });
    }

    /// True for a name that tells whose or which the person behind it is: "former Roe adviser Jane Dorn".
    fn modifies(&self, words: &Range<usize>) -> bool {
        let (page, lexicon) = (&self.scene.page, self.scene.lexicon);
        let noun = (words.end..page.words.len()).take(3).find(|at| lexicon.person_noun(page.lower(*at)).is_some());
        noun.is_some_and(|noun| {
            let plain = (words.end..noun + 1).all(|at| page.words[at].is_word && !lexicon.is_verbal(page.lower(at)));
            plain && self.scene.named(noun + 1, NameKind::Person).is_some()
        })
    }

    fn pronoun(&mut self, at: usize, pronoun: Pronoun, claim: Option<usize>) {
        let Some(link) = self.antecedent(at, pronoun, claim, 0) else { return };
        self.links.insert(at, link);
        /// A winner by this much teaches what the pronoun says of its gender.
        const CLEAR: f32 = 0.62;
        let gender = match pronoun {
            Pronoun::He => Some(Gender::Male),
            Pronoun::She => Some(Gender::Female),
            _ => None,
        };
        let referent = &mut self.referents[link.who];
        if referent.gender.is_none() && link.margin > CLEAR {
            referent.gender = gender;
        }
        self.mention(link.who, at, at..at + 1);
    }

    /// "one of them": the group that these are.
    fn member(&mut self, at: usize, claim: Option<usize>) {
        let of_them = self.scene.page.lower(at + 1) == "of"
            && self.scene.lexicon.pronoun(self.scene.page.lower(at + 2)) == Some(Pronoun::They);
        let group = of_them.then(|| self.antecedent(at, Pronoun::They, claim, 0)).flatten();
        if let Some(link) = group.filter(|link| self.referents[link.who].kind == SourceKind::Group) {
            self.links.insert(at, link);
        }
    }

    /// "who", "which", "that": what stands right before.
    fn relative(&mut self, at: usize, claim: Option<usize>) {
        let page = &self.scene.page;
        if self.scene.lexicon.pronoun(page.before(at)) == Some(Pronoun::Some) {
            return;
        }
        // A noun that the lists lack is what is meant, not anything before it: "a spymaster who", "top figures, who".
        let comma = page.before(at) == ",";
        let last = at.checked_sub(1 + usize::from(comma)).filter(|_| page.lower(at).starts_with("who"));
        if last.is_some_and(|last| self.is_unknown_noun(last) && (!comma || phrase::looks_plural(page.lower(last)))) {
            return;
        }
        let sentence = page.words[at].sentence;
        let person = page.lower(at).starts_with("who") && page.lower(at) != "whose";
        let fits = |kind: SourceKind, place: bool| match (person, kind) {
            (true, SourceKind::Person | SourceKind::Group | SourceKind::OfficialBody) => !place,
            (true, _) => false,
            (false, SourceKind::Person) => false,
            (false, _) => true,
        };
        let end =
            |event: &Event| self.scene.name_at(event.at).map_or(event.at + 1, |name| self.scene.names[name].words.end);
        let adjacent = |event: &Event| page.words[end(event).min(at)..at].iter().all(|word| !word.is_word);
        // What stands right before; "which" and "that" take nothing else, "who" may follow "a pollster with the party".
        let near = self.events.iter().rev().take(12).take_while(|event| page.words[event.at].sentence == sentence);
        let mut near = near.filter(|event| {
            let referent = &self.referents[event.who];
            fits(referent.kind, referent.place) && (adjacent(event) || person && !page.words[end(event) - 1].possessive)
        });
        let apposed = || self.apposed_before(at).filter(|_| person);
        let Some(who) = apposed().or_else(|| near.next().map(|event| event.who)) else { return };
        let link = Link { who, margin: 1.0, matched: true, fresh: false };
        self.links.insert(at, link);
        if claim.is_some() {
            self.mention(who, at, at..at + 1);
        }
    }

    /// True for a word in small letters that is in no list and in no name.
    fn is_unknown_noun(&self, at: usize) -> bool {
        let (page, lexicon) = (&self.scene.page, self.scene.lexicon);
        let word = &page.words[at];
        word.is_word
            && !word.capital
            && self.scene.name_at(at).is_none()
            && lexicon.noun(&word.lower).is_none()
            && !lexicon.is_small_word(&word.lower)
    }

    /// The person of whom a "who" says more behind an apposition: "Jane Roe, a professor of law in Larkfield, who".
    fn apposed_before(&self, at: usize) -> Option<usize> {
        /// Words in such an apposition at most.
        const LONGEST: usize = 25;
        let (page, lexicon) = (&self.scene.page, self.scene.lexicon);
        let sentence = page.words[at].sentence;
        let end = at.checked_sub(1).filter(|comma| page.lower(*comma) == ",")?;
        // A person named right before is nearer.
        if end.checked_sub(1).is_some_and(|last| self.scene.named(last, NameKind::Person).is_some()) {
            return None;
        }
        let inside = |at: &usize| page.words[*at].sentence == sentence && end - at <= LONGEST;
        let verb =
            |at: usize| lexicon.auxiliaries.contains(page.lower(at)) || lexicon.inverting.contains(page.lower(at));
        let mut start = end;
        while start > 0 && inside(&(start - 1)) && !verb(start - 1) {
            start -= 1;
            let name = self.scene.named(start, NameKind::Person).filter(|_| page.lower(start + 1) == ",");
            let Some(name) = name.filter(|_| start + 1 < end) else { continue };
            let role = (start + 2..end).take(8).any(|at| lexicon.person_noun(page.lower(at)).is_some());
            return role.then(|| self.of_name(name));
        }
        None
    }

    /// A description whose head is at `at`, if there is one.
    fn description(&mut self, at: usize, claim: Option<usize>) {
        let of_source = claim.and_then(|claim| match &self.heads[claim] {
            Head::Noun(phrase) => Some(phrase.clone()),
            _ => None,
        });
        let is_source = of_source.is_some();
        let Some(phrase) = of_source.or_else(|| phrase::noun_phrase_at(self.scene, at)) else { return };
        if !is_source && self.belongs_to_a_name(&phrase) {
            return;
        }
        let Some(link) = self.taken_up(&phrase, is_source).or_else(|| self.introduced(&phrase, is_source)) else {
            return;
        };
        self.links.insert(at, link);
        let start = phrase.words.start;
        self.mention(link.who, start, phrase.words.start.max(at)..at + 1);
    }

    /// True for an apposition, a title or what somebody is said to be: it speaks of a name beside it.
    fn belongs_to_a_name(&self, phrase: &NounPhrase) -> bool {
        let page = &self.scene.page;
        let before = page.before(phrase.words.start);
        let apposed = before == ","
            && phrase.words.start > 1
            && self.scene.named(phrase.words.start - 2, NameKind::Person).is_some();
        let ahead =
            page.lower(phrase.words.end) == "," && self.scene.named(phrase.words.end + 1, NameKind::Person).is_some();
        let copula = !phrase.definite
            && matches!(
                before,
                "is" | "was" | "are" | "were" | "be" | "been" | "as" | "become" | "became" | "being" | "like"
            );
        apposed || ahead || copula
    }

    /// The name of a referent, if it has one.
    pub(crate) fn display(&self, who: usize) -> Option<String> {
        let referent = &self.referents[who];
        let entity = referent.entity.map(|entity| self.scene.entities.all[entity].name.clone());
        let pair = || {
            let (one, other) = referent.pair?;
            Some(format!("{} and {}", self.display(one)?, self.display(other)?))
        };
        entity.or_else(pair).or_else(|| referent.called.clone())
    }

    /// The referent of the subject before `at` in its sentence, or else of the last source or subject before it, no
    /// further back than some sentences; and whether it stands in the same sentence.
    pub(crate) fn subject_before(
        &self,
        at: usize,
        own: &[Range<usize>],
        sentences: usize,
    ) -> Option<(usize, bool, usize)> {
        let page = &self.scene.page;
        let here = page.words.get(at.min(page.words.len().checked_sub(1)?))?;
        let end = self.events.partition_point(|event| event.at < at);
        let weights = &self.scene.lexicon.weights.salience;
        let candidates = self.events[..end]
            .iter()
            .rev()
            .take(60)
            .take_while(|event| here.sentence.saturating_sub(page.words[event.at].sentence) <= sentences);
        let mut best: Option<(&Event, f32)> = None;
        for event in candidates {
            let referent = &self.referents[event.who];
            if own.iter().any(|range| range.contains(&event.at)) || event.contents > here.contents || referent.place {
                continue;
            }
            let distance = here.sentence.saturating_sub(page.words[event.at].sentence);
            let score = event.weight * weights.decay.powi(i32::try_from(distance).unwrap_or(i32::MAX));
            if best.is_none_or(|(_, other)| score > other) {
                best = Some((event, score));
            }
        }
        best.map(|(event, _)| (event.who, page.words[event.at].sentence == here.sentence, event.at))
    }
}

/// Per claim, the claims whose content holds its source (or its content, if it has none), innermost first.
fn outer_claims(scene: &Scene, attributions: &[Attribution], contents: &[Vec<Range<usize>>]) -> Vec<Vec<usize>> {
    let mut pieces: Vec<(usize, usize, usize)> = contents
        .iter()
        .enumerate()
        .flat_map(|(claim, ranges)| ranges.iter().map(move |range| (range.start, range.end, claim)))
        .collect();
    pieces.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    /// Contents that are looked at for one claim; more around one word are no real text.
    const MOST: usize = 64;
    attributions
        .iter()
        .enumerate()
        .map(|(claim, attribution)| {
            let anchor = [attribution.source(), attribution.cue(), attribution.content()]
                .into_iter()
                .find(|spans| !spans.is_empty());
            let Some(at) = anchor.map(|spans| scene.page.hull(spans).start) else { return Vec::new() };
            let end = pieces.partition_point(|(start, ..)| *start <= at);
            let around = pieces[..end].iter().rev().take(MOST).filter(|(_, end, other)| *end > at && *other != claim);
            let mut outer: Vec<usize> = around.map(|(_, _, other)| *other).take(DEEPEST).collect();
            outer.dedup();
            outer
        })
        .collect()
}
