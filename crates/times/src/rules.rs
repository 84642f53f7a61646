//! The rule files, read once: word classes, number classes, and patterns as a small automaton.

use std::collections::{BTreeMap, HashMap};

use sayso_quantities::{NumberWords, tokens};
use serde::Deserialize;

use crate::{captures::Value, holidays::Holidays};

/// The number that stands for a word of the rules; 0 for every other word.
pub(crate) type Symbol = u16;

/// What the values of a pattern add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Means {
    Calendar,
    #[serde(rename = "weekday of week")]
    WeekdayOfWeek,
    #[serde(rename = "week of")]
    WeekOf,
    Unit,
    #[serde(rename = "year ago")]
    YearAgo,
    Shift,
    Span,
    Duration,
    Set,
    Reference,
    /// Looks like a time but is none.
    Nothing,
}

/// How a number class reads a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NumberKind {
    Figures,
    Ordinal,
    Cardinal,
    Spoken,
    /// Hours and minutes with a point: "9.30".
    Point,
}

/// Numbers that a pattern takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberClass {
    pub(crate) field: String,
    pub(crate) kind: NumberKind,
    pub(crate) from: i32,
    pub(crate) to: i32,
    #[serde(default)]
    pub(crate) shortest: usize,
    #[serde(default = "any_length")]
    pub(crate) longest: usize,
    #[serde(default = "every")]
    pub(crate) step: i32,
}

fn any_length() -> usize {
    usize::MAX
}

fn every() -> i32 {
    1
}

/// Phrases with a value, by their first word.
#[derive(Debug, Default)]
pub(crate) struct WordClass {
    pub(crate) capital: bool,
    phrases: Vec<Phrases>,
    /// By the symbol of the first word: the place in `phrases`, counted from 1.
    by_first: Vec<u16>,
}

/// The words after the first, and the value, if the class has one.
type Phrases = Vec<(Vec<Symbol>, Option<Value>)>;

impl WordClass {
    /// The phrases that begin with a word.
    pub(crate) fn beginning_with(&self, first: Symbol) -> &[(Vec<Symbol>, Option<Value>)] {
        let place = self.by_first.get(usize::from(first)).copied().unwrap_or(0);
        usize::from(place).checked_sub(1).and_then(|place| self.phrases.get(place)).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, first: Symbol, rest: Vec<Symbol>, value: Option<Value>) {
        let first = usize::from(first);
        self.by_first.resize(self.by_first.len().max(first + 1), 0);
        if self.by_first[first] == 0 {
            self.phrases.push(Vec::new());
            // A class has some dozens of phrases.
            self.by_first[first] = u16::try_from(self.phrases.len()).unwrap_or(0);
        }
        if let Some(phrases) = usize::from(self.by_first[first]).checked_sub(1) {
            self.phrases[phrases].push((rest, value));
        }
    }

    fn first_words(&self) -> impl Iterator<Item = (Symbol, &Phrases)> {
        let filled = self.by_first.iter().enumerate().filter(|(_, place)| **place > 0);
        filled.filter_map(|(first, place)| {
            Some((Symbol::try_from(first).ok()?, self.phrases.get(usize::from(*place) - 1)?))
        })
    }
}

/// A state of the automaton.
#[derive(Debug)]
pub(crate) enum State {
    Word(Symbol, usize),
    Class(usize, usize),
    Number(usize, usize),
    Either(Vec<usize>),
    Starts(usize),
    Ends(usize),
    Accept,
}

/// One rule, without its patterns.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) means: Means,
    pub(crate) set: Vec<Value>,
    pub(crate) glued: bool,
    pub(crate) before: Vec<Symbol>,
    pub(crate) not_before: Vec<Symbol>,
    pub(crate) not_after: Vec<Symbol>,
}

/// Where a pattern begins, and what its second word can be: most words that begin patterns are "the", "a" and the like,
/// and one look at the word behind them spares the search.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) state: usize,
    pub(crate) rule: usize,
    /// Indexed by symbol.
    seconds: Vec<bool>,
    /// It goes on with a number.
    number: bool,
    /// It can be over behind its first word, or begins with a number, which may have several words.
    anything: bool,
}

