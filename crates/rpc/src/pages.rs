//! What all lists share (AIP-158).

use sayso_store::PageRequest;

/// The page size that a request means, of whatever list: 0 is the default of 50, and more than 1,000 is 1,000.
#[must_use]
pub fn page_size(given: u32) -> usize {
    PageRequest { size: given as usize, token: None }.limit()
}
