//! The store service: the ledger behind gRPC.
//!
//! [`add`] serves any `sayso_store::Store`; `main.rs` chooses the SQLite one. What a later step brings (clusters,
//! sources, forecasts, settlements, the sourcing report) is in the contract and answers `UNIMPLEMENTED`.

mod grpc;
mod stream;
mod wire;

pub use grpc::add;

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
