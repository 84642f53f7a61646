//! The encoding that a media type, a page or an XML document names.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page the encoding that it declares is looked for, in bytes.
const PRESCAN_BYTES: usize = 1024;

/// The encoding that a media type names: `text/html; charset=windows-1251`.
pub(crate) fn in_media_type(media_type: &str) -> Option<&'static Encoding> {
    charset_after_equals(media_type.as_bytes())
}

/// "Extracting a character encoding from a `meta` element" (HTML Standard, 2.5.4), which also reads media types.
fn charset_after_equals(value: &[u8]) -> Option<&'static Encoding> {
    let lower = value.to_ascii_lowercase();
    let mut rest = lower.as_slice();
    loop {
        let at = rest.windows(7).position(|window| window == b"charset")?;
        rest = rest.get(at + 7..)?.trim_ascii_start();
        let Some(label) = rest.strip_prefix(b"=") else { continue };
        let label = label.trim_ascii_start();
        let label = match label.first()? {
            quote @ (b'"' | b'\'') => label.get(1..)?.split(|byte| byte == quote).next()?,
            _ => label.split(|byte| byte.is_ascii_whitespace() || *byte == b';').next()?,
        };
        return Encoding::for_label(label);
    }
}

/// The encoding that a page or an XML document declares: "prescan a byte stream to determine its encoding" (HTML Standard, 13.2.3.2),
/// which looks at `meta` elements in the first 1,024 bytes, and the encoding of an XML declaration.
pub(crate) fn declared_in(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut rest = bytes.get(..PRESCAN_BYTES).unwrap_or(bytes);
    let xml = rest.trim_ascii_start().strip_prefix(b"<?xml").and_then(in_xml_declaration);
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = rest.get(at + 1..)?;
        if rest.starts_with(b"!--") {
            // `-->` may share its hyphens with the opening: `<!-->` is a whole comment.
            let end = rest.get(1..)?.windows(3).position(|window| window == b"-->");
            rest = end.and_then(|end| rest.get(end + 4..)).unwrap_or_default();
        } else if rest.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"meta"))
            && rest.get(4).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        {
            let (attributes, after) = attributes(rest.get(4..)?);
            rest = after;
            if let Some(encoding) = in_meta(&attributes) {
                return Some(encoding);
            }
        } else if rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
            let name = rest.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>')?;
            rest = attributes(rest.get(name..)?).1;
        } else if rest.first().is_some_and(|byte| matches!(byte, b'!' | b'?')) {
            rest = rest.iter().position(|byte| *byte == b'>').and_then(|end| rest.get(end..))?;
        }
    }
    xml
}

type Attributes = Vec<(Vec<u8>, Vec<u8>)>;

/// The attributes of the tag that `rest` is in, names and values in lower case, and what follows the tag.
fn attributes(mut rest: &[u8]) -> (Attributes, &[u8]) {
    let mut found = Vec::new();
    loop {
        let start = rest.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'/');
        rest = start.and_then(|start| rest.get(start..)).unwrap_or_default();
        match rest.first() {
            None => return (found, rest),
            Some(b'>') => return (found, rest.get(1..).unwrap_or_default()),
            Some(_) => {}
        }
        let name = rest.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/'));
        let (name, after) = rest.split_at(name.unwrap_or(rest.len()).max(1));
        rest = after.trim_ascii_start();
        let mut value: &[u8] = &[];
        if let Some(after) = rest.strip_prefix(b"=") {
            rest = after.trim_ascii_start();
            (value, rest) = match rest.first() {
                Some(quote @ (b'"' | b'\'')) => {
                    let inner = rest.get(1..).unwrap_or_default();
                    let end = inner.iter().position(|byte| byte == quote).unwrap_or(inner.len());
                    (inner.get(..end).unwrap_or_default(), inner.get(end + 1..).unwrap_or_default())
                }
                _ => {
                    let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>');
                    rest.split_at(end.unwrap_or(rest.len()))
                }
            };
        }
        found.push((name.to_ascii_lowercase(), value.to_ascii_lowercase()));
    }
}

fn in_meta(attributes: &Attributes) -> Option<&'static Encoding> {
    let of = |name: &[u8]| attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_slice());
    let named = match of(b"charset") {
        Some(label) => Encoding::for_label(label)?,
        None => {
            of(b"http-equiv").filter(|name| *name == b"content-type")?;
            charset_after_equals(of(b"content")?)?
        }
    };
    // What says so in ASCII is not UTF-16, and `x-user-defined` means the Western default (both by the standard).
    Some(match named.name() {
        "UTF-16LE" | "UTF-16BE" => UTF_8,
        "x-user-defined" => WINDOWS_1252,
        _ => named,
    })
}

/// The encoding in an XML declaration, behind `<?xml`.
fn in_xml_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let end = bytes.iter().position(|byte| *byte == b'>')?;
    let (attributes, _) = attributes(bytes.get(..end)?);
    let label = attributes.iter().find(|(name, _)| name == b"encoding").map(|(_, value)| value.as_slice())?;
    Encoding::for_label(label).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prescan_follows_the_standard() {
        let check = |page: &str, expected: Option<&str>| {
            assert_eq!(declared_in(page.as_bytes()).map(Encoding::name), expected, "{page}");
        };
        check("<!-- <meta charset=koi8-r> --><meta charset=utf-8>", Some("UTF-8"));
        check("<!--><meta charset=koi8-r>", Some("KOI8-R"));
        check("<a title='<meta charset=koi8-r>'><meta/charset=windows-1256>", Some("windows-1256"));
        check("<meta charset=utf-16le>", Some("UTF-8"));
        check("<meta charset=unheard-of><meta charset=koi8-u>", Some("KOI8-U"));
        check("<meta content='text/html; charset=koi8-r'>", None);
        check("<meta content='text/html; charset = \"koi8-r\"' http-equiv=content-type>", Some("KOI8-R"));
        check("<?xml version='1.0' encoding='windows-1251'?><html>", Some("windows-1251"));
        check("<metadata charset=koi8-r>", None);
        check(&format!("{}<meta charset=koi8-r>", " ".repeat(1020)), None);
        check("<meta charset", None);
        check("<meta charset=", None);
        check("<", None);
    }
}
