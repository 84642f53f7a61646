//! Rust from the contracts, without protoc: protox compiles `proto/`, tonic and prost write the messages, clients and
//! servers, pbjson their proto3 JSON form. The descriptors are kept beside them for server reflection.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use prost::Message;

/// Where the generated files are committed, from the top of the repository.
pub(crate) const GENERATED: &str = "crates/contract/src/generated";

/// Writes the generated files of the contracts under `proto` into `out`, and removes all else from it.
pub(crate) fn generate(proto: &Path, out: &Path) -> Result<()> {
    let files = contracts(proto)?;
    ensure!(!files.is_empty(), "no .proto file under {}", proto.display());
    let mut compiler = protox::Compiler::new([proto])?;
    compiler.include_imports(true).include_source_info(true).open_files(&files)?;
    let descriptors = compiler.file_descriptor_set();

    if out.exists() {
        fs::remove_dir_all(out).with_context(|| format!("cannot clear {}", out.display()))?;
    }
    fs::create_dir_all(out).with_context(|| format!("cannot create {}", out.display()))?;

    let mut json = pbjson_build::Builder::new();
    descriptors.file.iter().for_each(|file| {
        json.register_file_descriptor(file.clone());
    });
    json.out_dir(out).extern_path(".google.protobuf", "::pbjson_types").build(&[".sayso"])?;

    tonic_prost_build::configure()
        .out_dir(out)
        .extern_path(".google.protobuf", "::pbjson_types")
        // Without this, tonic maps the well-known types to prost-types, which have no JSON form.
        .compile_well_known_types(true)
        .emit_rerun_if_changed(false)
        .compile_fds(descriptors.clone())?;

    // Comments are of no use to reflection and would triple its size.
    let mut bare = descriptors;
    bare.file.iter_mut().for_each(|file| file.source_code_info = None);
    fs::write(out.join("sayso.binpb"), bare.encode_to_vec())?;
    Ok(())
}

/// The .proto files under `proto`, sorted, so that the output does not depend on the file system.
fn contracts(proto: &Path) -> Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![proto.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "proto") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
    }

    #[test]
    fn the_committed_code_is_fresh() {
        let fresh = tempfile::tempdir().unwrap();
        generate(&crate::root().join("proto"), fresh.path()).unwrap();
        let (fresh, committed) = (contents(fresh.path()), contents(&crate::root().join(GENERATED)));
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&fresh), names(&committed));
        for (name, content) in fresh {
            assert!(committed[&name] == content, "{name} is stale: run `cargo run -p xtask -- codegen`");
        }
    }
}
