//! Runs of words, as numbers.
//!
//! Words (UAX #29) are folded so that what copying changes does not count: case, accents and vowel signs, the width and form
//! of characters (compatibility decomposition, UAX #15), punctuation around and inside a word, white space. In scripts that
//! write no spaces, each character is a word.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// How many words make a shingle.
pub const SHINGLE_WORDS: usize = 4;

/// The hashes of all shingles of a text, in order, with repetitions. None if it has fewer words than a shingle.
pub(super) fn shingles(text: &str) -> impl Iterator<Item = u64> {
    let mut last = [0; SHINGLE_WORDS];
    let mut seen = 0;
    text.unicode_words().filter_map(folded_hash).filter_map(move |word| {
        last.rotate_left(1);
        last[SHINGLE_WORDS - 1] = word;
        seen += 1;
        (seen >= SHINGLE_WORDS).then(|| last.iter().fold(0, |hash, word| mix(hash ^ word)))
    })
}

/// FNV-1a with 64 bits (Fowler, Noll and Vo) of the word's letters and digits; `None` if it has none.
fn folded_hash(word: &str) -> Option<u64> {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash = None;
    let mut add = |c: char| {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            hash = Some((hash.unwrap_or(OFFSET) ^ u64::from(byte)).wrapping_mul(PRIME));
        }
    };
    for c in word.chars() {
        if c.is_ascii() {
            Some(c.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric).into_iter().for_each(&mut add);
        } else {
            // Marks, which alone may have to change places, are left out.
            decompose_compatible(c, |part| fold(part, &mut add));
        }
    }
    hash
}

/// Gives a character as a small letter.
fn fold(c: char, add: &mut impl FnMut(char)) {
    if is_letter(c) {
        // The one small letter with two forms.
        c.to_lowercase().map(|c| if c == 'ς' { 'σ' } else { c }).for_each(add);
    }
}

/// True for letters and digits; not for vowel signs and accents, nor for apostrophes that Unicode counts as letters.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c) && !matches!(c, 'ʼ' | 'ʻ')
}

/// Spreads every bit over all others: the finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        shingles(text).collect()
    }

    #[test]
    fn what_copying_changes_does_not_count() {
        let check = |one: &str, other: &str| {
            assert!(!hashes(one).is_empty(), "{one:?}");
            assert_eq!(hashes(one), hashes(other), "{one:?} {other:?}");
        };
        check("The dam WILL hold", "the   dam\nwill\u{a0}hold!");
        check("“The dam,” he said, “will hold”", "\"The dam\", he said: 'will hold'");
        check("the vice-president of the U.S. didn’t", "the vice – president of the US didn't");
        check("Слов'янськ та Київ тримаються", "СЛОВʼЯНСЬК ТА КИІВ ТРИМАЮТЬСЯ");
        check("Zelenský in the café", "zelensky in the cafe\u{301}");
        check("ΣΟΦΟΣ ΣΟΦΟΣ ΣΟΦΟΣ ΣΟΦΟΣ", "σοφός σοφος σοφος σοφος");
        check("İstanbul ﬁn Ａ b", "istanbul fin a b");
        check("about 12,000 of them", "about 12000 of them");
        check("大臣は「いいえ」と述べた", "大臣は いいえ と述べた。");
        check("قال الوزير إن السد", "قالَ الوزيرُ: إنّ السد");
    }

    #[test]
    fn the_order_of_words_counts() {
        let check = |one: &str, other: &str| assert_ne!(hashes(one), hashes(other), "{one:?} {other:?}");
        check("the dam will hold", "will the dam hold");
        check("a bc d e", "ab c d e");
        check("die Stadt ist rot", "die Stadt ist tot");
    }

    #[test]
    fn short_texts_have_none() {
        for text in ["", " \n", "one two three", "— … “” 👮🏽 ' ’ . - !", "\u{301}\u{301} \u{301} \u{301} \u{301}"]
        {
            assert_eq!(hashes(text), Vec::<u64>::new(), "{text:?}");
        }
    }

    #[test]
    fn hashes_stay_what_they_are_from_version_to_version() {
        assert_eq!(hashes("The dam will hold"), [11_659_143_453_265_523_386]);
    }

    proptest! {
        #[test]
        fn only_the_folded_words_count(words in prop::collection::vec("[a-zа-я0-9]{1,8}", 0..30), marks in "[ \n,.“”\"!–]{1,3}") {
            let plain = words.join(" ");
            let other = words.iter().map(|word| word.to_uppercase()).collect::<Vec<_>>().join(&format!(" {marks} "));
            prop_assert_eq!(hashes(&plain), hashes(&other));
            prop_assert_eq!(hashes(&plain).len(), (words.len() + 1).saturating_sub(SHINGLE_WORDS));
        }

        #[test]
        fn any_text_has_at_most_as_many_as_characters(text in any::<String>()) {
            prop_assert!(hashes(&text).len() <= text.chars().count());
        }
    }
}
