//! Any bytes as gzip: refused, or no more than is allowed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_readers::gzip::{Bounds, decompress};

fuzz_target!(|input: (u16, u8, &[u8])| {
    let (limit, ratio, bytes) = input;
    let bounds = Bounds { bytes: limit.into(), ratio: ratio.into() };
    match decompress(bytes, bounds) {
        Ok(out) => assert!(out.len() <= limit.into()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
