//! References to characters: `&amp;`, `&#8217;` and, where they are wanted, HTML's names.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};

/// The longest name of a character in HTML, `CounterClockwiseContourIntegral`, and a bit.
const MAX_NAME_BYTES: usize = 40;

/// Adds what `&name;` means; as it is written, if that is unknown.
pub(super) fn push(text: &mut String, name: &str, html: bool) {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        if let Ok(number) = number {
            match number {
                // Numbers of windows-1252 that were meant as such, as HTML reads them.
                0x80..=0x9f => text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[number as u8]).0),
                _ => text.extend(char::from_u32(number).filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))),
            }
            return;
        }
    }
    match if html { resolve_html5_entity(name) } else { resolve_xml_entity(name) } {
        Some(meaning) => text.push_str(meaning),
        None => text.extend(["&", name, ";"]),
    }
}

/// A text with its references resolved.
pub(crate) fn unescaped(text: &str, html: bool) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(behind) = rest.strip_prefix('&') {
        let window = &behind[..behind.floor_char_boundary(MAX_NAME_BYTES)];
        let end = window.find([';', '&', '<']).filter(|end| window[*end..].starts_with(';'));
        rest = match end {
            Some(end) => {
                push(&mut out, &behind[..end], html);
                &behind[end + 1..]
            }
            None => {
                out.push('&');
                behind
            }
        };
        let next = rest.find('&').unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn references_are_resolved_once() {
        let check = |text: &str, html: bool, expected: &str| assert_eq!(unescaped(text, html), expected, "{text}");
        check("no reference", true, "no reference");
        check("&lt;&gt;&amp;&quot;&apos;", false, "<>&\"'");
        check("&amp;amp; &eacute;", true, "&amp; é");
        check("&amp;amp; &eacute;", false, "&amp; &eacute;");
        check("AT&T &; && &#; &#x; &#xzz; &", true, "AT&T &; && &#; &#x; &#xzz; &");
        check("&#65;&#x42;&#0;&#13;&#27;&#xD800;&#1114112;&#99999999999;", true, "AB&#99999999999;");
        check("&#147;Да&#148;", true, "“Да”");
        check("&ДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДа;", true, "&ДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДаДа;");
    }

    proptest! {
        #[test]
        fn what_was_escaped_comes_back(text in "\\PC{0,60}") {
            let escaped = quick_xml::escape::escape(&text);
            prop_assert_eq!(unescaped(&escaped, true), text.as_str());
        }
    }
}
