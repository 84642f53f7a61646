//! The messages of a request on their way in: their frames, their size, and the memory that all of them share.
//!
//! tonic bounds one message but not all that are in flight, and refuses a message that is too large, cut off or no
//! gzip with codes of its own and without a reason. So the frames of gRPC over HTTP/2 are read here first: what goes on
//! to tonic is plain, within the limit, and accounted for.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use flate2::read::GzDecoder;
use futures_util::{FutureExt, stream};
use http::{HeaderMap, Request};
use http_body::Frame;
use http_body_util::{BodyExt, StreamBody};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::Instant;
use tonic::body::Body;
use tonic::{Code, Status};

use crate::{ServerSettings, status};

const ENCODING: &str = "grpc-encoding";

/// The flag whether a message is compressed, and its length in four bytes.
const PREFIX_BYTES: usize = 5;

/// Compressed messages up to this size are unpacked at once; larger ones on a thread that may block.
const UNPACK_HERE_BYTES: usize = 16 << 10;

/// How long a message waits for room before its call is refused.
const ROOM_WAIT: Duration = Duration::from_secs(5);

/// How tonic's codec says that bytes are no message.
const DECODE_ERROR: &str = "failed to decode Protobuf message: ";

/// The room for messages in flight of one server. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Room {
    /// A permit for each byte of a plain message; none where only each message is bounded.
    plain: Option<Arc<Semaphore>>,
    /// The same for compressed messages until they are unpacked. It is apart, because one that holds room waits for room
    /// to unpack to: in one room they could block each other.
    packed: Option<Arc<Semaphore>>,
    max_message_bytes: usize,
    message_timeout: Duration,
}

impl Room {
    pub(crate) fn new(settings: &ServerSettings) -> Self {
        let room = || Some(Arc::new(Semaphore::new(settings.max_request_bytes_in_flight)));
        Self {
            plain: room(),
            packed: room(),
            max_message_bytes: settings.max_message_bytes,
            message_timeout: settings.message_timeout,
        }
    }

    /// Room without end for messages up to this size, for calls that must be answered when the server is full.
    pub(crate) fn unshared(&self, max_message_bytes: usize) -> Self {
        Self { plain: None, packed: None, max_message_bytes, ..*self }
    }

    /// The request with a body that holds room for each of its messages, the handle to that room, and the time that its
    /// messages have. `arrived` is called with each part of a message; `streams` says whether there may be any number of
    /// messages.
    pub(crate) fn read(
        self,
        request: Request<Body>,
        streams: bool,
        arrived: impl Fn() + Send + 'static,
    ) -> (Request<Body>, MessageRoom, MessageDeadline) {
        let held = MessageRoom::default();
        let (deadline, deadlines) = watch::channel(None);
        let (mut parts, body) = request.into_parts();
        let gzip = parts.headers.get(ENCODING).is_some_and(|encoding| encoding == "gzip");
        if gzip {
            parts.headers.remove(ENCODING);
        }
        parts.extensions.insert(held.clone());
        let reader = Reader {
            body,
            room: self,
            held: held.clone(),
            gzip,
            streams,
            any: false,
            read: BytesMut::new(),
            left: 0,
            deadline,
            arrived: Box::new(arrived),
        };
        let frames = stream::try_unfold(reader, |reader| reader.next().boxed());
        let request = Request::from_parts(parts, Body::new(StreamBody::new(frames)));
        (request, held, MessageDeadline(deadlines))
    }
}

/// The room that the messages of one call take. It is given back when the call is over; the handler of a stream of
/// requests must give it back message by message, or its stream stalls.
#[derive(Clone, Debug, Default)]
pub struct MessageRoom(Arc<Mutex<VecDeque<OwnedSemaphorePermit>>>);

