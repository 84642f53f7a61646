//! Whom a description means: a person by role, a body by a word of its name, or somebody new.

use sayso_domain::{NameKind, SourceKind};

use crate::{
    describe,
    discourse::{Discourse, Link, Referent},
    entities::Known,
    lexicon::Noun,
    phrase::NounPhrase,
    salience::best,
};

impl Discourse<'_, '_> {
    /// The referent spoken of before that a description takes up.
    pub(crate) fn taken_up(&mut self, phrase: &NounPhrase, is_source: bool) -> Option<Link> {
        if let Some(name) = self.called(phrase) {
            let who = *self.unnamed.get(&(name, phrase.plural))?;
            return Some(Link { who, margin: 1.0, matched: true, fresh: false });
        }
        if let Some(link) = self.local(phrase, is_source) {
            return Some(link);
        }
        let kind = phrase.kind()?;
        if let Some(possessor) = phrase.possessor {
            return self.possessed(phrase, possessor);
        }
        // "Senator from Larkfield says": headlines have no articles.
        let (page, lexicon) = (&self.scene.page, self.scene.lexicon);
        let first = page.lower(phrase.words.start);
        let bare = is_source
            && kind == SourceKind::Person
            && !lexicon.determiners.contains(first)
            && lexicon.pronoun(first).is_none()
            && !lexicon.epithets.contains(page.lower(phrase.head))
            && !page.words[phrase.words.clone()].iter().any(|word| word.possessive);
        if !phrase.definite {
            return bare.then(|| self.person_described(phrase)).flatten();
        }
        let noun = phrase.noun.as_ref()?;
        if self.is_member(phrase, noun) {
            return None;
        }
        let unnamed = self.unnamed.get(&(noun.base.clone(), phrase.plural)).copied();
        match kind {
            SourceKind::Person => self
                .person_described(phrase)
                .or_else(|| self.is_standing(phrase).then(|| self.epithet(phrase)).flatten())
                .or_else(|| self.again(unnamed, phrase))
                .or_else(|| is_source.then(|| self.epithet(phrase)).flatten()),
            SourceKind::Group => self.again(unnamed, phrase),
            SourceKind::Document => self.again(unnamed, phrase),
            _ if phrase.complement => None,
            _ => self.body_described(phrase).or_else(|| self.again(unnamed, phrase)),
        }
    }

    /// True for one of several people spoken of before: "the second official" of "two officials".
    fn is_member(&self, phrase: &NounPhrase, noun: &Noun) -> bool {
        let counted = self.scene.page.lower(phrase.words.start + 1);
        !phrase.plural
            && phrase.words.start + 2 == phrase.head
            && matches!(counted, "first" | "second" | "third" | "other")
            && self.unnamed.contains_key(&(noun.base.clone(), true))
    }

    fn again(&self, unnamed: Option<usize>, phrase: &NounPhrase) -> Option<Link> {
        let who = unnamed.filter(|_| !phrase.complement)?;
        let person = self.referents[who].kind == SourceKind::Person;
        if person && !self.salience(phrase.head, |_| true).iter().any(|(near, _)| *near == who) {
            return None;
        }
        Some(Link { who, margin: 0.8, matched: true, fresh: false })
    }

    /// "his campaign" is the body that is named after him.
    fn possessed(&self, phrase: &NounPhrase, possessor: usize) -> Option<Link> {
        let owner = self.links.get(&possessor)?.who;
        let surname = self.scene.entities.all.get(owner)?.words.last()?;
        let noun = self.scene.page.lower(phrase.head);
        let body = |known: &Known| known.words.len() == 2 && known.words[0] == *surname && known.words[1] == noun;
        let who = self.scene.entities.all.iter().take(2000).position(body)?;
        Some(Link { who, margin: self.links.get(&possessor)?.margin, matched: true, fresh: false })
    }

