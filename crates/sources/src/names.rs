//! The names of a document: those that were given, put right, and more that the text itself shows.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use sayso_domain::{Attribution, Name, NameKind, Place, SourceKind};
use sayso_text::Span;

use crate::{lexicon::Lexicon, page::Page};

/// A name at a place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its words, without titles and articles.
    pub(crate) words: Range<usize>,
    pub(crate) kind: NameKind,
    /// It is only a part of the name of a body: "Roe" in "the Roe campaign".
    pub(crate) part: bool,
}

/// Finds names while it remembers which words have one already.
struct Finder<'p, 't> {
    page: &'p Page<'t>,
    lexicon: &'p Lexicon,
    taken: Vec<bool>,
    /// Words that stand with a capital inside a sentence.
    capitals: HashSet<&'p str>,
    found: Vec<Named>,
}

/// Words in a name at most; what is longer is cut.
const LONGEST_NAME: usize = 12;
/// Names with the same first word that are looked for.
const MOST_ALIKE: usize = 64;
/// Nouns that make a body of somebody's name: "the Roe campaign".
const NAMED_AFTER: [&str; 6] = ["campaign", "administration", "foundation", "organization", "government", "camp"];

/// All names, in text order; the name of a body stands before the names that are parts of it.
pub(crate) fn find(
    page: &Page,
    names: &[Name],
    attributions: &[Attribution],
    places: &[Place],
    lexicon: &Lexicon,
) -> Vec<Named> {
    let inside = (0..page.words.len()).filter(|at| page.words[*at].capital && !page.opens(*at));
    let capitals = inside.map(|at| page.lower(at)).collect();
    let mut finder = Finder { page, lexicon, taken: vec![false; page.words.len()], capitals, found: Vec::new() };
    finder.bodies();
    finder.listed();
    finder.given(names, &places.iter().filter(|place| place.coordinates.is_some()).map(|place| place.words).collect());
    finder.titled();
    finder.called();
    finder.repeated();
    for attribution in attributions {
        finder.capitals_of_source(page.hull(attribution.source()));
    }
    finder.repeated();
    finder.joined_with_given_names();
    finder.cut_in_headlines();
    finder.named_after();
    finder.found.sort_by_key(|name| (name.words.start, std::cmp::Reverse(name.words.end)));
    finder.found
}

impl Finder<'_, '_> {
    fn add(&mut self, mut words: Range<usize>, kind: NameKind) {
        let suffix = self
            .page
            .words
            .get(words.end)
            .filter(|next| next.capital && self.lexicon.name_suffixes.contains(&next.lower));
        if kind == NameKind::Person && suffix.is_some() && words.end > words.start {
            words.end += 1;
        }
        if !words.is_empty() && !self.taken[words.clone()].contains(&true) {
            self.taken[words.clone()].fill(true);
            self.found.push(Named { words, kind, part: false });
        }
    }

    /// Outlets, official bodies and seats of government that the lists know.
    fn listed(&mut self) {
        for at in 0..self.page.words.len() {
            if !self.page.words[at].capital || self.taken[at] {
                continue;
            }
            // "the Larkfield Times"
            let run = self.capital_run(at, 4);
            let article = matches!(self.page.before(at), "the" | "a");
            if article
                && run.len() > 1
                && self.lexicon.kind_of_body(self.page.lowers(run.clone())) == SourceKind::MediaOutlet
            {
                self.add(run, NameKind::Organization);
                continue;
            }
            let rest = self.page.lowers(at..self.page.words.len().min(at + LONGEST_NAME));
            let body = self.lexicon.listed_body(rest.clone());
            let seat = self.lexicon.seat_phrases.at(rest);
            let length = body.max(seat);
            let range = at..at + length;
            // "The Hill" and "Time" are names only as they are written in one; "Fox News Channel" is longer than the list.
            let written = range.clone().all(|at| self.page.words[at].capital || self.page.words[at].lower.len() <= 3);
            let longer = self.page.words.get(range.end).is_some_and(|next| next.capital && next.is_word);
            if length == 0 || !written || longer && length == 1 || at > 0 && self.continues(at) {
                continue;
            }
            // "The Hill" is no outlet without its article.
            let bare = self.lexicon.is_listed(self.page.lowers(at + 1..range.end));
            let start = at + usize::from(length > 1 && self.page.lower(at) == "the" && bare);
            self.add(start..range.end, if seat > body { NameKind::Place } else { NameKind::Organization });
        }
    }

