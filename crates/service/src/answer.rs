//! The rest of an answer once it has begun: passed on frame by frame, watched, cut when it must end, and logged.
//!
//! A caller that takes nothing stops hyper from asking for more, so what ends a call must not wait to be asked: a task
//! beside the body watches the time and lets go of all that the call holds.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use http::HeaderMap;
use http_body::{Body as _, Frame};
use tokio::time::Instant;
use tokio_util::task::AbortOnDropHandle;
use tonic::body::Body;
use tonic::{Code, Status};
use tracing::Span;

use crate::call::{Place, grpc_code, is_server_fault, panicked};
use crate::messages::{MessageRoom, explain};
use crate::methods::Streams;
use crate::{CallContext, status};

type Polled = Poll<Option<Result<Frame<<Body as http_body::Body>::Data>, Status>>>;

/// When something last went over a call, either way.
#[derive(Clone)]
pub(crate) struct Progress(Arc<Mutex<Instant>>);

impl Default for Progress {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }
}

impl Progress {
    pub(crate) fn note(&self) {
        *self.lock() = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Instant> {
        // No code that can panic runs under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The body of an answer: the handler's stream runs in the call's context and span until it ends or is ended.
pub(crate) struct AnswerBody {
    answer: Arc<Mutex<Answer>>,
    context: CallContext,
    span: Span,
    progress: Progress,
    _watch: AbortOnDropHandle<()>,
}

/// What a call holds while its answer goes out.
pub(crate) struct Held {
    pub(crate) place: Option<Place>,
    pub(crate) messages: MessageRoom,
}

struct Answer {
    body: Body,
    log: CallLog,
    held: Option<Held>,
    /// The handler was asked for more and has none yet; woken when the call is cut.
    asked: Option<Waker>,
    /// What the caller is still to be told of why the call was cut.
    cut: Option<Status>,
}

impl AnswerBody {
    /// `end` completes when the call must end. A call on which nothing moves for `idle_timeout` is cut, unless only
    /// its handler may send and has nothing to send.
    pub(crate) fn new(
        body: Body,
        context: CallContext,
        log: CallLog,
        held: Held,
        progress: Progress,
        idle: (Streams, Duration),
        end: impl Future<Output = Status> + Send + 'static,
    ) -> Self {
        let span = log.span.clone();
        let answer = Answer { body, log, held: Some(held), asked: None, cut: None };
        let answer = Arc::new(Mutex::new(answer));
        let (watched, watched_progress) = (Arc::clone(&answer), progress.clone());
        progress.note();
        let watch = tokio::spawn(async move {
            let status = tokio::select! {
                status = end => status,
                () = idle_for(&watched, &watched_progress, idle) => {
                    status::error(Code::Aborted, "CALL_IDLE", "nothing was sent or taken for too long")
                }
            };
            lock(&watched).cut(status);
        });
        Self { answer, context, span, progress, _watch: AbortOnDropHandle::new(watch) }
    }
}

impl Drop for AnswerBody {
    fn drop(&mut self) {
        // Here, not when the runtime gets to dropping the task that watches.
        lock(&self.answer).close(Code::Cancelled);
    }
}

/// Completes when nothing has moved for the time given.
async fn idle_for(answer: &Mutex<Answer>, progress: &Progress, (streams, timeout): (Streams, Duration)) {
    loop {
        let handler_is_silent = !streams.requests && lock(answer).asked.is_some();
        let since = if handler_is_silent { Instant::now() } else { progress.last() };
        let Some(end) = since.checked_add(timeout) else { return std::future::pending().await };
        if end <= Instant::now() {
            return;
        }
        tokio::time::sleep_until(end).await;
    }
}

fn lock(answer: &Mutex<Answer>) -> MutexGuard<'_, Answer> {
    // A panic of the handler is caught under the lock.
    answer.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Answer {
    fn close(&mut self, code: Code) {
        self.body = Body::empty();
        if let Some(Held { place, messages }) = self.held.take() {
            drop(place);
            messages.clear();
        }
        self.log.close(code);
    }

    fn close_with(&mut self, status: &Status) -> Polled {
        self.close(status.code());
        trailers(status)
    }

    /// Ends the call from outside its body.
    fn cut(&mut self, status: Status) {
        if !self.log.is_open() {
            return;
        }
        self.close(status.code());
        self.cut = Some(status);
        if let Some(waker) = self.asked.take() {
            waker.wake();
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>, context: &CallContext, progress: &Progress) -> Polled {
        if let Some(status) = self.cut.take() {
            return trailers(&status);
        }
        if !self.log.is_open() {
            return Poll::Ready(None);
        }
        self.asked = None;
        let body = Pin::new(&mut self.body);
        let polled = context.sync_scope(|| catch_unwind(AssertUnwindSafe(|| body.poll_frame(cx))));
        match polled {
            Ok(Poll::Ready(Some(Ok(mut frame)))) => {
                progress.note();
                if let Some(trailers) = frame.trailers_mut() {
                    explain(trailers);
                    let code = grpc_code(trailers).unwrap_or(Code::Unknown);
                    self.close(code);
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Ok(Poll::Ready(Some(Err(status)))) => self.close_with(&status),
            Ok(Poll::Ready(None)) => {
                self.close(Code::Unknown);
                Poll::Ready(None)
            }
            Ok(Poll::Pending) => {
                self.asked = Some(cx.waker().clone());
                Poll::Pending
            }
            Err(panic) => {
                let status = context.sync_scope(|| panicked(&panic));
                self.close_with(&status)
            }
        }
    }
}

fn trailers(status: &Status) -> Polled {
    let mut trailers = HeaderMap::new();
    Poll::Ready(Some(status.add_header(&mut trailers).map(|()| Frame::trailers(trailers))))
}

impl http_body::Body for AnswerBody {
    type Data = <Body as http_body::Body>::Data;
    type Error = Status;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Polled {
        let this = self.get_mut();
        let _entered = this.span.enter();
        lock(&this.answer).poll(cx, &this.context, &this.progress)
    }

    fn is_end_stream(&self) -> bool {
        let answer = lock(&self.answer);
        !answer.log.is_open() && answer.cut.is_none()
    }
}

/// Writes one line when the call ends. One dropped before was given up by its caller.
pub(crate) struct CallLog {
    span: Span,
    started: Instant,
    infrastructure: bool,
    open: bool,
}

impl CallLog {
    pub(crate) fn new(span: Span, started: Instant, infrastructure: bool) -> Self {
        Self { span, started, infrastructure, open: true }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    pub(crate) fn close(&mut self, code: Code) {
        if !std::mem::replace(&mut self.open, false) {
            return;
        }
        let _entered = self.span.enter();
        let milliseconds = self.started.elapsed().as_secs_f64() * 1000.0;
        if is_server_fault(code) {
            tracing::warn!(?code, milliseconds, "call failed");
        } else if self.infrastructure {
            tracing::debug!(?code, milliseconds, "call finished");
        } else {
            tracing::info!(?code, milliseconds, "call finished");
        }
    }
}

impl Drop for CallLog {
    fn drop(&mut self) {
        self.close(Code::Cancelled);
    }
}
