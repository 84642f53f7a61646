//! The files that a command is given: what there is to read, in a stable order, and their texts.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use sayso_domain::{Document, DocumentId, DocumentParts, MAX_TEXT_BYTES, PublicationTime};
use walkdir::{DirEntry, WalkDir};

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The name to show.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// The name without folder and extension: the document's id where there is no better one.
    pub(crate) fn stem(&self) -> String {
        match self {
            Self::Standard => "stdin".to_owned(),
            Self::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        }
    }

    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        matches!(self, Self::File(path) if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension)))
    }

    /// The text as it is, byte order mark and line ends included, so that offsets count in the file.
    pub(crate) fn text(&self) -> Result<String> {
        let mut bytes = Vec::new();
        // One byte more than allowed tells that there is more.
        let limit = MAX_TEXT_BYTES as u64 + 1;
        match self {
            Self::Standard => io::stdin().lock().take(limit).read_to_end(&mut bytes)?,
            Self::File(path) => File::open(path)?.take(limit).read_to_end(&mut bytes)?,
        };
        ensure!(
            bytes.len() <= MAX_TEXT_BYTES,
            "it is longer than {MAX_TEXT_BYTES} bytes, the most a document may have"
        );
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            anyhow::anyhow!("it is no UTF-8: the first bad byte is at offset {at}; convert it, as with iconv -t UTF-8")
        })
    }

    /// The text as a document whose id is the stem, so that the same file has the same ids on any machine.
    pub(crate) fn document(&self, published: Option<&PublicationTime>) -> Result<Document> {
        let id = DocumentId::new(self.stem()).context("the file's name makes no document id; rename it")?;
        let parts =
            DocumentParts { id: Some(id), published: published.cloned(), ..DocumentParts::of_text(self.text()?) };
        Ok(Document::new(parts)?)
    }
}

/// What `paths` mean: files as they are, of folders all files with one of the `extensions`, sorted by path; hidden ones
/// and links out of the folder are left out.
///
/// # Errors
/// A path that does not exist or cannot be listed, or a folder without any such file.
pub(crate) fn inputs(paths: &[PathBuf], extensions: &[&str]) -> Result<Vec<Input>> {
    let mut found = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            found.push(Input::Standard);
            continue;
        }
        let kind = path.metadata().with_context(|| format!("cannot read {}", path.display()))?;
        if kind.is_dir() {
            let before = found.len();
            let walk = WalkDir::new(path).sort_by_file_name().into_iter();
            for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
                let entry = entry.with_context(|| format!("cannot list {}", path.display()))?;
                let input = Input::File(entry.path().to_owned());
                if entry.file_type().is_file() && extensions.iter().any(|extension| input.has_extension(extension)) {
                    found.push(input);
                }
            }
            if found.len() == before {
                bail!("there is no .{} file in {}", extensions.join(" or ."), path.display());
            }
        } else {
            found.push(Input::File(path.clone()));
        }
    }
    Ok(found)
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
        let found = inputs(&[folder.path().to_owned(), "-".into()], &["txt"]).unwrap();
        let names: Vec<_> = found.iter().map(Input::stem).collect();
        assert_eq!(names, ["y", "z", "b", "stdin"]);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(inputs(&[folder.path().to_owned()], &["txt"]).unwrap_err().to_string().contains("no .txt file"));
        assert!(inputs(&[folder.path().join("none")], &["txt"]).is_err());
        let latin = folder.path().join("latin.txt");
        fs::write(&latin, b"caf\xe9").unwrap();
        let error = Input::File(latin).text().unwrap_err().to_string();
        assert!(error.contains("offset 3"), "{error}");
    }
}
