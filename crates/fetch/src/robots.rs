//! What a robots.txt allows this program (RFC 9309).

use std::time::Duration;

/// The most bytes of a robots.txt that are read; what comes after is not (RFC 9309, section 2.5).
pub(crate) const MAX_ROBOTS_BYTES: usize = 500 << 10;

/// The rules of one robots.txt for one program.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
    /// The least time between two requests that the site asks for. Not in the RFC; many sites write it.
    pub(crate) crawl_delay: Option<Duration>,
}

/// A pattern of paths. `*` stands for any octets; one that is meant literally is written `%2A`.
#[derive(Debug, Clone, PartialEq)]
struct Rule {
    pattern: Box<[u8]>,
    /// The pattern must reach to the end of the path.
    whole: bool,
    allow: bool,
}

impl Robots {
    /// Reads the rules for the program named `product`. Never fails: lines that say nothing are passed over.
    ///
    /// The groups that name the program apply, all together; only where none does, those for `*`.
    pub(crate) fn parse(bytes: &[u8], product: &str) -> Self {
        let bytes = &bytes[..bytes.len().min(MAX_ROBOTS_BYTES)];
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let (mut own, mut any, mut named) = (Self::default(), Self::default(), false);
        let (mut for_own, mut for_any, mut in_rules) = (false, false, true);
        for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')) {
            let line = line.split(|byte| *byte == b'#').next().unwrap_or_default();
            let Some(colon) = memchr::memchr(b':', line) else { continue };
            let (key, value) = (line[..colon].trim_ascii(), line[colon + 1..].trim_ascii());
            if key.eq_ignore_ascii_case(b"user-agent") {
                if in_rules {
                    (for_own, for_any, in_rules) = (false, false, false);
                }
                let token = value.split(|byte| !(byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'))).next();
                for_own |= token.is_some_and(|token| token.eq_ignore_ascii_case(product.as_bytes()));
                for_any |= value.starts_with(b"*");
                named |= for_own;
                continue;
            }
            let allow = key.eq_ignore_ascii_case(b"allow");
            let delay = key.eq_ignore_ascii_case(b"crawl-delay");
            if !allow && !delay && !key.eq_ignore_ascii_case(b"disallow") {
                continue;
            }
            in_rules = true;
            for (applies, robots) in [(for_own, &mut own), (for_any, &mut any)] {
                if applies && delay {
                    robots.crawl_delay = robots.crawl_delay.max(seconds(value));
                } else if applies {
                    robots.rules.extend(Rule::parse(value, allow));
                }
            }
        }
        if named { own } else { any }
    }

    /// True if the path, with its query, may be asked for: the rule with the longest pattern that matches decides, of two
    /// as long the one that allows. robots.txt itself always may.
    pub(crate) fn allows(&self, path_and_query: &str) -> bool {
        if path_and_query == "/robots.txt" {
            return true;
        }
        let path = normalised(path_and_query.as_bytes());
        let deciding = self.rules.iter().filter(|rule| rule.matches(&path));
        deciding.max_by_key(|rule| (rule.length(), rule.allow)).is_none_or(|rule| rule.allow)
    }

    /// About how many bytes of memory the rules take.
    pub(crate) fn size(&self) -> usize {
        self.rules.iter().map(|rule| size_of::<Rule>() + rule.pattern.len()).sum::<usize>() + size_of::<Self>()
    }
}

impl Rule {
    /// `None` for an empty pattern, which matches nothing.
    fn parse(value: &[u8], allow: bool) -> Option<Self> {
        let (pattern, whole) = match value.strip_suffix(b"$") {
            Some(pattern) => (pattern, true),
            None => (value, false),
        };
        let pieces: Vec<Vec<u8>> = pattern.split(|byte| *byte == b'*').map(normalised).collect();
        (!value.is_empty()).then(|| Self { pattern: pieces.join(&b'*').into(), whole, allow })
    }

    /// How specific the pattern is, in octets.
    fn length(&self) -> usize {
        self.pattern.len() + usize::from(self.whole)
    }

    /// Linear in the path: each piece is looked for after the one before it, and never again.
    fn matches(&self, path: &[u8]) -> bool {
        let mut pieces = self.pattern.split(|byte| *byte == b'*');
        let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
        let Some(last) = pieces.next_back() else { return !self.whole || rest.is_empty() };
        for piece in pieces {
            match memchr::memmem::find(rest, piece) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
        if self.whole { rest.ends_with(last) } else { memchr::memmem::find(rest, last).is_some() }
    }
}

/// The one form in which octets are compared (RFC 9309, section 2.2.2): unreserved characters as they are; what an
/// address cannot hold, and what patterns give a meaning, as `%XX` in upper case.
fn normalised(text: &[u8]) -> Vec<u8> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        let mut octet = *first;
        let mut as_it_is = octet.is_ascii_alphanumeric() || b"-._~:/?#[]@!&'()+,;=".contains(&octet);
        if let (b'%', [high, low, after @ ..]) = (octet, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            rest = after;
            octet = high << 4 | low;
            as_it_is = octet.is_ascii_alphanumeric() || b"-._~".contains(&octet);
        }
        if as_it_is {
            out.push(octet);
        } else {
            out.extend([b'%', HEX[usize::from(octet >> 4)], HEX[usize::from(octet & 15)]]);
        }
    }
    out
}

