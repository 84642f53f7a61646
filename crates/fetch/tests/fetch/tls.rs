//! TLS: the site must prove its name, and the end of what it says.

use std::{io::Write, sync::Arc};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use sayso_fetch::{BadRedirect, FetchError, Fetcher, Settings, SettingsError, Step, TlsProblem};
use tempfile::NamedTempFile;
use tokio_rustls::TlsAcceptor;

use crate::world::{Act, World, answer, error, page, plain, raw, text};

struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    file: NamedTempFile,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(issuer.pem().as_bytes()).unwrap();
        Self { issuer, file }
    }

    /// A server's end of TLS for a name, with a certificate from this authority that is valid until a year.
    fn acceptor(&self, name: &str, until: i32) -> TlsAcceptor {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let chain = vec![CertificateDer::from(certificate.der().to_vec())];
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }

    fn fetcher(&self, world: &Arc<World>) -> Fetcher {
        world.fetcher(Settings { ca_file: Some(self.file.path().to_owned()), ..plain() })
    }
}

const URL: &str = "https://norrfall.example/";

fn secure(
    authority: &Authority,
    script: impl Fn(&crate::world::Seen) -> Vec<Act> + Send + Sync + 'static,
) -> Arc<World> {
    let world = World::new();
    world.name("norrfall.example", &["9.9.9.1"]);
    world.secure_site("9.9.9.1:443", authority.acceptor("norrfall.example", 2100), script);
    world
}

#[tokio::test(start_paused = true)]
async fn a_site_that_proves_its_name_is_read() {
    let authority = Authority::new("Authority of the test");
    let world = secure(&authority, |_| page("Norrfall"));
    world.secure_site("9.9.9.2:443", authority.acceptor("9.9.9.2", 2100), |_| page("by address"));
    let fetcher = authority.fetcher(&world);
    assert_eq!(text(&fetcher, URL).await, "Norrfall");
    assert_eq!(text(&fetcher, "https://Norrfall.example./").await, "Norrfall");
    assert_eq!(text(&fetcher, "https://9.9.9.2/").await, "by address");
}

#[tokio::test(start_paused = true)]
async fn a_site_that_does_not_is_refused() {
    let authority = Authority::new("Authority of the test");
    let world = World::new();
    let sites = [
        ("9.9.9.1", Authority::new("another").acceptor("9.9.9.1", 2100), TlsProblem::UnknownIssuer),
        ("9.9.9.2", authority.acceptor("sund.example", 2100), TlsProblem::WrongName),
        ("9.9.9.3", authority.acceptor("9.9.9.3", 2001), TlsProblem::Expired),
    ];
    let fetcher = authority.fetcher(&world);
    for (address, acceptor, reason) in sites {
        world.secure_site(&format!("{address}:443"), acceptor, |_| page("Norrfall"));
        assert_eq!(error(&fetcher, &format!("https://{address}/")).await, FetchError::Tls { reason });
    }
    assert!(world.seen().is_empty(), "no request was sent");
}

#[tokio::test(start_paused = true)]
async fn what_is_no_tls_is_told() {
    let authority = Authority::new("Authority of the test");
    let world = World::new();
    world.site("9.9.9.1:443", |_| vec![]);
    let fetcher = authority.fetcher(&world);
    let silent = error(&fetcher, "https://9.9.9.1/").await;
    assert_eq!(silent, FetchError::Timeout { step: Step::Tls });
}

#[tokio::test(start_paused = true)]
async fn an_end_that_is_not_the_sites_own_is_an_error() {
    let authority = Authority::new("Authority of the test");
    let world = secure(&authority, |seen| match seen.path() {
        "/whole" => vec![raw("HTTP/1.0 200 OK\r\n\r\nThe bridge is closed.")],
        _ => vec![raw("HTTP/1.0 200 OK\r\n\r\nThe bridge"), Act::Cut],
    });
    let fetcher = authority.fetcher(&world);
    assert_eq!(text(&fetcher, "https://norrfall.example/whole").await, "The bridge is closed.");
    let cut = error(&fetcher, "https://norrfall.example/cut").await;
    assert_eq!(cut, FetchError::Network { step: Step::Body });
}

#[tokio::test(start_paused = true)]
async fn redirects_become_secure_but_not_the_other_way() {
    let authority = Authority::new("Authority of the test");
    let world = secure(&authority, |seen| match seen.path() {
        "/down" => answer("301 X\nLocation: http://norrfall.example/page", ""),
        _ => page("Norrfall"),
    });
    world.site("9.9.9.1:80", |seen| answer(&format!("301 X\nLocation: https://norrfall.example{}", seen.path()), ""));
    let fetcher = authority.fetcher(&world);
    assert_eq!(text(&fetcher, "http://norrfall.example/page").await, "Norrfall");
    let downgrade = FetchError::BadRedirect { reason: BadRedirect::Downgrade };
    let before = world.connected();
    assert_eq!(error(&fetcher, "https://norrfall.example/down").await, downgrade);
    assert_eq!(world.connected()[before.len()..], ["9.9.9.1:443"]);
}

#[test]
fn a_file_without_certificates_is_refused() {
    let open = |file: &NamedTempFile| Fetcher::new(Settings { ca_file: Some(file.path().to_owned()), ..plain() }).err();
    assert_eq!(open(&Authority::new("Authority of the test").file), None);
    assert_eq!(open(&NamedTempFile::new().unwrap()), Some(SettingsError::CaFile));
    let mut broken = NamedTempFile::new().unwrap();
    broken.write_all(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").unwrap();
    assert_eq!(open(&broken), Some(SettingsError::CaFile));
    let missing = Settings { ca_file: Some("no/such/file.pem".into()), ..plain() };
    assert_eq!(Fetcher::new(missing).err(), Some(SettingsError::CaFile));
}
