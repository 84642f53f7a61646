//! The ingest service: takes documents in, and sees them through extraction into the store.
//!
//! [`add`] puts it behind gRPC: a submission is answered when it is durable in the queue. [`Worker`] takes documents
//! from the queue, has their claims extracted, records them, and only then acknowledges. A crash at any point leads to
//! a retry, and recording is idempotent, so every accepted document is recorded exactly once in effect.
//!
//! [`Pages`] are documents by address; a [`Poller`] follows [`Feeds`] and submits what they list.
//!
//! This crate knows the queue, the feeds, the extractor and the store by their traits only; `main.rs` chooses what is behind
//! them.

mod feeds;
mod grpc;
mod page_status;
mod pages;
mod reading;
mod settings;
mod submission;
mod supervise;
mod worker;

pub use feeds::{FeedSettings, Feeds, Poller};
pub use grpc::add;
pub use pages::{Page, PageError, Pages};
pub use reading::Reader;
pub use settings::{IngestSettings, check_fetch};
pub use worker::{WORKER_HEALTH, Worker};

/// Defaults of this service's sections, documented key by key.
pub const DEFAULTS: &str = include_str!("../defaults/ingest.toml");
