//! Words of news English: how they fall together (stems, irregular forms, spellings of names, synonyms) and how rare each is.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use sayso_identity::Identifier;
use sayso_text::Span;
use serde::Deserialize;

use crate::phrases::Phrases;

/// A word of a text, or a run of words that means one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it falls together with, as a hash.
    pub(crate) stem: u32,
    /// How rare it is, 0 (the, of) to 255.
    pub(crate) weight: u8,
    /// True if it looks like a name: no word of the table of usual words.
    pub(crate) name: bool,
    /// True if it is a number.
    pub(crate) number: bool,
    /// True if it turns round what follows: "not", "no", "never".
    pub(crate) negator: bool,
    /// True if a clause ends before it: punctuation stands there.
    pub(crate) after_mark: bool,
    /// Where it stands.
    pub(crate) words: Span,
}

/// The tables of words.
pub(crate) struct Lexicon {
    rarity: HashMap<&'static str, u8>,
    irregular: HashMap<String, String>,
    negators: Vec<String>,
    numbers: Vec<String>,
    demonyms: Vec<String>,
    synonyms: Phrases<u32>,
    stemmer: Stemmer,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("rarity", &self.rarity.len()).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Words that turn round what follows them.
    negators: String,
    /// Words that are numbers.
    numbers: String,
    /// Endings that make a people's name of a place's, the longest first.
    demonyms: String,
    /// Base forms, and the forms that no rule leads back to them.
    irregular: HashMap<String, String>,
    /// Words and phrases that mean the same in news, separated by commas; stems are compared.
    synonyms: Vec<String>,
    /// Checked by the tests: words that fall together, words that do not.
    #[serde(rename = "test")]
    _tests: Vec<toml::Table>,
}

/// A rarity in the table is ln(windows / windows with the word) in tenths; what it does not list is rarer than all.
const RAREST: u8 = 80;