    /// Bodies by a noun and capital letters alone: "the Institute for the Study of War", "the River Guard".
    fn bodies(&mut self) {
        let headlines = self.page.headlines();
        let mut at = 0;
        while at < self.page.words.len() {
            let run = self.body_run(at);
            let headline = self.page.words.get(at).is_some_and(|word| headlines[word.sentence]);
            if run.is_empty() || headline || at > 0 && self.continues(at) {
                at += 1;
                continue;
            }
            at = run.end;
            let last = self.page.lower(run.end - 1);
            let article = self.page.before(run.start) == "the" || self.page.lower(run.start) == "the";
            let small = |at: &usize| {
                let lower = self.page.lower(*at);
                self.lexicon.is_small_word(lower) && !self.lexicon.adjectives.contains(lower)
            };
            let start = run.clone().find(|at| !small(at)).unwrap_or(run.end - 1);
            let guard = article && run.end > start + 1 && self.lexicon.capital_bodies.contains(last);
            let name = if self.lexicon.long_named.contains(last) {
                self.with_complements(start..run.end)
            } else {
                start..run.end
            };
            if name.len() <= LONGEST_NAME && (guard || name.end > run.end) {
                at = name.end;
                self.add(name, NameKind::Organization);
            }
        }
    }

    /// The capital words from `at` on, up to the first noun for a body with a long name or for a guard or mission.
    fn body_run(&self, at: usize) -> Range<usize> {
        /// Words before the noun at most.
        const MOST: usize = 6;
        let capital = |word: usize| {
            self.page.words.get(word).is_some_and(|found| {
                found.capital && found.is_word && !self.taken[word] && found.sentence == self.page.words[at].sentence
            })
        };
        let mut end = at;
        while end < at + MOST && capital(end) {
            let lower = self.page.lower(end);
            let named = self.lexicon.given_name(lower).is_some() || self.page.words[end].possessive;
            end += 1;
            let goes_on = capital(end) && self.lexicon.title(self.page.lower(end)).is_none();
            let noun = self.lexicon.long_named.contains(lower) || self.lexicon.capital_bodies.contains(lower);
            match (named, noun) {
                (true, _) => return at..at,
                (_, true) if !goes_on && (!capital(end) || self.lexicon.long_named.contains(lower)) => return at..end,
                _ => {}
            }
        }
        at..at
    }

    /// The name of a body with "of" and "for" and the capital words behind these.
    fn with_complements(&self, mut name: Range<usize>) -> Range<usize> {
        loop {
            if !matches!(self.page.lower(name.end), "of" | "for") {
                return name;
            }
            let next = name.end + 1 + usize::from(self.page.lower(name.end + 1) == "the");
            let mut end = next;
            // "Ministry of Sport and Youth", but "the Council of Europe and Russia".
            let topics =
                self.page.lowers(name.clone()).any(|word| matches!(word, "ministry" | "department" | "committee"));
            let joins = |at: usize| topics && matches!(self.page.lower(at), "and" | "&") && self.free_capital(at + 1);
            let person = |at: usize| {
                self.is_title(at) && self.free_capital(at + 1) || self.lexicon.given_name(self.page.lower(at)).is_some()
            };
            while end - name.start <= LONGEST_NAME
                && (self.free_capital(end) && !person(end) || end > next && joins(end) && !person(end + 1))
                && !(end > next && self.page.words[end - 1].possessive)
                && self.page.words[end].sentence == self.page.words[name.start].sentence
            {
                end += 1;
            }
            if end == next || end - name.start > LONGEST_NAME {
                return name;
            }
            name.end = end;
        }
    }

