//! TLS: whom this program trusts, and what is wrong when it does not (rustls with ring).

use std::{io, path::Path, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use tokio_rustls::TlsConnector;
use url::Host;

use crate::{
    error::{FetchError, Step, TlsProblem},
    network::Stream,
    settings::SettingsError,
};

/// Makes connections secure.
pub(crate) struct Tls {
    /// `None` on a machine without any certificate authority: only https fails there, not everything.
    connector: Option<TlsConnector>,
}

impl Tls {
    /// Trusts the machine's own certificate authorities, and those in the file.
    pub(crate) fn new(ca_file: Option<&Path>) -> Result<Self, SettingsError> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if let Some(path) = ca_file {
            let certificates = CertificateDer::pem_file_iter(path).map_err(|_| SettingsError::CaFile)?;
            let certificates: Vec<_> = certificates.collect::<Result<_, _>>().map_err(|_| SettingsError::CaFile)?;
            if roots.add_parsable_certificates(certificates).0 == 0 {
                return Err(SettingsError::CaFile);
            }
        }
        if roots.is_empty() {
            return Ok(Self { connector: None });
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            // Only a provider without ciphers for TLS 1.2 and 1.3 could fail here.
            .map_err(|_| SettingsError::CaFile)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { connector: Some(TlsConnector::from(Arc::new(config))) })
    }

    /// Agrees on TLS with the host at the other end, which must prove its name.
    pub(crate) async fn connect(
        &self,
        host: &Host<String>,
        stream: Box<dyn Stream>,
    ) -> Result<Box<dyn Stream>, FetchError> {
        let problem = |reason| FetchError::Tls { reason };
        let connector = self.connector.as_ref().ok_or(problem(TlsProblem::NoAuthorities))?;
        let name = match host {
            Host::Domain(name) => ServerName::try_from(name.clone()).map_err(|_| problem(TlsProblem::WrongName))?,
            Host::Ipv4(address) => ServerName::IpAddress((*address).into()),
            Host::Ipv6(address) => ServerName::IpAddress((*address).into()),
        };
        match connector.connect(name, stream).await {
            Ok(stream) => Ok(Box::new(stream)),
            Err(error) => Err(problem_of(&error).map_or(FetchError::Network { step: Step::Tls }, problem)),
        }
    }
}

/// What TLS has to object to; `None` if only the connection broke.
fn problem_of(error: &io::Error) -> Option<TlsProblem> {
    let error = error.get_ref()?.downcast_ref::<rustls::Error>()?;
    Some(match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => TlsProblem::Expired,
            CertificateError::UnknownIssuer => TlsProblem::UnknownIssuer,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                TlsProblem::WrongName
            }
            _ => TlsProblem::Certificate,
        },
        rustls::Error::NoCertificatesPresented => TlsProblem::Certificate,
        _ => TlsProblem::Handshake,
    })
}
