//! Submissions that are given up: listed, read, retried and thrown away from the command line.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use sayso_contract::ingest::v1::{GetDeadLetterResponse, Submission};
use sayso_tests::{Ran, Up, commands::program};

#[tokio::test]
async fn what_was_given_up_is_read_and_retried() {
    let folder = tempfile::tempdir().unwrap();
    // No try is quick enough.
    let never = ["queue.max_tries=1", "ingest.attempt_timeout=1ns"];
    let up = Up::start_with(folder.path(), &never).await;
    let sayso = async |arguments: &[&str]| Ran::of(program("sayso").args(arguments).current_dir(folder.path())).await;
    let dead_letters = async |arguments: &[&str]| {
        sayso(&[&["dead-letters", "--server", up.ingest.as_str()], arguments].concat()).await
    };
    assert_eq!(dead_letters(&[]).await.stderr, "no submission was given up\n");

    for name in ["one", "two"] {
        fs::write(folder.path().join(format!("{name}.txt")), format!("The dam will hold, {name} said.")).unwrap();
    }
    let said = sayso(&["ingest", "one.txt", "two.txt", "--server", &up.ingest, "--wait"]).await.failed(1);
    assert!(said.contains("given up: the try took too long"), "{said}");

    let listed = dead_letters(&["--json"]).await.stdout;
    let listed: Vec<Submission> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [first, second] = &listed[..] else { panic!("{listed:?}") };
    assert_eq!((first.attempts, first.last_error.as_str()), (1, "the try took too long"));
    let shown = dead_letters(&[]).await.stdout;
    assert!(
        shown.contains("the try took too long") && shown.contains(&first.id) && shown.contains(&second.id),
        "{shown}"
    );

    let read = dead_letters(&[&first.id]).await.stdout;
    assert!(read.contains("The dam will hold, ") && read.contains("after 1 try"), "{read}");
    let read: GetDeadLetterResponse = serde_json::from_str(&dead_letters(&[&first.id, "--json"]).await.stdout).unwrap();
    assert_eq!(read.submission.as_ref(), Some(first));

    assert!(up.stop().await.success());

    // With time enough they are recorded: one by its id, beside one that is none, then all that are left.
    let up = Up::start(folder.path()).await;
    let said = sayso(&["dead-letters", "--server", &up.ingest, "--retry", &first.id, "s-none"]).await.failed(1);
    assert!(said.contains("s-none: "), "{said}");
    let ran = sayso(&["dead-letters", "--server", &up.ingest, "--retry-all"]).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "1 queued again\n"));
    let _ = sayso(&["ingest", "one.txt", "two.txt", "--server", &up.ingest, "--wait"]).await.ok();

    // What is none any more cannot be thrown away.
    let said = sayso(&["dead-letters", "--server", &up.ingest, "--delete", &first.id]).await.failed(1);
    assert!(said.contains("no submission that was given up has this id"), "{said}");
    assert!(up.stop().await.success());
}
