//! Named fields, as WARC and HTTP have them: a first line, then `Name: value` lines up to an empty one.

use std::io::{self, BufRead, Read};

/// A first line and the fields after it.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) first: String,
    fields: Vec<(String, String)>,
}

/// The fields as they were found.
#[derive(Debug)]
pub(super) enum Found {
    Fields(Fields),
    /// There was nothing any more, or an end before the empty line.
    Ended,
    /// They are longer than the limit.
    TooLong,
}

impl Fields {
    /// Takes the lines up to the empty one and it too, at most `limit` bytes.
    pub(super) fn read(reader: &mut impl BufRead, limit: usize) -> io::Result<Found> {
        let (mut fields, mut left, mut line) = (Self::default(), limit, Vec::new());
        for number in 0_usize.. {
            line.clear();
            let count = reader.by_ref().take(left as u64).read_until(b'\n', &mut line)?;
            left -= count;
            if line.pop_if(|byte| *byte == b'\n').is_none() {
                return Ok(if left == 0 { Found::TooLong } else { Found::Ended });
            }
            while line.pop_if(|byte| *byte == b'\r').is_some() {}
            let text = String::from_utf8_lossy(&line);
            match (number, text.as_ref()) {
                (0, first) => first.clone_into(&mut fields.first),
                (_, "") => return Ok(Found::Fields(fields)),
                // A line that begins with white space goes on with the one before.
                (_, more) if more.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = fields.fields.last_mut() {
                        value.extend([" ", more.trim()]);
                    }
                }
                (_, field) => {
                    if let Some((name, value)) = field.split_once(':') {
                        fields.fields.push((name.trim().to_owned(), value.trim().to_owned()));
                    }
                }
            }
        }
        unreachable!("numbers do not end")
    }

    /// The first value of the field of this name, whatever its case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// All values of the fields of this name.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        let named = self.fields.iter().filter(move |(found, _)| found.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_end_with_an_empty_line() {
        let mut bytes = &b"WARC/1.0\r\nOne: 1\r\nTWO:2\n  and more\nbad\nTwo: 3\r\n\r\nrest"[..];
        let Found::Fields(fields) = Fields::read(&mut bytes, 1000).unwrap() else { panic!() };
        assert_eq!((fields.first.as_str(), fields.get("one"), bytes), ("WARC/1.0", Some("1"), &b"rest"[..]));
        assert_eq!(fields.all("two").collect::<Vec<_>>(), ["2 and more", "3"]);
        assert_eq!(fields.get("three"), None);
    }

    #[test]
    fn fields_that_do_not_end_are_bounded() {
        assert!(matches!(Fields::read(&mut &b"WARC/1.0\r\nOne: 1\r\n"[..], 1000).unwrap(), Found::Ended));
        assert!(matches!(Fields::read(&mut &b""[..], 1000).unwrap(), Found::Ended));
        assert!(matches!(Fields::read(&mut io::BufReader::new(io::repeat(b'x')), 1000).unwrap(), Found::TooLong));
        assert!(matches!(Fields::read(&mut &b"a\nb: 1\n".repeat(900)[..], 1000).unwrap(), Found::TooLong));
    }
}
