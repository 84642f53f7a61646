//! The command line.

mod export;
mod feeds;
mod fetching;
mod filters;
mod ledger;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sayso_domain::PublicationTime;
use sayso_service::DaemonArgs;
use sayso_text::OffsetUnit;

pub(crate) use export::Export;
pub(crate) use feeds::{Feeds, FeedsCommand};
pub(crate) use fetching::Fetching;
pub(crate) use filters::Filters;
pub(crate) use ledger::{Claims, Cluster, Forecasts, Relink, Settle, Source, Sources, Sourcing, StoreAddress, Watch};
pub(crate) use values::{Order, Outcome, Relation, State};

/// On whose say-so? Reads news reports and keeps a ledger of who claimed what.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Go the whole way on the sample reports: submit, extract, store, link, ask
    Demo(Demo),
    /// Run the whole system in one process
    Up(Up),
    /// Find the claims in files, without any server
    Extract(Extract),
    /// Print the documents in files, pages, feeds and archives, a JSON line each, without any server
    Read(Read),
    /// Submit documents to a running system
    Ingest(Ingest),
    /// List the feeds that a running system follows; add some, or remove some
    Feeds(Feeds),
    /// Ask a running system for claims
    Claims(Claims),
    /// Show who put forward the same, on whose say-so, and what contradicts it
    Cluster(Cluster),
    /// List who is quoted
    Sources(Sources),
    /// Show the dossier of one source
    Source(Source),
    /// List forecasts, those due first first
    Forecasts(Forecasts),
    /// Decide how a forecast turned out or how two claims stand to each other; withdraw or list decisions
    Settle(Settle),
    /// Show on whose say-so a document stands
    Sourcing(Sourcing),
    /// Follow what a running system records, as it comes
    Watch(Watch),
    /// Have all links, clusters and sources worked out anew
    Relink(Relink),
    /// Write claims of a running system to a file for other programs
    Export(Export),
    /// List the submissions that were given up, read why, retry or delete them
    DeadLetters(DeadLetters),
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Print one claim a line (proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Up {
    #[command(flatten)]
    pub(crate) daemon: DaemonArgs,
    /// Keep all data in this folder, which is made if need be; the same as --set data=DIR
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Text files, pages (.html, .htm, .xhtml) and e-mails (.eml), .jsonl files with a document (proto JSON) a line,
    /// folders of these, or - for a text on standard input. Offsets count in the text of the file; of a page, in its
    /// article, which `--format jsonl` gives
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to print the claims
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// When documents that do not say so were published, such as 2026-03-04 or 2026-03-04T08:15:00+02:00
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<PublicationTime>,
    /// What the offsets of `--format jsonl` count; `brat` and `spans` always count code points
    #[arg(long, value_enum, default_value_t)]
    pub(crate) offsets: Offsets,
    /// What people decided of `--format sources`: a JSON line each, {"same": [ID, ID]} or {"different": [ID, ID]}, where
    /// later lines win; an ID is a source's `id` or the `key` of one of its appearances
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    /// Folder for the files that `--format brat` writes
    #[arg(long, value_name = "DIR", required_if_eq("format", "brat"))]
    pub(crate) out: Option<PathBuf>,
    /// Folder with another model than the one in the program: model.onnx, vocab.txt, tagger.json and SHA256SUMS
    #[arg(long, value_name = "DIR")]
    pub(crate) weights: Option<PathBuf>,
    /// Threads that extract; one for each core if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// One line a document: `ExtractResponse` in proto JSON
    Jsonl,
    /// Standoff files for the brat annotation tool
    Brat,
    /// One line a document: the spans alone
    Spans,
    /// One line of JSON a named source: who it is across all the documents, under which names, and in which
    Sources,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Offsets {
    /// Bytes of UTF-8
    #[default]
    Utf8,
    /// UTF-16 code units
    Utf16,
    /// Unicode code points
    Codepoint,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Utf8 => Self::Utf8,
            Offsets::Utf16 => Self::Utf16,
            Offsets::Codepoint => Self::CodePoint,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Files, folders, addresses of pages, feeds and sitemaps, or - for standard input. Files are texts, pages, e-mails,
    /// web archives (WARC), JSON Lines with a document each, feeds or sitemaps, also in gzip; feeds and sitemaps lead to
    /// pages, which are fetched, and are not looked for in folders
    #[arg(required = true, value_name = "PATH|URL")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) fetching: Fetching,
}

#[derive(Debug, Args)]
pub(crate) struct Ingest {
    /// Files, folders, addresses of pages, feeds and sitemaps, or - for standard input. Files are texts, pages, e-mails,
    /// web archives (WARC), JSON Lines with a document each, feeds or sitemaps, also in gzip; feeds and sitemaps lead to
    /// pages, which are fetched, and are not looked for in folders
    #[arg(required = true, value_name = "PATH|URL")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Address of the ingest service
    #[arg(long, value_name = "HOST:PORT", env = "SAYSO_INGEST", default_value = "127.0.0.1:7401")]
    pub(crate) server: String,
    /// When documents that do not say so were published
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<PublicationTime>,
    /// Name of the outlet that published documents that do not say so
    #[arg(long, value_name = "NAME")]
    pub(crate) site: Option<String>,
    /// Read archives and lines from their start, also if an earlier run was cut short in their middle
    #[arg(long)]
    pub(crate) restart: bool,
    /// Folder in which a run notes how far it came in archives and lines; otherwise that of the user's programs,
    /// $XDG_STATE_HOME/sayso or ~/.local/state/sayso
    #[arg(long, value_name = "DIR", env = "SAYSO_STATE")]
    pub(crate) state: Option<PathBuf>,
    /// Return only when all documents are recorded or given up
    #[arg(long)]
    pub(crate) wait: bool,
    /// With --wait: return only when their claims are linked as well
    #[arg(long, requires = "wait")]
    pub(crate) linked: bool,
    /// Address of the store service, which --linked asks
    #[arg(long, value_name = "HOST:PORT", env = "SAYSO_STORE", default_value = "127.0.0.1:7403")]
    pub(crate) store: String,
    /// How long --wait waits, at most; the exit code is 3 if documents are still under way then. 0 for any time
    #[arg(long, value_name = "SECONDS", default_value_t = 3600)]
    pub(crate) timeout: u32,
    /// How long to go on while the service is away after it has answered; one that never answered gets 5 seconds at
    /// most. A service that is full is waited for as long as it takes, unless this is 0
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) patience: u32,
    #[command(flatten)]
    pub(crate) fetching: Fetching,
}

#[derive(Debug, Args)]
pub(crate) struct DeadLetters {
    /// Ids of submissions: shows each with its document; without one, all are listed, those given up first first
    #[arg(value_name = "ID", conflicts_with = "retry_all")]
    pub(crate) ids: Vec<String>,
    /// Queue them again, with all their tries
    #[arg(long, requires = "ids", conflicts_with = "delete")]
    pub(crate) retry: bool,
    /// Queue all again that have been given up until now, waiting where the queue is full
    #[arg(long)]
    pub(crate) retry_all: bool,
    /// Throw them away, with their documents, for good
    #[arg(long, requires = "ids")]
    pub(crate) delete: bool,
    /// How many are listed at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Print proto JSON instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    /// Address of the ingest service
    #[arg(long, value_name = "HOST:PORT", env = "SAYSO_INGEST", default_value = "127.0.0.1:7401")]
    pub(crate) server: String,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn kinds_and_dates_are_checked() {
        let parse = |line: &str| Arguments::try_parse_from(line.split(' '));
        assert!(parse("sayso claims --kind denial,belief dam").is_ok());
        assert!(parse("sayso claims --kind rumour").unwrap_err().to_string().contains("none of STATEMENT"));
        assert!(parse("sayso extract a.txt --published 2026-03-04").is_ok());
        assert!(parse("sayso extract a.txt --published yesterday").unwrap_err().to_string().contains("RFC 3339"));
        assert!(parse("sayso extract a.txt --format brat").is_err());
        assert!(parse("sayso extract").is_err());
        assert!(parse("sayso ingest a.txt --linked").is_err());
        assert!(parse("sayso export --format annotations --document d").is_ok());
        assert!(parse("sayso export --format annotations").unwrap_err().to_string().contains("--document"));
        assert!(parse("sayso export --format xml").unwrap_err().to_string().contains("jsonl, csv"));
    }
}
