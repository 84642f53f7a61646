//! Settings in layers: documented defaults, then a file, then the environment, then flags.
//!
//! The defaults name every key there is. A key of another layer that is not among them is refused with the place
//! it came from, so a misspelt key never passes for a setting.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use ::config::{Config, File, FileFormat, Value, ValueKind};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::Table;

pub mod byte_size;

/// Durations as text, for `#[serde(with = "sayso_service::config::duration")]` on a [`std::time::Duration`]:
/// `"250ms"`, `"30s"`, `"1h 30m"`, or ISO 8601.
pub use jiff::fmt::serde::unsigned_duration::friendly::compact::required as duration;

/// What the name of an environment variable starts with when it is a setting.
pub const ENVIRONMENT_PREFIX: &str = "SAYSO__";

/// The longest settings file read, in bytes.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// Where settings come from, lowest layer first.
#[derive(Debug, Default)]
pub struct Layers<'a> {
    /// Documents in TOML that name every key with its default; a later document overrides an earlier one.
    pub defaults: &'a [&'a str],
    /// A file in TOML.
    pub file: Option<&'a Path>,
    /// Variables by name: `SAYSO__STORE__URL` sets `store.url`. Names without [`ENVIRONMENT_PREFIX`] are ignored.
    pub environment: Vec<(OsString, OsString)>,
    /// Keys and values, as in `server.address` and `127.0.0.1:0`.
    pub flags: Vec<(String, String)>,
}

/// Why settings were refused. Messages name the key and where it came from, and never show a whole line of a file,
/// which may hold a secret.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The defaults compiled into the program do not hold together.
    #[error("the built-in defaults are broken: {0}")]
    Defaults(String),
    /// The file cannot be read.
    #[error("cannot read the configuration file {file}: {reason}")]
    Unreadable {
        /// The file as it was given.
        file: String,
        /// What the operating system said.
        reason: String,
    },
    /// The file is not TOML.
    #[error("{file}, line {line}: {reason}")]
    NotToml {
        /// The file as it was given.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the parser said.
        reason: String,
    },
    /// A key that the defaults do not have.
    #[error("unknown key `{key}` in {origin}; {known}")]
    UnknownKey {
        /// The key, with dots.
        key: String,
        /// The layer it came from.
        origin: String,
        /// Which keys there are in its place.
        known: String,
    },
    /// A value that does not fit its key.
    #[error("{0}")]
    Invalid(String),
}

/// Reads settings from all layers. `T` and all its parts should deny unknown fields, so that defaults and type
/// cannot drift apart.
///
/// # Errors
/// Any [`ConfigError`].
pub fn load<T: DeserializeOwned>(layers: &Layers<'_>) -> Result<T, ConfigError> {
    let mut defaults = BTreeMap::new();
    let mut builder = Config::builder();
    for document in layers.defaults {
        let table: Table = document.parse().map_err(|error| ConfigError::Defaults(format!("{error}")))?;
        flatten("", &table, &mut |key| {
            defaults.insert(key.to_owned(), "the defaults".to_owned());
        });
        builder = builder.add_source(File::from_str(document, FileFormat::Toml));
    }

    let mut origins = defaults.clone();
    let mut note = |key: String, origin: String| match defaults.contains_key(&key) {
        true => {
            origins.insert(key, origin);
            Ok(())
        }
        false => Err(unknown_key(key, origin, defaults.keys())),
    };

    if let Some(path) = layers.file {
        let (text, table) = read_file(path)?;
        let mut keys = Vec::new();
        flatten("", &table, &mut |key| keys.push(key.to_owned()));
        for key in keys {
            note(key, path.display().to_string())?;
        }
        builder = builder.add_source(File::from_str(&text, FileFormat::Toml));
    }

    let environment = environment_keys(&layers.environment)?;
    let flags = layers.flags.iter().map(|(key, value)| (key.clone(), value.clone(), "the flag --set".to_owned()));
    for (key, value, origin) in environment.into_iter().chain(flags) {
        note(key.clone(), origin.clone())?;
        // Whoever reads a number or a switch parses it, while a name such as `007` must not become a number.
        let value = Value::new(Some(&origin), ValueKind::String(value));
        builder = builder.set_override(&key, value).map_err(|error| ConfigError::Invalid(error.to_string()))?;
    }

    let merged = builder.build().map_err(|error| describe(&error, &origins))?;
    merged.try_deserialize().map_err(|error| describe(&error, &origins))
}

