//! Ids: short strings, stable for the same input.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a string is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing was given.
    #[error("an id must not be empty")]
    Empty,
    /// Longer than 256 bytes.
    #[error("an id may be at most {} bytes long", MAX_ID_BYTES)]
    TooLong,
    /// It holds a control character, or starts or ends with white space.
    #[error("an id must not hold control characters or start or end with white space")]
    BadCharacter,
}

const MAX_ID_BYTES: usize = 256;

fn check(id: &str) -> Result<(), IdError> {
    if id.is_empty() {
        Err(IdError::Empty)
    } else if id.len() > MAX_ID_BYTES {
        Err(IdError::TooLong)
    } else if id.trim() != id || id.chars().any(char::is_control) {
        Err(IdError::BadCharacter)
    } else {
        Ok(())
    }
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes an id as given: 1 to 256 bytes, no control characters, no white space at the ends.
            ///
            /// # Errors
            /// [`IdError`] says which of these it breaks.
            pub fn new(id: impl Into<String>) -> Result<Self, IdError> {
                let id = id.into();
                check(&id)?;
                Ok(Self(id))
            }

            /// The id as a string.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(id: String) -> Result<Self, IdError> {
                Self::new(id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

id!(
    /// One published text, whatever its revisions: the publisher's or caller's own id, or one made from its address.
    DocumentId
);
id!(
    /// One wording of a document: made from the text, so that the same text always has the same revision id.
    RevisionId
);
id!(
    /// One claim of one revision: made from the document, the revision and the spans.
    ClaimId
);
id!(
    /// A source entity: one person, body, document or group across documents.
    SourceId
);

id!(
    /// The link between two claims: made from their ids, whatever their order.
    LinkId
);
id!(
    /// Claims that put forward one proposition: made from the claim among them that comes first. It goes on leading to that
    /// claim's cluster when the cluster gets an earlier claim.
    ClusterId
);
id!(
    /// A person's decision.
    SettlementId
);

impl ClusterId {
    /// The id of a cluster in which `claim` comes first.
    #[must_use]
    pub fn of(claim: &ClaimId) -> Self {
        let id = claim.as_str();
        Self(format!("k-{}", id.strip_prefix("c-").unwrap_or(id)))
    }

    /// The claim that the id was made from.
    #[must_use]
    pub fn first_claim(&self) -> ClaimId {
        ClaimId(format!("c-{}", self.0.strip_prefix("k-").unwrap_or(&self.0)))
    }
}

/// Makes an id: 26 characters of Crockford's base 32 (130 bits) of the BLAKE3 hash of the parts, behind `prefix` and a hyphen.
///
/// Each part is hashed with its length before it, so that ("ab", "c") and ("a", "bc") differ.
#[must_use]
pub fn stable_id(prefix: &str, parts: &[&[u8]]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    let hash = hasher.finalize();
    let digit = |i: usize| {
        let (byte, bit) = (i * 5 / 8, i * 5 % 8);
        let pair = u16::from_be_bytes([hash.as_bytes()[byte], hash.as_bytes()[byte + 1]]);
        char::from(DIGITS[usize::from(pair >> (11 - bit) & 31)])
    };
    (0..26).fold(format!("{prefix}-"), |mut id, i| {
        id.push(digit(i));
        id
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_from_outside_are_checked() {
        let check = |id: &str, expected: Result<(), IdError>| {
            assert_eq!(DocumentId::new(id).map(drop), expected, "{id:?}");
        };
        check("breitbart_2016-09-25_pence", Ok(()));
        check("Звіт № 5", Ok(()));
        check("", Err(IdError::Empty));
        check(" a", Err(IdError::BadCharacter));
        check("a\nb", Err(IdError::BadCharacter));
        check(&"x".repeat(257), Err(IdError::TooLong));
        assert!(serde_json::from_str::<DocumentId>("\"\"").is_err());
    }

    #[test]
    fn stable_ids_are_stable_and_keep_parts_apart() {
        assert_eq!(stable_id("r", &[b"text"]), "r-ew7km14rvp2k4sk7y7a2sp1xzy");
        assert_ne!(stable_id("r", &[b"ab", b"c"]), stable_id("r", &[b"a", b"bc"]));
    }
}
