//! The behaviour that every store has, through gRPC: a client of the service on a SQLite file.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod served;

use std::sync::Arc;

use async_trait::async_trait;
use sayso_store::{Store, behaviour::Harness};
use served::Served;

#[async_trait]
impl Harness for Served {
    async fn store(&self) -> Arc<dyn Store> {
        Arc::new(self.open().0)
    }

    async fn reopen(&self, _store: Arc<dyn Store>) -> Arc<dyn Store> {
        Arc::new(self.copy().0)
    }
}

sayso_store::behaviour_suite!(Served::new());
