//! What may be asked: every address passes here, first as text, then as the numbers that are connected to.

use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

use crate::{
    MAX_URL_BYTES,
    addresses::not_public,
    error::Refusal,
    settings::{Exception, Settings},
};

/// Names that mean something on one machine or network only: RFC 6761, 6762, 8375, and ICANN's `internal`, under which
/// clouds keep their metadata.
const LOCAL_NAMES: &[&str] = &["localhost", "local", "internal", "home.arpa"];

/// Decides what may be asked.
pub(crate) struct Guard {
    ports: Vec<u16>,
    exceptions: Vec<Exception>,
}

/// An address that may be asked, as far as its text tells: http or https, without credentials and fragment.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) url: Url,
    /// The name in lower case without a last dot, or the literal address.
    pub(crate) host: Host<String>,
    pub(crate) port: u16,
}

/// An address that may be connected to: only [`Guard::pass`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passed(SocketAddr);

impl Passed {
    pub(crate) fn address(self) -> SocketAddr {
        self.0
    }
}

impl Target {
    pub(crate) fn is_secure(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The name or literal address alone, by which hosts are told apart.
    pub(crate) fn host_name(&self) -> String {
        self.host.to_string()
    }

    /// Scheme, host and port, by which a robots.txt is told from others (RFC 6454).
    pub(crate) fn origin(&self) -> String {
        format!("{}://{}:{}", self.url.scheme(), self.host, self.port)
    }
}

impl Guard {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self { ports: settings.ports.clone(), exceptions: settings.allow_private.clone() }
    }

    /// Reads an address as the URL standard does, and refuses what its text alone tells.
    pub(crate) fn read(&self, text: &str) -> Result<Target, Refusal> {
        if text.len() > MAX_URL_BYTES {
            return Err(Refusal::TooLong);
        }
        self.target(Url::parse(text).map_err(|_| Refusal::NoUrl)?)
    }

    /// The same for an address that is already read, such as that of a redirect.
    pub(crate) fn target(&self, mut url: Url) -> Result<Target, Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Credentials);
        }
        url.set_fragment(None);
        if url.as_str().len() > MAX_URL_BYTES {
            return Err(Refusal::TooLong);
        }
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(Refusal::NoUrl);
        };
        let host = match host {
            Host::Domain(name) => Host::Domain(name.strip_suffix('.').unwrap_or(name).to_owned()),
            literal => literal.to_owned(),
        };
        let target = Target { url, host, port };
        if !self.ports.contains(&port) && !self.exceptions.iter().any(|exception| exception.port() == Some(port)) {
            return Err(Refusal::Port);
        }
        match &target.host {
            Host::Domain(name) => self.name(name, port)?,
            Host::Ipv4(address) => self.pass(&target, (*address).into()).map(drop)?,
            Host::Ipv6(address) => self.pass(&target, (*address).into()).map(drop)?,
        }
        Ok(target)
    }

    /// Refuses a name that is local. Where addresses are excepted, local names may lead to them, and their addresses decide.
    fn name(&self, name: &str, port: u16) -> Result<(), Refusal> {
        let local = !name.contains('.')
            || LOCAL_NAMES
                .iter()
                .any(|local| name.strip_suffix(local).is_some_and(|before| before.is_empty() || before.ends_with('.')));
        let excepted = self.exceptions.iter().any(|exception| match exception {
            Exception::Host(host, at) => host == name && *at == port,
            Exception::Network(_) | Exception::Address(_) => true,
        });
        if local && !excepted { Err(Refusal::LocalName) } else { Ok(()) }
    }

    /// Decides on one of the addresses of a target: it is public, or excepted.
    pub(crate) fn pass(&self, target: &Target, address: IpAddr) -> Result<Passed, Refusal> {
        let address = address.to_canonical();
        let at = SocketAddr::new(address, target.port);
        let usual = self.ports.contains(&target.port);
        let excepted = self.exceptions.iter().any(|exception| match exception {
            Exception::Network(network) => usual && network.contains(&address),
            Exception::Address(allowed) => *allowed == at,
            Exception::Host(name, port) => {
                *port == target.port && matches!(&target.host, Host::Domain(host) if host == name)
            }
        });
        match not_public(address) {
            _ if excepted => Ok(Passed(at)),
            None if usual => Ok(Passed(at)),
            None => Err(Refusal::Port),
            Some(what) => Err(Refusal::NotPublic { what }),
        }
    }
}

