//! Which language a document is read as.

use sayso_domain::{Document, Language};
use whatlang::{Lang, Script};

/// How much of the text decides, in bytes.
const SAMPLE_BYTES: usize = 4096;

/// The language a document is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading {
    /// English, as stated or found.
    English(Language),
    /// Too short or too mixed to tell, in Latin script: read as English.
    Undecided,
    /// A language that the model does not read; `None` if only its script tells.
    Unsupported(Option<Language>),
}

impl Reading {
    /// The language, if it is known.
    pub(crate) fn language(&self) -> Option<Language> {
        match self {
            Self::English(language) | Self::Unsupported(Some(language)) => Some(language.clone()),
            Self::Undecided | Self::Unsupported(None) => None,
        }
    }

    /// For people.
    pub(crate) fn name(&self) -> String {
        self.language().map_or_else(|| "a language in another script".to_owned(), |l| format!("\"{}\"", l.as_str()))
    }
}

/// What the publisher states; without that, what the text shows, where that is reliable.
pub(crate) fn reading(document: &Document) -> Reading {
    if let Some(stated) = &document.parts().language {
        return if stated.primary() == "en" {
            Reading::English(stated.clone())
        } else {
            Reading::Unsupported(Some(stated.clone()))
        };
    }
    let text = document.text();
    let Some(info) = whatlang::detect(&text[..text.floor_char_boundary(SAMPLE_BYTES)]) else {
        return Reading::Undecided;
    };
    let language = tag(info.lang()).parse::<Language>().ok();
    match language {
        Some(language) if info.lang() == Lang::Eng && info.is_reliable() => Reading::English(language),
        language if info.lang() != Lang::Eng && info.is_reliable() => Reading::Unsupported(language),
        _ if info.script() != Script::Latin => Reading::Unsupported(None),
        _ => Reading::Undecided,
    }
}

/// BCP 47 wants the two-letter code where there is one (ISO 639-1), else the three-letter code.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Ukr => "uk",
        Lang::Rus => "ru",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Deu => "de",
        Lang::Nld => "nl",
        Lang::Afr => "af",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Cat => "ca",
        Lang::Ita => "it",
        Lang::Lat => "la",
        Lang::Epo => "eo",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Tuk => "tk",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Mar => "mr",
        Lang::Guj => "gu",
        Lang::Pan => "pa",
        Lang::Kan => "kn",
        Lang::Tel => "te",
        Lang::Tam => "ta",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Tha => "th",
        Lang::Khm => "km",
        Lang::Mya => "my",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Jav => "jv",
        Lang::Tgl => "tl",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Amh => "am",
        Lang::Aka => "ak",
        Lang::Sna => "sn",
        Lang::Zul => "zu",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use sayso_domain::DocumentParts;

    use super::*;

    #[test]
    fn what_is_stated_wins_and_what_is_found_must_be_reliable() {
        let check = |stated: Option<&str>, text: &str, expected: Reading| {
            let language = stated.map(|tag| tag.parse().unwrap());
            let document = Document::new(DocumentParts { language, ..DocumentParts::of_text(text) }).unwrap();
            assert_eq!(reading(&document), expected, "{stated:?} {text}");
        };
        let tag = |tag: &str| tag.parse::<Language>().unwrap();
        let ukrainian = "Міністр сказав, що дороги перекрито, але місто стоїть і люди лишаються вдома.";
        let english =
            "The minister said that the roads were closed, but that the town would stand and its people stay.";
        check(Some("en-GB"), "Bonjour", Reading::English(tag("en-gb")));
        check(Some("uk"), english, Reading::Unsupported(Some(tag("uk"))));
        check(None, english, Reading::English(tag("en")));
        check(None, ukrainian, Reading::Unsupported(Some(tag("uk"))));
        check(None, "他说不。", Reading::Unsupported(Some(tag("zh"))));
        check(None, "Yes, he said.", Reading::Undecided);
        check(None, "42", Reading::Undecided);
    }
}
