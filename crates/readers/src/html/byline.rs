//! Names of authors out of what a page says of them.

use super::dates;
use crate::{clean, clean::line};

/// The longest name, in words and in bytes: what is longer is a sentence.
const MAX_NAME_WORDS: usize = 6;
const MAX_NAME_BYTES: usize = 120;

/// Words before the first name, in lower case.
const BEFORE: &[&str] = &[
    "by",
    "written by",
    "words by",
    "text by",
    "story by",
    "reported by",
    "reporting by",
    "author",
    "authors",
    "from",
    "von",
    "text",
    "ein beitrag von",
    "autor",
    "autorin",
    "par",
    "auteur",
    "por",
    "di",
    "de",
    "door",
    "autore",
    "автор",
    "авторка",
    "авторы",
    "автори",
    "текст",
    "بقلم",
    "كتب",
    "كتبت",
    "الكاتب",
];

/// Words between names.
const BETWEEN: &[&str] = &["and", "und", "et", "y", "e", "i", "en", "та", "і", "й", "и", "و", "with", "mit"];

/// Words that begin what is not a name: where and when, and what else can be done.
const AFTER: &[&str] = &[
    "in",
    "at",
    "on",
    "published",
    "updated",
    "posted",
    "last",
    "follow",
    "for",
    "is",
    "view",
    "read",
    "share",
    "für",
    "am",
    "aktualisiert",
    "le",
    "à",
    "опубликовано",
    "опубліковано",
    "special",
    "reporting",
    "editing",
];

/// Degrees and the like after a name, in lower case, without full stops.
const DEGREES: &[&str] = &["ma", "md", "phd", "msc", "mph", "ba", "bsc", "jd", "rn", "jr", "sr", "esq", "mba"];

/// Names that stand for no author.
const NOBODY: &[&str] = &["admin", "administrator", "webmaster", "editor", "user", "guest", "unknown", "none", "null"];

/// The names in several lines, each once, without the outlet's own. Each line may name several people.
pub(crate) fn names<'l>(lines: impl IntoIterator<Item = &'l str>, site: Option<&str>) -> Vec<String> {
    let outlet = site.map(str::to_lowercase);
    clean::authors(lines.into_iter().flat_map(split).filter(|name| Some(name.to_lowercase()) != outlet))
}

/// The names in a line: "By A. Writer and B. Writer, in Karsel".
fn split(text: &str) -> Vec<String> {
    let Some(text) = line(text) else { return Vec::new() };
    let text = without_before(&text);
    let mut names = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let mut done = false;
    for word in text.split(' ') {
        let bare = word.trim_matches([',', ';', '|', '•', '·', '/', '&', '–', '—']);
        let lower = bare.to_lowercase();
        // "E" is an initial, "e" is "and".
        let between = BETWEEN.contains(&bare) || bare == "AND";
        let parts = bare.is_empty() || (between && !(name.is_empty() && names.is_empty()));
        if word.starts_with(['|', '•', '·', '–', '—']) && !name.is_empty() {
            // What follows such a mark is where or what the author is.
            done = true;
        }
        // "Le" and "Am" are names, too.
        let after = AFTER.iter().any(|word| *word == if bare.len() > 3 { &lower } else { bare });
        if done || (after && !name.is_empty()) {
            break;
        }
        if !name.is_empty() && bare.starts_with(|c: char| c.is_ascii_digit()) {
            // The date after the name.
            name.pop_if(|word| dates::is_month(word));
            break;
        }
        if !parts {
            name.push(bare.trim_start_matches([',', ';']));
        }
        if parts || word.ends_with([',', ';', '/', '|', '•', '·']) {
            names.extend(finished(&std::mem::take(&mut name)));
        }
    }
    names.extend(finished(&name));
    names
}

fn without_before(text: &str) -> &str {
    let mut text = text.trim_start_matches([':', ' ', '–', '—', '|', '•']);
    loop {
        let lower = text.to_lowercase();
        let begins = |before: &&&str| {
            let rest = lower.strip_prefix(**before);
            rest.is_some_and(|rest| rest.starts_with([' ', ':'])) && lower.len() == text.len()
        };
        let Some(before) = BEFORE.iter().filter(begins).max_by_key(|before| before.len()) else { return text };
        text = text.get(before.len()..).unwrap_or_default().trim_start_matches([':', ' ']);
    }
}

fn finished(words: &[&str]) -> Option<String> {
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')'));
    let lower = name.to_lowercase();
    let is_name = !name.is_empty()
        && name.len() <= MAX_NAME_BYTES
        && words.len() <= MAX_NAME_WORDS
        && name.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
        && !DEGREES.contains(&lower.replace('.', "").as_str())
        && !name.contains(['@', '<', '>', '{', '"'])
        && !name.contains("://")
        && name.chars().filter(char::is_ascii_digit).count() < 3
        && !NOBODY.contains(&lower.as_str())
        && !lower.starts_with("www.")
        && !lower.starts_with("http");
    is_name.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_out_of_bylines() {
        let check = |line: &str, expected: &[&str]| assert_eq!(names([line], Some("Northwire")), expected, "{line}");
        check("By Olha Revenko", &["Olha Revenko"]);
        check("By OLHA REVENKO and Tam Weller", &["OLHA REVENKO", "Tam Weller"]);
        check("Olha Revenko, Tam Weller & J. R. Ossel", &["Olha Revenko", "Tam Weller", "J. R. Ossel"]);
        check("Von Tam Weller und Ines Groß", &["Tam Weller", "Ines Groß"]);
        check("John E Smith e Ana Le", &["John E Smith", "Ana Le"]);
        check("Автор: Ольга Ревенко", &["Ольга Ревенко"]);
        check("Олена Коваль та Іван Бойко", &["Олена Коваль", "Іван Бойко"]);
        check("بقلم: سامي حداد", &["سامي حداد"]);
        check("By Tam Weller in Karsel", &["Tam Weller"]);
        check("Tam Weller | Defence correspondent", &["Tam Weller"]);
        check("Written by: Tam Weller Published 4 March", &["Tam Weller"]);
        check("By Brenda Holt, MA, and Tam Weller, Ph.D.", &["Brenda Holt", "Tam Weller"]);
        check("Tam Weller March 25, 2026", &["Tam Weller"]);
        check("Ludwig van den Berg", &["Ludwig van den Berg"]);
        check("Northwire", &[]);
        check("https://www.facebook.com/northwire", &[]);
        check("desk@northwire.example", &[]);
        check("admin", &[]);
        check("", &[]);
        check("The reporters of this paper have been at the front since the first day of it", &[]);
    }

    #[test]
    fn each_name_is_given_once() {
        assert_eq!(names(["By A. Writer", "a. writer", "B. Writer"], None), ["A. Writer", "B. Writer"]);
    }
}