impl Lexicon {
    pub(crate) fn parse(rarity: &'static str, words: &str, identifier: &Identifier) -> Result<Self, String> {
        let file: File = toml::from_str(words).map_err(|error| error.to_string())?;
        let row = |line: &'static str| {
            let (word, tenths) = line.split_once('\t')?;
            Some((word, tenths.parse::<u8>().ok()?.min(RAREST)))
        };
        let rarity: Option<HashMap<_, _>> = rarity.lines().map(row).collect();
        let list = |words: &str| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let forms = |(base, forms): (&String, &String)| {
            forms.split_whitespace().map(|form| (form.to_owned(), base.clone())).collect::<Vec<_>>()
        };
        let mut lexicon = Self {
            rarity: rarity.ok_or("a line of the table of rarity is no word and number")?,
            irregular: file.irregular.iter().flat_map(forms).collect(),
            negators: list(&file.negators),
            numbers: list(&file.numbers),
            demonyms: list(&file.demonyms),
            synonyms: Phrases::default(),
            stemmer: Stemmer::create(Algorithm::English),
        };
        for group in &file.synonyms {
            // The group is called by its first phrase.
            let Some(first) = group.split(',').next().map(str::trim).filter(|first| !first.is_empty()) else {
                return Err(format!("{group:?} names nothing"));
            };
            let concept = hash(&format!("={first}"));
            for phrase in group.split(',') {
                let stems = lexicon.stems(phrase, identifier);
                if stems.is_empty() {
                    return Err(format!("{group:?} has an empty phrase"));
                }
                lexicon.synonyms.add(stems, concept);
            }
        }
        Ok(lexicon)
    }

    /// The stems of a phrase of a list.
    pub(crate) fn stems(&self, phrase: &str, identifier: &Identifier) -> Vec<u32> {
        self.tokens(phrase, identifier).iter().map(|token| token.stem).collect()
    }

    /// The words of the pieces of `text`, `limit` at most.
    pub(crate) fn tokens_in(&self, text: &str, within: &[Span], identifier: &Identifier, limit: usize) -> Vec<Token> {
        let mut tokens = Vec::new();
        for piece in within {
            let end = text.floor_char_boundary(piece.end().min(piece.start() + MAX_BYTES));
            let Some(words) = text.get(piece.start()..end) else { continue };
            let shift = |mut token: Token| {
                let at = piece.start();
                token.words = Span::new(token.words.start() + at, token.words.end() + at)?;
                Some(token)
            };
            tokens.extend(self.tokens(words, identifier).into_iter().filter_map(shift));
            if tokens.len() >= limit {
                tokens.truncate(limit);
                break;
            }
        }
        tokens
    }

    /// The words of `text`, in order.
    pub(crate) fn tokens(&self, text: &str, identifier: &Identifier) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut after_mark = false;
        for words in sayso_text::words(text) {
            let word = &text[words.range()];
            if !word.contains(char::is_alphanumeric) {
                after_mark |= !matches!(word, "-" | "'" | "’" | "“" | "”" | "\"" | "/");
                continue;
            }
            let lower = word.to_lowercase().replace('’', "'");
            let negator = lower.ends_with("n't") || self.negators.contains(&lower);
            let bare = lower.strip_suffix("'s").unwrap_or(&lower).trim_matches('\'');
            let number = bare.starts_with(|c: char| c.is_ascii_digit()) || self.numbers.iter().any(|n| n == bare);
            let (stem, weight, name) = self.stem(bare, identifier);
            tokens.push(Token { stem: hash(&stem), weight, name, number, negator, after_mark, words });
            after_mark = false;
        }
        tokens
    }

    /// What a word in lower case falls together with, its weight, and whether it is unusual.
    fn stem(&self, word: &str, identifier: &Identifier) -> (String, u8, bool) {
        let base = self.irregular.get(word).map_or(word, String::as_str);
        // A form is as usual as its base, or more so.
        let known = [word, base].into_iter().filter_map(|form| self.rarity.get(form)).min();
        let stem = self.stemmer.stem(base);
        if let Some(tenths) = known.or_else(|| self.rarity.get(stem.as_ref())) {
            let weight = u16::from(*tenths) * 255 / u16::from(RAREST);
            // At most 255, since no rarity is more than the rarest.
            return (stem.into_owned(), u8::try_from(weight).unwrap_or(u8::MAX), false);
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return (word.to_owned(), u8::MAX, false);
        }
        let people = |ending: &String| stem.strip_suffix(ending.as_str()).filter(|rest| rest.chars().count() > 3);
        let place = self.demonyms.iter().find_map(people).unwrap_or(&stem);
        (identifier.skeleton(place), u8::MAX, true)
    }

    /// Joins runs of words that mean one thing; each piece has the weight of its rarest word.
    pub(crate) fn meanings(&self, tokens: &[Token]) -> Vec<Token> {
        let mut meanings = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let found = self.synonyms.longest_at(tokens, at);
            let length = found.map_or(1, |(length, _)| length);
            let run = &tokens[at..at + length];
            let words = Span::new(token.words.start(), run[length - 1].words.end()).unwrap_or(token.words);
            meanings.push(Token {
                stem: found.map_or(token.stem, |(_, concept)| *concept),
                weight: run.iter().map(|token| token.weight).max().unwrap_or(token.weight),
                name: found.is_none() && token.name,
                words,
                ..*token
            });
            at += length;
        }
        meanings
    }

    /// The meaning of a counted noun, by its last word.
    pub(crate) fn noun(&self, words: &str, identifier: &Identifier) -> Option<u32> {
        let tokens = self.tokens(words, identifier);
        self.meanings(&tokens).last().map(|token| token.stem)
    }
}

/// The most bytes of a piece of a content that are read: some 1,000 words.
const MAX_BYTES: usize = 8 << 10;

/// A hash that is the same on every machine.
pub(crate) fn hash(text: &str) -> u32 {
    let bytes = *blake3::hash(text.as_bytes()).as_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}