impl Pattern {
    /// True unless the word behind the first shows that the pattern does not match.
    pub(crate) fn may_go_on(&self, second: Option<Symbol>, is_number: bool) -> bool {
        let fits = |second: Symbol| self.seconds.get(usize::from(second)).is_some_and(|fits| *fits);
        self.anything || self.number && is_number || second.is_some_and(fits)
    }

    fn add_second(&mut self, second: Symbol) {
        let second = usize::from(second);
        self.seconds.resize(self.seconds.len().max(second + 1), false);
        self.seconds[second] = true;
    }
}

/// Everything in the rule files, ready for matching.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) symbols: HashMap<String, Symbol>,
    pub(crate) classes: Vec<WordClass>,
    pub(crate) numbers: Vec<NumberClass>,
    pub(crate) states: Vec<State>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) patterns: Vec<Pattern>,
    /// The patterns that can begin with a word.
    pub(crate) starts: Vec<Vec<usize>>,
    /// Those that can begin with a number.
    pub(crate) number_starts: Vec<usize>,
    /// Words that a number can begin with.
    pub(crate) numeric: Vec<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    classes: BTreeMap<String, ClassEntry>,
    numbers: BTreeMap<String, NumberClass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    macros: BTreeMap<String, String>,
    rules: Vec<RuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassEntry {
    field: Option<String>,
    #[serde(default)]
    capital: bool,
    words: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    means: Means,
    #[serde(default)]
    set: BTreeMap<String, toml::Value>,
    #[serde(default)]
    glued: bool,
    #[serde(default)]
    before: String,
    #[serde(default)]
    not_before: String,
    #[serde(default)]
    not_after: String,
    patterns: String,
}

/// A pattern as it is written.
enum Node {
    Word(Symbol),
    Class(usize),
    Number(usize),
    Row(Vec<Node>),
    Either(Vec<Node>),
    Optional(Box<Node>),
    Starts,
    Ends,
}

impl Rules {
    /// Reads the classes and the rules over them. The error says which entry is wrong.
    pub(crate) fn parse(words: &str, rules: &str, holidays: &Holidays, numbers: &NumberWords) -> Result<Self, String> {
        let words: WordFile = toml::from_str(words).map_err(|error| error.to_string())?;
        let file: RuleFile = toml::from_str(rules).map_err(|error| error.to_string())?;
        let mut out = Self {
            symbols: HashMap::new(),
            classes: Vec::new(),
            numbers: Vec::new(),
            states: vec![State::Accept],
            rules: Vec::new(),
            patterns: Vec::new(),
            starts: Vec::new(),
            number_starts: Vec::new(),
            numeric: Vec::new(),
        };
        let mut names = HashMap::new();
        for (name, entry) in words.classes {
            let mut class = WordClass { capital: entry.capital, ..WordClass::default() };
            for (value, phrases) in &entry.words {
                let value = entry.field.as_deref().map(|field| Value::parse(field, value)).transpose()?;
                phrases
                    .split(", ")
                    .flat_map(|some| some.split(",\n"))
                    .for_each(|phrase| out.phrase(&mut class, phrase, value));
            }
            names.insert(name, Node::Class(out.classes.len()));
            out.classes.push(class);
        }
        let mut class = WordClass { capital: true, ..WordClass::default() };
        for (index, phrase) in holidays.phrases() {
            out.phrase(&mut class, phrase, Some(Value::Holiday(index)));
        }
        names.insert("holiday".to_owned(), Node::Class(out.classes.len()));
        out.classes.push(class);
        for (name, number) in words.numbers {
            Value::of_number(&number.field, 0.0).ok_or_else(|| format!("{name} sets no field {:?}", number.field))?;
            names.insert(name, Node::Number(out.numbers.len()));
            out.numbers.push(number);
        }
        for entry in file.rules {
            let index = out.rules.len();
            let set = entry.set.iter().map(|(field, value)| match value {
                toml::Value::String(text) => Value::parse(field, text),
                other => Value::parse(field, &other.to_string()),
            });
            let set = set.collect::<Result<_, _>>()?;
            let words = |out: &mut Self, list: &str| list.split_whitespace().map(|word| out.symbol(word)).collect();
            let rule = Rule {
                means: entry.means,
                set,
                glued: entry.glued,
                before: words(&mut out, &entry.before),
                not_before: words(&mut out, &entry.not_before),
                not_after: words(&mut out, &entry.not_after),
            };
            out.rules.push(rule);
            for pattern in entry.patterns.lines().filter(|line| !line.trim().is_empty()) {
                let expanded = expand(pattern, &file.macros, 0)?;
                let mut words = expanded.split_whitespace().peekable();
                let node = out.row(&mut words, &names).map_err(|error| format!("{pattern:?}: {error}"))?;
                if words.next().is_some() {
                    return Err(format!("{pattern:?} has a bracket too many"));
                }
                let start = out.compile(&node, 0);
                out.enter(start, index);
            }
        }
        for word in numbers.beginnings() {
            let symbol = usize::from(out.symbol(word));
            out.numeric.resize(out.numeric.len().max(symbol + 1), false);
            out.numeric[symbol] = true;
        }
        Ok(out)
    }

