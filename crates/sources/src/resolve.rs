//! From a claim's source span to what it means.

use std::ops::Range;

use sayso_domain::{Attribution, Confidence, Relay, Resolution, Source, SourceKind};
use sayso_text::Spans;

use crate::{
    Context,
    anonymity::Anonymity,
    describe,
    discourse::{Discourse, Link},
    entities::{self, Known},
    lexicon::{Pronoun, is_site},
    phrase::{self, Head, NounPhrase},
    relay::Relays,
};

/// Resolves the claims of one document.
pub(crate) struct Resolver<'r> {
    pub(crate) discourse: &'r Discourse<'r, 'r>,
    pub(crate) attributions: &'r [Attribution],
    pub(crate) anonymity: &'r Anonymity,
    pub(crate) relays: &'r Relays,
    pub(crate) context: &'r Context<'r>,
}

/// First persons inside first persons that are followed at most.
const DEEPEST: usize = 8;

impl Resolver<'_> {
    /// The source of a claim.
    pub(crate) fn source(&self, claim: usize) -> Source {
        let mut source = self.resolved(claim, 0);
        self.set_anonymity(claim, &mut source);
        // Whom an outlet quotes stands outside the source span.
        let page = &self.discourse.scene.page;
        let spoken = &self.discourse.spoken[claim];
        if source.antecedent.is_empty() && *spoken != page.hull(self.attributions[claim].source()) {
            source.antecedent = page.span(spoken.clone()).map(Spans::from).unwrap_or_default();
        }
        source
    }

    fn resolved(&self, claim: usize, depth: usize) -> Source {
        let constants = &self.discourse.scene.lexicon.weights.confidence;
        match &self.discourse.heads[claim] {
            Head::Nothing if self.attributions[claim].source().is_empty() => self.implied(claim),
            Head::Nothing => Source::default(),
            Head::Name(name) => self.named(*name),
            Head::Pronoun(pronoun, at) => match pronoun {
                Pronoun::I | Pronoun::We => self.first_person(claim, *at, depth),
                Pronoun::You => Source::default(),
                Pronoun::Some => {
                    if let Some(link) = self.discourse.link(*at) {
                        return self.member(link.who, *at);
                    }
                    let alone = self.discourse.spoken[claim].len() == 1;
                    let single = alone
                        && matches!(self.discourse.scene.page.lower(*at), "one" | "another" | "someone" | "somebody");
                    let kind = if single { SourceKind::Person } else { SourceKind::Group };
                    source(None, kind, Resolution::Nominal, constants.group)
                }
                Pronoun::It if self.defines(claim) => {
                    source(None, SourceKind::Unstated, Resolution::Pronoun, constants.it)
                }
                pronoun => self.third_person(*pronoun, *at),
            },
            Head::Noun(phrase) => self.described(phrase),
            Head::List(parts) => self.listed(parts),
        }
    }

    /// True if a claim's cue says what a term means.
    fn defines(&self, claim: usize) -> bool {
        let (page, lexicon) = (&self.discourse.scene.page, self.discourse.scene.lexicon);
        let cue = page.hull(self.attributions[claim].cue());
        !cue.is_empty() && lexicon.definitions.contains(page.lower(cue.start))
    }

    /// What is known of the referent `who`, whose resolution and confidence are those given.
    fn of_referent(&self, who: usize, resolution: Resolution, confidence: f32) -> Source {
        let referent = &self.discourse.referents[who];
        let scene = self.discourse.scene;
        let words = match referent.entity {
            Some(entity) => {
                let known = &scene.entities.all[entity];
                let full =
                    known.mentions.iter().find(|mention| scene.names[**mention].words.len() >= known.words.len());
                full.or(known.mentions.first()).map(|mention| scene.names[*mention].words.clone())
            }
            None => Some(referent.words.clone()),
        };
        let seat = referent
            .entity
            .is_some_and(|entity| scene.lexicon.seats.contains_key(&scene.entities.all[entity].words.join(" ")));
        let government = (referent.place || seat).then(|| self.government(who)).flatten();
        let mut out = source(self.discourse.display(who), referent.kind, resolution, confidence);
        out.gender = referent.gender;
        out.role.clone_from(&referent.role);
        out.affiliation.clone_from(&referent.affiliation);
        if referent.entity.is_none() && out.role.is_none() && referent.pair.is_none() {
            let description = describe::of_phrase(scene, referent.words.clone());
            out.role = description.role;
            out.affiliation = out.affiliation.or(description.affiliation);
        }
        out.antecedent = words.and_then(|words| scene.page.span(words)).map(Spans::from).unwrap_or_default();
        if referent.place {
            out.kind = Some(SourceKind::OfficialBody);
        }
        if let Some((name, country)) = government {
            (out.name, out.affiliation, out.kind) = (Some(name), Some(country), Some(SourceKind::OfficialBody));
        }
        out
    }

    /// The government that a place's name stands for, and its country.
    fn government(&self, who: usize) -> Option<(String, String)> {
        let scene = self.discourse.scene;
        let known = &scene.entities.all[self.discourse.referents[who].entity?];
        let key = known.words.join(" ");
        if let Some(seat) = scene.lexicon.seats.get(&key) {
            return Some((seat.name.clone(), seat.country.clone()));
        }
        let mention = &scene.names[*known.mentions.first()?].words;
        let whole = scene.country_at(mention.start).filter(|(length, _)| *length == mention.len());
        let country = scene.lexicon.capitals.get(&key).map(String::as_str).or(whole.map(|(_, country)| country))?;
        Some((format!("government of {country}"), country.to_owned()))
    }

    fn named(&self, name: usize) -> Source {
        let scene = self.discourse.scene;
        let constants = &scene.lexicon.weights.confidence;
        let who = self.discourse.of_name(name);
        let known = &scene.entities.all[who];
        let words = &scene.names[name].words;
        if known.place || scene.lexicon.seats.contains_key(&known.words.join(" ")) {
            let confidence = if self.government(who).is_some() { constants.metonym } else { constants.unknown };
            let mut source = self.of_referent(who, Resolution::Metonym, confidence);
            source.kind = Some(SourceKind::OfficialBody);
            return source;
        }
        // "the Roes"
        let lone = words.len() == 1 && known.kind == SourceKind::Organization;
        let stem = scene.page.lower(words.start).strip_suffix('s').filter(|_| lone);
        let called = |other: &Known, stem: &str| {
            other.kind == SourceKind::Person && other.words.last().is_some_and(|last| last == stem)
        };
        if stem.is_some_and(|stem| scene.entities.all.iter().take(500).any(|other| called(other, stem))) {
            return source(Some(known.name.clone()), SourceKind::Group, Resolution::FullName, constants.group);
        }
        let people =
            words.len() == 1 && known.kind == SourceKind::Organization && is_people(scene.page.lower(words.start));
        if people || scene.names[name].kind == sayso_domain::NameKind::Other && known.kind == SourceKind::Organization {
            // A people ("Iowans") has no name of its own; other names are of works and movements.
            let last = scene.page.lower(words.end - 1);
            let plural = last.ends_with('s') && !scene.page.words[words.end - 1].possessive;
            if plural {
                return Source {
                    role: Some(known.name.clone()),
                    ..source(None, SourceKind::Group, Resolution::Nominal, constants.group)
                };
            }
            return source(Some(known.name.clone()), SourceKind::Organization, Resolution::FullName, constants.unknown);
        }
        let suffix =
            known.kind == SourceKind::Person && scene.lexicon.name_suffixes.contains(scene.page.lower(words.end - 1));
        let full = words.len() - usize::from(suffix) >= known.words.len();
        let (resolution, confidence) = if full {
            (Resolution::FullName, constants.full_name)
        } else {
            (Resolution::ShortName, constants.short_name)
        };
        let lone = known.kind == SourceKind::Person && known.words.len() == 1;
        let mut source = self.of_referent(who, resolution, if lone { constants.title_only } else { confidence });
        if full {
            source.antecedent = Spans::default();
        }
        if source.kind != Some(SourceKind::Person) && self.is_own_site(&known.words) {
            source.kind = Some(SourceKind::MediaOutlet);
        }
        source
    }

    /// True for the name of the site that published the document: "Example News" on "examplenews.com".
    fn is_own_site(&self, words: &[String]) -> bool {
        let letters =
            |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        self.context.site.is_some_and(|site| {
            let host =
                if is_site(&site.to_lowercase()) { site.rsplit_once('.').map_or(site, |(name, _)| name) } else { site };
            let host = letters(host.strip_prefix("www.").unwrap_or(host));
            let name = letters(&words.join(""));
            name.len() > 2 && (host == name || host == format!("the{name}"))
        })
    }

    fn third_person(&self, pronoun: Pronoun, at: usize) -> Source {
        let constants = &self.discourse.scene.lexicon.weights.confidence;
        let Some(link) = self.discourse.link(at) else {
            let kind = match pronoun {
                Pronoun::He | Pronoun::She => Some(SourceKind::Person),
                Pronoun::They => Some(SourceKind::Group),
                Pronoun::Relative => return self.related(at),
                _ => None,
            };
            return Source { kind, ..Source::default() };
        };
        let confidence = match pronoun {
            Pronoun::They => constants.they,
            Pronoun::It => constants.it,
            Pronoun::Relative => constants.relative,
            _ => between(constants.pronoun_close, constants.pronoun, link.margin),
        };
        self.of_referent(link.who, Resolution::Pronoun, confidence)
    }

    /// "who" behind a noun that the lists lack: by its number.
    fn related(&self, at: usize) -> Source {
        let scene = self.discourse.scene;
        let at = at - usize::from(scene.page.before(at) == ",");
        let before = scene.page.before(at);
        let who = scene.page.lower(at).starts_with("who") || scene.page.lower(at + 1).starts_with("who");
        if !who || before.is_empty() || scene.page.opens(at) {
            return Source::default();
        }
        let kind = if before.ends_with('s') || before == "those" { SourceKind::Group } else { SourceKind::Person };
        let role = scene.lexicon.pronoun(before).is_none().then(|| scene.page.words_of(at - 1..at));
        Source { role, ..source(None, kind, Resolution::Pronoun, scene.lexicon.weights.confidence.unknown) }
    }

    /// Some of a group that was spoken of: "one of them" of "two diplomats" is one of two diplomats.
    fn member(&self, group: usize, at: usize) -> Source {
        let (scene, referent) = (self.discourse.scene, &self.discourse.referents[group]);
        let word = scene.page.lower(at);
        let kind = if matches!(word, "one" | "another" | "each" | "neither" | "either") {
            SourceKind::Person
        } else {
            SourceKind::Group
        };
        let mut out = source(None, kind, Resolution::Nominal, scene.lexicon.weights.confidence.group);
        let role = || describe::of_phrase(scene, referent.words.clone()).role;
        let opens = referent.entity.is_none() && scene.page.opens(referent.words.start);
        let called = self.discourse.display(group).or_else(role);
        let small = |called: String| if opens && referent.pair.is_none() { small_first(&called) } else { called };
        out.role = called.map(|called| format!("{word} of {}", small(called)));
        out.affiliation.clone_from(&referent.affiliation);
        out.antecedent = scene.page.span(referent.words.clone()).map(Spans::from).unwrap_or_default();
        out
    }

    /// "I" and "we": the speaker of the words that they stand in, or the author.
    fn first_person(&self, claim: usize, at: usize, depth: usize) -> Source {
        let scene = self.discourse.scene;
        let constants = &scene.lexicon.weights.confidence;
        let quoted = scene.page.words[at].quoted;
        let outer = self.discourse.outer[claim].first().filter(|_| depth < DEEPEST);
        if let Some(outer) = outer {
            let speaker = self.resolved(*outer, depth + 1);
            let words = self.attributions[*outer].source().clone();
            let antecedent = if speaker.antecedent.is_empty() { words } else { speaker.antecedent.clone() };
            let confidence =
                speaker.confidence.map(|other| constants.first_person.min(other.get())).and_then(Confidence::new);
            return Source { resolution: Some(Resolution::FirstPerson), antecedent, confidence, ..speaker };
        }
        if quoted {
            let found = self.discourse.subject_before(at, &[], 2);
            return found.map_or_else(Source::default, |(who, ..)| {
                self.of_referent(who, Resolution::FirstPerson, constants.unknown)
            });
        }
        let name = if let [author] = self.context.authors { byline(author) } else { None };
        source(name, SourceKind::Author, Resolution::FirstPerson, constants.author)
    }

    fn described(&self, phrase: &NounPhrase) -> Source {
        let scene = self.discourse.scene;
        let constants = &scene.lexicon.weights.confidence;
        let description = describe::of_phrase(scene, phrase.words.clone());
        let Some(link) = self.discourse.link(phrase.head) else {
            return Source { role: description.role, ..Source::default() };
        };
        let referent = &self.discourse.referents[link.who];
        if referent.entity.is_some() {
            let confidence = if link.matched {
                between(constants.nominal_general, constants.nominal_matched, link.margin)
            } else {
                constants.nominal_general
            };
            return self.of_referent(link.who, Resolution::Nominal, confidence);
        }
        let later = || (link.fresh && !phrase.definite).then(|| self.discourse.named_later(phrase)).flatten();
        if let Some(who) = later() {
            return self.of_referent(who, Resolution::Nominal, constants.nominal_general);
        }
        let bare = phrase.words.len() <= 2;
        let first = if link.fresh || referent.plural || !bare { None } else { referent.role.clone() };
        let kind = referent.kind;
        let document = kind == SourceKind::Document;
        let confidence = match kind {
            SourceKind::Document => constants.document,
            SourceKind::Group => constants.group,
            _ => constants.nominal_unnamed,
        };
        let mut out = source(None, kind, Resolution::Nominal, confidence);
        out.gender = referent.gender;
        out.role = first.or(description.role);
        out.affiliation = referent.affiliation.clone().or(description.affiliation);
        out.name = self.discourse.display(link.who);
        if let Some(owner) = phrase.possessor.and_then(|at| self.discourse.link(at)) {
            out.name = self.named_after(owner.who, scene.page.lower(phrase.head));
            out.affiliation = self.discourse.display(owner.who).or(out.affiliation);
        }
        if document && out.affiliation.is_some() {
            out.resolution = Some(Resolution::Metonym);
        }
        if !link.fresh {
            out.antecedent = scene.page.span(referent.words.clone()).map(Spans::from).unwrap_or_default();
        }
        out
    }

    /// "her campaign" is the Roe campaign, even where the document never calls it so.
    fn named_after(&self, owner: usize, noun: &str) -> Option<String> {
        let known = self.discourse.scene.entities.all.get(owner).filter(|known| known.kind == SourceKind::Person)?;
        let after = matches!(noun, "campaign" | "administration");
        after.then(|| known.name.rsplit(' ').next().map(|surname| format!("{surname} {noun}"))).flatten()
    }

    /// Several sources that speak together.
    fn listed(&self, parts: &[Range<usize>]) -> Source {
        let scene = self.discourse.scene;
        let constants = &scene.lexicon.weights.confidence;
        let mut named = false;
        let mut names = Vec::with_capacity(parts.len());
        for part in parts {
            let link = match phrase::read(scene, part.clone()) {
                Head::Name(name) => {
                    Some(Link { who: self.discourse.of_name(name), margin: 1.0, matched: true, fresh: false })
                }
                Head::Pronoun(_, at) => self.discourse.link(at),
                Head::Noun(phrase) => self.discourse.link(phrase.head),
                _ => None,
            };
            let name = link.and_then(|link| self.discourse.display(link.who));
            named |= name.is_some();
            names.push(name.unwrap_or_else(|| scene.page.words_of(part.clone())));
        }
        let last = names.pop().unwrap_or_default();
        let joined = format!("{} and {last}", names.join(", "));
        let mut out = source(None, SourceKind::Group, Resolution::Nominal, constants.group);
        if named {
            (out.name, out.resolution) = (Some(joined), Some(Resolution::FullName));
        } else {
            out.role = Some(joined);
        }
        out
    }

    /// A claim without a source span: nobody, or somebody that the words around it tell.
    fn implied(&self, claim: usize) -> Source {
        let scene = self.discourse.scene;
        let (page, lexicon) = (&scene.page, scene.lexicon);
        let constants = &lexicon.weights.confidence;
        let attribution = &self.attributions[claim];
        let cue = page.hull(attribution.cue());
        let content = page.hull(attribution.content());
        let own: Vec<Range<usize>> = attribution.content().pieces().iter().map(|piece| page.range(*piece)).collect();
        let unstated = || Source {
            kind: Some(SourceKind::Unstated),
            confidence: Confidence::new(constants.unstated),
            ..Source::default()
        };
        if cue.is_empty() {
            let found = self.discourse.subject_before(content.start, &own, 3);
            return found
                .map_or_else(unstated, |(who, ..)| self.of_referent(who, Resolution::Implied, constants.implied_near));
        }
        let first = page.lower(cue.start);
        let passive = cue.clone().any(|at| {
            lexicon.impersonal.contains(page.lower(at))
                || matches!(page.lower(at), "is" | "are" | "was" | "were" | "be" | "been" | "being")
                    && page.words.get(at + 1).is_some_and(|next| cue.contains(&(at + 1)) && next.lower.ends_with("ed"))
        });
        let participle = cue.clone().take(2).any(|at| page.lower(at).ends_with("ing"));
        let before = page.before(cue.start);
        let joined = matches!(before, "and" | "but" | "to" | "or" | "then" | "also" | "by" | "," | "“" | "\"" | "”")
            || first == "to";
        let noun = matches!(before, "the" | "a" | "an" | "no" | "any" | "some" | "there" | "these" | "of")
            || matches!(first, "the" | "a" | "an" | "any" | "no");
        let quoted = page.words.get(content.start).is_some_and(|word| word.quoted);
        if !participle && (passive || !joined && (noun || !quoted)) {
            return unstated();
        }
        match self.discourse.subject_before(cue.start, &own, usize::from(quoted)) {
            Some((who, same, _)) => {
                let confidence = if same { constants.implied_same_sentence } else { constants.implied_near };
                self.of_referent(
                    who,
                    Resolution::Implied,
                    if participle || joined { confidence } else { constants.unknown },
                )
            }
            None => unstated(),
        }
    }

    fn set_anonymity(&self, claim: usize, source: &mut Source) {
        let scene = self.discourse.scene;
        let person = matches!(source.kind, Some(SourceKind::Person | SourceKind::Group));
        if source.name.is_some() || !person {
            return;
        }
        if let Head::Noun(phrase) = &self.discourse.heads[claim] {
            source.anonymous = self.anonymity.is_withheld(scene, phrase) && !self.is_past_office_of_a_name(phrase);
        } else if let Head::Pronoun(pronoun, at) = &self.discourse.heads[claim] {
            // "He" may be somebody whose name was withheld before.
            let referent = self.discourse.link(*at).map(|link| &self.discourse.referents[link.who]);
            let phrase = referent
                .filter(|referent| referent.entity.is_none())
                .map(|referent| phrase::read(scene, referent.words.clone()));
            if let Some(Head::Noun(phrase)) = phrase {
                source.anonymous = self.anonymity.is_withheld(scene, &phrase);
            }
            // What the document says of a group when it introduces it, it says of each of them.
            let group = referent.filter(|referent| referent.entity.is_none() && *pronoun == Pronoun::Some);
            let introduced = group.map(|group| self.sentence_around(group.words.clone()));
            if let Some(reason) = introduced.and_then(|near| self.anonymity.withholding(scene, near, &[])) {
                source.anonymous = true;
                source.anonymity_reason = reason;
            }
        }
        let attribution = &self.attributions[claim];
        let own = [attribution.content(), attribution.cue()].into_iter().flat_map(Spans::pieces);
        let own: Vec<Range<usize>> = own.map(|piece| scene.page.range(*piece)).collect();
        if let Some(reason) = self.near(claim).and_then(|near| self.anonymity.withholding(scene, near, &own)) {
            source.anonymous = true;
            source.anonymity_reason = reason;
        }
    }

    /// True for a past office whose bearer the document names somewhere: "Ex-minister denies" of "Roe, a former minister".
    fn is_past_office_of_a_name(&self, phrase: &NounPhrase) -> bool {
        /// Named people that are looked at.
        const MOST: usize = 2000;
        let scene = self.discourse.scene;
        let Some(noun) = phrase.noun.as_ref().filter(|_| !phrase.plural) else { return false };
        let is_past = |word: &str| word == "former" || word.starts_with("ex-") || word == "ex";
        let past = scene.page.lowers(phrase.words.start..phrase.head + 1).any(is_past);
        let bears = |word: &String| scene.lexicon.title(word).is_some_and(|base| base == noun.base);
        past && scene
            .entities
            .all
            .iter()
            .take(MOST)
            .any(|known| known.described.iter().any(|word| is_past(word)) && known.described.iter().any(bears))
    }

    /// The words of the sentences that hold the source and the cue of a claim.
    fn near(&self, claim: usize) -> Option<Range<usize>> {
        let page = &self.discourse.scene.page;
        let attribution = &self.attributions[claim];
        let spans = [attribution.source(), attribution.cue(), attribution.content()]
            .into_iter()
            .filter(|spans| !spans.is_empty());
        let ranges: Vec<Range<usize>> =
            spans.map(|spans| page.hull(spans)).take(2).filter(|range| !range.is_empty()).collect();
        let start = ranges.iter().map(|range| range.start).min()?;
        let end = ranges.iter().map(|range| range.end).max()?;
        Some(self.sentence_around(start..end))
    }

    /// The words of the sentences in which some words begin and end.
    fn sentence_around(&self, words: Range<usize>) -> Range<usize> {
        /// Words on each side that are looked at in a sentence without end.
        const FAR: usize = 60;
        let page = &self.discourse.scene.page;
        let Range { start, end } = words.start..words.end.min(words.start + FAR);
        let sentence = |at: usize| page.words.get(at).map(|word| word.sentence);
        let mut from = start;
        while from > 0 && start - from < FAR && sentence(from - 1) == sentence(start) {
            from -= 1;
        }
        let mut to = end;
        while to < page.words.len() && to - end < FAR && to > 0 && sentence(to) == sentence(end.max(1) - 1) {
            to += 1;
        }
        from..to
    }

    /// The outlets and channels that the words of a claim came through.
    pub(crate) fn relays(&self, claim: usize) -> Vec<Relay> {
        let mut out: Vec<Relay> = Vec::new();
        let mut add = |relay: Relay| {
            if !out.iter().any(|other| other.name == relay.name) {
                out.push(relay);
            }
        };
        self.relays_of(claim).into_iter().for_each(&mut add);
        for outer in &self.discourse.outer[claim] {
            if let Head::Name(name) = &self.discourse.heads[*outer] {
                let scene = self.discourse.scene;
                let known = &scene.entities.all[self.discourse.of_name(*name)];
                if known.kind == SourceKind::MediaOutlet {
                    let words = scene.page.span(scene.names[*name].words.clone()).map(Spans::from).unwrap_or_default();
                    add(Relay { name: known.name.clone(), words });
                }
            }
            self.relays_of(*outer).into_iter().for_each(&mut add);
        }
        out
    }

    fn relays_of(&self, claim: usize) -> Vec<Relay> {
        let scene = self.discourse.scene;
        let page = &scene.page;
        let attribution = &self.attributions[claim];
        let Some(near) = self.near(claim) else { return Vec::new() };
        let own: Vec<Range<usize>> = attribution.content().pieces().iter().map(|piece| page.range(*piece)).collect();
        let head = match &self.discourse.heads[claim] {
            Head::Name(name) => scene.names[*name].words.clone(),
            _ => 0..0,
        };
        let spoken = self.discourse.spoken[claim].clone();
        let mut found = self.relays.of_claim(scene, near, page.hull(attribution.cue()), &own, spoken.clone(), head);
        // An agency that is known for one only by its quoting.
        let span = page.hull(attribution.source());
        if let Head::Name(name) = phrase::read(scene, span.clone())
            && span != spoken
            && !found.iter().any(|relay| relay.name == scene.full_name(name))
        {
            let words = page.span(scene.names[name].words.clone()).map(Spans::from).unwrap_or_default();
            found.push(Relay { name: scene.full_name(name), words });
        }
        found
    }
}

