//! Fetches what the world publishes, politely, and never from addresses that are not public.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use sayso_fetch::{Conditions, Fetched, Fetcher, Settings};
//!
//! let fetcher = Fetcher::new(Settings { contact: Some("https://desk.example/bot".to_owned()), ..Settings::default() })?;
//! match fetcher.get("https://norrfall.example/news", &Conditions::default()).await {
//!     Ok(Fetched::Body(body)) => println!("{} bytes from {}", body.bytes.len(), body.answer.final_url),
//!     Ok(Fetched::NotModified(_)) => println!("nothing new"),
//!     Err(error) if error.is_temporary() => println!("later: {error}"),
//!     Err(error) => println!("never: {error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What holds for every request
//!
//! - **Only public addresses are connected to**, unless [`Settings::allow_private`] names them. The judgement is made on
//!   the numbers that the connection is then opened to, after the name was resolved, for the first address, for every
//!   redirect and for every robots.txt: a name that resolves to something else a moment later gains nothing. Names and
//!   literal addresses that can only be local are refused before anybody waits for them.
//! - **robots.txt is kept** (RFC 9309), with the delay that it asks for.
//! - **A host is asked no faster** than [`Settings::host_delay`], no more often at a time than
//!   [`Settings::host_concurrency`], and not at all while it wants to be left alone.
//! - **Bytes, headers, redirects and every step's time are bounded.** A body that comes out is whole.
//! - **No proxy, no cookies, no credentials, no reuse of connections.** Nothing of the environment is read but the
//!   certificate authorities of the machine.
//! - **Nothing is logged**, and neither errors nor debug forms hold addresses beyond the host, nor headers of requests.
//!
//! Redirects from https to http are refused: on the way of the second request anybody could change the text, and what
//! is recorded would still seem to come from the secure address.
//!
//! # When to come back
//!
//! [`FetchError::is_temporary`] says whether trying again may help, [`FetchError::retry_at`] when, if the site decides
//! that. [`Cadence`] works out when a feed is polled next.
//!
//! This crate does *not* know what a document is, how a page or a feed is read, or where anything is stored.

mod addresses;
mod cadence;
mod decode;
mod error;
mod exchange;
mod fetcher;
mod forms;
mod guard;
mod hints;
mod hosts;
mod network;
mod robots;
mod robots_cache;
mod settings;
mod tls;

pub use cadence::{Cadence, CadenceSettings, InvalidCadence, PollHints, Polled};
pub use error::{BadRedirect, BadResponse, FetchError, Large, Refusal, Step, TlsProblem};
pub use fetcher::{Answer, Body, Clock, Conditions, Fetched, Fetcher, Redirect};
pub use network::{Network, Stream, SystemNetwork};
pub use settings::{Exception, InvalidException, Settings, SettingsError, Timeouts};

/// The name of this program, by which a robots.txt can address it.
pub const PRODUCT: &str = "sayso";

/// The longest address that is fetched, in bytes.
pub const MAX_URL_BYTES: usize = 4096;
