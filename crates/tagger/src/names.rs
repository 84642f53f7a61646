//! From the scores of the head for names to names.

use sayso_text::Span;

use crate::{
    decode::{parts, runs, viterbi, words},
    pieces::{Piece, span},
    windows::{Input, Window},
};

/// Tags of names: O, then B and I of each kind.
pub(crate) const NAME_TAGS: usize = 9;

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// One person.
    Person,
    /// A body of people.
    Organization,
    /// A place.
    Place,
    /// Something else: a people, a faith, an event, a work, a product.
    Other,
}

/// A proper name in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub words: Span,
    /// What it is the name of.
    pub kind: NameKind,
}

pub(crate) const KINDS: [NameKind; NAME_TAGS / 2] =
    [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Other];

/// The names of a window's core, in text order. `scores`: what each tag weighs, one row a position.
pub(crate) fn names(pieces: &[Piece], window: &Window, input: &Input, scores: &[[f32; NAME_TAGS]]) -> Vec<Name> {
    let mut names = Vec::new();
    for part in parts(window, input) {
        let words = words(pieces, input, &part);
        let tags = best(&words, scores);
        names.extend(runs(&tags).filter_map(|(begun, run)| {
            let end = words.get(run.end).copied().unwrap_or(part.end);
            let words = span(pieces, input.pieces[words[run.start]]?..input.pieces[end - 1]? + 1)?;
            Some(Name { words, kind: KINDS[begun / 2] })
        }));
    }
    names
}

/// The best row of tags for the words that begin at these positions.
fn best(words: &[usize], scores: &[[f32; NAME_TAGS]]) -> Vec<usize> {
    // What is the same for all tags of a word decides nothing, so the scores need not be made probabilities.
    let row = |position: &usize| scores[*position].map(f64::from);
    let begun = |_, tag: usize, next: usize| {
        if next % 2 == 1 || next == 0 || tag == next || tag + 1 == next { 0.0 } else { f64::NEG_INFINITY }
    };
    viterbi(&words.iter().map(row).collect::<Vec<_>>(), begun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::tests::embedded;

    #[test]
    fn names_have_their_kinds() {
        let check = |text: &str, expected: &[(&str, NameKind)]| {
            let found = embedded().tag(text);
            let names: Vec<_> = found.names.iter().map(|name| (&text[name.words.range()], name.kind)).collect();
            assert_eq!(names, expected, "{text}");
        };
        check(
            "Olena Hordiienko, the mayor of Chicago, told Reuters on Tuesday that two people had died.",
            &[
                ("Olena Hordiienko", NameKind::Person),
                ("Chicago", NameKind::Place),
                ("Reuters", NameKind::Organization),
            ],
        );
        check(
            "Ukrainian troops left the city of Bakhmut, the Ministry of Defense said.",
            &[
                ("Ukrainian", NameKind::Other),
                ("Bakhmut", NameKind::Place),
                ("Ministry of Defense", NameKind::Organization),
            ],
        );
        check("Nobody was there, he said.", &[]);
    }

    #[test]
    fn a_name_is_begun_before_it_goes_on() {
        // The first score of each row is that of O, the third that the name of a person goes on.
        let row =
            |outside, goes_on| std::array::from_fn(|tag| [outside, 0.0, goes_on].get(tag).copied().unwrap_or(-9.0));
        assert_eq!(best(&[0, 1], &[row(0.5, 3.0), row(0.0, 3.0)]), [1, 2]);
        assert_eq!(best(&[0, 1], &[row(9.0, 3.0), row(9.0, 3.0)]), [0, 0]);
    }
}
