//! A person's name cut into pieces as written: without asides, in the usual order, at hyphens and initials.

use crate::letters::Letters;

/// A piece of a name as written.
pub(crate) struct Piece<'a> {
    pub(crate) raw: &'a str,
    pub(crate) fold: String,
    /// The fold with г read as Ukrainian, where nothing tells Ukrainian from Russian.
    pub(crate) also: Option<String>,
    pub(crate) hyphen_before: bool,
    pub(crate) stop_after: bool,
}

/// The pieces of a name: words, cut at hyphens and behind the full stops of initials ("J.K.").
pub(crate) fn pieces<'a>(name: &'a str, letters: &Letters, ukrainian: bool) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for word in name.split_whitespace() {
        let mut hyphen_before = false;
        for part in word.split_inclusive(['.', '-', '‐', '‑', '–', '—', '/']) {
            let raw = part.trim_matches(|c: char| !c.is_alphanumeric());
            let raw = ["'s", "’s"].iter().find_map(|end| raw.strip_suffix(end)).unwrap_or(raw);
            let fold = |ukrainian| letters.fold_as(raw, ukrainian).chars().filter(|c| c.is_alphanumeric()).collect();
            let either = !ukrainian && raw.contains(['г', 'Г']);
            let (fold, also): (String, _) = (fold(ukrainian), either.then(|| fold(true)));
            if !fold.is_empty() {
                let stop_after = part.ends_with('.');
                pieces.push(Piece { raw, fold, also, hyphen_before, stop_after });
                hyphen_before = !stop_after;
            }
        }
    }
    pieces
}

/// The pieces as the document writes them.
pub(crate) fn as_written(pieces: &[Piece<'_>]) -> String {
    let mut shown = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            shown.push(if piece.hyphen_before { '-' } else { ' ' });
        }
        shown.push_str(piece.raw);
        if piece.stop_after && piece.fold.chars().count() <= 2 {
            shown.push('.');
        }
    }
    shown
}

/// "Jr." as the document writes it.
pub(crate) fn suffix_as_written(piece: &Piece<'_>) -> String {
    format!("{}{}", piece.raw, if piece.stop_after { "." } else { "" })
}

/// The text outside quotation marks and brackets, and the text inside.
pub(crate) fn without_asides(raw: &str) -> (String, String) {
    let (mut outside, mut inside) = (String::new(), String::new());
    let mut closing = None;
    for c in raw.chars() {
        match (closing, c) {
            (Some(close), _) if c == close => closing = None,
            (Some(_), _) => inside.push(c),
            (None, '"') => closing = Some('"'),
            (None, '“' | '„') => closing = Some('”'),
            (None, '«') => closing = Some('»'),
            (None, '(') => closing = Some(')'),
            (None, '[') => closing = Some(']'),
            (None, _) => outside.push(c),
        }
        if closing.is_some() && inside.is_empty() {
            outside.push(' ');
        }
    }
    // What is opened and never closed, or leaves nothing outside, is no aside.
    if closing.is_some() || !outside.contains(char::is_alphanumeric) {
        return (raw.to_owned(), String::new());
    }
    (outside, inside)
}

/// "Trump, Donald" in the usual order, and what stands behind the comma of "Trump, Jr." if `is_generation` knows it.
pub(crate) fn in_order(name: &str, is_generation: impl Fn(&str) -> bool) -> (String, String) {
    match name.split_once(',') {
        Some((before, after)) if !after.contains(',') && after.contains(char::is_alphanumeric) => {
            let words = (before.split_whitespace().count(), after.split_whitespace().count());
            match words {
                _ if is_generation(after.trim().trim_end_matches('.')) => (before.to_owned(), after.to_owned()),
                (1 | 2, 1..=3) => (format!("{after} {before}"), String::new()),
                _ => (before.to_owned(), String::new()),
            }
        }
        _ => (name.replace(',', " "), String::new()),
    }
}
