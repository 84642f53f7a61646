//! What the `main` of every daemon does: flags, settings, log, bind, run, exit code.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Command, FromArgMatches};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::{ConfigError, ENVIRONMENT_PREFIX, Layers, load, to_toml};
use crate::{BoxError, LogSettings, ServerSettings, bind, shutdown, telemetry};

/// How long work on blocking threads may go on after the daemon is done.
const RUNTIME_SHUTDOWN: Duration = Duration::from_secs(5);

/// The exit code for flags or settings that are refused, as for a wrong use of any command.
const BAD_CONFIGURATION: u8 = 2;

/// One daemon.
#[derive(Clone, Copy, Debug)]
pub struct Daemon<'a> {
    /// The name of the command.
    pub name: &'static str,
    /// The version it reports.
    pub version: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// The lowest layers of its settings; see [`Layers::defaults`].
    pub defaults: &'a [&'a str],
}

/// What [`run_daemon`] must know of a daemon's settings.
pub trait DaemonSettings: DeserializeOwned + Serialize {
    /// The section `[server]`.
    fn server(&self) -> &ServerSettings;
    /// The section `[log]`.
    fn log(&self) -> &LogSettings;
    /// Whether the values of the daemon's own sections make sense together.
    ///
    /// # Errors
    /// A sentence that names the key at fault.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }
}

/// The flags of every daemon.
#[derive(Clone, Debug, Default, Args)]
pub struct DaemonArgs {
    /// Read settings from this TOML file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Set one key, as in --set server.address=127.0.0.1:0; may be repeated
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub set: Vec<(String, String)>,
    /// Say whether the settings are valid, and end
    #[arg(long)]
    pub check_config: bool,
    /// Print the settings in force, and end
    #[arg(long)]
    pub print_config: bool,
}

impl DaemonArgs {
    /// Reads settings from `defaults`, the file and flags given here, and the environment of this process.
    ///
    /// # Errors
    /// Any [`ConfigError`].
    pub fn load<T: DeserializeOwned>(&self, defaults: &[&str]) -> Result<T, ConfigError> {
        let environment = std::env::vars_os();
        load(&Layers {
            defaults,
            file: self.config.as_deref(),
            environment: environment
                .filter(|(name, _)| name.to_string_lossy().starts_with(ENVIRONMENT_PREFIX))
                .collect(),
            flags: self.set.clone(),
        })
    }
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write it as KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

/// Runs a daemon from its command line to its exit code: 0 when it was told to stop, 1 when it failed, 2 when its
/// flags or settings were refused. `run` gets the settings, the listener bound to `server.address`, and the token
/// that asks it to stop.
pub fn run_daemon<T, F>(daemon: &Daemon<'_>, run: F) -> ExitCode
where
    T: DaemonSettings,
    F: AsyncFnOnce(T, TcpListener, CancellationToken) -> Result<(), BoxError>,
{
    let command = Command::new(daemon.name).version(daemon.version).about(daemon.about);
    let matches = DaemonArgs::augment_args(command).get_matches();
    let args = DaemonArgs::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let settings = match settings::<T>(&args, daemon.defaults) {
        Ok(settings) => settings,
        Err(error) => return fail(daemon.name, &error, BAD_CONFIGURATION),
    };
    let printed = match (args.check_config, args.print_config) {
        (_, true) => to_toml(&settings).map_err(BoxError::from),
        (true, false) => Ok("configuration is valid\n".to_owned()),
        (false, false) => {
            return match serve(daemon, settings, run) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => fail(daemon.name, &error, 1),
            };
        }
    };
    match printed.and_then(|text| Ok(std::io::stdout().write_all(text.as_bytes())?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(daemon.name, &error, 1),
    }
}

fn settings<T: DaemonSettings>(args: &DaemonArgs, defaults: &[&str]) -> Result<T, BoxError> {
    let settings: T = args.load(defaults)?;
    settings.server().check()?;
    settings.check()?;
    Ok(settings)
}

fn serve<T, F>(daemon: &Daemon<'_>, settings: T, run: F) -> Result<(), BoxError>
where
    T: DaemonSettings,
    F: AsyncFnOnce(T, TcpListener, CancellationToken) -> Result<(), BoxError>,
{
    telemetry::install(settings.log())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(async {
        let shutdown = shutdown::on_signals()?;
        tracing::info!(name = daemon.name, version = daemon.version, "starting");
        let ServerSettings { address, address_file, .. } = settings.server();
        let listener = listen(*address, address_file.as_deref()).await?;
        run(settings, listener, shutdown).await
    });
    runtime.shutdown_timeout(RUNTIME_SHUTDOWN);
    result
}

async fn listen(address: SocketAddr, address_file: Option<&std::path::Path>) -> Result<TcpListener, BoxError> {
    let listener = bind(address, "server.address").await?;
    // One left behind by a process that was killed would send callers to the wrong place. While that process lives the
    // file is its own, and binding has failed.
    if let Some(path) = address_file
        && let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(format!("cannot replace the address file {}: {error}", path.display()).into());
    }
    Ok(listener)
}

/// One line to standard error.
fn fail(name: &str, error: &BoxError, code: u8) -> ExitCode {
    let message = error.to_string().replace('\n', " ");
    eprintln!("{name}: {message}");
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_address_file_is_left_to_the_process_that_has_the_address() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("address");
        std::fs::write(&file, "stale").unwrap();
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        let first = listen(free, Some(&file)).await.unwrap();
        assert!(!file.exists());
        std::fs::write(&file, "of the first").unwrap();
        assert!(listen(first.local_addr().unwrap(), Some(&file)).await.is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "of the first");
    }

    #[test]
    fn flags() {
        DaemonArgs::augment_args(Command::new("exampled")).debug_assert();
        let parse = |arguments: &[&str]| {
            let command = DaemonArgs::augment_args(Command::new("exampled"));
            let matches = command.try_get_matches_from([&["exampled"], arguments].concat()).ok()?;
            DaemonArgs::from_arg_matches(&matches).ok()
        };
        let args = parse(&["--set", "a.b=c=d", "--set", "x=", "--config", "f.toml", "--check-config"]).unwrap();
        assert_eq!(args.set, [("a.b".to_owned(), "c=d".to_owned()), ("x".to_owned(), String::new())]);
        assert!(args.check_config && !args.print_config);
        assert!(parse(&["--set", "novalue"]).is_none());
        assert!(parse(&["--unknown"]).is_none());
    }
}
