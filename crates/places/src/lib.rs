//! Places that a text names, found in a gazetteer and resolved in their context.
//!
//! ```
//! use sayso_places::Places;
//!
//! let places = Places::new();
//! let found = places.find("The mill in Paris, Texas, burned down.", &[], None);
//! assert_eq!(found[0].name.as_deref(), Some("Paris"));
//! assert_eq!(found[0].geonames_id, Some(4717560));
//! ```
//!
//! This crate knows nothing of claims, sources and files: the gazetteer comes with it. It holds no state, and the same
//! text gives the same places.

mod evidence;
mod format;
mod gazetteer;
mod lists;
mod lookup;
mod mentions;
mod resolve;
mod tokens;
mod unknown;
mod weights;

use std::collections::HashSet;

use sayso_domain::{Name, NameKind, Place, PlacePrecision};
use sayso_text::Span;

pub use gazetteer::{Country, Gazetteer};
pub use lookup::KnownPlace;

use crate::{
    gazetteer::Record,
    lists::Lists,
    mentions::{Finder, Meaning, Mention},
    resolve::Resolver,
    weights::Weights,
};

/// Finds and resolves places.
#[derive(Debug, Clone)]
pub struct Places {
    gazetteer: Gazetteer,
    lists: Lists,
    weights: Weights,
}

impl Default for Places {
    fn default() -> Self {
        Self::new()
    }
}

impl Places {
    /// With the gazetteer, lists and weights that come with the program.
    #[must_use]
    pub fn new() -> Self {
        // The embedded weights are read in every test.
        let Ok(places) = Self::with_weights(include_str!("../data/weights.toml")) else { unreachable!() };
        places
    }

    /// With other weights than those of `data/weights.toml`, in its form: for finding better ones.
    ///
    /// # Errors
    /// Says what is wrong with the weights.
    pub fn with_weights(weights: &str) -> Result<Self, String> {
        let gazetteer = Gazetteer::embedded();
        let lists = Lists::read(&gazetteer)?;
        Ok(Self { gazetteer, lists, weights: Weights::parse(weights)? })
    }

    /// All places that `text` names, in text order; no two share characters.
    ///
    /// `names` are the proper names in it, in text order, as a tagger found them; with none, capitals and the words around
    /// decide alone. `published_by` is the outlet's name, which may tell where it is at home. A name that the tagger calls a
    /// place and that is in no gazetteer is there with its words only, unless it looks like a person's.
    #[must_use]
    pub fn find(&self, text: &str, names: &[Name], published_by: Option<&str>) -> Vec<Place> {
        let names = fitting(text, names);
        let tokens = tokens::tokens(text);
        let finder = Finder { text, tokens: &tokens, names: &names, ..self.finder() };
        let mentions = finder.find();
        let resolver = Resolver {
            gazetteer: &self.gazetteer,
            lists: &self.lists,
            weights: &self.weights.candidate,
            finder: &finder,
            home: self.home(published_by),
        };
        let choices = resolver.resolve(&mentions);
        let mut places: Vec<Place> = Vec::new();
        // What is known and was judged to be no place is not named again as an unknown one.
        let mut rejected: HashSet<Span> = HashSet::new();
        for (mention, choice) in mentions.iter().zip(choices) {
            let place = choice.filter(|choice| mention.evidence + self.weights.mention.fit * choice.fit > 0.0);
            match place {
                Some(choice) => places.push(self.place(mention, choice.record)),
                None => drop(rejected.insert(mention.span)),
            }
        }
        let unknown = names.iter().filter(|name| name.kind == NameKind::Place && !rejected.contains(&name.words));
        let unknown = unknown.filter(|name| {
            let from = places.partition_point(|place| place.words.end() <= name.words.start());
            places.get(from).is_none_or(|place| !place.words.overlaps(name.words))
        });
        let unknown: Vec<Span> = unknown.map(|name| name.words).collect();
        let unknown: Vec<Place> = finder.without_people(&unknown).into_iter().map(unlocated).collect();
        places.extend(unknown);
        places.sort_by_key(|place| place.words);
        places
    }

    /// The country or region that a word for its people belongs to: "Ukrainian", "Palestinians".
    ///
    /// `None` for other words, and for people of a region or city.
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<Country<'_>> {
        let record = *self.lists.demonyms.get(&format::fold(word))?;
        let country = self.gazetteer.precision(record) == PlacePrecision::Country;
        let code = self.gazetteer.code(record).filter(|_| country)?;
        Some(Country { name: self.gazetteer.name(record), code })
    }

    /// The country of that name, abbreviation or ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, name: &str) -> Option<Country<'_>> {
        let short = || {
            let record = *self.lists.abbreviations.get(name)?;
            let country = self.gazetteer.precision(record) == PlacePrecision::Country;
            country.then_some(Country { name: self.gazetteer.name(record), code: self.gazetteer.code(record)? })
        };
        self.gazetteer.country(name).or_else(short)
    }

    /// The name of the country that `place` is the capital of.
    #[must_use]
    pub fn capital_of(&self, place: &Place) -> Option<&str> {
        let record = self.gazetteer.identified(place.name.as_deref()?, place.geonames_id?)?;
        let capital = self.gazetteer.is_capital(record);
        let country = self.gazetteer.country_of(record).filter(|_| capital)?;
        Some(self.gazetteer.name(country))
    }

    fn place(&self, mention: &Mention, record: Record) -> Place {
        Place {
            words: mention.span,
            geonames_id: self.gazetteer.id(record),
            name: Some(self.gazetteer.name(record).to_owned()),
            coordinates: self.gazetteer.coordinates(record),
            country: self.gazetteer.code(record).map(str::to_owned),
            feature_class: Some(self.gazetteer.feature(record).0),
            precision: Some(self.gazetteer.precision(record)),
        }
    }

    /// The places that an outlet's name holds: "The Halver Courier", "The New Halver Times".
    fn home(&self, published_by: Option<&str>) -> Vec<Record> {
        let Some(outlet) = published_by else { return Vec::new() };
        let tokens = tokens::tokens(outlet);
        let finder = Finder { text: outlet, tokens: &tokens, names: &[], ..self.finder() };
        let mentions = finder.scan();
        let known = mentions.iter().filter(|mention| matches!(mention.meaning, Meaning::Name(_)));
        let named = known.filter(|mention| !self.lists.cues.bodies.has(&mention.key));
        named
            .filter_map(|mention| finder.records(mention).find(|(_, alternate)| !alternate))
            .map(|found| found.0)
            .collect()
    }

    /// For an empty text.
    fn finder(&self) -> Finder<'_> {
        let (gazetteer, lists, weights) = (&self.gazetteer, &self.lists, &self.weights.mention);
        Finder { gazetteer, lists, weights, text: "", tokens: &[], names: &[] }
    }
}

/// The names that fit the text, in text order, without those that overlap one before.
fn fitting(text: &str, names: &[Name]) -> Vec<Name> {
    let holds_words = |name: &&Name| name.words.words(text).is_some_and(|words| !words.trim().is_empty());
    let mut fitting: Vec<Name> = names.iter().filter(holds_words).copied().collect();
    fitting.sort_by_key(|name| name.words);
    let mut end = 0;
    fitting.retain(|name| {
        let free = name.words.start() >= end;
        end = end.max(name.words.end());
        free
    });
    fitting
}

/// A place of which only the words are known.
fn unlocated(words: Span) -> Place {
    Place {
        words,
        geonames_id: None,
        name: None,
        coordinates: None,
        country: None,
        feature_class: None,
        precision: None,
    }
}