    /// True if the word at `at` goes on from a capital word before it.
    fn continues(&self, at: usize) -> bool {
        let before = &self.page.words[at - 1];
        let small = self.lexicon.is_small_word(&before.lower) || self.lexicon.title(&before.lower).is_some();
        before.capital
            && before.is_word
            && !before.possessive
            && before.sentence == self.page.words[at].sentence
            && !small
    }

    /// The names that were given, without titles and articles, and pieces of one person's name put together.
    ///
    /// `places` are the spans that a gazetteer knows as a place's name.
    fn given(&mut self, names: &[Name], places: &HashSet<Span>) {
        let mut ranges: Vec<(Range<usize>, NameKind)> = Vec::with_capacity(names.len());
        let mut sorted: Vec<&Name> = names.iter().collect();
        sorted.sort_by_key(|name| name.words);
        for name in sorted {
            let Some(range) = self.trimmed(self.page.range(name.words), name.kind) else { continue };
            let (body, range, kind) = self.person_after_title(range, name.kind);
            ranges.extend(body.map(|body| (body, NameKind::Organization)));
            let (range, kind) = self.person_of_place(range, kind);
            let range = if kind == NameKind::Person { self.with_initials(range) } else { range };
            match ranges.last_mut() {
                Some((last, _)) if range.start < last.end => {}
                Some((last, NameKind::Person))
                    if kind == NameKind::Person && self.is_nickname(last.end, range.start) =>
                {
                    last.end = range.end.max(range.start + 3);
                }
                Some((last, NameKind::Person))
                    if kind == NameKind::Person
                        && last.end == range.start
                        && last.len() == 1
                        && !self.page.words[last.start].possessive
                        && self.lexicon.given_name(self.page.lower(last.start)).is_some() =>
                {
                    last.end = range.end;
                }
                _ => ranges.push((range, kind)),
            }
        }
        let surnames: HashSet<String> = ranges
            .iter()
            .filter(|(range, kind)| *kind == NameKind::Person || self.looks_personal(range))
            .map(|(range, _)| self.page.lower(range.end - 1).to_owned())
            .collect();
        // Surnames of those who are given with more than a surname.
        let full = ranges.iter().filter(|(range, kind)| *kind == NameKind::Person && range.len() > 1);
        let full_surnames: HashSet<String> = full.map(|(range, _)| self.page.lower(range.end - 1).to_owned()).collect();
        for (range, kind) in ranges {
            let known = self.page.span(range.clone()).is_some_and(|span| places.contains(&span));
            let kind = if kind == NameKind::Person && known && !self.is_surely_personal(&range, &full_surnames) {
                NameKind::Place
            } else {
                self.righted(&range, kind, &surnames)
            };
            // "the PAC" is a description.
            let noun = self.lexicon.noun(self.page.lower(range.start));
            if range.len() == 1
                && kind == NameKind::Organization
                && noun.is_some_and(|noun| noun.kind == SourceKind::Organization)
            {
                continue;
            }
            self.add(range, kind);
        }
    }

    /// "State Court Justice Jane Roe", taken for one body: the body and the person behind the title.
    fn person_after_title(
        &self,
        range: Range<usize>,
        kind: NameKind,
    ) -> (Option<Range<usize>>, Range<usize>, NameKind) {
        let title = range.clone().rev().skip(1).find(|at| self.is_title(*at));
        let fits = |title: &usize| {
            let mut rest = title + 1..range.end;
            matches!(kind, NameKind::Organization | NameKind::Other)
                && rest.len() > 1
                && self.lexicon.given_name(self.page.lower(rest.start)).is_some()
                && rest.all(|at| self.page.words[at].is_word && self.lexicon.noun(self.page.lower(at)).is_none())
        };
        match title.filter(fits) {
            Some(title) => {
                let body = (title > range.start).then_some(range.start..title);
                (body, title + 1..range.end, NameKind::Person)
            }
            None => (None, range, kind),
        }
    }

