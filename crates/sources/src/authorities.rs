//! Authorities that go by a place ("the Ukrainian government", "Larkfield police", "the city") and people named in pairs.

use sayso_domain::{NameKind, PlacePrecision, SourceKind};

use crate::{
    describe,
    discourse::{Discourse, Link, Referent},
    phrase::NounPhrase,
    salience::best,
};

impl Discourse<'_, '_> {
    /// The name that a description itself makes of a place and a noun: "government of Ukraine", "Larkfield police".
    pub(crate) fn called(&self, phrase: &NounPhrase) -> Option<String> {
        let (scene, page) = (self.scene, &self.scene.page);
        let before = phrase.head.checked_sub(1)?;
        match page.lower(phrase.head) {
            "government" => {
                let behind = phrase.head + 2 + usize::from(page.lower(phrase.head + 2) == "the");
                let of = (page.lower(phrase.head + 1) == "of").then_some(behind);
                let mut places = (phrase.words.start..phrase.head).chain(of);
                let (_, country) = places.find_map(|at| scene.country_at(at))?;
                Some(format!("government of {country}"))
            }
            "police" if before >= phrase.words.start || page.words[before].capital => {
                let same = page.words[before].sentence == page.words[phrase.head].sentence;
                let name = scene.name_at(before).map(|name| &scene.names[name]).filter(|_| same);
                let start = match name {
                    Some(name) if name.kind != NameKind::Person && name.words.end == phrase.head => name.words.start,
                    None if scene.country_at(before).is_some() => before,
                    _ => return None,
                };
                Some(format!("{} police", page.words_of(start..phrase.head)))
            }
            _ => None,
        }
    }

    /// The place, the force or the pair that a short description takes up: "the city", "police", "the candidates".
    pub(crate) fn local(&self, phrase: &NounPhrase, is_source: bool) -> Option<Link> {
        let page = &self.scene.page;
        let lower = page.lower(phrase.head);
        if lower == "police" && phrase.words.len() <= 1 + usize::from(phrase.definite) {
            return self.force(phrase.head);
        }
        if !phrase.definite || phrase.complement {
            return None;
        }
        let rivals = &self.scene.lexicon.rivals;
        if phrase.plural && phrase.noun.as_ref().is_some_and(|noun| rivals.contains(&noun.base)) {
            let mut sums = self.salience(phrase.head, |_| true);
            sums.retain(|(who, _)| self.referents[*who].pair.is_some());
            return best(sums).map(|link| Link { matched: false, ..link });
        }
        let precision = match lower {
            "city" | "town" | "village" => PlacePrecision::Settlement,
            "state" | "province" | "county" => PlacePrecision::Region,
            "country" | "nation" => PlacePrecision::Country,
            _ => return None,
        };
        if !is_source || phrase.words.len() != 2 {
            return None;
        }
        let mut sums = self.salience(phrase.head, |_| true);
        sums.retain(|(who, _)| self.referents[*who].place && self.precision(*who) == Some(precision));
        best(sums).map(|link| Link { matched: false, ..link })
    }

    /// Notes the force that an officer's title names: "Larkfield Police Chief Jane Roe".
    pub(crate) fn force_of_officer(&mut self, at: usize) {
        let (page, lexicon) = (&self.scene.page, self.scene.lexicon);
        if page.lower(at) != "police" || page.words[at].possessive || lexicon.person_noun(page.lower(at + 1)).is_none()
        {
            return;
        }
        let noun = lexicon.noun("police").cloned();
        let phrase = NounPhrase {
            words: at..at + 1,
            head: at,
            noun,
            definite: false,
            plural: true,
            complement: false,
            possessor: None,
        };
        let Some(name) = self.called(&phrase) else { return };
        let known = self.unnamed.get(&(name, true)).copied();
        let Some(who) = known.or_else(|| self.introduced(&phrase, false).map(|link| link.who)) else { return };
        self.mention(who, at, at..at + 1);
    }