    /// The named person whose titles and appositions hold the words of a description.
    fn person_described(&self, phrase: &NounPhrase) -> Option<Link> {
        let (page, lexicon) = (&self.scene.page, self.scene.lexicon);
        let noun = phrase.noun.as_ref()?;
        let lower = page.lower(phrase.head);
        let recent = self.salience(phrase.head, |_| true);
        let modifiers: Vec<&str> = page
            .lowers(phrase.words.clone())
            .filter(|word| *word != lower && !lexicon.definite.contains(*word) && word.len() > 2)
            .filter(|word| !lexicon.prepositions.contains(*word))
            .collect();
        let mut sums = Vec::new();
        // "A senior official" is who "the official" is, rather than a minister who was never called one.
        let introduced = |who: usize| {
            let referent = &self.referents[who];
            let first = page.lower(referent.words.start);
            let told = |word: &&str| page.lowers(referent.words.clone()).any(|other| other == *word);
            referent.entity.is_none()
                && referent.kind == SourceKind::Person
                && referent.base == noun.base
                && lexicon.withheld.contains(&noun.base)
                && !lexicon.definite.contains(first)
                && lexicon.determiners.contains(first)
                && !phrase.complement
                && modifiers.iter().all(told)
        };
        let exact = |who: usize| self.scene.entities.all.get(who).is_some_and(|known| known.described.contains(lower));
        if recent.iter().any(|(who, _)| introduced(*who)) && !recent.iter().any(|(who, _)| exact(*who)) {
            return best(recent.into_iter().filter(|(who, _)| introduced(*who)).collect());
        }
        for (who, salience) in recent {
            let referent = &self.referents[who];
            if referent.kind != SourceKind::Person || referent.plural {
                continue;
            }
            let Some(known) = self.scene.entities.all.get(who) else {
                // Somebody unnamed: "a senior official" may be "the aide".
                let same = lexicon.covers(&noun.base, &referent.base) || lexicon.covers(&referent.base, &noun.base);
                if same && !phrase.complement && !self.is_standing(phrase) {
                    sums.push((who, salience));
                }
                continue;
            };
            let disagrees = matches!((noun.gender, known.gender), (Some(one), Some(other)) if one != other);
            let called = known.described.iter().any(|word| {
                let base = lexicon.noun(word).map(|noun| noun.base.as_str()).or_else(|| lexicon.title(word));
                word == lower || base.is_some_and(|base| lexicon.covers(&noun.base, base))
            });
            if !called || disagrees {
                continue;
            }
            let known_words = |word: &&&str| {
                // "R-Tex." is of Texas.
                let seat = |told: &String| {
                    told.split_once('-')
                        .is_some_and(|(party, seat)| party.len() == 1 && seat.len() > 2 && word.starts_with(seat))
                };
                known.described.contains(**word)
                    || known.described.iter().any(seat)
                    || known.affiliation.as_ref().is_some_and(|owner| owner.to_lowercase().contains(**word))
            };
            let fitting = modifiers.iter().filter(known_words).count();
            let missing = modifiers.len() - fitting;
            if missing > 0 && fitting == 0 && (phrase.complement || self.names_place(phrase)) {
                continue;
            }
            sums.push((who, salience * (1.0 + fitting as f32) / (1.0 + 0.5 * missing as f32)));
        }
        best(sums)
    }

    /// True for a noun that rather means somebody known than somebody unnamed: "the candidate", not "the man".
    fn is_standing(&self, phrase: &NounPhrase) -> bool {
        self.scene.lexicon.standing.contains(self.scene.page.lower(phrase.head)) || self.is_variation(phrase)
    }

    /// True for a description of somebody in focus by place, party or past office: "the Ohio senator", "the Democratic
    /// governor", "the former minister".
    fn is_variation(&self, phrase: &NounPhrase) -> bool {
        let (page, lexicon) = (&self.scene.page, self.scene.lexicon);
        let hidden = |base: &String| lexicon.withheld.contains(base) || lexicon.spoken_for.contains(base);
        let mut modifiers = page.lowers(phrase.words.start..phrase.head);
        let told = modifiers.any(|word| lexicon.party_words.contains(word) || word.ends_with("-year-old"));
        let former = page.lower(phrase.words.start + 1) == "former";
        (told || former || self.names_place(phrase)) && !phrase.noun.as_ref().is_some_and(|noun| hidden(&noun.base))
    }

    /// True for a description with a place or a people before its head: "the Ohio senator".
    pub(crate) fn names_place(&self, phrase: &NounPhrase) -> bool {
        (phrase.words.start..phrase.head).any(|at| {
            self.scene.name_at(at).is_some_and(|name| self.scene.names[name].kind == NameKind::Place)
                || self.scene.country_at(at).is_some()
        })
    }

    /// How well a person fits a noun for somebody of standing: worse if they are called something else; as a candidate better
    /// the more is spoken of them and if a campaign is theirs.
    fn standing_of(&self, who: usize, base: &str) -> f32 {
        let lexicon = self.scene.lexicon;
        let Some(known) = self.scene.entities.all.get(who) else { return 1.0 };
        let said = known.described.iter().filter(|word| !lexicon.epithets.contains(*word));
        let mut roles = said.filter_map(|word| lexicon.title(word)).peekable();
        let running = lexicon.covers("candidate", base);
        let same = |role: &str| {
            lexicon.covers(base, role) || lexicon.covers(role, base) || running && lexicon.covers("politician", role)
        };
        let other = roles.peek().is_some() && !roles.any(same);
        // A senator may be a governor in another sentence; a judge is no candidate.
        let fit = match other {
            true if running => 0.02,
            true => 0.4,
            false => 1.0,
        };
        if !running {
            return fit;
        }
        let campaigns = &self.scene.entities.campaigns;
        let runs = known.words.last().is_some_and(|surname| campaigns.contains(surname));
        let spoken_of = 1.0 + 0.15 * known.mentions.len().min(20) as f32;
        fit * spoken_of * if runs { 3.0 } else { 1.0 }
    }

