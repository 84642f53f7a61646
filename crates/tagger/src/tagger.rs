//! The tagger: text in, attributions out, window by window.

use std::{fmt, path::Path, sync::Arc};

use sayso_text::Span;

use crate::{
    WeightsError,
    decode::spans,
    link::{Pointers, link},
    meaning::Meaning,
    model::{Model, Output},
    names::{Name, names},
    pieces::{Piece, pieces, span},
    vocabulary::Vocabulary,
    weights::{MEANING, MODEL, Settings, Weights},
    windows::{Input, Window, windows},
};

/// One attribution: who put forward what, as spans of the text.
///
/// Spans are made of whole words (runs of letters and digits, and single marks: "Reyes’s" is three), lie in text order and do not overlap. At least the cue or the content is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who put it forward; may be empty.
    pub source: Vec<Span>,
    /// The words that signal it; may be empty.
    pub cue: Vec<Span>,
    /// What was put forward; may be empty where only a cue was seen.
    pub content: Vec<Span>,
    /// How probable it is that this is an attribution with these parts, from 0 to 1.
    pub confidence: f32,
    /// What the content means, whatever stands around it: a sentence embedding of [`EMBEDDING`](crate::EMBEDDING) components, the first
    /// 128 of length 1 together, and the others; empty without a content.
    pub embedding: Vec<f32>,
}

/// What is found in a text, or in one window of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tags {
    /// The attributions, in the order of their windows.
    pub attributions: Vec<Attribution>,
    /// Proper names, in text order; no two overlap.
    pub names: Vec<Name>,
}

impl Tags {
    /// Adds what is found further on.
    pub fn extend(&mut self, more: Self) {
        self.attributions.extend(more.attributions);
        self.names.extend(more.names);
    }
}

/// Finds attributions in English text. Loaded once; a clone shares the weights, and all may be used at the same time.
#[derive(Clone)]
pub struct Tagger(Arc<Loaded>);

struct Loaded {
    model: Model,
    meaning: Meaning,
    vocabulary: Vocabulary,
    settings: Settings,
    hash: String,
}

impl Tagger {
    /// The tagger with the weights in the program.
    ///
    /// # Errors
    /// [`WeightsError`] if the program was built with files that are no model.
    pub fn embedded() -> Result<Self, WeightsError> {
        Self::new(Weights::embedded()?)
    }

    /// The tagger with the weights in `folder`: `model.onnx`, `meaning.onnx`, `vocab.txt`, `tagger.json` and `SHA256SUMS`.
    ///
    /// # Errors
    /// [`WeightsError`] if a file is missing, damaged, or not of a model of this kind.
    pub fn load(folder: impl AsRef<Path>) -> Result<Self, WeightsError> {
        Self::new(Weights::read(folder.as_ref())?)
    }

    fn new(weights: Weights) -> Result<Self, WeightsError> {
        let Weights { model, meaning, vocabulary, settings, hash } = weights;
        let (vocabulary, threads) = (Vocabulary::parse(&vocabulary)?, Arc::default());
        let wrong = |file| move |problem| WeightsError::Model { file, problem };
        let model = Model::new(model, vocabulary.size(), settings.sizes().longest, &threads).map_err(wrong(MODEL))?;
        let meaning = Meaning::new(meaning, vocabulary.size(), &threads).map_err(wrong(MEANING))?;
        Ok(Self(Arc::new(Loaded { model, meaning, vocabulary, settings, hash })))
    }

