//! Words and phrases by which parts of a page are known. They are kept in text files beside this one: a line each,
//! lower case, `#` begins a comment.

use std::sync::LazyLock;

use dom_query::NodeRef;

/// Words of class names and ids of what is not part of an article, and whether they are also those of wrappers.
static CLUTTER: LazyLock<Vec<(Vec<&'static str>, Clutter)>> = LazyLock::new(|| {
    let mut clutter = Clutter::Always;
    let mut names = Vec::new();
    for line in lines(include_str!("words/clutter.txt")) {
        match line {
            "[clutter]" => clutter = Clutter::Always,
            "[wrappers]" => clutter = Clutter::Mostly,
            name => names.push((name.split(' ').collect(), clutter)),
        }
    }
    names
});
/// Words of class names and ids of what holds the article's text, surest first.
static CONTENT: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| sequences(include_str!("words/content.txt")));
/// Lines that are not part of an article wherever they stand.
static LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("words/lines.txt")).collect());
/// Beginnings of lines that lead to other articles.
static LEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("words/leads.txt")).collect());

pub(crate) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}

fn sequences(file: &'static str) -> Vec<Vec<&'static str>> {
    lines(file).map(|line| line.split(' ').collect()).collect()
}

/// How surely a name is that of what is not part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Clutter {
    /// The name is also given to what is around the text.
    Mostly,
    Always,
}

/// Attributes that carry names: where class names are made by machines, those for tests and scripts still speak.
const NAMING: &[&str] = &["class", "id", "data-component", "data-testid", "data-test-id", "data-qa", "data-gu-name"];

/// The words of an element's class names and id: each name is cut at hyphens, underscores and capitals.
pub(crate) fn names_of(node: &NodeRef<'_>) -> Vec<Vec<String>> {
    let mut names = Vec::new();
    for attribute in NAMING {
        let value = node.attr(attribute).unwrap_or_default();
        // A page may give an element thousands of classes; those that mean something come first.
        names.extend(value.split_ascii_whitespace().take(24).map(words_of_name));
    }
    names
}

fn words_of_name(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for character in name.chars().take(80) {
        let begins = character.is_uppercase() && before.is_lowercase();
        if let Some(word) = words.last_mut()
            && character.is_alphanumeric()
            && !begins
        {
            word.extend(character.to_lowercase());
        } else {
            words.push(character.to_lowercase().filter(|lower| lower.is_alphanumeric()).collect());
        }
        before = character;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn has(names: &[Vec<String>], sequence: &[&str]) -> bool {
    names.iter().any(|name| name.windows(sequence.len()).any(|window| window.iter().eq(sequence.iter())))
}

/// How surely the names are those of what is not part of an article: advertisements, sharing, related articles.
pub(crate) fn name_clutter(names: &[Vec<String>]) -> Option<Clutter> {
    CLUTTER.iter().filter(|(sequence, _)| has(names, sequence)).map(|(_, clutter)| *clutter).max()
}

/// How surely the names are those of what holds an article's text: 0 is surest, `None` is not at all.
pub(crate) fn name_content(names: &[Vec<String>]) -> Option<usize> {
    CONTENT.iter().position(|sequence| has(names, sequence))
}

/// Whether any of the sequences of words is among the names.
pub(crate) fn name_any(names: &[Vec<String>], sequences: &[&[&str]]) -> bool {
    sequences.iter().any(|sequence| has(names, sequence))
}

/// Whether a line is not part of an article wherever it stands: "Advertisement", "Share this article".
pub(crate) fn is_clutter_line(line: &str) -> bool {
    line.len() < 80 && LINES.binary_search(&simple(line).as_str()).is_ok()
}

/// Whether a line begins as those do that lead to other articles: "Read more: ...".
pub(crate) fn leads_elsewhere(line: &str) -> bool {
    let begin: String = line.chars().take(40).collect();
    let begin = simple(&begin);
    LEADS.iter().any(|lead| begin.strip_prefix(lead).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// A line in lower case, its words parted by single spaces, without marks around it.
pub(crate) fn simple(line: &str) -> String {
    let trimmed = line.trim_matches(|c: char| !c.is_alphanumeric());
    let mut simple = String::with_capacity(trimmed.len());
    for word in trimmed.split_whitespace() {
        if !simple.is_empty() {
            simple.push(' ');
        }
        simple.extend(word.chars().flat_map(char::to_lowercase));
    }
    simple
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        let check = |name: &str, expected: &[&str]| assert_eq!(words_of_name(name), expected, "{name}");
        check("articleBody", &["article", "body"]);
        check("c-article__body--wide", &["c", "article", "body", "wide"]);
        check("AdSlot_top2", &["ad", "slot", "top2"]);
        check("SHARE", &["share"]);
        check("--", &[]);
    }

    #[test]
    fn clutter_is_known_by_whole_words() {
        let check = |class: &str, expected: bool| {
            let names: Vec<Vec<String>> = class.split(' ').map(words_of_name).collect();
            assert_eq!(name_clutter(&names).is_some(), expected, "{class}");
        };
        for clutter in ["related-articles", "share_bar", "ad", "AdSlot", "newsletter-signup", "mostRead", "x sr-only"] {
            check(clutter, true);
        }
        for part in
            ["shared-state", "correlated", "adequate", "header-text", "story", "read-only", "dateline", "paywall"]
        {
            check(part, false);
        }
    }

    #[test]
    fn the_lists_are_in_order_and_in_lower_case() {
        assert!(LINES.is_sorted(), "{:?}", LINES.windows(2).find(|pair| pair[0] > pair[1]));
        for phrase in LINES.iter().chain(LEADS.iter()) {
            assert_eq!(simple(phrase), *phrase);
        }
        let names = CLUTTER.iter().map(|(name, _)| name).chain(CONTENT.iter());
        for word in names.flatten() {
            assert!(word.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase()), "{word}");
        }
        assert!(is_clutter_line(" ADVERTISEMENT "));
        assert!(!is_clutter_line("The advertisement was withdrawn."));
        assert!(leads_elsewhere("Read more: The dam"));
        assert!(!leads_elsewhere("Read moreover"));
    }
}
