//! The arguments of `sayso export`.

use std::path::PathBuf;

use clap::Args;
use sayso_export::Format;

use crate::args::{Filters, StoreAddress};

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// Also claims of older revisions and older extractions
    #[arg(long)]
    pub(crate) superseded: bool,
    /// jsonl (proto JSON: all that is known of each claim, with its links and people's decisions), csv and parquet (a row a
    /// claim, with the outcome of its forecast, but without links), jsonld (schema.org, one document a line, without links and
    /// decisions), or annotations (Web Annotations on one document, with --document)
    #[arg(long, value_name = "FORMAT", default_value_t, requires_if("annotations", "document"))]
    pub(crate) format: Format,
    /// Write this file, whole or not at all; without it, the claims go to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}