    fn symbol(&mut self, word: &str) -> Symbol {
        // There are some hundred words.
        let next = Symbol::try_from(self.symbols.len() + 1).unwrap_or(0);
        *self.symbols.entry(word.to_owned()).or_insert(next)
    }

    fn phrase(&mut self, class: &mut WordClass, phrase: &str, value: Option<Value>) {
        let mut words: Vec<Symbol> = tokens(phrase.trim()).iter().map(|token| self.symbol(&token.lower)).collect();
        if !words.is_empty() {
            let rest = words.split_off(1);
            class.add(words[0], rest, value);
        }
    }

    /// Reads a row of a pattern up to the bracket that closes it or the bar that ends it.
    fn row<'p>(
        &mut self,
        words: &mut std::iter::Peekable<impl Iterator<Item = &'p str>>,
        names: &HashMap<String, Node>,
    ) -> Result<Node, String> {
        let mut row = Vec::new();
        while let Some(word) = words.next_if(|word| !matches!(*word, ")" | ")?" | "|")) {
            let (bare, optional) = match word.strip_suffix('?') {
                Some(bare) if !bare.is_empty() => (bare, true),
                _ => (word, false),
            };
            let (node, optional) = if word == "(" {
                let mut rows = vec![self.row(words, names)?];
                let mut closing = words.next();
                while closing == Some("|") {
                    rows.push(self.row(words, names)?);
                    closing = words.next();
                }
                let closing = closing.ok_or("a bracket is not closed")?;
                (Node::Either(rows), closing == ")?")
            } else if let Some(name) = bare.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
                let node = match names.get(name) {
                    Some(Node::Class(class)) => Node::Class(*class),
                    Some(Node::Number(number)) => Node::Number(*number),
                    _ => return Err(format!("there is no <{name}>")),
                };
                (node, optional)
            } else {
                match word {
                    "[" => (Node::Starts, false),
                    "]" => (Node::Ends, false),
                    _ => {
                        let literal = bare.strip_prefix('\\').unwrap_or(bare);
                        let words = tokens(literal);
                        (Node::Row(words.iter().map(|word| Node::Word(self.symbol(&word.lower))).collect()), optional)
                    }
                }
            };
            row.push(if optional { Node::Optional(Box::new(node)) } else { node });
        }
        Ok(Node::Row(row))
    }

    /// Adds the states of `node` before the state `next`; the first of them.
    fn compile(&mut self, node: &Node, next: usize) -> usize {
        let state = match node {
            Node::Row(row) => return row.iter().rev().fold(next, |next, node| self.compile(node, next)),
            Node::Word(symbol) => State::Word(*symbol, next),
            Node::Class(class) => State::Class(*class, next),
            Node::Number(number) => State::Number(*number, next),
            Node::Starts => State::Starts(next),
            Node::Ends => State::Ends(next),
            Node::Either(rows) => State::Either(rows.iter().map(|row| self.compile(row, next)).collect()),
            Node::Optional(node) => State::Either(vec![self.compile(node, next), next]),
        };
        self.states.push(state);
        self.states.len() - 1
    }

    /// Notes what a pattern can begin with, and what can be its second word.
    fn enter(&mut self, start: usize, rule: usize) {
        let index = self.patterns.len();
        let mut pattern = Pattern { state: start, rule, seconds: Vec::new(), number: false, anything: false };
        let mut firsts = Vec::new();
        for state in self.without_stops(start) {
            match &self.states[state] {
                State::Word(word, next) => {
                    firsts.push(*word);
                    self.go_on(*next, &mut pattern);
                }
                State::Class(class, next) => {
                    for (first, phrases) in self.classes[*class].first_words() {
                        firsts.push(first);
                        phrases.iter().filter_map(|(rest, _)| rest.first()).for_each(|word| pattern.add_second(*word));
                    }
                    self.go_on(*next, &mut pattern);
                }
                State::Number(..) => {
                    pattern.anything = true;
                    self.number_starts.push(index);
                }
                State::Either(_) | State::Starts(_) | State::Ends(_) | State::Accept => {}
            }
        }
        self.number_starts.dedup();
        for first in firsts.into_iter().map(usize::from) {
            self.starts.resize_with(self.starts.len().max(first + 1), Vec::new);
            if self.starts[first].last() != Some(&index) {
                self.starts[first].push(index);
            }
        }
        self.patterns.push(pattern);
    }

    /// Adds what can stand at `state` to the second words of a pattern.
    fn go_on(&self, state: usize, pattern: &mut Pattern) {
        for state in self.without_stops(state) {
            match &self.states[state] {
                State::Word(word, _) => pattern.add_second(*word),
                State::Class(class, _) => {
                    self.classes[*class].first_words().for_each(|(first, _)| pattern.add_second(first));
                }
                State::Number(..) => pattern.number = true,
                State::Accept => pattern.anything = true,
                State::Either(_) | State::Starts(_) | State::Ends(_) => {}
            }
        }
    }

    /// The states that can be reached from `state` without a word.
    fn without_stops(&self, state: usize) -> Vec<usize> {
        let (mut open, mut found) = (vec![state], Vec::new());
        while let Some(state) = open.pop() {
            match &self.states[state] {
                State::Either(states) => open.extend(states),
                State::Starts(next) | State::Ends(next) => open.push(*next),
                State::Word(..) | State::Class(..) | State::Number(..) | State::Accept => found.push(state),
            }
        }
        found
    }
}