/// The room of one message, given back when dropped.
#[derive(Debug)]
pub struct HeldRoom(#[expect(dead_code, reason = "held")] OwnedSemaphorePermit);

impl MessageRoom {
    /// That of the call which `request` began.
    #[must_use]
    pub fn of<T>(request: &tonic::Request<T>) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    /// The room of the first message not yet taken here. To be called once for each message, in order.
    #[must_use]
    pub fn next(&self) -> Option<HeldRoom> {
        self.lock().pop_front().map(HeldRoom)
    }

    /// Gives back all that was not taken.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<OwnedSemaphorePermit>> {
        // No code that can panic runs under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Until when the message of a call that is on its way must be whole; none between messages.
///
/// A handler need not read while this time passes, so it is not for the [`Reader`] to watch it.
#[derive(Clone)]
pub(crate) struct MessageDeadline(watch::Receiver<Option<Instant>>);

impl MessageDeadline {
    /// Completes with the answer for the call when a message took too long.
    pub(crate) async fn passed(mut self) -> Status {
        loop {
            let deadline = *self.0.borrow_and_update();
            let passed = async {
                match deadline {
                    Some(deadline) => tokio::time::sleep_until(deadline).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = passed => {
                    let message = "a message took too long from its first byte to its last";
                    return status::error(Code::Aborted, "MESSAGE_TOO_SLOW", message);
                }
                changed = self.0.changed() => if changed.is_err() {
                    // Nobody reads the request any more.
                    std::future::pending::<()>().await;
                }
            }
        }
    }
}

/// Takes room for so many bytes, or waits for it.
async fn take(room: Option<&Arc<Semaphore>>, bytes: usize) -> Result<Option<OwnedSemaphorePermit>, Status> {
    let Some(room) = room.cloned() else { return Ok(None) };
    let permits = u32::try_from(bytes).unwrap_or(u32::MAX);
    let taken = tokio::time::timeout(ROOM_WAIT, room.acquire_many_owned(permits)).await;
    // The semaphore is never closed.
    taken.ok().and_then(Result::ok).map(Some).ok_or_else(|| {
        let message = "the messages in flight take as much memory as they may";
        status::retry_after(Code::ResourceExhausted, "SERVER_OVERLOADED", message, ROOM_WAIT)
    })
}

struct Reader {
    body: Body,
    room: Room,
    held: MessageRoom,
    gzip: bool,
    /// There may be any number of messages, also none; else there must be one.
    streams: bool,
    /// There was one.
    any: bool,
    /// Read and not yet passed on.
    read: BytesMut,
    /// Bytes of a plain message that are still to be passed on.
    left: usize,
    /// Set while a message has begun and is not whole.
    deadline: watch::Sender<Option<Instant>>,
    arrived: Box<dyn Fn() + Send>,
}

impl Reader {
    async fn next(mut self) -> Result<Option<(Frame<Bytes>, Self)>, Status> {
        if self.left > 0 {
            if self.read.is_empty() && !self.more().await? {
                return Err(malformed("it ends in the middle of a message"));
            }
            let part = self.read.split_to(self.left.min(self.read.len())).freeze();
            self.left -= part.len();
            if self.left == 0 {
                self.whole();
            }
            return Ok(Some((Frame::data(part), self)));
        }
        while self.read.len() < PREFIX_BYTES {
            if self.more().await? {
                continue;
            }
            return match (self.read.is_empty(), self.any || self.streams) {
                (true, true) => Ok(None),
                (true, false) => Err(malformed("there is no message in it")),
                (false, _) => Err(malformed("it ends in the middle of a message")),
            };
        }
        if self.any && !self.streams {
            return Err(malformed("there is more than one message in it"));
        }
        let prefix = self.read.split_to(PREFIX_BYTES).freeze();
        let (compressed, length) = (prefix[0], (&prefix[1..]).get_u32() as usize);
        let limit = self.room.max_message_bytes;
        if length > limit {
            return Err(too_large(limit));
        }
        self.any = true;
        let message = match compressed {
            0 => {
                let room = take(self.room.plain.as_ref(), length).await?;
                self.held.lock().extend(room);
                self.begin(length);
                self.left = length;
                prefix
            }
            1 if self.gzip => {
                let packed_room = take(self.room.packed.as_ref(), length).await?;
                self.begin(length);
                while self.read.len() < length {
                    if !self.more().await? {
                        return Err(malformed("it ends in the middle of a message"));
                    }
                }
                self.whole();
                let packed = self.read.split_to(length).freeze();
                let unpacked = unpacked_length(&packed)?.min(limit);
                let room = take(self.room.plain.as_ref(), unpacked).await?;
                self.held.lock().extend(room);
                let message = unpack(packed, unpacked, limit).await?;
                drop(packed_room);
                message
            }
            1 => return Err(malformed("a message is marked as compressed, and grpc-encoding does not say how")),
            _ => return Err(malformed("the first byte of a message is neither 0 nor 1")),
        };
        Ok(Some((Frame::data(message), self)))
    }

    /// A message of so many bytes begins, and has room.
    fn begin(&self, length: usize) {
        if self.read.len() < length {
            self.deadline.send_replace(Instant::now().checked_add(self.room.message_timeout));
        }
    }

    fn whole(&self) {
        self.deadline.send_if_modified(|deadline| deadline.take().is_some());
    }

    /// Reads on; false at the end.
    async fn more(&mut self) -> Result<bool, Status> {
        loop {
            match self.body.frame().await.transpose()?.map(Frame::into_data) {
                None => return Ok(false),
                Some(Ok(data)) => {
                    (self.arrived)();
                    self.read.extend_from_slice(&data);
                    return Ok(true);
                }
                // Trailers, which gRPC has none of in requests.
                Some(Err(_)) => {}
            }
        }
    }
}

/// How many bytes a compressed message says that it unpacks to (RFC 1952: ISIZE, the last four bytes).
fn unpacked_length(packed: &[u8]) -> Result<usize, Status> {
    let length = packed.last_chunk().ok_or_else(no_gzip)?;
    Ok(u32::from_le_bytes(*length) as usize)
}

/// A compressed message as a plain one, with its prefix. `length` is what it says that it unpacks to, up to `limit`.
async fn unpack(packed: Bytes, length: usize, limit: usize) -> Result<Bytes, Status> {
    if packed.len() <= UNPACK_HERE_BYTES {
        return unpack_now(&packed, length, limit);
    }
    let unpacked = tokio::task::spawn_blocking(move || unpack_now(&packed, length, limit)).await;
    unpacked.unwrap_or_else(|error| Err(status::internal(&error)))
}

fn unpack_now(packed: &[u8], length: usize, limit: usize) -> Result<Bytes, Status> {
    let mut plain = vec![0; PREFIX_BYTES];
    // One byte more shows whether that is all.
    let beyond = u64::try_from(length).unwrap_or(u64::MAX).saturating_add(1);
    GzDecoder::new(packed).take(beyond).read_to_end(&mut plain).map_err(|_| no_gzip())?;
    match plain.len() - PREFIX_BYTES {
        unpacked if unpacked > limit => return Err(too_large(limit)),
        unpacked if unpacked > length => return Err(no_gzip()),
        unpacked => {
            let unpacked = u32::try_from(unpacked).map_err(|_| too_large(limit))?;
            plain[1..PREFIX_BYTES].copy_from_slice(&unpacked.to_be_bytes());
        }
    }
    Ok(plain.into())
}

fn no_gzip() -> Status {
    malformed("a message is marked as gzip and is none")
}

fn too_large(limit: usize) -> Status {
    let message = format!("the message is too large: the limit is {limit} bytes, after decompression");
    status::error(Code::InvalidArgument, status::MESSAGE_TOO_LARGE, message)
}

fn malformed(what: &str) -> Status {
    status::error(Code::InvalidArgument, "MESSAGE_MALFORMED", format!("the request cannot be read: {what}"))
}

/// Gives a reason to the errors that tonic answers with itself: bytes that are not the message they should be, and
/// methods that are not there.
pub(crate) fn explain(headers: &mut HeaderMap) {
    let Some(status) = Status::from_header_map(headers).filter(|status| status.details().is_empty()) else { return };
    let explained = match (status.code(), status.message()) {
        (Code::Internal, message) => match message.strip_prefix(DECODE_ERROR) {
            Some(what) => malformed(&format!("it does not decode: {what}")),
            None => return,
        },
        (code @ Code::Unimplemented, "") => status::error(code, "UNIMPLEMENTED", "this server has no such method"),
        (code @ Code::Unimplemented, message) => status::error(code, "UNIMPLEMENTED", message),
        _ => return,
    };
    // What cannot be written leaves the error as it is.
    let _ = explained.add_header(headers);
}
