//! The words that name a source: a light noun-phrase finder around a cue.
//!
//! There is no tagger or parser. A phrase ends where a closed-class word or a mark says so: an auxiliary, a
//! subordinator, a comma, a quotation. Every search is bounded by [`REACH`].

use std::ops::Range;

use crate::{
    cues::Form,
    sentence::{REACH, Sentence},
    words::Class,
};

/// The longest plain noun phrase, in words.
const PHRASE: usize = 24;

const NAME_PART: Class = Class::CAPITAL;
const ENDS_PHRASE: Class = Class::AUXILIARY.or(Class::SUBORDINATOR).or(Class::RELATIVE);

impl Sentence<'_, '_> {
    /// The subject that ends just before `end`.
    pub(crate) fn subject_before(&self, end: usize) -> Option<Range<usize>> {
        let words = &self.paragraph.words;
        let low = self.within.start.max(end.saturating_sub(REACH));
        let mut end = end;
        // "The army on Friday declared": the time is no part of the subject.
        while end > low + 1 && words[end - 1].is(Class::TIME) {
            end -= 1;
            if words[end - 1].at(&["last", "this", "late", "early", "on", "next", "earlier"]) && end > low + 1 {
                end -= 1;
            }
            if words[end - 1].at(&["on", "late", "early"]) && end > low + 1 {
                end -= 1;
            }
        }
        let last = end.checked_sub(1).filter(|i| *i >= low)?;
        if words[last].is(Class::RELATIVE) {
            return Some(last..end);
        }
        if words[last].at(&[",", "—", "–", "-", ")"]) {
            // "Smith, a lawyer for X, said": the phrase before the insertion, with it.
            let opening: &[&str] = if words[last].at(&[")"]) { &["("] } else { &[",", "—", "–", "-"] };
            let first = (low..last).rev().take(PHRASE).find(|i| words[*i].at(opening) && !self.inside_name(*i))?;
            if words[first + 1..last].iter().any(|w| w.mark) || first + 1 == last {
                return None;
            }
            let head = self.plain_before(first, low)?;
            return Some(head.start..last);
        }
        self.plain_before(end, low)
    }

    /// True for a hyphen between two parts of one word.
    fn inside_name(&self, i: usize) -> bool {
        let words = &self.paragraph.words;
        words[i].at(&["-"])
            && i > 0
            && words.get(i + 1).is_some_and(|next| next.span.start() == words[i].span.end())
            && words[i - 1].span.end() == words[i].span.start()
    }

    /// True for the full stop of "Gen." and "J.".
    fn abbreviates(&self, i: usize) -> bool {
        let words = &self.paragraph.words;
        i > 0
            && words[i].at(&["."])
            && words[i - 1].span.end() == words[i].span.start()
            && (words[i - 1].is(Class::TITLE) || words[i - 1].lower.chars().count() == 1)
    }

