//! Where a content starts and ends, seen from its cue.

use std::ops::Range;

use crate::{
    cues::{Form, Frame, Verb},
    sentence::{REACH, Sentence},
    words::Class,
};

/// The start of a content that follows its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// Its first word.
    pub(crate) at: usize,
    /// The word after the cue, which may take a preposition in: "spoke about".
    pub(crate) cue_end: usize,
    /// True for the object of a verb, which ends sooner than a clause.
    pub(crate) object: bool,
    /// True for a clause that nothing introduces: "said it was so".
    pub(crate) bare: bool,
}

impl Start {
    fn clause(at: usize, cue_end: usize) -> Self {
        Self { at, cue_end, object: false, bare: false }
    }

    fn bare(at: usize, cue_end: usize) -> Self {
        Self { bare: true, ..Self::clause(at, cue_end) }
    }

    fn object(at: usize, cue_end: usize) -> Self {
        Self { object: true, ..Self::clause(at, cue_end) }
    }
}

/// "in an interview": how something was said, not what.
const OCCASIONS: &[&str] = &["interview", "statement", "speech", "tweet", "letter", "news", "press", "series", "video"];

impl Sentence<'_, '_> {
    /// Where the content starts that follows a verb; `next` is the word after it.
    pub(crate) fn content_start(&self, verb: &Verb, next: usize) -> Option<Start> {
        let words = &self.paragraph.words;
        let end = self.within.end;
        let word = words.get(next).filter(|_| next < end)?;
        let clause = verb.takes(Frame::Clause);
        if word.at(&["out"]) && verb.lemma == "point" {
            return Some(Start::bare(next + 1, next + 1)).filter(|_| next + 1 < end);
        }
        if word.mark && word.quote.is_some() {
            return (clause || verb.takes(Frame::Object)).then_some(Start::bare(next, next));
        }
        if word.at(&["that"]) && (clause || verb.takes(Frame::That)) {
            return Some(Start::clause(next, next));
        }
        if word.at(&[","]) && clause {
            // "He added, “…”"; "He added, though, that …"
            let high = end.min(next + 5);
            let after =
                (next + 1..high).find(|i| words[*i].mark || words[*i].at(&["that"]) && words[*i - 1].at(&[","]))?;
            return (after == next + 1 || words[after].at(&["that"]) || words[after - 1].at(&[","]))
                .then_some(Start::clause(after, next));
        }
        if word.at(&[":"]) && clause {
            return Some(Start::clause(next + 1, next + 1));
        }
        if word.is(Class::QUESTION) && verb.takes(Frame::Question) {
            return Some(Start::clause(next, next));
        }
        if word.at(&["to"]) && verb.takes(Frame::Infinitive) {
            return Some(Start::object(next, next));
        }
        if verb.takes_after(&word.lower) && next + 1 < end && !words[next + 1].is(Class::TIME) {
            return Some(Start::object(next + 1, next + 1));
        }
        if verb.takes(Frame::Addressee) && word.is(Class::WORD) {
            if let Some(start) = self.past_addressee(next, end, verb.lemma == "ask") {
                return Some(Start::clause(start, next));
            }
            if verb.lemma == "tell" {
                return None;
            }
        }
        if clause
            && (word.is(Class::PREPOSITION) || word.is(Class::TIME) || word.is(Class::ADVERB))
            && !word.is(Class::DETERMINER)
        {
            return self.past_circumstance(next, end).map(|start| Start::clause(start, next));
        }
        if word.is(Class::PREPOSITION.or(Class::CONJUNCTION))
            || !word.is(Class::WORD)
            || word.at(&["when", "while", "because", "where"])
        {
            return None;
        }
        if verb.takes(Frame::Document) {
            let low = self.within.start.max(next.saturating_sub(16));
            return words[low..next].iter().any(|w| w.is(Class::DOCUMENT)).then_some(Start::clause(next, next));
        }
        let clause = verb.takes(Frame::Bare);
        if clause && !verb.takes(Frame::Object) {
            return Some(Start::bare(next, next));
        }
        if verb.takes(Frame::Object) {
            let clause = clause && self.has_verb(next, end);
            return Some(if clause { Start::bare(next, next) } else { Start::object(next, next) });
        }
        None
    }

    /// True if the words from `start` look like a clause with its own verb.
    pub(crate) fn has_verb(&self, start: usize, end: usize) -> bool {
        self.paragraph.words[start..end.min(start + 12)]
            .iter()
            .take_while(|w| !w.at(&[",", ";", "that", "who", "which", "and", "but"]))
            .any(|w| w.is(Class::AUXILIARY))
    }

