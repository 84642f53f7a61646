//! Word pieces with their places in the text: BERT's uncased tokenizer (Devlin et al., 2019), exact to the byte.
//!
//! The text is cut into paragraphs, words (at white space and around punctuation) and pieces (the longest that
//! the vocabulary holds, greedily; WordPiece, Wu et al., 2016). A piece's span covers the accents that were left out
//! after its characters. Time and memory are linear in the text.

use std::ops::Range;

use sayso_text::{Span, paragraphs};

use crate::{
    characters::{Part, Treatment, is_alphanumeric, parts, treatment},
    features::{Cases, Feature, Quotation},
    vocabulary::Vocabulary,
};

/// Characters of the longest word that is cut into pieces; a longer one is unknown.
const LONGEST_WORD: usize = 100;

/// A piece of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its number in the vocabulary.
    pub(crate) id: u16,
    pub(crate) feature: Feature,
    /// True if there is neither letter nor digit in it.
    pub(crate) mark: bool,
    /// True if it is the first piece of its word.
    pub(crate) begins_word: bool,
    /// Number of its paragraph, counted over the text.
    pub(crate) paragraph: u32,
    pub(crate) span: Span,
}

/// The first pieces of `text`, in order: all of them, or `most` and what the last of these words and paragraphs needs.
pub(crate) fn pieces(text: &str, vocabulary: &Vocabulary, most: usize) -> Vec<Piece> {
    let mut cutter = Cutter { vocabulary, out: Vec::new(), word: Word::default(), most };
    let mut paragraph = 0;
    for part in paragraphs(text) {
        let first = cutter.out.len();
        if first >= most {
            break;
        }
        cutter.paragraph(&text[part.range()], part.start(), paragraph);
        let (mut cases, mut quotation) = (Cases::default(), Quotation::default());
        let found = &mut cutter.out[first..];
        for piece in &mut *found {
            piece.mark = !text[piece.span.range()].contains(is_alphanumeric);
            piece.feature = Feature::new(cases.at(text, piece.span.start()), quotation.at(text, piece.span.start()));
        }
        paragraph += u32::from(!found.is_empty());
    }
    cutter.out
}

struct Cutter<'v> {
    vocabulary: &'v Vocabulary,
    /// After so many pieces no further word is cut.
    most: usize,
    out: Vec<Piece>,
    word: Word,
}

/// The word that is being read, as the vocabulary writes it.
#[derive(Debug, Default)]
struct Word {
    written: String,
    /// Per character, where it begins in `written` and what it covers in the text.
    places: Vec<(usize, Place)>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
}

impl Cutter<'_> {
    fn paragraph(&mut self, line: &str, offset: usize, number: u32) {
        for (at, c) in line.char_indices() {
            let place = Place { start: offset + at, end: offset + at + c.len_utf8() };
            if self.out.len() >= self.most {
                break;
            }
            match treatment(c) {
                Treatment::Dropped => {}
                Treatment::Space => self.end_word(number),
                Treatment::Ideograph => {
                    self.end_word(number);
                    self.written(c, place, number);
                    self.end_word(number);
                }
                Treatment::Written => self.written(c, place, number),
            }
        }
        self.end_word(number);
    }

    fn written(&mut self, c: char, place: Place, paragraph: u32) {
        let mut accent = true;
        parts(c, |part| {
            accent &= part == Part::Accent;
            match part {
                Part::Accent => {}
                Part::Space => self.end_word(paragraph),
                Part::Letter(c) => self.word.push(c, place),
                Part::Punctuation(c) => {
                    self.end_word(paragraph);
                    self.word.push(c, place);
                    self.end_word(paragraph);
                }
            }
        });
        if accent {
            self.accent(place);
        }
    }

    /// An accent is not written, but goes with the character before it.
    fn accent(&mut self, accent: Place) {
        if let Some((_, last)) = self.word.places.last_mut() {
            last.end = accent.end;
        } else if let Some(last) = self.out.last_mut()
            && last.span.end() == accent.start
            && let Some(span) = Span::new(last.span.start(), accent.end)
        {
            last.span = span;
        }
    }

    /// Cuts the word into pieces; a word that cannot be cut is one unknown piece.
    fn end_word(&mut self, paragraph: u32) {
        let (Some((_, first)), Some((_, last))) = (self.word.places.first(), self.word.places.last()) else { return };
        let whole = Place { start: first.start, end: last.end };
        let before = self.out.len();
        let mut put = |id, place: Place, begins_word| {
            // `None` only past 4 GiB: what lies there is left out.
            let span = Span::new(place.start, place.end);
            self.out.extend(span.map(|span| Piece {
                id,
                feature: Feature::default(),
                mark: false,
                begins_word,
                paragraph,
                span,
            }));
        };
        let mut rest = if self.word.places.len() > LONGEST_WORD { None } else { Some(0..self.word.places.len()) };
        while let Some(left) = rest.clone().filter(|left| !left.is_empty()) {
            let begin = self.word.places[left.start].0;
            let found = self.vocabulary.longest_match(&self.word.written[begin..], left.start == 0);
            rest = found.map(|(id, length)| {
                let characters = self.word.written[begin..begin + length].chars().count();
                let end = left.start + characters;
                let place = Place { start: self.word.places[left.start].1.start, end: self.word.places[end - 1].1.end };
                put(id, place, left.start == 0);
                end..left.end
            });
        }
        if rest.is_none() {
            self.out.truncate(before);
            self.out.extend(Span::new(whole.start, whole.end).map(|span| Piece {
                id: self.vocabulary.unknown,
                feature: Feature::default(),
                mark: false,
                begins_word: true,
                paragraph,
                span,
            }));
        }
        self.word.written.clear();
        self.word.places.clear();
    }
}