    fn verb_like(&self, i: usize) -> bool {
        let word = &self.paragraph.words[i];
        !word.is(NAME_PART)
            && self.cues.verb(&word.lower).is_some_and(|(_, form)| matches!(form, Form::Past | Form::Third))
            && !(i > 0 && self.paragraph.words[i - 1].is(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::GENITIVE)))
    }

    fn plain_before(&self, end: usize, low: usize) -> Option<Range<usize>> {
        let words = &self.paragraph.words;
        let mut start = end;
        while start > low && end - start < PHRASE {
            let i = start - 1;
            let word = &words[i];
            if word.mark || (word.quote.is_some() && words[end - 1].quote.is_none()) {
                break;
            }
            if word.is(Class::PRONOUN) && !word.is(Class::DETERMINER) {
                if i + 1 == end {
                    start = i;
                } else if word.at(&["one", "none", "others", "everyone"]) {
                    start = i;
                    continue;
                }
                break;
            }
            let goes_on = if word.is(ENDS_PHRASE)
                && !(word.is(Class::DETERMINER)
                    || word.at(&["as", "since", "once", "so", "even"]) && word.is(NAME_PART))
            {
                false
            } else if word.is(Class::PREPOSITION) {
                // "the head of X", not "in Iowa Smith".
                i > low
                    && self.noun_like(i - 1)
                    && !word.at(&["as", "than", "since", "until", "before", "after", "like"])
                    && !(i + 1 < end && words[i + 1].is(Class::TIME))
            } else if word.is(Class::CONJUNCTION) {
                word.at(&["and"])
                    && i > low
                    && i + 1 < end
                    && self.noun_like(i - 1)
                    && words[i - 1].is(NAME_PART) == words[i + 1].is(NAME_PART)
            } else if word.is(Class::WORD) {
                !self.verb_like(i) && (!word.is(Class::ADVERB) || word.is(Class::DETERMINER))
            } else {
                word.at(&["-", "'", "’", "&", "/", "%"]) && (self.inside_name(i) || !word.at(&["-"]))
                    || self.abbreviates(i)
            };
            if !goes_on {
                break;
            }
            start = i;
        }
        // Leading words that do not belong to a name.
        while start < end
            && words[start].is(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::ADVERB))
            && !words[start].is(Class::DETERMINER)
            || start < end && words[start].at(&["-", "'", ".", "’", "/"])
            || start + 1 < end && words[start].is(Class::TIME)
        {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    fn noun_like(&self, i: usize) -> bool {
        let word = &self.paragraph.words[i];
        word.is(Class::WORD)
            && !word.is(Class::PREPOSITION.or(Class::AUXILIARY).or(Class::CONJUNCTION).or(Class::SUBORDINATOR))
            && !self.verb_like(i)
            && word.narrated()
    }

    /// The noun phrase that starts at `start`; `names` if it can go on with an insertion ("said Smith, the …").
    pub(crate) fn phrase_after(&self, start: usize, names: bool) -> Option<Range<usize>> {
        let words = &self.paragraph.words;
        let high = self.within.end.min(start + REACH);
        let mut end = start;
        while end < high && end - start < PHRASE {
            let word = &words[end];
            if word.mark {
                break;
            }
            if word.is(Class::PRONOUN) && !word.is(Class::DETERMINER) {
                if end == start {
                    end += 1;
                }
                break;
            }
            let goes_on = if word.is(Class::PREPOSITION) {
                end > start
                    && (word.at(&["of", "for", "with", "from"])
                        || names && word.at(&["at", "in"]) && words.get(end + 1).is_some_and(|w| w.is(NAME_PART)))
                    && !words.get(end + 1).is_some_and(|w| w.is(Class::TIME))
            } else if word.is(ENDS_PHRASE) && !word.is(Class::DETERMINER) {
                false
            } else if word.is(Class::CONJUNCTION) {
                word.at(&["and"])
                    && words
                        .get(end + 1)
                        .is_some_and(|w| w.is(NAME_PART) && end > start && words[end - 1].is(NAME_PART))
            } else if word.is(Class::TIME) || word.is(Class::OBJECT) && word.is(Class::PRONOUN) {
                false
            } else if word.is(Class::WORD) {
                let starts_another = end > start
                    && word.is(Class::DETERMINER.or(Class::POSSESSIVE))
                    && !(end + 1 < high && self.abbreviates(end + 1))
                    && !words[end - 1].is(Class::PREPOSITION.or(Class::DETERMINER));
                let adverb = word.is(Class::ADVERB) && !word.is(Class::DETERMINER);
                !self.verb_like(end) && !adverb && !starts_another
            } else {
                end > start && (word.at(&["-", "'", "’", "&", "/", "%"]) || self.abbreviates(end))
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        while end > start && words[end - 1].is(Class::PREPOSITION.or(Class::CONJUNCTION)) {
            end -= 1;
        }
        if end == start {
            return None;
        }
        if names
            && words.get(end).is_some_and(|w| w.at(&[","]))
            && end + 1 < high
            && words[end + 1].at(&["a", "an", "the", "who", "whose", "one"])
        {
            let close = (end + 1..high)
                .find(|i| words[*i].at(&[",", ".", ";", "—"]) && !self.abbreviates(*i) || words[*i].mark);
            end = close.unwrap_or(high);
        }
        Some(start..end)
    }

    /// The subject of the sentence, as far as it shows at its start.
    pub(crate) fn first_subject(&self) -> Option<Range<usize>> {
        let words = &self.paragraph.words;
        let mut start = self.within.start;
        let high = self.within.end.min(start + REACH);
        if start < high
            && words[start].is(Class::PREPOSITION.or(Class::SUBORDINATOR))
            && !words[start].is(Class::DETERMINER)
        {
            start = (start..high.min(start + PHRASE)).find(|i| words[*i].at(&[","]))? + 1;
        }
        while start < high
            && (words[start].is(Class::CONJUNCTION.or(Class::ADVERB)) && !words[start].is(Class::DETERMINER)
                || words[start].at(&[","]))
        {
            start += 1;
        }
        let found = self.phrase_after(start, false)?;
        // A name ends where small letters go on: "Smith visited Iowa".
        let mut end = found.start + 1;
        while end < found.end {
            let (word, previous) = (&words[end], &words[end - 1]);
            let small = word.is(Class::WORD)
                && !word.is(NAME_PART)
                && !word.is(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::DETERMINER));
            if small
                && (previous.is(NAME_PART) && end - 1 > found.start
                    || word.lower.ends_with("ed")
                    || previous.is(Class::PRONOUN))
            {
                break;
            }
            end += 1;
        }
        while end > found.start + 1 && words[end - 1].is(Class::PREPOSITION.or(Class::CONJUNCTION)) {
            end -= 1;
        }
        Some(found.start..end)
    }
}

#[cfg(test)]
mod tests {
    use crate::sentence::tests::{position, with_sentence, words};

    #[test]
    fn subjects_before_a_verb() {
        let check = |text: &str, expected: &str| {
            let found = with_sentence(text, |s| s.subject_before(position(s, "said")).map(|r| words(s, r)));
            assert_eq!(found.as_deref().unwrap_or_default(), expected, "{text}");
        };
        check("The general said no.", "The general");
        check("In Karst Gen. J. R. Ruiz said no.", "Karst Gen. J. R. Ruiz");
        check("Smith, a lawyer for the town, said no.", "Smith, a lawyer for the town");
        check("An adviser to the head of the agency said no.", "An adviser to the head of the agency");
        check("It fell when he said no.", "he");
        check("The army on Friday said no.", "The army");
        check("officials and experts said no.", "officials and experts");
        check("Reyes, who said no, left.", "who");
        check("said no.", "");
    }

    #[test]
    fn sources_after_a_verb() {
        let check = |text: &str, expected: &str| {
            let found = with_sentence(text, |s| s.phrase_after(position(s, "said") + 1, true).map(|r| words(s, r)));
            assert_eq!(found.as_deref().unwrap_or_default(), expected, "{text}");
        };
        check("said Anna Reyes, the mayor of Karst.", "Anna Reyes, the mayor of Karst");
        check("said Reyes on Tuesday.", "Reyes");
        check("said Lt. Gen. A. R. Reyes on Tuesday.", "Lt. Gen. A. R. Reyes");
        check("said she in tears.", "she");
        check("said the head of the agency.", "the head of the agency");
    }

    #[test]
    fn the_first_subject_of_a_sentence() {
        let check = |text: &str, expected: &str| {
            let found = with_sentence(text, |s| s.first_subject().map(|r| words(s, r)));
            assert_eq!(found.as_deref().unwrap_or_default(), expected, "{text}");
        };
        check("In March, the general was there.", "the general");
        check("Anna Reyes visited Karst, saying so.", "Anna Reyes");
        check("But he left.", "he");
    }
}
