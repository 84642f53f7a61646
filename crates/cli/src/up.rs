//! `sayso up`: the whole system in one process, until it is told to stop.

use std::{io::Write, process::ExitCode};

use anyhow::Result;
use sayso_service::{
    config::{ConfigError, to_toml},
    install_telemetry, shutdown,
};

use crate::{
    args::Up,
    block_on,
    system::{Settings, System},
};

pub(crate) fn run(arguments: &Up) -> Result<ExitCode> {
    let settings = settings(arguments)?;
    let mut stdout = std::io::stdout();
    if arguments.daemon.print_config {
        stdout.write_all(to_toml(&settings)?.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.daemon.check_config {
        writeln!(stdout, "configuration is valid")?;
        return Ok(ExitCode::SUCCESS);
    }
    install_telemetry(&settings.log)?;
    block_on(async {
        let system = System::start(settings, shutdown::on_signals()?).await?;
        system.stopped().await?;
        Ok(ExitCode::SUCCESS)
    })
}

fn settings(arguments: &Up) -> Result<Settings> {
    let defaults = Settings::defaults();
    let defaults: Vec<&str> = defaults.iter().map(String::as_str).collect();
    let mut flags = arguments.daemon.clone();
    flags.set.extend(arguments.data.iter().map(|data| ("data".to_owned(), data.display().to_string())));
    let settings: Settings = flags.load(&defaults)?;
    settings.check().map_err(ConfigError::Invalid)?;
    Ok(settings)
}
