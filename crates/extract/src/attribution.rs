//! Who put forward what: attributions in the text, by cue list and quotation marks.
//!
//! The text is read paragraph by paragraph and sentence by sentence. Each cue in a sentence is looked at with the
//! patterns that the cue list gives it; a pattern that fits yields a source, a cue and a content. A quotation that
//! stands without a cue goes on the claim before it. Time is linear: every search is bounded.

use std::ops::Range;

use sayso_domain::{Kind, Stance};
use sayso_text::{Span, Spans};

use crate::{
    cues::{Cues, Form, Frame, Verb},
    quotes::{Quote, quotes},
    sentence::{Group, REACH, Sentence},
    words::{Class, Grammar, Paragraph},
};

/// One attribution as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) source: Option<Span>,
    pub(crate) cue: Span,
    /// In text order, apart; never empty.
    pub(crate) content: Vec<Span>,
    pub(crate) kind: Kind,
    pub(crate) stance: Stance,
}

/// The longest chain of paragraphs that one quotation is followed through, and that go on one claim.
const CHAIN: usize = 64;
/// The most nested or neighbouring marks trimmed off a content.
const TRIM: usize = 80;

impl Found {
    /// The first byte of any part.
    fn start(&self) -> usize {
        let source = self.source.map_or(usize::MAX, Span::start);
        self.content.first().map_or(usize::MAX, |c| c.start()).min(source).min(self.cue.start())
    }
}

/// What was found in a text.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) found: Vec<Found>,
    /// The quotations, in order.
    pub(crate) quotes: Vec<Quote>,
    /// Quotation marks without a partner.
    pub(crate) unpaired: Vec<Span>,
}

/// Reads attributions out of English text.
pub(crate) fn attributions(text: &str, cues: &Cues, grammar: &Grammar) -> Findings {
    let sentences = sayso_text::sentences(text);
    let paragraphs = paragraphs(text, &sentences);
    let spans: Vec<Span> =
        paragraphs.iter().filter_map(|p| Span::new(sentences[p.start].start(), sentences[p.end - 1].end())).collect();
    let marks = quotes(text, &spans);
    let mut reader =
        Reader { cues, quotes: &marks.all, found: Vec::new(), last_paragraph: 0..0, goes_on: 0, pending: None };
    let mut first = 0;
    for range in paragraphs {
        while marks.all.get(first).is_some_and(|q| q.span.end() <= sentences[range.start].start()) {
            first += 1;
        }
        reader.read(&Paragraph::new(text, &sentences[range], &marks.all, first, grammar));
    }
    let mut found = reader.found;
    found.sort_by_key(|f| f.cue);
    found.dedup_by_key(|f| f.cue);
    found.sort_by_key(|f| (f.start(), f.cue));
    Findings { found, quotes: marks.all, unpaired: marks.unpaired }
}

/// The paragraphs, as ranges of sentences: a line break between two sentences ends one.
fn paragraphs(text: &str, sentences: &[Span]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..=sentences.len() {
        let ends = i == sentences.len()
            || text[sentences[i - 1].end()..sentences[i].start()]
                .contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}']);
        if ends {
            out.push(start..i);
            start = i;
        }
    }
    out
}

struct Reader<'a> {
    cues: &'a Cues,
    quotes: &'a [Quote],
    found: Vec<Found>,
    /// Indices into `found` of what the paragraph before gave.
    last_paragraph: Range<usize>,
    /// Paragraphs since then that were quotation alone.
    goes_on: usize,
    /// "He said:" at the end of a paragraph: a claim whose content is the next one.
    pending: Option<Found>,
}