impl Word {
    fn push(&mut self, c: char, place: Place) {
        // A word that is too long is not looked into: where it ends is enough.
        if self.places.len() > LONGEST_WORD
            && let Some((_, last)) = self.places.last_mut()
        {
            last.end = place.end;
            return;
        }
        self.places.push((self.written.len(), place));
        self.written.push(c);
    }
}

/// From the first of a run of pieces to the last. `None` never: pieces lie in text order, so the last one does not end
/// before the first begins.
pub(crate) fn span(pieces: &[Piece], run: Range<usize>) -> Option<Span> {
    Span::new(pieces[run.start].span.start(), pieces[run.end - 1].span.end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokenizers::{
        Tokenizer, models::wordpiece::WordPiece, normalizers::BertNormalizer, pre_tokenizers::bert::BertPreTokenizer,
    };

    use super::*;
    use crate::vocabulary::tests::of;

    /// Pieces as the text shows them, `|` before each that begins a word, with the numbers of unknown ones left out.
    fn cut(text: &str, vocabulary: &Vocabulary) -> Vec<String> {
        let show = |piece: Piece| {
            let unknown = if piece.id == vocabulary.unknown { "?" } else { "" };
            format!("{}{}{unknown}", if piece.begins_word { "|" } else { "" }, &text[piece.span.range()])
        };
        all(text, vocabulary).into_iter().map(show).collect()
    }

    fn all(text: &str, vocabulary: &Vocabulary) -> Vec<Piece> {
        pieces(text, vocabulary, usize::MAX)
    }

    #[test]
    fn words_are_cut_greedily_and_spans_are_exact() {
        let vocabulary = of(&["u", "s", "spokes", "##man", "##s", "a", "ka", "##ts", "##ka", "“", "中", ",", "і"]);
        let check = |text: &str, expected: &[&str]| assert_eq!(cut(text, &vocabulary), expected, "{text:?}");
        check("", &[]);
        check(" \n\t\u{200b}", &[]);
        check("Spokesmans", &["|Spokes", "man", "s"]);
        check("U.S. “a", &["|U", "|.", "|S", "|.", "|“", "|a"]);
        check("spokesx a", &["|spokesx?", "|a"]);
        check("a中,Ї", &["|a", "|中", "|,", "|Ї"]);
        check("kátska", &["|ká", "ts", "ka"]);
        check("ka\u{301}ts\u{301} a", &["|ka\u{301}", "ts\u{301}", "|a"]);
        check(",\u{301}a", &["|,\u{301}", "|a"]);
        check("k\u{ad}a\0ts", &["|k\u{ad}a", "ts"]);
        check("\u{301}a", &["|a"]);
        // One character, an accent and a letter.
        check(",\u{cca}", &["|,", "|\u{cca}?"]);
    }

    #[test]
    fn paragraphs_are_counted_without_empty_lines() {
        let vocabulary = of(&["a", "b"]);
        let check = |text: &str, expected: &[u32]| {
            let found: Vec<_> = all(text, &vocabulary).iter().map(|piece| piece.paragraph).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("\nA b\n \n\u{200b}\r\nB", &[0, 0, 1]);
        check("A\nb\r\n\tb\nA", &[0, 0, 0, 1]);
        check("A\n\nb\n \nb", &[0, 1, 2]);
    }

    #[test]
    fn no_more_is_cut_than_is_wanted() {
        let vocabulary = of(&["a", "##b"]);
        for text in ["a ab\nA ab a", "a ab ab a"] {
            let cut = |most| pieces(text, &vocabulary, most);
            assert_eq!(cut(0), []);
            for most in 1..6 {
                let some = cut(most);
                assert!((most..most + 2).contains(&some.len()));
                assert_eq!(some, all(text, &vocabulary)[..some.len()]);
            }
        }
    }

    #[test]
    fn quotations_are_closed_by_the_paragraph() {
        let vocabulary = of(&[]);
        let rows: Vec<_> = all("“A\n\nb", &vocabulary).iter().map(|p| p.feature.row()).collect();
        assert_eq!(rows, [1, 3, 0]);
    }

    #[test]
    fn hostile_text_is_cut_in_linear_time() {
        let vocabulary = of(&["a", "##a"]);
        let check = |text: &str, count: usize| assert_eq!(all(text, &vocabulary).len(), count);
        check(&"a".repeat(200_000), 1);
        assert_eq!(all(&"a".repeat(200_000), &vocabulary)[0].span.end(), 200_000);
        check(&"a ".repeat(200_000), 200_000);
        check(&"ab ".repeat(200_000), 200_000);
        check(&"\u{301}".repeat(200_000), 0);
        check(&format!("a{}", "\u{301}".repeat(200_000)), 1);
        check(&"中".repeat(200_000), 200_000);
        check(&"\n".repeat(200_000), 0);
        check(&format!("A\n{}", " ".repeat(200_000)).repeat(2), 2);
        check(&"a\n".repeat(100_000), 100_000);
        check(&"\"".repeat(200_000), 200_000);
        check(&format!("{} ", "a".repeat(100)).repeat(2_000), 200_000);
    }

    /// The tokenizer that the model was trained with.
    fn original() -> Tokenizer {
        let model = WordPiece::from_file(concat!(env!("CARGO_MANIFEST_DIR"), "/weights/vocab.txt"))
            .unk_token("[UNK]".to_owned())
            .max_input_chars_per_word(LONGEST_WORD)
            .build()
            .unwrap();
        let mut tokenizer = Tokenizer::new(model);
        tokenizer.with_normalizer(Some(BertNormalizer::new(true, true, Some(true), true))).unwrap();
        tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
        tokenizer
    }

    /// Numbers, words and starts are those of the original; ends are too, save where an accent was left out.
    fn same(text: &str, vocabulary: &Vocabulary, original: &Tokenizer) -> Result<(), TestCaseError> {
        let ours = all(text, vocabulary);
        let theirs = original.encode(text, false).unwrap();
        let ids: Vec<u32> = ours.iter().map(|piece| u32::from(piece.id)).collect();
        prop_assert_eq!(&ids, theirs.get_ids(), "{:?}", text);
        let mut word = None;
        for (piece, (their_word, (start, end))) in
            ours.iter().zip(theirs.get_word_ids().iter().zip(theirs.get_offsets()))
        {
            prop_assert_eq!(piece.begins_word, word != *their_word, "{:?}", text);
            word = *their_word;
            prop_assert_eq!(piece.span.start(), *start, "{:?}", text);
            let after = piece.span.end().checked_sub(*end).map(|_| &text[*end..piece.span.end()]);
            let accents = after.is_some_and(|after| {
                let mut accent = true;
                after.chars().for_each(|c| {
                    if treatment(c) == Treatment::Written {
                        parts(c, |part| accent &= part == Part::Accent);
                    }
                });
                accent
            });
            prop_assert!(accents, "{text:?} {piece:?} {end}");
        }
        Ok(())
    }

    #[test]
    fn pieces_are_those_of_the_original_tokenizer() {
        let vocabulary = Vocabulary::parse(include_str!("../weights/vocab.txt")).unwrap();
        let original = original();
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(2_000));
        let words = prop::sample::select(vec![
            "Spokeswoman",
            "said",
            "“",
            "”",
            "\"",
            "'",
            "’s",
            "U.S.",
            ",",
            ".",
            " ",
            " ",
            " ",
            "-",
            "—",
            "\t",
            "\r",
            "\u{a0}",
            "ÉCOLE",
            "e\u{301}",
            "Straße",
            "İstanbul",
            "Володимир",
            "київ",
            "中国",
            "한국",
            "👮\u{200d}♀\u{fe0f}",
            "\u{200b}",
            "\u{ad}",
            "\0",
            "\u{fffd}",
            "antidisestablishmentarianism",
            "3.5%",
            "$1bn",
            "ﬁ",
            "Ω",
            "\u{85}",
            "\u{b}",
            "日",
            "xyzzyxq",
            "@handle",
            "#tag",
            "http://a.b/c?d=e",
            "\u{e000}",
            "α\u{345}",
            "１２",
        ]);
        let text = prop_oneof![
            prop::collection::vec(words, 0..40).prop_map(|words| words.concat()),
            "[\u{20}-\u{5ff}\u{1100}-\u{11ff}\u{1e00}-\u{2bff}\u{3000}-\u{30ff}\u{4e00}-\u{4fff}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{ff00}-\u{ffee}&&\\p{age:8.0}]{0,60}",
        ];
        runner.run(&text, |text| same(&text, &vocabulary, &original)).unwrap();
    }

    proptest! {
        #[test]
        fn spans_lie_in_order_inside_the_text(text in any::<String>()) {
            let mut last = 0;
            for piece in all(&text, &of(&["a", "b"])) {
                prop_assert!(piece.span.words(&text).is_some());
                prop_assert!(piece.span.start() >= last);
                last = if piece.begins_word { piece.span.end() } else { piece.span.start() };
            }
        }
    }
}
