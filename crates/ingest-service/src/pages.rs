//! Pages: an address to the document that stands there.

use std::sync::Arc;

use jiff::Timestamp;
use sayso_domain::{Document, DocumentError, DocumentParts};
use sayso_fetch::{Answer, Conditions, FetchError, Fetched, Fetcher};
use sayso_readers::ReadError;
use tokio::sync::Semaphore;

use crate::reading::{Reader, document};

/// Fetches pages and reads them. Cheap to clone.
#[derive(Clone)]
pub struct Pages {
    fetcher: Fetcher,
    reader: Reader,
    /// Held over fetching and reading, so that the bodies which wait to be read are bounded.
    at_once: Arc<Semaphore>,
}

/// What stands at an address.
#[derive(Debug)]
pub enum Page {
    /// Nothing has changed since the answer that the conditions are from.
    NotModified(Answer),
    /// A document.
    Document(Box<Document>, Answer),
}

/// Why there is no document at an address.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// There is no address.
    #[error("it has no address")]
    NoAddress,
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What came is none.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What is known of it and what came make none.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

impl PageError {
    /// True if the same page may be got later.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Fetch(error) if error.is_temporary())
    }

    /// False if nothing was asked for, so that the next time may be the first.
    #[must_use]
    pub fn was_tried(&self) -> bool {
        !matches!(self, Self::Fetch(error) if error.is_temporary() && !error.was_asked())
    }

    /// True if sites say the same for a while when they are in disorder: the page is not there yet, nobody may see it, the
    /// certificate is being changed.
    #[must_use]
    pub fn may_be_a_slip(&self) -> bool {
        matches!(self, Self::Fetch(FetchError::NotFound | FetchError::Status { .. } | FetchError::Tls { .. }))
    }

    /// When it is worth trying again, if the site decides that.
    #[must_use]
    pub fn retry_at(&self) -> Option<Timestamp> {
        match self {
            Self::Fetch(error) => error.retry_at(),
            Self::NoAddress | Self::Read(_) | Self::Document(_) => None,
        }
    }
}

impl Pages {
    /// Fetches with the one and reads with the other, up to twice as many pages at once as the fetcher's requests.
    #[must_use]
    pub fn new(fetcher: Fetcher, reader: Reader) -> Self {
        // Some only wait for a host's turn, which must not keep all others back.
        let at_once = Arc::new(Semaphore::new(2 * fetcher.concurrency()));
        Self { fetcher, reader, at_once }
    }

    /// What they are fetched with.
    #[must_use]
    pub fn fetcher(&self) -> &Fetcher {
        &self.fetcher
    }

    /// What time it is, as the fetcher has it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.fetcher.now()
    }

    /// What they are read with.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The document at an address. What is `known` of it (its text is not used) counts more than what the page says; an
    /// address that is not known is the one that the page calls its own, else the one that answered.
    ///
    /// # Errors
    /// [`PageError`] says why there is none.
    pub async fn get(&self, url: &str, known: DocumentParts, conditions: &Conditions) -> Result<Page, PageError> {
        // The semaphore is never closed, so this waits and cannot fail.
        let _place = self.at_once.acquire().await;
        let body = match self.fetcher.get(url, conditions).await? {
            Fetched::NotModified(answer) => return Ok(Page::NotModified(answer)),
            Fetched::Body(body) => body,
        };
        let uri = body.answer.final_url.to_string();
        let read = self.reader.read(body.bytes, body.content_type, Some(uri)).await?;
        Ok(Page::Document(Box::new(document(known, read)?), body.answer))
    }
}
