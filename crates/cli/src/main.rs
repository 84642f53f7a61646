//! The `sayso` command. See the library of this crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    sayso_cli::run()
}
