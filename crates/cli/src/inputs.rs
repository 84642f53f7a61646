//! The files that a command is given: what there is to read, in a stable order, and their texts.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use anyhow::{Context, Error, Result, anyhow, ensure};
use sayso_contract::{self as contract, document::v1 as wire, document_from_wire};
use sayso_domain::{Document, DocumentId, DocumentParts, MAX_TEXT_BYTES, PublicationTime};
use sayso_readers::{Raw, read_at_most};
use walkdir::{DirEntry, WalkDir};

/// Files whose text must be read out of them: pages and e-mails.
pub(crate) const PAGES: [&str; 4] = ["html", "htm", "xhtml", "eml"];

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
    /// A line of a .jsonl file: a document in proto JSON.
    Line {
        /// The file.
        path: PathBuf,
        /// The line's number, from 1.
        number: usize,
        /// Where it begins, in bytes.
        start: u64,
        /// Its length in bytes.
        length: usize,
    },
}

impl Input {
    /// The name to show.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Line { path, number, .. } => format!("{}, line {number}", path.display()),
        }
    }

    /// The name without folder and extension: the document's id where there is no better one.
    pub(crate) fn stem(&self) -> String {
        match self {
            Self::Standard => "stdin".to_owned(),
            Self::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Self::Line { path, number, .. } => {
                format!("{}-{number}", path.file_stem().unwrap_or_default().to_string_lossy())
            }
        }
    }

    /// Whether it is a file whose name ends so: "txt", "warc.gz".
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        let Self::File(path) = self else { return false };
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        name.strip_suffix(extension).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
    }

    /// Whether its text must be read out of it.
    pub(crate) fn is_page(&self) -> bool {
        PAGES.iter().any(|extension| self.has_extension(extension))
    }

    /// The text as it is, byte order mark and line ends included, so that offsets count in the file.
    pub(crate) fn text(&self) -> Result<String> {
        let mut bytes = Vec::new();
        // One byte more than allowed tells that there is more.
        let limit = MAX_TEXT_BYTES as u64 + 1;
        match self {
            Self::Standard => io::stdin().lock().take(limit).read_to_end(&mut bytes)?,
            Self::File(path) => File::open(path)?.take(limit).read_to_end(&mut bytes)?,
            Self::Line { path, start, length, .. } => {
                ensure!(
                    *length <= MAX_LINE_BYTES,
                    "the line is longer than {MAX_LINE_BYTES} bytes, the most it may have"
                );
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(*start))?;
                file.take(*length as u64).read_to_end(&mut bytes)?
            }
        };
        ensure!(
            bytes.len() <= MAX_TEXT_BYTES || matches!(self, Self::Line { .. }),
            "it is longer than {MAX_TEXT_BYTES} bytes, the most a document may have"
        );
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            anyhow::anyhow!("it is no UTF-8: the first bad byte is at offset {at}; convert it, as with iconv -t UTF-8")
        })
    }

    /// The text as a document whose id is the stem, so that the same file has the same ids on any machine; of a page, its
    /// article, with what the page says of it; a line's document has what the line says of it.
    pub(crate) fn document(&self, published: Option<&PublicationTime>) -> Result<Document> {
        if matches!(self, Self::Line { .. }) {
            return document_from_json(&self.text()?, published);
        }
        let id = DocumentId::new(self.stem()).context("the file's name makes no document id; rename it")?;
        let parts = match self {
            Self::File(path) if self.is_page() => {
                let (bytes, _) = read_at_most(File::open(path)?, 2 * MAX_TEXT_BYTES)?;
                sayso_readers::read(&Raw { bytes: &bytes, ..Raw::default() })?
            }
            _ => DocumentParts::of_text(self.text()?),
        };
        let published = parts.published.clone().or_else(|| published.cloned());
        Ok(Document::new(DocumentParts { id: Some(id), published, ..parts })?)
    }
}

/// A document from proto JSON, or as `sayso read` writes it; `published` counts where it has no publication time of its own.
pub(crate) fn document_from_json(json: &str, published: Option<&PublicationTime>) -> Result<Document> {
    // Some programs begin a file with a byte order mark.
    let json = json.trim_start_matches('\u{feff}');
    match serde_json::from_str::<wire::Document>(json) {
        Ok(mut document) => {
            if document.published_at.is_empty() {
                document.published_at = published.map(ToString::to_string).unwrap_or_default();
            }
            Ok(document_from_wire(Some(document), &contract::Path::of("document"))?)
        }
        // With the plain names of fields, as `sayso read` writes it.
        Err(error) => {
            let line = sayso_readers::Lines::new(json.as_bytes())?.next();
            let parts = line.and_then(|line| line.parts.ok()).ok_or(error);
            let parts = parts.context("it is no document in proto JSON")?;
            let published = parts.published.clone().or_else(|| published.cloned());
            Ok(Document::new(DocumentParts { published, ..parts })?)
        }
    }
}

/// The lines of a .jsonl file that are not empty, without what they hold.
pub(crate) fn lines_of(path: &Path) -> Result<Vec<Input>> {
    let mut reader = BufReader::new(File::open(path).with_context(|| format!("cannot read {}", path.display()))?);
    let (mut lines, mut start) = (Vec::new(), 0);
    for number in 1.. {
        let length = reader.skip_until(b'\n')?;
        if length == 0 {
            break;
        }
        // A line that holds no more than its end has no document.
        if length > 2 {
            lines.push(Input::Line { path: path.to_owned(), number, start, length });
        }
        start += length as u64;
    }
    Ok(lines)
}