impl Reader<'_> {
    fn read(&mut self, paragraph: &Paragraph<'_>) {
        let before = self.found.len();
        if let Some(mut found) = self.pending.take() {
            let quoted = paragraph.words.first().is_some_and(|w| w.mark);
            let end = if quoted { 1 } else { paragraph.words.len() };
            self.extend(paragraph, &mut found, 0..end);
            if !found.content.is_empty() {
                self.found.push(found);
            }
        }
        self.transcript(paragraph);
        for within in joined_sentences(paragraph) {
            let sentence = Sentence { paragraph, cues: self.cues, within: within.clone() };
            let mark = self.found.len();
            for at in within {
                match self.at(&sentence, at, mark) {
                    Some(found) if found.content.is_empty() => self.pending = Some(found),
                    Some(found) => self.found.push(found),
                    None => {}
                }
            }
        }
        if self.found.len() > before {
            self.last_paragraph = before..self.found.len();
            self.goes_on = 0;
        } else if !self.stand_alone(paragraph) {
            self.last_paragraph = before..before;
        }
    }

    /// "NAME: words" at the start of a paragraph.
    fn transcript(&mut self, p: &Paragraph<'_>) {
        let Some(colon) = p.words.iter().take(9).position(|w| w.at(&[":"])) else { return };
        let quoted = p.words[0].mark;
        let lead = usize::from(quoted);
        let name = p.words.get(lead..colon).unwrap_or_default();
        let after = p.words.get(colon + 1..).unwrap_or_default();
        let figure =
            after.first().is_some_and(|w| w.lower.starts_with(|c: char| c.is_ascii_digit())) && after.len() < 7;
        let named = name.iter().all(|w| w.is(Class::CAPITAL) || w.at(&[".", "-", "of", "&"]))
            && !name.iter().any(|w| w.is(Class::LABEL));
        if !named || after.len() < 2 || figure || !(quoted || p.words[colon].narrated()) {
            return;
        }
        let (Some(source), Some(cue), Some(content)) =
            (p.span(lead..colon), p.span(colon..colon + 1), p.span(colon + 1..p.words.len()))
        else {
            return;
        };
        let mut content = if quoted { vec![content] } else { self.with_quotes(p, colon + 1..p.words.len()) };
        tidy(p.text, &mut content, cue, Some(source));
        if !content.is_empty() {
            self.found.push(Found {
                source: Some(source),
                cue,
                content,
                kind: Kind::Statement,
                stance: Stance::Neutral,
            });
        }
    }

    /// The attribution whose cue is the word `at`, if it is one; without content if that is the next paragraph. `mark` is where the sentence's own finds start.
    fn at(&self, s: &Sentence<'_, '_>, at: usize, mark: usize) -> Option<Found> {
        let words = &s.paragraph.words;
        let word = &words[at];
        // Inside a quotation everything is said by the one who is quoted.
        if !word.narrated() {
            return None;
        }
        if let Some(found) = self.phrase(s, at).or_else(|| self.poll(s, at)) {
            return Some(found);
        }
        if at + 1 < s.within.end && self.cues.noun(&word.lower, &words[at + 1].lower) {
            return self.noun(s, at);
        }
        let (verb, form) = self.cues.verb(&word.lower)?;
        if word.is(Class::CAPITAL) && at != s.within.start && !s.headline() {
            return None;
        }
        let group = s.group(at, form, verb.also_noun)?;
        // "Asked about the dam, Reyes left" names nobody either.
        let alone = group.start == s.within.start || words[group.start - 1].at(&["when"]);
        let leading = form == Form::Past && alone && verb.takes(Frame::Accused);
        if group.passive || leading {
            return self.passive(s, verb, &group);
        }
        if verb.takes(Frame::Seeming) {
            return self.seeming(s, verb, form, &group);
        }
        self.inverted(s, verb, form, &group).or_else(|| self.active(s, verb, form, &group, mark))
    }

    /// "according to X".
    fn phrase(&self, s: &Sentence<'_, '_>, at: usize) -> Option<Found> {
        let (words, within) = (&s.paragraph.words, &s.within);
        let fits = |phrase: &&Vec<String>| {
            at + phrase.len() < within.end && phrase.iter().zip(&words[at..]).all(|(a, b)| *a == *b.lower)
        };
        let cue = at..at + self.cues.phrases.iter().find(fits)?.len();
        // The source runs to the next comma or the end.
        let high = within.end.min(cue.end + REACH);
        let closes = |i: &usize| {
            words[*i].at(&[",", ";", "—", ":"]) || words[*i].mark || (words[*i].at(&["."]) && *i + 1 == within.end)
        };
        let source = cue.end..(cue.end..high).find(closes).unwrap_or(high);
        let opens = words[within.start..at].iter().all(|w| w.is(Class::CONJUNCTION) || w.at(&[","]));
        let content = if opens { source.end + 1..within.end } else { within.start..at };
        self.made(s, (Kind::Statement, Stance::Neutral), Some(source), cue, content)
    }

    /// "In the latest poll, …".
    fn poll(&self, s: &Sentence<'_, '_>, at: usize) -> Option<Found> {
        let (words, within) = (&s.paragraph.words, &s.within);
        if at != within.start || !words[at].at(&["in"]) {
            return None;
        }
        let source = s.phrase_after(at + 1, false)?;
        let poll = words[source.clone()].iter().any(|w| w.at(&["poll", "polls", "survey", "surveys", "polling"]));
        let closes = words.get(source.end).is_none_or(|w| w.at(&[","]) || w.is(Class::TIME));
        let comma = (source.end..within.end.min(source.end + 16)).find(|i| words[*i].at(&[","]))?;
        let made = || self.made(s, (Kind::Statement, Stance::Neutral), Some(source), at..at + 1, comma + 1..within.end);
        if poll && closes { made() } else { None }
    }

    /// "his claim that", "her criticism of".
    fn noun(&self, s: &Sentence<'_, '_>, at: usize) -> Option<Found> {
        const NO_ADJECTIVE: Class =
            Class::PREPOSITION.or(Class::AUXILIARY).or(Class::CONJUNCTION).or(Class::GENITIVE).or(Class::POSSESSIVE);
        let words = &s.paragraph.words;
        let adjective = |i: &usize| {
            let word = &words[*i];
            word.is(Class::WORD) && !word.is(NO_ADJECTIVE) && self.cues.verb(&word.lower).is_none()
        };
        let low = s.within.start.max(at.saturating_sub(4));
        let start = (low..at).rev().take_while(adjective).last().unwrap_or(at);
        let owner = start.checked_sub(1).filter(|i| *i >= s.within.start)?;
        let that = words[at + 1].at(&["that"]);
        let (source, start) = if words[owner].is(Class::POSSESSIVE) {
            (Some(owner..start), start)
        } else if words[owner].is(Class::GENITIVE) {
            (s.subject_before(start), start)
        } else if that {
            (s.first_subject().filter(|subject| subject.end <= start), at)
        } else {
            return None;
        };
        let next = if that { at + 1 } else { at + 2 };
        let end = if that { s.clause_end(next) } else { s.object_end(next) };
        self.made(s, (Kind::Statement, Stance::Neutral), source, start..next, next..end)
    }

    /// "[Smith] is expected [to win]", "[Smith] was accused of [fraud]": nobody is named, the subject is content.
    fn passive(&self, s: &Sentence<'_, '_>, verb: &Verb, group: &Group) -> Option<Found> {
        let next = group.verb + 1;
        let follows = s.paragraph.words.get(next).filter(|_| next < s.within.end)?;
        let subject = s.subject_before(group.start);
        if verb.takes(Frame::Expected) && follows.at(&["to"]) {
            return self.with_subject(s, verb, subject, group.start..next, next..s.object_end(next));
        }
        if !verb.takes(Frame::Accused) {
            return None;
        }
        let leading = group.start == s.within.start;
        let subject = subject.filter(|_| verb.lemma != "ask");
        let leading = leading || s.paragraph.words[group.start - 1].at(&["when"]);
        if verb.lemma == "ask" && follows.at(&["by", "at", "on", "in", "during", "later"]) {
            // "Asked by a reporter on Friday whether …"
            let words = &s.paragraph.words;
            let by = if follows.at(&["by"]) { s.phrase_after(next + 1, false) } else { None };
            let high = s.within.end.min(next + 16);
            let start = (next + 1..high).find(|i| words[*i].is(Class::QUESTION) || words[*i].at(&["about", "to"]))?;
            let end = if leading { s.object_end(start) } else { s.clause_end(start) };
            let start = if words[start].at(&["about"]) { start + 1 } else { start };
            return self.made(s, tone(verb), by, group.start..next, start..end);
        }
        if follows.is(Class::QUESTION) {
            let end = if leading { s.object_end(next) } else { s.clause_end(next) };
            self.with_subject(s, verb, subject, group.start..next, next..end)
        } else if follows.at(&["about", "of", "for", "with"]) {
            self.with_subject(s, verb, subject, group.start..next + 1, next + 1..s.object_end(next + 1))
        } else {
            None
        }
    }

    /// "[The plan] seems [to fail]".
    fn seeming(&self, s: &Sentence<'_, '_>, verb: &Verb, form: Form, group: &Group) -> Option<Found> {
        let next = group.verb + 1;
        let follows = s.paragraph.words.get(next).filter(|_| next < s.within.end)?;
        let finite = matches!(form, Form::Past | Form::Third | Form::Base) && !group.infinitive;
        let complement =
            follows.is(Class::WORD) && (!follows.is(Class::PREPOSITION) || follows.at(&["to", "like", "as", "in"]));
        if !finite || !complement {
            return None;
        }
        self.with_subject(s, verb, s.subject_before(group.start), group.start..next, next..s.object_end(next))
    }

    /// The subject, the verb and then the content; or the content first: "…, Smith said".
    fn active(&self, s: &Sentence<'_, '_>, verb: &Verb, form: Form, group: &Group, mark: usize) -> Option<Found> {
        let (words, within) = (&s.paragraph.words, &s.within);
        let next = group.verb + 1;
        let follows = words.get(next).filter(|_| next < within.end);
        let source = self.subject(s, form, group, mark);
        let clause_start = source.as_ref().map_or(group.start, |source| source.start.min(group.start));
        // "“…,” Smith told the court": what follows is no content, unless it is quoted too.
        let quoted_before = source.is_some()
            && form != Form::Ing
            && clause_start > within.start
            && words[clause_start - 1].mark
            && words[clause_start - 1].quote.is_some()
            && !follows.is_some_and(|w| w.mark);
        let speaks = verb.takes(Frame::Clause) || verb.takes(Frame::Addressee);
        let start = s.content_start(verb, next).filter(|_| !quoted_before || !speaks);
        let Some(start) = start else {
            let found = || self.content_first(s, verb, source, clause_start, quoted_before, group);
            return if speaks && form != Form::Ing { found() } else { None };
        };
        if source.is_none() && form != Form::Ing && !(start.bare && group.start == within.start) {
            return None;
        }
        let cue = group.start..start.cue_end;
        if form == Form::Ing && group.start == within.start {
            // "Discussing the plan, the mayor …"
            let high = within.end.min(start.at + REACH);
            let comma = (start.at..high).find(|i| words[*i].at(&[","]) && words[*i].narrated())?;
            return self.made(s, tone(verb), s.phrase_after(comma + 1, false), cue, start.at..comma);
        }
        if start.at >= s.paragraph.words.len() {
            let (kind, stance) = tone(verb);
            let source = source.and_then(|range| s.paragraph.span(range));
            return Some(Found { source, cue: s.paragraph.span(cue)?, content: Vec::new(), kind, stance });
        }
        let end = if start.object { s.object_end(start.at) } else { s.clause_end(start.at) };
        let mut found = self.made(s, tone(verb), source, cue, start.at..end)?;
        self.follow(s, end.max(next), &mut found);
        Some(found)
    }

    /// "…, Smith said", "as Smith said, …".
    fn content_first(
        &self,
        s: &Sentence<'_, '_>,
        verb: &Verb,
        source: Option<Range<usize>>,
        clause_start: usize,
        quoted_before: bool,
        group: &Group,
    ) -> Option<Found> {
        const CIRCUMSTANCE: Class = Class::PREPOSITION.or(Class::TIME).or(Class::ADVERB);
        const NO_OBJECT: Class = CIRCUMSTANCE.or(Class::OBJECT).or(Class::CONJUNCTION).or(Class::SUBORDINATOR);
        let (words, within) = (&s.paragraph.words, &s.within);
        let next = group.verb + 1;
        let cue = group.start..next;
        let follows = words.get(next).filter(|_| next < within.end);
        let closed = follows.is_none_or(|w| w.at(&[",", ".", ";", "by", "in", "on", "at"]) || w.is(Class::TIME));
        if closed && clause_start > within.start && words[clause_start - 1].at(&["as"]) {
            let by = follows.filter(|w| w.at(&["by"])).and_then(|_| s.phrase_after(next + 1, false));
            let source = by.or(source);
            let comma = (next..within.end.min(next + 16)).find(|i| words[*i].at(&[","]) && words[*i].narrated());
            if words[within.start..clause_start - 1].iter().all(|w| w.is(Class::CONJUNCTION)) {
                return self.made(s, tone(verb), source, cue, comma? + 1..within.end);
            }
            let mut found = self.made(s, tone(verb), source, cue, within.start..clause_start - 1)?;
            if comma == Some(next) {
                self.extend(s.paragraph, &mut found, next + 1..within.end);
            }
            return Some(found);
        }
        // "Later, he added trucks" puts nothing forward.
        let acts = follows.is_some_and(|w| w.is(Class::WORD) && !w.is(NO_OBJECT));
        if acts && !quoted_before && !verb.takes(Frame::Addressee) {
            return None;
        }
        let content = s.content_before(clause_start)?;
        let adverbial = words[content.start].is(CIRCUMSTANCE) && content.len() < 9;
        let loose = adverbial && !quoted_before && follows.is_some_and(|w| !w.at(&["."]));
        let mut found = self.made(s, tone(verb), source, cue, content)?;
        let pieces = found.content.len();
        self.follow(s, next, &mut found);
        self.interrupted(s, next, &mut found);
        // "Still, he said on Friday" puts nothing forward either; "Still, he said, it works" does.
        (!loose || found.content.len() > pieces).then_some(found)
    }

    /// The subject of the verb group.
    fn subject(&self, s: &Sentence<'_, '_>, form: Form, group: &Group, mark: usize) -> Option<Range<usize>> {
        let words = &s.paragraph.words;
        let previous = group.start.checked_sub(1).filter(|i| *i >= s.within.start);
        let shared = || {
            let here = self.found[mark..].iter().rev().take(REACH).find_map(|f| f.source);
            here.and_then(|span| word_range(s.paragraph, span))
                .or_else(|| s.first_subject())
                .filter(|subject| subject.end <= group.start)
        };
        let previous = previous?;
        let word = &words[previous];
        if word.mark && word.quote.is_some() {
            return if form == Form::Ing { shared() } else { None };
        }
        if form == Form::Ing && !group.passive && !words[group.start..group.verb].iter().any(|w| w.is(Class::BE)) {
            if word.is(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SUBORDINATOR)) || word.at(&[",", "—"]) {
                return shared();
            }
            return s.subject_before(group.start).or_else(shared);
        }
        if group.infinitive
            || word.is(Class::CONJUNCTION)
            || word.at(&[","]) && words.get(previous.wrapping_sub(1)).is_some_and(|w| w.is(Class::CONJUNCTION))
        {
            return shared();
        }
        s.subject_before(group.start)
    }

    /// "“…,” said Smith": the content stands before, the source after.
    fn inverted(&self, s: &Sentence<'_, '_>, verb: &Verb, form: Form, group: &Group) -> Option<Found> {
        let words = &s.paragraph.words;
        if !verb.takes(Frame::Clause) || !matches!(form, Form::Past | Form::Third) || group.infinitive {
            return None;
        }
        let previous = group.start.checked_sub(1)?;
        let after_quote = words[previous].mark && words[previous].quote.is_some();
        let after_comma = words[previous].at(&[","]) && previous >= s.within.start;
        let next = group.verb + 1;
        let follows = words.get(next).filter(|_| next < s.within.end)?;
        if !(after_quote || after_comma)
            || follows.is(Class::PREPOSITION.or(Class::TIME))
            || !follows.is(Class::WORD)
            || follows.at(&["that"])
        {
            return None;
        }
        let source = s.phrase_after(next, true)?;
        if after_comma {
            // "Smith, the mayor, said it": no subject may stand before the comma, and the phrase must end the clause.
            let stop = words.get(source.end);
            let ends = source.end >= s.within.end
                || stop.is_some_and(|w| w.at(&[".", ",", ";"]) || w.is(Class::PREPOSITION.or(Class::TIME)));
            if !ends || s.subject_before(group.start).is_some() {
                return None;
            }
        }
        let content = s.content_before(group.start)?;
        let end = source.end;
        let mut found = self.made(s, tone(verb), Some(source), group.start..next, content)?;
        self.follow(s, end, &mut found);
        Some(found)
    }

    /// Adds a quotation that goes on after the cue clause: "…," he said. "…".
    fn follow(&self, s: &Sentence<'_, '_>, from: usize, found: &mut Found) {
        let words = &s.paragraph.words;
        // Only a claim that quotes already goes on quoting.
        let quotes = |c: &Span| self.quoted(c.start()) || self.quoted(c.end().saturating_sub(1));
        if !found.content.iter().take(CHAIN).any(quotes) {
            return;
        }
        let high = s.within.end.min(from + 24);
        let opens = |i: &usize| words[*i].mark && *i > 0 && words[*i - 1].at(&[",", ":", ".", "—", "and"]);
        let start = match (from..high).find(opens) {
            Some(i) => i,
            None if words.get(s.within.end).is_some_and(|w| w.mark) => s.within.end,
            _ => return,
        };
        self.extend(s.paragraph, found, start..start + 1);
    }

    /// Adds the second half of "The plan, he said, will fail".
    fn interrupted(&self, s: &Sentence<'_, '_>, from: usize, found: &mut Found) {
        const OTHERS: &[&str] = &[
            "and",
            "but",
            "who",
            "which",
            "when",
            "as",
            "while",
            "according",
            "with",
            "after",
            "in",
            "on",
            "although",
            "though",
        ];
        let words = &s.paragraph.words;
        if from + 2 < s.within.end && words[from].at(&[","]) {
            let next = &words[from + 1];
            if !next.at(OTHERS) && !next.lower.ends_with("ing") && !next.mark {
                self.extend(s.paragraph, found, from + 1..s.clause_end(from + 1));
            }
        }
    }

    fn extend(&self, p: &Paragraph<'_>, found: &mut Found, range: Range<usize>) {
        found.content.extend(self.with_quotes(p, range));
        tidy(p.text, &mut found.content, found.cue, found.source);
    }

    /// True if the byte lies in a quotation.
    fn quoted(&self, at: usize) -> bool {
        let i = self.quotes.partition_point(|q| q.span.end() <= at);
        self.quotes.get(i).is_some_and(|q| q.span.start() <= at)
    }

    /// A claim with its subject as the first piece of the content.
    fn with_subject(
        &self,
        s: &Sentence<'_, '_>,
        verb: &Verb,
        subject: Option<Range<usize>>,
        cue: Range<usize>,
        content: Range<usize>,
    ) -> Option<Found> {
        let mut found = self.made(s, tone(verb), None, cue, content)?;
        if let Some(subject) = subject {
            self.extend(s.paragraph, &mut found, subject);
        }
        Some(found)
    }

    /// The claim of these parts; `None` if no content is left.
    fn made(
        &self,
        s: &Sentence<'_, '_>,
        (kind, stance): (Kind, Stance),
        source: Option<Range<usize>>,
        cue: Range<usize>,
        content: Range<usize>,
    ) -> Option<Found> {
        let p = s.paragraph;
        let cue = p.span(cue)?;
        let source = source.and_then(|range| p.span(range)).filter(|span| !span.overlaps(cue));
        let mut content = self.with_quotes(p, content);
        tidy(p.text, &mut content, cue, source);
        (!content.is_empty()).then_some(Found { source, cue, content, kind, stance })
    }

    /// A range of words as content: trimmed, and with the rest of any quotation that it reaches into.
    fn with_quotes(&self, p: &Paragraph<'_>, range: Range<usize>) -> Vec<Span> {
        let words = &p.words;
        let (mut start, mut end) = (range.start, range.end.min(words.len()));
        let loose = |i: usize, marks: &[&str]| words[i].at(marks) && words[i].narrated();
        for _ in 0..TRIM {
            if end > start && loose(end - 1, &[",", ".", ";", ":", "—", "–", "-"]) {
                end -= 1;
            }
            if start < end && loose(start, &[",", ":", ";"]) {
                start += 1;
            }
        }
        let Some(span) = p.span(start..end) else { return Vec::new() };
        let mut out = vec![span];
        if let Some(first) =
            words[start].quote.filter(|q| self.quotes[*q].continues || self.quotes[*q].span.start() < span.start())
        {
            let back = (0..=first).rev().take(CHAIN);
            let mut goes_back = true;
            for q in back {
                if !goes_back {
                    break;
                }
                out.push(self.quotes[q].span);
                goes_back = self.quotes[q].continues;
            }
        }
        if let Some(last) = words[end - 1].quote {
            out.push(self.quotes[last].span);
            let onward = self.quotes[last + 1..].iter().take(CHAIN).take_while(|q| q.continues);
            out.extend(onward.map(|q| q.span));
        }
        Spans::joined(out).pieces().to_vec()
    }

    /// A paragraph that is quotation alone, without a cue of its own, goes on the last claim of the one before it.
    fn stand_alone(&mut self, p: &Paragraph<'_>) -> bool {
        let (Some(first), Some(last)) = (p.words.first(), p.words.last()) else { return false };
        let (Some(q), Some(_)) = (first.quote, last.quote) else { return false };
        if self.goes_on >= CHAIN || !first.mark || p.words.iter().any(|w| w.narrated() && w.is(Class::WORD)) {
            return false;
        }
        // The claim has this paragraph already if the quotation goes on from its own.
        let spans = if self.quotes[q].continues { Vec::new() } else { self.with_quotes(p, 0..p.words.len()) };
        let Some(claim) = self.found[self.last_paragraph.clone()].last_mut() else { return false };
        claim.content.extend(spans);
        tidy(p.text, &mut claim.content, claim.cue, claim.source);
        self.goes_on += 1;
        true
    }
}

