//! The words of a claim as the rules see them: sentence by sentence, in lower case, with contractions written out.

use sayso_text::{Span, Spans};

/// A word or a mark.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Where it stands. The two words of a contraction share their place: "won't" is "will" and "not".
    pub(crate) span: Span,
    /// In lower case, with straight apostrophes.
    pub(crate) lower: String,
    /// Begins with a capital.
    pub(crate) capital: bool,
    /// Stands in quotation marks that opened earlier in the claim.
    pub(crate) quoted: bool,
}

impl Word {
    pub(crate) fn is_mark(&self) -> bool {
        !self.lower.contains(char::is_alphanumeric)
    }

    pub(crate) fn is_quote(&self) -> bool {
        matches!(self.lower.as_str(), "\"" | "“" | "”" | "«" | "»" | "„" | "'" | "‘" | "''" | "``")
    }

    /// A pronoun that can be a subject.
    pub(crate) fn is_pronoun(&self) -> bool {
        matches!(self.lower.as_str(), "i" | "we" | "he" | "she" | "it" | "they" | "you")
    }

    pub(crate) fn is_number(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// A sentence of a claim; its words may lie in several pieces of the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence {
    pub(crate) words: Vec<Word>,
    /// Most words begin with a capital: capitals tell no names.
    shouted: bool,
}

impl Sentence {
    pub(crate) fn of(words: Vec<Word>) -> Self {
        Self { words, shouted: false }
    }

    /// "May" the month and "Will" the man, which are no verbs.
    pub(crate) fn is_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        if !word.capital || self.shouted || !matches!(word.lower.as_str(), "will" | "may") {
            return false;
        }
        let opens = self.words[..at].iter().all(Word::is_mark);
        !opens || self.words.get(at + 1).is_some_and(|next| next.is_number() || next.capital && next.lower != "i")
    }

    pub(crate) fn is_question(&self) -> bool {
        self.words.iter().rev().find(|word| !word.is_quote() && word.lower != ")").is_some_and(|word| word.lower == "?")
    }

    /// From the first to the last of the words in `range`, piece by piece.
    pub(crate) fn spans(&self, range: std::ops::Range<usize>, text: &str) -> Spans {
        let mut pieces: Vec<Span> = Vec::new();
        for word in &self.words[range] {
            match pieces.last_mut() {
                // Only white space or a hyphen lies between: it is one piece.
                Some(last)
                    if last.end() <= word.span.start() && text[last.end()..word.span.start()].trim().is_empty() =>
                {
                    *last = Span::new(last.start(), word.span.end()).unwrap_or(*last);
                }
                Some(last) if last.contains(word.span) => {}
                _ => pieces.push(word.span),
            }
        }
        Spans::joined(pieces)
    }
}

/// The sentences of `pieces`. A sentence goes on in the next piece unless a full stop, question mark or exclamation
/// mark ends it or the sentence between the two.
pub(crate) fn sentences(text: &str, pieces: &Spans) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    let mut quoted = false;
    let mut last_end = None;
    for piece in pieces.pieces() {
        let Some(of_piece) = piece.words(text) else { continue };
        // "“It rained,” she said. “It was cold.”" is two sentences: the reporter's ends between the pieces.
        let between = last_end.and_then(|end| text.get(end..piece.start())).unwrap_or_default();
        let parted = between.trim_end().ends_with(['.', '?', '!']);
        last_end = Some(piece.end());
        for (index, sentence) in sayso_text::sentences(of_piece).into_iter().enumerate() {
            let goes_on = index == 0 && !parted && out.last().is_some_and(|last| !ends(last));
            if !goes_on {
                out.push(Sentence::default());
            }
            // At least one sentence was pushed: the first is none that goes on.
            let Some(last) = out.last_mut() else { unreachable!() };
            if goes_on && let Some(span) = comma_of(between, piece.start()) {
                // "If it fails, he said, we go" needs the comma that the source's words leave out.
                last.words.push(Word { span, lower: ",".to_owned(), capital: false, quoted: false });
            }
            read(&of_piece[sentence.range()], piece.start() + sentence.start(), &mut quoted, &mut last.words);
        }
    }
    for sentence in &mut out {
        let capitals = sentence.words.iter().filter(|word| word.capital).count();
        sentence.shouted = capitals > 2 && capitals * 2 > sentence.words.len();
    }
    out.retain(|sentence| sentence.words.iter().any(|word| !word.is_mark()));
    out
}

/// The comma that begins what stands between two pieces, the second of which starts at `end`.
fn comma_of(between: &str, end: usize) -> Option<Span> {
    let start = end - between.len();
    between.starts_with(',').then(|| Span::new(start, start + 1))?
}

fn ends(sentence: &Sentence) -> bool {
    let last = sentence.words.iter().rev().find(|word| !word.is_quote());
    last.is_some_and(|word| matches!(word.lower.as_str(), "." | "?" | "!" | "…"))
}

/// The words of one stretch of text that begins at byte `start` of the whole.
pub(crate) fn words_at(text: &str, span: Span) -> Vec<Word> {
    let mut words = Vec::new();
    read(span.words(text).unwrap_or_default(), span.start(), &mut false, &mut words);
    words
}

fn read(text: &str, start: usize, quoted: &mut bool, words: &mut Vec<Word>) {
    for found in sayso_text::words(text) {
        let raw = &text[found.range()];
        let Some(span) = Span::new(start + found.start(), start + found.end()) else { continue };
        let lower = if raw.is_ascii() { raw.to_ascii_lowercase() } else { raw.to_lowercase().replace('’', "'") };
        let (lower, second) = match contraction(&lower) {
            Some((first, second)) => (first.to_owned(), Some(second)),
            None => (lower, None),
        };
        let mut word = Word { span, lower, capital: raw.starts_with(char::is_uppercase), quoted: *quoted };
        match word.lower.as_str() {
            "“" | "«" | "„" => *quoted = true,
            "”" | "»" => *quoted = false,
            "\"" | "''" | "``" => *quoted = !*quoted,
            _ => {}
        }
        word.quoted &= !word.is_quote();
        let Word { span, quoted: inside, .. } = word;
        let rest = second.map(|second| Word { span, lower: second.to_owned(), capital: false, quoted: inside });
        words.push(word);
        words.extend(rest);
    }
}

/// The two words of a contraction.
fn contraction(lower: &str) -> Option<(&str, &'static str)> {
    if !lower.contains('\'') {
        return match lower {
            "cannot" => Some(("can", "not")),
            "gonna" => Some(("going", "to")),
            _ => None,
        };
    }
    match lower {
        "won't" => return Some(("will", "not")),
        "can't" => return Some(("can", "not")),
        "shan't" => return Some(("shall", "not")),
        "let's" => return Some(("let", "us")),
        "it's" | "he's" | "she's" | "that's" | "there's" | "here's" | "what's" | "who's" => {
            return lower.strip_suffix("'s").map(|first| (first, "is"));
        }
        _ => {}
    }
    let ends = [("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am")];
    ends.into_iter()
        .find_map(|(end, full)| lower.strip_suffix(end).filter(|first| !first.is_empty()).map(|first| (first, full)))
}
