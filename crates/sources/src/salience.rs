//! Whom a pronoun means: the salience of all that was mentioned before it.
//!
//! After Lappin and Leass (Computational Linguistics 20(4), 1994), without a parser: every mention of a referent adds a
//! weight by its place in the clause, which shrinks with the distance. A pronoun takes the referent of the greatest sum that
//! agrees with it in number and gender and that it may mean where it stands.

use std::ops::Range;

use sayso_domain::{Gender, SourceKind};

use crate::{
    discourse::{DEEPEST, Discourse, Event, Link},
    lexicon::Pronoun,
    phrase::Head,
};

impl Discourse<'_, '_> {
    /// The salience of a referent for a word at `at`, by its mentions in the window; per referent.
    pub(crate) fn salience(&self, at: usize, reaches: impl Fn(&Event) -> bool) -> Vec<(usize, f32)> {
        let (page, weights) = (&self.scene.page, &self.scene.lexicon.weights);
        let here = &page.words[at];
        // Per referent, the sum and the best of the sentence that is being read.
        let mut sums: Vec<(usize, f32, usize, f32)> = Vec::new();
        let mut last_source = true;
        for event in self.events.iter().rev().take(weights.window.mentions) {
            let there = &page.words[event.at];
            let distance = if here.contents == 0 {
                here.told.saturating_sub(there.told)
            } else {
                here.sentence.saturating_sub(there.sentence)
            };
            if distance > weights.window.sentences {
                break;
            }
            if !reaches(event) {
                continue;
            }
            let mut weight = event.weight;
            if event.source && last_source && event.contents <= here.contents {
                weight += weights.salience.last_source;
                last_source = false;
            }
            if event.contents > here.contents {
                weight += weights.salience.content;
            }
            if event.quoted && !here.quoted {
                weight += weights.salience.quoted;
            }
            let paragraphs = here.paragraph.saturating_sub(there.paragraph);
            let decay = weights.salience.decay.powi(i32::try_from(distance).unwrap_or(i32::MAX))
                * weights.salience.paragraph_decay.powi(i32::try_from(paragraphs).unwrap_or(i32::MAX));
            let value = weight.max(0.1) * decay;
            // Of several mentions in one sentence the best counts.
            match sums.iter_mut().find(|(who, ..)| *who == event.who) {
                Some((_, sum, sentence, best)) if *sentence == there.sentence => {
                    *sum += (value - *best).max(0.0);
                    *best = best.max(value);
                }
                Some((_, sum, sentence, best)) => {
                    *sum += value;
                    (*sentence, *best) = (there.sentence, value);
                }
                None => sums.push((event.who, value, there.sentence, value)),
            }
        }
        let frequency =
            |who: usize| weights.salience.frequency * self.referents[who].mentions.min(weights.salience.mentions_cap);
        sums.into_iter().map(|(who, sum, ..)| (who, sum + frequency(who))).collect()
    }

    /// Whom a pronoun of the third person means.
    ///
    /// `depth` counts the claims around it that are being asked about.
    pub(crate) fn antecedent(&self, at: usize, pronoun: Pronoun, claim: Option<usize>, depth: usize) -> Option<Link> {
        let weights = &self.scene.lexicon.weights.agreement;
        let page = &self.scene.page;
        // In quotation marks nobody speaks of themselves by name; but "Roe found it dull, she said" is of Roe.
        let reported =
            |range: &&Range<usize>| range.end > at || page.words[(*range).clone()].iter().all(|word| word.quoted);
        let own: Vec<&Range<usize>> =
            claim.map(|claim| self.contents[claim].as_slice()).unwrap_or_default().iter().filter(reported).collect();
        let inside_own = |event: &Event| own.iter().any(|range| range.contains(&event.at));
        let mut sums = self.salience(at, |event| !inside_own(event) && event.at < at);
        let named_in_own: Vec<usize> = own
            .iter()
            .flat_map(|range| (range.start..range.end).take(200))
            .filter_map(|word| self.scene.name_at(word).filter(|name| self.scene.names[*name].words.start == word))
            .map(|name| self.of_name(name))
            .collect();
        let speaker = claim.and_then(|claim| self.outer[claim].first()).and_then(|outer| self.speaker(*outer, depth));
        let quoted = page.words[at].quoted;
        for (who, sum) in &mut sums {
            *sum *= self.agreement(*who, pronoun);
            if named_in_own.contains(who) && pronoun != Pronoun::They {
                *sum *= weights.in_own_content;
            }
            if speaker == Some(*who) {
                *sum *= if quoted { weights.outer_speaker_in_quotes } else { weights.outer_speaker };
            }
        }
        best(sums).or_else(|| self.ahead(at, pronoun))
    }

