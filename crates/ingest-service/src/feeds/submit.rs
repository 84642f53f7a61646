//! One entry of a feed on its way into the queue.

use std::time::Duration;

use jiff::Timestamp;
use sayso_domain::{Document, DocumentParts};
use sayso_feeds::{Ended, Entry, Lease, PageState};
use sayso_fetch::{Answer, Conditions};
use sayso_queue::QueueError;
use sayso_service::RequestId;
use tokio::time::sleep;

use super::{
    item::{Article, Item},
    poller::Poller,
};
use crate::{Page, PageError, reading::document, submission};

/// The first wait after the queue failed.
const FIRST_WAIT: Duration = Duration::from_millis(50);

/// How often a page is tried that is said not to be there or not for everybody, before that is believed.
const SLIP_TRIES: u32 = 3;

impl Poller {
    /// Fetches an entry's page, and puts the article into the queue: when this says [`Ended::Done`], it is durable there.
    pub(super) async fn submit(&self, lease: &Lease, entry: &Entry) -> Ended {
        let item: Item = match serde_json::from_slice(&entry.payload) {
            Ok(item) => item,
            Err(error) => {
                return Ended::GivenUp { error: format!("what was kept of the entry cannot be read: {error}") };
            }
        };
        let (document, page) = match self.document(lease, entry, &item).await {
            Ok(Some(got)) => got,
            Ok(None) => return Ended::Done { page: None, submitted: false },
            Err(ended) => return ended,
        };
        self.put(&document, page).await
    }

    /// The document that an entry stands for, and its page if it came from there; `None` if the page has not changed since
    /// an earlier version was submitted.
    async fn document(
        &self,
        lease: &Lease,
        entry: &Entry,
        item: &Item,
    ) -> Result<Option<(Document, Option<PageState>)>, Ended> {
        let error = match &item.link {
            Some(link) => {
                let before = entry.page.as_ref().filter(|page| page.url == *link);
                let conditions = before.map(conditions).unwrap_or_default();
                match self.pages.get(link, item.over_page(), &conditions).await {
                    Ok(Page::NotModified(_)) => return Ok(None),
                    Ok(Page::Document(document, answer)) => {
                        let completed = document.parts().completed_by(&item.under_page());
                        let completed = completed.and_then(|parts| Document::new(parts).ok()).unwrap_or(*document);
                        return Ok(Some((completed, Some(page_state(link, answer)))));
                    }
                    Err(error) => error,
                }
            }
            None => PageError::NoAddress,
        };
        // Trying again is better than what the feed holds: that may be cut.
        let tried = error.was_tried();
        let tries = match error.is_temporary() {
            true => self.settings.max_tries,
            false if error.may_be_a_slip() => SLIP_TRIES.min(self.settings.max_tries),
            false => 1,
        };
        if !tried || entry.tries + 1 < tries {
            return Err(Ended::Later { due_at: self.next_try(entry, &error), error: error.to_string(), tried });
        }
        match &item.content {
            Some(article) => match self.article(lease, entry, item, article).await {
                Ok(document) => Ok(Some((document, None))),
                Err(other) => Err(Ended::GivenUp { error: format!("{error}; the feed's own text: {other}") }),
            },
            None => Err(Ended::GivenUp { error: error.to_string() }),
        }
    }

    fn next_try(&self, entry: &Entry, error: &PageError) -> Timestamp {
        let cadence = &self.settings.cadence;
        let wait = cadence.shortest.saturating_mul(1 << entry.tries.min(20)).min(cadence.longest);
        let worked_out = self.pages.now().checked_add(wait).unwrap_or(Timestamp::MAX);
        error.retry_at().unwrap_or(worked_out).max(worked_out)
    }

    /// The article that the feed itself holds.
    async fn article(
        &self,
        lease: &Lease,
        entry: &Entry,
        item: &Item,
        article: &Article,
    ) -> Result<Document, PageError> {
        let (bytes, media_type) = match article {
            Article::Html(html) => (format!("<article>{html}</article>"), "text/html; charset=utf-8"),
            Article::Text(text) => (text.clone(), "text/plain; charset=utf-8"),
        };
        let read = self.pages.reader().read(bytes, Some(media_type.to_owned()), item.link.clone()).await?;
        let known = item.without_page(&lease.feed.id, &entry.key);
        // A fragment of a page says nothing of the page.
        let read = DocumentParts { uri: None, ..read };
        Ok(document(known, read)?)
    }

    /// Puts a document into the queue. While there is no room, it waits: nothing more of this feed is fetched then.
    async fn put(&self, document: &Document, page: Option<PageState>) -> Ended {
        let request_id = RequestId::new();
        let item = submission::to_item(document, &request_id);
        let (mut failed, mut warned) = (FIRST_WAIT, false);
        loop {
            let wait = match self.queue.put(item.clone()).await {
                Ok(put) => {
                    let duplicate = matches!(put, sayso_queue::Put::Duplicate(_));
                    tracing::info!(submission = %item.id, document = %document.id(), duplicate, %request_id, "submitted");
                    return Ended::Done { page, submitted: true };
                }
                Err(error @ QueueError::DeadLettersFull { retry_after }) => {
                    // This ends only when somebody does something about it.
                    if !std::mem::replace(&mut warned, true) {
                        tracing::warn!(%error, "the feed waits");
                    }
                    retry_after
                }
                Err(QueueError::Full { retry_after }) => {
                    tracing::debug!("the queue is full: the feed waits");
                    retry_after
                }
                Err(error @ QueueError::Unavailable { .. }) => {
                    tracing::error!(%error, "the queue failed");
                    failed = (failed * 2).min(self.settings.probe_interval);
                    failed
                }
                Err(error) => return Ended::GivenUp { error: error.to_string() },
            };
            // A queue that says zero must not keep a thread busy.
            sleep(wait.max(FIRST_WAIT)).await;
        }
    }
}

fn conditions(page: &PageState) -> Conditions {
    Conditions { etag: page.etag.clone(), last_modified: page.last_modified.clone() }
}

fn page_state(link: &str, answer: Answer) -> PageState {
    PageState { url: link.to_owned(), etag: answer.etag, last_modified: answer.last_modified }
}
