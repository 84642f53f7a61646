//! The extract service: documents in, claims out. It keeps no state, reads no clock and knows no other service.
//!
//! [`Engine`] runs the extractor on its own threads, [`add`] puts it behind gRPC.

mod engine;
mod grpc;
mod settings;

pub use engine::{Engine, EngineError};
pub use grpc::add;
pub use settings::ExtractSettings;

/// Defaults of this service's sections, documented key by key.
pub const DEFAULTS: &str = include_str!("../defaults/extract.toml");
