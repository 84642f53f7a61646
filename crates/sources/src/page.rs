//! The words of a document, with what stands around each: its sentence, its paragraph, quotation marks, claims.

use std::ops::Range;

use sayso_domain::Attribution;
use sayso_text::{Span, Spans};

use crate::lexicon::Lexicon;

/// A word or a punctuation mark. Words joined by hyphens are one, an abbreviation has its full stop.
#[derive(Debug)]
pub(crate) struct Word {
    /// Without a possessive ending.
    pub(crate) span: Span,
    /// In small letters, with straight apostrophes and without a final full stop.
    pub(crate) lower: String,
    /// It ends in "'s", or in an apostrophe behind an s.
    pub(crate) possessive: bool,
    /// It begins with a capital letter.
    pub(crate) capital: bool,
    /// It begins with a letter or digit.
    pub(crate) is_word: bool,
    pub(crate) sentence: usize,
    /// Sentences so far that are not all content of claims: between two words, how much the reporter has said.
    pub(crate) told: usize,
    pub(crate) paragraph: usize,
    /// It stands between quotation marks.
    pub(crate) quoted: bool,
    /// How many contents of claims hold it.
    pub(crate) contents: u32,
}

/// A document cut into words.
#[derive(Debug)]
pub(crate) struct Page<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word>,
}

impl<'t> Page<'t> {
    /// Time is linear in the text, but for a look-up per word.
    pub(crate) fn new(text: &'t str, attributions: &[Attribution], lexicon: &Lexicon) -> Self {
        let mut page = Self { text, words: joined(text, lexicon) };
        page.number();
        page.find_quotes();
        page.count_contents(attributions);
        page
    }

    fn number(&mut self) {
        let sentences = sayso_text::sentences(self.text);
        let paragraphs: Vec<Span> = sayso_text::paragraphs(self.text).collect();
        let (mut sentence, mut paragraph) = (0, 0);
        for word in &mut self.words {
            while sentences.get(sentence).is_some_and(|span| span.end() <= word.span.start()) {
                sentence += 1;
            }
            while paragraphs.get(paragraph).is_some_and(|span| span.end() <= word.span.start()) {
                paragraph += 1;
            }
            (word.sentence, word.paragraph) = (sentence, paragraph);
        }
    }

    fn find_quotes(&mut self) {
        let (mut open, mut paragraph) = (false, 0);
        for at in 0..self.words.len() {
            if self.words[at].paragraph != paragraph {
                paragraph = self.words[at].paragraph;
                open = false;
            }
            let pair = self.words.get(at + 1).is_some_and(|next| {
                next.lower == self.words[at].lower && next.span.start() == self.words[at].span.end()
            });
            match self.words[at].lower.as_str() {
                "“" | "«" | "„" => open = true,
                "”" | "»" => open = false,
                "\"" => open = !open,
                // Two straight single marks, as typewriters have it.
                "'" if pair => open = !open,
                _ => {}
            }
            self.words[at].quoted = open;
        }
    }

    fn count_contents(&mut self, attributions: &[Attribution]) {
        let mut changes = vec![0i64; self.words.len() + 1];
        for piece in attributions.iter().flat_map(|attribution| attribution.content().pieces()) {
            let range = self.range(*piece);
            changes[range.start] += 1;
            changes[range.end] -= 1;
        }
        let mut depth = 0;
        for (word, change) in self.words.iter_mut().zip(changes) {
            depth += change;
            word.contents = u32::try_from(depth).unwrap_or(0);
        }
        let (mut told, mut last) = (0, None);
        for word in &mut self.words {
            if word.contents == 0 && word.is_word && last != Some(word.sentence) {
                told += 1;
                last = Some(word.sentence);
            }
            word.told = told;
        }
    }

    /// Per sentence, whether it is a headline in title case: nearly all long words have a capital.
    pub(crate) fn headlines(&self) -> Vec<bool> {
        let sentences = self.words.last().map_or(0, |word| word.sentence + 1);
        let mut counts = vec![(0u32, 0u32); sentences];
        for word in self.words.iter().filter(|word| word.is_word && word.lower.len() > 3) {
            let (all, capital) = &mut counts[word.sentence];
            *all += 1;
            *capital += u32::from(word.capital);
        }
        counts.into_iter().map(|(all, capital)| all >= 4 && capital * 5 >= all * 4).collect()
    }

