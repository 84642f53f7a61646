//! The three daemons as real processes on TCP, to be killed and started again.

use std::{
    fs::{self, File},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use tempfile::TempDir;

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

/// One daemon, alive or dead; it keeps its address from its first start on.
pub struct Daemon {
    name: &'static str,
    folder: PathBuf,
    settings: Vec<String>,
    address: Option<SocketAddr>,
    child: Option<Child>,
}

impl Daemon {
    fn new(name: &'static str, folder: &Path, settings: &[String]) -> Self {
        Self { name, folder: folder.to_owned(), settings: settings.to_vec(), address: None, child: None }
    }

    /// Starts it, and returns when it listens.
    ///
    /// # Panics
    /// If it ends or does not listen in time.
    pub fn start(&mut self) -> SocketAddr {
        assert!(self.child.is_none(), "{} runs already", self.name);
        let address_file = self.folder.join(format!("{}.address", self.name));
        let _ = fs::remove_file(&address_file);
        let address = self.address.map_or_else(|| "127.0.0.1:0".to_owned(), |address| address.to_string());
        let log = File::options().create(true).append(true).open(self.log()).expect("the log can be written");
        let mut command = Command::new(binary(self.name));
        command.current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        command.arg("--set").arg(format!("server.address={address}"));
        command.arg("--set").arg(format!("server.address_file={}", address_file.display()));
        for setting in &self.settings {
            command.arg("--set").arg(setting);
        }
        let mut child = command.spawn().expect("the daemon can be run");
        let begun = Instant::now();
        let address = loop {
            if let Ok(address) = fs::read_to_string(&address_file) {
                break address.trim().parse().expect("the address file holds an address");
            }
            if let Some(status) = child.try_wait().expect("the daemon can be waited for") {
                panic!("{} ended with {status}:\n{}", self.name, self.logged());
            }
            assert!(begun.elapsed() < PATIENCE, "{} does not listen:\n{}", self.name, self.logged());
            std::thread::yield_now();
        };
        self.child = Some(child);
        self.address = Some(address);
        address
    }

    /// Kills it without warning (SIGKILL), as a crash would. Does nothing if it is dead.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("the daemon can be killed");
            child.wait().expect("the daemon can be waited for");
        }
    }

    /// Asks it to stop (SIGTERM) and returns how it ended.
    ///
    /// # Panics
    /// If it is dead or does not end in time.
    pub fn stop(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("the daemon runs");
        let killed = Command::new("kill").arg(child.id().to_string()).status().expect("kill can be run");
        assert!(killed.success());
        let begun = Instant::now();
        loop {
            if let Some(status) = child.try_wait().expect("the daemon can be waited for") {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "{} does not stop:\n{}", self.name, self.logged());
            std::thread::yield_now();
        }
    }

    /// Where it listens.
    ///
    /// # Panics
    /// If it was never started.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address.expect("the daemon was started")
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