    /// The first name in the sentence behind a pronoun that nothing came before: "As he left, Roe said".
    fn ahead(&self, at: usize, pronoun: Pronoun) -> Option<Link> {
        let sentence = self.scene.page.words[at].sentence;
        let names = (at + 1..self.scene.page.words.len())
            .take(40)
            .take_while(|at| self.scene.page.words[*at].sentence == sentence)
            .filter_map(|at| self.scene.name_at(at).filter(|name| self.scene.names[*name].words.start == at));
        let who = names.map(|name| self.of_name(name)).find(|who| self.agreement(*who, pronoun) > 0.0)?;
        Some(Link { who, margin: 0.6, matched: true, fresh: false })
    }

    /// Whom the source of a claim means, as far as it is known already.
    fn speaker(&self, claim: usize, depth: usize) -> Option<usize> {
        match &self.heads[claim] {
            Head::Name(name) => Some(self.of_name(*name)),
            Head::Pronoun(pronoun @ (Pronoun::He | Pronoun::She), at) => {
                // Behind the quotation the pronoun has not been read yet.
                let later =
                    || (depth < DEEPEST).then(|| self.antecedent(*at, *pronoun, Some(claim), depth + 1)).flatten();
                self.link(*at).or_else(later).map(|link| link.who)
            }
            Head::Pronoun(_, at) => self.link(*at).map(|link| link.who),
            Head::Noun(phrase) => self.link(phrase.head).map(|link| link.who),
            Head::Nothing | Head::List(_) => None,
        }
    }

    /// How well a referent agrees with a pronoun: 0 if it cannot be meant.
    pub(crate) fn agreement(&self, who: usize, pronoun: Pronoun) -> f32 {
        let weights = &self.scene.lexicon.weights.agreement;
        let referent = &self.referents[who];
        let unnamed = if referent.entity.is_none() && referent.called.is_none() && referent.pair.is_none() {
            weights.unnamed
        } else {
            1.0
        };
        let person = referent.kind == SourceKind::Person;
        let gender = match pronoun {
            Pronoun::He => Gender::Male,
            Pronoun::She => Gender::Female,
            Pronoun::They => {
                return match referent.kind {
                    _ if referent.place => 0.0,
                    SourceKind::Person => weights.person_for_they,
                    SourceKind::Document => 0.0,
                    SourceKind::Group => 1.0,
                    _ if referent.plural => 1.0,
                    _ => weights.body_for_they,
                };
            }
            _ => {
                return match referent.kind {
                    SourceKind::Person => 0.0,
                    SourceKind::Group if referent.plural => 0.0,
                    _ if referent.place => weights.place_for_it,
                    _ => unnamed,
                };
            }
        };
        match referent.gender {
            _ if !person || referent.plural => 0.0,
            Some(other) if other != gender => 0.0,
            Some(_) => unnamed,
            None => unnamed * weights.unknown_gender,
        }
    }
}

/// The referent of the greatest salience above nothing.
pub(crate) fn best(mut sums: Vec<(usize, f32)>) -> Option<Link> {
    sums.retain(|(_, sum)| *sum > 0.0);
    sums.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let (who, first) = *sums.first()?;
    let second = sums.get(1).map_or(0.0, |(_, sum)| *sum);
    Some(Link { who, margin: first / (first + second), matched: true, fresh: false })
}
