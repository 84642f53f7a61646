//! Finding patterns in a row of tokens: at every word the longest pattern that begins there.
//!
//! Patterns have no loops, so that a match takes bounded time and a text linear time.

use sayso_quantities::{NumberWords, Token};
use sayso_text::Span;

use crate::{
    captures::{Captures, Value},
    rules::{Means, NumberClass, NumberKind, Rules, State, Symbol},
};

/// The tokens of a text, with the symbols of their words.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    pub(crate) tokens: Vec<Token<'t>>,
    pub(crate) symbols: Vec<Symbol>,
    /// Where a number can begin.
    pub(crate) numeric: Vec<bool>,
}

/// A pattern that was found: what it says, and its first token and that behind its last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    pub(crate) means: Means,
    pub(crate) captures: Captures,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The token behind the last that the pattern looks at.
    pub(crate) reach: usize,
}

/// A way through the automaton.
#[derive(Debug, Clone, Copy)]
struct Path {
    at: usize,
    start: Option<usize>,
    end: Option<usize>,
}

/// What a number class has read at a token: the value, and how many tokens it takes.
struct NumberRead {
    at: usize,
    class: usize,
    number: Option<(Value, usize)>,
}

struct Search<'s, 't> {
    rules: &'s Rules,
    numbers: &'s NumberWords,
    words: &'s Words<'t>,
    rule: usize,
    from: usize,
    /// The values on the way so far.
    trail: Vec<Value>,
    numbers_read: Vec<NumberRead>,
    best: Option<Match>,
}

impl<'t> Words<'t> {
    pub(crate) fn new(text: &'t str, rules: &Rules) -> Self {
        let tokens = sayso_quantities::tokens(text);
        let symbol = |token: &Token<'_>| rules.symbols.get(&*token.lower).copied().unwrap_or(0);
        let symbols: Vec<Symbol> = tokens.iter().map(symbol).collect();
        let is_word = |symbol: &Symbol| rules.numeric.get(usize::from(*symbol)).is_some_and(|numeric| *numeric);
        let numeric = tokens.iter().zip(&symbols).map(|(token, symbol)| token.is_digits() || is_word(symbol)).collect();
        Self { tokens, symbols, numeric }
    }

    /// The words of a match.
    pub(crate) fn span(&self, found: &Match) -> Span {
        let (first, last) = (self.tokens[found.start].span, self.tokens[found.end - 1].span);
        // A match has at least one token, and tokens are in text order.
        let Some(span) = Span::new(first.start(), last.end()) else { unreachable!() };
        span
    }
}

/// The longest match that begins at the token `from`.
pub(crate) fn longest(rules: &Rules, numbers: &NumberWords, words: &Words<'_>, from: usize) -> Option<Match> {
    let symbol = usize::from(words.symbols[from]);
    let starts = rules.starts.get(symbol).map_or(&[][..], Vec::as_slice);
    if starts.is_empty() && !words.numeric[from] {
        return None;
    }
    let mut search =
        Search { rules, numbers, words, rule: 0, from, trail: Vec::new(), numbers_read: Vec::new(), best: None };
    let number_starts = if words.numeric[from] { rules.number_starts.as_slice() } else { &[] };
    let (second, is_number) = (words.symbols.get(from + 1).copied(), words.numeric.get(from + 1) == Some(&true));
    for pattern in starts.iter().chain(number_starts).map(|pattern| &rules.patterns[*pattern]) {
        if pattern.may_go_on(second, is_number) {
            search.rule = pattern.rule;
            search.follow(pattern.state, Path { at: from, start: None, end: None });
        }
    }
    search.best
}

impl Search<'_, '_> {
    fn follow(&mut self, state: usize, mut path: Path) {
        match &self.rules.states[state] {
            State::Accept => self.accept(path),
            State::Either(states) => states.iter().for_each(|state| self.follow(*state, path)),
            State::Starts(next) => {
                path.start = Some(path.at);
                self.follow(*next, path);
            }
            State::Ends(next) => {
                path.end = Some(path.at);
                self.follow(*next, path);
            }
            State::Word(symbol, next) => {
                if self.words.symbols.get(path.at) == Some(symbol) {
                    path.at += 1;
                    self.follow(*next, path);
                }
            }
            State::Class(class, next) => {
                let class = &self.rules.classes[*class];
                let Some(first) = self.words.symbols.get(path.at).filter(|first| **first != 0) else { return };
                let token = &self.words.tokens[path.at];
                if class.capital && !token.capital && !token.is_digits() {
                    return;
                }
                for (rest, value) in class.beginning_with(*first) {
                    if rest.is_empty() || self.words.symbols[path.at + 1..].starts_with(rest) {
                        self.trail.extend(value);
                        self.follow(*next, Path { at: path.at + 1 + rest.len(), ..path });
                        self.trail.truncate(self.trail.len() - usize::from(value.is_some()));
                    }
                }
            }
            State::Number(number, next) => {
                if let Some((value, used)) = self.number(*number, path.at) {
                    self.trail.push(value);
                    self.follow(*next, Path { at: path.at + used, ..path });
                    self.trail.pop();
                }
            }
        }
    }

