//! Where a text may name places: the longest names of the gazetteer, and how they stand to each other.

use sayso_domain::{Name, PlacePrecision};
use sayso_text::Span;

use crate::{
    gazetteer::{Gazetteer, Record},
    lists::{Lists, Words},
    tokens::{Gap, Token},
    weights::MentionWeights,
};

/// Names of more words than this are not looked for.
pub(crate) const MOST_WORDS: usize = 8;

/// What the words may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A name of the gazetteer, by its value there.
    Name(u64),
    /// As `Name`, by the fallback of its spelling.
    Rough(u64),
    Demonym(Record),
    Abbreviation(Record),
}

/// A run of words that may name a place.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    /// Its first and last token.
    pub(crate) tokens: (usize, usize),
    /// The folded name: mentions with the same one mean the same place.
    pub(crate) key: String,
    pub(crate) meaning: Meaning,
    /// Above 0: a place.
    pub(crate) evidence: f32,
    /// The mention behind the comma: "Paris, Texas".
    pub(crate) container: Option<usize>,
    /// It opens the report, as datelines do, and names no region.
    pub(crate) bare_dateline: bool,
    /// The tagger's name that it overlaps most.
    pub(crate) tagged: Option<Name>,
}

/// A run of tokens from a given one on that may name a place.
struct Run {
    words: usize,
    key: String,
    meaning: Meaning,
    end: usize,
}

/// Finds mentions in one text.
pub(crate) struct Finder<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) lists: &'a Lists,
    pub(crate) weights: &'a MentionWeights,
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token<'a>],
    /// In text order.
    pub(crate) names: &'a [Name],
}

