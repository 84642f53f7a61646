//! Names that hold the words of a time and speak of none: "the Sunday Times", "the May 4 Foundation".

use sayso_domain::{Name, NameKind};
use sayso_text::Span;

/// The names of persons and organizations in a text.
#[derive(Debug)]
pub(crate) struct NamesWithTimes {
    /// In text order, and where it, or one before it, ends at the furthest.
    spans: Vec<(Span, usize)>,
}

impl NamesWithTimes {
    pub(crate) fn new(names: &[Name]) -> Self {
        let is_kind = |name: &&Name| matches!(name.kind, NameKind::Person | NameKind::Organization);
        let mut spans: Vec<Span> = names.iter().filter(is_kind).map(|name| name.words).collect();
        spans.sort_unstable_by_key(|span| (span.start(), span.end()));
        let mut furthest = 0;
        let with_furthest = |span: Span| {
            furthest = furthest.max(span.end());
            (span, furthest)
        };
        Self { spans: spans.into_iter().map(with_furthest).collect() }
    }

    /// True if a name that is longer than `time` holds it.
    pub(crate) fn hold(&self, time: Span) -> bool {
        let before = self.spans.partition_point(|(name, _)| name.start() < time.start());
        let (earlier, rest) = self.spans.split_at(before);
        let same_start = rest.iter().take_while(|(name, _)| name.start() == time.start()).last();
        earlier.last().is_some_and(|(_, furthest)| *furthest >= time.end())
            || same_start.is_some_and(|(name, _)| name.end() > time.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_name_holds_the_time() {
        let name = |start, end, kind| Name { words: Span::new(start, end).unwrap(), kind };
        let names = [
            name(30, 40, NameKind::Organization),
            name(0, 10, NameKind::Person),
            name(4, 6, NameKind::Person),
            name(50, 60, NameKind::Place),
        ];
        let names = NamesWithTimes::new(&names);
        let holds = |start, end| names.hold(Span::new(start, end).unwrap());
        assert!(holds(0, 6));
        assert!(holds(4, 6));
        assert!(holds(7, 10));
        assert!(!holds(7, 11));
        assert!(!holds(10, 14));
        assert!(!holds(30, 40));
        assert!(holds(31, 40));
        assert!(!holds(50, 54));
    }
}
