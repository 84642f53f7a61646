//! Pages that stand in an article's place: consent, payment, scripts, errors.
//!
//! They are known by their phrases, and only where hardly anything else is said: an article on cookies may ask for
//! "your consent" as often as it likes.

use std::sync::LazyLock;

use super::words;
use crate::text::count_words;

/// What stands in the article's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wall {
    Consent,
    Payment,
    Scripts,
    Blocked,
    Missing,
}

impl Wall {
    /// Why the page has no article.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Consent => "it only asks for consent to cookies",
            Self::Payment => "it is a stub before a paywall",
            Self::Scripts => "it is empty without scripts",
            Self::Blocked => "it only checks or refuses the visitor",
            Self::Missing => "it only says that the page was not found",
        }
    }
}

/// Phrases and the wall that each is of, in the order of the file.
static PHRASES: LazyLock<Vec<(Wall, &'static str)>> = LazyLock::new(|| {
    let mut wall = Wall::Consent;
    let mut phrases = Vec::new();
    for line in words::lines(include_str!("words/walls.txt")) {
        match line {
            "[consent]" => wall = Wall::Consent,
            "[payment]" => wall = Wall::Payment,
            "[scripts]" => wall = Wall::Scripts,
            "[blocked]" => wall = Wall::Blocked,
            "[missing]" => wall = Wall::Missing,
            phrase => phrases.push((wall, phrase)),
        }
    }
    phrases
});

/// More words than this no wall has.
const MAX_WALL_WORDS: usize = 400;
/// As many words may stand for each phrase of a wall.
const WORDS_A_PHRASE: usize = 60;
/// The longest prompt within an article, in words.
const MAX_PROMPT_WORDS: usize = 60;

/// What wall a text is, if it is one.
pub(crate) fn wall(text: &str) -> Option<Wall> {
    let count = count_words(text);
    if count == 0 || count > MAX_WALL_WORDS {
        return None;
    }
    let text = words::simple(text);
    let of = |wall: Wall| PHRASES.iter().filter(|(other, phrase)| *other == wall && text.contains(phrase)).count();
    let walls = [Wall::Consent, Wall::Payment, Wall::Scripts, Wall::Blocked, Wall::Missing];
    let (found, wall) = walls.into_iter().map(|wall| (of(wall), wall)).max_by_key(|(found, _)| *found)?;
    (found > 0 && count <= found * WORDS_A_PHRASE).then_some(wall)
}

/// Whether a paragraph of an article is a prompt: to pay, to sign in, to agree.
pub(crate) fn is_prompt(paragraph: &str) -> bool {
    prompts(paragraph, &[Wall::Payment, Wall::Consent])
}

/// Whether a paragraph asks to pay or to sign in.
pub(crate) fn is_payment_prompt(paragraph: &str) -> bool {
    prompts(paragraph, &[Wall::Payment])
}

fn prompts(paragraph: &str, walls: &[Wall]) -> bool {
    if count_words(paragraph) > MAX_PROMPT_WORDS {
        return false;
    }
    let simple = words::simple(paragraph);
    PHRASES.iter().any(|(wall, phrase)| walls.contains(wall) && simple.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walls_are_told_from_articles() {
        let check = |text: &str, expected: Option<Wall>| assert_eq!(wall(text), expected, "{text}");
        check(
            "We value your privacy. We and our partners store cookies on your device. Accept all",
            Some(Wall::Consent),
        );
        check("Wir und unsere Partner nutzen Cookies. Alle akzeptieren", Some(Wall::Consent));
        check("Subscribe to continue reading. Already a subscriber? Sign in.", Some(Wall::Payment));
        check("Please enable JavaScript to view this page.", Some(Wall::Scripts));
        check("Checking your browser before accessing dorrisk.example", Some(Wall::Blocked));
        check("404\n\nPage not found", Some(Wall::Missing));
        check("Сторінку не знайдено", Some(Wall::Missing));
        check("The bridge at Karsel was shut on Tuesday, the mayor said.", None);
        check("", None);
        let article = "The committee heard that the ministry had not asked for consent. ".repeat(20);
        check(&format!("{article} We value your privacy, the minister said."), None);
    }

    #[test]
    fn prompts_are_known() {
        assert!(is_prompt("This article is for subscribers only. Subscribe now from 1 euro."));
        assert!(!is_prompt("Subscribers of the gas utility will pay more, the regulator said."));
    }

    #[test]
    fn phrases_are_written_as_they_are_compared() {
        for (_, phrase) in PHRASES.iter() {
            assert_eq!(words::simple(phrase), *phrase);
        }
    }
}