/// The settings in force, as TOML.
///
/// # Errors
/// [`ConfigError::Invalid`] when the settings cannot be written as TOML.
pub fn to_toml<T: Serialize>(settings: &T) -> Result<String, ConfigError> {
    toml::to_string(settings).map_err(|error| ConfigError::Invalid(error.to_string()))
}

fn read_file(path: &Path) -> Result<(String, Table), ConfigError> {
    let unreadable = |reason: String| ConfigError::Unreadable { file: path.display().to_string(), reason };
    let size = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > MAX_FILE_BYTES {
        return Err(unreadable(format!("it has {size} bytes, more than {MAX_FILE_BYTES}")));
    }
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
    let table = text.parse().map_err(|error: toml::de::Error| ConfigError::NotToml {
        file: path.display().to_string(),
        line: error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1),
        reason: error.message().to_owned(),
    })?;
    Ok((text, table))
}

/// Calls `leaf` with the dotted key of each value that is not itself a table.
fn flatten(prefix: &str, table: &Table, leaf: &mut impl FnMut(&str)) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, leaf),
            _ => leaf(&key),
        }
    }
}

fn environment_keys(variables: &[(OsString, OsString)]) -> Result<Vec<(String, String, String)>, ConfigError> {
    let mut keys = Vec::new();
    for (name, value) in variables {
        let name = name.to_string_lossy();
        let Some(path) = name.strip_prefix(ENVIRONMENT_PREFIX) else { continue };
        let origin = format!("the environment variable {name}");
        let Some(value) = value.to_str() else {
            return Err(ConfigError::Invalid(format!("{origin} is not valid UTF-8")));
        };
        keys.push((path.to_lowercase().replace("__", "."), value.to_owned(), origin));
    }
    Ok(keys)
}

fn unknown_key<'a>(key: String, origin: String, known: impl Iterator<Item = &'a String>) -> ConfigError {
    // The deepest section that the key shares with a known one tells best what was meant.
    let known: Vec<&str> = known.map(String::as_str).collect();
    let section = key
        .match_indices('.')
        .rev()
        .map(|(at, _)| &key[..=at])
        .find(|section| known.iter().any(|other| other.starts_with(section)))
        .unwrap_or("");
    let mut names: Vec<&str> = known
        .iter()
        .filter_map(|other| other.strip_prefix(section))
        .map(|rest| rest.split('.').next().unwrap_or(rest))
        .collect();
    names.sort_unstable();
    names.dedup();
    let place = if section.is_empty() {
        "the sections are".to_owned()
    } else {
        format!("[{}] has", section.trim_end_matches('.'))
    };
    let known = format!("{place} {}", names.join(", "));
    ConfigError::UnknownKey { key, origin, known }
}

fn describe(error: &::config::ConfigError, origins: &BTreeMap<String, String>) -> ConfigError {
    use ::config::ConfigError as E;
    let (key, reason) = match error {
        E::At { key, error, .. } => (key.clone(), error.to_string()),
        E::Type { key, unexpected, expected, .. } => {
            (key.clone(), format!("invalid type: {unexpected}, expected {expected}"))
        }
        E::NotFound(key) => (Some(key.clone()), "the value is missing".to_owned()),
        other => (None, other.to_string()),
    };
    ConfigError::Invalid(match key.as_deref().map(|key| (key, origins.get(key))) {
        Some((key, Some(origin))) => format!("`{key}` in {origin}: {reason}"),
        Some((key, None)) => format!("`{key}`: {reason}"),
        None => reason,
    })
}

/// An optional setting, for `#[serde(with = "sayso_service::config::optional")]`: TOML has no null, so the empty
/// text stands for none and the key can be named in the defaults.
pub mod optional {
    use super::{Deserialize, DeserializeOwned, Deserializer, IntoDeserializer, Serialize, Serializer};

    /// Writes the value, or the empty text.
    ///
    /// # Errors
    /// Whatever the serializer reports.
    pub fn serialize<T: Serialize, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }

    /// Reads the value from text, which is none when empty.
    ///
    /// # Errors
    /// Whatever reading a `T` from text reports.
    pub fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() { Ok(None) } else { T::deserialize(text.into_deserializer()).map(Some) }
    }
}

#[cfg(test)]
mod tests;
