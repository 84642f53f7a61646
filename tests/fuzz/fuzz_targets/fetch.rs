//! Any bytes as the answers of a site: its robots.txt, then, after the first NUL, every page.
#![no_main]

use std::{
    cell::Cell,
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use async_trait::async_trait;
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use sayso_fetch::{Conditions, Fetched, Fetcher, Network, Settings, Stream};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    runtime::{Builder, Runtime},
};

const MOST: usize = 1000;

/// What the site answers now.
static ANSWERS: Mutex<(Vec<u8>, Vec<u8>)> = Mutex::new((Vec::new(), Vec::new()));

static FETCHER: LazyLock<Fetcher> = LazyLock::new(|| {
    let settings = Settings { max_sent_bytes: MOST, max_bytes: MOST, ..Settings::default() };
    Fetcher::on(settings, Arc::new(Site), Arc::new(|| Timestamp::UNIX_EPOCH)).expect("the settings hold")
});

thread_local! {
    static RUNTIME: Runtime =
        Builder::new_current_thread().enable_all().start_paused(true).build().expect("a runtime can be made");
    static NUMBER: Cell<u64> = const { Cell::new(0) };
}

struct Site;

#[async_trait]
impl Network for Site {
    async fn resolve(&self, _name: &str) -> io::Result<Vec<IpAddr>> {
        Ok(vec![IpAddr::from([127, 0, 0, 1]), IpAddr::from([9, 9, 9, 1])])
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<Box<dyn Stream>> {
        let public = match address.ip() {
            IpAddr::V4(ip) => !(ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()),
            IpAddr::V6(ip) => ip.segments()[0] & 0xe000 == 0x2000 || ip.segments()[..2] == [0x64, 0xff9b],
        };
        assert!(public && matches!(address.port(), 80 | 443), "{address} was connected to");
        let (near, mut far) = tokio::io::duplex(1 << 16);
        tokio::spawn(async move {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(far.read_u8().await?);
            }
            let answers = ANSWERS.lock().unwrap_or_else(PoisonError::into_inner).clone();
            far.write_all(if head.starts_with(b"GET /robots.txt ") { &answers.0 } else { &answers.1 }).await
        });
        Ok(Box::new(near))
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default().to_vec();
    *ANSWERS.lock().unwrap_or_else(PoisonError::into_inner) = (part(), part());
    // A host of its own for each input: what is remembered of another would change the outcome.
    let number = NUMBER.replace(NUMBER.get() + 1);
    let url = format!("http://site-{number}.example/");
    let conditions = Conditions { etag: Some("\"a1\"".to_owned()), last_modified: None };
    match RUNTIME.with(|runtime| runtime.block_on(FETCHER.get(&url, &conditions))) {
        Ok(Fetched::Body(body)) => {
            assert!(body.bytes.len() <= MOST && body.answer.redirects.len() <= 5 && (200..300).contains(&body.status));
            let texts = [&body.content_type, &body.answer.etag, &body.answer.last_modified];
            assert!(texts.into_iter().flatten().all(|text| !text.contains(char::is_control)));
        }
        Ok(Fetched::NotModified(answer)) => assert!(answer.redirects.len() <= 5),
        Err(error) => assert!(!error.to_string().is_empty() && !error.reason().is_empty()),
    }
});
