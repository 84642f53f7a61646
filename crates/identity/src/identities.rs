//! What comes out: identities, and where each appearance went and why.

use std::{collections::HashMap, fmt};

use jiff::civil::Date;
use sayso_domain::{Confidence, Gender, SourceId, SourceKind};

use crate::{compare::Match, interner::Interner};

/// Why an appearance belongs to its identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The identity began with it: of its appearances it has the fullest name, with most known of it.
    First,
    /// The same name, but for case, accents and titles.
    SameName,
    /// Another spelling, or another language's form of the name.
    Transliteration,
    /// The name with or without a middle name, a patronymic, a second family name or the country.
    Fuller,
    /// A pet name or a short form of the given name.
    Nickname,
    /// Initials for given names.
    Initials,
    /// An abbreviation for the words of a body's name, or another name that a document gives beside it.
    Acronym,
    /// The family name alone.
    ShortName,
    /// A person decided it.
    Decided,
}

impl Reason {
    /// The reason of a match between persons' names.
    pub(crate) fn of(found: Match) -> Self {
        match found {
            Match::Same => Self::SameName,
            Match::Spelling | Match::Loose => Self::Transliteration,
            Match::Middle | Match::Shortened => Self::Fuller,
            Match::Nickname => Self::Nickname,
            Match::Initial => Self::Initials,
            Match::Short | Match::Part => Self::ShortName,
        }
    }
}

impl fmt::Display for Reason {
    /// The reason in words that the other name can follow: "transliteration of".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::First => "first appearance",
            Self::SameName => "same name as",
            Self::Transliteration => "transliteration of",
            Self::Fuller => "fuller or shorter form of",
            Self::Nickname => "nickname for",
            Self::Initials => "initials of",
            Self::Acronym => "other name of",
            Self::ShortName => "short name of",
            Self::Decided => "decided by a person",
        })
    }
}

/// Where an appearance belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The appearance's own key, by which decisions name it.
    pub key: SourceId,
    /// The identity's id.
    pub identity: SourceId,
    /// Why.
    pub reason: Reason,
    /// The name that it was found to match; empty for the first, and where a person decided.
    pub of: String,
    /// How sure the join is, from `data/guard.toml`; 1 for the first, and where a person decided.
    pub score: Confidence,
}

/// A name of an identity as documents write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name, without titles.
    pub name: String,
    /// How many appearances give it.
    pub appearances: u32,
}

/// What an identity was, for whom, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// "foreign secretary".
    pub role: Option<String>,
    /// The country or body.
    pub affiliation: Option<String>,
    /// The first and the last day on which a document says so; `None` if no document has a date.
    pub days: Option<(Date, Date)>,
    /// How many appearances say so.
    pub appearances: u32,
}

/// One person, body, document or group across documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// The key of its oldest dated appearance; of those of one day, and if none has a date, the smallest key.
    ///
    /// It stays while newer appearances come or go. It changes if an older appearance joins, if that appearance goes
    /// (deleted, split off, merged into an older identity), or if its document gives it another name. An old id goes on
    /// leading to the identity, as every key does: see [`Identities::get`].
    pub id: SourceId,
    /// The name to show: of those in Latin letters the most used full one.
    pub name: String,
    /// Every name, the most used first.
    pub aliases: Vec<Alias>,
    /// What most of its appearances say that it is.
    pub kind: Option<SourceKind>,
    /// Male or female, as far as appearances and names tell.
    pub gender: Option<Gender>,
    /// Roles and affiliations, the earliest first, those without a date last.
    pub positions: Vec<Position>,
    /// Its appearances, as positions in the list given, in ascending order.
    pub appearances: Vec<usize>,
    /// How many claims it is the source of.
    pub claims: u64,
}

/// All identities of a set of appearances.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Identities {
    pub(crate) list: Vec<Identity>,
    pub(crate) links: Vec<Option<Link>>,
    pub(crate) by_key: HashMap<SourceId, usize>,
    /// The numbers of the keys of names.
    pub(crate) keys: Interner,
    /// Places of identities by the numbers of their names' keys.
    pub(crate) bearers: Vec<Vec<usize>>,
    pub(crate) overruled: Vec<usize>,
    pub(crate) unknown: Vec<usize>,
}

impl Identities {
    /// Every identity, in the order of their ids.
    #[must_use]
    pub fn list(&self) -> &[Identity] {
        &self.list
    }

    /// Where each appearance belongs, in the order given; `None` for one that gets no identity: a blank name, or a kind
    /// that names nobody.
    #[must_use]
    pub fn links(&self) -> &[Option<Link>] {
        &self.links
    }

    /// The identity that an appearance's key, or an identity's present or former id, belongs to.
    #[must_use]
    pub fn get(&self, key: &SourceId) -> Option<&Identity> {
        self.by_key.get(key).map(|at| &self.list[*at])
    }

    /// Positions of the decisions that later ones contradict, alone or together.
    #[must_use]
    pub fn overruled(&self) -> &[usize] {
        &self.overruled
    }

    /// Positions of the decisions that name a key which no appearance has, or no longer.
    #[must_use]
    pub fn unknown(&self) -> &[usize] {
        &self.unknown
    }
}
