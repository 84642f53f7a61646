//! Bytes to documents, off the reactor.

use std::{num::NonZero, sync::Arc, thread::available_parallelism};

use sayso_contract::{FieldError, Path, Reason, document_metadata_from_wire, ingest::v1::RawDocument};
use sayso_domain::{Document, DocumentParts, MAX_TEXT_BYTES};
use sayso_readers::{Raw, ReadError};
use tokio::sync::Semaphore;

/// Reads documents on threads of their own, as many at once as there are cores. Cheap to clone; clones share the turns.
#[derive(Debug, Clone)]
pub struct Reader {
    turns: Arc<Semaphore>,
}

impl Default for Reader {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(available_parallelism().map_or(1, NonZero::get))) }
    }
}

impl Reader {
    /// Reads one document: a plain text, the article of a page, an e-mail. Who stops waiting for his turn gives it up.
    ///
    /// # Errors
    /// [`ReadError`] says why the bytes make no document.
    pub async fn read(
        &self,
        bytes: impl AsRef<[u8]> + Send + 'static,
        media_type: Option<String>,
        uri: Option<String>,
    ) -> Result<DocumentParts, ReadError> {
        self.run(move || {
            sayso_readers::read(&Raw { bytes: bytes.as_ref(), media_type: media_type.as_deref(), uri: uri.as_deref() })
        })
        .await
    }

    /// Runs one reader in its turn.
    ///
    /// # Errors
    /// The reader's own, or that it failed.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
    ) -> Result<T, ReadError> {
        // The semaphore is never closed, so this waits and cannot fail.
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let read = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            read()
        });
        read.await.unwrap_or_else(|error| {
            tracing::error!(%error, "a reader failed");
            Err(ReadError::Malformed {
                kind: "document",
                problem: "the program failed on it; its log says more".into(),
            })
        })
    }

    /// Reads what a caller sent; what the caller says of it counts more than what the bytes say.
    ///
    /// # Errors
    /// Names the field: an unknown media type, bytes that make no document, or more than the limit.
    pub(crate) async fn read_raw(&self, raw: RawDocument, path: &Path<'_>) -> Result<Document, FieldError> {
        let known = document_metadata_from_wire(raw.metadata.unwrap_or_default(), &path.field("metadata"))?;
        let (media_type, content) = (path.field("media_type"), path.field("content"));
        if raw.content.len() > MAX_TEXT_BYTES {
            let message = format!("it is {} bytes long; the limit is {MAX_TEXT_BYTES}", raw.content.len());
            return Err(content.error(Reason::TooLong, message));
        }
        let given = Some(raw.media_type).filter(|given| !given.is_empty());
        let read = self.read(raw.content, given, known.uri.clone()).await.map_err(|error| match error {
            ReadError::Empty => content.error(Reason::Required, error),
            ReadError::UnknownMediaType(_) => media_type.error(Reason::UnknownValue, error),
            ReadError::TooLong { .. } => content.error(Reason::TooLong, error),
            ReadError::Malformed { .. } | ReadError::NoArticle(_) => content.error(Reason::Malformed, error),
        })?;
        document(known, read).map_err(|error| {
            let (metadata, reason) = (path.field("metadata"), Reason::from(&error));
            let field = if error.field() == "text" { content } else { metadata.field(error.field()) };
            field.error(reason, error)
        })
    }
}

/// The document that was read, where what is `known` of it counts more than what it says of itself. The text is that
/// which was read.
///
/// # Errors
/// As [`Document::new`].
pub(crate) fn document(known: DocumentParts, read: DocumentParts) -> Result<Document, sayso_domain::DocumentError> {
    let known = DocumentParts { text: Arc::clone(&read.text), ..known };
    Document::new(known.completed_by(&read).unwrap_or(known))
}

#[cfg(test)]
mod tests {
    use proptest::test_runner::TestRunner;
    use sayso_contract::document::v1 as wire;

    use super::*;

