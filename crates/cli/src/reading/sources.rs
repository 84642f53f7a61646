//! What the arguments of a command mean: addresses, files, and of folders the files in them.

use std::path::{Path, PathBuf};

use anyhow::Error;

use crate::inputs::{Input, Inputs, inputs};

/// What is read in folders. Feeds and sitemaps are left out there, also under such names: they lead to the network, so
/// they must be named.
const EXTENSIONS: &[&str] =
    &["txt", "html", "htm", "xhtml", "eml", "jsonl", "ndjson", "jsonl.gz", "ndjson.gz", "warc", "warc.gz"];

/// Something that there is to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Standard,
    File(PathBuf),
    /// A file that was found in a folder.
    Found(PathBuf),
    Address(String),
}

/// What there is to read, and why the rest is not.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    pub(crate) found: Vec<Source>,
    pub(crate) missing: Vec<Error>,
}

impl Sources {
    /// The bytes of the files; `None` if not all is in files.
    pub(crate) fn bytes(&self) -> Option<u64> {
        self.found.iter().map(|source| source.file()?.metadata().ok().map(|file| file.len())).sum()
    }

    /// The files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.found.iter().filter_map(Source::file)
    }
}

impl Source {
    fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Found(path) => Some(path),
            Self::Standard | Self::Address(_) => None,
        }
    }
}

/// What the arguments mean, in their order: addresses begin with http:// or https://, `-` is standard input.
pub(crate) fn sources(arguments: &[PathBuf]) -> Sources {
    let mut sources = Sources::default();
    for argument in arguments {
        if let Some(address) = argument.to_str().filter(|given| is_address(given)) {
            sources.found.push(Source::Address(address.to_owned()));
            continue;
        }
        let Inputs { found, missing } = inputs(std::slice::from_ref(argument), EXTENSIONS);
        sources.found.extend(found.into_iter().map(|input| match input {
            Input::Standard => Source::Standard,
            Input::File(path) | Input::Line { path, .. } if path == *argument => Source::File(path),
            Input::File(path) | Input::Line { path, .. } => Source::Found(path),
        }));
        sources.missing.extend(missing);
    }
    sources
}

fn is_address(given: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| given.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn arguments_are_told_apart_and_folders_walked() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.HTML", "a/z.eml", "a/news.warc.gz", "a/x.pdf", "a/other.gz", "a/feed.xml", ".c.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        let at = |name: &str| Source::Found(folder.path().join(name));
        let feed = folder.path().join("a/feed.xml");
        let named = Source::File(feed.clone());
        let arguments = ["HTTPS://a.example/1".into(), folder.path().to_owned(), feed, "-".into(), "none".into()];
        let sources = sources(&arguments);
        let address = Source::Address("HTTPS://a.example/1".to_owned());
        let files = [at("a/news.warc.gz"), at("a/z.eml"), at("b.HTML"), named];
        let expected: Vec<Source> = [address].into_iter().chain(files).chain([Source::Standard]).collect();
        assert_eq!(sources.found, expected);
        assert_eq!(sources.missing.len(), 1);
        assert_eq!(sources.bytes(), None);
        let files = Sources { found: vec![at("b.HTML"), at("a/z.eml")], missing: Vec::new() };
        assert_eq!(files.bytes(), Some(8));
    }
}
