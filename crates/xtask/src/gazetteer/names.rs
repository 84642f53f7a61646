//! Which names are kept, and how Cyrillic ones are written in Latin letters.

/// Whether a name is written in Latin or Cyrillic letters: reports in others are not read.
pub(super) fn legible(name: &str) -> bool {
    name.chars().all(|c| matches!(c, '\0'..='\u{52f}' | '\u{1e00}'..='\u{20ff}'))
        // "Moskva, Rossiya" and codes such as "MOW" or "DOK" are no names that a text would use.
        && !name.contains([',', ';', '/', '('])
        && !(name.len() <= 4 && name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase()))
}

/// The official romanisation of Ukrainian (Cabinet of Ministers, resolution 55 of 2010), with the letters that only
/// Russian and Belarusian have; `None` if nothing is Cyrillic.
pub(super) fn romanised(name: &str) -> Option<String> {
    if !name.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)) {
        return None;
    }
    let mut latin = String::new();
    let mut before = ' ';
    for c in name.chars() {
        let first = !before.is_alphabetic() && before != '\'' && before != '’';
        let letters = match c.to_lowercase().next().unwrap_or(c) {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' if matches!(before, 'з' | 'З') => "gh",
            'г' => "h",
            'ґ' => "g",
            'д' => "d",
            'е' => "e",
            'є' if first => "ye",
            'є' => "ie",
            'ж' => "zh",
            'з' => "z",
            'и' => "y",
            'і' => "i",
            'ї' if first => "yi",
            'ї' => "i",
            'й' if first => "y",
            'й' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ы' => "y",
            'э' => "e",
            'ё' => "yo",
            'ў' => "u",
            'ю' if first => "yu",
            'ю' => "iu",
            'я' if first => "ya",
            'я' => "ia",
            'ь' | 'ъ' | '\'' | '’' => "",
            _ => {
                latin.push(c);
                before = c;
                continue;
            }
        };
        if c.is_uppercase() {
            let mut rest = letters.chars();
            latin.extend(rest.next().map(|letter| letter.to_ascii_uppercase()));
            latin.push_str(rest.as_str());
        } else {
            latin.push_str(letters);
        }
        before = c;
    }
    Some(latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ukrainian_names_are_romanised_as_the_cabinet_says() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(romanised(name).as_deref(), expected, "{name}");
        check("Костянтинівка", Some("Kostiantynivka"));
        check("Згорани", Some("Zghorany"));
        check("Єнакієве", Some("Yenakiieve"));
        check("Щастя", Some("Shchastia"));
        check("Знам'янка", Some("Znamianka"));
        check("Івано-Франківськ", Some("Ivano-Frankivsk"));
        check("Kyiv", None);
    }

    #[test]
    fn codes_and_other_scripts_are_no_names() {
        for name in ["Kyiv", "Łódź", "Київ", "São Paulo", "Spa"] {
            assert!(legible(name), "{name}");
        }
        for name in ["北京", "القاهرة", "DOK", "Moskva, Rossiya"] {
            assert!(!legible(name), "{name}");
        }
    }
}
