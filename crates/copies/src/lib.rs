//! Near-duplicates: whether a text is a copy of one that came before, though it was trimmed, added to, put in another
//! order, slightly reworded, or given another headline and footer.
//!
//! A text becomes a [`Fingerprint`]: the smallest hashes of its shingles, which are its runs of [`SHINGLE_WORDS`] words,
//! folded. This is the sketch of Broder ("On the resemblance and containment of documents", 1997), a bottom-k sample. Two
//! fingerprints tell how much of each text stands in the other ([`overlap`]): resemblance, and containment in both
//! directions, which resemblance alone does not tell of a short piece of a long text. [`Overlap::is_copy`] decides.
//!
//! Measured against 128 minima of one permutation (Shrivastava and Li, 2014) in bands, on texts made by the example `copies`:
//! 32 bands of four find 34 % of the copies trimmed to 30 % of their original, and 8 % of the originals inside a text four
//! times as long. 64 bands of two find nearly all, but so do the smallest hashes alone, which are about half as many rows.
//!
//! Which of many texts are worth comparing is found under [`Fingerprint::keys`]: some of the hashes themselves. [`Lookup`]
//! is what an index has to do with them, wherever it keeps its rows. It stays small: a copy adds only the wording that its
//! original lacks, and what stands in many texts that are no copies of each other (footers, "read more", a paragraph of
//! background) is taken for common wording and leads nowhere.
//!
//! ```
//! use sayso_copies::{Fingerprint, overlap};
//!
//! let report = "The ferry to Ostrava Bay ran aground at dawn on Tuesday with 212 people on board, and all of them were \
//!               taken off within three hours, the harbour master said. Two passengers were treated for bruises.";
//! let copy = format!("OSTRAVA BAY, March 4 – {} Read more: our harbour page.", report.to_uppercase());
//! let found = overlap(&Fingerprint::of(&copy), &Fingerprint::of(report));
//! assert_eq!(found.of_other, 1.0);
//! assert!(found.is_copy());
//! ```

mod fingerprint;
mod lookup;
mod overlap;
mod shingles;

pub use fingerprint::{BadFingerprint, Fingerprint, MAX_BYTES};
pub use lookup::{Lookup, MAX_CANDIDATES, MAX_ROWS};
pub use overlap::{Overlap, overlap};
pub use shingles::SHINGLE_WORDS;
