//! What the system's tests share: the three ways to run the whole system, and the steps that tests are told in.

#![allow(clippy::expect_used, reason = "what helps tests fails as they do")]

pub mod commands;
pub mod daemons;
pub mod deployment;
mod front;
pub mod steps;

pub use commands::{Ran, Up};
pub use daemons::Daemons;
pub use deployment::{Deployment, Way};
