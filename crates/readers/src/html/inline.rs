//! HTML in a line: what a headline or a name says without its tags.

use std::borrow::Cow;

use crate::xml::unescaped;

/// The line without tags and with its references resolved. A `<` that begins no tag is one.
pub(crate) fn without_tags(line: &str) -> Cow<'_, str> {
    if !line.contains(['<', '&']) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        if !behind.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            text.push('<');
            rest = behind;
            continue;
        }
        let Some(end) = behind.find('>') else {
            // Nor does any later `<` begin a tag, if there is no `>`.
            rest = &rest[at..];
            break;
        };
        if is_line_break(&behind[..end]) {
            text.push(' ');
        }
        rest = &behind[end + 1..];
    }
    text.push_str(rest);
    Cow::Owned(unescaped(&text, true).into_owned())
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["br", "p", "div", "li"].iter().any(|block| block.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_are_left_out_and_signs_kept() {
        let check = |line: &str, expected: &str| assert_eq!(without_tags(line), expected, "{line}");
        check("The dam holds", "The dam holds");
        check("<b>The</b> dam &amp; the <a href=\"x\">bridge</a>", "The dam & the bridge");
        check("Governor&#8217;s word<br/>counts", "Governor’s word counts");
        check("5 < 6 and 7 > 6", "5 < 6 and 7 > 6");
        check("a <b", "a <b");
        check("<!-- no -->yes", "yes");
        check("&lt;b&gt;", "<b>");
        check("< <<b>>", "< <>");
        check(&"<".repeat(4 << 20), &"<".repeat(4 << 20));
        check(&format!("{}>", "<a".repeat(2 << 20)), "");
    }

    proptest! {
        #[test]
        fn lines_without_signs_stay(line in "[^<&]{0,40}") {
            prop_assert_eq!(without_tags(&line), line.as_str());
        }
    }
}