    /// The most salient person, for a noun that may take up anybody: "the businessman", "the 34-year-old".
    fn epithet(&self, phrase: &NounPhrase) -> Option<Link> {
        let noun = phrase.noun.as_ref().filter(|_| !phrase.complement || self.scene.is_bound(phrase.head + 1))?;
        let lower = self.scene.page.lower(phrase.head);
        let lexicon = self.scene.lexicon;
        let varied = self.is_variation(phrase);
        let standing = lexicon.standing.contains(lower);
        if !(lexicon.epithets.contains(lower) || standing || lower.ends_with("-year-old") || varied) {
            return None;
        }
        let mut sums = self.salience(phrase.head, |_| true);
        for (who, sum) in &mut sums {
            let referent = &self.referents[*who];
            let disagrees = matches!((noun.gender, referent.gender), (Some(one), Some(other)) if one != other);
            // A governor of another state is not this one.
            let other = varied
                && self
                    .scene
                    .entities
                    .all
                    .get(*who)
                    .is_some_and(|known| known.described.contains(lower) && known.affiliation.is_some());
            if referent.kind != SourceKind::Person || referent.entity.is_none() || disagrees || other {
                *sum = 0.0;
            } else if varied && referent.affiliation.is_some() {
                // Somebody of another place or body fits worse.
                *sum *= 0.5;
            }
            if standing || varied {
                *sum *= self.standing_of(*who, &noun.base);
            }
        }
        best(sums).map(|link| Link { matched: false, ..link })
    }

    /// The named body that a description takes up: by a word of its name, or as the last of its sort.
    fn body_described(&self, phrase: &NounPhrase) -> Option<Link> {
        let (page, lexicon) = (&self.scene.page, self.scene.lexicon);
        let lower = page.lower(phrase.head);
        let noun = phrase.noun.as_ref()?;
        let mut sums = self.salience(phrase.head, |_| true);
        let modifiers = phrase.words.len() > 2;
        let named_so =
            |who: usize| {
                self.scene.entities.all.get(who).is_some_and(|known| {
                    known.kind != SourceKind::Person && known.words.iter().any(|word| word == lower)
                })
            };
        if sums.iter().any(|(who, _)| named_so(*who)) {
            sums.retain(|(who, _)| named_so(*who));
            if modifiers {
                let words: Vec<&str> = page.lowers(phrase.words.start + 1..phrase.head).collect();
                sums.retain(|(who, _)| {
                    self.scene.entities.all[*who].words.iter().any(|word| words.contains(&word.as_str()))
                });
            }
            return best(sums);
        }
        let general = lexicon.general_bodies.contains(lower)
            || lexicon.companies.contains(lower)
            || noun.kind == SourceKind::MediaOutlet
            || lower == "agency";
        // "the watchdog group", but not "the Ohio group".
        let plain =
            (phrase.words.start + 1..phrase.head).all(|at| !page.words[at].capital && self.scene.name_at(at).is_none());
        if !general || !plain {
            return None;
        }
        for (who, sum) in &mut sums {
            let referent = &self.referents[*who];
            let fits = match referent.kind {
                _ if referent.entity.is_none() || referent.place => false,
                SourceKind::OfficialBody => lower == "agency" || lexicon.general_bodies.contains(lower),
                SourceKind::MediaOutlet => noun.kind == SourceKind::MediaOutlet || lexicon.companies.contains(lower),
                SourceKind::Organization => {
                    noun.kind != SourceKind::MediaOutlet
                        && !self.scene.entities.all[*who].words.ends_with(&["campaign".to_owned()])
                }
                _ => false,
            };
            if !fits {
                *sum = 0.0;
            }
        }
        best(sums).map(|link| Link { matched: false, ..link })
    }

    /// A new referent for a description.
    pub(crate) fn introduced(&mut self, phrase: &NounPhrase, is_source: bool) -> Option<Link> {
        let kind = match phrase.kind() {
            Some(kind) => kind,
            None if is_source && phrase.plural && self.scene.page.words[phrase.head].capital => SourceKind::Group,
            None => return None,
        };
        let base = phrase
            .noun
            .as_ref()
            .map_or_else(|| self.scene.page.lower(phrase.head).to_owned(), |noun| noun.base.clone());
        let description = if is_source {
            describe::of_phrase(self.scene, phrase.words.clone())
        } else {
            describe::Description::default()
        };
        let owner = phrase.possessor.and_then(|at| self.link(at)).map(|link| self.display(link.who));
        let called = self.called(phrase);
        let kind = if called.is_some() { SourceKind::OfficialBody } else { kind };
        self.referents.push(Referent {
            entity: None,
            called: called.clone(),
            pair: None,
            kind,
            place: false,
            gender: phrase.noun.as_ref().and_then(|noun| noun.gender),
            plural: phrase.plural,
            base: base.clone(),
            words: phrase.words.clone(),
            role: description.role,
            affiliation: owner.flatten().or(description.affiliation),
            mentions: 0.0,
        });
        let who = self.referents.len() - 1;
        self.unnamed.insert((base, phrase.plural), who);
        if let Some(called) = called {
            self.unnamed.insert((called, phrase.plural), who);
        }
        Some(Link { who, margin: 1.0, matched: true, fresh: true })
    }
}
