//! Bodies: whole, bounded, and as they were before compression.

use std::{io::Write, time::Duration};

use flate2::{
    Compression,
    write::{GzEncoder, ZlibEncoder},
};
use sayso_fetch::{BadResponse, FetchError, Large, Settings, Step};

use crate::world::{Act, SECOND, World, answer, body, error, plain, raw, text};

const URL: &str = "http://norrfall.example/";

async fn fetch(acts: Vec<Act>, settings: Settings) -> Result<Vec<u8>, FetchError> {
    let world = World::with_site("norrfall.example", move |_| acts.clone());
    body(&world.fetcher(settings), URL).await.map(|body| body.bytes.to_vec())
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn small() -> Settings {
    Settings { max_sent_bytes: 100_000, max_bytes: 200_000, ..plain() }
}

#[tokio::test(start_paused = true)]
async fn each_way_of_sending_a_body_is_read() {
    let text = "The bridge at Norrfall is closed.\n".repeat(40);
    let brotli = include_bytes!("../data/norrfall.br");
    let half = text.len() / 2;
    let (first, second) = text.split_at(half);
    let chunked = format!("{half:x};x=y\r\n{first}\r\n{:X}\r\n{second}\r\n0\r\nX-Trailer: 1\r\n\r\n", second.len());
    for (name, acts) in [
        ("length", answer("200 OK", &text)),
        ("gzip", answer("200 OK\nContent-Encoding: gzip", gzipped(text.as_bytes()))),
        ("deflate", answer("200 OK\nContent-Encoding: deflate", zlib(text.as_bytes()))),
        ("br", answer("200 OK\nContent-Encoding: br", brotli)),
        ("chunked", vec![raw(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunked}"))]),
        ("until the end", vec![raw("HTTP/1.0 200 OK\r\n\r\n"), raw(&text)]),
        (
            "in pieces",
            vec![
                raw(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r", text.len())),
                Act::Wait(SECOND),
                raw(format!("\n{first}")),
                Act::Wait(10 * SECOND),
                raw(second),
            ],
        ),
        (
            "after hints",
            [vec![raw("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")], answer("200 OK", &text)].concat(),
        ),
    ] {
        assert_eq!(fetch(acts, plain()).await.as_deref(), Ok(text.as_bytes()), "{name}");
    }
    assert_eq!(fetch(vec![raw("HTTP/1.1 204 No Content\r\n\r\n")], plain()).await, Ok(Vec::new()));
    assert_eq!(fetch(answer("200 OK\nContent-Encoding: gzip", ""), plain()).await, Ok(Vec::new()));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_breaks_off_is_an_error() {
    let broken = Err(FetchError::Network { step: Step::Body });
    let zipped = gzipped(&vec![b'x'; 1000]);
    for (name, acts) in [
        ("length", vec![raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nThe bridge"), Act::Cut]),
        ("length, closed", vec![raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nThe bridge")]),
        ("chunk", vec![raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nThe bridge"), Act::Cut]),
        ("no last chunk", vec![raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nThe\r\n"), Act::Cut]),
        ("no chunk", vec![raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]),
    ] {
        assert_eq!(fetch(acts, plain()).await, broken, "{name}");
    }
    assert_eq!(
        fetch(answer("200 OK\nContent-Encoding: gzip", &zipped[..zipped.len() - 4]), plain()).await,
        Err(FetchError::BadResponse { reason: BadResponse::Damaged })
    );
    let head = Err(FetchError::Network { step: Step::Head });
    assert_eq!(fetch(vec![Act::Cut], plain()).await, head);
    assert_eq!(fetch(vec![raw("HTTP/1.1 200 OK\r\nContent-"), Act::Cut], plain()).await, head);
}

#[tokio::test(start_paused = true)]
async fn a_length_that_lies_gains_nothing() {
    let short = vec![raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nThe bridge at Norrfall is closed.")];
    assert_eq!(fetch(short, plain()).await.as_deref(), Ok(b"The bridge".as_slice()));
    for length in ["8388609", "9000000000000000000", "18446744073709551615", "18446744073709551616"] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        let world = World::with_site("norrfall.example", move |_| vec![raw(&head), Act::Hang]);
        let error = error(&world.fetcher(plain()), URL).await;
        assert!(!error.is_temporary(), "{length}: {error:?}");
        assert_eq!(world.elapsed(), Duration::ZERO, "{length}: it is not waited for");
    }
    for lengths in ["Content-Length: 1\r\nContent-Length: 2", "Content-Length: -1", "Content-Length: x"] {
        let acts = vec![raw(format!("HTTP/1.1 200 OK\r\n{lengths}\r\n\r\nab"))];
        let outcome = fetch(acts, plain()).await;
        assert_eq!(outcome, Err(FetchError::BadResponse { reason: BadResponse::NotHttp }), "{lengths}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_large_body_is_refused_at_the_limit() {
    let sent = Err(FetchError::TooLarge { what: Large::Sent });
    for (length, allowed) in [(99_999, true), (100_000, true), (100_001, false)] {
        let world = World::with_site("norrfall.example", move |_| {
            vec![raw("HTTP/1.0 200 OK\r\n\r\n"), Act::Send(vec![b'x'; length])]
        });
        assert_eq!(body(&world.fetcher(small()), URL).await.is_ok(), allowed, "{length}");
    }
    let endless = vec![raw("HTTP/1.1 200 OK\r\n\r\n"), Act::Repeat(vec![b'x'; 4096], Duration::ZERO)];
    assert_eq!(fetch(endless, small()).await, sent);
    let chunk = [b"1000\r\n".as_slice(), &[b'x'; 4096], b"\r\n"].concat();
    let endless =
        vec![raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), Act::Repeat(chunk, Duration::ZERO)];
    assert_eq!(fetch(endless, small()).await, sent);
    let extension = vec![b'x'; 4096];
    let endless =
        vec![raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"), Act::Repeat(extension, Duration::ZERO)];
    assert_eq!(fetch(endless, small()).await, Err(FetchError::Network { step: Step::Body }));
}

#[tokio::test(start_paused = true)]
async fn bombs_stop_at_the_limit() {
    let zeros = vec![0; 32 << 20];
    for (encoding, bomb) in [
        ("gzip", gzipped(&zeros)),
        ("deflate", zlib(&zeros)),
        ("br", include_bytes!("../data/zeros_64_mib.br").to_vec()),
    ] {
        let acts = answer(&format!("200 OK\nContent-Encoding: {encoding}"), &bomb);
        let outcome = fetch(acts.clone(), Settings { max_sent_bytes: 1 << 20, ..small() }).await;
        assert_eq!(outcome, Err(FetchError::TooLarge { what: Large::Decompressed }), "{encoding}");
        let ratio = fetch(acts, Settings { max_bytes: 1 << 30, ..plain() }).await;
        assert_eq!(ratio, Err(FetchError::TooLarge { what: Large::Ratio }), "{encoding}");
    }
    let twice = answer("200 OK\nContent-Encoding: gzip, gzip", gzipped(&gzipped(&zeros)));
    assert_eq!(fetch(twice, plain()).await, Err(FetchError::BadResponse { reason: BadResponse::Encoding }));
}

#[tokio::test(start_paused = true)]
async fn an_archive_is_handed_over_as_it_is() {
    // The head of a ZIP file whose entry claims 4 GiB: nothing looks into it here.
    let archive = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\x01\0\0\0a";
    assert_eq!(
        fetch(answer("200 OK\nContent-Type: application/zip", archive), plain()).await.as_deref(),
        Ok(archive.as_slice())
    );
}

#[tokio::test(start_paused = true)]
async fn compressions_that_were_not_offered_are_refused() {
    for encoding in ["zstd", "compress", "aes128gcm", "br, gzip"] {
        let outcome = fetch(answer(&format!("200 OK\nContent-Encoding: {encoding}"), "x"), plain()).await;
        assert_eq!(outcome, Err(FetchError::BadResponse { reason: BadResponse::Encoding }), "{encoding}");
    }
    let plain_text = answer("200 OK\nContent-Encoding: gzip", "The bridge at Norrfall is closed.");
    assert_eq!(fetch(plain_text, plain()).await, Err(FetchError::BadResponse { reason: BadResponse::Damaged }));
}

#[tokio::test(start_paused = true)]
async fn header_floods_are_refused() {
    let flood = Err(FetchError::TooLarge { what: Large::Headers });
    let many: String = (0..300).map(|number| format!("X-{number}: y\r\n")).collect();
    assert_eq!(fetch(vec![raw(format!("HTTP/1.1 200 OK\r\n{many}\r\n"))], plain()).await, flood);
    let long = "y".repeat(70_000);
    assert_eq!(fetch(vec![raw(format!("HTTP/1.1 200 OK\r\nX: {long}\r\n\r\n"))], plain()).await, flood);
    let endless = vec![raw("HTTP/1.1 200 OK\r\nX: "), Act::Repeat(vec![b'y'; 4096], Duration::ZERO)];
    assert_eq!(fetch(endless, plain()).await, flood);
    let endless = vec![raw("HTTP/1.1 200 OK\r\n"), Act::Repeat(b"X: y\r\n".to_vec(), Duration::ZERO)];
    assert_eq!(fetch(endless, plain()).await, flood);
    let some: String = (0..200).map(|number| format!("X-{number}: y\r\n")).collect();
    let acts = vec![raw(format!("HTTP/1.1 200 OK\r\n{some}Content-Length: 1\r\n\r\nx"))];
    assert_eq!(fetch(acts, plain()).await, Ok(b"x".to_vec()));
}

#[tokio::test(start_paused = true)]
async fn what_does_not_answer_the_request_is_an_error() {
    let not_http = Err(FetchError::BadResponse { reason: BadResponse::NotHttp });
    for noise in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "<html>no head</html>\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "\0\0\0\x12\x04\0\0\0\0\0\0",
    ] {
        assert_eq!(fetch(vec![raw(noise), Act::Wait(SECOND)], plain()).await, not_http, "{noise:?}");
    }
    let unasked = Err(FetchError::BadResponse { reason: BadResponse::UnaskedStatus });
    assert_eq!(fetch(vec![raw("HTTP/1.1 304 Not Modified\r\n\r\n")], plain()).await, unasked);
    assert_eq!(fetch(answer("206 Partial\nContent-Range: bytes 0-1/2000", "ab"), plain()).await, unasked);
    let switching =
        fetch(vec![raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n")], plain())
            .await;
    assert!(switching.is_err(), "{switching:?}");
}

#[tokio::test(start_paused = true)]
async fn after_a_bad_answer_the_next_request_goes_well() {
    let world = World::with_site("norrfall.example", |seen| match seen.path() {
        "/bad" => vec![raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\nsmuggled"), Act::Cut],
        _ => answer("200 OK", "Norrfall"),
    });
    let fetcher = world.fetcher(plain());
    assert_eq!(text(&fetcher, "http://norrfall.example/bad").await, "abc");
    assert_eq!(text(&fetcher, URL).await, "Norrfall");
    assert_eq!(world.connected().len(), 2, "no connection is used twice");
}
