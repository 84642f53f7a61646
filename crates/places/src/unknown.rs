//! Names that a tagger calls places and that no gazetteer has: which of them are people's, as the words around tell.
//!
//! Taggers take unusual names of people for places. A place that nobody can find on a map is of little use, a person called
//! one is a fault.

use std::collections::HashSet;

use sayso_text::Span;

use crate::{
    mentions::{Finder, MOST_WORDS},
    tokens::{Gap, Token},
};

/// The tokens of a name: from the first to behind the last; never empty.
type Range = std::ops::Range<usize>;

impl Finder<'_> {
    /// Those of `names` (in text order) that are places, without possessive endings.
    ///
    /// What is once said of a name holds for it everywhere, and for each word of a person's name alone.
    pub(crate) fn without_people(&self, names: &[Span]) -> Vec<Span> {
        let names: Vec<(Span, Range)> = names.iter().map(|name| (*name, self.tokens_of(*name))).collect();
        let key =
            |range: &Range| self.tokens[range.clone()].iter().map(|token| token.folded.as_str()).collect::<Vec<_>>();
        let known = || names.iter().map(|(_, range)| range).filter(|range| !range.is_empty());
        let places: HashSet<Vec<&str>> = known().filter(|range| self.is_a_place(range)).map(key).collect();
        let mut people = self.people();
        for range in known().filter(|range| !places.contains(&key(range)) && self.is_a_person(range)) {
            people.extend(key(range));
        }
        let a_person = |range: &Range| {
            let key = key(range);
            !key.is_empty() && !places.contains(&key) && key.iter().all(|word| people.contains(word))
        };
        names
            .iter()
            .filter(|(_, range)| !a_person(range))
            .map(|(name, range)| self.without_possessive(*name, range))
            .collect()
    }

    fn tokens_of(&self, name: Span) -> Range {
        let from = self.tokens.partition_point(|token| token.span.end() <= name.start());
        from..self.tokens.partition_point(|token| token.span.start() < name.end()).max(from)
    }

    fn without_possessive(&self, name: Span, range: &Range) -> Span {
        let last = self.tokens[range.clone()].last().filter(|last| last.whole_end == name.end());
        last.and_then(|last| Span::new(name.start(), last.span.end())).unwrap_or(name)
    }

    /// "in Halver", "Andrew Halver Dam", but not "Judge Andrew Hall".
    fn is_a_place(&self, range: &Range) -> bool {
        let cues = &self.lists.cues;
        let last = &self.tokens[range.end - 1];
        let inside = self.before(range.start).is_some_and(|at| cues.before_strongly.has(&self.tokens[at].folded));
        let says_so = |token: &Token<'_>| {
            let word = token.folded.as_str();
            [&cues.sites, &cues.kinds, &cues.streets, &cues.bodies, &cues.directions].iter().any(|list| list.has(word))
        };
        inside && last.whole_end == last.span.end()
            || !self.titled(range) && self.tokens[range.clone()].iter().any(says_so)
    }

    fn is_a_person(&self, range: &Range) -> bool {
        let (first, several) = (&self.tokens[range.start], range.len() > 1);
        self.titled(range)
            || self.speaks(range)
            || several && (self.lists.given.has(&first.folded) || self.role_stands_behind(range.end))
            || self.age_stands_behind(range.end)
            || self.role_stands_before(range)
    }

    /// "Gov. Halver", "the police chief Halver".
    fn titled(&self, range: &Range) -> bool {
        let cues = &self.lists.cues;
        let adjacent = matches!(self.tokens[range.start].gap, Gap::Space | Gap::Stop);
        let before = range.start.checked_sub(1).map(|before| &self.tokens[before]).filter(|_| adjacent);
        before.is_some_and(|before| cues.roles.has(&before.folded) || before.capital && cues.titles.has(&before.folded))
    }

    /// "Halver said", but not "people from Halver said", and not "Ames and Halver said".
    fn speaks(&self, range: &Range) -> bool {
        let cues = &self.lists.cues;
        let (before, next) = (range.start.checked_sub(1), self.tokens.get(range.end));
        let goes_on = before.map(|before| self.tokens[before].folded.as_str()).is_some_and(|word| {
            cues.before_weakly.has(word) || cues.before_strongly.has(word) || matches!(word, "and" | "or")
        });
        !goes_on && next.is_some_and(|next| next.gap == Gap::Space && cues.said.has(&next.folded))
    }

    /// ", 34," at a token.
    fn age_stands_behind(&self, at: usize) -> bool {
        let Some([age, next]) = self.tokens.get(at..at + 2) else { return false };
        let number = age.text.len() < 3 && age.text.bytes().all(|byte| byte.is_ascii_digit());
        number && age.gap == Gap::Comma && next.gap == Gap::Comma
    }

    /// ", the governor of Halver," at a token, but not ", the governor of Halver said".
    fn role_stands_behind(&self, at: usize) -> bool {
        let cues = &self.lists.cues;
        let Some(first) = self.tokens.get(at).filter(|first| first.gap == Gap::Comma) else { return false };
        let more = self.tokens[at + 1..].iter().take(MOST_WORDS);
        let aside = || std::iter::once(first).chain(more.clone().take_while(|token| is_inside(token)));
        aside().any(|token| cues.roles.has(&token.folded)) && !aside().any(|token| cues.said.has(&token.folded))
    }

    /// "The governor of Halver, [name]," or "the mayor, [name],": but not the names of a list.
    fn role_stands_before(&self, range: &Range) -> bool {
        let cues = &self.lists.cues;
        let next = self.tokens.get(range.end);
        let ends = next.is_none_or(|next| next.starts_sentence || !matches!(next.gap, Gap::Space | Gap::Hyphen));
        if self.tokens[range.start].gap != Gap::Comma || !(ends || self.speaks(range)) {
            return false;
        }
        let mut behind: Option<&Token<'_>> = None;
        for token in self.tokens[..range.start].iter().rev().take(MOST_WORDS) {
            if cues.roles.has(&token.folded) {
                let of = behind.is_some_and(|next| matches!(next.folded.as_str(), "of" | "for" | "in" | "at"));
                return behind.is_none() || of && range.len() > 1;
            }
            if token.starts_sentence || !is_inside(token) {
                return false;
            }
            behind = Some(token);
        }
        false
    }
}

/// Nothing but white space or a hyphen parts it from the word before.
fn is_inside(token: &Token<'_>) -> bool {
    matches!(token.gap, Gap::Space | Gap::Hyphen)
}
