//! What all servers share: settings in layers, telemetry, request ids, deadlines, limits, health, reflection,
//! supervision of work beside the calls, drain; and for their clients, channels.
//!
//! This crate does not know the domain: it depends on no other crate of the workspace and names no message of the
//! contracts. It keeps no global state beyond the log subscriber that a `main` installs, so two whole systems fit
//! in one process.
//!
//! A daemon is one function over its own settings:
//!
//! ```no_run
//! use serde::{Deserialize, Serialize};
//! use sayso_service::{BoxError, Daemon, DaemonSettings, LogSettings, Server, ServerSettings, run_daemon};
//!
//! #[derive(Deserialize, Serialize)]
//! #[serde(deny_unknown_fields)]
//! struct Settings {
//!     server: ServerSettings,
//!     log: LogSettings,
//! }
//!
//! impl DaemonSettings for Settings {
//!     fn server(&self) -> &ServerSettings {
//!         &self.server
//!     }
//!     fn log(&self) -> &LogSettings {
//!         &self.log
//!     }
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     let daemon = Daemon {
//!         name: "exampled",
//!         version: env!("CARGO_PKG_VERSION"),
//!         about: "Serves nothing but its own health",
//!         defaults: &[sayso_service::SERVER_DEFAULTS, "[server]\naddress = \"127.0.0.1:7400\""],
//!     };
//!     run_daemon(&daemon, async |settings: Settings, listener, shutdown| {
//!         Server::new(settings.server).serve(listener, shutdown).await?;
//!         Ok::<(), BoxError>(())
//!     })
//! }
//! ```

mod accept;
mod answer;
mod background;
mod call;
mod channel;
mod cli;
pub mod config;
mod context;
mod messages;
mod methods;
mod server;
pub mod shutdown;
pub mod status;
mod telemetry;

pub use call::is_server_fault;
pub use channel::{
    CONNECTION_LOST, Channel, ChannelError, ClientSettings, Incoming, check_address, connect, in_memory,
};
pub use cli::{Daemon, DaemonArgs, DaemonSettings, run_daemon};
pub use context::{CallContext, InvalidRequestId, REQUEST_ID_HEADER, RequestId};
pub use messages::{HeldRoom, MessageRoom};
pub use server::{Drained, ServeError, Server, ServerSettings, bind};
pub use telemetry::{LogFilter, LogFormat, LogSettings, TelemetryError, install as install_telemetry};

#[doc(hidden)]
pub use tonic::codec::CompressionEncoding;

/// Defaults of the sections `[server]` and `[log]`, documented key by key; the first layer of every daemon.
pub const SERVER_DEFAULTS: &str = include_str!("../defaults/server.toml");

/// Defaults of the section `[client]`, documented key by key; a layer of every daemon that calls another.
pub const CLIENT_DEFAULTS: &str = include_str!("../defaults/client.toml");

/// Any error a daemon can end with.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Puts the limits of [`ServerSettings`] on a generated tonic server: gzip both ways, and the largest message
/// accepted and sent, in bytes. A macro because the generated servers share no trait for it.
#[macro_export]
macro_rules! server_limits {
    ($service:expr, $settings:expr) => {
        $service
            .accept_compressed($crate::CompressionEncoding::Gzip)
            .send_compressed($crate::CompressionEncoding::Gzip)
            .max_decoding_message_size($settings.max_message_bytes)
            .max_encoding_message_size($settings.max_message_bytes)
    };
}

/// Puts the limits of [`ClientSettings`] on a generated tonic client: gzip both ways where it is switched on, and
/// the largest message accepted, in bytes.
#[macro_export]
macro_rules! client_limits {
    ($client:expr, $settings:expr) => {{
        // A limit on what is sent would end the call with an obscure error: the server's answer is the clear one.
        let client = $client.max_decoding_message_size($settings.max_message_bytes);
        if $settings.gzip {
            client
                .accept_compressed($crate::CompressionEncoding::Gzip)
                .send_compressed($crate::CompressionEncoding::Gzip)
        } else {
            client
        }
    }};
}
