//! Any text through sentences, words and offset maps: spans fit and lose nothing, offsets survive the round trip.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_text::{OffsetMap, OffsetUnit, Span, sentences, words};

fuzz_target!(|text: &str| {
    let (sentences, words) = (sentences(text), words(text));
    covers(text, &sentences);
    covers(text, &words);

    let map = OffsetMap::new(text);
    for span in sentences.into_iter().chain(words).chain(Span::new(0, text.len())) {
        let (before, inside) = (&text[..span.start()], &text[span.range()]);
        let utf16 = |text: &str| text.encode_utf16().count();
        let code_points = |text: &str| text.chars().count();
        for (unit, start, length) in [
            (OffsetUnit::Utf8, before.len(), inside.len()),
            (OffsetUnit::Utf16, utf16(before), utf16(inside)),
            (OffsetUnit::CodePoint, code_points(before), code_points(inside)),
        ] {
            let expected = (start as u64, (start + length) as u64);
            assert_eq!(map.to_unit(span, unit), expected, "{span:?} in {unit:?}");
            assert_eq!(map.from_unit(expected.0, expected.1, unit), Ok(span), "{expected:?} in {unit:?}");
        }
    }

    // Offsets that nobody checked: refused, or exactly a span of the text. Some of them only, to stay quick.
    for start in (0..=text.len() as u64 + 1).step_by(1 + text.len() / 32).chain([u64::MAX - 1]) {
        for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::CodePoint] {
            if let Ok(span) = map.from_unit(start, start + 1, unit) {
                assert!(span.words(text).is_some(), "{span:?}");
                assert_eq!(map.to_unit(span, unit), (start, start + 1));
            }
        }
    }
});

/// The spans are on boundaries, trimmed and in order, and nothing but white space lies between them.
fn covers(text: &str, spans: &[Span]) {
    let mut at = 0;
    for span in spans {
        assert!(at <= span.start(), "{span:?} begins before {at}");
        assert_eq!(text[at..span.start()].trim(), "", "left out before {span:?}");
        assert_eq!(span.trimmed(text), Some(*span));
        at = span.end();
    }
    assert_eq!(text[at..].trim(), "", "left out at the end");
}
