//! A real server and a real client, over connections in memory and on a port.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod calls;
mod limits;
mod serving;
mod support;
