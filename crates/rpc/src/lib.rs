//! The services as traits, over gRPC: the callers' side of every service, and errors as statuses both ways.
//!
//! Code that works with [`Extract`] or `sayso_store::Store` does not know whether the other side is in this process
//! or behind a channel. This crate knows the contracts and the traits; it knows no service's inside and no backend.

mod calls;
mod error;
mod extract;
mod health;
mod ingest;
mod ledger;
mod pages;
mod queries;
mod settlements;
mod store;
mod store_error;

pub use error::{CallError, Failure, invalid};
pub use extract::{Extract, ExtractClient};
pub use ingest::IngestClient;
pub use pages::page_size;
pub use queries::{
    date_from_wire, order_from_wire, order_to_wire, query_from_wire, query_to_wire, state_to_wire, states_from_wire,
};
pub use settlements::{
    Subject, decision, outcome_to_wire, relation_to_wire, settlement_from_wire, settlement_to_wire, subject_from_wire,
};
pub use store::StoreClient;
pub use store_error::{store_error_from_status, store_error_to_status};
