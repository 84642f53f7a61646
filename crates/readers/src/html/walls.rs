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
    /// Offers of subscriptions, which stand on pages that can be read, too.
    Payment,
    /// What says that the text goes on for those who pay.
    Locked,
    Scripts,
    Blocked,
    Missing,
}

impl Wall {
    /// Why the page has no article.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Consent => "it only asks for consent to cookies",
            Self::Payment | Self::Locked => "it is a stub before a paywall",
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
            "[locked]" => wall = Wall::Locked,
            "[scripts]" => wall = Wall::Scripts,
            "[blocked]" => wall = Wall::Blocked,
            "[missing]" => wall = Wall::Missing,
            phrase => phrases.push((wall, phrase)),
        }
    }
    phrases
});

/// More words than this no wall has.
pub(crate) const MAX_WALL_WORDS: usize = 400;
/// As many words may stand for each phrase of a wall.
const WORDS_A_PHRASE: usize = 60;
/// The longest prompt within an article, in words; one that is known by a single phrase.
const MAX_PROMPT_WORDS: usize = 60;
const MAX_SINGLE_WORDS: usize = 14;

/// What wall a text is, if it is one.
pub(crate) fn wall(text: &str) -> Option<Wall> {
    let count = count_words(text);
    if count == 0 || count > MAX_WALL_WORDS {
        return None;
    }
    let text = words::simple(text);
    let of = |wall: Wall| PHRASES.iter().filter(|(other, phrase)| *other == wall && text.contains(phrase)).count();
    let walls = [Wall::Consent, Wall::Payment, Wall::Locked, Wall::Scripts, Wall::Blocked, Wall::Missing];
    let (found, wall) = walls.into_iter().map(|wall| (of(wall), wall)).max_by_key(|(found, _)| *found)?;
    (found > 0 && count <= found * WORDS_A_PHRASE).then_some(wall)
}

/// Whether a paragraph of an article is a prompt: to pay, to sign in, to agree.
pub(crate) fn is_prompt(paragraph: &str) -> bool {
    prompts(paragraph, &[Wall::Payment, Wall::Locked, Wall::Consent])
}

/// Whether a paragraph says that the text goes on for those who pay or sign in.
pub(crate) fn is_lock(paragraph: &str) -> bool {
    prompts(paragraph, &[Wall::Locked])
}

/// A single phrase may be a reporter's: it makes a prompt only of a short line in which nobody is quoted.
fn prompts(paragraph: &str, walls: &[Wall]) -> bool {
    let count = count_words(paragraph);
    if count > MAX_PROMPT_WORDS {
        return false;
    }
    let quotes = paragraph.contains(['"', '“', '„', '«']);
    let found = phrases_in(paragraph, walls);
    found > 1 || (found == 1 && count <= MAX_SINGLE_WORDS && !quotes)
}

/// How many phrases of consent to cookies a text has.
pub(crate) fn consent_phrases(text: &str) -> usize {
    phrases_in(text, &[Wall::Consent])
}

/// Whether a part of a page asks for consent, and hardly says anything else.
pub(crate) fn asks_for_consent(text: &str) -> bool {
    consent_phrases(text) > 1 && wall(text) == Some(Wall::Consent)
}

fn phrases_in(text: &str, walls: &[Wall]) -> usize {
    let simple = words::simple(text);
    PHRASES.iter().filter(|(wall, phrase)| walls.contains(wall) && simple.contains(phrase)).count()
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
        check("Subscribe to continue reading. Already a subscriber? Sign in.", Some(Wall::Locked));
        check("Already a subscriber? Subscribe now for one crown a week.", Some(Wall::Payment));
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
        assert!(is_prompt("Subscribe now to access the Ledger."));
        assert!(is_lock("Jetzt weiterlesen mit LA+") && !is_lock("Subscribe now"));
        assert!(!is_prompt("“We use cookies,” the minister said."));
        assert!(!is_prompt(
            "The company had promised a discount for subscribers, but it withdrew the offer, the regulator said."
        ));
        assert!(!is_prompt("Subscribers of the gas utility will pay more, the regulator said."));
    }

    #[test]
    fn phrases_are_written_as_they_are_compared() {
        for (_, phrase) in PHRASES.iter() {
            assert_eq!(words::simple(phrase), *phrase);
        }
    }
}