    /// After "told the court": where the content starts.
    pub(crate) fn past_addressee(&self, next: usize, end: usize, ask: bool) -> Option<usize> {
        let words = &self.paragraph.words;
        let pronoun = words[next].is(Class::OBJECT);
        for i in next..end.min(next + 16) {
            let word = &words[i];
            let opens = word.at(&["that", "to", "about"])
                || word.is(Class::QUESTION) && !word.at(&["who", "which", "if", "when", "where"])
                || word.mark && i > next;
            if word.at(&["if"]) && ask {
                return Some(i);
            }
            if i > next && opens {
                return Some(i);
            }
            if word.at(&[":"]) {
                return Some(i + 1).filter(|i| *i < end);
            }
            let starts_clause = word.is(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PRONOUN));
            if i > next
                && starts_clause
                && !words[i - 1].is(Class::PREPOSITION.or(Class::DETERMINER))
                && !words[i - 1].at(&[",", "-"])
            {
                return Some(i);
            }
            if i > next && pronoun && word.is(Class::WORD) && !word.is(Class::PREPOSITION.or(Class::TIME)) {
                return Some(i);
            }
        }
        None
    }

    /// After "said on Tuesday", "said in a statement": where the content starts, if it follows.
    pub(crate) fn past_circumstance(&self, next: usize, end: usize) -> Option<usize> {
        let words = &self.paragraph.words;
        let high = end.min(next + 24);
        for i in next..high {
            let word = &words[i];
            if word.at(&["that"]) && i > next {
                return Some(i);
            }
            if word.at(&[":"]) {
                return Some(i + 1).filter(|i| *i < end);
            }
            if word.mark && i > next {
                return Some(i);
            }
            if word.at(&[",", ";", "."]) && !(word.at(&["."]) && i + 1 < end) {
                let after = i + 1;
                return (after < end && words[after].mark).then_some(after);
            }
            // "said Tuesday the law …", "said on Tuesday he …"
            let starts = word.is(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PRONOUN))
                || (word.is(Class::CAPITAL) && !word.is(Class::TIME));
            if i > next && words[i - 1].is(Class::TIME) && starts {
                return Some(i);
            }
            if i == next
                && word.is(Class::ADVERB)
                && words.get(i + 1).is_some_and(|w| w.is(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PRONOUN)))
            {
                return Some(i + 1).filter(|i| *i < end);
            }
        }
        None
    }

    /// Content that stands before the clause that starts at `end`: back to the start of the sentence or quotation.
    pub(crate) fn content_before(&self, end: usize) -> Option<Range<usize>> {
        let words = &self.paragraph.words;
        let last = end.checked_sub(1)?;
        let word = &words[last];
        let closes = word.mark && word.quote.is_some();
        if !(closes || last >= self.within.start && word.at(&[",", "—", "–", "-"])) {
            return None;
        }
        let mut start = if last < self.within.start { last } else { self.within.start };
        let content_end = if closes { end } else { last };
        if let Some(q) = word.quote.filter(|_| closes) {
            // "He was not impressed - “…,” he said": the quotation alone.
            let low = start.max(end.saturating_sub(4 * REACH));
            let open = (low..end).rev().take_while(|i| words[*i].quote == Some(q)).last().unwrap_or(low);
            if open > start && words[open - 1].at(&[":", "—", "–", "-"]) {
                start = open;
            }
        }
        (start < content_end).then_some(start..content_end)
    }

    /// True if what follows the comma at `comma` is a closing "…, officials said".
    pub(crate) fn tail(&self, comma: usize, end: usize) -> bool {
        let words = &self.paragraph.words;
        for j in comma + 2..end.min(comma + 14) {
            let word = &words[j];
            if !word.narrated() || word.at(&[",", ";", "that", "who", "which"]) {
                return false;
            }
            let says = self
                .cues
                .verb(&word.lower)
                .is_some_and(|(v, f)| v.takes(Frame::Clause) && matches!(f, Form::Past | Form::Third | Form::Base));
            if says
                && words
                    .get(j + 1)
                    .filter(|_| j + 1 < end)
                    .is_none_or(|w| w.at(&[".", ",", ";"]) || w.is(Class::PREPOSITION.or(Class::TIME)))
            {
                return true;
            }
        }
        false
    }

    /// Where a clause that starts at `start` ends.
    pub(crate) fn clause_end(&self, start: usize) -> usize {
        let words = &self.paragraph.words;
        let end = self.within.end;
        // "When he said it was so, they left": the content ends with the clause that holds it.
        let low = self.within.start;
        let held = words[low]
            .at(&["when", "while", "if", "after", "although", "though", "because", "since", "before", "as"])
            && start.saturating_sub(low) < REACH
            && !words[low..start].iter().any(|w| w.at(&[","]));
        for i in start + 1..end.min(start + REACH) {
            let word = &words[i];
            if !word.narrated() || !word.at(&[",", ";", "—"]) {
                continue;
            }
            if held && word.at(&[","]) {
                return i;
            }
            let Some(next) = words.get(i + 1).filter(|_| i + 1 < end) else { break };
            let cue = |j: usize, forms: &[Form]| {
                words.get(j).is_some_and(|w| {
                    w.narrated()
                        && self.cues.verb(&w.lower).is_some_and(|(v, f)| v.takes(Frame::Clause) && forms.contains(&f))
                })
            };
            if next.at(&["according"]) || cue(i + 1, &[Form::Ing]) || word.at(&[","]) && self.tail(i, end) {
                return i;
            }
            if word.at(&[";"]) {
                return i;
            }
            let turns = next.at(&["but", "while", "and", "although", "though"]);
            if turns && (i + 2..end.min(i + 9)).any(|j| cue(j, &[Form::Past, Form::Third])) {
                return i;
            }
        }
        end
    }

    /// Where an object that starts at `start` ends.
    pub(crate) fn object_end(&self, start: usize) -> usize {
        let words = &self.paragraph.words;
        let end = self.within.end;
        for i in start + 1..end.min(start + REACH) {
            let word = &words[i];
            if !word.narrated() {
                continue;
            }
            let dash = word.at(&["-", "–"]) && words[i - 1].span.end() < word.span.start();
            let when = words.get(i + 1).is_some_and(|w| w.is(Class::TIME) || w.at(&["last", "this", "late", "early"]));
            let circumstance = word.at(&["in", "on", "at", "during"]) && when && !words[i - 1].is(Class::PREPOSITION)
                || word.at(&["last", "this"]) && words.get(i + 1).is_some_and(|w| w.is(Class::TIME))
                || word.at(&["in"])
                    && words.get(i + 1).is_some_and(|w| w.at(&["an", "a"]))
                    && words.get(i + 2).is_some_and(|w| w.at(OCCASIONS))
                || word.is(Class::TIME)
                    && word.is(Class::CAPITAL)
                    && !words[i - 1].is(Class::PREPOSITION.or(Class::DETERMINER));
            let stops = dash
                || circumstance
                || word.at(&[
                    ",", ";", ":", "—", "because", "when", "while", "after", "before", "although", "though", "during",
                ])
                || word.at(&["and", "but"])
                    && words.get(i + 1).is_some_and(|w| {
                        w.is(Class::AUXILIARY)
                            || w.lower.ends_with("ed")
                            || self.cues.verb(&w.lower).is_some_and(|(_, f)| f != Form::Base)
                    });
            if stops {
                return i;
            }
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use crate::sentence::tests::{position, with_sentence, words};

    /// The content that follows `verb`.
    fn content(text: &str, verb: &str) -> Option<String> {
        with_sentence(text, |s| {
            let (entry, _) = s.cues.verb(verb).unwrap();
            let start = s.content_start(entry, position(s, verb) + 1)?;
            let end = if start.object { s.object_end(start.at) } else { s.clause_end(start.at) };
            Some(words(s, start.at..end))
        })
    }

    #[test]
    fn contents_after_a_verb() {
        let check = |text: &str, verb: &str, expected: Option<&str>| {
            assert_eq!(content(text, verb).as_deref(), expected, "{text}");
        };
        check("He said it fell", "said", Some("it fell"));
        check("He said in a statement on Friday that it fell", "said", Some("that it fell"));
        check("He said it fell, according to a clerk", "said", Some("it fell"));
        check("He said it fell, adding that it burned", "said", Some("it fell"));
        check("He said it fell, while she said it stood", "said", Some("it fell"));
        check("When he said it fell, they left", "said", Some("it fell"));
        check("He told the court that it fell", "told", Some("that it fell"));
        check("He told them it fell", "told", Some("it fell"));
        check("He praised the plan after the vote", "praised", Some("the plan"));
        check("He praised the plan on Friday", "praised", Some("the plan"));
        check("He spoke about the plan", "spoke", Some("the plan"));
        check("He vowed to leave, and left", "vowed", Some("to leave"));
        check("He added two trucks", "added", None);
        check("He told the court", "told", None);
    }

    #[test]
    fn contents_before_a_verb() {
        let check = |text: &str, subject: &str, expected: Option<&str>| {
            let found = with_sentence(text, |s| s.content_before(position(s, subject)).map(|r| words(s, r)));
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("It fell, he said", "he", Some("It fell"));
        check("“It fell,” he said", "he", Some("“It fell,”"));
        check("A slow day: “It fell,” he said", "he", Some("“It fell,”"));
        check("It fell and he said so", "he", None);
    }
}
