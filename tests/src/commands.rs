//! Programs run as a user runs them: to their end, or `sayso up` until it is told to stop.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::{
    process::{Child, Command},
    time::{interval, timeout},
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
        let mut command = program("sayso");
        command.arg("up").arg("--data").arg(folder.join("data")).stdout(Stdio::null());
        let log = fs::File::options().create(true).append(true).open(folder.join("up.log"));
        command.stderr(log.expect("the log can be written"));
        let file = |section: &str| folder.join(format!("{section}.address"));
        for section in ["ingest_server", "extract_server", "store_server"] {
            let _ = fs::remove_file(file(section));
            command.arg("--set").arg(format!("{section}.address=127.0.0.1:0"));
            command.arg("--set").arg(format!("{section}.address_file={}", file(section).display()));
        }
        let mut child = command.spawn().expect("it can be run");
        let mut address = async |section: &str| written(&mut child, file(section)).await;
        let ingest = address("ingest_server").await;
        let extract = address("extract_server").await;
        let store = address("store_server").await;
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

/// The address in a file that a process writes when it listens.
async fn written(child: &mut Child, file: PathBuf) -> String {
    let look = async {
        let mut looks = interval(Duration::from_millis(5));
        loop {
            looks.tick().await;
            if let Ok(address) = fs::read_to_string(&file) {
                return address.trim().to_owned();
            }
            let ended = child.try_wait().expect("it can be waited for");
            assert!(ended.is_none(), "it ended instead of writing {}", file.display());
        }
    };
    timeout(PATIENCE, look).await.expect("it listens in time")
}