    /// "Jane Roe of Ohio" is a person, whatever it was taken for.
    fn person_of_place(&self, range: Range<usize>, kind: NameKind) -> (Range<usize>, NameKind) {
        let of = range.clone().find(|at| matches!(self.page.lower(*at), "of" | ","));
        match of.filter(|of| kind != NameKind::Place && (2..=3).contains(&(of - range.start))) {
            Some(of)
                if self.lexicon.given_name(self.page.lower(range.start)).is_some()
                    && (range.start..of).all(|at| self.lexicon.noun(self.page.lower(at)).is_none()) =>
            {
                (range.start..of, NameKind::Person)
            }
            _ => (range, kind),
        }
    }

    /// The name of a person with the initials right before and behind it, and the given name before these.
    fn with_initials(&self, mut range: Range<usize>) -> Range<usize> {
        /// Initials that one person has on one side at most.
        const MOST: usize = 3;
        let same = |at: usize| self.page.words[at].sentence == self.page.words[range.start].sentence;
        let free = |at: usize| self.free_capital(at) && !self.page.words[at].possessive && same(at);
        let mut start = range.start;
        while start > 0 && range.start - start < MOST && free(start - 1) && self.page.is_initial(start - 1) {
            start -= 1;
        }
        let given = |at: usize| free(at) && self.lexicon.given_name(self.page.lower(at)).is_some();
        if self.page.is_initial(start) && start > 0 && given(start - 1) {
            start -= 1;
        }
        let surname = |at: usize| {
            at < self.page.words.len()
                && free(at)
                && !self.page.is_initial(at)
                && self.lexicon.noun(self.page.lower(at)).is_none()
        };
        if range.len() > 1 && self.page.is_initial(range.end - 1) && surname(range.end) {
            range.end += 1;
        }
        start..range.end
    }

    /// True if the word at `at` is a nickname between quotation marks, the first of which stands at `mark`, before a
    /// surname: Robert C. "Bobby" Scott.
    fn is_nickname(&self, mark: usize, at: usize) -> bool {
        let is_mark = |at: usize| matches!(self.page.lower(at), "\"" | "“" | "”" | "''" | "``");
        at == mark + 1
            && at + 2 < self.page.words.len()
            && is_mark(mark)
            && is_mark(at + 1)
            && self.free_capital(at + 2)
    }

    /// True for a person's name that shows by its title, its given name or its surname that it is one.
    fn is_surely_personal(&self, range: &Range<usize>, full_surnames: &HashSet<String>) -> bool {
        range.start.checked_sub(1).is_some_and(|before| self.is_title(before))
            || self.lexicon.given_name(self.page.lower(range.start)).is_some()
            || full_surnames.contains(self.page.lower(range.end - 1))
    }

    fn trimmed(&self, mut range: Range<usize>, kind: NameKind) -> Option<Range<usize>> {
        range.end = range.end.min(range.start + LONGEST_NAME);
        while !range.is_empty() && !self.page.words[range.end - 1].is_word {
            range.end -= 1;
        }
        let goes = |at: usize| {
            let word = &self.page.words[at];
            let title = kind == NameKind::Person && range.len() > 1 && self.is_title(at);
            let adjective = self.lexicon.adjectives.contains(&word.lower) && self.lexicon.noun(&word.lower).is_none();
            !word.is_word
                || matches!(word.lower.as_str(), "the" | "a" | "an")
                || title
                || adjective && kind == NameKind::Person
        };
        let start = range.clone().find(|at| !goes(*at) || at + 1 == range.end)?;
        let rest = start..range.end;
        let word = &self.page.words[start];
        let lone_title = rest.len() == 1
            && (self.lexicon.courtesy.contains_key(&word.lower)
                || self.lexicon.abbreviations.contains_key(&word.lower));
        let adjective = rest.len() == 1 && self.lexicon.adjectives.contains(&word.lower);
        let pronoun = rest.len() == 1 && self.lexicon.pronoun(&word.lower).is_some();
        (word.is_word && !adjective && !lone_title && !pronoun).then_some(rest)
    }

