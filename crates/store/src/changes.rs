//! The change feed: which claims became current, which ceased to be, and whose documents are known better.

use std::{fmt, str::FromStr};

use crate::{Settlement, StoreError, StoredClaim};

/// The most changes that one call of [`crate::Store::changes`] gives.
pub const MAX_CHANGES: usize = 1000;

/// A place in the change feed: after a change, or at the start. Opaque to callers; ordered as the changes are.
///
/// ```
/// use sayso_store::Cursor;
/// assert!("17".parse::<Cursor>()? > Cursor::START);
/// assert!("later".parse::<Cursor>().is_err());
/// # Ok::<(), sayso_store::BadCursor>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cursor(u64);

impl Cursor {
    /// Before the first change.
    pub const START: Self = Self(0);

    /// The cursor after the change with this number, counted from 1 by the backend.
    #[must_use]
    pub fn after(number: u64) -> Self {
        Self(number)
    }

    /// The number of the change that it stands after; 0 at the start.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }

    /// The cursor itself, if the last change of the ledger is not before it.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`].
    pub fn within(self, last: Self) -> Result<Self, StoreError> {
        if self <= last {
            Ok(self)
        } else {
            Err(StoreError::BadCursor { reason: format!("{self} lies beyond the last change: it is of another store") })
        }
    }
}

/// A string that is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a cursor is what a change was given with: take it as it is, or none to begin with the first change")]
pub struct BadCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(given: &str) -> Result<Self, BadCursor> {
        let number: u64 = given.parse().map_err(|_| BadCursor)?;
        // One way to write each: no sign, no leading zeros; and what every backend can count to.
        let plain = number.to_string() == given && i64::try_from(number).is_ok();
        plain.then_some(Self(number)).ok_or(BadCursor)
    }
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// It became current.
    ClaimAdded,
    /// It ceased to be: its document has a later revision, or its revision a later extraction.
    ClaimWithdrawn,
    /// It was current and still is; what was missing of its document's metadata has been added.
    ClaimUpdated,
    /// A person's decision on its forecast, or on a link from or to it, was recorded or withdrawn.
    ClaimSettled,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The place after this change.
    pub cursor: Cursor,
    /// What became of the claim.
    pub kind: ChangeKind,
    /// The claim, as it stands when it is read.
    pub claim: StoredClaim,
    /// The decision that was recorded or withdrawn, as it stands when it is read; of other kinds `None`.
    pub settlement: Option<Settlement>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cursors_are_read_in_one_form_only() {
        let check = |given: &str, expected: Option<u64>| {
            assert_eq!(given.parse::<Cursor>().ok().map(Cursor::number), expected, "{given:?}");
        };
        check("0", Some(0));
        check("17", Some(17));
        check("9223372036854775807", Some(i64::MAX as u64));
        for bad in ["", "+1", "-1", "01", " 1", "1 ", "1.0", "9223372036854775808", "99999999999999999999", "١"] {
            check(bad, None);
        }
    }

    proptest! {
        #[test]
        fn cursors_survive_being_written(number in 0..=i64::MAX as u64) {
            prop_assert_eq!(Cursor::after(number).to_string().parse(), Ok(Cursor::after(number)));
        }

        #[test]
        fn no_string_is_read_as_another_cursor(given in any::<String>()) {
            if let Ok(cursor) = given.parse::<Cursor>() {
                prop_assert_eq!(cursor.to_string(), given);
            }
        }
    }
}
