//! A model that is not whole, or not one of the tagger's, is refused and says why.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use sayso_tagger::{EMBEDDING, Tagger, WeightsError};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/weights");

const FILES: [&str; 4] = ["model.onnx", "meaning.onnx", "vocab.txt", "tagger.json"];

/// A copy of the weights that `damage` was done to, with checksums that are right again if `hashed`.
fn damaged(hashed: bool, damage: impl Fn(&Path)) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in FILES.into_iter().chain(["SHA256SUMS"]) {
        fs::copy(Path::new(WEIGHTS).join(file), folder.path().join(file)).unwrap();
    }
    damage(folder.path());
    if hashed {
        let line = |file| {
            let hash = Sha256::digest(fs::read(folder.path().join(file)).unwrap());
            format!("{}  {file}\n", hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        };
        fs::write(folder.path().join("SHA256SUMS"), FILES.map(line).concat()).unwrap();
    }
    folder
}

fn refused(hashed: bool, damage: impl Fn(&Path)) -> String {
    let folder = damaged(hashed, damage);
    Tagger::load(folder.path()).unwrap_err().to_string()
}

fn rewrite(file: &'static str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> impl Fn(&Path) {
    move |folder| {
        let path = folder.join(file);
        fs::write(&path, change(fs::read(&path).unwrap())).unwrap();
    }
}

#[test]
fn whole_weights_are_those_in_the_program() {
    let (loaded, embedded) = (Tagger::load(WEIGHTS).unwrap(), Tagger::embedded().unwrap());
    assert_eq!((loaded.hash(), loaded.version()), (embedded.hash(), embedded.version()));
    let text = "“It will hold,” she said.";
    assert_eq!(loaded.tag(text), embedded.tag(text));
}

#[test]
fn files_that_are_missing_are_named() {
    for file in FILES.into_iter().chain(["SHA256SUMS"]) {
        let folder = damaged(false, |folder| fs::remove_file(folder.join(file)).unwrap());
        let error = Tagger::load(folder.path()).unwrap_err();
        assert!(matches!(&error, WeightsError::Unreadable { path, .. } if path.ends_with(file)), "{error}");
    }
}

#[test]
fn files_that_were_changed_are_refused_by_their_checksum() {
    let cut = |mut bytes: Vec<u8>| {
        bytes.truncate(bytes.len() / 2);
        bytes
    };
    let flipped = |mut bytes: Vec<u8>| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    };
    for file in FILES {
        for found in [refused(false, rewrite(file, cut)), refused(false, rewrite(file, flipped))] {
            assert!(found.starts_with(&format!("{file} is damaged or of another model: its SHA-256 is ")), "{found}");
        }
    }
    let without = refused(false, rewrite("SHA256SUMS", |_| Vec::new()));
    assert_eq!(without, "SHA256SUMS has no line `SHA-256  tagger.json`");
}

#[test]
fn files_that_are_something_else_are_refused() {
    let model = "model.onnx is no model of the tagger: ";
    let check = |file, change: fn(Vec<u8>) -> Vec<u8>, expected: &str| {
        let found = refused(true, rewrite(file, change));
        assert!(found.starts_with(expected), "{found}");
    };
    check("model.onnx", |_| b"not a model".to_vec(), model);
    check("model.onnx", |_| Vec::new(), model);
    check("model.onnx", |bytes| bytes[..bytes.len() / 2].to_vec(), model);
    check("meaning.onnx", |bytes| bytes[..bytes.len() / 2].to_vec(), "meaning.onnx is no model of the tagger: ");
    check("tagger.json", |bytes| bytes[..bytes.len() / 2].to_vec(), "tagger.json is no description of a tagger: ");
    check("vocab.txt", |_| b"\xff\xff".to_vec(), "vocab.txt is no vocabulary of the tagger: it is not in UTF-8");
    check("vocab.txt", |_| b"a\nb".to_vec(), "vocab.txt is no vocabulary of the tagger: it has no [UNK]");
    check("vocab.txt", |bytes| [bytes, b"more\n".to_vec()].concat(), model);
    check("vocab.txt", |bytes| bytes[..bytes.len() / 2].to_vec(), &format!("{model}it knows more pieces than the "));
}

#[test]
fn a_model_without_an_output_is_refused() {
    // The names in the file are of the same length, so that it stays an ONNX file.
    let renamed = |bytes: Vec<u8>| {
        let mut bytes = bytes;
        let named: Vec<usize> = (0..bytes.len() - 4).filter(|at| &bytes[*at..at + 4] == b"tags").collect();
        named.iter().for_each(|at| bytes[*at..at + 4].copy_from_slice(b"gats"));
        bytes
    };
    let found = refused(true, rewrite("model.onnx", renamed));
    assert!(found.starts_with("model.onnx is no model of the tagger: ") && found.contains("tags"), "{found}");
}

#[test]
fn a_model_whose_numbers_are_none_is_refused() {
    // The biases of a last layer, the last constant of their length: what stands further back is made whole numbers before anything
    // comes of it.
    let check = |file: &'static str, biases: usize| {
        let spoilt = |bytes: Vec<u8>| {
            let mut bytes = bytes;
            let length = 4 * biases;
            // Field 9 of a tensor, and its length in bytes.
            let head = if length < 128 {
                vec![0x4a, length as u8]
            } else {
                vec![0x4a, (length % 128) as u8 | 128, (length / 128) as u8]
            };
            let at = bytes.windows(head.len()).rposition(|window| window == head).unwrap() + head.len();
            bytes[at..at + length].copy_from_slice(&f32::NAN.to_le_bytes().repeat(biases));
            bytes
        };
        let found = refused(true, rewrite(file, spoilt));
        assert_eq!(found, format!("{file} is no model of the tagger: what it says is no number"));
    };
    // Nine tags of names.
    check("model.onnx", 9);
    check("meaning.onnx", EMBEDDING);
}

#[test]
fn windows_that_are_longer_than_the_model_reads_are_refused() {
    let longer = |bytes: Vec<u8>| {
        let mut json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        json["longest"] = 4000.into();
        json.to_string().into_bytes()
    };
    let found = refused(true, rewrite("tagger.json", longer));
    assert!(found.starts_with("model.onnx is no model of the tagger: "), "{found}");
}
