//! The arguments of `sayso feeds`.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Feeds {
    #[command(subcommand)]
    pub(crate) command: Option<FeedsCommand>,
    /// Print one feed a line (proto JSON) instead of text for people
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Address of the ingest service
    #[arg(long, value_name = "HOST:PORT", env = "SAYSO_INGEST", default_value = "127.0.0.1:7401", global = true)]
    pub(crate) server: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FeedsCommand {
    /// Follow feeds: RSS, Atom, JSON Feed, sitemaps and indexes of sitemaps
    Add {
        /// Addresses of feeds
        #[arg(required = true, value_name = "URL")]
        urls: Vec<String>,
        /// Look at them no more often than this; the service's own least counts if it is longer, or if this is not given
        #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(60..=365 * 24 * 3600))]
        interval: Option<u32>,
    },
    /// Follow feeds no longer; what was submitted of them stays
    Remove {
        /// Feeds that are followed, each by its id or by its address
        #[arg(required = true, value_name = "ID|URL")]
        feeds: Vec<String>,
    },
}