    /// What the model is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.settings.name
    }

    /// The version of the model.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.0.settings.version
    }

    /// SHA-256, in hex, that tells this model with its settings from any other.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The languages that it was trained on (BCP 47).
    #[must_use]
    pub fn languages(&self) -> &[String] {
        &self.0.settings.languages
    }

    /// All that is found in `text`.
    #[must_use]
    pub fn tag(&self, text: &str) -> Tags {
        self.read(text, usize::MAX).fold(Tags::default(), |mut all, found| {
            all.extend(found);
            all
        })
    }

    /// What a text means that is read by itself, as one content: an embedding as of [`Attribution::embedding`].
    #[must_use]
    pub fn embedding(&self, text: &str) -> Vec<f32> {
        let pieces = pieces(text, &self.0.vocabulary, self.0.settings.sizes().core);
        let ids: Vec<i32> = pieces.iter().map(|piece| piece.id.into()).collect();
        self.0.embedding(ids.iter())
    }

    /// Reads the first `most` windows of `text`, one by one; a reader that is dropped stops the work.
    ///
    /// What is read is cut into pieces at once, which is little work; each step then costs one run of the model, some
    /// hundredths of a second.
    #[must_use]
    pub fn read(&self, text: &str, most: usize) -> Reading<'_> {
        let sizes = self.0.settings.sizes();
        // No window answers for more pieces than a core; what comes after tells where the last one ends.
        let enough = most.saturating_add(2).saturating_mul(sizes.core).saturating_add(sizes.right);
        let pieces = pieces(text, &self.0.vocabulary, enough);
        let mut windows = windows(&pieces, &self.0.vocabulary, sizes);
        let beyond = windows.get(most).map(|window| pieces[window.core.start].span.start());
        windows.truncate(most);
        let unread = beyond.and_then(|start| Span::new(start, text.trim_end().len()));
        Reading { loaded: &self.0, pieces, windows: windows.into_iter(), unread }
    }
}

impl fmt::Debug for Tagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tagger").field("version", &self.version()).field("hash", &self.hash()).finish_non_exhaustive()
    }
}

/// The windows of a text, each read when it is asked for: what it answers for.
pub struct Reading<'t> {
    loaded: &'t Loaded,
    pieces: Vec<Piece>,
    windows: std::vec::IntoIter<Window>,
    unread: Option<Span>,
}

impl Reading<'_> {
    /// What lies beyond the windows that were asked for, if there is more.
    #[must_use]
    pub fn unread(&self) -> Option<Span> {
        self.unread
    }
}

impl Iterator for Reading<'_> {
    type Item = Tags;

    fn next(&mut self) -> Option<Self::Item> {
        let window = self.windows.next()?;
        Some(self.loaded.tags(&self.pieces, &window))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.windows.size_hint()
    }
}

impl ExactSizeIterator for Reading<'_> {}

impl fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("windows", &self.windows.len()).finish_non_exhaustive()
    }
}

