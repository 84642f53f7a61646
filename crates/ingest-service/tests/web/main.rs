//! Pages and feeds of a world in memory on their way into the queue, under a clock that moves only when all wait.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod calls;
mod desk;
mod following;
mod hostile;
mod kinds;
mod urls;
mod world;

use sayso_ingest_service::{DEFAULTS, FeedSettings, IngestSettings};
use sayso_service::{
    SERVER_DEFAULTS, ServerSettings,
    config::{Layers, load},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Settings {
    server: ServerSettings,
    #[expect(dead_code, reason = "it is among the defaults")]
    queue: sayso_queue::Settings,
    #[expect(dead_code, reason = "it is among the defaults")]
    ingest: IngestSettings,
    fetch: sayso_fetch::Settings,
    feeds: FeedSettings,
}

/// The documented defaults.
fn settings() -> Settings {
    load(&Layers { defaults: &[SERVER_DEFAULTS, DEFAULTS], ..Layers::default() }).unwrap()
}

#[test]
fn the_documented_defaults_are_those_of_the_parts() {
    let settings = settings();
    assert_eq!(settings.fetch, sayso_fetch::Settings::default());
    assert_eq!(settings.feeds.cadence, sayso_fetch::CadenceSettings::default());
    assert_eq!(settings.feeds.limits, sayso_feeds::Limits::default());
    settings.feeds.check().unwrap();
    // What one look lists must not make it forget what the same look lists.
    let mut feeds = settings.feeds;
    feeds.max_sitemaps = 25;
    assert!(feeds.check().unwrap_err().contains("`feeds.limits.max_entries`"));
}