/// What a verb says was done, and what it adds.
fn tone(verb: &Verb) -> (Kind, Stance) {
    (verb.kind.unwrap_or(Kind::Statement), verb.stance.unwrap_or(Stance::Neutral))
}

/// Orders the pieces, takes the cue and the source out of them, and drops what is left of white space and commas.
fn tidy(text: &str, content: &mut Vec<Span>, cue: Span, source: Option<Span>) {
    let mut pieces = Spans::joined(std::mem::take(content)).pieces().to_vec();
    for hole in [Some(cue), source].into_iter().flatten() {
        let without = |piece: Span| {
            if !piece.overlaps(hole) {
                return [Some(piece), None];
            }
            let loose = |c: char| c.is_whitespace() || c == ',';
            let before = text.get(piece.start()..hole.start()).map(|t| piece.start() + t.trim_end_matches(loose).len());
            let after = text.get(hole.end()..piece.end()).map(|t| piece.end() - t.trim_start_matches(loose).len());
            [
                before.and_then(|end| Span::new(piece.start(), end)),
                after.and_then(|start| Span::new(start, piece.end())),
            ]
        };
        pieces = pieces.into_iter().flat_map(without).flatten().collect();
    }
    pieces.retain(|piece| piece.words(text).is_some_and(|words| words.contains(char::is_alphanumeric)));
    *content = pieces;
}

fn word_range(p: &Paragraph<'_>, span: Span) -> Option<Range<usize>> {
    let start = p.words.partition_point(|w| w.span.start() < span.start());
    let end = p.words.partition_point(|w| w.span.end() <= span.end());
    (start < end).then_some(start..end)
}

/// Sentences, with "“Why?” Smith asked." taken as one.
fn joined_sentences(p: &Paragraph<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for sentence in &p.sentences {
        let joins = out.last().is_some_and(|last| {
            let ends = last.end.checked_sub(1).is_some_and(|i| p.words[i].mark && p.words[i].quote.is_some());
            let asks = last.end.checked_sub(2).is_some_and(|i| p.words[i].at(&["?", "!"]));
            ends && asks && sentence.len() <= 14 && !p.words[sentence.start].mark
        });
        match out.last_mut() {
            Some(last) if joins => last.end = sentence.end,
            _ => out.push(sentence.clone()),
        }
    }
    out
}