    fn raw(content: &[u8], media_type: &str) -> RawDocument {
        RawDocument { content: content.to_vec(), media_type: media_type.into(), metadata: None }
    }

    async fn read(raw: RawDocument) -> Result<Document, FieldError> {
        Reader::default().read_raw(raw, &Path::of("raw")).await
    }

    #[tokio::test]
    async fn what_is_sent_is_read() {
        let check = async |content: &[u8], media_type: &str, text: &str| {
            assert_eq!(read(raw(content, media_type)).await.unwrap().text(), text, "{media_type}");
        };
        check("“Ні”, he said.".as_bytes(), "text/plain", "“Ні”, he said.").await;
        check(b"\xef\xbb\xbfHe said.", "Text/Plain; charset=\"UTF-8\"", "He said.").await;
        check(b"He said.", "text/plain;format=flowed; charset=us-ascii", "He said.").await;
        check(b"\xc4\xe0, he said.", "text/plain; charset=windows-1251", "Да, he said.").await;
        check(b"He said.", "", "He said.").await;
        check(
            b"From: a@b.example\nDate: Wed, 4 Mar 2026 08:15:00 +0200\nSubject: x\n\nHe said.\n",
            "message/rfc822",
            "He said.",
        )
        .await;
    }

    #[tokio::test]
    async fn what_the_caller_says_counts_more_than_the_page() {
        let page = b"<html lang=en><title>Dam holds</title><meta name=date content=2026-03-04>
            <p>The dam will hold, the governor of Karsel said on Tuesday.</p><p>The river is still rising.</p>";
        let known = wire::Document {
            uri: "https://northwire.example/dam".into(),
            published_at: "2026-03-03T22:00:00+02:00".into(),
            ..Default::default()
        };
        let document = read(RawDocument { metadata: Some(known), ..raw(page, "text/html") }).await.unwrap();
        assert_eq!(document.parts().title.as_deref(), Some("Dam holds"));
        assert_eq!(document.parts().published.as_ref().unwrap().to_string(), "2026-03-03T22:00:00+02:00");
        assert_eq!(document.parts().uri.as_deref(), Some("https://northwire.example/dam"));
        let text = "The dam will hold, the governor of Karsel said on Tuesday.\n\nThe river is still rising.";
        assert_eq!(document.text(), text);
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_named() {
        let check = async |raw: RawDocument, path: &str, reason: Reason| {
            let error = read(raw).await.unwrap_err();
            assert_eq!((error.path.as_str(), error.reason), (path, reason), "{error}");
        };
        check(raw(b"a", "application/pdf"), "raw.media_type", Reason::UnknownValue).await;
        check(raw(b"%PDF-1.7", ""), "raw.media_type", Reason::UnknownValue).await;
        check(raw(b" \n", "text/plain"), "raw.content", Reason::Required).await;
        check(raw(b"<nav><a href=/>Home</a></nav>", "text/html"), "raw.content", Reason::Malformed).await;
        check(raw(&vec![b'a'; MAX_TEXT_BYTES + 1], "text/plain"), "raw.content", Reason::TooLong).await;
        let metadata = |metadata| RawDocument { metadata: Some(metadata), ..raw(b"a", "text/plain") };
        let with_text = wire::Document { text: "b".into(), ..Default::default() };
        check(metadata(with_text), "raw.metadata.text", Reason::Mismatch).await;
        let long_title = wire::Document { title: "x".repeat(5000), ..Default::default() };
        check(metadata(long_title), "raw.metadata.title", Reason::TooLong).await;
    }

    #[test]
    fn no_bytes_and_no_media_type_panic() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let strategy = (proptest::prelude::any::<Vec<u8>>(), proptest::prelude::any::<String>());
        let run = |(content, media_type): (Vec<u8>, String)| {
            let _ = runtime.block_on(read(raw(&content, &media_type)));
            Ok(())
        };
        TestRunner::default().run(&strategy, run).unwrap();
    }
}
