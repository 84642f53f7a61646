//! What is fetched, how fast, how much and how long: the settings, and the addresses excepted from the rule.

use std::{fmt, net::SocketAddr, path::PathBuf, str::FromStr, time::Duration};

use ipnet::IpNet;
use jiff::fmt::serde::unsigned_duration::friendly::compact::required as friendly;
use serde::{Deserialize, Serialize};

use crate::forms::{list, optional};

/// How the fetcher behaves. Durations are written as `"90s"`, `"5m"`, `"24h"` in a configuration file, what is none as the
/// empty text, lists as such or as one text with commas.
///
/// No proxy is ever used, whatever the environment says: behind one, nobody could tell which address is connected to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where a site finds whoever runs this program: the address of a page or a mailbox, in printable ASCII without
    /// spaces and brackets, up to 200 bytes. It goes into the user agent, `sayso/VERSION (+CONTACT)`. Default: none.
    #[serde(with = "optional")]
    pub contact: Option<String>,
    /// The least time between the starts of two requests to a host. Default 1 s.
    #[serde(with = "friendly")]
    pub host_delay: Duration,
    /// The most requests to a host at a time. Default 2.
    pub host_concurrency: usize,
    /// The most requests at a time. With [`Settings::max_sent_bytes`] and [`Settings::max_bytes`] it bounds the memory
    /// of running requests. Default 16.
    pub concurrency: usize,
    /// The most hosts whose pace is remembered. Default 10 000.
    pub max_hosts: usize,
    /// The longest wait for a turn at a host. Default 5 min.
    #[serde(with = "friendly")]
    pub max_wait: Duration,
    /// How long a host is left alone that says so (429, 503) but not how long. Default 1 min.
    #[serde(with = "friendly")]
    pub retry_after_default: Duration,
    /// The longest that a host is left alone, however long it says. Default 24 h.
    #[serde(with = "friendly")]
    pub retry_after_max: Duration,
    /// The most redirects of one request. Default 5.
    pub max_redirects: usize,
    /// The most bytes of a body as it is sent. Default 8 MiB.
    pub max_sent_bytes: usize,
    /// The most bytes of a body after decompression. Default 16 MiB.
    pub max_bytes: usize,
    /// The most bytes that one byte sent may become by decompression, in bodies that become larger than 1 MiB. Pages
    /// reach some 20. Default 200.
    pub max_ratio: usize,
    /// The longest that each step may take.
    pub timeouts: Timeouts,
    /// The ports that may be asked. Default 80 and 443.
    #[serde(with = "list")]
    pub ports: Vec<u16>,
    /// What may be asked although it is not public; see [`Exception`]. Default: nothing.
    #[serde(with = "list")]
    pub allow_private: Vec<Exception>,
    /// Whether the rules in robots.txt are kept. Default true.
    pub robots: bool,
    /// How long nothing of a site is fetched when its robots.txt could not be read. Default 5 min.
    #[serde(with = "friendly")]
    pub robots_retry: Duration,
    /// The longest delay that a robots.txt can ask for between two requests. Default 30 s.
    #[serde(with = "friendly")]
    pub max_crawl_delay: Duration,
    /// A PEM file of certificate authorities that are trusted besides the machine's own. Default: none.
    #[serde(with = "optional")]
    pub ca_file: Option<PathBuf>,
}

/// The longest that each step of a request may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Timeouts {
    /// Finding the addresses of a name. Default 5 s.
    #[serde(with = "friendly")]
    pub resolve: Duration,
    /// Connecting, over all addresses of the name. Default 10 s.
    #[serde(with = "friendly")]
    pub connect: Duration,
    /// Agreeing on TLS. Default 10 s.
    #[serde(with = "friendly")]
    pub tls: Duration,
    /// From sending the request until the last header has come. Default 30 s.
    #[serde(with = "friendly")]
    pub head: Duration,
    /// Between two pieces of the body. Default 15 s.
    #[serde(with = "friendly")]
    pub idle: Duration,
    /// All of the above, summed over redirects; waiting for turns does not count. Default 2 min.
    #[serde(with = "friendly")]
    pub total: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            contact: None,
            host_delay: Duration::from_secs(1),
            host_concurrency: 2,
            concurrency: 16,
            max_hosts: 10_000,
            max_wait: Duration::from_secs(300),
            retry_after_default: Duration::from_secs(60),
            retry_after_max: Duration::from_hours(24),
            max_redirects: 5,
            max_sent_bytes: 8 << 20,
            max_bytes: 16 << 20,
            max_ratio: 200,
            timeouts: Timeouts::default(),
            ports: vec![80, 443],
            allow_private: Vec::new(),
            robots: true,
            robots_retry: Duration::from_secs(300),
            max_crawl_delay: Duration::from_secs(30),
            ca_file: None,
        }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            resolve: Duration::from_secs(5),
            connect: Duration::from_secs(10),
            tls: Duration::from_secs(10),
            head: Duration::from_secs(30),
            idle: Duration::from_secs(15),
            total: Duration::from_secs(120),
        }
    }
}

