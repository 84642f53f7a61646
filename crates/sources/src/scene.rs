//! A document with its names and entities: what every question about a source is asked of.

use std::{collections::HashMap, ops::Range};

use sayso_domain::{Attribution, Name, NameKind, Place, PlacePrecision};

use crate::{
    entities::{self, Entities},
    lexicon::Lexicon,
    names::{self, Named},
    page::Page,
};

/// All that is known of a document before its sources are resolved.
pub(crate) struct Scene<'s> {
    pub(crate) page: Page<'s>,
    pub(crate) lexicon: &'s Lexicon,
    /// In text order; a body before the names that are parts of its name.
    pub(crate) names: Vec<Named>,
    pub(crate) entities: Entities,
    /// Per word, the longest name that covers it.
    cover: Vec<Option<usize>>,
    /// Countries by the word that their name, or that of their people, begins with; and how many words it has.
    countries: HashMap<usize, (usize, String)>,
    /// How large the places are, by the word that their name begins with.
    precisions: HashMap<usize, PlacePrecision>,
}

impl<'s> Scene<'s> {
    pub(crate) fn new(
        text: &'s str,
        given: &[Name],
        attributions: &[Attribution],
        places: &[Place],
        lexicon: &'s Lexicon,
    ) -> Self {
        let page = Page::new(text, attributions, lexicon);
        let names = names::find(&page, given, attributions, places, lexicon);
        let entities = entities::cluster(&page, &names, lexicon);
        let mut cover = vec![None; page.words.len()];
        for (index, name) in names.iter().enumerate().filter(|(_, name)| !name.part) {
            cover[name.words.clone()].fill(Some(index));
        }
        let mut countries = HashMap::new();
        for place in places.iter().filter(|place| place.precision == Some(PlacePrecision::Country)) {
            let range = page.range(place.words);
            if let Some(name) = &place.name {
                countries.insert(range.start, (range.len(), name.clone()));
            }
        }
        let sized = |place: &Place| Some((page.range(place.words).start, place.precision?));
        let precisions = places.iter().filter_map(sized).collect();
        Self { page, lexicon, names, entities, cover, countries, precisions }
    }

    /// How large the place is whose name begins at `at`.
    pub(crate) fn precision_at(&self, at: usize) -> Option<PlacePrecision> {
        self.precisions.get(&at).copied()
    }

    /// The longest name that covers a word.
    pub(crate) fn name_at(&self, at: usize) -> Option<usize> {
        self.cover.get(at).copied().flatten()
    }

    /// The name that covers a word, if it is of this kind.
    pub(crate) fn named(&self, at: usize, kind: NameKind) -> Option<usize> {
        self.name_at(at).filter(|name| self.names[*name].kind == kind)
    }

    /// The country that is named, or whose people are, by the word at `at` and those after it; and how many words it takes.
    pub(crate) fn country_at(&self, at: usize) -> Option<(usize, &str)> {
        self.countries.get(&at).map(|(length, name)| (*length, name.as_str()))
    }

    /// The fullest name for the words of a name: the country's, or the entity's.
    pub(crate) fn full_name(&self, name: usize) -> String {
        let words = &self.names[name].words;
        match self.country_at(words.start) {
            Some((length, country)) if length == words.len() => country.to_owned(),
            _ => self.entities.all[self.entities.of[name]].name.clone(),
        }
    }

    /// Where the noun phrase begins that ends with the words from `start` on: before its titles, adjectives and article.
    pub(crate) fn phrase_start(&self, start: usize) -> usize {
        let mut at = start;
        while at > 0 && start - at < 10 {
            let before = &self.page.words[at - 1];
            if !before.is_word || before.sentence != self.page.words[start.min(self.page.words.len() - 1)].sentence {
                break;
            }
            let lower = before.lower.as_str();
            let lexicon = self.lexicon;
            if lexicon.determiners.contains(lower) || lexicon.possessive.contains(lower) {
                at -= 1;
                break;
            }
            let modifier = lexicon.adjectives.contains(lower)
                || lexicon.courtesy.contains_key(lower)
                || lexicon.title(lower).is_some()
                || lexicon.noun(lower).is_some()
                || before.possessive
                || before.capital && !lexicon.is_small_word(lower);
            if !modifier {
                break;
            }
            at = self.name_at(at - 1).map_or(at - 1, |name| self.names[name].words.start.min(at - 1));
        }
        at
    }

    /// True for an "of" that belongs to the office before it: "secretary of state", "chief of staff".
    pub(crate) fn is_bound(&self, at: usize) -> bool {
        let next = at + 1 + usize::from(self.page.lower(at + 1) == "the");
        // "of the State Supreme Court" belongs to no office.
        let body = self.named(next, NameKind::Organization).is_some_and(|name| self.names[name].words.len() > 1);
        self.page.lower(at) == "of" && !body && self.lexicon.offices.contains(self.page.lower(next))
    }

    /// The end of a clause's part that begins at `at`: a mark, a verb or a word that opens another part.
    pub(crate) fn part_end(&self, range: Range<usize>) -> usize {
        let sentence = self.page.words.get(range.start).map_or(0, |word| word.sentence);
        let ends = |at: &usize| {
            let word = &self.page.words[*at];
            let lower = word.lower.as_str();
            let mark = !word.is_word && !matches!(lower, "&" | "/" | "-" | "'" | "’");
            word.sentence != sentence
                || self.name_at(*at).is_none()
                    && (mark
                        || self.lexicon.relatives.contains(lower)
                        || self.lexicon.auxiliaries.contains(lower)
                        || self.lexicon.inverting.contains(lower))
        };
        range.clone().find(ends).unwrap_or(range.end)
    }
}