    /// A given name and one more word that is no noun, whatever it was taken for.
    fn looks_personal(&self, range: &Range<usize>) -> bool {
        range.len() == 2
            && self.lexicon.given_name(self.page.lower(range.start)).is_some()
            && self.lexicon.noun(self.page.lower(range.end - 1)).is_none()
            && !self.lexicon.is_listed(self.page.lowers(range.clone()))
    }

    /// What a name is, where its words say otherwise than what was given.
    fn righted(&self, range: &Range<usize>, kind: NameKind, surnames: &HashSet<String>) -> NameKind {
        let words = self.page.lowers(range.clone());
        let body = self.lexicon.kind_of_body(words.clone());
        let first_is_given = self.lexicon.given_name(self.page.lower(range.start)).is_some();
        let surname = surnames.contains(self.page.lower(range.end - 1));
        match kind {
            NameKind::Person if body == SourceKind::MediaOutlet && self.page.before(range.start) == "the" => {
                NameKind::Organization
            }
            NameKind::Person if body != SourceKind::Organization && range.len() > 1 && !first_is_given => {
                NameKind::Organization
            }
            NameKind::Place if surname && range.len() == 1 => NameKind::Person,
            NameKind::Place if range.len() > 1 && self.lexicon.names_body(words.clone()) => NameKind::Organization,
            NameKind::Organization | NameKind::Other
                if body == SourceKind::Organization
                    && surname
                    && (range.len() == 1 || range.len() < 4 && first_is_given) =>
            {
                NameKind::Person
            }
            NameKind::Other if body != SourceKind::Organization && range.len() > 1 => NameKind::Organization,
            kind => kind,
        }
    }

    fn is_title(&self, at: usize) -> bool {
        let Some(word) = self.page.words.get(at) else { return false };
        word.capital && (self.lexicon.courtesy.contains_key(&word.lower) || self.lexicon.title(&word.lower).is_some())
    }

    /// A capital word that can be part of a name and has none yet.
    fn free_capital(&self, at: usize) -> bool {
        let Some(word) = self.page.words.get(at) else { return false };
        let small = self.lexicon.is_small_word(&word.lower) && !self.page.is_initial(at);
        word.capital && word.is_word && !self.taken[at] && !small
    }

    /// The free capital words from `at` on that can be one name.
    fn capital_run(&self, at: usize, most: usize) -> Range<usize> {
        let mut end = at;
        while end < at + most {
            let before = end.checked_sub(1).filter(|_| end > at).and_then(|before| self.page.words.get(before));
            if before.is_some_and(|word| word.possessive) {
                break;
            }
            let particle =
                end > at && self.lexicon.name_particles.contains(self.page.lower(end)) && self.free_capital(end + 1);
            if !self.free_capital(end) && !particle {
                break;
            }
            end += 1;
        }
        at..end
    }

    /// A person after a title: "Mr. Roe", "President Roe".
    fn titled(&mut self) {
        for at in 0..self.page.words.len() {
            // Of "Lt. Gov. Roe" the last title stands before the name.
            if !self.is_title(at) || self.taken[at] || self.is_title(at + 1) {
                continue;
            }
            let run = self.capital_run(at + 1, 4);
            let nouns = |at: usize| self.lexicon.noun(self.page.lower(at)).is_some();
            let same_sentence = run.start < self.page.words.len()
                && self.page.words[run.start].sentence == self.page.words[at].sentence;
            if same_sentence && !run.clone().any(nouns) {
                self.add(run, NameKind::Person);
            }
        }
    }

