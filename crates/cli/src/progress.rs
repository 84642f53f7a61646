//! How far a command has come.

use std::{io::IsTerminal, time::Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error that counts documents, hidden where that is no terminal.
pub(crate) fn progress(documents: usize) -> ProgressBar {
    if documents < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {per_sec}, {eta} left");
    ProgressBar::new(documents as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// How far the reading of an input of any size has come, on standard error and hidden where that is no terminal: by the
/// bytes of its files if it is all in files, for only then it is known how much there is.
pub(crate) struct Reading {
    bar: ProgressBar,
    begun: Instant,
    documents: u64,
}

impl Reading {
    pub(crate) fn new(bytes: Option<u64>) -> Self {
        let bar = match bytes {
            _ if !std::io::stderr().is_terminal() => ProgressBar::hidden(),
            Some(bytes) => {
                let style = ProgressStyle::with_template("{bar:30} {percent} %, {msg}, {eta} left");
                ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
            }
            None => {
                let style = ProgressStyle::with_template("{spinner} {msg}");
                ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
            }
        };
        Self { bar, begun: Instant::now(), documents: 0 }
    }

    /// One more thing is done; so many bytes of the files have been read.
    pub(crate) fn done(&mut self, documents: u64, bytes_read: u64) {
        self.documents += documents;
        if !self.bar.is_hidden() {
            let rate = self.documents as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
            self.bar.set_message(format!("{} documents, {rate:.0} a second", self.documents));
            self.bar.set_position(bytes_read);
        }
    }

    /// Writes something with the bar out of the way.
    pub(crate) fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A bar on standard error that counts changes that are still to be linked, hidden where that is no terminal.
pub(crate) fn counting_down() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} changes linked, {eta} left");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A count on standard error, hidden where that is no terminal, and unless it is `wanted`.
pub(crate) fn counting(what: &str, wanted: bool) -> ProgressBar {
    if !wanted || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(&format!("{{spinner}} {{pos}} {what}, {{per_sec}}"));
    ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
