//! Why something makes no document, and how often that was so.

use std::collections::BTreeMap;

use sayso_domain::DocumentError;
use sayso_fetch::FetchError;
use sayso_readers::{LineError, ReadError, StreamError};

/// Why something makes no document, in kinds that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    Unopened,
    Unfetched,
    Status,
    Kind,
    NoArticle,
    Empty,
    TooLong,
    Malformed,
    Lost,
    OtherRecord,
    Found,
    Refused,
    Failed,
}

impl Reason {
    /// What those have in common that it is the reason for, after their number.
    fn of_many(self) -> &'static str {
        match self {
            Self::Unopened => "could not be opened",
            Self::Unfetched => "could not be fetched",
            Self::Status => "with an HTTP status that is no success",
            Self::Kind => "of a kind that is not read",
            Self::NoArticle => "without an article",
            Self::Empty => "empty",
            Self::TooLong => "too long",
            Self::Malformed => "malformed",
            Self::Lost => "lost records",
            Self::OtherRecord => "records that are no pages",
            Self::Found => "feeds or sitemaps in folders, which are read when they are named",
            Self::Refused => "refused by the service",
            Self::Failed => "failed in the service",
        }
    }
}

/// Why one thing makes no document.
#[derive(Debug)]
pub(crate) struct Unread {
    pub(crate) reason: Reason,
    /// For people.
    pub(crate) message: String,
}

impl Unread {
    pub(crate) fn new(reason: Reason, message: impl ToString) -> Self {
        Self { reason, message: message.to_string() }
    }
}

impl From<ReadError> for Unread {
    fn from(error: ReadError) -> Self {
        let reason = match &error {
            ReadError::Empty => Reason::Empty,
            ReadError::UnknownMediaType(_) => Reason::Kind,
            ReadError::TooLong { .. } => Reason::TooLong,
            ReadError::Malformed { .. } => Reason::Malformed,
            ReadError::NoArticle(_) => Reason::NoArticle,
        };
        Self::new(reason, error)
    }
}

impl From<StreamError> for Unread {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::Io(error) => Self::new(Reason::Unopened, format!("it cannot be read: {error}")),
            StreamError::Read(error) => error.into(),
        }
    }
}

impl From<std::io::Error> for Unread {
    fn from(error: std::io::Error) -> Self {
        Self::new(Reason::Unopened, format!("it cannot be read: {error}"))
    }
}

impl From<LineError> for Unread {
    fn from(error: LineError) -> Self {
        match error {
            LineError::Stream(error) => error.into(),
            LineError::TooLong { .. } => Self::new(Reason::TooLong, error),
            LineError::Json(_) | LineError::Field { .. } => Self::new(Reason::Malformed, error),
        }
    }
}

impl From<DocumentError> for Unread {
    fn from(error: DocumentError) -> Self {
        let reason = match &error {
            DocumentError::TooLong { .. } | DocumentError::TooManyAuthors { .. } => Reason::TooLong,
            DocumentError::ControlCharacter { .. } | DocumentError::NotAbsolute { .. } => Reason::Malformed,
        };
        Self::new(reason, error)
    }
}

impl From<FetchError> for Unread {
    fn from(error: FetchError) -> Self {
        Self::new(Reason::Unfetched, error)
    }
}

/// How often something made no document, by reason.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: BTreeMap<Reason, u64>,
}

impl Tally {
    pub(crate) fn add(&mut self, reason: Reason, count: u64) {
        if count > 0 {
            *self.counts.entry(reason).or_default() += count;
        }
    }

    pub(crate) fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// "`what`: 3 empty, 1 malformed" on a line, or nothing if there is nothing to tell.
    pub(crate) fn line(&self, what: &str) -> String {
        if self.counts.is_empty() {
            return String::new();
        }
        let counts = self.counts.iter().map(|(reason, count)| format!("{count} {}", reason.of_many()));
        format!("{what}: {}\n", counts.collect::<Vec<_>>().join(", "))
    }
}
