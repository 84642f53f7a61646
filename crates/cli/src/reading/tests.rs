//! What is under way is bounded, in bytes and in number, however slow whoever takes it is; nothing is lost on the way.

use std::{collections::VecDeque, fs};

use super::*;

/// Lets the feeder, which has a thread of its own, go on as far as it can.
async fn give_way() {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_bytes_are_read_than_there_is_room_for() {
    const LINES: usize = 300;
    const TEXT: usize = 16 << 10;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let line = format!("{{\"text\": \"{}\"}}\n", "x".repeat(TEXT));
    fs::write(&path, line.repeat(LINES)).unwrap();
    let reading = Reading::with_room(How::default(), 16 * TEXT);
    let (mut pieces, mut held, mut documents) = (reading.pieces(vec![Source::File(path)]), VecDeque::new(), 0);
    loop {
        // All the room is taken by those that are held, until one is given back.
        if held.len() == 16 {
            give_way().await;
            // One line more is read before there is room for it, and a file is read a buffer at a time.
            let most = (documents + 2) * line.len() + (64 << 10);
            assert!(reading.bytes_read() <= most as u64, "{} bytes after {documents} lines", reading.bytes_read());
            held.pop_front();
        }
        let Some(piece) = pieces.next().await else { break };
        documents += usize::from(matches!(piece.outcome, Outcome::Document(_)));
        held.push_back(piece);
    }
    assert_eq!(documents, LINES);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_files_are_opened_than_may_be_under_way() {
    const FILES: usize = 300;
    let folder = tempfile::tempdir().unwrap();
    let path = |number: usize| folder.path().join(format!("{number:03}.txt"));
    for number in 0..FILES {
        fs::write(path(number), format!("Report {number:03}.")).unwrap();
    }
    let reading = Reading::new(How::default());
    let mut pieces = reading.pieces((0..FILES).map(|number| Source::File(path(number))).collect());
    for number in 0..FILES {
        let piece = pieces.next().await.unwrap();
        let Outcome::Document(document) = &piece.outcome else { panic!("{} is no document", piece.origin) };
        assert_eq!(document.text(), format!("Report {number:03}."));
        give_way().await;
        // One more waits in the channel, and one before it.
        let most = (number + 1 + IN_FLIGHT + 2) * document.text().len();
        assert!(reading.bytes_read() <= most as u64, "{} bytes after {number} files", reading.bytes_read());
    }
    assert!(pieces.next().await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_larger_than_the_room_is_read_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(path(name), name.repeat(1000)).unwrap();
    }
    let reading = Reading::with_room(How::default(), 100);
    let sources = ["a.txt", "b.txt", "c.txt"].map(|name| Source::File(path(name))).to_vec();
    let texts: Vec<usize> = reading
        .pieces(sources)
        .filter_map(async |piece| match &piece.outcome {
            Outcome::Document(document) => Some(document.text().len()),
            _ => None,
        })
        .collect()
        .await;
    assert_eq!(texts, [5000; 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stops_taking_stops_the_feeder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    fs::write(&path, "{\"text\": \"One said.\"}\n".repeat(10_000)).unwrap();
    let reading = Reading::with_room(How::default(), 64);
    let mut pieces = reading.pieces(vec![Source::File(path)]);
    assert!(pieces.next().await.is_some());
    drop(pieces);
    // The feeder shares what it reads with; when it has ended, nobody else does.
    let stopped = async {
        while Arc::strong_count(&reading.0) > 1 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), stopped).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_before_a_line_that_may_still_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let check = async |last: &str, expected: [Place; 3]| {
        let path = folder.path().join("a.jsonl");
        fs::write(&path, format!("{{\"text\": \"One.\"}}\n{last}")).unwrap();
        let reading = Reading::new(How::default());
        let marks = reading.pieces(vec![Source::File(path)]).map(|piece| piece.mark.unwrap().place);
        assert_eq!(marks.collect::<Vec<_>>().await, expected, "{last}");
    };
    let behind_one = Place::Line { number: 2, start: 17 };
    let behind_two = Place::Line { number: 3, start: 34 };
    check("{\"text\": \"Two.\"}\n", [behind_one, behind_two, behind_two]).await;
    check("{\"text\": \"Two.\"}", [behind_one; 3]).await;
    check("{\"text\": \"Tw", [behind_one; 3]).await;
}
