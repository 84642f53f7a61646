//! The store service: the ledger behind gRPC, and the linker that keeps its links, clusters and sources up to date.
//!
//! [`add`] serves any `sayso_store::LinkStore`, [`add_linker`] has it linked; `main.rs` chooses the SQLite one.

mod grpc;
mod linker;
mod stream;
mod wire;

pub use grpc::{add, add_linker};
pub use linker::Linker;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Defaults of this service's sections, documented key by key.
pub const DEFAULTS: &str = include_str!("../defaults/store.toml");

/// The section `[store]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StoreSettings {
    /// The file that holds the ledger.
    pub path: PathBuf,
}
