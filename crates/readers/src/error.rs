//! Why something cannot be read.

/// Why bytes make no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it, or nothing but white space.
    #[error("it is empty: there is nothing to read")]
    Empty,
    /// It is of a kind that nobody reads.
    #[error(
        "{0:?} cannot be read; known are plain text, HTML, e-mail, RSS, Atom, JSON Feed, sitemaps, WARC and JSON Lines"
    )]
    UnknownMediaType(String),
    /// There is more of it than is read.
    #[error("it has more than {limit} {unit}, the most that are read")]
    TooLong {
        /// How much is read.
        limit: usize,
        /// Of what: bytes, elements, levels.
        unit: &'static str,
    },
    /// It is not of the kind that it says it is.
    #[error("it is no {kind}: {problem}")]
    Malformed {
        /// What it should be.
        kind: &'static str,
        /// What is wrong with it, and where.
        problem: String,
    },
    /// A page without an article: a front page, a stub, a wall.
    #[error("the page has no article: {0}")]
    NoArticle(&'static str),
}