impl Finder<'_> {
    /// All that may name a place, in text order, with what speaks for it; none overlap.
    pub(crate) fn find(&self) -> Vec<Mention> {
        let mut mentions = self.scan();
        self.tag(&mut mentions);
        self.link(&mut mentions);
        self.weigh(&mut mentions);
        mentions
    }

    /// The longest names from left to right.
    pub(crate) fn scan(&self) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let behind_a_town = self.stands_behind_a_town(at);
            let never = self.never(at);
            if never > 0 {
                at += never;
                continue;
            }
            let found = if self.tokens[at].capital { self.longest(at, behind_a_town) } else { None };
            match found {
                Some(mention) => {
                    at = mention.tokens.1 + 1;
                    mentions.push(mention);
                }
                None => at += 1,
            }
        }
        mentions
    }

    /// Behind a comma or bracket that follows a capital, or behind a party: "Ames, IA", "D-Mo.".
    fn stands_behind_a_town(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        match self.tokens[at].gap {
            Gap::Comma | Gap::Bracket => before.capital,
            Gap::Hyphen => before.capital && self.lists.cues.parties.has(&before.folded),
            _ => false,
        }
    }

    /// How many words at `at` are a name of two words that is never taken for a place: "African-American".
    fn never(&self, at: usize) -> usize {
        let pair = self
            .tokens
            .get(at..at + 2)
            .filter(|pair| pair[0].capital && matches!(pair[1].gap, Gap::Space | Gap::Hyphen));
        let listed =
            pair.is_some_and(|pair| self.lists.cues.never.has(&format!("{} {}", pair[0].folded, pair[1].folded)));
        if listed { 2 } else { 0 }
    }

    fn longest(&self, at: usize, behind_a_town: bool) -> Option<Mention> {
        let short = self.abbreviation(at, behind_a_town);
        let Run { words, key, meaning, end } = short.or_else(|| {
            let people = self.demonym(at);
            let name = self.name(at);
            match (people, name) {
                (Some(people), Some(name)) => Some(if name.words > people.words { name } else { people }),
                (people, name) => people.or(name),
            }
        })?;
        let last = at + words - 1;
        // The Donetsk of "the Donetsk region" is another place than Donetsk.
        let key = if self.region_follows(last) { key + " region" } else { key };
        Some(Mention {
            span: Span::new(self.tokens[at].span.start(), end)?,
            tokens: (at, last),
            key,
            meaning,
            evidence: 0.0,
            container: None,
            bare_dateline: false,
            tagged: None,
        })
    }

    fn abbreviation(&self, at: usize, behind_a_town: bool) -> Option<Run> {
        let start = self.tokens[at].span.start();
        // "W. Va." is two words.
        for length in [2, 1] {
            let last = self.tokens.get(at + length - 1)?;
            let end = last.span.end();
            let stop = self.text[end..].starts_with('.');
            for (end, stop) in [(end + usize::from(stop), ""), (end, ""), (end, ".")] {
                let words = &self.text[start..end];
                // "N.Y, " and "D-Calif," lack their last stop.
                if !stop.is_empty() && !behind_a_town && !words.contains('.') {
                    continue;
                }
                let form = format!("{words}{stop}");
                let listed = self.lists.abbreviations.get(&form);
                let listed = listed.or_else(|| self.lists.behind_a_town.get(&form).filter(|_| behind_a_town));
                if let Some(record) = listed {
                    return Some(Run {
                        words: length,
                        key: format!("{record:?}"),
                        meaning: Meaning::Abbreviation(*record),
                        end,
                    });
                }
            }
        }
        None
    }

    fn demonym(&self, at: usize) -> Option<Run> {
        for length in (1..=3).rev() {
            let run = self.tokens.get(at..at + length).unwrap_or_default();
            let joined = run.iter().skip(1).all(|token| token.capital && matches!(token.gap, Gap::Space | Gap::Hyphen));
            let Some(last) = run.last().filter(|_| joined) else { continue };
            let key = run.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>().join(" ");
            if let Some(record) = self.lists.demonyms.get(&key) {
                let meaning = Meaning::Demonym(*record);
                return Some(Run { words: length, key: format!("{record:?}"), meaning, end: last.span.end() });
            }
        }
        None
    }

    fn name(&self, at: usize) -> Option<Run> {
        let mut walk = self.gazetteer.walk();
        let mut key = String::new();
        let mut best = None;
        for (length, token) in (1..=MOST_WORDS).zip(&self.tokens[at..]) {
            if length > 1 {
                let abbreviated = self.tokens[at + length - 2].text.len() <= 3;
                if !(matches!(token.gap, Gap::Space | Gap::Hyphen) || token.gap == Gap::Stop && abbreviated) {
                    break;
                }
                key.push(' ');
                let Some(next) = self.gazetteer.step(walk, " ") else { break };
                walk = next;
            }
            let Some(next) = self.gazetteer.step(walk, &token.folded) else { break };
            walk = next;
            key.push_str(&token.folded);
            let ends = token.capital || length > 1 && self.lists.cues.landforms.has(&token.folded);
            if let Some(value) = self.gazetteer.end(walk).filter(|_| ends) {
                best =
                    Some(Run { words: length, key: key.clone(), meaning: Meaning::Name(value), end: token.span.end() });
            }
            if token.whole_end > token.span.end() {
                // "St. Mary's" rather than the Mary of St.
                let Some(next) = self.gazetteer.step(walk, "s") else { break };
                walk = next;
                key.push('s');
                if let Some(value) = self.gazetteer.end(walk).filter(|_| length > 1) {
                    best = Some(Run {
                        words: length,
                        key: key.clone(),
                        meaning: Meaning::Name(value),
                        end: token.whole_end,
                    });
                }
            }
        }
        let token = &self.tokens[at];
        match best {
            Some(best) if best.words == 1 && (self.lists.cues.never.has(&best.key) || best.key.len() < 3) => None,
            Some(best) => Some(best),
            None if token.folded.len() >= 6 && token.folded.is_ascii() && !self.lists.common.has(&token.folded) => {
                let value = self.gazetteer.named_roughly(&token.folded)?;
                let meaning = Meaning::Rough(value);
                Some(Run { words: 1, key: token.folded.clone(), meaning, end: token.span.end() })
            }
            None => None,
        }
    }

    /// Notes the kind of the name that each mention overlaps most.
    fn tag(&self, mentions: &mut [Mention]) {
        let mut from = 0;
        for mention in mentions {
            while self.names.get(from).is_some_and(|name| name.words.end() <= mention.span.start()) {
                from += 1;
            }
            let shared = |name: &&Name| {
                let end = name.words.end().min(mention.span.end());
                end.saturating_sub(name.words.start().max(mention.span.start()))
            };
            let over = self.names[from..].iter().take_while(|name| name.words.start() < mention.span.end());
            mention.tagged = over.max_by_key(shared).copied();
        }
    }

    /// Finds containers ("Paris, Texas") and datelines.
    fn link(&self, mentions: &mut [Mention]) {
        for at in 0..mentions.len() {
            if let Some(next) = mentions.get(at + 1)
                && next.tokens.0 == mentions[at].tokens.1 + 1
                && matches!(self.tokens[next.tokens.0].gap, Gap::Comma | Gap::Bracket)
                && self.fits(&mentions[at], next)
            {
                mentions[at].container = Some(at + 1);
            }
            let last = &mentions[mentions[at].container.unwrap_or(at)];
            let end = self.end_of_date(last.tokens.1).unwrap_or(last.span.end());
            let first = &self.tokens[mentions[at].tokens.0];
            let begins = first.starts_line || first.starts_sentence && !first.text.contains(char::is_lowercase);
            let opens = begins && self.dateline_follows(end);
            mentions[at].bare_dateline = opens && mentions[at].container.is_none();
        }
    }

    /// Whether `inner` can lie in `outer`: not when both are countries or states, as in a list of them.
    pub(crate) fn fits(&self, inner: &Mention, outer: &Mention) -> bool {
        if matches!(inner.meaning, Meaning::Demonym(_) | Meaning::Abbreviation(_))
            || matches!(outer.meaning, Meaning::Demonym(_))
        {
            return false;
        }
        let regions: Vec<Record> =
            self.records(outer).filter(|(record, _)| self.is_region(*record)).map(|(record, _)| record).collect();
        let alike = |record: Record, region: Record| {
            let class = self.gazetteer.feature(record).1;
            let same = class == self.gazetteer.feature(region).1;
            same && (class == "PCLI"
                || class == "ADM1" && self.gazetteer.country_of(record) == self.gazetteer.country_of(region))
        };
        let rival = self
            .records(inner)
            .any(|(record, alternate)| !alternate && regions.iter().any(|region| alike(record, *region)));
        (!rival || matches!(outer.meaning, Meaning::Abbreviation(_)))
            && self
                .records(inner)
                .any(|(record, _)| regions.iter().any(|region| self.gazetteer.lies_in(record, *region)))
    }

    /// Whether a mention and the one before it are neighbours in a list.
    pub(crate) fn is_listed(&self, mentions: &[Mention], at: usize) -> bool {
        let (one, other) = (&mentions[at - 1], &mentions[at]);
        let between = self.tokens.get(one.tokens.1 + 1..=other.tokens.0).unwrap_or_default();
        let joined = match between {
            [next] => next.gap == Gap::Comma,
            [and, next] => matches!(and.folded.as_str(), "and" | "or") && next.gap == Gap::Space,
            _ => false,
        };
        joined && one.container.is_none()
    }

    fn is_region(&self, record: Record) -> bool {
        matches!(self.gazetteer.precision(record), PlacePrecision::Region | PlacePrecision::Country)
    }

    /// The places a mention may mean, and whether by a name that is not the usual one.
    pub(crate) fn records(&self, mention: &Mention) -> impl Iterator<Item = (Record, bool)> + '_ {
        let (value, fixed) = match mention.meaning {
            Meaning::Name(value) | Meaning::Rough(value) => (Some(value), None),
            Meaning::Demonym(record) | Meaning::Abbreviation(record) => (None, Some((record, false))),
        };
        let named = value.into_iter().flat_map(|value| self.gazetteer.candidates(value));
        fixed.into_iter().chain(named.map(|found| (found.record, found.alternate)))
    }

    /// "region" or the like stands behind a token.
    pub(crate) fn region_follows(&self, token: usize) -> bool {
        self.follows(token, &self.lists.cues.region, &self.lists.cues.regions)
    }

    /// "county" or the like stands behind the mention.
    pub(crate) fn county_follows(&self, mention: &Mention) -> bool {
        self.follows(mention.tokens.1, &self.lists.cues.county, &self.lists.cues.counties)
    }

    /// One of the words stands next behind a token, or one for several behind the list it is in: "Sumy and Poltava regions".
    fn follows(&self, token: usize, one: &Words, several: &Words) -> bool {
        let behind = &self.tokens[token + 1..];
        let is = |next: Option<&Token<'_>>, words: &Words| {
            next.is_some_and(|next| next.gap == Gap::Space && words.has(&next.folded))
        };
        let in_list = |token: &&Token<'_>| {
            matches!(token.gap, Gap::Space | Gap::Comma)
                && (token.capital || matches!(token.folded.as_str(), "and" | "or"))
        };
        is(behind.first(), one) || is(behind.iter().take(MOST_WORDS).find(|token| !in_list(token)), several)
    }

    /// Where the date of a dateline ends behind its last token, or that token: "HALVER, April 4 (Reuters) -".
    fn end_of_date(&self, last: usize) -> Option<usize> {
        let date = self.tokens[last + 1..].iter().take(3);
        let mut date = date.take_while(|token| {
            matches!(token.gap, Gap::Comma | Gap::Space | Gap::Stop)
                && (self.lists.cues.months.has(&token.folded) || token.text.bytes().all(|byte| byte.is_ascii_digit()))
        });
        let first = date.next().filter(|first| first.gap == Gap::Comma)?;
        Some(date.last().unwrap_or(first).span.end())
    }

    /// "(Reuters) —", "--" or " - " at `end`.
    fn dateline_follows(&self, end: usize) -> bool {
        let mut rest = self.text[end..].trim_start_matches(['.', ',', ' ']);
        if let Some(agency) = rest.strip_prefix('(') {
            let near = agency.char_indices().take(40).find(|(_, c)| *c == ')');
            let Some((close, _)) = near else { return false };
            rest = agency[close + 1..].trim_start();
        }
        ["—", "–", "--", "- ", "_ "].iter().any(|dash| rest.starts_with(dash))
    }
}
