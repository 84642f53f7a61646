//! The same on real sockets of this machine, with the system's resolver: nothing is connected to that is not excepted.

use std::{
    env, io,
    net::{IpAddr, SocketAddr},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use async_trait::async_trait;
use futures_util::FutureExt;
use jiff::Timestamp;
use sayso_fetch::{FetchError, Fetcher, Network, Refusal, Settings, Stream, SystemNetwork};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::world::{error, plain, text};

/// Listens; nothing is answered until [`serve`].
async fn listen(address: &str) -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind((address, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Answers every connection with one page.
fn serve(listener: TcpListener) {
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nNorrfall").await.unwrap();
        }
    });
}

/// True if somebody has connected. The system completes connections before they are accepted, so that none is missed.
fn was_connected(listener: &TcpListener) -> bool {
    listener.accept().now_or_never().is_some()
}

fn allowing(exception: &str) -> Settings {
    Settings { allow_private: vec![exception.parse().unwrap()], ..plain() }
}

#[tokio::test]
async fn loopback_is_refused_unless_excepted() {
    let (listener, address) = listen("127.0.0.1").await;
    let port = address.port();
    let closed = Fetcher::new(Settings { ports: vec![80, 443, port], ..plain() }).unwrap();
    for host in ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0", "localhost"] {
        let error = error(&closed, &format!("http://{host}:{port}/")).await;
        let refused = matches!(error, FetchError::Refused { reason: Refusal::NotPublic { .. } | Refusal::LocalName });
        assert!(refused, "{host}: {error:?}");
    }
    assert!(!was_connected(&listener));
    serve(listener);
    let open = Fetcher::new(allowing(&address.to_string())).unwrap();
    assert_eq!(text(&open, &format!("http://{address}/")).await, "Norrfall");
    let by_name = Fetcher::new(allowing(&format!("localhost:{port}"))).unwrap();
    assert_eq!(text(&by_name, &format!("http://localhost:{port}/")).await, "Norrfall");
}

/// Resolves a name to an excepted address the first time, and to another afterwards.
struct Rebinding(SystemNetwork, AtomicBool);

#[async_trait]
impl Network for Rebinding {
    async fn resolve(&self, _name: &str) -> io::Result<Vec<IpAddr>> {
        let again = self.1.swap(true, Ordering::Relaxed);
        Ok(vec![IpAddr::from([127, 0, 0, if again { 2 } else { 1 }])])
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<Box<dyn Stream>> {
        self.0.connect(address).await
    }
}

#[tokio::test]
async fn a_name_that_changes_reaches_no_other_socket() {
    let (listener, address) = listen("127.0.0.1").await;
    let other = TcpListener::bind(("127.0.0.2", address.port())).await.unwrap();
    serve(listener);
    let network = Arc::new(Rebinding(SystemNetwork::default(), AtomicBool::new(false)));
    let settings = Settings { host_delay: std::time::Duration::ZERO, ..allowing(&address.to_string()) };
    let fetcher = Fetcher::on(settings, network, Arc::new(Timestamp::now)).unwrap();
    let url = format!("http://rebinding.example:{}/", address.port());
    assert_eq!(text(&fetcher, &url).await, "Norrfall");
    let refused = error(&fetcher, &url).await;
    assert!(matches!(refused, FetchError::Refused { reason: Refusal::NotPublic { .. } }), "{refused:?}");
    assert!(!was_connected(&other));
}

/// Set for the run of this test inside the other.
const INSIDE: &str = "SAYSO_TEST_FETCH_UNDER_PROXY";

#[tokio::test]
async fn proxies_of_the_environment_are_not_used() {
    if env::var_os(INSIDE).is_some() {
        let (listener, address) = listen("127.0.0.1").await;
        serve(listener);
        let fetcher = Fetcher::new(allowing(&address.to_string())).unwrap();
        assert_eq!(text(&fetcher, &format!("http://{address}/")).await, "Norrfall");
        return;
    }
    let (proxy, address) = listen("127.0.0.1").await;
    let proxy_url = format!("http://{address}");
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "sockets::proxies_of_the_environment_are_not_used"]).env(INSIDE, "1");
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(name, &proxy_url);
    }
    let output = command.env_remove("NO_PROXY").env_remove("no_proxy").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    assert!(!was_connected(&proxy));
}
