//! Text and places in it: spans, offset units, paragraphs, sentences and words.
//!
//! Everything in sayso that points into a report points with a [`Span`]: a half-open range of UTF-8 byte offsets
//! that always lies on code-point boundaries of its text, so that `&text[span.range()]` is exactly the words.
//! Callers that count otherwise (UTF-16 units, code points) convert at the edge with an [`OffsetMap`].
//!
//! This crate knows nothing of documents, claims, files, the wire or time. It holds no state.
//!
//! ```
//! use sayso_text::{OffsetMap, OffsetUnit, Span};
//!
//! let text = "“Ні”, said the 👮.";
//! let span = Span::of_first(text, "said").unwrap();
//! assert_eq!(&text[span.range()], "said");
//!
//! let map = OffsetMap::new(text);
//! assert_eq!(map.to_unit(span, OffsetUnit::CodePoint), (6, 10));
//! assert_eq!(map.from_unit(6, 10, OffsetUnit::CodePoint), Ok(span));
//! ```

mod offsets;
mod paragraphs;
mod sentences;
mod span;
mod words;

pub use offsets::{OffsetError, OffsetMap, OffsetUnit};
pub use paragraphs::paragraphs;
pub use sentences::sentences;
pub use span::{Span, Spans, SpansError};
pub use words::words;
