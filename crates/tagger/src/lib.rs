//! The tagger: text in, attributions and names out. One pass of a small transformer marks the source, the cue and the
//! content of every attribution and links them; a head on its layers marks proper names by kind; and a smaller transformer
//! embeds what each content means.
//!
//! The text is cut into word pieces with exact spans, these into windows of whole paragraphs; the model reads each
//! window by itself; the best sequence of tags gives spans, pointers join them, and a logistic regression says how much
//! to trust each attribution. The weights are part of the crate (`weights/`, with a model card), and so is their
//! training (`train/`).
//!
//! It is **total**: any Unicode text gives attributions and names, possibly none. It is **deterministic**: what a text gives
//! depends on the text alone, not on other texts or the number of threads. (Between kinds of processors the last bit of
//! a score may differ, and with it, rarely, a span.) Time and memory are linear in the text.
//!
//! This crate knows nothing of documents, claims, files other than weights, the wire or async code.
//!
//! ```
//! # fn main() -> Result<(), sayso_tagger::WeightsError> {
//! let tagger = sayso_tagger::Tagger::embedded()?;
//! let text = "The mayor said the road was open.";
//! let attributions = tagger.tag(text).attributions;
//! assert_eq!(attributions[0].cue[0].words(text), Some("said"));
//! # Ok(()) }
//! ```

mod characters;
mod confidence;
mod decode;
mod features;
mod link;
mod meaning;
mod model;
mod names;
mod network;
mod pieces;
#[cfg(test)]
mod reference;
mod tagger;
mod vocabulary;
mod weights;
mod windows;

pub use crate::{
    meaning::EMBEDDING,
    names::{Name, NameKind},
    tagger::{Attribution, Reading, Tagger, Tags},
    weights::WeightsError,
};
