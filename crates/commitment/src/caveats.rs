//! Caveats: the reporter's own reservations, and the claims that they cover.

use std::ops::Range;

use sayso_domain::Attribution;
use sayso_text::{Span, Spans, paragraphs, sentences};
use serde::Deserialize;

use crate::{
    modality::WordSet,
    phrases::Phrases,
    words::{Word, words_at},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaveatFile {
    marks: Marks,
    several: Words,
    joints: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    patterns: String,
    findings: String,
    asides: String,
    stems: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: String,
}

/// The words of caveats, ready for look-up.
#[derive(Debug)]
pub(crate) struct Caveats {
    marks: Phrases<()>,
    findings: WordSet,
    asides: Phrases<()>,
    stems: Vec<String>,
    several: WordSet,
    joints: WordSet,
}

/// A reservation in the text.
struct Caveat {
    words: Span,
    sentence: Span,
    /// All of the sentence, with none of a claim's own words beside it.
    alone: bool,
    several: bool,
    /// Which claim of the order holds it at the end of its content.
    within: Option<usize>,
}

impl Caveats {
    /// Reads the lists.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: CaveatFile = toml::from_str(data).map_err(|error| error.to_string())?;
        Ok(Self {
            marks: Phrases::parse([(file.marks.patterns.as_str(), ())])?,
            findings: WordSet::new(&file.marks.findings),
            asides: Phrases::parse([(file.marks.asides.as_str(), ())])?,
            stems: file.marks.stems.split_whitespace().map(str::to_owned).collect(),
            several: WordSet::new(&file.several.words),
            joints: WordSet::new(&file.joints.words),
        })
    }

    /// For each attribution, the caveats that cover it.
    pub(crate) fn of(&self, text: &str, attributions: &[Attribution]) -> Vec<Spans> {
        let claims = Claims::new(text, attributions);
        let paragraphs: Vec<Span> = paragraphs(text).collect();
        let mut out = vec![Vec::new(); attributions.len()];
        // Claims before this place of the order are covered by an earlier caveat.
        let mut since = 0;
        for sentence in sentences(text) {
            let Some(caveat) = self.in_sentence(text, sentence, &claims) else { continue };
            let covered = if caveat.alone {
                let at = paragraphs.partition_point(|paragraph| paragraph.end() <= caveat.sentence.start());
                let covered = claims.before(&caveat, &paragraphs[..paragraphs.len().min(at + 1)], since);
                since = claims.order.partition_point(|claim| claim.at < caveat.sentence.end());
                covered
            } else {
                caveat.within.map_or_else(|| claims.beside(&caveat), |claim| claim..claim + 1)
            };
            for claim in &claims.order[covered] {
                out[claim.index].push(caveat.words);
            }
        }
        out.into_iter().map(Spans::joined).collect()
    }

    fn in_sentence(&self, text: &str, sentence: Span, claims: &Claims<'_>) -> Option<Caveat> {
        let written = text[sentence.range()].to_lowercase();
        if !self.stems.iter().any(|stem| written.contains(stem.as_str())) {
            return None;
        }
        let words = words_at(text, sentence);
        let found = (0..words.len()).find_map(|at| {
            let found = self.marks.at(&words, at)?;
            let last = words[found.range.end - 1].lower.as_str();
            let finding = matches!(last, "evidence" | "proof")
                && words.get(found.range.end).is_some_and(|next| self.findings.has(next));
            // What a source says is no reservation of the reporter's, unless it can only be the reporter's.
            let said = claims.is_content(words[found.range.start].span);
            (!finding && (!said || self.is_aside(text, sentence, &words, &found.range, claims))).then_some(found)
        })?;
        let clause = self.clause(&words, found.range.clone(), claims);
        let (first, last) = (words.get(clause.start)?, words.get(clause.end.checked_sub(1)?)?);
        let part = Span::new(first.span.start(), last.span.end())?;
        // Its own sentence, though a "claim" may be read into it: Reuters | could not verify | the account.
        let mark = Span::new(words[found.range.start].span.start(), words[found.range.end - 1].span.end())?;
        let alone = !claims.has_other(sentence, mark);
        let span = if alone { trimmed(&words).unwrap_or(part) } else { part };
        let said = if alone { &words[..] } else { &words[clause] };
        let within = claims.holding(mark).filter(|_| !alone);
        let several = said.iter().any(|word| self.several.has(word));
        Some(Caveat { words: span, sentence, alone, several, within })
    }

    /// True if a mark in the content of a claim is the reporter's all the same: outside quotation marks, at the content's
    /// end, and either an aside ("..., offering no evidence") or in a later sentence than the content begins in.
    fn is_aside(&self, text: &str, sentence: Span, words: &[Word], mark: &Range<usize>, claims: &Claims<'_>) -> bool {
        const LONGEST_REST: usize = 6;
        let first = &words[mark.start];
        let Some(claim) = claims.holding(first.span) else { return false };
        let content = claims.attributions[claims.order[claim].index].content();
        let Some(hull) = content.hull() else { return false };
        let rest = words[mark.end..].iter().take_while(|word| word.span.start() < hull.end());
        let rest = rest.filter(|word| !word.is_mark()).take(LONGEST_REST + 1).count();
        if first.quoted || rest > LONGEST_REST {
            return false;
        }
        let near = mark.start.saturating_sub(LONGEST_REST);
        let comma = words[near..mark.start]
            .iter()
            .rposition(|word| matches!(word.lower.as_str(), "," | "—" | "–"))
            .map(|at| near + at);
        let aside = comma.is_some_and(|comma| {
            let found = self.asides.at(words, comma + 1);
            words[comma].span.start() > hull.start()
                && found.is_some_and(|found| found.range.start == mark.start || found.range.end == mark.start)
        });
        // A later sentence: of evidence the source itself may speak, and what is quoted is its own.
        const LONGEST_CONTENT: usize = 2000;
        let short = hull.range().len() <= LONGEST_CONTENT;
        let said = text.get(hull.range()).filter(|_| short).unwrap_or_default();
        let quotes = ['“', '"', '«', '„', '`'];
        let before = text.get(..hull.start()).unwrap_or_default();
        let quoted = said.contains(quotes) || before.trim_end().ends_with(quotes) || said.contains("''");
        let later = short && !quoted && hull.start() < sentence.start();
        aside || later && !matches!(words[mark.end - 1].lower.as_str(), "evidence" | "proof")
    }

    /// The clause around a mark: between commas and the like, and outside the contents of claims.
    fn clause(&self, words: &[Word], mark: Range<usize>, claims: &Claims<'_>) -> Range<usize> {
        let is_edge = |word: &Word| {
            matches!(word.lower.as_str(), "," | ";" | "—" | "–" | "." | "!" | "?" | "(" | ")") || word.is_quote()
        };
        let said = claims.is_content(words[mark.start].span);
        let ends = |word: &Word| is_edge(word) || !said && claims.is_content(word.span);
        let mut start = words[..mark.start].iter().rposition(ends).map_or(0, |at| at + 1);
        let end = words[mark.end..].iter().position(is_edge).map_or(words.len(), |at| mark.end + at);
        while start < mark.start && self.joints.has(&words[start]) {
            start += 1;
        }
        // "without providing evidence" needs nothing before it.
        if words[mark.start].lower == "without" { mark.start..end } else { start..end }
    }
}

