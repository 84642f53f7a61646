//! Persons' names in parts: what stands around a name is set aside, what is left are words with their skeletons.

use std::collections::{HashMap, HashSet};

use sayso_domain::Gender;
use serde::Deserialize;

use crate::{
    given::{Given, GivenNames},
    letters::Letters,
    pieces::{Piece, as_written, in_order, pieces, suffix_as_written, without_asides},
};

/// Greater numbers of `data/persons.toml` are of words: "Jr.".
const LAST_NUMERAL: u8 = 100;

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) fold: String,
    pub(crate) skeleton: String,
    pub(crate) loose: String,
    /// The skeleton of a Cyrillic word with г read as Ukrainian, where nothing tells Ukrainian from Russian.
    pub(crate) also: Option<String>,
    /// One letter, or two with a full stop: "V.", "Yu.".
    pub(crate) initial: bool,
    pub(crate) given: Given,
}

/// A person's name in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// As written, without titles, in order, letters unchanged.
    pub(crate) display: String,
    /// Given names, middle names and the family name, in this order; never empty.
    pub(crate) words: Vec<Word>,
    /// The skeletons of the words as one, and the loose ones.
    pub(crate) joined: String,
    pub(crate) loosely_joined: String,
    /// The loose skeletons in alphabetical order.
    pub(crate) sorted: String,
    /// A pet name in quotation marks or brackets.
    pub(crate) pets: Vec<Word>,
    /// Jr., Sr. or a number.
    pub(crate) generation: Option<u8>,
    /// The name of an office: "Pope Francis".
    pub(crate) office: bool,
    /// What title, patronymic or given name tell.
    pub(crate) gender: Option<Gender>,
    /// True if many people bear it.
    pub(crate) common: bool,
}

impl PersonName {
    fn new(display: String, words: Vec<Word>) -> Self {
        let joined = words.iter().map(|word| word.skeleton.as_str()).collect();
        let loosely_joined = words.iter().map(|word| word.loose.as_str()).collect();
        let mut sorted: Vec<_> = words.iter().map(|word| word.loose.as_str()).collect();
        sorted.sort_unstable();
        let sorted = sorted.join(" ");
        let (pets, generation, office, gender, common) = (Vec::new(), None, false, None, false);
        Self { display, words, joined, loosely_joined, sorted, pets, generation, office, gender, common }
    }

    /// The family name, or the only word.
    pub(crate) fn surname(&self) -> &Word {
        // A name has at least one word: `Persons::parse` sees to it.
        let Some(last) = self.words.last() else { unreachable!() };
        last
    }

    /// More than one word.
    pub(crate) fn full(&self) -> bool {
        self.words.len() > 1
    }

    /// The words that are no initials.
    pub(crate) fn whole_words(&self) -> usize {
        self.words.iter().filter(|word| !word.initial).count()
    }

    /// True if it is nothing but initials: such a name names nobody.
    pub(crate) fn bare_initials(&self) -> bool {
        self.whole_words() == 0
    }
}

