//! What speaks for and against a mention naming a place: its words, the words around it, the tagger and the other mentions.

use std::collections::{HashMap, HashSet};

use sayso_domain::NameKind;

use crate::{
    gazetteer::Record,
    mentions::{Finder, MOST_WORDS, Meaning, Mention},
    tokens::{Gap, Token},
};

/// The weight of what holds.
fn when(holds: bool, weight: f32) -> f32 {
    if holds { weight } else { 0.0 }
}

impl Finder<'_> {
    /// Sets the evidence of each mention.
    pub(crate) fn weigh(&self, mentions: &mut [Mention]) {
        let people = self.people();
        let evidence: Vec<f32> = (0..mentions.len()).map(|at| self.evidence(mentions, at, &people)).collect();
        let elsewhere = elsewhere(mentions, &evidence);
        let listed = self.listed(mentions, &evidence);
        let share = |evidence: f32| (evidence / 2.0).clamp(0.0, 1.0);
        for (at, mention) in mentions.iter_mut().enumerate() {
            mention.evidence = evidence[at]
                + self.weights.place_elsewhere * share(elsewhere[at])
                + self.weights.listed * share(listed[at]);
        }
    }

    /// What speaks for and against a mention by itself.
    fn evidence(&self, mentions: &[Mention], at: usize, people: &HashSet<&str>) -> f32 {
        let (w, mention) = (self.weights, &mentions[at]);
        let token = &self.tokens[mention.tokens.0];
        w.bias
            + when(token.starts_sentence, w.starts_sentence)
            + when(token.shouted, w.shouted)
            + when(mention.container.is_some(), w.container_follows)
            + when(at > 0 && mentions[at - 1].container == Some(at), w.is_container)
            + when(mention.bare_dateline, w.dateline)
            + self.of_meaning(mention, people)
            + self.of_word_before(mentions, at)
            + self.of_preposition(mention)
            + self.of_word_behind(mentions, at)
            + self.of_tag(mention)
    }

    /// What the words themselves tell.
    fn of_meaning(&self, mention: &Mention, people: &HashSet<&str>) -> f32 {
        let w = self.weights;
        let (first, last) = (&self.tokens[mention.tokens.0], &self.tokens[mention.tokens.1]);
        let words = mention.tokens.1 - mention.tokens.0;
        match mention.meaning {
            Meaning::Demonym(_) => return w.demonym,
            Meaning::Abbreviation(_) => return w.abbreviation,
            Meaning::Name(_) | Meaning::Rough(_) => {}
        }
        let usual = self.records(mention).any(|(_, alternate)| !alternate);
        let largest = self.records(mention).filter(|(_, alternate)| !alternate || !usual);
        let largest = largest.map(|(record, _)| self.crowd(record)).fold(0.0, f32::max);
        let region = |(record, alternate): (Record, bool)| {
            !alternate && matches!(self.gazetteer.feature(record), ('A', "PCLI" | "ADM1") | ('L' | 'H' | 'T', _))
        };
        let saint = words == 1 && first.folded == "st" && self.lists.given.has(&last.folded);
        #[allow(clippy::cast_precision_loss)] // a name has a few words
        let sum = w.crowd * largest
            + when(self.records(mention).any(region), w.region)
            + when(!usual, w.alternate)
            + when(matches!(mention.meaning, Meaning::Rough(_)), w.rough)
            + w.words * words as f32
            + when(saint, w.saint)
            + when(self.lists.cues.datelines.has(&mention.key), w.renowned);
        if words > 0 {
            return sum;
        }
        let word = first.folded.as_str();
        let common = self.lists.common.has(word);
        let sum = sum + when(common, w.common_word) + when(!common && !self.may_be_a_person(word), w.no_other_word);
        let acronym = first.text.len() > 1
            && !first.text.contains(char::is_lowercase)
            && !first.shouted
            && !mention.bare_dateline;
        let sum = sum + when(acronym && mention.container.is_none(), w.acronym);
        // Nobody is "in" a person, but "in Halver's opinion".
        if self.stands_behind_a_place_word(mention) && first.whole_end == first.span.end() {
            return sum;
        }
        sum + when(self.lists.given.has(word), w.given_name)
            + when(self.lists.family.has(word), w.family_name)
            + when(self.lists.rare_family.has(word), w.rare_family_name)
            + when(people.contains(word), w.person_elsewhere)
    }

    /// What the word next before tells, if it has a capital.
    fn of_word_before(&self, mentions: &[Mention], at: usize) -> f32 {
        let (w, cues, mention) = (self.weights, &self.lists.cues, &mentions[at]);
        let token = &self.tokens[mention.tokens.0];
        let Some(before) = mention.tokens.0.checked_sub(1).map(|before| &self.tokens[before]) else { return 0.0 };
        if token.gap == Gap::Hyphen {
            return when(cues.parties.has(&before.folded), w.before_strongly);
        }
        let apart = !matches!(token.gap, Gap::Space | Gap::Stop) || token.shouted || token.starts_sentence;
        if apart {
            return 0.0;
        }
        if !before.capital {
            return when(cues.roles.has(&before.folded), w.title_before);
        }
        // "Many Texans", but not "Mark Halver".
        let opens = before.starts_sentence && self.lists.common.has(&before.folded);
        // "Austin Texas" without a comma.
        let holds_this =
            at > 0 && mentions[at - 1].tokens.1 + 1 == mention.tokens.0 && self.fits(&mentions[at - 1], mention);
        if cues.titles.has(&before.folded) {
            return w.title_before;
        }
        let given = self.lists.given.has(&before.folded) && !opens && !holds_this;
        let direction = cues.directions.has(&before.folded);
        let other = !given && !direction && token.gap == Gap::Space && !before.starts_sentence;
        when(given, w.given_before) + when(direction, w.direction_before) + when(other, w.capital_before)
    }

    /// What the preposition before tells, over articles and directions.
    fn of_preposition(&self, mention: &Mention) -> f32 {
        let (w, cues) = (self.weights, &self.lists.cues);
        let Some(before) = self.before(mention.tokens.0) else { return 0.0 };
        let word = self.tokens[before].folded.as_str();
        let body = before.checked_sub(1).map(|at| &self.tokens[at]);
        let of_body = word == "of" && body.is_some_and(|body| body.capital && cues.bodies_of.has(&body.folded));
        when(cues.before_strongly.has(word), w.before_strongly)
            + when(cues.before_weakly.has(word), w.before_weakly)
            + when(of_body, w.of_body)
    }

    /// What the word next behind tells.
    fn of_word_behind(&self, mentions: &[Mention], at: usize) -> f32 {
        let (w, cues, mention) = (self.weights, &self.lists.cues, &mentions[at]);
        let Some(next) = self.tokens.get(mention.tokens.1 + 1) else { return 0.0 };
        let kind = cues.kinds.has(&next.folded);
        match next.gap {
            Gap::Hyphen => return when(kind, w.kind_follows),
            Gap::Space => {}
            _ => return 0.0,
        }
        let token = &self.tokens[mention.tokens.0];
        let alone = mention.tokens.0 == mention.tokens.1;
        let speaks = self
            .records(mention)
            .any(|(record, alternate)| !alternate && matches!(self.gazetteer.feature(record).1, "PPLC" | "PCLI"));
        let said = cues.said.has(&next.folded) && !speaks && self.may_be_a_person(&token.folded);
        let sum = when(kind, w.kind_follows) + when(said, w.said_follows);
        // "Austin Texas" without a comma; "Tampa Russians".
        let neighbour = mentions.get(at + 1).filter(|neighbour| neighbour.tokens.0 == mention.tokens.1 + 1);
        let fits = |other: &Mention| matches!(other.meaning, Meaning::Demonym(_)) || self.fits(mention, other);
        if !next.capital || token.shouted || neighbour.is_some_and(fits) {
            return sum;
        }
        if cues.streets.has(&next.folded) {
            return sum + w.street_follows;
        }
        if cues.bodies.has(&next.folded) {
            return sum + w.body_follows;
        }
        let given = alone && self.lists.given.has(&token.folded);
        sum + when(!kind, w.capital_follows) + when(given && !kind, w.given_name_and_more)
    }

    /// What the tagger tells.
    fn of_tag(&self, mention: &Mention) -> f32 {
        let w = self.weights;
        match mention.tagged.map(|name| name.kind) {
            Some(NameKind::Place) => w.tagged_place + when(self.is_part(mention), w.part_of_tagged_place),
            Some(NameKind::Person) => w.tagged_person,
            Some(NameKind::Organization) => w.tagged_body,
            Some(NameKind::Other) => when(!matches!(mention.meaning, Meaning::Demonym(_)), w.tagged_other),
            None => when(!self.names.is_empty(), w.untagged),
        }
    }

    /// The best evidence of each mention's neighbours in a list: "Ames, Boone and Perry".
    fn listed(&self, mentions: &[Mention], evidence: &[f32]) -> Vec<f32> {
        let mut best = vec![0.0_f32; mentions.len()];
        for at in (1..mentions.len()).filter(|at| self.is_listed(mentions, *at)) {
            best[at - 1] = best[at - 1].max(evidence[at]);
            best[at] = best[at].max(evidence[at - 1]);
        }
        best
    }

    /// The folded words of people's names.
    pub(crate) fn people(&self) -> HashSet<&str> {
        let mut people = HashSet::new();
        for (at, token) in self.tokens.iter().enumerate() {
            if self.introduces_a_person(token) {
                let behind = self.tokens[at + 1..].iter().take(2);
                let named = behind.take_while(|next| next.capital && matches!(next.gap, Gap::Space | Gap::Stop));
                people.extend(named.map(|next| next.folded.as_str()));
            }
        }
        for name in self.names.iter().filter(|name| name.kind == NameKind::Person) {
            let from = self.tokens.partition_point(|token| token.span.end() <= name.words.start());
            let inside = self.tokens[from..].iter().take_while(|token| token.span.start() < name.words.end());
            people.extend(inside.map(|token| token.folded.as_str()));
        }
        people
    }

    /// A title, a role or a given name, which a family name follows.
    fn introduces_a_person(&self, token: &Token<'_>) -> bool {
        let (cues, word) = (&self.lists.cues, token.folded.as_str());
        cues.roles.has(word) || token.capital && (cues.titles.has(word) || self.lists.given.has(word))
    }

    /// "in" or the like stands before the mention.
    fn stands_behind_a_place_word(&self, mention: &Mention) -> bool {
        let before = self.before(mention.tokens.0);
        before.is_some_and(|before| self.lists.cues.before_strongly.has(&self.tokens[before].folded))
    }

    /// The token before `first` in its sentence, articles and directions passed over: "near the eastern Halver".
    pub(crate) fn before(&self, first: usize) -> Option<usize> {
        let mut at = first;
        for _ in 0..4 {
            if self.tokens[at].starts_sentence || !matches!(self.tokens[at].gap, Gap::Space | Gap::Bracket) {
                return None;
            }
            at = at.checked_sub(1)?;
            if !self.lists.cues.passed_over.has(&self.tokens[at].folded) {
                return Some(at);
            }
        }
        None
    }

    /// Whether the tagger's name has more words than the mention, other than for its kind and direction: "Halver" in
    /// "Halver Gate", but not in "South Halver County".
    fn is_part(&self, mention: &Mention) -> bool {
        let Some(name) = mention.tagged else { return false };
        let cues = &self.lists.cues;
        let more = |token: &&Token<'_>| {
            let word = token.folded.as_str();
            token.capital && !cues.kinds.has(word) && !cues.directions.has(word) && !cues.bodies.has(word)
        };
        let inside = |token: &&Token<'_>| token.span.overlaps(name.words);
        let before = self.tokens[..mention.tokens.0].iter().rev().take_while(inside).take(MOST_WORDS);
        let behind = self.tokens[mention.tokens.1 + 1..].iter().take_while(inside).take(MOST_WORDS);
        before.chain(behind).any(|token| more(&token))
    }

    fn may_be_a_person(&self, word: &str) -> bool {
        self.lists.given.has(word) || self.lists.family.has(word) || self.lists.rare_family.has(word)
    }

    /// As [`Gazetteer::crowd`]; a landform counts as a million people.
    fn crowd(&self, record: Record) -> f32 {
        match self.gazetteer.feature(record).0 {
            'L' | 'H' | 'T' => 20.0,
            _ => self.gazetteer.crowd(record),
        }
    }
}

/// For each mention, the best evidence of the other mentions of its name.
fn elsewhere(mentions: &[Mention], evidence: &[f32]) -> Vec<f32> {
    /// The two best of a name, and whose the first is.
    struct Best {
        first: f32,
        whose: usize,
        second: f32,
    }
    let mut best: HashMap<&str, Best> = HashMap::new();
    for (at, (mention, evidence)) in mentions.iter().zip(evidence).enumerate() {
        let best = best.entry(&mention.key).or_insert(Best { first: f32::MIN, whose: at, second: f32::MIN });
        if *evidence > best.first {
            *best = Best { first: *evidence, whose: at, second: best.first };
        } else if *evidence > best.second {
            best.second = *evidence;
        }
    }
    let other = |(at, mention): (usize, &Mention)| {
        best.get(mention.key.as_str()).map_or(0.0, |best| if best.whose == at { best.second } else { best.first })
    };
    mentions.iter().enumerate().map(other).collect()
}