    fn number(&mut self, class: usize, at: usize) -> Option<(Value, usize)> {
        if !*self.words.numeric.get(at)? {
            return None;
        }
        if let Some(known) = self.numbers_read.iter().find(|known| (known.at, known.class) == (at, class)) {
            return known.number;
        }
        let number = read(self.numbers, &self.rules.numbers[class], &self.words.tokens[at..]);
        self.numbers_read.push(NumberRead { at, class, number });
        number
    }

    fn accept(&mut self, path: Path) {
        let rule = &self.rules.rules[self.rule];
        let (start, end) = (path.start.unwrap_or(self.from), path.end.unwrap_or(path.at));
        if self.best.is_some_and(|best| path.at <= best.reach) || start >= end {
            return;
        }
        let tokens = &self.words.tokens;
        if rule.glued && tokens[start + 1..end].iter().any(|token| !token.glued) {
            return;
        }
        let symbol = |at: usize| self.words.symbols.get(at).copied();
        let next = symbol(path.at);
        let required = rule.before.is_empty() || next.is_none_or(|next| rule.before.contains(&next));
        let refused = next.is_some_and(|next| next != 0 && rule.not_before.contains(&next));
        let is_named = self.from.checked_sub(1).is_some_and(|before| {
            let listed = symbol(before).is_some_and(|before| before != 0 && rule.not_after.contains(&before));
            // "U.S. 1990" and "3.1990".
            listed && (tokens[before].is_word() || tokens[self.from].glued)
        });
        if !required || refused || is_named {
            return;
        }
        let mut captures = Captures::default();
        self.trail.iter().for_each(|value| captures.set(*value));
        rule.set.iter().for_each(|value| captures.set(*value));
        self.best = Some(Match { means: rule.means, captures, start, end, reach: path.at });
    }
}

/// Reads a number of a class; its value and how many tokens it takes.
fn read(numbers: &NumberWords, class: &NumberClass, tokens: &[Token<'_>]) -> Option<(Value, usize)> {
    let first = tokens.first()?;
    let (number, used) = match class.kind {
        NumberKind::Figures => {
            let length = first.lower.len();
            let plain = first.lower.bytes().all(|byte| byte.is_ascii_digit());
            if !plain || !(class.shortest..=class.longest.min(9)).contains(&length) {
                return None;
            }
            (first.lower.parse().ok()?, 1)
        }
        NumberKind::Ordinal => numbers.ordinal(tokens).map(|(value, used)| (f64::from(value), used))?,
        NumberKind::Cardinal => numbers.cardinal(tokens).map(|reading| (reading.value, reading.used))?,
        NumberKind::Point => {
            let (hour, minute) = first.lower.split_once('.').filter(|(_, minute)| minute.len() == 2)?;
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
            (f64::from(hour.checked_mul(100)?.checked_add(minute).filter(|_| minute < 60)?), 1)
        }
        NumberKind::Spoken => spoken_year(numbers, tokens)?,
    };
    let fits = (f64::from(class.from)..=f64::from(class.to)).contains(&number);
    let on_step = class.step <= 1 || number % f64::from(class.step) == 0.0;
    let whole = number.fract() == 0.0 || class.field.ends_with("count");
    let value = Value::of_number(&class.field, number).filter(|_| fits && on_step && whole)?;
    Some((value, used))
}

/// "nineteen ninety-seven", "two thousand", "two thousand and one".
fn spoken_year(numbers: &NumberWords, tokens: &[Token<'_>]) -> Option<(f64, usize)> {
    if tokens.first()?.is_digits() {
        return None;
    }
    let (hundreds, used) = numbers.below_hundred(tokens)?;
    if (13..=20).contains(&hundreds) {
        let (rest, more) = numbers.below_hundred(tokens.get(used..)?)?;
        return (10..100).contains(&rest).then(|| (f64::from(hundreds * 100 + rest), used + more));
    }
    numbers.cardinal(tokens).filter(|year| year.value >= 2000.0).map(|year| (year.value, year.used))
}