/// The words around and inside persons' names, ready for look-up.
#[derive(Debug)]
pub(crate) struct Persons {
    pub(crate) given: GivenNames,
    titles: HashSet<String>,
    weak: HashSet<String>,
    offices: HashSet<String>,
    genders: HashMap<String, Gender>,
    generations: HashMap<String, u8>,
    dropped: HashSet<String>,
    joined: HashSet<String>,
    leading: HashSet<String>,
    leading_alone: HashSet<String>,
    articles: HashSet<String>,
    hyphen_articles: HashSet<String>,
    abdul: Vec<String>,
    patronymics: Vec<(String, Gender)>,
    common_surnames: HashSet<String>,
    common_given: HashSet<String>,
    first: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    titles: Titles,
    after: After,
    particles: Particles,
    patronymics: Patronymics,
    common: Common,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    plain: String,
    weak: String,
    office: String,
    female: String,
    male: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct After {
    generations: HashMap<String, u8>,
    dropped: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Particles {
    joined: String,
    leading: String,
    leading_alone: String,
    articles: String,
    articles_with_hyphen: String,
    abdul: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patronymics {
    male: String,
    female: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    surnames: String,
    given: String,
    first: String,
}

fn set(words: &str) -> HashSet<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

impl Persons {
    pub(crate) fn parse_lists(data: &str, given: GivenNames, letters: &Letters) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| error.to_string())?;
        let skeletons =
            |words: &str| words.split_whitespace().map(|word| letters.skeleton(&letters.fold(word))).collect();
        let genders = [(&file.titles.male, Gender::Male), (&file.titles.female, Gender::Female)];
        let patronymics = [(&file.patronymics.male, Gender::Male), (&file.patronymics.female, Gender::Female)];
        fn pairs(lists: [(&String, Gender); 2]) -> impl Iterator<Item = (String, Gender)> {
            lists
                .into_iter()
                .flat_map(|(words, gender)| words.split_whitespace().map(move |word| (word.to_owned(), gender)))
        }
        Ok(Self {
            given,
            titles: set(&file.titles.plain),
            weak: set(&file.titles.weak),
            offices: set(&file.titles.office),
            genders: pairs(genders).collect(),
            generations: file.after.generations,
            dropped: set(&file.after.dropped),
            joined: set(&file.particles.joined),
            leading: set(&file.particles.leading),
            leading_alone: set(&file.particles.leading_alone),
            articles: set(&file.particles.articles),
            hyphen_articles: set(&file.particles.articles_with_hyphen),
            abdul: file.particles.abdul.split_whitespace().map(str::to_owned).collect(),
            patronymics: pairs(patronymics).collect(),
            common_surnames: skeletons(&file.common.surnames),
            common_given: skeletons(&file.common.given),
            first: skeletons(&file.common.first),
        })
    }

    /// Takes a name apart; any text gives a name, and one without letters is a single word as it stands.
    pub(crate) fn parse(&self, raw: &str, letters: &Letters) -> PersonName {
        let (outside, inside) = without_asides(raw);
        let (name, suffix) = in_order(&outside, |word| self.number(word).is_some());
        let ukrainian = letters.is_ukrainian(raw);
        let pieces_of = |text| pieces(text, letters, ukrainian);
        let (mut pieces, after, asides) = (pieces_of(&name), pieces_of(&suffix), pieces_of(&inside));
        if pieces.is_empty() {
            let fold = letters.fold(raw.trim());
            let (skeleton, loose) = (fold.clone(), fold.clone());
            let word = Word { fold, skeleton, loose, also: None, initial: false, given: Given::default() };
            let display = raw.split_whitespace().collect::<Vec<_>>().join(" ");
            return PersonName::new(display, vec![word]);
        }
        let (titles, mut gender, mut office) = self.titles(&pieces);
        let title = office.then(|| pieces[titles - 1].raw.to_owned());
        pieces.drain(..titles);
        let mut generation = after.iter().find_map(|piece| self.generation(piece, office));
        let mut behind = generation.and(after.first()).map(|piece| format!(" {}", suffix_as_written(piece)));
        while let (Some(last), true) = (pieces.last(), pieces.len() > 1) {
            if let (Some(number), None) = (self.generation(last, office), generation) {
                generation = Some(number);
                behind = Some(format!(" {}", suffix_as_written(last)));
            } else if !self.dropped.contains(&last.fold) {
                break;
            }
            pieces.pop();
        }
        let shown = as_written(&pieces);
        let mut words = self.words(pieces, letters);
        gender = gender.or_else(|| words.iter().skip(1).find_map(|word| self.patronymic(word)));
        self.surname_last(&mut words);
        office &= words.len() == 1;
        if words.len() > 1 {
            gender = gender.or_else(|| self.given.gender(&words[0].given));
        }
        let pets = self.words(asides, letters);
        let title = title.filter(|_| office).map(|title| format!("{title} ")).unwrap_or_default();
        let display = format!("{title}{shown}{}", behind.unwrap_or_default());
        let common = !office && self.common(&words);
        PersonName { pets, generation, office, gender, common, ..PersonName::new(display, words) }
    }

    /// How many pieces at the start are titles, what they tell of the gender, and whether they make the name one of an office.
    fn titles(&self, pieces: &[Piece<'_>]) -> (usize, Option<Gender>, bool) {
        let (mut count, mut gender, mut office) = (0, None, false);
        while count + 1 < pieces.len() {
            let fold = &pieces[count].fold;
            let left = pieces.len() - count - 1;
            let is_office = self.offices.contains(fold);
            let with_number = left == 2 && self.generation(&pieces[pieces.len() - 1], true).is_some();
            let strong = self.titles.contains(fold) || is_office && (left == 1 || with_number);
            if !(strong || (self.weak.contains(fold) || is_office) && left > 1) {
                break;
            }
            gender = self.genders.get(fold).copied().or(gender);
            count += 1;
            office = is_office;
            // The rest of a title with a hyphen: "Secretary-General".
            while count + 1 < pieces.len() && pieces[count].hyphen_before {
                count += 1;
            }
        }
        (count, gender, office)
    }

    /// A single letter is a number only behind the name of an office: "Elizabeth I", but "Malcolm X".
    fn generation(&self, piece: &Piece<'_>, office: bool) -> Option<u8> {
        let alone = self.generations.get(&piece.fold).copied().filter(|_| office && piece.fold.len() == 1);
        alone.or_else(|| self.number(piece.raw).filter(|_| office || !piece.hyphen_before))
    }

    /// The number of "Jr" or "III"; a numeral is not written as a name is: "Xi" is a family name.
    fn number(&self, word: &str) -> Option<u8> {
        let number = self.generations.get(&word.to_lowercase()).copied().filter(|_| word.len() > 1)?;
        let like_a_name = word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
        (number > LAST_NUMERAL || !like_a_name).then_some(number)
    }

    fn words(&self, pieces: Vec<Piece<'_>>, letters: &Letters) -> Vec<Word> {
        let mut words = Vec::new();
        let mut prefix = String::new();
        let count = pieces.len();
        for (at, piece) in pieces.iter().enumerate() {
            let next = pieces.get(at + 1);
            let hyphenated = next.is_some_and(|next| next.hyphen_before);
            let article = self.articles.contains(&piece.fold) && (hyphenated || at > 0)
                || self.hyphen_articles.contains(&piece.fold) && hyphenated;
            if article && at + 1 < count {
                continue;
            }
            let lower = piece.raw.starts_with(char::is_lowercase);
            let alone = || pieces.iter().skip(1).rev().skip(1).all(|next| self.joined.contains(&next.fold));
            let leads = at > 0
                || lower
                || self.leading.contains(&piece.fold)
                || self.leading_alone.contains(&piece.fold) && alone();
            if self.joined.contains(&piece.fold) && leads && at + 1 < count && !piece.stop_after {
                prefix.push_str(&piece.fold);
                continue;
            }
            let fold = self.with_abdul(std::mem::take(&mut prefix) + &piece.fold);
            let letters_of = fold.chars().count();
            let skeleton = letters.skeleton(&fold);
            let loose = letters.loose(&skeleton);
            // A single Chinese or Korean character is a whole name.
            let alphabetic = fold.is_ascii();
            let initial = alphabetic && (letters_of == 1 || letters_of == 2 && piece.stop_after);
            let given = if initial { Given::default() } else { self.given.of(&skeleton, &loose) };
            let also = piece.also.as_ref().map(|also| letters.skeleton(also));
            words.push(Word { fold, skeleton, loose, also, initial, given });
        }
        words
    }

    fn with_abdul(&self, fold: String) -> String {
        let rest = self.abdul.iter().find_map(|form| fold.strip_prefix(form.as_str()));
        rest.map(|rest| format!("abdul{rest}")).unwrap_or(fold)
    }

    fn patronymic(&self, word: &Word) -> Option<Gender> {
        self.patronymics.iter().find(|(end, _)| word.skeleton.ends_with(end)).map(|(_, gender)| *gender)
    }

    /// True for "Stanislavovych", "Olehivna".
    pub(crate) fn is_patronymic(&self, word: &Word) -> bool {
        self.patronymic(word).is_some()
    }

    /// Turns "Syrskyi Oleksandr Stanislavovych", with the patronymic last, into the usual order.
    fn surname_last(&self, words: &mut [Word]) {
        if let [surname, given, last] = words
            && self.is_patronymic(last)
            && !self.is_patronymic(given)
            && given.given != Given::default()
            && surname.given == Given::default()
        {
            words.rotate_left(1);
        }
    }

    fn common(&self, words: &[Word]) -> bool {
        let [first, rest @ ..] = words else { return false };
        let among = |list: &HashSet<String>, word: &Word| {
            list.contains(&word.skeleton) || self.given.forms(&word.given).any(|form| list.contains(form))
        };
        let given = |word: &Word| word.initial || among(&self.common_given, word);
        let Some(last) = rest.last() else {
            let known = first.given != Given::default();
            return known || self.common_surnames.contains(&first.skeleton) || self.first.contains(&first.skeleton);
        };
        let surname = self.common_surnames.contains(&last.skeleton)
            || self.given.family(&last.given).is_some() && among(&self.common_surnames, last);
        surname && given(first) || self.first.contains(&first.skeleton) && rest.iter().all(given)
    }

    /// True for a family name that stands first where it is at home: Xi, Kim, Nguyen.
    pub(crate) fn stands_first(&self, word: &Word) -> bool {
        self.first.contains(&word.skeleton)
    }
}

#[cfg(test)]
pub(crate) fn persons() -> (Persons, Letters) {
    let letters = Letters::parse(include_str!("../data/romanisation.toml")).unwrap();
    let given = GivenNames::parse(include_str!("../data/given_names.toml"), &letters).unwrap();
    (Persons::parse_lists(include_str!("../data/persons.toml"), given, &letters).unwrap(), letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart() {
        let (persons, letters) = persons();
        let check = |raw: &str, display: &str, words: &str| {
            let name = persons.parse(raw, &letters);
            let folds: Vec<_> = name.words.iter().map(|word| word.fold.as_str()).collect();
            assert_eq!((name.display.as_str(), folds.join(" ").as_str()), (display, words), "{raw:?}");
        };
        check("Gen. Oleksandr Syrskyi", "Oleksandr Syrskyi", "oleksandr syrskyi");
        check("Secretary-General António Guterres", "António Guterres", "antonio guterres");
        check("Ursula von der Leyen", "Ursula von der Leyen", "ursula vonderleyen");
        check("Bashar al-Assad", "Bashar al-Assad", "bashar assad");
        check("Al Gore", "Al Gore", "al gore");
        check("Dean Acheson", "Dean Acheson", "dean acheson");
        check("J.K. Rowling", "J. K. Rowling", "j k rowling");
        check("Trump, Donald", "Donald Trump", "donald trump");
        check("Donald Trump, Jr.", "Donald Trump Jr.", "donald trump");
        check("William \"Bill\" Burns", "William Burns", "william burns");
        check("Pope Francis", "Pope Francis", "francis");
        check("Queen Elizabeth II", "Queen Elizabeth II", "elizabeth");
        check("Malcolm X", "Malcolm X", "malcolm x");
        check("Jinping Xi", "Jinping Xi", "jinping xi");
        check("Harry Whitcombe, III", "Harry Whitcombe III", "harry whitcombe");
        check("Van der Halver", "Van der Halver", "vanderhalver");
        check("Van Thi Halver", "Van Thi Halver", "van thi halver");
        check(
            "Сирський Олександр Станіславович",
            "Сирський Олександр Станіславович",
            "oleksandr stanislavovych syrskyy",
        );
        check("Sinead O’Connor", "Sinead O’Connor", "sinead oconnor");
        check("Zelensky’s", "Zelensky", "zelensky");
        check("Anna 🙂 Kovalenko", "Anna Kovalenko", "anna kovalenko");
        check("👮", "👮", "👮");
        check("", "", "");
        check("(", "(", "(");
        check("General", "General", "general");
    }
}