fn source(name: Option<String>, kind: SourceKind, resolution: Resolution, confidence: f32) -> Source {
    Source {
        name,
        kind: Some(kind),
        resolution: Some(resolution),
        confidence: Confidence::new(confidence),
        ..Source::default()
    }
}

/// The one person that a byline names, without "By" and the outlet: "By JANE ROE, Larkfield Times" is Jane Roe.
fn byline(author: &str) -> Option<String> {
    let words: Vec<&str> = author.split(',').next().unwrap_or_default().split_whitespace().collect();
    let words = if words.first()?.eq_ignore_ascii_case("by") { &words[1..] } else { &words[..] };
    let several = words.iter().any(|word| word.eq_ignore_ascii_case("and") || *word == "&");
    let name = words.join(" ");
    let shouted = words.len() > 1 && !name.contains(char::is_lowercase);
    (!name.is_empty() && !several).then(|| if shouted { entities::in_title_case(&name) } else { name })
}

/// Words with a small first letter, unless they are all capitals or a name's initials.
fn small_first(words: &str) -> String {
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    if rest.starts_with(char::is_lowercase) {
        first.to_lowercase().chain(rest.chars()).collect()
    } else {
        words.to_owned()
    }
}

/// True for the name of a people or of followers: "Iowans", "Roeites".
fn is_people(word: &str) -> bool {
    ["ans", "ers", "ists", "ites", "ese", "crats", "ards"].iter().any(|end| word.ends_with(end))
}

/// A confidence between two constants by how clearly the best candidate won (0.5 to 1).
fn between(low: f32, high: f32, margin: f32) -> f32 {
    low + (high - low) * ((margin - 0.5) * 2.0).clamp(0.0, 1.0)
}