/// A number of seconds, such as `10` or `0.5`.
fn seconds(value: &[u8]) -> Option<Duration> {
    let seconds: f64 = std::str::from_utf8(value).ok()?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn allows(robots: &str, path: &str) -> bool {
        Robots::parse(robots.as_bytes(), "sayso").allows(path)
    }

    #[test]
    fn the_group_that_names_the_program_applies() {
        let check = |robots: &str, expected: bool| assert_eq!(allows(robots, "/a"), expected, "{robots:?}");
        check("", true);
        check("User-agent: *\nDisallow: /", false);
        check("User-agent: other\nDisallow: /", true);
        check("User-agent: sayso\nDisallow: /", false);
        check("user-AGENT : SaySo\ndisallow : /", false);
        check("User-agent: sayso/2.0 (news)\nDisallow: /", false);
        check("User-agent: saysobot\nDisallow: /", true);
        check("User-agent: say\nDisallow: /", true);
        check("User-agent: *\nDisallow: /\n\nUser-agent: sayso\nAllow: /", true);
        check("User-agent: sayso\nDisallow:\n\nUser-agent: *\nDisallow: /", true);
        check("User-agent: sayso\n\nUser-agent: *\nDisallow: /", false);
        check("User-agent: sayso\nUser-agent: other\nDisallow: /", false);
        check("User-agent: other\nUser-agent: sayso\nDisallow: /", false);
        check("User-agent: other\nDisallow: /b\nUser-agent: sayso\nDisallow: /c", true);
        check("User-agent: sayso\nDisallow: /b\nUser-agent: other\nDisallow: /a", true);
        check("User-agent: sayso\nDisallow: /b\n\nUser-agent: sayso\nDisallow: /a", false);
        check("User-agent: sayso\nSitemap: https://a.example/s.xml\nUser-agent: other\nDisallow: /a", false);
        check("User-agent: other\nCrawl-delay: 5\nUser-agent: sayso\nDisallow: /a", false);
        check("Disallow: /a", true);
        check("\u{feff}User-agent: *\nDisallow: /", false);
        check("User-agent: *\r\nDisallow: /\r\n", false);
        check("User-agent: *\rDisallow: /", false);
        check("# nobody\nUser-agent: * # all\nDisallow: /a # this", false);
        check("User-agent: *\nDisallow /a", true);
        check("<html><body>User-agent</body></html>", true);
    }

    #[test]
    fn the_longest_rule_decides() {
        let check = |rules: &str, path: &str, expected: bool| {
            assert_eq!(allows(&format!("User-agent: *\n{rules}"), path), expected, "{rules:?} {path}");
        };
        check("Disallow: /", "/robots.txt", true);
        check("Disallow: /a", "/a", false);
        check("Disallow: /a", "/abc/d?e", false);
        check("Disallow: /a", "/A", true);
        check("Disallow: /a", "/b/a", true);
        check("Disallow: /a\nAllow: /a/b", "/a/b/c", true);
        check("Allow: /a/b\nDisallow: /a", "/a/c", false);
        check("Allow: /a\nDisallow: /a", "/a", true);
        check("Disallow: /a\nAllow: /a", "/a", true);
        check("Disallow: /\nAllow: /$", "/", true);
        check("Disallow: /\nAllow: /$", "/a", false);
        check("Allow: /p\nDisallow: /", "/page", true);
        check("Allow: /page\nDisallow: /*.htm", "/page.htm", false);
        check("Allow: /page\nDisallow: /*.ph", "/page.php5", true);
        check("Disallow: *", "/a", false);
        check("Disallow:", "/a", true);
    }

    #[test]
    fn patterns_match_as_the_standard_says() {
        let check = |pattern: &str, path: &str, expected: bool| {
            let matches = !allows(&format!("User-agent: *\nDisallow: {pattern}"), path);
            assert_eq!(matches, expected, "{pattern} {path}");
        };
        check("/fish", "/fish.html", true);
        check("/fish", "/catfish", false);
        check("/fish*", "/fish/salmon", true);
        check("/*.php", "/a/b.php?c", true);
        check("/*.php$", "/a/b.php", true);
        check("/*.php$", "/a/b.php?c", false);
        check("/*.php$", "/a.php/b.php", true);
        check("/fish*.php", "/fishheads/catfish.php?x", true);
        check("/fish*.php", "/Fish.php", false);
        check("/a*b*c$", "/abc", true);
        check("/a*b*c$", "/abcb", false);
        check("/a*ab$", "/ab", false);
        check("/a**b", "/aXb", true);
        check("/a$", "/a", true);
        check("/a$", "/ab", false);
        check("/a$b", "/a$b", true);
        check("/*?print=1", "/x?print=1", true);
        check("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true);
        check("/path/file-with-a-%2A.html", "/path/file-with-a-b.html", false);
        check("/path/foo-%24", "/path/foo-$", true);
        // The examples of RFC 9309, section 2.2.2.
        check("/foo/bar?baz=quz", "/foo/bar?baz=quz", true);
        check("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar", true);
        check("/foo/bar/ツ", "/foo/bar/%E3%83%84", true);
        check("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", true);
        check("/foo/bar/%62%61%7A", "/foo/bar/baz", true);
        check("/a%2Fb", "/a/b", false);
        check("/a%2fb", "/a%2Fb", true);
        check("/a|b\"c", "/a|b%22c", true);
        check("/100%", "/100%", true);
    }

    #[test]
    fn crawl_delays_are_read() {
        let check = |robots: &str, expected: Option<f64>| {
            let delay = Robots::parse(robots.as_bytes(), "sayso").crawl_delay;
            assert_eq!(delay, expected.map(Duration::from_secs_f64), "{robots:?}");
        };
        check("User-agent: *\nCrawl-delay: 10", Some(10.0));
        check("User-agent: *\nCrawl-delay: 0.5", Some(0.5));
        check("User-agent: *\nCrawl-delay: 2\nCrawl-delay: 5", Some(5.0));
        check("User-agent: *\nCrawl-delay: 2\nUser-agent: sayso\nCrawl-delay: 1", Some(1.0));
        check("User-agent: *\nCrawl-delay: 2\nUser-agent: sayso\nDisallow: /x", None);
        for value in ["-1", "NaN", "inf", "1e300", "soon", ""] {
            check(&format!("User-agent: *\nCrawl-delay: {value}"), None);
        }
    }

    #[test]
    fn what_is_beyond_the_limit_is_not_read() {
        let mut robots = "User-agent: *\n".to_owned();
        robots.push_str(&"#".repeat(MAX_ROBOTS_BYTES - robots.len() - 1));
        let within = format!("{}\nDisallow: /", &robots[..robots.len() - 12]);
        assert!(!allows(&within, "/a"));
        assert!(allows(&format!("{robots}\nDisallow: /"), "/a"));
    }

    #[test]
    fn many_and_long_patterns_are_bounded_in_memory() {
        let many = format!("User-agent: *\n{}", "Disallow: /*a*b\n".repeat(MAX_ROBOTS_BYTES / 16));
        let robots = Robots::parse(many.as_bytes(), "sayso");
        assert!(robots.allows(&format!("/{}", "a".repeat(4000))));
        assert!(robots.size() < 4 * MAX_ROBOTS_BYTES, "{}", robots.size());
        let long = format!("User-agent: *\nDisallow: /{}", "*a".repeat(MAX_ROBOTS_BYTES / 2 - 20));
        assert!(allows(&long, &format!("/{}", "a".repeat(4000))));
    }

    /// The meaning of a pattern, tried in the plainest way.
    fn matches_plainly(pattern: &[u8], whole: bool, path: &[u8]) -> bool {
        match pattern {
            [] => !whole || path.is_empty(),
            [b'*', rest @ ..] => (0..=path.len()).any(|at| matches_plainly(rest, whole, &path[at..])),
            [first, rest @ ..] => path.first() == Some(first) && matches_plainly(rest, whole, &path[1..]),
        }
    }

    proptest! {
        #[test]
        fn patterns_mean_what_the_plainest_search_finds(pattern in "[ab*]{0,8}", whole: bool, path in "[ab]{0,10}") {
            let rule = Rule { pattern: pattern.as_bytes().into(), whole, allow: false };
            prop_assert_eq!(rule.matches(path.as_bytes()), matches_plainly(pattern.as_bytes(), whole, path.as_bytes()));
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>, path in "/\\PC{0,20}") {
            Robots::parse(&bytes, "sayso").allows(&path);
            let lines = [b"User-agent: *\nDisallow: ".as_slice(), &bytes].concat();
            let robots = Robots::parse(&lines, "sayso");
            robots.allows(&path);
            prop_assert!(robots.size() <= 64 * (lines.len() + 1));
        }

        #[test]
        fn the_compared_form_is_its_own(text in "[%0-9a-fA-F/*$~ї ]{0,20}") {
            let once = normalised(text.as_bytes());
            prop_assert_eq!(normalised(&once), once);
        }
    }
}
