//! What goes into a queue and what it tells about it. No payload appears in any `Debug` output.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{QueueError, Settings};

/// The id of an item: 1 to 128 ASCII letters, digits, `-` and `_`, so that every backend can use it as a key.
///
/// ```
/// use sayso_queue::ItemId;
/// assert!(ItemId::new("doc-7a_1").is_ok());
/// assert!(ItemId::new("a b").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemId(String);

/// The string is no item id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an item id is 1 to {} ASCII letters, digits, '-' and '_'", ItemId::MAX_BYTES)]
pub struct InvalidItemId;

impl ItemId {
    /// The most bytes of an id.
    pub const MAX_BYTES: usize = 128;

    /// Takes a string as an id.
    ///
    /// # Errors
    /// [`InvalidItemId`] if it is empty, too long, or has another character.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidItemId> {
        let id = id.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if (1..=Self::MAX_BYTES).contains(&id.len()) && id.bytes().all(allowed) {
            Ok(Self(id))
        } else {
            Err(InvalidItemId)
        }
    }

    /// The id as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ItemId {
    type Error = InvalidItemId;

    fn try_from(id: String) -> Result<Self, InvalidItemId> {
        Self::new(id)
    }
}

impl From<ItemId> for String {
    fn from(id: ItemId) -> Self {
        id.0
    }
}

impl fmt::Debug for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Bytes of which `Debug` shows only how many there are.
struct Hidden<'a>(&'a [u8]);

impl fmt::Debug for Hidden<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// An item to be put.
#[derive(Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Derived from the group and the content: the same content of the same group has the same id.
    pub id: ItemId,
    /// What the item is a version of; 1 to [`NewItem::MAX_GROUP_BYTES`] bytes.
    pub group: String,
    /// The request that brought the item, handed on to the worker for its logs; at most
    /// [`NewItem::MAX_REQUEST_ID_BYTES`] bytes, may be empty.
    pub request_id: String,
    /// What the worker gets; 1 to [`Settings::max_payload_bytes`] bytes.
    pub payload: Vec<u8>,
}

impl NewItem {
    /// The most bytes of a group's name.
    pub const MAX_GROUP_BYTES: usize = 1024;
    /// The most bytes of a request id.
    pub const MAX_REQUEST_ID_BYTES: usize = 256;

    /// Holds the item against the limits; every backend calls this before it takes an item.
    ///
    /// # Errors
    /// [`QueueError::Invalid`] names the first part that breaks one.
    pub fn check(&self, settings: &Settings) -> Result<(), QueueError> {
        let within = |field, length: usize, least: usize, limit: usize| {
            if (least..=limit).contains(&length) { Ok(()) } else { Err(QueueError::Invalid { field, limit }) }
        };
        within("group", self.group.len(), 1, Self::MAX_GROUP_BYTES)?;
        within("request_id", self.request_id.len(), 0, Self::MAX_REQUEST_ID_BYTES)?;
        within("payload", self.payload.len(), 1, settings.max_payload_bytes)
    }
}

impl fmt::Debug for NewItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewItem")
            .field("id", &self.id)
            .field("group", &self.group)
            .field("request_id", &self.request_id)
            .field("payload", &Hidden(&self.payload))
            .finish()
    }
}

/// What became of a put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// The item is new work and durable.
    Accepted {
        /// When it was accepted; greater than that of every item accepted in its group before.
        accepted_at: Timestamp,
    },
    /// The latest item of the group is the same one; nothing was changed.
    Duplicate(ItemStatus),
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// It is due, or will be after its backoff.
    Waiting,
    /// A worker has it.
    Leased,
    /// It was acknowledged.
    Done,
    /// It failed for good; it waits to be revived.
    Dead,
}

/// What is known of an item besides its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemStatus {
    /// The item.
    pub id: ItemId,
    /// Its group.
    pub group: String,
    /// The request that brought it.
    pub request_id: String,
    /// Where it stands.
    pub state: ItemState,
    /// How often it was leased since it was accepted or last revived, without the leases that were released.
    pub attempts: u32,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// When it is or was due; only while it is [`ItemState::Waiting`].
    pub next_attempt_at: Option<Timestamp>,
    /// When it was acknowledged or died; only when [`ItemState::Done`] or [`ItemState::Dead`].
    pub finished_at: Option<Timestamp>,
    /// Why the last try failed, unless the item is done.
    pub last_error: Option<String>,
}

/// Names one handing out of one acceptance. Only the backend that made it can read it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LeaseToken(String);

impl LeaseToken {
    /// Wraps a backend's own text.
    #[must_use]
    pub fn new(token: String) -> Self {
        Self(token)
    }

