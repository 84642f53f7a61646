//! How many puts a second are durable, by the number of callers at once: `cargo bench -p sayso-queue-sqlite`.
//!
//! What it measures is the disk's sync and how well concurrent puts share one.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement at the terminal")]

use std::sync::Arc;
use std::time::Instant;

use sayso_queue::{ItemId, NewItem, Queue, Settings};
use sayso_queue_sqlite::SqliteQueue;

const PAYLOAD_BYTES: usize = 8 << 10;

async fn puts_per_second(callers: usize, puts_each: usize) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let queue = Arc::new(SqliteQueue::open(folder.path().join("queue.sqlite"), Settings::default()).unwrap());
    let started = Instant::now();
    let tasks: Vec<_> = (0..callers)
        .map(|caller| {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move {
                for n in 0..puts_each {
                    let item = NewItem {
                        id: ItemId::new(format!("{caller}-{n}")).unwrap(),
                        group: format!("document {caller} {n}"),
                        request_id: String::new(),
                        payload: vec![b'x'; PAYLOAD_BYTES],
                    };
                    queue.put(item).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    (callers * puts_each) as f64 / started.elapsed().as_secs_f64()
}

#[tokio::main]
async fn main() {
    for (callers, puts_each) in [(1, 1000), (8, 500), (32, 250), (256, 50)] {
        let rate = puts_per_second(callers, puts_each).await;
        println!("{callers:>4} callers: {rate:>8.0} puts/s of {PAYLOAD_BYTES} bytes");
    }
}
