//! Web Annotation: the claims of one document as a page of annotations on it.
//! <https://www.w3.org/TR/annotation-model/>
//!
//! Positions count in the document's plain text as the ledger has it, not in the page that it was read from: whoever
//! shows the page finds the words by what stands around them.

use std::io::{self, Write};

use sayso_contract::{document::v1::Document, store::v1::StoredClaim};
use sayso_text::OffsetMap;
use serde_json::{Value, json};

use crate::{
    ClaimWriter,
    reading::{Reading, broken},
    selectors::{given, name, targets},
};

/// Writes an `AnnotationPage` with an `Annotation` for each claim.
///
/// An annotation has a target for each piece of the claim, and bodies that identify the source, classify the claim, and
/// hold all of it as the proto JSON of [`StoredClaim`].
pub struct Annotations<'d, W> {
    output: W,
    revision: (&'d str, &'d str),
    written: u64,
}

impl<'d, W: Write> Annotations<'d, W> {
    /// Writes the beginning of the page on `document`.
    ///
    /// # Errors
    /// That of the output.
    pub fn new(mut output: W, document: &'d Document) -> io::Result<Self> {
        let id = format!("{}:{}:annotations", name("document", &document.id), document.revision);
        let id = Value::from(id);
        write!(
            output,
            r#"{{"@context":"http://www.w3.org/ns/anno.jsonld","id":{id},"type":"AnnotationPage","startIndex":0,"items":["#
        )?;
        let revision = (document.id.as_str(), document.revision.as_str());
        Ok(Self { output, revision, written: 0 })
    }
}

impl<W: Write> ClaimWriter for Annotations<'_, W> {
    fn write(&mut self, claim: &StoredClaim, text: Option<&OffsetMap<'_>>) -> io::Result<()> {
        let reading = Reading::new(claim)?;
        if (reading.document.id.as_str(), reading.document.revision.as_str()) != self.revision {
            let message = format!("claim {} is of another document or revision than the page", reading.claim.id);
            return Err(broken(&message));
        }
        self.output.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut self.output, &annotation(reading, given(text)?)?)?;
        self.written += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.output.write_all(b"\n]}\n")?;
        self.output.flush()
    }
}

fn annotation(reading: Reading<'_>, text: &OffsetMap<'_>) -> io::Result<Value> {
    let body = |purpose: &str, value: String| json!({ "type": "TextualBody", "purpose": purpose, "value": value });
    let whole = json!({
        "type": "TextualBody",
        "purpose": "describing",
        "format": "application/json",
        "value": serde_json::to_string(reading.stored)?,
    });
    let source = Some(reading.source(|source| &source.name).to_owned()).filter(|name| !name.is_empty());
    let classes = [reading.kind(), reading.form()].into_iter().filter(|class| !class.is_empty());
    let bodies = source.map(|name| body("identifying", name)).into_iter();
    let bodies = bodies.chain(classes.map(|class| body("classifying", class))).chain([whole]);
    Ok(json!({
        "id": name("claim", &reading.claim.id),
        "type": "Annotation",
        "motivation": ["identifying", "classifying"],
        "generator": { "id": name("extractor", &reading.stored.extractor), "type": "Software",
            "name": reading.stored.extractor },
        "body": bodies.collect::<Vec<_>>(),
        "target": targets(reading, text)?,
    }))
}