    /// The words that lie in `span` at least in part.
    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end() <= span.start());
        let end = self.words.partition_point(|word| word.span.start() < span.end());
        start..end.max(start)
    }

    /// From the first to the last word of the pieces; empty if there is none.
    pub(crate) fn hull(&self, spans: &Spans) -> Range<usize> {
        spans.hull().map_or(0..0, |hull| self.range(hull))
    }

    /// The word at `at` in small letters; empty outside the text.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// The word before `at` in small letters; empty at the start.
    pub(crate) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.lower(at))
    }

    /// The span of some words; `None` if there are none.
    pub(crate) fn span(&self, range: Range<usize>) -> Option<Span> {
        let words = self.words.get(range)?;
        Span::new(words.first()?.span.start(), words.last()?.span.end())
    }

    /// The words as they stand, with line breaks and runs of white space made one space.
    pub(crate) fn words_of(&self, range: Range<usize>) -> String {
        let words = self.span(range).and_then(|span| span.words(self.text)).unwrap_or_default();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of a range in small letters.
    pub(crate) fn lowers(&self, range: Range<usize>) -> impl Iterator<Item = &str> + Clone {
        self.words.get(range).unwrap_or_default().iter().map(|word| word.lower.as_str())
    }

    /// True for the initial of a name: "A.", but not "A".
    pub(crate) fn is_initial(&self, at: usize) -> bool {
        let one = |word: &Word| {
            word.capital
                && word.lower.chars().count() == 1
                && word.span.words(self.text).is_some_and(|w| w.ends_with('.'))
        };
        self.words.get(at).is_some_and(one)
    }

    /// True if a word opens its sentence or its clause.
    pub(crate) fn opens(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.words.get(before)) else { return true };
        !before.is_word || self.words.get(at).is_some_and(|word| word.sentence != before.sentence)
    }
}

/// The words of `text`, with hyphens, full stops of abbreviations and possessive endings put where they belong.
fn joined(text: &str, lexicon: &Lexicon) -> Vec<Word> {
    /// No word of a language is longer; longer runs are left in pieces.
    const LONGEST: usize = 80;
    let pieces = sayso_text::words(text);
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let start = pieces[at].start();
        let mut end = pieces[at].end();
        let is_word = text[start..].starts_with(char::is_alphanumeric);
        at += 1;
        let touches =
            |at: usize, end: usize| pieces.get(at).filter(|next| next.start() == end).map(|next| &text[next.range()]);
        while is_word
            && end - start < LONGEST
            && touches(at, end).is_some_and(|mark| matches!(mark, "-" | "\u{2010}" | "\u{2011}"))
            && touches(at + 1, end + touches(at, end).map_or(0, str::len))
                .is_some_and(|next| next.starts_with(char::is_alphanumeric))
        {
            end = pieces[at + 1].end();
            at += 2;
        }
        let mut lower = text[start..end].to_lowercase().replace('’', "'");
        let dot = is_word && touches(at, end) == Some(".");
        if dot && (lower.chars().count() == 1 || lower.contains('.') || is_abbreviation(&lower, lexicon)) {
            end = pieces[at].end();
            at += 1;
        }
        let mut possessive = false;
        if let Some(stem) = lower.strip_suffix("'s") {
            possessive = true;
            lower.truncate(stem.len());
            // The apostrophe has one or three bytes; "s" has one.
            end -= 1;
            end -= text[..end].chars().next_back().map_or(0, char::len_utf8);
        } else if is_word && lower.ends_with('s') && touches(at, end).is_some_and(|mark| mark == "’" || mark == "'") {
            let after = pieces[at].end();
            // Behind the apostrophe the noun follows; a closing mark has punctuation before it.
            possessive = text[after..].starts_with(' ') && text[after..].trim_start().starts_with(char::is_alphabetic);
            at += usize::from(possessive);
        }
        // "he'll", "they've": the verb is no part of the pronoun.
        if let Some((stem, _)) = lower.split_once('\'').filter(|(stem, _)| lexicon.pronoun(stem).is_some()) {
            lower.truncate(stem.len());
        }
        let Some(span) = Span::new(start, end.max(start + 1)) else { continue };
        let capital = text[start..].starts_with(char::is_uppercase);
        let word = Word {
            span,
            lower,
            possessive,
            capital,
            is_word,
            sentence: 0,
            told: 0,
            paragraph: 0,
            quoted: false,
            contents: 0,
        };
        out.push(word);
    }
    out
}

fn is_abbreviation(lower: &str, lexicon: &Lexicon) -> bool {
    lexicon.abbreviations.contains_key(lower)
        || lexicon.name_suffixes.contains(lower)
        || lexicon.courtesy.contains_key(lower) && lower.len() <= 4
}
