//! Web archives: whole, cut anywhere, broken anywhere, hostile. All pages are invented.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{self, Cursor, Read, Write};

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use sayso_readers::{Lost, LostReason, Position, ReadError, Response, StreamError, Warc, WarcLimits};

const LIMITS: WarcLimits = WarcLimits { body_bytes: 1 << 20, header_bytes: 4096 };

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A record with these fields, in which `LENGTH` is that of the block.
fn record(fields: &str, block: &[u8]) -> Vec<u8> {
    let fields = fields.replace("LENGTH", &block.len().to_string());
    [format!("WARC/1.0\r\n{fields}\r\n\r\n").as_bytes(), block, b"\r\n\r\n"].concat()
}

fn page(uri: &str, http: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2026-03-04T08:15:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: LENGTH"
    );
    record(&fields, http)
}

fn html(number: usize) -> Vec<u8> {
    let body = format!("<p>The dam of Vessaly holds, says report {number}.</p>");
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    page(&format!("https://courier.example/{number}"), http.as_bytes())
}

fn information() -> Vec<u8> {
    record(
        "WARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: LENGTH",
        b"software: none\r\n",
    )
}

/// Six records, four of them pages.
fn records() -> Vec<Vec<u8>> {
    let request = "WARC-Type: request\r\nWARC-Target-URI: https://courier.example/2\r\nContent-Type: application/http\r\n\
         Content-Length: LENGTH";
    let not_found = b"HTTP/1.1 404 Not Found\r\n\r\nNothing here";
    vec![
        information(),
        html(1),
        record(request, b"GET /2 HTTP/1.1\r\n\r\n"),
        html(2),
        page("<https://courier.example/none>", not_found).replace_start("WARC/1.0", "WARC/1.1"),
        html(3),
    ]
}

trait ReplaceStart {
    fn replace_start(self, from: &str, to: &str) -> Self;
}

impl ReplaceStart for Vec<u8> {
    fn replace_start(self, from: &str, to: &str) -> Self {
        [to.as_bytes(), self.strip_prefix(from.as_bytes()).unwrap()].concat()
    }
}