    /// A given name with a surname behind it.
    fn called(&mut self) {
        for at in 0..self.page.words.len() {
            let given = self.free_capital(at) && self.lexicon.given_name(self.page.lower(at)).is_some();
            let before = self.page.before(at);
            let of_a_name = before == "st" || self.lexicon.given_name(before).is_some() && self.continues(at);
            if !given || self.page.words[at].possessive || of_a_name {
                continue;
            }
            let run = self.capital_run(at, 4);
            let surname = |at: usize| at == run.start || self.lexicon.noun(self.page.lower(at)).is_none();
            let one_sentence = run.clone().all(|word| self.page.words[word].sentence == self.page.words[at].sentence);
            let shouted = self.page.words_of(run.clone()).chars().all(|c| !c.is_lowercase());
            if run.len() > 1 && one_sentence && !shouted && run.clone().all(surname) {
                self.add(run, NameKind::Person);
            }
        }
    }

    /// Names inside a source span that nobody gave.
    fn capitals_of_source(&mut self, source: Range<usize>) {
        let mut at = source.start;
        while at < source.end {
            let lower = self.page.lower(at);
            if !self.free_capital(at) || self.lexicon.noun(lower).is_some() || self.lexicon.title(lower).is_some() {
                at += 1;
                continue;
            }
            let mut run = self.capital_run(at, LONGEST_NAME);
            run.end = run.end.min(source.end);
            let titled = run.clone().find(|word| *word > at && self.lexicon.title(self.page.lower(*word)).is_some());
            run.end = titled.unwrap_or(run.end);
            at = run.end.max(at + 1);
            if let Some(kind) = self.guess(&run) {
                self.add(run, kind);
            }
        }
    }

    /// What a run of capital words names; `None` if it is rather a people ("Iowans") or a description.
    fn guess(&self, run: &Range<usize>) -> Option<NameKind> {
        let last = &self.page.words[run.end.checked_sub(1)?];
        let words = self.page.lowers(run.clone());
        if run.len() == 1
            && last.lower.ends_with('s')
            && !last.possessive
            && self.lexicon.given_name(&last.lower).is_none()
        {
            let seen_singular = last.lower.len() < 4;
            return seen_singular.then_some(NameKind::Organization);
        }
        if self.lexicon.kind_of_body(words.clone()) != SourceKind::Organization {
            return Some(NameKind::Organization);
        }
        // A lone word that opens a sentence has its capital from there.
        let lone = run.len() == 1 && self.page.opens(run.start) && !self.capitals.contains(last.lower.as_str());
        let first_is_given = self.lexicon.given_name(self.page.lower(run.start)).is_some();
        if lone && !first_is_given && !self.lexicon.inverting.contains(self.page.lower(run.end)) {
            return None;
        }
        let shout =
            last.span.words(self.page.text).is_some_and(|word| word.len() > 1 && !word.contains(char::is_lowercase));
        if first_is_given || run.len() == 1 && !shout {
            return Some(NameKind::Person);
        }
        Some(if run.len() <= 3 && !shout && words.clone().all(|word| self.lexicon.noun(word).is_none()) {
            NameKind::Person
        } else {
            NameKind::Organization
        })
    }

