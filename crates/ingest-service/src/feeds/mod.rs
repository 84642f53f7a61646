//! Feeds: followed from their creation on, each entry fetched and submitted once for each of its versions.
//!
//! A feed is asked as often as its news and the hints of the feed and its server say ([`sayso_fetch::Cadence`]), on
//! conditions that spare it what has not changed. Its entries first become durable in the [`FeedStore`]; then their pages
//! are fetched one after the other and put into the queue; an entry is done only when its submission is durable. So a
//! crash, a page that is away for a while, or an entry that leaves the feed before its turn loses nothing.
//!
//! What the feed says of when an entry was published counts more than what its page says; its title, authors, outlet and
//! language count where the page has none. Where there is no way to the page, the article that the feed itself holds is
//! taken.
//!
//! While the queue is full, whoever has an entry waits with it, and no more is fetched.

mod item;
mod listing;
mod look;
mod poller;
mod settings;
mod submit;
mod wire;

use std::sync::Arc;

use sayso_feeds::FeedStore;
use tokio::sync::Notify;

pub use poller::Poller;
pub use settings::FeedSettings;
pub(crate) use wire::FeedCalls;

/// What the service and the [`Poller`] share: the feeds, and a bell for when one is due earlier than was known. Cheap to
/// clone.
#[derive(Clone)]
pub struct Feeds {
    store: Arc<dyn FeedStore>,
    changed: Arc<Notify>,
}

impl Feeds {
    /// The feeds in a store.
    #[must_use]
    pub fn new(store: Arc<dyn FeedStore>) -> Self {
        Self { store, changed: Arc::new(Notify::new()) }
    }
}