/// The ways in which the same records are laid down.
fn layouts() -> [(&'static str, Vec<u8>); 4] {
    let records = records();
    let members: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let pairs: Vec<Vec<u8>> = records.chunks(2).map(|pair| gzip(&pair.concat())).collect();
    [
        ("plain", records.concat()),
        ("a member for each", members.concat()),
        ("a member for two", pairs.concat()),
        ("one member", gzip(&records.concat())),
    ]
}

type Outcome = Result<Response, Lost>;

fn outcomes(bytes: &[u8]) -> (Vec<Outcome>, Position) {
    let mut warc = Warc::new(bytes, LIMITS).unwrap();
    (warc.by_ref().collect(), warc.position())
}

/// The addresses and starts of pages, in order.
fn pages<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> Vec<(String, Vec<u8>)> {
    outcomes
        .into_iter()
        .filter_map(|outcome| outcome.as_ref().ok())
        .map(|page| (page.uri.clone(), page.body.clone()))
        .collect()
}

fn lost(outcomes: &[Outcome]) -> Vec<String> {
    outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(|lost| lost.reason.to_string()).collect()
}

#[test]
fn pages_are_given_and_the_rest_is_skipped() {
    for (layout, bytes) in layouts() {
        let mut warc = Warc::new(&bytes[..], LIMITS).unwrap();
        let pages: Vec<Response> = warc.by_ref().map(Result::unwrap).collect();
        assert_eq!((pages.len(), warc.skipped()), (4, 2), "{layout}");
        assert_eq!(warc.position(), Position { offset: bytes.len() as u64, records: 0 }, "{layout}");
        let page = &pages[0];
        assert_eq!(page.uri, "https://courier.example/1");
        assert_eq!(page.fetched.unwrap().to_string(), "2026-03-04T08:15:00Z");
        assert_eq!((page.status, page.whole), (200, true));
        assert_eq!(page.body, b"<p>The dam of Vessaly holds, says report 1.</p>");
        assert_eq!(page.raw().media_type, Some("text/html; charset=utf-8"));
        assert_eq!((pages[2].uri.as_str(), pages[2].status), ("https://courier.example/none", 404));
    }
}

#[test]
fn reading_goes_on_from_every_position() {
    for (layout, bytes) in layouts() {
        let all = outcomes(&bytes).0;
        let mut warc = Warc::new(&bytes[..], LIMITS).unwrap();
        for count in 0..=all.len() {
            let mut rest = Warc::resume(Cursor::new(&bytes), warc.position(), LIMITS).unwrap();
            assert_eq!(pages(&rest.by_ref().collect::<Vec<_>>()), pages(&all[count..]), "{layout} {count}");
            assert_eq!(rest.position().offset, bytes.len() as u64);
            warc.next();
        }
        // A page's own position gives it again.
        for page in all.iter().flatten() {
            let mut again = Warc::resume(Cursor::new(&bytes), page.position, LIMITS).unwrap();
            assert_eq!(again.next().unwrap().unwrap(), *page, "{layout}");
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_read_to_there_and_later_from_there() {
    for (layout, bytes) in layouts() {
        let all = pages(&outcomes(&bytes).0);
        for cut in 6..bytes.len() {
            let (before, position) = outcomes(&bytes[..cut]);
            assert!(lost(&before).iter().all(|reason| reason == "the file is cut off"), "{layout} {cut}: {before:?}");
            assert!(lost(&before).len() <= 1 && before.iter().rev().skip(1).all(Result::is_ok), "{layout} {cut}");
            let after: Vec<_> = Warc::resume(Cursor::new(&bytes), position, LIMITS).unwrap().collect();
            assert_eq!([pages(&before), pages(&after)].concat(), all, "{layout} {cut}");
        }
    }
}

#[test]
fn a_byte_broken_anywhere_costs_its_own_record_only() {
    let records = records();
    let members: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let bytes = members.concat();
    let all = pages(&outcomes(&bytes).0);
    let mut start = 0;
    for (number, member) in members.iter().enumerate() {
        for at in start..start + member.len() {
            // Another first byte makes it no archive at all.
            if at < 2 {
                continue;
            }
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            let (found, position) = outcomes(&broken);
            let own = format!("https://courier.example/{}", ["", "1", "", "2", "none", "3"][number]);
            let others: Vec<_> = all.iter().filter(|(uri, _)| *uri != own).cloned().collect();
            let without: Vec<_> = pages(&found).into_iter().filter(|(uri, _)| *uri != own).collect();
            assert_eq!(without, others, "byte {at} of member {number}: {found:?}");
            let cut = matches!(found.last(), Some(Err(Lost { reason: LostReason::Cut, .. })));
            assert!(position.offset == bytes.len() as u64 || cut && number == 5, "byte {at}: {found:?}");
            // What is given is what was laid down.
            assert!(pages(&found).iter().all(|page| all.contains(page)), "byte {at}: {found:?}");
        }
        start += member.len();
    }
}

#[test]
fn bad_records_are_reported_and_passed() {
    let check = |bad: &[u8], expected: &str| {
        let plain = [html(1), bad.to_vec(), html(2)].concat();
        let members = [gzip(&html(1)), gzip(bad), gzip(&html(2))].concat();
        let one = gzip(&plain);
        for (layout, bytes) in [("plain", plain), ("members", members), ("one member", one)] {
            let (found, position) = outcomes(&bytes);
            let reasons = lost(&found);
            assert_eq!(pages(&found).len(), 2, "{layout}: {reasons:?}");
            assert!(reasons.len() == 1 && reasons[0].contains(expected), "{layout}: {reasons:?}");
            assert_eq!(position.offset, bytes.len() as u64);
            let bad = found.iter().find_map(|outcome| outcome.as_ref().err()).unwrap();
            let rest: Vec<_> = Warc::resume(Cursor::new(&bytes), bad.position, LIMITS).unwrap().collect();
            assert_eq!((pages(&rest).len(), lost(&rest)), (1, reasons), "{layout}");
        }
    };
    check(b"no record at all\r\nnor here\r\n\r\n", "no record begins with WARC/ here");
    check(b"WARC/1.0\r\nWARC-Type: response\r\n\r\nblock\r\n\r\n", "Content-Length is missing or no number");
    check(b"WARC/1.0\r\nContent-Length: -1\r\n\r\n", "Content-Length is missing or no number");
    check(&[b"WARC/1.0\r\n".to_vec(), b"A: b\r\n".repeat(2000)].concat(), "fields are too long");
    check(&page("https://courier.example/x", b"no HTTP"), "no HTTP response");
    let long = [&b"HTTP/1.1 200 OK\r\n\r\n"[..], &[b'x'; (1 << 20) + 1]].concat();
    check(&page("https://courier.example/x", &long), "1048576 bytes");
    let bomb = [&b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"[..], &gzip(&vec![0; 90 << 20])].concat();
    check(&page("https://courier.example/x", &bomb), "1048576 bytes when decompressed");
    // A length that is too small leaves some of the block behind.
    let short = page("https://courier.example/none", b"HTTP/1.1 404 No\r\n\r\n");
    let short = String::from_utf8(short).unwrap().replace("\r\n\r\n\r\n", "\r\n\r\nmore than was said\r\n");
    let found = outcomes(&[html(1), short.into_bytes(), html(2)].concat()).0;
    assert_eq!((pages(&found).len(), lost(&found)), (3, vec!["no record begins with WARC/ here".to_owned()]));
}

#[test]
fn plain_bytes_between_members_are_passed_wherever_reading_begins() {
    let bytes = [gzip(&html(1)), html(2)[20..].to_vec(), html(3)[20..].to_vec(), gzip(&html(4))].concat();
    let mut warc = Warc::new(&bytes[..], LIMITS).unwrap();
    assert!(warc.next().unwrap().is_ok());
    let behind = Warc::resume(Cursor::new(&bytes), warc.position(), LIMITS).unwrap().collect::<Vec<_>>();
    let rest = warc.collect::<Vec<_>>();
    assert_eq!((pages(&rest), lost(&rest)), (pages(&behind), lost(&behind)));
    assert_eq!((pages(&rest).len(), lost(&rest).len()), (1, 1));
}

#[test]
fn a_length_beyond_its_member_costs_no_other() {
    let long = String::from_utf8(html(9)).unwrap();
    let start = long.find("Content-Length: ").unwrap() + "Content-Length: ".len();
    let long = format!("{}99999{}", &long[..start], &long[long[start..].find('\r').unwrap() + start..]);
    let bytes = [gzip(&html(1)), gzip(long.as_bytes()), gzip(&html(2))].concat();
    let found = outcomes(&bytes).0;
    assert_eq!((pages(&found).len(), lost(&found)), (2, vec!["its gzip member ends within it".to_owned()]));
}

#[test]
fn bombs_are_left_and_the_next_member_is_read() {
    let zeros = vec![0; 300 << 20];
    let skipped = record("WARC-Type: resource\r\nContent-Length: LENGTH", &zeros);
    let behind = [information(), zeros].concat();
    for bomb in [skipped, behind] {
        let bytes = [gzip(&html(1)), gzip(&bomb), gzip(&html(2))].concat();
        let found = outcomes(&bytes).0;
        let reasons = lost(&found);
        assert_eq!(pages(&found).len(), 2);
        assert!(reasons.len() == 1 && reasons[0].contains("200 bytes out of each compressed byte"), "{reasons:?}");
    }
}

#[test]
fn pages_are_decoded_and_say_whether_they_are_whole() {
    let check = |fields: &str, http: &[u8], expected: (&[u8], bool)| {
        let fields = format!(
            "WARC-Type: response\r\nWARC-Target-URI: https://courier.example/1\r\n{fields}\
             Content-Type: application/http\r\nContent-Length: LENGTH"
        );
        let found = outcomes(&record(&fields, http)).0;
        let page = found[0].as_ref().unwrap();
        assert_eq!((&page.body[..], page.whole), expected);
    };
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nThe\r\n4\r\n dam\r\n0\r\n\r\n";
    check("", chunked, (b"The dam", true));
    check("WARC-Truncated: length\r\n", b"HTTP/1.1 200 OK\r\n\r\nThe d", (b"The d", false));
    check("WARC-Segment-Number: 1\r\n", b"HTTP/1.1 200 OK\r\n\r\nThe d", (b"The d", false));
    let cut = gzip(b"The dam of Vessaly holds, says the governor, and will hold.");
    let http = [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", &cut[..cut.len() - 8]].concat();
    check("", &http, (b"The dam of Vessaly holds, says the governor, and will hold.", false));
}

#[test]
fn what_is_no_archive_is_refused() {
    let check = |bytes: &[u8], expected: &str| {
        let error = Warc::new(bytes, LIMITS).map(drop).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check(b"", "empty");
    check(b"<html></html>", "neither with WARC/ nor as gzip");
    check(b"PK\x03\x04 a zip file named news.warc.gz", "neither with WARC/ nor as gzip");
    let other = gzip(b"<html></html>\n");
    let found = outcomes(&other).0;
    assert_eq!(lost(&found), ["no record begins with WARC/ here"]);
}

#[test]
fn a_source_that_fails_ends_the_reading_and_says_where() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::ConnectionReset, "reset by peer"))
        }
    }
    for (layout, bytes) in layouts() {
        let all = pages(&outcomes(&bytes).0);
        for cut in [bytes.len() / 2, bytes.len() - 3, bytes.len()] {
            let mut warc = Warc::new(bytes[..cut].chain(Failing), LIMITS).unwrap();
            let found: Vec<_> = warc.by_ref().collect();
            let last = found.last().unwrap().as_ref().unwrap_err();
            assert!(matches!(last.reason, LostReason::Source(_)), "{layout} {cut}: {last}");
            assert_eq!(lost(&found).len(), 1);
            let rest: Vec<_> = Warc::resume(Cursor::new(&bytes), warc.position(), LIMITS).unwrap().collect();
            assert_eq!([pages(&found), pages(&rest)].concat(), all, "{layout} {cut}");
        }
    }
    let error = Warc::new(Failing, LIMITS).map(drop).unwrap_err();
    assert!(matches!(error, StreamError::Io(_)));
}

#[test]
fn one_that_never_ends_gives_the_caller_his_turn() {
    for start in [html(1), gzip(&html(1))] {
        let mut warc = Warc::new(start.chain(io::repeat(b'x')), LIMITS).unwrap();
        assert!(warc.next().unwrap().is_ok());
        let mut last = warc.position();
        for _ in 0..2 {
            assert!(matches!(warc.next(), Some(Err(Lost { reason: LostReason::Broken(_), .. }))));
            assert!(warc.position() > last);
            last = warc.position();
        }
    }
    // Fields and a page that never end.
    let endless = b"WARC/1.0\r\nContent-Length: ".chain(io::repeat(b'9'));
    let mut warc = Warc::new(endless, LIMITS).unwrap();
    assert!(matches!(warc.next(), Some(Err(Lost { reason: LostReason::Broken(_), .. }))));
    let limit = ReadError::TooLong { limit: LIMITS.body_bytes, unit: "bytes" };
    let fields = "WARC-Type: response\r\nWARC-Target-URI: https://courier.example/1\r\nContent-Length: 1000000000";
    let head = format!("WARC/1.0\r\n{fields}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
    let mut warc = Warc::new(head.as_bytes().chain(io::repeat(b'x')), LIMITS).unwrap();
    assert!(matches!(warc.next(), Some(Err(Lost { reason: LostReason::Page(error), .. })) if error == limit));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0..5_usize) {
        let archives = [
            [&b"WARC/1.0\r\n"[..], &bytes].concat(),
            [html(1), bytes.clone(), html(2)].concat(),
            [gzip(&html(1)), bytes.clone(), gzip(&html(2))].concat(),
            [gzip(&html(1)), gzip(&bytes), gzip(&html(2))].concat(),
            gzip(&[html(1), bytes.clone(), html(2)].concat()),
        ];
        let (found, position) = outcomes(&archives[at]);
        prop_assert!(position.offset <= archives[at].len() as u64);
        prop_assert!(at == 0 || pages(&found)[0].0 == "https://courier.example/1");
    }
}