    /// Surnames, and names of bodies, that stand again without having been given.
    fn repeated(&mut self) {
        let mut surnames = HashSet::new();
        let mut bodies: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
        for name in &self.found {
            let words: Vec<String> = self.page.lowers(name.words.clone()).map(str::to_owned).collect();
            match name.kind {
                NameKind::Person => {
                    let last = words.iter().rfind(|word| !self.lexicon.name_suffixes.contains(*word));
                    surnames.extend(last.filter(|word| word.len() > 2).cloned());
                }
                NameKind::Organization => {
                    bodies.entry(words[0].clone()).or_default().insert(words);
                }
                _ => {}
            }
        }
        for at in 0..self.page.words.len() {
            if !self.free_capital(at) {
                continue;
            }
            let lower = self.page.lower(at);
            if surnames.contains(lower) && self.lexicon.noun(lower).is_none() {
                self.add(at..at + 1, NameKind::Person);
                continue;
            }
            let fits =
                |words: &&Vec<String>| words.iter().map(String::as_str).eq(self.page.lowers(at..at + words.len()));
            let longest =
                bodies.get(lower).and_then(|names| names.iter().take(MOST_ALIKE).filter(fits).map(Vec::len).max());
            if let Some(length) = longest {
                self.add(at..at + length, NameKind::Organization);
            }
        }
    }

    /// In a headline every word has a capital: a name ends there where it ends elsewhere.
    fn cut_in_headlines(&mut self) {
        let headlines = self.page.headlines();
        let in_headline = |name: &Named| headlines[self.page.words[name.words.start].sentence];
        let key = |words: Range<usize>| self.page.lowers(words).collect::<Vec<_>>().join(" ");
        let elsewhere = self.found.iter().filter(|name| !in_headline(name));
        let known: BTreeMap<String, NameKind> = elsewhere.map(|name| (key(name.words.clone()), name.kind)).collect();
        let mut cut = Vec::with_capacity(self.found.len());
        for name in &self.found {
            let words = name.words.clone();
            if words.len() < 3 || !in_headline(name) || known.contains_key(&key(words.clone())) {
                cut.push(name.clone());
                continue;
            }
            let prefix = (1..words.len()).rev().find_map(|length| {
                let part = words.start..words.start + length;
                known.get(&key(part.clone())).map(|kind| (part, *kind))
            });
            let given = self.lexicon.given_name(self.page.lower(words.start)).is_some();
            match prefix {
                Some((words, kind)) => cut.push(Named { words, kind, part: false }),
                None if given => {
                    cut.push(Named { words: words.start..words.start + 2, kind: NameKind::Person, part: false })
                }
                None if words.len() < 4 => cut.push(name.clone()),
                None => {}
            }
        }
        self.found = cut;
    }

    /// A given name right before a surname belongs to it.
    fn joined_with_given_names(&mut self) {
        for index in 0..self.found.len() {
            let Named { words, kind, .. } = self.found[index].clone();
            let Some(before) = words.start.checked_sub(1).filter(|_| kind == NameKind::Person && words.len() == 1)
            else {
                continue;
            };
            let given = self.free_capital(before)
                && self.lexicon.given_name(self.page.lower(before)).is_some()
                && !self.page.words[before].possessive
                && self.page.words[before].sentence == self.page.words[words.start].sentence;
            if given {
                self.taken[before] = true;
                self.found[index].words.start = before;
            }
        }
    }

    /// Bodies that are called after somebody: "the Roe campaign", "Jane Roe's campaign".
    fn named_after(&mut self) {
        for index in 0..self.found.len() {
            let words = self.found[index].words.clone();
            let next = self.page.lower(words.end);
            let possessive = self.page.words[words.end - 1].possessive;
            let fits = match self.found[index].kind {
                NameKind::Person => {
                    NAMED_AFTER.contains(&next) && (next == "campaign" || next == "administration" || !possessive)
                }
                NameKind::Organization => next == "campaign" && !possessive,
                NameKind::Place | NameKind::Other => false,
            };
            let head_goes_on = self.lexicon.noun(self.page.lower(words.end + 1)).is_some();
            if fits && !head_goes_on && !self.page.words[words.end].possessive && !self.taken[words.end] {
                self.found[index].part = true;
                self.found.push(Named { words: words.start..words.end + 1, kind: NameKind::Organization, part: false });
            } else if fits {
                self.found[index].part = true;
            }
        }
    }
}