/// The most bytes of a line: a text of the longest kind takes up to this much as JSON, save one that is mostly escapes.
pub(crate) const MAX_LINE_BYTES: usize = 4 * MAX_TEXT_BYTES;

/// The lines that are not empty, each with its number from 1, one in memory at a time. One that is no UTF-8 or longer
/// than the limit is an error, and the lines after it are read.
pub(crate) struct Lines<R> {
    reader: R,
    limit: usize,
    number: usize,
    broken: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, number: 0, broken: false }
    }

    /// The next line without its end; `None` at the end of the file.
    fn read(&mut self) -> Result<Option<String>> {
        let mut line = Vec::new();
        // One byte more than allowed tells that there is more, if it does not end the line.
        if self.reader.by_ref().take(self.limit as u64 + 1).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.ends_with(b"\n") {
            line.pop();
        } else if line.len() > self.limit {
            self.reader.skip_until(b'\n')?;
            return Err(anyhow!("the line is longer than {} bytes, the most it may have", self.limit));
        }
        String::from_utf8(line).map(Some).map_err(|_| anyhow!("the line is no UTF-8"))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = (usize, Result<String>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.broken {
            self.number += 1;
            match self.read() {
                Ok(None) => return None,
                Ok(Some(line)) if line.trim().is_empty() => {}
                Ok(Some(line)) => return Some((self.number, Ok(line))),
                Err(error) => {
                    // A file that cannot be read on has no further lines.
                    self.broken = error.is::<io::Error>();
                    return Some((self.number, Err(error)));
                }
            }
        }
        None
    }
}

/// What there is to read, and why the rest is not.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) found: Vec<Input>,
    /// Paths that do not exist or cannot be listed, and folders without any file of the right kind.
    pub(crate) missing: Vec<Error>,
}

/// What `paths` mean: files as they are, of folders all files with one of the `extensions`, sorted by path; hidden ones
/// and links out of the folder are left out. A path that is missing does not keep the others from being read.
pub(crate) fn inputs(paths: &[PathBuf], extensions: &[&str]) -> Inputs {
    let Inputs { mut found, mut missing } = Inputs::default();
    for path in paths {
        if path == Path::new("-") {
            found.push(Input::Standard);
            continue;
        }
        let kind = match path.metadata() {
            Ok(kind) => kind,
            Err(error) => {
                missing.push(Error::new(error).context(format!("cannot read {}", path.display())));
                continue;
            }
        };
        if kind.is_dir() {
            let before = (found.len(), missing.len());
            let walk = WalkDir::new(path).sort_by_file_name().into_iter();
            for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        missing.push(Error::new(error).context(format!("cannot list {}", path.display())));
                        continue;
                    }
                };
                let input = Input::File(entry.path().to_owned());
                if entry.file_type().is_file() && extensions.iter().any(|extension| input.has_extension(extension)) {
                    found.push(input);
                }
            }
            if (found.len(), missing.len()) == before {
                missing.push(anyhow!("there is no .{} file in {}", extensions.join(" or ."), path.display()));
            }
        } else {
            found.push(Input::File(path.clone()));
        }
    }
    Inputs { found, missing }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn folders_are_walked_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.txt", "a/y.TXT", "a/x.pdf", ".hidden/c.txt", ".d.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        let inputs = inputs(&[folder.path().to_owned(), "-".into()], &["txt"]);
        assert!(inputs.missing.is_empty(), "{inputs:?}");
        let names: Vec<_> = inputs.found.iter().map(Input::stem).collect();
        assert_eq!(names, ["y", "z", "b", "stdin"]);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let latin = folder.path().join("latin.text");
        fs::write(&latin, b"caf\xe9").unwrap();
        let Inputs { found, missing } =
            inputs(&[folder.path().to_owned(), folder.path().join("none"), latin.clone()], &["txt"]);
        let said: Vec<String> = missing.iter().map(ToString::to_string).collect();
        assert!(said[0].contains("no .txt file in") && said[1].contains("cannot read"), "{said:?}");
        assert_eq!((said.len(), found), (2, vec![Input::File(latin.clone())]));
        let error = Input::File(latin).text().unwrap_err().to_string();
        assert!(error.contains("offset 3"), "{error}");
    }

    #[test]
    fn lines_are_bounded() {
        let check = |bytes: &[u8], expected: &[(usize, Option<&str>)]| {
            let lines: Vec<_> = Lines::new(bytes, 4).map(|(number, line)| (number, line.ok())).collect();
            let lines: Vec<_> = lines.iter().map(|(number, line)| (*number, line.as_deref())).collect();
            assert_eq!(lines, expected, "{bytes:?}");
        };
        check(b"", &[]);
        check(b"abcd\n\n \nef", &[(1, Some("abcd")), (4, Some("ef"))]);
        check(b"abcd", &[(1, Some("abcd"))]);
        check(b"abcde\nf\n", &[(1, None), (2, Some("f"))]);
        check(b"abcdefghijkl", &[(1, None)]);
        check(b"a\xff\nb\r\n", &[(1, None), (2, Some("b\r"))]);
    }
}