    /// The police force that was spoken of last, or the one that the document names most.
    fn force(&self, at: usize) -> Option<Link> {
        let entities = &self.scene.entities.all;
        let named = |who: usize| match entities.get(who) {
            Some(known) => known.kind != SourceKind::Person && known.words.iter().any(|word| word == "police"),
            None => self.referents[who].called.is_some() && self.referents[who].base == "police",
        };
        let mut sums = self.salience(at, |_| true);
        sums.retain(|(who, _)| named(*who));
        best(sums).or_else(|| {
            let forces = (0..entities.len().min(500)).filter(|who| named(*who));
            let most = forces.max_by_key(|who| (entities[*who].mentions.len(), std::cmp::Reverse(*who)));
            let last = || self.unnamed.get(&("police".to_owned(), true)).copied().filter(|who| named(*who));
            let who = most.or_else(last)?;
            Some(Link { who, margin: 0.6, matched: true, fresh: false })
        })
    }

    fn precision(&self, who: usize) -> Option<PlacePrecision> {
        let mentions = &self.scene.entities.all.get(who)?.mentions;
        mentions.iter().take(8).find_map(|name| self.scene.precision_at(self.scene.names[*name].words.start))
    }

    /// Notes that the name at `at` and the one before it are joined: "Roe and Mr. Dorn" may be "they" from here on.
    pub(crate) fn pair(&mut self, name: usize) {
        /// Titles between the "and" and the name at most.
        const TITLES: usize = 4;
        let (scene, page) = (self.scene, &self.scene.page);
        let words = &scene.names[name].words;
        let Some(and) =
            (1..=TITLES).filter_map(|back| words.start.checked_sub(back)).find(|at| page.lower(*at) == "and")
        else {
            return;
        };
        let plain = (and + 1..words.start).all(|at| {
            page.words[at].is_word && (scene.lexicon.title(page.lower(at)).is_some() || page.words[at].capital)
                || scene.lexicon.courtesy.contains_key(page.lower(at))
        });
        let first = and.checked_sub(1).and_then(|last| scene.named(last, NameKind::Person));
        let Some(first) = first.filter(|_| plain && !page.words[words.end - 1].possessive) else { return };
        let (one, other) = (self.of_name(first), self.of_name(name));
        let apart = one != other && page.words[and].sentence == page.words[words.start].sentence;
        let person = scene.names[name].kind == NameKind::Person && !page.words[and - 1].possessive;
        if apart && person {
            let all = scene.names[first].words.start..words.end;
            let who = *self.pairs.entry((one, other)).or_insert(self.referents.len());
            if who == self.referents.len() {
                self.referents.push(Referent {
                    entity: None,
                    called: None,
                    pair: Some((one, other)),
                    kind: SourceKind::Group,
                    place: false,
                    gender: None,
                    plural: true,
                    base: String::new(),
                    words: all.clone(),
                    role: None,
                    affiliation: None,
                    mentions: 0.0,
                });
            }
            self.mention(who, scene.phrase_start(all.start), all);
        }
    }

    /// The person whom one of the next sentences names for the first time, with the noun that an indefinite description
    /// uses: "A Larkfield judge ruled on Monday. Judge Jane Roe said".
    pub(crate) fn named_later(&self, phrase: &NounPhrase) -> Option<usize> {
        /// Sentences and words behind the description that are looked at.
        const SENTENCES: usize = 2;
        const WORDS: usize = 120;
        let (scene, page, lexicon) = (self.scene, &self.scene.page, self.scene.lexicon);
        let noun = phrase.noun.as_ref().filter(|noun| noun.kind == SourceKind::Person && !phrase.plural)?;
        let hidden = lexicon.withheld.contains(&noun.base) || lexicon.spoken_for.contains(&noun.base);
        let apart =
            page.lowers(phrase.words.clone()).any(|word| matches!(word, "former" | "another" | "other" | "second"));
        if hidden || apart || lexicon.epithets.contains(page.lower(phrase.head)) {
            return None;
        }
        let last = page.words[phrase.head].sentence + SENTENCES;
        let behind = (phrase.words.end..page.words.len()).take(WORDS).take_while(|at| page.words[*at].sentence <= last);
        let mut names = behind
            .filter_map(|at| scene.named(at, NameKind::Person).filter(|name| scene.names[*name].words.start == at));
        let named = |name: &usize| {
            let first = scene.entities.all[self.of_name(*name)].mentions.first() == Some(name);
            let same = |word: &String| {
                let base = lexicon.title(word);
                base.is_some_and(|base| lexicon.covers(&noun.base, base) || lexicon.covers(base, &noun.base))
            };
            first && describe::descriptions(scene, *name).iter().any(|description| description.words.iter().any(same))
        };
        names.find(named).map(|name| self.of_name(name))
    }
}
