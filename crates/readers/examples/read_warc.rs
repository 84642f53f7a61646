//! Reads a web archive and says how fast and in how much memory: `read_warc PATH`. `tests/make_warc.py` writes one.
#![allow(clippy::print_stdout, reason = "an example shows what it measures")]

use std::{env, error::Error, fs, fs::File, time::Instant};

use sayso_readers::{Warc, WarcLimits};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("give the path of an archive")?;
    let start = Instant::now();
    let mut warc = Warc::new(File::open(&path)?, WarcLimits::default())?;
    let (mut pages, mut lost, mut bytes) = (0_u64, 0_u64, 0_u64);
    for outcome in warc.by_ref() {
        match outcome {
            Ok(page) => {
                pages += 1;
                bytes += page.body.len() as u64;
            }
            Err(error) => {
                lost += 1;
                println!("{error}");
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    println!("{pages} pages, {lost} lost, {} other records, {:.0} MB of pages", warc.skipped(), megabytes(bytes));
    println!(
        "{seconds:.2} s: {:.0} pages/s, {:.0} MB/s of the file, {:.0} MB/s of pages",
        pages as f64 / seconds,
        megabytes(warc.position().offset) / seconds,
        megabytes(bytes) / seconds
    );
    // Linux only; elsewhere there is no such file.
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}
