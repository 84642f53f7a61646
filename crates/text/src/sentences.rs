//! Sentences of news prose, in one pass over the text.
//!
//! A small splitter of our own rather than the `sentencex` crate, which was tried first: that crate never splits
//! inside quotation marks, so a quotation of ten sentences is one sentence; it splits after "U.S." and "Jr."
//! before a name; and it takes quadratic time on quotation marks that are never closed. The default rules of
//! UAX #29 split after "Gen." and "J.". What is below is the usual rule (a full stop, closing marks, white space,
//! and no small letter after them) with lists of the abbreviations after which it does not hold.
//!
//! A blank line always ends a sentence. A single line break does too, unless the next line starts with a small
//! letter, as hard-wrapped text does.

use crate::Span;

/// Titles and the like, which always stand before something.
#[rustfmt::skip]
const NEVER_LAST: &[&str] = &[
    "adm", "amb", "atty", "brig", "capt", "cmdr", "col", "cpl", "det", "dr", "fr", "ft", "gen", "gov", "hon", "insp",
    "lt", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "pfc", "pres", "prof", "pte", "pvt", "rep",
    "reps", "rev", "sen", "sens", "sgt", "st", "supt", "cf", "e.g", "i.e", "vs", "v", "г-н", "им", "ул", "просп",
    "вул", "т.е", "ім",
];

/// Abbreviations that may end a sentence: they do when a word follows that often starts one.
const SOMETIMES_LAST: &[&str] = &[
    "approx", "ave", "blvd", "bros", "co", "corp", "dept", "div", "est", "etc", "inc", "jr", "llc", "ltd", "nat", "rd",
    "sr", "univ", "гг", "грн", "долл", "млн", "млрд", "обл", "руб", "стр", "тис", "тыс",
];

/// Abbreviations only when a number follows.
const BEFORE_NUMBERS: &[&str] = &[
    "apr", "art", "aug", "ch", "dec", "feb", "fig", "jan", "jul", "jun", "mar", "no", "nos", "nov", "oct", "p", "pp",
    "sec", "sep", "sept", "vol", "ст", "с",
];

/// Words that, with a capital letter, are far more often the first of a sentence than part of a name.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "A", "According", "After", "All", "Also", "Although", "An", "And", "Another", "As", "Asked", "At", "Before",
    "Both", "But", "By", "Despite", "During", "Earlier", "Even", "For", "From", "He", "Her", "His", "How", "However",
    "I", "If", "In", "It", "Its", "Last", "Many", "Meanwhile", "More", "Most", "My", "No", "Not", "Now", "Officials",
    "On", "One", "Or", "Our", "Others", "She", "Since", "So", "Some", "Such", "That", "The", "Their", "Then", "There",
    "These", "They", "This", "Those", "Though", "Through", "To", "Under", "Until", "We", "What", "When", "Where",
    "While", "Who", "Why", "With", "Yes", "Yet", "You",
];

/// The longest abbreviation looked for, in bytes.
const ABBREVIATION_BYTES: usize = 16;

/// The sentences of `text`, in order.
///
/// The spans are trimmed, do not overlap, and together cover every character that is not white space. A closing
/// quotation mark or bracket belongs to the sentence that it closes. Time is linear in the text.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut chunk, mut body_end) = (None, next_chunk(text, 0), 0);
    while let Some((from, to)) = chunk {
        let following = next_chunk(text, to);
        let mut first = *start.get_or_insert(from);
        for end in ends_inside(text, from, to) {
            out.extend(Span::new(first, end));
            first = end;
        }
        start = Some(first);
        let ends = following.is_none_or(|(next, next_end)| {
            // A mark that closes may stand apart from the full stop, as in French.
            let body = text[from..to].trim_end_matches(is_closing);
            body_end = if body.is_empty() { body_end.max(first) } else { from + body.len() };
            let next_chunk = &text[next..next_end];
            breaks(&text[to..next], next_chunk) || stops(&text[first..body_end.max(first)], body_end < to, next_chunk)
        });
        if ends {
            out.extend(Span::new(first, to));
            start = None;
        }
        chunk = following;
    }
    out
}

/// The next run of characters without white space at or after `from`.
fn next_chunk(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &text[from..];
    let start = from + rest.find(|c: char| !c.is_whitespace())?;
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
    Some((start, end))
}

/// Ends of sentences strictly inside a run without white space: scripts that write none after the full stop.
fn ends_inside(text: &str, from: usize, to: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut stopped = false;
    for (offset, c) in text[from..to].char_indices() {
        let full_width = matches!(c, '。' | '！' | '？' | '｡');
        if stopped && !full_width && !is_closing(c) {
            ends.push(from + offset);
            stopped = false;
        }
        stopped |= full_width;
    }
    ends
}

/// True if the white space `gap` before `next` is a paragraph break.
fn breaks(gap: &str, next: &str) -> bool {
    let mut lines = 0;
    let mut previous = ' ';
    for c in gap.chars() {
        match c {
            '\u{2029}' => lines += 2,
            '\n' if previous == '\r' => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => lines += 1,
            _ => {}
        }
        previous = c;
    }
    lines > 1 || (lines == 1 && !next.starts_with(char::is_lowercase))
}

