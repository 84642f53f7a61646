//! The three daemons as real processes on TCP, to be killed and started again.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
    sync::{
        OnceLock,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use tempfile::TempDir;

use crate::front::Front;

/// How long a daemon may take to listen, or to end, before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A binary of the workspace, built as the tests are. Building happens once for each test process.
///
/// # Panics
/// If it cannot be built.
#[must_use]
pub fn binary(name: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--bins", "--offline"]);
        build.args(["-p", "sayso-cli", "-p", "sayso-ingest-service", "-p", "sayso-extract-service"]);
        build.args(["-p", "sayso-store-service"]);
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().expect("cargo can be run");
        assert!(built.success(), "the daemons do not build");
        // The test itself lies in target/PROFILE/deps.
        let test = std::env::current_exe().expect("the test has a path");
        test.ancestors().nth(2).expect("the test lies in deps").to_owned()
    });
    folder.join(name)
}

/// One daemon, alive or dead. It listens on another port each time it starts, since its last one may be taken by then,
/// and is called at an address that stays.
pub struct Daemon {
    name: &'static str,
    folder: PathBuf,
    settings: Vec<String>,
    front: Front,
    running: Option<Running>,
}

struct Running {
    child: Child,
    /// Says when the daemon listens, and ends when it does.
    listens: Receiver<()>,
}

impl Daemon {
    fn new(name: &'static str, folder: &Path, settings: &[String]) -> Self {
        Self { name, folder: folder.to_owned(), settings: settings.to_vec(), front: Front::open(), running: None }
    }

    /// Starts it, and returns when it listens.
    ///
    /// # Panics
    /// If it ends or does not listen in time.
    pub fn start(&mut self) -> SocketAddr {
        assert!(self.running.is_none(), "{} runs already", self.name);
        let address_file = self.folder.join(format!("{}.address", self.name));
        let mut command = Command::new(binary(self.name));
        command.current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command.arg("--set").arg("server.address=127.0.0.1:0");
        command.arg("--set").arg(format!("server.address_file={}", address_file.display()));
        for setting in &self.settings {
            command.arg("--set").arg(setting);
        }
        let mut child = command.spawn().expect("the daemon can be run");
        let log = File::options().create(true).append(true).open(self.log()).expect("the log can be written");
        let listens = follow(child.stderr.take().expect("it is piped"), log);
        let running = self.running.insert(Running { child, listens });
        let listens = running.listens.recv_timeout(PATIENCE);
        assert!(listens.is_ok(), "{} does not listen:\n{}", self.name, self.logged());
        let address = fs::read_to_string(&address_file).expect("the address is written before it is logged");
        self.front.lead_to(Some(address.trim().parse().expect("the address file holds an address")));
        self.address()
    }

    /// Kills it without warning (SIGKILL), as a crash would. Does nothing if it is dead.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            self.front.lead_to(None);
            running.child.kill().expect("the daemon can be killed");
            running.child.wait().expect("the daemon can be waited for");
        }
    }

    /// Asks it to stop (SIGTERM) and returns how it ended.
    ///
    /// # Panics
    /// If it is dead or does not end in time.
    pub fn stop(&mut self) -> ExitStatus {
        let running = self.running.as_mut().expect("the daemon runs");
        let killed = Command::new("kill").arg(running.child.id().to_string()).status().expect("kill can be run");
        assert!(killed.success());
        let ended = running.listens.recv_timeout(PATIENCE);
        assert_eq!(ended, Err(RecvTimeoutError::Disconnected), "{} does not stop:\n{}", self.name, self.logged());
        self.front.lead_to(None);
        let mut running = self.running.take().expect("the daemon ran");
        running.child.wait().expect("the daemon can be waited for")
    }

    /// Where it is called, alive or dead.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.front.address()
    }

    /// What it has logged so far, over all its starts.
    #[must_use]
    pub fn logged(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn log(&self) -> PathBuf {
        self.folder.join(format!("{}.log", self.name))
    }
}

/// Copies what a daemon says to its log, to its end, and tells when it listens.
fn follow(stderr: ChildStderr, mut log: File) -> Receiver<()> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            writeln!(log, "{line}").expect("the log can be written");
            if line.contains("listening") {
                // Nobody may wait for it any more.
                let _ = sender.send(());
            }
        }
    });
    receiver
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The three daemons, with their data in a folder that is gone afterwards.
pub struct Daemons {
    /// The extract service.
    pub extract: Daemon,
    /// The store service.
    pub store: Daemon,
    /// The ingest service.
    pub ingest: Daemon,
    folder: TempDir,
}

impl Daemons {
    /// Starts all three; `settings` are further ones of the ingest service, as KEY=VALUE.
    ///
    /// # Panics
    /// If one of them does not start.
    #[must_use]
    pub fn start(settings: &[&str]) -> Self {
        Self::start_with(&[], settings)
    }

    /// Starts all three, with further settings of each, and of the ingest service alone, as KEY=VALUE.
    ///
    /// # Panics
    /// If one of them does not start.
    #[must_use]
    pub fn start_with(of_each: &[&str], of_ingest: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("there is room for data");
        let of_each: Vec<String> = of_each.iter().map(ToString::to_string).collect();
        let mut extract = Daemon::new("sayso-extractd", folder.path(), &of_each);
        let mut store = Daemon::new("sayso-stored", folder.path(), &of_each);
        let peers = [format!("extract.address={}", extract.start()), format!("store.address={}", store.start())];
        let of_ingest = of_ingest.iter().map(ToString::to_string);
        let settings: Vec<String> = peers.into_iter().chain(of_each).chain(of_ingest).collect();
        let mut ingest = Daemon::new("sayso-ingestd", folder.path(), &settings);
        ingest.start();
        Self { extract, store, ingest, folder }
    }

    /// The folder with the data and the logs of all three.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
