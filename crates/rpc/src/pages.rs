//! What all lists share (AIP-158).

/// The entries on a page if the request does not say.
const DEFAULT_PAGE_SIZE: usize = 50;

/// The most entries on a page.
const MAX_PAGE_SIZE: usize = 1000;

/// The page size that a request means: 0 is the default of 50, and more than 1,000 is 1,000.
#[must_use]
pub fn page_size(given: u32) -> usize {
    match given as usize {
        0 => DEFAULT_PAGE_SIZE,
        size => size.min(MAX_PAGE_SIZE),
    }
}