/// Puts the macros in. `Err` if one is missing or stands in itself.
fn expand(pattern: &str, macros: &BTreeMap<String, String>, depth: usize) -> Result<String, String> {
    let Some((before, rest)) = pattern.split_once('{') else { return Ok(pattern.to_owned()) };
    let (name, after) = rest.split_once('}').ok_or_else(|| format!("{pattern:?}: a brace is not closed"))?;
    let body = macros.get(name).filter(|_| depth < 8).ok_or_else(|| format!("{pattern:?}: no macro {name:?}"))?;
    Ok(format!("{before}( {} ){}", expand(body, macros, depth + 1)?, expand(after, macros, depth)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_file_that_says_nothing_is_refused() {
        let holidays = Holidays::parse(include_str!("../data/holidays.toml")).unwrap();
        let check = |from: &str, to: &str, expected: &str| {
            let files = [include_str!("../data/words.toml"), include_str!("../data/rules.toml")];
            assert!(files.iter().any(|file| file.contains(from)), "{from}");
            let [words, rules] = files.map(|file| file.replacen(from, to, 1));
            let error = Rules::parse(&words, &rules, &holidays, &NumberWords::new()).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        check("[numbers]", "[numbers", "TOML");
        check("field = \"month\"", "field = \"moon\"", "no value of moon");
        check("<mod>? <plain-month>", "<mod>? <moon>", "there is no <moon>");
        check("{us-date}", "{moon-date}", "no macro \"moon-date\"");
        check("the day before yesterday", "the day ( before", "a bracket is not closed");
        check("the day before yesterday", "the day ) before", "a bracket too many");
        check("words.SP = ", "words.XX = ", "\"XX\" is no value of season");
        check("means = \"shift\"", "means = \"move\"", "move");
    }
}