/// A sentence without its quotation marks and full stop.
fn trimmed(words: &[Word]) -> Option<Span> {
    let first = words.iter().find(|word| !word.is_mark())?;
    let last = words.iter().rfind(|word| !word.is_mark())?;
    Span::new(first.span.start(), last.span.end())
}

struct Placed {
    /// Where its cue stands, or without one its content.
    at: usize,
    /// Which attribution it is.
    index: usize,
}

/// The attributions, in the order of their cues.
struct Claims<'c> {
    text: &'c str,
    attributions: &'c [Attribution],
    order: Vec<Placed>,
    /// The pieces of all contents, joined.
    contents: Spans,
    /// The pieces of all contents by their start, with the place of their claim in the order.
    pieces: Vec<(Span, usize)>,
}

impl<'c> Claims<'c> {
    fn new(text: &'c str, attributions: &'c [Attribution]) -> Self {
        let place = |(index, attribution): (usize, &Attribution)| {
            let cue = attribution.cue().hull().unwrap_or_else(|| attribution.hull());
            Placed { at: cue.start(), index }
        };
        let mut order: Vec<Placed> = attributions.iter().enumerate().map(place).collect();
        order.sort_by_key(|claim| claim.at);
        let contents = attributions.iter().flat_map(|attribution| attribution.content().pieces().to_vec());
        let mut pieces: Vec<(Span, usize)> = Vec::new();
        for (at, claim) in order.iter().enumerate() {
            pieces.extend(attributions[claim.index].content().pieces().iter().map(|piece| (*piece, at)));
        }
        pieces.sort_unstable();
        Self { text, attributions, order, contents: Spans::joined(contents.collect()), pieces }
    }

