//! Quotations: which quotation marks belong together.
//!
//! Marks of every style are paired inside a paragraph. The outermost pair counts: marks of other styles inside it
//! are part of the words. A quotation that is not closed when its paragraph ends goes on in the next paragraph if
//! that one opens with a mark of the same style, as printers do. An apostrophe is no quotation mark: a single mark is
//! one only where both of a pair stand in one sentence, or the second behind a punctuation mark. Nothing here fails: a
//! mark without a partner is reported and otherwise ignored.

use sayso_text::Span;

/// The quotations of a text, in order, and the marks that have no partner.
///
/// A quotation is one paragraph's part of it, with its marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Quotes {
    pub(crate) all: Vec<Span>,
    pub(crate) unpaired: Vec<Span>,
}

/// A possible quotation mark.
#[derive(Debug, Clone, Copy)]
struct Mark {
    style: Style,
    at: usize,
    length: usize,
    opens: bool,
    closes: bool,
    after_punctuation: bool,
}

/// Marks of one style can close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
}

/// What an apostrophe may begin.
const ELISIONS: [&str; 8] = ["twas", "tis", "em", "til", "n", "bout", "cause", "round"];

/// Pairs the marks of `text`.
pub(crate) fn quotes(text: &str) -> Quotes {
    let sentences = sayso_text::sentences(text);
    let paragraphs = paragraphs(text, &sentences);
    let mut found = Quotes::default();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let marks = marks(text, *paragraph);
        let pairs = pairs_of_singles(&marks, &sentences);
        let (mut open, mut closes_single): (Option<Mark>, _) = (None, None);
        for (mark, partner) in marks.iter().zip(pairs) {
            match open {
                None if mark.opens && (mark.style != Style::Single || partner.is_some()) => {
                    open = Some(*mark);
                    closes_single = partner;
                }
                // A closing ’ outside a quotation is an apostrophe.
                None if mark.style != Style::Single => found.unpaired.extend(Span::new(mark.at, mark.at + mark.length)),
                Some(start)
                    if mark.closes
                        && mark.style == start.style
                        && (mark.style != Style::Single || closes_single == Some(mark.at)) =>
                {
                    found.all.extend(Span::new(start.at, mark.at + mark.length));
                    open = None;
                }
                _ => {}
            }
        }
        let Some(start) = open.filter(|m| m.style != Style::Single) else { continue };
        let goes_on = paragraphs
            .get(index + 1)
            .is_some_and(|next| first_mark(text, *next).is_some_and(|m| m.opens && m.style == start.style));
        // Without a partner a straight mark, which may mean inches, counts only where a whole paragraph can be meant.
        if goes_on || start.at == paragraph.start() || start.length > 1 {
            found.all.extend(Span::new(start.at, paragraph.end()));
        }
        if !goes_on {
            found.unpaired.extend(Span::new(start.at, start.at + start.length));
        }
    }
    found
}

/// Per mark, where the single mark stands that closes it if it opens a quotation: the next one that can, in its sentence or
/// behind a punctuation mark.
fn pairs_of_singles(marks: &[Mark], sentences: &[Span]) -> Vec<Option<usize>> {
    let sentence = |at: usize| sentences.partition_point(|sentence| sentence.end() <= at);
    let (mut next, mut next_after_punctuation) = (None, None);
    let mut pairs: Vec<_> = marks
        .iter()
        .rev()
        .map(|mark| {
            let here = sentence(mark.at);
            let pair = next.filter(|at| sentence(*at) == here).or(next_after_punctuation);
            if mark.style == Style::Single && mark.closes {
                next = Some(mark.at);
                next_after_punctuation = next.filter(|_| mark.after_punctuation).or(next_after_punctuation);
            }
            pair
        })
        .collect();
    pairs.reverse();
    pairs
}

/// The paragraphs, without the white space around them: a line break between two sentences ends one, unless the line was
/// wrapped there.
fn paragraphs(text: &str, sentences: &[Span]) -> Vec<Span> {
    const BREAKS: [char; 5] = ['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}'];
    let ends: Vec<usize> = sayso_text::paragraphs(text).map(|paragraph| paragraph.end()).collect();
    let paragraph = |at: usize| ends.partition_point(|end| *end < at);
    let joined = |one: &Span, next: &Span| {
        let gap = &text[one.end()..next.start()];
        if gap.contains('\n') { paragraph(one.end()) == paragraph(next.start()) } else { !gap.contains(BREAKS) }
    };
    sentences.chunk_by(joined).filter_map(|part| Span::new(part[0].start(), part[part.len() - 1].end())).collect()
}

/// The mark that a paragraph starts with.
fn first_mark(text: &str, paragraph: Span) -> Option<Mark> {
    let c = text[paragraph.range()].chars().next()?;
    let after = text[paragraph.start() + c.len_utf8()..paragraph.end()].chars();
    mark(c, paragraph.start(), None, after)
}

fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let (mut out, mut previous, mut skip_to) = (Vec::new(), None, 0);
    for (offset, c) in text[paragraph.range()].char_indices() {
        let at = paragraph.start() + offset;
        if at >= skip_to {
            let after = text[at + c.len_utf8()..paragraph.end()].chars();
            if let Some(mark) = mark(c, at, previous, after) {
                skip_to = at + mark.length;
                out.push(mark);
            }
        }
        previous = Some(c);
    }
    out
}

