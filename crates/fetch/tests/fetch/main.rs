//! What holds for every request, shown on servers of the test: most in memory and on a clock that jumps, so that a test
//! can say which addresses were connected to and when; some on real sockets of this machine.
//!
//! Sites, places and texts are invented.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod addresses;
mod anything;
mod bodies;
mod politeness;
mod redirects;
mod requests;
mod robots;
mod slowness;
mod sockets;
mod tls;
mod world;
