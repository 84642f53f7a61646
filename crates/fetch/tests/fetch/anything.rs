//! Whatever a site sends, a request ends, within its bounds, and reaches no address that is not public.

use proptest::{collection::vec, prelude::*};
use sayso_fetch::{Conditions, Fetched, Settings};
use tokio::runtime::Builder;

use crate::world::{Act, World, plain};

/// Answers that begin well and go on in any way.
fn answers() -> impl Strategy<Value = Vec<u8>> {
    let status = prop_oneof!["200 OK", "30[1-8] Moved", "(304|206|204|404|410|429|503|999) X", "[0-9]{1,4}"];
    let header = prop_oneof![
        "Location: (http://|https://|//|/|)(10\\.1\\.2\\.3|norrfall\\.example|\\[::1\\]|localhost|a)?/?[a-z]{0,2}",
        "Content-Length: [0-9]{1,3}",
        "Content-Encoding: (gzip|deflate|br|identity|zstd)",
        "Transfer-Encoding: chunked",
        "(Retry-After|Age|Expires|Date|Cache-Control|ETag|Content-Type): [ -~]{0,12}",
        "[ -~]{0,12}",
    ];
    let body = vec(any::<u8>(), 0..200);
    let broken = vec((0..400_usize, any::<u8>()), 0..3);
    (status, vec(header, 0..5), body, broken).prop_map(|(status, headers, body, broken)| {
        let head: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let mut answer = format!("HTTP/1.1 {status}\r\n{head}\r\n").into_bytes();
        answer.extend(body);
        for (at, byte) in broken {
            if let Some(place) = answer.get_mut(at) {
                *place = byte;
            }
        }
        answer
    })
}

proptest! {
    #[test]
    fn a_request_ends_within_its_bounds(robots in answers(), page in answers(), cut: bool) {
        let runtime = Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let world = World::with_site("norrfall.example", move |seen| {
                let bytes = if seen.path() == "/robots.txt" { &robots } else { &page };
                vec![Act::Send(bytes.clone()), if cut { Act::Cut } else { Act::Hang }]
            });
            let settings = Settings { robots: true, max_sent_bytes: 100, max_bytes: 150, ..plain() };
            let conditions = Conditions { etag: Some("\"a1\"".to_owned()), last_modified: None };
            let fetched = world.fetcher(settings).get("http://norrfall.example/", &conditions).await;
            if let Ok(Fetched::Body(body)) = &fetched {
                prop_assert!(body.bytes.len() <= 150 && body.answer.redirects.len() <= 5);
            }
            prop_assert!(world.connected().iter().all(|address| address.starts_with("9.9.9.1:")), "{:?}", world.connected());
            prop_assert!(world.seen().len() <= 2 * 6);
            Ok(())
        })?;
    }
}
