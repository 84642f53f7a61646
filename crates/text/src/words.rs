//! Words and punctuation marks, after the word boundaries of UAX #29.

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;

/// The words, numbers and single punctuation marks of `text`, in order.
///
/// "don't", "U.S" and "12,000" are one word each; a hyphen stands alone between two words; an emoji sequence is one
/// mark. The spans do not overlap and cover every character that is not white space.
#[must_use]
pub fn words(text: &str) -> Vec<Span> {
    text.split_word_bound_indices().filter_map(|(at, word)| Span::new(at, at + word.len())?.trimmed(text)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_numbers_and_marks() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = words(text).into_iter().map(|span| &text[span.range()]).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("He didn’t say 12,000.", &["He", "didn’t", "say", "12,000", "."]);
        check("“No,” he said...", &["“", "No", ",", "”", "he", "said", ".", ".", "."]);
        check("a vice-president of the U.S.", &["a", "vice", "-", "president", "of", "the", "U.S", "."]);
        check("Він сказав: «ні» 👮🏽", &["Він", "сказав", ":", "«", "ні", "»", "👮🏽"]);
        check(" \n\t", &[]);
    }

    proptest! {
        #[test]
        fn words_are_in_order_and_cover_everything(text in any::<String>()) {
            let mut at = 0;
            for span in words(&text) {
                prop_assert!(span.start() >= at);
                prop_assert!(text[at..span.start()].trim().is_empty());
                prop_assert!(!text[span.range()].trim().is_empty());
                at = span.end();
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
