//! Pages: the text of an article and what its page says of it.

mod article;
mod bounded;
mod byline;
mod dates;
mod editor;
mod inline;
mod linked_data;
mod live;
mod metadata;
mod render;
mod size;
mod tree;
mod walls;
mod words;

pub(crate) use inline::without_tags;
use sayso_domain::{DocumentParts, Language};

use crate::{Raw, ReadError, charset, text};

/// Reads the article of a page.
pub(crate) fn read(raw: &Raw<'_>) -> Result<DocumentParts, ReadError> {
    if raw.bytes.len() > tree::MAX_BYTES {
        return Err(ReadError::TooLong { limit: tree::MAX_BYTES, unit: "bytes" });
    }
    let html = charset::decode(raw, charset::declared_in(raw.bytes))?;
    if html.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let document = tree::parse(&html)?;
    let metadata = metadata::read(&document, raw.uri);
    let text = article::text(&document, &metadata, raw.uri)?;
    text::document_text(&text)?;
    let published = metadata.published.or_else(|| dates::in_dateline(&text));
    let language = metadata.language.filter(|language| may_be_written_in(language, &text));
    Ok(DocumentParts {
        id: None,
        uri: metadata.uri,
        title: metadata.title,
        authors: metadata.authors,
        site: metadata.site,
        published,
        language,
        text: text.into(),
    })
}

/// The text that a part of a page shows, such as the body of an e-mail, with nothing taken for clutter but what is not
/// seen; and the title that it has.
pub(crate) fn shown(html: &str) -> Result<(String, Option<String>), ReadError> {
    let document = tree::parse(html)?;
    let title = document.select_single("title").nodes().first().and_then(tree::line_of);
    editor::take_out_unseen(&document);
    Ok((document.body().map(|body| render::text(&body)).unwrap_or_default(), title))
}

/// Whether a text may be in the language that its page states: templates say "en" on pages in any language. Only the
/// alphabet is looked at, and only where most letters are of another one.
fn may_be_written_in(language: &Language, text: &str) -> bool {
    /// Languages by the alphabet that they are written in; those that are not here use Latin letters, or several.
    const CYRILLIC: &[&str] = &["uk", "ru", "be", "bg", "mk"];
    const ARABIC: &[&str] = &["ar", "fa", "ur", "ps"];
    const LATIN: &[&str] = &[
        "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "sv", "da", "no", "nb",
        "fi", "et", "lv", "lt", "tr",
    ];
    let (mut latin, mut cyrillic, mut arabic) = (0_usize, 0_usize, 0_usize);
    for character in text.chars().filter(|character| character.is_alphabetic()).take(2000) {
        match character {
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            '\u{600}'..='\u{6FF}' => arabic += 1,
            '\u{0}'..='\u{24F}' => latin += 1,
            _ => {}
        }
    }
    let most = |one: usize, all: usize| one * 4 > all * 3;
    let all = latin + cyrillic + arabic;
    let language = language.primary();
    let other = [(CYRILLIC, cyrillic), (ARABIC, arabic), (LATIN, latin)]
        .into_iter()
        .any(|(languages, count)| !languages.contains(&language) && most(count, all));
    let known = [CYRILLIC, ARABIC, LATIN].iter().any(|languages| languages.contains(&language));
    !(known && other)
}