/// The mark that `c` is, between the character `before` it and those after it.
fn mark(c: char, at: usize, before: Option<char>, after: std::str::Chars<'_>) -> Option<Mark> {
    let mut rest = after.clone();
    let mut length = c.len_utf8();
    let mut next = rest.next();
    // '' and `` are typewriter forms of ".
    let doubled = matches!(c, '\'' | '`') && next == Some(c);
    if doubled {
        length *= 2;
        next = rest.next();
    }
    let free =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | ':'));
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // What was left out is no quotation: '90s, 'twas.
    let left_out = next.is_some_and(|c| c.is_ascii_digit())
        || ELISIONS.iter().any(|elision| {
            let mut rest = after.clone();
            elision.chars().all(|c| rest.next().is_some_and(|r| r.eq_ignore_ascii_case(&c))) && !word(rest.next())
        });
    // Whether a straight mark opens or closes shows in its neighbours; inside a quotation it closes if it can.
    let straight = (
        free(before) && !next.is_none_or(char::is_whitespace) || (!word(before) && word(next)),
        !free(before) || next.is_none(),
    );
    let (style, (opens, closes)) = match c {
        '"' | '＂' => (Style::Double, straight),
        '\'' | '`' if doubled => (Style::Double, straight),
        '“' => (Style::Double, (true, !free(before) && !word(next))),
        '”' => (Style::Double, (false, true)),
        '„' | '‟' => (Style::Double, (true, false)),
        '«' => (Style::Guillemet, (true, !free(before) && !word(next))),
        '»' => (Style::Guillemet, (free(before) && word(next), true)),
        '‹' => (Style::SingleGuillemet, (true, false)),
        '›' => (Style::SingleGuillemet, (false, true)),
        '‘' | '‚' | '‛' => {
            (Style::Single, (!word(before) && word(next) && !left_out, !free(before) && !word(next)))
        }
        '’' | '\'' => {
            (Style::Single, (c == '\'' && free(before) && word(next) && !left_out, !free(before) && !word(next)))
        }
        _ => return None,
    };
    let after_punctuation = before.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '—' | '–'));
    Some(Mark { style, at, length, opens, closes, after_punctuation })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str], unpaired: usize) {
        let found = quotes(text);
        let words: Vec<&str> = found.all.iter().map(|quote| &text[quote.range()]).collect();
        assert_eq!(words, expected, "{text}");
        assert_eq!(found.unpaired.len(), unpaired, "{text}");
    }

    #[test]
    fn every_style_is_paired() {
        check("He said “no” and \"yes\".", &["“no”", "\"yes\""], 0);
        check("''A novel,'' she wrote, ``not two''", &["''A novel,''", "``not two''"], 0);
        check("Er sagte „nein“, dann »ja«, und ‹so›", &["„nein“", "»ja«", "‹so›"], 0);
        check("Il dit « non ».", &["« non »"], 0);
        check("‘We won’t go,’ he said", &["‘We won’t go,’"], 0);
        check("'Bill is fair game.'", &["'Bill is fair game.'"], 0);
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        check("the workers’ union didn’t say it's Jones' plan", &[], 0);
        check("rock 'n' roll in the '90s", &[], 0);
        check("in the '90s. Officials said that the drivers' strike was over", &[], 0);
        check("'Twas the workers' day", &[], 0);
        check("He asked 'why so. Nobody knew. The drivers' strike went on.", &[], 0);
        check("They call it 'the drivers' strike'", &["'the drivers'"], 0);
        check("'It is over. Go home,' he said of the drivers' strike", &["'It is over. Go home,'"], 0);
    }

    #[test]
    fn inner_marks_belong_to_the_outer_quotation() {
        check("“He said ‘no’ to me,” she said", &["“He said ‘no’ to me,”"], 0);
        check("\"The “plan” is dead,\" she said", &["\"The “plan”"], 1);
    }

    #[test]
    fn a_wrapped_line_ends_no_quotation() {
        let said = "“The bridge over the Harrow was never in any danger.\nNobody is to cross it before the engineers have\nlooked,”";
        check(&format!("{said} she said."), &[said], 0);
    }

    #[test]
    fn a_quotation_may_run_over_paragraphs() {
        let text = "“One.\n“Two.\n“Three,” he said.\n“Four,” he said.";
        check(text, &["“One.", "“Two.", "“Three,”", "“Four,”"], 0);
    }

    #[test]
    fn odd_marks_are_reported_and_lose_nothing() {
        check("“One and no end.\nHe said “two”.", &["“One and no end.", "“two”"], 1);
        check("a 6\" pipe\n“two”", &["“two”"], 1);
        check("She said: “One and no end.\nTwo.", &["“One and no end."], 1);
        check("no”", &[], 1);
    }

    proptest! {
        #[test]
        fn quotations_are_in_order_and_apart(text in r#"[a-c “”"'‘’«»„\n.,]{0,80}"#) {
            let mut at = 0;
            for quote in quotes(&text).all {
                prop_assert!(quote.start() >= at && quote.words(&text).is_some());
                at = quote.end();
            }
        }
    }
}