/// Settings that no fetcher can work with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A value is out of its range.
    #[error("the fetcher's {setting} must be {rule}")]
    Invalid {
        /// The setting's name.
        setting: &'static str,
        /// What it must be.
        rule: &'static str,
    },
    /// The file of [`Settings::ca_file`] cannot be read or holds no certificate.
    #[error("the fetcher's ca_file must be a readable PEM file with at least one certificate")]
    CaFile,
}

impl Settings {
    /// Holds the settings against their ranges.
    ///
    /// # Errors
    /// [`SettingsError::Invalid`] names the first that cannot be.
    pub fn check(&self) -> Result<(), SettingsError> {
        const LONGEST: Duration = Duration::from_hours(365 * 24);
        const MOST_BYTES: usize = 1 << 30;
        let span = |duration: Duration| duration <= LONGEST;
        let step = |duration: Duration| (Duration::from_millis(1)..=LONGEST).contains(&duration);
        let times = &self.timeouts;
        let contact = self.contact.as_deref().is_none_or(|contact| {
            (1..=200).contains(&contact.len())
                && contact.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'(' | b')' | b'\\'))
        });
        let rules = [
            ("contact", "up to 200 printable ASCII characters without spaces and brackets", contact),
            ("host_delay", "at most 1 year", span(self.host_delay)),
            ("host_concurrency", "1 to 1000", (1..=1000).contains(&self.host_concurrency)),
            ("concurrency", "1 to 10000", (1..=10_000).contains(&self.concurrency)),
            ("max_hosts", "at least 1", self.max_hosts >= 1),
            ("max_wait", "1 ms to 1 year", step(self.max_wait)),
            ("retry_after_default", "at most retry_after_max", self.retry_after_default <= self.retry_after_max),
            ("retry_after_max", "at most 1 year", span(self.retry_after_max)),
            ("max_redirects", "at most 20", self.max_redirects <= 20),
            ("max_sent_bytes", "1 byte to 1 GiB", (1..=MOST_BYTES).contains(&self.max_sent_bytes)),
            ("max_bytes", "1 byte to 1 GiB", (1..=MOST_BYTES).contains(&self.max_bytes)),
            ("max_ratio", "1 to 1000000", (1..=1_000_000).contains(&self.max_ratio)),
            ("timeouts.resolve", "1 ms to 1 year", step(times.resolve)),
            ("timeouts.connect", "1 ms to 1 year", step(times.connect)),
            ("timeouts.tls", "1 ms to 1 year", step(times.tls)),
            ("timeouts.head", "1 ms to 1 year", step(times.head)),
            ("timeouts.idle", "1 ms to 1 year", step(times.idle)),
            ("timeouts.total", "1 ms to 1 year", step(times.total)),
            ("robots_retry", "1 ms to 1 year", step(self.robots_retry)),
            ("max_crawl_delay", "at most 1 year", span(self.max_crawl_delay)),
        ];
        match rules.into_iter().find(|(_, _, holds)| !holds) {
            Some((setting, rule, _)) => Err(SettingsError::Invalid { setting, rule }),
            None => Ok(()),
        }
    }

    /// What requests call themselves, `sayso/VERSION (+CONTACT)` (RFC 9110, section 10.1.5).
    #[must_use]
    pub fn user_agent(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        match &self.contact {
            Some(contact) => format!("{}/{version} (+{contact})", crate::PRODUCT),
            None => format!("{}/{version}", crate::PRODUCT),
        }
    }
}

/// Something that may be asked although it is not public. Written as one of
///
/// - `10.1.0.0/16`, `fd00::/8`, `10.1.2.3`: addresses, on the ports of [`Settings::ports`];
/// - `10.1.2.3:8080`, `[fd00::1]:8080`: an address and a port;
/// - `wiki.internal:8080`: a name and a port, whatever address it resolves to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Exception {
    /// Addresses.
    Network(IpNet),
    /// An address and a port.
    Address(SocketAddr),
    /// A name, in lower case and in its ASCII form, and a port.
    Host(String, u16),
}

/// Text that is none of the forms of an [`Exception`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is none of 10.1.0.0/16, 10.1.2.3:8080, name.internal:8080")]
pub struct InvalidException;

impl FromStr for Exception {
    type Err = InvalidException;

    fn from_str(text: &str) -> Result<Self, InvalidException> {
        if let Ok(network) = text.parse::<IpNet>() {
            return Ok(Self::Network(network.trunc()));
        }
        if let Ok(address) = text.parse() {
            return Ok(Self::Network(IpNet::from(std::net::IpAddr::to_canonical(&address))));
        }
        if let Ok(address) = text.parse::<SocketAddr>() {
            return Ok(Self::Address(SocketAddr::new(address.ip().to_canonical(), address.port())));
        }
        let (name, port) = text.rsplit_once(':').ok_or(InvalidException)?;
        let port = port.parse().map_err(|_| InvalidException)?;
        // As an address would be read, so that both are compared in the same form.
        match url::Host::parse(name.trim_end_matches('.')) {
            Ok(url::Host::Domain(name)) => Ok(Self::Host(name, port)),
            _ => Err(InvalidException),
        }
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(network) => network.fmt(formatter),
            Self::Address(address) => address.fmt(formatter),
            Self::Host(name, port) => write!(formatter, "{name}:{port}"),
        }
    }
}

