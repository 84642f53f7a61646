//! Chores of the repository that are done by hand and checked by tests. It uses no other crate of the workspace, so
//! that it runs even when they do not build.
//!
//! ```text
//! cargo run -p xtask -- codegen             write crates/contract/src/generated from proto/
//! cargo run -p xtask -- gazetteer FOLDER    write the gazetteer of crates/places from what its fetch.sh put there
//! ```

mod codegen;
mod gazetteer;

use std::{env, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["codegen"] => codegen::generate(&root().join("proto"), &root().join(codegen::GENERATED)),
        ["gazetteer", folder] => gazetteer::generate(Path::new(folder), &root().join("crates/places")),
        _ => {
            eprintln!("usage: cargo run -p xtask -- codegen | gazetteer FOLDER");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The top of the repository.
fn root() -> &'static Path {
    // This file's crate lies two folders below it.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}