    /// The backend's own text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An item in the hands of one worker, until `expires_at`.
#[derive(Clone, PartialEq, Eq)]
pub struct Lease {
    /// Names this lease to the queue.
    pub token: LeaseToken,
    /// The item.
    pub id: ItemId,
    /// Its group.
    pub group: String,
    /// The request that brought it.
    pub request_id: String,
    /// What was put.
    pub payload: Vec<u8>,
    /// Which try this is, from 1.
    pub attempt: u32,
    /// When the item was accepted.
    pub accepted_at: Timestamp,
    /// When the lease runs out unless it is extended.
    pub expires_at: Timestamp,
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease")
            .field("token", &self.token)
            .field("id", &self.id)
            .field("group", &self.group)
            .field("request_id", &self.request_id)
            .field("payload", &Hidden(&self.payload))
            .field("attempt", &self.attempt)
            .field("accepted_at", &self.accepted_at)
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// An item that failed for good, without its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// The item.
    pub id: ItemId,
    /// Its group.
    pub group: String,
    /// The request that brought it.
    pub request_id: String,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// When it became a dead letter.
    pub died_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last try failed.
    pub error: String,
    /// The payload's length.
    pub payload_bytes: u64,
}

/// A dead letter with what was put.
#[derive(Clone, PartialEq, Eq)]
pub struct DeadItem {
    /// All but the payload.
    pub letter: DeadLetter,
    /// What was put.
    pub payload: Vec<u8>,
}

impl fmt::Debug for DeadItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeadItem").field("letter", &self.letter).field("payload", &Hidden(&self.payload)).finish()
    }
}

/// Some of the dead letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetterPage {
    /// Those that died first come first.
    pub letters: Vec<DeadLetter>,
    /// Gives the next page; `None` on the last.
    pub next_page_token: Option<String>,
}

/// How much is in a queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Depth {
    /// Items that are due or will be after their backoff.
    pub waiting: u64,
    /// Items in the hands of workers.
    pub leased: u64,
    /// Dead letters.
    pub dead: u64,
    /// Payload bytes of the waiting and the leased items.
    pub pending_bytes: u64,
    /// When the oldest waiting or leased item was accepted.
    pub oldest_accepted_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_keys_of_any_backend() {
        let check = |id: &str, expected: bool| assert_eq!(ItemId::new(id).is_ok(), expected, "{id:?}");
        check("a", true);
        check("sub-01ARZ3_x", true);
        check(&"x".repeat(128), true);
        check(&"x".repeat(129), false);
        check("", false);
        check("a.b", false);
        check("a b", false);
        check("a*", false);
        check("é", false);
        check("a\0", false);
    }

    #[test]
    fn an_item_over_a_limit_is_named() {
        let settings = Settings { max_payload_bytes: 10, ..Settings::default() };
        let check = |group: usize, request_id: usize, payload: usize, expected: Option<&str>| {
            let item = NewItem {
                id: ItemId::new("a").unwrap(),
                group: "g".repeat(group),
                request_id: "r".repeat(request_id),
                payload: vec![0; payload],
            };
            let field = item.check(&settings).err().map(|error| match error {
                QueueError::Invalid { field, .. } => field,
                other => panic!("{other}"),
            });
            assert_eq!(field, expected);
        };
        check(1, 0, 1, None);
        check(1024, 256, 10, None);
        check(0, 0, 1, Some("group"));
        check(1025, 0, 1, Some("group"));
        check(1, 257, 1, Some("request_id"));
        check(1, 0, 0, Some("payload"));
        check(1, 0, 11, Some("payload"));
    }

    #[test]
    fn payloads_do_not_show_in_debug_output() {
        let item = NewItem {
            id: ItemId::new("a").unwrap(),
            group: "g".into(),
            request_id: "r".into(),
            payload: b"secret".to_vec(),
        };
        let lease = Lease {
            token: LeaseToken::new("1".into()),
            id: item.id.clone(),
            group: item.group.clone(),
            request_id: item.request_id.clone(),
            payload: item.payload.clone(),
            attempt: 1,
            accepted_at: Timestamp::UNIX_EPOCH,
            expires_at: Timestamp::UNIX_EPOCH,
        };
        let letter = DeadLetter {
            id: item.id.clone(),
            group: item.group.clone(),
            request_id: item.request_id.clone(),
            accepted_at: Timestamp::UNIX_EPOCH,
            died_at: Timestamp::UNIX_EPOCH,
            attempts: 1,
            error: "e".into(),
            payload_bytes: 6,
        };
        let dead = DeadItem { letter, payload: item.payload.clone() };
        for shown in [format!("{item:?}"), format!("{lease:?}"), format!("{dead:?}")] {
            assert!(shown.contains("6 bytes"), "{shown}");
            assert!(!shown.contains("secret") && !shown.contains("115"), "{shown}");
        }
    }
}