/// True if `body`, a sentence so far without its closing marks (`closed` if there are any), ends before `next`.
fn stops(body: &str, closed: bool, next: &str) -> bool {
    let Some(last) = body.chars().next_back().filter(|c| is_terminal(*c)) else {
        return false;
    };
    let lead = next.trim_start_matches(is_opening);
    // A mark that stands apart and can only close still belongs to this sentence.
    if next.starts_with(['”', '»', '’', '›', ')', ']']) && next.trim_end_matches(is_closing).is_empty() {
        return false;
    }
    let Some(first) = lead.chars().next() else { return true };
    if first.is_lowercase() || matches!(first, '—' | '–' | '-' | ',' | ';') {
        return false;
    }
    if last != '.' || body.ends_with("..") || closed {
        return true;
    }
    !is_abbreviation(&body[..body.len() - 1], lead, lead.len() < next.len())
}

/// True if `body`, which a full stop follows, is an abbreviation that goes on with `lead`.
fn is_abbreviation(body: &str, lead: &str, quoted: bool) -> bool {
    let from = body.rfind(|c: char| !c.is_alphanumeric() && c != '.' && c != '-');
    let word = from.map_or(body, |at| body[at..].trim_start_matches(|c: char| !c.is_alphanumeric()));
    if word.is_empty() || word.len() > ABBREVIATION_BYTES {
        return false;
    }
    let lower = word.to_lowercase();
    let listed = |list: &[&str]| list.contains(&lower.as_str());
    let number = lead.starts_with(char::is_numeric);
    let starter = STARTERS.contains(&lead.trim_end_matches(|c: char| !c.is_alphanumeric()));
    // "No." alone is an answer; a title is written with a capital letter ("Gen."), save the Latin ones.
    if listed(NEVER_LAST) && (word.starts_with(char::is_uppercase) || lower.contains('.') || lower.len() < 3) {
        return true;
    }
    if listed(BEFORE_NUMBERS) && number {
        return true;
    }
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let dotted = word.contains('.')
        && word.split('.').all(|part| part.chars().count() <= 2 && !part.is_empty())
        && !word.contains(char::is_numeric);
    // "м. Київ": a town, a year, a street.
    let cyrillic = word.chars().count() == 1 && word.starts_with(|c| ('а'..='ї').contains(&c));
    (initial || cyrillic || dotted || listed(SOMETIMES_LAST)) && !starter && !quoted
}

fn is_terminal(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | ')' | ']' | '}' | '」' | '』' | '）' | '*')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '(' | '[' | '{' | '「' | '『' | '（' | '”' | '’' | '*')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(parts: &[&str]) {
        check_joined(parts, " ");
    }

    fn check_joined(parts: &[&str], by: &str) {
        let text = parts.join(by);
        let found: Vec<&str> = sentences(&text).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, parts, "{text:?}");
    }

    #[test]
    fn abbreviations_titles_and_initials_do_not_end_a_sentence() {
        check(&["Lt. Col. J. R. Smith met Gen. Ruiz.", "Mr. Lee left."]);
        check(&["The U.S. Army left the U.S.", "He stayed."]);
        check(&["It rose 3.5 percent in Jan. 2016, said Acme Inc. chief Bo Jr. Smith.", "The end."]);
        check(&["She came at 5 p.m. Tuesday to No. 10.", "Was it so?", "No.", "Never!"]);
        check(&["He took vitamin C.", "The end."]);
    }

    #[test]
    fn a_closing_mark_belongs_to_the_sentence_it_closes() {
        check(&["“We will not go.", "Never,” said Gen. Smith.", "He left."]);
        check(&["He said: “No.”", "“Yes.”", "(It was late.)", "So."]);
        check(&["\"Why?\" he asked.", "\"I know!\"", "\"Do you?\""]);
        check(&["Il dit « non. »", "Puis il part."]);
        check(&["„Nein.“", "Dann ging er."]);
    }

    #[test]
    fn ellipses_and_datelines() {
        check(&["It fell ... and rose.", "And then...", "Nothing.", "Well … maybe."]);
        check(&["KYIV, Ukraine (AP) — The town fell.", "KARST, March 3. — It did not."]);
    }

    #[test]
    fn paragraph_breaks_always_end_a_sentence_and_wrapped_lines_do_not() {
        check_joined(&["Army leaves town", "The army left"], "\n\n");
        check_joined(&["Army leaves town", "The army left"], "\r\n");
        check_joined(&["it ends, and", "goes on"], "\n \n");
        check(&["the army\nleft the town.", "It came back."]);
    }

    #[test]
    fn other_scripts() {
        check(&["Він сказав, що м. Київ стоїть.", "Так."]);
        check(&["В. Зеленський приїхав.", "Потім поїхав."]);
        check_joined(&["他说：“不。”", "他走了。", "真的吗？"], "");
        check(&["هل ذهب؟", "نعم."]);
        check(&["वह गया।", "हाँ।"]);
    }

    proptest! {
        #[test]
        fn sentences_are_trimmed_ordered_and_cover_everything(text in r#"([A-Za-zїя.!?。…"“”«»' \n\r\u{2029}()—👮é]|Mr\. |U\.S\. ){0,120}"#) {
            let found = sentences(&text);
            let mut at = 0;
            for span in found {
                prop_assert!(span.start() >= at);
                prop_assert!(text[at..span.start()].trim().is_empty());
                prop_assert_eq!(span.trimmed(&text), Some(span));
                at = span.end();
            }
            prop_assert!(text[at..].trim().is_empty());
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let kept: usize = sentences(&text).iter().map(|s| text[s.range()].chars().filter(|c| !c.is_whitespace()).count()).sum();
            prop_assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).count());
        }
    }
}
