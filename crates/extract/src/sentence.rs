//! One sentence as the rules see it, and the verb groups in it.

use std::ops::Range;

use crate::{
    cues::{Cues, Form},
    words::{Class, Paragraph},
};

/// The farthest that a search looks, in words: it keeps the time linear in the text.
pub(crate) const REACH: usize = 80;

/// A sentence of a paragraph.
pub(crate) struct Sentence<'a, 't> {
    pub(crate) paragraph: &'a Paragraph<'t>,
    pub(crate) cues: &'a Cues,
    /// Its words.
    pub(crate) within: Range<usize>,
}

/// The verb with its auxiliaries: `start..verb` stand before it.
pub(crate) struct Group {
    pub(crate) start: usize,
    pub(crate) verb: usize,
    pub(crate) passive: bool,
    pub(crate) infinitive: bool,
}

impl Sentence<'_, '_> {
    /// The verb at `at` with its auxiliaries; `None` where the word is no verb, as far as its neighbours show.
    pub(crate) fn group(&self, at: usize, form: Form, noun: bool) -> Option<Group> {
        let words = &self.paragraph.words;
        let low = self.within.start.max(at.saturating_sub(8));
        let mut start = at;
        let same = |i: usize| words[i].quote == words[at].quote && !words[i].mark;
        while start > low && words[start - 1].is(Class::AUXILIARY.or(Class::ADVERB).or(Class::MODAL)) && same(start - 1)
        {
            start -= 1;
        }
        let helpers = &words[start..at];
        let be = helpers.iter().any(|w| w.is(Class::BE));
        let have = helpers.iter().any(|w| w.at(&["has", "have", "had", "hasn't", "haven't", "hadn't", "having"]));
        let modal = helpers.iter().any(|w| w.is(Class::MODAL));
        let mut infinitive = start > low && words[start - 1].at(&["to"]);
        if infinitive {
            // "went on to say": one cue.
            let chain = (low.max(start.saturating_sub(3))..start - 1).find(|i| words[*i].is(Class::CHAIN));
            if let Some(i) = chain.filter(|i| words[i + 1..start - 1].iter().all(|w| w.at(&["on"]))) {
                start = i;
                infinitive = false;
                while start > low && words[start - 1].is(Class::AUXILIARY.or(Class::ADVERB)) && same(start - 1) {
                    start -= 1;
                }
            }
        }
        let previous = start.checked_sub(1).filter(|i| *i >= self.within.start).map(|i| &words[i]);
        let nominal = previous.is_some_and(|w| {
            w.is(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::GENITIVE)) && !w.is(Class::PRONOUN)
        });
        let after_preposition = previous.is_some_and(|w| w.is(Class::PREPOSITION) && !w.at(&["to"]));
        let passive = be && matches!(form, Form::Past | Form::Participle);
        match form {
            Form::Base => {
                let subject = previous.is_some_and(|w| {
                    w.is(Class::PRONOUN.or(Class::RELATIVE)) && !(noun && w.is(Class::DETERMINER))
                        || w.at(&["%"])
                        || !noun
                            && (w.at(&[",", ")", "—"])
                                || w.is(Class::WORD)
                                    && !w.is(Class::GENITIVE
                                        .or(Class::PREPOSITION)
                                        .or(Class::AUXILIARY)
                                        .or(Class::SUBORDINATOR)))
                });
                if infinitive || nominal || !modal && !subject {
                    return None;
                }
            }
            Form::Third if nominal || after_preposition || be => return None,
            Form::Third
                if noun
                    && !previous.is_some_and(|w| {
                        w.is(Class::CAPITAL.or(Class::PRONOUN).or(Class::RELATIVE).or(Class::DOCUMENT))
                            || w.at(&[",", ")"])
                    }) =>
            {
                return None;
            }
            Form::Past | Form::Participle if nominal && !have => return None,
            Form::Ing if nominal => return None,
            _ => {}
        }
        Some(Group { start, verb: at, passive, infinitive })
    }

    /// A line in capitals, as headlines are: most of its longer words.
    pub(crate) fn headline(&self) -> bool {
        let words = self.paragraph.words[self.within.clone()]
            .iter()
            .take(REACH)
            .filter(|w| w.is(Class::WORD) && w.lower.len() > 3);
        let (all, capital) =
            words.fold((0, 0), |(all, capital), w| (all + 1, capital + usize::from(w.is(Class::CAPITAL))));
        all > 2 && capital * 4 >= all * 3
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use sayso_text::Span;

    use super::*;
    use crate::{quotes::quotes, words::Grammar};

    /// Calls `check` with the one sentence of `text`.
    pub(crate) fn with_sentence<T>(text: &str, check: impl FnOnce(&Sentence<'_, '_>) -> T) -> T {
        let cues = Cues::parse(crate::CUES).unwrap();
        let grammar = Grammar::parse(crate::GRAMMAR).unwrap();
        let whole = Span::new(0, text.len()).unwrap();
        let marks = quotes(text, &[whole]);
        let paragraph = Paragraph::new(text, &[whole], &marks.all, 0, &grammar);
        let within = 0..paragraph.words.len();
        check(&Sentence { paragraph: &paragraph, cues: &cues, within })
    }

    /// The words of a range.
    pub(crate) fn words(s: &Sentence<'_, '_>, range: Range<usize>) -> String {
        s.paragraph.span(range).and_then(|span| span.words(s.paragraph.text)).unwrap_or_default().to_owned()
    }

    /// The position of a word.
    pub(crate) fn position(s: &Sentence<'_, '_>, word: &str) -> usize {
        s.paragraph.words.iter().position(|w| w.at(&[word])).unwrap()
    }

    #[test]
    fn a_verb_takes_its_auxiliaries_and_a_noun_is_no_verb() {
        let check = |text: &str, verb: &str, expected: Option<&str>| {
            let found = with_sentence(text, |s| {
                let (entry, form) = s.cues.verb(verb).unwrap();
                let group = s.group(position(s, verb), form, entry.also_noun)?;
                Some(words(s, group.start..group.verb + 1))
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("He did not say so.", "say", Some("did not say"));
        check("She has repeatedly said so.", "said", Some("has repeatedly said"));
        check("He went on to say so.", "say", Some("went on to say"));
        check("He came to say so.", "say", Some("came to say"));
        check("She will have to say so.", "say", None);
        check("The claim was filed.", "claim", None);
        check("His report is late.", "report", None);
        check("They report losses.", "report", Some("report"));
        check("the widely reported visit", "reported", None);
    }

    #[test]
    fn headlines_are_told_by_their_capitals() {
        assert!(with_sentence("Mayor Says Dam Will Hold Tonight", |s| s.headline()));
        assert!(!with_sentence("The mayor says that the dam will hold tonight", |s| s.headline()));
    }
}
