//! How the commands that read from the web do so.

use std::{path::PathBuf, time::Duration};

use clap::Args;
use jiff::SignedDuration;
use sayso_fetch::{Exception, Settings, SettingsError};

/// What the commands say of fetching; all else is as the fetcher has it.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Fetching")]
pub(crate) struct Fetching {
    /// Where a site finds whoever runs this: the address of a page or a mailbox, which goes into the user agent
    #[arg(long, value_name = "ADDRESS", env = "SAYSO_CONTACT")]
    pub(crate) contact: Option<String>,
    /// What may be asked although it is not public: 10.1.0.0/16, 10.1.2.3:8080 or name.internal:8080; may be repeated
    #[arg(long, value_name = "WHAT")]
    pub(crate) allow_private: Vec<Exception>,
    /// The least time between two requests to a host, such as 5s or 250ms; a site's robots.txt may ask for more
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = time)]
    pub(crate) host_delay: Duration,
    /// A PEM file of certificate authorities that are trusted besides the machine's own
    #[arg(long, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
}

impl Fetching {
    /// The fetcher's settings, where a body has at most `max_bytes`.
    ///
    /// # Errors
    /// Names what is out of its range.
    pub(crate) fn settings(&self, max_bytes: usize) -> Result<Settings, SettingsError> {
        let settings = Settings {
            contact: self.contact.clone(),
            allow_private: self.allow_private.clone(),
            host_delay: self.host_delay,
            ca_file: self.ca_file.clone(),
            max_bytes,
            ..Settings::default()
        };
        settings.check().map(|()| settings)
    }
}

fn time(given: &str) -> Result<Duration, String> {
    let time = given.parse::<SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
    time.ok_or_else(|| "write a time such as 5s, 250ms or 1m".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        let check = |given: &str, expected: Option<u64>| {
            assert_eq!(time(given).ok(), expected.map(Duration::from_millis), "{given}");
        };
        check("5s", Some(5000));
        check("250ms", Some(250));
        check("1m", Some(60_000));
        check("0s", Some(0));
        check("5", None);
        check("-5s", None);
        check("soon", None);
    }
}