impl TryFrom<String> for Exception {
    type Error = InvalidException;

    fn try_from(text: String) -> Result<Self, InvalidException> {
        text.parse()
    }
}

impl From<Exception> for String {
    fn from(exception: Exception) -> Self {
        exception.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_hold() {
        assert_eq!(Settings::default().check(), Ok(()));
    }

    #[test]
    fn settings_out_of_range_are_named() {
        let check = |set: fn(&mut Settings), name: &str| {
            let mut settings = Settings::default();
            set(&mut settings);
            let setting = match settings.check() {
                Err(SettingsError::Invalid { setting, .. }) => setting,
                other => panic!("{name}: {other:?}"),
            };
            assert_eq!(setting, name);
        };
        check(|settings| settings.contact = Some("desk (night)".to_owned()), "contact");
        check(|settings| settings.contact = Some("a\r\nX: y".to_owned()), "contact");
        check(|settings| settings.contact = Some(String::new()), "contact");
        check(|settings| settings.host_concurrency = 0, "host_concurrency");
        check(|settings| settings.concurrency = 0, "concurrency");
        check(|settings| settings.max_hosts = 0, "max_hosts");
        check(|settings| settings.retry_after_max = Duration::ZERO, "retry_after_default");
        check(|settings| settings.max_redirects = 21, "max_redirects");
        check(|settings| settings.max_sent_bytes = 0, "max_sent_bytes");
        check(|settings| settings.max_bytes = usize::MAX, "max_bytes");
        check(|settings| settings.max_ratio = 0, "max_ratio");
        check(|settings| settings.timeouts.idle = Duration::ZERO, "timeouts.idle");
        check(|settings| settings.timeouts.total = Duration::MAX, "timeouts.total");
        check(|settings| settings.host_delay = Duration::MAX, "host_delay");
    }

    #[test]
    fn settings_are_read_from_a_file_and_written_back() {
        let text = r#"
            contact = "https://desk.example/bot"
            host_delay = "2s"
            ports = [80, 443, 8080]
            allow_private = ["10.1.0.0/16", "[fd00::1]:8080", "wiki.internal:8443"]
            [timeouts]
            total = "90s"
        "#;
        let settings: Settings = toml::from_str(text).unwrap();
        assert_eq!(settings.host_delay, Duration::from_secs(2));
        assert_eq!(settings.timeouts, Timeouts { total: Duration::from_secs(90), ..Timeouts::default() });
        assert_eq!(settings.allow_private.len(), 3);
        assert_eq!(toml::from_str::<Settings>(&toml::to_string(&settings).unwrap()).unwrap(), settings);
        let flags = "ports = '80, 8080'\nallow_private = '127.0.0.1:8080,10.0.0.0/8'\nca_file = ''";
        let settings: Settings = toml::from_str(flags).unwrap();
        assert_eq!((settings.ports, settings.allow_private.len(), settings.ca_file), (vec![80, 8080], 2, None));
        assert!(toml::from_str::<Settings>("ports = '80;8080'").unwrap_err().to_string().contains("80;8080"));
        assert!(toml::from_str::<Settings>("proxy = \"http://proxy.example\"").is_err(), "an unknown key");
        assert!(toml::from_str::<Settings>("allow_private = [\"everything\"]").is_err(), "no exception");
    }

    #[test]
    fn the_user_agent_says_who_asks() {
        let version = env!("CARGO_PKG_VERSION");
        let mut settings = Settings::default();
        assert_eq!(settings.user_agent(), format!("sayso/{version}"));
        settings.contact = Some("https://desk.example/bot".to_owned());
        assert_eq!(settings.user_agent(), format!("sayso/{version} (+https://desk.example/bot)"));
    }

    #[test]
    fn exceptions_have_one_form() {
        let check = |text: &str, expected: &str| {
            assert_eq!(text.parse::<Exception>().map(|exception| exception.to_string()).as_deref(), Ok(expected));
        };
        check("10.1.2.3/16", "10.1.0.0/16");
        check("10.1.2.3", "10.1.2.3/32");
        check("fd00::1", "fd00::1/128");
        check("::ffff:10.1.2.3", "10.1.2.3/32");
        check("127.0.0.1:8080", "127.0.0.1:8080");
        check("[::1]:8080", "[::1]:8080");
        check("Wiki.Internal:8080", "wiki.internal:8080");
        check("wiki.internal.:8080", "wiki.internal:8080");
        check("вікі.internal:80", "xn--b1aq7fb.internal:80");
        for text in ["", "*", "wiki.internal", "wiki.internal:", ":80", "wiki internal:80", "10.0.0.0/33", "a:65536"] {
            assert_eq!(text.parse::<Exception>(), Err(InvalidException), "{text}");
        }
    }
}
