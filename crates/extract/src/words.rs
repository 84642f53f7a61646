//! Words of a paragraph with what the rules look at: word class, and the quotation they stand in.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use sayso_text::Span;
use serde::Deserialize;

use crate::quotes::Quote;

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Class(u32);

macro_rules! classes {
    ($($name:ident = $key:literal),* $(,)?) => {
        classes!(@ 0; $($name = $key,)*);
        const NAMES: &[(&str, Class)] = &[$(($key, Class::$name)),*];
    };
    (@ $bit:expr; $name:ident = $key:literal, $($rest:tt)*) => {
        impl Class { pub(crate) const $name: Class = Class(1 << ($bit)); }
        classes!(@ $bit + 1; $($rest)*);
    };
    (@ $bit:expr;) => {};
}

classes! {
    BE = "be", AUXILIARY = "auxiliary", MODAL = "modal", NEGATION = "negation", ADVERB = "adverb",
    DETERMINER = "determiner", POSSESSIVE = "possessive", PRONOUN = "pronoun", OBJECT = "object",
    RELATIVE = "relative", PREPOSITION = "preposition", SUBORDINATOR = "subordinator",
    CONJUNCTION = "conjunction", QUESTION = "question", TIME = "time", TITLE = "title", CHAIN = "chain",
    DOCUMENT = "document", LABEL = "label",
}

impl Class {
    /// Starts with a capital letter.
    pub(crate) const CAPITAL: Self = Self(1 << 28);
    /// A word or number, not a mark.
    pub(crate) const WORD: Self = Self(1 << 29);
    /// Ends in 's.
    pub(crate) const GENITIVE: Self = Self(1 << 30);

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The closed word classes of a language.
#[derive(Debug)]
pub(crate) struct Grammar(HashMap<String, Class>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrammarFile {
    classes: HashMap<String, Vec<String>>,
}

impl Grammar {
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: GrammarFile = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut words: HashMap<String, Class> = HashMap::new();
        for (name, members) in file.classes {
            let (_, class) = NAMES.iter().find(|(key, _)| *key == name).ok_or(format!("no word class {name:?}"))?;
            for word in members {
                let entry = words.entry(word).or_default();
                *entry = entry.or(*class);
            }
        }
        Ok(Self(words))
    }

    fn class(&self, lower: &str) -> Class {
        let listed = self.0.get(lower).copied().unwrap_or_default();
        let ly = lower.len() > 5
            && lower.ends_with("ly")
            && !matches!(lower, "family" | "reply" | "rally" | "supply" | "assembly" | "italy");
        if ly { listed.or(Class::ADVERB) } else { listed }
    }
}

/// One word or mark.
#[derive(Debug)]
pub(crate) struct Word<'t> {
    pub(crate) span: Span,
    pub(crate) lower: Cow<'t, str>,
    class: Class,
    /// Index into the quotations of the text.
    pub(crate) quote: Option<usize>,
    /// True for the marks around a quotation.
    pub(crate) mark: bool,
}

impl Word<'_> {
    pub(crate) fn is(&self, class: Class) -> bool {
        self.class.meets(class)
    }

    pub(crate) fn at(&self, one_of: &[&str]) -> bool {
        one_of.contains(&&*self.lower)
    }

    /// True for a word of the narration, outside quotation marks.
    pub(crate) fn narrated(&self) -> bool {
        self.quote.is_none()
    }
}

/// A paragraph as words, and its sentences as ranges of them.
#[derive(Debug)]
pub(crate) struct Paragraph<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word<'t>>,
    pub(crate) sentences: Vec<Range<usize>>,
}

impl<'t> Paragraph<'t> {
    /// `sentences` are the sentences of one paragraph; `quotes` are those of the text, from index `first` on.
    pub(crate) fn new(text: &'t str, sentences: &[Span], quotes: &[Quote], first: usize, grammar: &Grammar) -> Self {
        let mut words: Vec<Word<'t>> = Vec::new();
        let mut ranges = Vec::with_capacity(sentences.len());
        let mut quote = first;
        for sentence in sentences {
            let from = words.len();
            for word in sayso_text::words(&text[sentence.range()]) {
                let (start, end) = (sentence.start() + word.start(), sentence.start() + word.end());
                let Some(span) = Span::new(start, end) else { continue };
                while quotes.get(quote).is_some_and(|q| q.span.end() <= start) {
                    quote += 1;
                }
                let inside = quotes.get(quote).filter(|q| q.span.contains(span));
                let mark = inside.is_some_and(|q| start < q.span.start() + q.open || start + q.close >= q.span.end());
                words.push(word_at(&text[start..end], span, inside.map(|_| quote), mark, grammar));
            }
            ranges.push(from..words.len());
        }
        Self { text, words, sentences: ranges }
    }

    /// The span of a range of words; `None` if the range is empty.
    pub(crate) fn span(&self, range: Range<usize>) -> Option<Span> {
        let words = self.words.get(range)?;
        Span::new(words.first()?.span.start(), words.last()?.span.end())
    }
}

fn word_at<'t>(text: &'t str, span: Span, quote: Option<usize>, mark: bool, grammar: &Grammar) -> Word<'t> {
    let plain = text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    let lower = if plain { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase().replace('’', "'")) };
    let mut class = grammar.class(&lower);
    if text.starts_with(char::is_uppercase) {
        class = class.or(Class::CAPITAL);
    }
    if text.contains(char::is_alphanumeric) {
        class = class.or(Class::WORD);
    }
    if lower.ends_with("'s") && !matches!(&*lower, "it's" | "that's" | "he's" | "she's" | "there's" | "what's") {
        class = class.or(Class::GENITIVE);
    }
    Word { span, lower, class, quote, mark }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::quotes;

    #[test]
    fn words_know_their_class_and_their_quotation() {
        let text = "Reyes’s aide “didn’t” go.";
        let whole = Span::new(0, text.len()).unwrap();
        let marks = quotes(text, &[whole]);
        let grammar = Grammar::parse(crate::GRAMMAR).unwrap();
        let paragraph = Paragraph::new(text, &[whole], &marks.all, 0, &grammar);
        let find = |lower: &str| paragraph.words.iter().find(|w| w.at(&[lower])).unwrap();
        assert!(find("reyes's").is(Class::GENITIVE) && find("reyes's").is(Class::CAPITAL));
        assert!(find("didn't").is(Class::AUXILIARY) && !find("didn't").narrated() && !find("didn't").mark);
        assert!(find("“").mark && find("”").mark);
        assert!(find("aide").narrated() && !find("aide").is(Class::AUXILIARY));
        assert_eq!(paragraph.span(1..2).and_then(|span| span.words(text)), Some("aide"));
        assert_eq!(paragraph.span(1..1), None);
    }

    #[test]
    fn an_unknown_class_is_refused() {
        assert!(Grammar::parse("[classes]\nverbs = [\"go\"]").unwrap_err().contains("verbs"));
    }
}
