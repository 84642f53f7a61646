//! The log: what is written, in which form. Always to standard error.

use std::io::IsTerminal;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use tracing_subscriber::EnvFilter;

/// The section `[log]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LogSettings {
    /// What is logged.
    pub level: LogFilter,
    /// In which form.
    pub format: LogFormat,
}

/// A level, or levels by module: the directives of `tracing_subscriber::EnvFilter`, checked when read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct LogFilter(String);

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people: coloured on a terminal.
    Text,
    /// For machines: one JSON object per line.
    Json,
}

/// Why the log cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The process already has a log.
    #[error("a log subscriber is already installed in this process")]
    AlreadyInstalled,
}

impl FromStr for LogFilter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for LogFilter {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.parse::<EnvFilter>() {
            // A bare word is a module's name to the filter, so a misspelt level would silence everything.
            Ok(_) if !text.is_empty() && !is_unknown_word(&text) => Ok(Self(text)),
            Ok(_) => Err(format!("`{text}` is no log level; use off, error, warn, info, debug or trace")),
            Err(error) => Err(format!("`{text}` is no log level: {error}")),
        }
    }
}

fn is_unknown_word(text: &str) -> bool {
    let word = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    word && text.parse::<tracing_subscriber::filter::LevelFilter>().is_err()
}

impl From<LogFilter> for String {
    fn from(filter: LogFilter) -> Self {
        filter.0
    }
}

/// Installs the log of this process. For `main` only.
///
/// # Errors
/// When the process already has one.
pub fn install(settings: &LogSettings) -> Result<(), TelemetryError> {
    let log = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(&settings.level.0))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match settings.format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    }
    .map_err(|_| TelemetryError::AlreadyInstalled)
}

#[cfg(test)]
mod tests {
    use super::LogFilter;

    #[test]
    fn levels() {
        let check = |text: &str, valid: bool| assert_eq!(text.parse::<LogFilter>().is_ok(), valid, "{text:?}");
        check("info", true);
        check("WARN", true);
        check("off", true);
        check("info,h2=warn", true);
        check("", false);
        check("verbose", false);
        check("info,h2=loud", false);
    }
}
