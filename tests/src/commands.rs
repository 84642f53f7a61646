//! Programs run as a user runs them: to their end, or `sayso up` until it is told to stop.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, ChildStderr, Command},
    sync::mpsc,
    time::timeout,
};

use crate::daemons::binary;

/// How long a command may take, to its end or to listen, before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program of the workspace, ready to be given arguments; it dies with the test.
#[must_use]
pub fn program(name: &str) -> Command {
    let mut command = Command::new(binary(name));
    command.stdin(Stdio::null()).kill_on_drop(true);
    // Settings of whoever runs the tests are none of theirs.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("SAYSO")) {
        command.env_remove(name);
    }
    // Nor is what their runs left behind. It is beside what the command reads, where it is run in a folder of the test.
    command.env("SAYSO_STATE", ".state");
    command
}

/// How a command ended, and what it printed.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Ran {
    /// Runs a command to its end.
    ///
    /// # Panics
    /// If it cannot be run, does not end in time, dies of a signal, or prints what is no UTF-8.
    pub async fn of(command: &mut Command) -> Self {
        let output = timeout(PATIENCE, command.output()).await.expect("the command ends").expect("it can be run");
        let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
        let code = output.status.code().expect("no signal ends the command");
        Self { code, stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// What it printed, once it is sure that all went well.
    ///
    /// # Panics
    /// If the exit code is not 0.
    #[must_use]
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self.stdout
    }

    /// What it said on standard error, once it is sure that it failed as expected.
    ///
    /// # Panics
    /// If the exit code is another one.
    #[must_use]
    pub fn failed(self, code: i32) -> String {
        assert_eq!(self.code, code, "{self:?}");
        self.stderr
    }
}

/// A running `sayso up`.
pub struct Up {
    child: Child,
    /// Where the ingest service listens.
    pub ingest: String,
    /// Where the extract service listens.
    pub extract: String,
    /// Where the store service listens.
    pub store: String,
}

impl Up {
    /// Starts it on free ports, with its data and its log in `folder`; returns when it listens.
    ///
    /// # Panics
    /// If it ends or does not listen in time.
    pub async fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[]).await
    }

    /// The same, with settings as `KEY=VALUE`.
    ///
    /// # Panics
    /// As [`Up::start`].
    pub async fn start_with(folder: &Path, settings: &[&str]) -> Self {
        let mut command = program("sayso");
        command.arg("up").arg("--data").arg(folder.join("data")).stdout(Stdio::null());
        command.stderr(Stdio::piped());
        settings.iter().for_each(|setting| {
            command.arg("--set").arg(setting);
        });
        let file = |section: &str| folder.join(format!("{section}.address"));
        let sections = ["ingest_server", "extract_server", "store_server"];
        for section in sections {
            command.arg("--set").arg(format!("{section}.address=127.0.0.1:0"));
            command.arg("--set").arg(format!("{section}.address_file={}", file(section).display()));
        }
        let mut child = command.spawn().expect("it can be run");
        let log = fs::File::options().create(true).append(true).open(folder.join("up.log"));
        let stderr = child.stderr.take().expect("it is piped");
        let mut listens = follow(stderr, log.expect("the log can be written"));
        for _ in sections {
            let listens = timeout(PATIENCE, listens.recv()).await.expect("it listens in time");
            listens.expect("it does not end instead of listening");
        }
        let address = |section| fs::read_to_string(file(section)).expect("an address is written before it is logged");
        let [ingest, extract, store] = sections.map(|section| address(section).trim().to_owned());
        Self { child, ingest, extract, store }
    }

    /// Asks it to stop (SIGTERM) and returns how it ended.
    ///
    /// # Panics
    /// If it does not end in time.
    pub async fn stop(mut self) -> ExitStatus {
        let id = self.child.id().expect("it runs");
        let killed = Command::new("kill").arg(id.to_string()).status().await.expect("kill can be run");
        assert!(killed.success());
        timeout(PATIENCE, self.child.wait()).await.expect("it ends in time").expect("it can be waited for")
    }
}

/// Copies what a process says to its log, to its end, and tells each time one of its servers listens.
fn follow(stderr: ChildStderr, mut log: fs::File) -> mpsc::UnboundedReceiver<()> {
    let (sender, receiver) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut lines = BufReader::new(stderr).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            writeln!(log, "{line}").expect("the log can be written");
            if line.contains("listening") {
                // Nobody may wait for it any more.
                let _ = sender.send(());
            }
        }
    });
    receiver
}
