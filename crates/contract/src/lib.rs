//! The contracts in Rust: the generated wire types, and conversions to and from the domain.
//!
//! Wire types are parsed here, once, at the edge of each service: behind it an invalid state cannot be built. A
//! conversion that fails names the field by its path in the request, such as `claims[3].attribution.content[0].end`.
//! Offsets are converted from and to the unit that the request names, and words given with a span are compared with
//! the text.
//!
//! This crate knows no service, no store and no network.

// Written by `cargo run -p xtask -- codegen` from proto/, and never by hand.
macro_rules! generated {
    ($(#[$meta:meta])* $area:ident) => {
        $(#[$meta])*
        #[allow(missing_docs, unused_qualifications, unreachable_pub, clippy::all, clippy::unwrap_used)]
        pub mod $area {
            pub mod v1 {
                include!(concat!("generated/sayso.", stringify!($area), ".v1.rs"));
                include!(concat!("generated/sayso.", stringify!($area), ".v1.serde.rs"));
            }
        }
    };
}
generated!(
    /// `sayso.claim.v1`
    claim
);
generated!(
    /// `sayso.document.v1`
    document
);
generated!(
    /// `sayso.extract.v1`
    extract
);
generated!(
    /// `sayso.ingest.v1`
    ingest
);
generated!(
    /// `sayso.store.v1`
    store
);

mod claims;
mod documents;
mod enums;
mod extractions;
mod field;
mod offsets;
mod settlements;
mod times;

pub use claims::{claim_from_wire, claim_to_wire, entity_to_wire, place_to_wire, time_to_wire};
pub use documents::{document_from_wire, document_metadata_from_wire, document_to_wire};
pub use enums::*;
pub use extractions::{
    extraction_from_wire, extraction_to_wire, extractor_from_wire, extractor_to_wire, note_from_wire, note_to_wire,
};
pub use field::{FieldError, Path, Reason};
pub use offsets::Offsets;
pub use times::{days_of, timestamp_from_wire, timestamp_to_wire};

/// The encoded `google.protobuf.FileDescriptorSet` of all contracts, for server reflection.
pub const DESCRIPTORS: &[u8] = include_bytes!("generated/sayso.binpb");