impl Loaded {
    /// The embedding of a content of these pieces.
    fn embedding<'p>(&self, pieces: impl Iterator<Item = &'p i32>) -> Vec<f32> {
        let marks = [self.vocabulary.class, self.vocabulary.separator].map(i32::from);
        self.meaning.embedding(marks, pieces.copied())
    }

    fn tags(&self, pieces: &[Piece], window: &Window) -> Tags {
        let input = Input::new(pieces, window, &self.vocabulary);
        // The model was tried when it was loaded, with the last piece, all features and the longest window: no input fails.
        let Ok(output) = self.model.run(&input.ids, &input.features) else { return Tags::default() };
        self.decoded(pieces, window, &input, &output)
    }

    /// What the model said of a window.
    fn decoded(&self, pieces: &[Piece], window: &Window, input: &Input, output: &Output) -> Tags {
        let found = spans(pieces, window, input, &output.tags, &self.settings.bias());
        let span = |at: &usize| span(pieces, found[*at].pieces.clone());
        let attributions = link(&Pointers::new(&output.pointers), &found, self.settings.no_source_margin)
            .into_iter()
            .map(|linked| Attribution {
                source: linked.source.iter().filter_map(span).collect(),
                cue: linked.cue.iter().filter_map(span).collect(),
                content: linked.contents.iter().filter_map(span).collect(),
                confidence: self.settings.confidence.of(&linked, &found),
                embedding: self
                    .embedding(linked.contents.iter().flat_map(|at| &input.ids[found[*at].positions.clone()])),
            })
            .collect();
        Tags { attributions, names: names(pieces, window, input, &output.names) }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{sync::LazyLock, thread};

    use proptest::prelude::*;

    use super::*;
    use crate::windows::Sizes;

    static EMBEDDED: LazyLock<Tagger> = LazyLock::new(|| Tagger::embedded().unwrap());

    /// The tagger with the weights in the program, loaded once for all tests.
    pub(crate) fn embedded() -> &'static Tagger {
        &EMBEDDED
    }

    impl Tagger {
        pub(crate) fn model(&self) -> &Model {
            &self.0.model
        }

        pub(crate) fn vocabulary(&self) -> &Vocabulary {
            &self.0.vocabulary
        }

        pub(crate) fn sizes(&self) -> Sizes {
            self.0.settings.sizes()
        }

        /// What the model says of each window of `text`.
        pub(crate) fn outputs(&self, text: &str) -> Vec<Output> {
            let reading = self.read(text, usize::MAX);
            let input = |window: Window| Input::new(&reading.pieces, &window, &self.0.vocabulary);
            let run = |input: Input| self.0.model.run(&input.ids, &input.features).unwrap();
            reading.windows.clone().map(input).map(run).collect()
        }

        /// The attributions of `text` if the model said `outputs` of its windows.
        pub(crate) fn decode(&self, text: &str, outputs: &[Output]) -> Tags {
            let reading = self.read(text, usize::MAX);
            let decode = |(window, output): (Window, &Output)| {
                let input = Input::new(&reading.pieces, &window, &self.0.vocabulary);
                self.0.decoded(&reading.pieces, &window, &input, output)
            };
            let mut all = Tags::default();
            reading.windows.clone().zip(outputs).map(decode).for_each(|found| all.extend(found));
            all
        }
    }

    const REPORT: &str = "The governor of Ostrava said on Monday that the bridge would be closed. “It is not safe,” she \
        told reporters.\n\nDrivers denied it. According to Jan Novák, a driver, nobody was asked.";

    #[test]
    fn attributions_have_their_parts() {
        let found = embedded().tag(REPORT).attributions;
        let words = |spans: &[Span]| spans.iter().map(|span| &REPORT[span.range()]).collect::<Vec<_>>().join(" … ");
        let quoted = found.iter().find(|one| words(&one.content) == "“It is not safe,”").unwrap();
        assert_eq!(words(&quoted.source), "she");
        assert!(words(&quoted.cue).starts_with("told"), "{quoted:?}");
        assert!(found.iter().any(|one| words(&one.source).starts_with("The governor of Ostrava")), "{found:?}");
        assert!(found.iter().all(|one| (0.0..=1.0).contains(&one.confidence)));
    }

    #[test]
    fn a_text_without_words_has_no_attributions() {
        for text in ["", "\n\n", " ", "\u{301}\u{200b}\0"] {
            assert_eq!(embedded().read(text, usize::MAX).len(), 0, "{text:?}");
            assert_eq!(embedded().tag(text), Tags::default(), "{text:?}");
        }
    }

    #[test]
    fn a_reading_goes_window_by_window() {
        let text = "The mayor said so.\n".repeat(1000);
        let mut reading = embedded().read(&text, usize::MAX);
        let windows = reading.len();
        assert!(windows > 10);
        assert!(reading.next().is_some_and(|found| !found.attributions.is_empty()));
        assert_eq!(reading.len(), windows - 1);
        assert_eq!(reading.unread(), None);
    }

    #[test]
    fn a_reading_of_some_windows_is_that_of_all_cut_short() {
        let lines = "The mayor said so.\n".repeat(60);
        // One paragraph, and one word.
        for text in [&lines, &lines.replace('\n', " "), &"x".repeat(100_000), &"x, ".repeat(2_000)] {
            let all: Vec<_> = embedded().read(text, usize::MAX).collect();
            for most in [0, 1, 2, all.len(), all.len() + 1] {
                let reading = embedded().read(text, most);
                assert_eq!(reading.unread().is_some(), most < all.len());
                if let Some(unread) = reading.unread() {
                    assert_eq!(unread.end(), text.trim_end().len());
                    assert!(
                        all[..most]
                            .iter()
                            .flat_map(|found| &found.attributions)
                            .flat_map(|one| &one.content)
                            .all(|c| c.end() <= unread.start())
                    );
                }
                assert!(reading.eq(all[..most.min(all.len())].iter().cloned()));
            }
        }
    }

    #[test]
    fn hostile_text_is_read_to_its_limit() {
        let lines = "Officials said no. ".repeat(12_000);
        for text in [&lines, &"a\n".repeat(100_000), &"\"".repeat(200_000), &"\u{301}中".repeat(60_000)] {
            assert!(text.len() >= 200_000);
            let reading = embedded().read(text, 3);
            let first = text.len() - reading.unread().unwrap().range().len();
            for one in reading.flat_map(|found| found.attributions) {
                assert!(one.content.iter().chain(&one.cue).chain(&one.source).all(|span| span.end() <= first));
            }
        }
    }

    #[test]
    fn what_a_text_gives_depends_on_nothing_else() {
        let texts = [REPORT, "It will rain, he said.", "“No!”", ""];
        let alone: Vec<_> = texts.iter().map(|text| embedded().tag(text)).collect();
        let again = || texts.iter().rev().map(|text| embedded().tag(text)).collect::<Vec<_>>();
        thread::scope(|scope| {
            for found in [scope.spawn(again), scope.spawn(again)].map(|thread| thread.join().unwrap()) {
                assert_eq!(found.into_iter().rev().collect::<Vec<_>>(), alone);
            }
        });
        // Paragraphs that are too far away to be read with it change nothing either.
        let far = format!("{REPORT}\n{}", "Nothing of this was news to anybody. ".repeat(80));
        let near = format!("{REPORT}\n{}", "Nothing of this was news to anybody. ".repeat(90));
        assert_eq!(embedded().read(&far, 1).next(), embedded().read(&near, 1).next());
    }

    /// What must hold of the attributions of any text.
    fn holds(text: &str) -> Result<(), TestCaseError> {
        let all = embedded().tag(text);
        let named: Vec<Span> = all.names.iter().map(|name| name.words).collect();
        prop_assert!(named.is_sorted_by(|one, next| one.end() <= next.start()), "{text:?} {named:?}");
        prop_assert!(named.iter().all(|span| span.trimmed(text) == Some(*span)), "{text:?} {named:?}");
        for found in all.attributions {
            prop_assert!((0.0..=1.0).contains(&found.confidence));
            prop_assert!(!found.cue.is_empty() || !found.content.is_empty());
            for part in [&found.source, &found.cue, &found.content] {
                prop_assert!(part.is_sorted_by(|one, next| one.end() <= next.start()), "{text:?} {found:?}");
                for span in part {
                    prop_assert_eq!(span.trimmed(text), Some(*span), "{:?}", text);
                    let inside = |at: usize| {
                        let (before, after) = text.split_at(at);
                        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                        word(before.chars().next_back()) && word(after.chars().next())
                    };
                    prop_assert!(!inside(span.start()) && !inside(span.end()), "{text:?} {span:?}");
                }
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_gives_attributions(text in any::<String>()) {
            holds(&text)?;
        }

        #[test]
        fn spans_are_of_whole_words(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "said", "told", "the mayor", "Reyes", "he", "that", "according to", "“", "”", "\"", "’s", ",", ".", ":",
                    "\n", "\n\n", "denied", "it will rain", "e\u{301}cole", "👮", "ні", "中国", "\u{200b}", "3.5%", "U.S.",
                    "antidisestablishmentarianism", "\u{301}",
                ]),
                0..60,
            ),
            tight in any::<bool>(),
        ) {
            holds(&words.join(if tight { "" } else { " " }))?;
        }
    }
}
