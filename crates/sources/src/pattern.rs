//! Runs of words that a data file writes as "told * of {}": small letters, `*` for some words, `{}` for a name.

/// One element of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Word(String),
    /// Up to some words.
    Any,
}

/// What must stand before and after a name; for a pattern without `{}`, all of it stands before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// From the name backwards.
    before: Vec<Element>,
    after: Vec<Element>,
}

/// Words that `*` takes at most.
const ANY: usize = 5;

impl Pattern {
    pub(crate) fn parse(pattern: &str) -> Self {
        let (before, after) = pattern.split_once("{}").unwrap_or((pattern, ""));
        let elements = |words: &str| -> Vec<Element> {
            let element = |word: &str| if word == "*" { Element::Any } else { Element::Word(word.to_owned()) };
            words.split_whitespace().map(element).collect()
        };
        let mut before = elements(before);
        before.reverse();
        Self { before, after: elements(after) }
    }

    /// True if the words `before` a name, read backwards, and those `after` it fit.
    pub(crate) fn fits<'w>(&self, before: &[&'w str], after: &[&'w str]) -> bool {
        taken(&self.before, before).is_some() && taken(&self.after, after).is_some()
    }

    /// How many of `words` a pattern without `{}` takes, read backwards from their last; `None` if it does not fit.
    pub(crate) fn length_backwards(&self, words: &[&str]) -> Option<usize> {
        taken(&self.before, words)
    }
}

/// How many of `words` the elements take from their start.
fn taken(elements: &[Element], words: &[&str]) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(0) };
    match first {
        Element::Word(word) => {
            let (next, words) = words.split_first()?;
            (next == word).then(|| taken(rest, words)).flatten().map(|count| count + 1)
        }
        Element::Any => {
            (1..=ANY.min(words.len())).find_map(|skipped| taken(rest, &words[skipped..]).map(|count| count + skipped))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_and_after_a_name() {
        let check = |pattern: &str, before: &str, after: &str, expected: bool| {
            let before: Vec<&str> = before.split_whitespace().rev().collect();
            let after: Vec<&str> = after.split_whitespace().collect();
            assert_eq!(Pattern::parse(pattern).fits(&before, &after), expected, "{pattern}: {before:?} {after:?}");
        };
        check("told {}", "she told", "on monday", true);
        check("told {}", "she told the", "", false);
        check("told * of {}", "told jane roe of", "", true);
        check("told * of {}", "told of", "", false);
        check("{} reported", "", "reported", true);
        check("in a {} interview", "in a", "interview with", true);
        check("in a {} interview", "in a", "post", false);
    }
}
