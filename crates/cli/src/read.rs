//! `sayso read`: the documents in anything that can be read, a JSON line each, without any server.

use std::{
    collections::{HashMap, HashSet},
    io::{BufWriter, Write},
    process::ExitCode,
    sync::Arc,
};

use anyhow::Result;
use futures_util::StreamExt;
use sayso_domain::{Document, DocumentId};
use serde::Serialize;

use crate::{
    args, block_on,
    output::printable,
    progress,
    reading::{How, MAX_FETCHED_BYTES, Origin, Outcome, Reading, Sources, Tally, sources},
};

/// A document as it is printed: what is not known is null, and no authors are an empty list.
#[derive(Serialize)]
struct Line<'d> {
    doc: &'d str,
    /// The document's own id, where it has an address as well: then `doc` is read as no more than a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'d str>,
    title: Option<&'d str>,
    authors: &'d [String],
    site: Option<&'d str>,
    published_at: Option<String>,
    language: Option<&'d str>,
    url: Option<&'d str>,
    text: &'d str,
}

pub(crate) fn run(arguments: &args::Read) -> Result<ExitCode> {
    let fetching = arguments.fetching.settings(MAX_FETCHED_BYTES)?;
    let sources = sources(&arguments.inputs);
    let mut progress = progress::Reading::new(sources.bytes());
    let Sources { found, missing } = sources;
    let complain = |progress: &progress::Reading, said: &str| {
        progress.suspend(|| eprintln!("sayso: {}", printable(said)));
    };
    missing.iter().for_each(|error| complain(&progress, &format!("{error:#}")));
    let alone = found.len() < 2 && missing.is_empty();
    let (mut documents, mut failed, mut left_out) = (0_u64, Tally::default(), Tally::default());
    block_on(async {
        let reading = Reading::new(How { fetching, ..How::default() });
        let (mut names, mut pieces) = (Names::default(), reading.pieces(found));
        let mut stdout = BufWriter::new(anstream::stdout().lock());
        while let Some(piece) = pieces.next().await {
            match &piece.outcome {
                Outcome::Document(document) => {
                    documents += 1;
                    let line = line(document, &names.name(&piece.origin, document))?;
                    progress.suspend(|| stdout.write_all(&line))?;
                    progress.done(1, reading.bytes_read());
                }
                Outcome::Unread(unread) => {
                    failed.add(unread.reason, 1);
                    complain(&progress, &format!("{}: {}", piece.origin, unread.message));
                }
                Outcome::LeftOut(reason, count) => left_out.add(*reason, *count),
                Outcome::End { .. } => {}
            }
        }
        Ok(stdout.flush()?)
    })?;
    progress.finish();
    let failures = failed.total() + missing.len() as u64;
    if !alone || documents != 1 {
        let plural = if documents == 1 { "" } else { "s" };
        eprintln!("{documents} document{plural}, {failures} could not be read");
        eprint!("{}", left_out.line("left out"));
    }
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn line(document: &Document, doc: &str) -> Result<Vec<u8>> {
    let parts = document.parts();
    let line = Line {
        doc,
        id: parts.id.as_ref().filter(|_| parts.uri.is_some()).map(DocumentId::as_str),
        title: parts.title.as_deref(),
        authors: &parts.authors,
        site: parts.site.as_deref(),
        published_at: parts.published.as_ref().map(ToString::to_string),
        language: parts.language.as_ref().map(|language| language.as_str()),
        url: parts.uri.as_deref(),
        text: &parts.text,
    };
    let mut json = serde_json::to_vec(&line)?;
    json.push(b'\n');
    Ok(json)
}

/// Names of documents, each given once as far as stems go: the second of a stem is "STEM-2".
#[derive(Default)]
struct Names {
    given: HashSet<String>,
    /// The number that the next of a stem may have that is there already.
    next: HashMap<String, u64>,
    /// The file that holds many from which the last document came, and its name.
    latest: Option<(Arc<str>, String)>,
}

impl Names {
    /// The name of a document: its own id; else, of one that is alone in its file or page, the stem; of one of many in
    /// a file, the stem and its number there.
    fn name(&mut self, origin: &Origin, document: &Document) -> String {
        if let Some(id) = &document.parts().id {
            self.given.insert(id.to_string());
            return id.to_string();
        }
        let Some(part) = origin.part.as_ref().filter(|part| !part.is_page) else { return self.unique(&origin.stem) };
        let file = match self.latest.take() {
            Some((name, file)) if name == origin.name => file,
            _ => self.unique(&origin.stem),
        };
        let name = self.unique(&format!("{file}-{}", part.number));
        self.latest = Some((Arc::clone(&origin.name), file));
        name
    }

    fn unique(&mut self, stem: &str) -> String {
        if self.given.insert(stem.to_owned()) {
            return stem.to_owned();
        }
        let next = self.next.entry(stem.to_owned()).or_insert(2);
        loop {
            let name = format!("{stem}-{next}");
            *next += 1;
            if self.given.insert(name.clone()) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use sayso_domain::DocumentParts;

    use super::*;
    use crate::reading::Part;

    #[test]
    fn every_document_has_a_name_of_its_own() {
        let mut names = Names::default();
        let mut check = |path: &str, number: Option<u64>, id: Option<&str>, expected: &str| {
            let stem = path.rsplit('/').next().unwrap();
            let part = number.map(|number| Part { what: "line", number, address: None, is_page: false });
            let origin = Origin { name: path.into(), stem: stem.into(), part };
            let id = id.map(|id| DocumentId::new(id).unwrap());
            let document = Document::new(DocumentParts { id, ..DocumentParts::of_text("The dam holds.") });
            assert_eq!(names.name(&origin, &document.unwrap()), expected);
        };
        check("a/page", None, None, "page");
        check("b/page", None, None, "page-2");
        check("c/page", None, None, "page-3");
        check("a/news", Some(1), None, "news-1");
        check("a/news", Some(7), None, "news-7");
        check("b/news", Some(1), None, "news-2-1");
        check("b/news", Some(2), Some("courier/1"), "courier/1");
        check("b/news", Some(3), None, "news-2-3");
        check("c/courier/1", None, None, "1");
        check("d/news-7", None, None, "news-7-2");
        check("d/dam-1", None, None, "dam-1");
        check("e/dam", Some(1), None, "dam-1-2");
        check("f/x", None, Some("mill"), "mill");
        check("f/mill", None, None, "mill-2");
    }

    #[test]
    fn what_is_printed_is_read_as_the_same_document() {
        for (id, uri) in
            [(None, Some("https://a.example/1")), (Some("a-1"), Some("https://a.example/1")), (Some("a-1"), None)]
        {
            let (id, uri) = (id.map(|id| DocumentId::new(id).unwrap()), uri.map(str::to_owned));
            let document =
                Document::new(DocumentParts { id, uri, ..DocumentParts::of_text("The dam holds.") }).unwrap();
            let printed = line(&document, "a-1").unwrap();
            let read = sayso_readers::Lines::new(&printed[..]).unwrap().next().unwrap().parts.unwrap();
            assert_eq!(&read, document.parts());
        }
    }

    #[test]
    fn what_is_not_known_is_null() {
        let document = Document::new(DocumentParts::of_text("The dam “holds”.")).unwrap();
        let expected = r#"{"doc":"a","title":null,"authors":[],"site":null,"published_at":null,"language":null,"url":null,"text":"The dam “holds”."}"#;
        assert_eq!(String::from_utf8(line(&document, "a").unwrap()).unwrap(), format!("{expected}\n"));
    }
}