impl Exception {
    /// The port that is allowed with it, if it names one.
    fn port(&self) -> Option<u16> {
        match self {
            Self::Network(_) => None,
            Self::Address(address) => Some(address.port()),
            Self::Host(_, port) => Some(*port),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn guard(exceptions: &[&str]) -> Guard {
        let allow_private = exceptions.iter().map(|text| text.parse().unwrap()).collect();
        Guard::new(&Settings { allow_private, ..Settings::default() })
    }

    #[test]
    fn what_the_text_tells_is_refused() {
        let guard = guard(&[]);
        let check = |text: &str, expected: Refusal| assert_eq!(guard.read(text).err(), Some(expected), "{text}");
        for text in ["", "news", "//news.example/1", "/1", "http://", "http:// /", "http://[::1", "http://a b.example/"]
        {
            check(text, Refusal::NoUrl);
        }
        for text in ["ftp://news.example/", "file:///etc/passwd", "data:,x", "gopher://news.example/", "javascript:1"] {
            check(text, Refusal::Scheme);
        }
        for text in ["http://reader@news.example/", "https://reader:word@news.example/", "http://:word@news.example/"] {
            check(text, Refusal::Credentials);
        }
        for text in
            ["http://news.example:22/", "http://news.example:8080/", "https://news.example:6379/", "http://1.1.1.1:1/"]
        {
            check(text, Refusal::Port);
        }
        for text in [
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost/",
            "http://printer.local/",
            "http://metadata.google.internal/computeMetadata/v1/",
            "http://router.home.arpa/",
            "http://intranet/",
        ] {
            check(text, Refusal::LocalName);
        }
        check(&format!("https://news.example/{}", "x".repeat(MAX_URL_BYTES)), Refusal::TooLong);
        check(&format!("https://news.example/{}", "ї".repeat(MAX_URL_BYTES / 3)), Refusal::TooLong);
    }

    #[test]
    fn literal_addresses_are_refused_in_every_form() {
        let guard = guard(&[]);
        for host in [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.0.0.1",
            "0177.0.0.1",
            "017700000001",
            "0X7F.1",
            "127.0.0.1.",
            "%31%32%37.0.0.1",
            "１２７.０.０.１",
            "127。0。0。1",
            "0",
            "0.0.0.0",
            "169.254.169.254",
            "0xa9fea9fe",
            "2852039166",
            "0251.0376.0251.0376",
            "10.1",
            "192.168.257",
            "100.64.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a9fe:a9fe]",
            "[64:ff9b::a00:1]",
            "[2002:7f00:1::]",
            "[fd00:ec2::254]",
            "[fe80::1]",
            "[ff02::1]",
        ] {
            let refusal = guard.read(&format!("http://{host}/")).err();
            assert!(matches!(refusal, Some(Refusal::NotPublic { .. })), "{host}: {refusal:?}");
        }
        for host in ["1.1.1.1", "0x01010101", "[2606:4700::1111]", "news.example", "127.0.0.1.news.example"] {
            assert_eq!(guard.read(&format!("http://{host}/")).err(), None, "{host}");
        }
    }

    #[test]
    fn exceptions_reach_no_further_than_they_say() {
        let check = |exceptions: &[&str], text: &str, address: &str, expected: bool| {
            let guard = guard(exceptions);
            let passed = guard.read(text).and_then(|target| guard.pass(&target, address.parse().unwrap()));
            assert_eq!(passed.is_ok(), expected, "{exceptions:?} {text} {address}: {passed:?}");
        };
        check(&[], "http://news.example/", "1.1.1.1", true);
        check(&[], "http://news.example/", "10.1.2.3", false);
        check(&["10.1.0.0/16"], "http://news.example/", "10.1.2.3", true);
        check(&["10.1.0.0/16"], "http://news.example/", "::ffff:10.1.2.3", true);
        check(&["10.1.0.0/16"], "http://news.example/", "10.2.2.3", false);
        check(&["10.1.0.0/16"], "http://wiki.internal/", "10.1.2.3", true);
        check(&["10.1.0.0/16"], "http://wiki.internal/", "127.0.0.1", false);
        check(&["10.1.0.0/16"], "http://10.1.2.3:8080/", "10.1.2.3", false);
        check(&["10.1.2.3:8080"], "http://10.1.2.3:8080/", "10.1.2.3", true);
        check(&["10.1.2.3:8080"], "http://10.1.2.3/", "10.1.2.3", false);
        check(&["10.1.2.3:8080"], "http://news.example:8080/", "10.1.2.3", true);
        check(&["10.1.2.3:8080"], "http://news.example:8080/", "10.1.2.4", false);
        check(&["10.1.2.3:8080"], "http://news.example:8080/", "1.1.1.1", false);
        check(&["wiki.internal:8080"], "http://wiki.internal:8080/", "10.1.2.3", true);
        check(&["wiki.internal:8080"], "http://WIKI.internal.:8080/", "10.1.2.3", true);
        check(&["wiki.internal:8080"], "http://wiki.internal/", "10.1.2.3", false);
        check(&["wiki.internal:8080"], "http://other.internal:8080/", "10.1.2.3", false);
        check(&["wiki.internal:8080"], "http://news.example:8080/", "10.1.2.3", false);
        check(&["wiki.internal:8080"], "http://10.1.2.3:8080/", "10.1.2.3", false);
        check(&["wiki.example:8080"], "http://wiki.example:8080/", "1.1.1.1", true);
    }

    #[test]
    fn origins_differ_by_scheme_host_and_port_only() {
        let guard = guard(&["a.example:8080"]);
        let origin = |text: &str| guard.read(text).unwrap().origin();
        assert_eq!(origin("https://A.example/1?x#y"), origin("https://a.example.:443/2"));
        assert_ne!(origin("https://a.example/"), origin("http://a.example/"));
        assert_ne!(origin("http://a.example/"), origin("http://a.example:8080/"));
        assert_ne!(origin("http://a.example/"), origin("http://b.example/"));
    }

    proptest! {
        #[test]
        fn no_text_leads_to_a_private_literal(text in "\\PC{0,40}") {
            let guard = guard(&[]);
            for text in [text.clone(), format!("http://{text}/"), format!("http://{text}")] {
                if let Ok(target) = guard.read(&text) {
                    prop_assert!(matches!(target.url.scheme(), "http" | "https"));
                    let literal: Option<IpAddr> = match target.host {
                        Host::Domain(_) => None,
                        Host::Ipv4(address) => Some(address.into()),
                        Host::Ipv6(address) => Some(address.into()),
                    };
                    prop_assert!(literal.is_none_or(|address| not_public(address).is_none()));
                }
            }
        }

        #[test]
        fn every_number_is_read_as_an_address(number: u32) {
            let guard = guard(&[]);
            let expected = not_public(std::net::Ipv4Addr::from_bits(number).into()).is_none();
            for text in [format!("http://{number}/"), format!("http://{number:#x}/"), format!("http://0{number:o}/")] {
                prop_assert_eq!(guard.read(&text).is_ok(), expected, "{}", text);
            }
        }
    }
}