    fn is_content(&self, span: Span) -> bool {
        let pieces = self.contents.pieces();
        pieces
            .get(pieces.partition_point(|piece| piece.end() <= span.start()))
            .is_some_and(|piece| piece.overlaps(span))
    }

    /// The last claim of the order whose content holds the start of `span`.
    fn holding(&self, span: Span) -> Option<usize> {
        if !self.is_content(span) {
            return None;
        }
        const OVERLAPPING: usize = 8;
        let after = self.pieces.partition_point(|(piece, _)| piece.start() <= span.start());
        let near = self.pieces[..after].iter().rev().take(OVERLAPPING);
        near.into_iter().find(|(piece, _)| span.start() < piece.end()).map(|(_, claim)| *claim)
    }

    fn within(&self, span: Span) -> Range<usize> {
        let first = self.order.partition_point(|claim| claim.at < span.start());
        first..self.order.partition_point(|claim| claim.at < span.end())
    }

    /// True if a claim other than the caveat itself has its cue in the sentence.
    fn has_other(&self, sentence: Span, mark: Span) -> bool {
        self.order[self.within(sentence)].iter().any(|claim| !self.is_caveat(claim, mark))
    }

    /// True if the cue of a claim is the caveat.
    fn is_caveat(&self, claim: &Placed, mark: Span) -> bool {
        self.attributions[claim.index].cue().pieces().iter().any(|piece| piece.overlaps(mark))
    }

    /// The claims in the sentence of a caveat: all, or the last before it, else the first after it.
    fn beside(&self, caveat: &Caveat) -> Range<usize> {
        let all = self.within(caveat.sentence);
        let before = self.order.partition_point(|claim| claim.at < caveat.words.start());
        match before.checked_sub(1).filter(|at| *at >= all.start) {
            Some(_) if caveat.several => all.start..before,
            Some(last) => last..before,
            None => before..(before + 1).min(all.end),
        }
    }

    /// The claims that a caveat in a sentence of its own covers. The last of `paragraphs` is that of the caveat.
    fn before(&self, caveat: &Caveat, paragraphs: &[Span], since: usize) -> Range<usize> {
        let end = self.order.partition_point(|claim| claim.at < caveat.sentence.start());
        let since = since.min(end);
        const FURTHEST: usize = 2;
        let start_of = |back: usize| {
            let paragraph = paragraphs.len().checked_sub(back + 1).and_then(|at| paragraphs.get(at));
            self.order.partition_point(|claim| claim.at < paragraph.map_or(0, |paragraph| paragraph.start()))
        };
        let own = start_of(0).max(since);
        // A caveat that begins its paragraph speaks of the one before.
        let (mut start, mut back) = (own, 0);
        while end <= start && back < FURTHEST {
            back += 1;
            start = start_of(back).max(since);
        }
        // "The claims" are also those of the paragraph before.
        if caveat.several && back < FURTHEST {
            start = start_of(back + 1).max(since);
        }
        if caveat.several || start >= end {
            return start.min(end)..end;
        }
        let same = |one: &Placed, other: &Placed| self.same_source(one.index, other.index);
        let mut first = end - 1;
        while first > start && same(&self.order[first - 1], &self.order[first]) {
            first -= 1;
        }
        first..end
    }

    /// The sources of two neighbouring claims are the same, or the later is a pronoun or none.
    fn same_source(&self, one: usize, other: usize) -> bool {
        let words =
            |index: usize| self.attributions[index].source().words(self.text).unwrap_or_default().to_lowercase();
        let (one, other) = (words(one), words(other));
        one == other || matches!(other.as_str(), "" | "he" | "she" | "it" | "they")
    }
}
