//! How names are resolved and connections are made: the system's way, or that of a test.

use std::{io, net::IpAddr, net::SocketAddr, sync::Arc};

use async_trait::async_trait;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    sync::Semaphore,
};

/// The most names that are resolved at a time. The system's resolver blocks a thread for as long as it likes, also
/// when nobody waits for it any more.
const MAX_LOOKUPS: usize = 64;

/// A connection.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// How names become addresses, and addresses connections.
///
/// What stands behind it decides nothing: every address that it finds is judged before it is connected to, and it is
/// asked to connect to that very address. Dropping a future stops the attempt.
#[async_trait]
pub trait Network: Send + Sync + 'static {
    /// The addresses of a name, the preferred ones first.
    ///
    /// # Errors
    /// Whatever keeps it from finding out, also that there is no such name.
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>>;

    /// Opens a connection to exactly this address.
    ///
    /// # Errors
    /// Whatever keeps it from doing so.
    async fn connect(&self, address: SocketAddr) -> io::Result<Box<dyn Stream>>;
}

/// The resolver of the operating system, with its hosts file and search rules, and TCP.
pub struct SystemNetwork {
    lookups: Arc<Semaphore>,
}

impl Default for SystemNetwork {
    fn default() -> Self {
        Self { lookups: Arc::new(Semaphore::new(MAX_LOOKUPS)) }
    }
}

#[async_trait]
impl Network for SystemNetwork {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let permit = Arc::clone(&self.lookups).acquire_owned().await.map_err(io::Error::other)?;
        let name = name.to_owned();
        // A task of its own keeps the permit until the lookup has ended, even if nobody waits for it any more.
        let lookup = tokio::spawn(async move {
            let found = tokio::net::lookup_host((name, 0)).await.map(|found| found.map(|at| at.ip()).collect());
            drop(permit);
            found
        });
        lookup.await.map_err(io::Error::other)?
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<Box<dyn Stream>> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Box::new(stream))
    }
}
