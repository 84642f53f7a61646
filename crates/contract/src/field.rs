//! Paths of fields, and what can be wrong with one.

use std::fmt;

/// The path of a field in a message, built on the stack while converting: `claims[3].attribution.content[0]`.
#[derive(Debug, Clone, Copy)]
pub struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Field(&'static str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// The path of a top-level field.
    #[must_use]
    pub fn of(field: &'static str) -> Self {
        Self { parent: None, step: Step::Field(field) }
    }

    /// The path of a field of the message at this path.
    #[must_use]
    pub fn field(&'p self, field: &'static str) -> Self {
        Self { parent: Some(self), step: Step::Field(field) }
    }

    /// The path of an entry of the repeated field at this path.
    #[must_use]
    pub fn index(&'p self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Index(index) }
    }

    /// What is wrong with the field at this path.
    #[must_use]
    pub fn error(&self, reason: Reason, message: impl fmt::Display) -> FieldError {
        FieldError { path: self.to_string(), reason, message: message.to_string() }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}")?;
        }
        match self.step {
            Step::Field(name) if self.parent.is_some() => write!(f, ".{name}"),
            Step::Field(name) => f.write_str(name),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// Why a field is refused, stable across versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is empty or absent and must not be.
    Required,
    /// It is longer, or has more entries, than the limit.
    TooLong,
    /// It cannot be read as what it stands for.
    Malformed,
    /// An enum value that this version does not know, or may not be used here.
    UnknownValue,
    /// A number, offset or span outside its range.
    OutOfRange,
    /// It contradicts another field.
    Mismatch,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 6] =
        [Self::Required, Self::TooLong, Self::Malformed, Self::UnknownValue, Self::OutOfRange, Self::Mismatch];

    /// The reason in `google.rpc.ErrorInfo`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "FIELD_REQUIRED",
            Self::TooLong => "FIELD_TOO_LONG",
            Self::Malformed => "FIELD_MALFORMED",
            Self::UnknownValue => "FIELD_UNKNOWN_VALUE",
            Self::OutOfRange => "FIELD_OUT_OF_RANGE",
            Self::Mismatch => "FIELD_MISMATCH",
        }
    }
}

/// A field of a request that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct FieldError {
    /// Where it is: `claims[3].attribution.content[0]`.
    pub path: String,
    /// Why it is refused.
    pub reason: Reason,
    /// What is wrong and what would be right.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_as_in_the_contract() {
        let claims = Path::of("claims");
        let claim = claims.index(3);
        let attribution = claim.field("attribution");
        let content = attribution.field("content");
        let error = content.index(0).error(Reason::OutOfRange, "too far");
        assert_eq!(error.to_string(), "claims[3].attribution.content[0]: too far");
    }
}
